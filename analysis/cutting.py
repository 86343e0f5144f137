"""Running text to terms: phrases first, then jieba in the gaps, without a table and without pandas.

What `segmentation` does for a table of sentences and `coding` for whole batches of text; worker processes load this
module and little else.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import filterfalse

ENGINES = ("rjieba", "jieba")
COUNTED_KINDS = ("phrase", "word", "latin")
SPACE = re.compile(r"\s")

Span = tuple[int, int, int]  # number of the phrase (-1: a number such as 3.5%), start, end

_NUMBER = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?|[〇零一二三四五六七八九十百千万亿两]+")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ\u00c0-\u024f]")
# Unicode keeps these characters for inside use; should a text hold one, there are others.
_COVERS = tuple(map(chr, range(0xFDD0, 0xFDF0)))
# jieba cuts 3.5 at the point and knows no full-width digits: such numbers are kept whole before it cuts.
_WIDE_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.])[0-9０-９]+(?:[.．][0-9０-９]+)+[%％‰]?(?![A-Za-z0-9.])|(?<![A-Za-z0-9.])[0-9]+[%％‰]|[０-９]+[%％‰]?"
)
_HINT = re.compile("[.．%％‰０-９]")  # every such number holds one of these, which are rare and found fast


class Cutter:
    """Phrases whole, the rest as jieba cuts it; see :class:`analysis.segmentation.Segmenter`.

    Parameters
    ----------
    phrases : sequence of str
        Matched leftmost-longest.
    engine, hmm
        As in ``Segmenter``.

    Examples
    --------
    >>> Cutter(["新质生产力"]).cut("培育 新质生产力")
    ['培育', ' ', '新质生产力']
    """

    def __init__(self, phrases: Sequence[str], *, engine: str = "rjieba", hmm: bool = False):
        self.phrases = list(phrases)
        self._find_phrases = _phrase_finder(self.phrases)
        self._cut = _jieba(engine, hmm)

    def cut(self, text: str) -> list[str]:
        """The terms in order, white space among them: joined they are the text."""
        terms, cover, spans = self.cut_covered(text)
        place = -1
        for _, start, end in spans:  # index() looks at the terms in C; a test of each in Python takes twice as long
            place = terms.index(cover, place + 1)
            terms[place] = text[start:end]
        return terms

    def cut_covered(self, text: str) -> tuple[list[str], str, list[Span]]:
        """The terms with a cover in the place of every phrase and wide number, the cover, and what it covers.

        Each phrase is covered by one character that no word holds, and the whole is cut once.
        """
        spans = self._find_phrases(text)
        if _HINT.search(text):
            spans = _add_wide_numbers(text, spans)
        if not spans:
            return self._cut(text), "", spans
        cover = next(filterfalse(text.__contains__, _COVERS))
        gaps, position = [], 0
        for _, start, end in spans:
            gaps.append(text[position:start])
            position = end
        gaps.append(text[position:])
        return self._cut(cover.join(gaps)), cover, spans


def _add_wide_numbers(text: str, spans: list[Span]) -> list[Span]:
    starts, free = [start for _, start, _ in spans], []
    for match in _wide_numbers(text):
        before = bisect_left(starts, match.end()) - 1  # the last phrase that begins before the number ends
        if before < 0 or spans[before][2] <= match.start():
            free.append((-1, *match.span()))
    return sorted(spans + free, key=lambda span: span[1])


def _wide_numbers(text: str) -> Iterator[re.Match]:
    """All matches; the slow pattern sees only lines that give a hint of one."""
    position = 0
    while hint := _HINT.search(text, position):
        start, end = text.rfind("\n", 0, hint.start()) + 1, text.find("\n", hint.end())
        position = end if end >= 0 else len(text)
        yield from _WIDE_NUMBER.finditer(text, start, position)


def kind_of(term: str) -> str:
    """Kind of a token that is no phrase: number, latin, word, punctuation (or space).

    Examples
    --------
    >>> [kind_of(term) for term in ("２０２３", "三十", "5G", "发展", "，", " ")]
    ['number', 'number', 'latin', 'word', 'punctuation', 'space']
    """
    if _NUMBER.fullmatch(term):
        return "number"
    if _LATIN.search(term):
        return "latin"
    if any(character.isalpha() for character in term):
        return "word"
    return "space" if term.isspace() else "punctuation"


def _phrase_finder(phrases: list[str]) -> Callable[[str], list[Span]]:
    """A function that gives (number of the phrase, start, end) of every match."""
    if not phrases:
        return lambda text: []
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST)
    return automaton.find_matches_as_indexes


def _jieba(engine: str, hmm: bool) -> Callable[[str], list[str]]:
    if engine == "rjieba":
        return partial(_rust_tokenizer().cut, hmm=hmm)
    return partial(_reference_tokenizer().lcut, HMM=hmm)


@cache
def _rust_tokenizer():
    """Jieba's dictionary as it is, read once a process: nobody adds words to it."""
    import rjieba

    return rjieba.Jieba()


def _reference_tokenizer():
    """An instance of jieba's tokenizer: its module-level dictionary is shared state that anyone may change."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its old string escapes warn on Python 3.12 and later
        import logging

        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
