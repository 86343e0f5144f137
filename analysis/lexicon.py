"""The word lists of ``data/words``: read, checked as a whole, and handed on as tables.

A list is a CSV file that people edit in a spreadsheet, so every encoding and line end a spreadsheet writes is read,
and what is wrong with the lists is said all at once: file, line, value and cure.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis import documents, paths
from analysis.word_lists import COLUMNS, OPTIONAL, PATTERN_KINDS, PHRASE_KINDS, Report, Row, check_lists, split_markers

__all__ = [
    "COLUMNS",
    "OPTIONAL",
    "PATTERN_KINDS",
    "PHRASE_KINDS",
    "Lexicon",
    "LexiconError",
    "read_lexicon",
    "split_markers",
]
_ALL_COLUMNS = COLUMNS | OPTIONAL


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
    moves : DataFrame
        move (an id of ``move_names``), pattern (a regular expression), where (``start`` or ``anywhere``), priority (a
        whole number; 1 is tried first), source. Empty if the folder has no such list.
    move_names : DataFrame
        move, zh, en, in the order of the codebook of the moves. Empty if the folder has no such list.
    """

    phrases: pd.DataFrame
    stop_words: pd.DataFrame
    themes: pd.DataFrame
    strategies: pd.DataFrame
    theme_names: pd.DataFrame
    moves: pd.DataFrame = field(default_factory=lambda: _table("moves", []))
    move_names: pd.DataFrame = field(default_factory=lambda: _table("move_names", []))


def read_lexicon(folder: Path | str = paths.WORDS) -> Lexicon:
    """Read and check the word lists of a folder.

    UTF-8 (with or without byte order mark), UTF-16 with its mark and GB18030 are read, with any line end. White space
    around a cell is removed; columns may stand in any order; columns not listed in ``COLUMNS`` or ``OPTIONAL`` are
    left out; rows with nothing in them are skipped.

    Parameters
    ----------
    folder : path-like
        Holds ``phrases.csv``, ``stop_words.csv``, ``themes.csv``, ``strategies.csv`` and ``theme_names.csv``; it may
        hold ``moves.csv`` and ``move_names.csv`` too.

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
    for name in [*COLUMNS, *(name for name in OPTIONAL if (folder / f"{name}.csv").exists())]:
        try:
            lists[name] = _read_rows(folder / f"{name}.csv", name, report)
        except documents.ParseError as error:
            problems.append((name, 0, str(error)))
            lists[name] = None
    check_lists(lists, report)
    if problems:
        problems.sort(key=lambda problem: (list(_ALL_COLUMNS).index(problem[0]), problem[1]))
        raise LexiconError("\n".join(message for _, _, message in problems))
    return Lexicon(**{name: _table(name, rows) for name, rows in lists.items()})


def _table(name: str, rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame({column: [row[column] for _, row in rows] for column in _ALL_COLUMNS[name]}, dtype=str)


def _read_rows(path: Path, name: str, report: Report) -> list[Row] | None:
    """Read the rows of one file; None when its header cannot be used (that is then the only complaint)."""
    if path.is_file() and not path.stat().st_size:
        report(name, 1, "the file is empty", f"start it with the line {','.join(_ALL_COLUMNS[name])}")
        return None
    rows = _cut_rows(documents.read_source(path).lines, name, report)
    header_line, header = next(rows, (1, []))
    header = [cell.strip() for cell in header]
    missing = [column for column in _ALL_COLUMNS[name] if column not in header]
    if missing:
        needed = ",".join(_ALL_COLUMNS[name])
        problem = f"no column “{'”, “'.join(missing)}” in the header “{','.join(header)}”"
        cure = f"give the first line the columns {needed}, or save it again as “CSV UTF-8 (comma delimited)”"
        report(name, header_line, problem, cure)
        return None
    twice = [column for column in _ALL_COLUMNS[name] if header.count(column) > 1]
    if twice:
        report(name, header_line, f"the column “{twice[0]}” stands twice in the header", "rename or remove one")
        return None
    places = {column: header.index(column) for column in _ALL_COLUMNS[name]}
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


def _cut_rows(lines: list[str], name: str, report: Report) -> Iterator[tuple[int, list[str]]]:
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
