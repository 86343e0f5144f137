"""``speeches`` to ``tokens``: policy phrases first, on the raw text, then words in what is left between them.

A general dictionary cuts 新质生产力 into 新质 and 生产力, and no dictionary word can hold the 、 of
共抓大保护、不搞大开发. Therefore the phrases of ``data/words/phrases.csv`` are found first; jieba cuts only the gaps.
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from analysis.segmentation.cutter import ENGINES, Cutter, make_cutter
from analysis.segmentation.notation import COUNTED_KINDS, fold, kind_of

if TYPE_CHECKING:  # worker processes cut text without pandas
    import pandas as pd

    from analysis.lexicon import Lexicon

__all__ = [
    "COUNTED_KINDS",
    "Cutter",
    "Segmenter",
    "Token",
    "audit_stop_words",
    "fold",
    "kind_of",
    "phrase_recall",
    "segment_speeches",
]

Token = tuple[str, int, int, str]

LEVELS = ("phrase", "word")
_SHORT = 4  # characters


class Segmenter:
    """Cut text into phrases, words, numbers, Latin strings and punctuation.

    Phrases are matched leftmost-longest: where two overlap, the longer wins, and of two as long the one that begins
    first. A phrase that would part one character from a word is none: 安全生产法 in 安全生产法律法规. The gaps are cut
    by jieba's dictionary without its hidden Markov model, which guesses words that are in no dictionary.

    Parameters
    ----------
    lexicon : Lexicon
        Phrases, synonyms and stop words.
    engine : {"rjieba", "jieba"}
        The Rust port, many times faster, or the reference; both give the same tokens.
    hmm : bool
        Whether to let jieba guess unknown words (the engines then differ in ASCII strings with hyphens).
    level : {"phrase", "word"}
        ``"phrase"`` keeps every phrase whole: 高质量发展 is one token. ``"word"`` keeps only names such as 长三角
        whole, so that 发展 is counted wherever it stands.

    Raises
    ------
    ValueError
        Unknown engine or level.

    References
    ----------
    jieba 0.42.1 (Sun Junyi) for the dictionary and the maximum-probability path; Aho and Corasick (1975), Efficient
    string matching, Communications of the ACM 18(6), for finding all phrases in one pass.

    Examples
    --------
    >>> from analysis.lexicon import read_lexicon
    >>> [term for term, *_ in Segmenter(read_lexicon()).segment("培育新质生产力，加强统筹。")]
    ['培育', '新质生产力', '，', '加强', '统筹', '。']
    """

    def __init__(self, lexicon: Lexicon, *, engine: str = "rjieba", hmm: bool = False, level: str = "phrase"):
        if engine not in ENGINES:
            raise ValueError(f"engine {engine!r}: use one of {', '.join(ENGINES)}")
        if level not in LEVELS:
            raise ValueError(f"level {level!r}: use one of {', '.join(LEVELS)}")
        phrases = lexicon.phrases
        if level == "word":
            phrases = phrases[phrases["kind"] == "name"]
        self.engine, self.hmm, self.level = engine, hmm, level
        self.stop_words = frozenset([*lexicon.stop_words["word"], *map(fold, lexicon.stop_words["word"])])
        self.phrases = tuple(phrases["phrase"])
        same = lexicon.synonyms
        self.synonyms = dict(zip(same["form"], same["counted_as"], strict=True))
        self._kinds = _Kinds.fromkeys(phrases["phrase"], "phrase")

    @cached_property
    def _cutter(self) -> Cutter:
        """Made when the first text is cut: reading jieba's dictionary takes a while."""
        return make_cutter(self.phrases, tuple(self.synonyms.items()), engine=self.engine, hmm=self.hmm)

    def __getstate__(self) -> dict:
        """Without the automaton: another process makes its own."""
        return {name: value for name, value in vars(self).items() if name != "_cutter"}

    def segment(self, text: str) -> list[Token]:
        """Cut `text`.

        Parameters
        ----------
        text : str
            Running text, normally a sentence.

        Returns
        -------
        list of (term, start, end, kind)
            In order. ``text[start:end]`` is what is written, and it is the term unless its notation is folded
            (ＡＩ is counted as AI) or it has a synonym. Together the written are the text without its white space.
        """
        return list(zip(*self._columns(text), strict=True))

    def cut(self, text: str) -> list[str]:
        """The terms alone, as ``jieba.lcut`` gives words: where places are not needed.

        Examples
        --------
        >>> from analysis.lexicon import read_lexicon
        >>> Segmenter(read_lexicon()).cut("建设 美丽中部")
        ['建设', '美丽中部']
        """
        text = text.strip()
        terms = self._cutter.cut(text)
        if len(text.split(None, 1)) > 1:
            return [term for term in terms if not term.isspace()]
        return terms

    def _columns(self, text: str) -> tuple[list[str], list[int], list[int], list[str]]:
        """Terms, starts, ends and kinds: lists of their own, for a tuple a token costs more than cutting it."""
        before = len(text) - len(text.lstrip())
        terms, cover, kept, places = self._cutter.cut_covered(text.strip())
        lengths = list(map(len, terms))
        place = -1
        for start, end, term in kept:
            place = terms.index(cover, place + 1)
            terms[place], lengths[place] = term, end - start
        edges = list(accumulate(lengths, initial=0 if places else before))
        if places:
            edges = [before + places[edge] for edge in edges]
        starts, ends = edges[:-1], edges[1:]
        if places:  # a space that was left out stands behind its token
            spans = zip(starts, ends, strict=True)
            ends = [start + max(1, len(text[start:end].rstrip())) for start, end in spans]
        kinds = list(map(self._kinds.__getitem__, terms))
        if "space" not in kinds:
            return terms, starts, ends, kinds
        shown = [kind != "space" for kind in kinds]
        return tuple(list(compress(column, shown)) for column in (terms, starts, ends, kinds))


