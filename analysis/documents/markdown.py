"""Markdown to lines: paragraphs and list items are text; headings, code, HTML, notes and front matter are not."""

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.documents import Source, read_text
from analysis.documents.blocks import CELL, ITEM, MORE, TEXT, Block, source_of_blocks
from analysis.documents.footnotes import YEAR

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_NOTE = re.compile(r"^\[\^[^\]\n]+\]:.*(?:\n(?: {2,}|\t).*)*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\n]+\]")
_DATED = re.compile(rf"{YEAR}\s*年")
_BESIDE = {"fence": "code", "code_block": "code", "html_block": "HTML"}


def read(path: Path | str, data: bytes) -> Source:
    """Read a Markdown file; lines are those of the file."""
    from markdown_it import MarkdownIt

    plain = read_text(path, data, numbered=True)  # source_of_blocks closes spaces: here they mean a list
    text = "\n".join(plain.lines)
    taken: list[Block] = []
    if front := _FRONT_MATTER.match(text):
        taken += [("front matter", 1, front.group())]
        text = "\n" * front.group().count("\n") + text[front.end() :]
    for note in reversed(list(_NOTE.finditer(text))):
        taken.append(("footnote", text.count("\n", 0, note.start()) + 1, note.group()))
        text = text[: note.start()] + "\n" * note.group().count("\n") + text[note.end() :]
    # An indent of two ideographic spaces is how Chinese paragraphs begin; four plain ones would make it code.
    text = re.sub(r"(?m)^[ \t]*\u3000[\u3000 \t]*|^ {4,}(?=[\u3400-\u9fff“‘（《])", "", text)
    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    blocks = sorted([*taken, *_blocks_of(parser.parse(text))], key=lambda block: block[1])
    return source_of_blocks(path, blocks, f"markdown, {plain.encoding}", plain.mended, plain.mends)


def _blocks_of(tokens: list) -> Iterator[Block]:
    role, line, items, number = TEXT, 1, 0, ""
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type in _BESIDE:
            yield _BESIDE[token.type], line, token.content
        elif token.type in ("list_item_open", "list_item_close"):
            items += token.nesting
            number = token.info
        elif token.type in ("heading_open", "td_open", "th_open", "paragraph_open"):
            role = {"h": "heading", "t": CELL}.get(token.type[0], ITEM if items else TEXT)
        elif token.type == "inline":
            yield from _lines_of(token, role, line, number)


def _lines_of(token, role: str, line: int, number: str) -> Iterator[Block]:
    """The lines of a paragraph, each with its number; emphasis and links leave their words, pictures nothing.

    A list may be one of notes: where the item begins with a year, its number is kept.
    """
    texts = [f"{number}. " if role == ITEM and number and _DATED.match(token.content) else ""]
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            texts.append("")
        elif child.type in ("text", "code_inline"):
            texts[-1] += _NOTE_MARK.sub("", child.content)
    for place, text in enumerate(texts):
        yield role if place == 0 or role == "heading" else MORE, line + place, text
