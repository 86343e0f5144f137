"""Every table of one corpus, each computed once and only when somebody asks for it; and the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import paths
from analysis.corpus import Corpus, read_corpus
from analysis.corpus.settings import FILE as SETTINGS
from analysis.corpus.texts import CorpusTexts
from analysis.counts.spine import Counts, count_corpus, count_speeches, rules_of
from analysis.documents import text_files
from analysis.documents.conversion import convert
from analysis.language.names import Names, names_of
from analysis.lexicon import Lexicon, read_lexicon
from analysis.measures import (
    alignment,
    collocation,
    concordance,
    dispersion,
    diversity,
    formulae,
    frequency,
    keyness,
    moves,
    own_names,
    phrases,
    resampling,
    robustness,
    tfidf,
    themes,
    units,
    verdicts,
)
from analysis.measures.units import SparseCounts, count_paragraphs
from analysis.mistakes import Mistake, TooSmall
from analysis.parsing import ParsedSpeeches
from analysis.segmentation import COUNTED_KINDS, Segmenter, audit_stop_words, fold, phrase_recall, segment_speeches
from analysis.segmentation.cutter import tag_words
from analysis.tables import sentence_hash

# Bytes of text beyond which there is no table of tokens: what compares every passage with every other (formulae, near
# repeats, shuffles) took 21 GB of memory at 19 MB; counts take the same few hundred MB at any size.
LARGE = 6_000_000
_TEXT = {".txt": 1.0, ".md": 1.0, ".html": 0.5, ".htm": 0.5, ".docx": 0.2, ".pdf": 0.1}  # of a file's bytes
FEWER_RESAMPLES = 999  # of a corpus whose paragraphs are counted sparsely; its table says so in a column
SHARED = 16  # equal characters of a near-repeat; passages of eight are tens of thousands in a million characters
# What stays when other words are counted: the texts and how they are cut, and what does not compare words.
_AS_EVER = {
    "corpus", "lexicon", "names", "names_kept", "texts", "speeches", "documents", "tokens", "segmenter", "counted",
    "counts", "sizes", "large", "name_patterns", "own_names", "compared_tokens", "paragraph_counts", "unit", "hits",
    "coded", "theme_shares", "moves",
}  # fmt: skip


class Results:
    """The tables of a corpus, from its sentences to its themes: ``results.frequency`` and every name of `TABLES`.

    A table that the corpus is too small for (one group, a speech of one paragraph) raises the ValueError of its
    measure, which says what is missing; :meth:`table` gives None.

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
    counted : Counts, optional
        The counts of a corpus that were made already; the texts are not read then.

    Examples
    --------
    >>> results = Results()
    >>> results.sizes[["speech", "paragraphs", "sentences"]].values.tolist()
    [[5, 8, 16], [6, 8, 20], [7, 4, 12], [8, 4, 16]]
    >>> results.keyness["verdict"].value_counts().index[0]
    'cannot tell'
    """

    strings: pd.DataFrame | None = None  # places of words that are counted as strings, see `counting`

    def __init__(
        self,
        path: Path | str = paths.DATA,
        *,
        words: Path | str | None = None,
        engine: str = "rjieba",
        level: str = "phrase",
        names: str = "out",
        counted: Counts | None = None,
    ):
        if names not in ("out", "keep"):
            raise ValueError(f"names is {names!r}; use out or keep")
        if counted is not None:
            self.counted, self.large = counted, True
        self._folder, self._words, self._engine, self._level = Path(path), words, engine, level
        self.names_kept = names == "keep"

    def __getattr__(self, name: str) -> pd.DataFrame:
        if hasattr(type(self), name):  # a property failed within: let it say so itself
            return getattr(type(self), name).__get__(self, type(self))
        if name not in TABLES:
            raise AttributeError(f"there is no table {name!r}; those there are: {', '.join(TABLES)}")
        made = vars(self)[name] = TABLES[name].make(self)
        return made

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *TABLES})

    def table(self, name: str) -> pd.DataFrame | None:
        """A table, or None where the corpus is too small for it.

        Examples
        --------
        >>> len(Results().table("similarity"))
        12
        """
        try:
            return getattr(self, name)
        except ValueError:
            return None

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
    def large(self) -> bool:
        """Whether the corpus is too large to hold every token, as far as the sizes of its files tell."""
        sizes = {address: _TEXT.get(Path(address).suffix.lower(), 1.0) for address in self.corpus.addresses}
        return sum(text_files.size_of(address) * share for address, share in sizes.items()) > LARGE

    @property
    def too_large(self) -> Mistake:
        """What is said of a corpus that is given counts alone."""
        return Mistake("too_large", limit=LARGE // 1_000_000)

    @cached_property
    def counted(self) -> Counts:
        """The sums over the batches of the corpus, which every table of counts reads."""
        options = {"engine": self._engine, "level": self._level, "themes": True}
        if not self.large:
            return count_speeches(self.speeches, rules_of(self.lexicon, **options))
        return count_corpus(self.corpus, self.lexicon, progress=True, **options)

    @cached_property
    def segmenter(self) -> Segmenter:
        """What cuts the text."""
        return Segmenter(self.lexicon, engine=self._engine, level=self._level)

    @cached_property
    def names(self) -> Names:
        """What groups, themes and terms are called in charts."""
        if not self.large:
            return names_of_corpus(self.corpus, self.lexicon, self.speeches)
        documents = self.counted.totals["documents"]
        groups = documents.index.repeat(documents).rename("strategy")
        speeches = pd.DataFrame({"strategy": groups, "speech": range(len(groups))})
        is_corpus = not self._folder.is_dir() or (self._folder / SETTINGS).is_file()
        return names_of_corpus(self.corpus, self.lexicon, speeches) if is_corpus else names_of(self.lexicon, speeches)

    @cached_property
    def texts(self) -> CorpusTexts:
        """The documents that were read, and those that could not be.

        Raises
        ------
        Mistake
            The corpus is too large: only tables of counts can be made.
        """
        if self.large:
            raise Mistake("needs_texts", limit=LARGE // 1_000_000)
        return self.corpus.read_texts(self.lexicon)

    @property
    def parsed(self) -> ParsedSpeeches:
        """All sentences, with what was mended and left out on the way to them."""
        return self.texts.parsed

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
    def hand_coded(self) -> pd.DataFrame:
        """What people saw in sentences of this corpus: hash, theme, coded, random, dictionary, strategy, text.

        From the CSV files of ``data/coded`` and of ``coded`` in the corpus folder, a row a sentence and coder (hash,
        coder, themes) or as ``coding collect`` writes them (hash, theme, coder, coded). The majority counts; where as
        many coders see a theme as do not, the sentence says nothing of it. ``random`` are the sentences of the second
        form: ``coding new`` drew them, each with the same chance.
        """
        place = pd.Index(self.speeches["text"].map(sentence_hash), name="hash")
        once = ~place.duplicated()
        found = self.coded.set_axis(place)[once].rename_axis("theme", axis=1)
        folders = dict.fromkeys([paths.DATA / "coded", self.corpus.folder / "coded"])
        rows = []
        for file in (file for folder in folders for file in sorted(folder.glob("*.csv"))):
            table = pd.read_csv(file, dtype=str, encoding="utf-8-sig").fillna("")
            table = table[table["hash"].isin(found.index)]
            if "themes" in table.columns:
                rows += [(one, theme, theme in themes.split("|"), False) for one, themes in
                         zip(table["hash"], table["themes"], strict=True) for theme in found.columns]  # fmt: skip
            else:
                seen = table["coded"].isin(["1", "True", "true"])
                rows += [(*row, True) for row in zip(table["hash"], table["theme"], seen, strict=True)]
        votes = pd.DataFrame(rows, columns=["hash", "theme", "coded", "random"]).groupby(["hash", "theme"])
        votes = votes.agg({"coded": "mean", "random": "max"}).reset_index()
        votes = votes[votes["coded"] != 0.5].assign(coded=votes["coded"] > 0.5)
        dictionary = found.stack().rename("dictionary").reset_index()
        votes = votes.merge(dictionary, on=["hash", "theme"]).astype(
            {"coded": bool, "random": bool, "dictionary": bool}
        )
        return votes.join(self.speeches[["strategy", "text"]].set_axis(place)[once], on="hash")

    @cached_property
    def name_patterns(self) -> list[str]:
        """Regular expressions that find the mentions of the groups' own names."""
        return own_names.name_patterns(self.speeches["strategy"].unique(), self.lexicon.strategies)

    @cached_property
    def _mostly_names(self) -> frozenset[str] | None:
        table = self.table("own_names")
        return None if table is None else frozenset(table.loc[2 * table["inside"] > table["count"], "term"])

    def is_own_name(self, term: str, group: str) -> bool:
        """Whether a word stands mostly in mentions of groups' own names, which are not compared.

        Of counts alone, which do not tell where a word stands: whether it is part of what the group is called.

        Examples
        --------
        >>> results = Results()
        >>> [results.is_own_name(term, "西部大开发") for term in ("西部地区", "以大开放促进大开发", "开放")]
        [True, True, False]
        """
        inside = self._mostly_names
        return self.names.is_own_name(term, group) if inside is None else term in inside

    @cached_property
    def compared_tokens(self) -> pd.DataFrame:
        """The tokens that are compared: without those in mentions of own names, unless ``names`` is keep."""
        return self.tokens if self.names_kept else self.tokens[~self.tokens["own_name"]]

    def only(self, groups: Sequence[str] = (), pos: Collection[str] = ()) -> Results:
        """The same corpus with some of its groups, or parts of speech, alone: every table is made anew from these.

        Parameters
        ----------
        groups : sequence of str
            Which are kept, in this order; by default all.
        pos : collection of str
            First letters of the tags of jieba's dictionary (n, v, a ...) that are counted, by default all. Phrases
            count as nouns. Other words are treated as those of the stop list are.

        Examples
        --------
        >>> results = Results().only(["西部大开发", "中部地区崛起"], {"v"})
        >>> list(results.counts.index), results.frequency["term"][0]
        (['西部大开发', '中部地区崛起'], '坚持')
        """
        made = self._beside("corpus", "lexicon", "names", "texts", "name_patterns")
        held = vars(made)
        if pos:
            terms = [term for term in self.counts.columns if self._pos(term) not in pos]
            stopped = pd.concat([self.lexicon.stop_words, pd.DataFrame({"word": terms})], ignore_index=True)
            held["lexicon"] = replace(self.lexicon, stop_words=stopped.drop_duplicates("word").fillna(""))
        speeches = self.speeches[self.speeches["strategy"].isin(groups)] if groups else self.speeches
        order = list(dict.fromkeys(groups)) or speeches["strategy"].cat.remove_unused_categories().cat.categories
        held["speeches"] = speeches.assign(strategy=speeches["strategy"].cat.set_categories(order)).reset_index(
            drop=True
        )
        return made

    def _pos(self, term: str) -> str:
        tagged = tag_words(term)
        return tagged[0][1][:1] if len(tagged) == 1 else "n"

    def counting(self, strings: Sequence[str]) -> Results:
        """The same corpus with some words counted as strings: wherever they stand, within longer words too.

        Frequency, tests and charts of these take each place for one; what shares are of stays the words counted, and so
        do ``counts``, ``tokens`` and ``keyness``.

        Examples
        --------
        >>> results = Results().counting(["安全"])
        >>> results.frequency.loc[results.frequency["term"] == "安全", "count"].tolist()
        [5, 5, 2, 3]
        """
        made = copy(self)
        places = concordance.string_places(self.speeches, strings)
        inside = own_names.inside_names(places, self.speeches, self.name_patterns)
        held = vars(made)
        for name in [name for name in held if not name.startswith("_") and name not in _AS_EVER]:
            del held[name]
        asked = pd.Categorical(places["term"], list(dict.fromkeys(strings)))  # with those that stand nowhere
        held["strings"] = places.assign(term=asked, own_name=inside)
        return made

    @property
    def possible(self) -> bool:
        """Whether there are two groups with words to compare."""
        return int((self.counts.sum(axis=1) > 0).sum()) > 1

    @cached_property
    def paragraph_counts(self) -> pd.DataFrame | SparseCounts:
        """Occurrences, paragraph x term, of what is compared: what units are gathered from."""
        return count_paragraphs(self.compared_tokens)

    @cached_property
    def unit(self) -> str:
        """What is shuffled and drawn anew: document or paragraph, chosen once for every verdict."""
        return units.choose_unit(self.paragraph_counts.index, self.corpus.settings.unit)

    @property
    def unit_overstates(self) -> bool:
        """Whether the corpus asks for paragraphs where it has documents enough."""
        unit = self.corpus.settings.unit
        return bool(unit) and units.is_overstating(self.paragraph_counts.index, unit)

    @cached_property
    def units(self) -> units.Units:
        """Occurrences, unit x term."""
        own, places = units.gather_units(self.paragraph_counts, self.unit), self.strings
        if places is None:
            return own
        return units.with_places(own, places if self.names_kept else places[~places["own_name"]])

    @cached_property
    def roles(self) -> np.ndarray | None:
        """Role of each unit (opening, middle, closing), where units are paragraphs of more than one role."""
        return self._roles(self.units)

    def _roles(self, of: units.Units) -> np.ndarray | None:
        if of.unit != "paragraph":
            return None
        roles = moves.paragraph_roles(self.moves, of.places)
        return roles if len(np.unique(roles)) > 1 else None

    def varied(self, *, unit: str = "", hmm: bool = False, level: str = "", names: str = "", **lists) -> Results:
        """The same texts under another setting: unit, cutting, own names, or word lists (`lists`: Lexicon's fields).

        Examples
        --------
        >>> Results().varied(level="word").units.terms[:3].tolist()
        ['一以贯之', '一任', '一体化']
        """
        level = level or self._level
        cut_anew = hmm or lists or level != self._level
        shared = ["corpus", "speeches", "name_patterns", "hits", "coded", "moves", *([] if cut_anew else ["tokens"])]
        made = self._beside(*shared, level=level, names=names)
        made.lexicon = replace(self.lexicon, **lists)
        made.segmenter = Segmenter(made.lexicon, engine=self._engine, hmm=hmm, level=level)
        made.unit = unit or self.unit
        return made

    def of_texts(self, documents: pd.DataFrame, speeches: pd.DataFrame) -> Results:
        """The same settings and word lists for other documents and their sentences."""
        made = self._beside("corpus", "lexicon")
        made.texts = replace(self.texts, documents=documents, parsed=replace(self.parsed, speeches=speeches))
        return made

    def _beside(self, *shared: str, level: str = "", names: str = "") -> Results:
        """Results of the same folder under another setting, which share some tables with these."""
        names = names or ("keep" if self.names_kept else "out")
        made = Results(self._folder, words=self._words, engine=self._engine, level=level or self._level, names=names)
        vars(made).update({name: getattr(self, name) for name in shared})
        return made

    @cached_property
    def theme_units(self) -> dict[tuple[str, str], units.Units]:
        """Sentences and characters of each theme by unit, with hits inside own names and without."""
        inside = own_names.inside_names(self.hits, self.speeches, self.name_patterns, whole=True)
        found = {}
        for names, hits in (("out", self.hits[~inside]), ("keep", self.hits)):
            coded = self.coded if names == "keep" else themes.code_hits(self.speeches, hits)
            for weight in ("sentences", "characters"):
                counts, totals = resampling.sentences_by_paragraph(coded, self.speeches, weight=weight)
                found[names, weight] = units.gather_units(counts, self.unit, totals=totals)
        return found


