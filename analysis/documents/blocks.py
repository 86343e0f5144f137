"""Paragraphs as a format knows them (Word, HTML, Markdown) to lines with roles, cleaned up as plain text is.

A word processor says where a paragraph begins, but not what is text: titles come as ordinary paragraphs, tables hold
layout, and text pasted out of a PDF has a paragraph for every line. What is no text of the speech keeps its line, with
the reason as its role.
"""

from collections.abc import Iterable
from pathlib import Path

from analysis.documents import ParseError, Source, close_spaces, mend, refuse_damage
from analysis.documents.pages import (
    Line,
    is_finished,
    is_of_contents,
    is_page_mark,
    is_wrapped,
    may_be_heading,
    wrap_width,
)

TEXT, ITEM, CELL, MORE, BLANK = "text", "item", "cell", "more", "blank"
Block = tuple[str, int, str]  # role (one of these, or why it is no text), number, text; a line end breaks a line
_FEWEST_WRAPPED = 4
_WIDE = 1_000  # no page is so narrow that a bare number could be text


def source_of_blocks(
    path: Path | str, blocks: Iterable[Block], encoding: str, mended: dict[str, int], mends: Iterable[tuple] = ()
) -> Source:
    r"""Lines with roles, from the blocks of a document.

    - A short block without the punctuation of sentences is a heading, one that is a page number a page number.
    - A table cell is text only if it ends as a sentence does.
    - A line break within a block ends a paragraph only behind a finished sentence.
    - A paragraph that a page number cuts goes on behind it.
    - Where blocks are lines of a page (most stop in mid-sentence at one width), they are joined as in plain text.

    Parameters
    ----------
    path : path-like
        For messages.
    blocks : iterable of (role, number, text)
        In the order of the document; numbers do not fall.
    encoding : str
        What is said of how it was read.
    mended, mends : dict, iterable
        What was mended on the way here, as in :class:`analysis.documents.Source`.

    Raises
    ------
    ParseError
        There is no text, or it holds lost or control characters.

    Examples
    --------
    >>> source = source_of_blocks("x", [("text", 1, "讲话"), ("text", 2, "要发展。\n要安全。")], "docx", {})
    >>> source.roles, source.numbers
    (['heading', 'paragraph', 'paragraph'], [1, 2, 2])
    """
    blocks = [(role, number, text) for role, number, text in blocks if text.strip() or role == BLANK]
    whole = "\n".join(text for _, _, text in blocks)
    if not whole.strip():
        raise ParseError("no_text", file=path)
    refuse_damage(path, whole)
    changed: dict[str, int] = {}
    pieces, places = [], [*mends]
    closed = close_spaces([text for _, _, text in blocks])
    for (role, number, given), bare in zip(blocks, closed, strict=True):
        text, found = mend(bare)
        found |= {"spaces between characters": 1} if bare != given else {}
        for what, times in found.items():
            changed[what] = changed.get(what, 0) + times
            places.append((number, what, text))
        pieces += [(role, number, line, place) for place, line in enumerate(text.split("\n"))]
    if _is_page_text(pieces):
        rows = [("line" if role in (TEXT, MORE, BLANK) else role, number, line) for role, number, line, _ in pieces]
    else:
        rows = _with_roles([piece for piece in pieces if piece[2].strip()])
    roles, numbers, lines = (list(column) for column in zip(*rows, strict=True))
    return Source(path, lines, encoding, mended | changed, roles, numbers, places)


def _is_page_text(pieces: list[tuple]) -> bool:
    """Whether the blocks are the lines of a page: text that was pasted from a PDF."""
    lines = [
        Line(number, line.strip(), False, False, False, len(line.strip()))
        for role, number, line, _ in pieces
        if role in (TEXT, MORE) and line.strip() and not may_be_heading(line.strip())
    ]
    open_ends = [line for line in lines if line.goes_on]
    if len(open_ends) < max(_FEWEST_WRAPPED, 0.4 * len(lines)):
        return False
    return is_wrapped(lines, wrap_width(open_ends))


def _with_roles(pieces: list[tuple]) -> list[tuple[str, int, str]]:
    rows: list[tuple[str, int, str]] = []
    before = ""
    unfinished = cut = False  # the last line of text stops in mid-sentence; a page number came behind it
    for role, number, line, place in pieces:
        text = line.strip()
        if role == CELL:
            role = TEXT if is_finished(text) else "table"
        if role in (TEXT, ITEM) and is_of_contents(text):
            role = "table of contents"
        elif role == TEXT and is_page_mark(text, _WIDE):
            role, cut = "page number", unfinished
        elif (
            role == TEXT
            and may_be_heading(text)
            and not (place and unfinished and not line.startswith("\u3000"))
            and not cut
        ):
            role = "heading"
        elif role in (TEXT, ITEM, MORE):
            goes_on = unfinished and (place > 0 or cut or role == MORE)
            goes_on = goes_on and not (line.startswith("\u3000") or before[-1:] in tuple("：；:"))
            begins = "item" if role == ITEM else "paragraph"
            role, unfinished, cut = "more" if goes_on else begins, not is_finished(text), False
            before = text
        rows.append((role, number, line))
    return rows
