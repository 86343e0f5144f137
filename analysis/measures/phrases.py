"""Phrase discovery: strings of the user's own speeches that may belong on the phrase list.

A proposal, not a decision: read the table, and copy what is a fixed expression into ``data/words/phrases.csv``.
"""

import re
from collections import Counter, defaultdict
from math import log, log2

import numpy as np
import pandas as pd

from analysis.segmentation.cutter import tag_words
from analysis.tables import SENTENCE

COLUMNS = ["term", "count", "cohesion", "left_entropy", "right_entropy", "c_value", "listed"]
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")  # digits and Latin end a run
_MOST_WORDS, _LONGEST, _UNKNOWN = 6, 10, 3.0
# Parts of speech, in jieba's letters, that no phrase begins or ends with: pronouns, numerals, measures, particles,
# prepositions, conjunctions, adverbs, localisers, time words.
_NO_EDGE = frozenset("r m mq p c u uj ul uz uv d ad f t y e o".split())
# How something is done or turned out, which says nothing of what: 深入推进, 取得新.
_MANNER = frozenset(
    "扎实 深入 大力 加快 全面 持续 积极 切实 不断 努力 着力 有力 稳步 逐步 继续 坚决 严格 认真 充分 有效 进一步 取得 "
    "表示 进行 处于 占 达到 降到 不能 实施 坚持 推动 推进 促进 加强 实现 引进 解决 把握 打好 用好 做好 这次 各位 今年 "
    "目前 方面 问题 情况 时候 工作 起来 下去 成为 具有 使用 过去 "
    "没有 开始 参加 帮助 保持 收到 显著 年均 千方百计 组成".split()
)
_LOOSE_START = frozenset("年月日时中上下内外来去到出说看想走做搞抓把让使给对个种项条件次名位元吨亩")
_LOOSE_END = _LOOSE_START | frozenset("好新大多后前人者等")

Words = tuple[str, ...]


def propose_phrases(speeches, lexicon=None, *, min_count=3, min_cohesion=1.0, min_entropy=0.6):
    """Candidates for the phrase list, from running text.

    Candidates are runs of two to six words of jieba's dictionary (single characters too: 雾 and 霾) that stand side by
    side `min_count` times or more; so no candidate cuts a word, as 国人民 does. Kept are those that hold together
    (`cohesion`: the mutual information of their weakest joint) and go freely with neighbours on both sides (entropy of
    the words beside them; a comma or the end of a sentence counts as a neighbour of its own each time), without
    function words (``lexicon.stop_words``), and with a word that may bear a meaning at each edge. Ranked by C-value
    times cohesion: frequent, long, not owed to a longer candidate, and holding together.

    Parameters
    ----------
    speeches : DataFrame, str or sequence of str
        The `speeches` table, or texts.
    lexicon : Lexicon, optional
        Gives the stop words, and the phrases already listed.
    min_count : int
        Fewest occurrences, 2 or more.
    min_cohesion : float
        Natural logarithm; 0 is chance.
    min_entropy : float
        Of the side with less; 0 keeps fragments of longer phrases too.

    Returns
    -------
    DataFrame
        ``term, count, cohesion, left_entropy, right_entropy`` (natural logarithms), ``c_value``, ``listed`` (bool: on
        the phrase list). Best first. Nothing found: an empty table with these columns.

    Raises
    ------
    ValueError
        If an option is out of range.

    Notes
    -----
    A phrase with punctuation in it (共抓大保护、不搞大开发) cannot be found, nor one that occurs less than `min_count`
    times. Not all that is proposed is a phrase: a person has to choose.

    References
    ----------
    Church, K. & Hanks, P. (1990). Word association norms, mutual information, and lexicography. Computational
    Linguistics 16, 22-29. Jin, Z. & Tanaka-Ishii, K. (2006). Unsupervised segmentation of Chinese text by use of
    branching entropy. Proceedings of COLING/ACL 2006, 428-435. C-value: `c_value`.

    Examples
    --------
    >>> texts = ["雾霾要治。", "治理雾霾，见成效。", "没有雾霾！", "发展要快。", "发展经济，改善民生。"]
    >>> propose_phrases(texts)[["term", "count"]].values.tolist()
    [['雾霾', 3]]
    """
    if min_count < 2:
        raise ValueError(f"min_count is {min_count!r}; what is said once is no phrase: 2 or more")
    stop_words = set() if lexicon is None else set(lexicon.stop_words["word"])
    listed = set() if lexicon is None else set(lexicon.phrases["phrase"])
    runs, tags = _runs(_texts(speeches))
    counts = _count_runs(runs, min_count)
    size = sum(map(len, runs))
    cohesion = {
        words: _cohesion(words, counts, size)
        for words in counts
        if len("".join(words)) <= _LONGEST and _may_be_phrase(words, tags, stop_words)
    }
    cohesion = {words: value for words, value in cohesion.items() if value >= min_cohesion}
    sides = _side_entropies(runs, set(cohesion))
    kept = {"".join(words): words for words in cohesion if min(sides[words]) >= min_entropy}
    values = c_value({term: counts[words] for term, words in kept.items()})
    rows = [(term, counts[w], cohesion[w], *sides[w], values[term], term in listed) for term, w in kept.items()]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table.astype({"term": "str", "count": "int64", "listed": bool, **dict.fromkeys(COLUMNS[2:6], float)})
    rank = (table["c_value"] * table["cohesion"]).round(9)
    table = table.iloc[np.lexsort((table["term"], -rank))]
    return table.reset_index(drop=True)


