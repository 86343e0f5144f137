"""Chart of TF-IDF: what weighs most in each strategy."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style
from analysis.charts.bars import draw_panels, plan_bars
from analysis.charts.frequency import (
    describe_leaders,
    group_heads,
    leaders_title,
    once_note,
    rank_only,
    rows_each,
    sentences,
    with_once,
)  # fmt: skip
from analysis.charts.groups import PANELS, left_out_note, take_largest
from analysis.charts.page import message_page, need_columns, open_page, page_width
from analysis.charts.wording import default_names, say
from analysis.language.names import Names

NEEDED = ("strategy", "term", "count", "idf", "tfidf", "rank")


def tfidf_terms_tables(results, n: int | None = None) -> dict[str, pd.DataFrame]:
    """The rows drawn by `tfidf_terms`, with each strategy's number of words counted (``total``)."""
    totals = results.frequency.groupby("strategy", observed=True)["total"].first().to_dict()
    table = take_largest(results.tfidf, PANELS, size=totals)
    n = min(10, rows_each(len(style.ordered_groups(table)))) if n is None else n
    rows = select_heaviest(table, n)
    return {"tfidf_terms": rows.assign(total=rows["strategy"].astype("object").map(totals))}


def select_heaviest(table: pd.DataFrame, n: int) -> pd.DataFrame:
    """The rows of rank 1 to `n` in each strategy."""
    need_columns(table, NEEDED, "tfidf_terms")
    if "once" in table.columns:
        return table[table["rank"] <= n].reset_index(drop=True)
    groups = table[(table["rank"] <= n) & (table["count"] > 0)].groupby("strategy", observed=True, sort=False)
    parts = [rank_only(rows, n)[0] for _, rows in groups]
    return with_once(pd.concat(parts, ignore_index=True)) if parts else table.head(0)


@style.styled
def tfidf_terms(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None, n: int = 10
) -> Axes:
    """The terms with the highest TF-IDF weight in each strategy, on a shared scale, the count at the end of each bar.

    Parameters
    ----------
    table : DataFrame
        From `measures.tfidf.tfidf_by_strategy` (its default method); a column ``total``, if there, goes into the heads.
    ax, language, names
        As in `charts.frequency.top_terms`.
    n : int
        Terms of each strategy.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panels are its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    rows = select_heaviest(table, n)
    if rows.empty:
        return message_page(ax, say("empty", language, names))
    plan = plan_bars(
        rows, "tfidf", width=page_width(ax), unit=say("tfidf_unit", language, names), language=language, names=names
    )
    page = open_page(
        ax, title=tfidf_terms_title(rows, language, names), caption=tfidf_terms_caption(rows, language, names),
        height=plan.height,
    )  # fmt: skip
    if "total" in rows.columns:
        heads = group_heads(rows, language, names)
    else:
        heads = {group: names.strategy(group, language) for group in plan.groups}
    draw_panels(page, rows, plan, heads=heads, language=language)
    return page.axes


def tfidf_terms_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the heaviest term of each strategy, its own name aside."""
    return leaders_title(table, language, names, key="tfidf_title")


def tfidf_terms_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """The formula, the limits and the stop list."""
    text = [say(key, language, names) for key in ("bars_count", "formula_tfidf", "tfidf_limits", "stop_list")]
    notes = [once_note(table, language, names), left_out_note(table, language, names, file="tfidf")]
    return sentences([*text, *notes], language)


def tfidf_terms_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The first three terms of each panel with their numbers."""
    return describe_leaders(table, "tfidf", language, names)
