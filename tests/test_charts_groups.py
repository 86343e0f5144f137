"""Charts of any corpus: one group or thirty, times, single paragraphs; marks stand where the tables say."""

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from analysis import anchors, charts
from analysis.charts import page, ranking, saving, sizes, style, words
from analysis.charts.grammar import Voice
from analysis.language import CODES, periods, speak
from analysis.language.names import Names, names_of
from analysis.lexicon import read_lexicon
from analysis.measures.frequency import frequency_table
from analysis.results import Results
from tests.four_speeches import RESULTS
from tests.made_charts import CORPORA, DECADES, REGIONS, results_of

YEARS = ["2021", "2022", "2023"]
SAID = {"2021": "服务 服务 服务 道路 道路 学校", "2022": "医院 桥梁 乘车", "2023": "管理 管理 习惯 习惯 仓库"}


class _Years(Results):
    """Six words, three words and five words in three years."""

    def __init__(self, years):
        super().__init__()
        rows = [(number, year, 1, word, True) for number, year in enumerate(years) for word in SAID[year].split()]
        tokens = pd.DataFrame(rows, columns=["speech", "strategy", "paragraph", "term", "kept"]).assign(own_name=False)
        tokens["strategy"] = pd.Categorical(tokens["strategy"], categories=years, ordered=True)
        names = Names(group="year", order=tuple(years))
        self.__dict__ |= {"tokens": tokens, "names": names, "frequency": frequency_table(tokens)}


def _of(corpus, name):
    return charts.pictures(name, results_of(corpus))[0]


@pytest.mark.parametrize("name", ["top_terms", "compare_terms", "keyness_forest", "tfidf_terms"])
def test_every_word_drawn_of_many_groups_has_its_gloss(name):
    chart = _of("thirty", name)
    figure = chart.draw("en")
    drawn = {text.get_text().replace("\n", " ").rstrip("… ") for text in figure.findobj(Text)} - {""}
    glossed = [gloss for term in chart.table["term"].unique() if (gloss := chart.names.gloss_within(term, "en"))]
    assert len(glossed) > 5
    assert all(any(gloss.startswith(text) for text in drawn) for gloss in glossed)


def test_what_a_title_says_of_all_groups_counts_those_that_are_not_drawn():
    chart = _of("thirty", "move_strips")
    assert chart.table["strategy"].nunique() == 9 and "30 " in chart.say("en").title


@pytest.mark.parametrize(
    ("lengths", "said"), [((90, 88), "the shortest, 西, has"), ((90, 45), "2.0 times the shortest")]
)
def test_lengths_that_are_nearly_the_same_are_no_multiple(lengths, said):
    table = pd.DataFrame({"speech": [1, 2], "strategy": ["东", "西"], "characters": lengths})
    title = sizes._ends(table, False, Names(order=("东", "西")), facts := {})
    assert said in Voice(speak("en"), Names(), facts).text(title)


@pytest.mark.parametrize("name", ["robustness", "similarity_pairs", "shared_wording"])
def test_the_label_of_a_row_is_dimmed_with_its_groups(name):
    figure = charts.pictures(name, RESULTS)[0].draw("zh")
    marked = {label.get_gid() for axes in figure.findobj(Axes) for label in axes.get_yticklabels()} - {None}
    assert {group for gid in marked for group in gid.removeprefix(page.OF).split(page.AND)} == {*RESULTS.counts.index}


def test_points_and_labels_of_times_are_dimmed_with_their_group():
    figure = _of("decades", "theme_dots").draw("zh")
    points = [line.get_gid() for axes in figure.findobj(Axes) for line in axes.lines if line.get_marker() == "o"]
    labels = {label.get_gid() for axes in figure.findobj(Axes) for label in axes.get_xticklabels()}
    assert {*points} == {page.OF + decade for decade in DECADES} > labels - {None} > set()


def test_words_that_occur_once_are_neither_announced_nor_drawn():
    chart = charts.top_terms(_Years(YEARS))
    assert chart.table["term"].tolist() == ["服务", "道路", "习惯", "管理"] and chart.table["count"].min() == 2
    words = chart.say("zh")
    assert words.title == "最常说的是：2021年“服务”、2022年没有词出现超过一次、2023年“习惯”等 2 个并列"
    assert "2021年 1 个、2022年 3 个、2023年 1 个" in words.caption
    panels = chart.draw("zh").axes[0].child_axes
    assert [len(panel.get_yticklabels()) for panel in panels] == [2, 0, 2]
    assert [text.get_text() for text in panels[1].texts] == ["没有词出现超过一次"]


