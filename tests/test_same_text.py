"""A text with headings, salutation, list, table, notes, headers gives the same sentences in every format."""

import io

import docx
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.parsing.single_speech import parse_speech
from tests.corpora import pdf_bytes

TITLES = ["在推进区域协调发展座谈会上的讲话", "政府工作报告", "关于区域规划的说明"]
HEADINGS = [
    "一、过去一年工作回顾",
    "二、困难、问题和不足",
    "（一）加强生态环境保护，守住底线",
    "第三章 监督检查",
    "3. “放管服”改革",
    "四、今后怎么干？",
]
SENTENCES = [
    "要坚持绿色发展，推进污染防治，把山水林田湖草沙一体保护好。", "“一江碧水向东流”美景重现。",
    "他强调：“要抓实抓好。”",
    "全年增长3.5%，完成投资1.2万亿元！", "大家看过《去吧！少年》这部电影吗？", "底子还不牢……要抓紧补上短板，稳住阵脚。",
    "要加快培育新质生产力，推动传统产业转型升级，提高全要素生产率，让群众得到更多实惠。",
    "路要修通，桥要架好；学校、医院要办好。",
]  # fmt: skip
ITEMS = ["坚持创新驱动；", "坚持共同富裕；", "坚持统筹发展和安全。"]
PARAGRAPH = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4, unique=True)
SECTION = st.tuples(st.sampled_from(HEADINGS), st.lists(PARAGRAPH, min_size=1, max_size=3))
TEXT = st.tuples(
    st.sampled_from(TITLES),
    st.booleans(),
    st.lists(SECTION, min_size=1, max_size=4, unique_by=lambda one: one[0]),
    st.booleans(),
)


def blocks_of(text):
    """Role and wording of each block, as somebody writes them."""
    title, greets, sections, lists = text
    blocks = [("title", title)] + ([("text", "同志们：")] if greets else [])
    for number, (heading, paragraphs) in enumerate(sections):
        blocks += [("heading", heading), *(("text", "".join(one)) for one in paragraphs)]
        if lists and number == 0:
            blocks += [("text", "要做到以下几点："), *(("item", one) for one in ITEMS)]
    return blocks


def truth_of(text):
    """The paragraphs, each a list of its sentences."""
    _, _, sections, lists = text
    found = []
    for number, (_, paragraphs) in enumerate(sections):
        found += paragraphs
        if lists and number == 0:
            found += [["要做到以下几点："], *([one] for one in ITEMS)]
    return [sentence for one in found for sentence in one], len(found)


def as_txt(blocks):
    return "\n".join(("" if role in ("title", "heading") else "　　") + text for role, text in blocks).encode()


def as_md(blocks):
    signs = {"title": "# ", "heading": "## ", "item": "- "}
    table = "| 项目 | 数额 |\n|---|---|\n| 投资 | 1.2 |"
    return ("\n\n".join(signs.get(role, "") + text for role, text in blocks) + f"\n\n{table}\n").encode()


def as_docx(blocks):
    document = docx.Document()
    styles = {"title": "Title", "heading": "Heading 1", "item": "List Bullet"}
    for role, text in blocks:
        document.add_paragraph(text, style=styles.get(role))
    table = document.add_table(2, 2)
    for cell, text in zip(
        (one for row in table.rows for one in row.cells), ("项目", "数额", "投资", "1.2"), strict=True
    ):
        cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def as_html(blocks):
    tags = {"title": "h1", "heading": "h2", "item": "li"}
    body = "".join(f"<{tags.get(role, 'p')}>{text}</{tags.get(role, 'p')}>" for role, text in blocks)
    table = "<table><tr><td>项目</td><td>数额</td></tr><tr><td>投资</td><td>1.2</td></tr></table>"
    page = f"<div class='menu'><a href='/'>首页</a></div><div class='text'>{body}{table}</div>"
    end = "<div class='footer'>版权所有。</div>"
    return f"<html><head><meta charset='utf-8'></head><body>{page}{end}</body></html>".encode()


def as_pdf(blocks, width=30, page=12):
    lines = []
    for role, text in blocks:
        indent = 0 if role in ("title", "heading") else 2
        cuts = [0, *range(width - indent, len(text) - 1, width), len(text)]  # a mark alone hangs beyond the edge
        pieces = [text[start:end] for start, end in zip(cuts, cuts[1:], strict=False)]
        lines += [(0 if place else indent, piece) for place, piece in enumerate(pieces)]
    pages = [lines[start : start + page] for start in range(0, len(lines), page)]
    # What stands on one page only cannot be told from the text.
    head = [(0, "内部资料：会议文件之一，2024年3月")] if len(pages) > 1 else []
    return pdf_bytes([[*head, *one, (12, f"{number}/{len(pages)}")] for number, one in enumerate(pages, start=1)])


WRITERS = {"txt": as_txt, "md": as_md, "docx": as_docx, "html": as_html, "pdf": as_pdf}


@pytest.mark.parametrize("ending", WRITERS)
def test_every_format_gives_the_sentences_and_paragraphs_that_were_written(tmp_path_factory, ending):
    path = tmp_path_factory.mktemp("same") / f"a.{ending}"

    @given(TEXT)
    @settings(max_examples=15, derandomize=True, deadline=None, database=None, phases=[Phase.generate])
    def check(text):
        path.write_bytes(WRITERS[ending](blocks_of(text)))
        found = parse_speech(path).sentences
        assert (found["text"].tolist(), found["paragraph"].max()) == truth_of(text)

    check()
