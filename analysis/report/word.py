"""The report as a Word file: a page in short, then findings, each with its chart and the sentences behind it.

All looks stand in the styles of the template ``word.docx``: who changes a style there, or in a report, restyles all of
it. Nothing in a report depends on anything else, so a person deletes what is not needed.
"""

import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import docx
import pandas as pd
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from analysis.findings.parts import Finding
from analysis.language import speak
from analysis.report.containers import repack, source_date, source_title, xml_text
from analysis.report.document import CHARTS, Document, Figure
from analysis.report.figures import Picture
from analysis.report.paging import fit_pictures
from analysis.report.places import Span, merged, pieces
from analysis.report.writing import write_file

TEMPLATE = Path(__file__).with_name("word.docx")
WIDTH = Cm(16)  # of a table
FIRST = Cm(3.8)  # the first column of a table
EACH = 2  # sentences after each chart
FEW = 9  # speeches whose sizes stand on the first page
PARTS = (*CHARTS, "limits")
Held = dict[int, dict[str, tuple[Span, ...]]]  # row of speeches -> anchor -> what is marked for it
_SVG = (  # of a picture whose SVG is drawn where it is known, and its PNG elsewhere
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/></a:ext></a:extLst>'
)
_TAGS = {"zh": "zh-CN", "en": "en-US"}


def write_word(document: Document, pictures: Mapping[tuple[str, str], Picture], folder: Path, language: str) -> Path:
    """Write ``report.LANGUAGE.docx`` into `folder`.

    Parameters
    ----------
    document : Document
        What is shown.
    pictures : mapping of (language, stem) to Picture
        The charts (:func:`analysis.report.figures.draw_figures`); one without is left out.
    folder : Path
        Where the file goes.
    language : str
        Which is written.
    """
    return write_file(folder / f"report.{language}.docx", repack(_Writer(document, pictures, language).write()))


