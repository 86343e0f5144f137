"""Keyness: what distinguishes one strategy from the others, and whether these texts can tell.

`compare` sets every group against all others together, `compare_pairs` every group against every other one. How large
a difference is, is told by ratios of shares, with intervals that zero counts do not break, and by weighted log-odds;
whether there is one at all, by the tests of `contingency`. In all of them a and b are occurrences in the group and in
the rest, n1 and n2 their tokens. A word that occurs in neither gives "no difference" (0 on a log scale, 1 for a ratio).
"""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.contingency import as_given, bayes_factor_bic, checked, fisher_p, log_likelihood
from analysis.measures.frequency import PER
from analysis.mistakes import TooSmall

LEAST_PRIOR = 0.5


def compare(counts, *, confidence=0.95, family=None, cells=4, minimum=1):
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
    cells : {4, 2}
        Form of G² (BIC takes that of two cells, as published).
    minimum : int
        Do not test words with fewer occurrences in all groups together; totals and prior stay those of all words. It
        says nothing of how they are spread over the groups, so it spoils no test and spares the family hopeless ones.

    Returns
    -------
    DataFrame
        ``strategy, term, count, total, rest, rest_total, per_10k, rest_per_10k, log_ratio, low, high, lrc, g2, p, q,
        log_odds_z, percent_difference, odds_ratio, bic, verdict``. ``low`` and ``high`` are the corrected limits of the
        log ratio (-inf or inf where a count is 0: no limit); ``lrc`` is the limit nearest to 0; ``p`` is Fisher's exact
        two-sided p, ``q`` its Benjamini-Hochberg value over all rows. ``verdict`` is "more" if the corrected interval
        lies above 0, "less" if below, "cannot tell" if it holds 0. In ratios a count of 0 is read as 0.5. Sorted by
        group, then from words more frequent here to words less frequent here (lrc, then G² with its sign), ties by
        term. Words that no group uses are left out.

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
    if family is None and len(groups) == 2:
        # A against B and B against A are one test, read from two sides
        family = int((values.sum(axis=0) >= minimum).sum())
    table, side = _tests(values, values.sum(axis=0) - values, counts, confidence, family, cells, minimum)
    label = {counts.index.name or "strategy": groups[side]}
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


