"""What a chart prints, and that nothing stands over anything else."""

import numpy as np
import pytest
from matplotlib.text import Annotation, Text


def printed_texts(axes):
    """Every text that is printed, with its box; ticks outside an axis exist too but are never drawn."""
    figure, printed = axes.get_figure(root=True), []

    def note(text, renderer):
        if text.get_visible() and text.get_text().strip():
            printed.append(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", note)
        patch.setattr(Annotation, "draw", note)
        figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    return [(text, text.get_window_extent(renderer)) for text in printed]


def check_places(axes):
    """No text leaves the page, no two texts touch, none is smaller than 6.5 points; give the texts."""
    page, found = axes.get_figure(root=True).bbox, printed_texts(axes)
    assert found
    for text, box in found:
        assert text.get_fontsize() >= 6.5, text.get_text()
        inside = box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1 and box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1
        assert inside, f"{text.get_text()!r} leaves the page"
    left, bottom, right, top = np.array([box.extents for _, box in found]).T
    wide = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    tall = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    # Boxes hold the empty room over and under the letters: lines that follow closely share a little of it.
    over = np.triu((wide >= 1) & (tall >= 4.5), k=1)
    pairs = [(found[i][0].get_text(), found[j][0].get_text()) for i, j in np.argwhere(over)]
    assert not pairs
    return [text.get_text() for text, _ in found]
