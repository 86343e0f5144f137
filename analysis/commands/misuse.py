"""A command line that says what no command can take: told in the reader's language, with the cure."""

import re
import sys

import typer

from analysis.commands.options import told_of
from analysis.language import program, reader_language
from analysis.mistakes import Mistake

UsageError = typer.BadParameter.__base__  # typer carries its own copy of click, or takes that which is installed


def as_misuse(error) -> Mistake | None:
    """What is wrong with a command line; None for a call without any word, which shows the help instead.

    Parameters
    ----------
    error : UsageError
        What typer raised.
    """
    from analysis.report.requests import closest

    context, kind = error.ctx, type(error).__name__
    if kind == "BadOptionUsage":
        return Mistake("no_value", option=error.option_name)
    if kind == "NoArgsIsHelpError":
        error.show()
        return None
    command, path = context.command, context.command_path
    if kind == "NoSuchOption":
        options = [one for parameter in command.params for one in parameter.opts if one.startswith("--")]
        if not options:
            return Mistake("no_option_at_all", command=path, value=error.option_name)
        return Mistake("no_option", command=path, value=error.option_name, known=closest(error.option_name, options))
    parameter = getattr(error, "param", None)
    if parameter is not None:
        name = parameter.opts[0]
        if kind == "MissingParameter":
            example = re.search("`(python -m analysis .*?)`", command.help or "")
            cure = example[1].replace("python -m analysis", program()) if example else f"{path} --help"
            return Mistake("no_argument", command=path, name=name, help=_help(context, name), cure=cure)
        given = {"option": name, "value": _given(parameter.opts), "help": _help(context, name)}
        if least := re.search(r"greater than or equal to (-?\d+)", error.message):
            return Mistake("no_number_from", least=least[1], **given)
        return Mistake("no_whole_number" if "integer" in error.message else "bad_value", **given)
    if hasattr(command, "commands"):
        value = re.search(r"""(['"])(.*?)\1""", error.message)[2]
        return Mistake("no_command", value=value, known=closest(value, command.commands), cure=f"{path} --help")
    return Mistake("words_too_many", command=path, value=error.message.rpartition("(")[2].rstrip(")"))


def _help(context, name: str) -> str:
    """What the help says of an option or an argument."""
    parameter = next(one for one in context.command.params if name in one.opts)
    return told_of(context.command, context.parent, parameter.name, [reader_language()]).rstrip("。.")


def _given(options: list[str]) -> str:
    """The value of an option as it was typed."""
    for word, following in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        option, _, value = word.partition("=")
        if option in options:
            return value or following
    return ""