def compare_pairs(counts, *, confidence=0.95, family=None, cells=4):
    """Every group against every other group, each pair once, word by word.

    Parameters
    ----------
    counts, confidence, family, cells
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
    first, second = np.array(list(combinations(range(len(groups)), 2))).T
    values = counts.to_numpy()
    table, pair = _tests(values[first], values[second], counts, confidence, family, cells)
    label = {counts.index.name or "strategy": groups[first[pair]], "other": groups[second[pair]]}
    return pd.concat([pd.DataFrame(label), table], axis=1)


def _groups(counts):
    if counts.index.nlevels > 1:
        raise ValueError(f"counts are grouped by {', '.join(map(str, counts.index.names))}; group them by one column")
    if len(counts) < 2:
        raise TooSmall("one_group", group=counts.index[0] if len(counts) else "")
    if not (counts.to_numpy(dtype=float) >= 0).all():
        raise ValueError("a count is missing or negative; write 0 where a group lacks a word")
    empty = counts.index[counts.to_numpy().sum(axis=1) == 0]
    if len(empty):
        raise TooSmall("group_without_words", group=empty[0])
    return counts.index, counts.loc[:, counts.to_numpy().sum(axis=0) > 0]


def _tests(one, two, counts, confidence, family, cells, minimum=1):
    """All words of all comparisons (rows of `one` and `two`) in a long table, and for each row its comparison."""
    prior = informative_prior(counts).to_numpy()
    # a pair is not tested on the words that both of them lack
    used = (one + two > 0) & (counts.to_numpy().sum(axis=0) >= minimum)
    side, column = np.nonzero(used)
    a, b, n1, n2 = one[used], two[used], one.sum(axis=1)[side], two.sum(axis=1)[side]
    z = [weighted_log_odds(*pair, prior) for pair in zip(one, two, strict=True)] if one.shape[1] > 1 else 0 * one
    table = _measures(a, b, n1, n2, confidence, len(a) if family is None else family, cells)
    table.insert(table.columns.get_loc("percent_difference"), "log_odds_z", np.asarray(z, dtype=float)[used])
    table.insert(0, "term", counts.columns[column])
    signed = np.round(np.sign(table["log_ratio"]) * table["g2"], 9)
    order = np.lexsort((column, -signed, -np.round(table["lrc"], 9), side))
    return table.iloc[order].reset_index(drop=True), side[order]


def _measures(a, b, n1, n2, confidence, family, cells):
    low, high = log_ratio_interval(a, b, n1, n2, confidence, family)
    from scipy.stats import false_discovery_control  # half a second to import: only who compares pays

    table, p = pd.DataFrame({"count": a, "total": n1, "rest": b, "rest_total": n2}), fisher_p(a, b, n1, n2)
    return table.assign(
        per_10k=PER * a / n1, rest_per_10k=PER * b / n2, log_ratio=log_ratio(a, b, n1, n2), low=low, high=high,
        lrc=_nearest_limit(low, high), g2=log_likelihood(a, b, n1, n2, cells), p=p, q=false_discovery_control(p),
        percent_difference=percent_difference(a, b, n1, n2), odds_ratio=odds_ratio(a, b, n1, n2),
        bic=bayes_factor_bic(a, b, n1, n2),
        verdict=np.where(low > 0, "more", np.where(high < 0, "less", "cannot tell")),
    )  # fmt: skip


def _nearest_limit(low, high):
    """The limit nearest to 0, and 0 if it lies between them."""
    return np.where(np.greater(low, 0), low, np.where(np.less(high, 0), high, 0.0))


def log_ratio(a, b, n1, n2, *, correction="zero"):
    """Binary logarithm of the ratio of two shares: 1 is twice as frequent, -1 half as frequent.

    ``log2((a/n1) / (b/n2))``.

    Parameters
    ----------
    a, b, n1, n2 : int or array
        Scalars in, scalars out; arrays broadcast.
    correction : {"zero", "walter"}
        *zero*: a count of 0 is read as 0.5, others stay (Hardie 2014). *walter*: 0.5 is added to all four numbers,
        ``log2((a+0.5)/(n1+0.5)) - log2((b+0.5)/(n2+0.5))`` (Walter 1975, used by Evert 2022), which has less bias.

    Raises
    ------
    ValueError
        If `correction` is unknown or the counts are no table.

    References
    ----------
    Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster University.
    Walter, S. D. (1975). The distribution of Levin's measure of attributable risk. Biometrika 62, 371-372.

    Examples
    --------
    >>> round(log_ratio(200, 9, 160952, 563674), 6)
    6.282162
    >>> log_ratio(0, 4, 1000, 1000)
    -3.0
    """
    a, b, n1, n2 = checked(a, b, n1, n2)
    absent = (a == 0) & (b == 0)
    if correction == "zero":
        a, b = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
    elif correction == "walter":
        a, b, n1, n2 = a + 0.5, b + 0.5, n1 + 0.5, n2 + 0.5
    else:
        raise ValueError(f"correction is {correction!r}; use 'zero' or 'walter'")
    return as_given(np.where(absent, 0.0, np.log2(a / n1) - np.log2(b / n2)))


def log_ratio_interval(a, b, n1, n2, confidence=0.95, family=1):
    """Exact interval of the log ratio.

    Given a + b occurrences, a is binomial with probability τ, and the ratio of the shares is (n2/n1)·τ/(1-τ). The
    interval is that of Clopper and Pearson for τ, carried over. With `family` words tested together every single
    interval is widened (Bonferroni: the error 1 - confidence is divided by `family`), so that all of them hold at
    once.

    Parameters
    ----------
    a, b, n1, n2 : int or array
        Scalars in, scalars out; arrays broadcast.
    confidence : float
        Between 0 and 1.
    family : int
        Number of intervals looked at together.

    Returns
    -------
    (low, high) : tuple of float or of arrays
        Binary logarithms. With a = 0 there is no lower limit (-inf), with b = 0 no upper one (inf): the data cannot
        exclude that the word is never used there.

    Raises
    ------
    ValueError
        If confidence is not between 0 and 1, family is below 1, or the counts are no table.

    References
    ----------
    Clopper, C. & Pearson, E. S. (1934). The use of confidence or fiducial limits. Biometrika 26, 404-413.
    Evert, S. (2022). Measuring keyness. Digital Humanities 2022, Tokyo. https://osf.io/cy6mw

    Examples
    --------
    >>> low, high = log_ratio_interval(8, 3, 1500, 4500)
    >>> round(low, 2), round(high, 2)
    (0.94, 5.55)
    >>> low, high = log_ratio_interval(8, 3, 1500, 4500, family=400)
    >>> round(low, 2), round(high, 2)
    (-0.73, 8.66)
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence!r}; give a number between 0 and 1, such as 0.95")
    a, b, n1, n2 = checked(a, b, n1, n2)
    tail = _family_error(1 - confidence, family) / 2
    shift = np.log2(n2 / n1)
    return as_given(shift + _low_log_odds(a, b, tail)), as_given(shift - _low_log_odds(b, a, tail))


