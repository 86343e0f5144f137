"""The command line as a user meets it: what it writes, and one line for every mistake."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from analysis import paths
from analysis.__main__ import app, main
from analysis.language import ASKED
from tests.rendering import OTHER_SPEECHES, Style, render

SILENT = {"lab", "notebooks", "renew"}  # they start a program, or write every language


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """A command as `python -m analysis` runs it, in a folder of its own: its exit code and what it says."""

    def run(*arguments):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["analysis", *map(str, arguments)])
        monkeypatch.setenv(ASKED, "")
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code or 0, *capsys.readouterr()

    return run


def test_check_and_tables_of_a_document_of_ones_own(tmp_path, run):
    (tmp_path / "my.txt").write_text(render(OTHER_SPEECHES, Style()), encoding="gb18030")
    code, said, _ = run("check", "my.txt", "--language", "en")
    assert code == 0 and "4 speeches, 10 paragraphs" in said and "gb18030" in said
    code, _, complained = run("tables", "my.txt")
    assert code == 0, complained
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
def test_a_mistake_is_one_line_and_code_2(tmp_path, run, content, said):
    if content is not None:
        (tmp_path / "bad.txt").write_bytes(content)
    code, printed, complained = run("check", "bad.txt")
    assert code == 2 and printed == ""
    assert complained.count("\n") == 1 and "bad.txt" in complained and said in complained


@pytest.mark.parametrize(
    ("words", "cause", "cure"),
    [
        ("chart --wdth 3", "没有选项 --wdth", "--width"),
        ("chart top_terms --width", "--width 后面要写一个值", "--help"),
        ("kwic 生态 --width abc", "--width abc：请写整数", "左右各显示多少字"),
        ("count x --workers=0", "--workers 0：请写整数，最小 1", "进程"),
        ("count x --workers x", "--workers x：请写整数，最小 1", "进程"),
        ("report -l fr", "--language fr：这里不能用", "zh、en"),
        ("report --language both --bad", "没有选项 --bad", "--out"),
        ("--bogus", "没有选项 --bogus；", "--help"),
        ("check --full=3", "--full 后面不写值", "去掉"),
        ("count x -w0", "--workers 0：请写整数", "进程"),
        ("count x --workers 2 --workers=abc", "--workers abc：请写整数", "进程"),
        ("chart a b y(z)", "y(z) 是多出来的", "引号"),
        ("it's\"x", "没有命令“it's\"x”", "report"),
        ("repot", "没有命令“repot”", "report"),
        ("it's", "没有命令“it's”", "report"),
        ("coding nw", "没有命令“nw”", "coding --help"),
        ("phrases", "phrases 还要写明 folder", "phrases my-corpus"),
        ("new", "new 还要写明 folder", "new my-corpus"),
        ("chart a b c", "c 是多出来的", "引号"),
    ],
)
def test_a_command_line_that_no_command_takes_is_one_line_in_the_language_of_the_reader(
    run, monkeypatch, words, cause, cure
):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    code, printed, complained = run(*words.split())
    assert code == 2 and printed == "" and complained.count("\n") == 1
    assert cause in complained and cure in complained


def test_every_command_that_speaks_takes_a_language():
    commands = typer.main.get_command(app).commands
    single = {name: command for name, command in commands.items() if not hasattr(command, "commands")}
    for name, command in (single | commands["coding"].commands).items():
        assert any("--language" in one.opts for one in command.params) == (name not in SILENT), name


def test_a_language_is_heeded_where_another_option_is_wrong(run):
    code, printed, complained = run("doctor", "--foo", "--language", "zh")
    assert code == 2 and "没有选项 --foo" in complained and "--language" in complained


def test_a_folder_that_cannot_be_written_is_said(tmp_path, run):
    (tmp_path / "file").write_text("x")
    code, _, complained = run("tables", "--out", tmp_path / "file")
    assert code == 2 and complained.count("\n") == 1 and "--out" in complained


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
    console = os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "analysis", "check"]
    result = subprocess.run(command, cwd=paths.ROOT, env=console, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0 and "24" in result.stdout


def test_the_commands_of_the_readme_do_what_it_says(tmp_path, monkeypatch):
    pages = [(paths.ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "README.zh-CN.md")]
    commands = [re.findall(r"^python run\.py (?:chart|kwic) .*$", page, flags=re.M) for page in pages]
    assert [len(lines) for lines in commands] == [5, 5]
    monkeypatch.chdir(tmp_path)
    for line in dict.fromkeys(line for lines in commands for line in lines):
        words = shlex.split(line)[2:]
        found = CliRunner().invoke(app, words)
        assert found.exit_code == 0, found.output
        if "--out" in words:
            assert Path(words[words.index("--out") + 1]).stat().st_size > 1000
