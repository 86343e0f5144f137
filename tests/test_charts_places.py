"""Clouds, strips, bars of sizes and maps of points: every mark stands where the table says."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from analysis import charts
from analysis.charts import clouds, style, typesetting
from analysis.charts.grammar import Chart, Told
from analysis.charts.plane import Plane, _tested, map_points
from analysis.language.names import Names
from analysis.measures.similarity import correspondence as analyse
from tests.made_charts import results_of
from tests.made_corpora import made_results
from tests.printed import check_places


@pytest.fixture(scope="module")
def results():
    return results_of("four")


def test_strips_mark_each_sentence_in_its_place(results):
    chart = charts.theme_strips(results)
    table = chart.table
    spans = table.groupby("speech").agg(start=("start", "min"), end=("end", "max"))
    assert set(spans["start"]) == {0.0} and set(spans["end"]) == {100.0}
    assert (table["theme"] != "none").sum() == int(results.coded.to_numpy().sum())
    panel = chart.draw("zh").axes[0].child_axes[0]
    rows = table[table["speech"] == table["speech"].iloc[0]]
    for place, theme in enumerate(results.coded.columns):
        starts = [block.vertices[:, 0].min() for block in panel.collections[place].get_paths()]
        assert starts == pytest.approx(rows.loc[rows["theme"] == theme, "start"].tolist())


def test_strips_of_moves_are_the_sentences_in_order(results):
    chart = charts.move_strips(results)
    for row in results.move_shares[results.move_shares["move"] != "none"].itertuples():
        assert chart.facts["shares"][row.strategy].get(row.move, 0) == pytest.approx(row.character_share)
    panels = chart.draw("zh").axes[0].child_axes[1:]
    for panel, (_, rows) in zip(panels, chart.table.groupby("strategy", observed=True), strict=True):
        blocks = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in panel.patches]
        assert np.ravel(blocks) == pytest.approx(rows[["start", "end"]].to_numpy().ravel())


def test_sizes_are_bars_from_zero_in_the_colours_of_the_groups(results):
    chart = charts.speech_sizes(results)
    table, (panel,) = chart.table, chart.draw("zh").axes[0].child_axes
    assert table["characters"].sum() == results.speeches["text"].str.len().sum()
    assert table["words"].sum() == results.tokens["kept"].sum()
    assert [bar.get_width() for bar in panel.patches] == table["characters"].tolist()
    looks = style.looks(table["strategy"])
    for bar, group in zip(panel.patches, table["strategy"], strict=True):
        assert bar.get_facecolor()[:3] == pytest.approx(style.tint(looks[group].colour), abs=1e-3)
        assert to_rgb(looks[group].colour)[0] <= bar.get_facecolor()[0]


def test_dates_are_told_as_far_as_they_are_known():
    voice = Chart("speech_sizes", pd.DataFrame(), Names(), None).voice
    known = ["2023-10-12", "2021-10", "2021", ""]
    assert [voice("zh").call("date", one) for one in known] == ["2023年10月12日", "2021年10月", "2021年", ""]
    assert [voice("en").call("date", one) for one in known] == ["12 October 2023", "October 2021", "2021", ""]


def _ink(text):
    """The outline of a text where it stands on the page, in pixels."""
    shape = TextPath((0, 0), text.get_text(), text.get_fontsize(), prop=FontProperties(family=[style.FAMILY]))
    scale = text.get_figure(root=True).dpi / 72
    return Path(shape.vertices * scale + text.get_transform().transform(text.get_position()), shape.codes)


@pytest.mark.parametrize("group", ["", "长三角一体化发展"])
def test_words_of_a_cloud_stay_in_it_and_apart(results, group):
    chart = charts.word_cloud(results, group)
    cloud, beside = chart.draw("zh").axes[0].child_axes
    words, terms = [text.get_text() for text in cloud.texts], chart.table["term"]
    assert 20 < len(words) == len(set(words)) and words == terms.head(len(words)).tolist()
    assert terms.str.len().min() >= 2 and len(beside.child_axes[0].patches) == clouds.BARS
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


def test_the_cloud_of_a_corpus_counts_all_its_words(results):
    table = charts.word_cloud(results).table.set_index("term")
    counts = results.frequency.groupby("term")["count"].sum()
    assert (table["count"] == counts[table.index]).all() and set(table["total"]) == {results.tokens["kept"].sum()}
    assert ((table["low"] < table["per_10k"]) & (table["per_10k"] < table["high"])).all()


def test_the_report_has_one_cloud_and_commands_have_all(results):
    stems = [chart.stem for chart in charts.pictures("word_cloud", results)]
    assert stems[:2] == ["word_cloud", "word_cloud_yangtze_economic_belt"] and len(set(stems)) == 5
    names = [chart.stem for chart in charts.every(results)]
    assert names.count("word_cloud") == 1 and not set(stems[1:]) & set(names)
    assert not any(charts.LISTED[chart.name].by_command for chart in charts.every(results))
    assert Names().slug("某地", 3) == "group_3"


def test_a_map_puts_every_point_in_its_place_with_equal_scales(results):
    chart = charts.correspondence_map(results)
    assert chart.facts["p"] > 0.05 and "分不出" in chart.say("zh").title
    panel = chart.draw("zh").axes[0].child_axes[0]
    drawn = [(line.get_xdata()[0], line.get_ydata()[0]) for line in panel.lines if len(line.get_xdata()) == 1]
    assert np.ravel(sorted(drawn)) == pytest.approx(np.ravel(sorted(chart.table[["x", "y"]].to_numpy().tolist())))
    assert {text.get_text() for text in panel.texts} >= {"长三角", "生态环境与绿色发展"}
    box = panel.get_window_extent()
    assert np.ptp(panel.get_xlim()) / box.width == pytest.approx(np.ptp(panel.get_ylim()) / box.height, rel=1e-6)


def test_a_map_of_what_can_be_told_names_who_stands_apart(results):
    table = charts.correspondence_map(results).table
    found = _tested(table, {"p": 0.01, "permutations": 999}, what="", dealt="")
    assert found.key == "map_apart" and {found.values[end].value for end in ("one", "other")} == {
        "西部大开发", "长三角一体化发展"}  # fmt: skip


def test_two_groups_have_one_axis():
    result = analyse(pd.DataFrame([[4, 2, 9], [1, 8, 3]], index=["东", "西"], columns=["ecology", "reform", "none"]))
    table = map_points(result, "theme")
    assert (table["y"] == 0).all()
    plane = Plane("x", "y", ("map_theme", "map_term"), weight="mass")
    chart = Chart(
        "correspondence_map",
        table,
        Names(),
        plane,
        title="map_line",
        told=Told("tell_point"),
        facts={"share": 1, "n": 1},
    )
    check_places(chart.draw("zh").axes[0])


def test_labels_are_placed_apart_even_from_one_point():
    points, sizes = [(100, 100, 3)] * 24, [(40, 9)] * 24
    boxes = typesetting.place_labels(points, sizes, (220, 220))
    assert boxes == typesetting.place_labels(points, sizes, (220, 220))
    for place, a in enumerate(boxes):
        assert a[0] >= 0 and a[1] >= 0 and a[2] <= 220 and a[3] <= 220
        assert all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for b in boxes[:place])
    crowded = typesetting.place_labels(points * 9, sizes * 9, (100, 100))
    assert len(crowded) == 216  # no room: least overlap, no endless search


def test_a_key_names_a_group_once_where_it_has_many_speeches():
    results = made_results(["长江经济带沿线省份", "黄河流域沿线省份"], speeches=6, paragraphs=1)
    figure = charts.dispersion_plot(results).draw("zh")
    said = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert said.count("长江经济带沿线省份") == said.count("黄河流域沿线省份") == 1
