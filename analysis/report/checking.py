"""What was found in a document or a corpus, in words: to be read before one trusts the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.corpus.document_list import unlisted_files
from analysis.parsing import ParsedDocument
from analysis.results import Results

_LEFT_OUT_SHOWN = 12
_DOCUMENTS_SHOWN = 60
_LANGUAGES = ("zh", "en")
_REASONS = {
    "heading": "标题",
    "salutation": "称呼",
    "running header": "页眉",
    "page number": "页码",
    "note reference": "注码",
    "footnote": "脚注",
    "table": "表格",
    "table of contents": "目录",
    "text box": "文本框",
    "hidden text": "隐藏文字",
    "code": "代码",
    "front matter": "文件头",
}
_MENDED = {
    "pages without text": "没有文字的页",
    "invisible characters": "不可见字符",
    "Kangxi radicals": "康熙部首",
    "CRLF line ends": "CRLF 换行",
    "page breaks in mid-sentence": "句中分页",
}


def describe_corpus(results: Results, name: str, *, languages: Sequence[str] = ("zh", "en")) -> str:
    """As `describe_document` for one document; else groups, documents, what was mended and what was left out.

    Examples
    --------
    >>> print(describe_corpus(Results(), "data").splitlines()[0])
    data：4 篇讲话，24 段，64 句（utf-8）
    """
    if results.document.margins:
        return describe_document(results.document, name, languages=languages)
    return "\n\n".join("\n".join(_describe_corpus(results, name, _LANGUAGES.index(one))) for one in languages)


def _describe_corpus(results: Results, name: str, language: int) -> list[str]:
    document, documents = results.document, results.documents
    sizes = results.sizes.set_index("speech")
    groups = documents["strategy"].value_counts(sort=False)
    lines = [
        _size(document, name, language),
        ("  分组（{}）：", "  groups ({}): ")[language].format(results.corpus.settings.group or "group")
        + ("、", ", ")[language].join(f"{group} × {count}" for group, count in groups.items()),
    ]
    form = ("  {} {}  {}  {}  {} 段 {} 句（{}）", "  {} {}  {}  {}  {} paragraphs, {} sentences ({})")[language]
    for row in documents.head(_DOCUMENTS_SHOWN).itertuples():
        size = sizes.loc[row.speech]
        how = results.texts.encodings[row.file]
        lines.append(form.format(row.speech, row.title, row.strategy, row.dated, size.paragraphs, size.sentences, how))
    if len(documents) > _DOCUMENTS_SHOWN:
        lines.append(("  ……另有 {} 篇", "  … and {} more")[language].format(len(documents) - _DOCUMENTS_SHOWN))
    lines += [_mended(document, language), *_left_out(document, language), _characters(document, language)]
    if failed := len(results.left_out_documents):
        text = ("读不出的文件：{}，理由见下", "documents that cannot be read: {}, reasons below")[language]
        lines.append(text.format(failed))
    corpus = results.corpus
    if corpus.documents is not None and (found := unlisted_files(corpus.folder, corpus.addresses)):
        text = ("raw/ 中有 {} 份文件没有列入 documents.csv：", "in raw/ but not in documents.csv: {}: ")[language]
        lines.append(text.format(len(found)) + ("、", ", ")[language].join(found[:_LEFT_OUT_SHOWN]))
    return lines


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
    lines = [_size(document, name, language)]
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
        _characters(document, language),
    ]


def _size(document: ParsedDocument, name: str, language: int) -> str:
    speeches = document.speeches
    paragraphs = len(speeches[["speech", "paragraph"]].drop_duplicates())
    size = speeches["speech"].nunique(), paragraphs, len(speeches)
    form = ("{}：{} 篇讲话，{} 段，{} 句（{}）", "{}: {} speeches, {} paragraphs, {} sentences ({})")[language]
    return form.format(name, *size, document.encoding)


def _characters(document: ParsedDocument, language: int) -> str:
    form = ("正文 {:,} 字，逐字核对，无一遗漏", "{:,} characters of text, every one accounted for")[language]
    return form.format(int(document.speeches["text"].str.len().sum()))


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
    form = ("  {}第 {} 行“{}”（{}）", "  {}line {} “{}” ({})")[language]
    for row in left_out.head(_LEFT_OUT_SHOWN).itertuples():
        reason = _REASONS.get(row.reason, row.reason) if language == 0 else row.reason
        file = f"{row.file} " if "file" in left_out else ""
        text = " ".join(row.text.split())
        lines.append(form.format(file, row.line, text if len(text) <= 40 else f"{text[:39]}…", reason))
    if len(left_out) > _LEFT_OUT_SHOWN:
        lines.append(("  ……另有 {} 处", "  … and {} more")[language].format(len(left_out) - _LEFT_OUT_SHOWN))
    return lines
