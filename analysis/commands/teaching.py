"""For a class: the menu, the check of a machine, a copy without a network, notebooks made good, results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.options import OneLanguage, say, shown, voice


def start() -> None:
    """Show the menu that start.bat, start.command and start.sh open.

    Example: `python -m analysis start`
    """
    from analysis.classroom.menu import run_menu

    run_menu(voice())


def doctor() -> None:
    """Check this machine: one line a check.

    Example: `python -m analysis doctor`
    """
    from analysis.classroom.doctor import report

    lines, good = report(voice())
    say("\n".join(lines))
    raise typer.Exit(0 if good else 1)


def reset(notebook: Annotated[str, typer.Argument()]) -> None:
    """Restore a notebook as it came; what you did in it is kept beside it.

    Examples: `python -m analysis reset 03` · `python -m analysis reset course/zh/lesson_3`
    """
    from analysis.classroom.notebooks import reset_notebook

    path, kept = reset_notebook(notebook, voice())
    key = "classroom.restored_kept" if kept else "classroom.restored"
    say(voice().say(key, file=shown(path), kept=kept and shown(kept)))


def classroom(
    systems: Annotated[list[str] | None, typer.Argument()] = None,
    python: Annotated[str, typer.Option("--python")] = "3.12",
    out: Annotated[Path | None, typer.Option("--out")] = None,
) -> None:
    """Make a zip of the project for a class, with the packages for machines without a network.

    Examples: `python -m analysis classroom windows` · `python -m analysis classroom windows macos linux`
    """
    from analysis.classroom.kit import write_kit

    path = write_kit(out or Path(voice("zh").say("classroom.file")), systems=systems or [], python=python)
    say(voice().say("classroom.packed", file=shown(path), n=round(path.stat().st_size / 1e6)))


def grade(
    folder: Annotated[Path, typer.Argument()],
    out: Annotated[Path | None, typer.Option("--out")] = None,
    language: OneLanguage = None,
) -> None:
    """Collect what a class handed in: results by seat, as an Excel file.

    Example: `python -m analysis grade handed-in`
    """
    from analysis.course.grading import grade_folder, write_grades

    grades = grade_folder(folder)
    path = write_grades(grades, out or folder / "grades.xlsx", voice(language))
    for file, problem in grades.problems:
        say(f"{file}: {problem.say(voice(language))}")
    say(voice(language).say("commands.graded", n=len(grades.seats), file=shown(path)))
