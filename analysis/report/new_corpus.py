"""A corpus folder to fill: settings with a comment at every key, a list of documents, empty word lists."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pandas as pd

from analysis.corpus import text_rows
from analysis.corpus.dates import guess_date
from analysis.corpus.document_list import COLUMNS, RAW, is_document, is_document_name
from analysis.corpus.document_list import FILE as LIST
from analysis.corpus.settings import FILE as SETTINGS
from analysis.corpus.settings import WORD_LISTS, CorpusError
from analysis.documents.facts import read_facts
from analysis.documents.formats import FORMATS
from analysis.language import CODES, speak
from analysis.lexicon import COLUMNS as LISTS
from analysis.lexicon import OPTIONAL
from analysis.report.writing import csv_bytes, write_file

_SETTINGS = """\
# 语料设置。# 之后是说明；要用哪一行，就去掉它前面的 #。
# Settings of the corpus. What follows # is a comment; remove the # of a line to use it.

# 报告的标题 · title of the report
title = {{ zh = "我的语料", en = "My corpus" }}

# documents：一个文件一篇，列在 documents.csv 里 · one speech a file, listed in documents.csv
# footnotes：一个文件几篇，用脚注说明日期、地点、场合 · several speeches in one file, told apart by footnotes
layout = "documents"
# document = "speeches.txt"    # 仅 footnotes · only with footnotes

# 比较什么：documents.csv 的一列（如 group、place、speaker），或由日期得出的 "year"、"decade"、"month"
# what is compared: a column of documents.csv, or "year", "decade", "month" of the date
group = "{group}"

# 一组叫什么 · what one group is called
# group_name = {{ zh = "省份", en = "province", plural = "provinces" }}

# 各组的次序；不写则按数字、日期或出现先后 · order of the groups; else by number, date or first appearance
# groups = ["甲", "乙"]

# 繁体转简体后再数，显示仍用原文：t2s，或 tw2s、hk2s、tw2sp
# count traditional characters as simplified ones, and show the original
# convert = "t2s"

# 材料是节选，不是全文；报告会写明 · the texts are selected passages, not whole; the report will say so
# excerpts = true

# 检验以什么为单位：每组文件够多时为 document，否则为 paragraph；在这里可以指定
# the unit of every test: document where each group has enough of them, else paragraph; or name it here
# unit = "document"

# 允许 documents.csv 里写网址 · allow addresses of other machines in documents.csv
# remote = true

# words/ 里的词表：extend 增补自带词表，replace 取而代之
# your lists in words/: extend the shipped ones, or replace them
# words = "extend"

# 各组的英文名；必须放在最后 · English names of groups; keep this at the end
# [group_english]
# "湖南" = "Hunan"
"""
_WORDS = """\
# 自己的词表 · Word lists of your own

每个文件只有表头：有一行，就在自带词表上增补或改动一行；不用的文件可以删去。
列的含义见项目的 `data/words/README.md`。要去掉自带词表中的词，把那个词表复制到这里，删去不要的行，
再在 `corpus.toml` 里写 `words = {{ stop_words = "replace" }}`。

Each file has a header only; a row you add is added to the shipped list, or replaces the row on the same word there.
Files you do not need may be deleted. The columns are explained in `data/words/README.md` of the project.
To get rid of shipped words, copy that list here, delete their rows, and write in `corpus.toml`
`words = {{ stop_words = "replace" }}`.

