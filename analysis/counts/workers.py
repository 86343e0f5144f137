"""Batches to workers by joblib: in this process, in several on this machine, or on a Dask cluster."""

import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from analysis.counts.batches import Batch, Rules, count_batch
from analysis.counts.store import BatchStore, key_of
from analysis.documents import ParseError
from analysis.documents.text_files import Document, Piece, read_piece
from analysis.mistakes import Mistake, as_mistake

Reader = Callable[[Document], list[str]]
PATIENCE = 20  # seconds for a scheduler to answer


@dataclass(frozen=True)
class Task:
    """One batch: its pieces, and how to read and count them; `store` is where this machine keeps it."""

    number: int
    pieces: tuple[Piece, ...]
    rules: Rules
    digest: str
    reader: Reader | None = None
    known: frozenset[str] = frozenset()
    store: BatchStore | None = None


@dataclass(frozen=True)
class Done:
    """A batch that was read: its key, the batch (None: it is kept), and pieces left out with the reason."""

    number: int
    key: str
    batch: Batch | None
    left_out: dict[int, Mistake] = field(default_factory=dict)


class WorkerError(Mistake):
    """A worker was lost, or no cluster answers; the message says what to do."""


def count_task(task: Task) -> Done:
    """Read the pieces of a batch and count them, unless their counts are known."""
    texts, left_out = [], {}
    for place, piece in enumerate(task.pieces):
        try:
            texts.append(read_piece(piece) if task.reader is None else task.reader(piece.document))
            if not texts[-1] and piece.stop is None:
                left_out[place] = ParseError("no_text", file=piece.document.address)
        except (ParseError, OSError) as error:
            texts.append([])
            left_out[place] = as_mistake(error)
    key = key_of(texts, task.digest)
    if key in task.known:
        return Done(task.number, key, None, left_out)
    batch = count_batch(texts, task.rules)
    if task.store is None or left_out:
        return Done(task.number, key, batch, left_out)
    task.store.save(key, batch)
    return Done(task.number, key, None)


def run_tasks(tasks: Iterable[Task], *, workers: int = 1, scheduler: str | None = None) -> Iterator[Done]:
    """Count all batches; the results come in any order.

    Parameters
    ----------
    tasks : iterable of Task
    workers : int
        Processes on this machine; 1 counts in this one.
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``; then `workers` is not read.

    Raises
    ------
    WorkerError
        A worker died (Dask tries again elsewhere first), Dask is not installed, or no scheduler answers.
    """
    if scheduler:
        return _run_on_dask(tasks, scheduler)
    return _run_in_processes(tasks, workers) if workers > 1 else map(count_task, tasks)


def start_workers(workers: int) -> Iterator[None]:
    """Start processes that `run_tasks` will find ready; they wake up while this one reads what it needs.

    Returns
    -------
    iterator
        To be read to its end before the first task is given.
    """
    from joblib import delayed

    return _pool(workers)(delayed(_wake)() for _ in range(workers))


def stop_workers() -> None:
    """End the processes of `start_workers` at once: nothing is left for them to do."""
    from joblib.externals.loky import get_reusable_executor

    get_reusable_executor().shutdown(wait=True, kill_workers=True)


def _pool(workers: int):
    from joblib import Parallel

    # joblib would say so when Ctrl-C or a mistake of the user ends the work early
    warnings.filterwarnings("ignore", message=".*still being processed by the workers", category=UserWarning)
    return Parallel(n_jobs=workers, return_as="generator_unordered", batch_size=1, max_nbytes=None)


def _wake() -> None:
    end_with_parent()
    count_batch([[""]], Rules())  # reads jieba's dictionary


@cache
def end_with_parent() -> None:
    """End this process when the one that started it has ended, however it did: kill -9 leaves it nothing to say."""
    threading.Thread(target=_watch, args=[os.getppid()], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _run_in_processes(tasks: Iterable[Task], workers: int) -> Iterator[Done]:
    from joblib import delayed
    from joblib.externals.loky.process_executor import BrokenProcessPool

    try:
        yield from _pool(workers)(delayed(_count_apart)(task) for task in tasks)
    except BrokenProcessPool:
        raise WorkerError("worker_stopped") from None


def _count_apart(task: Task) -> Done:
    import signal

    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits, which ends this one
    return count_task(task)


def _run_on_dask(tasks: Iterable[Task], address: str) -> Iterator[Done]:
    from joblib import Parallel, delayed, parallel_config

    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise WorkerError("no_dask") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkerError("no_scheduler", address=address, reason=error) from None
    with client:
        room = 2 * max(sum(client.nthreads().values()), 1)  # results must not pile up in the workers
        try:
            with parallel_config("dask", client=client):
                parallel = Parallel(n_jobs=room, return_as="generator_unordered", batch_size=1, pre_dispatch=room)
                yield from parallel(delayed(count_task)(task) for task in tasks)
        except KilledWorker as error:
            raise WorkerError("batch_ends_workers", address=address, reason=error) from None
