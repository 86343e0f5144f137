"""What a chart says of words that were chosen by hand: that they were, and where else their strings stand."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.charts.wording import join, say
from analysis.language.names import Names
from analysis.measures.vocabulary import longer_terms

_MARK, _PART = " | ", "\t"


def mark_chosen(table: pd.DataFrame, terms: Sequence[str], tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    r"""The table with a column ``chosen``: the words, and how often each stands within longer ones.

    Parameters
    ----------
    table : DataFrame
        What is drawn.
    terms : sequence of str
        The words that were chosen.
    tokens : DataFrame, optional
        The table in which longer words are looked for.

    Examples
    --------
    >>> tokens = pd.DataFrame({"term": ["安全", "安全屏障", "安全屏障"], "kind": "word"})
    >>> mark_chosen(pd.DataFrame({"term": ["安全"]}), ["安全"], tokens)["chosen"].tolist()
    ['安全\t2\t安全屏障']
    """
    # what is counted as wording has its places within longer words already
    wording = set(table.loc[table["wording"].astype(bool), "term"]) if "wording" in table.columns else set()
    parts = []
    for term in terms:
        known = tokens is None or term in wording
        longer = pd.Series(dtype="int64") if known else longer_terms(tokens, term)
        times = sum(count * held.count(term) for held, count in longer.items())
        parts.append(_PART.join([term, str(times), longer.index[0] if len(longer) else ""]))
    return table.assign(chosen=_MARK.join(parts))


def is_chosen(table: pd.DataFrame) -> bool:
    """Whether the words of a table were chosen by hand."""
    return "chosen" in table.columns and len(table) > 0


def chosen_note(table: pd.DataFrame, language: str, names: Names) -> str:
    r"""That the words were chosen by hand, and which of them stand within longer words or phrases too.

    Examples
    --------
    >>> table = pd.DataFrame({"term": ["安全"], "chosen": "安全\t3\t生态安全屏障"})
    >>> chosen_note(table, "zh", Names())
    '词由作图者选定。只计单独成词之处：“安全”（另有 3 处在“生态安全屏障”等更长的词语之内）。'
    """
    if not is_chosen(table):
        return ""
    words = [part.split(_PART) for part in str(table["chosen"].iloc[0]).split(_MARK)]
    within = [
        say("chosen_word", language, names, term=term, n=int(times), longer=longer)
        for term, times, longer in words
        if int(times)
    ]
    parts = [say("chosen_one" if len(words) == 1 else "chosen", language, names)]
    if within:
        key = "chosen_within_one" if len(within) == 1 else "chosen_within"
        parts.append(say(key, language, names, list=join(within, language)))
    return ("" if language == "zh" else " ").join(parts)
