"""A command line that says what no command can take: told in the reader's language, with the cure."""

import re
import sys

import typer

from analysis.commands import given
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
        valued = any(word.startswith(f"{error.option_name}=") for word in sys.argv)
        return Mistake("is_flag" if valued else "no_value", option=error.option_name)
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
        typed = {"option": name, "value": given(sys.argv, parameter.opts) or "", "help": _help(context, name)}
        if parameter.type_descriptor.annotation is not int:
            return Mistake("bad_value", **typed)
        if parameter.min is None:
            return Mistake("no_whole_number", **typed)
        return Mistake("no_number_from", least=parameter.min, **typed)
    if hasattr(command, "commands"):
        above = path.removeprefix(program()).split()
        value = [word for word in sys.argv[1:] if not word.startswith("-")][len(above)]
        return Mistake("no_command", value=value, known=closest(value, command.commands), cure=f"{path} --help")
    return Mistake("words_too_many", command=path, value=error.message.partition("(")[2][:-1])


def _help(context, name: str) -> str:
    """What the help says of an option or an argument."""
    parameter = next(one for one in context.command.params if name in one.opts)
    return told_of(context.command, context.parent, parameter.name, [reader_language()]).rstrip("。.")
