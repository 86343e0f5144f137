"""Which paragraph belongs to which speech, told by what it speaks of, by marks and by where the notes stand.

Nothing in the text marks where one speech ends, but the sections are contiguous: the task is to cut the row of
paragraphs into one run a footnote so that the evidence is greatest, and to refuse where another cut is as good.
Words that neighbouring paragraphs share are no evidence: the openings and endings of speeches on different regions
share more wording than the paragraphs of one speech (measured on the four speeches and on work reports).
"""

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from analysis.documents import ParseError
from analysis.documents.footnotes import NOTE_REFERENCE, Footnote, dates_of, mark_number
from analysis.documents.layout import Paragraph
from analysis.language import Language
from analysis.mistakes import Mistake
from analysis.parsing.strategies import Strategy, content_words, is_generic, patterns_of

MENTION, SUBJECT, CONTENT, PASSING = 1.0, 1.5, 0.75, 0.25
MARK = 100.0
POSITION = 2.0
LEAST_FOREIGN = 2.0

# A region that another one is to be linked with is mentioned in passing: 与……衔接, 更好联动……, 辐射…….
_LINK_BEFORE = re.compile(
    r"(?:与|同|跟|联动|对接|衔接|融入|连接|联通|辐射|带动|支持|服务|助力|帮助|借鉴|承接|面向|携手|加强和|"
    r"从|去|来自|像|比|学习)(?:其他|周边)?$"
)
_LINK_AFTER = re.compile(r"^[^，。；]{0,8}?(?:的)?(?:衔接|对接|联动|互动)")
_TOO = re.compile(r"^(?:的[^，。；]{1,8})?也")
# Whom the centre or the whole country supports is whom the speech is about.
_FROM_ABOVE = re.compile(r"(?:中央|全国|各地|各方面|部门|社会各界)[^，。；、]{0,8}(?:支持|帮助|支援|服务|助力)$")
_SERVED = re.compile(r"为$"), re.compile(r"^[^，。；]{0,12}(?:作出|提供|贡献|创造)")
_LIST = re.compile(r"^(?:发展|建设|战略|地区|等)*[、和与及]$|^(?:发展|建设)?以及$")
_OPENING = re.compile(
    r"^(?:要|必须|应当|做好|抓好|当前|总的看|同时|近年来|上一次|深入|全面|进一步|持续|扎实|加快|新时代|新征程|推动|推进|促进|实施|支持)*$"
)
_CLAUSE_END = re.compile(r"[，。；：！？]")


@dataclass(frozen=True)
class Attribution:
    """``speech_of[i]`` is the index of the footnote paragraph i belongs to; ``margins[i]`` how clear that is."""

    speech_of: list[int]
    margins: list[float]


class Undecided(Mistake):
    """Paragraphs that could belong to several speeches, told within a refusal."""

    def say(self, language: Language) -> str:
        """Every paragraph with its line, its beginning and the speeches it could belong to."""
        told = [language.say(f"mistakes.{self.key}", **values) for values in self.values["rows"]]
        return language.join(told, "semicolon")


def score_mentions(texts: list[str], strategies: list[Strategy]) -> np.ndarray:
    """Evidence of each text for each strategy, texts x strategies.

    The longest wording wins where several begin at one place. A mention counts 1, one that opens its sentence 1.5,
    one in passing (linked with another region, or a member of a list of regions) 0.25.
    """
    owners = [(index, pattern) for index, one in enumerate(strategies) for pattern in patterns_of(one)]
    matchers = [re.compile(pattern) for _, pattern in owners]
    scores = np.zeros((len(texts), len(strategies)))
    for row, text in enumerate(texts):
        mentions = _longest_mentions(text, owners, matchers)
        for position, (start, end, owner) in enumerate(mentions):
            neighbours = mentions[max(position - 1, 0) : position] + mentions[position + 1 : position + 2]
            scores[row, owner] += _weight(text, start, end, owner, neighbours)
    return scores


def _longest_mentions(text: str, owners: list, matchers: list[re.Pattern]) -> list[tuple[int, int, int]]:
    found = [
        (match.start(), -match.end(), owner)
        for (owner, _), matcher in zip(owners, matchers, strict=True)
        for match in matcher.finditer(text)
    ]
    mentions: list[tuple[int, int, int]] = []
    for start, negative_end, owner in sorted(found):
        if not mentions or start >= mentions[-1][1]:
            mentions.append((start, -negative_end, owner))
    return mentions


