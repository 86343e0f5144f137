"""Heads over the columns of a matrix: in lines where there is room, turned where columns are narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts import style
from analysis.charts.bars import shorten
from analysis.charts.page import Page
from analysis.charts.typesetting import text_width, wrap_text

NARROW, LONGEST = 30.0, 90.0  # points: a column whose head is turned, and how far a turned head may reach


@dataclass(frozen=True)
class Heads:
    """Texts of the heads, their size, whether they are turned, and the height they take in points."""

    texts: tuple[str, ...]
    size: float
    turned: bool
    height: float


def plan_heads(texts: Sequence[str], cell: float) -> Heads:
    """Break the heads into the lines of a column of `cell` points, or turn them if it is narrow.

    Examples
    --------
    >>> plan_heads(["长江经济带"], 20).turned, plan_heads(["长江经济带"], 60).texts
    (True, ('长江经济带',))
    """
    size = style.SMALL if cell > 50 else 6.5
    if cell < NARROW:
        cut = tuple(shorten(text, LONGEST, size) for text in texts)
        return Heads(cut, size, True, max(text_width(text, size) for text in cut) + 2)
    lines = [wrap_text(text, cell - 1, size) for text in texts]
    broken = tuple("\n".join(line) for line in lines)
    return Heads(broken, size, False, max(map(len, lines)) * style.SMALL * 1.15)


def write_heads(page: Page, heads: Heads, *, left: float, bottom: float, cell: float) -> None:
    """Write the heads so that they stand on a line `bottom` points from the top."""
    for number, text in enumerate(heads.texts):
        page.write(
            left + (number + 0.5) * cell, bottom, text, ha="center", va="bottom", fontsize=heads.size,
            linespacing=1.0, rotation=90 if heads.turned else 0,
        )  # fmt: skip
