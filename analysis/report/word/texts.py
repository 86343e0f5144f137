"""What the Word file says besides findings and charts, in Chinese and English."""

from __future__ import annotations

TEXTS = {
    "title": ("讲话文本比较", "Speeches side by side"),
    "subtitle": (
        "{speeches} 篇讲话，{groups} 个{noun}：{list}（{first}—{last}）",
        "{speeches} speeches, {groups} {nouns}: {list} ({first} to {last})",
    ),
    "subtitle_many": (
        "{speeches} 篇讲话，{groups} 个{noun}（{first}—{last}）",
        "{speeches} speeches, {groups} {nouns} ({first} to {last})",
    ),
    "subtitle_undated": ("{speeches} 篇讲话，{groups} 个{noun}", "{speeches} speeches, {groups} {nouns}"),
    "contents": ("目录", "Contents"),
    "findings": ("主要发现", "Findings"),
    "summary": ("简而言之", "In short"),
    "most": ("说得最多的", "What each speaks of most"),
    "distinguishes": ("有别于其他的", "What distinguishes each"),
    "shared": ("共有的", "What all share"),
    "cannot_tell": ("分不出的", "What cannot be told"),
    "limits": ("局限", "Limits"),
    "findings_note": (
        "各句均由表格算出，句末注明出处（tables.xlsx 中的工作表）；所依据的原句见附录。"
        "“分得出”指按比较次数校正之后仍能与偶然相区分。",
        "Every sentence is computed from a table, named at its end (a sheet of tables.xlsx); the sentences behind the "
        "numbers are in the appendix. “Can be told” means: still beyond chance after correction for the number of "
        "comparisons.",
    ),
    "table_of": ("〔表 {table}〕", " [table {table}]"),
    "charts": ("图", "Charts"),
    "tables": ("表", "Tables"),
    "figure": ("图", "Figure"),
    "table": ("表", "Table"),
    "too_tall": (
        "{title}。（这张图太高，缩进一页便看不清：见 {file}.svg 或 .png。）",
        "{title}. (This chart is too tall to be read on one page: see {file}.svg or .png.)",
    ),
    "appendix": ("附录：所引原句", "Appendix: the sentences quoted"),
    "appendix_note": (
        "主要发现中每个词、主题和提法各引前 {each} 句，按原文次序；有关的字加粗。",
        "For each word, theme and set phrase of the findings the first {each} sentences, in the order of the source; "
        "what was counted is in bold.",
    ),
    "quotes_of": ("{what}（{group}，共 {n} 句）", "{what} ({group}, sentences: {n})"),
    "quotes_all": ("{what}（共 {n} 句）", "{what} (sentences: {n})"),
    "place": (
        "{where}，第 {paragraph} 段第 {sentence} 句，原文{lines}",
        "{where}, paragraph {paragraph}, sentence {sentence}, source {lines}",
    ),
    "line": ("第 {first} 行", "line {first}"),
    "lines": ("第 {first}–{last} 行", "lines {first}–{last}"),
    "method": ("方法", "Method"),
    "method_1": (
        "原文：{file}；{speeches} 篇讲话，{sentences} 句，{characters} 个字符（含标点）。",
        "Source: {file}; {speeches} speeches, {sentences} sentences, {characters} characters (punctuation included).",
    ),
    "method_2": (
        "计数：固定提法作一个词；标点、数字和停用词表中的虚词不计，计入 {words} 词。"
        "频率以每万词计，区间为 95% 威尔逊区间。",
        "Counting: a set phrase is one word; punctuation, numbers and the function words of the stop list are left "
        "out; {words} words are counted. Rates are per 10,000 words with Wilson’s 95% intervals.",
    ),
    "method_3": (
        "比较：对数比的精确区间按全部比较作 Bonferroni 校正；另以打乱段落的置换检验核对，"
        "q 为 Benjamini–Hochberg 校正值。",
        "Comparison: exact intervals of the log ratio, Bonferroni-corrected for all comparisons; checked by permuting "
        "paragraphs, q corrected by Benjamini and Hochberg.",
    ),
    "method_4": (
        "主题：以句为单位，按词典编码，一句可属多个主题。各列的含义与公式见 tables.xlsx 的“说明”表。",
        "Themes: the unit is the sentence, coded with a dictionary; a sentence may carry several. Every column and "
        "formula is explained on the first sheet of tables.xlsx.",
    ),
    "comma": ("、", ", "),
    # tables
    "sizes": ("讲话一览", "The speeches"),
    "terms": ("最常见的词", "The most frequent words"),
    "themes": ("谈到各主题的句子", "Sentences on each theme"),
    "keyness": ("与其余{noun}相比差别最大的词", "Words that differ most from the other {nouns}"),
    "pairs": ("两两相似度与打乱段落的基线", "How alike each pair is, and shuffled paragraphs"),
    "formulae": ("见于多个{noun}的提法", "Wording that stands in several {nouns}"),
    "wording": ("逐字共有的文字", "Wording shared word for word"),
    "wording_unit": ("（占行首{noun}全文的 %）", " (% of the characters of the {noun} at the left)"),
    "first_rows": ("（前 {n} 行，全部见 tables.xlsx）", " (the first {n}; all are in tables.xlsx)"),
    "largest": ("（词数最多的 {n} 个{noun}）", " (the {n} {nouns} with the most words)"),
    "h_group": ("{Noun}", "{Noun}"),
    "h_date": ("日期", "Date"),
    "h_place": ("地点", "Place"),
    "h_paragraphs": ("段", "Paragraphs"),
    "h_sentences": ("句", "Sentences"),
    "h_characters": ("字符", "Characters"),
    "h_words": ("计入词", "Words"),
    "h_term": ("词", "Word"),
    "h_count": ("次数", "Count"),
    "h_rate": ("次/万词", "Per 10,000"),
    "h_interval": ("95% 区间", "95% interval"),
    "h_corrected": ("校正区间", "Corrected interval"),
    "h_theme": ("主题", "Theme"),
    "h_rest": ("此处 : 其余", "Here : rest"),
    "h_ratio": ("对数比", "Log ratio"),
    "h_verdict": ("结论", "Verdict"),
    "h_pair": ("{Noun}", "Pair"),
    "h_measure": ("量度", "Measure"),
    "h_value": ("实际", "Observed"),
    "h_shuffled": ("打乱段落", "Shuffled"),
    "h_wording": ("提法", "Wording"),
    "h_units": ("{Noun}数", "{Nouns}"),
    "h_any": ("任一其他", "Any other"),
    "more": ("多", "more"),
    "less": ("少", "less"),
    "cannot tell": ("分不出", "cannot tell"),
    "cosine": ("余弦", "cosine"),
    "jensen_shannon": ("JS 散度", "JS divergence"),
}


def say(key: str, language: str, **values) -> str:
    """The text of a key in a language, with its values filled in.

    Examples
    --------
    >>> say("lines", "en", first=3, last=5)
    'lines 3–5'
    """
    return TEXTS[key][("zh", "en").index(language)].format(**values)
