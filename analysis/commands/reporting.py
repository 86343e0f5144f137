"""What is made of a corpus: the report, its tables and charts, one chart, a concordance."""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis import paths
from analysis.commands.options import (
    File,
    Language,
    Languages,
    OneLanguage,
    Out,
    Words,
    output_folder,
    progress_shown,
    results_of,
    say,
    shown,
    tell_doubts,
    tell_left_out,
    voice,
)

Formats = Annotated[str, typer.Option()]
Option = Annotated[str | None, typer.Option()]


def report(
    file: File = paths.DATA,
    language: Languages = Language.both,
    out: Out = None,
    words: Words = None,
    formats: Formats = "png",
) -> None:
    """Everything: tables, charts, the page of the report, the Word and the Excel file.

    Examples: `python -m analysis report` · `python -m analysis report my-speeches.txt --out my-report --language zh`
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two processes share the processor: no threads within each
    from analysis.report.figures import read_formats
    from analysis.report.outputs import write_report

    kinds = read_formats(formats)
    folder, results = output_folder(file, out), results_of(file, words)
    if results.large:
        return _write_counted(results, folder, language)
    with progress_shown(language) as progress:
        written = write_report(results, folder, languages=language.codes(), formats=kinds, progress=progress)
    pages = " · ".join(shown(folder / f"report.{code}.html") for code in language.codes())
    say("commands.written_open", language, n=len(written), folder=shown(folder), pages=pages)
    tell_doubts(results, language)
    gc.freeze()  # all of it ends with this process: to look through it once more would take half a second


def _write_counted(results, folder: Path, language: Language, **options) -> None:
    """Write what counts can give of a corpus too large for a table of tokens, and say why no more."""
    from analysis.report.counted import write_counted_report

    written = write_counted_report(results, folder, languages=language.codes(), **options)
    say("commands.written", language, n=len(written), folder=shown(folder))
    typer.echo(results.too_large.say(voice(language)))
    tell_left_out(results, language)


def tables(file: File = paths.DATA, language: Languages = Language.both, out: Out = None, words: Words = None) -> None:
    """The tables as CSV, ready for Excel, with a page that explains them.

    Those that need thousands of resamples (tests, verdicts, stability, robustness) are made by `report`.

    Example: `python -m analysis tables my-speeches.txt --out my-tables`
    """
    from analysis.report.tables import write_tables
    from analysis.report.writing import staged

    folder, results = output_folder(file, out), results_of(file, words)
    if results.large:
        return _write_counted(results, folder, language, parts=["tables"])
    with staged(folder) as stage:
        written = write_tables(results, stage / "tables", languages=language.codes(), resampled=False)
    say("commands.written", language, n=len(written), folder=shown(folder / "tables"))
    tell_doubts(results, language)


def charts(
    file: File = paths.DATA,
    language: Languages = Language.both,
    out: Out = None,
    words: Words = None,
    formats: Formats = "png",
) -> None:
    """Every chart as a picture with the numbers drawn, and an index page.

    Example: `python -m analysis charts --language en --formats png,svg,pdf --out charts`
    """
    from analysis.charts import every
    from analysis.report.figures import draw_figures, read_formats
    from analysis.report.writing import staged

    kinds = read_formats(formats)
    folder, results = output_folder(file, out), results_of(file, words)
    if results.large:
        return _write_counted(results, folder, language, parts=["charts"])
    with progress_shown(language) as progress, staged(folder) as stage:
        drawn = every(results)
        written = draw_figures(drawn, stage, languages=language.codes(), formats=kinds, progress=progress).files
    page = shown(folder / "README.md")
    say("commands.written_open", language, n=len(written), folder=shown(folder), pages=page)
    tell_left_out(results, language)


def chart(
    name: Annotated[str, typer.Argument()] = "",
    file: File = paths.DATA,
    show: Annotated[bool, typer.Option("--list")] = False,
    terms: Option = None,
    count: Option = "string",
    groups: Option = None,
    pos: Option = None,
    of: Option = None,
    top: Option = None,
    sort: Option = None,
    title: Option = None,
    subtitle: Option = None,
    caption: Option = "source",
    width: Option = "16cm",
    height: Option = None,
    slide: Option = None,
    font_size: Option = None,
    colours: Annotated[str | None, typer.Option("--colours", "--colors")] = None,
    mask: Option = None,
    text: Option = "paths",
    dpi: Option = "300",
    kind: Annotated[str | None, typer.Option("--format", "-f")] = None,
    language: OneLanguage = None,
    out: Annotated[Path | None, typer.Option()] = None,
    words: Words = None,
) -> None:
    """One chart for a report of your own, as wide as its column, with its caption.

    Examples: `python -m analysis chart compare_terms --width 12cm --terms 创新,发展 --out terms.svg` ·
    `python -m analysis chart 主题 --groups 西部,中部 --slide 16:9 --out a.pptx` · `python -m analysis chart --list`
    """
    from analysis.report import single_chart

    if show or not name:
        return typer.echo(single_chart.list_charts(voice(language).code))
    results = results_of(file, words)
    given = {
        "terms": terms, "count": count, "groups": groups, "pos": pos, "of": of, "top": top, "sort": sort,
        "title": title, "subtitle": subtitle, "caption": caption, "width": width, "height": height, "slide": slide,
        "font_size": font_size, "colours": colours, "mask": mask, "text": text, "dpi": dpi,
    }  # fmt: skip
    wish = single_chart.read_wish(results, given)
    for one in single_chart.write_chart(results, name, wish, language=voice(language).code, kind=kind, out=out):
        lines = f"{shown(one.path)}  {one.size}", one.made, one.title, one.caption, f"[alt] {one.alt}"
        typer.echo("\n".join(filter(None, lines)) + "\n")


def kwic(
    query: Annotated[str, typer.Argument()],
    file: File = paths.DATA,
    by: Annotated[str, typer.Option()] = "auto",
    sort: Annotated[str | None, typer.Option()] = None,
    width: Annotated[int, typer.Option()] = 20,
    within: Annotated[str, typer.Option()] = "sentence",
    language: OneLanguage = None,
    csv: Annotated[Path | None, typer.Option()] = None,
    words: Words = None,
) -> None:
    """Every place of a word in the terminal, with what stands around it.

    Examples: `python -m analysis kwic 生态` · `python -m analysis kwic ecology --by theme --sort right --csv lines.csv`
    """
    from analysis.report import terminal

    results = results_of(file, words)
    lines = terminal.find_lines(results, query, by=by, sort=sort, width=width, within=within)
    typer.echo(terminal.show_lines(results, lines, query, by=by, language=voice(language).code, stream=sys.stdout))
    if csv is not None:
        typer.echo(shown(terminal.write_lines(lines, csv, source=results.path)))