def unknown_words(tokens, *, min_count=5, top=20):
    """Runs of single characters that occur so often together that they look like a word the dictionary lacks.

    Parameters
    ----------
    tokens : DataFrame
        The ``tokens`` table.
    min_count : int
        Fewest occurrences.
    top : int
        Most rows.

    Returns
    -------
    DataFrame
        ``term, count, cohesion``, most frequent first: neighbours that are kept tokens of one character, with a mutual
        information of 3 (natural logarithm) or more.

    Examples
    --------
    >>> tokens = pd.DataFrame({"speech": 1, "paragraph": 1, "sentence": [1] * 3 + [2] * 3,
    ...                        "term": ["雾", "霾", "治理"] * 2, "start": [0, 1, 2] * 2, "end": [1, 2, 4] * 2,
    ...                        "kind": "word", "kept": True})
    >>> unknown_words(tokens, min_count=2)[["term", "count"]].values.tolist()
    []
    >>> others = [tokens.assign(term="发展", start=9, end=11)] * 9
    >>> unknown_words(pd.concat([tokens, *others]), min_count=2)["term"].tolist()
    ['雾霾']
    """
    single = tokens["kept"] & (tokens["kind"] == "word") & (tokens["term"].str.len() == 1)
    beside = (tokens[SENTENCE] == tokens[SENTENCE].shift(-1)).all(axis=1) & (tokens["end"] == tokens["start"].shift(-1))
    pairs = (tokens["term"] + tokens["term"].shift(-1))[single & single.shift(-1, fill_value=False) & beside]
    counts, frequent = tokens["term"].value_counts(), pairs.value_counts()
    table = frequent[frequent >= min_count].rename_axis("term").rename("count").reset_index()
    table["cohesion"] = [
        log(count * len(tokens) / (counts[term[0]] * counts[term[1]])) for term, count in table.itertuples(index=False)
    ]
    table = table[table["cohesion"] >= _UNKNOWN]
    return table.sort_values(["count", "term"], ascending=[False, True]).head(top).reset_index(drop=True)


def _texts(speeches):
    if isinstance(speeches, str):
        return speeches.splitlines()
    return list(speeches["text"] if isinstance(speeches, pd.DataFrame) else speeches)


def _runs(texts: list[str]) -> tuple[list[list[str]], dict[str, str]]:
    """The words of every stretch without punctuation, digits or Latin letters, and the part of speech of each word."""
    runs, tags = [], {}
    for text in texts:
        run: list[str] = []
        for word, tag in tag_words(text):
            if _IDEOGRAPHS.fullmatch(word):
                tags[word] = tag
                run.append(word)
            elif run:
                runs.append(run)
                run = []
        if run:
            runs.append(run)
    return runs, tags


def _count_runs(runs: list[list[str]], min_count: int) -> dict[Words, int]:
    """Count words, and runs of up to six words that occur `min_count` times or more."""
    frequent: dict[Words, int] = Counter((word,) for run in runs for word in run)
    counts = dict(frequent)
    for length in range(2, _MOST_WORDS + 1):
        # a run is frequent only if both runs that are one word shorter are
        found = Counter(
            words
            for run in runs
            for place in range(len(run) - length + 1)
            if (words := tuple(run[place : place + length]))[:-1] in frequent and words[1:] in frequent
        )
        frequent = {words: count for words, count in found.items() if count >= min_count}
        counts.update(frequent)
    return counts