def _weight(text: str, start: int, end: int, owner: int, neighbours: list[tuple[int, int, int]]) -> float:
    for other_start, other_end, other_owner in neighbours:
        between = text[other_end:start] if other_end <= start else text[end:other_start]
        if other_owner != owner and _LIST.match(between):
            return PASSING
    before = _CLAUSE_END.split(text[max(0, start - 30) : start])[-1]
    opens_sentence = start - len(before) == 0 or text[start - len(before) - 1] in "。！？"
    if _SERVED[0].search(before) and _SERVED[1].match(text[end : end + 16]):
        return PASSING
    if _LINK_BEFORE.search(before) and not _FROM_ABOVE.search(before) or _TOO.match(text[end : end + 12]):
        return PASSING
    if not opens_sentence and _LINK_AFTER.match(text[end : end + 14]):
        return PASSING
    return SUBJECT if opens_sentence and _OPENING.match(before.rstrip("“‘《")) else MENTION


def score_content(texts: list[str], footnotes: list[Footnote], strategies: list[Strategy]) -> np.ndarray:
    """Evidence of each text for each footnote from the content words of its occasion, texts x footnotes.

    Of n paragraphs, those that hold a word fall into runs (gaps of one paragraph bridged). With ``outside`` of them
    beyond the longest run, the word has the weight ln(n / (1 + outside)) / ln(n): 1 if it is said in one stretch only,
    less the wider it is scattered, nothing if it is said throughout. A paragraph gets `CONTENT` times the weight of
    its weightiest word: less than a mention, however many it holds. The date of a speech, written out, is a mention,
    unless a later speech is on the same region: that one may look back.
    """
    scores = np.zeros((len(texts), len(footnotes)))
    words = [content_words(footnote.occasion) for footnote in footnotes]
    for column, (footnote, strategy) in enumerate(zip(footnotes, strategies, strict=True)):
        for word in words[column]:
            shown = any(re.search(pattern, word) for pattern in patterns_of(strategy))  # counted as a mention already
            if not shown and not is_generic(word) and sum(word in others for others in words) == 1:
                holds = np.array([word in text for text in texts])
                scores[:, column] = np.maximum(scores[:, column], CONTENT * holds * _rarity(holds))
        date = f"{footnote.date.year}年{footnote.date.month}月{footnote.date.day}日"
        last = max(other.date for other, one in zip(footnotes, strategies, strict=True) if one.name == strategy.name)
        scores[:, column] += [MENTION * (date in text and footnote.date == last) for text in texts]
    return scores


def _rarity(holds: np.ndarray) -> float:
    rows, n = np.flatnonzero(holds), len(holds)
    if not len(rows) or n < 2:
        return 0.0
    longest = max(len(run) for run in np.split(rows, np.flatnonzero(np.diff(rows) > 2) + 1))
    return 0.0 if longest > 2 * n / 3 else math.log(n / (1 + len(rows) - longest)) / math.log(n)


