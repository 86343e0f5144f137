"""Fixed texts of the charts of words and wording in place, in Chinese and English: one row a text."""

from __future__ import annotations

TEXTS = {
    # moves
    "moves_head": ("{name}（{n} 句）", "{name} ({n} sentences)"),
    "moves_cell": ("{share}%（{n} 句）", "{share}% ({n})"),
    "moves_column": ("占字数的 %（句数）", "% of characters (sentences)"),
    "moves_title": ("各{piece}着墨最多的步骤：{list}", "What takes most room: {list}"),
    "moves_many": (
        "{groups} {unit}{kind}中有 {n} {unit}着墨最多的是“{move}”",
        '{n} of {groups} {kinds} give most room to "{move}"',
    ),
    "moves_part": ("{holders}为“{move}”（{share}）", "{move} ({holders}: {share})"),
    "moves_none": ("（辨认不出）", "(no cue)"),
    "moves_rule": (
        "每格为一句，按讲述顺序排列，宽度按字数，格中数字即左下表的步骤；竖线为段落分界。一句只归一步，按提示"
        "语规则（data/words/moves.csv）辨认，准确程度见 CODEBOOK_moves.md。份额为字数 ÷ 全篇字数；每篇有 "
        "{low}–{high} 句，不作检验，只是描述。",
        "Each block is a sentence in reading order, as wide as it is long; its number is that of the move in "
        "the table. Vertical lines part the paragraphs. A sentence makes one move, found by cue rules "
        "(data/words/moves.csv; accuracy in CODEBOOK_moves.md). Share = characters ÷ all characters; with "
        "{low}–{high} sentences a {doc} this is a description, no test.",
    ),
    "moves_rule_many": (
        "共 {n} 篇，每篇按字数分成十段（横轴），段内各步骤的字数占比自上而下相叠，颜色与数字见下表。一句只归一步，"
        "按提示语规则（data/words/moves.csv）辨认，准确程度见 CODEBOOK_moves.md。不作检验，只是描述。",
        "{n} {docs}, each cut into tenths by characters (across); in each tenth the shares of the moves stand one "
        "below the other, in the colours of the table. A sentence makes one move, found by cue rules "
        "(data/words/moves.csv; accuracy in CODEBOOK_moves.md). A description, no test.",
    ),
    "alt_moves": ("带状图：每篇{doc}各步骤的先后与份额。", "Strips: order and share of the moves in each {doc}. "),
    # dispersion
    "dispersion_count": ("次数", "count"),
    "dispersion_title": (
        "图中 {n} 个词里，“{even}”散布最匀（DP {low}），“{clumped}”最集中（DP {high}）",
        'Of the {n} words shown "{even}" is spread most evenly (DP {low}), "{clumped}" is most clumped (DP {high})',
    ),
    "dispersion_one": ("“{even}”的散布：DP {low}", 'Dispersion of "{even}": DP {low}'),
    "dispersion_rule": (
        "每条短线为该词一次出现，各篇按编号相接，宽度按字数；粗竖线为各篇分界，细线为段落分界。DP = ½Σ|t "
        "− w|，t 为该词在各段的份额，w 为各段计数词的份额，共 {parts} 段；0 为均匀，近 1 为集中于一段。次数少"
        "的词 DP 必然大，两数须同看。",
        "Each stroke is one occurrence; the {docs} follow one another by number, as wide as they are long. "
        "Strong lines: {docs}; thin lines: paragraphs. DP = ½Σ|t − w|, t the share of the word in each "
        "paragraph, w that of the words counted, over {parts} paragraphs; 0 is even, near 1 all in one. A "
        "rare word has a large DP of necessity: read it beside the count.",
    ),
    "dispersion_rule_many": (
        "各{kind}相接，宽度按字数，粗竖线为分界；每{unit}{kind}切成若干小段，格越深，该词在这一段里越密（次/万字，"
        "各行用同一色标，从 0 起）。DP = ½Σ|t − w|，t 为该词在各段落的份额，w 为各段落计数词的份额，共 {parts:,} 段；"
        "0 为均匀，近 1 为集中于一段。次数少的词 DP 必然大，两数须同看。",
        "The {kinds} follow one another, as wide as they are long, parted by strong lines; each is cut into short "
        "stretches: the darker a cell, the denser the word in it (per 10,000 characters, one scale from 0). "
        "DP = ½Σ|t − w|, t the share of the word in each paragraph, w that of the words counted, over {parts:,} "
        "paragraphs; 0 is even, near 1 all in one. A rare word has a large DP of necessity: read it beside the count.",
    ),
    "alt_dispersion": ("散布图，由匀到聚：", "Dispersion plot, from even to clumped: "),
    "alt_spread": ("{name} DP {dp}（{n} 次）", "{name} DP {dp} (count {n})"),
    # network
    "network_here": ("仅此一{unit}{kind}有", "only here"),
    "network_shared": ("另有{kind}也有", "in another {kind} too"),
    "network_absent": ("此处没有的词", "word not tied here"),
    "network_width": ("线旁数字：同现次数", "figures: meetings"),
    "network_head": ("{name}，“{node}”{n} 次", "{name}, {node} {n} times"),
    "network_empty": ("没有够格的搭配", "no neighbour qualifies"),
    "network_title": (
        "“{node}”的 {n} 条搭配中，两{unit}以上{kind}共有的 {shared} 条，其余只见于一{unit}",
        'Of {n} ties around "{node}" {shared} stand in two or more {kinds}, the others in one only',
    ),
    "network_none": (
        "“{node}”的 {n} 条搭配没有一条为两{unit}{kind}共有",
        'None of the {n} ties around "{node}" stands in two {kinds}',
    ),
    "network_one": ("“{node}”周围有 {n} 条搭配", '{n} ties around "{node}"'),
    "network_rule": (
        "同一句内前后 {window} 词之内同现至少 {least} 次、且多于随机预期（G² > 0）的词；线宽按 logDice = 14 "
        "+ log2(2·同现 ÷ (两词次数之和))。各图同一词在同一位置。次数很少（多为 {low}–{high} 次），只作描述，"
        "未作检验；“仅此处有”也可能是文本太短所致。",
        "Words that meet within {window} words on either side in one sentence, at least {least} times and "
        "more often than expected (G² > 0). Width: logDice = 14 + log2(2·meetings ÷ sum of both counts). A "
        "word has the same place in all panels. The counts are small ({low} to {high} meetings): a "
        'description, not tested; "only here" may come of short texts.',
    ),
    "network_rule_plain": (
        "线宽按 logDice = 14 + log2(2·同现 ÷ (两词次数之和))；各图同一词在同一位置。同现 {low}–{high} 次，只"
        "作描述，未作检验；“仅此处有”也可能是文本太短所致。",
        "Width: logDice = 14 + log2(2·meetings ÷ sum of both counts). A word has the same place in all "
        'panels. {low} to {high} meetings: a description, not tested; "only here" may come of short texts.',
    ),
    "alt_network": ("搭配网络，各{kind}一幅：", "Collocation network, one panel a {kind}: "),
    "alt_edge": ("{one}–{other} {n} 次", "{one} – {other} ({n})"),
    # formulae
    "formula_title_all": (
        "{n} 处提法贯穿全部 {held} {piece}，最长的是“{text}”；另有 {others} 处见于两{piece}以上",
        "{n} formulae run through all {held} {pieces}, the longest is {text}; {others} more stand in two or more",
    ),
    "formula_title_some": (
        "没有一处提法贯穿全部 {held} {piece}；{others} 处见于两{piece}以上，最长的是“{text}”",
        "No formula runs through all {held} {pieces}; {others} stand in two or more, the longest is {text}",
    ),
    "formula_title_two": (
        "两{piece}逐字相同的提法有 {others} 处，最长的是“{text}”",
        "The two {pieces} share {others} formulae word for word, the longest is {text}",
    ),
    "formula_none": (
        "各{piece}之间没有逐字相同的提法：没有一处不短于 {least} 字的重复",
        "No wording is shared word for word: nothing of {least} characters or more repeats across {pieces}",
    ),
    "formula_length": ("字数", "length"),
    "formula_rule": (
        "提法指句内逐字重复、再加长即失去一处的整词串（至少 {least} 字）；格内为次数。共 {all} 处见于两{piece}以上，"
        "按见于几{piece}、再按长度排列，画出前 {n} 处，已含在所画更长提法、且见于相同各{piece}的不再列。"
        "是否“固定提法”由读者判断，"
        "边界按切词。",
        "A formula is a run of words repeated within sentences that cannot be longer without losing "
        "a place ({least} characters or more); in the cells, its occurrences. {all} stand in two or more "
        "{pieces}; by number of {pieces}, then length, the first {n} are drawn, without those that lie in a "
        "longer one drawn for the same {pieces}. Whether it is a set phrase is "
        "for the reader to judge.",
    ),
    "alt_formulae": ("矩阵：提法 × {kind}的次数。", "Matrix of formulae by {kind}, occurrences. "),
    "alt_formula": ("{text}（{list}）", "{text} ({list})"),
    "wording_title": (
        "{high}与别{piece}逐字相同的文字最多，占 {a}%；{low}最少，占 {b}%",
        "{high} shares most of its wording word for word with another {piece}, {a}%; {low} least, {b}%",
    ),
    "wording_one": ("{high}与别{piece}逐字相同的文字占 {a}%", "{high} shares {a}% of its wording word for word"),
    "wording_none": ("各{piece}之间没有逐字相同的文字", "No wording is shared word for word"),
    "wording_any": ("任一别{piece}", "any other"),
    "wording_of": ("这{piece}文字…", "of the wording of …"),
    "wording_in": ("…有百分之几也见于", "… per cent stand in"),
    "wording_rule": (
        "一个字若在一处两{piece}都有、至少 {least} 字的重复字串之内，即为共有；百分比以行内那一{piece}的全部字符（含标"
        "点）为底，所以矩阵不对称：同一段话在较短的一方占得多。对角线不计。",
        "A character is shared if it lies in a repeated string of {least} characters or more that stands in "
        "both. Per cent of all characters of the {piece} in the row, punctuation included, so the matrix is "
        "not symmetric: the same passage is more of a short {piece}. The diagonal is left out.",
    ),
    "alt_wording": ("矩阵：逐字共有的文字占比。", "Matrix of wording shared word for word, per cent. "),
    "alt_shared": ("{one}见于{other} {value}%", "{value}% of {one} in {other}"),
    "near_title": (
        "{n} 处近似重复：同一句式换上各自的内容，如“{text}”",
        "{n} near-repeats: the same frame filled with other words, such as {text}",
    ),
    "near_none": ("没有找到带空位的近似重复", "No near-repeat with a slot was found"),
    "near_rule": (
        "上下对齐的为逐字相同处，着色处为各篇不同的空位（∅ 为空）。每对句子按词作局部比对（Smith–Waterman），"
        "相同处合计至少 {least} 字、空位不跨分句；共 {all} 处，按相同字数列出前 {n} 处，句首数字为段.句。",
        "What stands above each other is the same word for word; tinted: the slots in which they differ (∅: "
        "nothing). Pairs of sentences aligned locally by word (Smith–Waterman), {least} equal characters or more "
        "in all, slots within a clause; {all} in all, the first {n} by equal characters. Figures: "
        "paragraph.sentence.",
    ),
    "alt_near": ("对照表，近似重复：", "Table of near-repeats, aligned: "),
}
