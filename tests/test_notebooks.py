"""The notebooks: what is stored is what their code gives, and a reader can follow it."""

import ast
import base64
import json
import os
import re
import sys
from pathlib import Path

import nbformat
import pytest

from analysis import paths
from analysis.course.lessons import reading_minutes
from analysis.report import notebooks
from tests.notebook_shell import opened

NAMES = [path.stem for path in notebooks.find_notebooks()]
PICTURES = {  # exactly so many; of other notebooks at least one
    "01_read_the_speeches": 1,
    "02_cut_into_words": 1,
    "03_term_frequency": 3,
    "04_tfidf_themes": 4,
    "05_charts_for_reports": 3,
}
LIMITS, EXERCISES = "这里看不出什么　What this does not show", "练习　Exercises"
NUMBER = re.compile(r"(?:(?<![\w.])|(?<=[一-鿿]))\d+(?:\.\d+)?(?![\d.]*\d)")
CHINESE, ENGLISH = re.compile("[一-鿿]{2}"), re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def stored(name):
    """Return a notebook as it is stored."""
    return json.loads((paths.NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))


def source_of(cell):
    return "".join(cell["source"])


def cells_of(name, kind):
    return [cell for cell in stored(name)["cells"] if cell["cell_type"] == kind]


def text_of(outputs):
    """Return what a cell printed and the plain form of what it shows."""
    parts = []
    for output in outputs:
        parts += ["".join(output.get("text", "")), "".join(output.get("data", {}).get("text/plain", ""))]
    return "\n".join(parts).replace("\\", "/")


def test_notebooks_are_numbered_and_listed():
    assert NAMES[: len(PICTURES)] == list(PICTURES)
    assert [int(name[:2]) for name in NAMES] == [*range(1, 6), 6, 6, *range(6, 11)]  # 06, 06b and 06c
    listed = (paths.NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"({name}.ipynb)" not in listed] == []


