"""A corpus of any size from its counts: the tables and charts that need no text, and sentences of the words shown."""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.charts import NAMES, pictures
from analysis.corpus import Document, read_corpus, read_paragraphs
from analysis.corpus.confinement import path_inside
from analysis.corpus.settings import FILE as SETTINGS
from analysis.counts.spine import count_corpus, count_documents
from analysis.counts.store import FOLDER, BatchStore
from analysis.documents import text_files
from analysis.documents.formats import FORMATS
from analysis.language import CODES, reader_language
from analysis.lexicon import read_lexicon
from analysis.mistakes import Mistake
from analysis.parsing import ParseError, split_sentences
from analysis.report.figures import draw_figures
from analysis.report.tables import write_tables
from analysis.report.writing import csv_bytes, staged, write_file
from analysis.results import TABLES, Results
from analysis.segmentation import Segmenter

PARTS = ("tables", "charts")
_NAMED = 5  # files in a message
PLAIN = 20_000_000  # bytes of plain text; beyond, a folder that is no corpus is read a line a paragraph, for speed
SENTENCES = 3  # of each word in each group


class CountJob:
    """One run of ``python -m analysis count``.

    Parameters
    ----------
    source : str
        A corpus folder, or a folder with documents as SOURCE/GROUP/*.*, which are read as those of a corpus. Of an
        address, and where the texts are more than `PLAIN`, only the .txt are read, a line a paragraph.
    words, cache, out : Path, optional
        Folders of the word lists, of what is kept meanwhile, and of the tables.
    """

    def __init__(self, source: str, *, words: Path | None = None, cache: Path | None = None, out: Path | None = None):
        self._source, self._words, self._out = source, words, out
        self._corpus = read_corpus(source) if (Path(source) / SETTINGS).is_file() else None
        if cache is None and not text_files.is_remote(source):
            cache = path_inside(Path(source), FOLDER) if self._corpus else Path(source) / FOLDER
        self._store = None if cache is None else BatchStore(cache)
        self.left_out: tuple[Mistake, ...] = ()

    def run(self, *, fresh: bool = False, node: str | None = None, ready: Iterable[None] = (), **options) -> str:
        """Count, write the tables, and say in a few lines what came out; `options` are of `count_documents`."""
        start = time.perf_counter()
        if fresh and self._store:
            self._store.clear()
        cache = self._store and self._store.folder
        results = self._count(ready, cache=cache, progress=True, node=node or (), **options)
        seconds, counted = time.perf_counter() - start, results.counted
        self.left_out += tuple(mistake for _, mistake in counted.left_out)
        name = self._source.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1]
        folder = self._out or (self._corpus.output_folder() / "counts" if self._corpus else Path(f"{name}-counts"))
        files = write_tables(results, folder)
        totals, megabytes = counted.totals[["documents", "sentences", "words"]].sum(), counted.size / 1e6
        return reader_language().say(
            "commands.counted", **totals, groups=len(counted.counts), terms=counted.counts.shape[1], files=len(files),
            folder=folder, size=f"{megabytes:,.1f}", seconds=f"{seconds:.1f}", speed=f"{megabytes / seconds:.1f}",
        )  # fmt: skip

    def _count(self, ready: Iterable[None], **options) -> Results:
        if self._corpus is None:
            lexicon = read_lexicon(self._words or paths.WORDS)
            count = partial(count_documents, **self._documents())
        else:
            lexicon = self._corpus.read_words() if self._words is None else read_lexicon(self._words)
            count = partial(count_corpus, self._corpus)
        for _ in ready:  # workers that were started before
            pass
        results = Results(self._source, words=self._words, counted=count(lexicon=lexicon, **options))
        results.lexicon = lexicon
        return results

    def _documents(self) -> dict:
        """The documents of a folder that is no corpus, and how they are read; what is not counted is named."""
        if text_files.is_remote(self._source):
            return {"documents": text_files.list_documents(self._source), "remote": True}
        found = text_files.list_documents(self._source, FORMATS)
        plain = [one for one in found if one.address.lower().endswith(".txt")]
        if sum(text_files.size_of(one.address) for one in plain) <= PLAIN:
            documents = [
                Document(number, one.name, one.group, one.address) for number, one in enumerate(found, start=1)
            ]
            return {"documents": documents, "reader": read_paragraphs}
        named = {"folder": self._source, "limit": PLAIN // 1_000_000}
        self.left_out = (ParseError("read_plainly", **named),)
        if names := [one.name for one in found if one not in plain]:
            shown = names[:_NAMED] + ["…"] * (len(names) > _NAMED)
            self.left_out += (ParseError("not_plain_text", folder=self._source, n=len(names), list=shown),)
        return {"documents": plain}

    def stopped(self) -> str:
        """What to say after Ctrl-C."""
        kept = len(self._store.keys()) if self._store else 0
        folder = self._store.folder if self._store else ""
        key = "stopped_kept" if kept else "stopped_count"
        return reader_language().say(f"commands.{key}", n=kept, folder=folder)


def write_counted_report(
    results: Results, folder: Path, *, languages: Sequence[str] = CODES, parts: Sequence[str] = PARTS
) -> list[Path]:
    """Write the tables and charts that counts can give into `folder`, or one of the two.

    Files of an earlier report that counts cannot give (the page, the Word file, further tables and charts) are removed
    if both are written: their numbers would be those of another corpus.
    """
    with staged(folder) as stage:
        written: list[Path] = []
        if "tables" in parts:
            written += write_tables(results, stage / "tables", languages=languages)
        if "charts" in parts:
            charts = [drawn for name in NAMES for drawn in _possible(results, name)]
            written += draw_figures(charts, stage, languages=languages).files
        if set(PARTS) <= set(parts):
            sentences = find_sentences(results, _words_shown([chart.table for chart in charts]))
            written.append(write_file(stage / "tables" / "sentences.csv", csv_bytes(sentences)))
            names = [name for one in CODES for name in (f"report.{one}.html", f"report.{one}.docx")]
            names += [f"tables.{one}.xlsx" for one in CODES]
            for path in {stage / name for name in [*names, *(f"tables/{name}.csv" for name in TABLES)]} - set(written):
                path.unlink(missing_ok=True)
        return [folder / path.relative_to(stage) for path in written]


def _possible(results: Results, name: str) -> list:
    """The pictures of a chart; none if it needs the texts or more groups."""
    try:
        return [drawn for drawn in pictures(name, results) if len(drawn.table)]
    except ValueError:
        return []


def _words_shown(tables: Sequence[pd.DataFrame]) -> dict[str, list[str]]:
    shown: dict[str, dict[str, None]] = {}
    for table in tables:
        if {"strategy", "term", "count"} <= set(table.columns):
            for group, term in table.loc[table["count"] > 0, ["strategy", "term"]].itertuples(index=False):
                shown.setdefault(str(group), {})[str(term)] = None
    return {group: list(terms) for group, terms in shown.items()}


def find_sentences(results: Results, wanted: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """Some sentences that hold the words as words; documents are read until there are enough.

    Parameters
    ----------
    results : Results
        Of a corpus.
    wanted : mapping of group to terms

    Returns
    -------
    DataFrame
        ``strategy, term, document, paragraph, sentence, text``, in the order of the documents.
    """
    rows, left = [], {group: dict.fromkeys(terms, SENTENCES) for group, terms in wanted.items()}
    for document in results.corpus.document_list(results.lexicon):
        still = left.get(document.group, {})
        paragraphs = []
        with suppress(ParseError, OSError):  # said already when it was counted
            paragraphs = read_paragraphs(document) if still else []
        for number, paragraph in enumerate(paragraphs, start=1):
            if not any(term in paragraph for term in still):
                continue
            for place, sentence in enumerate(split_sentences(paragraph), start=1):
                for term in _held(sentence, still, results.segmenter):
                    rows.append((document.group, term, document.name, number, place, sentence.strip()))
                    still[term] -= 1
                    if not still[term]:
                        del still[term]
    return pd.DataFrame(rows, columns=["strategy", "term", "document", "paragraph", "sentence", "text"])


def _held(sentence: str, terms: Mapping[str, int], segmenter: Segmenter) -> list[str]:
    """The terms that are words of the sentence: 发展 inside 高质量发展 is no 发展."""
    found = [term for term in terms if term in sentence]
    tokens = set(segmenter.cut(sentence)) if found else ()
    return [term for term in found if term in tokens]
