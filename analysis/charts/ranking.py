"""Bars of the first words of each group: by count, by TF-IDF weight, by how firm their rank is."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Joined, Said, Told, said
from analysis.charts.groups import PANELS, TIED, dates, largest, not_drawn, own_names_said, quoted
from analysis.charts.panels import Bar, Interval, Number, Rows
from analysis.measures.ties import most_often
from analysis.measures.verdicts import marking_terms

FIRM, TOP = 0.95, 10  # of the resamples; what counts as the first in the table of ranks
MARKING = 2  # words named of each group
EACH, FEWER, FEW = 10, 6, 6  # words of each group, and of more groups than so many: with glosses they fit on a page


def top_terms(results, n: int | None = None) -> Chart:
    """The most frequent terms of each strategy: bars per 10,000 words with Wilson intervals, on a shared scale.

    Parameters
    ----------
    results : Results
        Of a corpus.
    n : int, optional
        Terms of each strategy, by default as many as a page takes.
    """
    table, drawn = largest(results.frequency, PANELS)
    table = table[table["count"] > 0].sort_values(["count", "term"], ascending=[False, True], kind="stable")
    rows, facts = first_of_each(table, drawn, n or _usual(drawn), "count", _totals(results.frequency))
    return Chart(
        "top_terms", rows, results.names,
        _bars("per_10k", "per_10k", facts, Interval("low", "high"), Number("count", after="high")),
        title=_leaders(rows, "per_10k", results, facts, "top_title"),
        caption=["bars_count", _named("ties", "tie", facts["ties_left_out"]), "formula_10k", "interval_words",
                 "stop_list", _named("once_only", "tie", facts["once"]), not_drawn(facts, "frequency")],
        told=Told("tell_per_10k", by="strategy"), facts=facts, nothing="nothing_to_rank",
    )  # fmt: skip


def tfidf_terms(results, n: int | None = None) -> Chart:
    """The terms with the highest TF-IDF weight in each strategy, on a shared scale, the count at the end of each bar.

    A word that is not said more here than elsewhere has a hollow bar; what marks each group stands below. Own
    names are left out unless the results keep them. Parameters as of :func:`top_terms`.
    """
    totals = _totals(results.frequency)
    table, drawn = largest(results.tfidf, PANELS, totals)
    if not results.names_kept:
        names = zip(table["term"], table["strategy"].astype("object"), strict=True)
        table = table[[not results.is_own_name(term, group) for term, group in names]]
    table = table[table["count"] > 0].sort_values("rank", kind="stable")
    rows, facts = first_of_each(table, drawn, n or _usual(drawn), "tfidf", totals)
    return Chart(
        "tfidf_terms", rows, results.names,
        _bars("tfidf", "tfidf_unit", facts, Number("count", after="tfidf"), filled="more"),
        title=_leaders(rows, "tfidf", results, facts, "tfidf_title"),
        caption=["bars_count", "formula_tfidf", not rows["more"].all() and "hollow_bar",
                 _marking(results, facts["totals"]), own_names_said(results), "tfidf_limits", "stop_list",
                 _named("once_only", "tie", facts["once"]), not_drawn(facts, "tfidf")],
        told=Told("tell_tfidf", by="strategy"), facts=facts, nothing="nothing_to_rank",
    )  # fmt: skip


def rank_stability(results, n: int | None = None) -> Chart:
    """The first words of each strategy: the share of resamples in which they are among the first ten.

    Parameters as of :func:`top_terms`.
    """
    table = results.table("stability")
    if table is None or table.empty:
        return Chart("rank_stability", pd.DataFrame(columns=["strategy", "term"]), results.names, Rows("term", ()))
    table, facts = largest(table, PANELS)
    rows = table[table["rank"] <= (n or _usual(facts))].reset_index(drop=True)
    groups = style.ordered_groups(rows)
    shares = rows.loc[rows["rank"] <= TOP, "top_share"]
    firm = int((shares >= FIRM).sum())
    single = [Called("strategy", group) for group in style.ordered_groups(results.frequency)
              if group not in {*groups, *facts["left_out"]}]  # fmt: skip
    facts |= {"top": TOP, "drawn": len(shares), "n": firm, "listed": int(rows["rank"].max()), "groups": len(groups),
              "totals": _totals(rows), "once": {}}  # fmt: skip
    return Chart(
        "rank_stability", rows, results.names,
        _bars("top_share", "stable_axis", facts, Number("count", after="top_share"), scale=100, span=(0, 108),
              line=100 * FIRM),
        title="stable_firm" if firm == len(shares) else "stable_title" if firm else "stable_none",
        caption=[f"stable_rule_{results.unit}", "stable_rule", single and said("stable_single", list=single),
                 not_drawn(facts, "stability"), "stop_list", dates(groups, results)],
        told=Told("tell_stable", by="strategy"), facts=facts,
    )  # fmt: skip


def _usual(facts: Mapping) -> int:
    """Words of each group that a page takes."""
    return EACH if facts["shown"] <= FEW else FEWER


def _totals(table: pd.DataFrame) -> dict[str, int]:
    """Words of each group."""
    return table.groupby("strategy", observed=True)["total"].first().to_dict()


def _marking(results, groups: Sequence[str]) -> Said | None:
    """The words that mark each of a few groups, as its card has them, if it has words that it says twice."""
    table = results.table("word_tests") if 1 < len(groups) <= 4 else None
    if table is None:
        return None
    own = {group: marking_terms(table[table["strategy"].astype("object") == group]) for group in groups}
    first = {group: rows["term"].head(MARKING) for group, rows in own.items()}
    listed = [said("marking", name=Called("strategy", group), list=[Called("term", one) for one in terms])
              for group, terms in first.items() if len(terms)]  # fmt: skip
    return said("marking_rule", list=Joined(listed)) if listed else None


def _bars(value: str, unit: str, facts: dict, *marks, filled: str = "", **options) -> Rows:
    """A panel of bars for each group, with its number of words over it."""
    heads = {
        group: said("panel_words", name=Called("strategy", group), n=total) for group, total in facts["totals"].items()
    }
    many = len(heads) > 4
    return Rows("term", (Bar(value, filled=filled), *marks), unit, panel="strategy", heads=heads,
                blank={group: "nothing_twice" for group in facts["once"]}, reach=("high" if len(marks) > 1 else value,),
                columns=3 if many else 2, least=125.0 if many else 150.0, **options)  # fmt: skip


def first_of_each(
    table: pd.DataFrame, facts: Mapping, n: int, value: str, totals: Mapping[str, int]
) -> tuple[pd.DataFrame, dict]:
    """The first `n` rows of each group in order, and the facts of what is not among them.

    Words that occur once cannot be ranked: they are counted (``once``) where a group has too few others. Words as
    high as the last one drawn are counted as ``ties_left_out``.
    """
    groups, parts, ties, once = style.ordered_groups(table), [], {}, {}
    for group in groups:
        rows = table[table["strategy"].astype("object") == group]
        ranked = rows[rows["count"] > 1]
        alone = len(rows) - len(ranked)
        if alone and len(ranked) < n:
            once[group] = alone
        parts.append(ranked.head(n))
        if len(ranked) > n and (tied := int((ranked[value].iloc[n:] == ranked[value].iloc[n - 1]).sum())):
            ties[group] = tied
    drawn = pd.concat(parts, ignore_index=True) if parts else table
    return drawn, {**facts, "groups": len(groups), "totals": {group: int(totals[group]) for group in groups},
                   "once": once, "ties_left_out": ties}  # fmt: skip


def _named(key: str, each: str, numbers: dict[str, int]) -> Said | None:
    """A text with a list of groups and their numbers, if there are any."""
    listed = [said(each, name=Called("strategy", group), n=n) for group, n in numbers.items()]
    return said(key, list=listed) if listed else None


def _leaders(rows: pd.DataFrame, value: str, results, facts: dict, key: str) -> Said:
    """Which term leads in each group, its own name aside; of more than four groups, which leads most often."""
    leaders, own = {}, False
    for group in facts["totals"]:
        part = rows[rows["strategy"].astype("object") == group]
        others = part[[not results.is_own_name(term, group) for term in part["term"]]]
        own = own or len(others) < len(part)
        if len(others):
            top = others[value].round(9) == round(others[value].iloc[0], 9)
            past = facts["ties_left_out"].get(group, 0) if top.iloc[-1] else 0
            leaders[group] = others["term"].iloc[0], int(top.sum()) + past
    if len(leaders) > 4:
        alone = [term for term, tied in leaders.values() if tied == 1]
        first, n = most_often(alone)
        facts |= {"leading": len(alone), "leaders": len(set(alone)), "most_often": n}
        listed = quoted(first)
        often = said("leads_often", list=listed, n=n) if n > 1 and len(first) <= TIED else ""
        return said(f"{key}_many", groups=len(alone), terms=len(set(alone)), often=often)
    facts["tied"] = {group: n for group, (_, n) in leaders.items()}
    listed = [
        said("leader_tied" if leaders[group][1] > 1 else "leader", name=Called("strategy", group),
             term=Called("term", leaders[group][0]), n=leaders[group][1])
        if group in leaders else said("leader_none", name=Called("strategy", group))
        for group in facts["totals"]
    ]  # fmt: skip
    if len(leaders) == len(facts["totals"]) > 1 and len({*leaders.values()}) == 1 == next(iter(leaders.values()))[1]:
        listed = [said("leader_same", term=Called("term", next(iter(leaders.values()))[0]))]
    return said(key if own else f"{key}_plain", list=listed)
