"""Shared formulae and near-repeats: by hand, against brute force, published examples, the four speeches, the edges."""

import json
import re
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import paths
from analysis.lexicon import read_lexicon
from analysis.measures.alignment import align_local, near_formulae
from analysis.measures.formulae import (
    ANY_OTHER,
    formula_places,
    maximal_repeats,
    shared_formulae,
    shared_wording,
)
from analysis.parsing import read_speeches
from analysis.segmentation import Segmenter, segment_speeches

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


@pytest.fixture(scope="module")
def speeches():
    return read_speeches(paths.DOCUMENT)


@pytest.fixture(scope="module")
def segmenter():
    return Segmenter(read_lexicon())


@pytest.fixture(scope="module")
def tokens(speeches, segmenter):
    return segment_speeches(speeches, segmenter)


def small_table(*rows):
    strategy, text = zip(*rows, strict=True) if rows else ((), ())
    names = list(dict.fromkeys(strategy))
    table = pd.DataFrame({"speech": [names.index(name) + 5 for name in strategy], "paragraph": 1}).astype("int64")
    table["sentence"] = np.arange(1, len(rows) + 1)
    table["strategy"] = pd.Categorical(strategy, categories=names, ordered=True)
    return table.assign(text=pd.Series(text, dtype="str"))


# ---- maximal repeats


def brute_force(texts, min_length):
    """All maximal repeats, straight from the definition."""
    places = {}
    for number, text in enumerate(texts):
        for start in range(len(text)):
            for end in range(start + min_length, len(text) + 1):
                places.setdefault(text[start:end], []).append((number, start))

    def side(text, number, place):
        return texts[number][place] if 0 <= place < len(texts[number]) else (number, place)

    return {
        text: at
        for text, at in places.items()
        if len(at) > 1
        and len({side(text, n, start - 1) for n, start in at}) > 1
        and len({side(text, n, start + len(text)) for n, start in at}) > 1
    }


@given(st.lists(st.text("甲乙丙", max_size=12), max_size=5), st.integers(1, 3))
@settings(deadline=None)
def test_maximal_repeats_agree_with_the_definition(texts, min_length):
    found = {text: [tuple(row) for row in places.tolist()] for text, places in maximal_repeats(texts, min_length)}
    assert found == brute_force(texts, min_length)


def test_characters_outside_the_basic_plane():
    assert [text for text, _ in maximal_repeats(["𠮷野家好", "在𠮷野家"], 3)] == ["𠮷野家"]


def test_length_below_one_is_refused():
    with pytest.raises(ValueError, match="min_length is 0"):
        maximal_repeats(["甲"], 0)


# ---- formulae

ROWS = [("东", "要扛起主体责任，抓好落实。"), ("西", "地方要扛起主体责任，抓好落实。"), ("中", "扛起主体责任。")]


def test_formulae_by_hand():
    table = shared_formulae(small_table(*ROWS), 4)
    assert table[["text", "length", "speeches", "strategies", "scope", "occurrences"]].values.tolist() == [
        ["扛起主体责任", 6, 3, "东、西、中", "all", 3],
        ["要扛起主体责任，抓好落实", 12, 2, "东、西", "some", 2],
    ]


def test_within_one_speech_and_not_over_the_end_of_a_sentence():
    table = shared_formulae(
        small_table(("东", "坚持绿色发展。"), ("东", "推动绿色发展。"), ("西", "绿色。"), ("西", "发展。")), 4
    )
    assert table[["text", "scope"]].values.tolist() == [["绿色发展", "one"]]


def test_nothing_shared_is_an_empty_table():
    for rows in (ROWS[:1], []):
        table, places = (function(small_table(*rows)) for function in (shared_formulae, formula_places))
        assert (len(table), len(places)) == (0, 0)
        assert table.columns.tolist() == ["text", "length", "speeches", "strategies", "scope", "occurrences"]


@pytest.mark.parametrize("words", [False, True])
def test_places_hold_the_text_and_formulae_are_maximal(speeches, tokens, words):
    options = {"tokens": tokens} if words else {}
    table, places = shared_formulae(speeches, **options), formula_places(speeches, **options)
    merged = places.merge(speeches, on=["speech", "paragraph", "sentence"], suffixes=("", "_all"))
    cut = [row.text_all[row.start : row.end] for row in merged.itertuples()]
    assert cut == merged["text"].tolist()
    counts = places["text"].value_counts()
    for row in table.itertuples():
        assert counts[row.text] == row.occurrences >= 2
        assert row.length == len(row.text) >= 6
        longer = table[table["text"].str.contains(row.text, regex=False) & (table["text"] != row.text)]
        assert words or (longer["occurrences"] < row.occurrences).all()
    whole = "\n".join(speeches["text"])
    exact = [len(re.findall(f"(?={re.escape(text)})", whole)) for text in table["text"]]
    if words:
        assert all(found <= count for found, count in zip(table["occurrences"], exact, strict=True))
    else:
        assert table["occurrences"].tolist() == exact


def test_formulae_of_the_speeches(speeches, tokens):
    table = shared_formulae(speeches).set_index("text")
    assert table.loc["中央区域协调发展领导小组", "scope"] == "all"
    assert table.loc["改革开放迈出新步伐", "strategies"] == "长三角一体化发展、中部地区崛起"
    assert "动长江经济带" in table.index
    words = shared_formulae(speeches, tokens=tokens).set_index("text")
    assert "动长江经济带" not in words.index
    assert words.loc["在中国式现代化建设中奋力谱写", "speeches"] == 2
    places = formula_places(speeches)
    chosen = places[places["text"] == "改革开放迈出新步伐"]
    assert chosen["speech"].tolist() == [6, 7]


