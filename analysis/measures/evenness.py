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


def carroll_d2(parts, sizes=None):
    """Carroll's D2, the entropy of the rates over its maximum: ``-Σ r·log2(r) / log2(k)`` with r = R/ΣR; 1 is even.

    References
    ----------
    Carroll, J. B. (1970). An alternative to Juilland's usage coefficient for lexical frequencies. CSHVB 3, 61-65.

    Examples
    --------
    >>> round(carroll_d2([2, 1, 1, 1, 0]), 4)
    0.8277
    """
    parts, sizes = _checked(parts, sizes)
    r = _rate_shares(parts, sizes)
    return as_given(-(r * np.log2(np.where(r > 0, r, 1))).sum(axis=-1) / np.log2(len(sizes)))


def lyne_d3(parts, sizes=None):
    """Lyne's D3, ``1 - χ²/(4·f)``: χ² of the parts against counts in proportion to their sizes, f the total; 1 is even.

    Below 0 for a word in one small part only.

    References
    ----------
    Lyne, A. A. (1985). Dispersion. In The vocabulary of French business correspondence, 101-124. Slatkine.

    Examples
    --------
    >>> round(lyne_d3([1, 2, 3, 4, 5]), 3)
    0.944
    """
    parts, sizes = _checked(parts, sizes)
    total = parts.sum(axis=-1, keepdims=True)
    expected = total * sizes / sizes.sum()
    chi2 = ((parts - expected) ** 2 / expected).sum(axis=-1)
    return as_given(1 - chi2 / (4 * total[..., 0]))


def rosengren_s(parts, sizes=None):
    """Rosengren's S, ``(Σ sqrt(w·parts))² / f``: 1 is even, 1/k or so is all in one part.

    References
    ----------
    Rosengren, I. (1971). The quantitative concept of language and its relation to the structure of frequency
    dictionaries. Études de linguistique appliquée 1, 103-127.

    Examples
    --------
    >>> round(rosengren_s([1, 2, 3, 4, 5]), 3)
    0.937
    """
    parts, sizes = _checked(parts, sizes)
    return as_given(np.sqrt(parts * sizes / sizes.sum()).sum(axis=-1) ** 2 / parts.sum(axis=-1))


def burch_da(parts, sizes=None):
    """Burch, Egbert and Biber's DA, from the differences of all pairs: ``1 - Σ|r_i - r_j|/(k-1)``; 1 is even.

    References
    ----------
    Burch, B., Egbert, J. & Biber, D. (2017). Measuring and interpreting lexical dispersion in corpus linguistics.
    JRDS 3, 189-216.

    Examples
    --------
    >>> burch_da([2, 2, 2]), burch_da([6, 0, 0])
    (1.0, 0.0)
    """
    parts, sizes = _checked(parts, sizes)
    r = np.sort(_rate_shares(parts, sizes), axis=-1)
    k = len(sizes)
    # in sorted order the i-th rate is the larger one in i pairs and the smaller one in k-1-i
    pairs = (r * (2 * np.arange(k) - k + 1)).sum(axis=-1)
    return as_given(1 - pairs / (k - 1))


def kl_divergence(parts, sizes, *, base=2):
    """Kullback-Leibler divergence of where the word is from where the text is, ``Σ t·log(t/w)``; 0 is even.

    Brought to 0..1 as KLD/(1+KLD) by Gries (2024); its reverse is 1/(1+KLD).

    References
    ----------
    Gries, S. Th. (2024). Frequency, dispersion, association, and keyness. Benjamins.

    Examples
    --------
    >>> round(kl_divergence([0, 1, 0, 0, 0], [9, 10, 10, 10, 11]), 3)
    2.322
    """
    parts, sizes = _checked(parts, sizes)
    t, w = _shares(parts, sizes)
    return as_given((t * np.log(np.where(t > 0, t / w, 1))).sum(axis=-1) / np.log(base))


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


def _rate_shares(parts, sizes):
    rates = parts / sizes
    return rates / rates.sum(axis=-1, keepdims=True)
