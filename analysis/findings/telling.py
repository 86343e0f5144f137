"""What distinguishes the groups by the verdicts of shuffled units, and what cannot be told."""

from collections.abc import Iterator

import pandas as pd

from analysis import anchors
from analysis.findings.parts import (
    Finding,
    Joined,
    Said,
    Scene,
    group,
    number,
    ratio_text,
    rows_of,
    share_text,
    term,
    theme,
)
from analysis.measures.robustness import HEADLINES, survival
from analysis.tables import p_text

LISTED = 4
MEASURES = ("cosine", "jensen_shannon")


def find_verdicts(scene: Scene) -> Iterator[Finding]:
    """What is told of words, themes, pairs and the whole, and what cannot be told: the verdict decides the section."""
    if len(scene.groups) < 2:
        yield _not_possible(scene)
    else:
        yield from _words(scene)
        yield from _themes(scene)
        yield from _pairs(scene)
        yield from _whole(scene)
        yield from _within(scene)
        yield from _surviving(scene)
    if scene.groups:
        yield from _ranks(scene)


def _words(scene: Scene) -> Iterator[Finding]:
    tests = scene.tests
    if tests is None:
        return
    told, hopeless = scene.told, int((~tests["enters"]).sum())
    values = {"tests": len(tests), "unit": _unit(scene, tests)}
    if len(told):
        yield scene.finding("distinguishes", "word_tests", "told_count", told=len(told),
                            units=int(tests["units"].iloc[0]), entered=len(tests) - hopeless, **values)  # fmt: skip
    for row in told.head(LISTED).to_dict("records"):
        yield _word(scene, row)
    if len(told) > LISTED:
        yield scene.finding("distinguishes", "word_tests", "told_rest", n=len(told) - LISTED)
    if len(told) < len(tests):
        keys = ["untold", *(["untold_few"] if hopeless else []), "untold_same"]
        yield scene.finding("cannot_tell", "word_tests", *keys, n=len(tests) - len(told), hopeless=hopeless, **values)


def _word(scene: Scene, row: dict) -> Finding:
    word, own, more = row["term"], str(row["strategy"]), row["direction"] == "more"
    keys = ["told_more" if more else "told_less", *(["own_name"] if scene.results.is_own_name(word, own) else [])]
    here, rest = number(row["count"], anchors.term_anchor(word, own)), number(row["rest"], anchors.term_anchor(word))
    ratios = {name: ratio_text(row[key]) for name, key in (("times", "effect"), ("low", "low"), ("high", "high"))}
    return scene.finding(
        "distinguishes", "word_tests", *keys, group=group(own), term=term(word, here.anchor), here=here, rest=rest,
        others=scene.others(own), total=row["total"], rest_total=row["rest_total"],
        p=_p(scene, row["p"], row["floor"]), **ratios,
    )  # fmt: skip


def _themes(scene: Scene) -> Iterator[Finding]:
    """Themes told by sentences, each with and without wording inside the groups' own names."""
    table = scene.table("theme_tests") if len(scene.results.theme_shares) else None
    if table is None:
        return
    by = {name: rows.set_index(["strategy", "theme"]) for name, rows in scene.once(table).groupby(["weight", "names"])}
    out, kept, characters = by["sentences", "out"], by["sentences", "keep"], by["characters", "out"]
    either = out["told"] | kept.reindex(out.index)["told"].eq(True)
    unit = _unit(scene, table)
    for place in out.index[either]:
        of, one = str(place[1]), str(place[0])
        without, whole, long = out.loc[place], kept.loc[place], characters.loc[place]
        shown = whole if whole["told"] else without
        said = ["theme_more" if shown["direction"] == "more" else "theme_less"]
        if without["count"] != whole["count"] or without["told"] != whole["told"]:
            said.append("theme_name_told" if without["told"] else "theme_name_untold")
        said.append("theme_characters_told" if long["told"] else "theme_characters_untold")
        yield scene.finding(
            "distinguishes", "theme_tests", *said, theme=theme(of), group=group(one), others=scene.others(one),
            n=number(shown["count"], anchors.theme_anchor(of, one)), total=int(shown["total"]),
            rest=int(shown["rest"]), unit=unit,
            rest_total=int(shown["rest_total"]), p=_p(scene, shown["p"], shown["floor"]),
            low=_points(shown["low"]), high=_points(shown["high"]), without=int(without["count"]),
            without_p=_p(scene, without["p"], without["floor"]), characters=share_text(long["share"]),
            rest_characters=share_text(long["rest_share"]), long_p=_p(scene, long["p"], long["floor"]),
        )  # fmt: skip
    if not either.any():
        yield scene.finding("cannot_tell", "theme_tests", "theme_none", n=len(out), unit=unit)


