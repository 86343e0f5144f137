"""Charts of themes: how much of each strategy they take, and where in each speech they stand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.frequency import sentences
from analysis.charts.links import link_area, link_rows
from analysis.charts.names import Names, default_names
from analysis.charts.page import Page, message_page, need_columns, open_page, page_width
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import join, percent, say

NEEDED = ("strategy", "theme", "share")
# A single hue from white, stopping before black: lightness alone carries the value.
SHADES = ListedColormap(colormaps["Blues"](np.linspace(0, 0.92, 256)))


def theme_heatmap_tables(results) -> dict[str, pd.DataFrame]:
    """Shares of sentences by strategy and theme, as measured."""
    return {"theme_heatmap": results.theme_shares.reset_index(drop=True)}


def theme_weights_tables(results) -> dict[str, pd.DataFrame]:
    """Shares of TF-IDF weight by strategy and theme, as measured."""
    return {"theme_weights": results.theme_weights.reset_index(drop=True)}


@style.styled
def theme_heatmap(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """Theme by strategy: the share in each cell in print and in colour, the colour scale from zero.

    Parameters
    ----------
    table : DataFrame
        From `measures.themes.theme_shares` (then the cells hold the numbers of sentences too) or ``theme_weights``.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the map is the first of its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED, "theme_heatmap")
    if table.empty:
        return message_page(ax, say("empty", language))
    groups, themes = style.ordered_groups(table), style.ordered_groups(table, "theme")
    labels = [names.theme(theme, language) for theme in themes]
    left = min(max(text_width(text, style.BODY) for text in labels) + 6, 0.4 * page_width(ax))
    labels = [wrap_text(text, left - 5, style.BODY) for text in labels]
    cell = min((page_width(ax) - left) / len(groups), 110)
    heads = _heads(groups, cell, language, names)
    top = heads["height"] + 4
    row = max(24.0 if "sentences" in table.columns else 17.0, 10.0 * max(map(len, labels)) + 3)
    counted = "sentences" in table.columns
    title, caption = (
        (theme_heatmap_title, theme_heatmap_caption) if counted else (theme_weights_title, theme_weights_caption)
    )
    page = open_page(
        ax, title=title(table, language, names), caption=caption(table, language, names),
        height=top + row * len(themes) + 36,
    )  # fmt: skip
    axes = page.panel(left, top, cell * len(groups), row * len(themes))
    axes.set(xlim=(0, len(groups)), ylim=(len(themes), 0))
    claimed = table.loc[table["theme"].astype("object") != "none", "share"]
    limit = math.ceil(max(float(claimed.max()), 0.01) * 10 - 1e-9) / 10
    shade = Normalize(0, limit)
    for record in table.to_dict("records"):
        x, y = groups.index(record["strategy"]), themes.index(record["theme"])
        colour = (0.93, 0.93, 0.93, 1.0) if record["theme"] == "none" else SHADES(shade(record["share"]))
        _draw_cell(axes, x, y, record, colour, cell)
        leads = record["share"] > 0 and record["theme"] != "none"
        link_area(
            axes, (x, y, x + 1, y + 1), anchors.theme_anchor(record["theme"], record["strategy"]) if leads else None
        )
    axes.set_xticks(np.arange(len(groups)) + 0.5, heads["texts"], rotation=heads["rotation"], linespacing=1.1)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, labelsize=heads["size"], pad=3)
    for label in axes.get_xticklabels():
        label.set_va("baseline" if heads["rotation"] == 0 else "bottom")
    axes.set_yticks(np.arange(len(themes)) + 0.5, ["\n".join(lines) for lines in labels])
    said = set(table.loc[table["share"] > 0, "theme"]) - {"none"}
    found_in = [anchors.theme_anchor(theme) if theme in said else None for theme in themes]
    link_rows(
        axes, np.arange(len(themes)) + 0.5, [1] * len(themes), [None] * len(themes), labels=found_in, before=left
    )
    axes.spines[:].set_visible(False)
    _draw_scale(
        page, left, top + row * len(themes) + 8, limit, say("share_sentences" if counted else "share_weight", language)
    )
    return page.axes


theme_weights = theme_heatmap


def _draw_cell(axes: Axes, x: int, y: int, record: dict, colour, cell: float) -> None:
    axes.add_artist(Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="white", linewidth=1.2))
    ink = _readable(colour)
    counted = "sentences" in record
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


