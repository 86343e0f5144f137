"""Text as the font prints it: Chinese, English and both in one line.

It is measured and broken into lines; labels stand in rows beside a panel with their glosses, over columns, and beside
points on nothing else, at the same place each time.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from analysis.charts import style

GLOSS = 6.5
ROW, TERM_ROW, GLOSS_ROW = 12.5, 10.0, 8.5  # points of a row, of a line of a term, and of a line of a gloss
HEAD_LINES, LONGEST = 4, 90.0  # lines of a head that is not turned, points of one that is
Box = tuple[float, float, float, float]  # left, top, right, bottom
# Right, left, below, above, then the four corners: the order in which a place beside a point is tried.
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (1, 1), (-1, -1), (-1, 1))

# What may not begin a line, and what may not end one (the plain part of the rules of Chinese typesetting).
_NOT_FIRST = "，。、；：！？）》”’」』】〉％%,.;:!?)]}…—–·/"
_NOT_LAST = "（《“‘「『【〈([{"
_PIECES = re.compile(r"\s+|[^\W\d_⺀-鿿豈-﫿]+[-’'–.]?|[\d.,%+−]+|.", re.DOTALL)


def text_width(text: str, size: float) -> float:
    """Width of one line in points at a font size in points.

    Examples
    --------
    >>> text_width("新质生产力", 8)
    40.0
    """
    return sum(map(style.advance, style.drawable(text))) * size


def shorten(text: str, width: float, size: float) -> str:
    """A text that fits into a width, its end cut off if need be.

    Examples
    --------
    >>> shorten("长江经济带发展，303 词", 60, 8)
    '长江经济带发…'
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip("，, ") + "…"


