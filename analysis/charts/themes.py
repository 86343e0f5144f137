"""Maps of themes by strategy: shares of sentences, shares of TF-IDF weight."""

import math

import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Joined, Said, Told, said
from analysis.charts.groups import PANELS, dates, extremes, in_order, largest, not_drawn, own_names_said, quoted
from analysis.charts.matrix import Matrix
from analysis.charts.panels import Dot, Entry, Interval, Rows, Tick
from analysis.charts.timeline import Times
from analysis.language.periods import period_kind
from analysis.measures.ties import widest
from analysis.measures.verdicts import both_sides

GROUPS = 32  # rows of a map that fit on a page
SAME = 1e-9  # shares that differ by rounding alone
NAMED = 3  # differences that are told, so many


def theme_heatmap(results) -> Chart:
    """Theme by strategy: the share of the sentences that carry it, in print and in colour, the scale from zero.

    Groups that are times become lines, a panel a theme.
    """
    table = results.theme_shares
    groups = style.ordered_groups(table)
    time = bool(len(table)) and results.names.is_time(groups)
    rows, facts = largest(table, len(groups) if period_kind(groups) else GROUPS)
    steps = sorted({round(100 / total, 1) for total in rows["total"].unique() if total})
    facts |= {"steps": steps, "rows": rows["theme"].nunique(), "columns": facts["shown"]}
    coarse = None
    if steps and steps[-1] >= 1:
        key = "theme_small_one" if len(steps) == 1 else "theme_small"
        coarse = said(key, low=f"{steps[0]:g}", high=f"{steps[-1]:g}")
    drawing = _map(rows, "share_sentences", below="cell_sentences")
    if time:
        rows = rows.assign(found=rows["sentences"] > 0)
        drawing = Times("theme", ("share", "low", "high"), "share_sentences", groups, scale=100)
    return Chart(
        "theme_heatmap", rows, results.names, drawing, title=_spread(rows, "spread_described"),
        caption=["share_band" if time else "theme_cell", coarse, "theme_rule", not_drawn(facts, "theme_shares")],
        told=Told("tell_share", by="strategy", top="share"), facts=facts,
    )  # fmt: skip


def theme_dots(results) -> Chart:
    """Themes as rows, groups as dots at the share of their sentences on a theme; what can be told apart is filled.

    Where the groups are times, a line over time for each theme instead. Else the nine largest groups are drawn; the
    themes stand in order of the sentences of the corpus that carry them.
    """
    shares, verdicts = results.theme_shares, results.table("verdicts")
    every = style.ordered_groups(shares)
    time = results.names.is_time(every)
    table, facts = largest(shares[shares["theme"].astype("object") != "none"], len(every) if time else PANELS)
    groups = style.ordered_groups(table)
    own = pd.DataFrame() if verdicts is None else verdicts[verdicts["kind"] == "theme"]
    sides = both_sides(own).itertuples() if len(own) else ()
    found = {(str(row.group), str(row.term)): row for row in sides}
    keys = list(zip(table["strategy"].astype(str), table["theme"].astype(str), strict=True))
    table = table.assign(differs=[len(groups) > 1 and key in found and bool(found[key].told) for key in keys])
    said_of = table.groupby("theme", observed=True)["sentences"].sum()
    order = sorted(said_of.index, key=lambda theme: (-said_of[theme], theme))
    rows = in_order(table, "theme", order)
    ends = rows.groupby("theme", observed=True)["share"]
    high, low = ends.transform("max"), ends.transform("min")
    alone = rows.groupby(["theme", "share"], observed=True)["share"].transform("size") == 1
    held = rows["sentences"] > 0
    rows["high_end"], rows["found"] = rows["share"].eq(high) & held, held
    rows["named"] = alone & (rows["high_end"] | rows["share"].eq(low)) & (len(groups) > 1)
    told = rows[rows["differs"]].sort_values("share", ascending=False, kind="stable")
    if len(groups) == 2:  # more here is less there: one test
        told = told[[found[key].direction == "more" for key in zip(told["strategy"], told["theme"], strict=True)]]
    n = int(own["told"].sum()) if len(own) else 0
    facts |= {"groups": len(groups), "rows": len(order), "tests": len(own), "n": n}
    rule = said("theme_dots_rule", dealt=said(f"dealt_{results.unit}")) if len(own) else None
    nameless = len(own) > 0 and own_names_said(results) == "names_out"
    none = "theme_dots_none_names" if nameless else "theme_dots_none"
    title = _spread(rows, "spread_described" if n or not len(own) else none)
    if len(told):
        listed = [said(f"dots_{found[row.strategy, row.theme].direction}", name=Called("strategy", row.strategy),
                       theme=Called("theme", row.theme), share=float(row.share))
                  for row in told.head(NAMED).itertuples()]  # fmt: skip
        title = said("theme_dots_told", list=said("and_more", list=Joined(listed)) if n > NAMED else Joined(listed))
    return Chart(
        "theme_dots", rows, results.names,
        Times("theme", ("share", "low", "high"), "share_sentences", groups, scale=100) if time else
        Rows("theme", (Dot("share", filled="differs" if len(groups) > 1 else "", size=6.0),), "share_sentences",
             series=groups, overlaid=True, named="named", reach=("share",), scale=100, tall=19.0, share=0.36),
        title=title, caption=["theme_band" if time else rule,
                              "theme_dots_names" if nameless else None,
                              "theme_rule",
                              not_drawn(facts, "theme_shares"), dates(groups, results)],
        told=Told("tell_share", by="strategy", top="share"), facts=facts,
    )  # fmt: skip


