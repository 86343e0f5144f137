"""The figures in git are what the code draws now; the index shows them all."""

import re
import sys
import threading
from collections import Counter

import pytest
from PIL import Image

from analysis import paths
from analysis.charts import CHARTS
from analysis.report import workers
from analysis.report.figures import FORMATS, LANGUAGES, save_figure, write_figures
from analysis.report.tables import write_tables
from analysis.results import Results
from tests.four_speeches import RESULTS

INDEX = (paths.FIGURES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_committed_figures_are_what_the_code_draws(tmp_path, chart):
    pictures = sys.platform == "linux"  # other systems may round a pixel differently; the numbers must agree everywhere
    written = write_figures(RESULTS, tmp_path, charts=[chart], formats=["png"] if pictures else [])
    for file in written[:-1]:
        committed = paths.FIGURES / file.relative_to(tmp_path)
        assert committed.read_bytes() == file.read_bytes(), f"{committed.name}: run `make report` and commit figures/"
    entries = written[-1].read_text(encoding="utf-8").split("\n## ", 1)[1]
    assert entries.strip() in INDEX


def test_committed_tables_are_what_the_code_counts(tmp_path):
    for file in write_tables(RESULTS, tmp_path):
        assert (paths.FIGURES / "tables" / file.name).read_bytes() == file.read_bytes()


def test_nothing_old_is_left_in_the_figures():
    stems = {stem for chart in CHARTS for stem in chart.tables(RESULTS)}
    for language in LANGUAGES:
        found = {file.stem for file in (paths.FIGURES / language).iterdir() if file.suffix in (".png", ".csv")}
        assert found == stems


def test_the_index_links_every_file_of_every_chart():
    targets = Counter(re.findall(r"\]\(((?:zh|en)/[^)]+)\)", INDEX))
    stems = [stem for chart in CHARTS for stem in chart.tables(RESULTS)]
    assert len({target.rsplit(".", 1)[0] for target in targets}) == 2 * len(stems)
    for target, times in targets.items():
        assert target.endswith((*FORMATS, "csv")) and times == (2 if target.endswith("png") else 1)


def test_pictures_are_small_and_made_for_print():
    for file in sorted(paths.FIGURES.glob("*/*.png")):
        with Image.open(file) as image:
            assert round(image.info["dpi"][0]) == 200 and image.width == pytest.approx(16 / 2.54 * 200, abs=2)
        assert file.stat().st_size < 250_000


def test_every_format_is_written_and_the_same_twice(tmp_path):
    first, second = (
        write_figures(RESULTS, tmp_path / name, charts=CHARTS[:1], languages=["en"]) for name in ("a", "b")
    )
    assert {file.suffix for file in first} == {".png", ".svg", ".pdf", ".csv", ".md"}
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_one_process_writes_what_two_write(tmp_path, monkeypatch):
    charts = [chart for chart in CHARTS if chart.module not in ("clouds", "stability")][:8]
    runs = []
    for processors in (2, 1):
        monkeypatch.setattr(workers.os, "cpu_count", lambda number=processors: number)
        results, steps = Results(), []
        written = write_figures(
            results, tmp_path / str(processors), charts=charts, languages=["en"],
            progress=lambda step, total, steps=steps: steps.append((step, total)),
        )  # fmt: skip
        assert steps == [(1, len(steps))] * len(steps) and len(steps) == sum(len(c.tables(results)) for c in charts)
        runs.append({file.name: file.read_bytes() for file in written})
    assert runs[0] == runs[1]


def test_an_error_of_a_worker_is_raised_and_the_rest_is_not_done():
    for jobs in (1, workers.ENOUGH_FOR_TWO):
        with pytest.raises(ZeroDivisionError), workers.workers(jobs) as submit:
            assert [submit(pow, 2, power).result() for power in range(3)] == [1, 2, 4]
            submit(divmod, 1, 0).result()


def test_one_figure_is_saved_by_the_ending_of_its_name(tmp_path):
    chart = CHARTS[0]
    figure = chart.draw(next(iter(chart.tables(RESULTS).values()))).figure
    assert save_figure(figure, tmp_path / "new" / "x.SVG").read_bytes().startswith(b"<?xml")
    with pytest.raises(ValueError, match="png, svg or pdf"):
        save_figure(figure, tmp_path / "x.jpg")


def test_charts_of_another_document_are_removed_and_a_page_of_somebody_elses_is_kept(tmp_path):
    write_figures(RESULTS, tmp_path, charts=CHARTS[:2], formats=["svg"], languages=["en"])
    write_figures(RESULTS, tmp_path, charts=CHARTS[:1], formats=["svg"], languages=["en"])
    assert {file.stem for file in (tmp_path / "en").iterdir()} == {CHARTS[0].name}
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not ours"):
        write_figures(RESULTS, tmp_path, charts=CHARTS[:1], formats=[], languages=["en"])
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
