"""Rules of the repository: files that must agree, rooms that import only upwards, nothing that must not be in git."""

import ast
import hashlib
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import analysis
import bootstrap
import locks
import run
from analysis.__main__ import app

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
DIRECT = RUNTIME + [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
LOCKS = ("requirements.txt", "requirements-dev.txt")
SEED = "data/raw/regional_symposia_2023_2024.txt"
SEED_SHA256 = "c163f35bd818796b5b42d821f7e571723e9f0baa22976e7ed532d912ab22feda"

# From the ground up: a room imports only rooms that stand before it. The lexicon stands before parsing, which tells
# the speeches apart by the marker words of data/words/strategies.csv.
ROOMS = (
    "language mistakes paths tables anchors documents lexicon parsing segmentation corpus measures counts results "
    "charts findings report course coding explore classroom commands __main__"
).split()
ANALYSIS = sorted((ROOT / "analysis").rglob("*.py"))


def read(path):
    """Return the text of a file of the project."""
    return (ROOT / path).read_text(encoding="utf-8")


def project_files():
    """List what is in git or about to be; without git, as in a downloaded archive, what is not made by a target."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if listing.returncode == 0:
        names = listing.stdout.decode("utf-8").split("\0")
    else:
        made = {".git", ".venv", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints"}
        paths = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        names = [path.as_posix() for path in paths if not made & set(path.parts)]
    return sorted(name for name in names if name and (ROOT / name).is_file())


def text_files():
    """Yield ``(name, text)`` of every file of the project that is text."""
    for name in project_files():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8192]:
            yield name, content.decode("utf-8", "replace")


def locked(*names):
    """Return ``{name: (version, hashes)}`` from the locks."""
    text = "".join(map(read, names or LOCKS))
    entries = re.findall(r"^(\S+)==([^\s;]+)([^\n]*\n(?:    --hash=\S+.*\n)*)", text, flags=re.M)
    return {name: (version, re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)) for name, version, rest in entries}


# Files that must agree


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_direct_dependency_is_locked(requirement):
    version, hashes = locked()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version)
    assert hashes


def test_every_line_of_the_lock_is_pinned_and_hashed():
    runtime, developer = (
        [line for line in read(name).splitlines() if line and not line.startswith((" ", "#"))] for name in LOCKS
    )
    assert developer.pop(0) == "-r requirements.txt"
    assert len(runtime) + len(developer) == len(locked()) > len(DIRECT)
    assert all(hashes for _, hashes in locked().values())


def test_students_install_nothing_of_the_developers():
    runtime = locked("requirements.txt")
    assert not {"playwright", "dask", "distributed", "hypothesis", "krippendorff", "ruff", "pytest"} & set(runtime)
    assert not set(runtime) & set(locked("requirements-dev.txt"))


@pytest.mark.parametrize(("names", "direct"), [(LOCKS[:1], RUNTIME), (LOCKS, DIRECT)], ids=["runtime", "developer"])
def test_lock_holds_what_the_dependencies_need(names, direct):
    lock, seen, waiting = locked(*names), set(), [(requirement.name, frozenset()) for requirement in direct]
    while waiting:
        name, extras = waiting.pop()
        if (canonicalize_name(name), extras) in seen:
            continue
        seen.add((canonicalize_name(name), extras))
        assert canonicalize_name(name) in lock, f"{name} is not in {names}: run `make lock`"
        for line in importlib.metadata.requires(name) or []:
            needed = Requirement(line)
            if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                waiting.append((needed.name, frozenset(needed.extras)))


def test_locks_are_parted_as_run_does_it():
    whole = "".join(map(read, LOCKS)).replace("-r requirements.txt\n", "")
    assert locks.part_locks(whole, read("requirements.txt")) == {
        name: read(name) for name in (*LOCKS, "build-constraints.txt")
    }


def test_ranges_of_python_agree():
    supported = [f"3.{minor}" for minor in range(bootstrap.OLDEST[1], bootstrap.NEWEST[1] + 1)]
    spec = SpecifierSet(PROJECT["requires-python"])
    assert [f"3.{minor}" for minor in range(30) if spec.contains(f"3.{minor}.9")] == supported
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if line.startswith("Programming Language")]
    assert named == supported
    assert re.search(r"^  - python=(\S+)$", read("environment.yml"), flags=re.M).group(1) in supported
    assert f'target-version = "py{supported[0].replace(".", "")}"' in read("pyproject.toml")


def test_conda_installs_the_lock_and_nothing_else():
    text = re.sub(r"^#.*\n", "", read("environment.yml"), flags=re.M)
    head, _, pip = text.partition("  - pip:\n")
    assert re.findall(r"^  - (\S+)$", head, flags=re.M) == ["conda-forge", "nodefaults", "python=3.12", "pip"]
    assert re.findall(r"^      - (.+)$", pip, flags=re.M) == ["-r requirements.txt"]
    assert (ROOT / "requirements.txt").is_file()


def test_versions_agree():
    assert re.search(r"^version: (\S+)$", read("CITATION.cff"), flags=re.M).group(1) == analysis.__version__
    assert PROJECT["dynamic"] == ["version"]


def test_every_target_is_in_the_help(capsys):
    makefile = read("Makefile")
    targets = re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, flags=re.M)
    assert re.search(r"^\.PHONY: (.+)$", makefile, flags=re.M).group(1).split() == targets
    assert run.main(["help"]) == 0
    shown = re.findall(r"^  (\S+) +\S.*$", capsys.readouterr().out, flags=re.M)
    assert shown == targets and set(run.DEVELOPER) < set(targets)


def test_every_target_is_known_to_run():
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    for target, (chinese, english) in run.list_targets():
        assert re.search("[一-鿿]{2}", chinese) and re.match("[A-Z][a-z]+ ", english), target
        assert f"run.py {target}" in read("Makefile")
        passed_on = [["python", "-m", "analysis", target]]
        assert target in run.OWN or target in commands or run.plan(target, [], "python") != passed_on


def test_ci_runs_the_tests_as_everybody_does():
    script = read(".ci/run")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("\nmake test")


# What is in git


def test_source_document_is_as_it_came():
    assert hashlib.sha256((ROOT / SEED).read_bytes()).hexdigest() == SEED_SHA256
    assert re.search(r"^data/raw/\* -text$", read(".gitattributes"), flags=re.M)


def test_no_address_of_a_registry_and_no_path_of_a_machine():
    # Put together here, so that this file does not hold them either.
    hosts = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "anaconda" + ".org", "debian" + ".org"]
    parts = [re.escape(host) for host in hosts]
    parts += ["/" + "root/", "/" + "home/" + r"\w", "/" + "Users/" + r"\w", r"[A-Z]:\\{1,2}" + "Users"]
    if len(ROOT.parts) > 2:
        parts.append(re.escape(str(ROOT)))
    pattern = re.compile("|".join(parts))
    found = [f"{name}: {match.group()}" for name, text in text_files() for match in pattern.finditer(text)]
    assert found == []


def test_drawings_that_report_makes_are_not_in_git():
    found = [name for name in project_files() if name.startswith("figures/") and name.endswith((".svg", ".pdf"))]
    assert found == []


def test_nothing_is_left_undone():
    words = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"]) + r")\b")
    found = [name for name, text in text_files() if name.endswith((".py", ".ipynb")) and words.search(text)]
    assert found == []


def test_notebooks_define_no_functions_and_install_nothing():
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code":
                assert not re.search(r"^\s*(?:def |class |[!%]\s*pip)", source, flags=re.M), f"{path.name}: {source}"


# The house


def module_name(path):
    """Return the dotted name of a module of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path):
    """Return the dotted names a module imports when it runs; what only type checkers read does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = module_name(path) if path.name == "__init__.py" else module_name(path).rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = []
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join(above + ([node.module] if node.module else []))
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names


def top_modules():
    """Return ``{top-level module of the package: the other top-level modules it imports}``."""
    graph = {}
    for path in ANALYSIS:
        parts = module_name(path).split(".")
        if len(parts) > 1:
            used = {name.split(".")[1] for name in imported_modules(path) if name.startswith("analysis.")}
            graph.setdefault(parts[1], set()).update(used)
    return {name: (used & set(graph)) - {name} for name, used in graph.items()}


def test_rooms_import_only_rooms_above_them():
    graph = top_modules()
    assert set(graph) <= set(ROOMS)
    for room, used in graph.items():
        below = [name for name in used if ROOMS.index(name) >= ROOMS.index(room)]
        assert below == [], f"analysis.{room} imports {below}, which stand below it"


READING = {"open", "read_text", "read_bytes", "read_csv", "read_excel", "read_json", "loadtxt"}
WRITING = {"open", "write_text", "write_bytes", "to_csv", "to_excel", "to_json", "savefig", "savetxt", "mkdir"}


@pytest.mark.parametrize(
    ("room", "libraries", "calls"),
    [
        ("measures", {"matplotlib", "wordcloud", "PIL", "pathlib", "os", "io"}, READING | WRITING | {"print"}),
        ("charts", set(), (WRITING | {"print"}) - {"savefig"}),  # into memory: analysis/report writes it
    ],
)
def test_rooms_that_touch_no_files(room, libraries, calls):
    paths = [path for path in ANALYSIS if path.relative_to(ROOT / "analysis").parts[0] == room]
    for path in paths:
        assert not libraries & {name.split(".")[0] for name in imported_modules(path)}, path.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
                assert name not in calls, f"{path.name} line {node.lineno}: {name}()"


@pytest.mark.parametrize("path", ANALYSIS, ids=module_name)
def test_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", ANALYSIS, ids=module_name)
def test_docstrings_explain_parameters_and_fields_that_there_are(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            text = ast.get_docstring(node) or ""
            parts = re.findall(r"^(?:Parameters|Attributes)\n-+\n(.*?)(?=\n\n\w+\n-|\Z)", text, flags=re.S | re.M)
            lines = re.findall(r"^([\w*][\w*, ]*?)(?: :.*)?$", "\n".join(parts), flags=re.M)
            explained = {name.strip(" *") for line in lines for name in line.split(",")}
            assert explained <= names_within(node), (node.name, explained - names_within(node))


def names_within(node):
    """Return the parameters of a function; of a class its fields, properties, and what it sets on itself."""
    inner = list(ast.walk(node))
    names = {one.arg for one in inner if isinstance(one, ast.arg)}
    names |= {one.target.id for one in inner if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)}
    names |= {one.attr for one in inner if isinstance(one, ast.Attribute)}
    return names | {one.name for one in inner if isinstance(one, ast.FunctionDef)}


def test_importing_the_package_is_light():
    heavy = ["numpy", "pandas", "matplotlib", "scipy", "sklearn", "jieba", "pandera", "typer", "wordcloud"]
    code = f"import sys, analysis; print([name for name in {heavy} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def test_no_module_hides_a_chart_of_its_name():
    from analysis import charts

    assert not set(charts.NAMES) & set(charts.MODULES)
