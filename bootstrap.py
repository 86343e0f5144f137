"""Make ``.venv`` from the locked requirements.txt, and keep it in step with it: what run.py does before a target.

A stamp in .venv, written last, says for which Python, place and lock it was made. Same stamp: nothing to do. Another
lock: pip brings the packages up to date. No stamp (interrupted), another Python or a moved folder: made anew.

Only the standard library, in syntax so plain that Python 2.7 can read it: whoever has an old Python is told so in one
line, not by a SyntaxError.
"""

from __future__ import print_function

import hashlib
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "setup-stamp.txt")
LOG = os.path.join(VENV, "setup.log")
LOCK = "requirements.txt"
BUILD_CONSTRAINTS = "build-constraints.txt"

OLDEST, NEWEST = (3, 11), (3, 13)
PIP = "pip==26.3 --hash=sha256:f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

# What would change how the programs started here behave:
# without bytecode every start is twice as slow; with a backend set, figures vanish from notebooks without a word;
# the others lead past .venv to packages nobody locked.
DROPPED = ("PYTHONDONTWRITEBYTECODE", "MPLBACKEND", "PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX")
# Signs in pip's output that it was the network and not the packages.
NETWORK_SIGNS = (
    "NewConnectionError", "NameResolutionError", "ConnectTimeout", "Read timed out", "ProxyError",
    "Network is unreachable", "Connection refused", "Connection reset", "SSLError", "getaddrinfo failed",
)


class SetupError(Exception):
    """What is missing and the cure, in one line."""


# ---------------------------------------------------------------------------------------------------------------------
# Which Python


def is_supported(version):
    """Tell whether a ``(major, minor, ...)`` is one the lock holds for."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def base_executable():
    """Return the running Python; inside a virtual environment the one it was made from, as .venv may be replaced."""
    if getattr(sys, "base_prefix", sys.prefix) != sys.prefix:
        return getattr(sys, "_base_executable", None) or sys.executable
    return sys.executable


def candidates():
    """List the commands that may start a Python we can use, the newest first."""
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    found = [["python3.%d" % minor] for minor in minors]
    if os.name == "nt":
        found += [["py", "-3.%d" % minor] for minor in minors]
    return found + [["python3"], ["python"]]


def probe(command):
    """Start `command` and return its ``(version, executable)``, or None: version managers leave names that fail."""
    code = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"
    try:
        with open(os.devnull, "w") as nowhere:
            answer = subprocess.check_output(command + ["-c", code], stderr=nowhere).decode("utf-8", "replace")
    except (OSError, subprocess.CalledProcessError):
        return None
    version, _, executable = answer.strip().partition("\n")
    numbers = tuple(int(part) for part in version.split(".") if part.strip().isdigit())
    return (numbers, executable.strip()) if is_supported(numbers) else None


def choose_python(running=None, commands=None):
    """Return ``(version, executable)``: the running Python if it will do, else one found on the PATH."""
    running = tuple((running or sys.version_info)[:2])
    if is_supported(running):
        return running, base_executable()
    for command in candidates() if commands is None else commands:
        found = probe(command)
        if found:
            return found
    raise SetupError(
        "Python %d.%d to %d.%d is needed, this is %d.%d and no other was found: install Python 3.12 "
        "(Debian and Ubuntu: apt install python3 python3-venv; Windows and macOS: the installer of python.org; "
        "conda: conda env create -f environment.yml) and run this again" % (OLDEST + NEWEST + running)
    )


def check_venv(python, version):
    """Raise SetupError if `python` cannot make virtual environments, as Debian's cannot without one more package."""
    with open(os.devnull, "w") as nowhere:
        missing = subprocess.call([python, "-c", "import ensurepip, venv"], stdout=nowhere, stderr=nowhere)
    if missing:
        raise SetupError(
            "%s has no venv module: install it (Debian and Ubuntu: apt install python%d.%d-venv) and run this again"
            % ((python,) + tuple(version[:2]))
        )


# ---------------------------------------------------------------------------------------------------------------------
# The stamp


def read_bytes(path):
    """Return the bytes of a file of the project."""
    try:
        with open(os.path.join(ROOT, path), "rb") as file:
            return file.read()
    except (IOError, OSError):
        raise SetupError("%s is missing: get a complete copy of the project and run this again" % path)


def make_stamp(version):
    """Return what the stamp of a good .venv says: Python, place (scripts hold absolute paths) and the locked files."""
    digest = hashlib.sha256(PIP.encode("ascii"))
    for name in (LOCK, BUILD_CONSTRAINTS, "pyproject.toml"):
        digest.update(hashlib.sha256(read_bytes(name)).digest())
    return {"python": "%d.%d" % tuple(version[:2]), "place": ROOT, "lock": digest.hexdigest()}


def read_stamp(path=None):
    """Return the stamp of .venv, or None if there is none, as after a set-up that did not finish."""
    try:
        with open(path or STAMP, "rb") as file:
            lines = file.read().decode("utf-8").splitlines()
    except (IOError, OSError, UnicodeDecodeError):
        return None
    stamp = dict(line.split(" ", 1) for line in lines if " " in line)
    return stamp if set(stamp) == {"python", "place", "lock"} else None


def write_stamp(stamp, path=None):
    """Write the stamp; the last step of a set-up."""
    with open(path or STAMP, "wb") as file:
        file.write("".join("%s %s\n" % item for item in sorted(stamp.items())).encode("utf-8"))


