"""Keyness: fourfold tables by hand, properties, published numbers, and the comparison tables."""

import json
from math import log, log2
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.measures import keyness

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


def published(*prefixes):
    return [pytest.param(entry, id=entry["name"]) for entry in PUBLISHED if entry["name"].startswith(prefixes)]


def close(entry, key=None):
    expected, tolerance = entry["expected"], entry["tolerance"]
    if key is not None:
        expected = expected[key]
        tolerance = tolerance[key] if isinstance(tolerance, dict) else tolerance
    return pytest.approx(expected, **{entry["tolerance_kind"]: tolerance})


def table_of(entry):
    (a, c), (b, d) = entry["inputs"]["table"]
    return a, b, a + c, b + d


# By hand


def test_by_hand():
    assert keyness.log_ratio(4, 1, 100, 100) == 2
    assert keyness.log_ratio(4, 0, 100, 100) == 3  # the 0 is read as 0.5
    assert keyness.log_ratio(4, 1, 100, 100, correction="walter") == pytest.approx(log2(3))
    assert keyness.percent_difference(3, 2, 100, 100) == pytest.approx(50)
    assert keyness.odds_ratio(1, 1, 3, 2) == pytest.approx(0.5)
    assert keyness.log_likelihood(3, 1, 100, 100, cells=2) == pytest.approx(2 * (3 * log(1.5) + log(0.5)))


def test_facts_of_the_design():
    assert keyness.log_ratio_interval(8, 3, 1500, 4500) == pytest.approx((0.94, 5.55), abs=0.005)
    assert keyness.log_ratio_interval(8, 3, 1500, 4500, family=400) == pytest.approx((-0.73, 8.66), abs=0.005)


# Published


@pytest.mark.parametrize("entry", published("g2_rayson"))
def test_log_likelihood_rayson(entry):
    i = entry["inputs"]
    assert keyness.log_likelihood(i["f1"], i["f2"], i["n1"], i["n2"], cells=2) == close(entry)


@pytest.mark.parametrize("entry", published("g2_dunning"))
def test_log_likelihood_dunning(entry):
    i = entry["inputs"]
    assert keyness.log_likelihood(i["O11"], i["O21"], i["O11"] + i["O12"], i["O21"] + i["O22"]) == close(entry)


@pytest.mark.parametrize("entry", published("keyness_emma"))
def test_emma(entry):
    table = [entry["inputs"][name] for name in ("f1", "f2", "n1", "n2")]
    got = {
        "G2": keyness.log_likelihood(*table, cells=2),
        "BIC": keyness.bayes_factor_bic(*table),
        "pct_diff": keyness.percent_difference(*table),
        "log_ratio": keyness.log_ratio(*table),
        "OR": keyness.odds_ratio(*table),
    }
    for key in got.keys() & entry["expected"].keys():
        assert got[key] == close(entry, key), key


@pytest.mark.parametrize("entry", published("keyness_evert"))
def test_evert(entry):
    i = entry["inputs"]
    table = [i[name] for name in ("f1", "f2", "n1", "n2")]
    got = {
        "G2": keyness.log_likelihood(*table, signed=True),
        "LogRatio": keyness.log_ratio(*table, correction="walter"),
        "LRC": keyness.conservative_log_ratio(*table, i["alpha"], i["m"]),
        "PositiveLRC": keyness.conservative_log_ratio(*table, i["alpha"], i["m"], alternative="greater"),
    }
    for key in got.keys() & entry["expected"].keys():
        assert got[key] == pytest.approx(entry["expected"][key], rel=entry["tolerance"], abs=1e-12), key


def test_bic_wilson():
    entry = BY_NAME["bic_wilson2013"]
    i = entry["inputs"]
    assert keyness.bayes_factor_bic(i["G2"], i["n1"], i["n2"]) == close(entry)
    assert keyness.bayes_factor_bic(i["G2"], i["n1"] + i["n2"]) == close(entry)


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("pct_diff_gabrielatos_marchi2011", keyness.percent_difference),
        ("odds_ratio_pojanapunya2016", keyness.odds_ratio),
    ],
)
def test_effect_sizes(name, measure):
    entry = BY_NAME[name]
    assert measure(*(entry["inputs"][key] for key in ("f1", "f2", "n1", "n2"))) == close(entry)


