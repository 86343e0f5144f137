"""Collocation network of a word, one panel a strategy, every word in the same place."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import draw_head, shorten
from analysis.charts.chosen import chosen_note
from analysis.charts.frequency import sentences
from analysis.charts.groups import LIMIT, dates_note, left_out_note, take_largest
from analysis.charts.links import link_area
from analysis.charts.page import (
    KEY_LINE,
    Page,
    key_panel,
    message_page,
    need_columns,
    open_page,
    page_width,
    place_key,
)  # fmt: skip
from analysis.charts.placing import Box, place_labels
from analysis.charts.typesetting import text_width
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

NEEDED = ("strategy", "source", "target", "order", "joint", "source_count", "log_dice", "groups")
GROUPS = 6  # panels that fit on a page
HEAD, GAP, PALE = 17.0, 14.0, "#C4C4C4"
PANEL = 155.0  # points of the narrowest panel; where there is no room for two of them they stand below each other
KEY = ("network_shared", "network_here", "network_absent", "network_width")
Place = tuple[float, float]


def collocation_map_tables(
    results, *, node: str | None = None, window: int = 8, top: int | None = None, min_joint: int = 2
) -> dict[str, pd.DataFrame]:
    """The network of `node`, by default of the most frequent word that every strategy uses; of six strategies at most.

    `top` neighbours are taken in each, by default eight, or five of more than four strategies.
    """
    from analysis.measures.collocation import collocation_network
    from analysis.measures.frequency import count_terms

    tokens, counts = results.tokens, count_terms(results.tokens)
    sizes = counts.sum(axis=1)
    left = take_largest(counts.reset_index()[["strategy"]], GROUPS, size=sizes.to_dict())
    if len(left) < len(counts):
        tokens = tokens[tokens["strategy"].isin(left["strategy"])]
        counts = counts.loc[list(left["strategy"])]
    if node is None:
        counts = counts.loc[:, (counts > 0).all()]
        totals = counts.sum()[counts.columns.str.len() > 1]
        if totals.empty:
            return {"collocation_map": pd.DataFrame(columns=NEEDED)}
        node = min(totals.index, key=lambda term: (-totals[term], term))
    top = (8 if len(counts) <= 4 else 5) if top is None else top
    table = collocation_network(tokens, node, window=window, top=top, min_joint=min_joint)
    table = table.assign(window=window, min_joint=min_joint)
    return {"collocation_map": table.assign(left_out=left["left_out"].iloc[0]) if "left_out" in left else table}


@style.styled
def collocation_map(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """The neighbours of a word in each strategy: wider lines attract more, broken ones stand in one strategy only.

    Parameters
    ----------
    table : DataFrame
        From `measures.collocation.collocation_network`; columns ``window`` and ``min_joint`` are told in the caption
        where there are any.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panels are its ``child_axes``, in points from the top left.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED, "collocation_map")
    if table.empty:
        return message_page(ax, say("empty", language, names))
    groups = style.ordered_groups(table)
    columns = 2 if len(groups) > 1 and page_width(ax) >= 2 * PANEL + GAP else 1
    lines = -(-len(groups) // columns)
    words = list(dict.fromkeys([*table["source"], *table["target"]]))
    key = place_key(
        [22 + text_width(say(name, language, names), style.SMALL) for name in KEY], page_width(ax), left=2, gap=12
    )
    above = 16 + key[-1][1] * KEY_LINE
    tall = min(86 + 5.0 * len(words), 240, (LIMIT - above) / lines - HEAD - GAP)
    if columns == 1:
        tall = min(86 + 5.0 * len(words), 240)
    page = open_page(
        ax, title=collocation_map_title(table, language, names),
        caption=collocation_map_caption(table, language, names), height=above + lines * (HEAD + tall + GAP) - GAP,
    )  # fmt: skip
    _draw_key(page, key, language, names)
    width = (page.width - (columns - 1) * GAP) / columns
    places = _positions(table, (width, tall))
    boxes = _labels(places, _node(table), (width, tall))
    found = style.looks(groups, names.order)
    for number, group in enumerate(groups):
        line, column = divmod(number, columns)
        left, top = column * (width + GAP), above + line * (HEAD + tall + GAP)
        rows = table[table["strategy"].astype("object") == group]
        anchor = anchors.term_anchor(_node(table), group)
        head = shorten(_head(rows, group, language, names), width - 12, style.BODY + 0.5)
        draw_head(page, left, top + 6.5, found[group], head, anchor)
        axes = page.panel(left, top + HEAD, width, tall)
        axes.set(xlim=(0, width), ylim=(tall, 0), xticks=[], yticks=[])
        axes.spines[:].set_color(style.RULE)
        _draw_network(axes, rows, places, boxes, found[group], _node(table))
        _link_network(axes, rows, places, boxes, _node(table), group)
    return page.axes


def _node(table: pd.DataFrame) -> str:
    return (
        str(table.loc[table["order"] == 1, "source"].iloc[0])
        if (table["order"] == 1).any()
        else table["source"].iloc[0]
    )


def _positions(table: pd.DataFrame, room: Place) -> dict[str, Place]:
    """The node in the middle, its neighbours on an ellipse, those of one strategy side by side; in points."""
    node = _node(table)
    import networkx as nx  # a tenth of a second, which only who draws a network pays

    graph = nx.Graph()
    graph.add_nodes_from(word for word in dict.fromkeys([*table["target"], *table["source"]]) if word != node)
    circle = nx.circular_layout(graph) if len(graph) else {}
    middle = room[0] / 2, room[1] / 2
    widest = max((text_width(word, style.BODY) for word in graph), default=0)
    reach = max(min(0.4 * room[0], room[0] / 2 - widest - 9), 0.2 * room[0]), 0.5 * room[1] - 20
    places = {
        word: (middle[0] + reach[0] * float(x), middle[1] - reach[1] * float(y)) for word, (x, y) in circle.items()
    }
    return places | {node: middle}


def _node_box(node: str, middle: Place) -> Box:
    width = text_width(node, style.BODY) + 8
    return (middle[0] - width / 2, middle[1] - 7, middle[0] + width / 2, middle[1] + 7)


def _labels(places: dict[str, Place], node: str, room: Place) -> dict[str, Box]:
    """Boxes for the neighbours, the same in all panels, on the outer side where there is room."""
    words = [word for word in places if word != node]
    middle = places[node]
    points = []
    for word in words:
        x, y = places[word]
        points.append((x + float(np.sign(round(x - middle[0], 3))), y, 3.5))  # the outer side is tried with less effort
    sizes = [(text_width(word, style.BODY) + 2, style.BODY * 1.25) for word in words]
    taken = [_node_box(node, middle)]
    for x, y in (places[word] for word in words):
        for step in np.linspace(0.2, 0.93, 8):
            a, b = middle[0] + (x - middle[0]) * step, middle[1] + (y - middle[1]) * step
            taken.append((a - 1, b - 1, a + 1, b + 1))
    return dict(zip(words, place_labels(points, sizes, room, taken=taken), strict=True))


def _draw_network(axes: Axes, rows: pd.DataFrame, places, boxes, look: style.Look, node: str) -> None:
    here = {*rows["source"], *rows["target"], node}
    for row in rows.sort_values(["order", "source", "target"]).itertuples():
        (x, y), (a, b) = places[row.source], places[row.target]
        shared = row.groups > 1
        axes.plot(
            [x, a], [y, b], color=look.colour if row.order == 1 else style.GREY, zorder=2, solid_capstyle="round",
            linewidth=0.6 + 0.55 * max(row.log_dice - 10, 0), linestyle="-" if shared else (0, (2.2, 1.6)),
        )  # fmt: skip
    for number, (x, y) in _figures(rows, places, boxes, node).items():
        axes.text(
            x, y, f"{rows['joint'].loc[number]}", fontsize=6.5, ha="center", va="center", zorder=4,
            bbox={"facecolor": "white", "linewidth": 0, "pad": 0.5},
        )  # fmt: skip
    for word, (x, y) in places.items():
        if word not in here:
            axes.plot([x], [y], "o", color=PALE, markersize=2.5, zorder=1)
            continue
        if word == node:
            left, top, right, bottom = _node_box(word, (x, y))
            axes.add_artist(
                FancyBboxPatch((left + 2, top + 2), right - left - 4, bottom - top - 4, boxstyle="round,pad=2",
                               facecolor=look.colour, linewidth=0, zorder=5)
            )  # fmt: skip
            axes.text(x, y, word, ha="center", va="center", fontsize=style.BODY, color="white", zorder=6)
            continue
        axes.plot([x], [y], look.marker, color=look.colour, markersize=4.5, zorder=5)
        box = boxes[word]
        axes.text(
            (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, word, ha="center", va="center", fontsize=style.BODY, zorder=6,
            bbox={"facecolor": "white", "linewidth": 0, "pad": 0.2},
        )  # fmt: skip


def _figures(rows: pd.DataFrame, places, boxes, node: str) -> dict[int, Place]:
    """Where the figure of each tie stands on its line, by the label of its row; ties without room have none."""
    if len(rows) > 24:
        return {}
    words = {*rows["source"], *rows["target"]} - {node}
    taken, found = [_node_box(node, places[node]), *(boxes[word] for word in sorted(words))], {}
    for row in rows.sort_values(["order", "source", "target"]).itertuples():
        (x, y), (a, b) = places[row.source], places[row.target]
        half = text_width(f"{row.joint}", 6.5) / 2
        for step in (0.55, 0.65, 0.45, 0.75, 0.35, 0.85, 0.25):
            at = x + (a - x) * step, y + (b - y) * step
            box = (at[0] - half, at[1] - 3, at[0] + half, at[1] + 3)
            if not any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
                taken.append(box)
                found[row.Index] = at
                break
    return found


def _link_network(axes: Axes, rows: pd.DataFrame, places, boxes, node: str, group: str) -> None:
    """Words lead to their sentences in the strategy, the figure of a tie to those of its word."""
    for number, (x, y) in _figures(rows, places, boxes, node).items():
        link_area(axes, (x - 6, y - 6, x + 6, y + 6), anchors.term_anchor(rows["target"].loc[number], group))
    for word in dict.fromkeys([*rows["source"], *rows["target"]]):
        x, y = places[word]
        anchor = anchors.term_anchor(word, group)
        link_area(axes, boxes[word] if word in boxes else _node_box(word, (x, y)), anchor)
        if word != node:
            link_area(axes, (x - 4, y - 4, x + 4, y + 4), anchor)


def _draw_key(page: Page, places: list[tuple[float, int]], language: str, names: Names) -> None:
    axes = key_panel(page, places)
    for key, (x, line) in zip(KEY, places, strict=True):
        y = 6 + line * KEY_LINE
        if key == "network_absent":
            axes.plot([x + 12], [y], "o", color=PALE, markersize=2.5)
        elif key == "network_width":
            axes.text(x + 12, y, "2", va="center_baseline", ha="center", fontsize=6.5)
        else:
            dash = "-" if key == "network_shared" else (0, (2.2, 1.6))
            axes.plot([x, x + 18], [y, y], color=style.INK, linewidth=1.8, linestyle=dash)
        axes.text(x + 22, y, say(key, language, names), va="center_baseline", fontsize=style.SMALL)


def _head(rows: pd.DataFrame, group: str, language: str, names: Names) -> str:
    first = rows[rows["order"] == 1]
    n = int((first if len(first) else rows)["source_count"].iloc[0])
    return say("network_head", language, names, name=names.strategy(group, language), node=_node(rows), n=n)


def collocation_map_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: how many ties stand in more than one strategy."""
    ties = table.drop_duplicates(["source", "target"])
    node, n, shared = _node(table), len(ties), int((ties["groups"] > 1).sum())
    if table["strategy"].nunique() == 1:
        return say("network_one", language, names, node=node, n=n)
    return say("network_title" if shared else "network_none", language, names, node=node, n=n, shared=shared)


def collocation_map_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """Window, least count, logDice, how small the counts are, dates."""
    values = {"low": int(table["joint"].min()), "high": int(table["joint"].max())}
    key = "network_rule_plain"
    if {"window", "min_joint"} <= set(table.columns):
        key, values = "network_rule", values | {"window": table["window"].iloc[0], "least": table["min_joint"].iloc[0]}
    left = left_out_note(table, language, names)
    chosen = chosen_note(table, language, names)
    return sentences([chosen, say(key, language, names, **values), left, dates_note(table, language, names)], language)


def collocation_map_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The ties of each strategy with their counts."""
    parts = []
    for group in style.ordered_groups(table):
        rows = table[table["strategy"].astype("object") == group]
        edges = [
            say("alt_edge", language, names, one=row.source, other=row.target, n=row.joint)
            for row in rows.head(12).itertuples()
        ]
        parts.append(names.strategy(group, language) + say("colon", language, names) + join(edges, language))
    return say("alt_network", language, names) + join(parts, language, "semicolon") + say("stop", language, names)
