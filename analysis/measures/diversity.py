"""Lexical diversity: how many different words, made comparable between texts of different length.

The share of different words (TTR) falls as a text grows, so TTRs of texts of unequal length do not compare. MATTR,
MTLD and HD-D are built to be steadier. `terms` is the list of words of one text, in order. A measure refuses a text
too short for it instead of returning a number that means nothing.
"""

from collections import Counter

import numpy as np
import pandas as pd

from analysis.mistakes import TooSmall
from analysis.segmentation.notation import COUNTED_KINDS

WINDOW = 100
SHORTEST_FACTOR = 10  # words
SHORTEST_TEXT = 50
ENDING = {"below": lambda ttr, threshold: ttr < threshold, "at": lambda ttr, threshold: ttr <= threshold}


def mattr(terms, window):
    """Moving-average type-token ratio: the mean TTR of all stretches of `window` words.

    Parameters
    ----------
    terms : sequence of str
        The words of the text in order.
    window : int
        Length of a stretch. Only values of one window compare; it must fit into the shortest text compared.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If the text is shorter than the window.

    References
    ----------
    Covington, M. A. & McFall, J. D. (2010). Cutting the Gordian knot: the moving-average type-token ratio (MATTR).
    Journal of Quantitative Linguistics 17, 94-100.

    Examples
    --------
    >>> round(mattr(["one", "one", "two", "one", "one", "two", "one"], window=3), 4)
    0.6667
    """
    terms = checked_words(terms, _window(window))
    counts = Counter(terms[:window])
    types = len(counts)
    for leaving, entering in zip(terms, terms[window:], strict=False):
        counts[leaving] -= 1
        if not counts[leaving]:
            del counts[leaving]
        counts[entering] += 1
        types += len(counts)
    return types / (len(terms) - window + 1) / window


def mtld(terms, threshold=0.72, *, shortest=SHORTEST_FACTOR, ending="below", least=SHORTEST_TEXT):
    """Measure of textual lexical diversity: the mean length of stretches that keep the TTR up to the threshold.

    Reading on, a stretch ("factor") is closed as soon as its TTR falls below `threshold`; what is left at the end
    counts as the fraction (1 - TTR)/(1 - threshold) of one. MTLD is the number of words over the number of factors,
    the mean of a reading forwards and one backwards.

    Parameters
    ----------
    terms : sequence of str
        The words of the text in order.
    threshold : float
        Between 0 and 1.
    shortest : int
        A factor has at least so many words (10 in the authors' program; 1 for no such rule).
    ending : {"below", "at"}
        Close strictly below the threshold, as published, or already at it, as some programs do. The two differ by some
        percent.
    least : int
        A text of fewer words is refused; the authors trust MTLD from about 100 on.

    Returns
    -------
    float
        Words per factor.

    Raises
    ------
    ValueError
        If the text is too short, if no word of it is repeated (then no factor ever closes), or an option is unknown.

    References
    ----------
    McCarthy, P. M. & Jarvis, S. (2010). MTLD, vocd-D, and HD-D: a validation study of sophisticated approaches to
    lexical diversity assessment. Behavior Research Methods 42, 381-392.

    Examples
    --------
    >>> round(mtld([0, 1, 2, 3, 1, 4, 5, 6, 1, 7], shortest=1, ending="at", least=10), 6)
    14.0
    """
    terms = checked_words(terms, least)
    if not 0 < threshold < 1 or ending not in ENDING:
        raise ValueError(f"threshold {threshold!r}, ending {ending!r}; use a number between 0 and 1, 'below' or 'at'")
    if len(set(terms)) == len(terms):
        raise ValueError(f"none of the {len(terms)} words is repeated: MTLD is undefined; take a longer text")
    factors = [_factors(reading, threshold, shortest, ENDING[ending]) for reading in (terms, terms[::-1])]
    return float(np.mean([len(terms) / number for number in factors]))


def hdd(terms, draws=42):
    """HD-D: the TTR expected in `draws` words drawn from the text without putting back.

    ``Σ over words of P(at least one of f among draws of N) / draws``, the probability being hypergeometric: what
    vocd-D approximates by sampling.

    Parameters
    ----------
    terms : sequence of str
        The words of the text; their order does not matter.
    draws : int
        42 in the paper.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If the text has fewer words than are drawn.

    References
    ----------
    McCarthy, P. M. & Jarvis, S. (2007). vocd: a theoretical and empirical evaluation. Language Testing 24, 459-488.

    Examples
    --------
    >>> round(hdd([word for word in range(5) for _ in range(20)]), 6)
    0.119047
    """
    terms = checked_words(terms, _window(draws))
    total = len(terms)
    frequency = np.array(list(Counter(terms).values()), dtype=float)
    # a word is missed if all draws fall on the others: a product of draws factors
    step = np.arange(draws)
    missed = np.prod(np.maximum(total - frequency[:, None] - step, 0) / (total - step), axis=1)
    return float((1 - missed).sum() / draws)


def checked_words(terms, least):
    """List the words of a text, refusing one of fewer than `least`."""
    terms = list(terms)
    if len(terms) < least:
        raise TooSmall("few_words", n=len(terms), least=least)
    return terms


def _window(window):
    if window != int(window) or window < 1:
        raise ValueError(f"window is {window!r}; give a whole number of words, 1 or more")
    return int(window)


def _factors(terms, threshold, shortest, ended):
    factors, seen, length = 0.0, set(), 0
    for term in terms:
        seen.add(term)
        length += 1
        if length >= shortest and ended(len(seen) / length, threshold):
            factors, seen, length = factors + 1, set(), 0
    return factors + (1 - len(seen) / length) / (1 - threshold) if length else factors


def diversity_table(tokens):
    """Lexical diversity of every group over its running words, stop words among them.

    Parameters
    ----------
    tokens : DataFrame
        The `tokens` table.

    Returns
    -------
    DataFrame
        ``strategy, words, types, mattr_100, mtld, hdd_42``.

    Raises
    ------
    ValueError
        If a group is too short for a measure.
    """
    rows = []
    for strategy, own in tokens[tokens["kind"].isin(COUNTED_KINDS)].groupby("strategy", observed=True)["term"]:
        terms = own.tolist()
        rows.append((strategy, len(own), own.nunique(), mattr(terms, WINDOW), mtld(terms), hdd(terms)))
    return pd.DataFrame(rows, columns=["strategy", "words", "types", f"mattr_{WINDOW}", "mtld", "hdd_42"])
