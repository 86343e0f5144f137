"""What a chart does with many groups: the largest are drawn, the others named in the caption."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Said, printed, said
from analysis.language.names import Names
from analysis.language.periods import parse_period
from analysis.measures.ties import ends

PANELS = 9
NAMED = 8
TIED = 3  # groups or things that tie are named up to so many


def largest(table: pd.DataFrame, most: int, size: str | Mapping[str, float] = "total") -> tuple[pd.DataFrame, dict]:
    """The rows of the `most` largest groups, and the facts: how many are ``shown``, the names of those ``left_out``.

    Parameters
    ----------
    table : DataFrame
        With a column strategy.
    most : int
        Groups that are kept.
    size : str or mapping
        The column that says how large a group is, or the size of each group. Ties go to the first in order.

    Examples
    --------
    >>> table = pd.DataFrame({"strategy": ["东", "西", "中"], "total": [5, 9, 7]})
    >>> largest(table, 2)[0]["strategy"].tolist(), largest(table, 2)[1]
    (['西', '中'], {'left_out': ['东'], 'shown': 2})
    """
    groups, own = style.ordered_groups(table), table["strategy"].astype("object")
    sizes = table[size].groupby(own).first() if isinstance(size, str) else size
    kept = set(sorted(groups, key=lambda group: (-sizes.get(group, 0), groups.index(group)))[:most])
    rows = table[own.isin(kept)] if len(kept) < len(groups) else table
    left = [group for group in groups if group not in kept]
    return rows.reset_index(drop=True), {"left_out": left, "shown": len(kept)}


def in_order(rows: pd.DataFrame, column: str, order: Sequence) -> pd.DataFrame:
    """The rows of these values of a column, in their order."""
    rows = rows[rows[column].isin(order)]
    places = rows[column].astype("object").map({value: place for place, value in enumerate(order)})
    return rows.iloc[np.argsort(places.to_numpy(), kind="stable")].reset_index(drop=True)


def extremes(rows: pd.DataFrame, value: str = "share", form: str = ".0%") -> dict:
    """The groups of the highest and of the lowest value, as it is printed, and both values: ``high, low, a, b``.

    ``even``: all have the same; ``ties``: how many have the highest and the lowest.
    """
    high, low = ends(rows, value, printed(form))
    return {"high": named(high["strategy"]), "low": named(low["strategy"]), "even": len(high) == len(rows),
            "a": float(high[value].max()), "b": float(low[value].min()), "ties": [len(high), len(low)]}  # fmt: skip


def not_drawn(facts: Mapping, file: str = "") -> Said | None:
    """Which groups are not drawn (``left_out``), and the file of the whole table if there is one; None if all are.

    ``shown`` of the facts is the number of groups that are drawn.
    """
    left = facts["left_out"]
    if not left:
        return None
    named: Said | list = [Called("strategy", group) for group in left[:NAMED]]
    if len(left) > NAMED:
        named = said("and_more", list=named)
    return said("left_out" if file else "left_out_here", shown=facts["shown"], n=len(left), list=named, file=file)


def named(groups: Iterable) -> Said | list:
    """Groups that share a place: by name, or how many."""
    groups = list(groups)
    return [Called("strategy", one) for one in groups] if len(groups) <= TIED else said("groups_n", n=len(groups))


def quoted(values: Iterable, column: str = "") -> list[Said]:
    """Words in quotation marks, or what values of a column are called."""
    return [said("quoted", term=Called(column, value) if column else value) for value in values]


def dates(groups: Iterable[str], results, names: Names | None = None) -> str | None:
    """Key of the note that differences between groups are also those of dates.

    There is none where the groups are times, or all have texts of the same dates; without `results` that is not known.
    """
    sizes = None if results is None else results.table("sizes")
    if sizes is not None and "date" in sizes.columns:
        own = sizes.dropna(subset=["date"]).groupby("strategy", observed=True)["date"]
        if len({tuple(sorted(set(of))) for _, of in own}) < 2:
            return None
    names = names or results.names
    times = names.time is not False and all(parse_period(group) for group in groups)
    return None if times else "dates"


def own_names_said(results) -> str | None:
    """Key of the note whether the groups' own names are among the words compared; none where no text says any."""
    if results.table("own_names") is None or results.own_names.empty:
        return None
    return "names_kept" if results.names_kept else "names_out"
