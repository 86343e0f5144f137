"""Bytes to text: the encodings a document may come in, and a clear refusal of everything else.

The only reader of sources. A document is decoded, its invisible characters and radical forms are mended, and it is
returned as numbered lines together with a note of what was mended.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

MAX_BYTES = 16_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF", "copy its text into a .txt file"),
    (b"PK\x03\x04", "a Word, Excel or zip file", "save it as plain text (.txt, UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as plain text (.txt, UTF-8)"),
    (b"{\\rtf", "an RTF file", "save it as plain text (.txt, UTF-8)"),
)
SAVE_AS_UTF8 = "open it in a text editor and save it as UTF-8"

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
# Marks that print nothing: zero-width spaces and joiners, direction marks, soft hyphen, byte order mark in the text.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")

# Unicode gives the 214 Kangxi radicals a compatibility mapping, but only two of the radicals supplement. The others
# below are those whose form is a whole character (Unicode Character Database, EquivalentUnifiedIdeograph.txt).
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺈⺊⺋⺌⺎⺒⺓⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺱⺶⺷⺸⺹⺺⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳",
        "厂几刀卜㔾小兀巳幺彐忄㣺扌攵旡月歺母民氵氺灬爫丬牜犭王疋示礻竹糹纟罓羊羊芈耂肀月臼艹虎衤覀西见角讠贝足车辶辶邑钅長镸长门阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀龟",
        strict=True,
    )
)


class ParseError(ValueError):
    """The document cannot be read as it is; the message names the file, the line and the cure."""


def refuse(path: Path | str, problem: str, *, cure: str, line: int | None = None) -> ParseError:
    """The one form of every refusal: ``file line N: problem; cure``.

    Examples
    --------
    >>> str(refuse("a.txt", "footnote ⑥ has no place", cure="write one", line=3))
    'a.txt line 3: footnote ⑥ has no place; write one'
    """
    where = f"{path} line {line}" if line else str(path)
    return ParseError(f"{where}: {problem}; {cure}")


@dataclass(frozen=True)
class Source:
    """A document as numbered lines: ``lines[0]`` is line 1. ``mended`` says what was changed and how often."""

    path: Path
    lines: list[str]
    encoding: str
    mended: dict[str, int] = field(default_factory=dict)


def read_source(path: Path | str) -> Source:
    """Read a plain-text document into numbered lines.

    UTF-8, UTF-16 and UTF-32 (told by their mark; UTF-16 also without one) and GB18030 are read. Invisible characters
    are removed and Kangxi radicals (U+2F00-2FD5, and the whole characters among U+2E80-2EFF) become the characters
    they stand for, as PDF text needs; nothing else of the text is changed, full-width forms least of all.

    Parameters
    ----------
    path : path-like
        A text file of at most ``MAX_BYTES`` (16 MB).

    Returns
    -------
    Source
        The lines without their line ends, the encoding, and counts of what was mended.

    Raises
    ------
    ParseError
        The path is missing, no file, empty, too large, binary, or in no encoding that can be told for certain.

    References
    ----------
    The Unicode Standard, Kangxi Radicals and CJK Radicals Supplement; EquivalentUnifiedIdeograph.txt.
    """
    path = Path(path)
    data = _read_bytes(path)
    text, encoding = _decode(path, data)
    if not text.strip().strip("\ufeff"):
        raise refuse(path, "the file holds nothing but white space", cure="give a document with speeches in it")
    _refuse_damage(path, text)
    text, mended = mend(text)
    lines = _LINE_BREAK.split(text)
    if "\r\n" in text:
        mended["CRLF line ends"] = text.count("\r\n")
    return Source(path, lines, encoding, mended)


def mend(text: str) -> tuple[str, dict[str, int]]:
    """Remove invisible characters and replace Kangxi radicals; say how many of each.

    Examples
    --------
    >>> mend("⻓\u200b江⽔，１２")
    ('长江水，１２', {'invisible characters': 1, 'Kangxi radicals': 2})
    """
    mended = {}
    text, invisible = _INVISIBLE.subn("", text)
    if invisible:
        mended["invisible characters"] = invisible
    text, radicals = _RADICALS.subn(lambda match: RADICAL_FORMS[match.group()], text)
    if radicals:
        mended["Kangxi radicals"] = radicals
    return text, mended


def _radical_forms() -> dict[str, str]:
    kangxi = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    # In mainland fonts the glyph of this radical is 户; Unicode's mapping is the traditional 戶.
    return kangxi | _SUPPLEMENT | {"⼾": "户"}


RADICAL_FORMS = _radical_forms()
_RADICALS = re.compile("[" + "".join(RADICAL_FORMS) + "]")


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refuse(path, "is a folder, not a document", cure="name the text file inside it")
        size = path.stat().st_size
        if not path.is_file():
            raise refuse(path, "is not a file", cure="name a text file")
        if size > MAX_BYTES:
            raise refuse(
                path,
                f"is {size / 1e6:,.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB of one document",
                cure="split it into one file for each group of speeches",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise refuse(path, "there is no such file", cure="check the name and the folder") from None
    except (OSError, ValueError) as error:
        if isinstance(error, ParseError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(path, f"cannot be read ({reason})", cure="check the name and your permission to read it") from None
    if not data:
        raise refuse(path, "the file is empty", cure="give a document with speeches in it")
    for magic, kind, cure in _MAGIC:
        if data.startswith(magic):
            raise refuse(path, f"is {kind}, not plain text", cure=cure, line=1)
    return data


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_strictly(path, data[len(mark) :], encoding), encoding
    if b"\x00" in data:
        return _decode_without_mark(path, data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _looks_like_utf8(data):
            raise _broken(path, data, "utf-8", error) from None
    return _decode_strictly(path, data, "gb18030"), "gb18030"


def _decode_strictly(path: Path, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(path, data, encoding, error) from None
    if encoding == "gb18030" and not _plausible_chinese(text):
        raise refuse(
            path,
            "is neither UTF-8 nor GB18030 text (it may be binary, or in another encoding such as Big5)",
            cure=SAVE_AS_UTF8,
            line=1,
        )
    return text


def _decode_without_mark(path: Path, data: bytes) -> tuple[str, str]:
    """UTF-16 whose byte order mark was lost: accepted only when it reads as Chinese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and _plausible_chinese(text):
            return text, encoding
    line = data[: data.index(b"\x00")].count(b"\n") + 1
    raise refuse(path, "a NUL byte: the file is binary or damaged", cure=SAVE_AS_UTF8, line=line)


