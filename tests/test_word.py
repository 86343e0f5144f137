"""The Word file: findings, charts, tables and quotes as the tables have them; styles, fields, alt text."""

import datetime
import re
import zipfile
from dataclasses import replace

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from analysis.anchors import read_anchor
from analysis.language import speak
from analysis.report.document import Figure, FindingBlock, Heading, make_document
from analysis.report.excerpts import Excerpts, adjusted_text
from analysis.report.word import QUOTES, SECTIONS, TEMPLATE, choose_quotes, write_word
from tests.four_speeches import RESULTS
from tests.made_corpora import made_results
from tests.made_pages import converted_results

LANGUAGES = ("zh", "en")
DOCUMENT = make_document(RESULTS)
ORDER = ("summary", *SECTIONS)


def with_charts(document, folder, charts=("top_terms", "theme_heatmap", "move_strips"), height=600):
    """The document with some charts only, pictures of one colour in their place."""
    blocks = [one for one in document.blocks if not isinstance(one, Figure) or one.chart.name in charts]
    for figure in (one for one in blocks if isinstance(one, Figure)):
        for language in LANGUAGES:
            (folder / language).mkdir(parents=True, exist_ok=True)
            Image.new("P", (1259, height)).save(folder / language / f"{figure.chart.stem}.png")
    return replace(document, blocks=tuple(blocks))


def written(results, folder, language="en", charts=()):
    """The file of a corpus."""
    files = write_word(with_charts(make_document(results), folder, charts), folder, languages=[language])
    return docx.Document(files[0])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("word")
    files = write_word(with_charts(DOCUMENT, folder), folder)
    assert [file.name for file in files] == ["report.zh.docx", "report.en.docx"]
    return folder


@pytest.fixture(scope="module")
def documents(folder):
    return {language: docx.Document(folder / f"report.{language}.docx") for language in LANGUAGES}


