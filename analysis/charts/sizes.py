"""Chart of sizes: a small table of the speeches, with bars for their length."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.frequency import sentences
from analysis.charts.groups import left_out_note, take_largest
from analysis.charts.links import link_place
from analysis.charts.page import Page, message_page, need_columns, open_page, page_width
from analysis.charts.typesetting import text_width, wrap_text
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

NUMBERS = ["paragraphs", "sentences", "characters", "words"]
NARROW, LINE = 380.0, 11.5  # points
BLOCK = (style.BODY, style.SMALL, style.SMALL)
NEEDED = ("speech", "strategy", "date", "place", *NUMBERS)
NEEDED_MANY = ("strategy", "speeches", "first", "last", *NUMBERS)
SPEECHES = 25  # rows that fit on a page
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def speech_sizes_tables(results) -> dict[str, pd.DataFrame]:
    """``results.sizes`` if it is there, else counted from speeches and tokens."""
    sizes = getattr(results, "sizes", None)
    sizes = measure_sizes(results.speeches, results.tokens) if sizes is None else sizes
    return {"speech_sizes": sizes if len(sizes) <= SPEECHES else group_sizes(sizes)}


def group_sizes(sizes: pd.DataFrame) -> pd.DataFrame:
    """A row a group: its speeches, their first and last date, and their paragraphs, sentences, characters and words.

    Of the largest groups, as many as fit on a page; ``left_out`` names the others.
    """
    groups = style.ordered_groups(sizes)
    grouped = sizes.assign(strategy=sizes["strategy"].astype("object")).groupby("strategy")
    table = grouped[NUMBERS].sum().assign(
        speeches=grouped.size(), first=grouped["date"].min(), last=grouped["date"].max()
    ).loc[groups].reset_index()  # fmt: skip
    table["strategy"] = pd.Categorical(table["strategy"], categories=groups, ordered=True)
    if "dated" in sizes.columns:  # of some speeches only the year is known: January would be made up
        table[["first", "last"]] = table[["first", "last"]].apply(lambda dates: dates.dt.year.astype("Int64"))
    table = table[["strategy", "speeches", "first", "last", *NUMBERS]]
    return take_largest(table, SPEECHES, size="characters")


def measure_sizes(speeches: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs, sentences, characters and kept words of each speech.

    Returns
    -------
    DataFrame
        speech, strategy, date, place, paragraphs, sentences, characters, words; ordered by date, then number.
    """
    grouped = speeches.groupby("speech", sort=True)
    table = grouped[["strategy", "date", "place"]].first()
    table["paragraphs"] = grouped["paragraph"].nunique()
    table["sentences"] = grouped.size()
    table["characters"] = speeches["text"].str.len().groupby(speeches["speech"]).sum()
    words = tokens.groupby("speech")["kept"].sum()
    table["words"] = words.reindex(table.index, fill_value=0).astype("int64")
    return table.reset_index().sort_values(["date", "speech"], kind="stable", ignore_index=True)


