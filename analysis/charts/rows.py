"""Rows of labels beside a panel: terms with their glosses, each row as high as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from analysis.charts import style
from analysis.charts.bars import GLOSS, GLOSS_ROW, TERM_ROW
from analysis.charts.names import Names
from analysis.charts.typesetting import text_width, wrap_text

ROW = 12.5


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
    labels: Sequence[str],
    *,
    language: str,
    names: Names | None = None,
    most: float,
    least: float = 20,
    row: float = ROW,
) -> Rows:
    """Break labels into lines no wider than `most` points; with `names` the terms get their glosses."""
    given = [names.gloss(label, language) if names else "" for label in labels]
    widest = [
        max(text_width(label, style.BODY), text_width(gloss, GLOSS)) for label, gloss in zip(labels, given, strict=True)
    ]
    width = min(max([*widest, least]) + 6, most)
    terms = tuple(tuple(wrap_text(label, width - 5, style.BODY)) for label in labels)
    glosses = tuple(tuple(wrap_text(gloss, width - 5, GLOSS)) if gloss else () for gloss in given)
    heights = [row + (len(t) - 1) * TERM_ROW + len(g) * GLOSS_ROW for t, g in zip(terms, glosses, strict=True)]
    return Rows(terms, glosses, width, np.array(heights))


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