class _Kinds(dict):
    """The kind of every term met so far; of numbers the short ones, for there is no end of them."""

    def __missing__(self, term: str) -> str:
        kind = kind_of(term)
        if kind != "number" or len(term) <= _SHORT:
            self[term] = kind
        return kind


def segment_speeches(speeches: pd.DataFrame, segmenter: Segmenter) -> pd.DataFrame:
    """Cut every sentence of a ``speeches`` table.

    Parameters
    ----------
    speeches : DataFrame
        The ``speeches`` table.
    segmenter : Segmenter
        Engine, level and stop words.

    Returns
    -------
    DataFrame
        The ``tokens`` table: a row a token in place. ``kept`` is False for punctuation, for numbers and for stop
        words; such tokens keep their row and are left out of counts.

    Examples
    --------
    >>> from analysis import paths, parsing, lexicon
    >>> speeches = parsing.read_speeches(paths.DOCUMENT)
    >>> tokens = segment_speeches(speeches, Segmenter(lexicon.read_lexicon()))
    >>> tokens.loc[tokens["kind"] == "phrase", "term"].value_counts().index[0]
    '高质量发展'
    """
    import pandas as pd

    from analysis import tables

    columns: dict[str, list] = {"term": [], "start": [], "end": [], "kind": []}
    sizes = []
    for text in speeches["text"]:
        cut = segmenter._columns(text)
        sizes.append(len(cut[0]))
        for values, found in zip(columns.values(), cut, strict=True):
            values.extend(found)
    place = speeches[tables.PLACE_OF_SENTENCE].loc[speeches.index.repeat(sizes)]
    table = place.reset_index(drop=True)
    for column, values in columns.items():
        table[column] = pd.array(values, dtype="int64" if column in ("start", "end") else "str")
    table["kept"] = table["kind"].isin(COUNTED_KINDS) & ~table["term"].isin(segmenter.stop_words)
    return table[tables.TOKEN_COLUMNS]


def audit_stop_words(tokens: pd.DataFrame, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """What is left out of the counts, and how much of the text it is.

    Parameters
    ----------
    tokens : DataFrame
        The ``tokens`` table.
    lexicon : Lexicon, optional
        Gives the reason of each stop word.

    Returns
    -------
    DataFrame
        Columns term, kind, reason, count, share; most frequent first. ``share`` is of all tokens but punctuation,
        from 0 to 1, so its sum is the share removed. Punctuation is not listed.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"term": ["和", "发展", "，"], "kind": ["word", "word", "punctuation"],
    ...                        "kept": [False, True, False]})
    >>> audit_stop_words(tokens)[["term", "count", "share"]].values.tolist()
    [['和', 1, 0.5]]
    """
    words = tokens[tokens["kind"] != "punctuation"]
    removed = words[~words["kept"]].groupby(["term", "kind"], as_index=False).size()
    removed = removed.rename(columns={"size": "count"})
    removed["share"] = removed["count"] / max(len(words), 1)
    reasons = {} if lexicon is None else dict(lexicon.stop_words[["word", "reason"]].itertuples(index=False))
    removed.insert(2, "reason", [
        "数字 number" if kind == "number" else reasons.get(term, "停用词 stop word")
        for term, kind in zip(removed["term"], removed["kind"], strict=True)
    ])  # fmt: skip
    return removed.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)


def phrase_recall(speeches: pd.DataFrame, tokens: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """For each phrase of the list: its hits as a token, against exact search in the text.

    Parameters
    ----------
    speeches, tokens : DataFrame
        The tables; tokens cut from these speeches.
    lexicon : Lexicon
        The phrase list.

    Returns
    -------
    DataFrame
        Columns phrase, in_text (hits of the string, not overlapping), as_token, inside_longer (hits within a longer
        phrase that was taken instead), cut (hits lost to a phrase that overlaps), recall (as_token / in_text),
        counted_as (the phrase itself, unless it is a form with a synonym). Only phrases and forms that occur; most
        frequent first.
    """
    import pandas as pd

    text = "\n".join(map(fold, speeches["text"]))
    texts = speeches.set_index(["paragraph", "sentence", "speech"])["text"].to_dict()
    kept = tokens[(tokens["kind"] == "phrase") | tokens["term"].isin(lexicon.synonyms["counted_as"])]
    written = [fold(texts[row.paragraph, row.sentence, row.speech][row.start : row.end]) for row in kept.itertuples()]
    found = pd.Series(written, dtype=str).value_counts()
    counted_as = {phrase: phrase for phrase in lexicon.phrases["phrase"]}
    counted_as |= dict(zip(lexicon.synonyms["form"], lexicon.synonyms["counted_as"], strict=True))
    rows = []
    for phrase, term in counted_as.items():
        folded = fold(phrase)
        in_text = text.count(folded)
        if in_text:
            as_token = int(found.get(folded, 0))
            longer = sum(
                int(n) * other.count(folded) for other, n in found.items() if other != folded and folded in other
            )
            whole = as_token / in_text
            rows.append((phrase, in_text, as_token, longer, in_text - as_token - longer, whole, term))
    columns = ["phrase", "in_text", "as_token", "inside_longer", "cut", "recall", "counted_as"]
    return pd.DataFrame(rows, columns=columns).sort_values(
        ["in_text", "phrase"], ascending=[False, True], ignore_index=True
    )
