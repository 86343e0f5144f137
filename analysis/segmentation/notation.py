"""One notation for counting: what differs only in how it is written is folded, and the text shown stays as it is.

Full-width letters and digits, compatibility ideographs, radicals, ligatures and combining marks become the ordinary
characters; a number is one token whether it reads 3.5%, ３．５％ or 百分之三点五; a word of an alphabet is one token
with its accents, points and hyphens.
"""

import re
import unicodedata
from functools import cache

from analysis.documents import RADICAL_FORMS

Span = tuple[int, int]

# Letters of alphabets: Latin with its accents, Greek, Cyrillic.
_PLAIN, _FURTHER = "A-Za-z", "À-ÖØ-öø-ɏͰ-ͽͿ-ԯḀ-ỿ"
LETTERS = _PLAIN + _FURTHER
_WIDE_LETTERS = "Ａ-Ｚａ-ｚ"
_FOLDED_ALWAYS = (
    "\u00a0\u00ad\u0300-\u036f\u200b-\u200d\u2010\u2011\u2060₀-₉Ⅰ-ⅿ\u2e80-\u2fdf\u3371-\u33df\uf900-\ufaff"
    "\ufb00-\ufb06\ufe00-\ufe0f\ufeff\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f"
)
_ODD_ONES = _FOLDED_ALWAYS + "°²³–"  # the last ones only where they are part of a sign or a name
_ODD = re.compile(f"[{_ODD_ONES}]")
_SIGNS = "°C|k?m[²³](?![A-Za-z])|(?<=[A-Za-z])–(?=[0-9])"
_AS_ONE = {"°C": "℃", "m²": "㎡", "km²": "㎢", "m³": "㎥", "–": "-", "\u2010": "-", "\u2011": "-"}
READ_AS = {"℃": "摄氏度", "㎡": "平方米", "㎢": "平方公里", "㎥": "立方米"}  # signs that are counted as words
_WORD_OF = str.maketrans(READ_AS)
_BETWEEN_LETTERS = f"(?<=[{_PLAIN}{_WIDE_LETTERS}])＆(?=[{_PLAIN}{_WIDE_LETTERS}])"
_WIDE = re.compile(f"[０-９{_WIDE_LETTERS}]+(?:[．－／＆][０-９{_WIDE_LETTERS}]+)*％?|＋|{_BETWEEN_LETTERS}")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF05, 0xFF5B)}
# Between Chinese characters and letters or digits a space is a matter of layout: 120 万亿, 互联网 + 政务.
_LOOSE = "(?<=[\u4e00-\u9fff])[ \u00a0]+(?=[A-Za-z0-9+])|(?<=[A-Za-z0-9%+])[ \u00a0]+(?=[\u4e00-\u9fff])"
_LOOSE_SPACE = re.compile(_LOOSE)
_CHANGED = re.compile(f"(?P<loose>{_LOOSE})|{_SIGNS}|[^\u0300-\u036f][\u0300-\u036f]+|[{_FOLDED_ALWAYS}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")

_DIGIT, _ONES = "0-9０-９", "一二三四五六七八九"
_ZERO = "〇○零0OoＯ"
_CHINESE = f"〇○零{_ONES}十百千万亿两"
_THOUSANDS = rf"(?:[,，]|(?<![{_DIGIT}]{{4}})[ \u00a0\u2009\u202f])[{_DIGIT}]{{3}}(?![{_DIGIT}])"
_ARABIC = rf"[{_DIGIT}]*(?:{_THOUSANDS})*(?:[.．/／][{_DIGIT}]+)*[%％‰]?(?:[百千]?[万亿]+)?"
_DASH = "[-—–−~～－]{1,2}"
_NUMBER = re.compile(
    rf"(?:[-−－]|[百千万]分之)?[{_DIGIT}]{_ARABIC}(?:{_DASH}[{_DIGIT}]{_ARABIC})?|[¼-¾⅐-⅞]|"
    rf"(?:[{_CHINESE}]+分之)?[{_CHINESE}]+(?:点[{_CHINESE}]+)?|[廿卅][{_ONES}]?|[{_ONES}][{_ZERO}][{_ZERO}{_ONES}]{{2}}"
)
_LETTER = re.compile(f"[{LETTERS}{_WIDE_LETTERS}]")
_ORDINAL = re.compile(f"(?<=第)([{_ONES}]?)(十?)([{_ONES}]?)(?=[个届次])")