# ---- shared wording


def test_shared_wording_by_hand():
    table = shared_wording(small_table(*ROWS), 4)
    matrix = table.pivot(index="strategy", columns="other", values="shared")
    assert matrix.to_numpy().tolist() == [[0, 12, 6, 12], [12, 0, 6, 12], [6, 6, 0, 6]]
    assert table["characters"].unique().tolist() == [13, 15, 7]
    assert table.query("strategy == '中' and other == '东'")["percent"].item() == pytest.approx(100 * 6 / 7)


def test_shared_wording_agrees_with_sets_of_strings(speeches):
    length = 6
    table = shared_wording(speeches, length).set_index(["strategy", "other"])["shared"]
    letters = re.compile(r"[\w].*[\w]")
    for own, mine in speeches.groupby("strategy", observed=True):
        for other, theirs in speeches.groupby("strategy", observed=True):
            covered = 0
            for text in mine["text"] if own != other else []:
                cover = np.zeros(len(text), dtype=bool)
                for theirs_text in theirs["text"]:
                    for block in SequenceMatcher(None, text, theirs_text, autojunk=False).get_matching_blocks():
                        core = letters.search(text[block.a : block.a + block.size])
                        if core and len(core.group()) >= length:
                            cover[block.a + core.start() : block.a + core.end()] = True
                covered += cover.sum()
            if own != other:  # difflib may miss a string that crosses a longer match: never more than the truth
                assert 0.9 * table[own, other] <= covered <= table[own, other]
    assert (table.xs(ANY_OTHER, level="other") <= speeches["text"].str.len().groupby(speeches["strategy"]).sum()).all()


def test_no_sentences_no_wording():
    with pytest.raises(ValueError, match="no sentences"):
        shared_wording(small_table())


# ---- alignment


def words_of(text):
    return re.findall(r"\w+", text)


def test_smith_waterman_published():
    entry = BY_NAME["smith_waterman_textreuse"]
    a, b = (words_of(entry["inputs"][name]) for name in "ab")
    score, pairs = align_local([word.lower() for word in a], [word.lower() for word in b])
    assert score == 7
    got = {
        "a_edits": " ".join("#" * len(b[j]) if i is None else a[i] for i, j in pairs),
        "b_edits": " ".join("#" * len(a[i]) if j is None else b[j] for i, j in pairs),
    }
    assert got == entry["expected"]


def test_alignment_by_hand():
    # textbook case: TGTTACGG and GGTTGACTA with 3, -3, -2 score 13, GTT-AC over GTTGAC
    score, pairs = align_local("TGTTACGG", "GGTTGACTA", match=3, mismatch=-3, gap=-2)
    assert score == 13
    assert "".join("-" if i is None else "TGTTACGG"[i] for i, _ in pairs) == "GTT-AC"
    assert "".join("-" if j is None else "GGTTGACTA"[j] for _, j in pairs) == "GTTGAC"
    assert align_local("abc", "xyz") == (0, [])
    with pytest.raises(ValueError, match="match is above 0"):
        align_local("a", "a", match=0)


@given(st.text("甲乙丙", max_size=8), st.text("甲乙丙", max_size=8))
@settings(deadline=None)
def test_alignment_scores_what_it_shows(a, b):
    score, pairs = align_local(a, b)
    equal = sum(i is not None and j is not None for i, j in pairs)
    alone = len(pairs) - equal
    assert score == align_local(b, a).score
    assert all(a[i] == b[j] for i, j in pairs if i is not None and j is not None)
    assert 2 * equal - alone <= score <= 2 * equal  # a substitution is shown as two pairs, and costs one


# ---- near-repeats


def test_near_formulae_of_the_speeches(speeches, tokens):
    table = near_formulae(speeches, tokens)
    assert table["template"].tolist()[:2] == [
        "要一以贯之抓好党中央推动……政策举措的贯彻落实",
        "在中国式现代化建设中奋力谱写……新篇章",
    ]
    assert table.loc[0, ["speech", "other_speech", "shared", "slots"]].tolist() == [7, 8, 21, 1]
    texts = speeches.set_index(["speech", "paragraph", "sentence"])["text"]
    for row in table.itertuples():
        pattern = re.compile(".*".join(map(re.escape, row.template.split("……"))))
        assert row.speech != row.other_speech
        for prefix in ("", "other_"):
            place, wording, start, end = (
                tuple(getattr(row, prefix + name) for name in ("speech", "paragraph", "sentence")),
                *(getattr(row, prefix + name) for name in ("wording", "start", "end")),
            )
            assert texts[place][start:end] == wording
            assert pattern.fullmatch(wording)


def test_slots_do_not_leave_the_clause(segmenter):
    table = small_table(
        ("东", "坚持生态优先、绿色发展，要加快建设美丽中部。"),
        ("西", "坚持生态优先、绿色发展，推进改革，加快建设美丽中部。"),
    )
    assert near_formulae(table, segment_speeches(table, segmenter)).empty
    table = small_table(("东", "坚持以科技创新引领农村产业发展。"), ("西", "坚持以科技创新引领现代产业发展。"))
    found = near_formulae(table, segment_speeches(table, segmenter))
    assert found["template"].tolist() == ["坚持以科技创新引领……产业发展"]
    assert found["ratio"].tolist() == [pytest.approx(2 * 13 / 30)]


def test_near_formulae_edges(speeches, tokens):
    one = speeches[speeches["speech"] == 5]
    assert near_formulae(one, tokens[tokens["speech"] == 5]).empty
