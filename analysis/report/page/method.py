"""Method on the page: definitions with formulas, settings, what was left out, versions, and what cannot be shown."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from analysis import __version__
from analysis.charts.network import collocation_map_tables
from analysis.measures import resampling
from analysis.measures.formulae import shared_formulae
from analysis.measures.stability import bootstrap_paragraphs
from analysis.report.page.context import Context, escape
from analysis.report.page.tables import table_markup

PACKAGES = ("rjieba", "jieba", "ahocorasick-rs", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib")
_FILES = 60  # names of files listed with their checksum

# Chinese name, English name, formula (markup), Chinese and English explanation
DEFINITIONS = (
    ("比率", "Rate", "10,000 × <i>a</i> / <i>N</i>",
     "<i>a</i> 为次数，<i>N</i> 为该对象计入的词数。误差线为威尔逊 95% 区间。",
     "<i>a</i>: count; <i>N</i>: words counted in the group. Whiskers: Wilson's 95% interval."),
    ("威尔逊区间", "Wilson's interval",
     "(<i>p</i> + <i>z</i>²/2<i>n</i> ± <i>z</i>√(<i>p</i>(1−<i>p</i>)/<i>n</i> + <i>z</i>²/4<i>n</i>²)) / "
     "(1 + <i>z</i>²/<i>n</i>)",
     "<i>p</i> = <i>a</i>/<i>n</i>，<i>z</i> = 1.96。把词当作独立抽取，实际的不确定更大。",
     "<i>p</i> = <i>a</i>/<i>n</i>, <i>z</i> = 1.96. Words are taken as independent draws; the true uncertainty is "
     "larger."),
    ("TF-IDF", "TF-IDF", "1,000 × <i>a</i> × idf / <i>N</i>, idf = ln((1+<i>D</i>) / (1+<i>d</i>)) + 1",
     "<i>D</i> 为段数，<i>d</i> 为含该词的段数：以段、不以篇为文档，因为几篇讲话只能给出几个 idf 值。",
     "<i>D</i>: paragraphs; <i>d</i>: those that hold the word. Paragraphs are the documents, for a few speeches would "
     "give only a few values of idf."),
    ("对数比", "Log ratio", "log₂((<i>a</i>/<i>n</i>₁) / (<i>b</i>/<i>n</i>₂))",
     "<i>b</i>、<i>n</i>₂ 为其余各项的次数与词数；0 次按 0.5 计。区间为条件 Clopper–Pearson 区间，按所检验的全部比较作 "
     "Bonferroni 校正；区间不含 0 才说“多”或“少”，否则“分不出”。",
     "<i>b</i>, <i>n</i>₂: count and words of all the others; a count of 0 is read as 0.5. The interval is conditional "
     "Clopper–Pearson, Bonferroni-corrected for every comparison made; “more” or “less” only if it excludes 0, else "
     "“cannot tell”."),
    ("G²", "G²", "2 Σ <i>O</i> ln(<i>O</i>/<i>E</i>)",
     "四格似然比（Dunning）。<i>p</i> 为 Fisher 精确检验，<i>q</i> 为 Benjamini–Hochberg 校正值。",
     "Likelihood ratio of the four cells (Dunning). <i>p</i>: Fisher's exact test; <i>q</i>: its Benjamini–Hochberg "
     "value."),
    ("主题占比", "Theme share", "<i>s</i> / <i>S</i>",
     "涉及主题的句数 / 句数。一句可涉及多个主题或一个也不涉及；按词典 themes.csv 归类。",
     "Sentences on the theme / sentences. A sentence may carry several themes or none; coded with the dictionary "
     "themes.csv."),
    ("语步", "Move", "",
     "每句按线索表 moves.csv 归入一步，归不了的如实标明。",
     "Every sentence makes one move by the cues of moves.csv, or none that they can tell."),
    ("提法", "Formula", "",
     "在句内逐字重复、六个字符以上、首尾在词界上的最长文字。",
     "The longest wording of six characters or more that recurs within sentences, beginning and ending with a word."),
    ("散布 DP", "Dispersion DP", "½ Σ |<i>t</i> − <i>w</i>|",
     "<i>t</i> 为该词在各段的份额，<i>w</i> 为各段的词数份额；0 为均匀，近 1 为集中一处。",
     "<i>t</i>: share of the word that falls on each paragraph; <i>w</i>: the paragraph's share of all words. 0 is "
     "even, near 1 all in one place."),
    ("相似度", "Similarity", "cos = Σ <i>p</i><i>q</i> / (|<i>p</i>||<i>q</i>|), JSD = "
     "½ Σ <i>p</i> log₂(<i>p</i>/<i>m</i>) + ½ Σ <i>q</i> log₂(<i>q</i>/<i>m</i>)",
     "<i>m</i> 为两者的平均。与把两者各段随机打乱的结果相比：短文本从不相同。",
     "<i>m</i>: the mean of both. Held against the paragraphs of both dealt at random, for short texts are never "
     "alike."),
    ("段落置换检验", "Permutation of paragraphs", "<i>p</i> = (1 + <i>k</i>) / (1 + <i>K</i>)",
     "把段落随机分给各对象 <i>K</i> 次，<i>k</i> 为不小于实际差别的次数。词在段落里成团，所以打乱段落而不打乱词；"
     "<i>q</i> 为对全部比较作 Benjamini–Hochberg 校正后的 <i>p</i>。",
     "Paragraphs are dealt to the groups at random <i>K</i> times; <i>k</i>: times the difference was at least as "
     "large as observed. Words cluster in paragraphs, so paragraphs are dealt, not words. <i>q</i>: <i>p</i> after the "
     "Benjamini–Hochberg correction for all comparisons."),
    ("名次的稳定", "Stability of ranks", "",
     "在每篇之内有放回地重抽段落（自助法），重排名次；给出 95% 的重抽样所在的范围。",
     "Paragraphs are drawn anew with replacement within each speech (bootstrap) and the words ranked again; the range "
     "given holds 95% of the draws."),
    ("搭配", "Collocation",
     "logDice = 14 + log₂(2<i>j</i> / (<i>x</i> + <i>y</i>)), NPMI = ln(<i>p</i>(x,y) / <i>p</i>(x)<i>p</i>(y)) / −ln "
     "<i>p</i>(x,y)",
     "<i>j</i> 为两词在同一句、给定窗口内的同现次数，<i>x</i>、<i>y</i> 为各自的次数。",
     "<i>j</i>: meetings of two words within a window of one sentence; <i>x</i>, <i>y</i>: their counts."),
)  # fmt: skip
CANNOT_SHOW = (
    ("词频不是意图：说得多不等于更重视，没说不等于不做。",
     "Frequency is not intent: what is said more is not therefore valued more, and what is unsaid may still be done."),
    ("文本短，多数差别与偶然分不开；“分不出”不是“没有差别”。",
     "Short texts: most differences cannot be told from chance; “cannot tell” is not “no difference”."),
    ("若各对象的讲话日期也不同，对象之间的差别也可能是年份的差别。",
     "Where the groups also differ in date, a difference between them may be one of years."),
    ("词成团出现，不是独立抽取；区间与 p 值偏乐观，请与打乱段落的结果对照。",
     "Words come in clusters, not as independent draws: intervals and p-values are optimistic; hold them against the "
     "shuffled paragraphs."),
    ("主题、语步和切词依据词表，词表有其判断；改词表，数字会变。",
     "Themes, moves and words follow lists, which are judgements; change a list and the numbers change."),
)  # fmt: skip
_HEADS = {
    "definitions": ("定义与公式", "Definitions and formulas"),
    "settings": ("设置", "Settings"),
    "stop": ("未计入的词", "Words left out of the counts"),
    "recall": ("固定提法是否保持完整", "Are set phrases kept whole"),
    "versions": ("版本", "Versions"),
    "sources": ("来源文件及 SHA-256", "Sources and their SHA-256"),
    "left_out": ("未能读取的文件", "Documents that could not be read"),
    "convert": ("繁简转换", "Conversion of characters"),
    "cannot": ("本报告不能说明什么", "What this report cannot show"),
    "method": ("方法", "Method"),
    "engine": ("切词引擎", "Segmentation engine"),
    "level": ("计数单位", "Unit of counting"),
    "recalled": (
        "原文中 {hits} 处固定提法：{whole} 处作为一个词计入，{inside} 处在更长的提法之中、随之计入，{cut} 处被切开。",
        "Of {hits} hits of set phrases in the text, {whole} are one word, {inside} lie inside a longer phrase and are "
        "counted with it, {cut} are cut.",
    ),
    "intervals": (
        "区间与检验：95% 区间；校正后 q < 0.05 才算分得出",
        "Intervals and tests: 95% intervals; told from chance only if the corrected q < 0.05",
    ),
    "draws": (
        "段落随机分配：逐词 {words:,} 次，成对相似度 {pairs:,} 次；重抽样 {ranks:,} 次；随机种子 {seed}",
        "Paragraphs dealt at random: {words:,} times word by word, {pairs:,} times for pairs; drawn anew {ranks:,} "
        "times; random seed {seed}",
    ),
    "sizes": (
        "提法至少 {length} 字；搭配窗口左右各 {window} 词，至少同现 {joint} 次",
        "Formulae of {length} characters or more; collocation window of {window} words on either side, at least "
        "{joint} meetings",
    ),
    "lists": (
        "词表：{phrases} 条提法、{stops} 个停用词、{themes} 条主题词",
        "Lists: {phrases} phrases, {stops} stop words, {themes} theme rows",
    ),
}


def method_markup(context: Context) -> str:
    """The whole section below its heading."""
    results = context.results
    recall, en = results.phrase_recall, context.language == "en"
    title = {key: pair[en] for key, pair in _HEADS.items()}
    sums = {"hits": "in_text", "whole": "as_token", "inside": "inside_longer", "cut": "cut"}
    recalled = title["recalled"].format(**{key: f"{recall[name].sum():,}" for key, name in sums.items()})
    stop = table_markup(context, results.stop_words, title=title["stop"], file="tables/stop_words.csv")
    phrases = table_markup(context, recall, title=title["recall"], file="tables/phrase_recall.csv")
    parts = [
        f"<h3>{title['definitions']}</h3>{_definitions(en)}",
        f"<h3>{title['cannot']}</h3><ul>{''.join(f'<li>{escape(pair[en])}' for pair in CANNOT_SHOW)}</ul>",
        f"<h3>{title['settings']}</h3><ul>{''.join(f'<li>{line}' for line in _settings(context, title))}</ul>",
        f"<h3>{title['stop']}</h3><details><summary>{_rows(context, results.stop_words)}</summary>{stop}</details>",
        f"<h3>{title['recall']}</h3><p>{recalled}</p>",
        f"<details><summary>{_rows(context, recall)}</summary>{phrases}</details>",
        f"<h3>{title['versions']}</h3><p>{escape(', '.join(_versions()))}</p>",
        f"<h3>{title['sources']}</h3><ul class=sha>{''.join(_sources(context))}</ul>",
    ]
    if len(results.left_out_documents):
        table = table_markup(context, results.left_out_documents, title=title["left_out"], file="tables/")
        parts.append(f"<h3>{title['left_out']}</h3>{table}")
    return "\n".join(parts)


def method_heading(language: str) -> str:
    """What the section is called."""
    return _HEADS["method"][language == "en"]


def _rows(context: Context, table) -> str:
    return context.say("rows", n=len(table))


def _definitions(en: bool) -> str:
    """Markup of this module's own making: no text of the corpus is in it."""
    rows = (
        f"<dt>{row[en]}</dt><dd>{f'<p class=fm>{row[2]}</p>' if row[2] else ''}<p>{row[3 + en]}</p></dd>"
        for row in DEFINITIONS
    )
    return f"<dl>{''.join(rows)}</dl>"


