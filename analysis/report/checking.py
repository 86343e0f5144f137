"""What the parser found in a document, in words: to be read before one trusts the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.parsing import ParsedDocument

_LEFT_OUT_SHOWN = 12
_LANGUAGES = ("zh", "en")
_REASONS = {"heading": "标题", "running header": "页眉", "page number": "页码", "note reference": "注码"}
_MENDED = {
    "invisible characters": "不可见字符",
    "Kangxi radicals": "康熙部首",
    "CRLF line ends": "CRLF 换行",
    "page breaks in mid-sentence": "句中分页",
}


def describe_document(document: ParsedDocument, name: str, *, languages: Sequence[str] = ("zh", "en")) -> str:
    """Speeches, sizes, what was mended and what was left out, in one language after the other.

    Examples
    --------
    >>> from analysis import parsing, paths
    >>> print(describe_document(parsing.parse_document(paths.DOCUMENT), "speeches.txt").splitlines()[0])
    speeches.txt：4 篇讲话，24 段，64 句（utf-8）
    """
    return "\n\n".join("\n".join(_describe(document, name, _LANGUAGES.index(one))) for one in languages)


def _describe(document: ParsedDocument, name: str, language: int) -> list[str]:
    speeches = document.speeches
    paragraphs = len(speeches[["speech", "paragraph"]].drop_duplicates())
    size = speeches["speech"].nunique(), paragraphs, len(speeches)
    lines = [
        (
            "{}：{} 篇讲话，{} 段，{} 句（{}）",
            "{}: {} speeches, {} paragraphs, {} sentences ({})",
        )[language].format(name, *size, document.encoding),
    ]
    for footnote in document.footnotes:
        own = speeches[speeches["speech"] == footnote.number]
        form = (
            "  {} {}  {:%Y-%m-%d}  {}  {} 段 {} 句，原文第 {}–{} 行",
            "  {} {}  {:%Y-%m-%d}  {}  {} paragraphs, {} sentences, lines {}–{}",
        )[language]
        place = footnote.mark, own["strategy"].iloc[0], footnote.date, footnote.place
        sizes = own["paragraph"].max(), len(own), own["start_line"].min(), own["end_line"].max()
        lines.append(form.format(*place, *sizes))
    return [
        *lines,
        *_closest_call(document, language),
        _mended(document, language),
        *_left_out(document, language),
        (
            "正文 {:,} 字，逐字核对，无一遗漏",
            "{:,} characters of text, every one accounted for",
        )[language].format(int(speeches["text"].str.len().sum())),
    ]


def _closest_call(document: ParsedDocument, language: int) -> list[str]:
    (speech, paragraph), margin = min(document.margins.items(), key=lambda item: (item[1], item[0]))
    if margin == float("inf"):
        return []
    form = (
        "归属最不明显的一段：讲话 {} 第 {} 段，证据之差 {:.2f}（低于 0.5 即拒绝）",
        "least certain paragraph: speech {}, paragraph {}, margin of evidence {:.2f} (refused below 0.5)",
    )[language]
    return [form.format(speech, paragraph, margin)]


def _mended(document: ParsedDocument, language: int) -> str:
    if not document.mended:
        return ("除接合折行外，无需修补", "nothing to mend but wrapped lines")[language]
    names = _MENDED if language == 0 else {}
    what = ("；", "; ")[language].join(f"{names.get(key, key)} × {count}" for key, count in document.mended.items())
    return ("已修补：", "mended: ")[language] + what


def _left_out(document: ParsedDocument, language: int) -> list[str]:
    left_out = document.left_out
    lines = [("不属正文的 {} 处：", "left out, as no part of a speech: {}")[language].format(len(left_out))]
    form = ("  第 {} 行“{}”（{}）", "  line {} “{}” ({})")[language]
    for row in left_out.head(_LEFT_OUT_SHOWN).itertuples():
        reason = _REASONS.get(row.reason, row.reason) if language == 0 else row.reason
        lines.append(form.format(row.line, row.text, reason))
    if len(left_out) > _LEFT_OUT_SHOWN:
        lines.append(("  ……另有 {} 处", "  … and {} more")[language].format(len(left_out) - _LEFT_OUT_SHOWN))
    return lines
