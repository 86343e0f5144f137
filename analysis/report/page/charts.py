"""The charts of the page: heading, picture with links, caption, and the numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.report.page.concordance import Block
from analysis.report.page.context import Context, escape
from analysis.report.page.svg import anchors_in, clean_svg
from analysis.report.page.tables import table_markup
from analysis.report.places import table_anchors


def chart_anchors(pictures: Sequence) -> set[str]:
    """Every place that the charts and their tables lead to."""
    return {anchor for picture in pictures for anchor in anchors_in(picture.svg) | table_anchors(picture.table)}


def chart_blocks(context: Context, pictures: Sequence) -> list[Block]:
    """One block a picture, in order; a picture without its SVG (nothing was drawn for the page) is left out."""
    return [_figure(context, picture, number) for number, picture in enumerate(pictures, start=1) if picture.svg]


def _figure(context: Context, picture, number: int) -> Block:
    anchor = "chart-" + picture.stem.replace("_", "-")
    linked = bool(anchors_in(picture.svg) & context.known.keys())
    # A picture that holds links is a group: what is inside an image is hidden from those who cannot see it.
    about = f'role={"group" if linked else "img"} aria-labelledby="{anchor}-h" aria-describedby="{anchor}-d"'
    svg = clean_svg(
        picture.svg,
        prefix=f"c{number}",
        link=lambda name: (f"#{name}", context.known[name]) if name in context.known else None,
        texts=(picture.title, picture.caption),
        attributes=about,
    )
    svg = svg.replace(">", f'><desc id="{anchor}-d">{escape(picture.alt)}</desc>', 1)
    file = f"{context.language}/{picture.stem}.csv"
    table = table_markup(context, picture.table, title=picture.title, file=file)
    kicker = escape(picture.chart.heading(context.language, context.names))
    numbers = f"{context.say('numbers')} <span class=m>({context.say('rows', n=len(picture.table))})</span>"
    markup = (
        f'<figure class=chart id="{anchor}"><p class=k>{kicker}</p>'
        f'<h3 id="{anchor}-h">{mixed(context, picture.title)}</h3>'
        f"<p class='m sw'>{context.say('swipe')}</p>"
        f'<div class=box tabindex=0 role=group aria-label="{kicker}">{svg}</div>'
        f"<figcaption>{mixed(context, picture.caption)}</figcaption>"
        f"<details><summary>{numbers}</summary>{table}</details></figure>\n"
    )
    return Block(markup, (anchor,), picture.title)


def mixed(context: Context, text: str) -> str:
    """A text in which runs of Chinese are marked as such in a page of another language."""
    if not context.lang(text):
        return escape(text)
    parts, run, chinese = [], "", False
    for character in text:
        kind = bool(context.lang(character)) or (chinese and character in "，、。；：“”……")
        if kind != chinese:
            parts.append((run, chinese))
            run, chinese = "", kind
        run += character
    parts.append((run, chinese))
    return "".join(f"<span{context.lang()}>{escape(run)}</span>" if kind else escape(run) for run, kind in parts if run)
