"""Concordance: by hand, by property on the speeches, and what is refused."""

import pandas as pd
import pytest

from analysis import paths
from analysis.lexicon import read_lexicon
from analysis.measures.concordance import COLUMNS, cut_out, hits_by_strategy, kwic, string_places
from analysis.measures.themes import theme_hits
from analysis.parsing import read_speeches
from analysis.segmentation import Segmenter, segment_speeches

SENTENCE = ["speech", "paragraph", "sentence"]


@pytest.fixture(scope="module")
def words():
    return read_lexicon()


@pytest.fixture(scope="module")
def speeches():
    return read_speeches(paths.DOCUMENT)


@pytest.fixture(scope="module")
def tokens(speeches, words):
    return segment_speeches(speeches, Segmenter(words))


def small_table(*texts, paragraphs=None):
    n = len(texts)
    place = {"strategy": "东", "date": pd.Timestamp(2023, 10, 12), "speech": 5, "paragraph": paragraphs or [1] * n}
    return pd.DataFrame({**place, "sentence": range(1, n + 1), "text": texts, "start_line": range(10, 10 + n)})


SMALL = small_table("坚持生态优先、绿色发展。", "发展是硬道理。", "要发展绿色产业。", paragraphs=[1, 1, 2])


def lines(table):
    return table[["left", "node", "right"]].values.tolist()


def test_contexts_by_hand():
    assert lines(kwic(SMALL, None, "发展", 4, by="phrase")) == [
        ["先、绿色", "发展", "。"],
        ["", "发展", "是硬道理"],
        ["要", "发展", "绿色产业"],
    ]
    assert kwic(SMALL, None, "发展", 4)[["line", "start", "end"]].values.tolist() == [
        [10, 9, 11],
        [11, 0, 2],
        [12, 1, 3],
    ]


def test_contexts_run_over_the_paragraph_if_asked():
    found = kwic(SMALL, None, "发展", 6, within="paragraph")
    assert lines(found) == [
        ["态优先、绿色", "发展", "。发展是硬道"],
        ["、绿色发展。", "发展", "是硬道理。"],
        ["要", "发展", "绿色产业。"],
    ]


def test_sorting_by_either_side():
    assert [left for left, _, _ in lines(kwic(SMALL, None, "发展", 4, sort="left"))] == ["", "先、绿色", "要"]
    assert [right for _, _, right in lines(kwic(SMALL, None, "发展", 4, sort="right"))] == [
        "。",
        "是硬道理",
        "绿色产业",
    ]
    table = small_table("丙甲发展。", "甲乙发展。", "乙甲发展。")
    # the character next to the node decides first: 甲丙, 甲乙 (reversed) before 乙甲
    assert [left for left, _, _ in lines(kwic(table, None, "发展", 4, sort="left"))] == ["甲乙", "丙甲", "乙甲"]


def test_width_zero():
    assert lines(kwic(SMALL, None, "绿色", 0, within="paragraph")) == [["", "绿色", ""]] * 2


def test_term_finds_tokens_and_phrase_finds_strings(speeches, tokens):
    by_term, by_phrase = (kwic(speeches, tokens, "发展", by=by) for by in ("term", "phrase"))
    assert len(by_term) == (tokens["term"] == "发展").sum() == 21
    assert len(by_phrase) == "\n".join(speeches["text"]).count("发展") > len(by_term)
    pd.testing.assert_frame_equal(kwic(speeches, tokens, "发展"), by_term)
    pd.testing.assert_frame_equal(kwic(speeches, tokens, "质量发"), kwic(speeches, None, "质量发", by="phrase"))


@pytest.mark.parametrize(
    ("query", "by"), [("发展", "term"), ("发展", "phrase"), (r"统筹[^，。]+和[^，。]+", "regex"), ("security", "theme")]
)
@pytest.mark.parametrize("sort", [None, "left", "right", "node"])
def test_every_line_is_the_wording_of_its_place(speeches, tokens, words, query, by, sort):
    found = kwic(speeches, tokens, query, 12, by=by, sort=sort, themes=words.themes)
    assert found.columns.tolist() == COLUMNS
    assert len(found)
    texts = speeches.set_index(SENTENCE)["text"]
    for row in found.itertuples():
        text = texts[(row.speech, row.paragraph, row.sentence)]
        assert text[row.start : row.end] == row.node
        assert row.left == text[max(0, row.start - 12) : row.start]
        assert row.right == text[row.end : row.end + 12]
    plain = kwic(speeches, tokens, query, 12, by=by, themes=words.themes)
    columns = [*SENTENCE, "start"]
    assert sorted(found[columns].values.tolist()) == sorted(plain[columns].values.tolist())


