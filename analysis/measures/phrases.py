"""Phrase discovery: strings of the user's own speeches that may belong on the phrase list.

A proposal, not a decision: read the table, and copy what is a fixed expression into ``data/words/phrases.csv``.
"""

import re
from collections import Counter, defaultdict
from math import log

import numpy as np
import pandas as pd

from analysis.measures.terms import c_value, entropy

__all__ = ["c_value", "list_recall", "propose_phrases"]
COLUMNS = ["term", "count", "cohesion", "left_entropy", "right_entropy", "c_value", "listed"]
_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")  # ideographs; digits and Latin end a run
# Particles that no phrase begins or ends with; other function words are judged by what stands beside them.
_PARTICLES = frozenset("的了着吗呢吧们")


def propose_phrases(
    speeches,
    lexicon=None,
    *,
    min_count=3,
    min_length=3,
    max_length=10,
    min_cohesion=1.5,
    min_entropy=0.5,
    top=None,
):
    """Candidates for the phrase list, from running text.

    Candidates are strings of ideographs within a sentence, without punctuation, digits or Latin letters, of at least
    `min_count` occurrences. Kept are those that hold together (`cohesion`, over all characters of the text) and go
    freely with neighbours on both sides (entropy of the characters beside them; a comma or the end of a sentence counts
    as a neighbour of its own each time, since the string was free to end there), unless a function word stands at an
    edge. A function word is one of ``lexicon.stop_words``, if what is left without it is at least half as frequent
    again: 和安全 goes because 安全 is common, 对外开放 stays because 外开放 is not. The C-value ranks: among the kept,
    it is high for what is frequent, long, and not owed to a longer candidate.

    Parameters
    ----------
    speeches : DataFrame, str or sequence of str
        The `speeches` table, or texts.
    lexicon : Lexicon, optional
        Gives the stop words, and the phrases already listed.
    min_count : int
        Fewest occurrences, 2 or more.
    min_length, max_length : int
        Characters of a candidate; the list takes three and more.
    min_cohesion : float
        Natural logarithm; 0 is chance.
    min_entropy : float
        Of the side with less; 0 keeps fragments of longer phrases too.
    top : int, optional
        Most rows.

    Returns
    -------
    DataFrame
        ``term, count, cohesion, left_entropy, right_entropy`` (natural logarithms), ``c_value``, ``listed`` (bool: on
        the phrase list). Sorted by C-value descending, then term. Nothing found: an empty table with these columns.

    Raises
    ------
    ValueError
        If an option is out of range.

    Notes
    -----
    A phrase with punctuation in it (共抓大保护、不搞大开发) cannot be found, nor one that occurs less than `min_count`
    times. Held against the list we ship (`list_recall`): of 33 listed phrases that occur three times or more in the
    four speeches 27 are proposed (82 %), among 78 proposals; of 188 in the work reports of 2013 to 2017, 161 (86 %),
    among 2,731. What is missed mostly stands within the same longer string (中部地区 before 崛起), as its entropy says.
    Not all that is proposed is a phrase (推动长, 部地区): a person has to choose.

    References
    ----------
    As `terms.cohesion`, `terms.branching_entropy` and `terms.c_value`.

    Examples
    --------
    >>> texts = ["培育新质生产力。", "发展新质生产力，要快。", "以新质生产力推动发展。", "发展要快。"]
    >>> propose_phrases(texts)[["term", "count"]].values.tolist()
    [['新质生产力', 3]]
    """
    _check(min_count, min_length, max_length, top)
    texts = _texts(speeches)
    stop_words = set() if lexicon is None else set(lexicon.stop_words["word"])
    listed = set() if lexicon is None else set(lexicon.phrases["phrase"])
    counts = _count_strings(texts, min_count, max_length)
    characters = sum(map(len, texts))
    candidates = [
        term
        for term in counts
        if len(term) >= min_length
        and _cohesion(term, counts, characters) >= min_cohesion
        and not _hangs_on_function_word(term, counts, stop_words)
    ]
    sides = _side_entropies(texts, candidates)
    kept = sorted(term for term in candidates if min(sides[term]) >= min_entropy)
    values = c_value({term: counts[term] for term in kept})
    table = pd.DataFrame({"term": pd.Series(kept, dtype="str")})
    table["count"] = np.array([counts[term] for term in kept], dtype="int64")
    table["cohesion"] = np.array([_cohesion(term, counts, characters) for term in kept], dtype=float)
    for side, name in enumerate(("left_entropy", "right_entropy")):
        table[name] = np.array([sides[term][side] for term in kept], dtype=float)
    table["c_value"] = np.array([values[term] for term in kept], dtype=float)
    table["listed"] = np.array([term in listed for term in kept], dtype=bool)
    table = table.iloc[np.argsort(-table["c_value"].round(9).to_numpy(), kind="stable")]
    return table[COLUMNS].head(len(table) if top is None else top).reset_index(drop=True)


