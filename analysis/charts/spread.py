"""Themes and moves by place in many texts: tenths of a text instead of single sentences, one panel a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import draw_head, shorten
from analysis.charts.groups import PANELS, take_largest
from analysis.charts.links import link_area, link_rows
from analysis.charts.matrix import SHADES, draw_scale
from analysis.charts.page import Page
from analysis.charts.typesetting import text_width
from analysis.charts.wording import say
from analysis.language.names import Names

TENTHS, COLUMNS, HEAD, GAP, FOOT = 10, 3, 16.0, 12.0, 46.0
ROW, STACK = 9.5, 46.0  # points of a theme's row, and of a panel of moves


def spread_themes(placed: pd.DataFrame, themes: Sequence[str], means: Mapping[str, float]) -> pd.DataFrame:
    """In each tenth of the texts of a group, the sentences and the share of them that carry each theme.

    Parameters
    ----------
    placed : DataFrame
        From `charts.strips.place_themes`.
    themes : sequence of str
        Its columns of themes.
    means : mapping
        Mean place of each theme in per cent, where it is frequent enough.

    Returns
    -------
    DataFrame
        strategy, theme, tenth (1 to 10), sentences (in the tenth), hits (those on the theme), share, mean_place,
        speeches; of the nine groups with most sentences.
    """
    rows = placed.assign(tenth=_tenth(placed))
    keys = [rows["strategy"].astype("object"), rows["tenth"]]
    grouped = rows.groupby(keys)
    wide = grouped[list(themes)].sum().assign(sentences=grouped.size())
    long = wide.reset_index().melt(["strategy", "tenth", "sentences"], var_name="theme", value_name="hits")
    long["share"] = long["hits"] / long["sentences"]
    long["mean_place"] = long["theme"].map(dict(means))
    return _finish(long, placed, "theme", list(themes))


def spread_moves(placed: pd.DataFrame, moves: Sequence[str]) -> pd.DataFrame:
    """In each tenth of the texts of a group, the characters and sentences of each move.

    Returns
    -------
    DataFrame
        strategy, move, tenth (1 to 10), characters, sentences, speeches; of the nine groups with most sentences.
    """
    rows = placed.assign(tenth=_tenth(placed), strategy=placed["strategy"].astype("object"))
    rows["move"] = rows["move"].astype("object")
    grouped = rows.groupby(["strategy", "move", "tenth"])["characters"]
    long = grouped.agg(["sum", "size"]).set_axis(["characters", "sentences"], axis=1).reset_index()
    return _finish(long, placed, "move", list(moves))


def _tenth(placed: pd.DataFrame) -> pd.Series:
    middle = (placed["start"] + placed["end"]) / 2
    return np.minimum(middle // (100 / TENTHS), TENTHS - 1).astype("int64") + 1


def _finish(long: pd.DataFrame, placed: pd.DataFrame, item: str, items: list[str]) -> pd.DataFrame:
    groups = style.ordered_groups(placed)
    own = placed["strategy"].astype("object")
    long["strategy"] = pd.Categorical(long["strategy"], categories=groups, ordered=True)
    long[item] = pd.Categorical(long[item], categories=items, ordered=True)
    long["speeches"] = placed["speech"].nunique()
    long = long.sort_values(["strategy", item, "tenth"], ignore_index=True)
    return take_largest(long, PANELS, size=own.value_counts().to_dict())


def spread_height(groups: int, tall: float) -> float:
    """Height of the panels of so many groups in points."""
    lines = -(-groups // COLUMNS)
    return lines * (HEAD + tall + GAP) - GAP


def draw_themes(page: Page, table: pd.DataFrame, labels: Mapping[str, str], language: str, names: Names) -> None:
    """A map for each group: themes by tenths, darker where more sentences speak of the theme."""
    themes, limit = list(labels), max(float(table["share"].max()), 0.01)
    left = max(text_width(text, style.SMALL) for text in labels.values()) + 6
    for group, axes, first in _panels(page, table, left, ROW * len(themes), language, names):
        rows = table[table["strategy"].astype("object") == group]
        axes.set(ylim=(len(themes), 0))
        axes.set_yticks(np.arange(len(themes)) + 0.5, labels.values() if first else [""] * len(themes))
        axes.tick_params(axis="y", labelsize=style.SMALL)
        for row in rows.to_dict("records"):
            y = themes.index(row["theme"])
            axes.add_patch(
                Rectangle((10 * row["tenth"] - 10, y + 0.06), 10, 0.88, color=SHADES(row["share"] / limit), linewidth=0)
            )
        said = set(rows.loc[rows["hits"] > 0, "theme"])
        anywhere = [anchors.theme_anchor(theme) for theme in themes] if first else ()
        here = [anchors.theme_anchor(theme, group) if theme in said else None for theme in themes]
        link_rows(axes, np.arange(len(themes)) + 0.5, [1] * len(themes), here, labels=anywhere, before=left)
    foot = spread_height(table["strategy"].nunique(), ROW * len(themes))
    draw_scale(page, left, foot + 30, limit, say("share_sentences", language, names))


def draw_moves(
    page: Page, table: pd.DataFrame, moves: Sequence[str], tints: Mapping[str, str], language: str, names: Names
) -> None:
    """A panel for each group: in each tenth the shares of the moves, one on the other, the first on top."""
    for group, axes, _ in _panels(page, table, 0, STACK, language, names):
        rows = table[table["strategy"].astype("object") == group]
        axes.set(ylim=(1, 0), yticks=[])
        for tenth, part in rows.groupby("tenth"):
            whole, top = part["characters"].sum(), 0.0
            share = part.set_index(part["move"].astype("object"))["characters"] / max(whole, 1)
            for move in [move for move in moves if share.get(move, 0) > 0]:
                corners = 10 * tenth - 10, top, 10 * tenth, top + share[move]
                axes.add_patch(
                    Rectangle(corners[:2], 10, share[move], facecolor=tints[move], edgecolor="white", linewidth=0.5)
                )
                link_area(axes, corners, anchors.move_anchor(move, group))
                top = corners[3]


def _panels(page: Page, table: pd.DataFrame, left: float, tall: float, language: str, names: Names):
    """A panel for each group with its head: (group, axes, whether it stands first in its line)."""
    groups = style.ordered_groups(table)
    found = style.looks(groups, names.order)
    width = (page.width - left - 4 - (COLUMNS - 1) * GAP) / COLUMNS
    for number, group in enumerate(groups):
        line, column = divmod(number, COLUMNS)
        x, y = left + column * (width + GAP), line * (HEAD + tall + GAP)
        head = shorten(names.strategy(group, language), width - 12, style.BODY + 0.5)
        draw_head(page, x, y + 6.5, found[group], head, anchors.strategy_anchor(group))
        axes = page.panel(x, y + HEAD, width, tall)
        axes.set_xlim(0, 100)
        below = number + COLUMNS >= len(groups)
        axes.set_xticks([0, 50, 100], ["0", "50", "100"] if below else [""] * 3)
        axes.tick_params(axis="x", length=2 if below else 0)
        axes.spines[:].set_visible(False)
        yield group, axes, column == 0
    foot = spread_height(len(groups), tall)
    page.write(left, foot + 12, say("position", language, names), fontsize=style.SMALL)
