"""Every text of the findings in Chinese and English: one row a text.

``{noun}`` and ``{nouns}`` are what a group is called (战略, strategy, strategies; or province, decade, speaker).
"""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from analysis.charts.wording import LANGUAGES

TEXTS = {
    # pieces
    "comma": ("、", ", "),
    "semicolon": ("；", "; "),
    "term": ("“{term}”", "{term}"),
    "term_glossed": ("“{term}”", "{term} '{gloss}'"),
    "theme": ("“{theme}”", "“{theme}”"),
    "rate": (
        "{term}{count} 次（每万词 {per} 次，95% 区间 {low}–{high}）",
        "{term}, {count} times ({per} per 10,000 words, 95% interval {low}–{high})",
    ),
    "share": (
        "{theme}{sentences} 句（{share}%，95% 区间 {low}%–{high}%）",
        "{theme} with {sentences} ({share}%, 95% interval {low}%–{high}%)",
    ),
    "level": ("{group} {share}%（{sentences}/{total} 句）", "{group} {share}% ({sentences} of {total} sentences)"),
    "times": ("{term}{count} 次", "{term} ({count})"),
    "more": ("等", " and others"),
    # most
    "most_terms": (
        "{group}（计 {total} 词）：{aside}说得最多的词是{list}。",
        "{group} ({total} words counted): {aside}the most frequent words are {list}.",
    ),
    "most_term": (
        "{group}（计 {total} 词）：{aside}说得最多的词是{list}。",
        "{group} ({total} words counted): {aside}the most frequent word is {list}.",
    ),
    "aside": ("不计自身名称{list}，", "its own name aside – {list} – "),
    "ties": ("与末一词同样多的另有 {n} 个。", " Words as frequent as the last of these: {n} more."),
    "nothing_twice": (
        "{group}（计 {total} 词）：没有一个词出现超过一次。",
        "{group} ({total} words counted): no word occurs more than once.",
    ),
    "most_terms_many": (
        "{groups} 个{noun}中，居首位的词共 {terms} 个（不计自身名称）；居首最多的是{term}，在 {n} 个{noun}中居首。"
        "以下逐一列出词数最多的 {shown} 个{noun}。",
        "In {groups} {nouns}, {terms} words come first (own names aside); most often it is {term}, first in {n} of "
        "them. The {shown} {nouns} with the most words follow one by one.",
    ),
    "most_themes": (
        "{group}（{total} 句）：谈得最多的主题是{list}。",
        "{group} ({total} sentences): the themes of most sentences are {list}.",
    ),
    "most_theme": (
        "{group}（{total} 句）：谈得最多的主题是{list}。",
        "{group} ({total} sentences): the theme of most sentences is {list}.",
    ),
    "theme_ties": ("句数与末一个相同的主题另有 {n} 个。", " Themes with as many as the last of these: {n} more."),
    "no_theme": (
        "{group}（{total} 句）：没有一句谈到词典中的主题。",
        "{group} ({total} sentences): no sentence carries a theme of the dictionary.",
    ),
    "widest": (
        "各{noun}相差最大的主题是{theme}：{high}，{low}。这是描述，未经检验。",
        "The theme on which the {nouns} lie farthest apart is {theme}: {high}, {low}. This describes; it is no test.",
    ),
    # distinguishes
    "told_count": (
        "逐词比较每个{noun}与其余{noun}，共 {tests} 次（{words} 个词），经多重比较校正后分得出的有 {told} 次。",
        "Word by word, each {noun} against the others: of {tests} comparisons ({words} words), {told} can be told from "
        "chance after correction for their number.",
    ),
    "told_count_two": (
        "逐词比较两个{noun}，共 {tests} 次（一词一次），经多重比较校正后分得出的有 {told} 次。",
        "The two {nouns} compared word by word: of {tests} comparisons, one a word, {told} can be told from chance "
        "after correction for their number.",
    ),
    "told_more": (
        "{group}比其余{noun}更常说{term}：{total} 词中 {here} 次，其余 {rest_total} 词中 {rest} 次；"
        "按校正后的 95% 区间，频率至少是其余的 {times} 倍。",
        "{group} says {term} more often than the others: {here} in {total} words against {rest} in {rest_total}; by "
        "the corrected 95% interval at least {times} times as often.",
    ),
    "told_less": (
        "{group}比其余{noun}更少说{term}：{total} 词中 {here} 次，其余 {rest_total} 词中 {rest} 次；"
        "按校正后的 95% 区间，频率至多是其余的 {times} 倍。",
        "{group} says {term} less often than the others: {here} in {total} words against {rest} in {rest_total}; by "
        "the corrected 95% interval at most {times} times as often.",
    ),
    "own_name": ("这个词是它自己的名称。", " The word is its name for itself."),
    "told_rest": (
        "另有 {n} 次分得出的比较，见表 keyness。",
        "Further comparisons that can be told: {n}, in the table keyness.",
    ),
    "permuted": (
        "把段落随机重新分给各{noun}再比（{tests} 次检验，校正后 q < 0.05），分得出的有 {told} 次：{list}。",
        "With paragraphs dealt to the {nouns} at random ({tests} tests, corrected q < 0.05), {told} can be told: "
        "{list}.",
    ),
    "permuted_none": (
        "把段落随机重新分给各{noun}再比，{tests} 次检验没有一次分得出（校正后 q 都不小于 0.05）。",
        "With paragraphs dealt to the {nouns} at random, none of {tests} tests can be told (no corrected q below "
        "0.05).",
    ),
    "permuted_row": ("{group}的{term}（{count} 次，q = {q}）", "{term} in {group} (count {count}, q = {q})"),
    "apart": (
        "{pairs} 对{noun}中，按{measure}，用词差异大于打乱段落所得的有 {told} 对（校正后 q < 0.05）：{list}。",
        "Of {pairs} pairs of {nouns}, by {measure}, those that differ in vocabulary more than shuffled paragraphs do "
        "(corrected q < 0.05) number {told}: {list}.",
    ),
    "apart_rest": ("其余 {rest} 对分不出。", " The other {rest} cannot be told."),
    "apart_none": (
        "{pairs} 对{noun}中，按{measure}，没有一对的用词差异大于打乱段落所得（校正后 q 都不小于 0.05）；"
        "最接近的是{list}。",
        "Of {pairs} pairs of {nouns}, by {measure}, none differs in vocabulary more than shuffled paragraphs do (no "
        "corrected q below 0.05); the nearest to it are {list}.",
    ),
    "apart_two": (
        "按{measure}，两个{noun}的用词差异大于打乱段落所得（q < 0.05）：{list}。",
        "By {measure}, the two {nouns} differ in vocabulary more than shuffled paragraphs do (q < 0.05): {list}.",
    ),
    "apart_none_two": (
        "按{measure}，两个{noun}的用词差异不大于打乱段落所得，分不出：{list}。",
        "By {measure}, the two {nouns} do not differ in vocabulary more than shuffled paragraphs do and cannot be "
        "told: {list}.",
    ),
    "pair": (
        "{one}与{other} {value}（打乱段落 {low}–{high}，q = {q}）",
        "{one} and {other} {value} (shuffled {low}–{high}, q = {q})",
    ),
    "cosine": ("余弦相似度（1 为相同）", "cosine similarity (1: the same)"),
    "jensen_shannon": (" JS 散度（比特，0 为相同）", "Jensen–Shannon divergence (bits, 0: the same)"),
    # shared
    "formulae": (
        "六字以上的提法中，{n} 条见于全部 {units} {unit}：{list}。",
        "Set wording of six characters or more that stands in all {units} {unit}: {n}; {list}.",
    ),
    "formulae_some": (
        "没有六字以上的提法见于全部 {units} {unit}；见于最多的是{list}（{most} {unit}）。",
        "No wording of six characters or more stands in all {units} {unit}; most widespread ({most} {unit}) is {list}.",
    ),
    "unit_groups": ("个{noun}", "{nouns}"),
    "unit_speeches": ("篇讲话", "speeches"),
    "wording": (
        "六字以上逐字相同的文字，占各{noun}全文的比例：{list}。",
        "Wording of six characters or more that stands word for word in another {noun}, of all characters: {list}.",
    ),
    "wording_many": (
        "六字以上与其他{noun}逐字相同的文字，占全文的比例最高为{high}，最低为{low}。",
        "Wording of six characters or more that stands word for word in another {noun} makes up from {low} to {high} "
        "of the characters.",
    ),
    "wording_share": (
        "{group} {percent}%（{shared}/{characters} 字）",
        "{group} {percent}% ({shared} of {characters})",
    ),
    "wording_pair": (
        "共有文字占比最高的一对是{pair}。",
        " The largest share within a pair: {pair}.",
    ),
    "wording_pair_share": (
        "{group}与{other}：前者全文的 {percent}%（{shared} 字）也见于后者",
        "{percent}% of {group} ({shared} characters) also stands in {other}",
    ),
    "vocabulary": (
        "{words} 个词中，{n} 个为全部 {groups} 个{noun}所用，其中最常见的是{list}。",
        "Words used by all {groups} {nouns}: {n} of {words}; most frequent among them {list}.",
    ),
    "vocabulary_none": (
        "{words} 个词中，没有一个为全部 {groups} 个{noun}所用。",
        "Of {words} words, none is used by all {groups} {nouns}.",
    ),
    "themes": (
        "{themes} 个主题中，{n} 个为全部 {groups} 个{noun}所谈到",
        "Themes that all {groups} {nouns} speak of: {n} of {themes}",
    ),
    "closest": (
        "；占比最接近（最高与最低之比最小）的是{theme}：从{low}到{high}。",
        "; closest in level (smallest ratio of the highest share to the lowest) is {theme}: from {low} to {high}.",
    ),
    "stop": ("。", "."),
    # cannot tell
    "untold": (
        "{tests} 次逐词比较中，有 {n} 次分不出：按这样的次数，差别可能只是偶然。分不出不等于相同。",
        "Of {tests} word-by-word comparisons, {n} cannot be told: with so few hits the difference may be chance. That "
        "is not proof of sameness.",
    ),
    "ranks": (
        "重新抽取段落，首位词（不计自身名称）的名次在 95% 的抽样中为：{list}。",
        "With paragraphs drawn anew, the first words (own names aside) have these ranks in 95% of the draws: {list}.",
    ),
    "rank": (
        "{group}的{term}第 {low}–{high} 位",
        "{term} in {group} {low}–{high}",
    ),
    "rank_firm": ("{group}的{term}第 {low} 位", "{term} in {group} {low}"),
    "one_group": (
        "只有一个{noun}有词可计（{words} 词）：无从比较，也就说不出什么为它所特有。",
        "Only one {noun} has words to count ({words}): with nothing to compare it with, nothing can be called "
        "characteristic.",
    ),
    "no_group": ("没有可计的词。", "There are no words to count."),
    "one_paragraph": (
        "{n} 篇讲话只有一段：名次在重抽样下是否稳定，无从检验。",
        "Speeches of one paragraph only: {n}. Whether ranks hold when paragraphs are drawn anew cannot be tested.",
    ),
    # limits
    "dates": (
        "各{noun}的讲话日期不同（{first} 至 {last}）：{noun}之间的差别，同时也是时间上的差别。",
        "The {nouns} spoke on different dates ({first} to {last}): a difference between {nouns} is also one of time.",
    ),
    "size": (
        "词数最少的是{low}，最多的是{high}；词数越少，区间越宽。在句数最少的{least}中，一句之差即 {step} 个百分点。",
        "Fewest words counted: {low}; most: {high}. The fewer the words, the wider the interval. In {least}, which has "
        "the fewest sentences, one sentence more or less is {step} percentage points.",
    ),
    "size_one": (
        "共计 {words} 词、{sentences} 句；一句之差即 {step} 个百分点。",
        "{words} words counted in {sentences} sentences; one sentence more or less is {step} percentage points.",
    ),
    "words": ("{group}（{n} 词）", "{group} ({n} words)"),
    "sentences": ("{group}（{n} 句）", "{group} ({n} sentences)"),
    "excerpts": (
        "所收为选段，不是讲话全文：未收入的话，这里无从统计。",
        "The texts are selected passages, not full speeches: what was left out is not counted here.",
    ),
    "resampled": (
        "语料较大：打乱段落 {permutations} 次，只检验全部文本中出现至少 {minimum} 次的词；"
        "词的名次重抽样 {resamples} 次。",
        "The corpus is large: paragraphs were shuffled {permutations} times, for words with at least {minimum} "
        "occurrences in all texts; ranks rest on {resamples} resamples.",
    ),
    "coverage": (
        "{total} 句中，{n} 句不属词典中的任何主题；换一部词典，主题占比会不同。",
        "Sentences that carry no theme of the dictionary: {n} of {total}; with another dictionary the shares would "
        "differ.",
    ),
    "intervals": (
        "词频与主题的区间把词和句当作独立抽取，实际的不确定性更大；次数说明说了多少，不说明为何而说、分量如何。",
        "The intervals of words and themes take words and sentences for independent draws; the true uncertainty is "
        "larger. Counts tell how often something is said, not why or with what weight.",
    ),
}


def fill(key: str, language: str, **values) -> Iterator:
    """The text of a key in pieces: its own words as strings, and each value as it was given (numbers as text).

    Raises
    ------
    ValueError
        If the language is neither zh nor en.

    Examples
    --------
    >>> list(fill("term", "zh", term="发展"))
    ['“', '发展', '”']
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}; use 'zh' or 'en'")
    for text, name, _, _ in Formatter().parse(TEXTS[key][LANGUAGES.index(language)]):
        if text:
            yield text
        if name is not None:
            value = values[name]
            yield f"{value:,}" if isinstance(value, int) else value
