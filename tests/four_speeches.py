"""The tables of the four speeches for every test that only reads them: each is computed once in a process."""

from analysis.results import Results

RESULTS = Results()
