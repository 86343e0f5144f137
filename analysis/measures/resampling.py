"""Resampling of paragraphs: what shuffling them between strategies, and drawing them anew, does to the numbers.

Words come in bursts, so a p-value that takes tokens for independent draws is too small. Paragraphs are nearer to
independent: here they are shuffled (is the difference larger than that of paragraphs dealt at random?) or drawn again
with replacement (`stability`: does the number hold if other paragraphs had been drawn?). Every function is seeded.
"""

import numpy as np
import pandas as pd

from analysis.measures.frequency import PER
from analysis.measures.paragraphs import SEED, each_once, paragraph_table, shares, ways
from analysis.measures.permutation import deals
from analysis.measures.stability import (
    bootstrap_paragraphs,
    bootstrap_themes,
    sentences_by_paragraph,
)
from analysis.measures.units import choose_unit, gather_units
from analysis.measures.verdicts import pair_tests, whole_tests

__all__ = [
    "SEED",
    "bootstrap_paragraphs",
    "bootstrap_themes",
    "independence",
    "permute_paragraphs",
    "sentences_by_paragraph",
    "similarity_baseline",
]
_SLACK = 1e-12  # equal differences must count as equal however their sums were rounded


def permute_paragraphs(counts, *, statistic="mean", totals=None, permutations=49_999, minimum=1, seed=SEED):
    """Permutation test of every term in every strategy against the rest: paragraphs dealt at random.

    The statistic is a difference of rates, the strategy's less that of the rest. All paragraphs are dealt anew to the
    strategies, each keeping its number of paragraphs, and the difference d is computed again:
    ``p = (1 + #{|d*| ≥ |d|}) / (1 + permutations)``, two-sided. The added 1 is the arrangement observed; without it p
    could be 0 (Phipson & Smyth). Random arrangements, no enumeration.

    With ``statistic="mean"`` the rate of a group is the mean of the rates of its paragraphs, every paragraph counting
    the same. With ``"pooled"`` it is the rate of all its tokens together, ``a/n1 - b/n2``. Paragraphs of unequal length
    make the pooled difference a poor check: the number of tokens is shuffled too, and a word that two long paragraphs
    of a strategy hold and no other has p below 0.01 only because few other arrangements with these two are as short;
    that both fall to one strategy of 8 paragraphs in 24 happens once in ten. The mean answers once in ten.

    Parameters
    ----------
    counts : DataFrame or SparseCounts, paragraphs x terms
        ``paragraphs.count_paragraphs(tokens)``; the first level of the index is the strategy. Any other units that
        may be shuffled serve, and any counts: see `sentences_by_paragraph` for themes.
    statistic : {"mean", "pooled"}
        How the rate of a group is formed.
    totals : array or Series, one entry a paragraph, optional
        What the counts are shares of; the row sums of `counts` if not given.
    permutations : int
        Arrangements drawn, the same ones for all terms.
    minimum : int
        Do not test terms with fewer occurrences in all paragraphs together; totals stay those of all terms.
    seed : int
        Of NumPy's generator: the same seed gives the same table.

    Returns
    -------
    DataFrame
        ``strategy, term, count, total, rest, rest_total, per_10k, rest_per_10k, difference, p, q, paragraphs,
        arrangements``. ``per_10k`` and ``rest_per_10k`` are pooled; ``difference`` is the statistic, per 10,000. ``q``
        is Benjamini and Hochberg's over all rows; so few permutations that rows/(permutations + 1) is not far below
        0.05 can make nothing significant. ``arrangements`` is the number of ways to choose the strategy's paragraphs:
        p cannot go below about 1/arrangements. Sorted by strategy, then p, then difference descending, then term.
        Terms that nobody uses are left out.

    Raises
    ------
    ValueError
        If there is only one strategy (nothing to compare), a paragraph has a total of 0, or permutations < 1. A
        strategy with one paragraph is answered: its p is 1/paragraphs at best, which ``arrangements`` shows.

    Notes
    -----
    The strategies were spoken of on different dates: a difference that survives may be one of years.

    References
    ----------
    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. SAGMB 9, article 39.
    Lijffijt, J. et al. (2016). Significance testing of word frequencies in corpora. DSH 31, 374-397 (texts as units).
    Koplenig, A. (2019). A non-parametric significance test to compare corpora. PLoS ONE 14, e0222703.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([(s, 1, p) for s in "东西" for p in range(1, 5)],
    ...                                   names=["strategy", "speech", "paragraph"])
    >>> counts = pd.DataFrame({"江": [3, 2, 3, 2, 0, 0, 0, 0], "他": [7, 8, 7, 8, 10, 10, 10, 10]}, index)
    >>> table = permute_paragraphs(counts.rename_axis("term", axis=1))
    >>> table[["strategy", "term", "count", "rest", "difference", "arrangements"]].head(2).values.tolist()
    [['东', '江', 10, 0, 2500.0, 70], ['东', '他', 30, 40, -2500.0, 70]]
    >>> bool(abs(table["p"][0] - 2 / 70) < 0.005)  # of the 70 ways two are as extreme: this one and its mirror image
    True
    """
    groups, label, values, sizes, terms = paragraph_table(counts, totals)
    _need_groups(groups, permutations)
    if minimum > 1:
        frequent = values.sum(axis=0) >= minimum
        values, terms = values[:, frequent], terms[frequent]
    if statistic not in ("mean", "pooled"):
        raise ValueError(f"statistic is {statistic!r}; use mean or pooled")
    members = np.array([label == number for number in range(len(groups))], dtype=float)
    # the mean of rates is the pooled rate of paragraphs of size 1
    size = np.ones(len(sizes)) if statistic == "mean" else sizes
    part = shares(values, sizes) if statistic == "mean" else values
    part, same = each_once(part)
    whole, every = part.sum(axis=0), size.sum()
    observed = _difference(members @ part, (members @ size)[:, None], whole, every)
    extreme = np.zeros(observed.shape, dtype="int64")
    for shuffled in deals(label, permutations, part.shape[1], seed=seed):
        for number in range(len(groups)):
            chosen = (shuffled == number).astype(float)
            drawn = np.abs(_difference(chosen @ part, (chosen @ size)[:, None], whole, every))
            extreme[number] += (drawn >= np.abs(observed[number]) - _SLACK).sum(axis=0)
    observed, extreme = observed[:, same.ravel()], extreme[:, same.ravel()]
    paragraphs = members.sum(axis=1).astype("int64")
    table = _comparison(groups, terms, members @ values, members @ sizes, observed)
    table["p"] = ((1 + extreme) / (1 + permutations)).ravel()
    table["q"] = _adjusted(table["p"])
    table["paragraphs"] = paragraphs.repeat(len(terms))
    table["arrangements"] = np.repeat([ways(len(label), int(k)) for k in paragraphs], len(terms))
    if table["arrangements"].max() < 2**53:
        table["arrangements"] = table["arrangements"].astype("int64")
    place = np.tile(np.arange(len(terms)), len(groups))
    order = np.lexsort((place, -observed.ravel().round(12), table["p"], np.arange(len(groups)).repeat(len(terms))))
    return table.iloc[order].reset_index(drop=True)