def test_fisher_pedersen():
    entry = BY_NAME["fisher_pedersen1996"]
    table = table_of(entry)
    assert keyness.fisher_p(*table) == close(entry, "two")
    assert keyness.fisher_p(*table, "less") == close(entry, "less")
    assert keyness.fisher_p(*table, "greater") == close(entry, "greater")


def test_weighted_log_odds_hessel():
    entry = BY_NAME["monroe_uniform_prior_0.01"]
    one, two = (pd.Series(entry["inputs"][key]) for key in ("counts1", "counts2"))
    counts = pd.concat([one, two], axis=1).fillna(0)
    z = keyness.weighted_log_odds(counts[0], counts[1], entry["inputs"]["alpha_w"])
    assert dict(zip(counts.index, z, strict=True)) == close(entry)


# Properties

tables = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(60, 400), st.integers(60, 400))
MEASURES = [
    keyness.log_likelihood, keyness.fisher_p, keyness.log_ratio, keyness.odds_ratio,
    keyness.percent_difference, keyness.conservative_log_ratio, keyness.bayes_factor_bic,
]  # fmt: skip


@settings(deadline=None)
@given(tables)
def test_every_measure_gives_a_finite_number(table):
    for measure in MEASURES:
        value = measure(*table)
        assert isinstance(value, float) and np.isfinite(value), measure.__name__


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_arrays_equal_scalars(measure):
    a, b = np.array([0, 8, 3, 0, 100]), np.array([0, 3, 8, 5, 0])
    got = measure(a, b, 100, 450)
    assert got.shape == (5,)
    assert got.tolist() == pytest.approx([measure(x, y, 100, 450) for x, y in zip(a, b, strict=True)])


@settings(deadline=None)
@given(tables)
def test_against_scipy(table):
    a, b, n1, n2 = table
    observed = [[a, b], [n1 - a, n2 - b]]
    assert keyness.fisher_p(*table) == pytest.approx(stats.fisher_exact(observed).pvalue, rel=1e-6)
    assert keyness.fisher_p(*table, "less") == pytest.approx(stats.fisher_exact(observed, "less").pvalue, rel=1e-6)
    if 0 < a + b < n1 + n2:
        for options, ours in (({"lambda_": "log-likelihood"}, keyness.log_likelihood(*table)),):
            theirs = stats.chi2_contingency(observed, correction=False, **options)
            assert ours == pytest.approx(theirs.statistic, abs=1e-8)
        theirs = stats.chi2_contingency(observed).statistic


@settings(deadline=None)
@given(tables, st.sampled_from([1, 20, 900]))
def test_interval_mirrors_and_holds_the_estimate(table, family):
    a, b, n1, n2 = table
    low, high = keyness.log_ratio_interval(a, b, n1, n2, family=family)
    assert keyness.log_ratio_interval(b, a, n2, n1, family=family) == pytest.approx((-high, -low))
    assert (low == -np.inf) == (a == 0) and (high == np.inf) == (b == 0)
    if a and b:
        assert low < keyness.log_ratio(a, b, n1, n2) < high
        exact = stats.binomtest(a, a + b).proportion_ci(1 - 0.05 / family)
        assert low == pytest.approx(log2(exact.low / (1 - exact.low) * n2 / n1))
    lrc = keyness.conservative_log_ratio(a, b, n1, n2, family=family)
    assert lrc == (low if low > 0 else high if high < 0 else 0)


def test_one_sided_limit_is_above_the_two_sided_one():
    two_sided = keyness.conservative_log_ratio(40, 10, 1000, 1000, family=50)
    assert 0 < two_sided < keyness.conservative_log_ratio(40, 10, 1000, 1000, family=50, alternative="greater")


def test_fisher_copes_with_large_counts():
    assert keyness.fisher_p(206523, 178174, 959641, 1562358) == 0
    assert keyness.fisher_p(50_000, 100_000, 500_000, 1_000_000) == pytest.approx(1, abs=0.01)


def test_tiny_prior_hides_a_word_that_the_rest_lacks():
    a, b = [20, 50, 50, 60], [0, 60, 60, 60]
    hidden, shown = (keyness.weighted_log_odds(a, b, prior)[0] for prior in (0.01, 0.5))
    assert hidden < 1 < 1.96 < shown


