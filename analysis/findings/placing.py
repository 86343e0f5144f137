"""Where in the texts themes, words and moves stand: descriptions, held against chance where chance has a number."""

from collections.abc import Iterator

import pandas as pd

from analysis.findings.parts import Finding, Scene, group, move, share_text, term, theme
from analysis.measures.dispersion import expected_dp, find_terms, place_hits
from analysis.measures.positions import mean_places, place_sentences, place_themes, places_by_text
from analysis.measures.ties import ends, most_often
from analysis.tables import NONE

_AS_DRAWN = "{:.2f}".format  # how DP is printed, and what ties by it


def find_placed(scene: Scene) -> Iterator[Finding]:
    """The themes that come first and last, the words spread most and least evenly, what opens and closes the texts."""
    if scene.groups:
        texts = scene.results.speeches["speech"].nunique()
        yield from _themes(scene, texts)
        yield from _words(scene)
        yield from _moves(scene, texts)


def _themes(scene: Scene, texts: int) -> Iterator[Finding]:
    placed = place_themes(place_sentences(scene.results.speeches), scene.results.coded)
    means = mean_places(placed)
    last, first = ends(means, "place", share_text) if len(means) else (means, means)
    if len(last) == len(means):  # none, one, or all in the same place
        return
    one = "_one" if texts == 1 else ""
    listed = {
        name: scene.few(rows, lambda row: scene.say(f"theme_placed{one}", theme=theme(row.theme),
                                                    place=share_text(row.place), sentences=int(row.sentences),
                                                    speeches=int(row.speeches)),
                        "themes_placed_many", place=share_text(rows["place"].iloc[0]))
        for name, rows in (("first", first), ("last", last))
    }  # fmt: skip
    keys, order = [f"themes_placed{one}"], {}
    if len(first) == len(last) == 1 and texts > 1:
        both = places_by_text(placed).unstack(level=0)[[first["theme"].iloc[0], last["theme"].iloc[0]]].dropna()
        order = {"both": len(both), "before": int((both.iloc[:, 0] < both.iloc[:, 1]).sum())}
        keys.append("themes_order" if len(both) else "themes_apart")
    yield scene.finding("placed", "coded", *keys, "themes_placed_chance", **listed, **order)


def _words(scene: Scene) -> Iterator[Finding]:
    """The most even and the most clumped of the frequent words, each beside what dealing at random would give."""
    tokens = scene.results.tokens
    hits, sizes = find_terms(tokens), tokens[tokens["kept"]].groupby(["speech", "paragraph"]).size()
    if hits.empty or len(sizes) < 2:
        return
    table = place_hits(hits, scene.results.speeches, tokens)
    table = table[table["part"] == "term"].drop_duplicates("term")
    by_chance = {count: expected_dp(count, sizes) for count in table["count"].unique().tolist()}
    table = table.assign(chance=table["count"].map(by_chance))
    clumped, even = ends(table, "dp", _AS_DRAWN)
    listed = {
        name: scene.few(rows, lambda row: scene.say("word_spread", term=term(row.term), count=int(row.count),
                                                    dp=_AS_DRAWN(row.dp), chance=_AS_DRAWN(row.chance)),
                        "words_spread_many", dp=_AS_DRAWN(rows["dp"].iloc[0]))
        for name, rows in (("even", even), ("clumped", clumped))
    }  # fmt: skip
    key = "words_spread_alike" if len(even) == len(table) else "words_spread"
    above = int((table["dp"] > table["chance"]).sum())
    yield scene.finding("placed", "tokens", key, "words_spread_chance", n=len(table), above=above, parts=len(sizes),
                        **listed)  # fmt: skip


def _moves(scene: Scene, texts: int) -> Iterator[Finding]:
    """Which move has most room, and which opens and closes the texts most often."""
    moves = scene.results.moves.astype({"move": "object", "strategy": "object"})
    shares = scene.results.move_shares.astype({"move": "object", "strategy": "object"})
    room = moves.groupby("move")["characters"].sum()
    known = room.drop(NONE, errors="ignore")
    if not known.sum():
        yield scene.finding("placed", "moves", "moves_none")
        return
    most, _ = ends((known / room.sum()).rename("share").reset_index(), "share", share_text)
    of = shares[(shares["move"] == most["move"].iloc[0]) & shares["strategy"].isin(scene.groups)]
    none, tied = room.get(NONE, 0) / room.sum(), len(most) > 1
    values = {"move": [*map(move, most["move"])], "share": share_text(most["share"].iloc[0]), "none": share_text(none)}
    keys = ["moves_room_tied" if tied else "moves_room", *(["moves_unclear"] if none else [])]
    if len(of) > 1 and not tied:
        high, low = ends(of, "character_share", share_text)
        keys.append("moves_range_even" if len(high) == len(of) else "moves_range")
        values |= {"high": _groups(scene, high), "low": _groups(scene, low)}
    by_text = moves.groupby("speech")["move"]
    ends_of = {"opens": _most_often(scene, by_text.first(), texts), "closes": _most_often(scene, by_text.last(), texts)}
    keys += ["moves_ends_one", "moves_described"] if texts == 1 else ["moves_ends", "moves_chance"]
    yield scene.finding("placed", "moves", *keys, least=int(by_text.size().min()), **values, **ends_of)


def _groups(scene: Scene, rows: pd.DataFrame):
    share = share_text(rows["character_share"].iloc[0])
    return scene.few(rows, lambda row: scene.say("move_level", group=group(row.strategy), share=share), "level_many",
                     share=share)  # fmt: skip


def _most_often(scene: Scene, found: pd.Series, texts: int):
    """The moves that stand most often in a place, and in how many texts; of several texts, none that stands once."""
    named, n = most_often(found)
    if n == 1 < texts:
        return scene.say("moves_various")
    listed = [scene.say("moves_untold") if one == NONE else move(one) for one in named]
    return listed if texts == 1 else scene.say("moves_often", list=listed, n=n, texts=texts)
