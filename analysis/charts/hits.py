"""One query, such as a word, a string or a theme: its share in each strategy, and its places in the speeches."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style
from analysis.charts.bars import set_ticks
from analysis.charts.dispersion import NEEDED as PLACES
from analysis.charts.page import message_page, need_columns, open_page, page_width, set_unit
from analysis.charts.rows import plan_rows, write_rows
from analysis.charts.typesetting import text_width
from analysis.charts.wording import LANGUAGES, default_names, say
from analysis.language.names import Names

NEEDED = ("strategy", "label", "unit", "scale", "count", "total", "share", "low", "high")
UNITS = {
    "words": ("次/万词", "per 10,000 words"),
    "characters": ("次/万字", "per 10,000 characters"),
    "sentences": ("占全部句子的 %", "% of all sentences"),
}
_RULES = {
    "words": (
        "作为一个词出现的次数 ÷ 计入的词 × 10,000；条末为次数。细线为 95% 威尔逊区间（把词当作独立抽取，"
        "实际的不确定性更大）。",
        "Occurrences as a word ÷ words counted × 10,000; figures: occurrences. Thin lines: 95% Wilson intervals (they "
        "take words as independent draws; the true uncertainty is larger).",
    ),
    "characters": (
        "这一字串出现的次数 ÷ 全部字符 × 10,000，也数在别的词里面的；条末为次数。细线为 95% 威尔逊区间（把各处当作"
        "独立，实际的不确定性更大）。",
        "Occurrences of the string, within other words too, ÷ all characters × 10,000; figures: occurrences. Thin "
        "lines: 95% Wilson intervals (they take places as independent; the true uncertainty is larger).",
    ),
    "sentences": (
        "谈到该主题的句子 ÷ 全部句子；条末为句数。细线为 95% 威尔逊区间（把句子当作独立，实际的不确定性更大）。",
        "Sentences on the theme ÷ all sentences; figures: sentences. Thin lines: 95% Wilson intervals (they take "
        "sentences as independent; the true uncertainty is larger).",
    ),
}  # fmt: skip
_TITLES = (
    "“{label}”：{high}最多（{a}），{low}最少（{b}），区间{overlap}",
    '"{label}": most in {high} ({a}), least in {low} ({b}); their intervals {overlap}',
)
_OVERLAP = {  # of two intervals
    True: ("重叠（经验规则，不是检验）", "overlap (a rule of thumb, not a test)"),
    False: ("不重叠（经验规则，不是检验）", "do not overlap (a rule of thumb, not a test)"),
}


@style.styled
def hit_shares(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None
) -> Axes:
    """A bar from zero for each strategy, with its interval and its count.

    Parameters
    ----------
    table : DataFrame
        strategy, label (what was looked for), unit ("words", "characters" or "sentences"), scale (what shares are
        multiplied by: 10,000 or 100), count, total, share, low, high: one row a strategy.
    ax, language, names
        As in `charts.frequency.top_terms`.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the bars are in the first of its ``child_axes``.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    need_columns(table, NEEDED, "hit_shares")
    if table.empty:
        return message_page(ax, say("empty", language))
    groups = [str(group) for group in table["strategy"]]
    labels = plan_rows([names.strategy(group, language) for group in groups], language=language,
                       most=0.4 * page_width(ax), row=17.0)  # fmt: skip
    page = open_page(
        ax, title=hit_shares_title(table, language, names), caption=hit_shares_caption(table, language, names),
        height=labels.height + 26,
    )  # fmt: skip
    figures = max(text_width(f"{count:,}", style.SMALL) for count in table["count"]) + 8
    width = page.width - labels.width - figures
    axes = page.panel(labels.width, 0, width, labels.height)
    scale = float(table["scale"].iloc[0])
    limit = max(float(table["high"].max()) * scale, 1e-9) * 1.02
    axes.set_xlim(0, limit)
    axes.grid(axis="x")
    set_ticks(axes, limit, 6)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    write_rows(axes, labels)
    found = style.looks(groups, names.order)
    for row, middle in zip(table.rename(columns={"count": "hits"}).itertuples(), labels.places, strict=True):
        look = found[str(row.strategy)]
        axes.barh(middle, scale * row.share, height=10, color=look.colour, alpha=0.72, hatch=look.hatch,
                  edgecolor="white", linewidth=0)  # fmt: skip
        axes.plot([scale * row.low, scale * row.high], [middle, middle], color=style.INK, linewidth=0.7)
        axes.annotate(f"{row.hits:,}", (1, middle), xycoords=("axes fraction", "data"), xytext=(5, 0),
                      textcoords="offset points", va="center_baseline", fontsize=style.SMALL)  # fmt: skip
    set_unit(axes, _of(UNITS, table, language), width)
    return page.axes


