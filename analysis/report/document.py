"""The report as one document, made once and in no language; the page, Word, Excel and CSV lay it out.

Findings and charts carry values and keys of the catalogue; a writer asks each for its words in a language:

    document = make_document(results)
    for block in document.parts["themes"]:
        ...
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import LISTED, every, term_pair
from analysis.charts.grammar import Chart, lead
from analysis.findings import Finding, find_findings
from analysis.findings.headline import Card, find_cards, find_headline
from analysis.findings.parts import Scene
from analysis.findings.telling import find_pair
from analysis.report.places import Group, Place, find_places, table_anchors
from analysis.report.tables import every_table
from analysis.results import TABLES
from analysis.tables import wording

if TYPE_CHECKING:
    from analysis.results import Results

# The parts that show charts, each chart with the tables whose findings stand above it; no other chart is shown.
CHARTS = {
    part: {name: listed.tables for name, listed in LISTED.items() if listed.part == part}
    for part in ("themes", "words", "wording", "built", "tests")
}

FEW, MUCH = 5, 200_000  # groups whose pairs are drawn, and characters of text up to which they are


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


@dataclass(frozen=True)
class Document:
    """Everything a report says and shows.

    Attributes
    ----------
    results : Results
        What it was made from.
    headline : Finding, optional
        The sentence over everything.
    cards : sequence of Card
        One a group.
    parts : mapping of name to sequence of Finding or Figure
        The summary, the parts of `CHARTS` and the limits, in order: each finding above the chart that shows its table.
    tables : sequence of Table
    places : sequence of Place
        What numbers lead to.
    charts : sequence of Chart
        Every picture of the corpus, also those that the report does not show.
    pairs : sequence of Finding or Figure
        For each two of a few groups what is told of the two, and a chart of their words; the page alone shows them.
    """

    results: Results
    headline: Finding | None
    cards: Sequence[Card]
    parts: Mapping[str, Sequence[Finding | Figure]]
    tables: Sequence[Table]
    places: Sequence[Place]
    charts: Sequence[Chart]
    pairs: Sequence[Finding | Figure] = ()

    @property
    def findings(self) -> list[Finding]:
        """The findings of all parts."""
        return [block for blocks in self.parts.values() for block in blocks if isinstance(block, Finding)]

    @property
    def figures(self) -> list[Figure]:
        """The charts that are shown."""
        return [block for blocks in self.parts.values() for block in blocks if isinstance(block, Figure)]

    @cached_property
    def entries(self) -> dict[str, tuple[Place, Group | None]]:
        """What an anchor of a finding, chart or table leads to: a place, and the group if it is of one."""
        found: dict[str, tuple[Place, Group | None]] = {}
        for place in self.places:
            found |= {place.anchor: (place, None), **{group.anchor: (place, group) for group in place.groups}}
        return found

    def behind(self, chart: Chart) -> list[Place]:
        """The places of the words, themes, moves and formulae that a chart shows, each as a whole."""
        found = {
            lead(column, value)
            for column in ("term", "theme", "move", "text")
            for value in chart.table.get(column, pd.Series(dtype=object)).dropna().unique()
        }
        found |= {lead("theme", name) for name in map(str, self.results.coded.columns) if name in chart.table}
        return [place for place in self.places if place.anchor in found]

    @cached_property
    def sentences(self) -> list[NamedTuple]:
        """The rows of ``speeches`` in the original wording, with ``dated``, the date as far as it is known."""
        speeches = self.results.speeches
        dated = speeches["speech"].map(self.results.documents.set_index("speech")["dated"]).fillna("")
        return list(speeches.assign(text=wording(speeches), dated=dated).itertuples(index=False))


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
    >>> [len(one) > 10 for one in (document.findings, document.figures, document.tables, document.places)]
    [True, True, True, True]
    """
    cards, charts, findings = find_cards(results), every(results), find_findings(results)
    headline, parts = find_headline(results, cards), _parts(findings, charts)
    pairs = list(_pairs(results))
    told = [one for one in (headline, *findings, *pairs) if isinstance(one, Finding)]
    wanted = {part.anchor for one in told for part in one.parts("zh")}
    wanted |= {mark.anchor for card in cards for mark in (*card.themes, *card.terms)}
    for block in (block for blocks in parts.values() for block in blocks if isinstance(block, Figure)):
        wanted |= table_anchors(block.chart.table)
    for table in (block.chart.table for block in pairs if isinstance(block, Figure)):
        wanted |= table_anchors(table.loc[table["named"], ["term"]])
    found, missing = every_table(results)
    tables = [Table(name, found.get(name), missing.get(name)) for name in TABLES if name in found or name in missing]
    return Document(results, headline, cards, parts, tables, find_places(results, wanted - {""}), charts,
                    pairs)  # fmt: skip


def _pairs(results: Results) -> Iterator[Finding | Figure]:
    """What is told of each two groups, and the chart of their words; of many groups or much text nothing."""
    scene = Scene(results, results.names)
    much = results.large or int(results.speeches["text"].str.len().sum()) > MUCH
    if much or not 2 <= len(scene.groups) <= FEW:
        return
    for one, other in combinations(scene.groups, 2):
        chart = term_pair(results, one, other)
        if len(chart.table):
            numbers = [scene.groups.index(group) + 1 for group in (one, other)]
            told = find_pair(scene, one, other)
            yield from [told] if told else []
            yield Figure(replace(chart, part="{}_{}".format(*numbers)))


def _parts(findings: Sequence[Finding], charts: Sequence[Chart]) -> dict[str, list[Finding | Figure]]:
    """Each finding above the chart that shows its table; those that none shows close the last part with charts."""
    ends = {name: [one for one in findings if one.section == name] for name in ("summary", "limits")}
    rest = [one for one in findings if one.section not in ends]
    parts: dict[str, list[Finding | Figure]] = {"summary": ends["summary"]}
    for part, names in CHARTS.items():
        parts[part] = []
        for name, tables in names.items():
            told = [one for one in rest if one.table in tables and (part == "tests" or one.section != "cannot_tell")]
            parts[part] += [*told, *(Figure(chart) for chart in charts if chart.name == name)]
            rest = [one for one in rest if one not in told]
    parts[part] += rest
    return parts | {"limits": ends["limits"]}
