"""What a finding is made of, in no language, and what every finding needs to know of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import anchors
from analysis.charts.grammar import HalfUp
from analysis.language import speak
from analysis.language.names import Names
from analysis.measures.verdicts import ALPHA

if TYPE_CHECKING:
    from analysis.results import Results

SECTIONS = ("summary", "most", "placed", "distinguishes", "shared", "cannot_tell", "limits")
NAMED = 3  # so many groups that tie are named; of more, only their number is
SHOWN = 4  # so many groups are described one by one; of more, those with the most words


@dataclass(frozen=True)
class Part:
    """A run of text; one with an anchor (:mod:`analysis.anchors`) is a number or a term that leads to its sentences."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Name:
    """What a group, a theme, a move or a term is called, in any language."""

    kind: str
    what: str
    anchor: str = ""


@dataclass(frozen=True)
class Said:
    """Texts of the catalogue's section ``findings`` with their values; with an anchor they are one run."""

    keys: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    anchor: str = ""


@dataclass(frozen=True)
class Joined:
    """A list, with a mark of the language between its parts; a plain list has commas."""

    parts: list
    mark: str


@dataclass(frozen=True)
class Finding:
    """One sentence built from a table.

    Attributes
    ----------
    section : str
        One of `SECTIONS`.
    table : str
        Name of the table the numbers come from, as in ``tables/NAME.csv``.
    said : Said
        What it says.
    names : Names
        What groups, themes and terms are called.
    """

    section: str
    table: str
    said: Said
    names: Names

    def parts(self, language: str) -> tuple[Part, ...]:
        """The runs of text, some of which lead to sentences; joined they are the finding."""
        merged: list[Part] = []
        for part in _spoken(self.said, language, self.names):
            if merged and not part.anchor and not merged[-1].anchor:
                merged[-1] = Part(merged[-1].text + part.text)
            elif part.text:
                merged.append(part)
        return tuple(merged)

    @property
    def groups(self) -> list[str]:
        """The groups that it names."""
        return list(dict.fromkeys(_named(self.said)))

    def text(self, language: str) -> str:
        """The finding as plain text."""
        return "".join(part.text for part in self.parts(language))


def _spoken(value, language: str, names: Names) -> Iterator[Part]:
    """A value as runs of text."""
    if isinstance(value, Part):
        yield value
    elif isinstance(value, Name):
        yield Part(_called(value, language, names), value.anchor)
    elif isinstance(value, list):
        yield from _spoken(Joined(value, "comma"), language, names)
    elif isinstance(value, Joined):
        for number, part in enumerate(value.parts):
            if number:
                yield Part(speak(language).say(f"findings.{value.mark}"))
            yield from _spoken(part, language, names)
    elif isinstance(value, Said):
        pieces = [
            part
            for key in value.keys
            for piece in speak(language).pieces(f"findings.{key}", **(names.words(language) | dict(value.values)))
            for part in _spoken(piece, language, names)
        ]
        yield from [Part("".join(part.text for part in pieces), value.anchor)] if value.anchor else pieces
    else:
        yield Part(f"{value:,}" if isinstance(value, int) else str(value))


def _named(value) -> Iterator[str]:
    """The groups that a value names."""
    if isinstance(value, Name):
        yield from [value.what] * (value.kind == "group")
    inside = value.values.values() if isinstance(value, Said) else getattr(value, "parts", value)
    for one in inside if isinstance(inside, Iterable) and not isinstance(inside, str) else ():
        yield from _named(one)


def _called(name: Name, language: str, names: Names) -> str:
    if name.kind == "group":
        return names.strategy(name.what, language)
    spoken = speak(language)
    if name.kind in ("theme", "move"):
        return spoken.say("findings.theme", theme=getattr(names, name.kind)(name.what, language))
    gloss = names.gloss_within(name.what, language)
    return spoken.say(f"findings.{'term_glossed' if gloss else 'term'}", term=name.what, gloss=gloss)


