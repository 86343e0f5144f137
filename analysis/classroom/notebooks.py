"""Notebooks made good: as they came, with the student's own work kept beside them."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from analysis import paths
from analysis.language import Language
from analysis.mistakes import Mistake
from analysis.report.writing import write_file

ORIGINALS = "originals.zip"  # in a copy for a class; elsewhere git has them


def reset_notebook(name: str, language: Language, *, root: Path = paths.ROOT) -> tuple[Path, Path | None]:
    """Restore a notebook as it came.

    Parameters
    ----------
    name : str
        How its path begins, from ``notebooks/`` on: ``03``, ``course/zh/lesson_3``; ``3`` and ``lesson_3`` will do.
    language : Language
        Of the name that the student's work gets, and of a lesson that is named without one.
    root : Path
        The project.

    Returns
    -------
    (Path, Path or None)
        The notebook, and what was there before under another name; None if it was as it came, or not there.

    Raises
    ------
    Mistake
        No notebook is called so, or several are.
    """
    known = originals(root)
    wanted = name.replace("\\", "/").removeprefix("notebooks/")
    wanted = re.sub(r"^(?:lesson_|[Ll])(?=\d)", f"course/{language.code}/lesson_", wanted)
    wanted = f"notebooks/{wanted.zfill(2) if wanted.isdecimal() else wanted}"
    found = [path for path in known if path.startswith(wanted)]
    found = [path for path in found if path.startswith(f"{wanted}_")] or found  # 06 is not 06b
    if len(found) != 1 or not name:
        list_ = [Path(path).relative_to("notebooks").with_suffix("").as_posix() for path in found or known]
        raise Mistake("reset_which", value=name, list=list_)
    path, content, kept = root / found[0], known[found[0]](), None
    if path.exists() and path.read_bytes() != content:
        kept = _free(path, language.say("classroom.mine"))
        shutil.copy2(path, kept)
    write_file(path, content)
    return path, kept


def originals(root: Path) -> dict:
    """Path of every notebook -> what gives its bytes."""
    if (root / ORIGINALS).exists():
        archive = zipfile.ZipFile(root / ORIGINALS)
        names, read = archive.namelist(), archive.read
    else:
        names, read = files_of_git(root, "notebooks"), lambda name: _git(root, "show", f"HEAD:./{name}")
        if not names:
            raise Mistake("reset_nothing", file=ORIGINALS)
    return {name: lambda name=name: read(name) for name in sorted(names) if name.endswith(".ipynb")}


def files_of_git(root: Path, *folders: str) -> list[str]:
    """What git keeps of a project, or of some of its folders; nothing where there is no git."""
    try:
        return _git(root, "ls-files", "-z", *folders).decode("utf-8").split("\0")[:-1]
    except (OSError, subprocess.CalledProcessError):
        return []


def _git(root: Path, *words: str) -> bytes:
    command = ["git", "-c", "core.quotepath=off", *words]
    return subprocess.run(command, cwd=root, capture_output=True, check=True).stdout


def _free(path: Path, word: str) -> Path:
    """A name beside the notebook that nothing has yet."""
    number = 1
    while (beside := path.with_name(f"{path.stem}-{word}{number}{path.suffix}")).exists():
        number += 1
    return beside
