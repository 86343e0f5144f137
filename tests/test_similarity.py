"""Similarity and correspondence analysis: by hand, by property, against published numbers."""

import json
from math import e
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial import distance

from analysis.measures.similarity import (
    correspondence,
    cosine,
    jensen_shannon,
)

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


def test_by_hand():
    assert cosine([3, 4], [4, 3]) == pytest.approx(24 / 25)
    assert jensen_shannon([1, 1], [1, 0]) == pytest.approx((0.5 * np.log2(0.5 / 0.75) + 0.5 + np.log2(1 / 0.75)) / 2)


def test_philentropy():
    entry = BY_NAME["jsd_philentropy"]
    assert (entry["inputs"]["p"], entry["inputs"]["q"]) == ("1:10/sum(1:10)", "20:29/sum(20:29)")
    p, q = np.arange(1, 11), np.arange(20, 30)
    got = {
        "log2": jensen_shannon(p, q),
        "ln": jensen_shannon(p, q, base=e),
        "log10": jensen_shannon(p, q, base=10),
    }
    assert got == pytest.approx({name: entry["expected"][name] for name in got}, abs=entry["tolerance"])


def test_greenacre_smoke():
    entry = BY_NAME["ca_greenacre_smoke"]
    i, expected, tolerance = entry["inputs"], entry["expected"], entry["tolerance"]
    result = correspondence(pd.DataFrame(i["counts"], i["rows"], i["cols"]))
    assert result.inertia[:2].tolist() == pytest.approx(expected["inertia"], abs=tolerance["inertia"])
    assert result.share[:2].tolist() == pytest.approx(expected["share"], abs=tolerance["share"])
    assert result.chi2 == pytest.approx(expected["chi2"], abs=tolerance["chi2"])
    assert result.df == expected["df"]
    assert result.p == pytest.approx(expected["p"], abs=tolerance["p"])


vectors = st.integers(2, 12).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(0, 30), min_size=size, max_size=size).filter(any)] * 2)
)


@settings(deadline=None)
@given(vectors)
def test_against_scipy_and_bounds(pair):
    p, q = (np.array(values) for values in pair)
    assert jensen_shannon(p, q) == pytest.approx(distance.jensenshannon(p, q, base=2) ** 2, abs=1e-9)
    assert cosine(p, q) == pytest.approx(1 - distance.cosine(p, q), abs=1e-9)
    assert 0 <= jensen_shannon(p, q) <= 1 + 1e-12
    assert jensen_shannon(p, q) == pytest.approx(jensen_shannon(q, 7 * p), abs=1e-12)
    stacked = jensen_shannon(np.stack([p, q]), np.stack([q, q]))
    assert stacked.tolist() == pytest.approx([jensen_shannon(p, q), 0], abs=1e-12)


tables = st.tuples(st.integers(2, 5), st.integers(2, 7)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 40), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


@settings(deadline=None)
@given(tables.filter(lambda rows: np.array(rows).sum(axis=0).all() and np.array(rows).sum(axis=1).all()))
def test_correspondence_properties(rows):
    values = np.array(rows)
    result = correspondence(values)
    theirs = stats.chi2_contingency(values, correction=False)
    assert result.chi2 == pytest.approx(theirs.statistic, abs=1e-8)
    assert (result.df, result.p) == (theirs.dof, pytest.approx(theirs.pvalue, abs=1e-9))
    assert result.total_inertia == pytest.approx(result.inertia.sum(), abs=1e-9)
    # centred at the masses, with the inertia as weighted variance, on both sides
    for points, mass in ((result.rows, result.row_mass), (result.columns, result.column_mass)):
        assert (points.mul(mass, axis=0)).sum().to_numpy() == pytest.approx(np.zeros(points.shape[1]), abs=1e-8)
        assert (points**2).mul(mass, axis=0).sum().to_numpy() == pytest.approx(result.inertia, abs=1e-8)
    assert (result.rows.max() >= -result.rows.min() - 1e-6).all()  # the farthest row is on the positive side
    # the coordinates give the table back
    scale = np.where(result.inertia > 0, np.sqrt(result.inertia), 1)
    product = (result.rows.to_numpy() / scale) @ result.columns.to_numpy().T
    rebuilt = np.outer(result.row_mass, result.column_mass) * (1 + product) * values.sum()
    np.testing.assert_allclose(rebuilt, values, atol=1e-3)
    for part in (result.row_cos2, result.column_cos2, result.row_contributions, result.column_contributions):
        assert not part.isna().to_numpy().any()


def test_correspondence_of_a_known_table():
    counts = pd.DataFrame([[30, 5, 10], [6, 28, 9], [10, 9, 31]], list("东中西"), ["创新", "生态", "开放"])
    result = correspondence(counts)
    assert result.rows.shape == result.columns.shape == (3, 2)
    assert result.row_contributions.sum().tolist() == pytest.approx([1, 1])
    assert result.row_cos2.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    same_side = np.sign((result.rows.to_numpy() * result.columns.to_numpy()).sum(axis=1))
    assert same_side.tolist() == [1, 1, 1]  # each row points to the word it uses most
    turned = correspondence(counts.T)
    assert turned.inertia == pytest.approx(result.inertia)
    assert (result.rows.abs().to_numpy().argmax(axis=0) == result.rows.to_numpy().argmax(axis=0)).all()


def test_independent_table_sits_at_the_centre():
    result = correspondence([[10, 20], [20, 40], [30, 60]])
    assert result.inertia.tolist() == [0] and result.share.tolist() == [0]
    assert (result.rows == 0).all(axis=None) and (result.row_cos2 == 0).all(axis=None)
    assert result.p == pytest.approx(1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cosine([0, 0], [1, 2]), "no direction"),
        (lambda: jensen_shannon([0, 0], [1, 2]), "sum above 0"),
        (lambda: jensen_shannon([1, -1, 3], [1, 2, 3]), "0 or more"),
        (lambda: jensen_shannon([1, 2, 3], [1, 2]), "3 and 2 entries"),
        (lambda: jensen_shannon([1, 2], [1, 2], base=1), "base is 1"),
        (lambda: correspondence([[1, 2]]), "1 x 2"),
        (lambda: correspondence([[1, 0], [3, 0]]), "column 1 is empty"),
        (lambda: correspondence([[1, 2], [0, 0]]), "row 1 is empty"),
        (lambda: correspondence([[1, -2], [3, 3]]), "count -2"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
