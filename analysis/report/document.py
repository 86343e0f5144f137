"""The report as one document of blocks, made once and in no language; the page, Word, Excel and CSV lay it out.

A block carries values and keys of the catalogue; a writer asks a :class:`analysis.language.Language` for the words:

    document = make_document(results)
    for block in document.part("findings"):
        ...
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from analysis.anchors import sentence_anchor
from analysis.charts import every
from analysis.charts.grammar import Chart, lead
from analysis.findings import Finding, find_findings
from analysis.findings.headline import Card, find_cards, find_headline
from analysis.language import speak
from analysis.report.places import Group, Place, Span, find_places, table_anchors
from analysis.report.tables import every_table
from analysis.results import TABLES
from analysis.tables import wording

if TYPE_CHECKING:
    from analysis.results import Results

# The parts that show charts, each chart with the tables whose findings stand above it; no other chart is shown.
CHARTS = {
    "themes": {"theme_dots": ("theme_shares", "theme_tests"), "theme_strips": ()},
    "words": {"top_terms": ("frequency",), "compare_terms": ("counts", "word_tests"), "dispersion_plot": ()},
    "wording": {"formula_map": ("formulae",), "shared_wording": ("shared_wording",)},
    "built": {"move_strips": ()},
    "tests": {
        "keyness_forest": ("word_tests",), "similarity_pairs": ("similarity",), "robustness": ("robustness",),
        "province_map": (),
    },
}  # fmt: skip
PARTS = ("summary", *CHARTS, "limits", "tables", "concordance", "method")
DEFINITIONS = (
    "rate", "wilson", "tfidf", "log_ratio", "g2", "theme_share", "move", "formula", "dispersion", "similarity",
    "permutation", "stability", "collocation",
)  # fmt: skip
CANNOT_SHOW = ("intent", "short", "dates", "clusters", "lists")


@dataclass(frozen=True)
class Phrase:
    """A text of the catalogue with its values, in no language yet."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def say(self, language: str, names=None) -> str:
        """The text in a language.

        Examples
        --------
        >>> Phrase("page.hits", {"n": 2}).say("en")
        '2 hits'
        """
        return speak(language).say(self.key, names, **self.values)


@dataclass(frozen=True)
class Heading:
    """A heading; those of level 1 have the name of a part as their anchor."""

    level: int
    text: Phrase
    anchor: str


@dataclass(frozen=True)
class FindingBlock:
    """A sentence built from a table; its numbers have anchors."""

    finding: Finding


@dataclass(frozen=True)
class Figure:
    """A picture with title, caption, alt text and the rows it draws."""

    chart: Chart

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return "chart-" + self.chart.stem.replace("_", "-")


@dataclass(frozen=True)
class Table:
    """A table of the report; of one the corpus is too small for, the reason instead."""

    name: str
    frame: pd.DataFrame | None
    reason: ValueError | None = None

    @property
    def file(self) -> str:
        """Where it is written, from the report's folder."""
        return f"tables/{self.name}.csv"


@dataclass(frozen=True)
class Quotation:
    """A sentence of the corpus in its own wording.

    Attributes
    ----------
    place : named tuple
        Its row of ``speeches``, with ``dated``: its speech's date as far as it is known.
    text : str
        As it was written, before any conversion of characters.
    marked : tuple of (start, end)
        What was counted in it.
    anchor : str
        Its place in the full text.
    """

    place: NamedTuple
    text: str
    marked: tuple[Span, ...]
    anchor: str


@dataclass(frozen=True)
class Entry:
    """A place of the concordance: what a number leads to, with its sentences by group."""

    place: Place


@dataclass(frozen=True)
class Note:
    """A paragraph of plain text."""

    text: Phrase


@dataclass(frozen=True)
class Definition:
    """How a number is made: name, formula (empty if it has none) and explanation, in the catalogue's ``method``."""

    name: str

    @property
    def phrases(self) -> tuple[Phrase, Phrase, Phrase]:
        """Name, formula and explanation; ``*a*`` in them is a variable."""
        return tuple(Phrase(f"method.{self.name}{ending}") for ending in ("", "_formula", "_text"))


@dataclass(frozen=True)
class Headline:
    """The sentence over everything, and a card a group."""

    finding: Finding | None
    cards: Sequence[Card]

    @property
    def anchors(self) -> set[str]:
        """The places that the sentence and the cards lead to."""
        parts = self.finding.parts("zh") if self.finding else ()
        marks = [mark for card in self.cards for mark in (*card.themes, *card.terms)]
        return {one.anchor for one in (*parts, *marks)}


Block = Headline | Heading | FindingBlock | Figure | Table | Entry | Note | Definition


