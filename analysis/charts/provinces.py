"""Tile map of the provinces: which of the corpus's strategies each belongs to."""

from collections.abc import Callable

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.charts import style
from analysis.charts.grammar import Called, Chart, Joined, Told, Voice, lead, said
from analysis.charts.page import Legend, Page, belonging, link_area
from analysis.charts.typesetting import shorten, text_width
from analysis.language import speak

# Equal tiles in place of a map: neighbours as near as a grid allows, no borders, sizes that say nothing.
GRID = (
    ". . . . . . . . heilongjiang",
    ". . . . inner_mongolia . . liaoning jilin",
    "xinjiang gansu ningxia shaanxi shanxi hebei beijing tianjin .",
    "tibet qinghai sichuan chongqing henan shandong . . .",
    ". . yunnan guizhou hubei anhui jiangsu shanghai .",
    ". . . guangxi hunan jiangxi zhejiang . .",
    ". . . . guangdong fujian . taiwan .",
    ". . . hainan macao hong_kong . . .",
)
PLACES = {name: (column, line) for line, row in enumerate(GRID) for column, name in enumerate(row.split())
          if name != "."}  # fmt: skip
TALL, GAP = 34.0, 2.0  # points of a tile, and between two


def province_map(results) -> Chart:
    """Which of the corpus's strategies each of the 34 provinces belongs to, as the list of strategies says.

    A row of the table is a membership; there is none where no strategy of the corpus has members.
    """
    groups = [str(group) for group in style.ordered_groups(results.speeches)]
    listed = results.lexicon.strategies.reindex(columns=["name", "members", "members_source"]).fillna("")
    listed = listed[listed["name"].isin(groups) & listed["members"].ne("")].set_index("name")
    known = {speak("zh").say(f"provinces.{name}"): name for name in PLACES}
    rows = [(group, known[member], listed.loc[group, "members_source"])
            for group in groups if group in listed.index
            for member in listed.loc[group, "members"].split("|")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["strategy", "province", "source"])
    held = table.groupby("province")["strategy"].transform("size") > 1
    members = table.groupby("strategy", sort=False).size().to_dict()
    shared = table[held]["strategy"].value_counts().to_dict()
    facts = {"members": members, "shared": shared, "shown": len(members), "left_out": [], "provinces": len(PLACES),
             "held": int(table["province"].nunique())}  # fmt: skip
    more = int(table.loc[held, "province"].nunique())
    whole = [group for group in members if shared.get(group, 0) == members[group]]
    first = max(whole, key=members.get, default="")
    called = {group: Called("strategy", group) for group in members}
    told = [said("province_shared", name=name, n=members[group], shared=shared.get(group, 0))
            for group, name in called.items()]  # fmt: skip
    sources = [said("named", name=name, terms=listed.loc[group, "members_source"]) for group, name in called.items()]
    if first:
        title = said("province_whole", name=called[first], n=members[first])
    elif more:
        title = said("province_some", n=more)
    else:
        each = [said("province_members", name=name, n=members[group]) for group, name in called.items()]
        title = said("province_counts", list=each)
    return Chart(
        "province_map", table, results.names, Tiles(), title=title,
        caption=[more and said("province_overlap", list=Joined(told)), "province_rule",
                 said("province_sources", list=Joined(sources))],
        told=Told("tell_province", by="strategy", first=len(PLACES)), facts=facts, nothing="province_nothing",
    )  # fmt: skip


class Tiles:
    """A tile a province, tinted in the colours of its strategies, whose markers stand below its name."""

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        groups = style.ordered_groups(chart.table)
        looks, names = style.looks(groups, voice.names.order), [voice.call("strategy", group) for group in groups]
        legend, columns = Legend(names, width), len(GRID[0].split())
        above = legend.height + 6
        wide, tall = width / columns, len(GRID) * TALL
        page = opened(above + tall)
        legend.draw(page, {group: looks[group] for group in groups})
        axes = page.canvas(0, above, width, tall)
        held = chart.table.groupby("province")["strategy"].agg(list).to_dict()
        for province, (column, line) in PLACES.items():
            left, top, own = column * wide, line * TALL, held.get(province, [])
            each = (wide - GAP) / max(len(own), 1)
            for place, look in enumerate([looks[group] for group in own] or [style.Look(style.RULE, "", "")]):
                with belonging(axes, *own[place : place + 1]):
                    axes.add_artist(Rectangle((left + place * each, top), each, TALL - GAP, linewidth=0,
                                              facecolor=style.tint(look.colour, 0.3)))  # fmt: skip
                    if own:
                        x = left + (wide - GAP) / 2 + (place - (len(own) - 1) / 2) * 9
                        axes.plot([x], [top + 23], look.marker, color=look.colour, markersize=4.5)
                        area = left + place * each, top, left + (place + 1) * each, top + TALL - GAP
                        link_area(axes, area, lead("strategy", own[place]))
            name = voice.call("province", province)
            size = style.BODY if text_width(name, style.BODY) < wide - GAP - 2 else 6.5
            name = name if size == style.BODY else shorten(name, wide - GAP, size)
            axes.text(left + (wide - GAP) / 2, top + 10, name, ha="center", va="center_baseline", fontsize=size,
                      color=style.INK if own else style.GREY)  # fmt: skip
