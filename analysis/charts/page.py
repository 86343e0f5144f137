"""The page a chart is drawn on: title above, panels placed in points, caption below; and where its places lead.

A place that leads to sentences is a clear area over bars, points, cells and labels. It is drawn only where its link is,
in the report's page: picture files hold nothing of it. It is larger than the mark it covers, so that thin lines and
small dots are easy to hit, and it is nearly clear rather than without a fill, since browsers let clicks fall through
what has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from analysis.charts import style
from analysis.charts.typesetting import Labels, shorten, text_width, wrap_text, wrap_title

MARGIN = 5.0  # points around the page
LEADING = 1.42  # line height in font sizes
CM = 72 / 2.54
NARROWEST, WIDEST = 6.0, 40.0  # centimetres a page may be wide
KEY_LINE = 11.0  # points from a line of a key to the next
CLEAR = (1.0, 1.0, 1.0, 0.001)
OF, AND = "of ", "\t"  # how an artist notes to which groups it belongs
ON_TOP = 20  # above panels, marks and texts
Corners = tuple[float, float, float, float]  # left, top, right, bottom


_paper: ContextVar[tuple[float, bool]] = ContextVar("width in cm, on paper", default=(style.WIDTH_CM, True))


def printed_width(width_cm: float, *, on_paper: bool = True):
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
    return style.holding(_paper, (float(width_cm), on_paper))


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

    def canvas(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes without a frame, whose data are points from their top left corner."""
        axes = self.panel(left, top, width, height)
        axes.set(xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        return axes

    def part(self, left: float, top: float, width: float, height: float) -> Page:
        """A part of the page as a page of its own."""
        return Page(self.canvas(left, top, width, height), width, height)

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

    def link(self, corners: Corners, anchor: str | None) -> None:
        """Let a rectangle, in points from its top left corner, lead to an anchor; None leads nowhere."""
        if anchor:
            left, top, right, bottom = corners
            place = (left / self.width, 1 - top / self.height, right / self.width, 1 - bottom / self.height)
            self.axes.add_artist(Area(place, self.axes.transAxes, anchor))

    def draw_head(
        self, left: float, middle: float, look: style.Look, text: str, anchor: str | None = None, *,
        room: float | None = None,
    ) -> None:  # fmt: skip
        """Marker and name of a group over its panel, and where they lead; in two small lines if wider than `room`."""
        wide = 12 + text_width(text, style.BODY + 0.5)
        self.link((left, middle - 6.5, left + wide, middle + 6.5), anchor)
        self.mark(left + 3.5, middle, look, markersize=5.5)
        room = (self.width - left if room is None else room) - 10
        if text_width(text, style.BODY + 0.5) <= room:
            self.write(left + 10, middle, text, va="center_baseline", fontsize=style.BODY + 0.5)
        else:
            lines = wrap_text(text, room, style.SMALL)
            if len(lines) > 2:
                lines = [lines[0], shorten("".join(lines[1:]), room, style.SMALL)]
            self.write(left + 10, middle, "\n".join(lines), va="center", fontsize=style.SMALL, linespacing=0.95)


@contextmanager
def belonging(axes: Axes, *groups: str) -> Iterator[None]:
    """What is drawn inside belongs to these groups: the report's page dims it while one of them is switched off."""
    before = set(axes.get_children())
    yield
    for artist in set(axes.get_children()) - before if groups else ():
        artist.set_gid(OF + AND.join(map(str, groups)))


def mark_owners(labels: Iterable[Artist], owners: Iterable[Sequence[str]]) -> None:
    """Note to which groups labels belong: the report's page dims them too."""
    for label, groups in zip(labels, owners, strict=True):
        if groups:
            label.set_gid(OF + AND.join(groups))


def page_width(ax: Axes | None) -> float:
    """Width of the place for panels in points: that of a page of its own, or of the axes given."""
    return _paper.get()[0] * CM - 2 * MARGIN if ax is None else panel_width(ax)


def page_limit() -> float:
    """Points that panels may be high: those of a sheet of paper 24 cm high without title and caption."""
    return 528.0 if _paper.get()[1] else float("inf")


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
    across = width + 2 * MARGIN
    figure = style.new_figure(_paper.get()[0], whole / CM)
    ax = figure.add_axes((MARGIN / across, (MARGIN + below) / whole, width / across, height / whole))
    ax.set_axis_off()
    page = Page(ax, width, height)
    _set_title(ax, titles, style.TITLE, under)
    for top, lines in ((-under - 3, below_title), (height + 6, captions)):
        for number, line in enumerate(lines):
            page.write(0, top + number * style.SMALL * LEADING, line, fontsize=style.SMALL, color=style.GREY)
    return page


def _set_title(ax: Axes, lines: list[str], size: float, under: float = 0.0) -> None:
    # The plain title set at the left edge, so that ax.get_title() gives it.
    title = ax.set_title("\n".join(lines), x=0, y=1.0, ha="left", fontsize=size, pad=8 + under, linespacing=1.25)
    title.set_label(style.BOLD)


class Legend:
    """The groups at the top of a page `width` points wide, in as many lines as their names ask for."""

    def __init__(self, names: Sequence[str], width: float):
        self.names = names
        self.places = place_key([text_width(one, style.BODY) + 12 for one in names], width, left=0, gap=12)
        self.height = 13.0 * (self.places[-1][1] + 1) if names else 0.0

    def draw(self, page: Page, looks: Mapping[str, style.Look], *, hollow: bool = False) -> None:
        """Marker and name of each group, hollow where all its marks are."""
        options = {"markerfacecolor": "white", "markeredgewidth": 0.9} if hollow else {}
        for (group, look), name, (x, line) in zip(looks.items(), self.names, self.places, strict=True):
            with belonging(page.axes, group):
                page.mark(x + 4, 6 + line * 13, look, markersize=5, **options)
                page.write(x + 10, 6 + line * 13, name, va="center_baseline")


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


class Key:
    """A key at the top of a page `width` points wide: signs, and `after` points from where each begins its text."""

    def __init__(self, texts: Sequence[str], width: float, *, after: float, left: float = 2, gap: float = 12):
        self.texts, self.after = texts, after
        self.places = place_key([after + text_width(one, style.SMALL) for one in texts], width, left=left, gap=gap)
        self.height = 16 + self.places[-1][1] * KEY_LINE if texts else 0.0

    def draw(self, page: Page, mark: Callable[[Axes, int, float, float], None]) -> None:
        """Draw it; `mark` draws the sign of an entry by axes, number and place."""
        if not self.texts:
            return
        panel = page.canvas(0, 0, page.width, self.height - 4)
        for number, (text, (x, line)) in enumerate(zip(self.texts, self.places, strict=True)):
            mark(panel, number, x, 6 + line * KEY_LINE)
            panel.text(x + self.after, 6 + line * KEY_LINE, text, va="center_baseline", fontsize=style.SMALL)


def set_unit(axes: Axes, text: str, width: float) -> None:
    """Label of the value axis of a panel `width` points wide; one that is wider ends where the panel ends."""
    axes.set_xlabel(text, fontsize=style.SMALL, labelpad=2)
    if text_width(text, style.SMALL) > width:
        axes.xaxis.label.set(ha="right", x=1.0)


class Area(Artist):
    """A rectangle with a link and nothing to see."""

    def __init__(self, corners: Corners, transform, anchor: str):
        super().__init__()
        left, top, right, bottom = corners
        self._path = Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)
        self.set_transform(transform)
        self.set_zorder(ON_TOP)
        self.set_url(f"#{anchor}")

    def draw(self, renderer) -> None:
        """Draw it, if links are drawn."""
        if not self.get_visible() or not self.get_url():
            return
        pen = renderer.new_gc()
        pen.set_linewidth(0)
        pen.set_url(self.get_url())
        renderer.draw_path(pen, self._path, self.get_transform(), CLEAR)
        pen.restore()

    def get_window_extent(self, renderer=None) -> Bbox:
        """Where it lies, in pixels."""
        return self._path.get_extents(self.get_transform())


