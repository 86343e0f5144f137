"""Formula map: which set phrase stands in which speech."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.frequency import sentences, with_gloss
from analysis.charts.groups import dates_note, left_out_note, take_largest
from analysis.charts.links import link_area, link_place
from analysis.charts.page import need_columns, open_page, page_width
from analysis.charts.rows import plan_heads, plan_rows, write_rows
from analysis.charts.typesetting import text_width
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

GROUPS = 26  # columns that fit on a page
FORMULA_COLUMNS = ("strategy", "text", "length", "speeches", "count", "all", "everywhere", "groups", "min_length")


def formula_map_tables(results, *, min_length: int = 6, n: int = 20) -> dict[str, pd.DataFrame]:
    """The longest formulae of two speeches or more, counted in each strategy."""
    from analysis.measures.formulae import MIN_LENGTH, formula_places

    places = getattr(getattr(results, "comparison", None), "formula_places", None)
    if places is None or min_length != MIN_LENGTH:
        places = formula_places(results.speeches, min_length=min_length, tokens=results.tokens)
    groups = list(results.speeches["strategy"].astype("object").drop_duplicates())
    table = select_formulae(places, style.ordered_groups(results.speeches) or groups, n=n, min_length=min_length)
    characters = results.speeches["text"].str.len().groupby(results.speeches["strategy"].astype("object")).sum()
    return {"formula_map": take_largest(table, GROUPS, size=characters.to_dict())}


def select_formulae(places: pd.DataFrame, groups: list[str], *, n: int = 20, min_length: int = 6) -> pd.DataFrame:
    """Count the formulae that stand in two strategies or more in every strategy.

    Parameters
    ----------
    places : DataFrame
        From `measures.formulae.formula_places`.
    groups : list of str
        All strategies, in order.
    n : int
        Formulae taken: most strategies first, then the longest, then by text; not those that lie in a longer one that
        was taken for the same strategies.
    min_length : int
        As the places were found.

    Returns
    -------
    DataFrame
        strategy, text, length, speeches (strategies that hold it), count (0 too); all (formulae in two strategies or
        more), everywhere (in every one), groups (strategies), min_length.
    """
    counts = (
        places.assign(strategy=places["strategy"].astype("object"))
        .groupby(["text", "strategy"])
        .size()
        .unstack(fill_value=0)
    )
    counts = counts.reindex(columns=groups, fill_value=0)
    held = (counts > 0).sum(axis=1)
    shared = counts[held > 1]
    order = sorted(shared.index, key=lambda text: (-held[text], -len(text), text))
    taken: list[str] = []
    for text in order:
        same = [other for other in taken if text in other and (shared.loc[other] > 0).equals(shared.loc[text] > 0)]
        if not same and len(taken) < n:
            taken.append(text)
    rows = [
        (group, text, len(text), int(held[text]), int(shared.loc[text, group])) for text in taken for group in groups
    ]
    table = pd.DataFrame(rows, columns=list(FORMULA_COLUMNS[:5]))
    table["strategy"] = pd.Categorical(table["strategy"], categories=groups, ordered=True)
    everywhere = int((held[held > 1] == len(groups)).sum())
    return table.assign(all=len(order), everywhere=everywhere, groups=len(groups), min_length=min_length)


@style.styled
def formula_map(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """Formulae by strategy: a filled cell with the number of occurrences, empty where it does not stand.

    Parameters
    ----------
    table : DataFrame
        From `select_formulae`.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the matrix is the first of its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, FORMULA_COLUMNS, "formula_map")
    if table.empty:
        return empty_page(ax, say("formula_none", language, names, least=6), language)
    groups, texts = style.ordered_groups(table), list(dict.fromkeys(table["text"]))
    width = page_width(ax)
    least = min(24.0, 0.4 * width / len(groups))
    cell = min(max((width - (200 if len(groups) < 6 else 150)) / len(groups), least), 62.0)
    labels = plan_rows(texts, language=language, most=width - cell * len(groups) - 30, row=13.5)
    size = style.SMALL if cell > 50 else 6.5
    heads = plan_heads([names.strategy(group, language) for group in groups], cell - 1, size)
    top = 12 + (heads.height if heads.rotation else heads.height * style.SMALL / size)
    page = open_page(
        ax, title=formula_map_title(table, language, names), caption=formula_map_caption(table, language, names),
        height=top + labels.height + 4,
    )  # fmt: skip
    axes = page.panel(labels.width, top, cell * len(groups), labels.height)
    axes.set(xlim=(0, len(groups)), xticks=[])
    write_rows(axes, labels)
    axes.spines[:].set_visible(False)
    found = style.looks(groups, names.order)
    for x, (group, head) in enumerate(zip(groups, heads.texts, strict=True)):
        middle = labels.width + (x + 0.5) * cell
        page.axes.plot([middle / page.width], [1 - 5 / page.height], found[group].marker, color=found[group].colour,
                       markersize=4.5, transform=page.axes.transAxes, clip_on=False)  # fmt: skip
        page.write(middle, top - 2, head, ha="center", va="bottom", fontsize=size, linespacing=1.0,
                   rotation=heads.rotation)  # fmt: skip
    for y, text in enumerate(texts):
        rows = table[table["text"] == text]
        middle, tall = labels.places[y], labels.heights[y]
        for strategy, count in zip(rows["strategy"].astype("object"), rows["count"], strict=True):
            x, colour = groups.index(strategy), found[strategy].colour if count else style.BAND
            axes.add_artist(
                Rectangle((x + 0.02, middle - tall / 2 + 0.6), 0.96, tall - 1.2, facecolor=colour, linewidth=0)
            )
            if count:
                corners = x, middle - tall / 2, x + 1, middle + tall / 2
                link_area(axes, corners, anchors.formula_anchor(text, strategy))
                small = style.SMALL if text_width(f"{count}", style.SMALL) < cell - 1 else 6.5
                axes.text(x + 0.5, middle, f"{count}", color="white", ha="center", va="center_baseline", fontsize=small)
        link_place(page, (0, top + middle - tall / 2, labels.width, top + middle + tall / 2),
                   anchors.formula_anchor(text))  # fmt: skip
        length = f"{rows['length'].iloc[0]}"
        page.write(labels.width + cell * len(groups) + 24, top + middle, length, ha="right", va="center_baseline",
                   fontsize=style.SMALL, color=style.GREY)  # fmt: skip
    page.write(labels.width + cell * len(groups) + 26, top - 2, say("formula_length", language, names), ha="right",
               va="bottom", fontsize=style.SMALL, color=style.GREY)  # fmt: skip
    return page.axes


