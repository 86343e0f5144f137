"""The counts of a whole corpus, and the tables made from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.measures import collocation, dispersion, frequency, keyness, tfidf, themes

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from analysis.counting.batches import Rules
    from analysis.counting.merging import Merger

MOST_ROWS = 400_000  # of a long table for people; see `CorpusCounts.minimum`


@dataclass(frozen=True, eq=False)
class CorpusCounts:
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
        Occurrences by part; `part_group` is the place of its group in `counts`.
    themes : DataFrame or None, groups x themes
        Sentences that carry the theme.
    joint : DataFrame or None, groups x terms
        Places near the node.
    node : tuple of str
    left_out : tuple of str
        A line for every document that could not be read.
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
    left_out: tuple[str, ...] = ()
    size: int = 0

    @property
    def by(self) -> str:
        """What the groups are."""
        return self.counts.index.name

    @cached_property
    def minimum(self) -> int:
        """Fewest occurrences of a term in the long tables: 1, or what keeps a table within 400,000 rows.

        Rarer terms stay in `counts`, in every total and in every share.
        """
        return keyness.least_frequency(self.counts, MOST_ROWS // max(len(self.counts), 1))

    def frequency(self, *, confidence: float = 0.95, minimum: int = 0) -> pd.DataFrame:
        """As ``frequency.frequency_table``."""
        counted = self.totals.loc[self.counts.index, "paragraphs_counted"]
        return frequency.frequency_from_counts(
            self.counts, self.paragraphs, counted, confidence=confidence, minimum=minimum
        )

    def tfidf(self, *, method: str = "paragraph", minimum: int = 0) -> pd.DataFrame:
        """As ``tfidf.tfidf_by_strategy``."""
        counted = int(self.totals["paragraphs_counted"].sum())
        return tfidf.tfidf_from_counts(
            self.counts, self.paragraphs.sum(axis=0), counted, method=method, minimum=minimum
        )

    def keyness(self, *, minimum: int = 1, **options) -> pd.DataFrame:
        """As ``keyness.compare``; options go there."""
        return keyness.compare(self.counts, minimum=minimum, **options)

    def dispersion(self, *, minimum: int = 1) -> pd.DataFrame:
        """As ``dispersion.dispersion_table``, over the parts; groups of one part are left out.

        Raises
        ------
        ValueError
            If every group has one part only.
        """
        tables = []
        for place in range(len(self.counts)):
            own = self.parts[:, np.flatnonzero(self.part_group == place)]
            if own.shape[1] > 1:
                table = dispersion.group_dispersion(own, self.counts.columns, minimum=minimum)
                table.insert(0, self.by, self.counts.index[place : place + 1].repeat(len(table)))
                tables.append(table)
        if not tables:
            raise ValueError(f"every {self.by} has one document only: dispersion needs two or more to compare")
        return pd.concat(tables, ignore_index=True)

    def theme_shares(self, *, confidence: float = 0.95) -> pd.DataFrame:
        """As ``themes.theme_shares``.

        Raises
        ------
        ValueError
            If themes were not counted.
        """
        if self.themes is None:
            raise ValueError("themes were not counted; count again with themes=True (--themes)")
        spoken = self.totals["sentences"] > 0
        return themes.shares_from_counts(
            self.themes[spoken.to_numpy()], self.totals.loc[spoken, "sentences"], confidence=confidence
        )

    def coverage(self) -> pd.DataFrame:
        """As ``themes.coverage``: sentences that no theme claims."""
        table = self.totals.loc[self.totals["sentences"] > 0, ["sentences", "unthemed"]].reset_index()
        table = table.rename(columns={"unthemed": "none"})
        return table.assign(share=table["none"] / table["sentences"])

    def collocates(self, *, by: str | None = None, min_joint: int = 1) -> pd.DataFrame:
        """As ``collocation.collocates`` for the node that was counted.

        Raises
        ------
        ValueError
            If no node was counted, or it does not occur.
        """
        if self.joint is None:
            raise ValueError("no node was counted; count again with node=WORD (--node)")
        return collocation.collocates_from_counts(self.counts, self.joint, self.node, by=by, min_joint=min_joint)

    @classmethod
    def from_merger(
        cls, merger: Merger, documents: np.ndarray, *, order, by: str, rules: Rules, totals, left_out, size
    ) -> CorpusCounts:
        """Put the sums of a `merging.Merger` into tables."""
        from scipy.sparse import csr_array

        terms, place = merger.terms()
        columns = pd.Index(terms, name="term", dtype="str")
        index = pd.CategoricalIndex(order, categories=order, ordered=True, name=by)
        row, number, (value,) = _columns(merger.by_part)
        rank, group = merger.parts()
        counts = np.zeros((len(order), len(terms)), np.int64)
        np.add.at(counts, (group[row], place[number]), value)
        spoken = np.flatnonzero(counts.sum(axis=1))
        used = np.unique(rank[row])  # parts with words, in the order of the corpus
        parts = csr_array((value, (place[number], np.searchsorted(used, rank[row]))), shape=(len(terms), len(used)))
        group_of_rank = np.zeros(len(rank), np.int64)
        group_of_rank[rank] = group
        row, number, values = _columns(merger.by_group)
        holding = [np.zeros_like(counts), np.zeros_like(counts)]
        for table, value in zip(holding, values, strict=True):
            table[row, place[number]] = value
        row, number, (value,) = _columns(merger.joint)
        joint = np.zeros_like(counts) if rules.node else None
        if joint is not None:
            joint[row, place[number]] = value

        def frame(values):
            return None if values is None else pd.DataFrame(values[spoken], index=index[spoken], columns=columns)

        whole = pd.DataFrame(np.column_stack([documents, merger.totals]), index=index, columns=["documents", *totals])
        names = pd.Index(rules.theme_names, name="theme")
        return cls(
            counts=frame(counts),
            paragraphs=frame(holding[0]),
            documents=frame(holding[1]),
            totals=whole,
            parts=parts,
            part_group=np.searchsorted(spoken, group_of_rank[used]),
            themes=pd.DataFrame(merger.themes, index=index, columns=names) if rules.themes else None,
            joint=frame(joint),
            node=rules.node,
            left_out=left_out,
            size=size,
        )


def _columns(sums):
    row, column, values = sums.cells()
    return row, column, values.T
