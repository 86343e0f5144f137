"""Similarity: how alike the vocabularies of two strategies are.

No value means much alone: four speeches by one speaker share most of their words. Read each beside the baseline
of shuffled paragraphs.
"""

import numpy as np

from analysis.measures.contingency import as_given
from analysis.measures.correspondence import Correspondence, correspondence

__all__ = [
    "Correspondence",
    "correspondence",
    "cosine",
    "jensen_shannon",
]


def jensen_shannon(p, q, base=2):
    """Jensen-Shannon divergence of two distributions (not its root, which is called the distance).

    ``½·KL(p‖m) + ½·KL(q‖m)`` with m = (p + q)/2. In base 2 it runs from 0, the same, to 1, no word in common. A word
    that one lacks is no problem: ``0·log 0 = 0``.

    Parameters
    ----------
    p, q : array, (..., words)
        Counts or shares over the same words; each is divided by its sum.
    base : float
        Base of the logarithm: 2 for bits.

    Returns
    -------
    float, or array without the last axis

    Raises
    ------
    ValueError
        If a distribution is empty or has a negative entry, or the lengths differ.

    References
    ----------
    Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37,
    145-151.

    Examples
    --------
    >>> jensen_shannon([1, 0], [0, 5]), jensen_shannon([1, 3], [2, 6])
    (1.0, 0.0)
    """
    p, q = _shares(p, q)
    m = (p + q) / 2
    divergence = (_relative_entropy(p, m) + _relative_entropy(q, m)) / 2
    return as_given(np.clip(divergence, 0, np.log(2)) / _log_base(base))


def cosine(a, b):
    """Cosine of the angle between two vectors of counts: 1 for equal proportions, 0 for no word in common.

    Parameters
    ----------
    a, b : array, (..., words)
        Counts or weights over the same words.

    Raises
    ------
    ValueError
        If a vector is all zeros.

    Examples
    --------
    >>> round(cosine([1, 2], [2, 4]), 6), cosine([1, 0], [0, 3])
    (1.0, 0.0)
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape[-1:] != b.shape[-1:]:
        raise ValueError(f"vectors of {a.shape[-1]} and {b.shape[-1]} words: give both over the same vocabulary")
    length = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    if not (length > 0).all():
        raise ValueError("a vector without words has no direction: leave the empty group out")
    return as_given(np.clip((a * b).sum(axis=-1) / length, -1, 1))  # rounding may step over 1


def _shares(*distributions):
    shares = []
    for values in distributions:
        values = np.asarray(values, dtype=float)
        total = values.sum(axis=-1, keepdims=True)
        if not (values >= 0).all() or not (total > 0).all():
            raise ValueError("a distribution needs entries of 0 or more and a sum above 0; leave the empty group out")
        shares.append(values / total)
    if shares[0].shape[-1] != shares[1].shape[-1]:
        raise ValueError(f"{shares[0].shape[-1]} and {shares[1].shape[-1]} entries: give both over the same words")
    return shares


def _relative_entropy(p, q):
    ratio = np.divide(p, q, out=np.ones(np.broadcast_shapes(p.shape, q.shape)), where=p > 0)
    return (p * np.log(ratio)).sum(axis=-1)


def _log_base(base):
    if not base > 1:
        raise ValueError(f"base is {base!r}; use 2 for bits, e or 10")
    return np.log(base)
