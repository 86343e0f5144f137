"""Counting a corpus: `python -m analysis count` against the plain script, by size and by number of processes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks import measure

SIZES = (1, 10, 100, 300)  # megabytes
PLAIN = (10, 100)
ROUNDS = 2  # of the sizes that are compared
QUICK = {"sizes": (1, 2, 4), "plain": (1,)}
WORKERS = 2


def measure_counting(
    folder: Path, *, sizes=SIZES, plain=PLAIN, say: Callable[[str], None] = lambda text: None
) -> dict[str, dict]:
    """Clock, processor and peak memory of each way by size, and where the time of one process goes.

    Returns
    -------
    dict
        ``plain``, ``one`` and ``two``: megabytes to {wall, cpu, peak, megabytes}; ``where``: seconds of the whole, of
        cutting and of looking terms up, for the largest size.
    """
    found = {"plain": {}, "one": {}, "two": {}}
    for size in sizes:
        corpus = folder / f"corpus-{size}"
        made = _succeed(measure.python("-m", "benchmarks.text", "folder", corpus, str(size)))
        contenders = {"one": _count(corpus, folder)}
        if size in sizes[-2:]:  # a smaller text is counted before a second process is of any use
            contenders["two"] = (*_count(corpus, folder), "--workers", str(WORKERS))
        rounds = ROUNDS if size in sizes[-2:] else 1
        for name, costs in measure.alternate(contenders, rounds=rounds, say=lambda text: say(text[-60:])).items():
            found[name][size] = _numbers([_succeed(cost) for cost in costs], int(made.output))
        if size in plain:
            say(f"plain script, {size} MB: up to two minutes")
            cost = _succeed(measure.python("benchmarks/plain.py", "--count", corpus))
            found["plain"][size] = _numbers([cost], int(made.output))
        if size == sizes[-1]:
            cost = _succeed(measure.python("-m", "benchmarks.throughput", "count", corpus))
            found["where"] = json.loads(cost.output.splitlines()[-1])
        shutil.rmtree(corpus)
    return found


def _count(corpus: Path, folder: Path) -> tuple:
    return ("-m", "analysis", "count", corpus, "--out", folder / "counts", "--fresh")


def _numbers(costs: list[measure.Cost], size: int) -> dict[str, float]:
    middle = measure.median(costs)
    return {"wall": middle.wall, "cpu": middle.cpu, "peak": middle.peak, "megabytes": size / 1e6}


def _succeed(cost: measure.Cost) -> measure.Cost:
    if cost.code:
        raise SystemExit(f"a measured process failed (exit code {cost.code}): {cost.error.strip()}")
    return cost