@dataclass(frozen=True)
class Table:
    """How a table is made, and what for.

    Attributes
    ----------
    make : callable
        From the results to the table.
    job : callable, optional
        From the results to a function without arguments that another process can call: for tables of thousands of
        shuffles or resamples, which take seconds where the others take none.
    only_large : bool
        Whether it is written for large corpora alone: the others have it in a finer table.
    """

    make: Callable[[Results], pd.DataFrame]
    job: Callable[[Results], Callable[[], pd.DataFrame]] | None = None
    only_large: bool = False


def _resampled(job: Callable[[Results], Callable[[], pd.DataFrame]]) -> Table:
    return Table(lambda results: job(results)(), job)


def _stability_job(results: Results) -> Callable[[], pd.DataFrame]:
    # of a large corpus fewer resamples, whose number is said in a column
    fewer = {"resamples": FEWER_RESAMPLES} if isinstance(results.paragraph_counts, SparseCounts) else {}
    counts = results.paragraph_counts if results.unit == "paragraph" else units.counts_of(results.units)
    return partial(_stability, counts, results.units, **fewer)


def _stability(counts: pd.DataFrame | SparseCounts, own: units.Units, **fewer: int) -> pd.DataFrame:
    """Ranks under resampling; the intervals are those of the units."""
    table = resampling.bootstrap_paragraphs(counts, limits=False, **fewer).assign(**fewer)
    return verdicts.with_intervals(table, own)


