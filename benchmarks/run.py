"""Measure the project against the plain way and write the table of BENCHMARKS.md: `make benchmarks`.

About six minutes; with BENCHMARK_TEXTS, a folder of text files, on shuffled paragraphs of these instead of sentences
of the four speeches. `make benchmarks ARGS=--quick` tries everything out on small texts, in two or so, and writes
nothing into the page. Everything is measured in one run, contenders in turn; files go to a temporary folder.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import chart, counting, measure, throughput  # noqa: E402
from benchmarks.report import CHART, describe_machine, describe_text, format_report, replace_between_markers  # noqa: E402

DOCUMENT = ROOT / "data" / "raw" / "regional_symposia_2023_2024.txt"
PAGE = ROOT / "BENCHMARKS.md"
TEXT_MEGABYTES = 30
DEFAULT = "engine rjieba"
SLOPE_MEGABYTES = (3, 10, TEXT_MEGABYTES)  # a shorter run is over before its time can be told
SLOW_MEGABYTES = 2  # jieba in Python needs a minute for the whole text: it gets a part
TABLE_MEGABYTES = 10
DOCUMENT_MEGABYTES = (1, 4, 15)
ROUNDS = 5  # of the commands


def measure_commands(folder: Path) -> dict:
    """Time and peak memory of the commands and of the plain way on the seed, with and without pictures."""
    contenders = {
        "plain": ("benchmarks/plain.py", DOCUMENT, folder / "plain"),
        "report": ("-m", "analysis", "report", "--out", folder / "report"),
        "tables": ("-m", "analysis", "tables", "--out", folder / "tables"),
        "plain, no pictures": ("benchmarks/plain.py", DOCUMENT),
    }
    for name in ("plain", "report", "tables")[: ROUNDS - 1]:  # warm up: bytecode, jieba's and matplotlib's caches
        measure.python(*contenders[name])
    costs = measure.alternate(contenders, rounds=ROUNDS, say=say)
    found = {name: measure.median(some) for name, some in costs.items()}
    for name in ("plain", "tables", "plain, no pictures"):
        if found[name].code:
            raise SystemExit(f"{name} failed: {found[name].error.strip()}")
    files = {name: count_files(folder / name) for name in ("plain", "report", "tables")}
    return {"costs": found, "files": files}


def measure_import() -> dict:
    """Wall seconds of `import analysis` in fresh processes, and of a start of Python that does nothing."""
    contenders = {"start": ("-c", "pass"), "import": ("-c", "import analysis")}
    measure.alternate(contenders, rounds=1)
    costs = measure.alternate(contenders, rounds=10)
    return {name: statistics.median([cost.wall for cost in some]) for name, some in costs.items()}


def measure_cutting(text: Path) -> dict:
    """Throughput in MB/s of every way to cut, and seconds by size for the default one; three rounds, all in turn."""
    jobs = [(name, SLOW_MEGABYTES) for name in throughput.CONTENDERS if name != DEFAULT]
    jobs += [(DEFAULT, size) for size in SLOPE_MEGABYTES]
    costs = measure.alternate({job: worker("cut", job[0], text, job[1]) for job in jobs}, rounds=3, say=say)
    speeds, seconds = {}, {}
    for (name, size), some in costs.items():
        results = [read_result(cost) for cost in some]
        middle = statistics.median([one["seconds"] for one in results])
        speeds[name] = {"speed": results[0]["bytes"] / 1e6 / middle, "megabytes": size}  # the largest size comes last
        if name == DEFAULT:
            seconds[size] = middle
    return {"cutting": speeds, "slope": {"seconds": seconds, "table": measure_table(text)}}


def measure_table(text: Path) -> dict:
    """Seconds and peak memory of the whole table of tokens."""
    cost = measure.python(*worker("tokens", text, TABLE_MEGABYTES))
    return read_result(cost) | {"peak": cost.peak, "megabytes": TABLE_MEGABYTES}


def measure_parser(folder: Path) -> dict:
    """Seconds and peak memory of reading documents, and the refusal of one that is far too large."""
    parsed = {}
    for size in DOCUMENT_MEGABYTES:
        document = folder / f"document-{size}.txt"
        succeed(measure.python("-m", "benchmarks.text", "document", document, str(size)))
        cost = measure.python(*worker("parse", document))
        parsed[size] = read_result(cost) | {"peak": cost.peak}
        say(f"document of {size} MB: {parsed[size]['seconds']:.1f} s")
    huge = folder / "huge.txt"
    with open(huge, "wb") as file:
        file.truncate(200_000_000)  # takes no room on the disk
    refusal = measure.python("-m", "analysis", "check", huge)
    if refusal.code != 2:
        raise SystemExit(f"a file of 200 MB ended with exit code {refusal.code}: {refusal.error.strip()}")
    return {"parsed": parsed, "refusal": refusal}


def worker(*arguments) -> tuple:
    """The arguments that start benchmarks/throughput.py."""
    return ("-m", "benchmarks.throughput", *map(str, arguments))


def read_result(cost: measure.Cost) -> dict:
    """What benchmarks/throughput.py printed."""
    return json.loads(succeed(cost).output)


def succeed(cost: measure.Cost) -> measure.Cost:
    """Stop when a process that must succeed did not."""
    if cost.code:
        raise SystemExit(f"a measured process failed (exit code {cost.code}): {cost.error.strip()}")
    return cost


def count_files(folder: Path) -> int:
    """How many files a command wrote."""
    return sum(path.is_file() for path in folder.rglob("*"))


def say(text: str) -> None:
    """Show progress."""
    print(text, file=sys.stderr, flush=True)


def use_small_texts() -> None:
    """Try everything out: the numbers mean nothing then."""
    global TEXT_MEGABYTES, SLOPE_MEGABYTES, SLOW_MEGABYTES, TABLE_MEGABYTES, DOCUMENT_MEGABYTES, ROUNDS
    TEXT_MEGABYTES, SLOPE_MEGABYTES, SLOW_MEGABYTES, TABLE_MEGABYTES, DOCUMENT_MEGABYTES = 2, (1, 2), 0.2, 1, (1,)
    ROUNDS = 1


def main(*options: str) -> None:
    """Measure, print the report and write it into BENCHMARKS.md."""
    quick = "--quick" in options
    if quick:
        use_small_texts()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {"commands": measure_commands(folder), "import": measure_import()}
        text = folder / "text.txt"
        succeed(measure.python("-m", "benchmarks.text", "text", text, str(TEXT_MEGABYTES)))
        found |= measure_cutting(text) | {"parser": measure_parser(folder)}
        found["counting"] = counting.measure_counting(folder, say=say, **(counting.QUICK if quick else {}))
        if quick:
            chart.draw_counting(found["counting"], folder / "counting.png")
    lines = format_report(found, describe_machine(), describe_text())
    print(lines)
    if quick:
        return
    chart.draw_counting(found["counting"], ROOT / CHART)
    PAGE.write_text(replace_between_markers(PAGE.read_text(encoding="utf-8"), lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
