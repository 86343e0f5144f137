"""The report as a Word file: a page in short, then findings with their charts and the sentences behind them, tables.

All looks stand in the styles of the template ``word.docx``: who changes a style there, or in a report, restyles all of
it. Nothing in a report depends on anything else, so a person deletes what is not needed.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from analysis.findings.parts import Finding
from analysis.language import CODES, speak
from analysis.report.containers import repack, source_date, source_title, xml_text
from analysis.report.document import Document, Figure, FindingBlock, Quotation
from analysis.report.excerpts import Excerpt, Excerpts
from analysis.report.places import Span, merged
from analysis.report.writing import write_file

TEMPLATE = Path(__file__).with_name("word.docx")
WIDTH, HEIGHT = Cm(16), Cm(13.5)  # a picture is so large at most,
NARROW, TALLEST, LEAST = Cm(11), Cm(20), Cm(7)  # taller before it is narrow; narrower than the least nobody can read it
QUOTES, EACH = 5, 2  # sentences of a section, and after each chart
FEW = 9  # speeches whose sizes stand on the first page
# The sections, their charts, and the table each chart shows; all other charts stand on the page.
SECTIONS = {
    "most": {"top_terms": "frequency", "theme_heatmap": "theme_shares"},
    "distinguishes": {"keyness_forest": "keyness", "similarity_pairs": "similarity"},
    "shared": {"formula_map": "formula_places", "shared_wording": "shared_wording"},
    "built": {"move_strips": "moves", "dispersion_plot": "dispersion"},
    "cannot_tell": {},
    "limits": {},
}
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
        self.headings: list[tuple[str, str]] = []
        self.marks, self.captions = 0, Counter()
        self.findings: dict[str, list[Finding]] = defaultdict(list)
        for block in document.all(FindingBlock):
            self.findings[block.finding.section].append(block.finding)
        drawn = defaultdict(list)
        for figure in document.all(Figure):
            if len(figure.chart.table):
                drawn[figure.chart.name].append(figure)
        self.figures = {section: [one for name in names for one in drawn[name]] for section, names in SECTIONS.items()}
        self.quotes = choose_quotes(document, self.findings, language)

    def write(self) -> bytes:
        """The file."""
        contents = self.summary()
        for section in SECTIONS:
            self.section(section)
        self.tables()
        self.method()
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

    def summary(self) -> Paragraph:
        """The first page: title, room for an author, what was found in short; returns the heading of the contents."""
        self.paragraph("Title", source_title(self.results, self.code))
        dates = sorted(text for text in self.results.documents["dated"].dropna() if text)
        groups = self.excerpts.groups
        values = {"speeches": self.results.sizes["speech"].nunique(), "n": len(groups)}
        key = "subtitle_undated"
        if dates:
            key = "subtitle" if groups == self.excerpts.shown else "subtitle_many"
            values |= {"first": dates[0], "last": dates[-1]}
        self.paragraph("Subtitle", self.say(key, list=self.speak.join(map(self.excerpts.group, groups)), **values))
        for slot in ("author", "date", "abstract"):
            self.slot(self.say(slot))
        if self.findings["summary"]:
            self.paragraph("TOC Heading", self.speak.say("page.summary"))
        for finding in self.findings["summary"]:
            self.finding(finding)
        self.paragraph("Note", self.say("findings_note"))
        sizes = self.excerpts.sizes()
        if len(sizes.rows) <= FEW:
            self.table("sizes", sizes)
        return self.paragraph("TOC Heading", self.say("contents"))

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

    def section(self, name: str) -> None:
        """The findings of a section, its charts, and sentences that show what was counted."""
        if not (self.findings[name] or self.figures[name]):
            return
        made = self.heading(self.say("built") if name == "built" else self.speak.say(f"page.{name}"))
        made.paragraph_format.page_break_before = len(self.headings) == 1 or None
        for finding in self.findings[name]:
            self.finding(finding)
        quotes = list(self.quotes[name].items())
        for figure in self.figures[name]:
            self.figure(figure)
            self.quotations(quotes[:EACH])
            del quotes[:EACH]
        self.quotations(quotes)

    def finding(self, finding: Finding) -> None:
        """A finding; its words lead to a sentence, its end names the table and the chart."""
        made = self.paragraph("Finding")
        rows = {anchor: row for quotes in self.quotes.values() for row, held in quotes.items() for anchor in held}
        for part in finding.parts(self.code):
            if part.anchor in rows:
                self.link(made, f"quote{rows[part.anchor]}", part.text)
            else:
                self.run(made, part.text)
        before, after = self.say("table_of", table=self.speak.say(f"sheets.{finding.table}") + "\n").split("\n")
        self.run(made, before, style="Table Name")
        shown = [figure for figures in self.figures.values() for figure in figures]
        tables = {name: table for charts in SECTIONS.values() for name, table in charts.items()}
        for number, figure in enumerate(shown, 1):
            if tables[figure.chart.name] == finding.table:
                self.run(made, self.speak.texts["marks.comma"], style="Table Name")
                label = f"{self.say('figure')}{number}"
                self.field(made, f"REF {figure.anchor} \\h", label, style="Table Name")
                break
        self.run(made, after, style="Table Name")

    def figure(self, figure: Figure) -> None:
        """A picture, which says its finding, and what it shows; where it would not be readable, its file."""
        path, words = self.folder / f"{figure.chart.stem}.png", figure.chart.say(self.code)
        size = Image.from_file(str(path))
        narrow = min(NARROW / size.px_width, TALLEST / size.px_height)
        scale = min(WIDTH / size.px_width, max(HEIGHT / size.px_height, narrow))
        if size.px_width * scale < LEAST:
            file = f"{self.code}/{figure.chart.stem}"
            made = self.paragraph("Note", self.say("too_tall", file=file, title=words.title))
            made.paragraph_format.keep_with_next = True
        else:
            run = self.paragraph("Figure").add_run()
            picture = run.add_picture(str(path), round(size.px_width * scale), round(size.px_height * scale))
            picture._inline.docPr.set("descr", xml_text(words.alt))
        self.caption("figure", figure.chart.heading(self.code), mark=figure.anchor)

    def quotations(self, quotes: Sequence[tuple[int, dict[str, tuple[Span, ...]]]]) -> None:
        """Sentences with what was counted in bold."""
        for row, held in quotes:
            self.quotation(self.document.quotation(row, merged(span for spans in held.values() for span in spans)), row)

    def quotation(self, quotation: Quotation, row: int) -> None:
        """The original wording, always set as Chinese, and where it stands."""
        made, last, text = self.paragraph("Quote"), 0, quotation.text
        with self.bookmark(made, f"quote{row}"):
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

    def tables(self) -> None:
        """Of every long table the rows that a reader asks for first."""
        self.heading(self.speak.say("page.tables"))
        if len(self.excerpts.sizes().rows) > FEW:
            self.table("sizes", self.excerpts.sizes())
        for number, excerpt in enumerate(self.excerpts, 1):
            self.table(f"table{number}", excerpt)

    def table(self, mark: str, excerpt: Excerpt) -> None:
        """A table whose head comes back on every page, no row torn apart."""
        self.caption("table", excerpt.title + excerpt.remark, mark=mark).paragraph_format.keep_with_next = True
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
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else None
                paragraph.paragraph_format.keep_with_next = True if number < 2 else None
                self.run(paragraph, text)
        self.paragraph("Note")

    def method(self) -> None:
        """How it was counted, in four sentences."""
        self.heading(self.speak.say("page.method"))
        sizes = self.results.sizes
        sums = {name: int(sizes[name].sum()) for name in ("words", "sentences", "characters")}
        values = {"file": Path(self.results.path).name, "speeches": sizes["speech"].nunique(), **sums}
        for number in range(1, 5):
            self.paragraph("Finding", self.say(f"method_{number}", **values))


def choose_quotes(document: Document, findings, language: str) -> dict[str, dict[int, dict[str, tuple[Span, ...]]]]:
    """Few sentences that show as many words of the findings as can be, each sentence once.

    Returns
    -------
    dict
        Section -> row of ``speeches`` -> anchor of a finding -> what is marked for it in the sentence.
    """
    chosen, seen = {}, set()
    for section in SECTIONS:
        anchors = {part.anchor for finding in findings[section] for part in finding.parts(language)}
        holding: dict[int, dict[str, tuple[Span, ...]]] = defaultdict(dict)
        for anchor in sorted(anchors - seen):
            for row, spans in _sentences(document, anchor):
                holding[row][anchor] = spans
        chosen[section] = {}
        for earlier in chosen.values():  # a sentence that is quoted already shows more
            for row in earlier.keys() & holding.keys():
                new = {anchor: spans for anchor, spans in holding.pop(row).items() if anchor not in seen}
                earlier[row] |= new
                seen |= new.keys()
        while holding and len(chosen[section]) < QUOTES:
            row = max(holding, key=lambda row: (len(holding[row].keys() - seen), -row))
            new = {anchor: spans for anchor, spans in holding.pop(row).items() if anchor not in seen}
            if not new:
                break
            chosen[section][row] = new
            seen |= new.keys()
    return chosen


def _sentences(document: Document, anchor: str) -> list[tuple[int, tuple[Span, ...]]]:
    """Rows of ``speeches`` with what an anchor is about, and where it stands in them."""
    place, group = document.entry(anchor) or (None, None)
    if place is None or place.kind in ("move", "pair"):
        return []
    return [one for each in ([group] if group else place.groups) for one in each.sentences]


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
