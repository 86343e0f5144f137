"""Phrases first, offsets that hold, two engines that agree, and nothing dropped silently."""

import dataclasses
import pickle
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import lexicon, parsing, paths, tables
from analysis.segmentation import (
    Cutter,
    Segmenter,
    audit_stop_words,
    fold,
    kind_of,
    phrase_recall,
    segment_speeches,
)

INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
WORDS = lexicon.read_lexicon()
FAST, REFERENCE = Segmenter(WORDS), Segmenter(WORDS, engine="jieba")
SPEECHES = parsing.read_speeches(paths.DOCUMENT)
TOKENS = segment_speeches(SPEECHES, FAST)


def terms(text, segmenter=FAST):
    return [term for term, *_ in segmenter.segment(text)]


def counted(text, segmenter=FAST):
    tokens = segment_speeches(SPEECHES.iloc[:1].assign(text=text), segmenter)
    return tokens.loc[tokens["kept"], "term"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培育新质生产力", "培育 新质生产力"),
        ("坚持共抓大保护、不搞大开发，", "坚持 共抓大保护、不搞大开发 ，"),
        ("推动高质量发展。", "推动 高质量发展 。"),
        ("长江经济带和长江", "长江经济带 和 长江"),  # the longest of those that begin at one place
        ("2023年10月", "2023 年 10 月"),
        ("２０２３年，增长３．５％", "2023 年 ， 增长 3.5%"),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年10月12日，增长9.5%。", "二〇二三年十月十二日，增长百分之九点五。"),
        ("2023年，二○二四年，２０２５年", "二零二三年，2024年，二〇二五年"),
        ("ＧＤＰ和ＷＴＯ，ＰＭ２．５", "GDP和WTO，PM2.5"),
        ("ai、AI、ＡＩ，5g", "AI、AI、AI，5G"),
        ("Covid和COVID，Opec、ＯＰＥＣ", "COVID和covid，OPEC、opec"),
        ("ﬁnance、café", "finance、cafe\u0301"),
        ("\uf9e1克强，\uf9f4业，\uf97e子", "李克强，林业，量子"),
        ("发\u200d展，发\u00ad展，发\ufe00展", "发展，发展，发展"),
        ("12,345.6万元，−3.2，2023—2025年", "１２，３４５．６万元，-3.2，2023-2025年"),
        ("500万人", "五百万人"),
        ("120 万亿元，10 亿元，5 年", "120万亿元，10亿元，5年"),
        ("互联网＋政务服务，互联网 + 政务服务", "互联网+政务服务，互联网+政务服务"),
        ("5G 基站，中国制造 2025，AI 大模型", "5G基站，中国制造2025，AI大模型"),
        ("第十四次、第三个", "第14次、第3个"),
        ("第十四个五年规划", "第14个五年规划"),
        ("四分之三", "3/4"),
        ("中国制造２０２５，２21世纪", "中国制造2025，221世纪"),
        ("30 km、30㎞、5 kWh", "30km、30km、5kWh"),
        ('唱好"双城记"，唱好「双城记」', "唱好“双城记”，唱好“双城记”"),
        ("大众创业，万众创新", "大众创业、万众创新"),
        ("过去5年，近3年，第3年，2倍，3个月，10年", "过去五年，近三年，第三年，两倍，三个月，十年"),
        ("第Ⅲ期，Ⅱ类水，ⅳ级", "第III期，II类水，IV级"),
        ("增长百分之3.5，千分之3，千分之三", "增长3.5%，3‰，3‰"),
        ("占地25㎡、3m³、９㎢、20℃", "占地25平方米、3立方米、9km²、20°C"),
        ("ＣＯ₂、PM₂.₅、COVID–19、COVID‑19、R＆D", "CO2、PM2.5、COVID-19、COVID-19、Ｒ＆Ｄ"),
        ("1 000万元，12 345.6亿元", "1000万元，12345.6亿元"),
        ("二O二三年，二0二四年，廿一世纪，卅年，𝟐𝟎𝟐𝟑年", "2023年，2024年，二十一世纪，30年，2023年"),
        ("第三次、第十届、第二批，五个方面", "第3次、第10届、第2批，5个方面"),
        ("１，０００元，2023年～2025年，2023年－2025年", "1,000元，2023年-2025年，2023年—2025年"),
    ],
)
def test_notation_makes_no_difference(one, other):
    assert counted(one) == counted(other)
    assert [kind for *_, kind in FAST.segment(one)] == [kind for *_, kind in FAST.segment(other)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长百分之三点五", "增长 百分之三点五"),
        ("12,345.6元", "12,345.6 元"),
        ("下降−3.2", "下降 −3.2"),
        ("2023—2025年", "2023—2025 年"),
        ("PM2.5浓度", "PM2.5 浓度"),
        ("抗击COVID-19", "抗击 COVID-19"),
        ("Zürich的café、Москва", "Zürich 的 café 、 Москва"),
        ("万一，千万", "万一 ， 千万"),
        ("十月革命", "十月革命"),
        ("统一一带一路", "统一 一带一路"),
        ("统一年度，三年级，百年", "统一 年度 ， 三年级 ， 百年"),
        ("五卅运动，第二次世界大战，第三产业", "五卅运动 ， 第二次世界大战 ， 第三产业"),
        ("½的企业，5²", "½ 的 企业 ， 5 ²"),
    ],
)
def test_numbers_and_words_of_alphabets_are_whole_and_words_stay_words(text, expected):
    assert terms(text) == expected.split()