def _heads(groups, cell: float, language: str, names: Names) -> dict:
    """Column heads: wrapped, or turned where a column is narrower than a word."""
    texts = [names.strategy(group, language) for group in groups]
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


def _draw_scale(page: Page, left: float, top: float, limit: float, unit: str) -> None:
    long = min(120, page.width - left - 12)
    axes = page.panel(left, top, long, 6)
    axes.set(xlim=(0, 100 * limit), ylim=(0, 1))
    steps = 29
    for step in range(steps):  # each reaches to the end, under the next one: no seam between them
        start = 100 * limit * step / steps
        axes.add_artist(Rectangle((start, 0), 100 * limit - start, 1, color=SHADES(step / (steps - 1)), linewidth=0))
    axes.set_yticks([])
    axes.set_xticks([0, 50 * limit, 100 * limit])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.spines[:].set_linewidth(0.3)
    beside = text_width(unit, style.SMALL) <= page.width - left - long - 8
    place = (left + long + 8, top + 3) if beside else (page.width, top + 24)  # else below the ends of the scale
    page.write(*place, unit, va="center_baseline", fontsize=style.SMALL, ha="left" if beside else "right")


def _widest(table: pd.DataFrame) -> tuple[str, pd.Series, pd.Series]:
    """The theme with the widest range of shares, and its highest and lowest row (``none`` is no theme)."""
    rows = table[table["theme"].astype("object") != "none"]
    best = None
    for theme in style.ordered_groups(rows, "theme"):
        part = rows[rows["theme"].astype("object") == theme].sort_values("share", ascending=False, kind="stable")
        spread = part["share"].iloc[0] - part["share"].iloc[-1]
        if best is None or spread > best[0] + 1e-12:
            best = (spread, theme, part.iloc[0], part.iloc[-1])
    return best[1:]


def _spread_title(table: pd.DataFrame, key: str, language: str, names: Names) -> str:
    groups = style.ordered_groups(table)
    if len(groups) == 1:
        top = (
            table[table["theme"].astype("object") != "none"]
            .sort_values("share", ascending=False, kind="stable")
            .iloc[0]
        )
        theme = names.theme(top["theme"], language)
        return say(
            "single_theme_title",
            language,
            name=names.strategy(groups[0], language),
            theme=theme,
            share=percent(top["share"]),
        )
    theme, high, low = _widest(table)
    return say(
        key, language, theme=names.theme(theme, language), high=names.strategy(high["strategy"], language),
        low=names.strategy(low["strategy"], language), high_share=percent(high["share"]),
        low_share=percent(low["share"]),
    )  # fmt: skip


def theme_heatmap_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the theme whose share differs most, and between whom."""
    return _spread_title(table, "spread_title", language, names)


def theme_weights_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the theme whose weight differs most, and between whom."""
    return _spread_title(table, "spread_title_weight", language, names)


def theme_heatmap_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """The unit, what the cells hold, and how far one sentence moves a share."""
    steps = [round(100 / total, 1) for total in table["total"].unique() if total]
    low, high = f"{min(steps):g}", f"{max(steps):g}"
    small = (
        say("theme_small_one", language, low=low) if low == high else say("theme_small", language, low=low, high=high)
    )
    return sentences([say("theme_cell", language), small, say("theme_rule", language)], language)


def theme_weights_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """How the weight of a word is given to themes."""
    return say("weight_rule", language)


def theme_heatmap_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The three greatest themes of each strategy with their shares."""
    if table.empty:
        return say("empty", language)
    parts = []
    for group in style.ordered_groups(table):
        rows = table[table["strategy"].astype("object") == group].sort_values("share", ascending=False, kind="stable")
        pairs = [
            say("alt_pair", language, name=names.theme(theme, language), value=f"{percent(share)}%")
            for theme, share in zip(rows["theme"].astype("object")[:3], rows["share"][:3], strict=True)
        ]
        parts.append(names.strategy(group, language) + say("colon", language) + join(pairs, language))
    intro = say("alt_heat", language, rows=table["theme"].nunique(), columns=len(parts))
    return intro + join(parts, language, "semicolon") + say("stop", language)


theme_weights_alt = theme_heatmap_alt
