"""The catalogues: the same texts in every language, with the same fields."""

from string import Formatter

import pytest

from analysis.language import CODES, Language, reader_language, speak
from analysis.mistakes import Mistake, as_mistake

CATALOGUES = {code: Language(code).texts for code in CODES}
# What one language says of itself (a gloss), or leaves to what it has said before.
SAID_OTHERWISE = {
    "findings.term_glossed", "charts.keyness_chosen_few", "charts.keyness_chosen_some", "charts.keyness_chosen_none",
}  # fmt: skip
WORDS = {"kind", "kinds", "unit", "doc", "docs", "piece", "pieces", "noun", "nouns"}


def fields(text):
    forms = text.values() if isinstance(text, dict) else text if isinstance(text, list) else [text]
    found = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
    return {name for name in found if name.lower() not in WORDS}


def test_the_catalogues_have_the_same_texts():
    assert {code: sorted(texts) for code, texts in CATALOGUES.items()} == {
        code: sorted(CATALOGUES["zh"]) for code in CODES
    }


@pytest.mark.parametrize("code", [code for code in CODES if code != "zh"])
def test_texts_have_the_same_fields(code):
    apart = {key for key, text in CATALOGUES[code].items() if fields(text) != fields(CATALOGUES["zh"][key])}
    assert apart <= SAID_OTHERWISE


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'; use one of zh, en"):
        speak("fr")


@pytest.mark.parametrize(
    ("environment", "asked", "code"),
    [({"LANG": "zh_CN.UTF-8"}, None, "zh"), ({"LANG": "zh_CN.UTF-8"}, "en", "en"), ({"LANG": "C.UTF-8"}, None, "en"),
     ({"LC_ALL": "zh_TW", "LANG": "en_US"}, None, "zh"), ({}, "both", "en")],
)  # fmt: skip
def test_the_readers_language(monkeypatch, environment, asked, code):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert reader_language(asked).code == code


def test_mistakes_are_told_in_both_languages_and_within_one_another():
    inner = as_mistake(PermissionError(13, "Permission denied", "x.csv"))
    outer = Mistake("system", reason=inner)
    assert inner.say(speak("zh")).startswith("x.csv：无法写入或读取") and outer.say(speak("zh")) == inner.say(
        speak("zh")
    )
    assert as_mistake(RuntimeError("a fault")) is None
