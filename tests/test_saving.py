"""Charts as files: the same picture in every format, colours to the digit, letters with and without a font."""

import io
import re
import shutil
import subprocess

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from matplotlib.patches import Rectangle
from PIL import Image

from analysis.charts import saving, style

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


def _pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def _colours(data):
    return {"#{:02X}{:02X}{:02X}".format(*colour) for colour in np.unique(_pixels(data).reshape(-1, 3), axis=0)}


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_a_pdf_is_the_same_picture_and_its_text_can_be_copied(tmp_path):
    figure = _figure(hatch="")  # a PDF begins its hatches elsewhere
    (tmp_path / "x.pdf").write_bytes(saving.picture_bytes(figure, "pdf"))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "x.pdf", "x"], cwd=tmp_path, check=True)
    ours, theirs = _pixels((tmp_path / "x.png").read_bytes()), _pixels(saving.picture_bytes(figure, "png", dpi=150))
    tall, wide = (min(sizes) for sizes in zip(ours.shape[:2], theirs.shape[:2], strict=True))
    assert np.abs(ours[:tall, :wide].astype(float) - theirs[:tall, :wide]).mean() < 5
    copied = subprocess.run(["pdftotext", "x.pdf", "-"], cwd=tmp_path, check=True, capture_output=True).stdout
    assert TEXT in copied.decode("utf-8")


def test_a_pdf_holds_the_font_and_is_the_same_whatever_was_drawn_before():
    data = saving.picture_bytes(_figure(), "pdf")
    assert b"NotoSansSC" in data and b"FontFile2" in data and len(data) < 80_000
    saving.picture_bytes(_figure("㐂㐃㐄 rare"), "pdf")  # the cut font grows
    assert saving.picture_bytes(_figure(), "pdf") == data
    larger, again = (saving.picture_bytes(_figure(), "pdf", scale=1.5) for _ in "ab")
    assert larger == again != data and not re.search(rb"Date|/ID", larger)


def test_a_cut_font_holds_its_characters_and_no_others():
    file = io.BytesIO()
    saving.cut_font("新To㐂", file, flavour="woff")
    assert set(map(chr, TTFont(file)["cmap"].getBestCmap())) == set("新To㐂")


def test_an_svg_has_outlines_or_text_and_links_only_for_the_page():
    figure = _figure()
    figure.axes[0].title.set_url("#t-65b0")
    alone, editable = (saving.picture_bytes(figure, "svg", text=text).decode() for text in ("paths", "editable"))
    page = saving.page_svg(figure)
    assert "<text" not in alone and "font" not in alone
    assert f">{TEXT}</text>" in editable and "'Noto Sans SC'" in editable and style.FAMILY not in editable
    assert "<a " not in alone + editable
    assert f">{TEXT}</text>" in page and '<a xlink:href="#t-65b0">' in page and page.startswith("<svg")


@pytest.mark.parametrize("size", [(2, 1), (7, 5)])
def test_a_picture_keeps_its_colours_to_the_digit(size):
    figure = style.new_figure(*size)
    with style.settings():
        for place, colour in enumerate(style.COLOURS):
            figure.add_artist(Rectangle((place / 10, 0), 0.1, 0.5, facecolor=colour, linewidth=0))
    assert {*style.COLOURS, "#FFFFFF"} <= _colours(saving.picture_bytes(figure, "png", dpi=100))


def test_a_marker_has_the_colour_of_its_key_among_many_shades():
    figure = style.new_figure(8, 4)
    with style.settings():
        for place, colour in enumerate(style.COLOURS[:4]):
            figure.text(0.1, 0.2 + place / 10, "统筹协调和督促检查 shades of letters", color=colour, fontsize=7)
            axes = figure.add_axes((0.8, 0.1 + place / 5, 0.1, 0.1))
            axes.plot([0], [0], "o", color=colour, markersize=4.6)
        for shade in range(180):
            figure.add_artist(Rectangle((shade / 180, 0.9), 1 / 180, 0.1, facecolor=(shade / 200, 0.5, 0.5)))
    data = saving.picture_bytes(figure, "png")
    assert set(style.COLOURS[:4]) <= _colours(data)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_an_image_and_a_formula_of_ones_own_are_saved_too(kind):
    figure = style.new_figure(4, 4)
    with style.settings():
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.imshow([[1, 2], [3, 4]])
        axes.set_title("$x^2$").set_parse_math(True)
    data = saving.picture_bytes(figure, kind)
    assert len(data) > 1000 and data == saving.picture_bytes(figure, kind)


def test_no_character_is_fatal_in_any_format():
    figure = _figure("CO₂ 한 𠮷 😀️ 发展")
    title = figure.axes[0].get_title()
    assert title == "CO₂ [U+D55C] [U+20BB7] 😀 发展"
    for kind in saving.KINDS:
        assert len(saving.picture_bytes(figure, kind)) > 1000
    assert re.search("CO₂ .U.D55C.", saving.page_svg(figure))
