"""Charts of frequency: the top terms of each strategy, and the same terms across strategies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style
from analysis.charts.bars import draw_panels, plan_bars
from analysis.charts.groups import PANELS, left_out_note, take_largest
from analysis.charts.page import message_page, need_columns, open_page, page_width
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

NEEDED = ("strategy", "term", "count", "total", "per_10k", "low", "high")


def top_terms_tables(results, n: int | None = None) -> dict[str, pd.DataFrame]:
    """The rows drawn by `top_terms`, with the number of terms left out that are as frequent as the last one."""
    return {"top_terms": select_top(results.frequency, n)}


def rows_each(groups: int) -> int:
    """Terms drawn of each of so many groups, so that they fit on a page."""
    return 12 if groups <= 6 else 10


def select_top(table: pd.DataFrame, n: int | None = None) -> pd.DataFrame:
    """The `n` most frequent terms of each strategy, by default as many as a page takes, of nine strategies at most.

    ``ties_left_out``: how many more are as frequent as the last; ``left_out``: the strategies that are not drawn.
    """
    need_columns(table, NEEDED, "top_terms")
    table = take_largest(table, PANELS)
    n = rows_each(len(style.ordered_groups(table))) if n is None else n
    parts = []
    for group in style.ordered_groups(table):
        rows = table[(table["strategy"].astype("object") == group) & ((table["count"] > 0) | (table["term"] == ""))]
        rows = rows.sort_values(["count", "term"], ascending=[False, True], kind="stable")
        part, rows = rank_only(rows, n)
        if "ties_left_out" not in part.columns:
            last = part["count"].iloc[-1] if len(part) else 0
            tied = int((rows["count"] == last).sum() - (part["count"] == last).sum())
            part = part.assign(ties_left_out=max(tied, 0))
        parts.append(part)
    return with_once(pd.concat(parts, ignore_index=True)) if parts else table.assign(ties_left_out=0)


def with_once(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of all groups with ``once`` as a number in each, if any has it."""
    return table.assign(once=table["once"].fillna(0).astype(int)) if "once" in table.columns else table


