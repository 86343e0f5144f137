"""OpenDocument texts (.odt) and e-books (.epub) to lines: both are zips of marked-up text."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from analysis.documents import ParseError, Source
from analysis.documents.blocks import CELL, ITEM, TEXT, Block, source_of_blocks
from analysis.documents.web import blocks_of_page
from analysis.documents.word import refuse_hostile

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_BESIDE = {
    f"{_TEXT}note": "footnote", f"{_TEXT}table-of-content": "table of contents", f"{_DRAW}text-box": "text box",
}  # fmt: skip
_PAGES = ("application/xhtml+xml", "text/html")


def read(path: Path | str, data: bytes) -> Source:
    """Read an .odt or .epub; a line is a paragraph, numbered from 1."""
    if not data.startswith(b"PK"):
        raise ParseError("no_open_document", file=path)
    refuse_hostile(path, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "META-INF/container.xml" in archive.namelist():
            found, kind = [*_blocks_of_book(archive)], "epub"
        else:
            found, kind = [*_blocks_of_text(_parse(archive.read("content.xml")))], "odt"
    blocks: list[Block] = [(role, number, text) for number, (role, text) in enumerate(found, start=1)]
    return source_of_blocks(path, blocks, kind, {})


def _parse(data: bytes):
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _blocks_of_text(root) -> Iterator[tuple[str, str]]:
    """Role and text of each paragraph of an .odt; tracked deletions stand outside of its body."""
    body = next(root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"))
    for paragraph in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        above = [element.tag for element in paragraph.iterancestors()]
        if f"{_TEXT}tracked-changes" in above or not (text := "".join(_letters(paragraph))).strip():
            continue
        beside = next((reason for tag, reason in _BESIDE.items() if tag in above), "")
        inside = CELL if f"{_TABLE}table-cell" in above else ITEM if f"{_TEXT}list-item" in above else TEXT
        yield beside or ("heading" if paragraph.tag == f"{_TEXT}h" else inside), text


def _letters(element) -> Iterator[str]:
    """The characters of a paragraph, without the notes anchored in it."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif isinstance(child.tag, str) and child.tag not in (f"{_TEXT}note", f"{_TEXT}p"):
            yield from _letters(child)
        yield child.tail or ""


def _blocks_of_book(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The blocks of the pages of an e-book in its reading order; its table of contents is none of them."""
    container = _parse(archive.read("META-INF/container.xml"))
    name = next(container.iter("{*}rootfile")).get("full-path")
    package = _parse(archive.read(name))
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        place = posixpath.normpath(str(PurePosixPath(name).parent / unquote(item.get("href"))))
        yield from blocks_of_page(archive.read(place).decode("utf-8"))
