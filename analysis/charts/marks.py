"""Marks: what a row of a table looks like in its panel. Each draws one row at its height ``y``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts import style

UNTOLD = "#8A8A8A"
Row = Mapping[str, Any]


class Mark(Protocol):
    """Something drawn for a row; ``look`` is the colour, marker and hatch of its group."""

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """Draw it."""


@dataclass(frozen=True)
class Bar:
    """A bar from zero, hollow where the column `full` is false."""

    value: str
    height: float = 9.0
    scale: float = 1.0
    full: str = ""

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """Tinted and hatched as the group is."""
        hollow = bool(self.full) and not row[self.full]
        options = {"color": "white", "edgecolor": look.colour, "linewidth": 0.8} if hollow else {
            "color": style.tint(look.colour), "hatch": look.hatch, "edgecolor": "white", "linewidth": 0}  # fmt: skip
        axes.barh(y, self.scale * row[self.value], height=self.height, **options)


@dataclass(frozen=True)
class Interval:
    """A thin line from a lower to an upper limit; an arrow where it goes on beyond the axis."""

    low: str
    high: str
    told: str = ""
    coloured: bool = False

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """With caps on a bar; in the group's colour, or grey where nothing can be told."""
        ends, limits = (row[self.low], row[self.high]), axes.get_xlim()
        drawn = max(ends[0], limits[0]), min(ends[1], limits[1])
        colour = _colour(row, self.told, look) if self.coloured else style.INK
        axes.plot(drawn, [y, y], color=colour, linewidth=1.0 if self.coloured else 0.6, solid_capstyle="butt",
                  zorder=3, marker="" if self.coloured else "|", markersize=3, markeredgewidth=0.6)  # fmt: skip
        for end, shown, arrow in zip(ends, drawn, "<>", strict=True):
            if end != shown:
                axes.plot([shown], [y], arrow, color=colour, markersize=3.6, markeredgewidth=0, clip_on=False,
                          zorder=3)  # fmt: skip


@dataclass(frozen=True)
class Dot:
    """A marker at a value, hollow where nothing can be told or counted (a column that is false)."""

    value: str
    told: str = ""
    size: float = 4.6
    plain: bool = False
    scale: float = 1.0

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """The group's own marker; a circle where all that it says is that nothing can be told."""
        hollow = bool(self.told) and not row[self.told]
        colour = _colour(row, self.told, look)
        marker = "o" if self.plain or (hollow and self.told == "told") else look.marker
        axes.plot([self.scale * row[self.value]], [y], marker, color=colour, markersize=self.size, clip_on=False,
                  markerfacecolor="white" if hollow else colour, markeredgewidth=0.9, zorder=4)  # fmt: skip


@dataclass(frozen=True)
class Band:
    """A pale band from one value to another, behind the marks."""

    low: str
    high: str
    colour: str = "#EBEBEB"
    height: float = 9.2

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """As far as the axis reaches."""
        low, high = max(row[self.low], axes.get_xlim()[0]), min(row[self.high], axes.get_xlim()[1])
        axes.add_artist(Rectangle((low, y - self.height / 2), high - low, self.height, facecolor=self.colour,
                                  linewidth=0, zorder=1.5))  # fmt: skip


@dataclass(frozen=True)
class Tick:
    """A short upright line at a value."""

    value: str
    height: float = 8.0

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """Grey."""
        x, half = row[self.value], self.height / 2
        axes.plot([x, x], [y - half, y + half], color=UNTOLD, linewidth=0.9, zorder=2)


@dataclass(frozen=True)
class Number:
    """A count behind the end of the row's bar or interval."""

    value: str
    after: str
    scale: float = 1.0

    def draw(self, axes: Axes, row: Row, y: float, look: style.Look) -> None:
        """On white, for a line may cross it."""
        place = self.scale * row[self.after], y
        axes.annotate(f"{row[self.value]:,}", place, xytext=(3, 0), textcoords="offset points", zorder=5,
                      va="center_baseline", fontsize=style.SMALL,
                      bbox={"facecolor": "white", "linewidth": 0, "pad": 0.6})  # fmt: skip


def _colour(row: Row, told: str, look: style.Look) -> str:
    return look.colour if told != "told" or row[told] else UNTOLD
