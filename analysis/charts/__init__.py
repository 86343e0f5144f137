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

import importlib
import pkgutil

# Each chart and the module that declares it, in the order of the report.
HOMES = {
    "speech_sizes": "", "top_terms": "ranking", "compare_terms": "words", "tfidf_terms": "ranking",
    "theme_heatmap": "themes", "theme_weights": "themes",
    "theme_strips": "", "word_cloud": "", "keyness_forest": "compared",
    "rank_stability": "ranking", "similarity_pairs": "compared", "correspondence_map": "",
    "dispersion_plot": "dispersion", "collocation_map": "network",
    "formula_map": "shared", "shared_wording": "shared", "near_repeats": "shared", "move_strips": "",
}  # fmt: skip
NAMES = tuple(HOMES)
SEVERAL = ("word_cloud", "correspondence_map")  # these may have several pictures
MODULES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def pictures(name: str, results, **options) -> list:
    """The pictures of a chart: one, or one for each of its parts."""
    if not HOMES[name]:
        from analysis.charts.undeclared import pictures_of

        return pictures_of(name, results)
    return [getattr(importlib.import_module(f"analysis.charts.{HOMES[name]}"), name)(results, **options)]


def every(results) -> list:
    """All pictures of a report, in order."""
    return [chart for name in NAMES for chart in pictures(name, results)]


def __getattr__(name):
    if HOMES.get(name):
        return getattr(importlib.import_module(f"analysis.charts.{HOMES[name]}"), name)
    if name in MODULES:
        return importlib.import_module(f"analysis.charts.{name}")
    raise AttributeError(f"analysis.charts has no {name!r}")
