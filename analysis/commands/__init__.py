"""The commands of ``python -m analysis``, one function each; :mod:`analysis.__main__` lists them."""


def asked(words: list[str]) -> str | None:
    """The language asked for on the command line, wherever it stands there."""
    return given(words, ["--language", "-l"])


def given(words: list[str], names: list[str]) -> str | None:
    """The value of an option as it was typed, of several the last; None without.

    Examples
    --------
    >>> given(["count", "-w0", "--workers=3"], ["--workers", "-w"]), given(["-l", "zh"], ["--language", "-l"])
    ('3', 'zh')
    """
    found = None
    for word, following in zip(words, [*words[1:], ""], strict=True):
        option, _, value = word.partition("=")
        if option in names:
            found = value or following
        elif word[:2] in names and word[2:]:
            found = word[2:]
    return found
