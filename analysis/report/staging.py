"""A report replaces the last one whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis.report.writing import naming

# What a report may hold; other files of the folder are somebody's own.
_OURS = ("README.md", "report.*", "tables.xlsx", "tables/*", "zh/*", "en/*")


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder to write a report to, with what the last one left; at the end it takes the place of `folder`.

    After an error or Ctrl-C the last report stands as it stood. Files that came out the same are not touched, files
    that were removed in the staging folder are removed, and files that no report writes are left alone.

    Parameters
    ----------
    folder : Path
        Where the report will be; made if it is not there.

    Raises
    ------
    OSError
        A file cannot be written; it is named by its place in `folder`.
    """
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".report-", dir=folder))
    try:
        before = _files_of(folder)
        for name in before:
            (stage / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(folder / name, stage / name)
        yield stage
        _publish(stage, folder, before)
    except OSError as error:
        if error.filename and Path(error.filename).is_relative_to(stage):
            place = folder / Path(error.filename).relative_to(stage)
            raise type(error)(error.errno, error.strerror, str(place)) from None
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def placed(files: Sequence[Path], stage: Path, folder: Path) -> list[Path]:
    """The files of a stage by their places in the folder."""
    return [folder / file.relative_to(stage) for file in files]


def _files_of(folder: Path) -> list[Path]:
    return sorted(file.relative_to(folder) for form in _OURS for file in folder.glob(form) if file.is_file())


def _publish(stage: Path, folder: Path, before: Sequence[Path]) -> None:
    written = _files_of(stage)
    for name in written:
        target = folder / name
        if not (target.is_file() and target.read_bytes() == (stage / name).read_bytes()):
            with naming(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(stage / name, target)
    for name in set(before) - set(written):
        with naming(folder / name):
            (folder / name).unlink(missing_ok=True)
