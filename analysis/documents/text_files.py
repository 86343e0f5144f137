"""Plain text files of any size, at any address, in pieces: what counting reads when nobody gives it a reader.

A file larger than a piece is cut where a paragraph ends, at places that depend on the file alone: not on how many
workers there are, nor on how pieces are gathered into batches.
"""

import codecs
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from analysis.documents import ParseError, mend
from analysis.documents.encodings import decode
from analysis.documents.pages import CLOSERS, TERMINALS

PIECE = 1_000_000  # bytes
_HEAD = 65_536
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # that of UTF-32-LE begins with the first
_BLANK = re.compile(rb"\n[ \t\r]*\n[ \t\r\n]*")
_LATIN_BREAK = re.compile(r"(?<=[A-Za-z0-9])\n(?=[A-Za-z0-9])")
_FINISHED = tuple(TERMINALS + CLOSERS + "；;：:…")
_WIDEST = 80  # characters of a wrapped line


@dataclass(frozen=True)
class Document:
    """A document of a corpus: its name, its group, and its path or address (such as ``s3://bucket/file.txt``)."""

    name: str
    group: str
    address: str


@dataclass(frozen=True)
class Piece:
    """A document, or the bytes from `start` to `stop` of a large one, with what its beginning told about it."""

    document: Document
    size: int
    start: int = 0
    stop: int | None = None
    wrapped: bool = False


def is_remote(address: str) -> bool:
    """Whether this is an address for fsspec and not a path."""
    return "://" in address


def list_documents(folder: Path | str, endings: Sequence[str] = (".txt",)) -> list[Document]:
    """The documents of FOLDER/GROUP/*.txt, or with other endings too, groups and files in the order of their names.

    Raises
    ------
    ParseError
        There is no such folder, or no such file in it.
    """
    folder = str(folder)
    if is_remote(folder):
        import fsspec

        system, path = fsspec.core.url_to_fs(folder)
        found = [system.unstrip_protocol(name) for name in system.glob(f"{path.rstrip('/')}/*/*")]
    else:
        if not os.path.isdir(folder):
            raise ParseError("no_folder", folder=folder)
        found = [str(path) for path in Path(folder).glob("*/*") if path.is_file()]
    split = [(tuple(re.split(r"[\\/]", name)[-2:]), name) for name in found if name.lower().endswith(tuple(endings))]
    places = sorted((place, name) for place, name in split if not place[1].startswith(("~$", ".")))
    if not places:
        raise ParseError("no_texts_in_folders", folder=folder)
    return [Document(f"{group}/{name}", group, address) for (group, name), address in places]


def cut_pieces(document: Document) -> list[Piece]:
    """A document as one piece, or as pieces of about `PIECE` bytes that begin with a paragraph.

    Raises
    ------
    ParseError
        It cannot be opened.
    """
    with _told_of(document):
        size = _size(document.address)
    if size < 2 * PIECE:
        return [Piece(document, size)]
    with _opened(document) as file:
        head = file.read(_HEAD)
        if head.startswith(_WIDE) or b"\0" in head or b"\n" not in head:
            return [Piece(document, size)]  # a line break is more than a byte there, or there is none
        wrapped = _is_wrapped(decode(document.address, head[: head.rfind(b"\n") + 1])[0])
        edges = [0]
        while size - edges[-1] >= 2 * PIECE:
            edges.append(_next_paragraph(file, edges[-1] + PIECE, size, wrapped))
    edges += [size] if edges[-1] < size else []
    return [Piece(document, stop - start, start, stop, wrapped) for start, stop in pairwise(edges)]


def read_piece(piece: Piece) -> list[str]:
    """The paragraphs of a piece."""
    if piece.stop is None:
        return read_paragraphs(piece.document)
    with _opened(piece.document) as file:
        file.seek(piece.start)
        data = file.read(piece.stop - piece.start)
    try:
        return _paragraphs(decode(piece.document.address, data)[0], piece.wrapped)
    except ParseError:
        with _opened(piece.document) as file:
            decode(piece.document.address, file.read())  # names the line in the whole file
        raise


def read_paragraphs(document: Document) -> list[str]:
    """The paragraphs of a plain text file in the encodings of :mod:`analysis.documents.encodings`.

    A line is a paragraph. Where the file is wrapped (blank lines between blocks of short lines that mostly stop in
    mid-sentence), a block is one, its lines joined with nothing between them but a space between two Latin words.

    Raises
    ------
    ParseError
        It cannot be read.
    """
    with _opened(document) as file:
        text, _ = decode(document.address, file.read())
    return _paragraphs(text, _is_wrapped(text[: _HEAD // 3]))


def _paragraphs(text: str, wrapped: bool) -> list[str]:
    text, _ = mend(text)
    lines = [line.strip() for line in text.splitlines()]
    if not wrapped:
        return [line for line in lines if line]
    blocks = re.split(r"\n\n+", "\n".join(lines).strip("\n"))
    return [_LATIN_BREAK.sub(" ", block).replace("\n", "") for block in blocks if block]


def _is_wrapped(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines()]
    inner = [one for one, other in pairwise(lines) if one and other]
    if len(inner) < 5 or all(lines[:-1]) or max(map(len, lines)) > _WIDEST:
        return False
    return sum(line.endswith(_FINISHED) for line in inner) < len(inner) / 2


def _next_paragraph(file, position: int, size: int, wrapped: bool) -> int:
    """Where the next paragraph begins; the end of the file if none does."""
    file.seek(position)
    data, found = b"", -1
    while block := file.read(_HEAD):
        data += block
        if wrapped:
            match = _BLANK.search(data)
            found = match.end() if match and match.end() < len(data) else -1
        else:
            found = data.find(b"\n") + 1 or -1
        if found >= 0:
            return position + found
    return size


@contextmanager
def _told_of(document: Document):
    """What goes wrong with a document is told by its name."""
    try:
        yield
    except (OSError, ImportError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ParseError("unreadable_file", file=document.address, reason=reason) from None


@contextmanager
def _opened(document: Document):
    """The file of a document, open for reading."""
    with _told_of(document):
        if not is_remote(document.address):
            with open(document.address, "rb") as file:
                yield file
        else:
            import fsspec

            with fsspec.open(document.address, "rb") as file:
                yield file


def size_of(address: str) -> int:
    """Bytes; 0 if that cannot be told, as for what only a reader of one's own understands."""
    try:
        return _size(address)
    except (OSError, ImportError, ValueError):
        return 0


def _size(address: str) -> int:
    if not is_remote(address):
        return os.stat(address).st_size
    import fsspec

    system, path = fsspec.core.url_to_fs(address)
    return system.size(path) or 0


def gather_batches(pieces: Sequence[Piece], size: int) -> Iterator[list[int]]:
    """Places in `pieces`, a list a batch: up to `size` bytes, of whole documents or of pieces of one document.

    Examples
    --------
    >>> whole, part = Piece(Document("a", "东", "a.txt"), 40), Piece(Document("b", "东", "b.txt"), 40, 0, 40)
    >>> list(gather_batches([whole, whole, whole, part, part, whole], 100))
    [[0, 1], [2], [3, 4], [5]]
    """
    batch, filled, kind = [], 0, None
    for place, piece in enumerate(pieces):
        own = None if piece.stop is None else piece.document
        if batch and (own != kind or filled + piece.size > size):
            yield batch
            batch, filled = [], 0
        batch.append(place)
        filled, kind = filled + piece.size, own
    if batch:
        yield batch