@style.styled
def speech_sizes(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """The speeches as a small table, their length in characters as bars from zero.

    Parameters
    ----------
    table : DataFrame
        speech, strategy, date, place, paragraphs, sentences, characters, words, as `measure_sizes` gives it.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title and the table; the bars are in the first of its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    many = "speeches" in table.columns
    need_columns(table, NEEDED_MANY if many else NEEDED, "speech_sizes")
    if table.empty:
        return message_page(ax, say("empty", language, names))
    rows = table.to_dict("records")
    if page_width(ax) < NARROW and not many:
        return _draw_blocks(ax, table, rows, language, names)
    cells = [_group_cells(row, language, names) if many else _cells(row, language, names) for row in rows]
    columns = ("group", "speeches", "dates") if many else ("speech", "date", "place")
    heads = [say(f"column_{name}", language, names) for name in (*columns, *NUMBERS)]
    page = open_page(
        ax, title=speech_sizes_title(table, language, names), caption=speech_sizes_caption(table, language, names),
        height=22 + 20 * len(rows),
    )  # fmt: skip
    widths = [
        max(text_width(head, style.SMALL), *(text_width(text, style.BODY) for text in column))
        for head, *column in zip(heads, *cells, strict=True)
    ]
    widths[0] += 12
    gap = 11.0
    bar = page.width - sum(widths) - gap * len(widths)
    if bar < 40:  # long names: give them two lines rather than squeeze the bars
        widths[0] = max(widths[0] + bar - 60, 70)
        bar = page.width - sum(widths) - gap * len(widths)
    lefts = [sum(widths[:place]) + gap * place + (bar + gap if place > 5 else 0) for place in range(len(widths))]
    _rule(page, 18, 0.8)
    for place, head in enumerate(heads):
        _write_cell(page, lefts[place], widths[place], 9, head, place > 2, style.GREY, style.SMALL)
    found = style.looks(style.ordered_groups(table), names.order)
    for number, (row, texts) in enumerate(zip(rows, cells, strict=True)):
        middle = 22 + 20 * number + 8
        look = found[row["strategy"]]
        page.axes.plot([3.5 / page.width], [1 - middle / page.height], look.marker, color=look.colour, markersize=5.5,
                       transform=page.axes.transAxes, clip_on=False)  # fmt: skip
        for place, text in enumerate(texts):
            _write_cell(
                page,
                lefts[place] + (12 if place == 0 else 0),
                widths[place] - (12 if place == 0 else 0),
                middle,
                text,
                place > 2,
                style.INK,
            )
        _rule(page, 22 + 20 * number + 18, 0.3)
        anchor = anchors.strategy_anchor(row["strategy"]) if many else anchors.speech_anchor(row["speech"])
        link_place(page, (0, middle - 10, page.width, middle + 10), anchor)
    _draw_lengths(page, table, found, lefts[5] + widths[5] + 8, bar - 8)
    return page.axes


def _draw_blocks(ax: Axes | None, table: pd.DataFrame, rows: list[dict], language: str, names: Names) -> Axes:
    """On a narrow page each speech as lines of text under its bar, for a table of seven columns has no room."""
    width, blocks = page_width(ax), []
    for row in rows:
        label, date, place, *numbers = _cells(row, language, names)
        heads = [say(f"column_{name}", language) for name in NUMBERS]
        counts = [f"{head} {number}" for head, number in zip(heads, numbers, strict=True)]
        texts = label, join([date, place], language), join(counts, language)
        lines = [wrap_text(text, width - 12, size) for text, size in zip(texts, BLOCK, strict=True)]
        blocks.append([(line, size) for part, size in zip(lines, BLOCK, strict=True) for line in part])
    tops = [sum(len(block) * LINE + 18 for block in blocks[:place]) for place in range(len(blocks) + 1)]
    page = open_page(
        ax, title=speech_sizes_title(table, language, names), caption=say("sizes_rule", language), height=tops[-1],
    )  # fmt: skip
    found = style.looks(style.ordered_groups(table), names.order)
    axes = page.panel(12, 0, width - 12, page.height)
    axes.set(xlim=(0, max(float(table["characters"].max()), 1)), ylim=(page.height, 0))
    axes.set_axis_off()
    for top, block, row in zip(tops, blocks, rows, strict=False):
        look = found[row["strategy"]]
        page.axes.plot([3.5 / page.width], [1 - (top + LINE / 2) / page.height], look.marker, color=look.colour,
                       markersize=5.5, transform=page.axes.transAxes, clip_on=False)  # fmt: skip
        for number, (line, size) in enumerate(block):
            page.write(12, top + (number + 0.5) * LINE, line, va="center_baseline", fontsize=size)
        axes.barh(top + len(block) * LINE + 5, row["characters"], height=7, color=look.colour, hatch=look.hatch,
                  edgecolor="white", linewidth=0)  # fmt: skip
    return page.axes


def _draw_lengths(page: Page, table: pd.DataFrame, found: dict, left: float, width: float) -> None:
    axes = page.panel(left, 22, width, 20 * len(table))
    axes.set(xlim=(0, max(float(table["characters"].max()), 1)), ylim=(20 * len(table), 0))
    axes.set_axis_off()
    for number, (group, characters) in enumerate(zip(table["strategy"], table["characters"], strict=True)):
        look = found[group]
        axes.barh(
            20 * number + 8, characters, height=9, color=look.colour, hatch=look.hatch, edgecolor="white", linewidth=0
        )


def _cells(row: dict, language: str, names: Names) -> list[str]:
    return [
        _label(row["speech"]) + names.strategy(row["strategy"], language), _written(row, language),
        _text(row["place"]),
        *(f"{row[name]:,}" for name in NUMBERS),
    ]  # fmt: skip


def _text(value) -> str:
    return "" if pd.isna(value) else str(value)


def _group_cells(row: dict, language: str, names: Names) -> list[str]:
    first, last = (_date(row[end], language, short=row["first"] != row["last"]) for end in ("first", "last"))
    dates = first if first == last else f"{first}–{last}"
    return [
        names.strategy(row["strategy"], language), f"{row['speeches']:,}", dates,
        *(f"{row[name]:,}" for name in NUMBERS),
    ]  # fmt: skip


def _label(number: int) -> str:
    """The footnote's number as the document prints it: ⑤ up to 20, then in brackets."""
    return (chr(0x245F + number) if 1 <= number <= 20 else f"({number})") + " "


def _written(row: dict, language: str) -> str:
    """The date as far as it is known: whole, month and year, the year alone, or nothing."""
    dated = row.get("dated")
    if not isinstance(dated, str) or len(dated) == 10:
        return _date(row["date"], language)
    year, _, month = dated.partition("-")
    if not month:
        return f"{year}年" if year and language == "zh" else year
    return f"{year}年{int(month)}月" if language == "zh" else f"{MONTHS[int(month) - 1]} {year}"


def _date(date: pd.Timestamp | int, language: str, *, short: bool = False) -> str:
    if pd.isna(date):
        return ""
    if isinstance(date, int):
        return f"{date}年" if language == "zh" and not short else f"{date}"
    if short:
        return f"{date.year}.{date.month}"
    if language == "zh":
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _write_cell(
    page: Page, left: float, width: float, middle: float, text: str, right: bool, colour: str, size: float = style.BODY
) -> None:
    x = left + width if right else left
    lines = wrap_text(text, width + 0.5, size)
    page.write(
        x, middle, "\n".join(lines), ha="right" if right else "left",
        va="center" if len(lines) > 1 else "center_baseline", color=colour,
        fontsize=size if len(lines) == 1 else 6.5, linespacing=1.0,
    )  # fmt: skip


def _rule(page: Page, top: float, width: float) -> None:
    y = 1 - top / page.height
    page.axes.add_artist(
        Rectangle((0, y), 1, 0, transform=page.axes.transAxes, edgecolor=style.GREY, linewidth=width, fill=False)
    )


def speech_sizes_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: the longest and the shortest speech."""
    many = "speeches" in table.columns
    rows = table.sort_values(["characters", "strategy" if many else "speech"], ascending=[False, True], kind="stable")
    high, low = rows.iloc[0], rows.iloc[-1]
    repeated = not many and rows["strategy"].duplicated().any()

    def called(row) -> str:
        return (_label(row["speech"]) if repeated else "") + names.strategy(row["strategy"], language)

    name, one = called(high), say("sizes_of_time" if names.is_time(names.order) else "sizes_of", language, names)
    if len(rows) == 1 or low["characters"] == 0:
        return say("sizes_one", language, names, high=name, a=high["characters"], one=one)
    return say(
        "sizes_title_groups" if many else "sizes_title", language, names, high=name, a=high["characters"],
        low=called(low),
        b=low["characters"], one=one, ratio=f"{high['characters'] / low['characters']:.1f}",
    )  # fmt: skip


def speech_sizes_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What is counted as a character and as a word."""
    rule = say("sizes_rule", language, names)
    return sentences([rule, left_out_note(table, language, names, file="sizes")], language)


def speech_sizes_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """Every row of the table in words."""
    rows = []
    for row in table.to_dict("records"):
        if "speeches" in row:
            name, texts, date, *_ = _group_cells(row, language, names)
            where = f"{say('column_speeches', language)} {texts}"
        else:
            name, date, where, *_ = _cells(row, language, names)
            name = names.strategy(row["strategy"], language)
        numbers = {key: row[key] for key in NUMBERS}
        rows.append(say("alt_row", language, names, name=name, date=date, place=where, **numbers))
    return say("alt_sizes", language, names) + join(rows, language, "semicolon") + say("stop", language, names)
