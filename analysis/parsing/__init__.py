"""Text to ``speeches``: paragraphs, sentences, and the speech each belongs to; nothing lost on the way."""

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis import lexicon, tables
from analysis.documents import ParseError, Source
from analysis.documents.conversion import convert_lines, widen_marks
from analysis.documents.footnotes import FOOTNOTE_START, NOTE_REFERENCE, Footnote, mark_number, read_footnotes
from analysis.documents.formats import read_document
from analysis.documents.layout import Layout, Paragraph, read_layout, take_mark
from analysis.documents.pages import CLOSERS, TERMINALS, LeftOut
from analysis.documents.sentences import split_sentences
from analysis.parsing.attribution import Attribution, attribute
from analysis.parsing.strategies import listed_strategies, strategy_of_occasion

__all__ = ["ParseError", "ParsedSpeeches", "parse_speeches", "read_speeches", "split_sentences"]

_NOTE_REFERENCE = re.compile(
    rf"{NOTE_REFERENCE}(?=[{TERMINALS}])|(?<=[{TERMINALS}{CLOSERS}]){NOTE_REFERENCE}|{NOTE_REFERENCE}$"
)


@dataclass(frozen=True)
class ParsedSpeeches:
    """The ``speeches`` table and everything the parser met on the way to it.

    Attributes
    ----------
    speeches : DataFrame
        One row a sentence, with ``margin``.
    footnotes : list of Footnote
        In the order of their numbers.
    left_out : DataFrame
        Columns line, text, reason: what is no part of a speech.
    mended : dict
        What was repaired, and how often.
    encoding : str
        How the file was decoded.
    margins : dict
        (speech, paragraph) to how clearly the paragraph belongs to its speech; inf where there is one speech only.
    """

    speeches: pd.DataFrame
    footnotes: list[Footnote]
    left_out: pd.DataFrame
    mended: dict[str, int]
    encoding: str
    margins: dict[tuple[int, int], float]


def read_speeches(path: Path | str, *, strategies: pd.DataFrame | None = None) -> pd.DataFrame:
    """Read a document of speeches into a table with one row a sentence.

    Parameters
    ----------
    path : path-like
        Plain text out of a PDF, or any other of :data:`analysis.documents.formats.FORMATS`: speeches in contiguous
        sections, and footnotes such as
        ``⑤ 2023年10月12日，江西南昌，在……座谈会上的讲话`` that say when, where and on what occasion each was given.
    strategies : DataFrame, optional
        Regional strategies and the wording that shows them; by default ``data/words/strategies.csv``.

    Returns
    -------
    DataFrame
        The ``speeches`` table (:mod:`analysis.tables`), in the order of the document. ``"".join(table.text)`` is the
        body of the document without white space (but for spaces between Latin words), to the character. A further
        column ``margin`` says how sure it is that the paragraph belongs to its speech: what the evidence would lose if
        it went to another one (:mod:`analysis.parsing.attribution`), inf where there is no other.

    Raises
    ------
    ParseError
        The document cannot be read with certainty; the message names the file, the line and the cure.

    Examples
    --------
    >>> from analysis import paths
    >>> read_speeches(paths.DOCUMENT).groupby("speech").paragraph.max().to_dict()
    {5: 8, 6: 8, 7: 4, 8: 4}
    """
    return parse_speeches(path, strategies=strategies).speeches


def parse_speeches(path: Path | str, *, strategies: pd.DataFrame | None = None, convert: str = "") -> ParsedSpeeches:
    """Parse like :func:`read_speeches`, and tell what was found, mended and left out on the way.

    With `convert` (:data:`analysis.documents.conversion.CONVERSIONS`) ``text`` is converted, and a further column
    ``original`` holds the wording of the document, character by character.
    """
    read = lay_out(path, convert)
    source, layout = read.source, read.layout
    if not layout.footnotes:
        raise ParseError("no_footnotes", file=source.path)
    alone = _take_marks_alone(layout)
    footnotes = read_footnotes(source.path, layout.footnotes)
    if not layout.paragraphs:
        raise ParseError("footnotes_without_speech", file=source.path, line=footnotes[0].line)
    listed = listed_strategies(lexicon.read_lexicon().strategies if strategies is None else strategies)
    found = [strategy_of_occasion(footnote.occasion, listed) for footnote in footnotes]
    paragraphs, references = _take_references(layout, {footnote.number for footnote in footnotes}, alone)
    attribution = attribute(
        source.path, paragraphs, references, _titles_above(layout, paragraphs), footnotes, found, listed
    )
    speeches = _table_of(paragraphs, attribution, footnotes, [one.name for one in found])
    speeches, left_out, mended, encoding = give_account(read, speeches)
    margins = speeches.groupby(["speech", "paragraph"], sort=False)["margin"].first().to_dict()
    return ParsedSpeeches(tables.check_speeches(speeches), footnotes, left_out, mended, encoding, margins)


