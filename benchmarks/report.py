"""Measured numbers to the Markdown that stands between the markers of BENCHMARKS.md."""

from __future__ import annotations

import importlib.metadata
import math
import os
import platform
import statistics
from pathlib import Path

import psutil

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
CHART = "benchmarks/counting.png"
LIBRARIES = ("pandas", "jieba", "rjieba", "scikit-learn", "matplotlib", "wordcloud")


def replace_between_markers(page: str, text: str) -> str:
    """Put `text` between the markers of a page; what stands around them stays."""
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        raise SystemExit(f"BENCHMARKS.md: put the lines {BEGIN} and {END} once each, in this order, around the table")
    head, tail = page.split(BEGIN)[0], page.split(END)[1]
    return f"{head}{BEGIN}\n\n{text.strip()}\n\n{END}{tail}"


def describe_machine() -> str:
    """The machine and the versions in words."""
    memory = psutil.virtual_memory().total / 1e9
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} processor cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}; {versions}."
    )


def describe_text() -> str:
    """What the large texts are made of."""
    folder = os.environ.get("BENCHMARK_TEXTS")
    if not folder:
        return "the sentences of the four speeches, shuffled"
    files = len(list(Path(folder).rglob("*.txt")))
    return f"the paragraphs of {files} files of {Path(folder).name}, shuffled"


