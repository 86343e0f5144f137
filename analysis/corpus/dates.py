"""Dates as people write them in a table, whole or in part, and the year, decade or month they fall in."""

from __future__ import annotations

import datetime
import re

DERIVED = ("year", "decade", "month")
_DATE = re.compile(
    r"(?P<year>[0-9]{4})\s*(?:年|[-/.])?\s*"
    r"(?:(?P<month>(?<=[年/.\s-])[0-9]{1,2})\s*(?:月|[-/.])?\s*(?:(?P<day>(?<=[月/.\s-])[0-9]{1,2})\s*日?)?)?"
    r"(?:[T ]+00?:00(?::00)?(?:\.0+)?)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_WIDE = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")


def read_date(text: str) -> tuple[datetime.date, str] | None:
    """A date and how much of it was written, as it is shown; None if it is no date.

    Year, month and day, year and month, or the year alone; what is not written is taken as 1 and not shown. Day or
    month before the year are refused: 3/4/2024 is 3 April for some and 4 March for others.

    Examples
    --------
    >>> read_date("2023年10月12日"), read_date("2023/10/2")[1], read_date("1954")
    ((datetime.date(2023, 10, 12), '2023-10-12'), '2023-10-02', (datetime.date(1954, 1, 1), '1954'))
    >>> read_date("2023-13-40"), read_date("3/4/2024")
    (None, None)
    """
    text = text.translate(_WIDE).strip()
    match = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if not match:
        return None
    parts = [int(part) for part in match.group("year", "month", "day") if part]
    try:
        date = datetime.date(*(parts + [1, 1])[:3])
    except ValueError:
        return None
    shown = "-".join(f"{part:0{width}d}" for part, width in zip(parts, (4, 2, 2), strict=False))
    return (date, shown) if 1678 <= date.year <= 2261 else None  # what a table of pandas can hold


def part_of_date(date: datetime.date, shown: str, part: str) -> str | None:
    """The ``year``, ``decade`` or ``month`` of a date; None if too little of it is known.

    Examples
    --------
    >>> date = datetime.date(1954, 1, 1)
    >>> part_of_date(date, "1954", "decade"), part_of_date(date, "1954", "year"), part_of_date(date, "1954", "month")
    ('1950s', '1954', None)
    """
    if part == "month":
        return shown[:7] if len(shown) >= 7 else None
    return f"{date.year // 10 * 10}s" if part == "decade" else f"{date.year:04d}"


def guess_date(name: str) -> str:
    """The date that seems to stand in the name of a file; empty if none does.

    Examples
    --------
    >>> guess_date("1954政府工作报告_周恩来"), guess_date("讲话2023-10-12"), guess_date("20231012南昌")
    ('1954', '2023-10-12', '2023-10-12')
    """
    for pattern in (
        r"(?<![0-9])((?:19|20)[0-9]{2})[年._/-]?([01]?[0-9])[月._/-]([0-3]?[0-9])日?(?![0-9])",
        r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])",
        r"(?<![0-9])((?:19|20)[0-9]{2})[年._-]([01]?[0-9])月?(?![0-9])",
        r"(?<![0-9])((?:1[89]|20)[0-9]{2})(?![0-9])",
    ):
        match = re.search(pattern, name.translate(_WIDE))
        found = match and read_date("-".join(match.groups()))
        if found:
            return found[1]
    return ""
