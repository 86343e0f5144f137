"""The tables of the four speeches for every test that only reads them: each is made once in a process, on demand."""

from functools import cache
from pathlib import Path

from analysis import charts, paths
from analysis.report.document import make_document
from analysis.results import Results

RESULTS = Results()
_MADE = {(paths.DATA,): RESULTS}


def make_once(monkeypatch):
    """Let whoever asks for results of the four speeches get those that somebody asked for before."""

    def known(path=paths.DATA, **options):
        key = (Path(path).resolve(), *sorted(options.items()))
        beside = {"words", "names"} <= set(options)  # `Results` made these to change them: they are nobody else's
        if key[0] != paths.DATA or beside:
            return Results(path, **options)
        return _MADE[key] if key in _MADE else _MADE.setdefault(key, Results(paths.DATA, **options))

    monkeypatch.setattr("analysis.results.Results", known)
    return known


@cache
def whole():
    """Every chart of the report."""
    return charts.every(RESULTS)


@cache
def the_report():
    """The report, in no language."""
    return make_document(RESULTS)
