"""Files that people open: tables for a spreadsheet, a check in words, whole files or none."""

import csv
import io

import pandas as pd
import pytest

from analysis.report.checking import describe_corpus
from analysis.report.tables import every_table, write_tables
from analysis.report.writing import csv_bytes, neutralise, write_file
from analysis.results import LEFT_OUT, RESAMPLED, TABLES, Results
from tests.four_speeches import RESULTS
from tests.rendering import OTHER_SPEECHES, Style, render

WRITTEN = [name for name in TABLES if name != LEFT_OUT and not TABLES[name].only_large]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@name", "\tx", "\rx"])
def test_text_that_excel_would_run_is_neutralised(text):
    table = pd.DataFrame({text: [text, "发展"]})
    rows = list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline="")))
    shown = "'" + text.replace("\r", "\n")
    assert rows == [[shown], [shown], ["发展"]]


def test_numbers_stay_numbers():
    assert csv_bytes(pd.DataFrame({"x": [-1, 2]})) == b"\xef\xbb\xbfx\n-1\n2\n"
    assert neutralise(-1.5) == -1.5


def test_a_category_with_a_dangerous_name_is_neutralised_too():
    table = pd.DataFrame({"strategy": pd.Categorical(["=HYPERLINK(1)"])})
    assert b"\n'=HYPERLINK" in csv_bytes(table)


def test_writing_is_all_or_nothing(tmp_path, monkeypatch):
    path = write_file(tmp_path / "new" / "x.csv", b"old")
    monkeypatch.setattr("os.replace", lambda *names: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old" and [file.name for file in path.parent.iterdir()] == ["x.csv"]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """All tables of the four speeches."""
    return write_tables(RESULTS, tmp_path_factory.mktemp("tables"))


def test_every_table_is_written_and_reads_back(written):
    files, folder = written, written[0].parent
    assert {file.name for file in files} == {f"{name}.csv" for name in WRITTEN} | {"README.md"}
    for name, table in every_table(RESULTS)[0].items():
        found = pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig")
        assert list(found.columns) == list(table.columns) and len(found) == len(table) > 0
    sentences = pd.read_csv(folder / "speeches.csv", encoding="utf-8-sig")
    assert sentences["text"].tolist() == RESULTS.speeches["text"].tolist()


def test_one_short_speech_gets_the_tables_it_can_have_and_reasons_for_the_rest(tmp_path):
    document = tmp_path / "one.txt"
    document.write_text(render([OTHER_SPEECHES[3]], Style()), encoding="utf-8")
    files = {file.name for file in write_tables(Results(document), tmp_path / "tables")}
    assert "frequency.csv" in files and "keyness.csv" not in files
    assert "| keyness | 未写出 · not made: " in (tmp_path / "tables" / "README.md").read_text(encoding="utf-8")


def test_without_resampling_the_other_tables_are_written_and_none_is_removed(tmp_path):
    quick = {file.stem for file in write_tables(RESULTS, tmp_path, resampled=False)}
    assert quick == ({"README"} | {*WRITTEN}) - {*RESAMPLED}
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert page.count("python -m analysis report") == len(RESAMPLED)
    (tmp_path / "similarity.csv").write_text("kept", encoding="utf-8")
    write_tables(RESULTS, tmp_path, resampled=False)
    assert (tmp_path / "similarity.csv").read_text(encoding="utf-8") == "kept"


def test_sizes_add_up():
    sizes = RESULTS.sizes
    assert sizes["characters"].sum() == RESULTS.speeches["text"].str.len().sum()
    assert sizes["words"].sum() == RESULTS.counts.to_numpy().sum() == RESULTS.tokens["kept"].sum()
    assert sizes["running_words"].sum() == RESULTS.tokens["kind"].isin(["word", "phrase", "latin"]).sum()


def test_every_count_is_found_in_the_tokens_and_every_token_in_its_sentence():
    row = RESULTS.frequency.sort_values(["count", "term"]).iloc[-1]
    places = RESULTS.tokens.query("kept and term == @row.term and strategy == @row.strategy")
    sentences = RESULTS.speeches.merge(places[["speech", "paragraph", "sentence"]])
    assert len(places) == row["count"] and sentences["text"].str.contains(row["term"]).all()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ["4 篇讲话，24 段，64 句", "⑥ 长三角一体化发展  2023-11-30  上海", "标题", "句中分页 × 7", "无一遗漏"]),
        ("en", ["4 speeches, 24 paragraphs, 64 sentences", "(heading)", "in mid-sentence × 7", "accounted for"]),
    ],
)
def test_check_says_what_was_found(language, said):
    text = describe_corpus(RESULTS, "x.txt", languages=[language])
    for part in said:
        assert part in text
