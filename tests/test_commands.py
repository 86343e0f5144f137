"""The command line as a user meets it: what it writes, and one line for every mistake."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis import paths
from analysis.__main__ import app
from tests.rendering import OTHER_SPEECHES, Style, render


def run(*arguments, cwd=paths.ROOT, **environment):
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(paths.ROOT), "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_check_and_tables_of_a_document_of_ones_own(tmp_path):
    document = tmp_path / "my.txt"
    document.write_text(render(OTHER_SPEECHES, Style()), encoding="gb18030")
    checked = run("check", "my.txt", "--language", "en", cwd=tmp_path)
    assert checked.returncode == 0 and "4 speeches, 10 paragraphs" in checked.stdout and "gb18030" in checked.stdout
    written = run("tables", "my.txt", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    assert (tmp_path / "my-figures" / "tables" / "frequency.csv").is_file()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"", "empty"),
        ("发展。\n".encode(), "no footnotes"),
        ("⑦ 2024年13月20日，湖南长沙，在中部地区崛起座谈会上的讲话\n\n中部地区要发展。\n".encode(), "line 1"),
    ],
)
def test_a_mistake_is_one_line_and_code_2(tmp_path, content, said):
    if content is not None:
        (tmp_path / "bad.txt").write_bytes(content)
    result = run("check", "bad.txt", cwd=tmp_path)
    assert result.returncode == 2 and result.stdout == ""
    assert result.stderr.count("\n") == 1 and "bad.txt" in result.stderr and said in result.stderr


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    result = run("tables", "--out", tmp_path / "file")
    assert result.returncode == 2 and "Traceback" not in result.stderr and "--out" in result.stderr


def test_help_shows_examples_for_every_command():
    runner = CliRunner()
    overview = runner.invoke(app, ["--help"]).stdout
    for command in ("report", "tables", "charts", "notebooks", "check", "chart", "kwic"):
        assert command in overview
        assert "Example" in runner.invoke(app, [command, "-h"]).stdout


@pytest.mark.parametrize(("language", "pages"), [("en", ["en"]), ("zh", ["zh"]), ("both", ["zh", "en"])])
def test_report_names_the_pages_of_the_language_asked_for(tmp_path, monkeypatch, language, pages):
    monkeypatch.setattr("analysis.report.outputs.write_report", lambda *given, **options: [])
    said = CliRunner().invoke(app, ["report", "--out", str(tmp_path), "--language", language]).stdout
    assert re.findall(r"report\.(..)\.html", said) == pages


def test_a_console_without_chinese_characters_does_not_stop_the_work():
    result = run("check", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0 and "24" in result.stdout


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_the_readme_do_what_it_says(page, tmp_path, monkeypatch):
    text = (paths.ROOT / page).read_text(encoding="utf-8")
    lines = [shlex.split(line)[2:] for line in re.findall(r"^python run\.py (?:chart|kwic) .*$", text, flags=re.M)]
    assert len(lines) == 5
    monkeypatch.chdir(tmp_path)
    for line in lines:
        found = CliRunner().invoke(app, line)
        assert found.exit_code == 0, found.output
        if "--out" in line:
            assert Path(line[line.index("--out") + 1]).stat().st_size > 1000
