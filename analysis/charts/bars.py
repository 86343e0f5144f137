"""Panels of sorted horizontal bars from zero, one a group, on a shared scale."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis import anchors
from analysis.charts import style
from analysis.charts.groups import LIMIT
from analysis.charts.links import link_place, link_rows
from analysis.charts.page import Page, set_unit
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import say
from analysis.language.names import Names

GLOSS = 6.5
LEAST = 150.0  # points of the narrowest panel; where there is no room for two of them they stand below each other
LEAST_OF_MANY = 125.0  # where there are three
ROW, TERM_ROW, GLOSS_ROW = 13.0, 10.0, 8.5  # points of a row, of a line of a term, and of a line of a gloss
HEAD, FOOT, GAP = 17.0, 26.0, 14.0


@dataclass(frozen=True)
class BarPlan:
    """What all panels of a chart share.

    Attributes
    ----------
    value : str
        Column of the bar's length; ``low`` and ``high`` are drawn as an interval where the table has them.
    groups : tuple of str
        In order.
    columns : int
        Panels side by side.
    heights : tuple of float
        Height of each line of panels in points, without head and foot.
    label : float
        Width of the labels in points.
    limit : float
        Right end of the value axis.
    unit : str
        Label of the value axis.
    names : Names
        What terms and groups are called; without glosses where these would make the page too high.
    """

    value: str
    groups: tuple[str, ...]
    columns: int
    heights: tuple[float, ...]
    label: float
    limit: float
    unit: str
    names: Names

    @property
    def height(self) -> float:
        """Height of all panels in points."""
        return sum(self.heights) + len(self.heights) * (HEAD + GAP) - GAP + FOOT


def plan_bars(table: pd.DataFrame, value: str, *, width: float, unit: str, language: str, names: Names) -> BarPlan:
    """Measure the labels and the values of all groups, so that every panel has the same scale and label width.

    Two panels stand side by side, three if there are more than four groups.
    """
    groups = tuple(style.ordered_groups(table))
    columns = 2 if len(groups) <= 4 else 3
    least = LEAST if columns == 2 else LEAST_OF_MANY
    columns = min(columns, len(groups), max(int((width + GAP) // (least + GAP)), 1))
    panel = (width - (columns - 1) * GAP) / columns
    widest = max(
        max(text_width(term, style.BODY), text_width(names.gloss(term, language), GLOSS)) for term in table["term"]
    )
    label = min(0.44 * panel, max(widest, 20) + 5)
    tall = [
        sum(_row_heights(table.loc[table["strategy"].astype("object") == group, "term"], label, language, names))
        for group in groups
    ]
    heights = tuple(max(tall[first : first + columns]) for first in range(0, len(groups), columns))
    ends = table["high"] if "high" in table.columns else table[value]
    room = text_width("0" * len(f"{table['count'].max():,}"), style.SMALL) + 7  # the figure after the longest bar
    limit = float(ends.max()) * (1 + room / max(panel - label - room, 40))
    plan = BarPlan(value, groups, columns, heights, label, limit or 1.0, unit, names)
    if plan.height > LIMIT and names.glosses:
        return plan_bars(table, value, width=width, unit=unit, language=language, names=replace(names, glosses={}))
    return plan


def draw_panels(page: Page, table: pd.DataFrame, plan: BarPlan, *, heads: dict[str, str], language: str) -> list[Axes]:
    """Draw one panel a group, each with its marker and head."""
    panel = (page.width - (plan.columns - 1) * GAP) / plan.columns
    drawn, found = [], style.looks(plan.groups, plan.names.order)
    for number, group in enumerate(plan.groups):
        line, column = divmod(number, plan.columns)
        left, top = column * (panel + GAP), sum(plan.heights[:line]) + line * (HEAD + GAP)
        rows = table[table["strategy"].astype("object") == group]
        axes = page.panel(left + plan.label, top + HEAD, panel - plan.label, plan.heights[line])
        draw_bars(axes, rows, plan, found[group], height=plan.heights[line], language=language)
        head = shorten(heads[group], panel - 10, style.BODY + 0.5)
        draw_head(page, left, top + 6.5, found[group], head, anchors.strategy_anchor(group))
        below = number + plan.columns >= len(plan.groups)
        axes.tick_params(axis="x", labelbottom=below, length=2 if below else 0)
        if below:
            set_unit(axes, plan.unit, panel - plan.label)
        drawn.append(axes)
    return drawn


def shorten(text: str, width: float, size: float) -> str:
    """A text that fits into a width, its end cut off if need be.

    Examples
    --------
    >>> shorten("长江经济带发展，303 词", 60, 8)
    '长江经济带发…'
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip("，, ") + "…"


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


