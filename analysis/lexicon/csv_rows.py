"""Rows of a table that people edit in a spreadsheet, CSV or Excel, each with the line it stands on.

Every encoding, line end and delimiter (comma, semicolon, tab) a spreadsheet writes is read; whatever is wrong is
reported with its line, and reading goes on where it can, so that all of it can be said at once.
"""

import csv
import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from analysis import documents
from analysis.tables import FORMULA_STARTS

Row = tuple[int, dict[str, str]]  # line, cells by column
Complaint = Callable[..., None]  # line, key of the text in the catalogue's section mistakes, its fields
DELIMITERS = ",;\t"
EXCEL = (".xlsx", ".xlsm")
_SAID = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # what some programs write above the header, for Excel
_ESCAPED = re.compile("_x([0-9A-F]{4})_")  # how the format writes what XML cannot hold


def complaint(path: Path, line: int, key: str, values: Mapping) -> documents.ParseError:
    """What is wrong on a line, in one line: a cell may run over several."""
    plain = {name: " ".join(value.split("\n")) if isinstance(value, str) else value for name, value in values.items()}
    return documents.ParseError(key, file=path, line=line, **plain)


def read_rows(
    path: Path,
    needed: Sequence[str],
    complain: Complaint,
    *,
    example: str = "",
    aliases: Mapping[str, str] | None = None,
    further: bool = False,
) -> list[Row] | None:
    """Read the rows of a file; None when its header cannot be used (that is then the only complaint).

    Parameters
    ----------
    path : Path
        A CSV file, or an Excel file, of which the first sheet is read.
    needed : sequence of str
        Columns that must be there, in any order.
    complain : callable
        Called with line, key and fields of the message for every fault.
    example : str
        The header as it should be, for messages; by default the needed columns.
    aliases : mapping, optional
        Other names of columns, to the names used.
    further : bool
        Keep the columns that are not needed too.

    Raises
    ------
    ParseError
        The file is missing or no text.
    """
    example = example or ",".join(needed)
    if path.is_file() and not path.stat().st_size:
        complain(1, "list_empty", example=example)
        return None
    rows = read_cells(path, complain)
    header_line, header = next(rows, (1, []))
    header = [name_column(cell, needed, aliases or {}) for cell in header]
    missing = [column for column in needed if column not in header]
    if missing:
        wide = len(header) == 1 and len(re.split("[，；]", header[0])) > 1
        found = {"columns": "”, “".join(missing), "header": ",".join(header)}
        complain(header_line, "list_wide_commas" if wide else "list_no_column", example=example, **found)
        return None
    wanted = [name for name in dict.fromkeys(header) if name] if further else list(needed)
    twice = [column for column in wanted if header.count(column) > 1]
    if twice:
        complain(header_line, "list_column_twice", column=twice[0])
        return None
    return list(_rows_of(rows, header, {column: header.index(column) for column in wanted}, complain))


def _rows_of(rows, header: list[str], places: dict[str, int], complain: Complaint) -> Iterator[Row]:
    for line, cells in rows:
        cells = [cell.strip() for cell in cells]
        if len(cells) > len(header) and any(cells[len(header) :]):
            complain(line, "list_too_many_cells", n=len(cells), cell=cells[0], width=len(header))
            continue
        if any(cells):
            cells += [""] * (len(header) - len(cells))
            yield line, {column: cells[place] for column, place in places.items()}


def name_column(written: str, known: Sequence[str], aliases: Mapping[str, str]) -> str:
    """The column a header means: its name in capitals or with spaces, or an alias; else the header as it is.

    Examples
    --------
    >>> name_column(" File ", ["file"], {}), name_column("文件 名", [], {"文件名": "file"})
    ('file', 'file')
    """
    plain = "".join(written.split()).casefold()
    return aliases.get(plain) or next((name for name in known if name.casefold() == plain), written.strip())


def read_cells(path: Path, complain: Complaint) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV or Excel file that are not empty, the header first, each with its line.

    Raises
    ------
    ParseError
        The file is missing, or neither.
    """
    rows = _excel_rows(path) if path.suffix.lower() in EXCEL else _cut_rows(_whole_lines(path, complain), complain)
    for line, cells in rows:
        yield line, [_as_meant(cell) for cell in cells]


def _as_meant(cell: str) -> str:
    """A cell without the apostrophe by which text that begins like a formula is kept from being one."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _whole_lines(path: Path, complain: Complaint) -> list[str]:
    """The lines of a file; of one that was cut off within a character those before, and a complaint."""
    try:
        return documents.read_plain_text(path).lines
    except documents.ParseError as error:
        data = documents.read_bytes(path)
        whole = data[: data.rfind(b"\n") + 1]
        if error.key != "cut_off_character" or b"\0" in data or not whole:
            raise
        values = {name: error.values[name] for name in ("encoding", "byte", "value")}
        complain(error.values["line"], error.key, **values)
        return documents.read_text(path, whole).lines


def _excel_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    for line, cells in enumerate(_sheets(path)[0].iter_rows(values_only=True), start=1):
        if any(cell is not None for cell in cells):
            yield line, list(map(_written, cells))


def further_sheets(path: Path) -> list[str]:
    """The names of the sheets of an Excel file that hold something, behind the first."""
    sheets = _sheets(path)[1:] if path.suffix.lower() in EXCEL else []
    return [one.title for one in sheets if any(cell is not None for row in one.values for cell in row)]


def _sheets(path: Path) -> list:
    import io
    import zipfile

    import openpyxl

    data = documents.read_bytes(path)
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise documents.ParseError("no_excel", file=path) from None


def _written(cell) -> str:
    """The cell of an Excel sheet as text: a date as 2023-10-12, a whole number without a point."""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell))


def _delimiter(lines: list[str]) -> str:
    """The delimiter that the first line names, or that cuts it into most cells, else the comma."""
    first = next((line for line in lines if line.strip()), "")
    if said := _SAID.fullmatch(first):
        return said[1]
    return max(DELIMITERS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))


def _cut_rows(lines: list[str], complain: Complaint) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts on; a cell in quotation marks may run over several lines."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=_delimiter(lines), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            text = lines[start - 1][:40]
            if "field larger" in str(error):
                complain(start, "list_long_cell", n=csv.field_size_limit(), text=text)
            else:
                complain(start, "list_quotes", text=text, reason=error)
            return
        if cells and not (start == 1 and _SAID.fullmatch(lines[0])):
            yield start, cells
