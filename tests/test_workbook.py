"""The Excel file: the numbers of the tables, explained column by column, safe to open, the same bytes twice."""

import io
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape

from analysis.findings import SECTIONS
from analysis.language import speak
from analysis.language.names import Names
from analysis.report import workbook
from analysis.report.containers import repack, source_date, xml_text
from analysis.report.document import make_document
from analysis.report.tables import every_table, explain_column
from analysis.report.workbook import LAST, write_workbook
from analysis.results import LEFT_OUT, TABLES
from tests.four_speeches import RESULTS, the_report
from tests.made_corpora import made_results

NAMES = [name for name in TABLES if name != LEFT_OUT and not TABLES[name].only_large]
TABS = {language: {name: speak(language).say(f"sheets.{name}") for name in TABLES} for language in ("zh", "en")}
PROVINCES = Names(group=("省份", "province", "provinces"))


def written(results, folder, language="zh"):
    return write_workbook(make_document(results), folder, language)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_workbook(the_report(), tmp_path_factory.mktemp("excel"), "zh")


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path, read_only=True)


@pytest.fixture(scope="module")
def styled(path):
    """The same with links, widths and formats, which takes seconds to read."""
    return openpyxl.load_workbook(path)


def table(name):
    return every_table(RESULTS, [name])[0][name]


@pytest.mark.parametrize("name", ["speeches", "sizes", "theme_shares", "keyness", "similarity", "counts", "diversity"])
def test_numbers_dates_and_text_are_those_of_the_table(book, name):
    expected, names = table(name), RESULTS.names
    if "theme" in expected.columns:
        place = list(expected.columns).index("theme")
        expected.insert(place, "主题", [names.theme(theme, "zh") for theme in expected["theme"]])
    values_of = {"more": "多", "less": "少", "cannot tell": "分不出", "paragraph": "段", "cosine": "余弦",
                 "jensen_shannon": "JS 散度"}  # fmt: skip
    head, *found = book[TABS["zh"][name]].iter_rows(values_only=True)
    assert len(found) == len(expected) and len(head) == len(expected.columns)
    for place, column in enumerate(expected.columns):
        values = [row[place] for row in found]
        if pd.api.types.is_datetime64_any_dtype(expected[column]):
            assert [pd.Timestamp(value) for value in values] == expected[column].tolist()
        elif pd.api.types.is_numeric_dtype(expected[column]):
            numbers = [{"∞": np.inf, "−∞": -np.inf, None: np.nan}.get(value, value) for value in values]
            assert all(isinstance(value, (int, float)) for value in numbers)
            np.testing.assert_allclose(numbers, expected[column].to_numpy(dtype=float), rtol=1e-12)
        elif column in ("strategy", "other"):
            assert values == [names.strategy(str(value), "zh") for value in expected[column]]
        else:
            assert values == [values_of.get(str(value), str(value)) or None for value in expected[column]]


def test_heads_are_in_the_language_and_groups_and_themes_are_called_by_their_names(book):
    heads = {name: list(next(book[TABS["zh"][name]].iter_rows(values_only=True))) for name in NAMES}
    assert heads["theme_shares"] == ["战略", "主题", "主题代码", "句数", "总数", "占比", "区间下限", "区间上限"]
    assert heads["counts"] == ["词语", "长江经济带", "长三角", "中部", "西部"]
    assert heads["coded"][4:6] == ["原文", "科技创新与产业升级"]
    strange = {head for each in heads.values() for head in each if head.isascii() and head.islower()}
    assert strange <= {"idf", "p", "q"}


def test_the_findings_come_first_each_with_its_table_and_a_chart(styled, path):
    sheet = styled["概览"]
    rows = [(row[1].value, row[2].value) for row in sheet.iter_rows(min_row=3) if row[1].value]
    findings = sorted(the_report().findings, key=lambda one: SECTIONS.index(one.section))
    assert rows == [(finding.text("zh"), TABS["zh"][finding.table]) for finding in findings]
    with zipfile.ZipFile(path) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 4 and "主题占比" in chart and "$F$2:$F$11" in chart and "$B$2:$B$11" in chart


def test_there_is_a_sheet_for_every_table(book):
    order = sorted(NAMES, key=lambda name: name in LAST)
    assert book.sheetnames == ["概览", "说明", *(TABS["zh"][name] for name in order)]


def test_the_guide_explains_every_column(book):
    rows = list(book["说明"].iter_rows(values_only=True))
    explained = {(row[1], row[4]): (row[0], row[3]) for row in rows if len(row) > 4 and row[1]}
    for name in NAMES:
        for column in table(name).columns:
            tab, said = explained[name, str(column)]
            assert tab == TABS["zh"][name] and said and "{" not in said


def test_every_name_of_a_table_leads_to_its_sheet(styled):
    guide = styled["说明"]
    cells = [row[0] for row in guide.iter_rows(max_col=1)]
    links = {(cell.value, cell.hyperlink.location) for cell in cells if cell.hyperlink}
    assert links == {(TABS["zh"][name], f"'{TABS['zh'][name]}'!A1") for name in NAMES}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_sheets_are_those_that_excel_takes(language):
    names = list(TABS[language].values())
    assert len(set(map(str.lower, names))) == len(TABLES) and not any(set(name) & set("[]:*?/\\'") for name in names)
    assert max(map(len, names)) <= 31


