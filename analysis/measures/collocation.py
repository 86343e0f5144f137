"""The company a word keeps: its neighbours within the sentence, with their counts and how strongly they attract.

A window runs over all tokens but punctuation, so stop words and numbers take a place in it, and it crosses
commas and 、 but never the end of a sentence: this register strings its clauses with commas, and what belongs
together often stands on both sides of one. Only kept tokens are counted as neighbours.

Of two words joint is how often they occur together, first and second how often each occurs, total how many units
(places, bigrams, documents) there are::

                  second     not second
    first         joint      first - joint      first
    not first     ...        ...
                  second                        total

All measures have limits for joint = 0: pmi, t_score and log_dice are -inf there, npmi is -1.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.contingency import as_given, divide, log_likelihood
from analysis.measures.frequency import count_terms
from analysis.tables import SENTENCE

COUNTS = ["joint", "node_count", "term_count", "window_tokens", "total"]
EDGES = [
    "source", "target", "order", "joint", "source_count", "target_count", "expected", "g2", "npmi", "log_dice"
]  # fmt: skip


def collocates(tokens, node, *, window=5, by=None, min_joint=1):
    """Neighbours of a word and the strength of their association.

    The units are the places of kept tokens other than the node's own. A place is near if it lies in the window of any
    occurrence of the node (counted once where windows overlap): ``window_tokens`` places are near, ``joint`` of them
    hold the term, which has ``term_count`` occurrences in the ``total`` places. G², PMI, NPMI and the t-score are
    those of this table. logDice is 14 + log2(2·joint/(node_count + term_count)), as its author defines it for words.

    Parameters
    ----------
    tokens : DataFrame
        The `tokens` table.
    node : str or collection of str
        The word, or several taken as one (the terms of a theme, say).
    window : int or (int, int)
        Places to the left and to the right.
    by : str, optional
        Column of groups to be treated one by one, such as ``"strategy"``.
    min_joint : int
        Leave out terms met less often.

    Returns
    -------
    DataFrame
        ``[by,] term, joint, node_count, term_count, window_tokens, total, expected, g2, pmi, npmi, t_score,
        log_dice``. g2 has a minus where the term is met less often than expected. Sorted by group, g2 descending,
        term ascending. A group that lacks the node has no rows.

    Raises
    ------
    ValueError
        If no group holds the node, or the window is not positive.

    References
    ----------
    Evert, S. (2008). Corpora and collocations. In Corpus Linguistics: an International Handbook, ch. 58.

    Examples
    --------
    >>> terms = ["推动", "绿色", "发展", "坚持", "绿色", "发展", "扩大", "开放"]
    >>> tokens = pd.DataFrame({"speech": 1, "paragraph": 1, "sentence": [1, 1, 1, 2, 2, 2, 3, 3], "start": range(8),
    ...                        "term": terms, "kind": "word", "kept": True})
    >>> collocates(tokens, "发展", window=1)[["term", "joint", "node_count", "term_count", "window_tokens", "total"]]
      term  joint  node_count  term_count  window_tokens  total
    0   绿色      2           2           2              2      6
    """
    return _collocates(_running_words(tokens), node, window, by, min_joint)


def collocation_network(tokens, node, *, by="strategy", window=5, top=12, min_joint=2):
    """The network around a word, group by group: its strongest neighbours and the ties between them.

    Of each group the `top` neighbours with positive association are taken (highest G², met at least `min_joint`
    times), then every pair of them that itself meets within the window and attracts.

    Parameters
    ----------
    tokens, node, window
        As in `collocates`; node is one word.
    by : str
        Column of the groups to be compared.
    top : int
        Neighbours a group.
    min_joint : int
        Fewest meetings of an edge.

    Returns
    -------
    DataFrame
        ``strategy, source, target, order, joint, source_count, target_count, expected, g2, npmi, log_dice, groups``.
        Order 1 is an edge of the node, order 2 one between two neighbours. ``groups`` is the number of groups whose
        network has this edge: 1 means only here. Sorted by group, order, g2 descending, source and target. Groups
        without the node, or without a neighbour that qualifies, have no rows.

    Raises
    ------
    ValueError
        If no group holds the node, or `top` is below 1.

    Examples
    --------
    >>> terms = ["推动", "绿色", "发展", "坚持", "绿色", "发展", "扩大", "开放"]
    >>> tokens = pd.DataFrame({"speech": 1, "paragraph": 1, "sentence": [1, 1, 1, 2, 2, 2, 3, 3], "start": range(8),
    ...                        "term": terms, "kind": "word", "kept": True, "strategy": "东"})
    >>> collocation_network(tokens, "发展", window=1)[["strategy", "source", "target", "order", "joint", "groups"]]
      strategy source target  order  joint  groups
    0        东     发展     绿色      1      2       1
    """
    if top < 1:
        raise ValueError(f"top is {top!r}; take at least one neighbour")
    rows = _running_words(tokens)
    first = _collocates(rows, node, window, by, min_joint)
    first = first[first["g2"] > 0].groupby(by, observed=True, sort=True).head(top)
    edges = [_edges(first, node, by, 1)]
    for group, near in first.groupby(by, observed=True, sort=True):
        part, names = rows[rows[by] == group], sorted(near["term"])
        for place, name in enumerate(names[:-1]):
            others = _collocates(part, name, window, by, min_joint)
            edges.append(_edges(others[others["term"].isin(names[place + 1 :]) & (others["g2"] > 0)], name, by, 2))
    network = pd.concat(edges, ignore_index=True)
    network["groups"] = network.groupby(["source", "target"])[by].transform("size").astype("int64")
    network = network.sort_values([by, "order", "g2", "source", "target"], ascending=[True, True, False, True, True])
    return network.reset_index(drop=True)


def window_sides(window):
    """Places to the left and to the right.

    Raises
    ------
    ValueError
        If there are none.

    Examples
    --------
    >>> window_sides(5), window_sides((0, 3))
    ((5, 5), (0, 3))
    """
    left, right = (window, window) if np.ndim(window) == 0 else window
    if left < 0 or right < 0 or left + right < 1:
        raise ValueError(f"window is {window!r}; give the number of words to look at on each side, 1 or more in all")
    return left, right


def _running_words(tokens):
    rows = tokens[tokens["kind"].astype(str) != "punctuation"]
    rows = rows.sort_values([*SENTENCE, "start"], kind="stable")
    return rows.assign(place=rows.groupby(SENTENCE, sort=False).ngroup())


def _collocates(rows, node, window, by, min_joint):
    nodes = {node} if isinstance(node, str) else set(node)
    kept, is_node = rows["kept"].to_numpy(dtype=bool), rows["term"].isin(nodes).to_numpy()
    near = near_places(kept & is_node, rows["place"].to_numpy(), *window_sides(window)) & kept & ~is_node
    counts, joint = (count_terms(part, by or "speech") for part in (rows, rows[near]))
    joint = joint.reindex(index=counts.index, columns=counts.columns, fill_value=0)
    return collocates_from_counts(counts, joint, nodes, by=by, min_joint=min_joint)


def _associated(terms, joint, term_count, node_count, min_joint):
    """The table of one group from its counts by term."""
    counts = pd.DataFrame({"term": terms, "joint": joint, "term_count": term_count})
    totals = {"node_count": node_count, "window_tokens": int(joint.sum()), "total": int(term_count.sum())}
    counts = counts[counts["joint"] >= max(min_joint, 1)].astype({"term": "str", "joint": "int64"})
    counts = counts.assign(**totals)[["term", *COUNTS]]
    if len(counts):
        table = (counts[name].to_numpy() for name in ("joint", "window_tokens", "term_count", "total"))
        counts = counts.assign(**association(*table)._asdict())
        counts["log_dice"] = log_dice(counts["joint"], counts["node_count"], counts["term_count"])
    else:
        counts = counts.assign(**dict.fromkeys(Association._fields, 0.0))
    order = np.lexsort((counts["term"].rank().to_numpy(), -counts["g2"].round(9).to_numpy()))
    return counts.iloc[order].reset_index(drop=True)


def near_places(is_node, sentence, left, right):
    """Which places lie within the window of an occurrence of the node, in the same sentence.

    Examples
    --------
    >>> near_places(np.array([False, True, False, False]), np.array([1, 1, 1, 2]), 1, 2).tolist()
    [True, False, True, False]
    """
    at = np.flatnonzero(is_node)
    near = np.zeros(len(is_node), dtype=bool)
    for step in [*range(-left, 0), *range(1, right + 1)]:
        other = at + step
        inside = (other >= 0) & (other < len(is_node))
        inside[inside] = sentence[other[inside]] == sentence[at[inside]]
        near[other[inside]] = True
    return near


def collocates_from_counts(counts, joint, node, *, by=None, min_joint=1):
    """The table of `collocates` from counts alone, for a corpus too large to hold its tokens.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        Occurrences of kept tokens, as `frequency.count_terms` gives them.
    joint : DataFrame, groups x terms
        Places near the node, as `analysis.counts.batches` counts them.
    node, min_joint
        As in `collocates`.
    by : str, optional
        Name of the column of groups; None adds all groups up.

    Returns
    -------
    DataFrame
        As `collocates`.

    Raises
    ------
    ValueError
        If no group holds the node.

    Examples
    --------
    >>> groups, terms = pd.Index(["东"], name="strategy"), ["发展", "开放", "绿色"]
    >>> counts = pd.DataFrame([[2, 3, 2]], index=groups, columns=terms)
    >>> joint = pd.DataFrame([[0, 0, 2]], index=groups, columns=terms)
    >>> collocates_from_counts(counts, joint, "发展")[["term", "joint", "node_count", "term_count", "total"]]
      term  joint  node_count  term_count  total
    0   绿色      2           2           2      5
    """
    nodes = {node} if isinstance(node, str) else set(node)
    if by is None:
        counts, joint = counts.sum().to_frame().T, joint.sum().to_frame().T
    is_node, tables = counts.columns.isin(nodes), []
    for place, (count, near) in enumerate(zip(counts.to_numpy(), joint.to_numpy(), strict=True)):
        own = ~is_node & (count > 0)
        if node_count := int(count[is_node].sum()):
            tables.append(_associated(counts.columns[own], near[own], count[own], node_count, min_joint))
            if by is not None:
                tables[-1].insert(0, by, counts.index[[place]].repeat(len(tables[-1])))
    if not tables:
        raise ValueError(f"{'、'.join(sorted(nodes))} is not among the kept tokens; count_terms lists what is")
    return pd.concat(tables, ignore_index=True)


def _edges(table, source, by, order):
    edges = table.rename(columns={"term": "target", "node_count": "source_count", "term_count": "target_count"})
    return edges.assign(source=source, order=order)[[by, *EDGES]]


class Association(NamedTuple):
    """Six measures of association; fields by name, by position, or by key as in a dictionary."""

    expected: float
    g2: float
    pmi: float
    npmi: float
    t_score: float
    log_dice: float

    def __getitem__(self, key):
        """Take a field by its name too: ``result["g2"]``."""
        return getattr(self, key) if isinstance(key, str) else tuple.__getitem__(self, key)


def association(joint, first, second, total, *, signed=True):
    """Association of two words: expected count, G², PMI, NPMI, t-score and logDice.

    - ``expected = first·second/total``
    - ``g2``: log-likelihood ratio of the four cells (Dunning 1993). With `signed` it has a minus where the two
      occur together less often than expected (as in UCS).
    - ``pmi = log2(joint/expected)``: favours rare words.
    - ``npmi = pmi / -log2(joint/total)``: -1 never together, 0 independent, 1 only together (Bouma 2009).
    - ``t_score = (joint - expected)/sqrt(joint)``: favours frequent words.
    - ``log_dice = 14 + log2(2·joint/(first + second))``: at most 14, does not depend on total (Rychlý 2008).

    Parameters
    ----------
    joint, first, second, total : int or array
        Scalars in, scalars out; arrays broadcast.
    signed : bool
        See g2.

    Returns
    -------
    Association
        A named tuple in the order above, of floats or arrays.

    Raises
    ------
    ValueError
        If a word does not occur (first or second below 1), or the counts contradict one another.

    References
    ----------
    Church, K. W. & Hanks, P. (1990). Word association norms, mutual information, and lexicography. CL 16, 22-29.
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL, 31-40.
    Rychlý, P. (2008). A lexicographer-friendly association score. RASLAN, 6-9.
    Evert, S. (2008). Corpora and collocations. In Corpus Linguistics: an International Handbook, ch. 58.

    Examples
    --------
    >>> result = association(20, 42, 20, 14307668)
    >>> round(result.pmi, 2), round(result["npmi"], 2)
    (18.38, 0.94)
    """
    joint, first, second, total = _checked(joint, first, second, total)
    expected = first * second / total
    met = np.where(joint > 0, joint, 1.0)
    pmi = np.where(joint > 0, np.log2(met / expected), -np.inf)
    surprise = -np.log2(met / total)
    npmi = np.where(joint > 0, np.clip(divide(np.where(joint > 0, pmi, 0), surprise, empty=1.0), -1, 1), -1.0)
    t_score = np.where(joint > 0, (joint - expected) / np.sqrt(met), -np.inf)
    g2 = np.asarray(log_likelihood(*_rows(joint, first, second, total), signed=signed))
    values = (expected, g2, pmi, npmi, t_score, log_dice(joint, first, second))
    return Association(*(as_given(value) for value in values))


def log_dice(joint, first, second):
    """Rychlý's logDice, ``14 + log2(2·joint / (first + second))``; -inf if the two never meet.

    Examples
    --------
    >>> log_dice(100, 100, 100)
    14.0
    """
    joint, first, second = (np.asarray(value, dtype=float) for value in (joint, first, second))
    value = np.asarray(divide(2 * joint, first + second))
    return as_given(np.where(value > 0, 14 + np.log2(np.where(value > 0, value, 1)), -np.inf))


def _rows(joint, first, second, total):
    """Turn the counts into those of `contingency`: the places of the first word against all others."""
    alone = first == total  # no other places: nothing to compare with, and every statistic is 0
    return np.where(alone, 0, joint), np.where(alone, 0, second - joint), first, np.where(alone, 1, total - first)


def _checked(joint, first, second, total):
    values = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (joint, first, second, total)))
    joint, first, second, total = values
    for name, value in (("first", first), ("second", second)):
        if not (value >= 1).all():
            raise ValueError(f"{name} is {value[~(value >= 1)].flat[0]:g}: a word that does not occur has no company")
    bad = ~((joint >= 0) & (joint <= first) & (joint <= second) & (first + second - joint <= total))
    if bad.any():
        joint, first, second, total = (value[bad].flat[0] for value in values)
        raise ValueError(
            f"joint {joint:g}, first {first:g}, second {second:g}, total {total:g} contradict one another: "
            f"joint is at most first and second, and total at least first + second - joint"
        )
    return values