def attribute(
    path: Path,
    paragraphs: list[Paragraph],
    references: list[set[int]],
    titles: list[str],
    footnotes: list[Footnote],
    strategies: list[Strategy],
    listed: list[Strategy],
) -> Attribution:
    """Give each paragraph to a footnote.

    The sections are put in the order of their evidence, then cut where the sum of the evidence is greatest (dynamic
    programming). The margin of a paragraph is what the sum would lose if it went to another speech. A mark decides for
    its paragraph, and so does a title with the date, the occasion or the mark of a speech for the one below it. Where
    all notes, titles or marks stand where one speech ends and the next begins, and each speech says most of its own
    subject, that place decides what the wording leaves open; where the two disagree, the paragraph is undecided.

    Parameters
    ----------
    path : Path
        The document, for messages.
    paragraphs : list of Paragraph
        In the order of the document.
    references : list of set of int
        Numbers of the footnotes whose mark stands in each paragraph.
    titles : list of str
        The headings directly above each paragraph.
    footnotes, strategies : lists of the same length
        What each footnote says, and the strategy it is about.
    listed : list of Strategy
        All strategies known, to notice paragraphs on one without a footnote.

    Raises
    ------
    ParseError
        A speech is not there, a paragraph speaks of a strategy without footnote, or the evidence is too thin. All
        paragraphs that are undecided are named.
    """
    names = [strategy.name for strategy in strategies]
    spoken = " ".join(footnote.occasion for footnote in footnotes)
    others = [one for one in listed if not any(re.search(pattern, spoken) for pattern in patterns_of(one))]
    others = [one for one in others if one.name not in names]
    distinct = [strategy for number, strategy in enumerate(strategies) if strategy.name not in names[:number]]
    texts = [paragraph.text for paragraph in paragraphs]
    scores = score_mentions(texts, [*distinct, *others])
    column_of = [[one.name for one in distinct].index(name) for name in names]
    own, foreign = scores[:, column_of] + score_content(texts, footnotes, strategies), scores[:, len(distinct) :]
    marked = np.array([[footnote.number in found for footnote in footnotes] for found in references])
    titled = np.array([[_is_title_of(title, footnote) for footnote in footnotes] for title in titles])
    titled &= titled.sum(axis=1, keepdims=True) == 1
    about = score_mentions(titles, distinct)[:, column_of] >= MENTION
    about &= (about.sum(axis=1, keepdims=True) == 1) & (about.sum(axis=0) == 1)
    own += MARK * (marked | titled) + MENTION * about
    place = (
        _place_of_titles(titled, marked, own)
        or _place_of_titles(titled | about, marked, own)
        or _place_of_notes(paragraphs, footnotes, own)
        or _place_of_marks(marked, own)
        or _place_of_blocks(paragraphs, own)
    )
    settled = (marked | titled).any(axis=1)
    if place is not None:
        own[np.arange(len(texts)), place] += POSITION
    if len(footnotes) > 1 or names[0] in {one.name for one in listed}:
        _require_every_speech(path, paragraphs, own, foreign, settled, footnotes, strategies)
    order = _order_of_sections(own)
    sections, rivals, margins = _cut(own[:, order])
    speech_of, rival_of = [order[section] for section in sections], [order[section] for section in rivals]
    _refuse_foreign(path, paragraphs, own, foreign * ~settled[:, None], speech_of, others)
    if len(footnotes) > 1:
        _require_evidence_in_sections(path, own, speech_of, footnotes, strategies)
    if place is not None:
        pairs = list(zip(place, speech_of, strict=True))
        margins = [0.0 if one != other else margin for (one, other), margin in zip(pairs, margins, strict=True)]
        rival_of = [one if one != other else rival for (one, other), rival in zip(pairs, rival_of, strict=True)]
    else:
        margins = _doubt_weak_beginnings(own - MARK * (marked | titled), settled, speech_of, margins)
    _refuse_undecided(path, paragraphs, own, speech_of, rival_of, margins, footnotes, strategies)
    return Attribution(speech_of, margins)


def _place_of_notes(paragraphs: list[Paragraph], footnotes: list[Footnote], own: np.ndarray) -> list[int] | None:
    """The speech of each paragraph if every note stands directly behind its speech, or before it; else None."""
    by_line = sorted(range(len(footnotes)), key=lambda column: footnotes[column].line)
    lines = [footnotes[column].line for column in by_line]
    torn = any(one.line < line < one.line_numbers[-1] for line in lines for one in paragraphs)
    if len(footnotes) < 2 or torn:  # a note within a paragraph stands at the foot of a page: its place says nothing
        return None
    for last in (False, True):  # notes before their speeches, notes behind them
        sections = [sum(line < paragraph.line for line in lines) - (not last) for paragraph in paragraphs]
        if set(sections) == set(range(len(lines))):
            place = [by_line[section] for section in sections]
            if _agrees(place, own):
                return place
    return None


def _is_title_of(title: str, footnote: Footnote) -> bool:
    """Whether a title says the date, the occasion or the mark of a speech."""
    occasion = re.escape(footnote.occasion.rstrip("。").removeprefix("在"))
    mark = re.search(rf"{NOTE_REFERENCE}$", title)
    whole = "".join(title.split())  # a title may go over two lines
    said = footnote.date in dates_of(title) or any(
        re.search(rf"(?:^|[\s在：《]){occasion}", one) for one in (title, whole)
    )
    return bool(said or mark and mark_number(mark[0]) == footnote.number)


def _place_of_titles(titled: np.ndarray, marked: np.ndarray, own: np.ndarray) -> list[int] | None:
    """The speech of each paragraph if a title stands above the first paragraph of every speech."""
    place = _last_of(titled | marked) if titled.any(axis=0).all() and titled[0].any() else []
    return place if _agrees(place, own) else None


def _place_of_marks(marked: np.ndarray, own: np.ndarray) -> list[int] | None:
    """The speech of each paragraph if the last paragraph of every speech carries its mark, or the first."""
    readings = [_last_of(marked), _last_of(marked[::-1])[::-1]] if marked.any(axis=0).all() else []
    places = [place for place in readings if _agrees(place, own)]
    said = [own[np.arange(len(place)), place].sum() for place in places]
    if len(places) == 2 and places[0] != places[1] and abs(said[0] - said[1]) < MENTION:
        return None
    return places[int(np.argmax(said))] if places else None


