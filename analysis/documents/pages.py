"""What stands on a page beside the text: page numbers, running headers, headings; and how wide its lines are."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass

from analysis.documents.footnotes import NOTE_REFERENCE

LeftOut = list[tuple[int, str, str]]  # line, text, reason

TERMINALS = "。！？!?"
CLOSERS = "”’」』）)》〉】〕"
# What the record says of the hall stands behind the sentence it goes with.
REACTION = r"[（(][^（()）]{0,12}(?:鼓掌|掌声|笑声|欢呼)[^（()）]{0,12}[）)]"
_FINISHED = re.compile(
    rf"[{TERMINALS}][{CLOSERS}]*(?:\s*{NOTE_REFERENCE})*[{CLOSERS}\"']*(?:\s*{REACTION})?$|…[{CLOSERS}]*$"
)
_PAGE_MARK = re.compile(
    r"""[\s\-–—―─_·•.~|/\[\]【】()（）]*          # - 12 -, — 12 —, [12]
        (?:第\s*)?(?P<page>[0-9０-９]{1,4}|[ivxlcIVXLC]{1,7})(?:\s*页)?
        (?:\s*[/／]\s*[0-9０-９]{1,4}|[\s，,]*共\s*[0-9０-９]{1,4}\s*页)?
        [\s\-–—―─_·•.~|/\[\]【】()（）]*""",
    re.VERBOSE,
)
_WORDED_PAGE = re.compile(r"(?:第\s*[0-9０-９一二三四五六七八九十百]+\s*页.*|page\s*\d+.*|[-–—―─]{3,})", re.IGNORECASE)
_PAGE_NUMBER_BESIDE = re.compile(r"^\d{1,4}[\s·|—-]+\D|\D[\s·|—-]+\d{1,4}$")
_INNER_PUNCTUATION = re.compile(r"[，。；：！？,;:!?“”]")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节篇部])")
_NOT_TEXT = re.compile(r"[\W\d_]+")
_LONGEST_HEADING = 40
_NARROW_COLUMN = 8


@dataclass
class Line:
    """A line that is not blank: where it stands, what is around it, and its width in characters with the indent."""

    number: int
    text: str
    indented: bool
    after_blank: bool
    after_note: bool
    width: int
    beside_mark: bool = False

    @property
    def finished(self) -> bool:
        """Whether it ends a sentence."""
        return is_finished(self.text)


def is_finished(text: str) -> bool:
    """Whether `text` ends as a sentence does: with 。！？ and perhaps closing marks.

    Examples
    --------
    >>> is_finished("美景重现。”"), is_finished("统筹协调"), is_finished("新篇章。[7]"), is_finished("的成就！（鼓掌）")
    (True, False, True, True)
    """
    return bool(_FINISHED.search(text[-40:]))


def drop_page_furniture(lines: list[Line], left_out: LeftOut) -> list[Line]:
    """Leave out page numbers, and the running headers that repeat beside page breaks."""
    widest = max((line.width for line in lines), default=0)
    bare = [line.number for line in _stray_numbers(lines)]
    marks = [line for line in lines if is_page_mark(line.text, widest) and line.number not in bare]
    reasons = {line.number: "page number" for line in marks}
    lines = _leave_out(lines, reasons, left_out)
    while headers := _running_headers(lines):  # a header may have stood beside another: until there is none
        lines = _leave_out(lines, {line.number: "running header" for line in headers}, left_out)
    return lines


def _leave_out(lines: list[Line], reasons: dict[int, str], left_out: LeftOut) -> list[Line]:
    kept: list[Line] = []
    broken = False
    for line in lines:
        if line.number in reasons:
            left_out.append((line.number, line.text, reasons[line.number]))
            broken = True
            if kept:
                kept[-1].beside_mark = True
        else:
            line.after_blank = line.after_blank or broken
            line.beside_mark = line.beside_mark or broken
            broken = False
            kept.append(line)
    return kept


def _running_headers(lines: list[Line]) -> list[Line]:
    """Lines that stand at page breaks as headers do: they repeat there, or are too short to be text."""
    width = wrap_width(lines)
    wrapped = is_wrapped(lines, width)
    keys = {line.number: _NOT_TEXT.sub("", line.text) for line in lines}
    repeats = Counter(keys.values())
    first = _first_of_text(lines)
    found, alone = [], []
    for index, line in enumerate(lines):
        if not may_be_heading(line.text):
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        after, before = following is None or following.after_blank, line.after_blank
        isolated = before and after
        narrow = not 0.8 * width <= line.width <= width + 2
        interrupts = index > first and not lines[index - 1].finished
        often = repeats[keys[line.number]]
        numbered = _PAGE_NUMBER_BESIDE.search(line.text) is not None
        beside = before or after or interrupts
        if often > 1 and (isolated or narrow and (numbered or beside and often > 2)):
            # A line as wide as the text may be wording that two paragraphs share: then twice is not enough.
            if narrow or line.beside_mark or often > 2:
                found.append(line)
        elif isolated and interrupts and _too_short_for_text(line, width, wrapped):
            alone.append(line)
    at_breaks = Counter(keys[line.number] for line in found)
    return [line for line in found if at_breaks[keys[line.number]] > 1] + alone


def _too_short_for_text(line: Line, width: int, wrapped: bool) -> bool:
    if wrapped:
        return line.width < (width - 1 if line.beside_mark else 0.7 * width)
    return line.beside_mark


def _stray_numbers(lines: list[Line]) -> list[Line]:
    """Bare numbers in the midst of lines that do not count up as pages do: they may be text."""
    bare = [
        (line, index + 1 == len(lines) or lines[index + 1].after_blank or line.after_blank)
        for index, line in enumerate(lines)
        if line.text.isdigit() and len(line.text) <= 4
    ]
    values = [int(line.text) for line, _ in bare]
    rising = len(values) > 1 and all(0 < b - a <= 3 for a, b in zip(values, values[1:], strict=False))
    return [] if rising else [line for line, beside_break in bare if not beside_break]


def is_page_mark(text: str, widest: int) -> bool:
    """Whether a line is nothing but a page number, in a text whose lines are up to `widest` characters wide."""
    if _WORDED_PAGE.fullmatch(text):
        return True
    mark = _PAGE_MARK.fullmatch(text)
    # In a column a few characters wide, a line that is nothing but a number may be text.
    return bool(mark) and (len(mark["page"]) < len(text) or widest > _NARROW_COLUMN)


def wrap_width(lines: list[Line]) -> int:
    """The usual length of a line that stops in mid-sentence; 0 where none does."""
    return int(statistics.median([line.width for line in lines if not line.finished] or [0]))


def is_wrapped(lines: list[Line], width: int) -> bool:
    """Whether next to no line is longer than those that stop in mid-sentence (by more than a hanging mark or word)."""
    full = sum(not line.finished and line.width >= 0.7 * width for line in lines)
    longer = sum(line.width > 1.25 * width + 3 for line in lines)
    return full >= 2 and longer <= 0.1 * len(lines)


def drop_headings(lines: list[Line], left_out: LeftOut) -> list[Line]:
    """Leave out titles and headings: lines without punctuation that stand before a paragraph, not in one."""
    body = lines[_first_of_text(lines) :]
    width = wrap_width(body)
    wrapped = bool(body) and is_wrapped(body, width)
    cut_sentences = any(not line.finished and _INNER_PUNCTUATION.search(line.text) for line in body)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        between = not kept or is_finished(kept[-1].text)
        following = lines[index + 1] if index + 1 < len(lines) else None
        if between and following and may_be_heading(line.text):
            titled = any(reason == "heading" for _, _, reason in left_out)
            title = not kept and following.after_blank and not (following.after_note and not titled)
            title = title and not following.beside_mark
            narrow = wrapped and line.after_blank and line.width < 0.8 * min(width, following.width)
            alone = not wrapped and (not kept or not cut_sentences)
            numbered = _NUMBERED.match(line.text) and following.after_blank and not following.beside_mark
            if title or narrow or alone or (numbered and not (wrapped and line.width >= 0.8 * width)):
                left_out.append((line.number, line.text, "heading"))
                following.after_blank = True
                continue
        kept.append(line)
    return kept


def _first_of_text(lines: list[Line]) -> int:
    """Index of the first line with punctuation: what stands before it may be titles."""
    return next((index for index, line in enumerate(lines) if _INNER_PUNCTUATION.search(line.text)), len(lines))


def may_be_heading(text: str) -> bool:
    """Whether a line is short and without the punctuation of sentences, as titles are.

    Examples
    --------
    >>> may_be_heading("一、2016年工作回顾"), may_be_heading("各位代表："), may_be_heading("会议结束。")
    (True, False, False)
    """
    return len(text) <= _LONGEST_HEADING and not _INNER_PUNCTUATION.search(text) and not is_finished(text)
