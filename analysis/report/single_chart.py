"""One chart for a report of one's own: drawn at the width of its column, with the words it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import charts
from analysis.charts import NAMES
from analysis.charts.grammar import Chart
from analysis.charts.saving import PATHS, picture_bytes
from analysis.charts.style import DPI, WIDTH_CM
from analysis.language import speak
from analysis.language.names import Names
from analysis.report.figures import FORMATS
from analysis.report.requests import RequestError, check_terms, closest, refuse_foreign
from analysis.report.writing import write_file
from analysis.results import Results

# Charts that show words of one's choice. In the others the words are the finding: which are first, or heaviest.
TAKES_TERMS = ("compare_terms", "keyness_forest", "collocation_map", "dispersion_plot")
_PARTS = {"themes": "主题", "terms": "词"}  # Chinese for the parts that are no strategy
_OF = {"word_cloud": ("各战略", "a strategy"), "correspondence_map": ("主题、词", "themes or terms")}


@dataclass(frozen=True)
class Drawn:
    """A file that was written, and the words that go with it."""

    path: Path
    size: str
    title: str
    caption: str
    alt: str


def find_chart(name: str) -> str:
    """The name of a chart, if there is one of it.

    Raises
    ------
    RequestError
        There is none of this name.
    """
    if name not in NAMES:
        raise RequestError("no_chart", value=name, known=closest(name, NAMES))
    return name


def list_charts() -> str:
    """Every chart: its name, what it shows, and which options change what it shows.

    Examples
    --------
    >>> print(list_charts().splitlines()[3])
    compare_terms       同一个词在各战略中的频率 · The same words across strategies  [--terms]
    """
    lines = ["名称 name           内容 what it shows  [可选 options]"]
    width = max(map(len, NAMES)) + 2
    for name in NAMES:
        options = ["--terms"] if name in TAKES_TERMS else []
        if name == "collocation_map":
            options = ["--terms 一个词 one word"]
        options += [f"--of {' · '.join(_OF[name])}"] if name in _OF else []
        shown = f"  [{', '.join(options)}]" if options else ""
        headings = " · ".join(speak(code).say(f"headings.{name}", Names()) for code in ("zh", "en"))
        lines.append(f"{name:<{width}}{headings}{shown}")
    lines.append("全部可用 all take: --language --format --width --dpi --out")
    return "\n".join(lines)


def write_chart(
    results: Results,
    name: str,
    *,
    language: str = "zh",
    kind: str | None = None,
    width_cm: float = WIDTH_CM,
    dpi: int = DPI,
    terms: Sequence[str] = (),
    of: str = "",
    out: Path | None = None,
    text: str = PATHS,
) -> list[Drawn]:
    """Draw one chart and write its picture, or its pictures where it has several.

    Parameters
    ----------
    results : Results
        The tables of a document.
    name : str
        Of the chart; ``word_cloud:西部`` asks for one of its pictures, as `of` does.
    language : {"zh", "en"}
        Of its words.
    kind : {"png", "svg", "pdf"}, optional
        By default what the ending of `out` says, else png.
    width_cm : float
        Of the page it is printed on; the height follows.
    dpi : int
        Dots an inch of a PNG.
    terms : sequence of str
        What to show, for a chart in `TAKES_TERMS`.
    of : str
        Which picture, for a chart that has several: the name of a strategy, or ``themes`` or ``terms``.
    out : Path, optional
        The file; by default NAME.KIND in the working folder. For several pictures their names are added to it.
    text : {"paths", "editable"}
        Letters of an SVG: outlines that need no font, or text to be edited in a font of the reader's machine.

    Returns
    -------
    list of Drawn
        The files, with title, caption and alt text.

    Raises
    ------
    RequestError
        Something asked for is not there, or a file of another kind stands where this one should be written.
    """
    name, _, part = name.partition(":")
    name, kind = find_chart(name), choose_kind(kind, out)
    found = pick_part(select_charts(results, name, terms), of or part)
    base, drawn = out or Path(f"{name}.{kind}"), []
    for chart in found:
        if chart.table.empty and name == "collocation_map" and terms:
            raise RequestError("no_neighbours", term=terms[0])
        if chart.table.empty:
            raise RequestError("nothing_to_draw", chart=chart.stem)
        suffix = chart.stem.removeprefix(name)
        at = base if len(found) == 1 and out else base.with_name(f"{base.stem}{suffix}.{kind}")
        refuse_foreign(at, kind, results.path)
        drawn.append(_draw(chart, at, kind=kind, language=language, width_cm=width_cm, dpi=dpi, text=text))
    return drawn


def choose_kind(kind: str | None, out: Path | None) -> str:
    """The format: as asked for, or as the file's name ends.

    Raises
    ------
    RequestError
        The two contradict each other, or the ending is none of a picture.

    Examples
    --------
    >>> choose_kind(None, Path("x.SVG")), choose_kind("pdf", None), choose_kind(None, None)
    ('svg', 'pdf', 'png')
    """
    ending = out.suffix.lower().lstrip(".") if out is not None else ""
    if kind is not None and kind not in FORMATS:
        raise RequestError("chart_format", value=kind, list=list(FORMATS))
    if out is not None and ending not in FORMATS:
        cure = out.with_suffix("." + (kind or "png")).name
        raise RequestError("chart_ending", file=out, list=list(FORMATS), cure=cure)
    if kind and ending and kind != ending:
        raise RequestError("format_against_name", value=kind, file=out.name)
    return kind or ending or "png"


def select_charts(results: Results, name: str, terms: Sequence[str] = ()) -> list[Chart]:
    """The pictures of a chart, with words of one's choice if any are given.

    Raises
    ------
    RequestError
        The chart takes no words, or a word is not counted in the text.
    """
    if not terms:
        return charts.pictures(name, results)
    if name not in TAKES_TERMS:
        raise RequestError("takes_no_terms", chart=name, list=list(TAKES_TERMS))
    check_terms(results, terms, wording=name == "compare_terms")
    if name == "collocation_map" and len(terms) > 1:
        raise RequestError("one_term", chart=name, term=terms[0])
    return [getattr(charts, name)(results, terms=list(terms))]


def pick_part(found: list[Chart], of: str) -> list[Chart]:
    """The one picture that is asked for, of those a chart has; all of them if none is.

    Raises
    ------
    RequestError
        The chart has no such picture, or several that fit.
    """
    if not of:
        return found
    wanted = of.strip().casefold()
    exact = [chart for chart in found if wanted in _called(chart)]
    fitting = exact or [chart for chart in found if any(wanted in one for one in _called(chart))]
    if len(found) == 1 and not exact:
        raise RequestError("one_picture", chart=found[0].name, value=of)
    if len(fitting) != 1:
        listed = list(map(_offered, fitting or found))
        key = "several_pictures" if fitting else "no_picture"
        raise RequestError(key, chart=found[0].name, value=of, list=listed)
    return fitting


def _suffix(chart: Chart) -> str:
    return chart.stem.removeprefix(chart.name).strip("_")


def _group(chart: Chart) -> str:
    """The strategy that a picture is of; empty if it is of several or none."""
    groups = set(chart.table["strategy"].astype("object")) if "strategy" in chart.table.columns else set()
    return str(groups.pop()) if len(groups) == 1 else ""


def _offered(chart: Chart) -> str:
    """The name of a picture in both languages."""
    if group := _group(chart):
        return " · ".join(dict.fromkeys(chart.names.strategy(group, code) for code in ("zh", "en")))
    return " · ".join(filter(None, [_PARTS.get(_suffix(chart), ""), _suffix(chart)]))


def _called(chart: Chart) -> list[str]:
    """What a picture may be called, the clearest name first."""
    suffix = _suffix(chart)
    given = [suffix, suffix.replace("_", " "), _PARTS.get(suffix, "")]
    if group := _group(chart):
        given = [group, chart.names.strategy(group, "zh"), chart.names.strategy(group, "en"), *given]
    return [one.casefold() for one in dict.fromkeys(given) if one]


def _draw(chart: Chart, path: Path, *, kind: str, language: str, width_cm: float, dpi: int, text: str) -> Drawn:
    title, caption, alt = chart.say(language)
    figure = chart.draw(language, width_cm=width_cm)
    write_file(path, picture_bytes(figure, kind, dpi=dpi, title=title, description=alt, text=text))
    wide, tall = (2.54 * inches for inches in figure.get_size_inches())
    size = f"{wide:.3g} × {tall:.3g} cm" + (f", {dpi} dpi" if kind == "png" else "")
    return Drawn(path, size, title, caption, alt)
