"""Chart of the same terms in all strategies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import GLOSS, GLOSS_ROW, set_ticks
from analysis.charts.chosen import chosen_note, is_chosen, mark_chosen
from analysis.charts.frequency import NEEDED, sentences, with_gloss
from analysis.charts.groups import PANELS, left_out_note, take_largest
from analysis.charts.links import link_area, link_rows
from analysis.charts.page import draw_legend, legend_lines, message_page, need_columns, open_page, page_width
from analysis.charts.timeline import draw_timeline, timeline_height
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names
from analysis.language.periods import period_kind


def compare_terms_tables(results, n: int | None = None) -> dict[str, pd.DataFrame]:
    """The rows drawn by `compare_terms`: its default terms in every strategy."""
    return {"compare_terms": select_terms(results.frequency, n=n)}


def select_terms(table: pd.DataFrame, terms: Sequence[str] | None = None, *, n: int | None = None) -> pd.DataFrame:
    """The rows of some terms in every strategy, in the order of the terms; of the nine largest if they are no times.

    Without `terms` the `n` with the highest mean of ``per_10k`` over the strategies, so that long speeches do not
    decide alone; terms of one character are left out, and what only one strategy says, for there is nothing to compare.
    Terms that occur nowhere have no row. A table of chosen terms is given back as it is.
    """
    need_columns(table, NEEDED, "compare_terms")
    if terms is None and is_chosen(table):
        return table
    by_hand = terms is not None
    if not period_kind(style.ordered_groups(table)):
        table = take_largest(table, PANELS)
    n = _terms_shown(style.ordered_groups(table)) if n is None else n
    wide = table.assign(strategy=table["strategy"].astype("object")).pivot(
        index="term", columns="strategy", values="per_10k"
    )
    wide = wide.fillna(0.0)
    if terms is None:
        shared = (wide > 0).sum(axis=1) >= min(2, wide.shape[1])
        chosen = wide[shared & (wide.index.str.len() > 1)].mean(axis=1).round(9)
        terms = sorted(chosen.index, key=lambda term: (-chosen[term], term))[:n]
    order = {term: place for place, term in enumerate(terms)}
    rows = table[table["term"].isin(order)]
    rows = rows.iloc[np.argsort(rows["term"].map(order).to_numpy(), kind="stable")].reset_index(drop=True)
    return mark_chosen(rows, list(order)) if by_hand else rows


def _terms_shown(groups: Sequence[str]) -> int:
    if period_kind(groups):
        return 9
    return 10 if len(groups) <= 6 else 8


@style.styled
def compare_terms(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None,
    terms: Sequence[str] | None = None, n: int | None = None,
) -> Axes:  # fmt: skip
    """The same terms in each strategy: a dot for the frequency per 10,000 words, a line for its interval.

    Where the strategies are times in order, each term has a panel with a line over time instead.

    Parameters
    ----------
    table : DataFrame
        From `measures.frequency.frequency_table`.
    ax, language, names
        As in `charts.frequency.top_terms`.
    terms : sequence of str, optional
        What to compare, in this order; by default as `select_terms` chooses.
    n : int, optional
        How many terms it chooses.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panel is in its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    rows = select_terms(table, terms, n=n)
    if rows.empty:
        return message_page(ax, say("empty", language, names))
    if names.is_time(style.ordered_groups(rows)):
        return _draw_times(rows, ax, language, names)
    rows = take_largest(rows, PANELS)
    groups = style.ordered_groups(rows)
    shown = list(dict.fromkeys(rows["term"]))
    widest = max(max(text_width(term, style.BODY), text_width(names.gloss(term, language), GLOSS)) for term in shown)
    label = min(widest + 6, 0.35 * page_width(ax))
    glosses = {term: wrap_text(names.gloss(term, language), label - 5, GLOSS) for term in shown}
    lines = {term: wrap_text(term, label - 5, style.BODY) for term in shown}
    step = 6.5
    row = max(
        len(groups) * step + 5,
        max(10 * len(lines[t]) + GLOSS_ROW * len([g for g in glosses[t] if g]) for t in shown) + 6,
    )
    labels = [names.strategy(group, language) for group in groups]
    head = legend_lines(labels, page_width(ax)) * 13 + 6
    page = open_page(
        ax, title=compare_terms_title(rows, language, names), caption=compare_terms_caption(rows, language, names),
        height=head + row * len(shown) + 26,
    )  # fmt: skip
    found = style.looks(groups, names.order)
    draw_legend(page, [(found[group], text) for group, text in zip(groups, labels, strict=True)])
    axes = page.panel(label, head, page.width - label - 4, row * len(shown))
    _draw_axes(axes, rows, row * len(shown), say("per_10k", language, names))
    for place, term in enumerate(shown):
        if place % 2 == 0:
            axes.axhspan(place * row, (place + 1) * row, color=style.BAND, linewidth=0, zorder=0)
        for number, group in enumerate(groups):
            hit = rows[(rows["term"] == term) & (rows["strategy"].astype("object") == group)]
            if len(hit):
                y = (place + 0.5) * row + (number - (len(groups) - 1) / 2) * step
                _draw_dot(axes, hit.iloc[0], y, found[group])
                anchor = anchors.term_anchor(term, group) if hit["count"].iloc[0] else None
                link_area(axes, (0, y - step / 2, axes.get_xlim()[1], y + step / 2), anchor)
    _label_terms(axes, shown, row, lines, glosses)
    places = (np.arange(len(shown)) + 0.5) * row
    found_in = [anchors.term_anchor(term) for term in shown]
    link_rows(axes, places, [row] * len(shown), [None] * len(shown), labels=found_in, before=label)
    return page.axes