def _looks_like_utf8(data: bytes) -> bool:
    """Whether most bytes above 127 form whole UTF-8 characters: then a bad byte is damage, not another encoding."""
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", data)))
    whole = re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data)
    return sum(map(len, whole)) > 0.7 * high


def _plausible_chinese(text: str) -> bool:
    """Whether most ideographs are among the 3,755 common ones of GB 2312 level 1 (rows 16 to 55)."""
    sample = [character for character in text[:200_000] if ord(character) > 0x7F]
    if not sample:
        return True
    common = 0
    for character in sample:
        try:
            first = character.encode("gb2312")[0]
        except UnicodeEncodeError:
            continue
        common += 0xB0 <= first <= 0xD7 or first in (0xA1, 0xA2, 0xA3)
    return common > 0.7 * len(sample)


def _broken(path: Path, data: bytes, encoding: str, error: UnicodeDecodeError) -> ParseError:
    wide = encoding.startswith(("utf-16", "utf-32"))
    before = data[: error.start]
    line = before.decode(encoding, "ignore").count("\n") + 1 if wide else before.count(b"\n") + 1
    found = data[error.start : error.start + 4].hex(" ")
    cut = "ends in the middle of a character" if error.end >= len(data) - 1 else "holds bytes that are no character"
    return refuse(
        path,
        f"{encoding.upper()} text that {cut} (byte {error.start + 1:,}: {found})",
        cure="fetch the file again, or open it in a text editor, mend the place and save it as UTF-8",
        line=line,
    )


def _refuse_damage(path: Path, text: str) -> None:
    control = _CONTROL.search(text.rstrip("\x1a"))
    if control:
        raise refuse(
            path,
            f"the control character U+{ord(control.group()):04X}: the file is binary or damaged",
            cure=SAVE_AS_UTF8,
            line=_line_of(text, control.start()),
        )
    lost = text.find("\ufffd")
    if lost >= 0:
        around = "".join(text[max(0, lost - 6) : lost + 7].split())
        raise refuse(
            path,
            f"a character was lost in an earlier conversion (“{around}”)",
            cure="restore it from the original",
            line=_line_of(text, lost),
        )


def _line_of(text: str, position: int) -> int:
    return len(_LINE_BREAK.findall(text, 0, position)) + 1
