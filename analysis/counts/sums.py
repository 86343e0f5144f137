"""Sums over the batches of a corpus: all that a table of counts asks for, and no more than the vocabulary takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.counts.batches import SIZES, Batch, Rules
from analysis.measures import keyness
from analysis.mistakes import Mistake

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Numbers = Sequence[int]
MOST_ROWS = 400_000  # of a long table for people; see `Counts.minimum`
_ROOM = 1_000_000  # cells that wait before they are added up


@dataclass(frozen=True, eq=False)
class Counts:
    """What was counted; groups and terms without words are in no table but `totals`.

    Attributes
    ----------
    counts : DataFrame, groups x terms
        Occurrences, in the form of ``frequency.count_terms``.
    paragraphs, documents : DataFrame, groups x terms
        How many paragraphs, and documents, of the group hold the term.
    totals : DataFrame, by group
        documents, paragraphs, paragraphs_counted (with words), sentences, characters (without white space), words
        (kept: the N of every share), stop_words, numbers, punctuation, unthemed (sentences that carry no theme).
    parts : csr_array, terms x parts
        Occurrences by part, of those with words; `part_group` is the place of its group in `counts`.
    themes : DataFrame or None, groups x themes
        Sentences that carry the theme.
    joint : DataFrame or None, groups x terms
        Places near the node.
    node : tuple of str
    left_out : tuple of (str, Mistake)
        The address of every document that could not be read, and why.
    size : int
        Bytes of the documents.
    """

    counts: pd.DataFrame
    paragraphs: pd.DataFrame
    documents: pd.DataFrame
    totals: pd.DataFrame
    parts: csr_array
    part_group: np.ndarray
    themes: pd.DataFrame | None = None
    joint: pd.DataFrame | None = None
    node: tuple[str, ...] = ()
    left_out: tuple[tuple[str, Mistake], ...] = ()
    size: int = 0

    @cached_property
    def minimum(self) -> int:
        """Fewest occurrences of a term in the long tables: 1, or what keeps a table within 400,000 rows.

        Rarer terms stay in `counts`, in every total and in every share.
        """
        return keyness.least_frequency(self.counts, MOST_ROWS // max(len(self.counts), 1))


class Adder:
    """Takes in batches in any order; its sums do not depend on it.

    Parameters
    ----------
    rules : Rules
        What is counted.
    groups : sequence of str
        All of them, in order.
    group, part, number : sequence of int
        By piece of the corpus: the number of its group, of its part (what dispersion compares) and of its document.
    """

    def __init__(self, rules: Rules, groups: Sequence[str], group: Numbers, part: Numbers, number: Numbers):
        self._rules, self._groups = rules, list(groups)
        self._group, self._part, self._document_number = (np.asarray(one, np.int64) for one in (group, part, number))
        # of documents in several pieces: the terms they hold
        self._split, self._held = np.bincount(self._document_number) > 1, defaultdict(list)
        self._number: dict[str, int] = {}
        self._sizes = np.zeros((len(groups), 2 + len(SIZES)), np.int64)
        self._themes = np.zeros((len(groups), len(rules.theme_names)), np.int64)
        self._sums = {name: _Sum() for name in ("parts", "paragraphs", "documents", "joint")}

    def add(self, pieces: Sequence[int], batch: Batch) -> None:
        """Take in a batch; `pieces` are the places of its pieces among all pieces."""
        for term in batch.terms:
            self._number.setdefault(term, len(self._number))
        column = np.fromiter(map(self._number.__getitem__, batch.terms), np.int64, len(batch.terms))
        piece = np.asarray(pieces, np.int64)[batch.places[:, 0]]
        group, counts = self._group[piece], batch.counts
        self._sums["parts"].add(_rows(self._part[piece], counts), column)
        self._sums["paragraphs"].add(_rows(group, counts.astype(bool).astype(np.int64)), column)
        self._add_documents(_rows(self._document_number[piece], counts), column)
        self._sums["joint"].add((group[batch.near[:, 0]], batch.near[:, 1], batch.near[:, 2]), column)
        counted = np.diff(batch.pointers) > 0
        np.add.at(self._sizes, group, np.column_stack([np.ones(len(group), np.int64), counted, batch.sizes]))
        np.add.at(self._themes, group, batch.themes)

    def _add_documents(self, cells, column) -> None:
        number, term, _ = cells
        split = self._split[number]
        for one in np.unique(number[split]):  # whether it holds a term is known when all its pieces are there
            self._held[one].append(np.unique(column[term[number == one]]))
        whole, group = number[~split], self._group_of_document
        self._sums["documents"].add((group[whole], term[~split], np.ones(len(whole), np.int64)), column)

    @cached_property
    def _group_of_document(self) -> np.ndarray:
        group = np.zeros(self._document_number.max(initial=-1) + 1, np.int64)
        group[self._document_number] = self._group
        return group

    def counts(self, documents: np.ndarray, **further) -> Counts:
        """The sums as tables.

        Parameters
        ----------
        documents : array, by group
            How many were read.
        **further
            The last attributes of `Counts`.
        """
        for number, found in self._held.items():
            terms = np.unique(np.concatenate(found))
            rows = np.full(len(terms), self._group_of_document[number])
            self._sums["documents"].add((rows, np.arange(len(terms)), np.ones(len(terms), np.int64)), terms)
        self._held.clear()
        terms = sorted(self._number)
        order = np.fromiter(map(self._number.__getitem__, terms), np.int64, len(terms))
        shape, themes = (len(self._groups), len(terms)), pd.Index(self._rules.theme_names, name="theme")
        part_group = np.zeros(self._part.max(initial=-1) + 1, np.int64)
        part_group[self._part] = self._group
        parts = self._sums["parts"].matrix((len(part_group), len(terms)))[:, order]
        cells, counts = parts.tocoo(), np.zeros(shape, np.int64)
        np.add.at(counts, (part_group[cells.row], cells.col), cells.data)
        spoken, used = np.flatnonzero(counts.sum(axis=1)), np.flatnonzero(np.diff(parts.indptr))
        index = pd.CategoricalIndex(self._groups, categories=self._groups, ordered=True, name="strategy")
        columns = pd.Index(terms, name="term", dtype="str")

        def frame(values):
            return pd.DataFrame(values[spoken], index=index[spoken], columns=columns)

        held = {name: sums.matrix(shape)[:, order].toarray() for name, sums in self._sums.items() if name != "parts"}
        totals = np.column_stack([documents, self._sizes])
        names = ["documents", "paragraphs", "paragraphs_counted", *SIZES]
        return Counts(
            counts=frame(counts),
            paragraphs=frame(held["paragraphs"]),
            documents=frame(held["documents"]),
            totals=pd.DataFrame(totals, index=index, columns=names),
            parts=parts[used].T.tocsr(),
            part_group=np.searchsorted(spoken, part_group[used]),
            themes=pd.DataFrame(self._themes, index=index, columns=themes) if len(themes) else None,
            joint=frame(held["joint"]) if self._rules.node else None,
            node=self._rules.node,
            **further,
        )


class _Sum:
    """A large sparse table of whole numbers that only grows.

    Examples
    --------
    >>> sums = _Sum()
    >>> for _ in range(2):
    ...     sums.add(([0, 0], [1, 0], [2, 5]), np.array([7, 3]))
    >>> sums.matrix((1, 8)).toarray().tolist()
    [[0, 0, 0, 4, 0, 0, 0, 10]]
    """

    def __init__(self):
        self._blocks, self._settled, self._waiting = [np.zeros((3, 0), np.int64)], 0, 0

    def add(self, cells, column: np.ndarray) -> None:
        """Add cells (rows, columns, values); ``column[place]`` is where a column stands among all."""
        row, place, value = (np.asarray(one, np.int64) for one in cells)
        self._blocks.append(np.stack([row, column[place], value]))
        self._waiting += len(row)
        if self._waiting > max(_ROOM, self._settled):
            found = self.matrix(None).tocoo()
            self._blocks = [np.stack([found.row, found.col, found.data]).astype(np.int64)]
            self._settled, self._waiting = len(found.data), 0

    def matrix(self, shape) -> csr_array:
        """The sums; without a shape as large as they need."""
        from scipy.sparse import coo_array

        row, column, value = np.concatenate(self._blocks, axis=1)
        shape = shape or (row.max(initial=0) + 1, column.max(initial=0) + 1)
        return coo_array((value, (row, column)), shape=shape).tocsr()


def _rows(label: np.ndarray, counts: csr_array):
    """Cells (row, column, value) of the sums over paragraphs of the same label."""
    from scipy.sparse import csr_array

    labels, place = np.unique(label, return_inverse=True)
    member = csr_array((np.ones(len(label), np.int64), (place, np.arange(len(label)))), shape=(len(labels), len(label)))
    found = (member @ counts).tocoo()
    return labels[found.row], found.col, found.data
