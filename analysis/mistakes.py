"""What a user can mend: told in the user's language, in one line that names the place, the value and the cure."""

from analysis.language import Language, reader_language


class Mistake(ValueError):
    """A mistake that a user can mend; any other error is a fault of the program and keeps its traceback.

    Parameters
    ----------
    key : str
        Of the text in the catalogue's section ``mistakes``.
    **values
        Its fields; a value that is itself a mistake is told within.

    Examples
    --------
    >>> from analysis.language import speak
    >>> error = Mistake("cannot_open", file="x.txt", reason="busy")
    >>> error.say(speak("en"))
    'x.txt: cannot be written or read (busy); close it if it is open elsewhere, or choose another folder with --out'
    """

    def __init__(self, key: str, /, **values):
        super().__init__(key)
        self.key, self.values = key, values

    def __reduce__(self):
        return _again, (type(self), self.key, self.values)

    def say(self, language: Language) -> str:
        """The mistake in a language."""
        # A line is called what it is called: without marks between thousands.
        lines = {name: str(self.values[name]) for name in ("line", "other") if isinstance(self.values.get(name), int)}
        return language.say(f"mistakes.{self.key}", **self.values | lines)

    def after(self, place: str) -> str:
        """What it says, in the reader's language, without the name of its place at the beginning.

        Examples
        --------
        >>> Mistake("cannot_open", file="x.txt", reason="busy").after("x.txt")[:26]
        'cannot be written or read '
        """
        return str(self).removeprefix(place).lstrip(":： ")

    def __str__(self) -> str:
        return self.say(reader_language())


class TooSmall(Mistake):
    """Why a table cannot be made of so little text, or of what was counted."""


class Lines(tuple):
    """Mistakes told within another one, a line each."""

    def say(self, language: Language) -> str:
        """All of them."""
        return "\n".join(map(language.write, self))


def _again(kind: type[Mistake], key: str, values: dict) -> Mistake:
    return kind(key, **values)


def as_mistake(error: Exception) -> Mistake | None:
    """The error as something a user can mend, or None if it is a fault of the program."""
    if isinstance(error, Mistake):
        return error
    if isinstance(error, OSError) and error.filename:
        return Mistake("cannot_open", file=error.filename, reason=error.strerror or error)
    return Mistake("system", reason=str(error)) if isinstance(error, OSError) else None
