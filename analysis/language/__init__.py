"""Every text that anybody reads, in every language: one catalogue a language, and one way to ask it.

A catalogue is a file ``CODE.toml`` beside this one: sections of texts with ``{fields}``. Who speaks names a text by its
section and key and gives the values; what the text calls groups comes from :class:`analysis.language.names.Names`:

    speak("en").say("charts.sizes_texts", n=1234)   ->  '1,234 texts'

A text in two forms (``{ one = "...", other = "..." }``) is chosen by the plural rule of the language for the value
``n``; where several values are counted, each has its own forms: ``{sentences:sentence|sentences}``. A path within a
command is ``{folder:typed}``. Numbers, dates and plurals are written by Babel. A further language is a further file
(CONTRIBUTING.md).
"""

import locale
import os
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Any

_FOLDER = Path(__file__).parent
CODES = ("zh", *sorted(file.stem for file in _FOLDER.glob("*.toml") if file.stem != "zh"))
ASKED = "SPEECHES_LANGUAGE"  # set by a command for all that it reads, in other processes too
PROGRAM = "SPEECHES_PROGRAM"  # set by run.py


class Language:
    """One language: its texts, and how it writes numbers, dates and lists.

    Parameters
    ----------
    code : str
        One of :data:`CODES`.

    Examples
    --------
    >>> speak("zh").say("charts.sizes_texts", n=1234), speak("en").join(["a", "b"])
    ('1,234 篇', 'a, b')
    """

    def __init__(self, code: str):
        self.code = code

    def __reduce__(self):
        return speak, (self.code,)

    @cached_property
    def texts(self) -> dict[str, Any]:
        """Section.key -> text; a text is a string, a list of strings or a table of plural forms."""
        sections = tomllib.loads((_FOLDER / f"{self.code}.toml").read_text(encoding="utf-8"))
        return {f"{section}.{key}": text for section, texts in sections.items() for key, text in texts.items()}

    @cached_property
    def locale(self):
        """Babel's locale, named in the catalogue."""
        from babel import Locale  # half of what importing this module would cost

        return Locale.parse(self.texts["language.locale"])

    def say(self, key: str, names=None, /, **values) -> str:
        """The text of a key with its values filled in.

        Parameters
        ----------
        key : str
            ``section.key``.
        names : Names, optional
            What groups and speeches are called: the fields ``{kind}``, ``{kinds}``, ``{unit}``, ``{doc}``, ``{docs}``,
            ``{piece}``, ``{pieces}`` (``{Kind}`` and ``{Doc}`` with a capital).
        **values
            The other fields; whole numbers get their thousands marked, dates are written out, lists joined, mistakes
            told.

        Raises
        ------
        KeyError
            There is no such text, or a field has no value: a fault of the program.
        """
        return "".join(map(self.write, self.pieces(key, names, **values)))

    def pieces(self, key: str, names=None, /, **values) -> Iterator:
        """The text of a key in pieces: its own words as strings and each value as it was given."""
        words = names.words(self.code) if names is not None else {}
        capitals = {word.capitalize(): text.capitalize() for word, text in words.items()}
        fields = {"program": program(), **words, **capitals, **values}
        said = self.texts[key]
        if isinstance(said, dict):  # plural forms
            said = said.get(self.locale.plural_form(values["n"]), said["other"])
        for text, name, form, _ in Formatter().parse(said):
            if text:
                yield text
            if name is not None and "|" in form:
                yield fields[name]
                one, other = form.split("|")
                number = str(getattr(fields[name], "text", fields[name])).replace(",", "")
                one, other = words.get(one, one), words.get(other, other)
                yield f" {one if self.locale.plural_form(int(number)) == 'one' else other}"
            elif name is not None:
                yield typed(fields[name]) if form == "typed" else format(fields[name], form) if form else fields[name]

    def write(self, value) -> str:
        """A value as the language writes it.

        Examples
        --------
        >>> from datetime import date
        >>> speak("zh").write(date(2023, 10, 12)), speak("en").write(date(2023, 10, 12)), speak("en").write(12345)
        ('2023年10月12日', '12 October 2023', '12,345')
        """
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            from babel.dates import format_date

            return format_date(value, "long", locale=self.locale)
        if isinstance(value, list):
            return self.join(value)
        if hasattr(value, "say"):  # a mistake within another
            return value.say(self)
        if isinstance(value, int) or hasattr(value, "dtype") and value.dtype.kind in "iu":
            return f"{value:,}"
        return str(value)

    def join(self, parts: Iterable, mark: str = "comma") -> str:
        """Parts of a list with a mark of the language between them: ``comma``, ``semicolon``."""
        return self.texts[f"marks.{mark}"].join(map(self.write, parts))

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences one after the other, those that are empty left out."""
        return self.texts["marks.between_sentences"].join(part.strip() for part in parts if part)


def typed(path) -> str:
    """A path as it is typed in a command; the field ``{folder:typed}`` of a text.

    Examples
    --------
    >>> typed("texts"), typed("my texts")
    ('texts', '"my texts"')
    """
    return f'"{path}"' if " " in str(path) else str(path)


def program() -> str:
    """What a user types before the name of a command: run.py says so where it was started by that."""
    return os.environ.get(PROGRAM, "python -m analysis")


@cache
def speak(code: str) -> Language:
    """The language of a code.

    Raises
    ------
    ValueError
        There is no catalogue of this code.
    """
    if code not in CODES:
        raise ValueError(f"language is {code!r}; use one of {', '.join(CODES)}")
    return Language(code)


def reader_language(asked: str | None = None) -> Language:
    """The language to tell things in: the one asked for, else that of the command or the system, else English.

    Examples
    --------
    >>> reader_language("zh").code
    'zh'
    """
    for one in (asked, os.environ.get(ASKED)):
        if one in CODES:
            return speak(one)
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    named = named or _language_of_windows() or ""
    return speak("zh" if named.lower().startswith(("zh", "chinese")) else "en")


def _language_of_windows() -> str | None:
    try:
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    except (ImportError, AttributeError):
        return None
