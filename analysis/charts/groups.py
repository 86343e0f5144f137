"""What a chart does with many groups: the largest are drawn, the others named in the caption."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.charts import style
from analysis.charts.grammar import Called, Said, said
from analysis.charts.wording import join, say
from analysis.language.names import Names
from analysis.language.periods import parse_period

PANELS = 9
LIMIT = 565.0  # points of a page of 24 cm that panels may take; the rest is for title and caption
MARK = " | "
NAMED = 15


def take_largest(table: pd.DataFrame, most: int, *, size: str | Mapping[str, float] = "total") -> pd.DataFrame:
    """The rows of the `most` largest groups, with the names of the others in a column ``left_out``.

    Parameters
    ----------
    table : DataFrame
        With a column strategy.
    most : int
        Groups that are kept; with no more than these, the table is given back as it is.
    size : str or mapping
        The column that says how large a group is, or the size of each group. Ties go to the first in order.

    Examples
    --------
    >>> table = pd.DataFrame({"strategy": ["东", "西", "中"], "total": [5, 9, 7]})
    >>> take_largest(table, 2).values.tolist()
    [['西', 9, '东'], ['中', 7, '东']]
    """
    groups = style.ordered_groups(table)
    if len(groups) <= most:
        return table
    own = table["strategy"].astype("object")
    sizes = table[size].groupby(own).first() if isinstance(size, str) else size
    kept = set(sorted(groups, key=lambda group: (-sizes.get(group, 0), groups.index(group)))[:most])
    rows = table[own.isin(kept)].reset_index(drop=True)
    return rows.assign(left_out=MARK.join(group for group in groups if group not in kept))


def left_out_note(table: pd.DataFrame, language: str, names: Names, *, file: str = "") -> str:
    """Which groups are not drawn, and the file of the whole table if there is one; empty if all are."""
    listed = str(table["left_out"].iloc[0]) if "left_out" in table.columns and len(table) else ""
    if not listed:
        return ""
    groups = listed.split(MARK)
    text = join([names.strategy(group, language) for group in groups[:NAMED]], language)
    if len(groups) > NAMED:
        text = say("and_more", language, list=text)
    shown = len(style.ordered_groups(table))
    key = "left_out" if file else "left_out_here"
    return say(key, language, names, shown=shown, n=len(groups), list=text, file=file)


def dates_note(table: pd.DataFrame, language: str, names: Names) -> str:
    """That differences between groups are also those of dates; empty where the groups are times themselves."""
    groups = [group for group in table["strategy"].astype("object").unique() if group]
    if names.time is not False and all(parse_period(group) for group in groups):
        return ""
    return say("dates", language, names)


def largest(
    table: pd.DataFrame, most: int, size: str | Mapping[str, float] = "total"
) -> tuple[pd.DataFrame, list[str]]:
    """The rows of the `most` largest groups, and the names of the others in their order.

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
    (['西', '中'], ['东'])
    """
    groups, own = style.ordered_groups(table), table["strategy"].astype("object")
    sizes = table[size].groupby(own).first() if isinstance(size, str) else size
    kept = set(sorted(groups, key=lambda group: (-sizes.get(group, 0), groups.index(group)))[:most])
    rows = table[own.isin(kept)].reset_index(drop=True) if len(kept) < len(groups) else table
    return rows, [group for group in groups if group not in kept]


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


def dates(groups: Iterable[str], names: Names) -> str | None:
    """Key of the note that differences between groups are also those of dates; not where the groups are times."""
    times = names.time is not False and all(parse_period(group) for group in groups)
    return None if times else "dates"
