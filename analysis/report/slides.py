"""A chart on a slide of PowerPoint: drawn by PowerPoint itself from numbers that can be edited, where it can."""

from __future__ import annotations

import io

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import style
from analysis.charts.grammar import Chart, Words
from analysis.charts.matrix import Matrix
from analysis.charts.panels import Rows
from analysis.charts.saving import picture_bytes
from analysis.report.containers import UNDATED, repack

_MARGIN, _HEAD, _FOOT = 1.2, 2.6, 2.2  # centimetres


def slide_bytes(
    chart: Chart, language: str, words: Words, figure: Figure, size: tuple[float, float], subtitle: str = ""
) -> tuple[bytes, bool]:
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
    """
    from pptx import Presentation
    from pptx.util import Cm, Pt

    wide, tall = size
    file = Presentation()
    file.slide_width, file.slide_height = Cm(wide), Cm(tall)
    slide = file.slides.add_slide(file.slide_layouts[6])
    for top, height, text, points, bold in (
        (_MARGIN / 2, _HEAD, words.title, 24, True),
        (tall - _FOOT - _MARGIN / 2, _FOOT, words.caption, 10, False),
    ):
        box = slide.shapes.add_textbox(Cm(_MARGIN), Cm(top), Cm(wide - 2 * _MARGIN), Cm(height)).text_frame
        box.word_wrap, box.text = True, text
        for paragraph in box.paragraphs:
            paragraph.font.size, paragraph.font.bold = Pt(points), bold
        if bold and subtitle:
            below = box.add_paragraph()
            below.text, below.font.size = subtitle, Pt(14)
    place = Cm(_MARGIN), Cm(_MARGIN / 2 + _HEAD), Cm(wide - 2 * _MARGIN), Cm(tall - _HEAD - _FOOT - 1.5 * _MARGIN)
    numbers = native_numbers(chart, language)
    drawn = numbers is not None
    shape = _add_chart(slide, chart, language, numbers, place) if drawn else _add_picture(slide, figure, place)
    shape._element._nvXxPr.cNvPr.set("descr", words.alt)
    file.core_properties.title = words.title
    file.core_properties.author = file.core_properties.last_modified_by = ""
    file.core_properties.created = file.core_properties.modified = UNDATED
    stream = io.BytesIO()
    file.save(stream)
    return repack(stream.getvalue()), drawn


def native_numbers(chart: Chart, language: str) -> pd.DataFrame | None:
    """What PowerPoint draws: a row a label, a column a group; None for charts of another kind.

    Examples
    --------
    >>> from analysis.charts.themes import theme_heatmap
    >>> from analysis.results import Results
    >>> native_numbers(theme_heatmap(Results()), "en").shape
    (10, 4)

    A matrix of groups against groups has no other rows, and stays a picture.

    >>> from analysis.charts.shared import shared_wording
    >>> native_numbers(shared_wording(Results()), "en") is None
    True
    """
    drawing, table = chart.drawing, chart.table
    if isinstance(drawing, Rows) and isinstance(drawing.row, str) and drawing.panel in ("", "strategy"):
        row, value = drawing.row, drawing.value
    elif isinstance(drawing, Matrix):
        row, value = drawing.row, drawing.value
    else:
        return None
    if row == "strategy" or not {row, value, "strategy"} <= set(table.columns):
        return None
    table = table.assign(strategy=table["strategy"].astype("object"))
    wide = table.drop_duplicates([row, "strategy"]).pivot(index=row, columns="strategy", values=value)
    wide = wide.reindex(index=table[row].drop_duplicates(), columns=table["strategy"].drop_duplicates())
    voice = chart.voice(language)
    wide.index = [f"{voice.call(row, one)} {voice.gloss(row, one)}".strip() for one in wide.index]
    return wide.astype(float)


def _add_chart(slide, chart: Chart, language: str, numbers: pd.DataFrame, place):
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    looks = style.looks(numbers.columns, chart.names.order)
    data = CategoryChartData()
    data.categories = list(numbers.index)
    for group in numbers.columns:
        values = [None if pd.isna(value) else round(value, 6) for value in numbers[group]]
        data.add_series(chart.names.strategy(str(group), language), values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    drawn = frame.chart
    drawn.font.size = Pt(12)
    drawn.has_legend = len(numbers.columns) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.category_axis.reverse_order, drawn.category_axis.crosses = True, XL_AXIS_CROSSES.MAXIMUM
    drawn.value_axis.tick_labels.number_format_is_linked = False
    drawn.value_axis.tick_labels.number_format = "0%" if numbers.max(axis=None) <= 1 else "General"
    drawn.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(style.RULE.lstrip("#"))
    for series, group in zip(drawn.plots[0].series, numbers.columns, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(looks[group].colour.lstrip("#").upper())
    return frame


def _add_picture(slide, figure: Figure, place):
    left, top, width, height = place
    wide, tall = figure.get_size_inches()
    shown = min(width / wide, height / tall)
    left, wide, tall = int(left + (width - shown * wide) / 2), int(shown * wide), int(shown * tall)
    return slide.shapes.add_picture(io.BytesIO(picture_bytes(figure, "png")), left, top, wide, tall)
