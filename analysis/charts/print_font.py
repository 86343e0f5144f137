"""A small cut of the font for PDF: the same outlines, a fifth of the characters, none of the layout rules.

matplotlib cuts the font of every PDF down to its characters with fontTools, which reads all of it each time: more than
a second for 30,000 glyphs. From this cut, made once a run, it takes a fifth of that.
"""

from __future__ import annotations

import functools
import tempfile
import weakref
from pathlib import Path

from fontTools import subset
from matplotlib import font_manager

from analysis.charts import style

FAMILY = "Speech Sans Print"


@functools.cache
def common_characters() -> frozenset[int]:
    """Latin, punctuation and symbols, and the 6,763 characters of GB 2312."""
    found = set(range(0x20, 0x250)) | set(range(0x2000, 0x2760)) | set(range(0x3000, 0x3040))
    found |= set(range(0xFF00, 0xFFF0))
    pairs = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset(found | {ord(text) for pair in pairs if (text := pair.decode("gb2312", "ignore"))})


def register_cut() -> str:
    """Make the cut if it is not there, and give the family name it is registered under."""
    _make_cut()
    return FAMILY


@functools.cache
def _make_cut() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="speech-font-")
    path = Path(folder.name) / style.font_path().name
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]
    font = subset.load_font(str(style.font_path()), options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=common_characters())
    cut.subset(font)
    subset.save_font(font, str(path), options)
    font_manager.fontManager.ttflist.append(
        font_manager.FontEntry(
            fname=str(path), name=FAMILY, style="normal", variant="normal", weight=400, stretch="normal",
            size="scalable",
        )
    )  # fmt: skip
    weakref.finalize(_make_cut, folder.cleanup)  # at the end of the run
    return path
