"""How rare a term is: over documents (idf), and over the tokens of classes."""

import numpy as np
import pandas as pd


def inverse_document_frequency(counts, smooth=True, *, offset=1.0, base=None):
    """Inverse document frequency of every term.

    ``ln((1 + n) / (1 + df)) + offset`` with `smooth`, ``ln(n / df) + offset`` without, n being the number of documents
    (rows) and df the number of rows that hold the term. The defaults are scikit-learn's; the textbook's are
    ``smooth=False, offset=0``.

    Parameters
    ----------
    counts : DataFrame or array, documents x terms
        Occurrences.
    smooth : bool
        Add one document that holds every term once; then no term divides by zero.
    offset : float
        Added at the end, so that a term in every document keeps a weight.
    base : float, optional
        Base of the logarithm; natural if not given.

    Returns
    -------
    Series
        idf by term.

    Raises
    ------
    ValueError
        If there is no document, or without `smooth` if a term stands in none.

    References
    ----------
    Spärck Jones, K. (1972). A statistical interpretation of term specificity. Journal of Documentation 28, 11-21.
    scikit-learn user guide, "Tf-idf term weighting".

    Examples
    --------
    >>> inverse_document_frequency([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]]).round(4).tolist()
    [1.0, 2.2528, 1.8473]
    """
    counts = count_frame(counts)
    if len(counts) == 0:
        raise ValueError("counts has no rows: idf needs at least one document")
    df = pd.Series((counts.to_numpy() > 0).sum(axis=0), index=counts.columns)
    return idf_from_holding(df, len(counts), smooth, offset=offset, base=base)


def idf_from_holding(holding, documents, smooth=True, *, offset=1.0, base=None):
    """Inverse document frequency where the documents that hold each term are counted already.

    Parameters
    ----------
    holding : Series by term
        Number of documents that hold it.
    documents : int
        Number of all documents.
    smooth, offset, base
        As in `inverse_document_frequency`.

    Raises
    ------
    ValueError
        Without `smooth`, if a term stands in no document.

    Examples
    --------
    >>> idf_from_holding(pd.Series([6, 1, 2], index=["发展", "创新", "开放"]), 6).round(4).tolist()
    [1.0, 2.2528, 1.8473]
    """
    df = holding.to_numpy()
    if not smooth and (df == 0).any():
        term = holding.index[int(np.argmin(df))]
        raise ValueError(f"term {term!r} stands in no document: drop its column or use smooth=True")
    ratio = (1 + documents) / (1 + df) if smooth else documents / df
    return pd.Series(_log(ratio, base) + offset, index=holding.index, name="idf")


def class_idf(counts, *, bm25=False):
    """Rarity of a term over classes: ``ln(1 + A / f)``; with `bm25`, ``ln(1 + (A - f + 0.5) / (f + 0.5))``.

    f is the term's occurrences in all classes together, A the mean number of tokens of a class, cut to a whole number
    as BERTopic does. A term that no class holds gets 0.

    Examples
    --------
    >>> class_idf([[2, 1, 0, 4], [0, 1, 3, 4], [1, 0, 0, 6], [0, 0, 5, 2]]).round(4).tolist()
    [1.204, 1.5041, 0.6286, 0.3629]
    """
    counts = count_frame(counts)
    values = counts.to_numpy(dtype=float)
    mean_size = int(values.sum(axis=1).mean()) if len(values) else 0
    total = values.sum(axis=0)
    ratio = (mean_size - total + 0.5) / (total + 0.5) if bm25 else mean_size / np.maximum(total, 1)
    return pd.Series(np.where(total > 0, np.log1p(ratio), 0.0), index=counts.columns, name="idf")


def _log(values, base):
    return np.log(values) if base is None else np.log(values) / np.log(base)


def count_frame(counts):
    """A table of counts as a DataFrame, whatever it came as."""
    return counts if isinstance(counts, pd.DataFrame) else pd.DataFrame(np.atleast_2d(np.asarray(counts)))
