"""Everything the report is made of, in one go: tables, charts, page, Word file, Excel file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.charts import CHARTS
from analysis.report.figures import LANGUAGES, Progress, draw_figures
from analysis.report.page import write_pages
from analysis.report.resampling import start_resampling, take_resampled
from analysis.report.tables import write_tables
from analysis.report.workers import workers
from analysis.results import Results


def write_report(
    results: Results,
    folder: Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    progress: Progress = lambda steps, total: None,
) -> list[Path]:
    """Write the whole report into `folder`.

    Parameters
    ----------
    results : Results
        The tables of a document.
    folder : Path
        Receives ``tables/``, ``zh/``, ``en/`` and the index ``README.md``.
    languages : sequence of {"zh", "en"}
        Which of the two.
    progress : callable
        Called with the number of pictures just drawn, and of all.

    Returns
    -------
    list of Path
        The files written.
    """
    with workers(len(CHARTS)) as submit:
        start_resampling(results, submit)
        pictures, drawn = draw_figures(
            results, folder, languages=languages, for_page=True, progress=progress, submit=submit
        )
        take_resampled(results)
        files = write_tables(results, folder / "tables", languages=languages)
    files += write_pages(results, pictures, folder, languages=languages)
    return [*files, *drawn]
