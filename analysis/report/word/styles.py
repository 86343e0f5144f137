"""The look of the Word file: an empty document with its styles, fonts, page and footer.

Everything is set in styles and nothing in the text: who changes a style changes the document.
"""

from __future__ import annotations

import datetime

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

_DATE = datetime.datetime(1980, 1, 1)
_BODY, _HEADS = ("Times New Roman", "宋体"), ("Arial", "黑体")
# Word takes the first of these that a machine has where it lacks the font itself
_FALLBACKS = {
    "宋体": "SimSun,Songti SC,Noto Serif CJK SC,Source Han Serif SC",
    "黑体": "SimHei,Heiti SC,PingFang SC,Microsoft YaHei,Noto Sans CJK SC",
}
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_KEPT = ("settings", "styles", "fontTable", "numbering", "theme", "webSettings", "footer", "image")

# id, name, based on, next, size in half points, line in twentieths of a point, before, after, more of the paragraph,
# more of the letters, fonts
_STYLES = (
    ("Title", "Title", "Normal", "Normal", 36, 520, 120, 120, '<w:jc w:val="center"/>', "<w:b/>", _HEADS),
    ("Subtitle", "Subtitle", "Normal", "Normal", 21, 340, 0, 240, '<w:jc w:val="center"/>', "", _BODY),
    ("Heading1", "heading 1", "Normal", "Normal", 30, 440, 240, 120, '<w:outlineLvl w:val="0"/>', "<w:b/>", _HEADS),
    ("Heading2", "heading 2", "Normal", "Normal", 24, 360, 200, 80, '<w:outlineLvl w:val="1"/>', "<w:b/>", _HEADS),
    ("TOCHeading", "TOC Heading", "Normal", "Normal", 26, 400, 120, 80, "", "<w:b/>", _HEADS),
    ("TOC1", "toc 1", "Normal", "Normal", 21, 330, 60, 0, "@tab@", "<w:b/>", _BODY),
    ("TOC2", "toc 2", "Normal", "Normal", 21, 310, 0, 0, '@tab@<w:ind w:left="420"/>', "", _BODY),
    ("Caption", "caption", "Normal", "Normal", 18, 280, 60, 160, '<w:jc w:val="center"/>', "", _HEADS),
    ("Figure", "Figure", "Normal", "Caption", 21, 0, 60, 0, '<w:jc w:val="center"/>', "", _BODY),
    ("Finding", "Finding", "Normal", "Finding", 21, 320, 0, 80, "@bullet@", "", _BODY),
    ("TableText", "Table Text", "Normal", "TableText", 18, 260, 20, 20, "", "", _BODY),
    ("Note", "Note", "Normal", "Normal", 18, 260, 0, 120, "", '<w:color w:val="595959"/>', _BODY),
    ("Quote", "Quote", "Normal", "QuoteSource", 21, 320, 40, 0, '<w:ind w:left="420" w:right="420"/>', "", _BODY),
    ("QuoteSource", "Quote Source", "Normal", "Quote", 18, 260, 0, 80, '<w:ind w:left="420"/>',
     '<w:color w:val="595959"/>', _BODY),
    ("QuoteHeading", "Quote Heading", "Normal", "Quote", 21, 320, 160, 20, "", "<w:b/>", _HEADS),
    ("Footer", "footer", "Normal", "Footer", 18, 260, 0, 0, '<w:jc w:val="center"/>', "", _BODY),
)  # fmt: skip
_KEEP = ("Heading1", "Heading2", "TOCHeading", "Figure", "QuoteHeading", "Quote")
_PARTS = {"@tab@": '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9071"/></w:tabs>',
          "@bullet@": '<w:numPr><w:numId w:val="1"/></w:numPr>'}  # fmt: skip


