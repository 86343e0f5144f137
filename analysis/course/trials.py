"""What lessons try: a sentence cut in three ways, and paragraphs shuffled like cards.

Shuffling shows how many "characteristic words" piles have that mean nothing; the verdicts of the project shuffle in
:mod:`analysis.measures.permutation`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from analysis.results import Results
from analysis.segmentation import COUNTED_KINDS, Segmenter, segment_speeches

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


@cache
def segmenter_of(results: Results, how: str = "list", own: tuple[str, ...] = ()) -> Segmenter:
    """What cuts: ``jieba`` alone, or with the ``list`` of phrases first; `own` phrases are added to the list.

    Raises
    ------
    ValueError
        Another way.
    """
    if how not in ("jieba", "list"):
        raise ValueError(f'how is {how!r}; use "jieba" or "list"')
    if how == "jieba":
        return Segmenter(replace(results.lexicon, phrases=results.lexicon.phrases.head(0)), engine="jieba", hmm=True)
    added = pd.DataFrame({"phrase": list(own)}).reindex(columns=results.lexicon.phrases.columns, fill_value="")
    phrases = pd.concat([results.lexicon.phrases, added], ignore_index=True).drop_duplicates("phrase")
    return Segmenter(replace(results.lexicon, phrases=phrases))


def cut(results: Results, text: str, how: str = "list", own: Sequence[str] = ()) -> list[str]:
    """The words of a text, without punctuation.

    Examples
    --------
    >>> results = Results()
    >>> cut(results, "培育新质生产力", "jieba"), cut(results, "培育新质生产力")
    (['培育', '新质', '生产力'], ['培育', '新质生产力'])
    """
    return [term for term, _, _, kind in segmenter_of(results, how, tuple(own)).segment(text) if kind in COUNTED_KINDS]


@cache
def tokens_of(results: Results, how: str = "list", own: tuple[str, ...] = ()) -> pd.DataFrame:
    """The tokens of the text, cut so."""
    return segment_speeches(results.speeches, segmenter_of(results, how, own))


def count_word(results: Results, word: str, how: str = "list", own: Sequence[str] = ()) -> int:
    """How often a word stands in the text as one word."""
    return int((tokens_of(results, how, tuple(own))["term"] == word).sum())
