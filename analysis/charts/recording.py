"""A figure drawn once, taken down and drawn again in every format.

Matplotlib asks each artist anew for every file: where it stands, how wide its texts are. Here the artists draw once, at
72 dots an inch, on a recorder; what they asked for is then repeated on the renderer of each format. Texts are kept
apart, for each format writes them its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import NamedTuple

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Bbox, TransformedPath

from analysis.charts.letters import line_heights, set_line
from analysis.charts.style import FAMILY, check_glyphs


class NotRecordableError(Exception):
    """The figure holds something the recorder does not know: an image, a formula, a text in another font."""


class Text(NamedTuple):
    """A line of text: the left end of its base line from the bottom left corner, in points; size in points."""

    text: str
    x: float
    y: float
    size: float
    angle: float


class Recorder(RendererBase):
    """A renderer that takes down what is drawn: ``calls``, in order, and the ``texts`` among them."""

    def __init__(self, width: float, height: float):
        super().__init__()
        self.width, self.height, self.calls = width, height, []

    @property
    def texts(self) -> list[Text]:
        """The lines of text in their order."""
        return [call[2] for call in self.calls if call[0] == "draw_text"]

    def flipy(self):
        """Text is placed from the bottom."""
        return False

    def get_canvas_width_height(self):
        """Width and height in points."""
        return self.width, self.height

    def points_to_pixels(self, points):
        """72 dots an inch."""
        return points

    def get_text_width_height_descent(self, s, prop, ismath):
        """Measure by the outlines of the font."""
        _refuse_other_fonts(s, prop, ismath)
        line, size = set_line(s), prop.get_size_in_points() / 100
        return line.width * size, (line.top - line.bottom) * size, -line.bottom * size

    def _get_font_height_metrics(self, prop):
        # What newer matplotlibs ask for each text, to save them reading the tables of the font.
        size, (up, down, gap) = prop.get_size_in_points(), line_heights()
        return up * size, down * size, gap * size

    def open_group(self, s, gid=None):
        """Groups are kept: they order an SVG."""
        self.calls.append(("open_group", s, gid))

    def close_group(self, s):
        """See open_group."""
        self.calls.append(("close_group", s))

    def draw_path(self, gc, path, transform, rgbFace=None):  # noqa: N803
        """Take down a path; one that only leads somewhere (:mod:`analysis.charts.links`) as an area."""
        clear = rgbFace is not None and len(rgbFace) == 4 and rgbFace[3] < 0.002 and not gc.get_linewidth()
        self.calls.append(("draw_area" if clear else "draw_path", _copy(gc), path, transform.frozen(), rgbFace))

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):  # noqa: N803
        """Take down markers."""
        self.calls.append(
            ("draw_markers", _copy(gc), marker_path, marker_trans.frozen(), path, trans.frozen(), rgbFace)
        )

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Take down a line of text."""
        _refuse_other_fonts(s, prop, ismath)
        self.calls.append(("draw_text", _copy(gc), Text(s, x, y, prop.get_size_in_points(), angle), prop, mtext))

    def draw_image(self, gc, x, y, im, transform=None):
        """Refuse: an image is resampled for each format."""
        raise NotRecordableError("image")

    def draw_gouraud_triangles(self, gc, triangles_array, colors_array, transform):
        """Refuse."""
        raise NotRecordableError("gouraud triangles")

    draw_tex = start_rasterizing = start_filter = draw_image


def _refuse_other_fonts(text: str, prop, ismath) -> None:
    if ismath or prop.get_file() or prop.get_family() != [FAMILY]:
        raise NotRecordableError(text)
    check_glyphs(text, "text in the chart")


def record(figure: Figure) -> Recorder:
    """What a figure draws. The figure must have 72 dots an inch now and while the recording is replayed."""
    width, height = figure.get_size_inches() * 72
    recorder = Recorder(width, height)
    figure.draw(recorder)
    return recorder


@contextmanager
def points(figure: Figure):
    """Let a figure have 72 dots an inch and a white ground for a while."""
    dpi, ground = figure.dpi, figure.get_facecolor()
    figure.dpi = 72
    figure.set_facecolor("white")
    try:
        yield
    finally:
        figure.dpi = dpi
        figure.set_facecolor(ground)


def replay(recorder: Recorder, renderer: RendererBase, write: Callable, *, scale: float = 1.0, areas=False) -> None:
    """Draw a recording with another renderer.

    Parameters
    ----------
    recorder : Recorder
        Of :func:`record`.
    renderer : RendererBase
        Its canvas is `scale` times as large.
    write : callable
        Called for each line of text with the renderer, its graphics context, the :class:`Text` and what matplotlib's
        ``draw_text`` takes besides, the font properties and the artist.
    scale : float
        Dots of the renderer for a point.
    areas : bool
        Draw what has a link and nothing to see.
    """
    larger = Affine2D().scale(scale)
    for name, *details in recorder.calls:
        if name in ("open_group", "close_group"):
            getattr(renderer, name)(*details)
            continue
        if name == "draw_area" and not areas:
            continue
        gc = renderer.new_gc()
        gc.copy_properties(details[0])
        if scale != 1:
            _scale_clip(gc, larger)
        if name in ("draw_path", "draw_area"):
            path, transform, face = details[1:]
            renderer.draw_path(gc, path, transform + larger if scale != 1 else transform, face)
        elif name == "draw_markers":
            marker, marker_transform, path, transform, face = details[1:]
            renderer.draw_markers(gc, marker, marker_transform + larger, path, transform + larger, face)
        else:
            write(renderer, gc, *details[1:])


def _copy(gc: GraphicsContextBase) -> GraphicsContextBase:
    """The graphics context as it is now: artists go on using theirs."""
    copy = GraphicsContextBase()
    copy.copy_properties(gc)
    return copy


def _scale_clip(gc: GraphicsContextBase, larger: Affine2D) -> None:
    if gc.get_clip_rectangle() is not None:
        gc.set_clip_rectangle(Bbox(larger.transform(gc.get_clip_rectangle().get_points())))
    path, transform = gc.get_clip_path()
    if path is not None:
        gc.set_clip_path(TransformedPath(path, transform + larger))
