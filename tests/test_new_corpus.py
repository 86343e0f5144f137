"""From a few files to the report: new, check, phrases and tables on a corpus folder."""

import csv
import os
import shutil
import sys
from types import SimpleNamespace

import pytest

import analysis.__main__ as command_line
from analysis import paths
from analysis.commands.options import results_of
from analysis.corpus import read_corpus
from analysis.corpus.document_list import COLUMNS
from analysis.corpus.settings import KEYS, read_settings
from analysis.results import Results
from tests.corpora import docx_bytes, make_corpus

DOCS = [paths.ROOT / "docs" / name for name in ("corpus.md", "corpus.zh-CN.md")]
SPEECH = ["要把黑土地保护好，把大粮仓建设好。", "要把黑土地保护好，让大粮仓更满。", "说到底，大粮仓要守住。"]


@pytest.fixture
def run(monkeypatch, capsys):
    """The command line, in this process: a new one takes seconds to start."""

    def call(*arguments, cwd):
        results_of.cache_clear()  # the same relative name is another folder in each test
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["analysis", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        said = capsys.readouterr()
        return SimpleNamespace(returncode=ended.value.code or 0, stdout=said.out, stderr=said.err)

    return call


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_three_word_files_to_tables(run, tmp_path):
    raw = tmp_path / "my" / "raw"
    raw.mkdir(parents=True)
    for name, speech in (("2021-03-05甲.docx", SPEECH), ("2022年10月乙.docx", SPEECH[::-1]), ("2023丙.docx", SPEECH)):
        (raw / name).write_bytes(docx_bytes(speech))
    (raw / "~$锁.docx").write_bytes(b"x")
    made = run("new", "my", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "3 documents listed" in made.stdout and "python -m analysis report my" in made.stdout
    listed = rows_of(tmp_path / "my" / "documents.csv")
    assert [(row["file"], row["date"]) for row in listed] == [
        ("2021-03-05甲.docx", "2021-03-05"), ("2022年10月乙.docx", "2022-10"), ("2023丙.docx", "2023"),
    ]  # fmt: skip
    checked = run("check", "my", "--language", "en", cwd=tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "3 speeches, 9 paragraphs" in checked.stdout and "groups (year)" in checked.stdout
    written = run("tables", "my", "--language", "zh", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    assert (tmp_path / "my" / "figures" / "tables" / "frequency.csv").is_file()
    proposed = run("phrases", "my", cwd=tmp_path)
    assert proposed.returncode == 0 and "--accept" in proposed.stdout
    path = tmp_path / "my" / "words" / "phrases_proposed.csv"
    found = rows_of(path)
    assert "大粮仓" in {row["phrase"] for row in found} and {row["kind"] for row in found} == {""}
    text = path.read_text(encoding="utf-8-sig").replace("大粮仓,,,", "大粮仓,Granary,term,")
    path.write_text(text, encoding="utf-8-sig")
    accepted = run("phrases", "my", "--accept", cwd=tmp_path)
    assert accepted.returncode == 0 and "1 phrases added" in accepted.stdout
    assert "大粮仓" in set(Results(tmp_path / "my").tokens["term"])
    assert run("phrases", "my", "--accept", cwd=tmp_path).stdout.count("0 phrases added") == 1


def test_a_new_folder_is_empty_but_for_its_parts_and_every_comment_can_be_used(run, tmp_path):
    made = run("new", "my", cwd=tmp_path)
    assert made.returncode == 0 and "raw/" in made.stdout
    folder = tmp_path / "my"
    assert sorted(path.name for path in folder.iterdir()) == ["corpus.toml", "documents.csv", "raw", "words"]
    assert (folder / "documents.csv").read_text(encoding="utf-8-sig") == ",".join(COLUMNS) + "\n"
    assert read_settings(folder / "corpus.toml").group == "group"
    text = (folder / "corpus.toml").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"\n{key} = " not in text and f"# {key} = " not in text] == ["group_english"]
    for line in text.splitlines():  # every key behind a #, used
        if " = " in line and line.startswith("# ") and not line.startswith(('# "', "# document")):
            (folder / "corpus.toml").write_text(text.replace(line, line[2:]), encoding="utf-8")
            read_settings(folder / "corpus.toml")
    (folder / "corpus.toml").write_text(text, encoding="utf-8")
    refused = run("check", "my", cwd=tmp_path)
    assert refused.returncode == 2 and "no document is listed" in refused.stderr and refused.stderr.count("\n") == 1


def test_documents_beside_raw_are_taken_into_it(run, tmp_path):
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "甲.txt").write_text("发展。", encoding="utf-8")
    assert run("new", "my", cwd=tmp_path).returncode == 0
    assert (tmp_path / "my" / "raw" / "甲.txt").is_file()
    assert rows_of(tmp_path / "my" / "documents.csv")[0]["file"] == "甲.txt"


@pytest.mark.parametrize("name", ["corpus.toml", "notes.odt", "figures"])
def test_a_folder_with_something_in_it_is_left_alone(run, tmp_path, name):
    folder = tmp_path / "my"
    folder.mkdir()
    (folder / "a.txt").write_text("甲。", encoding="utf-8")
    (folder / name).write_text("mine", encoding="utf-8")
    refused = run("new", "my", cwd=tmp_path)
    assert refused.returncode == 2 and name in refused.stderr and refused.stderr.count("\n") == 1
    assert sorted(path.name for path in folder.iterdir()) == sorted(["a.txt", name])
    assert (folder / name).read_text(encoding="utf-8") == "mine"


def test_check_lists_what_cannot_be_read_and_what_is_not_listed(run, tmp_path):
    folder = make_corpus(tmp_path / "my")
    (folder / "raw" / "three.docx").write_bytes(b"")
    (folder / "raw" / "five.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "raw" / "more.txt").write_text("未列。", encoding="utf-8")
    checked = run("check", "my", "--language", "en", cwd=tmp_path)
    assert checked.returncode == 2
    assert [line.split(": ")[1] for line in checked.stderr.splitlines()] == ["three.docx", "five.pdf"]
    assert "documents that cannot be read: 2" in checked.stdout
    assert "in raw/ but not in documents.csv: 1: more.txt" in checked.stdout
    written = run("tables", "my", cwd=tmp_path)
    assert written.returncode == 0 and "three.docx" in written.stderr
    tables = folder / "figures" / "tables"
    assert [row["file"] for row in rows_of(tables / "left_out_documents.csv")] == ["three.docx", "five.pdf"]


def test_a_wrong_row_among_the_accepted_changes_nothing(run, tmp_path):
    folder = make_corpus(tmp_path / "my")
    words = folder / "words"
    words.mkdir()
    (words / "phrases_proposed.csv").write_text("phrase,english,kind,source\n黑土地,,idea,\n", encoding="utf-8")
    refused = run("phrases", "my", "--accept", cwd=tmp_path)
    assert "phrases_proposed.csv line " in refused.stderr  # where the row can be mended
    assert refused.returncode == 2 and "unknown kind “idea”" in refused.stderr
    assert not (words / "phrases.csv").exists()
    missing = run("phrases", tmp_path, cwd=tmp_path)
    assert missing.returncode == 2 and "no corpus.toml" in missing.stderr


def test_ctrl_c_leaves_the_last_tables_and_one_line(run, tmp_path, monkeypatch):
    folder = make_corpus(tmp_path / "my")
    assert run("tables", "my", cwd=tmp_path).returncode == 0
    before = {path.name: path.read_bytes() for path in (folder / "figures" / "tables").iterdir()}
    (folder / "raw" / "one.txt").write_text("另一篇讲话。", encoding="utf-8")
    replaced = os.replace

    def interrupted(source, target):
        if str(target).endswith("stop_words.csv"):
            raise KeyboardInterrupt
        replaced(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    stopped = run("tables", "my", cwd=tmp_path)
    assert stopped.returncode == 130 and stopped.stderr.strip().splitlines()[-1].startswith("已停止")
    after = {path.name: path.read_bytes() for path in (folder / "figures" / "tables").iterdir()}
    assert after == before  # the last tables stand as they stood, and nothing half-written lies about


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_key_and_column_is_explained_in_both_languages(path):
    text = path.read_text(encoding="utf-8")
    for name in [*KEYS, *COLUMNS]:
        assert f"| `{name}` |" in text, name
    for word in ("python -m analysis new", "check", "report", "phrases", ".docx", ".pdf", ".html", ".md", ".txt"):
        assert word in text


def test_the_default_corpus_has_nothing_special(run, tmp_path):
    folder = shutil.copytree(paths.DATA, tmp_path / "copy")
    assert read_corpus(folder).output_folder() == folder / "figures"
    assert run("check", folder, cwd=tmp_path).stdout.splitlines()[0].endswith("4 篇讲话，24 段，64 句（utf-8）")
