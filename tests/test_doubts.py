"""What check warns of: each doubt where it is due, with its values, and none where all is well."""

import csv

import pytest

from analysis.language import CODES, speak
from analysis.report.checking import describe_corpus, find_doubts, write_account
from analysis.results import Results

GOOD = "我们要坚持创新驱动发展，加强生态环境保护。推动高质量发展，深化改革开放。要统筹发展和安全，保障粮食安全。"
STORY = "他推开门，看见老人坐在炉边，手里捧着一只旧茶碗。窗外下着雪，谁也没有开口。"


def corpus_of(folder, *texts, settings="", names=None):
    (folder / "raw").mkdir(parents=True)
    (folder / "corpus.toml").write_text(settings, encoding="utf-8")
    names = names or [f"{number}.txt" for number in range(1, len(texts) + 1)]
    for name, text in zip(names, texts, strict=True):
        (folder / "raw" / name).write_text(text, encoding="utf-8")
    rows = "".join(f"{name},甲\n" for name in names)
    (folder / "documents.csv").write_text(f"file,group\n{rows}", encoding="utf-8")
    return Results(folder)


def doubts_of(folder, *texts, **options):
    return {doubt.key: doubt for doubt in find_doubts(corpus_of(folder, *texts, **options))}


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("我們要堅持創新驅動發展，加強生態環境保護。", "traditional", {"n": 1, "list": ["2.txt"]}),
        ("The economy grew by 5 per cent last year. We will work hard.", "foreign", {"n": 1}),
        ("我们将努力工作。We will work hard for it, and keep our word.", "mixed", {"n": 1, "share": "61%"}),
        ("鎴戜滑瑕佸潥鎸佸彂灞曪紝鐨勫伐浣溿€傞敓锛屽鏂般€", "mojibake", {"n": 1, "list": ["2.txt"]}),
        ("å\x8f‘å±•ï¼Œæ”¹é©ã€‚".replace("\x8f", ""), "mojibake", {"found": ["ã€", "ï¼"]}),
        ("我们要&nbsp;发展。<p>要安全。</p>", "markup", {"found": ["&nbsp;", "</p>", "<p>"]}),
        ("减少CO\U0001f33e排放。", "glyphs", {"list": ["\U0001f33e"]}),
        (
            f"{GOOD}\n县区\n任务\n东山县\n修路\n西河县\n建桥\n{GOOD}",
            "open_lines",
            {"n": 6, "file": "2.txt", "line": "2"},
        ),
        ("发展，" * 101 + "好。", "long_sentences", {"n": 1, "limit": 300, "file": "2.txt", "line": "1", "size": 305}),
        ("要一件事一件事地抓好。" * 300, "long_paragraphs", {"n": 1, "limit": 3000, "size": 3300}),
        (STORY * 20, "genre", {"least": 15}),
        (STORY * 20, "few_covered", {}),
        ("要重视生态。" * 120, "one_pattern", {"term": "生态"}),
        (GOOD + "要守底线。", "repeated", {"n": 1, "list": ["1.txt = 2.txt"]}),
    ],
)
def test_a_doubt_is_raised_with_its_values_and_said_in_every_language(tmp_path, text, key, values):
    first = GOOD if key == "repeated" else "今天的会议开得很好，大家谈了不少看法，都很实在。"
    found = doubts_of(tmp_path / "c", first, text)[key]
    assert {name: found.values[name] for name in values} == values
    for code in CODES:
        said = found.say(speak(code))
        assert said.startswith("⚠ ") and "{" not in said and "\n" not in said


def test_a_spoilt_text_is_not_called_traditional_too(tmp_path):
    spoilt = (GOOD * 3).encode("utf-8").decode("gb18030", "replace").replace("\ufffd", "?")
    assert {"traditional", "foreign", "mixed", "glyphs"}.isdisjoint(found := doubts_of(tmp_path / "c", GOOD, spoilt))
    assert found["mojibake"].values["list"] == ["2.txt"]


def test_nothing_is_doubted_where_all_is_well(tmp_path):
    other = "过去一年，经济运行总体平稳，就业物价稳定。人民生活持续改善，改革开放不断深化。新的一年要推动绿色发展。"
    assert doubts_of(tmp_path / "c", GOOD, other) == {}
    assert find_doubts(Results()) == []
    assert "无一遗漏" in describe_corpus(Results(tmp_path / "c"), "c", languages=["zh"])


