"""Word clouds, each beside the bars that carry the numbers."""

from __future__ import annotations

import functools
import itertools

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import FOOT, GAP, HEAD, draw_bars, draw_head, plan_bars
from analysis.charts.frequency import NEEDED, describe_leaders, group_heads, sentences, with_gloss
from analysis.charts.groups import PANELS, take_largest
from analysis.charts.links import link_area
from analysis.charts.page import message_page, need_columns, open_page, page_width, set_unit
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names, names_of

SEED = 20231012
MARGINS = (5, 9, 14, 20)  # pixels around a word
LARGEST = (30, 26, 22, 18)  # points of the largest word
ENOUGH = 24  # words that make a cloud
WORDS = 30
CLOUD = (218.0, 172.0)  # points
PER_POINT = 3  # pixels of the layout for a point of the page
SMALLEST = 6.5  # points


def word_cloud_tables(results, n: int = WORDS) -> dict[str, pd.DataFrame]:
    """For each strategy the terms of its cloud: the `n` most frequent of two or more characters."""
    names, found = getattr(results, "names", None) or names_of(results.lexicon), {}
    table = take_largest(results.frequency, PANELS)
    drawn = set(table["strategy"])
    for number, group in enumerate(style.ordered_groups(results.frequency), start=1):
        if group not in drawn:
            continue
        rows = table[table["strategy"].astype("object") == group]
        rows = select_words(rows, n)
        if len(rows):
            found[f"word_cloud_{names.slug(group, number)}"] = rows
    return found


def select_words(table: pd.DataFrame, n: int = WORDS) -> pd.DataFrame:
    """The `n` most frequent terms of two or more characters; those that occur once cannot be ranked and stay out."""
    need_columns(table, NEEDED, "word_cloud")
    rows = table[(table["count"] > 1) & (table["term"].str.len() > 1)]
    return rows.sort_values(["count", "term"], ascending=[False, True], kind="stable").head(n).reset_index(drop=True)


@style.styled
def word_cloud(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None, n: int = WORDS,
    bars: int = 12,
) -> Axes:  # fmt: skip
    """A word cloud of one strategy beside the bars of its most frequent terms.

    Parameters
    ----------
    table : DataFrame
        The rows of one strategy of `measures.frequency.frequency_table`.
    ax, language, names
        As in `charts.frequency.top_terms`.
    n, bars : int
        Terms of the cloud, and of the bars.

    Returns
    -------
    Axes
        The parent axes, which carries the title; cloud and bars are its ``child_axes``.

    Raises
    ------
    ValueError
        If the table holds more than one strategy, or a column is missing, or the language is unknown.
    """
    names = names or default_names()
    rows = select_words(table, n)
    groups = style.ordered_groups(rows) if len(rows) else []
    if len(groups) > 1:
        raise ValueError(
            f"word_cloud: the table holds {len(groups)} strategies; pass the rows of one, such as {groups[0]}"
        )
    if not groups:
        return message_page(ax, say("empty", language))
    shown = rows.head(bars)
    width = page_width(ax)
    beside = 0.492 * width >= CLOUD[0] - 1  # else the words would be smaller than print allows
    half = 0.485 * width if beside else width
    plan = plan_bars(shown, "per_10k", width=half, unit=say("per_10k", language), language=language, names=names)
    height = max(plan.heights[0], CLOUD[1] - 16) if beside else plan.heights[0]
    above = 0 if beside else CLOUD[1] + GAP
    page = open_page(
        ax, title=word_cloud_title(rows, language, names), caption=word_cloud_caption(rows, language, names),
        height=HEAD + above + height + FOOT,
    )  # fmt: skip
    look = style.looks(groups, names.order)[groups[0]]
    head = group_heads(rows, language, names)[groups[0]]
    draw_head(page, 0, 6.5, look, head, anchors.strategy_anchor(groups[0]))
    # The cloud has one size in both languages, so that it is laid out once.
    if beside:
        cloud, room = page.panel(0, HEAD + (height - CLOUD[1]) / 2 + 8, 0.492 * page.width, CLOUD[1]), CLOUD
    else:
        room = min(CLOUD[0], page.width), CLOUD[1]
        cloud = page.panel((page.width - room[0]) / 2, HEAD, *room)
    _draw_cloud(cloud, rows, look.colour, room)
    axes = page.panel(page.width - half + plan.label, HEAD + above, half - plan.label, height)
    draw_bars(axes, shown, plan, look, height=height, language=language)
    set_unit(axes, plan.unit, half - plan.label)
    return page.axes


