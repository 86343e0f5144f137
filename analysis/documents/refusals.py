"""The one kind of refusal of a document, a list or a setting: where, what is wrong, and what helps."""

from __future__ import annotations

from analysis.mistakes import Mistake


class ParseError(Mistake):
    """The document cannot be read as it is; the message names the file, the line and the cure."""
