"""Exercises in the notebooks that check themselves."""

from __future__ import annotations

from analysis.language import CODES, speak


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
    key = "unanswered" if answer is None else "right" if correct else "wrong"
    return " · ".join(speak(code).say(f"exercises.{key}") for code in CODES)
