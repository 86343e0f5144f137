"""Do the verdicts keep their promise: corpora in which nothing differs, corpora in which something does.

    python -m benchmarks.calibration [FOLDER] [--runs N]

FOLDER holds text files, one document each, a paragraph a line (in ``docs/calibration.md``: government work reports).
Without it the paragraphs of the four speeches serve: few, but enough to see when the unit breaks. Real paragraphs are
dealt to groups that mean nothing, so whatever is told is false; words are planted to see what is found.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import parsing, paths
from analysis.lexicon import read_lexicon
from analysis.measures import themes
from analysis.measures.frequency import PER
from analysis.measures.units import SparseCounts, choose_unit, gather_units
from analysis.measures.verdicts import pair_tests, share_tests, whole_tests, word_tests
from analysis.segmentation import Segmenter, segment_speeches

SEED = 20_260_101
PER_DOCUMENT = 8  # paragraphs of a made document
SPEECHES = (8, 8, 4, 4)  # paragraphs of the four speeches
DESIGNS = {  # documents, groups
    "four": (4, 4), "ten": (10, 2), "twenty": (20, 4), "forty": (40, 4), "forty_two": (40, 2), "four_hundred": (400, 4),
}  # fmt: skip
RATES = (20, 50, 100, 200)  # per 10,000 words, of a planted word
TIMES = (2, 4)
# shape of the gamma distribution of a paragraph's rate; of real words of 20 to 100 per 10,000 it is about 1
BURSTS = {"even": np.inf, "usual": 1.0, "bursty": 0.5}
DRAWS = 999
KINDS = ("word", "theme", "pair", "overall")


class Pool(NamedTuple):
    """Real paragraphs to make corpora of.

    Attributes
    ----------
    document : array of int, one a paragraph
        The document it comes from.
    words : scipy.sparse.csr_array, paragraphs x terms
    carrying : array of int, paragraphs x themes
        Sentences that carry each theme.
    sentences : array of int
        All sentences.
    """

    document: np.ndarray
    words: sparse.csr_array
    carrying: np.ndarray
    sentences: np.ndarray


def read_pool(folder: Path | None = None, *, least: int = 10) -> Pool:
    """The paragraphs of a folder of texts, or of the four speeches; those of fewer than `least` words are left out.

    The four speeches are too few documents: there each paragraph is a document, and its sentences are its paragraphs.
    """
    lexicon = read_lexicon()
    if folder is None:
        speeches = parsing.read_speeches(paths.DOCUMENT)
        speeches = speeches.assign(speech=speeches.groupby(["speech", "paragraph"]).ngroup() + 1)
        speeches["paragraph"], speeches["sentence"], least = speeches["sentence"], 1, 1
    else:
        rows = [
            (number, place, 1, line.strip())
            for number, file in enumerate(sorted(folder.glob("*.txt")), 1)
            for place, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
            if line.strip()
        ]
        speeches = pd.DataFrame(rows, columns=["speech", "paragraph", "sentence", "text"])
        parts = speeches["text"].str.findall(r"[^。！？]+[。！？]?")
        speeches = speeches.assign(text=parts).explode("text", ignore_index=True)
        speeches["sentence"] = speeches.groupby(["speech", "paragraph"]).cumcount() + 1
    speeches["strategy"] = pd.Categorical(["all"] * len(speeches), ordered=True)
    tokens = segment_speeches(speeches, Segmenter(lexicon))
    tokens = tokens[tokens["kept"]]
    place = pd.MultiIndex.from_frame(speeches[["speech", "paragraph"]])
    row, number = place.unique(), pd.Index(tokens["term"]).factorize()
    code = row.get_indexer(pd.MultiIndex.from_frame(tokens[["speech", "paragraph"]]))
    words = sparse.csr_array((np.ones(len(code)), (code, number[0])), shape=(len(row), len(number[1])))
    words.sum_duplicates()
    coded = themes.code_sentences(speeches, lexicon.themes).to_numpy().astype(int)
    of = row.get_indexer(place)
    carrying = np.zeros((len(row), coded.shape[1]), dtype=int)
    np.add.at(carrying, of, coded)
    long = np.asarray(words.sum(axis=1)).ravel() >= least
    document = row.get_level_values(0).to_numpy()[long]
    return Pool(document, words[long], carrying[long], np.bincount(of, minlength=len(row))[long])


def draw_corpus(pool: Pool, documents: int, groups: int, generator, *, null: str = "document"):
    """Rows of the pool, and the group and document of each, in which groups mean nothing.

    With `documents` equal to `groups` the sizes are those of the four speeches: ``paragraph`` takes one stretch of a
    document and deals its paragraphs to the groups (nothing differs), ``document`` gives each group a stretch of
    another document (they differ in all that documents differ in, and no group means anything).
    """
    if documents == groups and null == "paragraph":
        rows = _passage(pool, sum(SPEECHES), generator)
        label = generator.permutation(np.repeat(np.arange(groups), SPEECHES))
        return rows, label, label
    sizes = SPEECHES if documents == groups else [PER_DOCUMENT] * documents
    rows = np.concatenate([_passage(pool, size, generator) for size in sizes])
    label = generator.permutation(np.arange(documents) % groups)
    return rows, label.repeat(sizes), np.arange(documents).repeat(sizes)


def _passage(pool: Pool, size: int, generator) -> np.ndarray:
    """Paragraphs that stand together in one document; of a pool of shorter ones, drawn from one with replacement."""
    if np.bincount(pool.document).max() < size:
        own = np.flatnonzero(pool.document == generator.choice(pool.document))
        return generator.choice(own, size)
    while True:
        start = int(generator.integers(len(pool.document) - size + 1))
        if pool.document[start] == pool.document[start + size - 1]:
            return start + np.arange(size)


def plant(label, sizes, rate, times, shape, generator):
    """Counts of a word said `times` as often in the first group, its rate varying from paragraph to paragraph."""
    burst = 1.0 if np.isinf(shape) else generator.gamma(shape, 1 / shape, len(label))
    return generator.poisson(rate / PER * sizes * burst * np.where(label == 0, times, 1))


def judge(pool, rows, label, document, *, unit: str = "", planted=None, kinds=KINDS):
    """The tests of a corpus: a table a kind, and the unit."""
    place = {}
    number = [place.setdefault(one, []).append(0) or len(place[one]) for one in document.tolist()]
    index = pd.MultiIndex.from_arrays([label, document, number], names=["strategy", "speech", "paragraph"])
    words = pool.words[rows]
    totals = np.asarray(words.sum(axis=1)).ravel()  # of the real words: what is planted takes no room from them
    if planted is not None:
        words = sparse.csr_array(sparse.hstack([words, sparse.csr_array(np.column_stack(planted))]))
    columns = pd.Index(np.arange(words.shape[1]))
    unit = choose_unit(index, unit)
    units = gather_units(SparseCounts(index, columns, words), unit, totals=totals)
    found = {"unit": unit}
    if "word" in kinds:
        found["word"] = word_tests(units, draws=DRAWS)
    if "theme" in kinds:
        carrying = pd.DataFrame(pool.carrying[rows], index)
        found["theme"] = share_tests(gather_units(carrying, unit, totals=pool.sentences[rows]), draws=DRAWS)
    if "pair" in kinds:
        found["pair"] = pair_tests(units, draws=DRAWS)
    if "overall" in kinds:
        found["overall"] = whole_tests(units, draws=DRAWS)
    return found


def run_null(
    pool: Pool, documents: int, groups: int, runs: int, *, null: str, unit: str = "", seed=SEED, kinds=KINDS
) -> dict:
    """Share of null corpora in which anything was told, by kind, and coverage of the intervals."""
    told, covered = {}, {}
    for number in range(runs):
        generator = np.random.default_rng([seed, number])
        found = judge(pool, *draw_corpus(pool, documents, groups, generator, null=null), unit=unit, kinds=kinds)
        for kind in kinds:
            told[kind] = told.get(kind, 0) + bool(found[kind]["told"].any())
        for kind in {"word", "theme"} & set(kinds):
            table = found[kind]
            for name, part in _classes(table) if kind == "word" else (("theme", table),):
                inside = (part["low"] <= 0) & (part["high"] >= 0)
                hits, all_of = covered.get(name, (0, 0))
                covered[name] = hits + int(inside.sum()), all_of + len(part)
    return {
        "unit": found["unit"], "runs": runs, "told": {kind: n / runs for kind, n in told.items()},
        "coverage": {name: hits / all_of for name, (hits, all_of) in covered.items() if all_of},
    }  # fmt: skip


def _classes(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Words by how often all say them."""
    rate = PER * (table["count"] + table["rest"]) / (table["total"] + table["rest_total"])
    for low, high in ((0, 10), (10, 50), (50, np.inf)):
        name = f"word, {low}-{high:g} per 10,000" if np.isfinite(high) else f"word, {low} and more per 10,000"
        yield name, table[(rate >= low) & (rate < high)]


