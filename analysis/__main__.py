"""The command line: ``python -m analysis new|report|chart|kwic|check|phrases|…``; ``--help`` shows how."""

from __future__ import annotations

import sys

try:
    import typer
except ModuleNotFoundError:
    print("typer is not installed: run `make report` or `python run.py report` once, then use the Python of .venv, "
          "or activate the conda environment", file=sys.stderr)  # fmt: skip
    sys.exit(2)

from analysis.commands import corpora, reporting, working
from analysis.language import reader_language
from analysis.mistakes import Stopped, as_mistake

COMMANDS = (
    corpora.new, corpora.check, corpora.phrases,  # bring your own speeches
    reporting.report, reporting.tables, reporting.charts,  # everything, or a part of it
    reporting.chart, reporting.kwic,  # one chart for a report, the sentences of a word
    corpora.count,  # a corpus of any size
    working.notebooks, working.lab,
)  # fmt: skip

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="讲话文本分析：从原文到表格、图表。Measure speeches: from the document to tables and charts.",
)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run a command; a user's mistake is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a Windows console may lack a character; that is no reason to stop
    try:
        app()
    except SystemExit as end:
        if end.code == 130 and not isinstance(end, Stopped):  # Ctrl-C
            typer.echo("已停止；写好的文件都完整 · stopped; every file that was written is whole", err=True)
        raise
    except (ValueError, OSError, RuntimeError) as error:
        mistake = as_mistake(error)
        if mistake is None:
            raise
        typer.echo(mistake.say(reader_language(_asked(sys.argv))), err=True)
        sys.exit(2)


def _asked(words: list[str]) -> str | None:
    """The language asked for on the command line, wherever it stands there."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        option, _, value = word.partition("=")
        if option in ("-l", "--language"):
            return value or following
        if word.startswith("-l") and word[2:]:
            return word[2:]
    return None


if __name__ == "__main__":
    main()
