"""What the Word file says besides findings and charts: texts of the catalogue's section ``word``."""

from __future__ import annotations

from analysis.language import speak


def say(key: str, language: str, **values) -> str:
    """The text of a key in a language, with its values filled in.

    Examples
    --------
    >>> say("lines", "en", first=3, last=5)
    'lines 3–5'
    """
    return speak(language).say(f"word.{key}", **values)
