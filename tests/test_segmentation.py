"""Phrases first, offsets that hold, two engines that agree, and nothing dropped silently."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import lexicon, parsing, paths, tables
from analysis.segmentation import Segmenter, audit_stop_words, kind_of, phrase_recall, segment_speeches

WORDS = lexicon.read_lexicon()
FAST, REFERENCE = Segmenter(WORDS), Segmenter(WORDS, engine="jieba")
SPEECHES = parsing.read_speeches(paths.DOCUMENT)
TOKENS = segment_speeches(SPEECHES, FAST)


def terms(text, segmenter=FAST):
    return [term for term, *_ in segmenter.segment(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培育新质生产力", "培育 新质生产力"),
        ("坚持共抓大保护、不搞大开发，", "坚持 共抓大保护、不搞大开发 ，"),
        ("推动高质量发展。", "推动 高质量发展 。"),
        ("长江经济带和长江", "长江经济带 和 长江"),  # the longest of those that begin at one place
        ("2023年10月", "2023 年 10 月"),
        ("２０２３年，增长３．５％", "２０２３ 年 ， 增长 ３．５％"),
        ("GDP增长5G 基站", "GDP 增长 5G 基站"),
        ("Green Growth战略", "Green Growth 战略"),
        ("", ""),
        ("。", "。"),
    ],
)
def test_terms(text, expected):
    assert terms(text) == expected.split()


def test_overlapping_phrases_are_cut_leftmost_longest():
    phrases = pd.DataFrame({"phrase": ["全面深化改革", "改革开放", "深化改革"], "kind": "concept"})
    segmenter = Segmenter(dataclasses.replace(WORDS, phrases=phrases))
    assert terms("全面深化改革开放", segmenter) == ["全面深化改革", "开放"]
    assert terms("坚持改革开放", segmenter) == ["坚持", "改革开放"]


def test_word_level_keeps_only_names_whole():
    words = Segmenter(WORDS, level="word")
    assert terms("长三角高质量发展", words) == ["长三角", "高质量", "发展"]
    assert "发展" in terms("长江经济带高质量发展", words)


def test_without_phrases_it_is_plain_jieba():
    bare = Segmenter(dataclasses.replace(WORDS, phrases=WORDS.phrases.iloc[:0]))
    assert terms("新质生产力", bare) == ["新", "质", "生产力"]


@pytest.mark.parametrize("option", [{"engine": "hanlp"}, {"level": "clause"}])
def test_unknown_options_are_named(option):
    with pytest.raises(ValueError, match=f"{next(iter(option.values()))}.*use one of"):
        Segmenter(WORDS, **option)


@pytest.mark.parametrize(
    ("term", "kind"),
    [("3.5%", "number"), ("１２", "number"), ("5G", "latin"), ("É", "latin"), ("发展", "word"), ("〇", "number"),
     ("二〇二三", "number"), ("一体", "word"), ("、", "punctuation"), ("　", "space"), ("\U0001f600", "punctuation")],
)  # fmt: skip
def test_kinds(term, kind):
    assert kind_of(term) == kind


def check_cut(text, segmenter):
    tokens = segmenter.segment(text)
    assert all(text[start:end] == term for term, start, end, _ in tokens)
    assert all(first[2] <= second[1] for first, second in zip(tokens, tokens[1:], strict=False))
    assert "".join("".join(term.split()) for term, *_ in tokens) == "".join(text.split())
    assert segmenter.cut(text) == [term for term, *_ in tokens]
    return tokens


def test_engines_agree_on_the_speeches():
    for text in SPEECHES["text"]:
        assert check_cut(text, FAST) == check_cut(text, REFERENCE)


CHARACTERS = "发展长三角江经济带高质量改革开放全面深化，。、；“” \n\u3000ABab-.19%２３．％é①\ufdd0\ue000한𠮷"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*CHARACTERS, *WORDS.phrases["phrase"][:200]]), max_size=40).map("".join))
def test_engines_agree_and_offsets_hold_on_generated_text(text):
    assert check_cut(text, FAST) == check_cut(text, REFERENCE)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_cut_without_loss(text):
    check_cut(text, FAST)


def test_tokens_table():
    tables.check_tokens(TOKENS)
    texts = SPEECHES.set_index(["speech", "paragraph", "sentence"])["text"]
    for row in TOKENS.itertuples():
        assert texts[row.speech, row.paragraph, row.sentence][row.start : row.end] == row.term
    assert "".join(TOKENS["term"]) == "".join(SPEECHES["text"])
    dropped = TOKENS[~TOKENS["kept"]]
    assert set(dropped.loc[dropped["kind"].isin(["word", "phrase", "latin"]), "term"]) <= set(WORDS.stop_words["word"])
    assert not TOKENS.loc[TOKENS["kind"].isin(["number", "punctuation"]), "kept"].any()


def test_no_speeches_give_an_empty_table_of_the_same_columns():
    empty = segment_speeches(SPEECHES.iloc[:0], FAST)
    assert list(empty.columns) == tables.TOKEN_COLUMNS and empty.empty


def test_segmenting_does_not_change_its_input():
    before = SPEECHES.copy(deep=True)
    segment_speeches(SPEECHES, FAST)
    pd.testing.assert_frame_equal(SPEECHES, before)


def test_stop_word_audit_counts_everything_that_is_dropped():
    audit = audit_stop_words(TOKENS, WORDS)
    words = TOKENS[TOKENS["kind"] != "punctuation"]
    assert audit["count"].sum() == (~words["kept"]).sum()
    assert audit["share"].sum() == pytest.approx((~words["kept"]).mean())
    assert audit["reason"].str.len().min() > 0
    assert not {"加强", "促进", "坚持", "安全", "发展", "推动"} & set(audit["term"])


def test_phrase_recall_explains_every_hit():
    recall = phrase_recall(SPEECHES, TOKENS, WORDS).set_index("phrase")
    assert (recall["in_text"] == recall[["as_token", "inside_longer", "cut"]].sum(axis=1)).all()
    assert recall.loc["共抓大保护、不搞大开发", ["in_text", "as_token"]].tolist() == [4, 4]
    whole = recall[["as_token", "inside_longer"]].to_numpy().sum() / recall["in_text"].sum()
    assert whole > 0.95
