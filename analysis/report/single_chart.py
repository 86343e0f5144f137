"""One chart for a report of one's own: drawn at the width of its column, with the words it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.charts import CHARTS, Chart
from analysis.charts.chosen import mark_chosen
from analysis.charts.saving import picture_bytes
from analysis.charts.style import DPI, WIDTH_CM
from analysis.language.names import Names
from analysis.measures.frequency import PER, wilson_interval
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


def find_chart(name: str) -> Chart:
    """The chart of a name.

    Raises
    ------
    RequestError
        There is none of this name.

    Examples
    --------
    >>> find_chart("top_terms").module
    'frequency'
    """
    by_name = {chart.name: chart for chart in CHARTS}
    if name not in by_name:
        raise RequestError(f"no chart is called {name!r}: {closest(name, by_name)}; see them with chart --list")
    return by_name[name]


def list_charts() -> str:
    """Every chart: its name, what it shows, and which options change what it shows.

    Examples
    --------
    >>> print(list_charts().splitlines()[3])
    compare_terms       同一个词在各战略中的频率 · The same words across strategies  [--terms]
    """
    lines = ["名称 name           内容 what it shows  [可选 options]"]
    width = max(len(chart.name) for chart in CHARTS) + 2
    for chart in CHARTS:
        options = ["--terms"] if chart.name in TAKES_TERMS else []
        if chart.name == "collocation_map":
            options = ["--terms 一个词 one word"]
        options += [f"--of {' · '.join(_OF[chart.name])}"] if chart.name in _OF else []
        shown = f"  [{', '.join(options)}]" if options else ""
        lines.append(f"{chart.name:<{width}}{chart.heading('zh')} · {chart.heading('en')}{shown}")
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
    chart, kind = find_chart(name), choose_kind(kind, out)
    names = results.names
    tables = select_tables(results, chart, terms)
    tables = pick_part(tables, chart, of or part, names)
    single, base = len(tables) == 1, out or Path(f"{chart.name}.{kind}")
    drawn = []
    for stem, table in tables.items():
        if table.empty:
            raise RequestError(f"{stem}: there is nothing to draw in this document; see: python -m analysis check")
        suffix = stem.removeprefix(chart.name)
        at = base if single and out else base.with_name(f"{base.stem}{suffix}.{kind}")
        refuse_foreign(at, kind, results.path)
        drawn.append(_draw(chart, table, at, names, kind=kind, language=language, width_cm=width_cm, dpi=dpi))
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
        raise RequestError(f"--format {kind}: charts are saved as {', '.join(FORMATS)}")
    if out is not None and ending not in FORMATS:
        cure = out.with_suffix("." + (kind or "png")).name
        raise RequestError(f"--out {out}: let the name end in .png, .svg or .pdf, such as {cure}")
    if kind and ending and kind != ending:
        raise RequestError(f"--format {kind} and --out {out.name} contradict each other: leave one out, or change it")
    return kind or ending or "png"


def select_tables(results: Results, chart: Chart, terms: Sequence[str] = ()) -> dict[str, pd.DataFrame]:
    """The tables to draw, with words of one's choice if any are given.

    Raises
    ------
    RequestError
        The chart takes no words, or a word is not counted in the text.
    """
    if not terms:
        return chart.tables(results)
    if chart.name not in TAKES_TERMS:
        raise RequestError(
            f"{chart.name} takes no --terms: what it shows follows from the text; to see words of your own choose "
            + " or ".join(TAKES_TERMS)
        )
    check_terms(results, terms, wording=chart.name == "compare_terms")
    return {chart.name: mark_chosen(_CHOSEN[chart.name](results, list(terms)), terms, results.tokens)}


def _compare(results: Results, terms: list[str]) -> pd.DataFrame:
    from analysis.charts.comparison import select_terms

    table = results.frequency
    wordings = [_count_wording(results, term) for term in terms if term not in results.counts.columns]
    if wordings:
        table = pd.concat([table.assign(wording=False), *wordings], ignore_index=True)
    return select_terms(table, terms)


def _count_wording(results: Results, wording: str) -> pd.DataFrame:
    """Rows as of the table of frequencies for what stands within words: every place in the text counts."""
    table = results.frequency.drop_duplicates("strategy")
    places = results.speeches["text"].str.count(re.escape(wording))
    found = places.groupby(results.speeches["strategy"].astype("object")).sum()
    count = table["strategy"].astype("object").map(found).to_numpy()
    low, high = wilson_interval(count, table["total"].to_numpy())
    return table.assign(
        term=wording, count=count, per_10k=PER * count / table["total"], low=PER * low, high=PER * high, wording=True
    )


def _keyness(results: Results, terms: list[str]) -> pd.DataFrame:
    from analysis.charts.keyness import select_keyness

    if results.keyness is None:
        raise RequestError("keyness_forest compares strategies, and this document has one only")
    return select_keyness(results.keyness, terms=terms)


def _disperse(results: Results, terms: list[str]) -> pd.DataFrame:
    from analysis.charts.dispersion import place_terms, thin_out

    table = place_terms(results.tokens, results.speeches, terms)
    order = table["term"].map({term: place for place, term in enumerate(["", *terms])})
    return thin_out(table.loc[order.sort_values(kind="stable").index].reset_index(drop=True))


def _collocate(results: Results, terms: list[str]) -> pd.DataFrame:
    from analysis.charts.network import collocation_map_tables

    if len(terms) > 1:
        raise RequestError(f"collocation_map shows the network of one word: give --terms {terms[0]} alone")
    table = next(iter(collocation_map_tables(results, node=terms[0]).values()))
    if table.empty:
        raise RequestError(
            f"collocation_map: “{terms[0]}” meets no word often enough to draw (twice within 8 words of a sentence, "
            "and more often than expected); choose a more frequent word"
        )
    return table


_CHOSEN: dict[str, Callable[[Results, list[str]], pd.DataFrame]] = {
    "compare_terms": _compare, "keyness_forest": _keyness, "dispersion_plot": _disperse, "collocation_map": _collocate,
}  # fmt: skip


def pick_part(tables: dict[str, pd.DataFrame], chart: Chart, of: str, names: Names) -> dict[str, pd.DataFrame]:
    """The one picture that is asked for, of those a chart has; all of them if none is.

    Raises
    ------
    RequestError
        The chart has no such picture, or several that fit.
    """
    if not of:
        return tables
    called = {stem: _called(stem, table, chart, names) for stem, table in tables.items()}
    wanted = of.strip().casefold()
    exact = [stem for stem, given in called.items() if wanted in given]
    found = exact or [stem for stem, given in called.items() if any(wanted in one for one in given)]
    if len(tables) == 1 and not exact:
        raise RequestError(f"{chart.name} has one picture only: leave out {of!r}")
    if len(found) != 1:
        listed = ", ".join(_offered(stem, tables[stem], chart, names) for stem in found or tables)
        what = "fits several pictures" if found else "is none of its pictures"
        raise RequestError(f"{chart.name}: {of!r} {what}; choose one of {listed}")
    return {found[0]: tables[found[0]]}


def _offered(stem: str, table: pd.DataFrame, chart: Chart, names: Names) -> str:
    """The name of a picture in both languages."""
    suffix = stem.removeprefix(chart.name).strip("_")
    groups = set(table["strategy"].astype("object")) if "strategy" in table.columns else set()
    if len(groups) == 1:
        return " · ".join(dict.fromkeys(names.strategy(str(next(iter(groups))), code) for code in ("zh", "en")))
    return " · ".join(filter(None, [_PARTS.get(suffix, ""), suffix]))


def _called(stem: str, table: pd.DataFrame, chart: Chart, names: Names) -> list[str]:
    """What a picture may be called, the clearest name first."""
    suffix = stem.removeprefix(chart.name).strip("_")
    given = [suffix, suffix.replace("_", " "), _PARTS.get(suffix, "")]
    groups = set(table["strategy"].astype("object")) if "strategy" in table.columns else set()
    if len(groups) == 1:
        official = str(groups.pop())
        given = [official, names.strategy(official, "zh"), names.strategy(official, "en"), *given]
    return [one.casefold() for one in dict.fromkeys(given) if one]


def _draw(
    chart: Chart, table: pd.DataFrame, path: Path, names: Names, *, kind: str, language: str, width_cm: float, dpi: int
) -> Drawn:
    title, caption, alt = (words(table, language, names) for words in (chart.title, chart.caption, chart.alt))
    figure = chart.draw(table, language=language, names=names, width_cm=width_cm).figure
    write_file(path, picture_bytes(figure, kind, dpi=dpi, title=title, description=alt))
    wide, tall = (2.54 * inches for inches in figure.get_size_inches())
    size = f"{wide:.3g} × {tall:.3g} cm" + (f", {dpi} dpi" if kind == "png" else "")
    return Drawn(path, size, title, caption, alt)