@pytest.mark.parametrize(
    ("texts", "unit", "doubted"), [(5, "paragraph", True), (4, "paragraph", False), (5, "", False)]
)
def test_paragraphs_as_units_where_documents_would_do_are_doubted(tmp_path, texts, unit, doubted):
    texts = [f"今年是第{number}年，要坚持改革开放。" for number in "一二三四五"[:texts]]
    doubts = doubts_of(tmp_path / "c", *texts, settings=f'unit = "{unit}"\n' if unit else "")
    assert ("unit_overstates" in doubts) == doubted


def test_traditional_characters_are_no_doubt_where_they_are_converted(tmp_path):
    text = "我們要堅持創新驅動發展，加強生態環境保護。"
    assert doubts_of(tmp_path / "c", text, settings='convert = "t2s"\n') == {}


def test_a_large_share_left_out_is_a_warning_and_never_called_whole(tmp_path):
    table = "|项目|数额|\n|---|---|\n" + "|某项很长的支出项目|一百二十三万四千五百元|\n" * 4
    results = corpus_of(tmp_path / "c", f"要发展经济。\n\n{table}", names=["1.md"])
    [doubt] = [one for one in find_doubts(results) if one.key == "much_left_out"]
    assert doubt.values["reason"] == "table" and doubt.values["list"] == ["1.md 93%"]
    said = describe_corpus(results, "c", languages=["zh"]).splitlines()
    assert said[1].startswith("⚠ 很可能：1 篇略去的部分超过四分之一：1.md 93%；最多的一篇主要因为：表格")
    assert "无一遗漏" not in "".join(said)


def test_front_matter_is_no_share_left_out(tmp_path):
    front = "---\n" + "tags: [发展, 规划, 讲话]\n" * 20 + "---\n"
    results = corpus_of(tmp_path / "c", f"{front}\n要发展经济。\n", names=["1.md"])
    assert not [one for one in find_doubts(results) if one.key == "much_left_out"]


def test_everything_left_out_or_mended_is_written_with_its_lines(tmp_path):
    results = corpus_of(
        tmp_path / "c", "讲话\n\n要发展\u200b经济。\n要⼀心。\n", "# 题\n\n要\u200b守底线。\n", names=["1.txt", "2.md"]
    )
    assert write_account(results, tmp_path / "check.csv") == 5
    with (tmp_path / "check.csv").open(encoding="utf-8-sig") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    assert rows == [
        ("1.txt", "1", "left out", "heading", "讲话"),
        ("1.txt", "3", "mended", "invisible characters", "要发展经济。"),
        ("1.txt", "4", "mended", "Kangxi radicals", "要一心。"),
        ("2.md", "1", "left out", "heading", "题"),
        ("2.md", "3", "mended", "invisible characters", "要守底线。"),
    ]


def test_files_of_other_formats_are_counted_and_named(tmp_path):
    results = corpus_of(tmp_path / "c", GOOD)
    for name in ("a.pages", "b.key", ".DS_Store"):
        (tmp_path / "c" / "raw" / name).write_bytes(b"x")
    assert "格式，没有计入：a.pages、b.key" in describe_corpus(results, "c", languages=["zh"])


@pytest.mark.parametrize("mark", ["①", "⑴", "²", "①\n⑴\n²"])
def test_a_line_that_is_only_a_number_in_a_circle_ends_nothing(tmp_path, mark):
    lines = "\n\n".join(f"{GOOD}\n{mark}\n{GOOD}" for _ in range(4))
    results = corpus_of(tmp_path / "c", lines, lines, names=["a.txt", "b.txt"])
    assert describe_corpus(results, "c").startswith(("c：2 篇", "⚠"))
    assert results.counts.sum().sum() > 100


def test_a_cell_that_excel_would_cut_is_named_by_its_document(tmp_path):
    folder = corpus_of(tmp_path / "c", GOOD, GOOD[:30]).path
    rows = f"file,title,group\n1.txt,{'长' * 32_768},甲\n2.txt,短,甲\n"
    (folder / "documents.csv").write_text(rows, encoding="utf-8")
    (doubt,) = [one for one in find_doubts(Results(folder)) if one.key == "long_cells"]
    assert doubt.values["list"] == ["1.txt"] and "32,767" in doubt.say(speak("en"))
