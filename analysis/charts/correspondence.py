"""Correspondence map: strategies and themes (or words) as points on two axes, the test of independence first."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import anchors
from analysis.charts import style
from analysis.charts.frequency import sentences, with_gloss
from analysis.charts.groups import dates_note
from analysis.charts.links import link_area
from analysis.charts.page import Page, message_page, need_columns, open_page, page_width
from analysis.charts.placing import leader, place_labels
from analysis.charts.typesetting import text_width
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

NEEDED = ("strategy", "item", "kind", "mass", "x", "y", "share_x", "share_y", "inertia", "total", "p", "permutations",
          "points")  # fmt: skip
KINDS = ("theme", "term")
ALPHA = 0.05


def correspondence_map_tables(results) -> dict[str, pd.DataFrame]:
    """Strategies x themes and strategies x terms, each with its permutation test."""
    from analysis.measures.correspondence import correspondence
    from analysis.measures.frequency import count_terms
    from analysis.measures.paragraphs import SparseCounts, count_paragraphs
    from analysis.measures.resampling import independence, sentences_by_paragraph

    tables = {}
    themes = sentences_by_paragraph(results.coded, results.speeches)[0]
    for kind, paragraphs in (("theme", themes), ("term", count_paragraphs(_compared(results)))):
        sparse = isinstance(paragraphs, SparseCounts)
        paragraphs = paragraphs if sparse else paragraphs[paragraphs.sum(axis=1) > 0]
        counts = count_terms(_compared(results)) if sparse else paragraphs.groupby(level=0, observed=True).sum()
        counts = counts.loc[counts.sum(axis=1) > 0, counts.sum() > 0]
        if min(counts.shape) < 2:
            tables[f"correspondence_map_{kind}s"] = pd.DataFrame(columns=NEEDED)
            continue
        test = independence(paragraphs, permutations=999 if sparse else 9_999)
        table = map_points(correspondence(counts), kind=kind, total=int(counts.to_numpy().sum()), test=test)
        tables[f"correspondence_map_{kind}s"] = table
    return tables


def _compared(results) -> pd.DataFrame:
    """The tokens that are compared: without the groups' own names, if the results tell them."""
    return getattr(results, "compared_tokens", results.tokens)


def map_points(result, *, kind: str, total: int, test: dict | None = None, most: int | None = None) -> pd.DataFrame:
    """The points of a correspondence analysis, one row each, with the numbers the chart prints.

    Parameters
    ----------
    result : Correspondence
        From `measures.correspondence.correspondence`, strategies in the rows.
    kind : {"theme", "term"}
        What the columns are.
    total : int
        Sum of the counts.
    test : dict, optional
        From `measures.resampling.independence`: ``p`` and ``permutations``. Without it the title says so.
    most : int, optional
        Columns kept, by default 24, or 16 beside more than ten strategies: those with the largest contribution to the
        two axes, weighted by their inertia.

    Returns
    -------
    DataFrame
        strategy (its name; empty for the others), item (name of the theme or term; empty for strategies), kind
        (strategy, theme or term), mass, x, y (principal coordinates), cos2 (on both axes), contribution
        (to both axes), share_x, share_y (of the inertia), inertia, total, p, permutations (missing p: not tested),
        points (columns of the analysis). With one axis only, y and share_y are 0.
    """
    most = (24 if len(result.rows) <= 10 else 16) if most is None else most
    weight = np.asarray(result.inertia)[:2]
    share = [*np.asarray(result.share)[:2], 0.0][:2]
    parts = []
    for side, rows, mass, cos2, contribution in (
        ("strategy", result.rows, result.row_mass, result.row_cos2, result.row_contributions),
        (kind, result.columns, result.column_mass, result.column_cos2, result.column_contributions),
    ):
        made = contribution.iloc[:, :2].to_numpy() @ weight / max(weight.sum(), 1e-300)
        own, labels = side == "strategy", rows.index.astype("object")
        part = pd.DataFrame({"strategy": labels if own else "", "item": "" if own else labels, "kind": side})
        part["mass"] = mass.to_numpy()
        part["x"] = rows.iloc[:, 0].to_numpy()
        part["y"] = rows.iloc[:, 1].to_numpy() if rows.shape[1] > 1 else 0.0
        part["cos2"], part["contribution"] = cos2.iloc[:, :2].sum(axis=1).to_numpy(), made
        if side != "strategy":
            order = np.lexsort((part["item"].astype(str), -part["contribution"].round(12)))[:most]
            part = part.iloc[np.sort(order)]
        parts.append(part)
    tested = test or {"p": np.nan, "permutations": 0}
    return pd.concat(parts, ignore_index=True).assign(
        share_x=share[0], share_y=share[1], inertia=result.total_inertia, total=total, p=tested["p"],
        permutations=tested["permutations"], points=len(result.columns),
    )  # fmt: skip


