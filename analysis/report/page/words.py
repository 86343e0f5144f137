"""Every fixed text of the report's page in Chinese and English: one row a text."""

from __future__ import annotations

import re

LANGUAGES = ("zh", "en")
_ONE = re.compile(r"\b1 (hit|sentence|row|paragraph|document)s\b")
SENTENCE = ("第 {paragraph} 段第 {sentence} 句", "paragraph {paragraph}, sentence {sentence}")

TEXTS = {
    # head
    "title": ("讲话文本分析报告", "What the speeches say: a report"),
    "skip": ("跳到正文", "Skip to the content"),
    "contents": ("目录", "Contents"),
    "lead": (
        "{speeches} 篇讲话，{paragraphs} 段，{sentences} 句。带下划线的数字和词语都是链接，通向背后的原文句子。",
        "{speeches} speeches, {paragraphs} paragraphs, {sentences} sentences. Underlined numbers and words lead to "
        "the sentences behind them.",
    ),
    "source": ("来源", "Source"),
    "dates": ("日期", "Dates"),
    "documents": ("{n} 份文件", "{n} documents"),
    "left_out": ("{n} 份文件未能读取，见“方法”", "{n} documents could not be read: see Method"),
    "counted": ("计数", "Counting"),
    "counted_how": (
        "计入 {words} 词；标点、数字和虚词不计，固定提法作一个词。比率以每万个计入的词为单位。",
        "{words} words counted; punctuation, numbers and function words are not, and a set phrase is one word. "
        "Rates are per 10,000 words counted.",
    ),
    "list_mark": ("、", ", "),
    "other_language": ("English", "中文"),
    # sections
    "findings": ("主要发现", "Findings"),
    "summary": ("简而言之", "In short"),
    "most": ("说得最多的", "What each speaks of most"),
    "distinguishes": ("有别于其他的", "What distinguishes each"),
    "shared": ("共有的", "What all share"),
    "cannot_tell": ("分不出的", "What cannot be told"),
    "limits": ("局限", "Limits"),
    "from_table": ("数据：{file}", "Data: {file}"),
    "charts": ("图表", "Charts"),
    "charts_lead": (
        "点击横条、点、格子或数字，可读到相应的句子；每图之下有所画的数字。",
        "A bar, point, cell or number leads to its sentences; the numbers drawn stand below each chart.",
    ),
    "numbers": ("所画的数字", "The numbers drawn"),
    "rows": ("{n} 行", "{n} rows"),
    "same_for_all": ("各行相同", "The same in every row"),
    "rows_left_out": (
        "表中列出 {shown} 行（共 {all} 行），全部见 {file}。",
        "{shown} of {all} rows shown, all in {file}.",
    ),
    "concordance": ("语境索引", "Concordance"),
    "concordance_lead": (
        "选一个词语、主题、语步或提法，读它的全部句子；从图表点进来也到这里。",
        "Choose a word, theme, move or formula and read its sentences; the links of the charts lead here too.",
    ),
    "show_all": ("全部展开", "Show all entries"),
    "kind_theme": ("主题", "Themes"),
    "kind_move": ("语步", "Moves"),
    "kind_formula": ("提法（逐字重复六字以上）", "Formulae (six characters or more, word for word)"),
    "kind_pair": ("两两逐字共有", "Shared word for word by two"),
    "kind_term": ("词语", "Words and phrases"),
    "rule_term": (
        "所列为图、表和发现中的数字所通向的词语，按次数排列；末尾次数少的词，是图中作邻词、例词而出现的。",
        "Listed are the words that a chart, table or finding leads to, by number of hits; those of few hits at the end "
        "stand in a chart as neighbours or examples.",
    ),
    "swipe": ("← 左右滑动可看全图 →", "← swipe sideways to see the whole chart →"),
    "term": ("词语", "Word"),
    "theme": ("主题", "Theme"),
    "move": ("语步", "Move"),
    "formula": ("提法", "Formula"),
    "pair": ("逐字共有", "Shared word for word"),
    "none_theme": ("（不属任何主题）", "(no theme)"),
    "none_move": ("（未能归类）", "(not told by any cue)"),
    "hits": ("{n} 处", "{n} hits"),
    "sentences": ("{n} 句", "{n} sentences"),
    "in_sentences": ("{hits} 处，{n} 句", "{hits} hits in {n} sentences"),
    "only_words": (
        "只列它单独成词之处；检索这个字串可得 {all} 处，其余在更长的词语之内。",
        "Only where it is a word by itself; a search for the string finds {all}, the others within longer words or "
        "phrases.",
    ),
    "none_here": ("没有这样的句子。", "There is no such sentence."),
    "capped": (
        "列出 {shown} 句（共 {all} 句，等距抽取），全部见 tables/{file}.csv。",
        "{shown} of {all} sentences shown, evenly spaced; all in tables/{file}.csv.",
    ),
    "no_shared": ("没有六字以上的共有文字。", "They share no wording of six characters or more."),
    "pair_capped": (
        "列出最长的 {shown} 条（共 {all} 条），全部见 tables/formulae.csv。",
        "The longest {shown} of {all} shown, all in tables/formulae.csv.",
    ),
    "place": SENTENCE,
    "line": ("原文件第 {start} 行", "line {start} of the source"),
    "lines": ("原文件第 {start}–{end} 行", "lines {start}–{end} of the source"),
    # speeches
    "speeches": ("讲话全文", "The speeches in full"),
    "speeches_lead": (
        "底色为使句子归入某个主题的文字，点线为固定提法。点一句可取其引文。",
        "Tinted: wording that made a sentence carry a theme. Dotted line: a set phrase. Click a sentence to cite it.",
    ),
    "mark_themes": ("标出主题", "Mark themes"),
    "mark_phrases": ("标出提法", "Mark phrases"),
    "name_themes": ("句后注明主题", "Name the themes after each sentence"),
    "size": (
        "{paragraphs} 段、{sentences} 句、{characters} 字符、计入 {words} 词",
        "{paragraphs} paragraphs, {sentences} sentences, {characters} characters, {words} words counted",
    ),
    # parts
    "moved": ("为使各页便于打开，这一部分分成几页：", "To keep pages light, this part stands on pages of its own:"),
    "part": ("{title}：第 {n} 页，共 {all} 页", "{title}: page {n} of {all}"),
    "to_report": ("回到报告", "Back to the report"),
    "before": ("上一页", "Page before"),
    "after": ("下一页", "Next page"),
    # search
    "search": ("检索", "Search"),
    "search_label": ("检索字词（逐字相符）", "Find a string, exactly as written"),
    "search_theme": ("主题", "Theme"),
    "all": ("全部", "all"),
    "no_script": (
        "检索、筛选、排序和复制引文需要 JavaScript；链接和全文不需要。",
        "Search, filters, sorting and citations need JavaScript; links and the full text do not.",
    ),
    "sort": ("排序", "Order"),
    "order": ("原文先后", "as in the text"),
    "order_left": ("左侧语境", "by left context"),
    "order_right": ("右侧语境", "by right context"),
    "clear": ("清除", "Clear"),
    "search_elsewhere": ("检索请到讲话全文各页：", "To search, go to the pages of the speeches:"),
    "searched_pages": ("本页检索只及本页所载的讲话。", "This search covers the speeches on this page."),
    # foot
    "foot": (
        "由 regional-speeches {version} 写成，可离线阅读；原文是资料，其中的任何文字都不会执行。",
        "Written by regional-speeches {version}; reads offline. The text of the corpus is data: nothing in it runs.",
    ),
    "print_note": (
        "语境索引不打印；句子见讲话全文。",
        "The concordance is not printed; its sentences stand in the speeches.",
    ),
}

