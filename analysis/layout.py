"""Lines of a page to paragraphs and footnotes: undoing what a PDF did to the text.

Every line of the source is given one role, so that nothing can be lost: it is part of a paragraph, part of a footnote,
or left out for a named reason (page number, running header, heading, blank).
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field

from analysis.documents import Source
from analysis.footnotes import FOOTNOTE_START, RawFootnote, collect_footnote

TERMINALS = "。！？!?"
CLOSERS = "”’」』）)》〉】〕"
_FINISHED = re.compile(rf"[{TERMINALS}][{CLOSERS}\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]*$")
_PAGE_MARK = re.compile(
    r"""[\s\-–—―─_·•.~|/\[\]【】()（）]*          # - 12 -, — 12 —, [12]
        (?:第\s*)?(?P<page>[0-9０-９]{1,4}|[ivxlcIVXLC]{1,7})(?:\s*页)?
        (?:\s*[/／]\s*[0-9０-９]{1,4}|[\s，,]*共\s*[0-9０-９]{1,4}\s*页)?
        [\s\-–—―─_·•.~|/\[\]【】()（）]*""",
    re.VERBOSE,
)
_WORDED_PAGE = re.compile(r"(?:第\s*[0-9０-９一二三四五六七八九十百]+\s*页.*|page\s*\d+.*|[-–—―─]+)", re.IGNORECASE)
_INNER_PUNCTUATION = re.compile(r"[，。；：！？,;:!?“”]")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节篇部])")
_NOT_TEXT = re.compile(r"[\W\d_]+")
_LONGEST_HEADING = 40


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
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    page_breaks: int = 0


@dataclass
class _Line:
    number: int
    text: str
    indented: bool
    after_blank: bool
    after_note: bool
    width: int
    beside_mark: bool = False

    @property
    def finished(self) -> bool:
        return is_finished(self.text)


def is_finished(text: str) -> bool:
    """Whether `text` ends as a sentence does: with 。！？ and perhaps closing marks.

    Examples
    --------
    >>> is_finished("美景重现。”"), is_finished("统筹协调")
    (True, False)
    """
    return bool(_FINISHED.search(text[-12:]))


def read_layout(source: Source) -> Layout:
    """Give every line its role and join the lines of each paragraph.

    Wrapped, unwrapped and indented documents are told apart by what their lines do: in a wrapped text no line is
    longer than those that stop in mid-sentence; an indent counts where paragraphs begin with one; a blank line ends a
    paragraph only after a finished sentence, otherwise it is a page break.

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
    lines = _take_footnotes(source, layout)
    lines = _drop_page_furniture(lines, layout)
    lines = _drop_headings(lines, layout)
    _join_paragraphs(lines, layout)
    layout.left_out.sort(key=lambda row: row[0])
    return layout


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
            if words and _needs_space(words[-1][-1], word[0]):
                word = " " + word
            words.append(word)
            line_numbers.extend([number] * len(word))
    return Paragraph("".join(words), line_numbers)


def _needs_space(left: str, right: str) -> bool:
    latin = all(character.isalnum() and character < "\u0250" for character in (left, right))
    return latin and (left.isalpha() or right.isalpha())


def _take_footnotes(source: Source, layout: Layout) -> list[_Line]:
    """Move the footnotes to the layout; return the other lines that are not blank."""
    lines, skip_to, blank, note = [], 0, True, False
    for index, raw in enumerate(source.lines):
        if index < skip_to:
            continue
        text = raw.strip()
        if not text:
            blank = True
            continue
        found = collect_footnote(source.lines, index, at_block_start=blank) if FOOTNOTE_START.match(text) else None
        if found:
            footnotes, skip_to = found
            layout.footnotes.extend(footnotes)
            blank = note = True
            continue
        lead = raw[: len(raw) - len(raw.lstrip())]
        indented = "\u3000" in lead or "\t" in lead or len(lead) >= 4
        width = len(text) + lead.count("\u3000")
        lines.append(_Line(index + 1, text, indented, blank or "\f" in lead, note, width))
        blank = note = False
    return lines


def _drop_page_furniture(lines: list[_Line], layout: Layout) -> list[_Line]:
    """Leave out page numbers, and the running headers that repeat beside page breaks."""
    width = _wrap_width(lines)
    reasons = {line.number: "page number" for line in lines if _is_page_mark(line.text, width)}
    lines = _leave_out(lines, reasons, layout)
    while headers := _running_headers(lines):  # a header may have stood beside another: until there is none
        lines = _leave_out(lines, {line.number: "running header" for line in headers}, layout)
    return lines


def _leave_out(lines: list[_Line], reasons: dict[int, str], layout: Layout) -> list[_Line]:
    kept: list[_Line] = []
    broken = False
    for line in lines:
        if line.number in reasons:
            layout.left_out.append((line.number, line.text, reasons[line.number]))
            broken = True
            if kept:
                kept[-1].beside_mark = True
        else:
            line.after_blank = line.after_blank or broken
            line.beside_mark = line.beside_mark or broken
            broken = False
            kept.append(line)
    return kept


