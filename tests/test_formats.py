"""Word, PDF, HTML and Markdown to lines: the same text in each, and a plain word where it cannot be read."""

import io
import zipfile

import pytest

from analysis import documents
from analysis.documents import ParseError, formats, pdf, web
from analysis.documents import word as word_documents
from analysis.documents.facts import read_facts
from analysis.documents.formats import read_document
from analysis.parsing.single_speech import clean_paragraphs, parse_speech
from tests import corpora
from tests.corpora import PARAGRAPHS, docx_bytes, html_bytes, pdf_bytes, set_in_lines
from tests.saved_pages import PAGES, PARAS, SUMMARY, P

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ONE, TWO = "要统筹好发展和安全。", "要久久为功！"


def written(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def refusal(path):
    with pytest.raises(ParseError) as caught:
        read_document(path)
    message = str(caught.value)
    assert message.startswith(f"{path}") and "; " in message and "\n" not in message
    return message


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return corpora.make_corpus(tmp_path_factory.mktemp("formats") / "corpus")


@pytest.mark.parametrize("name", corpora.FILES)
def test_every_format_gives_the_same_paragraphs(folder, name):
    assert clean_paragraphs(folder / "raw" / name) == PARAGRAPHS[corpora.FILES[name]]


def test_lines_lead_back(folder):
    by_name = {name: parse_speech(folder / "raw" / name).sentences for name in corpora.FILES}
    assert by_name["two.md"].iloc[0][["start_line", "end_line"]].tolist() == [3, 3]
    assert by_name["three.docx"]["start_line"].tolist() == [2, 2, 3]  # paragraph 1 is the heading
    pdf = by_name["five.pdf"]
    assert (pdf["start_line"].iloc[0], pdf["end_line"].iloc[-1] // 1000) == (1001, 1)


def test_a_pdf_of_several_pages_goes_on_over_the_page_break(tmp_path):
    paragraphs = [text * 3 for text in PARAGRAPHS[3]]
    path = written(tmp_path, "a.pdf", pdf_bytes(set_in_lines(paragraphs, page=5)))
    speech = parse_speech(path)
    assert speech.sentences.groupby("paragraph")["text"].agg("".join).tolist() == paragraphs
    assert set(speech.left_out["reason"]) == {"page number"} and len(speech.left_out) >= 3
    assert speech.left_out["line"].tolist() == [1000 * page + 6 for page in range(1, len(speech.left_out) + 1)][:-1] + [
        speech.left_out["line"].iloc[-1]
    ]


def test_marks_drawn_after_the_text_they_stand_in_are_put_in_their_place(tmp_path):
    lines = [(2, "成就，", 0), (6, "一江碧水向东流", 0), (14, "美景重现。", 0), (5, "“", 0), (13, "”", 0)]
    path = written(tmp_path, "a.pdf", pdf_bytes([[*lines, (0, "要统筹好发展和安全。", 2)]]))
    assert clean_paragraphs(path)[0].startswith("成就，“一江碧水向东流”美景重现。")


# Word


def add(xml, document):
    """Put raw WordprocessingML before the end of the body."""
    from docx.oxml import parse_xml

    document.element.body.insert(-1, parse_xml(f'<w:p xmlns:w="{W}">{xml}</w:p>'))


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "paragraphs", "reason"),
    [
        (run("一") + "<w:del w:id='1'><w:r><w:delText>删</w:delText></w:r></w:del>" + run("二。"), ["一二。"], None),
        (f"<w:ins w:id='1'>{run('新加的。')}</w:ins>", ["新加的。"], None),
        (f"<w:moveFrom w:id='1'>{run('移走。')}</w:moveFrom>{run('留下。')}", ["留下。"], None),
        (run("看得见。") + run("看不见。", "<w:vanish/>"), ["看得见。"], "hidden text"),
        (run("看得见。", '<w:vanish w:val="0"/>'), ["看得见。"], None),
        (f"<w:hyperlink>{run('链接里。')}</w:hyperlink>", ["链接里。"], None),
        (f"<w:sdt><w:sdtContent>{run('控件里。')}</w:sdtContent></w:sdt>", ["控件里。"], None),
        ("<w:r><w:t>上，</w:t><w:br/><w:t>下。</w:t><w:br/><w:t>另段。</w:t></w:r>", ["上，下。", "另段。"], None),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙。</w:t></w:r>", ["甲乙。"], None),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("正文。"), ["正文。"], None),
        (f"<w:r><w:ruby><w:rt>{run('zh')}</w:rt>{run('正。')}</w:ruby></w:r>", ["正。"], None),
        ('<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' + run("一、总的要求"), [], "heading"),
        ("<w:pPr><w:numPr/></w:pPr>" + run("坚持党的领导"), ["坚持党的领导"], None),
        (run("第 12 页"), [], "page number"),
        (run("国务院总理　某某"), [], "heading"),
    ],
)  # fmt: skip
def test_what_word_shows_is_read_and_nothing_else(tmp_path, xml, paragraphs, reason):
    path = written(tmp_path, "a.docx", docx_bytes([ONE], prepare=lambda document: add(xml, document)))
    speech = parse_speech(path)
    assert clean_paragraphs(path) == [ONE, *paragraphs]
    assert speech.left_out["reason"].tolist()[1:] == ([reason] if reason else [])


