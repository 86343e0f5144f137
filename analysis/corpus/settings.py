"""``corpus.toml``: what a corpus is and what is compared in it; read, checked, and every fault said at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis import documents
from analysis.documents import ParseError, refuse
from analysis.documents.conversion import CONVERSIONS
from analysis.documents.encodings import decode
from analysis.lexicon.word_lists import COLUMNS, OPTIONAL

FILE = "corpus.toml"
LAYOUTS = ("documents", "footnotes")
UNITS = ("document", "paragraph")
WORD_LISTS = (*COLUMNS, *OPTIONAL)
WORD_MODES = ("extend", "replace")
# Every key, and what it takes
KEYS = {
    "title": "text, or { zh = \"…\", en = \"…\" }",
    "layout": " or ".join(f'"{one}"' for one in LAYOUTS),
    "document": "the name of a file, or a list of names",
    "group": 'the name of a column of documents.csv, or "year", "decade", "month"',
    "group_name": "{ zh = \"…\", en = \"…\", plural = \"…\" }",
    "groups": "a list of the groups, in their order",
    "group_english": "a table: group = \"its English name\"",
    "convert": ", ".join(f'"{one}"' for one in CONVERSIONS),
    "excerpts": "true or false",
    "remote": "true or false",
    "unit": " or ".join(f'"{one}"' for one in UNITS),
    "words": '"extend" or "replace", or a table: list = "extend" or "replace"',
}
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
        problem = f"is not TOML: {re.sub(r' *[(]at .*[)]$', '', str(error))}"
        cure = 'write key = "value", text in straight quotation marks'
        raise CorpusError(str(refuse(path, problem, cure=cure, line=int(found[1]) if found else None))) from None
    except OSError as error:
        cure = "check the file and your permission to read it"
        raise CorpusError(str(refuse(path, f"cannot be read ({error.strerror})", cure=cure))) from None
    except ParseError as error:
        raise CorpusError(str(error)) from None
    problems: list[tuple[int, str]] = []

    def complain(key: str, problem: str, cure: str) -> None:
        line = _line_of(text, key)
        problems.append((line or 0, str(refuse(path, problem, cure=cure, line=line))))

    settings = _settings_of(given, complain)
    if problems:
        raise CorpusError("\n".join(message for _, message in sorted(problems)))
    return settings


def _settings_of(given: dict, complain) -> Settings:
    for key in given:
        if key not in KEYS:
            complain(key, f"unknown key “{key}”", f"use {', '.join(KEYS)}")
    values = {}
    for key, read in _READ.items():
        if key in given:
            value = read(given[key])
            if value is None:
                complain(key, f"{key} = {_shown(given[key])} is not what it takes", f"write {KEYS[key]}")
            else:
                values[key] = value
    settings = Settings(**values)
    if settings.layout == "footnotes" and not settings.document and "document" not in given:
        complain("layout", "the layout footnotes needs a document", 'write document = "raw/my-speeches.txt"')
    if settings.layout == "documents" and settings.document:
        complain("document", "the layout documents takes its files from documents.csv", "remove document, or write "
                 'layout = "footnotes"')  # fmt: skip
    return settings


def _shown(value) -> str:
    text = str(value).lower() if isinstance(value, bool) else f"“{value}”"
    return text if len(text) <= 60 else text[:57] + "…"


def _line_of(text: str, key: str) -> int | None:
    for number, line in enumerate(text.split("\n"), start=1):
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*(?:[=.\]])", line):
            return number
    return None


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
    if isinstance(value, dict) and set(value) <= {*_LANGUAGES, "plural"} and all(map(_is_text, value.values())):
        english = value.get("en", value.get("zh", ""))
        return (value.get("zh", english), english, value.get("plural", english))
    return None


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
