"""A chart as the bytes of a file: PNG, SVG and PDF, and the ``<svg>`` element of the report's page.

The figure is drawn once (:mod:`analysis.charts.recording`) and written in each format. Equal figures give equal bytes:
no date, no name of a program, no random names inside.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from analysis.charts.letters import glyph_data, line_outline, set_line
from analysis.charts.recording import NotRecordableError, Recorder, Text, points, record, replay
from analysis.charts.style import DPI, GlyphError, settings

KINDS = ("png", "svg", "pdf")
PAGE = "page"
_WHITE = 0xFFFFFFFF


def picture_bytes(
    figure: Figure, kinds: Iterable[str], *, dpi: int = DPI, title: str = "", description: str = ""
) -> dict[str, bytes]:
    """The figure in several formats at once, each with the same bytes each time.

    Parameters
    ----------
    figure : Figure
        Of a chart.
    kinds : iterable of {"png", "svg", "pdf", "page"}
        ``page`` is the SVG element of the report's page: text as text, artists with a link as links.
    dpi : int
        Dots an inch of the PNG.
    title, description : str
        Go into SVG and PDF, for readers who hear a picture; the alt text is the description.

    Raises
    ------
    GlyphError
        If a text of the figure holds a character the font cannot draw.
    ValueError
        If a kind is none of the four.
    """
    kinds = list(kinds)
    for kind in kinds:
        if kind not in (*KINDS, PAGE):
            raise ValueError(f"charts are saved as png, svg or pdf, not as {kind!r}")
    notes = {"Title": title, "Description": description}
    with settings(), points(figure):
        try:
            drawing = record(figure)
        except NotRecordableError:
            return {kind: _save_plainly(figure, kind, dpi, notes) for kind in kinds}
        found = {}
        if {"svg", PAGE} & set(kinds):
            found = dict(zip(("svg", PAGE), _svg(drawing, notes), strict=True))
        if "png" in kinds:
            found["png"] = _png(drawing, dpi)
        if "pdf" in kinds:
            found["pdf"] = _pdf(drawing, notes)
    return {kind: found[kind] for kind in kinds}


def figure_bytes(figure: Figure, kind: str, *, dpi: int = DPI, title: str = "", description: str = "") -> bytes:
    """The figure in one format; see :func:`picture_bytes`."""
    return picture_bytes(figure, [kind], dpi=dpi, title=title, description=description)[kind]


def png_bytes(figure: Figure, *, dpi: int = DPI) -> bytes:
    """The figure as a PNG of at most 256 colours."""
    return figure_bytes(figure, "png", dpi=dpi)


def page_svg(figure: Figure) -> str:
    """The figure as an ``<svg>`` element for the report's page: text as text, artists with a link as links.

    The page supplies the font under the name of :data:`analysis.charts.style.FAMILY`; the alt text stands in the page.

    Raises
    ------
    GlyphError
        If a text of the figure holds a character the font cannot draw.
    """
    return figure_bytes(figure, PAGE).decode("utf-8")


def _png(drawing: Recorder, dpi: int) -> bytes:
    scale = dpi / 72
    renderer = RendererAgg(int(drawing.width * scale), int(drawing.height * scale), dpi)

    def write(renderer, gc, text, prop, artist):
        # Outlines fill in a third of the time that matplotlib takes to set the glyphs one by one.
        place = Affine2D().scale(text.size * scale / 100).rotate_deg(text.angle)
        gc.set_linewidth(0)
        renderer.draw_path(gc, line_outline(text.text), place.translate(text.x * scale, text.y * scale), gc.get_rgb())

    replay(drawing, renderer, write, scale=scale)
    return _encode_png(np.asarray(renderer.buffer_rgba()), dpi)


def _encode_png(pixels: np.ndarray, dpi: int) -> bytes:
    """Pixels as a PNG of at most 256 colours, white among them: the paper takes no part in choosing the others."""
    from PIL import Image

    flat = np.ascontiguousarray(pixels).view(np.uint32).ravel()
    inked = np.flatnonzero(flat != _WHITE)
    numbers, palette = np.zeros(flat.size, np.uint8), [255, 255, 255]
    if inked.size:
        ink = Image.frombuffer("RGBA", (inked.size, 1), flat[inked].tobytes(), "raw", "RGBA", 0, 1).convert("RGB")
        ink = ink.quantize(255, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        numbers[inked] = np.frombuffer(ink.tobytes(), np.uint8) + 1
        palette += ink.getpalette()
    image = Image.frombytes("P", pixels.shape[1::-1], numbers.tobytes())
    image.putpalette(palette)
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=6, dpi=(dpi, dpi))
    return stream.getvalue()


def _pdf(drawing: Recorder, notes: dict) -> bytes:
    from matplotlib.backends.backend_pdf import RendererPdf

    from analysis.charts.print_font import PrintFile

    def write(renderer, gc, text, prop, artist):
        renderer.check_gc(gc, gc.get_rgb())
        renderer.file.write_line(*text)

    stream = io.BytesIO()
    file = PrintFile(stream, _pdf_notes(notes))
    file.newPage(drawing.width / 72, drawing.height / 72)
    renderer = RendererPdf(file, 72, drawing.height / 72, drawing.width / 72)
    replay(drawing, renderer, write)
    renderer.finalize()
    file.finalize()
    file.close()
    return stream.getvalue()


def _svg(drawing: Recorder, notes: dict) -> tuple[bytes, bytes]:
    """The stand-alone file, which needs no font and has no links, and the element of the page, from one drawing."""

    def write(renderer, gc, text, prop, artist):
        renderer.draw_text(gc, text.x, drawing.height - text.y, text.text, prop, text.angle, False, artist)

    stream = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        renderer = RendererSVG(drawing.width, drawing.height, stream, metadata=_svg_notes(notes))
        replay(drawing, renderer, write, areas=True)
        renderer.finalize()
    whole = re.sub(r"<pattern .*?</pattern>", _small_tile, stream.getvalue(), flags=re.DOTALL)
    start = whole.index("<svg")
    page = re.sub(r" <title>.*?</metadata>\n| <metadata>.*?</metadata>\n", "", whole[start:], count=1, flags=re.DOTALL)
    page = page.replace(' target="_blank"', "")  # a place of the same page
    return _outlined(whole, drawing).encode("utf-8"), page.encode("utf-8")


def _small_tile(pattern: re.Match) -> str:
    """A hatch of dots on a tile of 12 points for matplotlib's of an inch, which holds 600 dots: 120 kB less."""
    dots = list(re.finditer(r"M (\S+) (\S+) \n(?:C [^C]*?\n)+z\n", pattern[0]))
    if len(dots) < 100:
        return pattern[0]
    kept = [dot[0] for dot in dots if float(dot[1]) < 13 and float(dot[2]) < 13]  # their pattern repeats within 12
    head, tail = pattern[0][: dots[0].start()], pattern[0][dots[-1].end() :]
    return head.replace('width="72" height="72"', 'width="12" height="12"') + "".join(kept) + tail


