"""Points on two axes, each with its name beside it: the map of correspondence, and two groups word by word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Joined, Said, Told, Voice, lead, said, scope_of
from analysis.charts.groups import dates
from analysis.charts.page import Page, link_area
from analysis.charts.typesetting import leader, place_labels, text_width
from analysis.measures.verdicts import both_sides

LEFT, FOOT = 30.0, 26.0  # points for the labels of the axes
BESIDE, ABOVE = 110.0, 44.0  # points for names that reach beyond the points
GLOSSED = 300.0  # points that a plane is wide at the least for glosses below its words
PLAIN = style.Look(style.GREY, "o", "")
ROOT_TICKS = (0, 1, 5, 10, 25, 50, 100, 200, 400, 700, 1_000, 2_000, 4_000, 7_000, 10_000)


@dataclass(frozen=True)
class Plane:
    """Points with equal scales on both axes.

    A row is a point: ``kind`` says what it is (a term where there is no such column), ``item`` or ``term`` which one;
    a strategy is named by its own column.

    Attributes
    ----------
    x, y : str
        Columns of the places.
    axes : (Said, Said)
        What the axes are.
    weight : str
        Column by which the area of a mark grows.
    filled : str
        Column of whether a mark is filled in the colour of its strategy; without it those of strategies are.
    named : str
        Column of whether a point is named; without it all are.
    root : bool
        Whether the axes go by the square root from zero, with a line where both are equal.
    most : float
        Points that the plane may be high.
    """

    x: str
    y: str
    axes: tuple[Said, Said]
    weight: str = ""
    filled: str = ""
    named: str = ""
    root: bool = False
    most: float = 300.0

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        wide = width - LEFT - 4
        at = chart.table[[self.x, self.y]].to_numpy(dtype=float)
        at = np.sqrt(at) if self.root else at
        corner, unit, tall = self._frame(at, wide)
        page = opened(tall + FOOT + 4)
        axes = page.panel(LEFT, 4, page.width - LEFT - 4, tall)
        axes.set(xlim=(corner[0], corner[0] + unit * wide), ylim=(corner[1] - unit * tall, corner[1]))
        axes.set_xlabel(voice.word(self.axes[0]), labelpad=2)
        axes.set_ylabel(voice.word(self.axes[1]), labelpad=2)
        axes.tick_params(axis="y", length=2, labelsize=style.SMALL)
        axes.spines[:].set_color(style.RULE)
        self._set_ticks(axes)
        self._draw_points(axes, chart.table, (at - corner) / unit * (1, -1), (corner, unit), (wide, tall), voice)

    def _frame(self, at: np.ndarray, wide: float) -> tuple[np.ndarray, float, float]:
        """The upper left corner in data, the data of a point, and the height in points."""
        ends = np.vstack([at, [0, 0]])
        low, high = ends.min(axis=0), ends.max(axis=0)
        span = np.maximum(high - low, 0.2)
        room = np.array([wide, 0.0]) - (BESIDE, ABOVE)
        tall = float(np.clip(room[0] * span[1] / span[0] + ABOVE, 170.0, min(self.most, 1.1 * wide)))
        unit = float(max(span[0] / room[0], span[1] / (tall - ABOVE)))
        if self.root:  # from zero, for a rate is never less
            return np.array([-12 * unit, unit * (tall - 12)]), unit, tall
        middle = (low + high) / 2
        return np.array([middle[0] - unit * wide / 2, middle[1] + unit * tall / 2]), unit, tall

    def _set_ticks(self, axes: Axes) -> None:
        for axis, high in ((axes.xaxis, axes.get_xlim()[1]), (axes.yaxis, axes.get_ylim()[1])):
            if self.root:
                ticks = [tick for tick in ROOT_TICKS if np.sqrt(tick) <= high]
                ticks = [tick for tick in ticks if not 0 < tick < ticks[-1] / 60]
                axis.set_ticks(np.sqrt(ticks), [f"{tick:,}" for tick in ticks])
            else:
                axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], min_n_ticks=3))
                axis.set_major_formatter(lambda value, _: f"{value:.10g}".replace("-", "−"))
        if self.root:
            axes.axline((0, 0), slope=1, color=style.RULE, linewidth=0.8, zorder=1)
        else:
            axes.axhline(0, color=style.RULE, linewidth=0.8, zorder=1)
            axes.axvline(0, color=style.RULE, linewidth=0.8, zorder=1)

    def _draw_points(self, axes: Axes, table: pd.DataFrame, at, frame, room: tuple[float, float], voice: Voice) -> None:
        """The marks, then their names: strategies first, then the heaviest."""
        (left, top), unit = frame
        looks = style.looks(filter(None, table["strategy"].astype("object")), voice.names.order)
        rows = [(row, *place, self._radius(row)) for row, place in zip(table.to_dict("records"), at, strict=True)]
        rows.sort(key=lambda row: (row[0].get("kind") != "strategy", -row[0].get(self.weight, 0), name_of(row[0])))
        named = [row for row in rows if not self.named or row[0][self.named]]
        points = [(x, y, 1.3 * radius) for _, x, y, radius in named]
        taken = [(x - radius, y - radius, x + radius, y + radius)
                 for row, x, y, radius in rows if self.named and not row[self.named]]  # fmt: skip
        glossed = room[0] >= GLOSSED
        texts = [("\n".join(filter(None, (voice.call(*name_of(row)), glossed and voice.gloss(*name_of(row))))),
                  style.BODY + 0.5 if row.get("kind") == "strategy" else style.SMALL)
                 for row, *_ in named]  # fmt: skip
        sizes = [(max(text_width(line, size) for line in text.split("\n")) + 1, size * 1.2 * (1 + text.count("\n")))
                 for text, size in texts]  # fmt: skip
        boxes = place_labels(points, sizes, room, taken=taken)

        def data(x: float, y: float) -> tuple[float, float]:
            return left + x * unit, top - y * unit

        for row, x, y, radius in rows:
            look, filled = self._look(row, looks), self._filled(row)
            reach = max(radius, 4)
            axes.plot(*data(x, y), look.marker, color=look.colour, markersize=2 * radius, markeredgewidth=0.8,
                      markerfacecolor=look.colour if filled else "white", zorder=4 if filled else 3)  # fmt: skip
            link_area(axes, (*data(x - reach, y - reach), *data(x + reach, y + reach)), _anchor(row))
        for (row, *_), point, box, (text, size) in zip(named, points, boxes, texts, strict=True):
            line = leader(point, box)
            if line:
                axes.plot(*zip(data(*point[:2]), data(*line), strict=True), color="#B0B0B0", linewidth=0.4, zorder=2)
            axes.text(*data((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), text, fontsize=size, ha="center",
                      va="center", linespacing=1.0,
                      color=self._look(row, looks).colour if self._filled(row) else style.INK, zorder=2.5,
                      bbox={"facecolor": "white", "linewidth": 0, "pad": 0.2})  # fmt: skip
            link_area(axes, (*data(*box[:2]), *data(*box[2:])), _anchor(row))

    def _radius(self, row: Mapping) -> float:
        least = 3.0 if row.get("kind") == "strategy" else 1.7
        return least + 4.0 * float(np.sqrt(row[self.weight])) if self.weight else least

    def _filled(self, row: Mapping) -> bool:
        return bool(row[self.filled]) if self.filled else row.get("kind") == "strategy"

    def _look(self, row: Mapping, looks: Mapping) -> style.Look:
        return looks[row["strategy"]] if self._filled(row) else PLAIN


def name_of(row: Mapping) -> tuple[str, str]:
    """What a point is, and which."""
    kind = row.get("kind", "term")
    return kind, str(row["strategy"] if kind == "strategy" else row.get("item", row.get("term")))


def _anchor(row: Mapping) -> str | None:
    return lead(*name_of(row))


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
    from analysis.measures.resampling import sentences_by_paragraph
    from analysis.measures.similarity import correspondence
    from analysis.measures.units import SparseCounts, gather_units
    from analysis.measures.verdicts import whole_tests

    if kind not in ("theme", "term"):
        raise ValueError(f"kind is {kind!r}; use theme or term")
    tokens = results.compared_tokens  # without the groups' own names
    paragraphs = (sentences_by_paragraph(results.coded, results.speeches)[0] if kind == "theme"
                  else results.paragraph_counts)  # fmt: skip
    sparse = isinstance(paragraphs, SparseCounts)
    paragraphs = paragraphs if sparse else paragraphs[paragraphs.sum(axis=1) > 0]
    counts = count_terms(tokens) if sparse else paragraphs.groupby(level=0, observed=True).sum()
    counts = counts.loc[counts.sum(axis=1) > 0, counts.sum() > 0]
    common = {"part": f"{kind}s", "told": Told("tell_point", first=60)}
    if min(counts.shape) < 2:
        table = pd.DataFrame(columns=["strategy", "item", "kind", "x", "y"])
        return Chart("correspondence_map", table, results.names, Plane("x", "y", ("", "")), **common)
    # By permutation: the chi-squared distribution takes tokens for independent draws, and most cells are too small.
    result, test = correspondence(counts), whole_tests(gather_units(paragraphs, results.unit)).iloc[0]
    table = map_points(result, kind)
    shares = [*np.asarray(result.share)[:2].tolist(), 0.0][:2]
    facts = {"p": float(test["p_single"]), "permutations": int(test["draws"]), "total": int(counts.to_numpy().sum()),
             "inertia": float(result.total_inertia), "share": sum(shares), "shares": shares,
             "n": 1 + (shares[1] > 0), "all": len(result.columns),
             "drawn": int((table["kind"] == kind).sum())}  # fmt: skip
    what, dealt = said(f"map_{kind}"), said(f"dealt_{test['unit']}")
    axes = tuple(said("map_axis", axis=axis, share=share) if share else said("map_line")
                 for axis, share in zip((1, 2), shares, strict=True))  # fmt: skip
    return Chart(
        "correspondence_map", table, results.names,
        Plane("x", "y", axes, weight="mass", most=300.0 if len(result.rows) <= 10 else 440.0),
        title=_tested(table, facts, what=what, dealt=dealt),
        caption=[said("map_rule", what=what), said("map_test", dealt=dealt),
                 "map_chosen" if facts["drawn"] < facts["all"] else None, dates(counts.index, results)],
        facts=facts, **common,
    )  # fmt: skip


def map_points(result, kind: str) -> pd.DataFrame:
    """The points of a correspondence analysis, one row each: of 24 columns, or 16 beside more than ten strategies.

    They are those with the largest contribution to the two axes, weighted by their inertia.

    Parameters
    ----------
    result : Correspondence
        From `measures.similarity.correspondence`, strategies in the rows.
    kind : {"theme", "term"}
        What the columns are.

    Returns
    -------
    DataFrame
        strategy (its name; empty for the others), item (name of the theme or term; empty for strategies), kind
        (strategy, theme or term), mass, x, y (principal coordinates; 0 on an axis that is not there), cos2 (on both
        axes), contribution (to both axes).
    """
    most = 24 if len(result.rows) <= 10 else 16
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


def _tested(table: pd.DataFrame, facts: dict, **values: Said) -> Said:
    """The test of independence first; only where it tells, who stands farthest apart."""
    floor = facts["p"] * (facts["permutations"] + 1) < 1.5
    values |= {"p": said("map_p_floor" if floor else "map_p", p=f"{facts['p']:.2g}")}
    if facts["p"] >= ALPHA:
        return said("map_alike", **values)
    rows = table[table["kind"] == "strategy"].sort_values(["x", "strategy"], kind="stable")
    one, other = (Called("strategy", rows["strategy"].iloc[place]) for place in (-1, 0))
    return said("map_apart", **values, one=one, other=other)


POINTS, LABELS, LISTED = 400, 26, 4  # words drawn, of them named, of them in the title


def term_pair(results, one: str = "", other: str = "", n: int = LABELS) -> Chart:
    """The words of two groups at their rates in both: on the diagonal both say a word as often, filled can be told.

    Parameters
    ----------
    results : Results
        Of a corpus.
    one, other : str
        The groups, by default the first two; words are tested between these two alone.
    n : int
        Words that are named: those that can be told, those farthest from the diagonal and the most frequent ones.
    """
    groups = [str(group) for group in results.counts.index]
    pair = [one, other] if one and other else groups[:2]
    blank = pd.DataFrame(columns=["term", "strategy", "one", "other"])
    if len(pair) < 2 or not set(pair) <= set(groups):
        return Chart("term_pair", blank, results.names, Plane("one", "other", ("", "")), nothing="term_pair_nothing")
    results = results if set(groups) == set(pair) else results.only(pair)
    frequency = results.frequency.assign(strategy=results.frequency["strategy"].astype(str))
    wide = frequency.pivot(index="term", columns="strategy", values=["count", "per_10k"]).fillna(0.0)
    wide = wide[[(value, group) for group in pair for value in ("count", "per_10k")]]
    table = wide.set_axis(["count", "rate", "count_other", "rate_other"], axis=1).reset_index()
    verdicts = results.table("verdicts")
    found = blank if verdicts is None else both_sides(verdicts[verdicts["kind"] == "word"])
    found = found[found["group"] == pair[0]] if len(found) else blank
    told = set(found.loc[found["told"].astype(bool), "term"]) if len(found) else set()
    table = table[(table["count"] + table["count_other"] > 1) & table["term"].isin(set(found["term"]))]
    table = table.astype({"count": int, "count_other": int})
    gap = np.sqrt(table["rate"]) - np.sqrt(table["rate_other"])
    table = table.assign(strategy=np.where(gap > 0, *pair), told=table["term"].isin(told), gap=gap.abs().round(9))
    table = table.sort_values(["told", "gap", "term"], ascending=[False, False, True], kind="stable").head(POINTS)
    table = table.drop(columns="gap").reset_index(drop=True)
    often = (table["rate"] + table["rate_other"]).rank(method="first", ascending=False)
    table["named"] = (table["told"] & (table.index < n)) | (table.index < 2 * n // 3) | (often <= n // 3)
    facts = {"one": pair[0], "other": pair[1], "tests": len(found), "n": len(told), "drawn": len(table),
             "labels": int(table["named"].sum())}  # fmt: skip
    parts = []
    for group in pair:
        words = table.loc[(table["strategy"] == group) & table["told"], "term"].head(LISTED)
        if len(words):
            parts.append(said("named", name=Called("strategy", group), terms=[Called("term", word) for word in words]))
    ends = {"one": Called("strategy", pair[0]), "other": Called("strategy", pair[1])}
    axes = tuple(said("pair_axis", name=name) for name in ends.values())
    return Chart(
        "term_pair", table, results.names,
        Plane("rate", "rate_other", axes, filled="told", named="named", root=True, most=360.0),
        title=said("term_pair_told", list=Joined(parts), **ends) if parts else said("term_pair_none", **ends),
        caption=[said("term_pair_rule", dealt=said(f"dealt_{results.unit}")), "stop_list", dates(pair, results)],
        told=Told("tell_pair", first=10), facts=facts, nothing="term_pair_once", scope=scope_of(results),
    )  # fmt: skip
