"""Links in charts: every number of a chart leads to the sentences behind it, and nowhere else."""

import re

import pytest

from analysis import anchors, charts
from analysis.charts import page, saving
from tests.made_charts import results_of

PLACE = ("speech", "paragraph", "sentence")
TO_TERMS = ("top_terms", "compare_terms", "tfidf_terms", "keyness_forest", "rank_stability")


@pytest.fixture(scope="module")
def results():
    return results_of("four")


@pytest.fixture(scope="module")
def made(results):
    """Every chart's tables, and for each its anchors in the page."""
    found = {}
    for name in charts.NAMES:
        for chart in charts.pictures(name, results)[:2]:
            found[chart.stem] = chart.name, chart, set(_hrefs(saving.page_svg(chart.draw("zh"))))
    return found


def _hrefs(svg):
    return re.findall(r'<a [^>]*href="#([^"]+)"', svg)


def _decode(codes):
    return "".join(chr(int(code, 16)) for code in codes.split("-"))


def _of(made, name):
    return [(chart, found) for own, chart, found in made.values() if own == name]


def _expected(name, row):
    """The anchors of one row of a chart's table: what it counts, and what it is about."""
    strategy = str(row.get("strategy"))
    if name in TO_TERMS:
        own = [anchors.term_anchor(row["term"], strategy)] if row["count"] else []
        return [*own, anchors.term_anchor(row["term"])]
    if name == "term_pair":
        return [anchors.term_anchor(row["term"])]
    if name == "province_map":
        return [anchors.strategy_anchor(strategy)]
    if name == "robustness":
        kind, group, _, term = row["verdict"].split(" | ")
        of = {"leader": anchors.term_anchor, "word": anchors.term_anchor, "theme": anchors.theme_anchor,
              "widest": anchors.theme_anchor}  # fmt: skip
        return [of[kind](term, group or None)] if kind in of else []
    if name == "word_cloud":
        return (
            [anchors.term_anchor(row["term"], strategy or None)] if row["count"] > 2 else []
        )  # it may leave out its last
    if name in ("theme_heatmap", "theme_weights", "theme_dots", "corrected_shares"):
        known = row["share"] > 0 and row["theme"] != "none"
        return [anchors.theme_anchor(row["theme"], strategy), anchors.theme_anchor(row["theme"])] if known else []
    if name == "theme_strips":
        themes = [row["theme"]] if row["theme"] != "none" else []
        sentence = [anchors.sentence_anchor(*(row[part] for part in PLACE))] if themes else []
        return sentence + [anchors.theme_anchor(theme, strategy) for theme in themes]
    if name in ("similarity_pairs", "shared_wording"):
        two = row["other"] not in ("any other", strategy)
        return [anchors.pair_anchor(strategy, row["other"]) if two else anchors.strategy_anchor(strategy)]
    if name == "correspondence_map":
        kinds = {"strategy": anchors.strategy_anchor, "term": anchors.term_anchor, "theme": anchors.theme_anchor}
        return [kinds[row["kind"]](row["strategy"] or row["item"])]
    if name == "collocation_map":
        return [anchors.term_anchor(row["source"], strategy), anchors.term_anchor(row["target"], strategy)]
    if name == "formula_map":
        here = [anchors.formula_anchor(row["text"], strategy)] if row["count"] else []
        return [*here, anchors.formula_anchor(row["text"])]
    if name == "near_repeats":
        sides = ("", "other_")
        return [anchors.sentence_anchor(*(row[side + part] for part in PLACE)) for side in sides]
    if name == "move_strips":
        sentence = anchors.sentence_anchor(*(row[part] for part in PLACE))
        return [sentence, anchors.move_anchor(row["move"])]
    if name == "dispersion_plot":
        sentence = anchors.sentence_anchor(*(row[part] for part in PLACE))
        return [sentence, anchors.term_anchor(row["term"])] if "sentence" in row else []
    assert name == "speech_sizes"
    return [anchors.speech_anchor(row["speech"])]


