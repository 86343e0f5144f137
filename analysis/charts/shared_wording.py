"""Matrix of shared wording: how much of each speech stands word for word in another."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import shorten
from analysis.charts.frequency import sentences
from analysis.charts.groups import LIMIT, dates_note, left_out_note, take_largest
from analysis.charts.links import link_area, link_rows
from analysis.charts.page import message_page, need_columns, open_page, page_width
from analysis.charts.rows import plan_heads, plan_rows, write_rows
from analysis.charts.theme_grid import SHADES
from analysis.charts.typesetting import text_width
from analysis.charts.wording import default_names, join, percent, say
from analysis.language.names import Names

NEEDED = ("strategy", "other", "shared", "characters", "percent")
GROUPS = 28  # rows and columns that fit on a page
TOLD = 60  # cells named in the alt text
ANY_OTHER = "any other"


def shared_wording_tables(results, *, min_length: int = 6) -> dict[str, pd.DataFrame]:
    """From `measures.formulae.shared_wording`, with ``min_length`` in a column."""
    from analysis.measures.formulae import MIN_LENGTH
    from analysis.measures.formulae import shared_wording as measure

    table = getattr(getattr(results, "comparison", None), "shared_wording", None)
    if table is None or min_length != MIN_LENGTH:
        table = measure(results.speeches, min_length=min_length)
    table = table.assign(min_length=min_length)
    table = take_largest(table, GROUPS, size="characters")
    kept = {*table["strategy"].astype("object"), ANY_OTHER}
    return {"shared_wording": table[table["other"].astype("object").isin(kept)].reset_index(drop=True)}


@style.styled
def shared_wording(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """Strategy by strategy: per cent of the characters of the row that stand word for word in the column.

    Parameters
    ----------
    table : DataFrame
        From `measures.formulae.shared_wording`.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the matrix is the first of its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED, "shared_wording")
    if table.empty:
        return message_page(ax, say("empty", language, names))
    groups = style.ordered_groups(table)
    columns = [*groups, ANY_OTHER]
    row, most = min(20.0, (LIMIT - 100) / len(groups)), min(110, 0.3 * page_width(ax))
    labels = [names.strategy(group, language) for group in groups]
    if row < 20:  # no room for two lines
        labels = [shorten(label, most - 6, style.BODY) for label in labels]
    least = text_width(say("wording_of", language, names), style.SMALL)
    labels = plan_rows(labels, language=language, most=most, row=row, least=least)
    cell = min((page_width(ax) - labels.width - 4) / len(columns), 74.0)
    texts = [names.strategy(group, language) for group in groups] + [say("wording_any", language, names)]
    size = style.SMALL if cell > 50 else 6.5
    heads = plan_heads(texts, cell - 1, size)
    top = 16 + (heads.height if heads.rotation else heads.height * style.SMALL / size)
    page = open_page(
        ax, title=shared_wording_title(table, language, names), caption=shared_wording_caption(table, language, names),
        height=top + labels.height + 2,
    )  # fmt: skip
    axes = page.panel(labels.width, top, cell * len(columns), labels.height)
    axes.set(xlim=(0, len(columns)), xticks=[])
    write_rows(axes, labels)
    axes.spines[:].set_visible(False)
    page.write(0, top - 2, say("wording_of", language, names), va="bottom", fontsize=style.SMALL, color=style.GREY)
    page.write(labels.width, 2, say("wording_in", language, names), fontsize=style.SMALL, color=style.GREY)
    for x, head in enumerate(heads.texts):
        page.write(labels.width + (x + 0.5) * cell, top - 2, head, ha="center", va="bottom",
                   fontsize=size, linespacing=1.0, rotation=heads.rotation)  # fmt: skip
    _draw_matrix(axes, table, groups, columns, labels, cell)
    own = [anchors.strategy_anchor(group) for group in groups]
    link_rows(axes, labels.places, labels.heights, [None] * len(own), labels=own, before=labels.width)
    return page.axes


def _draw_matrix(axes: Axes, table: pd.DataFrame, groups, columns, labels, cell: float) -> None:
    rows = table.assign(strategy=table["strategy"].astype("object"), other=table["other"].astype("object"))
    limit = max(float(rows.loc[rows["strategy"] != rows["other"], "percent"].max()), 1.0)
    for row in rows.itertuples():
        if row.other not in columns:
            continue
        x, y = columns.index(row.other), groups.index(row.strategy)
        top, tall, own = labels.places[y] - labels.heights[y] / 2, labels.heights[y], row.strategy == row.other
        shade = SHADES(0.8 * row.percent / limit)
        axes.add_artist(
            Rectangle((x, top), 1, tall, facecolor="white" if own else shade, edgecolor="white", linewidth=1.2)
        )
        pair = anchors.pair_anchor(row.strategy, row.other)
        anchor = anchors.strategy_anchor(row.strategy) if own or row.other == ANY_OTHER else pair
        link_area(axes, (x, top, x + 1, top + tall), anchor)
        number = percent(row.percent / 100) + ("%" if cell > 24 else "")
        text, dark = ("–" if own else number), np.dot(shade[:3], (0.3, 0.59, 0.11)) < 0.5
        ink = style.GREY if own else "white" if dark else style.INK
        axes.text(x + 0.5, labels.places[y], text, ha="center", va="center_baseline", color=ink,
                  fontsize=style.BODY if cell > 24 else 6.5)  # fmt: skip
    axes.axvline(len(groups), color="white", linewidth=4)


def _with_any(table: pd.DataFrame) -> pd.DataFrame:
    rows = table[table["other"].astype("object") == ANY_OTHER]
    rows = rows.assign(strategy=rows["strategy"].astype("object"))
    return rows.iloc[np.lexsort((np.arange(len(rows)), -rows["percent"].round(9)))]


def shared_wording_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: who shares most of its wording, and who least."""
    rows = _with_any(table)
    high, low = rows.iloc[0], rows.iloc[-1]
    if high["percent"] == 0:
        return say("wording_none", language, names)
    values = {"high": names.strategy(high["strategy"], language), "a": percent(high["percent"] / 100)}
    if len(rows) == 1:
        return say("wording_one", language, names, **values)
    return say(
        "wording_title",
        language,
        names,
        low=names.strategy(low["strategy"], language),
        b=percent(low["percent"] / 100),
        **values,
    )


def shared_wording_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What counts as shared, and of what."""
    least = int(table["min_length"].iloc[0]) if "min_length" in table.columns else 6
    rule = say("wording_rule", language, names, least=least)
    left = left_out_note(table, language, names, file="shared_wording")
    return sentences([rule, left, dates_note(table, language, names)], language)


def shared_wording_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """Every cell but the diagonal; of many the highest."""
    rows = table.assign(strategy=table["strategy"].astype("object"), other=table["other"].astype("object"))
    rows = rows[rows["strategy"] != rows["other"]]
    if len(rows) > TOLD:
        rows = rows.iloc[np.argsort(-rows["percent"].round(9).to_numpy(), kind="stable")[:TOLD]]
    pairs = []
    for row in rows.itertuples():
        other = say("wording_any", language, names) if row.other == ANY_OTHER else names.strategy(row.other, language)
        one = names.strategy(row.strategy, language)
        pairs.append(say("alt_shared", language, one=one, other=other, value=percent(row.percent / 100)))
    return say("alt_wording", language) + join(pairs, language, "semicolon") + say("stop", language)
