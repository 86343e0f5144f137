"""A chart on a slide of PowerPoint: drawn by PowerPoint itself from numbers that can be edited, where it can."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import style
from analysis.charts.clouds import BARS, Cloud
from analysis.charts.grammar import Called, Chart, Voice, Words
from analysis.charts.matrix import Matrix
from analysis.charts.panels import Rows
from analysis.charts.plane import Plane, name_of
from analysis.charts.saving import picture_bytes
from analysis.charts.timeline import Times
from analysis.charts.typesetting import wrap_text
from analysis.report.containers import UNDATED, repack

_MARGIN, _HEAD, _FOOT = 1.2, 2.6, 2.2  # centimetres
TITLES = (24, 20, 18, 16, 14)  # points: the largest that leaves room for the line below
INK = style.INK


def slide_bytes(
    chart: Chart, language: str, words: Words, figure: Figure, size: tuple[float, float], subtitle: str = "",
    letters: float = 0.0,
) -> tuple[bytes, bool]:  # fmt: skip
    """One slide: title, chart, caption; and whether PowerPoint itself draws the chart.

    Parameters
    ----------
    chart : Chart
        What is drawn.
    language : str
        Of its words.
    words : Words
        Title, caption and alt text.
    figure : Figure
        The picture, for a chart that PowerPoint cannot draw.
    size : (float, float)
        Width and height of the slide in centimetres.
    subtitle : str
        A smaller line below the title.
    letters : float
        Points of the letters of what PowerPoint draws; 0 leaves them to the number of its panels.
    """
    from pptx import Presentation
    from pptx.util import Cm, Pt

    wide, tall = size
    file = Presentation()
    file.slide_width, file.slide_height = Cm(wide), Cm(tall)
    slide = file.slides.add_slide(file.slide_layouts[6])
    for top, height, text, points, bold in (
        (_MARGIN / 2, _HEAD, words.title, _title_points(words.title, wide), True),
        (tall - _FOOT - _MARGIN / 2, _FOOT, words.caption, 10, False),
    ):
        box = slide.shapes.add_textbox(Cm(_MARGIN), Cm(top), Cm(wide - 2 * _MARGIN), Cm(height)).text_frame
        box.word_wrap, box.text = True, text
        for paragraph in box.paragraphs:
            paragraph.font.size, paragraph.font.bold = Pt(points), bold
        if bold and subtitle:
            below = box.add_paragraph()
            below.text, below.font.size = subtitle, Pt(14)
    left, top = _MARGIN, _MARGIN / 2 + _HEAD
    across, down = wide - 2 * _MARGIN, tall - _HEAD - _FOOT - 1.5 * _MARGIN
    chart, panels = _unwrapped(chart), native_panels(chart, language)
    drawn = bool(panels)
    columns = 1 if len(panels) < 2 else 2 if len(panels) <= 4 else 3
    lines = -(-len(panels) // columns)
    shapes = []
    for number, panel in enumerate(panels):
        line, column = divmod(number, columns)
        place = left + column * across / columns, top + line * down / lines, across / columns, down / lines
        shapes.append(_add_panel(slide, chart, language, panel, list(map(Cm, place)), small=len(panels) > 1,
                                 letters=letters))  # fmt: skip
    shapes = shapes or [_add_picture(slide, figure, list(map(Cm, (left, top, across, down))))]
    for shape in shapes:
        shape._element._nvXxPr.cNvPr.set("descr", words.alt)
    file.core_properties.title = words.title
    file.core_properties.author = file.core_properties.last_modified_by = ""
    file.core_properties.created = file.core_properties.modified = UNDATED
    stream = io.BytesIO()
    file.save(stream)
    return repack(stream.getvalue()), drawn


def _title_points(title: str, wide: float) -> int:
    across, down = (72 / 2.54 * side for side in (wide - 2 * _MARGIN - 1, _HEAD))
    return next((size for size in TITLES if 1.25 * size * len(wrap_text(title, across, size)) <= down - 22), TITLES[-1])


@dataclass(frozen=True)
class Panel:
    """A chart that PowerPoint draws: bars or lines of a row a label and a column a series, or points on two axes."""

    kind: str
    numbers: pd.DataFrame
    head: str = ""
    groups: Sequence[str] = ()


def native_panels(chart: Chart, language: str) -> list[Panel]:
    """What PowerPoint draws of a chart; nothing of one that it has no kind for, which is a picture.

    Rows with bars or dots and matrices of groups become bars, lines over time lines, planes points.

    Examples
    --------
    >>> from analysis.charts.themes import theme_heatmap
    >>> from analysis.results import Results
    >>> [panel.numbers.shape for panel in native_panels(theme_heatmap(Results()), "en")]
    [(10, 4)]

    A matrix of groups against groups has no other rows, and stays a picture.

    >>> from analysis.charts.shared import shared_wording
    >>> native_panels(shared_wording(Results()), "en")
    []
    """
    chart = _unwrapped(chart)
    drawing, table, voice = chart.drawing, chart.table, chart.voice(language)
    if isinstance(drawing, Times):  # a line an item, a point a time
        row, value = "strategy", drawing.values[0]
        wide = _pivot(table, row, drawing.item, value).reindex(index=list(drawing.groups))
        names = [voice.call(drawing.item, item) for item in wide.columns]
        return [Panel("line", _named(wide, row, voice).set_axis(names, axis=1))]
    if isinstance(drawing, Plane):
        return [Panel("points", table)]  # drawn by `_add_points` from the table itself
    if not isinstance(drawing, (Rows, Matrix)) or not drawing.value or not len(table):
        return []
    row, value, panel = drawing.row, drawing.value, getattr(drawing, "panel", "")
    own = "strategy" in row if isinstance(row, tuple) else row == "strategy"
    if panel and (panel == "measure" or row == "term"):  # each panel has words or a scale of its own: a chart a panel
        parts = [(one, table[table[panel].astype("object") == one]) for one in drawing.heads]
        return [Panel("bars", _single(part, row, value, voice), voice.text(drawing.heads[one]),
                      [one] if panel == "strategy" and one else ()) for one, part in parts if len(part)]  # fmt: skip
    if own and isinstance(drawing, Rows):  # a row a group or a pair of groups
        return [Panel("bars", _single(table, row, value, voice))]
    if own or isinstance(row, tuple) or "strategy" not in table.columns:  # nothing to make a series a group of
        return []
    wide = _pivot(table, row, "strategy", value)
    groups = list(map(str, wide.columns))
    wide = _named(wide, row, voice).set_axis([chart.names.strategy(group, language) for group in groups], axis=1)
    return [Panel("bars", wide, groups=groups)]


def _unwrapped(chart: Chart) -> Chart:
    """The bars that go with a word cloud, in its place; any other chart as it is."""
    if not isinstance(chart.drawing, Cloud):
        return chart
    return replace(chart, drawing=chart.drawing.bars, table=chart.table.head(BARS))


def _pivot(table: pd.DataFrame, row: str, column: str, value: str) -> pd.DataFrame:
    table = table.assign(**{name: table[name].astype("object") for name in (row, column)})
    wide = table.drop_duplicates([row, column]).pivot(index=row, columns=column, values=value)
    return wide.reindex(index=table[row].drop_duplicates(), columns=table[column].drop_duplicates()).astype(float)


def _single(table: pd.DataFrame, row, value: str, voice: Voice) -> pd.DataFrame:
    """One series of bars."""
    labels = list(zip(*(table[name] for name in row), strict=True)) if isinstance(row, tuple) else list(table[row])
    return _named(pd.DataFrame({"": table[value].astype(float).to_numpy()}, index=labels), row, voice)


def _named(numbers: pd.DataFrame, row, voice: Voice) -> pd.DataFrame:
    called = [f"{voice.call(row, one)} {voice.gloss(row, one)}".strip() for one in numbers.index]
    return numbers.set_axis(pd.Index(called, dtype="object"))


def _add_panel(slide, chart: Chart, language: str, panel: Panel, place, *, small: bool, letters: float):
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.oxml.ns import qn
    from pptx.oxml.xmlchemy import OxmlElement
    from pptx.util import Pt

    if panel.kind == "points":
        return _add_points(slide, chart, language, place, letters)
    numbers, voice, unit = panel.numbers, chart.voice(language), chart.drawing.unit
    unit = voice.text(unit) if unit else chart.about(language)[0].partition(" · ")[0]
    data = CategoryChartData()
    data.categories = list(numbers.index)
    for column, name in enumerate(numbers.columns):
        values = [None if pd.isna(value) else round(value, 6) for value in numbers.iloc[:, column]]
        data.add_series(name or panel.head or unit, values)
    bars = panel.kind == "bars"
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED if bars else XL_CHART_TYPE.LINE_MARKERS, *place, data)
    drawn = frame.chart
    drawn.font.size = Pt(letters or (9 if small else 12))
    drawn.has_title = bool(panel.head)
    if panel.head:
        drawn.chart_title.text_frame.text = panel.head
        drawn.chart_title.text_frame.paragraphs[0].font.size = Pt(11)
    drawn.has_legend = len(numbers.columns) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    if bars:
        drawn.category_axis.reverse_order, drawn.category_axis.crosses = True, XL_AXIS_CROSSES.MAXIMUM
        drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        skip = OxmlElement("c:tickLblSkip")  # every row is named
        skip.set("val", "1")
        drawn.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    axis = drawn.value_axis
    share = numbers.max(axis=None) <= 1 and numbers.min(axis=None) >= 0 and "%" in unit
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = "0%" if share else "General"
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(style.RULE.lstrip("#"))
    axis.has_title = bool(unit) and not small
    if axis.has_title:
        axis.axis_title.text_frame.text = unit
        axis.axis_title.text_frame.paragraphs[0].font.size = Pt(11)
    looks = style.looks(panel.groups, chart.names.order)
    for number, series in enumerate(drawn.plots[0].series):
        look = looks.get(panel.groups[number]) if number < len(panel.groups) else None
        several = style.COLOURS[number % len(style.COLOURS)] if len(numbers.columns) > 1 else INK
        colour = look.colour if look else several
        filled = series.format.fill if bars else series.marker.format.fill
        filled.solid()
        filled.fore_color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        if not bars:
            series.smooth, series.format.line.color.rgb = False, RGBColor.from_string(colour.lstrip("#").upper())
    return frame


def _add_points(slide, chart: Chart, language: str, place, letters: float):
    """Points on two axes, each group a series, those that are named with their names."""
    from pptx.chart.data import XyChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
    from pptx.util import Pt

    drawing, voice, table = chart.drawing, chart.voice(language), chart.table
    data = XyChartData()
    owners = table["strategy"].astype("object")
    parts = {group: table[owners == group] for group in dict.fromkeys(owners)}
    for group, rows in parts.items():
        series = data.add_series(voice.call("strategy", group) if group else voice.say(f"map_{chart.part[:-1]}"))
        for row in rows.to_dict("records"):
            series.add_data_point(round(row[drawing.x], 6), round(row[drawing.y], 6))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    drawn, looks = frame.chart, style.looks(filter(None, parts), chart.names.order)
    drawn.font.size, drawn.has_legend = Pt(letters or 10), False
    for axis, said in zip((drawn.category_axis, drawn.value_axis), drawing.axes, strict=True):
        axis.has_title, axis.has_major_gridlines = True, False
        axis.axis_title.text_frame.text = voice.word(said)
    for (group, rows), series in zip(parts.items(), drawn.plots[0].series, strict=True):
        colour = looks[group].colour if group else INK
        series.format.line.fill.background()
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        for number, row in enumerate(rows.to_dict("records")):
            if not drawing.named or row[drawing.named]:
                label = series.points[number].data_label
                label.text_frame.text = voice.word(Called(*name_of(row)))
                label.text_frame.paragraphs[0].font.size, label.position = Pt(letters or 9), XL_LABEL_POSITION.RIGHT
    return frame


def _add_picture(slide, figure: Figure, place):
    left, top, width, height = place
    wide, tall = figure.get_size_inches()
    shown = min(width / wide, height / tall)
    left, wide, tall = int(left + (width - shown * wide) / 2), int(shown * wide), int(shown * tall)
    return slide.shapes.add_picture(io.BytesIO(picture_bytes(figure, "png")), left, top, wide, tall)
