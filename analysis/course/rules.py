"""Kinds of exercises: each judges an answer and says what kind of mistake it is.

A rule's right value is a function of the results, computed when somebody answers; nothing of it stands in a notebook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

import numpy as np

from analysis.course.answers import QUOTES, numbers_in, tidy_items, tidy_number, tidy_numbers, tidy_text
from analysis.documents.conversion import convert
from analysis.language import CODES, Language
from analysis.measures.concordance import near_terms
from analysis.results import Results

Of = Callable[[Results], object]
HEDGE = re.compile(
    "可能|也许|或许|大概|大约|(?<![节制])约(?!束)|未必|不一定|不等于|不能|不足以|不代表|只(?:有|能|是(?=说|一|摘|这)|看|说|算|占|在|出现)|仅|摘录|分不出|看不出|至少|倾向|在这|这份|这几|谨慎|难以|难说|"
    "(?:样本|材料|次数|数字|数量)(?:都|也)?(?:太|很|较|不够)?[小少]|"
    r"\b(?:may|might|perhaps|possibly|probably|about|roughly|only|cannot|can't|not (?:enough|proof|tell)|excerpts?|"
    r"seems?|suggests?|at least|in these|does not|do not|alone|too (?:few|small)|caution)\b",
    flags=re.IGNORECASE,
)
SOURCE = re.compile(
    r"讲话|摘录|例子|四篇|原文|名单|文本|材料|语料|段落|座谈会|出处|第\s?\d+\s?行|行号|长江经济带|长三角|中部|西部|20\d\d|"
    r"\b(?:speech(?:es)?|excerpts?|examples?|texts?|list|source|symposi(?:um|a)|paragraphs?|lines?|Belt|Delta|Cent(?:re|ral)|West(?:ern)?)\b",
    flags=re.IGNORECASE,
)
# What counts cannot show: that somebody cares. To deny it is good practice.
VALUES = re.compile(
    r"([^，。,.;；]{0,12}?)(?:重视|看重|关心|在乎|轻视|忽视|\b(?:cares?|values?|attach(?:es)?\b.{0,12}importance|emphasi[sz]es?|neglects?|"
    r"prioriti[sz]es?)\b)",
    flags=re.IGNORECASE,
)
DENIED = re.compile(r"不|未必|没有|\b(?:not|never|cannot)\b|n't", flags=re.IGNORECASE)
MORE, LESS = ("more", "更多", "多", "较多", "说得更多"), ("less", "fewer", "更少", "少", "较少", "说得更少")
NO_TELLING = ("cannot tell", "can't tell", "cannot be told", "cannot be told apart", "分不出", "分不出高下", "分不出来",
              "看不出", "无法判断", "不能判断", "不确定", "分不出谁更多", "说不清", "不好说", "undecided")  # fmt: skip
VERDICTS = {"more": MORE, "less": LESS, "cannot tell": NO_TELLING}
SHORTEST = 4  # characters of a sentence


@dataclass(frozen=True)
class Said:
    """What is said of an answer: a text of the catalogue's section ``course`` with its values."""

    key: str
    values: Mapping = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The text in a language."""
        return language.say(f"course.{self.key}", **self.values)


RIGHT, WRONG, EXAMPLE = Said("right"), Said("wrong"), Said("example")


@dataclass(frozen=True)
class Number:
    """A number.

    Attributes
    ----------
    value : callable
        From the results to the right number.
    within : float
        How far off is still right: half a unit of the last place asked for.
    percent : bool
        Whether 45, "45%" and 0.45 are one.
    hints : mapping of name to callable
        Foreseen wrong numbers, one or a list, with the hint of the catalogue that they deserve.
    """

    value: Of
    within: float = 0
    percent: bool = False
    hints: Mapping[str, Of] = field(default_factory=dict)

    def judge(self, answer: object, results: Results) -> Said:
        """Right, near, a foreseen mistake, or wrong."""
        number = tidy_number(answer)
        if number is None:
            return Said("needs_number")
        right = float(self.value(results))
        if self.percent and abs(number) <= 1 < right and not re.search("[%％]|百分|per", str(answer)):
            number *= 100
        if abs(number - right) <= self.within + 1e-9:
            return RIGHT
        for name, of in self.hints.items():
            if (np.abs(number - np.atleast_1d(of(results))) <= self.within + 1e-9).any():
                return Said(f"hint_{name}")
        return Said("near") if abs(number - right) <= max(self.within * 10 or 1, abs(right) * 0.05) else WRONG


@dataclass(frozen=True)
class Numbers:
    """Several numbers in their order; `hints` holds whole answers that are foreseen."""

    values: Of
    hints: Mapping[str, Of] = field(default_factory=dict)

    def judge(self, answer: object, results: Results) -> Said:
        """Right, a foreseen mistake, near (one of them is right) or wrong."""
        numbers, right = tidy_numbers(answer), list(map(float, self.values(results)))
        if numbers is None or len(numbers) != len(right):
            return Said("needs_numbers", {"n": len(right)})
        for name, wrong in (("", right), *((name, of(results)) for name, of in self.hints.items())):
            if numbers == list(map(float, wrong)):
                return Said(f"hint_{name}") if name else RIGHT
        return Said("partly") if any(map(float.__eq__, numbers, right)) else WRONG


@dataclass(frozen=True)
class Word:
    """A word of which something holds; `right` gives all of them, `hints` sets of words foreseen."""

    right: Of
    examples: Collection[str] = ()
    hints: Mapping[str, Of] = field(default_factory=dict)

    def judge(self, answer: object, results: Results) -> Said:
        """Right, the example, not in the text, a foreseen mistake or wrong."""
        word = tidy_text(answer)
        if not word:
            return Said("needs_word")
        if word in self.examples:
            return EXAMPLE
        if word in self.right(results):
            return RIGHT
        for name, words in self.hints.items():
            if word in words(results):
                return Said(f"hint_{name}")
        return missing_words([word], results) or WRONG


@dataclass(frozen=True)
class Words:
    """A number of different words, each one of a set; the example of the question is no answer."""

    n: int
    members: Of
    example: Collection[str] = ()

    def judge(self, answer: object, results: Results) -> Said:
        """Right, too few or many, one twice, one not in the text, the example, or wrong."""
        words = tidy_items(answer)
        if words is None:
            return Said("needs_words", {"n": self.n})
        if len(set(words)) < len(words):
            return Said("twice")
        if len(words) != self.n:
            return Said("how_many", {"n": self.n, "given": len(words)})
        if set(words) == set(self.example):
            return EXAMPLE
        return RIGHT if set(words) <= set(self.members(results)) else missing_words(words, results) or WRONG


@dataclass(frozen=True)
class Choice:
    """One of a few things, each with the names it goes by.

    Attributes
    ----------
    value : callable
        From the results to the right one.
    options : callable or mapping
        Name of each to all it is called; from the results where it depends on them (`groups`, `themes`).
    hints : mapping of a wrong one to the name of its hint
    """

    value: Of
    options: Mapping[str, Sequence[str]] | Callable[[Results], Mapping[str, Sequence[str]]]
    hints: Mapping[str, str] = field(default_factory=dict)

    def judge(self, answer: object, results: Results) -> Said:
        """Right, a foreseen mistake, none of them, or wrong."""
        options = self.options(results) if callable(self.options) else self.options
        text = tidy_text(answer)
        given = find_option(text, options) if text else None
        if given is None:
            return Said("needs_choice", {"list": [names[0] for names in options.values()]})
        if given == self.value(results):
            return RIGHT
        return Said(f"hint_{self.hints[given]}") if given in self.hints else WRONG


@dataclass(frozen=True)
class Pattern:
    """A regular expression that finds just these places in the text."""

    finds: Of

    def judge(self, answer: object, results: Results) -> Said:
        """Right, no pattern, or finding too much or too little."""
        if not isinstance(answer, str) or not answer.strip():
            return Said("needs_pattern")
        pattern, right = normalize("NFKC", answer).strip(f" {QUOTES}").replace("。", "."), list(self.finds(results))
        try:
            found = [one.group() for text in results.speeches["text"] for one in re.finditer(pattern, text)]
        except re.error:
            return Said("bad_pattern")
        if found == right:
            return RIGHT
        return Said("pattern_finds", {"n": len(found), "first": found[0] if found else "—"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of interpretation: it holds a right number and a source, it hedges, and it does not read minds."""

    numbers: Of
    longest: int = 400

    def judge(self, answer: object, results: Results) -> Said:
        """Right, or what is missing."""
        answer = convert(answer, "t2s") if isinstance(answer, str) else answer
        if not isinstance(answer, str) or len(answer.strip()) < SHORTEST or not re.search(r"[^\W\d_]", answer):
            return Said("needs_sentence")
        if len(answer) > self.longest and len(re.findall("[A-Za-z]+", answer)) < self.longest / 2:
            return Said("too_long", {"n": self.longest, "given": len(answer)})
        accepted = {float(number) for number in self.numbers(results)}
        if any(not DENIED.search(before) for before in VALUES.findall(answer)):
            return Said("reads_minds")
        missing = [
            Said(name)
            for name, there in (
                ("part_number", accepted & set(numbers_in(answer))),
                ("part_source", SOURCE.search(answer)),
                ("part_hedge", HEDGE.search(answer)),
            )
            if not there
        ]
        return Said("sentence_lacks", {"list": missing}) if missing else RIGHT


