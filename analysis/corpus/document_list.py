"""``documents.csv`` or ``documents.xlsx``: the documents of a corpus, their dates, their places and their groups."""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis import tables
from analysis.corpus.confinement import UnsafePathError, checked_address, is_address, path_inside
from analysis.corpus.dates import DERIVED, day_comes_either_way, day_comes_first, part_of_date, read_date
from analysis.corpus.settings import CorpusError, Settings
from analysis.documents import ParseError
from analysis.documents.formats import FORMATS
from analysis.lexicon.csv_rows import Row, complaint, read_rows
from analysis.mistakes import Lines, Mistake

FILE, EXCEL_FILE = "documents.csv", "documents.xlsx"
RAW = "raw"
COLUMNS = ("file", "title", "date", "place", "group")
ALIASES = {
    "文件": "file", "文件名": "file", "标题": "title", "题目": "title", "日期": "date", "地点": "place", "组": "group",
    "分组": "group", "filename": "file", "年份": "date", "时间": "date",
}  # fmt: skip
_ALIASES = ALIASES | {name: name for name in COLUMNS}
NO_FILES = (".", "~$", "desktop.ini", "Thumbs.db")  # what systems and open programs leave
_NUMBER_OR_DATE = re.compile(r"[0-9]{1,8}(?:-[0-9]{1,2}){0,2}(?:s|年|年代)?")


def read_document_list(folder: Path, settings: Settings) -> pd.DataFrame:
    """Read and check the list of documents.

    Returns
    -------
    DataFrame
        A row a document: speech (number in the list, from 1), file, address (where it is opened), title, date (NaT
        where none is given), dated (the date as far as it is given: 2023-10-12, 2023-10, 2023 or empty), place,
        strategy (the group compared, an ordered category), then the other columns as they are (``NAME_given`` where the
        name is one of these).

    Raises
    ------
    CorpusError
        All that is wrong with the list, each with line, value and cure.
    """
    path = folder / (EXCEL_FILE if not (folder / FILE).exists() and (folder / EXCEL_FILE).exists() else FILE)
    problems: list[ParseError] = []

    def complain(line: int, key: str, **values) -> None:
        problems.append(complaint(path, line, key, values))

    if not path.exists():
        raise CorpusError("no_document_list", file=path, example=",".join(COLUMNS))
    try:
        rows = read_rows(path, ["file"], complain, example=",".join(COLUMNS), aliases=_ALIASES, further=True)
    except ParseError as error:
        raise CorpusError(error.key, **error.values) from None
    if rows is not None and not rows and not problems:
        complain(1, "no_document_listed", example=",".join(COLUMNS))
    day_first = day_comes_first(cells.get("date", "") for _, cells in rows or [])
    listed = [_read_row(folder, settings, line, cells, day_first, complain) for line, cells in rows or []]
    _refuse_duplicates(rows or [], listed, complain)
    groups = _groups_of(rows or [], listed, settings, complain) if rows else []
    if problems:
        raise CorpusError("problems", lines=Lines(sorted(problems, key=lambda one: one.values["line"])))
    table = pd.DataFrame(listed, columns=["file", "address", "title", "date", "dated", "place"])
    table.insert(0, "speech", range(1, len(table) + 1))
    table["date"] = pd.to_datetime(table["date"]).astype("datetime64[ns]")
    table["strategy"] = tables.ordered_strategies(groups, order_groups(groups, settings.groups))
    for column in rows[0][1]:
        if column not in ("file", "title", "date", "place"):
            name = f"{column}_given" if column in table.columns else column
            table[name] = [cells[column] for _, cells in rows]
    return table


def order_groups(groups: Sequence[str], given: Sequence[str] = ()) -> list[str]:
    """The groups in the order given, else in that of their numbers or dates, else in that of their first appearance.

    Examples
    --------
    >>> order_groups(["1960s", "1950s"]), order_groups(["乙", "甲", "乙"])
    (['1950s', '1960s'], ['乙', '甲'])
    >>> order_groups(["乙", "甲"], ["甲", "乙", "丙"])
    ['甲', '乙']
    """
    found = list(dict.fromkeys(groups))
    if given:
        return [group for group in given if group in found] + [group for group in found if group not in given]
    if all(_NUMBER_OR_DATE.fullmatch(group) for group in found):
        return sorted(found, key=lambda group: [int(part) for part in re.findall("[0-9]+", group)])
    return found


def unlisted_files(folder: Path, listed: Sequence[str]) -> list[str]:
    """Names of the documents in ``raw/`` that the list does not have."""
    return [name for name in _further_files(folder, listed) if is_document_name(Path(name).name)]