def _outlined(svg: str, drawing: Recorder) -> str:
    """An SVG whose texts are outlines, without its links. Text in it is escaped: a ``<`` always begins a tag."""
    texts = iter(drawing.texts)
    svg = re.sub(r'<a [^>]*>\s*<path [^>]*opacity: 0\.001[^>]*/>\s*</a>\n?', "", svg)
    svg = re.sub(r'<a xlink:href="[^"]*"[^>]*>|</a>', "", svg)
    pattern = r'<text style="([^"]*)"[^>]*>[^<]*</text>'
    svg = re.sub(pattern, lambda found: _outline(next(texts), found[1], drawing.height), svg)
    used = sorted({character for text in drawing.texts for character in text.text if glyph_data(character)})
    glyphs = "".join(f'  <path id="g{ord(character):x}" d="{glyph_data(character)}"/>\n' for character in used)
    return svg.replace(" <defs>\n", f" <defs>\n{glyphs}", 1)


def _outline(text: Text, css: str, height: float) -> str:
    """A line of text as references to its glyphs."""
    paint = "; ".join(rule for rule in css.split("; ") if rule.startswith(("fill", "opacity")))
    line, turn = set_line(text.text), f" rotate({-text.angle:.7g})" if text.angle else ""
    uses = "".join(
        f'<use xlink:href="#g{ord(character):x}" x="{round(64 * place)}"/>'
        for character, place in zip(text.text, line.places, strict=True) if glyph_data(character)
    )  # fmt: skip
    scale = text.size / 6400
    place = f"translate({text.x:.7g} {height - text.y:.7g}){turn} scale({scale:.7g} {-scale:.7g})"
    return f'<g style="{paint}" transform="{place}">{uses}</g>'


def _svg_notes(notes: dict) -> dict:
    return {"Date": None, "Creator": None} | {key: text for key, text in notes.items() if text}


def _pdf_notes(notes: dict) -> dict:
    given = {"Title": notes["Title"], "Subject": notes["Description"]}
    none = {"CreationDate": None, "Creator": None, "Producer": None}
    return none | {key: text for key, text in given.items() if text}


def _save_plainly(figure: Figure, kind: str, dpi: int, notes: dict) -> bytes:
    """Save by matplotlib alone what cannot be recorded: a figure of somebody's own with an image or a formula."""
    metadata = {"png": {"Software": None}, "pdf": _pdf_notes(notes)}.get(kind, _svg_notes(notes))
    stream = io.BytesIO()
    letters = {"svg.fonttype": "none" if kind == PAGE else "path"}
    linked = figure.findobj(lambda artist: artist.get_url()) if kind != PAGE else []
    urls = [artist.get_url() for artist in linked]
    with matplotlib.rc_context(letters), warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*[Gg]lyph.*missing.*")
        try:
            for artist in linked:
                artist.set_url(None)
            figure.savefig(
                stream, format="svg" if kind == PAGE else kind, dpi=dpi if kind == "png" else 72, metadata=metadata,
                facecolor="white",
            )  # fmt: skip
        except UserWarning as warning:
            raise GlyphError(f"the chart holds a character the font cannot draw: {warning}") from None
        finally:
            for artist, url in zip(linked, urls, strict=True):
                artist.set_url(url)
    data = stream.getvalue()
    return data[data.index(b"<svg") :] if kind == PAGE else data