def test_a_cloud_says_how_many_words_tie():
    assert charts.word_cloud(_Years(YEARS), "2023").say("en").title == (
        "2023: no word stands alone in first place; 2 tie with 2 times each, 习惯, 管理"
    )
    assert charts.word_cloud(_Years(YEARS), "2022").table.empty
    assert [chart.part for chart in charts.pictures("word_cloud", _Years(YEARS))] == ["", "group_1", "group_3"]


def test_a_group_has_one_colour_in_the_charts_of_all_and_in_its_own():
    look = style.looks(YEARS)["2023"]
    assert style.looks(["2023"], YEARS)["2023"] == look != style.looks(["2023"])["2023"]
    figure = charts.word_cloud(_Years(YEARS), "2023").draw("zh")
    bars = [patch for axes in figure.findobj(Axes) for patch in axes.patches if patch.get_height() == 9]
    assert {bar.get_facecolor()[:3] for bar in bars} == {style.tint(look.colour)}
    top = charts.top_terms(_Years(YEARS)).draw("zh").axes[0].child_axes[2]
    assert top.patches[0].get_facecolor()[:3] == style.tint(look.colour)


def test_headings_call_groups_what_they_are():
    names = Names(group="year")
    for name in charts.NAMES:
        said = [speak(code).say(f"headings.{name}", names) for code in CODES]
        assert "战略" not in said[0] and "strateg" not in said[1].lower()


def test_where_nothing_occurs_twice_it_is_said():
    chart = charts.top_terms(_Years(["2022"]))
    assert chart.table.empty and chart.facts["once"] == {"2022": 3}
    assert "没有一个词出现超过一次" in chart.say("zh").caption


def test_ties_left_out_are_counted():
    chart = charts.top_terms(Results(), n=2)
    for group, rows in Results().frequency.groupby("strategy", observed=True):
        counts = sorted(rows["count"], reverse=True)
        assert chart.facts["ties_left_out"].get(group, 0) == counts[2:].count(counts[1])


@pytest.mark.parametrize(
    ("name", "value", "scale"),
    [("top_terms", "per_10k", 1), ("tfidf_terms", "tfidf", 1), ("rank_stability", "top_share", 100)],
)
def test_bars_are_the_values_from_zero_in_the_colours_of_their_groups(name, value, scale):
    chart = _of("four", name)
    panels = chart.draw("zh").axes[0].child_axes
    groups = style.ordered_groups(chart.table)
    assert len(panels) == len(groups) == 4 and len({panel.get_xlim() for panel in panels}) == 1
    for panel, group in zip(panels, groups, strict=True):
        rows = chart.table[chart.table["strategy"] == group]
        bars = [patch for patch in panel.patches if patch.get_width() and patch.get_height() == 9]
        assert [bar.get_width() for bar in bars] == pytest.approx((scale * rows[value]).tolist())
        assert {bar.get_x() for bar in bars} == {0} and panel.get_xlim()[0] == 0
        assert [label.get_text().replace("\n", "") for label in panel.get_yticklabels()] == rows["term"].tolist()
        assert [text.get_text() for text in panel.texts] == [f"{count:,}" for count in rows["count"]]
        colour = to_rgb(style.looks([group])[group].colour)
        assert bars[0].get_facecolor()[:3] == pytest.approx([1 - 0.72 * (1 - part) for part in colour], abs=1e-3)


def test_intervals_and_dots_of_a_comparison_are_those_of_the_table():
    chart = _of("four", "compare_terms")
    panel = chart.draw("zh").axes[0].child_axes[0]
    lines = [line.get_xdata() for line in panel.lines if len(line.get_xdata()) == 2]
    assert [tuple(line) for line in lines] == list(chart.table[["low", "high"]].itertuples(index=False, name=None))
    dots = [line for line in panel.lines if len(line.get_xdata()) == 1]
    assert [dot.get_xdata()[0] for dot in dots] == chart.table["per_10k"].tolist()
    hollow = [dot.get_markerfacecolor() == "white" for dot in dots]
    assert hollow == (chart.table["count"] == 0).tolist() and any(hollow)


def test_the_title_of_a_comparison_is_honest():
    rows = [("东", "甲", 90, 80, 100), ("西", "甲", 10, 5, 20), ("东", "乙", 50, 10, 90), ("西", "乙", 40, 8, 80)]
    table = pd.DataFrame(rows, columns=["strategy", "term", "per_10k", "low", "high"])
    found = words._widest_gap(table, ["东", "西"])
    assert found.key == "compare_apart" and found.values["term"] == "甲" and found.values["a"] == 90
    assert "overlap" not in _of("four", "compare_terms").say("en").title
    assert words._widest_gap(table.assign(per_10k=9), ["东", "西"]).key == "compare_even"


