"""Places of a picture that lead to sentences: clear areas over bars, points, cells and labels.

An area is drawn only where its link is, in the report's page: picture files hold nothing of it. It is larger than the
mark it covers, so that thin lines and small dots are easy to hit, and it is nearly clear rather than without a fill,
since browsers let clicks fall through what has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from analysis.charts import style
from analysis.charts.page import Page

CLEAR = (1.0, 1.0, 1.0, 0.001)
ON_TOP = 20  # above panels, marks and texts
Corners = tuple[float, float, float, float]  # left, top, right, bottom


class Area(Artist):
    """A rectangle with a link and nothing to see."""

    def __init__(self, corners: Corners, transform, anchor: str):
        super().__init__()
        left, top, right, bottom = corners
        self._path = Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)
        self.set_transform(transform)
        self.set_zorder(ON_TOP)
        style.link(self, anchor)

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


def link_place(page: Page, corners: Corners, anchor: str | None) -> None:
    """Let a rectangle of a page, in points from its top left corner, lead to an anchor; None leads nowhere."""
    if anchor:
        left, top, right, bottom = corners
        place = (left / page.width, 1 - top / page.height, right / page.width, 1 - bottom / page.height)
        page.axes.add_artist(Area(place, page.axes.transAxes, anchor))


def link_rows(
    axes: Axes, places: Iterable[float], heights: Iterable[float], anchors: Sequence[str | None], *,
    labels: Sequence[str | None] = (), before: float = 0, after: float = 0,
) -> None:  # fmt: skip
    """Let every row of a panel lead to its sentences, and the label at its left to those of its term.

    Parameters
    ----------
    places, heights
        Middle and height of each row in the panel's data.
    anchors, labels : sequence of str or None
        Where the rows and their labels lead.
    before, after : float
        Points that the labels take at the left of the panel, and figures at its right.
    """
    left, right = axes.get_xlim()
    point = (right - left) / panel_width(axes)
    for number, (place, tall) in enumerate(zip(places, heights, strict=True)):
        top, bottom = place - tall / 2, place + tall / 2
        link_area(axes, (left, top, right + after * point, bottom), anchors[number])
        if labels:
            link_area(axes, (left - before * point, top, left, bottom), labels[number])


def panel_width(axes: Axes) -> float:
    """Width of a panel in points."""
    return axes.get_window_extent().width / axes.get_figure(root=True).dpi * 72
