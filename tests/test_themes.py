"""The theme dictionary against real wording and hand coding; the measures by hand, by property and at the edges."""

import numpy as np
import pandas as pd
import pytest

from analysis import paths
from analysis.measures.frequency import wilson_interval
from analysis.measures.themes import (
    THEMES,
    code_sentences,
    find_hits,
    theme_hits,
    theme_shares,
    theme_weights,
    token_claims,
    unclaimed_terms,
)
from analysis.parsing import parse_speeches


@pytest.fixture(scope="module")
def themes():
    return pd.read_csv(paths.WORDS / "themes.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def speeches():
    strategies = pd.read_csv(paths.WORDS / "strategies.csv", dtype=str, keep_default_na=False)
    return parse_speeches(paths.DOCUMENT, strategies=strategies).speeches


def small_table(*texts):
    n = len(texts)
    table = pd.DataFrame({"speech": 1, "strategy": "东", "paragraph": 1, "sentence": range(1, n + 1), "text": texts})
    return table.astype({"text": "str", "strategy": pd.CategoricalDtype(["东", "西"], ordered=True)})


def rows(*triples):
    columns = ["theme", "term", "pattern", "source"]
    return pd.DataFrame([(*triple, "x") for triple in triples], columns=columns, dtype=str)


def coded_as(text, themes):
    coded = code_sentences(small_table(text), themes)
    return " ".join(coded.columns[coded.iloc[0]])


# One theme each, in words that other speeches of the kind use.
EACH = [
    ("要加快突破一批关键核心技术。", "innovation"),
    ("吸引集聚高层次科技创新人才。", "innovation"),
    ("推动短板产业补链、优势产业延链、传统产业升链。", "innovation"),
    ("筑牢北方绿色生态屏障。", "ecology"),
    ("要坚持以水定城、量水而行，大力推进农业节水。", "ecology"),
    ("中游要突出抓好水土保持，下游要保护湿地。", "ecology"),
    ("要加强黑土地保护。", "ecology"),
    ("要继续深化国有企业改革。", "reform"),
    ("要优化营商环境，实施市场准入负面清单。", "reform"),
    ("更好参与共建“一带一路”，扩大外贸。", "opening"),
    ("要牢牢牵住疏解北京非首都功能这个“牛鼻子”。", "coordination"),
    ("推动上中下游地区协同联动。", "coordination"),
    ("加快建设全国统一大市场。", "coordination"),
    ("要完善铁路、公路和港口网络。", "infrastructure"),
    ("要立足防大汛、抗大灾，确保黄河安澜。", "security"),
    ("守住不发生系统性风险的底线。", "security"),
    ("要做好就业、医疗和养老工作。", "livelihood"),
    ("建设宜居宜业和美乡村。", "livelihood"),
    ("要保护传承弘扬黄河文化。", "culture"),
    ("促进各民族交往交流交融。", "culture"),
    ("要力戒形式主义、官僚主义，树立正确政绩观。", "governance"),
    ("确保党中央决策部署落到实处。", "governance"),
]

# The decisions of the codebook, and the slips a list of words makes without guards.
BORDERLINE = [
    ("改革开放迈出新步伐。", "reform"),
    ("不断深化改革、扩大对外开放。", "reform opening"),
    ("筑牢国家生态安全屏障。", "ecology"),
    ("盯住关系国家安全的科技、产业、金融等领域和重大基础设施，防控风险。", "security"),
    ("维护国家国防安全、粮食安全、生态安全、能源安全、产业安全。", "security"),
    ("在重要产业链供应链安全方面发挥更大作用。", "security"),
    ("要完善生态保护补偿机制。", "ecology reform"),
    ("完善决策机制，健全考核激励制度。", "governance"),
    ("坚持省负总责、市县抓落实的工作机制。", "governance"),
    ("加强生态环境共保联治。", "ecology coordination"),
    ("积极推进高层次协同开放。", "opening coordination"),
    ("推动公共服务共建共享。", "coordination livelihood"),
    ("深入推进京津冀协同发展。", "coordination"),
    ("谱写中部地区崛起新篇章。", ""),
    ("推进山水林田湖草沙一体化保护。", "ecology"),
    ("中部地区是我国重要粮食生产基地。", ""),
    ("把保障国家粮食安全摆在首位。", "security"),
    ("打造高素质专业化干部人才队伍。", "governance"),
    ("巩固拓展主题教育成果，抓好党纪学习教育。", "governance"),
    ("优先发展教育。", "livelihood"),
    ("持续净化政治生态。", "governance"),
    ("中央区域协调发展领导小组要加强统筹协调。", "governance"),
    ("完善东西部协作机制，深化对口支援。", "reform coordination livelihood"),
    ("重大政策特别是涉民生政策出台前要进行充分论证和风险评估。", "governance"),
    ("联通国内国际双循环的战略枢纽。", "opening"),
    ("建设区域绿色制造体系。", "ecology"),
    ("建设生态文明。", "ecology"),
    ("铸牢中华民族共同体意识，维护民族团结和边疆稳定。", "security culture"),
    ("坚持系统观念，统筹发展和安全。", "security"),
    ("把长江文化保护好、传承好。", "culture"),
    ("消除技术性贸易壁垒。", "reform opening"),
    ("做好侨务工作。", ""),
    ("完整、准确、全面贯彻新发展理念，推动高质量发展，以中国式现代化构建新发展格局。", ""),
    ("实践证明，党中央的决策是完全正确的，成就有目共睹。", ""),
    ("要一张蓝图绘到底，锲而不舍、久久为功。", ""),
]


@pytest.mark.parametrize(("text", "expected"), EACH + BORDERLINE)
def test_wording_gets_the_themes_of_the_codebook(text, expected, themes):
    assert coded_as(text, themes) == expected


def test_dictionary_serves_every_theme_with_sourced_rows(themes):
    assert tuple(dict.fromkeys(themes["theme"])) == THEMES
    assert themes["theme"].value_counts().min() >= 30
    assert not themes.duplicated(["theme", "term"]).any()
    assert (themes != "").all(axis=None)
    assert set(themes["pattern"]) == {"term", "regex"}
    plain = themes[themes["pattern"] == "term"]["term"]
    assert not plain.str.contains(r"[\[\](){}?*+|^$\\]").any()


def test_rows_from_the_document_are_in_the_document(themes, speeches):
    claimed = themes[themes["source"] == "本文档"].reset_index(drop=True)
    _, row, _, _ = find_hits(speeches["text"].tolist(), claimed)
    assert claimed.drop(index=np.unique(row))["term"].tolist() == []


def test_agreement_with_the_hand_coding(themes, speeches):
    hand = pd.read_csv(paths.DATA / "coded" / "regional_symposia_2023_2024.csv")
    merged = speeches[["speech", "paragraph", "sentence"]].merge(hand, "left", validate="1:1")
    assert len(merged) == len(hand) == 64
    truth = pd.DataFrame({theme: [theme in cell.split("|") for cell in merged["themes"]] for theme in THEMES})
    found = code_sentences(speeches, themes)[list(THEMES)]
    hit, wrong, missed = (found & truth).sum(), (found & ~truth).sum(), (~found & truth).sum()
    f1 = 2 * hit / (2 * hit + wrong + missed)
    assert f1.min() >= 0.90, f1.round(3).to_dict()
    assert 2 * hit.sum() / (2 * hit.sum() + wrong.sum() + missed.sum()) >= 0.95


def test_hits_are_the_reasons_of_the_coding(themes, speeches):
    hits = theme_hits(speeches, themes)
    place = ["speech", "paragraph", "sentence"]
    text = hits.merge(speeches[[*place, "text"]], "left")["text"]
    assert [t[a:b] for t, a, b in zip(text, hits["start"], hits["end"], strict=True)] == hits["term"].tolist()
    assert set(hits["pattern"]) <= set(themes["term"])
    again = hits.groupby([*place, "theme"], observed=True).size().unstack(fill_value=0) > 0
    coded = code_sentences(speeches, themes).set_index(pd.MultiIndex.from_frame(speeches[place]))
    coded = coded[coded.any(axis=1)].sort_index()
    assert (again.reindex(columns=list(THEMES), fill_value=False).to_numpy() == coded.to_numpy()).all()
    assert hits["strategy"].dtype == speeches["strategy"].dtype


def test_coding_does_not_depend_on_neighbours_or_order(themes, speeches):
    whole = code_sentences(speeches, themes)
    alone = [code_sentences(speeches.iloc[[i]], themes) for i in range(0, 64, 7)]
    pd.testing.assert_frame_equal(pd.concat(alone), whole.iloc[::7])
    backwards = code_sentences(speeches.iloc[::-1], themes)
    pd.testing.assert_frame_equal(backwards.iloc[::-1], whole)
    before = speeches.copy()
    theme_hits(speeches, themes)
    pd.testing.assert_frame_equal(speeches, before)


def test_no_pattern_runs_over_the_end_of_a_sentence():
    table = small_table("坚持一体化", "发展安全", "甲 乙", "丙")
    dictionary = rows(
        ("a", "一体化[^，]{0,3}安全", "regex"), ("b", r"乙\s?丙|甲\s", "regex"), ("c", "一体化发展", "term")
    )
    assert not code_sentences(table, dictionary)["a"].any()
    assert code_sentences(table, dictionary)["b"].tolist() == [False, False, True, False]
    assert not code_sentences(table, dictionary)["c"].any()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("议案已提交通过。", []), ("加快交通建设。", ["交通"]), ("改善交通线。", ["交通"]),
        ("各环节能够顺畅。", []), ("做好节能工作。", ["节能"]), ("发展ＡＩ产业。", ["ＡＩ"]), ("发EMAIL。", []),
        ("\uf9f4业和ﬁnance，节能", ["节能"]), ("研究生产方式。", []), ("研究生招生。", ["研究生"]),
    ],
)  # fmt: skip
def test_short_words_do_not_run_over_the_edges_of_words(text, expected):
    themes = rows(("x", "交通", "term"), ("x", "节能", "term"), ("x", "AI", "term"), ("x", "研究生", "term"))
    _, _, start, end = find_hits([text], themes)
    assert [text[a:b] for a, b in zip(start, end, strict=True)] == expected


