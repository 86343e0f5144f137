"""Charts of comparison: what is drawn is what the table says, nothing stands over anything else, nothing crashes."""

import re
from functools import partial
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from analysis.charts import (
    correspondence,
    moves,
    placing,
    saving,
    style,
)
from analysis.charts.undeclared import OldChart
from analysis.charts.wording import default_names
from analysis.language.names import Names
from analysis.measures import resampling
from analysis.measures.correspondence import correspondence as analyse
from analysis.measures.frequency import count_terms
from analysis.measures.moves import code_moves, move_shares
from analysis.measures.themes import code_sentences
from analysis.results import Results
from tests.printed import check_places

MODULES = {
    "correspondence_map": "correspondence",
    "move_strips": "moves",
}  # fmt: skip
CHARTS = {name: OldChart(name, module) for name, module in MODULES.items()}
LANGUAGES = ("zh", "en")


def _measure(speeches, tokens, lexicon):
    """What the charts ask of results; few resamples, for the tests look at the drawing."""
    by_paragraph = count_terms(tokens, by="paragraph")
    several = tokens["strategy"].nunique() > 1
    made = {"speeches": speeches, "tokens": tokens, "lexicon": lexicon}
    made["coded"] = code_sentences(speeches, lexicon.themes)
    if several:
        made["similarity_baseline"] = resampling.similarity_baseline(by_paragraph, permutations=99)
    return SimpleNamespace(**made)


@pytest.fixture(scope="module", autouse=True)
def _few_permutations():
    """The tests look at the drawing, not at the third digit of p."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resampling, "independence", partial(resampling.independence, permutations=99))
        yield


@pytest.fixture(scope="module")
def results():
    found = Results()
    return _measure(found.speeches, found.tokens, found.lexicon)


@pytest.fixture(scope="module")
def tables(results):
    return {name: next(iter(chart.tables(results).values())) for name, chart in CHARTS.items()}


def _corpus(results, groups):
    """The same speeches under the names of other strategies, `groups` of them."""
    names, numbers = list(results.lexicon.strategies["name"][:groups]), results.speeches["speech"].unique()
    made = {}
    for kind in ("speeches", "tokens"):
        table = getattr(results, kind)
        parts = [
            table[table["speech"] == numbers[place % 4]].assign(speech=place + 1, strategy=name)
            for place, name in enumerate(names)
        ]
        made[kind] = pd.concat(parts, ignore_index=True)
        made[kind]["strategy"] = pd.Categorical(made[kind]["strategy"], categories=names, ordered=True)
    return _measure(made["speeches"], made["tokens"], results.lexicon)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_drawn_with_nothing_over_anything_else(tables, name, language):
    table = tables[name]
    before = table.copy(deep=True)
    axes = CHARTS[name].draw(table, language=language)
    pd.testing.assert_frame_equal(table, before)
    check_places(axes)
    chart, names = CHARTS[name], default_names()
    title, caption, alt = (part(table, language, names) for part in (chart.title, chart.caption, chart.alt))
    assert axes.get_title().replace("\n", "").replace(" ", "") == title.replace(" ", "")
    assert "{" not in title + caption + alt and len(alt) > 40
    assert ("日期不同" if language == "zh" else "different dates") in caption
    assert axes.figure.get_size_inches()[0] * 2.54 == pytest.approx(16)
    assert {tuple(text.get_fontfamily()) for text in axes.figure.findobj(Text)} == {(style.FAMILY, style.FALLBACK)}
    if language == "en":
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"[（）“”、。，；：]", "", caption))
        return
    again = CHARTS[name].draw(table, language=language)
    assert saving.picture_bytes(axes.figure, "png", dpi=30) == saving.picture_bytes(again.figure, "png", dpi=30)


@pytest.mark.parametrize("groups", [1, 2, 7])
def test_other_numbers_of_groups(results, groups):
    made, language = _corpus(results, groups), "en" if groups == 7 else "zh"
    made.names = default_names()
    for chart in CHARTS.values():
        for table in chart.tables(made).values():
            axes = chart.draw(table, language=language)
            check_places(axes)
            assert all(
                isinstance(part(table, language, made.names), str) for part in (chart.title, chart.caption, chart.alt)
            )


@pytest.mark.parametrize("name", CHARTS)
def test_empty_and_wrong_tables(tables, name):
    chart = CHARTS[name]
    assert chart.draw(tables[name].head(0), language="en").get_title().startswith("Nothing to draw")
    with pytest.raises(ValueError, match="no column"):
        chart.draw(pd.DataFrame({"x": [1]}))
    with pytest.raises(ValueError, match="'fr'"):
        chart.draw(tables[name], language="fr")


def test_map_puts_the_test_first_and_every_point_in_its_place(results, tables):
    table = tables["correspondence_map"]
    assert table["p"].iloc[0] > 0.05 and "分不出" in correspondence.correspondence_map_title(table, "zh", Names())
    assert "分不出" not in correspondence.correspondence_map_title(table.assign(p=0.01), "zh", Names())
    assert "未作" in correspondence.correspondence_map_title(table.assign(p=np.nan), "zh", Names())
    panel = correspondence.correspondence_map(table).child_axes[0]
    drawn = sorted(
        (round(line.get_xdata()[0], 9), round(line.get_ydata()[0], 9))
        for line in panel.lines
        if len(line.get_xdata()) == 1
    )
    assert drawn == sorted((round(x, 9), round(y, 9)) for x, y in zip(table["x"], table["y"], strict=True))
    assert {text.get_text() for text in panel.texts} >= {"长三角", "生态环境与绿色发展"}
    x, y = np.ptp(panel.get_xlim()), np.ptp(panel.get_ylim())
    box = panel.get_window_extent()
    assert x / box.width == pytest.approx(y / box.height, rel=1e-6)  # equal scales


def test_two_groups_have_one_axis():
    result = analyse(pd.DataFrame([[4, 2, 9], [1, 8, 3]], index=["东", "西"], columns=["ecology", "reform", "none"]))
    table = correspondence.map_points(result, kind="theme", total=27)
    assert table["share_y"].iloc[0] == 0 and (table["y"] == 0).all()
    check_places(correspondence.correspondence_map(table))


def test_labels_are_placed_apart_even_from_one_point():
    points, sizes = [(100, 100, 3)] * 24, [(40, 9)] * 24
    boxes = placing.place_labels(points, sizes, (220, 220))
    assert boxes == placing.place_labels(points, sizes, (220, 220))
    for place, a in enumerate(boxes):
        assert a[0] >= 0 and a[1] >= 0 and a[2] <= 220 and a[3] <= 220
        for b in boxes[:place]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert (
        len(placing.place_labels(points * 9, sizes * 9, (100, 100))) == 216
    )  # no room: least overlap, no endless search


def test_strips_of_moves_are_the_sentences_in_order(results, tables):
    table = tables["move_strips"]
    shares = move_shares(code_moves(results.speeches, results.lexicon.moves))
    mine = moves._shares(table)
    for row in shares[shares["move"] != "none"].itertuples():
        percent, n = mine[row.strategy][row.move]
        assert n == row.sentences and percent == pytest.approx(100 * row.character_share)
    for panel, (_, rows) in zip(
        moves.move_strips(table).child_axes, table.sort_values("speech", kind="stable").groupby("speech"), strict=True
    ):
        blocks = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in panel.patches]
        assert np.ravel(blocks) == pytest.approx(rows[["start", "end"]].to_numpy().ravel())
    none = table.assign(move=pd.Categorical(["none"] * len(table)))
    check_places(moves.move_strips(none))
