"""An answer as it was meant: ``１２``, ``"十二"``, ``"12句"`` and ``[12]`` are 12; ``“西部”`` is 西部.

A student who has the right answer should not lose it to a quotation mark, a unit or a width of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from numbers import Real

from analysis.documents.conversion import convert

QUOTES = "\"'`“”‘’「」『』《》〈〉【】"
ENDS = " 。.，,；;！!：:"
DIGITS = dict(zip("零一二三四五六七八九〇两", (*range(10), 0, 2), strict=True))
SCALES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "".join((*DIGITS, *SCALES, "万"))
PER_CENT = "百分之"
FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
WORDS = {
    word: number for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
WORDS |= {f"{word}ty": 10 * number for number, word in enumerate("twen thir for fif six seven eigh nine".split(), 2)}
# What a rate is taken per: no number of an answer.
BASE = re.compile(r"(?:每|/|per)\s*(?:1?万|10,?000)\s*(?:个?计?数?词|words)?", flags=re.IGNORECASE)
FRACTION = re.compile(rf"(\d+)\s?/\s?(\d+)|([{NUMERAL}]+)分之([{NUMERAL}]+)")
# In a sentence 一 of 统一 is no number: one numeral alone counts with what it counts behind it.
IN_TEXT = re.compile(
    rf"{FIGURES}|{PER_CENT}[{NUMERAL}]+(?:点[{NUMERAL}]+)?|[{NUMERAL}]+点[{NUMERAL}]+|[{NUMERAL}]{{2,}}"
    rf"|(?<![统唯同])[{NUMERAL}](?=\s?(?:句|段|篇|次|处|个|组|词|字|倍|回|种|项|成|份|行))"
    rf"|(?<![\u4e00-\u9fff])[{NUMERAL}](?![\u4e00-\u9fff])|\b(?:{'|'.join(WORDS)})\b",
    flags=re.IGNORECASE,
)
BETWEEN = re.compile(rf"[、,;/|\s]+(?:and\s+)?|(?<=[{QUOTES}])(?=[{QUOTES}])", flags=re.IGNORECASE)


def tidy_text(answer: object) -> str | None:
    """A text without quotes, spaces around it and a full stop, in simplified characters; None where there is none.

    Examples
    --------
    >>> tidy_text("「長三角」。"), tidy_text(["西部"]), tidy_text(12)
    ('长三角', '西部', None)
    """
    if isinstance(answer, str):
        text = convert(unicodedata.normalize("NFKC", answer), "t2s")
        return text.strip(QUOTES + ENDS).strip()
    several = as_list(answer)
    return tidy_text(several[0]) if several and len(several) == 1 else None


def tidy_number(answer: object) -> float | None:
    """The one number that an answer is, however it is written and whatever stands around it; None where it is none.

    Examples
    --------
    >>> [tidy_number(one) for one in ("１２句", "一百五十二", "1,363", "百分之四十五", "约45%", [12], "很多", True)]
    [12.0, 152.0, 1363.0, 45.0, 45.0, 12.0, None, None]
    >>> [tidy_number(one) for one in ("400×5% = 20", "155 per 10,000", "3/4", "四分之三", "twelve", "-3", "12或13")]
    [20.0, 155.0, 0.75, 0.75, 12.0, -3.0, None]
    """
    if isinstance(answer, Real) and not isinstance(answer, bool):
        return float(answer)
    text = tidy_text(answer)
    if text is None:
        several = as_list(answer)
        return tidy_number(several[0]) if several and len(several) == 1 else None
    text = BASE.sub("", re.sub(r"(?<=\d)。(?=\d)", ".", text.rpartition("=")[2])).strip()
    if (parts := FRACTION.fullmatch(text)) and parts[3] != "百":
        above, below = (parts[1], parts[2]) if parts[1] else (parts[4], parts[3])
        return read_numeral(above) / read_numeral(below) if read_numeral(below) else None
    found = numbers_in(text)
    return (-1 if text.startswith("-") else 1) * found[0] if len(found) == 1 else None


def numbers_in(text: str) -> list[float]:
    """Every number a sentence holds.

    Examples
    --------
    >>> numbers_in("二十句里有14句，约70%"), numbers_in("统一行动，三处")
    ([20.0, 14.0, 70.0], [3.0])
    """
    return [read_numeral(found) for found in IN_TEXT.findall(unicodedata.normalize("NFKC", text))]


def read_numeral(text: str) -> float:
    """A written number, in figures or in Chinese.

    Examples
    --------
    >>> [read_numeral(text) for text in ("1,363", "两千零九十六", "十", "二〇二三", "三点五", "一万二")]
    [1363.0, 2096.0, 10.0, 2023.0, 3.5, 12000.0]
    >>> [read_numeral(text) for text in ("一百五", "两千三", "一百零五", "一万零二", "三百一十五")]
    [150.0, 2300.0, 105.0, 10002.0, 315.0]
    """
    text = text.replace(",", "").removeprefix(PER_CENT).lower()
    if text in WORDS:
        return float(WORDS[text])
    if not set(text) & set(NUMERAL):
        return float(text)
    whole, _, part = text.partition("点")
    if not set(whole) - set(DIGITS):
        value = int("".join(str(DIGITS[digit]) for digit in whole))
    else:
        value = section = digit = 0
        behind = 1  # what a digit is worth that ends the number: 一百五 is 150, 一百零五 is 105
        for character in whole:
            if character in DIGITS:
                digit, behind = DIGITS[character], behind if DIGITS[character] else 1
            elif character in SCALES:
                section, digit, behind = section + (digit or 1) * SCALES[character], 0, max(SCALES[character] // 10, 1)
            else:
                value, section, digit, behind = (value + section + digit) * 10_000, 0, 0, 1_000
        value += section + digit * behind
    return float(f"{value}." + "".join(str(DIGITS.get(digit, 0)) for digit in part or "零"))


def tidy_items(answer: object) -> list[str] | None:
    """The items of a list, or of a text that lists them; None where there are none.

    Examples
    --------
    >>> tidy_items("安全、统筹，「党中央」"), tidy_items(("安全", "統籌"))
    (['安全', '统筹', '党中央'], ['安全', '统筹'])
    """
    if isinstance(answer, str):
        answer = BETWEEN.split(unicodedata.normalize("NFKC", answer).strip("[]() "))
    several = as_list(answer)
    items = None if several is None else [tidy_text(one) for one in several]
    return None if not items or None in items else [item for item in items if item]


def tidy_numbers(answer: object) -> list[float] | None:
    """Several numbers: a pair, or a text that holds them.

    Examples
    --------
    >>> tidy_numbers("(36, 40)"), tidy_numbers([36, "四十"])
    ([36.0, 40.0], [36.0, 40.0])
    """
    if isinstance(answer, str):
        return numbers_in(answer) or None
    several = as_list(answer)
    numbers = None if several is None else [tidy_number(one) for one in several]
    return None if not numbers or None in numbers else numbers


def as_list(answer: object) -> list | None:
    """Tuples, sets, arrays and columns as a list; None for what is a single thing."""
    if isinstance(answer, str | bytes | dict) or not isinstance(answer, Iterable):
        return None
    return sorted(answer) if isinstance(answer, set | frozenset) else list(answer)
