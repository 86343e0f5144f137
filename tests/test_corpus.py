"""A corpus is a folder: what is read from it, how it is grouped, and every fault said at once with its cure."""

import datetime
import os
import pickle
import shutil

import pandas as pd
import pytest

from analysis import corpus, paths, tables
from analysis.corpus import CorpusError, read_corpus, read_paragraphs
from analysis.corpus.confinement import UnsafePathError, checked_address, path_inside
from analysis.corpus.document_list import order_groups
from analysis.corpus.settings import read_settings
from analysis.documents.conversion import convert, convert_lines
from analysis.measures.concordance import kwic
from analysis.report.lookup import look_up
from analysis.report.terminal import find_lines
from analysis.results import Results
from tests.corpora import GROUPS, PARAGRAPHS, docx_bytes, make_corpus
from tests.rendering import OTHER_SPEECHES, Style, render


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_corpus(tmp_path_factory.mktemp("corpus") / "my")


@pytest.fixture(scope="module")
def results(made):
    return Results(made)


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "my")


def listed(folder, *rows):
    (folder / "documents.csv").write_text("\n".join(["file,title,date,place,group", *rows]) + "\n", encoding="utf-8")


def settle(folder, text):
    (folder / "corpus.toml").write_text(text, encoding="utf-8")


def complaints(folder):
    with pytest.raises(CorpusError) as caught:
        Results(folder).speeches  # noqa: B018
    return str(caught.value).splitlines()


# Reading


def test_the_speeches_of_a_corpus(results):
    table = tables.check_speeches(results.speeches)
    assert list(table.columns) == tables.SPEECH_COLUMNS
    assert list(table["strategy"].cat.categories) == ["河北", "山东", "南岭", "东北"]
    own = table[table["speech"] == 3].groupby("paragraph")["text"].agg("".join).tolist()
    assert own == PARAGRAPHS[14]
    assert table.groupby("speech")["occasion"].first().tolist() == ["甲", "乙", "丙", "丁", "five"]
    assert table.groupby("speech")["date"].first().isna().tolist() == [False, False, False, True, False]


def test_further_columns_and_dates_as_far_as_known(results):
    documents = results.documents
    assert documents["speaker"].tolist() == ["张", "李", "张", "王", "张"]
    assert documents["dated"].tolist() == ["2023-05-12", "2021-10", "2022", "", "2023-05-12"]
    assert documents.set_index("file")["strategy"].astype(str).to_dict() == GROUPS
    assert "address" not in documents and results.sizes["dated"].tolist() == documents["dated"].tolist()


def test_every_table_and_chart_of_a_corpus(results, tmp_path):
    from analysis import charts
    from analysis.report.tables import write_tables

    written = {path.name for path in write_tables(results, tmp_path, resampled=False)}
    assert {"frequency.csv", "documents.csv", "keyness.csv"} <= written
    for chart in charts.every(results):
        assert chart.say("zh").title and chart.say("en").alt


def test_the_sizes_are_drawn_without_date_or_place(results):
    from analysis import charts

    chart = charts.speech_sizes(results)
    assert {"2023-05-12", "2021-10", "2022"} <= set(chart.table["date"])
    assert "2021年10月" in chart.say("zh").alt and "October 2021" in chart.say("en").alt
    shown = [text.get_text() for text in chart.draw("zh").axes[0].child_axes[0].texts]
    assert any("2022年" in text for text in shown) and not any("1月1日" in text for text in shown)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("speaker", ["张", "李", "王"]),
        ("year", None),
        ("place", None),
    ],
)
def test_any_column_can_be_compared(folder, group, expected):
    settle(folder, f'group = "{group}"\n')
    if expected is None:
        (said,) = complaints(folder)
        line = 5 if group == "year" else 3
        assert said.startswith(f"{folder / 'documents.csv'} line {line}: ")
    else:
        assert list(Results(folder).speeches["strategy"].cat.categories) == expected


