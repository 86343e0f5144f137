"""What ``--help`` says: the texts of the catalogues, in every language."""

from __future__ import annotations

from typer.core import TyperCommand, TyperGroup

from analysis.language import CODES, speak


class Command(TyperCommand):
    """A command whose help stands in the catalogues; the examples are those of its docstring."""

    def format_help(self, ctx, formatter) -> None:
        """Write the help."""
        _fill(self, ctx.parent)
        super().format_help(ctx, formatter)


class Commands(TyperGroup):
    """All commands, with the help of each in short."""

    def format_help(self, ctx, formatter) -> None:
        """Write the help."""
        self.help = _told(ctx.info_name if ctx.parent else "all")
        for command in self.commands.values():
            _fill(command, ctx)
        super().format_help(ctx, formatter)


def _told(*keys: str) -> str:
    """The text of the first of the keys that there is, in every language."""
    key = next(key for key in keys if f"commands.{key}" in speak(CODES[0]).texts)
    return " ".join(speak(code).say(f"commands.{key}") for code in CODES)


def _fill(command: TyperCommand | TyperGroup, above) -> None:
    name = f"{above.info_name}_{command.name}" if above.parent else command.name
    if isinstance(command, TyperGroup):
        command.help = _told(name)
        return
    examples = (command.help or "").split("\n\n")[-1]
    command.help = f"{_told(name)}\n\n{examples}"
    for parameter in command.params:
        if parameter.name != "help":
            parameter.help = _told(f"{name}_{parameter.name}", f"any_{parameter.name}")
