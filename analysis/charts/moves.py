"""Moves of the speeches: strips in reading order, and the share of each move."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import TERM_ROW, draw_head
from analysis.charts.frequency import sentences
from analysis.charts.groups import dates_note, left_out_note
from analysis.charts.links import link_area, link_place
from analysis.charts.page import Page, message_page, need_columns, open_page, page_width
from analysis.charts.rows import Heads, plan_heads
from analysis.charts.spread import STACK, draw_moves, spread_height, spread_moves
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import default_names, join, percent, say
from analysis.language.names import Names

NEEDED = ("speech", "strategy", "paragraph", "sentence", "move", "characters", "start", "end")
NEEDED_MANY = ("strategy", "move", "tenth", "characters", "sentences", "speeches")
NONE = "none"
# Tints for black print, none of them a strategy's colour (the light scheme of Tol, 2021); numbers say the same.
TINTS = ("#BBCC33", "#99DDFF", "#FFAABB", "#EEDD88", "#DDDDDD", "#EE8866", "#77AADD", "#44BB99", "#AAAA00")
SPEECHES = 8  # that fit on a page one by one
HEAD, STRIP, GAP, ROW = 14.0, 16.0, 9.0, 14.0
NARROW = 300.0  # points: on a narrower page the names of the moves get more of it
MoveNames = Mapping[str, tuple[str, str]]


def move_strips_tables(results) -> dict[str, pd.DataFrame]:
    """One row a sentence with its move and place, coded by the rules of the lexicon.

    With more than eight speeches, one row a group, move and tenth of the speeches (`charts.spread.spread_moves`).
    """
    from analysis.measures.moves import code_moves

    coded = getattr(results, "moves", None)
    coded = code_moves(results.speeches, results.lexicon.moves) if coded is None else coded
    placed = place_moves(coded)
    if placed["speech"].nunique() <= SPEECHES:
        return {"move_strips": placed}
    return {"move_strips": spread_moves(placed, style.ordered_groups(coded, "move"))}


def place_moves(coded: pd.DataFrame) -> pd.DataFrame:
    """Where each sentence stands in its speech, and its move.

    Parameters
    ----------
    coded : DataFrame
        From `measures.moves.code_moves`, in reading order.

    Returns
    -------
    DataFrame
        speech, strategy, paragraph, sentence, move, characters; start and end in per cent of the speech's characters.

    Examples
    --------
    >>> coded = pd.DataFrame({"speech": 5, "strategy": "东", "paragraph": 1, "sentence": [1, 2],
    ...                       "move": pd.Categorical(["tasks", "none"]), "characters": [30, 10]})
    >>> place_moves(coded)[["move", "start", "end"]].values.tolist()
    [['tasks', 0.0, 75.0], ['none', 75.0, 100.0]]
    """
    table = coded[["speech", "strategy", "paragraph", "sentence", "move", "characters"]].copy()
    length = table["characters"].groupby(table["speech"])
    end, whole = length.cumsum(), length.transform("sum")
    table["start"] = (100 * (end - table["characters"]) / whole).round(3)
    table["end"] = (100 * end / whole).round(3)
    return table.reset_index(drop=True)


@functools.cache
def default_move_names() -> MoveNames:
    """Chinese and English names of the moves in ``data/words/move_names.csv``."""
    from analysis.lexicon import read_lexicon

    return {row.move: (row.zh, row.en) for row in read_lexicon().move_names.itertuples(index=False)}


@style.styled
def move_strips(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None,
    move_names: MoveNames | None = None,
) -> Axes:  # fmt: skip
    """One strip a speech, its sentences coloured by their move in reading order; below, the share of each move.

    Parameters
    ----------
    table : DataFrame
        From `place_moves`, or `charts.spread.spread_moves`.
    ax, language, names
        As in `charts.frequency.top_terms`.
    move_names : mapping of move to (Chinese name, English name), optional
        Those of ``data/words`` if not given.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the strips are its first ``child_axes``, from 0 to 100 %.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED_MANY if "tenth" in table.columns else NEEDED, "move_strips")
    if table.empty:
        return message_page(ax, say("empty", language, names))
    moves, many = _moves(table), "tenth" in table.columns
    strips = (HEAD + STRIP + GAP) * (0 if many else table["speech"].nunique())
    if many:
        strips = spread_height(len(style.ordered_groups(table)), STACK) + 28
    first, step, heads = _columns(table, moves, page_width(ax), language, names, move_names)
    labels = [wrap_text(_move_name(move, language, move_names), first + 0.3 * step - 17, style.BODY) for move in moves]
    tall = heads.height * style.SMALL * 1.2 / (_head_size(step) * 1.15)
    page = open_page(
        ax, title=move_strips_title(table, language, names, move_names),
        caption=move_strips_caption(table, language, names),
        height=strips + 16 + tall + sum(ROW + (len(label) - 1) * TERM_ROW for label in labels),
    )  # fmt: skip
    if many:
        draw_moves(page, table, moves, {move: _tint(moves, move) for move in moves}, language, names)
    else:
        _draw_strips(page, table, moves, language, names)
    for number, head in enumerate(heads.texts):
        page.write(first + (number + 1) * step, strips + 4 + tall, head, ha="right", va="bottom",
                   fontsize=_head_size(step), color=style.GREY, linespacing=1.0, rotation=heads.rotation)  # fmt: skip
    top = strips + 6 + tall
    lines = wrap_text(say("moves_column", language), first, style.SMALL)
    at, place = (6, {"va": "center_baseline"}) if len(lines) == 1 else (2, {"va": "bottom", "linespacing": 1.0})
    page.write(0, top - at, "\n".join(lines), fontsize=style.SMALL, color=style.GREY, **place)
    _draw_shares(page, (first, step, top), table, moves, labels, language)
    return page.axes


