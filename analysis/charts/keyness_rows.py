"""Which rows of a keyness table are drawn, and between which ratios nothing can be told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.charts import style
from analysis.charts.chosen import mark_chosen
from analysis.charts.groups import take_largest
from analysis.charts.page import need_columns

NEEDED = ("strategy", "term", "count", "total", "rest", "rest_total", "log_ratio", "low", "high", "lrc", "verdict")
ADDED = ["tests", "words", "told", "hopeless", "zone_low", "zone_high"]
CANNOT = "cannot tell"
GROUPS = 8  # panels that fit on a page


def select_keyness(
    table: pd.DataFrame, *, extreme: int | None = None, frequent: int | None = None, family: int | None = None,
    confidence: float = 0.95, terms: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Some rows of every strategy: those that can be told, the most extreme ratios, the most frequent words.

    Of more than eight strategies the largest eight.

    Parameters
    ----------
    table : DataFrame
        From `measures.keyness.compare`, all of it.
    extreme, frequent : int, optional
        Rows a strategy, 6 and 4, or 4 and 2 of more than four strategies: the `extreme` with the limit farthest from 0,
        then the largest ratio (ties: more hits, then term); of the others the `frequent` with the most hits here.
    family, confidence
        As they were given to `compare`.
    terms : sequence of str, optional
        These rows instead, the same in every strategy and in this order.

    Returns
    -------
    DataFrame
        The columns of `table`, with ``tests`` and ``words`` (rows and different words of the whole table), ``told``
        (rows with a verdict, of all), ``hopeless`` (rows for which no distribution of their hits gives a verdict),
        ``zone_low`` and ``zone_high`` (the log ratios between which a word with as many hits cannot be told; infinite
        where there is no end).
    """
    need_columns(table, NEEDED, "keyness_forest")
    if set(ADDED) <= set(table.columns):
        return table
    family = len(table) if family is None else family
    low, high = _zones(table, family, confidence)
    whole = table.assign(
        tests=len(table), words=table["term"].nunique(), told=int((table["verdict"] != CANNOT).sum()),
        hopeless=int((np.isinf(low) & np.isinf(high)).sum()), zone_low=low, zone_high=high,
    )  # fmt: skip
    whole, parts = take_largest(whole, GROUPS), []
    groups = style.ordered_groups(whole)
    extreme = (6 if len(groups) <= 4 else 4) if extreme is None else extreme
    frequent = (4 if len(groups) <= 4 else 2) if frequent is None else frequent
    for group in groups:
        rows = whole[whole["strategy"].astype("object") == group]
        if terms is not None:
            chosen = rows[rows["term"].isin(list(terms))]
            parts.append(chosen.iloc[np.argsort(chosen["term"].map(list(terms).index).to_numpy(), kind="stable")])
            continue
        keys = pd.DataFrame({"lrc": rows["lrc"].abs().round(9), "ratio": rows["log_ratio"].abs().round(9)})
        keys["hits"], keys["term"] = rows["count"] + rows["rest"], rows["term"]
        first = keys[rows["count"] + rows["rest"] > 1].sort_values(
            ["lrc", "ratio", "hits", "term"], ascending=[False, False, False, True], kind="stable"
        ).index[:extreme]  # fmt: skip
        others = rows.drop(index=first).sort_values(["count", "term"], ascending=[False, True], kind="stable")
        parts += [rows.loc[first], others.head(frequent)]
    rows = pd.concat(parts, ignore_index=True) if parts else whole
    return rows if terms is None else mark_chosen(rows, list(terms))


def _zones(table: pd.DataFrame, family: int, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Between which log ratios a word with as many hits in all cannot be told; infinite where there is no end."""
    from analysis.measures.effects import log_ratio, log_ratio_interval

    low, high = np.full(len(table), -np.inf), np.full(len(table), np.inf)
    hits = (table["count"] + table["rest"]).to_numpy()
    sizes = table[["total", "rest_total"]].to_numpy()
    found, place = np.unique(np.column_stack([hits, sizes]), axis=0, return_inverse=True)
    for number, (m, n1, n2) in enumerate(found.tolist()):
        a = np.arange(max(0, m - n2), min(m, n1) + 1)
        below, above = log_ratio_interval(a, m - a, n1, n2, confidence=confidence, family=family)
        ratios, at = np.atleast_1d(log_ratio(a, m - a, n1, n2)), place.ravel() == number
        less, more = ratios[np.atleast_1d(above) < 0], ratios[np.atleast_1d(below) > 0]
        untold = ratios[(np.atleast_1d(above) >= 0) & (np.atleast_1d(below) <= 0)]
        if len(less) and len(untold):
            low[at] = (less.max() + untold.min()) / 2  # halfway to the next count, which is told
        if len(more) and len(untold):
            high[at] = (more.min() + untold.max()) / 2
    return low, high
