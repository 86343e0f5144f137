"""One batch of text to its counts: what a worker does, and what it hands back.

A Python step a token would cost more than cutting it. Here paragraphs are laid end to end with a line break between
them (no word and no phrase runs over one), cut some thousand characters at a time, and looked up in one dictionary.
"""

from __future__ import annotations

import hashlib
import json
import threading
from array import array
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from analysis.documents.pages import TERMINALS
from analysis.documents.sentences import count_sentences, split_sentences
from analysis.segmentation.cutter import Cutter, make_cutter
from analysis.segmentation.notation import COUNTED_KINDS, kind_of

SIZES = ("sentences", "characters", "words", "stop_words", "numbers", "punctuation", "unthemed")
SPACE, PUNCTUATION, NUMBER, STOPPED, KEPT = range(5)
CHUNK = 16_000  # characters cut at once: what is in hand stays in the processor's cache
MOST_TERMS = 2_000_000
_UNCOUNTED = {"space": SPACE, "punctuation": PUNCTUATION, "number": NUMBER}


@dataclass(frozen=True)
class Rules:
    """How text is cut and what is counted; small, and the same on every machine.

    Attributes
    ----------
    phrases, stop_words : tuple of str
        Kept whole; not counted.
    synonyms : tuple of (form, counted as)
    engine, hmm
        As in :class:`analysis.segmentation.Segmenter`.
    themes : tuple of (theme, term, pattern)
        Rows of the dictionary of themes; empty: themes are not counted.
    node : tuple of str
        Words whose neighbours are counted; empty: none.
    window : (int, int)
        Places to the left and right of the node.
    """

    phrases: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    engine: str = "rjieba"
    hmm: bool = False
    themes: tuple[tuple[str, str, str], ...] = ()
    node: tuple[str, ...] = ()
    window: tuple[int, int] = (5, 5)

    @property
    def theme_names(self) -> list[str]:
        """The themes, in the order of the codebook."""
        from analysis.measures.themes import in_codebook_order

        return in_codebook_order(theme for theme, _, _ in self.themes)

    @property
    def by_sentence(self) -> bool:
        """Whether text must be cut sentence by sentence: a phrase that holds 。 would run over the end of one."""
        return bool(self.node) or any(mark in phrase for phrase in self.phrases for mark in TERMINALS)

    def digest(self) -> str:
        """The same for the same rules only."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Batch:
    """Paragraphs x terms, sparse, with the place of every paragraph.

    Attributes
    ----------
    terms : list of str
        The columns.
    places : array, paragraphs x 2
        Piece of the batch (a document, or part of a large one), and paragraph in it, both from 0.
    pointers, columns, values : arrays
        Occurrences, in the form of a csr_array.
    sizes : array, paragraphs x SIZES
    themes : array, paragraphs x themes
        Sentences that carry the theme.
    near : array, cells x 3
        Paragraph, term, places near the node.
    """

    terms: list[str]
    places: np.ndarray
    pointers: np.ndarray
    columns: np.ndarray
    values: np.ndarray
    sizes: np.ndarray
    themes: np.ndarray
    near: np.ndarray

    @property
    def counts(self):
        """The matrix, paragraphs x terms, as a csr_array."""
        from scipy.sparse import csr_array  # workers do without

        return csr_array((self.values, self.columns, self.pointers), shape=(len(self.places), len(self.terms)))


def count_batch(pieces: Sequence[Sequence[str | list[str]]], rules: Rules) -> Batch:
    """Count the paragraphs of each piece; one is its text, or its sentences where they are known.

    Examples
    --------
    >>> batch = count_batch([["推动改革。", "改革、开放。"], ["开放。"]], Rules())
    >>> batch.terms, batch.counts.toarray().tolist(), batch.places.tolist()
    (['推动', '改革', '开放'], [[1, 1, 0], [0, 1, 1], [0, 0, 1]], [[0, 0], [0, 1], [1, 0]])
    """
    paragraphs = [paragraph for piece in pieces for paragraph in piece]
    length = np.array([len(piece) for piece in pieces], np.int64)
    piece = np.repeat(np.arange(len(pieces)), length)
    places = np.column_stack([piece, np.arange(len(piece)) - np.repeat(np.cumsum(length) - length, length)])
    coder = _coder(rules)
    whole = not rules.by_sentence and all(isinstance(one, str) for one in paragraphs)
    units, row_of = (paragraphs, np.arange(len(paragraphs))) if whole else _split(paragraphs)
    numbers, unit = coder.code(units)
    row, classes = row_of[unit].astype(np.int64), coder.classes()[numbers]
    kept, size = classes == KEPT, max(len(coder.terms), 1)
    keys, values = distinct(row[kept] * size + numbers[kept])
    used = np.flatnonzero(np.bincount(keys % size, minlength=size))
    column = np.zeros(size, np.int32)
    column[used] = np.arange(len(used))
    sizes = _sizes(paragraphs, row, classes, coder.lengths()[numbers])
    themes, sizes[:, -1] = _themes(paragraphs, rules)
    return Batch(
        terms=[coder.terms[number] for number in used],
        places=places,
        pointers=np.searchsorted(keys, np.arange(len(paragraphs) + 1) * size),
        columns=column[keys % size],
        values=values.astype(np.int32),
        sizes=sizes,
        themes=themes,
        near=_near(numbers, classes, unit, row, column, coder.terms, rules),
    )


_MEMORY = threading.local()  # a coder for each thread: it numbers terms as it meets them


def _coder(rules: Rules) -> Coder:
    held = getattr(_MEMORY, "held", None)
    if held is None or held[0] != rules or held[1].full:
        cutter = make_cutter(rules.phrases, rules.synonyms, engine=rules.engine, hmm=rules.hmm)
        held = _MEMORY.held = (rules, Coder(cutter, stop_words=rules.stop_words))
    return held[1]


def _split(paragraphs):
    """The sentences, and the paragraph of each."""
    found = [split_sentences(one) if isinstance(one, str) else one for one in paragraphs]
    row = np.repeat(np.arange(len(found)), [len(one) for one in found])
    return [sentence.strip() for one in found for sentence in one], row


def distinct(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different keys, ascending, and how often each stands there: ``numpy.unique`` at a fraction of its time.

    Examples
    --------
    >>> [values.tolist() for values in distinct(np.array([7, 3, 7]))]
    [[3, 7], [1, 2]]
    """
    keys = np.sort(keys)
    first = np.flatnonzero(np.diff(keys, prepend=-1) != 0) if len(keys) else np.zeros(0, np.int64)
    return keys[first], np.diff(first, append=len(keys))


