"""What stands on a page beside the text: page numbers, running headers, headings; and how wide its lines are."""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise, takewhile

from analysis.documents.footnotes import FOOTNOTE_START, NOTE_MARK, NOTE_REFERENCE, is_wordy, mark_number

LeftOut = list[tuple[int, str, str]]  # line, text, reason

TERMINALS = "。！？!?"
OPENERS = "“‘「『（(《〈〔【"
CLOSERS = "”’」』）)》〉】〕"
# What the record says of the hall stands behind the sentence it goes with.
REACTION = r"[（(][^（()）]{0,12}(?:鼓掌|掌声|笑声|欢呼)[^（()）]{0,12}[）)]"
_FINISHED = re.compile(
    rf"[{TERMINALS}][{CLOSERS}]*(?:\s*{NOTE_REFERENCE})*[{CLOSERS}\"']*(?:\s*{REACTION})?$|…[{CLOSERS}]*$|"
    r"[\u3400-\u9fff][”\"]?(?<![一二三四五六七八九十])[.．][”\"]?$|"  # half-width throughout
    r"[A-Za-z0-9,;:.%]['’)]? +[(\"“'‘]?[A-Za-z0-9$€£][^\s]*(?<!\b[A-Z])\.[\"”'’)]*$"  # behind words of an alphabet
)
_PAGE_MARK = re.compile(
    r"""[\s\-–—―─_·•.~|/\[\]【】()（）]*          # - 12 -, — 12 —, [12]
        (?:第\s*)?(?P<page>[0-9０-９]{1,4}|[ivxlcIVXLC]{1,7})(?:\s*页)?
        (?:\s*[/／]\s*[0-9０-９]{1,4}|[\s，,]*共\s*[0-9０-９]{1,4}\s*页)?
        [\s\-–—―─_·•.~|/\[\]【】()（）]*""",
    re.VERBOSE,
)
_WORDED_PAGE = re.compile(r"(?:第\s*[0-9０-９一二三四五六七八九十百]+\s*页.*|page\s*\d+.*|[-–—―─]{3,})", re.IGNORECASE)
_PAGE_NUMBER_BESIDE = re.compile(r"^\d{1,4}[\s·|—-]+\D|\D[\s·|—-]+\d{1,4}$")
_INNER_PUNCTUATION = re.compile(r"[，。；：！？,;:!?“”]")
NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百零]{1,5}[章节篇部编]|"
    r"[0-9]{1,2}[、．](?![0-9])|[0-9]{1,2}\.(?![0-9])|[（(][0-9]{1,2}[）)])"
)
_MARK_WITHIN = re.compile(r"[，。；：！？、,;:!?“”]")
_NOTES_TITLE = re.compile(r"[【\[]?(?:注释|注解|尾注|脚注|参考文献|注)[】\]]?[：:]?")
# Whom a speech is to; then who speaks next, or whom a letter is to: an office by its name, in which no word stands that
# leads up to a list or a quotation (支持以下企业和集团：).
_LEADS_UP = re.compile(
    "以下|下列|如下|包括|的|是|现将|通知|参加|涉及|分别|重点|支持|鼓励|推动|引导|(?<!国)有(?![限色])|(?<![高中初])等"
)
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的|敬爱的)?(?:[^。！？；：]{0,24}[，、])?[^。！？；：，、]{0,8}"
    r"(?:同志们?|代表们?|委员们?|朋友们?|先生们?|女士们?|来宾们?|同学们?|老师们?|乡亲们|战友们|同胞们|各位[^。！？；：，、]{2,8})[：:]|"
    r"(?i:(?:Dear|Distinguished|Respected)\s[A-Za-z, ]{2,60}|"
    r"Ladies and gentlemen|(?:My )?(?:Comrades|Friends|Colleagues))[,:，：]|"
    r"(?:各|[^。！？；：要]{1,12}[，、]各)[^。！？；：要]{1,60}(?:人民政府|部门|机构|单位|部委|厅局|办公厅|委员会|企业)[：:]"
)
_NAMED = re.compile(
    r"[^。！？；：，、要]{0,14}(?:记者|主持人|发言人|嘉宾|网友|主任|部长|局长|厅长|司长|省长|市长|县长|书记|院长|校长|教授|研究员|专家|"
    r"大学|学院|学校|公司|集团|组委会)(?:\s+[\u3400-\u9fff]{2,4})?[：:]|[^。！？；：，要]{0,40}(?:政府|委员会|[部委局厅办]|办公[室厅])[：:]"
)
# What stands above or below a record and says of it when, where, who; a date alone; the times of a recording.
_LABEL = re.compile(
    r"[（(]?(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,2}月(?:[0-9一二三四五六七八九十]{1,3}日)?"
    r"(?:[，,、]?[\u3400-\u9fff]{2,12})?[）)]?|"
    r"[（(](?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年[^。]{4,400}(?:通过|公布|发布|施行|修订|修正|批准)[^（）()。]{0,12}[）)]|"
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{2}(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?|"
    r"(?:[\u3400-\u9fff]{2,8}[0-9]{0,3}[：:]?)?[\[(（【]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[,.][0-9]{1,3})?"
    r"(?:-+>[0-9:,.]{5,12})?[\])）】]?|"
    r"[（(](?:此件|全文完|完)[^（）()。]{0,12}[）)]|"
    r"[（(【]?(?:会议)?(?:时间|地点|日期|主持人?|出席(?:人员)?|列席(?:人员)?|参加(?:人员)?|缺席|请假|记录人?|整理|签发|"
    r"发文字号|文号|索引号|成文日期|主题词|关键词|来源|稿源|供稿|作者|编辑|责任编辑|审核|校对|发布(?:日期|时间)|嘉宾)\s*[：:][^。！？；]{1,60}|"
    r"附件[0-9一二三四五六七八九十]{0,2}[：:][^。！？；]{1,60}|"
    r"(?:抄送|抄报|主送|分送|[报送发])\s*[：:][^。！？；：]{1,90}。?"
)
# The occasion of a speech, or what an order is about, as its title.
_OCCASION_TITLE = re.compile(
    r"(?:在|关于|听取|考察)[^，。；：！？]{4,70}(?:讲话|致辞|发言|谈话|演讲)(?:提纲|摘要|要点|节选)?|"
    r"[^，。；：！？]{0,40}关于[^。；：！？]{4,80}(?:的|实施|指导|若干|暂行|行动|工作)(?:决定|意见|通知|通报|批复|公告|公报|报告|方案|办法|规定|说明|复函)"
)
_ASKED = re.compile("[问答QA][：:]")  # what is said in an interview, with or without a mark at its end
_ITEM_ENDS = "，、；：,;:"  # an item of a list, or what leads up to one
_QUESTION = re.compile(r"[一二三四五六七八九十]{1,3}、[^。！？；]{2,38}？")
_NOT_TEXT = re.compile(r"[\W\d_]+")
# What a browser prints at the edges of a page: the address with 1/5, or date and time with the title.
_PRINTED_ADDRESS = re.compile(r"(?:https?|file)://\S+.*\d\s*/\s*\d+$")
_PRINTED = re.compile(
    _PRINTED_ADDRESS.pattern + r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d\d"
)
_CONTENTS = re.compile(r".*(?:(?:[.．·•‧﹒┄─]\s?){3,}|…{2,})\s*[（(]?(?:[0-9０-９]{1,4}|[ivxIVX]{1,6})[）)]?")
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")
_ENTRY = re.compile(r"[^。！？；]{2,50}[\s.…·—]+[（(]?[0-9]{1,4}[）)]?")
_OF_TEXT = ("table of contents", "heading", "salutation")  # what no page break has put where it stands
_EDGE = 3  # lines at the top and at the bottom of a page among which headers and footers stand
_NOTE_LINES = 8
_LONGEST_HEADING, _LONGEST_NUMBERED = 40, 60
_LIST = 4  # so many lines in a row are a list, not headings
_ITEMS = 3  # so many numbered lines in a row are a list, where a line leads up to them
_FIGURE = re.compile(r"[-−–+]?[0-9０-９][0-9０-９.,．%％‰年月日/-]*[万亿千元人户吨个]{0,2}")
_DATE = re.compile(r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_FIGURES = 0.2  # of the cells of a table
_NARROW_COLUMN = 8
_REGULAR = 0.9  # of the middle width with its next beginning: what a line reaches that is cut to the width of the page
_AROUND = 6  # lines above and below that tell how wide a page is there
INDENT, _EXACT, _SPACE = 2, 0.1, 0.4  # characters
UNBREAKABLE = re.compile(rf"[{OPENERS}]*(?:[!-~\u00c0-\u024f]+|[—…]+|.)[{TERMINALS}{CLOSERS}，、；：]*")
_TITLES, _LONGEST_LINES = 12, 3
ENDS_WITHIN = re.compile("[。！？；]")


@dataclass
class Line:
    """A line that is not blank: where it stands, what is around it, and its width in characters with the indent."""

    number: int
    text: str
    indented: bool
    after_blank: bool
    after_note: bool
    width: int
    after_page: bool = False
    beside_mark: bool = False
    after_heading: bool = False
    room: float = 0.0  # left for the beginning of the next line
    space: tuple[float, float] | None = None  # what it leaves free, and what it begins with, where that is known

    @property
    def finished(self) -> bool:
        """Whether it ends a sentence."""
        return is_finished(self.text)

    @property
    def goes_on(self) -> bool:
        """Whether it ends neither a sentence nor an item of a list, nor leads up to one."""
        return not self.finished and self.text[-1] not in "：；:;"


def is_finished(text: str) -> bool:
    """Whether `text` ends as a sentence does: with 。！？ and perhaps closing marks.

    Examples
    --------
    >>> is_finished("美景重现。”"), is_finished("统筹协调"), is_finished("新篇章。[7]"), is_finished("的成就！（鼓掌）")
    (True, False, True, True)
    """
    return bool(_FINISHED.search(text[-40:]))


def is_open(text: str) -> bool:
    """Whether `text` ends neither a sentence nor an item of a list, nor leads up to one; a heading may be a question.

    Examples
    --------
    >>> is_open("统筹协调"), is_open("一、稳增长；"), is_open("二、今后怎么干？"), is_open("今后怎么干？")
    (True, False, True, False)
    """
    return not is_finished(text) and text[-1] not in _ITEM_ENDS or bool(_QUESTION.fullmatch(text))


def drop_page_furniture(lines: list[Line], left_out: LeftOut) -> list[Line]:
    """Leave out page numbers, headers and footers that repeat at the edges of pages, their notes, and contents."""
    widest = max((line.width for line in lines), default=0)
    bare = [line.number for line in _stray_numbers(lines)]
    below = [place for place, line in enumerate(lines, start=1) if _CONTENTS_TITLE.fullmatch(line.text)]
    listed = [line for place in below for line in takewhile(lambda one: _ENTRY.fullmatch(one.text), lines[place:])]
    reasons = {line.number: "table of contents" for line in lines if line in listed or is_of_contents(line.text)}
    marks = [line for line in lines if is_page_mark(line.text, widest) and line.number not in bare]
    reasons |= {line.number: "page number" for line in marks}
    reasons |= {line.number: "running header" for line in _at_edges(lines, reasons)}
    reasons |= {line.number: "page note" for line in _page_notes(lines, reasons)}
    lines = _leave_out(lines, lambda line: reasons.get(line.number), left_out)
    while headers := {line.number: "running header" for line in _running_headers(lines)}:
        # a header may have stood beside another: until there is none
        lines = _leave_out(lines, lambda line, headers=headers: headers.get(line.number), left_out)
    return lines


def close_up(lines: list[Line]) -> None:
    """Forget the blank lines of a wrapped text set in double space: there they part nothing."""
    width = wrap_width(lines)
    full = [after for line, after in pairwise(lines) if not line.finished and line.width >= 0.8 * width]
    if is_wrapped(lines, width) and sum(line.after_blank for line in full) > 0.7 * len(full):
        for line in lines:
            line.after_blank = line.after_page


def _leave_out(lines: list[Line], reason_of: Callable[[Line], str | None], left_out: LeftOut) -> list[Line]:
    """The lines without those that there is a reason to leave out; what stands beside these is told."""
    kept: list[Line] = []
    broken = beside = False
    for line in lines:
        if reason := reason_of(line):
            left_out.append((line.number, line.text, reason))
            broken, beside = True, beside or reason not in _OF_TEXT
            if kept:
                kept[-1].beside_mark = kept[-1].beside_mark or beside
        else:
            line.after_blank = line.after_blank or broken
            line.beside_mark = line.beside_mark or beside
            broken = beside = False
            kept.append(line)
    return kept


def is_of_contents(text: str) -> bool:
    """Whether a line is one of a table of contents: dots lead to the number of a page.

    Examples
    --------
    >>> is_of_contents("一、工作回顾……………3"), is_of_contents("二 任务 ...... 12"), is_of_contents("他说……2023年见。")
    (True, True, False)
    """
    return bool(_CONTENTS.fullmatch(text))


def _at_edges(lines: list[Line], reasons: dict[int, str]) -> list[Line]:
    """Lines at the edges of pages that repeat, but for numbers, within two pages; or that only a browser prints."""
    pages: list[list[Line]] = [[]]
    for before, line in zip([None, *lines], lines, strict=False):
        ended = before and (reasons.get(before.number) == "page number" or _PRINTED_ADDRESS.match(before.text))
        if line.after_page or ended:
            pages.append([])
        pages[-1].append(line)
    pages = [page for page in pages if page]
    depth = max(1, min(_EDGE, int(statistics.median([len(page) for page in pages] or [0])) // 3))
    keys = _keys_of(lines)
    apart = _keys_apart([line for line in lines if line.number not in reasons], keys)
    inwards = [(number, way) for number, page in enumerate(pages) for way in (page, page[::-1])]
    at_edge, anywhere = _pages_with(inwards, keys, depth), _pages_with(inwards, keys, None)
    printed = {line.number for line in lines if len(pages) > 1 and _PRINTED.match(line.text)}
    said, found = Counter(keys.values()), []
    width = wrap_width([line for line in lines if line.number not in reasons and said[keys[line.number]] == 1])
    for number, page in inwards:
        near = {number - 2, number - 1, number + 1, number + 2}
        run: list[Line] = []
        for line in page:
            if not (line.number in reasons or line.number in printed or anywhere[keys[line.number]] & near):
                break
            run.append(line)
        run = [line for line in run if line.number not in reasons]
        if len(run) > depth:  # a text that says the same over and over
            run = [line for line in run if line.number in printed]
        for line in run:
            key = keys[line.number]
            wide = 0.8 * width <= line.width <= width + 2 and not may_be_heading(line.text)  # as wide as text
            enough = len(at_edge[key]) >= min(3 if wide else 2, len(pages))
            repeats = key in apart and at_edge[key] & near and enough and is_wordy(line.text) and not line.finished
            found += [line] if repeats or line.number in printed else []
    return found


def _pages_with(inwards: list[tuple[int, list[Line]]], keys: dict[int, str], depth: int | None) -> dict[str, set[int]]:
    """The pages on which each key stands, within `depth` lines of an edge."""
    pages: dict[str, set[int]] = defaultdict(set)
    for number, page in inwards:
        for line in page[:depth]:
            pages[keys[line.number]].add(number)
    return pages


def _keys_apart(lines: list[Line], keys: dict[int, str], *, both: bool = False) -> set[str]:
    """What stands between other lines each time it occurs: text that is said again has the same lines around it."""
    around: dict[str, list[tuple[str, str]]] = defaultdict(list)
    names = ["", *(keys[line.number] for line in lines), ""]
    for before, key, after in zip(names, names[1:], names[2:], strict=False):
        around[key].append((before, after))
    sides = {key: zip(*pairs, strict=True) if both else [pairs] for key, pairs in around.items()}
    return {key for key, own in sides.items() if all(len(set(side)) == len(around[key]) for side in own)}


def _keys_of(lines: list[Line]) -> dict[int, str]:
    """What lines say, but for numbers; those of a date stay, for they tell it from another."""
    return {line.number: line.text if is_label(line.text) else _NOT_TEXT.sub("", line.text) for line in lines}


def _page_notes(lines: list[Line], reasons: dict[int, str]) -> list[Line]:
    """Notes at the foot of pages: lines that begin with a mark seen in the text above, down to the end of the page."""
    found: list[Line] = []
    seen: set[int] = set()
    place = 0
    while place < len(lines):
        line = lines[place]
        mark = NOTE_MARK.match(line.text)
        end = _end_of_note(lines, place, reasons) if mark and mark_number(mark.group()) in seen else 0
        if end:
            titled = place and _NOTES_TITLE.fullmatch("".join(lines[place - 1].text.split()))
            found += lines[place - bool(titled) : end]
            seen.discard(mark_number(mark.group()))
        elif line.number not in reasons:
            seen |= marks_within(line.text)
        place = max(end, place + 1)
    return found


def marks_within(text: str) -> set[int]:
    """Numbers of the marks that stand behind a word as those of notes do; in an enumeration they stand before one."""
    marks = [(text[one.start() - 1 : one.start()], mark_number(one.group())) for one in NOTE_MARK.finditer(text)]
    counted = any(before in ("：", "；", "、") for before, _ in marks)
    beside = "：；、，" if counted else "：；、"
    return {number for before, number in marks if before.strip() and before not in beside}


def _end_of_note(lines: list[Line], start: int, reasons: dict[int, str]) -> int:
    """Index behind a note that begins at `start`: at the end of the page or the next note; 0 if text follows it."""
    for end in range(start + 1, min(start + _NOTE_LINES, len(lines) - 1) + 1):
        if end == len(lines) or lines[end].after_blank or lines[end].number in reasons:
            return end
        if FOOTNOTE_START.match(lines[end].text):
            return end
    return len(lines) if len(lines) - start <= _NOTE_LINES else 0


def _running_headers(lines: list[Line]) -> list[Line]:
    """Lines that stand at page breaks as headers do: they repeat there, or are too short to be text.

    One that repeats and stands in the midst of a sentence once is one wherever it stands.
    """
    width = wrap_width(lines)
    wrapped = is_wrapped(lines, width)
    keys = _keys_of(lines)
    repeats, apart = Counter(keys.values()), _keys_apart(lines, keys, both=True)
    first = _first_of_text(lines)
    torn = {
        keys[line.number]
        for before, line in pairwise(lines)
        if is_open(before.text) and (
            repeats[keys[line.number]] > 2 and keys[line.number] in apart and not may_be_heading(line.text)
            or wrapped and repeats[keys[line.number]] > 1 and line.width < 0.8 * width <= before.width
            and not is_numbered(before.text)  # as a heading over two lines is
        )
    }  # fmt: skip
    found, alone = [line for line in lines if keys[line.number] in torn and _may_be_header(line.text)], []
    for index, line in enumerate(lines):
        if not may_be_heading(line.text) or keys[line.number] in torn:
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        after, before = following is None or following.after_blank, line.after_blank
        isolated = before and after
        narrow = not 0.8 * width <= line.width <= width + 2
        interrupts = index > first and not lines[index - 1].finished
        often = repeats[keys[line.number]]
        numbered = _PAGE_NUMBER_BESIDE.search(line.text) is not None
        beside = before or after or interrupts
        if often > 1 and (isolated or narrow and (numbered or beside and often > 2)):
            # A line as wide as the text may be wording that two paragraphs share: then twice is not enough.
            if narrow or line.beside_mark or often > 2:
                found.append(line)
        elif isolated and interrupts and _too_short_for_text(line, width, wrapped):
            alone.append(line)
    at_breaks = Counter(keys[line.number] for line in found)
    return [line for line in found if at_breaks[keys[line.number]] > 1] + alone


def _may_be_header(text: str) -> bool:
    """Whether a line ends no sentence and says something, but not whom the text is to."""
    return is_open(text) and is_wordy(text) and not is_address(text)


def _too_short_for_text(line: Line, width: int, wrapped: bool) -> bool:
    if wrapped:
        return line.width < (width - 1 if line.beside_mark else 0.7 * width)
    return line.beside_mark


def _stray_numbers(lines: list[Line]) -> list[Line]:
    """Bare numbers in the midst of lines that do not count up as pages do: they may be text."""
    bare = [
        (line, index + 1 == len(lines) or lines[index + 1].after_blank or line.after_blank)
        for index, line in enumerate(lines)
        if line.text.isdecimal() and len(line.text) <= 4
    ]
    values = [int(line.text) for line, _ in bare]
    rising = len(values) > 1 and all(0 < b - a <= 3 for a, b in zip(values, values[1:], strict=False))
    return [] if rising else [line for line, beside_break in bare if not beside_break]


def is_page_mark(text: str, widest: int) -> bool:
    """Whether a line is nothing but a page number, in a text whose lines are up to `widest` characters wide."""
    if _WORDED_PAGE.fullmatch(text):
        return True
    mark = _PAGE_MARK.fullmatch(text)
    # In a column a few characters wide, a line that is nothing but a number may be text.
    return bool(mark) and (len(mark["page"]) < len(text) or widest > _NARROW_COLUMN)


def wrap_width(lines: list[Line]) -> int:
    """The usual length of a line that stops in mid-sentence; 0 where none does. Titles and headers may be as many."""
    open_ = [line for line in lines if line.goes_on]
    running = [line for line in open_ if _MARK_WITHIN.search(line.text) and not is_numbered(line.text)]
    return int(max(statistics.median([line.width for line in some] or [0]) for some in (open_, running)))


def is_wrapped(lines: list[Line], width: int) -> bool:
    """Whether the lines are cut to a width: next to none is longer than those that stop in mid-sentence.

    A hanging mark or word may stand out. Lines that stop without any punctuation in them are no running text: a column
    of headings or slogans is not wrapped.
    """
    full = [line for line in lines if line.width >= 0.7 * width and not (line.finished or is_numbered(line.text))]
    full = [line for line in full if not is_label(line.text)]
    longer = sum(line.width > 1.25 * width + 3 for line in lines)
    running = sum(bool(_MARK_WITHIN.search(line.text)) for line in full)
    return len(full) >= 2 and longer <= 0.1 * len(lines) and running >= 0.3 * len(full)


def tell_room(lines: list[Line]) -> None:
    """Say how much room each line left: less than would make it too wide, with the next one's beginning.

    That is known where the lines are measured. Else too wide is what no line around it is, and nearly all would be.
    Where lines are cut to no width, none leaves room.
    """
    if lines and lines[0].space:
        for line, after in pairwise(lines):
            mixed = (line.text[-1] < "\u0250") != (after.text[0] < "\u0250")  # some programs put a space between
            line.room = line.space[0] - after.space[1] + _EXACT - _SPACE * mixed
        running = sorted(line.room for line in lines if line.goes_on and line.room <= INDENT)
        ragged = running[int(_REGULAR * len(running))] if running else 1.0
        for line in lines:  # lines are not all of one length, and a mark may stand beyond the edge
            line.room -= min(max(ragged + _EXACT / 2, 0.0), 1.0)
        return
    running = [line.goes_on and bool(_MARK_WITHIN.search(line.text)) and not is_label(line.text) for line in lines]
    needs = [_with_next(line, after) for line, after in pairwise(lines)]
    widths = sorted(need for need, one in zip(needs, running, strict=False) if one)
    regular = [width for width in widths if width >= _REGULAR * widths[len(widths) // 2]]
    if len(regular) < 2 or len(widths) - len(regular) > max(1, 0.2 * len(widths)):
        return
    narrow = regular[len(regular) // 10]
    for place, need in enumerate(needs):
        # a line that goes on may be a title, narrower than what is above it: the text it heads stands below
        first, last = max(place - _AROUND, 0) if not lines[place].goes_on else place + 1, place + _AROUND
        around = zip(lines[first:last], running[first:last], strict=True)
        wide = max((line.width + 1 for line, one in around if one), default=0)
        lines[place].room = min(wide, narrow) - need


def _with_next(line: Line, after: Line) -> float:
    """Width in full characters of a line and what of the one behind it cannot be broken."""
    text = line.text + UNBREAKABLE.match(after.text)[0]
    return line.width - len(line.text) + sum(0.5 if character < "\u0250" else 1.0 for character in text)


def drop_headings(lines: list[Line], left_out: LeftOut, notes: str = "") -> list[Line]:
    """Leave out titles, headings and salutations; what they are is told from the lines around them, and from `notes`.

    A line that names an occasion as one of the notes does is a title.
    """
    body = lines[_first_of_text(lines) :]
    width = wrap_width(body)
    if body and is_wrapped(body, width):
        reasons = _headings_of_wrapped(lines, width, notes)
    else:
        found = tell_headings([line.text for line in lines], torn=is_torn(lines))
        reasons = {(line.number, line.text): reason for line, reason in zip(lines, found, strict=True) if reason}
    return _leave_out(lines, lambda line: reasons.get((line.number, line.text)), left_out)


def is_numbered(text: str) -> bool:
    """Whether a text begins as numbered headings do."""
    return bool(NUMBERED.match(text))


def is_address(text: str) -> bool:
    """Whether a line says by itself whom the text is to, or who speaks next.

    Examples
    --------
    >>> [is_address(text) for text in ("同志们：", "记者：", "江南省人民政府：", "参加会议的有国家部委：")]
    [True, True, True, False]
    """
    return bool(_SALUTATION.fullmatch(text) or (_NAMED.fullmatch(text) and not _LEADS_UP.search(text)))


def is_label(text: str) -> bool:
    """Whether a line says of a record when, where and by whom it was made.

    Examples
    --------
    >>> is_label("时间：2024年4月16日上午10时"), is_label("主持人：今天的会到此结束。")
    (True, False)
    """
    return bool(_LABEL.fullmatch("".join(text.split()))) and text[-1] not in _ITEM_ENDS


def tell_headings(texts: list[str], *, torn: bool = False) -> list[str]:
    """What each paragraph is beside text: ``heading``, ``salutation``, ``table``, or empty where it is text.

    Parameters
    ----------
    texts : list of str
        Paragraphs, or lines that are not wrapped, in their order.
    torn : bool
        Whether page breaks have cut paragraphs in two: half a paragraph may then look like a heading.

    Notes
    -----
    A heading is short, ends no sentence and no item of a list, and something follows it. One with a comma or colon in
    it counts where it is numbered, or where nothing is torn. Where most of the text ends no sentence (slides, slogans,
    answers) it has no headings; nor is a row of four or more such lines in the midst of the text.

    Examples
    --------
    >>> tell_headings(["讲话", "同志们：", "一、抓好发展，守住底线", "要抓发展。", "要守底线。"])
    ['heading', 'salutation', 'heading', '', '']
    >>> tell_headings(["坚持创新", "保护生态"])
    ['', '']
    """
    if cells := _cells_of_tables(texts):
        others = iter(tell_headings([text for place, text in enumerate(texts) if place not in cells], torn=torn))
        return ["table" if place in cells else next(others) for place in range(len(texts))]
    labelled = [is_label(text) for text in texts]
    beside = [label or bool(_OCCASION_TITLE.fullmatch(text)) for label, text in zip(labelled, texts, strict=True)]
    unfinished = [is_open(text) and not (stops_short(text) or one) for text, one in zip(texts, beside, strict=True)]
    slogans = sum(len(text) for text, open_ in zip(texts, unfinished, strict=True) if open_ and not is_numbered(text))
    if all(labelled):
        return [""] * len(texts)
    if sum(unfinished) + sum(labelled) >= len(texts) or slogans > 0.5 * sum(map(len, texts)):
        return ["salutation" if is_address(text) else "heading" if label else ""
                for text, label in zip(texts, labelled, strict=True)]  # fmt: skip
    first = next((at for at, open_ in enumerate(unfinished) if not (open_ or beside[at])), 0)
    items = _items_led_up_to(texts)
    reasons = []
    for place, text in enumerate(texts):
        numbered = is_numbered(text)
        plain = text.rstrip("：:") if numbered else text
        short = not _ASKED.match(text) and len(text) <= (_LONGEST_NUMBERED if numbered else _LONGEST_HEADING)
        open_ = is_open(plain) and not stops_short(plain)
        last = place + 1 == len(texts)  # only what cannot be the beginning of a sentence
        heading = short and open_ and (numbered or not (torn or last) or may_be_heading(text))
        if heading and not numbered and place >= first and _row_of_open(unfinished, place) >= _LIST:
            heading = False
        heading = heading and place not in items
        reasons.append("salutation" if is_address(text) else "heading" if heading or beside[place] else "")
    return reasons


def _items_led_up_to(texts: list[str]) -> set[int]:
    """Places of numbered lines, several in a row, behind one that leads up to them: a list, whatever they end with."""
    found: set[int] = set()
    numbered = [is_numbered(text) and is_open(text) for text in texts]
    for listed, row in groupby(range(len(texts)), key=numbered.__getitem__):
        places = list(row)
        if listed and len(places) >= _ITEMS and places[0] and texts[places[0] - 1][-1] in "：:":
            found |= set(places)
    return found


def _cells_of_tables(texts: list[str]) -> set[int]:
    """Places of what a table saved with a line for every cell leaves in a text: rows of lines, many mere figures."""
    found: set[int] = set()
    rows = groupby(range(len(texts)), key=lambda place: is_open(texts[place]) and not is_numbered(texts[place]))
    for row in (list(places) for open_, places in rows if open_):
        row = [place for place in row if len(texts[place]) <= _LONGEST_HEADING]
        figures = [place for place in row if _FIGURE.fullmatch(texts[place]) and not _DATE.fullmatch(texts[place])]
        if len(row) >= _LIST and len(figures) >= max(2, _FIGURES * len(row)):
            found |= set(row)
    return found if any(map(is_finished, texts)) else set()


def _row_of_open(unfinished: list[bool], place: int) -> int:
    """How many lines around `place` end no sentence, one after another."""
    before = next((step for step in range(place + 1) if not unfinished[place - step]), place + 1)
    after = next((step for step, open_ in enumerate(unfinished[place:]) if not open_), len(unfinished) - place)
    return before + after - 1


def is_torn(lines: list[Line]) -> bool:
    """Whether a text that is not wrapped has paragraphs that run over several lines, as pages tear them.

    Some line stops in mid-sentence, too long or too full for a heading; or, where blank lines part the paragraphs, one
    with a comma in it goes on without a blank line.
    """
    pairs = list(zip(lines, lines[1:], strict=False))
    parted = [following.after_blank for line, following in pairs if line.finished]
    spaced = bool(parted) and sum(parted) >= 0.8 * len(parted)
    return any(stops_short(line.text) for line, _ in pairs) or spaced and any(
        is_open(line.text) and not is_label(line.text) and not following.after_blank
        and _INNER_PUNCTUATION.search(line.text) and not is_numbered(line.text)
        for line, following in pairs
    )  # fmt: skip


def stops_short(text: str) -> bool:
    """Whether a line that is not wrapped is half a paragraph: unfinished, and too long or too full for a heading.

    Examples
    --------
    >>> stops_short("要抓发展。要守"), stops_short("一、守住底线"), stops_short("要抓发展。")
    (True, False, False)
    """
    return is_open(text) and (len(text) > _LONGEST_NUMBERED or any(mark in text[:-1] for mark in "。！？"))


def _headings_of_wrapped(lines: list[Line], width: int, notes: str) -> dict[tuple[int, str], str]:
    """Headings of a wrapped text by their lines: too narrow to be wrapped, yet no end of a sentence."""
    top = next((place for place, line in enumerate(lines[:_TITLES]) if is_address(line.text)), 0)
    titles = [] if any(line.finished for line in lines[:top]) else lines[:top]
    reasons = {(line.number, line.text): "heading" for line in titles}
    before: Line | None = None
    for place, (line, following) in enumerate(zip(lines, lines[1:], strict=False)):
        if (line.number, line.text) in reasons:
            continue
        behind_end = before is None or before.finished or not before.goes_on and is_numbered(line.text)
        if behind_end:
            if over := _lines_of_heading(lines[place:], width, notes):
                reasons |= {(one.number, one.text): "heading" for one in lines[place : place + over]}
                lines[place + over].after_blank = True
                continue
            run = list(takewhile(partial(_is_narrow, width=width), lines[place:]))
            behind = lines[place + len(run)] if place + len(run) < len(lines) else None
            few = len(run) < _LIST
            plain = behind and behind.indented and not any(one.indented for one in run)
            far = (
                behind
                and behind.width >= 0.8 * width
                and all(
                    one.width < 0.6 * width or _left_room(one) or is_label(one.text) or few and is_numbered(one.text)
                    for one in run
                )
            )
            if run and (plain or far):
                reasons |= {(one.number, one.text): "heading" for one in run}
                behind.after_blank = True
                continue
        if is_address(line.text):
            reasons[line.number, line.text] = "salutation"
            following.after_blank = True
        elif (
            is_label(line.text)
            and line.width < 0.8 * width
            or (behind_end and _heads(line, following, width, before is None, bool(reasons)))
        ):
            reasons[line.number, line.text] = "heading"
            following.after_blank = True
        else:
            before = line
    return reasons


def _lines_of_heading(lines: list[Line], width: int, notes: str) -> int:
    """Over how many lines a heading goes, 0 where there is none: the last of them is narrow, a paragraph begins behind.

    It says in brackets when a law was passed; or it names an occasion; or where paragraphs are indented it alone is
    not; or it is numbered.
    """
    if lines[0].text[0] in "（(" and lines[0].text[-1] not in "）)":
        for end in range(2, min(_NOTE_LINES, len(lines) - 1) + 1):
            if is_label("".join(line.text for line in lines[:end])):
                return end
    for end, behind in enumerate(lines[1 : _LONGEST_LINES + 1], start=1):
        apart = behind.after_blank or behind.indented or is_label(behind.text) or _is_short(lines[end - 1], width)
        whole = "".join(line.text for line in lines[:end])
        if _OCCASION_TITLE.fullmatch(whole) and (apart or whole in notes):
            return end
    if not is_numbered(lines[0].text):
        open_ = list(takewhile(lambda one: not (one.indented or ENDS_WITHIN.search(one.text)), lines))
        ends = 0 < len(open_) <= _LONGEST_LINES and open_[-1].text[-1] not in _ITEM_ENDS
        return len(open_) if ends and len(lines) > len(open_) and lines[len(open_)].indented else 0
    for end, (line, following) in enumerate(zip(lines[:_LONGEST_LINES], lines[1:], strict=False), start=1):
        apart = following.after_blank and not following.beside_mark
        if ENDS_WITHIN.search(line.text) or apart and not _is_short(line, width):
            break
        if _is_short(line, width) and line.text[-1] not in _ITEM_ENDS:
            return end if end > 1 and (apart or following.indented or following.width >= 0.8 * width) else 0
    full = next((end for end, line in enumerate(lines[1 : _LONGEST_LINES + 1], start=1) if line.indented), 0)
    whole = "".join(line.text for line in lines[:full])
    return full if whole and not ENDS_WITHIN.search(whole) and whole[-1] not in _ITEM_ENDS else 0


def _left_room(line: Line) -> bool:
    """Whether more than the indent of a paragraph, which the document may have lost, was left."""
    return line.room > INDENT


def _is_short(line: Line, width: int) -> bool:
    return _left_room(line) or line.width < 0.8 * width


def _is_narrow(line: Line, *, width: int) -> bool:
    """Whether a line of a wrapped text is too short for one that goes on, and ends neither sentence nor item."""
    if is_label(line.text) or not is_open(line.text) or not _is_short(line, width):
        return is_label(line.text)
    return is_numbered(line.text) or may_be_heading(re.sub("[“”]", "", line.text))


def _heads(line: Line, following: Line, width: int, at_top: bool, titled: bool) -> bool:
    if not is_open(line.text):
        return False
    apart = following.after_blank and not following.beside_mark
    narrow = _is_short(line, width)
    if is_numbered(line.text):
        return narrow and (apart or following.indented or _left_room(line) or line.width < 0.8 * following.width)
    if not may_be_heading(line.text):
        return False
    full_before_note = line.width >= 0.8 * width and following.after_note
    if at_top and apart and not full_before_note and (titled or not following.after_note):
        return True
    return (
        narrow and (_left_room(line) or line.width < 0.8 * following.width) and (line.after_blank or following.indented)
    )


def _first_of_text(lines: list[Line]) -> int:
    """Index of the first line with punctuation: what stands before it may be titles."""
    return next((index for index, line in enumerate(lines) if _INNER_PUNCTUATION.search(line.text)), len(lines))


def may_be_heading(text: str) -> bool:
    """Whether a line is short and without the punctuation of sentences, as titles are.

    Examples
    --------
    >>> may_be_heading("一、2016年工作回顾"), may_be_heading("各位代表："), may_be_heading("会议结束。")
    (True, False, False)
    """
    return (
        is_wordy(text)
        and len(text) <= _LONGEST_HEADING
        and not _INNER_PUNCTUATION.search(text)
        and not is_finished(text)
    )
