"""Where a sentence ends."""

import re

from analysis.documents.pages import CLOSERS, REACTION, TERMINALS

_END = re.compile(rf"[{TERMINALS}]|(?<=[A-Za-z0-9)\]\"”’%\u3400-\u9fff])\.(?![A-Za-z0-9.])")
_TAIL = re.compile(rf"[{TERMINALS}.…]*(?:[{CLOSERS}]+[{TERMINALS}…]*)*")
_REACTION = re.compile(rf"\s*{REACTION}")
_GOES_ON = tuple("，、；：,;:～" + CLOSERS)  # what cannot begin a sentence
_PAIRS = dict(zip("》〉）)】〕」』”’", "《〈（(【〔「『“‘", strict=True))
_BRACKETS = "》〉）)】〕"
_FARTHEST = 200  # characters within which a bracket is closed; one that is not is a slip of the pen
# Abbreviations that end no sentence, that end none before a number, and that end one where a usual beginning follows.
_BEFORE_NAME = re.compile(r"(?:^|[\s(“\"])(?:Mrs?|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Col|Capt|Rev|Hon|[Ee]\.g|i\.e|vs|cf)$")
_BEFORE_NUMBER = re.compile(
    r"\b(?i:nos?|vol|art|secs?|paras?|figs?|pp?|ch|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$"
)
_NUMBER = re.compile(r"\s*[0-9IVX]")
_SHORTENED = re.compile(r"(?:^|[\s(.“\"])(?:[A-Za-z]|Ph\.D|etc|St|Inc|Ltd|Corp|Co|al)$")
_BEGINNING = re.compile(
    r"\s+[\"“‘'(]?(?:The|This|That|These|Those|There|Here|It|Its|We|Our|They|Their|He|She|His|Her|I|You|Your|In|On|At|By|For|"
    r"From|To|As|But|And|So|However|When|While|If|All|Both|Many|Most|Some|Since|After|Before|With|Under|What|Why|How|Let|No)\b"
)
_COUNTS_UP = re.compile(r"\s*[（(]?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[）)]?")
_SAID = re.compile(r"[?!][”’\"'] [a-z]")  # “Why?” he asked.
_IN_ADDRESS = re.compile("[A-Za-z0-9=&/%]")
_LATIN_NEXT = re.compile(r"[”\"’')\]]*(?:\s+[A-Z0-9\"“‘'(\[]|\s*$)")
# Where the rules of `split_sentences` come to no more than one 。 a sentence: what may make them say more, and brackets
_SPECIAL = re.compile(rf"[!?！？.…\"']|。\s*[{re.escape(CLOSERS)}（(。，、；：,;:～]")
_CLOSED = re.compile("|".join(rf"{re.escape(one)}[^。{re.escape(_BRACKETS + '《〈（(【〔')}]*{re.escape(other)}"
                              for other, one in _PAIRS.items() if other in _BRACKETS))  # fmt: skip
_BRACKET = re.compile(f"[{re.escape(_BRACKETS + '《〈（(【〔')}]")
_IDEOGRAPH = re.compile('[\u3400-\u9fff][”"]?$')
_WORDS = re.compile(r"[A-Za-z]+[\s,;]+[A-Za-z]+[\s,;]+[A-Za-z]+")