def _theme_stability(coded: pd.DataFrame, speeches: pd.DataFrame, own: units.Units) -> pd.DataFrame:
    table = resampling.bootstrap_themes(coded, speeches, limits=False)
    return verdicts.with_intervals(table, own, name="theme", share="share", per=1)


def _theme_tests_job(results: Results) -> Callable[[], pd.DataFrame]:
    return partial(_theme_tests, {key: (own, results._roles(own)) for key, own in results.theme_units.items()})


def _theme_tests(by: dict[tuple[str, str], tuple]) -> pd.DataFrame:
    """`verdicts.share_tests` of every way to count, one under the other."""
    tables = [
        verdicts.share_tests(own, strata=roles).rename(columns={"term": "theme"}).assign(names=names, weight=weight)
        for (names, weight), (own, roles) in by.items()
    ]
    return pd.concat(tables, ignore_index=True)


def _settings(results: Results) -> dict[str, robustness.Setting]:
    """Other reasonable settings, the standard first: each with what it touches."""
    names, other = ("keep", "out") if results.names_kept else ("out", "keep")
    themed, lexicon = bool(len(results.coded.columns)), results.lexicon
    by = results.theme_units if themed else {}
    own = by.get((names, "sentences"))
    made = {robustness.STANDARD: robustness.Setting(
        results.units, own, results.roles, results._roles(own) if themed else None, by.get(("keep", "sentences"))
    )}  # fmt: skip
    bare = {"phrases": lexicon.phrases.iloc[:0], "synonyms": lexicon.synonyms.iloc[:0]}
    cuts = {
        "level": results.varied(level="word" if results._level == "phrase" else "phrase"),
        "bare": results.varied(level="word", **bare),
        "hmm": results.varied(hmm=True),
        "stop_words": results.varied(stop_words=lexicon.stop_words.iloc[:0]),
    }
    made |= {
        name: robustness.Setting(one.units, leaders=name != "stop_words") for name, one in cuts.items() if one.possible
    }
    turned = results.varied(names=other)
    made["names"] = robustness.Setting(turned.units, by.get((other, "sentences")), spoken=by.get(("out", "sentences")))
    if themed:
        made["characters"] = robustness.Setting(themes=by[names, "characters"], spoken=by["keep", "characters"])
    if results.unit == "paragraph" and units.documents_of(results.paragraph_counts.index).min() > 1:
        apart = results.varied(unit="document")
        made["unit"] = robustness.Setting(apart.units, apart.theme_units[names, "sentences"] if themed else None)
    return made


