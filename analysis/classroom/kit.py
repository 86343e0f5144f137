"""A copy of the project on a stick: all that a class needs, with the packages for machines without a network."""

import hashlib
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement

from analysis import paths
from analysis.classroom.notebooks import ORIGINALS, files_of_git, originals
from analysis.language import speak
from analysis.mistakes import Mistake

PYTHON = "3.12"
# System -> what tells its packages apart: markers of the lock, and the tags of wheels that fit it.
SYSTEMS = {
    "windows": ({"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
                ["win_amd64"]),
    "macos": ({"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
              ["macosx_14_0_arm64"]),
    "macos-intel": ({"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix",
                     "platform_machine": "x86_64"}, ["macosx_14_0_x86_64"]),
    "linux": ({"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
              ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"]),
}  # fmt: skip
_SOURCE_ONLY = "jieba"  # no wheel of it is published: one is built here, and the copy's lock names it too
_LEFT_OUT = ("tests/", "benchmarks/", ".ci/", ".git", "notebooks/course/lesson_", "notebooks/course/materials.py")
_FOLDERS = ("analysis", "data", "docs", "figures", "notebooks")  # beside what lies in the project's folder itself
_MADE = (".zip", ".log", ".pyc")
_DRAWN = (".svg", ".pdf", ".xlsx", ".docx")  # in figures/, where git holds the rest
_SOLUTIONS = ("teacher/", "questions.csv")  # in the folders of the course: a class gets none
_EXECUTABLE = (".sh", ".command", "run.py")


def write_kit(path: Path, *, systems: Iterable[str] = (), python: str = PYTHON) -> Path:
    """Write the copy as a zip.

    Parameters
    ----------
    path : Path
        The file; what is in it stands in one folder of the same name.
    systems : iterable of str
        Whose packages go with it, names of `SYSTEMS`; without any the set-up needs a network.
    python : str
        For which Python.

    Raises
    ------
    Mistake
        A system is unknown, or a package cannot be fetched; pip's reason is told.
    """
    systems = list(systems)
    for system in systems:
        if system not in SYSTEMS:
            raise Mistake("kit_system", value=system, list=list(SYSTEMS))
    with tempfile.TemporaryDirectory() as made:
        wheels, lock = Path(made) / "wheels", (paths.ROOT / "requirements.txt").read_text(encoding="utf-8")
        if systems:
            wheels.mkdir()
            lock = _with_built(lock, _build_source_only(lock, wheels))
        for system in systems:
            _download(lock, system, python, wheels)
        coding = _write_coding(Path(made) / "coding")
        _need_report()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _contents(lock, systems, python):
                _add(archive, f"{path.stem}/{name}", content)
            for file in [*coding, *sorted(wheels.glob("*"))]:
                _add(archive, f"{path.stem}/{file.relative_to(made).as_posix()}", file.read_bytes())
    return path


def _contents(lock: str, systems: list[str], python: str) -> Iterator[tuple[str, bytes]]:
    """The project's files, what was made of the four speeches, and what tells how to begin."""
    files = project_files()
    for name in files:
        yield name, lock.encode("utf-8") if name == "requirements.txt" else (paths.ROOT / name).read_bytes()
    for file in sorted(paths.FIGURES.glob("report.*.html")):
        if (name := file.relative_to(paths.ROOT).as_posix()) not in files:
            yield name, file.read_bytes()
    yield ORIGINALS, _zipped(originals(paths.ROOT))
    say = speak("zh").say
    chosen = speak("zh").join([say(f"classroom.{system.replace('-', '_')}") for system in systems])
    text = say("classroom.read_me", python=python, systems=chosen or say("classroom.no_system"))
    yield say("classroom.read_me_file"), text.replace("\n", "\r\n").encode("utf-8-sig")


def project_files() -> list[str]:
    """What belongs to the project: the files of git, or without git those in its own folders that no target makes."""
    names = files_of_git(paths.ROOT)
    if "run.py" not in names:  # no git, or that of a folder around
        found = [*paths.ROOT.glob("*"), *(path for name in _FOLDERS for path in (paths.ROOT / name).rglob("*"))]
        relative = [path.relative_to(paths.ROOT) for path in found if path.suffix not in _MADE]
        names = [path.as_posix() for path in relative if not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)]
        names = [name for name in names if not (name.startswith("figures/") and name.endswith(_DRAWN))]
    left_out = (*_LEFT_OUT, speak("zh").say("classroom.read_me_file"))  # written anew
    kept = [name for name in names if name and not name.startswith(left_out) and not _solves(name)]
    return sorted(name for name in kept if (paths.ROOT / name).is_file())


def _solves(name: str) -> bool:
    return name.startswith("notebooks/course/") and any(part in name for part in _SOLUTIONS)


def locked(lock: str) -> Iterator[tuple[Requirement, list[str]]]:
    r"""Each package of a lock, with the hashes of its files.

    Examples
    --------
    >>> [(package, hashes)] = locked('a==1 ; os_name == "nt" \\\n    --hash=sha256:0 \\\n    --hash=sha256:1\n')
    >>> package.name, str(package.specifier), package.marker.evaluate({"os_name": "posix"}), len(hashes)
    ('a', '==1', False, 2)
    """
    for entry in re.findall(r"^\w.*(?: \\\n    --hash=\S+)+", lock, flags=re.M):
        package, *hashes = entry.split(" \\\n    ")
        yield Requirement(package), hashes


def _line(package: Requirement, hashes: Iterable[str]) -> str:
    return " ".join([package.name + str(package.specifier), *hashes])


def _download(lock: str, system: str, python: str, wheels: Path) -> None:
    """Fetch what the lock says for one system; its markers are read here, as pip would read them for this machine."""
    environment, tags = SYSTEMS[system]
    known = environment | {"python_version": python, "python_full_version": f"{python}.0",
                           "implementation_name": "cpython", "platform_python_implementation": "CPython"}  # fmt: skip
    entries = [
        _line(package, hashes)
        for package, hashes in locked(lock)
        if package.name != _SOURCE_ONLY and (package.marker is None or package.marker.evaluate(known))
    ]
    # The pip that the set-up brings itself up to.
    bootstrap = (paths.ROOT / "bootstrap.py").read_text(encoding="utf-8")
    entries.append(re.search(r'^PIP = "(.+)"$', bootstrap, re.M)[1])
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text("\n".join(entries), encoding="utf-8")
        platforms = [f"--platform={tag}" for tag in [*tags, "any"]]
        _pip("download", "--dest", str(wheels), "--only-binary=:all:", "--no-deps", f"--python-version={python}",
             "--implementation=cp", "--require-hashes", *platforms, "-r", str(requirements))  # fmt: skip


def _build_source_only(lock: str, wheels: Path) -> Path:
    """Build the wheel of what comes as source only; it is plain Python, and so the same for all."""
    entry = next(_line(package, hashes) for package, hashes in locked(lock) if package.name == _SOURCE_ONLY)
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text(entry, encoding="utf-8")
        _pip("wheel", "--wheel-dir", str(wheels), "--no-deps", "--require-hashes", "-r", str(requirements))
    return next(wheels.glob(f"{_SOURCE_ONLY}-*.whl"))


def _with_built(lock: str, wheel: Path) -> str:
    """The lock with one more hash: that of the wheel built here."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    pattern = rf"^({_SOURCE_ONLY}==[^\n]+ \\\n)"
    return re.sub(pattern, rf"\g<1>    --hash=sha256:{digest} \\\n", lock, count=1, flags=re.M)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        reasons = re.findall(r"^ERROR: (.+)$", done.stderr, flags=re.M)
        raise Mistake("kit_packages", reason=reasons[-1] if reasons else done.stderr.strip()[-300:])


def _write_coding(folder: Path) -> list[Path]:
    """The coding page of the four speeches, so that a class can begin with it at once."""
    from analysis.coding.tasks import draw_task, write_task
    from analysis.results import Results

    results = Results()
    return write_task(draw_task(results, shared=12, groups=6), results.lexicon, folder)


def _need_report() -> None:
    if not any(paths.FIGURES.glob("report.*.html")):
        subprocess.run([sys.executable, "-m", "analysis", "report"], cwd=paths.ROOT, check=True)


def _zipped(files: Mapping[str, Callable[[], bytes]]) -> bytes:
    """Notebooks in a zip, as they came and not as somebody solved them: what `reset` restores where there is no git."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, read in files.items():
            _add(archive, name, read())
    return stream.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))  # the same files, the same bytes
    entry.external_attr = (0o755 if name.endswith(_EXECUTABLE) else 0o644) << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith((".whl", ".png")) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
