"""The report as a Word file: findings, charts, tables and the sentences behind the findings.

A person restyles it by changing styles, and deletes what is not needed: nothing in it depends on anything else.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from analysis.findings import SECTIONS, Finding, find_findings
from analysis.findings.parts import Scene
from analysis.language.names import Names
from analysis.report.containers import repack, xml_text
from analysis.report.figures import Picture
from analysis.report.word import xml as xml
from analysis.report.word.pages import Block, plan_pages, text_height
from analysis.report.word.quotes import EACH, Quotes, find_quotes, mark_quote, place_of
from analysis.report.word.styles import line_height, new_document, spacing
from analysis.report.word.tables import PADDING, Shown, printed_tables, text_width
from analysis.report.word.texts import say
from analysis.report.writing import write_file
from analysis.results import Results

WIDTH_CM, TALLEST_CM = 16.0, 20.0  # a picture fills the column unless it were too tall for a page
LEAST_CM = 7.0  # narrower, its letters cannot be read
MANY = 6  # pictures of one kind
_POINTS = 72 / 2.54  # a centimetre
LANGUAGES = ("zh", "en")


def write_word(
    results: Results, pictures: Sequence[Picture], folder: Path, *, languages: Sequence[str] = LANGUAGES
) -> list[Path]:
    """Write ``report.LANGUAGE.docx`` into `folder` for each language.

    Parameters
    ----------
    results : Results
        The tables of a document.
    pictures : sequence of Picture
        From :func:`analysis.report.figures.draw_figures`, whose PNG files stand in ``folder/LANGUAGE/``.
    folder : Path
        Receives the files.
    languages : sequence of {"zh", "en"}
        Which of the two.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    FileNotFoundError
        A picture's PNG file is not there.
    """
    names = results.names
    return [
        write_file(folder / f"report.{language}.docx", repack(_document(results, pictures, folder, language, names)))
        for language in languages
    ]


def _document(results: Results, pictures: Sequence[Picture], folder: Path, language: str, names: Names) -> bytes:
    scene, east = Scene(results, language, names), language == "zh"
    findings = find_findings(results, language=language, names=names)
    quotes = find_quotes(results, findings)
    marks = {anchor: f"quote{number}" for number, anchor in enumerate(quotes, start=1)}
    document = new_document(language, _title(scene))
    blocks = [
        *_findings(findings, marks, scene),
        *_charts(_chosen(pictures, scene), document, folder, scene),
        *_tables(scene),
        _method(scene),
        *_appendix(quotes, marks, scene),
    ]
    body, entries = plan_pages(blocks)
    front = _front(scene) + xml.contents(entries, east=east)
    _fill(document, front + body.replace(xml.BREAK, ""))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(document, content: str) -> None:
    """Put the content before the settings of the page, its bookmarks numbered."""
    pieces = content.split('w:id="@@"')  # each bookmark has a start and an end
    content = pieces[0] + "".join(f'w:id="{number // 2}"{piece}' for number, piece in enumerate(pieces[1:]))
    parsed = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')}>{content}</w:body>")
    body = document.element.body
    for element in list(parsed):
        body.insert(len(body) - 1, element)


def _front(scene: Scene) -> str:
    """Title, what is compared, and the heading of the contents."""
    language, east, sizes = scene.language, scene.language == "zh", scene.results.sizes
    dates = sizes["dated"] if "dated" in sizes.columns else sizes["date"].dropna().dt.strftime("%Y-%m-%d")
    dates = dates[dates.str.len() > 0]  # as far as they are known: of some speeches only the year is
    listed = say("comma", language).join(scene.group(group) for group in scene.groups)
    values = {"speeches": sizes["speech"].nunique(), "groups": len(scene.groups), "list": listed}
    values |= {"noun": scene.noun, "nouns": scene.nouns if len(scene.groups) != 1 else scene.noun}
    key = "subtitle_undated"
    if len(dates):
        key = "subtitle" if len(scene.groups) == len(scene.shown) else "subtitle_many"
        values |= {"first": dates.min(), "last": dates.max()}
    return (
        xml.paragraph("Title", xml.run(_title(scene), east=east))
        + xml.paragraph("Subtitle", xml.run(say(key, language, **values), east=east))
        + xml.paragraph("TOCHeading", xml.run(say("contents", language), east=east))
    )


def _title(scene: Scene) -> str:
    """What the corpus is called, if it says so."""
    settings = getattr(scene.results.corpus, "settings", None)
    return xml_text(getattr(settings, "title", {}).get(scene.language) or say("title", scene.language))


def _heading(level: int, text: str, scene: Scene, *, number: int) -> tuple[str, float, tuple[int, str, str]]:
    """A heading as XML, its height, and its entry in the contents; `number` is its own."""
    mark = f"_Toc{number:08d}"
    made = xml.paragraph(
        f"Heading{level}", xml.run(text, east=scene.language == "zh"), may_break=True, bookmark=mark
    )
    return made, line_height(f"Heading{level}") + spacing(f"Heading{level}"), (level, text, mark)


def _findings(findings: Sequence[Finding], marks: dict[str, str], scene: Scene) -> Iterator[Block]:
    language, east = scene.language, scene.language == "zh"
    made, height, entry = _heading(1, say("findings", language), scene, number=1)
    note = say("findings_note", language)
    before, used, entries = made + xml.paragraph("Note", xml.run(note, east=east)), height, (entry,)
    used += text_height("Note", note, size=9)
    for section, part in groupby(findings, key=lambda finding: finding.section):
        title, number = say(section, language, nouns=scene.nouns), 11 + SECTIONS.index(section)
        made, height, entry = _heading(2, title, scene, number=number)
        before, used, entries = before + made, used + height, (*entries, entry)
        for finding in part:
            source = say("table_of", language, table=finding.table)
            text = "".join(_linked(piece.text, marks.get(piece.anchor, ""), east) for piece in finding.parts)
            text += xml.run(source, style="TableName", east=east)
            used += text_height("Finding", finding.text + source, indent=18)
            yield Block(before + xml.paragraph("Finding", text, may_break=True), used, entries)
            before, used, entries = "", 0.0, ()


def _linked(text: str, mark: str, east: bool) -> str:
    made = xml.run(text, east=east)
    return xml.link(mark, made) if mark else made


def _chosen(pictures: Sequence[Picture], scene: Scene) -> list[Picture]:
    """The pictures of a language that show something; of one a group, those of the groups that are described."""
    ours = [one for one in pictures if one.language == scene.language and len(one.table)]
    kinds = Counter(one.chart.name for one in ours)
    return [one for one in ours if kinds[one.chart.name] <= MANY or _group(one) in (None, *scene.shown)]


def _group(picture: Picture) -> str | None:
    """The only group of a picture, if it shows but one."""
    groups = picture.table["strategy"].astype(str).unique() if "strategy" in picture.table.columns else []
    return str(groups[0]) if len(groups) == 1 else None


def _charts(pictures: Sequence[Picture], document, folder: Path, scene: Scene) -> Iterator[Block]:
    """Each chart with its finding as caption; the heading of a kind of chart stays with its first picture."""
    before, used, entries, new_page = *_first(_heading(1, say("charts", scene.language), scene, number=2)), True
    for number, picture in enumerate(pictures, start=1):
        name = picture.chart.heading(scene.language, scene.names)
        if picture is next(one for one in pictures if one.chart.name == picture.chart.name):
            made, height, entry = _heading(2, name, scene, number=100 + number)
            before, used, entries = before + made, used + height, (*entries, entry)
        path = folder / picture.language / f"{picture.stem}.png"
        width, height = _size(path)
        if width >= LEAST_CM:
            relation, _ = document.part.get_or_add_image(str(path))
            drawn = xml.picture(relation, number, picture.alt, width, height)
            shown = xml.paragraph("Figure", drawn, keep=True, may_break=not before)
            used += height * _POINTS + spacing("Figure") + 4
        else:
            shown = xml.paragraph("Note", xml.run(_elsewhere(picture, scene), east=scene.language == "zh"), keep=True)
            used += text_height("Note", _elsewhere(picture, scene), size=9)
        used += text_height("Caption", picture.title, size=9)
        yield Block(before + shown + _caption("figure", number, picture.title, scene), used, entries, new_page)
        before, used, entries, new_page = "", 0.0, (), False


def _elsewhere(picture: Picture, scene: Scene) -> str:
    """Where a chart is that is too tall for a page, and what it shows in words."""
    return say("too_tall", scene.language, file=f"{picture.language}/{picture.stem}", title=picture.title)


def _first(heading: tuple) -> tuple[str, float, tuple]:
    made, height, entry = heading
    return made, height, (entry,)


def _size(path: Path) -> tuple[float, float]:
    """Width and height of a picture on the page, in centimetres."""
    with Image.open(path) as image:
        width, height = image.size
    scale = min(WIDTH_CM / width, TALLEST_CM / height)
    return width * scale, height * scale


def _caption(kind: str, number: int, text: str, scene: Scene, *, keep: bool = False) -> str:
    """A caption that numbers itself: Word counts its fields when one is deleted."""
    east, label = scene.language == "zh", say(kind, scene.language)
    content = xml.run(f"{label} ", east=east) + xml.field(f"SEQ {kind.capitalize()} \\* ARABIC", str(number))
    content += xml.run(("　" if east else ". ") + text, east=east)
    return xml.paragraph("Caption", content, keep=keep, may_break=keep)


def _tables(scene: Scene) -> Iterator[Block]:
    """Each table below its caption."""
    before, used, entries = _first(_heading(1, say("tables", scene.language), scene, number=3))
    new_page = True
    for number, shown in enumerate(printed_tables(scene), start=1):
        said = shown.title + shown.remark
        caption = _caption("table", number, said, scene, keep=True)
        made, height, entry = _heading(2, shown.title, scene, number=1000 + number)
        east = scene.language == "zh"
        grid = xml.table(shown.head, shown.rows, shown.widths, shown.right, alt=shown.title, east=east)
        used += height + text_height("Caption", said, size=9) + _table_height(shown) + line_height("Note")
        gap = xml.paragraph("Note", "")
        yield Block(before + made + caption + grid + gap, used, (*entries, entry), new_page)
        before, used, entries, new_page = "", 0.0, (), False


def _table_height(shown: Shown) -> float:
    """Height of a table: of its rows, each as tall as its fullest cell."""
    room = [width - PADDING for width in shown.widths]
    line, total = line_height("TableText"), 0.0
    for row in (shown.head, *shown.rows):
        lines = [math.ceil(text_width(cell) / width) or 1 for cell, width in zip(row, room, strict=True)]
        total += line * max(lines) + spacing("TableText") + 0.5
    return total


def _method(scene: Scene) -> Block:
    """How it was counted, in four sentences."""
    language, results, east = scene.language, scene.results, scene.language == "zh"
    sizes = results.sizes
    values = {
        "file": Path(results.path).name, "speeches": sizes["speech"].nunique(), "words": f"{sizes['words'].sum():,}",
        "sentences": f"{sizes['sentences'].sum():,}", "characters": f"{sizes['characters'].sum():,}",
    }  # fmt: skip
    made, used, entry = _heading(1, say("method", language), scene, number=4)
    for number in range(1, 5):
        text = say(f"method_{number}", language, **values)
        made += xml.paragraph("Finding", xml.run(text, east=east))
        used += text_height("Finding", text, indent=18)
    return Block(made, used, (entry,))


def _appendix(quotes: dict[str, Quotes], marks: dict[str, str], scene: Scene) -> Iterator[Block]:
    """The sentences behind the findings, each entry with a bookmark that the findings lead to."""
    language, east = scene.language, scene.language == "zh"
    if not quotes:
        return
    made, used, entry = _heading(1, say("appendix", language), scene, number=5)
    made += xml.paragraph("Note", xml.run(say("appendix_note", language, each=EACH), east=east))
    for anchor, quote in quotes.items():
        what = scene.names.theme(quote.what, language) if quote.kind == "theme" else scene.term(quote.what)
        key = "quotes_all" if quote.group is None else "quotes_of"
        group = "" if quote.group is None else scene.group(quote.group)
        text = say(key, language, what=what, group=group, n=f"{quote.total:,}")
        made += xml.paragraph("QuoteHeading", xml.run(text, east=east), bookmark=marks[anchor])
        for row in quote.sentences.itertuples():
            marked = mark_quote(row.text, row.start, row.end)
            made += xml.paragraph("Quote", marked)
            made += xml.paragraph("QuoteSource", xml.run(place_of(row, scene), east=east))
    yield Block(made, used, (entry,), True)
