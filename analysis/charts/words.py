"""The same words in every group: dots with intervals, or lines over time where the groups are times."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Said, Told, said
from analysis.charts.groups import PANELS, largest, not_drawn
from analysis.charts.marks import Dot, Interval
from analysis.charts.panels import Rows
from analysis.charts.timeline import Times
from analysis.language.periods import period_kind
from analysis.measures.frequency import PER, wilson_interval
from analysis.measures.vocabulary import longer_terms


def compare_terms(results, terms: Sequence[str] = (), n: int | None = None) -> Chart:
    """The same terms in each strategy: a dot for the frequency per 10,000 words, a line for its interval.

    Parameters
    ----------
    results : Results
        Of a corpus.
    terms : sequence of str
        What to compare, in this order; what is no word of its own is counted as wording, within longer words too. By
        default the `n` words with the highest mean frequency over the strategies, so that long speeches do not decide
        alone: those of two or more characters that two strategies use.
    n : int, optional
        How many words, by default as many as a page takes.
    """
    frequency, names = results.frequency, results.names
    time = names.is_time(style.ordered_groups(frequency))
    wordings = [term for term in terms if term not in results.counts.columns]
    counted = pd.concat([frequency, *(_count_wording(results, term) for term in wordings)], ignore_index=True)
    counted["strategy"] = pd.Categorical(counted["strategy"], style.ordered_groups(frequency), ordered=True)
    table, left = (counted, []) if time else largest(counted, PANELS)
    groups = style.ordered_groups(table)
    shown = list(terms) or _usual(table, n or (9 if period_kind(groups) else 10 if len(groups) <= 6 else 8))
    rows = table[table["term"].isin(shown)]
    rows = rows.iloc[np.argsort(rows["term"].map(shown.index).to_numpy(), kind="stable")].reset_index(drop=True)
    rows = rows.assign(found=rows["count"] > 0)
    totals = {group: int(total) for group, total in table.groupby("strategy", observed=True)["total"].first().items()}
    within = within_longer(results, [term for term in terms if term not in wordings])
    facts = {"words": rows["term"].nunique(), "groups": len(groups), "shown": len(groups), "left_out": left,
             "totals": totals, "within": within}  # fmt: skip
    spread = {"item": "term", "values": ("per_10k", "low", "high"), "unit": "per_10k", "groups": groups}
    return Chart(
        "compare_terms", rows, names,
        Times(**spread) if time else Rows(
            "term", (Interval("low", "high", coloured=True), Dot("per_10k", told="found")), "per_10k",
            series=groups, reach=("high",), share=0.35,
        ),
        title=_widest_gap(rows, groups),
        caption=[
            said("n_words", totals=_totals(totals)),
            None if time or rows["found"].all() else "zero_mark",
            *(chosen(terms, facts) if terms else ["compare_default"]),
            wordings and said("compare_wording", terms=list(wordings)),
            "interval_band" if time else "interval_words", "formula_10k", "stop_list", not_drawn(facts, "frequency"),
        ],
        told=Told("tell_in_group", by="term", first=PANELS), facts=facts,
    )  # fmt: skip


def within_longer(results, terms: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Of words chosen by hand, how often each stands within longer ones too, and the most frequent of these."""
    found = {}
    for term in terms:
        longer = longer_terms(results.tokens, term)
        if len(longer):
            found[term] = sum(int(count) * held.count(term) for held, count in longer.items()), longer.index[0]
    return found


def chosen(terms: Sequence[str], facts: dict) -> list[Said | str]:
    """That words were chosen by hand, and which of them stand within longer words or phrases too (``within``)."""
    within = [said("chosen_word", term=term, n=n, longer=longer) for term, (n, longer) in facts["within"].items()]
    parts: list[Said | str] = ["chosen_one" if len(terms) == 1 else "chosen"]
    if within:
        parts.append(said("chosen_within_one" if len(within) == 1 else "chosen_within", list=within))
    return parts


def _usual(table: pd.DataFrame, n: int) -> list[str]:
    wide = table.assign(strategy=table["strategy"].astype("object"))
    wide = wide.pivot(index="term", columns="strategy", values="per_10k").fillna(0.0)
    shared = (wide > 0).sum(axis=1) >= min(2, wide.shape[1])
    means = wide[shared & (wide.index.str.len() > 1)].mean(axis=1).round(9)
    return sorted(means.index, key=lambda term: (-means[term], term))[:n]


def _count_wording(results, wording: str) -> pd.DataFrame:
    """Rows as of the table of frequencies for what stands within words: every place in the text counts."""
    table = results.frequency.drop_duplicates("strategy")
    places = results.speeches["text"].str.count(re.escape(wording))
    found = places.groupby(results.speeches["strategy"].astype("object")).sum()
    count = table["strategy"].astype("object").map(found).to_numpy()
    low, high = wilson_interval(count, table["total"].to_numpy())
    rate = PER * count / table["total"]
    return table.assign(term=wording, count=count, per_10k=rate, low=PER * low, high=PER * high)


def _totals(totals: dict[str, int]) -> list[Said]:
    if len(totals) > PANELS:
        return [said("totals_range", low=min(totals.values()), high=max(totals.values()), n=len(totals))]
    return [said("alt_pair", name=Called("strategy", group), value=total) for group, total in totals.items()]


def _widest_gap(rows: pd.DataFrame, groups: Sequence[str]) -> Said | str:
    """The term whose rates lie farthest apart: a description, for intervals of single words are no test."""
    if len(groups) == 1 and len(rows):
        top = rows.sort_values(["per_10k", "term"], ascending=[False, True]).iloc[0]
        return said("compare_one", name=Called("strategy", groups[0]), term=top["term"], a=float(top["per_10k"]))
    rates = rows.groupby("term", sort=True)["per_10k"].agg(["min", "max"])
    gaps = (rates["max"] - rates["min"]).round(9)
    if gaps.empty or gaps.max() == 0:
        return said("compare_even", n=len(gaps))
    part = rows[rows["term"] == gaps.idxmax()]
    high, low = part.loc[part["per_10k"].idxmax()], part.loc[part["per_10k"].idxmin()]
    return said("compare_apart", term=high["term"], high=Called("strategy", high["strategy"]),
                low=Called("strategy", low["strategy"]), a=float(high["per_10k"]), b=float(low["per_10k"]))  # fmt: skip