def rank_only(rows: pd.DataFrame, n: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The first `n` of the rows of a group in order, and all that can be ranked: words that occur once cannot.

    Where they leave fewer than `n`, ``once`` is how many they are; if nothing occurs twice, one row without a term, of
    count 0, stands for the group.
    """
    if "once" in rows.columns:
        return rows.head(n), rows
    ranked = rows[rows["count"] > 1]
    once = len(rows) - len(ranked)
    if not once or len(ranked) >= n:
        return ranked.head(n), ranked
    silent = {name: 0 for name in ("count", "per_10k", "low", "high", "tfidf") if name in rows.columns}
    part = ranked if len(ranked) else rows.head(1).assign(term="", **silent)
    return part.assign(once=once), ranked


def once_note(table: pd.DataFrame, language: str, names: Names) -> str:
    """How many words of each group are not drawn because they occur once; empty if that left no gap."""
    if "once" not in table.columns:
        return ""
    counts = table.groupby("strategy", observed=True, sort=False)["once"].first().fillna(0).astype(int)
    listed = [
        say("tie", language, names, name=names.strategy(group, language), n=f"{n:,}")
        for group, n in counts[counts > 0].items()
    ]
    return say("once_only", language, names, list=join(listed, language)) if listed else ""


@style.styled
def top_terms(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    language: str = "zh",
    names: Names | None = None,
    n: int | None = None,
) -> Axes:
    """The most frequent terms of each strategy: bars per 10,000 words with Wilson intervals, on a shared scale.

    Parameters
    ----------
    table : DataFrame
        From `measures.frequency.frequency_table`.
    ax : Axes, optional
        Where to draw; a page of its own if not given.
    language : {"zh", "en"}
        Of all text but the terms.
    names : Names, optional
        Short names and glosses; those of ``data/words`` if not given.
    n : int, optional
        Terms of each strategy.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panels are its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    rows = select_top(table, n)
    if rows.empty:
        return message_page(ax, say("empty", language, names))
    plan = plan_bars(
        rows, "per_10k", width=page_width(ax), unit=say("per_10k", language, names), language=language, names=names
    )
    page = open_page(
        ax, title=top_terms_title(rows, language, names), caption=top_terms_caption(rows, language, names),
        height=plan.height,
    )  # fmt: skip
    draw_panels(page, rows, plan, heads=group_heads(rows, language, names), language=language)
    return page.axes


def group_heads(table: pd.DataFrame, language: str, names: Names) -> dict[str, str]:
    """Short name of each group with its number of words."""
    comma = "，" if language == "zh" else ", "
    return {
        group: names.strategy(group, language) + comma + say("words_n", language, names, n=int(total))
        for group, total in _totals(table).items()
    }


def leaders(table: pd.DataFrame, names: Names) -> dict[str, str]:
    """The first term of each group that is not the group's own name."""
    found = {}
    for group in style.ordered_groups(table):
        terms = table.loc[table["strategy"].astype("object") == group, "term"]
        others = [term for term in terms if term and not names.is_own_name(term, group)]
        if others:
            found[group] = others[0]
    return found


def count_tied(table: pd.DataFrame, group: str, term: str, names: Names) -> int:
    """How many words of the group, its own name aside, have the same value as `term`, itself among them."""
    value = "tfidf" if "tfidf" in table.columns else "per_10k"
    rows = table[table["strategy"].astype("object") == group]
    rows = rows[[not names.is_own_name(other, group) for other in rows["term"]]]
    top = rows.loc[rows["term"] == term, value].iloc[0]
    tied = int((rows[value].round(9) == round(top, 9)).sum())
    reaches_cut = round(rows[value].iloc[-1], 9) == round(top, 9) and "ties_left_out" in rows.columns
    return tied + (int(rows["ties_left_out"].iloc[0]) if reaches_cut else 0)


def leaders_title(table: pd.DataFrame, language: str, names: Names, *, key: str) -> str:
    """Say which term leads in each group; with more than four groups, how many terms do and which most often."""
    found = leaders(table, names)
    if not found and not table["term"].astype(bool).any():
        return say("nothing_to_rank", language, names)
    if len(found) > 4:
        term, n = sorted(Counter(found.values()).items(), key=lambda item: (-item[1], item[0]))[0]
        return say(f"{key}_many", language, names, groups=len(found), terms=len(set(found.values())), term=term, n=n)
    parts = []
    for group in style.ordered_groups(table)[:5]:
        term, name = found.get(group), names.strategy(group, language)
        if term is None:
            parts.append(say("leader_none", language, names, name=name))
            continue
        tied = count_tied(table, group, term, names)
        text = with_gloss(term, language, names)
        parts.append(say("leader_tied" if tied > 1 else "leader", language, names, name=name, term=text, n=tied))
    pairs = zip(table["strategy"], table["term"], strict=True)
    own = any(names.is_own_name(term, group) for group, term in pairs if term)
    return say(key if own else f"{key}_plain", language, names, list=join(parts, language))


def top_terms_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: what each strategy says most, its own name aside."""
    return leaders_title(table, language, names, key="top_title")


def top_terms_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What is counted, of how much, and what the interval is."""
    table = select_top(table, len(table))
    ties = {
        group: int(n)
        for group, n in table.groupby("strategy", observed=True, sort=False)["ties_left_out"].first().items()
        if n
    }
    parts = ["bars_count", "formula_10k", "interval_words", "stop_list"]
    text = [say(key, language, names) for key in parts]
    if ties:
        listed = [say("tie", language, names, name=names.strategy(group, language), n=n) for group, n in ties.items()]
        text.insert(1, say("ties", language, names, ties=join(listed, language)))
    notes = [once_note(table, language, names), left_out_note(table, language, names, file="frequency")]
    return sentences([*text, *notes], language)


def top_terms_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The first three terms of each panel with their numbers."""
    return describe_leaders(table, "per_10k", language, names)


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
