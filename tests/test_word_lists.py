"""The word lists we ship: many, well formed, honest about their sources, and no danger to ordinary words."""

import dataclasses
import datetime
import re

import pandas as pd
import pytest

from analysis import lexicon, paths
from analysis.language.names import names_of
from analysis.lexicon import COLUMNS, FURTHER, csv_rows, read_lexicon, split_markers
from analysis.segmentation import Segmenter
from tests.four_speeches import RESULTS

# Words a careless stop list takes away from this register: they are what the speeches say.
CONTENT = (
    "加强 促进 坚持 安全 推动 发展 推进 提升 提高 完善 深化 改革 开放 创新 保护 全面 深入 加快 积极 不断 持续 扩大 "
    "增强 重点 重大 重要 主要 问题 方面 人民 国家 全国 我国 共同 统筹 协调 建设 实施 落实 支持 保障 稳定 努力 切实 新 "
    "大 高 好 多 没有 需要 成为 实现 基本 有效 根本 特色 中央 地方 区域 年"
).split()


@pytest.fixture(scope="module")
def words():
    return read_lexicon()


def score(text, strategies):
    """The strategies a text speaks of, by leftmost-longest match over all markers."""
    markers = [(row.short, re.compile(m)) for row in strategies.itertuples() for m in split_markers(row.markers)]
    found, place = [], 0
    while place < len(text):
        hits = [(match.end(), short) for short, marker in markers if (match := marker.match(text, place))]
        end, short = max(hits, default=(place + 1, None))
        if short:
            found.append(short)
        place = end
    return found


def test_every_cell_is_filled_and_text(words):
    for name, columns in COLUMNS.items():
        table = getattr(words, name)
        assert table.columns.tolist() == [*columns, *FURTHER.get(name, ())]
        table = table[list(columns)]
        assert isinstance(table.index, pd.RangeIndex)
        filled = table.drop(columns="source") if name == "themes" else table
        assert (filled.map(len) > 0).all(axis=None), name


def test_phrases_are_many_unique_sorted_and_no_mere_words(words):
    phrases = words.phrases
    assert len(phrases) >= 5_600
    assert phrases["phrase"].is_unique
    assert not phrases["phrase"].str.fullmatch("“[^”]*”").any()  # in quotes or not, it is counted alike
    assert phrases["phrase"].str.len().min() >= 2
    known = Segmenter(dataclasses.replace(words, phrases=phrases.iloc[:0]))
    short = phrases.loc[phrases["phrase"].str.fullmatch("[一-鿿]{2}"), "phrase"]
    assert len(short) >= 20 and all(len(known.cut(word)) == 2 for word in short)
    assert phrases["english"].str.len().max() <= 40
    order = [(lexicon.PHRASE_KINDS.index(row.kind), row.phrase) for row in phrases.itertuples()]
    assert order == sorted(order)
    assert phrases.groupby("kind").size().min() >= 50


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("长三角", "name"), ("长江经济带", "name"), ("粤港澳大湾区", "name"), ("三省一市", "name"),
        ("沿江省市", "name"),
        ("中央区域协调发展领导小组", "name"), ("新质生产力", "concept"), ("新发展格局", "concept"),
        ("高质量发展", "concept"), ("中国式现代化", "concept"), ("共抓大保护、不搞大开发", "slogan"),
        ("一张蓝图绘到底", "slogan"), ("一盘棋", "slogan"), ("关键核心技术", "term"), ("生态保护红线", "term"),
        ("产业链供应链", "term"), ("体制机制", "term"), ("对口支援", "term"), ("乡村全面振兴", "term"),
    ],
)  # fmt: skip
def test_well_known_phrases_are_there_with_their_kind(words, phrase, kind):
    assert words.phrases.set_index("phrase").loc[phrase, "kind"] == kind


def test_a_source_that_is_this_document_holds_the_wording(words):
    text = re.sub(r"\s", "", paths.DOCUMENT.read_text(encoding="utf-8"))
    own = words.phrases[words.phrases["source"].str.startswith("本文档")]
    assert len(own) >= 20
    assert [phrase for phrase in own["phrase"] if phrase not in text] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全面深化改革开放", ["全面深化改革"]),
        ("建设创新高地", ["创新高地"]),
        ("少数民族地区", ["少数民族地区"]),
        ("区域经济社会发展", ["经济社会发展"]),
        ("坚持中国共产党的领导", ["中国共产党"]),
        ("扩大开放", []),
        ("共抓大保护、不搞大开发", ["共抓大保护、不搞大开发"]),
        ("新时代推动西部大开发", ["新时代", "西部大开发"]),
        ("农村饮水安全", ["农村饮水安全"]),
        ("区域协同联动不断加强", ["协同联动"]),
        ("培育发展战略性新兴产业", ["战略性新兴产业"]),
        ("国有资产管理体制改革和国有资产管理", ["国有资产管理体制改革", "国有资产管理"]),
        ("落实城市居民最低生活保障制度", ["城市居民最低生活保障制度"]),
        ("推动央企改革、普惠小微和提振消费", ["央企", "普惠", "小微", "提振消费"]),
        ("促进中部地区崛起、长三角一体化发展", ["中部地区崛起", "长三角一体化发展"]),
    ],
)
def test_the_longer_of_two_that_overlap_is_kept_else_the_first(words, text, expected):
    assert [term for term, _, _, kind in Segmenter(words).segment(text) if kind == "phrase"] == expected


