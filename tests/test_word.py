"""The Word file: findings, charts, tables and quotes as the tables have them; styles, fields, alt text."""

import datetime
import gzip
import io
import itertools
import re
import zipfile

import docx
import numpy as np
import pandas as pd
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from analysis.anchors import read_anchor
from analysis.findings import Finding
from analysis.language import speak
from analysis.report import paging
from analysis.report.document import Figure, make_document
from analysis.report.figures import Picture
from analysis.report.word import EACH, PARTS, TEMPLATE, choose_quotes, write_word
from tests.four_speeches import RESULTS, the_report
from tests.made_corpora import made_results
from tests.made_pages import converted_results

LANGUAGES = ("zh", "en")
SHOWN = ("theme_dots", "top_terms", "move_strips")


def with_charts(document, charts=SHOWN, height=600):
    """Pictures of one colour in the place of some charts."""
    stream = io.BytesIO()
    Image.new("P", (1259, height)).save(stream, "PNG", dpi=(200, 200))
    drawn = Picture(
        "", "", stream.getvalue(), gzip.compress(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), b"", b"", b""
    )
    stems = [figure.chart.stem for figure in document.figures if figure.chart.name in charts]
    return {(language, stem): drawn for language in LANGUAGES for stem in stems}


def written(results, folder, language="en", charts=SHOWN):
    """The file of a corpus."""
    document = make_document(results)
    return docx.Document(write_word(document, with_charts(document, charts), folder, language))


