"""The table behind a comparison, a and b occurrences in n1 and n2 tokens; and is there a difference at all.

::

                 group      rest
    the word     a          b          a + b
    other words  n1 - a     n2 - b
                 n1         n2         N = n1 + n2

Test statistics and exact p-values treat tokens as independent draws, which words in running text are not: they
overstate. Use them to rank and to screen, and check what matters by permuting paragraphs.
"""

import numpy as np

LONG = 5_000  # possible counts: from here on only those are summed that matter to the last digit


def checked(a, b, n1, n2):
    """Broadcast the four numbers to float arrays, refusing what cannot be a table.

    Raises
    ------
    ValueError
        If a total is below 1, a count is negative, above its total, or not a number.

    Examples
    --------
    >>> [value.tolist() for value in checked([8, 0], 3, 1500, 4500)]
    [[8.0, 0.0], [3.0, 3.0], [1500.0, 1500.0], [4500.0, 4500.0]]
    """
    values = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (a, b, n1, n2)))
    for count, total, names in ((values[0], values[2], ("a", "n1")), (values[1], values[3], ("b", "n2"))):
        _check_count(count, total, *names)
    return values


def _check_count(count, total, count_name, total_name):
    """Refuse totals below 1, and counts that do not lie between 0 and their total."""
    if not (total > 0).all():
        value = total[~(total > 0)].flat[0]
        raise ValueError(f"{total_name} is {value:g}: nothing can be compared with no words; leave the empty group out")
    bad = ~((count >= 0) & (count <= total))
    if bad.any():
        raise ValueError(
            f"{count_name} is {count[bad].flat[0]:g} with {total_name} {total[bad].flat[0]:g}: "
            f"give a count between 0 and its total"
        )


def four_cells(a, b, n1, n2):
    """Observed and expected frequencies of the four cells, each as one array with the cells first.

    Expected is row total times column total over N. The returned deviation, observed minus expected, is computed as
    (a·n2 - b·n1)/N, which loses no digits to cancellation.

    Examples
    --------
    >>> observed, expected, deviation = four_cells(*checked(1, 3, 4, 4))
    >>> observed.tolist(), expected.tolist(), deviation.tolist()
    ([1.0, 3.0, 3.0, 1.0], [2.0, 2.0, 2.0, 2.0], [-1.0, 1.0, 1.0, -1.0])
    """
    total = n1 + n2
    observed = np.array([a, b, n1 - a, n2 - b])
    expected = np.array([(a + b) * n1, (a + b) * n2, (total - a - b) * n1, (total - a - b) * n2]) / total
    difference = (a * n2 - b * n1) / total
    return observed, expected, np.array([difference, -difference, -difference, difference])


def divide(numerator, denominator, empty=0.0):
    """Divide, with `empty` where the denominator is 0.

    Examples
    --------
    >>> divide(np.array([1.0, 3.0]), np.array([2.0, 0.0])).tolist()
    [0.5, 0.0]
    """
    numerator, denominator = np.broadcast_arrays(np.asarray(numerator, float), np.asarray(denominator, float))
    out = np.full(numerator.shape, empty, dtype=float)
    return np.divide(numerator, denominator, out=out, where=denominator != 0)


def as_given(values):
    """A float for a scalar, the array itself otherwise: scalars in, scalars out.

    Examples
    --------
    >>> as_given(np.array(2.0)), as_given(np.array([2.0])).tolist()
    (2.0, [2.0])
    """
    return float(values) if np.ndim(values) == 0 else values


def log_likelihood(a, b, n1, n2, cells=4, *, signed=False):
    """Log-likelihood ratio G² of one word in two groups.

    ``G² = 2·Σ O·ln(O/E)`` over four cells (Dunning 1993: the word and all other words) or over the two cells of the
    word only (``cells=2``: Rayson & Garside 2000). The two differ little for rare words; the four-cell form is the
    likelihood ratio proper and never negative. A zero count adds nothing to the sum (O·ln O tends to 0).

    Parameters
    ----------
    a, b, n1, n2 : int or array
        Occurrences in the group and in the rest, and their tokens. Scalars in, scalars out; arrays broadcast.
    cells : {4, 2}
        Which of the two.
    signed : bool
        Give a minus where the word is rarer in the group than in the rest (Evert).

    Returns
    -------
    float or array
        G², 0 when the shares are equal.

    Raises
    ------
    ValueError
        If `cells` is neither 4 nor 2, or the counts are no table (see `checked`).

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational Linguistics 19,
    61-74. Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling. Workshop on Comparing
    Corpora, 1-6.

    Examples
    --------
    >>> round(log_likelihood(29, 123, 42, 31735), 1)
    263.9
    >>> round(log_likelihood(348, 99, 1_000_000, 1_000_000, cells=2))
    147
    """
    if cells not in (2, 4):
        raise ValueError(f"cells is {cells!r}; use 4 (Dunning) or 2 (Rayson & Garside)")
    observed, expected, deviation = four_cells(*checked(a, b, n1, n2))
    # log1p keeps the digits that O/E loses when both are large and nearly equal
    ratio = np.maximum(divide(deviation, expected), -1 + 1e-300)
    terms = np.where(observed > 0, observed * np.log1p(np.where(observed > 0, ratio, 0)), 0)
    g2 = np.maximum(2 * terms[:cells].sum(axis=0), 0) if cells == 4 else 2 * terms[:cells].sum(axis=0)
    return as_given(np.where(deviation[0] < 0, -g2, g2) if signed else g2)