def test_stop_words_are_function_words_each_with_a_reason_in_two_languages(words):
    stop_words = words.stop_words
    assert 120 <= len(stop_words) <= 250
    assert stop_words["word"].is_unique
    assert stop_words["reason"].str.fullmatch(r"[\u4e00-\u9fff，、]+ [A-Za-z ,-]+").all()
    assert set(stop_words["word"]).isdisjoint(words.phrases["phrase"])
    assert set(stop_words["word"]).isdisjoint(CONTENT)
    assert {"的", "和", "要", "在", "以", "等", "更", "也", "还", "对", "把", "上", "中"} <= set(stop_words["word"])
    claimed = words.themes.loc[words.themes["pattern"] == "term", "term"]
    assert set(stop_words["word"]).isdisjoint(claimed)


def test_every_stop_word_is_one_token_of_the_segmenter(words):
    rjieba = pytest.importorskip("rjieba")
    assert [word for word in words.stop_words["word"] if list(rjieba.cut(word, False)) != [word]] == []


def test_strategies_are_all_there_with_official_names(words):
    strategies = words.strategies
    assert len(strategies) >= 20
    shorts = dict(zip(strategies["name"], strategies["short"], strict=True))
    expected = {
        "长江经济带发展": "长江经济带",
        "长三角一体化发展": "长三角",
        "中部地区崛起": "中部",
        "西部大开发": "西部",
    }
    assert expected.items() <= shorts.items()
    assert strategies["english"].is_unique


def test_markers_find_their_own_name_and_no_other_strategy(words):
    for row in words.strategies.itertuples():
        for text in (row.name, row.short):
            assert set(score(text, words.strategies)) == {row.short}, text


@pytest.mark.parametrize(
    "text",
    ["其中部分省市", "集中部署", "有关部门", "中央有关部门", "党中央部署", "江西部分地区", "山东部分", "广东部队",
     "目前海洋", "上海南部", "渤海南岸", "开拓新疆域", "面向东北亚", "东北方向", "黄海", "沿黄海",
     "防治藏污纳垢", "法兰西", "养老区域", "增长江苏", "中部战区", "其中部门协同", "当中部署"],
)  # fmt: skip
def test_markers_leave_ordinary_words_alone(words, text):
    assert score(text, words.strategies) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("沿江省市要坚持共抓大保护、不搞大开发", {"长江经济带"}),
        ("长江三角洲", {"长三角"}),
        ("三省一市要加强协调共商", {"长三角"}),
        ("加快建设美丽中部", {"中部"}),
        ("要坚持以大开放促进大开发", {"西部"}),
        ("完善东西部协作机制", {"东西部协作"}),
        ("疏解北京非首都功能", {"京津冀"}),
        ("沿黄省区要落实好黄河保护法", {"黄河流域"}),
        ("粤港澳三地", {"粤港澳大湾区"}),
        ("保护好黑土地这个耕地中的大熊猫", {"东北"}),
        ("唱好“双城记”", {"成渝"}),
        ("海南全岛封关运作", {"海南自贸港"}),
        ("雄安新区", {"雄安新区"}),
        ("长江中游城市群", {"长江中游城市群"}),
        ("中西部地区", set()),
    ],
)
def test_markers_of_the_strategies(words, text, expected):
    assert set(score(text, words.strategies)) == expected


def test_theme_names_follow_the_codebook(words):
    expected = "innovation ecology reform opening coordination infrastructure security livelihood culture governance"
    assert words.theme_names["theme"].tolist() == expected.split()


def test_shipped_lists_survive_being_saved_by_excel_on_a_chinese_windows(words, tmp_path):
    for path in sorted(paths.WORDS.glob("*.csv")):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    again = read_lexicon(tmp_path)
    for name in COLUMNS:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(words, name))


def test_every_word_of_the_speeches_has_a_gloss_and_none_stands_twice(words):
    glosses = names_of(words).glosses
    assert [term for term in RESULTS.counts.columns if not glosses.get(term)] == []
    assert not set(words.glosses["term"]) & set(words.phrases["phrase"])
    assert words.glosses["english"].str.len().max() <= 40 and (words.glosses["source"] != "").all()


def test_cells_of_an_excel_sheet_as_text():
    cells = (None, 12.0, 1.5, "甲_x000D_乙", datetime.datetime(2023, 10, 12))
    assert [csv_rows._written(cell) for cell in cells] == ["", "12", "1.5", "甲\r乙", "2023-10-12"]
