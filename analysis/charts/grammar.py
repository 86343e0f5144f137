"""What a chart is: one declaration in no language, which a language turns into a picture, a caption and an alt text.

A chart is a function of the results that says what is drawn (a table, and how its rows are drawn), what is said (keys
of the catalogue's section ``charts`` with their values) and which numbers are no rows (facts):

    def top_terms(results, n=12):
        table = ...                                         # the rows drawn and nothing else: users open it as a CSV
        return Chart(
            "top_terms", table, results.names,
            Rows("term", panel="strategy", heads=..., unit="per_10k",
                 marks=[Bar("per_10k"), Interval("low", "high"), Number("count")]),
            title=said("top_title", list=[...]), caption=["bars_count", ties and said("ties", ties=ties), "stop_list"],
            told=Told("alt_term", by="strategy"), facts={"groups": 4},
        )

Rules that hold for every chart:

* A column has one meaning wherever it stands: ``strategy``, ``theme``, ``term`` ... are called by
  :meth:`Voice.call` in the language, and lead to their sentences by :func:`lead`.
* A text takes its fields from its own values, else from the facts: no number is written by Python. The alt text is
  ``alt_NAME`` and then, panel by panel, the first rows in the words of ``told.key``, whose fields are the columns.
* A table without rows is drawn as a sentence that says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import pandas as pd
from babel.dates import format_skeleton
from matplotlib.figure import Figure

from analysis import anchors
from analysis.charts import style
from analysis.charts.page import Page, open_page, page_width, printed_width
from analysis.language import Language, speak
from analysis.language.names import Names

# Columns whose values are texts of the catalogue, and all whose values are called as the language calls them.
TEXTS = {"setting": "charts.setting_{}", "settings": "findings.setting_{}", "measure": "charts.{}_short",
         "province": "provinces.{}"}  # fmt: skip
CALLED = frozenset("setting term strategy theme move other source target province date first last".split())


class Said(NamedTuple):
    """A text of the catalogue in no language yet: its key and the values of its fields."""

    key: str
    values: dict[str, Any]


def said(key: str, **values) -> Said:
    """A text of the catalogue's section ``charts`` with its values, which may be texts and names themselves."""
    return Said(key, values)


class Called(NamedTuple):
    """A value of a column, to be called as the language calls it; a term with its gloss behind it."""

    column: str
    value: Any


class Joined(NamedTuple):
    """A list with semicolons between its parts; a plain list has commas."""

    parts: Sequence


class Told(NamedTuple):
    """How the alt text tells rows: in the words of a key whose fields are the columns, so many of each panel.

    ``top`` is the column by which the first are the highest; without it they are the first of the table. ``shown`` is
    told instead where the numbers of a picture are no rows.
    """

    key: str
    by: str = ""
    first: int = 3
    top: str = ""
    shown: Sequence = ()


class Words(NamedTuple):
    """What goes with a picture in one language."""

    title: str
    caption: str
    alt: str


class HalfUp(float):
    """A number that is printed as readers round: halves up, with a true minus sign.

    Examples
    --------
    >>> f"{HalfUp(0.125):.0%} {HalfUp(2.5):.0f} {HalfUp(-1.25):+.1f}"
    '13% 3 −1.3'
    """

    def __format__(self, form: str) -> str:
        if math.isinf(self):
            return format(1 if self > 0 else -1, "+d").replace("1", "∞").replace("-", "−")
        if form[-1:] in ("f", "%") and math.isfinite(self):
            digits = 10 ** (int(form.rpartition(".")[2][:-1]) + 2 * (form[-1] == "%"))
            rounded = math.copysign(math.floor(abs(self) * digits + 0.5 + 1e-9) / digits, self) + 0.0
            return format(rounded, form).replace("-", "−")
        return format(float(self), form).replace("-", "−")


def printed(form: str) -> Callable[[float], str]:
    """How a number is printed in a form."""
    return lambda value: format(HalfUp(value), form)


