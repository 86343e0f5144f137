"""Comparison with what chance gives: words of each group against the rest, pairs of groups against shuffles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Said, Told, said
from analysis.charts.groups import dates, largest, not_drawn
from analysis.charts.marks import Band, Dot, Interval, Tick
from analysis.charts.panels import Key, Rows
from analysis.charts.words import chosen, within_longer
from analysis.measures.effects import log_ratio, log_ratio_interval

CANNOT = "cannot tell"
GROUPS, PAIRS, ENDS = 8, 28, 12  # panels and rows that fit on a page; pairs drawn of each end where there are more
FAR = 8.0  # the axis never reaches beyond 2**8 times as frequent
NAMED = 4
ALPHA = 0.05


def keyness_forest(
    results, extreme: int | None = None, frequent: int | None = None, terms: Sequence[str] = ()
) -> Chart:
    """Each strategy against the rest: the log2 ratio of some words, its corrected interval, and whether it can be told.

    Parameters
    ----------
    results : Results
        Of a corpus.
    extreme, frequent : int, optional
        Rows a strategy, 6 and 4, or 4 and 2 of more than four strategies: the `extreme` with the limit farthest from 0,
        then the largest ratio (ties: more hits, then term); of the others the `frequent` with the most hits here.
    terms : sequence of str
        These words instead, the same in every strategy and in this order.
    """
    table = results.table("keyness")
    if table is None or table.empty:
        return Chart("keyness_forest", pd.DataFrame(columns=["strategy", "term"]), results.names, Rows("term", ()))
    low, high = untold_zones(table)
    whole = table.assign(zone_low=low, zone_high=high, told=table["verdict"] != CANNOT)
    drawn, left = largest(whole, GROUPS)
    groups = style.ordered_groups(drawn)
    usual = (6, 4) if len(groups) <= 4 else (4, 2)
    extreme, frequent = (given if given is not None else n for given, n in zip((extreme, frequent), usual, strict=True))
    parts = [drawn[drawn["strategy"].astype("object") == group] for group in groups]
    parts = [_these(part, terms) if terms else _first(part, extreme, frequent) for part in parts]
    rows = pd.concat(parts, ignore_index=True)
    uncompared = [term for term in terms if term not in set(rows["term"])]
    if rows.empty:
        return Chart("keyness_forest", rows, results.names, Rows("term", ()), nothing="keyness_no_choice")
    facts = {"tests": len(table), "words": table["term"].nunique(), "n": int(whole["told"].sum()),
             "hopeless": int((np.isinf(low) & np.isinf(high)).sum()), "drawn": len(rows),
             "drawn_words": rows["term"].nunique(), "left_out": left, "shown": len(groups),
             "within": within_longer(results, terms), "uncompared": uncompared}  # fmt: skip
    heads = {
        group: said("keyness_head", name=Called("strategy", group), n=int(part["total"].iloc[0]),
                    rest=int(part["rest_total"].iloc[0]))
        for group, part in rows.groupby(rows["strategy"].astype("object"), sort=False)
    }  # fmt: skip
    marks = (Band("zone_low", "zone_high"), Interval("low", "high", "told", coloured=True), Dot("log_ratio", "told"))
    place = {"log_ratio": 8, "low": 0, "high": 16, "zone_low": 0, "zone_high": 16}
    keys = [Key("told", place | {"told": True}, marks[1:]), Key("untold", place | {"told": False}, marks[1:]),
            Key("zone", place, marks[:1])]  # fmt: skip
    limit = _limit(rows)
    return Chart(
        "keyness_forest", rows, results.names,
        Rows("term", marks, "keyness_axis", panel="strategy", heads=heads, span=(-limit, limit), least=200.0,
             figures=("keyness_pair", "keyness_counts"), keys=keys, share=0.36),
        title=_told_words(rows, facts, bool(terms)),
        caption=[*(chosen(terms, facts) if terms else []), uncompared and said("keyness_uncompared", list=uncompared),
                 "keyness_rule",
                 "keyness_chosen" if terms else "keyness_choice", not_drawn(facts, "keyness"),
                 dates(groups, results.names)],
        told=Told("tell_keyness", by="strategy"), facts=facts,
    )  # fmt: skip


def _these(rows: pd.DataFrame, terms: Sequence[str]) -> pd.DataFrame:
    rows = rows[rows["term"].isin(list(terms))]
    return rows.iloc[np.argsort(rows["term"].map(list(terms).index).to_numpy(), kind="stable")]


def _first(rows: pd.DataFrame, extreme: int, frequent: int) -> pd.DataFrame:
    """The most extreme rows of a group, those that can be told first, and of the others the most frequent here."""
    hits = rows["count"] + rows["rest"]
    keys = rows[["term"]].assign(lrc=rows["lrc"].abs().round(9), ratio=rows["log_ratio"].abs().round(9), hits=hits)
    order = keys[hits > 1].sort_values(["lrc", "ratio", "hits", "term"], ascending=[False, False, False, True])
    first = order.index[:extreme]
    others = rows.drop(index=first).sort_values(["count", "term"], ascending=[False, True], kind="stable")
    return pd.concat([rows.loc[first], others.head(frequent)])


def _limit(rows: pd.DataFrame) -> float:
    """Half the width of the axis: enough for every mark and for most ends of intervals."""
    ends = rows[["low", "high"]].to_numpy(dtype=float).ravel()
    ends = np.abs(ends[np.isfinite(ends)])
    marks = float(rows["log_ratio"].abs().max()) * 1.12 + 0.3
    return max(min(max(float(ends.max(initial=1.0)) * 1.02, marks), FAR), marks)


def _told_words(rows: pd.DataFrame, facts: dict, by_hand: bool) -> Said:
    """How many of all comparisons can be told, and which; of the words chosen by hand if they are."""
    told = rows[rows["told"]].assign(far=lambda part: part["lrc"].abs().round(9))
    told = told.sort_values(["far", "term"], ascending=[False, True], kind="stable")
    listed = [
        said("named", name=Called("strategy", strategy), terms=term)
        for strategy, term in zip(told["strategy"].head(NAMED), told["term"].head(NAMED), strict=True)
    ]
    n = len(told) if by_hand else facts["n"]
    few = "none" if n == 0 else "elsewhere" if not listed else "few" if n <= len(listed) else "some"
    if by_hand:
        shown = said("words_chosen", n=facts["drawn_words"])
        return said(f"keyness_chosen_{few}", tests=facts["drawn"], shown=shown, n=n, list=listed)
    return said(f"keyness_{few}", list=listed)


def untold_zones(
    table: pd.DataFrame, family: int | None = None, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Between which log ratios a word with as many hits in all cannot be told; infinite where there is no end.

    Parameters
    ----------
    table : DataFrame
        From `measures.keyness.compare`, all of it.
    family, confidence
        As they were given to `compare`.
    """
    family = len(table) if family is None else family
    low, high = np.full(len(table), -np.inf), np.full(len(table), np.inf)
    hits = (table["count"] + table["rest"]).to_numpy()
    sizes = table[["total", "rest_total"]].to_numpy()
    found, place = np.unique(np.column_stack([hits, sizes]), axis=0, return_inverse=True)
    for number, (m, n1, n2) in enumerate(found.tolist()):
        a = np.arange(max(0, m - n2), min(m, n1) + 1)
        below, above = map(np.atleast_1d, log_ratio_interval(a, m - a, n1, n2, confidence=confidence, family=family))
        ratios, at = np.atleast_1d(log_ratio(a, m - a, n1, n2)), place.ravel() == number
        less, more, untold = ratios[above < 0], ratios[below > 0], ratios[(above >= 0) & (below <= 0)]
        if len(less) and len(untold):
            low[at] = (less.max() + untold.min()) / 2  # halfway to the next count, which is told
        if len(more) and len(untold):
            high[at] = (more.min() + untold.max()) / 2
    return low, high


