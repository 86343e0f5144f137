"""Rows with marks: the drawing of most charts. One panel a group, or all groups in every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts import style
from analysis.charts.grammar import Chart, Said, Voice, lead, said
from analysis.charts.links import link_area, link_rows, panel_width
from analysis.charts.marks import Dot, Mark, Number
from analysis.charts.page import (
    KEY_LINE,
    Page,
    draw_key,
    draw_legend,
    legend_lines,
    page_limit,
    place_key,
    set_unit,
)
from analysis.charts.rows import Rows as Labels
from analysis.charts.rows import draw_head, plan_rows, write_rows
from analysis.charts.typesetting import shorten, text_width

HEAD, FOOT, GAP, STEP = 17.0, 26.0, 14.0, 6.5  # points
NAMED = 0.3  # of the plot that the name beside a mark may take
PLAIN = style.Look(style.INK, "o", "")
Column = str | tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """An entry of the key above the panels: marks drawn for a row whose values are points from 0 to 16."""

    text: str
    row: Mapping[str, Any]
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Rows:
    """Rows of labels with marks, in panels that share one scale.

    Attributes
    ----------
    row : str or tuple of str
        Column (or columns) of the labels at the left; a row of the picture holds all rows of the table of one label.
    marks : sequence of Mark
        Drawn for each row of the table, in this order.
    unit : key or Said
        Label of the value axis.
    panel : str
        Column of which each value has a panel; without it there is one panel.
    heads : mapping
        What stands over each panel, by the value of its column, in order; a panel without rows says its `blank`.
    series : sequence
        Strategies whose marks stand one under the other in every row, told apart by a legend; `overlaid`, on one line,
        where those at the same place are moved apart.
    named : str
        Column of whether the name of the strategy stands beside its mark.
    scale : float
        What the values of `reach` are multiplied by.
    reach : sequence of str
        Columns that the value axis must hold, from zero; or `span`, its two ends, or "own", each panel its own.
    columns, least : int, float
        Most panels side by side, and points that one needs.
    figures : (key, key)
        What stands at the right of each row, in the words of a key whose fields are the columns, and over it.
    keys : sequence of Key
        What the marks mean.
    tall, share : float
        Points of a row without glosses; part of a panel that labels may take.
    line : float, optional
        Where a line crosses every panel.
    own : bool
        Whether the marks of a row look as its strategy does.
    below : callable
        What stands in grey below the label of a row (of the table); by default the gloss of a term.
    """

    row: Column
    marks: Sequence[Mark]
    unit: Said | str = ""
    panel: str = ""
    heads: Mapping[Any, Said | str] = field(default_factory=dict)
    blank: Mapping[Any, str] = field(default_factory=dict)
    series: Sequence[str] = ()
    reach: Sequence[str] = ()
    span: tuple[float, float] | str = ""
    columns: int = 2
    least: float = 150.0
    figures: tuple[str, str] | tuple = ()
    keys: Sequence[Key] = ()
    tall: float = 13.0
    share: float = 0.44
    line: float | None = None
    repeat: bool = True
    own: bool = False
    overlaid: bool = False
    named: str = ""
    scale: float = 1.0
    below: Callable[[Mapping], Any] | None = None

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        parts = self._parts(chart.table)
        columns = min(self.columns, len(parts), max(int((width + GAP) // (self.least + GAP)), 1))
        plan = self._plan(parts, voice, (width - (columns - 1) * GAP) / columns, columns)
        if plan.height > page_limit():
            plan = self._plan(parts, voice, plan.wide, columns, glossed=False)
        names = [voice.call("strategy", group) for group in self.series]
        key = place_key([20 + text_width(voice.say(one.text), style.SMALL) for one in self.keys], width, left=2, gap=12)
        above = legend_lines(names, width) * 13 + 6 if names else 16 + key[-1][1] * KEY_LINE if key else 0
        page = opened(above + plan.height)
        groups = chart.table["strategy"].astype("object") if self.own else [*parts, *self.series]
        looks = style.looks(filter(None, groups) if self.panel != "measure" else [], voice.names.order)
        if names:
            told = [mark.told for mark in self.marks if isinstance(mark, Dot) and mark.told]
            hollow = bool(told) and not chart.table[told].to_numpy().any()
            entries = [(looks[group], name) for group, name in zip(self.series, names, strict=True)]
            draw_legend(page, entries, hollow=hollow)
        if key:
            draw_key(page, key, [voice.say(one.text) for one in self.keys], self._draw_key, 20)
        for number, (panel, rows) in enumerate(parts.items()):
            line, column = divmod(number, columns)
            top = above + sum(plan.heights[:line]) + line * (plan.head + GAP)
            left = column * (plan.wide + GAP) + (0 if self.repeat or not column else plan.label)
            first = self.repeat or not column
            axes = page.panel(left + plan.label * first, top + plan.head, plan.plot, plan.heights[line])
            self._draw_head(page, left, top + 6.5, plan, panel, looks.get(panel), voice)
            beside = max((text_width(name, style.SMALL) + 8 for name in names), default=0.0) if self.named else 0.0
            span = self._span(rows if self.span == "own" else chart.table, plan.plot, min(beside, NAMED * plan.plot))
            self._draw_axes(axes, span, plan.heights[line])
            self._draw_rows(axes, rows, plan.labels[number], looks, panel, voice)
            self._link_rows(axes, rows, plan, number, panel, first)
            if not first:
                axes.set_yticks([])
            below = number + columns >= len(parts) or self.span == "own"
            axes.tick_params(axis="x", labelbottom=below, length=2 if below else 0)
            if below and self.unit:
                set_unit(axes, voice.word(self.unit if isinstance(self.unit, Said) else said(self.unit)), plan.plot)

    def _parts(self, table: pd.DataFrame) -> dict[Any, pd.DataFrame]:
        if not self.panel:
            return {"": table}
        own = table[self.panel].astype("object")
        return {panel: table[own == panel] for panel in self.heads}

    def _plan(self, parts: Mapping, voice: Voice, wide: float, columns: int, glossed: bool = True) -> _Plan:
        """Labels of one width in all panels, the height of each line of panels, and what is left for the marks."""
        labels = [list(dict.fromkeys(_values(rows, self.row))) for rows in parts.values()]
        texts = [[voice.call(self.row, value) for value in values] for values in labels]
        pairs = zip(parts.values(), labels, strict=True)
        below = [self._glosses(rows, values, voice) if glossed else [] for rows, values in pairs]
        lines = 1 if self.overlaid else len(self.series)
        each, tall = list(zip(texts, below, strict=True)), max(self.tall, lines * STEP + 5 if self.series else 0)
        label = max(plan_rows(*part, most=self.share * wide, row=tall).width for part in each) + 4 * self.overlaid
        made = [plan_rows(*part, most=label, least=label - 6, row=tall) for part in each]
        if self.series:
            made = [replace(one, heights=np.full(len(one.terms), max(one.heights, default=0.0))) for one in made]
        heights = [max([24.0, *(one.height for one in made[i : i + columns])]) for i in range(0, len(made), columns)]
        figures = max(
            (text_width(voice.tell(self.figures[0], row), style.SMALL)
             for rows in parts.values() for row in rows.to_dict("records")), default=0.0,
        ) if self.figures else 0.0  # fmt: skip
        figures = max(figures, text_width(voice.say(self.figures[1]), style.SMALL)) + 6 if self.figures else 0.0
        plot = wide - label - figures
        if not self.repeat and columns > 1:
            plot = (wide * columns + GAP * (columns - 1) - label - GAP * (columns - 1)) / columns
            wide = plot
        foot = FOOT if self.unit else 14.0
        return _Plan(made, label, plot, wide, heights, figures, HEAD if self.heads else 0.0, foot)

    def _glosses(self, rows: pd.DataFrame, labels: list, voice: Voice) -> list[str]:
        if self.below:
            first = {_value(row, self.row): row for row in reversed(rows.to_dict("records"))}
            return [voice.word(self.below(first[label])) for label in labels]
        return [voice.gloss(self.row, label) for label in labels]

    def _span(self, table: pd.DataFrame, plot: float, beside: float = 0.0) -> tuple[float, float]:
        if isinstance(self.span, tuple):
            return self.span
        ends = self.scale * table[list(self.reach)].to_numpy(dtype=float)
        if self.span == "own":
            margin = max(float(np.ptp(ends)), 0.02) * 0.08
            return float(ends.min() - margin), float(ends.max() + margin)
        numbers = [mark.value for mark in self.marks if isinstance(mark, Number)]
        room = max(
            (text_width("0" * len(f"{table[name].max():,}"), style.SMALL) + 7 for name in numbers), default=beside
        )
        return 0.0, float(np.nanmax(ends)) * (1 + max(room / max(plot - room, 40), 0.02)) or 1.0

    def _draw_axes(self, axes: Axes, span: tuple[float, float], height: float) -> None:
        axes.set(xlim=span, ylim=(height, 0))
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.grid(axis="x")
        low, high = span
        most = 4 if axes.get_window_extent().width / axes.get_figure(root=True).dpi < 3.5 else 8
        edge = 0.06 * (high - low)
        ticks: list[float] = []
        while len(ticks) < 3:  # those near an end are left out, for their numbers would reach beyond it
            ticks = [tick for tick in MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
                     if low + (edge if low else 0) <= tick <= high - edge]  # fmt: skip
            most += 1
        signed = "+" if low < 0 else ""
        axes.set_xticks(ticks, [f"{tick:{signed},.10g}".replace("-", "−").replace("+0", "0") for tick in ticks])
        if low < 0:
            axes.spines["left"].set_visible(False)
            axes.axvline(0, color=style.INK, linewidth=0.7, zorder=2)
        if self.line is not None:
            axes.axvline(self.line, color=style.INK, linewidth=0.7, linestyle=(0, (3, 2)), zorder=2.5)

    def _draw_head(self, page, left, middle, plan: _Plan, panel, look: style.Look | None, voice: Voice) -> None:
        if not self.heads:
            return
        head = self.heads[panel]
        text, room = voice.word(said(head) if isinstance(head, str) else head), plan.wide - plan.figures
        if look is None:
            page.write(left + plan.label * self.repeat, middle, shorten(text, room, style.SMALL), fontsize=style.SMALL,
                       va="center_baseline")  # fmt: skip
        else:
            draw_head(page, left, middle, look, text, lead(self.panel, panel), room=room)
        if self.figures:
            page.write(left + plan.wide, middle, voice.say(self.figures[1]), ha="right", va="center_baseline",
                       fontsize=style.SMALL, color=style.GREY)  # fmt: skip

    def _draw_rows(self, axes: Axes, rows: pd.DataFrame, labels: Labels, looks: Mapping, panel, voice: Voice) -> None:
        """The marks of every row at the height of its label; with series, one under the other."""
        if rows.empty:
            axes.set_yticks([])
            blank = self.blank.get(panel, "empty_group")
            axes.text(0.5, 0.5, voice.say(blank), transform=axes.transAxes, ha="center", color=style.GREY)
            return
        write_rows(axes, labels)
        if self.overlaid:  # a mark at zero reaches out to the left
            axes.tick_params(axis="y", pad=7)
        axes.set_ylim(axes.get_window_extent().height / axes.get_figure(root=True).dpi * 72, 0)
        middles = dict(zip(dict.fromkeys(_values(rows, self.row)), labels.places, strict=True))
        if self.series:
            for place, middle in list(enumerate(labels.places))[::2]:
                half = labels.heights[place] / 2
                axes.axhspan(middle - half, middle + half, color=style.BAND, linewidth=0, zorder=0)
        records = rows.to_dict("records")
        shifts = self._shifts(axes, records)
        for row, shift in zip(records, shifts, strict=True):
            y = middles[_value(row, self.row)] + shift
            look = looks.get(row["strategy"] if self.series or self.own else panel, PLAIN)
            for mark in self.marks:
                mark.draw(axes, row, y, look)
            if self.figures:
                axes.annotate(voice.tell(self.figures[0], row), (1, y), xycoords=("axes fraction", "data"),
                              xytext=(5, 0), textcoords="offset points", va="center_baseline",
                              fontsize=style.SMALL)  # fmt: skip

            if self.named and row[self.named]:
                self._name_mark(axes, row, y, look, voice)

    def _shifts(self, axes: Axes, records: Sequence[Mapping]) -> list[float]:
        """How far the marks of each row stand below the middle of its label, in points."""
        if not self.series:
            return [0.0] * len(records)
        if not self.overlaid:
            middle = (len(self.series) - 1) / 2
            return [(list(self.series).index(row["strategy"]) - middle) * STEP for row in records]
        near = 6 * np.ptp(axes.get_xlim()) / panel_width(axes)
        places: dict = {}
        for number, row in enumerate(records):
            at = self.scale * row[self.reach[0]]
            for cluster in places.setdefault(_value(row, self.row), []):
                if abs(cluster[0] - at) < near:
                    cluster[1].append(number)
                    break
            else:
                places[_value(row, self.row)].append((at, [number]))
        shifts = [0.0] * len(records)
        for _, members in (cluster for clusters in places.values() for cluster in clusters):
            step = min(STEP, (self.tall - STEP) / max(len(members) - 1, 1))
            for place, number in enumerate(members):
                shifts[number] = (place - (len(members) - 1) / 2) * step
        return shifts

    def _name_mark(self, axes: Axes, row: Mapping, y: float, look: style.Look, voice: Voice) -> None:
        """The name of the strategy, at the outer side of its mark: at the left only where there is room."""
        at, name = self.scale * row[self.reach[0]], voice.call("strategy", row["strategy"])
        wide, plot = text_width(name, style.SMALL) + 7, panel_width(axes)
        low, high = axes.get_xlim()
        right = bool(row["high_end"])
        if wide <= min(((high - at) if right else (at - low)) / (high - low), NAMED) * plot:
            axes.annotate(name, (at, y), xytext=(6 if right else -6, 0), textcoords="offset points", color=look.colour,
                          ha="left" if right else "right", va="center_baseline", fontsize=style.SMALL)  # fmt: skip

    def _link_rows(self, axes: Axes, rows: pd.DataFrame, plan: _Plan, number: int, panel, first: bool) -> None:
        """Labels lead to the sentences of their value, marks to those of their group; what was not found nowhere."""
        labels, values = plan.labels[number], list(dict.fromkeys(_values(rows, self.row)))
        whole = [lead(self.row, value) for value in values]
        here: list[str | None] = [None] * len(values)
        if self.panel == "strategy" and not self.series:
            counts = dict(zip(_values(rows, self.row), rows.get("count", [1] * len(rows)), strict=True))
            here = [lead(self.row, value, panel) if counts[value] else anchor
                    for value, anchor in zip(values, whole, strict=True)]  # fmt: skip
        elif not self.series:
            here = whole
        link_rows(axes, labels.places, labels.heights, here, labels=whole if first else (), before=plan.label,
                  after=plan.figures)  # fmt: skip
        if not self.series:
            return
        middles, records = dict(zip(values, labels.places, strict=True)), rows.to_dict("records")
        ends = axes.get_xlim()
        for row, shift in zip(records, self._shifts(axes, records), strict=True):
            y, left, right = middles[_value(row, self.row)] + shift, *ends
            if self.overlaid:
                at, half = self.scale * row[self.reach[0]], 4 * (ends[1] - ends[0]) / panel_width(axes)
                left, right = at - half, at + half
            anchor = lead(self.row, row[self.row], row["strategy"]) if row.get("count", row.get("sentences")) else None
            link_area(axes, (left, y - STEP / 2, right, y + STEP / 2), anchor)

    def _draw_key(self, axes: Axes, number: int, x: float, y: float) -> None:
        key = self.keys[number]
        row = {name: x + value if not isinstance(value, bool) else value for name, value in key.row.items()}
        for mark in key.marks:
            mark.draw(axes, row, y, PLAIN)


@dataclass(frozen=True)
class _Plan:
    """Measures in points: labels of each panel and their width, width of plot and panel, heights of lines of panels."""

    labels: list[Labels]
    label: float
    plot: float
    wide: float
    heights: list[float]
    figures: float
    head: float
    foot: float

    @property
    def height(self) -> float:
        return sum(self.heights) + len(self.heights) * (self.head + GAP) - GAP + self.foot


def _values(rows: pd.DataFrame, column: Column) -> list:
    columns = list(column) if isinstance(column, tuple) else [column]
    return [_value(row, column) for row in rows[columns].astype("object").to_dict("records")]


def _value(row: Mapping, column: Column):
    return tuple(row[name] for name in column) if isinstance(column, tuple) else row[column]
