"""One chart for a report: drawn for its width, with the words asked for; what cannot be given is said in one line."""

import re
from functools import cache

import matplotlib
import pytest
from matplotlib.text import Text
from PIL import Image
from typer.testing import CliRunner

from analysis import charts
from analysis.__main__ import app
from analysis.charts.page import page_width, printed_width
from analysis.report.requests import RequestError, check_terms, read_width
from analysis.report.single_chart import TAKES_TERMS, list_charts, pick_part, select_charts, write_chart
from tests.four_speeches import RESULTS
from tests.printed import check_places


def test_a_width_is_read_in_every_unit():
    given = {"12cm": 12, "120mm": 12, "5in": 12.7, "12": 12, " 12.5 CM ": 12.5, "12,5cm": 12.5, "12厘米": 12}
    assert {text: read_width(text) for text in given} == given
    for text in ("5.9cm", "41cm", "0", "12pt", "wide", "-12cm", "1e1cm"):
        with pytest.raises(RequestError, match=re.escape(text)):
            read_width(text)


def test_the_width_holds_inside_its_context_only():
    with pytest.raises(ValueError, match="6 to 40"), printed_width(5):
        pass
    before = page_width(None)
    with printed_width(8):
        assert page_width(None) == pytest.approx(8 / 2.54 * 72 - 10)
    assert page_width(None) == before


@cache
def charts_of(name):
    return charts.pictures(name, RESULTS)


def chosen(name, terms):
    return select_charts(RESULTS, name, terms)[0]


# 8 cm in English, with its long names, is the hardest case.
@pytest.mark.parametrize(
    ("name", "width", "language"),
    [*((name, 8, "en") for name in charts.NAMES), ("speech_sizes", 7, "zh"), ("theme_strips", 6.5, "zh"),
     ("move_strips", 12, "zh"), ("keyness_forest", 12, "en"), ("top_terms", 24, "zh")],
)  # fmt: skip
def test_charts_find_their_place_on_pages_of_other_widths(name, width, language):
    axes = charts_of(name)[-1].draw(language, width_cm=width).axes[0]
    assert axes.figure.get_size_inches()[0] * 2.54 == pytest.approx(width)
    if name == "word_cloud":  # its words nest: their boxes meet where their ink does not
        assert min(text.get_fontsize() for text in axes.child_axes[0].texts) >= 6.4
        axes.child_axes[0].set_visible(False)
    with matplotlib.rc_context({"text.hinting": "none"}):  # as it is printed at other than 200 dots an inch
        check_places(axes)


def test_the_picture_is_as_wide_as_its_column(tmp_path):
    drawn = write_chart(RESULTS, "speech_sizes", width_cm=9, dpi=150, out=tmp_path / "a.png")
    with Image.open(drawn[0].path) as image:
        assert image.width == int(9 / 2.54 * 150) and round(image.info["dpi"][0]) == 150
    write_chart(RESULTS, "speech_sizes", width_cm=9, out=tmp_path / "a.svg", language="en")
    assert 'width="255.118' in (tmp_path / "a.svg").read_text(encoding="utf-8")
    write_chart(RESULTS, "speech_sizes", width_cm=9, out=tmp_path / "a.pdf")
    assert b"/MediaBox [ 0 0 255.118" in (tmp_path / "a.pdf").read_bytes()


@pytest.mark.parametrize("name", TAKES_TERMS)
def test_words_of_ones_choice_are_drawn_and_no_others(name):
    terms = ["加强", "发展"] if name != "collocation_map" else ["坚持"]
    chart = chosen(name, terms)
    table = chart.table
    if name == "collocation_map":
        assert set(table.loc[table["order"] == 1, "source"]) == {"坚持"}
    else:
        assert set(table["term"]) - {""} == set(terms)
    for language in ("zh", "en"):
        check_places(chart.draw(language, width_cm=10).axes[0])
    assert terms[0] in chart.say("zh").alt


