"""One chart for a report: drawn for its width, with the words asked for; what cannot be given is said in one line."""

import io
import re
import zipfile
from functools import cache

import matplotlib
import pandas as pd
import pypdfium2
import pytest
from matplotlib.text import Text
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from typer.testing import CliRunner

from analysis import charts
from analysis.__main__ import app
from analysis.charts.grammar import Chart
from analysis.charts.page import page_width, printed_width
from analysis.charts.shared import gloss_parts
from analysis.charts.timeline import Times
from analysis.language import speak
from analysis.measures.concordance import hits_by_strategy
from analysis.mistakes import Mistake
from analysis.report import single_chart
from analysis.report.lookup import look_up
from analysis.report.requests import RequestError, check_terms, read_length, read_mask
from analysis.report.single_chart import (
    SMALLEST,
    Size,
    Wish,
    find_chart,
    fit_chart,
    list_charts,
    pick_part,
    read_size,
    select_charts,
    write_chart,
)
from analysis.report.slides import native_panels
from analysis.report.terminal import find_lines
from tests.four_speeches import RESULTS
from tests.made_corpora import made_results
from tests.printed import check_places

TAKES_TERMS = ("compare_terms", "keyness_forest", "collocation_map", "dispersion_plot")


def test_a_length_is_read_in_every_unit():
    given = {"12cm": 12, "120mm": 12, "5in": 12.7, "12": 12, " 12.5 CM ": 12.5, "12,5cm": 12.5, "12厘米": 12}
    assert {text: read_length("--width", text) for text in given} == given
    for text in ("2.9cm", "121cm", "0", "12pt", "wide", "-12cm", "1e1cm"):
        with pytest.raises(RequestError, match=re.escape(text)):
            read_length("--width", text)


def test_the_width_holds_inside_its_context_only():
    with pytest.raises(ValueError, match="6 to 40"), printed_width(5):
        pass
    before = page_width(None)
    with printed_width(8):
        assert page_width(None) == pytest.approx(8 / 2.54 * 72 - 10)
    assert page_width(None) == before


@cache
def charts_of(name):
    return charts.pictures(name, RESULTS)


def chosen(name, terms, count="string"):
    return select_charts(RESULTS, name, Wish(terms=terms, count=count))[0]


@pytest.mark.parametrize(
    ("name", "width", "language"),
    [("speech_sizes", 7, "zh"), ("theme_strips", 6.5, "zh"), ("move_strips", 12, "zh"), ("keyness_forest", 12, "en"),
     ("term_pair", 8, "en"), ("word_cloud", 8, "en"), ("top_terms", 24, "zh")],
)  # fmt: skip
def test_charts_find_their_place_on_pages_of_other_widths(name, width, language):
    axes = charts_of(name)[-1].draw(language, width_cm=width).axes[0]
    assert axes.figure.get_size_inches()[0] * 2.54 == pytest.approx(width)
    if name == "word_cloud":  # its words nest: their boxes meet where their ink does not
        assert min(text.get_fontsize() for text in axes.child_axes[0].texts) >= 6.4
        axes.child_axes[0].set_visible(False)
    with matplotlib.rc_context({"text.hinting": "none"}):  # as it is printed at other than 200 dots an inch
        check_places(axes)


def test_the_picture_is_as_wide_as_its_column(tmp_path):
    narrow = Wish(size=Size(9, dpi=150))
    drawn = write_chart(RESULTS, "speech_sizes", narrow, out=tmp_path / "a.png")
    with Image.open(drawn[0].path) as image:
        assert image.width == int(9 / 2.54 * 150) and round(image.info["dpi"][0]) == 150
    narrow = Wish(size=Size(9))
    write_chart(RESULTS, "speech_sizes", narrow, out=tmp_path / "a.svg", language="en")
    assert 'width="255.118' in (tmp_path / "a.svg").read_text(encoding="utf-8")
    write_chart(RESULTS, "speech_sizes", narrow, out=tmp_path / "a.pdf")
    assert b"/MediaBox [ 0 0 255.118" in (tmp_path / "a.pdf").read_bytes()