def wrap_text(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width` points: broken at spaces and hyphens, and between Chinese characters.

    A closing mark never begins a line and an opening one never ends it. A word wider than the line is cut.

    Examples
    --------
    >>> wrap_text("统筹协调，（督促）检查。", 40, 8)
    ['统筹协调，', '（督促）检', '查。']
    >>> wrap_text("new quality productive forces", 60, 8)
    ['new quality', 'productive', 'forces']
    """
    lines = []
    for paragraph in style.drawable(text).split("\n"):
        line = ""
        for piece in _unbreakable(paragraph, width, size):
            if line and text_width((line + piece).rstrip(), size) > width + 0.01:
                lines.append(line.rstrip())
                line, piece = "", piece.lstrip()
            line += piece
        if line.strip() or not paragraph.strip():
            lines.append(line.rstrip())
    return lines


def wrap_title(text: str, width: float, size: float) -> list[str]:
    """Lines of a title: broken after commas, semicolons and colons where that takes no more lines than `wrap_text`.

    Examples
    --------
    >>> wrap_title("最常说：东部“发展”、西部“坚持”", 88, 8)
    ['最常说：东部“发展”、', '西部“坚持”']
    """
    plain = wrap_text(text, width, size)
    lines, line = [], ""
    for clause in re.findall(r".*?(?:[，、；：]|[,;:] |$)", style.drawable(text)):
        if line and text_width((line + clause).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += clause
    lines.append(line.rstrip())
    fits = all(text_width(line, size) <= width for line in lines)
    return lines if fits and len(lines) <= len(plain) else plain


def _unbreakable(text: str, width: float, size: float) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        glued = pieces and (piece[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST or _quotes(pieces, piece))
        if glued and text_width(pieces[-1] + piece, size) <= width:
            pieces[-1] += piece
        elif text_width(piece, size) > width:
            pieces += list(piece)
        else:
            pieces.append(piece)
    return pieces


def _quotes(pieces: list[str], piece: str) -> bool:
    """Whether a plain quotation mark, which opens after a space and closes after a word, holds the two together."""
    if pieces[-1] == '"':
        return len(pieces) == 1 or pieces[-2].isspace()
    return piece == '"' and not pieces[-1].isspace()


@dataclass(frozen=True)
class Labels:
    """Labels of rows, broken into lines.

    Attributes
    ----------
    terms, glosses : tuple of tuple of str
        Lines of each label, and of what stands below it in grey.
    width : float
        Of the labels in points.
    heights : array
        Of each row in points.
    """

    terms: tuple[tuple[str, ...], ...]
    glosses: tuple[tuple[str, ...], ...]
    width: float
    heights: np.ndarray

    @property
    def places(self) -> np.ndarray:
        """Middle of each row, in points from the top."""
        return np.cumsum(self.heights) - self.heights / 2

    @property
    def height(self) -> float:
        """Of all rows together, in points."""
        return float(self.heights.sum())


def plan_rows(
    labels: Sequence[str], glosses: Sequence[str] = (), *, most: float, least: float = 20, row: float = ROW
) -> Labels:
    """Break labels, and the glosses that stand below them, into lines no wider than `most` points."""
    given = glosses or [""] * len(labels)
    widest = [
        max(text_width(label, style.BODY), text_width(gloss, GLOSS)) for label, gloss in zip(labels, given, strict=True)
    ]
    width = min(max([*widest, least]) + 6, most)
    terms = tuple(tuple(wrap_text(label, width - 5, style.BODY)) for label in labels)
    below = tuple(tuple(wrap_text(gloss, width - 5, GLOSS)) if gloss else () for gloss in given)
    heights = [row + (len(t) - 1) * TERM_ROW + len(g) * GLOSS_ROW for t, g in zip(terms, below, strict=True)]
    return Labels(terms, below, width, np.array(heights))


class Heads(NamedTuple):
    """Heads of columns: their lines, the angle they are turned by, and the height they take in points."""

    texts: tuple[str, ...]
    rotation: int
    height: float


def plan_heads(labels: Sequence[str], cell: float, size: float) -> Heads:
    r"""Break heads into lines no wider than a column; turn all where a word is wider or a head would be a tower.

    Turned, they stand in one line each where columns are narrow; what is too long then is cut.

    Examples
    --------
    >>> plan_heads(["长江经济带"], 30, 8).texts, plan_heads(["Western Development"], 30, 8).rotation
    (('长江经\n济带',), 90)
    """
    words = [word for label in labels for word in re.findall(r"[^\W\d_⺀-鿿]+|\d+\w?", label)]
    lines = [wrap_text(label, cell, size) for label in labels]
    turned = any(text_width(word, size) > cell for word in words) or max(map(len, lines)) > HEAD_LINES
    height = max(map(len, lines)) * size * 1.15
    if turned:
        room = max(int(cell // (size * 1.15)), 1)
        lines = [wrap_text(label, 72, size) for label in labels]
        lines = [part if len(part) <= room else [shorten(label, LONGEST, size)]
                 for part, label in zip(lines, labels, strict=True)]  # fmt: skip
        height = max(text_width(line, size) for part in lines for line in part) + 4
    return Heads(tuple("\n".join(part) for part in lines), 90 if turned else 0, height)


def write_rows(axes: Axes, rows: Labels) -> None:
    """The labels as ticks of the y axis, which is in points from the top; glosses below them."""
    ticks = []
    for middle, term, gloss in zip(rows.places, rows.terms, rows.glosses, strict=True):
        at = middle - len(gloss) * GLOSS_ROW / 2
        ticks.append((at, "\n".join(term)))
        if gloss:
            axes.annotate(
                "\n".join(gloss), (0, at + len(term) * TERM_ROW / 2 + 1), xycoords=("axes fraction", "data"),
                xytext=(-3, 0), textcoords="offset points", ha="right", va="top", fontsize=GLOSS, color=style.GREY,
                linespacing=1.0,
            )  # fmt: skip
    axes.set_yticks([at for at, _ in ticks], [text for _, text in ticks], linespacing=1.05)
    axes.set_ylim(rows.height, 0)


def place_labels(
    points: Sequence[tuple[float, float, float]], sizes: Sequence[tuple[float, float]], room: tuple[float, float],
    *, taken: Sequence[Box] = (), gap: float = 1.5,
) -> list[Box]:  # fmt: skip
    """Boxes for labels so that none covers another label or a point, and all stay in the room.

    The labels are placed in the order given, so the important ones come first. Around each point places are tried in
    rings, the nearest first, with eight and then more directions. If no place is free, the one with the least overlap
    is taken. No chance is involved.

    Parameters
    ----------
    points : sequence of (x, y, radius)
        Centres and radii of the marks, in points (1/72 inch) from the top left.
    sizes : sequence of (width, height)
        Of the labels.
    room : (width, height)
        What the labels may fill.
    taken : sequence of boxes
        Places that are not free beforehand.
    gap : float
        Space kept between boxes.

    Returns
    -------
    list of (left, top, right, bottom)
        One a label.

    Examples
    --------
    >>> place_labels([(10, 10, 2), (13, 10, 2)], [(20, 8), (20, 8)], (60, 40))
    [(0.0, 13.5, 20.0, 21.5), (17.0, 0, 37.0, 8.0)]
    """
    # Boxes as rows: first the marks and what is taken, then the labels as they are placed, each with its own gap.
    fixed = [*((x - r, y - r, x + r, y + r) for x, y, r in points), *taken]
    boxes = np.array([*fixed, *[(0.0, 0.0, 0.0, 0.0)] * len(sizes)]).reshape(-1, 4)
    gaps = np.array([0.5] * len(fixed) + [gap] * len(sizes))
    placed: list[Box] = []
    for (x, y, radius), size in zip(points, sizes, strict=True):
        filled = len(fixed) + len(placed)
        best = None
        for box in _candidates(x, y, radius + gap, size):
            box = _moved_inside(box, room)
            clash = _overlap(box, boxes[:filled], gaps[:filled])
            if best is None or clash < best[0] - 1e-9:
                best = (clash, box)
            if clash == 0:
                break
        boxes[filled] = best[1]
        placed.append(best[1])
    return placed


def leader(point: tuple[float, float, float], box: Box, *, least: float = 7.0) -> tuple[float, float] | None:
    """Where on a label's edge a line from its point should end; None if the label stands beside the point anyway.

    Examples
    --------
    >>> leader((0, 0, 2), (4, -4, 20, 4)), leader((0, 0, 2), (30, 10, 50, 18))
    (None, (30, 10))
    """
    x, y, radius = point
    end = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
    return end if math.dist((x, y), end) > radius + least else None


def _candidates(x: float, y: float, reach: float, size: tuple[float, float]):
    width, height = size
    for ring in range(14):
        away = reach + ring * 4.5
        if ring < 2:
            directions = _SIDES
        else:
            turns = 8 + 4 * ring
            directions = [(math.cos(2 * math.pi * k / turns), math.sin(2 * math.pi * k / turns)) for k in range(turns)]
        for across, down in directions:
            middle = x + across * away, y + down * away
            left = middle[0] - width * (1 - across) / 2
            top = middle[1] - height * (1 - down) / 2
            if ring < 2 and across and down:  # corners stand closer than the ring
                left, top = left - across * away * 0.5, top - down * away * 0.3
            elif ring < 2 and not across:
                left = x - width / 2
            yield (left, top, left + width, top + height)


def _moved_inside(box: Box, room: tuple[float, float]) -> Box:
    left = min(max(box[0], 0), max(room[0] - (box[2] - box[0]), 0))
    top = min(max(box[1], 0), max(room[1] - (box[3] - box[1]), 0))
    return (left, top, left + box[2] - box[0], top + box[3] - box[1])


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share any place."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _overlap(box: Box, others: np.ndarray, gaps: np.ndarray) -> float:
    """Area that a box shares with others, each widened by its gap."""
    wide = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0]) + gaps
    tall = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1]) + gaps
    return float((np.maximum(wide, 0) * np.maximum(tall, 0)).sum())