def _draw_strips(page: Page, table: pd.DataFrame, moves: list[str], language: str, names: Names) -> None:
    """A strip for each speech, its sentences one after the other."""
    found = style.looks(style.ordered_groups(table), names.order)
    speeches = dict.fromkeys(table.sort_values(["strategy", "speech"], kind="stable")["speech"])
    for number, speech in enumerate(speeches):
        rows, top = table[table["speech"] == speech], number * (HEAD + STRIP + GAP)
        group = str(rows["strategy"].iloc[0])
        head = say("moves_head", language, names, name=names.strategy(group, language), n=len(rows))
        draw_head(page, 0, top + 6, found[group], head, anchors.speech_anchor(speech))
        axes = page.panel(0, top + HEAD, page.width - 1, STRIP)
        axes.set(xlim=(0, 100), ylim=(1, 0), xticks=[], yticks=[])
        axes.set_axis_off()
        _draw_strip(axes, rows, moves, page.width)


def _moves(table: pd.DataFrame) -> list[str]:
    """The moves in their order, those that are not found left out; ``none`` is the last."""
    return [move for move in style.ordered_groups(table, "move") if move != NONE] + [
        NONE for _ in range(int((table["move"].astype("object") == NONE).any()))
    ]


def _tint(moves: list[str], move: str) -> str:
    return "white" if move == NONE else TINTS[moves.index(move) % len(TINTS)]


def _sign(moves: list[str], move: str) -> str:
    return "–" if move == NONE else str(moves.index(move) + 1)


def _draw_strip(axes: Axes, rows: pd.DataFrame, moves: list[str], width: float) -> None:
    for row in rows.itertuples():
        axes.add_artist(
            Rectangle((row.start, 0), row.end - row.start, 1, facecolor=_tint(moves, row.move), edgecolor="white",
                      linewidth=0.7)
        )  # fmt: skip
        anchor = anchors.sentence_anchor(row.speech, row.paragraph, row.sentence)
        link_area(axes, (row.start, 0, row.end, 1), anchor)
        text = _sign(moves, row.move)
        if (row.end - row.start) / 100 * width > text_width(text, style.SMALL) + 1.5:
            axes.text((row.start + row.end) / 2, 0.52, text, ha="center", va="center_baseline", fontsize=style.SMALL)
    for start in rows.groupby("paragraph", sort=True)["start"].min():
        if start > 0:
            axes.plot([start, start], [-0.14, 1.14], color=style.INK, linewidth=0.7, clip_on=False, zorder=3)


def _head_size(step: float) -> float:
    return style.SMALL if step > 50 else 6.5


def _columns(table, moves, width: float, language, names, move_names) -> tuple[float, float, Heads]:
    """Width of the names of the moves, of a column of the table, and the heads of the columns."""
    groups = style.ordered_groups(table)
    widest = max(text_width(_move_name(move, language, move_names), style.BODY) for move in moves)
    most = (0.34 if width > NARROW else 0.44) * width
    first = min(max(widest, text_width(say("moves_column", language), style.SMALL)) + 24, most)
    step = (width - first) / len(groups)
    return first, step, plan_heads([names.strategy(group, language) for group in groups], step - 3, _head_size(step))