def _pairs(scene: Scene) -> Iterator[Finding]:
    table = scene.table("similarity")
    for measure in MEASURES if table is not None else ():
        yield _measured(scene, table[table["measure"] == measure], measure)


def _measured(scene: Scene, table: pd.DataFrame, measure: str) -> Finding:
    table = table.sort_values("p", kind="stable")
    told = table[table["told"]]
    # where none is told, the pairs that come nearest: all that tie
    shown = told if len(told) else table[table["p"] == table["p"].min()].head(LISTED)
    listed = scene.first([
        scene.tell("pair", row._replace(value=f"{row.value:.2f}"), anchors.pair_anchor(row.strategy, row.other),
                   printed="{:.2f}".format, one=group(row.strategy), p=_p(scene, row.p, row.floor, "p_bound"))
        for row in shown.itertuples()
    ], LISTED)  # fmt: skip
    section, key = ("distinguishes", "apart") if len(told) else ("cannot_tell", "apart_none")
    keys = [key + "_two"] if len(table) == 1 else [key, *(["apart_rest"] if 0 < len(told) < len(table) else [])]
    if not len(told) and len(table) > 1:
        keys.append("apart_nearest" if len(shown) < len(table) and table["p"].min() < 1 else "stop")
    values = {"pairs": len(table), "told": len(told), "rest": len(table) - len(told), "list": listed}
    return scene.finding(section, "similarity", *keys, measure=scene.say(measure), unit=_unit(scene, table), **values)


def find_pair(scene: Scene, one: str, other: str) -> Finding | None:
    """Whether two groups are told apart by their vocabulary as a whole, among all pairs."""
    table = scene.table("similarity")
    if table is None:
        return None
    rows = table[table["strategy"].isin([one, other]) & table["other"].isin([one, other])]
    listed = [
        scene.say("pair_measure", anchor=anchors.pair_anchor(one, other), measure=scene.say(f"{row.measure}_plain"),
                  value=f"{row.value:.2f}", low=f"{row.low:.2f}", high=f"{row.high:.2f}",
                  p=_p(scene, row.p, row.floor, "p_bound"))
        for row in rows.itertuples() if row.measure in MEASURES
    ]  # fmt: skip
    key = "pair_apart" if rows["told"].any() else "pair_alike"
    section = "distinguishes" if rows["told"].any() else "cannot_tell"
    return scene.finding(section, "similarity", key, one=group(one), other=group(other), list=listed,
                         unit=_unit(scene, table))  # fmt: skip


def _whole(scene: Scene) -> Iterator[Finding]:
    table = scene.table("whole")
    if table is None:
        return
    told = table[table["told"]]
    section, key = ("distinguishes", "whole") if len(told) else ("cannot_tell", "whole_none")
    listed = [scene.say(row.statistic, value=f"{row.value:.2g}", p=_p(scene, row.p, row.floor, "p_bound"))
              for row in told.itertuples()]  # fmt: skip
    yield scene.finding(section, "whole", key, list=listed, unit=_unit(scene, table))


def _within(scene: Scene) -> Iterator[Finding]:
    """Where shuffling paragraphs within their roles tells something else than shuffling them freely."""
    for name, kind in (("word_tests", "word"), ("theme_tests", "theme"), ("whole", "overall")):
        table = scene.table(name) if name != "theme_tests" or len(scene.results.theme_shares) else None
        if table is None or table["p_within"].isna().all():
            continue
        if kind == "theme":
            kept = "keep" if scene.results.names_kept else "out"
            table = table[(table["names"] == kept) & (table["weight"] == "sentences")]
        table = table if kind == "overall" else scene.once(table)
        for key, rows in (("within_more", table[table["told_within"] & ~table["told"]]),
                          ("within_less", table[table["told"] & ~table["told_within"]])):  # fmt: skip
            if len(rows):
                rows = rows.sort_values("p_within" if key == "within_more" else "p", kind="stable")
                listed = scene.first([_verdict(scene, kind, row) for row in rows.to_dict("records")], LISTED)
                yield scene.finding("distinguishes", name, key, n=len(rows), list=listed)


