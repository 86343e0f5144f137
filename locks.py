"""Renew requirements.txt, requirements-dev.txt and build-constraints.txt from pyproject.toml: ``make lock``."""

import os
import re
import shutil

import bootstrap

COMPILING = ("-m uv pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest "
             "--generate-hashes --no-emit-index-url --no-header --quiet")  # fmt: skip


def renew_lock(arguments, start):
    """Write both locks and build-constraints.txt from pyproject.toml; with --upgrade to the newest versions.

    All packages are chosen together; the runtime's are then the same choice again without the developer's.
    """
    folder = bootstrap.VENV + "-lock"
    lock, python = os.path.join(folder, "lock.txt"), bootstrap.venv_python(folder)
    compiling = [python] + COMPILING.split() + ["--output-file", lock]
    try:
        check_call(start, [bootstrap.choose_python(), "-m", "venv", folder])
        check_call(start, [python, "-m", "pip", "install", "--quiet", "uv==0.13.9"])
        known = bootstrap.read_bytes(bootstrap.RUNTIME) + bootstrap.read_bytes(bootstrap.DEVELOPER)
        bootstrap.write_bytes(lock, known.replace(b"-r requirements.txt\n", b""))  # versions stay as they are
        check_call(start, compiling + ["--extra", "dev"] + arguments)
        whole = bootstrap.read_bytes(lock).decode("utf-8")
        check_call(start, compiling)
        texts = part_locks(whole, bootstrap.read_bytes(lock).decode("utf-8"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name in sorted(texts):
        bootstrap.write_bytes(name, texts[name].encode("utf-8"))
    names = ", ".join(sorted(texts))
    bootstrap.say(
        bootstrap.in_both("已更新 %s；提交之前请先跑测试。", "renewed %s; run the tests before you commit them.", names)
    )
    return 0


def check_call(start, command):
    """Run a step of renewing the locks."""
    code = start(command)
    if code:
        raise bootstrap.SetupError(bootstrap.in_both("锁定文件没有动（代码 %d，见上面）：看看网络，再运行一次",
                                                     "the locks stay as they were (code %d, see above): check the "
                                                     "network and run this again", code))  # fmt: skip


def part_locks(whole, runtime):
    """Return the texts of three files by name: the runtime's lock, what the developer's adds, what builds jieba."""
    own = re.findall(r"^\S+==\S+", runtime, flags=re.M)
    added = [entry for entry in re.split(r"^(?=\S)", whole, flags=re.M) if entry and entry.split(None, 1)[0] not in own]
    pin = re.search(r"^setuptools==.*\n(?:    --hash=.*\n)+", whole, flags=re.M).group()
    return {
        bootstrap.RUNTIME: runtime,
        bootstrap.DEVELOPER: "-r %s\n" % bootstrap.RUNTIME + "".join(added),
        bootstrap.BUILD_CONSTRAINTS: "# What builds jieba, which comes as source only. Written by `make lock`.\n" + pin,
    }
