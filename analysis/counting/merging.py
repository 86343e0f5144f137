"""The counts of batches added up; memory is bounded by the vocabulary and the number of parts, not by the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from analysis.counting.batches import TOTALS, BatchCounts
from analysis.documents.text_files import Document, Piece

_ROOM = 1_000_000  # cells that wait before they are added up


class Sums:
    """A large sparse table of whole numbers that only grows: rows x columns, several values a cell.

    Examples
    --------
    >>> sums = Sums(1)
    >>> for _ in range(2):
    ...     sums.add(np.array([0, 0]), np.array([7, 3]), np.array([[2], [5]]))
    >>> [values.tolist() for values in sums.cells()]
    [[0, 0], [3, 7], [[10], [4]]]
    """

    def __init__(self, values: int):
        self._keys, self._values = [np.zeros(0, np.int64)], [np.zeros((0, values), np.int64)]
        self._waiting = 0

    def add(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray) -> None:
        """Add to cells; one may be named twice."""
        self._keys.append((rows.astype(np.int64) << 32) | columns.astype(np.int64))
        self._values.append(values)
        self._waiting += len(rows)
        if self._waiting > max(_ROOM, len(self._keys[0])):
            self._settle()

    def cells(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows, columns (sorted by both) and values."""
        self._settle()
        return self._keys[0] >> 32, self._keys[0] & 0xFFFFFFFF, self._values[0]

    def _settle(self) -> None:
        keys = np.concatenate(self._keys)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.diff(keys, prepend=-1) != 0)
        values = np.concatenate(self._values)[order]
        values = np.add.reduceat(values, first, axis=0) if len(first) else values
        self._keys, self._values, self._waiting = [keys[first]], [values], 0


class Merger:
    """Takes in the counts of batches in any order; its sums do not depend on it.

    Parameters
    ----------
    pieces : sequence of Piece
        All pieces of the corpus.
    groups, parts : sequence of int
        By piece: the number of its group and of its part.
    themes : int
        How many themes are counted.
    """

    def __init__(self, pieces: Sequence[Piece], groups: Sequence[int], parts: Sequence[int], themes: int):
        self._pieces, self._groups, self._part_of_piece = pieces, groups, parts
        self._number: dict[str, int] = {}
        width = max(groups, default=-1) + 1
        self.totals = np.zeros((width, len(TOTALS)), np.int64)
        self.themes = np.zeros((width, themes), np.int64)
        self.by_part, self.by_group, self.joint = Sums(1), Sums(2), Sums(1)
        self._split: dict[Document, list[np.ndarray]] = defaultdict(list)
        self._group_of_split: dict[Document, int] = {}
        self._rows: dict[tuple[int, int], int] = {}

    def add(self, places: Sequence[int], counted: BatchCounts, *, by_paragraph: bool) -> None:
        """Take in a batch; `places` are those of its pieces among all pieces."""
        numbers = self._number
        for term in counted.terms:
            numbers.setdefault(term, len(numbers))
        known = np.fromiter((numbers[term] for term in counted.terms), np.int64, len(counted.terms))
        pieces = [places[piece] for piece in counted.part_piece]
        group = np.array([self._groups[piece] for piece in pieces], np.int64)
        if by_paragraph:
            keys = zip(pieces, counted.part_paragraph.tolist(), strict=True)
            row = np.array([self._rows.setdefault(key, len(self._rows)) for key in keys], np.int64)
        else:
            row = np.array([self._part_of_piece[piece] for piece in pieces], np.int64)
        part, term = counted.cells[:, 0], known[counted.cells[:, 1]]
        self.by_part.add(row[part], term, counted.cells[:, 2:3])
        in_documents = counted.cells[:, 3:].copy()
        split = self._pieces[places[0]] if places and self._pieces[places[0]].stop is not None else None
        if split:  # of a document in several batches: whether it holds a term is known when all are there
            in_documents[:, 1] = 0
            self._split[split.document].append(np.unique(term))
            self._group_of_split[split.document] = self._groups[places[0]]
        self.by_group.add(group[part], term, in_documents)
        np.add.at(self.totals, group, counted.totals)
        np.add.at(self.themes, group, counted.themes)
        self.joint.add(group[counted.joint[:, 0]], known[counted.joint[:, 1]], counted.joint[:, 2:])

    def finish(self) -> None:
        """Count the documents that came in several batches; call once, at the end."""
        for document, found in self._split.items():
            terms = np.unique(np.concatenate(found))
            one = np.column_stack([np.zeros(len(terms), np.int64), np.ones(len(terms), np.int64)])
            self.by_group.add(np.full(len(terms), self._group_of_split[document]), terms, one)
        self._split.clear()

    def terms(self) -> tuple[list[str], np.ndarray]:
        """The terms by code point, and the place there of every number."""
        terms = sorted(self._number)
        place = np.zeros(len(terms), np.int64)
        place[[self._number[term] for term in terms]] = np.arange(len(terms))
        return terms, place

    def parts(self) -> tuple[np.ndarray, np.ndarray]:
        """By row of `by_part`: its place in the order of the corpus, and its group."""
        if self._rows:
            keys = sorted(self._rows)
            order = np.empty(len(keys), np.int64)
            order[[self._rows[key] for key in keys]] = np.arange(len(keys))
            group = np.empty(len(keys), np.int64)
            group[[self._rows[key] for key in keys]] = [self._groups[piece] for piece, _ in keys]
            return order, group
        width = max(self._part_of_piece, default=-1) + 1
        group = np.zeros(width, np.int64)
        group[list(self._part_of_piece)] = list(self._groups)
        return np.arange(width), group
