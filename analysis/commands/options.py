"""What the commands share: their options, their help from the catalogues, and the few ways in which they speak."""

import sys
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from analysis import paths
from analysis.language import CODES, program, reader_language, speak
from analysis.mistakes import Mistake


class _Choice(StrEnum):
    def codes(self) -> list[str]:
        """The languages one by one."""
        return list(CODES) if self == "both" else [self.value]


Language = _Choice("Language", {code: code for code in (*CODES, "both")})
File = Annotated[Path, typer.Argument(show_default=False)]
Out = Annotated[Path | None, typer.Option("--out")]
Words = Annotated[Path | None, typer.Option("--words")]
OneLanguage = Annotated[StrEnum("OneLanguage", {code: code for code in CODES}) | None, typer.Option("--language", "-l")]
Languages = Annotated[Language, typer.Option("--language", "-l")]
_NAMED = 5  # files of those that cannot be read for one reason


def voice(language: str | None = None):
    """The language in which a command speaks and writes: the one asked for, else that of the system."""
    return reader_language(language and str(language))


def tell_left_out(results, language: str) -> None:
    """Name the documents that could not be read: the rest has gone on without them."""
    for reason, files in results.left_out_documents.groupby("reason", sort=False)["file"]:
        names = [*files[:_NAMED], *["…"] * (len(files) > _NAMED)]
        typer.echo(voice(language).say("commands.left_out", n=len(files), file=names, reason=reason), err=True)


def tell_doubts(results, language: str) -> None:
    """Say what makes the numbers doubtful, if anything does, and which documents are left out and why."""
    from analysis.report.checking import find_doubts

    for doubt in find_doubts(results):
        if doubt.key != "unreadable":
            typer.echo(doubt.say(voice(language)), err=True)
    tell_left_out(results, language)


@contextmanager
def progress_shown(language: str):
    """A line a step, and a bar for the step whose length is known."""
    bars, shown = ExitStack(), {}

    def progress(step: str, done: int = 0, total: int = 0) -> None:
        if step not in shown:
            bars.close()
            label = voice(language).say(f"commands.step_{step}")
            shown[step] = typer.progressbar(length=total, label=label, file=sys.stderr) if total else None
            if total:
                bars.enter_context(shown[step])
            else:
                typer.echo(label, err=True)
        if shown[step]:
            shown[step].update(done)

    with bars:
        yield progress


@cache
def results_of(file: Path, words: Path | None):
    """The tables of a corpus or document, made once a run."""
    from analysis.results import Results

    return Results(file, words=words)


def output_folder(file: Path, out: Path | None) -> Path:
    """Where a command writes: what --out names, else the corpus's own folder of figures."""
    if out is not None:
        if str(out) in ("", "."):
            raise Mistake("out_without_name")
        return out
    return paths.FIGURES if file == paths.DATA else results_of(file, None).corpus.output_folder()


def shown(path: Path) -> str:
    """A path as short as it can be said: from here if it is below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def typed(path: Path) -> str:
    """A path as it is typed in a command: in quotation marks if it holds a space."""
    return f'"{shown(path)}"' if " " in shown(path) else shown(path)


def say(key: str, language: str | None = None, **values) -> None:
    """Print a text of the catalogue for the user."""
    typer.echo(voice(language).say(key, **values))


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


def _told(*keys: str, languages=()) -> str:
    """The text of the first of the keys that there is, in some languages, or in every one."""
    languages = languages or [*map(speak, CODES)]
    key = next(key for key in keys if f"commands.{key}" in languages[0].texts)
    return " ".join(language.say(f"commands.{key}") for language in languages)


def _name(command: TyperCommand | TyperGroup, above) -> str:
    return f"{above.info_name}_{command.name}" if above.parent else command.name


def told_of(command: TyperCommand, above, parameter: str, languages=()) -> str:
    """What the help says of an option or an argument of a command."""
    return _told(f"{_name(command, above)}_{parameter}", f"any_{parameter}", languages=languages)


def _fill(command: TyperCommand | TyperGroup, above) -> None:
    name = _name(command, above)
    if isinstance(command, TyperGroup):
        command.help = _told(name)
        return
    examples = (command.help or "").split("\n\n")[-1].replace("python -m analysis", program())
    command.help = f"{_told(name)}\n\n{examples}"
    for parameter in command.params:
        if parameter.name != "help":
            parameter.help = told_of(command, above, parameter.name)