def _sizes(paragraphs, row, classes, lengths):
    sizes = np.zeros((len(paragraphs), len(SIZES)), np.int64)
    sizes[:, 0] = [count_sentences(one) if isinstance(one, str) else len(one) for one in paragraphs]
    # weights are whole numbers far below 2**53: exact
    sizes[:, 1] = np.bincount(row, weights=lengths * (classes != SPACE), minlength=len(paragraphs))
    by_class = np.bincount(row * (KEPT + 1) + classes, minlength=len(paragraphs) * (KEPT + 1)).reshape(-1, KEPT + 1)
    sizes[:, 2:6] = by_class[:, [KEPT, STOPPED, NUMBER, PUNCTUATION]]
    return sizes


def _themes(paragraphs, rules):
    """Sentences by paragraph and theme, and sentences by paragraph that carry none."""
    if not rules.themes:
        return np.zeros((len(paragraphs), 0), np.int64), 0
    import pandas as pd

    from analysis.measures.themes import code_sentences

    texts, row = _split(paragraphs)
    themes = pd.DataFrame(list(rules.themes), columns=["theme", "term", "pattern"])
    coded = code_sentences(pd.DataFrame({"text": texts}), themes)[rules.theme_names].to_numpy()
    counts = [np.bincount(row[column], minlength=len(paragraphs)) for column in coded.T]
    return np.column_stack(counts), np.bincount(row[~coded.any(axis=1)], minlength=len(paragraphs))


