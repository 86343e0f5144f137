"""What groups, themes and terms are called in a chart: short names, English names, glosses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.language import CODES, periods, speak

Noun = str | tuple[str, str, str]
# First words of glosses that keep their capital wherever they stand: Yan of "Yan'an Spirit".
PROPER = frozenset(
    """Africa African Arab Asia Asian Baihetan Baiyangdian Baoshan Beibu Beijing Binhai Boao Bohai Canton Chang
    Changsha Chengdu China Chinese Communist Daqing Davos Deng Dianchi Doha Dongting Engel Eurasian Europe
    European Fengqiao Fenwei Fujian Ganjiang Guangdong Guangzhou Guanzhong Gui Hainan Hangzhou Hanjiang Harbin
    Hengqin Hetao Hohhot Hong Hongqiao Huai Huaihe Huoshenshan Interpol Jiang Jiaolong Jinggangshan Korean Kyoto
    Lancang Lanzhou Lei Leishenshan Liangjiang Liao Lin Liupan London Lujiazui Macao Mao Mars Marxism Marxist
    Mengtian Mercosur Nansha Northeast Olympic Pacific Palestinian Paralympics Paris Party Pearl Pingtan
    Politburo Poyang Pudong Qianhai Qilian Qinba Qinghai Saihanba Sanjiang Shandong Shanghai Shenzhen Shenzhou
    Sichuan Sino Songhua Soviet Taihang Taihu Taiwan Tianfu Tiangong Tianjin Tianshan Tianzhou Ukraine Wanjiang
    Wenchuan Wentian Wuhan Wuling Xi Xiamen Xiangshan Xiaolangdi Xibaipo Xihe Xinjiang Xiong Xixian Xizang
    Xuelong Yan Yangtze Yushu Zhangjiang Zhongguancun Zhoushan""".split()
)


@dataclass(frozen=True)
class Names:
    """Short and English names; what is not listed keeps the name it has in the table.

    Attributes
    ----------
    strategies : mapping of official name to (short Chinese name, English name)
    themes : mapping of theme id to (Chinese name, English name)
    glosses : mapping of a Chinese term to its English gloss
    group, text : str or (Chinese, English, English plural)
        What a group and a text of the corpus are called: a key of the catalogue's section ``nouns``, or words of a
        corpus's own.
    own_texts : bool
        Whether every group is a single text, so that one may speak of texts where groups are compared.
    time : bool, optional
        Whether the groups follow one another in time and are drawn on an axis; by default as their names say
        (:func:`analysis.language.periods.period_kind`).
    moves : mapping of move id to (Chinese name, English name)
    further : mapping of language to mapping of what is named to its name
        Names in languages other than Chinese and English; what has none there is called as in English.
    order : tuple of str
        All groups of the report in their order, by which each has its colour (:func:`analysis.charts.style.looks`).

    Examples
    --------
    >>> names = Names({"西部大开发": ("西部", "Western Development")}, {"reform": ("改革", "Reform")}, {"西部": "West"})
    >>> names.strategy("西部大开发", "en"), names.strategy("某地发展", "en"), names.theme("reform", "zh")
    ('Western Development', '某地发展', '改革')
    """

    strategies: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    themes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    glosses: Mapping[str, str] = field(default_factory=dict)
    group: Noun = "strategy"
    text: Noun = "speech"
    own_texts: bool = True
    time: bool | None = None
    moves: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    further: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    def _called(self, what: str, known: tuple[str, str] | None, language: str) -> str:
        named = self.further.get(language, {}).get(what, "")
        return named or (known or (what, what))[language != "zh"]

    def strategy(self, name: str, language: str) -> str:
        """Short name of a strategy in a language."""
        if name in self.strategies:
            return self._called(name, self.strategies[name], language)
        return periods.period_name(name, language)

    def is_time(self, groups: Sequence[str]) -> bool:
        """Whether these groups are drawn along time; three at least make a line."""
        kind = periods.period_kind(groups)
        return kind is not None and self.time is not False

    def words(self, language: str) -> dict[str, str]:
        """What fixed texts call a group and a text: values for the fields of the catalogue.

        Examples
        --------
        >>> Names(group=("省份", "province", "provinces"), own_texts=False).words("zh")["piece"]
        '个省份'
        """
        (kind, kinds, unit), (doc, docs, doc_unit) = (_noun(noun, language) for noun in (self.group, self.text))
        if unit:  # a language with measure words, and without plurals
            piece = pieces = doc_unit if self.own_texts else unit + kind
        else:
            piece, pieces = (doc, docs) if self.own_texts else (kind, kinds)
        return {"kind": kind, "kinds": kinds, "unit": unit, "doc": doc, "docs": docs, "piece": piece, "pieces": pieces}

    def theme(self, theme: str, language: str) -> str:
        """Name of a theme; ``none`` is what no theme claims."""
        if theme == "none" and theme not in self.themes:
            return speak(language).say("names.no_theme")
        return self._called(theme, self.themes.get(theme), language)

    def move(self, move: str, language: str) -> str:
        """Name of a move; ``none`` is what no cue tells."""
        if move == "none" and move not in self.moves:
            return speak(language).say("names.no_move")
        return self._called(move, self.moves.get(move), language)

    def gloss(self, term: str, language: str) -> str:
        """English gloss of a term, empty in a Chinese chart or where the list has none."""
        return self.glosses.get(term, "") if language != "zh" else ""

    def gloss_within(self, term: str, language: str) -> str:
        """The same as it stands within a line: small, but for names.

        Examples
        --------
        >>> names = Names(glosses={"生态": "Ecology", "中国式现代化": "Chinese modernisation"})
        >>> names.gloss_within("生态", "en"), names.gloss_within("中国式现代化", "en")
        ('ecology', 'Chinese modernisation')
        """
        gloss = self.gloss(term, language)
        name = not gloss[1:].islower() or re.split(r"[^A-Za-z]", gloss)[0] in PROPER
        return gloss if name else gloss[:1].lower() + gloss[1:]

    def is_own_name(self, term: str, strategy: str) -> bool:
        """Whether a term is a strategy's name for itself (西部地区 of 西部大开发): frequent of necessity."""
        short = self.strategies.get(strategy, (strategy, ""))[0]
        return bool(short) and (short in term or (len(term) > 1 and term in short))

    def slug(self, strategy: str, number: int) -> str:
        """Part of a file name: the English name in small letters, else ``group_`` and its number."""
        english = self.strategies.get(strategy, ("", ""))[1]
        return re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_") or f"group_{number}"


