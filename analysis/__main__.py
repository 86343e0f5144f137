"""The command line: ``python -m analysis new|report|chart|kwic|check|phrases|…``; ``--help`` shows how."""

import os
import sys

from analysis.commands import asked
from analysis.language import ASKED, program, reader_language
from analysis.mistakes import Mistake, as_mistake

try:
    import typer
except ModuleNotFoundError:
    print(Mistake("not_set_up").say(reader_language(asked(sys.argv))), file=sys.stderr)
    sys.exit(2)

from analysis.commands import corpora, reporting, teaching, working
from analysis.commands.misuse import UsageError, as_misuse
from analysis.commands.options import Command, Commands

COMMANDS = (
    corpora.new, corpora.check, corpora.phrases,  # bring your own speeches
    reporting.report, reporting.tables, reporting.charts,  # everything, or a part of it
    reporting.chart, reporting.kwic,  # one chart for a report, the sentences of a word
    corpora.count,  # a corpus of any size
    working.notebooks, working.lab, working.explore, working.renew,
    teaching.start, teaching.doctor, teaching.reset, teaching.classroom, teaching.grade,  # for a class
)  # fmt: skip

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in COMMANDS:
    app.command(cls=Command)(command)
of_coding = typer.Typer(cls=Commands, no_args_is_help=True)
for name, command in {"new": teaching.new_coding, "collect": teaching.collect_coding}.items():
    of_coding.command(name, cls=Command)(command)
app.add_typer(of_coding, name="coding")


def main() -> None:
    """Run a command; a user's mistake is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a Windows console may lack a character; that is no reason to stop
    os.environ[ASKED] = asked(sys.argv) or ""
    try:
        code = app(prog_name=program(), standalone_mode=False)
        if code == 130:  # Ctrl-C
            typer.echo(reader_language().say("commands.stopped"), err=True)
        sys.exit(code)
    except typer.Abort:
        sys.exit(1)
    except (UsageError, ValueError, OSError, RuntimeError) as error:
        misused = isinstance(error, UsageError)
        mistake = as_misuse(error) if misused else as_mistake(error)
        if mistake is None and not misused:
            raise
        if mistake is not None:
            typer.echo(mistake.say(reader_language()), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
