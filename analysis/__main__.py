"""The command line: ``python -m analysis new|report|chart|kwic|check|phrases|…``; ``--help`` shows how."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from analysis import paths
from analysis.mistakes import is_users_mistake, one_line

try:
    import typer
except ModuleNotFoundError:
    print("typer is not installed: run `make report` or `python run.py report` once, then use the Python of .venv, "
          "or activate the conda environment", file=sys.stderr)  # fmt: skip
    sys.exit(2)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="讲话文本分析：从原文到表格、图表。Measure speeches: from the document to tables and charts.",
)


class Language(StrEnum):
    """Languages of the charts."""

    zh = "zh"
    en = "en"
    both = "both"

    def codes(self) -> list[str]:
        """The languages one by one."""
        return ["zh", "en"] if self is Language.both else [self.value]


File = Annotated[
    Path,
    typer.Argument(
        help="A corpus folder, or a document of speeches with footnotes; the four speeches if left out.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Folder to write to [default: figures in the corpus, NAME-figures for a document]."),
]
Words = Annotated[
    Path | None, typer.Option("--words", help="Folder of the word lists [default: those of the corpus].")
]
OneLanguage = Annotated[Literal["zh", "en"], typer.Option("--language", "-l", help="Language: zh or en.")]
Languages = Annotated[Language, typer.Option("--language", "-l", help="Language of what is written: zh, en or both.")]


@app.command()
def report(
    file: File = paths.DATA, language: Languages = Language.both, out: Out = None, words: Words = None
) -> None:
    """Everything: tables, charts and their index page.

    Examples: `python -m analysis report` · `python -m analysis report my-speeches.txt --out my-report --language zh`
    """
    _keep_to_one_thread()
    from analysis.report.outputs import write_report

    folder, results = _folder(file, out), _results(file, words)
    with _progress("Drawing 绘图") as progress:
        written = write_report(results, folder, languages=language.codes(), progress=progress)
    _say(f"{len(written)} files in {_shown(folder)}; open {_shown(folder / f'report.{language.codes()[0]}.html')}")
    _tell_left_out(results)


@app.command()
def tables(
    file: File = paths.DATA, language: Languages = Language.both, out: Out = None, words: Words = None
) -> None:
    """The tables as CSV, ready for Excel, with a page that explains them.

    Those that need thousands of resamples (permutation, stability, similarity) are made by `report`.

    Example: `python -m analysis tables my-speeches.txt --out my-tables`
    """
    from analysis.report.tables import write_tables

    folder, results = _folder(file, out) / "tables", _results(file, words)
    written = write_tables(results, folder, languages=language.codes(), resampled=False)
    _say(f"{len(written)} files in {_shown(folder)}")
    _tell_left_out(results)


@app.command()
def charts(
    file: File = paths.DATA, language: Languages = Language.both, out: Out = None, words: Words = None
) -> None:
    """Every chart as PNG, SVG and PDF with the numbers drawn, and an index page.

    Example: `python -m analysis charts --language en --out charts`
    """
    from analysis.report.figures import write_figures

    folder, results = _folder(file, out), _results(file, words)
    with _progress("Drawing 绘图") as progress:
        written = write_figures(results, folder, languages=language.codes(), progress=progress)
    _say(f"{len(written)} files in {_shown(folder)}; open {_shown(folder / 'README.md')}")
    _tell_left_out(results)


@app.command()
def notebooks(
    names: Annotated[list[str] | None, typer.Argument(help="Some notebooks only, such as 03_term_frequency.")] = None,
) -> None:
    """Run the notebooks from top to bottom and save them with their outputs.

    Example: `python -m analysis notebooks 03_term_frequency`
    """
    from analysis.report.notebooks import execute_notebooks

    for path in execute_notebooks(names=names or None):
        _say(f"ran {_shown(path)}")


@app.command()
def lab(options: Annotated[list[str] | None, typer.Argument(help="Passed on to JupyterLab.")] = None) -> None:
    """Open the notebooks in JupyterLab.

    Example: `python -m analysis lab`
    """
    import subprocess

    # The notebooks import the project: let their kernel find it, installed or not.
    found = os.pathsep.join(filter(None, [str(paths.ROOT), os.environ.get("PYTHONPATH")]))
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"} | {"PYTHONPATH": found}
    command = [sys.executable, "-m", "jupyterlab", str(paths.NOTEBOOKS), *(options or [])]
    with suppress(KeyboardInterrupt):
        raise typer.Exit(subprocess.run(command, env=environment, check=False).returncode)


@app.command()
def check(file: File = paths.DATA, language: Languages = Language.both, words: Words = None) -> None:
    """Say what is found in a document or a corpus, and all that is wrong with it, before you trust it.

    Examples: `python -m analysis check my-speeches.txt` · `python -m analysis check my-corpus`
    """
    from analysis.report.checking import describe_corpus

    results = _results(file, words)
    _say(describe_corpus(results, _shown(results.path), languages=language.codes()))
    _tell_left_out(results)
    if len(results.left_out_documents):
        raise typer.Exit(2)


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="The folder to make, or one with your documents in it.")]) -> None:
    """Make a corpus folder of your own, ready to fill, and say what comes next.

    Example: `python -m analysis new my-corpus`
    """
    from analysis.report.new_corpus import write_corpus

    _say(write_corpus(folder, shown=_shown(folder)))


@app.command()
def phrases(
    folder: Annotated[Path, typer.Argument(help="A corpus folder.")],
    accept: Annotated[bool, typer.Option("--accept", help="Add the rows whose kind you filled in.")] = False,
) -> None:
    """Propose fixed expressions of the text for the phrase list; `--accept` adds those you chose.

    Examples: `python -m analysis phrases my-corpus` · `python -m analysis phrases my-corpus --accept`
    """
    from analysis.report.proposals import accept_proposals, write_proposals

    _say(accept_proposals(folder) if accept else write_proposals(_results(folder, None), folder))


@app.command()
def chart(
    name: Annotated[str, typer.Argument(help="Name of the chart, or NAME:PART; `--list` shows them.")] = "",
    file: File = paths.DATA,
    show: Annotated[bool, typer.Option("--list", help="Show all charts and what they take.")] = False,
    language: OneLanguage = "zh",
    kind: Annotated[str | None, typer.Option("--format", "-f", help="png, svg, pdf [default: as --out ends].")] = None,
    width: Annotated[str, typer.Option(help="Width of the column it is printed in: 8cm, 120mm, 5in.")] = "16cm",
    dpi: Annotated[int, typer.Option(min=50, max=1200, help="Dots an inch of a PNG.")] = 300,
    terms: Annotated[str, typer.Option(help="Words to show, parted by commas: 创新,发展.")] = "",
    of: Annotated[str, typer.Option(help="One of several pictures: a strategy, `themes` or `terms`.")] = "",
    out: Annotated[Path | None, typer.Option(help="File to write [default: NAME.png here].")] = None,
    words: Words = None,
) -> None:
    """One chart for a report of your own, as wide as its column, with its caption.

    Examples: `python -m analysis chart compare_terms --width 12cm --terms 创新,发展 --out terms.svg` ·
    `python -m analysis chart word_cloud:西部 my-speeches.txt` · `python -m analysis chart --list`
    """
    from analysis.report import single_chart
    from analysis.report.requests import read_width, read_words

    if show or not name:
        return _say(single_chart.list_charts())
    for one in single_chart.write_chart(
        _results(file, words), name, language=language, kind=kind, width_cm=read_width(width), dpi=dpi,
        terms=read_words(terms), of=of, out=out,
    ):  # fmt: skip
        _say(f"{_shown(one.path)}  {one.size}\n{one.title}\n{one.caption}\n[alt] {one.alt}\n")


@app.command()
def kwic(
    query: Annotated[str, typer.Argument(help="A word, phrase, pattern or theme.")],
    file: File = paths.DATA,
    by: Annotated[str, typer.Option(help="auto, term, phrase, regex or theme.")] = "auto",
    sort: Annotated[str | None, typer.Option(help="left, right or node; as in the text if left out.")] = None,
    width: Annotated[int, typer.Option(help="Characters of context on each side.")] = 20,
    within: Annotated[str, typer.Option(help="sentence or paragraph: where contexts end.")] = "sentence",
    language: OneLanguage = "zh",
    csv: Annotated[Path | None, typer.Option(help="Write the lines to this CSV file too.")] = None,
    words: Words = None,
) -> None:
    """Every place of a word in the terminal, with what stands around it.

    Examples: `python -m analysis kwic 生态` · `python -m analysis kwic ecology --by theme --sort right --csv lines.csv`
    """
    from analysis.report import terminal

    results = _results(file, words)
    lines = terminal.find_lines(results, query, by=by, sort=sort, width=width, within=within)
    _say(terminal.show_lines(results, lines, query, language=language, stream=sys.stdout))
    if csv is not None:
        _say(_shown(terminal.write_lines(lines, csv, source=results.path)))


def _tell_left_out(results) -> None:
    """Name the documents that could not be read: the rest has gone on without them."""
    for one in results.left_out_documents.itertuples():
        typer.echo(f"略去 left out: {one.file}: {one.reason}", err=True)


@contextmanager
def _progress(label: str):
    """A progress bar; how far it has to go is told with every step."""
    with typer.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def progress(steps: int, total: int) -> None:
            bar.length = total
            bar.update(steps)

        yield progress


def _keep_to_one_thread() -> None:
    """Two processes share the processor: NumPy's threads within each would only wait for one another."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@cache
def _results(file: Path, words: Path):
    from analysis.results import Results

    return Results(file, words=words)


def _folder(file: Path, out: Path | None) -> Path:
    if out is not None:
        if str(out) in ("", "."):
            raise typer.BadParameter("name a folder for what is written", param_hint="--out")
        return out
    return paths.FIGURES if file == paths.DATA else _results(file, None).corpus.output_folder()


def _shown(path: Path) -> str:
    """A path as short as it can be said: from here if it is below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _say(text: str) -> None:
    typer.echo(text)


def main() -> None:
    """Run a command; a user's mistake is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a Windows console may lack a character; that is no reason to stop
    try:
        app()
    except SystemExit as end:
        if end.code == 130:  # Ctrl-C
            typer.echo("已停止；写好的文件都完整 · stopped; every file that was written is whole", err=True)
        raise
    except (ValueError, OSError, RuntimeError) as error:
        if not is_users_mistake(error):
            raise
        typer.echo(one_line(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
