"""Similarity: how alike the vocabularies of two strategies are.

No value means much alone: four speeches by one speaker share most of their words. Read each beside the baseline
of shuffled paragraphs.
"""

from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.contingency import as_given
from analysis.measures.correspondence import Correspondence, correspondence

__all__ = [
    "Correspondence",
    "burrows_delta",
    "correspondence",
    "cosine",
    "jaccard",
    "jaccard_bags",
    "jensen_shannon",
    "kullback_leibler",
    "similarity_table",
    "standard_scores",
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


def kullback_leibler(p, q, base=2):
    """Kullback-Leibler divergence of p from q, ``Σ p·log(p/q)``; inf if p holds a word that q lacks.

    Examples
    --------
    >>> kullback_leibler([1, 0], [1, 1])
    1.0
    """
    p, q = _shares(p, q)
    impossible = ((p > 0) & (q == 0)).any(axis=-1)
    return as_given(np.where(impossible, np.inf, _relative_entropy(p, np.where(q > 0, q, 1)) / _log_base(base)))


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


def jaccard(a, b):
    """Jaccard index of two sets, shared members over all members, 0 to 1.

    Examples
    --------
    >>> jaccard([1, 2, 3], [2, 3, 4])
    0.5
    """
    a, b = set(a), set(b)
    if not a | b:
        raise ValueError("both sets are empty: nothing to compare")
    return len(a & b) / len(a | b)


def jaccard_bags(a, b):
    """Jaccard index of two bags, in which members repeat: ``Σ min / (size of a + size of b)``, 0 to ½.

    Examples
    --------
    >>> jaccard_bags("aaab", "aabbc")
    0.3333333333333333
    """
    a, b = Counter(a), Counter(b)
    if not a and not b:
        raise ValueError("both bags are empty: nothing to compare")
    return (a & b).total() / (a.total() + b.total())


def standard_scores(shares):
    """Z-scores of the shares of each word over the groups, with the sample standard deviation (n - 1).

    Parameters
    ----------
    shares : DataFrame or array, groups x words
        Shares, not counts.

    Returns
    -------
    array, groups x words
        0 where a word is used equally in all groups.

    Raises
    ------
    ValueError
        If there are fewer than two groups.

    Examples
    --------
    >>> standard_scores([[0.1, 0.2], [0.2, 0.2], [0.3, 0.2]]).tolist()
    [[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]
    """
    values = np.asarray(shares, dtype=float)
    if values.ndim != 2 or len(values) < 2:
        raise ValueError(f"{len(values)} group: a standard deviation needs two groups or more")
    spread = values.std(axis=0, ddof=1)
    # equal shares leave a spread of rounding errors only: those words tell nothing
    same = spread <= 1e-12 * np.abs(values).max(axis=0)
    return np.where(same, 0.0, (values - values.mean(axis=0)) / np.where(same, 1, spread))


def burrows_delta(z, other):
    """Burrows's Delta: the mean absolute difference of two texts' z-scores over the most frequent words.

    Parameters
    ----------
    z, other : array, (..., words)
        Z-scores of the same words, see `standard_scores`.

    References
    ----------
    Burrows, J. (2002). 'Delta': a measure of stylistic difference and a guide to likely authorship. LLC 17, 267-287.

    Examples
    --------
    >>> burrows_delta([1.0, -1.0], [0.0, 1.0])
    1.5
    """
    return as_given(np.abs(np.asarray(z, dtype=float) - np.asarray(other, dtype=float)).mean(axis=-1))


def similarity_table(counts, *, base=2):
    """All pairs of groups, with the similarity of their vocabularies.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        `frequency.count_terms`, grouped by one column.
    base : float
        Of the logarithm in the divergence.

    Returns
    -------
    DataFrame
        ``strategy, other, cosine, jensen_shannon, jaccard, shared_terms, terms``. Cosine and divergence compare the
        shares of words, jaccard the sets of words: ``shared_terms`` of ``terms`` different ones are used by both. One
        row a pair, in the order of the groups.

    Raises
    ------
    ValueError
        If there are fewer than two groups or one is empty.

    Examples
    --------
    >>> counts = pd.DataFrame([[4, 2, 0], [2, 1, 0], [0, 1, 5]], index=pd.Index(["东", "中", "西"], name="strategy"))
    >>> similarity_table(counts).round(3)
      strategy other  cosine  jensen_shannon  jaccard  shared_terms  terms
    0        东     中   1.000            0.00    1.000             2      2
    1        东     西   0.088            0.77    0.333             1      3
    2        中     西   0.088            0.77    0.333             1      3
    """
    values = counts.to_numpy(dtype=float)
    if len(values) < 2 or not (values.sum(axis=1) > 0).all():
        raise ValueError(
            f"{int((values.sum(axis=1) > 0).sum())} of {len(values)} groups have words; two are needed, none empty"
        )
    first, second = np.array(list(combinations(range(len(values)), 2))).T
    one, two = values[first], values[second]
    shared, union = ((one > 0) & (two > 0)).sum(axis=1), ((one > 0) | (two > 0)).sum(axis=1)
    return pd.DataFrame(
        {
            counts.index.name or "strategy": counts.index[first],
            "other": counts.index[second],
            "cosine": cosine(one, two),
            "jensen_shannon": jensen_shannon(one, two, base),
            "jaccard": shared / union,
            "shared_terms": shared,
            "terms": union,
        }
    )


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
