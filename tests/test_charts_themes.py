"""Themes as dots: every share in its place, filled where it can be told, the extremes named."""

import pytest

from analysis import charts
from analysis.charts import style
from analysis.measures.themes import corrected_shares
from analysis.results import Results
from tests.made_charts import results_of


@pytest.fixture(scope="module")
def chart():
    return charts.theme_dots(results_of("four"))


def _dots(chart):
    panel = chart.draw("zh").axes[0].child_axes[0]
    return panel, [line for line in panel.lines if len(line.get_xdata()) == 1]


def test_dots_stand_at_the_shares_in_the_look_of_their_groups(chart):
    panel, dots = _dots(chart)
    assert [dot.get_xdata()[0] for dot in dots] == pytest.approx((100 * chart.table["share"]).tolist())
    looks = style.looks(chart.table["strategy"])
    assert [dot.get_color() for dot in dots] == [looks[group].colour for group in chart.table["strategy"]]
    assert [label.get_text() for label in panel.get_yticklabels()] == [
        chart.names.theme(theme, "zh") for theme in dict.fromkeys(chart.table["theme"])
    ]
    places = [(round(dot.get_xdata()[0], 1), round(dot.get_ydata()[0], 1)) for dot in dots]
    assert len(set(places)) == len(places)  # equal shares stand apart


def test_extremes_are_named_where_they_are_alone(chart):
    named = chart.table[chart.table["named"]]
    for theme, rows in chart.table.groupby("theme", observed=True):
        ends = {rows["share"].min(), rows["share"].max()}
        alone = [share for share in ends if (rows["share"] == share).sum() == 1]
        assert sorted(named.loc[named["theme"] == theme, "share"]) == sorted(alone)


def test_told_differences_are_filled_and_head_the_chart(chart, monkeypatch):
    assert not chart.table["differs"].any() and "无一分得出" in chart.say("zh").title
    assert {dot.get_markerfacecolor() for dot in _dots(chart)[1]} == {"white"}
    results = results_of("four")
    verdicts = results.verdicts.copy()
    one = (verdicts["kind"] == "theme") & (verdicts["group"] == "长江经济带发展") & (verdicts["term"] == "ecology")
    monkeypatch.setitem(vars(results), "verdicts", verdicts.assign(told=one))
    told = charts.theme_dots(results)
    assert told.say("zh").title == "40 次比较分得出 1 次：长江经济带多谈“生态环境与绿色发展”（50%）"
    filled = [dot for dot in _dots(told)[1] if dot.get_markerfacecolor() != "white"]
    assert [dot.get_xdata()[0] for dot in filled] == [50.0]


def test_one_group_is_compared_with_nobody():
    chart = charts.theme_dots(results_of("one"))
    assert chart.facts["tests"] == 0 and "分不出" not in chart.say("zh").caption
    assert not chart.table[["differs", "named"]].any(axis=None)  # and its dots are not hollow, as untold ones are
    dots = [line for line in chart.draw("zh").axes[0].child_axes[-1].lines if len(line.get_xdata()) == 1]
    assert len(dots) == len(chart.table) and not any(dot.get_markerfacecolor() == "white" for dot in dots)


def test_corrections_that_cancel_out_are_not_called_agreement():
    results = Results()
    coded = results.hand_coded.assign(coded=results.hand_coded["dictionary"])
    for swapped, words in ((False, "agrees with"), (True, "cancel out")):
        own = coded.copy()
        if swapped:  # one missed and one found too much in each theme
            for _, part in own.groupby("theme"):
                own.loc[[part.index[part["coded"]][0], part.index[~part["coded"]][0]], "dictionary"] ^= True
        results.__dict__["hand_coded"] = own
        results.__dict__["corrected_shares"] = corrected_shares(results.theme_shares, own).assign(
            corrected=results.theme_shares["share"]
        )
        assert words in charts.corrected_shares(results).say("en").title


def test_bars_of_a_chart_are_its_values_and_not_what_they_are_held_against():
    assert charts.similarity_pairs(results_of("four")).drawing.value == "value"
    assert charts.corrected_shares(results_of("four")).drawing.value == "corrected"
