"""The page a chart is drawn on: title above, panels placed in points, caption below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts import style
from analysis.charts.typesetting import text_width, wrap_text, wrap_title

MARGIN = 5.0  # points around the page
LEADING = 1.42  # line height in font sizes
CM = 72 / 2.54
NARROWEST, WIDEST = 6.0, 40.0  # centimetres a page may be wide
KEY_LINE = 11.0  # points from a line of a key to the next

_width_cm: ContextVar[float] = ContextVar("width_cm", default=style.WIDTH_CM)
_on_paper: ContextVar[bool] = ContextVar("on_paper", default=True)


@contextmanager
def printed_width(width_cm: float, *, on_paper: bool = True) -> Iterator[None]:
    """Lay out the charts drawn inside for a page of this width: lines break and panels move, letters keep their size.

    What is not on paper may be as long as it likes: see :func:`page_limit`.

    Raises
    ------
    ValueError
        If the page is too narrow for the words of a chart, or wider than a sheet of paper.

    Examples
    --------
    >>> with printed_width(12):
    ...     page_width(None)
    330.2
    """
    if not NARROWEST <= width_cm <= WIDEST:
        raise ValueError(f"a chart {width_cm:g} cm wide cannot be read or printed; give {NARROWEST:g} to {WIDEST:g} cm")
    tokens = (_width_cm, _width_cm.set(float(width_cm))), (_on_paper, _on_paper.set(on_paper))
    try:
        yield
    finally:
        for variable, token in tokens:
            variable.reset(token)


@dataclass(frozen=True)
class Page:
    """A parent axes without frame, and its place measured in points.

    Attributes
    ----------
    axes : Axes
        Carries title and caption; its panels are inset axes.
    width, height : float
        Of the place for panels. In axes that the caller gave, heights are those of the chart's own design, mapped
        onto what is there.
    """

    axes: Axes
    width: float
    height: float

    def panel(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes at a place measured from the top left corner."""
        place = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        axes = self.axes.inset_axes(place)
        axes.set_title("", y=1.0)  # a title in a fixed place spares matplotlib a search that took a third of the time
        return axes

    def part(self, left: float, top: float, width: float, height: float) -> Page:
        """A part of the page as a page of its own."""
        axes = self.panel(left, top, width, height)
        axes.set_axis_off()
        return Page(axes, width, height)

    def write(self, left: float, top: float, text: str, **options) -> None:
        """Text at a place measured from the top left corner; its top left corner stands there unless told."""
        options = {"ha": "left", "va": "top", "fontsize": style.BODY} | options
        self.axes.text(left / self.width, 1 - top / self.height, text, transform=self.axes.transAxes, **options)

    def mark(self, left: float, top: float, look: style.Look, **options) -> None:
        """The marker of a group, its middle at a place measured from the top left corner."""
        mark = Line2D(
            [left / self.width], [1 - top / self.height], linestyle="none", marker=look.marker, color=look.colour,
            transform=self.axes.transAxes, clip_on=False, **options,
        )  # fmt: skip
        self.axes.add_artist(mark)


def page_width(ax: Axes | None) -> float:
    """Width of the place for panels in points: that of a page of its own, or of the axes given."""
    if ax is None:
        return _width_cm.get() * CM - 2 * MARGIN
    return ax.get_window_extent().width / ax.get_figure(root=True).dpi * 72


def page_limit() -> float:
    """Points that panels may be high: those of a sheet of paper 24 cm high without title and caption."""
    return 528.0 if _on_paper.get() else float("inf")


