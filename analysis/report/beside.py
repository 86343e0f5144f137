"""A document of one's own beside those of a corpus, as a group of its own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.corpus.document_list import COLUMNS, RAW
from analysis.corpus.document_list import FILE as LIST
from analysis.corpus.settings import FILE as SETTINGS
from analysis.mistakes import Mistake
from analysis.report.writing import csv_bytes, write_file
from analysis.results import Results
from analysis.tables import wording


def add_document(results: Results, name: str, content: bytes, folder: Path) -> Results:
    """The tables of the corpus and one more document, made in an empty folder; nothing of the corpus is changed.

    Parameters
    ----------
    results : Results
        The corpus.
    name : str
        Of the file: its ending says how it is read, the rest is what the new group is called.
    content : bytes
        Of the file.
    folder : Path
        Empty; it must stay as long as the tables are asked for.

    Raises
    ------
    Mistake
        The document cannot be read; the reason is told.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     both = add_document(Results(), "我的讲话.txt", "要坚持生态优先。".encode(), Path(folder))
    ...     both.speeches["strategy"].cat.categories.tolist()[-2:], len(both.speeches)
    (['西部大开发', '我的讲话'], 65)
    """
    speeches = results.speeches.assign(text=wording(results.speeches))
    groups, rows = [str(group) for group in speeches["strategy"].cat.categories], []
    for number, (_, speech) in enumerate(speeches.groupby("speech", sort=False), start=1):
        first, file = speech.iloc[0], f"{number}.txt"
        text = "\n\n".join("".join(paragraph) for _, paragraph in speech.groupby("paragraph", sort=False)["text"])
        write_file(folder / RAW / file, text.encode("utf-8"))
        date = "" if pd.isna(first["date"]) else f"{first['date']:%Y-%m-%d}"
        rows.append((file, first["occasion"], date, first["place"], str(first["strategy"])))
    own = Path(name).stem if Path(name).stem not in groups else Path(name).name
    write_file(folder / RAW / Path(name).name, content)
    rows.append((Path(name).name, own, "", "", own))
    write_file(folder / LIST, csv_bytes(pd.DataFrame(rows, columns=list(COLUMNS))))
    listed = ", ".join('"' + group.replace("\\", "\\\\").replace('"', '\\"') + '"' for group in [*groups, own])
    write_file(folder / SETTINGS, f'layout = "documents"\ngroup = "group"\ngroups = [{listed}]\n'.encode())
    both = Results(folder)
    for reason in both.left_out_documents["reason"]:
        raise Mistake("document_not_added", file=name, reason=reason)
    return both
