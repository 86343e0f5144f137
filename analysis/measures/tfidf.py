"""TF-IDF: which terms weigh where, with the document frequency spelled out.

Three ways to say what a document is:

- *paragraph* (default): idf over the paragraphs of all speeches, weights summed by strategy;
- *class*: class-based TF-IDF, every strategy one class, rare words judged by their total frequency;
- *document*: every strategy one document. Kept for teaching. With four documents idf can take four values only
  (1.916, 1.511, 1.223, 1.0), and every word that all four use, however unequally, gets the same lowest one.
"""

import numpy as np
import pandas as pd

from analysis.measures.frequency import count_holding, count_terms
from analysis.measures.rarity import class_idf, count_frame, idf_from_holding, inverse_document_frequency

__all__ = [
    "class_idf",
    "class_tfidf",
    "idf_from_holding",
    "inverse_document_frequency",
    "tfidf",
    "tfidf_by_strategy",
    "tfidf_from_counts",
]

PER_THOUSAND = 1_000


def tfidf(counts, idf=None, norm="l2", *, tf="count"):
    """TF-IDF weights: term frequency times inverse document frequency, each row normalised.

    Parameters
    ----------
    counts : DataFrame or array, documents x terms
        Occurrences.
    idf : Series or array, optional
        By term; ``inverse_document_frequency(counts)`` if not given. A Series is matched by term.
    norm : {"l2", "l1", None}
        Divide each row by its Euclidean length, by its sum, or not at all.
    tf : {"count", "share", "log"}
        The count itself, the count divided by the row's total, or 1 + ln(count) (scikit-learn's ``sublinear_tf``).

    Returns
    -------
    DataFrame, documents x terms
        Weights; a row without any word is all zeros.

    Raises
    ------
    ValueError
        If `norm` or `tf` is unknown, or a term has no idf.

    Examples
    --------
    >>> tfidf([[3, 0, 1], [2, 0, 0]]).round(3).values.tolist()
    [[0.906, 0.0, 0.424], [1.0, 0.0, 0.0]]
    """
    counts = count_frame(counts)
    idf = inverse_document_frequency(counts) if idf is None else idf
    if isinstance(idf, pd.Series):
        missing = counts.columns.difference(idf.index)
        if len(missing):
            raise ValueError(f"no idf for the term {missing[0]!r}; compute idf on a table that holds every term")
        idf = idf.reindex(counts.columns).to_numpy()
    if tf not in ("count", "share", "log"):
        raise ValueError(f"tf is {tf!r}; use 'count', 'share' or 'log'")
    if norm not in ("l2", "l1", None):
        raise ValueError(f"norm is {norm!r}; use 'l2', 'l1' or None")
    from sklearn.feature_extraction.text import TfidfTransformer  # a second to import: only who weighs words pays

    values = counts.to_numpy(dtype=float)
    transformer = TfidfTransformer(norm=norm, sublinear_tf=tf == "log")
    transformer.idf_ = np.asarray(idf, dtype=float)
    weights = transformer.transform(_shares(values) if tf == "share" else values)
    return pd.DataFrame(weights.toarray(), index=counts.index, columns=counts.columns)


def class_tfidf(counts, *, bm25=False, reduce_frequent=False):
    """Class-based TF-IDF (c-TF-IDF): share of the term in its class times ``ln(1 + A / f)``.

    Each group is one class, as if its texts were one document; see `class_idf` for A and f. It differs from TF-IDF in
    that rarity is judged by occurrences, not by the number of documents, so it does not collapse when there are four.

    Parameters
    ----------
    counts : DataFrame or array, classes x terms
        Occurrences.
    bm25, reduce_frequent : bool
        BERTopic's options: the BM25-like idf; the square root of the share.

    Returns
    -------
    DataFrame, classes x terms
        Weights; a class without words is all zeros.

    References
    ----------
    Grootendorst, M. (2022). BERTopic: Neural topic modeling with a class-based TF-IDF procedure. arXiv:2203.05794.

    Examples
    --------
    >>> class_tfidf([[2, 1, 0, 4], [0, 1, 3, 4], [1, 0, 0, 6], [0, 0, 5, 2]]).iloc[0].round(4).tolist()
    [0.344, 0.2149, 0.0, 0.2074]
    """
    counts = count_frame(counts)
    shares = _shares(counts.to_numpy(dtype=float))
    shares = np.sqrt(shares) if reduce_frequent else shares
    weights = shares * class_idf(counts, bm25=bm25).to_numpy()
    return pd.DataFrame(weights, index=counts.index, columns=counts.columns)


