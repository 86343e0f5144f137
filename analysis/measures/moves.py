"""What the sentences do: the moves of a speech on a regional strategy, by an editable list of cues.

Position, achievements, problems, outlook, tasks, responsibilities: ``data/words/CODEBOOK_moves.md`` defines them and
says how well the cues agree with coding by hand. A sentence makes one move, or none that the cues can tell.
"""

import re

import numpy as np
import pandas as pd

from analysis.measures.themes import in_codebook_order, shares_from_counts
from analysis.tables import NONE

MOVES = ("position", "achievements", "problems", "outlook", "tasks", "responsibilities")
OPENING, MIDDLE, CLOSING = range(3)  # roles of paragraphs
_ROLES = dict.fromkeys(MOVES[:4], OPENING) | {"tasks": MIDDLE, "responsibilities": CLOSING}
PLACE = ["speech", "strategy", "paragraph", "sentence"]
RULE_COLUMNS = ("move", "pattern", "where", "priority")
# What may stand before the first word of a sentence: numbering and the plainest links.
_OPENING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|、|是(?:要)?)|第[一二三四五六七八九十]{1,3}[，、])?"
)


def code_moves(speeches, rules):
    """Code every sentence with the move it makes.

    The rules are tried by priority (1 first; equal ones in the order of the list), and the first whose pattern is found
    gives the move: strong cues (同时也要看到) stand before weak ones (a sentence that begins with a bare verb). A rule
    with ``where = "start"`` looks at the beginning of the sentence only, behind numbering such as 一是 or （三）. A
    sentence no rule finds is ``none``: it does not inherit the move of its neighbours, so that every code can be shown
    with its reason in the sentence itself.

    Parameters
    ----------
    speeches : DataFrame
        The `speeches` table.
    rules : DataFrame
        ``Lexicon.moves``: columns move, pattern (a regular expression that sees one sentence), where (``"start"`` or
        ``"anywhere"``), priority (whole number).

    Returns
    -------
    DataFrame
        Index that of `speeches`; columns speech, strategy, paragraph, sentence, move (ordered category: the moves in
        the order of the codebook, own ones after them, ``none`` last), cue (the words found; empty for none), start,
        end (character offsets of the cue; 0, 0 for none), pattern (the rule; empty for none), characters (length of
        the sentence).

    Raises
    ------
    ValueError
        If a column is missing or a rule cannot be used; the message names the rule and the cure.

    References
    ----------
    Swales, J. M. (1990). Genre Analysis. Cambridge University Press: the move as a unit of what a text does.
    Biber, D., Connor, U. & Upton, T. A. (2007). Discourse on the Move. Benjamins, ch. 2: coding moves in a corpus.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": 7, "strategy": "中部", "paragraph": 1, "sentence": [1, 2, 3],
    ...                          "text": ["同时要看到，仍有困难。", "要加快建设美丽中部。", "天气晴。"]})
    >>> rules = pd.DataFrame([("tasks", "要(?!看到)", "anywhere", "2"), ("problems", "同时要看到", "start", "1")],
    ...                      columns=["move", "pattern", "where", "priority"])
    >>> code_moves(speeches, rules)[["move", "cue"]].values.tolist()
    [['problems', '同时要看到'], ['tasks', '要'], ['none', '']]
    """
    ordered = _compiled(rules)
    found = [_first_rule(text, ordered) for text in speeches["text"]]
    columns = list(zip(*found, strict=True)) if found else [()] * 5
    names = in_codebook_order((move for move in rules["move"] if move != NONE), MOVES)
    coded = speeches[PLACE].copy()
    coded["move"] = pd.Categorical(columns[0], categories=[*names, NONE], ordered=True)
    kinds = {"cue": "str", "start": "int64", "end": "int64", "pattern": "str"}
    for (name, kind), values in zip(kinds.items(), columns[1:], strict=True):
        coded[name] = pd.Series(values, index=coded.index, dtype=kind)
    return coded.assign(characters=np.array([len(text) for text in speeches["text"]], dtype="int64"))


