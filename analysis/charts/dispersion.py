"""Dispersion plot: where in the speeches a word stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from analysis import anchors
from analysis.charts import style
from analysis.charts.chosen import chosen_note
from analysis.charts.frequency import sentences, with_gloss
from analysis.charts.groups import dates_note
from analysis.charts.links import link_area, link_rows, panel_width
from analysis.charts.page import Page, draw_legend, legend_lines, message_page, need_columns, open_page, page_width
from analysis.charts.rows import Rows, plan_rows, write_rows
from analysis.charts.stretches import count_strokes, draw_stretches, link_stretches
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

SPEECHES, STROKES = 12, 1500  # more are drawn by stretches
FIGURES = 58.0  # points for count and DP
NEEDED = ("strategy", "part", "term", "speech", "paragraph", "sentence", "start", "end", "count", "dp", "parts")


def dispersion_plot_tables(results, *, n: int = 14) -> dict[str, pd.DataFrame]:
    """Places of the `n` most frequent words of two characters or more, with the bounds of speeches and paragraphs.

    Of many speeches or places, the number of places in short stretches of each group (`charts.stretches`).
    """
    if len(results.speeches[["speech", "paragraph"]].drop_duplicates()) < 2:
        return {"dispersion_plot": pd.DataFrame(columns=list(NEEDED))}
    return {"dispersion_plot": thin_out(place_terms(results.tokens, results.speeches, n=n))}


def thin_out(table: pd.DataFrame) -> pd.DataFrame:
    """The places as they are; of many speeches or places, their number in short stretches (`charts.stretches`)."""
    many = table["speech"].nunique() > SPEECHES or (table["part"] == "term").sum() > STROKES
    return count_strokes(table) if many else table


def place_terms(
    tokens: pd.DataFrame, speeches: pd.DataFrame, terms: Sequence[str] | None = None, *, n: int = 14
) -> pd.DataFrame:
    """Every place of some terms along all speeches laid end to end, and how evenly they are spread.

    Parameters
    ----------
    tokens, speeches : DataFrame
        The tables; kept tokens are counted.
    terms : sequence of str, optional
        By default the `n` most frequent ones of two characters or more. Terms that do not occur have no row.

    Returns
    -------
    DataFrame
        strategy, part ("paragraph": the bounds of a paragraph; "term": one occurrence), term, speech, paragraph,
        sentence (0 for the bounds), start and end (characters from the beginning of the first speech), count, dp
        (Gries's, over all paragraphs), parts (paragraphs). Paragraphs first; terms from even to clumped.

    Raises
    ------
    ValueError
        As `measures.dispersion.dispersion_table`: two paragraphs are needed.
    """
    from analysis.measures.dispersion import dispersion_table

    text = speeches.sort_values(["speech", "paragraph", "sentence"], kind="stable")
    length = text["text"].str.len()
    text = text.assign(start=length.cumsum() - length, end=length.cumsum())
    bounds = text.groupby(["strategy", "speech", "paragraph"], observed=True, sort=False).agg(
        start=("start", "min"), end=("end", "max")
    ).reset_index().sort_values("start")  # fmt: skip
    spread = dispersion_table(tokens, by=None).set_index("term")
    if terms is None:
        long = spread[spread.index.str.len() > 1]
        terms = list(long.sort_values("count", ascending=False, kind="stable").index[:n])
    spread = spread.loc[[term for term in terms if term in spread.index]].rename_axis("term").reset_index()
    spread = spread.assign(even=spread["dp"].round(9)).sort_values(["even", "term"], kind="stable", ignore_index=True)
    hits = tokens[tokens["kept"] & tokens["term"].isin(spread["term"])]
    hits = hits.merge(
        text[["speech", "paragraph", "sentence", "start"]].rename(columns={"start": "sentence_start"}),
        on=["speech", "paragraph", "sentence"], how="left",
    )  # fmt: skip
    hits = hits.assign(start=hits["start"] + hits["sentence_start"], end=hits["end"] + hits["sentence_start"])
    hits = hits.merge(spread[["term", "count", "dp"]].reset_index(names="order"), on="term")
    hits = hits.sort_values(["order", "start"], kind="stable")
    parts = int(spread["parts"].max()) if len(spread) else len(bounds)
    bounds = bounds.assign(part="paragraph", term="", sentence=0, count=0, dp=0.0)
    table = pd.concat([bounds, hits.assign(part="term")], ignore_index=True)
    return table.assign(parts=parts)[list(NEEDED)]


@style.styled
def dispersion_plot(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """One row a word, a stroke at each of its places along the speeches, Gries's DP at the right.

    Parameters
    ----------
    table : DataFrame
        From `place_terms`.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the plot is the first of its ``child_axes``, in characters.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED, "dispersion_plot")
    hits = table[table["part"] != "paragraph"]
    if hits.empty:
        return message_page(ax, say("empty", language, names))
    many = "hits" in table.columns
    terms = list(dict.fromkeys(hits["term"]))
    labels = plan_rows(terms, language=language, names=names, most=120, row=14.0)
    by = "strategy" if many else "speech"
    bounds = table[table["part"] == "paragraph"].groupby(by, sort=False, observed=True).agg(
        start=("start", "min"), end=("end", "max"), strategy=("strategy", "first")
    ).reset_index(drop=True)  # fmt: skip
    width = page_width(ax) - labels.width - FIGURES
    scale = width / max(float(table["end"].max()), 1)
    groups = [names.strategy(str(name), language) for name in bounds["strategy"]]
    heads = _heads(groups, (bounds["end"] - bounds["start"]) * scale - 3, language)
    legend = 0 if any(heads) else legend_lines(groups, page_width(ax)) * 13 + 2
    top = legend + 12 + max(map(len, heads)) * style.SMALL * 1.1
    page = open_page(
        ax, title=dispersion_plot_title(table, language, names),
        caption=dispersion_plot_caption(table, language, names), height=top + labels.height + 4,
    )  # fmt: skip
    axes = page.panel(labels.width, top, width, labels.height)
    _draw_ground(axes, table, bounds, labels)
    found = style.looks(bounds["strategy"].astype("object"), names.order)
    if many:
        draw_stretches(axes, table, labels, terms)
    else:
        _draw_strokes(axes, table, labels, terms, found)
    if legend:
        draw_legend(page, [(found[name], text) for name, text in zip(bounds["strategy"], groups, strict=True)])
    for row, head in zip(bounds.itertuples(), heads, strict=True):
        middle = labels.width + (row.start + row.end) / 2 * scale
        page.axes.plot(
            [middle / page.width], [1 - (top - 6 - len(head) * style.SMALL * 1.1) / page.height],
            found[row.strategy].marker, markersize=4, color=found[row.strategy].colour, clip_on=False,
            transform=page.axes.transAxes,
        )  # fmt: skip
        page.write(middle, top - 2, "\n".join(head), ha="center", va="bottom", fontsize=style.SMALL, linespacing=0.95)
    _write_figures(page, hits, terms, labels, (top, language))
    _link_words(axes, labels, terms)
    (link_stretches if many else _link_strokes)(axes, hits, labels, terms)
    return page.axes


