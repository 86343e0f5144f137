"""Similarity: how alike the vocabularies of two strategies are; and the map of rows and columns of a table.

No value means much alone: four speeches by one speaker share most of their words. Read each beside the baseline
of shuffled paragraphs.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.measures.contingency import as_given, chi_squared_p, divide

AXIS_FLOOR = 1e-12  # an axis with less inertia than this is rounding


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


@dataclass(frozen=True)
class Correspondence:
    """Result of `correspondence`; axes are numbered from 1, the most important first.

    Attributes
    ----------
    rows, columns : DataFrame, points x axes
        Principal coordinates: distances between rows are chi-squared distances, and so are those between columns.
        A distance between a row and a column means nothing; only directions from the centre do.
    inertia, share : array, one entry an axis
        Principal inertia, and its share of the whole.
    total_inertia : float
        chi2 / N.
    row_contributions, column_contributions : DataFrame, points x axes
        Part of the axis that the point makes; each axis sums to 1.
    row_cos2, column_cos2 : DataFrame, points x axes
        How well the axis shows the point; each point sums to 1 over all axes.
    row_mass, column_mass : Series
        Share of the counts.
    chi2, df, p : float, int, float
        Pearson's test of independence. It takes counts as independent draws; test by permutation before you interpret.
    """

    rows: pd.DataFrame
    columns: pd.DataFrame
    inertia: np.ndarray
    share: np.ndarray
    total_inertia: float
    row_contributions: pd.DataFrame
    column_contributions: pd.DataFrame
    row_cos2: pd.DataFrame
    column_cos2: pd.DataFrame
    row_mass: pd.Series
    column_mass: pd.Series
    chi2: float
    df: int
    p: float


def correspondence(counts):
    """Correspondence analysis of a table of counts.

    With P = counts/N, row masses r and column masses c, the standardised residuals ``S = (P - r·c')/sqrt(r·c')`` are
    decomposed, ``S = U·D·V'``. Principal inertias are D², principal coordinates ``U·D/sqrt(r)`` and ``V·D/sqrt(c)``.
    Signs are fixed: the row farthest out on an axis lies on its positive side.

    Parameters
    ----------
    counts : DataFrame or array, rows x columns
        Two rows and two columns at least, none of them empty.

    Returns
    -------
    Correspondence
        With min(rows, columns) - 1 axes.

    Raises
    ------
    ValueError
        If the table is too small, has a negative count, or an empty row or column.

    References
    ----------
    Greenacre, M. (2017). Correspondence analysis in practice, 3rd ed. Chapman & Hall/CRC.

    Examples
    --------
    >>> result = correspondence([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])
    >>> result.inertia.round(6).tolist(), round(result.chi2, 2), result.df
    ([0.074759, 0.010017, 0.000414], 16.44, 12)
    """
    counts = _checked(counts if isinstance(counts, pd.DataFrame) else pd.DataFrame(np.asarray(counts)))
    values = counts.to_numpy(dtype=float)
    shares = values / values.sum()
    r, c = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(r, c)
    residuals = (shares - expected) / np.sqrt(expected)
    axes = min(values.shape) - 1
    u, d, vt = np.linalg.svd(residuals, full_matrices=False)
    u, v = u[:, :axes], vt[:axes].T
    d = np.where(d[:axes] ** 2 > AXIS_FLOOR, d[:axes], 0.0)
    farthest = np.abs(u / np.sqrt(r)[:, None]).round(9).argmax(axis=0)
    sign = np.where(u[farthest, np.arange(axes)] < 0, -1, 1)
    rows, columns = sign * u * d / np.sqrt(r)[:, None], sign * v * d / np.sqrt(c)[:, None]
    total = float((residuals**2).sum())
    df = (values.shape[0] - 1) * (values.shape[1] - 1)
    chi2 = total * values.sum()
    names = pd.RangeIndex(1, axes + 1, name="axis")
    return Correspondence(
        rows=pd.DataFrame(rows, counts.index, names),
        columns=pd.DataFrame(columns, counts.columns, names),
        inertia=d**2,
        share=divide(d**2, np.sum(d**2)),
        total_inertia=total,
        row_contributions=pd.DataFrame(np.where(d > 0, u**2, 0.0), counts.index, names),
        column_contributions=pd.DataFrame(np.where(d > 0, v**2, 0.0), counts.columns, names),
        row_cos2=pd.DataFrame(divide(rows**2, (rows**2).sum(axis=1, keepdims=True)), counts.index, names),
        column_cos2=pd.DataFrame(divide(columns**2, (columns**2).sum(axis=1, keepdims=True)), counts.columns, names),
        row_mass=pd.Series(r, counts.index, name="mass"),
        column_mass=pd.Series(c, counts.columns, name="mass"),
        chi2=float(chi2),
        df=df,
        p=chi_squared_p(chi2, df),
    )


def _checked(counts):
    values = counts.to_numpy(dtype=float)
    if values.ndim != 2 or min(values.shape) < 2:
        raise ValueError(f"a table of {values.shape[0]} x {values.shape[1]}: two rows and two columns are needed")
    if not (values >= 0).all():
        raise ValueError(f"count {values.min():g}: counts are 0 or more")
    for labels, total, what in (
        (counts.index, values.sum(axis=1), "row"),
        (counts.columns, values.sum(axis=0), "column"),
    ):
        if not (total > 0).all():
            raise ValueError(
                f"{what} {labels[int(np.argmin(total))]} is empty: leave it out, it has no place on the map"
            )
    return counts
