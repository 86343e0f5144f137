"""Lines of a page to paragraphs and footnotes: undoing what a PDF did to the text.

Every line of the source is given one role, so that nothing can be lost: it is part of a paragraph, part of a footnote,
or left out for a named reason (page number, running header, heading, blank).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, pairwise, takewhile

from analysis.documents import Source
from analysis.documents.footnotes import (
    DATED_NOTE,
    FOOTNOTE_START,
    NOTE_MARK,
    NOTE_REFERENCE,
    YEAR,
    Collected,
    RawFootnote,
    collect_footnote,
    is_wordy,
    mark_number,
)
from analysis.documents.pages import (
    CLOSERS,
    ENDS_WITHIN,
    INDENT,
    NUMBERED,
    TERMINALS,
    LeftOut,
    Line,
    close_up,
    drop_headings,
    drop_page_furniture,
    is_finished,
    is_numbered,
    is_torn,
    is_wrapped,
    marks_within,
    tell_headings,
    tell_room,
    wrap_width,
)

# Two ideographic spaces, or what programs make of them, part paragraphs; one does in a line far too long to be one.
_INNER_INDENT = re.compile(r"(?<=\S)([ \t\xa0]*\u3000\s*\u3000\s*|[ \xa0]{4,}|\t\s*)(?=\S)")
_LOOSE_INDENT = re.compile(r"(?<=\S)(\s*\u3000\s*|[ \xa0]{4,}|\t\s*)(?=\S)")
_FAR_TOO_LONG = 200
_GAP = re.compile(r"\t+| {2,}|\u3000+")
_LIST_MARK = re.compile(r"(?:[^\w\s]{1,2}|o|[（(]?[0-9一二三四五六七八九十]{1,3}[）).．、])(?=[\t \u3000])\s*")
_LONGEST_CELL, _NEAR = 30, 4
_NUMBERED_WITHIN = re.compile(rf"[：；。，、]\s*{NUMBERED.pattern}")
_DATED_ITEM = re.compile(rf"{YEAR}\s*[年.\-/]")
# Where more than the characters beside a space tells that it stands between Latin words: before the point a word of
# letters, no part of an address
_LATIN_JOINT = re.compile(
    r"(?:^|[^!-~])[\"'(\[]*[A-Za-z][A-Za-z.’'-]*[\"”’')\]]*\. [0-9]|[A-Za-z0-9][\"”’)]?[,.:;] [\"“‘(][A-Za-z]"
)
_MARK_AT_END = re.compile(rf"[{TERMINALS}{CLOSERS}]\s*({NOTE_REFERENCE})$")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without white space (but between Latin words); ``line_numbers[i]`` is the line of ``text[i]``."""

    text: str
    line_numbers: list[int]

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.line_numbers[0]


