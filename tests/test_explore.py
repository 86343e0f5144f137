"""Explore: what is shown for a query, and the panel that shows it, without a browser."""

import base64
import html
import inspect
import re
import shlex
from html.parser import HTMLParser

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.charts.words import hit_shares
from analysis.commands import reporting
from analysis.explore import Explorer, explore
from analysis.language.names import Names
from analysis.measures.concordance import kwic, near_terms
from analysis.measures.dispersion import find_terms, place_hits
from analysis.measures.frequency import wilson_interval
from analysis.report import lookup, single_chart
from analysis.report.lookup import look_up, sentences_html, suggestions
from analysis.report.requests import Query, read_query
from analysis.results import Results
from tests.dispersion_apart import dispersion_table
from tests.four_speeches import RESULTS
from tests.made_pages import converted_results
from tests.printed import check_places


class Reader(HTMLParser):
    """Collects the text of a page and of its marks, and the elements it is made of."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.marks, self.items = set(), [], []
        self.open = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.open.append(tag)
        if tag == "li":
            self.items.append("")

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if "mark" in self.open:
            self.marks.append(data)
        if "span" in self.open:
            self.items[-1] += data


@pytest.mark.parametrize(
    ("text", "kind", "query"),
    [
        ("发展", "auto", Query("phrase", "发展")),
        (" 生态 ", "auto", Query("phrase", "生态")),
        ("生态", "term", Query("term", "生态")),
        ("发展", "phrase", Query("phrase", "发展")),
        ("ecology", "auto", Query("theme", "ecology")),
        ("生态环境与绿色发展", "auto", Query("theme", "ecology")),
        ("ECOLOGY and green development", "theme", Query("theme", "ecology")),
        ("High-quality development", "auto", Query("phrase", "高质量发展")),
        ("的", "auto", Query("phrase", "的")),
    ],
)
def test_what_is_written_is_understood(text, kind, query):
    assert read_query(RESULTS, text, kind) == query


def test_nothing_and_an_unknown_kind_are_refused():
    for text, kind in ((" ", "auto"), ("发展", "word")):
        with pytest.raises(ValueError, match="write a word|use one of"):
            read_query(RESULTS, text, kind)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_suggestion_is_found(language):
    offered = suggestions(RESULTS, language)
    assert len(offered) == len(set(offered)) > 50 and RESULTS.lexicon.theme_names[language][0] == offered[0]
    for text in offered[::8]:
        assert len(look_up(RESULTS, text).lines), text


def test_shares_are_those_of_the_tables():
    term = look_up(RESULTS, "发展", "term").shares
    rows = RESULTS.frequency[RESULTS.frequency["term"] == "发展"]
    assert (term["share"] * 10_000).tolist() == pytest.approx(rows["per_10k"].tolist())
    assert (term["low"] * 10_000).tolist() == pytest.approx(rows["low"].tolist())
    theme = look_up(RESULTS, "ecology").shares
    rows = RESULTS.theme_shares[RESULTS.theme_shares["theme"] == "ecology"]
    assert theme[["share", "low", "high"]].to_numpy() == pytest.approx(rows[["share", "low", "high"]].to_numpy())
    phrase = look_up(RESULTS, "生态").shares
    text = RESULTS.speeches.groupby("strategy", observed=True)["text"].sum()
    assert phrase["count"].tolist() == [text[name].count("生态") for name in phrase["strategy"]]
    low, high = wilson_interval(phrase["count"].to_numpy(), term["total"].to_numpy())
    assert phrase[["low", "high"]].to_numpy().T.tolist() == [low.tolist(), high.tolist()]


def test_places_of_a_word_are_those_of_the_text_and_its_dispersion_that_of_the_table():
    lines = kwic(RESULTS.speeches, RESULTS.tokens, "统筹", by="term").assign(term="统筹")
    tables = [
        place_hits(hits, RESULTS.speeches, RESULTS.tokens) for hits in (lines, find_terms(RESULTS.tokens, ["统筹"]))
    ]
    pd.testing.assert_frame_equal(*tables, check_dtype=False)
    spread = dispersion_table(RESULTS.tokens, by=None).set_index("term").loc["统筹", ["count", "dp", "parts"]]
    assert tables[0].iloc[-1][["count", "dp", "parts"]].tolist() == spread.tolist()
    for text in ("生态", "ecology"):
        found = look_up(RESULTS, text)
        whole = "".join(RESULTS.speeches.sort_values(["speech", "paragraph", "sentence"])["text"])
        hits = found.places[found.places["part"] == "term"]
        shown = [whole[a:b] for a, b in zip(hits["start"], hits["end"], strict=True)]
        assert sorted(shown) == sorted(found.lines["node"])


@pytest.mark.parametrize("text", ["发展", "生态", "reform"])
def test_sentences_are_those_of_the_concordance_with_every_hit_marked(text):
    found = look_up(RESULTS, text)
    page = Reader(sentences_html(RESULTS, found, "en"))
    place = ["speech", "paragraph", "sentence"]
    texts = RESULTS.speeches.set_index(place)["text"]
    assert page.items == [texts[key] for key in found.lines[place].drop_duplicates().itertuples(index=False, name=None)]
    assert page.marks == found.lines["node"].tolist()
    assert Reader(sentences_html(RESULTS, found, "zh", most=3)).items == page.items[:3]


def test_text_of_a_corpus_is_text():
    results = Results()
    results.speeches.loc[results.speeches.index[0], "text"] = "<script>alert(1)</script>发展&amp;\"'"
    lines = kwic(results.speeches, None, "发展", by="phrase")
    found = look_up(RESULTS, "发展", "phrase")
    page = sentences_html(results, type(found)(found.query, found.shares, found.places, lines), "zh")
    assert "<script" not in page and Reader(page).items[0] == "<script>alert(1)</script>发展&amp;\"'"
    assert Reader(page).elements == {"ol", "li", "span", "mark", "br", "small", "button"}
    panel = Explorer(RESULTS, "<img src=x onerror=alert(1)>")
    assert "<img" not in panel.head.value and "&lt;img" in panel.head.value


def test_near_words():
    assert near_terms(RESULTS.tokens, "生态")[:2] == ["生态环境保护", "生态环境"]
    assert {"建设", "生态环境"} <= set(near_terms(RESULTS.tokens, "生态文明建设"))
    assert near_terms(RESULTS.tokens, "发展", top=2) == ["高质量发展", "长三角一体化发展"]
    assert near_terms(RESULTS.tokens, "鲸") == []


def test_the_panel_follows_its_widgets():
    panel = explore(RESULTS, "统筹")
    assert panel.message == "“统筹”（作为字串）：14 处，在 10 句里"
    before = panel.sentences.value, panel.pictures["shares"].value
    panel.box.value = "改革"
    assert panel.text == "改革" and panel.message in panel.head.value and "改革" in panel.sentences.value
    assert before[0] != panel.sentences.value and before[1] != panel.pictures["shares"].value
    panel.kinds.value = "phrase"
    assert panel.found.query == Query("phrase", "改革") and len(panel.found.lines) == 13
    panel.languages.value = "en"
    assert panel.message == "“改革” (as a string): 13 places in 13 sentences" and panel.button.description == "Save"
    assert panel.kinds.value == "phrase" and "reform" in " ".join(panel.box.options).lower()
    panel.box.value = ""
    assert panel.found is None and panel.figure("shares") is None and panel.sentences.value == ""
    panel.ask("生态", "term")
    assert panel.message.startswith("“生态” is not found; near to it: “生态环境保护”") and panel.kinds.value == "term"
    assert "image/png" not in panel._repr_mimebundle_()


def test_every_chart_is_drawn_once_for_a_change(monkeypatch):
    drawn = []
    for name in ("shares_figure", "places_figure"):
        original = getattr(lookup, name)
        monkeypatch.setattr(lookup, name, lambda *given, draw=original: drawn.append(given[1].query) or draw(*given))
    panel = Explorer(RESULTS, "统筹")
    panel.ask("改革", "phrase")
    panel.speak("en")
    panel.box.value = "发展"
    assert len(drawn) == 8


def test_a_chart_is_saved_where_the_form_says(tmp_path):
    panel = Explorer(RESULTS, "改革", folder=tmp_path)
    panel.chosen.value, panel.name.value, panel.ending.value = "places", "../my: chart.svg", "svg"
    path = panel.save()
    assert path == tmp_path / ".._my_chart.svg" and b"<svg" in path.read_bytes() and str(path) in panel.status.value
    panel.name.value = "  "
    assert panel.save() is None and "请写文件名" in panel.status.value
    (tmp_path / "x.png").write_text("notes", encoding="utf-8")
    panel.name.value, panel.ending.value = "x", "png"
    assert panel.save() is None and "不是 PNG" in panel.status.value
    assert (tmp_path / "x.png").read_text(encoding="utf-8") == "notes"
    panel.folder.value = str(tmp_path / "x.png")  # a file where a folder should be
    assert panel.save() is None and panel.status.value
    panel.ask("海洋渔业")
    assert panel.save() is None and "没有可保存的图" in panel.status.value


def test_the_stored_picture_is_the_same_each_time_and_ids_are_not():
    first, second = (Explorer(RESULTS, "统筹")._repr_mimebundle_() for _ in range(2))
    assert first["image/png"] == second["image/png"] and first["text/plain"] == second["text/plain"]
    live = "application/vnd.jupyter.widget-view+json"
    assert first[live]["model_id"] != second[live]["model_id"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text", ["创新", "生态", "coordination"])
def test_the_chart_of_shares_says_what_its_table_says(text, language):
    table = look_up(RESULTS, text).shares
    chart = hit_shares(table, RESULTS.names, text)
    axes, words = chart.draw(language).axes[0], chart.say(language)
    check_places(axes)
    assert [bar.get_width() for bar in axes.child_axes[0].patches] == pytest.approx(table["share"] * table["scale"])
    assert axes.get_title().replace("\n", "").replace(" ", "") == words.title.replace(" ", "")
    assert re.search(r"\d", words.alt) and text in words.alt and len(words.caption) > 20


def test_the_title_of_shares_by_hand():
    columns = {"kind": "theme", "unit": "sentences", "scale": 100, "count": 1, "total": 10}
    table = pd.DataFrame({"strategy": ["东", "西", "北"], "share": [0.5, 0.1, 0.1], "low": [0.4, 0, 0]}).assign(
        high=[0.6, 0.2, 0.2], **columns
    )

    def title(rows, language):
        return hit_shares(rows, Names(), "甲").say(language).title

    assert title(table, "zh") == "“甲”：最高 50%（东），最低 10%（西、北）"
    assert title(table.head(1), "en") == "“甲”: 50% of all sentences"
    assert title(table.head(0), "zh").startswith("没有可画")


def test_sentences_have_the_wording_of_the_document():
    explorer = Explorer(converted_results(), "发展")
    assert "<mark>發展</mark>" in explorer.sentences.value and "<mark>发展</mark>" not in explorer.sentences.value


def test_several_words_are_shown_below_one_another_and_a_theme_stays_whole():
    panel = Explorer(RESULTS, "安全 开放", kind="phrase")
    alone = [Explorer(RESULTS, word, kind="phrase") for word in ("安全", "开放")]
    assert panel.message == "；".join(one.message for one in alone)
    assert panel.sentences.value == "".join(one.sentences.value for one in alone)
    assert panel.figure("places", 1) is not None and panel.figure("places", 2) is None
    assert [label for label, _ in panel.words.options] == ["安全", "开放"] and panel.words.layout.display == ""
    panel.ask("文化、社会与民族团结")
    assert len(panel.every) == 1 and panel.words.layout.display == "none"
    panel.ask("安全 海洋渔业")
    assert len(panel.every) == 2 and panel.figure("shares", 1) is None and "海洋渔业" in panel.message


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_draws_what_its_command_draws(tmp_path, monkeypatch, language):
    monkeypatch.chdir(tmp_path)
    panel = Explorer(RESULTS, "安全 开放", kind="phrase", language=language, folder=tmp_path / "saved")
    fields = {"title": "It's \"mine\" 我的", "subtitle": "副标题", "caption": "short", "font_size": "9",
              "sort": "value", "count": "string", "slide": "", "width": "14cm", "dpi": "60"}  # fmt: skip
    for name, value in fields.items():
        panel.fields[name].value = value
    panel.switches["长三角一体化发展"].value = False
    panel.draw()
    assert not panel.status.value and panel.drawn.value.count("<img") == 1
    program, *words = shlex.split(panel.command().removeprefix("python -m "))
    assert program == "analysis" and panel.command() in html.unescape(panel.repeat.value)
    assert words[:2] == ["chart", "compare_terms"] and "安全 开放" in words and "--dpi" in words
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.exception
    (out,) = tmp_path.glob("*.png")
    shown = base64.b64decode(re.search('base64,([^"]+)', panel.drawn.value)[1])
    assert out.read_bytes() == shown
    panel.chosen.value = "own"
    assert panel.save().read_bytes() == shown
    panel.which.value, panel.fields["sort"].value, panel.ending.value = "term_pair", "value", "pptx"
    assert "chart term_pair" in panel.repeat.value and ".pptx" in panel.repeat.value
    panel.draw()
    assert "--groups" in panel.status.value and not panel.drawn.value


def test_the_form_writes_one_ending_and_refuses_no_group_at_all():
    panel = Explorer(RESULTS, "安全", kind="phrase")
    panel.name.value = f"mine.{panel.ending.value}"
    assert panel.command().endswith(f" mine.{panel.ending.value}")
    for switch in panel.switches.values():
        switch.value = False
    panel.draw()
    assert "--groups" in panel.status.value and not panel.drawn.value


def test_the_form_offers_what_the_command_takes():
    panel = Explorer(RESULTS)
    command = inspect.signature(reporting.chart).parameters
    others = {"name", "file", "show", "kind", "language", "out", "words"}
    assert {name: one.default for name, one in command.items() if name not in others} == single_chart.OPTIONS
    assert panel.fields.keys() == single_chart.OPTIONS.keys() - {"groups"}
    for language in ("zh", "en"):
        panel.speak(language)
        labels = [field.description for field in panel.fields.values()]
        assert len(set(labels)) == len(labels) and not any("option_" in label for label in labels)


def test_a_group_is_switched_off_and_on():
    panel = Explorer(RESULTS, "安全", kind="phrase")
    whole, group = panel.message, "长三角一体化发展"
    panel.switches[group].value = False
    assert group not in set(panel.found.shares["strategy"]) | set(panel.found.lines["strategy"])
    assert panel.message != whole and "长三角，" not in panel.sentences.value
    panel.switches[group].value = True
    assert panel.message == whole


def test_a_document_is_shown_beside_the_four_and_a_bad_one_said():
    panel = Explorer(RESULTS, "安全", kind="phrase")
    before = panel.found.shares.set_index("strategy")["count"].to_dict()
    panel._uploaded([{"name": "我的讲话.txt", "content": memoryview("要坚持安全发展。\n".encode("gb18030"))}])
    after = panel.found.shares.set_index("strategy")["count"].to_dict()
    assert after == before | {"我的讲话": 1}
    lines = ["start_line", "end_line"]  # a sentence stays on the lines of its own document
    assert panel.results.speeches[lines].iloc[:-1].to_numpy().tolist() == RESULTS.speeches[lines].to_numpy().tolist()
    assert panel.switches["我的讲话"].description == "我的讲话"
    panel.add("bad.pdf", b"no pdf")
    assert "bad.pdf" in panel.status.value and "我的讲话" in panel.switches