def _verdict(scene: Scene, kind: str, row: dict) -> Said:
    """What a verdict or a headline is about."""
    of = str(row.get("group", row.get("strategy", "")))
    what = row.get("term", row.get("theme", row.get("statistic")))
    if kind == "overall":
        return scene.say("verdict_overall", term=scene.say(f"{what}_name"))
    called = scene.say(what) if kind == "pair" else theme(what) if kind in ("theme", "widest") else term(what)
    return scene.say(f"verdict_{kind}", term=called, group=group(of), other=group(row.get("other") or of))


def _surviving(scene: Scene) -> Iterator[Finding]:
    """In how many settings what is told, and what the headlines say, holds; and what other settings tell."""
    table = scene.table("robustness")
    if table is None:
        return
    whole = survival(table)
    told, others = whole[whole["told"]], whole[~whole["told"] & (whole["without"].str.len() > 0)]
    by_name = (others["kind"] == "theme") & others["without"].map(lambda settings: list(settings) == ["names"])
    others = others[~by_name]  # the finding on such a theme says so itself
    for (settings, n, without), rows in _chosen(told).groupby(["settings", "holding", "without"], sort=False):
        what = Joined([_verdict(scene, row["kind"], row) for row in rows.to_dict("records")], "semicolon")
        yield scene.finding("distinguishes", "robustness", "holds_some" if without else "holds_all", what=what, n=n,
                            settings=settings, list=_settings(scene, without))  # fmt: skip
    for without, rows in others.groupby("without", sort=False):
        listed = scene.first([_verdict(scene, row["kind"], row) for row in rows.to_dict("records")], LISTED)
        yield scene.finding("distinguishes", "robustness", "holds_only", n=len(rows),
                            settings=_settings(scene, without), list=listed)  # fmt: skip


def _chosen(told: pd.DataFrame) -> pd.DataFrame:
    """The headline of the themes, and of the verdicts the first of each kind that hold in the fewest settings."""
    told = told.assign(share=told["holding"] / told["settings"]).sort_values("share", kind="stable")
    verdicts = told[~told["kind"].isin(HEADLINES)]
    return pd.concat([told[told["kind"] == "widest"], verdicts.head(LISTED)])


def _settings(scene: Scene, names):
    return [scene.say(f"setting_{name}") for name in names]


def _unit(scene: Scene, table: pd.DataFrame):
    return scene.say(f"units_{table['unit'].iloc[0]}")


def _p(scene: Scene, p: float, floor: float, bound: str = "p_floor"):
    """A p as a number, or as a bound where the draws and the units give no less."""
    return scene.say(bound if p <= floor * (1 + 1e-9) else "p", p=p_text(p))


def _points(share: float) -> str:
    return f"{100 * share:+.0f}".replace("-", "−")


def _not_possible(scene: Scene) -> Finding:
    if not scene.groups:
        return scene.finding("cannot_tell", "sizes", "no_group")
    words = number(scene.results.sizes["words"].sum(), scene.whole(scene.groups[0]))
    return scene.finding("cannot_tell", "sizes", "one_group", words=words)


def _ranks(scene: Scene) -> Iterator[Finding]:
    table = scene.table("stability")
    if table is None:
        paragraphs = scene.results.sizes["paragraphs"]
        if (paragraphs == 1).any():
            yield scene.finding("cannot_tell", "sizes", "one_paragraph", n=int((paragraphs == 1).sum()))
        return
    listed = []
    for one in scene.shown:
        rows = rows_of(table, one)
        first = rows[rows["count"] == rows["count"].max()]
        for row in first.itertuples() if len(first) == 1 else ():
            key = "rank" if row.rank_high > row.rank_low else "rank_firm"
            listed.append(scene.tell(key, row, anchors.term_anchor(row.term, one), low=int(row.rank_low),
                                     high=int(row.rank_high)))  # fmt: skip
    if listed:
        aside = scene.say("names_aside") if scene.names_out else ""
        yield scene.finding("cannot_tell", "stability", "ranks", list=listed, aside=aside,
                            unit=scene.say(f"units_{scene.results.unit}"))  # fmt: skip
