"""Every chart as files: pictures, the numbers drawn, and an index page."""

import errno
import gzip
import io
import re
from collections.abc import Callable, Container, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from analysis.charts.grammar import Chart
from analysis.charts.saving import EDITABLE, KINDS, pack_png, page_svg, picture_bytes
from analysis.charts.style import DPI
from analysis.charts.timeline import Times
from analysis.language import CODES, speak
from analysis.mistakes import Mistake
from analysis.report.tables import shown_columns
from analysis.report.templates import templates
from analysis.report.workers import Submit, workers
from analysis.report.writing import csv_bytes, write_file

FORMATS = KINDS
WRITTEN = ("png",)  # formats of a report, unless others are asked for
Progress = Callable[..., None]  # what is being done; of what is counted, steps just done and all of them
NARROW_CM, SCREEN_CM = 9.5, 24.0  # of pictures in the page: on a telephone, and lines over time on a screen
PAGE_DPI = 130  # of those to take away
_MARK = "`python -m analysis charts`"


class Picture(NamedTuple):
    """A chart for page and Word file, which say title and caption in words of their own, and the files to take away.

    Attributes
    ----------
    wide, narrow : str
        The SVG for a screen and for a telephone, without title and caption.
    plain, outlines : bytes
        The same for paper: a PNG, and an SVG that needs no font, packed.
    png, svgz, csv : bytes
        Whole.
    """

    wide: str
    narrow: str
    plain: bytes = b""
    outlines: bytes = b""
    png: bytes = b""
    svgz: bytes = b""
    csv: bytes = b""


class Drawn(NamedTuple):
    """What was drawn: the pictures for the page by language and stem, and the files."""

    pictures: dict[tuple[str, str], Picture]
    files: list[Path]


def read_formats(text: str) -> list[str]:
    """Formats given in one piece, parted by commas.

    Raises
    ------
    Mistake
        One of them is none of `FORMATS`.

    Examples
    --------
    >>> read_formats("png, SVG")
    ['png', 'svg']
    """
    found = [name for part in re.split("[,，、]", text) if (name := part.strip().lower())]
    for name in found:
        if name not in FORMATS:
            raise Mistake("chart_format", option="--formats", value=name, list=list(FORMATS))
    return list(dict.fromkeys(found))


def draw_figures(
    charts: Sequence[Chart], folder: Path, *, languages: Sequence[str] = CODES, formats: Sequence[str] = WRITTEN,
    for_page: Container[str] = (), with_tables: bool | None = None,
    progress: Progress = lambda step, done=0, total=0: None, submit: Submit | None = None,
) -> Drawn:  # fmt: skip
    """Draw charts and write them with their numbers.

    Parameters
    ----------
    charts : sequence of Chart
        From :func:`analysis.charts.every`; the index names these only.
    folder : Path
        Receives ``zh/`` and ``en/`` with NAME.png (.svg, .pdf) and NAME.csv, and the index ``README.md``.
    languages : sequence of str
        Which are drawn.
    formats : sequence of {"png", "svg", "pdf"}
        Which are written.
    for_page : container of str
        Stems of the charts that the report's page shows.
    with_tables : bool, optional
        Whether the index names ``tables/``; by default if it is there.
    progress : callable
        Called with "drawing", after each chart with the number of its pictures and of all too.
    submit : callable
        Of :func:`analysis.report.workers.workers`; by default the pictures are drawn in workers of their own.

    Raises
    ------
    FileExistsError
        The folder has a README.md that this project did not write.
    """
    index = folder / "README.md"
    _refuse_foreign(index)
    work = partial(_draw, folder=folder, languages=languages, formats=formats)
    pictures, files = {}, []
    with nullcontext(submit) if submit else workers(len(charts)) as submit:
        for job in [submit(work, chart, for_page=chart.stem in for_page) for chart in charts]:
            drawn = job.result()
            pictures |= drawn.pictures
            files += drawn.files
            progress("drawing", len(languages), len(charts) * len(languages))
    _remove_old(folder, index, languages, keep=files)
    with_tables = (folder / "tables" / "README.md").is_file() if with_tables is None else with_tables
    page = (
        templates(Path(__file__).parent, CODES[0])
        .get_template("charts.md")
        .render(
            charts=charts,
            voices=[speak(code) for code in languages],
            formats=formats,
            with_tables=with_tables,
            mark=_MARK,
        )
    )
    return Drawn(pictures, [*files, write_file(index, page.encode())])


def _draw(chart: Chart, *, folder: Path, languages: Sequence[str], formats: Sequence[str], for_page: bool) -> Drawn:
    """Draw one chart in every language."""
    pictures, files = {}, []
    for language in languages:
        said, base = chart.say(language), folder / language / chart.stem
        figure = chart.draw(language, words=said._replace(caption=""))  # the method stands beside the picture
        files.append(write_file(base.with_suffix(".csv"), numbers_csv(chart, language)))
        kinds = dict.fromkeys([*formats, *WRITTEN] if for_page else formats)
        made = {one: picture_bytes(figure, one, title=said.title, description=said.alt) for one in kinds}
        files += [write_file(base.with_suffix(f".{ending}"), made[ending]) for ending in formats]
        if for_page:
            picture = _draw_screens(chart, language, figure)
            outlines = _cropped(figure, picture_bytes(figure, "svg").decode("utf-8")).encode("utf-8")
            pictures[language, chart.stem] = picture._replace(
                plain=_body_png(figure, made["png"]), outlines=gzip.compress(outlines, mtime=0),
                png=_smaller_png(made["png"]),
            )  # fmt: skip
    return Drawn(pictures, files)


