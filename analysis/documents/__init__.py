"""Bytes to text: the encodings a document may come in, and a clear refusal of everything else.

The only reader of sources (:mod:`analysis.documents.formats` reads Word, PDF, HTML and Markdown from the bytes it
gives). A document is decoded, its invisible characters and radical forms are mended, and it is returned as numbered
lines together with a note of what was mended.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from analysis.documents.encodings import ParseError, decode

__all__ = [
    "MAX_BYTES",
    "RADICAL_FORMS",
    "ParseError",
    "Source",
    "mend",
    "read_bytes",
    "read_plain_text",
    "read_text",
    "refuse_damage",
]

MAX_BYTES = 16_000_000

_MAGIC = (
    (b"%PDF", "is_pdf"), (b"PK\x03\x04", "is_zip"), (b"\xd0\xcf\x11\xe0", "is_old_office"), (b"{\\rtf", "is_rich_text"),
)  # fmt: skip

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
# Marks that print nothing: zero-width spaces and joiners, direction marks, soft hyphen, byte order mark in the text.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]"
)
_WIDE = "[\u3001-\u9fff\uff01-\uff5e“”‘’…—·]"
_SPACED, _TOGETHER = re.compile(f"(?<={_WIDE}) (?={_WIDE})"), re.compile(f"{_WIDE}(?={_WIDE})")
_CLOSED = re.compile(f"(?<={_WIDE[:-1]}0-9.%]) (?={_WIDE[:-1]}0-9.%])")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_MOST_NUMBERED, _FEWEST_NUMBERED = 0.9, 5  # of the lines; lines
# Behind the number of an item, or a number that is text: marks, measure words, digits that make it a longer one
_BEHIND_ITEM = re.compile(
    r"[、．.,，:：;；)）%％年月日个项条次家人名种类级届句段万亿倍户元吨所省市县区座位]|(?!(?:19|20)\d\d)\d"
)

# Unicode gives the 214 Kangxi radicals a compatibility mapping, but only two of the radicals supplement. The others
# below are those whose form is a whole character (Unicode Character Database, EquivalentUnifiedIdeograph.txt).
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺈⺊⺋⺌⺎⺒⺓⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺱⺶⺷⺸⺹⺺⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳",
        "厂几刀卜㔾小兀巳幺彐忄㣺扌攵旡月歺母民氵氺灬爫丬牜犭王疋示礻竹糹纟罓羊羊芈耂肀月臼艹虎衤覀西见角讠贝足车辶辶邑钅長镸长门阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀龟",
        strict=True,
    )
)


@dataclass(frozen=True)
class Source:
    """A document as lines. ``mended`` says what was changed and how often.

    Attributes
    ----------
    path : Path or str
        A file, or an address of fsspec.
    lines : list of str
        ``lines[0]`` is line 1.
    encoding : str
        How it was decoded, or the format.
    mended : dict
        What was changed, and how often.
    roles : list of str, optional
        What each line is where the format says so: ``line`` (only its looks tell), ``paragraph`` (begins one), ``item``
        (begins one that is no heading), ``more`` (goes on with it), or the reason why it is no text of the speech, such
        as ``heading``.
    numbers : list of int, optional
        What the lines are called where not 1, 2, 3: the number of a paragraph, or page x 1,000 + line of the page.
    mends : list of (int, str, str)
        Where something was mended: the line as it is called, what it was, and the line as it reads now.
    spaces : list of (float, float), optional
        Where it is known how lines are set: what each leaves free before the edge of the text, and the width of what it
        begins with and cannot be broken, in characters.
    """

    path: Path | str
    lines: list[str]
    encoding: str
    mended: dict[str, int] = field(default_factory=dict)
    roles: list[str] | None = None
    numbers: list[int] | None = None
    mends: list[tuple[int, str, str]] = field(default_factory=list)
    spaces: list[tuple[float, float]] | None = None


def read_plain_text(path: Path | str) -> Source:
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
    return read_text(path, read_bytes(path))


def read_text(path: Path | str, data: bytes, *, numbered: bool = False, spaced: bool = False) -> Source:
    """The numbered lines of plain text, from its bytes; as :func:`read_plain_text` but for the reading.

    `numbered` is whether a viewer may have put numbers before its lines: in a text, not in a list of rows. `spaced` is
    whether a recognised scan may have put spaces between its characters, and they mean nothing else, as in Markdown.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ParseError(kind, file=path)
    text, encoding = decode(path, data)
    if not text.strip().strip("\ufeff"):
        raise ParseError("only_white_space", file=path)
    refuse_damage(path, text)
    each, mended = [mend(line) for line in _LINE_BREAK.split(text)], Counter()
    lines = [line for line, _ in each]
    mends = [(number, what, line) for number, (line, found) in enumerate(each, start=1) for what in found]
    for _, found in each:
        mended.update(found)
    if "\r\n" in text:
        mended["CRLF line ends"] = text.count("\r\n")
    undone = [("line numbers", drop_line_numbers)] if numbered else []
    undone += [("spaces between characters", close_spaces)] if spaced else []
    for what, undo in undone:
        done = undo(lines)
        each = enumerate(zip(lines, done, strict=True), start=1)
        if changed := [(number, what, line) for number, (was, line) in each if line != was]:
            lines, mended[what] = done, len(changed)
            mends = sorted([*mends, *changed], key=lambda row: row[0])
    return Source(path, lines, encoding, dict(mended), mends=mends)