def _draw_cloud(axes: Axes, rows: pd.DataFrame, colour: str, room: tuple[float, float]) -> None:
    """Write the words of the layout in shades of the strategy's colour, smaller where the axes are."""
    wide, tall = (round(side * PER_POINT) for side in room)
    place = axes.get_window_extent()
    points = 72 / axes.get_figure(root=True).dpi
    shrink = min(1, 1.01 * place.width * points / room[0], 1.01 * place.height * points / room[1])
    axes.set(xlim=(0, wide), ylim=(tall, 0))
    axes.set_axis_off()
    terms = {style.drawable(term): term for term in rows["term"]}
    counts = dict(zip(map(style.drawable, rows["term"]), (int(count) for count in rows["count"]), strict=True))
    most, font = max(counts.values()), FontProperties(family=[style.FAMILY, style.FALLBACK])
    for term, size, x, y in _layout(tuple(counts.items()), wide, tall):
        # The layout gives the top left corner of the ink; text stands on its base line, y upwards.
        ink = TextPath((0, 0), term, size, prop=font).vertices
        shade = 0.75 + 0.25 * (counts[term] - 1) / max(most - 1, 1)
        (left, bottom), (right, top) = ink.min(axis=0), ink.max(axis=0)
        axes.text(
            x - left, y + top, term, ha="left", va="baseline", fontsize=shrink * size / PER_POINT,
            color=_shade(colour, shade),
        )  # fmt: skip
        corners = x, y, x + right - left, y + top - bottom
        link_area(axes, corners, anchors.term_anchor(terms[term], str(rows["strategy"].iloc[0])))


@functools.lru_cache(maxsize=64)
def _layout(counts: tuple[tuple[str, int], ...], width: int, height: int) -> list[tuple[str, float, float, float]]:
    """Term, font size and top left corner in pixels; the same for the same counts, whatever the language."""
    from wordcloud import WordCloud

    # wordcloud keeps strokes apart, not words: a small word may come to stand between the strokes of a large one, and
    # where room is short it shrinks words. Wider margins mend the one, a smaller largest word the other.
    for largest, margin in itertools.product(LARGEST, MARGINS):
        cloud = WordCloud(
            font_path=str(style.font_path()), width=width, height=height, random_state=SEED, prefer_horizontal=1.0,
            min_font_size=round(SMALLEST * PER_POINT), max_font_size=round(largest * PER_POINT), relative_scaling=0.6,
            margin=margin, font_step=2, max_words=len(counts), background_color="white",
        )  # fmt: skip
        cloud.generate_from_frequencies(dict(counts))
        layout = [(term, size, left, top) for (term, _), size, (top, left), _, _ in cloud.layout_]
        fair = _until_shrunk(layout, dict(counts))
        if not _nested(layout) and len(fair) >= min(len(counts), ENOUGH):
            break
    return fair


def _until_shrunk(layout: list[tuple[str, float, float, float]], counts: dict[str, int]) -> list:
    """The words up to the first that was shrunk to find a place: equal counts must have equal sizes."""
    sizes: dict[int, float] = {}
    fair = itertools.takewhile(lambda word: sizes.setdefault(counts[word[0]], word[1]) == word[1], layout)
    return list(fair)


def _nested(layout: list[tuple[str, float, float, float]]) -> bool:
    """Whether the frame of one word reaches into that of another."""
    frames = [(left, top, left + 0.95 * size * len(term), top + 0.85 * size) for term, size, left, top in layout]
    return any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for place, one in enumerate(frames)
        for other in frames[:place]
    )


def _shade(colour: str, share: float) -> tuple[float, ...]:
    """The colour on white, at a share of its strength."""
    return tuple(np.round([1 - share * (1 - part) for part in to_rgb(colour)], 4))


def word_cloud_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the most frequent term that is not the strategy's own name."""
    rows = table.sort_values(["count", "term"], ascending=[False, True], kind="stable")
    group = str(rows["strategy"].iloc[0])
    others = rows[[not names.is_own_name(term, group) for term in rows["term"]]]
    found = others if len(others) else rows
    top, tied = found.iloc[0], found[found["count"] == found["count"].iloc[0]]
    if len(tied) > 1:
        words = join([with_gloss(term, language, names) for term in tied["term"][:3]], language)
        words = say("and_more", language, list=words) if len(tied) > 3 else words
        return say("cloud_tied", language, names, name=names.strategy(group, language), list=words, n=len(tied),
                   aside="" if len(rows) == len(others) else say("own_aside", language, names),
                   count=f"{top['count']:,}")  # fmt: skip
    return say(
        "cloud_title", language, names, name=names.strategy(group, language),
        term=with_gloss(top["term"], language, names),
        aside="" if top["term"] == rows["term"].iloc[0] else say("own_aside", language, names),
        count=f"{top['count']:,}", rate=f"{top['per_10k']:,.0f}",
    )  # fmt: skip


def word_cloud_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """How to read the cloud, and what is counted."""
    keys = ("cloud_rule", "bars_count", "interval_words", "stop_list")
    text = [say(key, language, names) for key in keys]
    if str(table.get("left_out", pd.Series([""])).iloc[0]):
        text.append(say("clouds_left_out", language, names, n=PANELS))
    return sentences(text, language)


def word_cloud_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The first three terms with their numbers."""
    return say("alt_cloud", language, names) + describe_leaders(table, "per_10k", language, names)
