"""Every text of the findings in Chinese and English: one row a text.

``{noun}`` and ``{nouns}`` are what a group is called (战略, strategy, strategies; or province, decade, speaker).
"""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from analysis.charts.wording import LANGUAGES
from analysis.findings import wording_limits

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
    "level_many": ("{n} 个{noun}各 {share}%", "{n} {nouns} {share}% each"),
    # in short
    "in_short_theme": (
        "相差最大的主题是{theme}：谈得最多的是{high}，最少的是{low}。",
        "The theme that differs most is {theme}: most in {high}, least in {low}.",
    ),
    "in_short_no_theme": ("各{noun}的主题占比没有差别。", "The shares of the themes do not differ."),
    "in_short_told": (
        "用词的差别，分得出的有 {n} 个词（{list}）；其余的差别都可能只是偶然。",
        "Words whose difference can be told from chance: {n} ({list}); every other difference in words may be chance.",
    ),
    "in_short_untold": (
        "没有一个词的差别分得出：都可能只是偶然。",
        "No word can be told apart: every difference in words may be chance.",
    ),
    "in_short_shared": (
        "各{noun}都用的词有 {n} 个，最常见的是{list}；都谈到的主题有 {themes} 个。",
        "Words that all {nouns} use: {n}, most often {list}; themes that all speak of: {themes}.",
    ),
    "in_short_unshared": (
        "没有一个词为各{noun}都用；都谈到的主题有 {themes} 个。",
        "No word is used by all {nouns}; themes that all speak of: {themes}.",
    ),
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
    "by_name": (
        "{group}的这些句子中，{n} 句只因自身名称中的字眼归入这一主题。",
        " Of these sentences of {group}, {n} carry the theme only by a wording inside its own name.",
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
    "permuted_differ": (
        "逐词的区间分得出 {words} 次，两者不同：区间把每次出现当作独立的证据，打乱段落则把一段当作一个整体；"
        "一个词集中在少数几段时，后者更谨慎。",
        " The intervals word by word tell {words}: they take every occurrence for evidence of its own, the shuffle "
        "takes a paragraph as one; where a word is crowded into few paragraphs, the shuffle is the more careful.",
    ),
    "measures_differ": (
        "按余弦分得出 {cosine} 对，按 JS 散度 {jensen_shannon} 对：余弦取决于最常见的几个词，JS 散度计及全部的词，"
        "少见的词多了，打乱段落也会相差很大；两种都分得出才较稳妥。",
        " By cosine {cosine} pairs are told, by Jensen–Shannon divergence {jensen_shannon}: cosine hangs on the few "
        "most frequent words, the divergence on all of them, and with many rare words shuffled paragraphs lie far "
        "apart too; the careful reading is to believe a pair that both tell.",
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
    "closest_even": (
        "；占比完全相同的如{theme}：{high}。",
        "; on a par, for example, is {theme}: {high}.",
    ),
    "stop": ("。", "."),
    # cannot tell
    "untold": (
        "{tests} 次逐词比较中，有 {n} 次分不出：按这样的次数，差别可能只是偶然。分不出不等于相同。",
        "Of {tests} word-by-word comparisons, {n} cannot be told: with so few hits the difference may be chance. That "
        "is not proof of sameness.",
    ),
    "ranks": (
        "重新抽取段落，首位词{aside}的名次在 95% 的抽样中为：{list}。",
        "With paragraphs drawn anew, the first words{aside} have these ranks in 95% of the draws: {list}.",
    ),
    "names_aside": ("（不计自身名称）", " (own names aside)"),
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
} | wording_limits.TEXTS


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