@dataclass
class Layout:
    """What the lines turned out to be. ``left_out`` rows are (line, text, reason)."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    footnotes: list[RawFootnote] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=list)
    page_breaks: int = 0


def read_layout(source: Source) -> Layout:
    """Give every line its role and join the lines of each paragraph.

    Wrapped, unwrapped and indented documents are told apart by what their lines do: in a wrapped text no line is
    longer than those that stop in mid-sentence; an indent counts where paragraphs begin with one; a blank line ends a
    paragraph only after a finished sentence, otherwise it is a page break.

    Where the format of the document says what a line is (``source.roles``), its looks are not asked.

    Parameters
    ----------
    source : Source
        Numbered lines.

    Returns
    -------
    Layout
        Paragraphs and footnotes in the order of the document, and the lines left out with the reason.
    """
    layout = Layout()
    if source.roles is not None and "line" not in source.roles:
        _take_roles(source, layout)
        return layout
    lines = _take_footnotes(source, layout)
    close_up(lines)
    lines = drop_page_furniture(lines, layout.left_out)
    tell_room(lines)
    lines = drop_headings(lines, layout.left_out, " ".join(note.text for note in layout.footnotes))
    dated = {mark_number(FOOTNOTE_START.match(one.text).group()) for one in layout.footnotes}
    _join_paragraphs(lines, layout, dated)
    notes = [text for _, text, reason in layout.left_out if reason == "page note"]
    marks = [mark_number(found.group()) for text in notes if (found := FOOTNOTE_START.match(text))]
    take_note_marks(layout, [number for number in marks if number not in dated])
    layout.left_out.sort(key=lambda row: row[0])
    return layout


def _take_roles(source: Source, layout: Layout) -> None:
    """Paragraphs, footnotes and what is left out, as the roles of the lines say."""
    paragraphs: list[list[tuple[int, str]]] = []
    items: set[int] = set()
    for number, (role, line) in enumerate(zip(source.roles, source.lines, strict=True), start=1):
        text = line.strip()
        if role in ("paragraph", "item"):
            if role == "item" and _DATED_ITEM.match(text) and not text.endswith("。"):  # its number is none of its text
                text = f"[{1 + len(layout.footnotes)}] {text}"
            found = collect_footnote([text], 0, at_block_start=True) if FOOTNOTE_START.match(text) else None
            if found:
                layout.footnotes += [RawFootnote(number, one.text, 1) for one in found.notes]
            else:
                paragraphs += [[(number, piece)] for piece in parts_of_line(text)]
                items |= {number} if role == "item" else set()
        elif role == "more" and paragraphs:
            paragraphs[-1].append((number, text))
        else:
            layout.left_out.append((number, text, role))
    texts = ["".join(text for _, text in pieces) for pieces in paragraphs]
    notes = _notes_at_end(texts)
    end = len(texts) - len(notes)
    layout.left_out += [(number, line, "footnote") for pieces in paragraphs[end:] for number, line in pieces]
    for pieces, reason in zip(paragraphs[:end], tell_headings(texts[:end]), strict=True):
        if reason and pieces[0][0] not in items:
            layout.left_out += [(number, text, reason) for number, text in pieces]
        else:
            layout.paragraphs.append(squeeze(pieces))
    take_note_marks(layout, notes)
    layout.left_out.sort(key=lambda row: row[0])


def parts_of_line(text: str) -> list[str]:
    """The paragraphs of one line: some pages part them by ideographic spaces within it.

    Examples
    --------
    >>> parts_of_line("要抓发展。　　要守底线。"), parts_of_line("目　　录")
    (['要抓发展。', '要守底线。'], ['目　　录'])
    >>> parts_of_line("讲话　　要抓发展。　　要守底线。")
    ['讲话', '要抓发展。', '要守底线。']
    """
    first, *further = (_LOOSE_INDENT if len(text) > _FAR_TOO_LONG else _INNER_INDENT).split(text)
    parts = [first]
    whole = is_finished(first) or any(map(is_finished, further[1:-1:2]))  # a text of several paragraphs, not a title
    for space, piece in zip(further[::2], further[1::2], strict=True):
        lead = (
            len(piece) > 1
            and space.count("\u3000") > 1
            and (parts[-1][-1] in "：；" or is_numbered(parts[-1]) or whole)
        )
        if is_finished(parts[-1]) or lead:
            parts.append(piece)
        else:
            parts[-1] += space + piece
    return parts


def _notes_at_end(texts: list[str]) -> list[int]:
    """Numbers of the last paragraphs if they are notes: each begins with a mark that stands in the text before them."""
    notes = [mark_number(found.group()) for found in takewhile(bool, map(NOTE_MARK.match, reversed(texts)))]
    referred = set().union(*map(marks_within, texts[: len(texts) - len(notes)]))
    return notes if set(notes) <= referred else []


def take_note_marks(layout: Layout, numbers: list[int]) -> None:
    """Take the marks of notes of these numbers out of the text; what is counted up behind ： or ； is no mark."""
    texts = "".join(paragraph.text for paragraph in layout.paragraphs)
    said = Counter(mark_number(one) for one in NOTE_MARK.findall(texts))
    for place, paragraph in enumerate(layout.paragraphs if numbers else ()):
        for one in reversed([*NOTE_MARK.finditer(paragraph.text)]):
            number, before = mark_number(one.group()), paragraph.text[: one.start()][-1:]
            if number in numbers and (said[number] <= numbers.count(number) or before not in ("", *"：；、")):
                layout.paragraphs[place] = take_mark(layout, layout.paragraphs[place], *one.span())


def take_mark(layout: Layout, paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The paragraph without the mark that stands there, which is left out."""
    for line, places in groupby(range(start, end), key=paragraph.line_numbers.__getitem__):
        layout.left_out.append((line, "".join(paragraph.text[place] for place in places), "note reference"))
    text, lines = paragraph.text, paragraph.line_numbers
    return Paragraph(text[:start] + text[end:], lines[:start] + lines[end:])


