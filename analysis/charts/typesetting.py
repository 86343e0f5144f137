"""Measuring and breaking text as the font prints it: Chinese, English and both in one line."""

from __future__ import annotations

import functools
import re

from analysis.charts import style

# What may not begin a line, and what may not end one (the plain part of the rules of Chinese typesetting).
_NOT_FIRST = "，。、；：！？）》”’」』】〉％%,.;:!?)]}…—–·/"
_NOT_LAST = "（《“‘「『【〈([{"
_PIECES = re.compile(r"\s+|[^\W\d_⺀-鿿豈-﫿]+[-’'–.]?|[\d.,%+−]+|.", re.DOTALL)


@functools.cache
def _advance(character: str) -> float:
    font = style.faces()[character not in style.characters_of(style.faces()[0])]
    return font.load_char(ord(character)).linearHoriAdvance / 65536 / 100


def text_width(text: str, size: float) -> float:
    """Width of one line in points at a font size in points.

    Examples
    --------
    >>> text_width("新质生产力", 8)
    40.0
    """
    return sum(map(_advance, style.drawable(text))) * size


def shorten(text: str, width: float, size: float) -> str:
    """A text that fits into a width, its end cut off if need be.

    Examples
    --------
    >>> shorten("长江经济带发展，303 词", 60, 8)
    '长江经济带发…'
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip("，, ") + "…"


def wrap_text(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width` points: broken at spaces and hyphens, and between Chinese characters.

    A closing mark never begins a line and an opening one never ends it. A word wider than the line is cut.

    Examples
    --------
    >>> wrap_text("统筹协调，（督促）检查。", 40, 8)
    ['统筹协调，', '（督促）检', '查。']
    >>> wrap_text("new quality productive forces", 60, 8)
    ['new quality', 'productive', 'forces']
    """
    lines = []
    for paragraph in style.drawable(text).split("\n"):
        line = ""
        for piece in _unbreakable(paragraph, width, size):
            if line and text_width((line + piece).rstrip(), size) > width + 0.01:
                lines.append(line.rstrip())
                line, piece = "", piece.lstrip()
            line += piece
        if line.strip() or not paragraph.strip():
            lines.append(line.rstrip())
    return lines


def wrap_title(text: str, width: float, size: float) -> list[str]:
    """Lines of a title: broken after commas, semicolons and colons where that takes no more lines than `wrap_text`.

    Examples
    --------
    >>> wrap_title("最常说：东部“发展”、西部“坚持”", 88, 8)
    ['最常说：东部“发展”、', '西部“坚持”']
    """
    plain = wrap_text(text, width, size)
    lines, line = [], ""
    for clause in re.findall(r".*?(?:[，、；：]|[,;:] |$)", style.drawable(text)):
        if line and text_width((line + clause).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += clause
    lines.append(line.rstrip())
    fits = all(text_width(line, size) <= width for line in lines)
    return lines if fits and len(lines) <= len(plain) else plain


def _unbreakable(text: str, width: float, size: float) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        glued = pieces and (piece[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST or _quotes(pieces, piece))
        if glued and text_width(pieces[-1] + piece, size) <= width:
            pieces[-1] += piece
        elif text_width(piece, size) > width:
            pieces += list(piece)
        else:
            pieces.append(piece)
    return pieces


def _quotes(pieces: list[str], piece: str) -> bool:
    """Whether a plain quotation mark, which opens after a space and closes after a word, holds the two together."""
    if pieces[-1] == '"':
        return len(pieces) == 1 or pieces[-2].isspace()
    return piece == '"' and not pieces[-1].isspace()
