"""Kinds of exercises: each judges an answer and says what kind of mistake it is.

A rule's right value is a function of the results, computed when somebody answers; nothing of it stands in a notebook.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from unicodedata import normalize

import numpy as np

from analysis.course.answers import (
    AROUND,
    PATTERNS,
    QUOTES,
    as_written,
    last_side,
    tidy_items,
    tidy_number,
    tidy_numbers,
    tidy_text,
)
from analysis.course.numerals import DIGITS, NUMERAL, WORDING, counted_in, numbers_in
from analysis.documents.conversion import convert
from analysis.language import CODES, Language
from analysis.measures.concordance import near_terms
from analysis.report.requests import most_alike
from analysis.results import Results

Of = Callable[[Results], object]
Facts = Mapping[str, Collection[float]]  # numbers by side of a comparison
VERDICTS = WORDING["verdicts"]
SIDES = {kind: {side: re.compile(called, re.IGNORECASE) for side, called in sides.items()}
         for kind, sides in WORDING["sides"].items()}  # fmt: skip
ALONE = {"groups", "telling"}  # kinds of sides of which one alone can be seen to have a number of another
SHORTEST = 4  # characters of a sentence


@dataclass(frozen=True)
class Said:
    """What is said of an answer: a text of the catalogue's section ``course`` with its values."""

    key: str
    values: Mapping = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The text in a language; a value may differ by language."""
        values = {name: one[language.code] if isinstance(one, dict) else one for name, one in self.values.items()}
        return language.say(f"course.{self.key}", **values)


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
    units : sequence of str
        What it may be said to count, as wanted first; with none nothing is asked about it.
    pair : callable, optional
        Two numbers in their order that say the same, such as 从 14 到 11 of which the last is asked.
    least : bool
        Whether "at least 6" is 6.
    hints : mapping of name to callable
        Foreseen wrong numbers, one or a list, with the hint of the catalogue that they deserve.
    """

    value: Of
    within: float = 0
    percent: bool = False
    units: Sequence[str] = ()
    pair: Of | None = None
    least: bool = False
    hints: Mapping[str, Of] = field(default_factory=dict)

    def judge(self, answer: object, results: Results) -> Said:
        """Right, near, a foreseen mistake, or wrong."""
        text = as_written(answer) if isinstance(answer, str) else ""
        text = PATTERNS["at_least"].sub("", text) if self.least else text
        counted = counted_in(PATTERNS["base"].sub("", text))
        number = tidy_number(answer, share=self.percent)
        number = self._of_several(counted, results) if number is None else number
        if number is None or not np.isfinite(number) or PATTERNS["inexact"].search(text):
            return Said("needs_exact" if number is not None and np.isfinite(number) else "needs_number")
        right = float(self.value(results))
        as_percent = PATTERNS["as_percent"].search(last_side(text))
        if self.percent and abs(number) <= 1 < right and (not as_percent or 100 * number in numbers_in(text)):
            number *= 100
        if abs(number - right) <= self.within + 1e-9:
            units = {unit for one, unit in counted if one == number and unit}
            if as_percent and not self.percent:
                return Said("no_percent")
            if self.units and units and not units & set(self.units):
                chinese, english, _ = WORDING["units"][self.units[0]]
                return Said("other_unit", {"unit": dict(zip(CODES, (chinese, english), strict=True))})
            return RIGHT
        for name, of in self.hints.items():
            if (np.abs(number - np.atleast_1d(of(results))) <= self.within + 1e-9).any():
                return Said(f"hint_{name}")
        if self.within and round(number) == right:
            return Said("round_it")
        return Said("near") if abs(number - right) <= max(self.within * 10 or 1, abs(right) * 0.05) else WRONG

    def _of_several(self, counted: Sequence[tuple[float, str]], results: Results) -> float | None:
        """Of several numbers the one that counts what is asked, or the right one of the pair."""
        numbers = [number for number, _ in counted]
        if self.pair and numbers[-2:] == list(map(float, self.pair(results))):
            return float(self.value(results))
        if self.pair and not all(unit for _, unit in counted):
            return None
        own = {number for number, unit in counted if unit in self.units} or {one for one, unit in counted if not unit}
        return own.pop() if len(own) == 1 else None


@dataclass(frozen=True)
class Numbers:
    """Several numbers in their order, or named by their `sides`; `hints` holds whole answers that are foreseen."""

    values: Of
    sides: str = ""
    hints: Mapping[str, Of] = field(default_factory=dict)

    def judge(self, answer: object, results: Results) -> Said:
        """Right, a foreseen mistake, near (one of them is right) or wrong."""
        numbers, right = tidy_numbers(answer), list(map(float, self.values(results)))
        named = claims(answer, self.sides) if self.sides and isinstance(answer, str) else None
        if named and [len(own) for own in named.values()] == [1] * len(right) == [1] * len(SIDES[self.sides]):
            numbers = [named[side].pop() for side in SIDES[self.sides]]
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
        items = tidy_items(answer) or []
        if len(items) > 1 and not missing_words(items, results):
            return Said("how_many", {"n": 1, "given": len(items)})
        whole = word in set(results.tokens["term"])
        return missing_words([word], results) or (WRONG if whole else Said("part_of_word", {"word": word}))