def test_what_stands_within_words_is_compared_as_wording_and_said_to_be():
    chart = chosen("compare_terms", ["生态", "发展"])
    rows = chart.table.set_index(["strategy", "term"])
    for group, texts in RESULTS.speeches.groupby("strategy", observed=True)["text"]:
        row, words = rows.loc[(group, "生态")], RESULTS.tokens.query("kept and strategy == @group")
        assert row["count"] == "".join(texts).count("生态") and row["total"] == len(words)
        assert row["per_10k"] == pytest.approx(10_000 * row["count"] / len(words))
        assert row["low"] < row["per_10k"] < row["high"]
        assert rows.loc[(group, "发展"), "count"] == (words["term"] == "发展").sum()
    said = chart.say("zh").caption
    assert "生态按字面计" in said and "词由作图者选定" in said and "发展按字面计" not in said
    assert "“发展”（另有" in said and "“生态”（另有" not in said  # all its places are counted
    assert "词由作图者选定" in chosen("compare_terms", ["发展"]).say("zh").caption
    with pytest.raises(RequestError, match="within other words"):
        chosen("dispersion_plot", ["生态"])
    with pytest.raises(RequestError, match="does not occur"):
        chosen("compare_terms", ["海洋渔业"])


def test_keyness_of_chosen_words_keeps_its_numbers_and_says_they_were_chosen():
    chart = chosen("keyness_forest", ["发展", "加强"])
    table = chart.table
    assert table["term"].tolist() == ["发展", "加强"] * 4
    whole = RESULTS.keyness.set_index(["strategy", "term"])
    row = table[(table["strategy"] == "西部大开发") & (table["term"] == "发展")].iloc[0]
    columns = ["count", "low", "high"]
    assert row[columns].tolist() == whole.loc[("西部大开发", "发展"), columns].tolist()
    assert chart.facts["tests"] == len(whole)
    assert "由作图者选定" in chart.say("zh").caption
    assert "由作图者选定" not in charts_of("keyness_forest")[0].say("zh").caption


def printed(figure):
    """Everything written in a picture, without its line breaks."""
    return "".join(text.get_text() for text in figure.findobj(Text)).replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("terms", [["安全"], ["安全", "加强", "发展", "推进"]])
@pytest.mark.parametrize("name", ["compare_terms", "keyness_forest", "dispersion_plot"])
def test_picture_and_terminal_say_that_words_were_chosen_and_keep_their_order(name, terms):
    chart = chosen(name, terms)
    assert list(dict.fromkeys(term for term in chart.table["term"] if term)) == terms
    shown = RESULTS.tokens["term"]
    longer = sum(term.count("安全") for term in shown if term != "安全")
    for language, said in (("zh", f"“安全”（另有 {longer} 处"), ("en", f"安全 (another {longer} within longer")):
        caption = chart.say(language).caption
        assert said in caption and {"zh": "由作图者选定", "en": "chosen by hand"}[language] in caption
        assert caption.replace(" ", "") in printed(chart.draw(language))


@pytest.mark.parametrize(
    ("terms", "told", "zh", "en"),
    [
        (["安全", "发展"], 0, "所选 2 个词的 8 次比较无一分得出", "None of 8 comparisons of the 2 words chosen can be"),
        (["加强"], 0, "所选 1 个词的 4 次比较无一分得出", "None of 4 comparisons of the word chosen can be"),
    ],
)  # fmt: skip
def test_titles_of_chosen_words_speak_of_them(terms, told, zh, en):
    chart = chosen("keyness_forest", terms)
    table = chart.table
    assert (table["verdict"] != "cannot tell").sum() == told
    assert zh in chart.say("zh").title and en in chart.say("en").title
    named = table[table["verdict"] != "cannot tell"]
    assert all(row.term in chart.say("en").title.partition("told")[2] for row in named.itertuples())


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("生态", "20 times, within other words; near to it: “生态环境”, “生态优先、绿色发展”,"),
        ("的", "33 times in the text, but on the stop list"),
        ("海洋渔业", "does not occur"),
    ],
)
def test_a_word_that_is_not_counted_is_said_with_why_and_what_to_do(term, said):
    with pytest.raises(RequestError, match=said) as caught:
        check_terms(RESULTS, ["发展", term])
    assert f"“{term}”" in str(caught.value) and "\n" not in str(caught.value)


