"""Rows with marks: the drawing of most charts. One panel a group, or all groups in every row.

A mark is what a row of a table looks like in its panel; each draws one row at its height ``y``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.charts import style
from analysis.charts.grammar import Chart, Said, Voice, groups_of, lead
from analysis.charts.page import (
    Key,
    Legend,
    Page,
    belonging,
    link_area,
    link_rows,
    mark_owners,
    page_limit,
    panel_width,
    set_unit,
)
from analysis.charts.typesetting import GLOSS, Labels, plan_rows, shorten, text_width, write_rows

HEAD, FOOT, GAP, STEP = 17.0, 26.0, 14.0, 6.5  # points
NAMED = 0.3  # of the plot that the name beside a mark may take
PLAIN = style.Look(style.INK, "o", "")
Column = str | tuple[str, ...]
UNTOLD = "#8A8A8A"
Row = Mapping[str, Any]


class Mark(Protocol):
    """Something drawn for a row; ``look`` is the colour, marker and hatch of its group."""

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """Draw it."""


@dataclass(frozen=True)
class Bar:
    """A bar from zero, hollow where the column `filled` is false."""

    value: str
    filled: str = ""

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """Tinted and hatched as the group is."""
        hollow = _is_false(row, self.filled)
        options = {"color": "white", "edgecolor": look.colour, "linewidth": 0.8} if hollow else {
            "color": style.tint(look.colour), "hatch": look.hatch, "edgecolor": "white", "linewidth": 0}  # fmt: skip
        axes.barh(y, row[self.value], height=9.0, **options)


@dataclass(frozen=True)
class Interval:
    """A thin line from a lower to an upper limit; an arrow where it goes on beyond the axis.

    If it is coloured, it is grey where the column `told` is false.
    """

    low: str
    high: str
    told: str = ""
    coloured: bool = False

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """With caps on a bar; in the group's colour where it stands without."""
        ends, limits = (row[self.low], row[self.high]), axes.get_xlim()
        drawn = max(ends[0], limits[0]), min(ends[1], limits[1])
        colour = style.INK
        if self.coloured:
            colour = UNTOLD if _is_false(row, self.told) else look.colour
        axes.plot(drawn, [y, y], color=colour, linewidth=1.0 if self.coloured else 0.6, solid_capstyle="butt",
                  zorder=3, marker="" if self.coloured else "|", markersize=3, markeredgewidth=0.6)  # fmt: skip
        for end, shown, arrow in zip(ends, drawn, "<>", strict=True):
            if end != shown:
                axes.plot([shown], [y], arrow, color=colour, markersize=3.6, markeredgewidth=0, clip_on=False,
                          zorder=3)  # fmt: skip


@dataclass(frozen=True)
class Dot:
    """A marker at a value: hollow where the column `filled` is false; where `told` is, a hollow grey circle."""

    value: str
    told: str = ""
    filled: str = ""
    size: float = 4.6
    plain: bool = False

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """The group's own marker and colour, or a plain circle."""
        untold = _is_false(row, self.told)
        hollow = untold or _is_false(row, self.filled)
        colour = UNTOLD if untold else look.colour
        marker = "o" if self.plain or untold else look.marker
        axes.plot([row[self.value]], [y], marker, color=colour, markersize=self.size, clip_on=False,
                  markerfacecolor="white" if hollow else colour, markeredgewidth=0.9, zorder=4)  # fmt: skip


@dataclass(frozen=True)
class Band:
    """A pale band from one value to another, behind the marks."""

    low: str
    high: str

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """As far as the axis reaches."""
        low, high = max(row[self.low], axes.get_xlim()[0]), min(row[self.high], axes.get_xlim()[1])
        axes.add_artist(Rectangle((low, y - 4), high - low, 8, facecolor="#DCDCDC", linewidth=0, zorder=1.5))


@dataclass(frozen=True)
class Tick:
    """A short upright line at a value."""

    value: str

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """Grey."""
        axes.plot([row[self.value]] * 2, [y - 4, y + 4], color=UNTOLD, linewidth=0.9, zorder=2)


@dataclass(frozen=True)
class Number:
    """A count behind the end of the row's bar or interval."""

    value: str
    after: str

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """On white, for a line may cross it."""
        axes.annotate(f"{row[self.value]:,}", (row[self.after], y), xytext=(3, 0), textcoords="offset points", zorder=5,
                      va="center_baseline", fontsize=style.SMALL,
                      bbox={"facecolor": "white", "linewidth": 0, "pad": 0.6})  # fmt: skip


