"""Findings: what the tables say, in sentences; every number in them leads to its place in the report.

A finding is made of parts, so that a page can make a link of a number, a Word file a link to a quotation, and a test
compare it with the table it was taken from. Nothing is said that no table of the report holds; "can be told" is said
only where ``results.verdicts`` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.findings.headline import find_summary
from analysis.findings.limits import find_limits
from analysis.findings.parts import SECTIONS, Finding, Part, Scene
from analysis.findings.placing import find_placed
from analysis.findings.sharing import find_shared
from analysis.findings.speaking import find_most
from analysis.findings.telling import find_verdicts
from analysis.language.names import Names

if TYPE_CHECKING:
    from analysis.results import Results

__all__ = ["SECTIONS", "Finding", "Part", "find_findings"]


def find_findings(results: Results, *, names: Names | None = None) -> list[Finding]:
    """What the tables of a corpus say, in no language, in the order of `SECTIONS`.

    Parameters
    ----------
    results : Results
        The tables of a corpus.
    names : Names, optional
        What groups and themes are called; as in the corpus if not given.

    Returns
    -------
    list of Finding
        Few, whatever the size of the corpus: of more than four groups the four with the most words are described one
        by one, and lists name the first few. Numbers carry the anchor of the sentences behind them where there are any:
        a number of comparisons, or a count of 0, has none.

    Examples
    --------
    >>> from analysis.results import Results
    >>> findings = find_findings(Results())
    >>> next(one.text("en") for one in findings if one.table == "whole")
    'Held against paragraphs dealt at random, the vocabularies of the strategies as a whole cannot be told apart.'
    """
    scene = Scene(results, names or results.names)
    kinds = (find_summary, find_most, find_placed, find_verdicts, find_shared, find_limits)
    return sorted((finding for find in kinds for finding in find(scene)), key=lambda one: SECTIONS.index(one.section))
