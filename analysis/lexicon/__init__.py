"""The word lists of ``data/words``: read, checked as a whole, and handed on as tables.

A list is a CSV file that people edit in a spreadsheet, so every encoding and line end a spreadsheet writes is read,
and what is wrong with the lists is said all at once: file, line, value and cure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis import documents, paths
from analysis.lexicon.csv_rows import Row, complaint, read_rows
from analysis.lexicon.word_lists import (
    ALIASES,
    COLUMNS,
    FURTHER,
    OPTIONAL,
    PATTERN_KINDS,
    PHRASE_KINDS,
    UNIQUE,
    check_lists,
    split_markers,
)
from analysis.mistakes import Lines, Mistake

__all__ = [
    "COLUMNS",
    "OPTIONAL",
    "PATTERN_KINDS",
    "PHRASE_KINDS",
    "Lexicon",
    "LexiconError",
    "extend_lexicon",
    "read_lexicon",
    "split_markers",
]
_ALL_COLUMNS = COLUMNS | OPTIONAL
Lists = Mapping[str, list[Row] | None]


class LexiconError(Mistake):
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
        name (official), short, english, markers (regular expressions separated by ``|``), source, members (provinces
        separated by ``|``; empty where the list has no such column), members_source.
    theme_names : DataFrame
        theme, zh, en, in the order of the codebook.
    moves : DataFrame
        move (an id of ``move_names``), pattern (a regular expression), where (``start`` or ``anywhere``), priority (a
        whole number; 1 is tried first), source. Empty if the folder has no such list.
    move_names : DataFrame
        move, zh, en, in the order of the codebook of the moves. Empty if the folder has no such list.
    synonyms : DataFrame
        form, counted_as: a wording that is kept whole and counted as another. Empty if the folder has no such list.
    glosses : DataFrame
        term, english, source: what a word means, for English charts; phrases have theirs in their own list. Empty if
        the folder has no such list.
    codebook : DataFrame
        theme (an id of ``theme_names``, or ``none``), zh, en (definitions), typical (wording), yes (sentences that
        carry it, separated by ``|``), no (sentences that do not, each with what it carries in brackets), rules_zh,
        rules_en: what a person needs to code by hand. Empty if the folder has no such list.
    """

    phrases: pd.DataFrame
    stop_words: pd.DataFrame
    themes: pd.DataFrame
    strategies: pd.DataFrame
    theme_names: pd.DataFrame
    moves: pd.DataFrame = field(default_factory=lambda: _table("moves", []))
    move_names: pd.DataFrame = field(default_factory=lambda: _table("move_names", []))
    synonyms: pd.DataFrame = field(default_factory=lambda: _table("synonyms", []))
    glosses: pd.DataFrame = field(default_factory=lambda: _table("glosses", []))
    codebook: pd.DataFrame = field(default_factory=lambda: _table("codebook", []))


