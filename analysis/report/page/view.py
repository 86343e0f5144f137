"""What the templates of the page ask for: one language's words, and the document's values as it writes them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd

from analysis import anchors
from analysis.charts.grammar import Chart
from analysis.charts.style import missing_glyphs
from analysis.documents.conversion import convert
from analysis.findings import Finding, Scene
from analysis.language import CODES, speak
from analysis.report.document import Document
from analysis.report.places import Place, evenly, merged, row_anchor
from analysis.tables import NONE, SENTENCE

ROWS = 40  # of a table
SHOWN, FEWER, LARGE = 200, 20, 200_000  # sentences a group; fewer where the corpus has so many characters
KINDS = ("theme", "move", "formula", "pair", "term")
_CHINESE = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")


class View:
    """One language of the page.

    Parameters
    ----------
    document : Document
        What is shown.
    language : str
        Of the page.
    languages : sequence of str
        All that are written, so that each links to the others.
    """

    def __init__(self, document: Document, language: str, languages: Sequence[str] = CODES):
        self.document, self.results, self.names = document, document.results, document.results.names
        self.language, self.speak = language, speak(language)
        self.others = [speak(code) for code in languages if code != language]
        self.rows = document.sentences
        self.documents = {one.speech: one for one in self.results.documents.itertuples(index=False)}
        speeches = self.results.speeches
        self._of_group = speeches.groupby(speeches["strategy"].astype(str), sort=False)["speech"].nunique().to_dict()
        self.groups = [name for name in map(str, speeches["strategy"].cat.categories) if name in self._of_group]
        self.number_of = {name: number for number, name in enumerate(self.groups)}
        self.themes = [str(theme) for theme in self.results.coded.columns]
        self.themes_of = [
            [number for number, carried in enumerate(row) if carried] for row in self.results.coded.to_numpy().tolist()
        ]
        self.places = sorted(document.places, key=lambda place: KINDS.index(place.kind))
        self.shown = FEWER if sum(len(one.text) for one in self.rows) > LARGE else SHOWN

    # Words

    def say(self, key: str, **values) -> str:
        """A text of the catalogue, of its section ``page`` unless another is named."""
        return self.speak.say(key if "." in key else f"page.{key}", self.names, **values)

    def known_text(self, section: str, key) -> str | None:
        """A text of the catalogue if it has one of this name."""
        return self.speak.texts.get(f"{section}.{key}")

    def foreign(self, text: object = "中") -> bool:
        """Whether a text must be marked as Chinese, because the page is in another language."""
        return self.language != "zh" and bool(_CHINESE.search(str(text)))

    def runs(self, text: str) -> list[tuple[str, bool]]:
        """A text in runs, each with whether it is Chinese in a page of another language."""
        if not self.foreign(text):
            return [(text, False)]
        marks = [bool(_CHINESE.match(one)) for one in text]
        for place in range(1, len(text)):
            marks[place] |= marks[place - 1] and text[place] in "，、。；：“”……"
        return [
            ("".join(one for one, _ in run), kind)
            for kind, run in groupby(zip(text, marks, strict=True), itemgetter(1))
        ]

    @property
    def title(self) -> str:
        """What the corpus calls its report."""
        return self.results.corpus.settings.title.get(self.language) or self.say("title")

    @property
    def stand_ins(self) -> str:
        """The characters that the charts' font lacks."""
        texts = (
            str(text)
            for block in self.document.figures
            for name in block.chart.table.select_dtypes(exclude="number")
            for text in block.chart.table[name].unique()
        )
        missing = missing_glyphs("".join(sorted(set().union(*texts))))
        return self.speak.join([f"{one} (U+{ord(one):04X})" for one in missing])

    @property
    def group_word(self) -> str:
        """What one group is called (strategy, decade)."""
        name = self.names.words(self.language)["kind"]
        return name[:1].upper() + name[1:]

    def group(self, name: str) -> str:
        """Short name of a group."""
        return self.names.strategy(str(name), self.language)

    def theme(self, theme: str) -> str:
        """Name of a theme."""
        return self.names.theme(theme, self.language)

    def move(self, move: str) -> str:
        """Name of a move."""
        return self.names.move(move, self.language)

    def name(self, place: Place) -> str:
        """What a place is called."""
        if place.kind in ("theme", "move"):
            return getattr(self, place.kind)(place.key)
        return " – ".join(map(self.group, place.key.split("\t"))) if place.kind == "pair" else place.key

    def gloss(self, place: Place) -> str:
        """Meaning of a term, if the lists have it."""
        return self.gloss_of(place.key) if place.kind in ("term", "formula") else ""

    def gloss_of(self, term: str) -> str:
        """The same of a word, small as it stands within a line."""
        return self.names.gloss_within(term, self.language)

    def also(self, place: Place) -> str:
        """Other names under which a search finds a place: a theme in each language, the gloss of a word."""
        if place.kind == "theme":
            return " ".join(self.names.theme(place.key, code) for code in CODES)
        return self.names.gloss(place.key, "en") if place.kind in ("term", "formula") else ""

    # The first screen and the charts

    @property
    def over_time(self) -> bool:
        """Whether the groups are times: then the first screen shows lines over time."""
        return self.names.is_time(self.groups)

    @property
    def names_out(self) -> bool:
        """Whether words inside the groups' own names are left out of what is compared."""
        return Scene(self.results, self.names).names_out

    @property
    def overlap(self) -> str:
        """What the map of the provinces says: groups that share territory."""
        maps = [one.chart for one in self.document.figures if one.chart.name == "province_map"]
        return maps[0].say(self.language).title if maps and len(maps[0].table) else ""

    def facts(self, group: str) -> list[str]:
        """Date and place of a group's speech, or how many speeches it has and from when to when; its sentences."""
        own = [one for one in self.rows if str(one.strategy) == group]
        if self._of_group[group] == 1:
            said = self.dated(own[0])
        else:
            dates = sorted({one.dated for one in own if one.dated})
            said = [" – ".join(dict.fromkeys([dates[0], dates[-1]]))] if dates else []
            said.append(self.say("count_speeches", n=self._of_group[group]))
        return [*said, self.say("sentences", n=len(own))]

    def numbers(self, groups: Iterable[str]) -> str:
        """The numbers by which the script knows some groups."""
        return " ".join(str(self.number_of[one]) for one in groups if one in self.number_of)

    def pair_of(self, chart: Chart) -> list[str]:
        """The two groups that a chart sets against each other word by word."""
        return [chart.facts[one] for one in ("one", "other")] if chart.name == "term_pair" else []

    def findings(self, part: str) -> list[Finding]:
        """The findings of a part of the document."""
        return [one for one in self.document.parts[part] if isinstance(one, Finding)]

    # Places

    @cached_property
    def known(self) -> dict[str, str]:
        """Every place of the page by its anchor, with what it is called: the name of links in charts."""
        known = {}
        for place in self.places:
            known[place.anchor] = self.name(place)
            for group in place.groups:
                counted = place.kind in ("theme", "move")
                number = self.say("sentences" if counted else "hits", n=len(group.sentences) if counted else group.hits)
                known[group.anchor] = f"{self.name(place)} · {self.group(group.strategy)} · {number}"
        for row, one in enumerate(self.rows):
            name = self.group(one.strategy)
            known.setdefault(anchors.strategy_anchor(str(one.strategy)), name)
            known.setdefault(anchors.speech_anchor(one.speech), f"{name} · {one.occasion}")
            known[self.anchor(row)] = f"{name} · {self.place(one)}"
        return known

    def link(self, anchor: str) -> tuple[str, str] | None:
        """Address and name of a place, if there is one."""
        return (f"#{anchor}", self.known[anchor]) if anchor in self.known else None

    def anchor(self, row: int) -> str:
        """A sentence's place in the full text."""
        return anchors.sentence_anchor(*(getattr(self.rows[row], name) for name in SENTENCE))

    def place(self, one) -> str:
        """Paragraph and sentence."""
        return self.say("place", paragraph=int(one.paragraph), sentence=int(one.sentence))

    def lines(self, start: int, end: int) -> str:
        """The lines of the source, from the first to the last."""
        return self.say("line" if start == end else "lines", start=str(start), end=str(end))

    def dated(self, one) -> list[str]:
        """Date and place of a speech as far as they are known."""
        return [part for part in (one.dated, one.place) if isinstance(part, str) and part.strip()]

    def several(self, one) -> list[str]:
        """The occasion, where the group alone does not tell which speech it is."""
        return [str(one.occasion)] if self._of_group[str(one.strategy)] > 1 else []

    def where(self, row: int) -> list[str]:
        """Group, date, place, paragraph, sentence and source lines of a sentence."""
        one = self.rows[row]
        parts = [self.group(one.strategy), *self.several(one), *self.dated(one)]
        return [*parts, self.place(one), self.lines(one.start_line, one.end_line)]

    @cached_property
    def _text(self) -> str:
        return "\n".join(str(one.text) for one in self.rows)

    def elsewhere(self, place: Place) -> int:
        """How often the string of a term stands in the text if it is more than the term itself, else 0."""
        found = self._text.count(place.key) if place.kind == "term" else 0
        return found if found > place.hits else 0

    # Sentences

    @cached_property
    def paragraphs(self) -> list[tuple]:
        """The speeches in order: (row of sizes, rows of the paragraph's sentences, new speech, new group)."""
        sizes = {one.speech: one for one in self.results.sizes.itertuples(index=False)}
        numbers = [(self.number_of[str(one.strategy)], one.speech, one.paragraph, one.sentence) for one in self.rows]
        order = sorted(range(len(self.rows)), key=numbers.__getitem__)
        found, begun = [], set()
        for (speech, _), rows in groupby(order, lambda row: (self.rows[row].speech, self.rows[row].paragraph)):
            name = str(sizes[speech].strategy)
            found.append((sizes[speech], list(rows), speech not in begun, name not in begun))
            begun |= {speech, name}
        return found

    def size(self, one) -> str:
        """How long a speech is."""
        counted = {name: self.say(name, n=int(getattr(one, name))) for name in ("paragraphs", "sentences")}
        return self.say("size", **counted, characters=int(one.characters), words=int(one.words))

    @cached_property
    def _spans(self) -> tuple[dict, dict]:
        hits, tokens = self.results.hits, self.results.tokens
        found: tuple[dict, dict] = {}, {}
        phrases = tokens[tokens["kind"] == "phrase"].assign(theme="")
        for table, spans in zip((hits, phrases), found, strict=True):
            for *place, start, end, theme in table[[*SENTENCE, "start", "end", "theme"]].itertuples(index=False):
                spans.setdefault(tuple(place), []).append((start, end, str(theme)))
        return found

    def pieces(self, row: int) -> Iterator[tuple[str, bool, list[str]]]:
        """A sentence cut wherever a theme's wording or a phrase begins or ends: text, in a phrase, its themes."""
        one = self.rows[row]
        hits, phrases = (spans.get(tuple(getattr(one, name) for name in SENTENCE), []) for spans in self._spans)
        phrases, text = merged((start, end) for start, end, _ in phrases), str(one.text)
        edges = sorted({0, len(text), *(edge for start, end, *_ in [*hits, *phrases] for edge in (start, end))})
        for start, end in zip(edges, edges[1:], strict=False):
            themes = dict.fromkeys(name for first, last, name in hits if first <= start and end <= last)
            yield text[start:end], any(first <= start and end <= last for first, last in phrases), list(themes)

    # Tables

    def table(self, frame: pd.DataFrame, most: int = ROWS) -> dict:
        """A table for the page: heads, rows of cells, and what is the same in every row, said once.

        A cell is (kind, text, anchor): ``n`` a number that may lead to a place, ``h`` the head of its row, ``x`` text.
        A row has the number of its group, or None.
        """
        rows, columns = frame.to_dict("records"), list(frame.columns)
        same = [
            name for name in columns if name != "strategy" and len(rows) > 1 and frame[name].nunique(dropna=False) == 1
        ]
        shown = evenly(rows, most)
        columns = [name for name in columns if name not in same]
        facts = [f"{self.head(name)} = {self.value(name, rows[0][name])}" for name in same]
        cells = [
            {"group": self.number_of.get(str(row.get("strategy"))), "cells": list(self._cells(row, columns))}
            for row in shown
        ]
        return {"heads": list(map(self.head, columns)), "rows": cells, "same": "; ".join(facts), "all": len(rows)}

    def _cells(self, row: dict, columns: list[str]) -> Iterator[tuple[str, str, str]]:
        anchor, linked = row_anchor(row), False
        anchor = anchor if anchor in self.known else ""
        for number, column in enumerate(columns):
            text, value = self.value(column, row[column]), row[column]
            counts = isinstance(value, (int, float)) and text and column not in SENTENCE
            if not linked and (counts or column == columns[-1]):
                yield "n", text, anchor
                linked = True
            else:
                yield ("n" if counts else "x") if number else "h", text, ""

    def head(self, column: str) -> str:
        """What a column is called."""
        if column == "strategy":
            return self.group_word
        return self.theme(column) if column in self.themes else self.known_text("heads", column) or str(column)

    def value(self, column: str, value) -> str:
        """A value as readers write it."""
        if value is None or value != value:
            return ""
        if column in ("strategy", "other") and value in self.number_of:
            return self.group(value)
        if column in ("theme", "item") and (value in self.themes or value == NONE):
            return self.theme(value)
        if column == "move":
            return self.move(value)
        if isinstance(value, pd.Timestamp):
            return f"{value:%Y-%m-%d}"
        if isinstance(value, float):
            return number_text(value)
        return self.speak.write(int(value) if isinstance(value, bool) else self.known_text("values", value) or value)

    # What the script needs beside the page itself

    def data(self) -> dict:
        """Words, places and speeches for the script."""
        speeches, who, files = {}, {}, {}
        for one in self.rows:
            if one.speech not in speeches:
                speeches[one.speech] = [self.group(one.strategy), *self.several(one), *self.dated(one)]
                who[one.speech] = self.speak.join([str(one.occasion), *self.dated(one)])
                document = self.documents.get(one.speech)
                files[one.speech] = str(document.file) if document else Path(self.results.path).name
        texts = self.speak.texts
        words = {key.partition(".")[2]: text for key, text in texts.items() if key.startswith("script.")}
        words["shown"] = self.say("script.shown", n="{n}", all="{all}", list="{list}")
        words |= {key: texts[f"page.{key}"] for key in ("hits", "sentences", "place", "line", "lines", "list_mark")}
        groups = [anchors.strategy_anchor(group).removeprefix("strategy-") for group in self.groups]
        sizes = [[self.group(group), int(self.results.counts.loc[group].sum())] for group in self.groups]
        return {"words": words, "speeches": speeches, "who": who, "files": files, "groups": groups, "sizes": sizes,
                "simple": _simple(set(self._text))}  # fmt: skip


def _simple(used: set[str]) -> dict[str, str]:
    """Traditional characters whose simplified form a text holds: what a search takes for the same."""
    given = "".join(map(chr, range(0x4E00, 0xA000)))
    pairs = zip(given, convert("\n".join(given), "t2s")[::2], strict=True)
    return {one: other for one, other in pairs if one != other and other in used and one not in used}


def number_text(value: float) -> str:
    """Four significant digits, no exponent for what people read, a true minus.

    Examples
    --------
    >>> number_text(297.029703), number_text(-0.03790255), number_text(9.04e-05), number_text(float("inf"))
    ('297', '−0.0379', '0.0000904', '∞')
    """
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "−∞"
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    if "e" in text and abs(value) >= 1e-7:
        text = f"{float(text):.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
