"""One batch of text to its counts: what a worker does, and what it hands back.

Everything counted is a whole number, so batches can be added up in any order, on any number of machines, and give the
same sums to the last digit. Shares, weights and intervals are computed at the end, from the sums.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from analysis.counting.coding import KEPT, NUMBER, PUNCTUATION, SPACE, STOPPED, TERMINAL, Coder
from analysis.documents.pages import TERMINALS
from analysis.documents.sentences import split_sentences
from analysis.segmentation.cutter import Cutter

TOTALS = (
    "paragraphs", "paragraphs_counted", "sentences", "characters", "words", "stop_words", "numbers", "punctuation",
    "unthemed",
)  # fmt: skip


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
    by_paragraph : bool
        Each paragraph is a part of its own, not the piece it stands in.
    """

    phrases: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    stop_words: tuple[str, ...] = ()
    engine: str = "rjieba"
    hmm: bool = False
    themes: tuple[tuple[str, str, str], ...] = ()
    node: tuple[str, ...] = ()
    window: tuple[int, int] = (5, 5)
    by_paragraph: bool = False

    @property
    def theme_names(self) -> list[str]:
        """The themes, in the order of the codebook."""
        from analysis.measures.themes import THEMES

        own = list(dict.fromkeys(theme for theme, _, _ in self.themes))
        return [name for name in THEMES if name in own] + [name for name in own if name not in THEMES]

    @property
    def by_sentence(self) -> bool:
        """Whether text must be cut sentence by sentence: a phrase that holds 。 would run over the end of one."""
        return bool(self.node) or any(mark in phrase for phrase in self.phrases for mark in TERMINALS)

    def digest(self) -> str:
        """The same for the same rules only."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class BatchCounts:
    """The counts of one batch. A part is a piece of the batch (or several, or one paragraph): what dispersion compares.

    Attributes
    ----------
    terms : list of str
        Counted in this batch.
    part_piece, part_paragraph : arrays, by part
        Its first piece, and its paragraph in that (0 where parts are pieces).
    cells : array, cells x 5
        Part, term, occurrences, paragraphs that hold it, pieces that hold it.
    totals : array, parts x TOTALS
    themes : array, parts x themes
        Sentences that carry the theme.
    joint : array, cells x 3
        Part, term, places near the node.
    """

    terms: list[str]
    part_piece: np.ndarray
    part_paragraph: np.ndarray
    cells: np.ndarray
    totals: np.ndarray
    themes: np.ndarray
    joint: np.ndarray


def count_batch(pieces: Sequence[Sequence[str]], parts: Sequence[int], rules: Rules) -> BatchCounts:
    """Count the pieces of a batch.

    Parameters
    ----------
    pieces : sequence of list of str
        The paragraphs of each piece.
    parts : sequence of int
        By piece: the number of its part, 0, 1, ... in order; not read if rules.by_paragraph.
    rules : Rules
        How.

    Examples
    --------
    >>> counted = count_batch([["推动改革。", "改革、开放。"], ["开放。"]], [0, 1], Rules())
    >>> sorted((part, counted.terms[term], *rest) for part, term, *rest in counted.cells.tolist())
    [(0, '开放', 1, 1, 1), (0, '推动', 1, 1, 1), (0, '改革', 2, 2, 1), (1, '开放', 1, 1, 1)]
    """
    paragraphs = [paragraph for piece in pieces for paragraph in piece]
    sizes = np.array([len(piece) for piece in pieces], np.int64)
    piece = np.repeat(np.arange(len(pieces)), sizes)
    within = np.arange(len(paragraphs)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    if rules.by_paragraph:
        part, part_piece, part_paragraph = np.arange(len(paragraphs)), piece, within
    else:
        part_piece = np.unique(np.asarray(parts, np.int64), return_index=True)[1]
        part, part_paragraph = np.asarray(parts, np.int64)[piece], np.zeros(len(part_piece), np.int64)
    coder = _coder(rules)
    numbers, place, sentence, sentences = _code(coder, paragraphs, rules)
    alone = not rules.by_paragraph and len(part_piece) == len(pieces)
    (used, with_words, cells), totals = _cells(numbers, place, part, piece, len(part_piece), coder, alone=alone)
    totals[:, :3] = _sizes(part, with_words, sentences, len(part_piece))
    themes, totals[:, -1] = _themes(paragraphs, part, len(part_piece), rules)
    joint = _joint(numbers, place, sentence, part, coder, rules, used)
    terms = [coder.terms[number] for number in used]
    return BatchCounts(terms, part_piece, part_paragraph, cells, totals, themes, joint)


_MEMORY = threading.local()  # a dictionary is read once a thread, not once a batch


def _coder(rules: Rules) -> Coder:
    held = getattr(_MEMORY, "held", None)
    if held is None or held[0] != rules or held[1].full:
        cutter = Cutter(rules.phrases, dict(rules.synonyms), engine=rules.engine, hmm=rules.hmm)
        held = _MEMORY.held = (rules, Coder(cutter, stop_words=rules.stop_words))
    return held[1]


def _code(coder, paragraphs, rules):
    """Numbers of the tokens, the paragraph and the sentence each stands in, and the sentences of every paragraph."""
    if not rules.by_sentence:
        numbers, place, sentences = coder.code(paragraphs)
        return numbers, place, place, sentences
    texts, of_paragraph = _split(paragraphs)
    numbers, sentence, _ = coder.code(texts)
    return numbers, of_paragraph[sentence], sentence, np.bincount(of_paragraph, minlength=len(paragraphs))


def _split(paragraphs):
    found = [split_sentences(paragraph) for paragraph in paragraphs]
    of_paragraph = np.repeat(np.arange(len(found)), [len(one) for one in found])
    return [sentence.strip() for one in found for sentence in one], of_paragraph


def _cells(numbers, place, part, piece, parts, coder, *, alone):
    """Everything that follows from how often each term stands in each part, each paragraph and each piece.

    Returns the terms (numbers of the coder), the paragraphs with words, the cells of `BatchCounts`, and its totals as
    far as they are known. `alone`: every part is one piece.
    """
    size, classes = len(coder.terms), coder.classes()
    keys, count = _tally(part[place] * size + numbers, parts * size)
    totals = _totals(keys // size, classes[keys % size], coder.lengths()[keys % size], count, parts)
    counted = classes[keys % size] == KEPT
    keys, count = keys[counted], count[counted]
    kept = classes[numbers] == KEPT
    holders, _ = distinct(place[kept].astype(np.int64) * size + numbers[kept])  # paragraph and term, each once
    holder, held = holders // size, holders % size
    in_paragraphs = _tally_of(keys, part[holder] * size + held, parts * size)
    with_words = holder[np.diff(holder, prepend=-1) > 0]
    in_pieces = np.ones(len(keys), np.int64)
    if not alone:
        # a piece that holds a term is noted at the first of its paragraphs that does
        length = max(len(piece), 1)
        holders = np.sort((piece[holder] * size + held) * length + holder)
        first = np.diff(holders // length, prepend=-1) > 0
        holder, held = holders[first] % length, holders[first] // length % size
        in_pieces = _tally_of(keys, part[holder] * size + held, parts * size)
    used, _ = distinct(keys % size)
    cells = np.column_stack([keys // size, np.searchsorted(used, keys % size), count, in_paragraphs, in_pieces])
    return (used, with_words, cells), totals


def _tally(keys, size):
    """The different keys and how often each stands there, counted or sorted, whichever costs less."""
    if size > 4 * len(keys):
        return distinct(keys)
    count = np.bincount(keys, minlength=size)
    found = np.flatnonzero(count)
    return found, count[found]


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


def _tally_of(keys, values, size):
    """How often each of the sorted `keys` stands among `values`, which are all among them."""
    if size > 4 * len(values):
        return np.bincount(np.searchsorted(keys, values), minlength=len(keys))
    return np.bincount(values, minlength=size)[keys]


def _totals(part, classes, lengths, count, parts):
    totals = np.zeros((parts, len(TOTALS)), np.int64)
    solid = classes != SPACE
    np.add.at(totals[:, 3], part[solid], (lengths * count)[solid])
    by_class = np.zeros((parts, KEPT + 1), np.int64)
    np.add.at(by_class, (part, classes), count)
    totals[:, 4:7] = by_class[:, [KEPT, STOPPED, NUMBER]]
    totals[:, 7] = by_class[:, PUNCTUATION] + by_class[:, TERMINAL]
    return totals


def _sizes(part, with_words, sentences, parts):
    """By part: paragraphs, paragraphs with words, sentences."""
    of_sentence = np.bincount(part, weights=sentences, minlength=parts)  # whole numbers far below 2**53: exact
    sizes = [np.bincount(part, minlength=parts), np.bincount(part[with_words], minlength=parts), of_sentence]
    return np.column_stack(sizes).astype(np.int64)


def _themes(paragraphs, part, width, rules):
    """Sentences by part and theme, and sentences by part that carry none."""
    if not rules.themes:
        return np.zeros((width, 0), np.int64), np.zeros(width, np.int64)
    import pandas as pd

    from analysis.measures.themes import code_sentences

    texts, of_paragraph = _split(paragraphs)
    themes = pd.DataFrame(list(rules.themes), columns=["theme", "term", "pattern"])
    coded = code_sentences(pd.DataFrame({"text": texts}), themes)[rules.theme_names].to_numpy()
    of_sentence = part[of_paragraph]
    counts = [np.bincount(of_sentence[column], minlength=width) for column in coded.T]
    return np.column_stack(counts), np.bincount(of_sentence[~coded.any(axis=1)], minlength=width)


def _joint(numbers, place, sentence, part, coder, rules, used):
    """Part, term and count of the kept places near the node."""
    if not rules.node:
        return np.zeros((0, 3), np.int64)
    from analysis.measures.collocation import near_places

    classes = coder.classes()[numbers]
    running = ~np.isin(classes, [SPACE, PUNCTUATION, TERMINAL])
    numbers, place, sentence, kept = (values[running] for values in (numbers, place, sentence, classes == KEPT))
    node = kept & np.isin(numbers, [number for number, term in enumerate(coder.terms) if term in set(rules.node)])
    near = near_places(node, sentence, *rules.window) & kept & ~node
    width = max(len(used), 1)
    keys, count = distinct(part[place[near]] * width + np.searchsorted(used, numbers[near]))
    return np.column_stack([keys // width, keys % width, count])
