"""The report as a Word file: findings, charts, tables and the sentences behind the findings.

All looks stand in the styles of the template ``word.docx``: who changes a style there, or in a report, restyles all of
it. Nothing in a report depends on anything else, so a person deletes what is not needed.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from analysis.language import CODES, speak
from analysis.report.containers import repack, source_date, source_title, xml_text
from analysis.report.document import Document, Figure, FindingBlock, Heading
from analysis.report.excerpts import Excerpt, Excerpts
from analysis.report.places import Group, Place
from analysis.report.writing import write_file

TEMPLATE = Path(__file__).with_name("word.docx")
WIDTH, TALLEST, LEAST = Cm(16), Cm(20), Cm(7)  # of a picture; narrower, its letters cannot be read
MANY = 6  # pictures of one kind
MOST, EACH = 60, 2  # entries of the appendix, and sentences of each: a report for a reader, not the concordance
_TAGS = {"zh": "zh-CN", "en": "en-US"}


def write_word(document: Document, folder: Path, *, languages: Sequence[str] = CODES) -> list[Path]:
    """Write ``report.LANGUAGE.docx`` into `folder` for each language; the charts' PNG stand in ``folder/LANGUAGE/``.

    Raises
    ------
    FileNotFoundError
        A chart's PNG file is not there.
    """
    return [
        write_file(folder / f"report.{language}.docx", repack(_Writer(document, folder, language).write()))
        for language in languages
    ]


class _Writer:
    """Lays the blocks out in one language."""

    def __init__(self, document: Document, folder: Path, language: str):
        self.document, self.results, self.names = document, document.results, document.results.names
        self.code, self.speak, self.folder = language, speak(language), folder / language
        self.excerpts = Excerpts(self.results, language)
        self.docx = docx.Document(str(TEMPLATE))
        self.headings: list[tuple[int, str, str]] = []
        self.marks, self.captions = 0, Counter()
        anchors = [part.anchor for block in document.all(FindingBlock) for part in block.finding.parts(language)]
        entries = {anchor: document.entry(anchor) for anchor in dict.fromkeys(anchors)}
        quoted = [(anchor, *entry) for anchor, entry in entries.items() if entry and _sentences(*entry)][:MOST]
        self.quoted = {anchor: (f"quote{n}", place, group) for n, (anchor, place, group) in enumerate(quoted, 1)}

    def write(self) -> bytes:
        """The file."""
        first = self.front()
        for part in (self.findings, self.figures, self.tables, self.method, self.appendix):
            part()
        self.contents(first)
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

    def paragraph(self, style: str, text: str = "", *, mark: str = "") -> Paragraph:
        """A paragraph of a style; with `mark`, a bookmark that links and fields name."""
        made = self.docx.add_paragraph(style=style)
        if mark:
            self.marks += 1
            made._p.append(_element("w:bookmarkStart", id=self.marks, name=mark))
        if text:
            self.run(made, text)
        if mark:
            made._p.append(_element("w:bookmarkEnd", id=self.marks))
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

    def heading(self, level: int, text: str) -> None:
        mark = f"_Toc{len(self.headings) + 1:08d}"
        self.headings.append((level, text, mark))
        self.paragraph(f"Heading {level}", text, mark=mark)

    def caption(self, kind: str, text: str) -> Paragraph:
        """A caption that numbers itself: Word counts its fields when one is deleted."""
        made = self.paragraph("Caption", self.say(kind) + " ")
        self.captions[kind] += 1
        _begin_field(made, f"SEQ {kind.capitalize()} \\* ARABIC")
        self.run(made, str(self.captions[kind]))
        _end_field(made)
        self.run(made, self.say("after_number") + text)
        return made

    # Parts

    def front(self) -> Paragraph:
        """Title, what is compared, and the heading of the contents; returns where they will stand."""
        self.paragraph("Title", source_title(self.results, self.code))
        dates = sorted(text for text in self.results.documents["dated"].dropna() if text)
        groups = self.excerpts.groups
        values = {"speeches": self.results.sizes["speech"].nunique(), "n": len(groups)}
        key = "subtitle_undated"
        if dates:
            key = "subtitle" if groups == self.excerpts.shown else "subtitle_many"
            values |= {"first": dates[0], "last": dates[-1]}
        self.paragraph("Subtitle", self.say(key, list=self.speak.join(map(self.excerpts.group, groups)), **values))
        return self.paragraph("TOC Heading", self.say("contents"))

    def contents(self, after: Paragraph) -> None:
        """The headings as links, within the field that Word fills with them and their pages."""
        for number, (level, text, mark) in enumerate(self.headings, 1):
            line = self.docx.add_paragraph(style=f"toc {level}")
            after._p.addnext(line._p)
            after = line
            if number == 1:
                _begin_field(line, 'TOC \\o "1-2" \\h \\z \\u', dirty=True)
            self.link(line, mark, text)
            if number == len(self.headings):
                _end_field(line)

    def findings(self) -> None:
        """Every finding with the table it comes from."""
        self.heading(1, self.speak.say("page.findings"))
        self.docx.paragraphs[-1].paragraph_format.page_break_before = True
        self.paragraph("Note", self.say("findings_note"))
        for block in self.document.part("findings"):
            if isinstance(block, Heading):
                self.heading(2, block.text.say(self.code, self.names))
            elif isinstance(block, FindingBlock):
                made = self.paragraph("Finding")
                for part in block.finding.parts(self.code):
                    if part.anchor in self.quoted:
                        self.link(made, self.quoted[part.anchor][0], part.text)
                    else:
                        self.run(made, part.text)
                self.run(made, self.say("table_of", table=block.finding.table), style="Table Name")

    def figures(self) -> None:
        """Each chart with its finding as caption, a heading for each kind; of many, those of the largest groups."""
        self.heading(1, self.speak.say("page.charts"))
        figures = [figure for figure in self.document.all(Figure) if len(figure.chart.table)]
        kinds, last = Counter(figure.chart.name for figure in figures), ""
        for figure in figures:
            if kinds[figure.chart.name] > MANY and _group(figure) not in (None, *self.excerpts.shown):
                continue
            if figure.chart.name != last:
                last = figure.chart.name
                self.heading(2, figure.chart.heading(self.code))
            self.figure(figure)

    def figure(self, figure: Figure) -> None:
        """A picture as wide as the page, if it can be read there."""
        path, words = self.folder / f"{figure.chart.stem}.png", figure.chart.say(self.code)
        size = Image.from_file(str(path))
        scale = min(WIDTH / size.px_width, TALLEST / size.px_height)
        if size.px_width * scale < LEAST:
            self.paragraph("Note", self.say("too_tall", file=f"{self.code}/{figure.chart.stem}", title=words.title))
            return
        run = self.paragraph("Figure").add_run()
        picture = run.add_picture(str(path), round(size.px_width * scale), round(size.px_height * scale))
        picture._inline.docPr.set("descr", xml_text(words.alt))
        self.caption("figure", words.title)

    def tables(self) -> None:
        """Of every long table the rows that a reader asks for first."""
        self.heading(1, self.speak.say("page.tables"))
        for excerpt in self.excerpts:
            self.heading(2, excerpt.title)
            self.caption("table", excerpt.title + excerpt.remark).paragraph_format.keep_with_next = True
            self.table(excerpt)

    def table(self, excerpt: Excerpt) -> None:
        """A table whose head comes back on every page, no row torn apart."""
        made = self.docx.add_table(rows=0, cols=len(excerpt.head), style="Report Table")
        made.autofit = False
        made._tbl.tblPr.append(_element("w:tblDescription", val=xml_text(excerpt.title)))
        widths = [round(WIDTH * width / sum(excerpt.widths)) for width in excerpt.widths]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for number, cells in enumerate((excerpt.head, *excerpt.rows)):
            row = made.add_row()
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
            if not number:
                row._tr.trPr.append(_element("w:tblHeader"))
            for cell, text, width, right in zip(row.cells, cells, widths, excerpt.right, strict=True):
                cell.width, paragraph = width, cell.paragraphs[0]
                paragraph.style = self.docx.styles["Table Text"]
                paragraph.alignment = docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT if right else None
                paragraph.paragraph_format.keep_with_next = True if number < 2 else None
                self.run(paragraph, text)
        self.paragraph("Note")

    def method(self) -> None:
        """How it was counted, in four sentences."""
        self.heading(1, self.speak.say("page.method"))
        sizes = self.results.sizes
        sums = {name: int(sizes[name].sum()) for name in ("words", "sentences", "characters")}
        values = {"file": Path(self.results.path).name, "speeches": sizes["speech"].nunique(), **sums}
        for number in range(1, 5):
            self.paragraph("Finding", self.say(f"method_{number}", **values))

    def appendix(self) -> None:
        """The sentences behind the findings, each entry with a bookmark that the findings lead to."""
        if not self.quoted:
            return
        self.heading(1, self.say("appendix"))
        self.paragraph("Note", self.say("appendix_note", each=EACH))
        for mark, place, group in self.quoted.values():
            sentences = _sentences(place, group)
            key = "quotes_all" if group is None else "quotes_of"
            owner = "" if group is None else self.excerpts.group(group.strategy)
            title = self.say(key, what=self.title(place), group=owner, n=len(sentences))
            self.paragraph("Quote Heading", title, mark=mark)
            for row, spans in sentences[:EACH]:
                self.quotation(row, spans)

    def title(self, place: Place) -> str:
        """What a place of the texts is called."""
        if place.kind == "theme":
            return self.names.theme(place.key, self.code)
        return self.excerpts.quoted(place.key)

    def quotation(self, row: int, spans: Iterable[tuple[int, int]]) -> None:
        """The original wording, always set as Chinese, with what was counted in bold, and where it stands."""
        quotation = self.document.quotation(row, tuple(spans))
        made, last, text = self.paragraph("Quote"), 0, quotation.text
        for start, end in (*quotation.marked, (len(text), len(text))):
            for piece, bold in ((text[last:start], None), (text[start:end], True)):
                if piece:
                    self.run(made, piece, bold=bold, chinese=True)
            last = end
        one = quotation.place
        first, last = int(one.start_line), int(one.end_line)
        lines = self.say("line" if first == last else "lines", first=str(first), last=str(last))
        known = (self.excerpts.group(one.strategy), one.dated, one.place)  # what is not known is not said
        where = self.speak.texts["word.where"].join(str(part) for part in known if part and part == part)
        place = self.say("place", where=where, paragraph=int(one.paragraph), sentence=int(one.sentence), lines=lines)
        self.paragraph("Quote Source", place)


def _sentences(place: Place, group: Group | None) -> list[tuple[int, tuple]]:
    """Rows of ``speeches`` that hold a place of the texts, with what is marked in them, in the order of the source."""
    if place.kind in ("move", "pair"):
        return []
    return sorted(one for each in ([group] if group else place.groups) for one in each.sentences)


def _group(figure: Figure) -> str | None:
    """The only group of a picture, if it shows but one."""
    table = figure.chart.table
    groups = table["strategy"].astype(str).unique() if "strategy" in table.columns else []
    return str(groups[0]) if len(groups) == 1 else None


def _element(tag: str, **attributes):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def _begin_field(paragraph: Paragraph, instruction: str, *, dirty: bool = False) -> None:
    """The beginning of a field, up to its result: what is shown until Word fills it."""
    begin = _element("w:fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    told = OxmlElement("w:instrText")
    told.text = f" {instruction} "
    told.set(qn("xml:space"), "preserve")
    for element in (begin, told, _element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(element)


def _end_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))
