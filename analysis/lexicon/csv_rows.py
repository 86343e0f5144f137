"""Rows of a CSV file that people edit in a spreadsheet, each with the line it stands on.

Every encoding and line end a spreadsheet writes is read; whatever is wrong is reported with its line, and reading
goes on where it can, so that all of it can be said at once.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from analysis import documents

Row = tuple[int, dict[str, str]]  # line, cells by column
Complaint = Callable[[int, str, str], None]  # line, problem, cure


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
        The file.
    needed : sequence of str
        Columns that must be there, in any order.
    complain : callable
        Called with line, problem and cure for every fault.
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
        complain(1, "the file is empty", f"start it with the line {example}")
        return None
    rows = _cut_rows(documents.read_source(path).lines, complain)
    header_line, header = next(rows, (1, []))
    header = [cell.strip() for cell in header]
    header = [(aliases or {}).get(cell, cell) for cell in header]
    missing = [column for column in needed if column not in header]
    if missing:
        problem = f"no column “{'”, “'.join(missing)}” in the header “{','.join(header)}”"
        cure = f"give the first line the columns {example}, or save it again as “CSV UTF-8 (comma delimited)”"
        complain(header_line, problem, cure)
        return None
    wanted = [name for name in dict.fromkeys(header) if name] if further else list(needed)
    twice = [column for column in wanted if header.count(column) > 1]
    if twice:
        complain(header_line, f"the column “{twice[0]}” stands twice in the header", "rename or remove one")
        return None
    return list(_rows_of(rows, header, {column: header.index(column) for column in wanted}, complain))


def _rows_of(rows, header: list[str], places: dict[str, int], complain: Complaint) -> Iterator[Row]:
    for line, cells in rows:
        cells = [cell.strip() for cell in cells]
        if len(cells) > len(header) and any(cells[len(header) :]):
            problem = f"{len(cells)} cells (“{cells[0]}” …) under a header of {len(header)}"
            complain(line, problem, "put quotation marks around a cell that holds a comma")
            continue
        if any(cells):
            cells += [""] * (len(header) - len(cells))
            yield line, {column: cells[place] for column, place in places.items()}


def _cut_rows(lines: list[str], complain: Complaint) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts on; a cell in quotation marks may run over several lines."""
    reader = csv.reader((line + "\n" for line in lines), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            text = lines[start - 1][:40]
            if "field larger" in str(error):
                problem, cure = f"a cell of more than {csv.field_size_limit():,} characters in “{text}”", "shorten it"
            else:
                problem = f"quotation marks that do not match in “{text}” ({error})"
                cure = 'close the quotation marks; inside a quoted cell write " twice'
            complain(start, problem, cure)
            return
        if cells:
            yield start, cells
