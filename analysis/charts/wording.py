"""What charts say: texts of the catalogue's section ``charts``."""

from __future__ import annotations

import functools

from analysis.language import CODES, speak
from analysis.language.names import Names, names_of

LANGUAGES = CODES


def say(key: str, language: str, names: Names | None = None, **values) -> str:
    """The text of a key in a language, with its values and what `names` calls groups and texts filled in.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> say("words_n", "en", n=1234)
    '1,234 words'
    """
    return speak(language).say(f"charts.{key}", names or Names(), **values)


def join(parts, language: str, mark: str = "comma") -> str:
    """Parts of a list with the mark of the language between them."""
    return speak(language).join(parts, mark)


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage, halves rounded up as readers do.

    Examples
    --------
    >>> percent(2 / 16), percent(6 / 16), percent(1 / 16)
    ('13', '38', '6')
    """
    return str(int(100 * share + 0.5 + 1e-9))


@functools.cache
def default_names() -> Names:
    """The names of the word lists in ``data/words``: what a chart uses when it is given none."""
    from analysis.lexicon import read_lexicon

    return names_of(read_lexicon())
