"""Which encoding a text is in, told from its bytes: never by guess, and refused where it cannot be told."""

import codecs
import re
import unicodedata
from pathlib import Path

from analysis.mistakes import Mistake

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENOUGH = 16  # characters


class ParseError(Mistake):
    """A document, a list or a setting that cannot be read as it is: the file, the line and the cure."""


def decode(path: Path | str, data: bytes) -> tuple[str, str]:
    """Text and encoding of bytes in UTF-8, UTF-16, UTF-32 or GB18030, told apart as ``read_plain_text`` says.

    Raises
    ------
    ParseError
        The bytes are damaged, binary, or in no encoding that can be told for certain.

    Examples
    --------
    >>> decode("x.txt", "要统筹好发展和安全。".encode("gb18030"))
    ('要统筹好发展和安全。', 'gb18030')
    """
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


def read_marks(data: bytes) -> str:
    """The text of any encoding, full-width characters as half-width; of damaged bytes what ASCII stands in them.

    Examples
    --------
    >>> [read_marks("收据３－7，谢谢老师。".encode(one))[2:5] for one in ("utf-8", "utf-16", "gb18030")]
    ['3-7', '3-7', '3-7']
    """
    try:
        text, _ = decode("", data)
    except ParseError:
        text = data.replace(b"\0", b"").decode("utf-8", "ignore")
    return unicodedata.normalize("NFKC", text)


def _decode_strictly(path: Path, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(path, data, encoding, error) from None
    if encoding == "gb18030" and (_is_korean(data) or not _plausible_chinese(text)):
        raise ParseError("unknown_encoding", file=path)
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
    raise ParseError("control_character", file=path, line=line, value="NUL")


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


def _is_korean(data: bytes) -> bool:
    """Whether the bytes are Hangul in EUC-KR: that has the first of the rows that common ideographs fill."""
    pairs = re.findall(rb"[\xb0-\xd7][\xa1-\xfe]", data[:200_000])
    return len(pairs) >= _ENOUGH and sum(pair[0] <= 0xC8 for pair in pairs) > 0.95 * len(pairs)


def _broken(path: Path, data: bytes, encoding: str, error: UnicodeDecodeError) -> ParseError:
    wide = encoding.startswith(("utf-16", "utf-32"))
    before = data[: error.start]
    line = before.decode(encoding, "ignore").count("\n") + 1 if wide else before.count(b"\n") + 1
    found = data[error.start : error.start + 4].hex(" ")
    key = "cut_off_character" if error.end >= len(data) - 1 else "bytes_no_character"
    place = {"file": path, "line": line, "byte": error.start + 1}
    return ParseError(key, **place, encoding=encoding.upper(), value=found)
