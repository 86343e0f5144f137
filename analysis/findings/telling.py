"""What distinguishes the groups after correction for the number of comparisons, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis import anchors
from analysis.findings.numbers import factor_text, q_text
from analysis.findings.parts import Finding, Part, Scene
from analysis.findings.speaking import first_terms, ranked_terms

LISTED = 4
LEVEL = 0.05
MEASURES = ("cosine", "jensen_shannon")


def find_differences(scene: Scene) -> Iterator[Finding]:
    """Words whose corrected interval excludes no difference, and what shuffled paragraphs say of words and pairs."""
    yield from _told_words(scene)
    yield from (finding for finding in _shuffled(scene) if finding.section == "distinguishes")


def find_doubts(scene: Scene) -> Iterator[Finding]:
    """Comparisons that cannot be told, first words that lose their rank, and what was not possible at all."""
    tests = scene.tests
    if len(scene.groups) < 2:
        yield _not_possible(scene)
    elif tests is not None and (untold := int((tests["verdict"] == "cannot tell").sum())):
        yield scene.finding("cannot_tell", "keyness", "untold", tests=len(tests), n=untold)
    yield from (finding for finding in _shuffled(scene) if finding.section == "cannot_tell")
    if scene.groups:
        yield from _ranks(scene)


def _told_words(scene: Scene) -> Iterator[Finding]:
    tests = scene.tests
    if tests is None:
        return
    told = tests[tests["verdict"] != "cannot tell"]
    if told.empty:
        return
    key = "told_count_two" if len(scene.groups) == 2 else "told_count"
    words = tests["term"].nunique()
    yield scene.finding("distinguishes", "keyness", key, tests=len(tests), words=words, told=len(told))
    told = told.assign(far=told["lrc"].abs().round(9))
    told = told.sort_values(["far", "term"], ascending=[False, True], kind="stable")
    for row in told.head(LISTED).to_dict("records"):
        yield _told_word(scene, row)
    if len(told) > LISTED:
        yield scene.finding("distinguishes", "keyness", "told_rest", n=len(told) - LISTED)


def _told_word(scene: Scene, row: dict) -> Finding:
    term, group, more = row["term"], str(row["strategy"]), row["verdict"] == "more"
    keys = ["told_more" if more else "told_less"]
    if scene.names.is_own_name(term, group):
        keys.append("own_name")
    here = Part(f"{row['count']:,}", anchors.term_anchor(term, group) if row["count"] else "")
    rest = Part(f"{row['rest']:,}", anchors.term_anchor(term) if row["rest"] else "")
    return scene.finding(
        "distinguishes", "keyness", *keys, group=scene.group(group), term=Part(scene.term(term), here.anchor),
        here=here, total=row["total"], rest=rest, rest_total=row["rest_total"], times=factor_text(row["lrc"]),
    )  # fmt: skip


def _shuffled(scene: Scene) -> Iterator[Finding]:
    """What shuffled paragraphs say of words and of pairs: told or not, the table decides the section."""
    table = scene.table("permutation") if len(scene.groups) > 1 else None
    if table is not None:
        told = table[table["q"] < LEVEL].sort_values(["q", "term"], kind="stable")
        if "permutations" in table.columns:  # of a large corpus hundreds have the least q there can be
            told = told.sort_values(["q", "difference"], ascending=[True, False], kind="stable")
        listed = scene.join([
            scene.part(
                "permuted_row", anchors.term_anchor(row["term"], str(row["strategy"])) if row["count"] else "",
                group=scene.group(row["strategy"]), term=scene.term(row["term"]), count=row["count"],
                q=q_text(row["q"]),
            )
            for row in told.head(LISTED).to_dict("records")
        ])  # fmt: skip
        listed += scene.say("more") if len(told) > LISTED else []
        section, key = ("distinguishes", "permuted") if len(told) else ("cannot_tell", "permuted_none")
        words = 0 if scene.tests is None else int((scene.tests["verdict"] != "cannot tell").sum())
        keys = [key, "permuted_differ"] if words != len(told) else [key]
        yield scene.finding(section, "permutation", *keys, tests=len(table), told=len(told), list=listed, words=words)
    table = scene.table("similarity") if len(scene.groups) > 1 else None
    if table is None:
        return
    numbers = {measure: int((table.loc[table["measure"] == measure, "q"] < LEVEL).sum()) for measure in MEASURES}
    for measure in MEASURES:
        more = ["measures_differ"] if measure == MEASURES[-1] and len(set(numbers.values())) > 1 else []
        yield _pairs(scene, table[table["measure"] == measure], measure, more, numbers)


def _pairs(scene: Scene, table: pd.DataFrame, measure: str, more: list[str], numbers: dict[str, int]) -> Finding:
    table = table.sort_values("q", kind="stable")
    told = table[table["q"] < LEVEL]
    # where none is told, the pair that comes nearest
    shown = told.head(LISTED) if len(told) else table.head(1)
    listed = scene.join([
        scene.part(
            "pair", anchors.pair_anchor(str(row.strategy), str(row.other)), one=scene.group(row.strategy),
            other=scene.group(row.other), value=f"{row.value:.2f}", low=f"{row.low:.2f}", high=f"{row.high:.2f}",
            q=q_text(row.q),
        )
        for row in shown.itertuples()
    ])  # fmt: skip
    listed += scene.say("more") if len(told) > LISTED else []
    section, key = ("distinguishes", "apart") if len(told) else ("cannot_tell", "apart_none")
    keys = [key + "_two"] if len(table) == 1 else [key, *(["apart_rest"] if 0 < len(told) < len(table) else [])]
    values = {"pairs": len(table), "told": len(told), "rest": len(table) - len(told), "list": listed}
    return scene.finding(section, "similarity", *keys, *more, measure=scene.say(measure), **values, **numbers)


def _not_possible(scene: Scene) -> Finding:
    if not scene.groups:
        return scene.finding("cannot_tell", "sizes", "no_group")
    group = scene.groups[0]
    words = Part(f"{int(scene.results.sizes['words'].sum()):,}", scene.whole(group))
    return scene.finding("cannot_tell", "sizes", "one_group", words=words)


def _ranks(scene: Scene) -> Iterator[Finding]:
    table = scene.table("stability")
    if table is None:
        paragraphs = scene.results.sizes["paragraphs"]
        if (paragraphs == 1).any():
            yield scene.finding("cannot_tell", "sizes", "one_paragraph", n=int((paragraphs == 1).sum()))
        return
    first, listed = first_terms(scene, alone=True), []
    for group in scene.shown:
        rows = table[(table["strategy"].astype("object") == group) & (table["term"] == first.get(group))]
        for row in rows.itertuples():
            key = "rank" if row.rank_high > row.rank_low else "rank_firm"
            anchor = anchors.term_anchor(row.term, group)
            listed.append(scene.part(key, anchor, group=scene.group(group), term=scene.term(row.term),
                                     low=int(row.rank_low), high=int(row.rank_high)))  # fmt: skip
    if listed:
        own = any(ranked_terms(scene, group)["own"].any() for group in scene.shown)
        aside = scene.say("names_aside") if own else ""
        yield scene.finding("cannot_tell", "stability", "ranks", list=scene.join(listed), aside=aside)
