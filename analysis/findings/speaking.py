"""What each group speaks of most: words per 10,000 and themes by sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis import anchors
from analysis.findings.numbers import rate_text, share_text
from analysis.findings.parts import NAMED, Finding, Part, Scene, rows_of

TERMS = 3
THEMES = 3
PLACE = ["speech", "paragraph", "sentence"]


def find_most(scene: Scene) -> Iterator[Finding]:
    """Words, then themes, of each group; then the theme on which the groups lie farthest apart."""
    if not scene.groups:
        return
    if len(scene.groups) > len(scene.shown):
        yield from _summary(scene)
    for group in scene.shown:
        yield _terms(scene, group)
    shares = scene.results.theme_shares
    if not len(shares):
        return
    for group in scene.shown:
        yield _themes(scene, group, rows_of(shares, group))
    if len(scene.groups) > 1:
        yield from _widest(scene, shares)


def ranked_terms(scene: Scene, group: str) -> pd.DataFrame:
    """Words that a group uses, the most frequent first, with a column `own`: its name for itself."""
    rows = rows_of(scene.results.frequency, group)
    rows = rows[rows["count"] > 0].sort_values(["count", "term"], ascending=[False, True], kind="stable")
    return rows.assign(own=[scene.names.is_own_name(term, group) for term in rows["term"]])


def first_terms(scene: Scene, *, alone: bool = False) -> dict[str, str]:
    """The most frequent word of each group, its own name aside, if it occurs twice; `alone`: and none ties with it."""
    found = {}
    for group in scene.groups:
        rows = ranked_terms(scene, group)
        rows = rows[~rows["own"] & (rows["count"] > 1)]
        if len(rows) and not (alone and (rows["count"] == rows["count"].iloc[0]).sum() > 1):
            found[group] = str(rows["term"].iloc[0])
    return found


def _summary(scene: Scene) -> Iterator[Finding]:
    first = first_terms(scene)
    if not first:
        return
    term, n = sorted(Counter(first.values()).items(), key=lambda item: (-item[1], item[0]))[0]
    led = Part(scene.term(term), anchors.term_anchor(term))
    values = {"terms": len(set(first.values())), "term": led, "n": n, "shown": len(scene.shown)}
    yield scene.finding("most", "frequency", "most_terms_many", **values)


def _terms(scene: Scene, group: str) -> Finding:
    rows = ranked_terms(scene, group)
    total = Part(f"{int(rows['total'].iloc[0]):,}", scene.whole(group))
    named = {"group": scene.group(group), "total": total}
    others = rows[~rows["own"] & (rows["count"] > 1)]
    if others.empty:
        return scene.finding("most", "frequency", "nothing_twice" if rows["count"].max() == 1 else "most_term",
                             aside="", list=_rates(scene, group, rows[rows["count"] > 1]), **named)  # fmt: skip
    shown = others.head(TERMS)
    own = rows[rows["own"] & (rows["count"] >= shown["count"].iloc[-1])]
    aside = scene.say("aside", list=scene.join([_times(scene, group, row) for row in own.itertuples()]))
    tied = int((others["count"] == shown["count"].iloc[-1]).sum() - (shown["count"] == shown["count"].iloc[-1]).sum())
    keys = ["most_terms" if len(shown) > 1 else "most_term", *(["ties"] if tied else [])]
    listed = _rates(scene, group, shown)
    return scene.finding("most", "frequency", *keys, list=listed, aside=aside if len(own) else "", n=tied, **named)


def _rates(scene: Scene, group: str, rows: pd.DataFrame) -> list[Part]:
    return scene.join([
        scene.part(
            "rate", anchors.term_anchor(row.term, group), term=scene.term(row.term), count=row.n,
            per=rate_text(row.per_10k), low=rate_text(row.low), high=rate_text(row.high),
        )
        for row in rows.rename(columns={"count": "n"}).itertuples()
    ], "semicolon")  # fmt: skip


def _times(scene: Scene, group: str, row) -> Part:
    return scene.part("times", anchors.term_anchor(row.term, group), term=scene.term(row.term), count=row[3])


def _themes(scene: Scene, group: str, rows: pd.DataFrame) -> Finding:
    named = {"group": scene.group(group), "total": Part(f"{int(rows['total'].iloc[0]):,}", scene.whole(group))}
    rows = rows[rows["sentences"] > 0].sort_values("sentences", ascending=False, kind="stable")
    if rows.empty:
        return scene.finding("most", "theme_shares", "no_theme", **named)
    shown = rows.head(THEMES)
    last = shown["sentences"].iloc[-1]
    tied = int((rows["sentences"] == last).sum() - (shown["sentences"] == last).sum())
    listed = scene.join([
        scene.part(
            "share", anchors.theme_anchor(str(row.theme), group), theme=theme_name(scene, row.theme),
            sentences=row.sentences, share=share_text(row.share), low=share_text(row.low), high=share_text(row.high),
        )
        for row in shown.itertuples()
    ], "semicolon")  # fmt: skip
    keys = ["most_themes" if len(shown) > 1 else "most_theme", *(["theme_ties"] if tied else [])]
    return scene.finding("most", "theme_shares", *keys, list=listed, n=tied, **named)


def theme_name(scene: Scene, theme: str) -> str:
    """Name of a theme in quotation marks."""
    return scene.part("theme", theme=scene.names.theme(str(theme), scene.language)).text


def level(scene: Scene, theme: str, row) -> Part:
    """A group's share of the sentences on a theme."""
    anchor = anchors.theme_anchor(str(theme), str(row.strategy)) if row.sentences else ""
    share = share_text(row.share)
    return scene.part("level", anchor, group=scene.group(row.strategy), share=share, sentences=row.sentences,
                      total=row.total)  # fmt: skip


