"""Phrase discovery: published examples, by hand, recall of the list we ship, and the edges."""

import json
import re
import tomllib
from dataclasses import replace
from math import log
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import paths
from analysis.lexicon import read_lexicon
from analysis.measures import phrases
from analysis.measures.phrases import c_value, propose_phrases, unknown_words
from analysis.parsing import read_speeches
from analysis.segmentation import Segmenter, segment_speeches

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
GENRES = tomllib.loads((Path(__file__).parent / "data" / "phrase_genres.toml").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}
COLUMNS = ["term", "count", "cohesion", "left_entropy", "right_entropy", "c_value", "listed"]


def list_recall(proposed, speeches, lexicon):
    """How many phrases of the list were proposed, of those that could have been: made of ideographs, no single word."""
    runs, _ = phrases._runs(phrases._texts(speeches))
    counts = {"".join(words): count for words, count in phrases._count_runs(runs, 3).items() if len(words) > 1}
    wanted = [one for one in lexicon.phrases["phrase"] if one in counts and 2 <= len(one) <= 10]
    terms = set(proposed["term"])
    missed = sorted((one for one in wanted if one not in terms), key=lambda one: (-counts[one], one))
    found, every = len(wanted) - len(missed), set(lexicon.phrases["phrase"])
    return {
        "listed": len(wanted),
        "found": found,
        "recall": found / len(wanted) if wanted else 0.0,
        "proposed": len(terms),
        "precision": len(terms & every) / len(terms) if terms else 0.0,
        "missed": missed,
    }


@pytest.fixture(scope="module")
def lexicon():
    return read_lexicon()


@pytest.fixture(scope="module")
def without_smog(lexicon):
    """To these word lists 雾霾 is new."""
    return replace(lexicon, phrases=lexicon.phrases[lexicon.phrases["phrase"] != "雾霾"])


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


def test_proposals_by_hand(without_smog):
    texts = ["治理雾霾，要快。", "到雾霾！", "雾霾和安全", "安全。安全", "看雾霾美", "好在和安全", "发展经济"]
    table = propose_phrases(texts, without_smog)
    assert table["term"].tolist() == ["雾霾"]
    row = table.iloc[0]
    words = sum(1 for text in texts for word in Segmenter(without_smog).cut(text) if word[0].isalpha())
    assert row["count"] == 4
    assert row["cohesion"] == pytest.approx(log(4 * words / 16))
    # before it 治理, 到, 看 and the beginning; behind it 和, 美 and two ends
    assert row["left_entropy"] == row["right_entropy"] == pytest.approx(log(4))
    assert (row["c_value"], row["listed"]) == (pytest.approx(4), False)


@pytest.mark.parametrize("genre", GENRES)
def test_what_is_proposed_is_what_a_reader_would_list(genre, lexicon):
    text, phrases = GENRES[genre]["text"], set(GENRES[genre]["phrases"])
    first = set(propose_phrases(text, lexicon)["term"].head(50))
    listed = set(lexicon.phrases["phrase"])
    assert len(first & phrases) >= 0.8 * len(first)
    assert len(first & phrases | listed & phrases) >= 0.8 * len(phrases)


def test_fragments_of_words_are_never_proposed(lexicon):
    texts = [
        "中国人民团结。",
        "中国人民勤劳，全面建成小康。",
        "爱中国人民",
        "要全面建成学校",
        "已全面建成大厦",
        "会全面建成。",
    ]
    terms = set(propose_phrases(texts, min_cohesion=0, min_entropy=0)["term"])
    assert not {"国人民", "国人", "全面建", "面建成", "面建"} & terms
    assert {"中国人民", "全面建成"} & terms
    verbs = propose_phrases(["还没有完成。", "他没有完成任务。", "没有完成工程"], min_cohesion=0, min_entropy=0)
    assert "没有完成" not in set(verbs["term"])


def test_unknown_words_are_runs_of_single_characters(without_smog):
    texts = ["治理雾霾，发展经济。", "雾霾来了。", "没有雾霾的天。", "雾散了。", *["发展经济，增加收入。"] * 20]
    place = {"speech": 1, "strategy": "东", "paragraph": 1}
    table = pd.DataFrame({**place, "sentence": range(1, 25), "text": texts})
    found = unknown_words(segment_speeches(table, Segmenter(without_smog)), min_count=3)
    assert found[["term", "count"]].values.tolist() == [["雾霾", 3]]
    assert unknown_words(segment_speeches(table, Segmenter(without_smog)), min_count=4).empty


def test_nothing_crosses_punctuation_digits_or_sentences(speeches, lexicon):
    table = propose_phrases(speeches, lexicon, min_count=2)
    assert table["term"].str.fullmatch(r"[\u4e00-\u9fff]{2,10}").all()
    whole = "\n".join(speeches["text"])
    assert all(
        len(re.findall(f"(?={term})", whole)) >= n for term, n in zip(table["term"], table["count"], strict=True)
    )
    assert (table["c_value"] * table["cohesion"]).round(6).is_monotonic_decreasing


def test_recall_of_the_shipped_list_on_the_speeches(speeches, lexicon):
    table = propose_phrases(speeches, lexicon)
    result = list_recall(table, speeches, lexicon)
    assert (result["listed"], result["found"], result["proposed"]) == (30, 16, 25)
    assert result["missed"][0] == "中部地区"
    assert table.set_index("term").loc[["高质量发展", "长江经济带", "中国式现代化", "主体责任"], "listed"].all()
    assert table["listed"].sum() == result["found"]


def test_function_words_do_not_stand_at_the_edge(speeches, lexicon):
    terms = set(propose_phrases(speeches, lexicon, min_entropy=0)["term"])
    assert not {term for term in terms if term[0] in "的了" or term[-1] in "的了"}
    assert {"科技创新", "和生态", "在中国式现代化"} & terms == {"科技创新"}


def test_kinds_of_input_give_the_same(speeches, lexicon):
    table = propose_phrases(speeches, lexicon)
    pd.testing.assert_frame_equal(propose_phrases(speeches["text"].tolist(), lexicon), table)
    pd.testing.assert_frame_equal(propose_phrases("\n".join(speeches["text"]), lexicon)[["term"]], table[["term"]])


def test_nothing_found_is_an_empty_table(lexicon):
    for texts in ([], ["发展。"], ["abc 123"]):
        table = propose_phrases(texts, lexicon)
        assert (len(table), table.columns.tolist()) == (0, COLUMNS)
        assert list_recall(table, texts, lexicon)["recall"] == 0


def test_what_is_said_once_is_no_candidate():
    with pytest.raises(ValueError, match="min_count is 1"):
        propose_phrases(["发展"], min_count=1)