def corrected_shares(results) -> Chart:
    """Shares of themes by the dictionary beside those corrected for its mistakes, a panel a strategy."""
    known = results.corrected_shares.dropna(subset=["corrected"])
    if known.empty:
        return Chart("corrected_shares", known, results.names, Rows("theme", ()), nothing="corrected_unknown")
    table, facts = largest(known, PANELS)
    groups = style.ordered_groups(table)
    moved = table.loc[(table["corrected"] - table["share"]).abs().idxmax()]
    unknown = results.corrected_shares.loc[lambda rows: rows["corrected"].isna(), "theme"].nunique()
    facts |= {"rows": table["theme"].nunique(), "groups": len(groups), "unknown": unknown,
              "n": int(table["coded_sentences"].max())}  # fmt: skip
    title = said("corrected_title", name=Called("strategy", moved["strategy"]), theme=Called("theme", moved["theme"]),
                 share=float(moved["share"]), corrected=float(moved["corrected"]))  # fmt: skip
    raw, interval, dot = Tick("share"), Interval("low", "high", coloured=True), Dot("corrected")
    keys = [Entry("corrected_raw", {"share": 8}, [raw]),
            Entry("corrected_dot", {"corrected": 8, "low": 0, "high": 16}, [interval, dot])]  # fmt: skip
    even = abs(moved["corrected"] - moved["share"]) < SAME
    right = known[["precision", "recall"]].eq(1).all(axis=None)
    return Chart(
        "corrected_shares", table, results.names,
        Rows("theme", (interval, raw, dot), "share_sentences", panel="strategy", keys=keys,
             heads={group: Called("strategy", group) for group in groups}, reach=("share", "corrected", "low", "high"),
             scale=100),
        title="corrected_same" if right else "corrected_even" if even else title,
        caption=["corrected_rule", "corrected_some" if unknown else None, not_drawn(facts, "corrected_shares"),
                 dates(groups, results)],
        told=Told("tell_corrected", by="strategy", top="corrected"), facts=facts,
    )  # fmt: skip


def theme_weights(results) -> Chart:
    """Theme by strategy: the share of the strategy's TF-IDF weight that falls on the words of the theme."""
    table = results.theme_weights
    rows, facts = largest(table, GROUPS, "weight")
    facts |= {"rows": rows["theme"].nunique(), "columns": facts["shown"]}
    return Chart(
        "theme_weights", rows, results.names, _map(rows, "share_weight"), title=_spread(rows, "spread_weight"),
        caption=["weight_rule", not_drawn(facts, "theme_weights")],
        told=Told("tell_share", by="strategy", top="share"), facts=facts,
    )  # fmt: skip


def _map(rows: pd.DataFrame, unit: str, below: str = "") -> Matrix:
    """Few groups stand side by side; many stand one below the other, the themes side by side."""
    many = len(style.ordered_groups(rows)) > PANELS
    claimed = rows.loc[rows["theme"].astype("object") != "none", "share"]
    limit = math.ceil(max(claimed.max() if len(claimed) else 0.0, 0.01) * 10 - 1e-9) / 10
    row, column = ("strategy", "theme") if many else ("theme", "strategy")
    return Matrix(row, column, "cell_share", "share", "theme", below=below, limit=limit, unit=unit, pale="none",
                  tall=24.0 if below and not many else 17.0)  # fmt: skip


def _spread(rows: pd.DataFrame, key: str) -> Said | str:
    """The theme whose share differs most, and between whom; ``none`` is no theme."""
    own = rows[rows["theme"].astype("object") != "none"]
    if own.empty:
        return "empty"
    if len(style.ordered_groups(own)) == 1:
        top = own[own["share"] == own["share"].max()]
        return said("single_theme_title", name=Called("strategy", top["strategy"].iloc[0]),
                    list=quoted(top["theme"], "theme"), share=float(top["share"].iloc[0]))  # fmt: skip
    tied = widest(own, "theme")
    if not tied:
        return "spread_none"
    rest = said("spread_many", n=len(tied), list=quoted(tied, "theme"))
    if len(tied) == 1:
        rest = said("spread", theme=Called("theme", tied[0]), **extremes(own[own["theme"] == tied[0]]))
    return said(key, rest=rest)
