"""Correspondence map: strategies and themes (or words) as points on two axes, the test of independence first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.charts.grammar import Called, Chart, Said, Told, said
from analysis.charts.groups import dates
from analysis.charts.plane import Plane

ALPHA = 0.05


def parts(results) -> list[str]:
    """What stands beside the strategies."""
    return ["theme", "term"]


def correspondence_map(results, kind: str = "theme") -> Chart:
    """Strategies and themes (or words) on the first two axes of a correspondence analysis.

    Parameters
    ----------
    results : Results
        Of a corpus.
    kind : {"theme", "term"}
        What stands beside the strategies.
    """
    from analysis.measures.frequency import count_terms
    from analysis.measures.resampling import independence, sentences_by_paragraph
    from analysis.measures.similarity import correspondence
    from analysis.measures.units import SparseCounts, count_paragraphs

    tokens = results.compared_tokens  # without the groups' own names
    paragraphs = (sentences_by_paragraph(results.coded, results.speeches)[0] if kind == "theme"
                  else count_paragraphs(tokens))  # fmt: skip
    sparse = isinstance(paragraphs, SparseCounts)
    paragraphs = paragraphs if sparse else paragraphs[paragraphs.sum(axis=1) > 0]
    counts = count_terms(tokens) if sparse else paragraphs.groupby(level=0, observed=True).sum()
    counts = counts.loc[counts.sum(axis=1) > 0, counts.sum() > 0]
    common = {"part": f"{kind}s", "told": Told("tell_point", first=60)}
    if min(counts.shape) < 2:
        table = pd.DataFrame(columns=["strategy", "item", "kind", "x", "y"])
        return Chart("correspondence_map", table, results.names, Plane("x", "y", ("", "")), **common)
    result, test = correspondence(counts), independence(paragraphs, permutations=999 if sparse else 9_999)
    table = map_points(result, kind)
    shares = [*np.asarray(result.share)[:2].tolist(), 0.0][:2]
    facts = {"p": float(test["p"]), "permutations": int(test["permutations"]), "total": int(counts.to_numpy().sum()),
             "inertia": float(result.total_inertia), "share": sum(shares), "shares": shares,
             "all": len(result.columns), "n": int((table["kind"] == kind).sum())}  # fmt: skip
    what = said(f"map_{kind}")
    axes = tuple(said("map_axis", axis=axis, share=share) for axis, share in zip((1, 2), shares, strict=True))
    return Chart(
        "correspondence_map", table, results.names,
        Plane("x", "y", axes, weight="mass", most=300.0 if len(result.rows) <= 10 else 440.0),
        title=_tested(table, facts, what),
        caption=[said("map_rule", what=what), "map_test", "map_chosen" if facts["n"] < facts["all"] else None,
                 None if shares[1] else "map_line", dates(counts.index, results.names)],
        facts=facts, **common,
    )  # fmt: skip


def map_points(result, kind: str, most: int | None = None) -> pd.DataFrame:
    """The points of a correspondence analysis, one row each.

    Parameters
    ----------
    result : Correspondence
        From `measures.similarity.correspondence`, strategies in the rows.
    kind : {"theme", "term"}
        What the columns are.
    most : int, optional
        Columns kept, by default 24, or 16 beside more than ten strategies: those with the largest contribution to the
        two axes, weighted by their inertia.

    Returns
    -------
    DataFrame
        strategy (its name; empty for the others), item (name of the theme or term; empty for strategies), kind
        (strategy, theme or term), mass, x, y (principal coordinates; 0 on an axis that is not there), cos2 (on both
        axes), contribution (to both axes).
    """
    most = (24 if len(result.rows) <= 10 else 16) if most is None else most
    weight = np.asarray(result.inertia)[:2]
    parts = []
    for side, rows, mass, cos2, contribution in (
        ("strategy", result.rows, result.row_mass, result.row_cos2, result.row_contributions),
        (kind, result.columns, result.column_mass, result.column_cos2, result.column_contributions),
    ):
        own, labels = side == "strategy", rows.index.astype("object")
        part = pd.DataFrame({"strategy": labels if own else "", "item": "" if own else labels, "kind": side})
        part["mass"] = mass.to_numpy()
        part["x"], part["y"] = (rows.iloc[:, axis].to_numpy() if rows.shape[1] > axis else 0.0 for axis in (0, 1))
        part["cos2"] = cos2.iloc[:, :2].sum(axis=1).to_numpy()
        part["contribution"] = contribution.iloc[:, :2].to_numpy() @ weight / max(weight.sum(), 1e-300)
        if not own:
            order = np.lexsort((part["item"].astype(str), -part["contribution"].round(12)))[:most]
            part = part.iloc[np.sort(order)]
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _tested(table: pd.DataFrame, facts: dict, what: Said) -> Said:
    """The test of independence first; only where it tells, who stands farthest apart."""
    p = facts["p"]
    if p >= ALPHA:
        return said("map_alike", what=what)
    rows = table[table["kind"] == "strategy"].sort_values(["x", "strategy"], kind="stable")
    one, other = (Called("strategy", rows["strategy"].iloc[place]) for place in (-1, 0))
    return said("map_apart", what=what, one=one, other=other)
