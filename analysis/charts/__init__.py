"""Charts: tables in, matplotlib Axes out; no files, no pyplot.

Every chart is a function ``chart(table, ax=None, *, language="zh", names=None, ...)`` in the module of its family:

    charts.frequency.top_terms(frequency_table)
    charts.comparison.compare_terms(frequency_table, terms=["创新", "生态"])
    charts.tfidf.tfidf_terms(tfidf_by_strategy)
    charts.themes.theme_heatmap(theme_shares)
    charts.strips.theme_strips(charts.strips.place_themes(coded, speeches))
    charts.sizes.speech_sizes(charts.sizes.measure_sizes(speeches, tokens))
    charts.clouds.word_cloud(rows_of_one_strategy)
    charts.keyness.keyness_forest(compare(counts))
    charts.formulae.formula_map(charts.formulae.select_formulae(places, groups))

It returns the parent axes, which carry the title; ``.figure`` is the picture and shows itself in a notebook. `CHARTS`
lists the charts of the report in order, each with the tables it draws, title, caption and alt text:

    for chart in CHARTS:
        for stem, table in chart.tables(results).items():
            figure = chart.draw(table, language="zh", names=names).figure
            report.figures.save_figure(figure, folder / f"{stem}.png")

Importing this package imports neither matplotlib nor pandas.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass

MODULES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@dataclass(frozen=True)
class Chart:
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
        """What the chart shows, with the corpus's own word for a group.

        Examples
        --------
        >>> CHARTS[1].heading("zh"), CHARTS[2].heading("en")
        ('各战略的高频词', 'The same words across strategies')
        """
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
    Chart("speech_sizes", "sizes"),
    Chart("top_terms", "frequency"),
    Chart("compare_terms", "comparison"),
    Chart("tfidf_terms", "tfidf"),
    Chart("theme_heatmap", "themes"),
    Chart("theme_weights", "themes"),
    Chart("theme_strips", "strips"),
    Chart("word_cloud", "clouds"),
    Chart("keyness_forest", "keyness"),
    Chart("rank_stability", "stability"),
    Chart("similarity_pairs", "similarity"),
    Chart("correspondence_map", "correspondence"),
    Chart("dispersion_plot", "dispersion"),
    Chart("collocation_map", "network"),
    Chart("formula_map", "formulae"),
    Chart("shared_wording", "shared_wording"),
    Chart("near_repeats", "near_repeats"),
    Chart("move_strips", "moves"),
)


def __getattr__(name):
    if name in MODULES:
        return importlib.import_module(f"analysis.charts.{name}")
    raise AttributeError(f"analysis.charts has no {name!r}")
