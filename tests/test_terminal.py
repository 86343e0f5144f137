"""The concordance in the terminal: aligned by cells, no wider than the terminal, with the numbers of the table."""

import csv
import re

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.measures.concordance import hits_by_strategy, kwic
from analysis.mistakes import Mistake
from analysis.report.requests import RequestError, read_query
from analysis.report.terminal import cells, cut, describe_lines, find_lines, nothing_found, show_lines, wrap
from tests.four_speeches import RESULTS


def lines_of(text):
    """Return the lines of the hits, without head and totals."""
    return text.split("\n\n")[0].splitlines()[1:]


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("发展", 4), ("AI时代", 6), ("，。", 4), ("“发展”", 6), ("e\u0301", 1), ("ｶ\u3099", 1)]
)
def test_cells(text, width):
    assert cells(text) == width


def test_a_cut_never_halves_a_character():
    text = "推动AI高质量发展"
    for room in range(20):
        for end in (True, False):
            part = cut(text, room, end=end)
            assert cells(part) <= room and (text.startswith(part) if end else text.endswith(part))
            assert len(part) == len(text) or cells(part) >= room - 1


@pytest.mark.parametrize("columns", [60, 80, 133])
@pytest.mark.parametrize("query", ["生态", "发展", "高质量发展"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hits_stand_below_each_other_and_fit(columns, query, language):
    found = find_lines(RESULTS, query, width=30)
    text = describe_lines(RESULTS, found, query, language=language, columns=columns)
    rows = lines_of(text)
    assert max(map(cells, text.splitlines())) <= columns
    assert len({cells(row[: row.index(f"[{query}]")]) for row in rows}) == 1
    assert len(rows) == len(found)
    for row, hit in zip(rows, found.itertuples(), strict=True):
        assert f"{hit.paragraph}.{hit.sentence}" in row and f" {hit.line} " in row
        left, right = re.split(r"\[.*?\]", row.rsplit("  ", 1)[-1])
        assert hit.left.endswith(left.strip()) and hit.right.startswith(right)


def test_totals_are_those_of_the_table():
    found = find_lines(RESULTS, "生态")
    totals = describe_lines(RESULTS, found, "生态", columns=80).split("\n\n")[1].splitlines()[1:]
    for row, line in zip(hits_by_strategy(found, RESULTS.speeches, RESULTS.tokens).itertuples(), totals, strict=False):
        assert line.split()[1:] == [str(row.hits), f"{row.paragraphs}/{row.paragraphs_total}", f"{row.per_10k:.1f}"]
    assert len(totals) == 5 and totals[-1].split()[1] == str(len(found)) == "20"
    counted = RESULTS.counts.to_numpy().sum()
    assert totals[-1].split()[3] == f"{20 / counted * 10_000:.1f}"


def test_colour_on_a_terminal_brackets_elsewhere(monkeypatch):
    class Stream:
        def __init__(self, tty):
            self.isatty = lambda: tty

    found = find_lines(RESULTS, "生态")
    monkeypatch.delenv("NO_COLOR", raising=False)
    marked = show_lines(RESULTS, found, "生态", language="zh", stream=Stream(True))
    assert "\x1b[1;31m生态\x1b[0m" in marked and "[生态]" not in marked
    assert "[生态]" in show_lines(RESULTS, found, "生态", language="zh", stream=Stream(False))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in show_lines(RESULTS, found, "生态", language="zh", stream=Stream(True))


def test_a_theme_is_known_by_its_names():
    row = RESULTS.lexicon.theme_names.iloc[1]
    assert {read_query(RESULTS, name, "theme").value for name in (row["theme"], row["zh"], row["en"].upper())} == {
        row["theme"]
    }
    direct = kwic(RESULTS.speeches, RESULTS.tokens, row["theme"], by="theme", themes=RESULTS.lexicon.themes)
    assert len(find_lines(RESULTS, row["en"], by="theme")) == len(direct) > 10
    assert read_query(RESULTS, "绿色发展", "theme").value == row["theme"]  # a part that only one has
    for wrong, near in (("ecologies", "did you mean ecology"), ("发展", "共同富裕、城乡与民生")):
        with pytest.raises(RequestError, match=near):
            read_query(RESULTS, wrong, "theme")


def test_what_is_not_found_is_told_with_its_cure():
    for query, said in (("經濟", "“经济”"), ("安全|开放", "--by regex"), ("高水平.*", "--by regex")):
        assert said in nothing_found(RESULTS, query, "zh")
    assert "regex" not in nothing_found(RESULTS, "碳达峰", "zh")


@pytest.mark.parametrize("query", ["安全", "生态"])
def test_words_and_strings_are_counted_whichever_is_listed(query):
    words = int((RESULTS.tokens["term"] == query).sum())
    strings = sum(len(re.findall(query, text)) for text in RESULTS.speeches["text"])
    for by in ("auto", "word", "string"):
        lines = find_lines(RESULTS, query, by=by)
        text = describe_lines(RESULTS, lines, query, by=by, columns=400).splitlines()[-1]
        assert re.findall(r"(\d+) 处", text) == [str(words), str(strings)]
        assert len(lines) == (words if by == "word" else strings)
        assert ("以上所列是词" if by == "word" else "以上所列是字串") in text or not len(lines)
    english = describe_lines(RESULTS, find_lines(RESULTS, query), query, language="en", columns=400)
    assert f"as a word by itself: {words} (--by word); as a string anywhere: {strings} (--by string)" in english


def test_the_name_of_a_theme_finds_the_theme_where_the_text_does_not_say_it():
    for name in ("ecology", "生态环境与绿色发展", "Ecology and green development"):
        assert read_query(RESULTS, name) == ("theme", "ecology")
    assert find_lines(RESULTS, "ecology").equals(find_lines(RESULTS, "ecology", by="theme"))
    assert read_query(RESULTS, "ecology", "phrase") == ("phrase", "ecology")


def test_several_words_are_asked_for_one_by_one():
    for query in ("创新，生态", "创新,生态", "创新、生态", "创新 生态"):
        with pytest.raises(RequestError, match="give one word, such as kwic 创新;"):
            find_lines(RESULTS, query)
    assert len(find_lines(RESULTS, "生态优先、绿色发展"))  # a phrase that holds the mark


def test_lines_stand_in_the_order_of_the_totals():
    text = describe_lines(RESULTS, find_lines(RESULTS, "发展"), "发展", columns=80)
    names = [row.split()[0] for row in lines_of(text)]
    totals = [row.split()[0] for row in text.split("\n\n")[1].splitlines()[1:-1]]
    assert list(dict.fromkeys(names)) == totals and len(totals) == 4


def test_a_note_is_broken_within_the_terminal():
    text = "“生态”：单独成词 0 处（--by word）; as a string anywhere: 20 (--by string)"
    for columns in (24, 40, 79):
        assert max(map(cells, wrap(text, columns).splitlines())) <= columns
        assert wrap(text, columns).replace("\n", "").replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("query", "options", "said"),
    [
        ("发展", {"by": "term"}, "--by term"),
        ("发展", {"sort": "up"}, "--sort up"),
        ("发展", {"within": "page"}, "paragraph"),
        ("发展", {"width": 101}, "0 to 100"),
        ("(", {"by": "regex"}, "--by string"),
        (" ", {}, "nothing to look for"),
    ],
)
def test_what_cannot_be_searched_is_said_in_one_line(query, options, said):
    with pytest.raises(Mistake, match=re.escape(said)) as caught:
        find_lines(RESULTS, query, **options)
    assert "\n" not in str(caught.value)


def test_the_command_prints_and_writes_the_same_hits(tmp_path):
    path = tmp_path / "lines.csv"
    options = ["kwic", "改革", "--sort", "right", "--within", "paragraph", "-l", "en", "--csv", str(path)]
    result = CliRunner().invoke(app, options)
    assert result.exit_code == 0, result.exception
    expected = kwic(RESULTS.speeches, RESULTS.tokens, "改革", sort="right", within="paragraph", by="phrase")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["left"], row["node"], row["right"]) for row in rows] == [
        (one.left, one.node, one.right) for one in expected.itertuples()
    ]
    assert len(lines_of(result.stdout)) == len(expected)
    assert CliRunner().invoke(app, ["kwic", "海洋渔业", "-l", "zh"]).stdout.startswith("没有找到“海洋渔业”")
    assert "生态环境" not in CliRunner().invoke(app, ["kwic", "生态系统", "-l", "en"]).stdout.split(";")[0]
    assert isinstance(CliRunner().invoke(app, ["kwic", "改革", "--csv", "x.txt"]).exception, RequestError)