def names_of(lexicon, speeches=None) -> Names:
    """The names that a lexicon gives; with `speeches`, words for groups that are none of its strategies too.

    Groups that are years, decades or other times in order are called so, others simply groups; a caller that knows
    better says so with ``dataclasses.replace(names, group=..., unit=..., text=...)``.
    """
    strategies = {row.name: (row.short, row.english) for row in lexicon.strategies.itertuples(index=False)}
    themes = {row.theme: (row.zh, row.en) for row in lexicon.theme_names.itertuples(index=False)}
    glosses = dict(zip(lexicon.glosses["term"], lexicon.glosses["english"], strict=True))
    glosses |= {row.phrase: row.english for row in lexicon.phrases.itertuples(index=False) if row.english}
    words = {} if speeches is None else _words_for(speeches, strategies)
    words["moves"] = {row.move: (row.zh, row.en) for row in lexicon.move_names.itertuples(index=False)}
    words["further"] = {code: _named(lexicon, code) for code in CODES if code not in ("zh", "en")}
    return Names(strategies, themes, glosses, **words)


def _named(lexicon, code: str) -> dict[str, str]:
    """What a language calls themes, moves and strategies: a column of their lists."""
    lists = ((lexicon.theme_names, "theme"), (lexicon.move_names, "move"), (lexicon.strategies, "name"))
    return {what: name for table, key in lists if code in table
            for what, name in zip(table[key], table[code], strict=True) if name}  # fmt: skip


def _noun(noun: Noun, language: str) -> tuple[str, str, str]:
    """One of a kind, several of it, and the measure word between a number and it."""
    if isinstance(noun, str):
        return tuple(speak(language).texts[f"nouns.{noun}"])
    one, many = (noun[0], noun[0]) if language == "zh" else noun[1:]
    return one, many, speak(language).texts["nouns.own"][2]


def _words_for(speeches, strategies: Mapping) -> dict:
    groups = speeches["strategy"]
    order = list(groups.cat.categories) if hasattr(groups, "cat") else list(dict.fromkeys(groups))
    present = set(groups)
    order = [group for group in order if group in present]
    texts = speeches.groupby(groups.astype("object"))["speech"].nunique()
    words = {"own_texts": bool((texts == 1).all()), "order": tuple(map(str, order))}
    if not present & set(strategies):
        words["group"] = periods.period_kind(order) or "group"
    return words
