"""Bytes to text: every encoding a document may come in, and every refusal."""

import hashlib
import re

import pytest

from analysis import documents, paths
from analysis.documents import ParseError, layout, mend, read_plain_text, read_text
from analysis.documents.pages import Line
from analysis.documents.sentences import split_sentences
from analysis.lexicon.csv_rows import read_cells
from analysis.parsing.single_speech import clean_paragraphs, parse_speech
from tests.corpora import docx_bytes, html_bytes, pdf_bytes

SEED_SHA256 = "c163f35bd818796b5b42d821f7e571723e9f0baa22976e7ed532d912ab22feda"
TEXT = "⑤ 2023年10月12日，江西南昌，在座谈会上的讲话\n\n长江经济带事关全国发展大局。\n要统筹好发展和安全。\n"


def test_the_source_document_is_untouched():
    assert hashlib.sha256(paths.DOCUMENT.read_bytes()).hexdigest() == SEED_SHA256


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, encoding, line_end):
    path = tmp_path / "x.txt"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    assert read_plain_text(path).lines == TEXT.split("\n")


def test_marked_utf16_big_endian(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_plain_text(path).lines == TEXT.split("\n")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("⻓江⼤保护", "长江大保护"),
        ("⽔⼟⺠⽣", "水土民生"),
        ("⼾", "户"),  # not 戶
        ("发\u200b展\ufeff和\u2060安\u00ad全", "发展和安全"),
        ("“护”，２０２３（一）：ＡＢ「」％①", "“护”，２０２３（一）：ＡＢ「」％①"),  # NFKC would change it
        ("　　缩进", "　　缩进"),
    ],
)
def test_mends_radicals_and_invisible_characters_and_nothing_else(given, expected):
    assert mend(given)[0] == expected


def test_every_radical_becomes_one_unified_ideograph():
    for radical, character in documents.RADICAL_FORMS.items():
        assert len(radical) == len(character) == 1
        assert character not in documents.RADICAL_FORMS


@pytest.mark.parametrize("mark", ["{}", "{} ", "{:>4}\t", "{:03} "])
def test_numbers_that_a_viewer_put_before_lines_are_no_text(tmp_path, mark):
    lines = [
        "工作报告",
        "同志们：",
        "",
        "一、工作回顾",
        "过去一年增长5%。2024年也要",
        "，稳中求进。",
        "2023年是起点。",
        "（一）任务",
    ]
    lines += ["3.5万亿元要用好。", "1. 要安全。"]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(mark.format(n) + line for n, line in enumerate(lines, start=1)), encoding="utf-8")
    assert read_plain_text(path).lines != lines  # a list may have such numbers as well: they are its own
    source = read_text(path, path.read_bytes(), numbered=True)
    assert (source.lines, source.mended) == (lines, {"line numbers": 10})
    assert source.mends[4] == (5, "line numbers", lines[4])


@pytest.mark.parametrize("heading", [[], ["会议议程"]])
@pytest.mark.parametrize(
    "mark", ["{}.", "{}、", "{}）", "（{}）", "202{}年", "第{}条 ", "{}个项目", "{}，", "{}0个省", "{}："]
)
def test_numbers_of_items_and_dates_are_text(mark, heading):
    lines = [*heading, *(mark.format(number) + "要发展。" for number in range(1, 8))]
    assert read_text("a.txt", "\n".join(lines).encode(), numbered=True).lines == lines


@pytest.mark.parametrize("empty", ["3", ""])
def test_a_viewer_numbers_empty_lines_or_counts_them(empty):
    lines = ["1工作报告", "2同志们：", empty, "4要发展。", "5要安全。", "6要改革。"]
    plain = ["工作报告", "同志们：", "", "要发展。", "要安全。", "要改革。"]
    assert read_text("a.txt", "\n".join(lines).encode(), numbered=True).lines == plain


def test_rows_of_a_list_keep_their_numbers(tmp_path):
    rows = [f"{number}讲话.txt,甲" for number in range(1, 8)]
    (tmp_path / "list.csv").write_text("\n".join(["file,group", *rows]), encoding="utf-8")
    found = [cells[0] for _, cells in read_cells(tmp_path / "list.csv", complain=print)]
    assert found == ["file", *(row.partition(",")[0] for row in rows)]


def test_says_what_was_mended(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes("⻓江\u200b\r\n".encode())
    assert read_plain_text(path).mended == {"invisible characters": 1, "Kangxi radicals": 1, "CRLF line ends": 1}


def refusal(path):
    with pytest.raises(ParseError) as caught:
        read_plain_text(path)
    message = str(caught.value)
    assert str(path) in message and "; " in message and "\n" not in message
    return message


def test_refuses_what_is_not_there(tmp_path):
    assert "no such file" in refusal(tmp_path / "none.txt")
    assert "folder" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("data", "problem", "line"),
    [
        (b"", "empty", 0),
        (" \n\u3000\r\n\t".encode(), "white space", 0),
        (b"\xef\xbb\xbf", "white space", 0),
        (b"%PDF-1.7 ...", "PDF", 0),
        (b"PK\x03\x04....", "Word", 0),
        ("要统筹\n发展\x00和安全。".encode(), "NUL", 2),
        ("要统筹\n发展\x07和安全。".encode(), "U+0007", 2),
        (TEXT.encode()[:-3], "middle of a character", 4),
        ((TEXT + "发展").encode()[:-1], "middle of a character", 5),
        (TEXT.encode().replace("展".encode(), b"\xe5\xff\x95", 1), "no character", 3),
        ("一\n二\n三\ufffd四".encode(), "lost", 3),
        ("長江經濟帶發展座談會上的講話，要統籌協調".encode("big5"), "Big5", 0),
        ("경제 발전을 추진하고 국민의 생활을 개선한다.".encode("euc-kr"), "neither UTF-8 nor GB18030", 0),
        ("これは日本語の文章です。経済の発展を推進する。".encode("euc-jp"), "neither UTF-8 nor GB18030", 0),
        (bytes(range(128, 256)) * 20, "80 81 82 83", 1),
        (TEXT.encode("gb18030")[:-2], "middle of a character", 4),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "middle of a character", 4),
    ],
)
def test_refuses_bad_bytes(tmp_path, data, problem, line):
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    message = refusal(path)
    assert problem in message
    assert f" line {line}:" in message if line else " line " not in message


