"""Themes and moves in their place: strips of the sentences of each text, or tenths of the texts of each group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Joined, Said, Told, Voice, lead, printed, said
from analysis.charts.groups import PANELS, dates, largest, not_drawn, quoted
from analysis.charts.matrix import SHADES, draw_scale
from analysis.charts.page import Key, Page, belonging, link_area, link_rows, set_unit
from analysis.charts.typesetting import plan_rows, shorten, text_width, write_rows
from analysis.measures.positions import mean_places, place_sentences, place_themes
from analysis.measures.ties import ends, most_often
from analysis.tables import NONE, SENTENCE

THEMED, MOVED = 5, 8  # texts that fit on a page one by one
# Tints for black print, none of them a strategy's colour (the light scheme of Tol, 2021); numbers say the same.
TINTS = ("#BBCC33", "#99DDFF", "#FFAABB", "#EEDD88", "#DDDDDD", "#EE8866", "#77AADD", "#44BB99", "#AAAA00")
HEAD, LANE, GAP, FOOT, STRIP, COLUMNS = 16.0, 9.5, 10.0, 26.0, 16.0, 3  # points, and panels side by side


def theme_strips(results) -> Chart:
    """Where in each text a theme is spoken of: a row a theme, each sentence as wide as it is long.

    With more than five texts a panel a group: the share of the sentences on a theme in each tenth of the texts.
    """
    placed, themes = place_sentences(results.speeches), list(results.coded.columns)
    coded, said_of = results.coded.reset_index(drop=True), place_themes(placed, results.coded)
    means = mean_places(said_of)
    many = placed["speech"].nunique() > THEMED
    if many:
        whole = placed.join(coded.astype(int)).melt([*placed.columns], themes, "theme", "on")
        table = _by_tenth(whole, "theme", themes, hits=("on", "sum"), sentences=("on", "size"))
        table["share"] = table["hits"] / table["sentences"].clip(lower=1)
    else:
        silent = placed[~coded.any(axis=1)].assign(theme=NONE)
        table = pd.concat([said_of, silent]).sort_values(SENTENCE, kind="stable")
    table, facts = largest(table, PANELS, placed["strategy"].astype("object").value_counts())
    facts |= {"means": dict(zip(means["theme"], means["place"], strict=True)), "n": placed["speech"].nunique()}
    if many and len(table):
        facts |= {"low": int(table["sentences"].min()), "high": int(table["sentences"].max())}
    listed = [said("alt_mean", name=Called("theme", theme), value=place) for theme, place in facts["means"].items()]
    found = said_of["theme"].nunique()
    title: Said | str = "strips_few" if found > 1 else "strips_one" if found else "strips_none"
    if len(means) > 1:
        last, first = ends(means, "place", printed(".0%"))
        ranked = {"a": float(means["place"].iloc[0]), "b": float(means["place"].iloc[-1])}
        ranked |= {"first": quoted(first["theme"], "theme"), "last": quoted(last["theme"], "theme")}
        title = said("strips_even" if len(last) == len(means) else "strips_title", **ranked)
    return Chart(
        "theme_strips", table, results.names,
        Tenths("theme", themes, "share_sentences") if many else Strips("theme", themes), title=title,
        caption=["strip_rule_many" if many else "strip_rule", "strip_means", not_drawn(facts, "theme_shares")],
        told=Told("", shown=Joined(listed)), facts=facts,
    )  # fmt: skip


def move_strips(results) -> Chart:
    """The moves of the texts in reading order, a strip a text, each sentence as wide as it is long.

    With more than eight texts a panel a group: the share of each move in each tenth of the texts.
    """
    coded = results.moves.reset_index(drop=True)
    placed = place_sentences(coded.assign(length=coded["characters"]))
    moves = [move for move in [*style.ordered_groups(coded, "move")] if move != NONE]
    moves += [NONE] if (coded["move"].astype("object") == NONE).any() else []
    whole = placed.assign(move=coded["move"].astype("object"), characters=coded["characters"])
    shares, of_texts = (_shares(whole, by) for by in ("strategy", "speech"))
    many = placed["speech"].nunique() > MOVED
    table = whole
    if many:
        table = _by_tenth(whole, "move", moves, characters=("characters", "sum"), sentences=("characters", "size"))
        tenths = table.groupby(["strategy", "tenth"], observed=True)["characters"].transform("sum")
        table["share"] = table["characters"] / tenths.clip(lower=1)
    table, facts = largest(table, PANELS, placed["strategy"].astype("object").value_counts())
    every = {group: shares[group].reindex(moves).dropna().to_dict() for group in style.ordered_groups(placed)}
    shares = {group: every[group] for group in style.ordered_groups(table)}
    sizes = placed.groupby("speech").size()
    facts |= {"n": len(sizes), "low": int(sizes.min()), "high": int(sizes.max()), "shares": shares}
    texts = {text: of_texts[text].reindex(moves).dropna().to_dict() for text in whole["speech"].unique()}
    told = [said("alt_moves_of", name=Called("strategy", group), list=[_share(*one) for one in part.items()])
            for group, part in shares.items()]  # fmt: skip
    return Chart(
        "move_strips", table, results.names,
        Tenths("move", moves, "share_characters") if many else Strips("move", moves, texts),
        title=_most_room(every, facts),
        caption=["moves_rule_many" if many else "moves_rule", not_drawn(facts, "move_shares"),
                 dates(shares, results)],
        told=Told("", shown=Joined(told)), facts=facts,
    )  # fmt: skip


def _by_tenth(whole: pd.DataFrame, item: str, items: Sequence[str], **numbers: tuple[str, str]) -> pd.DataFrame:
    """A row a group, item and tenth of the texts, with numbers: of which column, and how they are made of it."""
    tenth = np.minimum((whole["start"] + whole["end"]) / 2 // 10, 9).astype("int64") + 1
    own = {"strategy": whole["strategy"].astype("object"), item: whole[item].astype("object"), "tenth": tenth}
    table = whole.assign(**own).groupby([*own]).agg(**numbers).reset_index()
    table["strategy"] = pd.Categorical(table["strategy"], style.ordered_groups(whole), ordered=True)
    table[item] = pd.Categorical(table[item], list(items), ordered=True)
    return table.sort_values(["strategy", item, "tenth"], ignore_index=True)


def _shares(table: pd.DataFrame, by: str) -> pd.Series:
    """Share of the characters that each move has in each group or text."""
    sums = table.groupby([table[by].astype("object"), "move"])["characters"].sum()
    return sums / sums.groupby(level=0).transform("sum")


def _share(move: str, share: float) -> Said:
    return said("move_share", move=Called("move", move), share=float(share))


def _most_room(shares: Mapping[str, Mapping[str, float]], facts: dict) -> Said:
    """The move with most characters in each group; of more than four groups, which has most room most often."""
    known = {group: {move: share for move, share in part.items() if move != NONE} for group, part in shares.items()}
    as_printed = printed(".0%")
    most = {
        group: tuple(move for move in part if as_printed(part[move]) == as_printed(max(part.values())))
        for group, part in known.items() if part
    }  # fmt: skip
    if not most:
        return said("moves_nothing")
    if len(most) > 4:
        moves, n = most_often(move for tied in most.values() for move in tied)
        facts |= {"groups": len(most), "most_often": n}
        key = "moves_all" if n == len(most) else "moves_many"
        return said(key, groups=len(most), n=n, list=quoted(moves, "move"))
    parts = []
    for moves in dict.fromkeys(most.values()):
        holders = [group for group in most if most[group] == moves]
        of = sorted(float(shares[group][moves[0]]) for group in holders)
        low, high = said("share_of", share=of[0]), said("share_of", share=of[-1])
        share = low if as_printed(of[0]) == as_printed(of[-1]) else said("share_span", low=low, high=high)
        parts.append(said("moves_part", holders=[Called("strategy", group) for group in holders],
                          move=quoted(moves, "move"), share=share))  # fmt: skip
    return said("moves_title", list=Joined(parts))


@dataclass(frozen=True)
class Strips:
    """A panel a text, its sentences in their place: a lane a theme, or one lane of numbered moves.

    Attributes
    ----------
    item : {"theme", "move"}
        Column of what a sentence is about.
    items : sequence of str
        All of them in order.
    shares : mapping of speech to mapping of move to share
        What the heads say, of moves.
    """

    item: str
    items: Sequence[str]
    shares: Mapping[int, Mapping[str, float]] = field(default_factory=dict)

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        table, themes = chart.table, self.item == "theme"
        names = [voice.call(self.item, item) for item in self.items]
        lanes = plan_rows(names, most=0.42 * width, row=LANE) if themes else None
        left, tall = (lanes.width, lanes.height) if lanes else (0.0, STRIP)
        key = Key([] if themes else names, width, after=16, left=0, gap=13)
        above, high = key.height, HEAD + (8 if themes else 0)
        texts = list(dict.fromkeys(table.sort_values(["strategy", "speech"], kind="stable")["speech"]))
        page = opened(above + len(texts) * (high + tall + GAP) - GAP + FOOT)
        key.draw(page, self._draw_sign)
        looks = style.looks(style.ordered_groups(table), voice.names.order)
        numbered = len(texts) > table["strategy"].nunique()
        for number, text in enumerate(texts):
            rows, top = table[table["speech"] == text], above + number * (high + tall + GAP)
            group = str(rows["strategy"].iloc[0])
            name = Called(("speech", "strategy"), (text, group)) if numbered else Called("strategy", group)
            for most in (3, 2, 1, 0):  # as many moves as there is room for
                named, n = self._named(text, voice, most), len(rows.drop_duplicates(SENTENCE))
                head = voice.say("moves_head" if named else "strip_head", name=name, list=list(named), n=n, sentences=n,
                                 paragraphs=rows["paragraph"].nunique())  # fmt: skip
                if text_width(head, style.BODY + 0.5) <= width - 14:
                    break
            head = shorten(head, width - 14, style.BODY + 0.5)
            with belonging(page.axes, group):
                page.draw_head(0, top + 6, looks[group], head, anchors.speech_anchor(text))
                for word, move in named.items():  # each share in the head leads to its sentences
                    x, wide = (10 + text_width(part, style.BODY + 0.5) for part in head.partition(word)[:2])
                    if word in head:
                        page.link((x, top, x + wide - 10, top + 12), lead("move", move, group))
                axes = page.panel(left, top + high, page.width - left - 8, tall)
            axes.set(xlim=(0, 100), xticks=[0, 25, 50, 75, 100] if width > 200 else [0, 50, 100])
            axes.spines[:].set_visible(False)
            if lanes:
                write_rows(axes, lanes)
                axes.tick_params(axis="y", labelsize=style.SMALL)
                self._draw_lanes(axes, rows, lanes, looks[group], page.width - left - 8)
            else:
                axes.set(ylim=(1, 0), yticks=[])
                self._draw_strip(axes, rows, page.width - 8)
            last = number == len(texts) - 1
            axes.tick_params(axis="x", labelbottom=last, length=2 if last else 0)
            if last:
                set_unit(axes, voice.say("position"), page.width - left - 8)

    def _named(self, text: int, voice: Voice, most: int) -> dict[str, str]:
        """The moves with most room in a text, by the words that tell their shares."""
        first = sorted(self.shares.get(text, {}).items(), key=lambda item: -item[1])[:most]
        return {voice.word(_share(*one)): one[0] for one in first}

    def _draw_lanes(self, axes: Axes, rows: pd.DataFrame, lanes, look: style.Look, width: float) -> None:
        """Each block leads to its sentence, a theme to those of the group, a paragraph's number to its first."""
        group, held = str(rows["strategy"].iloc[0]), set(rows[self.item])
        for theme, middle, tall in zip(self.items, lanes.places, lanes.heights, strict=True):
            axes.axhspan(middle - 0.4 * tall, middle + 0.4 * tall, color=style.BAND, linewidth=0, zorder=0)
            on = rows[rows[self.item] == theme]
            axes.broken_barh(list(zip(on["start"], on["end"] - on["start"], strict=True)),
                             (middle - 0.4 * tall, 0.8 * tall), facecolor=look.colour, edgecolor="white",
                             linewidth=0.6, zorder=2)  # fmt: skip
            for row in on.to_dict("records"):
                link_area(axes, (row["start"], middle - tall / 2, row["end"], middle + tall / 2), _sentence(row))
        link_rows(axes, lanes, [lead("theme", theme, group) if theme in held else None for theme in self.items])
        free = 0.0
        for paragraph, part in rows.groupby("paragraph", sort=True):
            start, end = part["start"].min(), part["end"].max()
            middle, half = (start + end) / 2, 50 * (text_width(str(paragraph), 6.5) + 3) / width
            if start > 0:
                axes.axvline(start, ymin=0, ymax=1.06, color=style.GREY, linewidth=0.6, zorder=3, clip_on=False)
            if middle - half >= free:  # left out where a paragraph is too short for its number
                axes.annotate(str(paragraph), (middle, 1), xycoords=("data", "axes fraction"), xytext=(0, 1.5),
                              ha="center", textcoords="offset points", va="bottom", fontsize=6.5,
                              color=style.GREY)  # fmt: skip
                free = middle + half
            link_area(axes, (start, -8, end, 0), _sentence(part.iloc[0]))

    def _draw_strip(self, axes: Axes, rows: pd.DataFrame, width: float) -> None:
        for row in rows.to_dict("records"):
            start, end = row["start"], row["end"]
            axes.add_artist(Rectangle((start, 0), end - start, 1, facecolor=self._tint(row["move"]), edgecolor="white",
                                      linewidth=0.7))  # fmt: skip
            link_area(axes, (start, 0, end, 1), _sentence(row))
            sign = self._sign(row["move"])
            if (end - start) / 100 * width > text_width(sign, style.SMALL) + 1.5:
                axes.text((start + end) / 2, 0.52, sign, ha="center", va="center_baseline", fontsize=style.SMALL)
        for start in rows.groupby("paragraph", sort=True)["start"].min():
            axes.plot([start, start], [-0.14, 1.14], color=style.INK, linewidth=0.7 * (start > 0), clip_on=False,
                      zorder=3)  # fmt: skip

    def _draw_sign(self, axes: Axes, number: int, x: float, y: float) -> None:
        move = self.items[number]
        axes.add_artist(Rectangle((x, y - 4.5), 12, 9, facecolor=self._tint(move), edgecolor=style.GREY, linewidth=0.3))
        axes.text(x + 6, y, self._sign(move), ha="center", va="center_baseline", fontsize=style.SMALL)
        link_area(axes, (x, y - 5, x + 14, y + 5), lead("move", move))

    def _tint(self, move: str) -> str:
        return "white" if move == NONE else TINTS[list(self.items).index(move) % len(TINTS)]

    def _sign(self, move: str) -> str:
        return "–" if move == NONE else str(list(self.items).index(move) + 1)


