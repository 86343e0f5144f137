"""A corpus of any size to its counts: read, cut and counted batch by batch, in one process or many.

The tables that need only counts (frequency, TF-IDF, keyness, dispersion, themes, the neighbours of a word) are made
from the result, with the same code and the same digits as from a table of tokens, which a large corpus cannot have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from analysis.counting.batches import TOTALS, Rules
from analysis.counting.corpus_counts import CorpusCounts
from analysis.counting.merging import Merger
from analysis.counting.store import BatchStore, digest_of_code
from analysis.counting.workers import Reader, Task, run_tasks
from analysis.documents import ParseError, refuse
from analysis.documents.text_files import Document, Piece, cut_pieces, gather_batches, is_remote, size_of
from analysis.lexicon import Lexicon

__all__ = ["CorpusCounts", "Document", "count_documents", "rules_of"]

BATCH = 4_000_000  # bytes
MOST_PARTS = 300


@dataclass(frozen=True)
class _Plan:
    pieces: list[Piece]
    group: list[int]  # by piece
    part: list[int]  # by piece
    order: list[str]  # the groups
    left_out: list[str]


def rules_of(
    lexicon: Lexicon,
    *,
    engine: str = "rjieba",
    hmm: bool = False,
    level: str = "phrase",
    themes: bool = False,
    node: str | Iterable[str] = (),
    window: int | tuple[int, int] = 5,
    parts: str = "document",
) -> Rules:
    """What to count and how, from the word lists; the options are those of `count_documents`.

    Raises
    ------
    ValueError
        An option is unknown.
    """
    from analysis.measures.collocation import window_sides
    from analysis.segmentation import Segmenter

    if parts not in ("document", "paragraph"):
        raise ValueError(f"parts is {parts!r}; use 'document' or 'paragraph'")
    segmenter = Segmenter(lexicon, engine=engine, hmm=hmm, level=level)
    rows = lexicon.themes[["theme", "term", "pattern"]].itertuples(index=False, name=None) if themes else ()
    return Rules(
        phrases=segmenter.phrases,
        synonyms=tuple(segmenter.synonyms.items()),
        stop_words=tuple(sorted(segmenter.stop_words)),
        engine=engine,
        hmm=hmm,
        themes=tuple(rows),
        node=(node,) if isinstance(node, str) else tuple(sorted(set(node))),
        window=window_sides(window),
        by_paragraph=parts == "paragraph",
    )


def count_documents(
    documents: Iterable[Document],
    lexicon: Lexicon,
    *,
    reader: Reader | None = None,
    by: str = "strategy",
    order: Sequence[str] | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    cache: Path | str | None = None,
    remote: bool = False,
    batch_size: int = BATCH,
    progress: bool = False,
    **options,
) -> CorpusCounts:
    """Count a corpus.

    Parameters
    ----------
    documents : iterable of Document
        In an order that stays the same.
    lexicon : Lexicon
        Phrases, stop words and themes.
    reader : callable, optional
        From a Document to its paragraphs (no white space around them, none empty); sent to the workers, so a function
        of a module. Plain text files if not given: see `text_files.read_paragraphs`.
    by : str
        What the groups are, the name of their column: strategy, year, newspaper.
    order : sequence of str, optional
        The groups in their order; as they come if not given.
    workers, scheduler
        As in `workers.run_tasks`. The result is the same to the last digit.
    cache : path, optional
        Folder in which counts are kept, so that a run that was stopped goes on from there.
    remote : bool
        Allow addresses such as ``s3://bucket/file.txt``; without it they are refused.
    batch_size : int
        Bytes of text a batch; the result does not depend on it.
    progress : bool
        A bar on stderr with rate and remaining time, if that is a terminal.
    **options
        ``engine, hmm, level`` as in ``Segmenter``; ``themes`` (bool) codes the sentences too; ``node`` and ``window``
        count the neighbours of a word; ``parts`` is what dispersion compares: ``"document"`` (pieces of about 1 MB of
        large ones, and neighbours taken together where there are more than 300) or, for small corpora,
        ``"paragraph"``.

    Raises
    ------
    ParseError
        An address without `remote`, or no document could be read.
    WorkerError
        Workers were lost; see `workers.run_tasks`.

    Examples
    --------
    >>> from analysis.lexicon import read_lexicon
    >>> texts = {"a": ["推动高质量发展。"], "b": ["开放、开放。", "不开放！"]}
    >>> documents = [Document("a", "东", "a"), Document("b", "西", "b")]
    >>> counted = count_documents(documents, read_lexicon(), reader=lambda document: texts[document.name])
    >>> counted.counts["开放"].to_dict(), counted.totals["sentences"].to_dict()
    ({'东': 0, '西': 3}, {'东': 1, '西': 2})
    """
    rules = rules_of(lexicon, **options)
    plan = _plan(list(documents), reader, order, remote)
    merger = Merger(plan.pieces, plan.group, plan.part, len(rules.theme_names))
    store = BatchStore(cache) if cache is not None else None
    batches = list(gather_batches(plan.pieces, batch_size))
    task = partial(_task, plan, batches, rules=rules, digest=rules.digest() + digest_of_code(), reader=reader)
    known, numbers = store.keys() if store else frozenset(), range(len(batches))
    left_out = dict.fromkeys(range(0))
    with _bar(sum(piece.size for piece in plan.pieces), progress) as bar:
        while numbers:
            tasks = map(partial(task, known=known), numbers)
            numbers, known = [], frozenset()  # a second round only for what the store could not give
            for done in run_tasks(tasks, workers=workers, scheduler=scheduler):
                counted = store.load(done.key) if done.counted is None else done.counted
                if counted is None:
                    numbers.append(done.number)
                    continue
                if store and done.counted is not None and not done.left_out:
                    store.save(done.key, counted)
                merger.add(batches[done.number], counted, by_paragraph=rules.by_paragraph)
                left_out |= {batches[done.number][place]: reason for place, reason in done.left_out.items()}
                bar.update(sum(plan.pieces[place].size for place in batches[done.number]))
    return _result(merger, plan, rules, by, left_out)


def _plan(documents: list[Document], reader, order, remote: bool) -> _Plan:
    pieces, left_out = [], []
    for document in documents:
        if is_remote(document.address) and not remote:
            problem = "is an address, and this corpus allows only files of its folder"
            raise refuse(document.address, problem, cure="copy the file into the folder, or allow addresses")
        try:
            pieces += cut_pieces(document) if reader is None else [Piece(document, size_of(document.address))]
        except ParseError as error:
            left_out.append(str(error))
    groups = list(order) if order is not None else list(dict.fromkeys(document.group for document in documents))
    number = {name: place for place, name in enumerate(groups)}
    group = [number[piece.document.group] for piece in pieces]
    return _Plan(pieces, group, _parts(group, len(groups)), groups, left_out)


def _parts(group: list[int], groups: int) -> list[int]:
    """By piece the number of its part: neighbours of a group go together where there are too many."""
    sizes = np.bincount(group, minlength=groups)
    parts = np.minimum(sizes, max(2, MOST_PARTS // max(groups, 1)))
    first, seen, found = np.cumsum(parts) - parts, [0] * groups, []
    for one in group:
        found.append(int(first[one] + seen[one] * parts[one] // sizes[one]))
        seen[one] += 1
    return found


def _task(plan: _Plan, batches: list[list[int]], number: int, **settings) -> Task:
    local: dict[int, int] = {}
    parts = tuple(local.setdefault(plan.part[place], len(local)) for place in batches[number])
    return Task(number, tuple(plan.pieces[place] for place in batches[number]), parts, **settings)


def _bar(total: int, shown: bool) -> Iterator:
    from tqdm import tqdm

    label = "Counting 计数"
    return tqdm(
        total=total,
        unit="B",
        unit_scale=True,
        desc=label,
        file=sys.stderr,
        disable=None if shown else True,
        leave=False,
    )


def _result(merger: Merger, plan: _Plan, rules: Rules, by: str, left_out: dict[int, str]) -> CorpusCounts:
    merger.finish()
    lost = {plan.pieces[place].document for place in left_out}
    reasons = [*plan.left_out, *(left_out[place] for place in sorted(left_out))]
    read = {piece.document: group for group, piece in zip(plan.group, plan.pieces, strict=True)}
    documents = np.zeros(len(plan.order), np.int64)
    for document, group in read.items():
        documents[group] += document not in lost
    if reasons and not documents.any():
        raise ParseError(
            f"nothing could be read: {reasons[0]}" + (f" (and {len(reasons) - 1} more)" * (len(reasons) > 1))
        )
    return CorpusCounts.from_merger(
        merger,
        documents,
        order=plan.order,
        by=by,
        rules=rules,
        totals=TOTALS,
        left_out=tuple(reasons),
        size=sum(piece.size for piece in plan.pieces),
    )
