"""Rank stability: in how many resamples of its paragraphs a word is still among the first."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style
from analysis.charts.bars import draw_panels, plan_bars
from analysis.charts.frequency import group_heads, rows_each, sentences
from analysis.charts.groups import MARK, PANELS, dates_note, left_out_note, take_largest
from analysis.charts.page import message_page, need_columns, open_page, page_width
from analysis.charts.wording import default_names, join, percent, say
from analysis.language.names import Names

NEEDED = ("strategy", "term", "count", "total", "rank", "top_share")
FIRM = 0.95
WHOLE = 108.0  # per cent, and room for the line at 95


def rank_stability_tables(results, *, top: int = 10, n: int | None = None) -> dict[str, pd.DataFrame]:
    """The rows drawn by `rank_stability`: of ``results.rank_stability`` if it is there, else bootstrapped here."""
    table = getattr(results, "rank_stability", None)
    if table is not None:
        return {"rank_stability": select_ranks(table, top=top, n=n)}
    from analysis.measures.frequency import count_terms
    from analysis.measures.stability import bootstrap_paragraphs

    paragraphs = count_terms(results.tokens, by="paragraph")
    paragraphs = paragraphs[paragraphs.sum(axis=1) > 0]
    sizes = paragraphs.groupby(level=["strategy", "speech"], observed=True).transform("size")
    whole = (sizes > 1).groupby(level="strategy", observed=True).transform("all")  # one paragraph cannot be drawn anew
    if not whole.any():
        return {"rank_stability": pd.DataFrame(columns=[*NEEDED, "top"])}
    table = select_ranks(bootstrap_paragraphs(paragraphs[whole.to_numpy()], top=top), top=top, n=n)
    single = [group for group in style.ordered_groups(results.frequency) if group not in set(table["strategy"])]
    single = [group for group in single if group not in str(table.get("left_out", pd.Series([""])).iloc[0])]
    return {"rank_stability": table.assign(one_paragraph=MARK.join(single)) if single else table}


def select_ranks(table: pd.DataFrame, *, top: int = 10, n: int | None = None) -> pd.DataFrame:
    """The first `n` ranks of each strategy, of nine strategies at most, with ``top`` in a column."""
    need_columns(table, NEEDED, "rank_stability")
    if "top" in table.columns:
        return table
    table = take_largest(table, PANELS)
    n = rows_each(len(style.ordered_groups(table))) if n is None else n
    return table[table["rank"] <= n].assign(top=top).reset_index(drop=True)


@style.styled
def rank_stability(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None,
    top: int = 10, n: int | None = None,
) -> Axes:  # fmt: skip
    """The first words of each strategy: the share of resamples in which they are among the first `top`.

    Parameters
    ----------
    table : DataFrame
        From `measures.stability.bootstrap_paragraphs`, or the rows that `select_ranks` took of it.
    ax, language, names
        As in `charts.frequency.top_terms`.
    top : int
        What counted as the first when the table was made.
    n : int, optional
        Words drawn of each strategy.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panels are its ``child_axes``, in per cent.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    rows = select_ranks(table, top=top, n=n)
    if rows.empty:
        return message_page(ax, say("empty", language, names))
    bars = rows[["strategy", "term", "count", "total"]].assign(percent=100 * rows["top_share"])
    unit = say("stable_axis", language, names, top=int(rows["top"].iloc[0]))
    plan = plan_bars(bars, "percent", width=page_width(ax), unit=unit, language=language, names=names)
    page = open_page(
        ax, title=rank_stability_title(rows, language, names), caption=rank_stability_caption(rows, language, names),
        height=plan.height,
    )  # fmt: skip
    heads = group_heads(rows, language, names)
    plan = replace(plan, limit=max(plan.limit, WHOLE))
    for axes in draw_panels(page, bars, plan, heads=heads, language=language):
        axes.axvline(100 * FIRM, color=style.INK, linewidth=0.7, linestyle=(0, (3, 2)), zorder=2.5)
        for text in axes.texts:  # the counts stand on the line
            text.set_bbox({"facecolor": "white", "linewidth": 0, "pad": 1.2})
    return page.axes


def rank_stability_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: how many of the first words stay there in 95% of the resamples."""
    table = select_ranks(table)
    top = int(table["top"].iloc[0])
    shares = table.loc[table["rank"] <= top, "top_share"]
    firm = int((shares >= FIRM).sum())
    key = "stable_firm" if firm == len(shares) else "stable_title" if firm else "stable_none"
    return say(key, language, names, top=top, drawn=len(shares), n=firm)


def rank_stability_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """How paragraphs are drawn, what the bars are, dates."""
    table = select_ranks(table)
    rule = say("stable_rule", language, names, top=int(table["top"].iloc[0]), n=int(table["rank"].max()))
    single = [
        names.strategy(group, language) for group in str(table.get("one_paragraph", [""])[0]).split(MARK) if group
    ]
    parts = [rule, say("stable_single", language, names, list=join(single, language)) if single else ""]
    parts += [left_out_note(table, language, names, file="stability")]
    return sentences([*parts, say("stop_list", language, names), dates_note(table, language, names)], language)


def rank_stability_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The first three words of each strategy with their shares."""
    table = select_ranks(table)
    parts = []
    for group in style.ordered_groups(table):
        rows = table[table["strategy"].astype("object") == group].head(3)
        pairs = [
            say("alt_pair", language, names, name=term, value=f"{percent(share)}%")
            for term, share in zip(rows["term"], rows["top_share"], strict=True)
        ]
        parts.append(names.strategy(group, language) + say("colon", language, names) + join(pairs, language))
    intro = say("alt_stable", language, names, top=int(table["top"].iloc[0]))
    return intro + join(parts, language, "semicolon") + say("stop", language, names)
