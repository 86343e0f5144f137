"""Small panels with lines over time: one a term or theme, all on the same axes, with intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Voice, lead
from analysis.charts.page import Page, belonging, link_area, mark_owners
from analysis.charts.typesetting import shorten, text_width
from analysis.language.periods import parse_period

LEAST, HEAD, TALL, GAP, FOOT = 120.0, 15.0, 84.0, 12.0, 26.0  # points; the least that a panel is wide
MARKED = 20  # points that are marked one by one; more make a line only
TINT = "#CFE3F1"


@dataclass(frozen=True)
class Times:
    """A line over time for each item of a table, a panel each, all on the same axes.

    Attributes
    ----------
    item : str
        Column of what a panel shows.
    values : (str, str, str)
        Columns of the line and of the lower and upper limit.
    unit : str
        Key of what the values are.
    groups : sequence of str
        The times in their order.
    scale : float
        What the values are multiplied by.
    """

    item: str
    values: tuple[str, str, str]
    unit: str
    groups: Sequence[str]
    scale: float = 1.0

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        table = chart.table.assign(**{name: self.scale * chart.table[name] for name in self.values})
        items, values, groups = style.ordered_groups(table, self.item), list(self.values), list(self.groups)
        columns = max(int((width + GAP) // (LEAST + GAP)), 1)
        lines = -(-len(items) // columns)
        tall = lines * (HEAD + TALL + GAP) - GAP
        page = opened(tall + FOOT)
        left = 4 + text_width(f"{table[values[2]].max():,.0f}", style.SMALL)
        wide = (page.width - (columns - 1) * GAP) / columns
        labels = [voice.call("strategy", group) for group in groups]
        right = max(max(text_width(text, style.SMALL) for text in labels) / 2 - 4, 2)  # the last may reach out
        places = [parse_period(group)[1] for group in groups]
        limit = float(table[values[2]].max()) * 1.04 or 1.0
        for number, item in enumerate(items):
            line, column = divmod(number, columns)
            x, y = column * (wide + GAP), line * (HEAD + TALL + GAP)
            axes = page.panel(x + left, y + HEAD, wide - left - right, TALL)
            axes.set_ylim(0, limit)
            rows = table[table[self.item].astype("object") == item]
            held = set(rows.loc[rows["found"], "strategy"])
            rows = rows.set_index(rows["strategy"].astype("object")).reindex(groups)
            _draw_line(axes, rows[values].to_numpy(dtype=float), places, groups)
            _label_axes(axes, labels, places, wide - left - right, number + columns >= len(items), groups)
            head = shorten(voice.word(Called(self.item, item)), wide, style.BODY + 0.5)
            page.write(x, y + 6, head, va="center_baseline", fontsize=style.BODY + 0.5)
            page.link((x, y, x + wide, y + HEAD - 2), lead(self.item, item) if held else None)
            edges = [places[0], *np.convolve(places, [0.5, 0.5], "valid"), places[-1]]
            edges[0], edges[-1] = axes.get_xlim()
            for group, start, end in zip(groups, edges, edges[1:], strict=False):
                link_area(axes, (start, limit, end, 0), lead(self.item, item, group) if group in held else None)
        page.write(0, tall + 15, voice.say(self.unit), fontsize=style.SMALL)


def _draw_line(axes: Axes, values: np.ndarray, places: Sequence[float], groups: Sequence[str]) -> None:
    known = ~np.isnan(values[:, 0])
    x, (middle, low, high) = np.array(places)[known], values[known].T
    margin = 0.04 * (places[-1] - places[0])
    axes.set_xlim(places[0] - margin, places[-1] + margin)
    axes.grid(axis="y")
    axes.fill_between(x, low, high, color=TINT, linewidth=0, zorder=1)
    axes.plot(x, middle, color=style.COLOURS[0], linewidth=1.1, zorder=3)
    for group, at, value in zip(np.array(groups)[known], x, middle, strict=True) if len(places) <= MARKED else ():
        with belonging(axes, group):
            axes.plot([at], [value], "o", color=style.COLOURS[0], markersize=3, zorder=3)


def _label_axes(
    axes: Axes, labels: Sequence[str], places: Sequence[float], width: float, below: bool, groups: Sequence[str]
) -> None:
    """Ticks at the groups, as many of them named as there is room for, in even steps."""
    apart = (width - 12) * np.diff(places).min() / (places[-1] - places[0])
    step = max(int(np.ceil((max(text_width(text, style.SMALL) for text in labels) + 5) / apart)), 1)
    shown = range(0, len(labels), step)
    axes.set_xticks([places[i] for i in shown], [labels[i] for i in shown] if below else [""] * len(shown))
    axes.tick_params(axis="x", length=2 if below else 0)
    mark_owners(axes.get_xticklabels(), [[groups[i]] for i in shown])
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    axes.tick_params(axis="y", labelsize=style.SMALL)
    axes.spines[["top", "right", "left"]].set_visible(False)
