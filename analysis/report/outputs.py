"""Everything the report is made of, in one go: tables, charts, page, Word file, Excel file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.charts import CHARTS
from analysis.report.document import make_document
from analysis.report.figures import LANGUAGES, Picture, Progress, draw_figures
from analysis.report.page import write_pages
from analysis.report.resampling import start_resampling, take_resampled
from analysis.report.staging import placed, staged
from analysis.report.tables import write_tables
from analysis.report.word import write_word
from analysis.report.workbook import write_workbook
from analysis.report.workers import workers
from analysis.results import Results


def write_report(
    results: Results,
    folder: Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    progress: Progress = lambda steps, total: None,
) -> list[Path]:
    """Write the whole report into `folder`; after an error or Ctrl-C the last one stands as it stood.

    Parameters
    ----------
    results : Results
        The tables of a document.
    folder : Path
        Receives ``tables/``, ``zh/``, ``en/``, the index ``README.md``, ``tables.xlsx`` and, for each language, the
        page ``report.zh.html`` and the Word file ``report.zh.docx``.
    languages : sequence of {"zh", "en"}
        Which of the two.
    progress : callable
        Called with the number of pictures just drawn, and of all.

    Returns
    -------
    list of Path
        The files written.
    """
    with staged(folder) as stage:
        return placed(_write_all(results, stage, languages, progress), stage, folder)


def _write_all(results: Results, folder: Path, languages: Sequence[str], progress: Progress) -> list[Path]:
    # Two processes share the work: while charts are drawn, the tables of thousands of resamples are made; what shows
    # the charts is written last, a language in each process. More outputs (another kind of file) are submitted there.
    with workers(len(CHARTS)) as submit:
        start_resampling(results, submit)
        pictures, drawn = draw_figures(
            results, folder, languages=languages, for_page=True, with_tables=True, progress=progress, submit=submit
        )
        take_resampled(results)
        started = [
            submit(_write_language, results, pictures, folder, languages, language=language) for language in languages
        ]
        files = write_tables(results, folder / "tables", languages=languages)
        files.append(write_workbook(results, folder, languages=languages))
        files += [file for job in started for file in job.result()]
    return [*files, *drawn]


def _write_language(
    results: Results, pictures: Sequence[Picture], folder: Path, languages: Sequence[str], *, language: str
) -> list[Path]:
    """The page and the Word file of one language."""
    page = write_pages(results, pictures, folder, languages=languages, only=language)
    return page + write_word(make_document(results), folder, languages=[language])
