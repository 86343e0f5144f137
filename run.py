#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Run one target of the project: ``python run.py report``, and ``python run.py help`` for the list.

Behind every ``make`` target, and all there is to type where there is no make (on Windows). The first call makes
``.venv`` (bootstrap.py), later calls start at once. Only the standard library, in syntax as plain as bootstrap.py's.
"""

import difflib
import glob
import os
import re
import shutil
import subprocess
import sys

# Python started with -P or -I does not look beside the script.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import bootstrap  # noqa: E402

# Targets that need the developer's packages too.
DEVELOPER = ("test", "lint", "benchmarks", "renew")
# What `clean` removes: all of it comes back by itself.
MADE = (".venv*", "setup.log", ".pytest_cache", ".ruff_cache", ".hypothesis", "**/__pycache__")


def start(command):
    """Run a command to its end and return its exit code; Ctrl-C is the command's to answer (JupyterLab asks back)."""
    process = subprocess.Popen(command, cwd=bootstrap.ROOT, env=bootstrap.child_environment())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def plan(target, arguments, python):
    """List the commands of a target; with arguments of its own, `test` is the tests alone."""
    lint, tests = ["-m", "ruff", "check"], ["-m", "pytest", "-q", "-n", "2"]
    plans = {
        "setup": [],
        "test": [tests + arguments] if arguments else [lint, tests],
        "lint": [lint + arguments],
        "lab": [["-m", "analysis", "lab", "--"] + arguments],
        "benchmarks": [[os.path.join("benchmarks", "run.py")] + arguments],
    }
    return [[python] + command for command in plans.get(target, [["-m", "analysis", target] + arguments])]


def list_targets():
    """Return ``[(target, lines)]`` of the Makefile: every target with the comment lines right above it."""
    makefile = bootstrap.read_bytes("Makefile").decode("utf-8").replace("\r\n", "\n")
    found = re.findall(r"^((?:#.*\n)+)([a-z][a-z-]*):", makefile, flags=re.M)
    return [(target, [line.lstrip("# ") for line in comment.splitlines()]) for comment, target in found]


def show_help(_):
    """Print the targets; needs no set-up."""
    bootstrap.say(bootstrap.in_both("用法", "make TARGET, or without make: python run.py TARGET\n"))
    for target, lines in list_targets():
        bootstrap.say("  %-11s %s" % (target, ("\n" + " " * 14).join(lines)))
    bootstrap.say(bootstrap.in_both("\n一个命令的选项", "What a command takes: python run.py kwic --help, "
                                    "or make kwic ARGS=--help"))  # fmt: skip
    return 0


def renew_lock(arguments):
    """Write the locks anew (locks.py)."""
    import locks

    return locks.renew_lock(arguments, start)


def clean(_):
    """Remove what comes back by itself; the data, the figures and the notebooks stay."""
    for path in [path for pattern in MADE for path in glob.glob(os.path.join(bootstrap.ROOT, pattern), recursive=True)]:
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
        bootstrap.say(bootstrap.in_both("已删去 %s", "removed %s", os.path.relpath(path, bootstrap.ROOT)))
    return 0


OWN = {"help": show_help, "-h": show_help, "--help": show_help, "clean": clean, "lock": renew_lock}


def main(arguments):
    """Run what was typed and return its exit code; what is missing is one line and exit code 2."""
    target, rest = arguments[0] if arguments else "help", list(arguments[1:])
    try:
        if target in OWN:
            return OWN[target](rest)
        known = [name for name, _ in list_targets()]
        if target in known:
            commands = plan(target, rest, bootstrap.ensure_venv(target in DEVELOPER))
            return next((code for code in map(start, commands) if code), 0)  # ends with the first that fails
        near = difflib.get_close_matches(target, known, n=1)
        problem = bootstrap.in_both("没有“%s”：" + "是不是 %s？" * len(near) + "全部的见 python run.py help。",
                                    "no target '%s': " + "did you mean %s? " * len(near) +
                                    "python run.py help lists them", target, *near)  # fmt: skip
    except bootstrap.SetupError as error:
        problem = error.args[0]
    except KeyboardInterrupt:
        problem = bootstrap.in_both("中断了；请再运行一次，原来能用的仍然能用。",
                                    "interrupted; run it again, what worked before still does")  # fmt: skip
    bootstrap.say("run.py: " + problem, sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
