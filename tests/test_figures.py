"""The figures in git are what the code draws now; the index shows them all."""

import re
import subprocess
import sys
import threading
import time
from collections import Counter

import psutil
import pytest
from PIL import Image

from analysis import charts, paths
from analysis.charts import LISTED, NAMES
from analysis.language import CODES
from analysis.mistakes import Mistake
from analysis.report import workers
from analysis.report.figures import FORMATS, WRITTEN, draw_figures, numbers_csv, read_formats, save_figure
from analysis.report.tables import write_tables
from tests.four_speeches import RESULTS, whole

INDEX = (paths.FIGURES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in NAMES if not LISTED[name].by_command])
def test_committed_figures_are_what_the_code_draws(tmp_path, name):
    pictures = sys.platform == "linux"  # other systems may round a pixel differently; the numbers must agree everywhere
    drawn = [one for one in whole() if one.name == name]
    written = draw_figures(drawn, tmp_path, formats=WRITTEN if pictures else []).files
    for file in written[:-1]:
        committed = paths.FIGURES / file.relative_to(tmp_path)
        assert committed.read_bytes() == file.read_bytes(), f"{committed.name}: run `make report` and commit figures/"
    entries = written[-1].read_text(encoding="utf-8").split("\n## ", 1)[1]
    assert entries.strip() in INDEX


def test_committed_tables_are_what_the_code_counts(tmp_path):
    for file in write_tables(RESULTS, tmp_path):
        assert (paths.FIGURES / "tables" / file.name).read_bytes() == file.read_bytes()


def test_nothing_old_is_left_in_the_figures():
    stems = {chart.stem for chart in whole()}
    for language in CODES:
        found = {file.stem for file in (paths.FIGURES / language).iterdir() if file.suffix in (".png", ".csv")}
        assert found == stems


def test_the_index_links_every_file_of_every_chart():
    targets = Counter(re.findall(r"\]\(((?:zh|en)/[^)]+)\)", INDEX))
    assert len({target.rsplit(".", 1)[0] for target in targets}) == 2 * len(whole())
    for target, times in targets.items():
        assert target.endswith((*WRITTEN, "csv")) and times == (2 if target.endswith("png") else 1)


def test_pictures_are_small_and_made_for_print():
    for file in sorted(paths.FIGURES.glob("*/*.png")):
        with Image.open(file) as image:
            assert round(image.info["dpi"][0]) == 200 and image.width == pytest.approx(16 / 2.54 * 200, abs=2)
        assert file.stat().st_size < 250_000


def test_every_format_is_written_and_the_same_twice(tmp_path):
    first, second = (
        draw_figures(whole()[:1], tmp_path / name, languages=["en"], formats=FORMATS).files for name in ("a", "b")
    )
    assert {file.suffix for file in first} == {".png", ".svg", ".pdf", ".csv", ".md"}
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_one_process_writes_what_two_write(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "ENOUGH_FOR_TWO", 2)
    runs = []
    for processors in (2, 1):
        monkeypatch.setattr(workers.os, "cpu_count", lambda number=processors: number)
        steps = []
        written = draw_figures(
            whole()[1:3], tmp_path / str(processors), languages=["en"],
            progress=lambda _, step, total, steps=steps: steps.append((step, total)),
        ).files  # fmt: skip
        assert steps == [(1, 2)] * 2
        runs.append({file.name: file.read_bytes() for file in written})
    assert runs[0] == runs[1]


def test_formats_are_read_and_a_wrong_one_is_named():
    assert read_formats("PNG，pdf,png") == ["png", "pdf"]
    with pytest.raises(Mistake, match="--formats gif: charts are saved as png, svg, pdf"):
        read_formats("png,gif")


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_workers_end_with_the_process_that_started_them():
    code = (
        "import os, signal\nfrom analysis.report.workers import workers\n"
        "with workers(99) as submit:\n    print(submit(os.getpid).result(), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    number = int(started.stdout)
    deadline = time.monotonic() + 20
    while psutil.pid_exists(number) and psutil.Process(number).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline


def test_an_error_of_a_worker_is_raised_and_the_rest_is_not_done():
    for jobs in (1, workers.ENOUGH_FOR_TWO):
        with pytest.raises(ZeroDivisionError), workers.workers(jobs) as submit:
            assert [submit(pow, 2, power).result() for power in range(3)] == [1, 2, 4]
            submit(divmod, 1, 0).result()


def test_one_figure_is_saved_by_the_ending_of_its_name(tmp_path):
    figure = whole()[0].draw("zh")
    assert save_figure(figure, tmp_path / "new" / "x.SVG").read_bytes().startswith(b"<?xml")
    with pytest.raises(ValueError, match="png, svg or pdf"):
        save_figure(figure, tmp_path / "x.jpg")


def test_charts_of_another_document_are_removed_and_a_page_of_somebody_elses_is_kept(tmp_path):
    draw_figures(whole()[:2], tmp_path, formats=["svg"], languages=["en"])
    draw_figures(whole()[:1], tmp_path, formats=["svg"], languages=["en"])
    assert {file.stem for file in (tmp_path / "en").iterdir()} == {whole()[0].stem}
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not ours"):
        draw_figures(whole()[:1], tmp_path, formats=[], languages=["en"])
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


class WhoPacksIt:
    """Becomes, when it is packed for another process, the number of the thread that packs it."""

    def __reduce__(self):
        return int, (threading.get_ident(),)


def test_what_goes_to_a_worker_is_packed_at_once(monkeypatch):
    """Not later in a thread of the pool, while tables are still being added to the results."""
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 2)
    with workers.workers(workers.ENOUGH_FOR_TWO) as submit:
        assert submit(int, WhoPacksIt()).result() == threading.get_ident()


@pytest.mark.parametrize("name", NAMES)
def test_chinese_numbers_have_chinese_heads_and_names(name):
    head, *rows = numbers_csv(charts.pictures(name, RESULTS)[0], "zh").decode("utf-8-sig").splitlines()
    assert not {one for one in head.split(",") if one.isascii() and one.islower()} - {"p", "q", "idf"}
    assert not re.search("leader|inner_mongolia|rogan_gladen|jensen|cannot", "".join(rows))
    codes = [row for row in rows if set(RESULTS.coded.columns) & set(row.split(","))]
    with_themes = {
        "theme_dots",
        "theme_heatmap",
        "theme_weights",
        "theme_strips",
        "corrected_shares",
        "correspondence_map",
    }
    assert bool(codes) == ("主题代码" in head) == (name in with_themes)  # a code stands beside the name of its theme
