"""Phrase discovery: published examples, by hand, recall of the list we ship, and the edges."""

import json
from math import log
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import paths
from analysis.lexicon import read_lexicon
from analysis.measures.phrases import (
    branching_entropy,
    c_value,
    cohesion,
    list_recall,
    nc_value,
    propose_phrases,
)
from analysis.measures.terms import count_overlapping
from analysis.parsing import read_speeches

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}
COLUMNS = ["term", "count", "cohesion", "left_entropy", "right_entropy", "c_value", "listed"]


@pytest.fixture(scope="module")
def lexicon():
    return read_lexicon()


@pytest.fixture(scope="module")
def speeches():
    return read_speeches(paths.DOCUMENT)


# ---- the statistics


def test_branching_entropy_published():
    entry = BY_NAME["branching_entropy_matrix67"]
    left, right = branching_entropy(entry["inputs"]["text"], entry["inputs"]["candidate"])
    assert left == pytest.approx(entry["expected"]["left_entropy"], abs=entry["tolerance"])
    assert right == pytest.approx(entry["expected"]["right_entropy"], abs=entry["tolerance"])
    assert count_overlapping(**{"text": entry["inputs"]["text"], "part": "葡萄"}) == entry["expected"]["count"]


def test_cohesion_published():
    entry = BY_NAME["cohesion_grapes"]
    value = cohesion(entry["inputs"]["text"], entry["inputs"]["candidate"])
    assert value == pytest.approx(entry["expected"]["pmi_ln"], abs=entry["tolerance"])
    assert value == pytest.approx(log(entry["expected"]["ratio"]), abs=entry["tolerance"])


@pytest.mark.parametrize(("name", "function"), [("cvalue_frantzi2000", c_value), ("ncvalue_ncnc", nc_value)])
def test_c_value_published(name, function):
    entry = BY_NAME[name]
    assert function(entry["inputs"]["freq"]) == pytest.approx(entry["expected"], abs=entry["tolerance"])


def test_cohesion_takes_the_cut_that_explains_best():
    # 绿色发展 3 times in 20 characters, 绿色 3, 发展 5, 绿 3, 色发展 3: ln min(3·20/15, 3·20/9, 3·20/(3·5))
    text = "绿色发展绿色发展绿色发展新发展旧发展好的"
    assert len(text) == 20
    assert cohesion(text, "绿色发展") == pytest.approx(log(60 / 15))


def test_entropy_at_the_edges():
    assert branching_entropy("葡萄", "葡萄") == (0.0, 0.0)
    assert branching_entropy("好好好", "好好") == (0.0, 0.0)
    for function, candidate in ((branching_entropy, ""), (branching_entropy, "梨"), (cohesion, "梨子")):
        with pytest.raises(ValueError, match="does not occur"):
            function("葡萄", candidate)
    with pytest.raises(ValueError, match="has 1 character"):
        cohesion("葡萄", "葡")


def test_c_value_counts_characters_where_there_are_no_blanks():
    # 发展 in 绿色发展 (4) and 高质量发展 (3): 1·(9 - 7/2)
    values = c_value({"发展": 9, "绿色发展": 4, "高质量发展": 3})
    assert values == pytest.approx({"发展": 5.5, "绿色发展": 8.0, "高质量发展": 3 * log(5) / log(2)})


@given(st.dictionaries(st.text("甲乙", min_size=1, max_size=5), st.integers(1, 20), max_size=8))
@settings(deadline=None)
def test_values_do_not_depend_on_the_order(frequencies):
    turned = dict(reversed(frequencies.items()))
    for function in (c_value, nc_value):
        assert function(turned) == pytest.approx(function(frequencies))
        assert list(function(turned)) == list(turned)


# ---- proposals


def test_proposals_by_hand(lexicon):
    texts = ["和安全发展，要建设新天地。", "到新天地！", "新天地和安全生产", "安全。安全", "看新天地美", "好在和安全感"]
    table = propose_phrases(texts, lexicon)
    assert table["term"].tolist() == ["新天地"]
    row = table.iloc[0]
    characters = sum(map(len, texts))
    assert row["count"] == 4
    assert row["cohesion"] == pytest.approx(log(4 * characters / 16))
    # before it 设, 到, 看 and the beginning; behind it 和, 美 and two ends
    assert row["left_entropy"] == row["right_entropy"] == pytest.approx(log(4))
    assert (row["c_value"], row["listed"]) == (pytest.approx(4 * log(3) / log(2)), False)


def test_nothing_crosses_punctuation_digits_or_sentences(speeches, lexicon):
    table = propose_phrases(speeches, lexicon, min_count=2)
    assert table["term"].str.fullmatch(r"[\u4e00-\u9fff]{3,10}").all()
    whole = "\n".join(speeches["text"])
    assert [count_overlapping(whole, term) for term in table["term"]] == table["count"].tolist()
    assert table["c_value"].is_monotonic_decreasing


def test_recall_of_the_shipped_list_on_the_speeches(speeches, lexicon):
    table = propose_phrases(speeches, lexicon)
    result = list_recall(table, speeches, lexicon)
    assert (result["listed"], result["found"], result["proposed"]) == (33, 27, 78)
    assert result["missed"][0] == "中部地区"
    assert table.set_index("term").loc[["高质量发展", "长江经济带", "中国式现代化", "主体责任"], "listed"].all()
    assert table["listed"].sum() == result["found"]


def test_function_words_do_not_stand_at_the_edge(speeches, lexicon):
    terms = set(propose_phrases(speeches, lexicon, min_entropy=0)["term"])
    assert not {term for term in terms if term[0] in "的了" or term[-1] in "的了"}
    assert {"对外开放", "和生态", "在中国式现代化"} & terms == {"对外开放"}


def test_kinds_of_input_give_the_same(speeches, lexicon):
    table = propose_phrases(speeches, lexicon)
    pd.testing.assert_frame_equal(propose_phrases(speeches["text"].tolist(), lexicon), table)
    pd.testing.assert_frame_equal(propose_phrases("\n".join(speeches["text"]), lexicon)[["term"]], table[["term"]])
    pd.testing.assert_frame_equal(propose_phrases(speeches, lexicon, top=5), table.head(5))


def test_nothing_found_is_an_empty_table(lexicon):
    for texts in ([], ["发展。"], ["abc 123"]):
        table = propose_phrases(texts, lexicon)
        assert (len(table), table.columns.tolist()) == (0, COLUMNS)
        assert list_recall(table, texts, lexicon)["recall"] == 0


@pytest.mark.parametrize("options", [{"min_count": 1}, {"min_length": 1}, {"max_length": 2}, {"top": 0}])
def test_options_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        propose_phrases(["发展"], **options)