@pytest.mark.parametrize(
    ("group", "groups"),
    [
        ("year", ["1998", "2003", "2011"]),
        ("decade", ["1990s", "2000s", "2010s"]),
        ("month", ["1998-03", "2003-11", "2011-01"]),
    ],
)
def test_groups_made_of_dates_stand_in_their_order(folder, group, groups):
    settle(folder, f'group = "{group}"\n')
    listed(folder, "two.md,,2011-01-05,,", "one.txt,,2003/11/1,,", "four.html,,1998年3月,,")
    assert list(Results(folder).speeches["strategy"].cat.categories) == groups


def test_the_order_of_groups_can_be_given(folder):
    settle(folder, 'group = "province"\ngroups = ["东北", "南岭", "山东", "河北"]\n')
    assert list(Results(folder).speeches["strategy"].cat.categories) == ["东北", "南岭", "山东", "河北"]
    settle(folder, 'group = "province"\ngroups = ["东北", "南岭"]\n')
    said = complaints(folder)
    assert len(said) == 3 and "“河北” is not among the groups" in said[0] and "line 2" in said[0]


def test_groups_that_are_numbers_are_ordered_as_such():
    assert order_groups(["10", "9", "9"]) == ["9", "10"]
    assert order_groups(["2000年代", "1990年代"]) == ["1990年代", "2000年代"]
    assert order_groups(["b", "10", "9"]) == ["b", "10", "9"]


def test_names_of_groups(folder):
    settle(folder, 'group = "province"\n[group_english]\n"山东" = "Shandong"\n')
    names = Results(folder).names
    assert names.strategy("山东", "en") == "Shandong" and names.strategy("山东", "zh") == "山东"


def test_a_document_that_cannot_be_read_is_left_out_by_name(folder, tmp_path):
    (folder / "raw" / "three.docx").write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 99)
    (folder / "raw" / "five.pdf").write_bytes(b"%PDF-")
    results = Results(folder)
    assert results.left_out_documents["file"].tolist() == ["three.docx", "five.pdf"]
    assert all("; " in reason and str(folder) not in reason for reason in results.left_out_documents["reason"])
    assert results.documents["speech"].tolist() == [1, 2, 4]  # numbers are those of the list
    assert "南岭" not in results.speeches["strategy"].cat.categories
    from analysis.report.tables import write_tables

    write_tables(results, tmp_path / "tables", resampled=False)
    page = (tmp_path / "tables" / "README.md").read_text(encoding="utf-8")
    assert "three.docx" in page and "left_out_documents.csv" in page


def test_no_document_at_all_is_refused_with_every_reason(folder):
    for path in (folder / "raw").iterdir():
        path.write_bytes(b"")
    said = complaints(folder)
    assert len(said) == 6 and "none of the documents" in said[0]
    assert all("the file is empty; " in line for line in said[1:])


# Footnotes


@pytest.fixture
def footnoted(tmp_path):
    raw = tmp_path / "notes" / "raw"
    raw.mkdir(parents=True)
    (raw / "a.txt").write_text(render(OTHER_SPEECHES, Style()), encoding="utf-8")
    (raw / "b.txt").write_bytes(paths.DOCUMENT.read_bytes())
    settle(raw.parent, 'layout = "footnotes"\ndocument = ["a.txt", "raw/b.txt"]\n')
    return raw.parent


def test_several_documents_with_footnotes(footnoted):
    results = Results(footnoted)
    assert results.speeches["speech"].nunique() == 8 and results.documents["speech"].tolist() == list(range(1, 9))
    assert results.documents["note"].tolist() == [3, 8, 11, 14, 5, 6, 7, 8]
    alone = Results().speeches
    same = results.speeches[results.speeches["speech"] > 4].reset_index(drop=True)
    assert same["text"].tolist() == alone["text"].tolist()
    assert same["strategy"].astype(str).tolist() == alone["strategy"].tolist()
    assert list(same.columns) == list(alone.columns)