def _may_be_phrase(words: Words, tags: dict[str, str], stop_words: set[str]) -> bool:
    edges = words[0], words[-1]
    return (
        len(words) > 1
        and stop_words.isdisjoint(words)
        and not any(tags[word] in _NO_EDGE or word in _MANNER for word in edges)
        and words[0] not in _LOOSE_START
        and words[-1] not in _LOOSE_END
    )


def _cohesion(words: Words, counts: dict[Words, int], size: int) -> float:
    parts = max(counts[words[:cut]] * counts[words[cut:]] for cut in range(1, len(words)))
    return log(counts[words] * size / parts)


def _side_entropies(runs: list[list[str]], wanted: set[Words]) -> dict[Words, tuple[float, float]]:
    """Entropy of the left and right neighbours of every candidate; each end of a run is a neighbour of its own."""
    left, right = defaultdict(Counter), defaultdict(Counter)
    ends = 0
    for run in runs:
        for length in range(2, _MOST_WORDS + 1):
            for place in range(len(run) - length + 1):
                words = tuple(run[place : place + length])
                if words in wanted:
                    ends += 2
                    left[words][run[place - 1] if place else ends] += 1
                    right[words][run[place + length] if place + length < len(run) else ends + 1] += 1
    return {words: (entropy(left[words].values()), entropy(right[words].values())) for words in wanted}


def entropy(counts):
    """Shannon entropy of counts, natural logarithm; 0 if there are none.

    Examples
    --------
    >>> round(entropy([2, 1, 1]), 3), entropy([5]), entropy([])
    (1.04, 0.0, 0.0)
    """
    counts = [count for count in counts if count]
    total = sum(counts)
    return -sum(count / total * log(count / total) for count in counts) + 0.0


def c_value(frequencies):
    """C-value of candidate terms: frequency and length, less what is owed to longer candidates.

    ``log2|a| · f(a)`` for a candidate in no longer one, else ``log2|a| · (f(a) - t(a)/c(a))``: c(a) is the number of
    longer candidates that hold a, t(a) the occurrences of a in them. An occurrence nested twice (a in b in d) is
    counted once: ``t(a) = Σ (f(b) - t(b))`` over the longer candidates b, as in the paper's worked example.

    Parameters
    ----------
    frequencies : dict of str to int
        Candidates and their occurrences, nested ones included. If any candidate has a blank in it the units are words,
        else characters. A candidate of one unit has C-value 0.

    Returns
    -------
    dict of str to float
        In the order given.

    References
    ----------
    Frantzi, K., Ananiadou, S. & Mima, H. (2000). Automatic recognition of multi-word terms: the C-value/NC-value
    method. International Journal on Digital Libraries 3, 115-130.

    Examples
    --------
    >>> c_value({"basal cell carcinoma": 984, "cystic basal cell carcinoma": 11})
    {'basal cell carcinoma': 1542.168..., 'cystic basal cell carcinoma': 22.0}
    """
    units = _units(frequencies)
    holders = _longer(units)
    nested = {}  # t(a); longest first, so that the t of what holds a is known
    for term in sorted(units, key=lambda term: -len(units[term])):
        nested[term] = sum(frequencies[longer] - nested[longer] for longer in holders[term])
    return {
        term: log2(len(units[term]))
        * (frequencies[term] - (nested[term] / len(held) if (held := holders[term]) else 0))
        for term in frequencies
    }


def _units(frequencies):
    words = any(" " in term for term in frequencies)
    return {term: tuple(term.split()) if words else tuple(term) for term in frequencies}


def _longer(units):
    """For each term the longer candidates that hold it, each once."""
    known = {unit: term for term, unit in units.items()}
    holders = {term: {} for term in units}
    for longer, unit in units.items():
        for start in range(len(unit)):
            for end in range(start + 1, len(unit) + 1):
                if end - start < len(unit) and (term := known.get(unit[start:end])) is not None:
                    holders[term][longer] = None
    return {term: list(held) for term, held in holders.items()}
