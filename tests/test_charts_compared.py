"""Charts of comparison with chance: what is drawn is what the table says, and what is told is told."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts import compared, style
from analysis.language.names import Names
from analysis.measures.dispersion import dispersion_table
from analysis.measures.keyness import compare
from tests.made_charts import results_of
from tests.printed import check_places

RESULTS = results_of("four")


def _made(rows, terms):
    groups, columns = pd.Index(["东", "西"], name="strategy"), pd.Index(terms, name="term")
    tokens = pd.DataFrame({"term": terms, "kind": "word"})
    keyness = compare(pd.DataFrame(rows, groups, columns))
    return SimpleNamespace(table={"keyness": keyness}.get, keyness=keyness, names=Names(), tokens=tokens)


def test_forest_draws_the_numbers_of_the_table_and_what_cannot_be_told():
    chart, whole = charts.keyness_forest(RESULTS), RESULTS.keyness
    assert chart.facts["tests"] == len(whole) and chart.facts["n"] == (whole["verdict"] != "cannot tell").sum()
    table, groups = chart.table, style.ordered_groups(chart.table)
    for panel, group in zip(chart.draw("zh").axes[0].child_axes[1:], groups, strict=True):
        rows = table[table["strategy"] == group]
        marks = [line for line in panel.lines if line.get_markersize() == 4.6]
        assert [mark.get_xdata()[0] for mark in marks] == pytest.approx(rows["log_ratio"].tolist())
        hollow = [mark.get_markerfacecolor() == "white" for mark in marks]
        assert hollow == (rows["verdict"] == "cannot tell").tolist()
        colours = {mark.get_color() for mark, empty in zip(marks, hollow, strict=True) if not empty}
        assert colours <= {style.looks(groups, RESULTS.names.order)[group].colour}
        figures = [f"{a} : {b}" for a, b in zip(rows["count"], rows["rest"], strict=True)]
        assert [text.get_text() for text in panel.texts] == figures
        bounds = panel.get_xlim()
        lines = [line for line in panel.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 1.0]
        for line, low, high in zip(lines, rows["low"], rows["high"], strict=True):
            assert list(line.get_xdata()) == pytest.approx(list(np.clip([low, high], *bounds)))
        arrows = sum(line.get_marker() in ("<", ">") for line in panel.lines)
        assert arrows == int((rows["low"] < bounds[0]).sum() + (rows["high"] > bounds[1]).sum())


def test_a_mark_lies_outside_its_grey_zone_exactly_if_it_can_be_told():
    results = _made([[60, 5, 435, 0], [4, 6, 480, 30]], ["创新", "开放", "其他", "独有"])
    low, high = compared.untold_zones(results.keyness)
    outside = (results.keyness["log_ratio"] < low) | (results.keyness["log_ratio"] > high)
    assert outside.tolist() == (results.keyness["verdict"] != "cannot tell").tolist()
    assert outside.any() and not outside.all() and np.isinf(results.keyness[["low", "high"]]).any(axis=None)
    chart = charts.keyness_forest(results)
    title = chart.say("zh").title
    assert "分得出 4 次" in title and "独有" in title
    check_places(chart.draw("zh").axes[0])
    chosen = charts.keyness_forest(results, terms=["独有"]).say("zh").title
    assert chosen.startswith("所选 1 个词的 2 次比较分得出 2 次：") and chosen.count("“独有”") == 2


def test_names_of_groups_chosen_by_hand_are_said_not_to_be_compared():
    chart = charts.keyness_forest(RESULTS, terms=["发展", "长三角"])
    assert set(chart.table["term"]) == {"发展"} and "不作比较的是长三角" in chart.say("zh").caption
    assert "None of the words chosen" in charts.keyness_forest(RESULTS, terms=["长三角"]).say("en").caption


def test_nothing_told_is_said_in_the_title():
    chart = charts.keyness_forest(_made([[3, 4], [4, 3]], ["甲", "乙"]))
    assert chart.say("en").title.startswith("None of 4 comparisons")
    check_places(chart.draw("en").axes[0])


def test_similarity_is_drawn_on_its_baseline():
    table = RESULTS.table("similarity")
    panels = charts.similarity_pairs(RESULTS).draw("en").axes[0].child_axes[1:]
    for panel, measure in zip(panels, ("cosine", "jensen_shannon"), strict=True):
        rows = table[table["measure"] == measure]
        marks = [line for line in panel.lines if line.get_marker() == "o"]
        assert [mark.get_xdata()[0] for mark in marks] == pytest.approx(rows["value"].tolist())
        assert [mark.get_markerfacecolor() != "white" for mark in marks] == (rows["q"] < 0.05).tolist()
        bands = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in panel.patches]
        assert np.ravel(bands) == pytest.approx(rows[["low", "high"]].to_numpy().ravel())
    alike = SimpleNamespace(table={"similarity": table.assign(q=0.5)}.get, names=RESULTS.names)
    assert "None of 6" in charts.similarity_pairs(alike).say("en").title


def test_network_keeps_words_in_place_and_breaks_lines_that_are_only_here():
    chart = charts.collocation_map(RESULTS)
    table, panels = chart.table, chart.draw("zh").axes[0].child_axes[1:]
    places = {}
    for panel, group in zip(panels, style.ordered_groups(table), strict=True):
        rows = table[table["strategy"] == group]
        lines = [line for line in panel.lines if len(line.get_xdata()) == 2]
        assert len(lines) == len(rows)
        assert all((line.get_linestyle() == "--") == (n == 1) for line, n in zip(lines, rows["groups"], strict=True))
        for line, (one, other) in zip(
            lines, rows.sort_values(["order", "source", "target"])[["source", "target"]].to_numpy(), strict=True
        ):
            for word, x in zip((one, other), line.get_xdata(), strict=True):
                assert places.setdefault(word, x) == pytest.approx(x)
        assert sorted(t.get_text() for t in panel.texts if t.get_text().isdigit()) == sorted(map(str, rows["joint"]))
    only = charts.collocation_map(RESULTS, terms=["长三角"])  # a word of one strategy
    assert len(only.draw("zh").axes[0].child_axes) == 2 and "周围" in only.say("zh").title


def test_strokes_stand_where_the_words_are():
    chart = charts.dispersion_plot(RESULTS)
    hits = chart.table
    text = "".join(RESULTS.speeches.sort_values(["speech", "paragraph", "sentence"])["text"])
    assert all(
        text[start:end] == term for term, start, end in zip(hits["term"], hits["start"], hits["end"], strict=True)
    )
    spread = dispersion_table(RESULTS.tokens, by=None).set_index("term")
    first = hits.groupby("term")[["count", "dp"]].first()
    assert (hits.groupby("term").size() == spread.loc[first.index, "count"]).all()
    assert np.allclose(first["dp"], spread.loc[first.index, "dp"])
    panel = chart.draw("zh").axes[0].child_axes[0]
    strokes = sorted(path[0, 0] for lines in panel.collections for path in getattr(lines, "get_segments", list)())
    assert strokes == pytest.approx(sorted((hits["start"] + hits["end"]) / 2))
    one = charts.dispersion_plot(RESULTS, terms=["一体化"])
    assert set(one.table["term"]) == {"一体化"}  # a word of one speech only
    check_places(one.draw("en").axes[0])
