"""The benchmarks do what they say; nothing here is timed."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from analysis import parsing, paths
from benchmarks import chart, counting, measure, plain, report, run, text, throughput

FOUND = {
    "commands": {
        "costs": {
            "plain": measure.Cost(wall=10.0, cpu=8.0, peak=200_000_000),
            "report": measure.Cost(wall=20.0, cpu=24.0, peak=300_000_000),
            "tables": measure.Cost(wall=2.0, cpu=2.0, peak=100_000_000),
            "plain, no pictures": measure.Cost(wall=4.0, cpu=4.0, peak=160_000_000),
        },
        "files": {"plain": 6, "report": 90, "tables": 18},
    },
    "import": {"start": 0.020, "import": 0.025},
    "cutting": {
        "jieba.lcut": {"speed": 0.5, "megabytes": 3},
        "jieba.lcut, HMM=False": {"speed": 0.55, "megabytes": 3},
        "engine jieba": {"speed": 0.75, "megabytes": 3},
        "engine rjieba": {"speed": 6.0, "megabytes": 30},
    },
    "slope": {
        "seconds": {1: 0.2, 10: 2.0},
        "table": {"seconds": 7.0, "megabytes": 10, "tokens": 1_400_000, "peak": 1_500_000_000},
    },
    "counting": {
        "plain": {10: {"wall": 10.0, "cpu": 10.0, "peak": 400_000_000, "megabytes": 10.0}},
        "one": {
            1: {"wall": 0.6, "cpu": 0.6, "peak": 150_000_000, "megabytes": 1.0},
            10: {"wall": 0.8, "cpu": 0.9, "peak": 170_000_000, "megabytes": 10.0},
            100: {"wall": 4.0, "cpu": 4.0, "peak": 180_000_000, "megabytes": 100.0},
        },
        "two": {
            10: {"wall": 0.9, "cpu": 1.2, "peak": 150_000_000, "megabytes": 10.0},
            100: {"wall": 2.0, "cpu": 4.4, "peak": 160_000_000, "megabytes": 100.0},
        },
        "where": {"seconds": 4.0, "bytes": 100_000_000, "cutting": 1.8, "lookup": 0.8},
    },
    "parser": {
        "parsed": {1: {"seconds": 2.0, "sentences": 6537, "peak": 105_000_000}},
        "refusal": measure.Cost(wall=1.5, cpu=1.2, peak=90_000_000, code=2, error="huge.txt: is 200 MB; split it\n"),
    },
}


@pytest.fixture(scope="module")
def speeches():
    return parsing.read_speeches(paths.DOCUMENT)


# The large text


def test_text_is_large_enough_and_made_of_whole_sentences(tmp_path, speeches):
    written = text.write_text(tmp_path / "text.txt", megabytes=0.05)
    assert 50_000 <= written == (tmp_path / "text.txt").stat().st_size < 70_000
    lines = (tmp_path / "text.txt").read_text(encoding="utf-8").splitlines()
    rounds, rest = divmod(len(lines), len(speeches))
    assert rest == 0
    assert Counter(lines) == {sentence: n * rounds for sentence, n in Counter(speeches["text"]).items()}
    assert lines[: len(speeches)] != lines[len(speeches) : 2 * len(speeches)]


def test_text_is_the_same_for_the_same_seed(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        text.write_text(tmp_path / name, megabytes=0.02, seed=seed)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != (tmp_path / "c").read_bytes()


def test_folder_is_a_corpus_of_four_groups(tmp_path, speeches):
    written = text.write_folder(tmp_path, megabytes=0.2)
    files = sorted(tmp_path.glob("*/*.txt"))
    assert [path.parent.name for path in files] == sorted(text.GROUPS)
    assert 200_000 <= written == sum(path.stat().st_size for path in files) < 260_000
    assert set(files[0].read_text(encoding="utf-8").splitlines()) == set(speeches["text"])
    assert files[0].read_bytes() != files[1].read_bytes()


def test_document_grows_inside_and_keeps_its_ends(tmp_path, speeches):
    written = text.write_document(tmp_path / "document.txt", megabytes=0.06)
    assert 60_000 <= written == (tmp_path / "document.txt").stat().st_size < 100_000
    grown = parsing.read_speeches(tmp_path / "document.txt")
    notes = ["speech", "strategy", "date", "place", "occasion"]
    assert grown[notes].drop_duplicates().values.tolist() == speeches[notes].drop_duplicates().values.tolist()
    assert set(grown["text"]) == set(speeches["text"])
    assert len(grown) > 4 * len(speeches)
    for number, speech in grown.groupby("speech"):
        seed = speeches[speeches["speech"] == number]
        assert speech["text"].iloc[0] == seed["text"].iloc[0]
        assert speech["text"].iloc[-1] == seed["text"].iloc[-1]


# The plain script


def test_plain_script_reads_the_four_speeches(speeches):
    groups = plain.read_groups(paths.DOCUMENT)
    assert list(groups) == ["长三角", "中部", "西部", "长江经济带"]
    # It is the plain way: heading and footnotes stay in the text.
    for (name, got), whole in zip(groups.items(), ["⑥", "⑦", "⑧", "⑤"], strict=True):
        number = ord(whole) - ord("①") + 1
        expected = "".join(speeches.loc[speeches["speech"] == number, "text"])
        assert abs(len(got) - len(expected)) < 200, name
        assert expected[-30:] in got


def test_plain_script_counts_and_weighs():
    counts, weights, terms = plain.count(plain.read_groups(paths.DOCUMENT))
    assert sum(map(Counter.total, counts.values())) == 1462
    assert weights.shape == (4, 565) == (len(counts), len(terms))
    assert all(counter["发展"] >= 10 for counter in counts.values())
    assert (weights**2).sum(axis=1) == pytest.approx([1, 1, 1, 1])


def test_plain_script_counts_a_folder(tmp_path, capsys):
    texts = {"东/1.txt": "推动改革。\n", "东/2.txt": "改革的\n", "西/1.txt": "开放", ".counts/x.txt": "开放"}
    for name, content in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    groups = plain.read_folder(tmp_path)
    assert groups == {"东": "推动改革。\n\n改革的\n", "西": "开放"}
    plain.main("--count", tmp_path)
    assert capsys.readouterr().out == "4 words, 3 terms, 2 groups\n"


def test_plain_script_has_a_font():
    with open(plain.find_font(), "rb") as file:
        assert file.read(4) == b"\x00\x01\x00\x00"


# What the measured processes do


def test_sentences_are_read_up_to_a_size(tmp_path):
    text.write_text(tmp_path / "text.txt", megabytes=0.03)
    sentences, size = throughput.read_sentences(tmp_path / "text.txt", 0.01)
    assert 10_000 <= size < 11_000
    assert sum(len(sentence.encode()) + 1 for sentence in sentences) == size
    assert size - len(sentences[-1].encode()) - 1 < 10_000


def test_tokens_are_counted_alike_one_by_one_and_as_a_table(tmp_path):
    text.write_text(tmp_path / "text.txt", megabytes=0.02)
    cut = throughput.cut_text("engine rjieba", tmp_path / "text.txt", 0.02)
    table = throughput.make_tokens(tmp_path / "text.txt", 0.02)
    assert cut["tokens"] == table["tokens"] > 1000
    assert cut["bytes"] == table["bytes"] >= 20_000


def test_counting_tells_where_its_time_goes(tmp_path):
    text.write_folder(tmp_path / "corpus", megabytes=0.1)
    found = subprocess.run(
        [sys.executable, "-m", "benchmarks.throughput", "count", tmp_path / "corpus"],
        cwd=paths.ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    where = json.loads(found.stdout)
    assert where["bytes"] > 100_000
    assert 0 < where["cutting"] and 0 < where["lookup"] and where["cutting"] + where["lookup"] < where["seconds"]


def test_counting_is_measured_by_size_and_by_way(tmp_path, monkeypatch):
    started = []

    def python(*arguments):
        started.append([str(argument) for argument in arguments])
        output = '{"seconds": 2.0}' if "count" in started[-1][2:3] else "1000000"
        return measure.Cost(1.0, 1.0, 1, output=output)

    monkeypatch.setattr(measure, "python", python)
    monkeypatch.setattr(counting.shutil, "rmtree", lambda folder: None)
    found = counting.measure_counting(tmp_path, sizes=(1, 2, 4), plain=(2,))
    assert list(found["one"]) == [1, 2, 4] and list(found["two"]) == [2, 4] and list(found["plain"]) == [2]
    assert found["where"] == {"seconds": 2.0}
    assert sum("--workers" in arguments for arguments in started) == 2 * counting.ROUNDS
    assert all("--fresh" in arguments for arguments in started if arguments[:3] == ["-m", "analysis", "count"])


def test_chart_of_counting(tmp_path):
    first, second = (chart.draw_counting(FOUND["counting"], tmp_path / name) for name in ("a.png", "b.png"))
    assert first.read_bytes() == second.read_bytes() and first.stat().st_size > 20_000
    assert chart.title(FOUND["counting"]) == "Counting 10 MB: 12 times as fast as the plain script, in one process"


def test_every_contender_is_one_the_workers_know():
    assert list(throughput.CONTENDERS) == list(FOUND["cutting"])
    with pytest.raises(ValueError, match="engine"):
        throughput.cutter("engine other")


# Measuring


def test_a_process_is_measured(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = "import os, sys; block = b'x' * 60_000_000; print('PYTHONDONTWRITEBYTECODE' in os.environ); sys.exit(3)"
    cost = measure.python("-c", code)
    assert (cost.code, cost.output.strip()) == (3, "False")
    assert cost.peak > 60_000_000
    assert cost.wall > 0 and cost.cpu > 0


@pytest.mark.skipif(sys.platform == "win32", reason="processes are watched there anyway")
def test_a_process_can_be_watched_where_the_system_keeps_no_account(monkeypatch):
    monkeypatch.delattr("os.wait4")
    cost = measure.python("-c", "block = b'x' * 60_000_000; sum(range(5_000_000))")
    assert cost.code == 0
    assert cost.peak > 60_000_000


def test_contenders_take_turns(monkeypatch):
    order = []
    monkeypatch.setattr(measure, "python", lambda name: order.append(name) or measure.Cost(1, 1, 1))
    costs = measure.alternate({"first": ("A",), "second": ("B",)}, rounds=3)
    assert "".join(order) == "ABABAB"
    assert [len(some) for some in costs.values()] == [3, 3]


def test_median_of_runs_remembers_a_failure():
    costs = [measure.Cost(3, 1, 10), measure.Cost(1, 2, 30, code=-9, error="killed"), measure.Cost(2, 9, 20)]
    assert measure.median(costs) == measure.Cost(2, 2, 20, code=-9, error="killed")


# The report


def test_ratios_and_verdicts():
    rows = report.ratios(FOUND).splitlines()
    assert "| `tables` against the plain script | 0.20 | 0.25 | 0.50 | time ≤ 0.5 | met |" in rows
    assert "| `tables` against the plain script without its pictures | 0.50 | 0.50 | 0.62 |  |  |" in rows
    assert "| `report` against the plain script | 2.00 | 3.00 | 1.50 | clock ≤ 2 | met |" in rows
    assert "| cutting, engine rjieba, against `jieba.lcut` |  | 0.083 |  | ≥ 10 times as fast | met |" in rows
    assert "| `import analysis`: 5 ms beyond the start of Python |  |  |  | < 0.1 s | met |" in rows
    assert "| cutting time ~ size to the power 1.00 |  |  |  | ≤ 1.1 | met |" in rows
    assert "| `count` against the plain script, 10 MB | 0.080 | 0.090 | 0.42 | ≥ 10 times as fast | met |" in rows
    assert "| `count`, two processes against one, 100 MB: 2.00 times |  |  |  | ≥ 1.7 | met |" in rows
    assert "| `count`: at most 180 MB of memory |  |  |  | < 1 GB | met |" in rows
    assert "| `count`: segmentation is 65 % of its time |  |  |  | ≥ 50 % | met |" in rows
    assert len({row.count("|") for row in rows}) == 1


def test_a_missed_target_is_said():
    slow = FOUND | {"cutting": FOUND["cutting"] | {"engine rjieba": {"speed": 4.0, "megabytes": 30}}}
    assert "≥ 10 times as fast | **missed** |" in report.ratios(slow)


def test_a_command_that_fails_is_not_compared():
    costs = FOUND["commands"]["costs"] | {"report": measure.Cost(0.1, 0.1, 1, code=1, error="broken")}
    broken = FOUND | {"commands": FOUND["commands"] | {"costs": costs}}
    assert "| `report` against the plain script | not measured: it fails |" in report.ratios(broken)
    assert "fails (exit code 1)" in report.commands(broken["commands"])


@pytest.mark.parametrize(("power", "expected"), [(1, 1.0), (2, 2.0)])
def test_exponent(power, expected):
    assert report.exponent({size: 0.3 * size**power for size in (1, 3, 10, 30)}) == pytest.approx(expected)


def test_whole_report():
    shown = report.format_report(FOUND, "2 cores.", "text")
    assert shown.startswith("Measured on: 2 cores. Large texts: text.\n\n### Against")
    assert "| `Segmenter`, engine rjieba | 30 MB | 6.00 MB/s | 12.0 |" in shown
    assert "| 10 MB | 2.00 s | 0.200 s |" in shown
    assert "1,400,000 rows" in shown and "7.0 s, 0.70 s a MB, peak memory 1.5 GB" in shown
    assert "| `count --workers 2`, 100 MB | 2.0 s | 4.4 s | 50.0 MB/s | 160 MB |" in shown
    assert f"]({report.CHART})" in shown and "phrases and words takes 45 %, giving each token" in shown
    assert "| 1 MB | 6,537 | 2.0 s | 105 MB |" in shown
    assert "refused in 1.5 s with 90 MB of memory and exit code 2: “is 200 MB; split it”" in shown


def test_only_what_stands_between_the_markers_is_replaced():
    page = f"# Title\n\n{report.BEGIN}\nold\n{report.END}\n\nTail.\n"
    new = report.replace_between_markers(page, "new\n")
    assert new == f"# Title\n\n{report.BEGIN}\n\nnew\n\n{report.END}\n\nTail.\n"
    assert report.replace_between_markers(new, "new") == new


@pytest.mark.parametrize("page", ["", report.BEGIN, f"{report.END}\n{report.BEGIN}", f"{report.BEGIN}{report.BEGIN}"])
def test_page_without_its_markers_is_refused(page):
    with pytest.raises(SystemExit, match="put the lines"):
        report.replace_between_markers(page, "new")


def test_page_of_the_project_can_be_renewed():
    page = run.PAGE.read_text(encoding="utf-8")
    assert "new table" in report.replace_between_markers(page, "new table")
