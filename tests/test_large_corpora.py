"""Corpora of many paragraphs: counted sparsely, drawn less often, and said so."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis import results as registry
from analysis.language import speak
from analysis.language.names import Names
from analysis.measures import frequency, resampling, tfidf, units, verdicts
from analysis.report.tables import explain_column
from analysis.results import Results


@pytest.fixture(scope="module")
def results():
    return Results()


@pytest.fixture(scope="module")
def sparse(results):
    return units.count_paragraphs(results.tokens, large=1)


def test_sparse_counts_are_those_of_the_table(results, sparse):
    table = frequency.count_terms(results.tokens, by="paragraph")
    assert isinstance(units.count_paragraphs(results.tokens), pd.DataFrame)
    assert sparse.index.equals(table.index) and sparse.columns.equals(table.columns)
    assert (sparse.values.toarray() == table.to_numpy()).all()


@pytest.mark.parametrize(
    "function", [
        lambda counts: resampling.permute_paragraphs(counts, permutations=99),
        lambda counts: verdicts.pair_tests(units.gather_units(counts, "paragraph"), draws=99),
        lambda counts: verdicts.whole_tests(units.gather_units(counts, "paragraph"), draws=99),
        lambda counts: resampling.bootstrap_paragraphs(counts, resamples=99),
    ],
)  # fmt: skip
def test_resampling_gives_the_same_from_either(results, sparse, function):
    table = frequency.count_terms(results.tokens, by="paragraph")
    pd.testing.assert_frame_equal(function(sparse), function(table), rtol=1e-9)


def test_ways_to_choose_beyond_any_number():
    assert units.ways(5, 2) == 10
    assert units.ways(5_000, 2_500) == np.inf


def test_paragraphs_that_hold_a_word(results):
    table = frequency.count_terms(results.tokens, by="paragraph")
    assert (
        results.idf.set_index("term")["idf"]
        .sort_index()
        .equals(tfidf.inverse_document_frequency(table).rename_axis("term").sort_index())
    )


def test_a_large_corpus_says_that_it_was_drawn_less_often(monkeypatch):
    monkeypatch.setattr(registry, "count_paragraphs", lambda tokens: units.count_paragraphs(tokens, large=1))
    large, small = Results(), Results()
    assert large.stability["resamples"].eq(registry.FEWER_RESAMPLES).all()
    assert large.near_formulae["min_shared"].eq(registry.SHARED).all()
    assert "resamples" not in Results().theme_stability.columns
    monkeypatch.undo()
    pd.testing.assert_frame_equal(large.word_tests, small.word_tests, rtol=1e-9)
    for name in ("word_tests", "stability", "similarity", "whole", "verdicts"):
        for language in ("zh", "en"):
            columns = getattr(large, name).columns
            assert all(explain_column(name, column, speak(language), large.names) for column in columns)


def test_years_are_not_given_a_month():
    sizes = pd.DataFrame({
        "speech": range(30), "strategy": ["1950s", "1960s"] * 15, "date": pd.Timestamp("1954-01-01"), "dated": "1954",
        "place": "", "paragraphs": 1, "sentences": 2, "characters": 30, "words": 9,
    })  # fmt: skip
    sizes.loc[28:, "date"], sizes.loc[28:, "dated"] = pd.Timestamp("1959-01-01"), "1959"
    by_year = charts.speech_sizes(SimpleNamespace(sizes=sizes, names=Names(), table=lambda name: None)).say("en").alt
    assert "1954 to 1959, 15 texts" in by_year
    dated = SimpleNamespace(sizes=sizes.drop(columns="dated"), names=Names(), table=lambda name: None)
    assert "January 1954 to January 1959, 15 texts" in charts.speech_sizes(dated).say("en").alt
