"""Where a sentence ends."""

from __future__ import annotations

import re

from analysis.documents.pages import CLOSERS, REACTION, TERMINALS

_SENTENCE = re.compile(
    rf"[^{TERMINALS}]*[{TERMINALS}]+[{CLOSERS}]*(?:[\"']$)?(?:\s*{REACTION})?|[^{TERMINALS}]+$"
)
_REACTIONS = tuple(re.search(r"\(\?:([^)]*)\)", REACTION)[1].split("|"))


def may_hold_reaction(text: str) -> bool:
    """Whether the record may tell of the hall in this text, where a 。 or ！ ends no sentence.

    Examples
    --------
    >>> may_hold_reaction("发展！（鼓掌！）"), may_hold_reaction("发展！")
    (True, False)
    """
    return any(word in text for word in _REACTIONS)


def split_sentences(text: str) -> list[str]:
    """Cut after 。！？ and the closing marks behind them; what the record says of the hall stays with its sentence.

    Examples
    --------
    >>> split_sentences("“一江碧水”重现。要统筹好发展和安全！（热烈鼓掌）（完。）")
    ['“一江碧水”重现。', '要统筹好发展和安全！（热烈鼓掌）', '（完。）']
    """
    return _SENTENCE.findall(text)
