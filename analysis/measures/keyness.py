"""Keyness: what distinguishes one strategy from the others, and whether these texts can tell.

`compare` sets every group against all others together, `compare_pairs` every group against every other one. The
measures themselves live in `effects` (how large) and `contingency` (whether at all); they are offered here under one
roof.
"""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.contingency import (
    bayes_factor_bic,
    checked,
    fisher_p,
    log_likelihood,
)
from analysis.measures.effects import (
    conservative_log_ratio,
    informative_prior,
    log_ratio,
    log_ratio_interval,
    odds_ratio,
    percent_difference,
    weighted_log_odds,
)
from analysis.measures.frequency import PER

__all__ = [
    "bayes_factor_bic",
    "compare",
    "compare_pairs",
    "conservative_log_ratio",
    "fisher_p",
    "informative_prior",
    "least_frequency",
    "log_likelihood",
    "log_ratio",
    "log_ratio_interval",
    "odds_ratio",
    "percent_difference",
    "weighted_log_odds",
]


def compare(counts, *, confidence=0.95, family=None, prior=None, cells=4, minimum=1):
    """Every group against all the others together, word by word.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        `frequency.count_terms` of all words, before any filter: correction counts every word tested.
    confidence : float
        Of the family of intervals as a whole, 0.95 by default.
    family : int, optional
        Number of words tested together (Bonferroni). If not given it is the number of rows of the table, since the
        reader looks at all of them.
    prior : float or Series by term, optional
        Prior counts of the weighted log-odds; `effects.informative_prior` of all groups if not given.
    cells : {4, 2}
        Form of G² (BIC takes that of two cells, as published).
    minimum : int
        Do not test words with fewer occurrences in all groups together; totals and prior stay those of all words. It
        says nothing of how they are spread over the groups, so it spoils no test and spares the family hopeless ones.

    Returns
    -------
    DataFrame
        ``strategy, term, count, total, rest, rest_total, per_10k, rest_per_10k, log_ratio, low, high, lrc, g2, p, q,
        log_odds_z, percent_difference, odds_ratio, bic, verdict``. ``low`` and ``high`` are the corrected limits of
        the log ratio (-inf or inf where a count is 0: no limit); ``lrc`` is the limit nearest to 0; ``p`` is Fisher's
        exact two-sided p, ``q`` its Benjamini-Hochberg value over all rows. ``verdict`` is "more" if the corrected
        interval lies above 0, "less" if below, "cannot tell" if it holds 0. In ratios a count of 0 is read as 0.5.
        Sorted by group, then from words more frequent here to words less frequent here (lrc, then G² with its sign),
        ties by term. Words that no group uses are left out.

    Raises
    ------
    ValueError
        If there are fewer than two groups, or a group has no words.

    Notes
    -----
    The tests take tokens as independent draws. Words cluster, so even "more" asks for a look at its sentences and for
    the permutation of paragraphs. Groups also differ in date: a difference between them may be one of years.

    Examples
    --------
    >>> counts = pd.DataFrame([[60, 5, 435], [4, 6, 490]], index=pd.Index(["东", "西"], name="strategy"),
    ...                       columns=pd.Index(["创新", "开放", "其他"], name="term"))
    >>> compare(counts)[["strategy", "term", "count", "rest", "log_ratio", "verdict"]].round(2)
      strategy term  count  rest  log_ratio      verdict
    0        东   创新     60     4       3.91         more
    1        东   开放      5     6      -0.26  cannot tell
    2        东   其他    435   490      -0.17  cannot tell
    3        西   其他    490   435       0.17  cannot tell
    4        西   开放      6     5       0.26  cannot tell
    5        西   创新      4    60      -3.91         less
    """
    groups, counts = _groups(counts)
    values = counts.to_numpy()
    sides = [(number, values[number], values.sum(axis=0) - values[number]) for number in range(len(groups))]
    if family is None and len(groups) == 2:
        # A against B and B against A are one test, read from two sides
        family = int((values.sum(axis=0) >= minimum).sum())
    table, order = _tests(sides, counts, confidence, family, prior, cells, minimum)
    label = {counts.index.name or "strategy": groups[order["group"]]}
    return pd.concat([pd.DataFrame(label), table], axis=1)


def least_frequency(counts, most=20_000):
    """The smallest number of occurrences that leaves no more than `most` words to be tested.

    1 for a vocabulary of that size or less. Among the words of a large corpus most occur a few times only, and for
    them no test can tell anything once thousands are tested together.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        Occurrences.
    most : int
        Words.

    Examples
    --------
    >>> counts = pd.DataFrame([[9, 4, 1, 1, 2]])
    >>> least_frequency(counts, most=5), least_frequency(counts, most=3), least_frequency(counts, most=4)
    (1, 2, 2)
    """
    totals = np.sort(counts.to_numpy().sum(axis=0))[::-1]
    return 1 if len(totals) <= most else int(totals[most]) + 1