_UNIT = "(?i:[kcmn]m|[km]g|ml|ha|kv|[kmgt]w|[kmgt]wh|[kmgt]?hz|[kmgtp]b)(?![A-Za-z0-9])"
# A pattern that begins with a class of characters is found fast; what stands before is looked at afterwards.
_DIGITS = re.compile(
    rf"[{_DIGIT}](?<![A-Za-z{_DIGIT}.．].){_ARABIC}(?:{_DASH}[{_DIGIT}]{_ARABIC})?(?:(?![A-Za-z{_DIGIT}])|(?={_UNIT}))"
)
_BEFORE_DIGITS = re.compile("(?:(?<![A-Za-z0-9)%年月日-])[-−－]|[百千万]分之)$")
# Only what is a number for certain: 千万, 万一, 十月 and 一一 may be words, and 一年 may be part of 统一年度.
_MEASURE = "年(?![级代])|个月|个百分点|倍(?!增)|天内"
_BEFORE_MEASURE = "年个倍天次届期批"
_NUMERALS = re.compile(
    rf"[{_CHINESE}廿卅](?=[{_CHINESE}0OoＯ点分月日{_BEFORE_MEASURE}])"
    rf"(?:(?<=第.)[{_CHINESE}]*(?!次世界大战)|(?<=[二三四五六七八九十两])(?<![{_CHINESE}].)(?={_MEASURE})|分之[{_CHINESE}]+(?:点[〇○零{_ONES}]+)?"
    rf"|(?<=[〇○零{_ONES}])[〇○零{_ONES}]{{2,}}(?:点[〇○零{_ONES}]+)?"
    rf"|(?<=[{_ONES}两])[十百千万亿]+(?:[零〇{_ONES}]+[十百千万亿]*)*(?:分之[{_CHINESE}]+)?(?:点[〇○零{_ONES}]+)?"
    rf"|(?<=十)[{_ONES}]?点[〇○零{_ONES}]+|(?<=十)[{_ONES}](?=[年月日])|(?<=[零〇{_ONES}])点[〇○零{_ONES}]+(?!线)"
    rf"|(?<=[三四五六七八九十])(?<![{_CHINESE}几数].)(?=个)|(?<=[廿卅])[{_ONES}]?(?=[年个日世])"
    rf"|(?<=[{_ONES}])[{_ZERO}][{_ZERO}{_ONES}]{{2}}(?=年)|(?=月[{_CHINESE}]{{1,3}}日)|(?<=年.)(?=月)|(?<=月.)(?=日))"
)
# A word with an accent, a point or a hyphen; jieba keeps the plain ones whole, and 卡拉OK with them.
_WORDS = re.compile(f"[{LETTERS}0-9]+(?:[-.'’&][{LETTERS}0-9]+)*")
_UNUSUAL = re.compile(r"[^A-Za-z0-9]")
_SMALL = re.compile("[a-z]+")
_PLAIN_LETTER = re.compile(f"[{_PLAIN}]")
# A word that stands alone among Chinese characters: ai is AI there, but new in New York is no NEW.
_LONE_WORD = re.compile(
    rf"[A-Za-z0-9](?<![{LETTERS}0-9].)(?<![{LETTERS}0-9][.'’&-].)(?<![{LETTERS}] .)[A-Za-z0-9]*(?:[-.][0-9]+)?"
    rf"(?![{LETTERS}0-9]|[ .'’&-][{LETTERS}0-9])"
)
_MOST_LETTERS = 4
_FOLDED = re.compile(f"[{LETTERS}{_WIDE_LETTERS}{_ODD_ONES}＋]")
_ALONE = f"{LETTERS}{_WIDE_LETTERS}{_ODD_ONES}{_DIGIT}+＋"
_SPECIAL = re.compile(f"[{_ALONE}{_CHINESE}廿卅](?:(?<=[{_ALONE}])|[{_CHINESE}点分月日{_BEFORE_MEASURE}])")

LINKS = "的和与"  # one character each, and a word nonetheless
COUNTED_KINDS = ("phrase", "word", "latin")


def needs_more(text: str) -> bool:
    """Whether a text may hold anything but words, phrases and marks: letters, digits, numerals side by side.

    Examples
    --------
    >>> [needs_more(text) for text in ("统筹推进", "万一", "一体化", "５年", "五洲", "二十年", "AI")]
    [False, True, False, True, False, True, True]
    """
    return _SPECIAL.search(text) is not None


def has_letters(text: str) -> bool:
    """Whether a text holds letters of an alphabet, or characters (and spaces) that are folded."""
    return _FOLDED.search(text) is not None or (" " in text and _LOOSE_SPACE.search(text) is not None)


def kind_of(term: str) -> str:
    """Kind of a token that is no phrase: number, latin (of any alphabet), word, punctuation (or space).

    Examples
    --------
    >>> [kind_of(term) for term in ("２０２３", "百分之三点五", "5G", "发展", "，", " ")]
    ['number', 'number', 'latin', 'word', 'punctuation', 'space']
    """
    if _NUMBER.fullmatch(term):
        return "number"
    if _LETTER.search(term):
        return "latin"
    if any(character.isalpha() for character in term):
        return "word"
    return "space" if term.isspace() else "punctuation"