def list_recall(proposed, speeches, lexicon, *, min_count=3, min_length=3, max_length=10):
    """How many phrases of the list were proposed, of those that could have been.

    A listed phrase could have been found if it is made of ideographs only, has `min_length` to `max_length` characters
    and occurs `min_count` times or more. Give the options that `propose_phrases` had.

    Parameters
    ----------
    proposed : DataFrame
        From `propose_phrases`.
    speeches : DataFrame, str or sequence of str
        The text searched.
    lexicon : Lexicon
        The phrase list.

    Returns
    -------
    dict
        ``listed`` (that could be found), ``found``, ``recall`` (found/listed; 0 if there is none), ``proposed`` (rows),
        ``precision`` (share of the rows that are on the list), ``missed`` (list of str, most frequent first).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> lexicon = SimpleNamespace(phrases=pd.DataFrame({"phrase": ["新质生产力", "新格局"]}))
    >>> result = list_recall(pd.DataFrame({"term": ["新质生产力"]}), ["新质生产力"] * 3 + ["新格局"] * 2, lexicon)
    >>> result["listed"], result["found"]
    (1, 1)
    """
    counts = _count_strings(_texts(speeches), min_count, max_length)
    wanted = [phrase for phrase in lexicon.phrases["phrase"] if phrase in counts and len(phrase) >= min_length]
    terms = set(proposed["term"])
    missed = sorted((phrase for phrase in wanted if phrase not in terms), key=lambda phrase: (-counts[phrase], phrase))
    found, every = len(wanted) - len(missed), set(lexicon.phrases["phrase"])
    return {
        "listed": len(wanted),
        "found": found,
        "recall": found / len(wanted) if wanted else 0.0,
        "proposed": len(terms),
        "precision": len(terms & every) / len(terms) if terms else 0.0,
        "missed": missed,
    }


def _check(min_count, min_length, max_length, top):
    if min_count < 2 or min_length < 2 or max_length < min_length:
        raise ValueError(
            f"min_count {min_count!r}, min_length {min_length!r}, max_length {max_length!r}: "
            "the first two are 2 or more, the last no less than min_length"
        )
    if top is not None and top < 1:
        raise ValueError(f"top is {top!r}; give the most rows wanted, or None for all")


def _texts(speeches):
    if isinstance(speeches, str):
        return speeches.splitlines()
    return list(speeches["text"] if isinstance(speeches, pd.DataFrame) else speeches)


def _runs(texts):
    return [match.group() for text in texts for match in _RUN.finditer(text)]


def _count_strings(texts, min_count, max_length):
    """Count strings of up to `max_length` ideographs; beyond one character those of `min_count` and more."""
    runs = _runs(texts)
    frequent = Counter(character for run in runs for character in run)
    counts = dict(frequent)
    for length in range(2, max_length + 1):
        # a string is frequent only if both strings that are one shorter are
        found = Counter(
            run[place : place + length]
            for run in runs
            for place in range(len(run) - length + 1)
            if run[place : place + length - 1] in frequent and run[place + 1 : place + length] in frequent
        )
        frequent = {text: count for text, count in found.items() if count >= min_count}
        counts.update(frequent)
    return counts


def _cohesion(term, counts, characters):
    parts = max(counts[term[:cut]] * counts[term[cut:]] for cut in range(1, len(term)))
    return log(counts[term] * characters / parts)


def _hangs_on_function_word(term, counts, stop_words):
    if term[0] in _PARTICLES or term[-1] in _PARTICLES:
        return True
    for length in (1, 2):
        for word, rest in ((term[:length], term[length:]), (term[-length:], term[:-length])):
            if word in stop_words and (not rest or counts[rest] >= 1.5 * counts[term]):
                return True
    return False


def _side_entropies(texts, candidates):
    """Entropy of the left and right neighbours of every candidate; each end of a run is a neighbour of its own."""
    wanted = set(candidates)
    lengths = sorted({len(term) for term in wanted})
    left, right = defaultdict(Counter), defaultdict(Counter)
    ends = 0
    for run in _runs(texts):
        for length in lengths:
            for place in range(len(run) - length + 1):
                term = run[place : place + length]
                if term in wanted:
                    ends += 2
                    left[term][run[place - 1] if place else ends] += 1
                    right[term][run[place + length] if place + length < len(run) else ends + 1] += 1
    return {term: (entropy(left[term].values()), entropy(right[term].values())) for term in wanted}
