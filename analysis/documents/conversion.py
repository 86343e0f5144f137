"""Traditional characters to simplified ones for counting, each character in its place.

The words are cut and counted in the converted text, and what is shown is the original: that holds only if both have
the same length, character by character. OpenCC mostly keeps it; where a conversion of phrases would not, the sentence
is converted a character at a time.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

CONVERSIONS = ("t2s", "tw2s", "hk2s", "tw2sp")
_PIECE = re.compile(r"[^。！？!?；;，,\n]*[。！？!?；;，,\n]?")
_WIDE_MARKS = str.maketrans(",;:.!?", "，；：。！？")
_BEHIND = '(?<=[\u3400-\u9fff%％”’"）)①-⑳\\]］])'  # Chinese characters, and what else their sentences end with
_NOT_LATIN = "(?! +[“‘\"'(]?[A-Za-z]|\n[a-z])"  # an English sentence goes on, in the next line too
_MARKS = (
    (re.compile(rf"{_BEHIND}[,;:]{_NOT_LATIN}"), "，；："),
    (re.compile(rf"{_BEHIND}(?<![一二三四五六七八九十])[.!?](?![A-Za-z.]){_NOT_LATIN}"), "。！？"),  # 一. counts up
)
_CHINESE, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]")
_LONGEST_CHANGE = 4  # the longest run in which a phrase may differ from its characters converted one by one


def convert(text: str, how: str) -> str:
    """`text` in simplified characters, of the same length: ``convert(text)[a:b]`` stands for ``text[a:b]``.

    Parameters
    ----------
    text : str
        In traditional characters, or mixed.
    how : str
        One of `CONVERSIONS`, the names of OpenCC: ``t2s`` for traditional in general, ``tw2s`` and ``hk2s`` for the
        forms of Taiwan and Hong Kong, ``tw2sp`` with the words of Taiwan (網路 to 网络) where they are as long.

    Raises
    ------
    ValueError
        Another name.

    References
    ----------
    OpenCC (Open Chinese Convert), its dictionaries of phrases and characters.

    Examples
    --------
    >>> convert("發展後，皇后乾杯，乾坤未定", "t2s")
    '发展后，皇后干杯，乾坤未定'
    """
    if how not in CONVERSIONS:
        raise ValueError(f"no conversion is called {how!r}; use one of {', '.join(CONVERSIONS)}")
    return "".join(_convert_piece(piece, how) for piece in _PIECE.findall(text))


def convert_lines(lines: Sequence[str], how: str) -> list[str]:
    """Convert the lines of a text as one, for a word may run over the end of a line; every line keeps its length.

    Examples
    --------
    >>> convert_lines(["　　乾", "坤和乾杯"], "t2s")
    ['　　乾', '坤和干杯']
    """
    letters = [[character for character in line if not character.isspace()] for line in lines]
    stream = iter(convert("".join(map("".join, letters)), how))
    return ["".join(character if character.isspace() else next(stream) for character in line) for line in lines]


def widen_marks(lines: Sequence[str]) -> list[str]:
    """The lines with full-width marks where the Chinese text has mostly half-width ones; every line keeps its length.

    A text with more Latin letters than Chinese characters stays as it is, and so does a mark before a Latin word.

    Examples
    --------
    >>> widen_marks(["一.要抓发展,增长4.6%.", "要守底线!"]), widen_marks(["要抓发展，守底线。", "是吗?"])
    (['一.要抓发展，增长4.6%。', '要守底线！'], ['要抓发展，守底线。', '是吗?'])
    """
    whole = "\n".join(lines)
    if len(_LATIN.findall(whole)) > len(_CHINESE.findall(whole)):
        return [*lines]
    for half, full in _MARKS:
        if len(half.findall(whole)) > sum(map(whole.count, full)):
            whole = half.sub(lambda match: match.group().translate(_WIDE_MARKS), whole)
    return whole.split("\n")


def share_traditional(text: str) -> float:
    """Share of the Chinese characters of a text that have another simplified form.

    Examples
    --------
    >>> round(share_traditional("我們要發展。"), 2), share_traditional("我们要发展。")
    (0.4, 0.0)
    """
    counts = {character: times for character, times in Counter(text).items() if "\u3400" <= character <= "\u9fff"}
    changed = sum(times for character, times in counts.items() if _convert_character(character, "t2s") != character)
    return changed / max(sum(counts.values()), 1)


def _convert_piece(piece: str, how: str) -> str:
    if piece.isascii():
        return piece
    whole = _converter(how)(piece)
    if whole == piece:
        return piece
    single = "".join(_convert_character(character, how) for character in piece)
    if len(whole) != len(piece):
        return single
    # A word that grew beside one that shrank would shift what lies between: then nearly all of it differs.
    differs = "".join("x" if one != other else "." for one, other in zip(whole, single, strict=True))
    return single if "x" * (_LONGEST_CHANGE + 1) in differs else whole


@cache
def _convert_character(character: str, how: str) -> str:
    converted = _converter(how)(character)
    return converted if len(converted) == 1 else character


@cache
def _converter(how: str):
    import opencc

    return opencc.OpenCC(how).convert