def new_document(language: str, title: str):
    """An empty document on A4 with the styles of the report."""
    document = Document()
    _set_styles(document, language)
    _set_page(document)
    _drop_leftovers(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.language, properties.revision = title, _LANGUAGES[language], 1
    properties.created = properties.modified = _DATE
    return document


def line_height(style: str) -> float:
    """Height of a line of a style in points."""
    return next(one[5] for one in _STYLES if one[0] == style) / 20


def spacing(style: str) -> float:
    """Room above and below a paragraph of a style in points."""
    return next(one[6] + one[7] for one in _STYLES if one[0] == style) / 20


def _set_styles(document, language: str) -> None:
    styles = document.styles.element
    for old in styles.findall(qn("w:style")):
        styles.remove(old)
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, parse_xml(
        f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>{_fonts(_BODY)}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        # Latin letters and digits are English in a Chinese document too: else a number may be broken at a line's end
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    ))  # fmt: skip
    for xml in (_NORMAL, *map(_style, _STYLES), _SOURCE, _PLAIN_TABLE, _REPORT_TABLE):
        styles.append(parse_xml(xml))
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "en-US")
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _font_table().encode("utf-8")
        elif part.partname == "/word/numbering.xml":
            part._element = parse_xml(_NUMBERING)
        elif part.partname == "/docProps/app.xml":
            part._blob = _APP.encode("utf-8")


def _style(one: tuple) -> str:
    name, title, base, following, size, line, before, after, more, letters, fonts = one
    for mark, meaning in _PARTS.items():
        more = more.replace(mark, meaning)
    numbers, tabs, rest = "", "", more
    for start, end in (("<w:numPr>", "</w:numPr>"), ("<w:tabs>", "</w:tabs>")):  # Word wants these before the spacing
        if rest.startswith(start):
            first, rest = rest[: rest.index(end) + len(end)], rest[rest.index(end) + len(end) :]
            numbers += first
    height = f' w:line="{line}" w:lineRule="exact"' if line else ' w:line="240" w:lineRule="auto"'
    keep = "<w:keepNext/><w:keepLines/>" if name in _KEEP else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{name}"{_custom(title)}><w:name w:val="{title}"/>'
        f'<w:basedOn w:val="{base}"/><w:next w:val="{following}"/><w:uiPriority w:val="1"/><w:qFormat/><w:pPr>{keep}'
        f'{numbers}{tabs}<w:spacing w:before="{before}" w:after="{after}"{height}/>{rest}</w:pPr><w:rPr>{_fonts(fonts)}'
        f'{letters}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _custom(title: str) -> str:
    ours = title in ("Figure", "Finding", "Table Text", "Note", "Quote Source", "Quote Heading")
    return ' w:customStyle="1"' if ours else ""


def _fonts(fonts: tuple[str, str]) -> str:
    latin, east = fonts
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _set_page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.4)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["footer"]
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("1", "1"), ("end", "")):
        inner = {"": f'<w:instrText xml:space="preserve">{text}</w:instrText>', "1": f"<w:t>{text}</w:t>"}.get(
            kind, f'<w:fldChar w:fldCharType="{kind}"/>'
        )
        footer._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def _drop_leftovers(document) -> None:
    """Take out what the template brings along: a picture of another document, styles twice, bibliographies."""
    package, part = document.part.package, document.part
    for relations in (package.rels, part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml")):
                del relations[key]


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}">' + (f'<w:altName w:val="{_FALLBACKS[name]}"/>' if name in _FALLBACKS else "")
        + "</w:font>"
        for name in (*_BODY, *_HEADS)
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'


_NORMAL = (
    f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:spacing w:before="0" w:after="80" w:line="320" w:lineRule="exact"/></w:pPr></w:style>'
)
_SOURCE = (
    f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="TableName"><w:name w:val="Table Name"/>'
    '<w:qFormat/><w:rPr><w:color w:val="7F7F7F"/><w:sz w:val="18"/></w:rPr></w:style>'
)
_PLAIN_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
    '<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_REPORT_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="12" w:space="0" w:color="auto"/>'
    '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
)
_NUMBERING = (
    f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="Finding"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"/></w:rPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>'
)