def similarity_baseline(counts, *, permutations=None, unit=""):
    """Similarity of every pair of strategies beside that of shuffled units: `verdicts.pair_tests` from paragraphs.

    Parameters
    ----------
    counts : DataFrame or SparseCounts, paragraphs x terms
        ``paragraphs.count_paragraphs(tokens)``.
    permutations : int, optional
        As in `verdicts.pair_tests`.
    unit : {"", "document", "paragraph"}
        What is shuffled; what the documents allow (`units.choose_unit`) if not given.

    Returns
    -------
    DataFrame
        As `verdicts.pair_tests`.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["东", "西"], [1], [1, 2, 3]], names=["strategy", "speech", "paragraph"])
    >>> counts = pd.DataFrame({"江": [5, 5, 5, 0, 0, 0], "海": [0, 0, 0, 5, 5, 5]}, index)
    >>> similarity_baseline(counts)[["measure", "value", "baseline"]].round(3).values.tolist()
    [['cosine', 0.0, 0.8], ['jensen_shannon', 1.0, 0.082]]
    """
    return pair_tests(gather_units(counts, choose_unit(counts.index, unit)), draws=permutations)


def independence(counts, *, permutations=None, totals=None, unit=""):
    """Are strategies and terms (or themes) independent: the total inertia of the map against shuffled units.

    Ask this before you read a map, and ask it by permutation: the chi-squared distribution takes tokens for independent
    draws, and most cells are far too small for it.

    Parameters
    ----------
    counts, permutations, unit
        As in `similarity_baseline`; themes as `stability.sentences_by_paragraph` counts them.

    Returns
    -------
    dict
        ``inertia, chi2, total`` (N), ``baseline`` (median inertia of the shuffles), ``low, high, p`` (one-sided, of
        the inertia alone), ``permutations, unit``.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["东", "西"], [1], [1, 2, 3]], names=["strategy", "speech", "paragraph"])
    >>> result = independence(pd.DataFrame({"江": [5, 5, 5, 0, 0, 0], "海": [0, 0, 0, 5, 5, 5]}, index))
    >>> result["inertia"], result["chi2"], round(result["baseline"], 3)
    (1.0, 30.0, 0.111)
    """
    units = gather_units(counts, choose_unit(counts.index, unit), totals=totals)
    row = whole_tests(units, draws=permutations).iloc[0]
    found = {name: float(row[name]) for name in ("baseline", "low", "high", "p")}
    total = int(units.values.sum())
    return {
        "inertia": float(row["value"]), "chi2": float(row["value"]) * total, "total": total, **found,
        "permutations": int(row["draws"]), "unit": units.unit,
    }  # fmt: skip


def _adjusted(p):
    from scipy.stats import false_discovery_control  # half a second to import: only who shuffles pays

    return false_discovery_control(p)


def _difference(a, n1, whole, every):
    return a / n1 - (whole - a) / (every - n1)


def _need_groups(groups, permutations):
    if len(groups) < 2:
        raise ValueError(f"one strategy only ({groups[0]}): there is nothing to compare it with; add another speech")
    if permutations < 1:
        raise ValueError(f"permutations is {permutations!r}; draw at least one, 9999 for p-values of three digits")


def _comparison(groups, terms, a, n1, observed):
    count, rest = a.ravel(), (a.sum(axis=0) - a).ravel()
    total, rest_total = n1.repeat(len(terms)), (n1.sum() - n1).repeat(len(terms))
    table = pd.DataFrame({groups.name or "strategy": groups.repeat(len(terms)), "term": np.tile(terms, len(groups))})
    whole_numbers = {"count": count, "total": total, "rest": rest, "rest_total": rest_total}
    table = table.assign(**{name: np.rint(value).astype("int64") for name, value in whole_numbers.items()})
    rates = {"per_10k": PER * count / total, "rest_per_10k": PER * rest / rest_total}
    return table.assign(**rates, difference=PER * observed.ravel())
