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

import dataclasses
import functools
import importlib
import inspect
import pkgutil
from typing import NamedTuple


class Listed(NamedTuple):
    """Which module declares a chart, and where it is shown.

    Attributes
    ----------
    module : str
        Its module in this package.
    part : str
        The part of the page and the Word file that shows it, if any does.
    tables : tuple of str
        Tables whose findings stand above it there.
    by_command : bool
        It is no picture of the report but at hand as a command.
    several : bool
        It has several pictures, of which the report has the first: the function ``parts`` of its module gives what
        each is of.
    compares : bool
        It compares groups: of one alone there is nothing to draw.
    pos : bool
        Parts of speech can be chosen, for it counts words.
    idle : bool
        It is left out of a report where it has nothing to draw, since most corpora have nothing of the kind.
    """

    module: str
    part: str = ""
    tables: tuple[str, ...] = ()
    by_command: bool = False
    several: bool = False
    compares: bool = False
    pos: bool = True
    idle: bool = False


# In the order of the report
LISTED = {
    "theme_dots": Listed("themes", "themes", ("theme_shares", "theme_tests"), pos=False),
    "speech_sizes": Listed("sizes", pos=False),
    "top_terms": Listed("ranking", "words", ("frequency",)),
    "compare_terms": Listed("words", "words", ("counts", "word_tests")),
    "tfidf_terms": Listed("ranking"),
    "theme_heatmap": Listed("themes", pos=False),
    "theme_weights": Listed("themes", by_command=True),
    "corrected_shares": Listed("themes", by_command=True, pos=False),
    "theme_strips": Listed("strips", "themes", ("coded",), pos=False),
    "word_cloud": Listed("clouds", several=True),
    "keyness_forest": Listed("compared", "tests", ("word_tests",), compares=True),
    "rank_stability": Listed("ranking", by_command=True),
    "similarity_pairs": Listed("compared", "tests", ("similarity",), compares=True),
    "robustness": Listed("compared", "tests", ("robustness",), compares=True),
    "correspondence_map": Listed("plane", by_command=True, several=True, compares=True),
    "dispersion_plot": Listed("dispersion", "words", ("tokens",)),
    "collocation_map": Listed("network", by_command=True, pos=False),
    "formula_map": Listed("shared", "wording", ("formulae",), compares=True, pos=False),
    "shared_wording": Listed("shared", "wording", ("shared_wording",), compares=True, pos=False),
    "near_repeats": Listed("shared", compares=True, pos=False),
    "move_strips": Listed("strips", "built", ("moves",), pos=False),
    "province_map": Listed("provinces", "tests", pos=False, idle=True),
    "term_pair": Listed("plane", by_command=True, compares=True),
}
NAMES = tuple(LISTED)
COUNTS = ("string", "word")
MODULES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def pictures(name: str, results, first: int | None = None, **options) -> list:
    """The pictures of a chart: one, or one for each of its parts; or the first so many of them."""
    function = _declared(name)
    if not LISTED[name].several:
        return [function(results, **options)]
    of = importlib.import_module(f"analysis.charts.{LISTED[name].module}").parts(results)[:first]
    return [function(results, part, **options) for part in of]


@functools.cache
def _declared(name: str):
    """The function of a chart, whose pictures say from which texts they are made.

    Words that somebody chooses (``terms``) are counted as strings, within longer words too, or with ``count="word"``
    only where they are words by themselves; so they are in a corpus too large to hold its sentences.
    """
    function = getattr(importlib.import_module(f"analysis.charts.{LISTED[name].module}"), name)

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
    charts = [chart for name in NAMES if not LISTED[name].by_command for chart in pictures(name, results, 1)]
    return [chart for chart in charts if len(chart.table) or not LISTED[chart.name].idle]


def __getattr__(name):
    if name in LISTED:
        return _declared(name)
    if name in MODULES:
        return importlib.import_module(f"analysis.charts.{name}")
    raise AttributeError(f"analysis.charts has no {name!r}")
