"""Charts that are not declarations yet, behind the same interface; a family that is declared leaves this module."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.grammar import Words
from analysis.language.names import Names


@dataclass(frozen=True)
class OldChart:
    """A chart of the report: what it is called and where its functions are.

    Attributes
    ----------
    name : str
        Of the drawing function; with ``_tables``, ``_title``, ``_caption`` and ``_alt`` behind it, of the others.
    module : str
        Module of this package that holds them.
    """

    name: str
    module: str

    def tables(self, results) -> dict:
        """The tables to draw, by the stem of the picture's file name: exactly the numbers in the picture.

        `results` has the attributes speeches, tokens, lexicon, frequency (`frequency_table`), tfidf
        (`tfidf_by_strategy`), coded, theme_shares, theme_weights and, if measured already, sizes.
        """
        return self._function("_tables")(results)

    def draw(self, table, ax=None, *, language="zh", names=None, width_cm=None):
        """Draw a table, on a page of `width_cm` centimetres if that is given; returns the parent Axes."""
        if width_cm is None:
            return self._function()(table, ax, language=language, names=names)
        from analysis.charts.page import printed_width

        with printed_width(width_cm):
            return self._function()(table, ax, language=language, names=names)

    def heading(self, language, names=None) -> str:
        """What the chart shows, with the corpus's own word for a group."""
        from analysis.language import speak
        from analysis.language.names import Names

        return speak(language).say(f"headings.{self.name}", names or Names())

    def title(self, table, language, names) -> str:
        """The finding, computed from the table."""
        return self._text("_title", table, language, names)

    def caption(self, table, language, names) -> str:
        """Totals, interval, formula and stop list: what stands under the picture."""
        return self._text("_caption", table, language, names)

    def alt(self, table, language, names) -> str:
        """What the picture shows, in words, with the main numbers."""
        return self._text("_alt", table, language, names)

    def _text(self, ending, table, language, names) -> str:
        if not len(table):
            return importlib.import_module("analysis.charts.wording").say("empty", language)
        return self._function(ending)(table, language, names)

    def _function(self, ending=""):
        return getattr(importlib.import_module(f"analysis.charts.{self.module}"), self.name + ending)


CHARTS = (
    OldChart("speech_sizes", "sizes"),
    OldChart("theme_strips", "strips"),
    OldChart("word_cloud", "clouds"),
    OldChart("correspondence_map", "correspondence"),
    OldChart("move_strips", "moves"),
)


@dataclass(frozen=True)
class Undeclared:
    """One picture, with what :class:`analysis.charts.grammar.Chart` has."""

    chart: OldChart
    stem: str
    table: pd.DataFrame
    names: Names
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Of the chart."""
        return self.chart.name

    def heading(self, language: str) -> str:
        """What the chart shows."""
        return self.chart.heading(language, self.names)

    def say(self, language: str) -> Words:
        """Title, caption and alt text."""
        texts = (self.chart.title, self.chart.caption, self.chart.alt)
        return Words(*(text(self.table, language, self.names) for text in texts))

    def draw(self, language: str, ax=None, *, width_cm: float | None = None, words=None) -> Figure:
        """The picture."""
        axes = self.chart.draw(self.table, ax, language=language, names=self.names, width_cm=width_cm)
        return axes.get_figure(root=True)


def pictures_of(name: str, results) -> list[Undeclared]:
    """The pictures of a chart."""
    chart = next(chart for chart in CHARTS if chart.name == name)
    return [Undeclared(chart, stem, table, results.names) for stem, table in chart.tables(results).items()]
