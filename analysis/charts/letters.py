"""Lines of text as outlines of the charts' font: measured once, drawn in every format.

Lengths are hundredths of the font size, upwards from the base line. Chinese characters stand side by side; Latin
letters are kerned by the font's own rules.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import numpy as np
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

from analysis.charts.style import face

_RUNS = re.compile(r"[A-Za-zÀ-ɏ.,'’-]{2,}|.", re.DOTALL)


class Glyph(NamedTuple):
    """A character's outline, how far the next one stands, and its lowest and highest point."""

    outline: Path
    advance: float
    bottom: float
    top: float


class Line(NamedTuple):
    """A line of text: its characters, where each begins, and its width, lowest and highest point."""

    text: str
    places: tuple[float, ...]
    width: float
    bottom: float
    top: float


@functools.cache
def glyph(character: str) -> Glyph:
    """The glyph of one character."""
    font = face()
    advance = font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536
    vertices, codes = font.get_path()
    heights = vertices[:, 1] if len(vertices) else np.zeros(1)
    return Glyph(Path(vertices, codes), advance, float(heights.min()), float(heights.max()))


@functools.cache
def line_heights() -> tuple[float, float, float]:
    """Ascent, descent and gap of lines by the font's own table, in font sizes."""
    table, em = face().get_sfnt_table("OS/2"), face().units_per_EM
    return table["sTypoAscender"] / em, -table["sTypoDescender"] / em, table["sTypoLineGap"] / em


@functools.lru_cache(maxsize=8192)
def set_line(text: str) -> Line:
    """Set one line of text.

    Examples
    --------
    >>> set_line("新质").places, set_line("新质").width
    ((0.0, 100.0), 200.0)
    """
    places, x = [], 0.0
    for run in _RUNS.findall(text):
        starts, advance = _set_run(run)
        places += [x + start for start in starts]
        x += advance
    glyphs = [glyph(character) for character in set(text)]
    bottom, top = (min(one.bottom for one in glyphs), max(one.top for one in glyphs)) if glyphs else (0.0, 0.0)
    return Line(text, tuple(places), x, bottom, top)


@functools.lru_cache(maxsize=8192)
def _set_run(run: str) -> tuple[tuple[float, ...], float]:
    """Where the characters of a run begin, and where it ends."""
    if len(run) == 1:
        return (0.0,), glyph(run).advance
    glyphs, _, _ = TextToPath().get_glyphs_with_font(face(), run)
    starts = [float(x) for _, x, _, _ in glyphs]
    if len(starts) != len(run):  # a ligature: set the letters one by one
        advances = [glyph(character).advance for character in run]
        starts = [0.0, *np.cumsum(advances[:-1]).tolist()]
    return tuple(starts), starts[-1] + glyph(run[-1]).advance


@functools.lru_cache(maxsize=4096)
def line_outline(text: str) -> Path:
    """The whole line as one path."""
    line = set_line(text)
    parts = [(glyph(character).outline, x) for character, x in zip(text, line.places, strict=True)]
    parts = [(outline, x) for outline, x in parts if len(outline.vertices)]
    if not parts:
        return Path(np.zeros((0, 2)))
    vertices = np.concatenate([outline.vertices + (x, 0) for outline, x in parts])
    return Path(vertices, np.concatenate([outline.codes for outline, _ in parts]))


@functools.cache
def glyph_data(character: str) -> str:
    """The outline as the path data of SVG, y downwards, in 64ths."""
    outline, words = glyph(character).outline, []
    for points, code in outline.iter_segments(curves=True, simplify=False):
        words.append("MLQC"[code - 1] if code < 5 else "z")
        if code < 5:
            words.append(" ".join(f"{round(64 * value)}" for value in points))
    return " ".join(words)
