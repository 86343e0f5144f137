"""Similarity of every pair of strategies on the range that shuffled paragraphs give."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis import anchors
from analysis.charts import style
from analysis.charts.frequency import sentences
from analysis.charts.groups import dates_note
from analysis.charts.links import link_rows
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
from analysis.charts.rows import Rows, plan_rows, write_rows
from analysis.charts.typesetting import text_width
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

NEEDED = ("strategy", "other", "measure", "value", "baseline", "low", "high", "p", "q")
BAND, GREY = "#DCDCDC", "#8A8A8A"
PAIRS = 28  # rows that fit on a page
ALPHA, GAP, HEAD, FOOT, KEY = 0.05, 16.0, 32.0, 18.0, 16.0
MARKS = ("alike_told", "alike_untold", "alike_band", "alike_middle")


def similarity_pairs_tables(results) -> dict[str, pd.DataFrame]:
    """``results.similarity_baseline`` if it is there, else measured here."""
    table = getattr(results, "similarity_baseline", None)
    if table is not None:
        return {"similarity_pairs": select_pairs(table)}
    from analysis.measures.frequency import count_terms
    from analysis.measures.resampling import similarity_baseline

    paragraphs = count_terms(getattr(results, "compared_tokens", results.tokens), by="paragraph")
    paragraphs = paragraphs[paragraphs.sum(axis=1) > 0]
    if paragraphs.index.get_level_values(0).nunique() < 2:
        return {"similarity_pairs": pd.DataFrame(columns=NEEDED)}
    return {"similarity_pairs": select_pairs(similarity_baseline(paragraphs))}


def select_pairs(table: pd.DataFrame, *, most: int = PAIRS, ends: int = 12) -> pd.DataFrame:
    """All pairs, or of more than `most` the `ends` most alike and as many least alike.

    Pairs are ordered by the first measure then; ``pairs`` is the number of all, ``told`` how many of all differ more
    than shuffled paragraphs do, by each measure.
    """
    need_columns(table, NEEDED, "similarity_pairs")
    measures = list(dict.fromkeys(table["measure"]))
    first = table[table["measure"] == measures[0]] if measures else table
    if len(first) <= most or "pairs" in table.columns:
        return table
    told = (table["q"] < ALPHA).groupby(table["measure"]).sum()
    order = first.iloc[np.argsort(-first["value"].round(9).to_numpy(), kind="stable")]
    kept = pd.concat([order.head(ends), order.tail(ends)])[["strategy", "other"]].astype("object")
    rows = table.assign(pairs=len(first), told=table["measure"].map(told))
    keys = rows[["strategy", "other"]].astype("object").apply(tuple, axis=1)
    place = {tuple(pair): number for number, pair in enumerate(kept.to_numpy().tolist())}
    rows = rows[keys.isin(place)].assign(place=keys.map(place), step=rows["measure"].map(measures.index))
    return rows.sort_values(["step", "place"], ignore_index=True).drop(columns=["place", "step"])


@style.styled
def similarity_pairs(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """Similarity of each pair as a mark on the 95% range of shuffled paragraphs, a panel for each measure.

    Parameters
    ----------
    table : DataFrame
        From `measures.resampling.similarity_baseline`.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panels are in its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED, "similarity_pairs")
    if table.empty:
        return message_page(ax, say("empty", language, names))
    table = select_pairs(table)
    measures = list(dict.fromkeys(table["measure"]))
    parts = [table[table["measure"] == measure] for measure in measures]
    whole = page_width(ax)
    labels = plan_rows([_pair(row, language, names) for row in parts[0].to_dict("records")],
                       language=language, most=min(150, 0.45 * whole), row=15.0)  # fmt: skip
    widest = max(text_width(say(measure, language), style.SMALL) for measure in measures)
    columns = len(parts) if whole - labels.width - 6 >= len(parts) * (widest + GAP) - GAP else 1
    lines, step = len(parts) // columns, HEAD - KEY + labels.height + FOOT
    key = place_key([20 + text_width(say(name, language), style.SMALL) for name in MARKS], whole, left=2, gap=8)
    above = KEY + key[-1][1] * KEY_LINE
    page = open_page(
        ax, title=similarity_pairs_title(table, language, names),
        caption=similarity_pairs_caption(table, language, names), height=above + lines * step,
    )  # fmt: skip
    _draw_key(page, key, language)
    width = (page.width - labels.width - 6 - GAP * (columns - 1)) / columns
    for number, (measure, part) in enumerate(zip(measures, parts, strict=True)):
        line, column = divmod(number, columns)
        left, top = labels.width + column * (width + GAP), above + line * step
        head = left if text_width(say(measure, language), style.SMALL) <= width else 0
        page.write(head, top + 7, say(measure, language), va="center_baseline", fontsize=style.SMALL)
        axes = page.panel(left, top + HEAD - KEY, width, labels.height)
        _draw_measure(axes, part, labels)
        pairs = [anchors.pair_anchor(*pair) for pair in part[["strategy", "other"]].astype("object").to_numpy()]
        link_rows(axes, labels.places, labels.heights, pairs, labels=() if column else pairs, before=labels.width)
        if column:
            axes.set_yticks([])
    return page.axes