def test_refuses_a_file_beyond_all_measure_without_reading_it(tmp_path):
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(documents.MAX_BYTES + 1)
    assert "split it" in refusal(path)


# Headings, salutations, lists, and paragraphs within a line

SALUTED = """在推进区域协调发展座谈会上的讲话
同志们：
今天我们开会，主要是部署工作。
一、过去一年，成绩不少
过去一年，路修通了。
二、“十四五”的困难：怎么看
底子还不牢。
（一）加强保护
要坚持绿色发展。
让我们团结一心！"""
HEADINGS = [line for line in SALUTED.split("\n") if line[-1] not in "。！"]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n　　", "\r\n\r\n    "])
@pytest.mark.parametrize("salutation", [True, False])
def test_headings_never_glue_to_what_follows(tmp_path, between, salutation):
    text = SALUTED if salutation else SALUTED.replace("同志们：\n", "")
    path = tmp_path / "a.txt"
    path.write_bytes(text.replace("\n", between).encode())
    speech = parse_speech(path)
    assert speech.sentences["text"].tolist() == [line for line in SALUTED.split("\n") if line[-1] in "。！"]
    assert speech.sentences["paragraph"].tolist() == [1, 2, 3, 4, 5]
    found = speech.left_out.query("reason in ('heading', 'salutation')")["text"].tolist()
    assert found == [one for one in HEADINGS if salutation or one != "同志们："]


def test_headings_of_a_wrapped_text(tmp_path):
    long = "要坚持绿色发展，推进污染防治，把山水林田湖草沙一体保护好，让群众看得见青山绿水，也要把产业抓上去。"
    body = "\n".join(long[start : start + 16] for start in range(0, len(long), 16))
    text = f"{body}\n一、守住底线，稳住阵脚\n　　{body}\n二、下一步\n　　{body}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences["text"].tolist() == [long] * 3
    assert speech.left_out["text"].tolist() == ["一、守住底线，稳住阵脚", "二、下一步"]


def test_lines_without_stops_are_sentences_where_most_are_such(tmp_path):
    lines = ["坚持创新驱动发展", "加强生态环境保护，守住底线", "深化改革开放", "统筹发展和安全"]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences["text"].tolist() == lines and speech.left_out.empty
    long = "今年要做的事情不少，一件一件来，件件有着落，事事有回音，年底再看一看做得怎么样，还有哪些要补课的。"
    (tmp_path / "b.txt").write_text("\n".join(["讲话", long, *lines, long]), encoding="utf-8")
    speech = parse_speech(tmp_path / "b.txt")  # a list within a text
    assert speech.sentences["text"].tolist() == [long, *lines, long] and speech.left_out["text"].tolist() == ["讲话"]


