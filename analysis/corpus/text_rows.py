"""One text a row: a table of texts (CSV, Excel, JSON lines) taken apart into documents and their list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import documents
from analysis.corpus.dates import guess_date
from analysis.corpus.document_list import COLUMNS
from analysis.corpus.settings import CorpusError
from analysis.lexicon.csv_rows import EXCEL, name_column, read_cells
from analysis.mistakes import Lines

JSON_LINES = (".jsonl", ".ndjson")
ENDINGS = (".csv", ".tsv", *EXCEL, *JSON_LINES)
# What people call the columns, the likeliest name first.
NAMES = {
    "text": ("text", "正文", "全文", "内容", "讲话全文", "讲话内容", "文本", "content", "body", "fulltext", "article"),
    "title": ("title", "标题", "题目", "名称", "篇名", "headline", "name"),
    "date": ("date", "日期", "时间", "发布日期", "发布时间", "讲话日期", "publishdate", "pubdate", "time", "year",
             "年份"),
    "place": ("place", "地点", "location"),
    "group": ("group", "组", "分组", "组别", "类别", "分类", "category", "省份", "province", "地区", "region", "作者",
              "讲话人", "发言人", "speaker", "author", "来源", "source"),
}  # fmt: skip


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
    """

    texts: list[str]
    table: pd.DataFrame
    took: dict[str, str]
    without_text: list[int]


def read_text_rows(path: Path) -> TextRows:
    """Take a table of texts apart: the columns are told by their names, the text else by its length.

    Raises
    ------
    CorpusError
        The file cannot be read, has no row, or no column whose cells are long enough to be texts.
    """
    rows = list(_json_rows(path) if path.suffix.lower() in JSON_LINES else _table_rows(path))
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
    return TextRows([cells[took["text"]] for _, cells in filled], pd.DataFrame(listed, dtype=str), took, without)


def _renamed(further: dict[str, str]) -> dict[str, str]:
    """Columns of one's own that are called like one of the list keep their cells under another name."""
    return {f"{name}_given" if name in COLUMNS else name: cell for name, cell in further.items()}


def _choose_columns(columns: list[str], rows: list[dict[str, str]]) -> dict[str, str]:
    plain = {name: name_column(name, (), {}).casefold().replace("_", "").replace(" ", "") for name in columns}
    took: dict[str, str] = {}
    for role, names in NAMES.items():
        found = [
            column for name in names for column in columns if plain[column] == name and column not in took.values()
        ]
        took |= {role: found[0]} if found else {}
    if "text" not in took:  # the longest, if it is long enough to be a text and not a title
        length = {name: sum(len(cells.get(name, "")) for cells in rows) / len(rows) for name in columns}
        longest = max(columns, key=lambda name: length[name])
        if length[longest] >= 50:
            took = {"text": longest, **{role: name for role, name in took.items() if name != longest}}
    return took


def _table_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    problems: list[documents.ParseError] = []

    def complain(line: int, key: str, **values) -> None:
        problems.append(documents.ParseError(key, file=path, line=line, **values))

    rows = read_cells(path, complain)
    _, header = next(rows, (1, []))
    names = [cell.strip() or f"column {place}" for place, cell in enumerate(header, start=1)]
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            yield line, dict(zip(names, cells, strict=False))
    if problems:
        raise CorpusError("problems", lines=Lines(problems))


def _json_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for line, text in enumerate(documents.read_source(path).lines, start=1):
        if text.strip():
            try:
                cells = json.loads(text)
            except json.JSONDecodeError:
                cells = None
            if not isinstance(cells, dict):
                raise CorpusError("no_json_line", file=path, line=line, value=text[:30])
            yield line, {str(name): "" if cell is None else str(cell) for name, cell in cells.items()}
