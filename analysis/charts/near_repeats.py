"""Near-repeats set side by side: what is the same word for word, and the slots in which they differ."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.formulae import empty_page
from analysis.charts.frequency import sentences
from analysis.charts.groups import dates_note
from analysis.charts.links import link_area
from analysis.charts.page import need_columns, open_page, page_width
from analysis.charts.typesetting import text_width
from analysis.charts.wording import default_names, join, say
from analysis.language.names import Names

NEEDED = ("strategy", "template", "shared", "speech", "paragraph", "sentence", "wording", "other", "other_speech",
          "other_paragraph", "other_sentence", "other_wording", "all")  # fmt: skip
SLOT, NOTHING = "……", "∅"
LINES, LETTERS = 40, 38  # of a page, and of a line at the least
LINE, GAP, SIZE = 13.0, 9.0, 8.5


def near_repeats_tables(results, *, n: int = 6) -> dict[str, pd.DataFrame]:
    """The `n` templates with most equal characters, from `measures.formulae.near_formulae`."""
    table = getattr(getattr(results, "comparison", None), "near_formulae", None)
    if table is None:
        from analysis.measures.formulae import near_formulae

        table = near_formulae(results.speeches, results.tokens)
    return {"near_repeats": select_near(table, n=n)}


def select_near(table: pd.DataFrame, *, n: int = 6) -> pd.DataFrame:
    """The rows of the first `n` templates that fit on a page; ``all``: how many templates there are."""
    need_columns(table, NEEDED[:-1], "near_repeats")
    if "all" in table.columns:
        return table
    first = list(dict.fromkeys(table["template"]))
    kept, lines = [], 0
    for template in first:
        rows = table[table["template"] == template]
        lines += len(_passages(rows)) * -(-len(template) // LETTERS) + 1
        if lines <= LINES and len(kept) < n:
            kept.append(template)
        elif kept:
            break
    return table[table["template"].isin(kept)].assign(all=len(first)).reset_index(drop=True)


@style.styled
def near_repeats(
    table: pd.DataFrame, ax: Axes | None = None, *, language: str = "zh", names: Names | None = None, n: int = 6
) -> Axes:
    """Passages that agree but for a slot, one under the other.

    Parameters
    ----------
    table : DataFrame
        From `measures.formulae.near_formulae`, or the rows that `select_near` took of it.
    ax, language, names
        As in `charts.frequency.top_terms`.
    n : int
        Templates drawn.

    Returns
    -------
    Axes
        The parent axes, which carries the title; the text is in the first of its ``child_axes``, in points.

    Raises
    ------
    ValueError
        If a column is missing or the language unknown.
    """
    names = names or default_names()
    rows = select_near(table, n=n)
    if rows.empty:
        return empty_page(ax, say("near_none", language, names), language)
    width = page_width(ax)
    blocks = [_passages(part) for _, part in rows.groupby("template", sort=False)]
    groups = list(dict.fromkeys(place[0] for block in blocks for place, _ in block))
    places = {place for block in blocks for place, _ in block}
    left = max(text_width(_place(place, language, names), style.SMALL) for place in places) + 18
    flows = [_flow([text for _, text in block], _parts(template, block), width - left - 4)
             for template, block in zip(dict.fromkeys(rows["template"]), blocks, strict=True)]  # fmt: skip
    height = sum(len(flow) * (len(block) * LINE + 3) + GAP for flow, block in zip(flows, blocks, strict=True))
    page = open_page(
        ax, title=near_repeats_title(rows, language, names), caption=near_repeats_caption(rows, language, names),
        height=height,
    )  # fmt: skip
    axes = page.panel(0, 0, page.width, height)
    axes.set(xlim=(0, page.width), ylim=(height, 0))
    axes.set_axis_off()
    found, top = style.looks(sorted(groups, key=_order(rows)), names.order), 2.0
    for flow, block in zip(flows, blocks, strict=True):
        for system in flow:
            for line, (place, _) in enumerate(block):
                middle = top + line * LINE + LINE / 2
                look = found[place[0]]
                axes.plot([5], [middle], look.marker, color=look.colour, markersize=4.5)
                axes.text(12, middle, _place(place, language, names), va="center_baseline", fontsize=style.SMALL)
                right = _write_line(axes, system, line, left, middle, look)
                link_area(axes, (0, middle - LINE / 2, right, middle + LINE / 2), anchors.sentence_anchor(*place[1:]))
            top += len(block) * LINE + 3
        top += GAP
        if flow is not flows[-1]:
            axes.plot([0, page.width], [top - GAP / 2 - 1] * 2, color=style.RULE, linewidth=0.5)
    return page.axes


def _write_line(axes: Axes, system: list, line: int, left: float, middle: float, look: style.Look) -> float:
    """One passage in one line of text: columns of equal width, the slots tinted; gives where it ends."""
    x = left
    for texts, slot in system:
        width = max(text_width(text, SIZE) for text in texts) + (6 if slot else 0)
        if slot:
            axes.add_artist(
                Rectangle((x + 0.5, middle - 5.8), width - 1, 11.6, facecolor=look.colour, alpha=0.18, linewidth=0)
            )
        axes.text(x + (3 if slot else 0), middle, texts[line], va="center_baseline", fontsize=SIZE,
                  color=style.INK if texts[line] != NOTHING else style.GREY)  # fmt: skip
        x += width
    return x


def _passages(part: pd.DataFrame) -> list[tuple[tuple, str]]:
    """The different passages of one template with their places, in order of the speeches."""
    found = {}
    for row in part.to_dict("records"):
        for prefix, strategy in (("", "strategy"), ("other_", "other")):
            place = (str(row[strategy]), row[f"{prefix}speech"], row[f"{prefix}paragraph"], row[f"{prefix}sentence"])
            found[(*place, row[f"{prefix}wording"])] = place
    return [(found[key], key[-1]) for key in sorted(found, key=lambda key: key[1:])]


def _parts(template: str, block: list) -> list[tuple[list[str], bool]]:
    """Cut every passage into what all share and what fills the slots: (texts of the passages, is it a slot)."""
    shared, places, parts = template.split(SLOT), [0] * len(block), []
    for number, same in enumerate(shared):
        starts = [text.index(same, place) for (_, text), place in zip(block, places, strict=True)]
        if number:
            slot = [text[place:start] or NOTHING for (_, text), place, start in zip(block, places, starts, strict=True)]
            parts.append((slot, True))
        parts.append(([same] * len(block), False))
        places = [start + len(same) for start in starts]
    return [part for part in parts if part[0][0] or part[1]]


def _slot(wordings: list[str], width: float) -> list[tuple[list[str], bool]]:
    """A slot in one piece, or in several where it is wider than the line."""
    longest = max(wordings, key=len)
    size = max(int(len(longest) * (width - 6) / max(text_width(longest, SIZE), 1)), 1)
    return [([text[at : at + size] for text in wordings], True) for at in range(0, max(len(longest), 1), size)]


def _flow(texts: list[str], parts: list[tuple[list[str], bool]], width: float) -> list[list[tuple[list[str], bool]]]:
    """Break the parts into lines of a width, shared wording between characters, slots never."""
    lines, line, used = [], [], 0.0
    for wordings, slot in parts:
        pieces = _slot(wordings, width) if slot else [([character] * len(texts), False) for character in wordings[0]]
        for piece in pieces:
            need = max(text_width(text, SIZE) for text in piece[0]) + (6 if slot else 0)
            if line and used + need > width:
                lines.append(line)
                line, used = [], 0.0
            if line and not slot and not line[-1][1]:
                line[-1] = ([text + more for text, more in zip(line[-1][0], piece[0], strict=True)], False)
            else:
                line.append(piece)
            used += need
    return [*lines, line] if line else lines


def _place(place: tuple, language: str, names: Names) -> str:
    return f"{names.strategy(place[0], language)} {place[2]}.{place[3]}"


def _order(rows: pd.DataFrame):
    known = style.ordered_groups(rows)
    return lambda group: (known.index(group) if group in known else len(known), group)


def near_repeats_title(table: pd.DataFrame, language: str, names: Names) -> str:
    """The finding: how many near-repeats there are, and the longest frame."""
    table = select_near(table)
    text = table["template"].iloc[0]
    text = text if len(text) <= 60 else text[:60] + "…"
    return say("near_title", language, names, n=int(table["all"].iloc[0]), text=text)


def near_repeats_caption(table: pd.DataFrame, language: str, names: Names) -> str:
    """How the passages were aligned, how many are drawn, dates."""
    table = select_near(table)
    rule = say(
        "near_rule", language, names, all=int(table["all"].iloc[0]), n=table["template"].nunique(),
        least=int(table["min_shared"].iloc[0]) if "min_shared" in table.columns else 8,
    )  # fmt: skip
    return sentences([rule, dates_note(table, language, names)], language)


def near_repeats_alt(table: pd.DataFrame, language: str, names: Names) -> str:
    """Every passage drawn, with its strategy."""
    parts = []
    for _, rows in select_near(table).groupby("template", sort=False):
        parts.append(join([f"{_place(place, language, names)} {text}" for place, text in _passages(rows)], language))
    return say("alt_near", language, names) + join(parts, language, "semicolon") + say("stop", language, names)
