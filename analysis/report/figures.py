"""Every chart as files: pictures in three formats, the numbers drawn, and an index page."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import CHARTS, Chart
from analysis.charts.saving import page_svg, picture_bytes
from analysis.language.names import Names
from analysis.report.resampling import start_resampling, take_resampled
from analysis.report.workers import Submit, workers
from analysis.report.writing import csv_bytes, write_file
from analysis.results import Results

AFTER = {"rank_stability": "stability", "similarity_pairs": "similarity"}  # charts of resampled tables
FORMATS = ("png", "svg", "pdf")
LANGUAGES = ("zh", "en")
Progress = Callable[[int, int], None]
_MARK = "`python -m analysis charts`"
_HEAD = {
    "zh": "# 图表\n\n由 `python -m analysis charts` 绘制。每张图附图注、文字说明和所画的数字；图注请随图使用。"
    "SVG 与 PDF 由 `make report` 生成，不存入 git。\n",
    "en": "# Charts\n\nDrawn by `python -m analysis charts`. Each comes with its caption, its text description and the "
    "numbers it draws; please take the caption along. SVG and PDF are made by `make report`; git does not hold them.\n",
}
_LINKS = {"zh": "数字", "en": "numbers"}
_ALT = {"zh": "文字说明", "en": "Text description"}
_TABLES = {"zh": "全部表格：[tables/](tables/README.md)\n", "en": "All tables: [tables/](tables/README.md)\n"}


@dataclass(frozen=True)
class Picture:
    """One picture in one language, the words that go with it and the numbers drawn.

    ``svg`` is the ``<svg>`` element for the report's page (:func:`analysis.charts.saving.page_svg`), empty unless asked
    for.
    """

    chart: Chart
    stem: str
    language: str
    title: str
    caption: str
    alt: str
    table: pd.DataFrame
    svg: str = ""


def write_figures(results: Results, folder: Path, **options) -> list[Path]:
    """Draw every chart and write the files; takes and raises what :func:`draw_figures` does and returns the files."""
    return draw_figures(results, folder, **options)[1]


def draw_figures(
    results: Results,
    folder: Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    formats: Sequence[str] = FORMATS,
    charts: Sequence[Chart] = CHARTS,
    for_page: bool = False,
    with_tables: bool | None = None,
    progress: Progress = lambda steps, total: None,
    submit: Submit | None = None,
) -> tuple[list[Picture], list[Path]]:
    """Draw every chart of :data:`analysis.charts.CHARTS` and write it with its numbers.

    Parameters
    ----------
    results : Results
        The tables of a document.
    folder : Path
        Receives ``zh/`` and ``en/`` with NAME.png, .svg, .pdf and .csv, and the index ``README.md``.
    languages : sequence of {"zh", "en"}
        Which of the two.
    formats : sequence of {"png", "svg", "pdf"}
        Which of the three.
    charts : sequence of Chart
        Which of them; the index names these only.
    for_page : bool
        Give each picture its ``svg`` too.
    with_tables : bool, optional
        Whether the index names ``tables/``; by default if it is there.
    progress : callable
        Called after each table with the number of its pictures, and of all.
    submit : callable
        Of :func:`analysis.report.workers.workers`; by default the pictures are drawn in workers of their own.

    Returns
    -------
    (list of Picture, list of Path)
        The pictures, those of one chart in every language one after the other, and the files written.

    Notes
    -----
    The pictures are drawn in two processes; the files are the same as from one.

    Raises
    ------
    FileExistsError
        The folder has a README.md that this project did not write.
    """
    _refuse_foreign_index(folder / "README.md")
    if submit is None:
        with workers(len(charts)) as submit:
            start_resampling(results, submit, names=[AFTER[chart.name] for chart in charts if chart.name in AFTER])
            drawn = _draw_all(results, charts, submit, folder, languages, formats, for_page, progress)
    else:
        drawn = _draw_all(results, charts, submit, folder, languages, formats, for_page, progress)
    pictures = [picture for found, _ in drawn for picture in found]
    files = [file for _, found in drawn for file in found]
    index = folder / "README.md"
    _remove_old(folder, index, languages, keep=files)
    if with_tables is None:
        with_tables = (folder / "tables" / "README.md").is_file()
    page = _index(pictures, languages, results.names, with_tables=with_tables)
    return pictures, [*files, write_file(index, page.encode("utf-8"))]


def _draw_all(
    results: Results, charts: Sequence[Chart], submit: Submit, folder: Path, languages: Sequence[str],
    formats: Sequence[str], for_page: bool, progress: Progress,
) -> list[tuple[list[Picture], list[Path]]]:  # fmt: skip
    """Pictures and files of every table of the charts, in their order; those that need resampling are drawn last."""
    work = partial(_draw, folder=folder, languages=languages, formats=formats, for_page=for_page)
    waiting: dict[str, list[Future]] = {}
    for chart in sorted(charts, key=lambda chart: chart.name in AFTER):
        if chart.name in AFTER:
            take_resampled(results)
        jobs = [(chart, stem, table) for stem, table in chart.tables(results).items()]
        waiting[chart.name] = [submit(work, job, names=results.names) for job in jobs]
    futures, drawn = [future for chart in charts for future in waiting[chart.name]], []
    for future in futures:
        drawn.append(future.result())
        progress(len(languages), len(futures) * len(languages))
    return drawn


def _draw(
    drawing: tuple[Chart, str, pd.DataFrame],
    *,
    names: Names,
    folder: Path,
    languages: Sequence[str],
    formats: Sequence[str],
    for_page: bool,
) -> tuple[list[Picture], list[Path]]:
    """Draw one table in every language: once for all formats."""
    chart, stem, table = drawing
    pictures, files = [], []
    for language in languages:
        picture = _describe(chart, stem, table, language, names)
        figure = chart.draw(table, language=language, names=names).figure
        base = folder / language
        for kind in formats:
            data = picture_bytes(figure, kind, title=picture.title, description=picture.alt)
            files.append(write_file(base / f"{stem}.{kind}", data))
        files.append(write_file(base / f"{stem}.csv", csv_bytes(table)))
        pictures.append(replace(picture, svg=page_svg(figure)) if for_page else picture)
    return pictures, files


def _refuse_foreign_index(index: Path) -> None:
    """An index that this project did not write is somebody's page: it must not be lost."""
    if index.is_file() and _MARK not in index.read_text(encoding="utf-8", errors="replace"):
        raise FileExistsError(errno.EEXIST, "a README.md that is not ours stands there", str(index))


