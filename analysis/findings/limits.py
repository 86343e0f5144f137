"""What holds back every conclusion: dates, sizes, selection, the dictionary, and what an interval takes for granted."""

from collections.abc import Iterator

import pandas as pd

from analysis import anchors
from analysis.charts.groups import dates
from analysis.findings.parts import NAMED, Finding, Part, Said, Scene, group, number, share_text, theme
from analysis.tables import NONE

CODED = 30  # sentences by hand without which nothing is said of the dictionary


def find_limits(scene: Scene) -> Iterator[Finding]:
    """The limits that this document has, each with its numbers."""
    if not scene.groups:
        return
    if len(scene.groups) > 1:
        yield from _dates(scene)
    yield _size(scene)
    yield from _coverage(scene)
    yield scene.finding("limits", "frequency", "intervals")


def _dates(scene: Scene) -> Iterator[Finding]:
    if not dates(scene.groups, scene.results, scene.names):
        return
    ordered = scene.results.sizes.dropna(subset=["date"]).sort_values(["date", "speech"], kind="stable")
    first, last = (
        Part(str(getattr(row, "dated", f"{row.date:%Y-%m-%d}")), anchors.speech_anchor(int(row.speech)))
        for row in (next(part.itertuples()) for part in (ordered.head(1), ordered.tail(1)))
    )
    yield scene.finding("limits", "sizes", "dates", first=first, last=last)


def _size(scene: Scene) -> Finding:
    sizes = scene.results.sizes.astype({"strategy": "object"})
    sizes = sizes.groupby("strategy", sort=False)[["words", "sentences"]].sum()
    sizes = sizes.loc[[one for one in scene.groups if one in sizes.index]]
    least = sizes["sentences"].idxmin()
    step = share_text(1 / int(sizes.loc[least, "sentences"]))
    few, many = sizes["words"].min(), sizes["words"].max()
    passages = ["excerpts"] * bool(scene.results.corpus.settings.excerpts)
    if len(sizes) == 1:
        words, sentences = number(few, scene.whole(least)), number(sizes.loc[least, "sentences"], scene.whole(least))
        return scene.finding("limits", "sizes", "size_one", *passages, words=words, sentences=sentences,
                             step=step)  # fmt: skip
    keys = ["size_words_even" if few == many else "size_words"]
    fewest = int((sizes["sentences"] == sizes.loc[least, "sentences"]).sum())
    keys.append("size_least" if fewest == 1 else "size_least_even" if fewest == len(sizes) else "size_least_tied")
    low, high, short = (
        _tied(scene, sizes[column], value, column)
        for column, value in (("words", few), ("words", many), ("sentences", sizes.loc[least, "sentences"]))
    )
    return scene.finding("limits", "sizes", *keys, *passages, low=low, high=high, least=short, step=step)


def _tied(scene: Scene, sizes: pd.Series, value: int, key: str) -> list | Said:
    """The groups of a size: all have it, a few by name, or how many."""
    groups = [str(one) for one in sizes.index[sizes == value]]
    if len(groups) == len(sizes):
        return scene.say(f"{key}_each", n=int(value))
    if len(groups) > NAMED:
        return scene.say(key, group=scene.say("groups_many", n=len(groups)), n=int(value))
    return [scene.say(key, anchor=scene.whole(one), group=group(one), n=int(value)) for one in groups]


def _coverage(scene: Scene) -> Iterator[Finding]:
    table = scene.results.coverage
    if len(table) and len(scene.results.theme_shares):
        n, total = int(table["none"].sum()), int(table["sentences"].sum())
        shown = number(n, anchors.theme_anchor(NONE))
        keys, values = _dictionary(scene)
        yield scene.finding("limits", "coverage", "coverage", *keys, n=shown, total=total, **values)


def _dictionary(scene: Scene) -> tuple[list[str], dict]:
    """How far the dictionary's mistakes, where people coded sentences of this corpus, move the shares."""
    table = scene.table("corrected_shares")
    known = table.dropna(subset=["corrected"]) if table is not None else None
    if known is None or known.empty:
        return ["dictionary_unknown"], {}
    coded = int(known["coded_sentences"].max())
    if coded < CODED:
        return ["dictionary_few"], {"coded": coded}
    row = known.loc[(known["corrected"] - known["share"]).abs().idxmax()]
    texts = {name: share_text(row[name]) for name in ("share", "corrected", "low", "high")}
    unknown = table.loc[table["corrected"].isna(), "theme"].nunique()
    fits = known[["precision", "recall"]].eq(1).all(axis=None)
    keys = ["dictionary_fits" if fits else "dictionary", *(["dictionary_some"] if unknown else [])]
    return keys, {
        "coded": int(row["coded_sentences"]),
        "unknown": unknown,
        "theme": theme(row["theme"]),
        "group": group(row["strategy"]),
        **texts,
    }
