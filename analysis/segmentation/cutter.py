"""Running text to terms: phrases first, then numbers and words of alphabets, then jieba in the gaps."""

import re
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, filterfalse

from analysis.segmentation.notation import (
    LETTERS,
    LINKS,
    READ_AS,
    Span,
    capital,
    find_whole,
    fold_with_places,
    has_letters,
    narrow,
    needs_more,
    ordinals_in_digits,
)

ENGINES = ("rjieba", "jieba")
Kept = tuple[int, int, str]  # start, end, term
Match = tuple[int, int, int]  # number of the phrase, start, end
# Unicode keeps these characters for inside use; should a text hold one, there are others.
_COVER, *_OTHER_COVERS = map(chr, range(0xFDD0, 0xFDF0))
_TWO_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{2}")
_FREQUENCY = 1_000  # of an added word in the dictionary of jieba, where common words have thousands
_BEFORE, _BEHIND = 3, 2  # characters in which a word may begin or end that runs over the edge of a phrase
_CONTEXT = 8  # characters around a phrase that are cut to tell its words
_LETTER = re.compile(f"[{LETTERS}0-9]")


class Cutter:
    """Phrases whole, the rest as jieba cuts it; see :class:`analysis.segmentation.Segmenter`.

    Parameters
    ----------
    phrases : sequence of str
        Matched leftmost-longest, but where one runs into a longer one that begins within it, the longer is kept:
        发展战略性新兴产业 holds 战略性新兴产业; none parts one character from a word. Those of two ideographs are
        added to jieba's dictionary; one with quotes or 、 is found with other marks of their kind too.
    synonyms : mapping of str to str, optional
        Forms that are matched as phrases are, and what they are counted as.
    engine, hmm
        As in ``Segmenter``.

    Examples
    --------
    >>> Cutter(["新质生产力", "AI"]).cut("培育 新质生产力，EMAIL和AI增长3.5%")
    ['培育', ' ', '新质生产力', '，', 'email', '和', 'AI', '增长', '3.5%']
    """

    def __init__(
        self,
        phrases: Sequence[str],
        synonyms: Mapping[str, str] | None = None,
        *,
        engine: str = "rjieba",
        hmm: bool = False,
    ):
        counted_as = {form: phrase for phrase in phrases for form in _other_marks(phrase)}
        counted_as |= {phrase: phrase for phrase in phrases} | READ_AS | dict(synonyms or {})
        self.phrases = list(dict.fromkeys(counted_as.values()))
        # Of two characters they are words among others: 算力 may not be cut out of 预算力度.
        words = tuple(form for form, term in counted_as.items() if _TWO_IDEOGRAPHS.fullmatch(form) and form == term)
        counted_as = {form: term for form, term in counted_as.items() if form not in set(words)}
        self._terms = list(counted_as.values())
        folded = [capital(fold_with_places(phrase)[0]) for phrase in counted_as]
        bounded = {number for number, one in enumerate(folded) if _LETTER.match(one[0]) or _LETTER.match(one[-1])}
        self._bounded = frozenset(bounded)
        self._find = _finder(tuple(folded), words)
        self._cut = _jieba(engine, hmm, words)

    def cut(self, text: str) -> list[str]:
        """The terms in order, white space among them: joined they are the text, folded."""
        terms, cover, kept, _ = self.cut_covered(text)
        place = -1
        for _, _, term in kept:  # index() looks at the terms in C; a test of each in Python takes twice as long
            place = terms.index(cover, place + 1)
            terms[place] = term
        return terms

    def cut_covered(self, text: str) -> tuple[list[str], str, list[Kept], list[int] | None]:
        """The terms with a cover in the place of everything kept whole, the cover, and what it covers.

        Each phrase, number and word of an alphabet is covered by one character that no word holds, and the whole is
        cut once.

        Returns
        -------
        terms : list of str
        cover : str
            One character.
        kept : list of (start, end, term)
            In the folded text, as many as there are covers.
        places : list of int, or None
            Where each character of the folded text stands in `text`, if anything moved.
        """
        places, special = None, needs_more(text)
        if special and has_letters(text):
            text, places = fold_with_places(text)
            found = self._whole_words(text, self._find(capital(text)), 0, len(text))
        else:
            text = narrow(text) if special else text
            found = self._find(text)
            if special and any(number in self._bounded for number, *_ in found):  # 21世纪 is none in 121世纪
                found = self._whole_words(text, found, 0, len(text))
        phrases = self._terms
        kept = [(start, end, phrases[number]) for number, start, end in found]
        if special:
            kept = _fill(kept, find_whole(text), text)
        if not kept:
            return self._cut(text), "", kept, places
        cover = _COVER if _COVER not in text else next(filterfalse(text.__contains__, _OTHER_COVERS))
        gaps, position = [], 0
        for start, end, _ in kept:
            gaps.append(text[position:start])
            position = end
        gaps.append(text[position:])
        return self._cut(cover.join(gaps)), cover, kept, places

    def _whole_words(self, text: str, found: list[Match], origin: int, stop: int) -> Iterator[Match]:
        """Matches without those inside a word of an alphabet (AI in EMAIL), in whose place others may begin."""
        nexts = [origin + start for _, start, _ in found[1:]] + [stop]
        for (number, start, end), following in zip(found, nexts, strict=False):
            start, end = origin + start, origin + end
            if number in self._bounded and inside_word(text, start, end):
                others = self._find(capital(text[start + 1 : following]))
                yield from self._whole_words(text, others, start + 1, following)
            else:
                yield number, start, end


