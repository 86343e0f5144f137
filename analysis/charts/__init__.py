"""Charts: results in, pictures with their words out; no files, no pyplot.

Every chart is a function of the results that gives a :class:`analysis.charts.grammar.Chart`, a declaration in no
language, which shows itself in a notebook:

    chart = charts.top_terms(results)
    chart.draw("en")                   # a matplotlib Figure
    chart.say("zh").caption            # title, caption and alt text
    chart.table, chart.facts           # the rows drawn, and the numbers that are no rows
    charts.every(results)              # all pictures of a report, in order

Importing this package imports neither matplotlib nor pandas.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import pkgutil

# Each chart and the module that declares it, in the order of the report.
HOMES = {
    "theme_dots": "themes", "speech_sizes": "sizes", "top_terms": "ranking", "compare_terms": "words",
    "tfidf_terms": "ranking", "theme_heatmap": "themes", "theme_weights": "themes", "corrected_shares": "themes",
    "theme_strips": "strips",
    "word_cloud": "clouds", "keyness_forest": "compared", "rank_stability": "ranking", "similarity_pairs": "compared",
    "robustness": "compared",
    "correspondence_map": "plane", "dispersion_plot": "dispersion", "collocation_map": "network",
    "formula_map": "shared", "shared_wording": "shared", "near_repeats": "shared", "move_strips": "strips",
    "province_map": "provinces", "term_pair": "plane",
}  # fmt: skip
NAMES = tuple(HOMES)
# Charts of several pictures: the function ``parts`` of their module gives what each is of.
SEVERAL = ("word_cloud", "correspondence_map")
# Not in the report but at hand as commands; of a chart of several pictures the report has the first.
BY_COMMAND = ("theme_weights", "corrected_shares", "rank_stability", "correspondence_map", "collocation_map",
              "term_pair")  # fmt: skip
# These compare groups: of one alone there is nothing to draw.
COMPARING = ("keyness_forest", "similarity_pairs", "robustness", "correspondence_map", "formula_map", "shared_wording",
             "near_repeats", "term_pair")  # fmt: skip
# These count no words, or words by sentences: no part of speech can be chosen.
NOT_OF_WORDS = ("theme_dots", "theme_heatmap", "corrected_shares", "theme_strips", "speech_sizes", "formula_map",
                "shared_wording", "near_repeats", "move_strips", "province_map")  # fmt: skip
COUNTS = ("string", "word")
MODULES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def pictures(name: str, results, first: int | None = None, **options) -> list:
    """The pictures of a chart: one, or one for each of its parts; or the first so many of them."""
    function = _declared(name)
    if name not in SEVERAL:
        return [function(results, **options)]
    of = importlib.import_module(f"analysis.charts.{HOMES[name]}").parts(results)[:first]
    return [function(results, part, **options) for part in of]


@functools.cache
def _declared(name: str):
    """The function of a chart, whose pictures say from which texts they are made.

    Words that somebody chooses (``terms``) are counted as strings, within longer words too, or with ``count="word"``
    only where they are words by themselves; so they are in a corpus too large to hold its sentences.
    """
    function = getattr(importlib.import_module(f"analysis.charts.{HOMES[name]}"), name)

    signature = inspect.signature(function)

    @functools.wraps(function)
    def declare(results, *args, count: str = COUNTS[0], **options):
        from analysis.charts.grammar import scope_of

        if count not in COUNTS:
            raise ValueError(f"count is {count!r}; use {' or '.join(COUNTS)}")
        terms = signature.bind(results, *args, **options).arguments.get("terms")
        if terms and count == "string" and not results.large:
            results = results.counting(terms)
        chart = function(results, *args, **options)
        return dataclasses.replace(chart, scope=chart.scope or scope_of(results))

    return declare


def every(results) -> list:
    """All pictures of a report, in order."""
    charts = [chart for name in NAMES if name not in BY_COMMAND for chart in pictures(name, results, 1)]
    return [chart for chart in charts if len(chart.table) or chart.name != "province_map"]


def __getattr__(name):
    if name in HOMES:
        return _declared(name)
    if name in MODULES:
        return importlib.import_module(f"analysis.charts.{name}")
    raise AttributeError(f"analysis.charts has no {name!r}")