@pytest.mark.parametrize("name", charts.NAMES)
def test_every_row_leads_to_its_sentences(made, name):
    for chart, found in _of(made, name):
        for row in chart.table.to_dict("records"):
            missing = set(_expected(name, row)) - found
            assert not missing, (row, missing)
    assert _of(made, name)


@pytest.mark.parametrize("name", charts.NAMES)
def test_no_link_leads_to_what_the_tables_do_not_hold(results, made, name):
    sentences = results.speeches[["speech", "paragraph", "sentence"]].itertuples(index=False)
    known = {anchors.sentence_anchor(*place) for place in sentences}
    known |= {anchors.speech_anchor(speech) for speech in results.speeches["speech"]}
    groups = list(results.counts.index)
    known |= {anchors.strategy_anchor(group) for group in groups}
    known |= {anchors.pair_anchor(one, other) for one in groups for other in groups if one != other}
    for table, column, anchor in (
        (results.tokens[results.tokens["kept"]], "term", anchors.term_anchor),
        (results.hits, "theme", anchors.theme_anchor),
        (results.moves, "move", anchors.move_anchor),
        (results.formula_places, "text", anchors.formula_anchor),
    ):
        known |= {anchor(value) for value in table[column].astype("object")}
        known |= {anchor(*pair) for pair in table[[column, "strategy"]].astype("object").to_numpy().tolist()}
    for _, found in _of(made, name):
        assert found and not found - known


def test_every_share_over_a_speech_leads_to_the_sentences_of_the_move(results, made):
    ((chart, found),) = _of(made, "move_strips")
    groups = results.speeches.set_index("speech")["strategy"].astype("object").to_dict()
    for text, shares in chart.drawing.shares.items():
        group = groups[text]
        first = sorted(shares, key=shares.get, reverse=True)[:3]
        assert {anchors.move_anchor(move, group) for move in first} <= found


def test_anchors_are_read_back(results):
    term, strategy = "生态", str(results.counts.index[0])
    where, group = anchors.term_anchor(term, strategy).split("--")
    assert (_decode(where.removeprefix("t-")), _decode(group)) == (term, strategy)
    assert _decode(anchors.strategy_anchor(strategy).removeprefix("strategy-")) == strategy


@pytest.mark.parametrize("name", ["compare_terms", "theme_heatmap", "dispersion_plot", "formula_map"])
def test_picture_files_hold_no_links(made, name):
    figure = _of(made, name)[0][0].draw("zh")
    svg = saving.picture_bytes(figure, "svg").decode("utf-8")
    assert "<a " not in svg and "opacity: 0.001" not in svg
    assert _hrefs(saving.page_svg(figure))  # and they are there again afterwards
    areas = figure.findobj(page.Area)
    with_areas = saving.picture_bytes(figure, "png", dpi=30)
    for area in areas:
        area.remove()
    assert saving.picture_bytes(figure, "png", dpi=30) == with_areas


def test_rows_are_hit_where_they_are_drawn(made):
    """The area of a bar covers it, whatever its length; areas of different rows do not overlap."""
    chart = made["top_terms"][1]
    figure, first = chart.draw("zh"), chart.table.iloc[0]
    where = "#" + anchors.term_anchor(first["term"], first["strategy"])
    areas = figure.findobj(lambda artist: artist.get_url() == where)
    bar = figure.axes[0].child_axes[0].patches[0].get_window_extent()
    box = areas[0].get_window_extent()
    assert box.x0 <= bar.x0 and box.x1 >= bar.x1 and box.y0 <= bar.y0 and box.y1 >= bar.y1
    boxes = [area.get_window_extent() for area in figure.findobj(page.Area)]
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            wide, tall = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.y1, other.y1) - max(one.y0, other.y0)
            assert wide < 0.5 or tall < 0.5
