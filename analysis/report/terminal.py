"""The concordance in a terminal: what a query is searched as, and its hits below each other in a terminal's cells."""

import os
import re
import shutil
import unicodedata
from pathlib import Path
from typing import TextIO

import pandas as pd

from analysis.language import speak
from analysis.language.names import Names
from analysis.measures.concordance import SORTS, WITHIN, hits_by_strategy, kwic, near_terms
from analysis.report.requests import (
    RequestError,
    closest,
    count_units,
    quoted,
    read_query,
    refuse_foreign,
    theme_called,
)
from analysis.report.writing import csv_bytes, write_file
from analysis.results import Results

WIDEST = 100  # characters of context on each side; more stands in the CSV
_BOLD, _PLAIN = "\x1b[1;31m", "\x1b[0m"
# What a user calls a unit, and what `kwic` does.
UNITS = {"auto": "auto", "string": "phrase", "word": "term", "regex": "regex", "theme": "theme"}
_HEADS = ("group", "place", "line", "hits", "paragraphs", "per_10k", "all")


def find_lines(
    results: Results, query: str, *, by: str = "auto", sort: str | None = None, width: int = 20,
    within: str = "sentence",
) -> pd.DataFrame:  # fmt: skip
    """The lines of a concordance, as `measures.concordance.kwic` gives them; unsorted, group by group.

    What the query is taken as, :func:`analysis.report.requests.read_query` says.

    Raises
    ------
    RequestError
        An option is unknown, or the query cannot be searched for.
    """
    for option, value, known in (("--by", by, UNITS), ("--sort", sort, SORTS), ("--within", within, WITHIN)):
        if value is not None and value not in known:
            raise RequestError("option_unknown", option=option, value=value, known=closest(value, known))
    if not 0 <= width <= WIDEST:
        raise RequestError("kwic_width", value=width, most=WIDEST)
    kind, value = read_query(results, query, UNITS[by])
    lines = kwic(
        results.speeches, results.tokens, value, width, by=kind, sort=sort, themes=results.lexicon.themes, within=within
    )
    several = [word for word in re.split(r"[,，;；、\s]+", value) if word]
    if lines.empty and len(several) > 1 and kind != "regex":
        raise RequestError("kwic_one_word", value=query, first=several[0])
    return lines if sort else lines.sort_values("strategy", kind="stable", ignore_index=True)