def test_tables_text_boxes_and_notes_of_word_are_left_out_by_name(tmp_path):
    def prepare(document):
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "年份", "整句也可以在表格里。"
        document.element.body.insert(-1, table._tbl)
        box = '<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p>'
        add(box + run("框里的话。") + "</w:p></w:txbxContent></v:textbox></w:pict></w:r>" + run(TWO), document)

    path = written(tmp_path, "a.docx", docx_bytes([ONE], prepare=prepare))
    assert clean_paragraphs(path) == [ONE, "整句也可以在表格里。", TWO]
    assert parse_speech(path).left_out["reason"].tolist() == ["heading", "table", "text box"]


def test_word_text_pasted_from_a_pdf_is_joined_as_a_page_is(tmp_path):
    lines = [text for page in set_in_lines(PARAGRAPHS[3] * 3, width=20) for _, text in page]
    path = written(tmp_path, "a.docx", docx_bytes(lines))
    assert "".join(clean_paragraphs(path)) == "".join(PARAGRAPHS[3] * 3)
    assert len(clean_paragraphs(path)) < len(lines) / 2
    short = wrapped("要学，要干，要看，要听，" * 5 + "要实。", 10)
    assert clean_paragraphs(written(tmp_path, "b.docx", docx_bytes(short))) == ["".join(short)]


def test_notes_at_the_end_of_paragraphs_without_links(tmp_path):
    page = "<p>要加快发展新质生产力<sup>①</sup>。</p><p>要做到：①改革；②开放。</p><p>①新质生产力，指先进生产力。</p>"
    speech = parse_speech(written(tmp_path, "a.html", page.encode()))
    assert speech.sentences["text"].tolist() == ["要加快发展新质生产力。", "要做到：①改革；②开放。"]
    listed = page.replace("<sup>①</sup>", "")
    assert len(parse_speech(written(tmp_path, "b.html", listed.encode())).sentences) == 3


def test_a_table_of_one_cell_is_a_frame(tmp_path):
    def prepare(document):
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "要推进依法治市；"
        cell.add_paragraph("要加强普法。")

    path = written(tmp_path, "a.docx", docx_bytes([ONE], prepare=prepare))
    assert clean_paragraphs(path) == [ONE, "要推进依法治市；", "要加强普法。"]


def wrapped(text, width):
    return [text[start : start + width] for start in range(0, len(text), width)]


