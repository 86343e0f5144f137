"""The one form in which a document, a list or a setting is refused: where, what is wrong, and what helps."""

from __future__ import annotations

from pathlib import Path

from analysis.mistakes import Mistake


class ParseError(Mistake):
    """The document cannot be read as it is; the message names the file, the line and the cure."""


def refuse(path: Path | str, problem: str, *, cure: str, line: int | None = None) -> ParseError:
    """The one form of every refusal: ``file line N: problem; cure``.

    Examples
    --------
    >>> str(refuse("a.txt", "footnote ⑥ has no place", cure="write one", line=3))
    'a.txt line 3: footnote ⑥ has no place; write one'
    """
    where = f"{path} line {line}" if line else str(path)
    return ParseError(f"{where}: {problem}; {cure}")
