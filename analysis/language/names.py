"""What groups, themes and terms are called in a chart: short names, English names, glosses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.language import periods


@dataclass(frozen=True)
class Names:
    """Short and English names; what is not listed keeps the name it has in the table.

    Attributes
    ----------
    strategies : mapping of official name to (short Chinese name, English name)
    themes : mapping of theme id to (Chinese name, English name)
    glosses : mapping of a Chinese term to its English gloss
    group, text : (Chinese, English, English plural)
        What a group and a text of the corpus are called: 战略, strategy, strategies; 讲话, speech, speeches.
    unit : str
        The Chinese measure word of a group: 项 of 四项战略.
    own_texts : bool
        Whether every group is a single text, so that one may speak of texts where groups are compared.
    time : bool, optional
        Whether the groups follow one another in time and are drawn on an axis; by default as their names say
        (:func:`analysis.language.periods.period_kind`).
    moves : mapping of move id to (Chinese name, English name)
    order : tuple of str
        All groups of the report in their order, by which each has its colour (:func:`analysis.charts.style.looks`).

    Examples
    --------
    >>> names = Names({"西部大开发": ("西部", "Western Development")}, {"reform": ("改革", "Reform")}, {"西部": "West"})
    >>> names.strategy("西部大开发", "en"), names.strategy("某地发展", "en"), names.theme("reform", "zh")
    ('Western Development', '某地发展', '改革')
    """

    strategies: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    themes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    glosses: Mapping[str, str] = field(default_factory=dict)
    group: tuple[str, str, str] = ("战略", "strategy", "strategies")
    text: tuple[str, str, str] = ("讲话", "speech", "speeches")
    unit: str = "项"
    own_texts: bool = True
    time: bool | None = None
    moves: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    def strategy(self, name: str, language: str) -> str:
        """Short name of a strategy in a language."""
        known = self.strategies.get(name)
        return known[language == "en"] if known else periods.period_name(name, language)

    def is_time(self, groups: Sequence[str]) -> bool:
        """Whether these groups are drawn along time; three at least make a line."""
        kind = periods.period_kind(groups)
        return kind is not None and self.time is not False

    def words(self, language: str) -> dict[str, str]:
        """What fixed texts call a group and a text: values for the fields of the catalogue.

        Examples
        --------
        >>> Names(group=("省份", "province", "provinces"), unit="个", own_texts=False).words("zh")["piece"]
        '个省份'
        """
        if language == "zh":
            piece = "篇" if self.own_texts else self.unit + self.group[0]
            return {"kind": self.group[0], "kinds": self.group[0], "unit": self.unit, "doc": self.text[0],
                    "docs": self.text[0], "piece": piece, "pieces": piece}  # fmt: skip
        one, many = (self.text if self.own_texts else self.group)[1:]
        return {"kind": self.group[1], "kinds": self.group[2], "unit": "", "doc": self.text[1], "docs": self.text[2],
                "piece": one, "pieces": many}  # fmt: skip

    def theme(self, theme: str, language: str) -> str:
        """Name of a theme; ``none`` is what no theme claims."""
        known = self.themes.get(theme)
        if known is None and theme == "none":
            known = ("（不属任何主题）", "(no theme)")
        return (known or (theme, theme))[language == "en"]

    def move(self, move: str, language: str) -> str:
        """Name of a move."""
        return self.moves.get(move, (move, move))[language == "en"]

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


def names_of(lexicon, speeches=None) -> Names:
    """The names that a lexicon gives; with `speeches`, words for groups that are none of its strategies too.

    Groups that are years, decades or other times in order are called so, others simply groups; a caller that knows
    better says so with ``dataclasses.replace(names, group=..., unit=..., text=...)``.
    """
    strategies = {row.name: (row.short, row.english) for row in lexicon.strategies.itertuples(index=False)}
    themes = {row.theme: (row.zh, row.en) for row in lexicon.theme_names.itertuples(index=False)}
    glosses = dict(zip(lexicon.glosses["term"], lexicon.glosses["english"], strict=True))
    glosses |= {row.phrase: row.english for row in lexicon.phrases.itertuples(index=False) if row.english}
    words = {} if speeches is None else _words_for(speeches, strategies)
    words["moves"] = {row.move: (row.zh, row.en) for row in lexicon.move_names.itertuples(index=False)}
    return Names(strategies, themes, glosses, **words)


def _words_for(speeches, strategies: Mapping) -> dict:
    groups = speeches["strategy"]
    order = list(groups.cat.categories) if hasattr(groups, "cat") else list(dict.fromkeys(groups))
    present = set(groups)
    order = [group for group in order if group in present]
    texts = speeches.groupby(groups.astype("object"))["speech"].nunique()
    words = {"own_texts": bool((texts == 1).all()), "order": tuple(map(str, order))}
    if not present & set(strategies):
        words |= {"group": periods.NOUNS.get(periods.period_kind(order), ("组", "group", "groups")), "unit": "个"}
    return words