def draw_screens(charts: Sequence[Chart], submit: Submit, languages: Sequence[str] = CODES) -> dict:
    """Charts that the page alone shows, by language and stem: no files, and no pictures for paper."""
    jobs = {(code, chart.stem): submit(_draw_screens, chart, code) for chart in charts for code in languages}
    return {key: job.result() for key, job in jobs.items()}


def _draw_screens(chart: Chart, language: str, figure: Figure | None = None) -> Picture:
    said = chart.say(language)
    figure = figure or chart.draw(language, words=said._replace(caption=""))
    svg = picture_bytes(figure, "svg", title=said.title, description=said.alt, text=EDITABLE)
    narrow = body_svg(chart.draw(language, width_cm=NARROW_CM, on_paper=False))
    if isinstance(chart.drawing, Times):  # many small panels: five side by side fit on a first screen
        figure = chart.draw(language, width_cm=SCREEN_CM, on_paper=False)
    wide = body_svg(figure)
    return Picture(wide, narrow, svgz=gzip.compress(svg, mtime=0), csv=numbers_csv(chart, language))


def numbers_csv(chart: Chart, language: str) -> bytes:
    """The numbers drawn as CSV: heads and names in the language, in English those of the tables and their page."""
    table = chart.table
    if language != "en":
        if "verdict" in table:
            called = [chart.voice(language).call("verdict", one) for one in table["verdict"]]
            table = table.assign(verdict=called)
        columns = list(shown_columns(chart.name, table, speak(language), chart.names))
        table = pd.DataFrame(dict(enumerate(one.values.reset_index(drop=True) for one in columns)))
        table.columns = [one.head for one in columns]
    return csv_bytes(table)


def body_svg(figure: Figure) -> str:
    """A chart's SVG for the page, which says title and caption in words of its own: without them and their room."""
    axes = figure.axes[0]
    axes.set_title("")
    for text in axes.texts:  # the subtitle stands above the axes, caption and source below
        text.set_visible(text.get_transform() is not axes.transAxes or 0 <= text.get_position()[1] <= 1)
    return _cropped(figure, page_svg(figure))


def _body(figure: Figure) -> tuple[float, float, float, float]:
    """Left, top, width and height in points of what is between title and caption."""
    height, box = 72 * figure.get_figheight(), figure.axes[0].get_position()
    return 0, (1 - box.y1) * height - 6, 72 * figure.get_figwidth(), box.height * height + 10


def _cropped(figure: Figure, svg: str) -> str:
    *_, width, height = body = _body(figure)
    view = " ".join(f"{one:.4g}" for one in body)
    for name, value in (("viewBox", view), ("width", f"{width:.4g}pt"), ("height", f"{height:.4g}pt")):
        svg = re.sub(rf'(<svg[^>]*) {name}="[^"]*"', rf'\1 {name}="{value}"', svg, count=1)
    return svg


def _body_png(figure: Figure, png: bytes) -> bytes:
    """What is between title and caption, cut out of the whole picture."""
    _, top, _, height = (one * DPI / 72 for one in _body(figure))
    stream = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        wide, tall = image.size
        body = image.crop((0, max(round(top), 0), wide, min(round(top + height), tall)))
        body.save(stream, "PNG", dpi=(DPI, DPI))
    return stream.getvalue()


def _smaller_png(png: bytes) -> bytes:
    """The whole picture in fewer dots."""
    with Image.open(io.BytesIO(png)) as image:
        size = [side * PAGE_DPI // DPI for side in image.size]
        return pack_png(np.asarray(image.convert("RGBA").resize(size, Image.Resampling.BOX)), PAGE_DPI)


def save_figure(figure: Figure, path: Path | str, *, title: str = "", description: str = "") -> Path:
    """Save one figure as PNG, SVG or PDF, by the ending of `path`.

    Raises
    ------
    ValueError
        Another ending.
    """
    path = Path(path)
    ending = path.suffix.lower().lstrip(".")
    return write_file(path, picture_bytes(figure, ending, title=title, description=description))


def _refuse_foreign(index: Path) -> None:
    """An index that this project did not write is somebody's page: it must not be lost."""
    if index.is_file() and _MARK not in index.read_text(encoding="utf-8", errors="replace"):
        raise FileExistsError(errno.EEXIST, "a README.md that is not ours stands there", str(index))


def _remove_old(folder: Path, index: Path, languages: Sequence[str], *, keep: Sequence[Path]) -> None:
    """Remove what the last index lists and is not drawn any more: charts of another corpus, or of other words."""
    if not index.is_file():
        return
    of_ours = rf"\]\(((?:{'|'.join(languages)})/[\w-]+\.(?:png|svg|pdf|csv))\)"
    listed = re.findall(of_ours, index.read_text(encoding="utf-8"))
    for name in {*listed} - {file.relative_to(folder).as_posix() for file in keep}:
        (folder / name).unlink(missing_ok=True)
