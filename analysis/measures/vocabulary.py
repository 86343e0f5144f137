"""Words near to one that is asked for: what to try where a text does not hold it."""

from difflib import SequenceMatcher

LIKE = 0.6  # share of characters in common from which two words count as alike


def longer_terms(tokens, term):
    """The longer terms of a text that hold a term: where its string stands, and it is not counted.

    Parameters
    ----------
    tokens : DataFrame
        The table, stop words too.
    term : str
        A word or phrase.

    Returns
    -------
    Series of int
        Occurrences by longer term, the most frequent first; ties by term.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"term": ["安全", "国家安全", "安全屏障", "安全屏障", "经济"], "kind": "word"})
    >>> longer_terms(tokens, "安全").to_dict()
    {'安全屏障': 2, '国家安全': 1}
    """
    counts = tokens.loc[tokens["kind"] != "punctuation", "term"].value_counts(sort=False)
    counts = counts[[term in other and term != other for other in counts.index]]
    return counts.sort_index().sort_values(ascending=False, kind="stable")


def near_terms(tokens, query, *, top=6, kept=True):
    """Terms of a text that are near to a query: those that hold it, those it holds, those alike.

    Parameters
    ----------
    tokens : DataFrame
        The table.
    query : str
        A word or phrase.
    top : int
        How many at most.
    kept : bool
        Only counted terms; with False also stop words.

    Returns
    -------
    list of str
        Terms other than the query: first those that hold it, then those that are a part of it (both the most frequent
        first), then those with at least 60% of the characters in common in the same order (Ratcliff & Metzener's
        ratio, the most alike first), then those that share two neighbouring characters. Ties by term.

    References
    ----------
    Ratcliff, J. W. & Metzener, D. E. (1988). Pattern matching: the Gestalt approach. Dr. Dobb's Journal 13(7).

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"term": ["生态环境", "生态环境", "生态优先", "环境", "经济"], "kept": True})
    >>> near_terms(tokens, "生态"), near_terms(tokens, "好环境"), near_terms(tokens, "海洋")
    (['生态环境', '生态优先'], ['环境', '生态环境'], [])
    """
    pairs = [query[place : place + 2] for place in range(len(query) - 1)]
    rows = tokens[tokens["kept"]] if kept else tokens[tokens["kind"] != "punctuation"]
    found = []
    for term, count in rows["term"].value_counts(sort=False).items():
        if term == query:
            continue
        if query in term:
            found.append((0, -count, term))
        elif term in query and len(term) > 1:
            found.append((1, -count, term))
        elif (ratio := SequenceMatcher(None, query, term, autojunk=False).ratio()) >= LIKE:
            found.append((2, -ratio, term))
        elif shared := sum(pair in term for pair in pairs):
            found.append((3, (-shared, -count), term))
    return [term for *_, term in sorted(found)[:top]]