def _keyness(results: Results) -> pd.DataFrame:
    """Each strategy against the others, word by word: statistics of the tokens, and the verdict of the units.

    A large corpus, whose units are not shuffled, has ``token_verdict`` alone: what the tokens would say if they were
    drawn one by one, own names among them. That overstates, and nothing else is said or drawn of it.
    """
    if results.large:
        table = keyness.compare(results.counts, minimum=results.counted.minimum)
        return table.rename(columns={"p": "fisher_p", "verdict": "token_verdict"})
    return verdicts.judge_keyness(_of_tokens(keyness.compare(_compared(results))), results.word_tests)


def _keyness_pairs(results: Results) -> pd.DataFrame:
    """Every pair of strategies, word by word: statistics of the tokens, which describe and give no verdict."""
    return _of_tokens(keyness.compare_pairs(_compared(results)))


def _of_tokens(table: pd.DataFrame) -> pd.DataFrame:
    """What describes the tokens; in tables with verdicts of units ``p`` is the one that these rest on."""
    return table.rename(columns={"p": "fisher_p"}).drop(columns="verdict")


def _compared(results: Results) -> pd.DataFrame:
    counts = frequency.count_terms(results.compared_tokens)
    return counts[counts.sum(axis=1) > 0]


def _verdicts(results: Results) -> pd.DataFrame:
    """Every verdict: words, themes, pairs, the whole."""
    if not results.possible:
        return verdicts.gather_verdicts()
    shares = results.theme_tests if len(results.coded.columns) else None
    if shares is not None:
        names = "keep" if results.names_kept else "out"
        shares = shares[(shares["weight"] == "sentences") & (shares["names"] == names)]
    return verdicts.gather_verdicts(results.word_tests, shares, results.similarity, results.whole)


