"""How often: counts, shares per 10,000 words and their intervals.

The unit of counting is the kept token (punctuation, numbers and stop words have ``kept`` False in `tokens`).
A share is the count of a term in a group divided by the number of kept tokens of that group.
"""

from statistics import NormalDist

import numpy as np
import pandas as pd

from analysis.measures.contingency import as_given

PER = 10_000  # shares are printed per this many kept tokens
PARAGRAPH = ["strategy", "speech", "paragraph"]


def count_terms(tokens, by="strategy"):
    """Count the kept tokens of every group.

    Parameters
    ----------
    tokens : DataFrame
        The `tokens` table.
    by : str or list of str
        ``"strategy"``, ``"paragraph"`` (short for strategy, speech, paragraph), another column, or a list of columns.

    Returns
    -------
    DataFrame of int64
        One row a group that has kept tokens (in the order of the categories, else ascending), one column a term (sorted
        by code point); a cell is the number of occurrences. The row sum is the group's total N. A table with no kept
        token gives an empty frame.

    Raises
    ------
    ValueError
        If a column named in `by` is not in `tokens`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"strategy": pd.Categorical(["东", "东", "西"]), "term": ["发展", "的", "发展"],
    ...                        "kept": [True, False, True]})
    >>> count_terms(tokens).to_dict("index")
    {'东': {'发展': 1}, '西': {'发展': 1}}
    """
    kept, columns = _kept_rows(tokens, by)
    group, index = _group_codes(kept, columns)
    terms, code = _term_codes(kept)
    cells = np.bincount(group * len(terms) + code, minlength=len(index) * len(terms))
    return pd.DataFrame(cells.reshape(len(index), len(terms)).astype("int64"), index=index, columns=terms)


def frequency_table(tokens, by="strategy", confidence=0.95):
    """Frequency of every term in every group, with its interval and its spread over paragraphs.

    Parameters
    ----------
    tokens : DataFrame
        The `tokens` table.
    by : str or list of str
        As in `count_terms`.
    confidence : float
        Coverage of the Wilson interval, 0.95 by default.

    Returns
    -------
    DataFrame
        One row a group and term: the columns of `by`, then ``term, count, total, per_10k, low, high, paragraphs,
        paragraphs_total``. ``per_10k``, ``low`` and ``high`` are occurrences per 10,000 kept tokens of the group;
        ``paragraphs`` is the number of the group's paragraphs that hold the term. A term absent from a group but
        present in another has a row with count 0: its upper limit tells how common it may still be. Sorted by group,
        count descending, term ascending.

    Notes
    -----
    The interval treats tokens as independent draws. Words come in bursts, so the true uncertainty is larger.

    Examples
    --------
    >>> tokens = pd.DataFrame({"strategy": pd.Categorical(["东"] * 3 + ["西"]), "speech": [1, 1, 1, 2],
    ...                        "paragraph": [1, 1, 2, 1], "term": ["发展", "创新", "发展", "创新"], "kept": True})
    >>> frequency_table(tokens)[["strategy", "term", "count", "total", "paragraphs", "paragraphs_total"]]
      strategy term  count  total  paragraphs  paragraphs_total
    0        东   发展      2      3           2                 2
    1        东   创新      1      3           1                 2
    2        西   创新      1      1           1                 1
    3        西   发展      0      1           0                 1
    """
    counts = count_terms(tokens, by)
    groups, terms = counts.shape
    total = np.repeat(counts.to_numpy().sum(axis=1), terms)
    count = counts.to_numpy().ravel()
    low, high = wilson_interval(count, total, confidence)
    holding, paragraphs_total = _paragraph_range(tokens, by, counts)
    table = pd.DataFrame({name: counts.index.get_level_values(name).repeat(terms) for name in counts.index.names})
    table["term"] = np.tile(counts.columns.to_numpy(), groups)
    numbers = {
        "count": count,
        "total": total,
        "per_10k": PER * count / total,
        "low": PER * low,
        "high": PER * high,
        "paragraphs": holding.ravel(),
        "paragraphs_total": np.repeat(paragraphs_total, terms),
    }
    table = table.assign(**numbers)
    order = np.lexsort((np.tile(np.arange(terms), groups), -count, np.repeat(np.arange(groups), terms)))
    return table.iloc[order].reset_index(drop=True)


