"""The font inside a PDF and inside the page: the outlines of the characters used and nothing else.

Matplotlib has fontTools cut the font of every PDF down to its characters, which reads all of its 30,000 glyphs each
time: more than a second. Here the glyphs are copied as they stand in the file. The font is numbered anew: glyph 1 is
the first character, and the PDF names glyphs by these numbers.
"""

from __future__ import annotations

import functools
import hashlib
import io
import struct
from collections.abc import Sequence

import numpy as np
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.sfnt import calcChecksum
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from matplotlib.backends.backend_pdf import Name, Op, PdfFile

from analysis.charts import style
from analysis.charts.letters import glyph, set_line

_COPIED = ("head", "hhea", "maxp", "loca", "glyf", "hmtx")  # all that a CIDFontType2 needs


@functools.cache
def _tables() -> dict[str, bytes]:
    with TTFont(style.font_path(), lazy=True) as font:
        return {tag: font.reader[tag] for tag in _COPIED}


@functools.cache
def _offsets() -> np.ndarray:
    long = struct.unpack_from(">h", _tables()["head"], 50)[0]
    return np.frombuffer(_tables()["loca"], ">u4") if long else np.frombuffer(_tables()["loca"], ">u2") * 2


def cut_font(characters: Sequence[str]) -> bytes:
    """A TrueType font whose glyph ``n + 1`` is the n-th of the characters; glyph 0 is the empty box.

    It has no table of characters: a PDF asks by number.

    Examples
    --------
    >>> from io import BytesIO
    >>> from fontTools.ttLib import TTFont
    >>> TTFont(BytesIO(cut_font("新质")))["maxp"].numGlyphs
    3
    """
    codes, tables, offsets = style.face().get_charmap(), _tables(), _offsets()
    numbers = [0, *(codes[ord(character)] for character in characters)]
    parts = [tables["glyf"][offsets[number] : offsets[number + 1]] for number in numbers]
    parts = [part + b"\0" * (-len(part) % 4) for part in parts]
    widths = struct.unpack_from(">H", tables["hhea"], 34)[0]
    if any(part[:2] == b"\xff\xff" for part in parts) or len(offsets) - 1 != widths:
        raise ValueError(f"{style.font_path().name} has composite glyphs or fixed widths; the cut knows neither")
    count = len(numbers)
    made = {
        # The last 4 bytes but 2: offsets are long, whatever they were.
        "head": tables["head"][:8] + b"\0" * 4 + tables["head"][12:50] + b"\0\1" + tables["head"][52:],
        "hhea": tables["hhea"][:34] + struct.pack(">H", count),
        "maxp": tables["maxp"][:4] + struct.pack(">H", count) + tables["maxp"][6:],
        "hmtx": b"".join(tables["hmtx"][4 * number : 4 * number + 4] for number in numbers),
        "loca": np.cumsum([0, *map(len, parts)]).astype(">u4").tobytes(),
        "glyf": b"".join(parts),
    }
    return _font_file(made)


