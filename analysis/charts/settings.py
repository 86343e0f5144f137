"""Does it survive: verdicts and headlines in the rows, other reasonable settings over the columns."""

from __future__ import annotations

import pandas as pd

from analysis.charts.grammar import Chart, Told, said
from analysis.charts.matrix import Matrix
from analysis.measures.robustness import KEY, PAIRED, SETTINGS, survival
from analysis.tables import p_text

ROWS = 24


def robustness(results) -> Chart:
    """Each verdict and headline under each setting: dark where it is told, with its p; an empty cell is not touched."""
    table = results.table("robustness")
    if table is None or table.empty:
        empty = pd.DataFrame(columns=["verdict", "setting"])
        return Chart("robustness", empty, results.names, Matrix("verdict", "setting", "cell_mark", "found", "verdict"))
    whole = survival(table)
    usual, kept = whole[whole["told"]], whole["told"] & (whole["holding"] == whole["settings"])
    shown = whole.sort_values(["told", "holding"], ascending=False, kind="stable").head(ROWS)[KEY]
    rows = shown.merge(table, on=KEY, sort=False)
    marks = [p_text(p).replace("0.", ".") if p == p else "●" if told else "○"  # p is below 1: its zero says nothing
             for p, told in zip(rows["p"], rows["told"], strict=True)]  # fmt: skip
    rows = rows.assign(mark=marks, found=rows["told"].astype(int), verdict=rows[KEY].agg(" | ".join, axis=1))
    rows = rows[["verdict", "setting", "direction", "effect", "p", "told", "holds", "mark", "found"]]
    settings = [name for name in SETTINGS if (table["setting"] == name).any()]
    facts = {"rows": len(whole), "drawn": len(shown), "n": len(usual), "firm": int(kept.sum()),
             "settings": len(settings)}  # fmt: skip
    return Chart(
        "robustness", rows, results.names,
        Matrix("verdict", "setting", "cell_mark", "found", "verdict", limit=1.6, across=settings, widest=58.0,
               tall=20.0, share=0.42),
        title=said("robustness_title" if len(usual) else "robustness_none"),
        caption=["robustness_rule", "robustness_unit" if "unit" in settings else None,
                 "robustness_pairs" if len(results.units.groups) > PAIRED else None,
                 "robustness_first" if len(shown) < len(whole) else None],
        told=Told("tell_robust", by="verdict", first=len(settings)), facts=facts,
    )  # fmt: skip
