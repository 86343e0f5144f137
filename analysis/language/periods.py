"""Groups that are points or spans of time: years, decades, months, dates."""

import datetime
import re
from collections.abc import Sequence

from analysis.language import speak

_FORMS = (
    ("decade", re.compile(r"(\d{3}0)(?:s|年代)")),
    ("span", re.compile(r"(\d{4})\s*[-–—~～至]\s*(\d{4})年?")),
    ("year", re.compile(r"(\d{4})年?")),
    ("month", re.compile(r"(\d{4})[-./年](\d{1,2})月?")),
    ("date", re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")),
)


def parse_period(label: str) -> tuple[str, float] | None:
    """Kind of a time label and where it stands, in years; None if it is no time.

    A decade and a span stand at their middle, a year at its number, months and dates within their year.

    Examples
    --------
    >>> parse_period("1950年代"), parse_period("1998"), parse_period("2023-10"), parse_period("西部大开发")
    (('decade', 1955.0), ('year', 1998.0), ('month', 2023.75), None)
    """
    for kind, form in _FORMS:
        found = form.fullmatch(str(label).strip())
        if not found:
            continue
        first, *more = (int(part) for part in found.groups())
        if kind == "span":
            return (kind, (first + more[0]) / 2) if first < more[0] else None
        try:
            day = datetime.date(first, *(more + [1, 1])[:2])
        except ValueError:
            return None
        within = (day - datetime.date(first, 1, 1)).days / 366 if kind == "date" else (day.month - 1) / 12
        return kind, first + (5.0 if kind == "decade" else within)
    return None


def period_kind(groups: Sequence[str]) -> str | None:
    """What kind of time the groups are, if all are of one kind and stand in order; two make no line.

    Examples
    --------
    >>> period_kind(["1950s", "1960s", "1970s"]), period_kind(["1960s", "1950s", "1970s"]), period_kind(["东", "西"])
    ('decade', None, None)
    """
    found = [parse_period(group) for group in groups]
    if len(found) < 3 or None in found or len({kind for kind, _ in found}) > 1:
        return None
    places = [place for _, place in found]
    return found[0][0] if all(a < b for a, b in zip(places, places[1:], strict=False)) else None


def period_name(label: str, language: str) -> str:
    """A decade or year as the language writes it; other labels as they are.

    Examples
    --------
    >>> period_name("1950年代", "en"), period_name("1950s", "zh"), period_name("2021", "zh"), period_name("西部", "en")
    ('1950s', '1950年代', '2021年', '西部')
    """
    kind = (parse_period(label) or ("",))[0]
    return speak(language).say(f"names.{kind}", number=str(label).strip()[:4]) if kind in ("decade", "year") else label