@dataclass(frozen=True)
class Voice:
    """A language that knows what things are called in a corpus, and the facts of a chart."""

    language: Language
    names: Names
    facts: Mapping[str, Any] = field(default_factory=dict)

    def say(self, key: str, **values) -> str:
        """The text of a key of the section ``charts``."""
        values = {name: self.word(value) for name, value in {**self.facts, **values}.items()}
        return self.language.say(f"charts.{key}", self.names, **values)

    def text(self, text: Said | str) -> str:
        """A text, or that of a key."""
        return self.word(said(text) if isinstance(text, str) else text)

    def word(self, value):
        """A value as a text takes it."""
        if isinstance(value, Said):
            return self.say(value.key, **value.values)
        if isinstance(value, Called):
            return f"{self.call(*value)} {self.gloss(*value)}".rstrip()
        if isinstance(value, Joined):
            return self.language.join(filter(None, map(self.word, value.parts)), "semicolon")
        if isinstance(value, list):
            return self.language.join([word for one in value if (word := self.word(one)) != ""])
        return HalfUp(value) if isinstance(value, float) else value

    def call(self, column, value) -> str:
        """What a value of a column is called; of several columns, one and the other."""
        if column == ("speech", "strategy"):
            number, group = value
            sign = chr(0x245F + number) if number <= 20 else f"({number})"  # as footnotes are numbered: ⑤
            return f"{sign} {self.names.strategy(str(group), self.language.code)}"
        if isinstance(column, tuple):
            one, other = (self.call(*pair) for pair in zip(column, value, strict=True))
            return self.say("alike_pair", one=one, other=other)
        if value == "any other":
            return self.say("wording_any")
        if column in TEXTS:
            return self.language.say(TEXTS[column].format(value), self.names).strip()
        if column in ("strategy", "other", "theme", "move"):
            return getattr(self.names, column.replace("other", "strategy"))(str(value), self.language.code)
        if column == "verdict":
            kind, group, other, term = value.split(" | ")
            of = "term" if kind in ("word", "leader") else "theme" if kind in ("theme", "widest") else "measure"
            named = {"group": group and self.call("strategy", group), "other": other and self.call("strategy", other)}
            return self.say(f"verdict_{kind}", term=Called(of, term), **named)
        return self._date(value) if column in ("date", "first", "last") and value else str(value)

    def _date(self, known: str) -> str:
        """A date as far as it is known: the day, the month or the year (ISO 8601)."""
        if len(known) == 10:
            return self.language.write(date.fromisoformat(known))
        year, _, month = known.partition("-")
        return format_skeleton("yMMMM" if month else "y", date(int(year), int(month or 1), 1),
                               locale=self.language.locale)  # fmt: skip

    def gloss(self, column, value) -> str:
        """The gloss of a term, small as it stands within a line; nothing else has one."""
        return self.names.gloss_within(value, self.language.code) if column in ("term", "source", "target") else ""

    def tell(self, key: str, row: Mapping[str, Any]) -> str:
        """A text whose fields are the columns of a row."""
        if "kind" in row:
            row = {**row, "item": Called(row["kind"], row["strategy"] or row["item"])}
        return self.say(key, **{name: Called(name, value) if name in CALLED else value for name, value in row.items()})


def lead(column, value, group=None) -> str | None:
    """Where a value of a column leads in the report's page, or where it does within a group."""
    kinds = {"term": anchors.term_anchor, "theme": anchors.theme_anchor, "text": anchors.formula_anchor,
             "move": anchors.move_anchor}  # fmt: skip
    if column in kinds:
        return None if value in ("", "none") and column == "theme" else kinds[column](value, group or None)
    if column == "verdict":
        kind, group, other, term = value.split(" | ")
        if kind == "pair":
            return anchors.pair_anchor(group, other)
        return lead("term" if kind in ("word", "leader") else "theme", term, group) if kind != "overall" else None
    if column == "strategy":
        return anchors.strategy_anchor(str(value)) if value else None
    if column == ("strategy", "other"):
        one, other = map(str, value)
        return anchors.strategy_anchor(one) if other == "any other" else anchors.pair_anchor(one, other)
    if column == ("speech", "strategy"):
        return anchors.speech_anchor(value[0])
    return anchors.speech_anchor(value) if column == "speech" else None


def groups_of(column, value) -> list[str]:
    """The groups that a value of a column, or of several columns, is of.

    Examples
    --------
    >>> groups_of("verdict", "pair | 东 | 西 | cosine"), groups_of(("strategy", "other"), ("东", "西"))
    (['东', '西'], ['东', '西'])
    """
    if isinstance(column, tuple):
        return [group for one, own in zip(column, value, strict=True) for group in groups_of(one, own)]
    if column == "verdict":
        return [group for group in value.split(" | ")[1:3] if group]
    return [str(value)] if column in ("strategy", "other") else []


def scope_of(results) -> dict[str, Any]:
    """How many texts and sentences a corpus has, its first and last date as far as they are known, and its name.

    Empty for a corpus of counts, whose texts are not at hand.
    """
    speeches = results.table("speeches")
    if speeches is None:
        return {}
    dated = results.documents.set_index("speech")["dated"].reindex(speeches["speech"].unique())
    known = sorted(filter(None, dated.dropna())) or [""]
    return {"texts": speeches["speech"].nunique(), "sentences": len(speeches), "dates": (known[0], known[-1]),
            "title": results.corpus.settings.title, "file": results.path.name}  # fmt: skip


class Drawing(Protocol):
    """How a table is drawn: it measures, opens a page of the height it needs, and draws on it."""

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the chart's table on the page that `opened` gives for a height; `width` is what the page will have."""


