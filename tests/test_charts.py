"""All charts, in both languages, for corpora of any shape: they fit, and what they say is what they draw."""

import dataclasses
import re
import sys
from functools import partial

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts import saving
from analysis.charts.grammar import Called, Chart, HalfUp, Joined, Said, said
from analysis.language import CODES, speak
from analysis.measures import verdicts
from tests.made_charts import CORPORA, results_of
from tests.printed import check_places

PLACES = ["four", *CORPORA]
ALWAYS = ("four", "one", "thirty")
# A plane of words has no room for its labels on the narrowest page.
BY_COMMAND = [name for name, listed in charts.LISTED.items() if listed.by_command]
WIDTHS = [(name, width) for name in charts.NAMES for width in (8 if name == "term_pair" else 7, 10, 24)]
# Every chart for the three hardest corpora, and for one or two of the other four in turn: they look alike.
CASES = [(corpus, name) for number, name in enumerate(charts.NAMES) for place, corpus in enumerate(PLACES)
         if corpus in ALWAYS or (number + place) % 3 == 0]  # fmt: skip
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")


@pytest.fixture(scope="module", autouse=True)
def few_shuffles():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verdicts, "whole_tests", partial(verdicts.whole_tests, draws=9))
        yield


_MADE = {}


def _pictures(corpus, name):
    if (corpus, name) not in _MADE:
        _MADE[corpus, name] = charts.pictures(name, results_of(corpus))
    return _MADE[corpus, name]


@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_every_chart_fits_on_a_page_and_speaks_of_these_groups(corpus, name):
    language = CODES[(len(name) + len(corpus)) % 2]
    chart = _pictures(corpus, name)[0]
    before = chart.table.copy(deep=True)
    figure = chart.draw(language)
    pd.testing.assert_frame_equal(before, chart.table)  # drawing changes nothing of it
    assert figure.get_size_inches()[1] * 2.54 <= 24.05
    printed, words = check_places(figure.axes[0]), chart.say(language)
    if corpus != "four":
        assert not [text for text in [*words, *printed] if re.search(r"战略|strateg|regions", text)]
    assert words.title and len(words.caption) < 1500 and len(words.alt) < 6000


def _numbers_of(value, found):
    """Every number in facts, however deep."""
    if isinstance(value, dict):
        for one in value.values():
            _numbers_of(one, found)
    elif isinstance(value, list | tuple):
        found.append(len(value))  # how many there are may be said
        for one in value:
            _numbers_of(one, found)
    elif isinstance(value, int | float | np.number):
        found.append(float(value))
    return found


def _said_keys(value):
    """Keys of the catalogue that a text is made of."""
    if isinstance(value, Said):
        yield value.key
        yield from (key for one in value.values.values() for key in _said_keys(one))
    elif isinstance(value, Joined | list | tuple):
        parts = value.parts if isinstance(value, Joined) else value
        yield from (key for one in parts for key in _said_keys(one))


def _fixed_numbers(chart, language):
    """Numbers that stand in the texts themselves: 95% intervals, per 10,000 words."""
    keys = {"colon", "stop", f"alt_{chart.name}", chart.told.key, "alike_pair"}
    for text in (chart.title, *chart.caption):
        keys |= {text} if isinstance(text, str) else set(_said_keys(text))
    texts = [speak(language).texts[f"charts.{key}"] for key in keys if key]
    forms = [form for text in texts for form in (text.values() if isinstance(text, dict) else [text])]
    return {number for form in forms for number in NUMBER.findall(re.sub(r"\{[^}]*\}", " ", form))}


def _unfounded(chart, language, words=None):
    """Numbers in the words of a chart that neither its table nor its facts hold."""
    table = chart.table
    values = [float(value) for column in table.select_dtypes("number") for value in table[column].dropna().unique()]
    values += _numbers_of(dict(chart.facts), [])
    values += [float(part) for column in {"date", "first", "last"} & set(table.columns)
               for day in table[column] for part in day.split("-") if part]  # fmt: skip
    names = {str(value) for column in table.select_dtypes(exclude="number") for value in table[column].dropna()}
    names |= {chart.names.strategy(name, language) for name in names} | set(map(str, chart.names.order))
    names |= {chart.names.strategy(name, language) for name in chart.names.order}
    text = " ".join(words or chart.say(language))
    for name in sorted((name for name in names if re.search(r"\d", name)), key=len, reverse=True):
        text = text.replace(name, " ")
    found = []
    for number in set(NUMBER.findall(text)) - _fixed_numbers(chart, language):
        digits = len(number.rstrip("%").partition(".")[2])
        scale = 100 if number.endswith("%") else 1
        shown = {f"{HalfUp(abs(scale * value)):.{digits}f}" for value in values if np.isfinite(value)}
        shown |= {f"{HalfUp(abs(100 * value)):.{digits}f}" for value in values if abs(value) <= 1}
        if number.rstrip("%").replace(",", "") not in shown:
            found.append(number)
    return found


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_every_number_said_is_in_the_table_or_the_facts(corpus, name, language):
    for chart in _pictures(corpus, name):
        assert isinstance(chart, Chart)
        if len(chart.table):
            assert not _unfounded(chart, language), chart.say(language)