def test_a_pattern_that_runs_over_a_sentence_loses_no_other_hit():
    place, _, start, end = find_hits(["甲 乙", " 丙 乙"], rows(("x", r"\s+[乙丙]|甲", "regex")))
    assert list(zip(place, start, end, strict=True)) == [(0, 0, 1), (0, 1, 3), (1, 0, 2), (1, 2, 4)]


def test_a_pattern_is_found_wherever_it_stands():
    assert len(find_hits(["议案已提交通过。"], rows(("x", "交通", "regex")))[0]) == 1


def test_one_word_may_serve_two_themes_and_own_themes_come_last():
    dictionary = rows(("sport", "冰雪", "term"), ("reform", "规则衔接", "term"), ("coordination", "规则衔接", "term"))
    coded = code_sentences(small_table("推进规则衔接。", "冰雪。"), dictionary)
    assert list(coded.columns) == ["reform", "coordination", "sport"]
    assert coded.to_numpy().tolist() == [[True, True, False], [False, False, True]]


def test_shares_by_hand():
    table = small_table("生态。", "生态和改革。", "无。", "改革。")
    table["strategy"] = pd.Categorical(["东", "东", "东", "西"], categories=["西", "东"], ordered=True)
    coded = code_sentences(table, rows(("reform", "改革", "term"), ("ecology", "生态", "term")))
    shares = theme_shares(coded, table)
    assert shares.columns.tolist() == ["strategy", "theme", "sentences", "total", "share", "low", "high"]
    assert shares[["strategy", "theme", "sentences", "total"]].astype(object).to_numpy().tolist() == [
        ["西", "ecology", 0, 1],
        ["西", "reform", 1, 1],
        ["东", "ecology", 2, 3],
        ["东", "reform", 1, 3],
    ]
    assert shares["share"].tolist() == pytest.approx([0, 1, 2 / 3, 1 / 3])
    assert (shares["low"][2], shares["high"][2]) == pytest.approx(wilson_interval(2, 3))
    assert shares["strategy"].dtype == table["strategy"].dtype
    assert theme_shares(coded, table, by=["speech", "strategy"]).shape == (4, 8)


