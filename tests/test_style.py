"""The look of the charts: font, colours, exact bytes, broken lines."""

import io
import os
import subprocess
import sys

import pytest
from matplotlib import font_manager
from matplotlib.colors import to_rgb

from analysis import paths
from analysis.charts import saving, style
from analysis.charts.typesetting import text_width, wrap_text, wrap_title
from analysis.language import speak

STRATEGIES = ["长江经济带发展", "长三角一体化发展", "中部地区崛起", "西部大开发"]


def _luminance(colour):
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _figure(text="新质生产力"):
    figure = style.new_figure(6, 3)
    with style.settings():
        axes = figure.add_axes((0.1, 0.2, 0.8, 0.6))
        axes.bar([1, 2], [3, 4], color=style.COLOURS[0], hatch="//")
        axes.set_title(text)
        style.set_font(axes)
    return figure


def test_the_font_is_zhplots_file_under_a_name_of_its_own():
    assert style.font_path().name == "NotoSansSC-Regular.ttf"
    with style.settings():
        assert os.path.samefile(font_manager.findfont(style.FAMILY), style.font_path())
    assert not any(font.name == style.FAMILY and font.fname != str(style.font_path()) for font in _fonts())


def _fonts():
    return font_manager.fontManager.ttflist


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_quotation_marks_are_those_of_the_language(ending):
    text, bytes_of = "Each strategy’s “发展”\nand “security”", {}
    for language in ("zh", "en"):
        with style.quoted_as(speak(language)):
            bytes_of[language], width = saving.picture_bytes(_figure(text), ending), text_width("“发展”", 10)
        assert width == pytest.approx({"zh": 40, "en": 29.5}[language])
    assert bytes_of["zh"] != bytes_of["en"]


def test_what_the_font_lacks_has_a_stand_in():
    assert style.missing_glyphs("CO₂，大𠮷한\ufe0f\n新") == {
        "₂": "₂", "𠮷": "[U+20BB7]", "한": "[U+D55C]", "\ufe0f": "",
    }  # fmt: skip
    assert style.drawable("大한\n新") == "大[U+D55C]\n新" and style.drawable("新质") == "新质"
    assert "".join(wrap_text("한국", 30, 8)) == "[U+D55C][U+AD6D]"
    assert text_width("한", 8) == text_width("[U+D55C]", 8) and text_width("₂", 8) > 2


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_equal_figures_give_equal_bytes(ending):
    first, second = (saving.picture_bytes(_figure(), ending, title="题", description="alt") for _ in "ab")
    assert first == second
    assert b"matplotlib v" not in first.lower() and b"creationdate" not in first.lower()


def test_other_endings_are_refused():
    with pytest.raises(ValueError, match="jpg"):
        saving.picture_bytes(_figure(), "jpg")


def test_pictures_have_the_size_of_print():
    from PIL import Image

    with Image.open(io.BytesIO(saving.picture_bytes(_figure(), "png"))) as image:
        assert image.size == (472, 236) and image.mode == "P"
        assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1) and "Software" not in image.info
        assert image.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_the_settings_of_the_machine_do_not_matter():
    import matplotlib

    plain = saving.picture_bytes(_figure(), "png")
    with matplotlib.rc_context({"font.family": "DejaVu Serif", "font.size": 20, "axes.facecolor": "black"}):
        assert saving.picture_bytes(_figure(), "png") == plain


def test_the_four_strategies_have_fixed_colours_markers_and_hatches():
    found = style.looks(STRATEGIES)
    assert [look.colour for look in found.values()] == ["#0072B2", "#D55E00", "#008F68", "#B65C90"]
    assert style.looks(["京津冀协同发展", "西部大开发"])["西部大开发"] == found["西部大开发"]
    for part in zip(*found.values(), strict=True):
        assert len(set(part)) == 4
    many = style.looks(STRATEGIES + [str(number) for number in range(60)])
    assert len(set(many.values())) == 64


@pytest.mark.parametrize("colour", style.COLOURS)
def test_colours_stand_out_on_white(colour):
    assert 1.05 / (_luminance(colour) + 0.05) >= 3


def test_the_four_colours_differ_for_colour_blind_readers():
    # Viénot, Brettel and Mollon (1999): without green or red cones red and green collapse into one weighted sum.
    for red_weight in (0.29275, 0.11238):
        seen = []
        for colour in style.COLOURS[:4]:
            red, green, blue = (part**2.2 for part in to_rgb(colour))
            seen.append(((red_weight * red + (1 - red_weight) * green) ** (1 / 2.2), blue ** (1 / 2.2)))
        pairs = [(a, b) for i, a in enumerate(seen) for b in seen[i + 1 :]]
        assert min(max(abs(x - y) for x, y in zip(a, b, strict=True)) for a, b in pairs) > 0.1


def test_text_is_measured_as_it_is_drawn():
    figure = _figure("统筹协调和督促检查 Yangtze River Delta 2023")
    text = figure.axes[0].title
    drawn = text.get_window_extent(figure.canvas.get_renderer()).width / figure.dpi * 72
    assert text_width(text.get_text(), text.get_fontsize()) == pytest.approx(drawn, rel=0.03)


@pytest.mark.parametrize(
    "text", ["（甲）乙，丙、丁。" * 6, "new quality productive forces, of high-quality 新质生产力" * 2]
)
def test_lines_fit_lose_nothing_and_begin_with_no_closing_mark(text):
    for width in (40, 61, 83, 200):
        lines = wrap_text(text, width, 8)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(text_width(line, 8) <= width + 0.1 for line in lines)
        assert not any(line[0] in "，。、）" for line in lines)
        assert "".join(wrap_title(text, width, 8)).replace(" ", "") == text.replace(" ", "")


def test_charts_are_cheap_to_import_and_do_not_touch_pyplot():
    code = (
        "import sys, analysis.charts as c\n"
        "assert 'matplotlib' not in sys.modules and 'pandas' not in sys.modules\n"
        "[getattr(c, name) for name in c.MODULES]\n"
        "figure = c.style.new_figure(4, 3); c.saving.picture_bytes(figure, 'png')\n"
        "print('matplotlib.pyplot' in sys.modules, 'zhplot' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True)
    assert run.stdout.strip() == "False False", run.stderr


def test_a_figure_shows_itself():
    data, size = _figure()._repr_png_()
    assert data.startswith(b"\x89PNG") and size["width"] == round(6 / 2.54 * 110)
