"""``corpus.toml``: what a corpus is and what is compared in it; read, checked, and every fault said at once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis import documents
from analysis.documents import ParseError
from analysis.documents.conversion import CONVERSIONS
from analysis.documents.encodings import decode
from analysis.lexicon.word_lists import COLUMNS, OPTIONAL
from analysis.mistakes import Lines, Mistake

FILE = "corpus.toml"
LAYOUTS = ("documents", "footnotes")
UNITS = ("document", "paragraph")
WORD_LISTS = (*COLUMNS, *OPTIONAL)
WORD_MODES = ("extend", "replace")
_LANGUAGES = ("zh", "en")


class CorpusError(ParseError):
    """A corpus that cannot be used as it is; one line for everything that is wrong."""


@dataclass(frozen=True)
class Settings:
    """What ``corpus.toml`` says; a key that is not there has the value it has here.

    Attributes
    ----------
    title : mapping of language to str
        What the report is called.
    layout : {"documents", "footnotes"}
        One speech a file, or several in one file with footnotes.
    document : tuple of str
        The files of the layout ``footnotes``.
    group : str
        The column compared, or ``year``, ``decade``, ``month`` of the date.
    group_name : tuple of str
        What one group is called: Chinese, English, English plural; empty where not said.
    groups : tuple of str
        The groups in their order; empty for the order found.
    group_english : mapping of str to str
        English names of groups.
    convert : str
        A conversion of OpenCC, or empty.
    excerpts : bool
        Whether the texts are selected passages; the report then says so among its limits.
    remote : bool
        Whether documents may lie on other machines.
    unit : {"", "document", "paragraph"}
        What is shuffled in tests; empty for what the documents allow.
    words : mapping of str to {"extend", "replace"}
        What each word list of one's own does to the shipped one.
    """

    title: Mapping[str, str] = field(default_factory=dict)
    layout: str = "documents"
    document: tuple[str, ...] = ()
    group: str = ""
    group_name: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    group_english: Mapping[str, str] = field(default_factory=dict)
    convert: str = ""
    excerpts: bool = False
    remote: bool = False
    unit: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def read_settings(path: Path) -> Settings:
    """Read and check ``corpus.toml``.

    Raises
    ------
    CorpusError
        It is not there, is no TOML, or values are wrong: all of them, each with line, value and cure.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= documents.MAX_BYTES else b"\0"
        text = decode(path, data)[0].replace("\r\n", "\n").replace("\r", "\n")
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1  # it breaks off at the end
        reason = re.sub(r" *[(]at .*[)]$", "", str(error))
        raise CorpusError("no_toml", file=path, line=line, reason=reason) from None
    except OSError as error:
        raise CorpusError("unreadable_file", file=path, reason=error.strerror) from None
    except ParseError as error:
        raise CorpusError(error.key, **error.values) from None
    problems: list[ParseError] = []

    def complain(at: str, problem: str, **values) -> None:
        problems.append(ParseError(problem, file=path, line=_line_of(text, at), **values))

    settings = _settings_of(given, complain)
    if problems:
        raise CorpusError("problems", lines=Lines(sorted(problems, key=lambda one: one.values["line"])))
    return settings


def _settings_of(given: dict, complain) -> Settings:
    for key in given:
        if key not in KEYS:
            complain(key, "unknown_key", value=key, list=list(KEYS))
    values = {}
    for key, read in _READ.items():
        if key in given:
            value = read(given[key])
            if value is None:
                takes = f"takes_{key}"
                complain(key, "wrong_value", key=key, value=_shown(given[key]), cure=Mistake(takes))
            else:
                values[key] = value
    settings = Settings(**values)
    if settings.layout == "footnotes" and not settings.document and "document" not in given:
        complain("layout", "footnotes_need_document")
    if settings.layout == "documents" and settings.document:
        complain("document", "documents_need_list")
    return settings


def _shown(value) -> str:
    text = str(value).lower() if isinstance(value, bool) else f"“{value}”"
    return text if len(text) <= 60 else text[:57] + "…"


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*(?:[=.\]])", line):
            return number
    return 1


def _text(value) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _title(value) -> dict[str, str] | None:
    if isinstance(value, str):
        return dict.fromkeys(_LANGUAGES, value.strip())
    if isinstance(value, dict) and value and set(value) <= {*_LANGUAGES} and all(map(_is_text, value.values())):
        some = next(iter(value.values()))
        return {language: value.get(language, some) for language in _LANGUAGES}
    return None


def _is_text(value) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value) -> tuple[str, ...] | None:
    values = value if isinstance(value, list) else [value]
    texts = [str(one) if isinstance(one, int) and not isinstance(one, bool) else one for one in values]
    return tuple(one.strip() for one in texts) if all(map(_is_text, texts)) else None


def _group_name(value) -> tuple[str, ...] | None:
    value = {"zh": value} if _is_text(value) else value
    if isinstance(value, dict) and set(value) <= {*_LANGUAGES, "plural"} and all(map(_is_text, value.values())):
        english = value.get("en", value.get("zh", ""))
        return (value.get("zh", english), english, value.get("plural") or _plural(english))
    return None


def _plural(noun: str) -> str:
    """The regular plural of an English noun, for who gives none; other scripts have none."""
    if not noun[-1:].isascii() or not noun[-1:].isalpha():
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _words(value) -> dict[str, str] | None:
    if isinstance(value, str):
        value = dict.fromkeys(WORD_LISTS, value)
    right = isinstance(value, dict) and set(value) <= set(WORD_LISTS) and set(value.values()) <= set(WORD_MODES)
    return dict(value) if right else None


_READ = {
    "title": _title,
    "layout": lambda value: value if value in LAYOUTS else None,
    "document": _texts,
    "group": _text,
    "group_name": _group_name,
    "groups": lambda value: _texts(value) if isinstance(value, list) else None,
    "group_english": lambda value: (
        dict(value) if isinstance(value, dict) and all(map(_is_text, value.values())) else None
    ),
    "convert": lambda value: value if value in ("", *CONVERSIONS) else None,
    "excerpts": lambda value: value if isinstance(value, bool) else None,
    "remote": lambda value: value if isinstance(value, bool) else None,
    "unit": lambda value: value if value in UNITS else None,
    "words": _words,
}
KEYS = tuple(_READ)
