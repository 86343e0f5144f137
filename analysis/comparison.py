"""What distinguishes the groups of one document: every table of comparison, each computed once and when asked for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.measures import (
    dispersion,
    diversity,
    formulae,
    frequency,
    keyness,
    moves,
    own_names,
    phrases,
    resampling,
    themes,
    units,
    verdicts,
)
from analysis.measures.paragraphs import SparseCounts, count_paragraphs
from analysis.segmentation import COUNTED_KINDS

if TYPE_CHECKING:
    from analysis.results import Results

WINDOW = 100
FEWER_RESAMPLES = 999  # of a corpus whose paragraphs are counted sparsely; its table says so in a column
SHARED = 16  # equal characters of a near-repeat; passages of eight are tens of thousands in a million characters


class Comparison:
    """The tables of comparison of a :class:`analysis.results.Results`.

    A table that this document is too small for (one speech, a speech of one paragraph) raises the ValueError of its
    measure, which says what is missing.

    Examples
    --------
    >>> from analysis.results import Results
    >>> Results().comparison.keyness["verdict"].value_counts().index[0]
    'cannot tell'
    """

    def __init__(self, results: Results):
        self._results = results

    @property
    def possible(self) -> bool:
        """Whether there are two groups with words to compare."""
        return int((self._results.counts.sum(axis=1) > 0).sum()) > 1

    @property
    def resampling_possible(self) -> bool:
        """Whether every speech has two paragraphs or more to draw from."""
        paragraphs = pd.Series(1, index=self.paragraph_counts.index)
        return bool((paragraphs.groupby(level=["strategy", "speech"], observed=True).size() > 1).all())

    @cached_property
    def paragraph_counts(self) -> pd.DataFrame | SparseCounts:
        """Occurrences, paragraph x term, of what is compared: what units are gathered from."""
        return count_paragraphs(self._results.compared_tokens)

    @cached_property
    def unit(self) -> str:
        """What is shuffled and drawn anew: document or paragraph, chosen once for every verdict."""
        return units.choose_unit(self.paragraph_counts.index, self._results.corpus.settings.unit)

    @property
    def unit_overstates(self) -> bool:
        """Whether the corpus asks for paragraphs where it has documents enough."""
        return units.is_overstating(self.paragraph_counts.index, self.unit)

    @cached_property
    def units(self) -> units.Units:
        """Occurrences, unit x term."""
        return units.gather_units(self.paragraph_counts, self.unit)

    def job(self, name: str) -> tuple:
        """The function and its arguments that make a resampled table: work that another process can do."""
        if name == "theme_stability":
            return resampling.bootstrap_themes, self._results.coded, self._results.speeches
        if name == "stability":
            few = isinstance(self.paragraph_counts, SparseCounts)
            make = partial(_drawn, FEWER_RESAMPLES) if few else resampling.bootstrap_paragraphs
            return make, self.paragraph_counts if self.unit == "paragraph" else units.counts_of(self.units)
        if name == "theme_tests":
            return _theme_tests, self.theme_units
        functions = {
            "word_tests": verdicts.word_tests,
            "similarity": verdicts.pair_tests,
            "whole": verdicts.whole_tests,
        }
        return functions[name], self.units

    def _do(self, name: str) -> pd.DataFrame:
        function, *arguments = self.job(name)
        return function(*arguments)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """Each strategy against the others, word by word: statistics of the tokens, and the verdict of the units."""
        counts = frequency.count_terms(self._results.compared_tokens)
        counts = counts[counts.sum(axis=1) > 0]
        return verdicts.judge_keyness(keyness.compare(counts), self.word_tests)

    @cached_property
    def keyness_pairs(self) -> pd.DataFrame:
        """Every pair of strategies, word by word: statistics of the tokens, which describe and give no verdict."""
        counts = frequency.count_terms(self._results.compared_tokens)
        return keyness.compare_pairs(counts[counts.sum(axis=1) > 0]).drop(columns="verdict")

    @cached_property
    def word_tests(self) -> pd.DataFrame:
        """Each strategy against the others, word by word, by shuffled units and adjusted for all comparisons."""
        return self._do("word_tests")

    @cached_property
    def theme_units(self) -> dict[tuple[str, str], units.Units]:
        """Sentences and characters of each theme by unit, with hits inside own names and without."""
        results = self._results
        inside = own_names.inside_names(results.hits, results.speeches, results.name_patterns, whole=True)
        found = {}
        for names, hits in (("out", results.hits[~inside]), ("keep", results.hits)):
            coded = results.coded if names == "keep" else themes.code_hits(results.speeches, hits)
            for weight in ("sentences", "characters"):
                counts, totals = resampling.sentences_by_paragraph(coded, results.speeches, weight=weight)
                found[names, weight] = units.gather_units(counts, self.unit, totals=totals)
        return found

    @cached_property
    def theme_tests(self) -> pd.DataFrame:
        """Each strategy against the others, theme by theme: by sentences and characters, with own names and without."""
        return self._do("theme_tests")

    @cached_property
    def whole(self) -> pd.DataFrame:
        """Whether the strategies differ in vocabulary at all: inertia and PERMANOVA."""
        return self._do("whole")

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Every verdict: words, themes, pairs, the whole."""
        if not self.possible:
            return verdicts.gather_verdicts()
        shares = self.theme_tests if len(self._results.coded.columns) else None
        if shares is not None:
            names = "keep" if self._results.names_kept else "out"
            shares = shares[(shares["weight"] == "sentences") & (shares["names"] == names)]
        return verdicts.gather_verdicts(self.word_tests, shares, self.similarity, self.whole)

    @cached_property
    def stability(self) -> pd.DataFrame:
        """Ranks under resampling of units; the intervals of the shares are those of the units too, not percentiles."""
        return verdicts.with_intervals(self._do("stability"), self.units, per=frequency.PER)

    @cached_property
    def theme_stability(self) -> pd.DataFrame:
        """Ranks of themes under resampling of paragraphs, and the shares with intervals of the units."""
        return verdicts.with_intervals(self._do("theme_stability"), self.theme_units["keep", "sentences"], name="theme")

    @cached_property
    def dispersion(self) -> pd.DataFrame:
        """How evenly each word is spread over the paragraphs."""
        return dispersion.dispersion_table(self._results.tokens)

    @cached_property
    def similarity(self) -> pd.DataFrame:
        """How alike each pair is, and how alike shuffled units would be."""
        return self._do("similarity")

    @cached_property
    def formulae(self) -> pd.DataFrame:
        """Wording of six characters or more that recurs, in whole words."""
        return formulae.formulae_at(self.formula_places, self._results.speeches)

    @cached_property
    def formula_places(self) -> pd.DataFrame:
        """Where each formula stands."""
        return formulae.formula_places(self._results.speeches, tokens=self._results.tokens)

    @cached_property
    def shared_wording(self) -> pd.DataFrame:
        """Per cent of the characters of each strategy that stand in another one too."""
        return formulae.shared_wording(self._results.speeches)

    @cached_property
    def near_formulae(self) -> pd.DataFrame:
        """Near-repeats with a slot."""
        speeches, tokens = self._results.speeches, self._results.tokens
        if not isinstance(self.paragraph_counts, SparseCounts):
            return formulae.near_formulae(speeches, tokens)
        return formulae.near_formulae(speeches, tokens, min_shared=SHARED).assign(min_shared=SHARED)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """The move of every sentence, with the cue that decided."""
        return moves.code_moves(self._results.speeches, self._results.lexicon.moves)

    @cached_property
    def move_shares(self) -> pd.DataFrame:
        """Share of each move by strategy."""
        return moves.move_shares(self.moves)

    @cached_property
    def phrase_candidates(self) -> pd.DataFrame:
        """Expressions of this text that the phrase list might take in."""
        return phrases.propose_phrases(self._results.speeches, self._results.lexicon)

    @cached_property
    def diversity(self) -> pd.DataFrame:
        """Lexical diversity over running words: strategy, words, types, mattr_100, mtld, hdd_42."""
        tokens = self._results.tokens
        words = tokens[tokens["kind"].isin(COUNTED_KINDS)]
        rows = [
            (
                strategy,
                len(own),
                own["term"].nunique(),
                diversity.mattr(own["term"].tolist(), WINDOW),
                diversity.mtld(own["term"].tolist()),
                diversity.hdd(own["term"].tolist()),
            )
            for strategy, own in words.groupby("strategy", observed=True)
        ]
        return pd.DataFrame(rows, columns=["strategy", "words", "types", f"mattr_{WINDOW}", "mtld", "hdd_42"])


def _drawn(resamples: int, counts: SparseCounts) -> pd.DataFrame:
    """Ranks of a large corpus, with the number of resamples in the last column."""
    return resampling.bootstrap_paragraphs(counts, resamples=resamples).assign(resamples=resamples)


def _theme_tests(by: dict[tuple[str, str], units.Units]) -> pd.DataFrame:
    """`verdicts.share_tests` of every way to count, one under the other."""
    tables = [
        verdicts.share_tests(own).rename(columns={"term": "theme"}).assign(names=names, weight=weight)
        for (names, weight), own in by.items()
    ]
    return pd.concat(tables, ignore_index=True)
