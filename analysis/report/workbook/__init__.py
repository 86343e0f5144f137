"""Every table on a sheet of one Excel file; the first sheet explains every table and every column."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from analysis.findings.parts import Scene
from analysis.report import tables
from analysis.report.containers import repack, xml_text
from analysis.report.workbook.columns import explain_column
from analysis.report.workbook.texts import WORDS
from analysis.report.writing import neutralise, write_file
from analysis.results import Results

MOST_ROWS = 20_001  # of a sheet, the header among them: Excel takes 1,048,576, but opens millions of cells in minutes
MOST_CHARACTERS = 32_767  # of a cell
_LANGUAGES = ("zh", "en")
_DATE = datetime.datetime(1980, 1, 1)
_LINK = Font(color="0563C1", underline="single")
_HEAD = Font(bold=True), PatternFill("solid", fgColor="EDEDED")
_WRAP, _TOP = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
_FORMATS = {
    "share": "0.0%", "top_share": "0.0%", "first_share": "0.0%", "character_share": "0.0%", "recall": "0.0%",
    "p": "0.0000", "q": "0.0000", "per_10k": "#,##0.0", "rest_per_10k": "#,##0.0", "difference": "#,##0.0",
    "percent": "0.0", "percent_difference": "#,##0", "tfidf": "0.0000", "cosine": "0.000",
}  # fmt: skip
_SHARES = ("theme_shares", "theme_stability", "move_shares")  # their limits are shares too
_A4 = 9  # its number in the format
_LINE, _TALLEST = 15.0, 409.0  # points: a line of text, the tallest row there can be
_LONG = 80  # characters a column may be wide; longer text is wrapped


def write_workbook(results: Results, folder: Path, *, languages: Sequence[str] = _LANGUAGES) -> Path:
    """Write ``tables.xlsx`` into `folder`: a sheet a table of :mod:`analysis.report.tables`, and one that explains all.

    Numbers are numbers and dates are dates; infinite values are written ∞ and −∞, undefined ones stay empty. Text is
    text, whatever it begins with. A table of more than 20,000 rows is cut, and the first sheet says so.

    Parameters
    ----------
    results : Results
        The tables of a document.
    folder : Path
        Receives the file.
    languages : sequence of {"zh", "en"}
        Of the first sheet.

    Returns
    -------
    Path
        The file.
    """
    found, missing = _all_tables(results)
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "", "tables"
    book.properties.created = book.properties.modified = _DATE
    _write_guide(book, found, missing, languages, Scene(results, languages[0], results.names).called)
    for name, table in found.items():
        _write_table(book, name, table)
    stream = io.BytesIO()
    book.save(stream)
    return write_file(folder / "tables.xlsx", repack(stream.getvalue(), change=_undated))


def _all_tables(results: Results) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """Every table that there is, and the reason of every one that there is not."""
    found, missing = {name: tables.table_of(results, name) for name in tables.TABLES}, {}
    for name in tables.COMPARISONS:
        try:
            table = getattr(results.comparison, name)
        except ValueError as reason:  # the measure says what it lacks
            missing[name] = str(reason)
            continue
        found[name] = table.astype({column: "int64" for column in table.columns if table[column].dtype == bool})
    return found, missing


def _undated(name: str, part: bytes) -> bytes:
    """The core properties without the date of saving, which openpyxl sets itself."""
    if name != "docProps/core.xml":
        return part
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)


def _write_guide(book, found: dict, missing: dict, languages: Sequence[str], called: Sequence[str]) -> None:
    """The first sheet: how to read the file, what each sheet holds, what each column means."""
    spoken = [_LANGUAGES.index(language) for language in languages]
    sheet = _new_sheet(book, _both("sheet", spoken))
    for letter, width in zip("ABCDEF", (20, 22, *[_LONG] * len(spoken), 14), strict=False):
        sheet.column_dimensions[letter].width = width
    group = [tables.name_groups(tables.GROUP[one], one, called) for one in spoken]
    notes = [[line] for one, own in zip(spoken, group, strict=True) for line in (*WORDS["notes"][one], own)]
    contents = [[_both("table", spoken), "", *_headings("content", spoken), _both("rows", spoken)]]
    for name in tables.TABLES | tables.COMPARISONS:
        rows = _both("missing", spoken) if name in missing else len(found[name])
        said = (tables.describe_table(name, one, called) + _remark(name, found, missing, one) for one in spoken)
        contents.append([name, "", *said, rows])
    columns = [[_both("table", spoken), _both("column", spoken), *_headings("meaning", spoken)]]
    for name, table in found.items():
        for column in map(str, table.columns):
            said = (explain_column(name, column, _LANGUAGES[one], noun=called[:2]) for one in spoken)
            columns.append([name, _text(column), *said])
    heads = {len(notes) + 1, len(notes) + len(contents) + 2}
    for number, row in enumerate([*notes, [], *contents, [], *columns]):
        _set_height(sheet, number + 1, row[2:])
        cells = _styled(sheet, row) if number in heads else _wrapped(sheet, row) if len(row) > 1 else row
        if len(row) > 1 and number not in heads and row[0] in found:
            cells[0] = _link(cells[0], _sheet_name(row[0]))
        sheet.append(cells)


def _link(cell: WriteOnlyCell, sheet: str) -> WriteOnlyCell:
    """A cell that leads to a sheet of the file."""
    cell.hyperlink = Hyperlink(ref="", location=f"'{sheet}'!A1", display=cell.value)
    cell.font = _LINK
    return cell


def _sheet_name(table: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "_", table)[:31]


def _set_height(sheet, number: int, texts: Iterable) -> None:
    """Room for wrapped text: not every program finds the height of a row by itself."""
    lines = max((-(-_columns(text) // _LONG) for text in texts if isinstance(text, str)), default=1)
    if lines > 1:
        sheet.row_dimensions[number].height = min(_LINE * lines, _TALLEST)


def _new_sheet(book, title: str):
    """A sheet that prints across the page, as wide as the paper."""
    sheet = book.create_sheet(title)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def _remark(name: str, found: dict, missing: dict, language: int) -> str:
    """Why a table is not there, or that it is cut."""
    if name in missing:
        return WORDS["because"][language].format(reason=missing[name])
    if len(found[name]) > MOST_ROWS - 1:
        return WORDS["too_long"][language].format(n=MOST_ROWS - 1, all=len(found[name]), name=name)
    return ""


def _headings(key: str, spoken: Iterable[int]) -> list[str]:
    return [WORDS[key][one] for one in spoken]


def _both(key: str, spoken: Iterable[int]) -> str:
    return " ".join(WORDS[key][one] for one in spoken)


def _write_table(book, name: str, table: pd.DataFrame) -> None:
    """One sheet: header frozen and filtered, columns as wide as what stands in them."""
    table = table.head(MOST_ROWS - 1)
    sheet = _new_sheet(book, _sheet_name(name))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(table.shape[1], 1))}{len(table) + 1}"
    columns, cells, long = [], [], []
    for place, column in enumerate(table.columns):
        values = _values(table.iloc[:, place])
        columns.append(values)
        width = _width(str(column), values)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(width, _LONG) + 2
        cells.append(_cell(sheet, name, str(column), table.iloc[:, place], values))
        long += [place] if width > _LONG else []
    sheet.append(_styled(sheet, [_text(str(column)) for column in table.columns]))
    if long:  # tall rows: the other cells at their top too
        cells = [cell or WriteOnlyCell(sheet) for cell in cells]
        for place, cell in enumerate(cells):
            cell.alignment = _WRAP if place in long else _TOP
    for number, row in enumerate(zip(*columns, strict=True), start=2):
        if long:
            _set_height(sheet, number, [row[place] for place in long])
        sheet.append([_filled(cell, value) if cell else value for cell, value in zip(cells, row, strict=True)])


def _values(column: pd.Series) -> list:
    """A column as openpyxl takes it: numbers, dates and text that Excel can hold."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return [None if pd.isna(value) else value.to_pydatetime() for value in column]
    if pd.api.types.is_float_dtype(column):
        values = column.to_numpy(dtype=float)
        if np.isfinite(values).all():
            return values.tolist()
        return [value if np.isfinite(value) else _odd(value) for value in values.tolist()]
    if pd.api.types.is_integer_dtype(column):
        return column.tolist()
    if isinstance(column.dtype, pd.CategoricalDtype):  # few different texts
        known = [_text(str(category)) for category in column.cat.categories]
        return [None if code < 0 else known[code] for code in column.cat.codes]
    return [None if pd.isna(value) else _text(value) if isinstance(value, str) else value for value in column]


