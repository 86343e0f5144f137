"""Rows of labels beside a panel: terms with their glosses, each row as high as it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from analysis.charts import style
from analysis.charts.links import link_place
from analysis.charts.page import Page
from analysis.charts.typesetting import shorten, text_width, wrap_text

GLOSS = 6.5
ROW, TERM_ROW, GLOSS_ROW = 12.5, 10.0, 8.5  # points of a row, of a line of a term, and of a line of a gloss
HEAD_LINES, LONGEST = 4, 90.0  # lines of a head that is not turned, points of one that is


@dataclass(frozen=True)
class Rows:
    """Labels of rows, broken into lines.

    Attributes
    ----------
    terms, glosses : tuple of tuple of str
        Lines of each label, and of what stands below it in grey.
    width : float
        Of the labels in points.
    heights : array
        Of each row in points.
    """

    terms: tuple[tuple[str, ...], ...]
    glosses: tuple[tuple[str, ...], ...]
    width: float
    heights: np.ndarray

    @property
    def places(self) -> np.ndarray:
        """Middle of each row, in points from the top."""
        return np.cumsum(self.heights) - self.heights / 2

    @property
    def height(self) -> float:
        """Of all rows together, in points."""
        return float(self.heights.sum())


def plan_rows(
    labels: Sequence[str], glosses: Sequence[str] = (), *, most: float, least: float = 20, row: float = ROW
) -> Rows:
    """Break labels, and the glosses that stand below them, into lines no wider than `most` points."""
    given = glosses or [""] * len(labels)
    widest = [
        max(text_width(label, style.BODY), text_width(gloss, GLOSS)) for label, gloss in zip(labels, given, strict=True)
    ]
    width = min(max([*widest, least]) + 6, most)
    terms = tuple(tuple(wrap_text(label, width - 5, style.BODY)) for label in labels)
    below = tuple(tuple(wrap_text(gloss, width - 5, GLOSS)) if gloss else () for gloss in given)
    heights = [row + (len(t) - 1) * TERM_ROW + len(g) * GLOSS_ROW for t, g in zip(terms, below, strict=True)]
    return Rows(terms, below, width, np.array(heights))


@dataclass(frozen=True)
class Heads:
    """Heads of columns: their lines, the angle they are turned by, and the height they take in points."""

    texts: tuple[str, ...]
    rotation: int
    height: float


def plan_heads(labels: Sequence[str], cell: float, size: float) -> Heads:
    r"""Break heads into lines no wider than a column; turn all where a word is wider or a head would be a tower.

    Turned, they stand in one line each where columns are narrow; what is too long then is cut.

    Examples
    --------
    >>> plan_heads(["长江经济带"], 30, 8).texts, plan_heads(["Western Development"], 30, 8).rotation
    (('长江经\n济带',), 90)
    """
    words = [word for label in labels for word in re.findall(r"[^\W\d_⺀-鿿]+|\d+\w?", label)]
    lines = [wrap_text(label, cell, size) for label in labels]
    turned = any(text_width(word, size) > cell for word in words) or max(map(len, lines)) > HEAD_LINES
    height = max(map(len, lines)) * size * 1.15
    if turned:
        room = max(int(cell // (size * 1.15)), 1)
        lines = [wrap_text(label, 72, size) for label in labels]
        lines = [part if len(part) <= room else [shorten(label, LONGEST, size)]
                 for part, label in zip(lines, labels, strict=True)]  # fmt: skip
        height = max(text_width(line, size) for part in lines for line in part) + 4
    return Heads(tuple("\n".join(part) for part in lines), 90 if turned else 0, height)


def write_rows(axes: Axes, rows: Rows) -> None:
    """The labels as ticks of the y axis, which is in points from the top; glosses below them."""
    ticks = []
    for middle, term, gloss in zip(rows.places, rows.terms, rows.glosses, strict=True):
        at = middle - len(gloss) * GLOSS_ROW / 2
        ticks.append((at, "\n".join(term)))
        if gloss:
            axes.annotate(
                "\n".join(gloss), (0, at + len(term) * TERM_ROW / 2 + 1), xycoords=("axes fraction", "data"),
                xytext=(-3, 0), textcoords="offset points", ha="right", va="top", fontsize=GLOSS, color=style.GREY,
                linespacing=1.0,
            )  # fmt: skip
    axes.set_yticks([at for at, _ in ticks], [text for _, text in ticks], linespacing=1.05)
    axes.set_ylim(rows.height, 0)


def draw_head(
    page: Page, left: float, middle: float, look: style.Look, text: str, anchor: str | None = None, *,
    room: float | None = None,
) -> None:  # fmt: skip
    """Marker and name of a group over its panel, and where they lead; in two small lines if wider than `room`."""
    wide = 12 + text_width(text, style.BODY + 0.5)
    link_place(page, (left, middle - 6.5, left + wide, middle + 6.5), anchor)
    page.mark(left + 3.5, middle, look, markersize=5.5)
    room = (page.width - left if room is None else room) - 10
    if text_width(text, style.BODY + 0.5) <= room:
        page.write(left + 10, middle, text, va="center_baseline", fontsize=style.BODY + 0.5)
    else:
        lines = wrap_text(text, room, style.SMALL)
        if len(lines) > 2:
            lines = [lines[0], shorten("".join(lines[1:]), room, style.SMALL)]
        page.write(left + 10, middle, "\n".join(lines), va="center", fontsize=style.SMALL, linespacing=0.95)
