"""Collocation: four counts by hand and against published numbers; windows on small texts."""

import json
from math import log2, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.collocation import (
    association,
    collocates,
    collocation_network,
    log_dice,
)

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


def published(*prefixes):
    return [pytest.param(entry, id=entry["name"]) for entry in PUBLISHED if entry["name"].startswith(prefixes)]


def close(entry):
    return pytest.approx(entry["expected"], **{entry["tolerance_kind"]: entry["tolerance"]})


def test_by_hand():
    result = association(4, 8, 10, 100)
    assert result.expected == pytest.approx(0.8)
    assert result.pmi == pytest.approx(log2(5))
    assert result.npmi == pytest.approx(log2(5) / log2(25))
    assert result.t_score == pytest.approx(3.2 / 2)
    assert result.log_dice == pytest.approx(14 + log2(8 / 18))
    expected, g2, pmi, npmi, t_score, logdice = result
    assert (g2, pmi) == (result["g2"], result[2]) and result["log_dice"] == logdice
    assert all(isinstance(value, float) for value in result)


def test_limits():
    never = association(0, 10, 10, 100)
    assert (never.pmi, never.npmi, never.t_score, never.log_dice) == (-np.inf, -1, -np.inf, -np.inf)
    assert never.g2 < 0 < association(0, 10, 10, 100, signed=False).g2
    always = association(10, 10, 10, 10)
    assert (always.g2, always.pmi, always.npmi, always.log_dice) == (0, 0, 1, 14)


def test_manning_and_schuetze():
    assert association(8, 15828, 4675, 14307668).t_score == close(BY_NAME["tscore_t_ms_new_companies"])
    assert BY_NAME["tscore_t_ms_new_companies"]["inputs"]["spec"] == "(8,(15828,4675),14307668)"


@pytest.mark.parametrize("entry", published("pmi_"))
def test_pmi(entry):
    i = entry["inputs"]
    assert association(i["f"], i["f1"], i["f2"], i["N"]).pmi == close(entry)


def test_npmi_bouma():
    entry = BY_NAME["npmi_bouma2009"]
    o11, o12, o21, o22 = np.array(entry["inputs"]["tables"]).T
    npmi = association(o11, o11 + o12, o11 + o21, o11 + o12 + o21 + o22).npmi
    assert npmi.tolist() == close(entry)


def test_log_dice():
    entry = BY_NAME["logdice_from_smadja"]
    assert log_dice(*(entry["inputs"][name] for name in ("f", "f1", "f2"))) == close(entry)


@pytest.mark.parametrize("entry", published("ucs_gold"))
def test_ucs(entry):
    counts = [entry["inputs"][key] for key in ("f", "f1", "f2", "N")]
    six = association(*counts)
    got = {
        "log_likelihood": six.g2,
        "MI_log10": six.pmi * np.log10(2),
        "t_score": six.t_score,
        "logDice": six.log_dice,
    }
    expected = {name: entry["expected"][name] for name in got}
    assert got == pytest.approx(expected, **{entry["tolerance_kind"]: entry["tolerance"]})


four_cells = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 300)).filter(
    lambda cells: cells[0] + cells[1] and cells[0] + cells[2]
)


@settings(deadline=None)
@given(four_cells)
def test_symmetry_and_no_nan(cells):
    o11, o12, o21, o22 = cells
    counts = (o11, o11 + o12, o11 + o21, sum(cells))
    mirrored = (counts[0], counts[2], counts[1], counts[3])
    result = association(*counts)
    assert not np.isnan(result).any()
    assert result == pytest.approx(association(*mirrored), abs=1e-8)
    assert -1 <= result.npmi <= 1 + 1e-9 and result.log_dice <= 14
    arrays = association(*(np.array([value, value]) for value in counts))
    assert arrays.g2.tolist() == [result.g2] * 2


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ((0, 0, 5, 10), "first is 0"),
        ((0, 5, 0, 10), "second is 0"),
        ((6, 5, 7, 20), "contradict"),
        ((1, 9, 9, 10), "contradict"),
    ],
)
def test_refusals(counts, message):
    with pytest.raises(ValueError, match=message):
        association(*counts)


# Windows


def text(*sentences):
    rows = []
    for number, (strategy, words) in enumerate(sentences, 1):
        rows += [(strategy, 1, 1, number, place, word) for place, word in enumerate(words.split())]
    table = pd.DataFrame(rows, columns=["strategy", "speech", "paragraph", "sentence", "start", "term"])
    punctuation = table["term"].isin(["，", "。"])
    return table.assign(
        strategy=pd.Categorical(table["strategy"], list("东西"), ordered=True),
        kind=np.where(punctuation, "punctuation", "word"),
        kept=~punctuation & (table["term"] != "的"),
    )