def rezipped(data, change):
    """The same zip with parts changed: name to bytes, or to None to drop it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"word/document.xml": None}, "cannot be read as .docx"),
        ({"word/document.xml": b"<w:document"}, "cannot be read as .docx"),
        ({"[Content_Types].xml": None}, "cannot be read as .docx"),
        ({"word/media/bomb.bin": b"0" * 30_000_000}, "packed more than 200 times"),
        ({"word/big.xml": b"<a/>" * 10_100_000}, "40 MB"),
        ({f"p{number}.bin": b"" for number in range(5_001)}, "5,0"),
    ],
    ids=["no body", "broken body", "no types", "bomb", "long xml", "many parts"],
)
def test_broken_and_hostile_word_files_are_refused(tmp_path, change, said):
    assert said in refusal(written(tmp_path, "a.docx", rezipped(docx_bytes([ONE]), change)))


def test_entities_in_word_files_are_not_expanded(tmp_path):
    text = "<w:body><w:p><w:r><w:t>甲&b;。</w:t></w:r></w:p></w:body></w:document>"
    body = f'<?xml version="1.0"?>{LAUGHS}<w:document xmlns:w="{W}">{text}'
    path = written(tmp_path, "a.docx", rezipped(docx_bytes([ONE]), {"word/document.xml": body.encode()}))
    try:
        assert "哈" not in "".join(clean_paragraphs(path))
    except ParseError as refused:
        assert "; " in str(refused)


def test_sizes_are_looked_at_before_anything_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(word_documents, "MAX_UNPACKED", 100)
    assert "would unpack to" in refusal(written(tmp_path, "a.docx", docx_bytes([ONE])))


# What cannot be read, and the cure


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.key", b"\xd0\xcf\x11\xe0" + b"0" * 99, "an old Word or Excel file"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"0" * 99, "an old Word file under the name of a new one"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a password; save a copy"),
        ("a.docx", b"{\\rtf1 x}", "an RTF file, whatever its name says"),
        ("a.docx", b"PK\x03\x04" + b"0" * 99, "damaged"),
        ("a.docx", b"", "empty"),
        ("a.pdf", b"%PDF-1.7\n" + b"0" * 99, "damaged, or not whole"),
        ("a.pdf", "不是 PDF。", "no PDF that can be read"),
        ("a.txt", b"%PDF-1.7", "ending .pdf"),
        ("a.txt", b"PK\x03\x04", "ending .docx"),
        ("a.rtf", b"no rtf", "is no RTF file"),
        ("a.odt", b"PK", "damaged"),
        ("a.xlsx", b"PK", "is a table"),
        ("a.html", "<html><body><script>没有。</script></body></html>", "no text in it"),
        ("a.html", "<a>" * 100_001, "more than 100,000 tags"),
        ("a.md", "# 标题\n\n```\n代码。\n```\n", "no sentence"),
        ("a.docx", docx_bytes([]), "no sentence"),
        ("a.docx", docx_bytes(["丢失的字\ufffd。"]), "lost in an earlier conversion"),
    ],
)  # fmt: skip
def test_a_plain_word_and_a_cure(tmp_path, name, data, said):
    path = written(tmp_path, name, data)
    with pytest.raises(ParseError, match="; ") as caught:
        clean_paragraphs(path)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_a_scan_is_told_from_a_text(tmp_path):
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure, stream = Figure(figsize=(2, 2)), io.BytesIO()
    FigureCanvasPdf(figure)
    figure.add_axes((0, 0, 1, 1)).imshow([[0, 1], [1, 0]])
    figure.axes[0].set_axis_off()
    figure.savefig(stream, format="pdf")
    message = refusal(written(tmp_path, "scan.pdf", stream.getvalue()))
    assert "is a scan" in message and "OCR" in message


def test_a_pdf_with_a_password_is_told(tmp_path, monkeypatch):
    import pypdfium2

    def locked(data):
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", locked)
    assert "protected by a password" in refusal(written(tmp_path, "a.pdf", b"%PDF-1.7"))


@pytest.mark.parametrize("name", ["three.docx", "five.pdf", "four.html", "two.md"])
def test_any_damage_is_a_plain_word_or_text(folder, tmp_path, name):
    data = (folder / "raw" / name).read_bytes()
    for place in range(7):
        broken = bytearray(data[: len(data) * (place + 1) // 8] if place % 2 else data)
        for spot in range(place * 31, len(broken), max(len(broken) // 20, 1)):
            broken[spot] ^= 0x55
        try:
            assert clean_paragraphs(written(tmp_path, name, bytes(broken)))
        except ParseError as refused:
            assert "; " in str(refused)


# HTML and Markdown


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("<p>一&nbsp;二。<p>三。", ["一二。", "三。"]),  # unclosed
        ("<div>一，<br>二。<br><br>　　三。</div>", ["一，二。", "三。"]),
        ("<p>一<b>二</b><a href='x'>三</a>。</p>", ["一二三。"]),
        ("<table><tr><td>表头</td><td>整句。</td></tr></table>", ["整句。"]),
        ("<ul><li>坚持创新</li><li>坚持绿色</li></ul>", ["坚持创新", "坚持绿色"]),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;是原文。</p>", ["<script>alert(1)</script>是原文。"]),
        ("<p hidden>藏。</p><p aria-hidden='true'>藏。</p><p style='Display:none'>藏。</p><p>显。</p>", ["显。"]),
        ("<article>短。</article><p>正文在外面。还有。再有。又有。</p>", ["短。", "正文在外面。还有。再有。又有。"]),
        ("<main><p>正文。还有。</p></main><p>广告。</p>", ["正文。还有。"]),
        ("<div>" * 3000 + "深处。" + "</div>" * 3000, ["深处。"]),
        ("<p>我们\n   建设　China Dream\n计划。</p>", ["我们建设China Dream计划。"]),
        ("正文没有标签。", ["正文没有标签。"]),
        ("<noscript>请启用。</noscript><template>模板。</template><svg><text>图。</text></svg><p>文。</p>", ["文。"]),
    ],
)
def test_html(tmp_path, body, paragraphs):
    assert clean_paragraphs(written(tmp_path, "a.html", f"<html><body>{body}</body></html>")) == paragraphs


@pytest.mark.parametrize(("encoding", "codec"), [("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "utf-8")])
def test_html_in_the_encoding_it_declares(tmp_path, encoding, codec):
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>發展和安全。</p>'
    path = written(tmp_path, "a.html", page.encode(codec))
    assert clean_paragraphs(path) == ["發展和安全。"]


@pytest.mark.parametrize(
    ("text", "paragraphs", "reasons"),
    [
        ("---\ntitle: 讲话\n---\n\n正文。\n", ["正文。"], ["front matter"] * 3),
        ("正文[^1]**强**和`码`、[链](http://x)。\n\n[^1]: 注。\n    续。\n", ["正文强和码、链。"], ["footnote"] * 2),
        ("　　缩进的段。\n\n　　又一段。\n", ["缩进的段。", "又一段。"], []),
        ("    四个空格也是段。\n", ["四个空格也是段。"], []),
        ("- 坚持创新\n- 坚持绿色\n", ["坚持创新", "坚持绿色"], []),
        ("> 引用的话。\n", ["引用的话。"], []),
        ("![图片说明](a.png)\n\n正文。\n", ["正文。"], []),
        ("<script>alert('x')</script>\n\n正文。\n", ["正文。"], ["HTML"]),
        ("| 年 | 数 |\n|---|---|\n| 甲 | 整句。 |\n\n正文。\n", ["整句。", "正文。"], ["table"] * 3),
        ("标题\n====\n\n正文，\n接着。\n", ["正文，接着。"], ["heading"]),
    ],
)
def test_markdown(tmp_path, text, paragraphs, reasons):
    path = written(tmp_path, "a.md", text)
    assert clean_paragraphs(path) == paragraphs
    assert parse_speech(path).left_out["reason"].tolist() == reasons


def test_line_numbers_of_markdown_are_those_of_the_file(tmp_path):
    path = written(tmp_path, "a.md", "---\na: b\n---\n\n# 标题\n\n第一句，\n接着。第二句。\n\n[^1]: 注。\n\n末句。\n")
    rows = parse_speech(path).sentences[["text", "start_line", "end_line"]].values.tolist()
    assert rows == [["第一句，接着。", 7, 8], ["第二句。", 8, 8], ["末句。", 12, 12]]


def test_radicals_are_mended_in_every_format(tmp_path):
    path = written(tmp_path, "a.docx", docx_bytes(["⻓江⼤保护。"]))
    assert clean_paragraphs(path) == ["长江大保护。"]
    assert read_document(path).mended == {"Kangxi radicals": 2}


def test_size_is_limited_in_every_format(tmp_path, monkeypatch):
    for name in ("a.txt", "a.md", "a.docx", "a.pdf", "a.html"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(formats.MAX_CONTAINER + 1)
        assert "MB, more than" in refusal(path)


def test_an_address_is_read_and_limited():
    import fsspec

    with fsspec.open("memory://corpus/a.md", "wb") as file:
        file.write("# 题\n\n正文。\n".encode())
    assert clean_paragraphs("memory://corpus/a.md") == ["正文。"]
    with pytest.raises(ParseError, match="more than the 0 MB"):
        documents.read_bytes("memory://corpus/a.md", limit=3)
    with pytest.raises(ParseError, match="no such file"):
        documents.read_bytes("memory://corpus/none.md")


def test_html_nested_without_end_takes_no_time_by_the_square_of_its_depth():
    """A page of 20,000 blocks within one another once took 12 s; now it is a moment's work."""
    page = "<p>发展。</p>" + "<div>" * 20_000 + "安全。"
    assert web.read("page.html", page.encode()).lines == ["发展。", "安全。"]


