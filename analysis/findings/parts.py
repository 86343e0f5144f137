"""What a finding is made of, and what every finding needs to know of the document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analysis import anchors
from analysis.findings.wording import fill
from analysis.language.names import Names

if TYPE_CHECKING:
    from analysis.results import Results

SECTIONS = ("summary", "most", "distinguishes", "shared", "cannot_tell", "limits")
NAMED = 3  # so many groups that tie are named; of more, only their number is
SHOWN = 4  # so many groups are described one by one; of more, those with the most words
_NOUN = ("战略", "strategy", "strategies")


@dataclass(frozen=True)
class Part:
    """A run of text; one with an anchor (:mod:`analysis.anchors`) is a number or a term that leads to its sentences."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Finding:
    """One sentence built from a table.

    Attributes
    ----------
    section : str
        One of `SECTIONS`.
    parts : tuple of Part
        Joined, they are the sentence.
    table : str
        Name of the table the numbers come from, as in ``tables/NAME.csv``.
    """

    section: str
    parts: tuple[Part, ...]
    table: str

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Scene:
    """The document a finding speaks of, and the language it speaks."""

    results: Results
    language: str
    names: Names

    @cached_property
    def groups(self) -> list[str]:
        """The groups that have words to count, in their order."""
        counts = self.results.counts
        return [str(group) for group in counts.index[counts.to_numpy().sum(axis=1) > 0]]

    @cached_property
    def shown(self) -> list[str]:
        """The groups described one by one: all, or the largest."""
        if len(self.groups) <= SHOWN:
            return self.groups
        totals = self.results.counts.sum(axis=1)
        sizes = {str(group): int(total) for group, total in totals.items()}
        largest = sorted(self.groups, key=lambda group: (-sizes[group], self.groups.index(group)))[:SHOWN]
        return [group for group in self.groups if group in largest]

    @cached_property
    def tests(self) -> pd.DataFrame | None:
        """The comparisons word by word, each once: A against B and B against A are one test when there are but two."""
        table = self.table("keyness")
        if table is None or len(self.groups) != 2:
            return table
        return table[(table["verdict"] == "more") | ((table["verdict"] == "cannot tell") & self._is_first(table))]

    def table(self, name: str) -> pd.DataFrame | None:
        """A table of the comparison, or None where the document is too small for it (the measure says why)."""
        try:
            table = getattr(self.results.comparison, name)
        except ValueError:
            return None
        return table if len(table) else None

    def finding(self, section: str, table: str, *keys: str, **values) -> Finding:
        """A finding from the texts of `keys`, one after the other."""
        return Finding(section, tuple(self.say(keys, **values)), table)

    def say(self, keys, **values) -> list[Part]:
        """The texts as parts; every value that is a Part or a list of them keeps its anchors."""
        known = {"noun": self.noun, "nouns": self.nouns, "groups": len(self.groups)}
        parts: list[Part] = []
        for key in [keys] if isinstance(keys, str) else keys:
            for piece in fill(key, self.language, **(known | values)):
                parts += [piece] if isinstance(piece, Part) else piece if isinstance(piece, list) else [Part(piece)]
        merged: list[Part] = []
        for part in parts:
            if merged and not part.anchor and not merged[-1].anchor:
                merged[-1] = Part(merged[-1].text + part.text)
            elif part.text:
                merged.append(part)
        return merged

    def part(self, key: str, anchor: str = "", **values) -> Part:
        """One run of text that leads to a place."""
        return Part("".join(part.text for part in self.say(key, **values)), anchor)

    def join(self, parts: list[Part | list[Part]], mark: str = "comma") -> list[Part]:
        """Parts of a list with the mark of the language between them."""
        joined: list[Part] = []
        for number, part in enumerate(parts):
            if number:
                joined += self.say(mark)
            joined += part if isinstance(part, list) else [part]
        return joined

    def term(self, term: str) -> str:
        """A word of the texts in quotation marks, in English with its gloss."""
        gloss = self.names.gloss(term, self.language)
        return "".join(part.text for part in self.say("term_glossed" if gloss else "term", term=term, gloss=gloss))

    def group(self, group: str) -> str:
        """Short name of a group."""
        return self.names.strategy(str(group), self.language)

    def whole(self, group: str) -> str:
        """Anchor of all that a group says, if it is one speech."""
        speeches = self.results.sizes
        own = speeches.loc[speeches["strategy"].astype("object") == group, "speech"].unique()
        return anchors.speech_anchor(int(own[0])) if len(own) == 1 else ""

    @property
    def noun(self) -> str:
        """What a group is called, in the singular."""
        return self.called[self.language == "en"]

    @property
    def nouns(self) -> str:
        """The same for several."""
        return self.called[2 if self.language == "en" else 0]

    @property
    def called(self) -> tuple[str, str, str]:
        """What a group is called: Chinese, English, English plural."""
        settings = getattr(getattr(self.results, "corpus", None), "settings", None)
        return tuple(getattr(self.names, "group", None) or getattr(settings, "group_name", None) or _NOUN)

    def _is_first(self, table: pd.DataFrame) -> pd.Series:
        return table["strategy"].astype("object") == self.groups[0]


def rows_of(table: pd.DataFrame, group: str) -> pd.DataFrame:
    """The rows of one group."""
    return table[table["strategy"].astype("object") == group]