# What the script says, handed to it as data.
SCRIPT = {
    "found": ("{hits} 处，{n} 句", "{hits} hits in {n} sentences"),
    "found_sentences": ("{n} 句", "{n} sentences"),
    "as_word": (
        "其中 {n} 处单独成词，计入词频；其余在更长的词语之内。",
        "{n} of these are the counted word; the others stand in longer words or phrases.",
    ),
    "as_word_all": ("每处都单独成词，计入词频。", "All of these are the counted word."),
    "as_string": (
        "检索的是字串，在更长的词语之内也算。",
        "A search is for the string, also within longer words or phrases.",
    ),
    "to_word": ("看这个词", "See the word"),
    "nothing": ("没有相符的句子。", "No sentence matches."),
    "ask": ("输入字词，或选择比较对象、主题。", "Type a string, or choose a group or a theme."),
    "first": ("先列出 {n} 句。", "The first {n} sentences are shown."),
    "more": ("列出其余", "Show the rest"),
    "copy": ("复制引文", "Copy citation"),
    "copied": ("引文已复制", "Citation copied"),
    "copy_by_hand": ("请按 Ctrl+C 复制", "Press Ctrl+C to copy"),
    "close": ("关闭", "Close"),
    "back": ("回到出处", "Back to where you were"),
    "comma": ("，", ", "),
    "cite": ("“{text}”（{who}，{where}。来源：{source}）", "“{text}” ({who}, {where}. Source: {source})"),
}


def say(key: str, language: str, **values) -> str:
    """The text of a key in a language, with its values filled in.

    Examples
    --------
    >>> say("sentences", "en", n=4), say("in_sentences", "en", hits=1, n=1), say("rows", "en", n=21)
    ('4 sentences', '1 hit in 1 sentence', '21 rows')
    """
    text = TEXTS[key][LANGUAGES.index(language)].format(**values)
    return _ONE.sub(r"1 \1", text) if language == "en" else text


def script_words(language: str) -> dict[str, str]:
    """The texts that the page's script shows."""
    return {key: texts[LANGUAGES.index(language)] for key, texts in SCRIPT.items()}
