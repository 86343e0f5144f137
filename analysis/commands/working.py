"""The notebooks: run, or opened; what a class handed in."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis import paths
from analysis.commands.options import File, OneLanguage, say, shown, voice

_SHARE = Path(__file__).with_name("share")  # what JupyterLab and Voila are told


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
    code = voice().code
    lessons = next(path for path in (paths.NOTEBOOKS / "course" / code, paths.NOTEBOOKS) if path.is_dir())
    address = f"/lab/tree/{lessons.relative_to(paths.ROOT).as_posix()}"
    words = [f"--ServerApp.root_dir={paths.ROOT}", f"--LabApp.default_url={address}"]
    if code == "zh":  # what its user chooses in the menu of languages wins
        words.append(f"--LabApp.app_settings_dir={_SHARE / 'jupyterlab_zh'}")
    _serve("jupyterlab", *words, *(options or []))


def explore(
    file: File = paths.DATA,
    language: Annotated[Literal["zh", "en"] | None, typer.Option("--language", "-l")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,
    port: Annotated[int, typer.Option("--port")] = 8866,
) -> None:
    """Explore a corpus in the browser, without code: words, their shares, places and sentences.

    Examples: `python -m analysis explore` · `python -m analysis explore my-corpus`
    """
    from analysis.explore import write_panel

    say(voice(language or "").say("commands.explore_stop"))
    with tempfile.TemporaryDirectory() as folder:
        page = write_panel(Path(folder), file.resolve(), language or voice().code)
        words = [f"--port={port}", "--theme=light", "--template=explorer", "--VoilaConfiguration.show_tracebacks=False"]
        _serve("voila", str(page), *words, *([] if browser else ["--no-browser"]))


def _serve(module: str, *words: str) -> None:
    """Run a server of notebooks until it is stopped."""
    # The notebooks import the project: let their kernel find it, installed or not.
    found = os.pathsep.join(filter(None, [str(paths.ROOT), os.environ.get("PYTHONPATH")]))
    share = os.pathsep.join(filter(None, [str(_SHARE), os.environ.get("JUPYTER_PATH")]))
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    environment |= {"PYTHONPATH": found, "JUPYTER_PATH": share}
    with suppress(KeyboardInterrupt):
        raise typer.Exit(
            subprocess.run([sys.executable, "-m", module, *words], env=environment, check=False).returncode
        )


def lessons() -> None:
    """Make the notebooks, handouts, slides and teacher's pages of the course from their sources.

    Example: `python -m analysis lessons`
    """
    from analysis.course.lessons import write_lessons

    for path in write_lessons():
        say(voice().say("commands.made_lesson", file=shown(path)))


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
