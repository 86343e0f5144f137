"""A chart as the bytes of a file: PNG, SVG and PDF, and the ``<svg>`` element of the report's page.

Equal figures give equal bytes: no date, no name of a program, no random names inside.
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager, nullcontext

import matplotlib
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.charts.style import DPI, FAMILY, GlyphError, check_glyphs, settings


def png_bytes(figure: Figure, *, dpi: int = DPI) -> bytes:
    """The figure as a PNG of at most 256 colours, without date or program: equal figures give equal bytes."""
    from PIL import Image

    pixels = _draw(figure, "rgba", dpi=dpi)
    width, height = (int(inches * dpi) for inches in figure.get_size_inches())
    image = Image.frombytes("RGBA", (width, height), pixels).convert("RGB")
    image = image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True, dpi=(dpi, dpi))
    return stream.getvalue()


def figure_bytes(figure: Figure, kind: str, *, dpi: int = DPI, title: str = "", description: str = "") -> bytes:
    """The figure as a PNG, SVG or PDF file, with the same bytes each time.

    `title` and `description` (the alt text) go into SVG and PDF, for readers who hear a picture.

    Raises
    ------
    GlyphError
        If a text of the figure holds a character the font cannot draw.
    ValueError
        If `kind` is none of the three.
    """
    if kind == "png":
        return png_bytes(figure, dpi=dpi)
    if kind == "svg":
        notes = {"Title": title, "Description": description}
        notes = {"Date": None, "Creator": None} | {key: text for key, text in notes.items() if text}
    elif kind == "pdf":
        notes = {"Title": title, "Subject": description}
        notes = {"CreationDate": None, "Creator": None, "Producer": None} | {
            k: text for k, text in notes.items() if text
        }
    else:
        raise ValueError(f"charts are saved as png, svg or pdf, not as {kind!r}")
    return _draw(figure, kind, dpi=72, metadata=notes)


def page_svg(figure: Figure) -> str:
    """The figure as an ``<svg>`` element for the report's page: text as text, artists with a link as links.

    The page supplies the font under the name of `FAMILY`; the alt text stands in the page.

    Raises
    ------
    GlyphError
        If a text of the figure holds a character the font cannot draw.
    """
    whole = _draw(figure, "svg", dpi=72, metadata={"Date": None, "Creator": None}, linked=True).decode("utf-8")
    return whole[whole.index("<svg") :]


@contextmanager
def _unlinked(figure: Figure):
    """Take the links off while a picture file is made."""
    linked = [(artist, artist.get_url()) for artist in figure.findobj(lambda artist: artist.get_url())]
    for artist, _ in linked:
        artist.set_url(None)
    try:
        yield
    finally:
        for artist, url in linked:
            artist.set_url(url)


def _draw(
    figure: Figure, kind: str, *, dpi: int, metadata: dict | None = None, linked: bool = False
) -> bytes:
    texts = figure.findobj(Text)
    for text in texts:
        check_glyphs(text.get_text(), "text in the chart")
    stream = io.BytesIO()
    links = nullcontext() if linked else _unlinked(figure)
    cut = _print_font(texts) if kind == "pdf" else nullcontext()
    # Hinted letters are whole pixels wide: at few dots an inch lines would grow by a tenth beyond what was measured.
    hinting = "force_autohint" if dpi == DPI else "none"
    letters = matplotlib.rc_context({"svg.fonttype": "none" if linked else "path", "text.hinting": hinting})
    with settings(), letters, links, cut, warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*[Gg]lyph.*missing.*")
        try:
            figure.savefig(stream, format=kind, dpi=dpi, metadata=metadata, facecolor="white")
        except UserWarning as warning:
            raise GlyphError(f"the chart holds a character the font cannot draw: {warning}") from None
    return stream.getvalue()


@contextmanager
def _print_font(texts: list[Text]):
    """Set texts in the small cut of the font while a PDF is made, unless it lacks one of their characters."""
    from analysis.charts import print_font

    ours = [text for text in texts if text.get_fontfamily() == [FAMILY]]
    if not {ord(character) for text in ours for character in text.get_text()} - {10} <= print_font.common_characters():
        ours = []
    family = print_font.register_cut() if ours else FAMILY
    for text in ours:
        text.set_fontfamily([family])
    try:
        yield
    finally:
        for text in ours:
            text.set_fontfamily([FAMILY])
