"""The map of shares by theme and group: its measures, cells, labels and colour scale."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import shorten
from analysis.charts.groups import LIMIT, PANELS
from analysis.charts.links import link_area, link_rows
from analysis.charts.page import Page
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import percent
from analysis.language.names import Names

# A single hue from white, stopping before black: lightness alone carries the value.
SHADES = ListedColormap(colormaps["Blues"](np.linspace(0, 0.92, 256)))


@dataclass(frozen=True)
class Grid:
    """What stands in the columns and in the rows of the map, and the measures in points.

    Few groups stand side by side; many stand one below the other, the themes side by side.
    """

    across: list[str]
    down: list[str]
    labels: list[str]
    heads: dict
    left: float
    cell: float
    row: float
    turned: bool


def plan_grid(table: pd.DataFrame, width: float, language: str, names: Names) -> Grid:
    """Measure the map of a table in a width."""
    groups, themes = style.ordered_groups(table), style.ordered_groups(table, "theme")
    turned, counted = len(groups) > PANELS, "sentences" in table.columns
    texts = [[names.theme(theme, language) for theme in themes], [names.strategy(group, language) for group in groups]]
    labels, heads = texts[::-1] if turned else texts
    left = min(max(text_width(text, style.BODY) for text in labels) + 6, 0.4 * width)
    if turned:
        labels = [shorten(text, left - 5, style.BODY) for text in labels]
    lines = [wrap_text(text, left - 5, style.BODY) for text in labels]
    labels = ["\n".join(part) for part in lines]
    cell = min((width - left) / len(heads), 110)
    made = _heads(heads, cell, language)
    row = max(24.0 if counted else 17.0, 10.0 * max(map(len, lines)) + 3)
    if turned:
        row = min(17.0, (LIMIT - made["height"] - 40) / len(groups))
    across, down = (themes, groups) if turned else (groups, themes)
    return Grid(across, down, labels, made, left, cell, row, turned)


def draw_cells(axes: Axes, table: pd.DataFrame, grid: Grid) -> float:
    """Draw every cell; gives where the colour scale ends."""
    claimed = table.loc[table["theme"].astype("object") != "none", "share"]
    limit = math.ceil(max(float(claimed.max()), 0.01) * 10 - 1e-9) / 10
    shade = Normalize(0, limit)
    records = table.to_dict("records")
    counts = [f"{record['sentences']}/{record['total']}" for record in records] if "sentences" in table.columns else []
    with_counts = bool(counts) and grid.row >= 24 and max(text_width(text, 6.5) for text in counts) < grid.cell
    for record in records:
        place = grid.across.index(record["strategy" if not grid.turned else "theme"])
        y = grid.down.index(record["theme" if not grid.turned else "strategy"])
        known = record["theme"] != "none"
        colour = SHADES(shade(record["share"])) if known else (0.93, 0.93, 0.93, 1.0)
        _draw_cell(axes, place, y, record, colour, grid.cell, with_counts)
        anchor = anchors.theme_anchor(record["theme"], record["strategy"]) if known and record["share"] > 0 else None
        link_area(axes, (place, y, place + 1, y + 1), anchor)
    return limit


def label_grid(axes: Axes, table: pd.DataFrame, grid: Grid) -> None:
    """Heads over the columns, labels beside the rows, and where they lead."""
    heads, rows = grid.heads, np.arange(len(grid.down)) + 0.5
    axes.set_xticks(np.arange(len(grid.across)) + 0.5, heads["texts"], rotation=heads["rotation"], linespacing=1.1)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, labelsize=heads["size"], pad=3)
    for label in axes.get_xticklabels():
        label.set_va("baseline" if heads["rotation"] == 0 else "bottom")
    axes.set_yticks(rows, grid.labels)
    said = set(table.loc[table["share"] > 0, "theme"]) - {"none"}
    themes = [anchors.theme_anchor(theme) if theme in said else None for theme in grid.down]
    found_in = [anchors.strategy_anchor(group) for group in grid.down] if grid.turned else themes
    link_rows(axes, rows, [1] * len(rows), [None] * len(rows), labels=found_in, before=grid.left)
    axes.spines[:].set_visible(False)


def _draw_cell(axes: Axes, x: int, y: int, record: dict, colour, cell: float, counted: bool) -> None:
    axes.add_artist(Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="white", linewidth=1.2))
    ink = _readable(colour)
    size = style.BODY if cell > 34 else style.SMALL
    axes.text(
        x + 0.5,
        y + (0.33 if counted else 0.5),
        f"{percent(record['share'])}%",
        ha="center",
        va="center_baseline",
        color=ink,
        fontsize=size + 0.5,
    )
    if counted:
        text = f"{record['sentences']}/{record['total']}"
        axes.text(x + 0.5, y + 0.73, text, ha="center", va="center_baseline", color=ink, fontsize=6.5)


def _readable(colour) -> str:
    """Black or white, whichever has the greater contrast (WCAG 2 relative luminance)."""
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def _heads(texts: list[str], cell: float, language: str) -> dict:
    """Column heads: wrapped, or turned where a column is narrower than a word."""
    size = style.BODY if cell > 50 else style.SMALL
    wrapped = [wrap_text(text, cell - 4, size) for text in texts]
    words = [word for text in texts for word in text.replace("–", "– ").split()] if language == "en" else []
    broken = any(text_width(word, size) > cell - 4 for word in words) or max(map(len, wrapped)) > 4
    if not broken:
        return {"texts": ["\n".join(lines) for lines in wrapped], "rotation": 0, "size": size,
                "height": max(map(len, wrapped)) * size * 1.45 + 2}  # fmt: skip
    wrapped = [wrap_text(text, 80, size) for text in texts]
    height = max(text_width(line, size) for lines in wrapped for line in lines) + 6
    return {"texts": ["\n".join(lines) for lines in wrapped], "rotation": 90, "size": size, "height": height}


def draw_scale(page: Page, left: float, top: float, limit: float, unit: str) -> None:
    """The colours of the shares from zero to the limit."""
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
