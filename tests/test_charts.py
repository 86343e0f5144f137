"""Charts: what is drawn is what the table says, in both languages, with nothing over anything else."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from analysis import charts
from analysis.charts import clouds, comparison, frequency, saving, sizes, strips, style, tfidf, themes
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
KINDS = charts.CHARTS[:8]  # the charts of comparison have a file of tests of their own
CASES = [(chart.name, language) for chart in KINDS for language in LANGUAGES]
BY_NAME = {chart.name: chart for chart in charts.CHARTS}


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


def test_titles_change_with_the_table(results, tables):
    names = default_names()
    only = results.frequency[results.frequency["strategy"] == "西部大开发"]
    assert "坚持" in frequency.top_terms_title(only, "zh", names)
    swapped = tables["theme_heatmap"].assign(share=1 - tables["theme_heatmap"]["share"])
    before, after = (themes.theme_heatmap_title(table, "zh", names) for table in (tables["theme_heatmap"], swapped))
    assert "长三角最多，70%" in before and "长三角最少，30%" in after


def test_title_of_the_comparison_is_honest():
    rows = [("东", "甲", 50, 1000), ("西", "甲", 1, 1000), ("东", "乙", 5, 1000), ("西", "乙", 6, 1000)]
    table = pd.DataFrame(rows, columns=["strategy", "term", "count", "total"])
    low, high = count.wilson_interval(table["count"].to_numpy(), table["total"].to_numpy())
    table = table.assign(per_10k=10 * table["count"], low=1e4 * low, high=1e4 * high)
    assert (
        comparison.compare_terms_title(table, "zh", Names())
        == "差别最明显的是“甲”：东每万词 500 次，西 10 次，区间不重叠"
    )
    assert "不是检验" in comparison.compare_terms_title(table[table["term"] == "乙"], "zh", Names())


@pytest.mark.parametrize(("name", "value"), [("top_terms", "per_10k"), ("tfidf_terms", "tfidf")])
def test_bars_are_the_values_sorted_from_zero_in_fixed_colours(tables, drawn, name, value):
    table, axes = tables[name], drawn[name, "zh"]
    groups = style.ordered_groups(table)
    limits = {panel.get_xlim() for panel in axes.child_axes}
    assert len(limits) == 1 and limits.pop()[0] == 0
    assert len(axes.child_axes) == len(groups)
    for group, panel in zip(groups, axes.child_axes, strict=True):
        rows = table[table["strategy"] == group]
        bars = panel.patches
        assert [bar.get_x() for bar in bars] == [0] * len(rows)
        widths = [bar.get_width() for bar in bars]
        assert widths == pytest.approx(rows[value].tolist()) and widths == sorted(widths, reverse=True)
        assert [label.get_text() for label in panel.get_yticklabels()] == [
            text.replace("\n", "") for text in rows["term"]
        ]
        places = [bar.get_y() for bar in bars]
        assert places == sorted(places) and panel.yaxis_inverted()
        tint = tuple(1 - 0.72 * (1 - part) for part in _rgb(COLOURS[group]))
        assert all(bar.get_facecolor()[:3] == pytest.approx(tint) for bar in bars)
        assert len({bar.get_hatch() for bar in bars}) == 1
        counts = [text.get_text() for text in panel.texts]
        assert counts == [f"{n:,}" for n in rows["count"]]


def _rgb(colour):
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def test_intervals_are_those_of_the_table(tables, drawn):
    rows = tables["top_terms"][tables["top_terms"]["strategy"] == "中部地区崛起"]
    panel = drawn["top_terms", "zh"].child_axes[2]
    segments = np.array([path[:, 0] for path in panel.collections[0].get_segments()])
    assert segments == pytest.approx(rows[["low", "high"]].to_numpy())


def test_english_charts_gloss_what_the_list_glosses(tables, drawn):
    texts = [text.get_text().replace("\n", " ") for text in drawn["top_terms", "en"].findobj(Text)]
    glosses = default_names().glosses
    for term in tables["top_terms"]["term"]:
        assert term in texts
        if term in glosses:
            assert glosses[term] in texts
    assert not set(glosses.values()) & {text.get_text() for text in drawn["top_terms", "zh"].findobj(Text)}


def test_dots_stand_at_the_values(tables, drawn):
    table = tables["compare_terms"]
    panel = drawn["compare_terms", "zh"].child_axes[-1]  # above it the legend
    dots = [line for line in panel.lines if len(line.get_xdata()) == 1]
    assert [dot.get_xdata()[0] for dot in dots] == pytest.approx(table["per_10k"].tolist())
    for dot, group, hits in zip(dots, table["strategy"], table["count"], strict=True):
        assert dot.get_color() == COLOURS[group]
        assert (dot.get_markerfacecolor() == "white") == (hits == 0)
    assert len({dot.get_marker() for dot in dots}) == 4 and panel.get_xlim()[0] == 0
    means = table.groupby("term", sort=False)["per_10k"].mean()
    assert means.tolist() == sorted(means, reverse=True)
    own = comparison.compare_terms(table, terms=["提升", "加强"], language="en")
    assert [label.get_text() for label in own.child_axes[-1].get_yticklabels()] == ["提升", "加强"]


def test_cells_show_shares_and_counts_in_readable_ink(tables, drawn):
    table = tables["theme_heatmap"]
    panel, scale = drawn["theme_heatmap", "zh"].child_axes
    assert scale.get_xlim()[0] == 0
    texts = [text.get_text() for text in panel.texts]
    expected = []
    for row in table.itertuples():
        expected += [f"{(200 * row.sentences + row.total) // (2 * row.total)}%", f"{row.sentences}/{row.total}"]
    assert texts == expected
    shades = dict(zip(table["share"], (patch.get_facecolor() for patch in panel.patches), strict=False))
    lightness = [sum(shades[share][:3]) for share in sorted(shades)]
    assert lightness == sorted(lightness, reverse=True)
    for patch, text in zip(panel.patches, panel.texts[::2], strict=True):
        ground, ink = (
            _luminance(patch.get_facecolor()),
            _luminance(_rgb(text.get_color())),
        )
        assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5


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
    for chart in [*charts.CHARTS[:5], BY_NAME["theme_strips"]]:  # the weights are drawn as the shares are
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


def test_a_group_without_words_and_a_single_word_do_no_harm():
    tokens = pd.DataFrame(
        {
            "speech": [1, 1, 2], "paragraph": [1, 1, 1], "term": ["发展", "发展", "创新"], "kept": [True, True, False],
            "strategy": pd.Categorical(["东", "东", "西"], categories=["东", "西"], ordered=True),
        }
    )  # fmt: skip
    table = count.frequency_table(tokens)
    axes = frequency.top_terms(table)
    assert [label.get_text() for label in axes.child_axes[0].get_yticklabels()] == ["发展"]
    check_places(axes)
    check_places(clouds.word_cloud(table))
    check_places(comparison.compare_terms(table))
    check_places(tfidf.tfidf_terms(weigh.tfidf_by_strategy(tokens)))


@pytest.mark.parametrize("name", [chart.name for chart in KINDS])
def test_a_wrong_table_and_a_wrong_language_are_refused(tables, name):
    with pytest.raises(ValueError, match="no column 'strategy'|no column 'speech'"):
        BY_NAME[name].draw(pd.DataFrame({"x": [1]}))
    with pytest.raises(ValueError, match="'fr'"):
        BY_NAME[name].draw(tables[name], language="fr")


def test_charts_fit_into_a_larger_figure(tables):
    figure = style.new_figure(34, 20)
    left, right = figure.subplots(1, 2)
    for axes, name in ((left, "top_terms"), (right, "theme_heatmap")):
        assert BY_NAME[name].draw(tables[name], axes) is axes
        assert axes.get_title() and axes.child_axes
        box = axes.get_window_extent()
        figure.draw_without_rendering()
        for panel in axes.child_axes:
            inner = panel.get_window_extent()
            assert inner.x0 >= box.x0 - 1 and inner.x1 <= box.x1 + 1 and inner.y0 >= box.y0 - 1


def test_ties_left_out_are_counted_and_said(results):
    table = frequency.select_top(results.frequency, 2)
    rows = results.frequency[results.frequency["strategy"] == "长江经济带发展"]
    assert table["ties_left_out"].iloc[0] == (rows["count"] == table["count"].iloc[1]).sum() - 1
    caption = frequency.top_terms_caption(table, "zh", default_names())
    assert "长江经济带 1 个" in caption


def test_own_names_are_no_finding():
    names = default_names()
    assert names.is_own_name("西部地区", "西部大开发") and not names.is_own_name("坚持", "西部大开发")
    assert sizes.measure_sizes is charts.sizes.measure_sizes