def split_sentences(text: str) -> list[str]:
    """Cut after 。！？ and the closing marks behind them; what the record says of the hall stays with its sentence.

    A mark ends no sentence within a title or brackets, before a comma, or in a web address; a question or exclamation
    quoted in mid-sentence ends none either. In Latin text a full stop does, but for abbreviations and decimals; behind
    those that may end a sentence (U.S., etc., Inc., p.m.) only before one of some fifty words sentences begin with
    (`_BEGINNING`): before others, such as names, the sentence goes on.
    ``"".join(split_sentences(text)) == text``.

    Examples
    --------
    >>> split_sentences("“一江碧水”重现。要统筹好发展和安全！（热烈鼓掌）（完。）")
    ['“一江碧水”重现。', '要统筹好发展和安全！（热烈鼓掌）', '（完。）']
    >>> split_sentences("他问“好吗？”，又看《去吧！少年》。We saw 3.5 per cent. Dr. Li agreed.")
    ['他问“好吗？”，又看《去吧！少年》。', 'We saw 3.5 per cent.', ' Dr. Li agreed.']
    >>> split_sentences("一.要抓发展,守底线.要安全.")
    ['一.要抓发展,守底线.', '要安全.']
    """
    sentences, start = [], 0
    for mark in _END.finditer(text):
        if mark.start() >= start and (end := _end_of_sentence(text, start, mark)):
            sentences.append(text[start:end])
            start = end
    rest = text[start:]
    if not sentences or any(map(str.isalnum, rest)):
        return [*sentences, rest] if rest else sentences
    return [*sentences[:-1], sentences[-1] + rest]  # a mark by itself is no sentence


def count_sentences(text: str) -> int:
    """As many as `split_sentences` gives, faster where 。 is the only mark.

    Examples
    --------
    >>> count_sentences("坚持改革。扩大开放。"), count_sentences("“好！”他说。")
    (2, 2)
    """
    if _SPECIAL.search(text) or _BRACKET.search(text) and _BRACKET.search(_CLOSED.sub("", text)):
        return len(split_sentences(text))
    ends = text.count("。")
    rest = text[text.rfind("。") + 1 :]
    return ends + (any(map(str.isalnum, rest)) or not ends) if text else 0


def _end_of_sentence(text: str, start: int, mark: re.Match) -> int:
    """Where the sentence from `start` ends behind `mark`, or 0 if it goes on."""
    sign, end = mark.group(), mark.end()
    if sign == "." and not _is_full_stop(text, start, mark.start()):
        return 0
    if sign in "?!" and _IN_ADDRESS.match(text, end):
        return 0
    end = _TAIL.match(text, end).end()
    if text[end : end + 1] in ('"', "'") and text.count(text[end], start, end) % 2:
        end = _TAIL.match(text, end + 1).end()
    if (
        text.startswith(_GOES_ON, end)
        or _SAID.match(text, mark.start())
        or _is_open(text, start, end)
        or _is_aside(text, start, mark.start(), end)
    ):
        return 0
    reaction = _REACTION.match(text, end)
    return reaction.end() if reaction else end


def _is_full_stop(text: str, start: int, place: int) -> bool:
    """Whether the point at `place` ends a Latin sentence."""
    before, after = text[start:place], text[place + 1 :]
    if _COUNTS_UP.fullmatch(before):
        return False
    if _IDEOGRAPH.search(before):  # half-width marks throughout
        return True
    if after.strip():
        if _BEFORE_NAME.search(before) or _BEFORE_NUMBER.search(before) and _NUMBER.match(after):
            return False
        if _SHORTENED.search(before):
            return _BEGINNING.match(after) is not None
    return bool(_LATIN_NEXT.match(text, place + 1)) or bool(_WORDS.search(before[-80:]))


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a title or bracket that began in this sentence is closed only later."""
    return any(
        text.count(_PAIRS[closer], start, end) > text.count(closer, start, end)
        and 0 <= text.find(closer, end, end + _FARTHEST)
        for closer in _BRACKETS
    )


def _is_aside(text: str, start: int, mark: int, end: int) -> bool:
    """Whether what the mark ends stands in brackets or quotation marks within a sentence that goes on."""
    closers = [one for one in text[mark:end] if one in _PAIRS or one in "\"'"]
    if not closers or not text[end:].strip() or text[end - 1] in TERMINALS:
        return False
    opener = text.rfind(_PAIRS.get(closers[-1], closers[-1]), start, mark)
    if opener <= start:
        return False
    if closers[-1] in _BRACKETS:
        return True
    return text[mark] not in "。." and text[opener - 1] not in "：:。！？"
