"""Where the rows of the theme dictionary occur: all plain words in one pass, each regular expression in one scan.

All sentences are laid end to end with a line break between them, so that 100,000 of them cost one scan a row instead
of 100,000 calls. No pattern may see over the end of a sentence; how that is held is told at `_sentence_bound`.

Sentences and plain words are folded (ＡＩ is AI). A plain word of two or three characters is found where its edges cut
no word, unless it lies within one: 交通 is in 交通线, not in 提交通过. One in letters is a whole word: no AI in EMAIL.
"""

import re
from functools import lru_cache

import numpy as np
from ahocorasick_rs import AhoCorasick

from analysis.segmentation.cutter import inside_word, word_edges
from analysis.segmentation.notation import fold, fold_with_places

BREAK = "\n"
_SHORT = 3  # characters


def find_hits(texts, themes):
    """All hits of all rows.

    Parameters
    ----------
    texts : list of str
        The sentences.
    themes : DataFrame
        Columns theme, term, pattern (``"term"`` or ``"regex"``).

    Returns
    -------
    (sentence, row, start, end) : arrays of int64
        Position of the sentence in `texts`, position of the row in `themes`, character offsets in the sentence. Plain
        words overlap freely; matches of one regular expression do not.

    Raises
    ------
    ValueError
        If a column is missing, a term is empty, or a regular expression does not compile or matches the empty text.

    Examples
    --------
    >>> import pandas as pd
    >>> themes = pd.DataFrame([("opening", "开放(?<!改革开放)", "regex"), ("reform", "改革", "term")],
    ...                       columns=["theme", "term", "pattern"])
    >>> [values.tolist() for values in find_hits(["改革开放。", "对外开放。"], themes)]
    [[0, 1], [1, 0], [0, 2], [2, 4]]
    """
    missing = [column for column in ("theme", "term", "pattern") if column not in themes.columns]
    if missing:
        raise ValueError(f"themes: no column {', '.join(missing)}; pass Lexicon.themes")
    terms, kinds = list(themes["term"]), list(themes["pattern"])
    plain = [row for row, kind in enumerate(kinds) if kind == "term"]
    patterns = {row: _compiled(row, terms[row], kind) for row, kind in enumerate(kinds) if kind != "term"}
    for row in plain:
        if not terms[row]:
            raise ValueError(f"themes row {row}: the term is empty; write the words it shall find, or delete the row")
    folded = [fold_with_places(text) for text in texts]
    texts = [text for text, _ in folded]
    whole = BREAK.join(texts)
    base = np.concatenate([[0], np.cumsum([len(text) + 1 for text in texts])]).astype("int64")
    found = [np.zeros((0, 3), dtype="int64")]
    if plain and whole:
        found.append(_plain_hits(whole, terms, plain))
    for row, pattern in patterns.items():
        spans = _spans(pattern, whole, texts, base)
        found.append(np.column_stack([np.full(len(spans), row, dtype="int64"), spans]))
    hits = np.concatenate(found)
    sentence = np.searchsorted(base, hits[:, 1], side="right") - 1
    order = np.lexsort((hits[:, 0], hits[:, 1], sentence))
    hits, sentence = hits[order], sentence[order]
    start, end = hits[:, 1] - base[sentence], hits[:, 2] - base[sentence]
    for hit in np.flatnonzero(np.isin(sentence, [place for place, (_, places) in enumerate(folded) if places])):
        places = folded[sentence[hit]][1]
        start[hit], end[hit] = places[start[hit]], places[end[hit]]
    return sentence, hits[:, 0], start, end


def _plain_hits(whole, terms, rows):
    # The same words may serve two themes: search each once, then give its matches to every row that has it.
    folded = {row: fold(terms[row]) for row in rows}
    words = list(dict.fromkeys(folded.values()))
    automaton = AhoCorasick(words)
    matches = np.array(automaton.find_matches_as_indexes(whole, overlapping=True), dtype="int64").reshape(-1, 3)
    matches = matches[_cut_no_word(matches, whole)]
    number = {word: i for i, word in enumerate(words)}
    by_word = [matches[:0]] * len(words)
    if len(matches):
        matches = matches[np.argsort(matches[:, 0], kind="stable")]
        cuts = np.searchsorted(matches[:, 0], np.arange(len(words) + 1))
        by_word = [matches[cuts[i] : cuts[i + 1]] for i in range(len(words))]
    hits = []
    for row in rows:
        spans = by_word[number[folded[row]]][:, 1:]
        hits.append(np.column_stack([np.full(len(spans), row, dtype="int64"), spans]))
    return np.concatenate(hits)


def _cut_no_word(matches, whole):
    short = matches[:, 2] - matches[:, 1] <= _SHORT
    edges = np.array(word_edges(whole))
    inside = np.searchsorted(edges, matches[:, 1], side="right") == np.searchsorted(edges, matches[:, 2], side="left")
    whole_words = ~short | np.isin(matches[:, 1:], edges).all(axis=1) | inside
    whole_words[whole_words] = [not inside_word(whole, start, end) for _, start, end in matches[whole_words].tolist()]
    return whole_words


@lru_cache(4096)  # more than re keeps, and a report codes under several settings
def _compiled(row, term, kind):
    if kind != "regex":
        raise ValueError(f"themes row {row} ({term}): pattern is {kind!r}; write term or regex")
    try:
        pattern = re.compile(_sentence_bound(term), re.MULTILINE)
    except re.error as error:
        raise ValueError(f"themes row {row}: {term!r} is no regular expression ({error}); mend it") from None
    if pattern.match(""):
        raise ValueError(f"themes row {row}: {term!r} matches the empty text, so every sentence; name some words in it")
    return pattern


def _sentence_bound(term):
    """Keep a pattern inside one sentence: ``[^，。]`` must not match the break either (``.`` never does).

    What could still run over it, such as a class for white space, is noticed in `_spans`.
    """
    return term.replace("[^", f"[^{BREAK}")


def _spans(pattern, whole, texts, base):
    spans = [match.span() for match in pattern.finditer(whole)]
    if any(BREAK in whole[start:end] for start, end in spans):  # ran over the end of a sentence: one at a time then
        alone = [(base[i], match) for i, text in enumerate(texts) for match in pattern.finditer(text)]
        spans = [(offset + match.start(), offset + match.end()) for offset, match in alone]
    return np.array([span for span in spans if span[1] > span[0]], dtype="int64").reshape(-1, 2)