def squeeze(pieces: list[tuple[int, str]]) -> Paragraph:
    """Join pieces of lines: with nothing between ideographs, with a space between two Latin words.

    Examples
    --------
    >>> squeeze([(1, "发展 Digital"), (2, "China 战"), (3, "略")]).text
    '发展Digital China战略'
    """
    words: list[str] = []
    line_numbers: list[int] = []
    for number, piece in pieces:
        for word in piece.split():
            if words and (_needs_space(words[-1][-1], word[0]) or _LATIN_JOINT.search(f"{words[-1]} {word[:2]}")):
                word = " " + word
            words.append(word)
            line_numbers.extend([number] * len(word))
    return Paragraph("".join(words), line_numbers)


def _needs_space(left: str, right: str) -> bool:
    """Whether two pieces are words of a language that parts words by spaces."""
    plain = left < "\u0250"
    if right < "\u0250" and right.isalpha():
        return plain and (left.isalnum() or left in ",.;:!?)%\"'") or left in "”’"
    if plain and left.isalpha():
        return right < "\u0250" and right.isdigit() or right in '("“‘'
    return left in ",;" and right.isdigit()


def _take_footnotes(source: Source, layout: Layout) -> list[Line]:
    """Move the footnotes to the layout; return the other lines that are not blank."""
    lines, skip_to, blank, note, page, heading = [], 0, True, False, False, False
    dated = {mark_number(one["mark"]) for one in DATED_NOTE.finditer("\n".join(source.lines))}
    tables = _rows_of_tables(source.lines)
    for index, raw in enumerate(source.lines):
        if index < skip_to:
            continue
        text, page = raw.strip(), page or "\f" in raw
        if not text:
            blank = True
            continue
        role = "table" if index in tables else source.roles[index] if source.roles is not None else "line"
        if role != "line":
            layout.left_out.append((index + 1, text, role))
            blank, heading = True, heading or role in ("heading", "table")
            continue
        mark = FOOTNOTE_START.match(text)
        found = collect_footnote(source.lines, index, at_block_start=blank) if mark else None
        alone = mark and mark.group() == text and mark_number(text) in dated
        if alone and not (found and DATED_NOTE.match(found.notes[0].text)):
            found = Collected([RawFootnote(index + 1, text, 1)], index + 1, [])
        if found:
            layout.footnotes.extend(found.notes)
            skip_to = found.after
            for place in found.between:
                reason = "running header" if is_wordy(source.lines[place]) else "page number"
                layout.left_out.append((place + 1, source.lines[place].strip(), reason))
            blank = note = True
            continue
        lead = raw[: len(raw) - len(raw.lstrip())]
        indented = "\u3000" in lead or "\t" in lead or len(lead) >= 4
        margin = min(lead.count("\u3000") or INDENT * indented, INDENT)  # more of an indent centres a title
        for place, piece in enumerate(parts_of_line(text)):
            width = len(piece) + (INDENT if place else margin)
            space = source.spaces[index] if source.spaces else None
            indents, parted = indented or place > 0, blank or page
            lines.append(Line(index + 1, piece, indents, parted, note, width, page, after_heading=heading, space=space))
            blank = note = page = heading = False
    return lines