@pytest.mark.parametrize("name", NAMES)
def test_tables_and_columns_are_explained_in_both_languages_with_the_word_of_the_corpus_for_a_group(name):
    for language in map(speak, ("zh", "en")):
        said = [explain_column(name, str(column), language, PROVINCES) for column in table(name).columns]
        said.append(language.say(f"tables.{name}", PROVINCES))
        assert all(said) and not any(word in "".join(said) for word in ("{", "战略", "strateg"))


def test_no_explanation_is_left_over():
    names = {name: set(map(str, table(name).columns)) for name in NAMES}
    large = {"permutations", "resamples", "minimum", "min_shared", "token_verdict"}  # only of much text
    names[LEFT_OUT] = {"file", "reason"}
    every = set().union(*names.values(), {"original"}, large)  # original: where characters were converted
    columns = [key.removeprefix("columns.") for key in speak("zh").texts if key.startswith("columns.")]
    for key in columns:
        name, _, column = key.rpartition(".")
        if name in TABLES and TABLES[name].only_large:
            continue
        assert key.startswith("*") or (column in names[name] if name else column in every), key


def test_a_column_nobody_explained_is_named():
    with pytest.raises(KeyError, match="column novelty of table keyness"):
        explain_column("keyness", "novelty", speak("zh"), PROVINCES)


def test_headers_are_frozen_and_filtered_and_columns_have_widths(styled):
    sheet = styled["特征词"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:Y{len(table('keyness')) + 1}"
    assert all(8 < sheet.column_dimensions[letter].width < 90 for letter in "ABCT")
    assert sheet["G2"].number_format == "#,##0.0" and sheet["N2"].number_format == "0.0000"
    assert styled["句子"]["C2"].number_format == "yyyy-mm-dd" and styled["句子"]["C2"].is_date
    assert styled["主题占比"]["G2"].number_format == "0.0%"


def test_the_same_bytes_twice_and_no_date_of_today(path, tmp_path):
    assert write_workbook(the_report(), tmp_path, "zh").read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2024-04-23T00:00:00Z") == 2
    assert f"<dc:title>{RESULTS.corpus.settings.title['zh']}</dc:title>" in core


@pytest.mark.parametrize(
    ("dated", "date"), [(["2019", "", "2019-05"], "2019-05-01"), (["1850"], "1850-01-01"), ([""], "2000-01-01")]
)
def test_a_file_bears_the_newest_date_of_its_sources(monkeypatch, dated, date):
    results = made_results(["甲"])
    monkeypatch.setattr(type(results), "documents", pd.DataFrame({"speech": range(len(dated)), "dated": dated}))
    assert f"{source_date(results):%Y-%m-%d}" == date


HOSTILE = ["=cmd()", "#N/A", "+1", "a\x0bb\x00", "长" * 40_000, "x_x000D_", "<script>&amp;"]


def test_hostile_text_stays_text(tmp_path, monkeypatch):
    results = made_results(["甲", "=HYPERLINK(1)"])
    rows = pd.DataFrame({"term": HOSTILE, "count": 1, "total": 2, "share": [0.5, np.inf, -np.inf, np.nan, 1, 1, 1]})
    monkeypatch.setattr(type(results), "unclaimed", rows, raising=False)
    book = openpyxl.load_workbook(written(results, tmp_path))
    sheet = book["未归类的词"]
    texts = [sheet.cell(row, 1) for row in range(2, 9)]
    assert {cell.data_type for cell in texts} <= {"s", "inlineStr"} and all(texts[n].quotePrefix for n in (0, 2))
    shown = [cell.value for cell in texts]
    assert shown[:4] == ["=cmd()", "#N/A", "+1", "a\ufffdb\ufffd"]
    assert len(shown[4]) == 32_767 and shown[4].endswith("长…")
    assert [unescape(text) for text in shown[5:]] == HOSTILE[5:]
    assert [sheet.cell(row, 4).value for row in range(2, 6)] == [0.5, "∞", "−∞", None]
    assert book["次数"]["C1"].value == "=HYPERLINK(1)"


def test_too_many_rows_are_cut_and_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 101)
    book = openpyxl.load_workbook(write_workbook(the_report(), tmp_path, "en"), read_only=True)
    assert book.sheetnames[:2] == ["Overview", "Guide"] and len(list(book["Keyness"].iter_rows())) == 101
    said = [row[3] for row in book["Guide"].iter_rows(values_only=True) if row[:3] == ("Keyness", "keyness", None)]
    assert f"{len(table('keyness')):,} rows: the sheet has the first 100" in said[0]


def test_tables_that_are_not_possible_are_named_with_the_reason(tmp_path):
    book = openpyxl.load_workbook(written(made_results(["甲"], paragraphs=1), tmp_path), read_only=True)
    assert "特征词" not in book.sheetnames and "词频" in book.sheetnames
    rows = {row[1]: row for row in book["说明"].iter_rows(values_only=True) if len(row) > 2 and row[2] is None}
    assert "（未写出：" in rows["keyness"][3] and rows["keyness"][4] == "未写出"


def test_repacking_does_not_depend_on_order_or_date():
    def container(names, date):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in names:
                archive.writestr(zipfile.ZipInfo(name, date), name)
        return stream.getvalue()

    one = repack(container(["b", "[Content_Types].xml", "a"], (2001, 2, 3, 4, 5, 6)))
    other = repack(container(["a", "b", "[Content_Types].xml"], (2026, 1, 1, 0, 0, 0)))
    assert one == other and zipfile.ZipFile(io.BytesIO(one)).namelist() == ["[Content_Types].xml", "a", "b"]


def test_characters_that_xml_refuses_leave_a_mark():
    assert xml_text("a\x00\ud800\ufffe\t\nb") == "a\ufffd\ufffd\ufffd\t\nb"