def texts(document, style):
    """The paragraphs of a style, what is within links and fields included."""
    found = [one for one in document.element.body.iter(qn("w:p")) if one.style == style]
    return ["".join(piece.text or "" for piece in one.iter(qn("w:t"))) for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_stands_in_the_file_with_its_table_and_chart(documents, language):
    said = texts(documents[language], "Finding")
    findings = sorted((block.finding for block in DOCUMENT.all(FindingBlock)), key=lambda one: ORDER.index(one.section))
    before, after, mark, label = {"zh": ("〔表 ", "〕", "、", "图\xa0"), "en": (" [table ", "]", ", ", "Figure\xa0")}[
        language
    ]
    for text, finding in zip(said, findings, strict=False):
        chart = {"frequency": f"{mark}{label}1", "theme_shares": f"{mark}{label}2"}.get(finding.table, "")
        assert text == finding.text(language) + before + speak(language).say(f"sheets.{finding.table}") + chart + after
    assert len(said) == len(findings) + 4  # and four sentences on the method


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_real_tables_with_the_numbers_of_the_results(documents, language):
    document, shown = documents[language], [Excerpts(RESULTS, language).sizes(), *Excerpts(RESULTS, language)]
    assert len(document.tables) == len(shown) == 7
    for table, expected in zip(document.tables, shown, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows == [list(expected.head), *map(list, expected.rows)]
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert abs(sum(widths) - 9071) < 10 and min(widths) > 300
        assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [
            2 if one else None for one in expected.right
        ]
    sizes = [[cell.text for cell in row.cells][-1] for row in document.tables[0].rows[1:]]
    assert sizes == [f"{words:,}" for words in RESULTS.sizes["words"]]


def test_theme_shares_in_the_table_are_those_of_the_results(documents):
    table = documents["zh"].tables[2]
    themes = dict(zip(RESULTS.lexicon.theme_names["zh"], RESULTS.lexicon.theme_names["theme"], strict=True))
    for row in table.rows[1:]:
        theme = themes[row.cells[0].text]
        expected = RESULTS.theme_shares[RESULTS.theme_shares["theme"] == theme]
        for cell, value in zip(row.cells[1:], expected.itertuples(), strict=True):
            share, sentences, total = map(int, re.fullmatch(r"(\d+)% \((\d+)/(\d+)\)", cell.text).groups())
            assert (sentences, total) == (value.sentences, value.total) and abs(share - 100 * value.share) <= 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_have_captions_that_number_themselves_and_alt_text(documents, language):
    document = documents[language]
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    figures = [
        one.chart for one in DOCUMENT.all(Figure) if one.chart.stem in ("top_terms", "theme_heatmap", "move_strips")
    ]
    assert described == [chart.say(language).alt for chart in figures]
    captions = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Caption"]
    fields = ["".join(one.itertext(qn("w:instrText"))).strip() for one in captions]
    assert fields == [r"SEQ Table \* ARABIC", *[r"SEQ Figure \* ARABIC"] * 3, *[r"SEQ Table \* ARABIC"] * 6]
    figures = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Figure"]
    assert document.styles["Figure"].paragraph_format.keep_with_next
    assert all(one.getnext().style == "Caption" for one in figures)
    marks = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    told = {one.text.strip() for one in document.element.body.iter(qn("w:instrText"))}
    leading = {one.split()[1] for one in told if one.startswith("REF")}
    assert leading == {"chart-top-terms", "chart-theme-heatmap"} <= marks
    extents = {int(one.get("cx")) for one in document.element.body.iter(qn("wp:extent"))}
    assert extents == {16 * 360_000}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_every_heading(documents, language):
    document = documents[language]
    assert texts(document, "TOC1") == texts(document, "Heading1")
    assert len(texts(document, "Heading1")) == len(SECTIONS) + 2
    names = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    wanted = {one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink"))}
    assert wanted <= names
    numbers = [one.get(qn("w:id")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers) == len(names)
    kinds = [one.get(qn("w:fldCharType")) for one in document.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    lines = [one for one in document.element.body.iter(qn("w:p")) if one.style == "TOC1"]
    first, last = ([one.get(qn("w:fldCharType")) for one in lines[at].iter(qn("w:fldChar"))] for at in (0, -1))
    assert (first, last) == (["begin", "separate"], ["end"])
    assert [one.get(qn("w:dirty")) for one in lines[0].iter(qn("w:fldChar"))] == ["true", None]


def quote_of(document, mark):
    """The paragraph that a link leads to, the words in bold, and what stands below it."""
    marks = document.element.body.iter(qn("w:bookmarkStart"))
    quote = next(one.getparent() for one in marks if one.get(qn("w:name")) == mark)
    runs = [run for run in quote.iter(qn("w:r")) if run.find(f".//{qn('w:b')}") is not None]
    bold = ["".join(run.itertext(qn("w:t"))) for run in runs]
    return "".join(quote.itertext(qn("w:t"))), bold, "".join(quote.getnext().itertext(qn("w:t")))


def test_words_of_the_findings_lead_to_a_sentence_that_shows_them_in_bold(documents):
    document = documents["zh"]
    findings = sorted((block.finding for block in DOCUMENT.all(FindingBlock)), key=lambda one: ORDER.index(one.section))
    found = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Finding"]
    marks = set()
    for paragraph, finding in zip(found, findings, strict=False):
        parts = iter(finding.parts("zh"))
        for link in paragraph.iter(qn("w:hyperlink")):
            words, mark = "".join(link.itertext(qn("w:t"))), link.get(qn("w:anchor"))
            kind, what, group = read_anchor(next(part.anchor for part in parts if part.text == words and part.anchor))
            text, bold, source = quote_of(document, mark)
            row = RESULTS.speeches[RESULTS.speeches["text"] == text].iloc[0]
            assert f"{row['date']:%Y-%m-%d}" in source and row["place"] in source and f"{row['start_line']}" in source
            assert group in (None, row["strategy"]) and (kind == "theme" or any(what in piece for piece in bold))
            marks.add(mark)
    assert len(marks) > 7


def test_each_sentence_is_quoted_once(documents):
    quotes = texts(documents["en"], "Quote")
    assert len(quotes) == len(set(quotes)) > 7 and set(quotes) <= set(RESULTS.speeches["text"])


def test_few_sentences_show_as_much_as_can_be():
    findings = {section: [] for section in ORDER}
    for block in DOCUMENT.all(FindingBlock):
        findings[block.finding.section].append(block.finding)
    chosen = choose_quotes(DOCUMENT, findings, "zh")
    assert list(chosen) == list(SECTIONS) and all(len(quotes) <= QUOTES for quotes in chosen.values())
    shown = [len(held) for held in chosen["most"].values()]
    assert shown[0] > 3 and sum(map(len, chosen["most"].values())) > 20
    anchors_of = [anchor for quotes in chosen.values() for held in quotes.values() for anchor in held]
    assert len(anchors_of) == len(set(anchors_of))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_fills_in_author_date_and_abstract(documents, language):
    controls = list(documents[language].element.body.iter(qn("w:sdt")))
    assert len(controls) == 3 and all(one.find(f".//{qn('w:showingPlcHdr')}") is not None for one in controls)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_fonts_language_and_properties(documents, language):
    document, section = documents[language], documents[language].sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert "PAGE" in "".join(section.footer._element.itertext(qn("w:instrText")))
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")) == "宋体" and fonts.get(qn("w:ascii")) == "Times New Roman"
    assert document.styles["Caption"].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "黑体"
    properties = document.core_properties
    assert properties.language == {"zh": "zh-CN", "en": "en-US"}[language]
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.title == RESULTS.corpus.settings.title[language] and properties.modified == properties.created
    assert properties.created.replace(tzinfo=None) == datetime.datetime(2024, 4, 23)


def test_the_text_has_no_look_of_its_own(documents):
    """Who changes a style changes the document: sizes, colours and fonts stand in styles only."""
    runs = documents["zh"].element.body.iter(qn("w:rPr"))
    own = {etree.QName(child).localname for run in runs for child in run}
    assert own <= {"rStyle", "rFonts", "b"}
    assert not documents["zh"].element.body.findall(f".//{qn('w:rFonts')}[@{qn('w:ascii')}]")
    known = {style.style_id for style in documents["zh"].styles}
    used = {one.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle")
            for one in documents["zh"].element.body.iter(qn(f"w:{tag}"))}  # fmt: skip
    assert used <= known


def test_the_same_bytes_twice_and_nothing_of_the_template(folder, tmp_path):
    again = write_word(with_charts(DOCUMENT, tmp_path), tmp_path, languages=["en"])
    assert again[0].read_bytes() == (folder / "report.en.docx").read_bytes()
    with zipfile.ZipFile(again[0]) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            assert not re.search("thumbnail|customXml|Effects", name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_the_template_has_every_style_and_no_text():
    template = docx.Document(TEMPLATE)
    own = {"Figure", "Finding", "Table Text", "Note", "Quote", "Quote Source", "Table Name"}
    known = {"Title", "Subtitle", "Heading 1", "Caption", "TOC Heading", "toc 1", "Report Table"}
    assert own | known <= {style.name for style in template.styles}
    assert not "".join(template.element.body.itertext()) and template.core_properties.author == ""


@pytest.mark.parametrize("groups", [["甲<b>&\x0b"], ["=1+1", "</w:t>"], [f"第{n}组" for n in range(9)], ["CO₂😀"]])
def test_any_corpus_gives_a_file_that_opens(tmp_path, groups):
    results = made_results(groups, paragraphs=2, sentences=2)
    results._speeches["place"] = "\x00<place>&"
    document = written(results, tmp_path, "zh", charts=("top_terms", "word_cloud", "keyness_forest"))
    assert texts(document, "Title") and "方法" in texts(document, "Heading1")
    assert len(list(document.element.body.iter(qn("wp:docPr")))) == 1 + (len(groups) > 1)
    assert "made <b>&.txt" in "".join(texts(document, "Finding"))
    assert any("\ufffd<place>&" in source for source in texts(document, "QuoteSource"))


@pytest.mark.parametrize(("height", "cm"), [(600, (16, 7.63)), (1259, (13.5, 13.5)), (2500, (10.07, 20))])
def test_pictures_fit_the_page(tmp_path, height, cm):
    write_word(with_charts(DOCUMENT, tmp_path, height=height), tmp_path, languages=["zh"])
    document = docx.Document(tmp_path / "report.zh.docx")
    sizes = [(int(one.get("cx")), int(one.get("cy"))) for one in document.element.body.iter(qn("wp:extent"))]
    assert [(round(cx / 360_000, 2), round(cy / 360_000, 2)) for cx, cy in sizes] == [cm] * 3


def test_a_chart_too_tall_to_be_read_is_named_instead(tmp_path):
    files = write_word(with_charts(DOCUMENT, tmp_path, height=4000), tmp_path, languages=["en"])
    document = docx.Document(files[0])
    assert not list(document.element.body.iter(qn("wp:docPr")))
    notes = [text for text in texts(document, "Note") if "too tall" in text]
    assert len(notes) == 3 and "see en/top_terms.png" in notes[0]


def test_a_picture_that_is_not_there_is_named(tmp_path):
    document = with_charts(DOCUMENT, tmp_path)
    (tmp_path / "zh" / "top_terms.png").unlink()
    with pytest.raises(FileNotFoundError, match="top_terms"):
        write_word(document, tmp_path)


def test_dates_that_are_missing_are_left_out(tmp_path):
    results = made_results(["甲", "乙"])
    results._speeches["date"] = pd.NaT
    document = written(results, tmp_path)
    assert "NaT" not in "".join(document.element.body.itertext())
    sources = texts(document, "QuoteSource")
    assert sources and not any(", ," in source for source in sources)


def test_groups_that_share_no_wording_get_a_file_too(tmp_path):
    results = made_results(["甲", "乙"])
    texts_of = {"甲": "甲地推进改革开放。", "乙": "乙处保护生态环境。"}
    results._speeches["text"] = results._speeches["strategy"].astype(str).map(texts_of)
    assert results.formula_places.groupby("text")["strategy"].nunique().max() == 1
    captions = "".join(texts(written(results, tmp_path), "Caption"))
    assert "Wording shared word for word" in captions and "Wording that stands in several strategies" not in captions


def test_quotes_have_the_wording_of_the_document(tmp_path):
    document = written(converted_results(), tmp_path, "zh")
    quotes = texts(document, "Quote")
    assert quotes and set(quotes) <= set(converted_results().speeches["original"])
    marks = [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    bold = [piece for mark in marks if mark.startswith("quote") for piece in quote_of(document, mark)[1]]
    assert "發展" in bold and not any("发展" in piece for piece in bold)


def test_captions_say_what_is_shown_and_sections_are_those_of_the_page(documents):
    for language, document in documents.items():
        captions = [text for text in texts(document, "Caption") if text.startswith(("图", "Figure"))]
        heading = next(one.chart for one in DOCUMENT.all(Figure) if one.chart.name == "top_terms").heading(language)
        assert captions[0] == {"zh": "图\xa01　", "en": "Figure\xa01. "}[language] + heading
        present = [
            one.text.say(language, RESULTS.names) for one in DOCUMENT.part("findings") if isinstance(one, Heading)
        ]
        found = texts(document, "TOCHeading")[:1] + texts(document, "Heading1")
        assert [heading for heading in found if heading in present] == present


@pytest.mark.parametrize(("q", "text"), [(0.27, "0.270"), (0.0081, "0.008"), (1.0, "1.000"), (0.00004, "<0.001")])
def test_corrected_p_have_equal_digits(q, text):
    assert adjusted_text(q) == text


def test_a_corrected_p_below_the_level_does_not_read_as_the_level():
    assert adjusted_text(0.04996) == "<0.050" and adjusted_text(0.05) == "0.050"