def test_html_pages_are_read_without_what_stands_around(tmp_path):
    path = written(tmp_path, "a.html", html_bytes(PARAGRAPHS[8], "gb2312"))
    speech = parse_speech(path)
    assert speech.encoding == "html, gb18030"
    assert speech.left_out["text"].tolist() == ["座谈会讲话"]


@pytest.mark.parametrize("shape", PAGES)
def test_the_article_of_a_page_of_any_shape_whole_and_alone(tmp_path, shape):
    assert clean_paragraphs(written(tmp_path, "a.html", PAGES[shape])) == PARAS


def test_paragraphs_that_begin_as_a_button_does_are_text(tmp_path):
    paragraphs = ["中部地区崛起是重大战略，要抓好落实。", "大力推进生态环境保护。", "小康不小康，关键看老乡。",
                  "打印机产业要发展。", "分享发展成果，推动共同富裕。",
                  "关闭落后产能，优化产业结构。"]  # fmt: skip
    body = "".join(f"<p>{text}</p>" for text in [*paragraphs, "【大 中 小】", "打印", "关闭窗口", "返回顶部"])
    page = written(tmp_path, "a.html", f"<html><body><article>{body}</article></body></html>")
    assert clean_paragraphs(page) == paragraphs


def test_what_stands_beside_an_article_is_recorded_and_a_misleading_name_loses_nothing(tmp_path):
    left_out = parse_speech(written(tmp_path, "a.html", PAGES["comments_more"])).left_out
    assert left_out["text"].str.contains("小红：说得好").any() and set(left_out["reason"]) == {"beside the article"}
    named = f"<html><body><div class='sidebar related'>{''.join(f'<p>{one}</p>' for one in PARAS)}</div></body></html>"
    assert clean_paragraphs(written(tmp_path, "b.html", named)) == PARAS


