"""The places that numbers lead to: every term, theme, move, formula and pair that a link names, with its sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from analysis import anchors
from analysis.measures.formulae import ANY_OTHER
from analysis.tables import NONE, SENTENCE

PAIR_ROWS = 30
FEW_GROUPS = 8  # with more, only the pairs that something leads to

Span = tuple[int, int]


@dataclass(frozen=True)
class Group:
    """The sentences of one strategy at a place: rows of ``speeches`` and what is marked in them."""

    strategy: str
    anchor: str
    sentences: tuple[tuple[int, tuple[Span, ...]], ...]

    @property
    def hits(self) -> int:
        """Marked places; a sentence without a mark (no theme at all) is one."""
        return sum(len(spans) or 1 for _, spans in self.sentences)


@dataclass(frozen=True)
class Shared:
    """A formula that two strategies share, and how often it stands in each."""

    text: str
    first: int
    second: int


@dataclass(frozen=True)
class Place:
    """What a link leads to.

    Attributes
    ----------
    kind : {"theme", "move", "formula", "pair", "term"}
    key : str
        The term, formula, or id of theme or move; of a pair, its two strategies with a tab between.
    anchor : str
        Its name; each group has one of its own.
    groups : tuple of Group
        One for each strategy, also those without a sentence. Empty for a pair.
    shared : tuple of Shared
        For a pair only, the longest first.
    """

    kind: str
    key: str
    anchor: str
    groups: tuple[Group, ...] = ()
    shared: tuple[Shared, ...] = ()

    @property
    def anchors(self) -> list[str]:
        """Its name and those of its groups."""
        return [self.anchor, *(group.anchor for group in self.groups)]

    @property
    def sentences(self) -> int:
        """Sentences in all."""
        return sum(len(group.sentences) for group in self.groups)

    @property
    def hits(self) -> int:
        """Marked places in all."""
        return sum(group.hits for group in self.groups)

    @property
    def size(self) -> int:
        """The number that tables give for it: sentences of a theme or move, formulae of a pair, else hits."""
        if self.kind in ("theme", "move"):
            return self.sentences
        return len(self.shared) if self.kind == "pair" else self.hits


def row_anchor(row: dict) -> str:
    """The place that the numbers of a row lead to, by what the row names; empty if it names nothing.

    Examples
    --------
    >>> row_anchor({"strategy": "西", "term": "AI", "count": 3}), row_anchor({"dp": 0.5})
    ('t-41-49--897f', '')
    """
    given = {column: value for column, value in row.items() if value is not None and value == value and value != ""}
    strategy = str(given["strategy"]) if "strategy" in given else None
    if given.get("kind") in ("theme", "term") and "item" in given:
        return anchors.theme_anchor(given["item"]) if given["kind"] == "theme" else anchors.term_anchor(given["item"])
    for column, anchor in (
        ("theme", anchors.theme_anchor),
        ("term", anchors.term_anchor),
        ("target", anchors.term_anchor),
    ):
        if column in given:
            return anchor(str(given[column]), strategy)
    if "paragraph" in given and "speech" in given:  # a row on a paragraph as a whole leads to its first sentence
        return anchors.sentence_anchor(
            int(given["speech"]), int(given["paragraph"]), int(given.get("sentence", 0)) or 1
        )
    if "text" in given:
        return anchors.formula_anchor(str(given["text"]), strategy)
    if "move" in given:
        return anchors.move_anchor(str(given["move"]), strategy)
    if strategy and given.get("other") not in (None, strategy, ANY_OTHER):
        return anchors.pair_anchor(strategy, str(given["other"]))
    if "speech" in given:
        return anchors.speech_anchor(int(given["speech"]))
    return anchors.strategy_anchor(strategy) if strategy else ""


def table_anchors(table: pd.DataFrame) -> set[str]:
    """The places that the rows of a table lead to, and the node of a pair of words."""
    nodes = {anchors.term_anchor(str(node)) for node in table.get("source", ())}
    return nodes | {row_anchor(row) for row in table.to_dict("records")} - {""}


def find_places(results, wanted: Iterable[str]) -> list[Place]:
    """The places behind some anchors: themes and moves (all of them), formulae, pairs, and terms by falling count.

    Parameters
    ----------
    results : Results
        The tables.
    wanted : iterable of str
        Anchors that something leads to. One that names nothing in the tables gives no place.

    Examples
    --------
    >>> from analysis.results import Results
    >>> places = find_places(Results(), [anchors.term_anchor("生态环境", "西部大开发")])
    >>> [(group.strategy, group.hits) for group in places[-1].groups]
    [('长江经济带发展', 2), ('长三角一体化发展', 2), ('中部地区崛起', 0), ('西部大开发', 0)]
    """
    wanted = set(wanted)
    whole = {anchor if anchor.startswith("pair-") else anchor.partition("--")[0] for anchor in wanted}
    finder, coded = _Finder(results), results.coded
    unthemed = (~coded.any(axis=1)).to_numpy().nonzero()[0].tolist()
    places = [
        *finder.places("theme", coded.columns, results.hits),
        finder.place("theme", NONE, dict.fromkeys(unthemed, ())),
    ]
    if len(results.lexicon.moves):
        places += finder.places("move", results.moves["move"].cat.categories, results.moves)
    if any(anchor.startswith(("f-", "pair-")) for anchor in wanted):
        pairs = list(finder.pairs(whole))
        shared = {one.text for pair in pairs for one in pair.shared[:PAIR_ROWS]}
        texts = [one for one in results.formulae["text"] if one in shared or anchors.formula_anchor(one) in whole]
        places += [*finder.places("formula", texts, results.formula_places, "text"), *pairs]
    totals = results.counts.sum().sort_index().sort_values(ascending=False, kind="stable")
    terms = [term for term in totals.index if anchors.term_anchor(term) in whole]
    return [*places, *finder.places("term", terms, results.tokens[results.tokens["kept"]])]


class _Finder:
    """Holds the order of strategies and where each sentence stands in the table."""

    def __init__(self, results):
        self.results = results
        speeches = results.speeches
        self.row = {place: row for row, place in enumerate(speeches[SENTENCE].itertuples(index=False, name=None))}
        self.owner = speeches["strategy"].astype(str).tolist()
        self.strategies = [str(name) for name in speeches["strategy"].cat.categories if name in set(self.owner)]

    def place(self, kind: str, key: str, held: Mapping[int, Sequence[Span]]) -> Place:
        """The place of what stands in some rows of ``speeches``, with what is marked there."""
        anchor = getattr(anchors, f"{kind}_anchor")
        found = [(row, merged(held[row])) for row in sorted(held)]
        groups = [
            Group(one, anchor(key, one), tuple((row, spans) for row, spans in found if self.owner[row] == one))
            for one in self.strategies
        ]
        return Place(kind, key, anchor(key), tuple(groups))

    def places(self, kind: str, keys: Iterable[str], table: pd.DataFrame, column: str = "") -> Iterator[Place]:
        """The places of some values of a column, by default the one called like their kind."""
        held: dict[str, dict[int, list[Span]]] = {key: {} for key in keys}
        table = table[table[column or kind].isin(list(held))]
        for key, start, end, *sentence in table[[column or kind, "start", "end", *SENTENCE]].itertuples(index=False):
            spans = held[key].setdefault(self.row[tuple(sentence)], [])
            spans += [(start, end)] * (end > start)  # a move that no cue tells marks nothing
        return (self.place(kind, key, rows) for key, rows in held.items())

    def pairs(self, whole: set[str]) -> Iterator[Place]:
        places = self.results.formula_places
        counts = pd.crosstab(places["text"], places["strategy"].astype(str)).reindex(
            columns=self.strategies, fill_value=0
        )
        few = len(self.strategies) <= FEW_GROUPS
        for first, second in combinations(self.strategies, 2):
            anchor = anchors.pair_anchor(first, second)
            if few or anchor in whole:
                both = counts.loc[(counts[first] > 0) & (counts[second] > 0), [first, second]]
                rows = sorted(both.itertuples(name=None), key=lambda row: (-len(row[0]), row[0]))
                shared = tuple(Shared(*row) for row in rows)
                yield Place("pair", f"{first}\t{second}", anchor, shared=shared)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one.

    Examples
    --------
    >>> merged([(4, 6), (0, 2), (1, 4)])
    ((0, 4), (4, 6))
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def pieces(text: str, spans: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the spans, which stand in order and do not overlap.

    Examples
    --------
    >>> list(pieces("推动绿色发展", [(2, 4)]))
    [('推动', False), ('绿色', True), ('发展', False)]
    """
    last = 0
    for start, end in (*spans, (len(text), len(text))):
        yield from ((piece, hit) for piece, hit in ((text[last:start], False), (text[start:end], True)) if piece)
        last = end


def evenly(items: Sequence, most: int) -> list:
    """At most so many of the items, evenly spaced, the first and the last among them.

    Examples
    --------
    >>> evenly(range(10), 4), evenly([1, 2], 4)
    ([0, 3, 6, 9], [1, 2])
    """
    if len(items) <= most:
        return list(items)
    if most == 1:
        return [items[0]]
    return [items[round(number * (len(items) - 1) / (most - 1))] for number in range(most)]
