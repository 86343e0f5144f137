"""What the report's page says: texts of the catalogue's sections ``page`` and ``script``."""

from __future__ import annotations

import re

from analysis.language import CODES, speak

LANGUAGES = CODES
_ONE = re.compile(r"\b1 (hit|sentence|row|paragraph|document)s\b")


def say(key: str, language: str, **values) -> str:
    """The text of a key in a language, with its values filled in.

    Examples
    --------
    >>> say("sentences", "en", n=4), say("in_sentences", "en", hits=1, n=1), say("rows", "en", n=21)
    ('4 sentences', '1 hit in 1 sentence', '21 rows')
    """
    text = speak(language).say(f"page.{key}", **values)
    return _ONE.sub(r"1 \1", text) if language == "en" else text


def script_words(language: str) -> dict[str, str]:
    """The texts that the page's script shows."""
    texts = speak(language).texts
    return {key.partition(".")[2]: text for key, text in texts.items() if key.startswith("script.")}