def find_option(text: str, options: Mapping[str, Sequence[str]]) -> str | None:
    """The option that a text names: wholly, as the only one it holds, or as the only one with most of its words.

    Examples
    --------
    >>> find_option("the delta", {"长三角": ["长三角", "Yangtze River Delta"], "西部": ["西部", "West"]})
    '长三角'
    >>> find_option("western China", {"长三角": ["长三角", "Yangtze River Delta"], "西部": ["西部", "West"]})
    '西部'
    """
    text = text.casefold().removeprefix("the ").replace("’", "'")
    for key, names in options.items():
        if text in {name.casefold() for name in (key, *names)}:
            return key
    held = {
        key for key, names in options.items() for name in (key, *names) if len(name) > 1 and name.casefold() in text
    }
    if not held and text.isascii():
        stems = _stems(text) - {"chin"} or _stems(text)  # that it is China tells the least
        shared = {key: len(stems & _stems(" ".join(names))) for key, names in options.items()}
        held = {key for key, n in shared.items() if n == max(shared.values()) > 0}
    elif not held and len(text) > 1:
        held = {key for key, names in options.items() if any(text in name for name in names)}
    return held.pop() if len(held) == 1 else None


def _stems(text: str) -> set[str]:
    return {word[:4] for word in re.findall("[a-z]{4,}", text.casefold())}


def groups(results: Results) -> dict[str, list[str]]:
    """The groups by their official, short and English names."""
    found = {}
    for group in results.speeches["strategy"].cat.categories:
        found[group] = [group, *(results.names.strategy(group, code) for code in CODES)]
    return found


def themes(results: Results) -> dict[str, list[str]]:
    """The themes by their ids and names."""
    return {row.theme: [row.zh, row.theme, row.en] for row in results.lexicon.theme_names.itertuples(index=False)}


def missing_words(words: Sequence[str], results: Results) -> Said | None:
    """Which words do not stand in the text at all, with those that are near; None if all do."""
    body = "\n".join(results.speeches["text"])
    return next((absent_word(word, results) for word in words if word not in body), None)


def absent_word(word: str, results: Results) -> Said:
    """That a word does not stand in the text, with up to three that look like it, or the simplified one it is."""
    counted = convert(results.as_counted(word), "t2s")
    known = counted != word and counted in results.counts.columns
    near = [counted] if known else near_terms(results.tokens, counted)[:3]
    return Said("not_in_text_near" if near else "not_in_text", {"word": word, "list": near})