def _of(texts: dict, table: pd.DataFrame, language: str) -> str:
    return texts[table["unit"].iloc[0]][LANGUAGES.index(language)]


def _value(table: pd.DataFrame, share: float) -> str:
    scaled = share * float(table["scale"].iloc[0])
    return f"{scaled:.0f}%" if table["unit"].iloc[0] == "sentences" else f"{scaled:,.0f}"


def hit_shares_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: where the share is highest and lowest, and whether these two can be told apart by eye."""
    rows = table.assign(share=table["share"].round(12)).sort_values("share", ascending=False, kind="stable")
    high, low, label = rows.iloc[0], rows.iloc[-1], table["label"].iloc[0]
    name, last = (  # all that share the place
        say("comma", language).join(
            names.strategy(str(group), language) for group in rows.loc[rows["share"] == row["share"], "strategy"]
        )
        for row in (high, low)
    )
    if len(rows) == 1:
        value = _value(table, high["share"]) + ("" if language == "zh" else " ") + _of(UNITS, table, language)
        return label + say("colon", language) + value
    overlap = _OVERLAP[bool(high["low"] <= low["high"])][LANGUAGES.index(language)]
    return _TITLES[LANGUAGES.index(language)].format(
        label=label, high=name, low=last, a=_value(table, high["share"]), b=_value(table, low["share"]), overlap=overlap
    )


def hit_shares_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """What is divided by what, and what the interval takes for granted."""
    return _of(_RULES, table, language)


def hit_shares_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """Share and count of each strategy."""
    pairs = [
        say("alt_pair", language, name=names.strategy(str(row["strategy"]), language),
            value=f"{_value(table, row['share'])} ({row['count']})")
        for row in table.to_dict("records")
    ]  # fmt: skip
    head = f"{table['label'].iloc[0]}{say('colon', language)}{_of(UNITS, table, language)}"
    return head + say("semicolon", language) + say("comma", language).join(pairs) + say("stop", language)


def place_hits(lines: pd.DataFrame, speeches: pd.DataFrame, tokens: pd.DataFrame, label: str) -> pd.DataFrame:
    """The table of `charts.dispersion.places_chart` for the hits of a query; the same as `place_terms` for a word.

    Parameters
    ----------
    lines : DataFrame
        From `measures.concordance.kwic`, in the order of the document.
    speeches, tokens : DataFrame
        The tables; the size of a paragraph is its counted words.
    label : str
        What the row is called.
    """
    from analysis.charts.dispersion import place_terms
    from analysis.measures.dispersion import gries_dp

    bounds = place_terms(tokens, speeches, [])
    place = ["speech", "paragraph"]
    text = speeches.sort_values([*place, "sentence"], kind="stable")
    length = text["text"].str.len()
    text = text.assign(from_start=length.cumsum() - length)[[*place, "sentence", "from_start"]]
    hits = lines.merge(text, on=[*place, "sentence"], how="left")
    hits = hits.assign(start=hits["start"] + hits["from_start"], end=hits["end"] + hits["from_start"])
    sizes = tokens["kept"].groupby([tokens["speech"], tokens["paragraph"]]).sum()
    sizes = sizes[sizes > 0]
    parts = lines.groupby(place).size().reindex(sizes.index, fill_value=0)
    dp = gries_dp(parts.to_numpy(), sizes.to_numpy()) if parts.sum() else np.nan
    hits = hits.assign(part="term", term=label, count=len(lines), dp=dp).sort_values("start", kind="stable")
    table = pd.concat([bounds, hits[[column for column in PLACES if column != "parts"]]], ignore_index=True)
    return table.assign(parts=len(sizes))[list(PLACES)]