@dataclass(frozen=True)
class Scene:
    """The corpus a finding speaks of."""

    results: Results
    names: Names

    @cached_property
    def groups(self) -> list[str]:
        """The groups that have words to count, in their order."""
        counts = self.results.counts
        return [str(group) for group in counts.index[counts.to_numpy().sum(axis=1) > 0]]

    @cached_property
    def shown(self) -> list[str]:
        """The groups described one by one: all, or the largest."""
        totals = self.results.counts.sum(axis=1).rename(index=str)[self.groups]
        largest = totals.sort_values(ascending=False, kind="stable").index[:SHOWN]
        return [group for group in self.groups if group in largest]

    @cached_property
    def tests(self) -> pd.DataFrame | None:
        """The comparisons word by word, each once."""
        table = self.table("word_tests") if len(self.groups) > 1 else None
        return None if table is None else self.once(table)

    @cached_property
    def testable(self) -> bool:
        """Whether any word or theme could be told of these texts, however different: its p can be small enough."""
        verdicts = self.results.verdicts
        return bool((verdicts.loc[verdicts["kind"].isin(["word", "theme"]), "floor"] < ALPHA).any())

    @property
    def names_out(self) -> bool:
        """Whether there are mentions of the groups' own names that are left out."""
        return not self.results.names_kept and not self.results.own_names.empty

    @property
    def told(self) -> pd.DataFrame:
        """Those of `tests` that are told, the firmest first."""
        told = self.tests[self.tests["told"]]
        order = told.assign(size=-told["statistic"].abs().round(9)).sort_values(["p", "size", "term"], kind="stable")
        return order.drop(columns="size")

    def once(self, table: pd.DataFrame) -> pd.DataFrame:
        """Each comparison once: A against B and B against A are one test when there are but two groups."""
        return rows_of(table, self.groups[0]) if len(self.groups) == 2 else table

    def others(self, one: str) -> Name | Said:
        """What a group is compared with: the other by its name, or the rest."""
        if len(self.groups) != 2:
            return self.say("the_rest")
        return group(next(other for other in self.groups if other != one))

    def all(self, n: int = 0, unit: str = "strategy") -> Said:
        """All groups, or all of `n` texts: "both" where there are two."""
        n = n or len(self.groups)
        return self.say(f"all_{'two' if n == 2 else 'many'}_{unit}", n=n)

    def table(self, name: str) -> pd.DataFrame | None:
        """A table of the comparison, or None where the corpus is too small for it (the measure says why)."""
        table = self.results.table(name)
        return table if table is not None and len(table) else None

    def finding(self, section: str, table: str, *keys: str, **values) -> Finding:
        """A finding from the texts of `keys`, one after the other."""
        return Finding(section, table, self.say(*keys, **values), self.names)

    def say(self, *keys: str, anchor: str = "", **values) -> Said:
        """Texts of the catalogue; every value that is a Part, a Name or a list of them keeps its anchors."""
        return Said(keys, {"groups": len(self.groups), **values}, anchor)

    def tell(self, key: str, row, anchor: str = "", *, printed: Callable[[float], str] | None = None, **more) -> Said:
        """A text whose fields are the columns of a row (a named tuple), its shares printed in per cent or as told."""
        called = {"strategy": group, "other": group, "theme": theme, "term": term}
        called |= dict.fromkeys(("share", "low", "high"), printed or share_text)
        values = {name: called[name](value) if name in called else value for name, value in row._asdict().items()}
        return self.say(key, anchor=anchor, **(values | {"group": values["strategy"]} | more))

    def times(self, word: str, count: int, anchor: str) -> Said:
        """A word, and how often it is said."""
        return self.say("times", anchor=anchor, term=term(word), count=int(count))

    def few(self, rows: pd.DataFrame, each: Callable[[Any], Any], many: str, **values) -> list | Said:
        """Rows one by one if they are few, else the text `many` with their number."""
        if len(rows) > NAMED:
            return self.say(many, n=len(rows), **values)
        return [each(row) for row in rows.itertuples()]

    def first(self, parts: Iterable, most: int) -> list | Joined:
        """The first so many parts of a list, with "and others" behind them if there are more."""
        parts = list(parts)
        return Joined([parts[:most], self.say("more")], "nothing") if len(parts) > most else parts

    def whole(self, group: str) -> str:
        """Anchor of all that a group says, if it is one speech."""
        speeches = self.results.sizes
        own = speeches.loc[speeches["strategy"].astype("object") == group, "speech"].unique()
        return anchors.speech_anchor(int(own[0])) if len(own) == 1 else ""


def term(what, anchor: str | None = None) -> Name:
    """A word of the texts in quotation marks, in English with its gloss; it leads to its sentences unless told."""
    return Name("term", str(what), anchors.term_anchor(str(what)) if anchor is None else anchor)


def group(what, anchor: str = "") -> Name:
    """Short name of a group."""
    return Name("group", str(what), anchor)


def theme(what, anchor: str | None = None) -> Name:
    """Name of a theme in quotation marks; it leads to its sentences unless told."""
    return Name("theme", str(what), anchors.theme_anchor(str(what)) if anchor is None else anchor)


def move(what) -> Name:
    """Name of a move in quotation marks; it leads to its sentences."""
    return Name("move", str(what), anchors.move_anchor(str(what)))


def number(value: int, anchor: str = "") -> Part:
    """A number that leads to its sentences; a count of 0 has none."""
    return Part(f"{int(value):,}", anchor if value else "")


def rows_of(table: pd.DataFrame, group: str) -> pd.DataFrame:
    """The rows of one group."""
    return table[table["strategy"].astype("object") == group]


def share_text(share: float) -> str:
    """A share from 0 to 1 as a percentage: whole, and with one decimal where it is below 1.

    Examples
    --------
    >>> share_text(0.125), share_text(0.004), share_text(0.0), share_text(0.0001)
    ('13', '0.4', '0', '<0.1')
    """
    if share >= 0.01 or share == 0:
        return f"{HalfUp(100 * share):.0f}"
    return "<0.1" if share < 0.0005 else f"{100 * share:.1f}"


def ratio_text(log_ratio: float) -> str:
    """How many times as often: two significant digits, whole from 10.

    Examples
    --------
    >>> ratio_text(0.26), ratio_text(-1.0), ratio_text(6.0), ratio_text(-7.3)
    ('1.2', '0.50', '64', '0.0063')
    """
    factor = 2.0**log_ratio
    if factor >= 10:
        return f"{factor:,.0f}"
    return f"{factor:.1f}" if factor >= 0.995 else f"{factor:.2f}" if factor >= 0.095 else f"{factor:.2g}"
