"""The footnotes that say when, where and on what occasion each speech was given."""

import contextlib
import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from analysis.documents import ParseError

_CIRCLED = "①-⑳㉑-㉟㊱-㊿⓪❶-❿⑴-⒇⓵-⓾"
_BRACKETED = r"[\[［〔【（(]\s*[0-9０-９]{1,3}\s*[\]］〕】）)]"
YEAR = r"[0-9０-９〇零一二三四五六七八九]{4}"
_MARK = rf"(?:注\s*)?(?:[{_CIRCLED}]|{_BRACKETED}|[0-9０-９]{{1,3}}[.．、]?\s+(?={YEAR}\s*年))"
FOOTNOTE_START = re.compile(_MARK)
NOTE_REFERENCE = rf"(?:[{_CIRCLED}]|{_BRACKETED})"
CIRCLED_MARK = re.compile(f"[{_CIRCLED}]")
NOTE_MARK = re.compile(rf"[{_CIRCLED}]|[\[［〔【]\s*[0-9０-９]{{1,3}}\s*[\]］〕】]")
_NEXT_ON_LINE = re.compile(rf"(?<=[^\s注])\s*(?=(?:[{_CIRCLED}]|{_BRACKETED})\s*{YEAR}\s*[年.\-/])")
DATED_NOTE = re.compile(rf"^[^\S\n]*(?P<mark>{_MARK})\s*{YEAR}\s*[年.\-/]", re.MULTILINE)
_END = re.compile(
    r"(?:讲话|致辞|发言|谈话|演讲|报告|指示|批示|文章|贺信|回信|说明)"
    r"(?:要点|全文|[（(][^（）()]{1,8}[）)])?[》”」。.]?$"
)
_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})\s*[年.\-/]\s*(?P<month>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*[月.\-/]\s*"
    r"(?P<day>[0-9]{1,3}|[〇零一二三四五六七八九十]{1,4})\s*日?"
    r"(?:\s*(?:上午|下午|晚上?|晚间|[（(]星期.[）)]))?"
)
_COMMA = re.compile(r"[，,；;]\s*")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○", 0)
_MARK_RANGES = (("①", "⑳", 1), ("㉑", "㉟", 21), ("㊱", "㊿", 36), ("❶", "❿", 1), ("⑴", "⒇", 1), ("⓵", "⓾", 1))
_SPOKEN = re.compile(r"讲话|致辞|座谈会|会议|发言")
_FIGURES = re.compile(r"[\s0-9０-９]+")
_MOST_LINES, _MOST_BETWEEN = 16, 6
_LONGEST, _LONGEST_TAIL, _LONGEST_PLACE = 160, 40, 20
_LONGEST_WITHOUT_END = 60


@dataclass(frozen=True)
class RawFootnote:
    """A footnote as it stands: its joined text, its first line and how many lines it takes."""

    line: int
    text: str
    lines: int


@dataclass(frozen=True)
class Footnote:
    """What a footnote says: ``number`` is that of its mark (⑤ is 5), ``occasion`` its wording after the place."""

    number: int
    mark: str
    date: datetime.date
    place: str
    occasion: str
    line: int


class Collected(NamedTuple):
    """Footnotes that begin on one line.

    Attributes
    ----------
    notes : list of RawFootnote
    after : int
        Index of the first line behind them.
    between : list of int
        Indices of lines that a page break put into them: page number and running header.
    """

    notes: list[RawFootnote]
    after: int
    between: list[int]


def collect_footnote(lines: list[str], index: int, *, at_block_start: bool) -> Collected | None:
    """The footnote(s) that begin on ``lines[index]``; None if the mark opens body text.

    A footnote takes its block of lines, up to a blank line or the next mark; where body text follows without a blank
    line, it ends where it reads as one does (…讲话). The rest of one that a page breaks is looked for behind the number
    and the header of the page. An enumeration inside a paragraph (①…；②…) has no date and no such end.
    """
    end, rest = _end_of_footnote(lines, index)
    text = "".join(line.strip() for line in lines[index:end])
    text += "" if rest is None else lines[rest].strip()
    lone = at_block_start and len(text) <= _LONGEST_WITHOUT_END and "。" not in text
    spoken = _SPOKEN.search(text) or FOOTNOTE_START.fullmatch(text)
    if not (DATED_NOTE.match(text) or (spoken and (lone or _END.search(text)))):
        return None
    after = end if rest is None else rest + 1
    between = [] if rest is None else [place for place in range(end, rest) if lines[place].strip()]
    notes = [RawFootnote(index + 1, part, after - index) for part in _NEXT_ON_LINE.split(text)]
    return Collected(notes, after, between)


