"""What was found in a document or a corpus, in words: to be read before one trusts the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.documents.formats import read_document
from analysis.language import Language, speak
from analysis.measures.phrases import unknown_words
from analysis.parsing import ParsedDocument
from analysis.report.doubts import find_doubts, page_shares
from analysis.report.writing import csv_bytes, write_file
from analysis.results import Results

_LEFT_OUT_SHOWN = 12
_DOCUMENTS_SHOWN = 60
_FEW_UNITS, _FEW_WORDS = 5, 1_000
_SAFE_SHARE = 0.25  # of the characters left out: beyond, nobody should be told that nothing is missing


def describe_corpus(results: Results, name: str, *, languages: Sequence[str] = ("zh", "en")) -> str:
    """What is doubtful first; then groups, documents (for one document its speeches), what was mended and left out.

    Examples
    --------
    >>> print(describe_corpus(Results(), "data").splitlines()[0])
    data：4 篇讲话，24 段，64 句（utf-8）
    """
    doubts = find_doubts(results)
    return "\n\n".join("\n".join(_describe(results, name, doubts, speak(one))) for one in languages)


def _describe(results: Results, name: str, doubts: list, language: Language) -> list[str]:
    document = results.document
    return [
        _size(document, name, language),
        *(doubt.say(language) for doubt in doubts),
        *(_speeches(document, language) if document.margins else _documents(results, language)),
        *_small(results, language),
        _mended(document, language),
        *_pages(results, language),
        *_left_out(document, language),
        _account(results, doubts, language),
        *_unknown_words(results, language),
    ]


def _size(document: ParsedDocument, name: str, language: Language) -> str:
    speeches = document.speeches
    paragraphs = len(speeches[["speech", "paragraph"]].drop_duplicates())
    return language.say("check.size", name=name, n=speeches["speech"].nunique(), paragraphs=paragraphs,
                        sentences=len(speeches), how=document.encoding)  # fmt: skip


def _documents(results: Results, language: Language) -> list[str]:
    documents, sizes = results.documents, results.sizes.set_index("speech")
    groups = [f"{group} × {count}" for group, count in documents["strategy"].value_counts(sort=False).items()]
    column = results.corpus.settings.group or "group"
    lines = [language.say("check.groups", column=column, list=language.join(groups))]
    for row in documents.head(_DOCUMENTS_SHOWN).itertuples():
        size = sizes.loc[row.speech]
        lines.append(language.say(
            "check.document", number=str(row.speech), title=row.title, group=str(row.strategy), date=row.dated,
            paragraphs=size.paragraphs, sentences=size.sentences, how=results.texts.encodings[row.file],
        ))  # fmt: skip
    if len(documents) > _DOCUMENTS_SHOWN:
        lines.append(language.say("check.more_documents", n=len(documents) - _DOCUMENTS_SHOWN))
    return lines


def _speeches(document: ParsedDocument, language: Language) -> list[str]:
    """The speeches of a document with footnotes, and the paragraph whose speech is least certain."""
    lines = []
    for note in document.footnotes:
        own = document.speeches[document.speeches["speech"] == note.number]
        lines.append(language.say(
            "check.speech", mark=note.mark, group=own["strategy"].iloc[0], date=f"{note.date:%Y-%m-%d}",
            place=note.place, paragraphs=own["paragraph"].max(), sentences=len(own),
            first=str(own["start_line"].min()), last=str(own["end_line"].max()),
        ))  # fmt: skip
    (speech, paragraph), margin = min(document.margins.items(), key=lambda item: (item[1], item[0]))
    if margin < float("inf"):
        lines.append(language.say("check.closest", speech=speech, paragraph=paragraph, margin=f"{margin:.2f}"))
    return lines


def _small(results: Results, language: Language) -> list[str]:
    """What so little text cannot tell: few units a group, or few words."""
    table = results.sizes.astype({"strategy": "object"}).groupby("strategy", sort=False)
    units = table.size() if results.unit == "document" else table["paragraphs"].sum()
    words, least = int(results.sizes["words"].sum()), int(units.min())
    if least >= _FEW_UNITS and words >= _FEW_WORDS:
        return []
    unit = language.say(f"findings.units_{results.unit}")
    group = results.names.strategy(units.idxmin(), language.code)
    key = "check.small" if len(units) > 1 else "check.small_one"
    return [language.say(key, results.names, words=words, least=least, of=unit, group=group)]


def _mended(document: ParsedDocument, language: Language) -> str:
    if not document.mended:
        return language.say("check.nothing_mended")
    what = [f"{language.say(f'reasons.{key}')} × {count}" for key, count in document.mended.items()]
    return language.say("check.mended", list=language.join(what, "semicolon"))


def _pages(results: Results, language: Language) -> list[str]:
    """What share of each web page is its text."""
    shares = [f"{row.file} {row.share:.0%}" for row in page_shares(results).itertuples()]
    shown = shares[:_LEFT_OUT_SHOWN] + ["…"] * (len(shares) > _LEFT_OUT_SHOWN)
    return [language.say("check.pages", list=language.join(shown))] if shares else []


def _left_out(document: ParsedDocument, language: Language) -> list[str]:
    left_out = document.left_out
    roles = left_out["reason"].value_counts().items()
    counts = [f"{language.say(f'reasons.{reason}')} × {count}" for reason, count in roles]
    lines = [language.say("check.left_out" if counts else "check.nothing_left_out", n=len(left_out), list=counts)]
    for row in left_out.head(_LEFT_OUT_SHOWN).itertuples():
        text = " ".join(row.text.split())
        lines.append(language.say(
            "check.left_out_line", file=f"{row.file} " if "file" in left_out else "", line=str(row.line),
            text=text if len(text) <= 40 else f"{text[:39]}…", reason=language.say(f"reasons.{row.reason}"),
        ))  # fmt: skip
    if len(left_out) > _LEFT_OUT_SHOWN:
        lines.append(language.say("check.more_left_out", n=len(left_out) - _LEFT_OUT_SHOWN))
    return lines


def _account(results: Results, doubts: list, language: Language) -> str:
    """What is counted and what is not; that nothing is missing is said only where it is so."""
    document = results.document
    size, lost = (int(table["text"].str.len().sum()) for table in (document.speeches, document.left_out))
    share = lost / max(size + lost, 1)
    whole = share <= _SAFE_SHARE and not doubts
    key = "check.accounted" if whole else "check.counted"
    return language.say(key, size=size, lost=lost, share=f"{share:.0%}")


def _unknown_words(results: Results, language: Language) -> list[str]:
    found = unknown_words(results.tokens)
    words = [f"{term} × {count}" for term, count in zip(found["term"], found["count"], strict=True)]
    return [language.say("check.unknown_words", list=words)] if words else []


def write_account(results: Results, path: Path) -> int:
    """Write everything left out or mended as CSV (file, line, what, reason, text); return the number of rows."""
    documents, left_out = results.texts.documents.drop_duplicates("file"), results.document.left_out
    rows = left_out if "file" in left_out else left_out.assign(file=documents["file"].iloc[0])
    rows = rows.assign(what="left out")[["file", "line", "what", "reason", "text"]]
    mends = []
    for row in documents.itertuples():
        mends += [(row.file, line, "mended", what, text) for line, what, text in read_document(row.address).mends]
    table = pd.concat([rows, pd.DataFrame(mends, columns=rows.columns)], ignore_index=True)
    write_file(path, csv_bytes(table.sort_values(["file", "line"], kind="stable", ignore_index=True)))
    return len(table)