def _remove_old(folder: Path, index: Path, languages: Sequence[str], *, keep: Sequence[Path]) -> None:
    """Remove what the last index lists and is not drawn any more: charts of another document, or of other words."""
    if not index.is_file():
        return
    of_ours = rf"\]\(((?:{'|'.join(languages)})/[\w-]+\.(?:png|svg|pdf|csv))\)"
    listed = re.findall(of_ours, index.read_text(encoding="utf-8"))
    for name in {*listed} - {file.relative_to(folder).as_posix() for file in keep}:
        (folder / name).unlink(missing_ok=True)


def save_figure(figure: Figure, path: Path | str, *, title: str = "", description: str = "") -> Path:
    """Save one figure as PNG, SVG or PDF, by the ending of `path`.

    Raises
    ------
    ValueError
        Another ending.
    """
    path = Path(path)
    data = picture_bytes(figure, path.suffix.lower().lstrip("."), title=title, description=description)
    return write_file(path, data)


def _describe(chart: Chart, stem: str, table: pd.DataFrame, language: str, names: Names) -> Picture:
    words = (text(table, language, names) for text in (chart.title, chart.caption, chart.alt))
    return Picture(chart, stem, language, *words, table)


def _index(pictures: list[Picture], languages: Sequence[str], names: Names, *, with_tables: bool) -> str:
    """The index page: each chart once, its languages one below the other."""
    lines = [_HEAD[language] for language in languages]
    lines += [_TABLES[language] for language in languages if with_tables]
    seen = set()
    for picture in pictures:
        if picture.chart.name not in seen:
            seen.add(picture.chart.name)
            lines += ["", "## " + " · ".join(picture.chart.heading(language, names) for language in languages)]
        lines += ["", *_entry(picture)]
    return "\n".join(lines) + "\n"


def _entry(picture: Picture) -> list[str]:
    base, language = f"{picture.language}/{picture.stem}", picture.language
    links = " · ".join(f"[{ending.upper()}]({base}.{ending})" for ending in FORMATS)
    return [
        f"**{_escape(picture.title)}**",
        "",
        f"![{_escape(picture.alt)}]({base}.png)",
        "",
        _escape(picture.caption),
        "",
        f"{links} · [{_LINKS[language]} CSV]({base}.csv)",
        "",
        f"<details><summary>{_ALT[language]}</summary>{_escape(picture.alt)}</details>",
    ]


def _escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = " ".join(text.split())
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)
