"""One child process, measured: seconds on the clock, seconds of the processor, and the most memory it held."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
# Set by some systems and editors: the first would have every start compile anew, the second changes the drawing.
DROPPED = ("PYTHONDONTWRITEBYTECODE", "MPLBACKEND")


@dataclass(frozen=True)
class Cost:
    """What a process took: `wall` and `cpu` in seconds, `peak` in bytes, and how it ended."""

    wall: float
    cpu: float
    peak: int
    code: int = 0
    output: str = ""
    error: str = ""


def python(*arguments: str | Path) -> Cost:
    """Run this Python with `arguments` from the top folder, wait for it and measure it.

    The process must not be started by one with much memory: on Linux the peak of a child counts from that of its
    parent. That is why run.py imports nothing large.
    """
    environment = {name: value for name, value in os.environ.items() if name not in DROPPED}
    environment["PYTHONUTF8"] = "1"
    command = [sys.executable, *map(str, arguments)]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as error:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=error)
        cpu, peak, code = _wait(process)
        wall = time.perf_counter() - start
        output.seek(0)
        error.seek(0)
        return Cost(wall, cpu, peak, code, output.read().decode("utf-8"), error.read().decode("utf-8", "replace"))


def _wait(process: subprocess.Popen) -> tuple[float, int, int]:
    if not hasattr(os, "wait4"):
        return _watch(process)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, process.returncode


def _watch(process: subprocess.Popen) -> tuple[float, int, int]:
    """Where the system keeps no account of ended children (Windows): look every few milliseconds."""
    seen, done = {"cpu": 0.0, "peak": 0}, threading.Event()

    def look() -> None:
        try:
            child = psutil.Process(process.pid)
            while not done.wait(0.01):
                times, memory = child.cpu_times(), child.memory_info()
                seen["cpu"] = times.user + times.system
                seen["peak"] = max(seen["peak"], getattr(memory, "peak_wset", memory.rss))
        except psutil.Error:
            return

    watcher = threading.Thread(target=look)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    return seen["cpu"], seen["peak"], code


def alternate(contenders: dict, *, rounds: int, say=lambda text: None) -> dict[str | tuple, list[Cost]]:
    """Measure contenders in turn (A B A B ...), so that a busy minute of the machine strikes all of them."""
    costs: dict[str | tuple, list[Cost]] = {name: [] for name in contenders}
    for number in range(1, rounds + 1):
        for name, arguments in contenders.items():
            cost = python(*arguments)
            costs[name].append(cost)
            shown = name if isinstance(name, str) else " ".join(map(str, name))
            say(f"{shown}, round {number} of {rounds}: {cost.wall:.2f} s")
    return costs


def median(costs: list[Cost]) -> Cost:
    """The medians of several runs of one thing; it failed if one of them did."""
    middle = [statistics.median([getattr(cost, name) for cost in costs]) for name in ("wall", "cpu", "peak")]
    worst = max(costs, key=lambda cost: abs(cost.code))
    return Cost(*middle, worst.code, worst.output, worst.error)
