"""Dispersion: by hand, by property, against published numbers."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.dispersion import gries_dp, group_dispersion, juilland_d, text_range
from tests.dispersion_apart import dispersion_table

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


def published(*prefixes):
    return [pytest.param(entry, id=entry["name"]) for entry in PUBLISHED if entry["name"].startswith(prefixes)]


def test_by_hand():
    assert gries_dp([3, 1], [50, 50]) == 0.25
    assert gries_dp([3, 1], [75, 25]) == 0
    assert gries_dp([4, 0], [75, 25], normalised=True) == pytest.approx(0.25 / 0.75)
    assert gries_dp([4, 0], [75, 25], normalised="present") == 1
    assert juilland_d([1, 3], [10, 10]) == 0.5  # mean 2, population sd 1
    assert text_range([0, 2, 5]) == 2


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("juilland_D_carroll1970", juilland_d),
    ],
)
def test_equal_parts(name, measure):
    entry = BY_NAME[name]
    assert measure(entry["inputs"]["v"]) == pytest.approx(entry["expected"], abs=entry["tolerance"])


def test_lijffijt_and_gries():
    entry = BY_NAME["griesDPnorm_lijffijt2012"]
    v, s = entry["inputs"]["v"], entry["inputs"]["s"]
    assert gries_dp(v, s) == pytest.approx(entry["expected"]["DP"], abs=entry["tolerance"])
    assert gries_dp(v, s, normalised=True) == pytest.approx(entry["expected"]["DPnorm"], abs=entry["tolerance"])


@pytest.mark.parametrize("entry", published("gries2020_toy", "gries_toy"))
def test_gries_toy_corpus(entry):
    v, s = entry["inputs"]["v"], entry["inputs"]["part_sizes"]
    got = {
        "range": text_range(v),
        "juilland_D": juilland_d(v, s),
        "DP": gries_dp(v, s),
        "DPnorm": gries_dp(v, s, normalised=True),
    }
    assert got == pytest.approx({name: entry["expected"][name] for name in got}, abs=entry["tolerance"])


def test_tlda():
    entry = BY_NAME["lyne1985_ALLEMAND_tlda"]
    v, s = entry["inputs"]["v"], entry["inputs"]["part_sizes"]
    got = {
        "range_rel": text_range(v, relative=True),
        "juilland_D": juilland_d(v, s),
        "one_minus_DP": 1 - gries_dp(v, s),
    }
    assert got == pytest.approx({name: entry["expected"][name] for name in got}, abs=entry["tolerance"])
    assert 1 - gries_dp(v, s, normalised="present") == pytest.approx(0.446230962, abs=1e-9)


sizes_and_parts = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 500)), min_size=2, max_size=12).filter(
    lambda pairs: any(count for count, _ in pairs)
)


@settings(deadline=None)
@given(sizes_and_parts)
def test_bounds_and_order(pairs):
    parts, sizes = (np.array(column) for column in zip(*pairs, strict=True))
    for measure in (gries_dp, juilland_d):
        value = measure(parts, sizes)
        assert -1e-9 <= value <= 1 + 1e-9, measure.__name__
        assert measure(parts[::-1], sizes[::-1]) == pytest.approx(value, abs=1e-9)
    assert gries_dp(parts, sizes, normalised=True) <= 1 + 1e-9


@settings(deadline=None)
@given(st.lists(st.integers(1, 300), min_size=2, max_size=9), st.integers(1, 4))
def test_even_use_is_even_by_every_measure(sizes, rate):
    parts = [rate * size for size in sizes]
    assert gries_dp(parts, sizes) == pytest.approx(0, abs=1e-9)
    assert juilland_d(parts, sizes) == pytest.approx(1, abs=1e-6)


def test_tables_of_parts():
    parts, sizes = np.array([[1, 2, 3], [0, 0, 4]]), [10, 20, 30]
    for measure in (gries_dp, juilland_d):
        assert measure(parts, sizes).tolist() == pytest.approx([measure(row, sizes) for row in parts])
    assert text_range(parts).tolist() == [3, 1]


@pytest.mark.parametrize(
    ("parts", "sizes", "message"),
    [
        ([1], [10], "1 part"),
        ([1, 2], [10, 0], "part 2 has size 0"),
        ([0, 0], [10, 10], "occurs in no part"),
        ([1, 2, 3], [10, 10], "one size for every part"),
        ([-1, 2], [10, 10], "count -1"),
    ],
)
def test_refusals(parts, sizes, message):
    with pytest.raises(ValueError, match=message):
        gries_dp(parts, sizes)


@pytest.fixture
def tokens():
    rows = [
        ("东", 1, 1, 1, "发展 发展 创新"), ("东", 1, 2, 1, "发展 开放"), ("东", 1, 2, 2, "开放 的"),
        ("西", 2, 1, 1, "生态 发展"), ("西", 2, 2, 1, "生态"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["strategy", "speech", "paragraph", "sentence", "term"])
    table = table.assign(term=table["term"].str.split()).explode("term", ignore_index=True)
    strategy = pd.Categorical(table["strategy"], list("东西"), ordered=True)
    return table.assign(strategy=strategy, kept=table["term"] != "的")


def test_dispersion_table(tokens):
    table = dispersion_table(tokens)
    assert list(table.columns) == ["strategy", "term", "count", "range", "parts", "dp", "dp_norm", "juilland_d"]
    assert table["strategy"].dtype == tokens["strategy"].dtype
    assert table[["strategy", "term"]].to_numpy().tolist() == [
        ["东", "发展"], ["东", "开放"], ["东", "创新"], ["西", "生态"], ["西", "发展"],
    ]  # fmt: skip
    first = table.iloc[0]
    assert (first["count"], first["range"], first["parts"]) == (3, 2, 2)
    assert first["dp"] == pytest.approx(abs(2 / 3 - 1 / 2))
    assert first["dp_norm"] == gries_dp([2, 1], [3, 3], normalised=True)
    assert first["juilland_d"] == pytest.approx(juilland_d([2, 1], [3, 3]))


def test_dispersion_table_over_all_and_by_sentence(tokens):
    whole = dispersion_table(tokens, by=None)
    assert list(whole.columns)[0] == "term" and set(whole["parts"]) == {4}
    assert whole.iloc[0].tolist()[:3] == ["发展", 4, 3]
    assert dispersion_table(tokens, unit="sentence")["parts"].tolist() == [3, 3, 3, 2, 2]


def test_dispersion_table_refuses_a_single_paragraph(tokens):
    one = tokens[(tokens["strategy"] == "东") | (tokens["paragraph"] == 1)]
    with pytest.raises(ValueError, match="1 part: dispersion needs two or more"):
        dispersion_table(one)
    assert len(group_dispersion(np.array([[1, 1], [2, 0]]), pd.Index(["发展", "创新"]), minimum=9)) == 0
