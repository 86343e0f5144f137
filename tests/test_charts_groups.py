"""Charts of any corpus: one group or thirty, times, long names, single paragraphs; what is left out is said."""

import random
import re
from functools import partial

import pandas as pd
import pytest

from analysis import anchors
from analysis.charts import CHARTS, groups, saving
from analysis.language import periods
from analysis.language.names import Names, names_of
from analysis.measures import resampling
from analysis.measures.stability import bootstrap_paragraphs
from analysis.results import Results
from analysis.segmentation import Segmenter, segment_speeches
from tests.printed import check_places

LANGUAGES = ("zh", "en")
BY_NAME = {chart.name: chart for chart in CHARTS}
REGIONS = [f"{name}省" for name in "冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青台内桂藏宁新港澳"]
DECADES = [f"{year}年代" for year in range(1950, 2020, 10)]
LONG = ["关于长江三角洲一体化与沿海经济带协同发展的若干重要讲话", "关于西部陆海新通道建设与沿边开放的历次讲话"]
OPENINGS = ("要坚持创新驱动发展，", "必须推动高质量发展，", "我们加强生态环境保护，", "继续深化改革开放，", "党委要")
ENDINGS = ("统筹发展和安全。", "保障和改善民生。", "促进区域协调发展。", "完善基础设施建设。", "提高人民生活水平。")


class _Corpus(Results):
    """The tables of speeches that were made here, with few resamples."""

    def __init__(self, speeches):
        super().__init__()
        self._speeches = speeches

    @property
    def speeches(self):
        return self._speeches

    @property
    def rank_stability(self):
        made = self.comparison
        return bootstrap_paragraphs(made.paragraph_counts, resamples=9) if made.resampling_possible else None

    @property
    def similarity_baseline(self):
        made = self.comparison
        return resampling.similarity_baseline(made.paragraph_counts, permutations=9) if made.possible else None


def _speeches(names, *, texts=1, paragraphs=3, first=None):
    """A corpus with groups of these names; `first` is the number of paragraphs of the first group's texts."""
    chance, rows, number = random.Random(7), [], 0
    for place, name in enumerate(names):
        for _ in range(texts):
            number += 1
            for paragraph in range(1, (first if first and not place else paragraphs) + 1):
                for sentence in range(1, 3):
                    middle = "".join(chance.sample(["加快建设，", "全面落实，", "稳步提升，", f"{name[:2]}先行，"], 2))
                    text = chance.choice(OPENINGS) + middle + chance.choice(ENDINGS)
                    rows.append((number, name, paragraph, sentence, text))
    table = pd.DataFrame(rows, columns=["speech", "strategy", "paragraph", "sentence", "text"])
    table["strategy"] = pd.Categorical(table["strategy"], categories=list(names), ordered=True)
    return table.assign(date=pd.Timestamp("2020-05-06"), place="", occasion="", start_line=1, end_line=1)


CORPORA = {
    "one": _speeches(["甲"]), "two": _speeches(LONG, texts=2), "decades": _speeches(DECADES, texts=2),
    "thirty": _speeches(REGIONS, paragraphs=2, first=12),
    "single paragraph": _speeches(["大", "小"], paragraphs=1, first=9),
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon():
    return Results().lexicon


@pytest.fixture(scope="module")
def made(lexicon):
    """The tables of every chart of every corpus."""
    segmenter, found = Segmenter(lexicon), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resampling, "independence", partial(resampling.independence, permutations=9))
        for name, speeches in CORPORA.items():
            results = _Corpus(speeches)
            results.__dict__ |= {"lexicon": lexicon, "tokens": segment_speeches(speeches, segmenter)}
            names = names_of(lexicon, speeches)
            tables = {chart.name: list(chart.tables(results).items()) for chart in CHARTS}
            found[name] = results, names, tables
    return found


def _check_page(axes):
    """Not higher than 24 cm, and nothing over anything else; gives the texts."""
    assert axes.get_figure(root=True).get_size_inches()[1] * 2.54 <= 24.05
    return check_places(axes)


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("corpus", CORPORA)
def test_every_chart_fits_on_a_page_and_speaks_of_these_groups(made, corpus, name):
    _, names, tables = made[corpus]
    chart, language = BY_NAME[name], LANGUAGES[(len(name) + len(corpus)) % 2]
    for _, table in tables[name][:1]:
        axes = chart.draw(table, language=language, names=names)
        printed = _check_page(axes)
        words = [part(table, language, names) for part in (chart.title, chart.caption, chart.alt)]
        assert not [text for text in words + printed if re.search(r"战略|strateg|regions", text)]
        assert len(words[1]) < 1500 and len(words[2]) < 6000


def _drawn(table):
    return {group for group in table["strategy"].astype("object") if group}


@pytest.mark.parametrize("name", ["top_terms", "tfidf_terms", "compare_terms", "rank_stability", "keyness_forest",
                                  "formula_map", "shared_wording", "speech_sizes", "theme_strips", "move_strips",
                                  "collocation_map"])  # fmt: skip
