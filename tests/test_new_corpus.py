"""From a few files to the report: new, check, phrases and tables on a corpus folder."""

import csv
import json
import os
import shutil
import sys
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest

import analysis.__main__ as command_line
from analysis import paths
from analysis.commands.options import results_of
from analysis.corpus import read_corpus
from analysis.corpus.document_list import COLUMNS
from analysis.corpus.settings import KEYS, read_settings
from analysis.corpus.text_rows import read_text_rows
from analysis.language import ASKED
from analysis.report.new_corpus import write_corpus
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
        monkeypatch.setenv(ASKED, "")
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        said = capsys.readouterr()
        return SimpleNamespace(returncode=ended.value.code or 0, stdout=said.out, stderr=said.err)

    return call


@pytest.mark.parametrize(("language", "reason"), [("zh", "空"), ("en", "empty")])
def test_reasons_come_in_the_language_asked_for(run, tmp_path, language, reason):
    for name, text in {"甲/a.txt": "要推动发展。", "乙/b.txt": "坚持改革。", "乙/c.txt": ""}.items():
        path = tmp_path / "my" / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    run("new", "my", cwd=tmp_path)
    checked = run("check", "my", "-l", language, cwd=tmp_path)
    assert "c.txt" in checked.stderr and reason in checked.stderr


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_names_that_begin_like_a_formula_are_listed_and_found_and_commands_can_be_typed(tmp_path):
    folder = tmp_path / "my texts"
    (folder / "raw").mkdir(parents=True)
    names = ["-rf 2020.txt", "=1 2021.txt", "＋2022.txt", "a 2023.txt"]
    for name in names:
        (folder / "raw" / name).write_text("推动高质量发展。", encoding="utf-8")
    assert 'check "my texts"' in write_corpus(folder, shown="my texts")
    assert sorted(Results(folder).documents["file"]) == sorted(names)


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
    assert accepted.returncode == 0 and "1 phrase added" in accepted.stdout
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


@pytest.mark.parametrize("name", ["corpus.toml", "notes.key", "figures"])
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
    assert "2 documents cannot be read and are left out: three.docx, five.pdf" in checked.stdout
    assert "1 file in raw/ is not in documents.csv, and so not counted: more.txt" in checked.stdout
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
    assert stopped.returncode == 130 and stopped.stderr.strip().splitlines()[-1].startswith("stopped")
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


# One text a row, subfolders, archives

ROWS = [
    {"标题": "甲地讲话", "发布日期": "2023年3月1日", "正文": "\n".join(SPEECH), "省份": "甲", "编号": "7"},
    {"标题": "乙地讲话", "发布日期": "2024/5/2", "正文": SPEECH[0], "省份": "乙", "编号": "8"},
    {"标题": "空", "发布日期": "2024", "正文": " ", "省份": "乙", "编号": "9"},
]


def save_rows(path, rows=ROWS):
    if path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    elif path.suffix == ".json":
        path.write_text(json.dumps({"total": len(rows), "data": rows}, ensure_ascii=False, indent=1), encoding="utf-8")
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in [["各地讲话汇总"], list(rows[0]), *(list(row.values()) for row in rows)]:
            book.active.append(row)
        book.create_sheet("空表")
        book.create_sheet("去年").append(["要发展。"])
        book.save(path)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".json"])