@lru_cache(8)  # a report cuts under several settings; to make one takes longer than to cut a speech
def make_cutter(
    phrases: tuple[str, ...], synonyms: tuple[tuple[str, str], ...] = (), *, engine: str = "rjieba", hmm: bool = False
) -> Cutter:
    """The cutter of these lists: the same one as long as they stay the same."""
    return Cutter(phrases, dict(synonyms), engine=engine, hmm=hmm)


def _other_marks(phrase: str) -> Iterator[str]:
    """The phrase with the other marks and figures it is written with.

    Examples
    --------
    >>> list(_other_marks("唱好“双城记”、先行先试")), list(_other_marks("第十五个五年规划"))
    (['唱好"双城记"、先行先试', '唱好「双城记」、先行先试', '唱好“双城记”，先行先试'], ['第15个五年规划'])
    """
    for marks in ('""', "「」"):
        if "“" in phrase:
            yield phrase.translate(dict(zip(map(ord, "“”"), marks, strict=True)))
    if "、" in phrase:
        yield phrase.replace("、", "，")
    if (written := ordinals_in_digits(phrase)) != phrase:
        yield written


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether a match in letters or digits goes on before or behind, as AI does in EMAIL."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return bool(
        (_LETTER.match(text[start]) and before and _LETTER.match(before))
        or (_LETTER.match(text[end - 1]) and after and _LETTER.match(after))
    )


def _fill(kept: list[Kept], whole: list[Span], text: str) -> list[Kept]:
    """The phrases, and between them what else is whole."""
    filled, place = [], 0
    for start, end in whole:
        while place < len(kept) and kept[place][1] <= start:
            filled.append(kept[place])
            place += 1
        if place == len(kept) or kept[place][0] >= end:
            filled.append((start, end, text[start:end]))
    return filled + kept[place:]


