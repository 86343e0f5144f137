"""Files to lines, by their ending, and a plain word about every format that is not read."""

import importlib
from pathlib import Path, PurePosixPath

from analysis.documents import MAX_BYTES, ParseError, Source, read_bytes, read_text

MAX_CONTAINER = 100_000_000  # of a Word file or a PDF, which may hold pictures
_READERS = {
    ".txt": "", ".text": "", ".md": "markdown", ".markdown": "markdown", ".docx": "word", ".pdf": "pdf", ".html": "web",
    ".htm": "web", ".rtf": "office", ".odt": "archives", ".epub": "archives", ".doc": "office", ".wps": "office",
}  # fmt: skip
_OF_TEXT = ("", "markdown", "web")
FORMATS = tuple(_READERS)
_OTHERS = {
    "is_template": (".dot", ".dotx", ".docm"),
    "is_pages": (".pages",),
    "is_table": (".xls", ".xlsx", ".et", ".csv", ".tsv", ".jsonl"),
    "is_presentation": (".ppt", ".pptx", ".dps"),
    "is_archive": (".zip", ".rar", ".7z"),
    "is_picture": (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
}


def read_document(path: Path | str) -> Source:
    """Read a document in any of `FORMATS` into lines; the ending of its name says which.

    A name without a known ending is read as plain text, which refuses what is none.

    Parameters
    ----------
    path : path-like
        A file, or an fsspec address.

    Returns
    -------
    Source
        What its lines are called: lines of the file (.txt, .md), paragraphs that are not empty, counted from 1
        (.docx, .html and the other formats of word processors and e-books), or page x 1,000 + line of the page (.pdf).

    Raises
    ------
    ParseError
        It cannot be read; the message says why and what helps.

    Examples
    --------
    >>> from analysis import paths
    >>> read_document(paths.DOCUMENT).encoding
    'utf-8'
    """
    ending = ending_of(path)
    if kind := next((kind for kind, endings in _OTHERS.items() if ending in endings), None):
        raise ParseError(kind, file=path)
    module = _READERS.get(ending, "")
    data = read_bytes(path, limit=MAX_BYTES if module in _OF_TEXT else MAX_CONTAINER)
    if not module:
        return read_text(path, data, numbered=True, spaced=True)
    # Each needs a library of its own: only who has such a file pays for its import.
    try:
        return importlib.import_module(f"analysis.documents.{module}").read(path, data)
    except ParseError:
        raise
    except Exception as error:  # whatever a broken file makes a library stumble over is no reason to stop the rest
        raise ParseError("broken_document", file=path, ending=ending, reason=type(error).__name__) from None


def ending_of(path: Path | str) -> str:
    """The ending of a name in small letters, of an address too.

    Examples
    --------
    >>> ending_of("A.DOCX"), ending_of("https://example.org/a.html?page=2")
    ('.docx', '.html')
    """
    name = str(path)
    if "://" in name:
        name = name.split("?")[0].split("#")[0]
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()