@dataclass(frozen=True)
class LaidOut:
    """A document, and what its lines are. All three hold the same lines, character by character.

    Attributes
    ----------
    original, converted : list of str
        The lines as they are written, and converted: the wording that is counted.
    source : Source
        The converted ones with marks in full width: paragraphs and sentences are told by these.
    layout : Layout
        That of ``source``.
    """

    original: list[str]
    converted: list[str]
    source: Source
    layout: Layout


def lay_out(path: Path | str, convert: str) -> LaidOut:
    """The document as it is, converted, with marks in full width, and the layout of its lines."""
    given = read_document(path)
    lines = convert_lines(given.lines, convert) if convert else given.lines
    source = replace(given, lines=widen_marks(lines))
    return LaidOut(given.lines, lines, source, read_layout(source))


def restore_wording(read: LaidOut, lines: list[str], texts: Iterable[str]) -> list[str]:
    """All the texts of a layout (paragraphs or sentences), as `lines` have them; nothing is lost."""
    prove_lossless(read, texts)
    if lines == read.source.lines:
        return [*texts]
    characters = iter(_wording(lines, read.source, read.layout)[0])
    return ["".join(one if one.isspace() else next(characters) for one in text) for text in texts]


def give_account(read: LaidOut, sentences: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, int], str]:
    """Sentences (with their original wording) and what was left out, what was mended, the encoding; nothing is lost."""
    source, layout = read.source, read.layout
    texts = [*sentences["text"]]
    sentences["text"] = restore_wording(read, read.converted, texts)
    if read.original != read.converted:
        original = restore_wording(read, read.original, texts)
        sentences.insert(sentences.columns.get_loc("text") + 1, "original", original)
    if read.original != source.lines:
        _, layout.left_out = _wording(read.original, source, layout)
    mended = dict(source.mended)
    if layout.page_breaks:
        mended["page breaks in mid-sentence"] = layout.page_breaks
    return *name_lines(source, sentences, layout), mended, source.encoding


def _take_marks_alone(layout: Layout) -> list[tuple[int, int]]:
    """Take lines that are a mark and nothing else out of the footnotes: line and number of each.

    Such a line is a mark of the paragraph before it if a footnote has its number; it is never a footnote itself.
    """
    alone = [one for one in layout.footnotes if FOOTNOTE_START.fullmatch(one.text)]
    layout.footnotes = [one for one in layout.footnotes if one not in alone]
    layout.left_out += [(one.line, one.text, "note reference") for one in alone]
    return [(one.line, mark_number(one.text)) for one in alone]


def _take_references(
    layout: Layout, numbers: set[int], alone: list[tuple[int, int]]
) -> tuple[list[Paragraph], list[set[int]]]:
    """Take marks such as ⑤ at the end of a sentence out of the text when a footnote has that number."""
    paragraphs, references = [], []
    for paragraph in layout.paragraphs:
        found: set[int] = set()
        while match := _next_reference(paragraph.text, numbers):  # one behind another: the first uncovers the next
            found.add(mark_number(match.group()))
            paragraph = take_mark(layout, paragraph, *match.span())
        if paragraph.text:
            paragraphs.append(paragraph)
            references.append(found)
    for line, number in alone:
        before = [row for row, paragraph in enumerate(paragraphs) if paragraph.line < line]
        if before and number in numbers:
            references[before[-1]].add(number)
    return paragraphs, references


