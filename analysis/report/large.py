"""The report of a corpus too large to hold as a table of tokens: what counts alone can give, and sentences to show.

Tables and charts that need only counts are made from the counts; of the words they show, some sentences are looked up
in the documents. What needs every token in place (resampling, formulae, moves, the page with its concordance) is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from analysis import tables
from analysis.charts import pictures
from analysis.corpus import Corpus
from analysis.counting.streams import CorpusCounts
from analysis.documents import text_files
from analysis.language import CODES
from analysis.language.names import Names
from analysis.lexicon import Lexicon
from analysis.parsing import ParseError, split_sentences
from analysis.report.counts import CountJob, write_counts
from analysis.report.figures import draw_figures
from analysis.report.staging import staged
from analysis.report.tables import COMPARISONS, TABLES
from analysis.report.writing import csv_bytes, write_file
from analysis.results import names_of_corpus
from analysis.segmentation import Segmenter

LARGE = 20_000_000  # bytes of text
PARTS = ("tables", "charts")
FROM_COUNTS = ("top_terms", "compare_terms", "tfidf_terms", "theme_heatmap", "word_cloud", "keyness_forest")
SENTENCES = 3  # of each word in each group
_TEXT = {".txt": 1.0, ".md": 1.0, ".html": 0.5, ".htm": 0.5, ".docx": 0.2, ".pdf": 0.1}  # of a file's bytes
_NOTE = (
    "由 `python -m analysis report` 写出。语料超过 {limit} MB，只做仅凭计数即可得出的表与图；"
    "所示词语的例句见 tables/sentences.csv。重抽样、提法、语步与网页报告需要较小的语料。\n\n"
    "Written by `python -m analysis report`. The corpus is larger than {limit} MB: these are the tables and charts "
    "that counts alone can give; tables/sentences.csv holds sentences of the words shown. Resampling, formulae, moves "
    "and the page need a smaller corpus.\n"
)


def is_large(corpus: Corpus) -> bool:
    """Whether the texts of a corpus are too large for a table of tokens, as far as the sizes of its files tell."""
    sizes = {address: _TEXT.get(Path(address).suffix.lower(), 1.0) for address in corpus.addresses}
    return sum(text_files.size_of(address) * share for address, share in sizes.items()) > LARGE


def write_large_report(
    source: Path,
    folder: Path,
    *,
    words: Path | None = None,
    languages: Sequence[str] = CODES,
    parts: Sequence[str] = PARTS,
) -> str:
    """Count the corpus, write tables and charts into `folder` or one of the two, and say what was made.

    Files of an earlier report that counts cannot give (the page, the Word file, further tables and charts) are removed
    if both are written: their numbers would be those of another corpus.
    """
    job = CountJob(str(source), words=words)
    counted = job.count(themes=True)
    lexicon, documents, _ = job.contents()
    groups = tables.ordered_strategies([one.group for one in documents], list(counted.totals.index))
    speeches = pd.DataFrame({"strategy": groups, "speech": range(len(documents))})
    results = CountedResults(counted, lexicon, names_of_corpus(job.corpus, lexicon, speeches))
    with staged(folder) as stage:
        written = _write_parts(results, job, stage, languages, parts)
    lines = [f"{len(written)} files in {folder}", _NOTE.format(limit=LARGE // 1_000_000).strip()]
    return "\n".join([*lines, *counted.left_out])


def _write_parts(results: CountedResults, job: CountJob, folder: Path, languages, parts) -> list[Path]:
    written: list[Path] = []
    if "tables" in parts:
        written += write_counts(results.counted, folder / "tables", note=_NOTE.format(limit=LARGE // 1_000_000))
    if "charts" in parts:
        own = [name for name in FROM_COUNTS if _can_draw(name, results)]
        charts = [chart for name in own for chart in pictures(name, results)]
        written += draw_figures(charts, folder, languages=languages).files
    if set(PARTS) <= set(parts):
        _, documents, settings = job.contents()
        shown = _words_shown([chart.table for chart in charts])
        reader = settings.get("reader", text_files.read_paragraphs)
        sentences = find_sentences(documents, shown, results.lexicon, reader=reader)
        written.append(write_file(folder / "tables" / "sentences.csv", csv_bytes(sentences)))
        _remove_others(folder, written)
    return written


def _remove_others(folder: Path, written: Sequence[Path]) -> None:
    """Remove what an earlier report left here and this one does not make; charts are seen to where they are drawn."""
    names = [name for one in CODES for name in (f"report.{one}.html", f"report.{one}.docx", f"tables.{one}.xlsx")]
    found = [folder / name for name in names]
    found += [folder / "tables" / f"{name}.csv" for name in (*TABLES, *COMPARISONS)]
    for path in set(found) - set(written):
        path.unlink(missing_ok=True)


class CountedResults:
    """What the charts of `FROM_COUNTS` ask of :class:`analysis.results.Results`, from counts alone."""

    def __init__(self, counted: CorpusCounts, lexicon: Lexicon, names: Names):
        self.lexicon, self.names, self.counted = lexicon, names, counted
        self.comparison = SimpleNamespace()  # nothing is resampled

    @cached_property
    def frequency(self) -> pd.DataFrame:
        """Shares per 10,000 words with Wilson intervals."""
        return self.counted.frequency(minimum=self.counted.minimum)

    @cached_property
    def tfidf(self) -> pd.DataFrame:
        """TF-IDF with idf over paragraphs."""
        return self.counted.tfidf(minimum=self.counted.minimum)

    @cached_property
    def keyness(self) -> pd.DataFrame | None:
        """Each group against the others; None for one group."""
        return self.counted.keyness(minimum=self.counted.minimum) if len(self.counted.counts) > 1 else None

    @cached_property
    def theme_shares(self) -> pd.DataFrame:
        """Share of the sentences of each group that carry each theme."""
        return self.counted.theme_shares()


def find_sentences(
    documents: Iterable,
    wanted: Mapping[str, Iterable[str]],
    lexicon: Lexicon,
    *,
    reader: Callable,
    most: int = SENTENCES,
) -> pd.DataFrame:
    """Sentences that hold the words as words; documents are read until there are enough.

    Parameters
    ----------
    documents : iterable of Document
    wanted : mapping of group to terms
    lexicon : Lexicon
        For cutting: 发展 inside 高质量发展 is no 发展.
    reader : callable
        From a document to its paragraphs.
    most : int
        Sentences of each word in each group.

    Returns
    -------
    DataFrame
        ``strategy, term, document, paragraph, sentence, text``, in the order of the documents.
    """
    segmenter, rows = Segmenter(lexicon), []
    left = {group: dict.fromkeys(terms, most) for group, terms in wanted.items()}
    for document in documents:
        still = left.get(document.group, {})
        if not still:
            continue
        try:
            paragraphs = reader(document)
        except (ParseError, OSError):
            continue  # said already when it was counted
        for number, paragraph in enumerate(paragraphs, start=1):
            if not any(term in paragraph for term in still):
                continue
            for place, sentence in enumerate(split_sentences(paragraph), start=1):
                for term in _held(sentence, still, segmenter):
                    rows.append((document.group, term, document.name, number, place, sentence.strip()))
                    still[term] -= 1
                    if not still[term]:
                        del still[term]
    return pd.DataFrame(rows, columns=["strategy", "term", "document", "paragraph", "sentence", "text"])


def _held(sentence: str, terms: Mapping[str, int], segmenter: Segmenter) -> list[str]:
    found = [term for term in terms if term in sentence]
    tokens = set(segmenter.cut(sentence)) if found else ()
    return [term for term in found if term in tokens]


def _can_draw(name: str, results: CountedResults) -> bool:
    return name not in ("keyness_forest", "compare_terms") or results.keyness is not None


def _words_shown(tables: Sequence[pd.DataFrame]) -> dict[str, list[str]]:
    shown: dict[str, dict[str, None]] = {}
    for table in tables:
        if {"strategy", "term", "count"} <= set(table.columns):
            for group, term in table.loc[table["count"] > 0, ["strategy", "term"]].itertuples(index=False):
                shown.setdefault(str(group), {})[str(term)] = None
    return {group: list(terms) for group, terms in shown.items()}
