"""Collocation network of a word, one panel a strategy, every word in the same place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from analysis import anchors
from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Told, Voice
from analysis.charts.groups import dates, largest, not_drawn
from analysis.charts.page import Key, Page, link_area, page_limit
from analysis.charts.typesetting import GLOSS, GLOSS_ROW, Box, overlaps, place_labels, shorten, text_width
from analysis.charts.words import chosen
from analysis.measures.collocation import collocation_network
from analysis.measures.concordance import cut_out

GROUPS = 6  # panels that fit on a page
HEAD, GAP, PALE = 17.0, 14.0, "#C4C4C4"
LONGEST, GLOSSED = 106.0, 16  # points of a gloss, and words that have one
PANEL = 155.0  # points of the narrowest panel; where there is no room for two of them they stand below each other
SIGNS = ("network_shared", "network_here", "network_absent", "network_width")
BROKEN = (0, (2.2, 1.6))  # a line of what stands in one strategy only
Place = tuple[float, float]


def collocation_map(results, terms: Sequence[str] = (), window: int = 8, min_joint: int = 2) -> Chart:
    """The neighbours of a word in each strategy: wider lines attract more, broken ones stand in one strategy only.

    There are eight of each strategy, or five of more than four strategies.

    Parameters
    ----------
    results : Results
        Of a corpus.
    terms : sequence of str
        The word, the first of them; by default the most frequent of two characters or more that every strategy uses.
    window, min_joint : int
        Within how many words of a sentence, and how often at least, words meet.
    """
    counts = results.counts
    sizes = counts.sum(axis=1)
    kept, facts = largest(counts.reset_index()[["strategy"]], GROUPS, sizes.to_dict())
    counts = counts.loc[list(kept["strategy"])]
    node = terms[0] if terms else _common(counts)
    tokens, strings = results.tokens, results.strings
    if strings is not None:
        tokens = cut_out(tokens, strings[strings["term"] == node].assign(kind="phrase"))
    tokens = tokens[tokens["strategy"].isin(kept["strategy"])]
    facts |= {"node": node, "window": window, "least": min_joint}
    table = pd.DataFrame(columns=["strategy", "source", "target"])
    if node:
        top = 8 if len(counts) <= 4 else 5
        table = collocation_network(tokens, node, window=window, top=top, min_joint=min_joint)
    if table.empty:
        return Chart("collocation_map", table, results.names, Network(node), facts=facts)
    ties = table.drop_duplicates(["source", "target"])
    facts |= {"n": len(ties), "shared": int((ties["groups"] > 1).sum()), "low": int(table["joint"].min()),
              "high": int(table["joint"].max())}  # fmt: skip
    groups = style.ordered_groups(table)
    title = "network_title" if facts["shared"] else "network_none"
    return Chart(
        "collocation_map", table, results.names, Network(node),
        title="network_one" if len(groups) == 1 else title,
        caption=[*(chosen(results, terms) if terms else []), "network_rule", not_drawn(facts),
                 dates(groups, results)],
        told=Told("tell_tie", by="strategy", first=12), facts=facts,
    )  # fmt: skip


def _common(counts: pd.DataFrame) -> str:
    """The most frequent word that every group uses; empty if there is none."""
    totals = counts.loc[:, (counts > 0).all()].sum()
    totals = totals[totals.index.str.len() > 1]
    return min(totals.index, key=lambda term: (-totals[term], term), default="")


@dataclass(frozen=True)
class Network:
    """Ties around a word, a panel for each strategy."""

    node: str

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        table, node = chart.table, self.node
        groups = style.ordered_groups(table)
        columns = 2 if len(groups) > 1 and width >= 2 * PANEL + GAP else 1
        lines = -(-len(groups) // columns)
        words = list(dict.fromkeys([*table["target"], *table["source"]]))
        key = Key([voice.say(name) for name in SIGNS], width, after=22)
        above = key.height
        tall = min(86 + 5.0 * len(words), 240)
        if columns > 1:
            tall = min(tall, (page_limit() - above) / lines - HEAD - GAP)
        page = opened(above + lines * (HEAD + tall + GAP) - GAP)
        key.draw(page, _draw_sign)
        wide = (page.width - (columns - 1) * GAP) / columns
        places = _positions([word for word in words if word != node], node, (wide, tall))
        few = len(words) <= GLOSSED  # more would push one another away from their points
        glosses = {word: shorten(voice.gloss("term", word), LONGEST, GLOSS) if few else "" for word in words}
        boxes = _boxes(places, node, (wide, tall), glosses)
        looks = style.looks(groups, voice.names.order)
        for number, group in enumerate(groups):
            line, column = divmod(number, columns)
            left, top = column * (wide + GAP), above + line * (HEAD + tall + GAP)
            rows = table[table["strategy"].astype("object") == group]
            first = rows[rows["order"] == 1]
            n = int((first if len(first) else rows)["source_count"].iloc[0])
            head = voice.say("network_head", name=Called("strategy", group), n=n)
            head = shorten(head, wide - 12, style.BODY + 0.5)
            page.draw_head(left, top + 6.5, looks[group], head, anchors.term_anchor(node, group))
            axes = page.panel(left, top + HEAD, wide, tall)
            axes.set(xlim=(0, wide), ylim=(tall, 0), xticks=[], yticks=[])
            axes.spines[:].set_color(style.RULE)
            _draw_ties(axes, rows, places, boxes, looks[group])
            _draw_words(axes, rows, places, boxes, node, looks[group], glosses)


def _positions(words: Sequence[str], node: str, room: Place) -> dict[str, Place]:
    """The node in the middle, its neighbours on an ellipse in their order; in points."""
    middle = room[0] / 2, room[1] / 2
    widest = max((text_width(word, style.BODY) for word in words), default=0)
    reach = max(min(0.4 * room[0], room[0] / 2 - widest - 9), 0.2 * room[0]), 0.5 * room[1] - 20
    angles = 2 * np.pi * np.arange(len(words)) / max(len(words), 1)
    x, y = middle[0] + reach[0] * np.cos(angles), middle[1] - reach[1] * np.sin(angles)
    return dict(zip(words, zip(x.tolist(), y.tolist(), strict=True), strict=True)) | {node: middle}


def _boxes(places: dict[str, Place], node: str, room: Place, glosses: Mapping[str, str]) -> dict[str, Box]:
    """Boxes for the words, the same in all panels: the node in its place, the others beside theirs.

    The outer side is tried with less effort than the others.
    """
    words, (x0, y0) = [word for word in places if word != node], places[node]
    half = text_width(node, style.BODY) / 2 + 4
    taken = [(x0 - half, y0 - 7, x0 + half, y0 + 7)]
    for x, y in (places[word] for word in words):
        on_the_line = [(x0 + (x - x0) * step, y0 + (y - y0) * step) for step in np.linspace(0.2, 0.93, 8)]
        taken += [(a - 1, b - 1, a + 1, b + 1) for a, b in on_the_line]
    points = [(x + float(np.sign(round(x - x0, 3))), y, 3.5) for x, y in (places[word] for word in words)]
    sizes = [(max(text_width(word, style.BODY), text_width(glosses[word], GLOSS)) + 2,
              style.BODY * 1.25 + GLOSS_ROW * bool(glosses[word])) for word in words]  # fmt: skip
    return dict(zip(words, place_labels(points, sizes, room, taken=taken), strict=True)) | {node: taken[0]}


def _draw_ties(axes: Axes, rows: pd.DataFrame, places: dict[str, Place], boxes: dict[str, Box], look) -> None:
    """Lines, and on them how often the two meet; the figure leads to the sentences of its word in the strategy."""
    ties = list(rows.sort_values(["order", "source", "target"]).itertuples())
    for tie in ties:
        axes.plot(
            *zip(places[tie.source], places[tie.target], strict=True), color=look.colour if tie.order == 1 else
            style.GREY, zorder=2, solid_capstyle="round", linewidth=0.6 + 0.55 * max(tie.log_dice - 10, 0),
            linestyle="-" if tie.groups > 1 else BROKEN,
        )  # fmt: skip
    taken = [boxes[word] for word in {*rows["source"], *rows["target"]}]
    for tie in ties if len(ties) <= 24 else ():
        (x, y), (a, b), half = places[tie.source], places[tie.target], text_width(f"{tie.joint}", 6.5) / 2
        for step in (0.55, 0.65, 0.45, 0.75, 0.35, 0.85, 0.25):  # without room there is no figure
            at = x + (a - x) * step, y + (b - y) * step
            box = (at[0] - half, at[1] - 3, at[0] + half, at[1] + 3)
            if not any(overlaps(box, other) for other in taken):
                taken.append(box)
                axes.text(*at, f"{tie.joint}", fontsize=6.5, ha="center", va="center", zorder=4,
                          bbox={"facecolor": "white", "linewidth": 0, "pad": 0.5})  # fmt: skip
                area = at[0] - 6, at[1] - 6, at[0] + 6, at[1] + 6
                link_area(axes, area, anchors.term_anchor(tie.target, tie.strategy))
                break


def _draw_words(axes: Axes, rows: pd.DataFrame, places, boxes, node: str, look: style.Look, glosses) -> None:
    """The words in their places, those that are not here as pale dots; they lead to their sentences in the strategy."""
    here = dict.fromkeys([*rows["source"], *rows["target"]])
    for word, (x, y) in places.items():
        left, top, right, bottom = boxes[word]
        middle = (left + right) / 2, (top + bottom) / 2
        if word == node:
            axes.add_artist(
                FancyBboxPatch((left + 2, top + 2), right - left - 4, bottom - top - 4, boxstyle="round,pad=2",
                               facecolor=look.colour, linewidth=0, zorder=5)
            )  # fmt: skip
            axes.text(x, y, word, ha="center", va="center", fontsize=style.BODY, color="white", zorder=6)
        elif word in here:
            axes.plot([x], [y], look.marker, color=look.colour, markersize=4.5, zorder=5)
            white = {"facecolor": "white", "linewidth": 0, "pad": 0.2}
            up = GLOSS_ROW / 2 * bool(glosses[word])
            axes.text(middle[0], middle[1] - up, word, ha="center", va="center", fontsize=style.BODY, zorder=6,
                      bbox=white)  # fmt: skip
            if glosses[word]:
                axes.text(middle[0], middle[1] + up, glosses[word], ha="center", va="center", fontsize=GLOSS, zorder=6,
                          color=style.GREY, bbox=white)  # fmt: skip
        else:
            axes.plot([x], [y], "o", color=PALE, markersize=2.5, zorder=1)
    for word in here:
        (x, y), anchor = places[word], anchors.term_anchor(word, str(rows["strategy"].iloc[0]))
        link_area(axes, boxes[word], anchor)
        if word != node:
            link_area(axes, (x - 4, y - 4, x + 4, y + 4), anchor)


def _draw_sign(axes: Axes, number: int, x: float, y: float) -> None:
    if SIGNS[number] == "network_absent":
        axes.plot([x + 12], [y], "o", color=PALE, markersize=2.5)
    elif SIGNS[number] == "network_width":
        axes.text(x + 12, y, "2", va="center_baseline", ha="center", fontsize=6.5)
    else:
        dash = "-" if SIGNS[number] == "network_shared" else BROKEN
        axes.plot([x, x + 18], [y, y], color=style.INK, linewidth=1.8, linestyle=dash)
