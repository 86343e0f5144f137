"""What a machine lacks for this project: one line a check, each with its cure."""

import importlib.metadata
import shutil
import socket
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator

from packaging.specifiers import SpecifierSet

from analysis import paths
from analysis.classroom.kit import locked
from analysis.language import Language, speak

_CHINESE = speak("zh").texts["language.name"]
SPACE = 1.0  # GB that a set-up and a report take


def examine() -> Iterator[tuple[bool, str, dict]]:
    """Each check: whether all is well, its key in the catalogue's section ``doctor``, and the values of its text."""
    for check in CHECKS:
        try:
            problem, values = check()
        except Exception as error:  # a check that breaks is a finding, not the end of the others
            yield False, "broken", {"check": check.__name__, "reason": error}
        else:
            yield not problem, f"{check.__name__}_{problem}" if problem else check.__name__, values


def report(language: Language) -> tuple[list[str], bool]:
    """The lines to print, and whether all is well."""
    checks = list(examine())
    lines = [f"{'OK' if good else '!!'}  {language.say(f'doctor.{key}', **values)}" for good, key, values in checks]
    return lines, all(good for good, _, _ in checks)


def python() -> tuple[str, dict]:
    """The running Python is one that the lock holds for."""
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version, bits = ".".join(map(str, sys.version_info[:3])), 64 if sys.maxsize > 2**32 else 32
    fits = SpecifierSet(project["requires-python"]).contains(version) and bits == 64
    return "" if fits else "other", {"version": version, "bits": bits}


def packages() -> tuple[str, dict]:
    """Every package of the lock is there in the version that it names."""
    wrong = []
    lock = (paths.ROOT / "requirements.txt").read_text(encoding="utf-8")
    needed = [package for package, _ in locked(lock) if package.marker is None or package.marker.evaluate()]
    for package in needed:
        try:
            installed = importlib.metadata.version(package.name)
        except importlib.metadata.PackageNotFoundError:
            installed = ""
        if not installed or installed not in package.specifier:
            wrong.append(f"{package.name} {installed or '–'} ≠ {str(package.specifier).removeprefix('==')}")
    return "other" if wrong else "", {"n": len(needed), "wrong": len(wrong), "list": wrong[:5]}


def folder() -> tuple[str, dict]:
    """The project's folder can be written to."""
    try:
        with tempfile.TemporaryFile(dir=paths.ROOT):
            return "", {"folder": paths.ROOT}
    except OSError as error:
        return "barred", {"folder": paths.ROOT, "reason": error.strerror or error}


def space() -> tuple[str, dict]:
    """There is room on the disk."""
    free = shutil.disk_usage(paths.ROOT).free / 1e9
    return "" if free > SPACE else "little", {"free": f"{free:.1f}", "needed": SPACE}


def texts() -> tuple[str, dict]:
    """The four speeches are read as they should be."""
    from analysis.results import Results

    results = Results()
    return "", {"sentences": len(results.speeches), "words": int(results.counts.to_numpy().sum())}


def characters() -> tuple[str, dict]:
    """The font of the charts has Chinese, and charts are drawn with it."""
    from analysis.charts.style import missing_glyphs

    return ("missing", {}) if missing_glyphs(_CHINESE) else ("", {})


def port() -> tuple[str, dict]:
    """A server may be opened for the browser on this machine: what JupyterLab and the explorer need."""
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return "", {"port": probe.getsockname()[1]}
    except OSError as error:
        return "barred", {"reason": error.strerror or error}


def output() -> tuple[str, dict]:
    """Chinese can be printed here; the reports do not depend on it."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        _CHINESE.encode(encoding)
    except UnicodeEncodeError:
        return "narrow", {"encoding": encoding}
    return "", {"encoding": encoding}


CHECKS: tuple[Callable[[], tuple[str, dict]], ...] = (
    python, packages, folder, space, texts, characters, port, output,
)  # fmt: skip
