"""Chart of themes in place: where in each speech a theme is spoken of."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import anchors
from analysis.charts import spread, style
from analysis.charts.bars import draw_head
from analysis.charts.frequency import sentences
from analysis.charts.groups import left_out_note
from analysis.charts.links import link_area, link_rows, panel_width
from analysis.charts.page import message_page, need_columns, open_page, page_width, set_unit
from analysis.charts.spread import draw_themes, spread_height, spread_themes
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

PLACE = ["speech", "strategy", "paragraph", "sentence", "start", "end"]
SPEECHES = 5  # that fit on a page one by one
ROW, HEAD, GAP, FOOT = 9.5, 24.0, 8.0, 24.0


def theme_strips_tables(results) -> dict[str, pd.DataFrame]:
    """One row a sentence: its place in the speech and a column of 0 and 1 for each theme.

    With more than five speeches, one row a group, theme and tenth of the speeches (`charts.spread.spread_themes`).
    """
    placed = place_themes(results.coded, results.speeches)
    if placed["speech"].nunique() <= SPEECHES:
        return {"theme_strips": placed}
    return {"theme_strips": spread_themes(placed, list(results.coded.columns), _mean_places(placed))}


def place_themes(coded: pd.DataFrame, speeches: pd.DataFrame) -> pd.DataFrame:
    """Where each sentence stands in its speech, and the themes it carries.

    Parameters
    ----------
    coded : DataFrame of bool, sentences x themes
        From `measures.themes.code_sentences`.
    speeches : DataFrame
        The `speeches` table, same index.

    Returns
    -------
    DataFrame
        speech, strategy, paragraph, sentence; start and end in per cent of the speech's characters (0..100, rounded to
        three digits); then one column a theme, 0 or 1.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": [5, 5], "strategy": ["东", "东"], "paragraph": [1, 2], "sentence": [1, 1],
    ...                          "text": ["发展。", "创新是关键的第一动力。"]})
    >>> place_themes(pd.DataFrame({"innovation": [False, True]}), speeches).values.tolist()
    [[5, '东', 1, 1, 0.0, 21.429, 0], [5, '东', 2, 1, 21.429, 100.0, 1]]
    """
    length = speeches["text"].str.len()
    whole = length.groupby(speeches["speech"]).transform("sum")
    end = length.groupby(speeches["speech"]).cumsum()
    table = speeches[["speech", "strategy", "paragraph", "sentence"]].copy()
    table["start"] = (100 * (end - length) / whole).round(3)
    table["end"] = (100 * end / whole).round(3)
    return table.join(coded.astype("int64")).reset_index(drop=True)


@style.styled
def theme_strips(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """One panel a speech, one row a theme: the sentences that speak of it, in their place.

    Many speeches are drawn one panel a group, by tenths of the speeches.

    Parameters
    ----------
    table : DataFrame
        From `place_themes`, or `charts.spread.spread_themes`.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the panels are its ``child_axes``, from 0 to 100 %.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    if "tenth" in table.columns and len(table):
        return _draw_spread(table, ax, language, names)
    need_columns(table, PLACE, "theme_strips")
    if table.empty:
        return message_page(ax, say("empty", language, names))
    themes = [column for column in table.columns if column not in PLACE]
    speeches = list(dict.fromkeys(table.sort_values(["strategy", "speech"], kind="stable")["speech"]))
    labels = [names.theme(theme, language) for theme in themes]
    left = min(max(text_width(text, style.SMALL) for text in labels) + 6, 0.42 * page_width(ax))
    wrapped = [wrap_text(text, left - 5, style.SMALL) for text in labels]
    labels = ["\n".join(lines) for lines in wrapped]
    height = max(ROW, 8.8 * max(map(len, wrapped))) * len(themes)
    page = open_page(
        ax, title=theme_strips_title(table, language, names), caption=theme_strips_caption(table, language, names),
        height=len(speeches) * (HEAD + height + GAP) - GAP + FOOT,
    )  # fmt: skip
    found = style.looks(style.ordered_groups(table), names.order)
    for number, speech in enumerate(speeches):
        rows = table[table["speech"] == speech]
        group = str(rows["strategy"].iloc[0])
        top = number * (HEAD + height + GAP)
        head = say(
            "strip_head", language, names, name=names.strategy(group, language), paragraphs=rows["paragraph"].nunique(),
            sentences=len(rows),
        )  # fmt: skip
        draw_head(page, 0, top + 6, found[group], head, anchors.speech_anchor(speech))
        axes = page.panel(left, top + HEAD, page.width - left - 8, height)
        _draw_speech(axes, rows, themes, labels, found[group])
        _link_speech(axes, rows, themes, left)
        last = number == len(speeches) - 1
        axes.tick_params(axis="x", labelbottom=last, length=2 if last else 0)
        if last:
            set_unit(axes, say("position", language, names), page.width - left - 8)
    return page.axes


def _draw_spread(table: pd.DataFrame, ax: Axes | None, language: str, names: Names) -> Axes:
    labels = {theme: names.theme(theme, language) for theme in style.ordered_groups(table, "theme")}
    page = open_page(
        ax, title=theme_strips_title(table, language, names), caption=theme_strips_caption(table, language, names),
        height=spread_height(table["strategy"].nunique(), ROW * len(labels)) + spread.FOOT,
    )  # fmt: skip
    draw_themes(page, table, labels, language, names)
    return page.axes


