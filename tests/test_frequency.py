"""Counts, shares and intervals: by hand, by property, against published numbers."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.frequency import count_terms, frequency_table, wilson_interval
from analysis.results import Results

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))


def published(*prefixes):
    return [pytest.param(entry, id=entry["name"]) for entry in PUBLISHED if entry["name"].startswith(prefixes)]


@pytest.fixture
def tokens():
    rows = [
        (8, "西部大开发", 1, "发展"),
        (8, "西部大开发", 1, "，"),
        (8, "西部大开发", 2, "发展"),
        (8, "西部大开发", 2, "开放"),
        (5, "长江经济带发展", 1, "生态"),
        (5, "长江经济带发展", 1, "生态"),
        (5, "长江经济带发展", 1, "发展"),
        (5, "长江经济带发展", 1, "的"),
        (5, "长江经济带发展", 2, "生态"),
    ]
    table = pd.DataFrame(rows, columns=["speech", "strategy", "paragraph", "term"])
    order = ["长江经济带发展", "长三角一体化发展", "西部大开发"]
    return table.assign(
        strategy=pd.Categorical(table["strategy"], categories=order, ordered=True),
        kept=~table["term"].isin(["，", "的"]),
    )


def test_counts_by_hand(tokens):
    counts = count_terms(tokens)
    assert counts.index.tolist() == ["长江经济带发展", "西部大开发"]  # order of the categories
    assert counts.index.name == "strategy" and counts.columns.name == "term"
    assert counts.columns.tolist() == sorted(["发展", "开放", "生态"])
    assert counts.to_dict("index") == {
        "长江经济带发展": {"发展": 1, "开放": 0, "生态": 3},
        "西部大开发": {"发展": 2, "开放": 1, "生态": 0},
    }
    assert (counts.dtypes == "int64").all()


def test_counts_by_paragraph_and_by_columns(tokens):
    counts = count_terms(tokens, by="paragraph")
    assert counts.index.names == ["strategy", "speech", "paragraph"]
    assert counts.index.tolist() == [
        ("长江经济带发展", 5, 1), ("长江经济带发展", 5, 2), ("西部大开发", 8, 1), ("西部大开发", 8, 2)
    ]  # fmt: skip
    assert counts["生态"].tolist() == [2, 1, 0, 0]
    assert count_terms(tokens, by=["speech"]).index.tolist() == [5, 8]
    assert count_terms(tokens, by=["speech", "paragraph"]).shape == (4, 3)


def test_order_of_rows_does_not_matter(tokens):
    shuffled = tokens.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(count_terms(shuffled), count_terms(tokens))
    pd.testing.assert_frame_equal(frequency_table(shuffled), frequency_table(tokens))


def test_input_is_left_alone(tokens):
    before = tokens.copy(deep=True)
    frequency_table(tokens)
    pd.testing.assert_frame_equal(tokens, before)


def test_frequency_table_by_hand(tokens):
    table = frequency_table(tokens)
    assert list(table.columns) == [
        "strategy", "term", "count", "total", "per_10k", "low", "high", "paragraphs", "paragraphs_total"
    ]  # fmt: skip
    first = table.iloc[0]
    assert (first["term"], first["count"], first["total"], first["per_10k"]) == ("生态", 3, 4, 7500)
    assert (first["paragraphs"], first["paragraphs_total"]) == (2, 2)
    assert (first["low"], first["high"]) == pytest.approx([10_000 * limit for limit in wilson_interval(3, 4)])
    assert table["term"].tolist() == ["生态", "发展", "开放", "发展", "开放", "生态"]
    assert isinstance(table.index, pd.RangeIndex)
    assert table.groupby("strategy", observed=True)["per_10k"].sum().tolist() == pytest.approx([10_000, 10_000])


def test_a_term_absent_from_a_group_keeps_an_upper_limit(tokens):
    row = frequency_table(tokens).set_index(["strategy", "term"]).loc[("西部大开发", "生态")]
    assert row["count"] == 0 and row["low"] == 0 and 0 < row["high"] < 10_000


def test_table_by_paragraph_has_its_columns_first(tokens):
    table = frequency_table(tokens, by="paragraph")
    assert list(table.columns[:4]) == ["strategy", "speech", "paragraph", "term"]
    assert set(table["paragraphs"]) == {0, 1} and set(table["paragraphs_total"]) == {1}


def test_nothing_kept_gives_empty_tables(tokens):
    nothing = tokens.assign(kept=False)
    assert count_terms(nothing).shape == (0, 0)
    assert len(frequency_table(nothing)) == 0


def test_missing_column_is_named(tokens):
    with pytest.raises(ValueError, match="no column 'theme'"):
        count_terms(tokens, by="theme")


@pytest.mark.parametrize(
    ("count", "total", "confidence", "message"),
    [(1, 0, 0.95, "total is 0"), (5, 4, 0.95, "count 5"), (-1, 4, 0.95, "count -1"), (1, 4, 95, "confidence is 95")],
)
def test_wilson_refuses_with_the_value(count, total, confidence, message):
    with pytest.raises(ValueError, match=message):
        wilson_interval(count, total, confidence)


@pytest.mark.parametrize("entry", published("wilson"))
def test_wilson_published(entry):
    given_ = entry["inputs"]
    got = wilson_interval(given_["k"], given_["n"], given_["conf"], correction=given_.get("correction", False))
    assert got == pytest.approx(entry["expected"], abs=entry["tolerance"])


@settings(deadline=None)
@given(st.integers(1, 10_000), st.data(), st.sampled_from([0.5, 0.9, 0.95, 0.999]), st.booleans())
def test_wilson_holds_the_share_and_mirrors(total, data, confidence, correction):
    count = data.draw(st.integers(0, total))
    low, high = wilson_interval(count, total, confidence, correction=correction)
    assert isinstance(low, float) and 0 <= low <= count / total <= high <= 1
    mirrored = wilson_interval(total - count, total, confidence, correction=correction)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_wilson_takes_arrays():
    low, high = wilson_interval(np.array([0, 3, 10]), 10)
    assert low.shape == high.shape == (3,)
    assert (low[0], high[2]) == (0, 1)
    assert (low[1], high[1]) == wilson_interval(3, 10)


def test_strings_are_counted_whatever_was_looked_at_before():
    fresh, used = Results(), Results()
    assert len(used.keyness) and len(used.verdicts)
    for results in (fresh, used):
        counted = results.counting(["生态", "科技創新"])
        table = counted.frequency
        rows = table[table["term"] == "生态"]
        assert rows["count"].tolist() == [results.speeches["text"][results.speeches["strategy"] == one].str.count(
            "生态").sum() for one in rows["strategy"]]  # fmt: skip
        assert table.loc[table["term"] == "科技創新", "count"].tolist() == [0, 0, 0, 0]
        pd.testing.assert_series_equal(rows["total"].reset_index(drop=True),
                                       results.frequency.groupby("strategy", observed=True)["total"].first(),
                                       check_index=False, check_names=False)  # fmt: skip
        group = table["strategy"].cat.codes if hasattr(table["strategy"], "cat") else table["strategy"].map(
            {one: place for place, one in enumerate(results.counts.index)})  # fmt: skip
        order = list(zip(group, -table["count"], table["term"], strict=True))
        assert order == sorted(order)
        assert "生态" in set(counted.verdicts["term"]) and "生态" in set(counted.units.terms)
