"""Which paragraph belongs to which speech, told by the region it speaks of.

Nothing in the text marks where one speech ends, but the sections are contiguous: the task is to cut the row of
paragraphs into one run a footnote so that the evidence is greatest, and to refuse where another cut is as good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.documents import refuse
from analysis.documents.footnotes import Footnote
from analysis.documents.layout import Paragraph
from analysis.parsing.strategies import Strategy, patterns_of

MENTION, SUBJECT, PASSING = 1.0, 1.5, 0.25
NOTE_REFERENCE = 100.0
LEAST_MARGIN = 0.5
LEAST_FOREIGN = 2.0

# A region that another one is to be linked with is mentioned in passing: 与……衔接, 更好联动……, 辐射…….
_LINK_BEFORE = re.compile(
    r"(?:与|同|跟|联动|对接|衔接|融入|连接|联通|辐射|带动|支持|服务|助力|帮助|借鉴|承接|面向|携手|加强和)(?:其他|周边)?$"
)
_LINK_AFTER = re.compile(r"^[^，。；]{0,8}?(?:的)?(?:衔接|对接|联动|互动)")
_SERVED = re.compile(r"为$"), re.compile(r"^[^，。；]{0,12}(?:作出|提供|贡献|创造)")
_LIST = re.compile(r"^(?:发展|建设|战略|地区|等)*[、和与及]$|^(?:发展|建设)?以及$")
_OPENING = re.compile(
    r"^(?:要|必须|应当|当前|总的看|同时|近年来|上一次|深入|全面|进一步|持续|扎实|加快|新时代|新征程|推动|推进|促进|实施|支持)*$"
)
_CLAUSE_END = re.compile(r"[，。；：！？]")

@dataclass(frozen=True)
class Attribution:
    """``speech_of[i]`` is the index of the footnote paragraph i belongs to; ``margins[i]`` how clear that is."""

    speech_of: list[int]
    margins: list[float]


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
    if _LINK_BEFORE.search(before) or (not opens_sentence and _LINK_AFTER.match(text[end : end + 14])):
        return PASSING
    return SUBJECT if opens_sentence and _OPENING.match(before) else MENTION


def attribute(
    path: Path,
    paragraphs: list[Paragraph],
    references: list[set[int]],
    footnotes: list[Footnote],
    strategies: list[Strategy],
    listed: list[Strategy],
) -> Attribution:
    """Give each paragraph to a footnote.

    The sections are put in the order of their evidence, then cut where the sum of the evidence is greatest (dynamic
    programming). The margin of a paragraph is what the sum would lose if it went to another speech.

    Parameters
    ----------
    path : Path
        The document, for messages.
    paragraphs : list of Paragraph
        In the order of the document.
    references : list of set of int
        Numbers of the footnotes whose mark stands in each paragraph.
    footnotes, strategies : lists of the same length
        What each footnote says, and the strategy it is about.
    listed : list of Strategy
        All strategies known, to notice paragraphs on one without a footnote.

    Raises
    ------
    ParseError
        A speech is not there, a paragraph speaks of a strategy without footnote, or the evidence is too thin.
    """
    others = [one for one in listed if one.name not in {strategy.name for strategy in strategies}]
    scores = score_mentions([paragraph.text for paragraph in paragraphs], [*strategies, *others])
    own, foreign = scores[:, : len(strategies)].copy(), scores[:, len(strategies) :]
    for row, numbers in enumerate(references):
        for column, footnote in enumerate(footnotes):
            own[row, column] += NOTE_REFERENCE * (footnote.number in numbers)
    _require_every_speech(path, own, foreign, footnotes, strategies)
    order = _order_of_sections(own)
    speech_of, margins = _cut(own[:, order])
    speech_of = [order[section] for section in speech_of]
    _refuse_foreign(path, paragraphs, own, foreign, speech_of, footnotes, others)
    _require_evidence_in_sections(path, own, speech_of, footnotes, strategies)
    _refuse_scattered(path, paragraphs, own, speech_of, footnotes, strategies)
    _refuse_thin(path, paragraphs, speech_of, margins, footnotes, strategies)
    return Attribution(speech_of, margins)


def _require_every_speech(path, own, foreign, footnotes, strategies) -> None:
    best_foreign = foreign.max(axis=1, initial=0.0)
    for column, (footnote, strategy) in enumerate(zip(footnotes, strategies, strict=True)):
        rivals = np.maximum(np.delete(own, column, axis=1).max(axis=1, initial=0.0), best_foreign)
        if not ((own[:, column] >= MENTION) & (own[:, column] > rivals)).any():
            raise _missing_speech(path, footnote, strategy)


def _missing_speech(path, footnote, strategy):
    return refuse(
        path,
        f"footnote {footnote.mark} announces a speech on {strategy.name}, but no paragraph speaks of it",
        cure="add the speech, or remove the footnote; wordings that show a region stand in data/words/strategies.csv",
        line=footnote.line,
    )


def _order_of_sections(own: np.ndarray) -> list[int]:
    """Strategies by the middle of the paragraphs in which they lead."""
    middles = []
    for column in range(own.shape[1]):
        lead = np.clip(own[:, column] - np.delete(own, column, axis=1).max(axis=1, initial=0.0), 0.0, None)
        middles.append(int(np.searchsorted(np.cumsum(lead), lead.sum() / 2)))
    return sorted(range(len(middles)), key=lambda column: (middles[column], column))


def _cut(scores: np.ndarray) -> tuple[list[int], list[float]]:
    """Best cut of the rows into contiguous sections, one a column, in column order; with the margin of each row."""
    rows, sections = scores.shape
    forward = _best_until(scores)
    backward = _best_until(scores[::-1, ::-1])[::-1, ::-1]
    through = forward + backward - scores
    best = through.argmax(axis=1)
    if sections == 1:
        return [0] * rows, [float("inf")] * rows
    top = through.max(axis=1)
    through[np.arange(rows), best] = -np.inf
    return best.tolist(), (top - through.max(axis=1)).tolist()


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


def _refuse_foreign(path, paragraphs, own, foreign, speech_of, footnotes, others) -> None:
    """Refuse runs of paragraphs on a strategy without footnote, unless they lie inside one speech."""
    if not others:
        return
    lead = foreign.max(axis=1) - own.max(axis=1)
    foreign_rows = (lead > 0) & (foreign.max(axis=1) >= MENTION)
    row = 0
    while row < len(foreign_rows):
        end = row
        while end < len(foreign_rows) and foreign_rows[end]:
            end += 1
        if end > row:
            inside = row > 0 and end < len(foreign_rows) and speech_of[row - 1] == speech_of[end]
            if not inside and lead[row:end].sum() >= LEAST_FOREIGN:
                strategy = others[int(foreign[row:end].sum(axis=0).argmax())]
                raise refuse(
                    path,
                    f"the paragraph “{paragraphs[row].text[:12]}…” speaks of {strategy.name}, "
                    "for which there is no footnote",
                    cure="add the footnote of that speech, or, if the paragraph belongs to a speech that has one, "
                    f"write its mark (such as {footnotes[speech_of[row]].mark}) at the end of the paragraph",
                    line=paragraphs[row].line,
                )
        row = max(end, row + 1)


def _require_evidence_in_sections(path, own, speech_of, footnotes, strategies) -> None:
    for column, (footnote, strategy) in enumerate(zip(footnotes, strategies, strict=True)):
        evidence = [own[row, column] for row, speech in enumerate(speech_of) if speech == column]
        if max(evidence, default=0.0) < MENTION:
            raise _missing_speech(path, footnote, strategy)


def _refuse_scattered(path, paragraphs, own, speech_of, footnotes, strategies) -> None:
    """Refuse a paragraph that speaks of another speech's region more than of its own: sections are contiguous."""
    for row, speech in enumerate(speech_of):
        rival = int(own[row].argmax())
        if own[row, rival] - own[row, speech] >= SUBJECT:
            raise refuse(
                path,
                f"the paragraph “{paragraphs[row].text[:12]}…” speaks of {strategies[rival].short} "
                f"({footnotes[rival].mark}) but stands in the speech {footnotes[speech].mark} "
                f"({strategies[speech].short})",
                cure="keep the paragraphs of a speech together",
                line=paragraphs[row].line,
            )


def _refuse_thin(path, paragraphs, speech_of, margins, footnotes, strategies) -> None:
    for row, (speech, margin) in enumerate(zip(speech_of, margins, strict=True)):
        if margin < LEAST_MARGIN:
            neighbours = sorted({speech, *speech_of[max(row - 1, 0) : row + 2]})
            names = " or ".join(f"{footnotes[one].mark} ({strategies[one].short})" for one in neighbours)
            raise refuse(
                path,
                f"the paragraph “{paragraphs[row].text[:12]}…” could belong to {names}: its wording does not decide",
                cure=f"write the mark of its footnote (such as {footnotes[speech].mark}) at the end of the paragraph, "
                "or add a wording that shows its region to the markers in data/words/strategies.csv",
                line=paragraphs[row].line,
            )
