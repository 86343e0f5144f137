"""Documents as bad PDFs give them, made from known speeches: what the parser must undo."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from analysis import parsing, paths

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Speech:
    """A speech as it should come out: number and wording of its footnote, and its paragraphs."""

    number: int
    footnote: str
    paragraphs: list[str]

    @property
    def note(self) -> str:
        return f"{CIRCLED[self.number - 1]} {self.footnote}"


@dataclass(frozen=True)
class Style:
    """How the document is set."""

    width: int | None = 26
    separator: str = "blank"  # blank | indent | line
    footnotes: str = "end"  # end | start | between | inside
    note_width: int | None = None
    page_lines: int | None = 14
    header: str = ""
    page_mark: str = ""  # with {} for the number
    title: tuple[str, ...] = ("座谈会金句",)
    seed: int = 0
    blanks: int = 1
    extra: dict = field(default_factory=dict)


def known_speeches() -> list[Speech]:
    """The four speeches of the source document, in its order, read from its lines by hand-made positions."""
    lines = paths.DOCUMENT.read_text(encoding="utf-8").split("\n")
    firsts = {
        6: [5, 17, 34, 39, 46, 52, 58, 63],
        7: [71, 78, 86, 95],
        8: [101, 107, 116, 125],
        5: [145, 151, 168, 174, 182, 188, 194, 199],
    }
    ends = {6: 70, 7: 100, 8: 136, 5: len(lines) + 1}
    notes = {5: 137, 6: 139, 7: 141, 8: 143}
    speeches = []
    for number, starts in firsts.items():
        bounds = [*starts, ends[number]]
        paragraphs = [
            "".join(line.strip() for line in lines[first - 1 : last - 1])
            for first, last in zip(bounds, bounds[1:], strict=False)
        ]
        speeches.append(Speech(number, lines[notes[number] - 1][2:], paragraphs))
    return speeches


OTHER_SPEECHES = [
    Speech(
        11,
        "2023年5月12日，河北石家庄，在深入推进京津冀协同发展座谈会上的讲话",
        [
            "京津冀等区域发展战略的推进已经有了扎实基础。要把疏解非首都功能作为重点，有序转移，也要保持定力。",
            "要加强与长江经济带、粤港澳大湾区的衔接，让要素流动起来。城市之间要多商量，多配合。",
            "各有关部门要对京津冀三地的项目给予支持。三地要把责任落到每一级，年年有进展。",
        ],
    ),
    Speech(
        3,
        "2021年10月22日，山东济南，在深入推动黄河流域生态保护和高质量发展座谈会上的讲话",
        [
            "黄河流域的水土保持关系全局。要量水而行，把水资源作为最大的刚性约束。",
            "要做好防灾减灾，补齐短板。上游涵养水源，中游保持水土，下游保护湿地！“共饮一河水”是大家的愿望。",
            "沿黄各省区要落实好主体责任，办一件成一件。",
        ],
    ),
    Speech(
        14,
        "2022年6月8日，南岭韶关，在推动南岭经济走廊高质量发展座谈会上的讲话",
        ["南岭经济走廊要先把路修通。要把GDP和Green Growth放在一起看，5G基站也要铺到乡里。", "南岭的事情要一件一件做。"],
    ),
    Speech(
        8,
        "2023年9月7日，黑龙江哈尔滨，在新时代推动东北全面振兴座谈会上的讲话",
        ["东北资源条件较好，产业基础比较雄厚。要把黑土地保护好，当好压舱石。", "东北三省要一茬接着一茬干。"],
    ),
]  # fmt: skip


def render(speeches: list[Speech], style: Style) -> str:
    """The document as text."""
    rng = random.Random(style.seed)
    notes = [line for speech in speeches for line in _wrap(speech.note, style.note_width)]
    by_number = [
        line
        for speech in sorted(speeches, key=lambda one: one.number)
        for line in [*_wrap(speech.note, style.note_width), ""]
    ]
    lines: list[str] = [*style.title, ""] if style.title else []
    if style.footnotes == "start":
        lines += by_number
    since, page = 0, 11
    middle, noted = len(speeches) // 2, False
    for order, speech in enumerate(speeches):
        for paragraph in speech.paragraphs:
            indent = "　　" if style.separator == "indent" else ""
            set_lines = _wrap(indent + paragraph, style.width)
            for position, line in enumerate(set_lines):
                last = position == len(set_lines) - 1
                cut_here = style.page_lines and since >= style.page_lines and not last and line[-1] not in "。！？”"
                mid_sentence = line[-1] not in "。！？”" or style.width is None
                inside = style.footnotes == "inside" and order >= middle and mid_sentence and not noted
                noted = noted or inside
                if inside and style.width is None:
                    cut = _cut_place(line, rng)
                    lines += [line[:cut], "", *by_number, line[cut:]]
                    continue
                if style.width is None and style.page_lines and len(line) > 60 and rng.random() < 0.3:
                    cut = _cut_place(line, rng)
                    lines += [line[:cut], *_page_break(style, page), line[cut:]]
                    page += 1
                    continue
                lines.append(line)
                since += 1
                if inside:
                    lines += ["", *by_number]
                elif cut_here:
                    lines += _page_break(style, page)
                    page, since = page + 1, 0
            if style.separator == "blank":
                lines.append("")
        if style.footnotes == "between":
            lines += [*([""] if style.separator != "line" else []), *_wrap(speech.note, style.note_width), ""]
    if style.footnotes == "end":
        lines += ["", *by_number] if style.separator != "line" else notes
    return "\n".join(lines) + "\n"


def _cut_place(line: str, rng: random.Random) -> int:
    """A place in mid-sentence, after the first comma."""
    places = [i for i in range(line.index("，") + 2, len(line) - 2) if line[i - 1] not in "。！？”"]
    return rng.choice(places)


def _page_break(style: Style, page: int) -> list[str]:
    lines = [""] * style.blanks
    if style.page_mark:
        lines += [style.page_mark.format(page), ""]
    if style.header:
        lines += [style.header, ""]
    return lines


def _wrap(text: str, width: int | None) -> list[str]:
    """Cut into lines of `width`; closing punctuation hangs, as in Chinese typesetting."""
    if width is None:
        return [text]
    lines, start = [], 0
    while start < len(text):
        end = start + width
        while end < len(text) and (text[end] in "，。、；：！？”）" or _inside_latin(text, end)):
            end += 1
        lines.append(text[start:end])
        start = end
    return lines


def _inside_latin(text: str, place: int) -> bool:
    return text[place - 1].isascii() and text[place].isascii() and text[place - 1] != " "


def expected_rows(speeches: list[Speech]) -> list[tuple[int, int, int, str]]:
    """(speech, paragraph, sentence, text) as the parser should give them."""
    return [
        (speech.number, p, s, sentence)
        for speech in speeches
        for p, paragraph in enumerate(speech.paragraphs, start=1)
        for s, sentence in enumerate(parsing.split_sentences(paragraph), start=1)
    ]
