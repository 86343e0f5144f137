"""The command line: ``python -m analysis new|report|tables|charts|check|phrases|notebooks``; ``--help`` shows how."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from analysis import paths

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
        if isinstance(getattr(end.__context__, "__cause__", None), KeyboardInterrupt):  # no command has told of it yet
            typer.echo("已停止；写好的文件都完整 · stopped; every file that was written is whole", err=True)
        raise
    except (ValueError, OSError, RuntimeError) as error:
        if not _is_users_mistake(error):
            raise
        typer.echo(_one_line(error), err=True)
        sys.exit(2)


def _is_users_mistake(error: Exception) -> bool:
    from analysis.documents import ParseError
    from analysis.lexicon import LexiconError

    # Modules that were never imported have raised nothing: asking for them would cost their import.
    late = {"analysis.charts.style": "GlyphError", "analysis.report.notebooks": "NotebookError"}
    raised = [getattr(sys.modules[name], kind) for name, kind in late.items() if name in sys.modules]
    return isinstance(error, (ParseError, LexiconError, OSError, *raised))


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        cure = "close it if it is open elsewhere, or choose another folder with --out"
        return f"{error.filename}: cannot be written or read ({error.strerror}); {cure}"
    return str(error)


if __name__ == "__main__":
    main()
