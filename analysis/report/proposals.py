"""Phrases proposed from a text, for a person to choose from, and the chosen ones taken into the list."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from analysis.corpus.confinement import UnsafePathError, path_inside
from analysis.corpus.settings import CorpusError
from analysis.documents import ParseError
from analysis.language import CODES, speak
from analysis.lexicon import COLUMNS, PHRASE_KINDS, LexiconError, extend_lexicon
from analysis.lexicon.csv_rows import read_rows
from analysis.measures.phrases import propose_phrases
from analysis.mistakes import Lines
from analysis.report.writing import csv_bytes, write_file
from analysis.results import Results
from analysis.tables import wording

PROPOSED, LIST = "words/phrases_proposed.csv", "words/phrases.csv"
_MOST = 1_000
_COLUMNS = [*COLUMNS["phrases"], "count", "c_value", "example"]
_EXAMPLE = 16


def write_proposals(results: Results, folder: Path) -> str:
    """Write proposed phrases to ``words/phrases_proposed.csv``, and return what to do with them.

    Those on the list already are left out. ``kind`` is empty: filling it is how a person accepts a row.

    Raises
    ------
    CorpusError
        The folder is no corpus, or the file would lie outside of it.
    """
    path = _inside(folder, PROPOSED)
    found = propose_phrases(results.speeches, results.lexicon)
    found = found[~found["listed"]].head(_MOST).reset_index(drop=True)
    table = pd.DataFrame({"phrase": found["term"], "english": "", "kind": "", "source": ""})
    table = table.assign(count=found["count"], c_value=found["c_value"].round(2))
    table["example"] = [_example(results.speeches, term) for term in found["term"]]
    write_file(path, csv_bytes(table[_COLUMNS]))
    return _say("proposed", n=len(table), file=path, folder=folder)


def accept_proposals(folder: Path) -> str:
    """Add the proposals whose ``kind`` was filled in to ``words/phrases.csv``.

    Raises
    ------
    LexiconError
        A row is wrong; nothing is written.
    ParseError
        There are no proposals.
    """
    path, target = _inside(folder, PROPOSED), _inside(folder, LIST)
    chosen = [row for row in _rows(path, PHRASE_KINDS) if row["kind"]]
    have = _rows(target) if target.is_file() else []
    known = {row["phrase"] for row in have}
    fresh = [row for row in chosen if row["phrase"] not in known]
    columns = list(COLUMNS["phrases"])
    table = pd.DataFrame([[row[column] for column in columns] for row in have + fresh], columns=columns, dtype=str)
    before = target.read_bytes() if target.is_file() else None
    write_file(target, csv_bytes(table))
    try:
        extend_lexicon(folder / "words")
    except LexiconError:
        if before is None:
            target.unlink()
        else:
            write_file(target, before)
        raise
    return _say("accepted", n=len(fresh), file=target, total=len(table))


def _say(key: str, **values) -> str:
    return "\n".join(speak(code).say(f"proposals.{key}", **values) for code in CODES)


def _inside(folder: Path, name: str) -> Path:
    if not (folder / "corpus.toml").is_file():
        raise CorpusError("no_corpus_for_phrases", folder=folder)
    try:
        return path_inside(folder, name)
    except UnsafePathError as error:
        raise CorpusError("in_place", file=folder, problem=error) from None


def _rows(path: Path, kinds: Collection[str] = ()) -> list[dict[str, str]]:
    """The rows of a list of phrases; a kind that is filled in must be one of `kinds`, if they are given."""
    problems: list[ParseError] = []

    def complain(line: int, key: str, **values) -> None:
        problems.append(ParseError(key, file=path, line=line, **values))

    rows = read_rows(path, COLUMNS["phrases"], complain)
    for line, row in rows or []:
        if kinds and row["kind"] and row["kind"] not in kinds:
            complain(line, "list_unknown_kind", kind=row["kind"], value=row["phrase"], list=", ".join(kinds))
    if problems:
        raise LexiconError("problems", lines=Lines(problems))
    return [row for _, row in rows or []]


def _example(speeches: pd.DataFrame, term: str) -> str:
    """The first place of a phrase, with what stands around it."""
    for text, shown in zip(speeches["text"], wording(speeches), strict=True):
        if (start := text.find(term)) >= 0:
            return shown[max(0, start - _EXAMPLE) : start + len(term) + _EXAMPLE]
    return ""
