"""A small corpus in every format, made from known speeches: what reading must give back, whatever the format does."""

from __future__ import annotations

import io
from pathlib import Path

from tests.rendering import OTHER_SPEECHES

PARAGRAPHS = {speech.number: speech.paragraphs for speech in OTHER_SPEECHES}
FILES = {"one.txt": 11, "two.md": 3, "three.docx": 14, "four.html": 8, "five.pdf": 11}
GROUPS = {"one.txt": "河北", "two.md": "山东", "three.docx": "南岭", "four.html": "东北", "five.pdf": "河北"}


def docx_bytes(paragraphs: list[str], *, title: str = "座谈会讲话", prepare=None) -> bytes:
    """A Word file; `prepare` may add to the document."""
    import docx

    document = docx.Document()
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if prepare is not None:
        prepare(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def html_bytes(paragraphs: list[str], encoding: str = "utf-8") -> bytes:
    """A web page with what web pages have around a text."""
    body = "\n".join(f"<p>　　{paragraph}</p>" for paragraph in paragraphs)
    page = f"""<!DOCTYPE html><html><head><meta charset="{encoding}"><title>讲话_新闻网</title>
    <style>p {{ color: red }}</style><script>var a = "这不是正文。";</script></head><body>
    <nav><a href="/">首页</a>。<a href="/x">要闻。</a></nav><header>新闻网。</header>
    <article><h1>座谈会讲话</h1>{body}<p style="display: none">看不见。</p><!-- 注释。 --></article>
    <footer>版权所有。</footer></body></html>"""
    return page.encode(encoding)


def pdf_bytes(pages: list[list[tuple]]) -> bytes:
    """A PDF with a text layer, of pages of lines, each an indent in characters, a text and, if not the next, its row.

    The font is one that every reader of PDF knows by name, so that none has to be embedded.
    """
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>"
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
    )
    descriptor = (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /ItalicAngle 0 /Ascent 880 /Descent -120 "
        "/CapHeight 700 /StemV 90 /FontBBox [-25 -254 1000 880] >>"
    )
    numbers = [6 + 2 * place for place in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", font,
               descendant, descriptor]  # fmt: skip
    for number, lines in zip(numbers, pages, strict=True):
        stream = ""
        for place, (indent, text, *row) in enumerate(lines):  # then the line it stands on, and the size of its type
            across, up = 60 + 12 * indent, 780 - 18 * (row[0] if row else place)
            size = row[1] if len(row) > 1 else 12
            stream += f"BT /F1 {size} Tf {across:.0f} {up} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
    return _assemble(objects)


def _assemble(objects: list[str]) -> bytes:
    body, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end + trailer).encode("ascii")


def set_in_lines(paragraphs: list[str], width: int = 24, page: int = 8) -> list[list[tuple[float, str]]]:
    """Paragraphs as lines of a page: indented by two characters, wrapped, with page numbers."""
    lines: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        lines.append((2, paragraph[: width - 2]))
        lines += [(0, paragraph[start : start + width]) for start in range(width - 2, len(paragraph), width)]
    pages = [lines[start : start + page] for start in range(0, len(lines), page)]
    return [[*one, (11, f"— {number} —")] for number, one in enumerate(pages, start=1)]


def make_corpus(folder: Path, *, settings: str = 'group = "province"\n') -> Path:
    """Write the corpus of all formats: five documents, four groups."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    text = "\n\n".join(PARAGRAPHS[11])
    (raw / "one.txt").write_bytes(("座谈会讲话\n\n" + text + "\n").encode("gb18030"))
    (raw / "two.md").write_text("# 座谈会讲话\n\n" + "\n\n".join(PARAGRAPHS[3]) + "\n", encoding="utf-8")
    (raw / "three.docx").write_bytes(docx_bytes(PARAGRAPHS[14]))
    (raw / "four.html").write_bytes(html_bytes(PARAGRAPHS[8]))
    (raw / "five.pdf").write_bytes(pdf_bytes(set_in_lines(PARAGRAPHS[11])))
    rows = [
        "file,title,date,place,province,speaker",
        "one.txt,甲,2023-05-12,石家庄,河北,张",
        "two.md,乙,2021年10月,,山东,李",
        "three.docx,丙,2022,韶关,南岭,张",
        "four.html,丁,,哈尔滨,东北,王",
        "five.pdf,,2023/5/12,石家庄,河北,张",
    ]
    (folder / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    (folder / "corpus.toml").write_text(settings, encoding="utf-8")
    return folder
