"""PDF to lines, from its text layer: line by line as they are set, with the indents that show paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from analysis.documents import ParseError, Source, mend

MAX_PAGES = 5_000
MAX_CHARACTERS = 10_000_000
PAGE = 1_000  # a line is called page x 1,000 + line of the page
_FEWEST = 8  # characters a page: fewer are a stamp or a page number on a scan
_INDENT = 1.4  # widths of a character
_MARGIN_SHARE = 0.15  # of the lines of these pages
_LINE_END_HYPHENS = "\x02\ufffe"


@dataclass
class _Line:
    text: str
    left: float
    height: float


def read(path: Path | str, data: bytes) -> Source:
    """Read the text layer of a PDF; line 12034 is line 34 of page 12."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        pages = len(pdf)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ParseError("password", file=path) from None
        raise ParseError("damaged_pdf", file=path) from None
    try:
        if pages > MAX_PAGES:
            raise ParseError("many_pages", file=path, n=pages, limit=MAX_PAGES)
        return _source_of(path, [list(_lines_of(path, pdf, number)) for number in range(pages)])
    finally:
        pdf.close()


def _source_of(path: Path | str, pages: list[list[_Line]]) -> Source:
    letters = [sum(len(line.text.strip()) for line in page) for page in pages]
    if sum(letters) < _FEWEST * max(len(pages), 1):
        raise ParseError("scan", file=path)
    if sum(letters) > MAX_CHARACTERS:
        raise ParseError("many_characters", file=path, limit=MAX_CHARACTERS)
    _refuse_garbled(path, "".join(line.text for page in pages for line in page))
    mended: dict[str, int] = {}
    if empty := letters.count(0):
        mended["pages without text"] = empty
    lines, numbers, mends = [], [], []
    margins = _margins(pages)
    for number, page in enumerate(pages, start=1):
        margin = margins[number % 2]
        for place, line in enumerate([*page, _Line("", margin, 0.0)], start=1):  # a blank line ends each page
            text, found = mend(line.text)
            for what, times in found.items():
                mended[what] = mended.get(what, 0) + times
                mends.append((number * PAGE + min(place, PAGE - 1), what, text))
            indented = line.height > 0 and line.left - margin > _INDENT * line.height
            page_break = "\f" if place == 1 and number > 1 else ""
            lines.append(page_break + ("\u3000\u3000" + text if indented else text))
            numbers.append(number * PAGE + min(place, PAGE - 1))
    return Source(path, lines, "pdf", mended, None, numbers, mends)


def _margins(pages: list[list[_Line]]) -> list[float]:
    """The leftmost place where lines often begin on even pages, and on odd ones: books have two left margins."""
    margins = []
    for parity in (0, 1):
        lefts = [round(line.left) for page in pages[1 - parity :: 2] for line in page if len(line.text.strip()) > 4]
        often = [left for left, times in Counter(lefts).items() if times >= _MARGIN_SHARE * len(lefts)]
        margins.append(float(min(often)) if often else 0.0)
    return margins


def _lines_of(path: Path | str, pdf, number: int) -> Iterator[_Line]:
    """The lines of a page, each with the place of its first character."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = pdf[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise ParseError("damaged_page", file=path, page=number + 1) from None
    characters: list[tuple[str, int]] = []
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character == "\n":
            yield _line(textpage, characters)
            characters = []
        elif character not in "\r\0" + _LINE_END_HYPHENS:
            characters.append((character, index))
    if characters:
        yield _line(textpage, characters)
    textpage.close()
    page.close()


def _line(textpage, characters: list[tuple[str, int]]) -> _Line:
    """A line from left to right: marks of another font are often drawn after the text they stand in."""
    while characters and characters[0][0].isspace():
        characters = characters[1:]
    if not characters:
        return _Line("", 0.0, 0.0)
    boxes = [textpage.get_charbox(index, loose=True) for _, index in characters]
    lefts, bottoms = [box[0] for box in boxes], [box[1] for box in boxes]
    level = max(lefts) - min(lefts) > max(bottoms) - min(bottoms)  # not a column of vertical writing
    if level and any(after < before - 1 for before, after in pairwise(lefts)):
        order = sorted(range(len(characters)), key=lefts.__getitem__)
        characters, boxes = [characters[place] for place in order], [boxes[place] for place in order]
    left, _, right, _ = boxes[0]
    return _Line("".join(character for character, _ in characters).strip(), left, right - left)


def _refuse_garbled(path: Path | str, text: str) -> None:
    """Some PDFs draw the right shapes and store other characters: such text must not be counted."""
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unknown > 0.02 * len(text):
        raise ParseError("garbled_pdf", file=path, share=unknown / len(text))
