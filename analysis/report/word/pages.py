"""Which page everything stands on: the page numbers of the table of contents, right before anybody updates them.

Lines have exact heights (`word_styles`), so a block's height is known well enough. A block that would not fit the page
with room to spare begins a new one, in the plan and, by an explicit break, in the document: so the two agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.report.word.styles import line_height, spacing
from analysis.report.word.xml import BREAK

PAGE = 700.0  # points: A4 without margins
_SPARE = 0.95  # of the page the plan uses
_LINE = 453.0  # points: the width of a line


@dataclass(frozen=True)
class Block:
    """What stays together on a page.

    Attributes
    ----------
    xml : str
        With :data:`analysis.report.word.xml.BREAK` where a new page may begin.
    height : float
        In points.
    entries : tuple of (level, text, bookmark)
        Its headings, for the table of contents.
    new_page : bool
        Whether it begins one in any case.
    """

    xml: str
    height: float
    entries: tuple[tuple[int, str, str], ...] = field(default=())
    new_page: bool = False


def plan_pages(blocks: Sequence[Block], first: int = 2) -> tuple[str, list[tuple[int, str, str, int]]]:
    """The blocks as XML with their page breaks, the first on a new page, and the entries with their pages.

    Examples
    --------
    >>> plan_pages([Block("<!--break-->a", 500.0, ((1, "A", "a"),)), Block("<!--break-->b", 300.0, ((1, "B", "b"),))])
    ('<w:pageBreakBefore/>a<w:pageBreakBefore/>b', [(1, 'A', 'a', 2), (1, 'B', 'b', 3)])
    """
    page, used, made, entries = first, 0.0, [], []
    for number, block in enumerate(blocks):
        breaks = block.new_page or used + block.height > PAGE * _SPARE
        if breaks and number:
            page, used = page + 1, 0.0
        used += block.height
        mark = "<w:pageBreakBefore/>" if breaks or not number else ""
        made.append(block.xml.replace(BREAK, mark, 1).replace(BREAK, ""))
        entries += [(*entry, page) for entry in block.entries]
        page, used = page + int(used // PAGE), used % PAGE  # a table may be longer than a page
    return "".join(made), entries


def text_height(style: str, text: str, *, size: float = 10.5, indent: float = 0.0) -> float:
    """Height of a paragraph of a style in points, on the generous side.

    Examples
    --------
    >>> text_height("Finding", "发" * 40) < text_height("Finding", "发" * 50)
    True
    """
    width = sum(size if ord(character) > 0x2E7F or character in "“”…—‘’" else 0.5 * size for character in text)
    lines = max(math.ceil(1.02 * width / (_LINE - indent)), 1)
    return lines * line_height(style) + spacing(style)
