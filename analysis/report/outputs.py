"""Everything the report is made of, in one go: tables, charts, page, Word file, Excel file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.report.figures import LANGUAGES, draw_figures
from analysis.report.tables import write_tables
from analysis.report.word import write_word
from analysis.report.workbook import write_workbook
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
        Receives ``tables/``, ``zh/``, ``en/`` and the index ``README.md``, ``report.zh.docx``, ``report.en.docx`` and
        ``tables.xlsx``.
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
    files += write_word(results, pictures, folder, languages=languages)
    return [*files, *drawn, write_workbook(results, folder, languages=languages)]
