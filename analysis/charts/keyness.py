"""Forest plot of keyness: each strategy against the rest, with intervals and what cannot be told."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.bars import FOOT, GAP, HEAD, draw_head
from analysis.charts.chosen import chosen_note, is_chosen
from analysis.charts.frequency import sentences
from analysis.charts.groups import LIMIT, dates_note, left_out_note
from analysis.charts.keyness_rows import ADDED, CANNOT, NEEDED, select_keyness
from analysis.charts.links import link_rows
from analysis.charts.page import (
    KEY_LINE,
    Page,
    key_panel,
    message_page,
    open_page,
    page_width,
    place_key,
)  # fmt: skip
from analysis.charts.rows import Rows, plan_rows, write_rows
from analysis.charts.typesetting import text_width
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

ZONE, GREY = "#EBEBEB", "#8A8A8A"
PANEL = 200.0  # points a panel needs for labels, marks and figures
KEY = ("told", "untold", "zone")
FAR = 8.0  # the axis never reaches beyond 2**8 times as frequent


def keyness_forest_tables(
    results, *, extreme: int | None = None, frequent: int | None = None
) -> dict[str, pd.DataFrame]:
    """The rows drawn by `keyness_forest`: ``results.keyness`` if it is there, else compared here."""
    table = getattr(results, "keyness", None)
    if table is None:
        from analysis.measures.frequency import count_terms
        from analysis.measures.keyness import compare

        counts = count_terms(results.tokens)
        counts = counts[counts.sum(axis=1) > 0]
        table = compare(counts) if len(counts) > 1 else pd.DataFrame(columns=[*NEEDED, *ADDED])
    return {"keyness_forest": select_keyness(table, extreme=extreme, frequent=frequent)}


@style.styled
def keyness_forest(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None,
    extreme: int | None = None, frequent: int | None = None,
) -> Axes:  # fmt: skip
    """Each strategy against the rest: the log2 ratio of some words, its corrected interval, and whether it can be told.

    Parameters
    ----------
    table : DataFrame
        From `measures.keyness.compare`, or the rows that `select_keyness` took of it.
    ax, language, names
        As in `charts.frequency.top_terms`.
    extreme, frequent : int, optional
        As in `select_keyness`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panels are its ``child_axes``, in log2 ratios.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    rows = select_keyness(table, extreme=extreme, frequent=frequent)
    if rows.empty:
        return message_page(ax, say("empty", language, names))
    groups = style.ordered_groups(rows)
    columns = 2 if len(groups) > 1 and page_width(ax) >= 2 * PANEL + GAP else 1
    panel = (page_width(ax) - (columns - 1) * GAP) / columns
    parts = [rows[rows["strategy"].astype("object") == group] for group in groups]
    labels, heights = _plan(parts, columns, 0.36 * panel, language, names)
    if sum(heights) + len(heights) * (HEAD + GAP) > LIMIT - 40:
        labels, heights = _plan(parts, columns, 0.36 * panel, language, replace(names, glosses={}))
    width = labels[0].width
    key = place_key([20 + text_width(say(name, language), style.SMALL) for name in KEY], page_width(ax), left=2, gap=14)
    above = 16 + key[-1][1] * KEY_LINE
    page = open_page(
        ax, title=keyness_forest_title(rows, language, names), caption=keyness_forest_caption(rows, language, names),
        height=above + sum(heights) + len(heights) * (HEAD + GAP) - GAP + FOOT,
    )  # fmt: skip
    _draw_key(page, key, language)
    pairs = [f"{a} : {b}" for a, b in zip(rows["count"], rows["rest"], strict=True)]
    figures = max(text_width(text, style.SMALL) for text in [*pairs, say("keyness_counts", language, names)]) + 6
    found, limit = style.looks(groups, names.order), _limit(rows)
    for number, (group, part) in enumerate(zip(groups, parts, strict=True)):
        line, column = divmod(number, columns)
        left, top = column * (panel + GAP), above + sum(heights[:line]) + line * (HEAD + GAP)
        draw_head(page, left, top + 6.5, found[group], _head(part, group, language, names),
                  anchors.strategy_anchor(group),
                  room=panel - text_width(say("keyness_counts", language), style.SMALL) - 4)  # fmt: skip
        axes = page.panel(left + width, top + HEAD, panel - width - figures, labels[number].height)
        _draw_group(axes, part, labels[number], found[group], limit)
        whole = [anchors.term_anchor(term) for term in part["term"]]
        here = [anchors.term_anchor(term, group) if count else anchor
                for term, count, anchor in zip(part["term"], part["count"], whole, strict=True)]  # fmt: skip
        link_rows(axes, labels[number].places, labels[number].heights, here, labels=whole, before=width, after=figures)
        below = number + columns >= len(groups)
        axes.tick_params(axis="x", labelbottom=below, length=2 if below else 0)
        if below:
            axes.set_xlabel(say("keyness_axis", language, names), fontsize=style.SMALL, labelpad=2)
            axes.xaxis.set_label_coords((panel / 2 - width) / (panel - width - figures), -13 / labels[number].height)
        page.write(left + panel, top + 6.5, say("keyness_counts", language, names), ha="right", va="center_baseline",
                   fontsize=style.SMALL, color=style.GREY)  # fmt: skip
    return page.axes


