"""Two groups word by word, and the provinces as tiles: what stands where, and what is said of it."""

import numpy as np
import pytest

from analysis import charts
from analysis.charts import provinces
from analysis.language import CODES, speak
from analysis.lexicon import LexiconError, read_lexicon
from analysis.paths import WORDS
from tests.made_charts import results_of
from tests.printed import check_places

PAIR = ["中部地区崛起", "西部大开发"]


@pytest.fixture(scope="module")
def pair():
    return charts.term_pair(results_of("four"), *PAIR)


def test_words_stand_at_their_rates_in_both_groups(pair):
    rates = results_of("four").frequency.assign(strategy=lambda rows: rows["strategy"].astype(str))
    rates = rates.set_index(["strategy", "term"])["per_10k"]
    for row in pair.table.itertuples():
        assert row.rate == rates.get((PAIR[0], row.term), 0.0)
        assert row.rate_other == rates.get((PAIR[1], row.term), 0.0)
    panel = pair.draw("zh").axes[0].child_axes[0]
    drawn = sorted((line.get_xdata()[0], line.get_ydata()[0]) for line in panel.lines if len(line.get_xdata()) == 1)
    rooted = (pair.table[["rate", "rate_other"]] ** 0.5).to_numpy().tolist()
    assert np.ravel(drawn) == pytest.approx(np.ravel(sorted(map(tuple, rooted))))
    assert len(panel.get_xticks()) >= 3 and len(panel.get_yticks()) >= 3


def test_words_are_tested_between_the_two_groups_alone(pair):
    verdicts = results_of("four").only(PAIR).verdicts
    tested = verdicts[(verdicts["kind"] == "word") & (verdicts["group"] == PAIR[0])]
    assert pair.facts["tests"] == len(tested) and set(pair.table["term"]) <= set(tested["term"])
    assert pair.table["told"].sum() == pair.facts["n"] == tested["told"].sum()
    assert pair.facts["labels"] == pair.table["named"].sum() <= charts.plane.LABELS
    assert "中部与西部" in pair.say("zh").title and str(len(tested)) in pair.say("zh").title


def test_one_group_makes_no_pair():
    assert charts.term_pair(results_of("one")).say("en").caption == "It takes two groups."


def test_every_province_has_a_tile_and_a_name():
    for code in CODES:
        named = {key.partition(".")[2] for key in speak(code).texts if key.startswith("provinces.")}
        assert named == set(provinces.PLACES) and len(named) == 34
    assert len(set(provinces.PLACES.values())) == 34


def test_all_members_of_the_yangtze_belt_belong_to_another_strategy_too():
    chart = charts.province_map(results_of("four"))
    sizes = chart.table.groupby("strategy").size().to_dict()
    assert sizes == {"长江经济带发展": 11, "长三角一体化发展": 4, "中部地区崛起": 6, "西部大开发": 12}
    assert chart.facts["shared"] == {"长江经济带发展": 11, "长三角一体化发展": 4, "中部地区崛起": 4, "西部大开发": 4}
    assert chart.say("en").title == "Yangtze Economic Belt: all 11 provinces belong to another of these strategies too"
    assert "西部 12 个中 4 个" in chart.say("zh").caption and "国发〔2014〕39号" in chart.say("zh").caption
    texts = check_places(chart.draw("en").axes[0])
    assert {"Inner Mongolia", "Taiwan", "Hong Kong"} <= set(texts)


def test_a_corpus_of_other_groups_has_no_map():
    chart = charts.province_map(results_of("two"))
    assert chart.table.empty and "名单" in chart.say("zh").caption
    assert "province_map" in [one.name for one in charts.every(results_of("four"))]
    assert "province_map" not in [one.name for one in charts.every(results_of("two"))]


def test_a_list_of_strategies_may_lack_members_but_not_invent_provinces(tmp_path):
    for path in WORDS.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    file = tmp_path / "strategies.csv"
    file.write_text("name,short,english,markers,source\n西部大开发,西部,West,西部,x\n", encoding="utf-8")
    assert read_lexicon(tmp_path).strategies.loc[0, "members"] == ""
    file.write_text(
        "name,short,english,markers,source,members\n西部大开发,西部,West,西部,x,甘肃|海西\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError) as caught:
        read_lexicon(tmp_path)
    assert "strategies.csv line 2" in caught.value.say(speak("en")) and "海西" in caught.value.say(speak("en"))


def test_a_map_of_neither_themes_nor_terms_is_refused_with_both():
    with pytest.raises(ValueError, match="'word'; use theme or term"):
        charts.correspondence_map(None, "word")
