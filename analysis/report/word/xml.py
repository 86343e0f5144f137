"""Pieces of a Word document as XML text: runs, paragraphs, fields, links, pictures, tables."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from analysis.report.containers import xml_text

BREAK = "<!--break-->"  # where the page plan may ask for a new page
WIDTH = 9071  # of the text in twentieths of a point: 16 cm
_EMU = 360_000  # a centimetre in the unit of drawings


def run(text: str, *, style: str = "", bold: bool = False, east: bool = False) -> str:
    """A run of text; `east` sets quotation marks and dashes as Chinese does, a full character wide."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += '<w:rFonts w:hint="eastAsia"/>' if east else ""
    properties += "<w:b/>" if bold else ""
    return f"<w:r>{_properties(properties)}{_text(text)}</w:r>"


def paragraph(style: str, content: str, *, keep: bool = False, may_break: bool = False, bookmark: str = "") -> str:
    """A paragraph; with `keep` it stays on the page of the next one."""
    properties = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if keep else "") + (BREAK if may_break else "")
    if bookmark:
        content = bookmarked(content, bookmark)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def bookmarked(content: str, name: str) -> str:
    """Content that a link or a field can name; the number of the bookmark is given when all are known."""
    return f'<w:bookmarkStart w:id="@@" w:name="{name}"/>{content}<w:bookmarkEnd w:id="@@"/>'


def link(bookmark: str, content: str) -> str:
    """Content that leads to a bookmark."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{content}</w:hyperlink>'


def field(instruction: str, result: str) -> str:
    """A field with its result filled in, so that it shows before anybody updates it."""
    return field_start(instruction) + run(result) + FIELD_END


def field_start(instruction: str) -> str:
    """The beginning of a field, up to its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def contents(entries: Sequence[tuple[int, str, str, int]], *, east: bool = False) -> str:
    """A table of contents with its entries filled in: (level, text, bookmark, page)."""
    lines = []
    for number, (level, text, bookmark, page) in enumerate(entries):
        number_field = field(f"PAGEREF {bookmark} \\h", str(page))
        line = link(bookmark, run(text, east=east) + "<w:r><w:tab/></w:r>" + number_field)
        line = field_start('TOC \\o "1-2" \\h \\z \\u') + line if number == 0 else line
        line += FIELD_END if number == len(entries) - 1 else ""
        lines.append(paragraph(f"TOC{level}", line))
    return "".join(lines)


def picture(relation: str, number: int, alt: str, width_cm: float, height_cm: float) -> str:
    """A picture that stands in its line, with its description for readers who hear it."""
    cx, cy = round(width_cm * _EMU), round(height_cm * _EMU)
    said = quoteattr(xml_text(alt))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{number}" name="Picture {number}" descr={said}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={said}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], right: Sequence[bool],
          *, alt: str, east: bool = False) -> str:  # fmt: skip
    """A table of text: the head comes back on every page, no row is torn apart; `widths` are shares of the page."""
    twips = [round(WIDTH * width / sum(widths)) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblDescription w:val={quoteattr(xml_text(alt))}/></w:tblPr>'
    )
    body = _row(head, twips, right, head=True, keep=True, east=east)
    body += "".join(_row(row, twips, right, keep=number < 2, east=east) for number, row in enumerate(rows))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells, twips, right, *, head: bool = False, keep: bool = False, east: bool = False) -> str:
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    stay, flush = "<w:keepNext/>" if keep else "", '<w:jc w:val="right"/>'
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>'
        f"{stay}{flush if number else ''}</w:pPr>{run(cell, east=east)}</w:p></w:tc>"
        for cell, width, number in zip(cells, twips, right, strict=True)
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{made}</w:tr>"


def _properties(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _text(text: str) -> str:
    safe = xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:t xml:space="preserve">{safe}</w:t>'