def _plan(parts: list, columns: int, most: float, language: str, names: Names) -> tuple[list[Rows], list[float]]:
    """Labels of every panel, all of one width, and the height of each line of panels."""
    terms = [list(part["term"]) for part in parts]
    width = max(plan_rows(part, language=language, names=names, most=most).width for part in terms)
    labels = [plan_rows(part, language=language, names=names, most=width, least=width - 6) for part in terms]
    return labels, [max(one.height for one in labels[i : i + columns]) for i in range(0, len(parts), columns)]


def _limit(rows: pd.DataFrame) -> float:
    """Half the width of the axis: enough for every mark and for most ends of intervals."""
    ends = rows[["low", "high"]].to_numpy(dtype=float).ravel()
    ends = np.abs(ends[np.isfinite(ends)])
    marks = float(rows["log_ratio"].abs().max()) * 1.12 + 0.3
    return max(min(max(float(ends.max(initial=1.0)) * 1.02, marks), FAR), marks)


def _draw_group(axes: Axes, part: pd.DataFrame, labels: Rows, look: style.Look, limit: float) -> None:
    axes.set_xlim(-limit, limit)
    step = 2 if limit < 8.5 else 4
    ticks = [tick for tick in range(-12, 13, step) if abs(tick) < limit * 0.97]
    axes.set_xticks(ticks, [f"{tick:+d}".replace("-", "−") if tick else "0" for tick in ticks])
    axes.spines[["top", "right", "bottom", "left"]].set_visible(False)
    axes.axvline(0, color=style.INK, linewidth=0.7, zorder=2)
    write_rows(axes, labels)
    for row, middle in zip(part.rename(columns={"count": "here"}).itertuples(), labels.places, strict=True):
        ends = max(row.zone_low, -limit), min(row.zone_high, limit)
        axes.add_artist(
            Rectangle((ends[0], middle - 4.6), ends[1] - ends[0], 9.2, facecolor=ZONE, linewidth=0, zorder=1)
        )
        untold = row.verdict == CANNOT
        colour = GREY if untold else look.colour
        low, high = max(row.low, -limit), min(row.high, limit)
        axes.plot([low, high], [middle, middle], color=colour, linewidth=1.0, solid_capstyle="butt", zorder=3)
        for end, value, arrow in ((low, row.low, "<"), (high, row.high, ">")):
            if value != end:
                axes.plot(
                    [end], [middle], arrow, color=colour, markersize=3.6, markeredgewidth=0, clip_on=False, zorder=3
                )
        axes.plot(
            [row.log_ratio], [middle], "o" if untold or look.marker in "<>" else look.marker, color=colour,
            markersize=4.6, markerfacecolor="white" if untold else colour, markeredgewidth=0.9, clip_on=False, zorder=4,
        )  # fmt: skip
        axes.annotate(
            f"{row.here} : {row.rest}", (1, middle), xycoords=("axes fraction", "data"),
            xytext=(5, 0), textcoords="offset points", va="center_baseline", fontsize=style.SMALL,
        )  # fmt: skip