def _tokens(results: Results) -> pd.DataFrame:
    """The ``tokens`` table, with ``own_name``: whether the token stands in a mention of a group's own name."""
    tokens = segment_speeches(results.speeches, results.segmenter)
    return tokens.assign(own_name=own_names.inside_names(tokens, results.speeches, results.name_patterns))


def _paragraphs(counted: Counts) -> tuple[pd.Series, int]:
    """In how many paragraphs each term stands, and how many there are."""
    return counted.paragraphs.sum(axis=0), int(counted.totals["paragraphs_counted"].sum())


def _frequency(results: Results) -> pd.DataFrame:
    counted = results.counted
    paragraphs = counted.totals.loc[counted.counts.index, "paragraphs_counted"]
    table = frequency.frequency_from_counts(counted.counts, counted.paragraphs, paragraphs, minimum=counted.minimum)
    return table if results.strings is None else frequency.with_places(table, results.strings)


def _tfidf(method: str) -> Callable[[Results], pd.DataFrame]:
    def make(results: Results) -> pd.DataFrame:
        counted = results.counted
        options = {"method": method, "minimum": counted.minimum}
        table = tfidf.tfidf_from_counts(counted.counts, *_paragraphs(counted), **options)
        return tfidf.beside_rest(table, counted.counts)

    return make


