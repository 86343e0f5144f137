"""PDF to lines, from its text layer: line by line as they are set, with the indents that show paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, groupby, pairwise, takewhile
from pathlib import Path

from analysis.documents import ParseError, Source, close_spaces, mend
from analysis.documents.footnotes import CIRCLED_MARK, DATED_NOTE, FOOTNOTE_START, mark_number
from analysis.documents.pages import UNBREAKABLE, is_finished, is_page_mark

MAX_PAGES = 5_000
MAX_CHARACTERS = 10_000_000
PAGE = 1_000  # a line is called page x 1,000 + line of the page
_FEWEST = 8  # characters a page: fewer are a stamp or a page number on a scan
_INDENT, _BESIDE, _GAP, _COLUMN = 1.4, 3.0, 2.0, 8.0  # widths of a character
_MARGIN_SHARE, _OUTERMOST = 0.15, 0.98  # of the lines of these pages
# Of the usual size of characters; of the usual gap between lines.
_SMALL, _SMALLER, _LARGE, _APART = 0.8, 0.95, 1.15, 1.25
_MOST, _BOLD, _HEADING_LINES = 0.6, 600, 4
_RAISED = re.compile(r"(?<!\^)\^{1,2}(?!\^)")
_NOTE_NUMBER = re.compile(r"\s*([0-9]{1,2})[\s．.、]*(?=[\u3400-\u9fff“《（(A-Za-z])(?![年月日])")
_LETTER = re.compile("[A-Za-z]")
_LINE_END_HYPHENS = "\x02\ufffe"


@dataclass
class _Line:
    """A line as it is set: its text, that with raised numbers as marks of notes, and how it is set."""

    text: str
    marked: str
    left: float
    width: float  # of its first character
    bottom: float = 0.0
    size: float = 0.0
    face: tuple = ()
    right: float = 0.0
    wide: float = 0.0  # its widest character
    lead: float = 0.0  # what it begins with and cannot be broken
    spaced: bool = False  # whether spaces between its characters were closed

    def beside(self, edge: float) -> tuple[float, float]:
        """What it leaves free before the edge of the text, and what it begins with: in widths of a character."""
        return ((edge - self.right) / self.wide, self.lead / self.wide) if self.wide else (0.0, 0.0)

    @property
    def as_note(self) -> str:
        """The text as that of a note, which the number that begins it marks."""
        first = _NOTE_NUMBER.match(self.marked)
        return _circled(first[1]) + self.marked[first.end(1) :] if first else self.marked


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
    _close_spaces([line for page in pages for line in page])
    rows, mends = [], []
    margins, size, face = _margins(pages), *_usual_type([line for page in pages for line in page])
    for number, page in enumerate(pages, start=1):
        columns = groupby(page, key=lambda line, own=margins[number % 2]: _column_of(line, own))
        notes = [line for _, column in columns for line in _notes_of(list(column), size)]
        noted = {mark_number(found.group()) for line in notes if (found := FOOTNOTE_START.match(line.as_note))}
        headings, gap, edges = _headings_of(page, size, face), _usual_gap(page), _edges_of(page, size)
        before = None
        for place, line in enumerate([*page, _Line("", "", 0.0, 0.0)], start=1):  # a blank line ends each page
            margin, edge = _column_of(line, margins[number % 2])
            called = number * PAGE + min(place, PAGE - 1)
            marks = {mark_number(one) for one in CIRCLED_MARK.findall(line.marked)}
            text, found = mend(line.as_note if line in notes else line.marked if marks <= noted else line.text)
            found |= {"spaces between characters": 1} if line.spaced else {}
            for what, times in found.items():
                mended[what] = mended.get(what, 0) + times
                mends.append((called, what, text))
            apart = before and line.size and gap and before.bottom - line.bottom > _APART * gap
            if apart:
                rows.append(("line", called, "", (0.0, 0.0)))
            indented = line.width > 0 and line.left - margin > _INDENT * line.width
            page_break = "\f" if place == 1 and number > 1 else ""
            role = "page note" if line in notes else "heading" if line in headings else "line"
            role = "running header" if line in edges and role == "line" else role
            rows.append((role, called, page_break + ("\u3000\u3000" + text if indented else text), line.beside(edge)))
            before = line
    roles, numbers, lines, spaces = (list(column) for column in zip(*rows, strict=True))
    return Source(path, lines, "pdf", mended, roles, numbers, mends, spaces)


def _close_spaces(lines: list[_Line]) -> None:
    """Close the spaces between the characters of the lines, so that what each is can be told as of others."""
    closed = close_spaces([text for line in lines for text in (line.text, line.marked)])
    for line, text, marked in zip(lines, closed[::2], closed[1::2], strict=True):
        line.spaced = (text, marked) != (line.text, line.marked)
        line.text, line.marked = text, marked


def _usual_type(lines: list[_Line]) -> tuple[float, tuple]:
    """The size of most text, and its face where most lines share one."""
    sizes = sorted(line.size for line in lines for _ in range(len(line.text)))
    faces = Counter(line.face for line in lines for _ in range(len(line.text)))
    [(face, times)] = faces.most_common(1)
    return sizes[len(sizes) // 2] if sizes else 0.0, face if times > _MOST * faces.total() else ()


def _usual_gap(page: list[_Line]) -> float:
    gaps = sorted(one.bottom - other.bottom for one, other in pairwise(page) if one.bottom > other.bottom)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _notes_of(page: list[_Line], size: float) -> list[_Line]:
    """Lines in small type at the foot of a page, from the first that begins with a mark; not those with a date."""
    foot = takewhile(lambda line: line.size < _SMALLER * size or is_page_mark(line.text, PAGE), page[::-1])
    notes = list(dropwhile(lambda line: not FOOTNOTE_START.match(line.as_note), [*foot][::-1]))
    said = {mark_number(one) for line in page if line not in notes for one in CIRCLED_MARK.findall(line.marked)}
    numbers = [mark_number(found.group()) for line in notes if (found := FOOTNOTE_START.match(line.as_note))]
    if not said.intersection(numbers) or any(DATED_NOTE.match(line.as_note) for line in notes):
        return []
    return [line for line in notes if not is_page_mark(line.text, PAGE)]


def _edges_of(page: list[_Line], size: float) -> list[_Line]:
    """The first and the last line of a page where each is in small type by itself, and no number of the page."""
    lines = [line for line in page if line.text]
    pairs = [(lines[0], lines[1]), (lines[-1], lines[-2])] if len(lines) > 2 else []
    alone = [edge for edge, inner in pairs if edge.size < _SMALL * size and inner.size > _SMALLER * size]
    return [line for line in alone if not is_page_mark(line.text, PAGE) and not is_finished(line.text)]


def _headings_of(page: list[_Line], size: float, face: tuple) -> list[_Line]:
    """Lines in larger type or another face than the text, where they end no sentence."""
    found: list[_Line] = []
    for _, run in groupby(page, key=lambda line: line.size > _LARGE * size or bool(face) and line.face != face):
        lines = list(run)
        whole = "".join(line.text for line in lines)
        other = lines[0].size > _LARGE * size or bool(face) and lines[0].face not in (face, ())
        short = len(lines) <= _HEADING_LINES and not is_finished(whole) and whole[-1:] not in tuple("，、；：")
        found += lines if other and short and lines[-1] is not page[-1] else []
    return found


def _margins(pages: list[list[_Line]]) -> list[list[tuple[float, float]]]:
    """Where lines often begin at the left and end at the right, a pair a column, on even pages and on odd ones."""
    margins = []
    for parity in (0, 1):
        lines = [line for page in pages[1 - parity :: 2] for line in page if len(line.text.strip()) > 4]
        often = [left for left, times in Counter(round(line.left) for line in lines).items()
                 if times >= _MARGIN_SHARE * len(lines)]  # fmt: skip
        columns: list[tuple[float, float]] = []
        for margin in sorted(often) or [0]:
            own = [line for line in lines if abs(line.left - margin) < _BESIDE * line.wide]
            if not columns or own and margin - columns[-1][0] > _COLUMN * own[0].wide:
                rights = sorted(line.right for line in own)
                columns.append((float(margin), rights[int(_OUTERMOST * len(rights))] if rights else 0.0))
        margins.append(columns)
    return margins


def _column_of(line: _Line, columns: list[tuple[float, float]]) -> tuple[float, float]:
    """The margins of the column that a line stands in."""
    return max((one for one in columns if one[0] <= line.left + 1), default=columns[0])


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
        return _Line("", "", 0.0, 0.0)
    boxes = [textpage.get_charbox(index, loose=True) for _, index in characters]
    lefts, bottoms = [box[0] for box in boxes], [box[1] for box in boxes]
    level = max(lefts) - min(lefts) > max(bottoms) - min(bottoms)  # not a column of vertical writing
    if level and any(after < before - 1 for before, after in pairwise(lefts)):
        order = sorted(range(len(characters)), key=lefts.__getitem__)
        characters, boxes = [characters[place] for place in order], [boxes[place] for place in order]
    left, _, right, _ = boxes[0]
    wide = max(box[2] - box[0] for box in boxes)
    gaps = [other[0] - one[2] > _GAP * wide for one, other in zip(boxes, boxes[2:], strict=False)]
    text = "".join(
        "\t" if apart and character.isspace() else character
        for (character, _), apart in zip(characters, [False, *gaps, False], strict=False)
    )
    heights = [box[3] - box[1] for box in boxes]
    size = sorted(heights)[len(heights) // 2]
    faces = {_face(textpage, index) for character, index in (characters[0], characters[-1]) if character > "\u2e80"}
    end = len(text.rstrip())
    lead = boxes[min(UNBREAKABLE.match(text).end(), end) - 1][2] - left
    return _Line(
        text.strip(), _marked(text, heights, size), left, right - left, sorted(bottoms)[len(bottoms) // 2], size,
        faces.pop() if len(faces) == 1 else (), boxes[end - 1][2], wide, lead,
    )  # fmt: skip


def _marked(text: str, heights: list[float], size: float) -> str:
    """The text with its raised numbers as circled marks."""
    raised = "".join("^" if height < _SMALL * size and character.isdecimal() else "." for character, height in
                     zip(text, heights, strict=True))  # fmt: skip
    parts, end = [], 0
    for start, stop in (found.span() for found in _RAISED.finditer(raised)):
        if not _LETTER.match(text[:start][-1:]):
            parts += [text[end:start], _circled(text[start:stop])]
            end = stop
    return "".join([*parts, text[end:]]).strip()


def _circled(figures: str) -> str:
    """The mark of a number up to 50; others stay as they are."""
    number = int(figures)
    first = 0x2460 if number <= 20 else 0x3251 - 20 if number <= 35 else 0x32B1 - 35
    return chr(first + number - 1) if 0 < number <= 50 else figures


def _face(textpage, index: int) -> tuple:
    """Name and weight of the type of a character."""
    from ctypes import c_int, create_string_buffer

    from pypdfium2 import raw

    name = create_string_buffer(128)
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, c_int())
    return name.value, raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD


def _refuse_garbled(path: Path | str, text: str) -> None:
    """Some PDFs draw the right shapes and store other characters: such text must not be counted."""
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unknown > 0.02 * len(text):
        raise ParseError("garbled_pdf", file=path, share=unknown / len(text))
