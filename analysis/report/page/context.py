"""What every part of the page needs to know: the language, what things are called, and which places there are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from analysis.anchors import sentence_anchor, speech_anchor, strategy_anchor
from analysis.report.page.words import LANGUAGES, say
from analysis.report.places import NONE, Place
from analysis.tables import wording

HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
_CHINESE = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")


def escape(text: object) -> str:
    """Text as it stands between tags or in a quoted attribute: never markup, whatever it holds.

    Examples
    --------
    >>> escape('<a href="javascript:1">&')
    '&lt;a href=&quot;javascript:1&quot;&gt;&amp;'
    """
    return html.escape(str(text), quote=True)


class Context:
    """One language of the page.

    Parameters
    ----------
    results : Results
        The tables.
    names : Names
        Names of strategies and themes in both languages.
    language : {"zh", "en"}
        Of the page.
    places : iterable of Place
        The concordance.
    """

    def __init__(self, results, names, language: str, places: Iterable[Place]):
        self.results, self.names, self.language = results, names, language
        self.places = list(places)
        lists = results.lexicon.move_names
        self._moves = dict(zip(lists["move"], lists[language], strict=True))
        speeches = results.speeches
        # Where characters were converted for counting, the page shows the original, which is as long.
        self.rows = list(speeches.assign(text=wording(speeches)).itertuples(index=False))
        self.documents = {one.speech: one for one in results.documents.itertuples(index=False)}
        self.of_group = speeches.groupby(speeches["strategy"].astype(str), sort=False)["speech"].nunique().to_dict()
        self.themes = [str(theme) for theme in results.coded.columns]
        self.themes_of = [
            [number for number, carried in enumerate(row) if carried] for row in results.coded.to_numpy().tolist()
        ]
        self.strategies = [name for name in map(str, speeches["strategy"].cat.categories) if name in self.of_group]
        self.number_of = {name: number for number, name in enumerate(self.strategies)}
        self.known = self._known()
        self._text = "\n".join(str(one.text) for one in self.rows)

    def plain(self, key: str, **values) -> str:
        """A fixed text; the values are text or numbers."""
        shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        return say(key, self.language, **shown)

    def say(self, key: str, **values) -> str:
        """A fixed text, escaped."""
        return escape(self.plain(key, **values))

    def corpus(self, text: object) -> str:
        """Text of the corpus, escaped, and marked as Chinese in a page of another language."""
        lang = self.lang(text)
        return f"<span{lang}>{escape(text)}</span>" if lang else escape(text)

    def lang(self, text: object = "中") -> str:
        """The attribute that says that a text is Chinese, where the page is not."""
        return ' lang="zh-CN"' if self.language != "zh" and _CHINESE.search(str(text)) else ""

    def strategy(self, name: str) -> str:
        """Short name of a strategy or any other group."""
        return self.names.strategy(str(name), self.language)

    def theme(self, theme: str) -> str:
        """Name of a theme."""
        return say("none_theme", self.language) if theme == NONE else self.names.theme(theme, self.language)

    def move(self, move: str) -> str:
        """Name of a move."""
        return say("none_move", self.language) if move == NONE else self._moves.get(move, move)

    def title(self, place: Place) -> str:
        """What a place is called, as plain text."""
        if place.kind == "theme":
            return self.theme(place.key)
        if place.kind == "move":
            return self.move(place.key)
        if place.kind == "pair":
            return " – ".join(self.strategy(name) for name in place.key.split("\t"))
        return place.key

    def gloss(self, place: Place) -> str:
        """English of a term, if the lists have it; plain text."""
        return self.names.gloss(place.key, self.language) if place.kind in ("term", "formula") else ""

    def link(self, anchor: str, content: str, *, attributes: str = "") -> str:
        """Content (markup) as a link to a place; as it is where there is no such place."""
        return f'<a href="#{anchor}"{attributes}>{content}</a>' if anchor in self.known else content

    def times(self, string: str) -> int:
        """How often a string stands in the text, also within longer words: what a search of the page finds."""
        return self._text.count(string)

    def where(self, row: int, *, group: bool = True) -> str:
        """Strategy, date, place, paragraph, sentence and source line of a sentence; markup."""
        one = self.rows[row]
        parts = [self.corpus(self.strategy(one.strategy))] if group else []
        if self.of_group[str(one.strategy)] > 1:
            parts.append(self.corpus(one.occasion))
        parts += [escape(part) for part in self.date_of(one)] + [self.corpus(part) for part in self.town_of(one)]
        parts.append(self.say("place", paragraph=int(one.paragraph), sentence=int(one.sentence)))
        parts.append(self.lines(one.start_line, one.end_line))
        return " · ".join(parts)

    def lines(self, start: int, end: int) -> str:
        """The lines of the source, from the first to the last."""
        return self.say("line", start=str(start)) if start == end else self.say("lines", start=str(start), end=str(end))

    @property
    def group(self) -> str:
        """What one group is called (strategy, decade), as plain text."""
        name = self.names.group[self.language == "en"]
        return name[:1].upper() + name[1:]

    def date_of(self, one) -> list[str]:
        """The date of a sentence's speech as far as it is known (2023-10-12, or 2023), or nothing."""
        known = self.documents[one.speech].dated if one.speech in self.documents else ""
        return [known] if isinstance(known, str) and known.strip() else []

    def file_of(self, speech: int) -> str:
        """The name of the file a speech was read from."""
        return str(self.documents[speech].file) if speech in self.documents else Path(self.results.path).name

    def town_of(self, one) -> list[str]:
        """Where a speech was given, or nothing."""
        return [one.place] if isinstance(one.place, str) and one.place.strip() else []

    def anchor_of(self, row: int) -> str:
        """The name of a sentence's place in the full text."""
        one = self.rows[row]
        return sentence_anchor(one.speech, one.paragraph, one.sentence)

    def _known(self) -> dict[str, str]:
        """Every place of the page, with what it is called, as plain text: the name of links in charts."""
        known = {}
        for place in self.places:
            known[place.anchor] = self.title(place)
            for group in place.groups:
                counted = place.kind in ("theme", "move")
                key, number = ("sentences", len(group.sentences)) if counted else ("hits", group.hits)
                words = self.plain(key, n=number)
                known[group.anchor] = f"{self.title(place)} · {self.strategy(group.strategy)} · {words}"
        for row, one in enumerate(self.rows):
            known.setdefault(strategy_anchor(str(one.strategy)), self.strategy(one.strategy))
            known.setdefault(speech_anchor(one.speech), f"{self.strategy(one.strategy)} · {one.occasion}")
            where = say("place", self.language, paragraph=one.paragraph, sentence=one.sentence)
            known[self.anchor_of(row)] = f"{self.strategy(one.strategy)} · {where}"
        return known


def other(language: str) -> str:
    """The other of the two languages."""
    return LANGUAGES[1 - LANGUAGES.index(language)]
