"""What distinguishes the groups of one document: every table of comparison, each computed once and when asked for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.measures import dispersion, diversity, formulae, keyness, moves, phrases, resampling
from analysis.measures.paragraphs import SparseCounts, count_paragraphs
from analysis.segmentation import COUNTED_KINDS

if TYPE_CHECKING:
    from analysis.results import Results

WINDOW = 100
# Of a corpus whose paragraphs are counted sparsely: so many shuffles and resamples, and so many words tested. The
# tables say so in columns of their own.
FEWER = {
    "permutation": {"permutations": 9_999},
    "stability": {"resamples": 999},
    "similarity": {"permutations": 999},
}
WORDS_TESTED = 1_000
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
        """Occurrences, paragraph x term: what is shuffled and resampled."""
        return count_paragraphs(self._results.tokens)

    def job(self, name: str) -> tuple:
        """The function and its arguments that make a resampled table: work that another process can do."""
        if name == "theme_stability":
            return resampling.bootstrap_themes, self._results.coded, self._results.speeches
        functions = {
            "permutation": resampling.permute_paragraphs,
            "stability": resampling.bootstrap_paragraphs,
            "similarity": resampling.similarity_baseline,
        }
        if not isinstance(self.paragraph_counts, SparseCounts):
            return functions[name], self.paragraph_counts
        options = dict(FEWER[name])
        if name == "permutation":
            options["minimum"] = keyness.least_frequency(self._results.counts, most=WORDS_TESTED)
        return partial(_with_options, functions[name], options), self.paragraph_counts

    def _do(self, name: str) -> pd.DataFrame:
        function, *arguments = self.job(name)
        return function(*arguments)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """Each strategy against the others, word by word, with corrected interval and verdict."""
        return keyness.compare(self._results.counts)

    @cached_property
    def keyness_pairs(self) -> pd.DataFrame:
        """Every pair of strategies, word by word."""
        return keyness.compare_pairs(self._results.counts)

    @cached_property
    def permutation(self) -> pd.DataFrame:
        """The same differences held against shuffled paragraphs."""
        return self._do("permutation")

    @cached_property
    def stability(self) -> pd.DataFrame:
        """Shares and ranks under resampling of paragraphs."""
        return self._do("stability")

    @cached_property
    def theme_stability(self) -> pd.DataFrame:
        """Theme shares under resampling of paragraphs."""
        return self._do("theme_stability")

    @cached_property
    def dispersion(self) -> pd.DataFrame:
        """How evenly each word is spread over the paragraphs."""
        return dispersion.dispersion_table(self._results.tokens)

    @cached_property
    def similarity(self) -> pd.DataFrame:
        """How alike each pair is, and how alike shuffled paragraphs would be."""
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


def _with_options(function, options: dict, counts: SparseCounts) -> pd.DataFrame:
    """A table that was made with fewer draws than usual, with their number in its last columns."""
    return function(counts, **options).assign(**options)
