"""Files to lines, by their ending, and a plain word about every format that is not read."""

from __future__ import annotations

import importlib
from pathlib import Path, PurePosixPath

from analysis.documents import MAX_BYTES, ParseError, Source, read_bytes, read_text, refuse

MAX_CONTAINER = 100_000_000  # of a Word file or a PDF, which may hold pictures
_READERS = {
    ".txt": ("", MAX_BYTES),
    ".text": ("", MAX_BYTES),
    ".md": ("markdown", MAX_BYTES),
    ".markdown": ("markdown", MAX_BYTES),
    ".docx": ("word", MAX_CONTAINER),
    ".pdf": ("pdf", MAX_CONTAINER),
    ".html": ("web", MAX_BYTES),
    ".htm": ("web", MAX_BYTES),
    ".rtf": ("office", MAX_CONTAINER),
    ".odt": ("archives", MAX_CONTAINER),
    ".epub": ("archives", MAX_CONTAINER),
    ".doc": ("office", MAX_CONTAINER),
    ".wps": ("office", MAX_CONTAINER),
}
FORMATS = tuple(_READERS)
_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_OTHERS = {
    ".dot": ("an old Word template", _AS_DOCX),
    ".docm": ("a Word file with macros", _AS_DOCX),
    ".pages": ("a Pages file", "export it as .docx"),
    ".xls": ("a spreadsheet", "save the text as .txt or .docx"),
    ".xlsx": ("a spreadsheet", "save the text as .txt or .docx"),
    ".csv": ("a table", "save the text as .txt or .docx"),
    ".ppt": ("a presentation", "save the text as .txt or .docx"),
    ".pptx": ("a presentation", "save the text as .txt or .docx"),
    ".zip": ("an archive", "unpack it"),
    ".jpg": ("a picture", "have its text recognised (OCR) and save it as .txt"),
    ".png": ("a picture", "have its text recognised (OCR) and save it as .txt"),
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
    if ending in _OTHERS:
        kind, cure = _OTHERS[ending]
        raise refuse(path, f"is {kind}, which cannot be read", cure=cure)
    module, limit = _READERS.get(ending, ("", MAX_BYTES))
    data = read_bytes(path, limit=limit)
    if not module:
        return read_text(path, data)
    # Each needs a library of its own: only who has such a file pays for its import.
    try:
        return importlib.import_module(f"analysis.documents.{module}").read(path, data)
    except ParseError:
        raise
    except Exception as error:  # whatever a broken file makes a library stumble over is no reason to stop the rest
        problem = f"cannot be read as {ending} ({type(error).__name__})"
        raise refuse(path, problem, cure="open it in the program it was made with and save it again") from None


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
