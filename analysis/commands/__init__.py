"""The commands of ``python -m analysis``, one function each; :mod:`analysis.__main__` lists them."""


def asked(words: list[str]) -> str | None:
    """The language asked for on the command line, wherever it stands there."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        option, _, value = word.partition("=")
        if option in ("-l", "--language"):
            return value or following
        if word.startswith("-l") and word[2:]:
            return word[2:]
    return None
