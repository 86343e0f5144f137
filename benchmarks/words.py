"""How fast text is cut, line by line, beside the engines alone; all in one run, best of several.

    python -m benchmarks.words FOLDER       a folder of text files

Seconds are processor time; the lines are cut by each contender in turn, so that other programs slow all of them alike.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

RUNS = 5


def measure(folder: str) -> dict[str, float]:
    """Seconds of the best run of each contender."""
    import jieba
    import rjieba

    from analysis.lexicon import read_lexicon
    from analysis.segmentation import Segmenter

    jieba.setLogLevel(logging.WARNING)
    files = sorted(Path(folder).rglob("*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    segmenter, raw = Segmenter(read_lexicon()), rjieba.Jieba()
    contenders = {
        "jieba.lcut": jieba.lcut,
        "rjieba": lambda line: raw.cut(line, hmm=False),
        "cut": segmenter.cut,
        "counted": segmenter.counted,
        "segment": segmenter.segment,
    }
    best = dict.fromkeys(contenders, float("inf"))
    for run in range(RUNS):
        for name, cut in contenders.items():
            if run and name == "jieba.lcut":
                continue  # slow, and steady enough
            cut(lines[0])
            start = time.process_time()
            for line in lines:
                cut(line)
            best[name] = min(best[name], time.process_time() - start)
    return best


def main(folder: str) -> None:
    """Print a row a contender."""
    best = measure(folder)
    for name, seconds in best.items():
        print(f"{name:12} {seconds:8.3f} s  {best['jieba.lcut'] / seconds:6.1f} x jieba.lcut  "
              f"{best['rjieba'] / seconds:5.2f} of rjieba")  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