@lru_cache(8)  # a report cuts under several settings, most of them with the same phrases
def _finder(phrases: tuple[str, ...], words: tuple[str, ...]) -> Callable[[str], list[Match]]:
    """A function that gives (number of the phrase, start, end) of every match; `words` are added to jieba's."""
    if not phrases:
        return lambda text: []
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick(
        list(phrases),
        matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
    rivals, divides = _rivals(phrases), _divider(words)

    @cache  # most are never met
    def behind(number: int) -> re.Pattern:
        return re.compile("|".join(map(re.escape, rivals[number])))

    def matches(text: str, begin: int, until: int) -> list[tuple[int, int, int, int]]:
        found = automaton.find_matches_as_indexes(text[begin:until])
        return [(number, begin + start, begin + end, until) for number, start, end in found]

    def longer(text: str, number: int, end: int, until: int) -> Match | None:
        """The rival of a phrase that stands here, unless it would part a word."""
        if number not in rivals or not (rest := behind(number).match(text, end, until)):
            return None
        offset, other = rivals[number][rest.group()]
        start = end - len(phrases[number]) + offset
        return None if divides(text, start, rest.end()) else (other, start, rest.end())

    def find(text: str, begin: int = 0, until: int | None = None) -> list[Match]:
        taken, place, ahead = [], begin, deque(matches(text, begin, len(text) if until is None else until))
        while ahead:
            number, start, end, until = ahead.popleft()
            if start < place:
                continue
            rival = longer(text, number, end, until)
            if rival:
                taken += [*find(text, start, rival[1]), rival]
                place = rival[2]
            elif not divides(text, start, end):
                taken.append((number, start, end))
                continue
            else:  # a shorter one that begins here, or others behind
                shorter = [match for match in find(text, start, end - 1)[:1] if match[1] == start]
                taken += shorter
                place = shorter[0][2] if shorter else start + 1
            stop = text.find("。", max(place, end), until)  # no phrase runs over the end of a sentence
            stop = until if stop < 0 else stop
            while ahead and ahead[0][1] < stop:
                ahead.popleft()
            ahead.extendleft(reversed(matches(text, place, stop)))
        return taken

    return find


def _divider(words: tuple[str, ...]) -> Callable[[str, int, int], bool]:
    """Whether a phrase at this place would part one character from a word: 安全生产法 does, in 安全生产法律法规."""
    cut = partial(_rust_tokenizer(words).cut, hmm=False)

    @lru_cache(1 << 16)
    def runs_over(before: str, after: str) -> bool:
        return len(before) not in accumulate(map(len, cut(before + after)))

    def divides(text: str, start: int, end: int) -> bool:
        phrase, before, after = text[start:end], text[max(start - _BEFORE, 0) : start], text[end : end + _BEHIND]
        if not (
            (before[-1:].isalpha() and runs_over(before, phrase)) or (after[:1].isalpha() and runs_over(phrase, after))
        ):
            return False
        place, apart = max(start - _CONTEXT, 0), False
        for word in cut(text[place : end + _CONTEXT]):
            reached = place + len(word)
            if start <= place < reached <= end and len(word) == 1 and word not in LINKS:
                return False  # cut without the phrase one character would stand alone too
            apart |= any(place < edge < reached and 1 in (edge - place, reached - edge) for edge in (start, end))
            place = reached
        return apart

    return divides


def _rivals(phrases: Sequence[str]) -> dict[int, dict[str, tuple[int, int]]]:
    """For each phrase the longer ones that begin within it: what stands of them behind it, where they begin, which.

    Examples
    --------
    >>> _rivals(["发展战略", "战略性新兴产业"])
    {0: {'性新兴产业': (2, 1)}}
    """
    begin: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        for length in range(1, len(phrase)):
            begin.setdefault(phrase[:length], []).append(number)
    rivals = {}
    for number, phrase in enumerate(phrases):
        found = [(len(phrases[other]), offset, phrases[other][len(phrase) - offset :], other)
                 for offset in range(1, len(phrase)) for other in begin.get(phrase[offset:], ())
                 if len(phrases[other]) > len(phrase)]  # fmt: skip
        if found:
            places = {}
            for _, offset, rest, other in sorted(found, key=lambda one: (-one[0], one[1])):
                places.setdefault(rest, (offset, other))
            rivals[number] = places
    return rivals


def _jieba(engine: str, hmm: bool, words: tuple[str, ...]) -> Callable[[str], list[str]]:
    if engine == "rjieba":
        return partial(_rust_tokenizer(words).cut, hmm=hmm)
    return partial(_reference_tokenizer(words).lcut, HMM=hmm)


@cache
def _rust_tokenizer(words: tuple[str, ...] = ()):
    """Jieba's dictionary and these words, read once a process."""
    import rjieba

    tokenizer = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word, _FREQUENCY, "n")
    return tokenizer


def word_edges(text: str) -> list[int]:
    """Where the words of jieba's dictionary begin and end, phrases aside.

    Examples
    --------
    >>> word_edges("提交通过")
    [0, 2, 4]
    """
    return list(accumulate(map(len, _rust_tokenizer().cut(text, hmm=False)), initial=0))


def tag_words(text: str) -> list[tuple[str, str]]:
    """The words of jieba's dictionary with their part of speech, phrases aside.

    Examples
    --------
    >>> tag_words("治理雾霾")
    [('治理', 'v'), ('雾', 'n'), ('霾', 'g')]
    """
    return _rust_tokenizer().tag(text, hmm=False)


def _reference_tokenizer(words: tuple[str, ...]):
    """An instance of jieba's tokenizer: its module-level dictionary is shared state that anyone may change."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its old string escapes warn on Python 3.12 and later
        import logging

        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in words:
        tokenizer.add_word(word, _FREQUENCY)
    return tokenizer