def conservative_log_ratio(a, b, n1, n2, alpha=0.05, family=1, *, alternative="two-sided"):
    """Conservative log ratio (LRC): the end of the exact interval that is nearest to no difference.

    The lower limit of `log_ratio_interval` if the word is more frequent in the group, the upper one if it is rarer,
    and 0 if the interval holds 0. It ranks words by a difference that the data do support.

    Parameters
    ----------
    a, b, n1, n2 : int or array
        Scalars in, scalars out; arrays broadcast.
    alpha : float
        Error rate, for the family as a whole.
    family : int
        Number of words tested together.
    alternative : {"two-sided", "greater"}
        *greater* gives the one-sided lower limit itself, also below 0 (Evert's PositiveLRC); -inf if a is 0.

    Raises
    ------
    ValueError
        If alpha is not between 0 and 1, `alternative` is unknown, or the counts are no table.

    References
    ----------
    Evert, S. (2022). Measuring keyness. Digital Humanities 2022, Tokyo. https://osf.io/cy6mw

    Examples
    --------
    >>> round(conservative_log_ratio(411, 13, 1177, 341805, family=20109), 4)
    11.5306
    >>> conservative_log_ratio(2, 1, 1177, 341805, family=20109)
    0.0
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha is {alpha!r}; give an error rate between 0 and 1, such as 0.05")
    if alternative == "greater":
        a, b, n1, n2 = checked(a, b, n1, n2)
        return as_given(np.log2(n2 / n1) + _low_log_odds(a, b, _family_error(alpha, family)))
    if alternative != "two-sided":
        raise ValueError(f"alternative is {alternative!r}; use 'two-sided' or 'greater'")
    low, high = log_ratio_interval(a, b, n1, n2, 1 - alpha, family)
    return as_given(_nearest_limit(low, high))


def percent_difference(a, b, n1, n2, *, zero=0.5):
    """%DIFF: by how many percent the share in the group exceeds that in the rest.

    ``100·(a/n1 - b/n2)/(b/n2)``. A word the rest lacks would divide by zero: its count is read as `zero` there (the
    authors of the measure take 1e-18, which says "infinitely more"). A word that only the group lacks gives -100.

    Parameters
    ----------
    a, b, n1, n2 : int or array
        Scalars in, scalars out; arrays broadcast.
    zero : float
        Above 0; stands for a count b of 0.

    References
    ----------
    Gabrielatos, C. & Marchi, A. (2011). Keyness: matching metrics to definitions. Corpus Linguistics in the South 1.

    Examples
    --------
    >>> round(percent_difference(206523, 178174, 959641, 1562358), 1)
    88.7
    """
    a, b, n1, n2 = checked(a, b, n1, n2)
    ratio = (a / n1) / (np.where(b == 0, zero, b) / n2)
    return as_given(np.where((a == 0) & (b == 0), 0.0, 100 * (ratio - 1)))


def odds_ratio(a, b, n1, n2, *, zero=0.5):
    """Odds of the word in the group over its odds in the rest, ``(a/(n1-a)) / (b/(n2-b))``.

    A zero below the fraction line (b, or n1 - a) is read as `zero`; a zero above it gives 0.

    References
    ----------
    Pojanapunya, P. & Todd, R. W. (2018). Log-likelihood and odds ratio: keyness statistics for different purposes of
    keyword analysis. Corpus Linguistics and Linguistic Theory 14, 133-167.

    Examples
    --------
    >>> round(odds_ratio(16217, 735, 2796938, 2087946), 1)
    16.6
    """
    a, b, n1, n2 = checked(a, b, n1, n2)
    below = np.where(b == 0, zero, b) * np.where(n1 == a, zero, n1 - a)
    same = ((a == 0) & (b == 0)) | ((a == n1) & (b == n2))
    return as_given(np.where(same, 1.0, a * (n2 - b) / below))


def _family_error(alpha, family):
    if not family >= 1:
        raise ValueError(f"family is {family!r}; it is the number of words tested together, at least 1")
    return alpha / family


def _low_log_odds(a, b, tail):
    """log2 of the lower Clopper-Pearson odds of a against b; -inf where a is 0."""
    from scipy.special import betainccinv, betaincinv  # imported here: the rest of the module starts without SciPy

    share, rest = betaincinv(np.maximum(a, 1), b + 1, tail), betainccinv(b + 1, np.maximum(a, 1), tail)
    return np.where(a > 0, np.log2(share) - np.log2(rest), -np.inf)


def weighted_log_odds(a, b, prior):
    """Z-score of the log-odds of each word in two groups, with an informative Dirichlet prior.

    ``δ = ln((a+α)/(n1+α0-a-α)) - ln((b+α)/(n2+α0-b-α))``, variance ``1/(a+α) + 1/(b+α)``, z = δ/sqrt(variance), where
    α is the prior count of the word, α0 the sum of all priors and n1, n2 the sums of a and b. A large prior pulls
    rare words towards 0. A tiny one (0.01, as often copied) does the opposite of help: the variance of a word that
    one group lacks becomes so large (1/0.01) that its z is near 0 however often the other uses it. Hence at least 0.5
    a word.

    Parameters
    ----------
    a, b : array, one entry a word
        Occurrences in the group and in the rest, over the whole vocabulary of both.
    prior : float or array
        Prior count of every word, above 0; see `informative_prior`.

    Returns
    -------
    array
        z by word; about ±1.96 is the 5 % border for one word looked at alone. A word absent from both gets its prior
        only.

    Raises
    ------
    ValueError
        If a prior is not above 0, a count is negative, the lengths differ, or there are fewer than two words.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words: lexical feature selection and evaluation for
    identifying the content of political conflict. Political Analysis 16, 372-403.

    Examples
    --------
    >>> weighted_log_odds([8, 2, 5], [3, 7, 5], prior=0.5).round(2).tolist()
    [2.16, -2.11, 0.0]
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape or a.ndim != 1 or len(a) < 2:
        raise ValueError(
            f"a has shape {a.shape} and b {b.shape}: give two lists over the same vocabulary, of two words or more"
        )
    if (a < 0).any() or (b < 0).any():
        raise ValueError(f"count {min(a.min(), b.min()):g}: counts are 0 or more")
    prior = np.broadcast_to(np.asarray(prior, dtype=float), a.shape)
    if not (prior > 0).all():
        raise ValueError(f"prior is {prior.min():g}: every word needs one above 0; 0.5 is a good least")
    first = np.log(a + prior) - np.log((a + prior).sum() - a - prior)
    second = np.log(b + prior) - np.log((b + prior).sum() - b - prior)
    return (first - second) / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def informative_prior(counts):
    """Prior counts in proportion to how often each word is used in all groups together.

    ``α = max(½, V·f/Σf)``, f being the word's occurrences in all groups and V the number of words, so that the prior is
    weak beside the counts.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        Occurrences.

    Returns
    -------
    Series
        α by term.

    Examples
    --------
    >>> informative_prior(pd.DataFrame([[6, 1, 0], [4, 0, 1]], columns=["发展", "黄河", "长江"])).tolist()
    [2.5, 0.5, 0.5]
    """
    total = counts.sum(axis=0).astype(float)
    return (counts.shape[1] * total / max(total.sum(), 1)).clip(lower=LEAST_PRIOR).rename("prior")
