"""Files are written whole or not at all: one file, and a report that replaces the last one."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from analysis.tables import FORMULA_STARTS

MOST_CHARACTERS = 32_767  # of a cell of Excel


def write_file(path: Path, content: bytes) -> Path:
    """Write beside, then rename: a file that stood there is replaced whole or not at all.

    Raises
    ------
    OSError
        The folder cannot be made or written to.
    """
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    return path


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Errors name the file that was to be written, not the temporary one."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror or str(error), str(path)) from None


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8 with byte order mark, so that Excel reads the Chinese; 10 significant digits.

    Text that a spreadsheet would take for a formula (it begins with = + - @) gets an apostrophe before it.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"term": ["=1+1", "发展"], "share": [0.5, 1 / 3]})).decode("utf-8-sig").split()
    ['term,share', "'=1+1,0.5", '发展,0.3333333333']
    """
    safe = table.copy()
    safe.columns = [neutralise(str(name)) for name in safe.columns]
    for position, dtype in enumerate(safe.dtypes):
        if isinstance(dtype, pd.CategoricalDtype):
            safe.isetitem(position, safe.iloc[:, position].astype(str))
            dtype = safe.dtypes.iloc[position]
        if pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype):
            safe.isetitem(position, safe.iloc[:, position].map(neutralise, na_action="ignore"))
        elif pd.api.types.is_datetime64_any_dtype(dtype):
            safe.isetitem(position, safe.iloc[:, position].dt.strftime("%Y-%m-%d"))
    text = safe.to_csv(index=False, lineterminator="\n", float_format="%.10g")
    return text.encode("utf-8-sig")


def neutralise(value):
    """Text that Excel would run as a formula, made harmless; anything else as it is.

    Examples
    --------
    >>> neutralise("@发展"), neutralise("发展"), neutralise(-1)
    ("'@发展", '发展', -1)
    """
    if not isinstance(value, str):
        return value
    # A lone carriage return would end the row for a spreadsheet; a line feed is quoted and stays in its cell.
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if value.startswith(FORMULA_STARTS) else text


_HOURS = 6  # nobody works so long on a report without writing a file
# What a report may hold; other files of the folder are somebody's own.
_OURS = ("README.md", "report.*", "tables.*", "tables/*", "zh/*", "en/*")


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
        _sweep(folder)
        stage = Path(tempfile.mkdtemp(prefix=f".report-{os.getpid()}-", dir=folder))
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


def _sweep(folder: Path) -> None:
    """Remove what a run left that was killed before it could clear up."""
    for stage in folder.glob(".report-*"):
        if not _is_at_work(stage):
            shutil.rmtree(stage, ignore_errors=True)


def _is_at_work(stage: Path) -> bool:
    process = stage.name.split("-")[1]
    if os.name == "nt" or not process.isdecimal():  # Windows would end the process that is asked for
        return time.time() - stage.stat().st_mtime < _HOURS * 3600
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True


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