def size_of(path):
    """Width and height in centimetres, as the file says them."""
    if path.suffix == ".png":
        with Image.open(path) as image:
            return tuple(side / image.info["dpi"][0] * 2.54 for side in image.size)
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as file:
            return tuple(points / 72 * 2.54 for points in file.get_page_size(0))
    found = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"|height="([\d.]+)pt".*width="([\d.]+)pt"',
                      path.read_text(encoding="utf-8"))  # fmt: skip
    wide, tall = found.group(1, 2) if found[1] else found.group(4, 3)
    return float(wide) / 72 * 2.54, float(tall) / 72 * 2.54


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_letters_width_and_height_are_what_was_asked_for(tmp_path, kind):
    out = tmp_path / f"a.{kind}"
    write_chart(RESULTS, "theme_heatmap", Wish(size=Size(16, letters=12)), out=out)
    assert size_of(out)[0] == pytest.approx(16, abs=0.03)
    write_chart(RESULTS, "theme_heatmap", Wish(size=read_size("16cm", slide="16:9")), out=out)
    assert size_of(out) == pytest.approx((33.867, 19.05), abs=0.05)
    if kind == "pdf":  # nothing is lost on the way into a page of another size
        with pypdfium2.PdfDocument(out) as file:
            shown = file[0].get_textpage().get_text_bounded().replace("\r\n", "")
        assert "生态环境与绿色发展" in shown and charts_of("theme_heatmap")[0].say("zh").title in shown


def test_larger_letters_are_a_layout_for_a_narrower_page():
    figure, scale = fit_chart(
        lambda width_cm: charts_of("theme_heatmap")[0].draw("zh", width_cm=width_cm), Size(16, letters=12)
    )
    assert scale == 1.5 and figure.get_figwidth() * 2.54 * scale == pytest.approx(16)
    check_places(figure.axes[0])


@pytest.mark.parametrize(
    ("size", "said"), [(Size(16, letters=40), "30cm"), (Size(16, 3), "--height"), (Size(4), "6cm")]
)
def test_a_size_that_letters_cannot_have_is_refused_with_one_that_will_do(size, said):
    def draw(width_cm):
        return charts_of("speech_sizes")[0].draw("zh", width_cm=width_cm)

    with pytest.raises(RequestError, match=said) as caught:
        fit_chart(draw, size)
    needed = caught.value.values["needed"]
    wider = Size(needed, size.height, size.letters) if said != "--height" else Size(size.width, needed)
    figure, scale = fit_chart(draw, wider)
    assert 8 * scale >= SMALLEST and figure is not None


def test_groups_and_parts_of_speech_make_every_number_anew():
    alone = RESULTS.only(["西部大开发", "中部地区崛起"])
    assert list(alone.counts.index) == ["西部大开发", "中部地区崛起"]  # in the order asked for
    drawn = select_charts(alone, "top_terms")[0]
    assert set(drawn.table["strategy"].astype(str)) == {"西部大开发", "中部地区崛起"}
    own, whole = (one.frequency.astype({"strategy": str}) for one in (alone, RESULTS))
    both = own.merge(whole, on=["strategy", "term"], suffixes=("", "_of_all"))
    assert len(both) == len(own) and (both["count"] == both["count_of_all"]).all()
    assert len(alone.similarity) == 2 < len(RESULTS.similarity)
    verbs = RESULTS.only(pos={"v"})
    assert {"推动", "加强"} <= set(verbs.counts.columns) < set(RESULTS.counts.columns)
    assert not {"长江经济带", "经济", "高质量发展"} & set(verbs.counts.columns)
    assert verbs.tokens["kept"].sum() == verbs.counts.to_numpy().sum()


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "只计动词、形容词，"), ("en", "Parts of speech counted: verbs, adjectives;")]
)
def test_a_chart_of_some_parts_of_speech_says_so(tmp_path, language, said):
    wish = Wish(pos=["动词", "verb", "adjective"], caption="short", size=Size(dpi=40))
    (drawn,) = write_chart(RESULTS, "top_terms", wish, out=tmp_path / "a.png", language=language)
    assert drawn.caption.startswith(said)


