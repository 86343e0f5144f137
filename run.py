#!/usr/bin/env python3
"""Run one target of the project: ``python run.py report``, and ``python run.py help`` for the list.

Behind every ``make`` target, and all there is to type where there is no make (on Windows). The first call makes
``.venv`` (bootstrap.py), later calls start at once. Only the standard library, in syntax as plain as bootstrap.py's.
"""

from __future__ import print_function

import difflib
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, ROOT)  # Python started with -P or -I does not look beside the script

import bootstrap  # noqa: E402

UV = "uv==0.13.9"
# Commands of `python -m analysis` that are passed on: python run.py new my-corpus
COMMANDS = ("new", "check", "phrases", "report", "tables", "charts", "chart", "kwic", "count")
# What `clean` removes: all of it comes back by itself.
MADE = (".venv", ".pytest_cache", ".ruff_cache", ".hypothesis", "build", "*.egg-info", "**/__pycache__")


def start(command):
    """Run a command to its end and return its exit code; Ctrl-C is the command's to answer (JupyterLab asks back)."""
    process = subprocess.Popen(command, cwd=ROOT, env=bootstrap.child_environment())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def plan(target, arguments, python):
    """List the commands of a target; with arguments of its own, `test` is the tests alone."""
    lint, tests = ["-m", "ruff", "check"], ["-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup"]
    plans = {name: [["-m", "analysis", name] + arguments] for name in COMMANDS}
    plans.update({
        "setup": [],
        "test": [tests + arguments] if arguments else [lint, tests],
        "lab": [["-m", "analysis", "lab", "--"] + arguments],
        "notebooks": [["-m", "analysis", "notebooks"] + arguments],
        "lint": [lint + arguments],
        "benchmarks": [[os.path.join("benchmarks", "run.py")] + arguments],
    })
    return [[python] + command for command in plans[target]]


def list_targets(makefile):
    """Return ``[(target, text)]`` from a Makefile: every target with the comment lines right above it."""
    text = makefile.replace("\r\n", "\n")
    found = re.findall(r"^((?:#.*\n)+)([a-z][a-z-]*):", text, flags=re.M)
    return [(target, " ".join(line.lstrip("# ") for line in comment.splitlines())) for comment, target in found]


def show_help():
    """Print the targets; needs no set-up."""
    print("make TARGET, or without make: python run.py TARGET\n")
    for target, text in list_targets(bootstrap.read_bytes("Makefile").decode("utf-8")):
        print("  %-11s %s" % (target, text))
    print("\nWhat a command takes: python run.py kwic --help, or make kwic ARGS=--help")
    return 0


def renew_lock(arguments):
    """Write requirements.txt and build-constraints.txt from pyproject.toml; with --upgrade to the newest versions."""
    version, python = bootstrap.choose_python()
    bootstrap.check_venv(python, version)
    folder = tempfile.mkdtemp()
    environment = bootstrap.child_environment()
    try:
        subprocess.check_call([python, "-m", "venv", folder], env=environment)
        python = bootstrap.venv_python(folder)
        subprocess.check_call([python, "-m", "pip", "install", "--quiet", UV], env=environment)
        subprocess.check_call(
            [python, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal"]
            + ["--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
            + ["--no-emit-index-url", "--no-header", "--quiet", "--output-file", bootstrap.LOCK] + arguments,
            cwd=ROOT, env=environment,
        )
    except subprocess.CalledProcessError as error:
        raise bootstrap.SetupError("the lock stays as it was (code %d, see above): check the network and run this again"
                                   % error.returncode)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    with open(os.path.join(ROOT, bootstrap.BUILD_CONSTRAINTS), "wb") as file:
        file.write(build_constraints(bootstrap.read_bytes(bootstrap.LOCK).decode("utf-8")).encode("utf-8"))
    print("Renewed %s and %s; run the tests before you commit them." % (bootstrap.LOCK, bootstrap.BUILD_CONSTRAINTS))
    return 0


def build_constraints(lock):
    """Return the text of build-constraints.txt: the setuptools of the lock, with its hashes."""
    pin = re.search(r"^setuptools==.*\n(?:    --hash=.*\n)+", lock.replace("\r\n", "\n"), flags=re.M).group()
    return "# What builds jieba, which comes as source only. Written by `make lock`.\n" + pin


def clean():
    """Remove what comes back by itself; the data, the figures and the notebooks stay."""
    for pattern in MADE:
        for path in glob.glob(os.path.join(ROOT, pattern), recursive=True):
            shutil.rmtree(path, ignore_errors=True)
            print("removed " + os.path.relpath(path, ROOT))
    return 0


def unknown(target):
    """Say that there is no such target, and which was probably meant."""
    known = [name for name, _ in list_targets(bootstrap.read_bytes("Makefile").decode("utf-8"))]
    near = difflib.get_close_matches(target, known, n=1)
    meant = "did you mean %s? " % near[0] if near else ""
    return "no target %r: %spython run.py help lists them" % (target, meant)


def run(target, arguments):
    """Run a target and return its exit code."""
    if target == "help":
        return show_help()
    if target == "clean":
        return clean()
    if target == "lock":
        return renew_lock(arguments)
    python = bootstrap.venv_python()
    commands = plan(target, arguments, python)
    bootstrap.ensure_venv()
    for command in commands:
        code = start(command)
        if code:
            return code
    return 0


def main(arguments):
    """Run what was typed; what is missing is one line and exit code 2."""
    target = arguments[0] if arguments else "help"
    try:
        return run({"-h": "help", "--help": "help"}.get(target, target), list(arguments[1:]))
    except KeyError:
        problem = unknown(target)
    except bootstrap.SetupError as error:
        problem = str(error)
    except KeyboardInterrupt:
        problem = "interrupted; run it again, an unfinished set-up is made anew"
    print("run.py: " + problem, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
