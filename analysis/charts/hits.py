"""One query, such as a word, a string or a theme: its share in each strategy, and its places in the speeches."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.charts.dispersion import NEEDED as PLACES
from analysis.charts.dispersion import place_terms
from analysis.charts.grammar import Called, Chart, Said, Told, said
from analysis.charts.marks import Bar, Interval, Number
from analysis.charts.panels import Rows
from analysis.language.names import Names
from analysis.measures.dispersion import gries_dp


def hit_shares(table: pd.DataFrame, names: Names, label: str) -> Chart:
    """A bar from zero for each strategy, with its interval and its count.

    Parameters
    ----------
    table : DataFrame
        strategy, unit ("words", "characters" or "sentences"), scale (what shares are multiplied by: 10,000 or 100),
        count, total, share, low, high: one row a strategy.
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
        title=_most_and_least(rows, unit), caption=[f"hits_rule_{unit}"],
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


def place_hits(lines: pd.DataFrame, speeches: pd.DataFrame, tokens: pd.DataFrame, label: str) -> pd.DataFrame:
    """The table of `charts.dispersion.places_chart` for the hits of a query; the same as `place_terms` for a word.

    Parameters
    ----------
    lines : DataFrame
        From `measures.concordance.kwic`, in the order of the document.
    speeches, tokens : DataFrame
        The tables; the size of a paragraph is its counted words.
    label : str
        What the row is called.
    """
    bounds = place_terms(tokens, speeches, [])
    place = ["speech", "paragraph"]
    text = speeches.sort_values([*place, "sentence"], kind="stable")
    length = text["text"].str.len()
    text = text.assign(from_start=length.cumsum() - length)[[*place, "sentence", "from_start"]]
    hits = lines.merge(text, on=[*place, "sentence"], how="left")
    hits = hits.assign(start=hits["start"] + hits["from_start"], end=hits["end"] + hits["from_start"])
    sizes = tokens["kept"].groupby([tokens["speech"], tokens["paragraph"]]).sum()
    sizes = sizes[sizes > 0]
    parts = lines.groupby(place).size().reindex(sizes.index, fill_value=0)
    dp = gries_dp(parts.to_numpy(), sizes.to_numpy()) if parts.sum() else np.nan
    hits = hits.assign(part="term", term=label, count=len(lines), dp=dp).sort_values("start", kind="stable")
    table = pd.concat([bounds, hits[[column for column in PLACES if column != "parts"]]], ignore_index=True)
    return table.assign(parts=len(sizes))[list(PLACES)]