def _rows_of_tables(lines: list[str]) -> set[int]:
    """Indices of lines that are rows of a table: cells with wide gaps between them, as many as in another row near.

    The mark of an item is no cell; and where no other line holds a sentence, these are the text.
    """
    cells = {}
    for place, line in enumerate(lines):
        row = _GAP.split(_LIST_MARK.sub("", line.strip(), count=1))
        spelt = sum(map(len, row[1:])) <= 1.5 * len(row[1:])  # a title set wide
        enough = len(row) > 1 + ("\t" not in line) and max(map(len, row)) <= _LONGEST_CELL
        if enough and not (spelt or "，" in line or ENDS_WITHIN.search(line)):
            cells[place] = len(row)
    near = [step for step in range(-_NEAR, _NEAR + 1) if step]  # a page may end between
    rows = {place for place, many in cells.items() if many in [cells.get(place + step) for step in near]}
    return rows if any(ENDS_WITHIN.search(line) for place, line in enumerate(lines) if place not in rows) else set()


def _join_paragraphs(lines: list[Line], layout: Layout, dated: set[int]) -> None:
    if not lines:
        return
    width = wrap_width(lines)
    wrapped = is_wrapped(lines, width)
    by_indent, torn = _indents_tell(lines, width if wrapped else 0), is_torn(lines)
    listed = _lists_begin_lines(lines)
    current: list[Line] = []
    for line in lines:
        if not current:
            starts = False
        elif line.after_heading:
            starts = True
        elif wrapped:
            lost = INDENT if len(current) == 1 else 0  # the document may have lost the indent of the first line
            ends = not current[-1].goes_on and current[-1].room > lost or _ends_speech(current[-1].text, dated)
            starts = _starts_paragraph(line, current, by_indent, width) or not by_indent and ends
            starts = starts or listed and not by_indent and is_numbered(line.text) and not current[-1].goes_on
        else:
            starts = _follows_paragraph(line, current[-1], by_indent, torn)
        if starts:
            layout.paragraphs.append(squeeze([(one.number, one.text) for one in current]))
            current = []
        elif current and line.after_blank:
            layout.page_breaks += 1
        current.append(line)
    layout.paragraphs.append(squeeze([(one.number, one.text) for one in current]))


def _lists_begin_lines(lines: list[Line]) -> bool:
    """Whether what is counted up stands at the beginning of lines, and nowhere within one."""
    begin = sum(is_numbered(line.text) and not before.goes_on for before, line in pairwise(lines))
    return begin > 1 and not any(_NUMBERED_WITHIN.search(line.text) for line in lines)


def _indents_tell(lines: list[Line], width: int) -> bool:
    """Whether paragraphs of this document begin with an indent, and lines inside them do not.

    Where only the items of a list are indented, other paragraphs begin without one behind a line that stops short.
    """
    pairs = list(pairwise(lines))
    starts = [lines[0], *(line for before, line in pairs if before.finished)]
    short = [line for before, line in pairs if before.finished and before.width < 0.9 * width]
    plain = [line for line in short if not (line.indented or line.after_blank)]
    inside = [line for before, line in pairs if before.goes_on and not line.after_heading]
    indented = sum(line.indented for line in starts)
    after_blank = sum(line.after_blank for line in starts)
    wrongly = sum(line.indented for line in inside)
    return indented >= max(5 * len(plain), 0.6 * after_blank, 1) and wrongly <= 0.2 * len(inside)


def _follows_paragraph(line: Line, before: Line, by_indent: bool, torn: bool) -> bool:
    """Whether a line of a text that is not wrapped begins a paragraph: it does, but where a page has torn one."""
    if torn and by_indent:
        return line.indented and not before.goes_on
    return not before.goes_on or not torn and before.text[-1] not in "，、,"


def _ends_speech(text: str, dated: set[int]) -> bool:
    """Whether a line ends with the mark of a note on a speech."""
    mark = _MARK_AT_END.search(text)
    return bool(mark) and mark_number(mark[1]) in dated


def _starts_paragraph(line: Line, current: list[Line], by_indent: bool, width: int) -> bool:
    """Whether a line of a wrapped text begins a paragraph."""
    before = current[-1]
    if by_indent:
        return line.indented and not before.goes_on
    if not before.finished:
        return False
    if line.after_blank or line.text.startswith("——"):  # a dash behind a full stop counts up
        return True
    if line.indented and (is_numbered(line.text) or not before.indented):
        return True
    around = max((one.width for one in current[:-1]), default=width)
    return before.width <= (0.9 if before.indented else 0.75) * around