def findings_of(document):
    """The findings in the order of the file: those whose chart is not drawn begin their part."""
    order = []
    for part in ("summary", *PARTS):
        blocks = document.parts[part]
        last = max(
            (n for n, one in enumerate(blocks) if isinstance(one, Figure) and one.chart.name in SHOWN), default=-1
        )
        own = [(n, block) for n, block in enumerate(blocks) if isinstance(block, Finding)]
        order += sorted(own, key=lambda pair: pair[0] < last)
    return [finding for _, finding in order]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("word")
    files = [write_word(the_report(), with_charts(the_report()), folder, language) for language in LANGUAGES]
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
    said, findings = texts(documents[language], "Finding"), findings_of(the_report())
    before, after, mark, label = {"zh": ("〔表 ", "〕", "、", "图\xa0"), "en": (" [table ", "]", ", ", "Figure\xa0")}[
        language
    ]
    for text, finding in zip(said, findings, strict=False):
        table = speak(language).say(f"sheets.{finding.table}")
        rest = text.removeprefix(finding.text(language) + before + table)
        assert rest in {after, *(f"{mark}{label}{n}{after}" for n in (1, 2, 3))}, text
        assert finding.section != "most" or rest != after
    assert len(said) == len(findings) + 5  # and five sentences on the method


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sizes_are_a_real_table(documents, language):
    (table,) = documents[language].tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    sizes = RESULTS.sizes
    assert [row[-1] for row in rows[1:]] == [f"{words:,}" for words in sizes["words"]]
    assert [row[0] for row in rows[1:]] == [RESULTS.names.strategy(group, language) for group in sizes["strategy"]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert abs(sum(widths) - 9071) < 10
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [None] * 3 + [2] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_have_captions_that_number_themselves_and_alt_text(documents, language):
    document = documents[language]
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    figures = [one.chart for one in the_report().figures if one.chart.stem in SHOWN]
    assert described == [chart.say(language).alt for chart in figures]
    captions = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Caption"]
    fields = ["".join(one.itertext(qn("w:instrText"))).strip() for one in captions]
    assert fields == [r"SEQ Table \* ARABIC", *[r"SEQ Figure \* ARABIC"] * 3]
    said = texts(document, "Caption")[1:]
    mark = {"zh": "图\xa0{}　", "en": "Figure\xa0{}. "}[language]
    assert said == [mark.format(n) + chart.say(language).title for n, chart in enumerate(figures, 1)]
    figures = [one for one in document.element.body.iter(qn("w:p")) if one.style == "Figure"]
    assert document.styles["Figure"].paragraph_format.keep_with_next
    assert all(one.getnext().style == "Caption" for one in figures)
    marks = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    told = {one.text.strip() for one in document.element.body.iter(qn("w:instrText"))}
    leading = {one.split()[1] for one in told if one.startswith("REF")}
    assert leading == {"chart-top-terms", "chart-theme-dots", "chart-move-strips"} <= marks
    vectors = [one for one in document.element.body.iter() if etree.QName(one).localname == "svgBlip"]
    parts = [document.part.related_parts[one.get(qn("r:embed"))] for one in vectors]
    assert [part.content_type for part in parts] == ["image/svg+xml"] * 3
    assert all(part.blob.startswith(b"<svg") for part in parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_every_heading(documents, language):
    document = documents[language]
    assert texts(document, "TOC1") == texts(document, "Heading1")
    assert len(texts(document, "Heading1")) == len(PARTS) + 1
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
    findings = findings_of(the_report())
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
    assert len(marks) > 3


def test_each_sentence_is_quoted_once(documents):
    quotes = texts(documents["en"], "Quote")
    assert len(quotes) == len(set(quotes)) > 4 and set(quotes) <= set(RESULTS.speeches["text"])


def test_few_sentences_show_as_much_as_can_be():
    chosen = choose_quotes(the_report(), {figure.chart.stem for figure in the_report().figures}, "zh")
    assert list(chosen) == [figure.chart.stem for figure in the_report().figures]
    assert all(len(quotes) <= EACH for quotes in chosen.values())
    shown = [len(held) for held in chosen["theme_dots"].values()]
    assert shown[0] > 3 and all(chosen[stem] for stem in ("theme_strips", "formula_map", "keyness_forest"))
    rows = [row for quotes in chosen.values() for row in quotes]
    assert len(rows) == len(set(rows)) > 12
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
    again = write_word(the_report(), with_charts(the_report()), tmp_path, "en")
    assert again.read_bytes() == (folder / "report.en.docx").read_bytes()
    with zipfile.ZipFile(again) as archive:
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
    document = written(results, tmp_path, "zh", charts=("top_terms", "keyness_forest"))
    assert texts(document, "Title") and "方法" in texts(document, "Heading1")
    assert len(list(document.element.body.iter(qn("wp:docPr")))) == 1 + (len(groups) > 1)
    assert "made <b>&.txt" in "".join(texts(document, "Finding"))
    assert any("\ufffd<place>&" in source for source in texts(document, "QuoteSource"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("height", [600, 900, 2500])
def test_pictures_are_as_large_as_their_pages_have_room(tmp_path, height, language):
    charts = [figure.chart.name for figure in the_report().figures]
    write_word(the_report(), with_charts(the_report(), charts, height=height), tmp_path, language)
    document = docx.Document(tmp_path / f"report.{language}.docx")
    shapes = {id(shape._inline): shape for shape in document.inline_shapes}
    sizes = [(one.width.cm, one.height.cm) for one in shapes.values()]
    assert all(abs(cy / cx - height / 1259) < 0.01 for cx, cy in sizes)
    assert all(min(10, 16.5 * cx / cy) - 0.01 <= cx <= 16.01 and cy <= 16.51 for cx, cy in sizes)
    first = next(n for n, one in enumerate(document.paragraphs) if one.style.name == "Heading 1")
    pieces = iter([*paging._pieces(document.paragraphs[first:], shapes)])
    layout, drawn = paging.Layout(), iter(sizes)
    for piece in pieces:
        layout = paging._placed(layout, piece, next(drawn)[1] if piece.most else 0.0)
    assert height == 2500 or (layout.pages <= paging.PAGES and max(layout.hole, layout.free) < paging.PAGE / 3)


def test_no_size_tried_leaves_smaller_holes_than_that_chosen():
    text, picture = paging.Piece(0.2, 9, 0.5), paging.Piece(0.5, 2, 0.5, least=5, most=12)
    pieces = [text, picture, text, picture, text, picture]
    chosen = paging.lay_out(pieces)
    for heights in itertools.product(np.linspace(5, 12, paging.SIZES), repeat=3):
        layout, given = paging.Layout(), iter(heights)
        for piece in pieces:
            layout = paging._placed(layout, piece, next(given) if piece.most else 0.0)
        assert chosen.rank <= (max(layout.hole, layout.free), -sum(heights) + 1e-9)
    assert len(chosen.heights) == 3 and all(5 <= one <= 12 for one in chosen.heights)


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
    assert "Shared wording" in texts(written(results, tmp_path), "Heading1")


def test_quotes_have_the_wording_of_the_document(tmp_path):
    document = written(converted_results(), tmp_path, "zh")
    quotes = texts(document, "Quote")
    assert quotes and set(quotes) <= set(converted_results().speeches["original"])
    marks = [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    bold = [piece for mark in marks if mark.startswith("quote") for piece in quote_of(document, mark)[1]]
    assert "發展" in bold and not any("发展" in piece for piece in bold)


def test_headings_are_those_of_the_page(documents):
    for language, document in documents.items():
        said = [speak(language).say(f"page.{name}", RESULTS.names) for name in (*PARTS, "method")]
        assert texts(document, "Heading1") == said
