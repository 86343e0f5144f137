"""How large the pictures of a Word file are, so that its pages are full.

Neither Word nor LibreOffice makes a picture smaller or larger to fill a page: one that does not fit goes to the next
and leaves a hole. So it is estimated where pages end, and the sizes are chosen that leave the smallest holes. The
estimate is cautious, since each machine has other fonts: it leaves a little room rather than push a picture away.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from analysis.charts.typesetting import text_width, wrap_text

WIDTH, NARROW, TALLEST = 16.0, 10.0, 16.5  # centimetres: of a picture, the most and the least width, the most height
PAGE = 24.4  # centimetres of text on a page, less what estimates may be wrong by
WIDER = 1.15  # Latin letters of other machines than those measured here
PAGES = 14  # at most, if smaller pictures can do it
SMALL = 7.0  # centimetres of a hole that nobody minds
SIZES = 6  # tried of each picture
ROUNDED = 0.01  # centimetres by which a size in a file may be off
_POINT = 2.54 / 72
_WITH_NEXT = ("Heading 1", "Figure", "Quote")  # styles that stay on the page of what follows


class Piece(NamedTuple):
    """Paragraphs that stay together, in centimetres: what cannot be parted, then lines that pages may part.

    A picture among them has a least and a most height; without one both are 0.
    """

    fixed: float
    lines: int
    leading: float
    least: float = 0.0
    most: float = 0.0


class Layout(NamedTuple):
    """Pieces laid out so far: worst hole, the heights of the pictures, pages that are full, and room on the last."""

    hole: float = SMALL
    heights: tuple[float, ...] = ()
    pages: int = 1  # before the first heading
    free: float = 0.0

    @property
    def rank(self) -> tuple:
        """The smaller the better: few holes, then large pictures."""
        return self.hole, -sum(self.heights)


def fit_pictures(document: Document) -> None:
    """Size the pictures of a file, whose first heading begins a page, so that its pages are as full as can be."""
    shapes = {id(shape._inline): shape for shape in document.inline_shapes}
    paragraphs = [*document.paragraphs]
    first = next((n for n, one in enumerate(paragraphs) if one.style.name == "Heading 1"), len(paragraphs))
    for shape, height in zip(shapes.values(), lay_out([*_pieces(paragraphs[first:], shapes)]).heights, strict=True):
        shape.width, shape.height = round(shape.width * Cm(height) / shape.height), Cm(height)


def limits_of(width: float, height: float) -> tuple[float, float]:
    """The least and the most height in centimetres of a picture of such a shape.

    Examples
    --------
    >>> limits_of(16, 8), limits_of(10, 10), limits_of(10, 30)
    ((5.0, 8.0), (10.0, 16.0), (16.5, 16.5))
    """
    tall = height / width
    return min(NARROW * tall, TALLEST), min(WIDTH * tall, TALLEST)


def lay_out(pieces: Sequence[Piece]) -> Layout:
    """The sizes of the pictures that leave the smallest holes, on as many pages as may be.

    Examples
    --------
    >>> text, picture = Piece(0, 20, 0.5), Piece(1.0, 1, 0.5, least=6, most=16)
    >>> [round(height, 1) for height in lay_out([text, picture]).heights]
    [12.9]
    """
    found = {(1, 0.0): Layout()}
    for piece in pieces:
        reached: dict[tuple, Layout] = {}
        for layout in found.values():
            for height in _heights(piece, layout.free):
                after = _placed(layout, piece, height)
                key = after.pages, round(after.free, 1)
                reached[key] = min(reached.get(key, after), after, key=lambda one: one.rank)
        found = reached
    ends = [one._replace(hole=max(one.hole, one.free)) for one in found.values()]
    return min(ends, key=lambda one: (one.pages > PAGES, *one.rank))


def _heights(piece: Piece, free: float) -> list[float]:
    """The sizes that are tried of a picture: that which fills the page, and some from the least to the most."""
    filling = free - piece.fixed - piece.lines * piece.leading - ROUNDED
    step = (piece.most - piece.least) / (SIZES - 1)
    sizes = [piece.least + number * step for number in range(SIZES)] if step else [piece.least]
    return [*sizes, *([filling] if piece.least < filling < piece.most else [])]


def _placed(layout: Layout, piece: Piece, height: float) -> Layout:
    """A layout with a piece behind it; two lines stay together at the foot of a page and at its head."""
    hole, heights, pages, free = layout
    together = piece.fixed + height
    if together + (2 if piece.lines > 3 else piece.lines) * piece.leading > free:
        hole, pages, free = max(hole, free), pages + 1, PAGE
    whole = together + piece.lines * piece.leading
    if whole > free:
        here = max(min(int((free - together) / piece.leading), piece.lines - 2), 0)
        pages, free, whole = pages + 1, PAGE, (piece.lines - here) * piece.leading
    return Layout(hole, (*heights, height) if piece.most else heights, pages, max(free - whole, 0.0))


def _pieces(paragraphs: Sequence[Paragraph], shapes: dict) -> Iterator[Piece]:
    """What stays together, from measured paragraphs."""
    fixed, limits = 0.0, (0.0, 0.0)
    for number, paragraph in enumerate(paragraphs):
        style = paragraph.style
        form, base = style.paragraph_format, style.base_style.paragraph_format
        before, after = (next((value for of in (form, base) if (value := getattr(of, name)) is not None), 0)
                         for name in ("space_before", "space_after"))  # fmt: skip
        fixed += (before + after) / Cm(1)
        drawn = [shapes[id(one)] for one in paragraph._p.iter(qn("wp:inline"))]
        lines, leading = (0, 0.0) if drawn else (_lines(paragraph), form.line_spacing / Cm(1))
        limits = limits_of(drawn[0].width, drawn[0].height) if drawn else limits
        if style.name in _WITH_NEXT and number + 1 < len(paragraphs):
            fixed += lines * leading
        else:
            yield Piece(fixed, lines, leading, *limits)
            fixed, limits = 0.0, (0.0, 0.0)


def _lines(paragraph: Paragraph) -> int:
    """Lines of a paragraph across the page."""
    form, size = paragraph.style.paragraph_format, paragraph.style.font.size.pt
    text = "".join(piece.text or "" for piece in paragraph._p.iter(qn("w:t")))
    latin = text_width("".join(one for one in text if one < "\u2000"), size) / max(text_width(text, size), 1)
    room = (WIDTH - sum(one or 0 for one in (form.left_indent, form.right_indent)) / Cm(1)) / _POINT
    return len(wrap_text(text, room / (1 + (WIDER - 1) * latin), size))
