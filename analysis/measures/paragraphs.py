"""Counts by paragraph as arrays: what shuffling and drawing paragraphs have in common."""

from math import comb
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.frequency import PARAGRAPH, count_codes, count_terms

SEED = 20231012
CELLS = 4_000_000  # of an intermediate array: 32 MB
LARGE = 20_000_000  # cells, paragraphs x terms: beyond them nearly all are 0, and a table would take gigabytes


class SparseCounts(NamedTuple):
    """Counts of many paragraphs: what is 0 is not held.

    Attributes
    ----------
    index : MultiIndex
        strategy, speech, paragraph.
    columns : Index
        The terms.
    values : scipy.sparse.csr_array of int64, paragraphs x terms
    """

    index: pd.MultiIndex
    columns: pd.Index
    values: object


def count_paragraphs(tokens, *, large=LARGE):
    """Count the kept tokens of every paragraph, as `resampling` and `stability` take them.

    Parameters
    ----------
    tokens : DataFrame
        The `tokens` table.
    large : int
        Cells from which the counts are held sparsely.

    Returns
    -------
    DataFrame or SparseCounts
        ``count_terms(tokens, by="paragraph")``; of a large corpus the same as `SparseCounts`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"strategy": "东", "speech": 1, "paragraph": [1, 2], "term": ["江", "海"], "kept": True})
    >>> count_paragraphs(tokens).to_numpy().tolist(), count_paragraphs(tokens, large=4).values.toarray().tolist()
    ([[1, 0], [0, 1]], [[1, 0], [0, 1]])
    """
    group, index, code, terms = count_codes(tokens, PARAGRAPH)
    if len(index) * len(terms) < large:
        return count_terms(tokens, by="paragraph")
    from scipy import sparse  # half a second to import: only a large corpus pays

    ones = np.ones(len(group), dtype="int64")
    return SparseCounts(index, terms, sparse.csr_array((ones, (group, code)), shape=(len(index), len(terms))))


def paragraph_table(counts, totals):
    """Cut a table of counts by paragraph into its parts.

    Returns
    -------
    groups : Index
        The strategies, in order.
    label : array of int, one a paragraph
        Position of the paragraph's strategy in `groups`.
    values : array of float, paragraphs x terms
        Terms that nobody uses are left out; a csr_array if `counts` are `SparseCounts`.
    sizes : array of float
        The totals.
    terms : array of str

    Raises
    ------
    ValueError
        If the table is empty, or a total is 0, missing or below a count.
    """
    sparse = isinstance(counts, SparseCounts)
    values = counts.values.astype(float) if sparse else counts.to_numpy(dtype=float)
    sizes = values.sum(axis=1) if totals is None else np.asarray(totals, dtype=float)
    if not len(counts.index) or not values.sum() > 0:
        raise ValueError("no counts: there is no paragraph with a term in it to be resampled")
    if sizes.shape != values.shape[:1] or not (sizes > 0).all():
        raise ValueError(
            f"totals: {values.shape[0]} numbers above 0 are needed, one a paragraph; leave out paragraphs without words"
        )
    if values.min() < 0 or np.isnan(values.sum()):
        raise ValueError(f"count {values.min():g}: counts are 0 or more")
    column = counts.index.get_level_values(0)
    groups = column.unique().sort_values()
    used = values.sum(axis=0) > 0
    return groups, groups.get_indexer(column), values[:, used], sizes, counts.columns.to_numpy(dtype=object)[used]


def dense(values, rows, columns):
    """Some rows and columns as an array, whatever they are held in."""
    return values[rows][:, columns].toarray() if hasattr(values, "toarray") else values[np.ix_(rows, columns)]


def shares(values, sizes):
    """Counts divided by the totals of their paragraphs."""
    return values.multiply(1 / sizes[:, None]).tocsr() if hasattr(values, "multiply") else values / sizes[:, None]


def each_once(values):
    """Columns without their doubles, and for every column the place of its like.

    Most words occur once: those of one paragraph have the same counts, and are computed once.
    """
    if hasattr(values, "toarray"):
        return values, np.arange(values.shape[1])
    return np.unique(values, axis=1, return_inverse=True)


def ways(total, chosen):
    """How many ways to choose; inf where that is more than a number can hold."""
    try:
        return float(comb(total, chosen))
    except OverflowError:
        return np.inf


def chunks(total, width):
    """Sizes of blocks that sum to `total`, each of no more cells than memory should hold at once.

    Examples
    --------
    >>> list(chunks(5, 1_500_000))
    [2, 2, 1]
    """
    size = max(1, CELLS // max(width, 1))
    for start in range(0, total, size):
        yield min(size, total - start)
