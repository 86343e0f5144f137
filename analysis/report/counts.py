"""Counting a corpus of any size from the command line, and the tables written from the counts alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd

from analysis import corpus as corpora
from analysis.corpus import settings as corpus_settings
from analysis.corpus.confinement import path_inside
from analysis.counting.store import FOLDER, BatchStore
from analysis.counting.streams import CorpusCounts, count_documents
from analysis.documents import text_files
from analysis.lexicon import Lexicon, read_lexicon
from analysis.report.writing import csv_bytes, write_file

# name -> (Chinese, English) description, and how it is made
TABLES: dict[str, tuple[str, str, Callable[[CorpusCounts], pd.DataFrame]]] = {
    "counts": (
        "次数：组 × 词，全部词",
        "occurrences, group x term: every term",
        lambda counted: _by_term(counted.counts),
    ),
    "totals": (
        "各组：文档、段、有词的段、句、字（不计空白）、计入的词、停用词、数字、标点、不涉及任何主题的句子",
        "by group: documents, paragraphs, paragraphs with words, sentences, characters without white space, words "
        "counted, stop words, numbers, punctuation, sentences without a theme",
        lambda counted: counted.totals.reset_index(),
    ),
    "documents": (
        "含该词的文档数：组 × 词",
        "documents that hold the term",
        lambda counted: _by_term(counted.documents),
    ),
    "frequency": (
        "词频：次、每万词次数、95% 威尔逊区间、出现段数",
        "occurrences, per 10,000 words with 95 % Wilson interval, paragraphs that hold the term",
        lambda counted: counted.frequency(minimum=counted.minimum),
    ),
    "tfidf": (
        "TF-IDF：idf 以段计，每千词",
        "TF-IDF, idf over paragraphs, per 1,000 words",
        lambda counted: counted.tfidf(minimum=counted.minimum),
    ),
    "class_tfidf": (
        "按类 TF-IDF（c-TF-IDF）",
        "class-based TF-IDF",
        lambda counted: counted.tfidf(method="class", minimum=counted.minimum),
    ),
    "keyness": (
        "每组与其余各组之比：对数比及其校正区间、各种统计量、结论（verdict）",
        "each group against the others: log ratio with corrected interval, statistics, verdict",
        lambda counted: counted.keyness(minimum=counted.minimum),
    ),
    "dispersion": (
        "词在各文档（大文件以约 1 MB 为一份）中分布是否均匀（DP、DPnorm、Juilland D）",
        "how evenly words are spread over the documents (pieces of about 1 MB of large ones)",
        lambda counted: counted.dispersion(minimum=counted.minimum),
    ),
    "theme_shares": (
        "各组涉及各主题的句子占比及区间",
        "share of sentences that carry a theme, with interval",
        lambda counted: counted.theme_shares(),
    ),
    "coverage": ("不涉及任何主题的句子", "sentences that carry no theme", lambda counted: _coverage(counted)),
    "collocates": (
        "所选词的搭配词及关联强度",
        "neighbours of the chosen word, and how strongly they attract",
        lambda counted: counted.collocates(by=counted.by),
    ),
}
_HEAD = (
    "由 `python -m analysis count` 写出；CSV 为带 BOM 的 UTF-8，可直接用 Excel 打开。停用词、数字与标点不计。\n\n"
    "Written by `python -m analysis count`; CSV in UTF-8 with byte order mark. Stop words, numbers and punctuation are "
    "left out of the counts.\n"
)


class CountJob:
    """One run of ``python -m analysis count``.

    Parameters
    ----------
    source : str
        A corpus folder, or a folder or address with texts as SOURCE/GROUP/*.txt.
    words, cache, out : Path, optional
        Folders of the word lists, of what is kept meanwhile, and of the tables.
    """

    def __init__(self, source: str, *, words: Path | None = None, cache: Path | None = None, out: Path | None = None):
        self._source, self._words, self._out = source, words, out
        self.corpus = None
        if (Path(source) / corpus_settings.FILE).is_file():
            self.corpus = corpora.read_corpus(source)
        if cache is None and not text_files.is_remote(source):
            cache = path_inside(Path(source), FOLDER) if self.corpus else Path(source) / FOLDER
        self._cache = cache
        self.left_out: tuple[str, ...] = ()

    def run(
        self,
        *,
        workers: int = 1,
        scheduler: str | None = None,
        themes: bool = False,
        node: str | None = None,
        fresh: bool = False,
        ready: Iterable[None] = (),
    ) -> str:
        """Count, write the tables, and say in a few lines what came out."""
        start = time.perf_counter()
        counted = self.count(
            workers=workers, scheduler=scheduler, themes=themes, node=node, fresh=fresh, ready=ready
        )
        seconds = time.perf_counter() - start
        folder = self._out or self._default_folder()
        files = write_counts(counted, folder)
        return f"{describe_counts(counted, seconds)}\n{len(files)} files in {folder}"

    def count(
        self,
        *,
        workers: int = 1,
        scheduler: str | None = None,
        themes: bool = False,
        node: str | None = None,
        fresh: bool = False,
        ready: Iterable[None] = (),
    ) -> CorpusCounts:
        """Count, with a progress bar on a terminal."""
        if fresh and self._cache is not None:
            BatchStore(self._cache).clear()
        lexicon, documents, settings = self.contents()
        for _ in ready:  # workers that were started before
            pass
        counted = count_documents(
            documents,
            lexicon,
            workers=workers,
            scheduler=scheduler,
            cache=self._cache,
            progress=True,
            themes=themes,
            node=node or (),
            **settings,
        )
        self.left_out = counted.left_out
        return counted

    def stopped(self) -> str:
        """What to say after Ctrl-C."""
        kept = len(BatchStore(self._cache).keys()) if self._cache is not None else 0
        if not kept:
            return "stopped 已停止; nothing is kept"
        return f"stopped 已停止; {kept} batches are kept in {self._cache}: the same command goes on from there"

    def contents(self) -> tuple[Lexicon, list, dict]:
        """Word lists, documents, and the settings of the corpus for `count_documents`."""
        if self.corpus is None:
            lexicon = read_lexicon() if self._words is None else read_lexicon(self._words)
            documents = text_files.list_documents(self._source)
            return lexicon, documents, {"remote": text_files.is_remote(self._source)}
        lexicon = self.corpus.read_words() if self._words is None else read_lexicon(self._words)
        documents = list(self.corpus.document_list(lexicon))
        found, said = dict.fromkeys(one.group for one in documents), self.corpus.settings.groups
        if self.corpus.documents is not None:
            said = [str(group) for group in self.corpus.documents["strategy"].cat.categories]
        order = [group for group in said if group in found] + [group for group in found if group not in said]
        remote = self.corpus.settings.remote
        return lexicon, documents, {"reader": corpora.read_paragraphs, "order": order, "remote": remote}

    def _default_folder(self) -> Path:
        if self.corpus is not None:
            return self.corpus.output_folder() / "counts"
        return Path(f"{self._source.rstrip('/').replace(chr(92), '/').rsplit('/', 1)[-1]}-counts")


def write_counts(counted: CorpusCounts, folder: Path, *, note: str = "") -> list[Path]:
    """Write every table that the counts give, and a README; one that they do not give is left out with the reason.

    `note` is Markdown for the head of the README.

    Returns
    -------
    list of Path
        The files written.
    """
    files, missing = [], {}
    for name, (_, _, make) in TABLES.items():
        try:
            table = make(counted)
        except ValueError as reason:  # the measure says what it lacks
            missing[name] = str(reason)
            (folder / f"{name}.csv").unlink(missing_ok=True)  # of another run
            continue
        files.append(write_file(folder / f"{name}.csv", csv_bytes(table)))
    return [*files, write_file(folder / "README.md", _readme(counted, missing, note).encode("utf-8"))]


def describe_counts(counted: CorpusCounts, seconds: float) -> str:
    """What was counted, and how fast, in two lines."""
    totals = counted.totals.sum()
    size = counted.size / 1e6
    return (
        f"{totals['documents']:,} documents in {len(counted.counts)} groups, {size:,.1f} MB: "
        f"{totals['sentences']:,} sentences, {totals['words']:,} words counted, {counted.counts.shape[1]:,} terms\n"
        f"{seconds:.1f} s, {size / seconds:.1f} MB/s"
    )


def _readme(counted: CorpusCounts, missing: dict[str, str], note: str) -> str:
    lines = ["# 计数 · Counts", "", note or _HEAD]
    if counted.minimum > 1:
        lines += [
            f"长表（词频、TF-IDF、比较、分布）只列全部组中共出现至少 {counted.minimum} 次的词；"
            "总数与占比仍按全部词计算。\n",
            f"The long tables hold the terms with {counted.minimum} occurrences or more in all groups together; totals "
            "and shares are those of all terms, which counts.csv lists.\n",
        ]
    if counted.left_out:
        lines += ["未读 · Left out:", "", *(f"- {reason}" for reason in counted.left_out), ""]
    lines += ["| CSV | 内容 · what it holds |", "|---|---|"]
    for name, (chinese, english, _) in TABLES.items():
        made = name not in missing
        told = f"{chinese}<br>{english}" if made else f"未写出 · not made: {missing[name]}"
        lines.append(f"| [{name}.csv]({name}.csv) | {told} |" if made else f"| {name} | {told} |")
    return "\n".join([*lines, ""])


def _by_term(table: pd.DataFrame) -> pd.DataFrame:
    wide = table.T.rename_axis("term")
    wide.columns = _texts(table.index)
    return wide.reset_index()


def _texts(index: pd.Index) -> Sequence[str]:
    return [str(value) for value in index]


def _coverage(counted: CorpusCounts) -> pd.DataFrame:
    counted.theme_shares()  # says so where themes were not counted
    return counted.coverage()
