"""Of every long table the rows that a reader asks for first, as text: the tables of the Word file."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.findings.numbers import rate_text, share_text
from analysis.language import speak
from analysis.measures.formulae import ANY_OTHER
from analysis.measures.verdicts import CANNOT
from analysis.results import Results

GROUPS, SPEECHES, TERMS, KEYNESS, PAIRS, FORMULAE = 4, 30, 5, 12, 12, 14  # of each so many
# In letters: a line, the edges of a cell, a word that is not broken; how much wider bold letters are
ROOM, PADDING, LONGEST, BOLD = 79, 1.5, 40, 1.25
_NUMBER = re.compile(r"(?!\d{4}-)[−+<]?[\d∞]|–?$")


@dataclass(frozen=True)
class Excerpt:
    """A table as it is printed: title, remark (the unit, or how many rows are shown), head and rows."""

    title: str
    remark: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def right(self) -> list[bool]:
        """Which columns are numbers."""
        return [all(map(_NUMBER.match, cells)) for cells in zip(*self.rows, strict=True)]

    @property
    def widths(self) -> list[float]:
        """Shares of the width of the page, from what stands in the columns: no word is broken while there is room."""
        columns = list(zip(self.head, *self.rows, strict=True))
        wish = [PADDING + max(BOLD * _width(head), *map(_width, cells)) for head, *cells in columns]
        words = [([word for cell in cells for word in cell.split()], head.split()) for head, *cells in columns]
        need = [PADDING + max(0, *map(_width, cells), *(BOLD * _width(word) for word in head)) for cells, head in words]
        spare = (ROOM - sum(need)) / max(sum(wish) - sum(need), 1)
        return [least + min(max(spare, 0), 1) * (most - least) for least, most in zip(need, wish, strict=True)]


class Excerpts:
    """The excerpts that a corpus has, in the order of the findings; the sizes of its speeches are asked for.

    Attributes
    ----------
    groups : list of str
        Those with words to count, in their order.
    shown : list of str
        The largest `GROUPS` of them.
    """

    def __init__(self, results: Results, language: str):
        self.results, self.names, self.code, self.speak = results, results.names, language, speak(language)
        totals = {str(group): int(total) for group, total in results.counts.sum(axis=1).items()}
        self.groups = [group for group, total in totals.items() if total]
        largest = sorted(self.groups, key=lambda group: -totals[group])[:GROUPS]
        self.shown = [group for group in self.groups if group in largest]

    def __iter__(self) -> Iterator[Excerpt]:
        for make in (
            self._terms, self._themes, self._keyness, self._pairs, self._formulae, self._wording
        ):  # fmt: skip
            if (excerpt := make()) is not None and excerpt.rows:
                yield excerpt

    def group(self, group: str) -> str:
        """Short name of a group."""
        return self.names.strategy(str(group), self.code)

    def quoted(self, term: str) -> str:
        """A word of the texts in quotation marks, in English with its gloss."""
        gloss = self.names.gloss(term, self.code)
        return self.speak.say("findings.term_glossed" if gloss else "findings.term", term=term, gloss=gloss)

    def _term(self, term: str) -> str:
        gloss = self.names.gloss(term, self.code)
        return f"{term} '{gloss}'" if gloss else term

    def _say(self, key: str, **values) -> str:
        return self.speak.say(f"word.{key}", self.names, **values)

    def _heads(self, *names: str) -> list[str]:
        """Heads of columns: those of the Word file, else those that all tables share."""
        return [
            self._say(f"h_{name}") if f"word.h_{name}" in self.speak.texts else self.speak.say(f"heads.{name}")
            for name in names
        ]

    def _cut(self, table: pd.DataFrame, shown: int) -> str:
        return self._say("first_rows", n=shown) if len(table) > shown else ""

    @property
    def _largest(self) -> str:
        return self._say("largest", n=len(self.shown)) if len(self.shown) < len(self.groups) else ""

    def _table(self, name: str) -> pd.DataFrame | None:
        """A table of comparison with its groups as text, or None where the corpus is too small for it."""
        table = self.results.table(name) if len(self.groups) > 1 else None
        return None if table is None or table.empty else _plain(table)

    def sizes(self) -> Excerpt:
        """How long each speech is."""
        sizes, counted = self.results.sizes, ["paragraphs", "sentences", "characters", "words"]
        rows = [
            [self.group(row["strategy"]), "" if pd.isna(row["date"]) else f"{row['date']:%Y-%m-%d}", str(row["place"]),
             *(f"{row[name]:,}" for name in counted)]
            for row in sizes.head(SPEECHES).to_dict("records")
        ]  # fmt: skip
        head = self._heads("group", "date", "place", *counted)
        return Excerpt(self._say("sizes"), self._cut(sizes, SPEECHES), head, rows)

    def _terms(self) -> Excerpt:
        table, rows = _plain(self.results.frequency), []
        table = table[table["count"] > 0].sort_values(["count", "term"], ascending=[False, True], kind="stable")
        for group in self.shown:
            for number, row in enumerate(table[table["strategy"] == group].head(TERMS).to_dict("records")):
                interval = f"{rate_text(row['low'])}–{rate_text(row['high'])}"
                rows.append([
                    "" if number else self.group(group), self._term(row["term"]), f"{row['count']:,}",
                    rate_text(row["per_10k"]), interval, f"{row['paragraphs']}/{row['paragraphs_total']}",
                ])  # fmt: skip
        head = self._heads("group", "term", "count", "per_10k", "interval", "paragraphs")
        return Excerpt(self._say("terms"), self._largest, head, rows)

    def _themes(self) -> Excerpt:
        table, rows = _plain(self.results.theme_shares), []
        for theme, part in table.groupby("theme", sort=False):
            cells = part.set_index("strategy").loc[self.shown].to_dict("records")
            said = [f"{share_text(cell['share'])}% ({cell['sentences']}/{cell['total']})" for cell in cells]
            rows.append([self.names.theme(str(theme), self.code), *said])
        head = [*self._heads("theme"), *map(self.group, self.shown)]
        return Excerpt(self._say("themes"), self._largest, head, rows)

    def _keyness(self) -> Excerpt | None:
        table = self._table("word_tests")
        if table is None:
            return None
        if len(self.groups) == 2:  # the second group mirrors the first: one test a word
            table = table[table["strategy"] == self.groups[0]]
        nearest = table.assign(size=table["statistic"].abs().round(9))
        nearest = nearest.sort_values(["p", "size", "term"], ascending=[True, False, True], kind="stable")
        rows = [
            [self.group(row["strategy"]), self._term(row["term"]), f"{row['count']:,} : {row['rest']:,}",
             _signed(row["effect"]), f"{_signed(row['low'])} – {_signed(row['high'])}",
             adjusted_text(row["p"], row["floor"]),
             self.speak.say(f"values.{row['direction'] if row['told'] else CANNOT}")]
            for row in nearest.head(KEYNESS).to_dict("records")
        ]  # fmt: skip
        head = self._heads("group", "term", "rest", "log_ratio", "interval_units", "adjusted", "verdict")
        return Excerpt(self._say("keyness"), self._cut(table, KEYNESS), head, rows)

    def _pairs(self) -> Excerpt | None:
        table = self._table("similarity")
        if table is None:
            return None
        rows = [
            [f"{self.group(row['strategy'])} – {self.group(row['other'])}", self._say(row["measure"]),
             f"{row['value']:.2f}", f"{row['low']:.2f}–{row['high']:.2f}", adjusted_text(row["q"], row["floor"])]
            for row in table.sort_values(["measure", "q"], kind="stable").head(PAIRS).to_dict("records")
        ]  # fmt: skip
        head = self._heads("pair", "measure", "value", "shuffled", "adjusted")
        return Excerpt(self._say("pairs"), self._cut(table, PAIRS), head, rows)

    def _formulae(self) -> Excerpt | None:
        places = self._table("formula_places")
        if places is None:
            return None
        by_text = places.groupby("text")
        table = pd.DataFrame({"units": by_text["strategy"].nunique(), "n": by_text.size()}).reset_index()
        table = table.assign(length=table["text"].str.len())[table["units"] > 1]
        table = table.sort_values(["units", "length", "text"], ascending=[False, False, True], kind="stable")
        rows = table.head(FORMULAE)[["text", "length", "units", "n"]].astype(str).to_numpy().tolist()
        head = self._heads("text", "length", "units", "count")
        return Excerpt(self._say("formulae"), self._cut(table, FORMULAE), head, rows)

    def _wording(self) -> Excerpt | None:
        table = self._table("shared_wording")
        if table is None:
            return None
        percent = table.set_index(["strategy", "other"])["percent"]
        rows = [
            [self.group(group), *("–" if other == group else share_text(percent[group, other] / 100)
                                  for other in (*self.shown, ANY_OTHER))]
            for group in self.shown
        ]  # fmt: skip
        head = [*self._heads("group"), *map(self.group, self.shown), *self._heads("any")]
        return Excerpt(self._say("wording"), self._say("wording_unit") + self._largest, head, rows)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    categories = table.select_dtypes("category").columns
    return table.astype({name: "object" for name in categories})


def _width(text: str) -> float:
    return sum(1.6 if ord(character) > 0x2E7F else 1 for character in text[:LONGEST])


def _signed(value: float) -> str:
    sign = "−" if value < 0 else "+"
    return sign + ("∞" if math.isinf(value) else f"{abs(value):.2f}")


def adjusted_text(p: float, floor: float = 0.0) -> str:
    """An adjusted p with three decimals, so that those of a column can be compared; never rounded up to 0.05.

    Where the draws and the units give no less it is a bound.

    Examples
    --------
    >>> adjusted_text(0.0081), adjusted_text(0.04996), adjusted_text(0.0001, 0.0001), adjusted_text(0.0006, 0.0001)
    ('0.008', '<0.050', '≤0.0001', '<0.001')
    """
    if p <= floor * (1 + 1e-9):
        return f"≤{floor:.2g}"
    if p < 0.001:
        return "<0.001"
    return "<0.050" if p < 0.05 <= round(p, 3) else f"{p:.3f}"
