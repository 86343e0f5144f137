"""Where a number leads: the name of the place in the report's page that shows the sentences behind it.

Charts put these names on what they draw (:class:`analysis.charts.page.Area`), the page puts them on what it shows.
Every name is made of ASCII letters, digits and hyphens, so that it stands in an address as it is.
"""


def sentence_anchor(speech: int, paragraph: int, sentence: int) -> str:
    """A sentence in the full text of its speech.

    Examples
    --------
    >>> sentence_anchor(5, 2, 1)
    's5-2-1'
    """
    return f"s{speech}-{paragraph}-{sentence}"


def speech_anchor(speech: int) -> str:
    """A speech in full."""
    return f"speech-{speech}"


def term_anchor(term: str, strategy: str | None = None) -> str:
    """The sentences that hold a term; those of one strategy if one is given.

    Examples
    --------
    >>> term_anchor("生态"), term_anchor("AI", "西部")
    ('t-751f-6001', 't-41-49--897f-90e8')
    """
    return _join("t-" + _code(term), strategy)


def theme_anchor(theme: str, strategy: str | None = None) -> str:
    """The sentences that carry a theme.

    Examples
    --------
    >>> theme_anchor("social_governance", "西部")
    'theme-social-governance--897f-90e8'
    """
    return _join("theme-" + theme.replace("_", "-"), strategy)


def move_anchor(move: str, strategy: str | None = None) -> str:
    """The sentences of a move."""
    return _join("move-" + move.replace("_", "-"), strategy)


def formula_anchor(formula: str, strategy: str | None = None) -> str:
    """The sentences that hold a formula."""
    return _join("f-" + _code(formula), strategy)


def strategy_anchor(strategy: str) -> str:
    """The speeches of a strategy.

    Examples
    --------
    >>> strategy_anchor("西部")
    'strategy-897f-90e8'
    """
    return "strategy-" + _code(strategy)


def pair_anchor(first: str, second: str) -> str:
    """What two strategies share word for word; the order of the two does not matter."""
    return "pair-" + "--".join(sorted((_code(first), _code(second))))


def read_anchor(anchor: str) -> tuple[str, str, str | None]:
    """Kind, what it names, and the strategy, of the anchor of a term, theme, move or formula; others have no strategy.

    The codes of themes and moves are given back with hyphens as they stand in the anchor.

    Examples
    --------
    >>> read_anchor(term_anchor("AI", "西部")), read_anchor(formula_anchor("长江")), read_anchor("speech-5")
    (('t', 'AI', '西部'), ('f', '长江', None), ('speech', '5', None))
    """
    kind, _, rest = anchor.partition("-")
    what, _, strategy = rest.partition("--")
    if kind in ("t", "f"):
        what = _decode(what)
    return kind, what, _decode(strategy) if strategy and kind != "pair" else None


def _decode(code: str) -> str:
    return "".join(chr(int(number, 16)) for number in code.split("-"))


def _code(text: str) -> str:
    return "-".join(f"{ord(character):x}" for character in text)


def _join(anchor: str, strategy: str | None) -> str:
    return anchor if strategy is None else f"{anchor}--{_code(strategy)}"
