"""A corpus folder to fill: settings with a comment at every key, a list of documents, empty word lists."""

import json
import shutil
import zipfile
from pathlib import Path

import pandas as pd

from analysis.corpus import text_rows
from analysis.corpus.dates import guess_date
from analysis.corpus.document_list import COLUMNS, NO_FILES, RAW, is_document, is_document_name
from analysis.corpus.document_list import FILE as LIST
from analysis.corpus.settings import FILE as SETTINGS
from analysis.corpus.settings import WORD_LISTS, CorpusError
from analysis.documents.facts import read_facts
from analysis.documents.formats import FORMATS
from analysis.language import CODES, program, reader_language, speak, typed
from analysis.lexicon import COLUMNS as LISTS
from analysis.lexicon import OPTIONAL
from analysis.report.writing import csv_bytes, write_file

_SHOWN = 20


def write_corpus(folder: Path, *, shown: str, title: str = "", group_name: str = "") -> str:
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
    title, group_name : str, optional
        What the report is called, and one of the groups compared; the comments in ``corpus.toml`` say how to write
        them in two languages.

    Raises
    ------
    CorpusError
        It holds something else: nothing is written.
    """
    if folder.is_file() and folder.suffix.lower() in (*text_rows.ENDINGS, ".zip"):
        named = {"shown": str(Path(shown).with_suffix("")), "title": title, "group_name": group_name}
        return _from_file(folder, folder.with_suffix(""), **named)
    loose = _refuse_foreign(folder)
    (folder / RAW).mkdir(parents=True, exist_ok=True)
    for path in loose:
        path.rename(folder / RAW / path.name)
    found = [path for path in sorted((folder / RAW).rglob("*")) if is_document(path)]
    table = list_documents(found, folder / RAW)
    return _write_folder(folder, table, shown=shown, title=title, group_name=group_name)


def copy_to_corpus(source: Path, folder: Path) -> list[str]:
    """Make a new corpus that can be counted at once, of copies: what is given stays as it is.

    A document without a group (in a folder of its own, or by the year) is a group by itself.

    Parameters
    ----------
    source : Path
        A document, a folder of documents, or a table of texts or a zip as in :func:`write_corpus`.
    folder : Path
        That there is not yet.

    Returns
    -------
    list of str
        The documents taken; if there are none, nothing is written.
    """
    if source.suffix.lower() in (*text_rows.ENDINGS, ".zip") and source.is_file():
        _from_file(source, folder, shown=str(folder), title=source.stem, group_name="")
    else:
        found = [path for path in sorted(source.rglob("*")) if is_document(path)] if source.is_dir() else [source]
        if not found:
            return []
        for path in found:
            copy = folder / RAW / path.relative_to(source if source.is_dir() else source.parent)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
        write_corpus(folder, shown=str(folder), title=source.stem)
    table = pd.read_csv(folder / LIST, dtype=str, keep_default_na=False)
    if table["group"].ne("").any() or table["date"].eq("").any():  # else `write_corpus` takes the year
        table["group"] = table["group"].where(table["group"].ne(""), table["title"])
        write_file(folder / LIST, csv_bytes(table))
    return table["file"].tolist()


def _from_file(source: Path, folder: Path, **named: str) -> str:
    """A corpus from a table of texts, or from a zip of documents."""
    if any(_refuse_foreign(folder)) or (folder / RAW).exists():
        raise CorpusError("new_taken", file=source, folder=folder)
    if source.suffix.lower() == ".zip":
        return "\n".join([*_not_taken(source, unpack_documents(source, folder / RAW)), write_corpus(folder, **named)])
    rows = text_rows.read_text_rows(source)
    for name, text in zip(rows.table["file"], rows.texts, strict=True):
        write_file(folder / RAW / name, text.encode("utf-8"))
    said = []
    for language in map(speak, CODES):
        took = [language.say("new.took", role=language.say(f"new.role_{role}"), column=column)
                for role, column in rows.took.items()]  # fmt: skip
        said.append(language.say("new.rows", file=source.name, n=len(rows.texts), list=language.join(took)))
        if rows.without_text:
            lines = language.join(rows.without_text[:_SHOWN])
            said.append(language.say("new.without_text", n=len(rows.without_text), lines=lines))
    return "\n".join([*said, *_not_taken(source, rows.further_sheets), _write_folder(folder, rows.table, **named)])


def _not_taken(source: Path, names: list[str]) -> list[str]:
    shown = [*names[:_SHOWN], *["…"] * (len(names) > _SHOWN)]
    return [speak(code).say("new.not_taken", file=source.name, list=shown) for code in CODES if names]


def unpack_documents(source: Path, raw: Path) -> list[str]:
    """Unpack the documents of a zip into a folder, and nothing else that lies in it; return what that is.

    Raises
    ------
    ParseError
        It is no zip, has a password, or holds no document.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            found: dict[tuple[str, ...], bytes] = {}
            others = []
            for member in archive.infolist():
                # Chinese Windows writes names in GBK and does not say so; zipfile then reads them as code page 437.
                name = member.filename
                if not member.flag_bits & 0x800:
                    name = name.encode("cp437", "replace").decode("gb18030", "replace")
                parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..", "__MACOSX")]
                if parts and not member.is_dir() and is_document_name(parts[-1]):
                    found[tuple(parts)] = archive.read(member)
                elif parts and not member.is_dir() and not parts[-1].startswith(NO_FILES):
                    others.append("/".join(parts))
    except (zipfile.BadZipFile, RuntimeError):  # RuntimeError: it wants a password
        raise CorpusError("cannot_unpack", file=source) from None
    while len({parts[0] for parts in found}) == 1 and all(len(parts) > 2 for parts in found):
        found = {parts[1:]: data for parts, data in found.items()}  # the folder that was packed is no group
    for parts, data in found.items():
        write_file(raw.joinpath(*parts), data)
    if not found:
        raise CorpusError("nothing_to_unpack", file=source, formats=", ".join(FORMATS))
    return others