def theme_levels(shares: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest share of each theme over the groups, in the order of the themes."""
    rows = shares.astype({"theme": "object"}).groupby("theme", sort=False)["share"]
    return pd.DataFrame({"low": rows.min(), "high": rows.max(), "gap": rows.max() - rows.min()})


def tied_groups(shares: pd.DataFrame, theme: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the groups with the highest and with the lowest share of a theme: several where they tie."""
    rows = shares[shares["theme"].astype("object") == theme]
    level = rows["share"].round(12)
    return rows[level == level.max()], rows[level == level.min()]


def ends(scene: Scene, shares: pd.DataFrame, theme: str) -> dict[str, Part | list[Part]]:
    """The groups with the highest and the lowest share of a theme, all of them where several tie."""
    high, low = (_levels(scene, theme, rows) for rows in tied_groups(shares, theme))
    return {"theme": Part(theme_name(scene, theme), anchors.theme_anchor(str(theme))), "high": high, "low": low}


def _levels(scene: Scene, theme: str, rows: pd.DataFrame) -> list[Part]:
    if len(rows) > NAMED:
        return scene.say("level_many", n=len(rows), share=share_text(rows["share"].iloc[0]))
    return scene.join([level(scene, theme, row) for row in rows.itertuples()])


def widest_theme(shares: pd.DataFrame) -> str | None:
    """The theme on which the groups lie farthest apart, if they differ on any."""
    levels = theme_levels(shares)
    theme = levels["gap"].round(12).idxmax()
    return theme if levels.loc[theme, "gap"] > 0 else None


def _widest(scene: Scene, shares: pd.DataFrame) -> Iterator[Finding]:
    theme = widest_theme(shares)
    if theme is None:
        return
    values = ends(scene, shares, theme)
    high = tied_groups(shares, theme)[0]["strategy"].astype(str).tolist()
    n = count_by_name(scene, theme, high[0]) if len(high) == 1 else 0
    if n:
        number = Part(f"{n:,}", anchors.theme_anchor(theme, high[0]))
        values |= {"group": scene.group(high[0]), "n": number}
    yield scene.finding("most", "theme_shares", "widest", *(["by_name"] if n else []), **values)


def count_by_name(scene: Scene, theme: str, group: str) -> int:
    """Sentences of a group that carry a theme only by a wording within its own name (一体化 of 长三角一体化发展)."""
    hits = rows_of(scene.results.hits, group)
    hits = hits[hits["theme"].astype("object") == theme]
    texts = scene.results.speeches.set_index(PLACE)["text"]
    short = scene.names.strategies.get(group, (group, ""))[0]
    inside = [
        any(first <= row.start and row.end <= last for first, last in name_places(texts[row[1:4]], group, short))
        for row in hits[[*PLACE, "start", "end"]].itertuples()
    ]
    only = hits.assign(inside=inside).groupby(PLACE)["inside"].all() if len(hits) else pd.Series(dtype=bool)
    return int(only.sum())


def name_places(text: str, name: str, short: str) -> list[tuple[int, int]]:
    """Where a text holds a group's name: its short name with as much of the full one as follows, or the full one.

    Examples
    --------
    >>> name_places("推动长三角一体化，长三角一体化发展，长三角的一体化", "长三角一体化发展", "长三角")
    [(2, 8), (9, 17), (18, 21)]
    """
    found = []
    for one in dict.fromkeys((short, name)):
        for match in re.finditer(re.escape(one), text) if one else ():
            end = match.end()
            while name.startswith(one) and text[match.start() : end + 1] == name[: end + 1 - match.start()] and (
                end < len(text)
            ):
                end += 1
            found.append((match.start(), end))
    return sorted(set(found))
