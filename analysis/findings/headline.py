"""What a reader sees first: one sentence on what the groups share and where each leans, and a card a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis import anchors
from analysis.findings.parts import SHOWN, Finding, Said, Scene, group, rows_of, theme
from analysis.findings.speaking import ranked_terms, theme_levels, tied_groups, widest_theme

if TYPE_CHECKING:
    from analysis.results import Results

THEMES, TERMS = 3, 5  # of each card, so many
MORE = 2  # times as many where there is but one card


@dataclass(frozen=True)
class Mark:
    """A theme or a word on a card: how often, of how many (of a word: how often in the others), and whether told."""

    what: str
    anchor: str
    n: int
    of: int
    told: bool


@dataclass(frozen=True)
class Card:
    """A group in short.

    Attributes
    ----------
    group : str
        Its name in the tables.
    themes : tuple of Mark
        Those of most of its sentences.
    terms : tuple of Mark
        The words that set it apart most by their statistic; of a single group those it says most.
    """

    group: str
    themes: tuple[Mark, ...]
    terms: tuple[Mark, ...]

    @property
    def leans(self) -> list[Mark]:
        """The theme of most of its sentences, several where they tie."""
        return [one for one in self.themes if one.n == self.themes[0].n]


def find_cards(results: Results) -> list[Card]:
    """A card for each group that has words, in their order.

    Examples
    --------
    >>> from analysis.results import Results
    >>> [(card.themes[0].what, card.themes[0].n, card.themes[0].of) for card in find_cards(Results())][:2]
    [('ecology', 8, 16), ('coordination', 14, 20)]
    """
    scene = Scene(results, results.names)
    told = results.verdicts[results.verdicts["told"] & (results.verdicts["direction"] == "more")]
    told = set(zip(told["kind"], told["group"].astype(str), told["term"].astype(str), strict=True))
    most = MORE if len(scene.groups) == 1 else 1
    return [
        Card(one, tuple(_themes(scene, one, told))[: most * THEMES], tuple(_terms(scene, one, told))[: most * TERMS])
        for one in scene.groups
    ]


def _themes(scene: Scene, of: str, told: set):
    rows = rows_of(scene.results.theme_shares, of).sort_values("sentences", ascending=False, kind="stable")
    for row in rows[rows["sentences"] > 0].itertuples():
        name = str(row.theme)
        yield Mark(name, anchors.theme_anchor(name, of), row.sentences, row.total, ("theme", of, name) in told)


def _terms(scene: Scene, of: str, told: set):
    if len(scene.groups) > 1:
        rows = rows_of(scene.results.word_tests, of)
        rows = rows[(rows["direction"] == "more") & (rows["count"] > 1) & (rows["term"].str.len() > 1)]
        rows = rows.sort_values(["told", "statistic", "term"], ascending=[False, False, True], kind="stable")
    else:
        rows = ranked_terms(scene, of)
        rows = rows[~rows["own"] & (rows["count"] > 1)].assign(rest=0)
    for term, count, rest in rows[["term", "count", "rest"]].itertuples(index=False):
        yield Mark(str(term), anchors.term_anchor(term, of), count, rest, ("word", of, str(term)) in told)


def find_headline(results: Results, cards: list[Card]) -> Finding | None:
    """The sentence over everything, or None where there is neither a theme nor a group.

    Examples
    --------
    >>> from analysis.results import Results
    >>> find_headline(Results(), find_cards(Results())).text("en")[:53]
    'All 4 strategies speak of 8 of the 10 themes; Yangtze'
    """
    scene, shares = Scene(results, results.names), results.theme_shares
    if not cards or not len(shares):
        return None
    if len(cards) == 1:
        named = scene.join(theme(one.what, one.anchor) for one in cards[0].themes[:THEMES])
        key = "headline_one" if cards[0].themes else "headline_none"
        return scene.finding("summary", "theme_shares", key, group=group(cards[0].group), list=named)
    levels = theme_levels(pd.concat([rows_of(shares, one) for one in scene.groups]))
    values = {"n": int((levels["low"] > 0).sum()), "themes": len(levels)}
    if len(cards) <= SHOWN:
        leans = scene.join([_lean(scene, card) for card in cards], "lean_mark")
        return scene.finding("summary", "theme_shares", "headline_shared", "headline_leans", list=leans, **values)
    widest = widest_theme(shares)
    if widest is None:
        return scene.finding("summary", "theme_shares", "headline_shared", **values)
    high, low = (
        scene.join([group(one, anchors.theme_anchor(widest, one)) for one in map(str, rows["strategy"].head(1))])
        for rows in tied_groups(shares, widest)
    )
    named = theme(widest, anchors.theme_anchor(widest))
    keys = ("headline_shared", "headline_apart")
    return scene.finding("summary", "theme_shares", *keys, theme=named, high=high, low=low, **values)


def _lean(scene: Scene, card: Card) -> Said:
    """What a group speaks most of; three themes that tie at the head are none."""
    named = scene.join([theme(one.what, one.anchor) for one in card.leans], "and_mark")
    return scene.say("lean" if 0 < len(card.leans) < THEMES else "lean_none", group=group(card.group), list=named)
