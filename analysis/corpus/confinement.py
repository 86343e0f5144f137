"""Paths that a corpus names stay inside its folder: whoever opens a corpus of somebody else opens nothing beside it."""

import re
from pathlib import Path

from analysis.mistakes import Mistake

REMOTE = (
    "http", "https", "ftp", "sftp", "ssh", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "hdfs", "webhdfs", "smb",
    "oss", "hf", "memory",
)  # fmt: skip
_DRIVE = re.compile(r"^[A-Za-z]:")
_ADDRESS = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://")


class UnsafePathError(Mistake):
    """A path leaves the corpus; told within a mistake that names the file in which it is written."""


def is_address(name: str) -> bool:
    """Whether `name` is an address such as ``https://…`` rather than a path.

    Examples
    --------
    >>> is_address("https://example.org/a.txt"), is_address("1954/a.txt")
    (True, False)
    """
    return bool(_ADDRESS.match(name)) or "::" in name


def checked_address(name: str, *, allowed: bool) -> str:
    """An address of another machine, if the corpus may reach out.

    Raises
    ------
    UnsafePathError
        The corpus may not reach out, or the address leads to files of this machine.

    Examples
    --------
    >>> checked_address("s3://bucket/a.txt", allowed=True)
    's3://bucket/a.txt'
    """
    scheme = _ADDRESS.match(name)
    if "::" in name or scheme is None or scheme[1].lower() not in REMOTE:
        raise UnsafePathError("path_scheme", value=name, list=list(REMOTE))
    if not allowed:
        raise UnsafePathError("path_remote", value=name)
    return name


def path_inside(folder: Path, name: str) -> Path:
    """The path `name` means, relative to `folder`, if it stays in there; the file need not exist.

    Parameters
    ----------
    folder : Path
        Nothing outside of it is reached: not by ``..``, an absolute path, a drive letter, a network name or a link.
    name : str
        With ``/`` between folders, on Windows too.

    Raises
    ------
    UnsafePathError
        It is empty, of another form, or leads out.

    Examples
    --------
    >>> path_inside(Path("corpus"), "raw/1954.txt").as_posix()
    'corpus/raw/1954.txt'
    >>> path_inside(Path("corpus"), "../secret.txt")
    Traceback (most recent call last):
    analysis.corpus.confinement.UnsafePathError: the path “../secret.txt” leads out of the corpus; ...
    """
    if not name.strip() or any(ord(character) < 32 for character in name):
        raise UnsafePathError("path_no_name", value=" ".join(name.split()))
    if _DRIVE.match(name) or name.startswith(("/", "\\", "~")):
        raise UnsafePathError("path_absolute", value=name)
    if "\\" in name or ":" in name:
        raise UnsafePathError("path_separator", value=name)
    if ".." in name.split("/"):
        raise UnsafePathError("path_out", value=name)
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        inside = False
    if not inside:
        raise UnsafePathError("path_link_out", value=name)
    return path