def _last_of(marked: np.ndarray) -> list[int]:
    """The speech that was marked last, for each paragraph; empty where none was, or two at once."""
    rows = np.where(marked.sum(axis=1) == 1, np.arange(len(marked)), 0)
    if marked[0].sum() != 1 or (marked.sum(axis=1) > 1).any():
        return []
    return marked[np.maximum.accumulate(rows)].argmax(axis=1).tolist()


def _place_of_blocks(paragraphs: list[Paragraph], own: np.ndarray) -> list[int] | None:
    """The speech of each paragraph if lines that are a paragraph each stand apart in as many blocks as speeches."""
    gaps = [after.line - before.line_numbers[-1] for before, after in pairwise(paragraphs)]
    torn = any(one.line != one.line_numbers[-1] for one in paragraphs)
    edges = [row for row, gap in enumerate(gaps, start=1) if gap > 1]
    if torn or len(edges) != own.shape[1] - 1 or not edges:
        return None
    blocks = np.split(np.arange(len(paragraphs)), edges)
    order = [int(own[block].sum(axis=0).argmax()) for block in blocks]
    if sorted(order) != list(range(own.shape[1])):
        return None
    place = [speech for speech, block in zip(order, blocks, strict=True) for _ in block]
    return place if _agrees(place, own) else None


def _agrees(place: list[int], own: np.ndarray) -> bool:
    """Whether every speech lies in one stretch, and no stretch speaks for another speech more than for its own."""
    edges = np.flatnonzero(np.diff(place)) + 1
    stretches = np.split(np.arange(len(place)), edges)
    if len(place) != len(own) or len(stretches) != own.shape[1]:
        return False
    return all(own[rows, place[rows[0]]].sum() >= own[rows].sum(axis=0).max() - MENTION / 2 for rows in stretches)


def _twins(path, paragraphs, own, settled, footnotes, strategies, name: str) -> ParseError:
    """What to say of two speeches on one region that nothing tells apart: every paragraph that may be of either."""
    names = [strategy.name for strategy in strategies]
    twins = [column for column, one in enumerate(names) if one == name]
    others = np.delete(own, twins, axis=1).max(axis=1, initial=0.0)
    lead = own[:, twins].max(axis=1) - others
    for row in np.flatnonzero(lead == 0):  # of no region: as those before and behind it, if these agree
        before, behind = lead[:row][lead[:row] != 0][-1:], lead[row:][lead[row:] != 0][:1]
        lead[row] = -MENTION if (np.concatenate([before, behind]) < 0).all() else 0.0
    marks = " / ".join(footnotes[column].mark for column in twins)
    rows = [dict(_paragraph(paragraphs[row]), marks=marks) for row in np.flatnonzero((lead >= 0) & ~settled)]
    first, second = (footnotes[column] for column in twins[:2])
    return ParseError(
        "two_notes_on_one_region", file=path, line=second.line, first=first.mark, second=second.mark, region=name,
        list=Undecided("paragraph_of_speeches", rows=rows),
    )  # fmt: skip


def _require_every_speech(path, paragraphs, own, foreign, settled, footnotes, strategies) -> None:
    best_foreign, names = foreign.max(axis=1, initial=0.0), [strategy.name for strategy in strategies]
    for column, (footnote, strategy) in enumerate(zip(footnotes, strategies, strict=True)):
        rivals = np.maximum(np.delete(own, column, axis=1).max(axis=1, initial=0.0), best_foreign)
        if not ((own[:, column] > 0) & (own[:, column] > rivals)).any():
            if names.count(strategy.name) > 1:
                raise _twins(path, paragraphs, own, settled, footnotes, strategies, strategy.name)
            raise _missing_speech(path, footnote, strategy)


def _doubt_weak_beginnings(
    own: np.ndarray, settled: np.ndarray, speech_of: list[int], margins: list[float]
) -> list[float]:
    """The margins, 0 where a paragraph names a region in passing and the speech on it may begin only behind it.

    Speeches begin with their subject: one mention before such a beginning may as well end the speech before, unless a
    paragraph up to there is settled. Evidence is here without that of marks: they stand at ends too.
    """
    said = own[np.arange(len(own)), speech_of]
    doubted = list(margins)
    for rows in np.split(np.arange(len(own)), np.flatnonzero(np.diff(speech_of)) + 1)[1:]:
        begins = int((said[rows] >= SUBJECT).argmax())
        certain = int(settled[rows].argmax()) if settled[rows].any() else begins
        for row in rows[: min(begins, certain)]:
            doubted[row] = 0.0
    return doubted


