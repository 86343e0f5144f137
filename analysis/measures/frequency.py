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
    group, index, code, terms = count_codes(tokens, by)
    cells = np.bincount(group * len(terms) + code, minlength=len(index) * len(terms))
    return pd.DataFrame(cells.reshape(len(index), len(terms)).astype("int64"), index=index, columns=terms)


def count_codes(tokens, by):
    """Numbers of the group and of the term of every kept token.

    Returns
    -------
    (group, index, code, terms) : array of int, Index, array of int, Index
        ``index[group]`` are the groups of the tokens, ``terms[code]`` their terms; both in order.

    Examples
    --------
    >>> tokens = pd.DataFrame({"speech": [2, 1], "term": "发展", "kept": True})
    >>> group, index, code, terms = count_codes(tokens, "speech")
    >>> index[group].tolist(), terms[code].tolist()
    ([2, 1], ['发展', '发展'])
    """
    columns = _group_columns(by)
    missing = [name for name in [*columns, "term", "kept"] if name not in tokens.columns]
    if missing:
        raise ValueError(f"tokens has no column {missing[0]!r}; it has {', '.join(map(str, tokens.columns))}")
    kept = tokens.loc[tokens["kept"].astype(bool)]
    grouped = kept.groupby(columns if len(columns) > 1 else columns[0], observed=True, sort=True)
    code, terms = pd.factorize(kept["term"].to_numpy(dtype=object), sort=True)  # by code point, as Python compares
    return grouped.ngroup().to_numpy(), grouped.size().index, code, pd.Index(terms, name="term", dtype="str")


def _group_columns(by):
    return list(by) if not isinstance(by, str) else PARAGRAPH if by == "paragraph" else [by]


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
    columns, place = _group_columns(by), ["speech", "paragraph"]
    once = tokens[tokens["kept"].astype(bool)].drop_duplicates([*columns, *place, "term"])
    paragraphs = once.drop_duplicates([*columns, *place]).groupby(columns, observed=True).size()
    return frequency_from_counts(count_terms(tokens, by), count_terms(once, by), paragraphs, confidence=confidence)


def frequency_from_counts(counts, holding, paragraphs_total, *, confidence=0.95, minimum=0):
    """The table of `frequency_table` from counts alone.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        As `count_terms` gives them.
    holding : DataFrame or array, groups x terms
        Paragraphs of the group that hold the term.
    paragraphs_total : Series or array, by group
        Its paragraphs with kept tokens.
    confidence : float
        Coverage of the Wilson interval.
    minimum : int
        Leave out terms with fewer occurrences in all groups together; totals stay those of all terms.

    Returns
    -------
    DataFrame
        As `frequency_table`.

    Examples
    --------
    >>> counts = pd.DataFrame([[2, 1]], index=pd.Index(["东"], name="strategy"), columns=["发展", "创新"])
    >>> frequency_from_counts(counts, [[2, 1]], [2], minimum=2)[["strategy", "term", "count", "total", "paragraphs"]]
      strategy term  count  total  paragraphs
    0        东   发展      2      3           2
    """
    values, holding = counts.to_numpy(), np.asarray(holding)
    used = np.flatnonzero(values.sum(axis=0) >= minimum)
    groups, terms = len(counts), len(used)
    total = np.repeat(values.sum(axis=1), terms)
    count = values[:, used].ravel()
    low, high = wilson_interval(count, total, confidence)
    table = pd.DataFrame({name: counts.index.get_level_values(name).repeat(terms) for name in counts.index.names})
    table["term"] = np.tile(counts.columns.to_numpy()[used], groups)
    numbers = {
        "count": count,
        "total": total,
        "per_10k": PER * count / total,
        "low": PER * low,
        "high": PER * high,
        "paragraphs": holding[:, used].ravel(),
        "paragraphs_total": np.repeat(np.asarray(paragraphs_total), terms),
    }
    table = table.assign(**numbers)
    order = np.lexsort((np.tile(np.arange(terms), groups), -count, np.repeat(np.arange(groups), terms)))
    return table.iloc[order].reset_index(drop=True)


def with_places(table, places):
    """The table of `frequency_table` with terms that are counted where they stand; totals and order stay.

    Parameters
    ----------
    table : DataFrame
        By strategy.
    places : DataFrame
        ``strategy, speech, paragraph, term``, a row a place: of `concordance.string_places`. The terms take the place
        of those of the same name; a category without a place is a term that does not occur.

    Examples
    --------
    >>> table = pd.DataFrame({"strategy": ["东", "西"], "term": "江", "count": 1, "total": [10, 20], "per_10k": 0.0,
    ...                       "low": 0.0, "high": 0.0, "paragraphs": 1, "paragraphs_total": 3})
    >>> places = pd.DataFrame({"strategy": "东", "speech": 1, "paragraph": [1, 1], "term": "海"})
    >>> with_places(table, places)[["strategy", "term", "count", "per_10k", "paragraphs"]].values.tolist()
    [['东', '海', 2, 2000.0, 1], ['东', '江', 1, 0.0, 1], ['西', '江', 1, 0.0, 1], ['西', '海', 0, 0.0, 0]]
    """
    groups = table.drop_duplicates("strategy")
    terms = places["term"].astype("category").cat.categories
    made = [table[~table["term"].isin(terms)]]
    for term in terms:
        own = places[places["term"] == term]
        found = [rows["strategy"].astype("object").value_counts() for rows in (own, own.drop_duplicates(PARAGRAPH))]
        count, holding = (groups["strategy"].astype("object").map(one).fillna(0).astype("int64") for one in found)
        low, high = wilson_interval(count.to_numpy(), groups["total"].to_numpy())
        made.append(groups.assign(term=term, count=count, per_10k=PER * count / groups["total"], low=PER * low,
                                  high=PER * high, paragraphs=holding))  # fmt: skip
    table = pd.concat(made, ignore_index=True)
    group = table["strategy"].astype("object").map({one: place for place, one in enumerate(groups["strategy"])})
    order = np.lexsort((table["term"].to_numpy(str), -table["count"], group))
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
