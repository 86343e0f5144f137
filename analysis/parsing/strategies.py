"""Regional strategies: those the word list knows, and those named after the occasion of a speech."""

import re
from dataclasses import dataclass

import pandas as pd
import rjieba

from analysis.lexicon import split_markers

_OCCASION = re.compile(
    r"^在?(?P<core>.+?)(?:座谈会|工作会议|会议|论坛|大会)?(?:上|时|期间)?的?(?:重要)?"
    r"(?:讲话|致辞|发言|谈话|演讲|报告).*$"
)
_URGES = re.compile(
    r"^(?:深入|全面|全力|进一步|扎实|持续|加快|着力|新时代|新形势下|新征程上?|推动|推进|促进|支持|加强|做好|关于|实施|"
    r"决战决胜|打赢|打好|主持召开|更好|高标准|高水平|高质量(?!发展))+"
)
_BEFORE_NAME = re.compile(rf"(?:.*[，、和与及“])?[《“]?(?:在|于)?(?:{_URGES.pattern[1:]})?")
_AFTER_NAME = re.compile(
    r"$|[，、和与及”]|高质量|发展|一体化|协同|协调|地区|区域|流域|经济|城市|全面|振兴|崛起|大?开发|建设|生态|保护|工作|战略|"
    r"座谈会|高水平|改革|治理|新时代|扶贫|协作|深化|加快|更好"
)
_NUMBERED = re.compile(r"^(?:中央)?第[一二三四五六七八九十]+次(?:中央)?(?:全国)?(?=.{2})")
_QUOTED = re.compile(r"[“‘《「]([^”’》」]{2,12})[”’》」]")
# What occasions are made of, whatever they are about: verbs of urging and visiting, bodies, kinds of meeting, degrees.
_SCAFFOLD = re.compile(
    r"[，、。；：（）()“”‘’《》「」\s]|第[一二三四五六七八九十]+次|(?:[0-9]{4}|[一二三四五六七八九〇]{4})年|[0-9]+|周年|"
    r"省委|市委|区党委|自治区|党委|省政府|市政府|政府|党中央|中共中央|中央|国务院|全国人大|全国政协|全国|领导小组|委员会|"
    r"座谈会|会议|论坛|大会|会上|汇报|工作|专题|听取|考察|调研|视察|检查|指导|主持|召开|出席|参加|庆祝|纪念|部署|"
    r"决战决胜|讲话|致辞|发言|谈话|演讲|报告|深入|全面|全力|进一步|扎实|持续|加快|着力|新时代|新形势下?|新征程|推动|推进|促进|支持|"
    r"加强|做好|实施|打赢|打好|高质量|高水平|高标准|发展|建设|重要|重点|重大|问题|综合|协同|协调|战略|规划|地区|区域|工程|"
    r"社会主义|现代化|经济|期间|关于|以及|等|和|与|及|在|上|时|的"
)
_BODY_OF = re.compile(r"(?:壮族|回族|维吾尔)$|(?<=..)[省市县]$")
_GENERIC_END = re.compile(
    r"(?:座谈会|工作|战略|规划|协同发展|协调发展|融合发展|一体化发展|高质量发展|绿色发展|振兴发展|发展|建设|一体化|"
    r"全面振兴|振兴|崛起|大开发|开发开放|开发|改革开放|生态保护|生态|和|与|及|经济带|经济区|经济圈|城市群|都市圈|"
    r"示范区|试验区|合作区|新区|地区|区域|流域|经济走廊|走廊|生态廊道|经济|城市|沿线|片区|"
    r"后续工程|后续|工程|合作|综合治理|综合防治|防治)$"
)

_GENERIC = re.compile(rf"(?:中央|全国|保护|治理|防治|{_GENERIC_END.pattern[:-1]})+")


@dataclass(frozen=True)
class Strategy:
    """A regional strategy: official and short name, English name, and patterns of the wording that shows it."""

    name: str
    short: str
    english: str
    patterns: tuple[str, ...]


def listed_strategies(table: pd.DataFrame) -> list[Strategy]:
    """The rows of ``data/words/strategies.csv`` as strategies."""
    return [
        Strategy(row.name, row.short, row.english, tuple(split_markers(row.markers)))
        for row in table.itertuples(index=False)
    ]


def strategy_of_occasion(occasion: str, listed: list[Strategy]) -> Strategy:
    """The strategy an occasion is about: a listed one whose name or marker it holds, else one named after it.

    Examples
    --------
    >>> strategy_of_occasion("在推动南岭经济走廊高质量发展座谈会上的讲话", []).name
    '南岭经济走廊高质量发展'
    """
    best: tuple | None = None
    for rank, strategy in enumerate(listed):
        for pattern in patterns_of(strategy):
            for match in re.finditer(pattern, occasion):
                # 闽东北 is not 东北, and a visit to a place is not its strategy.
                if _BEFORE_NAME.fullmatch(occasion[: match.start()]) and _AFTER_NAME.match(occasion[match.end() :]):
                    found = (match.start(), -len(match.group()), rank)
                    best = min(best or found, found)
    return listed[best[2]] if best else _derive(occasion)


def _derive(occasion: str) -> Strategy:
    core = _NUMBERED.sub("", _OCCASION.sub(r"\g<core>", occasion.strip("《》“”")))
    name = _URGES.sub("", core) or core
    stems, stem = [name], name
    while (shorter := _GENERIC_END.sub("", stem)) != stem and len(shorter) >= 2 and not _GENERIC.fullmatch(shorter):
        stem = shorter
        stems.append(stem)
    first, *others = content_words(occasion) or [""]
    subject = [word for word in (first, *(one for one in others if len(one) > 2)) if word]
    subject += [word for one in subject if len(one) > 4 for word in rjieba.cut(one)[:1] if len(word) > 1]
    return Strategy(name, stems[-1], name, tuple(map(re.escape, dict.fromkeys([*stems, *subject]))))


def patterns_of(strategy: Strategy) -> list[str]:
    """The wordings that show a strategy: its official name, and the markers of the list with their guards."""
    return list(dict.fromkeys([re.escape(strategy.name), *strategy.patterns]))


def is_generic(word: str) -> bool:
    """Whether a word is what many strategies are made of, such as 生态."""
    return bool(_GENERIC.fullmatch(word))


def content_words(occasion: str) -> list[str]:
    """What an occasion is about in words of two characters or more: what it quotes, then what is no scaffolding.

    A longer piece is followed by the words it is made of.

    Examples
    --------
    >>> content_words("在加强荒漠化综合防治和推进“三北”等重点生态工程建设座谈会上的讲话")
    ['三北', '荒漠化', '防治', '生态']
    >>> content_words("在中央第七次西藏工作座谈会上的讲话"), content_words("在听取海南省委和省政府工作汇报时的讲话")
    (['西藏'], ['海南'])
    """
    quoted = _QUOTED.findall(occasion)
    pieces = [_BODY_OF.sub("", piece) for piece in _SCAFFOLD.split(_QUOTED.sub("，", occasion))]
    words = [word for piece in pieces for word in (piece, *(rjieba.cut(piece) if len(piece) > 3 else ()))]
    return list(dict.fromkeys(one for one in (*quoted, *words) if len(one) >= 2))
