"""TF-IDF: by hand, against scikit-learn, against published numbers."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.measures.frequency import count_terms
from analysis.measures.tfidf import (
    beside_rest,
    class_idf,
    class_tfidf,
    inverse_document_frequency,
    tfidf,
    tfidf_from_counts,
)

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


@pytest.fixture
def tokens():
    rows = [
        ("东", 1, 1, "港口 港口 发展"), ("东", 1, 2, "港口 发展 创新 创新"), ("中", 2, 1, "粮食 发展"),
        ("中", 2, 2, "粮食 粮食 发展 创新"), ("西", 3, 1, "通道 发展 发展 发展 通道"), ("北", 4, 1, "发展 创新"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["strategy", "speech", "paragraph", "term"])
    table = table.assign(term=table["term"].str.split()).explode("term", ignore_index=True)
    return table.assign(strategy=pd.Categorical(table["strategy"], list("东中西北"), ordered=True), kept=True)


def test_by_hand():
    counts = pd.DataFrame([[1, 1], [1, 0]], columns=["发展", "创新"])
    idf = inverse_document_frequency(counts)
    assert idf.to_dict() == pytest.approx({"发展": 1, "创新": np.log(3 / 2) + 1})
    assert tfidf(counts, norm="l1").loc[1].tolist() == [1, 0]
    assert tfidf(counts, norm=None).loc[0].tolist() == pytest.approx(idf.tolist())


@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("norm", ["l1", "l2", None])
def test_equals_scikit_learn(smooth, norm):
    counts = np.random.default_rng(5).poisson(0.7, (9, 40))
    counts[0, counts.sum(axis=0) == 0] = 1
    theirs = TfidfTransformer(norm=norm, smooth_idf=smooth).fit(counts)
    idf = inverse_document_frequency(counts, smooth=smooth)
    assert idf.to_numpy() == pytest.approx(theirs.idf_, abs=1e-12)
    ours = tfidf(counts, idf, norm=norm)
    np.testing.assert_allclose(ours, theirs.transform(counts).toarray(), atol=1e-12)


def by_strategy(tokens, method="paragraph"):
    paragraphs = count_terms(tokens, by="paragraph")
    return tfidf_from_counts(count_terms(tokens), (paragraphs > 0).sum(), len(paragraphs), method=method)


def test_document_method_equals_scikit_learn(tokens):
    counts = count_terms(tokens)
    theirs = pd.DataFrame(TfidfTransformer().fit_transform(counts).toarray(), counts.index, counts.columns)
    table = by_strategy(tokens, method="document")
    ours = table.pivot(index="strategy", columns="term", values="tfidf").reindex(columns=counts.columns).fillna(0)
    np.testing.assert_allclose(ours.loc[counts.index], theirs, atol=1e-12)


def test_paragraph_method_sums_paragraphs(tokens):
    paragraphs = count_terms(tokens, by="paragraph")
    idf = TfidfTransformer().fit(paragraphs).idf_
    by_hand = (paragraphs * idf).groupby(level="strategy", observed=True).sum()
    by_hand = 1000 * by_hand.div(count_terms(tokens).sum(axis=1), axis=0)
    table = by_strategy(tokens)
    assert list(table.columns) == ["strategy", "term", "count", "idf", "tfidf", "rank"]
    for row in table.itertuples():
        assert row.tfidf == pytest.approx(by_hand.loc[row.strategy, row.term])
    assert table.groupby("strategy", observed=True)["term"].first().tolist() == ["港口", "粮食", "通道", "创新"]


def test_four_documents_cannot_tell_words_apart_but_paragraphs_can(tokens):
    documents = by_strategy(tokens, method="document").drop_duplicates("term").set_index("term")["idf"]
    assert set(documents.round(3)) <= {1.916, 1.511, 1.223, 1.0}
    assert documents["粮食"] == documents["通道"]
    paragraphs = by_strategy(tokens).drop_duplicates("term").set_index("term")["idf"]
    assert paragraphs["粮食"] < paragraphs["通道"]


@pytest.mark.parametrize("method", ["paragraph", "class", "document"])
def test_ranks_and_ties(tokens, method):
    table = by_strategy(tokens, method=method)
    for _, group in table.groupby("strategy", observed=True):
        assert group["rank"].tolist() == list(range(1, len(group) + 1))
        assert group["tfidf"].is_monotonic_decreasing
        ties = group.groupby(group["tfidf"].round(12))["term"]
        assert all(terms.tolist() == sorted(terms) for _, terms in ties)
    assert (table["count"] > 0).all() and not table.isna().to_numpy().any()
    assert len(by_strategy(tokens.assign(kept=False), method=method)) == 0


def test_scikit_learn_documentation():
    entry = BY_NAME["tfidf_sklearn_smooth"]
    counts = entry["inputs"]["counts"]
    assert inverse_document_frequency(counts).tolist() == pytest.approx(entry["expected"]["idf"], abs=1e-8)
    np.testing.assert_allclose(tfidf(counts), entry["expected"]["tfidf"], atol=entry["tolerance"])


def test_wikipedia_example():
    entry = BY_NAME["tfidf_classic_wikipedia"]
    counts = pd.DataFrame(entry["inputs"]["counts"], columns=entry["inputs"]["vocab"])
    idf = inverse_document_frequency(counts, smooth=False, offset=0, base=10)
    np.testing.assert_allclose(tfidf(counts, idf, norm=None, tf="share"), entry["expected"], atol=entry["tolerance"])


def test_four_documents_have_four_values():
    entry = BY_NAME["idf_values_for_4_documents"]
    counts = np.tril(np.ones((4, 4), dtype=int))[:, ::-1]  # term j stands in j + 1 documents
    got = inverse_document_frequency(counts)
    assert got.tolist() == pytest.approx(entry["expected"]["sklearn_smooth"], abs=1e-12)
    classic = inverse_document_frequency(counts, smooth=False, offset=0)
    assert classic.tolist() == pytest.approx(entry["expected"]["classic_ln"], abs=1e-12)


def test_bertopic():
    entry = BY_NAME["ctfidf_bertopic_4_classes"]
    counts = entry["inputs"]["counts"]
    assert class_idf(counts).tolist() == pytest.approx(entry["expected"]["idf"], abs=1e-12)
    np.testing.assert_allclose(class_tfidf(counts), entry["expected"]["weights"], atol=entry["tolerance"])


def test_small_input_gives_numbers_or_a_clear_refusal():
    assert tfidf([[0, 0], [1, 2]]).loc[0].tolist() == [0, 0]
    assert class_tfidf([[0, 0], [0, 2]]).to_numpy().tolist() == [[0, 0], [0, pytest.approx(np.log1p(1 / 2))]]
    with pytest.raises(ValueError, match="term 'b' stands in no document"):
        inverse_document_frequency(pd.DataFrame({"a": [1], "b": [0]}), smooth=False)
    with pytest.raises(ValueError, match="no rows"):
        inverse_document_frequency(pd.DataFrame(columns=["a"]))
    with pytest.raises(ValueError, match="no idf for the term 'b'"):
        tfidf(pd.DataFrame({"a": [1], "b": [1]}), pd.Series({"a": 1.0}))
    with pytest.raises(ValueError, match="norm is 'max'"):
        tfidf([[1, 2]], norm="max")
    with pytest.raises(ValueError, match="tf is 'raw'"):
        tfidf([[1, 2]], tf="raw")


def test_unknown_method_is_named(tokens):
    with pytest.raises(ValueError, match="method is 'topic'"):
        by_strategy(tokens, method="topic")


def test_one_group_has_no_rest_to_be_compared_with(tokens):
    own = tokens[tokens["strategy"] == "东"]
    table = beside_rest(by_strategy(own), count_terms(own))
    assert table["times"].isna().all() and table["more"].all()
