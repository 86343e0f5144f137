"""Numbers as people write them: in figures, in Chinese or English words, with what they count, as a calculation."""

import ast
import math
import operator
import re
import tomllib
import unicodedata
from pathlib import Path

WORDING = tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
UNITS = {name: re.compile(rf"\s*(?:{written})", re.IGNORECASE) for name, (*_, written) in WORDING["units"].items()}
NUMERAL = "零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
PER_CENT = "百分之"
FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
THOUSANDS = {"千": 1_000, "万": 10_000}
DIGITS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
STEMS = "thir four fif six seven eigh nine".split()
DIGITS |= {f"{stem}teen": n for n, stem in enumerate(STEMS, 13)}
TENS = {f"{stem}ty": 10 * n for n, stem in enumerate(["twen", *STEMS[:1], "for", *STEMS[2:]], 2)}
TIMES = {"once": 1, "twice": 2}
HUNDRED = {"hundred": 100, "thousand": 1_000}
LESS = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(DIGITS)}))?|{'|'.join(DIGITS)})"
HUNDREDS = rf"(?:(?:an?|{'|'.join(DIGITS)})[- ])?hundred(?:,? (?:and )?{LESS})?"
IN_ENGLISH = rf"(?:{HUNDREDS}|{LESS}|an?) thousand(?:,? (?:and )?(?:{HUNDREDS}|{LESS}))?|{HUNDREDS}|(?!one\b){LESS}"
N = rf"(?:(?!一[致样些般定直起律])[{NUMERAL}])"  # 一 of 一致 ends no number
LAND = re.compile("(?<=[内大])陆|陆(?=[地路海上续])")  # no six
PARTS = {"50%": "一半|\\bhalf\\b", "75%": r"\bthree[- ](?:quarters|fourths)\b", "25%": r"\ba quarter\b"}
# In a sentence 一 of 统一 is no number: one numeral alone counts with what it counts behind it.
IN_TEXT = re.compile(
    rf"(?<![统达])[{NUMERAL}\d]成[{NUMERAL}半]?(?![立员果为功绩长都效就熟分不])|{FIGURES}\s?[千万]?"
    rf"|{PER_CENT}{N}+(?:点{N}+)?|{N}+点{N}+|{N}{{2,}}"
    rf"|(?<![统唯同])[{NUMERAL}](?=\s?(?:句|段|篇|次|处|个|组|词|字|倍|回|种|项|份|行))"
    rf"|(?<![\u4e00-\u9fff])[{NUMERAL}](?![\u4e00-\u9fff])"
    rf"|\b(?:{IN_ENGLISH}|{'|'.join(TIMES)})\b",
    flags=re.IGNORECASE,
)
SIGN = re.compile("[+*/]|log")
SUM = re.compile(r"(?:log|[\d\s.+*/()])+")
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
FUNCTIONS = {"log": math.log, "round": round}
SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-"})
LARGEST_BASE, LARGEST_POWER = 1000, 9  # 9**9**9 has no end


def numbers_in(text: str) -> list[float]:
    """Every number a sentence holds.

    Examples
    --------
    >>> numbers_in("二十句里有14句，约70%，即七成"), numbers_in("统一行动，三处"), numbers_in("全文1.2万字")
    ([20.0, 14.0, 70.0, 70.0], [3.0], [12000.0])
    """
    return [number for number, _ in counted_in(text)]


def counted_in(text: str) -> list[tuple[float, str]]:
    """Every number of a sentence with what it counts, "" where nothing is said.

    Examples
    --------
    >>> counted_in("4段12句，占 19%"), counted_in("twelve long sentences, 3 speeches")
    ([(4.0, 'paragraphs'), (12.0, 'sentences'), (19.0, 'percent')], [(12.0, ''), (3.0, 'speeches')])
    """
    text = unicodedata.normalize("NFKC", text)
    for share, written in PARTS.items():
        text = re.sub(written, share, text, flags=re.IGNORECASE)
    text = LAND.sub(" ", text)
    return [
        (read_numeral(found[0]), next((name for name, unit in UNITS.items() if unit.match(text, found.end())), ""))
        for found in IN_TEXT.finditer(text)
    ]


def read_numeral(text: str) -> float:
    """A written number, in figures, in words or in Chinese.

    Examples
    --------
    >>> [read_numeral(text) for text in ("1,363", "两千零九十六", "十", "二〇二三", "三点五", "一万二", "九成一")]
    [1363.0, 2096.0, 10.0, 2023.0, 3.5, 12000.0, 91.0]
    >>> [read_numeral(text) for text in ("一百五", "两千三", "一百零五", "一万零二", "三百一十五", "Eighty-six")]
    [150.0, 2300.0, 105.0, 10002.0, 315.0, 86.0]
    >>> [read_numeral(text) for text in ("one hundred and fifty-five", "two thousand, one hundred four", "a hundred")]
    [155.0, 2104.0, 100.0]
    """
    text = text.replace(",", "").replace("两", "二").removeprefix(PER_CENT).lower()
    if text.isascii() and text[:1].isalpha():
        return _read_english(re.findall("[a-z]+", text))
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


def _read_english(words: list[str]) -> float:
    value = section = 0
    for word in words:
        if word == "thousand":
            value, section = (section or 1) * HUNDRED[word], 0
        elif word == "hundred":
            section = (section or 1) * HUNDRED[word]
        else:
            section += (DIGITS | TENS | TIMES).get(word, 0)
    return float(value + section)


def calculate(text: str) -> float | None:
    """What a calculation written as text gives; None where it is none.

    Examples
    --------
    >>> calculate("3/193*10000"), calculate("ln(5/4) + 1"), calculate("0.9^2 + 0.1²"), calculate("400×5%")
    (155.44..., 1.223..., 0.82..., 20.0)
    >>> calculate("12"), calculate("5/0"), calculate("9**9**9"), calculate("12句"), calculate("3/193*10^4")
    (None, None, None, None, 155.44...)
    """
    text = unicodedata.normalize("NFKC", text.replace("²", "^2")).strip(" 。.").translate(SIGNS)
    text = re.sub(r"(?:(?:np|math)\.)?(?:ln|log)\b\s*", "log", text.replace("^", "**"))
    calculated = re.sub(r"log([\d.]+)", r"log(\1)", re.sub(r"([\d.]+)%", r"(\1/100)", text))
    if not SIGN.search(text) or not SUM.fullmatch(calculated):
        return None
    try:
        return float(value_of(ast.parse(calculated, mode="eval").body))
    except (SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, MemoryError, RecursionError):
        return None


def value_of(node: ast.expr) -> object:
    """What is written out in code: a literal, or numbers that are calculated with; no name and no code of others runs.

    Raises
    ------
    ValueError, TypeError, ArithmeticError, LookupError
        It is neither.
    """
    if isinstance(node, ast.Call):
        named = {word.arg or "": value_of(word.value) for word in node.keywords}
        return FUNCTIONS[getattr(node.func, "id", getattr(node.func, "attr", ""))](*map(value_of, node.args), **named)
    if not isinstance(node, ast.BinOp):
        return ast.literal_eval(node)
    one, other = value_of(node.left), value_of(node.right)
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        raise TypeError
    if isinstance(node.op, ast.Pow) and (abs(one) > LARGEST_BASE or abs(other) > LARGEST_POWER):
        raise ValueError
    return OPERATORS[type(node.op)](one, other)