def link_area(axes: Axes, corners: Corners, anchor: str | None) -> None:
    """Let a rectangle of a panel, in its data, lead to an anchor; None leads nowhere."""
    if anchor:
        axes.add_artist(Area(corners, axes.transData, anchor))


def link_rows(
    axes: Axes, rows: Labels, labels: Sequence[str | None] = (), *, here: Sequence[str | None] = (), after: float = 0
) -> None:
    """Let the label of every row lead to the sentences of its term, and the row itself to those it shows.

    Parameters
    ----------
    rows : Labels
        As they are written at the left of the panel.
    labels, here : sequence of str or None
        Where the labels and the rows lead; nowhere if not given.
    after : float
        Points that figures take at the right of the panel.
    """
    left, right = axes.get_xlim()
    point = (right - left) / panel_width(axes)
    for number, (middle, tall) in enumerate(zip(rows.places, rows.heights, strict=True)):
        top, bottom = middle - tall / 2, middle + tall / 2
        link_area(axes, (left, top, right + after * point, bottom), here[number] if here else None)
        link_area(axes, (left - rows.width * point, top, left, bottom), labels[number] if labels else None)


def panel_width(axes: Axes) -> float:
    """Width of a panel in points."""
    return axes.get_window_extent().width / axes.get_figure(root=True).dpi * 72
