"""Word files (.docx) to lines: what stands in the running text, and nothing a reader would not see there.

Left out and recorded: headings, tables (cells that are no sentence), footnotes and endnotes, text boxes, hidden text, a
table of contents. Not read at all: headers and footers of the page, comments, deleted text (tracked changes are read as
if accepted), the pronunciation above characters, formulas. Pictures are not looked at.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from analysis.documents import ParseError, Source
from analysis.documents.blocks import BLANK, CELL, ITEM, TEXT, Block, source_of_blocks

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200_000_000
MAX_XML = 40_000_000
MAX_RATIO = 200
_RATIO_FROM = 5_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|title|subtitle|标题|副标题)\b|标题", re.IGNORECASE)
_LIST = re.compile(r"list|列表|项目符号|编号", re.IGNORECASE)
# The style of headings may be misused for text; but a heading may be a question.
_SENTENCE = re.compile(r"[。！]\s*$|[。！？].*？\s*$")
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
_NOT_SEEN = {f"{_W}del", f"{_W}moveFrom", f"{_W}rt", _FALLBACK}


def read(path: Path | str, data: bytes) -> Source:
    """Read a Word file; a line is a paragraph, numbered from 1, empty ones not counted."""
    _refuse_other(path, data)
    refuse_hostile(path, data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [*_blocks_of(document), *_notes_of(document)]
    except Exception as error:  # whatever a broken file makes the library stumble over
        raise ParseError("broken_document", file=path, ending=".docx", reason=type(error).__name__) from None
    return source_of_blocks(path, blocks, "docx", {})


def _refuse_other(path: Path | str, data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ParseError("password", file=path)
        raise ParseError("old_word", file=path)
    if not data.startswith(b"PK"):
        raise ParseError("is_rich_text" if data.startswith(b"{\\rtf") else "no_word", file=path)


def refuse_hostile(path: Path | str, data: bytes) -> None:
    """A .docx is a zip: look at what it says it will unpack to before anything is unpacked."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except Exception:  # whatever a damaged zip makes the library stumble over
        raise ParseError("damaged_zip", file=path) from None
    total = sum(entry.file_size for entry in entries)
    packed = [entry for entry in entries if entry.file_size > _RATIO_FROM]
    if len(entries) > MAX_ENTRIES:
        raise ParseError("many_parts", file=path, n=len(entries), limit=MAX_ENTRIES)
    if total > MAX_UNPACKED:
        raise ParseError("unpacks_too_large", file=path, size=total / 1e6, limit=MAX_UNPACKED / 1e6)
    if any(entry.file_size > MAX_XML for entry in entries if entry.filename.endswith((".xml", ".rels"))):
        raise ParseError("unpacks_too_large", file=path, size=total / 1e6, limit=MAX_XML / 1e6)
    if any(entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in packed):
        raise ParseError("packed_too_tight", file=path, limit=MAX_RATIO)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ParseError("password", file=path)


def _blocks_of(document) -> Iterator[Block]:
    styles = {style.style_id: style.name or "" for style in document.styles}
    number = 0
    for paragraph in document.element.body.iter(f"{_W}p"):
        above = [element.tag for element in paragraph.iterancestors()]
        if _NOT_SEEN & set(above):
            continue
        seen, hidden = _text_of(paragraph)
        if not seen.strip() and not hidden.strip():
            yield BLANK, max(number, 1), ""
            continue
        number += 1
        if hidden.strip():
            yield "hidden text", number, hidden
        if seen.strip():
            yield _role_of(paragraph, above, styles, seen), number, seen


def _role_of(paragraph, above: list[str], styles: dict[str, str], text: str) -> str:
    if f"{_W}txbxContent" in above:
        return "text box"
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    if table is not None and len([*islice(table.iter(f"{_W}tc"), 2)]) > 1:  # of one cell it is a frame
        return CELL
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return TEXT
    found = properties.find(f"{_W}pStyle")
    style = "" if found is None else styles.get(found.get(f"{_W}val"), "")
    if _CONTENTS.match(style):
        return "table of contents"
    level = properties.find(f"{_W}outlineLvl")
    outlined = level is not None and level.get(f"{_W}val") != "9"
    if (_HEADING.match(style) or outlined) and not _SENTENCE.search(text):
        return "heading"
    return ITEM if properties.find(f"{_W}numPr") is not None or _LIST.match(style) else TEXT


def _text_of(paragraph) -> tuple[str, str]:
    """What is seen of a paragraph, and what is hidden; text boxes anchored in it are paragraphs of their own."""
    seen: list[str] = []
    hidden: list[str] = []
    for run in paragraph.iter(f"{_W}r"):
        above = []
        for element in run.iterancestors():
            if element is paragraph:
                break
            above.append(element.tag)
        if f"{_W}p" in above or _NOT_SEEN & set(above):
            continue
        properties = run.find(f"{_W}rPr")
        vanish = None if properties is None else properties.find(f"{_W}vanish")
        is_hidden = vanish is not None and vanish.get(f"{_W}val") not in ("0", "false", "off")
        (hidden if is_hidden else seen).extend(map(_character, run))
    return "".join(seen), "".join(hidden)


def _character(element) -> str:
    name = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if name in ("br", "cr"):
        return "\n"
    return {"tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}.get(name, "")


def _notes_of(document) -> Iterator[Block]:
    """Footnotes and endnotes, which stand beside the text: recorded, not counted."""
    from docx.oxml import parse_xml

    last = sum(1 for _ in document.element.body.iter(f"{_W}p"))
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            for paragraph in parse_xml(relation.target_part.blob).iter(f"{_W}p"):
                if (text := _text_of(paragraph)[0]).strip():
                    yield "footnote", max(last, 1), text