def tokens_of(table, cuts):
    found = []
    for place, words in zip(table.itertuples(), cuts, strict=True):
        for word in words:
            start = place.text.index(word)
            end = start + len(word)
            found.append((place.speech, place.strategy, 1, place.sentence, start, end, word, word != "的"))
    columns = ["speech", "strategy", "paragraph", "sentence", "start", "end", "term", "kept"]
    return pd.DataFrame(found, columns=columns).astype({"strategy": table["strategy"].dtype})


def test_weights_by_hand():
    table = small_table("绿色制造的发展。", "发展制造。")
    dictionary = rows(("ecology", "绿色制造", "term"), ("innovation", "制造", "term"))
    tokens = tokens_of(table, [["绿色", "制造", "的", "发展"], ["发展", "制造"]])
    hits = theme_hits(table, dictionary)
    weights = pd.DataFrame({"strategy": "东", "term": ["绿色", "制造", "发展"], "tfidf": [3.0, 4.0, 5.0]})
    spread = theme_weights(weights, tokens, hits)
    # 绿色 3 to ecology; the first 制造 (2) is shared by two themes, the second (2) is innovation's; 发展 5 is free.
    assert dict(zip(spread["theme"], spread["weight"], strict=True)) == {"innovation": 3, "ecology": 4, "none": 5}
    assert spread["share"].tolist() == pytest.approx([3 / 12, 4 / 12, 5 / 12])
    assert unclaimed_terms(tokens, hits).to_numpy().tolist() == [["发展", 2, 2, 1.0]]