def _dispersion(results: Results) -> pd.DataFrame:
    """How evenly each word is spread over the parts: paragraphs, of a large corpus documents."""
    counted, tables = results.counted, []
    for place in range(len(counted.counts)):
        own = counted.parts[:, np.flatnonzero(counted.part_group == place)]
        if own.shape[1] > 1:
            table = dispersion.group_dispersion(own, counted.counts.columns, minimum=counted.minimum)
            table.insert(0, "strategy", counted.counts.index[[place]].repeat(len(table)))
            tables.append(table)
    if not tables:
        raise TooSmall("one_part", n=1)
    return pd.concat(tables, ignore_index=True)


def _sentences(counted: Counts) -> pd.Series:
    """The sentences of each group, where themes were counted in them."""
    if counted.themes is None:
        raise TooSmall("themes_not_counted")
    return counted.totals["sentences"]


def _theme_shares(results: Results) -> pd.DataFrame:
    counted = results.counted
    spoken = _sentences(counted) > 0
    return themes.shares_from_counts(counted.themes[spoken.to_numpy()], counted.totals.loc[spoken, "sentences"])


def _totals(results: Results) -> pd.DataFrame:
    totals = results.counted.totals.reset_index()
    return totals if results.counted.themes is not None else totals.drop(columns="unthemed")


def _coverage(results: Results) -> pd.DataFrame:
    spoken = _sentences(results.counted) > 0
    table = results.counted.totals.loc[spoken, ["sentences", "unthemed"]].reset_index()
    table = table.rename(columns={"unthemed": "none"})
    return table.assign(share=table["none"] / table["sentences"])


def _collocates(results: Results) -> pd.DataFrame:
    counted = results.counted
    if counted.joint is None:
        raise TooSmall("node_not_counted")
    return collocation.collocates_from_counts(counted.counts, counted.joint, counted.node, by="strategy")


def _left_out(results: Results) -> pd.DataFrame:
    if not results.large:
        return results.texts.left_out_documents
    lost = [(address, mistake.after(address)) for address, mistake in results.counted.left_out]
    return pd.DataFrame(lost, columns=["file", "reason"])


def _idf(results: Results) -> pd.DataFrame:
    """How rare each term is over the paragraphs: term, paragraphs (that hold it), idf."""
    holding, paragraphs = _paragraphs(results.counted)
    table = pd.DataFrame({"paragraphs": holding, "idf": tfidf.idf_from_holding(holding, paragraphs)})
    return table.rename_axis("term").reset_index().sort_values(["idf", "term"], ignore_index=True)


def _near_formulae(results: Results) -> pd.DataFrame:
    if not isinstance(results.paragraph_counts, SparseCounts):
        return alignment.near_formulae(results.speeches, results.tokens)
    return alignment.near_formulae(results.speeches, results.tokens, min_shared=SHARED).assign(min_shared=SHARED)


def _sizes(results: Results) -> pd.DataFrame:
    """A row a speech: where and when it was given, and its paragraphs, sentences, characters and words.

    ``characters`` are those of the text with its punctuation, ``running_words`` all tokens but punctuation and
    numbers, ``words`` those of them that are counted (stop words left out): the N of every share.
    """
    speeches, tokens = results.speeches, results.tokens
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
    dated = sizes["speech"].map(results.documents.set_index("speech")["dated"])
    # A date of which only the year is known would be shown as the first of January.
    return sizes if dated.str.len().eq(10).all() else sizes.assign(dated=dated)


