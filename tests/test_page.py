"""The report's page as a file: safe, whole, the same twice, and divided where it would grow too large."""

import base64
import gzip
import hashlib
import html
import io
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pandas as pd
import pytest

from analysis import anchors
from analysis.charts import saving
from analysis.charts.style import drawable
from analysis.language import speak
from analysis.measures.permutation import DRAWS, SEED
from analysis.report.document import Figure
from analysis.report.figures import body_svg
from analysis.report.page import PageWriter
from analysis.report.page.svg import clean_svg
from analysis.report.page.view import ROWS, View
from analysis.report.places import find_places, row_anchor
from analysis.results import Results
from tests.four_speeches import RESULTS, the_report
from tests.made_pages import drawn_document, hostile_results, with_speeches, write_pages


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The document of a corpus that tries to be more than text, and its pictures."""
    charts = ("speech_sizes", "top_terms", "shared_wording")
    return drawn_document(hostile_results(), tmp_path_factory.mktemp("drawn"), charts=charts)


@pytest.fixture(scope="module")
def document():
    return the_report()


def pages_of(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_page_has_the_same_bytes_twice(hostile, tmp_path):
    for name in "ab":
        write_pages(*hostile, tmp_path / name)
    assert pages_of(tmp_path / "a") == pages_of(tmp_path / "b")
    assert list(pages_of(tmp_path / "a")) == ["report.en.html", "report.zh.html"]


def test_policy_allows_this_style_and_this_script_and_nothing_else(hostile, tmp_path):
    write_pages(*hostile, tmp_path, languages=["zh"])
    page = pages_of(tmp_path)["report.zh.html"]
    policy = re.search(r'Content-Security-Policy content="([^"]*)"', page).group(1)
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode()
        assert f"{name} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy
    assert page.count("<script") == 2  # the data and the script
    tags = re.findall(r"<[a-zA-Z][^<>]*>", page)
    assert not [tag for tag in tags if re.search(r"\s(?:style|on\w+)=", tag)]
    addresses = {address for tag in tags for address in re.findall(r'\s(?:href|src|action)="([^"]*)"', tag)}
    own = r"#|data:(?:image/png|image/svg\+xml|text/csv);base64,"
    assert all(re.match(own, address) for address in addresses)


@pytest.mark.parametrize("budget", [300_000, 450_000])
def test_page_past_its_budget_is_divided_and_every_link_still_leads_somewhere(hostile, tmp_path, budget):
    (tmp_path / "report.zh.speeches-99.html").write_text("of an earlier report", encoding="utf-8")
    (tmp_path / "report.zh.notes-1.html").write_text("<i id=x>somebody's</i>", encoding="utf-8")
    files = write_pages(*hostile, tmp_path, languages=["zh"], budget=budget)
    pages = pages_of(tmp_path)
    assert {path.name for path in files} == set(pages) - {"report.zh.notes-1.html"} and len(files) > 2
    names = {name: set(re.findall(r'\sid="?([A-Za-z0-9-]+)', page)) for name, page in pages.items()}
    for name, page in pages.items():
        assert len(page.encode("utf-8")) <= budget
        for file, anchor in re.findall(r'<a href="([^"#]*)#([A-Za-z0-9-]+)"', page):
            assert anchor in names[file or name], (name, file, anchor)
    shown = [name for one in files for name in re.findall(r'<span class=s id="([^"]+)"', pages[one.name])]
    places = hostile[0].results.speeches[["speech", "paragraph", "sentence"]].to_numpy()
    assert sorted(shown) == sorted(anchors.sentence_anchor(*place) for place in places)


def test_counts_of_a_place_are_those_of_the_tables():
    results = RESULTS
    terms = results.counts.columns[results.counts.sum() > 3]
    for place in find_places(results, map(anchors.term_anchor, terms)):
        if place.kind == "term":
            assert [group.hits for group in place.groups] == results.counts[place.key].tolist()
        elif place.kind == "theme" and place.key != "none":
            own = results.theme_shares[results.theme_shares["theme"] == place.key]
            assert [len(group.sentences) for group in place.groups] == own["sentences"].tolist()
            assert place.size == own["sentences"].sum()
        elif place.kind == "move":
            own = results.move_shares
            assert [len(one.sentences) for one in place.groups] == own[own["move"] == place.key]["sentences"].tolist()


def test_places_of_formulae_and_pairs_are_those_of_the_tables():
    results = RESULTS
    formulae = results.formulae
    wanted = [*map(anchors.formula_anchor, formulae["text"]), anchors.pair_anchor("西部大开发", "中部地区崛起")]
    places = {(place.kind, place.key): place for place in find_places(results, wanted)}
    for row in formulae.itertuples():
        assert places["formula", row.text].hits == row.occurrences
    both = formulae[formulae["strategies"].str.contains("中部") & formulae["strategies"].str.contains("西部")]
    shared = places["pair", "中部地区崛起\t西部大开发"].shared
    assert {one.text for one in shared} == set(both["text"])


def test_long_places_are_sampled_and_say_so(document):
    writer = PageWriter(View(document, "zh"))
    place = writer.view.places[0]
    whole = writer.parts.entry(place)
    writer.view.shown = 3
    few = writer.parts.entry(place)
    assert whole.count("<li") > few.count("<li") and "等距抽取" not in whole
    theme = RESULTS.theme_shares.iloc[0]
    assert f"列出 3 句（共 {theme['sentences']} 句，等距抽取），其余见本页旁的表格。" in few


def test_a_speech_without_date_and_place_is_shown_without(document):
    results = Results()
    undated = with_speeches(results, results.speeches.assign(date=pd.NaT, place=""), dated="")
    view = View(replace(document, results=undated), "zh")
    assert view.where(0) == ["长三角", "第 1 段第 1 句", "原文件第 5–8 行"]


def test_method_names_the_source_and_its_checksum(document):
    page = PageWriter(View(document, "en")).pages({}, 10**8)["report.en.html"]
    text = html.unescape(page[page.index("<section id=appendix") :])
    assert hashlib.sha256(RESULTS.path.read_bytes()).hexdigest() in text and "rjieba" in text
    assert f"{RESULTS.phrase_recall['as_token'].sum():,} are one word" in text
    unit = "The unit of every verdict is the paragraph (24)"
    for setting in (f"{DRAWS:,} times for words", unit, f"random seed {SEED}", "6 characters or more"):
        assert setting in text
    assert "<p class=fm>10,000 × <i>a</i> / <i>N</i></p>" in text and "*" not in text[: text.index("<table")]


@pytest.mark.parametrize(
    ("key", "n", "said"),
    [("hits", 1, "1 hit"), ("hits", 1234, "1,234 hits"), ("rows", 21, "21 rows"), ("documents", 1, "1 document")],
)
def test_one_is_said_in_the_singular(key, n, said):
    assert speak("en").say(f"page.{key}", n=n) == said


def test_svg_is_cleaned_of_styles_scripts_and_foreign_links():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" '
        'onload="x()"><style>*{fill:red}</style><script>x()</script><foreignObject/>'
        '<defs><path id="m" d="M 0 0"/></defs>'
        '<a xlink:href="#t-1"><use xlink:href="#m" style="fill: #123456; cursor: url(http://x)"/></a>'
        '<a xlink:href="#t-1"><use xlink:href="#m"/></a><a xlink:href="http://x"><use xlink:href="http://x#m"/></a>'
        '<g id="empty"/><text style="font-size: 8px; font-family: X; text-anchor: start" x="1" '
        'transform="rotate(-0 1 2)">&lt;b&gt;生态</text></svg>'
    )
    found = clean_svg(svg, prefix="c1", link=lambda name: (f"#{name}", 'a"b') if name == "t-1" else None)
    assert found == (
        '<svg viewBox="0 0 10 10" fill="#1f1f1f" font-size="8" stroke-width="0.6">'
        '<defs><path id="c1-m" d="M0 0" /></defs>'
        '<a href="#t-1" aria-label="a&quot;b"><use href="#c1-m" fill="#123456" /></a>'
        '<a href="#t-1" aria-label="a&quot;b" tabindex="-1"><use href="#c1-m" /></a><use />'
        '<text x="1" lang="zh-CN">&lt;b&gt;生态</text></svg>'
    )
    described = clean_svg(svg, prefix="c1", link=lambda name: None, name="chart-x", alt="<i>")
    for part in ('role="img" aria-labelledby="chart-x-h"', '<desc id="c1-d">&lt;i&gt;</desc>'):
        assert part in described


@pytest.mark.parametrize("language", ["zh", "en"])
def test_charts_lose_title_and_caption_and_nothing_else(document, language):
    for figure in document.figures[:8]:
        said, drawn = figure.chart.say(language), figure.chart.draw(language)
        gone = texts_of(saving.page_svg(drawn))
        for text in texts_of(body_svg(drawn)):
            gone.remove(text)
        words = [drawable("".join(text.split())) for text in (said.title, said.caption, *figure.chart.about(language))]
        assert sorted("".join("".join(gone).split())) == sorted("".join(words)), figure.chart.stem


def texts_of(svg):
    elements = ElementTree.fromstring(svg).iter()
    return ["".join(element.itertext()) for element in elements if element.tag.rpartition("}")[2] == "text"]


def test_a_hatch_of_dots_is_cut_to_a_tile_that_repeats():
    dots = "".join(f"M {x} {y} C 1 2 3 4 5 6 z" for x in range(0, 72, 3) for y in range(0, 72, 3))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><pattern id="h" width="72" height="72">'
        f'<path d="{dots}"/></pattern></defs><path d="M 0 0" fill="url(#h)"/></svg>'
    )
    found = clean_svg(svg, prefix="c", link=lambda name: None)
    assert found.count("C1 2") == 25 and 'width="12" height="12"' in found


@pytest.mark.parametrize(
    ("row", "anchor"),
    [
        ({"strategy": "东", "theme": "ecology", "sentences": 2}, anchors.theme_anchor("ecology", "东")),
        ({"strategy": "东", "term": "生态", "speech": 5, "paragraph": 2}, anchors.term_anchor("生态", "东")),
        ({"strategy": "东", "term": None, "speech": 5, "paragraph": 2, "sentence": 0}, "s5-2-1"),
        ({"strategy": "东", "text": "党中央决策部署"}, anchors.formula_anchor("党中央决策部署", "东")),
        ({"strategy": "东", "other": "西", "percent": 3.0}, anchors.pair_anchor("西", "东")),
        ({"strategy": "东", "other": "东", "percent": 3.0}, anchors.strategy_anchor("东")),
        ({"strategy": "东", "other": "any other", "percent": 3.0}, anchors.strategy_anchor("东")),
        ({"strategy": "东", "speech": 5, "words": 3}, "speech-5"),
        ({"strategy": "", "item": "reform", "kind": "theme"}, "theme-reform"),
        ({"term": float("nan"), "value": 1}, ""),
    ],
)
def test_row_leads_to_what_it_names(row, anchor):
    assert row_anchor(row) == anchor


def test_table_says_once_what_is_the_same_in_every_row(document):
    writer = PageWriter(View(document, "zh"))
    table = pd.DataFrame({"term": ["发展", "<b>"], "count": [3, 1], "total": 20})
    markup = writer.parts.table(table, "x")
    assert "各行相同：总数 = 20" in markup and "<th scope=row>&lt;b&gt;</th>" in markup
    assert f'<td><a href="#{anchors.term_anchor("发展")}">3</a></td>' in markup and "<td>1</td>" in markup
    short = writer.view.table(table, most=1)
    assert (len(short["rows"]), short["all"]) == (1, 2)
    long = writer.parts.table(pd.DataFrame({"term": [f"词{n}" for n in range(500)]}), "x")
    assert f"表中列出 {ROWS} 行（共 500 行）" in long


def test_charts_without_a_picture_are_left_out(hostile, tmp_path):
    write_pages(hostile[0], {}, tmp_path, languages=["zh"])
    page = pages_of(tmp_path)["report.zh.html"]
    assert "<figure" not in page and "report.en.html" not in page


def test_what_the_page_gives_away_goes_with_it(tmp_path):
    document, pictures = drawn_document(RESULTS, tmp_path / "drawn", charts=("shared_wording",))
    write_pages(document, pictures, tmp_path / "page")
    for language in ("zh", "en"):
        page = pages_of(tmp_path / "page")[f"report.{language}.html"]
        given = dict(re.findall(r'download="([^"]+)" href="data:[^"]*;base64,([^"]+)"', page))
        png, svgz, csv = (
            base64.b64decode(given[f"shared_wording.{language}.{kind}"]) for kind in ("png", "svgz", "csv")
        )
        title = document.figures[0].chart.say(language).title
        assert png[:4] == b"\x89PNG" and html.escape(title) in gzip.decompress(svgz).decode("utf-8")
        drawn, read = document.figures[0].chart.table, pd.read_csv(io.BytesIO(csv))
        assert len(read.columns) == drawn.shape[1] and (language == "zh" or "shared" in read)
        assert read.iloc[:, list(drawn).index("shared")].tolist() == drawn["shared"].tolist()
        speeches = pd.read_csv(io.BytesIO(base64.b64decode(given["speeches.csv"])))
        assert speeches["text"].tolist() == RESULTS.speeches["text"].tolist()
        away = {link for link in re.findall(r'href="([^"#]+)"', page) if not link.startswith("data:")}
        assert away == {f"report.{other}.html" for other in ("zh", "en") if other != language}
        assert 'href="#theme-none"' in page and 'id="theme-none"' in page
    assert f"{RESULTS.phrase_recall['inside_longer'].sum()} lie inside a longer phrase" in page


def test_a_character_that_the_font_lacks_is_named_once(document):
    figure = document.figures[1]
    chart = replace(figure.chart, table=figure.chart.table.assign(term="二氧化碳CO₂"))
    view = View(replace(document, parts={"words": [Figure(chart)]}), "en")
    assert view.stand_ins == "₂ (U+2082)" and View(document, "en").stand_ins == ""