def fold(text: str) -> str:
    """The text in the characters that are counted; see :func:`fold_with_places`.

    Examples
    --------
    >>> fold("ＡＩ、ai、ﬁnance、３．５％、Ｒ＆Ｄ、Covid、COVID")
    'AI、AI、finance、3.5%、R&D、covid、covid'
    """
    return fold_with_places(text)[0].translate(_WORD_OF)


def fold_with_places(text: str) -> tuple[str, list[int] | None]:
    r"""The text in the characters that are counted, and for each of them where it stands in `text`; signs stay signs.

    Returns
    -------
    (folded, places)
        ``places[i]`` is the offset in `text` of character i of the folded one, and its last entry the length of `text`;
        None if nothing moved.

    References
    ----------
    Unicode Standard Annex 15, compatibility mappings (NFKC) of the characters folded, and of no others.

    Examples
    --------
    >>> fold_with_places("ﬁ\u00ad!")
    ('FI!', [0, 0, 2, 3])
    """
    places = None
    text = narrow(text)
    if _ODD.search(text) or (" " in text and _LOOSE_SPACE.search(text)):
        forms, moved, at = [], [], 0
        for match in _CHANGED.finditer(text):
            start, end = match.span()
            form = "" if match["loose"] else _form(match.group())
            forms += text[at:start], form
            moved += range(at, start)
            moved += range(start, end) if len(form) == end - start else [start] * len(form)
            at = end
        forms.append(text[at:])
        moved += range(at, len(text) + 1)
        places = moved if moved != list(range(len(text) + 1)) else None
        text = "".join(forms)
    if _PLAIN_LETTER.search(text):
        text = _LONE_WORD.sub(_in_one_case, text)
    return text, places


def capital(text: str) -> str:
    """ASCII letters as capitals: unlike ``upper`` it keeps the length of every text."""
    return _SMALL.sub(lambda match: match.group().upper(), text)


def narrow(text: str) -> str:
    """Full-width letters and digits, and the marks within numbers, as the ordinary ones."""
    return _WIDE.sub(lambda match: match.group().translate(_NARROW), text)


def ordinals_in_digits(text: str) -> str:
    """Ordinal numbers of two figures at most, in digits.

    Examples
    --------
    >>> ordinals_in_digits("第十四个五年规划"), ordinals_in_digits("第二十届"), ordinals_in_digits("第七次")
    ('第14个五年规划', '第20届', '第7次')
    """
    return _ORDINAL.sub(lambda match: _in_digits(*match.groups()), text)


def _in_digits(tens: str, ten: str, ones: str) -> str:
    first, last = (_ONES.index(one) + 1 if one else 0 for one in (tens, ones))
    return str(10 * (first or 1) + last if ten else first or last)


@cache
def _form(piece: str) -> str:
    if form := RADICAL_FORMS.get(piece) or _AS_ONE.get(piece, piece if piece in READ_AS else ""):
        return form
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC" if len(piece) == 1 else "NFC", piece))


def _in_one_case(match: re.Match) -> str:
    """A word as it is counted: abbreviations in capitals, longer ones in small letters."""
    written = match.group()
    letters = sum(map(str.isalpha, written))
    short = letters <= _MOST_LETTERS or letters < len(written) <= 2 * _MOST_LETTERS
    return written.upper() if short else written.lower()


def find_numbers(text: str) -> list[Span]:
    """Where numbers stand that jieba would cut, and most of those it would not.

    Examples
    --------
    >>> text = "二〇二三年十月，下降百分之三点五至3.5%，万一"
    >>> [text[start:end] for start, end in find_numbers(text)]
    ['二〇二三', '十', '百分之三点五', '3.5%']
    """
    spans = [match.span() for match in _NUMERALS.finditer(text)]
    arabic = [_with_sign(match, text) for match in _DIGITS.finditer(text)]
    return _apart(spans + arabic) if spans and arabic else spans or arabic


def find_whole(text: str) -> list[Span]:
    """Where numbers and words of alphabets stand that jieba would cut, in folded text.

    Examples
    --------
    >>> text = "PM2.5下降3.5%，Zürich和卡拉OK"
    >>> [text[start:end] for start, end in find_whole(text)]
    ['PM2.5', '3.5%', 'Zürich']
    """
    numbers = find_numbers(text)
    words = [match.span() for match in _WORDS.finditer(text) if _is_word(match.group())] if has_letters(text) else []
    return _apart(numbers + words) if words else numbers


def _is_word(written: str) -> bool:
    return _UNUSUAL.search(written) is not None and _LETTER.search(written) is not None


def _with_sign(match: re.Match, text: str) -> Span:
    start, end = match.span()
    before = _BEFORE_DIGITS.search(text, max(start - 4, 0), start)
    return before.start() if before else start, end


def _apart(spans: list[Span]) -> list[Span]:
    """Those that overlap none before them, the first and longest first."""
    kept, reached = [], 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            kept.append((start, end))
            reached = end
    return kept
