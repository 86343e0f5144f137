"""The report's document: blocks in no language, whose links all have an entry."""

import pytest

from analysis.findings import Finding, find_findings
from analysis.language import CODES, speak
from analysis.report.document import CHARTS, Figure
from analysis.report.page.method import CANNOT_SHOW, DEFINITIONS
from analysis.results import LEFT_OUT, TABLES
from tests.four_speeches import RESULTS, the_report

WRITTEN = [name for name in TABLES if name != LEFT_OUT and not TABLES[name].only_large]


@pytest.fixture(scope="module")
def document():
    return the_report()


def test_every_part_has_its_own_kinds_of_blocks(document):
    assert tuple(document.parts) == ("summary", *CHARTS, "limits")
    kinds = {"summary": {Finding}, **dict.fromkeys(CHARTS, {Finding, Figure}), "limits": {Finding}}
    assert {name: {type(block) for block in blocks} for name, blocks in document.parts.items()} == kinds
    assert [table.name for table in document.tables] == WRITTEN


def test_every_finding_stands_once_above_the_chart_that_shows_its_table(document):
    blocks = document.findings
    assert sorted(map(id, blocks)) == sorted({*map(id, blocks)}) and len(blocks) == len(find_findings(RESULTS))
    for part, names in CHARTS.items():
        above = []
        for block in document.parts[part]:
            if isinstance(block, Figure):
                assert above or block.chart.name == "province_map"
                assert {table for table in above} <= {*names[block.chart.name]}
                above = []
            else:
                above.append(block.table)
    charts = [figure.chart.name for figure in document.figures]
    assert charts == [name for names in CHARTS.values() for name in names]
    assert sum(len(names) for part, names in CHARTS.items() if part != "tests") <= 8
    assert {chart.name for chart in document.charts} > {*charts}


def test_cards_say_what_the_tables_say(document):
    shares = RESULTS.theme_shares
    for card in document.cards:
        own = shares[shares["strategy"] == card.group].set_index("theme")
        top = own["sentences"].sort_values(ascending=False).tolist()
        assert [(mark.n, mark.of) for mark in card.themes] == [(n, own["total"].iloc[0]) for n in top[:3]]
        assert all(own.loc[mark.what, "sentences"] == mark.n for mark in card.themes)
        for mark in card.terms:
            counts = RESULTS.compared_tokens.query("kept and term == @mark.what")["strategy"].value_counts()
            assert (mark.n, mark.of) == (counts[card.group], counts.sum() - counts[card.group])
        compared = RESULTS.compared_tokens.query("kept")["strategy"].eq(card.group)
        assert (card.words, card.others) == (compared.sum(), (~compared).sum())
    marks = [mark for card in document.cards for mark in (*card.themes, *card.terms)]
    assert all(one.anchor in document.entries for one in (*document.headline.parts("zh"), *marks) if one.anchor)
    text = document.headline.text("en")
    assert text.startswith("All 4 strategies speak of 8 of the 10 themes; Yangtze Economic Belt most on “Ecology")
    assert "Rise of Central China on none above the others" in text


@pytest.mark.parametrize("language", CODES)
def test_every_phrase_is_in_the_catalogue(document, language):
    keys = [*(f"{name}{ending}" for name in DEFINITIONS for ending in ("", "_text")), "definitions", "cannot_show"]
    keys += [f"cannot_{name}" for name in CANNOT_SHOW]
    assert all(speak(language).say(f"method.{key}", RESULTS.names) for key in keys)
    assert all(finding.text(language) for finding in document.findings)
    assert all(all(block.chart.say(language)) for block in document.figures)


def test_numbers_of_findings_lead_to_entries_with_as_many_sentences(document):
    anchors = {part.anchor for finding in document.findings for part in finding.parts("zh")}
    coded, speeches = RESULTS.coded, RESULTS.speeches
    leads = ("t-", "theme-", "f-", "pair-")
    led = {anchor: document.entries.get(anchor) for anchor in anchors if anchor.startswith(leads)}
    assert all(led.values()) and len(led) > 20
    checked = 0
    for place, group in led.values():
        if place.kind == "theme" and group is not None and place.key in coded:
            rows = [row for row, _ in group.sentences]
            own = coded[place.key] & (speeches["strategy"] == group.strategy)
            assert rows == own.to_numpy().nonzero()[0].tolist()
            checked += 1
    assert checked


def test_a_quotation_is_the_sentence_with_its_place(document):
    place = document.places[-1]
    row, spans = next(group for group in place.groups if group.sentences).sentences[0]
    sentence, one = document.sentences[row], RESULTS.speeches.iloc[row]
    assert (sentence.text, sentence.sentence) == (one["text"], one["sentence"])
    assert {sentence.text[start:end] for start, end in spans} == {place.key}
    assert sentence.dated == f"{one['date']:%Y-%m-%d}"
