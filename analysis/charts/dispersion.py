"""Dispersion plot: where in the speeches a word stands, in many speeches how dense it is in short stretches."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.grammar import Chart, Said, Told, Voice, printed, said
from analysis.charts.groups import dates, in_order, quoted
from analysis.charts.matrix import SHADES
from analysis.charts.page import Legend, Page, belonging, link_area, link_rows, panel_width
from analysis.charts.typesetting import Labels, plan_rows, text_width, wrap_text, write_rows
from analysis.charts.words import chosen
from analysis.language.names import Names
from analysis.measures.dispersion import PLACED, find_terms, place_hits
from analysis.measures.ties import ends

SPEECHES, STROKES = 12, 1500  # more are drawn by stretches
FIGURES = 58.0  # points for count and DP


def dispersion_plot(results, n: int = 14, terms: Sequence[str] = ()) -> Chart:
    """One row a word, a stroke at each of its places along the speeches, Gries's DP at the right.

    Of many speeches or places, the number of places in short stretches of each group (`count_strokes`).

    Parameters
    ----------
    results : Results
        Of a corpus.
    n : int
        The most frequent words of two characters or more, so many of them.
    terms : sequence of str
        These words instead, in this order.
    """
    if len(results.speeches[["speech", "paragraph"]].drop_duplicates()) < 2:
        return places_chart(pd.DataFrame(columns=PLACED), results.names)
    hits = results.strings if terms and results.strings is not None else find_terms(results.tokens, terms, n)
    places = place_hits(hits, results.speeches, results.tokens)
    if terms:
        places = in_order(places, "term", ["", *terms])
    return places_chart(places, results.names, chosen(results, terms) if terms else (), results=results)


def places_chart(places: pd.DataFrame, names: Names, chosen: Sequence[Said] = (), *, results=None) -> Chart:
    """The chart of places that were found, as strokes or, where they are many, in stretches.

    Parameters
    ----------
    places : DataFrame
        From :func:`analysis.measures.dispersion.place_hits`.
    names : Names
        What things are called in the corpus.
    chosen : sequence of Said
        That the words were chosen by hand.
    results : Results, optional
        Of a corpus: whether its groups have texts of different dates.
    """
    many = places["speech"].nunique() > SPEECHES or int((places["part"] == "term").sum()) > STROKES
    found = count_strokes(places) if many else places
    bounded = found["part"] == "paragraph"
    rows = found[~bounded].drop(columns=["part", "parts"]).reset_index(drop=True)
    spread = rows.drop_duplicates("term").assign(even=lambda part: part["dp"].astype(float).round(9))
    spread = spread.sort_values(["even", "term"], kind="stable")
    facts = {"n": len(spread), "parts": int(places["parts"].max()) if len(places) else 0}
    return Chart(
        "dispersion_plot", rows, names, Strokes(found[bounded]), title=_most_even(spread),
        caption=[*chosen, "dispersion_rule_many" if many else "dispersion_rule",
                 "stop_list", dates(places["strategy"].astype("object").unique(), results, names)],
        told=Told("tell_spread", by="term", first=1), facts=facts,
    )  # fmt: skip


def _most_even(spread: pd.DataFrame) -> Said | str:
    """The most even and the most clumped word."""
    if spread.empty:
        return ""
    clumped, even = ends(spread, "dp", printed(".2f"))
    listed = [quoted(rows["term"]) for rows in (even, clumped)]
    values = {"even": listed[0], "low": float(even["dp"].min())}
    if len(even) == len(spread):
        return said("dispersion_one", **values)
    return said("dispersion_title", clumped=listed[1], high=float(clumped["dp"].max()), **values)


@dataclass(frozen=True)
class Strokes:
    """Rows of words along the speeches; ``bounds`` are those of paragraphs, or of groups where places are counted."""

    bounds: pd.DataFrame
    row, value = "term", "count"

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        hits, many = chart.table, "hits" in chart.table.columns
        terms = list(dict.fromkeys(hits["term"]))
        labels = plan_rows(
            terms, [voice.gloss("term", term) for term in terms], most=min(120.0, 0.4 * (width - FIGURES)), row=14.0
        )
        parts = self.bounds.groupby("strategy" if many else "speech", sort=False, observed=True)
        bounds = parts.agg(start=("start", "min"), end=("end", "max"), strategy=("strategy", "first"))
        plot = width - labels.width - FIGURES
        end = max(float(self.bounds["end"].max()), 1)
        groups = [voice.call("strategy", group) for group in bounds["strategy"]]
        heads = _heads(groups, (bounds["end"] - bounds["start"]) * plot / end - 3, voice.language.code)
        legend = Legend([] if any(heads) else list(dict.fromkeys(groups)), width)
        top = legend.height + (0 if any(heads) else 2) + 12 + max(map(len, heads)) * style.SMALL * 1.1
        page = opened(top + labels.height + 4)
        axes = page.panel(labels.width, top, plot, labels.height)
        axes.set_xlim(0, end)
        _draw_ground(axes, bounds, labels, paragraphs=[] if many else self.bounds["start"])
        looks = style.looks(bounds["strategy"].astype("object"), voice.names.order)
        middles = dict(zip(terms, labels.places, strict=True))
        _link_words(axes, labels, terms)
        (_draw_stretches if many else _draw_strokes)(axes, hits, middles, looks)
        if not any(heads):
            legend.draw(page, {group: looks[group] for group in bounds["strategy"]})
        for row, head in zip(bounds.itertuples(), heads, strict=True):
            middle = labels.width + (row.start + row.end) / 2 * plot / end
            with belonging(page.axes, row.strategy):
                page.mark(middle, top - 6 - len(head) * style.SMALL * 1.1, looks[row.strategy], markersize=4)
                page.write(middle, top - 2, "\n".join(head), ha="center", va="bottom", fontsize=style.SMALL,
                           linespacing=0.95)  # fmt: skip
        _write_figures(page, hits, labels, top, voice)


def _draw_ground(axes: Axes, bounds: pd.DataFrame, labels: Labels, paragraphs: Iterable[float]) -> None:
    """Rows, and the lines that part paragraphs, and speeches or groups."""
    write_rows(axes, labels)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    for middle, tall in list(zip(labels.places, labels.heights, strict=True))[::2]:
        axes.axhspan(middle - tall / 2, middle + tall / 2, color=style.BAND, linewidth=0)
    for start in paragraphs:
        axes.axvline(start, color="#C8C8C8", linewidth=0.4, zorder=1)
    for edge in sorted({*bounds["start"], *bounds["end"]}):
        axes.axvline(edge, color=style.INK, linewidth=0.8, zorder=2, clip_on=False)


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


def _draw_strokes(axes: Axes, hits: pd.DataFrame, middles: Mapping, looks: Mapping) -> None:
    """A stroke at each place; it leads to its sentence, a little wider than it is drawn."""
    hits = hits.assign(at=(hits["start"] + hits["end"]) / 2)
    for (term, group), part in hits.groupby(["term", hits["strategy"].astype("object")], sort=False):
        middle, colour = middles[term], looks[group].colour
        with belonging(axes, group):
            axes.vlines(part["at"], middle - 5, middle + 5, color=colour, linewidth=1.1, zorder=3)
    point = axes.get_xlim()[1] / panel_width(axes)
    for row in hits.itertuples():
        anchor = anchors.sentence_anchor(row.speech, row.paragraph, row.sentence)
        middle = middles[row.term]
        link_area(axes, (row.at - 1.5 * point, middle - 6, row.at + 1.5 * point, middle + 6), anchor)


def _draw_stretches(axes: Axes, hits: pd.DataFrame, middles: Mapping, looks: Mapping) -> None:
    """A cell for each stretch, darker where the word is denser; those of a group lead to its sentences there."""
    rows = hits[hits["hits"] > 0]
    dense = rows["hits"] / (rows["end"] - rows["start"]).clip(lower=1)
    for row, share in zip(rows.to_dict("records"), dense / (dense.max() if len(dense) else 1), strict=True):
        place, wide = (row["start"], middles[row["term"]] - 5), row["end"] - row["start"]
        with belonging(axes, row["strategy"]):
            axes.add_patch(Rectangle(place, wide, 10, color=SHADES(0.12 + 0.88 * share), linewidth=0, zorder=1.5))
    for (term, group), part in rows.groupby(["term", rows["strategy"].astype("object")], sort=False):
        corners = part["start"].min(), middles[term] - 6, part["end"].max(), middles[term] + 6
        link_area(axes, corners, anchors.term_anchor(term, group))


def _link_words(axes: Axes, labels: Labels, terms: list[str]) -> None:
    """Label and figures of a word lead to its sentences."""
    found_in = [anchors.term_anchor(term) for term in terms]
    link_rows(axes, labels, found_in)
    end = axes.get_xlim()[1]
    point = end / panel_width(axes)
    for anchor, middle, tall in zip(found_in, labels.places, labels.heights, strict=True):
        link_area(axes, (end + 4 * point, middle - tall / 2, end + FIGURES * point, middle + tall / 2), anchor)


def _write_figures(page: Page, hits: pd.DataFrame, labels: Labels, top: float, voice: Voice) -> None:
    """Count and DP at the right of each row."""
    columns = (page.width - 29, "dispersion_count", "spread_count"), (page.width - 2, "dispersion_dp", "spread_dp")
    rows = hits.drop_duplicates("term").to_dict("records")
    for right, head, key in columns:
        page.write(right, top - 2, voice.say(head), ha="right", va="bottom", fontsize=style.SMALL, color=style.GREY)
        for row, middle in zip(rows, labels.places, strict=True):
            page.write(right, top + middle, voice.tell(key, row), ha="right", va="center_baseline",
                       fontsize=style.SMALL)  # fmt: skip


STRETCHES = 120  # of all groups together; each has one at least


def count_strokes(table: pd.DataFrame) -> pd.DataFrame:
    """Places of words counted in stretches of the groups, which are laid end to end in their order.

    Parameters
    ----------
    table : DataFrame
        From `measures.dispersion.place_hits`.

    Returns
    -------
    DataFrame
        The columns of `table` and ``hits``: first a row a group with its bounds (part "paragraph"), then a row a term
        and stretch (part "stretch") with the occurrences in it; speech, paragraph and sentence are 0.
    """
    bounds = table[table["part"] == "paragraph"]
    groups, own = style.ordered_groups(bounds), bounds["strategy"].astype("object")
    lengths = (bounds["end"] - bounds["start"]).groupby(own).sum().loc[groups]
    starts = lengths.cumsum() - lengths
    pieces = np.maximum((STRETCHES * lengths / lengths.sum()).round().astype(int), 1)
    edges = {group: np.round(np.linspace(starts[group], starts[group] + lengths[group], pieces[group] + 1), 1)
             for group in groups}  # fmt: skip
    rows = [(group, "paragraph", "", starts[group], starts[group] + lengths[group], 0, 0.0, 0) for group in groups]
    for (term, count, dp), part in _moved(table, starts).groupby(["term", "count", "dp"], sort=False):
        for group in groups:
            hits, _ = np.histogram(part.loc[part["strategy"] == group, "at"], edges[group])
            ends = zip(edges[group], edges[group][1:], hits, strict=False)
            rows += [(group, "stretch", term, start, end, count, dp, n) for start, end, n in ends]
    found = pd.DataFrame(rows, columns=["strategy", "part", "term", "start", "end", "count", "dp", "hits"])
    found["strategy"] = pd.Categorical(found["strategy"], categories=groups, ordered=True)
    found = found.reindex(columns=[*PLACED[:-1], "hits"], fill_value=0)  # they are of no speech
    return found.assign(parts=int(table["parts"].max()))


def _moved(table: pd.DataFrame, starts: pd.Series) -> pd.DataFrame:
    """Occurrences with their places when the speeches of a group stand together."""
    bounds = table[table["part"] == "paragraph"]
    own = bounds["strategy"].astype("object")
    speeches = (bounds["end"] - bounds["start"]).groupby([own, bounds["speech"]]).sum()
    before = speeches.groupby(level=0).cumsum() - speeches
    first = bounds.groupby([own, bounds["speech"]])["start"].min()
    hits = table[table["part"] == "term"].assign(strategy=lambda rows: rows["strategy"].astype("object"))
    keys = pd.MultiIndex.from_frame(hits[["strategy", "speech"]])
    at = (hits["start"] + hits["end"]) / 2 - first.reindex(keys).to_numpy() + before.reindex(keys).to_numpy()
    return hits.assign(at=at + hits["strategy"].map(starts))