def tfidf_by_strategy(tokens, *, method="paragraph"):
    """TF-IDF of every term in every strategy, as a long table.

    Parameters
    ----------
    tokens : DataFrame
        The `tokens` table.
    method : {"paragraph", "class", "document"}
        *paragraph*: smoothed idf over the paragraphs of all strategies; un-normalised tf·idf summed over a strategy's
        paragraphs (which is its count times idf), then divided by its kept tokens: the unit is weight per 1,000 kept
        tokens, so that long and short speeches compare. *class*: `class_tfidf` of the strategies (share times idf).
        *document*: scikit-learn's TF-IDF with each strategy one document, rows of length 1 (l2); kept for teaching.

    Returns
    -------
    DataFrame
        ``strategy, term, count, idf, tfidf, rank``; rank 1 is the heaviest term of the strategy. Terms that a strategy
        lacks weigh nothing there and have no row. Sorted by strategy, tfidf descending, term ascending.

    Raises
    ------
    ValueError
        If `method` is unknown.

    Examples
    --------
    >>> tokens = pd.DataFrame({"strategy": pd.Categorical(["东", "东", "东", "西"]), "speech": [1, 1, 1, 2],
    ...                        "paragraph": [1, 1, 2, 1], "term": ["发展", "创新", "创新", "发展"], "kept": True})
    >>> tfidf_by_strategy(tokens).round(2)
      strategy term  count   idf    tfidf  rank
    0        东   创新      2  1.29   858.45     1
    1        东   发展      1  1.29   429.23     2
    2        西   发展      1  1.29  1287.68     1
    """
    holding, paragraphs = count_holding(tokens) if method == "paragraph" else (None, 0)
    return tfidf_from_counts(count_terms(tokens, by="strategy"), holding, paragraphs, method=method)


def tfidf_from_counts(counts, holding=None, paragraphs=0, *, method="paragraph", minimum=0):
    """The table of `tfidf_by_strategy` from counts alone.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        As `frequency.count_terms` gives them.
    holding : Series by term
        Paragraphs of all groups that hold it; for *paragraph* only.
    paragraphs : int
        All paragraphs with kept tokens; for *paragraph* only.
    method : {"paragraph", "class", "document"}
        As in `tfidf_by_strategy`.
    minimum : int
        Leave out terms with fewer occurrences in all groups together; weights stay those of all terms.

    Returns
    -------
    DataFrame
        As `tfidf_by_strategy`.

    Raises
    ------
    ValueError
        If `method` is unknown.

    Examples
    --------
    >>> counts = pd.DataFrame([[2, 1], [0, 1]], index=pd.Index(["东", "西"], name="strategy"), columns=["创新", "发展"])
    >>> tfidf_from_counts(counts, pd.Series([2, 2], index=counts.columns), 3)["tfidf"].round(2).tolist()
    [858.45, 429.23, 1287.68]
    """
    if method == "paragraph":
        idf = idf_from_holding(holding, paragraphs) if paragraphs else pd.Series(dtype=float)
        weights = tfidf(counts, idf, norm=None) if len(counts) else counts.astype(float)
        weights = weights.mul(PER_THOUSAND).div(counts.sum(axis=1), axis=0)
    elif method == "class":
        idf, weights = class_idf(counts), class_tfidf(counts)
    elif method == "document":
        idf = inverse_document_frequency(counts) if len(counts) else pd.Series(dtype=float)
        weights = tfidf(counts, idf) if len(counts) else counts.astype(float)
    else:
        raise ValueError(f"method is {method!r}; use 'paragraph', 'class' or 'document'")
    return _ranked(counts, idf, weights, minimum)


def _ranked(counts, idf, weights, minimum):
    values = counts.to_numpy()
    row, column = np.nonzero(values * (values.sum(axis=0) >= minimum))
    weight = weights.to_numpy(dtype=float)[row, column]
    # equal weights come out of different roundings: compare 12 digits, so that ties fall to the term
    order = np.lexsort((column, -np.round(weight, 12), row))
    row, column, weight = row[order], column[order], weight[order]
    return pd.DataFrame(
        {
            counts.index.name or "strategy": counts.index[row],
            "term": counts.columns[column],
            "count": counts.to_numpy()[row, column],
            "idf": idf.to_numpy(dtype=float)[column],
            "tfidf": weight,
            "rank": np.arange(len(row)) - np.searchsorted(row, row) + 1,
        }
    )


def _shares(values):
    total = values.sum(axis=1, keepdims=True)
    return np.divide(values, total, out=np.zeros_like(values), where=total > 0)
