"""The bootstrap behind the make targets: which Python, when .venv is made, and what a missing piece says."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
import locks
import run

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A .venv as a set-up leaves it, with the script of a package, made once."""
    place = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        work_apart(place, patch)
        bootstrap.ensure_venv()
        script = place / ".venv/bin/tell"
        script.write_text(f"#!{bootstrap.venv_python()}\nimport sys; print(sys.prefix)\n", encoding="utf-8")
        script.chmod(0o755)
    return place / ".venv"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Let the bootstrap work on a .venv of its own, never on that of the project; without pip and packages."""
    return work_apart(tmp_path, monkeypatch)


def work_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(bootstrap, "LOG", str(tmp_path / "setup.log"))
    monkeypatch.setattr(bootstrap, "run_pip", lambda folder, arguments: None)
    quietly = bootstrap.run_quietly
    monkeypatch.setattr(
        bootstrap, "run_quietly",
        lambda command: quietly(command + ["--without-pip"] if command[1:3] == ["-m", "venv"] else command),
    )  # fmt: skip
    return tmp_path


@pytest.fixture
def made(home, first):
    """A .venv that works: the first one, moved here."""
    shutil.copytree(first, home / ".venv", symlinks=True)
    bootstrap.ensure_venv()
    return home


def fail(*arguments, **options):
    """Stand for a step that must not be reached, or that has no network."""
    raise bootstrap.SetupError("the network went")


# Which Python


@pytest.mark.parametrize(
    ("version", "expected"),
    [((2, 7), False), ((3, 10, 14), False), ((3, 11), True), ((3, 12, 1), True), ((3, 13), True), ((3, 14), False)],
)
def test_supported_versions(version, expected):
    assert bootstrap.is_supported(version) is expected


def test_running_python_is_taken_when_it_will_do():
    assert Path(bootstrap.choose_python(running=sys.version_info, commands=[])).exists()


def test_base_python_is_taken_from_inside_a_virtual_environment():
    # .venv may be replaced: it must not be replaced by itself
    assert not Path(bootstrap.choose_python()).is_relative_to(ROOT / ".venv")


@pytest.mark.parametrize("running", [(2, 7, 18), (3, 9, 2), (3, 14, 0)])
def test_another_python_is_looked_for(running):
    commands = [["no-such-python"], [sys.executable, "-c", "raise SystemExit(3)"], [sys.executable]]
    assert Path(bootstrap.choose_python(running=running, commands=commands)).samefile(sys.executable)


@pytest.mark.parametrize("running", [(2, 7, 18), (3, 9, 2), (3, 14, 0)])
def test_no_usable_python_is_one_line_and_code_2(running, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "candidates", lambda: [["no-such-python"]])
    monkeypatch.setattr(bootstrap, "ensure_venv", lambda developer: bootstrap.choose_python(running=running))
    assert run.main(["report"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "3.11 to 3.13" in err and "this is {}.{}".format(*running) in err and "install Python 3.12" in err


def test_missing_venv_module_is_one_line_and_code_2(home, monkeypatch, capsys):
    ask = bootstrap.run_quietly
    monkeypatch.setattr(bootstrap, "run_quietly", lambda command: (1, "") if "venv" in command[-1] else ask(command))
    assert run.main(["test"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "apt install python{}.{}-venv".format(*sys.version_info) in err


@pytest.mark.parametrize("name", ["run.py", "bootstrap.py"])
def test_old_pythons_can_read_the_bootstrap(name):
    source = (ROOT / name).read_bytes()
    assert b"# -*- coding: utf-8 -*-\n" in source.splitlines(keepends=True)[:2]  # else Python 2.7 refuses Chinese
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal, ast.Match, ast.YieldFrom)
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, new), f"{name} line {node.lineno}"
        if isinstance(node, ast.FunctionDef):
            arguments = node.args
            assert not (arguments.kwonlyargs or arguments.posonlyargs or node.returns), f"{name} line {node.lineno}"
            assert not any(argument.annotation for argument in arguments.args), f"{name} line {node.lineno}"
        if isinstance(node, ast.Raise):
            assert node.cause is None, f"{name} line {node.lineno}"


# The stamp, and what is made


def test_stamp_is_read_as_written(made):
    place = "D:\\my work\\我的 项目"
    bootstrap.write_stamp(bootstrap.VENV, place=place, runtime="abc")
    assert bootstrap.read_stamp(bootstrap.VENV) == {
        "place": place, "runtime": "abc", "python": Path(bootstrap.venv_python()).resolve().name,
    }  # fmt: skip


@pytest.mark.parametrize("content", [None, b"", b"python 3.11\n", b"\xff\xfe\x00", b"place /x\n"])
def test_no_stamp_or_half_a_stamp_is_none(made, content):
    stamp = made / ".venv/setup-stamp.txt"
    stamp.unlink() if content is None else stamp.write_bytes(content)
    assert bootstrap.read_stamp(bootstrap.VENV) == {}


@pytest.mark.parametrize("changed", ["requirements.txt", "build-constraints.txt"])
def test_stamp_follows_every_file_the_set_up_reads(changed, made, monkeypatch, capsys):
    read = bootstrap.read_bytes
    monkeypatch.setattr(bootstrap, "read_bytes", lambda name: read(name) + (b" " if name == changed else b""))
    monkeypatch.setattr(bootstrap, "build", fail)
    with pytest.raises(bootstrap.SetupError):
        bootstrap.ensure_venv()
    assert "requirements.txt has changed: setting up .venv" in capsys.readouterr().out


def test_finished_set_up_is_not_repeated(made, monkeypatch, capsys):
    for step in ("build", "mend_place", "install", "choose_python"):  # nor is a Python needed to build it with
        monkeypatch.setattr(bootstrap, step, fail)
    capsys.readouterr()
    assert bootstrap.ensure_venv() == bootstrap.venv_python()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("lost", ["bin/python", "setup-stamp.txt"])
def test_environment_without_its_python_or_stamp_is_made_anew(lost, made):
    (made / ".venv" / lost).unlink()  # as when the Python it leads to was removed from the system
    bootstrap.ensure_venv()
    assert (made / ".venv" / lost).exists() and not (made / ".venv/bin/tell").exists()


def test_environment_of_another_python_is_no_longer_good(made):
    stamp = made / ".venv/setup-stamp.txt"
    stamp.write_text(stamp.read_text().replace("python python", "python older"))
    assert bootstrap.read_stamp(bootstrap.VENV) == {}


@pytest.mark.parametrize("step", ["run_pip", "install", "write_stamp"])
def test_set_up_that_fails_leaves_what_works(step, made, monkeypatch):
    read = bootstrap.read_bytes
    changed = {"requirements.txt": b" "}
    monkeypatch.setattr(bootstrap, "read_bytes", lambda name: read(name) + changed.get(name, b""))
    monkeypatch.setattr(bootstrap, step, fail)
    before = bootstrap.read_stamp(bootstrap.VENV)
    assert run.main(["report"]) == 2
    assert bootstrap.read_stamp(bootstrap.VENV) == before
    assert subprocess.check_output([made / ".venv/bin/tell"], text=True).strip() == bootstrap.VENV
    assert [path.name for path in made.iterdir()] == [".venv"]


def test_programs_that_hold_the_environment_leave_it_as_it_is(made, monkeypatch, capsys):
    (made / ".venv/setup-stamp.txt").unlink()

    def refuse(source, target):
        raise OSError("in use")

    monkeypatch.setattr(bootstrap.os, "rename", refuse)
    assert run.main(["report"]) == 2
    assert "in use): close the programs that use it" in capsys.readouterr().err
    assert (made / ".venv/bin/tell").exists()


@pytest.mark.parametrize("names", [["moved"], ["with a blank 和汉字", "again"]])
def test_moved_folder_is_mended_without_pip(names, made, monkeypatch):
    for step in ("build", "install", "run_pip"):
        monkeypatch.setattr(bootstrap, step, fail)
    for name in names:
        made = made.rename(made.parent / name)
        monkeypatch.setattr(bootstrap, "VENV", str(made / ".venv"))
        assert bootstrap.ensure_venv() == bootstrap.venv_python()
        assert subprocess.check_output([made / ".venv/bin/tell"], text=True).strip() == bootstrap.VENV
        activated = subprocess.check_output(["sh", "-c", '. "$0"; echo "$VIRTUAL_ENV"', made / ".venv/bin/activate"])
        assert activated.decode("utf-8").strip() == bootstrap.VENV
    monkeypatch.setattr(bootstrap, "mend_place", fail)
    bootstrap.ensure_venv()  # once is enough


def test_project_is_found_wherever_the_folder_is(made, monkeypatch):
    path = next((made / ".venv").glob("lib/*/site-packages/regional_speeches.pth"))
    assert (path.parent / path.read_text()).resolve() == ROOT


def test_developers_packages_are_added_once_and_only_where_they_are_needed(made, monkeypatch):
    installed = []
    monkeypatch.setattr(bootstrap, "install", lambda folder, lock: installed.append(lock))
    for developer in (False, True, True, False):
        bootstrap.ensure_venv(developer)
    assert installed == ["requirements-dev.txt"]
    assert set(run.DEVELOPER) == {"test", "lint", "benchmarks", "renew"}


# What is started


def test_environment_of_what_is_started():
    given = {name: "1" for name in bootstrap.DROPPED} | {"PIP_INDEX_URL": "mirror", "HOME": "h", "PATH": "p"}
    before = dict(given)
    result = bootstrap.child_environment(given)
    assert not set(bootstrap.DROPPED) & set(result)
    assert {"PYTHONDONTWRITEBYTECODE", "MPLBACKEND"} <= set(bootstrap.DROPPED)
    assert result["PIP_INDEX_URL"] == "mirror" and result["HOME"] == "h"
    assert result["PATH"].split(os.pathsep) == [os.path.dirname(bootstrap.venv_python()), "p"]
    assert given == before


def test_users_choice_of_encoding_is_kept():
    assert bootstrap.child_environment({})["PYTHONUTF8"] == "1"
    assert bootstrap.child_environment({"PYTHONUTF8": "0"})["PYTHONUTF8"] == "0"


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("WARNING: Retrying ... NewConnectionError ...\nERROR: No matching distribution found for x", "mirror"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\nERROR: more", "pip failed (THESE PACKAGES DO NOT MATCH"),
        ("  ERROR: [Errno 28] No space left on device", "No space left"),
        ("", "no reason given"),
    ],
)
def test_failure_of_pip_is_one_line(output, expected):
    line = bootstrap.explain_failure(output)
    assert expected in line
    assert "\n" not in line and "setup.log" in line and "run this again" in line


def test_tests_with_arguments_run_without_the_linter():
    tests = ["py", "-m", "pytest", "-q", "-n", "2"]
    assert run.plan("test", ["-k", "parsing"], "py") == [[*tests, "-k", "parsing"]]
    assert [command[2] for command in run.plan("test", [], "py")] == ["ruff", "pytest"]


@pytest.mark.parametrize(("codes", "expected"), [([0, 0], 0), ([3], 3), ([0, 5], 5)])
def test_first_failure_ends_a_target(codes, expected, monkeypatch):
    left = list(codes)
    monkeypatch.setattr(bootstrap, "ensure_venv", lambda developer: "py")
    monkeypatch.setattr(run, "start", lambda command: left.pop(0))
    assert run.main(["test"]) == expected
    assert left == []


def test_exit_code_of_a_command_is_passed_on():
    assert run.start([sys.executable, "-c", "raise SystemExit(7)"]) == 7


def test_unknown_target_is_one_line_and_code_2(capsys):
    assert run.main(["reprot"]) == 2
    assert capsys.readouterr().err == (
        "run.py: 没有“reprot”：是不是 report？全部的见 python run.py help。 "
        "no target 'reprot': did you mean report? python run.py help lists them\n"
    )


@pytest.mark.parametrize("name", ["run.py", "bootstrap.py"])
def test_what_is_said_is_said_in_chinese_and_english(name):
    calls = [node for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
             if isinstance(node, ast.Call)]  # fmt: skip
    both = 0
    for call in calls:
        called, texts = ast.unparse(call.func).rpartition(".")[2], call.args[:2]
        if called == "in_both":
            chinese, english = map(ast.unparse, texts)
            assert re.search("[一-鿿]", chinese) and english.isascii(), chinese
            both += 1
        elif called in ("say", "SetupError"):  # no text of its own
            text = ast.unparse(getattr(texts[0], "left", texts[0]))  # of 'text' % values the text
            assert not re.match("['\"].*[A-Za-z]{4}", text), ast.unparse(call)
    assert both >= 4


@pytest.mark.parametrize(
    ("encoding", "start"), [("ascii", b"?? no"), ("utf-8", "缺少".encode()), ("gbk", "缺少".encode("gbk"))]
)
def test_a_console_without_chinese_shows_the_english(encoding, start):
    code = "import bootstrap as b\ntry: b.read_bytes('no file')\nexcept b.SetupError as error: b.say(str(error))"
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    said = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=environment)
    assert subprocess.check_output([sys.executable, "run.py", "help"], cwd=ROOT, env=environment)
    assert said.startswith(start) and b"no file is missing: get a complete copy" in said


@pytest.mark.parametrize("typed", [[], ["help"], ["--help"]])
def test_help_needs_no_set_up(typed, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "ensure_venv", lambda developer: pytest.fail("set up for help"))
    assert run.main(typed) == 0
    assert "make TARGET" in capsys.readouterr().out


def test_locks_are_parted():
    pin = "setuptools==80.1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n"
    scipy, pytest_ = "scipy==1 \\\n    --hash=sha256:0\n    # via x\n", "pytest==9 ; y \\\n    --hash=sha256:3\n"
    texts = locks.part_locks(pytest_ + scipy + pin + "    # via x\n", scipy)
    assert texts["requirements.txt"] == scipy
    assert texts["requirements-dev.txt"] == "-r requirements.txt\n" + pytest_ + pin + "    # via x\n"
    assert texts["build-constraints.txt"].splitlines(keepends=True)[1:] == pin.splitlines(keepends=True)


def test_locks_are_renewed_together_or_not_at_all(home, monkeypatch, capsys):
    written, codes = [], [0, 0, 0, 9]
    monkeypatch.setattr(run, "start", lambda command: codes.pop(0))
    monkeypatch.setattr(bootstrap, "write_bytes", lambda path, content: written.append(path))
    monkeypatch.setattr(bootstrap, "read_bytes", lambda path: b"setuptools==1 \\\n    --hash=sha256:0\n")
    assert run.main(["lock"]) == 2 and codes == []
    assert "the locks stay as they were (code 9" in capsys.readouterr().err
    assert written == [os.path.join(bootstrap.VENV + "-lock", "lock.txt")]