def test_a_phrase_that_holds_a_hit_is_claimed():
    table = small_table("长三角一体化发展战略。")
    hits = theme_hits(table, rows(("coordination", "一体化", "term")))
    tokens = tokens_of(table, [["长三角一体化发展", "战略"]])
    assert token_claims(tokens, hits)["coordination"].tolist() == [True, False]


def test_weights_of_every_strategy_sum_to_one(themes, speeches):
    cut = [[text[i : i + 2] for i in range(0, len(text), 2)] for text in speeches["text"]]
    found = [
        (s.speech, s.strategy, s.paragraph, s.sentence, 2 * i, 2 * i + len(word), word, word not in "，。、")
        for s, words in zip(speeches.itertuples(), cut, strict=True)
        for i, word in enumerate(words)
    ]
    columns = ["speech", "strategy", "paragraph", "sentence", "start", "end", "term", "kept"]
    tokens = pd.DataFrame(found, columns=columns).astype({"strategy": speeches["strategy"].dtype})
    kept = tokens[tokens["kept"]]
    weights = kept.groupby(["strategy", "term"], observed=True).size().rename("count").reset_index()
    spread = theme_weights(weights, tokens, theme_hits(speeches, themes), value="count")
    assert spread["strategy"].dtype == speeches["strategy"].dtype
    assert spread.groupby("strategy", observed=True)["share"].sum().tolist() == pytest.approx([1.0] * 4)
    assert spread["weight"].sum() == pytest.approx(len(kept))
    assert spread["theme"].iloc[:11].tolist() == [*THEMES, "none"]


def test_nothing_to_code(themes):
    empty = small_table()
    coded = code_sentences(empty, themes)
    assert coded.shape == (0, 10) and (coded.dtypes == "bool").all()
    assert theme_hits(empty, themes).empty
    assert theme_shares(coded, empty).empty
    assert coded_as("好。", themes) == ""
    tokens = tokens_of(small_table("好。"), [["好"]])
    hits = theme_hits(small_table("好。"), themes)
    weights = pd.DataFrame({"strategy": ["东"], "term": ["好"], "tfidf": [1.0]})
    spread = theme_weights(weights, tokens, hits)
    assert spread.set_index("theme")["share"]["none"] == 1.0
    assert len(theme_hits(small_table("好。"), rows())) == 0


@pytest.mark.parametrize(
    ("dictionary", "message"),
    [
        (rows(("a", "(", "regex")), r"row 0.*no regular expression.*mend it"),
        (rows(("a", "改?", "regex")), r"row 0.*matches the empty text"),
        (rows(("a", "", "term")), r"row 0.*empty"),
        (rows(("a", "改", "glob")), r"'glob'; write term or regex"),
        (rows(("a", "改", "term")).drop(columns="pattern"), "no column pattern"),
    ],
)
def test_unusable_dictionary_is_refused_with_row_and_cure(dictionary, message):
    with pytest.raises(ValueError, match=message):
        code_sentences(small_table("改革。"), dictionary)


def test_coding_of_another_table_is_refused():
    coded = code_sentences(small_table("改革。", "开放。"), rows(("reform", "改革", "term")))
    with pytest.raises(ValueError, match="the very table of speeches"):
        theme_shares(coded, small_table("改革。"))
    with pytest.raises(ValueError, match="no column county"):
        theme_shares(coded, small_table("改革。", "开放。"), by="county")