@pytest.mark.parametrize("name", charts.NAMES)
def test_a_number_made_up_is_found_out(name):
    chart = _pictures("four", name)[0]
    wrong = dataclasses.replace(chart, title=said("bars_count"), caption=[said("alt_pair", name="x", value=98_765)])
    assert _unfounded(wrong, "en") == ["98,765"]
    words = chart.say("en")
    if name != "province_map":  # which tells names alone
        assert _unfounded(chart, "en", [*words[:2], re.sub(r"\d+", "987654", words.alt, count=3)])


@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_tables_hold_rows_and_facts_hold_what_is_no_row(corpus, name):
    for chart in _pictures(corpus, name):
        table = chart.table
        repeated = {"tests", "told", "hopeless", "left_out", "ties_left_out", "once", "chosen", "min_length", "window",
                    "all", "pairs", "words", "top", "permutations", "one_paragraph", "everywhere"}  # fmt: skip
        own = {"told", "words"} if name == "speech_sizes" else {"told"}  # columns of this name that are rows' own
        assert not repeated & (set(table.columns) - own)
        assert not any("\t" in str(value) for column in table for value in table[column].head(3))
        if len(table) and "strategy" in table.columns and "shown" in chart.facts:
            assert chart.facts["shown"] >= table["strategy"].nunique()
            assert not set(chart.facts["left_out"]) & set(table["strategy"].astype("object"))


@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_who_is_not_drawn_is_said(corpus, name):
    chart = _pictures(corpus, name)[0]
    left = chart.facts.get("left_out", [])
    if left and len(chart.table):
        caption = chart.say("en").caption
        assert f"({len(left)})" in caption and chart.names.strategy(left[0], "en") in caption
    everyone = {*chart.facts.get("totals", {}), *left}
    if "totals" in chart.facts and name != "rank_stability":
        assert everyone == set(results_of(corpus).counts.index)


# On Linux the committed figures hold the bytes of the others.
@pytest.mark.parametrize("name", sorted(BY_COMMAND if sys.platform == "linux" else charts.NAMES))
def test_equal_charts_give_equal_bytes_and_leave_their_table_alone(name):
    chart = _pictures("four", name)[0]
    before = chart.table.copy(deep=True)
    first, second = (saving.picture_bytes(chart.draw("en"), "png", dpi=40) for _ in "ab")
    assert first == second
    pd.testing.assert_frame_equal(before, chart.table)


@pytest.mark.parametrize("name", charts.NAMES)
def test_a_chart_without_rows_says_so(name):
    chart = dataclasses.replace(_pictures("four", name)[0], table=_pictures("four", name)[0].table.head(0))
    for language in CODES:
        words = chart.say(language)
        assert words.title == chart.draw(language).axes[0].get_title(loc="center") or words.title in words.alt
    assert chart.say("en").title.startswith("Nothing to draw")


@pytest.mark.parametrize(("name", "width"), WIDTHS)
def test_charts_are_laid_out_for_the_width_of_a_column(name, width):
    figure = _pictures("four", name)[0].draw("en", width_cm=width)
    assert figure.get_size_inches()[0] * 2.54 == pytest.approx(width)
    check_places(figure.axes[0])


def test_every_chart_is_in_the_report_once():
    stems = [chart.stem for name in charts.NAMES for chart in _pictures("four", name)]
    assert len(set(stems)) == len(stems) >= 23 and set(charts.NAMES) == {key.partition(".")[2] for key in _headings()}


def _headings():
    return [key for key in speak("en").texts if key.startswith("headings.")]


def test_numbers_are_written_as_readers_round():
    assert (f"{HalfUp(0.125):.0%}", f"{HalfUp(0.5):.0f}", f"{HalfUp(-2.25):.1f}") == ("13%", "1", "−2.3")
    assert f"{HalfUp(float('inf')):+.1f}" == "+∞" and f"{HalfUp(-0.04):.1f}" == "0.0"


def test_a_term_has_its_gloss_in_english_only():
    voice = _pictures("four", "top_terms")[0].voice("en")
    assert voice.word(Called("term", "一体化发展")) == "一体化发展 integrated development"
    assert _pictures("four", "top_terms")[0].voice("zh").word(Called("term", "一体化发展")) == "一体化发展"
