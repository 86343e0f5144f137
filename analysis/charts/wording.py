"""Every fixed text of the charts in Chinese and English: one row a text."""

from __future__ import annotations

from analysis.charts import wording_themes
from analysis.charts.names import Names

LANGUAGES = ("zh", "en")

TEXTS = {
    # axes and columns
    "per_10k": ("次/万词", "per 10,000 words"),
    "tfidf_unit": ("TF-IDF 权重（每千词）", "TF-IDF weight per 1,000 words"),
    "tfidf_plain": ("TF-IDF 权重", "TF-IDF weight"),
    "words_n": ("{n:,} 词", "{n:,} words"),
    "share_sentences": ("谈到该主题的句子占比（%）", "share of sentences on the theme (%)"),
    "share_weight": ("占该{kind} TF-IDF 总权重的份额（%）", "share of the {kind}'s TF-IDF weight (%)"),
    "sentences_n": ("{n:,} 句", "{n:,} sentences"),
    "position": ("在{doc}中的位置（占全文字数的%）", "position in the {doc} (% of its characters)"),
    "strip_head": ("{name}：{paragraphs} 段、{sentences} 句", "{name}: {paragraphs} paragraphs, {sentences} sentences"),
    "column_speech": ("{doc}", "{Doc}"),
    "column_group": ("{kind}", "{Kind}"),
    "column_speeches": ("篇数", "Texts"),
    "column_dates": ("日期", "Dates"),
    "column_date": ("日期", "Date"),
    "column_place": ("地点", "Place"),
    "column_paragraphs": ("段", "Paragraphs"),
    "column_sentences": ("句", "Sentences"),
    "column_characters": ("字符", "Characters"),
    "column_words": ("计数词", "Words"),
    # punctuation of lists
    "comma": ("、", ", "),
    "semicolon": ("；", "; "),
    "stop": ("。", "."),
    "colon": ("：", ": "),
    # parts of captions
    "n_words": ("计数词数：{totals}。", "Words counted: {totals}."),
    "stop_list": (
        "标点、数字和虚词（停用词表 data/words/stop_words.csv）不计，固定提法作一个词。",
        "Punctuation, numbers and function words (stop list data/words/stop_words.csv) are not counted; "
        "fixed phrases count as one word.",
    ),
    "interval_words": (
        "细线为频率的 95% 威尔逊区间（把词当作独立抽取，实际的不确定性更大）。",
        "Thin lines: 95% Wilson intervals (they take words as independent draws; the true uncertainty is larger).",
    ),
    "interval_band": (
        "线为频率，浅色带为 95% 威尔逊区间（把词当作独立抽取，实际的不确定性更大）；各小图纵轴相同。",
        "Lines: frequency; pale bands: 95% Wilson intervals (they take words as independent draws; the true "
        "uncertainty is larger). All panels have the same scale.",
    ),
    "totals_range": ("{low:,} 至 {high:,}（{n} {unit}{kind}）", "{low:,} to {high:,} ({n} {kinds})"),
    "bars_count": ("条末数字为出现次数。", "Figures at the bars: occurrences."),
    "formula_10k": (
        "次/万词 = 10,000 × 次数 ÷ 该{kind}计数词数。",
        "Per 10,000 words = 10,000 × count ÷ words counted.",
    ),
    "left_out": (
        "只画出最大的 {shown} {unit}{kind}，未画出的 {n} {unit}：{list}；全部数字见 tables/{file}.csv。",
        "Drawn: the {shown} largest {kinds}. Not drawn ({n}): {list}; all numbers are in tables/{file}.csv.",
    ),
    "clouds_left_out": (
        "只为最大的 {n} {unit}{kind}作词云；全部数字见 tables/frequency.csv。",
        "Clouds are drawn for the {n} largest {kinds} only; all numbers are in tables/frequency.csv.",
    ),
    "left_out_here": (
        "只画出最大的 {shown} {unit}{kind}，未画出的 {n} {unit}：{list}。",
        "Drawn: the {shown} largest {kinds}. Not drawn ({n}): {list}.",
    ),
    "and_more": ("{list}等", "{list} and others"),
    "ties": (
        "与末位同频而未画出的词：{ties}。",
        "Words not drawn that are as frequent as the last one drawn: {ties}.",
    ),
    "tie": ("{name} {n} 个", "{name} {n}"),
    "formula_tfidf": (
        "权重 = 1,000 × 次数 × idf ÷ 该{kind}计数词数；idf = ln((1 + 段落总数) ÷ (1 + 含该词的段落数)) + 1，"
        "按全部{doc}的段落计算。",
        "Weight = 1,000 × count × idf ÷ words counted in the {kind}; idf = ln((1 + paragraphs) ÷ (1 + paragraphs "
        "with the word)) + 1, over the paragraphs of all {docs}.",
    ),
    "tfidf_limits": (
        "权重描述本文本，不是显著性检验。",
        "Weights describe these texts; they are no test of significance.",
    ),
    "compare_default": (
        "所选为两字以上、至少两{unit}{kind}都出现的词，按各{kind}频率的平均值由高到低排列。",
        "Chosen: words of two or more characters that at least two {kinds} use, by mean frequency.",
    ),
    "compare_wording": (
        "{terms}按字面计，含在较长的词中的也算在内。",
        "{terms}: counted as wording, within longer words too.",
    ),
    "zero_mark": ("空心点：未单独成词出现。", "Open marker: does not occur as a word by itself."),
    "strip_rule": (
        "每格为一句，宽度按字数；着色表示该句谈到该主题（词典 data/words/themes.csv）。"
        "竖线为段落分界，上方数字为段次。",
        "Each block is a sentence, as wide as it is long; it is coloured in the row of every theme it speaks of "
        "(dictionary data/words/themes.csv). Vertical lines part the paragraphs, numbered above.",
    ),
    "strip_rule_many": (
        "共 {n} 篇，每篇按字数分成十段；格越深，该段中谈到该主题的句子占比越大（词典 data/words/themes.csv），"
        "每格以 {low:,}–{high:,} 句为底。",
        "{n} {docs}, each cut into tenths by characters; the darker a cell, the larger the share of sentences in that "
        "tenth that speak of the theme (dictionary data/words/themes.csv), of {low:,}–{high:,} sentences a cell.",
    ),
    "sizes_rule": (
        "字符含标点；计数词不含标点、数字和停用词表中的虚词。条长与字符数成正比，从 0 起。",
        "Characters include punctuation; words counted exclude punctuation, numbers and the function words of the stop "
        "list. Bars are proportional to the characters and begin at 0.",
    ),
    "cloud_rule": (
        "词云按次数定字号，字号越大、颜色越深，次数越多，位置没有含义；只取最常见的两字以上、不止出现一次的词；准确数值见右侧条形。",
        "In the cloud, larger and darker words are more frequent; their place means nothing. Only the most frequent "
        "words of two or more characters that occur more than once. The exact numbers are in the bars.",
    ),
    # titles: what was found
    "empty": ("没有可画的数据：表中没有一行。", "Nothing to draw: the table has no rows."),
    "empty_group": ("无可计的词", "no words to count"),
    "top_title": ("不计自身名称，最常说的是：{list}", "Most frequent, own names aside: {list}"),
    "top_title_plain": ("最常说的是：{list}", "Most frequent: {list}"),
    "tfidf_title_plain": ("TF-IDF 权重最高的词：{list}", "Highest TF-IDF weight: {list}"),
    "nothing_to_rank": (
        "各{kind}没有一个词出现超过一次：排不出先后",
        "No word occurs more than once in any {kind}: nothing can be ranked",
    ),
    "nothing_twice": ("没有词出现超过一次", "no word occurs more than once"),
    "top_title_many": (
        "{groups} {unit}{kind}的首位词共有 {terms} 个，其中“{term}”居首最多（{n} {unit}，不计自身名称）",
        '{groups} {kinds} share {terms} words in first place; "{term}" leads most often ({n}, own names aside)',
    ),
    "tfidf_title": (
        "TF-IDF 权重最高的词，不计自身名称：{list}",
        "Highest TF-IDF weight, own names aside: {list}",
    ),
    "tfidf_title_many": (
        "{groups} {unit}{kind}中 TF-IDF 居首的词共有 {terms} 个，其中“{term}”居首最多（{n} {unit}，不计自身名称）",
        '{terms} words lead by TF-IDF in {groups} {kinds}; "{term}" most often ({n}, own names aside)',
    ),
    "leader": ("{name}“{term}”", "{term} ({name})"),
    "leader_tied": ("{name}“{term}”等 {n} 个并列", "{n} words tie, such as {term} ({name})"),
    "leader_none": ("{name}没有词出现超过一次", "no word occurs more than once ({name})"),
    "once_only": (
        "只出现一次的词分不出先后，不画：{list}。",
        "Words that occur once cannot be ranked and are not drawn: {list}.",
    ),
    "compare_apart": (
        "差别最明显的是“{term}”：{high}每万词 {a} 次，{low} {b} 次，区间不重叠",
        '"{term}" differs most: {a} per 10,000 words in {high}, {b} in {low}; the intervals do not overlap',
    ),
    "compare_overlap": (
        "这 {n} 个词，各{kind}的区间都互相重叠（经验法则，不是检验）",
        "For all {n} words shown the intervals of the {kinds} overlap (a rule of thumb, not a test)",
    ),
    "compare_one": ("{name}最常说“{term}”：每万词 {a} 次", '{name} says "{term}" most often: {a} per 10,000 words'),
    "strips_title": (
        "“{first}”讲在最前（平均在全文 {a}% 处），“{last}”讲在最后（{b}% 处）",
        '"{first}" comes first (on average at {a}% of a {doc}), "{last}" last (at {b}%)',
    ),
    "strips_one": ("各句谈到的主题只有一个", "The sentences speak of one theme only"),
    "strip_means": (
        "标题中的位置为各篇平均位置的平均，至少三句的主题才参与比较。",
        "Positions in the title: mean over the {docs} of the mean place of the sentences; "
        "themes of three or more sentences.",
    ),
    "strips_none": ("词典没有在任何一句中找到主题", "The dictionary finds no theme in any sentence"),
    "sizes_title": (
        "{high}{one}最长，{a:,} 个字符，是最短的{low}{one}（{b:,} 个）的 {ratio} 倍",
        "{high}{one} is the longest text: {a:,} characters, {ratio} times the shortest, {low} ({b:,})",
    ),
    "sizes_title_groups": (
        "{high}的文字最多，{a:,} 个字符，是最少的{low}（{b:,} 个）的 {ratio} 倍",
        "{high} has most text, {a:,} characters, {ratio} times {low}, which has least ({b:,})",
    ),
    "sizes_of": ("篇", ""),
    "sizes_of_time": ("的{doc}", ""),
    "sizes_one": ("{high}{one}有 {a:,} 个字符", "The text on {high}{one} has {a:,} characters"),
    "cloud_title": (
        "{name}最常说“{term}”{aside}：{count} 次，每万词 {rate} 次",
        "{name}: {term} is most frequent{aside}, {count} times, {rate} per 10,000 words",
    ),
    "cloud_tied": (
        "{name}没有一个词独居首位{aside}：{list} {n} 个词并列，各 {count} 次",
        "{name}: no word stands alone in first place{aside}; {n} tie with {count} times each, {list}",
    ),
    "own_aside": ("（不计自身名称）", " (own names aside)"),
    # alt text
    "alt_per_10k": (
        "{groups} 组横条图，各{kind}最常见的词，单位次/万词：",
        "{groups} panels of bars: the most frequent words of each {kind}, per 10,000 words. ",
    ),
    "alt_tfidf": (
        "{groups} 组横条图，各{kind} TF-IDF 权重最高的词：",
        "{groups} panels of bars: the words of each {kind} with the highest TF-IDF weight. ",
    ),
    "alt_term": ("{term} {value}（{count} 次）", "{term} {value} (count {count})"),
    "alt_compare": (
        "点图：{n} 个词在各{kind}中的频率（次/万词）。",
        "Dot plot: {n} words in each {kind}, per 10,000 words. ",
    ),
    "alt_strips": (
        "每篇{doc}一幅带状图，按位置标出谈到各主题的句子。平均位置：",
        "One panel a {doc} with the sentences on each theme in their place. Mean positions: ",
    ),
    "alt_strips_many": (
        "每{unit}{kind}一幅热图，按十分之一篇标出谈到各主题的句子占比。平均位置：",
        "One map a {kind} with the share of sentences on each theme by tenths of the {docs}. Mean positions: ",
    ),
    "alt_sizes": ("表：", "Table: "),
    "alt_row": (
        "{name}，{date}，{place}，{paragraphs} 段、{sentences} 句、{characters:,} 字符、{words:,} 个计数词",
        "{name}, {date}, {place}: {paragraphs} paragraphs, {sentences} sentences, {characters:,} characters, "
        "{words:,} words counted",
    ),
    "alt_cloud": (
        "左为词云，右为最常见的词的横条图，单位次/万词。",
        "A word cloud, and bars of the most frequent words per 10,000 words. ",
    ),
    "alt_pair": ("{name} {value}", "{name} {value}"),
} | wording_themes.TEXTS


def say(key: str, language: str, names: Names | None = None, **values) -> str:
    """The text of a key in a language, with its values and what `names` calls groups and texts filled in.

    Raises
    ------
    ValueError
        If the language is neither zh nor en.

    Examples
    --------
    >>> say("words_n", "en", n=1234)
    '1,234 words'
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}; use 'zh' or 'en'")
    return fill(TEXTS[key][LANGUAGES.index(language)], language, names, values)


def fill(text: str, language: str, names: Names | None, values: dict) -> str:
    """Fill in the fields of a fixed text."""
    words = (names or Names()).words(language)
    return text.format(**words | {"Doc": words["doc"].capitalize(), "Kind": words["kind"].capitalize()} | values)


def join(parts, language: str, mark: str = "comma") -> str:
    """Parts of a list with the mark of the language between them."""
    return say(mark, language).join(parts)


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage, halves rounded up as readers do.

    Examples
    --------
    >>> percent(2 / 16), percent(6 / 16), percent(1 / 16)
    ('13', '38', '6')
    """
    return str(int(100 * share + 0.5 + 1e-9))
