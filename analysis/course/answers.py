"""An answer as it was meant: ``１２``, ``"十二"``, ``"12句"`` and ``[12]`` are 12; ``“西部”`` is 西部.

A student who has the right answer should not lose it to a quotation mark, a unit or a width of characters.
"""

import re
import unicodedata
from collections.abc import Iterable
from numbers import Number

from analysis.course.numerals import FIGURES, NUMERAL, WORDING, calculate, numbers_in, read_numeral
from analysis.documents.conversion import convert

PATTERNS = {name: re.compile("|".join(parts), re.IGNORECASE) for name, parts in WORDING["patterns"].items()}
QUOTES = "\"'`“”‘’「」『』《》〈〉【】〝〞"
AROUND = QUOTES + " 。.，,；;！!：:[]()\n"
QUOTED = re.compile("[“「『《【〝]([^“”「」『』《》【】〝〞]+)[”」』》】〞]")
SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "≈": "=", "‰": "/1000", "²": "^2"})
PARTS = re.compile(rf"([{NUMERAL}]+)分之([{NUMERAL}]+)")
OVER = re.compile(rf"([{NUMERAL}]+)\s*/\s*([{NUMERAL}]+)")
PART_OF = re.compile(r"(.+?)[里中]的?(?:有)?(.+)")
OF = re.compile(r"(.+?) (?:out )?of (?:the )?(.+)", flags=re.IGNORECASE)
BETWEEN = re.compile(
    rf"[、,;/|・·\s]+(?:and\s+|还有)?(?:\d[.、)]\s*)?|(?<=[{QUOTES}])[和与及]?(?=[{QUOTES}])|^\d[.、)]\s*"
    r"|(?<=[\u4e00-\u9fff])\s*[-+]\s*(?=[\u4e00-\u9fff])|(?<!\d)\d(?=[\u4e00-\u9fff])",
    flags=re.IGNORECASE,
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
    >>> tidy_text("我找到的提法是产业创新"), tidy_text("my word is 发展"), tidy_text("产业创新 = industrial innovation")
    ('产业创新', '发展', '产业创新')
    """
    answer = alone(answer)
    if not isinstance(answer, str):
        return None
    text = as_written(answer).strip()
    quoted = QUOTED.findall(text)
    text = PATTERNS["intro"].sub("", quoted[0] if len(quoted) == 1 else text)
    return PATTERNS["around_word"].sub("", text).strip(AROUND)


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
    >>> [tidy_number(one) for one in ("万分之五", "5/0", "9**9**9", "one hundred and fifty-five", "1+ln(5/4)", "5‰")]
    [0.0005, None, 9.0, 155.0, 1.223..., 0.005]
    >>> tidy_number("八句里的六句", share=True), tidy_number("6 of 8", share=True), tidy_number("8句有6句一样，75%")
    (0.75, 0.75, 75.0)
    """
    answer = alone(answer)
    if isinstance(answer, Number) and not isinstance(answer, bool | complex):
        return float(answer)
    if (text := tidy_text(answer)) is None:
        return None
    if (worked_out := calculate(last_side(PATTERNS["base"].sub("", as_written(answer))))) is not None:
        return worked_out
    text = last_side(PATTERNS["base"].sub("", re.sub(r"(?<=\d)。(?=\d)", ".", text))).strip(AROUND)
    text = OVER.sub(lambda it: f"{read_numeral(it[1])}/{read_numeral(it[2])}", text)
    text = PARTS.sub(lambda it: it[0] if it[1] == "百" else f"{read_numeral(it[2])}/{read_numeral(it[1])}", text)
    if (worked_out := calculate(text)) is not None:
        return worked_out
    for pattern, part in ((PART_OF, 2), (OF, 1)):
        if (sides := pattern.fullmatch(text)) and all(len(numbers_in(side)) == 1 for side in sides.groups()):
            number, whole = (numbers_in(sides[side])[0] for side in (part, 3 - part))
            return number / whole if share and whole else number
    found = set(numbers_in(text))
    if len(found) > 1:
        found = set(numbers_in(" ".join(re.findall(rf"{FIGURES}%", text))))
    return (-1 if text.startswith("-") else 1) * found.pop() if len(found) == 1 else None


def last_side(text: str) -> str:
    """What stands behind the last equals sign, or word for one, that a number follows.

    Examples
    --------
    >>> last_side("400的5%就是20"), last_side("3/193*10000=155.4，四舍五入155"), last_side("12是句数")
    ('20', '155', '12')
    """
    sides = [side for side in PATTERNS["equals"].split(text) if numbers_in(side)]
    return sides[-1] if sides else text


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
        text = PATTERNS["intro"].sub("", as_written(answer).strip("[]() \n【】"))
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
