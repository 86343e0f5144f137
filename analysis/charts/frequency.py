"""What charts that are not declarations yet share: heads, leaders and glosses in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.charts import style
from analysis.charts.wording import join, say
from analysis.language.names import Names

NEEDED = ("strategy", "term", "count", "total", "per_10k", "low", "high")


def group_heads(table: pd.DataFrame, language: str, names: Names) -> dict[str, str]:
    """Short name of each group with its number of words."""
    comma = "，" if language == "zh" else ", "
    return {
        group: names.strategy(group, language) + comma + say("words_n", language, names, n=int(total))
        for group, total in _totals(table).items()
    }


def describe_leaders(table: pd.DataFrame, value: str, language: str, names: Names) -> str:
    """The first three terms of each group in words, with value and count."""
    if table.empty:
        return say("empty", language, names)
    parts = []
    for group in style.ordered_groups(table):
        rows = table[(table["strategy"].astype("object") == group) & (table["count"] > 0)].head(3)
        terms = [_described(row, value, language, names) for row in rows.to_dict("records")]
        said = join(terms, language) or say("nothing_twice", language)
        parts.append(names.strategy(group, language) + say("colon", language, names) + said)
    intro = say(f"alt_{value}", language, names, groups=len(parts))
    return intro + join(parts, language, "semicolon") + say("stop", language, names)


def with_gloss(term: str, language: str, names: Names) -> str:
    """A term, in English with its gloss behind it."""
    gloss = names.gloss(term, language)
    return f"{term} {gloss[:1].lower() + gloss[1:]}" if gloss else term


def _described(row: dict, value: str, language: str, names: Names) -> str:
    gloss = names.gloss(row["term"], language)
    term = f"{row['term']} ({gloss})" if gloss else row["term"]
    return say("alt_term", language, names, term=term, value=f"{row[value]:,.0f}", count=f"{row['count']:,}")


def sentences(parts: Sequence[str], language: str) -> str:
    """Sentences of a caption set side by side."""
    return ("" if language == "zh" else " ").join(part for part in parts if part)


def _totals(table: pd.DataFrame) -> dict[str, int]:
    return {
        group: table.loc[table["strategy"].astype("object") == group, "total"].iloc[0]
        for group in style.ordered_groups(table)
    }
