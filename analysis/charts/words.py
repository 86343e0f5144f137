"""Words and queries of one's own in every group: dots with intervals or bars, lines where the groups are times."""

from collections.abc import Sequence

import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Said, Told, said
from analysis.charts.groups import PANELS, extremes, in_order, largest, not_drawn, quoted
from analysis.charts.panels import Bar, Dot, Interval, Number, Rows
from analysis.charts.timeline import Times
from analysis.language.names import Names
from analysis.language.periods import period_kind
from analysis.measures.concordance import longer_terms
from analysis.measures.ties import widest


def compare_terms(results, terms: Sequence[str] = (), n: int | None = None) -> Chart:
    """The same terms in each strategy: a dot for the frequency per 10,000 words, a line for its interval.

    Parameters
    ----------
    results : Results
        Of a corpus.
    terms : sequence of str
        What to compare, in this order. By default the `n` words with the highest mean frequency over the strategies, so
        that long speeches do not decide alone: those of two or more characters that two strategies use.
    n : int, optional
        How many words, by default as many as a page takes.
    """
    frequency, names = results.frequency, results.names
    every = style.ordered_groups(frequency)
    time = names.is_time(every)
    table, facts = largest(frequency, len(every) if time else PANELS)
    groups = style.ordered_groups(table)
    shown = list(terms) or _usual(table, n or (9 if period_kind(groups) else 10 if len(groups) <= 6 else 7))
    rows = in_order(table, "term", shown)
    rows = rows.assign(found=rows["count"] > 0)
    totals = {group: int(total) for group, total in table.groupby("strategy", observed=True)["total"].first().items()}
    facts |= {"words": rows["term"].nunique(), "groups": len(groups), "totals": totals}
    return Chart(
        "compare_terms", rows, names,
        Times("term", ("per_10k", "low", "high"), "per_10k", groups) if time else
        Rows("term", (Interval("low", "high", coloured=True), Dot("per_10k", filled="found")), "per_10k",
             series=groups, reach=("high",), share=0.35),
        title=_widest_gap(rows, groups),
        caption=[
            said("n_words", totals=_totals(totals)),
            None if time or rows["found"].all() else "zero_mark" if results.strings is None else "zero_string",
            *(chosen(results, terms) if terms else ["compare_default"] if len(groups) > 1 else []),
            "interval_band" if time else "interval_words", "formula_10k", "stop_list", not_drawn(facts, "frequency"),
        ],
        told=Told("tell_in_group", by="term", first=PANELS), facts=facts,
    )  # fmt: skip


def chosen(results, terms: Sequence[str]) -> list[Said]:
    """That words were chosen by hand, how they are counted, and how often they stand within longer words or phrases."""
    strings, within = results.strings, []
    how = "word" if strings is None else "string"
    for term in terms:
        longer = longer_terms(results.tokens, term)
        if not len(longer):
            continue
        inside = sum(int(count) * held.count(term) for held, count in longer.items())
        total = inside if strings is None else int((strings["term"] == term).sum())
        within.append(said(f"chosen_{how}_word", term=term, n=inside, all=total, longer=longer.index[0]))
    return [said("chosen", n=len(terms)), said(f"chosen_{how}s_within" if within else f"chosen_{how}s", list=within)]


def _usual(table: pd.DataFrame, n: int) -> list[str]:
    wide = table.assign(strategy=table["strategy"].astype("object"))
    wide = wide.pivot(index="term", columns="strategy", values="per_10k").fillna(0.0)
    shared = (wide > 0).sum(axis=1) >= min(2, wide.shape[1])
    means = wide[shared & (wide.index.str.len() > 1)].mean(axis=1).round(9)
    return sorted(means.index, key=lambda term: (-means[term], term))[:n]


def _totals(totals: dict[str, int]) -> list[Said]:
    if len(totals) > PANELS:
        return [said("totals_range", low=min(totals.values()), high=max(totals.values()), n=len(totals))]
    return [said("alt_pair", name=Called("strategy", group), value=total) for group, total in totals.items()]


def _widest_gap(rows: pd.DataFrame, groups: Sequence[str]) -> Said | str:
    """The term whose rates lie farthest apart: a description, for intervals of single words are no test."""
    if len(groups) == 1 and len(rows):
        top = rows[rows["per_10k"] == rows["per_10k"].max()]
        return said("compare_one", name=Called("strategy", groups[0]), a=float(top["per_10k"].iloc[0]),
                    list=quoted(top["term"]))  # fmt: skip
    tied = widest(rows, "term", "per_10k", digits=0)
    if len(tied) != 1:
        listed = quoted(tied)
        return said("compare_tied" if tied else "compare_even", n=len(tied) or rows["term"].nunique(), list=listed)
    return said("compare_apart", term=tied[0], **extremes(rows[rows["term"] == tied[0]], "per_10k", ".0f"))


def hit_shares(table: pd.DataFrame, names: Names, label: str) -> Chart:
    """A bar from zero for each strategy, with its interval and its count.

    Parameters
    ----------
    table : DataFrame
        strategy, kind ("term", "phrase" or "theme"), unit ("words" or "sentences"), scale (what shares are multiplied
        by: 10,000 or 100), count, total, share, low, high: one row a strategy.
    names : Names
        What things are called in the corpus.
    label : str
        What was looked for, in the language of the picture.
    """
    if table.empty:
        return Chart("hits_words", table, names, Rows("strategy", ()))
    unit, scale = table["unit"].iloc[0], table["scale"]
    rows = table.assign(rate=scale * table["share"], low=scale * table["low"], high=scale * table["high"])
    return Chart(
        f"hits_{unit}", rows, names,
        Rows("strategy", (Bar("rate"), Interval("low", "high"), Number("count", after="high")), f"hits_unit_{unit}",
             reach=("high",), own=True, tall=17.0),
        title=_most_and_least(rows, unit), caption=[f"hits_rule_{rows['kind'].iloc[0]}"],
        told=Told("tell_hits", first=len(rows)), facts={"label": label, "groups": len(rows)},
    )  # fmt: skip


def _most_and_least(rows: pd.DataFrame, unit: str) -> Said:
    """Where the share is highest and lowest."""
    found = extremes(rows, "rate", ".0f")
    if len(rows) == 1:
        return said(f"hits_one_{unit}", a=found["a"])
    found |= {end: said(f"hits_value_{unit}", a=found[end]) for end in "ab"}
    return said("hits_even" if found["even"] else "hits_apart", **found)
