"""For a class: the menu, the check of a machine, a copy without a network, notebooks made good, results, coding."""

from pathlib import Path
from typing import Annotated

import typer

from analysis import paths
from analysis.commands.options import File, OneLanguage, Out, results_of, say, shown, typed, voice


def start(language: OneLanguage = None) -> None:
    """Show the menu that start.bat, start.command and start.sh open.

    Example: `python -m analysis start`
    """
    from analysis.classroom.menu import run_menu

    run_menu(voice(language))


def doctor(language: OneLanguage = None) -> None:
    """Check this machine: one line a check.

    Example: `python -m analysis doctor`
    """
    from analysis.classroom.doctor import report

    lines, good = report(voice(language))
    typer.echo("\n".join(lines))
    raise typer.Exit(0 if good else 1)


def reset(notebook: Annotated[str, typer.Argument()], language: OneLanguage = None) -> None:
    """Restore a notebook as it came; what you did in it is kept beside it.

    Examples: `python -m analysis reset 03` · `python -m analysis reset course/zh/lesson_3`
    """
    from analysis.classroom.notebooks import reset_notebook

    path, kept = reset_notebook(notebook, voice(language))
    say("classroom.restored_kept" if kept else "classroom.restored", language, file=shown(path),
        kept=kept and shown(kept))  # fmt: skip


def classroom(
    systems: Annotated[list[str] | None, typer.Argument()] = None,
    python: Annotated[str, typer.Option("--python")] = "3.12",
    out: Out = None,
    language: OneLanguage = None,
) -> None:
    """Make a zip of the project for a class, with the packages for machines without a network.

    Examples: `python -m analysis classroom windows` · `python -m analysis classroom windows macos linux`
    """
    from analysis.classroom.kit import write_kit

    file = (out or Path()) / (voice("zh").say("classroom.file") if out is None or out.is_dir() else "")
    path = write_kit(file, systems=systems or [], python=python)
    say("classroom.packed", language, file=shown(path), n=round(path.stat().st_size / 1e6))


def grade(folder: Annotated[Path, typer.Argument()], out: Out = None, language: OneLanguage = None) -> None:
    """Collect what a class handed in: results by seat, as an Excel file.

    Example: `python -m analysis grade handed-in`
    """
    from analysis.course.grading import grade_folder, write_grades

    grades = grade_folder(folder)
    path = write_grades(grades, out or folder / "grades.xlsx", voice(language))
    for file, problem in grades.problems:
        typer.echo(f"{file}: {problem.say(voice(language))}")
    say("commands.graded", language, n=len(grades.seats), file=shown(path))


def new_coding(
    file: File = paths.DATA,
    shared: Annotated[int, typer.Option("--shared", min=1)] = 12,
    groups: Annotated[int, typer.Option("--groups", min=1)] = 6,
    each: Annotated[int, typer.Option("--each", min=0)] = 12,
    seed: Annotated[int, typer.Option("--seed")] = 0,
    language: OneLanguage = None,
    out: Out = None,
) -> None:
    """Make a page on which a class codes sentences by hand.

    Examples: `python -m analysis coding new` · `python -m analysis coding new my-corpus --shared 12 --groups 6`
    """
    from analysis.coding.tasks import draw_task, write_task

    results = results_of(file, None)
    task = draw_task(results, shared=shared, groups=groups, each=each, seed=seed, language=voice(language).code)
    page, _ = write_task(task, results.lexicon, out or Path("coding"))
    own = sum(one["set"] < 2 for one in task.sentences)
    total = len(task.sentences)
    say("coding.made", language, file=shown(page), folder=typed(page.parent), n=own, total=total)


def collect_coding(
    folder: Annotated[Path, typer.Argument()],
    corpus: Annotated[Path | None, typer.Option("--corpus")] = None,
    language: OneLanguage = None,
    out: Out = None,
) -> None:
    """Put together what coders handed in: agreement, disputes, the dictionary against the majority.

    Examples: `python -m analysis coding collect coding` · `python -m analysis coding collect coding --out class`
    """
    from analysis.coding.collecting import collect, write_collection

    collection = collect(folder, corpus)
    written = write_collection(collection, out or folder / "class", voice(language))
    for mistake in collection.complaints():
        typer.echo(mistake.say(voice(language)), err=True)
    coders, sentences = (collection.codings[name].nunique() for name in ("coder", "hash"))
    say("coding.collected", language, n=coders, sentences=sentences, file=shown(written[0]), total=len(written))
