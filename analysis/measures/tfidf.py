"""TF-IDF: which terms weigh where, and how rare they are, with the document frequency spelled out.

Three ways to say what a document is:

- *paragraph* (default): idf over the paragraphs of all speeches, weights summed by strategy;
- *class*: class-based TF-IDF, every strategy one class, rare words judged by their total frequency;
- *document*: every strategy one document. Kept for teaching. With four documents idf can take four values only
  (1.916, 1.511, 1.223, 1.0), and every word that all four use, however unequally, gets the same lowest one.
"""

import numpy as np
import pandas as pd

from analysis.measures.contingency import divide

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
    tf : {"count", "share"}
        The count itself, or the count divided by the row's total.

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
    if tf not in ("count", "share"):
        raise ValueError(f"tf is {tf!r}; use 'count' or 'share'")
    if norm not in ("l2", "l1", None):
        raise ValueError(f"norm is {norm!r}; use 'l2', 'l1' or None")
    from sklearn.feature_extraction.text import TfidfTransformer  # a second to import: only who weighs words pays

    values = counts.to_numpy(dtype=float)
    transformer = TfidfTransformer(norm=norm)
    transformer.idf_ = np.asarray(idf, dtype=float)
    weights = transformer.transform(_shares(values) if tf == "share" else values)
    return pd.DataFrame(weights.toarray(), index=counts.index, columns=counts.columns)


def class_tfidf(counts):
    """Class-based TF-IDF (c-TF-IDF): share of the term in its class times ``ln(1 + A / f)``.

    Each group is one class, as if its texts were one document; see `class_idf` for A and f. It differs from TF-IDF in
    that rarity is judged by occurrences, not by the number of documents, so it does not collapse when there are four.

    Parameters
    ----------
    counts : DataFrame or array, classes x terms
        Occurrences.

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
    weights = _shares(counts.to_numpy(dtype=float)) * class_idf(counts).to_numpy()
    return pd.DataFrame(weights, index=counts.index, columns=counts.columns)


def tfidf_from_counts(counts, holding=None, paragraphs=0, *, method="paragraph", minimum=0):
    """TF-IDF of every term in every group, as a long table.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        As `frequency.count_terms` gives them.
    holding : Series by term
        Paragraphs of all groups that hold it; for *paragraph* only.
    paragraphs : int
        All paragraphs with kept tokens; for *paragraph* only.
    method : {"paragraph", "class", "document"}
        *paragraph*: smoothed idf over the paragraphs of all groups; un-normalised tf·idf summed over a group's
        paragraphs (which is its count times idf), then divided by its kept tokens: the unit is weight per 1,000 kept
        tokens, so that long and short speeches compare. *class*: `class_tfidf` of the groups (share times idf).
        *document*: scikit-learn's TF-IDF with each group one document, rows of length 1 (l2); kept for teaching.
    minimum : int
        Leave out terms with fewer occurrences in all groups together; weights stay those of all terms.

    Returns
    -------
    DataFrame
        ``strategy, term, count, idf, tfidf, rank``; rank 1 is the heaviest term of the group. Terms that a group lacks
        weigh nothing there and have no row. Sorted by group, tfidf descending, term ascending.

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
        idf = idf_from_holding(holding, paragraphs)
        weights = counts.mul(idf, axis=1).mul(PER_THOUSAND).div(counts.sum(axis=1), axis=0)
    elif method == "class":
        idf, weights = class_idf(counts), class_tfidf(counts)
    elif method == "document":
        idf = inverse_document_frequency(counts) if len(counts) else pd.Series(dtype=float)
        weights = tfidf(counts, idf) if len(counts) else counts.astype(float)
    else:
        raise ValueError(f"method is {method!r}; use 'paragraph', 'class' or 'document'")
    return _ranked(counts, idf, weights, minimum)


def beside_rest(table, counts):
    """A table of weights with how often each word is said here and in the rest: a rare word weighs much anyhow.

    Adds ``times``, ``((a + ½)/n1) / ((b + ½)/n2)`` as the verdicts take it (missing where there is no rest), and
    ``more``: said more often here than there, or there is no rest.

    Examples
    --------
    >>> counts = pd.DataFrame([[2, 1], [1, 6]], index=pd.Index(["东", "西"], name="strategy"), columns=["创新", "发展"])
    >>> table = beside_rest(tfidf_from_counts(counts, method="class"), counts)
    >>> table[["term", "times", "more"]].round(2).values.tolist()
    [['创新', 3.89, True], ['发展', 0.54, False], ['发展', 1.86, True], ['创新', 0.26, False]]
    """
    totals = counts.sum(axis=1)
    row, column = counts.index.get_indexer(table["strategy"]), counts.columns.get_indexer(table["term"])
    here, total = table["count"].to_numpy(), totals.to_numpy()[row]
    rest, rest_total = counts.to_numpy().sum(axis=0)[column] - here, totals.sum() - total
    times = np.where(rest_total > 0, divide((here + 0.5) * rest_total, total * (rest + 0.5)), np.nan)
    return table.assign(times=times, more=(times > 1) | np.isnan(times))


def _ranked(counts, idf, weights, minimum):
    values = counts.to_numpy()
    row, column = np.nonzero(values * (values.sum(axis=0) >= minimum))
    weight = weights.to_numpy(dtype=float)[row, column]
    # equal weights come out of different roundings: compare 12 digits, so that ties fall to the term
    order = np.lexsort((column, -np.round(weight, 12), row))
    row, column, weight = row[order], column[order], weight[order]
    table = pd.DataFrame({counts.index.name or "strategy": counts.index[row], "term": counts.columns[column]})
    rank = np.arange(len(row)) - np.searchsorted(row, row) + 1
    return table.assign(count=values[row, column], idf=idf.to_numpy(dtype=float)[column], tfidf=weight, rank=rank)


def _shares(values):
    total = values.sum(axis=1, keepdims=True)
    return np.divide(values, total, out=np.zeros_like(values), where=total > 0)


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
    logs = np.log(ratio) if base is None else np.log(ratio) / np.log(base)
    return pd.Series(logs + offset, index=holding.index, name="idf")


def class_idf(counts):
    """Rarity of a term over classes: ``ln(1 + A / f)``.

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
    rarity = np.where(total > 0, np.log1p(mean_size / np.maximum(total, 1)), 0.0)
    return pd.Series(rarity, index=counts.columns, name="idf")


def count_frame(counts):
    """A table of counts as a DataFrame, whatever it came as."""
    return counts if isinstance(counts, pd.DataFrame) else pd.DataFrame(np.atleast_2d(np.asarray(counts)))
