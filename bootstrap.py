# -*- coding: utf-8 -*-
"""Make ``.venv`` from the locks, and keep it in step with them: what run.py does before a target.

A stamp in .venv, written last, says for which Python, place and locks it was made. Another place (the folder was moved
or renamed): its scripts are mended, without the network. Another lock or Python, or no stamp: a new one is built beside
it and takes its place when it is complete, so that what works stays until then.

Only the standard library, in syntax so plain that Python 2.7 can read it: whoever has an old Python is told so in one
line, not by a SyntaxError.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV, LOG = os.path.join(ROOT, ".venv"), os.path.join(ROOT, "setup.log")
RUNTIME, DEVELOPER, BUILD_CONSTRAINTS = "requirements.txt", "requirements-dev.txt", "build-constraints.txt"
WHEELS = os.path.join(ROOT, "wheels")  # of a copy for a class: what the lock says, so that no network is needed

OLDEST, NEWEST = (3, 11), (3, 13)
PIP = "pip==26.3 --hash=sha256:f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

# What would change how the programs started here behave:
# without bytecode every start is twice as slow; with a backend set, figures vanish from notebooks without a word;
# the others lead past .venv to packages nobody locked.
DROPPED = ("PYTHONDONTWRITEBYTECODE", "MPLBACKEND", "PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX")
# Signs in pip's output that it was the network and not the packages.
NETWORK_SIGNS = (
    "NewConnectionError|NameResolutionError|ConnectTimeout|Read timed out|ProxyError|SSLError|getaddrinfo failed|"
    "Network is unreachable|Connection (refused|reset)"
)


class SetupError(Exception):
    """What is missing and the cure, in one line."""


# ---------------------------------------------------------------------------------------------------------------------
# What is said


def in_both(chinese, english, *values):
    """Return one line in both languages, which take the same values; of Python 2 the bytes are made text."""
    texts = [text.decode("utf-8", "replace") if isinstance(text, bytes) else text
             for text in (chinese, english) + values]  # fmt: skip
    return " ".join(text % tuple(texts[2:]) for text in texts[:2])


def say(text, stream=None):
    """Print a line at once, also into a pipe; what a console cannot show is a question mark there."""
    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None) or "ascii"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()


# ---------------------------------------------------------------------------------------------------------------------
# Which Python


def is_supported(version):
    """Tell whether a ``(major, minor, ...)`` is one the locks hold for."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def run_quietly(command):
    """Run a command and return its exit code and its words; a command that is not there has failed."""
    try:
        process = subprocess.Popen(command, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as error:
        return 1, str(error)
    words = process.communicate()[0].decode("utf-8", "replace")
    return process.returncode, words.strip()


def candidates():
    """List the commands that may start a Python we can use, the newest first."""
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    return [["python3.%d" % minor] for minor in minors] + [["py", "-3.%d" % minor] for minor in minors] + [["python3"]]


def choose_python(running=None, commands=None):
    """Return the Python to build with: the running one if it will do, else one found on the PATH.

    Of a virtual environment it is the one that was made from, as .venv may be replaced. Version managers leave names
    that fail. Raise SetupError if there is none, or if it has no venv module, as Debian's without one more package.
    """
    running = tuple((running or sys.version_info)[:2])
    own = [[sys.executable]] if is_supported(running) else []
    code = "import sys; print('%d.%d' % sys.version_info[:2]); print(getattr(sys, '_base_executable', sys.executable))"
    for command in own + (candidates() if commands is None else commands):
        failed, answer = run_quietly(command + ["-c", code])
        version, _, python = answer.partition("\n")
        if failed or not is_supported([int(part) for part in version.split(".")]):
            continue
        if run_quietly([python, "-c", "import ensurepip, venv"])[0]:
            raise SetupError(in_both(
                "%s 没有 venv 模块：请安装（Debian、Ubuntu：apt install python%s-venv），再运行一次。",
                "%s has no venv module: install it (Debian and Ubuntu: apt install python%s-venv) and run this again",
                python, version))  # fmt: skip
        return python
    raise SetupError(in_both(
        "需要 Python %d.%d 到 %d.%d，这里是 %d.%d，也没有找到别的：请安装 Python 3.12（Debian、Ubuntu：apt install "
        "python3 python3-venv；Windows、macOS：python.org 的安装程序；conda：conda env create -f environment.yml），"
        "再运行一次。",
        "Python %d.%d to %d.%d is needed, this is %d.%d and no other was found: install Python 3.12 (Debian, Ubuntu: "
        "apt install python3 python3-venv; Windows and macOS: the installer of python.org; conda: conda env create -f "
        "environment.yml) and run this again", *(OLDEST + NEWEST + running)))  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------
# The stamp


def read_bytes(path):
    """Return the bytes of a file of the project."""
    try:
        with open(os.path.join(ROOT, path), "rb") as file:
            return file.read()
    except (IOError, OSError):
        raise SetupError(in_both("缺少 %s：请重新取得一份完整的项目，再运行一次。",
                                 "%s is missing: get a complete copy of the project and run this again",
                                 path))  # fmt: skip


def write_bytes(path, content):
    """Write a file."""
    with open(os.path.join(ROOT, path), "wb") as file:
        file.write(content)


def digest(*names):
    """Return what tells whether locked files have changed."""
    contents = [PIP.encode("ascii")] + [read_bytes(name) for name in names]
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()


def python_name(folder):
    """Return the name of the Python a virtual environment leads to (python3.12): with another its packages are lost."""
    return os.path.basename(os.path.realpath(venv_python(folder)))


def read_stamp(folder):
    """Return the stamp of a virtual environment; empty if it was not finished or its Python is gone."""
    try:
        lines = read_bytes(os.path.join(folder, "setup-stamp.txt")).decode("utf-8").splitlines()
    except (SetupError, UnicodeDecodeError):
        return {}
    stamp = dict(line.split(" ", 1) for line in lines if " " in line)
    good = os.path.exists(venv_python(folder)) and stamp.get("python") == python_name(folder) and "place" in stamp
    return stamp if good else {}


def write_stamp(folder, **stamp):
    """Write the stamp of a virtual environment that is complete, the last step, and return it."""
    lines = "".join("%s %s\n" % item for item in sorted(dict(stamp, python=python_name(folder)).items()))
    write_bytes(os.path.join(folder, "setup-stamp.txt"), lines.encode("utf-8"))
    return stamp


# ---------------------------------------------------------------------------------------------------------------------
# Setting up


def venv_python(folder=None):
    """Return the path of the Python inside a virtual environment."""
    return os.path.join(folder or VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def child_environment(environ=None):
    """Return the environment for what is started here; nothing of it is written back."""
    result = {key: value for key, value in (environ or os.environ).items() if key not in DROPPED}
    result["PATH"] = os.pathsep.join([os.path.dirname(venv_python()), result.get("PATH", "")]).rstrip(os.pathsep)
    result.setdefault("PYTHONUTF8", "1")  # else Chinese output fails on Windows as soon as it is sent to a file
    result["SPEECHES_PROGRAM"] = "python run.py"  # what cures name as the command to type
    return dict(result, VIRTUAL_ENV=VENV, PIP_USER="0")  # a pip.conf with user=true refuses to install into .venv


def explain_failure(output):
    """Turn pip's output into one line: what failed and the cure."""
    if re.search(NETWORK_SIGNS, output):
        return in_both(
            "连不上软件包的服务器：请检查网络，或设一个近处的镜像（pip config set global.index-url 地址），再运行一次；"
            "pip 的原话在 %s。",
            "the package index cannot be reached: check the network or set a mirror near you (pip config set "
            "global.index-url ADDRESS) and run this again; pip's words are in %s", LOG)  # fmt: skip
    if os.path.isdir(WHEELS) and "No matching distribution" in output:
        return in_both("wheels/ 里的安装包是给另一种 Python 或系统的：请安装“先读我”里写的 Python。",
                       "the packages in wheels/ are for another Python or system: install the Python the read-me file "
                       "names")  # fmt: skip
    errors = re.findall(r"^\s*ERROR: (.+)$", output, flags=re.M) or ["no reason given"]
    return in_both("pip 没有装成（%s）：请看 %s，再运行一次。", "pip failed (%s): see %s, then run this again",
                   errors[0].strip(), LOG)  # fmt: skip


def run_pip(folder, arguments):
    """Run pip, and say when all is there and installing begins; if it fails, its words are kept in the log."""
    command = [venv_python(folder), "-m", "pip", "--no-input", "install", "--progress-bar", "off", "--no-compile"]
    command += ["--require-hashes"] + (["--no-index", "--find-links", WHEELS] if os.path.isdir(WHEELS) else [])
    process = subprocess.Popen(command + arguments, cwd=ROOT, env=child_environment(),
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    words = ""
    for line in iter(process.stdout.readline, b""):
        words += line.decode("utf-8", "replace")
        if line.startswith(b"Installing collected packages: ") and b"," in line:
            say(in_both("  正在安装 %d 个软件包……", "installing %d packages ...", len(line.split(b","))))
    if process.wait():
        write_bytes(LOG, words.encode("utf-8"))
        raise SetupError(explain_failure(words))


def install(folder, lock):
    """Install what a lock says, and compile it: all cores at once and without the packages' own tests."""
    run_pip(folder, ["-r", lock, "--build-constraint", BUILD_CONSTRAINTS])
    packages = run_quietly([venv_python(folder), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])[1]
    # Relative, so that it holds wherever the folder is moved.
    write_bytes(os.path.join(packages, "regional_speeches.pth"), os.path.relpath(ROOT, packages).encode("ascii"))
    # It only complains of packages' odd escapes and templates; what it leaves out, the first import compiles.
    run_quietly([venv_python(folder), "-m", "compileall", "-qq", "-j", "0", "-x", r"[\\/]tests[\\/]", packages])


def mend_place(stamp):
    """Write the place where .venv is now into the scripts that name where it was; its packages name no place."""
    old, new = (os.path.join(place, "").encode("utf-8") for place in (stamp["place"], VENV))
    scripts = os.path.dirname(venv_python())
    for path in [os.path.join(scripts, name) for name in os.listdir(scripts)] + [os.path.join(VENV, "pyvenv.cfg")]:
        if os.path.isfile(path) and not os.path.islink(path):
            text = read_bytes(path)
            # A first line may hold no spaces and few characters: sh finds the Python, as pip itself would write it.
            trampoline = b"#!/bin/sh\n'''exec' \"\\1\" \"$0\" \"$@\"\n' '''\n"
            mended = re.sub(b"\\A#!(" + re.escape(old) + b"bin/.*)\n", trampoline, text)
            mended = mended.replace(old, new).replace(old[:-1], new[:-1])
            if mended != text:
                write_bytes(path, mended)
    return write_stamp(VENV, **dict(stamp, place=VENV))


def build():
    """Build a virtual environment beside .venv, and put it in its place when it is complete."""
    new, old, python = VENV + "-new", VENV + "-old", choose_python()
    try:
        shutil.rmtree(new, ignore_errors=True)
        code, words = run_quietly([python, "-m", "venv", new])
        if code:
            raise OSError(words)
        write_bytes(os.path.join(new, "pip.txt"), PIP.encode("ascii"))
        run_pip(new, ["-r", os.path.join(new, "pip.txt")])
        install(new, RUNTIME)
        write_stamp(new, place=new, runtime=digest(RUNTIME, BUILD_CONSTRAINTS))
        shutil.rmtree(old, ignore_errors=True)
        if os.path.exists(VENV):
            os.rename(VENV, old)
        os.rename(new, VENV)
    except OSError as error:
        raise SetupError(in_both("建不成 %s（%s）：请关闭正在用它的程序，再运行一次。",
                                 "cannot make %s (%s): close the programs that use it and run this again",
                                 VENV, error))  # fmt: skip
    finally:
        if os.path.exists(old) and not os.path.exists(VENV):
            os.rename(old, VENV)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(new, ignore_errors=True)
    return mend_place(read_stamp(VENV))


def ensure_venv(developer=False):
    """Return the Python of a .venv that holds what the locks say, with `developer` also what tests and checks need."""
    stamp = read_stamp(VENV)
    if stamp.get("runtime") != digest(RUNTIME, BUILD_CONSTRAINTS):
        why = ("%s 变了" % RUNTIME, "%s has changed" % RUNTIME) if stamp else ("还没有装好", "No finished .venv")
        say(in_both(why[0] + "：正在准备 .venv（约一分钟；原有的保留到装好为止）……",
                    why[1] + ": setting up .venv (about a minute; what is there stays until then) ..."))  # fmt: skip
        stamp = build()
    elif stamp["place"] != VENV:
        stamp = mend_place(stamp)
    if developer and stamp.get("developer") != digest(DEVELOPER):
        say(in_both("正在加装测试和检查要用的（%s）……", "Adding what tests and checks need (%s) ...", DEVELOPER))
        install(VENV, DEVELOPER)
        write_stamp(VENV, **dict(stamp, developer=digest(DEVELOPER)))
    return venv_python()