def _font_file(tables: dict[str, bytes]) -> bytes:
    """Tables put together as a font file, by the OpenType specification."""
    power = len(tables).bit_length() - 1
    header = struct.pack(">4s4H", b"\0\1\0\0", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    place, entries, body = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        entries += struct.pack(">4s3I", tag.encode(), calcChecksum(padded), place + len(body), len(data))
        body += padded
    whole = header + entries + body
    adjustment = struct.pack(">I", (0xB1B0AFBA - calcChecksum(whole)) & 0xFFFFFFFF)
    head = whole.index(tables["head"][:12], place)
    return whole[: head + 8] + adjustment + whole[head + 12 :]


def web_font(characters: Sequence[str]) -> bytes:
    """A WOFF of the characters for a page that shows charts; the same bytes each time.

    Examples
    --------
    >>> from io import BytesIO
    >>> from fontTools.ttLib import TTFont
    >>> sorted(map(chr, TTFont(BytesIO(web_font("生态")))["cmap"].getBestCmap()))
    ['态', '生']
    """
    font = TTFont(io.BytesIO(cut_font(characters)), recalcTimestamp=False)
    codes = {ord(character): font.getGlyphName(number) for number, character in enumerate(characters, start=1)}
    with TTFont(style.font_path(), lazy=True) as source:
        copied = {tag: source.reader[tag] for tag in ("OS/2", "name", "post")}
    copied["post"] = b"\0\3\0\0" + copied["post"][4:32]  # without the names of glyphs
    for tag, data in copied.items():
        font[tag] = DefaultTable(tag)
        font[tag].data = data
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, []
    for kind, encoding in ((4, 1), (12, 10)):
        table = CmapSubtable.newSubtable(kind)
        table.platformID, table.platEncID, table.language = 3, encoding, 0
        table.cmap = {code: name for code, name in codes.items() if code < 0x10000 or kind == 12}
        font["cmap"].tables.append(table)
    font.flavor, stream = "woff", io.BytesIO()
    font.save(stream)
    return stream.getvalue()


class PrintFile(PdfFile):
    """A PDF file of matplotlib's with one font, cut to the characters written by :meth:`write_line`."""

    def __init__(self, stream, metadata: dict):
        super().__init__(stream, metadata=metadata)
        self._numbers: dict[str, int] = {}

    def write_line(self, text: str, x: float, y: float, size: float, angle: float) -> None:
        """A line of text; its base line begins at x, y and turns by `angle` degrees."""
        line, turn = set_line(text), np.radians(angle)
        shown, pending, drift = [], b"", 0.0
        for character, place, after in zip(text, line.places, [*line.places[1:], line.width], strict=True):
            pending += self._numbers.setdefault(character, len(self._numbers) + 1).to_bytes(2, "big")
            drift += 10 * glyph(character).advance - 10 * (after - place)
            if abs(drift) > 1:  # thousandths of the size: kerned, or rounded in the widths
                shown += [pending, drift]
                pending, drift = b"", 0.0
        turned = [round(float(value), 6) for value in (np.cos(turn), np.sin(turn), -np.sin(turn), np.cos(turn))]
        self.output(Op.begin_text, Name("F1"), size, Op.selectfont, *turned, x, y, Op.textmatrix)
        self.output([*shown, pending], Op.showkern, Op.end_text)

    def writeFonts(self):  # noqa: N802
        """Write the font: what matplotlib calls at the end of the file."""
        if not self._numbers:
            self.writeObject(self.fontObject, {})
            return
        characters = list(self._numbers)
        name = _cut_name(characters)
        top, below, about, file, names = (self.reserveObject() for _ in range(5))
        self.writeObject(self.fontObject, {Name("F1"): top})
        self.writeObject(top, {
            "Type": Name("Font"), "Subtype": Name("Type0"), "BaseFont": name, "Encoding": Name("Identity-H"),
            "DescendantFonts": [below], "ToUnicode": names,
        })  # fmt: skip
        self.writeObject(below, {
            "Type": Name("Font"), "Subtype": Name("CIDFontType2"), "BaseFont": name, "FontDescriptor": about,
            "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
            "CIDToGIDMap": Name("Identity"), "DW": 1000,
            "W": [1, [round(10 * glyph(character).advance) for character in characters]],
        })  # fmt: skip
        self.writeObject(about, _descriptor(name) | {"FontFile2": file})
        data = cut_font(characters)
        self.outputStream(file, data, extra={"Length1": len(data)})
        self.outputStream(names, _unicode_map(characters))


def _cut_name(characters: Sequence[str]) -> Name:
    """The font's name with six letters before it that differ from cut to cut."""
    digest = hashlib.sha256("".join(characters).encode("utf-8")).digest()
    letters = "".join(chr(65 + byte % 26) for byte in digest[:6])
    return Name(f"{letters}+{style.face().postscript_name}")


@functools.cache
def _measures() -> dict:
    face = style.face()
    box, up, down = ([round(1000 * value / face.units_per_EM) for value in values]
                     for values in (face.bbox, [face.ascender], [face.descender]))  # fmt: skip
    return {"FontBBox": box, "Ascent": up[0], "Descent": down[0], "CapHeight": 733, "ItalicAngle": 0, "StemV": 80}


def _descriptor(name: Name) -> dict:
    return {"Type": Name("FontDescriptor"), "FontName": name, "Flags": 4} | _measures()


def _unicode_map(characters: Sequence[str]) -> bytes:
    """Which character each number stands for, so that text can be searched and copied."""
    rows = [f"<{number:04x}> <{character.encode('utf-16-be').hex()}>" for number, character in enumerate(characters, 1)]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