def _heads(groups: list[str], rooms, language: str) -> list[list[str]]:
    """Names over the speeches, in three lines at most; no names at all if one of them has no room."""
    heads = []
    for name, room in zip(groups, rooms, strict=True):
        words = re.split(r"(?<=[ –-])", name) if language == "en" else [name[:2]]
        head = wrap_text(name, room, style.SMALL)
        if len(head) > 3 or max(text_width(word.strip(), style.SMALL) for word in words) > room:
            return [[] for _ in groups]
        heads.append(head)
    return heads


def _draw_ground(axes: Axes, table: pd.DataFrame, bounds: pd.DataFrame, labels: Rows) -> None:
    """Rows, and the lines that part paragraphs, and speeches or groups."""
    axes.set_xlim(0, max(float(table["end"].max()), 1))
    write_rows(axes, labels)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    for place, middle in enumerate(labels.places):
        if place % 2 == 0:
            axes.axhspan(
                middle - labels.heights[place] / 2, middle + labels.heights[place] / 2, color=style.BAND, linewidth=0
            )
    for start in [] if "hits" in table.columns else table.loc[table["part"] == "paragraph", "start"]:
        axes.axvline(start, color="#C8C8C8", linewidth=0.4, zorder=1)
    for edge in sorted({*bounds["start"], *bounds["end"]}):
        axes.axvline(edge, color=style.INK, linewidth=0.8, zorder=2, clip_on=False)