class _Writer:
    """Lays the report out in one language."""

    def __init__(self, document: Document, pictures: Mapping[tuple[str, str], Picture], language: str):
        self.document, self.results, self.names = document, document.results, document.results.names
        self.code, self.speak, self.pictures = language, speak(language), pictures
        self.docx = docx.Document(str(TEMPLATE))
        self.headings: list[tuple[str, str]] = []
        self.marks, self.captions = 0, Counter()
        drawn = {stem for code, stem in pictures if code == language}
        self.quotes = choose_quotes(document, drawn, language)
        self.rows = {anchor: row for quotes in self.quotes.values() for row, held in quotes.items() for anchor in held}

    def write(self) -> bytes:
        """The file."""
        contents = self.summary()
        for part in PARTS:
            self.part(part)
        self.method()
        fit_pictures(self.docx)
        self.contents(contents)
        title, date = source_title(self.results, self.code), source_date(self.results)
        properties = self.docx.core_properties
        properties.title, properties.language = title, _TAGS.get(self.code, self.code)
        properties.created = properties.modified = date
        stream = io.BytesIO()
        self.docx.save(stream)
        return stream.getvalue()

    # Pieces

    def say(self, key: str, **values) -> str:
        """A text of the catalogue's section ``word``."""
        return self.speak.say(f"word.{key}", self.names, **values)

    def paragraph(self, style: str, text: str = "") -> Paragraph:
        """A paragraph of a style."""
        made = self.docx.add_paragraph(style=style)
        if text:
            self.run(made, text)
        return made

    def run(self, parent: Paragraph, text: str, *, style: str | None = None, bold=None, chinese: bool = False) -> None:
        """A run of text, its quotation marks and dashes a full character wide where they are Chinese."""
        made = parent.add_run(xml_text(text), style)
        made.bold = bold
        if chinese or self.code == "zh":
            made._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")

    def link(self, parent: Paragraph, mark: str, text: str) -> None:
        """A run that leads to a bookmark."""
        self.run(parent, text)
        link = _element("w:hyperlink", anchor=mark, history=1)
        link.append(parent.runs[-1]._r)
        parent._p.append(link)

    @contextmanager
    def bookmark(self, parent: Paragraph, name: str) -> Iterator[None]:
        """What is written within has a name that links and fields lead to."""
        self.marks += 1
        number = self.marks
        parent._p.append(_element("w:bookmarkStart", id=number, name=name))
        yield
        parent._p.append(_element("w:bookmarkEnd", id=number))

    def field(self, parent: Paragraph, instruction: str, result: str, *, style: str | None = None) -> None:
        """A field with its result, so that it shows before Word fills it."""
        _begin_field(parent, instruction)
        self.run(parent, result, style=style)
        _end_field(parent)

    def heading(self, text: str) -> Paragraph:
        """A heading that the contents name."""
        self.headings.append((text, f"_Toc{len(self.headings) + 1:08d}"))
        made = self.paragraph("Heading 1")
        with self.bookmark(made, self.headings[-1][1]):
            self.run(made, text)
        return made

    def caption(self, kind: str, text: str, *, mark: str) -> Paragraph:
        """A caption that numbers itself: Word counts its fields when one is deleted."""
        self.captions[kind] += 1
        made = self.paragraph("Caption")
        with self.bookmark(made, mark):
            self.run(made, self.say(kind))
            self.field(made, f"SEQ {kind.capitalize()} \\* ARABIC", str(self.captions[kind]))
        self.run(made, self.say("after_number") + text)
        return made

    def slot(self, text: str) -> None:
        """Room for a person to write in: what stands there goes with the first letter."""
        made = self.paragraph("Subtitle", text)
        control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
        properties.append(_element("w:alias", val=text))
        properties.append(OxmlElement("w:showingPlcHdr"))
        control.extend([properties, content])
        made._p.addprevious(control)
        content.append(made._p)

    # Parts

    def group(self, name) -> str:
        """Short name of a group."""
        return self.names.strategy(str(name), self.code)

    def summary(self) -> Paragraph:
        """The first page: title, room for an author, what was found in short; returns the heading of the contents."""
        self.paragraph("Title", source_title(self.results, self.code))
        dates = sorted(text for text in self.results.documents["dated"].dropna() if text)
        groups = [card.group for card in self.document.cards]
        values = {"speeches": self.results.sizes["speech"].nunique(), "n": len(groups)}
        key = "subtitle_undated"
        if dates:
            key = "subtitle" if len(groups) <= FEW else "subtitle_many"
            values |= {"first": dates[0], "last": dates[-1]}
        self.paragraph("Subtitle", self.say(key, list=self.speak.join(map(self.group, groups)), **values))
        for slot in ("author", "date", "abstract"):
            self.slot(self.say(slot))
        if self.document.headline:
            self.paragraph("TOC Heading", self.document.headline.text(self.code))
        for finding in self.document.parts["summary"]:
            self.finding(finding)
        self.sizes()
        return self.paragraph("TOC Heading", self.say("contents"))

    def sizes(self) -> None:
        """How long each speech is, if they are few."""
        sizes, counted = self.results.sizes, ["sentences", "characters", "words"]
        if len(sizes) > FEW:
            return
        rows = []
        for row in sizes.to_dict("records"):
            date = "" if pd.isna(row["date"]) else f"{row['date']:%Y-%m-%d}"
            rows.append([self.group(row["strategy"]), date, str(row["place"]), *(f"{row[one]:,}" for one in counted)])
        heads = [self.say("h_group"), *(self.speak.say(f"heads.{name}") for name in ("date", "place", *counted))]
        self.table("sizes", self.say("sizes"), heads, rows)

    def contents(self, after: Paragraph) -> None:
        """The headings as links, within the field that Word fills with them and their pages."""
        for number, (text, mark) in enumerate(self.headings, 1):
            line = self.docx.add_paragraph(style="toc 1")
            after._p.addnext(line._p)
            after = line
            if number == 1:
                _begin_field(line, 'TOC \\o "1-1" \\h \\z \\u', dirty=True)
            self.link(line, mark, text)
            if number == len(self.headings):
                _end_field(line)

    def part(self, name: str) -> None:
        """A part: findings, each above its chart, sentences of the texts below."""
        blocks = [one for one in self.document.parts[name] if not isinstance(one, Figure) or self.picture(one)]
        if not blocks:
            return
        made = self.heading(self.speak.say(f"page.{name}"))
        made.paragraph_format.page_break_before = len(self.headings) == 1 or None
        following: list[Figure | None] = [None]  # the chart below each block, which a finding names
        for block in reversed(blocks):
            following.append(block if isinstance(block, Figure) else following[-1])
        below = zip(blocks, reversed(following[1:]), strict=True)
        for block, figure in sorted(below, key=lambda pair: pair[1] is not None):  # those without a chart come first
            if isinstance(block, Figure):
                self.figure(block)
            else:
                self.finding(block, figure, self.captions["figure"] + 1)

    def picture(self, figure: Figure) -> Picture | None:
        """A chart as it is drawn, if it has something to show."""
        return self.pictures.get((self.code, figure.chart.stem)) if len(figure.chart.table) else None

    def finding(self, finding: Finding, figure: Figure | None = None, number: int = 0) -> None:
        """A finding; its words lead to a sentence, its end names the table and the chart with its number."""
        made = self.paragraph("Finding")
        for part in finding.parts(self.code):
            if part.anchor in self.rows:
                self.link(made, f"quote{self.rows[part.anchor]}", part.text)
            else:
                self.run(made, part.text)
        before, after = self.say("table_of", table=self.speak.say(f"sheets.{finding.table}") + "\n").split("\n")
        self.run(made, before, style="Table Name")
        if figure:
            self.run(made, self.speak.texts["marks.comma"], style="Table Name")
            self.field(made, f"REF {figure.anchor} \\h", f"{self.say('figure')}{number}", style="Table Name")
        self.run(made, after, style="Table Name")

    def figure(self, figure: Figure) -> None:
        """A picture, below it its title as a caption, its own caption as a note, and sentences of the texts."""
        words, drawn = figure.chart.say(self.code), self.picture(figure)
        run = self.paragraph("Figure").add_run()
        picture = run.add_picture(io.BytesIO(drawn.plain))
        picture._inline.docPr.set("descr", xml_text(words.alt))
        self.vector(run, gzip.decompress(drawn.outlines), figure.chart.stem)
        self.caption("figure", words.title, mark=figure.anchor)
        if words.caption:
            self.paragraph("Note", words.caption)
        for row, held in self.quotes[figure.chart.stem].items():
            self.quotation(row, merged(span for spans in held.values() for span in spans))

    def vector(self, run, svg: bytes, stem: str) -> None:
        """The SVG beside the PNG of a picture."""
        package = self.docx.part.package
        part = Part(PackURI(f"/word/media/{stem}.svg"), "image/svg+xml", svg, package)
        (blip,) = run._r.iter(qn("a:blip"))
        blip.append(parse_xml(_SVG.format(self.docx.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))))

    def quotation(self, row: int, marked: Sequence[Span]) -> None:
        """The original wording, always set as Chinese, and where it stands."""
        made, one = self.paragraph("Quote"), self.document.sentences[row]
        with self.bookmark(made, f"quote{row}"):
            for piece, hit in pieces(one.text, marked):
                self.run(made, piece, bold=hit or None, chinese=True)
        first, last = int(one.start_line), int(one.end_line)
        lines = self.say("line" if first == last else "lines", first=str(first), last=str(last))
        known = (self.group(one.strategy), one.dated, one.place)  # what is not known is not said
        where = self.speak.texts["word.where"].join(str(part) for part in known if part and part == part)
        place = self.say("place", where=where, paragraph=int(one.paragraph), sentence=int(one.sentence), lines=lines)
        self.paragraph("Quote Source", place)

    def table(self, mark: str, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose head comes back on every page, no row torn apart; its first three columns are text."""
        self.caption("table", title, mark=mark).paragraph_format.keep_with_next = True
        made = self.docx.add_table(rows=0, cols=len(head), style="Report Table")
        made.autofit = False
        widths = [FIRST, *[(WIDTH - FIRST) // (len(head) - 1)] * (len(head) - 1)]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        made._tbl.tblPr.append(_element("w:tblDescription", val=xml_text(title)))
        for number, cells in enumerate((head, *rows)):
            row = made.add_row()
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
            if not number:
                row._tr.trPr.append(_element("w:tblHeader"))
            for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width, paragraph = widths[place], cell.paragraphs[0]
                paragraph.style = self.docx.styles["Table Text"]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if place > 2 else None
                paragraph.paragraph_format.keep_with_next = True if number < len(rows) else None
                self.run(paragraph, text)
        self.paragraph("Note")

    def method(self) -> None:
        """How it was counted, and how the file is read."""
        self.heading(self.speak.say("page.method"))
        sizes = self.results.sizes
        sums = {name: int(sizes[name].sum()) for name in ("words", "sentences", "characters")}
        values = {"file": Path(self.results.path).name, "speeches": sizes["speech"].nunique(), **sums}
        for number in range(1, 5):
            self.paragraph("Finding", self.say(f"method_{number}", **values))
        self.paragraph("Finding", self.say("findings_note"))


def choose_quotes(document: Document, drawn: set[str], language: str) -> dict[str, Held]:
    """`EACH` sentences for every chart that is drawn, which show most words of the findings above it, or of its rows.

    Returns
    -------
    dict
        Stem of the chart -> row of ``speeches`` -> anchor -> what is marked for it in the sentence.
    """
    chosen: dict[str, Held] = {}
    above, seen, quoted = set(), set(), set()
    for block in (one for part in PARTS for one in document.parts[part]):
        if isinstance(block, Finding):
            above |= {part.anchor for part in block.parts(language)}
        elif block.chart.stem in drawn:
            behind = {place.anchor for place in document.behind(block.chart)}
            held = _holding(document, above - seen) or _holding(document, behind - seen)
            own = chosen[block.chart.stem] = {}
            above = set()
            while len(own) < EACH and (left := held.keys() - quoted):
                row = max(left, key=lambda row: (len(held[row].keys() - seen), -row))
                own[row] = {anchor: spans for anchor, spans in held[row].items() if anchor not in seen}
                quoted.add(row)
                seen |= own[row].keys()
    return chosen


def _holding(document: Document, anchors: set[str]) -> Held:
    """The sentences behind some anchors, each with those that it shows; of moves and pairs there are none to quote."""
    found: Held = defaultdict(dict)
    for anchor in sorted(anchors):
        place, group = document.entries.get(anchor, (None, None))
        if place is not None and place.kind not in ("move", "pair"):
            for row, spans in (one for each in ([group] if group else place.groups) for one in each.sentences):
                found[row][anchor] = spans
    return found


def _element(tag: str, **attributes):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def _begin_field(paragraph: Paragraph, instruction: str, *, dirty: bool = False) -> None:
    """The beginning of a field, up to its result; one that is `dirty` Word fills when it opens the file."""
    begin = _element("w:fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    told = OxmlElement("w:instrText")
    told.text = f" {instruction} "
    told.set(qn("xml:space"), "preserve")
    for element in (begin, told, _element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(element)


def _end_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))
