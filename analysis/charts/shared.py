"""What speeches share word for word: formulae, the amount of shared wording, near-repeats side by side."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import anchors
from analysis.charts import style
from analysis.charts.grammar import Chart, Told, Voice, said
from analysis.charts.groups import dates, extremes, largest, not_drawn
from analysis.charts.matrix import Matrix
from analysis.charts.page import Page, link_area
from analysis.charts.typesetting import GLOSS, GLOSS_ROW, text_width, wrap_text
from analysis.measures.alignment import SLOT, slots_of
from analysis.measures.formulae import ANY_OTHER, MIN_LENGTH
from analysis.tables import SENTENCE

MIN_SHARED = 8
LEAST_GLOSSED = 3  # characters of a word that says something of a passage
COLUMNS, ROWS = 26, 28  # groups that fit on a page: across, and in both directions
NOTHING = "∅"  # in a slot that a passage leaves empty
LINES, LETTERS = 40, 38  # of a page, and of a line at the least
LINE, GAP, SIZE = 13.0, 9.0, 8.5


def formula_map(results, n: int = 20) -> Chart:
    """Formulae by strategy: a filled cell with the number of occurrences, pale where it does not stand.

    Parameters
    ----------
    results : Results
        Of a corpus.
    n : int
        Formulae taken: most strategies first, then the longest, then by text; not those that lie in a longer one that
        was taken for the same strategies.
    """
    groups = style.ordered_groups(results.speeches)
    counts = results.formula_places.astype({"strategy": "object"}).groupby(["text", "strategy"]).size()
    counts = counts.unstack(fill_value=0).reindex(columns=groups, fill_value=0)
    held = (counts > 0).sum(axis=1)
    shared = counts[held > 1]
    taken = _without_parts(shared, sorted(shared.index, key=lambda text: (-held[text], -len(text), text)), n)
    rows = [
        (group, text, len(text), int(held[text]), int(shared.loc[text, group])) for text in taken for group in groups
    ]
    table = pd.DataFrame(rows, columns=["strategy", "text", "length", "speeches", "count"])
    table["strategy"] = pd.Categorical(table["strategy"], categories=groups, ordered=True)
    texts = results.speeches["text"].str.len()
    table, drawn = largest(table, COLUMNS, texts.groupby(results.speeches["strategy"].astype("object")).sum())
    everywhere = int((held == len(groups)).sum()) if len(groups) > 1 else 0
    whole = everywhere and len(groups) > 2
    facts = {"all": len(shared), "everywhere": everywhere, "held": len(groups), "least": MIN_LENGTH, "n": len(taken),
             "others": len(shared) - (everywhere if whole else 0), **drawn}  # fmt: skip
    title = "formula_title_all" if whole else "formula_title_two" if len(groups) == 2 else "formula_title_some"
    title = "formula_title_every" if whole and not facts["others"] else title
    longest = taken[0] if whole else min(taken, key=lambda text: (-len(text), text), default="")
    return Chart(
        "formula_map", table, results.names,
        Matrix("text", "strategy", "cell_count", "count", "text", figure=("cell_length", "formula_length"), widest=62.0,
               tall=13.5, share=0.35, glosses=gloss_parts(results, taken)),
        title=said(title, n=everywhere, text=longest),
        caption=["formula_rule", not_drawn(facts, "formula_places"), dates(groups, results)],
        told=Told("tell_count", by="text", first=COLUMNS), facts=facts, nothing="formula_none",
    )  # fmt: skip


def gloss_parts(results, texts: Sequence[str]) -> dict[str, str]:
    """What is known in English of passages: of the whole, else of the set phrases and longer words they are cut into.

    A passage of which nothing is known has none; dots stand for what is left out.
    """
    found, names, sentences = {}, results.names, results.speeches
    tokens = results.tokens[results.tokens["term"].str.len() >= LEAST_GLOSSED].groupby(SENTENCE)
    for text in texts:
        whole = names.gloss_within(text, "en")
        place = sentences[sentences["text"].str.contains(text, regex=False)].head(1)
        key = tuple(place[SENTENCE].iloc[0]) if len(place) else ()
        if whole or key not in tokens.groups:
            found[text] = whole
            continue
        start, words = place["text"].iloc[0].index(text), tokens.get_group(key)
        inside = words[(words["start"] >= start) & (words["end"] <= start + len(text))]
        known = [gloss for term in inside["term"] if (gloss := names.gloss_within(term, "en"))]
        found[text] = " … ".join(["", *known, ""]).strip() if known else ""
    return {text: gloss for text, gloss in found.items() if gloss}


def _without_parts(shared: pd.DataFrame, order: list[str], n: int) -> list[str]:
    taken: list[str] = []
    for text in order:
        same = [other for other in taken if text in other and (shared.loc[other] > 0).equals(shared.loc[text] > 0)]
        if not same and len(taken) < n:
            taken.append(text)
    return taken


def shared_wording(results) -> Chart:
    """Strategy by strategy: per cent of the characters of the row that stand word for word in the column."""
    table, facts = largest(results.shared_wording, ROWS, "characters")
    if table["strategy"].nunique() < 2:
        table = table.head(0)
    groups, own, other = style.ordered_groups(table), *(table[name].astype("object") for name in ("strategy", "other"))
    table = table[other.isin({*groups, ANY_OTHER}) & (own != other)].reset_index(drop=True)
    table = table.assign(share=table["percent"] / 100)
    facts["least"] = MIN_LENGTH
    total = table[table["other"].astype("object") == ANY_OTHER]
    title: object = "wording_none"
    if total["share"].max() > 0:
        found = extremes(total)
        facts["ties"] = found["ties"]
        title = said("wording_even" if found["even"] else "wording_title", **found)
    return Chart(
        "shared_wording", table, results.names,
        Matrix("strategy", "other", "cell_share", "share", ("strategy", "other"), apart=ANY_OTHER, widest=74.0,
               limit=1.25 * max([*table["share"], 0.01]), across=[*groups, ANY_OTHER], tall=20.0, share=0.3,
               heads=("wording_of", "wording_in")),
        title=title, caption=["wording_rule", not_drawn(facts, "shared_wording"), dates(groups, results)],
        told=Told("tell_shared", by="strategy", first=4, top="share"), facts=facts,
    )  # fmt: skip


def near_repeats(results, n: int = 6) -> Chart:
    """Passages that agree but for a slot, one under the other: the `n` templates with most equal characters."""
    table = results.near_formulae
    templates, kept, lines = list(dict.fromkeys(table["template"])), [], 0
    for template in templates:
        lines += len(passages(table[table["template"] == template])) * -(-len(template) // LETTERS) + 1
        if lines <= LINES and len(kept) < n or not kept:
            kept.append(template)
        else:
            break
    rows = table[table["template"].isin(kept)].reset_index(drop=True)
    blocks = {template: passages(part) for template, part in rows.groupby("template", sort=False)}
    least = int(table["min_shared"].iloc[0]) if "min_shared" in table and len(table) else MIN_SHARED
    facts = {"all": len(templates), "n": len(kept), "least": least}
    first = templates[0] if templates else ""
    return Chart(
        "near_repeats", rows, results.names,
        Aligned(_fill(blocks, results), gloss_templates(results, blocks)),
        title=said("near_title", n=len(templates), text=first if len(first) <= 60 else first[:60] + "…"),
        caption=["near_rule", dates(style.ordered_groups(rows), results)],
        told=Told("tell_near", by="template", first=LINES), facts=facts, nothing="near_none",
    )  # fmt: skip


def gloss_templates(results, blocks: Mapping) -> dict[str, str]:
    """What is known in English of what the passages of a template share."""
    pieces = {template: template.split(SLOT) for template in blocks}
    known = gloss_parts(results, list(dict.fromkeys(filter(None, itertools.chain(*pieces.values())))))
    glosses = {template: [known[piece] for piece in parts if piece in known] for template, parts in pieces.items()}
    return {template: f"… {' … '.join(part.strip('… ') for part in parts)} …"
            for template, parts in glosses.items() if parts}  # fmt: skip


@dataclass(frozen=True)
class Aligned:
    """Passages of each template one under the other, what they share in the same place, the slots tinted.

    Attributes
    ----------
    blocks : mapping of template to list of (place, slots)
        Strategy, speech, paragraph and sentence of each passage, and what fills its slots.
    glosses : mapping
        What stands in grey below a template, in English.
    """

    blocks: Mapping[str, list[tuple[tuple, list[str]]]]
    glosses: Mapping[str, str] = field(default_factory=dict)

    def draw(self, chart: Chart, voice: Voice, width: float, opened: Callable[[float], Page]) -> None:
        """Draw the table; see :class:`analysis.charts.grammar.Drawing`."""
        called = {place: f"{voice.call('strategy', place[0])} {place[2]}.{place[3]}"
                  for block in self.blocks.values() for place, _ in block}  # fmt: skip
        left = max(text_width(text, style.SMALL) for text in called.values()) + 18
        glosses = self.glosses if voice.language.code != "zh" else {}
        each = [(_flow(template, block, width - left - 4), block,
                 wrap_text(glosses.get(template, ""), width - left - 4, GLOSS) if template in glosses else [])
                for template, block in self.blocks.items()]  # fmt: skip
        height = sum(len(flow) * (len(block) * LINE + 3) + len(gloss) * GLOSS_ROW + GAP for flow, block, gloss in each)
        page = opened(height)
        axes = page.canvas(0, 0, page.width, height)
        looks = style.looks([*dict.fromkeys(place[0] for place in called)], voice.names.order)
        top = 2.0
        for flow, block, gloss in each:
            for system in flow:
                for line, (place, _) in enumerate(block):
                    middle, look = top + line * LINE + LINE / 2, looks[place[0]]
                    axes.plot([5], [middle], look.marker, color=look.colour, markersize=4.5)
                    axes.text(12, middle, called[place], va="center_baseline", fontsize=style.SMALL)
                    right = _write_line(axes, system, line, left, middle, look)
                    area = 0, middle - LINE / 2, right, middle + LINE / 2
                    link_area(axes, area, anchors.sentence_anchor(*place[1:]))
                top += len(block) * LINE + 3
            for line in gloss:
                axes.text(left, top + GLOSS_ROW / 2, line, va="center_baseline", fontsize=GLOSS, color=style.GREY)
                top += GLOSS_ROW
            top += GAP
            if flow is not each[-1][0]:
                axes.plot([0, page.width], [top - GAP / 2 - 1] * 2, color=style.RULE, linewidth=0.5)


def passages(part: pd.DataFrame) -> list[tuple[tuple, tuple[int, int]]]:
    """Place and span of the different passages of one template, in order of the speeches."""
    found = {}
    for row in part.to_dict("records"):
        for prefix, strategy in (("", "strategy"), ("other_", "other")):
            place = (str(row[strategy]), row[f"{prefix}speech"], row[f"{prefix}paragraph"], row[f"{prefix}sentence"])
            found[(*place, row[f"{prefix}wording"])] = place, (row[f"{prefix}start"], row[f"{prefix}end"])
    return [found[key] for key in sorted(found, key=lambda key: key[1:])]


def _fill(blocks: Mapping[str, list], results) -> dict[str, list[tuple[tuple, list[str]]]]:
    """The passages with what fills their slots, in place of their spans."""
    wanted = {place[1:] for block in blocks.values() for place, _ in block}
    tokens = results.tokens[pd.MultiIndex.from_frame(results.tokens[SENTENCE]).isin(wanted)]
    words = {key: list(zip(rows["term"], rows["start"], rows["end"], strict=True))
             for key, rows in tokens.groupby(SENTENCE)}  # fmt: skip
    texts = results.speeches.set_index(SENTENCE)["text"]

    def slots(template, place, start, end):
        inside = [word for word in words[place[1:]] if start <= word[1] and word[2] <= end]
        return slots_of(template, texts[place[1:]], inside)

    return {template: [(place, slots(template, place, *span)) for place, span in block]
            for template, block in blocks.items()}  # fmt: skip


def _write_line(axes: Axes, system: list, line: int, left: float, middle: float, look: style.Look) -> float:
    """One passage in one line of text: columns of equal width, the slots tinted; gives where it ends."""
    x = left
    for texts, slot in system:
        width = _wide(texts, slot)
        if slot:
            axes.add_artist(
                Rectangle((x + 0.5, middle - 5.8), width - 1, 11.6, facecolor=look.colour, alpha=0.18, linewidth=0)
            )
        axes.text(x + (3 if slot else 0), middle, texts[line], va="center_baseline", fontsize=SIZE,
                  color=style.INK if texts[line] != NOTHING else style.GREY)  # fmt: skip
        x += width
    return x


def _wide(texts: list[str], slot: bool) -> float:
    """Points of a piece: those of the longest of its texts."""
    return max(text_width(text, SIZE) for text in texts) + (6 if slot else 0)


def _pieces(template: str, block: list, width: float) -> Iterator[tuple[list[str], bool]]:
    """What is not broken, as the texts of the passages, and whether it is a slot: slots, and shared characters.

    A slot that is wider than the line comes in several pieces.
    """
    for number, same in enumerate(template.split(SLOT)):
        if number:
            wordings = [slots[number - 1] or NOTHING for _, slots in block]
            longest = max(wordings, key=len)
            size = max(int(len(longest) * (width - 6) / max(text_width(longest, SIZE), 1)), 1)
            for at in range(0, len(longest), size):
                yield [text[at : at + size] for text in wordings], True
        for character in same:
            yield [character] * len(block), False


def _flow(template: str, block: list, width: float) -> list[list[tuple[list[str], bool]]]:
    """The pieces in lines of a width; what is shared stands together again within a line."""
    lines, line, used = [], [], 0.0
    for texts, slot in _pieces(template, block, width):
        need = _wide(texts, slot)
        if line and used + need > width:
            lines.append(line)
            line, used = [], 0.0
        if line and not slot and not line[-1][1]:
            line[-1] = ([text + more for text, more in zip(line[-1][0], texts, strict=True)], False)
        else:
            line.append((texts, slot))
        used += need
    return [*lines, line] if line else lines