def test_words_of_ones_own_stand_around_the_picture(tmp_path):
    wish = Wish(title="我的标题", subtitle="副标题", caption="none", colours=["红色", "#00aa00"], text="editable")
    write_chart(RESULTS, "compare_terms", wish, out=tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert {"我的标题", "副标题"} <= {re.sub(r"<[^>]+>", "", line) for line in re.findall("<text.*", svg)}
    assert "威尔逊" not in svg and "来源" not in svg
    assert "#ff0000" in svg and "#00aa00" in svg and "#0072b2" not in svg and "#d55e00" not in svg
    assert "#b65c90" in svg  # the fourth group keeps its own
    short = write_chart(RESULTS, "compare_terms", Wish(caption="short", text="editable"), out=tmp_path / "b.svg")
    first, rest = short[0].caption.split("。", 1)
    shown = re.sub(r"<[^>]+>|\s", "", (tmp_path / "b.svg").read_text(encoding="utf-8"))
    assert first.replace(" ", "") in shown and rest[:20].replace(" ", "") not in shown


def test_a_folder_takes_a_chart_by_its_name_and_a_slide_has_no_second_title(tmp_path):
    folder = tmp_path / "我的 图表"
    folder.mkdir()
    wish = Wish(terms=["安全"], subtitle="副标题")
    (drawn,) = write_chart(RESULTS, "dispersion_plot", wish, out=folder, kind="pptx")
    slide = Presentation(drawn.path).slides[0]
    assert drawn.path == folder / "dispersion_plot.pptx"
    assert [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame][0] == f"{drawn.title}\n副标题"


def test_rows_are_put_in_order_and_cut():
    wish = Wish(terms=["安全", "开放", "发展", "推动"])
    table = chosen("compare_terms", wish.terms).table
    assert list(dict.fromkeys(table["term"])) == list(wish.terms)
    means = table.groupby("term")["per_10k"].mean().sort_values(ascending=False)
    by_value = single_chart._sorted(chosen("compare_terms", wish.terms), "value").table
    assert list(dict.fromkeys(by_value["term"])) == list(means.index)
    assert list(dict.fromkeys(single_chart._sorted(chosen("compare_terms", wish.terms), "term").table["term"])) == [
        "安全", "发展", "开放", "推动",
    ]  # fmt: skip
    assert (
        select_charts(RESULTS, "top_terms", Wish(top=3))[0].table.groupby("strategy", observed=True).size().eq(3).all()
    )


@pytest.mark.parametrize("name", single_chart.SORTED)
def test_rows_are_the_same_in_another_order(name):
    chart = charts_of(name)[0]
    row, value = chart.drawing.row, chart.drawing.value
    by = list(row) if isinstance(row, tuple) else [row]
    panel = [chart.drawing.panel] if getattr(chart.drawing, "panel", "") and chart.drawing.repeat else []
    for order in ("value", "term"):
        shown = single_chart._sorted(chart, order, "en")
        table = shown.table.assign(**{name: shown.table[name].astype("object") for name in by + panel})
        assert sorted(map(str, shown.table.values.tolist())) == sorted(map(str, chart.table.values.tolist()))
        for _, rows in table.groupby(panel, sort=False) if panel else [("", table)]:
            labels = rows[by].drop_duplicates()
            if order == "value":
                means = rows.groupby(by, sort=False)[value].mean()
                assert means.is_monotonic_decreasing
            else:
                keys = [tuple(row) if len(by) > 1 else row[0] for row in labels.itertuples(index=False)]
                called = [shown.voice("en").call(row, key).casefold().encode("gb18030") for key in keys]
                assert called == sorted(called)
    assert shown.draw("en").axes


def test_every_chart_says_its_unit_texts_and_dates_and_the_source_but_no_method(tmp_path):
    for number, name in enumerate(charts.NAMES):
        for place, (language, source) in enumerate((("zh", "来源："), ("en", "Source: "))):
            chart = charts_of(name)[0]
            unit, size, dates = (part.strip() for part in chart.about(language)[0].split(" · "))
            assert unit and re.search(r"\d", size) and "202" in dates
            if number % 2 != place:  # each is written in one of the two
                continue
            wish = Wish(text="editable", size=Size(14))
            (drawn,) = write_chart(RESULTS, name, wish, out=tmp_path / "a.svg", language=language)[:1]
            shown = re.sub(r"<[^>]+>|\s", "", drawn.path.read_text(encoding="utf-8"))
            assert (source + chart.about(language)[1].removeprefix(source)).replace(" ", "") in shown
            first = chart.say(language).caption.replace(" ", "")[:30]
            assert first not in shown


@pytest.mark.parametrize("name", ["formula_map", "near_repeats", "collocation_map", "term_pair", "dispersion_plot"])
def test_english_charts_gloss_the_words_they_draw_and_chinese_ones_nothing(name):
    for language in ("zh", "en"):
        axes = charts_of(name)[0].draw(language).axes[0]
        drawn = {text.get_text().strip("… ") for text in axes.findobj(Text)} | {
            line for text in axes.findobj(Text) for line in text.get_text().split("\n")}  # fmt: skip
        known = {RESULTS.names.gloss_within(term, "en") for term in RESULTS.names.glosses}
        parts = {part for line in drawn for part in line.split(" … ")}
        assert (len(parts & known) >= 3) == (language == "en")
        check_places(axes)


def test_a_passage_has_the_gloss_of_its_known_words_alone():
    found = gloss_parts(RESULTS, ["中国式现代化", "党中央决策部署", "在中国式现代化", "中央有关部门"])
    assert found == {"中国式现代化": "Chinese modernisation", "在中国式现代化": "… Chinese modernisation …",
                     "党中央决策部署": "… Party Central Committee … decisions and plans …"}  # fmt: skip


def test_the_lowest_and_the_highest_group_of_a_theme_are_named():
    for language in ("zh", "en"):
        chart = charts_of("theme_dots")[0]
        axes = chart.draw(language).axes[0].child_axes[0]
        named = [text for text in axes.texts if text.get_text() in set(map(chart.voice(language).names.strategy,
                 chart.table["strategy"], [language] * len(chart.table)))]  # fmt: skip
        assert len(named) == chart.table["named"].sum()
        assert {text.get_ha() for text in named} == {"left", "right"}
        assert min(axes.get_xticks()) >= 0 and len(axes.get_xticks()) >= 3


def shape(path, mode, size, box, fill, ground):
    image = Image.new(mode, (size, size), ground)
    image.paste(fill, box)
    image.save(path)
    return path


def test_a_cloud_fills_the_dark_or_opaque_area_of_a_picture_in_its_colours(tmp_path):
    upper = (0, 0, 300, 150)
    shapes = [shape(tmp_path / "dark.png", "RGB", 300, upper, "black", "white"),
              shape(tmp_path / "pale.jpg", "RGB", 300, upper, "#F0D000", "white"),
              shape(tmp_path / "clear.png", "RGBA", 300, upper, (255, 255, 255, 255), (0, 0, 0, 0))]  # fmt: skip
    for path in shapes:
        mask = read_mask(path)
        assert mask.pixels(60, 60)[:29].max() == 0 and mask.pixels(60, 60)[31:].min() == 255
        (chart,) = select_charts(RESULTS, "word_cloud", Wish(mask=mask, colours=["红", "#0072B2"]))[:1]
        cloud = chart.draw("zh").axes[0].child_axes[0]
        places = [text.get_position() for text in cloud.texts]
        low, high = sorted(cloud.get_ylim())
        assert len(places) > 10 and max(y for _, y in places) < (low + high) / 2 + 8
        reds = [text.get_color()[0] > text.get_color()[2] for text in cloud.texts]
        assert reds == [number % 2 == 0 for number in range(len(reds))]
    for made, said in (((300, (0, 0, 1, 1), "white", "white"), "one tone"), ((20, upper, "black", "white"), "40 × 40")):
        with pytest.raises(RequestError, match=said):
            read_mask(shape(tmp_path / "bad.png", "RGB", *made))
    thin = read_mask(shape(tmp_path / "thin.png", "RGB", 300, (0, 0, 300, 4), "black", "white"))
    with pytest.raises(Mistake, match="fits into its shape"):
        select_charts(RESULTS, "word_cloud", Wish(mask=thin))[0].draw("zh")


def test_a_slide_holds_a_chart_that_can_be_edited(tmp_path):
    out = tmp_path / "a.pptx"
    write_chart(RESULTS, "theme_heatmap", Wish(groups=["西部", "中部"]), out=out)
    slide = Presentation(out).slides[0]
    drawn = next(shape for shape in slide.shapes if shape.has_chart).chart
    shares = RESULTS.theme_shares.set_index(["strategy", "theme"])["share"]
    assert [series.name for series in drawn.plots[0].series] == ["西部", "中部"]
    for series, group in zip(drawn.plots[0].series, ["西部大开发", "中部地区崛起"], strict=True):
        themes = RESULTS.coded.columns
        assert list(series.values) == pytest.approx([shares[group, theme] for theme in themes], abs=1e-6)
    with zipfile.ZipFile(out) as file:  # nothing of the clock
        (name,) = [name for name in file.namelist() if name.endswith(".xlsx")]
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        with zipfile.ZipFile(io.BytesIO(file.read(name))) as book:
            assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert set(re.findall(rb">(20[^<]+Z)<", book.read("docProps/core.xml"))) == {b"2000-01-01T00:00:00Z"}
    write_chart(RESULTS, "dispersion_plot", out=out)  # no bars: a picture
    assert any(shape.shape_type == 13 for shape in Presentation(out).slides[0].shapes)


@pytest.mark.parametrize(
    ("name", "panels", "series"),
    [("theme_dots", 1, 4), ("speech_sizes", 1, 1), ("top_terms", 4, 1), ("compare_terms", 1, 4),
     ("keyness_forest", 4, 1), ("similarity_pairs", 2, 1), ("word_cloud", 1, 1), ("term_pair", 1, 2),
     ("formula_map", 1, 4), ("robustness", 0, 0),
     ("theme_strips", 0, 0), ("province_map", 0, 0)],
)  # fmt: skip
def test_powerpoint_draws_what_it_can_and_the_command_says_which(tmp_path, name, panels, series):
    language = ("zh", "en")[(panels + len(name)) % 2]
    wish = Wish(size=Size(16) if name == "word_cloud" else read_size("16cm", slide="16:9"))  # five clouds
    drawn = write_chart(RESULTS, name, wish, out=tmp_path / "a.pptx", language=language)[0]
    slide = Presentation(drawn.path).slides[0]
    shown = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert [len(chart.plots[0].series) for chart in shown] == [series] * panels
    skipped = [one.get("val") for chart in shown for one in chart._chartSpace.iter(qn("c:tickLblSkip"))]
    assert skipped == ["1"] * (panels if name != "term_pair" else 0)  # every row is named
    assert any(shape.shape_type == 13 for shape in slide.shapes) == (not panels)
    kinds = {"zh": ("PowerPoint 自己的图", "一幅图片"), "en": ("a chart of PowerPoint", "a picture")}[language]
    assert kinds[not panels] in drawn.made
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    about, source = charts_of(name)[0].about(language)
    assert texts == [f"{drawn.title}\n{about}", source]
    values = sum(len(list(one.values)) for chart in shown for one in chart.plots[0].series)
    rows = charts_of(name)[0].table
    assert values >= min(len(rows), 12) or not panels


def test_lines_over_time_are_lines_of_powerpoint():
    table = pd.DataFrame({"strategy": ["2001", "2002", "2003"] * 2, "theme": ["reform"] * 3 + ["security"] * 3,
                          "share": [0.1, 0.2, 0.3, 0.3, 0.2, 0.1]})  # fmt: skip
    times = Times("theme", ("share", "share", "share"), "share_sentences", ["2001", "2002", "2003"])
    (panel,) = native_panels(Chart("theme_dots", table, RESULTS.names, times), "en")
    assert panel.kind == "line" and panel.numbers["Security"].tolist() == [0.3, 0.2, 0.1]


def test_all_words_that_the_text_lacks_are_named_at_once():
    with pytest.raises(RequestError) as caught:
        write_chart(RESULTS, "compare_terms", Wish(terms=["量子", "航天", "发展"]))
    said = caught.value.say(speak("zh"))
    assert "量子" in said and "航天" in said and "发展" not in said


def test_charts_are_found_by_chinese_and_english_names():
    for name, chart in {"主题": "theme_dots", "热力图": "theme_heatmap", "词云": "word_cloud",
                        "柱图": "compare_terms", "bars": "compare_terms",
                        "TF-IDF": "tfidf_terms", "Verbatim": "shared_wording"}.items():  # fmt: skip
        assert find_chart(name) == chart
    with pytest.raises(RequestError, match="mean compare_terms · 比较[?].* word_cloud · 词云, .*--list"):
        find_chart("bar charts")


@pytest.mark.parametrize("name", TAKES_TERMS)
def test_words_of_ones_choice_are_drawn_and_no_others(name):
    terms = ["加强", "发展"] if name != "collocation_map" else ["坚持"]
    chart = chosen(name, terms)
    table = chart.table
    if name == "collocation_map":
        assert set(table.loc[table["order"] == 1, "source"]) == {"坚持"}
    else:
        assert set(table["term"]) - {""} == set(terms)
    for language in ("zh", "en"):
        check_places(chart.draw(language, width_cm=10).axes[0])
    assert terms[0] in chart.say("zh").alt


def test_words_of_ones_choice_are_counted_wherever_they_stand_or_as_words():
    """One definition: chart, concordance and explorer give the same places, and rates of the same words."""
    strings = chosen("compare_terms", ["生态", "发展"]).table.set_index(["strategy", "term"])
    words = chosen("compare_terms", ["发展"], count="word").table.set_index(["strategy", "term"])
    places = hits_by_strategy(find_lines(RESULTS, "生态"), RESULTS.speeches, RESULTS.tokens).set_index("strategy")
    found = look_up(RESULTS, "生态").shares.set_index("strategy")
    for group, texts in RESULTS.speeches.groupby("strategy", observed=True)["text"]:
        row, kept = strings.loc[(group, "生态")], RESULTS.tokens.query("kept and strategy == @group")
        assert row["count"] == "".join(texts).count("生态") == places.loc[group, "hits"] == found.loc[group, "count"]
        assert row["total"] == len(kept) == places.loc[group, "words"] == found.loc[group, "total"]
        assert row["per_10k"] == pytest.approx(10_000 * row["count"] / len(kept))
        assert (
            row["per_10k"] == pytest.approx(places.loc[group, "per_10k"]) and row["low"] < row["per_10k"] < row["high"]
        )
        assert words.loc[(group, "发展"), "count"] == (kept["term"] == "发展").sum()
        assert strings.loc[(group, "发展"), "count"] == "".join(texts).count("发展")
    strokes = chosen("dispersion_plot", ["生态"]).table
    assert len(strokes) == places["hits"].sum() == 20
    forest = chosen("keyness_forest", ["生态"]).table.set_index("strategy")
    assert (forest["count"] <= places["hits"]).all() and forest["total"].le(places["words"]).all()
    ties = chosen("collocation_map", ["生态"]).table
    assert set(ties.loc[ties["order"] == 1, "source"]) == {"生态"}
    with pytest.raises(RequestError, match="within other words.*--count string"):
        chosen("dispersion_plot", ["生态"], count="word")
    with pytest.raises(RequestError, match="does not occur"):
        chosen("compare_terms", ["海洋渔业"])


def test_keyness_of_chosen_words_keeps_its_numbers_and_says_they_were_chosen():
    chart = chosen("keyness_forest", ["发展", "加强"], "word")
    table = chart.table
    assert table["term"].tolist() == ["发展", "加强"] * 4
    whole = RESULTS.word_tests.set_index(["strategy", "term"])
    row = table[(table["strategy"] == "西部大开发") & (table["term"] == "发展")].iloc[0]
    columns = ["count", "low", "high"]
    assert row[columns].tolist() == whole.loc[("西部大开发", "发展"), columns].tolist()
    assert chart.facts["tests"] == len(whole)
    assert "由作图者选定" in chart.say("zh").caption
    assert "由作图者选定" not in charts_of("keyness_forest")[0].say("zh").caption


def printed(figure):
    """Everything written in a picture, without its line breaks."""
    return "".join(text.get_text() for text in figure.findobj(Text)).replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("terms", [["安全"], ["安全", "加强", "发展", "推进"]])
@pytest.mark.parametrize("name", ["compare_terms", "keyness_forest", "dispersion_plot"])
def test_picture_and_terminal_say_that_words_were_chosen_and_keep_their_order(name, terms):
    shown = RESULTS.tokens["term"]
    longer = sum(term.count("安全") for term in shown if term != "安全")
    for language, count, said in (("zh", "string", f"“安全”共 {longer + 4} 处，其中 {longer} 处"),
                                  ("en", "word", f"安全 {longer} (as in")):  # fmt: skip
        chart = chosen(name, terms, count)
        assert list(dict.fromkeys(term for term in chart.table["term"] if term)) == terms
        caption = chart.say(language).caption
        assert said in caption and {"zh": "由作图者选定", "en": "chosen by hand"}[language] in caption
        assert caption.replace(" ", "") in printed(chart.draw(language))


@pytest.mark.parametrize(
    ("terms", "told", "zh", "en"),
    [
        (["安全", "发展"], 0, "所选 2 个词的 8 次比较无一分得出", "None of 8 comparisons of the 2 words chosen can be"),
        (["加强"], 0, "所选 1 个词的 4 次比较无一分得出", "None of 4 comparisons of the word chosen can be"),
    ],
)  # fmt: skip
def test_titles_of_chosen_words_speak_of_them(terms, told, zh, en):
    chart = chosen("keyness_forest", terms)
    table = chart.table
    assert table["told"].sum() == told
    assert zh in chart.say("zh").title and en in chart.say("en").title
    named = table[table["told"]]
    assert all(row.term in chart.say("en").title.partition("told")[2] for row in named.itertuples())


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("生态", "20 times, within other words; near to it: “生态环境保护”, “生态环境”,"),
        ("的", "33 times in the text, but on the stop list"),
        ("海洋渔业", "does not occur"),
    ],
)
def test_a_word_that_is_not_counted_is_said_with_why_and_what_to_do(term, said):
    with pytest.raises(RequestError, match=said) as caught:
        check_terms(RESULTS, ["发展", term])
    assert f"“{term}”" in str(caught.value) and "\n" not in str(caught.value)