def read_lexicon(folder: Path | str = paths.WORDS) -> Lexicon:
    """Read and check the word lists of a folder.

    UTF-8 (with or without byte order mark), UTF-16 with its mark and GB18030 are read, with any line end. White space
    around a cell is removed; columns may stand in any order; columns not listed in ``COLUMNS`` or ``OPTIONAL`` are
    left out; rows with nothing in them are skipped.

    Parameters
    ----------
    folder : path-like
        Holds ``phrases.csv``, ``stop_words.csv``, ``themes.csv``, ``strategies.csv`` and ``theme_names.csv``; it may
        hold ``moves.csv``, ``move_names.csv``, ``synonyms.csv``, ``glosses.csv`` and ``codebook.csv`` too.

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
    return _own_copy(_read(Path(folder), _state_of(folder)))


@lru_cache(maxsize=4)
def _read(folder: Path, state) -> Lexicon:
    names = [*COLUMNS, *(name for name in OPTIONAL if (folder / f"{name}.csv").exists())]
    problems: list[tuple[str, int, Mistake]] = []
    lists = _read_lists(folder, names, problems)
    return _checked(lists, lambda line: folder, problems)


def extend_lexicon(folder: Path | str, modes: Mapping[str, str] | None = None) -> Lexicon:
    """The word lists that are shipped, extended or replaced by those of a folder of one's own.

    A row of one's own wins over the shipped row on the same phrase, word, theme or name; a phrase of one's own is no
    stop word, and a stop word of one's own no phrase. A list the folder does not have is the shipped one.

    Parameters
    ----------
    folder : path-like
        May hold any of the lists; it need not exist.
    modes : mapping, optional
        Name of a list to ``"extend"`` (what all others are) or ``"replace"``.

    Returns
    -------
    Lexicon
        As `read_lexicon` gives it.

    Raises
    ------
    LexiconError
        Something is wrong; every problem with file, line, value and cure.

    Examples
    --------
    >>> extend_lexicon("no-such-folder").strategies["short"].tolist()[:2]
    ['长江经济带', '长三角']
    """
    modes = tuple(sorted((modes or {}).items()))
    return _own_copy(_extend(Path(folder), modes, (_state_of(folder), _state_of(paths.WORDS))))


@lru_cache(maxsize=4)
def _extend(folder: Path, modes: tuple[tuple[str, str], ...], state) -> Lexicon:
    problems: list[tuple[str, int, Mistake]] = []
    shipped = _read_lists(paths.WORDS, list(_ALL_COLUMNS), problems)
    own = _read_lists(folder, [name for name in _ALL_COLUMNS if (folder / f"{name}.csv").exists()], problems)
    read = {name: rows for name, rows in own.items() if rows is not None}
    lists = merge_lists(shipped, read, dict(modes)) | {name: None for name in own if name not in read}
    return _checked(lists, lambda line: paths.WORDS if isinstance(line, ShippedLine) else folder, problems)


def _state_of(folder: Path | str) -> tuple:
    """What tells whether a list was changed since it was read."""
    lists = [Path(folder) / f"{name}.csv" for name in _ALL_COLUMNS]
    states = [(path.name, path.stat()) for path in lists if path.exists()]
    return (Path.cwd(), *((name, state.st_ino, state.st_size, state.st_mtime_ns) for name, state in states))


def _own_copy(lexicon: Lexicon) -> Lexicon:
    """The same lists as tables of their own: what is written into one (pandas copies on write) stays there."""
    return Lexicon(**{name: table.copy(deep=False) for name, table in vars(lexicon).items()})


class ShippedLine(int):
    """A line of a shipped list."""


def merge_lists(shipped: Lists, own: Lists, modes: Mapping[str, str]) -> dict[str, list[Row]]:
    """Lay lists over the shipped ones.

    Parameters
    ----------
    shipped, own : mapping of list name to rows
        As :func:`analysis.lexicon.csv_rows.read_rows` gives them; `own` may lack any list.
    modes : mapping of list name to {"extend", "replace"}
        What a list of one's own does; ``"extend"`` if not named.

    Returns
    -------
    dict
        Shipped rows first, their lines as `ShippedLine`; a shipped row whose key stands in the own list is left out.

    Examples
    --------
    >>> shipped = {"stop_words": [(2, {"word": "的"}), (3, {"word": "和"})]}
    >>> merged = merge_lists(shipped, {"stop_words": [(2, {"word": "和"}), (3, {"word": "与"})]}, {})
    >>> [(type(line).__name__, int(line), row["word"]) for line, row in merged["stop_words"]]
    [('ShippedLine', 2, '的'), ('int', 2, '和'), ('int', 3, '与')]
    """
    merged = {}
    for name, rows in shipped.items():
        mine = own.get(name)
        kept = [] if mine is not None and modes.get(name) == "replace" else _without(name, rows or [], mine or [])
        merged[name] = [*((ShippedLine(line), row) for line, row in kept), *(mine or [])]
    _settle(merged, "phrases", "phrase", "stop_words", "word")
    _settle(merged, "stop_words", "word", "phrases", "phrase")
    for rows, names, column in (("themes", "theme_names", "theme"), ("moves", "move_names", "move")):
        if modes.get(names) == "replace" and rows in merged:
            known = {row[column] for _, row in merged.get(names, [])}
            merged[rows] = [one for one in merged[rows] if _is_own(one) or one[1][column] in known]
    return merged


def _is_own(row: Row) -> bool:
    return not isinstance(row[0], ShippedLine)


def _without(name: str, rows: list[Row], mine: list[Row]) -> list[Row]:
    for columns in UNIQUE[name]:
        taken = {tuple([row[column] for column in columns]) for _, row in mine}
        rows = [(line, row) for line, row in rows if tuple([row[column] for column in columns]) not in taken]
    return rows


def _settle(merged: dict[str, list[Row]], name: str, column: str, other: str, other_column: str) -> None:
    """Where an own row of one list and a shipped row of the other are the same word, the own row stays."""
    mine = {row[column] for line, row in merged.get(name, []) if not isinstance(line, ShippedLine)}
    if other in merged:
        merged[other] = [one for one in merged[other] if _is_own(one) or one[1][other_column] not in mine]


def _read_lists(folder: Path, names: Iterable[str], problems: list) -> dict[str, list[Row] | None]:
    lists: dict[str, list[Row] | None] = {}
    for name in names:
        path = folder / f"{name}.csv"

        def complain(line: int, key: str, /, *, name=name, path=path, **values) -> None:
            problems.append((name, line, complaint(path, line, key, values)))

        try:
            lists[name] = read_rows(path, _ALL_COLUMNS[name], complain, aliases=ALIASES, further=name in FURTHER)
        except documents.ParseError as error:
            problems.append((name, 0, error))
            lists[name] = None
    return lists


def _checked(lists: dict[str, list[Row] | None], folder_of, problems: list) -> Lexicon:
    def report(list_name: str, line: int, key: str, /, **values) -> None:
        path = folder_of(line) / f"{list_name}.csv"
        if isinstance(values.get("other"), ShippedLine):
            values["other"] = Mistake("shipped_line", line=int(values["other"]))
        problems.append((list_name, line, complaint(path, int(line), key, values)))

    check_lists(lists, report)
    if problems:
        problems.sort(key=lambda problem: (list(_ALL_COLUMNS).index(problem[0]), problem[1]))
        raise LexiconError("problems", lines=Lines(problem for _, _, problem in problems))
    return Lexicon(**{name: _table(name, rows) for name, rows in lists.items()})


def _table(name: str, rows: list[Row]) -> pd.DataFrame:
    columns = *_ALL_COLUMNS[name], *FURTHER.get(name, ())
    return pd.DataFrame({column: [row.get(column, "") for _, row in rows] for column in columns}, dtype=str)