def describe_lines(
    results: Results, lines: pd.DataFrame, query: str, *, by: str = "auto", language: str = "zh", columns: int = 80,
    colour: bool = False,
) -> str:  # fmt: skip
    """The concordance for a terminal `columns` cells wide, with totals by strategy below it.

    Parameters
    ----------
    results : Results
        What was searched.
    lines : DataFrame
        From `find_lines`.
    query : str
        As it was asked for.
    by : str
        As it was given to `find_lines`.
    language : {"zh", "en"}
        Of everything but the speeches.
    columns : int
        Width of the terminal; a full-width character takes two cells.
    colour : bool
        Mark the hits by colour; with square brackets otherwise.

    Returns
    -------
    str
        A head, a line a hit, the totals, and what was counted; no line is wider than the terminal.
    """
    names = results.names
    units = wrap(describe_units(results, lines, query, by=by, language=language), columns)
    if lines.empty:
        return f"{nothing_found(results, query, language)}\n{units}"
    heads = _heads(language)
    places = [
        (names.strategy(str(row.strategy), language), f"{row.paragraph}.{row.sentence}", str(row.line))
        for row in lines.itertuples()
    ]
    sizes = [max(map(cells, [head, *column])) for head, *column in zip(heads, *places, strict=False)]
    sizes[0] = min(sizes[0], max(columns // 4, 8))
    left, node, right = _shares(lines, columns - sum(sizes) - 6, 0 if colour else 2)
    text = ["  ".join(_pad(head, size) for head, size in zip(heads, sizes, strict=False)).rstrip()]
    for place, row in zip(places, lines.itertuples(), strict=True):
        marked = cut(row.node, node)
        marked = f"{_BOLD}{marked}{_PLAIN}" if colour else f"[{marked}]"
        shown = _pad(cut(row.left, left, end=False), left, right=True) + marked + cut(row.right, right)
        text.append("  ".join([_pad(cut(p, size), size) for p, size in zip(place, sizes, strict=True)] + [shown]))
    totals = _totals(results, lines, names, language, columns)
    return "\n".join([*(line.rstrip() for line in text), "", *totals, "", units])


def wrap(text: str, columns: int) -> str:
    """A text in lines of so many cells, broken between words and anywhere between full-width characters.

    Examples
    --------
    >>> print(wrap("推动 green growth", 10))
    推动 green
    growth
    """
    lines = [""]
    for piece in re.findall(r"[!-\u02ff]+\s*|.", text):
        if cells((lines[-1] + piece).rstrip()) > columns and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def show_lines(
    results: Results, lines: pd.DataFrame, query: str, *, by: str = "auto", language: str, stream: TextIO
) -> str:
    """The concordance as wide as the terminal is; marked by colour on one, by brackets in a file or a pipe.

    ``NO_COLOR`` in the environment asks for brackets everywhere (https://no-color.org).
    """
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    columns = shutil.get_terminal_size((100, 24)).columns
    return describe_lines(results, lines, query, by=by, language=language, columns=columns, colour=colour)


def write_lines(lines: pd.DataFrame, path: Path, *, source: Path | None = None) -> Path:
    """Write the lines as CSV.

    Raises
    ------
    RequestError
        The name does not end in .csv, or a file of another kind stands there.
    """
    if path.suffix.lower() != ".csv":
        raise RequestError("csv_name", file=path, cure=path.with_suffix(".csv").name)
    refuse_foreign(path, "csv", source)
    return write_file(path, csv_bytes(lines))


def _shares(lines: pd.DataFrame, room: int, marks: int) -> tuple[int, int, int]:
    """Cells for left context, node and right context, so that the longest line fits."""
    room = max(room - marks, 12)
    longest = {side: max(map(cells, lines[side])) for side in ("left", "node", "right")}
    node = min(longest["node"], 2 * room // 3)
    half = (room - node) // 2
    left = min(longest["left"], max(half, room - node - longest["right"]))
    return left, node, room - node - left


def _heads(language: str) -> list[str]:
    return [speak(language).say(f"terminal.{head}") for head in _HEADS]


def _totals(results: Results, lines: pd.DataFrame, names: Names, language: str, columns: int) -> list[str]:
    group, _, _, *heads, whole_text = _heads(language)
    heads = (group, *heads)
    table = hits_by_strategy(lines, results.speeches, results.tokens)
    rows = [
        (names.strategy(str(row.strategy), language), f"{row.hits:,}", f"{row.paragraphs}/{row.paragraphs_total}",
         f"{row.per_10k:.1f}")
        for row in table.itertuples()
    ]  # fmt: skip
    hits, counted = int(table["hits"].sum()), int(table["words"].sum())
    whole = f"{int(table['paragraphs'].sum())}/{int(table['paragraphs_total'].sum())}"
    rows.append((whole_text, f"{hits:,}", whole, f"{10_000 * hits / max(counted, 1):.1f}"))
    sizes = [max(map(cells, column)) for column in zip(heads, *rows, strict=True)]
    sizes[0] = min(sizes[0], max(columns - sum(sizes[1:]) - 6, 8))
    return [
        "  ".join(_pad(cut(text, size), size, right=place > 0) for place, (text, size) in
                  enumerate(zip(row, sizes, strict=True))).rstrip()
        for row in (heads, *rows)
    ]  # fmt: skip


def nothing_found(results: Results, query: str, language: str) -> str:
    """Say that a query has no hit, and what is near to it."""
    near, language = near_terms(results.tokens, query, kept=False), speak(language)
    told = language.say(
        "terminal.nothing_found_near" if near else "terminal.nothing_found", query=query, list=quoted(near)
    )
    pattern = language.say("terminal.perhaps_regex") if re.search(r"[|*?()\[\]]|\.[.*+]", query) else ""
    return "\n".join(filter(None, [told, pattern]))


def cells(text: str) -> int:
    """Cells of a terminal that a text takes: two for a full-width character, none for one that joins the last.

    Examples
    --------
    >>> cells("新质生产力"), cells("AI 时代"), cells("é")
    (10, 7, 1)
    """
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, room: int, *, end: bool = True) -> str:
    """As much of a text as takes `room` cells: its beginning, or with ``end=False`` its end.

    Examples
    --------
    >>> cut("推动绿色发展", 5), cut("推动绿色发展", 5, end=False)
    ('推动', '发展')
    """
    kept, used = [], 0
    for character in text if end else reversed(text):
        used += _cell(character)
        if used > room:
            break
        kept.append(" " if character in "\n\t\r" else character)
    return "".join(kept if end else reversed(kept))


def _pad(text: str, room: int, *, right: bool = False) -> str:
    space = " " * (room - cells(text))
    return space + text if right else text + space


def describe_units(results: Results, lines: pd.DataFrame, query: str, *, by: str = "auto", language: str = "zh") -> str:
    """How often a query stands as a word and as a string, which of the two is listed, and what rates are of."""
    voice, (unit, value) = speak(language), read_query(results, query, UNITS[by])
    words, strings = count_units(results, results.as_counted(query))
    parts = [voice.say("terminal.unit_term", n=words), voice.say("terminal.unit_phrase", n=strings)]
    theme = value if unit == "theme" else theme_called(results, query)
    if unit == "regex":
        parts = [voice.say("terminal.unit_regex", n=len(lines))]
    elif theme:
        name = results.names.theme(theme, language)
        if unit == "theme":
            parts.append(voice.say("terminal.unit_theme_n", name=name, n=len(lines)))
        else:
            parts.append(voice.say("terminal.unit_theme", name=name))
    text = voice.say("terminal.units", query=query, parts=voice.join(parts, "semicolon"))
    listed = voice.say("terminal.listed", what=voice.say(f"terminal.listed_{unit}")) if len(lines) else ""
    return voice.sentences([text, listed])
