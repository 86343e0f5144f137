"""Reading the word lists: what is accepted, and what is refused with file, line, value and cure."""

import codecs
import re

import pandas as pd
import pytest

from analysis.lexicon import COLUMNS, LexiconError, extend_lexicon, read_lexicon

SMALL = {
    "phrases": "phrase,english,kind,source\n长三角,Delta,name,甲\n共抓大保护、不搞大开发,Protect,slogan,乙\n",
    "stop_words": "word,reason\n的,结构助词 structural particle\n和,连词 conjunction\n",
    "themes": "theme,term,pattern,source\necology,生态环境,term,丙\necology,绿色(低碳|发展),regex,丙\n",
    "strategies": "name,short,english,markers,source\n西部大开发,西部,Western,西部大开发|(?<![东中])西部,丁\n",
    "theme_names": "theme,zh,en\necology,生态环境与绿色发展,Ecology\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in SMALL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def complaints(folder):
    with pytest.raises(LexiconError) as caught:
        read_lexicon(folder)
    return str(caught.value).splitlines()


# ---- reading


def test_a_small_folder_by_hand(folder):
    small = read_lexicon(folder)
    assert small.phrases["phrase"].tolist() == ["长三角", "共抓大保护、不搞大开发"]
    assert small.stop_words.to_dict("records")[1] == {"word": "和", "reason": "连词 conjunction"}
    assert small.themes["term"].tolist() == ["生态环境", "绿色(低碳|发展)"]
    assert small.strategies.loc[0, "markers"] == "西部大开发|(?<![东中])西部"
    assert small.theme_names["en"].tolist() == ["Ecology"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_of_a_spreadsheet_reads_the_same(folder, encoding, line_end):
    expected = read_lexicon(folder)
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_bytes(text.replace("\n", line_end).encode(encoding))
    found = read_lexicon(folder)
    for name in COLUMNS:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(expected, name))


def test_column_order_extra_columns_white_space_empty_rows_and_quotes(folder):
    text = (
        '备注,source,kind , phrase,english\r\nx,"甲,""乙""", name,　长三角 ,YRD\r\n,,,,\r\n\r\n,,concept,新质生产力\r\n'
    )
    (folder / "phrases.csv").write_bytes(codecs.BOM_UTF8 + text.encode())
    phrases = read_lexicon(folder).phrases
    assert phrases.columns.tolist() == ["phrase", "english", "kind", "source"]
    assert phrases.to_numpy().tolist() == [
        ["长三角", "YRD", "name", '甲,"乙"'],
        ["新质生产力", "", "concept", ""],
    ]


def test_a_list_may_be_empty_but_for_its_header(folder):
    (folder / "stop_words.csv").write_text("word,reason\n", encoding="utf-8")
    stop_words = read_lexicon(folder).stop_words
    assert stop_words.shape == (0, 2)
    assert stop_words["word"].dtype == read_lexicon(folder).phrases["phrase"].dtype


def test_the_lexicon_cannot_be_rebound(folder):
    with pytest.raises(AttributeError):
        read_lexicon(folder).phrases = None


# ---- refusing

BAD = [
    ("phrases", ",x,name,y", 4, "empty phrase (the row reads “x，name，y”)", "fill the cell"),
    ("phrases", "长三角,x,name,y", 4, "“长三角” stands on line 2 too", "delete"),
    ("phrases", "新格局,x,idea,y", 4, "unknown kind “idea”", "name, concept, slogan, term"),
    ("phrases", "长 三 角,x,name,y", 4, "white space in the phrase “长 三 角”", "without"),
    ("phrases", "新格局,x,name,y,z", 4, "5 cells", "quotation marks"),
    ("phrases", '新格局,"x,name,y', 4, "quotation marks that do not match", "close"),
    ("stop_words", "长三角,x", 4, "“长三角” is a phrase too (phrases.csv line 2)", "one of the two lists"),
    ("stop_words", "的,x", 4, "word “的” stands on line 2 too", "delete"),
    ("stop_words", ",助词", 4, "empty word", "fill"),
    ("themes", "ecologie,水,term,x", 4, "unknown theme “ecologie”", "use one of ecology"),
    ("themes", "ecology,水(,regex,x", 4, "“水(” is not a regular expression", "mend"),
    ("themes", "ecology,水|,regex,x", 4, "matches the empty text", "mend"),
    ("themes", "ecology,水,glob,x", 4, "unknown pattern “glob”", "term or regex"),
    ("themes", "ecology,生态环境,term,x", 4, "“ecology 生态环境” stands on line 2 too", "delete"),
    ("strategies", "甲,乙,A,乙|(丙,x", 3, "“(丙” of “甲” is not a regular expression", "separates markers"),
    ("strategies", "甲,乙,A,乙||丙,x", 3, "is empty", "mend"),
    ("strategies", "甲,乙,A,丙,x", 3, "no marker of “甲” finds its short name “乙”", "add the short name"),
    ("strategies", "甲,乙,A,乙|西部大开发,x", 3, "“西部大开发” of “甲” stands on line 2 too", "delete"),
    ("strategies", "甲,西部,A,西部,x", 3, "short “西部” stands on line 2 too", "delete"),
    ("strategies", "甲,乙,,乙,x", 3, "empty english", "fill"),
    ("theme_names", "ecology,生态,x", 3, "theme “ecology” stands on line 2 too", "delete"),
]


@pytest.mark.parametrize(("name", "row", "line", "problem", "cure"), BAD)
def test_a_bad_row_is_refused_with_file_line_value_and_cure(folder, name, row, line, problem, cure):
    with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    (said,) = complaints(folder)
    assert said.startswith(f"{folder / name}.csv line {line}: ")
    assert problem in said
    assert cure in said.split("; ", 1)[1]


def test_synonyms_are_read_with_the_header_people_write_and_lead_no_further(folder):
    path = folder / "synonyms.csv"
    path.write_text("form;counted as\n长江三角洲;长三角\n", encoding="utf-8-sig")
    assert read_lexicon(folder).synonyms.values.tolist() == [["长江三角洲", "长三角"]]
    path.write_text("form,counted as\n甲地,乙地\n乙地,丙地\n", encoding="utf-8")
    (said,) = complaints(folder)
    assert said.startswith(f"{path} line 2: ") and "“乙地”" in said and "line 3" in said


@pytest.mark.parametrize(
    ("phrase", "fine"), [("New York", True), ("G20 峰会", False), ("AI  Act", False), ("长 三角", False)]
)
def test_a_phrase_may_have_single_spaces_between_words_of_an_alphabet(folder, phrase, fine):
    with (folder / "phrases.csv").open("a", encoding="utf-8") as file:
        file.write(f"{phrase},x,name,y\n")
    if fine:
        assert phrase in read_lexicon(folder).phrases["phrase"].tolist()
    else:
        assert "white space" in complaints(folder)[0]


def test_all_that_is_wrong_is_said_at_once_in_order_of_file_and_line(folder):
    names = list(COLUMNS)
    for name, row, *_ in BAD:
        if "z" in row or '"' in row:
            continue
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(row + "\n")
    places = [re.match(r".*?(\w+)\.csv line (\d+): ", said).groups() for said in complaints(folder)]
    keys = [(names.index(name), int(line)) for name, line in places]
    assert len(keys) >= len(BAD) - 2
    assert keys == sorted(keys)


def test_what_is_wrong_with_two_lists_is_said_together_though_one_has_no_header(tmp_path):
    (tmp_path / "synonyms.csv").write_text("form，counted as\n长江三角洲，长三角\n", encoding="utf-8")
    (tmp_path / "stop_words.csv").write_text("word,reason\n的,a\n的,b\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        extend_lexicon(tmp_path)
    one, other = str(caught.value).splitlines()
    assert "stop_words.csv line 3: " in one and "synonyms.csv line 1: the header “form，counted as”" in other


def test_line_numbers_hold_behind_a_cell_of_several_lines(folder):
    text = 'phrase,english,kind,source\n长三角,"Yangtze\nRiver",name,x\n\n新格局,x,idea,y\n'
    (folder / "phrases.csv").write_text(text, encoding="utf-8")
    (said,) = complaints(folder)
    assert "phrases.csv line 5: " in said


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("phrase,english,source\n长三角,x,y\n".encode(), "line 1: no column “kind”"),
        ("phrase|english|kind|source\n长三角|x|name|y\n".encode(), "no column “phrase”, “english”, “kind”, “source”"),
        ("phrase，english，kind，source\n长三角，x，name，y\n".encode(), "has full-width commas"),
        (b"phrase,phrase,english,kind,source\n", "“phrase” stands twice"),
        (b"", "the file is empty"),
        ("phrase,english,kind,source\n长三角,x,name,y\n".encode() + "高质量发展,".encode()[:-2], "UTF-8 text that"),
        (None, "there is no such file"),
    ],
)
def test_a_file_that_is_no_list_is_refused(folder, data, problem):
    path = folder / "phrases.csv"
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    (said,) = complaints(folder)
    assert str(path) in said
    assert problem in said


def test_a_folder_that_is_missing_names_every_list(tmp_path):
    said = complaints(tmp_path / "nowhere")
    assert [line for line in said if "there is no such file" in line] == said
    assert len(said) == len(COLUMNS)
