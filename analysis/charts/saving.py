"""A chart as the bytes of a file: PNG, SVG and PDF, by matplotlib's own writers.

Equal figures give equal bytes: no date, no name of a program, no random names inside.
"""

import hashlib
import io
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import zip_longest
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from analysis.charts.style import BOLD, DPI, FALLBACK, FAMILY, LOCAL_FONTS, QUOTES, family_of, font_path, settings

KINDS = ("png", "svg", "pdf")
STROKE = 0.045  # of the size of a letter: the line around it
MOST_FLAT = 192  # colours of areas; the rest of 256 is for edges
PATHS, EDITABLE = "paths", "editable"
# What a file says of itself: its title and alt text, and nothing of the program and the day.
_NOTES = {"svg": ("Title", "Description", "Date", "Creator"),
          "pdf": ("Title", "Subject", "CreationDate", "Creator", "Producer")}  # fmt: skip


def picture_bytes(
    figure: Figure, kind: str, *, dpi: int = DPI, title: str = "", description: str = "", text: str = PATHS,
    links: bool = False, scale: float = 1.0,
) -> bytes:  # fmt: skip
    """The figure in one format, with the same bytes each time.

    Parameters
    ----------
    figure : Figure
        Of a chart.
    kind : {"png", "svg", "pdf"}
        The format.
    dpi : int
        Dots an inch of a PNG.
    title, description : str
        Go into SVG and PDF, for readers who hear a picture; the alt text is the description.
    text : {"paths", "editable"}
        Letters of an SVG: outlines that need no font, or text in a font that the reader's machine has.
    links : bool
        Whether an SVG leads to the places of the report's page.
    scale : float
        How many times larger than the figure the picture is printed.

    Raises
    ------
    ValueError
        If the kind is none of the three.
    """
    if kind not in KINDS:
        raise ValueError(f"charts are saved as png, svg or pdf, not as {kind!r}")
    stream, letters = io.BytesIO(), "none" if text == EDITABLE else "path"
    with ExitStack() as changes:
        changes.enter_context(settings())
        changes.enter_context(matplotlib.rc_context({"svg.fonttype": letters}))
        if not links:  # files have nowhere to lead to, and no switches
            for what in ("url", "gid"):
                noted = [artist for artist in _artists(figure) if getattr(artist, f"get_{what}")()]
                changes.enter_context(_changed(noted, what, None))
        if kind == "pdf":
            changes.enter_context(_cut_font(figure))
        elif kind == "png" or text == PATHS:
            changes.enter_context(_emboldened(figure))
        if kind == "png":
            return _png(figure, dpi, scale)
        notes = zip_longest(_NOTES[kind], (title, description))  # without a value: not what matplotlib says unasked
        metadata = {name: value for name, value in notes if value != ""}
        figure.savefig(stream, format=kind, dpi=72, metadata=metadata, facecolor="white")
    data = stream.getvalue()
    if kind == "pdf":  # six letters name a cut of a font: by what is drawn, not by what was drawn before
        data = re.sub(rb"/[A-Z]{6}\+", b"/%s+" % _letters(figure), data)
        data = data if scale == 1 else _scaled_pdf(data, scale)
    if kind == "svg" and text == EDITABLE:  # who reads it has no such font
        data = data.replace(f"'{QUOTES}', ".encode(), b"")
    if kind == "svg" and text == EDITABLE and not links:
        data = data.replace(f"'{FAMILY}', '{FALLBACK}'".encode(), LOCAL_FONTS.encode())
    if kind == "svg" and scale != 1:  # its view box keeps the size in which it is drawn
        for side, inches in zip((b"width", b"height"), figure.get_size_inches(), strict=True):
            data = re.sub(b'%s="[\\d.]+pt"' % side, b'%s="%gpt"' % (side, 72 * scale * inches), data, count=1)
    return data


