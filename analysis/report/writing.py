"""Writing files: whole or not at all, the same bytes each time, and safe to open in a spreadsheet."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")  # Excel takes full-width signs too where Chinese is its language


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