def test_two_ideographic_spaces_part_the_paragraphs_of_a_line(tmp_path):
    (tmp_path / "a.txt").write_text("　　要抓发展。要守底线。　　一、路　　要修路。　　“要通车。”\n", encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences[["paragraph", "text"]].values.tolist() == [
        [1, "要抓发展。"], [1, "要守底线。"], [2, "要修路。"], [3, "“要通车。”"],
    ]  # fmt: skip
    assert speech.left_out["text"].tolist() == ["一、路"]


def test_a_first_line_before_a_note_is_no_title(tmp_path):
    first = "中部地区是我国重要粮食生产基地、能源原材料基地、现代"
    note = "⑦ 2024年3月20日，湖南长沙，在新时代推动中部地区崛起座谈会上的讲话"
    text = f"座谈会金句\n\n{first}\n\n{note}\n\n装备制造基地，在全国有举足轻重的\n地位。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert first in "".join(parse_speech(tmp_path / "a.txt").sentences["text"])


# Headers, footers, notes and contents of pages


def pages_of(*pages, between="\n\f"):
    return between.join(pages) + "\n"


PAGES = (
    "我们要坚持走中国特色社会主义道路，不断推",
    "进改革开放，实现现代化。要守住底线，推动",
    "高质量发展，让群众过上好日子，把工作抓好",
    "抓实，另外还要不断增强群众获得感，做到有",
    "始有终，久久为功。",
)
WHOLE = "".join(PAGES)


@pytest.mark.parametrize(
    "edges",
    [
        lambda n: (f"第十四届全国人民代表大会第二次会议文件：政府工作报告，{n}", ""),
        lambda n: ("", f"https://www.gov.cn/gongbao/content_701.html {n}/5"),
        lambda n: (f"2026/3/23 21:0{n} 政府工作报告_中国政府网", f"file:///tmp/p.html {n}/5"),
        lambda n: (["左页：书名，上卷", "右页：章名"][n % 2], f"— {n} —"),
        lambda n: ("", f"{n}/5\n机密：内部资料！请勿外传，共5页"),
    ],
)
def test_lines_that_repeat_at_the_edges_of_pages_are_no_text_whatever_they_hold(tmp_path, edges):
    pages = ["\n".join(filter(None, [edges(n)[0], text, edges(n)[1]])) for n, text in enumerate(PAGES, start=1)]
    (tmp_path / "a.txt").write_text(pages_of(*pages), encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert "".join(speech.sentences["text"]) == WHOLE
    assert set(speech.left_out["reason"]) <= {"running header", "page number"} and len(speech.left_out) >= 5


def test_headers_as_wide_as_the_text_and_seen_twice_are_no_text(tmp_path):
    left, right = "2024年第2期（总第88期）\n", "江南省人民政府公报\n"
    pages = ["政府工作报告\n一、回顾\n　　五年来，我们坚持稳中求进，推动\n",
             "高质量发展，经济总量迈上新台阶；\n改革深化，开放扩大，民生改善，让\n",
             "群众满意。\n二、任务\n　　要守住底线，统筹发展和安全，推\n", "进改革。\n"]  # fmt: skip
    rows = [f"{(left, right)[n % 2]}{page}· {n} ·\n" for n, page in enumerate(pages)]
    (tmp_path / "a.txt").write_text("".join(rows), encoding="utf-8")
    assert parse_speech(tmp_path / "a.txt").sentences["text"].tolist() == [
        "五年来，我们坚持稳中求进，推动高质量发展，经济总量迈上新台阶；改革深化，开放扩大，民生改善，让群众满意。",
        "要守住底线，统筹发展和安全，推进改革。",
    ]


@pytest.mark.parametrize("header", ["公报：2024年第2期", "工作报告，省长某某", "江南省公报"])
@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_header_seen_twice_without_numbers_of_pages_is_no_text(tmp_path, header, blank):
    text = "五年来，我们坚持稳中求进，推动高质量发展，经济总量迈上新台阶；改革深化，开放扩大，民生改善，让群众满意。"
    lines = ["政府工作报告", *(("　　" + text)[start : start + 18] for start in range(0, len(text), 18))] * 2
    for place in (8, 3):  # in mid-sentence
        lines[place:place] = [*blank.split("\n")[1:], header, *blank.split("\n")[1:]]
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences["text"].tolist() == [text, text]
    assert speech.left_out.query("reason == 'running header'")["text"].tolist() == [header] * 2


def test_what_a_browser_prints_parts_pages_where_nothing_else_does(tmp_path):
    pages = [
        f"2026/3/23 21:07 报告_政府网\n{text}\nhttps://www.example.cn/a.htm {n}/5" for n, text in enumerate(PAGES, 1)
    ]
    (tmp_path / "a.txt").write_text("\n".join(pages), encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert "".join(speech.sentences["text"]) == WHOLE
    assert set(speech.left_out["reason"]) == {"running header"} and len(speech.left_out) == 10


def test_what_repeats_in_the_midst_of_pages_or_ends_a_sentence_is_text(tmp_path):
    refrain = "要坚持党的领导。"
    text = pages_of(*(f"{refrain}\n要把第{n}件事做好，做实，做到群众心里。\n{refrain}" for n in "一二三四"))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.left_out.empty and speech.sentences["text"].tolist().count(refrain) == 8


def test_notes_at_the_foot_of_a_page_leave_the_sentence_they_interrupt(tmp_path):
    text = (
        "我们要坚持走中国特色社会主义道路①，不断推\n① 参见《文选》第三卷，人民出版社2020年版，第\n12页。\n- 3 -\n\n"
        "进改革开放，实现现代化②。要守住底线，推动\n② 同上，第5页。\n\f高质量发展，让群众过上好日子。\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences["text"].tolist() == [
        "我们要坚持走中国特色社会主义道路，不断推进改革开放，实现现代化。",
        "要守住底线，推动高质量发展，让群众过上好日子。",
    ]
    notes = speech.left_out[speech.left_out["reason"].eq("page note")]
    assert notes["line"].tolist() == [2, 3, 7]
    assert speech.left_out.query("reason == 'note reference'")[["line", "text"]].values.tolist() == [[1, "①"], [6, "②"]]


def test_an_enumeration_is_no_note(tmp_path):
    text = "任务有三项：①修路，②架桥，③通车。\n① 修路要快。\n② 架桥要稳。\n这些都要抓紧做，做好，做实。\n"
    text += "见附件①，要落实。\n\n（１）要有步骤地推行。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert "".join(parse_speech(tmp_path / "a.txt").sentences["text"]) == "".join(text.split())


@pytest.mark.parametrize("leader", ["……", "………………", " ...... ", "·····", "． ． ． ． ", " "])
def test_contents_with_leaders_are_no_sentences(tmp_path, leader):
    text = f"目录\n一、工作回顾{leader}1\n二、主要任务{leader}12\n\n工作报告\n\n今年要抓好发展。要守住底线。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences["text"].tolist() == ["今年要抓好发展。", "要守住底线。"]
    assert speech.left_out["reason"].tolist() == ["heading", "table of contents", "table of contents", "heading"]


@pytest.mark.parametrize("indent", [0, 2])
def test_a_numbered_heading_over_two_lines_of_a_wrapped_text(tmp_path, indent):
    heading = "二、统筹区域协调发展，推进西部大开发和东北老工业基地振兴取得新的突破"
    text = "各地要把责任压实到人，把任务一件一件抓好，让群众看得见变化，得到更多实惠。"
    lead = "　" * indent
    lines = [lead + text[:20], text[20:], lead + heading[:20], heading[20:], lead + text[:20], text[20:]] * 2
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences["text"].tolist() == [text] * 4 and set(speech.left_out["reason"]) == {"heading"}


def test_a_wrapped_text_in_double_space(tmp_path):
    text = "各地要把责任压实到人，把任务一件一件抓好，让群众看得见变化，得到更多实惠。" * 3
    lines = [("　　" + text)[start : start + 22] for start in range(0, len(text) + 2, 22)] * 3
    (tmp_path / "a.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    assert parse_speech(tmp_path / "a.txt").sentences["paragraph"].max() == 3


@pytest.mark.parametrize("space", ["　　", "\xa0\xa0\xa0\xa0", "    ", "　", " 　　", "\t"])
def test_white_space_within_a_scraped_line_parts_its_paragraphs(tmp_path, space):
    paragraphs = ["各地要把责任压实到人，把任务一件一件抓好，让群众看得见变化，得到更多实惠。"] * 7
    (tmp_path / "a.txt").write_text(space.join(paragraphs), encoding="utf-8")
    assert parse_speech(tmp_path / "a.txt").sentences["paragraph"].max() == 7


def test_a_text_in_two_languages_keeps_its_spaces_and_its_sentences(tmp_path):
    text = "要稳住增长。\n\nGDP grew by 4.6 percent, Mr. Wang said.\n\n要守住底线。\n\nWe will keep on.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert parse_speech(tmp_path / "a.txt").sentences["text"].tolist() == text.split("\n\n")[:3] + ["We will keep on."]


REPORT = [
    "要坚持稳中求进工作总基调，切实增强经济活力、防范化解风险、改善社会预期。",
    "实施城市更新行动，改造老旧小区1.2万个，惠及居民200万户。群众获得感不断增强。",
    "乡村振兴要抓住产业这个根本。近三年，全县特色种植面积增加到5.6万亩。",
]


def wrap(text, width=24, indent=""):
    text = indent + text
    return [text[start : start + width] for start in range(0, len(text), width)]


@pytest.mark.parametrize(
    "lines",
    [
        ["在座谈会上的讲话　　" + "　　".join(REPORT)],
        ["点击蓝字 关注我们", *REPORT, "来源：某市发布", "编辑：小王", "往期推荐"],
        ["会议纪要", "时间：2024年4月16日上午10时", "地点：会议室", "", *REPORT, "", "出席：张某、李某", "记录：赵某"],
        ["通知", "各县（市、区）人民政府，市政府各部门：", REPORT[0], "某市人民政府", "2024年2月1日",
         "（此件公开发布）", "方案", *REPORT[1:]],
        ["            工作报告", "            县长　某某", *(row for one in REPORT for row in wrap(one, 24, "    "))],
        [*wrap(REPORT[0], 22), *wrap(REPORT[1], 22), "指标 增速", "工业 6.1%", *wrap(REPORT[2], 22)],
    ],
    ids=["scraped", "shared page", "record", "letterhead", "centred titles", "table"],
)  # fmt: skip
def test_what_stands_around_a_text_is_no_part_of_it(tmp_path, lines):
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences.groupby("paragraph")["text"].agg("".join).tolist() == REPORT
    stand_where_it_is_said(speech, lines)


def stand_where_it_is_said(speech, lines):
    """Whether every sentence, and all that was left out, stands in the lines that are named."""
    for row in speech.left_out.itertuples():
        assert row.text in lines[row.line - 1]
    for row in speech.sentences.itertuples():
        first, *_ = row.text.split()
        assert first[:1] in lines[row.start_line - 1] and row.text[-1] in lines[row.end_line - 1]
        assert "".join(row.text.split()) in "".join("".join(lines[row.start_line - 1 : row.end_line]).split())


def test_only_the_items_of_a_list_are_indented(tmp_path):
    items = ["1. 加强农田水利建设，落实责任制，稳定生猪产能，保障供应。", "2. 加强污染防治，巩固蓝天成果。"]
    lines = [row for one in REPORT for row in [*wrap(one), *wrap(items[0], 24, "　　"), *wrap(items[1], 24, "　　")]]
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert parse_speech(tmp_path / "a.txt").sentences["paragraph"].max() == 9


HALF = str.maketrans("，。；：？！", ",.;:?!")
WRAPPED = """政府工作报告

　　各位代表：
　　过去一年，我们坚持稳中求进，经济总
量迈上新台阶；投资增长4.6%。粮食稳定
在600亿斤以上。
　　一、今年工作：守住底线
　　有人问：“能做到吗？”我们说，能
做到。
"""
SENTENCES = ["过去一年，我们坚持稳中求进，经济总量迈上新台阶；投资增长4.6%。", "粮食稳定在600亿斤以上。",
             "有人问：“能做到吗？”", "我们说，能做到。"]  # fmt: skip
WAYS = {
    "half-width marks": lambda text: text.translate(HALF),
    "half-width commas": lambda text: text.replace("，", ","),
    "a space between characters": lambda text: re.sub(r"(?<=[^\s])(?=[^\s])", " ", text),
    "spaces that do not break": lambda text: text.replace("　", "\xa0\xa0"),
    "tabs": lambda text: text.replace("　　", "\t"),
    "spaces at ends, ends of Windows": lambda text: text.replace("\n", "  \r\n"),
    "invisible marks": lambda text: "\u200b".join(text).replace("\r", "\u00ad\r"),
    "straight quotes": lambda text: text.translate(str.maketrans("“”", '""')),
}  # fmt: skip


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_spaces_between_characters_and_half_width_marks_in_every_format(tmp_path, ending):
    lines = ["同志们：", "一、2024年工作", "".join(SENTENCES[:2]), "".join(SENTENCES[2:])]
    for number, way in enumerate(["half-width marks", "a space between characters"]):
        texts = [WAYS[way](line) for line in lines]
        made = {"docx": docx_bytes, "html": html_bytes, "pdf": lambda texts: pdf_bytes([[(0, text) for text in texts]])}
        path = tmp_path / f"{number}.{ending}"
        path.write_bytes(made[ending](texts))
        expected = [WAYS[way](one) for one in SENTENCES] if number == 0 else SENTENCES
        assert parse_speech(path).sentences["text"].tolist() == expected


@pytest.mark.parametrize("way", WAYS)
def test_how_a_text_was_typed_changes_none_of_its_sentences(tmp_path, way):
    (tmp_path / "a.txt").write_text(WAYS[way](WRAPPED), encoding="utf-8", newline="")
    speech = parse_speech(tmp_path / "a.txt")
    kept = {"half-width marks", "half-width commas", "straight quotes"}  # as it is written
    assert speech.sentences["text"].tolist() == [WAYS[way](one) if way in kept else one for one in SENTENCES]
    assert speech.sentences["paragraph"].tolist() == [1, 1, 2, 2]
    assert speech.left_out["reason"].tolist() == ["heading", "salutation", "heading"]
    assert "".join(speech.left_out["text"]).count("：") == 2 * (way != "half-width marks")


def test_half_width_points_end_sentences(tmp_path):
    (tmp_path / "a.txt").write_text(
        '讲话\n有人问:"路在何方?"他答:"在脚下."大家点头.\n3.5%的增长,来之不易.\n', encoding="utf-8"
    )
    speech = parse_speech(tmp_path / "a.txt")
    assert speech.sentences["text"].tolist() == [
        '有人问:"路在何方?"', '他答:"在脚下."', "大家点头.", "3.5%的增长,来之不易."
    ]  # fmt: skip
    assert speech.left_out["text"].tolist() == ["讲话"]


@pytest.mark.parametrize("convert", ["", "t2s"])
@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        ("要發展,要安全.(鼓掌)", "要发展,要安全.(鼓掌)"),
        ("要发展,要安全!", "要发展,要安全!"),
        ("要發展，要安全。", "要发展，要安全。"),
        ("他說:“要發展,要安全?”", "他说:“要发展,要安全?”"),
    ],
)
def test_marks_are_counted_as_they_are_written(tmp_path, written, simplified, convert):
    path = tmp_path / "a.txt"
    path.write_text(f"{written}\n{written}\n", encoding="utf-8")
    sentences = parse_speech(path, convert=convert).sentences
    assert sentences["text"].tolist() == [simplified if convert else written] * 2
    assert sentences.get("original", sentences["text"]).tolist() == [written] * 2
    assert clean_paragraphs(path, convert=convert) == sentences["text"].tolist()


CHINESE = (
    "要统筹好发展和安全,久久为功,不断把事业推向前进,让群众满意,让企业放心.\n" * 2
)  # more characters than the English has letters


@pytest.mark.parametrize("before", ["", CHINESE])
@pytest.mark.parametrize(
    "english",
    [
        ["Growth was 5%, and we went on.", "It was 4%; so we left."],
        ['He said "no", and left (at once), too.'],
        ['He said "no", "yes" and more.', "It is (sic): no more."],
        ["We met people.", "5 of them left (early).", "See Sec. 3 of it."],
        ["It is of the U.S. 5 years on."],
    ],
)
def test_english_keeps_its_spaces_and_marks(tmp_path, before, english):
    (tmp_path / "a.txt").write_text(before + " ".join(english) + "\n", encoding="utf-8")
    assert parse_speech(tmp_path / "a.txt").sentences["text"].tolist() == [*before.split(), *english]


def test_english_keeps_its_spaces_over_the_ends_of_lines(tmp_path):
    lines = ["We grew by 5% at once (and by 4% later),", "and by 3% in the end."]
    (tmp_path / "a.txt").write_text(CHINESE + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert parse_speech(tmp_path / "a.txt").sentences["text"].tolist() == [*CHINESE.split(), " ".join(lines)]


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("people. 5 of", "people. 5 of"),
        ("(people). 5 of", "(people). 5 of"),
        ("推广AI. 5月", "推广AI. 5月"),
        ("增长4. 6%", "增长4.6%"),
        ("http://a.cn/b. 5", "http://a.cn/b.5"),
    ],
)
def test_a_space_behind_a_point_stays_where_a_latin_word_ends(words, joined):
    assert layout.squeeze([(1, words)]).text == joined


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It is made in the U.S. We agree.", 2),
        ("They sell food, etc. Many agree.", 2),
        ("It is Acme Inc. The firm grew.", 2),
        ("It is made in the U.S. China agrees.", 1),  # as before a name: U.S. Congress
        ("It is in the E.U. Growth was slow.", 1),
        ("It is Acme Inc. Shares rose.", 1),
    ],
)
def test_an_abbreviation_ends_a_sentence_only_before_a_usual_beginning(text, number):
    assert len(split_sentences(text)) == number