def _draw_strokes(axes: Axes, table: pd.DataFrame, labels: Rows, terms: list[str], found: dict) -> None:
    hits = table[table["part"] == "term"]
    for (term, strategy), part in hits.groupby(["term", hits["strategy"].astype("object")], sort=False):
        middle = labels.places[terms.index(term)]
        axes.vlines(
            (part["start"] + part["end"]) / 2,
            middle - 5,
            middle + 5,
            color=found[strategy].colour,
            linewidth=1.1,
            zorder=3,
        )


def _link_words(axes: Axes, labels: Rows, terms: list[str]) -> None:
    """Label and figures of a word lead to its sentences."""
    found_in = [anchors.term_anchor(term) for term in terms]
    link_rows(axes, labels.places, labels.heights, [None] * len(terms), labels=found_in, before=labels.width)
    end = axes.get_xlim()[1]
    point = end / panel_width(axes)
    for anchor, middle, tall in zip(found_in, labels.places, labels.heights, strict=True):
        link_area(axes, (end + 4 * point, middle - tall / 2, end + FIGURES * point, middle + tall / 2), anchor)


def _link_strokes(axes: Axes, hits: pd.DataFrame, labels: Rows, terms: list[str]) -> None:
    """Each stroke leads to its sentence, a little wider than it is drawn."""
    point = axes.get_xlim()[1] / panel_width(axes)
    for row in hits.itertuples():
        middle, at = labels.places[terms.index(row.term)], (row.start + row.end) / 2
        anchor = anchors.sentence_anchor(row.speech, row.paragraph, row.sentence)
        link_area(axes, (at - 1.5 * point, middle - 6, at + 1.5 * point, middle + 6), anchor)


def _write_figures(page: Page, hits: pd.DataFrame, terms: list[str], labels: Rows, place: tuple[float, str]) -> None:
    """Count and DP at the right of each row."""
    top, language = place
    known = hits.groupby("term", sort=False)[["count", "dp"]].first()
    columns = ((page.width - 29, say("dispersion_count", language)), (page.width - 2, "DP"))
    for right, head in columns:
        page.write(right, top - 2, head, ha="right", va="bottom", fontsize=style.SMALL, color=style.GREY)
    for term, middle in zip(terms, labels.places, strict=True):
        for (right, _), text in zip(
            columns, (f"{known.loc[term, 'count']:,.0f}", f"{known.loc[term, 'dp']:.2f}"), strict=True
        ):
            page.write(right, top + middle, text, ha="right", va="center_baseline", fontsize=style.SMALL)


def _spread(table: pd.DataFrame) -> pd.DataFrame:
    """Count and DP of each word, from even to clumped."""
    hits = table[table["part"] != "paragraph"]
    spread = hits.groupby("term", sort=False)[["count", "dp"]].first().reset_index()
    order = spread.assign(dp=spread["dp"].round(9)).sort_values(["dp", "term"], kind="stable").index
    return spread.loc[order].reset_index(drop=True)


def dispersion_plot_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the most even and the most clumped word."""
    spread = _spread(table)
    if spread.empty:
        return say("empty", language, names)
    even, clumped = spread.iloc[0], spread.iloc[-1]
    values = {"even": even["term"], "low": f"{even['dp']:.2f}"}
    if len(spread) == 1:
        return say("dispersion_one", language, names, **values)
    return say(
        "dispersion_title",
        language,
        names,
        n=len(spread),
        clumped=clumped["term"],
        high=f"{clumped['dp']:.2f}",
        **values,
    )


def dispersion_plot_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What a stroke is, DP and its parts, dates."""
    key = "dispersion_rule_many" if "hits" in table.columns else "dispersion_rule"
    rule = say(key, language, names, parts=int(table["parts"].max()))
    chosen = chosen_note(table, language, names)
    return sentences([chosen, rule, say("stop_list", language, names), dates_note(table, language, names)], language)


def dispersion_plot_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """DP and count of each word."""
    pairs = [
        say("alt_spread", language, names, name=with_gloss(row.term, language, names), dp=f"{row.dp:.2f}", n=row.hits)
        for row in _spread(table).rename(columns={"count": "hits"}).itertuples()
    ]
    return say("alt_dispersion", language, names) + join(pairs, language, "semicolon") + say("stop", language, names)