def compare_pairs(counts, *, confidence=0.95, family=None, prior=None, cells=4):
    """Every group against every other group, each pair once, word by word.

    Parameters
    ----------
    counts, confidence, family, prior, cells
        As in `compare`.

    Returns
    -------
    DataFrame
        As `compare`, with a column ``other`` after the group; ``rest``, ``rest_total`` and ``rest_per_10k`` are those
        of the other group, and "more" means more in the first than in the other.

    Raises
    ------
    ValueError
        As `compare`.

    Examples
    --------
    >>> counts = pd.DataFrame([[60, 440], [4, 496], [5, 495]], index=pd.Index(["东", "中", "西"], name="strategy"),
    ...                       columns=pd.Index(["创新", "其他"], name="term"))
    >>> table = compare_pairs(counts)
    >>> table[table["term"] == "创新"][["strategy", "other", "count", "rest", "verdict"]]
      strategy other  count  rest      verdict
    0        东     中     60     4         more
    2        东     西     60     5         more
    5        中     西      4     5  cannot tell
    """
    groups, counts = _groups(counts)
    values = counts.to_numpy()
    pairs = list(combinations(range(len(groups)), 2))
    sides = [(number, values[i], values[j]) for number, (i, j) in enumerate(pairs)]
    table, order = _tests(sides, counts, confidence, family, prior, cells, 1)
    first, second = np.array(pairs)[order["group"]].T
    label = {counts.index.name or "strategy": groups[first], "other": groups[second]}
    return pd.concat([pd.DataFrame(label), table], axis=1)


def _groups(counts):
    if counts.index.nlevels > 1:
        raise ValueError(f"counts are grouped by {', '.join(map(str, counts.index.names))}; group them by one column")
    if len(counts) < 2:
        raise ValueError(f"{len(counts)} group: a comparison needs two or more; see frequency_table for a single one")
    if not (counts.to_numpy(dtype=float) >= 0).all():
        raise ValueError("a count is missing or negative; write 0 where a group lacks a word")
    empty = counts.index[counts.to_numpy().sum(axis=1) == 0]
    if len(empty):
        raise ValueError(f"group {empty[0]} has no words: leave it out of the comparison")
    return counts.index, counts.loc[:, counts.to_numpy().sum(axis=0) > 0]


def _tests(sides, counts, confidence, family, prior, cells, minimum):
    """All words of all comparisons in one long table, and for every row the number of its comparison."""
    prior = informative_prior(counts) if prior is None else prior
    prior = prior.reindex(counts.columns).to_numpy() if isinstance(prior, pd.Series) else prior
    frequent = counts.to_numpy().sum(axis=0) >= minimum
    group, a, b, n1, n2, z = [], [], [], [], [], []
    for number, one, two in sides:
        used = np.flatnonzero((one + two > 0) & frequent)  # a pair is not tested on the words that both of them lack
        group.append(np.column_stack([np.full(len(used), number), used]))
        a.append(one[used])
        b.append(two[used])
        n1.append(np.full(len(used), one.sum()))
        n2.append(np.full(len(used), two.sum()))
        z.append(weighted_log_odds(one, two, prior)[used] if len(one) > 1 else np.zeros(len(used)))
    place, a, b, n1, n2, z = (np.concatenate(parts) for parts in (group, a, b, n1, n2, z))
    table = _measures(a, b, n1, n2, confidence, len(a) if family is None else family, cells)
    table.insert(table.columns.get_loc("percent_difference"), "log_odds_z", z)
    table.insert(0, "term", counts.columns[place[:, 1]])
    signed = np.round(np.sign(table["log_ratio"]) * table["g2"], 9)
    order = np.lexsort((place[:, 1], -signed, -np.round(table["lrc"], 9), place[:, 0]))
    return table.iloc[order].reset_index(drop=True), {"group": place[order, 0]}


def _measures(a, b, n1, n2, confidence, family, cells):
    checked(a, b, n1, n2)
    low, high = log_ratio_interval(a, b, n1, n2, confidence, family)
    from scipy.stats import false_discovery_control  # half a second to import: only who compares pays

    g2, p = log_likelihood(a, b, n1, n2, cells), fisher_p(a, b, n1, n2)
    return pd.DataFrame(
        {
            "count": a,
            "total": n1,
            "rest": b,
            "rest_total": n2,
            "per_10k": PER * a / n1,
            "rest_per_10k": PER * b / n2,
            "log_ratio": log_ratio(a, b, n1, n2),
            "low": low,
            "high": high,
            "lrc": np.where(low > 0, low, np.where(high < 0, high, 0.0)),
            "g2": g2,
            "p": p,
            "q": false_discovery_control(p),
            "percent_difference": percent_difference(a, b, n1, n2),
            "odds_ratio": odds_ratio(a, b, n1, n2),
            "bic": bayes_factor_bic(a, b, n1, n2),
            "verdict": np.where(low > 0, "more", np.where(high < 0, "less", "cannot tell")),
        }
    )