def test_speeches_with_footnotes_by_year(footnoted):
    settle(footnoted, 'layout = "footnotes"\ndocument = ["a.txt", "b.txt"]\ngroup = "year"\n')
    assert list(Results(footnoted).speeches["strategy"].cat.categories) == ["2021", "2022", "2023", "2024"]
    settle(footnoted, 'layout = "footnotes"\ndocument = "a.txt"\ngroup = "speaker"\n')
    assert "strategy, place, occasion, year, decade, month" in complaints(footnoted)[0]


def test_one_bad_document_of_several_is_left_out(footnoted):
    (footnoted / "raw" / "b.txt").write_text("没有脚注。\n", encoding="utf-8")
    results = Results(footnoted)
    assert results.left_out_documents["file"].tolist() == ["b.txt"] and results.speeches["speech"].nunique() == 4


def test_the_default_is_a_folder_like_any_other(tmp_path):
    copy = shutil.copytree(paths.DATA, tmp_path / "data")
    pd.testing.assert_frame_equal(Results(copy).speeches, Results(paths.DOCUMENT).speeches)
    pd.testing.assert_frame_equal(Results(copy).tokens, Results().tokens)
    assert Results().path == paths.DOCUMENT


# For counting without holding the texts


@pytest.mark.parametrize("path", [None, paths.DATA, paths.DOCUMENT])
def test_paragraphs_of_each_document_are_those_of_the_speeches(made, path):
    results = Results(path or made)
    found = list(read_corpus(path or made).document_list())
    assert [one.number for one in found] == results.documents["speech"].tolist()
    for one in map(pickle.loads, map(pickle.dumps, found)):
        own = results.speeches[results.speeches["speech"] == one.number]
        assert read_paragraphs(one) == own.groupby("paragraph")["text"].agg("".join).tolist()
        assert {one.group} == set(own["strategy"].astype(str))


# Traditional characters

TRADITIONAL = (
    "要統籌好發展和安全，皇后乾杯後乾坤未定。甚麼著作都要瞭\n望，不能隻看一隻鳥的頭髮。網絡裡的軟體與裏程碑"
    "，『臺灣』和「台灣」；A級GDP，３.５％。\n\n計劃周詳，收穫穀物，鬥爭、北斗，餘額與余先生。"
)


@pytest.mark.parametrize("how", ["t2s", "tw2s", "hk2s", "tw2sp"])
def test_conversion_keeps_every_character_in_its_place(how):
    for text in (TRADITIONAL, "計程車與公車，隨身碟裡的資料庫，印表機和滑鼠墊，部落格。", "𠀀㐀龍龜鬱", "", "abc 。"):
        converted = convert(text, how)
        assert len(converted) == len(text)
        assert [a.isspace() for a in text] == [a.isspace() for a in converted]
    lines = TRADITIONAL.split("\n")
    assert [len(line) for line in convert_lines(lines, how)] == [len(line) for line in lines]


def test_conversion_knows_words_and_not_only_characters():
    assert convert("乾杯乾坤，皇后後來，一隻隻要", "t2s") == "干杯乾坤，皇后后来，一只只要"
    assert convert_lines(["頭", "髮和乾", "坤"], "t2s") == ["头", "发和乾", "坤"]
    assert convert("計程車", "tw2sp") in ("计程车", "出租车")
    with pytest.raises(ValueError, match="no conversion is called 's2t'"):
        convert("x", "s2t")


def test_a_word_that_changes_its_length_is_converted_character_by_character(monkeypatch):
    from analysis.documents import conversion

    table = {"公車": "公交车", "資料庫": "资库"}  # one grows, one shrinks

    def opencc(text):
        for old, new in table.items():
            text = text.replace(old, new)
        return text.translate(str.maketrans("車資庫東", "车资库东"))

    monkeypatch.setattr(conversion, "_converter", lambda how: opencc)
    monkeypatch.setattr(conversion, "_convert_character", lambda character, how: opencc(character))
    assert conversion.convert("坐公車。", "t2s") == "坐公车。"
    assert conversion.convert("公車東西南北資料庫", "t2s") == "公车东西南北资料库"


