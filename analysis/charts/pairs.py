"""Two groups, word by word: both axes are rates, each point a word."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.charts.grammar import Called, Chart, Joined, Told, said
from analysis.charts.groups import dates
from analysis.charts.plane import Plane

POINTS, LABELS, LISTED = 400, 26, 4  # words drawn, of them named, of them in the title


def term_pair(results, one: str = "", other: str = "", n: int = LABELS) -> Chart:
    """The words of two groups at their rates in both: on the diagonal both say a word as often, filled can be told.

    Parameters
    ----------
    results : Results
        Of a corpus.
    one, other : str
        The groups, by default the first two; words are tested between these two alone.
    n : int
        Words that are named: those that can be told, those farthest from the diagonal and the most frequent ones.
    """
    groups = [str(group) for group in results.counts.index]
    pair = [one, other] if one and other else groups[:2]
    blank = pd.DataFrame(columns=["term", "strategy", "one", "other"])
    if len(pair) < 2 or not set(pair) <= set(groups):
        return Chart("term_pair", blank, results.names, Plane("one", "other", ("", "")), nothing="term_pair_nothing")
    results = results if set(groups) == set(pair) else results.only(pair)
    frequency = results.frequency.assign(strategy=results.frequency["strategy"].astype(str))
    wide = frequency.pivot(index="term", columns="strategy", values=["count", "per_10k"]).fillna(0.0)
    verdicts = results.table("verdicts")
    found = verdicts[(verdicts["kind"] == "word") & (verdicts["group"] == pair[0])] if verdicts is not None else blank
    told = set(found.loc[found["told"].astype(bool), "term"]) if len(found) else set()
    table = pd.DataFrame({"term": wide.index, **{
        f"{kind}{end}": wide[column, group].to_numpy() for end, group in zip(("", "_other"), pair, strict=True)
        for kind, column in (("count", "count"), ("rate", "per_10k"))
    }})  # fmt: skip
    table = table[(table["count"] + table["count_other"] > 1) & table["term"].isin(set(found["term"]))]
    table = table.astype({"count": int, "count_other": int})
    gap = np.sqrt(table["rate"]) - np.sqrt(table["rate_other"])
    table = table.assign(strategy=np.where(gap > 0, *pair), told=table["term"].isin(told), gap=gap.abs().round(9))
    table = table.sort_values(["told", "gap", "term"], ascending=[False, False, True], kind="stable").head(POINTS)
    table = table.drop(columns="gap").reset_index(drop=True)
    often = (table["rate"] + table["rate_other"]).rank(method="first", ascending=False)
    table["named"] = (table["told"] & (table.index < n)) | (table.index < 2 * n // 3) | (often <= n // 3)
    facts = {"tests": len(found), "n": len(told), "drawn": len(table), "labels": int(table["named"].sum())}
    parts = []
    for group in pair:
        words = table.loc[(table["strategy"] == group) & table["told"], "term"].head(LISTED)
        if len(words):
            parts.append(said("named", name=Called("strategy", group), terms=[Called("term", word) for word in words]))
    ends = {"one": Called("strategy", pair[0]), "other": Called("strategy", pair[1])}
    axes = tuple(said("pair_axis", name=name) for name in ends.values())
    return Chart(
        "term_pair", table, results.names,
        Plane("rate", "rate_other", axes, filled="told", named="named", root=True, most=360.0),
        title=said("term_pair_told", list=Joined(parts), **ends) if parts else said("term_pair_none", **ends),
        caption=["term_pair_rule", "stop_list", dates(pair, results.names)],
        told=Told("tell_pair", first=10), facts=facts, nothing="term_pair_nothing",
    )  # fmt: skip
