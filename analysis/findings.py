"""Findings: what the tables say, in sentences; every number in them leads to its place in the report.

A finding is made of parts, so that a page can make a link of a number, a Word file a plain run, and a test compare it
with the table it was taken from.
"""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = ("most", "distinguishes", "shared", "cannot_tell", "limits")


@dataclass(frozen=True)
class Part:
    """A run of text; one with an anchor (:mod:`analysis.anchors`) is a number or a term that leads to its sentences."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Finding:
    """One sentence built from a table.

    Attributes
    ----------
    section : str
        One of `SECTIONS`.
    parts : tuple of Part
        Joined, they are the sentence.
    table : str
        Name of the table the numbers come from, as in ``tables/NAME.csv``.
    """

    section: str
    parts: tuple[Part, ...]
    table: str

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(part.text for part in self.parts)
