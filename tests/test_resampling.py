"""Shuffling and drawing paragraphs: by hand (all arrangements), by property, published numbers, the seed, the edges."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control

from analysis import paths
from analysis.lexicon import read_lexicon
from analysis.measures.frequency import count_terms, frequency_table
from analysis.measures.resampling import (
    bootstrap_paragraphs,
    bootstrap_themes,
    permute_paragraphs,
    sentences_by_paragraph,
)
from analysis.measures.similarity import correspondence
from analysis.measures.themes import code_sentences, theme_shares
from analysis.measures.units import gather_units
from analysis.measures.verdicts import pair_tests, whole_tests
from analysis.parsing import read_speeches
from analysis.segmentation import Segmenter, segment_speeches

pytestmark = pytest.mark.filterwarnings("error")
PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


@pytest.fixture(scope="module")
def speeches():
    return read_speeches(paths.DOCUMENT)


@pytest.fixture(scope="module")
def tokens(speeches):
    return segment_speeches(speeches, Segmenter(read_lexicon()))


@pytest.fixture(scope="module")
def counts(tokens):
    return count_terms(tokens, by="paragraph")


def by_paragraph(rows, **columns):
    """Counts from rows (strategy, speech, paragraph) and one list of counts a term."""
    strategy, speech, paragraph = zip(*rows, strict=True)
    strategy = pd.Categorical(strategy, categories=sorted(set(strategy), key=list(strategy).index), ordered=True)
    index = pd.MultiIndex.from_arrays([strategy, speech, paragraph], names=["strategy", "speech", "paragraph"])
    return pd.DataFrame(columns, index).rename_axis("term", axis=1)


SMALL = by_paragraph(
    [("东", 5, 1), ("东", 5, 2), ("西", 6, 1), ("西", 6, 2), ("西", 6, 3)], 江=[6, 3, 0, 1, 0], 海=[4, 7, 10, 4, 2]
)


def all_p_values(counts, chosen):
    """Two-sided p of every term over all ways to choose as many paragraphs as `chosen`."""
    values = counts.to_numpy(dtype=float)
    rates = values / values.sum(axis=1, keepdims=True)

    def difference(rows):
        inside = np.isin(np.arange(len(values)), rows)
        return rates[inside].mean(axis=0) - rates[~inside].mean(axis=0)

    own = np.abs(difference(chosen))
    drawn = [np.abs(difference(list(rows))) for rows in combinations(range(len(values)), len(chosen))]
    return (np.array(drawn) >= own - 1e-12).mean(axis=0)


# ---- permutation


def test_permutation_agrees_with_all_arrangements():
    table = permute_paragraphs(SMALL).set_index(["strategy", "term"])
    exact = all_p_values(SMALL, [0, 1])
    assert [table.loc[("东", term), "p"] for term in SMALL.columns] == pytest.approx(exact, abs=0.01)
    assert table["arrangements"].unique().tolist() == [10]
    # two groups: a paragraph is in one or the other, so both ask the same question
    assert table.loc[("东", "江"), "p"] == table.loc[("西", "江"), "p"]


def test_permutation_columns_by_hand():
    row = permute_paragraphs(SMALL, permutations=99).set_index(["strategy", "term"]).loc[("东", "江")]
    assert row[["count", "total", "rest", "rest_total", "paragraphs"]].tolist() == [9, 20, 1, 17, 2]
    assert row["per_10k"] == pytest.approx(4500)
    assert row["rest_per_10k"] == pytest.approx(10_000 / 17)
    assert row["difference"] == pytest.approx(10_000 * ((0.6 + 0.3) / 2 - 0.2 / 3))


def test_p_is_never_zero_and_q_is_over_all_rows(counts):
    table = permute_paragraphs(counts, permutations=99)
    assert table["p"].min() == 1 / 100
    assert table["p"].max() == 1
    assert table["q"].to_numpy() == pytest.approx(false_discovery_control(table["p"]))
    assert len(table) == 4 * counts.shape[1]
    assert not table.isna().any(axis=None)


def test_same_seed_same_table_whatever_the_blocks(counts, monkeypatch):
    first = permute_paragraphs(counts, permutations=300)
    monkeypatch.setattr("analysis.measures.units.CELLS", 10_000)
    pd.testing.assert_frame_equal(first, permute_paragraphs(counts, permutations=300))
    assert not first["p"].equals(permute_paragraphs(counts, permutations=300, seed=1)["p"])


def test_order_of_paragraphs_does_not_matter_to_what_is_counted(counts):
    table = permute_paragraphs(counts, permutations=99).set_index(["strategy", "term"]).sort_index()
    turned = permute_paragraphs(counts.iloc[::-1], permutations=99).set_index(["strategy", "term"]).sort_index()
    columns = ["count", "total", "rest", "rest_total", "paragraphs", "arrangements"]
    pd.testing.assert_frame_equal(table[columns], turned[columns])
    assert turned["difference"].to_numpy() == pytest.approx(table["difference"].to_numpy(), abs=1e-9)


def test_nothing_survives_on_the_speeches_and_a_name_comes_nearest(counts):
    table = permute_paragraphs(counts)
    assert not (table["q"] < 0.05).any()
    assert set(table.nsmallest(2, "p")["term"]) == {"长三角", "西部地区"}


def test_a_word_in_two_long_paragraphs_is_not_told_by_their_length(counts):
    # 促进 stands twice in all, both times in the same strategy: the chance is about (8·7)/(24·23) = 0.10
    one, totals = counts[["促进"]], counts.sum(axis=1)
    assert permute_paragraphs(one, totals=totals)["p"][0] == pytest.approx(56 / 552, abs=0.01)


def test_a_strategy_with_one_paragraph_gets_an_answer():
    counts = by_paragraph([("东", 5, 1), *(("西", 6, n) for n in range(1, 10))], 江=[9] + [0] * 9, 海=[1] + [10] * 9)
    table = permute_paragraphs(counts)
    assert table["p"].tolist() == pytest.approx([0.1] * 4, abs=0.01)
    assert table["arrangements"].tolist() == [10] * 4


@pytest.mark.parametrize(
    ("rows", "words"),
    [(slice(0, 2), "1 group only"), (slice(0, 1), "1 group only"), (slice(0, 0), "no counts")],
)
def test_nothing_to_compare_is_refused(rows, words):
    for function in (permute_paragraphs, lambda counts: whole_tests(gather_units(counts, "paragraph"))):
        with pytest.raises(ValueError, match=words):
            function(SMALL.iloc[rows])


def test_options_out_of_range_are_refused():
    with pytest.raises(ValueError, match="draw at least one"):
        permute_paragraphs(SMALL, permutations=0)
    with pytest.raises(ValueError, match="leave out paragraphs without words"):
        permute_paragraphs(SMALL, totals=[1, 1, 1, 1, 0])


# ---- baselines


def test_equal_paragraphs_are_exactly_as_alike_as_shuffled():
    rows = [(s, n, p) for n, s in enumerate("东西") for p in (1, 2, 3)]
    table = pair_tests(gather_units(by_paragraph(rows, 江=[3] * 6, 海=[2] * 6), "paragraph"))
    assert table[["value", "baseline", "low", "high"]].to_numpy() == pytest.approx(np.array([[1.0] * 4, [0.0] * 4]))
    assert table[["p_single", "p"]].to_numpy().tolist() == [[1.0, 1.0]] * 2


def test_independence_is_the_inertia_of_the_map(tokens, counts):
    units = gather_units(counts, "paragraph")
    result, expected = whole_tests(units, draws=199).iloc[0], correspondence(count_terms(tokens))
    inertia, total = result["value"], units.values.sum()
    assert (inertia, inertia * total) == pytest.approx((expected.total_inertia, expected.chi2))
    assert result["low"] < result["baseline"] < result["high"]
    # The words of the four speeches as a whole cannot be told from shuffled ones.
    assert result["p_single"] == pytest.approx(0.27, abs=0.005)


# ---- bootstrap


def test_bootstrap_by_hand():
    # two paragraphs of 10: 6 or 3 of 江; the resamples are (6,6), (6,3) twice, (3,3)
    table = bootstrap_paragraphs(SMALL.iloc[:2], confidence=0.4).set_index("term")
    assert table.loc["江", ["count", "total", "per_10k", "low", "high", "paragraphs"]].tolist() == [
        9,
        20,
        4500,
        4500,
        4500,
        2,
    ]
    wide = bootstrap_paragraphs(SMALL.iloc[:2], confidence=0.9, top=1).set_index("term")
    assert wide.loc["江", ["low", "high"]].tolist() == [3000, 6000]
    assert wide.loc["江", ["rank", "rank_low", "rank_high"]].tolist() == [2, 1, 2]
    assert wide.loc["江", "top_share"] == pytest.approx(0.25, abs=0.02)  # first in (6,6) only
    assert wide["top_share"].sum() == pytest.approx(1)


def test_bootstrap_agrees_with_the_frequency_table(tokens, counts):
    table = bootstrap_paragraphs(counts, resamples=500)
    expected = frequency_table(tokens).query("count > 0").reset_index(drop=True)
    columns = ["strategy", "term", "count", "total", "per_10k", "paragraphs"]
    pd.testing.assert_frame_equal(table[columns], expected[columns])
    assert (table["low"] <= table["high"]).all()
    assert table["top_share"].between(0, 1).all()
    assert not table.isna().any(axis=None)


def test_bootstrap_draws_within_each_speech():
    rows = [("东", speech, p) for speech in (1, 2) for p in (1, 2, 3)]
    counts = by_paragraph(rows, 江=[5, 5, 5, 0, 0, 0], 海=[0, 0, 0, 5, 5, 5])
    table = bootstrap_paragraphs(counts, resamples=500)
    assert table[["low", "high"]].to_numpy().tolist() == [[5000.0, 5000.0]] * 2


def test_bootstrap_same_seed_same_table(counts, monkeypatch):
    first = bootstrap_paragraphs(counts, resamples=300)
    monkeypatch.setattr("analysis.measures.units.CELLS", 10_000)
    pd.testing.assert_frame_equal(first, bootstrap_paragraphs(counts, resamples=300))


def test_a_speech_of_one_paragraph_is_refused():
    with pytest.raises(ValueError, match=r"a text of 东 has one paragraph only \(speech 5\)"):
        bootstrap_paragraphs(SMALL.iloc[[0, 2, 3]])
    with pytest.raises(ValueError, match="resamples is 0"):
        bootstrap_paragraphs(SMALL, resamples=0)
    with pytest.raises(ValueError, match="confidence is 95"):
        bootstrap_paragraphs(SMALL, confidence=95)


def test_one_paragraph_counted_by_sentence_is_answered(tokens):
    one = tokens[(tokens["speech"] == 6) & (tokens["paragraph"] == 1)]
    table = bootstrap_paragraphs(count_terms(one, by=["strategy", "speech", "paragraph", "sentence"]), resamples=200)
    assert (table["low"] <= table["high"]).all()


# ---- themes


def test_themes(speeches):
    coded = code_sentences(speeches, read_lexicon().themes)
    table, expected = bootstrap_themes(coded, speeches, resamples=500), theme_shares(coded, speeches)
    columns = ["strategy", "theme", "sentences", "total", "share"]
    pd.testing.assert_frame_equal(table[columns], expected[columns])
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
    assert table.groupby("strategy", observed=True)["rank"].min().tolist() == [1] * 4
    sums = table.groupby("strategy", observed=True)["first_share"].sum()
    assert sums.tolist() == pytest.approx([1] * 4)


def test_permuted_themes(speeches):
    coded = code_sentences(speeches, read_lexicon().themes)
    counts, totals = sentences_by_paragraph(coded, speeches)
    assert (totals.sum(), counts.shape) == (64, (24, 10))
    table = permute_paragraphs(counts, totals=totals)
    survivors = table.loc[table["q"] < 0.05, ["strategy", "term"]].values.tolist()
    assert survivors == [["长三角一体化发展", "coordination"]]
    with pytest.raises(ValueError, match="code the very table"):
        sentences_by_paragraph(coded.iloc[1:], speeches)


def test_a_strategy_that_carries_no_theme():
    speeches = pd.DataFrame(
        {"strategy": ["东"] * 4 + ["西"] * 4, "speech": [5] * 4 + [6] * 4, "paragraph": [1, 1, 2, 2] * 2}
    )
    coded = pd.DataFrame({"ecology": [True, False, True, True] + [False] * 4, "reform": False})
    table = bootstrap_themes(coded, speeches, resamples=200)
    assert table["sentences"].tolist() == [3, 0, 0, 0]
    assert table["total"].tolist() == [4] * 4
    assert table["rank"].tolist() == [1, 2, 1, 1]
    assert not table.isna().any(axis=None)