def _titles_above(layout: Layout, paragraphs: list[Paragraph]) -> list[str]:
    """The headings that stand directly above each paragraph."""
    headings = [(line, text) for line, text, reason in layout.left_out if reason == "heading"]
    ends = [0, *(paragraph.line_numbers[-1] for paragraph in paragraphs)]
    return [
        " ".join(text for line, text in headings if end <= line <= paragraph.line)
        for end, paragraph in zip(ends, paragraphs, strict=False)
    ]


def _next_reference(text: str, numbers: set[int]) -> re.Match | None:
    matches = _NOTE_REFERENCE.finditer(text)
    return next((match for match in matches if mark_number(match.group()) in numbers), None)


def _table_of(
    paragraphs: list[Paragraph], attribution: Attribution, footnotes: list[Footnote], names: list[str]
) -> pd.DataFrame:
    rows = []
    seen: Counter[int] = Counter()
    for paragraph, speech, margin in zip(paragraphs, attribution.speech_of, attribution.margins, strict=True):
        seen[speech] += 1
        footnote = footnotes[speech]
        place = (footnote.number, names[speech], footnote.date, footnote.place, footnote.occasion, seen[speech])
        rows += [(*place, *sentence, margin) for sentence in place_sentences(paragraph)]
    table = pd.DataFrame(rows, columns=[*tables.SPEECH_COLUMNS, "margin"])
    table["strategy"] = tables.ordered_strategies(table["strategy"], list(dict.fromkeys(names)))
    table["date"] = pd.to_datetime(table["date"]).astype("datetime64[ns]")
    return table


def place_sentences(paragraph: Paragraph) -> list[tuple[int, str, int, int]]:
    """The sentences of a paragraph: number, text, first and last line."""
    rows, start = [], 0
    for number, sentence in enumerate(split_sentences(paragraph.text), start=1):
        end = start + len(sentence)
        first, last = paragraph.line_numbers[start], paragraph.line_numbers[end - 1]
        rows.append((number, sentence.strip(), first, last))
        start = end
    return rows


def prove_lossless(read: LaidOut, texts: Iterable[str]) -> None:
    """Every character of the source stands once in one of the texts, a footnote or a line left out."""
    source = read.source
    body, _ = _wording(source.lines, source, read.layout)
    found = "".join("".join(text.split()) for text in texts)
    if body != found:
        place = len(os.path.commonprefix([body, found]))
        raise ParseError("not_lossless", file=source.path, value=body[max(0, place - 8) : place + 8])


def name_lines(source: Source, speeches: pd.DataFrame, layout: Layout) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sentences and what was left out, with the lines called what ``source.numbers`` calls them."""
    left_out = pd.DataFrame(layout.left_out, columns=["line", "text", "reason"])
    if source.numbers is None:
        return speeches, left_out
    called = pd.Series(source.numbers, index=range(1, len(source.numbers) + 1), dtype="int64")
    named = {column: speeches[column].map(called) for column in ("start_line", "end_line")}
    return speeches.assign(**named), left_out.assign(line=left_out["line"].map(called).astype("int64"))


def _wording(lines: list[str], source: Source, layout: Layout) -> tuple[str, LeftOut]:
    """The characters of speeches without white space, and what is left out, as `lines` have them.

    They are found in `source`, whose lines are the same character by character. Marks stand behind what they belong to,
    so they are sought last.
    """
    footnotes = {line + step for one in layout.footnotes for line in [one.line] for step in range(one.lines)}
    rows: dict[int, list[int]] = {}
    for row, (line, _, _) in enumerate(layout.left_out):
        rows.setdefault(line, []).append(row)
    body, left_out = [], list(layout.left_out)
    for number, (line, own) in enumerate(zip(source.lines, lines, strict=True), start=1):
        rest, wording = "".join(line.split()), "".join(own.split())
        for row in rows.get(number, ()):
            _, text, reason = left_out[row]
            part = "".join(text.split())
            place = rest.rfind(part) if reason == "note reference" else rest.find(part)
            if place >= 0:
                characters = iter(wording[place : place + len(part)])
                original = "".join(one if one.isspace() else next(characters) for one in text)
                left_out[row] = number, original, reason
                rest, wording = (one[:place] + one[place + len(part) :] for one in (rest, wording))
        body.append(wording if number not in footnotes else "")
    return "".join(body), left_out