def chi_squared_p(statistic, df=1):
    """P-value of a chi-squared or G² statistic: the upper tail of the chi-squared distribution.

    Examples
    --------
    >>> round(chi_squared_p(3.841459), 4)
    0.05
    """
    from scipy.special import chdtrc  # imported here: the rest of the module starts without SciPy

    return as_given(chdtrc(np.asarray(df, dtype=float), np.maximum(np.abs(np.asarray(statistic, dtype=float)), 0)))


def fisher_p(a, b, n1, n2, alternative="two-sided"):
    """Fisher's exact p of the fourfold table, for any size of the counts.

    Given the margins, a is hypergeometric. ``"greater"`` is P(X ≥ a), ``"less"`` is P(X ≤ a); ``"two-sided"`` adds up
    all tables that are no more probable than the one observed (as R and SciPy do).

    Parameters
    ----------
    a, b, n1, n2 : int or array
        As in `log_likelihood`.
    alternative : {"two-sided", "greater", "less"}
        Greater means more frequent in the group than in the rest.

    Returns
    -------
    float or array
        P-value; 1 for a word in neither group.

    Raises
    ------
    ValueError
        If `alternative` is unknown or the counts are no table.

    References
    ----------
    Pedersen, T. (1996). Fishing for exactness. Proceedings of the South-Central SAS Users Group Conference, 188-200.

    Examples
    --------
    >>> round(fisher_p(1, 3, 4, 4), 3), round(fisher_p(1, 3, 4, 4, "less"), 3)
    (0.486, 0.243)
    """
    if alternative not in ("two-sided", "greater", "less"):
        raise ValueError(f"alternative is {alternative!r}; use 'two-sided', 'greater' or 'less'")
    a, b, n1, n2 = checked(a, b, n1, n2)
    tables = np.stack([values.ravel() for values in (a, b, n1, n2)], axis=1)
    # words share few different pairs of counts: each table is computed once
    distinct, place = np.unique(tables, axis=0, return_inverse=True)
    p = np.array([_hypergeometric_p(*table, alternative) for table in distinct])
    return as_given(p[place.ravel()].reshape(a.shape))


def bayes_factor_bic(*values, cells=2):
    """Approximate Bayes factor of a difference, ``BIC = G² - ln(N)``.

    Above 2 is read as positive evidence for a difference, above 6 as strong, above 10 as very strong; below 0
    as evidence against it.

    Parameters
    ----------
    *values : int, float or array
        Either ``a, b, n1, n2`` (then G² is computed, with two cells as in the paper), or a known ``g2, n1, n2``, or
        ``g2, N``.
    cells : {2, 4}
        The G² to compute.

    Raises
    ------
    ValueError
        If there are not two, three or four values.

    References
    ----------
    Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics. In New Approaches to the
    Study of Linguistic Variability, 3-11. Peter Lang.

    Examples
    --------
    >>> round(bayes_factor_bic(22.22, 9611, 144925), 2)
    10.27
    >>> round(bayes_factor_bic(786, 1, 160952, 563674), 4)
    2336.8255
    """
    if len(values) == 4:
        g2 = log_likelihood(*values, cells=cells)
        totals = values[2:]
    elif len(values) in (2, 3):
        g2, *totals = values
    else:
        raise ValueError(f"{len(values)} values; give a, b, n1, n2, or g2, n1, n2, or g2, N")
    total = np.sum([np.asarray(size, dtype=float) for size in totals], axis=0)
    if not np.all(total > 0):
        raise ValueError(f"N is {np.min(total):g}; it is the number of tokens of both groups together, above 0")
    return as_given(np.asarray(g2, dtype=float) - np.log(total))


def _hypergeometric_p(a, b, n1, n2, alternative):
    words = a + b
    first, last = max(0, words - n2), min(n1, words)
    if last - first > LONG:
        exponent = log_likelihood(a, b, n1, n2) / 2  # the table's own probability is about e to minus this
        if exponent > 800:  # below the smallest number there is
            towards = (a * n2 > b * n1) == (alternative == "greater")
            return 0.0 if towards or alternative == "two-sided" else 1.0
        first, last = _window(words, n1, n2, exponent + 60, first, last)
    support = np.arange(first, last + 1)
    # neighbouring probabilities stand in a simple ratio: no factorials, and the sum normalises itself
    step = (words - support[:-1]) * (n1 - support[:-1]) / (support[1:] * (n2 - words + support[1:]))
    logs = np.concatenate([[0.0], np.cumsum(np.log(step))])
    probability = np.exp(logs - logs.max())
    probability /= probability.sum()
    if alternative == "greater":
        p = probability[support >= a].sum()
    elif alternative == "less":
        p = probability[support <= a].sum()
    else:
        own = probability[int(a - support[0])]
        p = probability[probability <= own * (1 + 1e-7)].sum()
    return min(p, 1.0)


def _window(words, n1, n2, exponent, first, last):
    """The counts outside of which less than e^-exponent lies: Bernstein's bound holds without replacement too."""
    total = n1 + n2
    mean = words * n1 / total
    variance = mean * min(n2, total - words) / total  # of the binomial, from either margin
    reach = exponent / 3 + (exponent**2 / 9 + 2 * exponent * variance) ** 0.5
    return max(first, np.floor(mean - reach)), min(last, np.ceil(mean + reach))
