"""Resampling of paragraphs: what shuffling them between strategies, and drawing them anew, does to the numbers.

Words come in bursts, so a p-value that takes tokens for independent draws is too small. Paragraphs are nearer to
independent: here they are shuffled (is the difference larger than that of paragraphs dealt at random?) or drawn again
with replacement (does the number hold if other paragraphs had been drawn?). Every function is seeded.

What would the numbers be if the speaker had made some points twice and left others out? That is all the bootstrap of
four speeches can say. It is no generalisation: other speeches are not in the urn.
"""

import numpy as np
import pandas as pd

from analysis.measures.frequency import PER
from analysis.measures.permutation import deals
from analysis.measures.units import (
    SEED,
    chunks,
    dense,
    each_once,
    paragraph_table,
    scaled,
    ways,
)
from analysis.mistakes import TooSmall

_SLACK = 1e-12  # equal differences must count as equal however their sums were rounded


def permute_paragraphs(counts, *, totals=None, permutations=49_999, seed=SEED):
    """Permutation test of every term in every strategy against the rest: paragraphs dealt at random.

    The statistic is a difference of rates, the strategy's less that of the rest. All paragraphs are dealt anew to the
    strategies, each keeping its number of paragraphs, and the difference d is computed again:
    ``p = (1 + #{|d*| ≥ |d|}) / (1 + permutations)``, two-sided. The added 1 is the arrangement observed; without it p
    could be 0 (Phipson & Smyth). Random arrangements, no enumeration.

    The rate of a group is the mean of the rates of its paragraphs, every paragraph counting the same. The rate of all
    its tokens together, ``a/n1 - b/n2``, would be a poor check where paragraphs are of unequal length: the number of
    tokens is shuffled too, and a word that two long paragraphs of a strategy hold and no other has p below 0.01 only
    because few other arrangements with these two are as short; that both fall to one strategy of 8 paragraphs in 24
    happens once in ten. The mean answers once in ten.

    Parameters
    ----------
    counts : DataFrame or SparseCounts, paragraphs x terms
        ``units.count_paragraphs(tokens)``; the first level of the index is the strategy. Any other units that
        may be shuffled serve, and any counts: see `sentences_by_paragraph` for themes.
    totals : array or Series, one entry a paragraph, optional
        What the counts are shares of; the row sums of `counts` if not given.
    permutations : int
        Arrangements drawn, the same ones for all terms.
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
    members = np.array([label == number for number in range(len(groups))], dtype=float)
    part, same = each_once(scaled(values, 1 / sizes[:, None]))
    whole, every = part.sum(axis=0), float(len(sizes))
    observed = _difference(members @ part, members.sum(axis=1)[:, None], whole, every)
    extreme = np.zeros(observed.shape, dtype="int64")
    for shuffled in deals(label, permutations, part.shape[1], seed=seed):
        for number in range(len(groups)):
            chosen = (shuffled == number).astype(float)
            drawn = np.abs(_difference(chosen @ part, chosen.sum(axis=1)[:, None], whole, every))
            extreme[number] += (drawn >= np.abs(observed[number]) - _SLACK).sum(axis=0)
    observed, extreme = observed[:, same.ravel()], extreme[:, same.ravel()]
    paragraphs = members.sum(axis=1).astype("int64")
    table = _comparison(groups, terms, members @ values, members @ sizes, observed)
    table["p"] = ((1 + extreme) / (1 + permutations)).ravel()
    from scipy.stats import false_discovery_control  # half a second to import: only who shuffles pays

    table["q"] = false_discovery_control(table["p"])
    table["paragraphs"] = paragraphs.repeat(len(terms))
    table["arrangements"] = np.repeat([ways(len(label), int(k)) for k in paragraphs], len(terms))
    if table["arrangements"].max() < 2**53:
        table["arrangements"] = table["arrangements"].astype("int64")
    place = np.tile(np.arange(len(terms)), len(groups))
    order = np.lexsort((place, -observed.ravel().round(12), table["p"], np.arange(len(groups)).repeat(len(terms))))
    return table.iloc[order].reset_index(drop=True)


def _difference(a, n1, whole, every):
    return a / n1 - (whole - a) / (every - n1)


def _need_groups(groups, permutations):
    if len(groups) < 2:
        raise TooSmall("one_group", group=groups[0])
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


def bootstrap_paragraphs(counts, *, totals=None, resamples=10_000, confidence=0.95, top=10, limits=True, seed=SEED):
    """Bootstrap of paragraphs: shares, ranks, and how often a term is among the first.

    Each resample draws, within each speech, as many paragraphs as it has, with replacement; a strategy's share of a
    term is ``10,000·Σ count / Σ total`` over the paragraphs drawn. Intervals are percentiles of the resamples. Terms
    are ranked within the strategy by count; in a resample ties are broken at random.

    Parameters
    ----------
    counts : DataFrame or SparseCounts, paragraphs x terms
        ``units.count_paragraphs(tokens)``: index levels strategy, speech, paragraph.
    totals : array or Series, one entry a paragraph, optional
        What the counts are shares of; the row sums of `counts` if not given.
    resamples : int
        Number of resamples; memory grows with resamples x terms reported.
    confidence : float
        Of the intervals, between 0 and 1.
    top : int
        How many ranks are "the first".
    limits : bool
        Whether shares get ``low`` and ``high``; without, for `verdicts.with_intervals`, whose limits cover better.
    seed : int
        Of NumPy's generator: the same seed gives the same table.

    Returns
    -------
    DataFrame
        ``strategy, term, count, total, per_10k, low, high, rank, rank_low, rank_high, top_share, paragraphs``:
        ``low``, ``high`` per 10,000; ``rank`` 1 is the most frequent; ``top_share`` (0..1) is the share of resamples in
        which the term is among the first `top` (and occurs); ``paragraphs`` the number that hold it. Sorted by
        strategy, rank. Terms that a strategy lacks have no row: no resample of it can hold them.

    Raises
    ------
    ValueError
        If a speech has one paragraph only (every resample would be the same and the interval empty), a total is 0,
        or an option is out of range.

    References
    ----------
    Efron, B. & Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall, ch. 13 (percentiles).

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["东"], [1], [1, 2, 3, 4]], names=["strategy", "speech", "paragraph"])
    >>> counts = pd.DataFrame({"江": [4, 4, 4, 4], "海": [6, 6, 0, 0], "山": [0, 0, 6, 6]}, index)
    >>> table = bootstrap_paragraphs(counts, top=1)
    >>> table[["term", "per_10k", "low", "high", "rank"]].values.tolist()
    [['江', 4000.0, 4000.0, 4000.0, 1], ['海', 3000.0, 0.0, 6000.0, 2], ['山', 3000.0, 0.0, 6000.0, 3]]
    """
    groups, label, values, sizes, names = paragraph_table(counts, totals)
    _check_options(resamples, confidence, top)
    generator = np.random.default_rng(seed)
    tables = []
    for number, group in enumerate(groups):
        rows = np.flatnonzero(label == number)
        weights = _draw(_strata(counts.index[rows], group), resamples, generator)
        used = values[rows].sum(axis=0) > 0
        own = np.ascontiguousarray(dense(values[rows][:, used]))
        table = _describe(own, sizes[rows], names[used], weights, confidence, top, limits, generator)
        table.insert(0, groups.name or "strategy", groups[[number]].repeat(len(table)))
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def bootstrap_themes(coded, speeches, *, resamples=10_000, limits=True):
    """Bootstrap of paragraphs for the shares of the themes.

    ``share = sentences with the theme / sentences`` of the paragraphs drawn, as in `bootstrap_paragraphs`.

    Parameters
    ----------
    coded : DataFrame of bool, sentences x themes
        `themes.code_sentences` of `speeches`.
    speeches : DataFrame
        The `speeches` table.
    resamples, limits : int, bool
        As in `bootstrap_paragraphs`.

    Returns
    -------
    DataFrame
        ``strategy, theme`` (ordered category), ``sentences, total, share, low, high`` (0..1), ``rank, rank_low,
        rank_high`` (1: the theme of most sentences), ``first_share`` (share of resamples in which it is the first).
        Strategies in order, themes in the order of `coded`; a theme that a strategy lacks has share, low and high 0
        and the rank behind all others, in ``first_share`` 0.

    Raises
    ------
    ValueError
        As `bootstrap_paragraphs`, or if the tables do not belong together.

    Examples
    --------
    >>> speeches = pd.DataFrame({"strategy": "东", "speech": 1, "paragraph": [1, 1, 2, 2]})
    >>> coded = pd.DataFrame({"ecology": [True, False, False, True], "reform": [True, True, False, False]})
    >>> bootstrap_themes(coded, speeches)[["theme", "share", "low", "high"]].values.tolist()
    [['ecology', 0.5, 0.5, 0.5], ['reform', 0.5, 0.0, 1.0]]
    """
    counts, totals = sentences_by_paragraph(coded, speeches)
    names = {"term": "theme", "count": "sentences", "per_10k": "share", "top_share": "first_share"}
    table = bootstrap_paragraphs(counts, totals=totals, resamples=resamples, top=1, limits=limits).rename(columns=names)
    table[["share", "low", "high"] if limits else ["share"]] /= PER
    groups = counts.index.get_level_values(0).unique()
    frame = pd.MultiIndex.from_product([groups, list(coded.columns)], names=["strategy", "theme"])
    table = table.drop(columns="paragraphs").set_index(["strategy", "theme"]).reindex(frame)
    table["total"] = totals.groupby(level=0, observed=True).sum().reindex(groups).repeat(coded.shape[1]).to_numpy()
    last = table["rank"].notna().groupby(level=0, observed=True).transform("sum") + 1
    ranks = ["rank", "rank_low", "rank_high"]
    table[ranks] = table[ranks].apply(lambda rank: rank.fillna(last))
    table = table.fillna(0.0).astype(dict.fromkeys(["sentences", *ranks], "int64")).reset_index()
    table["strategy"] = table["strategy"].astype(speeches["strategy"].dtype)
    table["theme"] = pd.Categorical(table["theme"], categories=list(coded.columns), ordered=True)
    return table


def sentences_by_paragraph(coded, speeches, *, weight="sentences"):
    """Sentences of each paragraph that carry each theme, and all its sentences: themes as counts of paragraphs.

    With `weight` characters a sentence counts as many times as it has characters.

    Returns
    -------
    (counts, totals) : DataFrame of int64, paragraphs x themes; Series of int64
        Index levels strategy, speech, paragraph. Pass them on as ``permute_paragraphs(counts, totals=totals)``.

    Raises
    ------
    ValueError
        If the indexes of `coded` and `speeches` differ.

    Examples
    --------
    >>> speeches = pd.DataFrame({"strategy": "东", "speech": 1, "paragraph": [1, 1, 2]})
    >>> counts, totals = sentences_by_paragraph(pd.DataFrame({"ecology": [True, True, False]}), speeches)
    >>> counts["ecology"].tolist(), totals.tolist()
    ([2, 0], [2, 1])
    """
    if not coded.index.equals(speeches.index):
        raise ValueError(f"coded has {len(coded)} rows, speeches {len(speeches)}: code the very table that you pass")
    each = speeches["text"].str.len() if weight == "characters" else pd.Series(1, index=speeches.index)
    places = [speeches[name] for name in ("strategy", "speech", "paragraph")]
    counts = coded.astype("int64").mul(each, axis=0).groupby(places, observed=True).sum()
    return counts.rename_axis("term", axis=1), each.groupby(places, observed=True).sum().rename("total")


def _strata(index, group):
    """Number the speeches of the paragraphs: they are drawn within each."""
    levels = [name for name in index.names if name == "speech"]
    speech = index.get_level_values("speech") if levels else np.zeros(len(index), dtype=int)
    codes, names = pd.factorize(speech)
    few = np.bincount(codes) < 2
    if few.any():
        raise TooSmall("one_paragraph", group=group, speech=str(names[int(np.argmax(few))]))
    return codes


def _draw(strata, resamples, generator):
    weights = np.zeros((resamples, len(strata)), dtype=np.float32)  # exact for whole numbers below 2**24
    for number in range(strata.max() + 1):
        rows = np.flatnonzero(strata == number)
        weights[:, rows] = generator.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=resamples)
    return weights


def _describe(values, sizes, names, weights, confidence, top, limits, generator):
    """Table of one strategy: observed values, and percentiles over the resamples."""
    ends = [(1 - confidence) / 2, (1 + confidence) / 2]
    count, total = values.sum(axis=0), sizes.sum()
    ranks, first = _ranks(values, weights, top, generator)
    rank_low, rank_high = np.quantile(ranks, ends, axis=0, method="inverted_cdf")
    rank = np.argsort(np.argsort(-count, kind="stable")) + 1
    table = pd.DataFrame({"term": pd.array(names, dtype="str"), "count": np.rint(count).astype("int64")})
    table = table.assign(total=int(round(total)), per_10k=PER * count / total)
    if limits:
        table["low"], table["high"] = _share_limits(values, sizes, weights, ends)
    table = table.assign(
        rank=rank, rank_low=rank_low.astype("int64"), rank_high=rank_high.astype("int64"), top_share=first,
        paragraphs=(values > 0).sum(axis=0),
    )  # fmt: skip
    return table.sort_values("rank", ignore_index=True)


def _share_limits(values, sizes, weights, ends):
    """Percentiles of each term's share over the resamples."""
    drawn, limits = PER / (weights @ sizes), np.empty((len(ends), values.shape[1]))
    for part in chunks(values.shape[1], len(weights)):
        # float32 counts are exact; one term a row, as the quantiles are taken along memory
        share = (values[:, part].T.astype(np.float32) @ weights.T) * drawn
        limits[:, part] = np.quantile(share, ends, axis=1)
    return limits


def _ranks(values, weights, top, generator):
    """Rank of the terms shown in every resample, and the share of resamples in which each is among the first.

    Ties are broken at random, anew in every resample: a rank that words share is a range for each of them.
    """
    terms = values.shape[1]
    small = values.astype(np.float32)
    ranks, first = np.empty((len(weights), terms), dtype=np.int32), np.zeros(terms)
    for part in chunks(len(weights), terms):
        drawn = weights[part] @ small
        order = np.argsort(generator.random(drawn.shape) / 2 - drawn, axis=1)  # counts are whole numbers
        np.put_along_axis(ranks[part], order, np.arange(1, terms + 1, dtype=np.int32)[None], axis=1)
        first += ((ranks[part] <= top) & (drawn > 0)).sum(axis=0)
    return ranks, first / len(weights)


def _check_options(resamples, confidence, top):
    if resamples < 1 or top < 1:
        raise ValueError(f"resamples is {resamples!r}, top is {top!r}; both are whole numbers from 1")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence!r}; give a number between 0 and 1, such as 0.95")