PARTS = [f"要推动第{number}项工作落到实处，让群众满意。" for number in "一二三四五六"]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("<div><a href='/x'>习近平</a>指出，{}</div>", "习近平指出，{}"),  # the link is a part of the sentence
        ("<li><a href='/x'>习近平</a><b>强调</b>，{}</li>", "习近平强调，{}"),
        ("<section><h2><a href='/x.html'>主要工作</a></h2><p>{}</p></section>", "{}"),  # its parts lead to pages
        ("<div><a href='/x.html'>主要工作</a><br>{}</div>", "{}"),
    ],
)
def test_parts_of_an_article_that_begin_with_a_link_are_no_summaries(tmp_path, part, text):
    body = "".join(part.format(one) for one in PARTS)
    page = f"<html><body><div>{body}</div><div><p>某某网站，不得转载。</p></div></body></html>"
    paragraphs = clean_paragraphs(written(tmp_path, "a.html", page))
    assert [one.removeprefix("主要工作") for one in paragraphs] == [text.format(one) for one in PARTS]


@pytest.mark.parametrize(
    "title",
    [
        "<h3><a href='/{0}'>研究{0}</a></h3>",
        "<a href='/{0}'>研究{0}</a> <span>2024年3月{0}日</span>",
        "<a href='/{0}'>研究{0}</a><br>",
    ],
)
def test_summaries_under_a_title_that_is_a_link_weigh_nothing(tmp_path, title):
    items = "".join(f"<li>{title.format(number)}<p>{SUMMARY}</p></li>" for number in range(1, 20))
    page = f"<html><body><div><div>{P}</div></div><div><ul>{items}</ul></div></body></html>"
    assert clean_paragraphs(written(tmp_path, "a.html", page)) == PARAS