# In the order of the flow; what each holds stands in the catalogue's section `tables`
TABLES = {
    "speeches": Table(lambda results: results.parsed.speeches),
    "documents": Table(lambda results: results.texts.documents.drop(columns="address")),
    "sizes": Table(_sizes),
    "tokens": Table(_tokens),
    "stop_words": Table(lambda results: audit_stop_words(results.tokens, results.lexicon)),
    "phrase_recall": Table(lambda results: phrase_recall(results.speeches, results.tokens, results.lexicon)),
    "counts": Table(lambda results: results.counted.counts),
    "frequency": Table(_frequency),
    "idf": Table(_idf),
    "tfidf": Table(_tfidf("paragraph")),
    "class_tfidf": Table(_tfidf("class")),
    "document_tfidf": Table(_tfidf("document")),  # kept for teaching
    "own_names": Table(lambda results: own_names.own_name_terms(results.tokens)),
    "coded": Table(lambda results: themes.code_sentences(results.speeches, results.lexicon.themes)),
    "hits": Table(lambda results: themes.theme_hits(results.speeches, results.lexicon.themes)),
    "theme_shares": Table(_theme_shares),
    "corrected_shares": Table(lambda results: themes.corrected_shares(results.theme_shares, results.hand_coded)),
    "theme_weights": Table(lambda results: themes.theme_weights(results.tfidf, results.tokens, results.hits)),
    "coverage": Table(_coverage),
    "unclaimed": Table(lambda results: themes.unclaimed_terms(results.tokens, results.hits)),
    "verdicts": Table(_verdicts),
    "keyness": Table(_keyness),
    "keyness_pairs": Table(_keyness_pairs),
    "word_tests": _resampled(lambda results: partial(verdicts.word_tests, results.units, strata=results.roles)),
    "theme_tests": _resampled(_theme_tests_job),
    "whole": _resampled(lambda results: partial(verdicts.whole_tests, results.units, strata=results.roles)),
    "robustness": _resampled(lambda results: partial(robustness.survive, _settings(results))),
    "stability": _resampled(_stability_job),
    "theme_stability": _resampled(
        lambda results: partial(
            _theme_stability, results.coded, results.speeches, results.theme_units["keep", "sentences"]
        )
    ),
    "dispersion": Table(_dispersion),
    "similarity": _resampled(lambda results: partial(verdicts.pair_tests, results.units)),
    "formulae": Table(lambda results: formulae.formulae_at(results.formula_places, results.speeches)),
    "formula_places": Table(lambda results: formulae.formula_places(results.speeches, tokens=results.tokens)),
    "near_formulae": Table(_near_formulae),
    "shared_wording": Table(lambda results: formulae.shared_wording(results.speeches)),
    "moves": Table(lambda results: moves.code_moves(results.speeches, results.lexicon.moves)),
    "move_shares": Table(lambda results: moves.move_shares(results.moves)),
    "diversity": Table(lambda results: diversity.diversity_table(results.tokens)),
    "phrase_candidates": Table(lambda results: phrases.propose_phrases(results.speeches, results.lexicon)),
    # Of `count`, where the texts themselves are not at hand
    "totals": Table(_totals, only_large=True),
    "document_counts": Table(lambda results: results.counted.documents, only_large=True),
    "collocates": Table(_collocates, only_large=True),
    "left_out_documents": Table(_left_out),
}
LEFT_OUT = "left_out_documents"  # written only where a document could not be read
# These take thousands of shuffles or resamples, or are made from such: seconds, where the others take none. The words
# are shuffled at once, for what is told of them stands in the table that most people open first.
RESAMPLED = ("verdicts", *(name for name, table in TABLES.items() if table.job and name != "word_tests"))


def names_of_corpus(corpus: Corpus, lexicon: Lexicon, speeches: pd.DataFrame) -> Names:
    """What groups, themes and terms of a corpus are called; of `speeches` only strategy and speech are read.

    Examples
    --------
    >>> results = Results()
    >>> names_of_corpus(results.corpus, results.lexicon, results.speeches).group
    'strategy'
    """
    settings, names = corpus.settings, names_of(lexicon, speeches)
    if settings.group_name and settings.group_name[0] != names.words("zh")["kind"]:
        names = replace(names, group=settings.group_name)
    short = {group: names.strategies.get(group, (group, ""))[0] for group in settings.group_english}
    english = {group: (short[group], name) for group, name in settings.group_english.items()}
    return replace(names, strategies={**names.strategies, **english})