@style.styled
def correspondence_map(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """Strategies and themes (or words) on the first two axes of a correspondence analysis.

    Parameters
    ----------
    table : DataFrame
        From `map_points`.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the map is the first of its ``child_axes``, with equal scales.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED, "correspondence_map")
    if table.empty:
        return message_page(ax, say("empty", language, names))
    width = page_width(ax)
    left, foot, top = 30.0, 26.0, 14.0
    box = _frame(table, (width - left - 4), 300.0 if (table["kind"] == "strategy").sum() <= 10 else 440.0)
    page = open_page(
        ax, title=correspondence_map_title(table, language, names),
        caption=correspondence_map_caption(table, language, names), height=top + box["height"] + foot,
    )  # fmt: skip
    axes = page.panel(left, top, page.width - left - 4, box["height"])
    axes.set(xlim=box["x"], ylim=box["y"])
    for line in (axes.axhline, axes.axvline):
        line(0, color=style.RULE, linewidth=0.8, zorder=1)
    axes.tick_params(axis="y", length=2, labelsize=style.SMALL)
    shares = [f"{100 * table[name].iloc[0]:.0f}" for name in ("share_x", "share_y")]
    axes.set_xlabel(say("map_axis", language, names, axis=1, share=shares[0]), labelpad=2)
    axes.set_ylabel(say("map_axis", language, names, axis=2, share=shares[1]), labelpad=2)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:.10g}".replace("-", "−"))
    axes.spines[:].set_color(style.RULE)
    _draw_points(axes, table, box, (page.width - left - 4, box["height"]), language, names)
    _draw_key(page, table, language, names)
    return page.axes


def _frame(table: pd.DataFrame, width: float, most: float) -> dict:
    """Limits with equal scales on both axes and room for labels, and the height that follows from them."""
    x, y = table["x"].to_numpy(), table["y"].to_numpy()
    spans = max(np.ptp(np.append(x, 0)), 0.2), max(np.ptp(np.append(y, 0)), 0.2)
    middles = (max(x.max(), 0) + min(x.min(), 0)) / 2, (max(y.max(), 0) + min(y.min(), 0)) / 2
    height = min(max((width - 110) * spans[1] / spans[0] + 44, 170.0), most)
    unit = max(spans[0] / (width - 110), spans[1] / (height - 44))  # data a point
    return {
        "x": (middles[0] - unit * width / 2, middles[0] + unit * width / 2),
        "y": (middles[1] - unit * height / 2, middles[1] + unit * height / 2),
        "height": height, "unit": unit,
    }  # fmt: skip


def _draw_points(axes: Axes, table: pd.DataFrame, box: dict, room, language: str, names: Names) -> None:
    found = style.looks(table.loc[table["kind"] == "strategy", "strategy"], names.order)
    rows = sorted(table.to_dict("records"), key=lambda row: (row["kind"] != "strategy", -row["mass"], _name(row)))
    points, sizes, texts = [], [], []
    for row in rows:
        own = row["kind"] == "strategy"
        radius = (3.0 if own else 1.5) + 4.0 * float(np.sqrt(row["mass"]))
        text = _label(row, language, names)
        at = (row["x"] - box["x"][0]) / box["unit"], (box["y"][1] - row["y"]) / box["unit"]
        points.append((*at, radius * (1.3 if own else 1)))  # squares and diamonds reach farther than their size
        size = style.BODY + 0.5 if own else style.SMALL
        sizes.append((text_width(text, size) + 1, size * 1.2))
        texts.append((text, size))
    places = place_labels(points, sizes, room)
    for row, point, place, (text, size) in zip(rows, points, places, texts, strict=True):
        own = row["kind"] == "strategy"
        look = found[row["strategy"]] if own else style.Look(style.GREY, "o", "")
        line = leader(point, place)
        if line:
            axes.plot(
                *zip(_data(point[:2], box), _data(line, box), strict=True), color="#B0B0B0", linewidth=0.4, zorder=2
            )
        axes.plot(
            [row["x"]], [row["y"]], look.marker, color=look.colour, zorder=4 if own else 3,
            markersize=2 * point[2] / (1.3 if own else 1),
            markerfacecolor=look.colour if own else "white", markeredgewidth=0.8,
        )  # fmt: skip
        middle = ((place[0] + place[2]) / 2, (place[1] + place[3]) / 2)
        axes.text(
            *_data(middle, box), text, fontsize=size, ha="center", va="center", color=look.colour if own else style.INK,
            zorder=2.5, bbox={"facecolor": "white", "linewidth": 0, "pad": 0.2},
        )  # fmt: skip
        reach = max(point[2], 4)
        for spot in (place, (point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach)):
            link_area(axes, (*_data(spot[:2], box), *_data(spot[2:], box)), _anchor(row))


def _anchor(row: dict) -> str | None:
    """Where a point leads; what no theme claims leads nowhere."""
    if row["kind"] == "strategy":
        return anchors.strategy_anchor(row["strategy"])
    if row["kind"] == "term":
        return anchors.term_anchor(row["item"])
    return None if row["item"] == "none" else anchors.theme_anchor(row["item"])


def _data(place: tuple[float, float], box: dict) -> tuple[float, float]:
    return box["x"][0] + place[0] * box["unit"], box["y"][1] - place[1] * box["unit"]


def _draw_key(page: Page, table: pd.DataFrame, language: str, names: Names) -> None:
    axes = page.panel(0, 0, page.width, 12)
    axes.set(xlim=(0, page.width), ylim=(12, 0))
    axes.set_axis_off()
    x, groups = 4.0, table.loc[table["kind"] == "strategy", "strategy"].astype(str)
    for key, marks in (("map_row", list(groups)[:6]), (f"map_{_kind(table)}", ())):
        for look in style.looks(marks, names.order).values() or [style.Look(style.GREY, "o", "")]:
            fill = look.colour if marks else "white"
            axes.plot(
                [x + 3], [6], look.marker, color=look.colour, markerfacecolor=fill, markersize=5, markeredgewidth=0.8
            )
            x += 9
        text = say(key, language, names)
        axes.text(x + 3, 6, text, va="center_baseline", fontsize=style.SMALL)
        x += text_width(text, style.SMALL) + 20


def _name(row: dict) -> str:
    return str(row["strategy"] if row["kind"] == "strategy" else row["item"])


def _label(row: dict, language: str, names: Names) -> str:
    if row["kind"] == "strategy":
        return names.strategy(row["strategy"], language)
    return names.theme(row["item"], language) if row["kind"] == "theme" else row["item"]


def _kind(table: pd.DataFrame) -> str:
    return next((side for side in table["kind"] if side != "strategy"), "theme")


def correspondence_map_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The test of independence first; only where it tells, who stands farthest apart."""
    what, p = say(f"map_{_kind(table)}", language, names), table["p"].iloc[0]
    if pd.isna(p):
        return say("map_untested", language, names, what=what)
    if p >= ALPHA:
        return say("map_alike", language, names, what=what, p=f"{p:.2f}")
    rows = table[table["kind"] == "strategy"].sort_values(["x", "strategy"], kind="stable")
    one, other = (names.strategy(rows["strategy"].iloc[place], language) for place in (-1, 0))
    shown = f"{p:.3f}" if p < 0.01 else f"{p:.2f}"
    if p < 0.001:
        shown = f"{p:.4f}"
    return say("map_apart", language, names, what=what, p=shown, one=one, other=other)


def correspondence_map_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """N, inertia, how to read the map, the test, dates."""
    first, kind = table.iloc[0], _kind(table)
    what = say(f"map_{kind}", language, names)
    share = f"{100 * (first['share_x'] + first['share_y']):.0f}"
    text = [
        say(
            "map_rule",
            language,
            names,
            total=int(first["total"]),
            inertia=f"{first['inertia']:.2f}",
            share=share,
            what=what,
        )
    ]
    if first["permutations"]:
        text.append(say("map_test", language, names, n=int(first["permutations"])))
    shown = int((table["kind"] != "strategy").sum())
    if shown < first["points"]:
        text.append(say("map_chosen", language, names, all=int(first["points"]), n=shown))
    if first["share_y"] == 0:
        text.append(say("map_line", language, names))
    return sentences([*text, dates_note(table, language, names)], language)


def correspondence_map_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """Coordinates of every point."""
    rows = table.to_dict("records")
    points = []
    for row in rows:
        name = with_gloss(row["item"], language, names) if row["kind"] == "term" else _label(row, language, names)
        x, y = (f"{round(row[axis], 2) + 0.0:.2f}".replace("-", "−") for axis in ("x", "y"))
        points.append(say("alt_point", language, names, name=name, x=x, y=y))
    share = f"{100 * (rows[0]['share_x'] + rows[0]['share_y']):.0f}"
    return (
        say("alt_map", language, names, share=share)
        + join(points, language, "semicolon")
        + say("stop", language, names)
    )
