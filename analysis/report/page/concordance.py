"""The concordance of the page: every place that a number leads to, with its sentences in their own wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.anchors import formula_anchor
from analysis.report.page.context import Context, escape
from analysis.report.places import PAIR_ROWS, Group, Place, Span

KINDS = ("theme", "move", "formula", "pair", "term")
SHOWN = 200  # sentences a group; a number of the four speeches never needs more


@dataclass(frozen=True)
class Block:
    """A piece of the page that stays whole when the page is divided, and the names of the places in it."""

    markup: str
    anchors: tuple[str, ...] = ()
    title: str = ""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.markup.encode("utf-8"))


def concordance_blocks(context: Context, *, shown: int = SHOWN) -> list[Block]:
    """One block a place, in the order of the index.

    Parameters
    ----------
    context : Context
        Language, names and places.
    shown : int
        Most sentences of a group; of more, an evenly spaced sample is shown and the table with all of them named.
    """
    places = sorted(context.places, key=lambda place: KINDS.index(place.kind))
    return [Block(_entry(context, place, shown), tuple(place.anchors), context.title(place)) for place in places]


def index_markup(context: Context) -> str:
    """A list of all places by kind, each with its count."""
    parts = []
    for kind in KINDS:
        places = [place for place in context.places if place.kind == kind]
        if places:
            links = "".join(f"<li>{_index_link(context, place)}</li>" for place in places)
            rule = f"<p class=m>{context.say('rule_term')}</p>" if kind == "term" else ""
            parts.append(f"<h3>{context.say('kind_' + kind)}</h3>{rule}<ul class=ix>{links}</ul>")
    return "".join(parts)


def _index_link(context: Context, place: Place) -> str:
    gloss = context.gloss(place)
    number = f"<span class=n>{escape(gloss) + ' ' if gloss else ''}{place.size:,}</span>"
    return context.link(place.anchor, f"{context.corpus(context.title(place))} {number}")


def _entry(context: Context, place: Place, shown: int) -> str:
    """One place: heading, count, and the sentences of each strategy."""
    title, gloss = context.title(place), context.gloss(place)
    sentences = sum(len(group.sentences) for group in place.groups)
    count = "" if place.kind == "pair" else context.say("in_sentences", hits=place.hits, n=sentences)
    head = (
        f"<header><p class=k>{context.say(place.kind)}</p><h3>{context.corpus(title)}</h3>"
        f"<p class=m>{escape(gloss) + ' · ' if gloss else ''}{count}</p></header>"
    )
    if place.kind == "term" and (found := context.times(place.key)) > place.hits:
        head += f"<p class=note>{context.say('only_words', all=found)}</p>"
    groups = "".join(_group(context, place, group, shown) for group in place.groups)
    body = _pair(context, place) if place.kind == "pair" else groups
    return f'<article class=e id="{place.anchor}">{head}{body}</article>\n'


def _group(context: Context, place: Place, group: Group, shown: int) -> str:
    title = f"{context.corpus(context.title(place))} <span class=m>· </span>"
    name = title + context.corpus(context.strategy(group.strategy))
    number = context.number_of[group.strategy]
    count = context.say("in_sentences", hits=group.hits, n=len(group.sentences))
    if not group.sentences:
        return (
            f'<section class="g none" id="{group.anchor}" data-g={number}><h4>{name}</h4>'
            f"<p class=m>{context.say('none_here')}</p></section>"
        )
    chosen = evenly(group.sentences, shown)
    note = ""
    if len(chosen) < len(group.sentences):
        words = context.say("capped", shown=len(chosen), all=len(group.sentences), file=place.table)
        note = f"<p class=note>{words}</p>"
    lines = "".join(_line(context, row, spans) for row, spans in chosen)
    return (
        f'<section class="g c{number % 10}" id="{group.anchor}" data-g={number}><h4>{name}</h4>'
        f"<p class=m>{count}</p>{note}<ol>{lines}</ol></section>"
    )


def _line(context: Context, row: int, spans: Sequence[Span]) -> str:
    one, themes = context.rows[row], " ".join(map(str, context.themes_of[row]))
    return (
        f'<li data-t="{themes}"><p class=w{context.lang(one.text)}>{marked(one.text, spans)}</p>'
        f'<p class=m><a href="#{context.anchor_of(row)}">{context.where(row)}</a></p></li>'
    )


def marked(text: str, spans: Iterable[Span]) -> str:
    """A sentence, escaped, with some spans of it marked.

    Examples
    --------
    >>> marked("生态<优先>", [(0, 2)])
    '<mark>生态</mark>&lt;优先&gt;'
    """
    parts, last = [], 0
    for start, end in spans:
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return "".join([*parts, escape(text[last:])])


def _pair(context: Context, place: Place) -> str:
    """What two strategies share: their formulae, each a link to its places."""
    if not place.shared:
        return f"<p class=m>{context.say('no_shared')}</p>"
    first, second = (context.corpus(context.strategy(name)) for name in place.key.split("\t"))
    items = []
    for shared in place.shared[:PAIR_ROWS]:
        text = context.link(formula_anchor(shared.text), context.corpus(shared.text))
        counts = f"{first} {shared.first:,} · {second} {shared.second:,}"
        items.append(f"<li><p class=w>{text}</p><p class=m>{counts}</p></li>")
    note = ""
    if len(place.shared) > PAIR_ROWS:
        note = f"<p class=note>{context.say('pair_capped', shown=PAIR_ROWS, all=len(place.shared))}</p>"
    return f"{note}<ol>{''.join(items)}</ol>"


def evenly(items: Sequence, most: int) -> list:
    """At most so many of the items, evenly spaced, the first and the last among them.

    Examples
    --------
    >>> evenly(range(10), 4), evenly([1, 2], 4)
    ([0, 3, 6, 9], [1, 2])
    """
    if len(items) <= most:
        return list(items)
    if most == 1:
        return [items[0]]
    return [items[round(number * (len(items) - 1) / (most - 1))] for number in range(most)]