def similarity_pairs(results) -> Chart:
    """Similarity of each pair as a mark on the 95% range of shuffled paragraphs, a panel for each measure.

    Of more than 28 pairs the 12 most alike by the first measure and the 12 least alike are drawn.
    """
    table = results.table("similarity")
    if table is None or table.empty:
        return Chart("similarity_pairs", pd.DataFrame(columns=["strategy", "other"]), results.names, Rows("other", ()))
    table = table.assign(apart=table["q"] < ALPHA)
    measures = list(dict.fromkeys(table["measure"]))
    first = table[table["measure"] == measures[0]]
    rows = table if len(first) <= PAIRS else _both_ends(table, first, measures)
    apart = {measure: int(part.sum()) for measure, part in table["apart"].groupby(table["measure"], sort=False)}
    facts = {"pairs": len(first), "apart": apart, "n": ENDS}
    listed = [said("alike_count", name=said(f"{measure}_short"), n=n) for measure, n in apart.items()]
    marks = Band("low", "high", "#DCDCDC", 8), Tick("baseline"), Dot("value", "apart", 5.0, plain=True)
    keys = [Key("alike_told", {"value": 12, "apart": True}, marks[2:]),
            Key("alike_untold", {"value": 12, "apart": False}, marks[2:]),
            Key("alike_band", {"low": 0, "high": 16}, marks[:1]),
            Key("alike_middle", {"baseline": 12}, marks[1:2])]  # fmt: skip
    groups = [*table["strategy"].astype("object").unique(), *table["other"].astype("object").unique()]
    return Chart(
        "similarity_pairs", rows, results.names,
        Rows(("strategy", "other"), marks, panel="measure", heads={measure: measure for measure in measures},
             reach=("value", "low", "high"), span="own", least=190.0, keys=keys, tall=15.0, repeat=False),
        title=said("alike_some", list=listed) if any(apart.values()) else "alike_none",
        caption=["alike_rule", "alike_chosen" if len(rows) < len(table) else None, "alike_formula",
                 dates(groups, results.names)],
        told=Told("tell_alike", by="measure", first=PAIRS), facts=facts,
    )  # fmt: skip


def _both_ends(table: pd.DataFrame, first: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """The pairs most and least alike by the first measure, in its order."""
    order = first.iloc[np.argsort(-first["value"].round(9).to_numpy(), kind="stable")]
    kept = pd.concat([order.head(ENDS), order.tail(ENDS)])[["strategy", "other"]].astype("object")
    place = {tuple(pair): number for number, pair in enumerate(kept.to_numpy().tolist())}
    keys = table[["strategy", "other"]].astype("object").apply(tuple, axis=1)
    rows = table[keys.isin(place)].assign(place=keys.map(place), step=table["measure"].map(measures.index))
    return rows.sort_values(["step", "place"], ignore_index=True).drop(columns=["place", "step"])