@dataclass(frozen=True)
class Document:
    """Everything a report says and shows.

    Attributes
    ----------
    results : Results
        What it was made from.
    blocks : tuple of Block
        In order, each part of `PARTS` under a heading of level 1.
    charts : tuple of Chart
        Every picture of the corpus, also those that the report does not show.
    """

    results: Results
    blocks: tuple[Block, ...]
    charts: tuple[Chart, ...] = ()

    @cached_property
    def _parts(self) -> dict[str, list[Block]]:
        parts: dict[str, list[Block]] = {name: [] for name in PARTS}
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 1:
                current = parts[block.anchor]
            else:
                current.append(block)
        return parts

    def part(self, name: str) -> list[Block]:
        """The blocks of a part, without its heading."""
        return self._parts[name]

    def all(self, kind: type) -> list:
        """Every block of a kind, in order."""
        return [block for block in self.blocks if isinstance(block, kind)]

    @cached_property
    def _entries(self) -> dict[str, tuple[Place, Group | None]]:
        found: dict[str, tuple[Place, Group | None]] = {}
        for entry in self.all(Entry):
            found[entry.place.anchor] = entry.place, None
            found |= {group.anchor: (entry.place, group) for group in entry.place.groups}
        return found

    def entry(self, anchor: str) -> tuple[Place, Group | None] | None:
        """What an anchor of a finding, chart or table leads to: a place, and the group if it is of one."""
        return self._entries.get(anchor)

    def behind(self, chart: Chart) -> list[Place]:
        """The places of the words, themes, moves and formulae that a chart shows, each as a whole."""
        found = {
            lead(column, value)
            for column in ("term", "theme", "move", "text")
            for value in chart.table.get(column, pd.Series(dtype=object)).dropna().unique()
        }
        found |= {lead("theme", name) for name in map(str, self.results.coded.columns) if name in chart.table}
        return [entry.place for entry in self.all(Entry) if entry.place.anchor in found]

    @cached_property
    def sentences(self) -> list[NamedTuple]:
        """The rows of ``speeches`` in the original wording, with ``dated``, the date as far as it is known."""
        speeches = self.results.speeches
        dated = speeches["speech"].map(self.results.documents.set_index("speech")["dated"]).fillna("")
        return list(speeches.assign(text=wording(speeches), dated=dated).itertuples(index=False))

    def quotation(self, row: int, marked: tuple[Span, ...] = ()) -> Quotation:
        """A sentence by its row in ``speeches``, as :class:`analysis.report.places.Group` names it."""
        one = self.sentences[row]
        return Quotation(one, one.text, marked, sentence_anchor(one.speech, one.paragraph, one.sentence))


def make_document(results: Results) -> Document:
    """The whole report of a corpus.

    Parameters
    ----------
    results : Results
        The tables of a corpus.

    Examples
    --------
    >>> from analysis.results import Results
    >>> document = make_document(Results())
    >>> [len(document.all(kind)) > 10 for kind in (FindingBlock, Figure, Table, Entry)]
    [True, True, True, True]
    """
    cards, charts = find_cards(results), every(results)
    blocks = [Headline(find_headline(results, cards), cards), *_told(results, charts)]
    wanted = {part.anchor for block in blocks if isinstance(block, FindingBlock) for part in block.finding.parts("zh")}
    wanted |= blocks[0].anchors
    for block in blocks:
        wanted |= table_anchors(block.chart.table) if isinstance(block, Figure) else set()
    entries = [Entry(place) for place in find_places(results, wanted - {""})]
    rest = (("tables", _tables(results)), ("concordance", entries), ("method", _method()))
    blocks += [block for name, own in rest for block in (_heading(1, name), *own)]
    return Document(results, (_heading(1, "summary"), *blocks), tuple(charts))


def _heading(level: int, name: str) -> Heading:
    return Heading(level, Phrase(f"page.{name}"), name)


def _told(results: Results, charts: Sequence[Chart]) -> Iterator[Block]:
    """Findings and charts: each finding above the chart that shows its table, others at the end of their part."""
    findings = find_findings(results)
    yield from (FindingBlock(one) for one in findings if one.section == "summary")
    rest = [one for one in findings if one.section not in ("summary", "limits")]
    for part, names in CHARTS.items():
        yield _heading(1, part)
        for name, tables in names.items():
            figures = [Figure(chart) for chart in charts if chart.name == name]
            told = [one for one in rest if one.table in tables and (part == "tests" or one.section != "cannot_tell")]
            yield from (*map(FindingBlock, told), *figures)
            rest = [one for one in rest if one not in told]
    yield from map(FindingBlock, rest)
    yield _heading(1, "limits")
    yield from (FindingBlock(one) for one in findings if one.section == "limits")


def _tables(results: Results) -> Iterator[Block]:
    found, missing = every_table(results)
    for name in TABLES:
        if name in found or name in missing:
            yield Table(name, found.get(name), missing.get(name))


def _method() -> Iterator[Block]:
    yield Heading(2, Phrase("method.definitions"), "definitions")
    yield from map(Definition, DEFINITIONS)
    yield Heading(2, Phrase("method.cannot_show"), "cannot-show")
    yield from (Note(Phrase(f"method.cannot_{name}")) for name in CANNOT_SHOW)