def judge(stamp, wanted):
    """Say what .venv needs: ``"ready"`` nothing, ``"update"`` other packages, ``"build"`` to be made anew."""
    if stamp is None or (stamp.get("python"), stamp.get("place")) != (wanted["python"], wanted["place"]):
        return "build"
    return "ready" if stamp.get("lock") == wanted["lock"] else "update"


# ---------------------------------------------------------------------------------------------------------------------
# Setting up


def venv_python(folder=None):
    """Return the path of the Python inside a virtual environment."""
    return os.path.join(folder or VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def child_environment(environ=None):
    """Return the environment for what is started here; nothing of it is written back."""
    result = {key: value for key, value in (environ or os.environ).items() if key not in DROPPED}
    result["VIRTUAL_ENV"] = VENV
    result["PATH"] = os.pathsep.join([os.path.dirname(venv_python()), result.get("PATH", "")]).rstrip(os.pathsep)
    result["PIP_USER"] = "0"  # a pip.conf that says user=true refuses to install into .venv
    result.setdefault("PYTHONUTF8", "1")  # else Chinese output fails on Windows as soon as it is sent to a file
    return result


def explain_failure(output, log=LOG):
    """Turn pip's output into one line: what failed and the cure."""
    if any(sign in output for sign in NETWORK_SIGNS):
        return (
            "the package index cannot be reached: check the network or set a mirror near you "
            "(pip config set global.index-url ADDRESS) and run this again; pip's words are in %s" % log
        )
    errors = re.findall(r"^\s*ERROR: (.+)$", output, flags=re.M)
    return "pip failed (%s): see %s, then run this again" % (errors[0].strip() if errors else "no reason given", log)


def show_progress(line, found):
    """Show how far pip is, by a line of its output, and return how many packages it found so far."""
    live = sys.stdout.isatty()
    if line.startswith("Collecting "):
        found += 1
        if live and found > 1:
            print("\r  found %d packages" % found, end="")
            sys.stdout.flush()
    elif line.startswith("Installing collected packages") and found > 1:
        say(("\r" if live else "") + "  installing %d packages ..." % (line.count(",") + 1))
    return found


def run_pip(arguments, python=None):
    """Run pip with its output kept in the log, showing how far it is."""
    command = [python or venv_python(), "-m", "pip", "--no-input", "install", "--progress-bar", "off", "--no-compile"]
    process = subprocess.Popen(
        command + arguments, cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    kept, found = [], 0
    try:
        with open(LOG, "ab") as log:
            for raw in iter(process.stdout.readline, b""):
                log.write(raw)
                kept.append(raw.decode("utf-8", "replace"))
                found = show_progress(kept[-1], found)
    except BaseException:  # Ctrl-C above all: no pip shall go on writing into .venv
        process.terminate()
        raise
    if process.wait():
        raise SetupError(explain_failure("".join(kept)))


def compile_packages():
    """Compile the packages, all cores at once and without their own tests: half the time of pip's own compiling."""
    folder = subprocess.check_output([venv_python(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    command = [venv_python(), "-m", "compileall", "-qq", "-j", "0", "-x", r"[\\/]tests[\\/]", folder.decode().strip()]
    # It only complains of packages' odd escapes and templates; what it leaves out, the first import compiles.
    with open(os.devnull, "w") as nowhere:
        subprocess.call(command, env=child_environment(), stdout=nowhere, stderr=nowhere)


def say(text):
    """Print a line at once, also into a pipe."""
    print(text)
    sys.stdout.flush()


def make_venv(python, version):
    """Make .venv anew, whatever was there."""
    check_venv(python, version)
    command = [python, "-m", "venv", "--clear", VENV]
    process = subprocess.Popen(command, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    words = process.communicate()[0].decode("utf-8", "replace").strip().splitlines()
    if process.returncode:
        raise SetupError(
            "cannot make %s (%s): close the programs that use it, or delete it, and run this again"
            % (VENV, words[-1] if words else "no reason given")
        )


def set_up(verdict, wanted, version, python):
    """Build .venv or bring it up to date; the stamp goes first and comes back last, so an interruption shows."""
    start = time.time()
    if verdict == "build":
        say("Setting up .venv with Python %s (once, about a minute) ..." % wanted["python"])
        make_venv(python, version)
    else:
        say("Bringing .venv up to date with %s ..." % LOCK)
        os.remove(STAMP)
    pinned = os.path.join(VENV, "pip.txt")
    with open(pinned, "w") as file:
        file.write(PIP + "\n")
    run_pip(["--require-hashes", "-r", pinned])
    run_pip(["--require-hashes", "-r", LOCK, "--build-constraint", BUILD_CONSTRAINTS])
    run_pip(["--no-deps", "--no-build-isolation", "-e", "."])
    compile_packages()
    write_stamp(wanted)
    say("Set up in %.0f seconds." % (time.time() - start))


def ensure_venv():
    """Return the Python of a .venv that holds what the lock says, set up first where it does not."""
    stamp = read_stamp() if os.path.exists(venv_python()) else None
    if is_supported(sys.version_info) or stamp is None:
        version, python = choose_python()
    else:  # too old or too new to build .venv with, but there is one already
        version, python = tuple(int(part) for part in stamp["python"].split(".")), None
    wanted = make_stamp(version)
    verdict = judge(stamp, wanted)
    if verdict == "build" and python is None:
        version, python = choose_python()
        wanted = make_stamp(version)
    if verdict != "ready":
        set_up(verdict, wanted, version, python)
    return venv_python()
