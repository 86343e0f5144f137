"""The tables of the Word file: of every long table the rows that a reader asks for first, as text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.findings.numbers import rate_text, share_text
from analysis.findings.parts import Scene, rows_of
from analysis.findings.speaking import ranked_terms
from analysis.measures.formulae import ANY_OTHER
from analysis.report.word.texts import say

ROOM, PADDING = 453.0, 7.0  # points: the page, and what stands around the text of a cell
TERMS, KEYNESS, PAIRS, FORMULAE, SPEECHES = 5, 12, 12, 14, 30  # rows


@dataclass(frozen=True)
class Shown:
    """A table as it is printed: title, head, rows, and which columns are numbers.

    ``remark`` stands behind the title in the caption: the unit, or how many rows are shown.
    """

    title: str
    remark: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]

    @property
    def widths(self) -> list[float]:
        """Width of each column in points, from what stands in it: no word is broken while there is room."""
        columns = list(zip(self.head, *self.rows, strict=True))
        wish = [max(text_width(cell) * (1.25 if not i else 1) for i, cell in enumerate(cells)) for cells in columns]
        need = [max(_longest_word(cell) * (1.25 if not i else 1) for i, cell in enumerate(cells)) for cells in columns]
        room = ROOM - PADDING * len(columns)
        if sum(wish) <= room:
            return [PADDING + width * room / sum(wish) for width in wish]
        spare = max(room - sum(need), 0.0) / max(sum(wish) - sum(need), 1.0)
        return [PADDING + least + spare * (most - least) for least, most in zip(need, wish, strict=True)]


def printed_tables(scene: Scene) -> Iterator[Shown]:
    """The tables that this document has, in the order of the findings."""
    for make in (_sizes, _terms, _themes, _keyness, _pairs, _formulae, _wording):
        shown = make(scene)
        if shown is not None and shown.rows:
            yield shown


def text_width(text: str) -> float:
    """Width of a text of the size of a table in points, on the generous side."""
    return sum(9.2 if ord(character) > 0x2E7F else 5.7 for character in text)


def _longest_word(text: str) -> float:
    """Width of what cannot be broken: a word, a number, two ideographs."""
    words = text.split()
    return max((min(text_width(word), 60.0) if max(word) > "\u2e7f" else text_width(word) for word in words), default=9)


def _say(scene: Scene, key: str, **values) -> str:
    upper = {"Noun": scene.noun.capitalize(), "Nouns": scene.nouns.capitalize()}
    return say(key, scene.language, noun=scene.noun, nouns=scene.nouns, **upper, **values)


def _heads(scene: Scene, *keys: str) -> list[str]:
    return [_say(scene, f"h_{key}") for key in keys]


def _cut(scene: Scene, there: int, shown: int) -> str:
    return _say(scene, "first_rows", n=shown) if there > shown else ""


def _term(scene: Scene, term: str) -> str:
    gloss = scene.names.gloss(term, scene.language)
    return f"{term} '{gloss}'" if gloss else term


def _sizes(scene: Scene) -> Shown:
    sizes = scene.results.sizes
    rows = [
        [
            scene.group(row.strategy), "" if pd.isna(row.date) else f"{row.date:%Y-%m-%d}", str(row.place),
            *(f"{value:,}" for value in (row.paragraphs, row.sentences, row.characters, row.words)),
        ]
        for row in sizes.head(SPEECHES).itertuples()
    ]  # fmt: skip
    head = _heads(scene, "group", "date", "place", "paragraphs", "sentences", "characters", "words")
    title, remark = _say(scene, "sizes"), _cut(scene, len(sizes), SPEECHES)
    return Shown(title, remark, head, rows, (False,) * 3 + (True,) * 4)


def _terms(scene: Scene) -> Shown:
    rows = []
    for group in scene.shown:
        for number, row in enumerate(ranked_terms(scene, group).head(TERMS).to_dict("records")):
            interval = f"{rate_text(row['low'])}–{rate_text(row['high'])}"
            rows.append([
                scene.group(group) if number == 0 else "", _term(scene, row["term"]), f"{row['count']:,}",
                rate_text(row["per_10k"]), interval, f"{row['paragraphs']}/{row['paragraphs_total']}",
            ])  # fmt: skip
    head = _heads(scene, "group", "term", "count", "rate", "interval", "paragraphs")
    title, remark = _say(scene, "terms"), _largest(scene)
    return Shown(title, remark, head, rows, (False, False, True, True, True, True))


def _largest(scene: Scene) -> str:
    few = len(scene.shown) < len(scene.groups)
    return _say(scene, "largest", n=len(scene.shown)) if few else ""


def _themes(scene: Scene) -> Shown | None:
    shares = scene.results.theme_shares
    if not len(shares):
        return None
    parts = {group: rows_of(shares, group).astype({"theme": "object"}).set_index("theme") for group in scene.shown}
    rows = []
    for theme in dict.fromkeys(shares["theme"].astype("object")):
        cells = [parts[group].loc[theme] for group in scene.shown]
        said = [f"{share_text(cell['share'])}% ({cell['sentences']}/{cell['total']})" for cell in cells]
        rows.append([scene.names.theme(str(theme), scene.language), *said])
    head = [*_heads(scene, "theme"), *(scene.group(group) for group in scene.shown)]
    n = len(scene.shown)
    return Shown(_say(scene, "themes"), _largest(scene), head, rows, (False, *[True] * n))


def _keyness(scene: Scene) -> Shown | None:
    table = scene.tests
    if table is None:
        return None
    away = table.assign(far=table["lrc"].abs().round(9), size=table["g2"].round(9))
    away = away.sort_values(["far", "size", "term"], ascending=[False, False, True], kind="stable").head(KEYNESS)
    rows = [
        [
            scene.group(row["strategy"]), _term(scene, row["term"]), f"{row['count']:,} : {row['rest']:,}",
            _signed(row["log_ratio"]), f"{_signed(row['low'])} – {_signed(row['high'])}",
            _say(scene, row["verdict"]),
        ]
        for row in away.to_dict("records")
    ]  # fmt: skip
    head = _heads(scene, "group", "term", "rest", "ratio", "corrected", "verdict")
    title, remark = _say(scene, "keyness"), _cut(scene, len(table), len(rows))
    return Shown(title, remark, head, rows, (False, False, True, True, True, False))


def _pairs(scene: Scene) -> Shown | None:
    table = scene.table("similarity") if len(scene.groups) > 1 else None
    if table is None:
        return None
    rows = [
        [
            f"{scene.group(row.strategy)} – {scene.group(row.other)}", _say(scene, row.measure), f"{row.value:.2f}",
            f"{row.low:.2f}–{row.high:.2f}", corrected_text(row.q),
        ]
        for row in table.sort_values(["measure", "q"], kind="stable").head(PAIRS).itertuples()
    ]  # fmt: skip
    head = [*_heads(scene, "pair", "measure", "value", "shuffled"), "q"]
    title, remark = _say(scene, "pairs"), _cut(scene, len(table), len(rows))
    return Shown(title, remark, head, rows, (False, False, True, True, True))


def _formulae(scene: Scene) -> Shown | None:
    places = scene.table("formula_places") if len(scene.groups) > 1 else None
    if places is None:
        return None
    by_text = places.groupby("text")
    table = pd.DataFrame({"units": by_text["strategy"].nunique(), "n": by_text.size()}).reset_index()
    table = table.assign(length=table["text"].str.len())[table["units"] > 1]
    table = table.sort_values(["units", "length", "text"], ascending=[False, False, True], kind="stable")
    rows = [[row.text, f"{row.length}", f"{row.units}", f"{row.n}"] for row in table.head(FORMULAE).itertuples()]
    head = _heads(scene, "wording", "characters", "units", "count")
    title, remark = _say(scene, "formulae"), _cut(scene, len(table), len(rows))
    return Shown(title, remark, head, rows, (False, True, True, True))


def _wording(scene: Scene) -> Shown | None:
    table = scene.table("shared_wording") if len(scene.groups) > 1 else None
    if table is None:
        return None
    table = table.astype({"strategy": "object", "other": "object"}).set_index(["strategy", "other"])["percent"]
    rows = [
        [
            scene.group(group),
            *(share_text(table[group, other] / 100) if other != group else "–" for other in scene.shown),
            share_text(table[group, ANY_OTHER] / 100),
        ]
        for group in scene.shown
    ]
    n = len(scene.shown) + 1
    head = [*_heads(scene, "group"), *(scene.group(group) for group in scene.shown), *_heads(scene, "any")]
    remark = _say(scene, "wording_unit") + _largest(scene)
    return Shown(_say(scene, "wording"), remark, head, rows, (False, *[True] * n))


def _signed(value: float) -> str:
    sign = "−" if value < 0 else "+"
    return sign + ("∞" if math.isinf(value) else f"{abs(value):.2f}")


def corrected_text(q: float) -> str:
    """A corrected p with three decimals, so that those of a column can be compared; never rounded up to 0.05.

    Examples
    --------
    >>> corrected_text(0.0081), corrected_text(0.04996)
    ('0.008', '<0.050')
    """
    if q < 0.001:
        return "<0.001"
    return "<0.050" if q < 0.05 <= round(q, 3) else f"{q:.3f}"
