"""What findings say: texts of the catalogue's section ``findings``, in pieces, so that each value keeps its link."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language import speak


def fill(key: str, language: str, **values) -> Iterator:
    """The text of a key in pieces: its own words as strings, and each value as it was given (numbers as text).

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> list(fill("term", "zh", term="发展"))
    ['“', '发展', '”']
    """
    spoken = speak(language)
    for piece in spoken.pieces(f"findings.{key}", **values):
        yield f"{piece:,}" if isinstance(piece, int) else piece
