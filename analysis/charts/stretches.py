"""Dispersion in many texts: how dense a word is along the groups, in short stretches instead of single strokes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.links import link_area
from analysis.charts.matrix import SHADES
from analysis.charts.rows import Rows

STRETCHES = 120  # of all groups together


def count_strokes(table: pd.DataFrame, *, stretches: int = STRETCHES) -> pd.DataFrame:
    """Places of words counted in stretches of the groups, which are laid end to end in their order.

    Parameters
    ----------
    table : DataFrame
        From `charts.dispersion.place_hits`.
    stretches : int
        Into how many the whole is cut; each group into one at least.

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
    edges = _edges(starts, lengths, stretches)
    rows = [_row(group, "paragraph", "", starts[group], starts[group] + lengths[group], 0, 0.0, 0) for group in groups]
    moved = _moved(table, starts)
    for (term, count, dp), part in moved.groupby(["term", "count", "dp"], sort=False):
        for group in groups:
            hits, _ = np.histogram(part.loc[part["strategy"] == group, "at"], edges[group])
            rows += [
                _row(group, "stretch", term, start, end, count, dp, int(n))
                for start, end, n in zip(edges[group], edges[group][1:], hits, strict=False)
            ]
    found = pd.DataFrame(rows).assign(parts=int(table["parts"].max()))
    found["strategy"] = pd.Categorical(found["strategy"], categories=groups, ordered=True)
    return found


def _edges(starts: pd.Series, lengths: pd.Series, stretches: int) -> dict[str, np.ndarray]:
    pieces = np.maximum((stretches * lengths / lengths.sum()).round().astype(int), 1)
    return {
        group: np.round(np.linspace(starts[group], starts[group] + lengths[group], pieces[group] + 1), 1)
        for group in lengths.index
    }


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


def _row(group, part, term, start, end, count, dp, hits) -> dict:
    return {"strategy": group, "part": part, "term": term, "speech": 0, "paragraph": 0, "sentence": 0,
            "start": float(start), "end": float(end), "count": count, "dp": dp, "hits": hits}  # fmt: skip


def draw_stretches(axes: Axes, table: pd.DataFrame, labels: Rows, terms: list[str]) -> None:
    """A cell for each stretch, darker where the word is denser."""
    rows = table[table["hits"] > 0]
    dense = rows["hits"] / (rows["end"] - rows["start"]).clip(lower=1)
    most = float(dense.max()) if len(dense) else 1.0
    for row, share in zip(rows.to_dict("records"), dense / most, strict=True):
        middle = labels.places[terms.index(row["term"])]
        shade = SHADES(0.12 + 0.88 * share)
        axes.add_patch(
            Rectangle((row["start"], middle - 5), row["end"] - row["start"], 10, color=shade, linewidth=0, zorder=1.5)
        )


def link_stretches(axes: Axes, rows: pd.DataFrame, labels: Rows, terms: list[str]) -> None:
    """The cells of a word in a group lead to its sentences there."""
    said = rows[rows["hits"] > 0]
    for (term, group), part in said.groupby(["term", said["strategy"].astype("object")], sort=False):
        middle = labels.places[terms.index(term)]
        corners = part["start"].min(), middle - 6, part["end"].max(), middle + 6
        link_area(axes, corners, anchors.term_anchor(term, group))