def _draw_shares(page: Page, frame: tuple[float, float, float], table, moves, labels, language) -> None:
    """The moves with number and colour, and for each strategy the share of characters and the sentences."""
    first, step, top = frame
    groups, shares = style.ordered_groups(table), _shares(table)
    small = style.BODY if step > 62 else 6.5
    for move, label in zip(moves, labels, strict=True):
        row = ROW + (len(label) - 1) * TERM_ROW
        middle, top = top + row / 2, top + row
        swatch = Rectangle(
            (0, 1 - (middle + 5) / page.height), 12 / page.width, 10 / page.height, transform=page.axes.transAxes,
            facecolor=_tint(moves, move), edgecolor=style.GREY, linewidth=0.3,
        )  # fmt: skip
        page.axes.add_artist(swatch)
        page.write(6, middle, _sign(moves, move), ha="center", va="center_baseline", fontsize=style.SMALL)
        several = {"va": "center", "linespacing": 1.0} if len(label) > 1 else {"va": "center_baseline"}
        page.write(17, middle, "\n".join(label), **several)
        link_place(page, (0, middle - ROW / 2, first, middle + ROW / 2), anchors.move_anchor(move))
        for number, group in enumerate(groups):
            share, count = shares[group][move]
            right = first + (number + 1) * step
            corners = right - step + 1, middle - ROW / 2, right + 1, middle + ROW / 2
            link_place(page, corners, anchors.move_anchor(move, group) if count else None)
            whole = percent(share / 100)
            text = say("moves_cell", language, share=whole, n=count) if step > 50 else f"{whole}%"
            page.write(first + (number + 1) * step, middle, text if count else "0", ha="right",
                       va="center_baseline", fontsize=small, color=style.INK if count else style.GREY)  # fmt: skip


def _shares(table: pd.DataFrame) -> dict[str, dict[str, tuple[float, int]]]:
    """Per cent of the characters, and sentences, of each move in each group."""
    rows = table.assign(strategy=table["strategy"].astype("object"), move=table["move"].astype("object"))
    found, many = {}, "tenth" in table.columns
    for group, part in rows.groupby("strategy", sort=False):
        whole = part["characters"].sum()
        by_move = part.groupby("move")
        sums, sizes = by_move["characters"].sum(), by_move["sentences"].sum() if many else by_move.size()
        found[group] = {
            move: (100 * float(sums.get(move, 0)) / max(whole, 1), int(sizes.get(move, 0))) for move in _moves(table)
        }
    return found


def _move_name(move: str, language: str, move_names: MoveNames | None) -> str:
    if move == NONE:
        return say("moves_none", language)
    known = default_move_names() if move_names is None else move_names
    return known.get(move, (move, move))[language == "en"]


def move_strips_title(table: pd.DataFrame, language: str, names: Names, move_names: MoveNames | None = None) -> str:
    """The finding: the move with most characters in each speech."""
    shares, groups = _shares(table), style.ordered_groups(table)
    order = _moves(table)
    most = {
        group: min(shares[group], key=lambda move: (-shares[group][move][0], order.index(move))) for group in groups
    }
    label = {move: _move_name(move, language, move_names) for move in most.values()}
    name = {group: names.strategy(group, language) for group in groups}
    if len(groups) > 4:
        move, n = sorted(Counter(most.values()).items(), key=lambda item: (-item[1], order.index(item[0])))[0]
        return say("moves_many", language, names, groups=len(groups), n=n, move=label[move])
    parts = []
    for move in dict.fromkeys(most.values()):
        holders = [group for group in groups if most[group] == move]
        found = sorted(shares[group][move][0] / 100 for group in holders)
        share = "–".join(dict.fromkeys([percent(found[0]), percent(found[-1])])) + "%"
        listed = join([name[group] for group in holders], language)
        parts.append(say("moves_part", language, holders=listed, move=label[move], share=share))
    return say("moves_title", language, names, list=join(parts, language, "semicolon"))


def move_strips_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What a block is, how moves are found, N, dates."""
    if "tenth" in table.columns:
        rule = say("moves_rule_many", language, names, n=int(table["speeches"].iloc[0]))
    else:
        sizes = table.groupby("speech").size()
        rule = say("moves_rule", language, names, low=int(sizes.min()), high=int(sizes.max()))
    left = left_out_note(table, language, names, file="move_shares")
    return sentences([rule, left, dates_note(table, language, names)], language)


def move_strips_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The moves of each strategy with their shares."""
    parts = []
    for group, shares in _shares(table).items():
        pairs = [
            say("alt_pair", language, names, name=_move_name(move, language, None), value=f"{percent(share / 100)}%")
            for move, (share, count) in shares.items() if count
        ]  # fmt: skip
        parts.append(names.strategy(group, language) + say("colon", language, names) + join(pairs, language))
    return say("alt_moves", language, names) + join(parts, language, "semicolon") + say("stop", language, names)