def _draw_times(rows: pd.DataFrame, ax: Axes | None, language: str, names: Names) -> Axes:
    """A panel a term, a line over the times."""
    heads = {term: with_gloss(term, language, names) for term in dict.fromkeys(rows["term"])}
    said = set(zip(rows["term"], rows["strategy"].astype("object"), rows["count"] > 0, strict=True))
    page = open_page(
        ax, title=compare_terms_title(rows, language, names), caption=compare_terms_caption(rows, language, names),
        height=timeline_height(len(heads)),
    )  # fmt: skip

    def anchor(term: str, group: str | None) -> str | None:
        return anchors.term_anchor(term, group) if group is None or (term, group, True) in said else None

    draw_timeline(
        page, rows, item="term", values=("per_10k", "low", "high"), groups=style.ordered_groups(rows), heads=heads,
        unit=say("per_10k", language), anchor=anchor, language=language, names=names,
    )  # fmt: skip
    return page.axes


def _draw_axes(axes: Axes, rows: pd.DataFrame, height: float, unit: str) -> None:
    axes.set(xlim=(0, float(rows["high"].max()) * 1.02), ylim=(height, 0))
    axes.grid(axis="x")
    set_ticks(axes, axes.get_xlim()[1], 8)
    axes.set_xlabel(unit, labelpad=2)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)


def _draw_dot(axes: Axes, row: pd.Series, y: float, look: style.Look) -> None:
    axes.plot([row["low"], row["high"]], [y, y], color=look.colour, linewidth=1.0, solid_capstyle="butt", zorder=2)
    axes.plot(
        [row["per_10k"]], [y], look.marker, color=look.colour, markersize=4.6, markeredgewidth=0.9, zorder=3,
        markerfacecolor="white" if row["count"] == 0 else look.colour, clip_on=False,
    )  # fmt: skip


def _label_terms(axes: Axes, shown, row: float, lines, glosses) -> None:
    ticks = []
    for place, term in enumerate(shown):
        gloss = [line for line in glosses[term] if line]
        middle = (place + 0.5) * row - len(gloss) * GLOSS_ROW / 2
        ticks.append((middle, "\n".join(lines[term])))
        if gloss:
            axes.annotate(
                "\n".join(gloss), (0, middle + 5 * len(lines[term]) + 1.5), xycoords=("axes fraction", "data"),
                xytext=(-3, 0), textcoords="offset points", ha="right", va="top", fontsize=GLOSS, color=style.GREY,
                linespacing=1.0,
            )  # fmt: skip
    axes.set_yticks([place for place, _ in ticks], [text for _, text in ticks], linespacing=1.05)


def compare_terms_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the term with the widest gap between two intervals, or that all of them overlap."""
    groups = style.ordered_groups(table)
    name = {group: names.strategy(group, language) for group in groups}
    rows = table.assign(strategy=table["strategy"].astype("object"))
    if len(groups) == 1:
        top = rows.sort_values(["per_10k", "term"], ascending=[False, True]).iloc[0]
        return say("compare_one", language, names, name=name[groups[0]], term=top["term"], a=f"{top['per_10k']:,.0f}")
    best = None
    for term, part in rows.groupby("term", sort=True):
        high = part.loc[part["low"].idxmax()]
        low = part.loc[part["high"].idxmin()]
        gap = high["low"] - low["high"]
        if gap > 0 and (best is None or gap > best[0]):
            best = (gap, term, high, low)
    if best is None:
        return say("compare_overlap", language, names, n=rows["term"].nunique())
    _, term, high, low = best
    return say(
        "compare_apart", language, names, term=term, high=name[high["strategy"]], low=name[low["strategy"]],
        a=f"{high['per_10k']:,.0f}", b=f"{low['per_10k']:,.0f}",
    )  # fmt: skip


def compare_terms_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """Totals, order of the terms, interval, formula and stop list."""
    groups = style.ordered_groups(table)
    time = names.is_time(groups)
    totals = table.groupby("strategy", observed=True, sort=False)["total"].first()
    listed = [
        say("tie", language, names, name=names.strategy(group, language), n=f"{totals[group]:,}").replace(" 个", "")
        for group in groups
    ]
    if len(groups) > PANELS:
        listed = [say("totals_range", language, names, low=totals.min(), high=totals.max(), n=len(groups))]
    zero = [say("zero_mark", language, names)] if (table["count"] == 0).any() and not time else []
    text = [say("n_words", language, names, totals=join(listed, language)), *zero]
    text.append(chosen_note(table, language, names) or say("compare_default", language, names))
    if "wording" in table.columns and table["wording"].any():
        terms = join(list(dict.fromkeys(table.loc[table["wording"], "term"])), language)
        text.append(say("compare_wording", language, names, terms=terms))
    text += [
        say(key, language, names)
        for key in ("interval_band" if time else "interval_words", "formula_10k", "stop_list")
    ]
    return sentences([*text, left_out_note(table, language, names, file="frequency")], language)


def compare_terms_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """Each term with its frequency in every strategy."""
    terms = list(dict.fromkeys(table["term"]))
    parts = []
    for term in terms:
        rows = table[table["term"] == term]
        if len(rows) > PANELS:  # the highest and the lowest tell enough
            rows = rows.sort_values(["per_10k"], kind="stable").iloc[[0, -1]]
        pairs = [
            say(
                "alt_pair",
                language,
                names,
                name=names.strategy(str(row.strategy), language),
                value=f"{row.per_10k:,.0f}",
            )
            for row in rows.sort_values("strategy", kind="stable").itertuples()
        ]
        parts.append(term + say("colon", language, names) + join(pairs, language))
    return (
        say("alt_compare", language, names, n=len(terms))
        + join(parts, language, "semicolon")
        + say("stop", language, names)
    )