def test_one_of_several_pictures_by_any_of_its_names():
    for name in ("西部大开发", "西部", "Western Development", "western", "western_development"):
        assert [one.stem for one in pick_part(charts_of("word_cloud"), name)] == ["word_cloud_western_development"]
    found = [pick_part(charts_of("correspondence_map"), name) for name in ("词", "themes")]
    assert [[one.stem for one in part] for part in found] == [
        ["correspondence_map_terms"],
        ["correspondence_map_themes"],
    ]


def test_several_pictures_get_names_of_their_own(tmp_path):
    drawn = write_chart(RESULTS, "correspondence_map", out=tmp_path / "map.png", dpi=60, language="en")
    assert [one.path.name for one in drawn] == ["map_themes.png", "map_terms.png"]
    assert all(one.path.is_file() for one in drawn)
    one = write_chart(RESULTS, "word_cloud:西部", out=tmp_path / "one.svg")
    assert [drawn.path.name for drawn in one] == ["one.svg"] and one[0].title.startswith("西部")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["top_term"], "did you mean top_terms"),
        (["clouds"], "word_cloud"),
        (["top_terms", "--terms", "发展"], "compare_terms"),
        (["collocation_map", "--terms", "发展,提升"], "one word"),
        (["word_cloud", "--of", "东北"], "choose one of"),
        (["word_cloud", "--of", "长"], "several"),
        (["word_cloud", "--of", "Yangtze", "-l", "en"], "one of 长江经济带 · Yangtze Economic Belt, 长三角 · Yan"),
        (["top_terms", "--of", "西部"], "one picture only"),
        (["top_terms", "--width", "3cm"], "6 to 40 cm"),
        (["top_terms", "--format", "jpg"], "png, svg, pdf"),
        (["top_terms", "--out", "a.svg", "--format", "png"], "contradict"),
        (["top_terms", "--out", "a.docx"], "a.png"),
        (["top_terms", "--out", "mine.png"], "no PNG"),
        (["top_terms", "--out", "folder.png"], "folder"),
        (["top_terms", "none.txt"], "none.txt"),
    ],
)
def test_what_cannot_be_given_is_said_and_nothing_is_written(tmp_path, monkeypatch, options, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.png").write_text("notes", encoding="utf-8")
    (tmp_path / "folder.png").mkdir()
    result = CliRunner().invoke(app, ["chart", *options])
    assert isinstance(result.exception, ValueError | OSError)
    assert said in str(result.exception) and "\n" not in str(result.exception)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.png", "mine.png"]
    assert (tmp_path / "mine.png").read_text(encoding="utf-8") == "notes"


def test_the_command_prints_caption_and_alt_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["chart", "theme_heatmap", "-l", "en", "--width", "12cm", "-f", "svg"])
    assert result.exit_code == 0, result.exception
    _, caption, alt = charts_of("theme_heatmap")[0].say("en")
    assert caption in result.stdout and alt in result.stdout
    assert result.stdout.startswith("theme_heatmap.svg  12 × ") and (tmp_path / "theme_heatmap.svg").is_file()


def test_every_chart_is_listed_in_both_languages():
    shown = CliRunner().invoke(app, ["chart", "--list"]).stdout
    assert shown.strip() == list_charts()
    for name in charts.NAMES:
        line = next(line for line in shown.splitlines() if line.startswith(f"{name} "))
        assert all(charts_of(name)[0].heading(language) in line for language in ("zh", "en"))
        assert ("--terms" in line) == (name in TAKES_TERMS)