def _missing_speech(path, footnote, strategy) -> ParseError:
    return ParseError("speech_missing", file=path, line=footnote.line, mark=footnote.mark, region=strategy.name)


def _order_of_sections(own: np.ndarray) -> list[int]:
    """Speeches by the middle of the paragraphs in which they lead."""
    middles = []
    for column in range(own.shape[1]):
        lead = np.clip(own[:, column] - np.delete(own, column, axis=1).max(axis=1, initial=0.0), 0.0, None)
        middles.append(int(np.searchsorted(np.cumsum(lead), lead.sum() / 2)))
    return sorted(range(len(middles)), key=lambda column: (middles[column], column))


def _cut(scores: np.ndarray) -> tuple[list[int], list[int], list[float]]:
    """Best cut into contiguous sections in column order: of each row the section, the next best, the margin."""
    rows, sections = scores.shape
    if sections == 1:
        return [0] * rows, [0] * rows, [float("inf")] * rows
    forward = _best_until(scores)
    backward = _best_until(scores[::-1, ::-1])[::-1, ::-1]
    through = forward + backward - scores
    best = through.argmax(axis=1)
    top = through.max(axis=1)
    through[np.arange(rows), best] = -np.inf
    return best.tolist(), through.argmax(axis=1).tolist(), (top - through.max(axis=1)).tolist()


def _best_until(scores: np.ndarray) -> np.ndarray:
    """Best sum over the rows up to i when row i lies in section k, every earlier section holding a row."""
    rows, sections = scores.shape
    best = np.full((rows, sections), -np.inf)
    best[:, 0] = np.cumsum(scores[:, 0])
    for section in range(1, sections):
        total = np.cumsum(scores[:, section])
        before = np.concatenate([[0.0], total[:-1]])
        entered = np.concatenate([[-np.inf], best[:-1, section - 1]]) - before
        best[:, section] = np.maximum.accumulate(entered) + total
    return best


def _refuse_foreign(path, paragraphs, own, foreign, speech_of, others) -> None:
    """Refuse runs of paragraphs on a strategy without footnote, unless they lie inside one speech."""
    if not others:
        return
    lead = foreign.max(axis=1) - own.max(axis=1)
    foreign_rows = (lead > 0) & (foreign.max(axis=1) >= MENTION) & (own.max(axis=1) < MENTION)
    row, refused = 0, []
    while row < len(foreign_rows):
        end = row
        while end < len(foreign_rows) and foreign_rows[end]:
            end += 1
        if end > row:
            inside = row > 0 and end < len(foreign_rows) and speech_of[row - 1] == speech_of[end]
            if not inside and lead[row:end].sum() >= LEAST_FOREIGN:
                region = others[int(foreign[row:end].sum(axis=0).argmax())].name
                refused += [dict(_paragraph(paragraphs[one]), region=region) for one in range(row, end)]
        row = max(end, row + 1)
    if refused:
        raise ParseError(
            "paragraphs_without_note", file=path, line=refused[0]["at"],
            list=Undecided("paragraph_on_region", rows=refused),
        )  # fmt: skip


def _require_evidence_in_sections(path, own, speech_of, footnotes, strategies) -> None:
    for column, (footnote, strategy) in enumerate(zip(footnotes, strategies, strict=True)):
        evidence = [own[row, column] for row, speech in enumerate(speech_of) if speech == column]
        if max(evidence, default=0.0) <= 0:
            raise _missing_speech(path, footnote, strategy)


def _refuse_undecided(path, paragraphs, own, speech_of, rival_of, margins, footnotes, strategies) -> None:
    """Refuse paragraphs that speak of another speech's region more than of their own, or of none that decides."""
    undecided, scattered = [], False
    for row, (speech, rival, margin) in enumerate(zip(speech_of, rival_of, margins, strict=True)):
        lead = own[row].max() - own[row, speech]
        apart = lead >= SUBJECT or (lead >= MENTION and own[row, speech] < PASSING)
        if apart or margin < MENTION:
            scattered |= bool(apart)
            possible = sorted({speech, int(own[row].argmax()) if apart else rival})
            marks = [f"{footnotes[one].mark} ({strategies[one].short})" for one in possible]
            undecided.append(dict(_paragraph(paragraphs[row]), marks=" / ".join(marks)))
    if undecided:
        raise ParseError(
            "paragraphs_scattered" if scattered else "paragraphs_undecided", file=path, line=undecided[0]["at"],
            list=Undecided("paragraph_of_speeches", rows=undecided),
        )  # fmt: skip


def _paragraph(paragraph: Paragraph) -> dict:
    return {"at": paragraph.line, "text": paragraph.text[:12]}