def test_theme_hits_are_merged(speeches, words):
    found = kwic(speeches, None, "ecology", by="theme", themes=words.themes)
    hits = theme_hits(speeches, words.themes).query("theme == 'ecology'")
    assert len(found) < len(hits)
    assert set(map(tuple, found[SENTENCE].to_numpy())) == set(map(tuple, hits[SENTENCE].to_numpy()))
    ends = found.groupby(SENTENCE)["end"].shift()
    assert (found["start"] >= ends.fillna(0)).all()


def test_lines_of_the_source_hold_the_node(speeches, tokens):
    source = paths.DOCUMENT.read_text(encoding="utf-8").splitlines()
    for row in kwic(speeches, tokens, "一江碧水", by="phrase").itertuples():
        end = speeches.set_index(SENTENCE).loc[(row.speech, row.paragraph, row.sentence), "end_line"]
        assert row.node in "".join(source[row.line - 1 : end])


@pytest.mark.parametrize("by", ["auto", "term", "phrase", "regex"])
def test_nothing_found_is_an_empty_table(speeches, tokens, by):
    found = kwic(speeches, tokens, "不在其中的词", by=by, sort="left")
    assert (len(found), found.columns.tolist()) == (0, COLUMNS)
    assert hits_by_strategy(found, speeches, tokens)["hits"].tolist() == [0] * 4


def test_hits_by_strategy(speeches, tokens):
    table = hits_by_strategy(kwic(speeches, tokens, "长三角"), speeches, tokens)
    assert table.loc[table["strategy"] == "长三角一体化发展", "hits"].item() == table["hits"].sum() == 6
    assert table["words"].sum() == tokens["kept"].sum()
    assert table["paragraphs_total"].tolist() == [8, 8, 4, 4]


@pytest.mark.parametrize(
    ("query", "options", "words_of_error"),
    [
        ("发展(", {"by": "regex"}, r"“发展\(” is not a regular expression .* search --by string"),
        ("x*", {"by": "regex"}, "matches the empty text"),
        ("", {}, "nothing to look for"),
        ("发展", {"by": "word"}, "by is 'word'; use one of"),
        ("发展", {"sort": "up"}, "sort is 'up'"),
        ("发展", {"within": "document"}, "within is 'document'"),
        ("发展", {"width": -1}, "width is -1"),
        ("发展", {"by": "term"}, "needs the table tokens"),
        ("ecology", {"by": "theme"}, "needs the dictionary"),
    ],
)
def test_what_is_refused(query, options, words_of_error):
    with pytest.raises(ValueError, match=words_of_error):
        kwic(SMALL, None, query, **options)


def test_unknown_theme_and_foreign_tokens_are_refused(speeches, tokens, words):
    with pytest.raises(ValueError, match="no theme is called 'water'; there are innovation, ecology"):
        kwic(SMALL, None, "water", by="theme", themes=words.themes)
    with pytest.raises(ValueError, match="pass the speeches these tokens were cut from"):
        kwic(speeches[speeches["speech"] == 5], tokens, "长三角")


def test_a_string_is_cut_out_at_each_of_its_places(speeches, tokens):
    for string in ("生态", "发展", "一体化"):
        places = string_places(speeches, [string])
        cut = cut_out(tokens, places.assign(kind="phrase"))
        own = cut[(cut["term"] == string) & cut["kept"]]
        assert own[["speech", "paragraph", "sentence", "start"]].values.tolist() == (
            places[["speech", "paragraph", "sentence", "start"]].values.tolist()
        )
        assert len(places) == speeches["text"].str.count(string).sum()
        assert cut.groupby(["speech", "paragraph", "sentence"], sort=False)["start"].is_monotonic_increasing.all()


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ("AI", ["ＡＩ", "ai", "AI"]), ("ＡＩ", ["ＡＩ", "ai", "AI"]), ("5Ｇ建设", ["5G 建设"]),
        ("互联网＋", ["互联网+"]), ("café", ["cafe\u0301", "café"]), ("MAIL", []),
    ],
)  # fmt: skip
def test_a_string_is_found_in_either_notation_and_as_a_whole_word_of_letters(query, nodes):
    texts = ["发展ＡＩ产业，推进5G 建设。", "ai技术和AI，EMAIL。", "互联网+，cafe\u0301与café。"]
    place = {"strategy": "东", "date": pd.Timestamp(2023, 1, 1), "speech": 1, "paragraph": 1, "start_line": 1}
    table = pd.DataFrame({**place, "sentence": [1, 2, 3], "text": texts})
    assert kwic(table, None, query, by="phrase")["node"].tolist() == nodes