@dataclass(frozen=True)
class Words:
    """A number of different words of the text; the example of the question is no answer."""

    n: int
    example: Collection[str] = ()

    def judge(self, answer: object, results: Results) -> Said:
        """Right, too few or many, one twice, one not in the text, or the example."""
        words = tidy_items(answer, self.n)
        if words is None:
            return Said("needs_words", {"n": self.n})
        if len(set(words)) < len(words):
            return Said("twice")
        if len(words) != self.n:
            return Said("how_many", {"n": self.n, "given": len(words)})
        if set(words) == set(self.example):
            return EXAMPLE
        return missing_words(words, results) or RIGHT


@dataclass(frozen=True)
class Choice:
    """One of a few things, each with the names it goes by.

    Attributes
    ----------
    value : callable
        From the results to the right one.
    options : callable or mapping
        Name of each to all it is called, in Chinese, in English, then otherwise; from the results where it depends on
        them (`groups`, `themes`).
    hints : mapping of a wrong one to the name of its hint
    """

    value: Of
    options: Mapping[str, Sequence[str]] | Callable[[Results], Mapping[str, Sequence[str]]]
    hints: Mapping[str, str] = field(default_factory=dict)

    def judge(self, answer: object, results: Results) -> Said:
        """Right, a foreseen mistake, none of them, or wrong."""
        options = self.options(results) if callable(self.options) else self.options
        text = tidy_text(answer)
        texts = [text, as_written(answer).strip(AROUND)] if text and isinstance(answer, str) else [text]
        found = (find_option(one, options, loosely=callable(self.options)) for one in texts if one)
        given = next(filter(None, found), None)
        if given is None:
            called = {code: [names[place] for names in options.values()] for place, code in enumerate(CODES)}
            return Said("needs_choice", {"list": called})
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
        pattern = PATTERNS["intro"].sub("", re.sub(r"\s", "", normalize("NFKC", answer)))
        pattern = re.sub(rf"^\w+=|^r(?=[{QUOTES}])", "", re.sub(rf"^\w+=(?=r?[{QUOTES}])", "", pattern))
        pattern = re.sub(rf"^re\.\w+\(r?([{QUOTES}].*?[{QUOTES}])(?:,[\w.]+)?\)$", r"\1", pattern).strip(f"/{QUOTES}")
        # 高水平。。 is a point typed in Chinese; in brackets it is meant: 要[^。]+
        pattern = re.sub(r"\[[^\]]*\]|。", lambda found: "." if found[0] == "。" else found[0], pattern)
        right = list(self.finds(results))
        if PATTERNS["repeated"].search(pattern):
            return Said("bad_pattern")
        try:
            found = [one.group() for text in results.speeches["text"] for one in re.finditer(pattern, text)]
        except (re.error, OverflowError):
            return Said("bad_pattern")
        if found == right:
            return RIGHT
        return Said("pattern_finds", {"n": len(found), "first": found[0] if found else "—"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of interpretation: it holds a right number and a source, it hedges, and it does not read minds.

    `numbers` are those that count as right; None where they are the student's own. With `of_word` the numbers of every
    word that the sentence names count too. `sides` says by kind of comparison which numbers each of its sides has, from
    the results and the answer: a sentence that gives a group only numbers of another is not right, nor one that swaps
    the numbers of two sides.
    """

    numbers: Of | None
    sides: Mapping[str, Callable[[Results, str], Facts]] = field(default_factory=dict)
    longest: int = 400
    of_word: Callable[[Results, str], Collection[float]] | None = None

    def judge(self, answer: object, results: Results) -> Said:
        """Right, or what is missing."""
        answer = convert(answer, "t2s") if isinstance(answer, str) else answer
        if not isinstance(answer, str) or len(answer.strip()) < SHORTEST or not re.search(r"[^\W\d_]", answer):
            return Said("needs_sentence")
        english = re.findall("[A-Za-z'’-]+", answer)
        length = len(re.sub("[A-Za-z'’ -]", "", answer)) + 2 * len(english)  # an English word counts as two characters
        if length > self.longest:
            return Said("too_long", {"n": self.longest, "given": length})
        said = set(numbers_in(PATTERNS["no_finding"].sub("", answer)))
        if any(not PATTERNS["denied"].search(before) for before in PATTERNS["values"].findall(answer)):
            return Said("reads_minds")
        missing = [
            Said(name)
            for name, there in (
                ("part_number", said & self._accepted(answer, results) if self.numbers else said - {1}),
                ("part_source", PATTERNS["source"].search(answer)),
                ("part_hedge", PATTERNS["hedge"].search(answer)),
            )
            if not there
        ]
        if missing:
            return Said("sentence_lacks", {"list": missing})
        wrong = [
            mixed_up(claims(answer, kind), facts(results, answer), swapped=kind not in ALONE)
            for kind, facts in self.sides.items()
        ]
        return Said("other_side") if any(wrong) else RIGHT

    def _accepted(self, answer: str, results: Results) -> set[float]:
        words = [word for word in results.counts.columns if word in answer] if self.of_word else []
        return set(map(float, chain(self.numbers(results), *(self.of_word(results, word) for word in words))))


def claims(text: str, kind: str) -> dict[str, set[float]]:
    """Numbers by the side that a clause gives them to; none where a clause names more than one, or gives it none.

    Examples
    --------
    >>> claims("摘录里中部12句，长三角20句", "groups"), claims("13 as a word and 4 as a string", "standing")
    ({'中部地区崛起': {12.0}, '长三角一体化发展': {20.0}}, {'word': {13.0}, 'string': {4.0}})
    >>> claims("长三角比只有12句的中部长，有20句", "groups"), claims("中部12句", "groups")
    ({}, {'中部地区崛起': {12.0}})
    """
    found: dict[str, set[float]] = {}
    text = PATTERNS["no_finding"].sub(" ", PATTERNS["base"].sub(" ", as_written(text)))
    for clause in PATTERNS["clause"].split(text):
        sides = [side for side, called in SIDES[kind].items() if called.search(clause)]
        numbers = set(numbers_in(clause))
        if not sides:
            continue
        if len(sides) != 1 or not numbers or sides[0] in found or PATTERNS["bounded"].search(clause):
            return {}
        found[sides[0]] = numbers
    return found


def mixed_up(said: Facts, facts: Facts, swapped: bool = False) -> bool:
    """Whether a side is given only numbers that are another's; with `swapped` two sides, and each the other's.

    Examples
    --------
    >>> facts = {"甲": {3, 12}, "乙": {3, 20}}
    >>> [mixed_up({"甲": {one}, "乙": {other}}, facts) for one, other in ((20, 12), (12, 12), (12, 20), (3, 7))]
    [True, True, False, False]
    >>> mixed_up({"甲": {20}}, facts), mixed_up({"甲": {20}}, facts, swapped=True)
    (True, False)
    """
    if not set(said) <= set(facts):
        return False
    known = set(map(float, chain(*facts.values())))
    own = {side: set(map(float, facts[side])) for side in said}
    wrong = [bool(numbers & known) and not numbers & own[side] for side, numbers in said.items()]
    return len(wrong) == 2 and all(wrong) if swapped else any(wrong)


def find_option(text: str, options: Mapping[str, Sequence[str]], loosely: bool = True) -> str | None:
    """The option that a text names: wholly, as the only one it holds, or `loosely` as the one with most of its words.

    Examples
    --------
    >>> find_option("the delta", {"长三角": ["长三角", "Yangtze River Delta"], "西部": ["西部", "West"]})
    '长三角'
    >>> find_option("western China", {"长三角": ["长三角", "Yangtze River Delta"], "西部": ["西部", "West"]})
    '西部'
    """
    text = re.sub(r"[_\s]+", " ", text.casefold()).removeprefix("the ").replace("’", "'")
    names = {name.casefold(): key for key, all_names in options.items() for name in (key, *all_names)}
    if text in names or PATTERNS["except"].search(text):
        return names.get(text)
    there = [name for name in names if len(name) > 1 and name in text]
    held = {names[name] for name in there if not any(name in longer for longer in there if longer != name)}
    beside = text
    for name in sorted(there, key=len, reverse=True):
        beside = beside.replace(name, "")
    whole = any(beside.strip() and set(text.split()) <= set(name.split()) for name in names)
    if held and PATTERNS["beside"].search(beside) and not whole:
        return None
    if not held and loosely:
        held = set(most_alike(text, options))
    return held.pop() if len(held) == 1 else None


def groups(results: Results) -> dict[str, list[str]]:
    """The groups by their official, short and English names, and by the numbers of their speeches."""
    numbers = results.speeches.groupby("strategy", observed=True)["speech"].first()
    return {
        group: [
            *(results.names.strategy(group, code) for code in CODES),
            *(f"speech {word}" for word in list(DIGITS)[n - 1 : n]),
            *(f"{called}{written}" for called in ("", "讲话", "speech ") for written in (n, NUMERAL[n + 1 : n + 2])),
        ]
        for group, n in numbers.items()
    }


def themes(results: Results) -> dict[str, list[str]]:
    """The themes by their ids and names."""
    return {row.theme: [row.zh, row.en] for row in results.lexicon.theme_names.itertuples(index=False)}


def missing_words(words: Sequence[str], results: Results) -> Said | None:
    """Which words do not stand in the text at all, with those that are near; None if all do."""
    body = "\n".join(results.speeches["text"])
    return next((absent_word(word, results) for word in words if word not in body), None)


def absent_word(word: str, results: Results) -> Said:
    """That a word does not stand in the text, with up to three that look like it."""
    near = near_terms(results.tokens, results.as_counted(word))[:3]
    return Said("not_in_text_near" if near else "not_in_text", {"word": word, "list": near})
