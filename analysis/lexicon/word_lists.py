"""What a word list must keep to: columns, cells nobody can do without, and what is wrong with rows that do not.

`check_lists` sees the rows of all lists at once and reports every fault with its line and its cure; reading the
files is the task of `lexicon`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.language import CODES, speak
from analysis.lexicon.csv_rows import Row

# Columns with a star are cells nobody can do without; others (a source) may stay empty in a list under construction.
_LISTS = {
    "phrases": "phrase* english kind* source",
    "stop_words": "word* reason",
    "themes": "theme* term* pattern* source",
    "strategies": "name* short* english* markers* source",
    "theme_names": "theme* zh* en*",
}
# A folder made before these lists existed still works: a list that is not there is an empty one.
_LATER_LISTS = {
    "moves": "move* pattern* where* priority* source",
    "move_names": "move* zh* en*",
    "synonyms": "form* counted_as*",
    "glosses": "term* english* source",
    "codebook": "theme* zh* en* typical yes no rules_zh rules_en",
}
COLUMNS, OPTIONAL = (
    {name: tuple(columns.replace("*", "").split()) for name, columns in lists.items()}
    for lists in (_LISTS, _LATER_LISTS)
)
_REQUIRED = {
    name: [column[:-1] for column in columns.split() if column.endswith("*")]
    for name, columns in (_LISTS | _LATER_LISTS).items()
}
# What stands once in a list: its first column, but for these.
UNIQUE = {name: ((columns[0],),) for name, columns in (COLUMNS | OPTIONAL).items()} | {
    "themes": (("theme", "term"),),
    "strategies": (("name",), ("short",)),
    "moves": (("move", "pattern"),),
}
# Columns that a list may have: one made before them still works.
_LANGUAGES = tuple(code for code in CODES if code not in ("zh", "en"))
FURTHER = {
    "strategies": ("members", "members_source", *_LANGUAGES),
    "theme_names": _LANGUAGES,
    "move_names": _LANGUAGES,
}
ALIASES = {"countedas": "counted_as"}  # of columns, as people write them: counted as
PHRASE_KINDS = ("name", "concept", "slogan", "term")
PATTERN_KINDS = ("term", "regex")
MOVE_PLACES = ("start", "anywhere")
# One space parts words of an alphabet (New York); among Chinese characters there is none.
_LOOSE_SPACE = re.compile(r"(?<![^\W\u4e00-\u9fff])\s|\s(?![^\W\u4e00-\u9fff])|[^\S ]")

Report = Callable[..., None]  # list, line, key of the text in the catalogue's section mistakes, its fields


def check_lists(lists: dict[str, list[Row] | None], report: Report) -> None:
    """Report whatever is wrong with the rows of the lists.

    Parameters
    ----------
    lists : dict
        Name of the list to its rows, each a line number and the cells by column; None for a list that cannot be read.
    report : callable
        Called with list, line, key and fields of the message for every fault.

    Examples
    --------
    >>> rows = [(2, {"word": "的", "reason": ""}), (3, {"word": "的", "reason": ""})]
    >>> check_lists({"stop_words": rows}, lambda name, line, key, **values: print(name, line, key, values["value"]))
    stop_words 3 list_duplicate 的
    """
    for name, rows in lists.items():
        if rows is not None:
            _check_cells(name, rows, report)
            _check_duplicates(name, rows, report)
    found = {name: rows or [] for name, rows in lists.items()}
    _check_phrases(found.get("phrases", []), report)
    _check_stop_words(found.get("stop_words", []), found.get("phrases", []), report)
    _check_themes(found.get("themes", []), lists.get("theme_names"), report)
    _check_strategies(found.get("strategies", []), report)
    _check_moves(found.get("moves", []), lists.get("move_names"), report)
    _check_synonyms(found.get("synonyms", []), report)


def split_markers(markers: str) -> list[str]:
    """Cut a ``markers`` cell into its regular expressions; ``|`` separates them and cannot stand inside one.

    Examples
    --------
    >>> split_markers("长三角|三省一市")
    ['长三角', '三省一市']
    """
    return [marker.strip() for marker in markers.split("|")]


def _check_cells(name: str, rows: list[Row], report: Report) -> None:
    for line, row in rows:
        for column in _REQUIRED[name]:
            if not row[column]:
                rest = "，".join(cell for cell in row.values() if cell)
                report(name, line, "list_empty_cell", column=column, rest=rest)


def _check_duplicates(name: str, rows: list[Row], report: Report) -> None:
    for columns in UNIQUE[name]:
        first: dict[tuple[str, ...], int] = {}
        for line, row in rows:
            key = tuple([row[column] for column in columns])
            if not all(key):
                continue
            if key in first:
                report(name, line, "list_duplicate", column=" ".join(columns), value=" ".join(key), other=first[key])
            else:
                first[key] = line


def _check_phrases(rows: list[Row], report: Report) -> None:
    for line, row in rows:
        phrase, kind = row["phrase"], row["kind"]
        if _LOOSE_SPACE.search(phrase):
            report("phrases", line, "list_phrase_space", value=phrase)
        if kind and kind not in PHRASE_KINDS:
            report("phrases", line, "list_unknown_kind", kind=kind, value=phrase, list=", ".join(PHRASE_KINDS))


def _check_stop_words(rows: list[Row], phrases: list[Row], report: Report) -> None:
    lines = {row["phrase"]: line for line, row in reversed(phrases)}
    for line, row in rows:
        word = row["word"]
        if re.search(r"\s", word):
            report("stop_words", line, "list_stop_word_space", value=word)
        if word in lines:
            report("stop_words", line, "list_stop_word_phrase", value=word, other=lines[word])


def _check_themes(rows: list[Row], names: list[Row] | None, report: Report) -> None:
    known = None if names is None else [row["theme"] for _, row in names]
    for line, row in rows:
        theme, term, pattern = row["theme"], row["term"], row["pattern"]
        if known is not None and theme and theme not in known:
            report("themes", line, "list_unknown_theme", value=theme, list=", ".join(known))
        if pattern and pattern not in PATTERN_KINDS:
            report("themes", line, "list_unknown_pattern", kind=pattern, value=term)
        if pattern == "regex" and term and (fault := _fault(term)):
            report("themes", line, f"list_{fault.kind}", value=term, reason=fault.reason)


def _check_strategies(rows: list[Row], report: Report) -> None:
    first: dict[str, int] = {}
    provinces = [text for key, text in speak("zh").texts.items() if key.startswith("provinces.")]
    for line, row in rows:
        markers, name = split_markers(row["markers"]) if row["markers"] else [], row["name"]
        faults = {marker: _fault(marker) for marker in markers}
        for marker, fault in faults.items():
            if fault:
                key = "list_bad_marker" if fault.kind == "bad_regex" else "list_marker_matches_empty"
                report("strategies", line, key, value=marker, name=name, reason=fault.reason)
            elif first.setdefault(marker, line) != line:
                report("strategies", line, "list_marker_twice", value=marker, name=name, other=first[marker])
        for member in filter(None, row.get("members", "").split("|")):
            if member not in provinces:
                report("strategies", line, "list_unknown_province", value=member, list=", ".join(provinces))
        if markers and not any(faults.values()) and not any(re.search(one, row["short"]) for one in markers):
            report("strategies", line, "list_no_marker", name=name, value=row["short"])


def _check_moves(rows: list[Row], names: list[Row] | None, report: Report) -> None:
    known = [row["move"] for _, row in names] if names else None
    for line, row in rows:
        move, pattern, where, priority = (row[column] for column in ("move", "pattern", "where", "priority"))
        if known is not None and move and move not in known:
            report("moves", line, "list_unknown_move", value=move, list=", ".join(known))
        if where and where not in MOVE_PLACES:
            report("moves", line, "list_unknown_place", kind=where, value=pattern, list=", ".join(MOVE_PLACES))
        if priority and not re.fullmatch(r"[0-9]{1,6}", priority):
            report("moves", line, "list_no_priority", kind=priority, value=pattern)
        if pattern and (fault := _fault(pattern)):
            report("moves", line, f"list_{fault.kind}", value=pattern, reason=fault.reason)


def _check_synonyms(rows: list[Row], report: Report) -> None:
    lines = {row["form"]: line for line, row in reversed(rows)}
    for line, row in rows:
        form, target = row["form"], row["counted_as"]
        if target in lines:
            report("synonyms", line, "list_synonym_chain", value=form, target=target, other=lines[target])


class _Fault(NamedTuple):
    kind: str
    reason: str = ""


def _fault(pattern: str) -> _Fault | None:
    """What is wrong with a regular expression, if anything."""
    if not pattern:
        return _Fault("matches_empty")
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        return _Fault("bad_regex", str(error))
    return _Fault("matches_empty") if compiled.match("") else None
