"""A chart in the size that is asked for: its letters, its width, its height."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure

from analysis.charts.page import NARROWEST, WIDEST
from analysis.charts.style import BODY, DPI, WIDTH_CM
from analysis.report.requests import RequestError, closest, read_length

SLIDES = {"16:9": (33.867, 19.05), "4:3": (25.4, 19.05)}  # centimetres, as PowerPoint has them
USUAL = "16cm"  # of a picture for which no width is asked
SMALLEST = 5.0  # points of a letter that can be read in print
_WIDTHS = (6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 16.0, 18.0, 20.0, 22.0, 24.0, 28.0, 32.0, 36.0, 40.0)


@dataclass(frozen=True)
class Size:
    """How large a picture is printed.

    Attributes
    ----------
    width, height : float
        Centimetres; without a height it follows from what is drawn.
    letters : float
        Points of its ordinary letters; 0 leaves them to the size.
    dpi : int
        Dots an inch of a PNG.
    """

    width: float = WIDTH_CM
    height: float = 0.0
    letters: float = 0.0
    dpi: int = DPI


def read_size(width: str, height: str = "", slide: str = "", *, letters: float = 0.0, dpi: int = DPI) -> Size:
    """The size that the options of a command ask for.

    Raises
    ------
    RequestError
        A length is none, or there is no such slide.

    Examples
    --------
    >>> read_size(USUAL, slide="16：9")
    Size(width=33.867, height=19.05, letters=0.0, dpi=200)
    """
    slide = slide.replace("：", ":")
    if slide and (height or width != USUAL):
        raise RequestError("options_exclude", option="--slide", other="--height" if height else "--width")
    if slide and slide not in SLIDES:
        raise RequestError("option_unknown", option="--slide", value=slide, known=closest(slide, SLIDES))
    if slide:
        return Size(*SLIDES[slide], letters, dpi)
    tall = read_length("--height", height) if height else 0.0
    return Size(read_length("--width", width), tall, letters, dpi)


def fit_chart(draw: Callable[..., Figure], size: Size) -> tuple[Figure, float]:
    """Draw a chart for a size.

    A chart lays itself out for a width in letters of 8 points; that picture is then enlarged or reduced. So larger
    letters are a layout for a narrower page; and a height is met by the narrowest layout that is flat enough.

    Parameters
    ----------
    draw : callable
        Takes ``width_cm`` and gives a figure.
    size : Size
        What is asked for.

    Returns
    -------
    (figure, scale)
        The figure, and how many times larger than it the picture is.

    Raises
    ------
    RequestError
        The letters would be smaller than 5 points, or there is no such layout; it names the size that is needed.
    """
    if size.height and not size.letters:
        return _fit_height(draw, size)
    scale = (size.letters or BODY) / BODY
    layout = size.width / scale
    if not NARROWEST <= layout <= WIDEST:
        least, most = size.width / WIDEST * BODY, size.width / NARROWEST * BODY
        raise RequestError("letters_too_large" if layout < NARROWEST else "letters_too_small",
                           value=size.letters or BODY, width=size.width, low=round(max(least, SMALLEST), 1),
                           high=round(most, 1), needed=round(NARROWEST * scale, 1))  # fmt: skip
    figure = draw(width_cm=layout)
    if size.height:
        tall = figure.get_figheight() * 2.54 * scale
        if tall > size.height * 1.001:
            raise RequestError("height_too_small", value=size.height, needed=math.ceil(10 * tall) / 10)
        _extend(figure, size.width / size.height)
    return figure, scale


def _fit_height(draw: Callable[..., Figure], size: Size) -> tuple[Figure, float]:
    needed = float("inf")
    for layout in (width for width in _WIDTHS if BODY * size.width / width >= SMALLEST):
        figure = draw(width_cm=layout)
        wide, tall = figure.get_size_inches()
        height = tall / wide * size.width
        if height <= size.height * 1.001:
            _extend(figure, size.width / size.height)
            return figure, size.width / layout
        needed = min(needed, height)
    if needed == float("inf"):
        raise RequestError("letters_too_large", value=SMALLEST, width=size.width, high=SMALLEST, needed=_WIDTHS[0])
    raise RequestError("height_too_small", value=size.height, needed=math.ceil(10 * needed) / 10)


def _extend(figure: Figure, ratio: float) -> None:
    """Add room below what is drawn, until width is to height as asked for."""
    wide, tall = figure.get_size_inches()
    new = wide / ratio
    for axes in figure.axes:
        box = axes.get_position()
        axes.set_position((box.x0, 1 - (1 - box.y0) * tall / new, box.width, box.height * tall / new))
    figure.set_size_inches(wide, new)