@pytest.mark.parametrize("layout", ["documents", "footnotes"])
def test_offsets_in_converted_text_lead_to_the_original_wording(tmp_path, layout):
    original = (
        "要加強統籌，把長江的頭\n髮和乾坤，還有GDP Green\n說清楚。生態環境要保護好！\n\n皇后乾杯，發展後來的事。\n"
    )
    title = "一、長江經濟帶發展\n\n"
    folder = tmp_path / "t"
    (folder / "raw").mkdir(parents=True)
    if layout == "footnotes":
        notes = "\n\n⑤ 2023年10月12日，江西南昌，在進一步推動長江經濟帶高質量發展座談會上的講話\n"
        (folder / "raw" / "a.txt").write_text(title + "長江經濟帶" + original + notes, encoding="utf-8")
        settle(folder, 'layout = "footnotes"\ndocument = "a.txt"\nconvert = "t2s"\n')
    else:
        (folder / "raw" / "a.txt").write_text(title + "長江經濟帶" + original, encoding="utf-8")
        settle(folder, 'convert = "t2s"\n')
        listed(folder, "a.txt,,,,甲")
    results = Results(folder)
    speeches = results.speeches
    assert "".join("".join(speeches["original"]).split()) == "".join(("長江經濟帶" + original).split())
    assert speeches["text"].str.len().equals(speeches["original"].str.len())
    assert "长江经济带" in speeches["text"].iloc[0] and "乾坤" in speeches["text"].iloc[0]
    [hit] = kwic(speeches, results.tokens, "生态环境", 5).itertuples()
    assert (hit.left, hit.node, hit.right) == ("", "生態環境", "要保護好！")
    assert speeches["original"].iloc[1][hit.start : hit.end] == "生態環境"
    asked = [find_lines(results, "生態環境", width=5), look_up(results, "生態環境").lines]
    assert [lines["node"].tolist() for lines in asked] == [["生態環境"]] * 2  # asked as it is written in the text
    assert tables.wording(speeches).equals(speeches["original"])
    assert results.parsed.left_out["text"].tolist()[0] == title.strip()
    [document] = read_corpus(folder).document_list()
    assert "".join(read_paragraphs(document)) == "".join(speeches["text"])


def test_documents_beside_converted_ones_are_shown_as_they_are(tmp_path):
    folder = tmp_path / "t"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "a.txt").write_text("生態環境要保護好！", encoding="utf-8")
    (folder / "raw" / "b.txt").write_text("生态环境要保护好。", encoding="utf-8")
    settle(folder, 'convert = "t2s"\n')
    listed(folder, "a.txt,,,,甲", "b.txt,,,,乙")
    results = Results(folder)
    shown = kwic(results.speeches, results.tokens, "生态环境", 5)
    assert (shown["node"] + shown["right"]).tolist() == ["生態環境要保護好！", "生态环境要保护好。"]


# What is wrong


@pytest.mark.parametrize(
    ("text", "line", "problem", "cure"),
    [
        ("group = 甲\n", 1, "is not TOML", "straight quotation marks"),
        ('title = "a"\ngrup = "year"\n', 2, "unknown key “grup”", "group"),
        ('layout = "folder"\n', 1, "layout = “folder” is not what it takes", '"documents" or "footnotes"'),
        ("\nremote = 1\n", 2, "remote = “1”", "true or false"),
        ('convert = "s2t"\n', 1, "convert = “s2t”", '"t2s"'),
        ('words = "add"\n', 1, "words = “add”", '"extend" or "replace"'),
        ('[words]\nphrase = "extend"\n', 1, "words = ", '"extend" or "replace"'),
        ('groups = "甲"\n', 1, "groups = “甲”", "a list"),
        ("group_name = 3\n", 1, "group_name = “3”", "plural"),
        ('layout = "footnotes"\n', 1, "needs a document", "raw/my-speeches.txt"),
        ('document = "a.txt"\n', 1, "documents.csv", "footnotes"),
        ('group = "county"\n', 1, "no column “county”", "province"),
    ],
)
def test_a_wrong_setting_is_said_with_line_and_cure(folder, text, line, problem, cure):
    settle(folder, text)
    (said,) = complaints(folder)
    assert f" line {line}: " in said and problem in said and cure in said.split("; ", 1)[1]


