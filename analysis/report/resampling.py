"""The tables that take thousands of shuffles or resamples, made by workers while charts are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from analysis.report.workers import Submit
from analysis.results import TABLES, Results

RESAMPLED = (
    "robustness", "similarity", "whole", "stability", "theme_stability", "word_tests", "theme_tests",
)  # fmt: skip  # the slowest first


def start_resampling(results: Results, submit: Submit, *, names: Sequence[str] = RESAMPLED) -> None:
    """Let workers make tables that are not made yet."""
    wanted = [name for name in RESAMPLED if name in names and name not in vars(results)]
    results.started = {name: submit(TABLES[name].job(results)) for name in wanted}


def take_resampled(results: Results) -> None:
    """Wait for the tables that were started; one for which the corpus is too small is left to say so when asked."""
    started: dict[str, Future] = vars(results).pop("started", {})
    for name, future in started.items():
        if not isinstance(future.exception(), ValueError):
            vars(results)[name] = future.result()