def empty_page(ax: Axes | None, reason: str, language: str) -> Axes:
    """A page that says that there is nothing to draw, and below it what was looked for."""
    return open_page(ax, title=say("empty", language), caption=reason, height=24).axes


def formula_map_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: how many formulae run through all speeches, and the longest."""
    first = table.iloc[0]
    everywhere, others = int(first["everywhere"]), int(first["all"] - first["everywhere"])
    values = {"held": int(first["groups"]), "others": others, "text": first["text"]}
    if everywhere and first["groups"] > 2:
        return say("formula_title_all", language, names, n=everywhere, **values)
    longest = table.sort_values(["length", "text"], ascending=[False, True], kind="stable")["text"].iloc[0]
    if first["groups"] == 2:
        values |= {"others": int(first["all"])}
        return say("formula_title_two", language, names, **values | {"text": longest})
    return say("formula_title_some", language, names, **values | {"text": longest})


def formula_map_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What counts as a formula, how many there are, dates."""
    first = table.iloc[0]
    rule = say(
        "formula_rule",
        language,
        names,
        least=int(first["min_length"]),
        all=int(first["all"]),
        n=table["text"].nunique(),
    )
    left = left_out_note(table, language, names, file="formula_places")
    return sentences([rule, left, dates_note(table, language, names)], language)


def formula_map_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The formulae with the strategies that hold them."""
    parts = []
    for text, rows in table.groupby("text", sort=False):
        held = rows[rows["count"] > 0]
        listed = [
            say("alt_pair", language, names, name=names.strategy(str(name), language), value=int(count))
            for name, count in zip(held["strategy"], held["count"], strict=True)
        ]
        parts.append(
            say("alt_formula", language, names, text=with_gloss(text, language, names), list=join(listed, language))
        )
    return say("alt_formulae", language, names) + join(parts, language, "semicolon") + say("stop", language, names)
