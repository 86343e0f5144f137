"""Everything the report is made of, in one go: tables, charts, page, Word file, Excel file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.report.figures import LANGUAGES, draw_figures
from analysis.report.page import write_pages
from analysis.report.tables import write_tables
from analysis.results import Results


def write_report(
    results: Results,
    folder: Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    progress: Callable[[int], None] = lambda steps: None,
) -> list[Path]:
    """Write the whole report into `folder`.

    Parameters
    ----------
    results : Results
        The tables of a document.
    folder : Path
        Receives ``tables/``, ``zh/``, ``en/``, the index ``README.md`` and the page: ``report.zh.html`` and
        ``report.en.html``.
    languages : sequence of {"zh", "en"}
        Which of the two.
    progress : callable
        Called with 1 after each picture.

    Returns
    -------
    list of Path
        The files written.
    """
    files = write_tables(results, folder / "tables", languages=languages)
    pictures, drawn = draw_figures(results, folder, languages=languages, for_page=True, progress=progress)
    return [*files, *drawn, *write_pages(results, pictures, folder, languages=languages)]