def _settings(context: Context, title: dict[str, str]) -> list[str]:
    results, lexicon = context.results, context.results.lexicon
    sizes = {"phrases": len(lexicon.phrases), "stops": len(lexicon.stop_words), "themes": len(lexicon.themes)}
    found = [title["lists"].format(**{name: f"{size:,}" for name, size in sizes.items()})]
    for name in ("engine", "level"):
        value = getattr(results, f"_{name}", None)
        if value:
            found.append(f"{title[name]}: {escape(value)}")
    found += [title["intervals"], *_numbers(title)]
    if results.corpus.settings.convert:
        found.append(f"{title['convert']}: {escape(results.corpus.settings.convert)}")
    return found


def _numbers(title: dict[str, str]) -> list[str]:
    """How often is drawn and how long a formula is, read from the functions that do it."""
    draws = {
        "words": _default(resampling.permute_paragraphs, "permutations"),
        "pairs": _default(resampling.similarity_baseline, "permutations"),
        "ranks": _default(bootstrap_paragraphs, "resamples"),
        "seed": resampling.SEED,
    }
    sizes = {
        "length": _default(shared_formulae, "min_length"),
        "window": _default(collocation_map_tables, "window"),
        "joint": _default(collocation_map_tables, "min_joint"),
    }
    return [title["draws"].format(**draws), title["sizes"].format(**sizes)]


def _default(function: Callable, option: str) -> int:
    return inspect.signature(function).parameters[option].default


def _versions() -> list[str]:
    """The packages whose version may change a number or a picture, and this project's own."""
    found = [f"regional-speeches {__version__}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            continue
    return found


def _sources(context: Context) -> list[str]:
    """Name and checksum of every document on this machine; of many, the first ones and one checksum over all."""
    sums = [
        (address, hashlib.sha256(Path(address).read_bytes()).hexdigest() if Path(address).is_file() else "")
        for address in context.results.corpus.addresses
    ]
    listed = [f"<li>{context.corpus(Path(address).name)} <code>{digest}</code>" for address, digest in sums[:_FILES]]
    if len(sums) > _FILES:
        every = hashlib.sha256("".join(digest for _, digest in sums).encode("ascii")).hexdigest()
        listed.append(f"<li>… {len(sums):,}: <code>{every}</code>")
    return listed