def _is_false(row: Row, column: str) -> bool:
    return bool(column) and not row[column]


@dataclass(frozen=True)
class Entry:
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
    scale : int
        What the values of `reach` are multiplied by, wherever they are drawn.
    reach : sequence of str
        Columns that the value axis must hold, from zero; or `span`, its two ends, or "own", each panel its own.
    columns, least : int, float
        Most panels side by side, and points that one needs.
    figures : (key, key)
        What stands at the right of each row, in the words of a key whose fields are the columns, and over it.
    keys : sequence of Entry
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
    keys: Sequence[Entry] = ()
    tall: float = 13.0
    share: float = 0.44
    line: float | None = None
    repeat: bool = True
    own: bool = False
    overlaid: bool = False
    named: str = ""
    scale: int = 1
    below: Callable[[Mapping], Any] | None = None

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        table = chart.table.assign(**{name: self.scale * chart.table[name] for name in self.reach})
        parts = self._parts(table)
        columns = min(self.columns, len(parts), max(int((width + GAP) // (self.least + GAP)), 1))
        plan = self._plan(parts, voice, (width - (columns - 1) * GAP) / columns, columns)
        if plan.height > page_limit():
            plan = self._plan(parts, voice, plan.wide, columns, brief=True)
        names = [voice.call("strategy", group) for group in self.series]
        key = Key([voice.say(one.text) for one in self.keys], width, after=20)
        legend = Legend(names, width)
        above = legend.height + 6 if names else key.height
        page = opened(above + plan.height)
        groups = chart.table["strategy"].astype("object") if self.own else [*parts, *self.series]
        looks = style.looks(filter(None, groups) if self.panel != "measure" else [], voice.names.order)
        filled = [mark.filled for mark in self.marks if isinstance(mark, Dot) and mark.filled]
        hollow = bool(filled) and not chart.table[filled].to_numpy().any()
        legend.draw(page, {one: looks[one] for one in self.series}, hollow=hollow)
        key.draw(page, self._draw_sign)
        beside = max((text_width(name, style.SMALL) + 8 for name in names), default=0.0) if self.named else 0.0
        for number, (panel, rows) in enumerate(parts.items()):
            line, column = divmod(number, columns)
            top = above + sum(plan.heights[:line]) + line * (plan.head + GAP)
            first = self.repeat or not column
            left = column * (plan.wide + GAP) + plan.label * (not first)
            with belonging(page.axes, *self._owner(panel)):
                self._draw_head(page, left, top + 6.5, plan, panel, looks.get(panel), voice)
                axes = page.panel(left + plan.label * first, top + plan.head, plan.plot, plan.heights[line])
            span = self._span(rows if self.span == "own" else table, plan.plot, min(beside, NAMED * plan.plot))
            self._draw_axes(axes, span, plan.heights[line])
            if rows.empty:
                blank = voice.say(self.blank.get(panel, "empty_group"))
                axes.text(0.5, 0.5, blank, transform=axes.transAxes, ha="center", color=style.GREY)
            else:
                write_rows(axes, plan.labels[number])
                owners = [groups_of(self.row, value) for value in dict.fromkeys(rows["_label"])]
                mark_owners(axes.get_yticklabels(), owners)
                axes.set_ylim(axes.get_window_extent().height / axes.get_figure(root=True).dpi * 72, 0)
                self._link_rows(axes, rows, plan, plan.labels[number], panel, first)
                self._draw_rows(axes, rows, plan.labels[number], looks, panel, voice)
            if rows.empty or not first:
                axes.set_yticks([])
            below = number + columns >= len(parts) or self.span == "own"
            axes.tick_params(axis="x", labelbottom=below, length=2 if below else 0)
            if below and self.unit:
                set_unit(axes, voice.text(self.unit), plan.plot)

    def _owner(self, panel, row: Mapping | None = None) -> list[str]:
        """The groups of a panel, or of a row in a panel of several."""
        if self.panel == "strategy":
            return [panel] if row is None else []
        return [] if row is None else [row[name] for name in ("strategy", "other") if name in row]

    @property
    def value(self) -> str:
        """The column whose values are drawn, if it is one."""
        drawn = (mark for mark in self.marks if not isinstance(mark, Tick))  # a tick is what a value is held against
        return next((mark.value for mark in drawn if hasattr(mark, "value")), "")

    def _parts(self, table: pd.DataFrame) -> dict[Any, pd.DataFrame]:
        """The rows of each panel, with the value of their label as a column of its own."""
        several = isinstance(self.row, tuple)
        label = list(zip(*(table[name] for name in self.row), strict=True)) if several else table[self.row]
        table = table.assign(_label=pd.Series(label, table.index, dtype="object"))
        return {panel: table[table[self.panel] == panel] for panel in self.heads} if self.panel else {"": table}

    def _plan(self, parts: Mapping, voice: Voice, wide: float, columns: int, brief: bool = False) -> _Plan:
        """Labels of one width in all panels, the height of each line of panels, and what is left for the marks.

        If they are to be `brief`, what stands below the labels is cut to a line.
        """
        tall = max(self.tall, (1 if self.overlaid else len(self.series)) * STEP + 5 if self.series else 0)
        each = []
        for rows in parts.values():
            values = list(dict.fromkeys(rows["_label"]))
            below = self._glosses(rows, values, voice)
            below = [shorten(gloss, self.share * wide - 6, GLOSS) for gloss in below] if brief else below
            each.append(([voice.call(self.row, value) for value in values], below))
        label = max(plan_rows(*part, most=self.share * wide, row=tall).width for part in each) + 4 * self.overlaid
        made = [plan_rows(*part, most=label, least=label - 6, row=tall) for part in each]
        if self.series:
            made = [replace(one, heights=np.full(len(one.terms), max(one.heights, default=0.0))) for one in made]
        heights = [max([24.0, *(one.height for one in made[i : i + columns])]) for i in range(0, len(made), columns)]
        figures = 0.0
        if self.figures:
            told = [voice.tell(self.figures[0], row) for rows in parts.values() for row in rows.to_dict("records")]
            figures = max(text_width(text, style.SMALL) for text in [*told, voice.say(self.figures[1])]) + 6
        plot = wide - label - figures
        if not self.repeat and columns > 1:
            plot = wide = wide - label / columns
        foot = FOOT if self.unit else 14.0
        return _Plan(made, label, plot, wide, heights, figures, HEAD if self.heads else 0.0, foot)

    def _glosses(self, rows: pd.DataFrame, labels: list, voice: Voice) -> list[str]:
        if self.below:
            first = rows.drop_duplicates("_label").to_dict("records")
            return [voice.word(self.below(row)) for row in first]
        return [voice.gloss(self.row, label) for label in labels]

    def _span(self, table: pd.DataFrame, plot: float, beside: float = 0.0) -> tuple[float, float]:
        if isinstance(self.span, tuple):
            return self.span
        ends = table[list(self.reach)].to_numpy(dtype=float)
        if self.span == "own":
            margin = max(float(np.ptp(ends)), 0.02) * 0.08
            return float(ends.min() - margin), float(ends.max() + margin)
        numbers = [mark.value for mark in self.marks if isinstance(mark, Number)]
        room = max(
            (text_width("0" * len(f"{table[name].max():,}"), style.SMALL) + 7 for name in numbers), default=beside
        )
        most, within = float(np.nanmax(ends)), max(plot - (1 + bool(self.named)) * room, 40)
        low = -most * room / within if self.named else 0.0  # the lowest are named at the left
        return low, most * (1 + max(room / within, 0.02)) or 1.0

    def _draw_axes(self, axes: Axes, span: tuple[float, float], height: float) -> None:
        axes.set(xlim=span, ylim=(height, 0))
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.grid(axis="x")
        low, high = (0.0 if self.named else span[0]), span[1]
        most = 4 if panel_width(axes) < 252 else 8
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
        if self.named:  # beyond zero there are names only
            axes.spines["left"].set_visible(False)
            axes.axvline(0, color=style.GREY, linewidth=0.5, zorder=2)
        if self.line is not None:
            axes.axvline(self.line, color=style.INK, linewidth=0.7, linestyle=(0, (3, 2)), zorder=2.5)

    def _draw_head(self, page, left, middle, plan: _Plan, panel, look: style.Look | None, voice: Voice) -> None:
        if not self.heads:
            return
        text, room = voice.text(self.heads[panel]), plan.wide - plan.figures
        if look is None:
            page.write(left + plan.label * self.repeat, middle, shorten(text, room, style.SMALL), fontsize=style.SMALL,
                       va="center_baseline")  # fmt: skip
        else:
            page.draw_head(left, middle, look, text, lead(self.panel, panel), room=room)
        if self.figures:
            page.write(left + plan.wide, middle, voice.say(self.figures[1]), ha="right", va="center_baseline",
                       fontsize=style.SMALL, color=style.GREY)  # fmt: skip

    def _draw_rows(self, axes: Axes, rows: pd.DataFrame, labels: Labels, looks: Mapping, panel, voice: Voice) -> None:
        """The marks of every row at the height of its label; with series, one under the other."""
        if self.overlaid:  # a mark at zero reaches out to the left
            axes.tick_params(axis="y", pad=7)
        for middle, tall in list(zip(labels.places, labels.heights, strict=True))[::2] if self.series else []:
            axes.axhspan(middle - tall / 2, middle + tall / 2, color=style.BAND, linewidth=0, zorder=0)
        middles = dict(zip(dict.fromkeys(rows["_label"]), labels.places, strict=True))
        records = rows.to_dict("records")
        for row, shift in zip(records, self._shifts(axes, records), strict=True):
            y = middles[row["_label"]] + shift
            look = looks.get(row["strategy"] if self.series or self.own else panel, PLAIN)
            with belonging(axes, *self._owner(panel, row)):
                for mark in self.marks:
                    mark.draw(axes, row, y, look)
                if self.figures:
                    axes.annotate(voice.tell(self.figures[0], row), (1, y), xycoords=("axes fraction", "data"),
                                  xytext=(5, 0), textcoords="offset points", va="center_baseline",
                                  fontsize=style.SMALL)  # fmt: skip
                if self.named and row[self.named]:
                    self._name_mark(axes, row, y, look, voice)
            if self.series:
                self._link_mark(axes, row, y)

    def _shifts(self, axes: Axes, records: Sequence[Mapping]) -> list[float]:
        """How far the marks of each row stand below the middle of its label, in points."""
        if not self.overlaid:
            middle, places = (len(self.series) - 1) / 2, {group: place for place, group in enumerate(self.series)}
            return [(places[row["strategy"]] - middle) * STEP if places else 0.0 for row in records]
        near = 6 * np.ptp(axes.get_xlim()) / panel_width(axes)
        clusters: list[tuple[Any, float, list[int]]] = []  # label, place and members
        for number, row in enumerate(records):
            at = row[self.reach[0]]
            for label, place, members in clusters:
                if label == row["_label"] and abs(place - at) < near:
                    members.append(number)
                    break
            else:
                clusters.append((row["_label"], at, [number]))
        shifts = [0.0] * len(records)
        for _, _, members in clusters:
            step = min(STEP, (self.tall - STEP) / max(len(members) - 1, 1))
            for place, number in enumerate(members):
                shifts[number] = (place - (len(members) - 1) / 2) * step
        return shifts

    def _name_mark(self, axes: Axes, row: Mapping, y: float, look: style.Look, voice: Voice) -> None:
        """The name of the strategy, at the outer side of its mark: at the left only where there is room."""
        at, name = row[self.reach[0]], voice.call("strategy", row["strategy"])
        wide, plot = text_width(name, style.SMALL) + 7, panel_width(axes)
        low, high = axes.get_xlim()
        right = bool(row["high_end"])
        if wide <= min(((high - at) if right else (at - low)) / (high - low), NAMED) * plot:
            axes.annotate(name, (at, y), xytext=(6 if right else -6, 0), textcoords="offset points", color=look.colour,
                          ha="left" if right else "right", va="center_baseline", fontsize=style.SMALL)  # fmt: skip

    def _link_rows(self, axes: Axes, rows: pd.DataFrame, plan: _Plan, labels: Labels, panel, first: bool) -> None:
        """Labels lead to the sentences of their value, rows to those of their group; what was not found nowhere."""
        whole = {value: lead(self.row, value) for value in rows["_label"]}
        here = dict.fromkeys(whole) if self.series else dict(whole)
        if self.panel == "strategy" and not self.series:
            counts = zip(rows["_label"], rows.get("count", rows.get("sentences", [1] * len(rows))), strict=True)
            here |= {value: lead(self.row, value, panel) for value, count in counts if count}
        link_rows(axes, labels, list(whole.values()) if first else [], here=list(here.values()), after=plan.figures)

    def _link_mark(self, axes: Axes, row: Mapping, y: float) -> None:
        left, right = axes.get_xlim()
        if self.overlaid:
            at, half = row[self.reach[0]], 4 * (right - left) / panel_width(axes)
            left, right = at - half, at + half
        anchor = lead(self.row, row["_label"], row["strategy"]) if row.get("count", row.get("sentences")) else None
        link_area(axes, (left, y - STEP / 2, right, y + STEP / 2), anchor)

    def _draw_sign(self, axes: Axes, number: int, x: float, y: float) -> None:
        entry = self.keys[number]
        row = {name: x + value if not isinstance(value, bool) else value for name, value in entry.row.items()}
        for mark in entry.marks:
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