@dataclass(frozen=True)
class Chart:
    """One picture, in no language.

    Attributes
    ----------
    name : str
        Of the chart: its heading and its alt text stand under it in the catalogue.
    table : DataFrame
        The rows drawn, and nothing else.
    names : Names
        What things are called in the corpus.
    drawing : Drawing
        How the rows are drawn: :class:`analysis.charts.panels.Rows` and others.
    title, caption : Said or key, sequence of them
        What is said; parts of a caption that are empty or None are left out.
    told : Told
        How the alt text tells the rows.
    facts : mapping
        Numbers and names that are no rows: how many tests, who is not drawn. Texts take their fields from here.
    nothing : str
        Key of what is said under a picture of a table without rows.
    part : str
        Of a chart that has several pictures: which of them, as its file name says it.
    scope : mapping
        From which texts: what :func:`scope_of` gives, for the subtitle and the line of the source.
    """

    name: str
    table: pd.DataFrame
    names: Names
    drawing: Drawing
    title: Said | str = ""
    caption: Sequence[Said | str | None] = ()
    told: Told = Told("")
    facts: Mapping[str, Any] = field(default_factory=dict)
    nothing: str = ""
    part: str = ""
    scope: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Title and alt text: what a notebook keeps beside the picture."""
        words = self.say("zh")
        return f"{words.title}\n{words.alt}"

    @property
    def stem(self) -> str:
        """Of the picture's file."""
        return f"{self.name}_{self.part}" if self.part else self.name

    def voice(self, language: str) -> Voice:
        """The voice that tells this chart in a language."""
        return Voice(speak(language), self.names, self.facts)

    def heading(self, language: str) -> str:
        """What the chart shows, with the corpus's own word for a group."""
        return speak(language).say(f"headings.{self.name}", self.names)

    @cached_property
    def _words(self) -> dict[str, Words]:
        return {}  # picture, page, Word file and index ask for the same

    def say(self, language: str) -> Words:
        """Title, caption and alt text; the title is the finding."""
        if language not in self._words:
            self._words[language] = self._say(self.voice(language))
        return self._words[language]

    def _say(self, voice: Voice) -> Words:
        if self.table.empty:
            reason = voice.say(self.nothing) if self.nothing else ""
            return Words(voice.say("empty"), reason, voice.language.sentences([voice.say("empty"), reason]))
        title, *caption = (voice.text(part) for part in (self.title, *self.caption) if part)
        return Words(title, voice.language.sentences(caption), self._alt(voice))

    def about(self, language: str) -> tuple[str, str]:
        """What stands in grey under the title, unit, texts and dates, and the source under the caption."""
        if not self.scope or self.table.empty:
            return "", ""
        voice, (first, last) = self.voice(language), self.scope["dates"]
        key = f"unit_{self.name}"  # what no axis and no scale of the drawing says
        unit = key if f"charts.{key}" in voice.language.texts else getattr(self.drawing, "unit", "")
        dates = said("sizes_span", first=Called("date", first), last=Called("date", last))
        dates = dates if first != last else Called("date", first)
        size = said("scope", n=self.scope["texts"], sentences=self.scope["sentences"])
        parts = filter(None, (voice.text(part) for part in (unit, size, dates) if part))
        source = self.scope["title"].get(language, self.scope["file"])
        return " · ".join(parts), voice.say("source", source=source)

    def _alt(self, voice: Voice) -> str:
        """The rule for all charts: what is drawn, then the first rows of each panel."""
        key, by, first, top, shown = self.told
        if shown:
            return voice.language.sentences([voice.say(f"alt_{self.name}"), voice.word(shown) + voice.say("stop")])
        panels = self.table.groupby(by, observed=True, sort=False) if by else [("", self.table)]
        parts = []
        for panel, rows in panels:
            rows = rows.sort_values(top, ascending=False, kind="stable") if top else rows
            listed = voice.language.join([voice.tell(key, row) for row in rows.head(first).to_dict("records")],
                                         "comma" if by else "semicolon")  # fmt: skip
            parts.append(voice.call(by, panel) + voice.say("colon") + listed if by else listed)
        told = voice.language.join(parts, "semicolon") + voice.say("stop")
        return voice.language.sentences([voice.say(f"alt_{self.name}"), told])

    def draw(
        self, language: str, ax=None, *, width_cm: float | None = None, words: Words | None = None,
        subtitle: str | None = None, source: bool = True, on_paper: bool = True,
    ) -> Figure:  # fmt: skip
        """The picture in a language: on a page of its own, `width_cm` wide, or in axes that are given.

        `words` and `subtitle` stand around it in place of its own; `source` is whether a line names the source. A
        picture that is not on paper may be longer than a sheet.
        """
        about, from_where = self.about(language)
        subtitle, from_where = about if subtitle is None else subtitle, from_where if source else ""
        voice, words = self.voice(language), words or self.say(language)
        width = printed_width(width_cm or style.WIDTH_CM, on_paper=on_paper)
        with style.settings(), style.quoted_as(voice.language), width:
            pages = []

            def opened(height: float) -> Page:
                pages.append(open_page(ax, title=words.title, caption=words.caption, height=height,
                                       subtitle=subtitle, source=from_where))  # fmt: skip
                return pages[0]

            if self.table.empty:
                opened(24)
            else:
                self.drawing.draw(self, voice, page_width(ax), opened)
            style.set_font(pages[0].axes)
        return pages[0].axes.get_figure(root=True)

    def _repr_png_(self):
        return self.draw("zh")._repr_png_()