def test_all_wrong_settings_are_said_at_once(folder):
    settle(folder, 'layout = "x"\nremote = "yes"\nfoo = 1\n')
    assert [said.split(":")[0][-6:] for said in complaints(folder)] == ["line 1", "line 2", "line 3"]


@pytest.mark.parametrize(
    ("row", "problem", "cure"),
    [
        ("none.txt,,,,甲", "there is no file “none.txt” in raw/", "delete the row"),
        (",x,,,甲", "empty file", "write the name"),
        ("one.txt,,2023-13-40,,甲", "“2023-13-40” is no date", "2023-10-12"),
        ("one.txt,,3/4/2024,,甲", "“3/4/2024” may be two dates", "2023-10-12"),
        ("one.txt,,,,", "empty group (the row reads “one.txt”)", "fill the cell"),
        ("two.md,,,,乙", "“two.md” stands on line 2 too", "delete one row"),
        ("raw/two.md,,,,乙", "“raw/two.md” stands on line 2 too", "delete one row"),
        ("../../etc/passwd,,,,甲", "leads out of the corpus", "put the file into raw/"),
        ("/etc/passwd,,,,甲", "does not begin in the corpus", "put the file into raw/"),
        ("C:/x.txt,,,,甲", "does not begin in the corpus", "raw/"),
        ("\\\\server\\x.txt,,,,甲", "does not begin in the corpus", "raw/"),
        ("a\\x.txt,,,,甲", "holds \\ or :", "write /"),
        ("https://example.org/a.txt,,,,甲", "leads out of this machine", "remote = true"),
        ("file:///etc/passwd,,,,甲", "a kind that is not opened", "raw/"),
        ("simplecache::file:///etc/passwd,,,,甲", "a kind that is not opened", "raw/"),
        ("one.txt,,,,甲,多", "6 cells", "quotation marks"),
        ('one.txt,"x,,,甲', "quotation marks that do not match", "close"),
    ],
)
def test_a_wrong_row_is_said_with_line_and_cure(folder, row, problem, cure):
    settle(folder, "")
    listed(folder, "two.md,,,,乙", row)
    (said,) = complaints(folder)
    assert said.startswith(f"{folder / 'documents.csv'} line 3: ")
    assert problem in said and cure in said.split("; ", 1)[1]


def test_all_wrong_rows_are_said_at_once_in_order(folder):
    settle(folder, "")
    listed(folder, "none.txt,,x,,", "two.md,,,,乙", "two.md,,,,乙", ",,2020,,甲")
    lines = [int(said.split(" line ")[1].split(":")[0]) for said in complaints(folder)]
    assert lines == [2, 2, 2, 4, 5]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"name,title\n", "no column “file”"),
        (b"file,group\n", "no document is listed"),
        (None, "there is no list of documents; make it, a row a document under the line file,title,date"),
        (b"file,group\none.txt," + b"x" * 200_000 + b"\n", "a cell of more than 131,072 characters in “one.txt,xx"),
    ],
)
def test_a_list_that_is_none_is_refused(folder, data, problem):
    path = folder / "documents.csv"
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    (said,) = complaints(folder)
    assert str(path) in said and problem in said


def test_a_name_without_its_ending_that_several_files_have_is_refused_with_their_names(folder):
    settle(folder, "")
    (folder / "raw" / "one.md").write_text("要发展。", encoding="utf-8")
    listed(folder, "one,,,,甲")
    assert any("could be “one”: one.md, one.txt; write its name with the ending" in said for said in complaints(folder))