def wilson_interval(count, total, confidence=0.95, *, correction=False):
    """Wilson's score interval of a share.

    ``(p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)`` with p = count/total, n = total and z the normal quantile
    of (1 + confidence)/2. With `correction` the continuity-corrected limits of Newcombe (1998, method 4). Unlike the
    textbook interval p ± z·sqrt(p(1-p)/n) it never leaves 0..1 and is not empty at a count of 0.

    Parameters
    ----------
    count, total : int or array
        Occurrences, and the tokens they are counted in. Scalars in, scalars out; arrays broadcast.
    confidence : float
        Between 0 and 1.
    correction : bool
        Apply the continuity correction.

    Returns
    -------
    (low, high) : tuple of float or of arrays
        Limits of the share, 0..1.

    Raises
    ------
    ValueError
        If total < 1, count < 0 or count > total, or confidence is not between 0 and 1.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion: comparison of seven methods.
    Statistics in Medicine 17, 857-872.

    Examples
    --------
    >>> low, high = wilson_interval(3, 10)
    >>> round(low, 7), round(high, 7)
    (0.1077913, 0.6032219)
    """
    z = normal_quantile(confidence)
    k, n = _checked_counts(count, total)
    p = k / n
    centre = 2 * k + z**2
    if correction:
        under = 1 + z * np.sqrt(np.maximum(z**2 - 2 - 1 / n + 4 * p * (n - k + 1), 0))
        over = 1 + z * np.sqrt(np.maximum(z**2 + 2 - 1 / n + 4 * p * (n - k - 1), 0))
    else:
        under = over = z * np.sqrt(z**2 + 4 * k * (1 - p))
    denominator = 2 * (n + z**2)
    # exact ends: rounding would leave 1e-18 where the formula gives 0, and 0 hits never exclude 0
    low = np.where(k == 0, 0.0, np.clip((centre - under) / denominator, 0, 1))
    high = np.where(k == n, 1.0, np.clip((centre + over) / denominator, 0, 1))
    return as_given(low), as_given(high)


def difference_interval(count1, total1, count2, total2, confidence=0.95, *, correction=False):
    """Newcombe's hybrid score interval of the difference of two shares, p1 - p2.

    ``d - sqrt((p1-l1)² + (u2-p2)²)`` to ``d + sqrt((u1-p1)² + (p2-l2)²)``, with l and u the Wilson limits of each share
    (method 10 of the paper; with `correction`, method 11).

    Parameters
    ----------
    count1, total1, count2, total2 : int or array
        Occurrences and tokens of the first and the second group.
    confidence, correction
        As in `wilson_interval`.

    Returns
    -------
    (low, high) : tuple of float or of arrays
        Limits of the difference of shares, -1..1.

    Raises
    ------
    ValueError
        As `wilson_interval`.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of eleven
    methods. Statistics in Medicine 17, 873-890.

    Examples
    --------
    >>> low, high = difference_interval(56, 70, 48, 80)
    >>> round(low, 4), round(high, 4)
    (0.0524, 0.3339)
    """
    low1, high1 = wilson_interval(count1, total1, confidence, correction=correction)
    low2, high2 = wilson_interval(count2, total2, confidence, correction=correction)
    p1 = np.asarray(count1) / np.asarray(total1)
    p2 = np.asarray(count2) / np.asarray(total2)
    low = p1 - p2 - np.sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + np.sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return as_given(low), as_given(high)


def normal_quantile(confidence):
    """Two-sided normal quantile z of a confidence: 1.96 for 0.95.

    Raises
    ------
    ValueError
        If confidence is not between 0 and 1.

    Examples
    --------
    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence!r}; give a number between 0 and 1, such as 0.95")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _checked_counts(count, total):
    k, n = np.broadcast_arrays(np.asarray(count, dtype=float), np.asarray(total, dtype=float))
    if not (n > 0).all():
        raise ValueError(f"total is {n[~(n > 0)].flat[0]:g}: a share of no words is undefined; leave that group out")
    bad = ~((k >= 0) & (k <= n))
    if bad.any():
        raise ValueError(f"count {k[bad].flat[0]:g} of total {n[bad].flat[0]:g}: a count lies between 0 and its total")
    return k, n


def _columns(by):
    if isinstance(by, str):
        return PARAGRAPH if by == "paragraph" else [by]
    return list(by)


def _kept_rows(tokens, by):
    columns = _columns(by)
    missing = [name for name in [*columns, "term", "kept"] if name not in tokens.columns]
    if missing:
        raise ValueError(f"tokens has no column {missing[0]!r}; it has {', '.join(map(str, tokens.columns))}")
    return tokens.loc[tokens["kept"].astype(bool)], columns


def _group_codes(rows, columns):
    grouped = rows.groupby(columns if len(columns) > 1 else columns[0], observed=True, sort=True)
    return grouped.ngroup().to_numpy(), grouped.size().index


def _term_codes(rows):
    terms = rows["term"].to_numpy(dtype=object)
    names = sorted(set(terms))  # Python compares strings by code point: the same order on every machine
    place = {term: number for number, term in enumerate(names)}
    return pd.Index(names, name="term", dtype="str"), np.fromiter((place[t] for t in terms), np.int64, len(terms))


def _paragraph_range(tokens, by, counts):
    """In how many paragraphs of its group each term stands (groups x terms), and how many paragraphs a group has."""
    kept, columns = _kept_rows(tokens, by)
    group, _ = _group_codes(kept, columns)
    _, code = _term_codes(kept)
    paragraph = kept.groupby(["speech", "paragraph"], sort=False).ngroup().to_numpy()
    seen = np.unique(np.column_stack([group, code, paragraph]), axis=0)
    holding = np.zeros(counts.shape, dtype="int64")
    np.add.at(holding, (seen[:, 0], seen[:, 1]), 1)
    pairs = np.unique(np.column_stack([group, paragraph]), axis=0)
    return holding, np.bincount(pairs[:, 0], minlength=len(counts)).astype("int64")