def _running_headers(lines: list[_Line]) -> list[_Line]:
    """Lines that stand at page breaks as headers do: they repeat there, or are too short to be text."""
    width = _wrap_width(lines)
    wrapped = _is_wrapped(lines, width)
    keys = {line.number: _NOT_TEXT.sub("", line.text) for line in lines}
    repeats = Counter(keys.values())
    first = _first_of_text(lines)
    found, alone = [], []
    for index, line in enumerate(lines):
        if not _may_be_heading(line.text):
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        after, before = following is None or following.after_blank, line.after_blank
        isolated = before and after
        narrow = not 0.8 * width <= line.width <= width + 2
        interrupts = index > first and not lines[index - 1].finished
        often = repeats[keys[line.number]]
        if often > 1 and (isolated or narrow and (before or after)):
            # A line as wide as the text may be wording that two paragraphs share: then twice is not enough.
            if narrow or line.beside_mark or often > 2:
                found.append(line)
        elif isolated and interrupts and (line.width < 0.7 * width if wrapped else line.beside_mark):
            alone.append(line)
    at_breaks = Counter(keys[line.number] for line in found)
    return [line for line in found if at_breaks[keys[line.number]] > 1] + alone


def _is_page_mark(text: str, width: int) -> bool:
    if _WORDED_PAGE.fullmatch(text):
        return True
    mark = _PAGE_MARK.fullmatch(text)
    # A wrapped line that is nothing but a number is as long as its neighbours.
    return bool(mark) and (len(mark["page"]) < len(text) or len(text) * 2 <= max(width, 1))


def _wrap_width(lines: list[_Line]) -> int:
    """The usual length of a line that stops in mid-sentence; 0 where none does."""
    return int(statistics.median([line.width for line in lines if not line.finished] or [0]))


def _is_wrapped(lines: list[_Line], width: int) -> bool:
    """Whether next to no line is longer than those that stop in mid-sentence (by more than a hanging mark or word)."""
    full = sum(not line.finished and line.width >= 0.7 * width for line in lines)
    longer = sum(line.width > 1.25 * width + 3 for line in lines)
    return full >= 2 and longer <= 0.1 * len(lines)


def _drop_headings(lines: list[_Line], layout: Layout) -> list[_Line]:
    """Leave out titles and headings: lines without punctuation that stand before a paragraph, not in one."""
    body = lines[_first_of_text(lines) :]
    width = _wrap_width(body)
    wrapped = bool(body) and _is_wrapped(body, width)
    cut_sentences = any(not line.finished and _INNER_PUNCTUATION.search(line.text) for line in body)
    kept: list[_Line] = []
    for index, line in enumerate(lines):
        between = not kept or is_finished(kept[-1].text)
        following = lines[index + 1] if index + 1 < len(lines) else None
        if between and following and _may_be_heading(line.text):
            title = not kept and following.after_blank and not following.after_note
            narrow = wrapped and line.after_blank and line.width < 0.8 * min(width, following.width)
            alone = not wrapped and (not kept or not cut_sentences)
            if title or narrow or alone or (_NUMBERED.match(line.text) and following.after_blank):
                layout.left_out.append((line.number, line.text, "heading"))
                following.after_blank = True
                continue
        kept.append(line)
    return kept


def _first_of_text(lines: list[_Line]) -> int:
    """Index of the first line with punctuation: what stands before it may be titles."""
    return next((index for index, line in enumerate(lines) if _INNER_PUNCTUATION.search(line.text)), len(lines))


def _may_be_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _INNER_PUNCTUATION.search(text)


def _join_paragraphs(lines: list[_Line], layout: Layout) -> None:
    if not lines:
        return
    width = _wrap_width(lines)
    wrapped = _is_wrapped(lines, width)
    by_indent = _indents_tell(lines)
    current: list[_Line] = []
    for line in lines:
        if current and _starts_paragraph(line, current, wrapped, by_indent, width):
            layout.paragraphs.append(squeeze([(one.number, one.text) for one in current]))
            current = []
        elif current and line.after_blank:
            layout.page_breaks += 1
        current.append(line)
    layout.paragraphs.append(squeeze([(one.number, one.text) for one in current]))


def _indents_tell(lines: list[_Line]) -> bool:
    """Whether paragraphs of this document begin with an indent, and lines inside them do not."""
    starts = [line for before, line in zip([None, *lines], lines, strict=False) if before is None or before.finished]
    inside = [line for before, line in zip(lines, lines[1:], strict=False) if not before.finished]
    indented = sum(line.indented for line in starts)
    after_blank = sum(line.after_blank for line in starts)
    wrongly = sum(line.indented for line in inside)
    return indented > 0 and indented >= 0.6 * after_blank and wrongly <= 0.2 * len(inside)


def _starts_paragraph(line: _Line, current: list[_Line], wrapped: bool, by_indent: bool, width: int) -> bool:
    before = current[-1]
    if by_indent:
        return line.indented and (before.finished or before.text[-1] in "：；:;")
    if not before.finished:
        return False
    if line.after_blank or not wrapped:
        return True
    around = max((one.width for one in current[:-1]), default=width)
    return before.width <= 0.75 * around
