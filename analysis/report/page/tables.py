"""Tables on the page: the numbers drawn, each a link to the sentences behind it."""

from __future__ import annotations

import pandas as pd

from analysis.report.page.concordance import evenly
from analysis.report.page.context import Context, escape
from analysis.report.places import row_anchor

ROWS = 400
_PLACE = ("speech", "paragraph", "sentence")
_NAMES = {
    "other": ("另一个", "Other"),
    "speech": ("讲话", "Speech"),
    "date": ("日期", "Date"),
    "place": ("地点", "Place"),
    "occasion": ("场合", "Occasion"),
    "paragraph": ("段", "Paragraph"),
    "paragraphs": ("段数", "Paragraphs"),
    "paragraphs_total": ("总段数", "Paragraphs in all"),
    "sentence": ("句", "Sentence"),
    "sentences": ("句数", "Sentences"),
    "characters": ("字符", "Characters"),
    "running_words": ("总词数", "Running words"),
    "words": ("计入的词", "Words counted"),
    "term": ("词语", "Word"),
    "theme": ("主题", "Theme"),
    "move": ("语步", "Move"),
    "text": ("提法", "Formula"),
    "item": ("项目", "Item"),
    "kind": ("类别", "Kind"),
    "count": ("次数", "Count"),
    "total": ("总数", "Out of"),
    "per_10k": ("次/万词", "Per 10,000"),
    "share": ("占比", "Share"),
    "low": ("区间下限", "Low"),
    "high": ("区间上限", "High"),
    "idf": ("idf", "idf"),
    "tfidf": ("TF-IDF", "TF-IDF"),
    "weight": ("权重", "Weight"),
    "rank": ("名次", "Rank"),
    "rank_low": ("名次下限", "Rank, low"),
    "rank_high": ("名次上限", "Rank, high"),
    "top_share": ("在前列的比例", "Share in the top"),
    "rest": ("其余各项中次数", "Count in the rest"),
    "rest_total": ("其余各项总词数", "Words in the rest"),
    "rest_per_10k": ("其余各项次/万词", "Rest per 10,000"),
    "log_ratio": ("对数比", "Log ratio"),
    "lrc": ("保守对数比", "LRC"),
    "g2": ("G²", "G²"),
    "verdict": ("结论", "Verdict"),
    "measure": ("度量", "Measure"),
    "value": ("值", "Value"),
    "baseline": ("打乱后的中位数", "Shuffled, median"),
    "start": ("起", "Start"),
    "end": ("止", "End"),
    "source": ("中心词", "Node"),
    "target": ("搭配词", "Collocate"),
    "joint": ("同现次数", "Together"),
    "expected": ("期望次数", "Expected"),
    "length": ("字数", "Characters"),
    "speeches": ("见于讲话数", "Speeches"),
    "shared": ("共有字符", "Characters shared"),
    "percent": ("%", "%"),
    "dp": ("DP", "DP"),
    "reason": ("理由", "Reason"),
    "file": ("文件", "File"),
    "phrase": ("固定提法", "Set phrase"),
    "in_text": ("原文次数", "Hits in the text"),
    "as_token": ("作为一个词", "As one token"),
    "inside_longer": ("在更长提法中", "Inside a longer one"),
    "cut": ("被切开", "Cut"),
    "recall": ("召回率", "Recall"),
}
_VALUES = {
    "more": ("多", "more"),
    "less": ("少", "less"),
    "fewer": ("少", "fewer"),
    "cannot tell": ("分不出", "cannot tell"),
    "any other": ("任一其他", "any other"),
    "word": ("词", "word"),
    "punctuation": ("标点", "punctuation"),
    "number": ("数字", "number"),
    "latin": ("拉丁字母", "latin"),
}


def table_markup(context: Context, table: pd.DataFrame, *, title: str, file: str, most: int = ROWS) -> str:
    """A table with its head, in a box of its own that scrolls; what is the same in every row stands above it.

    Parameters
    ----------
    context : Context
        Language, names and places.
    table : DataFrame
        The numbers.
    title : str
        What the table is called for those who do not see it.
    file : str
        Where all of it stands, if it has too many rows to show.
    most : int
        Most rows; of more, an evenly spaced sample.
    """
    same = [column for column in table.columns if len(table) > 1 and _constant(table[column]) and column != "strategy"]
    rows = table.to_dict("records")
    shown = evenly(rows, most)
    columns = [column for column in table.columns if column not in same]
    head = "".join(f"<th scope=col>{_column(context, column)}</th>" for column in columns)
    body = "".join(_row(context, row, columns) for row in shown)
    notes = []
    if same:
        facts = "; ".join(f"{_column(context, name)} = {_plain(context, name, rows[0][name])}" for name in same)
        notes.append(f"{context.say('same_for_all')}: {facts}")
    if len(shown) < len(rows):
        notes.append(context.say("rows_left_out", shown=len(shown), all=len(rows), file=file))
    words = "".join(f"<p class=note>{note}</p>" for note in notes)
    return (
        f'{words}<div class=box tabindex=0 role=group aria-label="{escape(title)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _constant(column: pd.Series) -> bool:
    return column.nunique(dropna=False) == 1


def _column(context: Context, name: str) -> str:
    if name == "strategy":
        return escape(context.group)
    if name in context.themes:
        return escape(context.theme(name))
    known = _NAMES.get(name)
    return escape(known[context.language == "en"] if known else name)


def _row(context: Context, row: dict, columns: list[str]) -> str:
    anchor, cells, linked = row_anchor(row), [], False
    for number, column in enumerate(columns):
        text, value = _plain(context, column, row[column]), row[column]
        if isinstance(value, (int, float)) and text and column not in _PLACE or column == columns[-1] and not linked:
            # One stop of the Tab key a row; the other numbers lead to the same place.
            text, linked = context.link(anchor, text, attributes=" tabindex=-1" if linked else ""), True
            cells.append(f"<td>{text}</td>")
        elif number == 0:
            cells.append(f"<th scope=row>{text}</th>")
        else:
            cells.append(f"<td class=x>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _plain(context: Context, column: str, value) -> str:
    """A value as readers write it, escaped."""
    if value is None or value != value:
        return ""
    if column in ("strategy", "other") and value in context.number_of:
        return context.corpus(context.strategy(value))
    if column in ("theme", "item") and (value in context.themes or value == "none"):
        return escape(context.theme(value))
    if column == "move":
        return escape(context.move(value))
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return number_text(value)
    known = _VALUES.get(str(value))
    return escape(known[context.language == "en"]) if known else context.corpus(value)


def number_text(value: float) -> str:
    """Four significant digits, no exponent for what people read, a true minus.

    Examples
    --------
    >>> number_text(297.029703), number_text(-0.03790255), number_text(9.04e-05), number_text(float("inf"))
    ('297', '−0.0379', '0.0000904', '∞')
    """
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    if "e" in text and abs(value) >= 1e-7:
        text = f"{float(text):.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
