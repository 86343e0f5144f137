"""First and last, widest and most: all that tie, never one of them by its place in a list."""

from collections import Counter
from collections.abc import Callable, Iterable

import pandas as pd


def gaps(table: pd.DataFrame, item: str, value: str = "share") -> pd.DataFrame:
    """Lowest and highest value of each item over the groups, and how far they lie apart, in the order of the items."""
    levels = table.astype({item: "object"}).groupby(item, sort=False)[value].agg(low="min", high="max")
    return levels.assign(gap=levels["high"] - levels["low"])


def widest(table: pd.DataFrame, item: str, value: str = "share", *, digits: int = 9) -> list:
    """The items on which the groups lie farthest apart: several where they tie, none where groups differ on none.

    Examples
    --------
    >>> table = pd.DataFrame({"theme": ["care", "care", "work", "work"], "share": [0.1, 0.3, 0.5, 0.7]})
    >>> widest(table, "theme"), widest(table.assign(share=0.5), "theme")
    (['care', 'work'], [])
    """
    gap = gaps(table, item, value)["gap"].round(digits)
    return gap.index[(gap > 0) & (gap == gap.max())].tolist()


def ends(
    rows: pd.DataFrame, value: str = "share", printed: Callable[[float], str] = "{:.12f}".format
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the highest and of the lowest value: all that tie as the values are `printed`.

    Examples
    --------
    >>> rows = pd.DataFrame({"strategy": ["东", "西", "中"], "share": [0.204, 0.196, 0.1]})
    >>> [one["strategy"].tolist() for one in ends(rows, printed="{:.0%}".format)]
    [['东', '西'], ['中']]
    """
    shown = rows[value].map(printed)
    return rows[shown == shown.loc[rows[value].idxmax()]], rows[shown == shown.loc[rows[value].idxmin()]]


def most_often(values: Iterable) -> tuple[list, int]:
    """What comes most often, all that tie, and how often.

    Examples
    --------
    >>> most_often(["江", "海", "江", "海", "山"])
    (['江', '海'], 2)
    """
    counts = Counter(values)
    most = max(counts.values(), default=0)
    return sorted(value for value, n in counts.items() if n == most), most
