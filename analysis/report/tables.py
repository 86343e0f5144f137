"""Every table as a CSV file, with a page that explains every column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.report.workbook.columns import explain_column
from analysis.report.writing import csv_bytes, write_file
from analysis.results import Results

# name -> (Chinese, English) description, in the order of the flow
TABLES = {
    "speeches": ("一行一句：讲话编号、{noun}、日期、地点、场合、段、句、原文、原文件行号", "one row a sentence"),
    "documents": (
        "一行一篇：文件、标题、日期、地点、所属的组，以及 documents.csv 里的其他列",
        "one row a speech: file, title, date, place, group and the further columns of documents.csv",
    ),
    "sizes": ("一行一篇：段数、句数、字数、总词数、计入的词数", "one row a speech: its size; words: those counted"),
    "tokens": ("一行一词：位置、词、类别、是否计入", "one row a token in place; kept: counted or not"),
    "stop_words": ("未计入的词及其理由、次数、占比", "what is left out of the counts, why, how often, its share"),
    "phrase_recall": (
        "固定提法：原文出现次数与作为一个词的次数",
        "set phrases: hits in the text against hits as a token",
    ),
    "counts": ("次数：{noun} × 词", "occurrences, {noun} x term"),
    "frequency": (
        "词频：次、每万词次数、95% 威尔逊区间（low、high）、出现段数",
        "occurrences, per 10,000 words with 95 % Wilson interval (low, high), paragraphs that hold the term",
    ),
    "idf": ("逆文档频率：以段为文档", "how rare a term is over the paragraphs"),
    "tfidf": ("TF-IDF：idf 以段计，每千词", "TF-IDF, idf over paragraphs, per 1,000 words"),
    "class_tfidf": ("按类 TF-IDF（c-TF-IDF）", "class-based TF-IDF"),
    "document_tfidf": (
        "每个{noun}作一个文档的 TF-IDF（教学用：文档少，idf 也只有几个值）",
        "TF-IDF with each {noun} one document (for teaching: few documents give few idf values)",
    ),
    "coded": ("句子 × 主题（1 为涉及）", "sentences x themes, 1: the sentence carries the theme"),
    "hits": ("每处使句子归入主题的文字", "every wording that made a sentence carry a theme"),
    "theme_shares": ("各{noun}涉及各主题的句子占比及区间", "share of sentences that carry a theme, with interval"),
    "theme_weights": ("各主题占 TF-IDF 权重的份额", "share of TF-IDF weight that falls on a theme"),
    "coverage": ("不涉及任何主题的句子", "sentences that carry no theme"),
    "unclaimed": ("不属任何主题的常用词", "frequent words that no theme claims"),
}
# only where a document could not be read
LEFT_OUT = ("读不出而略去的文件及理由", "documents that could not be read and were left out, with the reason")
# the same for the tables of comparison, which need two groups or more; some also two paragraphs in each speech
COMPARISONS = {
    "keyness": (
        "每个{noun}与其余{noun}之比：对数比及其校正区间、各种统计量、结论（verdict：多、少、分不出）",
        "each {noun} against the others: log ratio with corrected interval, statistics, verdict",
    ),
    "keyness_pairs": ("两两之比", "every pair of {nouns}"),
    "permutation": ("同样的差别，与随机打乱的段落相比", "the same differences against shuffled paragraphs"),
    "stability": ("重抽样段落时词频与名次是否稳定", "shares and ranks under resampling of paragraphs"),
    "theme_stability": ("重抽样段落时主题占比是否稳定", "theme shares under resampling of paragraphs"),
    "dispersion": ("词在各段中分布是否均匀（DP、DPnorm、Juilland D）", "how evenly words are spread over paragraphs"),
    "similarity": ("两两相似度，与随机打乱的段落相比", "similarity of each pair, with that of shuffled paragraphs"),
    "formulae": ("反复出现的文字（至少六字）", "wording of six characters or more that recurs"),
    "formula_places": ("它们的位置", "where it stands"),
    "near_formulae": ("带空位的近似重复", "near-repeats with a slot"),
    "shared_wording": ("与其他各篇逐字相同的字数占比", "per cent of characters that stand in another speech too"),
    "moves": ("每句的语步及判断依据", "the move of every sentence, with its cue"),
    "move_shares": ("各{noun}各语步的占比", "share of each move by {noun}"),
    "diversity": ("词汇多样性（MATTR、MTLD、HD-D）", "lexical diversity"),
    "phrase_candidates": ("可以考虑收入提法表的词语", "expressions that the phrase list might take in"),
}


# These take thousands of shuffles or resamples: seconds, where the others take none.
RESAMPLED = ("permutation", "stability", "theme_stability", "similarity")
_LANGUAGES = ("zh", "en")
_NOTES = (
    "由 `python -m analysis tables` 写出；CSV 为带 BOM 的 UTF-8，可直接用 Excel 打开。"
    "词频以计入的词（kept = 1）为分母；停用词、数字与标点不计。\n",
    "Written by `python -m analysis tables`; CSV in UTF-8 with byte order mark, ready for Excel. "
    "Shares are of the words counted (kept = 1); stop words, numbers and punctuation are left out.\n",
)


GROUP = (
    "列 strategy 是所比较的组，在这里就是{noun}；列名不变，便于程序读取。",
    "The column strategy holds what is compared, here the {noun}; its name is the same for every corpus.",
)


def describe_table(name: str, language: int, called: Sequence[str]) -> str:
    """What a table holds, with the corpus's word for a group: `called` as in :class:`analysis.language.names.Names`.

    Examples
    --------
    >>> describe_table("counts", 0, ("年份", "year", "years"))
    '次数：年份 × 词'
    """
    return name_groups((TABLES | COMPARISONS)[name][language], language, called)


def name_groups(text: str, language: int, called: Sequence[str]) -> str:
    """A text with ``{noun}`` and ``{nouns}`` filled in."""
    return text.replace("{nouns}", called[2 * language]).replace("{noun}", called[language])


def table_of(results: Results, name: str) -> pd.DataFrame:
    """A table as it is written: places and groups as columns, booleans as 1 and 0."""
    if name == "counts":
        return results.counts.T.rename_axis("term").rename_axis(None, axis=1).reset_index()
    if name == "coded":
        places = results.speeches[["speech", "strategy", "paragraph", "sentence", "text"]]
        return pd.concat([places, results.coded.astype("int64")], axis=1)
    table = getattr(results, name)
    if table.index.nlevels > 1 or table.index.name:
        table = table.reset_index()
    return table.astype({column: "int64" for column in table.columns if table[column].dtype == bool})


def write_tables(
    results: Results, folder: Path, *, languages: Sequence[str] = _LANGUAGES, resampled: bool = True
) -> list[Path]:
    """Write every table of `TABLES` and `COMPARISONS`, and a README in the given languages, into `folder`.

    A table of comparison for which the document is too small is left out, and the README gives the reason. Without
    `resampled`, the tables of `RESAMPLED` are not made; those that stand in the folder are left as they are.

    Returns
    -------
    list of Path
        The files written.
    """
    files, missing, columns = [], {}, {}
    for name in TABLES:
        table = table_of(results, name)
        columns[name] = [str(column) for column in table.columns]
        files.append(write_file(folder / f"{name}.csv", csv_bytes(table)))
    for name in COMPARISONS:
        if name in RESAMPLED and not resampled:
            if not (folder / f"{name}.csv").is_file():
                missing[name] = "`python -m analysis report`"
            continue
        try:
            table = getattr(results.comparison, name)
        except ValueError as reason:  # the measure says what it lacks
            missing[name] = str(reason)
            (folder / f"{name}.csv").unlink(missing_ok=True)  # of another document
            continue
        columns[name] = [str(column) for column in table.columns]
        files.append(write_file(folder / f"{name}.csv", csv_bytes(table)))
    files += _write_left_out(results.left_out_documents, folder)
    spoken = [_LANGUAGES.index(language) for language in languages]
    page = _readme(spoken, missing, columns, results.left_out_documents, results.names.group)
    return [*files, write_file(folder / "README.md", page.encode("utf-8"))]


def _write_left_out(left_out: pd.DataFrame, folder: Path) -> list[Path]:
    path = folder / "left_out_documents.csv"
    if len(left_out):
        return [write_file(path, csv_bytes(left_out))]
    path.unlink(missing_ok=True)
    return []


def _readme(
    spoken: list[int], missing: dict[str, str], columns: dict[str, list[str]], failed: pd.DataFrame,
    called: Sequence[str],
) -> str:  # fmt: skip
    head = ("表格", "Tables"), ("内容", "what it holds"), ("未写出", "not made"), ("各列", "Columns")
    title, content, left_out, each = (" · ".join(words[one] for one in spoken) for words in head)
    notes = [note for one in spoken for note in (_NOTES[one], name_groups(GROUP[one], one, called) + "\n")]
    lines = [f"# {title}", "", *notes, "", f"| CSV | {content} |", "|---|---|"]
    for name in TABLES | COMPARISONS:
        if name in missing:
            lines.append(f"| {name} | {left_out}: {missing[name]} |")
        else:
            said = "<br>".join(describe_table(name, one, called) for one in spoken)
            lines.append(f"| [{name}.csv]({name}.csv) | {said} |")
    if len(failed):
        said = "<br>".join([*(LEFT_OUT[one] for one in spoken), *map(_plain, failed["file"])])
        lines.append(f"| [left_out_documents.csv](left_out_documents.csv) | {said} |")
    lines += ["", f"## {each}"]
    for name, names in columns.items():
        lines += ["", f"**{name}**", ""]
        for column in names:
            said = " · ".join(explain_column(name, column, _LANGUAGES[one], noun=called[:2]) for one in spoken)
            lines.append(f"- `{column}`: {said}".replace("*", "\\*"))
    return "\n".join([*lines, ""])


def _plain(name: str) -> str:
    """A name that Markdown shows as it is."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>#|" else one for one in " ".join(name.split()))