def _scaled_pdf(data: bytes, scale: float) -> bytes:
    """A PDF of one page as a larger or smaller one: the page goes whole into a new one."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as made:
        width, height = source.get_page_size(0)
        drawn = source.page_as_xobject(0, made).as_pageobject()
        drawn.transform(pypdfium2.PdfMatrix().scale(scale, scale))
        page = made.new_page(width * scale, height * scale)
        page.insert_obj(drawn)
        page.gen_content()
        stream = io.BytesIO()
        made.save(stream)
    # what makes each file another, and no PDF needs: a random name at its end, and the time, for which blanks stand
    data = re.sub(rb"/ID\s*\[.*?\]", b"", stream.getvalue(), flags=re.DOTALL)
    return re.sub(rb"/(Creation|Mod)Date\s*\(.*?\)", lambda found: b" " * len(found[0]), data)


def page_svg(figure: Figure) -> str:
    """The figure as an ``<svg>`` element for the report's page: text as text, artists with a link as links.

    The page supplies the font under the name of :data:`analysis.charts.style.FAMILY`; the alt text stands in the page.
    """
    svg = picture_bytes(figure, "svg", text=EDITABLE, links=True).decode("utf-8")
    return svg[svg.index("<svg") :].replace(' target="_blank"', "")  # a place of the same page


def _png(figure: Figure, dpi: int, scale: float) -> bytes:
    with _changed([figure], "dpi", dpi * scale):
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        return pack_png(np.array(canvas.buffer_rgba()), dpi)


def pack_png(pixels: np.ndarray, dpi: int) -> bytes:
    """A PNG of at most 256 colours: those of areas to the digit, so that a key matches its chart, then edges alike."""
    from PIL import Image

    pixels = np.ascontiguousarray(pixels).view(np.uint32)[:, :, 0]
    first = pixels[:-1, :-1]
    area = (first == pixels[1:, :-1]) & (first == pixels[:-1, 1:]) & (first == pixels[1:, 1:])
    flat = np.unique(first[area])
    place = np.minimum(np.searchsorted(flat, pixels), len(flat) - 1)
    edges = flat[place] != pixels
    image = Image.fromarray(pixels.view(np.uint8).reshape(*pixels.shape, 4), "RGBA").convert("RGB")
    if len(flat) <= MOST_FLAT:
        numbers, palette = place.astype(np.uint8), flat.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
        if edges.any():
            rest = Image.frombytes("RGBA", (int(edges.sum()), 1), pixels[edges].tobytes()).convert("RGB")
            rest = rest.quantize(256 - len(flat), method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            numbers[edges] = np.frombuffer(rest.tobytes(), np.uint8) + len(flat)
            palette += bytes(rest.getpalette())
        image = Image.frombytes("P", image.size, numbers.tobytes())
        image.putpalette(palette)
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=6, dpi=(dpi, dpi))
    return stream.getvalue()


def _artists(artist: Artist) -> Iterator[Artist]:
    """An artist and all that it is made of, but axes that are not drawn: to ask them makes all their ticks."""
    yield artist
    for child in artist.get_children():
        if not isinstance(child, Axis) or child.axes.axison:
            yield from _artists(child)


@contextmanager
def _changed(artists: Iterable[Artist], what: str, value) -> Iterator[None]:
    """Some artists with another value of a property, or what a function of them says, while a file is written."""
    changed = [(artist, getattr(artist, f"get_{what}")()) for artist in artists]
    try:
        for artist, _ in changed:
            artist.set(**{what: value(artist) if callable(value) else value})
        yield
    finally:
        for artist, before in changed:
            artist.set(**{what: before})


def _emboldened(figure: Figure):
    """Draw what is bold with a line around its letters: the font has one weight."""
    bold = [text for text in _artists(figure) if isinstance(text, Text) and text.get_label() == BOLD]
    return _changed(bold, "path_effects", lambda text: [
        withStroke(linewidth=STROKE * text.get_fontsize(), foreground=text.get_color())])  # fmt: skip


def cut_font(characters: Iterable[str], file, *, flavour: str | None = None) -> None:
    """Write the charts' font with these characters only; the same bytes each time.

    Examples
    --------
    >>> from fontTools.ttLib import TTFont
    >>> file = io.BytesIO()
    >>> cut_font("生态", file, flavour="woff")
    >>> sorted(map(chr, TTFont(file)["cmap"].getBestCmap()))
    ['态', '生']
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["kern", "pwid"], hinting=False, notdef_outline=True, name_IDs=[1, 2, 4, 6])
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    with TTFont(font_path(), recalcBBoxes=False, recalcTimestamp=False, lazy=True) as font:
        subsetter.subset(font)
        font.flavor = flavour
        font.save(file)


def _common() -> frozenset[str]:
    """Signs, Latin letters and the 3,755 characters of the first level of GB 2312: nearly all that a chart says."""
    rows = [*range(0xA1, 0xA4), *range(0xB0, 0xD8)]
    chinese = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(map(chr, range(32, 256))) | frozenset(chinese.decode("gb2312", errors="ignore"))


class _Cut:
    """The font cut to the characters of the figures so far: matplotlib reads a whole font for every PDF."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="chart-font-")
        self.known: frozenset[str] = frozenset()
        self.family = ""

    def family_for(self, characters: frozenset[str]) -> str:
        """The family of a font that has these characters."""
        if not characters <= self.known:
            self.known |= characters | _common()
            self.family = f"{FAMILY} {len(self.known)}"
            path = Path(self.folder.name) / f"{len(self.known)}.ttf"
            cut_font(sorted(self.known), path)
            family_of(path, self.family)
        return self.family


_cut = cache(_Cut)


def _letters(figure: Figure) -> bytes:
    drawn = "".join(text.get_text() for text in figure.findobj(Text))
    return bytes(65 + byte % 26 for byte in hashlib.sha256(drawn.encode()).digest()[:6])


def _cut_font(figure: Figure):
    """Let the texts of a figure use a small copy of their font, in which they are as wide as before."""
    figure.draw_without_rendering()  # makes every tick
    texts = [text for text in figure.findobj(Text) if FAMILY in text.get_fontfamily()]
    family = _cut().family_for(frozenset("".join(text.get_text() for text in texts)) | {" "})
    return _changed(texts, "fontfamily", lambda text: [{FAMILY: family}.get(one, one) for one in text.get_fontfamily()])