def _near(numbers, classes, unit, row, column, terms, rules):
    """Paragraph, term and count of the kept places near the node; every unit is a sentence."""
    if not rules.node:
        return np.zeros((0, 3), np.int64)
    from analysis.measures.collocation import near_places

    running = ~np.isin(classes, [SPACE, PUNCTUATION])
    numbers, unit, row, kept = (values[running] for values in (numbers, unit, row, classes == KEPT))
    node = kept & np.isin(numbers, [number for number, term in enumerate(terms) if term in set(rules.node)])
    near = near_places(node, unit, *rules.window) & kept & ~node
    width = max(len(column), 1)
    keys, count = distinct(row[near] * width + column[numbers[near]])
    return np.column_stack([keys // width, keys % width, count])


class Coder:
    r"""Text to numbers of terms; the numbers are this object's own.

    Attributes
    ----------
    terms : list of str
        ``terms[number]``.

    Examples
    --------
    >>> coder = Coder(Cutter(["新质生产力"]), stop_words=["和"])
    >>> numbers, units = coder.code(["培育新质生产力", "改革和开放。有的放矢！"])
    >>> [coder.terms[number] for number in numbers[:7]], units[:7].tolist()
    (['培育', '新质生产力', '\n', '改革', '和', '开放', '。'], [0, 0, 0, 1, 1, 1, 1])
    >>> coder.classes()[numbers[:7]].tolist()
    [4, 4, 0, 4, 3, 4, 1]
    """

    def __init__(self, cutter: Cutter, *, stop_words: Collection[str] = ()):
        self._cutter = cutter
        self._numbers = _Numbers(cutter.phrases, frozenset(stop_words))
        self.terms = self._numbers.terms

    @property
    def full(self) -> bool:
        """Whether so many terms were met that a new coder should take over."""
        return len(self.terms) > MOST_TERMS

    def code(self, units: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Cut every unit of text (a paragraph, a sentence).

        Returns
        -------
        numbers, places : arrays of int32
            One entry a token, line breaks and other white space among them (class SPACE): the number of its term, and
            the place of its unit in `units`.
        """
        numbers = [np.zeros(0, np.int32)]
        numbers += [self._code_text(_lay_out(units[start:stop])) for start, stop in _chunks(units)]
        numbers = np.concatenate(numbers)
        ends = np.flatnonzero(numbers == self._numbers["\n"])  # of the units: a break belongs to the one it ends
        return numbers, np.repeat(np.arange(len(units), dtype=np.int32), np.diff(ends, prepend=-1))

    def classes(self) -> np.ndarray:
        """By term number: SPACE, PUNCTUATION, NUMBER, STOPPED (by the stop list) or KEPT."""
        return np.frombuffer(bytes(self._numbers.classes), np.uint8)

    def lengths(self) -> np.ndarray:
        """By term number: characters."""
        return np.frombuffer(self._numbers.lengths.tobytes(), np.int64)

    def _code_text(self, text: str) -> np.ndarray:
        look = self._numbers.__getitem__
        terms, cover, kept, _ = self._cutter.cut_covered(text)
        numbers = np.fromiter(map(look, terms), np.int32, len(terms))
        if kept:
            numbers[numbers == look(cover)] = [look(term) for _, _, term in kept]
        return numbers


class _Numbers(dict):
    """The number of every term met so far, and its class."""

    def __init__(self, phrases: Sequence[str], stop_words: frozenset[str]):
        super().__init__({phrase: number for number, phrase in enumerate(phrases)})
        self.terms, self._stop_words = list(phrases), stop_words
        self.classes = bytearray(STOPPED if phrase in stop_words else KEPT for phrase in phrases)
        self.lengths = array("q", map(len, phrases))
        self["\n"]  # known from the start

    def __missing__(self, term: str) -> int:
        kind = kind_of(term)
        if kind in COUNTED_KINDS:
            self.classes.append(STOPPED if term in self._stop_words else KEPT)
        else:
            self.classes.append(_UNCOUNTED[kind])
        self.lengths.append(len(term))
        number = self[term] = len(self.terms)
        self.terms.append(term)
        return number


def _lay_out(units: Sequence[str]) -> str:
    text = "\n".join(units) + "\n"
    if text.count("\n") != len(units) or "\r" in text:  # a break inside a unit is white space as any other
        text = "\n".join(unit.replace("\r", " ").replace("\n", " ") for unit in units) + "\n"
    return text


def _chunks(units: Sequence[str]) -> list[tuple[int, int]]:
    """Cut the list of units where CHUNK characters are full."""
    full = np.cumsum(np.fromiter(map(len, units), np.int64, len(units))) // CHUNK
    edges = [0, *(np.flatnonzero(np.diff(full)) + 1).tolist(), len(units)]
    return [(start, stop) for start, stop in zip(edges, edges[1:], strict=False) if start < stop]
