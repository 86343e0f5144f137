"""Verdicts: the unit, step-down max-T, intervals, own names; and that nothing is told where nothing differs."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.corpus.settings import CorpusError, read_settings
from analysis.measures import frequency, moves, own_names, permutation, robustness, themes, units, verdicts
from analysis.results import Results
from benchmarks import calibration
from tests.four_speeches import RESULTS

COLUMNS = "kind group other term direction effect low high unit units p floor told".split()


def index_of(documents, paragraphs=2):
    """Rows of paragraphs: {group: number of documents}."""
    rows, number = [], 0
    for group, many in documents.items():
        for _ in range(many):
            number += 1
            rows += [(group, number, paragraph) for paragraph in range(1, paragraphs + 1)]
    return pd.MultiIndex.from_tuples(rows, names=["strategy", "speech", "paragraph"])


# ---- the unit


@pytest.mark.parametrize(
    ("documents", "unit"),
    [
        ({"东": 1, "西": 1}, "paragraph"), ({"东": 5, "西": 4}, "paragraph"), ({"东": 5, "西": 5}, "document"),
        ({"东": 4, "南": 12, "西": 12, "北": 12}, "document"), ({"东": 1, "西": 39}, "paragraph"),
    ],
)  # fmt: skip
def test_the_document_is_the_unit_where_there_are_enough(documents, unit):
    index = index_of(documents)
    assert units.choose_unit(index) == unit
    assert units.choose_unit(index, "paragraph") == "paragraph"
    assert units.is_overstating(index, "paragraph") == (unit == "document")


def test_paragraphs_are_gathered_to_documents():
    index = index_of({"东": 2, "西": 1})
    counts = pd.DataFrame({"江": [1, 2, 3, 0, 0, 0], "海": [0, 1, 0, 1, 5, 1]}, index)
    found = units.gather_units(counts, "document")
    assert found.values.tolist() == [[3, 1], [3, 1], [0, 6]] and found.label.tolist() == [0, 0, 1]
    assert units.gather_units(counts.iloc[::-1], "document").values.tolist() == found.values.tolist()
    with pytest.raises(ValueError, match="use document or paragraph"):
        units.gather_units(counts, "sentence")


def test_a_corpus_may_say_its_unit(tmp_path):
    file = tmp_path / "corpus.toml"
    file.write_text('unit = "paragraph"\n', encoding="utf-8")
    assert read_settings(file).unit == "paragraph"
    file.write_text('unit = "sentence"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"line 1.*“sentence”"):
        read_settings(file)


def test_the_smallest_attainable_p_is_that_of_all_arrangements():
    for held in (1, 2, 3, 5):
        x = np.array([1.0] * held + [0.0] * (8 - held)) * np.arange(1, 9)
        sums = [x[list(chosen)].sum() for chosen in combinations(range(8), 3)]
        extreme = min(np.mean(np.array(sums) >= max(sums) - 1e-9), np.mean(np.array(sums) <= min(sums) + 1e-9))
        assert units.attainable_p(np.array([held]), 3, 8)[0] == pytest.approx(extreme)


# ---- step-down max-T


def test_max_t_agrees_with_all_arrangements():
    values = np.array([[3, 1], [4, 0], [2, 1], [0, 1], [1, 0], [0, 2], [0, 1]], dtype=float)
    label, sizes = np.array([0, 0, 0, 1, 1, 1, 1]), np.full(7, 10.0)
    scores, _ = permutation.standard_scores(values, sizes)
    statistic, p = permutation.max_t(scores, label, 2, draws=20_000)
    every = []
    for chosen in combinations(range(7), 3):
        own = np.isin(np.arange(7), chosen)
        every.append(np.abs(scores[own].sum(axis=0)) / np.sqrt(3 * 4 / 6))
    every, own = np.array(every), np.abs(statistic[0])
    first = np.argmax(own)
    assert p[0, first] == pytest.approx((every.max(axis=1) >= own[first] - 1e-9).mean(), abs=0.01)
    second = 1 - first
    alone = (every[:, second] >= own[second] - 1e-9).mean()
    assert p[0, second] == pytest.approx(max(alone, p[0, first]), abs=0.01)


def test_the_statistic_is_a_monotone_function_of_students_t():
    generator = np.random.default_rng(2)
    values, label = generator.poisson(5, (20, 50)).astype(float), np.arange(20) % 3
    scores, _ = permutation.standard_scores(values, np.full(20, 50.0))
    statistic, _ = permutation.max_t(scores, label, 3, draws=9)
    for group in range(3):
        t = stats.ttest_ind(scores[label == group], scores[label != group]).statistic
        z = statistic[group]
        assert np.allclose(z * np.sqrt(18) / np.sqrt(19 - z**2), t)


def test_what_the_units_can_show_is_ranked_before_what_they_cannot():
    """Of two words with the same z the frequent and even one has the smaller p; what is dealt decides nothing."""
    generator = np.random.default_rng(3)
    frequent, rare = generator.poisson(40, 16), (np.arange(16) % 4 == 0).astype(float)
    values, label, sizes = np.column_stack([frequent, rare]), np.repeat([0, 1], 8), np.full(16, 500.0)
    scores, doubling = permutation.standard_scores(values, sizes)
    assert doubling[0] > 3 * doubling[1]
    assert permutation.standard_scores(values[::-1], sizes)[1] == pytest.approx(doubling)
    order = [3, 6, 1, 7, 2, 0, 5, 4, 12, 9, 15, 8, 11, 13, 10, 14]  # shuffled in each group: the same z
    scores[:, 0] = np.linspace(1, -1, 16) * np.tile([1, -0.25], 8)
    scores[:, 1] = scores[order, 0]
    statistic, plain = permutation.max_t(scores, label, 2)
    _, weighed = permutation.max_t(scores, label, 2, doubling=doubling)
    assert statistic[0, 0] == pytest.approx(statistic[0, 1]) and plain[0, 0] == plain[0, 1]
    assert weighed[0, 0] < 0.75 * plain[0, 0]


def test_words_told_have_a_direction_and_two_groups_are_one_test():
    counts = pd.DataFrame(
        {"江": [9] * 6 + [1] * 6, "海": [1] * 6 + [9] * 6, "山": [5] * 12}, index_of({"东": 6, "西": 6}, 1)
    )
    table = verdicts.word_tests(units.gather_units(counts, "document")).set_index(["strategy", "term"])
    assert table.loc[("东", "江"), "direction"] == "more" and table.loc[("东", "海"), "direction"] == "less"
    assert table["told"].tolist() == [True, True, False] * 2
    assert table.loc[("东", "江"), "p"] == table.loc[("西", "江"), "p"] >= table["floor"].iloc[0]
    found = verdicts.gather_verdicts(table.reset_index())
    assert len(found) == 3 and set(found["group"]) == {"东"} and set(found["other"]) == {"西"}


def test_order_of_rows_and_names_of_words_decide_nothing():
    counts = RESULTS.paragraph_counts
    one = verdicts.word_tests(units.gather_units(counts, "paragraph"), draws=199).set_index(["strategy", "term"])
    turned = counts[counts.columns[::-1]]
    other = verdicts.word_tests(units.gather_units(turned, "paragraph"), draws=199).set_index(["strategy", "term"])
    assert other.loc[one.index, "p"].tolist() == pytest.approx(one["p"].tolist())


# ---- intervals


def test_intervals_never_vanish_and_hold_their_estimate():
    values = np.array([[0, 3, 5], [0, 2, 5], [0, 0, 5], [0, 1, 5], [4, 0, 5], [1, 0, 5]], dtype=float)
    label = np.array([0, 0, 0, 0, 1, 1])
    spread = units.unit_spread(values, np.full(6, 20.0), label, 2)
    for effect in (units.unit_log_ratio, units.unit_difference):
        size, low, high = effect(spread)
        assert (low < size).all() and (size < high).all() and np.isfinite([low, high]).all()
        assert size[0] == pytest.approx(-size[1]) and low[0] == pytest.approx(-high[1])
    assert (spread.inflation >= 1).all()
    low, high = units.unit_share(np.zeros(2), np.full(2, 40.0), np.ones(2), 5)
    assert (low == 0).all() and (high > 0.05).all()


def test_unit_interval_tends_to_wilson_with_many_units():
    assert units.unit_share(30, 100, 1.0, 10**9) == pytest.approx(frequency.wilson_interval(30, 100), abs=1e-6)


# ---- other settings


def test_what_is_told_is_held_against_other_settings():
    index = index_of({"东": 6, "西": 6}, 1)
    even = pd.DataFrame({"江": [9] * 6 + [1] * 6, "海": [5, 4] * 6, "山": [6, 7] * 3 + [14, 15] * 3}, index)
    cut = even.drop(columns="江").assign(河=even["江"])
    usual, other = (robustness.Setting(units.gather_units(one, "document")) for one in (even, cut))
    table = robustness.survive({"standard": usual, "level": other})
    whole = robustness.survival(table).set_index(["kind", "term"])
    assert whole.loc[("word", "江"), ["told", "holding", "settings", "without"]].tolist() == [True, 1, 2, ("level",)]
    assert whole.loc[("word", "河"), ["told", "holding"]].tolist() == [False, 1]
    assert whole.loc[("overall", "permanova"), "without"] == ()
    assert whole.loc[("leader", "江"), "without"] == ("level",) and ("word", "海") not in whole.index


def test_standard_verdicts_of_the_four_speeches_are_those_of_the_report():
    table, told = RESULTS.robustness, RESULTS.verdicts.set_index(["kind", "group", "other", "term"])
    for row in table[(table["setting"] == "standard") & table["p"].notna()].itertuples():
        verdict = told.loc[(row.kind, row.group, row.other, row.term)]
        assert (row.told, row.p) == (verdict["told"], verdict["p"])
    kept = Results(names="keep").verdicts.set_index(["kind", "group", "other", "term"])
    for row in table[(table["setting"] == "names") & table["p"].notna()].itertuples():
        assert (row.told, row.direction) == tuple(
            kept.loc[(row.kind, row.group, row.other, row.term), ["told", "direction"]]
        )
    themes = table[table["kind"] == "theme"].set_index("setting")["told"]  # one: coordination
    assert themes["names"] and not themes["standard"]
    assert set(table["setting"]) == {*robustness.SETTINGS} - {"unit"}


def test_shuffles_within_roles_are_a_second_verdict():
    """A word of every opening is no difference, though it falls to one group when paragraphs are shuffled freely."""
    roles = np.array([0] * 5 + [1] * 5 + [0] * 1 + [1] * 9)
    label, counts = np.array([0] * 10 + [1] * 10), pd.DataFrame({"江": np.where(roles == 0, 9, 1)})
    made = units.Units("paragraph", pd.Index(["东", "西"]), label, counts.to_numpy(float), np.full(20, 50.0),
                       np.array(["江"]))  # fmt: skip
    free, within = verdicts.word_tests(made), verdicts.word_tests(made, strata=roles)
    assert free["p_within"].isna().all() and free["p"].tolist() == within["p"].tolist()
    assert within["p_within"].iloc[0] == 1 and free["p"].iloc[0] < 0.2
    places = pd.MultiIndex.from_tuples([("西部大开发", 8, paragraph) for paragraph in range(1, 5)])
    assert moves.paragraph_roles(RESULTS.moves, places).tolist() == [0, 0, 1, 2]


def test_interval_of_what_is_told_does_not_speak_against_it():
    values = np.column_stack([np.repeat([1.0, 0.0], 6), np.resize([18.0, 20, 22], 12)])
    groups, label = pd.Index(["东", "西"]), np.repeat([0, 1], 6)
    of = units.Units("document", groups, label, values, np.full(12, 100.0), np.array(["江", "海"]))
    spread = units.unit_spread(of.values, of.sizes, of.label, 2)
    assert units.unit_log_ratio(spread)[1][0, 0] < 0  # the spread of the units alone
    own = verdicts.word_tests(of).set_index(["strategy", "term"])
    assert own.loc[("东", "江"), "told"] and own.loc[("东", "江"), "low"] == 0 < own.loc[("东", "江"), "high"]
    assert own.loc[("西", "江"), "high"] == 0 and own.loc[("东", "海"), "low"] < 0 < own.loc[("东", "海"), "high"]


def test_words_of_ten_documents_can_be_told():
    """Of 252 arrangements none gives a p that thousands of words could share out; a test of all together can."""
    generator = np.random.default_rng(4)
    values = np.column_stack([generator.poisson(3, (10, 400)), generator.poisson(np.repeat([90, 45], 5))])
    groups, label = pd.Index(["东", "西"]), np.repeat([0, 1], 5)
    of = units.Units("document", groups, label, values.astype(float), np.full(10, 2000.0), np.arange(401).astype(str))
    table = verdicts.word_tests(of)
    assert table.loc[table["told"], "term"].tolist() == ["400", "400"]
    assert table["p"].min() >= table["floor"].iloc[0] == 2 / 252


# ---- the dictionary's mistakes


def test_shares_are_corrected_for_what_the_dictionary_misses_and_adds():
    table = RESULTS.corrected_shares
    assert table["coded_sentences"].eq(64).all() and (table["corrected"].dropna().between(0, 1)).all()
    known = table.dropna(subset=["corrected"])
    assert (known["low"] <= known["corrected"] + 1e-9).all() and (known["corrected"] <= known["high"] + 1e-9).all()
    coded = RESULTS.hand_coded[lambda part: part["theme"] == "ecology"]
    recall = (coded["coded"] & coded["dictionary"]).sum() / coded["coded"].sum()
    assert table.loc[table["theme"] == "ecology", "recall"].iloc[0] == pytest.approx(recall)
    # of all coded sentences together the correction gives back exactly what people saw
    whole = pd.DataFrame({"strategy": ["全"], "theme": ["ecology"], "sentences": [coded["dictionary"].sum()],
                          "total": [64], "share": [coded["dictionary"].mean()]})  # fmt: skip
    found = themes.corrected_shares(whole, coded)["corrected"].iloc[0]
    assert found == pytest.approx(coded["coded"].mean())


def coded_sample(seed, size, sample):
    """Shares and codings of one made group: the theme in a fifth of the sentences, the dictionary misses a third of
    those and finds the theme in a twentieth of the others."""
    generator = np.random.default_rng(seed)
    true = generator.random(size) < 0.2
    found = np.where(true, generator.random(size) > 1 / 3, generator.random(size) < 0.05)
    chosen = generator.choice(size, sample, replace=False)
    shares = pd.DataFrame({"strategy": ["东"], "theme": ["ecology"], "sentences": [found.sum()], "total": [size],
                           "share": [found.mean()]})  # fmt: skip
    coded = pd.DataFrame({"hash": chosen, "theme": "ecology", "strategy": "东", "random": True, "coded": true[chosen],
                          "dictionary": found[chosen]})  # fmt: skip
    return shares, coded, true.mean()


def test_a_random_sample_of_the_group_corrects_its_shares():
    shares, coded, true = coded_sample(1, 200, 40)
    row = themes.corrected_shares(shares, coded).iloc[0]
    step = coded["coded"].mean() - coded["dictionary"].mean()
    assert row["corrected"] == pytest.approx(shares["share"].iloc[0] + step) and row["coded_sentences"] == 40
    assert row["estimator"] == "prediction_powered" and row["low"] <= row["corrected"] <= row["high"]
    elsewhere = themes.corrected_shares(shares, coded.assign(strategy="西")).iloc[0]  # no sample of this group
    assert elsewhere["estimator"] == "rogan_gladen" and elsewhere["high"] - elsewhere["low"] > row["high"] - row["low"]
    chosen = themes.corrected_shares(shares, coded.assign(random=False)).iloc[0]
    assert chosen["estimator"] == "rogan_gladen" and chosen["corrected"] == elsewhere["corrected"]
    shares, coded, true = coded_sample(2, 60, 60)  # all are coded: nothing is left to chance
    row = themes.corrected_shares(shares, coded).iloc[0]
    assert row[["low", "corrected", "high"]].tolist() == pytest.approx([true] * 3)


def test_a_dictionary_no_better_than_chance_corrects_nothing():
    shares, coded, _ = coded_sample(3, 60, 20)
    worse = coded.assign(random=False, coded=[True, False] * 10, dictionary=[False, True] * 10)
    row = themes.corrected_shares(shares, worse).iloc[0]
    assert row[["corrected", "low", "high"]].isna().all() and row["coded_sentences"] == 20


def test_corrected_shares_hold_the_truth():
    samples = [coded_sample(seed, *sizes) for sizes in ((60, 20), (400, 40)) for seed in range(150)]
    rows = [(themes.corrected_shares(shares, coded).iloc[0], true) for shares, coded, true in samples]
    assert np.mean([row["low"] - 1e-9 <= true <= row["high"] + 1e-9 for row, true in rows]) >= 0.92


def test_without_coded_sentences_the_error_is_unknown():
    empty = RESULTS.hand_coded.iloc[:0]
    table = themes.corrected_shares(RESULTS.theme_shares, empty)
    assert table["corrected"].isna().all() and table["coded_sentences"].eq(0).all()


# ---- own names


def test_tokens_in_mentions_of_own_names_are_marked():
    tokens, texts = RESULTS.tokens, RESULTS.speeches.set_index(["speech", "paragraph", "sentence"])["text"]
    for term, name in (("崛起", "中部地区崛起"), ("一体化发展", "长三角一体化发展")):
        for row in tokens[tokens["term"] == term].itertuples():
            text = texts[row.speech, row.paragraph, row.sentence]
            assert row.own_name == (text[row.end - len(name) : row.end] == name)
    assert not tokens.loc[tokens["term"] == "高质量发展", "own_name"].any()
    inside = RESULTS.own_names.set_index("term")["inside"]
    assert inside["长三角"] == (tokens["term"] == "长三角").sum()
    assert "长三角" not in set(RESULTS.keyness["term"])
    assert "长三角" in set(Results(names="keep").keyness["term"])
    with pytest.raises(ValueError, match="use out or keep"):
        Results(names="no")


def test_names_of_any_groups_are_found():
    patterns = own_names.name_patterns(["作者甲", "2013年", "粤港澳大湾区建设"], RESULTS.lexicon.strategies)
    assert "作者甲" in patterns and "2013年" not in patterns
    speeches = pd.DataFrame({"speech": 1, "paragraph": 1, "sentence": [1, 2], "text": ["香港和作者甲", "深圳"]})
    places = speeches.iloc[[0, 0, 0, 1]].assign(start=[0, 2, 3, 0], end=[2, 3, 6, 2])
    assert own_names.inside_names(places, speeches, patterns).tolist() == [True, False, True, False]


# ---- all verdicts


def test_verdicts_are_complete_and_say_what_can_be_claimed():
    table = RESULTS.verdicts
    assert list(table.columns) == COLUMNS and table["told"].dtype == bool
    assert set(table["kind"]) == {"word", "theme", "pair", "overall"}
    assert (table["p"] >= table["floor"] - 1e-12).all() and (table["told"] == (table["p"] <= 0.05)).all()
    assert table["unit"].eq("paragraph").all()
    words = table[table["kind"] == "word"]
    assert (words["low"] < words["effect"]).all() and (words["effect"] < words["high"]).all()
    assert set(words["direction"]) == {"more", "less"}
    keyness = RESULTS.keyness
    assert (keyness["verdict"] != "cannot tell").sum() == words["told"].sum()


def test_one_group_has_no_verdicts():
    from tests.made_corpora import made_results

    assert list(made_results(["东"]).verdicts.columns) == COLUMNS and made_results(["东"]).verdicts.empty


# ---- the promise: a fast version of benchmarks.calibration


@pytest.fixture(scope="module")
def pool():
    return calibration.read_pool()


def test_nothing_is_told_where_documents_are_dealt_at_random(pool):
    found = calibration.run_null(pool, 40, 4, 15, null="document")
    assert found["unit"] == "document"
    assert max(found["told"].values()) <= 3 / 15  # 5% promised: more than 3 of 15 once in 180 times
    assert min(found["coverage"].values()) > 0.9


def test_with_paragraphs_as_units_the_same_corpora_are_told_apart(pool):
    found = calibration.run_null(pool, 40, 4, 5, null="document", unit="paragraph")
    assert found["told"]["word"] >= 0.8 and found["told"]["pair"] >= 0.8


def test_a_word_four_times_as_frequent_is_found(pool):
    generator = np.random.default_rng(5)
    rows, label, document = calibration.draw_corpus(pool, 40, 2, generator)
    sizes = np.asarray(pool.words[rows].sum(axis=1)).ravel()
    word = calibration.plant(label, sizes, 200, 4, np.inf, generator)
    table = calibration.judge(pool, rows, label, document, planted=[word], kinds=("word",))["word"]
    own = table[(table["term"] == pool.words.shape[1]) & (table["strategy"] == 0)].iloc[0]
    assert own["told"] and own["direction"] == "more" and own["low"] < 2 < own["high"]


def test_of_many_units_small_groups_are_kept_whole(monkeypatch):
    monkeypatch.setattr(verdicts, "MOST_UNITS", 60)
    label = np.r_[np.zeros(400, int), [1], np.full(30, 2)]
    values = np.ones((len(label), 3))
    made = units.Units(
        "paragraph", pd.Index(list("东西中")), label, values, values.sum(axis=1), np.array(list("江海山"))
    )
    assert np.bincount(label[verdicts._chosen(label, [0, 1, 2])]).tolist() == [29, 1, 29]
    assert verdicts.pair_tests(made, draws=9)["units"].tolist() == [60, 60, 31] * 2
    assert verdicts.whole_tests(made, draws=9)["units"].tolist() == [59, 59]
