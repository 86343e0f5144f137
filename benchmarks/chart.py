"""The chart of BENCHMARKS.md: seconds by size of the corpus, for each way to count it."""

from __future__ import annotations

from pathlib import Path

LINES = {  # name: label, colour, marker, where its label stands beside the last point
    "plain": ("plain script", "#B3452F", "s"),
    "one": ("this project, one process", "#1F5A8C", "o"),
    "two": ("this project, two processes", "#2E8B72", "^"),
}


def draw_counting(found: dict, path: Path) -> Path:
    """Draw what `counting.measure_counting` found; both axes by powers of ten: linear growth is a straight line.

    Returns
    -------
    Path
        The picture, a PNG.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 4.8), layout="constrained")
    for name, (label, colour, marker) in LINES.items():
        sizes = sorted(found[name])
        seconds = [found[name][size]["wall"] for size in sizes]
        axes.plot(sizes, seconds, color=colour, marker=marker, label=label, linewidth=1.8, markersize=7)
        below = name == "two"  # close under the line of one process
        place = {"xytext": (6, -12 if below else 3), "textcoords": "offset points"}
        axes.annotate(f"{seconds[-1]:.1f} s", (sizes[-1], seconds[-1]), color=colour, **place)
    axes.set(xscale="log", yscale="log", xlabel="text, MB", ylabel="seconds on the clock, start to end")
    ticks = sorted(found["one"])
    axes.set_xticks(ticks, [str(size) for size in ticks])
    low, high = axes.get_ylim()
    round_seconds = [second for second in (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200) if low <= second <= high]
    axes.set_yticks(round_seconds, [f"{second:g}" for second in round_seconds])
    axes.minorticks_off()
    axes.margins(x=0.1, y=0.12)
    axes.grid(color="#DDDDDD", linewidth=0.7)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(title(found), loc="left", fontsize=11, fontweight="bold")
    axes.legend(frameon=False, loc="upper left")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150, metadata={"Software": None})
    pyplot.close(figure)
    return path


def title(found: dict) -> str:
    """The finding, in a line.

    >>> found = {"plain": {10: {"wall": 10.0, "megabytes": 10.0}}, "one": {10: {"wall": 0.5, "megabytes": 10.0}}}
    >>> title(found)
    'Counting 10 MB: 20 times as fast as the plain script, in one process'
    """
    size = max(set(found["plain"]) & set(found["one"]))
    times = found["plain"][size]["wall"] / found["one"][size]["wall"]
    return f"Counting {size} MB: {times:.0f} times as fast as the plain script, in one process"
