"""What stands around the sections of a page: head with its policy, title, table of contents, script, foot."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from analysis import __version__
from analysis.charts import style
from analysis.report.page.context import HTML_LANGUAGE, Context, escape, other
from analysis.report.page.font import charts_characters, font_rule
from analysis.report.page.sections import Section, search_form
from analysis.report.page.words import say, script_words

_ROOM_FOR_LISTS = 8_000  # bytes: search form, lists of further pages
_ALLOWED = "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"


class Frame:
    """The frame of the pages of one language."""

    def __init__(self, context: Context, languages: Sequence[str]):
        self.context, self.languages = context, languages
        self.data = f"<script type=application/json id=data>{script_data(_data(context))}</script>"

    def size(self, charts: Sequence) -> int:
        """Bytes of a page without its sections, with the font for some blocks of charts."""
        return len(self._page(self._head(), "", font=_font(charts)).encode("utf-8")) + _ROOM_FOR_LISTS

    def report(self, sections: Sequence[Section], moved: dict, names: dict) -> str:
        """The report itself; of a section that has moved, the list of its pages."""
        context = self.context
        parts, charts = [self._search(moved, names)], []
        for section in sections:
            body = _body(section, section.blocks)
            if section.key in moved:
                body = self._list_of_pages(section, moved[section.key], names[section.key])
            elif section.key == "charts":
                charts = section.blocks
            parts.append(_section(section, section.before + body))
        parts.insert(2, parts.pop(0))  # search stands before the concordance
        titles = [(section.key, section.title) for section in sections]
        titles.insert(2, ("search", context.say("search")))
        contents = "".join(f'<li><a href="#{key}">{title}</a></li>' for key, title in titles)
        head = f'{self._head()}<nav class=toc aria-label="{context.say("contents")}"><ul>{contents}</ul></nav>'
        return self._page(head, "".join(parts), font=_font(charts))

    def companion(self, section: Section, blocks: Sequence, number: int, names: Sequence[str]) -> str:
        """A page that holds part of a section."""
        context = self.context
        title = context.say("part", title=say(section.key, context.language), n=number + 1, all=len(names))
        links = [f'<a href="report.{context.language}.html#{section.key}">{context.say("to_report")}</a>']
        for step, key in ((-1, "before"), (1, "after")):
            if 0 <= number + step < len(names):
                links.append(f'<a href="{names[number + step]}">{context.say(key)}</a>')
        items = "".join(f"<li>{link}</li>" for link in links)
        head = (
            f"<header class=top><h1>{title}</h1></header>"
            f'<nav class=toc aria-label="{context.say("contents")}"><ul>{items}</ul></nav>'
        )
        body = _section(section, _body(section, blocks), open_entries=True)
        search = search_form(context) + f"<p class=note>{context.say('searched_pages')}</p>"
        body = search + body if section.key == "speeches" else body
        return self._page(head, body, font=_font(blocks if section.key == "charts" else []), title=title)

    def _search(self, moved: dict, names: dict) -> str:
        if "speeches" not in moved:
            return search_form(self.context)
        title = self.context.say("search")
        links = self._links(moved["speeches"], names["speeches"], fragment="#search")
        body = f"<h2 id=search-h>{title}</h2><p>{self.context.say('search_elsewhere')}</p>{links}"
        return f"<section class=sr id=search aria-labelledby=search-h>{body}</section>"

    def _list_of_pages(self, section: Section, parts: Sequence, names: Sequence[str]) -> str:
        return f"<p>{self.context.say('moved')}</p>{self._links(parts, names)}"

    def _links(self, parts: Sequence, names: Sequence[str], *, fragment: str = "") -> str:
        """Each page with the first and the last thing on it."""
        items = []
        for blocks, name in zip(parts, names, strict=True):
            ends = " – ".join(map(self.context.corpus, dict.fromkeys([blocks[0].title, blocks[-1].title])))
            items.append(f'<li><a href="{name}{fragment}">{ends}</a></li>')
        return f"<ul>{''.join(items)}</ul>"

    def _head(self) -> str:
        context, say_, results = self.context, self.context.say, self.context.results
        speeches = results.speeches
        paragraphs = len(speeches[["speech", "paragraph"]].drop_duplicates())
        lead = say_("lead", speeches=int(speeches["speech"].nunique()), paragraphs=paragraphs, sentences=len(speeches))
        comma = say_("list_mark")
        files = list(dict.fromkeys(results.documents["file"]))
        source = context.corpus(files[0]) if len(files) == 1 else say_("documents", n=len(files))
        left_out = len(results.left_out_documents)
        facts = [
            (say_("source"), source + (f" ({say_('left_out', n=left_out)})" if left_out else "")),
            (say_("dates"), _dates(context)),
            (escape(context.group), comma.join(context.corpus(context.strategy(name)) for name in context.strategies)),
            (say_("counted"), say_("counted_how", words=int(results.counts.to_numpy().sum()))),
        ]
        rows = "".join(f"<dt>{name}</dt><dd>{fact}</dd>" for name, fact in facts if fact)
        tongue, second = "", other(context.language)
        if second in self.languages:
            name, lang = say_("other_language"), HTML_LANGUAGE[second]
            tongue = f'<p class=tongue><a href="report.{second}.html" hreflang={lang} lang={lang}>{name}</a></p>'
        title = f"{tongue}<h1>{context.corpus(_title(context))}</h1><p class=lead>{lead}</p>"
        return f"<header class=top>{title}<dl class=facts>{rows}</dl></header>"

    def _page(self, head: str, body: str, *, font: str = "", title: str = "") -> str:
        context = self.context
        looks = style.looks(context.strategies, context.names.order)
        colours = "".join(f".c{n % 10}{{--c:{looks[name].colour}}}" for n, name in enumerate(context.strategies[:10]))
        css, script = font + _file("page.css") + colours, _file("page.js")
        policy = f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; {_ALLOWED}"
        return (
            f"<!doctype html>\n<html lang={HTML_LANGUAGE[context.language]}><head><meta charset=utf-8>\n"
            f'<meta http-equiv=Content-Security-Policy content="{policy}">\n'
            '<meta name=viewport content="width=device-width,initial-scale=1">\n'
            "<meta name=referrer content=no-referrer>\n"
            f"<title>{title or escape(_title(context))}</title>\n<style>{css}</style></head>\n"
            f"<body><a class=skip href=#main>{context.say('skip')}</a>\n{head}\n"
            f"<main id=main tabindex=-1>\n{body}</main>\n"
            f"<footer><p>{context.say('foot', version=__version__)}</p></footer>\n"
            f"{self.data}\n<script>{script}</script></body></html>\n"
        )


def _font(charts: Sequence) -> str:
    return font_rule(charts_characters([block.markup for block in charts]))


def _body(section: Section, blocks: Sequence) -> str:
    return section.wrap[0] + "".join(block.markup for block in blocks) + section.wrap[1]


def _section(section: Section, body: str, *, open_entries: bool = False) -> str:
    kind = {"concordance": ' class="cc open"' if open_entries else " class=cc"}.get(section.key, "")
    name = f"{section.key}-h"
    heading = f'<h2 id="{name}">{section.title}</h2>'
    return f'<section id={section.key}{kind} aria-labelledby="{name}">{heading}\n{body}</section>\n'


def _title(context: Context) -> str:
    """What the corpus calls its report, as plain text."""
    return context.results.corpus.settings.title.get(context.language) or say("title", context.language)


def _dates(context: Context) -> str:
    dates = sorted({date for one in context.rows for date in context.date_of(one)})
    return escape(" – ".join(dict.fromkeys([dates[0], dates[-1]]))) if dates else ""


def _data(context: Context) -> dict:
    """What the script needs beside the page itself."""
    speeches, who, files = {}, {}, {}
    for one in context.rows:
        if one.speech not in speeches:
            several = [one.occasion] if context.of_group[str(one.strategy)] > 1 else []
            when = [*context.date_of(one), *context.town_of(one)]
            speeches[one.speech] = [context.strategy(one.strategy), *several, *when]
            files[one.speech] = context.file_of(one.speech)
            who[one.speech] = (", " if context.language == "en" else "，").join([str(one.occasion), *when])
    raw = {key: say(key, context.language, **{name: f"{{{name}}}" for name in names}) for key, names in _TEMPLATES}
    return {
        "words": script_words(context.language), "speeches": speeches, "who": who, "files": files, **raw,
    }  # fmt: skip


_TEMPLATES = (("place", ("paragraph", "sentence")), ("line", ("start",)), ("lines", ("start", "end")))


def script_data(values: dict) -> str:
    r"""Values as JSON that can stand in a page: no character of it can end the element or begin another.

    Examples
    --------
    >>> script_data({"a": "</script>&"})
    '{"a":"\\u003c/script\\u003e\\u0026"}'
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
