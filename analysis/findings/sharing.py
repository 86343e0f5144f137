"""What all groups share: set wording, words, and themes on which they lie close together."""

from collections.abc import Iterator

import pandas as pd

from analysis import anchors
from analysis.findings.parts import NAMED, Finding, Said, Scene, rows_of, share_text
from analysis.findings.speaking import ends
from analysis.measures import ties
from analysis.measures.formulae import ANY_OTHER

LISTED = 3


def find_shared(scene: Scene) -> Iterator[Finding]:
    """Set wording that stands everywhere, wording shared word for word, common words, common themes."""
    yield from _formulae(scene)
    if len(scene.groups) < 2:
        return
    yield from _wording(scene)
    yield _vocabulary(scene)
    yield from _closest(scene)


def _formulae(scene: Scene) -> Iterator[Finding]:
    """Formulae by the number of groups (of speeches, if there is but one group) they stand in."""
    places = scene.table("formula_places")
    unit = "strategy" if len(scene.groups) > 1 else "speech"
    units = len(scene.groups) if unit == "strategy" else scene.results.sizes["speech"].nunique()
    if places is None or units < 2:
        return
    by_text = places.groupby("text")
    table = pd.DataFrame({"units": by_text[unit].nunique(), "n": by_text.size()}).reset_index()
    table = table.assign(length=table["text"].str.len())
    table = table.sort_values(["units", "n", "length", "text"], ascending=[False, False, False, True], kind="stable")
    most = int(table["units"].iloc[0])
    if most < 2:
        return
    widest = table[table["units"] == most]
    listed = scene.first([scene.times(row.text, row.n, anchors.formula_anchor(row.text))
                          for row in widest.itertuples()], LISTED)  # fmt: skip
    name = scene.say("unit_groups" if unit == "strategy" else "unit_speeches")
    key = "formulae" if most == units else "formulae_some"
    yield scene.finding("shared", "formulae", key, n=len(widest), most=most, units=units, unit=name, list=listed,
                        all=scene.all(units, unit))  # fmt: skip


def _wording(scene: Scene) -> Iterator[Finding]:
    table = scene.table("shared_wording")
    if table is None:
        return
    table = table.astype({"strategy": "object", "other": "object"})
    whole = table[table["other"] == ANY_OTHER]
    whole = whole[whole["strategy"].isin(scene.groups)]
    pairs = table[(table["other"] != ANY_OTHER) & (table["other"] != table["strategy"]) & (table["shared"] > 0)]
    values = {}
    paired = len(pairs) > 0 and len(scene.groups) > 2  # of two groups the list has said it
    if paired:
        most, _ = ties.ends(pairs, "percent", _percent)
        values["pair"] = scene.first([
            scene.tell("wording_pair_share", row._replace(percent=_percent(row.percent)),
                       anchors.pair_anchor(row.strategy, row.other))
            for row in most.itertuples()
        ], NAMED)  # fmt: skip
    if len(whole) <= len(scene.shown):
        ordered = whole.sort_values("percent", ascending=False, kind="stable")
        key, values = "wording", values | {"list": [_wording_share(scene, row) for row in ordered.itertuples()]}
    else:
        high, low = ties.ends(whole, "percent", _percent)
        even = len(high) == len(whole)
        key = "wording_many_even" if even else "wording_many"
        values |= {
            name: scene.few(
                rows, lambda row: _wording_share(scene, row), "level_many", share=_percent(rows["percent"].iloc[0])
            )
            for name, rows in (("high", high), ("low", low))
        }
    yield scene.finding("shared", "shared_wording", key, *(["wording_pair"] if paired else []), **values)


def _percent(percent: float) -> str:
    return share_text(percent / 100)


def _wording_share(scene: Scene, row) -> Said:
    return scene.tell("wording_share", row._replace(percent=_percent(row.percent)), scene.whole(row.strategy))


def common_words(scene: Scene) -> pd.DataFrame:
    """Words that every group uses, the most frequent first, with their number ``n`` in all."""
    counts = scene.results.counts
    counts = counts.loc[counts.sum(axis=1) > 0]
    common = counts.loc[:, (counts > 0).all()].sum()
    common = common.rename_axis("term").rename("n").reset_index()
    return common.sort_values(["n", "term"], ascending=[False, True])


def _vocabulary(scene: Scene) -> Finding:
    common = common_words(scene)
    values = {"words": int((scene.results.counts.sum() > 0).sum()), "n": len(common), "all": scene.all()}
    if common.empty:
        return scene.finding("shared", "counts", "vocabulary_none", **values)
    listed = [scene.times(row.term, row.n, anchors.term_anchor(row.term)) for row in common.head(LISTED).itertuples()]
    return scene.finding("shared", "counts", "vocabulary", list=listed, **values)


def _closest(scene: Scene) -> Iterator[Finding]:
    """Themes that every group speaks of, and the one of the smallest ratio of highest to lowest share."""
    shares = scene.results.theme_shares
    if not len(shares):
        return
    shares = pd.concat([rows_of(shares, one) for one in scene.groups])
    every = ties.gaps(shares, "theme")
    levels = every[every["low"] > 0]
    values = {"themes": len(every), "n": len(levels), "all": scene.all()}
    if levels.empty or levels["gap"].max() == 0:
        yield scene.finding("shared", "theme_shares", "themes", "stop", **values)
        return
    # where the ratio is the same, the theme spoken of more: 6% and 12% are one sentence and two
    ordered = levels.assign(ratio=(levels["high"] / levels["low"]).round(9)).sort_values(
        ["ratio", "high"], ascending=[True, False], kind="stable"
    )
    theme = ordered.index[0]
    even = share_text(levels.loc[theme, "low"]) == share_text(levels.loc[theme, "high"])
    key = "closest_even" if even else "closest"
    yield scene.finding("shared", "theme_shares", "themes", key, **values, **ends(scene, shares, theme))