def test_what_is_left_out_is_said(made, name):
    _, names, tables = made["thirty"]
    table = tables[name][0][1]
    missing = table["left_out"].iloc[0].split(groups.MARK)
    undrawn = [group for group in REGIONS if group not in _drawn(table)]
    # A network has no panel for a group in which no neighbour qualifies.
    assert missing == undrawn or (name == "collocation_map" and set(missing) < set(undrawn))
    assert REGIONS[0] in _drawn(table) or name == "rank_stability"  # the largest is there
    caption = BY_NAME[name].caption(table, "zh", names)
    assert f"未画出的 {len(missing)} 个" in caption and missing[0] in caption
    assert str(len(missing)) in BY_NAME[name].caption(table, "en", names)


def test_thirty_groups_stand_below_each_other_in_a_map_of_themes(made):
    _, names, tables = made["thirty"]
    panel = BY_NAME["theme_heatmap"].draw(tables["theme_heatmap"][0][1], names=names).child_axes[0]
    assert [label.get_text() for label in panel.get_yticklabels()] == REGIONS


def test_of_many_pairs_the_most_and_the_least_alike_are_drawn(made):
    results, names, tables = made["thirty"]
    table = tables["similarity_pairs"][0][1]
    whole = results.similarity_baseline
    assert table["pairs"].iloc[0] == 435 and len(table) == 2 * 24
    own = table[table["measure"] == "cosine"]["value"].tolist()
    every = sorted(whole.loc[whole["measure"] == "cosine", "value"], reverse=True)
    assert own == pytest.approx(every[:12] + every[-12:])
    told = int((whole.loc[whole["measure"] == "cosine", "q"] < 0.05).sum())
    assert table.loc[table["measure"] == "cosine", "told"].iloc[0] == told
    assert "435" in BY_NAME["similarity_pairs"].caption(table, "en", names)


@pytest.mark.parametrize(("name", "value", "scale"), [("compare_terms", "per_10k", 1), ("theme_heatmap", "share", 100)])
def test_times_are_drawn_as_lines_at_their_places(made, name, value, scale):
    _, names, tables = made["decades"]
    table = tables[name][0][1]
    axes = BY_NAME[name].draw(table, names=names)
    item = "term" if name == "compare_terms" else "theme"
    items = list(dict.fromkeys(table[item]))
    assert len(axes.child_axes) == len(items)
    for panel, one in zip(axes.child_axes, items, strict=True):
        rows = table[table[item] == one].set_index("strategy").loc[DECADES]
        line = panel.lines[0]
        assert list(line.get_xdata()) == list(range(1955, 2020, 10))
        assert list(line.get_ydata()) == pytest.approx((scale * rows[value]).tolist())
    assert {panel.get_ylim() for panel in axes.child_axes} == {axes.child_axes[0].get_ylim()}
    svg = saving.page_svg(axes.figure)
    row = table[table["sentences" if item == "theme" else "count"] > 0].iloc[0]
    anchor = anchors.theme_anchor if item == "theme" else anchors.term_anchor
    assert f'#{anchor(row[item], row["strategy"])}"' in svg


def test_groups_that_are_times_are_no_caveat_about_dates(made):
    for corpus, said in (("decades", False), ("thirty", True)):
        _, names, tables = made[corpus]
        assert ("dates" in BY_NAME["keyness_forest"].caption(tables["keyness_forest"][0][1], "en", names)) == said


def test_tenths_hold_every_sentence(made):
    results, _, tables = made["decades"]
    table = tables["theme_strips"][0][1]
    assert table["hits"].sum() == results.coded.to_numpy().sum()
    sizes = table.drop_duplicates(["strategy", "tenth"])["sentences"]
    assert sizes.sum() == len(results.speeches)
    moves = tables["move_strips"][0][1]
    assert moves["sentences"].sum() == len(results.speeches)
    assert moves["characters"].sum() == results.moves["characters"].sum()


def test_stretches_hold_every_place(made):
    results, _, tables = made["thirty"]
    table = tables["dispersion_plot"][0][1]
    cells = table[table["part"] == "stretch"]
    counted = cells.groupby("term").agg({"hits": "sum", "count": "first"})
    assert (counted["hits"] == counted["count"]).all() and len(counted)
    by_group = cells.groupby(["strategy", "term"], observed=True)["hits"].sum()
    for (group, term), hits in by_group.items():
        assert hits == results.counts.loc[group, term]


def test_a_text_of_one_paragraph_is_named_where_it_cannot_be_drawn_anew(made):
    _, names, tables = made["single paragraph"]
    table = tables["rank_stability"][0][1]
    assert _drawn(table) == {"大"} and "小" in BY_NAME["rank_stability"].caption(table, "zh", names)


def test_names_follow_the_corpus(lexicon):
    names = names_of(lexicon, CORPORA["decades"])
    assert names.group == ("年代", "decade", "decades") and names.is_time(DECADES) and not names.own_texts
    assert names.strategy("1950年代", "en") == "1950s"
    assert names_of(lexicon, CORPORA["thirty"]).group[1] == "group"
    assert names_of(lexicon).group == names_of(lexicon, Results().speeches).group == Names().group
    assert not Names(time=False).is_time(DECADES)


@pytest.mark.parametrize(
    "labels",
    [
        ["2023-10", "2023-11", "2024-01"],
        ["1954", "1955", "1957"],
        ["1954–1958", "1959-1966", "1977至1982"],
        ["2020-01-02", "2020-01-03", "2021年3月4日"],
    ],
)
def test_times_are_known_by_their_names(labels):
    assert periods.period_kind(labels) and not periods.period_kind(labels[::-1])
    assert not periods.period_kind([*labels, "其他"]) and periods.parse_period("2023-13") is None