def run_power(pool: Pool, documents: int, groups: int, runs: int, *, null: str, seed: int = SEED) -> pd.DataFrame:
    """Share of corpora in which a planted word is told, and in which its interval holds the truth."""
    cells = [(rate, times, name) for rate in RATES for times in TIMES for name in BURSTS]
    told, covered = np.zeros(len(cells)), np.zeros(len(cells))
    for number in range(runs):
        generator = np.random.default_rng([seed, number, 1])
        rows, label, document = draw_corpus(pool, documents, groups, generator, null=null)
        sizes = np.asarray(pool.words[rows].sum(axis=1)).ravel()
        planted = [plant(label, sizes, rate, times, BURSTS[name], generator) for rate, times, name in cells]
        table = judge(pool, rows, label, document, planted=planted, kinds=("word",))["word"]
        own = table[table["strategy"] == 0].set_index("term").reindex(pool.words.shape[1] + np.arange(len(cells)))
        truth = np.log2([times for _, times, _ in cells])
        told += own["told"].eq(True).to_numpy()
        covered += ((own["low"] <= truth) & (own["high"] >= truth)).to_numpy()
    table = pd.DataFrame(cells, columns=["per_10k", "times", "spread"])
    return table.assign(told=told / runs, covered=covered / runs)


def report(pool: Pool, runs: int) -> Iterator[str]:
    """The tables of ``docs/calibration.md``, line by line."""
    yield "| corpus | null by | unit | runs | words | themes | pairs | whole |\n|---|---|---|---|---|---|---|---|"
    coverage = {}
    for name, null, share in (("four", "paragraph", 1), ("four", "document", 1), ("ten", "document", 1),
                              ("twenty", "document", 1), ("forty", "document", 1),
                              ("forty_two", "document", 1), ("four_hundred", "document", 0.2)):  # fmt: skip
        documents, groups = DESIGNS[name]
        found = run_null(pool, documents, groups, max(int(runs * share), 1), null=null)
        told = " | ".join(f"{100 * found['told'][kind]:.1f}%" for kind in ("word", "theme", "pair", "overall"))
        yield f"| {documents} documents, {groups} groups | {null} | {found['unit']} | {found['runs']} | {told} |"
        coverage[name, null] = found["coverage"]
    yield "\n| interval of | " + " | ".join(f"{DESIGNS[name][0]}, {DESIGNS[name][1]} groups, by {null}"
                                             for name, null in coverage) + " |"  # fmt: skip
    yield "|---|" + "---|" * len(coverage)
    for kind in dict.fromkeys(kind for found in coverage.values() for kind in found):
        shares = (f"{100 * found[kind]:.1f}%" if kind in found else "" for found in coverage.values())
        yield f"| {kind} | {' | '.join(shares)} |"
    yield "\n| corpus | planted, per 10,000 | times | spread | told | interval holds the truth |"
    yield "|---|---|---|---|---|---|"
    for name, null in (("four", "paragraph"), ("forty_two", "document"), ("forty", "document")):
        documents, groups = DESIGNS[name]
        for row in run_power(pool, documents, groups, runs, null=null).itertuples():
            yield (f"| {documents} documents, {groups} groups | {row.per_10k} | {row.times} | {row.spread} | "
                   f"{100 * row.told:.0f}% | {100 * row.covered:.0f}% |")  # fmt: skip


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=1000)
    given = parser.parse_args()
    for line in report(read_pool(given.folder), given.runs):
        print(line, flush=True)


if __name__ == "__main__":
    main()