def test_offsets_point_at_what_is_written():
    text = "推动ＡＩ、ﬁnance和cafe\u0301发展"
    found = {term: text[start:end] for term, start, end, _ in FAST.segment(text)}
    assert (found["AI"], found["finance"], found["café"]) == ("ＡＩ", "ﬁnance", "cafe\u0301")
    assert found["发展"] == "发展"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安全生产法律法规", "安全生产 法律法规"),
        ("交通运输部门和交通运输部", "交通运输 部门 和 交通运输部"),
        ("坚持共产党的领导，坚持党的领导", "坚持 共产党 的 领导 ， 坚持 党的领导"),
        ("农业生产力和农业生产", "农业 生产力 和 农业生产"),
        ("平稳增长，稳增长", "平稳 增长 ， 稳增长"),
        ("落实党中央八项规定精神", "落实 党中央 八项规定精神"),
        ("二氧化碳市场和碳市场", "二氧化碳 市场 和 碳市场"),
        ("推进改革开放", "推进 改革开放"),  # 推进改革 is in the dictionary, and leaves two characters
    ],
)
def test_no_phrase_parts_one_character_from_a_word(text, expected):
    assert terms(text) == terms(text, REFERENCE) == expected.split()


def test_a_space_left_out_belongs_to_no_token():
    text = "推进 5G 建设，投资 120 万亿元"
    written = [text[start:end] for _, start, end, _ in FAST.segment(text)]
    assert written == ["推进", "5G", "建设", "，", "投资", "120 万亿", "元"]


def with_phrases(*phrases):
    table = pd.DataFrame({"phrase": phrases, "kind": "term"}, dtype=str)
    return Segmenter(dataclasses.replace(WORDS, phrases=table))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AI技术，EMAIL和MAIL，AI系统", {"AI": 2}),
        ("21世纪，121世纪", {"21世纪": 1}),
        ("１２１世纪，AI，２１世纪", {"21世纪": 1, "AI": 1}),
        ("5G基站，15G流量、5GHz频段、F5G试点", {"5G": 1}),
        ("GDP增长，符合GDPR要求", {"GDP": 1}),
        ("EXAI大模型", {"大模型": 1}),
        ("New York和纽约，new york", {"New York": 2}),
        ("CHATGPT和ChatGPT", {"ChatGPT": 2}),
    ],
)
def test_phrases_in_letters_match_whole_words_in_either_case(text, expected):
    segmenter = with_phrases("AI", "21世纪", "5G", "GDP", "XAI大模", "大模型", "New York", "ChatGPT")
    found = pd.Series([term for term, _, _, kind in segmenter.segment(text) if kind == "phrase"]).value_counts()
    assert found.to_dict() == expected


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_new_words_of_two_characters_cut_no_others(engine):
    phrases = pd.DataFrame({"phrase": ["算力", "文旅"], "kind": "term"}, dtype=str)
    segmenter = Segmenter(dataclasses.replace(WORDS, phrases=phrases), engine=engine)
    assert terms("预算力度和算力，人文旅游和文旅", segmenter) == "预算 力度 和 算力 ， 人文 旅游 和 文旅".split()
    assert ("算力", 5, 7, "phrase") in segmenter.segment("预算力度和算力")


def test_synonyms_are_counted_as_one_and_shown_as_written():
    same = pd.DataFrame({"form": ["长江三角洲", "老百姓"], "counted_as": ["长三角", "群众"]}, dtype=str)
    segmenter = Segmenter(dataclasses.replace(WORDS, synonyms=same))
    text = "长江三角洲和长三角的老百姓"
    assert counted(text, segmenter) == ["长三角", "长三角", "群众"]
    tokens = segmenter.segment(text)
    assert tokens[0] == ("长三角", 0, 5, "phrase")
    assert [text[start:end] for _, start, end, _ in tokens] == ["长江三角洲", "和", "长三角", "的", "老百姓"]
    speeches = SPEECHES.iloc[:1].assign(text=text)
    recall = phrase_recall(speeches, segment_speeches(speeches, segmenter), dataclasses.replace(WORDS, synonyms=same))
    found = recall.set_index("phrase")
    assert found.loc["长江三角洲", ["as_token", "recall", "counted_as"]].tolist() == [1, 1.0, "长三角"]
    assert found.loc["长三角", ["in_text", "as_token", "counted_as"]].tolist() == [1, 1, "长三角"]
    assert found.loc["老百姓", "counted_as"] == "群众"


def test_a_segmenter_travels_to_another_process():
    again = pickle.loads(pickle.dumps(FAST))
    assert again.segment("培育新质生产力，3.5%") == FAST.segment("培育新质生产力，3.5%")


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
    assert all(fold(text[start:end]).upper() == term.upper() for term, start, end, _ in tokens)
    assert all(first[2] <= second[1] for first, second in zip(tokens, tokens[1:], strict=False))
    written = "".join(text[start:end] for _, start, end, _ in tokens)
    assert INVISIBLE.sub("", written) == INVISIBLE.sub("", text)
    assert segmenter.cut(text) == [term for term, *_ in tokens]
    return tokens


def test_engines_agree_on_the_speeches():
    for text in SPEECHES["text"]:
        assert check_cut(text, FAST) == check_cut(text, REFERENCE)


CHARACTERS = (
    "发展长三角江经济带高质量改革开放全面深化，。、；“” \n\u3000ABab-.19%２３．％é①"
    "\ufdd0\ue000한𠮷一十百千万亿点分之年月日−—Ａａ\uf9f4ﬁ\u00ad\u0301Ж"
)


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


def test_a_long_list_without_a_stop_is_cut():
    assert Cutter(["安全生产法"]).cut("安全生产法律法规，" * 1500)[-3:] == ["生产", "法律法规", "，"]
    assert Cutter(["发展战略", "战略性新兴产业"]).cut("发展战略性新兴产业，" * 1500)[-2:] == ["战略性新兴产业", "，"]