def foreign_files(folder: Path, listed: Sequence[str]) -> list[str]:
    """Names of the files in ``raw/`` that nothing reads, for their format is not among those that are."""
    found = map(Path, _further_files(folder, listed))
    return [one.as_posix() for one in found if one.suffix.lower() not in FORMATS and not one.name.startswith(NO_FILES)]


def _further_files(folder: Path, listed: Sequence[str]) -> list[str]:
    known, raw = {Path(address) for address in listed}, folder / RAW
    return [path.relative_to(raw).as_posix() for path in sorted(raw.rglob("*")) if path.is_file() and path not in known]


def is_document(path: Path) -> bool:
    """Whether a file is one that can be listed: of a format that is read, and no leaving of an open Word."""
    return is_document_name(path.name) and path.is_file()


def is_document_name(name: str) -> bool:
    """Whether a file of this name is a document."""
    return Path(name).suffix.lower() in FORMATS and not name.startswith(("~$", "."))


def address_of(folder: Path, settings: Settings, name: str) -> str:
    """Where a document is opened: a path inside the corpus, or an address if the corpus allows them.

    Raises
    ------
    UnsafePathError
        It leads out of the corpus.
    FileNotFoundError
        There is no such file, or several are meant alike: its second argument names those.
    """
    if is_address(name):
        return checked_address(name, allowed=settings.remote)
    inside = name if name.startswith(f"{RAW}/") and not (folder / RAW / name).exists() else f"{RAW}/{name}"
    path_inside(folder, name)  # the name as it was written comes first: its faults are said of it
    path = path_inside(folder, inside)
    if path.exists():
        return str(path)
    return str(_meant(path, name))


def _meant(path: Path, name: str) -> Path:
    """The one document whose name differs from `path` only by a missing ending or by capitals."""
    wanted = path.name.casefold()
    there = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    alike = [one for one in there if is_document(one) and wanted in (one.name.casefold(), one.stem.casefold())]
    if len(alike) != 1:
        raise FileNotFoundError(name, [one.name for one in alike])
    return alike[0]


def _read_row(
    folder: Path, settings: Settings, line: int, cells: dict[str, str], day_first: bool | None, complain
) -> tuple:
    name, written = cells["file"], cells.get("date", "")
    address, date = "", read_date(written, day_first=day_first) if written else None
    if not name:
        complain(line, "no_name_of_file")
    else:
        try:
            address = address_of(folder, settings, name)
        except UnsafePathError as error:
            complain(line, "in_line", problem=error)
        except FileNotFoundError as error:
            alike = error.args[1]
            complain(line, "several_files" if alike else "no_listed_file", value=name, list=alike)
    if written and date is None:
        complain(line, "two_dates" if day_comes_either_way(written) else "no_date", value=written)
    title = cells.get("title", "") or Path(name).stem
    return name, address, title, date[0] if date else None, date[1] if date else "", cells.get("place", "")


def _refuse_duplicates(rows: list[Row], listed: list[tuple], complain) -> None:
    first: dict[str, int] = {}
    for (line, cells), (_, address, *_) in zip(rows, listed, strict=True):
        if address and first.setdefault(address, line) != line:
            complain(line, "listed_twice", value=cells["file"], other=first[address])


def _groups_of(rows: list[Row], listed: list[tuple], settings: Settings, complain) -> list[str]:
    """The group of each row; what is wrong with it is reported."""
    group, columns = settings.group or "group", rows[0][1]
    if group not in columns and group in DERIVED:
        return [
            _derived_group(line, date, dated, group, complain)
            for (line, _), (_, _, _, date, dated, _) in zip(rows, listed, strict=True)
        ]
    if group not in columns:
        complain(1, "no_group_column", value=group, list=[*columns, *DERIVED])
        return []
    for line, cells in rows:
        if not cells[group]:
            complain(line, "list_empty_cell", column=group, rest=list(filter(None, cells.values())))
        elif settings.groups and cells[group] not in settings.groups:
            complain(line, "unknown_group", column=group, value=cells[group], list=list(settings.groups))
    return [cells[group] for _, cells in rows]


def _derived_group(line: int, date, dated: str, part: str, complain) -> str:
    found = part_of_date(date, dated, part) if date else None
    if found is None and not (date is None and dated):
        name = f"part_{part}"
        complain(line, "date_without_part" if dated else "no_date_to_compare", value=dated, part=Mistake(name))
    return found or ""
