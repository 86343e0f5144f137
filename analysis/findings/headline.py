"""What a reader sees first: a sentence on what groups share and where each leans, a card a group, three in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis import anchors
from analysis.findings.parts import SHOWN, Finding, Joined, Said, Scene, group, rows_of, term, theme
from analysis.findings.sharing import common_words
from analysis.findings.speaking import ends, ranked_terms, tied_themes
from analysis.measures.ties import gaps, widest
from analysis.measures.verdicts import both_sides, marking_terms

if TYPE_CHECKING:
    from analysis.results import Results

THEMES, TERMS = 3, 5  # of each card, so many
MORE = 2  # times as many where there is but one card
LISTED = 3
CARD_TOLD = 4  # of what is told of a group, so much on its card


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
    words, others : int
        Words that are compared, its own and those of the other groups.
    verdict : Finding, optional
        What is told of it, be it on the card or not; missing where nothing is compared.
    """

    group: str
    themes: tuple[Mark, ...]
    terms: tuple[Mark, ...]
    words: int = 0
    others: int = 0
    verdict: Finding | None = None

    @property
    def leans(self) -> list[Mark]:
        """The theme of most of its sentences, or two that tie; of more that tie it leans to none."""
        head = [one for one in self.themes if one.n == self.themes[0].n]
        return head if len(head) < THEMES else []


def find_cards(results: Results) -> list[Card]:
    """A card for each group that has words, in their order.

    Examples
    --------
    >>> from analysis.results import Results
    >>> [(card.themes[0].what, card.themes[0].n, card.themes[0].of) for card in find_cards(Results())][:2]
    [('ecology', 8, 16), ('coordination', 14, 20)]
    """
    scene = Scene(results, results.names)
    verdicts = both_sides(results.verdicts)
    verdicts = verdicts[verdicts["told"]].sort_values(["kind", "p"], kind="stable")  # themes before words
    more = verdicts[verdicts["direction"] == "more"]
    told = set(zip(more["kind"], more["group"].astype(str), more["term"].astype(str), strict=True))
    by_name = _by_name(scene)
    most = MORE if len(scene.groups) == 1 else 1
    return [
        Card(
            one,
            tuple(_themes(scene, one, told))[: most * THEMES],
            tuple(_terms(scene, one, told))[: most * TERMS],
            *_sizes(scene, one),
            _verdict(scene, verdicts[verdicts["group"].astype(str) == one], [name for of, name in by_name if of == one])
            if len(scene.groups) > 1
            else None,
        )
        for one in scene.groups
    ]


def _verdict(scene: Scene, told: pd.DataFrame, by_name: list[str]) -> Finding:
    """What is told of a group, more or less; or that it is told only by wording inside the groups' own names."""
    listed = [scene.say(f"card_{row.direction}", what=(theme if row.kind == "theme" else term)(row.term))
              for row in told.itertuples()]  # fmt: skip
    if listed:
        return scene.finding("summary", "verdicts", "card_told", list=scene.first(listed, CARD_TOLD))
    by_name = [theme(name) for name in by_name]
    untold = "card_untold" if scene.testable else "card_untested"
    return scene.finding("summary", "verdicts", "card_by_name" if by_name else untold, list=by_name)


def _sizes(scene: Scene, of: str) -> list[int]:
    rows = rows_of(scene.results.word_tests, of) if len(scene.groups) > 1 else []
    return rows[["total", "rest_total"]].iloc[0].astype(int).tolist() if len(rows) else []


def _themes(scene: Scene, of: str, told: set):
    rows = rows_of(scene.results.theme_shares, of).sort_values("sentences", ascending=False, kind="stable")
    for row in rows[rows["sentences"] > 0].itertuples():
        name = str(row.theme)
        yield Mark(name, anchors.theme_anchor(name, of), row.sentences, row.total, ("theme", of, name) in told)


def _terms(scene: Scene, of: str, told: set):
    if len(scene.groups) > 1:
        rows = marking_terms(rows_of(scene.results.word_tests, of))
    else:
        rows = ranked_terms(scene, of)
        rows = rows[~rows["own"] & (rows["count"] > 1)].assign(rest=0)
    for word, count, rest in rows[["term", "count", "rest"]].itertuples(index=False):
        yield Mark(str(word), anchors.term_anchor(word, of), count, rest, ("word", of, str(word)) in told)


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
        named = [theme(one.what, one.anchor) for one in cards[0].themes[:THEMES]]
        key = "headline_one" if cards[0].themes else "headline_none"
        return scene.finding("summary", "theme_shares", key, group=group(cards[0].group), list=named)
    n, themes = _shared_themes(scene)
    shared = ("headline_shared" if n else "headline_nothing") + ("_two" if len(cards) == 2 else "")
    part = "headline_whole" if n == themes else "headline_part"
    values = {"part": scene.say(part, n=n, themes=themes)}
    if len(cards) <= SHOWN:
        leans = _leans(scene, cards)
        return scene.finding("summary", "theme_shares", shared, "headline_leans", list=leans, **values)
    apart = widest(shares, "theme")
    if len(apart) != 1:
        return scene.finding("summary", "theme_shares", shared, **values)
    return scene.finding("summary", "theme_shares", shared, "headline_apart", **values, **_apart(scene, apart[0]))


