"""Charts of themes: how much of each strategy they take, and where in each speech they stand."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import anchors
from analysis.charts import style
from analysis.charts.frequency import sentences
from analysis.charts.groups import left_out_note, take_largest
from analysis.charts.page import message_page, need_columns, open_page, page_width
from analysis.charts.theme_grid import draw_cells, draw_scale, label_grid, plan_grid
from analysis.charts.timeline import draw_timeline, timeline_height
from analysis.charts.wording import default_names, join, percent, say
from analysis.language.names import Names
from analysis.language.periods import period_kind

NEEDED = ("strategy", "theme", "share")
GROUPS = 32  # rows of a map that fit on a page


def theme_heatmap_tables(results) -> dict[str, pd.DataFrame]:
    """Shares of sentences by strategy and theme, as measured."""
    return {"theme_heatmap": _of_largest(results.theme_shares)}


def theme_weights_tables(results) -> dict[str, pd.DataFrame]:
    """Shares of TF-IDF weight by strategy and theme, as measured."""
    return {"theme_weights": _of_largest(results.theme_weights)}


def _of_largest(table: pd.DataFrame) -> pd.DataFrame:
    if "sentences" in table.columns and period_kind(style.ordered_groups(table)):
        return table.reset_index(drop=True)
    return take_largest(table, GROUPS, size=_sizes(table)).reset_index(drop=True)


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
        return message_page(ax, say("empty", language, names))
    groups = style.ordered_groups(table)
    if {"sentences", "low", "high"} <= set(table.columns) and names.is_time(groups):
        return _draw_times(table, ax, language, names)
    table = take_largest(table, GROUPS, size=_sizes(table))
    grid = plan_grid(table, page_width(ax), language, names)
    counted = "sentences" in table.columns
    title, caption = (
        (theme_heatmap_title, theme_heatmap_caption) if counted else (theme_weights_title, theme_weights_caption)
    )
    high = grid.row * len(grid.down)
    page = open_page(
        ax, title=title(table, language, names), caption=caption(table, language, names),
        height=grid.heads["height"] + 4 + high + 36,
    )  # fmt: skip
    axes = page.panel(grid.left, grid.heads["height"] + 4, grid.cell * len(grid.across), high)
    axes.set(xlim=(0, len(grid.across)), ylim=(len(grid.down), 0))
    limit = draw_cells(axes, table, grid)
    label_grid(axes, table, grid)
    unit = say("share_sentences" if counted else "share_weight", language, names)
    draw_scale(page, grid.left, grid.heads["height"] + 12 + high, limit, unit)
    return page.axes


theme_weights = theme_heatmap


def _sizes(table: pd.DataFrame) -> dict[str, float]:
    column = next(name for name in ("total", "weight", "share") if name in table.columns)
    return table.groupby(table["strategy"].astype("object"))[column].sum().to_dict()


def _draw_times(table: pd.DataFrame, ax: Axes | None, language: str, names: Names) -> Axes:
    """A panel a theme, a line over the times."""
    rows = table.assign(share=100 * table["share"], low=100 * table["low"], high=100 * table["high"])
    heads = {theme: names.theme(theme, language) for theme in style.ordered_groups(rows, "theme")}
    said = set(table.loc[table["sentences"] > 0, ["theme", "strategy"]].astype("object").itertuples(index=False))
    page = open_page(
        ax, title=theme_heatmap_title(table, language, names), caption=theme_heatmap_caption(table, language, names),
        height=timeline_height(len(heads)),
    )  # fmt: skip

    def anchor(theme: str, group: str | None) -> str | None:
        found = any(one == theme for one, _ in said) if group is None else (theme, group) in said
        return anchors.theme_anchor(theme, group) if found else None

    draw_timeline(
        page, rows, item="theme", values=("share", "low", "high"), groups=style.ordered_groups(rows), heads=heads,
        unit=say("share_sentences", language, names), anchor=anchor, language=language, names=names,
    )  # fmt: skip
    return page.axes


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
            names,
            name=names.strategy(groups[0], language),
            theme=theme,
            share=percent(top["share"]),
        )
    theme, high, low = _widest(table)
    if high["share"] == low["share"]:
        return say("spread_none", language, names)
    rows = table[table["theme"].astype("object") == theme]
    most, least = (named_ends(rows, end["share"], language, names) for end in (high, low))
    key = key if most[1] == least[1] == 1 else f"{key}_tied"
    return say(
        key, language, names, theme=names.theme(theme, language), high=most[0], low=least[0],
        high_share=percent(high["share"]), low_share=percent(low["share"]),
    )  # fmt: skip


def named_ends(rows: pd.DataFrame, share: float, language: str, names: Names) -> tuple[str, int]:
    """The groups with a share, by name if they are three at most, else how many; and their number."""
    groups = rows.loc[np.isclose(rows["share"], share, atol=1e-12), "strategy"].astype("object").tolist()
    if len(groups) <= 3:
        return join([names.strategy(group, language) for group in groups], language), len(groups)
    return say("groups_n", language, names, n=len(groups)), len(groups)


def theme_heatmap_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the theme whose share differs most, and between whom."""
    return _spread_title(table, "spread_title", language, names)


def theme_weights_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the theme whose weight differs most, and between whom."""
    return _spread_title(table, "spread_title_weight", language, names)


def theme_heatmap_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """The unit, what the cells hold, and what one sentence moves if that is a percentage point or more."""
    steps = [round(100 / total, 1) for total in table["total"].unique() if total]
    low, high = f"{min(steps):g}", f"{max(steps):g}"
    time = {"low", "high"} <= set(table.columns) and names.is_time(style.ordered_groups(table))
    parts = [say("share_band" if time else "theme_cell", language, names)]
    if max(steps) >= 1:
        key = "theme_small_one" if low == high else "theme_small"
        parts.append(say(key, language, names, low=low, **({} if low == high else {"high": high})))
    left = left_out_note(table, language, names, file="theme_shares")
    return sentences([*parts, say("theme_rule", language, names), left], language)


def theme_weights_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """How the weight of a word is given to themes."""
    left = left_out_note(table, language, names, file="theme_weights")
    return sentences([say("weight_rule", language, names), left], language)


def theme_heatmap_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The three greatest themes of each strategy with their shares."""
    if table.empty:
        return say("empty", language, names)
    parts = []
    for group in style.ordered_groups(table):
        rows = table[table["strategy"].astype("object") == group].sort_values("share", ascending=False, kind="stable")
        pairs = [
            say("alt_pair", language, names, name=names.theme(theme, language), value=f"{percent(share)}%")
            for theme, share in zip(rows["theme"].astype("object")[:3], rows["share"][:3], strict=True)
        ]
        parts.append(names.strategy(group, language) + say("colon", language, names) + join(pairs, language))
    counted = {"sentences", "low", "high"} <= set(table.columns)
    kind = "alt_times" if counted and names.is_time(style.ordered_groups(table)) else "alt_heat"
    intro = say(kind, language, names, rows=table["theme"].nunique(), columns=len(parts))
    return intro + join(parts, language, "semicolon") + say("stop", language, names)


theme_weights_alt = theme_heatmap_alt