def _write_folder(folder: Path, table: pd.DataFrame, *, shown: str, title: str, group_name: str) -> str:
    group = "group" if table["group"].ne("").any() or table["date"].eq("").any() or table.empty else "year"
    reader = reader_language()
    called = f"group_name = {_quoted(group_name)}" if group_name else '# group_name = { zh = "省份", en = "province" }'
    settings = reader.say("new.settings", title=_quoted(title or folder.name), group=group, group_name=called)
    write_file(folder / SETTINGS, settings.encode("utf-8"))
    write_file(folder / LIST, csv_bytes(table))
    for name in WORD_LISTS:
        write_file(folder / "words" / f"{name}.csv", csv_bytes(pd.DataFrame(columns=list((LISTS | OPTIONAL)[name]))))
    write_file(folder / "words" / "README.md", reader.say("new.words").encode("utf-8"))
    key = "empty" if table.empty else group if group == "year" else "filled" if table["group"].ne("").all() else "group"
    said = [speak(code).say(f"new.next_{key}", n=len(table), folder=shown) for code in CODES]
    return "\n".join([*said, *(f"  {program()} {command} {typed(shown)}" for command in ("check", "report"))])


def _quoted(text: str) -> str:
    """A string of TOML: what JSON writes is one."""
    return json.dumps(text, ensure_ascii=False)


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
    """Refuse a folder with anything in it but documents; return those, and the folders of them, beside ``raw/``."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise CorpusError("new_no_table", file=folder, list=list(text_rows.ENDINGS))
    if (folder / SETTINGS).exists():
        raise CorpusError("new_made", folder=folder, file=SETTINGS)
    there = sorted(path for path in folder.iterdir() if path.name != RAW and not path.name.startswith(NO_FILES))
    inside = [one for path in there for one in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    foreign = [one for one in inside if not (one.is_dir() or is_document(one) or one.name.startswith(NO_FILES))]
    foreign += [path for path in there if path.is_dir() and not any(map(is_document, path.rglob("*")))]
    if foreign:
        raise CorpusError("new_foreign", folder=folder, value=foreign[0].relative_to(folder).as_posix())
    return there
