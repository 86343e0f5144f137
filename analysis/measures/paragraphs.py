"""Counts by paragraph as arrays: what shuffling and drawing paragraphs have in common."""

import numpy as np

SEED = 20231012
CELLS = 4_000_000  # of an intermediate array: 32 MB


def paragraph_table(counts, totals):
    """Cut a table of counts by paragraph into its parts.

    Returns
    -------
    groups : Index
        The strategies, in order.
    label : array of int, one a paragraph
        Position of the paragraph's strategy in `groups`.
    values : array of float, paragraphs x terms
        Terms that nobody uses are left out.
    sizes : array of float
        The totals.
    terms : array of str

    Raises
    ------
    ValueError
        If the table is empty, or a total is 0, missing or below a count.
    """
    values = counts.to_numpy(dtype=float)
    sizes = values.sum(axis=1) if totals is None else np.asarray(totals, dtype=float)
    if not len(counts) or not values.sum() > 0:
        raise ValueError("no counts: there is no paragraph with a term in it to be resampled")
    if sizes.shape != (len(values),) or not (sizes > 0).all():
        raise ValueError(
            f"totals: {len(values)} numbers above 0 are needed, one a paragraph; leave out paragraphs without words"
        )
    if not (values >= 0).all():
        raise ValueError(f"count {values.min():g}: counts are 0 or more")
    column = counts.index.get_level_values(0)
    groups = column.unique().sort_values()
    used = values.sum(axis=0) > 0
    return groups, groups.get_indexer(column), values[:, used], sizes, counts.columns.to_numpy(dtype=object)[used]


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
