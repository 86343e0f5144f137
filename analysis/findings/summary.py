"""Three plain sentences before the details: what differs most, how little can be told, what is shared."""

from __future__ import annotations

from collections.abc import Iterator

from analysis import anchors
from analysis.findings.parts import NAMED, Finding, Part, Scene
from analysis.findings.sharing import common_words
from analysis.findings.speaking import theme_levels, theme_name, tied_groups, widest_theme

LISTED = 3


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
    theme = widest_theme(shares)
    if theme is None:
        yield scene.finding("summary", "theme_shares", "in_short_no_theme")
        return
    high, low = (_named(scene, theme, rows) for rows in tied_groups(shares, theme))
    named = Part(theme_name(scene, theme), anchors.theme_anchor(str(theme)))
    yield scene.finding("summary", "theme_shares", "in_short_theme", theme=named, high=high, low=low)


def _named(scene: Scene, theme: str, rows) -> list[Part]:
    """Groups that tie, by name if they are few."""
    if len(rows) > NAMED:
        return scene.say("groups_many", n=len(rows))
    return scene.join([
        Part(scene.group(row.strategy), anchors.theme_anchor(theme, str(row.strategy)) if row.sentences else "")
        for row in rows.itertuples()
    ])  # fmt: skip


def _told(scene: Scene) -> Iterator[Finding]:
    if scene.tests is None:
        return
    told = scene.tests[scene.tests["verdict"] != "cannot tell"]
    told = told.assign(far=told["lrc"].abs().round(9)).sort_values(["far", "term"], ascending=[False, True])
    terms = list(dict.fromkeys(told["term"]))
    listed = scene.join([Part(scene.term(term), anchors.term_anchor(term)) for term in terms[:LISTED]])
    listed += scene.say("more") if len(terms) > LISTED else []
    key = "in_short_told" if terms else "in_short_untold"
    yield scene.finding("summary", "keyness", key, n=len(terms), list=listed)


def _shared(scene: Scene) -> Finding:
    common, shares = common_words(scene), scene.results.theme_shares
    themes = int((theme_levels(shares)["low"] > 0).sum()) if len(shares) else 0
    listed = scene.join([Part(scene.term(term), anchors.term_anchor(term)) for term in common["term"].head(LISTED)])
    key = "in_short_shared" if len(common) else "in_short_unshared"
    return scene.finding("summary", "counts", key, n=len(common), list=listed, themes=themes)