def paragraph_roles(coded, places):
    """The role of every paragraph: opening (position, achievements, problems, outlook), middle (tasks), closing.

    That of most of its sentences; of equally many the earlier; middle where the cues tell nothing.

    Parameters
    ----------
    coded : DataFrame
        From `code_moves`.
    places : MultiIndex
        Strategy, speech, paragraph.

    Returns
    -------
    array of int

    Examples
    --------
    >>> moves = pd.Categorical(["position", "tasks", "none"], categories=["position", "tasks", "none"])
    >>> coded = pd.DataFrame({"speech": 1, "paragraph": [1, 2, 2], "move": moves})
    >>> paragraph_roles(coded, pd.MultiIndex.from_tuples([("东", 1, 1), ("东", 1, 2)])).tolist()
    [0, 1]
    """
    known = coded.assign(role=coded["move"].astype("object").map(_ROLES)).dropna(subset=["role"])
    counts = known.groupby(["speech", "paragraph", "role"]).size().unstack(fill_value=0)
    wanted = pd.MultiIndex.from_arrays([places.get_level_values(1), places.get_level_values(2)])
    if counts.empty:
        return np.full(len(places), MIDDLE)
    return counts.idxmax(axis=1).reindex(wanted).fillna(MIDDLE).to_numpy(dtype=int)


def move_shares(coded):
    """Share of each move in each group, with Wilson's interval.

    ``share = sentences with the move / sentences of the group``; every sentence has one move (``none`` is one), so the
    shares of a group sum to 1. ``character_share`` weighs the sentences by their length. The interval treats sentences
    as independent draws, which those of one paragraph are not: the true uncertainty is larger.

    Parameters
    ----------
    coded : DataFrame
        From `code_moves`.

    Returns
    -------
    DataFrame
        The group columns, move (ordered category), sentences, total, share, low, high (0..1), characters,
        character_share (0..1). Groups in order, moves in codebook order; a move a group lacks has a row with 0.

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> moves = pd.Categorical(["tasks", "tasks", "position"], categories=["position", "tasks", "none"], ordered=True)
    >>> coded = pd.DataFrame({"strategy": ["东", "东", "西"], "move": moves, "characters": [10, 30, 20]})
    >>> move_shares(coded)[["strategy", "move", "sentences", "total", "share"]].values.tolist()[:3]
    [['东', 'position', 0, 2, 0.0], ['东', 'tasks', 2, 2, 1.0], ['东', 'none', 0, 2, 0.0]]
    """
    moves = pd.get_dummies(coded["move"], dtype="int64")
    sentences, weights = (
        one.groupby(coded["strategy"], observed=True).sum() for one in (moves, moves.mul(coded["characters"], axis=0))
    )
    table = shares_from_counts(sentences, sentences.sum(axis=1), name="move")
    characters, whole = weights.to_numpy().ravel(), weights.sum(axis=1).to_numpy().repeat(moves.shape[1])
    weight = np.divide(characters, whole, out=np.zeros(len(table)), where=whole > 0)
    return table.assign(characters=characters, character_share=weight)


def _compiled(rules):
    ordered = []
    for row, (move, pattern, where, priority) in enumerate(rules[list(RULE_COLUMNS)].itertuples(index=False)):
        place = f"moves row {row} ({pattern})"
        if where not in ("start", "anywhere"):
            raise ValueError(f"{place}: where is {where!r}; write start or anywhere")
        try:
            compiled, rank = re.compile(pattern), int(priority)
        except re.error as error:
            raise ValueError(f"{place}: not a regular expression ({error}); mend it") from None
        except ValueError:
            raise ValueError(f"{place}: the priority is {priority!r}; write a whole number, 1 is tried first") from None
        if compiled.match(""):
            raise ValueError(f"{place}: it matches the empty text, so every sentence; name some words in it")
        ordered.append((rank, row, move, where == "start", compiled))
    return sorted(ordered, key=lambda rule: rule[:2])


def _first_rule(text, ordered):
    opening = _OPENING.match(text).end()
    for _, _, move, at_start, pattern in ordered:
        match = pattern.match(text, opening) if at_start else pattern.search(text)
        if match:
            return move, match.group(), match.start(), match.end(), pattern.pattern
    return NONE, "", 0, 0, ""
