"""Every table of one corpus, each computed once and only when somebody asks for it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.comparison import Comparison
from analysis.corpus import Corpus, read_corpus
from analysis.corpus.texts import CorpusTexts
from analysis.documents.conversion import convert
from analysis.language.names import Names, names_of
from analysis.lexicon import Lexicon, read_lexicon
from analysis.measures import frequency, own_names, tfidf, themes
from analysis.parsing import ParsedDocument
from analysis.segmentation import COUNTED_KINDS, Segmenter, audit_stop_words, fold, phrase_recall, segment_speeches


class Results:
    """The tables of a corpus, from its sentences to its themes.

    Parameters
    ----------
    path : path-like
        A corpus folder (:mod:`analysis.corpus`), or a document with footnotes. By default the four speeches.
    words : path-like, optional
        A folder of word lists to use instead of those of the corpus.
    engine, level : str
        Passed to :class:`analysis.segmentation.Segmenter`.
    names : {"out", "keep"}
        Whether what is compared keeps the mentions of the groups' own names: by default they are left out of tests,
        similarity, ranks and maps, since they decided which paragraph belongs to which group.

    Examples
    --------
    >>> results = Results()
    >>> results.sizes[["speech", "paragraphs", "sentences"]].values.tolist()
    [[5, 8, 16], [6, 8, 20], [7, 4, 12], [8, 4, 16]]
    """

    def __init__(
        self,
        path: Path | str = paths.DATA,
        *,
        words: Path | str | None = None,
        engine: str = "rjieba",
        level: str = "phrase",
        names: str = "out",
    ):
        if names not in ("out", "keep"):
            raise ValueError(f"names is {names!r}; use out or keep")
        self._folder, self._words, self._engine, self._level = Path(path), words, engine, level
        self.names_kept = names == "keep"

    @cached_property
    def corpus(self) -> Corpus:
        """The settings, and the list of documents."""
        return read_corpus(self._folder)

    @property
    def path(self) -> Path:
        """The document, if the corpus is one, else the folder."""
        addresses = self.corpus.addresses
        return Path(addresses[0]) if len(addresses) == 1 and "://" not in addresses[0] else self.corpus.folder

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists."""
        return self.corpus.read_words() if self._words is None else read_lexicon(self._words)

    @cached_property
    def names(self) -> Names:
        """What groups, themes and terms are called in charts."""
        return names_of_corpus(self.corpus, self.lexicon, self.speeches)

    @cached_property
    def texts(self) -> CorpusTexts:
        """The documents that were read, and those that could not be."""
        return self.corpus.read_texts(self.lexicon)

    @property
    def document(self) -> ParsedDocument:
        """All sentences, with what was mended and left out on the way to them."""
        return self.texts.document

    @property
    def documents(self) -> pd.DataFrame:
        """A row a speech: speech, file, title, date, dated (as far as known), place, strategy, further columns."""
        return self.texts.documents.drop(columns="address")

    @property
    def left_out_documents(self) -> pd.DataFrame:
        """Documents that could not be read: file, reason."""
        return self.texts.left_out_documents

    @property
    def speeches(self) -> pd.DataFrame:
        """The ``speeches`` table."""
        return self.document.speeches

    def as_counted(self, text: str) -> str:
        """What somebody asks for, as it is counted: ＡＩ is AI, 發展 is 发展 where the corpus converts.

        Examples
        --------
        >>> Results().as_counted("發展ＡＩ")
        '發展AI'
        """
        how = self.corpus.settings.convert
        return fold(convert(text, how) if how else text)

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """The ``tokens`` table, with ``own_name``: whether the token stands in a mention of a group's own name."""
        tokens = segment_speeches(self.speeches, Segmenter(self.lexicon, engine=self._engine, level=self._level))
        return tokens.assign(own_name=own_names.inside_names(tokens, self.speeches, self.name_patterns))

    @cached_property
    def name_patterns(self) -> list[str]:
        """Regular expressions that find the mentions of the groups' own names."""
        return own_names.name_patterns(self.speeches["strategy"].unique(), self.lexicon.strategies)

    @cached_property
    def compared_tokens(self) -> pd.DataFrame:
        """The tokens that are compared: without those in mentions of own names, unless ``names`` is keep."""
        return self.tokens if self.names_kept else self.tokens[~self.tokens["own_name"]]

    @cached_property
    def own_names(self) -> pd.DataFrame:
        """The words that mentions of the groups' own names are made of: term, inside, count."""
        return own_names.own_name_terms(self.tokens)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Occurrences, strategy x term."""
        return frequency.count_terms(self.tokens)

    @cached_property
    def frequency(self) -> pd.DataFrame:
        """Shares per 10,000 words with Wilson intervals."""
        return frequency.frequency_table(self.tokens)

    @cached_property
    def tfidf(self) -> pd.DataFrame:
        """TF-IDF with idf over paragraphs, per 1,000 words of the strategy."""
        return tfidf.tfidf_by_strategy(self.tokens)

    @cached_property
    def class_tfidf(self) -> pd.DataFrame:
        """Class-based TF-IDF, each strategy a class."""
        return tfidf.tfidf_by_strategy(self.tokens, method="class")

    @cached_property
    def document_tfidf(self) -> pd.DataFrame:
        """The degenerate variant with each strategy one document, kept for teaching."""
        return tfidf.tfidf_by_strategy(self.tokens, method="document")

    @cached_property
    def idf(self) -> pd.DataFrame:
        """How rare each term is over the paragraphs: term, paragraphs (that hold it), idf."""
        holding, paragraphs = frequency.count_holding(self.tokens)
        table = pd.DataFrame({"paragraphs": holding, "idf": tfidf.idf_from_holding(holding, paragraphs)})
        table = table.rename_axis("term").reset_index()
        return table.sort_values(["idf", "term"], ignore_index=True)

    @cached_property
    def hits(self) -> pd.DataFrame:
        """Every wording that made a sentence carry a theme."""
        return themes.theme_hits(self.speeches, self.lexicon.themes)

    @cached_property
    def coded(self) -> pd.DataFrame:
        """Sentences x themes, bool."""
        return themes.code_sentences(self.speeches, self.lexicon.themes)

    @cached_property
    def theme_shares(self) -> pd.DataFrame:
        """Share of the sentences of each strategy that carry each theme."""
        return themes.theme_shares(self.coded, self.speeches)

    @cached_property
    def theme_weights(self) -> pd.DataFrame:
        """Share of each strategy's TF-IDF weight that falls on each theme."""
        return themes.theme_weights(self.tfidf, self.tokens, self.hits)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Sentences that carry no theme, by strategy."""
        return themes.coverage(self.coded, self.speeches)

    @cached_property
    def unclaimed(self) -> pd.DataFrame:
        """The most frequent words that no theme claims."""
        return themes.unclaimed_terms(self.tokens, self.hits)

    @cached_property
    def stop_words(self) -> pd.DataFrame:
        """What was left out of the counts."""
        return audit_stop_words(self.tokens, self.lexicon)

    @cached_property
    def phrase_recall(self) -> pd.DataFrame:
        """Phrases found as tokens against exact search."""
        return phrase_recall(self.speeches, self.tokens, self.lexicon)

    @cached_property
    def comparison(self) -> Comparison:
        """The tables of what distinguishes the strategies."""
        return Comparison(self)

    @property
    def verdicts(self) -> pd.DataFrame:
        """A row a verdict: kind, group, other, term, direction, effect, low, high, unit, units, p, floor, told."""
        return self.comparison.verdicts

    # What the charts of comparison look for; None where the document is too small, and they say so.

    @property
    def keyness(self) -> pd.DataFrame | None:
        """Each strategy against the others, word by word; None for one strategy."""
        return self.comparison.keyness if self.comparison.possible else None

    @property
    def similarity_baseline(self) -> pd.DataFrame | None:
        """How alike each pair is; None for one strategy."""
        return self.comparison.similarity if self.comparison.possible else None

    @property
    def rank_stability(self) -> pd.DataFrame | None:
        """Ranks under resampling of paragraphs; None if a speech has one paragraph only."""
        return self.comparison.stability if self.comparison.resampling_possible else None

    @property
    def moves(self) -> pd.DataFrame:
        """The move of every sentence."""
        return self.comparison.moves

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """A row a speech: where and when it was given, and its paragraphs, sentences, characters and words.

        ``characters`` are those of the text with its punctuation, ``running_words`` all tokens but punctuation and
        numbers, ``words`` those of them that are counted (stop words left out): the N of every share.
        """
        speeches, tokens = self.speeches, self.tokens
        sizes = speeches.groupby(["speech", "strategy"], observed=True).agg(
            date=("date", "first"),
            place=("place", "first"),
            occasion=("occasion", "first"),
            paragraphs=("paragraph", "max"),
            sentences=("text", "size"),
            characters=("text", lambda texts: int(texts.str.len().sum())),
        )
        by_speech = tokens.groupby(["speech", "strategy"], observed=True)
        running = tokens["kind"].isin(COUNTED_KINDS).groupby([tokens["speech"], tokens["strategy"]], observed=True)
        sizes["running_words"], sizes["words"] = running.sum(), by_speech["kept"].sum()
        sizes = sizes.reset_index()
        dated = sizes["speech"].map(self.documents.set_index("speech")["dated"])
        # A date of which only the year is known would be shown as the first of January.
        return sizes if dated.str.len().eq(10).all() else sizes.assign(dated=dated)


def names_of_corpus(corpus: Corpus, lexicon: Lexicon, speeches: pd.DataFrame) -> Names:
    """What groups, themes and terms of a corpus are called; of `speeches` only strategy and speech are read.

    Examples
    --------
    >>> results = Results()
    >>> names_of_corpus(results.corpus, results.lexicon, results.speeches).group
    ('战略', 'strategy', 'strategies')
    """
    settings, names = corpus.settings, names_of(lexicon, speeches)
    if len(settings.group_name) == 3:
        unit = names.unit if settings.group_name[0] == names.group[0] else "个"
        names = replace(names, group=settings.group_name, unit=unit)
    short = {group: names.strategies.get(group, (group, ""))[0] for group in settings.group_english}
    english = {group: (short[group], name) for group, name in settings.group_english.items()}
    return replace(names, strategies={**names.strategies, **english})
