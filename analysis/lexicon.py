"""The word lists of ``data/words``: read, checked as a whole, and handed on as tables.

A list is a CSV file that people edit in a spreadsheet, so every encoding and line end a spreadsheet writes is read,
and what is wrong with the lists is said all at once: file, line, value and cure.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import documents, paths

COLUMNS = {
    "phrases": ("phrase", "english", "kind", "source"),
    "stop_words": ("word", "reason"),
    "themes": ("theme", "term", "pattern", "source"),
    "strategies": ("name", "short", "english", "markers", "source"),
    "theme_names": ("theme", "zh", "en"),
}
PHRASE_KINDS = ("name", "concept", "slogan", "term")
PATTERN_KINDS = ("term", "regex")

# Cells nobody can do without; the others (a gloss, a source) may stay empty in a list under construction.
_REQUIRED = {
    "phrases": ("phrase", "kind"),
    "stop_words": ("word",),
    "themes": ("theme", "term", "pattern"),
    "strategies": ("name", "short", "english", "markers"),
    "theme_names": ("theme", "zh", "en"),
}
_UNIQUE = {
    "phrases": (("phrase",),),
    "stop_words": (("word",),),
    "themes": (("theme", "term"),),
    "strategies": (("name",), ("short",)),
    "theme_names": (("theme",),),
}
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]()|]")


class LexiconError(ValueError):
    """Word lists that cannot be used as they are; one line for every row that is wrong."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists as tables; every column is text, rows stand in the order of the file.

    Attributes
    ----------
    phrases : DataFrame
        phrase, english, kind (``name``, ``concept``, ``slogan`` or ``term``), source.
    stop_words : DataFrame
        word, reason.
    themes : DataFrame
        theme (an id of ``theme_names``), term, pattern (``term`` or ``regex``), source.
    strategies : DataFrame
        name (official), short, english, markers (regular expressions separated by ``|``), source.
    theme_names : DataFrame
        theme, zh, en, in the order of the codebook.
    """

    phrases: pd.DataFrame
    stop_words: pd.DataFrame
    themes: pd.DataFrame
    strategies: pd.DataFrame
    theme_names: pd.DataFrame


_Row = tuple[int, dict[str, str]]  # line, cells by column
_Report = Callable[[str, int, str, str], None]  # list, line, problem, cure


def read_lexicon(folder: Path | str = paths.WORDS) -> Lexicon:
    """Read and check the five word lists of a folder.

    UTF-8 (with or without byte order mark), UTF-16 with its mark and GB18030 are read, with any line end. White space
    around a cell is removed; columns may stand in any order; columns not listed in ``COLUMNS`` are left out; rows
    with nothing in them are skipped.

    Parameters
    ----------
    folder : path-like
        Holds ``phrases.csv``, ``stop_words.csv``, ``themes.csv``, ``strategies.csv`` and ``theme_names.csv``.

    Returns
    -------
    Lexicon
        One table for each file.

    Raises
    ------
    LexiconError
        Something is wrong. The message lists every problem of every file, each with file, line, value and cure.

    Examples
    --------
    >>> words = read_lexicon()
    >>> words.strategies.loc[words.strategies["short"] == "长三角", "english"].item()
    'Yangtze River Delta'
    >>> words.theme_names["theme"].tolist()[:3]
    ['innovation', 'ecology', 'reform']
    """
    folder = Path(folder)
    problems: list[tuple[str, int, str]] = []

    def report(name: str, line: int, problem: str, cure: str) -> None:
        problem = re.sub(r"\s*\n\s*", " ", problem)  # a cell may run over several lines; a complaint stays on one
        problems.append((name, line, str(documents.refuse(folder / f"{name}.csv", problem, cure=cure, line=line))))

    lists = {}
    for name in COLUMNS:
        try:
            lists[name] = _read_rows(folder / f"{name}.csv", name, report)
        except documents.ParseError as error:
            problems.append((name, 0, str(error)))
            lists[name] = None
    for name, rows in lists.items():
        if rows is not None:
            _check_cells(name, rows, report)
            _check_duplicates(name, rows, report)
    _check_phrases(lists["phrases"] or [], report)
    _check_stop_words(lists["stop_words"] or [], lists["phrases"] or [], report)
    _check_themes(lists["themes"] or [], lists["theme_names"], report)
    _check_strategies(lists["strategies"] or [], report)
    if problems:
        problems.sort(key=lambda problem: (list(COLUMNS).index(problem[0]), problem[1]))
        raise LexiconError("\n".join(message for _, _, message in problems))
    return Lexicon(**{name: _table(name, rows) for name, rows in lists.items()})


def split_markers(markers: str) -> list[str]:
    """Cut a ``markers`` cell into its regular expressions; ``|`` separates them and cannot stand inside one.

    Examples
    --------
    >>> split_markers("长三角|三省一市")
    ['长三角', '三省一市']
    """
    return [marker.strip() for marker in markers.split("|")]


def _table(name: str, rows: list[_Row]) -> pd.DataFrame:
    return pd.DataFrame({column: [row[column] for _, row in rows] for column in COLUMNS[name]}, dtype=str)


def _read_rows(path: Path, name: str, report: _Report) -> list[_Row] | None:
    """Read the rows of one file; None when its header cannot be used (that is then the only complaint)."""
    if path.is_file() and not path.stat().st_size:
        report(name, 1, "the file is empty", f"start it with the line {','.join(COLUMNS[name])}")
        return None
    rows = _cut_rows(documents.read_source(path).lines, name, report)
    header_line, header = next(rows, (1, []))
    header = [cell.strip() for cell in header]
    missing = [column for column in COLUMNS[name] if column not in header]
    if missing:
        needed = ",".join(COLUMNS[name])
        problem = f"no column “{'”, “'.join(missing)}” in the header “{','.join(header)}”"
        cure = f"give the first line the columns {needed}, or save it again as “CSV UTF-8 (comma delimited)”"
        report(name, header_line, problem, cure)
        return None
    twice = [column for column in COLUMNS[name] if header.count(column) > 1]
    if twice:
        report(name, header_line, f"the column “{twice[0]}” stands twice in the header", "rename or remove one")
        return None
    places = {column: header.index(column) for column in COLUMNS[name]}
    found = []
    for line, cells in rows:
        cells = [cell.strip() for cell in cells]
        if len(cells) > len(header) and any(cells[len(header) :]):
            problem = f"{len(cells)} cells (“{cells[0]}” …) under a header of {len(header)}"
            report(name, line, problem, "put quotation marks around a cell that holds a comma")
            continue
        if any(cells):
            cells += [""] * (len(header) - len(cells))
            found.append((line, {column: cells[place] for column, place in places.items()}))
    return found


def _cut_rows(lines: list[str], name: str, report: _Report) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts on; a cell in quotation marks may run over several lines."""
    reader = csv.reader((line + "\n" for line in lines), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            text = lines[start - 1]
            cure = 'close the quotation marks; inside a quoted cell write " twice'
            report(name, start, f"quotation marks that do not match in “{text[:40]}” ({error})", cure)
            return
        if cells:
            yield start, cells


def _check_cells(name: str, rows: list[_Row], report: _Report) -> None:
    for line, row in rows:
        for column in _REQUIRED[name]:
            if not row[column]:
                rest = "，".join(cell for cell in row.values() if cell)
                report(name, line, f"empty {column} (the row reads “{rest}”)", "fill the cell or delete the row")


def _check_duplicates(name: str, rows: list[_Row], report: _Report) -> None:
    for columns in _UNIQUE[name]:
        first: dict[tuple[str, ...], int] = {}
        for line, row in rows:
            key = tuple([row[column] for column in columns])
            if not all(key):
                continue
            if key in first:
                what = " ".join(columns)
                report(name, line, f"{what} “{' '.join(key)}” stands on line {first[key]} too", "delete one row")
            else:
                first[key] = line


def _check_phrases(rows: list[_Row], report: _Report) -> None:
    for line, row in rows:
        phrase, kind = row["phrase"], row["kind"]
        if re.search(r"\s", phrase):
            report("phrases", line, f"white space in the phrase “{phrase}”", "write it as the text has it, without")
        if kind and kind not in PHRASE_KINDS:
            cure = f"use one of {', '.join(PHRASE_KINDS)}"
            report("phrases", line, f"unknown kind “{kind}” of the phrase “{phrase}”", cure)


def _check_stop_words(rows: list[_Row], phrases: list[_Row], report: _Report) -> None:
    lines = {row["phrase"]: line for line, row in reversed(phrases)}
    for line, row in rows:
        word = row["word"]
        if re.search(r"\s", word):
            report("stop_words", line, f"white space in the stop word “{word}”", "one word a row, without spaces")
        if word in lines:
            problem = f"the stop word “{word}” is a phrase too (phrases.csv line {lines[word]})"
            report("stop_words", line, problem, "keep it in one of the two lists")


def _check_themes(rows: list[_Row], names: list[_Row] | None, report: _Report) -> None:
    known = None if names is None else [row["theme"] for _, row in names]
    for line, row in rows:
        theme, term, pattern = row["theme"], row["term"], row["pattern"]
        if known is not None and theme and theme not in known:
            report("themes", line, f"unknown theme “{theme}”", f"use one of {', '.join(known)} (theme_names.csv)")
        if pattern and pattern not in PATTERN_KINDS:
            report("themes", line, f"unknown pattern “{pattern}” of “{term}”", "write term or regex")
        if pattern == "regex" and term and (fault := _fault(term)):
            report("themes", line, f"the pattern “{term}” {fault}", "mend it, or call it a term")


def _check_strategies(rows: list[_Row], report: _Report) -> None:
    first: dict[str, int] = {}
    for line, row in rows:
        markers = split_markers(row["markers"]) if row["markers"] else []
        faults = {marker: _fault(marker) for marker in markers}
        for marker, fault in faults.items():
            if fault:
                cure = "mend it; | separates markers and cannot stand inside one"
                report("strategies", line, f"the marker “{marker}” of “{row['name']}” {fault}", cure)
            elif first.setdefault(marker, line) != line:
                problem = f"the marker “{marker}” of “{row['name']}” stands on line {first[marker]} too"
                report("strategies", line, problem, "a marker belongs to one strategy: delete one")
        if markers and not any(faults.values()) and not any(_finds(m, row["short"]) for m in markers):
            problem = f"no marker of “{row['name']}” finds its short name “{row['short']}”"
            report("strategies", line, problem, "add the short name to the markers")


def _fault(pattern: str) -> str:
    """Say what is wrong with a regular expression, if anything."""
    if not pattern:
        return "is empty"
    if not _SPECIAL.search(pattern):
        return ""  # plain words need no compiling: most markers are
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        return f"is not a regular expression ({error})"
    return "matches the empty text" if compiled.match("") else ""


def _finds(pattern: str, text: str) -> bool:
    return pattern in text if not _SPECIAL.search(pattern) else re.search(pattern, text) is not None
