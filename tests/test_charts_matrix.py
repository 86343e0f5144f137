"""Matrices of themes, formulae and shared wording, and near-repeats: what is drawn is what the tables say."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import anchors, charts
from analysis.charts import page, shared
from analysis.charts.grammar import Chart, Told
from analysis.language.names import Names
from analysis.results import Results
from tests.four_speeches import RESULTS
from tests.printed import check_places
from tests.test_odd_corpora import write_corpus

YEARS = ["2021", "2022", "2023"]


def panel_of(chart, language="zh"):
    return chart.draw(language).axes[0].child_axes[0]


def made(**tables):
    """Results that hold these tables, and names without a list."""
    groups = next(iter(tables.values()))["strategy"].astype("object").unique()
    return SimpleNamespace(names=Names(order=tuple(groups)), table=lambda name: None, **tables)


def shares_of(shares, groups=YEARS):
    each = zip(groups, shares, strict=True)
    rows = [("care", group, share, round(10 * share), 10, 0.0, 1.0) for group, share in each]
    return pd.DataFrame(rows, columns=["theme", "strategy", "share", "sentences", "total", "low", "high"])


def test_cells_show_shares_and_counts_in_readable_ink():
    chart = charts.theme_heatmap(RESULTS)
    panel = panel_of(chart)
    cells = [text.get_text() for text in panel.texts]
    expected = []
    for row in chart.table.itertuples():
        expected += [f"{int(100 * row.share + 0.5 + 1e-9)}%", f"{row.sentences}/{row.total}"]
    assert cells == expected
    for patch, text in zip(panel.patches, panel.texts[::2], strict=True):
        red, green, blue, _ = patch.get_facecolor()
        assert (text.get_color() == "#FFFFFF") == (0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 < 0.179)


@pytest.mark.parametrize(
    ("shares", "title"),
    [
        ((0.2, 0.1, 0.0), "只作描述：占比相差最大的主题是“care”：最高 20%（2021年），最低 0%（2023年）"),
        ((0.0, 0.0, 0.2), "只作描述：占比相差最大的主题是“care”：最高 20%（2023年），最低 0%（2021年、2022年）"),
        ((0.125, 0.125, 0.125), "各年份的主题占比没有差别"),
    ],
)
def test_ties_of_themes_are_said(shares, title):
    results = made(theme_shares=shares_of(shares))
    results.names = Names(order=tuple(YEARS), group=("年份", "year", "years"))
    assert charts.theme_heatmap(results).say("zh").title == title


def test_what_is_not_there_leads_nowhere():
    figure = charts.theme_heatmap(made(theme_shares=shares_of([0.5, 0.0], ["东", "西"]))).draw("zh")
    found = [area.get_url() for area in figure.findobj(page.Area)]
    assert found == [f"#{anchors.theme_anchor('care', '东')}", f"#{anchors.theme_anchor('care')}"]


def test_formula_map_counts_what_the_speeches_say():
    chart = charts.formula_map(RESULTS)
    texts = RESULTS.speeches.groupby(RESULTS.speeches["strategy"].astype("object"))["text"].agg("\n".join)
    for row in chart.table.to_dict("records"):
        assert row["count"] == texts[row["strategy"]].count(row["text"])
    cells = [text.get_text() for text in panel_of(chart).texts]
    assert cells == [f"{n}" if n else "" for n in chart.table["count"]]
    assert "3 处提法贯穿全部 4 篇" in chart.say("zh").title


def test_shared_wording_prints_the_percent_and_no_diagonal():
    chart = charts.shared_wording(RESULTS)
    assert not (chart.table["strategy"].astype("object") == chart.table["other"].astype("object")).any()
    cells = [text.get_text() for text in panel_of(chart).texts]
    assert cells == [f"{int(value + 0.5)}%" for value in chart.table["percent"]] + ["–"] * 4
    assert re.search("最高占 28%（中部），最低占 12%（长三角）", chart.say("zh").title)


def test_groups_that_share_nothing_get_a_picture_that_says_so():
    rows = [(one, other, 0, 90, 0.0) for one in "东西" for other in ("东", "西", "any other")]
    table = pd.DataFrame(rows, columns=["strategy", "other", "shared", "characters", "percent"])
    results = SimpleNamespace(shared_wording=table, names=Names(order=("东", "西")), table=lambda name: None)
    chart = charts.shared_wording(results)
    assert chart.say("en").title == "No wording is shared word for word"
    check_places(chart.draw("en").axes[0])


def test_near_repeats_are_aligned_letter_by_letter():
    chart = charts.near_repeats(RESULTS)
    panel = panel_of(chart)
    printed = "".join(text.get_text() for text in panel.texts)
    assert all(part in printed for template in chart.table["template"] for part in template.split("……"))
    lines = {}
    for text in panel.texts:
        lines.setdefault(round(text.get_position()[1], 2), []).append(text)
    lines = [sorted(line, key=lambda text: text.get_position()[0]) for line in lines.values()]
    for above, below in zip(lines[::2], lines[1::2], strict=True):  # what is the same stands at the same place
        assert above[1].get_text() == below[1].get_text() and above[-1].get_position()[0] == below[-1].get_position()[0]


def test_near_repeats_in_different_notation_are_aligned(tmp_path):
    corpus = write_corpus(tmp_path / "c", [
        ("东", ["今年经济社会发展主要预期目标是国内生产总值增长８％左右，坚持“三个代表”重要思想。"]),
        ("西", ['今年经济社会发展的主要预期目标是国内生产总值增长8%左右，坚持"三个代表"重要思想。']),
    ])  # fmt: skip
    chart = charts.near_repeats(Results(corpus))
    (block,) = chart.drawing.blocks.values()
    assert [slots for _, slots in block] == [[""], ["的"]]
    assert "增长8%左右，坚持" in chart.table["template"][0]
    assert "今年经济社会发展" in "".join(text.get_text() for text in panel_of(chart).texts)


def test_long_near_repeats_are_broken_into_lines():
    same = "坚持稳中求进工作总基调完整准确全面贯彻新发展理念" * 3
    row = {"template": same + "……" + same, "shared": 138, "strategy": "东", "speech": 1, "paragraph": 1, "sentence": 1}
    row |= {"wording": same + "甲" + same, "other": "西", "other_speech": 2, "other_paragraph": 1, "other_sentence": 1}
    table = pd.DataFrame([row | {"other_wording": same + "乙丙" + same}])
    blocks = {same + "……" + same: [(("东", 1, 1, 1), ["甲"]), (("西", 2, 1, 1), ["乙丙"])]}
    chart = Chart("near_repeats", table, Names(), shared.Aligned(blocks), title="near_none", told=Told("tell_near"))
    check_places(chart.draw("zh").axes[0])