def _end_of_footnote(lines: list[str], index: int) -> tuple[int, int | None]:
    """Index after the last line of the footnote that begins at `index`, and of its rest on the next page if any."""
    end = index + 1
    while end < len(lines) and lines[end].strip() and not FOOTNOTE_START.match(lines[end].strip()):
        end += 1
        if end - index > _MOST_LINES:
            break
    block = "".join(line.strip() for line in lines[index:end])
    if len(block) > _LONGEST or "。" in block[:-1]:  # body text follows without a blank line
        return next((stop for stop in range(index + 1, end + 1) if _ends(lines[index:stop])), index + 1), None
    if not _END.search(block) and DATED_NOTE.match(block):
        behind = (place for place in range(end, min(end + _MOST_BETWEEN, len(lines))) if is_wordy(lines[place]))
        rest = next((place for place in behind if not _stands_elsewhere(lines, place)), None)
        if rest is not None and len(lines[rest].strip()) <= _LONGEST_TAIL and _ends([block, lines[rest]]):
            return end, rest
    return end, None


def _stands_elsewhere(lines: list[str], place: int) -> bool:
    """Whether a line is a header: it comes again, its numbers aside."""
    one, *others = (_FIGURES.sub("", text) for text in (lines[place], *lines[:place], *lines[place + 1 :]))
    return one in others


def is_wordy(text: str) -> bool:
    """Whether a text has a letter or character in it, not marks and numbers alone."""
    return any(map(str.isalpha, text))


def _ends(lines: list[str]) -> bool:
    text = "".join(line.strip() for line in lines)
    another = len(lines) > 1 and FOOTNOTE_START.match(lines[-1].strip())
    return bool(_END.search(text)) and "。" not in text[:-1] and not another


def read_footnotes(path: Path, raw: list[RawFootnote]) -> list[Footnote]:
    """Read date, place and occasion of each footnote.

    Raises
    ------
    ParseError
        A footnote lacks its date, place or occasion, its date does not exist, or two have the same number.
    """
    footnotes: list[Footnote] = []
    for one in raw:
        footnote = _read_footnote(path, one)
        for other in footnotes:
            if other.number == footnote.number:
                raise ParseError("note_twice", file=path, line=one.line, mark=footnote.mark, other=other.line)
        footnotes.append(footnote)
    return sorted(footnotes, key=lambda footnote: footnote.number)


def _read_footnote(path: Path, raw: RawFootnote) -> Footnote:
    mark_match = FOOTNOTE_START.match(raw.text)
    mark = mark_match.group().strip()
    note = {"file": path, "line": raw.line, "mark": mark}
    rest = raw.text[mark_match.end() :].strip()
    date_match = _DATE.match(rest.translate(_WIDE_DIGITS))
    if not date_match:
        raise ParseError("note_without_date", **note, value=rest[:20])
    date = _read_date(date_match, note)
    following = rest[date_match.end() :]
    if following and not _COMMA.match(following.lstrip()) and following[0] in "至—–-~～到日":
        raise ParseError("note_of_days", **note, value=rest[:24])
    parts = [part.strip() for part in _COMMA.split(following.lstrip("，,；; "), maxsplit=1)]
    place = parts[0]
    if len(place) > _LONGEST_PLACE or _SPOKEN.search(place) or place.startswith("在") or not place:
        raise ParseError("note_without_place", **note)
    if len(parts) == 1 or not parts[1]:
        raise ParseError("note_without_occasion", **note, value=place)
    if len(parts[1]) > _LONGEST:
        raise ParseError("note_too_long", **note, n=len(parts[1]))
    return Footnote(mark_number(mark), mark, date, "".join(place.split()), "".join(parts[1].split()), raw.line)


def dates_of(text: str) -> list[datetime.date]:
    """The days a text names.

    >>> dates_of("（２０２３年10月12日，二〇二四年三月二十日）")
    [datetime.date(2023, 10, 12), datetime.date(2024, 3, 20)]
    """
    dates = []
    for match in _DATE.finditer(text.translate(_WIDE_DIGITS)):
        with contextlib.suppress(ParseError):
            dates.append(_read_date(match, {}))
    return dates


def _read_date(match: re.Match, note: dict) -> datetime.date:
    try:
        date = datetime.date(*map(chinese_number, match.group("year", "month", "day")))
        if not 1900 <= date.year <= 2100:
            raise ValueError
        return date
    except ValueError:
        raise ParseError("note_impossible_date", **note, value=match.group().strip()) from None


def chinese_number(text: str) -> int:
    """A number in Arabic digits, in Chinese digits (二〇二三) or up to 99 in words (二十三).

    >>> chinese_number("二〇二三"), chinese_number("十二"), chinese_number("二十三"), chinese_number("8")
    (2023, 12, 23, 8)
    """
    if text.isascii():
        return int(text)
    text = text.replace("三〇", "三十").replace("二〇", "二十") if len(text) == 2 else text
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * _CHINESE_DIGITS.get(tens or "一", 99) + (_CHINESE_DIGITS.get(ones, 99) if ones else 0)
    return int("".join(str(_CHINESE_DIGITS[digit]) for digit in text))


def mark_number(mark: str) -> int:
    """The number a footnote mark stands for.

    Examples
    --------
    >>> mark_number("⑤"), mark_number("㉑"), mark_number("㊱"), mark_number("[12]"), mark_number("⑴")
    (5, 21, 36, 12, 1)
    """
    for first, last, start in _MARK_RANGES:
        for character in mark:
            if first <= character <= last:
                return ord(character) - ord(first) + start
    digits = re.sub(r"\D", "", mark.translate(_WIDE_DIGITS))
    return int(digits) if digits else 0
