"""Cutting a sentence in three ways, for the lesson on what a word is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.results import Results
from analysis.segmentation import COUNTED_KINDS, Segmenter, segment_speeches


def segmenter_of(results: Results, how: str = "list", own: Sequence[str] = ()) -> Segmenter:
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
    return [term for term, _, _, kind in segmenter_of(results, how, own).segment(text) if kind in COUNTED_KINDS]


def count_word(results: Results, word: str, how: str = "list", own: Sequence[str] = ()) -> int:
    """How often a word stands in the text as one word."""
    return int((segment_speeches(results.speeches, segmenter_of(results, how, own))["term"] == word).sum())
