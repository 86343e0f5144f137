"""What one fresh process does when it is measured; prints its result as one line of JSON.

    python -m benchmarks.throughput cut CONTENDER FILE MEGABYTES    cut the first sentences of a text, one by one
    python -m benchmarks.throughput tokens FILE MEGABYTES           the same sentences as a table of tokens
    python -m benchmarks.throughput parse FILE                      read a document
    python -m benchmarks.throughput count FOLDER                    count a corpus, and tell where the time goes

Seconds are processor time of this process, all its threads together: other programs on the machine do not count.
Loading dictionaries and files is not in them.
"""

from __future__ import annotations

import json
import sys
import time

CONTENDERS = ("jieba.lcut", "jieba.lcut, HMM=False", "engine jieba", "engine rjieba")


def read_sentences(path, megabytes):
    """Return sentences from the beginning of a text, up to this size."""
    sentences, size = [], 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            if size >= megabytes * 1_000_000:
                break
            sentences.append(line.rstrip("\n"))
            size += len(line.encode("utf-8"))
    return sentences, size


def cutter(contender):
    """Return a function from a text to its tokens, with the dictionary loaded."""
    if contender.startswith("engine"):
        from analysis.lexicon import read_lexicon
        from analysis.segmentation import Segmenter

        cut = Segmenter(read_lexicon(), engine=contender.split()[1]).cut
    else:
        import logging
        from functools import partial

        import jieba

        jieba.setLogLevel(logging.WARNING)
        cut = partial(jieba.lcut, HMM=False) if contender.endswith("False") else jieba.lcut
    cut("推动高质量发展。")
    return cut


def cut_text(contender, path, megabytes):
    """Cut sentence by sentence; the tokens are counted and let go."""
    sentences, size = read_sentences(path, megabytes)
    cut = cutter(contender)
    start = time.process_time()
    tokens = 0
    for sentence in sentences:
        tokens += len(cut(sentence))
    return {"seconds": time.process_time() - start, "bytes": size, "tokens": tokens}


def make_tokens(path, megabytes):
    """Make the whole table of tokens, as `segment_speeches` gives it; one speech, a paragraph a sentence."""
    import pandas as pd

    from analysis import tables
    from analysis.lexicon import read_lexicon
    from analysis.segmentation import Segmenter, segment_speeches

    sentences, size = read_sentences(path, megabytes)
    speeches = pd.DataFrame({"speech": 1, "strategy": "西部大开发", "sentence": 1, "text": sentences})
    speeches["strategy"] = tables.ordered_strategies(speeches["strategy"], ["西部大开发"])
    speeches["paragraph"] = range(1, len(speeches) + 1)
    segmenter = Segmenter(read_lexicon())
    start = time.process_time()
    tokens = segment_speeches(speeches, segmenter)
    return {"seconds": time.process_time() - start, "bytes": size, "tokens": len(tokens)}


def count_folder(folder):
    """Count a corpus and write its tables; seconds are those of the whole process, from its start."""
    import tempfile
    from pathlib import Path

    from analysis.counts.batches import Coder
    from analysis.report.counted import CountJob
    from analysis.segmentation.cutter import Cutter

    cutting, coding = stopwatch(Cutter, "cut_covered"), stopwatch(Coder, "_code_text")
    with tempfile.TemporaryDirectory() as made:
        job = CountJob(folder, cache=Path(made) / "kept", out=Path(made) / "tables")
        job.run()
    seconds = time.process_time()
    size = sum(path.stat().st_size for path in Path(folder).glob("*/*.txt"))
    return {"seconds": seconds, "bytes": size, "cutting": cutting[0], "lookup": coding[0] - cutting[0]}


def stopwatch(owner, name):
    """Sum up the processor time of a method; the sum is the one entry of the list returned."""
    method, spent = getattr(owner, name), [0.0]

    def timed(*arguments, **options):
        start = time.process_time()
        try:
            return method(*arguments, **options)
        finally:
            spent[0] += time.process_time() - start

    setattr(owner, name, timed)
    return spent


def parse(path):
    """Read a document into the table of speeches."""
    from analysis.parsing import read_speeches

    start = time.process_time()
    sentences = len(read_speeches(path))
    return {"seconds": time.process_time() - start, "sentences": sentences}


def main(task, *arguments):
    """Run one task."""
    if task == "cut":
        result = cut_text(arguments[0], arguments[1], float(arguments[2]))
    elif task == "tokens":
        result = make_tokens(arguments[0], float(arguments[1]))
    elif task == "count":
        result = count_folder(arguments[0])
    else:
        result = parse(arguments[0])
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
