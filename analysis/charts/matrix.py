"""A matrix: rows by columns of cells, each with its number in print and in colour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from analysis.charts import style
from analysis.charts.grammar import Chart, Voice, groups_of, lead
from analysis.charts.page import Page, belonging, link_area, link_rows, mark_owners, page_limit
from analysis.charts.typesetting import plan_heads, plan_rows, shorten, text_width, write_rows

# A single hue from white, stopping before black: lightness alone carries the value.
SHADES = ListedColormap(colormaps["Blues"](np.linspace(0, 0.92, 256)))
PALE, TINY = (0.93, 0.93, 0.93, 1.0), 6.5


@dataclass(frozen=True)
class Matrix:
    """Cells in rows and columns; a row of the table is a cell.

    Attributes
    ----------
    row, column : str
        Columns of what stands in the rows and over the columns, in the order of the table.
    cell, below : key
        What a cell says, its fields the columns; below it, where there is room, a second line.
    value : str
        Column of the number: a cell of 0 leads nowhere.
    leads : str or tuple of str
        Column or columns of where a cell leads (:func:`analysis.charts.grammar.lead`).
    limit : float
        Value of the darkest shade; without it, cells have the colour of their group.
    unit : key
        Of the colour scale below, from 0 to the limit.
    across : sequence
        What stands over the columns, by default what the table has; where it has no row, the cell is empty.
    pale : str
        Value of `row` or `column` without a shade, which is part of no comparison.
    apart : str
        Value of `column` that stands apart from the others.
    heads : (key, key)
        What the labels of the rows are, and the heads of the columns.
    figure : (key, key)
        What stands at the right of a row, its fields the columns, and over it.
    glosses : mapping
        What stands in grey below the label of a row, in English: of the values of `row` that have one.
    widest, tall, share : float
        Points of a cell at the most, of a row; part of the page that labels may take.
    """

    row: str
    column: str
    cell: str
    value: str
    leads: str | tuple[str, str]
    below: str = ""
    limit: float = 0.0
    unit: str = ""
    across: Sequence = ()
    pale: str = ""
    apart: str = ""
    heads: tuple[str, str] | tuple = ()
    figure: tuple[str, str] | tuple = ()
    glosses: Mapping[str, str] = field(default_factory=dict)
    widest: float = 110.0
    tall: float = 17.0
    share: float = 0.4

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        down, across = (list(dict.fromkeys(chart.table[name].astype("object"))) for name in (self.row, self.column))
        across = list(self.across) or across
        records, marked = chart.table.to_dict("records"), 12 if not self.limit else 0
        right = 26 if self.figure else 0
        share = max(self.share, 1 - (right + self.widest * len(across)) / width)
        tall = min(self.tall, (page_limit() - 100) / len(down))
        labels = [voice.call(self.row, value) for value in down]
        if tall < self.tall:  # no room for two lines
            labels = [shorten(label, share * width - 6, style.BODY) for label in labels]
        least = text_width(voice.say(self.heads[0]), style.SMALL) if self.heads else 20
        below = [self.glosses.get(value, "") for value in down] if voice.language.code != "zh" else []
        rows = plan_rows(labels, below, most=share * width, row=tall, least=least)
        cell = min((width - rows.width - right) / len(across), self.widest)
        size = style.SMALL if cell > 50 else TINY
        heads = plan_heads([voice.call(self.column, value) for value in across], cell - 1, size)
        top = heads.height + marked + (16 if self.heads else 5)
        page = opened(top + rows.height + (36 if self.unit else 4))
        axes = page.panel(rows.width, top, cell * len(across), rows.height)
        axes.set(xlim=(0, len(across)), xticks=[])
        write_rows(axes, rows)
        mark_owners(axes.get_yticklabels(), [groups_of(self.row, value) for value in down])
        axes.spines[:].set_visible(False)
        looks = style.looks(across, voice.names.order) if marked else {}
        for x, (value, head) in enumerate(zip(across, heads.texts, strict=True)):
            middle = rows.width + (x + 0.5) * cell
            with belonging(page.axes, *groups_of(self.column, value)):
                if marked:
                    page.mark(middle, 5, looks[value], markersize=4.5)
                page.write(middle, top - 2, head, ha="center", va="bottom", fontsize=size, linespacing=1.0,
                           rotation=heads.rotation)  # fmt: skip
        drawn = set()
        for row in records:
            x, y = across.index(row[self.column]), down.index(row[self.row])
            area = x, rows.places[y] - rows.heights[y] / 2, x + 1, rows.places[y] + rows.heights[y] / 2
            drawn.add((x, y))
            pale = self.pale in (row[self.row], row[self.column])
            shade = PALE if pale else SHADES(row[self.value] / self.limit) if self.limit else None
            with belonging(axes, *(one for name in (self.row, self.column) for one in groups_of(name, row[name]))):
                self._draw_cell(axes, area, row, looks[row["strategy"]].colour if marked else shade, cell, voice)
            if row[self.value] and not pale:
                several = isinstance(self.leads, tuple)
                value = tuple(row[name] for name in self.leads) if several else row[self.leads]
                link_area(axes, area, lead(self.leads, value, row.get("strategy")))
        for x, y in {(x, y) for x in range(len(across)) for y in range(len(down))} - drawn:
            axes.text(x + 0.5, rows.places[y], "–", ha="center", va="center_baseline", color=style.GREY)
        said = {row[self.row] for row in records if row[self.value]}
        link_rows(axes, rows, [lead(self.row, value) if value in said else None for value in down])
        if self.apart in across:
            axes.axvline(across.index(self.apart), color="white", linewidth=4)
        self._write_around(page, rows, top, cell * len(across), records, down, voice)
        if self.unit:
            draw_scale(page, rows.width, top + rows.height + 8, self.limit, voice.say(self.unit))

    def _draw_cell(self, axes: Axes, area: tuple, row: dict, colour, cell: float, voice: Voice) -> None:
        left, top, right, bottom = area
        filled = bool(self.limit) or bool(row[self.value])
        axes.add_artist(Rectangle((left, top), right - left, bottom - top, facecolor=colour if filled else style.BAND,
                                  edgecolor="white", linewidth=1.2))  # fmt: skip
        text = voice.tell(self.cell, row) if filled else ""
        below = voice.tell(self.below, row) if self.below else ""
        second = bool(below) and bottom - top >= 24 and text_width(below, TINY) < cell
        ink = readable(colour)
        size = next((one for one in (style.BODY + 0.5, style.SMALL) if text_width(text, one) < cell - 2), TINY)
        middle = (top + bottom) / 2
        axes.text(left + 0.5, middle - 4 * second, text, ha="center", va="center_baseline", color=ink, fontsize=size)
        if second:
            axes.text(left + 0.5, middle + 6, below, ha="center", va="center_baseline", color=ink, fontsize=TINY)

    def _write_around(self, page: Page, rows, top: float, wide: float, records, down, voice: Voice) -> None:
        """Heads of labels and columns, and the figures at the right."""
        if self.heads:
            page.write(0, top - 2, voice.say(self.heads[0]), va="bottom", fontsize=style.SMALL, color=style.GREY)
            page.write(rows.width, 2, voice.say(self.heads[1]), fontsize=style.SMALL, color=style.GREY)
        if self.figure:
            grey = {"ha": "right", "fontsize": style.SMALL, "color": style.GREY}
            first = {row[self.row]: row for row in reversed(records)}
            for value, middle in zip(down, rows.places, strict=True):
                page.write(rows.width + wide + 24, top + middle, voice.tell(self.figure[0], first[value]),
                           va="center_baseline", **grey)  # fmt: skip
            page.write(rows.width + wide + 26, top - 2, voice.say(self.figure[1]), va="bottom", **grey)


def readable(colour) -> str:
    """Black or white, whichever has the greater contrast (WCAG 2 relative luminance)."""
    if isinstance(colour, str):
        return "#FFFFFF" if colour.startswith("#") else "#000000"
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def draw_scale(page: Page, left: float, top: float, limit: float, unit: str) -> None:
    """The shades from zero to the limit, in per cent."""
    long = min(120, page.width - left - 12)
    axes = page.panel(left, top, long, 6)
    axes.set(xlim=(0, 100 * limit), ylim=(0, 1))
    steps = 29
    for step in range(steps):  # each reaches to the end, under the next one: no seam between them
        start = 100 * limit * step / steps
        axes.add_artist(Rectangle((start, 0), 100 * limit - start, 1, color=SHADES(step / (steps - 1)), linewidth=0))
    axes.set_yticks([])
    axes.set_xticks([0, 50 * limit, 100 * limit])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.3g}")
    axes.spines[:].set_linewidth(0.3)
    beside = text_width(unit, style.SMALL) <= page.width - left - long - 8
    place = (left + long + 8, top + 3) if beside else (page.width, top + 24)  # else below the ends of the scale
    page.write(*place, unit, va="center_baseline", fontsize=style.SMALL, ha="left" if beside else "right")
