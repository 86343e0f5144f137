"""Three plain sentences before the details: what differs most, how little can be told, what is shared."""

from __future__ import annotations

from collections.abc import Iterator

from analysis import anchors
from analysis.findings.parts import NAMED, Finding, Joined, Said, Scene, group, term, theme
from analysis.findings.sharing import common_words
from analysis.findings.speaking import theme_levels, tied_groups, widest_theme

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
    widest = widest_theme(shares)
    if widest is None:
        yield scene.finding("summary", "theme_shares", "in_short_no_theme")
        return
    high, low = (_named(scene, widest, rows) for rows in tied_groups(shares, widest))
    named = theme(widest, anchors.theme_anchor(str(widest)))
    yield scene.finding("summary", "theme_shares", "in_short_theme", theme=named, high=high, low=low)


def _named(scene: Scene, of: str, rows) -> Joined | Said:
    """Groups that tie, by name if they are few."""
    if len(rows) > NAMED:
        return scene.say("groups_many", n=len(rows))
    return scene.join([
        group(row.strategy, anchors.theme_anchor(of, str(row.strategy)) if row.sentences else "")
        for row in rows.itertuples()
    ])  # fmt: skip


def _told(scene: Scene) -> Iterator[Finding]:
    """How many words and themes are told, and by what they were judged: in the headline, not in a footnote."""
    tests, verdicts = scene.tests, scene.results.verdicts
    if tests is None:
        return
    told = tests[tests["told"]].sort_values(["p", "term"], kind="stable")
    terms = list(dict.fromkeys(told["term"]))
    themes = list(dict.fromkeys(verdicts.loc[(verdicts["kind"] == "theme") & verdicts["told"], "term"]))
    listed = scene.listed([term(one, anchors.term_anchor(one)) for one in terms[:LISTED]], more=len(terms) > LISTED)
    keys = ["in_short_told" if terms else "in_short_untold", "in_short_themes" if themes else "in_short_no_themes"]
    if not themes and (themes := _by_name(scene)):
        keys[1] = "in_short_themes_by_name"
    named = scene.join([theme(one, anchors.theme_anchor(str(one))) for one in themes])
    unit = str(tests["unit"].iloc[0])
    yield scene.finding("summary", "verdicts", *keys, f"claim_{unit}", n=len(terms), list=listed, themes=named,
                        units=int(tests["units"].iloc[0]))  # fmt: skip


def _by_name(scene: Scene) -> list[str]:
    """Themes that are told by sentences only with wording inside the groups' own names."""
    table = scene.table("theme_tests") if len(scene.results.theme_shares) else None
    if table is None:
        return []
    kept = table[(table["names"] == "keep") & (table["weight"] == "sentences") & table["told"]]
    return list(dict.fromkeys(kept["theme"]))


def _shared(scene: Scene) -> Finding:
    common, shares = common_words(scene), scene.results.theme_shares
    themes = int((theme_levels(shares)["low"] > 0).sum()) if len(shares) else 0
    listed = scene.join([term(one, anchors.term_anchor(one)) for one in common["term"].head(LISTED)])
    key = "in_short_shared" if len(common) else "in_short_unshared"
    return scene.finding("summary", "counts", key, n=len(common), list=listed, themes=themes)
