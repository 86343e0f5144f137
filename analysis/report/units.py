"""What a query of the concordance is searched as (a word, a string, a pattern, a theme), and how the others count."""

from __future__ import annotations

import re

import pandas as pd

from analysis.language import speak
from analysis.report.requests import RequestError, closest
from analysis.results import Results


def choose_unit(results: Results, query: str, by: str = "auto") -> tuple[str, str]:
    """What a query is searched as: the query, for a theme its id, and one of ``BY`` other than "auto".

    What stands in the text is searched as a string, within longer words too, else a theme by its name.

    Raises
    ------
    RequestError
        There is no such theme, or nothing is found of what looks like several words.

    Examples
    --------
    >>> results = Results()
    >>> [choose_unit(results, query) for query in ("安全", "生态", "Reform and institutions")]
    [('安全', 'phrase'), ('生态', 'phrase'), ('reform', 'theme')]
    """
    if by == "theme":
        return find_theme(results, query), by
    asked, query = query, results.as_counted(query)
    if by == "regex" or not query.strip():
        return query, by
    words, strings = count_units(results, query)
    if by == "auto":
        theme = "" if words or strings else _theme_of(results, asked)
        query, by = (theme, "theme") if theme else (query, "phrase")
    several = [word for word in re.split(r"[,，;；、\s]+", query) if word]
    if len(several) > 1 and not (words or strings or by == "theme"):
        raise RequestError("kwic_one_word", value=query, first=several[0])
    return query, by


def count_units(results: Results, query: str) -> tuple[int, int]:
    """How often a query is a word by itself, and how often its string stands anywhere in the text.

    Examples
    --------
    >>> count_units(Results(), "安全"), count_units(Results(), "生态")
    ((4, 15), (0, 20))
    """
    strings = sum(text.count(query) for text in results.speeches["text"]) if query else 0
    return int((results.tokens["term"] == query).sum()), strings


def _theme_of(results: Results, name: str) -> str:
    wanted = name.strip().casefold()
    for row in results.lexicon.theme_names.itertuples(index=False):
        if wanted in (row.theme.casefold(), row.zh.casefold(), row.en.casefold()):
            return row.theme
    return ""


def find_theme(results: Results, name: str) -> str:
    """The id of a theme that is named by its id, or in Chinese or English.

    Raises
    ------
    RequestError
        There is no such theme.
    """
    if theme := _theme_of(results, name):
        return theme
    known = results.lexicon.theme_names["theme"]
    raise RequestError("no_theme", value=name, known=closest(name, known))


def describe_units(results: Results, lines: pd.DataFrame, query: str, *, by: str = "auto", language: str = "zh") -> str:
    """How often a query stands as a word and as a string, which of the two is listed, and what rates are of."""
    voice, (value, unit) = speak(language), choose_unit(results, query, by)
    words, strings = count_units(results, results.as_counted(query))
    parts = [voice.say("terminal.unit_term", n=words), voice.say("terminal.unit_phrase", n=strings)]
    theme = value if unit == "theme" else _theme_of(results, query)
    if unit == "regex":
        parts = [voice.say("terminal.unit_regex", n=len(lines))]
    elif theme:
        name = results.names.theme(theme, language)
        if unit == "theme":
            parts.append(voice.say("terminal.unit_theme_n", name=name, n=len(lines)))
        else:
            parts.append(voice.say("terminal.unit_theme", name=name))
    text = voice.say("terminal.units", query=query, parts=voice.join(parts, "semicolon"))
    listed = voice.say("terminal.listed", what=voice.say(f"terminal.listed_{unit}")) if len(lines) else ""
    return voice.sentences([text, listed])