def draw_bars(axes: Axes, rows: pd.DataFrame, plan: BarPlan, look: style.Look, *, height: float, language: str) -> None:
    """Bars of one group, the greatest on top, with interval and count; the y axis is in points from the top."""
    axes.set(xlim=(0, plan.limit), ylim=(height, 0))
    axes.grid(axis="x")
    set_ticks(axes, plan.limit, 4)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    if rows.empty or not rows[plan.value].gt(0).any():
        axes.set_yticks([])
        key = "nothing_twice" if len(rows) and "once" in rows.columns and rows["once"].any() else "empty_group"
        axes.text(0.5, 0.5, say(key, language), transform=axes.transAxes, ha="center", color=style.GREY)
        return
    tall = np.array(_row_heights(rows["term"], plan.label, language, plan.names))
    places = np.cumsum(tall) - tall / 2
    values = rows[plan.value].to_numpy(dtype=float)
    axes.barh(places, values, height=9, color=_tint(look.colour), hatch=look.hatch, edgecolor="white", linewidth=0)
    ends = values
    if {"low", "high"} <= set(rows.columns):
        low, high = rows["low"].to_numpy(dtype=float), rows["high"].to_numpy(dtype=float)
        axes.errorbar(
            values, places, xerr=np.maximum([values - low, high - values], 0), fmt="none", ecolor=style.INK,
            elinewidth=0.6, capsize=1.5, capthick=0.6,
        )  # fmt: skip
        ends = high
    for place, end, count in zip(places, ends, rows["count"], strict=True):
        axes.annotate(
            f"{count:,}", (end, place), xytext=(3, 0), textcoords="offset points", va="center_baseline",
            fontsize=style.SMALL,
        )  # fmt: skip
    _label_rows(axes, rows["term"], places, plan.label, language=language, names=plan.names)
    groups = rows["strategy"].astype("object")
    link_rows(
        axes, places, tall, [anchors.term_anchor(*pair) for pair in zip(rows["term"], groups, strict=True)],
        labels=[anchors.term_anchor(term) for term in rows["term"]], before=plan.label,
    )  # fmt: skip


def set_ticks(axes: Axes, limit: float, most: int) -> None:
    """Round ticks from zero; none so near the end that its label would leave the page."""
    ticks = [tick for tick in MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(0, limit) if tick <= 0.94 * limit]
    axes.set_xticks(ticks, [f"{tick:,.10g}" for tick in ticks])


def _label_rows(axes: Axes, terms, places, label: float, *, language: str, names: Names) -> None:
    """Terms as tick labels; where there is a gloss, the term moves up and the gloss stands below, smaller and grey."""
    ticks = []
    for place, term in zip(places, terms, strict=True):
        lines, glosses = _label_lines(term, label, language, names)
        middle = place - len(glosses) * GLOSS_ROW / 2
        ticks.append((middle, "\n".join(lines)))
        if glosses:
            axes.annotate(
                "\n".join(glosses), (0, middle + len(lines) * TERM_ROW / 2 + 1), xycoords=("axes fraction", "data"),
                xytext=(-3, 0), textcoords="offset points", ha="right", va="top", fontsize=GLOSS, color=style.GREY,
                linespacing=1.0,
            )  # fmt: skip
    axes.set_yticks([place for place, _ in ticks], [text for _, text in ticks], linespacing=1.05)


def _label_lines(term: str, label: float, language: str, names: Names) -> tuple[list[str], list[str]]:
    gloss = names.gloss(term, language)
    return wrap_text(term, label - 4, style.BODY), wrap_text(gloss, label - 4, GLOSS) if gloss else []


def _row_heights(terms, label: float, language: str, names: Names) -> list[float]:
    """Height of each row in points: more for a term that takes two lines or has a gloss."""
    heights = []
    for term in terms:
        lines, glosses = _label_lines(term, label, language, names)
        heights.append(ROW + (len(lines) - 1) * TERM_ROW + len(glosses) * GLOSS_ROW)
    return heights


def _tint(colour: str, share: float = 0.72) -> tuple[float, ...]:
    from matplotlib.colors import to_rgb

    return tuple(1 - share * (1 - part) for part in to_rgb(colour))
