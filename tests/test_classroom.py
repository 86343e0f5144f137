"""The project for a class: the copy on a stick, the menu, the files for a double click, the doctor, notebooks restored.

The set-up of a copy with the network off takes minutes and needs the network before: TEST_CLASSROOM=1 runs it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from analysis import paths
from analysis.classroom import doctor, kit, menu
from analysis.classroom.notebooks import reset_notebook
from analysis.commands import working
from analysis.language import CODES, speak
from analysis.mistakes import Mistake
from analysis.results import Results

LOCK = (paths.ROOT / "requirements.txt").read_text(encoding="utf-8")
NOTEBOOK = "notebooks/03_term_frequency.ipynb"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """A copy without packages, unpacked in a folder with a space and Chinese in its name."""
    folder = tmp_path_factory.mktemp("一 班")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kit, "_need_report", lambda: None)
        path = kit.write_kit(folder / "课堂.zip")
    return unpack(path)


def unpack(path):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(path.parent)
        for entry in archive.infolist():
            (path.parent / entry.filename).chmod(entry.external_attr >> 16)
    return path.with_suffix("")


# The copy


def test_copy_holds_what_a_class_needs_and_no_more(unpacked):
    text = (unpacked / "先读我.txt").read_bytes()
    assert text.startswith("\ufeff".encode()) and b"\r\n" in text and kit.PYTHON.encode() in text
    for name in ("run.py", "start.bat", "start.command", "requirements.txt", NOTEBOOK, "data/words/codebook.csv",
                 "coding/coding.html", "coding/task.json"):  # fmt: skip
        assert (unpacked / name).is_file(), name
    assert not (unpacked / "tests").exists() and not (unpacked / "wheels").exists()
    course = [path.relative_to(unpacked).as_posix() for path in (unpacked / "notebooks" / "course").rglob("*")]
    assert course and not [name for name in course if "teacher" in name or name.endswith((".py", "questions.csv"))]
    with zipfile.ZipFile(unpacked / "originals.zip") as originals:
        show = ["git", "show", f"HEAD:{NOTEBOOK}"]
        committed = subprocess.run(show, cwd=paths.ROOT, capture_output=True, check=False)
        assert NOTEBOOK in originals.namelist() and {name[-6:] for name in originals.namelist()} == {".ipynb"}
        if not committed.returncode:  # there is no git where the project was unpacked from a zip
            assert originals.read(NOTEBOOK) == committed.stdout
    assert (unpacked / "requirements.txt").read_text(encoding="utf-8") == LOCK
    assert all(os.access(unpacked / name, os.X_OK) for name in ("start.sh", "start.command"))


def test_without_git_the_same_files_are_packed_and_nobodys_own(unpacked, monkeypatch):
    known = kit.project_files()
    for name in ("my-corpus/raw/x.txt", "old.zip", ".venv/pyvenv.cfg", "notebooks/.ipynb_checkpoints/x.ipynb"):
        (unpacked / name).parent.mkdir(parents=True, exist_ok=True)
        (unpacked / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", unpacked)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(unpacked.parent))
    found = kit.project_files()  # the reports, which git does not keep, are in the copy
    assert set(known) <= set(found)
    assert {name for name in found if name not in known} <= {"figures/report.en.html", "figures/report.zh.html"}


def test_lock_is_read_whole():
    entries = list(kit.locked(LOCK))
    assert len(entries) == len(re.findall(r"^\S+==", LOCK, flags=re.M)) > 100
    assert sum(len(hashes) for _, hashes in entries) == LOCK.count("--hash=")


@pytest.mark.parametrize(
    ("system", "with_it", "without"),
    [("windows", {"pywinpty", "colorama"}, {"pexpect", "appnope"}), ("linux", {"pexpect"}, {"pywinpty", "appnope"}),
     ("macos", {"pexpect", "appnope"}, {"pywinpty"})],
)  # fmt: skip
def test_each_system_gets_its_own_packages(system, with_it, without, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(kit, "_pip", lambda *words: asked.append((words, Path(words[-1]).read_text(encoding="utf-8"))))
    kit._download(LOCK, system, "3.12", tmp_path)
    ((words, text),) = asked
    names = set(re.findall(r"^([\w.-]+)==", text, flags=re.M))
    assert with_it <= names and not without & names and "jieba" not in names and "pip" in names
    assert "--require-hashes" in words and f"--platform={kit.SYSTEMS[system][1][0]}" in words
    assert not re.search(r"^[\w.-]+==\S+ ;", text, flags=re.M)


def test_the_wheel_built_here_is_in_the_lock_of_the_copy(tmp_path):
    wheel = tmp_path / "jieba-0.42.1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    lock = kit._with_built(LOCK, wheel)
    hashes = next(hashes for package, hashes in kit.locked(lock) if package.name == "jieba")
    assert f"--hash=sha256:{hashlib.sha256(b'wheel').hexdigest()}" in hashes and len(hashes) == 2


def test_an_unknown_system_is_named(tmp_path):
    with pytest.raises(Mistake, match="macos-intel"):
        kit.write_kit(tmp_path / "x.zip", systems=["beos"])


@pytest.mark.skipif(not os.environ.get("TEST_CLASSROOM"), reason="minutes, and the network: TEST_CLASSROOM=1")
def test_copy_is_set_up_and_runs_with_the_network_off(tmp_path):
    folder = tmp_path / "一 班"
    folder.mkdir()
    python = ".".join(map(str, sys.version_info[:2]))
    place = unpack(kit.write_kit(folder / "课堂.zip", systems=["linux"], python=python))
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "http_proxy": "http://127.0.0.1:9",
        "PIP_CONFIG_FILE": os.devnull,
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")} | nowhere
    apart = ["unshare", "-rn"] if not subprocess.run(["unshare", "-rn", "true"], check=False).returncode else []
    done = subprocess.run(
        [*apart, place / "start.sh"], input="6\n0\n", env=environment | {"LANG": "zh_CN.UTF-8"}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    lines = re.findall(r"(OK|!!)  (.+)", done.stdout)  # the first behind the question
    assert len(lines) == len(doctor.CHECKS)
    # Where there is no network at all, that of the machine itself may be gone too.
    barred = speak("zh").texts["doctor.port_barred"].partition("{")[0]
    assert [text for mark, text in lines if mark == "!!" and not (apart and text.startswith(barred))] == []
    assert (place / ".venv").is_dir() and speak("zh").say("classroom.leave") in done.stdout


# Notebooks restored


def test_a_notebook_is_restored_and_the_students_copy_kept(unpacked):
    notebook = unpacked / NOTEBOOK
    original = notebook.read_bytes()
    for number in (1, 2):
        notebook.write_text(f"mine {number}", encoding="utf-8")
        path, kept = reset_notebook("03", speak("zh"), root=unpacked)
        assert path == notebook and notebook.read_bytes() == original
        assert kept.name == f"03_term_frequency-我的{number}.ipynb"
        assert kept.read_text(encoding="utf-8") == f"mine {number}"
    notebook.unlink()
    assert reset_notebook("notebooks\\03", speak("en"), root=unpacked) == (notebook, None)
    assert notebook.read_bytes() == original


@pytest.mark.parametrize("name", ["0", "99", ""])
def test_a_name_that_is_no_one_notebook_is_answered_with_those_there_are(unpacked, name):
    with pytest.raises(Mistake) as told:
        reset_notebook(name, speak("en"), root=unpacked)
    assert (told.value.key, told.value.values["value"]) == ("reset_which", name)
    assert {"03_term_frequency", "10_your_own_speeches"} <= set(told.value.values["list"])


def test_a_notebook_goes_by_its_number_and_a_lesson_by_its_own(unpacked):
    named = {
        "3": "03_term_frequency", "06": "06_what_distinguishes", "06b": "06b_how_sure", "L3": "course/zh/lesson_3",
        "lesson_3": "course/zh/lesson_3", "course/en/lesson_3": "course/en/lesson_3",
    }  # fmt: skip
    for name, stem in named.items():
        assert reset_notebook(name, speak("zh"), root=unpacked)[0] == unpacked / "notebooks" / f"{stem}.ipynb"


def test_in_git_the_notebook_is_that_of_the_last_commit(tmp_path):
    folder = tmp_path / "project"
    (folder / "notebooks").mkdir(parents=True)
    (folder / NOTEBOOK).write_text("{}", encoding="utf-8")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    (folder / NOTEBOOK).write_text("mine", encoding="utf-8")
    _, kept = reset_notebook("03", speak("en"), root=folder)
    assert (folder / NOTEBOOK).read_text(encoding="utf-8") == "{}" and kept.read_text(encoding="utf-8") == "mine"


def test_without_git_and_originals_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Mistake, match=r"originals\.zip"):
        reset_notebook("03", speak("en"), root=tmp_path)


# The menu and the files for a double click


@pytest.mark.parametrize("code", CODES)
def test_menu_does_what_is_chosen_and_comes_again(code, monkeypatch):
    done, told, answers = [], [], iter(["9", "", "3", "6", "", "0"])
    actions = {
        entry: lambda say, ask, code, entry=entry: done.append(entry) or entry == "lessons" for entry in menu.ENTRIES
    }
    monkeypatch.setattr(menu, "ACTIONS", actions)
    menu.run_menu(speak(code), ask=lambda text: told.append(text) or next(answers), tell=told.append)
    assert done == ["lessons", "doctor"]
    say = speak(code).say
    assert told.count(say("classroom.failed")) == 1 and say("classroom.not_there", value="9", n=6) in told
    assert told.count(say("classroom.nothing_typed", n=6)) == 1


@pytest.mark.parametrize("given", ["{}", '"{}"', "'{}'"])
def test_a_file_dragged_into_the_menu_is_reported_on(given, tmp_path, monkeypatch):
    document = tmp_path / "我的 讲话.txt"
    shutil.copy2(paths.DOCUMENT, document)  # it has footnotes
    ran, opened = [], []
    monkeypatch.setattr(menu, "_run", lambda *words: ran.append(words) or True)
    monkeypatch.setattr(menu, "_open", lambda page: opened.append(page) or True)
    assert menu._own(lambda key: "", lambda text: given.format(document), "zh")
    out = tmp_path / "我的 讲话-figures"
    assert ran == [("report", str(document), "--out", str(out))] and opened == [out / "report.zh.html"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["file", "folder", "table"])
def test_texts_of_ones_own_are_made_a_corpus_and_reported_on(kind, code, tmp_path, monkeypatch, capsys):
    texts, ran = tmp_path / "我的 文章", []
    texts.mkdir()
    (texts / "甲.txt").write_text("推动高质量发展。\n", encoding="utf-8")
    (texts / "乙.md").write_text("加强生态环境保护。\n", encoding="utf-8")
    (tmp_path / "表.csv").write_text("title,text\n甲,推动高质量发展。\n乙,加强生态环境保护。\n", encoding="utf-8")
    given = {"file": texts / "甲.txt", "folder": texts, "table": tmp_path / "表.csv"}[kind]
    before = sorted(texts.iterdir())
    monkeypatch.setattr(menu, "_run", lambda *words: ran.append(words) or True)
    monkeypatch.setattr(menu, "_open", lambda page: True)
    say = speak(code).say
    for number in ("", "2"):  # never over one that is there
        assert menu._own(lambda key, **values: say(f"classroom.{key}", **values), lambda text: str(given), code)
        corpus = given.with_name(f"{given.stem}-{say('classroom.corpus')}{number}")
        assert ran.pop() == ("report", str(corpus), "--out", str(corpus / "figures"))
        (said,) = capsys.readouterr().out.splitlines()
        assert str(corpus) in said and (kind == "table" or "甲.txt" in said)
        assert set(Results(corpus).speeches["strategy"]) == ({"甲"} if kind == "file" else {"甲", "乙"})
    if kind == "folder":
        assert sorted(texts.iterdir()) == before


def test_a_folder_without_a_text_is_said_to_have_none(tmp_path, capsys):
    (tmp_path / "图.png").write_bytes(b"x")
    say = speak("zh").say
    assert not menu._own(lambda key, **values: say(f"classroom.{key}", **values), lambda text: str(tmp_path), "zh")
    assert str(tmp_path) in capsys.readouterr().out and not list(tmp_path.parent.glob("*语料*"))
    broken = tmp_path / "包.zip"
    broken.write_bytes(b"no zip")
    assert not menu._own(lambda key, **values: say(f"classroom.{key}", **values), lambda text: str(broken), "zh")
    assert "包.zip" in capsys.readouterr().out


def test_batch_file_can_be_read_by_every_windows():
    content = (paths.ROOT / "start.bat").read_bytes()
    text = content.decode("ascii")  # cmd reads it in the code page of the machine
    assert content.count(b"\n") == content.count(b"\r\n")
    labels, jumps = re.findall(r"^:(\w+)", text, flags=re.M), re.findall(r"\b(?:goto |call :)(\w+)", text)
    assert set(jumps) == set(labels)
    ends = re.findall(r"(.*)\r\n *exit /b 1", text)
    assert len(ends) == 3 and {end.strip() for end in ends} == {"pause >nul"}
    assert "if not exist run.py" in text  # opened within the zip, nothing lies beside it
    assert "run.py start" in text and 'pushd "%~dp0"' in text
    assert "if errorlevel" not in re.sub("(?m)^rem .*", "", text)  # it takes the negative code of a crash for a success


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_without_python_the_start_says_so_and_waits(tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cat"):
        (tools / name).symlink_to(shutil.which(name))
    done = subprocess.run(
        [paths.ROOT / "start.command"], env={"PATH": str(tools)}, input="\n", capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "python.org" in done.stdout and "Python 3.12" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_a_set_up_that_fails_ends_in_a_sentence_and_a_pause(tmp_path):
    for name in ("start.sh", "run.py", "bootstrap.py", "Makefile"):
        shutil.copy2(paths.ROOT / name, tmp_path / name)  # a copy that is not complete
    done = subprocess.run([tmp_path / "start.sh"], input="\n", capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and "requirements.txt is missing" in done.stderr and "Enter" in done.stdout


# The doctor


def test_doctor_finds_nothing_here(monkeypatch):
    for code in CODES:
        lines, good = doctor.report(speak(code))
        assert len(lines) == len(doctor.CHECKS) and all("\n" not in line for line in lines)
        packages = lines[1]  # tests may run with other versions than those of the lock
        assert all(line.startswith("OK") for line in lines if line != packages) and good == packages.startswith("OK")


def test_doctor_names_what_is_wrong_and_goes_on(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor.importlib.metadata, "version", lambda name: "0")
    monkeypatch.setattr(doctor, "SPACE", 10**9)
    monkeypatch.setattr(doctor, "_CHINESE", "\U0001f600")
    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", lambda dir: (_ for _ in ()).throw(OSError(30, "read-only")))
    monkeypatch.setattr(doctor.socket, "socket", lambda: (_ for _ in ()).throw(RuntimeError("odd")))
    lines, good = doctor.report(speak("en"))
    wrong = [line for line in lines if line.startswith("!!")]
    assert not good and len(wrong) == 5
    for word in ("packages", "read-only", "GB is needed", "lacks Chinese", "port did not work: odd"):
        assert sum(word in line for line in wrong) == 1, word


# JupyterLab


@pytest.mark.parametrize(("system", "chinese"), [("zh_CN.UTF-8", True), ("en_US.UTF-8", False)])
def test_jupyterlab_is_rooted_at_the_project_and_speaks_the_readers_language(system, chinese, monkeypatch):
    served = []
    monkeypatch.setenv("LC_ALL", system)
    monkeypatch.setattr(working, "_serve", lambda *words, **_: served.extend(words))
    working.lab(["--no-browser"])
    assert served[0] == "jupyterlab" and served[-1] == "--no-browser"
    assert f"--ServerApp.root_dir={paths.ROOT}" in served
    opened = next(word.partition("/lab/tree/")[2] for word in served if "default_url" in word)
    assert (paths.ROOT / opened).is_dir() and opened.startswith("notebooks")
    folder = next(Path(word.partition("=")[2]) for word in served if "app_settings_dir" in word)
    overrides = json.loads((folder / "overrides.json").read_text(encoding="utf-8"))
    locale = overrides.get("@jupyterlab/translation-extension:plugin", {}).get("locale")
    assert (locale == "zh_CN") == chinese
    asked = overrides["@jupyterlab/apputils-extension:notification"]
    assert asked == {"checkForUpdates": False, "fetchNews": "false"}  # a class has no network, and no need of news
