"""The sections of the page in their order: findings, charts, concordance, speeches, method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from analysis.report.page.charts import chart_blocks, mixed
from analysis.report.page.concordance import Block, concordance_blocks, index_markup
from analysis.report.page.context import Context, escape
from analysis.report.page.method import method_heading, method_markup
from analysis.report.page.speeches import speech_blocks
from analysis.report.places import NONE

_LARGE = 200_000  # characters of a corpus from which fewer sentences a place are shown
_FEWER = 20


@dataclass(frozen=True)
class Section:
    """A section of the page.

    Attributes
    ----------
    key : str
        Its id.
    title : str
        Plain text.
    before : str
        Markup above the blocks; it stays in the report when they move.
    blocks : list of Block
        What may move to pages of its own.
    wrap : tuple of str
        Markup around the blocks, wherever they stand.
    """

    key: str
    title: str
    before: str = ""
    blocks: list[Block] = field(default_factory=list)
    wrap: tuple[str, str] = ("", "")

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.before.encode("utf-8")) + sum(block.size for block in self.blocks)


def page_sections(context: Context, pictures: Sequence, findings: Sequence) -> list[Section]:
    """Every section of one language."""
    say = context.say
    large = sum(len(one.text) for one in context.rows) > _LARGE
    places = concordance_blocks(context, **({"shown": _FEWER} if large else {}))
    marks = "".join(
        f"<input type=checkbox class=opt id={name}{state}> <label class=opt for={name}>{say(key)}</label> "
        for name, key, state in (
            ("mt", "mark_themes", " checked"), ("mp", "mark_phrases", " checked"), ("mn", "name_themes", ""),
        )
    )  # fmt: skip
    return [
        Section("findings", say("findings"), _findings(context, findings)),
        Section("charts", say("charts"), f"<p>{say('charts_lead')}</p>", chart_blocks(context, pictures)),
        Section(
            "concordance",
            say("concordance"),
            f"<p class=lead>{say('concordance_lead')}</p><p class=only-print>{say('print_note')}</p>"
            f"{index_markup(context)}",
            places,
            (_concordance_tools(context) + "<div class=entries>", "</div>"),
        ),
        Section(
            "speeches",
            say("speeches"),
            f"<p>{say('speeches_lead')}</p>",
            speech_blocks(context),
            (marks + "<div class=full>", "</div>"),
        ),
        Section("method", escape(method_heading(context.language)), method_markup(context)),
    ]


def _findings(context: Context, findings: Sequence) -> str:
    """The findings by section; a part with an anchor is a link."""
    parts = []
    for key, found in groupby(findings, key=lambda finding: finding.section):
        items = []
        for finding in found:
            text = "".join(
                context.link(part.anchor, mixed(context, part.text)) if part.anchor else mixed(context, part.text)
                for part in finding.parts
            )
            file = escape(f"tables/{finding.table}.csv")
            source = context.say("from_table", file=file).replace(file, f'<a href="{file}">{file}</a>')
            items.append(f"<li>{text} <span class=src>{source}</span></li>")
        parts.append(f"<h3>{context.say(key)}</h3><ul class=fi>{''.join(items)}</ul>")
    return "".join(parts)


def search_form(context: Context) -> str:
    """Search over the sentences of the page; the script shows it."""
    say = context.say
    return (
        f"<section class=sr id=search aria-labelledby=search-h><h2 id=search-h>{say('search')}</h2>"
        f"<noscript><p class=note>{say('no_script')}</p></noscript>"
        f"<form id=search-form class=tools role=search hidden><label class=wide>{say('search_label')}"
        f"<input type=search id=q autocomplete=off spellcheck=false{context.lang()}></label>"
        f"{_choice(context, 'fg', 'ft')}<button type=button id=clear>{say('clear')}</button></form>"
        "<p id=found role=status class=m></p><p id=counted role=status class=m></p><ol id=results></ol></section>"
    )


def _concordance_tools(context: Context) -> str:
    say = context.say
    orders = "".join(
        f'<option value="{value}">{say(key)}</option>'
        for value, key in (("", "order"), ("left", "order_left"), ("right", "order_right"))
    )
    return (
        f'<form id=cc-tools class=tools hidden aria-label="{say("concordance")}">'
        f"<label>{say('sort')}<select id=co>{orders}</select></label>{_choice(context, 'cg', 'ct')}</form>"
        f"<input type=checkbox id=all class=opt> <label for=all class=opt>{say('show_all')}</label>"
    )


def _choice(context: Context, group: str, theme: str) -> str:
    """Two lists to choose from: groups and themes."""
    say = context.say
    groups = "".join(
        f"<option value={number}>{escape(context.strategy(name))}</option>"
        for number, name in enumerate(context.strategies)
    )
    themes = "".join(
        f"<option value={number}>{escape(context.theme(name))}</option>"
        for number, name in enumerate(context.themes)
        if name != NONE
    )
    every = f'<option value="">{say("all")}</option>'
    return (
        f"<label>{escape(context.group)}<select id={group}>{every}{groups}</select></label>"
        f"<label>{say('search_theme')}<select id={theme}>{every}{themes}</select></label>"
    )
