"""Nine shapes in which people have their texts: from the file to the tables by commands, sentence by sentence."""

import io
import textwrap

import openpyxl
import pytest

from analysis.results import Results
from tests.corpora import pdf_bytes
from tests.saved_pages import FOOT, HEAD, MENU, RELATED
from tests.test_new_corpus import run  # noqa: F401

# Paragraphs, each a list of its sentences; one half for either of two documents.
REPORT = [
    ["现在，我代表省人民政府，向大会报告工作，请予审议，并请省政协委员提出意见。"],
    ["过去一年，我们坚持稳中求进工作总基调，经济总量迈上新台阶。", "地区生产总值达到5.2万亿元，增长4.6%。"],
    ["粮食总产稳定在600亿斤以上；“三高四新”美好蓝图加快落地，群众获得感不断增强。", "困难和问题仍然不少。"],
    ["今年的主要预期目标是：", "——地区生产总值增长6%左右；", "——居民收入增长与经济增长同步。"],
    ["我们要加强自身建设，转变作风，真抓实干，不断提高政府公信力和执行力。", "让我们更加紧密地团结起来！"],
    ["全省上下要压实责任，把各项任务落到实处。", "有人问：“能做到吗？”，答案是肯定的。"],
]
LIST = 3  # the paragraph whose sentences are lines of their own
HEADINGS = {1: "一、2023年工作回顾：成就来之不易", 3: "二、统筹发展和安全，做好今年“三农”工作", 5: "（一）加强自身建设"}
TITLES = ["政府工作报告", "——2024年1月24日在省第十四届人民代表大会第二次会议上", "省长　某某", "各位代表："]


def paragraphs(half):
    """The paragraphs of one document as strings, the items of the list each alone."""
    order = REPORT if half == 0 else [REPORT[0], *REPORT[:0:-1]]
    return [text for one in order for text in (one if one is REPORT[LIST] else ["".join(one)])]


def truth(half):
    order = REPORT if half == 0 else [REPORT[0], *REPORT[:0:-1]]
    return [sentence for one in order for sentence in one]


def lines_of(half):
    """Titles, headings and paragraphs, a line each, with their role."""
    rows = [("title", text) for text in TITLES]
    for place, text in enumerate(paragraphs(half)):
        rows += [("heading", HEADINGS[place])] if place in HEADINGS and text[0] != "—" else []
        rows.append(("text", text))
    return rows


def provincial(half):
    return "txt", "\n".join(("" if role == "title" else "　　") + text for role, text in lines_of(half)).encode(
        "gb18030"
    )


