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

from analysis.report.document import Figure, FindingBlock, Heading, make_document
from analysis.report.excerpts import Excerpts, corrected_text
from analysis.report.word import EACH, TEMPLATE, write_word
from tests.four_speeches import RESULTS
from tests.made_corpora import made_results
from tests.made_pages import converted_results

LANGUAGES = ("zh", "en")
DOCUMENT = make_document(RESULTS)


def with_charts(document, folder, charts=("speech_sizes", "top_terms", "compare_terms"), height=600):
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
def test_every_finding_stands_in_the_file_with_its_table(documents, language):
    said = texts(documents[language], "Finding")
    findings = [block.finding for block in DOCUMENT.all(FindingBlock)]
    table_of = {"zh": "〔表 {}〕", "en": " [table {}]"}[language]
    for text, finding in zip(said, findings, strict=False):
        assert text == finding.text(language) + table_of.format(finding.table)
    assert len(said) == len(findings) + 4  # and four sentences on the method


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_real_tables_with_the_numbers_of_the_results(documents, language):
    document, shown = documents[language], list(Excerpts(RESULTS, language))
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
        one.chart for one in DOCUMENT.all(Figure) if one.chart.stem in ("speech_sizes", "top_terms", "compare_terms")
    ]
    assert described == [chart.say(language).alt for chart in figures]
    captions = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Caption"]
    fields = ["".join(one.itertext(qn("w:instrText"))).strip() for one in captions]
    assert fields == [r"SEQ Figure \* ARABIC"] * 3 + [r"SEQ Table \* ARABIC"] * 7
    figures = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Figure"]
    assert document.styles["Figure"].paragraph_format.keep_with_next
    assert all(one.getnext().style == "Caption" for one in figures)
    extents = {int(one.get("cx")) for one in document.element.body.iter(qn("wp:extent"))}
    assert extents == {16 * 360_000}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_every_heading(documents, language):
    document = documents[language]
    headings = [text for style in ("Heading1", "Heading2") for text in texts(document, style)]
    entries = [line for style in ("TOC1", "TOC2") for line in texts(document, style)]
    assert sorted(entries) == sorted(headings) and len(headings) > 12
    names = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    wanted = {one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink"))}
    assert wanted <= names
    numbers = [one.get(qn("w:id")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers) == len(names)
    kinds = [one.get(qn("w:fldCharType")) for one in document.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    lines = [one for one in document.element.body.iter(qn("w:p")) if one.style in ("TOC1", "TOC2")]
    first, last = ([one.get(qn("w:fldCharType")) for one in lines[at].iter(qn("w:fldChar"))] for at in (0, -1))
    assert (first, last) == (["begin", "separate"], ["end"])
    assert [one.get(qn("w:dirty")) for one in lines[0].iter(qn("w:fldChar"))] == ["true", None]


def test_quotes_are_the_original_wording_with_the_word_in_bold(documents):
    document, sentences = documents["zh"], set(RESULTS.speeches["text"])
    quotes = texts(document, "Quote")
    assert quotes and set(quotes) <= sentences
    heads = texts(document, "QuoteHeading")
    term = next(head for head in heads if head.startswith("“生态环境”（长江经济带"))
    kept = RESULTS.tokens[RESULTS.tokens["kept"]].query("term == '生态环境' and strategy == '长江经济带发展'")
    assert f"共 {len(kept.drop_duplicates(['paragraph', 'sentence']))} 句" in term
    body = list(document.element.body)
    at = next(n for n, one in enumerate(body) if one.tag == qn("w:p") and one.style == "QuoteHeading"
              and term in "".join(one.itertext(qn("w:t"))))  # fmt: skip
    runs = [run for run in body[at + 1].iter(qn("w:r")) if run.find(f".//{qn('w:b')}") is not None]
    bold = ["".join(run.itertext(qn("w:t"))) for run in runs]
    assert bold == ["生态环境"]
    source = "".join(body[at + 2].itertext(qn("w:t")))
    row = RESULTS.speeches[RESULTS.speeches["text"] == "".join(body[at + 1].itertext(qn("w:t")))].iloc[0]
    assert f"{row['date']:%Y-%m-%d}" in source and row["place"] in source and f"{row['start_line']}–" in source
    assert len(quotes) <= EACH * len(heads)


def test_numbers_of_the_findings_lead_to_their_quotes(documents):
    document = documents["zh"]
    found = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Finding"]
    every = [one for part in found for one in part.iter(qn("w:hyperlink"))]
    links = {"".join(one.itertext(qn("w:t"))): one.get(qn("w:anchor")) for one in every}
    text, bookmark = next((text, mark) for text, mark in links.items() if text.startswith("“坚持”9 次"))
    heading = next(one.getparent() for one in document.element.body.iter(qn("w:bookmarkStart"))
                   if one.get(qn("w:name")) == bookmark)  # fmt: skip
    assert "".join(heading.itertext(qn("w:t"))).startswith("“坚持”（长江经济带") and text


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
    own = {"Figure", "Finding", "Table Text", "Note", "Quote", "Quote Source", "Quote Heading", "Table Name"}
    known = {"Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "TOC Heading", "toc 1", "toc 2", "Report Table"}
    assert own | known <= {style.name for style in template.styles}
    assert not "".join(template.element.body.itertext()) and template.core_properties.author == ""


@pytest.mark.parametrize("groups", [["甲<b>&\x0b"], ["=1+1", "</w:t>"], [f"第{n}组" for n in range(9)], ["CO₂😀"]])
def test_any_corpus_gives_a_file_that_opens(tmp_path, groups):
    results = made_results(groups, paragraphs=2, sentences=2)
    results._speeches["place"] = "\x00<place>&"
    document = written(results, tmp_path, "zh", charts=("speech_sizes", "word_cloud", "keyness_forest"))
    assert texts(document, "Heading1")[0] == "主要发现"
    clouds = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert sum("词云" in text for text in clouds) == min(len(groups), 4)
    assert "made <b>&.txt" in "".join(texts(document, "Finding"))
    assert any("\ufffd<place>&" in source for source in texts(document, "QuoteSource"))


def test_pictures_fit_the_page(tmp_path):
    write_word(with_charts(DOCUMENT, tmp_path, height=2500), tmp_path, languages=["zh"])
    document = docx.Document(tmp_path / "report.zh.docx")
    sizes = [(int(one.get("cx")), int(one.get("cy"))) for one in document.element.body.iter(qn("wp:extent"))]
    assert len(sizes) == 3 and all(
        abs(cy - 20 * 360_000) < 2 and abs(cx / cy - 1259 / 2500) < 0.001 for cx, cy in sizes
    )


def test_a_chart_too_tall_to_be_read_is_named_instead(tmp_path):
    files = write_word(with_charts(DOCUMENT, tmp_path, height=4000), tmp_path, languages=["en"])
    document = docx.Document(files[0])
    assert not list(document.element.body.iter(qn("wp:docPr")))
    notes = [text for text in texts(document, "Note") if "too tall" in text]
    assert len(notes) == 3 and "see en/top_terms.svg" in notes[1]


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
    assert results.comparison.formula_places.groupby("text")["strategy"].nunique().max() == 1
    headings = texts(written(results, tmp_path), "Heading2")
    assert "Wording shared word for word" in headings and "Wording that stands in several strategies" not in headings


def test_quotes_have_the_wording_of_the_document(tmp_path):
    document = written(converted_results(), tmp_path, "zh")
    quotes = texts(document, "Quote")
    assert quotes and set(quotes) <= set(converted_results().speeches["original"])
    found = [one for one in document.element.body.iter(qn("w:p")) if one.style in ("QuoteHeading", "Quote")]
    at = next(n for n, one in enumerate(found) if "".join(one.itertext(qn("w:t"))).startswith("“发展”（长江"))
    bold = [
        "".join(run.itertext(qn("w:t")))
        for run in found[at + 1].iter(qn("w:r"))
        if run.find(f".//{qn('w:b')}") is not None
    ]
    assert bold and set(bold) == {"發展"}


def test_figures_are_captioned_with_their_finding_under_the_headings_of_the_page(documents):
    for language, document in documents.items():
        captions = [text for text in texts(document, "Caption") if text.startswith(("图", "Figure"))]
        chart = DOCUMENT.all(Figure)[0].chart
        assert captions[0] == {"zh": "图 1　", "en": "Figure 1. "}[language] + chart.say(language).title
        headings = texts(document, "Heading2")
        present = [
            one.text.say(language, RESULTS.names) for one in DOCUMENT.part("findings") if isinstance(one, Heading)
        ]
        assert [heading for heading in headings if heading in present] == present
        assert chart.heading(language) in headings


@pytest.mark.parametrize(("q", "text"), [(0.27, "0.270"), (0.0081, "0.008"), (1.0, "1.000"), (0.00004, "<0.001")])
def test_corrected_p_have_equal_digits(q, text):
    assert corrected_text(q) == text


def test_a_corrected_p_below_the_level_does_not_read_as_the_level():
    assert corrected_text(0.04996) == "<0.050" and corrected_text(0.05) == "0.050"
