"""Work in two processes where that pays, else in this one; what comes out is the same."""

import gc
import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

ENOUGH_FOR_TWO = 8  # on some systems a process of its own costs a few seconds of imports

Submit = Callable[..., Future]


@contextmanager
def workers(jobs: int) -> Iterator[Submit]:
    """A function like ``Executor.submit`` for about so many jobs.

    Examples
    --------
    >>> with workers(1) as submit:
    ...     submit(pow, 2, 3).result()
    8
    """
    with _rare_collections():
        if jobs < ENOUGH_FOR_TWO or (os.cpu_count() or 1) < 2:
            yield _do_now
        else:
            with _two_processes() as submit:
                yield submit


@contextmanager
def _two_processes() -> Iterator[Submit]:
    pool = ProcessPoolExecutor(max_workers=2, initializer=_begin)

    def submit(function: Callable, /, *arguments, **options) -> Future:
        # Packed here and now: the pool would do it in a thread of its own, while tables are still being added to the
        # results that are packed, and a dictionary that grows meanwhile ends the whole report.
        return pool.submit(_do_packed, pickle.dumps((function, arguments, options)))

    try:
        yield submit
    finally:
        pool.shutdown(cancel_futures=True)  # after an error the rest is not wanted


def _do_packed(job: bytes):
    function, arguments, options = pickle.loads(job)
    return function(*arguments, **options)


def _do_now(function: Callable, /, *arguments, **options) -> Future:
    future: Future = Future()
    try:
        future.set_result(function(*arguments, **options))
    except Exception as error:
        future.set_exception(error)
    return future


def _begin() -> None:
    """End when the process that started this one has ended, however it did; look for garbage seldom.

    A chart is thousands of objects, and a fifth of the time went into looking at them.
    """
    threading.Thread(target=_end_with, args=[multiprocessing.parent_process()], daemon=True).start()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _end_with(parent) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def _rare_collections() -> Iterator[None]:
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
