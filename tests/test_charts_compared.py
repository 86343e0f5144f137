"""Charts of comparison with chance: what is drawn is what the table says, and what is told is told."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts import style
from analysis.language.names import Names
from analysis.measures.units import gather_units
from analysis.measures.verdicts import word_tests
from tests.dispersion_apart import dispersion_table
from tests.made_charts import results_of
from tests.printed import check_places

RESULTS = results_of("four")


def _made(rows, terms, groups=("东", "西", "南")):
    """Six documents a group, with as many of each word as `rows` says."""
    index = pd.MultiIndex.from_tuples(
        [(group, 10 * place + one, 1) for place, group in enumerate(groups) for one in range(6)]
    )
    counts = pd.DataFrame(np.repeat(rows, 6, axis=0), index, terms)
    table = word_tests(gather_units(counts, "document"))
    tokens = pd.DataFrame({"term": terms, "kind": "word"})
    own = pd.DataFrame(columns=["term"])
    return SimpleNamespace(table={"word_tests": table, "own_names": own}.get, names=Names(), tokens=tokens,
                           own_names=own, strings=None)  # fmt: skip


def test_forest_draws_the_verdicts_and_the_intervals_of_the_units():
    chart, whole = charts.keyness_forest(RESULTS), RESULTS.word_tests
    assert chart.facts["tests"] == len(whole) and chart.facts["n"] == whole["told"].sum()
    table, groups = chart.table, style.ordered_groups(chart.table)
    for panel, group in zip(chart.draw("zh").axes[0].child_axes[1:], groups, strict=True):
        rows = table[table["strategy"] == group]
        marks = [line for line in panel.lines if line.get_markersize() == 4.6]
        assert [mark.get_xdata()[0] for mark in marks] == pytest.approx(rows["effect"].tolist())
        hollow = [mark.get_markerfacecolor() == "white" for mark in marks]
        assert hollow == (~rows["told"]).tolist()
        figures = [f"{a} : {b}" for a, b in zip(rows["count"], rows["rest"], strict=True)]
        assert [text.get_text() for text in panel.texts] == figures
        bounds = panel.get_xlim()
        lines = [line for line in panel.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 1.0]
        for line, low, high in zip(lines, rows["low"], rows["high"], strict=True):
            assert list(line.get_xdata()) == pytest.approx(list(np.clip([low, high], *bounds)))
        arrows = sum(line.get_marker() in ("<", ">") for line in panel.lines)
        assert arrows == int((rows["low"] < bounds[0]).sum() + (rows["high"] > bounds[1]).sum())
    for language, dealt in (("zh", "把 24 段随机分给"), ("en", "24 paragraphs are dealt at random")):
        caption = chart.say(language).caption
        assert dealt in caption and "max-T" in caption and "Benjamini" not in caption and "Bonferroni" not in caption


def test_a_word_is_filled_exactly_if_it_is_told_and_two_groups_are_one_test():
    rows = np.array([[60, 5, 435], [4, 6, 480], [5, 5, 470]]) + np.arange(3)
    chart = charts.keyness_forest(_made(rows, ["创新", "开放", "其他"]))
    assert chart.facts["n"] == chart.table["told"].sum() > 0
    assert "东多用“创新”" in chart.say("zh").title and "more 创新 in 东" in chart.say("en").title
    panels = chart.draw("zh").axes[0].child_axes[1:]
    colours = {line.get_color() for line in panels[0].lines if line.get_markerfacecolor() != "white"}
    assert style.looks(["东", "西", "南"], ())["东"].colour in colours
    check_places(chart.draw("zh").axes[0])
    chosen = charts.keyness_forest(_made(rows, ["创新", "开放", "其他"]), terms=["创新"], count="word")
    told = chosen.table["told"].sum()
    assert chosen.say("zh").title.startswith(f"所选 1 个词的 3 次比较分得出 {told} 次：") and told > 1
    two = charts.keyness_forest(_made(rows[:2], ["创新", "开放", "其他"], ("东", "西")))
    assert two.facts["tests"] == 3 and len(two.draw("en").axes[0].child_axes) == 2
    assert "documents are dealt" in two.say("en").caption
    assert "东, against 西" in "".join(text.get_text() for text in two.draw("en").axes[0].texts)


def test_names_of_groups_chosen_by_hand_are_said_not_to_be_compared():
    chart = charts.keyness_forest(RESULTS, terms=["发展", "长三角"])
    assert set(chart.table["term"]) == {"发展"} and "不作比较的是长三角" in chart.say("zh").caption
    assert "None of the words chosen" in charts.keyness_forest(RESULTS, terms=["长三角"]).say("en").caption


def test_nothing_told_is_said_in_the_title():
    chart = charts.keyness_forest(_made([[3, 4], [3, 4]], ["甲", "乙"], ("东", "西")))
    assert chart.say("en").title.startswith("None of 2 comparisons")
    check_places(chart.draw("en").axes[0])


def test_similarity_is_drawn_on_its_baseline():
    table = RESULTS.table("similarity")
    panels = charts.similarity_pairs(RESULTS).draw("en").axes[0].child_axes[1:]
    for panel, measure in zip(panels, ("cosine", "jensen_shannon"), strict=True):
        rows = table[table["measure"] == measure]
        marks = [line for line in panel.lines if line.get_marker() == "o"]
        assert [mark.get_xdata()[0] for mark in marks] == pytest.approx(rows["value"].tolist())
        assert [mark.get_markerfacecolor() != "white" for mark in marks] == rows["told"].tolist()
        bands = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in panel.patches]
        assert np.ravel(bands) == pytest.approx(rows[["low", "high"]].to_numpy().ravel())
    untold = {"similarity": table.assign(told=False), "own_names": RESULTS.own_names}
    alike = SimpleNamespace(table=untold.get, names=RESULTS.names, own_names=RESULTS.own_names, names_kept=True)
    assert "own names are among" in charts.similarity_pairs(alike).say("en").caption
    assert "None of 6" in charts.similarity_pairs(alike).say("en").title


def test_network_keeps_words_in_place_and_breaks_lines_that_are_only_here():
    chart = charts.collocation_map(RESULTS)
    table, panels = chart.table, chart.draw("zh").axes[0].child_axes[1:]
    places = {}
    for panel, group in zip(panels, style.ordered_groups(table), strict=True):
        rows = table[table["strategy"] == group]
        lines = [line for line in panel.lines if len(line.get_xdata()) == 2]
        ordered = rows.sort_values(["order", "source", "target"])
        assert len(lines) == len(rows)
        assert all((line.get_linestyle() == "--") == (n == 1) for line, n in zip(lines, ordered["groups"], strict=True))
        for line, (one, other) in zip(lines, ordered[["source", "target"]].to_numpy(), strict=True):
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
