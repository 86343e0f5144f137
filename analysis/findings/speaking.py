"""What each group speaks of most: words per 10,000 and themes by sentences."""

from collections.abc import Iterator

import pandas as pd

from analysis import anchors
from analysis.findings.parts import NAMED, Finding, Joined, Scene, group, number, rows_of, share_text, term, theme
from analysis.measures import ties
from analysis.measures.own_names import inside_names
from analysis.tables import SENTENCE

TERMS = 3
THEMES = 3


def find_most(scene: Scene) -> Iterator[Finding]:
    """Words, then themes, of each group; then the theme on which the groups lie farthest apart."""
    if not scene.groups:
        return
    if len(scene.groups) > len(scene.shown):
        yield from _summary(scene)
    for one in scene.shown:
        yield _terms(scene, one)
    shares = scene.results.theme_shares
    if not len(shares):
        return
    for one in scene.shown:
        yield _themes(scene, one, rows_of(shares, one))
    if len(scene.groups) > 1:
        yield from _widest(scene, shares)


def ranked_terms(scene: Scene, of: str) -> pd.DataFrame:
    """Words that a group uses, the most frequent first, with a column `own`: mostly part of own names."""
    rows = rows_of(scene.results.frequency, of)
    rows = rows[rows["count"] > 0].sort_values(["count", "term"], ascending=[False, True], kind="stable")
    return rows.assign(own=[scene.results.is_own_name(one, of) for one in rows["term"]])


def first_terms(scene: Scene) -> dict[str, str]:
    """The most frequent word of each group, own names aside, if it occurs twice and no other ties with it."""
    found = {}
    for one in scene.groups:
        rows = ranked_terms(scene, one)
        rows = rows[~rows["own"] & (rows["count"] > 1)]
        if len(rows) and (rows["count"] == rows["count"].iloc[0]).sum() == 1:
            found[one] = str(rows["term"].iloc[0])
    return found


def _summary(scene: Scene) -> Iterator[Finding]:
    first = first_terms(scene)
    if not first:
        return
    words, n = ties.most_often(first.values())
    often = scene.say("leads_often", list=[*map(term, words)], n=n) if n > 1 and len(words) <= NAMED else ""
    values = {"terms": len(set(first.values())), "often": often, "shown": len(scene.shown)}
    yield scene.finding("most", "frequency", "most_terms_many", **values)


def _terms(scene: Scene, of: str) -> Finding:
    rows = ranked_terms(scene, of)
    named = {"group": group(of), "total": number(rows["total"].iloc[0], scene.whole(of))}
    others = rows[~rows["own"] & (rows["count"] > 1)]
    if others.empty:
        return scene.finding("most", "frequency", "nothing_twice" if rows["count"].max() == 1 else "most_term",
                             aside="", list=_rates(scene, of, rows[rows["count"] > 1]), **named)  # fmt: skip
    shown = others.head(TERMS)
    own = rows[rows["own"] & (rows["count"] >= shown["count"].iloc[-1])]
    aside = scene.say("aside", list=[scene.times(word, n, anchors.term_anchor(word, of))
                                     for word, n in zip(own["term"], own["count"], strict=True)])  # fmt: skip
    tied = int((others["count"] == shown["count"].iloc[-1]).sum() - (shown["count"] == shown["count"].iloc[-1]).sum())
    keys = ["most_terms" if len(shown) > 1 else "most_term", *(["ties"] if tied else [])]
    listed = _rates(scene, of, shown)
    return scene.finding("most", "frequency", *keys, list=listed, aside=aside if len(own) else "", n=tied, **named)


def _rates(scene: Scene, of: str, rows: pd.DataFrame):
    return Joined([
        scene.tell("rate", row, anchors.term_anchor(row.term, of), printed=rate_text, per=rate_text(row.per_10k))
        for row in rows.itertuples()
    ], "semicolon")  # fmt: skip


def rate_text(rate: float) -> str:
    """A rate per 10,000: whole, and with a decimal where it is below 10.

    Examples
    --------
    >>> rate_text(363.04), rate_text(0.42)
    ('363', '0.4')
    """
    return f"{rate:,.0f}" if rate >= 9.95 else f"{rate:.1f}"


def _themes(scene: Scene, of: str, rows: pd.DataFrame) -> Finding:
    named = {"group": group(of), "total": number(rows["total"].iloc[0], scene.whole(of))}
    rows = rows[rows["sentences"] > 0].sort_values("sentences", ascending=False, kind="stable")
    if rows.empty:
        return scene.finding("most", "theme_shares", "no_theme", **named)
    shown = rows.head(THEMES)
    last = shown["sentences"].iloc[-1]
    tied = int((rows["sentences"] == last).sum() - (shown["sentences"] == last).sum())
    listed = [scene.tell("share", row, _anchor(row.theme, row)) for row in shown.itertuples()]
    keys = ["most_themes" if len(shown) > 1 else "most_theme", *(["theme_ties"] if tied else [])]
    return scene.finding("most", "theme_shares", *keys, list=Joined(listed, "semicolon"), n=tied, **named)


def ends(scene: Scene, shares: pd.DataFrame, of: str, *, levels: bool = True) -> dict:
    """The groups with the highest and the lowest share of a theme, with their shares or by name: all that tie."""
    rows = shares[shares["theme"].astype("object") == of]
    parts = ties.ends(rows, printed=share_text)
    parts = ties.ends(rows) if levels is False and len(parts[0]) == len(rows) else parts
    high, low = (_levels(scene, of, part) if levels else _groups(scene, of, part) for part in parts)
    return {"theme": theme(of), "high": high, "low": low}


def _levels(scene: Scene, of: str, rows: pd.DataFrame):
    """The share of each group that ties, or of all of them."""
    share = share_text(rows["share"].iloc[0])
    return scene.few(rows, lambda row: scene.tell("level", row, _anchor(of, row)), "level_many", share=share)


def _groups(scene: Scene, of: str, rows: pd.DataFrame):
    """Groups that tie, by name if they are few."""
    return scene.few(rows, lambda row: group(row.strategy, _anchor(of, row)), "groups_many")


def _anchor(of: str, row) -> str:
    return anchors.theme_anchor(str(of), str(row.strategy)) if row.sentences else ""


def tied_themes(tied: list[str]) -> dict:
    """Themes that tie, and how many they are."""
    return {"n": len(tied), "list": [*map(theme, tied)]}


def _widest(scene: Scene, shares: pd.DataFrame) -> Iterator[Finding]:
    tied = ties.widest(shares, "theme")
    if len(tied) != 1:
        if tied:
            yield scene.finding("most", "theme_shares", "widest_tied", **tied_themes(tied))
        return
    of = tied[0]
    values = ends(scene, shares, of)
    high = ties.ends(shares[shares["theme"].astype("object") == of])[0]["strategy"].astype(str).tolist()
    n = count_by_name(scene, of, high[0]) if len(high) == 1 else 0
    if n:
        values |= {"group": group(high[0]), "n": number(n, anchors.theme_anchor(of, high[0]))}
    yield scene.finding("most", "theme_shares", "widest", *(["by_name"] if n else []), **values)


def count_by_name(scene: Scene, of: str, one: str) -> int:
    """Sentences of a group that carry a theme only by wording within an own name (一体化 of 长三角一体化发展)."""
    results = scene.results
    hits = rows_of(results.hits, one)
    hits = hits[hits["theme"].astype("object") == of]
    inside = inside_names(hits, results.speeches, results.name_patterns, whole=True)
    only = hits.assign(inside=inside).groupby(SENTENCE)["inside"].all() if len(hits) else pd.Series(dtype=bool)
    return int(only.sum())