def test_the_list_may_be_written_by_a_chinese_excel(folder):
    settle(folder, "")
    text = "文件,标题,日期,地点,分组\r\none.txt,讲话,2023/5/12 0:00,北京,甲\r\n"
    (folder / "documents.csv").write_bytes(text.encode("gb18030"))
    columns = ["title", "dated", "place", "strategy"]
    assert Results(folder).documents[columns].values.tolist() == [["讲话", "2023-05-12", "北京", "甲"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("said", [True, False])
def test_the_list_may_be_saved_by_any_excel(folder, delimiter, encoding, said):
    settle(folder, "")
    rows = ["FILE; Title ;Date;place;Group", "one;讲话一;Oct-23;南昌;甲", "Two.MD;讲话二;二〇二三年十月;上海;乙"]
    text = f"sep={delimiter}\r\n" * said + "\r\n".join(rows).replace(";", delimiter)
    (folder / "documents.csv").write_bytes(text.encode(encoding))
    documents = Results(folder).documents
    assert documents[["title", "dated", "strategy"]].astype(str).values.tolist() == [
        ["讲话一", "2023-10", "甲"], ["讲话二", "2023-10", "乙"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "expected"),
    [(["3/4/2024", "25/4/2024"], ["2024-04-03", "2024-04-25"]),
     (["3/4/2024", "4/25/2024"], ["2024-03-04", "2024-04-25"]),
     (["5/5/2024", "2024/5/6"], ["2024-05-05", "2024-05-06"])],
)  # fmt: skip
def test_one_date_of_a_column_shows_where_the_day_stands(folder, dates, expected):
    settle(folder, "")
    listed(folder, f"one.txt,,{dates[0]},,甲", f"two.md,,{dates[1]},,乙")
    assert Results(folder).documents["dated"].tolist() == expected


def test_the_list_may_be_an_excel_file(folder):
    import openpyxl

    settle(folder, "")
    (folder / "documents.csv").unlink()
    book = openpyxl.Workbook()
    for row in (["文件", "日期", "组"], ["one.txt", datetime.datetime(2023, 10, 12), 2023], ["two.md", "2024", "乙"]):
        book.active.append(row)
    book.save(folder / "documents.xlsx")
    documents = Results(folder).documents
    assert documents[["file", "dated", "strategy"]].astype(str).values.tolist() == [
        ["one.txt", "2023-10-12", "2023"], ["two.md", "2024", "乙"],
    ]  # fmt: skip


def test_a_folder_without_settings_is_told_what_to_do(tmp_path):
    with pytest.raises(CorpusError, match="folder without corpus.toml; make one with"):
        read_corpus(tmp_path)


# Nothing outside is reached


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("place", ["raw/link.txt", "raw", "documents.csv", "corpus.toml", "words/phrases.csv", "words"])
def test_links_that_lead_out_are_refused(folder, tmp_path, place):
    outside = tmp_path / "outside"
    source = folder / place
    if source.is_dir():
        shutil.move(source, outside)
    elif source.exists():
        shutil.move(source, outside)
    elif place.startswith("raw"):
        outside.write_text("秘密。", encoding="utf-8")
        settle(folder, "")
        listed(folder, "link.txt,,,,甲")
    elif place == "words":
        outside.mkdir()
    else:
        (folder / "words").mkdir()
        outside.write_text("phrase,english,kind,source\n", encoding="utf-8")
    source.symlink_to(outside)
    assert "link that leads out of the corpus" in complaints(folder)[0]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_nothing_is_written_through_a_link(folder, tmp_path):
    (folder / "figures").symlink_to(tmp_path)
    with pytest.raises(CorpusError, match="figures.*link that leads out.*--out"):
        read_corpus(folder).output_folder()


@pytest.mark.parametrize(
    "name", ["", " ", "a\n.txt", "a\0b", "~/x", "a/../../b", "raw/..", "c:x", "x:stream", "\\\\?\\x"]
)
def test_paths_that_leave_the_folder(tmp_path, name):
    with pytest.raises(UnsafePathError, match="; "):
        path_inside(tmp_path, name)


def test_addresses_only_where_the_corpus_says_so(folder):
    import fsspec

    with fsspec.open("memory://far/a.txt", "wb") as file:
        file.write("远方的讲话。\n".encode())
    settle(folder, "remote = true\n")
    listed(folder, "memory://far/a.txt,远,,,甲", "two.md,近,,,乙")
    assert Results(folder).speeches["text"].iloc[0] == "远方的讲话。"
    for name in ("file:///etc/passwd", "local:///etc/passwd", "zip://a::file:///x", "a::/etc/passwd", "dir://x"):
        with pytest.raises(UnsafePathError):
            checked_address(name, allowed=True)


# Words of one's own


def words(folder, name, text):
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / f"{name}.csv").write_text(text, encoding="utf-8")


def test_own_words_extend_the_shipped_ones(folder):
    before = Results(folder).lexicon
    words(folder, "phrases", "phrase,english,kind,source\n当好压舱石,Be the ballast,slogan,x\n长三角,Delta,name,y\n")
    words(folder, "stop_words", "word,reason\n一带一路,试\n")
    after = Results(folder).lexicon
    phrases = after.phrases.set_index("phrase")
    assert phrases.loc["当好压舱石", "kind"] == "slogan" and phrases.loc["长三角", "english"] == "Delta"
    assert len(after.phrases) == len(before.phrases)  # one more, and one less: 一带一路 is a stop word now
    assert "一带一路" not in phrases.index and "一带一路" in set(after.stop_words["word"])
    assert "当好压舱石" in set(Results(folder).tokens["term"])


def test_own_words_replace_the_shipped_ones(folder):
    settle(folder, 'group = "province"\n[words]\ntheme_names = "replace"\nstop_words = "replace"\n')
    words(folder, "theme_names", "theme,zh,en\nland,土地,Land\n")
    words(folder, "themes", "theme,term,pattern,source\nland,黑土地,term,x\n")
    words(folder, "stop_words", "word,reason\n的,x\n")
    results = Results(folder)
    assert results.lexicon.themes["theme"].tolist() == ["land"]
    assert results.lexicon.stop_words["word"].tolist() == ["的"]
    assert results.coded["land"].sum() == 1


def test_wrong_rows_of_own_words_are_said_with_file_and_line(folder):
    from analysis.lexicon import LexiconError

    words(folder, "phrases", "phrase,english,kind,source\n黑土地,x,idea,y\n黑土地,x,term,y\n")
    words(folder, "themes", "theme,term,pattern,source\nland,土,term,x\n")
    words(folder, "strategies", "name,short,english,markers,source\n甲地发展,甲地,A,甲地|雄安,x\n")
    with pytest.raises(LexiconError) as caught:
        Results(folder).lexicon  # noqa: B018
    said = str(caught.value).splitlines()
    assert [line.split(" line ")[0][len(str(folder)) + 1 :] for line in said] == [
        "words/phrases.csv", "words/phrases.csv", "words/themes.csv", "words/strategies.csv",
    ]  # fmt: skip
    assert "of the shipped list too" in said[3]


# Nothing in a corpus is more than text


def test_text_is_data(folder):
    text = "=cmd|'/C calc'!A0。<script>alert(1)</script>。{{7*7}}，$(rm -rf)。"
    (folder / "raw" / "three.docx").write_bytes(docx_bytes([text]))
    listed(folder, 'three.docx,"=1+1<b>",2020,"../x",@甲')
    settle(folder, "")
    results = Results(folder)
    assert "".join(results.speeches["text"]) == text.replace("rm -rf", "rm-rf")
    from analysis.report.writing import csv_bytes

    assert b"'=cmd" in csv_bytes(results.speeches) and b"'=1+1" in csv_bytes(results.documents)


def test_module_says_what_it_offers():
    assert set(corpus.__all__) >= {"Corpus", "CorpusError", "Document", "read_corpus", "read_paragraphs"}


@pytest.mark.parametrize(
    ("english", "plural"),
    [("speaker", "speakers"), ("country", "countries"), ("survey", "surveys"), ("class", "classes"), ("省份", "省份")],
)
def test_a_name_for_groups_without_plural_has_the_regular_one(tmp_path, english, plural):
    file = tmp_path / "corpus.toml"
    file.write_text(f'group_name = {{ zh = "组", en = "{english}" }}\n', encoding="utf-8")
    assert read_settings(file).group_name == ("组", english, plural)