def drop_line_numbers(lines: list[str]) -> list[str]:
    """The lines without the numbers that a viewer has put before them: each has its own, from the first line on.

    At least five lines, and nine of ten, must have theirs. A list has its heading before 1, or marks and measure words
    behind most of its numbers (1、 or 1个): that is text.

    Examples
    --------
    >>> drop_line_numbers(["1同志们：", "2", "3  要发展。", "42024年增长5%。", "5要安全。"])
    ['同志们：', '', '要发展。', '2024年增长5%。', '要安全。']
    """
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for numbers in (range(1, len(filled) + 1), [place + 1 for place in filled]):  # without empty lines, and with them
        rests = {}
        for number, place in zip(numbers, filled, strict=True):
            bare = lines[place].lstrip().lstrip("0")
            if bare.startswith(str(number)):
                rests[place] = bare.removeprefix(str(number)).lstrip(" \t")
        no_items = sum(not _BEHIND_ITEM.match(rest) for rest in rests.values())
        if len(rests) >= max(_FEWEST_NUMBERED, _MOST_NUMBERED * len(filled)) and 2 * no_items > len(rests):
            return [rests.get(place, line) for place, line in enumerate(lines)]
    return lines


def close_spaces(lines: list[str]) -> list[str]:
    """The lines without the space that a recognised scan may have between every two Chinese characters.

    Examples
    --------
    >>> close_spaces(["高 质 量 发 展 ， AI 赋 能 2 0 %", "目  录"]), close_spaces(["总 则", "要发展。"])
    (['高质量发展， AI 赋能20%', '目  录'], ['总 则', '要发展。'])
    """
    whole = "\n".join(lines)
    if 3 * whole.count(" ") < len(whole) or len(_SPACED.findall(whole)) < len(_TOGETHER.findall(whole)):
        return lines
    return [_CLOSED.sub("", line) for line in lines]


def mend(text: str) -> tuple[str, dict[str, int]]:
    """Remove invisible characters and replace Kangxi radicals; say how many of each.

    Examples
    --------
    >>> mend("⻓\u200b江⽔，１２")
    ('长江水，１２', {'invisible characters': 1, 'Kangxi radicals': 2})
    """
    mended = {}
    if not _MENDABLE.search(text):  # as nearly always: one look at the text, not two
        return text, mended
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
_MENDABLE = re.compile(f"{_INVISIBLE.pattern[:-1]}{_RADICALS.pattern[1:]}")


def read_bytes(path: Path | str, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file, or of an fsspec address such as ``s3://bucket/name``.

    Raises
    ------
    ParseError
        It is missing, no file, empty, or larger than `limit` bytes.
    """
    try:
        data = _fetch(path, limit) if "://" in str(path) else _load(Path(path), limit)
    except FileNotFoundError:
        raise ParseError("no_file", file=path) from None
    except (OSError, ValueError, ImportError) as error:
        if isinstance(error, ParseError):
            raise
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ParseError("unreadable_file", file=path, reason=reason) from None
    if not data:
        raise ParseError("empty_file", file=path)
    return data


def _load(path: Path, limit: int) -> bytes:
    if path.is_dir():
        raise ParseError("is_folder", file=path)
    size = path.stat().st_size
    if not path.is_file():
        raise ParseError("is_no_file", file=path)
    if size > limit:
        raise _too_large(path, size, limit)
    return path.read_bytes()


def _fetch(address: str, limit: int) -> bytes:
    import fsspec

    with fsspec.open(address, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(address, len(data), limit)
    return data


def _too_large(path: Path | str, size: int, limit: int) -> ParseError:
    return ParseError("too_large_document", file=path, size=size / 1e6, limit=limit / 1e6)


def refuse_damage(path: Path | str, text: str) -> None:
    """Refuse text with control characters, or with characters lost in an earlier conversion."""
    control = _CONTROL.search(text.rstrip("\x1a"))
    if control:
        place = {"file": path, "line": _line_of(text, control.start())}
        raise ParseError("control_character", **place, value=f"U+{ord(control.group()):04X}")
    lost = text.find("\ufffd")
    if lost >= 0:
        around = "".join(text[max(0, lost - 6) : lost + 7].split())
        raise ParseError("lost_character", file=path, line=_line_of(text, lost), value=around)


def _line_of(text: str, position: int) -> int:
    return len(_LINE_BREAK.findall(text, 0, position)) + 1