def test_items_of_markdown_with_spaces_between_characters_stay_items(tmp_path):
    spaced = "1. 要 改 革 开 放 。\n2. 要 安 全 发 展 ， 久 久 为 功 。\n"
    source = read_document(written(tmp_path, "a.md", spaced))
    assert (source.lines, source.roles) == (["要改革开放。", "要安全发展，久久为功。"], ["item", "item"])
    assert source.mended == {"spaces between characters": 2} and len(source.mends) == 2


def test_spaces_of_a_pdf_are_closed_before_its_lines_are_told_apart(tmp_path):
    lines = ["要坚持系统观念，统筹发展和安全。", "久久为功。", "— 1 —"]
    rows = [(0, " ".join(line.replace(" ", "")), place, 12) for place, line in enumerate(lines)]
    path = written(tmp_path, "a.pdf", pdf_bytes([rows]))
    source = read_document(path)
    assert source.mended == {"spaces between characters": 3}
    assert source.mends == [(1001 + place, "spaces between characters", line.replace(" ", ""))
                            for place, line in enumerate(lines)]  # fmt: skip
    assert parse_speech(path).left_out["reason"].tolist() == ["page number"]


def test_title_and_date_come_from_the_document(tmp_path):
    title = "全省经济工作会议召开"
    assert read_facts(written(tmp_path, "a.html", PAGES["ucap"])) == (title, "2024-03-05")
    page = f"<title>某网</title><h1>{title}</h1><span>发布时间：2024年3月5日 10:20</span><p>要发展。</p>"
    assert read_facts(written(tmp_path, "b.html", page)) == (title, "2024-03-05")
    front = f"---\ntitle: '{title}'\ndate: 2024/3/5\n---\n要发展。\n"
    assert read_facts(written(tmp_path, "c.md", front)) == (title, "2024-03-05")
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.save(tmp_path / "d.docx")
    assert read_facts(tmp_path / "d.docx") == (title, "")
    assert read_facts(written(tmp_path, "e.docx", docx_bytes(["要发展。"]))) == ("", "")  # "Word Document" is no title
    assert read_facts(written(tmp_path, "f.docx", b"PK broken")) == ("", "")


