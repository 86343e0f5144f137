"""HTML to lines: the article of a page without its navigation, scripts and whatever a browser does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.documents import ParseError, Source, refuse
from analysis.documents.blocks import CELL, ITEM, TEXT, source_of_blocks
from analysis.documents.encodings import decode

MAX_TAGS = 100_000
_NOT_TEXT = {
    "head", "script", "style", "noscript", "template", "svg", "math", "nav", "header", "footer", "aside", "form",
    "button", "select", "textarea", "iframe", "object", "audio", "video", "canvas", "figure", "rt", "rp", "del",
    "title",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "thead", "tr", "ul", *_HEADINGS,
}  # fmt: skip
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_BIG5, _GB = "big5hkscs", "gb18030"
_ENCODINGS = {"big5": _BIG5, "big5-hkscs": _BIG5, "gb2312": _GB, "gbk": _GB, "gb18030": _GB}
_ARTICLE_AT_LEAST = 0.5  # of the sentences of the page


def read(path: Path | str, data: bytes) -> Source:
    """Read a page; a line is a paragraph, numbered from 1."""
    from bs4 import BeautifulSoup

    text, encoding = _decode(path, data)
    if text.count("<") > MAX_TAGS:
        raise refuse(path, f"has more than {MAX_TAGS:,} tags", cure="save the article alone, or its text as .txt")
    soup = BeautifulSoup(text.replace("\r\n", "\n"), "html.parser")
    blocks = [(role, number, text) for number, (role, text) in enumerate(_blocks_of(_article(soup)), start=1)]
    return source_of_blocks(path, blocks, f"html, {encoding}", {})


def _decode(path: Path | str, data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    encoding = _ENCODINGS.get(declared[1].decode("ascii").lower()) if declared else None
    try:
        return decode(path, data)
    except ParseError:
        if encoding is None:
            raise
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        problem = f"is not in the encoding it declares ({declared[1].decode('ascii')})"
        raise refuse(path, problem, cure="open it in a browser and save it again as UTF-8") from None


def _article(soup):
    """The one <article> or <main> that holds most of the page's sentences, else the whole page."""
    whole = soup.get_text().count("。")
    for name in ("article", "main"):
        found = soup.find_all(name)
        if len(found) == 1 and found[0].get_text().count("。") >= max(_ARTICLE_AT_LEAST * whole, 1):
            return found[0]
    return soup


def _blocks_of(root) -> Iterator[tuple[str, str]]:
    """Role and text of each block: walked element by element, however deep they are nested."""
    from bs4 import NavigableString, Tag

    role, parts = TEXT, []
    element, end = (root.contents[0] if root.contents else None), _after(root)
    stack: list[tuple] = []  # open blocks: the tag, what follows it, and the role that holds again from there
    while element is not None and element is not end:
        while stack and element is stack[-1][1]:
            yield from _flush(role, parts)
            role = stack.pop()[2]
        following = element.next_element
        if isinstance(element, Tag):
            if _is_not_text(element):
                following = _after(element, stack)
            elif element.name == "br":
                parts.append("\n")
            elif element.name in _BLOCKS:
                yield from _flush(role, parts)
                stack.append((element, _after(element, stack), role))
                role = _role(element.name, role)
        elif type(element) is NavigableString:
            inside = element if element.parent.name == "pre" else re.sub(r"[ \t\n\r\f]+", " ", element)
            parts.append(str(inside))
        element = following
    yield from _flush(role, parts)


def _after(element, stack=()):
    """The element behind this one and all it holds; what follows the innermost open block is known already.

    Without that a page of nothing but nested blocks would take time by the square of their depth.
    """
    while element is not None and element.next_sibling is None:
        element = element.parent
        if stack and element is stack[-1][0]:
            return stack[-1][1]
    return None if element is None else element.next_sibling


def _is_not_text(tag) -> bool:
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or _HIDDEN.search(str(tag.get("style", "")))
    return tag.name in _NOT_TEXT or bool(hidden)


def _role(name: str, role: str) -> str:
    if name in _HEADINGS:
        return "heading"
    if name in ("td", "th"):
        return CELL
    return ITEM if name in ("li", "dd", "dt") else role


def _flush(role: str, parts: list[str]) -> Iterator[tuple[str, str]]:
    text = "".join(parts)
    parts.clear()
    if text.strip():
        yield role, text.strip("\n ")
