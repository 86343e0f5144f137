"""Fixed texts of the charts that compare strategies, in Chinese and English: one row a text."""

from __future__ import annotations

from analysis.charts import wording, wording_places
from analysis.charts.names import Names

TEXTS = {
    # shared
    "dates": (
        "各篇{doc}日期不同，{kind}之间的差别也是年份之间的差别。",
        "The {docs} have different dates: a difference between {kinds} is also one of dates.",
    ),
    "told": ("校正后区间不含 0：分得出", "corrected interval excludes 0: can be told"),
    "untold": ("区间含 0：分不出", "interval holds 0: cannot tell"),
    "zone": ("此次数下分不出的范围", "cannot tell with this many hits"),
    "named": ("{name}“{terms}”", "{terms} ({name})"),
    # words chosen by hand
    "chosen": ("词由作图者选定。", "The words were chosen by hand."),
    "chosen_one": ("词由作图者选定。", "The word was chosen by hand."),
    "chosen_but": (
        "词由作图者选定，只计单独成词之处：{list}。",
        "The words were chosen by hand. Only words by themselves are counted: {list}.",
    ),
    "chosen_one_but": (
        "词由作图者选定，只计单独成词之处：{list}。",
        "The word was chosen by hand. Only where it is a word by itself is it counted: {list}.",
    ),
    "chosen_within": (
        "“{term}”另有 {n:,} 处在“{longer}”等更长的词语之内",
        "{term} stands another {n:,} times within longer words or phrases such as {longer}",
    ),
    # keyness
    "keyness_axis": (
        "频率比的 log2（+1 为多一倍，−1 为一半）",
        "log2 of the ratio of frequencies (+1 twice, −1 half)",
    ),
    "keyness_counts": ("此处 : 其余", "here : rest"),
    "keyness_head": ("{name}，{n:,} : {rest:,} 词", "{name}, {n:,} : {rest:,} words"),
    "keyness_few": (
        "{words:,} 个词的 {tests:,} 次比较只分得出 {n} 次：{list}",
        "Of {tests:,} comparisons ({words:,} words) only {n} can be told: {list}",
    ),
    "keyness_some": (
        "{words:,} 个词的 {tests:,} 次比较分得出 {n} 次，最确定的是{list}",
        "Of {tests:,} comparisons ({words:,} words) {n} can be told, most clearly {list}",
    ),
    "keyness_none": (
        "{words:,} 个词的 {tests:,} 次比较无一分得出：文本太短，不足以断言哪个词为谁所特有",
        "None of {tests:,} comparisons ({words:,} words) can be told: the texts are too short to say what is "
        "characteristic",
    ),
    "keyness_elsewhere": (
        "{words:,} 个词的 {tests:,} 次比较分得出 {n} 次，都不在图中",
        "Of {tests:,} comparisons ({words:,} words) {n} can be told, none of them among those drawn",
    ),
    "keyness_chosen_few": (
        "所选 {words:,} 个词的 {tests:,} 次比较分得出 {n} 次：{list}",
        "{n} of {tests:,} comparisons of the {shown} can be told: {list}",
    ),
    "keyness_chosen_some": (
        "所选 {words:,} 个词的 {tests:,} 次比较分得出 {n} 次，最确定的是{list}",
        "{n} of {tests:,} comparisons of the {shown} can be told, most clearly {list}",
    ),
    "keyness_chosen_none": (
        "所选 {words:,} 个词的 {tests:,} 次比较无一分得出：区间都含 0",
        "None of {tests:,} comparisons of the {shown} can be told: every interval holds 0",
    ),
    "keyness_rule": (
        "点为 log2((此处次数÷此处词数)÷(其余次数÷其余词数))，次数 0 按 0.5 计；横线为 95% 精确区间（条件 "
        "Clopper–Pearson），按本表全部 {tests:,} 次比较作 Bonferroni 校正；箭头表示界限在图外或无穷。灰色带为"
        "同样的总次数下分不出的范围：带布满整行的词，无论如何分布都分不出；全部比较中有 {hopeless:,} 次如此。",
        "Marks: log2((count here ÷ words here) ÷ (count in the rest ÷ words of the rest)), a count of 0 read "
        "as 0.5. Lines: 95% exact intervals (conditional Clopper–Pearson), Bonferroni-corrected for all "
        "{tests:,} comparisons of the table; arrows: limit beyond the axis or infinite. Grey band: where a "
        "word with as many hits in all cannot be told; if it fills the row, no distribution of them could "
        "be. That holds for {hopeless:,} of the comparisons.",
    ),
    "keyness_choice": (
        "每组先列区间离 0 最远者，再列频率比最悬殊者，末列最常见者，其后为此处与其余的次数。词并非独立出现，"
        "实际的不确定性更大，须以段落置换检验核对。",
        "Listed: intervals farthest from 0, then the most extreme ratios, then the most frequent words; with "
        "counts here and in the rest. Words are not independent draws: the true uncertainty is larger; check "
        "by permuting paragraphs.",
    ),
    "keyness_chosen": (
        "词后为此处与其余的次数。词并非独立出现，实际的不确定性更大，须以段落置换检验核对。",
        "Figures: counts here and in the rest. Words are not independent draws: the true uncertainty is larger; check "
        "by permuting paragraphs.",
    ),
    "alt_keyness": (
        "森林图，各{kind}与其余比较，log2 频率比及校正后的 95% 区间：",
        "Forest plot, each {kind} against the rest, log2 ratio with corrected 95% interval. ",
    ),
    "alt_interval": (
        "{term} {value}（{low} 至 {high}，{a} : {b} 次）",
        "{term} {value} ({low} to {high}, counts {a} : {b})",
    ),
    # correspondence
    "map_axis": ("第 {axis} 轴（惯量的 {share}%）", "axis {axis} ({share}% of the inertia)"),
    "map_row": ("{kind}", "{kinds}"),
    "map_theme": ("主题", "themes"),
    "map_term": ("词", "words"),
    "map_apart": (
        "置换 p = {p}：各{kind}的{what}与段落随机分配有别，第一轴上相距最远的是{one}与{other}",
        "Permutation p = {p}: the {what} of the {kinds} differ beyond chance, on axis 1 most {one} and {other}",
    ),
    "map_alike": (
        "置换 p = {p}：各{kind}的{what}与段落随机分配所得分不出，此图只作描述",
        "Permutation p = {p}: the {what} of the {kinds} cannot be told from paragraphs dealt at random; a "
        "description only",
    ),
    "map_untested": (
        "{what}与{kind}的对应分析图，未作独立性检验：此图只可作描述",
        "Correspondence map of {kinds} and {what}, not tested for independence: a description only",
    ),
    "map_rule": (
        "对应分析，N = {total:,}；总惯量 χ²÷N = {inertia}，图示前两轴占 {share}%。主坐标：{kind}之间、{what}之"
        "间的距离为 χ² 距离，{kind}与{what}之间的距离没有含义，只看从原点出发的方向。符号大小按边际份额。",
        "Correspondence analysis, N = {total:,}; total inertia χ²÷N = {inertia}, {share}% of it on these "
        "axes. Principal coordinates: distances between {kinds}, and between {what}, are χ² distances; "
        "those between the two kinds mean nothing, only directions from the origin do. Size of the marks: "
        "marginal share.",
    ),
    "map_test": (
        "独立性检验：把段落随机分给各{kind} {n:,} 次，p 为惯量不小于实际值的比例；单次检验，不需多重校正。",
        "Test of independence: paragraphs dealt to the {kinds} at random {n:,} times, p: share with at "
        "least this inertia; one test, no correction.",
    ),
    "map_chosen": (
        "只画出 {all:,} 个词中对两轴贡献最大的 {n} 个。",
        "Drawn: of {all:,} words the {n} that contribute most to the axes.",
    ),
    "map_line": ("只有两{unit}{kind}或两类，只得一轴。", "With two {kinds} or two kinds there is one axis only."),
    "alt_map": (
        "对应分析图，两轴占惯量 {share}%。坐标：",
        "Correspondence map, two axes with {share}% of the inertia. Coordinates: ",
    ),
    "alt_point": ("{name}（{x}，{y}）", "{name} ({x}, {y})"),
    # similarity
    "cosine": ("余弦相似度（1 为用词比例相同）", "cosine (1: the same proportions)"),
    "jensen_shannon": ("JS 散度，比特（0 为相同）", "JS divergence, bits (0: the same)"),
    "cosine_short": ("余弦", "cosine"),
    "jensen_shannon_short": (" JS 散度", "JS divergence"),
    "alike_count": ("按{name}有 {n} 对", "{n} by {name}"),
    "alike_some": (
        "{pairs} 对{kind}中，用词差异大于打乱段落所得的：{list}",
        "Of {pairs} pairs, more different in vocabulary than shuffled paragraphs: {list}",
    ),
    "alike_none": (
        "{pairs} 对{kind}的用词差异都不大于打乱段落所得：分不出",
        "None of {pairs} pairs differs more in vocabulary than shuffled paragraphs do",
    ),
    "alike_pair": ("{one}—{other}", "{one} – {other}"),
    "alike_band": ("打乱段落所得的 95%", "95% of shuffled paragraphs"),
    "alike_middle": ("其中位数", "their median"),
    "alike_told": ("校正后可分（q < 0.05）", "differs after correction (q < 0.05)"),
    "alike_untold": ("分不出", "cannot tell"),
    "alike_rule": (
        "每对{kind}的段落随机重分成段数不变的两堆，算出的相似度即灰带；点为实际值。单侧置换 p，按 {pairs} 对作 "
        "Benjamini–Hochberg 校正得 q。点在带外一侧（余弦更小、散度更大）才是“比打乱更不相似”。短文本彼此总不"
        "相同，所以单看数值没有意义。",
        "The paragraphs of each pair are dealt at random to two piles of the same numbers of paragraphs; "
        "their similarity is the band, the mark is what was observed. One-sided permutation p, "
        "Benjamini–Hochberg q over {pairs} pairs. Only a mark beyond the band (smaller cosine, larger "
        "divergence) is less alike than shuffled. Short texts always differ, so a value alone means little.",
    ),
    "alike_chosen": (
        "共 {pairs} 对，只画出余弦相似度最高的 {n} 对与最低的 {n} 对；全部数字见 tables/similarity.csv。",
        "Of {pairs} pairs the {n} most alike and the {n} least alike by cosine are drawn; all numbers are in "
        "tables/similarity.csv.",
    ),
    "alike_formula": (
        "余弦 = Σab ÷ √(Σa²·Σb²)；JS = ½KL(p‖m) + ½KL(q‖m)，m = (p + q)/2，以 2 为底；按计数词，包括各{kind}自己"
        "的名称，余弦尤受高频词左右。",
        "Cosine = Σab ÷ √(Σa²·Σb²); JS = ½KL(p‖m) + ½KL(q‖m), m = (p + q)/2, base 2; over the words counted, "
        "the {kinds}' own names among them; frequent words weigh most in the cosine.",
    ),
    "alt_alike": (
        "点图：各对{kind}的相似度与打乱段落的范围。",
        "Dot plot: similarity of each pair with the range of shuffled paragraphs. ",
    ),
    "alt_range": (
        "{name} {value}（打乱 {low} 至 {high}，q = {q}）",
        "{name} {value} (shuffled {low} to {high}, q = {q})",
    ),
    # stability
    "stable_axis": ("重抽样中进入前 {top} 位的占比（%）", "% of resamples in the top {top}"),
    "stable_title": (
        "前 {top} 位并不牢固：{drawn} 个在榜的词中，只有 {n} 个在 95% 的重抽样中仍在榜上",
        "The top {top} is not firm: of {drawn} words in it only {n} stay there in 95% of the resamples",
    ),
    "stable_none": (
        "前 {top} 位并不牢固：{drawn} 个在榜的词中，没有一个在 95% 的重抽样中仍在榜上",
        "The top {top} is not firm: of {drawn} words in it none stays there in 95% of the resamples",
    ),
    "stable_firm": (
        "前 {top} 位中的 {drawn} 个词在 95% 的重抽样中都仍在榜上",
        "All {drawn} words of the top {top} stay there in 95% of the resamples",
    ),
    "stable_rule": (
        "在每篇之内有放回地重抽段落（自助法），按次数重新排名，同次数按词序。条长为该词列入前 {top} 位的占比"
        "，条末为实际次数；每组列出实际的前 {n} 位。虚线为 95%。说明的是重抽样下的稳定，不是推广到别的{doc}。",
        "Paragraphs are drawn again with replacement within each {doc} (bootstrap) and words ranked by "
        "count, ties by term. Bars: share of resamples in which the word is among the first {top}; figures: "
        "its count; each panel lists the first {n}. Dashed: 95%. This is stability under resampling, not "
        "generalisation to other {docs}.",
    ),
    "stable_single": (
        "有只含一段的{doc}，不能重抽样，故未画出：{list}。",
        "Not drawn, for they hold a {doc} of one paragraph, which cannot be drawn anew: {list}.",
    ),
    "alt_stable": (
        "横条图，重抽样中进入前 {top} 位的占比：",
        "Bars: share of resamples in which a word is in the top {top}. ",
    ),
}


def say(key: str, language: str, names: Names | None = None, **values) -> str:
    """The text of a key in a language, filled in as `charts.wording.say` does; its keys serve too.

    Raises
    ------
    ValueError
        If the language is neither zh nor en.

    Examples
    --------
    >>> say("untold", "en"), say("words_n", "en", n=5)
    ('interval holds 0: cannot tell', '5 words')
    """
    texts = TEXTS | wording_places.TEXTS
    if key not in texts or language not in wording.LANGUAGES:
        return wording.say(key, language, names, **values)
    return wording.fill(texts[key][wording.LANGUAGES.index(language)], language, names, values)
