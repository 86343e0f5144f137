"""The texts at a glance: how long each is, when and where it was given."""

from collections.abc import Mapping

import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Joined, Said, Told, said
from analysis.charts.groups import TIED, largest, named, not_drawn
from analysis.charts.panels import Bar, Number, Rows
from analysis.measures.ties import ends

NUMBERS = ["paragraphs", "sentences", "characters", "words"]
SPEECHES = 25  # rows that fit on a page


def speech_sizes(results) -> Chart:
    """The texts with date and place, their length in characters as bars from zero.

    With more than 25 texts a row a group: how many texts, from when to when; of the 25 largest groups.
    """
    sizes = results.sizes
    dates = sizes["dated"] if "dated" in sizes.columns else sizes["date"].dt.strftime("%Y-%m-%d")
    sizes = sizes.assign(date=dates.fillna("").astype(str), place=sizes["place"].fillna(""))
    many = len(sizes) > SPEECHES
    table = _by_group(sizes) if many else sizes[["speech", "strategy", "date", "place", *NUMBERS]]
    table, facts = largest(table, SPEECHES, "characters")
    row = "strategy" if many else ("speech", "strategy")
    facts["groups"] = table["strategy"].nunique()
    return Chart(
        "speech_sizes", table, results.names,
        Rows(row, (Bar("characters"), Number("characters", after="characters")), "column_characters",
             reach=("characters",), own=True, below=_below, share=0.5),
        title=_ends(table, many, results.names, facts), caption=["sizes_rule", not_drawn(facts, "sizes")],
        told=Told("", shown=Joined([_told(row) for row in table.to_dict("records")])), facts=facts,
    )  # fmt: skip


def _by_group(sizes: pd.DataFrame) -> pd.DataFrame:
    """A row a group: its texts, their first and last month or year, and the sums of the numbers."""
    groups = style.ordered_groups(sizes)
    short = 7 if sizes.loc[sizes["date"] != "", "date"].str.len().ge(7).all() else 4  # of some only the year is known
    known = sizes["date"].str[:short].where(sizes["date"] != "")
    grouped = sizes.assign(date=known, strategy=sizes["strategy"].astype("object")).groupby("strategy")
    ends = grouped["date"].agg(first="min", last="max").fillna("")
    table = grouped[NUMBERS].sum().assign(speeches=grouped.size()).join(ends).loc[groups].reset_index()
    table["strategy"] = pd.Categorical(table["strategy"], categories=groups, ordered=True)
    return table[["strategy", "speeches", "first", "last", *NUMBERS]]


def _told(row: Mapping) -> Said:
    *when, numbers = _below(row).parts
    parts = [Called("strategy", row["strategy"]), *(when[0] if isinstance(when[0], list) else when)]
    return said("tell_size", list=parts, numbers=numbers, characters=row["characters"])


def _below(row: Mapping) -> Joined:
    """What stands under the name of a text or group."""
    numbers = said("sizes_numbers", **{name: row[name] for name in NUMBERS})
    if "speeches" in row:
        dates = said("sizes_span", **{end: Called("date", row[end]) for end in ("first", "last")})
        dates = Called("date", row["first"]) if row["first"] == row["last"] else dates
        return Joined([dates, said("sizes_texts", n=row["speeches"]), numbers])
    return Joined([[Called("date", row["date"]), row["place"]], numbers])


def _ends(table: pd.DataFrame, many: bool, names, facts: dict) -> Said | str:
    """The longest and the shortest."""
    if table.empty:
        return ""
    numbered = not many and table["strategy"].duplicated().any()
    high, low = (
        [Called(("speech", "strategy"), (row.speech, row.strategy)) for row in rows.itertuples()][:TIED]
        if numbered else named(rows["strategy"])
        for rows in ends(table, "characters", str)
    )  # fmt: skip
    least, most = int(table["characters"].min()), int(table["characters"].max())
    one = said("sizes_of_time" if names.is_time(names.order) else "sizes_of")
    if len(table) == 1 or least == 0:
        return said("sizes_one", high=high, a=most, one=one)
    if least == most:
        return said("sizes_even", a=most)
    facts["ratio"] = most / least
    near = "_near" if f"{most / least:.1f}" == "1.0" else ""
    return said(
        f"sizes_title_groups{near}" if many else f"sizes_title{near}", high=high, a=most, low=low, b=least, one=one
    )
