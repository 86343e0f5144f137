"""Every fixed text of the charts of comparison in Chinese and English: one row a text."""

from __future__ import annotations

from analysis.charts import wording

TEXTS = {
    # shared
    "dates": (
        "各篇讲话日期不同，战略之间的差别也是年份之间的差别。",
        "The speeches have different dates: a difference between regions is also one of dates.",
    ),
    "told": ("校正后区间不含 0：分得出", "corrected interval excludes 0: can be told"),
    "untold": ("区间含 0：分不出", "interval holds 0: cannot tell"),
    "zone": ("此次数下分不出的范围", "cannot tell with this many hits"),
    "named": ("{name}“{terms}”", "{terms} ({name})"),
    # keyness
    "keyness_axis": ("频率比的 log2（+1 为多一倍，−1 为一半）", "log2 of the ratio of frequencies (+1 twice, −1 half)"),
    "keyness_counts": ("此处 : 其余", "here : rest"),
    "keyness_head": ("{name}，{n:,} 词，其余 {rest:,} 词", "{name}, {n:,} words (rest {rest:,})"),
    "keyness_few": ("{words} 个词的 {tests:,} 次比较只分得出 {n} 次：{list}", "Of {tests:,} comparisons ({words} words) only {n} can be told: {list}"),
    "keyness_some": (
        "{words} 个词的 {tests:,} 次比较分得出 {n} 次，最确定的是{list}",
        "Of {tests:,} comparisons ({words} words) {n} can be told, most clearly {list}",
    ),
    "keyness_none": (
        "{words} 个词的 {tests:,} 次比较无一分得出：文本太短，不足以断言哪个词为谁所特有",
        "None of {tests:,} comparisons ({words} words) can be told: the texts are too short to say what is characteristic",
    ),
    "keyness_rule": (
        "点为 log2((此处次数÷此处词数)÷(其余次数÷其余词数))，次数 0 按 0.5 计；横线为 95% 精确区间（条件 "
        "Clopper–Pearson），按本表全部 {tests:,} 次比较作 Bonferroni 校正；箭头表示界限在图外或无穷。"
        "灰色带为同样的总次数下分不出的范围：带布满整行的词，无论如何分布都分不出；全部比较中有 {hopeless:,} 次如此。",
        "Marks: log2((count here ÷ words here) ÷ (count in the rest ÷ words of the rest)), a count of 0 read as 0.5. Lines: "
        "95% exact intervals (conditional Clopper–Pearson), Bonferroni-corrected for all {tests:,} comparisons of the "
        "table; arrows: limit beyond the axis or infinite. Grey band: where a word with as many hits in all cannot be "
        "told; if it fills the row, no distribution of them could be. That holds for {hopeless:,} of the comparisons.",
    ),
    "keyness_choice": (
        "每组先列区间离 0 最远者，再列频率比最悬殊者，末列最常见者，其后为此处与其余的次数。"
        "词并非独立出现，实际的不确定性更大，须以段落置换检验核对。",
        "Listed: intervals farthest from 0, then the most extreme ratios, then the most frequent words; with counts here "
        "and in the rest. Words are not independent draws: the true uncertainty is larger; check by permuting paragraphs.",
    ),
    "alt_keyness": ("森林图，各战略与其余各篇比较，log2 频率比及校正后的 95% 区间：", "Forest plot, each strategy against the rest, log2 ratio with corrected 95% interval. "),
    "alt_interval": ("{term} {value}（{low} 至 {high}，{a} : {b} 次）", "{term} {value} ({low} to {high}, counts {a} : {b})"),
}  # fmt: skip


def say(key: str, language: str, **values) -> str:
    """The text of a key in a language, with its values filled in; keys of `charts.wording` serve too.

    Raises
    ------
    ValueError
        If the language is neither zh nor en.

    Examples
    --------
    >>> say("untold", "en"), say("words_n", "en", n=5)
    ('interval holds 0: cannot tell', '5 words')
    """
    if key not in TEXTS or language not in wording.LANGUAGES:
        return wording.say(key, language, **values)
    return TEXTS[key][wording.LANGUAGES.index(language)].format(**values)