# Refusals


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: keyness.log_ratio(1, 1, 0, 5), "n1 is 0"),
        (lambda: keyness.log_ratio(6, 1, 5, 5), "a is 6 with n1 5"),
        (lambda: keyness.log_ratio(1, -1, 5, 5), "b is -1"),
        (lambda: keyness.log_ratio(1, float("nan"), 5, 5), "b is nan"),
        (lambda: keyness.log_ratio(1, 1, 5, 5, correction="none"), "correction is 'none'"),
        (lambda: keyness.log_likelihood(1, 1, 5, 5, cells=3), "cells is 3"),
        (lambda: keyness.fisher_p(1, 1, 5, 5, "two"), "alternative is 'two'"),
        (lambda: keyness.conservative_log_ratio(1, 1, 5, 5, alternative="less"), "alternative is 'less'"),
        (lambda: keyness.conservative_log_ratio(1, 1, 5, 5, alpha=5), "alpha is 5"),
        (lambda: keyness.log_ratio_interval(1, 1, 5, 5, 95), "confidence is 95"),
        (lambda: keyness.log_ratio_interval(1, 1, 5, 5, family=0), "family is 0"),
        (lambda: keyness.bayes_factor_bic(1), "1 values"),
        (lambda: keyness.bayes_factor_bic(1, 0), "N is 0"),
        (lambda: keyness.weighted_log_odds([1, 2], [1, 2], 0), "prior is 0"),
        (lambda: keyness.weighted_log_odds([1], [1], 1), "same vocabulary"),
        (lambda: keyness.weighted_log_odds([1, -2], [1, 1], 1), "count -2"),
    ],
)  # fmt: skip
def test_refusals_name_value_and_cure(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# The tables


@pytest.fixture
def counts():
    index = pd.CategoricalIndex(list("东中西"), categories=list("东北中西"), ordered=True, name="strategy")
    columns = pd.Index(["创新", "发展", "开放", "生态", "罕见"], name="term")
    return pd.DataFrame([[90, 300, 9, 2, 1], [4, 200, 4, 0, 0], [3, 250, 5, 60, 0]], index=index, columns=columns)


def test_compare(counts):
    table = keyness.compare(counts)
    assert list(table.columns) == [
        "strategy", "term", "count", "total", "rest", "rest_total", "per_10k", "rest_per_10k", "log_ratio", "low",
        "high", "lrc", "g2", "p", "q", "log_odds_z", "percent_difference", "odds_ratio", "bic", "verdict",
    ]  # fmt: skip
    assert len(table) == 15 and isinstance(table.index, pd.RangeIndex)
    assert table["strategy"].dtype == counts.index.dtype
    assert not table.isna().to_numpy().any()
    row = table.set_index(["strategy", "term"]).loc[("东", "创新")]
    sizes = (90, 7, 402, 526)
    assert (row["count"], row["rest"], row["total"], row["rest_total"]) == sizes[:2] + sizes[2:]
    assert (row["low"], row["high"]) == keyness.log_ratio_interval(*sizes, family=15)
    assert row["lrc"] == keyness.conservative_log_ratio(*sizes, family=15)
    assert row["g2"] == keyness.log_likelihood(*sizes)
    assert row["bic"] == pytest.approx(keyness.log_likelihood(*sizes, cells=2) - log(928))
    assert row["p"] == keyness.fisher_p(*sizes)
    assert row["verdict"] == "more"
    assert table["q"].tolist() == stats.false_discovery_control(table["p"]).tolist()


def test_two_groups_are_one_family_of_tests():
    counts = pd.DataFrame([[15, 480], [4, 494]], index=pd.Index(["东", "西"], name="strategy"), columns=["甲", "乙"])
    rest = keyness.compare(counts).query("strategy == '东'").set_index("term")
    pair = keyness.compare_pairs(counts).query("strategy == '东'").set_index("term")
    assert rest[["low", "high", "verdict"]].equals(pair[["low", "high", "verdict"]])


def test_missing_counts_are_refused():
    with pytest.raises(ValueError, match="missing or negative"):
        keyness.compare(pd.DataFrame([[0.0, 1], [np.nan, 1]], index=["东", "西"], columns=["甲", "乙"]))


def test_verdicts(counts):
    verdict = keyness.compare(counts).set_index(["strategy", "term"])["verdict"]
    assert verdict[("东", "罕见")] == "cannot tell"  # one hit here, none there: nothing can be said
    assert verdict[("西", "生态")] == "more" and verdict[("西", "创新")] == "less"
    assert set(keyness.compare(counts // 30 + 1)["verdict"]) == {"cannot tell"}


def test_family_and_sorting(counts):
    wide, narrow = keyness.compare(counts), keyness.compare(counts, family=1)
    merged = wide.merge(narrow, on=["strategy", "term"])
    assert (merged["low_x"] <= merged["low_y"]).all() and (merged["high_x"] >= merged["high_y"]).all()
    for _, group in wide.groupby("strategy", observed=True):
        assert group["lrc"].is_monotonic_decreasing
    shuffled = keyness.compare(counts.iloc[:, ::-1])
    pd.testing.assert_frame_equal(shuffled.sort_values(["strategy", "term"]).reset_index(drop=True),
                                  wide.sort_values(["strategy", "term"]).reset_index(drop=True))  # fmt: skip


def test_another_confidence_and_another_g2(counts):
    usual, sure = keyness.compare(counts), keyness.compare(counts, confidence=0.999, cells=2)
    usual, sure = (table.sort_values(["strategy", "term"]).reset_index() for table in (usual, sure))
    finite = np.isfinite(usual["low"])
    assert (sure["low"] < usual["low"])[finite].all() and (sure["log_ratio"] == usual["log_ratio"]).all()
    arguments = (usual[name] for name in ("count", "rest", "total", "rest_total"))
    assert np.allclose(sure["g2"], keyness.log_likelihood(*arguments, cells=2)) and not np.allclose(
        sure["g2"], usual["g2"]
    )
    assert keyness.percent_difference(1, 0, 5, 5, zero=0.25) == 2 * keyness.percent_difference(1, 0, 5, 5) + 100


def test_two_groups_mirror_each_other(counts):
    table = keyness.compare(counts.iloc[[0, 2]]).set_index(["strategy", "term"])
    one, two = table.loc["东"], table.loc["西"].loc[table.loc["东"].index]
    assert one["log_ratio"].tolist() == pytest.approx((-two["log_ratio"]).tolist())
    assert one["log_odds_z"].tolist() == pytest.approx((-two["log_odds_z"]).tolist())
    assert one["p"].tolist() == pytest.approx(two["p"].tolist())


def test_compare_pairs(counts):
    table = keyness.compare_pairs(counts)
    assert table[["strategy", "other"]].drop_duplicates().to_numpy().tolist() == [
        ["东", "中"],
        ["东", "西"],
        ["中", "西"],
    ]
    assert len(table) == 5 + 5 + 4  # 罕见 is in neither of the last pair
    row = table.set_index(["strategy", "other", "term"]).loc[("东", "西", "生态")]
    assert (row["count"], row["rest"], row["verdict"]) == (2, 60, "less")
    assert (row["low"], row["high"]) == keyness.log_ratio_interval(2, 60, 402, 318, family=14)
    assert not table.isna().to_numpy().any()


def test_prior_is_at_least_one_half(counts):
    prior = keyness.informative_prior(counts)
    assert prior.min() == 0.5 and prior["发展"] == pytest.approx(5 * 750 / 928)
    west = keyness.compare(counts).set_index(["strategy", "term"])["log_odds_z"]["西"]
    by_hand = keyness.weighted_log_odds(counts.loc["西"], counts.sum() - counts.loc["西"], prior)
    assert west[counts.columns].tolist() == by_hand.tolist()


def test_tables_refuse_what_cannot_be_compared(counts):
    with pytest.raises(ValueError, match="1 group"):
        keyness.compare(counts.iloc[:1])
    with pytest.raises(ValueError, match="group 中 has no words"):
        keyness.compare(counts.assign(**{term: [1, 0, 1] for term in counts.columns}))
    with pytest.raises(ValueError, match="group them by one column"):
        keyness.compare(pd.concat({"a": counts}))
    assert keyness.compare(counts[["发展"]])["verdict"].tolist() == ["cannot tell"] * 3  # one word is all there is
