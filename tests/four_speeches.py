"""The tables of the four speeches for every test that only reads them: each is made once in a process, on demand."""

from functools import cache

from analysis import charts
from analysis.report.document import make_document
from analysis.results import Results

RESULTS = Results()


@cache
def whole():
    """Every chart of the report."""
    return charts.every(RESULTS)


@cache
def the_report():
    """The report as blocks."""
    return make_document(RESULTS)
