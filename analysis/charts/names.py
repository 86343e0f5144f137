"""What groups, themes and terms are called in a chart: short names, English names, glosses."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Names:
    """Short and English names; what is not listed keeps the name it has in the table.

    Attributes
    ----------
    strategies : mapping of official name to (short Chinese name, English name)
    themes : mapping of theme id to (Chinese name, English name)
    glosses : mapping of a Chinese term to its English gloss

    Examples
    --------
    >>> names = Names({"西部大开发": ("西部", "Western Development")}, {"reform": ("改革", "Reform")}, {"西部": "West"})
    >>> names.strategy("西部大开发", "en"), names.strategy("某地发展", "en"), names.theme("reform", "zh")
    ('Western Development', '某地发展', '改革')
    """

    strategies: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    themes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    glosses: Mapping[str, str] = field(default_factory=dict)

    def strategy(self, name: str, language: str) -> str:
        """Short name of a strategy in a language."""
        return self.strategies.get(name, (name, name))[language == "en"]

    def theme(self, theme: str, language: str) -> str:
        """Name of a theme; ``none`` is what no theme claims."""
        known = self.themes.get(theme)
        if known is None and theme == "none":
            known = ("（不属任何主题）", "(no theme)")
        return (known or (theme, theme))[language == "en"]

    def gloss(self, term: str, language: str) -> str:
        """English gloss of a term, empty in a Chinese chart or where the list has none."""
        return self.glosses.get(term, "") if language == "en" else ""

    def is_own_name(self, term: str, strategy: str) -> bool:
        """Whether a term is a strategy's name for itself (西部地区 of 西部大开发): frequent of necessity."""
        short = self.strategies.get(strategy, (strategy, ""))[0]
        return bool(short) and (short in term or term in short)

    def slug(self, strategy: str, number: int) -> str:
        """Part of a file name: the English name in small letters, else ``group_`` and its number."""
        english = self.strategies.get(strategy, ("", ""))[1]
        return re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_") or f"group_{number}"


def names_of(lexicon) -> Names:
    """The names that a lexicon gives."""
    strategies = {row.name: (row.short, row.english) for row in lexicon.strategies.itertuples(index=False)}
    themes = {row.theme: (row.zh, row.en) for row in lexicon.theme_names.itertuples(index=False)}
    glosses = dict(zip(lexicon.phrases["phrase"], lexicon.phrases["english"], strict=True))
    return Names(strategies, themes, {term: gloss for term, gloss in glosses.items() if gloss})


@functools.cache
def default_names() -> Names:
    """The names of the word lists in ``data/words``: what a chart uses when it is given none."""
    from analysis.lexicon import read_lexicon

    return names_of(read_lexicon())
