"""Texts of the findings on limits in Chinese and English: one row a text (:mod:`analysis.findings.wording`)."""

TEXTS = {
    "dates": (
        "各{noun}的讲话日期不同（{first} 至 {last}）：{noun}之间的差别，同时也是时间上的差别。",
        "The speeches of the {nouns} are of different dates ({first} to {last}): a difference between {nouns} is also "
        "one of time.",
    ),
    "size_words": (
        "词数最少的是{low}，最多的是{high}；词数越少，区间越宽。",
        "Fewest words counted: {low}; most: {high}. The fewer the words, the wider the interval.",
    ),
    "size_words_even": ("各{noun}计入的词数相同（{low}）。", "The {nouns} have equally many words counted ({low})."),
    "size_least": (
        "在句数最少的{least}中，一句之差即 {step} 个百分点。",
        " In {least}, which has the fewest sentences, one sentence more or less is {step} percentage points.",
    ),
    "size_least_tied": (
        "句数最少的是{least}，一句之差即 {step} 个百分点。",
        " Fewest sentences: {least}; one sentence more or less is {step} percentage points there.",
    ),
    "size_least_even": (
        "各{noun}句数相同（{least}），一句之差即 {step} 个百分点。",
        " The {nouns} have equally many sentences ({least}): one more or less is {step} percentage points.",
    ),
    "groups_many": ("{n} 个{noun}", "{n} {nouns}"),
    "words_each": ("{n} 词", "{n} words"),
    "sentences_each": ("{n} 句", "{n} sentences"),
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
