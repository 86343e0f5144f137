"""The bootstrap behind the make targets: which Python, when .venv is made, and what a missing piece says."""

import ast
import os
import sys
from pathlib import Path

import pytest

import bootstrap
import run

ROOT = Path(__file__).resolve().parent.parent
READY = {"python": "3.12", "place": bootstrap.ROOT, "lock": "abc"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Let the bootstrap work on a .venv of its own, never on that of the project."""
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    monkeypatch.setattr(bootstrap, "STAMP", str(tmp_path / "setup-stamp.txt"))
    monkeypatch.setattr(bootstrap, "LOG", str(tmp_path / "setup.log"))
    python = Path(bootstrap.venv_python())
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


# Which Python


@pytest.mark.parametrize(
    ("version", "expected"),
    [((2, 7), False), ((3, 10, 14), False), ((3, 11), True), ((3, 12, 1), True), ((3, 13), True), ((3, 14), False)],
)
def test_supported_versions(version, expected):
    assert bootstrap.is_supported(version) is expected


def test_running_python_is_taken_when_it_will_do():
    version, executable = bootstrap.choose_python(running=sys.version_info, commands=[])
    assert version == sys.version_info[:2]
    assert Path(executable).exists()


def test_base_python_is_taken_from_inside_a_virtual_environment():
    # .venv may be replaced: it must not be replaced by itself
    assert not Path(bootstrap.base_executable()).is_relative_to(ROOT / ".venv")


@pytest.mark.parametrize("running", [(2, 7, 18), (3, 9, 2), (3, 14, 0)])
def test_another_python_is_looked_for(running):
    commands = [["no-such-python"], [sys.executable, "-c", "raise SystemExit(3)"], [sys.executable]]
    version, executable = bootstrap.choose_python(running=running, commands=commands)
    assert version == sys.version_info[:2]
    assert Path(executable).samefile(sys.executable)


@pytest.mark.parametrize("running", [(2, 7, 18), (3, 9, 2), (3, 14, 0)])
def test_no_usable_python_is_one_line_and_code_2(running, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "candidates", lambda: [["no-such-python"]])
    monkeypatch.setattr(bootstrap, "ensure_venv", lambda: bootstrap.choose_python(running=running))
    assert run.main(["report"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "3.11 to 3.13" in err and "this is {}.{}".format(*running) in err and "install Python 3.12" in err


def test_missing_venv_module_is_one_line_and_code_2(home, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *arguments, **options: 1)
    monkeypatch.setattr(bootstrap, "choose_python", lambda: ((3, 11), "/usr/bin/python3.11"))
    assert run.main(["test"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "apt install python3.11-venv" in err


@pytest.mark.parametrize("name", ["run.py", "bootstrap.py"])
def test_old_pythons_can_read_the_bootstrap(name):
    source = (ROOT / name).read_bytes()
    source.decode("ascii")  # Python 2.7 refuses anything else without a coding line
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal, ast.Match, ast.YieldFrom)
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, new), f"{name} line {node.lineno}"
        if isinstance(node, ast.FunctionDef):
            arguments = node.args
            assert not (arguments.kwonlyargs or arguments.posonlyargs or node.returns), f"{name} line {node.lineno}"
            assert not any(argument.annotation for argument in arguments.args), f"{name} line {node.lineno}"
        if isinstance(node, ast.Raise):
            assert node.cause is None, f"{name} line {node.lineno}"


# The stamp


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        (None, "build"),
        (READY, "ready"),
        (READY | {"lock": "def"}, "update"),
        (READY | {"python": "3.11"}, "build"),
        (READY | {"place": "elsewhere"}, "build"),
        (READY | {"place": "elsewhere", "lock": "def"}, "build"),
    ],
)
def test_verdict_on_a_virtual_environment(stamp, expected):
    assert bootstrap.judge(stamp, READY) == expected


def test_stamp_is_read_as_written(home):
    stamp = READY | {"place": "D:\\my work\\我的 项目"}
    bootstrap.write_stamp(stamp)
    assert bootstrap.read_stamp() == stamp


@pytest.mark.parametrize("content", [None, b"", b"python 3.11\n", b"\xff\xfe\x00", b"python 3.11\nplace /x\n"])
def test_no_stamp_or_half_a_stamp_is_none(home, content):
    if content is not None:
        (home / "setup-stamp.txt").write_bytes(content)
    assert bootstrap.read_stamp() is None


@pytest.mark.parametrize("changed", ["requirements.txt", "pyproject.toml", "build-constraints.txt"])
def test_stamp_follows_every_file_the_set_up_reads(changed, monkeypatch):
    before = bootstrap.make_stamp((3, 12, 1))
    read = bootstrap.read_bytes
    monkeypatch.setattr(bootstrap, "read_bytes", lambda name: read(name) + (b" " if name == changed else b""))
    after = bootstrap.make_stamp((3, 12, 7))
    assert before["lock"] != after["lock"]
    assert before["python"] == after["python"] == "3.12"


def test_finished_set_up_is_not_repeated(home, monkeypatch):
    bootstrap.write_stamp(bootstrap.make_stamp(sys.version_info))
    monkeypatch.setattr(bootstrap, "set_up", lambda *arguments: pytest.fail("set up again"))
    assert bootstrap.ensure_venv() == bootstrap.venv_python()


def test_stamp_without_its_python_is_made_anew(home, monkeypatch):
    bootstrap.write_stamp(bootstrap.make_stamp(sys.version_info))
    Path(bootstrap.venv_python()).unlink()  # as when the Python it points to was removed from the system
    verdicts = []
    monkeypatch.setattr(bootstrap, "set_up", lambda verdict, *rest: verdicts.append(verdict))
    bootstrap.ensure_venv()
    assert verdicts == ["build"]


def test_interrupted_set_up_is_made_anew(home, monkeypatch):
    bootstrap.write_stamp(bootstrap.make_stamp(sys.version_info) | {"lock": "older"})

    def fail(*arguments):
        raise bootstrap.SetupError("the network went")

    monkeypatch.setattr(bootstrap, "run_pip", fail)
    with pytest.raises(bootstrap.SetupError):
        bootstrap.ensure_venv()
    assert bootstrap.judge(bootstrap.read_stamp(), bootstrap.make_stamp(sys.version_info)) == "build"


def test_too_new_python_uses_the_environment_that_is_there(home, monkeypatch):
    bootstrap.write_stamp(bootstrap.make_stamp((3, 12)))
    monkeypatch.setattr(bootstrap, "is_supported", lambda version: tuple(version) == (3, 12))
    monkeypatch.setattr(bootstrap, "choose_python", lambda: pytest.fail("looked for another Python"))
    assert bootstrap.ensure_venv() == bootstrap.venv_python()


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
    line = bootstrap.explain_failure(output, log="setup.log")
    assert expected in line
    assert "\n" not in line and "setup.log" in line and "run this again" in line


def test_tests_with_arguments_run_without_the_linter():
    shared = ["py", "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup"]
    assert run.plan("test", ["-k", "parsing"], "py") == [[*shared, "-k", "parsing"]]
    assert [command[2] for command in run.plan("test", [], "py")] == ["ruff", "pytest"]


@pytest.mark.parametrize(("codes", "expected"), [([0, 0], 0), ([3], 3), ([0, 5], 5)])
def test_first_failure_ends_a_target(codes, expected, monkeypatch):
    left = list(codes)
    monkeypatch.setattr(bootstrap, "ensure_venv", lambda: "py")
    monkeypatch.setattr(run, "start", lambda command: left.pop(0))
    assert run.main(["test"]) == expected
    assert left == []


def test_exit_code_of_a_command_is_passed_on():
    assert run.start([sys.executable, "-c", "raise SystemExit(7)"]) == 7


def test_unknown_target_is_one_line_and_code_2(capsys):
    assert run.main(["reprot"]) == 2
    assert capsys.readouterr().err == (
        "run.py: no target 'reprot': did you mean report? python run.py help lists them\n"
    )


@pytest.mark.parametrize("typed", [[], ["help"], ["--help"]])
def test_help_needs_no_set_up(typed, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "ensure_venv", lambda: pytest.fail("set up for help"))
    assert run.main(typed) == 0
    assert "make TARGET" in capsys.readouterr().out


def test_build_constraints_are_cut_from_the_lock():
    pin = "setuptools==80.1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n"
    lock = "scipy==1 \\\n    --hash=sha256:0\n" + pin + "    # via x\n"
    assert run.build_constraints(lock).splitlines(keepends=True)[1:] == pin.splitlines(keepends=True)
    assert run.build_constraints(lock.replace("\n", "\r\n")) == run.build_constraints(lock)
