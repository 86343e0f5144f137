"""Word lists of one's own laid over the shipped ones: what is on both is as one's own list has it."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.lexicon.csv_rows import Row
from analysis.lexicon.word_lists import UNIQUE

Lists = Mapping[str, list[Row] | None]


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
