"""A report replaces the last one whole or not at all."""

import os
import subprocess
import sys

import pytest

from analysis.report.writing import placed, staged, write_file


@pytest.fixture
def folder(tmp_path):
    for name in ("README.md", "report.zh.html", "tables/counts.csv", "zh/old.png", "notes/mine.txt", "mine.txt"):
        write_file(tmp_path / "figures" / name, b"last " + name.encode())
    return tmp_path / "figures"


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_written_and_removed_takes_the_place_of_the_last_report(folder):
    before = content(folder)
    untouched = (folder / "README.md").stat()
    with staged(folder) as stage:
        assert (stage / "zh" / "old.png").read_bytes() == b"last zh/old.png"
        files = [write_file(stage / "report.zh.html", b"new"), write_file(stage / "en" / "new.png", b"new")]
        (stage / "zh" / "old.png").unlink()
        assert content(folder).items() >= before.items()  # nothing is replaced before the end
    expected = before | {"report.zh.html": b"new", "en/new.png": b"new"}
    del expected["zh/old.png"]
    assert content(folder) == expected
    assert placed(files, stage, folder) == [folder / "report.zh.html", folder / "en" / "new.png"]
    after = (folder / "README.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (untouched.st_ino, untouched.st_mtime_ns)


@pytest.mark.parametrize("end", [KeyboardInterrupt, ValueError])
def test_after_an_interruption_the_last_report_stands(folder, end):
    before = content(folder)
    with pytest.raises(end), staged(folder) as stage:
        write_file(stage / "report.zh.html", b"half")
        raise end
    assert content(folder) == before


def test_an_error_names_the_place_of_the_file_and_not_the_stage(folder):
    with pytest.raises(OSError) as error, staged(folder) as stage:
        write_file(stage / "README.md" / "below.png", b"")
    assert error.value.filename == str(folder / "README.md" / "below.png")


def test_the_first_report_of_a_folder(tmp_path):
    with staged(tmp_path / "new" / "figures") as stage:
        write_file(stage / "tables" / "counts.csv", b"1")
    assert content(tmp_path) == {"new/figures/tables/counts.csv": b"1"}


def test_the_next_report_sweeps_what_a_killed_one_left_and_not_one_at_work(folder):
    killed = (
        "import os, sys, signal; from pathlib import Path; from analysis.report.writing import staged\n"
        "with staged(Path(sys.argv[1])) as stage:\n    os.kill(os.getpid(), signal.SIGKILL)"
    )
    if sys.platform != "win32":
        subprocess.run([sys.executable, "-c", killed, str(folder)], check=False)
        assert len(list(folder.glob(".report-*"))) == 1
    at_work = folder / f".report-{os.getpid()}-x"
    at_work.mkdir()
    with staged(folder):
        pass
    assert list(folder.glob(".report-*")) == [at_work]