def _draw_measure(axes: Axes, part: pd.DataFrame, labels: Rows) -> None:
    ends = part[["value", "low", "high"]].to_numpy(dtype=float)
    margin = max(float(np.ptp(ends)), 0.02) * 0.08
    axes.set_xlim(ends.min() - margin, ends.max() + margin)
    write_rows(axes, labels)
    axes.grid(axis="x")
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.10g}")
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    for row, middle in zip(part.itertuples(), labels.places, strict=True):
        axes.add_artist(Rectangle((row.low, middle - 4), row.high - row.low, 8, facecolor=BAND, linewidth=0, zorder=2))
        axes.plot([row.baseline] * 2, [middle - 4, middle + 4], color=GREY, linewidth=0.9, zorder=3)
        told = row.q < ALPHA
        axes.plot([row.value], [middle], "o", color=style.INK, markerfacecolor=style.INK if told else "white",
                  markersize=5, markeredgewidth=1.0, zorder=4)  # fmt: skip


def _draw_key(page: Page, places: list[tuple[float, int]], language: str) -> None:
    axes = key_panel(page, places)
    for key, (x, line) in zip(MARKS, places, strict=True):
        y = 6 + line * KEY_LINE
        if key == "alike_band":
            axes.add_artist(Rectangle((x, y - 4), 16, 8, facecolor=BAND, linewidth=0))
        elif key == "alike_middle":
            axes.plot([x + 12] * 2, [y - 4, y + 4], color=GREY, linewidth=0.9)
        else:
            fill = style.INK if key == "alike_told" else "white"
            axes.plot([x + 12], [y], "o", color=style.INK, markerfacecolor=fill, markersize=5, markeredgewidth=1.0)
        axes.text(x + 20, y, say(key, language), va="center_baseline", fontsize=style.SMALL)


def _pair(row: dict, language: str, names: Names) -> str:
    one, other = (names.strategy(str(row[side]), language) for side in ("strategy", "other"))
    return say("alike_pair", language, names, one=one, other=other)


def similarity_pairs_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: how many pairs differ more than shuffled paragraphs do, by each measure."""
    table = select_pairs(table)
    pairs, told = _pairs(table), _told(table)
    parts = [say("alike_count", language, name=say(f"{measure}_short", language), n=n) for measure, n in told.items()]
    if not any(told.values()):
        return say("alike_none", language, names, pairs=pairs)
    return say("alike_some", language, names, pairs=pairs, list=join(parts, language))


def _pairs(table: pd.DataFrame) -> int:
    if "pairs" in table.columns:
        return int(table["pairs"].iloc[0])
    return int((table["measure"] == table["measure"].iloc[0]).sum())


def _told(table: pd.DataFrame) -> dict[str, int]:
    """How many of all pairs differ, by measure."""
    by_measure = table.groupby("measure", sort=False)
    if "told" in table.columns:
        return by_measure["told"].first().astype(int).to_dict()
    return {measure: int((rows["q"] < ALPHA).sum()) for measure, rows in by_measure}


def similarity_pairs_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """How the baseline is made, the correction, which pairs are drawn, formulae, dates."""
    table = select_pairs(table)
    pairs = _pairs(table)
    text = [say("alike_rule", language, names, pairs=pairs)]
    shown = int((table["measure"] == table["measure"].iloc[0]).sum())
    if shown < pairs:
        text.append(say("alike_chosen", language, names, pairs=pairs, n=shown // 2))
    return sentences([*text, say("alike_formula", language, names), dates_note(table, language, names)], language)


def similarity_pairs_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """Every pair with value, range and q."""
    parts = []
    for measure in dict.fromkeys(table["measure"]):
        pairs = [
            say("alt_range", language, names, name=_pair(row, language, names), value=f"{row['value']:.2f}",
                low=f"{row['low']:.2f}", high=f"{row['high']:.2f}", q=f"{row['q']:.2f}")
            for row in table[table["measure"] == measure].to_dict("records")
        ]  # fmt: skip
        parts.append(
            say(f"{measure}_short", language, names).strip() + say("colon", language, names) + join(pairs, language)
        )
    return say("alt_alike", language, names) + join(parts, language, "semicolon") + say("stop", language, names)
