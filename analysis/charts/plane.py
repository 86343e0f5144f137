"""Points on two axes, each with its name beside it where there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts import style
from analysis.charts.grammar import Chart, Said, Voice, lead
from analysis.charts.links import link_area
from analysis.charts.page import Page
from analysis.charts.placing import leader, place_labels
from analysis.charts.typesetting import text_width

LEFT, FOOT = 30.0, 26.0  # points for the labels of the axes
BESIDE, ABOVE = 110.0, 44.0  # points for names that reach beyond the points
PLAIN = style.Look(style.GREY, "o", "")
ROOT_TICKS = (0, 1, 5, 10, 25, 50, 100, 200, 400, 700, 1_000, 2_000, 4_000, 7_000, 10_000)


@dataclass(frozen=True)
class Plane:
    """Points with equal scales on both axes.

    A row is a point: ``kind`` says what it is (a term where there is no such column), ``item`` or ``term`` which one;
    a strategy is named by its own column.

    Attributes
    ----------
    x, y : str
        Columns of the places.
    axes : (Said, Said)
        What the axes are.
    weight : str
        Column by which the area of a mark grows.
    filled : str
        Column of whether a mark is filled in the colour of its strategy; without it those of strategies are.
    named : str
        Column of whether a point is named; without it all are.
    root : bool
        Whether the axes go by the square root from zero, with a line where both are equal.
    most : float
        Points that the plane may be high.
    """

    x: str
    y: str
    axes: tuple[Said, Said]
    weight: str = ""
    filled: str = ""
    named: str = ""
    root: bool = False
    most: float = 300.0

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        wide = width - LEFT - 4
        at = chart.table[[self.x, self.y]].to_numpy(dtype=float)
        at = np.sqrt(at) if self.root else at
        corner, unit, tall = self._frame(at, wide)
        page = opened(tall + FOOT + 4)
        axes = page.panel(LEFT, 4, page.width - LEFT - 4, tall)
        axes.set(xlim=(corner[0], corner[0] + unit * wide), ylim=(corner[1] - unit * tall, corner[1]))
        axes.set_xlabel(voice.word(self.axes[0]), labelpad=2)
        axes.set_ylabel(voice.word(self.axes[1]), labelpad=2)
        axes.tick_params(axis="y", length=2, labelsize=style.SMALL)
        axes.spines[:].set_color(style.RULE)
        self._set_ticks(axes)
        self._draw_points(axes, chart.table, (at - corner) / unit * (1, -1), (corner, unit), (wide, tall), voice)

    def _frame(self, at: np.ndarray, wide: float) -> tuple[np.ndarray, float, float]:
        """The upper left corner in data, the data of a point, and the height in points."""
        ends = np.vstack([at, [0, 0]])
        low, high = ends.min(axis=0), ends.max(axis=0)
        span = np.maximum(high - low, 0.2)
        room = np.array([wide, 0.0]) - (BESIDE, ABOVE)
        tall = float(np.clip(room[0] * span[1] / span[0] + ABOVE, 170.0, min(self.most, 1.1 * wide)))
        unit = float(max(span[0] / room[0], span[1] / (tall - ABOVE)))
        if self.root:  # from zero, for a rate is never less
            return np.array([-12 * unit, unit * (tall - 12)]), unit, tall
        middle = (low + high) / 2
        return np.array([middle[0] - unit * wide / 2, middle[1] + unit * tall / 2]), unit, tall

    def _set_ticks(self, axes: Axes) -> None:
        for axis, high in ((axes.xaxis, axes.get_xlim()[1]), (axes.yaxis, axes.get_ylim()[1])):
            if self.root:
                ticks = [tick for tick in ROOT_TICKS if np.sqrt(tick) <= high]
                ticks = [tick for tick in ticks if not 0 < tick < ticks[-1] / 60]
                axis.set_ticks(np.sqrt(ticks), [f"{tick:,}" for tick in ticks])
            else:
                axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], min_n_ticks=3))
                axis.set_major_formatter(lambda value, _: f"{value:.10g}".replace("-", "−"))
        if self.root:
            axes.axline((0, 0), slope=1, color=style.RULE, linewidth=0.8, zorder=1)
        else:
            axes.axhline(0, color=style.RULE, linewidth=0.8, zorder=1)
            axes.axvline(0, color=style.RULE, linewidth=0.8, zorder=1)

    def _draw_points(self, axes: Axes, table: pd.DataFrame, at, frame, room: tuple[float, float], voice: Voice) -> None:
        """The marks, then their names: strategies first, then the heaviest."""
        (left, top), unit = frame
        looks = style.looks(dict.fromkeys(name for name in table["strategy"].astype("object") if name),
                            voice.names.order)  # fmt: skip
        rows = [(row, *place) for row, place in zip(table.to_dict("records"), at, strict=True)]
        rows.sort(key=lambda row: (row[0].get("kind") != "strategy", -row[0].get(self.weight, 0), name_of(row[0])))
        named = [row for row in rows if not self.named or row[0][self.named]]
        radius = {id(row): self._radius(row) for row, *_ in rows}
        points = [(x, y, 1.3 * radius[id(row)]) for row, x, y in named]
        taken = [(x - radius[id(row)], y - radius[id(row)], x + radius[id(row)], y + radius[id(row)])
                 for row, x, y in rows if self.named and not row[self.named]]  # fmt: skip
        texts = [(voice.call(*name_of(row)), style.BODY + 0.5 if row.get("kind") == "strategy" else style.SMALL)
                 for row, *_ in named]  # fmt: skip
        sizes = [(text_width(text, size) + 1, size * 1.2) for text, size in texts]
        boxes = place_labels(points, sizes, room, taken=taken)

        def data(x: float, y: float) -> tuple[float, float]:
            return left + x * unit, top - y * unit

        for row, x, y in rows:
            look, filled = self._look(row, looks), self._filled(row)
            reach = max(radius[id(row)], 4)
            axes.plot(*data(x, y), look.marker, color=look.colour, markersize=2 * radius[id(row)], markeredgewidth=0.8,
                      markerfacecolor=look.colour if filled else "white", zorder=4 if filled else 3)  # fmt: skip
            link_area(axes, (*data(x - reach, y - reach), *data(x + reach, y + reach)), _anchor(row))
        for (row, *_), point, box, (text, size) in zip(named, points, boxes, texts, strict=True):
            line = leader(point, box)
            if line:
                axes.plot(*zip(data(*point[:2]), data(*line), strict=True), color="#B0B0B0", linewidth=0.4, zorder=2)
            axes.text(*data((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), text, fontsize=size, ha="center",
                      va="center", color=self._look(row, looks).colour if self._filled(row) else style.INK, zorder=2.5,
                      bbox={"facecolor": "white", "linewidth": 0, "pad": 0.2})  # fmt: skip
            link_area(axes, (*data(*box[:2]), *data(*box[2:])), _anchor(row))

    def _radius(self, row: Mapping) -> float:
        least = 3.0 if row.get("kind") == "strategy" else 1.7
        return least + 4.0 * float(np.sqrt(row[self.weight])) if self.weight else least

    def _filled(self, row: Mapping) -> bool:
        return bool(row[self.filled]) if self.filled else row.get("kind") == "strategy"

    def _look(self, row: Mapping, looks: Mapping) -> style.Look:
        return looks[row["strategy"]] if self._filled(row) else PLAIN


def name_of(row: Mapping) -> tuple[str, str]:
    """What a point is, and which."""
    kind = row.get("kind", "term")
    return kind, str(row["strategy"] if kind == "strategy" else row.get("item", row.get("term")))


def _anchor(row: Mapping) -> str | None:
    return lead(*name_of(row))
