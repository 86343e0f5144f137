"""The Excel file of a language: the findings first, then every table on a sheet, and one that explains every column."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from analysis.charts.style import looks
from analysis.findings import SECTIONS
from analysis.language import speak
from analysis.report.containers import source_date, source_title, xml_text
from analysis.report.document import Document
from analysis.report.tables import Column, explain_column, shown_columns
from analysis.report.writing import MOST_CHARACTERS, write_file
from analysis.tables import FORMULA_STARTS

MOST_ROWS = 20_001  # of a sheet, the header among them: Excel takes 1,048,576, but opens millions of cells in minutes
# Tables about the words and tests rather than the speeches stand last
LAST = (
    "tokens", "stop_words", "phrase_recall", "idf", "document_tfidf", "coverage", "unclaimed", "word_tests",
    "theme_tests", "whole", "robustness", "stability", "theme_stability", "phrase_candidates", "left_out_documents",
)  # fmt: skip
_FORMATS = {
    "share": "0.0%", "top_share": "0.0%", "first_share": "0.0%", "character_share": "0.0%", "recall": "0.0%",
    "p": "0.0000", "p_single": "0.0000", "fisher_p": "0.0000", "q": "0.0000",
    "per_10k": "#,##0.0", "rest_per_10k": "#,##0.0", "difference": "#,##0.0", "percent": "0.0",
    "percent_difference": "#,##0", "tfidf": "0.0000", "cosine": "0.000",
}  # fmt: skip
_SHARES = ("theme_shares", "corrected_shares", "theme_stability", "move_shares")  # their limits are shares too
_A4 = 9  # its number in the format
_LINE, _TALLEST = 15.0, 409.0  # points: a line of text, the tallest row there can be
_LONG = 80  # characters a column may be wide; longer text is wrapped
_GROUPS = 9  # of the chart
_HEAD = {"bold": True, "bg_color": "#EDEDED"}
_LINK = {"font_color": "#0563C1", "underline": 1, "valign": "top"}


def write_workbook(document: Document, folder: Path, language: str) -> Path:
    """Write ``tables.LANGUAGE.xlsx`` into `folder`.

    Numbers are numbers and dates are dates; infinite values are written ∞ and −∞, undefined ones stay empty. Text is
    text, whatever it begins with. A table of more than 20,000 rows is cut, and the guide says so.
    """
    return write_file(folder / f"tables.{language}.xlsx", _Writer(document, language).write())


class _Writer:
    """Lays the tables out in one language."""

    def __init__(self, document: Document, language: str):
        self.document, self.results, self.names = document, document.results, document.results.names
        self.code, self.speak = language, speak(language)
        blocks = sorted(document.tables, key=lambda block: block.name in LAST)
        self.found = {block.name: block.frame for block in blocks if block.frame is not None}
        self.missing = {block.name: block.reason for block in blocks if block.frame is None}
        self.themes = [str(theme) for theme in self.results.coded.columns]
        self.groups = [str(group) for group in self.results.counts.index]
        self.stream = io.BytesIO()
        self.book = Workbook(self.stream, {"constant_memory": True})

    def write(self) -> bytes:
        """The file."""
        title = source_title(self.results, self.code)
        self.book.set_properties({"title": title, "created": source_date(self.results)})
        self.overview(title)
        self.guide()
        for name, table in self.found.items():
            self.table(name, self.columns(name, table.head(MOST_ROWS - 1)))
        self.book.close()
        return self.stream.getvalue()

    # Pieces

    def say(self, key: str, **values) -> str:
        """A text of the catalogue's section ``workbook``."""
        return self.speak.say(f"workbook.{key}", self.names, **values)

    def tab(self, name: str) -> str:
        """What the sheet of a table is called."""
        return self.speak.say(f"sheets.{name}")

    def new_sheet(self, name: str):
        """A sheet that prints across the page, as wide as the paper."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def look(self, **properties) -> tuple[Format, Format]:
        """The format of a cell, and that of text that begins like a formula: it stays text when the cell is edited."""
        return self.book.add_format(properties), self.book.add_format(properties | {"quote_prefix": True})

    def rows(self, sheet, rows: Sequence[Sequence], widths: Sequence[int], heads: Sequence[int] = ()) -> None:
        """Rows of text; names of tables lead to their sheets, the heads are bold."""
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        wrapped, bold = self.look(text_wrap=True, valign="top", num_format="#,##0"), self.look(**_HEAD)
        link, plain = self.book.add_format(_LINK), self.look()
        tabs = set(map(self.tab, self.found))
        for number, row in enumerate(rows):
            if len(row) > 1:
                _set_height(sheet, number, row, widths)
            for place, value in enumerate(row):
                if number not in heads and value in tabs:
                    sheet.write_url(number, place, f"internal:'{value}'!A1", link, value)
                else:
                    _write(sheet, number, place, value, bold if number in heads else wrapped if len(row) > 1 else plain)

    def columns(self, name: str, table: pd.DataFrame) -> Iterator[Column]:
        """The columns of a table in the language."""
        return shown_columns(name, table, self.speak, self.names, groups=self.groups, themes=self.themes)

    # Sheets

    def overview(self, title: str) -> None:
        """The first sheet: every finding with the table it comes from, and a chart of the themes."""
        sheet, rows, section = self.new_sheet(self.say("overview")), [[title], []], ""
        for finding in sorted(self.document.findings, key=lambda one: SECTIONS.index(one.section)):
            head = "" if finding.section == section else self.speak.say(f"page.{finding.section}", self.names)
            section = finding.section
            rows.append([head, finding.text(self.code), self.tab(finding.table)])
        self.rows(sheet, rows, (20, 110, 22), heads=[0])
        self.theme_chart(sheet, len(rows) + 1)

    def theme_chart(self, sheet, row: int) -> None:
        """A chart that Excel draws from the sheet of theme shares: for each group the share of each theme."""
        table = self.found["theme_shares"]
        owners, shares, names = table["strategy"].astype(str).to_numpy(), list(table.columns).index("share") + 1, 1
        groups = [group for group in self.groups if (owners == group).any()][:_GROUPS]
        if not groups:
            return
        chart = self.book.add_chart({"type": "bar"})
        for group, look in looks(groups, self.names.order).items():
            first, last = np.flatnonzero(owners == group)[[0, -1]].tolist()
            within = [self.tab("theme_shares"), first + 1, names, last + 1, names]
            chart.add_series({
                "name": self.names.strategy(group, self.code), "categories": within,
                "values": [within[0], first + 1, shares, last + 1, shares], "fill": {"color": look.colour},
            })  # fmt: skip
        chart.set_title({"name": self.speak.say("headings.theme_heatmap", self.names), "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "0%", "min": 0})
        chart.set_size({"width": 900, "height": 120 + 14 * len(groups) * len(self.themes)})
        sheet.insert_chart(row, 1, chart, {"description": self.tab("theme_shares")})

    def guide(self) -> None:
        """How to read the file, what each sheet holds, what each column means."""
        rows = [*([self.say(key)] for key in ("same", "numbers", "words", "text", "group")), []]
        heads = [len(rows)]
        rows.append([self.say("table"), "CSV", "", self.say("content"), self.say("rows")])
        for name in (*self.found, *self.missing):
            size = len(self.found[name]) if name in self.found else self.say("missing")
            rows.append([self.tab(name), name, "", self._contents(name), size])
        heads.append(len(rows) + 1)
        rows += [[], [self.say("table"), "CSV", self.say("column"), self.say("meaning"), self.say("code")]]
        for name, table in self.found.items():
            for column in _by_code(self.columns(name, table.head(1))):
                meaning = explain_column(name, column.code, self.speak, self.names)
                head = column.head if column.head != column.code else ""
                rows.append([self.tab(name), name, head, meaning, column.code])
        self.rows(self.new_sheet(self.say("sheet")), rows, (24, 20, 20, _LONG, 20), heads)

    def _contents(self, name: str) -> str:
        """What a table holds; why it is not there, or that it is cut."""
        text = self.speak.say(f"tables.{name}", self.names)
        if name in self.missing:
            return text + self.say("because", reason=self.missing[name])
        if len(self.found[name]) > MOST_ROWS - 1:
            return text + self.say("too_long", n=MOST_ROWS - 1, all=len(self.found[name]), name=name)
        return text

    def table(self, name: str, columns: Iterator[Column]) -> None:
        """One sheet: header frozen and filtered, columns as wide as what stands in them."""
        columns, sheet, head = list(columns), self.new_sheet(self.tab(name)), self.look(**_HEAD)
        values = [_values(column.values) for column in columns]
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, len(values[0]) if values else 0, max(len(columns) - 1, 0))
        widths = [_width(column.head, cells) for column, cells in zip(columns, values, strict=True)]
        long = [place for place, width in enumerate(widths) if width > _LONG]
        formats = []
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.set_column(place, place, min(width, _LONG) + 2)
            _write(sheet, 0, place, column.head, head)
            top = {"valign": "top", "text_wrap": place in long} if long else {}  # tall rows
            formats.append(self.look(num_format=_number_format(name, column.code, column.values), **top))
        for number, row in enumerate(zip(*values, strict=True), start=1):
            if long:
                _set_height(sheet, number, [row[place] for place in long], [_LONG] * len(long))
            for place, value in enumerate(row):
                _write(sheet, number, place, value, formats[place])


def _by_code(columns: Iterator[Column]) -> list[Column]:
    """Each column once, under its head."""
    return list({column.code: column for column in reversed(list(columns))}.values())[::-1]


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


def _set_height(sheet, number: int, row: Sequence, widths: Sequence[int]) -> None:
    """Room for wrapped text: not every program finds the height of a row by itself."""
    texts = [(text, width) for text, width in zip(row, widths, strict=False) if isinstance(text, str)]
    lines = max((-(-_columns(text) // width) for text, width in texts), default=1)
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
