"""Intervals of shares and ratios: of tokens as independent draws (Wilson), and of units, which are what was sampled."""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from analysis.measures.contingency import as_given


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


class Spread(NamedTuple):
    """Counts of a group and of the rest, and how much more they vary from unit to unit than independent draws would.

    Attributes
    ----------
    count, rest : array, groups x terms
        Occurrences in the group and outside it.
    total, rest_total : array, groups x 1
        What they are shares of.
    inflation, rest_inflation : array, groups x terms
        Variance of the units' counts over that of independent draws, in the group and outside it: its own, and at
        least that of both together, and at least 1.
    units, rest_units : array, groups x 1
        How many units.
    """

    count: np.ndarray
    rest: np.ndarray
    total: np.ndarray
    rest_total: np.ndarray
    inflation: np.ndarray
    rest_inflation: np.ndarray
    units: np.ndarray
    rest_units: np.ndarray


def unit_spread(values, sizes, label, groups):
    """Counts of every group and of the rest with the inflation of their variance, from counts by unit.

    ``Σ (x - n·p)² / (n·p·(1 - p)) / (units - 1)`` over the units of a side, p being its share, half an occurrence
    added to its count (McCullagh and Nelder's dispersion of a quasi-binomial model); over the units of both sides, less
    2, where that is more. A word that comes in bursts varies more where it is more frequent, so that both together say
    too little of a small group that says it often; few units may seem even by chance, and then both together say more.

    Parameters
    ----------
    values : array or scipy.sparse.csr_array, units x terms
        Occurrences.
    sizes : array
        What they are shares of.
    label : array of int
        Group of each unit.
    groups : int
        Number of groups.

    References
    ----------
    McCullagh, P. & Nelder, J. A. (1989). Generalized Linear Models, 2nd ed. Chapman & Hall, 4.5 and 6.2.

    Examples
    --------
    >>> spread = unit_spread(np.array([[9.0], [1], [1], [1]]), np.full(4, 100.0), np.array([0, 0, 1, 1]), 2)
    >>> spread.count.ravel().tolist(), spread.rest.ravel().tolist(), spread.inflation.round(2).ravel().tolist()
    ([10.0, 2.0], [2.0, 10.0], [6.46, 3.28])
    """
    members = np.array([label == number for number in range(groups)], dtype=float)
    count, total = members @ values, (members @ sizes)[:, None]
    whole, every = np.asarray(values.sum(axis=0)).ravel(), sizes.sum()
    # Σ x²/n, all that a sum of squares over units needs beside the totals
    weighted = values.multiply(1 / sizes[:, None]).multiply(values).tocsr() if hasattr(values, "multiply") else (
        values**2 / sizes[:, None]
    )  # fmt: skip
    squares = members @ weighted
    sides = ((count, total, squares), (whole - count, every - total, squares.sum(axis=0) - squares))
    several = members.sum(axis=1)[:, None]
    sums = []
    for own, size, square in sides:
        share = np.clip((own + 0.5) / np.maximum(size, 1), 1e-12, 1 - 0.5 / np.maximum(size, 1))
        sums.append((square - 2 * share * own + share**2 * size) / (share * (1 - share)))
    both = np.maximum((sums[0] + sums[1]) / max(len(sizes) - 2, 1), 1)
    own, rest = (np.maximum(one / np.maximum(n - 1, 1), both)
                 for one, n in zip(sums, (several, len(sizes) - several), strict=True))  # fmt: skip
    return Spread(count, whole - count, total, every - total, own, rest, several, len(sizes) - several)


def unit_log_ratio(spread, confidence=0.95):
    """Log2 ratio of the rates of group and rest, with an interval that counts units, not tokens.

    ``log2((a + ½)/n1) - log2((b + ½)/n2) ± t·sqrt(φ1/(a + ½) + φ2/(b + ½))/ln 2`` with φ the inflations of
    `unit_spread` and t the quantile of Satterthwaite's degrees of freedom. Coverage at 4 to 8 paragraphs and at 40 and
    400 documents, with words that come in bursts, is in ``docs/calibration.md``.

    Returns
    -------
    (ratio, low, high) : arrays, groups x terms

    Examples
    --------
    >>> spread = unit_spread(np.array([[9.0], [1], [1], [1]]), np.full(4, 100.0), np.array([0, 0, 1, 1]), 2)
    >>> [value[0, 0].round(2).item() for value in unit_log_ratio(spread)]
    [2.07, -7.72, 11.86]
    """
    a, b = spread.count + 0.5, spread.rest + 0.5
    ratio = np.log2(a / spread.total) - np.log2(b / spread.rest_total)
    one, two = spread.inflation / a, spread.rest_inflation / b
    freedom = (one + two) ** 2 / (
        one**2 / np.maximum(spread.units - 1, 1) + two**2 / np.maximum(spread.rest_units - 1, 1)
    )
    reach = _t_quantile(confidence, freedom) * np.sqrt(one + two) / np.log(2)
    return ratio, ratio - reach, ratio + reach


def unit_difference(spread, confidence=0.95):
    """Difference of the shares of group and rest, with an interval that counts units.

    Newcombe's hybrid of two Wilson intervals, each with its total divided by its inflation, and t instead of z.

    Returns
    -------
    (difference, low, high) : arrays, groups x terms

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in
    Medicine 17, 873-890 (method 10).

    Examples
    --------
    >>> spread = unit_spread(np.array([[9.0], [1], [1], [1]]), np.full(4, 10.0), np.array([0, 0, 1, 1]), 2)
    >>> [value[0, 0].round(2).item() for value in unit_difference(spread)]
    [0.4, -0.52, 0.89]
    """
    freedom = np.maximum(spread.units + spread.rest_units - 2, 1)
    one = unit_share(spread.count, spread.total, spread.inflation, freedom, confidence)
    two = unit_share(spread.rest, spread.rest_total, spread.rest_inflation, freedom, confidence)
    p, q = spread.count / spread.total, spread.rest / spread.rest_total
    low = p - q - np.hypot(p - one[0], two[1] - q)
    return p - q, low, p - q + np.hypot(one[1] - p, q - two[0])


def unit_share(count, total, inflation, freedom, confidence=0.95):
    """Wilson's interval of a share whose count varies `inflation` times as much as independent draws.

    Examples
    --------
    >>> low, high = unit_share(0, 20, 1.0, 6)
    >>> round(float(low), 3), round(float(high), 3)
    (0.0, 0.23)
    """
    size, share, t = total / inflation, count / total, _t_quantile(confidence, freedom)
    middle = share + t**2 / (2 * size)
    reach = t * np.sqrt(np.maximum(share * (1 - share), 0) / size + t**2 / (4 * size**2))
    low, high = (middle - reach) / (1 + t**2 / size), (middle + reach) / (1 + t**2 / size)
    return np.maximum(low, 0.0), np.minimum(high, 1.0)


def _t_quantile(confidence, freedom):
    from scipy.special import stdtrit  # imported here: the rest of the module starts without SciPy

    return stdtrit(freedom, (1 + confidence) / 2)