def test_own_names_are_no_finding():
    terms = ["西部地区", "以大开放促进大开发", "发展"]  # what it is called, what is said in its name
    rows = pd.DataFrame({"strategy": "西部大开发", "term": terms, "per_10k": [9.0, 8.5, 8.0], "count": 3})
    facts = {"totals": {"西部大开发": 9}, "ties_left_out": {}}
    said = ranking._leaders(rows, "per_10k", Results(), facts, "top_title")
    assert said.key == "top_title" and said.values["list"][0].values["term"].value == "发展"
    inside = RESULTS.own_names[2 * RESULTS.own_names["inside"] > RESULTS.own_names["count"]]["term"]
    assert len(inside) > 9 and not set(inside) & set(charts.tfidf_terms(RESULTS).table["term"])
    assert set(inside) & set(charts.tfidf_terms(Results(names="keep")).table["term"])


def test_a_word_of_a_name_that_is_said_on_its_own_is_compared(tmp_path):
    (tmp_path / "raw").mkdir()
    for name, text in (("a", "创新办说：要抓创新，促创新，靠创新。"), ("b", "要抓改革，促改革。")):
        (tmp_path / "raw" / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text("", encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file,group\na.txt,创新办\nb.txt,改革办\n", encoding="utf-8")
    results = Results(tmp_path)
    assert not results.is_own_name("创新", "创新办") and "创新" in charts.top_terms(results).say("zh").title


def test_times_are_drawn_as_lines_at_their_places():
    chart = _of("decades", "compare_terms")
    figure = chart.draw("zh")
    panels, items = figure.axes[0].child_axes, list(dict.fromkeys(chart.table["term"]))
    assert len(panels) == len(items)
    for panel, one in zip(panels, items, strict=True):
        rows = chart.table[chart.table["term"] == one].set_index("strategy").loc[DECADES]
        assert list(panel.lines[0].get_xdata()) == list(range(1955, 2020, 10))
        assert list(panel.lines[0].get_ydata()) == pytest.approx(rows["per_10k"].tolist())
    assert len({panel.get_ylim() for panel in panels}) == 1
    row = chart.table[chart.table["count"] > 0].iloc[0]
    assert f'#{anchors.term_anchor(row["term"], row["strategy"])}"' in saving.page_svg(figure)


def test_a_text_of_one_paragraph_is_named_where_it_cannot_be_drawn_anew():
    chart = _of("single paragraph", "rank_stability")
    assert chart.table.empty or "小" in chart.say("zh").caption


def test_thirty_groups_stand_below_each_other_in_a_map_of_themes():
    panel = _of("thirty", "theme_heatmap").draw("zh").axes[0].child_axes[0]
    assert [label.get_text() for label in panel.get_yticklabels()] == REGIONS


def test_tenths_hold_every_sentence():
    results, table = results_of("decades"), _of("decades", "theme_strips").table
    assert table["hits"].sum() == results.coded.to_numpy().sum()
    assert table.drop_duplicates(["strategy", "tenth"])["sentences"].sum() == len(results.speeches)
    moves = _of("decades", "move_strips").table
    assert moves["sentences"].sum() == len(results.speeches)
    assert moves["characters"].sum() == results.moves["characters"].sum()


def test_groups_that_are_times_are_no_caveat_about_dates():
    for chart, said in ((_of("decades", "keyness_forest"), False), (charts.theme_dots(RESULTS), True)):
        assert ("dates" in chart.say("en").caption) == said
    assert "dates" not in _of("thirty", "keyness_forest").say("en").caption  # all texts are of one day


def test_names_follow_the_corpus():
    lexicon = read_lexicon()
    names = names_of(lexicon, CORPORA["decades"])
    assert names.group == "decade" and names.words("zh")["kind"] == "年代" and names.is_time(DECADES)
    assert not names.own_texts
    assert names.strategy("1950年代", "en") == "1950s"
    assert names_of(lexicon, CORPORA["thirty"]).group == "group"
    assert names_of(lexicon).group == names_of(lexicon, Results().speeches).group == Names().group
    assert not Names(time=False).is_time(DECADES)


@pytest.mark.parametrize(
    "labels",
    [
        ["2023-10", "2023-11", "2024-01"],
        ["1954", "1955", "1957"],
        ["1954–1958", "1959-1966", "1977至1982"],
        ["2020-01-02", "2020-01-03", "2021年3月4日"],
    ],
)
def test_times_are_known_by_their_names(labels):
    assert periods.period_kind(labels) and not periods.period_kind(labels[::-1])
    assert not periods.period_kind([*labels, "其他"]) and periods.parse_period("2023-13") is None
