"""The notebooks: run, or opened; what a class handed in."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from analysis import paths
from analysis.commands.options import OneLanguage, say, shown, voice


def notebooks(
    names: Annotated[list[str] | None, typer.Argument()] = None,
) -> None:
    """Run the notebooks from top to bottom and save them with their outputs.

    Example: `python -m analysis notebooks 03_term_frequency`
    """
    from analysis.report.notebooks import execute_notebooks

    for path in execute_notebooks(names=names or None):
        say(voice().say("commands.ran", file=shown(path)))


def lab(options: Annotated[list[str] | None, typer.Argument()] = None) -> None:
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


def grade(
    folder: Annotated[Path, typer.Argument()],
    out: Annotated[Path | None, typer.Option("--out")] = None,
    language: OneLanguage = "zh",
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
