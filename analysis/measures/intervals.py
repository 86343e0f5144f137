"""Intervals of shares, and of their differences."""

from statistics import NormalDist

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
