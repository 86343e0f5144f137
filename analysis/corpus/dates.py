"""Dates as people write them in a table, whole or in part, and the year, decade or month they fall in."""

import datetime
import re
from collections.abc import Iterable

from analysis.documents.footnotes import chinese_number

DERIVED = ("year", "decade", "month")
_DATE = re.compile(
    r"(?P<year>[0-9]{4})\s*(?:年|[-/.])?\s*"
    r"(?:(?P<month>(?<=[年/.\s-])[0-9]{1,2})\s*(?:月|[-/.])?\s*(?:(?P<day>(?<=[月/.\s-])[0-9]{1,2})\s*日?)?)?"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天1-6][）)]?)?(?:\s*[上下]午)?"
    r"(?:[T\s]*(?<=[T\s午])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_MONTHS = {month: number for number, month in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}  # fmt: skip
_MONTHS |= {f"{number}月": number for number in range(1, 13)}  # what Excel in Chinese makes of them: 10月-23
_NAMED = (
    re.compile(
        r"(?:(?P<day>\d{1,2})[\s-]+)?(?P<month>[a-z]{3,9}|1?\d月)\.?[\s,-]+(?P<year>\d{4}|\d{2})"
    ),  # 12-Oct-23, Oct-23
    re.compile(r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),  # October 12, 2023
)
_YEAR_LAST = re.compile(r"(?P<a>[0-9]{1,2})[-/.](?P<b>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十]+(?=[年月日]|$)")
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_SERIAL = re.compile(r"([1-6][0-9]{4})(?:\.[0-9]+)?")  # days as Excel counts them, where a cell of dates lost its form
_WIDE = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_IN_NAMES = (
    r"(?<![0-9])((?:19|20)[0-9]{2})[年._/-]?([01]?[0-9])[月._/-]([0-3]?[0-9])日?(?![0-9])",
    r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])",
    r"(?<![0-9])((?:19|20)[0-9]{2})[年._-]([01]?[0-9])月?(?![0-9])",
    r"(?<![0-9])((?:1[89]|20)[0-9]{2})(?![0-9])",
)


def read_date(text: str, *, day_first: bool | None = None) -> tuple[datetime.date, str] | None:
    """A date and how much of it was written, as it is shown; None if it is no date.

    Year, month and day, year and month, or the year alone; what is not written is taken as 1 and not shown. Arabic and
    Chinese digits, and months by their English names, are read. Where the year comes last, day and month are told
    apart by points (3.4.2024), by a number above 12, or by `day_first` (:func:`day_comes_first`); else the date is
    refused: 3/4/2024 is 3 April for some and 4 March for others.

    Examples
    --------
    >>> read_date("2023年10月12日"), read_date("2023/10/2")[1], read_date("1954")
    ((datetime.date(2023, 10, 12), '2023-10-12'), '2023-10-02', (datetime.date(1954, 1, 1), '1954'))
    >>> read_date("45117")
    (datetime.date(2023, 7, 10), '2023-07-10')
    >>> read_date("2023-13-40"), read_date("3/4/2024"), read_date("3/4/2024", day_first=True)[1]
    (None, None, '2024-04-03')
    >>> [read_date(text)[1] for text in ("二〇二三年十月", "Oct-23", "12 October 2023", "13/10/2023")]
    ['2023-10', '2023-10', '2023-10-12', '2023-10-13']
    >>> [read_date(text)[1] for text in ("2023-10-12 08:30", "2023年10月12日 星期四", "10月-23", "12-10月-2023")]
    ['2023-10-12', '2023-10-12', '2023-10', '2023-10-12']
    >>> read_date("12/10/2023"), read_date("10/12/2023"), read_date("12/12/2023")[1], read_date("10/13/2023")[1]
    (None, None, '2023-12-12', '2023-10-13')
    """
    text = _CHINESE.sub(lambda match: str(chinese_number(match.group())), text.translate(_WIDE).strip())
    match = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if serial := _SERIAL.fullmatch(text):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(int(serial[1]))
        return day, day.isoformat()
    if match:
        parts = [int(part) for part in match.group("year", "month", "day") if part]
    else:
        parts = _year_last(text, day_first)
    try:
        date = datetime.date(*(parts + [1, 1])[:3])
    except (TypeError, ValueError):
        return None
    shown = "-".join(f"{part:0{width}d}" for part, width in zip(parts, (4, 2, 2), strict=False))
    return (date, shown) if 1678 <= date.year <= 2261 else None  # what a table of pandas can hold


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether dates of one column that end with the year begin with the day; None where none of them shows it.

    Examples
    --------
    >>> day_comes_first(["3/4/2024", "25/4/2024"]), day_comes_first(["3/4/2024"]), day_comes_first(["3/25/2024"])
    (True, None, False)
    """
    pairs = [(int(found["a"]), int(found["b"])) for text in texts if (found := _YEAR_LAST.fullmatch(text.strip()))]
    day, month = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return day if day != month else None


def day_comes_either_way(text: str) -> bool:
    """Whether a text is two dates, by whether the day or the month comes first.

    Examples
    --------
    >>> day_comes_either_way("3/4/2024"), day_comes_either_way("soon")
    (True, False)
    """
    return bool(_YEAR_LAST.fullmatch(text.strip()) and not read_date(text) and read_date(text, day_first=True))


def _year_last(text: str, day_first: bool | None) -> list[int]:
    """Year, month and day of a date that ends with its year; empty if it is none, or could be two."""
    for form in _NAMED:
        if match := form.fullmatch(text.casefold()):
            year, month, day = match["year"], _MONTHS.get(match["month"][:3]), match["day"]
            full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
            return [full, month, int(day)] if day and month else [full, month] if month else []
    match = _YEAR_LAST.fullmatch(text)
    if not match:
        return []
    a, b = int(match["a"]), int(match["b"])
    if a > 12 or b > 12 or a == b:
        day_first = a > 12
    elif "." in text:  # with points the day comes first wherever people write so
        day_first = True
    return [] if day_first is None else [int(match["year"]), b if day_first else a, a if day_first else b]


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
    >>> guess_date("2020-02-30讲话")
    ''
    """
    found = next(filter(None, (re.search(pattern, name.translate(_WIDE)) for pattern in _IN_NAMES)), None)
    date = found and read_date("-".join(found.groups()))
    return date[1] if date else ""
