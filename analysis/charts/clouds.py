"""Word clouds, each beside the bars that carry the numbers."""

import contextlib
import functools
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Said, Told, Voice, lead, said
from analysis.charts.groups import PANELS, largest
from analysis.charts.page import Page, link_area
from analysis.charts.panels import GAP, PLAIN, Bar, Interval, Number, Rows
from analysis.charts.typesetting import overlaps
from analysis.measures.frequency import PER, wilson_interval
from analysis.mistakes import Mistake

SEED = 20231012
MARGINS = (5, 9, 14, 20)  # pixels around a word
LARGEST = (30, 26, 22, 18)  # points of the largest word
ENOUGH = 24  # words that make a cloud
WORDS, BARS = 30, 12
CLOUD = (218.0, 172.0)  # points: one size in both languages, so that a cloud is laid out once
PER_POINT = 3  # pixels of the layout for a point of the page
SMALLEST = 6.5  # points
FILLING, TALLEST, IN_SHAPE = 120, 240.0, (22, 18, 15, 12, 10)  # words, height and largest words of a cloud in a shape
FEWEST = 5  # words that show a shape


class Mask(NamedTuple):
    """A shape: so many pixels wide and tall, and of each, row by row, a byte that is 1 where words may stand."""

    wide: int
    tall: int
    filled: bytes

    def pixels(self, width: int, height: int) -> np.ndarray:
        """The shape in another size, as wordcloud takes it: white is left out."""
        whole = np.frombuffer(self.filled, np.uint8).reshape(self.tall, self.wide)
        down, across = (np.arange(n) * size // n for n, size in ((height, self.tall), (width, self.wide)))
        return np.where(whole[down][:, across], 0, 255).astype(np.uint8)


def parts(results) -> list[str]:
    """Of what there are clouds: the whole corpus, and each of its nine largest groups that says a word twice."""
    table = largest(results.frequency, PANELS)[0]
    groups = style.ordered_groups(table[(table["count"] > 1) & (table["term"].str.len() > 1)])
    return ["", *groups] if len(groups) > 1 else groups


def word_cloud(results, group: str = "", n: int = 0, mask: Mask | None = None, colours: Sequence[str] = ()) -> Chart:
    """The most frequent words of two or more characters as a cloud, beside the bars of the first of them.

    Parameters
    ----------
    results : Results
        Of a corpus.
    group : str
        The strategy; by default the whole corpus.
    n : int
        Words of the cloud, by default 30, or 120 in a shape; those that occur once cannot be ranked and stay out.
    mask : Mask, optional
        The shape that the words fill.
    colours : sequence of str
        Of the words, in turn; by default those of the group.
    """
    n = n or (FILLING if mask else WORDS)
    names, table = results.names, results.frequency
    of = Called("strategy", group) if group else said("cloud_all")
    rows = table[table["strategy"].astype("object") == group] if group else _together(table)
    total = int(rows["total"].iloc[0]) if len(rows) else 0
    rows = rows[(rows["count"] > 1) & (rows["term"].str.len() > 1)]
    rows = rows.sort_values(["count", "term"], ascending=[False, True], kind="stable").head(n).reset_index(drop=True)
    groups = style.ordered_groups(table)
    head = {group: said("panel_words", name=of, n=total)}
    bars = Rows("term", (Bar("per_10k"), Interval("low", "high"), Number("count", after="high")), "per_10k",
                panel="strategy", heads=head, reach=("high",))  # fmt: skip
    own = [
        term for term in rows["term"] if any(results.is_own_name(term, one) for one in ([group] if group else groups))
    ]
    facts = {"total": total, "words": len(rows), "n": PANELS}
    return Chart(
        "word_cloud", rows, names, Cloud(bars, mask, tuple(colours)), title=_first(rows, of, own, facts),
        caption=["cloud_rule", "bars_count", "interval_words", "stop_list",
                 "clouds_left_out" if len(groups) > PANELS else None],
        told=Told("tell_per_10k"), facts=facts,
        part=names.slug(group, groups.index(group) + 1) if group else "",
    )  # fmt: skip


def _together(table: pd.DataFrame) -> pd.DataFrame:
    """Counts of the whole corpus."""
    counts = table.groupby("term", sort=False)["count"].sum()
    total = table.groupby("strategy", observed=True)["total"].first().sum()
    low, high = wilson_interval(counts.to_numpy(), total)
    rates = {"per_10k": PER * counts / total, "low": PER * low, "high": PER * high}
    return counts.reset_index().assign(strategy="", total=total, **{k: list(v) for k, v in rates.items()})


def _first(rows: pd.DataFrame, of, own: list[str], facts: dict) -> Said | str:
    """The most frequent word that is no name of the strategy itself."""
    if rows.empty:
        return ""
    others = rows[~rows["term"].isin(own)]
    found = others if len(others) else rows
    top, tied = found.iloc[0], found[found["count"] == found["count"].iloc[0]]
    facts["tied"] = len(tied)
    if len(tied) > 1:
        listed: list | Said = [Called("term", term) for term in tied["term"][:3]]
        return said("cloud_tied", name=of, list=said("and_more", list=listed) if len(tied) > 3 else listed,
                    aside=said("own_aside") if own else "", count=int(top["count"]))  # fmt: skip
    return said("cloud_title", name=of, term=Called("term", top["term"]), count=int(top["count"]),
                rate=float(top["per_10k"]), aside=said("own_aside") if rows["term"].iloc[0] in own else "")  # fmt: skip


@dataclass(frozen=True)
class Cloud:
    """A cloud of words, in a shape if there is a mask, and, beside or below it, the bars of the first of them."""

    bars: Rows
    mask: Mask | None = None
    colours: Sequence[str] = ()

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        beside = 0.492 * width >= CLOUD[0] - 1  # else the words would be smaller than print allows
        half = 0.485 * width if beside else width
        group = str(chart.table["strategy"].iloc[0])
        look = style.looks([group], voice.names.order)[group] if group else PLAIN
        ratio = self.mask.wide / self.mask.tall if self.mask else CLOUD[0] / CLOUD[1]
        wide = min(CLOUD[0], width, TALLEST * ratio)
        room = (wide, wide / ratio) if self.mask else (wide, CLOUD[1])
        colours = self.colours or [look.colour]

        def opened_beside(height: float) -> Page:
            tall = max(height, room[1] + 24) if beside else height + room[1] + GAP
            page = opened(tall)
            left, top = ((CLOUD[0] - wide) / 2, (tall - room[1]) / 2) if beside else ((page.width - wide) / 2, 0)
            _draw_cloud(page.panel(left, top, *room), chart.table, colours, room, self.mask)
            return page.part(page.width - half, 0 if beside else tall - height, half, height)

        self.bars.draw(replace(chart, table=chart.table.head(BARS)), voice, half, opened_beside)


def _draw_cloud(
    axes: Axes, rows: pd.DataFrame, colours: Sequence[str], room: tuple[float, float], mask: Mask | None
) -> None:
    """Write the words of the layout in shades of the colours in turn, smaller where the axes are."""
    wide, tall = (round(side * PER_POINT) for side in room)
    place = axes.get_window_extent()
    points = 72 / axes.get_figure(root=True).dpi
    shrink = min(1, 1.01 * place.width * points / room[0], 1.01 * place.height * points / room[1])
    axes.set(xlim=(0, wide), ylim=(tall, 0))
    axes.set_axis_off()
    terms = {style.drawable(term): term for term in rows["term"]}
    counts = dict(zip(map(style.drawable, rows["term"]), (int(count) for count in rows["count"]), strict=True))
    most, font = max(counts.values()), FontProperties(family=[style.FAMILY, style.FALLBACK])
    group = str(rows["strategy"].iloc[0]) or None
    layout = _layout(tuple(counts.items()), wide, tall, mask)
    if mask and len(layout) < min(FEWEST, len(counts)):
        raise Mistake("mask_thin")
    if mask:  # few words fill a shape to its edge: it stands behind them
        shape = ListedColormap([style.BAND, "white"])
        axes.imshow(mask.pixels(wide, tall), cmap=shape, extent=(0, wide, tall, 0), aspect="auto", zorder=0)
    for (term, size, x, y), colour in zip(layout, itertools.cycle(colours), strict=False):
        # The layout gives the top left corner of the ink; text stands on its base line, y upwards.
        ink = TextPath((0, 0), term, size, prop=font).vertices
        (left, bottom), (right, top) = ink.min(axis=0), ink.max(axis=0)
        shade = 0.75 + 0.25 * (counts[term] - 1) / max(most - 1, 1)
        axes.text(x - left, y + top, term, ha="left", va="baseline", fontsize=shrink * size / PER_POINT,
                  color=style.tint(colour, shade))  # fmt: skip
        link_area(axes, (x, y, x + right - left, y + top - bottom), lead("term", terms[term], group))


@functools.lru_cache(maxsize=64)
def _layout(
    counts: tuple[tuple[str, int], ...], width: int, height: int, mask: Mask | None = None
) -> list[tuple[str, float, float, float]]:
    """Term, font size and top left corner in pixels; the same for the same counts, whatever the language."""
    from wordcloud import WordCloud

    # wordcloud keeps strokes apart, not words: a small word may come to stand between the strokes of a large one, and
    # where room is short it shrinks words. Wider margins mend the one, a smaller largest word the other.
    best: list = []
    sizes, margins = (IN_SHAPE, MARGINS[:2]) if mask else (LARGEST, MARGINS)
    for largest_size, margin in itertools.product(sizes, margins):
        cloud = WordCloud(
            font_path=str(style.font_path()), width=width, height=height, random_state=SEED, prefer_horizontal=1.0,
            min_font_size=round(SMALLEST * PER_POINT), max_font_size=round(largest_size * PER_POINT),
            relative_scaling=0.6, margin=margin, font_step=2, max_words=len(counts), background_color="white",
            mask=mask.pixels(width, height) if mask else None,
        )  # fmt: skip
        with contextlib.suppress(ValueError):  # not even the first word has room: smaller ones may
            cloud.generate_from_frequencies(dict(counts))
        layout = [(term, size, left, top) for (term, _), size, (top, left), _, _ in getattr(cloud, "layout_", [])]
        fair = _until_shrunk(layout, dict(counts))
        best = max(fair, best, key=len) if mask else fair
        if not _nested(layout) and len(fair) >= min(len(counts), FILLING if mask else ENOUGH):
            break
    return best


def _until_shrunk(layout: list[tuple[str, float, float, float]], counts: dict[str, int]) -> list:
    """The words up to the first that was shrunk to find a place: equal counts must have equal sizes."""
    sizes: dict[int, float] = {}
    fair = itertools.takewhile(lambda word: sizes.setdefault(counts[word[0]], word[1]) == word[1], layout)
    return list(fair)


def _nested(layout: list[tuple[str, float, float, float]]) -> bool:
    """Whether the frame of one word reaches into that of another."""
    frames = [(left, top, left + 0.95 * size * len(term), top + 0.85 * size) for term, size, left, top in layout]
    return any(overlaps(one, other) for one, other in itertools.combinations(frames, 2))