def _draw_speech(axes: Axes, rows: pd.DataFrame, themes: list[str], labels: list[str], look: style.Look) -> None:
    axes.set(xlim=(0, 100), ylim=(len(themes), 0))
    axes.set_xticks([0, 25, 50, 75, 100] if panel_width(axes) > 120 else [0, 50, 100])
    axes.set_yticks(np.arange(len(themes)) + 0.5, labels, fontsize=style.SMALL)
    starts, widths = rows["start"].to_numpy(dtype=float), (rows["end"] - rows["start"]).to_numpy(dtype=float)
    for place, theme in enumerate(themes):
        axes.axhspan(place + 0.1, place + 0.9, color=style.BAND, linewidth=0, zorder=0)
        on = rows[theme].to_numpy() > 0
        spans = list(zip(starts[on], widths[on], strict=True))
        axes.broken_barh(spans, (place + 0.1, 0.8), facecolor=look.colour, edgecolor="white", linewidth=0.6, zorder=2)
    _mark_paragraphs(axes, rows)
    axes.spines[:].set_visible(False)


def _link_speech(axes: Axes, rows: pd.DataFrame, themes: list[str], left: float) -> None:
    """Each block leads to its sentence, a theme to those of the speech's group, a paragraph's number to its first."""
    group, places = str(rows["strategy"].iloc[0]), np.arange(len(themes)) + 0.5
    said = [anchors.theme_anchor(theme, group) if rows[theme].any() else None for theme in themes]
    link_rows(axes, places, [1] * len(themes), [None] * len(themes), labels=said, before=left)
    for row in rows.to_dict("records"):
        anchor = anchors.sentence_anchor(row["speech"], row["paragraph"], row["sentence"])
        for place in [place for place, theme in enumerate(themes) if row[theme]]:
            link_area(axes, (row["start"], place, row["end"], place + 1), anchor)
    for paragraph, part in rows.groupby("paragraph"):
        first = anchors.sentence_anchor(part["speech"].iloc[0], paragraph, part["sentence"].min())
        link_area(axes, (part["start"].min(), -0.9, part["end"].max(), 0), first)


def _mark_paragraphs(axes: Axes, rows: pd.DataFrame) -> None:
    """Lines between the paragraphs and their numbers above, left out where a paragraph is too short for it."""
    width = panel_width(axes)
    bounds = rows.groupby("paragraph", sort=True).agg(start=("start", "min"), end=("end", "max"))
    free = 0.0
    for paragraph, start, end in bounds.itertuples():
        if start > 0:
            axes.axvline(start, ymin=0, ymax=1.06, color=style.GREY, linewidth=0.6, zorder=3, clip_on=False)
        middle, half = (start + end) / 2, 50 * (text_width(str(paragraph), 6.5) + 3) / width
        if middle - half >= free:
            axes.annotate(
                str(paragraph), (middle, 1), xycoords=("data", "axes fraction"), xytext=(0, 1.5), ha="center",
                textcoords="offset points", va="bottom", fontsize=6.5, color=style.GREY,
            )  # fmt: skip
            free = middle + half


def _mean_places(table: pd.DataFrame, least: int = 3) -> pd.Series:
    """Mean position of the sentences on each theme, each speech weighing the same; rare themes left out."""
    if "tenth" in table.columns:
        known = table.groupby("theme", observed=True)["mean_place"].first().dropna()
        return known.rename_axis(None).sort_values(kind="stable")
    themes = [column for column in table.columns if column not in PLACE]
    middle = (table["start"] + table["end"]) / 2
    places = {}
    for theme in themes:
        on = table[theme] > 0
        if on.sum() >= least:
            places[theme] = middle[on].groupby(table.loc[on, "speech"]).mean().mean()
    return pd.Series(places, dtype=float).sort_values(kind="stable")


def theme_strips_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the theme that comes first and the one that comes last."""
    places = _mean_places(table)
    if len(places) < 2:
        places = _mean_places(table, least=1)
    if len(places) < 2:
        return say("strips_none" if places.empty else "strips_one", language, names)
    return say(
        "strips_title", language, names, first=names.theme(places.index[0], language), a=f"{places.iloc[0]:.0f}",
        last=names.theme(places.index[-1], language), b=f"{places.iloc[-1]:.0f}",
    )  # fmt: skip


def theme_strips_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What a block is, and how the mean positions are taken."""
    many = "tenth" in table.columns
    text = [say("strip_rule_many" if many else "strip_rule", language, names, **_numbers(table) if many else {})]
    left = left_out_note(table, language, names, file="theme_shares")
    return sentences([*text, say("strip_means", language, names), left], language)


def _numbers(table: pd.DataFrame) -> dict[str, int]:
    sizes = table[["strategy", "tenth", "sentences"]].drop_duplicates()["sentences"]
    return {"n": int(table["speeches"].iloc[0]), "low": int(sizes.min()), "high": int(sizes.max())}


def theme_strips_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """The mean position of each theme."""
    if table.empty:
        return say("empty", language, names)
    pairs = [
        say("alt_pair", language, names, name=names.theme(theme, language), value=f"{place:.0f}%")
        for theme, place in _mean_places(table, least=1).items()
    ]
    intro = "alt_strips_many" if "tenth" in table.columns else "alt_strips"
    return say(intro, language, names) + join(pairs, language, "semicolon") + say("stop", language, names)