# Kinds of documents that came out silently wrong, each with its truth

FULL = "要坚持系统观念，统筹发展和安全，守住底线，把各项工作抓实抓细抓好，让群众满意，让企业放心，不断"
KINDS = {
    "what stands below an order": (
        "通知\n要抓好落实。\n附件：清单\n抄送：县委办公室，县政协办公室。\n报：市委领导\n送：各县区、市直各部门\n审核：老王\n",
        [["要抓好落实。"]],
    ),
    "names of speakers alone on a line": (
        "实录\n主持人：\n各位记者，上午好！\n新华社记者：\n有哪些特点？\n市发展改革委主任：\n主要有三个特点：\n一是稳。\n",
        [["各位记者，上午好！"], ["有哪些特点？"], ["主要有三个特点："], ["一是稳。"]],
    ),
    "when somebody spoke, and who": (
        "实录\n2024-03-05 10:00:12\n主持人 张华：\n各位记者，上午好！\n2024-03-05 10:03:40\n发言人：\n就业总体稳定。\n",
        [["各位记者，上午好！"], ["就业总体稳定。"]],
    ),
    "the times of a recording": (
        "说话人1 00:12\n要坚持绿色发展。要推动创新。\n\n发言人 2  00:01:23\n要兜牢底线。\n\n[00:02:10]\n运行平稳。\n",
        [["要坚持绿色发展。", "要推动创新。"], ["要兜牢底线。"], ["运行平稳。"]],
    ),
    "subtitles": (
        "1\n00:00:00,000 --> 00:00:02,500\n要坚持绿色发展\n\n2\n00:00:02,500 --> 00:00:05,000\n要推动科技创新\n\n"
        "3\n00:00:05,000 --> 00:00:08,000\n要兜牢民生底线\n",
        [["要坚持绿色发展"], ["要推动科技创新"], ["要兜牢民生底线"]],
    ),
    "a title longer than a line": (
        "江南省人民政府办公厅关于进一步加强和改进新时代全省各级各类学校体育工作与美育工作若干问题的实施意见\n"
        "（2024年1月8日）\n要开齐课程。\n",
        [["要开齐课程。"]],
    ),
    "when a law was passed and amended": (
        "河湖条例\n（2019年9月27日省人民代表大会常务委员会第十二次会议通过　根据2022年11月25日省人民代表大"
        "会常务委员会《关于修改〈河湖条例〉的决定》修正）\n第一章　总　则\n第一条　为了保护河湖，制定本条例。\n"
        "第四章　附　则\n第二条　本条例自公布之日起施行。\n",
        [["第一条为了保护河湖，制定本条例。"], ["第二条本条例自公布之日起施行。"]],
    ),
    "a law of few wrapped lines": (
        "河湖条例\n（2019年9月27日省人民代表大会常委会\n第十二次会议通过　根据2022年11月25日《关于修改〈河湖条\n"
        "例〉的决定》修正）\n"
        "　　第一章　总则\n　　第一条　为了保护河湖，改善水生态，根据法律和行\n政法规，制定本条例。\n"
        "　　第二章　保护与管理\n"
        "　　第二条　禁止在河湖管理范围内建设妨碍行洪的建筑\n物、构筑物，倾倒垃圾、渣土。\n"
        "　　第三章　法律责任\n　　第三条　依法处罚。\n",
        [["第一条为了保护河湖，改善水生态，根据法律和行政法规，制定本条例。"],
         ["第二条禁止在河湖管理范围内建设妨碍行洪的建筑物、构筑物，倾倒垃圾、渣土。"], ["第三条依法处罚。"]],
    ),
    "a number at the beginning of a line in the midst of a paragraph": (
        "　　推动规上工业企业的研发机构全面覆盖到位，\n培育新动能。\n　　1.强化企业主体地位，推动研发机构全覆盖。\n"
        "2.健全机制，成交额要突破三千亿元，培育新动\n能。3.扩大开放，稳住外贸外资基本盘，再上台\n阶。\n"
        "　　要改善民生，让群众满意，增加就业岗位，提\n高收入，缩小差距。\n",
        [["推动规上工业企业的研发机构全面覆盖到位，培育新动能。"],
         ["1.强化企业主体地位，推动研发机构全覆盖。", "2.健全机制，成交额要突破三千亿元，培育新动能。",
          "3.扩大开放，稳住外贸外资基本盘，再上台阶。"],
         ["要改善民生，让群众满意，增加就业岗位，提高收入，缩小差距。"]],
    ),
    "a dash behind a full stop at the beginning of a line": (
        "五年来，综合实力显著增强，改革开放纵深推\n进，人均突破两万美元，位居全国的最前列。\n"
        "——五年来，城乡面貌持续改善，老旧小区改造\n惠及居民，群众的获得感幸福感不断地增强，\n日子好。\n",
        [["五年来，综合实力显著增强，改革开放纵深推进，人均突破两万美元，位居全国的最前列。"],
         ["——五年来，城乡面貌持续改善，老旧小区改造惠及居民，群众的获得感幸福感不断地增强，日子好。"]],
    ),
    "numbers and quotations in English": (
        "We go on, all of us.\nNo. 1 priority: jobs. See Sec. 3. He said: “Openness is the way.”\n要抓落实。\n",
        [["We go on, all of us."], ["No. 1 priority: jobs.", "See Sec. 3.", "He said: “Openness is the way.”"],
         ["要抓落实。"]],
    ),
    "a numbered list without points, and a heading": (
        "讲话\n要坚持稳中求进。重点做好以下工作：\n1.稳增长\n2.促改革\n3.惠民生\n要抓好落实。\n下面讲三点：\n一、第一点\n要守住底线。\n",
        [["要坚持稳中求进。", "重点做好以下工作："], ["1.稳增长"], ["2.促改革"], ["3.惠民生"], ["要抓好落实。"],
         ["下面讲三点："], ["要守住底线。"]],
    ),
    "whom a letter is to": (
        "批复\n自然资源部、江南省人民政府：\n请示收悉。\n中国南岭大学：\n值此校庆之际，致以祝贺！\n",
        [["请示收悉。"], ["值此校庆之际，致以祝贺！"]],
    ),
    "notes in square brackets": (
        "论发展\n这是战略。[1]格局变了[2]。\n要发挥优势[3]。\n注释：\n[1] 李明：《研究》，2019年版。\n[2] 年鉴。\n"
        "[3] 同上。\n",
        [["这是战略。", "格局变了。"], ["要发挥优势。"]],
    ),
    "a list that brackets count up": (
        "要做好：[1]保障。\n[1]保障供给。\n[2]稳住价格。\n",
        [["要做好：[1]保障。"], ["[1]保障供给。"], ["[2]稳住价格。"]],
    ),
    "what leads up to a list": (
        "通知\n要抓好落实。\n支持以下企业和集团：\n一是国企。\n参加会议的有国家部委：\n会议要求落实。\n",
        [["要抓好落实。"], ["支持以下企业和集团："], ["一是国企。"], ["参加会议的有国家部委："], ["会议要求落实。"]],
    ),
    "items behind a mark and a tab": (
        "●\t坚持创新发展\n●\t坚持协调发展\n1.\t坚持绿色发展\n2.\t坚持开放发展\n",
        [["●坚持创新发展"], ["●坚持协调发展"], ["1.坚持绿色发展"], ["2.坚持开放发展"]],
    ),
    "lines in two columns that are all there is": (
        "创新\t协调\n绿色\t开放\n共享\t安全\n", [["创新协调"], ["绿色开放"], ["共享安全"]],
    ),
    "rows of a table": (
        "运行情况\n一季度平稳，好于预期。\n指标\t总量\t增速\n总值\t320亿元\t6.1%\n投资\t88亿元\t7.4%\n要抓好项目。\n",
        [["一季度平稳，好于预期。"], ["要抓好项目。"]],
    ),
    "columns with wide gaps": (
        "情况如下。\n县区      投资      增速\n东陵      120亿元   8.2%\n西泽      98亿元    7.5%\n东陵居首。\n",
        [["情况如下。"], ["东陵居首。"]],
    ),
    "a heading that is a question": (
        "讲话\n要抓发展。\n二、今后怎么干？\n要抓落实。\n大家能做到吗？\n要守底线。\n",
        [["要抓发展。"], ["要抓落实。"], ["大家能做到吗？"], ["要守底线。"]],
    ),
    "an attachment, and nothing behind it": ("方案\n要抓好落实。\n附件：责任分工表\n", [["要抓好落实。"]]),
    "salutations in English": (
        "Remarks\n同志们：\nComrades,\n要抓好落实。\nDistinguished guests and friends,\nWe must get it done.\n",
        [["要抓好落实。"], ["We must get it done."]],
    ),
    "questions without a mark": (
        "访谈\n问：形势怎么样\n答：总体平稳，稳中向好，要看到困难，更要看到希望。\n问：就业呢\n答：稳定。\n",
        [["问：形势怎么样"], ["答：总体平稳，稳中向好，要看到困难，更要看到希望。"], ["问：就业呢"], ["答：稳定。"]],
    ),
    "a paragraph that ends with a name of the alphabet": (
        "Remarks\nIt is good, very good, to meet you here, with Mr. Smith.\n很高兴与大家见面。\nLet us work on it.\n",
        [["It is good, very good, to meet you here, with Mr. Smith."], ["很高兴与大家见面。"], ["Let us work on it."]],
    ),
    "cells of a table, a line each": (
        "情况\n一季度平稳，好于预期。\n指标\n一季度\n增速\n总值\n320.5亿元\n6.1%\n投资\n88亿元\n7.4%\n要抓好项目。\n",
        [["一季度平稳，好于预期。"], ["要抓好项目。"]],
    ),
    "cells that are dates": (
        "分工\n任务如下。\n\n序号\n\n项目\n\n时限\n\n1\n\n修路\n\n2024年12月\n\n2\n\n建桥\n\n2024年10月\n\n要抓紧。\n",
        [["任务如下。"], ["要抓紧。"]],
    ),
    "a heading that fills two lines": (
        f"　　{FULL[:24]}\n{FULL[24:]}努力。\n　　二、{FULL[:22]}\n{FULL[22:46]}\n　　{FULL[:24]}\n{FULL[24:]}提高。\n",
        [[f"{FULL}努力。"], [f"{FULL}提高。"]],
    ),
    "a heading behind what leads up to it": (
        f"　　{FULL[:24]}\n{FULL[24:]}努力。\n　　我们主要做了以下工作：\n　　（一）稳增长\n"
        f"　　{FULL[:24]}\n{FULL[24:]}提高。\n",
        [[f"{FULL}努力。"], ["我们主要做了以下工作："], [f"{FULL}提高。"]],
    ),
    "an enumeration within a sentence, whose numbers happen to begin lines": (
        "技术改造要从以下几个方面进行：一、节约能源和材料，\n降低生产成本，并且要使这样的做法长期坚持下去；\n"
        "二、改革产品的结构，使产品升级换代；三、合理地利\n用各种资源，使企业的产出逐年都有所增加和提高；\n"
        "四、促进产品质量的提高；五、要保证企业安全生产。\n",
        [["技术改造要从以下几个方面进行：一、节约能源和材料，降低生产成本，并且要使这样的做法长期坚持下去；"
          "二、改革产品的结构，使产品升级换代；三、合理地利用各种资源，使企业的产出逐年都有所增加和提高；"
          "四、促进产品质量的提高；五、要保证企业安全生产。"]],
    ),
    "items that fill their lines": (
        "第一条　为了规范处罚的设定和实施，保障和监督行政\n机关有效实施管理，维护公共利益和社会秩序，制定本\n"
        "法。\n第二条　种类：\n"
        "（一）警告、通报批评；\n（二）没收违法所得、没收非法财物，并处十万元罚款；\n（三）暂扣许可证件、降低资质等级、吊销许可证\n件。\n",
        [["第一条为了规范处罚的设定和实施，保障和监督行政机关有效实施管理，维护公共利益和社会秩序，制定本法。"],
         ["第二条种类："], ["（一）警告、通报批评；"], ["（二）没收违法所得、没收非法财物，并处十万元罚款；"],
         ["（三）暂扣许可证件、降低资质等级、吊销许可证件。"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_document_that_came_out_wrong(tmp_path, kind):
    text, paragraphs = KINDS[kind]
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    speech = parse_speech(tmp_path / "a.txt")
    assert [group.tolist() for _, group in speech.sentences.groupby("paragraph")["text"]] == paragraphs
    if "[1]" not in text:  # marks of notes are taken out of the midst of lines
        stand_where_it_is_said(speech, text.split("\n"))


def test_paragraphs_of_a_pdf_end_where_the_next_word_had_room_as_measured(tmp_path):
    lines = [
        "要坚持系统观念，统筹发展和安全，守住底线，把各项", "目标2025年GDP增长5.8%，新增126家；",
        "让群众满意，让企业放心，不断把事业推向前进，久久", "为功。",
        "对照R&D投入占比2.9%、PM2.5降到31微克", "等任务，加快进度，提高质量，做到件件有着落。",
        "要加强督查。",
    ]  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(pdf_bytes([[(0, line) for line in lines]]))
    found = parse_speech(tmp_path / "a.pdf").sentences
    assert found["text"].tolist() == ["".join(lines[:4]), "".join(lines[4:6]), lines[6]]
    assert found["paragraph"].tolist() == [1, 2, 3]


def a_line(text, *, width=20, indented=False, after_blank=False):
    return Line(1, text, indented, after_blank, after_note=False, width=width)


FULL, SHORT = a_line("要把安全抓好。"), a_line("要稳。", width=15)
INDENTED = a_line("要把安全抓好。", indented=True)


@pytest.mark.parametrize(
    ("current", "line", "by_indent", "begins"),
    [
        ([FULL], a_line("要稳", indented=True), True, True),
        ([FULL], a_line("要稳"), True, False),
        ([a_line("要把安全")], a_line("抓好", indented=True), True, False),  # a page break within a sentence
        ([a_line("要把安全")], a_line("抓好", after_blank=True), False, False),
        ([FULL], a_line("要稳", after_blank=True), False, True),
        ([FULL], a_line("要稳", indented=True), False, True),
        ([FULL], a_line("要稳"), False, False),
        ([INDENTED], a_line("要稳", indented=True), False, False),  # every line is indented: that tells nothing
        ([INDENTED], a_line("1. 要稳", indented=True), False, True),
        ([SHORT], a_line("要稳"), False, True),
        ([a_line("要稳。", width=16)], a_line("要稳"), False, False),
        ([a_line("要稳。", width=18, indented=True)], a_line("要稳"), False, True),
        ([a_line("要稳。", width=19, indented=True)], a_line("要稳"), False, False),
        ([a_line("要", width=30), a_line("把", width=10), FULL], a_line("要稳"), False, True),  # short beside 30
    ],
)
def test_where_a_paragraph_begins_in_wrapped_text(current, line, by_indent, begins):
    assert layout._starts_paragraph(line, current, by_indent, 20) is begins


@pytest.mark.parametrize(
    ("before", "line", "by_indent", "torn", "begins"),
    [
        ("要把安全抓好。", a_line("要稳"), False, False, True),
        ("抓好安全", a_line("要稳"), False, False, True),  # a heading
        ("要把安全抓好，", a_line("要稳"), False, False, False),
        ("要把安全、", a_line("要稳"), False, False, False),
        ("要把安全", a_line("抓好"), False, True, False),  # torn by a page
        ("要把安全抓好。", a_line("要稳"), False, True, True),
        ("要把安全抓好。", a_line("要稳", indented=True), True, True, True),
        ("要把安全抓好。", a_line("要稳"), True, True, False),
        ("要把安全", a_line("抓好", indented=True), True, True, False),
    ],
)
def test_where_a_paragraph_begins_in_text_that_is_not_wrapped(before, line, by_indent, torn, begins):
    assert layout._follows_paragraph(line, a_line(before), by_indent, torn) is begins