def format_report(found: dict, machine: str, text: str) -> str:
    """All tables, one after the other."""
    parts = [
        f"Measured on: {machine} Large texts: {text}.",
        "### Against the plain script",
        ratios(found),
        "### Commands on the seed (12 KB, four speeches)",
        commands(found["commands"]),
        "### Cutting, one process",
        cutting(found["cutting"]),
        "### Does the time grow as the text does?",
        slope(found["slope"]),
        "### Counting a corpus",
        counting(found["counting"]),
        "### Reading documents",
        parser(found["parser"]),
    ]
    return "\n\n".join(parts)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; numbers to the right."""
    marks = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, marks, *rows])


def ratios(found: dict) -> str:
    """The comparison in one table: below 1 is less than the plain script needs, but for cutting speed."""
    costs, rows = found["commands"]["costs"], []
    # The report works in two processes: what its reader waits for is the clock.
    pairs = [
        ("tables", "plain", 0.5, "time"),
        ("tables", "plain, no pictures", None, ""),
        ("report", "plain", 2, "clock"),
    ]
    for name, other, target, which in pairs:
        label = f"`{name}` against the plain script" + (" without its pictures" if "," in other else "")
        if costs[name].code:
            rows.append([label, "not measured: it fails", "", "", "", ""])
            continue
        wall, cpu, peak = (getattr(costs[name], key) / getattr(costs[other], key) for key in ("wall", "cpu", "peak"))
        worst = wall if which == "clock" else max(wall, cpu)
        goal = ["", ""] if target is None else [f"{which} ≤ {target}", verdict(worst <= target)]
        rows.append([label, f"{wall:.2f}", f"{cpu:.2f}", f"{peak:.2f}", *goal])
    speeds = {name: one["speed"] for name, one in found["cutting"].items()}
    for engine, target in (("rjieba", 10), ("jieba", None)):
        ratio = speeds[f"engine {engine}"] / speeds["jieba.lcut"]
        goal = ["", ""] if target is None else [f"≥ {target} times as fast", verdict(ratio >= target)]
        rows.append([f"cutting, engine {engine}, against `jieba.lcut`", "", f"{1 / ratio:.3f}", "", *goal])
    net = max(0.0, found["import"]["import"] - found["import"]["start"])
    goal = ["< 0.1 s", verdict(net < 0.1)]
    rows.append([f"`import analysis`: {net * 1000:.0f} ms beyond the start of Python", "", "", "", *goal])
    power = exponent(found["slope"]["seconds"])
    rows.append([f"cutting time ~ size to the power {power:.2f}", "", "", "", "≤ 1.1", verdict(power <= 1.1)])
    rows += counting_targets(found["counting"])
    return table(["", "time (clock)", "time (processor)", "peak memory", "target", ""], rows)


def commands(found: dict) -> str:
    """Seconds, memory and files of each command."""
    rows = []
    names = {
        "tables": "`python -m analysis tables`",
        "report": "`python -m analysis report`",
        "plain": "plain script",
        "plain, no pictures": "plain script without its pictures",
    }
    for name, label in names.items():
        cost = found["costs"][name]
        files = str(found["files"].get(name, 0))
        if cost.code:
            rows.append([label, f"fails (exit code {cost.code})", "", "", ""])
        else:
            rows.append([label, f"{cost.wall:.1f} s", f"{cost.cpu:.1f} s", f"{cost.peak / 1e6:.0f} MB", files])
    return table(["", "clock", "processor", "peak memory", "files written"], rows)


def cutting(found: dict) -> str:
    """MB/s and how many times as fast as jieba.lcut."""
    rows = []
    for name, one in found.items():
        label = f"`Segmenter`, {name}" if name.startswith("engine") else f"`{name}`"
        times = one["speed"] / found["jieba.lcut"]["speed"]
        rows.append([label, f"{one['megabytes']} MB", f"{one['speed']:.2f} MB/s", f"{times:.1f}"])
    return table(["", "text", "speed", "times jieba.lcut"], rows)


def slope(found: dict) -> str:
    """Seconds and seconds a megabyte, by size; then the whole table of tokens."""
    rows = [[f"{size} MB", f"{s:.2f} s", f"{s / size:.3f} s"] for size, s in found["seconds"].items()]
    whole = found["table"]
    per = whole["seconds"] / whole["megabytes"]
    note = (
        f"The whole `tokens` table of {whole['megabytes']} MB ({whole['tokens']:,} rows, `segment_speeches`): "
        f"{whole['seconds']:.1f} s, {per:.2f} s a MB, peak memory {whole['peak'] / 1e9:.1f} GB."
    )
    return table(["text, engine rjieba", "processor", "a MB"], rows) + "\n\n" + note


def counting(found: dict) -> str:
    """Every way to count by size, the chart, and where the time of one process goes."""
    labels = {"plain": "plain script, `--count`", "one": "`count`", "two": "`count --workers 2`"}
    rows = [
        [
            f"{label}, {size} MB",
            f"{one['wall']:.1f} s",
            f"{one['cpu']:.1f} s",
            f"{one['megabytes'] / one['wall']:.1f} MB/s",
            f"{one['peak'] / 1e6:.0f} MB",
        ]
        for name, label in labels.items()
        for size, one in found[name].items()
    ]
    where = found["where"]
    rest = where["seconds"] - where["cutting"] - where["lookup"]
    shares = [f"{100 * part / where['seconds']:.0f} %" for part in (where["cutting"], where["lookup"], rest)]
    note = (
        f"Of the {where['seconds']:.1f} s of processor time for {where['bytes'] / 1e6:.0f} MB in one process, finding "
        f"phrases and words takes {shares[0]}, giving each token the number of its term {shares[1]}, and all the rest "
        f"(start, reading, counting, keeping, tables) {shares[2]}. The first two are the segmentation."
    )
    head = ["", "clock", "processor", "speed", "peak memory of a process"]
    return "\n\n".join([table(head, rows), f"![Seconds by size of the corpus]({CHART})", note])


def counting_targets(found: dict) -> list[list[str]]:
    """Rows of the comparison: how many times as fast, alone and in two processes; memory; growth; share of cutting."""
    size = max(set(found["plain"]) & set(found["one"]))
    plain, one = found["plain"][size], found["one"][size]
    wall, cpu, peak = (one[key] / plain[key] for key in ("wall", "cpu", "peak"))
    last = max(found["two"])
    gain = found["one"][last]["wall"] / found["two"][last]["wall"]
    most = max(numbers["peak"] for way in ("one", "two") for numbers in found[way].values())
    power = exponent({size: numbers["cpu"] for size, numbers in found["one"].items()})
    share = (found["where"]["cutting"] + found["where"]["lookup"]) / found["where"]["seconds"]
    return [
        [
            f"`count` against the plain script, {size} MB",
            f"{wall:.3f}",
            f"{cpu:.3f}",
            f"{peak:.2f}",
            "≥ 10 times as fast",
            verdict(wall <= 0.1),
        ],
        [f"`count`, two processes against one, {last} MB: {gain:.2f} times", "", "", "", "≥ 1.7", verdict(gain >= 1.7)],
        [f"`count`: at most {most / 1e6:.0f} MB of memory", "", "", "", "< 1 GB", verdict(most < 1e9)],
        [f"counting time ~ size to the power {power:.2f}", "", "", "", "≤ 1.1", verdict(power <= 1.1)],
        [f"`count`: segmentation is {100 * share:.0f} % of its time", "", "", "", "≥ 50 %", verdict(share >= 0.5)],
    ]


def exponent(seconds: dict[int, float]) -> float:
    """The slope of log time over log size: 1 is linear, 2 is quadratic.

    >>> round(exponent({1: 2.0, 10: 20.0, 100: 200.0}), 6)
    1.0
    """
    logs = [[math.log(value) for value in values] for values in (seconds, seconds.values())]
    return statistics.linear_regression(*logs).slope


def parser(found: dict) -> str:
    """Seconds and memory by size of the document, and the refusal."""
    rows = [
        [f"{size} MB", f"{one['sentences']:,}", f"{one['seconds']:.1f} s", f"{one['peak'] / 1e6:.0f} MB"]
        for size, one in found["parsed"].items()
    ]
    refusal = found["refusal"]
    message = refusal.error.strip().partition("huge.txt: ")[2]
    note = (
        f"A file of 200 MB is refused in {refusal.wall:.1f} s with {refusal.peak / 1e6:.0f} MB of memory and exit code "
        f"{refusal.code}: “{message}”"
    )
    return table(["document", "sentences", "processor", "peak memory"], rows) + "\n\n" + note


def verdict(met: bool) -> str:
    """A word for the last column."""
    return "met" if met else "**missed**"
