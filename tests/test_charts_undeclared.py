"""Charts: what is drawn is what the table says, in both languages, with nothing over anything else."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from analysis import charts
from analysis.charts import clouds, saving, strips, style
from analysis.charts.undeclared import CHARTS
from analysis.charts.wording import default_names
from analysis.language.names import Names, names_of
from analysis.lexicon import read_lexicon
from analysis.measures import frequency as count
from analysis.measures import tfidf as weigh
from analysis.measures import themes as code
from analysis.parsing import read_speeches
from analysis.paths import DOCUMENT
from analysis.segmentation import Segmenter, segment_speeches
from tests.printed import check_places

LANGUAGES = ("zh", "en")
COLOURS = dict(zip(style.STRATEGIES, style.COLOURS, strict=False))
KINDS = [chart for chart in CHARTS if chart.name in charts.NAMES[:8]]
CASES = [(chart.name, language) for chart in KINDS for language in LANGUAGES]
BY_NAME = {chart.name: chart for chart in CHARTS}


def _measure(speeches, tokens, lexicon):
    coded = code.code_sentences(speeches, lexicon.themes)
    weights = weigh.tfidf_by_strategy(tokens)
    return SimpleNamespace(
        speeches=speeches, tokens=tokens, lexicon=lexicon, frequency=count.frequency_table(tokens), tfidf=weights,
        coded=coded, theme_shares=code.theme_shares(coded, speeches),
        theme_weights=code.theme_weights(weights, tokens, code.theme_hits(speeches, lexicon.themes)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def results():
    lexicon = read_lexicon()
    speeches = read_speeches(DOCUMENT)
    return _measure(speeches, segment_speeches(speeches, Segmenter(lexicon)), lexicon)


@pytest.fixture(scope="module")
def tables(results):
    return {chart.name: next(iter(chart.tables(results).values())) for chart in KINDS}


@pytest.fixture(scope="module")
def drawn(tables):
    """Every chart of the first table of its kind, in both languages."""
    before = {name: table.copy(deep=True) for name, table in tables.items()}
    made = {case: BY_NAME[case[0]].draw(tables[case[0]], language=case[1]) for case in CASES}
    for name, table in tables.items():
        pd.testing.assert_frame_equal(before[name], table)  # a chart leaves its table as it was
    return made


def _corpus(results, groups):
    """The same four speeches under the names of other strategies, `groups` of them."""
    names, numbers = list(results.lexicon.strategies["name"][:groups]), results.speeches["speech"].unique()
    parts = {"speeches": [], "tokens": []}
    for place, name in enumerate(names):
        for kind, found in parts.items():
            table = getattr(results, kind)
            rows = table[table["speech"] == numbers[place % 4]]
            found.append(rows.assign(speech=place + 1, strategy=name))
    made = {}
    for kind, found in parts.items():
        made[kind] = pd.concat(found, ignore_index=True)
        made[kind]["strategy"] = pd.Categorical(made[kind]["strategy"], categories=names, ordered=True)
    return _measure(made["speeches"], made["tokens"], results.lexicon)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_nothing_stands_over_anything_else(drawn, name, language):
    check_places(drawn[name, language])


@pytest.mark.parametrize(("name", "language"), CASES)
def test_pictures_are_a_column_wide_and_save_without_missing_glyphs(drawn, name, language):
    figure = drawn[name, language].figure
    assert figure.get_size_inches()[0] * 2.54 == pytest.approx(16)
    for text in figure.findobj(Text):
        assert text.get_fontfamily() == [style.FAMILY, style.FALLBACK]
    assert saving.picture_bytes(figure, "png", dpi=40).startswith(b"\x89PNG")


@pytest.mark.parametrize(("name", "language"), CASES)
def test_title_caption_and_alt_say_what_is_in_the_table(tables, drawn, name, language):
    chart, names = BY_NAME[name], default_names()
    title = chart.title(tables[name], language, names)
    printed = drawn[name, language].get_title().replace("\n", "")
    assert printed.replace(" ", "") == title.replace(" ", "")
    caption, alt = chart.caption(tables[name], language, names), chart.alt(tables[name], language, names)
    assert len(caption) > 20 and len(alt) > 40 and "{" not in title + caption + alt
    assert re.search(r"\d", alt)
    if language == "en":
        outside = re.sub(r"[（）“”、。，；：]", "", caption)
        assert not re.search(r"[\u4e00-\u9fff]", outside)


def _rgb(colour):
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _luminance(colour):
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_strips_mark_each_sentence_in_its_place(results, tables, drawn):
    table = tables["theme_strips"]
    spans = table.groupby("speech").agg(start=("start", "min"), end=("end", "max"))
    assert set(spans["start"]) == {0.0} and set(spans["end"]) == {100.0}
    names = [column for column in table.columns if column not in strips.PLACE]
    assert int(table[names].to_numpy().sum()) == int(results.coded.to_numpy().sum())
    panel = drawn["theme_strips", "zh"].child_axes[0]
    rows = table[table["speech"] == 5]
    for place, theme in enumerate(names):
        blocks = panel.collections[place].get_paths()
        starts = [block.vertices[:, 0].min() for block in blocks]
        assert starts == pytest.approx(rows.loc[rows[theme] == 1, "start"].tolist())


def test_sizes_are_counted_from_the_tables(results, tables, drawn):
    table = tables["speech_sizes"]
    assert table["characters"].sum() == results.speeches["text"].str.len().sum()
    assert table["words"].sum() == results.tokens["kept"].sum()
    assert table["paragraphs"].tolist() == [8, 8, 4, 4] and table["date"].is_monotonic_increasing
    bars = drawn["speech_sizes", "zh"].child_axes[0].patches
    assert [bar.get_width() for bar in bars] == table["characters"].tolist()
    assert [bar.get_facecolor()[:3] for bar in bars] == [pytest.approx(_rgb(COLOURS[g])) for g in table["strategy"]]


def _ink(text):
    """The outline of a text where it stands on the page, in pixels."""
    shape = TextPath((0, 0), text.get_text(), text.get_fontsize(), prop=FontProperties(family=[style.FAMILY]))
    scale = text.get_figure(root=True).dpi / 72
    place = text.get_transform().transform(text.get_position())
    return Path(shape.vertices * scale + place, shape.codes)


def test_words_of_a_cloud_stay_in_it_and_apart(tables, drawn):
    table = tables["word_cloud"]
    cloud, bars = drawn["word_cloud", "zh"].child_axes
    assert table["term"].str.len().min() >= 2 and table["strategy"].nunique() == 1
    words = [text.get_text() for text in cloud.texts]
    assert 20 < len(words) == len(set(words)) and words == table["term"].head(len(words)).tolist()
    renderer = cloud.get_figure(root=True).canvas.get_renderer()
    inks, room = [_ink(text) for text in cloud.texts], cloud.get_window_extent()
    boxes = [ink.get_extents() for ink in inks]
    for place, (text, a) in enumerate(zip(cloud.texts, boxes, strict=True)):
        assert room.x0 - 1 <= a.x0 and a.x1 <= room.x1 + 1 and room.y0 - 1 <= a.y0 and a.y1 <= room.y1 + 1
        frame = text.get_window_extent(renderer)  # what is drawn has the size and the place of the outline
        assert frame.width == pytest.approx(a.width, rel=0.15) and frame.padded(2).contains(*a.p0)
        for other, b in enumerate(boxes[:place]):
            if a.overlaps(b):  # a word may nest into the room another leaves, but their strokes stay apart
                assert not inks[place].intersects_path(inks[other], filled=False)
    assert len(bars.patches) == 12


def test_a_cloud_takes_one_strategy_and_any_character(results):
    with pytest.raises(ValueError, match="4 strategies"):
        clouds.word_cloud(results.frequency)
    row = results.frequency.head(1).assign(term="𠮷林")
    axes = clouds.word_cloud(row.assign(count=3))
    assert [text.get_text() for text in axes.child_axes[0].texts] == ["[U+20BB7]林"]


def test_clouds_have_a_file_name_each(results):
    stems = list(clouds.word_cloud_tables(results))
    assert stems[0] == "word_cloud_yangtze_economic_belt" and len(set(stems)) == 4
    assert Names().slug("某地", 3) == "group_3"


@pytest.mark.parametrize("groups", [1, 2, 7, 10])
def test_other_numbers_of_groups_find_their_place(results, groups):
    made = _corpus(results, groups)
    names = names_of(made.lexicon)
    for chart in [*KINDS[:3], BY_NAME["theme_strips"]]:  # the weights are drawn as the shares are
        language = "en" if groups in (1, 10) else "zh"
        axes = chart.draw(list(chart.tables(made).values())[0], language=language, names=names)
        check_places(axes)


def test_a_table_drawn_is_drawn_the_same_from_its_csv(tables, tmp_path):
    for chart in KINDS[2:5:2]:
        tables[chart.name].to_csv(tmp_path / "x.csv", index=False)
        again = pd.read_csv(tmp_path / "x.csv")
        drawn = [chart.draw(table).figure for table in (tables[chart.name], again)]
        first, second = (saving.picture_bytes(figure, "png", dpi=40) for figure in drawn)
        assert first == second, chart.name


@pytest.mark.parametrize("name", [chart.name for chart in KINDS])
def test_an_empty_table_gives_a_message(tables, name):
    empty = tables[name].head(0)
    axes = BY_NAME[name].draw(empty, language="en")
    assert axes.get_title() == "Nothing to draw: the table has no rows."
    assert BY_NAME[name].title(empty, "zh", default_names()).startswith("没有可画的数据")


@pytest.mark.parametrize("name", [chart.name for chart in KINDS])
def test_a_wrong_table_and_a_wrong_language_are_refused(tables, name):
    with pytest.raises(ValueError, match="no column 'strategy'|no column 'speech'"):
        BY_NAME[name].draw(pd.DataFrame({"x": [1]}))
    with pytest.raises(ValueError, match="'fr'"):
        BY_NAME[name].draw(tables[name], language="fr")


def test_charts_fit_into_a_larger_figure(tables):
    figure = style.new_figure(34, 20)
    left, right = figure.subplots(1, 2)
    for axes, name in ((left, "speech_sizes"), (right, "theme_strips")):
        assert BY_NAME[name].draw(tables[name], axes) is axes
        assert axes.get_title() and axes.child_axes
        box = axes.get_window_extent()
        figure.draw_without_rendering()
        for panel in axes.child_axes:
            inner = panel.get_window_extent()
            assert inner.x0 >= box.x0 - 1 and inner.x1 <= box.x1 + 1 and inner.y0 >= box.y0 - 1