def _odd(value: float) -> str | None:
    return None if np.isnan(value) else "∞" if value > 0 else "−∞"


def _text(value: str) -> str:
    """Text as a cell can hold it: no formula, no character that XML refuses, not too long."""
    text = xml_text(neutralise(value))
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def _width(name: str, values: list) -> float:
    """Width of a column in characters, an ideograph counting two: of its name and of the longest text shown."""
    texts = [value for value in values[:2000] if isinstance(value, str)]
    longest = max(texts, key=len, default="")
    filter_arrow = 3
    return max(_columns(name) + filter_arrow, _columns(longest), 9)


def _columns(text: str) -> float:
    return sum(2 if ord(character) > 0x2E7F or character in "“”…—" else 1.1 for character in text)


def _cell(sheet, table: str, name: str, column: pd.Series, values: list) -> WriteOnlyCell | None:
    """A cell that serves a whole column, if its values need one: openpyxl writes each value as it is handed over."""
    cell = WriteOnlyCell(sheet)
    if pd.api.types.is_datetime64_any_dtype(column):
        cell.number_format = "yyyy-mm-dd"
    elif pd.api.types.is_float_dtype(column):
        limits = name in ("low", "high", "none") and table in _SHARES
        cell.number_format = "0.0%" if limits else _FORMATS.get(name, "#,##0.00")
    elif not any(isinstance(value, str) and value[:1] in "=#" for value in values):
        return None
    return cell


def _filled(cell: WriteOnlyCell, value) -> WriteOnlyCell:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes text that begins with = for a formula and #N/A for an error
    return cell


def _styled(sheet, values: list) -> list[WriteOnlyCell]:
    cells = []
    for value in values:
        cell = _filled(WriteOnlyCell(sheet), value)
        cell.font, cell.fill = _HEAD
        cells.append(cell)
    return cells


def _wrapped(sheet, values: list) -> list[WriteOnlyCell]:
    cells = []
    for value in values:
        cell = _filled(WriteOnlyCell(sheet), value)
        cell.alignment = _WRAP
        cells.append(cell)
    return cells