def _leans(scene: Scene, cards: list[Card]) -> Said | Joined:
    """What each group speaks most of; said once where it is the same for all."""
    heads = {tuple(one.what for one in card.leans) for card in cards}
    if len(heads) == 1 and (head := heads.pop()):
        return scene.say("lean_same", list=Joined([*map(theme, head)], "and_mark"))
    return Joined([_lean(scene, card) for card in cards], "lean_mark")


def _lean(scene: Scene, card: Card) -> Said:
    """What a group speaks most of."""
    named = Joined([theme(one.what, one.anchor) for one in card.leans], "and_mark")
    return scene.say("lean" if card.leans else "lean_none", group=group(card.group), list=named)


def find_summary(scene: Scene) -> Iterator[Finding]:
    """The three sentences, without intervals; of one group there are none, for nothing is compared."""
    if len(scene.groups) < 2:
        return
    yield from _theme(scene)
    yield from _told(scene)
    yield _shared(scene)


def _theme(scene: Scene) -> Iterator[Finding]:
    shares = scene.results.theme_shares
    if not len(shares):
        return
    apart = widest(shares, "theme")
    key = "in_short_theme" if len(apart) == 1 else "widest_tied" if apart else "in_short_no_theme"
    values = _apart(scene, apart[0]) if len(apart) == 1 else tied_themes(apart)
    yield scene.finding("summary", "theme_shares", key, **values)


def _shared_themes(scene: Scene) -> tuple[int, int]:
    """How many themes every group with words speaks of, and of how many."""
    shares = scene.results.theme_shares
    if not len(shares):
        return 0, 0
    levels = gaps(pd.concat([rows_of(shares, one) for one in scene.groups]), "theme")
    return int((levels["low"] > 0).sum()), len(levels)


def _apart(scene: Scene, name: str) -> dict:
    """A theme, the groups with the highest and the lowest share of it, and whether that is told of the highest."""
    verdicts = scene.results.verdicts
    told = verdicts[(verdicts["kind"] == "theme") & (verdicts["term"] == name) & verdicts["told"]]
    note = "" if len(told) else scene.say("described")
    return {**ends(scene, scene.results.theme_shares, name, levels=False), "note": note}


def _told(scene: Scene) -> Iterator[Finding]:
    """How many words and themes are told, and by what they were judged: in the headline, not in a footnote."""
    tests, verdicts = scene.tests, scene.results.verdicts
    if tests is None:
        return
    told = scene.told
    terms = list(dict.fromkeys(told["term"]))
    themes = list(dict.fromkeys(verdicts.loc[(verdicts["kind"] == "theme") & verdicts["told"], "term"]))
    untold = "in_short_untold_names" if scene.names_out else "in_short_untold"
    keys = ["in_short_told" if terms else untold, "in_short_themes" if themes else "in_short_no_themes"]
    if scene.testable and not themes and (themes := list(dict.fromkeys(name for _, name in _by_name(scene)))):
        keys[1] = "in_short_themes_by_name"
    if verdicts.loc[verdicts["kind"].isin(["pair", "overall"]), "told"].any() and not terms and not themes:
        keys.append("in_short_whole")
    claims = [f"claim_{tests['unit'].iloc[0]}", *(["claim_overstates"] if scene.results.unit_overstates else [])]
    keys = [*keys, *claims] if scene.testable else ["in_short_untested"]
    yield scene.finding("summary", "verdicts", *keys, n=len(terms),
                        list=scene.first(map(term, terms), LISTED), themes=[*map(theme, themes)],
                        units=int(tests["units"].iloc[0]))  # fmt: skip


def _by_name(scene: Scene) -> list[tuple[str, str]]:
    """Groups and the themes by whose sentences they are told with wording inside the groups' own names."""
    table = scene.table("theme_tests") if len(scene.results.theme_shares) else None
    if table is None:
        return []
    kept = table[(table["names"] == "keep") & (table["weight"] == "sentences") & table["told"]]
    return list(zip(kept["strategy"].astype(str), kept["theme"].astype(str), strict=True))


def _shared(scene: Scene) -> Finding:
    common, themes = common_words(scene), _shared_themes(scene)[0]
    listed = [*map(term, common["term"].head(LISTED))]
    key = "in_short_shared" if len(common) else "in_short_unshared"
    return scene.finding("summary", "counts", key, n=len(common), list=listed, themes=themes)
