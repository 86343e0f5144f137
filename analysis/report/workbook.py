"""Every table on a sheet of one Excel file; the first sheet explains every table and every column."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from analysis.language import Language, speak
from analysis.report.containers import source_date, source_title, xml_text
from analysis.report.tables import EVERY, every_table, explain_column
from analysis.report.writing import FORMULA_STARTS, write_file
from analysis.results import Results

MOST_ROWS = 20_001  # of a sheet, the header among them: Excel takes 1,048,576, but opens millions of cells in minutes
MOST_CHARACTERS = 32_767  # of a cell
_FORMATS = {
    "share": "0.0%", "top_share": "0.0%", "first_share": "0.0%", "character_share": "0.0%", "recall": "0.0%",
    "p": "0.0000", "q": "0.0000", "per_10k": "#,##0.0", "rest_per_10k": "#,##0.0", "difference": "#,##0.0",
    "percent": "0.0", "percent_difference": "#,##0", "tfidf": "0.0000", "cosine": "0.000",
}  # fmt: skip
_SHARES = ("theme_shares", "theme_stability", "move_shares")  # their limits are shares too
_A4 = 9  # its number in the format
_LINE, _TALLEST = 15.0, 409.0  # points: a line of text, the tallest row there can be
_LONG = 80  # characters a column may be wide; longer text is wrapped
_HEAD = {"bold": True, "bg_color": "#EDEDED"}


def write_workbook(results: Results, folder: Path, *, languages: Sequence[str] = ("zh", "en")) -> Path:
    """Write ``tables.xlsx`` into `folder`: a sheet a table of :mod:`analysis.report.tables`, and one that explains all.

    Numbers are numbers and dates are dates; infinite values are written ∞ and −∞, undefined ones stay empty. Text is
    text, whatever it begins with. A table of more than 20,000 rows is cut, and the first sheet says so.
    """
    found, missing = every_table(results)
    stream = io.BytesIO()
    book = Workbook(stream, {"constant_memory": True})
    titles = dict.fromkeys(source_title(results, code) for code in languages)
    book.set_properties({"title": xml_text(" · ".join(titles)), "created": source_date(results)})
    _write_guide(book, results, found, missing, [speak(code) for code in languages])
    for name, table in found.items():
        _write_table(book, name, table.head(MOST_ROWS - 1))
    book.close()
    return write_file(folder / "tables.xlsx", stream.getvalue())


def _new_sheet(book: Workbook, name: str):
    """A sheet that prints across the page, as wide as the paper."""
    sheet = book.add_worksheet(_sheet_name(name))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    return sheet


def _sheet_name(table: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "_", table)[:31]


def _write_guide(book: Workbook, results: Results, found: dict, missing: dict, languages: Sequence[Language]) -> None:
    """The first sheet: how to read the file, what each sheet holds, what each column means."""

    def each(key: str) -> list[str]:
        return [language.say(key, results.names) for language in languages]

    def both(key: str) -> str:
        return " ".join(each(f"workbook.{key}"))

    sheet = _new_sheet(book, both("sheet"))
    for place, width in enumerate((20, 22, *[_LONG] * len(languages), 14)):
        sheet.set_column(place, place, width)
    keys = [f"workbook.{key}" for key in ("same", "numbers", "words", "text", "group")]
    notes = [[language.say(key, results.names)] for language in languages for key in keys]
    head = [both("table"), "", *each("workbook.content"), both("rows")]
    rows = [
        [name, "", *(_contents(name, found, missing, language, results.names) for language in languages),
         len(found[name]) if name in found else both("missing")]
        for name in EVERY if name in found or name in missing
    ]  # fmt: skip
    second = [both("table"), both("column"), *each("workbook.meaning")]
    columns = [
        [name, column, *(explain_column(name, column, language, results.names) for language in languages)]
        for name, table in found.items() for column in map(str, table.columns)
    ]  # fmt: skip
    heads = (len(notes) + 1, len(notes) + len(rows) + 3)
    plain, wrapped, bold = (
        _look(book),
        _look(book, text_wrap=True, valign="top", num_format="#,##0"),
        _look(book, **_HEAD),
    )
    link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
    for number, row in enumerate([*notes, [], head, *rows, [], second, *columns]):
        _set_height(sheet, number, row[2:])
        look = bold if number in heads else wrapped if len(row) > 1 else plain
        for place, value in enumerate(row):
            if not place and number not in heads and value in found:
                sheet.write_url(number, place, f"internal:'{_sheet_name(value)}'!A1", link, value)
            else:
                _write(sheet, number, place, value, look)


def _contents(name: str, found: dict, missing: dict, language: Language, names) -> str:
    """What a table holds; why it is not there, or that it is cut."""
    text = language.say(f"tables.{name}", names)
    if name in missing:
        return text + language.say("workbook.because", reason=missing[name])
    if len(found[name]) > MOST_ROWS - 1:
        return text + language.say("workbook.too_long", n=MOST_ROWS - 1, all=len(found[name]), name=name)
    return text


def _write_table(book: Workbook, name: str, table: pd.DataFrame) -> None:
    """One sheet: header frozen and filtered, columns as wide as what stands in them."""
    sheet, head = _new_sheet(book, name), _look(book, **_HEAD)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(table), max(table.shape[1] - 1, 0))
    columns = [_values(table.iloc[:, place]) for place in range(table.shape[1])]
    widths = [_width(str(column), values) for column, values in zip(table.columns, columns, strict=True)]
    long = [place for place, width in enumerate(widths) if width > _LONG]
    looks = []
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(place, place, min(width, _LONG) + 2)
        _write(sheet, 0, place, str(column), head)
        shown = {"num_format": _number_format(name, str(column), table.iloc[:, place])}
        top = {"valign": "top", "text_wrap": place in long} if long else {}  # tall rows
        looks.append(_look(book, **shown, **top))
    for number, row in enumerate(zip(*columns, strict=True), start=1):
        if long:
            _set_height(sheet, number, [row[place] for place in long])
        for place, value in enumerate(row):
            _write(sheet, number, place, value, looks[place])


def _values(column: pd.Series) -> list:
    """A column as it is shown: numbers, dates, and the rest as text."""
    if pd.api.types.is_float_dtype(column):
        return [{np.inf: "∞", -np.inf: "−∞"}.get(value, value) for value in column.to_numpy(dtype=float).tolist()]
    if pd.api.types.is_integer_dtype(column):
        return column.tolist()
    return column.astype("object").where(column.notna(), None).tolist()


def _write(sheet, row: int, place: int, value, look: tuple[Format, Format]) -> None:
    """One cell: text never as a formula, and nothing where a number is not defined."""
    plain, quoted = look
    if value is None or value != value or value == "":
        return
    if isinstance(value, pd.Timestamp) and value.year >= 1900:  # where the calendar of Excel begins
        sheet.write_datetime(row, place, value.to_pydatetime(), plain)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, place, value, plain)
    else:
        text = f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else xml_text(str(value))
        text = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
        sheet.write_string(row, place, text, quoted if text.startswith(FORMULA_STARTS) else plain)


def _look(book: Workbook, **properties) -> tuple[Format, Format]:
    """The format of a cell, and that of text that begins like a formula: it stays text when somebody edits the cell."""
    return book.add_format(properties), book.add_format(properties | {"quote_prefix": True})


def _set_height(sheet, number: int, texts: Sequence) -> None:
    """Room for wrapped text: not every program finds the height of a row by itself."""
    lines = max((-(-_columns(text) // _LONG) for text in texts if isinstance(text, str)), default=1)
    if lines > 1:
        sheet.set_row(number, min(_LINE * lines, _TALLEST))


def _width(name: str, values: list) -> float:
    """Width of a column in characters, an ideograph counting two: of its name and of the longest text shown."""
    longest = max((value for value in values[:2000] if isinstance(value, str)), key=len, default="")
    filter_arrow = 3
    return max(_columns(name) + filter_arrow, _columns(longest), 9)


def _columns(text: str) -> float:
    return sum(2 if ord(character) > 0x2E7F or character in "“”…—" else 1.1 for character in text)


def _number_format(table: str, name: str, column: pd.Series) -> str:
    if pd.api.types.is_datetime64_any_dtype(column):
        return "yyyy-mm-dd"
    if not pd.api.types.is_float_dtype(column):
        return "General"
    limits = name in ("low", "high", "none") and table in _SHARES
    return "0.0%" if limits else _FORMATS.get(name, "#,##0.00")