def test_windows_by_hand():
    tokens = text(("东", "坚持 绿色 的 发展 ， 扩大 开放 。"), ("东", "开放 发展 。"))
    table = collocates(tokens, "发展", window=2).set_index("term")
    # near: 绿色 and 的 (a stop word takes a place, unlisted), 扩大 and 开放 over the comma; 开放 of the second sentence
    assert table["joint"].to_dict() == {"绿色": 1, "扩大": 1, "开放": 2}
    assert (
        table["node_count"].unique() == [2]
        and table["window_tokens"].unique() == [4]
        and table["total"].unique() == [5]
    )
    assert table.loc["开放", "log_dice"] == log_dice(2, 2, 2)
    assert table.loc["开放", "g2"] == association(2, 4, 2, 5).g2
    assert collocates(tokens, "坚持", window=1)["term"].tolist() == ["绿色"]


def test_windows_end_with_the_sentence_and_count_places_once():
    tokens = text(("东", "创新 发展 创新 发展 创新 。"), ("东", "开放 。"))
    table = collocates(tokens, "发展", window=5)
    assert table["term"].tolist() == ["创新"] and table["joint"].tolist() == [3]  # 开放 stands in another sentence
    assert table["window_tokens"].tolist() == [3]


def test_one_sided_windows():
    tokens = text(("东", "坚持 发展 开放 。"))
    assert collocates(tokens, "发展", window=(1, 0))["term"].tolist() == ["坚持"]
    assert collocates(tokens, "发展", window=(0, 1))["term"].tolist() == ["开放"]
    assert len(collocates(tokens, "发展", min_joint=2)) == 0


def test_several_words_as_one_node():
    tokens = text(("东", "绿色 发展 。"), ("东", "低碳 发展 。"), ("东", "开放 。"))
    table = collocates(tokens, {"绿色", "低碳"})
    assert table[["term", "joint", "node_count"]].to_numpy().tolist() == [["发展", 2, 2]]


def test_groups_and_order_of_rows():
    tokens = text(("西", "绿色 发展 开放 。"), ("东", "绿色 发展 。"), ("东", "开放 创新 。"))
    table = collocates(tokens, "发展", by="strategy")
    assert table["strategy"].tolist() == ["东", "西", "西"]
    assert table["strategy"].dtype == tokens["strategy"].dtype
    assert table["term"].tolist() == ["绿色", "开放", "绿色"]  # equal in 西: by term
    shuffled = collocates(tokens.sample(frac=1, random_state=1), "发展", by="strategy")
    pd.testing.assert_frame_equal(shuffled, table)


def test_network_compares_groups():
    tokens = text(
        ("东", "绿色 低碳 发展 。"), ("东", "绿色 低碳 发展 。"), ("东", "开放 创新 改革 。"), ("东", "开放 安全 。"),
        ("西", "绿色 发展 。"), ("西", "绿色 发展 。"), ("西", "开放 安全 。"),
    )  # fmt: skip
    network = collocation_network(tokens, "发展", window=3)
    edges = network[["strategy", "source", "target", "order", "joint", "groups"]].to_numpy().tolist()
    assert edges == [
        ["东", "发展", "低碳", 1, 2, 1],
        ["东", "发展", "绿色", 1, 2, 2],
        ["东", "低碳", "绿色", 2, 2, 1],
        ["西", "发展", "绿色", 1, 2, 2],
    ]
    assert (network["g2"] > 0).all()
    assert len(collocation_network(tokens, "发展", top=1).query("order == 1 and strategy == '东'")) == 1


def test_collocates_refuse_what_is_not_there():
    tokens = text(("东", "绿色 的 发展 。"))
    for absent in ("创新", "的", "。"):
        with pytest.raises(ValueError, match=f"{absent} is not among the kept tokens"):
            collocates(tokens, absent)
    with pytest.raises(ValueError, match="window is 0"):
        collocates(tokens, "发展", window=0)
    with pytest.raises(ValueError, match="top is 0"):
        collocation_network(tokens, "发展", top=0)
    assert len(collocates(text(("东", "发展 。")), "发展")) == 0
    assert len(collocation_network(text(("东", "发展 。")), "发展")) == 0


def test_t_score_is_that_of_the_definition():
    assert association(9, 20, 30, 1000).t_score == pytest.approx((9 - 0.6) / sqrt(9))