# Rich text, OpenDocument, e-books, files of old programs

SAID = ["要统筹好发展和安全。", "“一江碧水”重现。", "坚持创新", "要久久为功！"]
ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">
<office:body><office:text><text:tracked-changes><text:p>删去。</text:p></text:tracked-changes>
<text:h>讲话</text:h><text:p>要统筹好<text:span>发展</text:span><text:note><text:note-body><text:p>注。</text:p></text:note-body>
</text:note>和安全。“一江碧水”重现。</text:p><table:table><table:table-row><table:table-cell><text:p>项目</text:p>
</table:table-cell></table:table-row></table:table><text:list><text:list-item><text:p>坚持创新</text:p></text:list-item>
</text:list><text:p>要久久为功！<draw:text-box><text:p>框里的话。</text:p></draw:text-box></text:p></office:text></office:body></office:document-content>"""
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="b%20b.xhtml" media-type="application/xhtml+xml"/><item id="a" href="a.xhtml" media-type="text/html"/>
</manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""


def zipped(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return data.getvalue()


def rtf(*paragraphs):
    coded = ["".join(f"\\u{ord(one)}?" if ord(one) > 127 else one for one in text) for text in paragraphs]
    return ("{\\rtf1\\ansi\\ansicpg936 " + "\\par ".join(coded) + "\\par }").encode("ascii")


def test_rich_text(tmp_path):
    speech = parse_speech(
        written(tmp_path, "a.rtf", rtf("讲话", "　　" + SAID[0] + SAID[1], "\uf0b7\\tab 坚持创新", SAID[3]))
    )
    assert speech.sentences["text"].tolist() == SAID and speech.left_out["text"].tolist() == ["讲话"]
    gbk = b"{\\rtf1\\ansi\\ansicpg936 " + b"".join(b"\\'%02x" % one for one in "要发展。".encode("gbk")) + b"\\par }"
    assert clean_paragraphs(written(tmp_path, "b.rtf", gbk)) == ["要发展。"]


def test_open_document(tmp_path):
    speech = parse_speech(written(tmp_path, "a.odt", zipped(content_xml=ODT)))
    assert speech.sentences["text"].tolist() == SAID and speech.sentences["paragraph"].tolist() == [1, 1, 2, 3]
    assert set(speech.left_out["reason"]) == {"heading", "footnote", "table", "text box"}


def test_e_book_in_its_reading_order(tmp_path):
    container = '<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>'
    first = f"<h1>讲话</h1><p>{SAID[0]}{SAID[1]}</p><ul><li>{SAID[2]}</li></ul>"
    pages = {"O/nav.xhtml": "<p>目录。</p>", "O/a.xhtml": first, "O/b b.xhtml": f"<p>{SAID[3]}</p>"}
    data = zipped(**{"META-INF__container_xml": container, "O/c.opf": OPF}, **pages)
    assert parse_speech(written(tmp_path, "a.epub", data)).sentences["text"].tolist() == SAID


def test_old_files_without_libreoffice_are_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "needs LibreOffice" in refusal(written(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0" + b"0" * 99))
    assert clean_paragraphs(written(tmp_path, "b.wps", docx_bytes(["要发展。"]))) == [
        "要发展。"
    ]  # a .docx by another name


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<a href="#n1sym" name="n1anc"><sup>1</sup></a>',
         '<div id="n1"><p><a name="n1sym" href="#n1anc">1</a>注文。</p></div>'),
        ('<sup id="r1"><a href="#fn1">[1]</a></sup>',
         '<section><ol><li id="fn1">[1] 注文。<a href="#r1">↩</a></li></ol></section>'),
        ('<sup><a href="#d1">1</a></sup>', '<aside id="d1"><p><sup><a href="#c1">1</a></sup>注文。</p></aside>'),
    ],
)  # fmt: skip
def test_marks_of_notes_leave_the_text_of_a_page(tmp_path, mark, note):
    page = f"<p>{ONE[:-1]}{mark}。面积3 m<sup>2</sup>。</p><p>{TWO}</p>{note}"
    parsed = parse_speech(written(tmp_path, "a.html", f"<meta charset=utf-8>{page}"))
    assert parsed.sentences.text.tolist() == [ONE, "面积3 m2。", TWO]


def test_automatic_numbers_of_rich_text_are_no_text(tmp_path):
    items = rtf("要做到：", *(f"{sign}\\tab {text}" for sign, text in (("1.", ONE), ("2)", TWO), ("\uf0b7", ONE))))
    assert clean_paragraphs(written(tmp_path, "a.rtf", items)) == ["要做到：", ONE, TWO, ONE]


def test_paragraphs_of_a_pdf_without_indents(tmp_path):
    """A line ends a paragraph where the beginning of the next had room, whatever stands above."""
    texts = [
        "要坚持稳中求进，完整准确全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展，守住底线，久久为功。",
        "过去一年，全市上下迎难而上，新开工亿元以上项目一百八十六个，比上年增加二十三个，成效明显，来之不易。",
        "产业链供应链正在重构，各地你追我赶，不进则退，慢进也是退，必须把项目抓在手上，一个一个地落实下去。",
    ]
    lines = [text[start : start + 30] for text in texts for start in range(0, len(text), 30)]
    rows = [
        "在会上的讲话",
        "（2024 年 2 月 19 日）",
        "同志们：",
        *lines,
        "要做到：",
        "（一）守住底线；",
        "（二）办好实事。",
    ]
    path = written(tmp_path, "a.pdf", pdf_bytes([[(0, row) for row in rows]]))
    assert clean_paragraphs(path) == [*texts, "要做到：", "（一）守住底线；", "（二）办好实事。"]


def test_a_raised_number_of_a_pdf_is_a_mark():
    assert "".join(pdf._circled(number) for number in ("0", "1", "20", "21", "35", "36", "50", "51")) == "0①⑳㉑㉟㊱㊿51"


def test_a_page_in_two_columns(tmp_path):
    """A paragraph that fills its last line is told by the indent of the next, in either column."""
    first, second = (
        "件实事办好办实，让群众看得见、摸得着，感到日子一天天在过好。",
        "还要建立起长久管用的办法，不能松劲。",
    )
    texts = [f"要把第{number}{first}{second}" for number in "一二三四五六七八九十"]
    lines = [line for text in texts for line in wrapped("　　" + text, 18)]
    assert {len(line) for line in lines} == {18}
    half = len(lines) // 2
    rows = [(20 * (place >= half) + 2 * (line[0] == "　"), line.strip("　"), 1 + place % half)
            for place, line in enumerate(lines)]  # fmt: skip
    assert clean_paragraphs(written(tmp_path, "a.pdf", pdf_bytes([rows]))) == texts


def test_a_header_in_small_type_is_known_when_it_is_seen_once(tmp_path):
    texts = [
        "要坚持系统观念，统筹发展和安全，守住底线，把各项",
        "目标任务落到实处，让群众满意，让企业放心，不断把",
        "事业推向前进，久久为功。",
    ]
    pages = [[*((0, text, row, 12) for row, text in enumerate(texts[:2])), (14, "— 1 —", 3, 9)],
             [(0, "政府工作报告：2024年", 0, 9), (0, texts[2], 1, 12), (0, "要抓落实。", 2, 12),
              (14, "— 2 —", 3, 9)]]  # fmt: skip
    speech = parse_speech(written(tmp_path, "a.pdf", pdf_bytes(pages)))
    assert speech.sentences["text"].tolist() == ["".join(texts), "要抓落实。"]
    assert speech.left_out["reason"].tolist() == ["page number", "running header", "page number"]