def test_the_minutes_told_are_those_of_reading_speed():
    listed = (paths.NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        cells = nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", 4).cells
        minutes = " / ".join(str(reading_minutes(cells, code)) for code in ("zh", "en"))
        assert re.search(rf"\({name}\.ipynb\) \| {minutes} \|", listed), f"{name}: {minutes}"


@pytest.mark.parametrize("name", NAMES)
def test_stored_is_what_the_code_gives_and_cells_run_again(name, monkeypatch):
    """In this process, as a kernel would; then all cells once more, those that change something twice in a row."""
    with opened(name, monkeypatch) as run:
        compare_with_stored(name, run.as_stored())
        run.draw_no_more()
        for source in run.sources:
            for _ in range(1 + changes(source)):
                run.outputs(source)


def test_a_kernel_gives_what_this_process_gives():
    name = "02_cut_into_words"
    compare_with_stored(name, notebooks.execute_notebook(paths.NOTEBOOKS / f"{name}.ipynb"))


def compare_with_stored(name, fresh):
    text = (paths.NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    if sys.platform == "linux":  # pictures are drawn by libraries that differ a little from system to system
        assert fresh == text, f"{name} is stale: run `make notebooks` and look at what changed"
    for before, after in zip(json.loads(text)["cells"], json.loads(fresh)["cells"], strict=True):
        assert text_of(after.get("outputs", [])) == text_of(before.get("outputs", []))


def changes(source):
    """Whether a cell changes what it begins with: reads a name before it writes it, or calls something for its work."""
    *before, _ = statements = ast.parse(source).body
    uses = [[node for node in ast.walk(one) if isinstance(node, ast.Name)] for one in statements]
    written = [{node.id for node in names if isinstance(node.ctx, ast.Store)} for names in uses]
    read = [{node.id for node in names if isinstance(node.ctx, ast.Load)} for names in uses]
    late = any(read[n] & set().union(*written[n:]) - set().union(*written[:n]) for n in range(len(statements)))
    return late or any(isinstance(one, ast.Expr) and "print(" not in ast.unparse(one) for one in before)


@pytest.mark.parametrize("name", NAMES)
def test_ran_from_top_to_bottom_without_complaint(name):
    cells = cells_of(name, "code")
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        assert cell["outputs"], source_of(cell)
        for output in cell["outputs"]:
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr", output["text"]
            assert not re.search("0x[0-9a-f]{6}", json.dumps(output.get("data", {}).get("text/plain", "")))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_run_is_stored(name):
    notebook = stored(name)
    assert notebook["metadata"] == notebooks.METADATA
    assert [cell["id"] for cell in notebook["cells"]] == [f"cell-{i:03d}" for i in range(1, len(notebook["cells"]) + 1)]
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
    assert notebooks.WIDGET not in json.dumps(notebook)  # live widgets have random ids
    assert (paths.NOTEBOOKS / f"{name}.ipynb").stat().st_size < 900_000


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_there(name):
    shown = [output["data"] for cell in cells_of(name, "code") for output in cell["outputs"] if "data" in output]
    images = [base64.b64decode("".join(data["image/png"])) for data in shown if "image/png" in data]
    assert len(images) == PICTURES.get(name, max(len(images), 1))
    assert all(image.startswith(b"\x89PNG") and len(image) > 5_000 for image in images)


@pytest.mark.parametrize("name", NAMES)
def test_code_is_short_and_plain(name):
    for cell in cells_of(name, "code"):
        source = source_of(cell)
        lines = [line for line in source.splitlines() if line.strip()]
        assert len(lines) <= 12, source
        assert max(map(len, lines)) <= 110, source  # longer lines are cut in a reader's window
        assert not re.search(r"^\s*(?:def |class |[!%])|\blambda\b", source, flags=re.M), source


@pytest.mark.parametrize("name", NAMES[:-1])  # the last makes a corpus of its own
def test_the_first_cell_names_the_folder_of_the_corpus(name):
    source = source_of(cells_of(name, "code")[0])
    assert re.search(r'^CORPUS = "\.\./data"  # 换成.* · .*your own', source, flags=re.M), source
    assert re.search(r"^results = Results\(CORPUS[,)]", source, flags=re.M)
    assert not any("Results()" in source_of(cell) for cell in cells_of(name, "code"))


@pytest.mark.parametrize("name", NAMES)
def test_the_first_cell_has_errors_told_in_one_line(name):
    assert re.search(r"^start\(\)", source_of(cells_of(name, "code")[0]), flags=re.M)


@pytest.mark.parametrize("name", NAMES)
def test_every_step_is_told_in_chinese_and_english(name):
    kinds = []
    for cell in stored(name)["cells"]:
        kinds.append(cell["cell_type"])
        if cell["cell_type"] == "markdown":
            chinese, english = CHINESE.search(source_of(cell)), ENGLISH.search(source_of(cell))
            assert chinese and english and chinese.start() < english.end(), source_of(cell)
    assert kinds[0] == "markdown"
    assert ("code", "code") not in zip(kinds, kinds[1:], strict=False)


@pytest.mark.parametrize("name", NAMES)
def test_begins_with_a_question_and_ends_with_limits_and_exercises(name):
    told = [source_of(cell) for cell in cells_of(name, "markdown")]
    assert "**问题：" in told[0] and "**Question:" in told[0]
    headings = [line[3:] for text in told for line in text.splitlines() if line.startswith("## ")]
    assert headings[-2:] == [LIMITS, EXERCISES]
    assert len(re.findall("^- ", next(text for text in told if LIMITS in text), flags=re.M)) >= 6


@pytest.mark.parametrize("name", NAMES)
def test_numbers_in_the_text_are_those_of_the_outputs(name):
    known = set()
    for cell in stored(name)["cells"]:
        if cell["cell_type"] == "code":
            known |= set(map(float, NUMBER.findall(source_of(cell) + " " + text_of(cell["outputs"]))))
        elif source_of(cell).startswith("**看到"):
            told = re.sub(r"`[^`]*`|100%", "", source_of(cell))
            missing = [number for number in NUMBER.findall(told) if len(number) > 1 and float(number) not in known]
            assert missing == [], source_of(cell)


@pytest.mark.parametrize("name", NAMES)
def test_exercises_wait_for_an_answer_and_give_nothing_away(name):
    checks = [cell for cell in cells_of(name, "code") if "check(" in source_of(cell)]
    assert len(checks) >= 2
    for cell in checks:
        assert text_of(cell["outputs"]).strip() == "还没有答 · Not answered yet"
        assert re.search(r'^(my_\w+(?:, my_\w+)?) = None(?:, None)?\n(?:if .*\n    .*\n)?check\("[\w.]+", \(?\1\)?\)$',
                         source_of(cell), flags=re.M), source_of(cell)  # fmt: skip


def small_notebook(folder, *sources):
    """Write a notebook of code cells that was run by somebody else before."""
    cells = [
        {"cell_type": "code", "id": f"x{i}", "metadata": {"a": 1}, "execution_count": 7, "outputs": [], "source": one}
        for i, one in enumerate(sources)
    ]
    metadata = {"kernelspec": {"display_name": "a", "name": "a"}, "language_info": {"name": "python", "version": "2"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path = Path(folder) / "small.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def test_running_stores_and_a_change_is_stale(tmp_path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "no-such-backend")
    code = "import os\nfor i in range(3):\n    print(i, flush=True)\nos.environ['MPLBACKEND']"
    path = small_notebook(tmp_path, code)
    assert notebooks.execute_notebooks(tmp_path) == [path]
    stored_text = path.read_text(encoding="utf-8")
    cell = json.loads(stored_text)["cells"][0]
    assert [output["output_type"] for output in cell["outputs"]] == ["stream", "execute_result"]
    assert "".join(cell["outputs"][0]["text"]) == "0\n1\n2\n"
    assert "no-such-backend" not in stored_text
    assert (cell["id"], cell["metadata"], cell["execution_count"]) == ("cell-001", {}, 1)
    path.write_text(stored_text.replace('"2\\n"', '"3\\n"'), encoding="utf-8")
    assert notebooks.execute_notebook(path) == stored_text != path.read_text(encoding="utf-8")
    assert "3\\n" in path.read_text(encoding="utf-8")


def test_failing_cell_is_named_and_nothing_is_stored(tmp_path):
    path = small_notebook(tmp_path, "1 + 1", "import os\nraise ValueError('这里错了')")
    before = path.read_bytes()
    with pytest.raises(notebooks.NotebookError, match=r"^small\.ipynb, cell 2 \(import os\): ValueError: 这里错了$"):
        notebooks.execute_notebooks(tmp_path)
    assert path.read_bytes() == before


def test_unknown_notebook_is_named():
    with pytest.raises(notebooks.NotebookError, match="no notebook “06_x”.*01_read_the_speeches"):
        notebooks.find_notebooks(names=["06_x"])


def test_settings_of_the_shell_do_not_reach_the_kernel():
    given = dict.fromkeys(notebooks.DROPPED, "1") | {"HOME": "h", "PYTHONHASHSEED": "random"}
    assert notebooks.kernel_environment(given) == {"HOME": "h"} | notebooks.SET
    assert {"MPLBACKEND", "PYTHONDONTWRITEBYTECODE"} <= set(notebooks.DROPPED)
    assert set(notebooks.kernel_environment()) >= set(os.environ) - set(notebooks.DROPPED)
