"""How evenly a word is spread over the parts of a text: the formulas behind `dispersion`, which explains them."""

import numpy as np

from analysis.measures.contingency import as_given


def gries_dp(parts, sizes, normalised=False):
    """Gries's deviation of proportions, ``DP = ½·Σ|t - w|``: 0 is even, near 1 is all in one small part.

    Parameters
    ----------
    parts : array, (..., k)
        Occurrences of the word in each part.
    sizes : array, (k,)
        Tokens of each part; shares will do.
    normalised : {False, True, "present"}
        True divides by 1 - min(w), so that the largest value possible is 1 (DPnorm, Lijffijt & Gries 2012). *present*
        takes the minimum over the parts that hold the word (Egbert et al. 2020).

    Returns
    -------
    float, or array without the last axis

    Raises
    ------
    ValueError
        If there are fewer than two parts, a part has no tokens, or the word does not occur.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. IJCL 13, 403-437.
    Lijffijt, J. & Gries, S. Th. (2012). Correction to the above. IJCL 17, 147-149.
    Egbert, J., Burch, B. & Biber, D. (2020). Lexical dispersion and corpus design. IJCL 25, 89-115.

    Examples
    --------
    >>> round(gries_dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 2)
    0.18
    >>> gries_dp([2, 1, 0], [100, 100, 100], normalised=True)
    0.5
    """
    parts, sizes = _checked(parts, sizes)
    t, w = _shares(parts, sizes)
    dp = np.abs(t - w).sum(axis=-1) / 2
    if normalised == "present":
        dp = dp / (1 - np.where(parts > 0, w, 1.0).min(axis=-1))
    elif normalised:
        dp = dp / (1 - w.min())
    return as_given(dp)


def juilland_d(parts, sizes=None):
    """Juilland's D, ``1 - V/sqrt(k-1)``, V being the variation of the rates: population standard deviation over mean.

    1 is even, 0 is all in one part. On rates R, not counts, so that parts of unequal size compare.

    Parameters
    ----------
    parts : array, (..., k)
        Occurrences of the word in each part.
    sizes : array, (k,), optional
        Tokens of each part; equal parts if not given.

    Raises
    ------
    ValueError
        As `gries_dp`.

    References
    ----------
    Juilland, A. & Chang-Rodríguez, E. (1964). Frequency dictionary of Spanish words. Mouton.

    Examples
    --------
    >>> round(juilland_d([0, 4, 3, 2, 1]), 4)
    0.6464
    """
    parts, sizes = _checked(parts, sizes)
    rates = parts / sizes
    variation = rates.std(axis=-1, ddof=0) / rates.mean(axis=-1)
    return as_given(1 - variation / np.sqrt(len(sizes) - 1))


def text_range(parts, *, relative=False):
    """Number of parts that hold the word at least once; with `relative` their share of all parts.

    Examples
    --------
    >>> text_range([2, 0, 1, 0]), text_range([2, 0, 1, 0], relative=True)
    (2, 0.5)
    """
    parts = np.asarray(parts)
    found = (parts > 0).sum(axis=-1)
    if relative:
        return as_given(found / parts.shape[-1])
    return int(found) if np.ndim(found) == 0 else found


def _checked(parts, sizes):
    parts = np.asarray(parts, dtype=float)
    sizes = np.ones(parts.shape[-1:]) if sizes is None else np.asarray(sizes, dtype=float)
    if sizes.ndim != 1 or parts.shape[-1:] != sizes.shape:
        raise ValueError(f"{parts.shape[-1:]} parts and {sizes.shape} sizes: give one size for every part")
    if len(sizes) < 2:
        raise ValueError(f"{len(sizes)} part: dispersion needs two or more; cut the text into smaller parts")
    if not (sizes > 0).all():
        raise ValueError(f"part {int(np.argmin(sizes)) + 1} has size {sizes.min():g}: leave parts without words out")
    if not (parts >= 0).all():
        raise ValueError(f"count {parts.min():g} in a part: counts are 0 or more")
    if not (parts.sum(axis=-1) > 0).all():
        raise ValueError("the word occurs in no part: its dispersion is undefined; leave it out")
    return parts, sizes


def _shares(parts, sizes):
    return parts / parts.sum(axis=-1, keepdims=True), sizes / sizes.sum()
