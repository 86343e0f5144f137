"""One text a row: a table of texts (CSV, Excel, JSON lines) taken apart into documents and their list."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import documents
from analysis.corpus.dates import guess_date, read_date
from analysis.corpus.document_list import COLUMNS
from analysis.corpus.settings import CorpusError
from analysis.lexicon.csv_rows import EXCEL, further_sheets, name_column, read_cells
from analysis.mistakes import Lines

JSON = (".jsonl", ".ndjson", ".json")
ENDINGS = (".csv", ".tsv", *EXCEL, *JSON)
# What people call the columns, the likeliest name first.
NAMES = {
    "text": ("text", "正文", "全文", "内容", "讲话全文", "讲话内容", "文本", "content", "body", "fulltext", "article"),
    "title": ("title", "标题", "题目", "名称", "篇名", "headline", "name"),
    "date": ("date", "日期", "时间", "发布日期", "发布时间", "讲话日期", "publishdate", "pubdate", "time", "year",
             "年份", "年度"),
    "place": ("place", "地点", "location"),
    "group": ("group", "组", "分组", "组别", "类别", "分类", "category", "省份", "province", "地区", "region", "省",
              "城市", "市", "city", "县", "部门", "单位", "机构", "department", "国家", "country", "届次", "类型",
              "type", "作者", "讲话人", "发言人", "speaker", "author", "来源", "source"),
}  # fmt: skip
_TEXT_AT_LEAST = 50  # characters of a cell on average


@dataclass(frozen=True)
class TextRows:
    """The texts of a table.

    Attributes
    ----------
    texts : list of str
        One a document.
    table : DataFrame
        The rows of ``documents.csv``: file (row-0002.txt for the text on line 2), title, date, place, group, then the
        other columns as they are.
    took : dict
        The column taken for text, title, date, place and group.
    without_text : list of int
        Lines whose cell of text is empty: they are no documents.
    further_sheets : list of str
        Sheets of an Excel file behind the first, which are not read.
    """

    texts: list[str]
    table: pd.DataFrame
    took: dict[str, str]
    without_text: list[int]
    further_sheets: list[str]


def read_text_rows(path: Path) -> TextRows:
    """Take a table of texts apart: the columns are told by their names, the text else by its length.

    Raises
    ------
    CorpusError
        The file cannot be read, has no row, or no column whose cells are long enough to be texts.
    """
    rows = list(_json_rows(path) if path.suffix.lower() in JSON else _table_rows(path))
    if not rows:
        raise CorpusError("no_row_of_text", file=path)
    columns = list(dict.fromkeys(name for _, cells in rows for name in cells))
    took = _choose_columns(columns, [cells for _, cells in rows])
    if "text" not in took:
        raise CorpusError("no_column_of_text", file=path, columns=columns, names=list(NAMES["text"][:2]))
    filled = [(line, cells) for line, cells in rows if cells.get(took["text"], "").strip()]
    width = len(str(max(line for line, _ in rows)))
    listed = []
    for line, cells in filled:
        given = {role: cells.get(took[role], "") if role in took else "" for role in COLUMNS[1:]}
        given["date"] = given["date"] or guess_date(given["title"])
        further = {name: cells.get(name, "") for name in columns if name not in took.values()}
        listed.append({"file": f"row-{line:0{width}d}.txt", **given, **_renamed(further)})
    without = [line for line, cells in rows if not cells.get(took["text"], "").strip()]
    texts, sheets = [cells[took["text"]] for _, cells in filled], further_sheets(path)
    return TextRows(texts, pd.DataFrame(listed, dtype=str), took, without, sheets)


def _renamed(further: dict[str, str]) -> dict[str, str]:
    """Columns of one's own that are called like one of the list keep their cells under another name."""
    return {f"{name}_given" if name in COLUMNS else name: cell for name, cell in further.items()}


def _choose_columns(columns: list[str], rows: list[dict[str, str]]) -> dict[str, str]:
    """Columns by their names; text, date and group else by what stands in them."""
    plain = {name: name_column(name, (), {}).casefold().replace("_", "").replace(" ", "") for name in columns}
    cells = {name: list(filter(None, (row.get(name, "").strip() for row in rows))) for name in columns}
    took: dict[str, str] = {}

    def find(role: str, fits: Callable[[str], bool]) -> None:
        if role not in took:
            found = [name for name in columns if name not in took.values() and fits(name)]
            took.update({role: found[0]} if found else {})

    for role, names in NAMES.items():
        for wanted in names:
            find(role, lambda name, wanted=wanted: plain[name] == wanted)
    if "text" not in took:  # the longest, if it is long enough to be a text and not a title
        longest = max(columns, key=lambda name: sum(map(len, cells[name])))
        if sum(map(len, cells[longest])) >= _TEXT_AT_LEAST * len(rows):
            took = {"text": longest, **{role: name for role, name in took.items() if name != longest}}
    find("title", lambda name: plain[name].endswith(("标题", "题目", "title")))
    find("date", lambda name: _are_dates(cells[name]) or plain[name].endswith(("日期", "时间", "date")))
    find("group", lambda name: 1 < len(set(cells[name])) <= len(rows) / 2 and len(cells[name]) == len(rows)
         and not all(map(str.isdecimal, cells[name])))  # fmt: skip
    return {role: took[role] for role in NAMES if role in took}


def _are_dates(cells: list[str]) -> bool:
    """Whether nearly all cells are dates with more than a year, which a number of the row could be."""
    found = [read_date(cell) for cell in cells]
    return sum(one is not None and len(one[1]) > 4 for one in found) > 0.8 * len(cells)


def _table_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    problems: list[documents.ParseError] = []

    def complain(line: int, key: str, **values) -> None:
        problems.append(documents.ParseError(key, file=path, line=line, **values))

    rows = [(line, cells) for line, cells in read_cells(path, complain) if any(cell.strip() for cell in cells)]
    filled = [sum(bool(cell.strip()) for cell in cells) for _, cells in rows]
    while len(filled) > 1 and filled[0] == 1 and filled[1] > 2:  # the title of the table, above its header
        rows, filled = rows[1:], filled[1:]
    names = [cell.strip() or f"column {place}" for place, cell in enumerate(rows[0][1] if rows else (), start=1)]
    for line, cells in rows[1:]:
        yield line, dict(zip(names, cells, strict=False))
    if problems:
        raise CorpusError("problems", lines=Lines(problems))


def _json_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The objects of JSON lines, or of the one list that the file is or holds."""
    lines = documents.read_plain_text(path).lines
    whole = _json("\n".join(lines)) if path.suffix.lower() == ".json" else None
    lists = [one for one in (whole.values() if isinstance(whole, dict) else [whole]) if isinstance(one, list)]
    found = enumerate(lists[0], start=1) if len(lists) == 1 else (
        (line, _json(text)) for line, text in enumerate(lines, start=1) if text.strip()
    )  # fmt: skip
    for line, cells in found:
        if not isinstance(cells, dict):
            raise CorpusError("no_json_line", file=path, line=line, value=str(cells or lines[line - 1])[:30])
        yield line, {str(name): "" if cell is None else str(cell) for name, cell in cells.items()}


def _json(text: str):
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None
