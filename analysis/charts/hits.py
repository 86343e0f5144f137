"""One query, such as a word, a string or a theme: its share in each strategy."""

from __future__ import annotations

import pandas as pd

from analysis.charts.grammar import Called, Chart, Said, Told, said
from analysis.charts.marks import Bar, Interval, Number
from analysis.charts.panels import Rows
from analysis.language.names import Names


def hit_shares(table: pd.DataFrame, names: Names, label: str) -> Chart:
    """A bar from zero for each strategy, with its interval and its count.

    Parameters
    ----------
    table : DataFrame
        strategy, kind ("term", "phrase" or "theme"), unit ("words" or "sentences"), scale (what shares are multiplied
        by: 10,000 or 100), count, total, share, low, high: one row a strategy.
    names : Names
        What things are called in the corpus.
    label : str
        What was looked for, in the language of the picture.
    """
    if table.empty:
        return Chart("hits_words", table, names, Rows("strategy", ()))
    unit, scale = table["unit"].iloc[0], table["scale"]
    rows = table.assign(rate=scale * table["share"], low=scale * table["low"], high=scale * table["high"])
    return Chart(
        f"hits_{unit}", rows, names,
        Rows("strategy", (Bar("rate"), Interval("low", "high"), Number("count", after="high")), f"hits_unit_{unit}",
             reach=("high",), own=True, tall=17.0),
        title=_most_and_least(rows, unit), caption=[f"hits_rule_{rows['kind'].iloc[0]}"],
        told=Told("tell_hits", first=len(rows)), facts={"label": label, "groups": len(rows)},
    )  # fmt: skip


def _most_and_least(rows: pd.DataFrame, unit: str) -> Said:
    """Where the share is highest and lowest."""
    rates = rows["rate"].round(8)
    high, low = rows.loc[rates.idxmax()], rows.loc[rates.idxmin()]
    if len(rows) == 1:
        return said(f"hits_one_{unit}", a=float(high["rate"]))
    most, least = (
        [Called("strategy", group) for group in rows.loc[rates == rate, "strategy"]]  # all that share the place
        for rate in (rates.max(), rates.min())
    )
    a, b = (said(f"hits_value_{unit}", a=float(row["rate"])) for row in (high, low))
    return said("hits_apart", high=most, low=least, a=a, b=b)
