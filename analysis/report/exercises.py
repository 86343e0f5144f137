"""Exercises in the notebooks that check themselves."""

from __future__ import annotations

UNANSWERED = "还没有答 · Not answered yet"
RIGHT = "对 · Right"
WRONG = "再想一想 · Try again"


def mark_answer(answer: object, correct: object) -> str:
    """Say whether an answer is right, in both languages.

    Parameters
    ----------
    answer : object
        What the reader wrote; None as long as nothing is written.
    correct : object
        Whether it is right: any true or false value.

    Returns
    -------
    str
        One of three verdicts.

    Examples
    --------
    >>> mark_answer(None, False), mark_answer(64, 64 == 60 + 4)
    ('还没有答 · Not answered yet', '对 · Right')
    """
    if answer is None:
        return UNANSWERED
    return RIGHT if correct else WRONG