def test_one_of_several_pictures_by_any_of_its_names():
    for name in ("西部大开发", "西部", "Western Development", "western", "western_development"):
        assert [one.stem for one in pick_part(charts_of("word_cloud"), name)] == ["word_cloud_western_development"]
    assert [one.stem for one in pick_part(charts_of("word_cloud"), "全部")] == ["word_cloud"]  # of all that it offers
    found = [pick_part(charts_of("correspondence_map"), name) for name in ("词", "themes")]
    assert [[one.stem for one in part] for part in found] == [
        ["correspondence_map_terms"],
        ["correspondence_map_themes"],
    ]


def test_several_pictures_get_names_of_their_own(tmp_path):
    drawn = write_chart(RESULTS, "correspondence_map", Wish(size=Size(dpi=60)), out=tmp_path / "map.png", language="en")
    assert [one.path.name for one in drawn] == ["map_themes.png", "map_terms.png"]
    assert all(one.path.is_file() for one in drawn)
    one = write_chart(RESULTS, "word_cloud:西部", out=tmp_path / "one.svg")
    assert [drawn.path.name for drawn in one] == ["one.svg"] and one[0].title.startswith("西部")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["top_term"], "did you mean top_terms"),
        (["pie"], "--list"),
        (["compare_terms", "--groups", "长"], "长三角 · Yangtze River Delta"),
        (["compare_terms", "--pos", "pronoun"], "noun"),
        (["compare_terms", "--colours", "rot"], "#0072B2"),
        (["compare_terms", "--caption", "long"], "short"),
        (["province_map", "--sort", "value"], "compare_terms"),
        (["theme_heatmap", "--sort", "size"], "value"),
        (["compare_terms", "--terms", ""], "--terms: nothing"),
        (["compare_terms", "--terms", " 、，"], "--terms: nothing"),
        (["top_terms", "--groups", ""], "--groups: nothing"),
        (["top_terms", "--slide", ""], "--slide: nothing"),
        (["compare_terms", "--colours", "none"], "six digits"),
        (["compare_terms", "--colours", "0.5"], "six digits"),
        (["compare_terms", "--colours", "#12345"], "six digits"),
        (["compare_terms", "--colours", "白"], "six digits"),
        (["compare_terms", "--colours", "#FFFFF0"], "too pale"),
        (["compare_terms", "--font-size", "0"], "from 5 to 72"),
        (["compare_terms", "--font-size", "large"], "from 5 to 72"),
        (["compare_terms", "--font-size", "-9"], "from 5 to 72"),
        (["compare_terms", "--top", "0"], "from 1 to 1000"),
        (["top_terms", "--top", "0"], "from 1 to 1000"),
        (["top_terms", "--top", "2.5"], "from 1 to 1000"),
        (["top_terms", "--width", "-12cm"], "--width -12cm"),
        (["top_terms", "--height", "0cm"], "3 to 120 cm"),
        (["top_terms", "--slide", "3:0"], "16:9"),
        (["top_terms", "--dpi", "9999"], "from 50 to 1200"),
        (["top_terms", "--dpi", "150", "--out", "a.svg"], "--dpi 150: use it with --out ….png"),
        (["collocation_map", "--pos", "noun"], "takes no --pos"),
        (["correspondence_map:themes", "--pos", "noun"], "correspondence_map:terms"),
        (["top_terms", "--pos", "noun,thing"], "adjective"),
        (["word_cloud", "--mask", "mine.png"], "no picture"),
        (["word_cloud", "--mask", "none.png"], "no picture"),
        (["theme_heatmap", "--top", "3"], "top_terms"),
        (["theme_heatmap", "--slide", "3:2"], "16:9"),
        (["top_terms", "--terms", "发展"], "compare_terms"),
        (["collocation_map", "--terms", "发展,提升"], "one word"),
        (["word_cloud", "--of", "东北"], "choose one of 全部 · whole, "),
        (["word_cloud", "--of", "长"], "several"),
        (["word_cloud", "--of", "Yangtze", "-l", "en"], "one of 长江经济带 · Yangtze Economic Belt, 长三角 · Yan"),
        (["top_terms", "--of", "西部"], "one picture only"),
        (["top_terms", "--width", "2cm"], "3 to 120 cm"),
        (["top_terms", "--format", "jpg"], "png, svg, pdf, pptx"),
        (["top_terms", "--out", "a.svg", "--format", "png"], "contradict"),
        (["top_terms", "--out", "a.docx"], "a.png"),
        (["top_terms", "--out", "mine.png"], "no PNG"),
        (["theme_dots", "--count", "word"], "--terms"),
        (["theme_dots", "--pos", "名词"], "top_terms"),
        (["theme_dots", "--text", "editable"], ".svg"),
        (["theme_dots", "--text", "nonsense", "--format", "svg"], "editable"),
        (["theme_dots", "--count", "wort"], "string"),
        (["word_cloud:西部", "--of", "中部"], "--of"),
        (["theme_dots", "--slide", "4:3", "--width", "20cm"], "--width"),
        (["theme_dots", "--colours", "红,蓝,绿,黑,灰"], "4 groups"),
        (["similarity_pairs", "--colours", "red"], "theme_dots"),
        (["compare_terms", "--terms", "安全", "--top", "3"], "--top"),
        (["compare_terms", "--terms", "安全", "--width", "4cm"], "8 points"),
        (["top_terms", "--groups", "长"], "长江经济带 · Yangtze Economic Belt"),
        (["term_pair", "--groups", "西部"], "two or more"),
        (["term_pair", "--groups", "西部,中部,长三角"], "names 3; name two"),
        (["shared_wording", "--groups", "西部"], "two or more"),
        (["top_terms", "none.txt"], "none.txt"),
    ],
)
def test_what_cannot_be_given_is_said_and_nothing_is_written(tmp_path, monkeypatch, options, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.png").write_text("notes", encoding="utf-8")
    result = CliRunner().invoke(app, ["chart", *options])
    assert isinstance(result.exception, ValueError | OSError)
    assert said in str(result.exception) and "\n" not in str(result.exception)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.png"]
    assert (tmp_path / "mine.png").read_text(encoding="utf-8") == "notes"


def test_the_command_prints_caption_and_alt_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["chart", "theme_heatmap", "-l", "en", "--width", "12cm", "-f", "svg"])
    assert result.exit_code == 0, result.exception
    _, caption, alt = charts_of("theme_heatmap")[0].say("en")
    assert caption in result.stdout and alt in result.stdout
    assert result.stdout.startswith("theme_heatmap.svg  12 × ") and (tmp_path / "theme_heatmap.svg").is_file()


def test_every_chart_is_listed_in_both_languages():
    for language in ("zh", "en"):
        shown = CliRunner().invoke(app, ["chart", "--list", "-l", language]).stdout
        assert shown.strip() == list_charts(language)
        for name in charts.NAMES:
            line = next(line for line in shown.splitlines() if line.startswith(f"{name} "))
            assert charts_of(name)[0].heading(language) in line
            assert ("--terms" in line) == (name in TAKES_TERMS)


@pytest.mark.parametrize("name", ["东部地区", "东北地区", "Central Asia", "黄河", "西南"])
def test_a_group_that_is_not_there_is_not_guessed(name):
    with pytest.raises(RequestError, match=name):
        single_chart.find_group(RESULTS, name)


@pytest.mark.parametrize(("language", "words"), [("zh", "coding new"), ("en", "coded by hand")])
def test_a_chart_without_rows_says_why(tmp_path, language, words):
    results = made_results(["东", "西"])
    results._speeches = results.speeches.assign(text="改革要发展。")
    with pytest.raises(RequestError, match=f"corrected_shares.*{words}"):
        write_chart(results, "corrected_shares", Wish(), out=tmp_path / "a.png", language=language)
