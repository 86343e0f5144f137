"""Everything the report is made of, in one go: tables, charts, page, Word file, Excel file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.language import CODES
from analysis.mistakes import Mistake
from analysis.report.document import Document, Figure, make_document
from analysis.report.figures import WRITTEN, Progress, draw_figures, draw_screens
from analysis.report.page import write_page
from analysis.report.tables import write_tables
from analysis.report.word import write_word
from analysis.report.workbook import write_workbook
from analysis.report.workers import Submit, workers
from analysis.report.writing import placed, staged
from analysis.results import TABLES, Results

MUCH = 1_000_000  # characters of text


def write_report(
    results: Results,
    folder: Path,
    *,
    languages: Sequence[str] = CODES,
    formats: Sequence[str] = WRITTEN,
    progress: Progress = lambda step, done=0, total=0: None,
) -> list[Path]:
    """Write the whole report into `folder`; after an error or Ctrl-C the last one stands as it stood.

    Parameters
    ----------
    results : Results
        The tables of a corpus.
    folder : Path
        Receives ``tables/``, ``zh/``, ``en/``, the index ``README.md``, and for each language the page
        ``report.zh.html``, the Word file ``report.zh.docx`` and the Excel file ``tables.zh.xlsx``.
    languages : sequence of str
        Which are written.
    formats : sequence of {"png", "svg", "pdf"}
        Of the charts; the Word file needs PNG.
    progress : callable
        Called with the name of each step as it begins (reading, testing, comparing, drawing, writing); of the drawing
        with the number of pictures just drawn and of all too.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    Mistake
        There is no word to count.
    """
    progress("reading")
    if not len(results.counts.columns):
        raise Mistake("no_words", path=results.path)
    formats = list(dict.fromkeys([*WRITTEN, *formats]))
    with staged(folder) as stage:
        return placed(_write_all(results, stage, languages, formats, progress), stage, folder)


def _write_all(
    results: Results, folder: Path, languages: Sequence[str], formats: Sequence[str], progress: Progress
) -> list[Path]:
    # Two processes share the work: thousands of resamples first, then the charts, then what shows them, a language
    # each. One more output is submitted there. Each holds all tables: of much text that is a gigabyte each.
    much = int(results.speeches["text"].str.len().sum()) > MUCH
    with workers(1 if much else len(languages) * 4) as submit:
        progress("testing")
        _resample(results, submit)
        progress("comparing")
        document = make_document(results)
        shown = {figure.chart.stem for figure in document.figures}
        pictures, drawn = draw_figures(
            document.charts, folder, languages=languages, formats=formats, for_page=shown, with_tables=True,
            progress=progress, submit=submit,
        )  # fmt: skip
        pairs = [block.chart for block in document.pairs if isinstance(block, Figure)]
        pictures |= draw_screens(pairs, submit, languages)
        progress("writing")
        started = [submit(_write_language, document, pictures, folder, languages, one) for one in languages]
        files = write_tables(results, folder / "tables", languages=languages)
        files += [file for job in started for file in job.result()]
    return [*files, *drawn]


def _write_language(
    document: Document, pictures: Mapping, folder: Path, languages: Sequence[str], language: str
) -> list[Path]:
    """The page, the Word file and the Excel file of one language."""
    pages = write_page(document, pictures, folder, language, languages=languages)
    return [*pages, write_word(document, pictures, folder, language), write_workbook(document, folder, language)]


def _resample(results: Results, submit: Submit) -> None:
    """Let workers make the tables of thousands of shuffles that are not made yet, the slowest first.

    One for which the corpus is too small is left to say so when asked.
    """
    wanted = [name for name, table in TABLES.items() if table.job and name not in vars(results)]
    wanted.sort(key=lambda name: name != "robustness")
    for name, future in [(name, submit(TABLES[name].job(results))) for name in wanted]:
        if not isinstance(future.exception(), ValueError):
            vars(results)[name] = future.result()