`python -m analysis phrases` 从文本里找出可能的固定提法，写入 `phrases_proposed.csv` · proposes phrases of your text.
"""


def write_corpus(folder: Path, *, shown: str) -> str:
    """Make a corpus folder, and return what to do next.

    A table of texts (:mod:`analysis.corpus.text_rows`) or a zip of documents instead of a folder makes a folder of its
    name beside it: a document for every row or file. Documents that lie in a folder already, in ``raw/`` or beside, are
    listed in ``documents.csv`` with the dates that seem to stand in their names: values to look at, for nothing but
    that list uses them. A subfolder of ``raw/`` is the group of what lies in it.

    Parameters
    ----------
    folder : Path
        New, empty, or holding nothing but documents; or a table of texts, or a zip.
    shown : str
        What to call it.

    Raises
    ------
    FileExistsError
        It holds something else: nothing is written.
    """
    if folder.is_file() and folder.suffix.lower() in (*text_rows.ENDINGS, ".zip"):
        return _from_file(folder, folder.with_suffix(""), shown=str(Path(shown).with_suffix("")))
    loose = _refuse_foreign(folder)
    (folder / RAW).mkdir(parents=True, exist_ok=True)
    for path in loose:
        path.rename(folder / RAW / path.name)
    found = [path for path in sorted((folder / RAW).rglob("*")) if is_document(path)]
    return _write_folder(folder, list_documents(found, folder / RAW), shown=shown)


def _from_file(source: Path, folder: Path, *, shown: str) -> str:
    """A corpus from a table of texts, or from a zip of documents."""
    if any(_refuse_foreign(folder)) or (folder / RAW).exists():
        raise FileExistsError(errno.EEXIST, "there is a folder of that name, nothing was changed", str(folder))
    if source.suffix.lower() == ".zip":
        unpack_documents(source, folder / RAW)
        return write_corpus(folder, shown=shown)
    rows = text_rows.read_text_rows(source)
    for name, text in zip(rows.table["file"], rows.texts, strict=True):
        write_file(folder / RAW / name, text.encode("utf-8"))
    said = []
    for language in map(speak, CODES):
        took = [language.say("new.took", role=language.say(f"new.role_{role}"), column=column)
                for role, column in rows.took.items()]  # fmt: skip
        said.append(language.say("new.rows", file=source.name, n=len(rows.texts), list=language.join(took)))
        if rows.without_text:
            lines = language.join(rows.without_text[:20])
            said.append(language.say("new.without_text", n=len(rows.without_text), lines=lines))
    return "\n".join([*said, _write_folder(folder, rows.table, shown=shown)])


def unpack_documents(source: Path, raw: Path) -> None:
    """Unpack the documents of a zip into a folder, and nothing else that lies in it.

    Raises
    ------
    ParseError
        It is no zip, has a password, or holds no document.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            for member in archive.infolist():
                # Chinese Windows writes names in GBK and does not say so; zipfile then reads them as code page 437.
                name = member.filename
                if not member.flag_bits & 0x800:
                    name = name.encode("cp437", "replace").decode("gb18030", "replace")
                parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..", "__MACOSX")]
                if parts and not member.is_dir() and is_document_name(parts[-1]):
                    write_file(raw.joinpath(*parts), archive.read(member))
    except (zipfile.BadZipFile, RuntimeError):  # RuntimeError: it wants a password
        raise CorpusError("cannot_unpack", file=source) from None
    if not raw.exists():
        raise CorpusError("nothing_to_unpack", file=source, formats=", ".join(FORMATS))


def _write_folder(folder: Path, table: pd.DataFrame, *, shown: str) -> str:
    group = "group" if table["group"].ne("").any() or table["date"].eq("").any() or table.empty else "year"
    write_file(folder / SETTINGS, _SETTINGS.format(group=group).encode("utf-8"))
    write_file(folder / LIST, csv_bytes(table))
    for name in WORD_LISTS:
        write_file(folder / "words" / f"{name}.csv", csv_bytes(pd.DataFrame(columns=list((LISTS | OPTIONAL)[name]))))
    write_file(folder / "words" / "README.md", _WORDS.format().encode("utf-8"))
    return _next_step(shown, len(table), group, filled=bool(table["group"].ne("").all()))


def list_documents(found: list[Path], raw: Path) -> pd.DataFrame:
    """The rows of ``documents.csv`` for files: name, title, the date that seems to stand in the name, the subfolder.

    Examples
    --------
    >>> list_documents([Path("raw/1954报告.txt")], Path("raw")).values.tolist()
    [['1954报告.txt', '1954报告', '1954', '', '']]
    >>> list_documents([Path("raw/湖南/报告.txt")], Path("raw"))["group"].tolist()
    ['湖南']
    """
    rows = []
    for path in found:
        inside, (title, date) = path.relative_to(raw), read_facts(path)
        group = inside.parts[0] if len(inside.parts) > 1 else ""
        rows.append((inside.as_posix(), title or path.stem, guess_date(path.stem) or date, "", group))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)


def _refuse_foreign(folder: Path) -> list[Path]:
    """Refuse a folder with anything in it but documents; return those that lie beside ``raw/``."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise FileExistsError(errno.EEXIST, "there is a file of that name", str(folder))
    there = sorted(path for path in folder.iterdir() if path.name not in (RAW, ".DS_Store", "desktop.ini", "Thumbs.db"))
    foreign = [path for path in there if not is_document(path)]
    if foreign:
        raise FileExistsError(errno.EEXIST, f"{foreign[0].name} stands there already, nothing was changed", str(folder))
    return there


def _next_step(shown: str, documents: int, group: str, *, filled: bool) -> str:
    if documents:
        chinese, english = "，group 待填", ", the column group is for you to fill"
        if filled:
            chinese, english = "", ""
        if group == "year":
            chinese, english = "；按年份比较", "; years are compared, or another column that corpus.toml names"
        said = [
            f"{shown}：已列出 {documents} 份文件。请核对 {shown}/{LIST}（日期由文件名猜得{chinese}），再运行",
            f"{shown}: {documents} documents listed. Look through {shown}/{LIST} (the dates are guessed from the names"
            f"{english}), then run",
        ]
    else:
        said = [
            f"{shown} 已建好。把文件放进 {shown}/{RAW}/，在 {shown}/{LIST} 里给每个文件写一行，再运行",
            f"{shown} is ready. Put your documents into {shown}/{RAW}/, write a row for each into {shown}/{LIST}, "
            "then run",
        ]
    return "\n".join([*said, f"  python -m analysis check {shown}", f"  python -m analysis report {shown}"])
