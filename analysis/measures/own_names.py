"""Where a text names the very group it is filed under: evidence of the filing, not of a difference.

The four speeches are told apart by the names of their regions, so a test that counts those names finds what was put
in. A mention is the group's name, its short name, or a marker of ``strategies.csv`` (崛起 in 中部地区崛起 is part of
one, 崛起 alone is not).
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.lexicon import split_markers
from analysis.measures.themes import covered_characters
from analysis.tables import SENTENCE

_TIME = re.compile(r"[\d\s年月日—–－./-]*")  # 1978, 2013年: what groups by year are called says nothing of their texts


def name_patterns(groups: Iterable[str], strategies: pd.DataFrame | None = None) -> list[str]:
    """Regular expressions that find the mentions of the groups, longest first.

    Parameters
    ----------
    groups : iterable of str
        Names of the groups compared.
    strategies : DataFrame, optional
        ``Lexicon.strategies``: name, short, markers.

    Examples
    --------
    >>> listed = pd.DataFrame([("中部地区崛起", "中部", "中部地区|中部崛起")], columns=["name", "short", "markers"])
    >>> name_patterns(["中部地区崛起", "2013年"], listed)
    ['中部地区崛起', '中部地区', '中部崛起', '中部']
    """
    groups = [str(group) for group in groups]
    patterns = {re.escape(group) for group in groups if len(group) > 1 and not _TIME.fullmatch(group)}
    for row in [] if strategies is None else strategies.itertuples(index=False):
        if row.name in groups or row.short in groups:
            patterns |= {re.escape(row.name), *split_markers(row.markers)}
            if not any(re.search(marker, row.short) for marker in split_markers(row.markers)):
                patterns.add(re.escape(row.short))
    return sorted(patterns, key=lambda pattern: (-len(pattern), pattern))


def inside_names(places: pd.DataFrame, speeches: pd.DataFrame, patterns: list[str], *, whole: bool = False):
    """Which tokens or hits stand in a mention of a group's name.

    Parameters
    ----------
    places : DataFrame
        speech, paragraph, sentence, start, end: `tokens`, or theme hits.
    speeches : DataFrame
        The sentences they stand in.
    patterns : list of str
        From `name_patterns`.
    whole : bool
        Only those that lie in a mention from end to end; otherwise sharing a character is enough, so that a phrase
        that holds a name counts as one.

    Returns
    -------
    array of bool

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": 7, "paragraph": 1, "sentence": [1, 2], "text": ["中部地区崛起", "崛起"]})
    >>> places = speeches.assign(start=[4, 0], end=[6, 2])
    >>> inside_names(places, speeches, ["中部地区崛起"]).tolist()
    [True, False]
    """
    any_of, compiled = re.compile("|".join(f"(?:{pattern})" for pattern in patterns)), list(map(re.compile, patterns))
    found = [(row, *match.span()) for row, text in enumerate(speeches["text"]) if any_of.search(text)
             for pattern in compiled for match in pattern.finditer(text)]  # fmt: skip
    if not found:
        return np.zeros(len(places), dtype=bool)
    row, start, end = np.array(found, dtype="int64").reshape(-1, 3).T
    mentions = speeches[SENTENCE].iloc[row].assign(start=start, end=end)
    [inside] = covered_characters(places, mentions, {"name": slice(None)}).values()
    return inside == (places["end"] - places["start"]).to_numpy() if whole else inside > 0


def own_name_terms(tokens: pd.DataFrame) -> pd.DataFrame:
    """The words that mentions are made of: term, inside (kept tokens in a mention), count (all kept tokens).

    Sorted by inside descending, then term. A list of leading words leaves out those that stand mostly inside.

    Examples
    --------
    >>> own_name_terms(pd.DataFrame({"term": ["崛起", "崛起", "发展"], "kept": True, "own_name": [True, False, False]}))
      term  inside  count
    0   崛起       1      2
    """
    kept = tokens[tokens["kept"].astype(bool)]
    table = kept.groupby("term")["own_name"].agg(inside="sum", count="size").astype("int64").reset_index()
    table = table[table["inside"] > 0].astype({"term": "str"})
    return table.sort_values(["inside", "term"], ascending=[False, True], ignore_index=True)