def test_a_table_of_texts_to_tables(run, tmp_path, ending):
    save_rows(tmp_path / f"讲话{ending}")
    made = run("new", f"讲话{ending}", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "正文取自“正文”列" in made.stdout and "group from the column “省份”" in made.stdout
    line = 6 if ending == ".csv" else 5 if ending == ".xlsx" else 3  # the first text takes three lines of the CSV
    assert f"left out: 1 (lines {line})" in made.stdout
    assert ("or not the first sheet): 去年\n" in made.stdout) == (ending == ".xlsx")
    results = Results(tmp_path / "讲话")
    assert results.documents[["title", "dated", "strategy", "编号"]].astype(str).values.tolist() == [
        ["甲地讲话", "2023-03-01", "甲", "7"], ["乙地讲话", "2024-05-02", "乙", "8"],
    ]  # fmt: skip
    assert results.speeches["text"].tolist() == [*SPEECH, SPEECH[0]]
    assert run("tables", "讲话", cwd=tmp_path).returncode == 0


def test_the_longest_column_is_the_text_where_none_is_called_so(run, tmp_path):
    save_rows(tmp_path / "x.csv", [{"t1": "甲", "stuff": "".join(SPEECH) * 2}, {"t1": "乙", "stuff": "".join(SPEECH)}])
    assert "text from the column “stuff”" in run("new", "x.csv", cwd=tmp_path).stdout
    save_rows(tmp_path / "y.csv", [{"t1": "甲", "t2": "乙"}])
    refused = run("new", "y.csv", cwd=tmp_path)
    assert refused.returncode == 2 and "columns: t1, t2" in refused.stderr and not (tmp_path / "y").exists()


def test_date_and_group_are_told_by_what_stands_in_their_columns(tmp_path):
    rows = [{"序号": n, "发表于": day, "片区": "东" if n % 2 else "西", "讲稿": SPEECH[0] * 4}
            for n, day in enumerate(["2023-01-05", "2023年3月", "二〇二三年五月", "45117"], start=1001)]  # fmt: skip
    save_rows(tmp_path / "x.csv", rows)
    assert read_text_rows(tmp_path / "x.csv").took == {"text": "讲稿", "date": "发表于", "group": "片区"}


def test_a_title_is_told_by_the_end_of_its_column_and_a_date_may_have_a_time(run, tmp_path):
    text = "我们要坚持创新驱动发展，加强生态环境保护，推动高质量发展，统筹发展和安全，把各项工作抓实抓细抓好。"
    rows = [
        ["讲话标题", "发表时间", "讲话人", "全文"],
        ["甲", "2023-10-12 08:30", "张", text],
        ["乙", "2023年10月13日 星期五", "李", text],
        ["丙", "10月-23", "张", text],
    ]
    (tmp_path / "t.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    run("new", "t.csv", cwd=tmp_path)
    found = Results(tmp_path / "t").documents
    assert found["title"].tolist() == ["甲", "乙", "丙"]
    assert found["dated"].tolist() == ["2023-10-12", "2023-10-13", "2023-10"]


def test_a_folder_of_folders_becomes_a_corpus_of_groups(run, tmp_path):
    for name in ("东/a.txt", "东/Thumbs.db", "西/b.txt"):
        (tmp_path / "my" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "my" / name).write_text("要发展。", encoding="utf-8")
    assert run("new", "my", cwd=tmp_path).returncode == 0
    assert [row["group"] for row in rows_of(tmp_path / "my" / "documents.csv")] == ["东", "西"]
    again = run("new", "my", cwd=tmp_path)
    assert again.returncode == 2 and "go on with check or report" in again.stderr


def test_a_line_that_is_no_json_is_named(run, tmp_path):
    (tmp_path / "x.jsonl").write_text('{"text": "好。"}\nnot json\n', encoding="utf-8")
    refused = run("new", "x.jsonl", cwd=tmp_path)
    assert refused.returncode == 2 and "x.jsonl line 2: “not json”" in refused.stderr


@pytest.mark.parametrize("chinese_windows", [False, True])
def test_an_archive_with_subfolders_fills_the_groups(run, tmp_path, monkeypatch, chinese_windows):
    if chinese_windows:  # as Explorer writes it: bytes of GBK, and no word of it
        monkeypatch.setattr(zipfile.ZipInfo, "_encodeFilenameFlags", lambda self: (self.filename.encode("gbk"), 0))
    with zipfile.ZipFile(tmp_path / "文件.zip", "w") as archive:
        for name in ("湖南/讲话.txt", "湖北/讲话.txt", "湖北/~$x.docx", "../z.exe"):
            archive.writestr(name, "\n".join(SPEECH))
    monkeypatch.undo()
    made = run("new", "文件.zip", cwd=tmp_path)
    assert made.returncode == 0 and "first sheet): z.exe\n" in made.stdout
    listed = rows_of(tmp_path / "文件" / "documents.csv")
    assert [(row["file"], row["group"]) for row in listed] == [("湖北/讲话.txt", "湖北"), ("湖南/讲话.txt", "湖南")]
    assert [path.name for path in (tmp_path / "文件" / "raw").rglob("*.*")] == ["讲话.txt", "讲话.txt"]


def test_an_archive_without_documents_is_refused(run, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"no zip")
    assert "cannot be opened" in run("new", "a.zip", cwd=tmp_path).stderr
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("x.exe", "x")
    assert "holds no document" in run("new", "b.zip", cwd=tmp_path).stderr
