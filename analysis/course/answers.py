"""An answer as it was meant: ``１２``, ``"十二"``, ``"12句"`` and ``[12]`` are 12; ``“西部”`` is 西部.

A student who has the right answer should not lose it to a quotation mark, a unit or a width of characters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from numbers import Number
from pathlib import Path

import pandas as pd

from analysis.documents.conversion import convert

WORDING = tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
PATTERNS = {name: re.compile("|".join(parts), re.IGNORECASE) for name, parts in WORDING["patterns"].items()}
QUOTES = "\"'`“”‘’「」『』《》〈〉【】〝〞"
AROUND = QUOTES + " 。.，,；;！!：:[]()\n"
QUOTED = re.compile("[“「『《【〝]([^“”「」『』《》【】〝〞]+)[”」』》】〞]")
NUMERAL = "零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "≈": "="})
PER_CENT = "百分之"
FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
THOUSANDS = {"千": 1_000, "万": 10_000}
WORDS = {word: n for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
STEMS = "thir four fif six seven eigh nine".split()
WORDS |= {"once": 1, "twice": 2}
WORDS |= {f"{stem}teen": n for n, stem in enumerate(STEMS, 13)}
TENS = {f"{stem}ty": 10 * n for n, stem in enumerate(["twen", *STEMS[:1], "for", *STEMS[2:]], 2)}
UNITS = {"one": 1, **WORDS}
PARTS = re.compile(rf"([{NUMERAL}]+)分之([{NUMERAL}]+)")
OVER = re.compile(rf"([{NUMERAL}]+)\s*/\s*([{NUMERAL}]+)")
PART_OF = re.compile(r"(.+?)[里中]的?(?:有)?(.+)")
OF = re.compile(r"(.+?) (?:out )?of (?:the )?(.+)", flags=re.IGNORECASE)
TERM = r"\d+(?:\.\d+)?%?"
SUM = re.compile(rf"{TERM}(?:\s*(?:\*\*|[+*/])\s*{TERM})+")
LAND = re.compile("(?<=[内大])陆|陆(?=[地路海上续])")  # no six
HALVES = re.compile("一半|\\bhalf\\b", re.IGNORECASE)
# In a sentence 一 of 统一 is no number: one numeral alone counts with what it counts behind it.
IN_TEXT = re.compile(
    rf"(?<![统达])[{NUMERAL}\d]成[{NUMERAL}半]?(?![立员果为功绩长都效就熟分不])|{FIGURES}\s?[千万]?"
    rf"|{PER_CENT}[{NUMERAL}]+(?:点[{NUMERAL}]+)?|[{NUMERAL}]+点[{NUMERAL}]+|[{NUMERAL}]{{2,}}"
    rf"|(?<![统唯同])[{NUMERAL}](?=\s?(?:句|段|篇|次|处|个|组|词|字|倍|回|种|项|份|行))"
    rf"|(?<![\u4e00-\u9fff])[{NUMERAL}](?![\u4e00-\u9fff])"
    rf"|\b(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS)}))?|{'|'.join(WORDS)})\b",
    flags=re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"[、,;/|・·\s]+(?:and\s+)?(?:\d\.\s*)?|(?<=[{QUOTES}])[和与及]?(?=[{QUOTES}])|^\d\.\s*", flags=re.IGNORECASE
)
ALSO = re.compile("以及|[和与及]")


def as_written(answer: str) -> str:
    """A text in simplified characters of normal width."""
    return convert(unicodedata.normalize("NFKC", answer.translate(SIGNS)), "t2s")


def tidy_text(answer: object) -> str | None:
    """A text without quotes, spaces around it and a full stop, in simplified characters; None where there is none.

    Examples
    --------
    >>> tidy_text("「長三角」。"), tidy_text(["西部"]), tidy_text(12)
    ('长三角', '西部', None)
    >>> tidy_text("我找的是“新质 生产力”"), tidy_text("答：发展 (development)")
    ('新质生产力', '发展')
    """
    answer = alone(answer)
    if not isinstance(answer, str):
        return None
    text = as_written(answer).strip()
    quoted = QUOTED.findall(text)
    return PATTERNS["around_word"].sub("", quoted[0] if len(quoted) == 1 else text).strip(AROUND)


def tidy_number(answer: object, share: bool = False) -> float | None:
    """The one number that an answer is, however it is written and whatever stands around it; None where it is none.

    With `share`, 6 of 8 is 75 per cent, else 6.

    Examples
    --------
    >>> [tidy_number(one) for one in ("１２句", "一百五十二", "1,363", "百分之四十五", "约45%", [12], "很多", True)]
    [12.0, 152.0, 1363.0, 45.0, 45.0, 12.0, None, None]
    >>> [tidy_number(one) for one in ("400×5% = 20", "155 per 10,000", "3/4", "四分之三", "twelve", "-3", "12或13")]
    [20.0, 155.0, 0.75, 0.75, 12.0, -3.0, None]
    >>> [tidy_number(one) for one in ("拾贰", "七成五", "3/193*10000", "四篇里的三篇", "12（十二）", "eighty-six")]
    [12.0, 75.0, 155.4404, 3.0, 12.0, 86.0]
    >>> [tidy_number(one) for one in ("万分之五", "5/0")]
    [0.0005, None]
    >>> tidy_number("八句里的六句", share=True), tidy_number("6 of 8", share=True), tidy_number("8句有6句一样，75%")
    (0.75, 0.75, 75.0)
    """
    answer = alone(answer)
    if isinstance(answer, Number) and not isinstance(answer, bool | complex):
        return float(answer)
    if (text := tidy_text(answer)) is None:
        return None
    text = PATTERNS["base"].sub("", re.sub(r"(?<=\d)。(?=\d)", ".", text.rpartition("=")[2])).strip(AROUND)
    text = OVER.sub(lambda it: f"{read_numeral(it[1])}/{read_numeral(it[2])}", text)
    text = PARTS.sub(lambda it: it[0] if it[1] == "百" else f"{read_numeral(it[2])}/{read_numeral(it[1])}", text)
    if SUM.fullmatch(text):
        try:
            return float(pd.eval(re.sub(r"([\d.]+)%", r"(\1/100)", text), engine="python"))
        except ZeroDivisionError:
            return None
    for pattern, part in ((PART_OF, 2), (OF, 1)):
        if (sides := pattern.fullmatch(text)) and all(len(numbers_in(side)) == 1 for side in sides.groups()):
            number, whole = (numbers_in(sides[side])[0] for side in (part, 3 - part))
            return number / whole if share and whole else number
    found = set(numbers_in(text))
    if len(found) > 1:
        found = set(numbers_in(" ".join(re.findall(rf"{FIGURES}%", text))))
    return (-1 if text.startswith("-") else 1) * found.pop() if len(found) == 1 else None


def numbers_in(text: str) -> list[float]:
    """Every number a sentence holds.

    Examples
    --------
    >>> numbers_in("二十句里有14句，约70%，即七成"), numbers_in("统一行动，三处"), numbers_in("全文1.2万字")
    ([20.0, 14.0, 70.0, 70.0], [3.0], [12000.0])
    """
    text = LAND.sub(" ", HALVES.sub("50%", unicodedata.normalize("NFKC", text)))
    return [read_numeral(found) for found in IN_TEXT.findall(text)]


def read_numeral(text: str) -> float:
    """A written number, in figures, in words or in Chinese.

    Examples
    --------
    >>> [read_numeral(text) for text in ("1,363", "两千零九十六", "十", "二〇二三", "三点五", "一万二", "九成一")]
    [1363.0, 2096.0, 10.0, 2023.0, 3.5, 12000.0, 91.0]
    >>> [read_numeral(text) for text in ("一百五", "两千三", "一百零五", "一万零二", "三百一十五", "Eighty-six")]
    [150.0, 2300.0, 105.0, 10002.0, 315.0, 86.0]
    """
    text = text.replace(",", "").replace("两", "二").removeprefix(PER_CENT).lower()
    if text.isascii() and text[:1].isalpha():
        return float(sum((UNITS | TENS)[word] for word in re.split("[- ]", text)))
    if "成" in text:
        tens, _, rest = text.replace("半", "五").partition("成")
        return 10 * read_numeral(tens) + (read_numeral(rest) if rest else 0)
    if text[0].isdigit() and text[0].isascii():
        return float(text.rstrip(" 千万")) * THOUSANDS.get(text[-1], 1)
    whole, _, part = text.partition("点")
    digits = "".join(f"{int(unicodedata.numeric(one)):d}" for one in part or "零")
    values = [int(unicodedata.numeric(one)) for one in whole]
    if max(values) < 10:
        return float("".join(map(str, values)) + f".{digits}")
    value = section = digit = 0
    behind = 1  # what a digit is worth that ends the number: 一百五 is 150, 一百零五 is 105
    for n in values:
        if n < 10:
            digit, behind = n, behind if n else 1
        elif n == 10_000:
            value, section, digit, behind = (value + section + digit or 1) * n, 0, 0, n // 10
        elif n in (20, 30):  # 廿, 卅
            section, digit, behind = section + n, 0, 1
        else:
            section, digit, behind = section + (digit or 1) * n, 0, max(n // 10, 1)
    return float(f"{value + section + digit * behind}.{digits}")


def tidy_items(answer: object, n: int = 0) -> list[str] | None:
    r"""The items of a list, or of a text that lists them; None where there are none.

    Where they are not `n`, 和 parts them too: it also stands within words.

    Examples
    --------
    >>> tidy_items("安全、统筹，「党中央」"), tidy_items(("安全", "統籌")), tidy_items("1. 安全\n2. 统筹")
    (['安全', '统筹', '党中央'], ['安全', '统筹'], ['安全', '统筹'])
    >>> tidy_items("统筹发展和安全、改革"), tidy_items("发展、安全和改革", 3)
    (['统筹发展和安全', '改革'], ['发展', '安全', '改革'])
    """
    answer = alone(answer)
    if isinstance(answer, str):
        text = as_written(answer).strip("[]() \n【】")
        parted = [item for item in map(tidy_text, BETWEEN.split(text)) if item]
        return [one for item in parted for one in ALSO.split(item)] if n and len(parted) < n else parted or None
    several = as_list(answer)
    items = None if several is None else [tidy_text(one) for one in several]
    return None if not items or None in items else [item for item in items if item]


def tidy_numbers(answer: object) -> list[float] | None:
    """Several numbers: a pair, or a text that holds them.

    Examples
    --------
    >>> tidy_numbers("(36, 40)"), tidy_numbers([36, "四十"]), tidy_numbers("八到十二"), tidy_numbers(slice(8, 12))
    ([36.0, 40.0], [36.0, 40.0], [8.0, 12.0], [8.0, 12.0])
    >>> tidy_numbers("36到120"), tidy_numbers("[100,200]"), tidy_numbers("1,200 和 300")
    ([36.0, 120.0], [100.0, 200.0], [1200.0, 300.0])
    """
    if isinstance(answer, str):
        text = re.sub("[到至和与]", " , ", as_written(answer))
        found = numbers_in(text)
        return (found if len(found) > 1 else numbers_in(text.replace(",", " , "))) or None
    several = as_list(answer)
    numbers = None if several is None else [tidy_number(one) for one in several]
    return None if not numbers or None in numbers else numbers


def alone(answer: object) -> object:
    """The one thing in a list of one."""
    several = as_list(answer)
    return alone(several[0]) if several and len(several) == 1 else answer


def as_list(answer: object) -> list | None:
    """Tuples, sets, arrays, columns, slices as a list; None for what is a single thing."""
    if isinstance(answer, slice | range):
        return [answer.start, answer.stop]
    if isinstance(answer, dict):
        return list(answer.values())
    if getattr(answer, "ndim", 1) == 0:
        return [answer.item()]
    if isinstance(answer, str | bytes) or not isinstance(answer, Iterable):
        return None
    return sorted(answer, key=str) if isinstance(answer, set | frozenset) else list(answer)
