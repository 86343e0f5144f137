"""The speeches in full on the page: every sentence a place of its own, themes and phrases marked."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from analysis.anchors import speech_anchor, strategy_anchor, theme_anchor
from analysis.report.page.concordance import Block
from analysis.report.page.context import Context, escape
from analysis.report.places import merged

_SENTENCE = ["speech", "paragraph", "sentence"]


def speech_blocks(context: Context) -> list[Block]:
    """One block a paragraph, in the order of the speeches; the first of a speech carries its heading."""
    results = context.results
    themes, phrases = _by_sentence(results.hits), _by_sentence(results.tokens[results.tokens["kind"] == "phrase"])
    sizes = {one.speech: one for one in results.sizes.itertuples(index=False)}
    order = sorted(range(len(context.rows)), key=lambda row: _key(context, row))
    blocks, begun = [], set()
    for (speech, _), rows in groupby(order, key=lambda row: (context.rows[row].speech, context.rows[row].paragraph)):
        rows = list(rows)
        strategy = str(context.rows[rows[0]].strategy)
        own = [] if speech in begun else [speech_anchor(speech)]
        own += [] if strategy in begun else [strategy_anchor(strategy)]
        head = "" if speech in begun else _heading(context, sizes[speech], own[1:])
        begun |= {speech, strategy}
        anchors = (*own, *(context.anchor_of(row) for row in rows))
        blocks.append(Block(head + _paragraph(context, rows, themes, phrases), anchors, _name(context, sizes[speech])))
    return blocks


def _paragraph(context: Context, rows: list[int], themes: dict, phrases: dict) -> str:
    first, last = context.rows[rows[0]], context.rows[rows[-1]]
    sentences = "".join(_sentence(context, row, themes, phrases) for row in rows)
    place = f"<b>{first.paragraph}</b> {context.lines(first.start_line, last.end_line)}"
    return f"<div class=par><p class=no>{place}</p><p class=w{context.lang()}>{sentences}</p></div>\n"


def _key(context: Context, row: int) -> tuple:
    one = context.rows[row]
    return context.number_of[str(one.strategy)], one.speech, one.paragraph, one.sentence


def _name(context: Context, size) -> str:
    name = context.strategy(size.strategy)
    return name if context.of_group[str(size.strategy)] == 1 else f"{name} · {size.occasion}"


def _heading(context: Context, size, also: list[str]) -> str:
    """Heading of a speech; the first one of its strategy carries the strategy's name too."""
    number = context.number_of[str(size.strategy)] % 10
    about = [context.corpus(size.occasion)]
    about += [escape(part) for part in context.date_of(size)] + [context.corpus(part) for part in context.town_of(size)]
    words = context.say(
        "size", paragraphs=int(size.paragraphs), sentences=int(size.sentences), characters=int(size.characters),
        words=int(size.words),
    )  # fmt: skip
    return (
        f'<header class="sp c{number}" id="{speech_anchor(size.speech)}">'
        f"{''.join(f'<span id={anchor}></span>' for anchor in also)}"
        f"<h3>{context.corpus(context.strategy(size.strategy))}</h3>"
        f"<p class=m>{' · '.join(about)}<br>{words}</p></header>"
    )


def _by_sentence(table: pd.DataFrame) -> dict[tuple, list[tuple]]:
    """Start, end and theme (none for phrases) by sentence."""
    extra = table["theme"].astype(str) if "theme" in table else pd.Series("", index=table.index)
    found: dict[tuple, list[tuple]] = {}
    for speech, paragraph, sentence, start, end, name in zip(
        *(table[column] for column in (*_SENTENCE, "start", "end")), extra, strict=True
    ):
        found.setdefault((speech, paragraph, sentence), []).append((start, end, name))
    return found


def _sentence(context: Context, row: int, themes: dict, phrases: dict) -> str:
    one = context.rows[row]
    place = (one.speech, one.paragraph, one.sentence)
    hits, own = themes.get(place, []), context.themes_of[row]
    links = " ".join(
        f'<a href="#{theme_anchor(context.themes[number])}">{escape(context.theme(context.themes[number]))}</a>'
        for number in own
    )
    language = ' lang="en"' if context.language == "en" else ""
    tags = f"<small class=tg{language}>{links}</small>" if links else ""
    return (
        f'<span class=s id="{context.anchor_of(row)}" data-l="{one.start_line}-{one.end_line}" '
        f'data-g={context.number_of[str(one.strategy)]} data-t="{" ".join(map(str, own))}">'
        f"{_wording(context, one.text, hits, phrases.get(place, []))}</span>{tags}"
    )


def _wording(context: Context, text: str, hits: list[tuple], phrases: list[tuple]) -> str:
    """The sentence cut wherever a theme's wording or a phrase begins or ends."""
    spans = merged((start, end) for start, end, _ in phrases)
    edges = sorted({0, len(text), *(edge for start, end, *_ in [*hits, *spans] for edge in (start, end))})
    parts = []
    for start, end in zip(edges, edges[1:], strict=False):
        piece = escape(text[start:end])
        names = dict.fromkeys(name for first, last, name in hits if first <= start and end <= last)
        if any(first <= start and end <= last for first, last in spans):
            piece = f"<span class=p>{piece}</span>"
        if names:
            title = context.say("list_mark").join(escape(context.theme(name)) for name in names)
            numbers = " ".join(str(context.themes.index(name)) for name in names)
            piece = f'<mark class=h data-t="{numbers}" title="{title}">{piece}</mark>'
        parts.append(piece)
    return "".join(parts)
