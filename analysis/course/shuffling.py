"""Paragraphs shuffled like cards: how many "characteristic words" piles have that mean nothing.

For teaching; the verdicts of the project shuffle in :mod:`analysis.measures.permutation`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

LEAST, TIMES = 3, 3  # said so often here, and so many times as often as elsewhere


def characteristic(counts: pd.DataFrame, least: int = LEAST, times: float = TIMES) -> pd.DataFrame:
    """Which words a naive rule calls characteristic of each group.

    Parameters
    ----------
    counts : DataFrame
        Occurrences, group x term.
    least : int
        Occurrences in the group at least.
    times : float
        How many times as often, for its length, as in the other groups together.

    Returns
    -------
    DataFrame of bool, group x term.

    Examples
    --------
    >>> characteristic(pd.DataFrame({"甲": [3, 0], "乙": [3, 6]}, index=["a", "b"])).values.tolist()
    [[True, False], [False, False]]
    """
    values = counts.to_numpy()
    totals = values.sum(axis=1, keepdims=True)
    here, there = values / totals, (values.sum(axis=0) - values) / (totals.sum() - totals)
    return pd.DataFrame((values >= least) & (here >= times * there), counts.index, counts.columns)


def deal(paragraphs: pd.DataFrame, cards: np.random.Generator) -> pd.DataFrame:
    """Shuffle the paragraphs and deal piles A, B, C … as large as the groups; give their counts, pile x term."""
    sizes = paragraphs.groupby("strategy", observed=True, sort=False).size()
    piles = np.repeat([chr(65 + number) for number in range(len(sizes))], sizes)
    return paragraphs.groupby(cards.permutation(piles)).sum()


def deal_often(paragraphs: pd.DataFrame, draws: int = 1000, seed: int = 1, **rule) -> np.ndarray:
    """How many words the rule of `characteristic` marks in each of many deals.

    Parameters
    ----------
    paragraphs : DataFrame
        Occurrences, paragraph x term (``results.paragraph_counts``).
    draws, seed : int
        How often to shuffle, and from which state of the cards: the same seed gives the same deals.
    **rule
        Passed to `characteristic`.
    """
    cards = np.random.default_rng(seed)
    return np.array([characteristic(deal(paragraphs, cards), **rule).to_numpy().sum() for _ in range(draws)])