def open_page(
    ax: Axes | None, *, title: str, caption: str, height: float, subtitle: str = "", source: str = ""
) -> Page:
    """A page with a body of `height` points: a new figure, or the place of `ax`.

    Subtitle, caption and source are printed with charts on their own page; in axes of a larger figure they are left to
    that figure.
    """
    width = page_width(ax)
    if ax is not None:
        ax.set_axis_off()
        _set_title(ax, wrap_title(title, width, style.BODY + 1), style.BODY + 1)
        return Page(ax, width, height)
    titles = wrap_title(title, 0.985 * width, style.TITLE)
    captions, below_title = ([line for text in texts if text for line in wrap_text(text, 0.985 * width, style.SMALL)]
                             for texts in ((caption, source), (subtitle,)))  # fmt: skip
    under = len(below_title) * style.SMALL * LEADING + 4 * bool(below_title)
    above = len(titles) * style.TITLE * LEADING + 6 + under
    below = len(captions) * style.SMALL * LEADING + (6 if captions else 0)
    whole = height + above + below + 2 * MARGIN
    figure = style.new_figure(_width_cm.get(), whole / CM)
    bottom = (MARGIN + below) / whole
    ax = figure.add_axes((MARGIN / (width + 2 * MARGIN), bottom, width / (width + 2 * MARGIN), height / whole))
    ax.set_axis_off()
    page = Page(ax, width, height)
    _set_title(ax, titles, style.TITLE, under)
    for number, line in enumerate(below_title):
        page.write(0, number * style.SMALL * LEADING - under - 3, line, fontsize=style.SMALL, color=style.GREY)
    for number, line in enumerate(captions):
        top = height + 6 + number * style.SMALL * LEADING
        page.write(0, top, line, fontsize=style.SMALL, color=style.GREY)
    return page


def _set_title(ax: Axes, lines: list[str], size: float, under: float = 0.0) -> None:
    # The plain title set at the left edge, so that ax.get_title() gives it.
    title = ax.set_title("\n".join(lines), x=0, y=1.0, ha="left", fontsize=size, pad=8 + under, linespacing=1.25)
    title.set_label(style.BOLD)


def place_legend(labels: Iterable[str], width: float) -> list[tuple[float, int]]:
    """Left edge and line of the name of each group, in as many lines as the width asks for."""
    return place_key([text_width(label, style.BODY) + 12 for label in labels], width, left=0, gap=12)


def legend_lines(labels: Iterable[str], width: float) -> int:
    """Lines that a legend of these labels takes."""
    return max((line for _, line in place_legend(labels, width)), default=0) + 1


def draw_legend(page: Page, entries: list[tuple[style.Look, str]], *, hollow: bool = False) -> None:
    """Marker and name of each group, hollow where all its marks are."""
    options = {"markerfacecolor": "white", "markeredgewidth": 0.9} if hollow else {}
    places = place_legend([label for _, label in entries], page.width)
    for (look, label), (x, line) in zip(entries, places, strict=True):
        page.mark(x + 4, 6 + line * 13, look, markersize=5, **options)
        page.write(x + 10, 6 + line * 13, label, va="center_baseline")


def place_key(widths: Iterable[float], width: float, *, left: float, gap: float) -> list[tuple[float, int]]:
    """Left edge and line of each entry of a key, in as many lines as the width asks for.

    Examples
    --------
    >>> place_key([40, 40, 40], 100, left=2, gap=10)
    [(2, 0), (52, 0), (2, 1)]
    """
    places, x, line = [], left, 0
    for wide in widths:
        if x > left and x + wide > width:
            x, line = left, line + 1
        places.append((x, line))
        x += wide + gap
    return places


def draw_key(
    page: Page, places: list[tuple[float, int]], texts: Sequence[str], mark: Callable[[Axes, int, float, float], None],
    after: float,
) -> None:  # fmt: skip
    """A key at the top of the page: `mark` draws an entry by axes, number and place, its text stands `after` points."""
    height = 12 + places[-1][1] * KEY_LINE
    panel = page.panel(0, 0, page.width, height)
    panel.set(xlim=(0, page.width), ylim=(height, 0))
    panel.set_axis_off()
    for number, (text, (x, line)) in enumerate(zip(texts, places, strict=True)):
        mark(panel, number, x, 6 + line * KEY_LINE)
        panel.text(x + after, 6 + line * KEY_LINE, text, va="center_baseline", fontsize=style.SMALL)


def set_unit(axes: Axes, text: str, width: float) -> None:
    """Label of the value axis of a panel `width` points wide; one that is wider ends where the panel ends."""
    axes.set_xlabel(text, fontsize=style.SMALL, labelpad=2)
    if text_width(text, style.SMALL) > width:
        axes.xaxis.label.set(ha="right", x=1.0)
