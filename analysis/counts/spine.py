"""A corpus of any size to its counts: read, cut and counted batch by batch, in one process or many."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus import Corpus, read_paragraphs
from analysis.corpus.confinement import path_inside
from analysis.counts.batches import Rules, count_batch
from analysis.counts.store import FOLDER, BatchStore, digest_of_code
from analysis.counts.sums import Adder, Counts
from analysis.counts.workers import Reader, Task, run_tasks
from analysis.documents import ParseError
from analysis.documents.text_files import Document, Piece, cut_pieces, gather_batches, is_remote, size_of
from analysis.language import reader_language
from analysis.lexicon import Lexicon
from analysis.mistakes import Mistake

__all__ = ["Counts", "Document", "count_corpus", "count_documents", "count_speeches", "rules_of"]

LeftOut = tuple[str, Mistake]  # address, why
BATCH = 4_000_000  # bytes
MOST_PARTS = 300


@dataclass(frozen=True)
class _Plan:
    pieces: list[Piece]
    group: list[int]  # by piece
    part: list[int]  # by piece
    document_number: list[int]  # by piece
    order: list[str]  # the groups
    left_out: list[LeftOut]


def rules_of(
    lexicon: Lexicon,
    *,
    engine: str = "rjieba",
    hmm: bool = False,
    level: str = "phrase",
    themes: bool = False,
    node: str | Iterable[str] = (),
    window: int | tuple[int, int] = 5,
) -> Rules:
    """What to count and how, from the word lists; the options are those of `count_documents`.

    Raises
    ------
    ValueError
        An option is unknown.
    """
    from analysis.measures.collocation import window_sides
    from analysis.segmentation import Segmenter

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
    )


def count_speeches(speeches: pd.DataFrame, rules: Rules) -> Counts:
    """The counts of a corpus that is in memory: one batch; dispersion compares its paragraphs.

    Examples
    --------
    >>> from analysis import lexicon, parsing, paths
    >>> counted = count_speeches(parsing.read_speeches(paths.DOCUMENT), rules_of(lexicon.read_lexicon()))
    >>> int(counted.totals["sentences"].sum()), counted.parts.shape[1]
    (64, 24)
    """
    sentences = speeches[["speech", "strategy", "paragraph", "text"]].itertuples(index=False, name=None)
    rows = [(key, [row[3] for row in own]) for key, own in groupby(sentences, key=lambda row: row[:3])]
    groups = [str(group) for group in speeches["strategy"].cat.categories if (speeches["strategy"] == group).any()]
    number = {name: place for place, name in enumerate(groups)}
    documents = {key[:2]: place for place, key in enumerate(dict.fromkeys(key[:2] for key, _ in rows))}
    group = [number[str(key[1])] for key, _ in rows]
    adder = Adder(rules, groups, group, range(len(rows)), [documents[key[:2]] for key, _ in rows])
    adder.add(range(len(rows)), count_batch([[sentences] for _, sentences in rows], rules))
    return adder.counts(np.bincount([number[str(strategy)] for _, strategy in documents], minlength=len(groups)))


def count_corpus(corpus: Corpus, lexicon: Lexicon, **options) -> Counts:
    """The counts of a corpus folder, read as everything else reads it; kept in its folder ``.counts`` meanwhile.

    Parameters
    ----------
    corpus : Corpus
    lexicon : Lexicon
    **options
        Of `count_documents`.
    """
    documents = list(corpus.document_list(lexicon))
    found, said = dict.fromkeys(one.group for one in documents), corpus.settings.groups
    if corpus.documents is not None:
        said = [str(group) for group in corpus.documents["strategy"].cat.categories]
    order = [group for group in said if group in found] + [group for group in found if group not in said]
    if corpus.is_folder:
        options = {"cache": path_inside(corpus.folder, FOLDER)} | options
    return count_documents(
        documents, lexicon, reader=read_paragraphs, order=order, remote=corpus.settings.remote, **options
    )


def count_documents(
    documents: Iterable[Document],
    lexicon: Lexicon,
    *,
    reader: Reader | None = None,
    order: Sequence[str] | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    cache: Path | str | None = None,
    remote: bool = False,
    batch_size: int = BATCH,
    progress: bool = False,
    **options,
) -> Counts:
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
    order : sequence of str, optional
        The groups in their order; as they come if not given.
    workers, scheduler
        As in `workers.run_tasks`. The result is the same to the last digit.
    cache : path, optional
        Folder in which batches are kept, so that a run that was stopped goes on from there.
    remote : bool
        Allow addresses such as ``s3://bucket/file.txt``; without it they are refused.
    batch_size : int
        Bytes of text a batch; the result does not depend on it.
    progress : bool
        A bar on stderr with rate and remaining time, if that is a terminal.
    **options
        ``engine, hmm, level`` as in ``Segmenter``; ``themes`` (bool) codes the sentences too; ``node`` and ``window``
        count the neighbours of a word. Dispersion compares documents (pieces of about 1 MB of large ones, and
        neighbours taken together where there are more than 300).

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
    adder = Adder(rules, plan.order, plan.group, plan.part, plan.document_number)
    store = BatchStore(cache) if cache is not None else None
    batches = list(gather_batches(plan.pieces, batch_size))
    here = {"store": None if scheduler else store}  # another machine has another disk
    task = partial(_task, plan, batches, rules=rules, digest=rules.digest() + digest_of_code(), reader=reader, **here)
    known, numbers, left_out = store.keys() if store else frozenset(), range(len(batches)), {}
    with _bar(sum(piece.size for piece in plan.pieces), progress) as bar:
        while numbers:
            tasks = map(partial(task, known=known), numbers)
            numbers, known = [], frozenset()  # a second round only for what the store could not give
            for done in run_tasks(tasks, workers=workers, scheduler=scheduler):
                batch = store.load(done.key) if done.batch is None else done.batch
                if batch is None:
                    numbers.append(done.number)
                    continue
                if store and scheduler and done.batch is not None and not done.left_out:
                    store.save(done.key, batch)
                adder.add(batches[done.number], batch)
                left_out |= {batches[done.number][place]: mistake for place, mistake in done.left_out.items()}
                bar.update(sum(plan.pieces[place].size for place in batches[done.number]))
    return _result(adder, plan, left_out)


def _plan(documents: list[Document], reader, order, remote: bool) -> _Plan:
    pieces, numbers, left_out = [], [], []
    for number, one in enumerate(documents):
        if is_remote(one.address) and not remote:
            raise ParseError("no_addresses", file=one.address)
        try:
            found = cut_pieces(one) if reader is None else [Piece(one, _size_of(one))]
        except ParseError as error:
            left_out.append((one.address, error))
            continue
        pieces += found
        numbers += [number] * len(found)
    groups = list(order) if order is not None else list(dict.fromkeys(one.group for one in documents))
    number = {name: place for place, name in enumerate(groups)}
    group = [number[piece.document.group] for piece in pieces]
    return _Plan(pieces, group, _parts(group, len(groups)), numbers, groups, left_out)


def _size_of(document: Document) -> int:
    """Bytes of its file, or of the text that it brings."""
    brought = getattr(document, "paragraphs", ())
    return sum(len(one.encode()) for one in brought) if brought else size_of(document.address)


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
    return Task(number, tuple(plan.pieces[place] for place in batches[number]), **settings)


def _bar(total: int, shown: bool):
    from tqdm import tqdm

    options = {"unit": "B", "unit_scale": True, "desc": reader_language().say("commands.counting"), "leave": False}
    return tqdm(total=total, file=sys.stderr, disable=None if shown else True, **options)


def _result(adder: Adder, plan: _Plan, left_out: dict[int, Mistake]) -> Counts:
    lost = {plan.document_number[place] for place in left_out}
    reasons = [*plan.left_out, *((plan.pieces[place].document.address, left_out[place]) for place in sorted(left_out))]
    documents = np.zeros(len(plan.order), np.int64)
    for number, group in dict(zip(plan.document_number, plan.group, strict=True)).items():
        documents[group] += number not in lost
    if reasons and not documents.any():
        raise ParseError("nothing_counted", n=len(reasons), reason=reasons[0][1])
    return adder.counts(documents, left_out=tuple(reasons), size=sum(piece.size for piece in plan.pieces))
