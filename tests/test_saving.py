"""Charts as files: one drawing, the same picture in every format, the outlines of the font and nothing else."""

import io
import re
import shutil
import subprocess
import zlib

import matplotlib
import numpy as np
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from matplotlib.patches import Rectangle
from PIL import Image

from analysis.charts import letters, print_font, recording, saving, style

TEXT = "新质生产力 To AVAIL, 2023"


def _figure(text=TEXT, hatch="...."):
    figure = style.new_figure(7.62, 3.81)  # whole pixels
    with style.settings():
        axes = figure.add_axes((0.1, 0.2, 0.8, 0.5))
        axes.bar([1, 2], [3, 4], color=style.COLOURS[0], hatch=hatch, edgecolor="white")
        axes.plot([1, 2], [1, 2], "o-", color=style.COLOURS[1], clip_on=True)
        axes.set_title(text)
        axes.text(1.5, 2, "转了\n两行", rotation=30, ha="right")
        style.set_font(axes)
    return figure


def _grey(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=float)


def test_a_picture_is_what_matplotlib_draws():
    figure, stream = _figure(), io.BytesIO()
    ours = _grey(saving.figure_bytes(figure, "png", dpi=150))
    with style.settings(), matplotlib.rc_context({"text.hinting": "none"}):
        figure.savefig(stream, format="png", dpi=150)
    theirs = _grey(stream.getvalue())
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).mean() < 1.5 and np.abs(ours.mean() - theirs.mean()) < 0.2


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_a_pdf_is_the_same_picture_and_its_text_can_be_copied(tmp_path):
    figure = _figure(hatch="")  # a PDF begins its hatches elsewhere
    (tmp_path / "x.pdf").write_bytes(saving.figure_bytes(figure, "pdf"))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "x.pdf", "x"], cwd=tmp_path, check=True)
    ours, theirs = _grey((tmp_path / "x.png").read_bytes()), _grey(saving.figure_bytes(figure, "png", dpi=150))
    tall, wide = (min(sizes) for sizes in zip(ours.shape, theirs.shape, strict=True))
    assert np.abs(ours[:tall, :wide] - theirs[:tall, :wide]).mean() < 5
    copied = subprocess.run(["pdftotext", "x.pdf", "-"], cwd=tmp_path, check=True, capture_output=True).stdout
    assert TEXT in copied.decode("utf-8")


def test_a_pdf_holds_the_outlines_of_its_characters_and_no_others():
    data = saving.figure_bytes(_figure(), "pdf")
    assert b"NotoSansSC" in data and b"/Type3" not in data and b"FontFile2" in data
    characters = "新To㐂"  # the last one is rare
    cut, whole = TTFont(io.BytesIO(print_font.cut_font(characters))), TTFont(style.font_path(), lazy=True)
    assert cut["maxp"].numGlyphs == 1 + len(characters)
    names = whole.getBestCmap()
    for place, character in enumerate(characters, start=1):
        drawn = []
        for font, name in ((cut, cut.getGlyphName(place)), (whole, names[ord(character)])):
            pen = DecomposingRecordingPen(font.getGlyphSet())
            font.getGlyphSet()[name].draw(pen)
            drawn.append((pen.value, font["hmtx"][name]))
        assert drawn[0] == drawn[1]


def test_a_line_is_as_wide_as_matplotlib_sets_it():
    font = style.face()
    for text in (TEXT, "Yangtze River Delta", "（一体化）", "AVATAR To"):
        font.set_text(text, 0.0, flags=matplotlib.ft2font.LoadFlags.NO_HINTING)
        width, height = (length / 64 for length in font.get_width_height())
        line = letters.set_line(text)
        assert line.width == pytest.approx(width, abs=0.2)
        assert line.top - line.bottom == pytest.approx(height, abs=0.1)
    assert letters.set_line("AV").width < letters.glyph("A").advance + letters.glyph("V").advance  # kerned


def test_an_svg_needs_no_font_and_its_glyphs_stand_where_the_text_stands():
    figure = _figure()
    style.link(figure.axes[0].title, "t-65b0")
    files = saving.picture_bytes(figure, ["svg", "page"])
    alone, page = (files[kind].decode("utf-8") for kind in ("svg", "page"))
    assert "<text" not in alone and "<a " not in alone and "font" not in alone
    assert f">{TEXT}</text>" in page and '<a xlink:href="#t-65b0">' in page and page.startswith("<svg")
    used = re.findall(r'<use xlink:href="#g([0-9a-f]+)" x="(\d+)"', alone)
    expected = [
        (f"{ord(character):x}", str(round(64 * place)))
        for text in _texts(figure)
        for character, place in zip(text, letters.set_line(text).places, strict=True) if character != " "
    ]  # fmt: skip
    assert used == expected
    assert set(re.findall(r'id="g([0-9a-f]+)" d="M', alone)) == {code for code, _ in used}


def _texts(figure):
    with style.settings(), recording.points(figure):
        return [text.text for text in recording.record(figure).texts]


def test_one_drawing_or_four_give_the_same_bytes():
    together = saving.picture_bytes(_figure(), ["png", "svg", "pdf", "page"], title="题", description="alt")
    for kind, data in together.items():
        assert saving.figure_bytes(_figure(), kind, title="题", description="alt") == data


def test_a_small_picture_keeps_its_colours():
    figure = style.new_figure(2, 1)
    with style.settings():
        for place, colour in enumerate(style.COLOURS):
            figure.add_artist(Rectangle((place / 10, 0), 0.1, 0.5, facecolor=colour, linewidth=0))
    with Image.open(io.BytesIO(saving.figure_bytes(figure, "png", dpi=100))) as image:
        found = {"#{:02X}{:02X}{:02X}".format(*colour) for _, colour in image.convert("RGB").getcolors()}
    assert {*style.COLOURS, "#FFFFFF"} <= found


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "page"])
def test_an_image_and_a_formula_of_ones_own_are_saved_too(kind):
    figure = style.new_figure(4, 4)
    with style.settings():
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.imshow([[1, 2], [3, 4]])
        axes.set_title("$x^2$").set_parse_math(True)
        style.link(axes.title, "t-1")
    data = saving.figure_bytes(figure, kind)
    assert len(data) > 1000 and data == saving.figure_bytes(figure, kind)
    assert (b'href="#t-1"' in data) == (kind == "page")


def test_dots_of_a_hatch_are_kept_on_a_small_tile():
    figure = _figure()
    page = saving.page_svg(figure)
    tile = re.search(r'<pattern [^>]*width="12" height="12">.*?</pattern>', page, flags=re.DOTALL)[0]
    starts = {(float(x), float(y)) for x, y in re.findall(r"M (\S+) (\S+)", tile)}
    # dots 3 apart, every second row moved by half of that
    assert {(0, 0.3), (3, 0.3), (1.5, 3.3), (12, 12.3)} <= starts and len(page) < 40_000


def test_streams_of_a_pdf_are_whole():
    data = saving.figure_bytes(_figure(), "pdf")
    streams = re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", data, flags=re.DOTALL)
    assert len(streams) >= 3 and all(zlib.decompress(stream) for stream in streams)
