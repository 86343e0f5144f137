"""What a query of the concordance is searched as (a word, a string, a pattern, a theme), and how the others count."""

from __future__ import annotations

import re

import pandas as pd

from analysis.report.requests import RequestError, closest
from analysis.results import Results

_UNITS = {
    "zh": {
        "head": "“{query}”：{parts}。", "mark": "；", "term": "单独成词 {n:,} 处（--by term）",
        "phrase": "作为字串共 {n:,} 处（--by phrase）", "regex": "正则式 {n:,} 处（--by regex）",
        "theme": "作为主题“{name}”{n}（--by theme）", "hits": " {n:,} 处",
        "shown": {"term": "词", "phrase": "字串", "regex": "正则式", "theme": "主题的用语"},
        "listed": "以上所列是{shown}；每万字符的字符含标点。",
    },
    "en": {
        "head": "“{query}”: {parts}.", "mark": "; ",
        "term": "as a word by itself: {n:,} (--by term)", "phrase": "as a string anywhere: {n:,} (--by phrase)",
        "regex": "as a pattern: {n:,} (--by regex)", "theme": "as the theme “{name}”{n} (--by theme)",
        "hits": ": {n:,}",
        "shown": {"term": "the word", "phrase": "the string", "regex": "the pattern",
                  "theme": "the wording of the theme"},
        "listed": " Listed above: {shown}; rates are per 10,000 characters, punctuation included.",
    },
}  # fmt: skip


def choose_unit(results: Results, query: str, by: str = "auto") -> tuple[str, str]:
    """What a query is searched as: the query, for a theme its id, and one of ``BY`` other than "auto".

    A token of the text is searched as a word, else what stands in the text as a string, else a theme by its name.

    Raises
    ------
    RequestError
        There is no such theme, or nothing is found of what looks like several words.

    Examples
    --------
    >>> results = Results()
    >>> [choose_unit(results, query) for query in ("安全", "生态", "Reform and institutions")]
    [('安全', 'term'), ('生态', 'phrase'), ('reform', 'theme')]
    """
    if by == "theme":
        return find_theme(results, query), by
    asked, query = query, results.as_counted(query)
    if by == "regex" or not query.strip():
        return query, by
    words, strings = count_units(results, query)
    if by == "auto":
        theme = "" if words or strings else _theme_of(results, asked)
        query, by = (theme, "theme") if theme else (query, "term" if words else "phrase")
    several = [word for word in re.split(r"[,，;；、\s]+", query) if word]
    if len(several) > 1 and not (words or strings or by == "theme"):
        raise RequestError(f"kwic {query}: give one word, such as kwic {several[0]}; one call for each of several")
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
    raise RequestError(f"no theme is called {name!r}: {closest(name, known)}")


def describe_units(results: Results, lines: pd.DataFrame, query: str, *, by: str = "auto", language: str = "zh") -> str:
    """How often a query stands as a word and as a string, which of the two is listed, and what rates are of."""
    say, (value, unit) = _UNITS[language], choose_unit(results, query, by)
    words, strings = count_units(results, results.as_counted(query))
    parts = [say["term"].format(n=words), say["phrase"].format(n=strings)]
    theme = value if unit == "theme" else _theme_of(results, query)
    if unit == "regex":
        parts = [say["regex"].format(n=len(lines))]
    elif theme:
        shown = say["hits"].format(n=len(lines)) if unit == "theme" else ""
        parts.append(say["theme"].format(name=results.names.theme(theme, language), n=shown))
    text = say["head"].format(query=query, parts=say["mark"].join(parts))
    return text + (say["listed"].format(shown=say["shown"][unit]) if len(lines) else "")
