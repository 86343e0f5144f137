"""Comparison with what chance gives: words of each group, pairs of groups; and what survives other settings."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Joined, Said, Told, said
from analysis.charts.groups import dates, in_order, largest, not_drawn, own_names_said
from analysis.charts.matrix import Matrix
from analysis.charts.panels import Band, Dot, Entry, Interval, Rows, Tick
from analysis.charts.words import chosen
from analysis.measures.robustness import KEY, PAIRED, SETTINGS, survival
from analysis.tables import p_text

GROUPS, PAIRS, ENDS = 8, 28, 12  # panels and rows that fit on a page; pairs drawn of each end where there are more
FAR = 8.0  # the axis never reaches beyond 2**8 times as frequent
NAMED = 4


def keyness_forest(results, terms: Sequence[str] = ()) -> Chart:
    """Each strategy against the rest: the log2 ratio of some words, its interval from the units, and the verdict.

    Of two strategies each word is one test, and there is one panel.

    Parameters
    ----------
    results : Results
        Of a corpus.
    terms : sequence of str
        These words, the same in every strategy and in this order. By default ten of each, six of more than four and
        five of more than six strategies: six (four, three) with the smallest p, then the largest statistic (ties:
        term); of the others those with the most hits here.
    """
    table = results.table("word_tests")
    if table is None or table.empty:
        return Chart("keyness_forest", pd.DataFrame(columns=["strategy", "term"]), results.names, Rows("term", ()))
    drawn, facts = largest(table, GROUPS)
    groups = style.ordered_groups(drawn)
    two = len(groups) == 2
    if two:  # the second mirrors the first
        table, drawn = (one[one["strategy"].astype("object") == groups[0]] for one in (table, drawn))
    usual = (6, 4) if len(groups) <= 4 else (4, 2) if len(groups) <= 6 else (3, 2)
    parts = [drawn[drawn["strategy"].astype("object") == group] for group in (groups[:1] if two else groups)]
    parts = [in_order(part, "term", terms) if terms else _first(part, *usual) for part in parts]
    rows = pd.concat(parts, ignore_index=True)
    uncompared = [term for term in terms if term not in set(rows["term"])
                  and results.frequency.loc[results.frequency["term"] == term, "count"].any()]  # fmt: skip
    if rows.empty:
        return Chart("keyness_forest", rows, results.names, Rows("term", ()), nothing="keyness_no_choice")
    facts |= {"tests": len(table), "words": table["term"].nunique(), "n": int(table["told"].sum()),
              "hopeless": int((~table["enters"]).sum()), "drawn": len(rows), "drawn_words": rows["term"].nunique(),
              "uncompared": uncompared, "units": int(table["units"].iloc[0]),
              "floor": f"{table['floor'].iloc[0]:.2g}"}  # fmt: skip
    dealt = said(f"dealt_{table['unit'].iloc[0]}")
    heads = {
        group: said("keyness_head_two" if two else "keyness_head", name=Called("strategy", group),
                    other=Called("strategy", groups[-1]), n=int(part["total"].iloc[0]),
                    rest=int(part["rest_total"].iloc[0]))
        for group, part in rows.groupby(rows["strategy"].astype("object"), sort=False)
    }  # fmt: skip
    marks = (Interval("low", "high", told="told", coloured=True), Dot("effect", told="told"))
    place = {"effect": 8, "low": 0, "high": 16}
    keys = [Entry("told", place | {"told": True}, marks), Entry("untold", place | {"told": False}, marks)]
    limit = _limit(rows)
    return Chart(
        "keyness_forest", rows, results.names,
        Rows("term", marks, "keyness_axis", panel="strategy", heads=heads, span=(-limit, limit), least=200.0,
             figures=("keyness_pair", "keyness_counts"), keys=keys, share=0.42),
        title=_told_words(rows, facts, bool(terms)),
        caption=[
            *(chosen(results, terms) if terms else []), uncompared and said("keyness_uncompared", list=uncompared),
            said("keyness_rule", dealt=dealt), said("keyness_test", dealt=dealt),
            None if terms else "keyness_choice", own_names_said(results), not_drawn(facts, "word_tests"),
            dates(groups, results),
        ],
        told=Told("tell_keyness", by="strategy"), facts=facts,
    )  # fmt: skip


def _first(rows: pd.DataFrame, extreme: int, frequent: int) -> pd.DataFrame:
    """The rows of a group that are told, or come nearest, and of the others the most frequent here."""
    first = _nearest(rows).index[:extreme]
    others = rows.drop(index=first).sort_values(["count", "term"], ascending=[False, True], kind="stable")
    return pd.concat([rows.loc[first], others.head(frequent)])


def _nearest(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(size=rows["statistic"].abs().round(9))
    return rows.sort_values(["p", "size", "term"], ascending=[True, False, True], kind="stable")


def _limit(rows: pd.DataFrame) -> float:
    """Half the width of the axis: enough for every mark and for most ends of intervals."""
    ends = rows[["low", "high"]].abs().to_numpy(dtype=float).max(initial=1.0)
    marks = float(rows["effect"].abs().max()) * 1.12 + 0.3
    return max(min(max(ends * 1.02, marks), FAR), marks)


def _told_words(rows: pd.DataFrame, facts: dict, by_hand: bool) -> Said:
    """How many of all comparisons can be told, and which; of the words chosen by hand if they are."""
    told = _nearest(rows[rows["told"]])
    listed = [
        said(f"named_{direction}", name=Called("strategy", strategy), terms=term)
        for strategy, term, direction in told[["strategy", "term", "direction"]].head(NAMED).to_numpy().tolist()
    ]
    n = len(told) if by_hand else facts["n"]
    few = "none" if n == 0 else "elsewhere" if not listed else "few" if n <= len(listed) else "some"
    if by_hand:
        shown = said("words_chosen", n=facts["drawn_words"])
        return said(f"keyness_chosen_{few}", tests=facts["drawn"], shown=shown, n=n, list=listed)
    return said(f"keyness_{few}", list=listed)


def similarity_pairs(results) -> Chart:
    """Similarity of each pair as a mark on the central 95% of its units dealt at random, a panel for each measure.

    Of more than 28 pairs the 12 most alike by the first measure and the 12 least alike are drawn.
    """
    table = results.table("similarity")
    if table is None or table.empty:
        return Chart("similarity_pairs", pd.DataFrame(columns=["strategy", "other"]), results.names, Rows("other", ()))
    measures = list(dict.fromkeys(table["measure"]))
    first = table[table["measure"] == measures[0]]
    rows = table if len(first) <= PAIRS else _both_ends(table, first, measures)
    apart = {measure: int(part.sum()) for measure, part in table["told"].groupby(table["measure"], sort=False)}
    facts = {"pairs": len(first), "apart": apart, "n": ENDS, "floor": f"{table['floor'].min():.2g}"}
    dealt = said(f"dealt_{table['unit'].iloc[0]}")
    listed = [said("alike_count", name=said(f"{measure}_short"), n=n) for measure, n in apart.items()]
    one = "_one" if len(first) == 1 else ""
    marks = Band("low", "high"), Tick("baseline"), Dot("value", told="told", size=5.0, plain=True)
    keys = [Entry("alike_told", {"value": 12, "told": True}, marks[2:]),
            Entry("alike_untold", {"value": 12, "told": False}, marks[2:]),
            Entry("alike_band", {"low": 0, "high": 16}, marks[:1]),
            Entry("alike_middle", {"baseline": 12}, marks[1:2])]  # fmt: skip
    groups = [*table["strategy"].astype("object").unique(), *table["other"].astype("object").unique()]
    return Chart(
        "similarity_pairs", rows, results.names,
        Rows(("strategy", "other"), marks, panel="measure", heads={measure: measure for measure in measures},
             reach=("value", "low", "high"), span="own", least=190.0, keys=keys, tall=15.0, repeat=False),
        title=said(f"alike_{'some' if any(apart.values()) else 'none'}{one}", list=listed, dealt=dealt),
        caption=[said("alike_rule", dealt=dealt), "alike_chosen" if len(rows) < len(table) else None, "alike_formula",
                 own_names_said(results), dates(groups, results)],
        told=Told("tell_alike", by="measure", first=PAIRS), facts=facts,
    )  # fmt: skip


def _both_ends(table: pd.DataFrame, first: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """The pairs most and least alike by the first measure, in its order."""
    order = first.iloc[np.argsort(-first["value"].round(9).to_numpy(), kind="stable")]
    kept = pd.concat([order.head(ENDS), order.tail(ENDS)])[["strategy", "other"]].astype("object")
    rows = kept.merge(table.astype({"strategy": "object", "other": "object"}))[table.columns].astype(table.dtypes)
    return in_order(rows, "measure", measures)


ROWS = 24


def robustness(results) -> Chart:
    """Each verdict and headline under each setting: dark where it is told, with its p; an empty cell is not touched."""
    table = results.table("robustness")
    if table is None or table.empty:
        empty = pd.DataFrame(columns=["verdict", "setting"])
        return Chart("robustness", empty, results.names, Matrix("verdict", "setting", "cell_mark", "found", "verdict"))
    whole = survival(table)
    usual, kept = whole[whole["told"]], whole["told"] & (whole["holding"] == whole["settings"])
    shown = whole.sort_values(["told", "holding"], ascending=False, kind="stable").head(ROWS)[KEY]
    rows = shown.merge(table, on=KEY, sort=False)
    marks = [p_text(p).replace("0.", ".") if p == p else "●" if told else "○"  # p is below 1: its zero says nothing
             for p, told in zip(rows["p"], rows["told"], strict=True)]  # fmt: skip
    rows = rows.assign(mark=marks, found=rows["told"].astype(int), verdict=rows[KEY].agg(" | ".join, axis=1))
    rows = rows[["verdict", "setting", "direction", "effect", "p", "told", "holds", "mark", "found"]]
    settings = [name for name in SETTINGS if (table["setting"] == name).any()]
    facts = {"rows": len(whole), "drawn": len(shown), "n": len(usual), "firm": int(kept.sum()),
             "settings": len(settings)}  # fmt: skip
    return Chart(
        "robustness", rows, results.names,
        Matrix("verdict", "setting", "cell_mark", "found", "verdict", limit=1.6, across=settings, widest=58.0,
               tall=20.0, share=0.42),
        title=said("robustness_title" if len(usual) else "robustness_none"),
        caption=["robustness_rule",
                 said("robustness_settings", list=Joined([Called("settings", one) for one in settings[1:]])),
                 "robustness_pairs" if len(results.units.groups) > PAIRED else None,
                 "robustness_first" if len(shown) < len(whole) else None],
        told=Told("tell_robust", by="verdict", first=len(settings)), facts=facts,
    )  # fmt: skip
