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
    c_value,
    list_recall,
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


def test_c_value_published():
    entry = BY_NAME["cvalue_frantzi2000"]
    assert c_value(entry["inputs"]["freq"]) == pytest.approx(entry["expected"], abs=entry["tolerance"])


def test_c_value_counts_characters_where_there_are_no_blanks():
    # 发展 in 绿色发展 (4) and 高质量发展 (3): 1·(9 - 7/2)
    values = c_value({"发展": 9, "绿色发展": 4, "高质量发展": 3})
    assert values == pytest.approx({"发展": 5.5, "绿色发展": 8.0, "高质量发展": 3 * log(5) / log(2)})


@given(st.dictionaries(st.text("甲乙", min_size=1, max_size=5), st.integers(1, 20), max_size=8))
@settings(deadline=None)
def test_values_do_not_depend_on_the_order(frequencies):
    turned = dict(reversed(frequencies.items()))
    assert c_value(turned) == pytest.approx(c_value(frequencies))
    assert list(c_value(turned)) == list(turned)


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