def wrapped(half, width=30):
    rows = []
    for role, text in lines_of(half):
        lead = "　　" if role != "title" else "　" * ((width - len(text)) // 2)
        cut = textwrap.wrap(lead + text, width, drop_whitespace=False)
        rows += [*cut[:-1], cut[-1]] if len(cut[-1]) > 1 or len(cut) == 1 else [*cut[:-2], cut[-2] + cut[-1]]
    pages = [rows[start : start + 12] for start in range(0, len(rows), 12)]
    return "txt", "\f".join("\n".join([*page, f"— {n} —"]) + "\n" for n, page in enumerate(pages, start=1)).encode()


def law(half):
    rows = ["某某省条例", "（2023年5月31日第十四届人民代表大会常务委员会第三次会议通过）", "目　　录"]
    chapters = ["第一章　总　　则", "第二章　规划与管控", "第三章　附　　则"]
    rows += chapters
    texts = paragraphs(half)
    for number, text in enumerate(texts):
        rows += [chapters[number // 3]] if number % 3 == 0 and number < 9 else []
        rows.append(text)
    return "txt", "\n".join("　　" + row for row in rows).encode()


def government_pdf(half):
    """Pages with a header, notes in small type at their foot and a page number."""
    lines = []
    for role, text in lines_of(half):
        text = text.replace("5.2万亿元", "5.2万亿元①").replace("落地，", "落地，②")
        cut = textwrap.wrap(("　　" if role == "text" else "") + text, 32, drop_whitespace=False)
        lines += [(2 if one.startswith("　　") else 0, one.strip("　"), 12) for one in cut]
    pages = [lines[start : start + 11] for start in range(0, len(lines), 11)]
    notes = {"①": "① 数据来源：省统计局2024年1月发布的讲话。", "②": "② 见《日报》2024年1月25日第1版，有删改。"}
    made = []
    for number, page in enumerate(pages, start=1):
        said = "".join(text for _, text, _ in page)
        foot = [(0, text, 8) for mark, text in notes.items() if mark in said]
        made.append([(0, "省人民政府公报：2024年第3期，总第123期", 9), *page, *foot, (14, f"{number}/{len(pages)}", 9)])
    return "pdf", pdf_bytes([[(indent, text, row, size) for row, (indent, text, size) in enumerate(page)]
                             for page in made])  # fmt: skip


def table_page(half):
    body = "".join(f"<p>　　{text}</p>" for text in paragraphs(half))
    side = f"<td width=200>{RELATED}</td>"
    page = f"<table><tr><td>{MENU}</td></tr><tr>{side}<td><table><tr><td>{TITLES[0]}</td></tr><tr><td>{body}</td></tr>"
    end = "<tr><td>主办：某某省人民政府办公厅　备案号：某ICP备05000000号</td></tr></table>"
    return "html", f"<html>{HEAD}<body>{page}</table></td></tr>{end}</body></html>".encode()


def news_page(half):
    body = "<br><br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{text}" for text in paragraphs(half))
    comments = "".join(
        f"<div><b>网友{n}</b><p>说得好，支持！希望早日落实到位，让大家都得到实惠。</p></div>" for n in range(30)
    )
    page = (
        f"{MENU}<div class='x1'><h1>{TITLES[0]}</h1><div>{body}</div></div><div><h3>网友评论</h3>{comments}</div>{FOOT}"
    )
    return "htm", f"<html>{HEAD}<body>{page}</body></html>".encode("gb18030").replace(b"utf-8", b"gb2312")


ENGLISH = ["We will keep growth steady.", "GDP grew by 4.6 percent, Mr. Wang said.", "What should we do next?"]


def bilingual(half):
    texts = [(text, ENGLISH[number % 3]) for number, text in enumerate(paragraphs(half))]
    return "txt", "\n\n".join(f"{chinese}\n\n{english}" for chinese, english in texts).encode()


def traditional(half):
    import opencc

    return "txt", opencc.OpenCC("s2t").convert("\n".join(paragraphs(half))).encode("utf-16")


def scraped(half):
    return "txt", "　　".join(text for _, text in lines_of(half)[3:]).encode()


SHAPES = {
    "reports of provinces": provincial, "a law": law, "wrapped text of a PDF": wrapped,
    "a PDF with notes and headers": government_pdf, "a page in tables": table_page, "a news page": news_page,
    "two languages": bilingual, "traditional characters": traditional, "scraped, two spaces between": scraped,
}  # fmt: skip
# The last of three commands; the others are looked at by the second.
LAST = {"a PDF with notes and headers": "tables"}


@pytest.mark.parametrize("shape", SHAPES)
def test_from_the_file_to_the_tables(run, tmp_path, shape):  # noqa: F811
    for half, group in enumerate("甲乙"):
        ending, data = SHAPES[shape](half)
        (tmp_path / "my" / "raw" / group).mkdir(parents=True)
        (tmp_path / "my" / "raw" / group / f"讲话.{ending}").write_bytes(data)
    assert run("new", "my", cwd=tmp_path).returncode == 0
    if shape == "traditional characters":
        checked = run("check", "my", "-l", "en", cwd=tmp_path).stdout
        assert "2 documents are in traditional characters" in checked.splitlines()[1]
        settings = tmp_path / "my" / "corpus.toml"
        settings.write_text('convert = "t2s"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    written = run(LAST.get(shape, "check"), "my", "-l", "zh", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    speeches = Results(tmp_path / "my").speeches
    for half, group in enumerate("甲乙"):
        found = speeches.loc[speeches["strategy"].astype(str) == group, "text"].tolist()
        if shape == "two languages":
            expected = [one for number, text in enumerate(paragraphs(half))
                        for one in (*split(text, half), ENGLISH[number % 3])]  # fmt: skip
            assert found == expected
        else:
            assert found == truth(half)


def split(text, half):
    """The sentences of the truth that a paragraph is made of."""
    found, rest = [], text
    while rest:
        one = next(sentence for sentence in truth(half) if rest.startswith(sentence))
        found, rest = [*found, one], rest[len(one) :]
    return found


def test_a_sheet_of_sixty_speeches(run, tmp_path):  # noqa: F811
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "标题", "日期", "省份", "正文"])
    for number in range(60):
        text = "_x000D_\n".join(paragraphs(number % 2))  # what Excel leaves of the line ends of Windows
        sheet.append([number + 1, f"讲话{number + 1}", f"2024年{number % 12 + 1}月3日", "甲乙"[number % 2], text])
    saved = io.BytesIO()
    book.save(saved)
    (tmp_path / "讲话.xlsx").write_bytes(saved.getvalue())
    assert run("new", "讲话.xlsx", cwd=tmp_path).returncode == 0
    assert run("check", "讲话", "-l", "zh", cwd=tmp_path).returncode == 0
    speeches = Results(tmp_path / "讲话").speeches
    assert speeches.groupby("speech")["text"].agg(list).tolist() == [truth(number % 2) for number in range(60)]
