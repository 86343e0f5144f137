"""The sentences behind the findings: what the appendix of the Word file quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.anchors import read_anchor
from analysis.findings import Finding
from analysis.findings.parts import Scene
from analysis.report.word.texts import say
from analysis.report.word.xml import run
from analysis.results import Results
from analysis.tables import wording

MOST = 60  # entries; a report for a reader, not the concordance
EACH = 2  # sentences of an entry
_PLACE = ["speech", "paragraph", "sentence"]


@dataclass(frozen=True)
class Quotes:
    """What an anchor of the findings leads to.

    Attributes
    ----------
    kind : str
        t (term), f (formula) or theme.
    what : str
        The term or formula; the theme.
    group : str or None
        The group the sentences are of; None for all.
    sentences : DataFrame
        Rows of the ``speeches`` table in the original wording, with the date as far as it is known (``dated``): the
        first `EACH`, and ``start``, ``end`` of what is to be marked (empty: -1).
    total : int
        Sentences there are.
    """

    kind: str
    what: str
    group: str | None
    sentences: pd.DataFrame
    total: int


def find_quotes(results: Results, findings: Sequence[Finding]) -> dict[str, Quotes]:
    """The sentences behind the numbers of the findings, by anchor, in the order of the findings."""
    dated = results.documents.set_index("speech")["dated"]
    speeches = results.speeches.assign(
        text=wording(results.speeches), dated=results.speeches["speech"].map(dated).fillna("")
    )
    found: dict[str, Quotes] = {}
    for anchor in dict.fromkeys(part.anchor for finding in findings for part in finding.parts if part.anchor):
        kind, what, group = read_anchor(anchor)
        places = _places(results, kind, what)
        if places is None:
            continue
        if group is not None:
            places = places[places["strategy"].astype("object") == group]
        places = places.drop_duplicates(_PLACE)
        if len(places) and len(found) < MOST:
            shown = places.head(EACH)[[*_PLACE, "start", "end"]]
            rows = shown.merge(speeches, on=_PLACE, how="left", validate="one_to_one")
            name = str(places["theme"].iloc[0]) if kind == "theme" else what
            found[anchor] = Quotes(kind, name, group, rows, len(places))
    return found


def _places(results: Results, kind: str, what: str) -> pd.DataFrame | None:
    """Where something stands, in document order, with what is to be marked."""
    if kind == "t":
        tokens = results.tokens
        return tokens[(tokens["term"] == what) & tokens["kept"]]
    if kind == "f":
        places = results.comparison.formula_places
        return places[places["text"] == what]
    if kind == "theme":
        hits = results.hits
        return hits[hits["theme"].astype(str).str.replace("_", "-") == what]
    return None


def mark_quote(text: str, start: int, end: int) -> str:
    """The original wording, always set as Chinese, with what was counted in bold."""
    pieces = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return "".join(run(piece, bold=bold, east=True) for piece, bold in pieces if piece)


def place_of(row, scene: Scene) -> str:
    """Group, date, place, paragraph, sentence and lines of a row of the ``speeches`` table."""
    first, last = int(row.start_line), int(row.end_line)
    lines = say("line" if first == last else "lines", scene.language, first=first, last=last)
    comma = ("，", ", ")[scene.language == "en"]
    where = comma.join(filter(None, (scene.group(row.strategy), row.dated, row.place)))  # what is not known is not said
    return say("place", scene.language, where=where, paragraph=row.paragraph, sentence=row.sentence, lines=lines)