@dataclass(frozen=True)
class Tenths:
    """A map for each group: items by tenths of its texts, darker where more of a tenth belongs to the item."""

    item: str
    items: Sequence[str]
    unit: str

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        table = chart.table
        groups, items = style.ordered_groups(table), [item for item in self.items if item in set(table[self.item])]
        lanes = plan_rows([voice.call(self.item, item) for item in items], most=0.42 * width, row=LANE + 1)
        columns = max(min(COLUMNS, int((width - lanes.width) // 60), len(groups)), 1)
        plot = (width - lanes.width - 4 - (columns - 1) * GAP) / columns
        lines = -(-len(groups) // columns)
        limit = max(float(table["share"].max()), 0.01)
        page = opened(lines * (HEAD + lanes.height + GAP) + FOOT + 34)
        looks = style.looks(groups, voice.names.order)
        for number, group in enumerate(groups):
            line, column = divmod(number, columns)
            left, top = lanes.width + column * (plot + GAP), line * (HEAD + lanes.height + GAP)
            head = shorten(voice.call("strategy", group), plot - 12, style.BODY + 0.5)
            with belonging(page.axes, group):
                page.draw_head(left, top + 6.5, looks[group], head, anchors.strategy_anchor(group))
                axes = page.panel(left, top + HEAD, plot, lanes.height)
            axes.set_xlim(0, 100)
            write_rows(axes, lanes)
            rows = table[table["strategy"].astype("object") == group]
            for row in rows.to_dict("records"):
                middle, tall = (part[items.index(row[self.item])] for part in (lanes.places, lanes.heights))
                axes.add_artist(Rectangle((10 * row["tenth"] - 10, middle - 0.45 * tall), 10, 0.9 * tall, linewidth=0,
                                          facecolor=SHADES(row["share"] / limit)))  # fmt: skip
            held = set(rows.loc[rows["share"] > 0, self.item])
            here = [lead(self.item, item, group) if item in held else None for item in items]
            link_rows(axes, lanes, [] if column else [lead(self.item, item) for item in items], here=here)
            axes.tick_params(axis="y", labelsize=style.SMALL, labelleft=not column)
            below = number + columns >= len(groups)
            axes.set_xticks([0, 50, 100], ["0", "50", "100"] if below else [""] * 3)
            axes.spines[:].set_visible(False)
        foot = lines * (HEAD + lanes.height + GAP)
        page.write(lanes.width, foot + 8, voice.say("position"), fontsize=style.SMALL)
        draw_scale(page, lanes.width, foot + 28, limit, voice.say(self.unit))


def _sentence(row: Mapping) -> str:
    return anchors.sentence_anchor(row["speech"], row["paragraph"], row["sentence"])
