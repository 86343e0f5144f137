"""Findings: every number in a sentence is in its table, every anchor has sentences behind it, for any set of groups."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis import anchors, charts
from analysis.findings import SECTIONS, find_findings, limits, speaking, telling
from analysis.findings.headline import Card, Mark, find_cards, find_headline
from analysis.findings.parts import Finding, Part, Said, Scene, ratio_text
from analysis.findings.speaking import count_by_name, ends
from analysis.language.names import Names, names_of
from analysis.measures.positions import places_by_text
from analysis.measures.ties import widest
from analysis.results import TABLES, Results
from analysis.tables import p_text
from tests.four_speeches import RESULTS
from tests.made_corpora import made_results
from tests.test_odd_corpora import write_corpus

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def corpora():
    many = [f"{year}年代" for year in range(1950, 2020, 10)]
    return {
        "four": RESULTS,
        "one": made_results(["广东"]),
        "two": made_results(["广东", "福建"], speeches=2),
        "seven": made_results(many, sentences=4),
        "thirty": made_results([f"作者{n}" for n in range(30)], paragraphs=2, sentences=1),
        "tiny": made_results(["甲", "乙"], paragraphs=1, sentences=1),
    }


CORPORA = ("four", "one", "two", "seven", "thirty", "tiny")


class Spoken:
    """A finding in one language."""

    def __init__(self, finding, language):
        self.section, self.table = finding.section, finding.table
        self.parts, self.text = finding.parts(language), finding.text(language)


def spoken(results, language, names=None):
    return [Spoken(finding, language) for finding in find_findings(results, names=names)]


def findings_of(corpora, name, language):
    names = replace(names_of(corpora[name].lexicon), group=("年代", "decade", "decades"))
    return spoken(corpora[name], language, names)


def supported(results):
    """Every anchor that has sentences behind it."""
    known = {anchors.speech_anchor(number) for number in results.speeches["speech"]}
    known |= {anchors.theme_anchor("none")} if not results.coded.any(axis=1).all() else set()
    kept = results.tokens[results.tokens["kept"]]
    for group, term in set(zip(kept["strategy"], kept["term"], strict=True)):
        known |= {anchors.term_anchor(term), anchors.term_anchor(term, group)}
    for group, theme in set(zip(results.hits["strategy"], results.hits["theme"], strict=True)):
        known |= {anchors.theme_anchor(theme), anchors.theme_anchor(theme, group)}
    known |= {anchors.formula_anchor(text) for text in results.formulae["text"]}
    known |= {anchors.move_anchor(move) for move in results.moves["move"].unique()}
    groups = results.counts.index
    return known | {anchors.pair_anchor(a, b) for a in groups for b in groups if a != b}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CORPORA)
def test_every_anchor_has_sentences_and_every_table_is_one_of_the_report(corpora, name, language):
    known = supported(corpora[name])
    findings = findings_of(corpora, name, language)
    assert findings and len(findings) <= 30
    places = [SECTIONS.index(finding.section) for finding in findings]
    assert places == sorted(places)
    for finding in findings:
        assert finding.table in {*TABLES}
        assert {part.anchor for part in finding.parts} - {""} <= known
        assert finding.text.endswith("。" if language == "zh" else ".")
        assert not re.search(r"[{}]|\bnan\b|\binf\b|  |战略|strateg", finding.text), finding.text


def detailed(results, language):
    """The findings below the three plain sentences."""
    return [one for one in spoken(results, language) if one.section != "summary"]


def numbers_behind(finding):
    """The numbers that lead somewhere; 10,000 is the unit, which Chinese writes 万."""
    numbers = [set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", part.text)) for part in finding.parts if part.anchor]
    return sorted(sorted(found - {"10,000"}) for found in numbers)


@pytest.mark.parametrize("name", CORPORA)
def test_no_list_of_a_finding_is_empty(corpora, name):
    for one in findings_of(corpora, name, "en"):
        assert not re.search(r" [:,;.]|\(\)|: *$|:\s*;", one.text), one.text


@pytest.mark.parametrize("name", CORPORA)
def test_both_languages_say_the_same_numbers_in_the_same_order_of_findings(corpora, name):
    zh, en = (findings_of(corpora, name, language) for language in LANGUAGES)
    assert [(one.section, one.table) for one in zh] == [(one.section, one.table) for one in en]
    for one, other in zip(zh, en, strict=True):
        assert numbers_behind(one) == numbers_behind(other), (one.text, other.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_each_strategy_are_those_of_the_table(language):
    texts = [one for one in spoken(RESULTS, language) if one.table == "frequency"][:4]
    names = names_of(RESULTS.lexicon)
    for finding, group in zip(texts, RESULTS.counts.index, strict=True):
        assert finding.text.startswith(names.strategy(group, language))
        rows = RESULTS.frequency.query("strategy == @group").set_index("term")
        parts = [part for part in finding.parts if "Wilson" in part.text]
        assert len(parts) == 3
        for part in parts:
            term = re.search(r"[\u4e00-\u9fff]+(?=”)|^[\u4e00-\u9fff]+", part.text).group()
            row = rows.loc[term]
            numbers = re.findall(r"[\d,]+", part.text.replace("10,000", "").replace("95%", ""))
            numbers = [int(number.replace(",", "")) for number in numbers if number != ","]
            assert numbers == [row["count"], *(round(row[name]) for name in ("per_10k", "low", "high"))]
            assert part.anchor == anchors.term_anchor(term, group)
        shown = rows.drop(index=[term for term in rows.index if RESULTS.is_own_name(term, group)])["count"]
        first = int(re.search(r"”(\d+) 次|, (\d+) times", parts[0].text).group(1 if language == "zh" else 2))
        assert first == shown.max()


def test_theme_shares_are_those_of_the_table():
    found = [one for one in detailed(RESULTS, "zh") if one.table == "theme_shares"]
    table = RESULTS.theme_shares
    themes = {row.zh: row.theme for row in RESULTS.lexicon.theme_names.itertuples()}
    for finding, group in zip(found[:4], RESULTS.counts.index, strict=True):
        rows = table[table["strategy"] == group].set_index("theme")
        for theme, sentences, share, low, high in re.findall(
            r"“([^”]+)”(\d+) 句（(\d+)%，95% 区间 (\d+)%–(\d+)%）", finding.text
        ):
            row = rows.loc[themes[theme]]
            assert int(sentences) == row["sentences"]
            given = np.array([int(share), int(low), int(high)])
            assert np.allclose(given, 100 * row[["share", "low", "high"]].to_numpy(dtype=float), atol=0.501)
        assert int(re.search(r"”(\d+) 句", finding.text).group(1)) == rows["sentences"].max()


@pytest.fixture(scope="module")
def kept():
    """The four speeches with the names of the regions: there some words are told."""
    return Results(names="keep")


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    """Three groups of seven documents that say the same but for two words of the first."""
    words = {"A": ("海洋", "渔业"), "B": ("草原", "畜牧业"), "C": ("草原", "畜牧业")}
    frames = ("要保护{0}，发展{1}。", "{0}很重要，{1}要加强。", "推动{1}高质量发展，建设{0}。", "坚持{0}和{1}协调。")
    texts = [
        (group, [frames[number % 4].format(*pair), frames[(number + 1 + number // 4) % 4].format(*pair)])
        for group, pair in words.items()
        for number in range(7)
    ]
    return Results(write_corpus(tmp_path_factory.mktemp("apart") / "corpus", texts))


def test_only_what_the_verdicts_tell_is_called_told(apart):
    tests, findings = apart.word_tests, spoken(apart, "en")
    texts = [one.text for one in findings if one.table == "word_tests"]
    told = tests[tests["told"]]
    assert len(told) == len(apart.verdicts.query("kind == 'word' and told")) > 1
    entered = tests["enters"].sum()
    assert f"of {len(tests):,} comparisons, {entered} could be told at all; " in texts[0]
    assert texts[0].endswith(f": {len(told)}.")
    said = [text for text in texts if " often than " in text]
    assert sorted(re.search(r"[\u4e00-\u9fff]+", text).group() for text in said) == sorted(told["term"])
    for text in said:
        row = told[told["term"] == re.search(r"[\u4e00-\u9fff]+", text).group()].iloc[0]
        assert f"{row['count']} in {row['total']} words against {row['rest']} in {row['rest_total']}" in text
        assert (
            f"{ratio_text(row['effect'])} times as often (95% interval from the units {ratio_text(row['low'])}–" in text
        )
        assert f"adjusted p = {p_text(row['p'])})" in text
    assert any(f"comparisons, {len(tests) - len(told):,} cannot be told" in text for text in texts)
    for one in findings:
        assert not re.search(r"signific|prove[sn]", one.text)


def test_what_all_groups_have_in_common_is_said_once():
    results = made_results(["甲", "乙"])
    alike = (Mark("reform", "", 3, 9, False),)
    headline = find_headline(results, [Card("甲", alike, ()), Card("乙", alike, ())])
    assert headline.text("zh").endswith("；谈得最多的都是“深化改革与体制机制”。") and "theme-reform" in str(headline)
    other = find_headline(results, [Card("甲", alike, ()), Card("乙", (replace(alike[0], what="security"),), ())])
    assert other.text("zh").endswith("；甲谈“深化改革与体制机制”最多，乙谈“统筹发展和安全”最多。")


def test_names_left_out_no_word_is_told_and_the_headline_says_by_what_it_is_judged():
    assert not RESULTS.word_tests["told"].any() and not RESULTS.verdicts["told"].any()
    headline = next(one.text for one in spoken(RESULTS, "en") if one.table == "verdicts")
    assert "no word differs by more than chance" in headline and "unevenness between the 24 paragraphs" in headline
    assert "region, date, occasion" in headline


def test_a_theme_is_told_with_own_names_and_without_them_as_the_table_says():
    found = next(one for one in spoken(RESULTS, "zh") if one.table == "theme_tests")
    table = RESULTS.theme_tests.query("theme == 'coordination' and strategy == '长三角一体化发展'")
    table = table.set_index(["names", "weight"])
    keep, out = table.loc[("keep", "sentences")], table.loc[("out", "sentences")]
    assert (keep["count"], keep["total"], keep["rest"], keep["rest_total"]) == (14, 20, 4, 44)
    assert found.section == "distinguishes" and "20 句中 14 句，其余 44 句中 4 句" in found.text
    assert keep["told"] and 0.015 < keep["p"] < 0.03 and f"校正后 p = {p_text(keep['p'])}" in found.text
    assert not out["told"] and f"为 {out['count']} 句，分不出（p = {p_text(out['p'])}）" in found.text
    share = table.loc[("out", "characters"), "share"]
    assert f"为 {100 * share:.0f}%" in found.text


def test_pairs_as_the_table_says(kept):
    table = kept.similarity
    for finding, measure in zip([one for one in spoken(kept, "zh") if one.table == "similarity"],
                                ("cosine", "jensen_shannon"), strict=True):  # fmt: skip
        rows = table[table["measure"] == measure]
        told = rows[rows["p"] <= 0.05]
        assert finding.section == ("distinguishes" if len(told) else "cannot_tell")
        assert (f"更不相似的有 {len(told)} 对" in finding.text) == (len(told) > 0)
        for value, low, high, p in re.findall(
            r"([\d.]+)（随机分配 ([\d.]+)–([\d.]+)，校正后 p = ([\d.]+)", finding.text
        ):
            shown = [float(value), float(low), float(high)]
            near = rows[(rows[["value", "low", "high"]].round(2) == shown).all(axis=1)]
            assert p in [p_text(x) for x in near["p"]]


def test_what_is_shared_as_the_tables_say():
    findings = {one.table: one.text for one in spoken(RESULTS, "zh") if one.section == "shared"}
    every = RESULTS.formulae.query("scope == 'all'")
    assert f"{len(every)} 条见于全部 4 项" in findings["formulae"]
    for row in every.itertuples():
        assert f"“{row.text}”{row.occurrences} 次" in findings["formulae"]
    shared = RESULTS.shared_wording.query("other == 'any other'")
    for row in shared.itertuples():
        assert f"{row.percent:.0f}%（{row.shared}/{row.characters:,} 字）" in findings["shared_wording"]
    common = RESULTS.counts.loc[:, (RESULTS.counts > 0).all()].sum().sort_values(ascending=False)
    assert f"{RESULTS.counts.shape[1]} 个词中，{len(common)} 个" in findings["counts"]
    assert f"“{common.index[0]}”{common.iloc[0]} 次" in findings["counts"]
    lowest = RESULTS.theme_shares.groupby("theme", observed=True)["sentences"].min()
    assert f"{len(lowest)} 个主题中，{(lowest > 0).sum()} 个" in findings["theme_shares"]


def test_where_themes_words_and_moves_stand_as_the_tables_say():
    themes, words, moves = (one.text for one in spoken(RESULTS, "en") if one.section == "placed")
    length = RESULTS.speeches["text"].str.len()
    middle = (length.groupby(RESULTS.speeches["speech"]).cumsum() - length / 2) / length.groupby(
        RESULTS.speeches["speech"]
    ).transform("sum")
    on = RESULTS.coded["security"].astype(bool)
    place = middle[on].groupby(RESULTS.speeches["speech"]).mean().mean()
    assert f"last comes “Security” (at {100 * place:.0f}% of a text; {on.sum()} sentences in 4 texts)" in themes
    sizes = RESULTS.tokens[RESULTS.tokens["kept"]].groupby(["speech", "paragraph"]).size().to_numpy()
    dealt = np.random.default_rng(7).multinomial(14, sizes / sizes.sum(), 20_000)
    chance = np.abs(dealt / 14 - sizes / sizes.sum()).sum(axis=1).mean() / 2
    assert f"提升 ‘raise’ (DP 0.43; its 14 occurrences dealt at random: {chance:.2f} on average)" in words
    first = RESULTS.moves.groupby("speech")["move"].first()
    assert f"make “Position and significance” ({(first == 'position').sum()} of 4 texts)" in moves
    assert themes.endswith("this describes, and tests nothing.") and words.endswith("(by chance about half).")
    assert moves.endswith("shares differ by chance too.")


def test_what_comes_first_and_in_how_many_texts_is_of_the_same_places():
    rows = [(1, "a", 0, 2), (1, "a", 30, 100), (1, "b", 20, 30), (2, "a", 90, 100), (2, "b", 0, 10)]
    placed = pd.DataFrame(rows, columns=["speech", "theme", "start", "end"])
    by_text = places_by_text(placed).unstack(level=0)
    assert (by_text["b"] < by_text["a"]).all()  # in the first by the middle, though not by where they start
    assert by_text.mean().to_dict() == pytest.approx({"a": (0.33 + 0.95) / 2, "b": (0.25 + 0.05) / 2})


def test_moves_that_tie_for_most_room_are_all_named():
    results = made_results(["甲", "乙"], paragraphs=1, sentences=2)
    moves = results.moves.assign(move=["tasks", "position"] * 2, characters=50)
    results.__dict__["moves"] = moves.astype({"move": results.moves["move"].dtype})
    text = next(one.text("en") for one in find_findings(results) if one.table == "moves" and one.section == "placed")
    assert re.match("Most room is taken by “[^”]+”, “[^”]+”, each with 50% of all characters", text)


@pytest.mark.parametrize(("groups", "said"), [(["甲"], "Its first sentence makes"), (["甲", "乙"], "a different move")])
def test_what_opens_and_closes_texts_that_have_nothing_in_common(groups, said):
    results = made_results(groups, paragraphs=1, sentences=1)
    rows = results.speeches.copy()
    rows["text"] = ["要加快建设美丽中部。", "天气晴。"][: len(groups)]
    results._speeches = rows
    assert any(said in one.text for one in spoken(results, "en") if one.table == "moves")


def test_limits_as_the_tables_say():
    texts = {one.table: one.text for one in spoken(RESULTS, "en") if one.section == "limits"}
    sizes, coverage = RESULTS.sizes, RESULTS.coverage
    assert f"{sizes['date'].min():%Y-%m-%d} to {sizes['date'].max():%Y-%m-%d}" in " ".join(
        one.text for one in spoken(RESULTS, "en") if one.section == "limits"
    )
    assert f"({sizes['words'].min()} words)" in texts["sizes"] and f"({sizes['words'].max()} words)" in texts["sizes"]
    assert f"{coverage['none'].sum()} of {coverage['sentences'].sum()}" in texts["coverage"]


def test_of_a_few_coded_sentences_no_correction_is_said(monkeypatch):
    said = next(one.text for one in spoken(RESULTS, "en") if one.table == "coverage")
    assert "In all 64 sentences coded by hand" in said
    monkeypatch.setattr(limits, "CODED", 65)
    said = next(one.text for one in spoken(RESULTS, "en") if one.table == "coverage")
    assert said.endswith("coded by hand: 64, too few to say how far the dictionary errs here.")


def test_one_group_is_compared_with_nothing(corpora):
    findings = findings_of(corpora, "one", "en")
    assert {one.section for one in findings} == {"most", "placed", "cannot_tell", "limits"}
    assert any("Only one decade" in one.text for one in findings)


def test_groups_without_a_theme_in_common_are_said_to_have_none():
    results = made_results(["东", "西"])
    rows = results.speeches.copy()
    rows["text"] = np.where(rows["strategy"] == "东", "改革要发展。", "开放要发展。")
    results._speeches = rows
    headline = find_headline(results, find_cards(results))
    assert headline.text("en").startswith("The two") and "no theme in common;" in headline.text("en")
    assert "没有共同的主题；" in headline.text("zh")


def test_one_group_has_a_card_without_verdict(corpora):
    (card,) = find_cards(corpora["one"])
    assert card.themes and card.verdict is None and not any(mark.told for mark in (*card.themes, *card.terms))


def test_two_groups_are_one_comparison_a_word(corpora):
    found = [one for one in findings_of(corpora, "two", "en") if one.section != "summary"]
    text = next(one.text for one in found if one.table == "word_tests")
    scene = Scene(corpora["two"], Names())
    words = scene.tests["term"].nunique()
    assert f"f {words:,} " in text
    assert len(scene.tests) == words and not scene.tests["term"].duplicated().any()


def test_of_many_groups_the_largest_are_described(corpora):
    findings = findings_of(corpora, "thirty", "en")
    assert next(one for one in findings if one.section == "most").text.startswith(
        "Words that stand alone in first place in one of the 30 decades"
    )
    totals = corpora["thirty"].counts.sum(axis=1).sort_values(ascending=False)
    described = [one.text for one in findings if one.table == "frequency" and "words counted" in one.text]
    assert len(described) == 4
    for text in described:
        assert int(re.search(r"\((\d+) words counted", text).group(1)) >= totals.iloc[4]


def test_groups_that_are_times_do_not_warn_of_dates(corpora):
    assert not any("dates" in one.text for one in findings_of(corpora, "seven", "en"))
    assert any("dates" in one.text for one in findings_of(corpora, "two", "en"))


def test_excerpts_are_named_only_where_the_corpus_says_so():
    results = made_results(["广东"])
    assert not any("passages" in one.text for one in spoken(results, "en"))
    results.corpus.settings = SimpleNamespace(excerpts=True, group_name=())
    assert any("passages" in one.text for one in spoken(results, "en"))


def test_told_words_of_two_groups_are_said_once_with_their_direction():
    results = made_results(["东", "西"], speeches=6)
    rows = results.speeches.copy()
    rows["text"] = np.where(rows["strategy"] == "东", "改革" * 8 + "发展。", "开放" * 8 + "发展。")
    results._speeches = rows
    found = spoken(results, "en")
    texts = [one.text for one in found if one.section == "distinguishes"]
    assert any("东 says 改革" in text and "more often" in text for text in texts)
    assert any("东 says 开放" in text and "less often" in text for text in texts)
    assert not any("西 says" in text for text in texts)
    assert any("12 documents dealt at random" in one.text for one in found if one.section == "summary")


def test_cards_and_dots_of_two_groups_know_a_verdict_from_both_sides():
    results = made_results(["东", "西"], speeches=6)
    rows = results.speeches.copy()
    rows["text"] = np.where(rows["strategy"] == "东", "改革要发展。", "开放要发展。")
    results._speeches = rows
    for card, word, name in zip(find_cards(results), ("改革", "开放"), ("reform", "opening"), strict=True):
        assert {mark.what for mark in (*card.themes, *card.terms) if mark.told} >= {word, name}
        said = card.verdict.text("en")  # told without any name, here as more or there as less
        assert said.startswith("Told from chance: ") and f"more {word}" in said and said.count("less") >= 1
    chart = charts.theme_dots(results)
    told = chart.table[chart.table["differs"]]
    assert set(zip(told["strategy"], told["theme"], strict=True)) == {
        (g, t) for g in "东西" for t in ("reform", "opening")
    }
    assert chart.facts["n"] == 2 and chart.say("en").title.count("more on") == 2 and "less" not in chart.say("en").title
    for pair in (["东", "西"], ["西", "东"]):
        assert set(charts.term_pair(results, *pair).table.query("told")["term"]) >= {"改革", "开放"}


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="use one of zh, en"):
        find_findings(RESULTS)[0].text("fr")


def test_nothing_to_count_is_said():
    results = made_results(["东"])
    rows = results.speeches.copy()
    rows["text"] = "的。"
    results._speeches = rows
    assert [one.text for one in spoken(results, "en")] == ["There are no words to count."]


def test_findings_change_no_table():
    before = RESULTS.keyness.copy()
    spoken(RESULTS, "zh")
    pd.testing.assert_frame_equal(before, RESULTS.keyness)


def test_three_plain_sentences_come_first_without_intervals():
    texts = [one.text for one in spoken(RESULTS, "zh") if one.section == "summary"]
    common = RESULTS.counts.loc[:, (RESULTS.counts > 0).all()].shape[1]
    assert texts == [one.text for one in spoken(RESULTS, "zh")[:3]]
    assert texts[0] == "占比相差最大的主题是“区域协调与一体化”（只作描述，分不出）：最高的是长三角，最低的是西部。"
    assert "只有计入自身名称中的字眼时，差别才分得出的主题：“区域协调与一体化”" in texts[1]
    assert f"都用的词有 {common} 个" in texts[2]
    assert not any(re.search(r"区间|95%|q =", text) for text in texts)


def test_sentences_that_carry_a_theme_only_by_the_name_of_the_group():
    scene, group = Scene(RESULTS, RESULTS.names), "长三角一体化发展"
    hits = RESULTS.hits.query("theme == 'coordination' and strategy == @group")
    texts = RESULTS.speeches.set_index(["speech", "paragraph", "sentence"])["text"]
    by_hand = 0
    for place, rows in hits.groupby(["speech", "paragraph", "sentence"]):
        masked = re.sub("长三角一体化发展|长三角", lambda found: "□" * len(found.group()), texts[place])
        by_hand += all(set(masked[row.start : row.end]) == {"□"} for row in rows.itertuples())
    assert count_by_name(scene, "coordination", group) == by_hand == 3
    finding = next(
        one for one in spoken(RESULTS, "zh") if one.text.startswith("占比相差最大的主题") and one.section == "most"
    )
    assert finding.text.endswith("长三角的这些句子中，3 句只因战略自身名称中的字眼归入这一主题。")


def test_ties_are_said():
    shares = pd.DataFrame({"theme": "care", "strategy": ["甲", "乙", "丙"], "share": [0.5, 0.5, 0.0],
                           "sentences": [2, 2, 0], "total": 4})  # fmt: skip
    scene = Scene(RESULTS, Names())
    high = Finding(
        "most",
        "theme_shares",
        Said(("ranks",), {"list": ends(scene, shares, "care")["high"], "aside": "", "unit": ""}),
        Names(),
    )
    high = "".join(part.text for part in high.parts("zh"))
    assert high.endswith("：甲 50%（2/4 句）、乙 50%（2/4 句）。")
    even = made_results(["甲", "乙"], paragraphs=1, sentences=1)
    text = next(one.text for one in spoken(even, "zh") if one.text.count("个百分点"))
    assert "句数最少" not in text and "句数相同" in text


def test_a_theme_of_equal_shares_is_not_said_to_lie_between_two():
    even = made_results(["甲", "乙"], paragraphs=1, sentences=3)
    rows = even.speeches.copy()
    rows["text"] = ["深化改革。", "生态环境。", "生态环境。", "深化改革。", "生态环境。", "今天下雨。"]
    even._speeches = rows
    found = [one.text for one in spoken(even, "zh") if one.section == "shared"]
    text = next(text for text in found if "个主题中" in text)
    assert text.endswith("占比最接近的有“深化改革与体制机制”：甲 33%（1/3 句）、乙 33%（1/3 句）。")


def test_themes_that_lie_equally_far_apart_are_all_named():
    shares = pd.DataFrame({"theme": ["care", "work"] * 2, "strategy": ["甲", "甲", "乙", "乙"],
                           "share": [1 / 3, 5 / 6, 5 / 6, 1 / 3]})  # fmt: skip
    assert widest(shares, "theme") == ["care", "work"]
    assert widest(shares.assign(share=[0.5, 0.5, 0.5, 0.75]), "theme") == ["work"]
    assert widest(shares.assign(share=0.5), "theme") == []


def said_of(value):
    said = Said(("ranks",), {"list": value, "aside": "", "unit": ""})
    return Finding("most", "theme_shares", said, Names()).text("zh")


@pytest.mark.parametrize(
    ("shares", "high", "low"),
    [
        ((0.504, 0.501, 0.2), "甲、乙", "丙"),  # 50%, 50%
        ((0.503, 0.502, 0.501), "甲", "丙"),  # all print alike: the numbers behind tell
        ((0.5, 0.5, 0.5), "甲、乙、丙", "甲、乙、丙"),
    ],
)
def test_groups_that_print_alike_tie_unless_all_do(shares, high, low):
    table = pd.DataFrame({"theme": "care", "strategy": ["甲", "乙", "丙"], "share": shares, "sentences": 2})
    found = ends(Scene(RESULTS, Names()), table, "care", levels=False)
    assert (said_of(found["high"]), said_of(found["low"])) == tuple(said_of(Part(names)) for names in (high, low))


@pytest.mark.parametrize(
    ("first", "often"),
    [
        ("江江海", "居首最多的是“江”（2 项战略）"),
        ("江江海海山山", "居首最多的是“山”、“江”、“海”（2 项战略）"),
        ("江江海海山山湖湖", ""),  # of four nobody would keep one in mind
        ("江海", ""),
    ],
)
def test_the_words_that_lead_most_groups_are_named_if_they_are_few(monkeypatch, first, often):
    monkeypatch.setattr(speaking, "first_terms", lambda scene: dict(enumerate(first)))
    (finding,) = speaking._summary(Scene(RESULTS, Names()))
    assert often in finding.text("zh") and ("居首最多" in finding.text("zh")) == bool(often)


@pytest.mark.parametrize(
    ("kind", "row", "text"),
    [
        ("pair", {"group": "甲", "other": "乙", "term": "cosine"}, "甲与乙（按余弦相似度）"),
        ("word", {"group": "甲", "term": "江"}, "甲的“江”"),
        ("theme", {"strategy": "甲", "theme": "care"}, "甲的“care”"),
    ],
)
def test_a_verdict_names_its_groups(kind, row, text):
    assert said_of(telling._verdict(Scene(RESULTS, Names()), kind, row)) == said_of(Part(text))


@pytest.mark.parametrize(
    ("paragraphs", "texts"), [([1, 4, 1], ["2 篇只有一段：名次在重抽样下是否稳定，无从检验。"]), ([2, 4], [])]
)
def test_texts_of_one_paragraph_are_what_ranks_cannot_be_drawn_from(paragraphs, texts):
    results = SimpleNamespace(table=lambda name: None, sizes=pd.DataFrame({"paragraphs": paragraphs}),
                              counts=pd.DataFrame({"江": [1, 1]}, index=["甲", "乙"]))  # fmt: skip
    assert [one.text("zh") for one in telling._ranks(Scene(results, Names()))] == texts


@pytest.mark.parametrize(("groups", "speeches", "unit"), [(["广东"], 9, "篇"), ([*"甲乙丙丁戊己庚辛壬"], 1, "项战略")])
def test_set_wording_is_counted_in_groups_or_in_the_texts_of_one_group(groups, speeches, unit):
    results = made_results(groups, speeches=speeches, paragraphs=1, sentences=2)
    found = next(one.text for one in spoken(results, "zh") if one.table == "formulae")
    assert re.search(rf"没有六字以上的提法见于.*（[2-8] {unit}）。$", found)
