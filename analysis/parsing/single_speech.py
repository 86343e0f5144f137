"""A document that is one speech: its sentences, and what of it is no text."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.documents import ParseError
from analysis.documents.footnotes import FOOTNOTE_START, mark_number
from analysis.documents.layout import take_note_marks
from analysis.parsing import LaidOut, give_account, lay_out, place_sentences, restore_wording

COLUMNS = ["paragraph", "sentence", "text", "start_line", "end_line"]


@dataclass(frozen=True)
class SingleSpeech:
    """The sentences of a document and everything the parser met on the way to them.

    Attributes
    ----------
    sentences : DataFrame
        paragraph, sentence, text, start_line, end_line; with a conversion also original.
    left_out : DataFrame
        Columns line, text, reason: what is no part of the speech.
    mended : dict
        What was repaired, and how often.
    encoding : str
        How the file was decoded, or its format.
    """

    sentences: pd.DataFrame
    left_out: pd.DataFrame
    mended: dict[str, int]
    encoding: str


def parse_speech(path: Path | str, *, convert: str = "") -> SingleSpeech:
    r"""Read a document that is one speech, in any of :data:`analysis.documents.formats.FORMATS`.

    Parameters
    ----------
    path : path-like
        A file, or an fsspec address.
    convert : str
        As in :func:`analysis.documents.conversion.convert`; nothing is converted without.

    Raises
    ------
    ParseError
        The document cannot be read, or holds no sentence.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "speech.md"
    >>> _ = path.write_text("# 讲话\n\n要统筹好发展和安全。要久久\n为功。\n", encoding="utf-8")
    >>> parse_speech(path).sentences[["text", "start_line", "end_line"]].values.tolist()
    [['要统筹好发展和安全。', 3, 3], ['要久久为功。', 3, 4]]
    """
    read = _speech_layout(path, convert)
    rows = [
        (number, *sentence)
        for number, paragraph in enumerate(read.layout.paragraphs, start=1)
        for sentence in place_sentences(paragraph)
    ]
    return SingleSpeech(*give_account(read, pd.DataFrame(rows, columns=COLUMNS)))


def clean_paragraphs(path: Path | str, *, convert: str = "") -> list[str]:
    """The paragraphs of a document that is one speech, cleaned and joined; as `parse_speech`, without the rest."""
    read = _speech_layout(path, convert)
    return restore_wording(read, read.converted, [paragraph.text for paragraph in read.layout.paragraphs])


def _speech_layout(path: Path | str, convert: str) -> LaidOut:
    read = lay_out(path, convert)
    source, layout = read.source, read.layout
    between = {line for line, _, reason in layout.left_out if reason in ("page number", "running header")}
    for note in layout.footnotes:  # the speech announces itself: its date stands in documents.csv
        texts = source.lines[note.line - 1 : note.line - 1 + note.lines]
        lines = dict(enumerate(texts, note.line))
        layout.left_out += [
            (line, text.strip(), "footnote") for line, text in lines.items() if text.strip() and line not in between
        ]
    take_note_marks(layout, [mark_number(FOOTNOTE_START.match(note.text).group()) for note in layout.footnotes])
    layout.footnotes.clear()
    layout.left_out.sort(key=lambda row: row[0])
    if not layout.paragraphs:
        raise ParseError("no_sentence", file=source.path)
    return read
