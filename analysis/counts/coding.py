"""Whole batches of text to arrays of term numbers: what makes counting cost little beside cutting.

A Python step a token would cost more than cutting it. Here paragraphs are laid end to end with a line break between
them (no word and no phrase runs over one), cut some thousand characters at a time, and looked up in one dictionary.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

import numpy as np

from analysis.segmentation.cutter import Cutter
from analysis.segmentation.notation import COUNTED_KINDS, kind_of

SPACE, PUNCTUATION, NUMBER, STOPPED, KEPT = range(5)
CHUNK = 16_000  # characters cut at once: what is in hand stays in the processor's cache
MOST_TERMS = 2_000_000
_UNCOUNTED = {"space": SPACE, "punctuation": PUNCTUATION, "number": NUMBER}


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
