"""The report's page in a real browser: links land on the sentences of the tables, text of a corpus stays text."""

import json
import re

import pytest

from analysis.anchors import pair_anchor, term_anchor, theme_anchor
from tests.browsers import AXE, BROWSER, NO_AXE, NO_BROWSER
from tests.four_speeches import RESULTS
from tests.made_pages import DRAWN, HOSTILE, hostile_results, write_pairs, write_report

pytestmark = pytest.mark.skipif(BROWSER is None, reason=NO_BROWSER)
LANGUAGES = ("zh", "en")
SHOWN = """node => [...node.querySelectorAll('li > .w')].filter(line => line.checkVisibility())
    .map(line => line.textContent)"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    write_report(RESULTS, folder)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    write_report(hostile_results(), folder, charts=("speech_sizes", "top_terms"))
    return folder


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pairs")
    write_pairs(RESULTS, folder)
    return folder


@pytest.fixture
def open_page(browser):
    """Open a page in a context of its own; what it asks for, says or asks the reader is kept."""
    contexts = []

    def open_one(path, *, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return page

    yield open_one
    for context in contexts:
        context.close()


def file_of(folder, language):
    return folder / f"report.{language}.html"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_asks_for_nothing_and_complains_of_nothing(report, open_page, language):
    path = file_of(report, language)
    page = open_page(path)
    page.locator("#q").fill("发展")
    page.keyboard.press("Escape")
    page.locator(".chart .wide svg a").first.press("Enter")
    assert {address.partition("#")[0] for address in page.asked if not address.startswith("data:")} == {path.as_uri()}
    assert page.said == []
    assert page.evaluate("document.fonts.check('12px \"Speech Sans\"', '生态')")


def test_cell_of_the_theme_chart_lands_on_its_sentences(report, open_page):
    page = open_page(file_of(report, "zh"))
    shares = RESULTS.theme_shares
    for row in shares[shares["sentences"] > 0].sort_values("sentences", ascending=False).head(3).itertuples():
        anchor = theme_anchor(row.theme, row.strategy)
        page.locator(f'#chart-theme-dots .wide svg a[href="#{anchor}"]').first.press("Enter")
        own = (RESULTS.coded[row.theme] & (RESULTS.speeches["strategy"] == row.strategy)).to_numpy()
        found = page.locator(f"#{anchor}")
        assert found.evaluate(SHOWN) == RESULTS.speeches["text"][own].tolist() and own.sum() == row.sentences
        assert in_view(page, anchor)
        page.go_back()


def test_row_of_the_keyness_chart_lands_on_its_sentences(report, open_page):
    page = open_page(file_of(report, "en"))
    page.evaluate("document.getElementById('tests').open = true")
    drawn = page.locator("#chart-keyness-forest .wide svg a").evaluate_all(
        "all => all.map(one => one.getAttribute('href').slice(1))"
    )
    table = RESULTS.keyness.assign(anchor=list(map(term_anchor, RESULTS.keyness["term"], RESULTS.keyness["strategy"])))
    shown = table[table["anchor"].isin(drawn) & (table["count"] > 0)].head(2)
    assert len(shown) == 2
    for row in shown.itertuples():
        anchor = row.anchor
        page.evaluate("document.getElementById('tests').open = true")
        page.locator(f'#chart-keyness-forest .wide svg a[href="#{anchor}"]').first.press("Enter")
        tokens = RESULTS.tokens.query("kept and term == @row.term and strategy == @row.strategy")
        sentences = RESULTS.speeches.merge(tokens[["speech", "paragraph", "sentence"]].drop_duplicates())
        found = page.locator(f"#{anchor}")
        assert found.evaluate(SHOWN) == sentences["text"].tolist()
        assert found.locator("mark").all_text_contents() == [row.term] * row.count
        assert in_view(page, anchor)
        # and on from the concordance to the full text
        line = found.locator("li a").first
        target = line.get_attribute("href")[1:]
        line.click()
        assert page.locator(f"#{target}").text_content() == sentences["text"].iloc[0] and in_view(page, target)


def in_view(page, anchor):
    return page.locator(f"#{anchor}").evaluate(
        "node => { const box = node.getBoundingClientRect(); return box.top >= -1 && box.top < innerHeight / 2; }"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_has_a_place_and_every_chart_has_links(report, open_page, language):
    page = open_page(file_of(report, language))
    names = page.locator("[id]").evaluate_all("nodes => nodes.map(node => node.id)")
    assert len(names) == len(set(names))
    linked = page.locator('a[href^="#"]').evaluate_all("links => links.map(link => link.getAttribute('href').slice(1))")
    assert set(linked) <= set(names)
    charts = page.locator(".chart").evaluate_all("all => all.map(one => one.querySelectorAll('svg a[href]').length)")
    assert len(charts) == len(DRAWN) and min(charts) > 0
    assert page.locator(".chart tbody tr:not(:has(a))").count() == 0


def test_search_finds_what_a_plain_string_search_finds(report, open_page):
    page = open_page(file_of(report, "en"))
    texts = RESULTS.speeches.sort_values(["strategy", "speech", "paragraph", "sentence"])["text"].tolist()
    for query in ("生态环境", "发展", "区域协调发展", "没有这一句", "5年", "</", "。"):
        page.locator("#q").fill(query)
        found = [text for text in texts if query in text]
        lines = page.locator("#results li .w")
        assert lines.all_text_contents() == found
        assert page.locator("#results mark").count() == sum(text.count(query) for text in found)
        counted = [int(number) for number in re.findall(r"\d+", page.locator("#found").text_content())]
        assert counted == ([sum(text.count(query) for text in found), len(found)] if found else [])


def test_search_reads_its_small_grammar(report, open_page):
    page = open_page(file_of(report, "zh"))
    texts = RESULTS.speeches.sort_values(["strategy", "speech", "paragraph", "sentence"])["text"]
    for query, wanted in (
        (" 发展  ", lambda text: "发展" in text),
        ("发展、安全", lambda text: "发展" in text and "安全" in text),
        ("发展 安全,改革", lambda text: all(word in text for word in ("发展", "安全", "改革"))),
        ("安全 | 开放 ", lambda text: "安全" in text or "开放" in text),
        ("“经济社会发展”", lambda text: "经济社会发展" in text),
        ("高*发展", lambda text: re.search("高[^。！？；]{0,12}?发展", text)),
        ("发展 AND 安全", lambda text: "发展" in text and "安全" in text),
        ("生态 NEAR/5 发展", lambda text: re.search("生态.{0,5}?发展|发展.{0,5}?生态", text)),
        ("生态 NEAR 发展", lambda text: re.search("生态.{0,20}?发展|发展.{0,20}?生态", text)),
        ("發展", lambda text: "发展" in text),
        ("Ｇ６０", lambda text: "G60" in text),
        ("g60", lambda text: "G60" in text),
        ("(", lambda text: "(" in text or "（" in text),
    ):
        page.locator("#q").fill(query)
        found = page.locator("#results li .w").all_text_contents()
        assert (query, found) == (query, [text for text in texts if wanted(text)])
    assert page.said == []


def test_a_search_without_a_hit_says_what_would_find_something(report, open_page):
    page = open_page(file_of(report, "zh"))
    texts = RESULTS.speeches["text"]
    both = texts.str.contains("安全") & texts.str.contains("开放")
    choose(page, only="西部")
    own = RESULTS.speeches["strategy"] == "西部大开发"
    page.locator("#q").fill("安全 开放")
    assert not (both & own).any() and page.locator("#results li").count() == 0
    found = dict(text.rsplit(" ", 1) for text in page.locator("#cure button").all_text_contents())
    wanted = {"不加筛选": both, "安全": texts.str.contains("安全"), "开放": texts.str.contains("开放"),
              "安全 | 开放": texts.str.contains("安全|开放")}  # fmt: skip
    assert found == {name: str(hits.sum()) for name, hits in wanted.items() if hits.any()} and len(found) >= 3
    page.locator("#cure button").last.click()
    assert (
        page.locator("#results li").count() == wanted["安全 | 开放"].sum() and page.locator("#cure button").count() == 0
    )
    assert page.locator("#q").input_value() == "安全 | 开放" and "off=" not in page.url


def test_operators_of_other_searches_are_named(report, open_page):
    page = open_page(file_of(report, "zh"))
    queries = {"安全 NOT 开放": "not", "安全 NEAR": "near", "安全 W/5 开放": "w/5", "安全 -开放": "-开放",
               "安全 NEAR5": "", "安全 开放": "", "安全 NEAR/3 开放": "", "(": "", "“安全 not”": ""}  # fmt: skip
    for query, odd in queries.items():
        page.locator("#q").fill(query)
        said = page.locator("#odd").text_content()
        assert said.startswith(f"“{odd}”在这里不是运算符") if odd else said == ""
        assert not odd or not any(odd in text for text in page.locator("#cure button").all_text_contents())


@pytest.mark.parametrize(
    ("language", "query", "anchor"),
    [("zh", "ecology", theme_anchor("ecology")), ("en", "生态环境与绿色", theme_anchor("ecology")),
     ("zh", "economic and social", term_anchor("经济社会发展"))],
)  # fmt: skip
def test_search_finds_themes_in_either_language_and_glosses(report, open_page, language, query, anchor):
    page = open_page(file_of(report, language))
    page.locator("#q").fill(query)
    page.locator(f'#named a[href="#{anchor}"]').click()
    assert in_view(page, anchor) and not page.locator("#panel").is_visible()


def test_search_says_how_many_hits_are_the_counted_word(report, open_page):
    page = open_page(file_of(report, "en"))
    tokens, texts = RESULTS.tokens[RESULTS.tokens["kept"]], RESULTS.speeches["text"]
    page.locator("#q").fill("发展")
    words, strings = (tokens["term"] == "发展").sum(), texts.str.count("发展").sum()
    assert page.locator("#counted").text_content().startswith(f"{words} of these are the counted word; the others")
    note = page.locator(f"#{term_anchor('发展')} > .note").text_content()
    assert f"a search for the string finds {strings}," in note and words < strings
    group = texts[RESULTS.speeches["strategy"] == "西部大开发"].str.count("发展").sum()
    rate = 10_000 * group / RESULTS.counts.loc["西部大开发"].sum()
    assert f"Western Development {group} ({rate:.0f})" in page.locator("#rates").text_content()
    page.locator("#q").fill("区域协")
    assert page.locator("#counted").text_content() == "A search is for the string, also within longer words or phrases."
    page.locator("#q").fill("没有这一句")
    assert page.locator("#counted").text_content() == ""


def choose(page, *, only=None, theme=None):
    """Switch the other groups off, and choose a theme."""
    page.evaluate("document.querySelector('.pick').open = true")
    for box in page.locator("input[name=g]").all():
        box.set_checked(only is None or only == box.evaluate("box => box.parentNode.textContent.trim()"))
    if theme is not None:
        page.locator("#ft").select_option(label=theme)
    page.evaluate("document.querySelector('.pick').open = false")


def test_query_and_filters_stand_in_the_address_and_act_on_all_below(report, open_page):
    page = open_page(file_of(report, "zh"))
    page.locator("#q").fill("要")
    choose(page, only="西部", theme="党的领导与组织落实")
    own = (RESULTS.coded["governance"] & (RESULTS.speeches["strategy"] == "西部大开发")).to_numpy()
    wanted = [text for text in RESULTS.speeches["text"][own] if "要" in text]
    assert page.locator("#results .w").all_text_contents() == wanted and wanted
    again = open_page(report / "report.zh.html")
    again.goto(page.url)
    assert again.locator("#results .w").all_text_contents() == wanted
    assert again.locator(".sp:visible").count() == 1
    off = again.locator(".chart .wide svg a.off").evaluate_all(
        "all => all.map(one => one.getAttribute('href').split('--')[1])"
    )
    assert len({*off}) == 3 and again.locator(".chart .wide svg a:not(.off)[href*='897f-90e8']").count()
    again.locator("#clear").evaluate("button => button.click()")
    assert (
        "#" not in again.url and not again.locator("#panel").is_visible() and again.locator(".sp:visible").count() == 4
    )


def test_two_groups_are_set_against_each_other_and_lead_to_what_they_share(report, open_page):
    page = open_page(file_of(report, "en"))
    page.locator(".pick > summary").click()
    page.locator("#pa").select_option(label="Western Development")
    assert page.locator(".sp:visible").count() == 4 and not page.locator("#pl").is_visible()
    page.locator("#pb").select_option(label="Rise of Central China")
    assert page.locator(".sp:visible").count() == 2 and "off=" in page.url
    anchor = page.locator("#pl").get_attribute("href").removeprefix("#")
    assert anchor == pair_anchor("西部大开发", "中部地区崛起") and page.locator(f"#{anchor}").count() == 1
    page.locator("input[name=g]").first.check()
    assert page.locator(".sp:visible").count() == 3 and page.locator("#pa").input_value() == ""


DIM = """selector => [...document.querySelectorAll(selector)].filter(one => one.matches('.off'))
    .map(one => [...one.querySelectorAll('text')].map(text => text.textContent).join(' '))"""


def test_groups_switched_off_are_dim_in_charts_and_what_speaks_of_them_alone_is_gone(report, open_page):
    page = open_page(file_of(report, "zh"))
    assert not page.locator("#shown").is_visible() and page.locator(".off").count() == 0
    choose(page, only="西部")
    dots = page.evaluate(DIM, "#chart-theme-dots .wide svg [data-g]")
    assert {"长江经济带", "长三角", "中部"} <= set(dots) and not any("西部" in one for one in dots)
    panels = page.evaluate(DIM, "#chart-top-terms .wide svg [data-g]")
    assert any("长三角，387 词" in one for one in panels) and not any("西部，" in one for one in panels)
    assert page.locator(".card.off").count() == 3
    told = page.locator("#themes .fi li").all()
    assert told and {one.is_visible() for one in told if "长三角比其余" in one.text_content()} == {False}
    assert page.locator("#shown").text_content().startswith("只看西部（4 项战略中的 1 项）。标题、比例和判断仍是全部")
    page.locator("#shown button").click()
    assert page.locator(".off").count() == 0 and not page.locator("#shown").is_visible() and "off=" not in page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_groups_alone_open_their_words(pairs, open_page, language):
    page = open_page(file_of(pairs, language))
    assert page.locator(".two").count() == 6 and page.locator(".two[open]").count() == 0
    page.goto(page.url + "#?off=0,2")
    page.reload()
    shown = page.locator(".two:visible")
    assert shown.count() == 1 and shown.get_attribute("data-g") == "1 3"
    figure = shown.locator("figure")
    assert figure.is_visible() and shown.locator("li").first.text_content().count("0.") >= 6
    assert [page.locator(f"#{one}").input_value() for one in ("pa", "pb")] == ["1", "3"]
    assert page.locator("#pf").get_attribute("href") == "#" + figure.get_attribute("id")
    word = figure.locator(".wide svg a").first
    anchor = word.get_attribute("href")[1:]
    word.press("Enter")
    assert in_view(page, anchor) and page.locator(f"#{anchor} li").count()
    assert page.said == []


def test_without_javascript_pairs_can_be_opened(pairs, open_page):
    page = open_page(file_of(pairs, "en"), java_script_enabled=False)
    pair = page.locator(".two").first
    pair.locator("summary").click()
    assert pair.locator(".wide svg").is_visible() and pair.locator(".wide svg a[href^='#t-']").count() > 10


def test_a_filter_never_hides_where_a_link_leads(report, open_page):
    page = open_page(file_of(report, "en"))
    choose(page, only="Western Development", theme="Security")
    anchor = theme_anchor("ecology", "长江经济带发展")
    page.locator(f'#summary .card a[href="#{anchor}"]').click()
    own = (RESULTS.coded["ecology"] & (RESULTS.speeches["strategy"] == "长江经济带发展")).to_numpy()
    assert page.locator(f"#{anchor}").evaluate(SHOWN) and in_view(page, anchor)
    choose(page, theme="Ecology and green development")
    assert page.locator(f"#{anchor}").evaluate(SHOWN) == RESULTS.speeches["text"][own].tolist()
    left = page.locator(f"#{anchor} .left").text_content()
    assert f"{own.sum()} of them" in left


def test_a_word_of_groups_that_are_off_alone_brings_them_back(report, open_page):
    page = open_page(file_of(report, "en"))
    terms = RESULTS.counts.loc["长江经济带发展"]
    alone = next(term for term in terms.index if terms[term] > 1 and terms[term] == RESULTS.counts[term].sum()
                 and page.locator(f"#{term_anchor(term)}").count())  # fmt: skip
    choose(page, only="Western Development")
    page.goto(page.url.partition("#")[0] + "#" + term_anchor(alone))
    assert len(page.locator(f"#{term_anchor(alone)}").evaluate(SHOWN)) > 0


def test_concordance_can_be_sorted_and_narrowed(report, open_page):
    page = open_page(file_of(report, "en"))
    page.goto(page.url + "#" + term_anchor("发展"))
    group = page.locator("#" + term_anchor("发展", "长江经济带发展"))
    before = group.evaluate(SHOWN)
    page.locator("#co").select_option("left")
    heads = group.locator("li .w").evaluate_all("lines => lines.map(line => line.firstChild.textContent)")
    lefts = [head[::-1] for head in heads]
    assert lefts == sorted(lefts)
    assert sorted(group.evaluate(SHOWN)) == sorted(before) and before != group.evaluate(SHOWN)
    page.locator("#co").select_option("")
    assert group.evaluate(SHOWN) == before
    choose(page, theme="Security")
    secure = set(RESULTS.speeches["text"][RESULTS.coded["security"].to_numpy()])
    assert group.evaluate(SHOWN) == [text for text in before if text in secure]
    choose(page, only="Western Development")
    assert not group.is_visible()


def test_citation_of_a_sentence_is_copied_and_the_way_back_leads_back(report, open_page):
    page = open_page(file_of(report, "en"), permissions=["clipboard-read", "clipboard-write"])
    page.locator("#chart-top-terms").scroll_into_view_if_needed()
    page.locator("#chart-top-terms .wide svg a[href]").first.press("Enter")
    text = page.locator(".e:target li .w, .e:has(:target) li .w").first.text_content()
    button = page.locator(".e:target .cp, .e:has(:target) .cp").first
    button.click()
    page.get_by_role("button", name="Citation copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert text in copied and "2023-10-12" in copied and re.search(r"paragraph \d, sentence \d", copied)
    assert "regional_symposia_2023_2024.txt" in copied and re.search(r"lines? \d+", copied)
    page.evaluate("scrollBy(0, 700)")
    page.get_by_role("button", name="Back to where you were").click()
    page.wait_for_function("location.hash === ''")
    assert page.evaluate("document.activeElement.closest('.chart')?.id") == "chart-top-terms"
    box = page.locator("#chart-top-terms .wide svg a[href]").first.bounding_box()
    assert 0 <= box["y"] <= 900


def test_the_browsers_own_buttons_lead_to_where_one_was(report, open_page):
    page = open_page(file_of(report, "zh"))
    page.locator("#chart-theme-dots .wide svg a[href]").nth(4).focus()
    left = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash !== ''")
    page.evaluate("scrollBy(0, 900)")
    page.go_back()
    page.wait_for_function("location.hash === ''")
    assert left > 500 and abs(page.evaluate("scrollY") - left) < 5
    page.evaluate("scrollTo(0, 1300)")
    page.reload()
    page.wait_for_function("Math.abs(scrollY - 1300) < 5")
    page.go_forward()
    page.wait_for_function("location.hash !== ''")
    assert page.evaluate("scrollY") > 5000


def test_the_way_back_leads_to_the_query(report, open_page):
    page = open_page(file_of(report, "zh"))
    page.locator("#q").fill("生态 | 安全")
    found = page.locator("#results .w").all_text_contents()
    page.locator("#results a").nth(3).click()
    assert page.locator(":target").text_content() == found[3] and not page.locator("#panel").is_visible()
    page.get_by_role("button", name="回到出处").click()
    page.locator("#panel").wait_for()
    assert page.locator("#q").input_value() == "生态 | 安全"
    assert page.locator("#results .w").all_text_contents() == found


def test_a_chart_is_one_stop_and_arrow_keys_move_inside(report, open_page):
    page = open_page(file_of(report, "zh"))
    stops = page.locator(".chart .wide svg").evaluate_all(
        "all => all.map(one => one.querySelectorAll('a[tabindex=\"0\"]').length)"
    )
    assert stops == [1] * len(DRAWN)
    links = page.locator("#chart-top-terms .wide svg a[href]")
    links.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = "document.activeElement.getAttribute('href')"
    assert page.evaluate(focused) == links.nth(2).get_attribute("href")
    page.keyboard.press("End")
    last = page.evaluate(focused)
    assert last == links.last.get_attribute("href")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == last
    page.keyboard.press("Home")
    assert page.evaluate(focused) == links.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.startsWith('#t-')")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_needs_no_scrolling_and_the_contents_follow(report, open_page, language):
    page = open_page(file_of(report, language), width=1440)
    boxes = page.locator("#summary > *").evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")
    assert max(boxes) <= 900
    for part in ("words", "appendix", "themes"):
        page.evaluate(f"document.getElementById('{part}').scrollIntoView()")
        page.locator(f'.toc [aria-current][href="#{part}"]').wait_for()


def test_paper_shows_the_summary_unless_all_is_asked_for(report, open_page):
    page = open_page(file_of(report, "en"))
    page.emulate_media(media="print")
    assert page.locator("#summary .card").count() == 4 and page.locator("#chart-theme-dots").is_visible()
    assert not page.locator("#speeches").is_visible() and not page.locator("#words").is_visible()
    page.evaluate("document.getElementById('print-all').checked = true")
    assert page.locator("#speeches").is_visible() and page.locator("#words").is_visible()


def test_a_packed_picture_is_given_unpacked(report, open_page):
    page = open_page(file_of(report, "en"))
    with page.expect_download() as given:
        page.locator("#chart-shared-wording .svgz").click()
    assert given.value.suggested_filename == "shared_wording.en.svg"
    assert given.value.path().read_text(encoding="utf-8").startswith("<?xml")


def test_citation_is_shown_where_nothing_can_be_copied(report, open_page):
    page = open_page(file_of(report, "zh"))
    page.evaluate("""Object.defineProperty(navigator, 'clipboard', {value: undefined});
        document.execCommand = () => false""")
    page.locator("#q").fill("生态环境")
    page.locator("#results .cp").first.click()
    shown = page.locator("dialog textarea")
    assert page.locator("#results .w").first.text_content() in shown.input_value()
    page.locator("dialog button").click()
    assert shown.count() == 0


def test_languages_say_the_same_numbers(report, open_page):
    said = []
    for language in LANGUAGES:
        page = open_page(file_of(report, language))
        said.append(
            page.evaluate("""() => {
            const all = (selector, root = document) => [...root.querySelectorAll(selector)];
            const texts = row => [...row.cells].map(cell => cell.textContent);
            const numbers = row => texts(row).filter(text => /^[\\d.,−-]+$/.test(text));
            return {
                cells: all('.chart').map(chart => [chart.id, all('tbody tr', chart).map(numbers)]),
                links: all('.fi a').map(link => link.hash),
                findings: all('.fi li').map(item => item.textContent.match(/\\d[\\d.,]*/g) || []),
                entries: all('.e').map(entry => [entry.id, all('mark', entry).length]),
                sentences: all('.s').map(one => [one.id, one.textContent, one.dataset.t]),
            };
        }""")
        )
    zh, en = said
    assert zh["cells"] == en["cells"] and sum(len(rows) for _, rows in zh["cells"]) > 100
    assert zh["entries"] == en["entries"] and zh["sentences"] == en["sentences"]
    assert sorted(zh["links"]) == sorted(en["links"])
    # 每万词 is "per 10,000 words" in English
    plain = [[sorted({n.rstrip(".,") for n in item} - {"10,000"}) for item in one["findings"]] for one in said]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_phone_needs_no_sideways_scrolling(report, open_page, language):
    page = open_page(file_of(report, language), width=390)
    page.goto(page.url + "#" + pair_anchor("中部地区崛起", "西部大开发"))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.locator("#all").check()
    page.locator("#mn").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_corpus_stays_text(hostile, open_page, language):
    page = open_page(file_of(hostile, language))
    page.locator("#q").fill("<")
    found = page.locator("#results .w").count()
    page.keyboard.press("Escape")
    page.locator("#all").check()
    assert found == sum("<" in text for text in HOSTILE)
    assert page.evaluate("window.hacked") is None and page.said == []
    assert all(address.startswith(("file:", "data:")) for address in page.asked)
    links = page.evaluate("[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))")
    known = r"#[A-Za-z0-9-]+|report\.(?:zh|en)\.html|data:(?:image/png|image/svg\+xml|text/csv);base64,[\w+/=]+"
    assert all(re.fullmatch(known, link) for link in links)
    assert page.locator("main script, main img, main b[onclick], [onerror], [onmouseover]").count() == 0
    shown = page.locator(".s").all_text_contents()
    assert all(text in shown for text in HOSTILE)
    assert page.locator(".sp .m").first.text_content().startswith("</title></h3><script>")


def test_without_javascript_links_still_reach_the_sentences(report, open_page):
    page = open_page(file_of(report, "zh"), java_script_enabled=False)
    row = RESULTS.theme_shares.sort_values("sentences").iloc[-1]
    anchor = theme_anchor(row["theme"], row["strategy"])
    page.locator(f'#chart-theme-dots .wide svg a[href="#{anchor}"]').first.press("Enter")
    lines = page.locator(f"#{anchor} li")
    assert lines.count() == row["sentences"] and lines.first.is_visible()
    lines.first.locator("a").click()
    sentence = page.locator(":target")
    assert sentence.text_content() in set(RESULTS.speeches["text"]) and sentence.is_visible()
    assert not page.locator("#search").is_visible() and page.locator("#summary .card").count() == 4


@pytest.mark.skipif(not AXE.is_file(), reason=NO_AXE)
@pytest.mark.parametrize(("folder", "language"), [("report", "en"), ("hostile", "zh")])
def test_nothing_bars_readers_from_the_page(request, open_page, folder, language):
    page = open_page(file_of(request.getfixturevalue(folder), language), bypass_csp=True)
    page.locator("#q").fill("生态")
    page.goto(page.url + "#" + term_anchor("发展", "西部大开发"))
    page.evaluate("document.querySelectorAll('details').forEach((one, number) => one.open = number < 2)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    assert grave == [], json.dumps([(one["id"], one["nodes"][0]["html"][:300]) for one in grave], ensure_ascii=False)