def _draw_key(page: Page, places: list[tuple[float, int]], language: str) -> None:
    """What filled and hollow marks and the grey band mean."""
    axes = key_panel(page, places)
    for key, (x, line) in zip(KEY, places, strict=True):
        y = 6 + line * KEY_LINE
        if key == "zone":
            axes.add_artist(Rectangle((x, y - 4.5), 16, 9, facecolor=ZONE, linewidth=0))
        else:
            fill, ink = (style.INK, style.INK) if key == "told" else ("white", GREY)
            axes.plot([x, x + 16], [y, y], color=ink, linewidth=1.0)
            axes.plot([x + 8], [y], "o", color=ink, markerfacecolor=fill, markersize=4.6, markeredgewidth=0.9)
        axes.text(x + 20, y, say(key, language), va="center_baseline", fontsize=style.SMALL)


def _head(part: pd.DataFrame, group: str, language: str, names: Names) -> str:
    first = part.iloc[0]
    return say(
        "keyness_head", language, names, name=names.strategy(group, language), n=int(first["total"]),
        rest=int(first["rest_total"]),
    )  # fmt: skip


def _told(table: pd.DataFrame) -> pd.DataFrame:
    """Rows that can be told, those farthest from 0 first."""
    rows = table[table["verdict"] != CANNOT].assign(far=lambda part: part["lrc"].abs().round(9))
    return rows.sort_values(["far", "term"], ascending=[False, True], kind="stable")


def keyness_forest_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: how many of all comparisons can be told, and which; of the words chosen by hand if they are."""
    table = select_keyness(table)
    chosen = is_chosen(table)
    tests, words, n = (int(table[name].iloc[0]) for name in ("tests", "words", "told"))
    if chosen:
        tests, words, n = len(table), table["term"].nunique(), len(_told(table))
    listed = [
        say("named", language, names, name=names.strategy(str(row.strategy), language), terms=row.term)
        for row in _told(table).head(4).itertuples()
    ]
    few = "none" if n == 0 else "elsewhere" if not listed else "few" if n <= len(listed) else "some"
    return say(
        f"keyness_chosen_{few}" if chosen else f"keyness_{few}", language, names, tests=tests, words=words, n=n,
        shown=f"{words} words chosen" if words > 1 else "word chosen", list=join(listed, language),
    )  # fmt: skip


def keyness_forest_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """Formula, interval, correction and family, choice of words, dates."""
    table = select_keyness(table)
    tests, hopeless = int(table["tests"].iloc[0]), int(table["hopeless"].iloc[0])
    rule = say("keyness_rule", language, names, tests=tests, hopeless=hopeless)
    choice = say("keyness_chosen" if is_chosen(table) else "keyness_choice", language, names)
    left = left_out_note(table, language, names, file="keyness")
    chosen = chosen_note(table, language, names)
    return sentences([chosen, rule, choice, left, dates_note(table, language, names)], language)


def keyness_forest_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The first three words of each panel with ratio, interval and counts."""
    table = select_keyness(table)
    parts = []
    for group in style.ordered_groups(table):
        rows = table[table["strategy"].astype("object") == group].head(3)
        terms = [
            say("alt_interval", language, term=row["term"], value=_signed(row["log_ratio"]), low=_signed(row["low"]),
                high=_signed(row["high"]), a=row["count"], b=row["rest"])
            for row in rows.to_dict("records")
        ]  # fmt: skip
        parts.append(names.strategy(group, language) + say("colon", language, names) + join(terms, language))
    return say("alt_keyness", language, names) + join(parts, language, "semicolon") + say("stop", language, names)


def _signed(value: float) -> str:
    return ("−" if value < 0 else "+") + ("∞" if math.isinf(value) else f"{abs(value):.1f}")
