"""The whole flow on speeches that the project has never seen: other strategies, other numbers, a listed one or not."""

import pandas as pd
import pytest

from analysis import charts
from analysis.results import Results
from tests.rendering import OTHER_SPEECHES, Style, expected_rows, render


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    path = tmp_path_factory.mktemp("flow") / "other.txt"
    path.write_text(render(OTHER_SPEECHES, Style(width=20, separator="indent", page_mark="— {} —")), encoding="gb18030")
    return Results(path)


def test_from_bytes_to_sentences(results):
    rows = results.speeches[["speech", "paragraph", "sentence", "text"]].itertuples(index=False, name=None)
    assert list(rows) == expected_rows(OTHER_SPEECHES)


def test_from_sentences_to_numbers_and_back(results):
    table = results.frequency
    assert table.groupby("strategy", observed=True)["per_10k"].sum().round(6).eq(10_000).all()
    row = table.sort_values(["count", "term"]).iloc[-1]
    places = results.tokens.query("kept and term == @row.term and strategy == @row.strategy")
    found = places.merge(results.speeches, on=["speech", "paragraph", "sentence"])
    assert len(found) == row["count"]
    assert [text[start:end] for text, start, end in zip(found["text"], found["start"], found["end"], strict=True)] == [
        row["term"]
    ] * len(found)


def test_themes_of_unseen_speeches(results):
    coded = results.coded.assign(text=results.speeches["text"]).set_index("text")
    assert coded.filter(like="黑土地", axis=0)["ecology"].all()
    assert coded.filter(like="主体责任", axis=0)["governance"].all()
    assert coded.filter(like="先把路修通", axis=0).shape[0] == 1


@pytest.mark.parametrize("name", charts.NAMES)
def test_every_chart_has_words_for_unseen_speeches(results, name):
    for chart in charts.pictures(name, results):
        assert isinstance(chart.table, pd.DataFrame)
        for language in ("zh", "en"):
            assert chart.say(language).title and chart.say(language).alt


def test_a_fault_within_a_property_is_not_taken_for_a_missing_table(monkeypatch):
    results = Results()
    monkeypatch.setattr(Results, "path", property(lambda self: self.nowhere))
    with pytest.raises(AttributeError, match="no table 'nowhere'"):
        _ = results.path
    with pytest.raises(AttributeError, match="no table 'nothing'"):
        _ = results.nothing
