"""Charts of a short corpus of years: nothing is ranked that cannot be, ties are said, a year has one colour."""

import pandas as pd
import pytest

from analysis.charts import clouds, correspondence, style
from analysis.charts.undeclared import CHARTS
from analysis.language.names import Names
from analysis.measures.frequency import frequency_table

YEARS = ["2021", "2022", "2023"]
NAMES = Names(group=("年份", "year", "years"), unit="个", order=tuple(YEARS))
BY_NAME = {chart.name: chart for chart in CHARTS}
SAID = {"2021": "服务 服务 服务 道路 道路 学校", "2022": "医院 桥梁 乘车", "2023": "管理 管理 习惯 习惯 仓库"}


@pytest.fixture(scope="module")
def table():
    rows = [(number, year, 1, word, True) for number, year in enumerate(YEARS) for word in SAID[year].split()]
    tokens = pd.DataFrame(rows, columns=["speech", "strategy", "paragraph", "term", "kept"])
    return frequency_table(tokens.assign(strategy=pd.Categorical(tokens["strategy"], categories=YEARS, ordered=True)))


def test_a_cloud_says_how_many_words_tie(table):
    rows = clouds.select_words(table[table["strategy"] == "2023"])
    title = clouds.word_cloud_title(rows, "en", NAMES)
    assert title == "2023: no word stands alone in first place; 2 tie with 2 times each, 习惯, 管理"
    assert clouds.select_words(table[table["strategy"] == "2022"]).empty


def test_a_group_has_one_colour_in_the_charts_of_all_and_in_its_own(table):
    look = style.looks(YEARS)["2023"]
    assert style.looks(["2023"], NAMES.order)["2023"] == look != style.looks(["2023"])["2023"]
    axes = clouds.word_cloud(clouds.select_words(table[table["strategy"] == "2023"]), names=NAMES)
    marks = [line for panel in (axes, *axes.child_axes) for line in panel.lines if line.get_marker() == look.marker]
    assert {line.get_color() for line in marks} == {look.colour}


def test_headings_call_groups_what_they_are():
    for chart in CHARTS:  # declared and not
        assert "战略" not in chart.heading("zh", NAMES) and "strateg" not in chart.heading("en", NAMES).lower()


def test_the_key_of_the_map_has_the_marks_of_its_groups():
    groups = [*style.STRATEGIES]
    rows = [(group, "", "strategy", 0.25, x, -x) for x, group in enumerate(groups)]
    rows.append(("", "care", "theme", 1.0, 0.5, 0.1))
    table = pd.DataFrame(rows, columns=["strategy", "item", "kind", "mass", "x", "y"]).assign(
        share_x=0.6, share_y=0.4, inertia=0.1, total=40, p=0.2, permutations=99, points=1
    )
    axes = correspondence.correspondence_map(table)
    marks = [line.get_marker() for line in axes.child_axes[-1].lines]
    assert marks == [*style.MARKERS[:4], "o"]
