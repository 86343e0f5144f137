"""The report's document: blocks in no language, whose links all have an entry."""

import pytest

from analysis.findings import find_findings
from analysis.language import CODES
from analysis.report.document import (
    CHARTS,
    PARTS,
    Definition,
    Entry,
    Figure,
    FindingBlock,
    Heading,
    Headline,
    Note,
    Table,
)
from analysis.results import LEFT_OUT, TABLES
from tests.four_speeches import RESULTS, the_report

WRITTEN = [name for name in TABLES if name != LEFT_OUT and not TABLES[name].only_large]


@pytest.fixture(scope="module")
def document():
    return the_report()


def test_every_part_has_its_heading_and_its_own_kinds_of_blocks(document):
    parts = [block.anchor for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert tuple(parts) == PARTS
    kinds = {"summary": {Headline, FindingBlock}, **dict.fromkeys(CHARTS, {FindingBlock, Figure}), "built": {Figure},
             "limits": {FindingBlock}, "tables": {Table}, "concordance": {Entry},
             "method": {Definition, Note}}  # fmt: skip
    assert {name: {type(block) for block in document.part(name)} - {Heading} for name in PARTS} == kinds
    assert [table.name for table in document.all(Table)] == WRITTEN


def test_every_finding_stands_once_above_the_chart_that_shows_its_table(document):
    blocks = [block.finding for block in document.all(FindingBlock)]
    assert sorted(map(id, blocks)) == sorted({*map(id, blocks)}) and len(blocks) == len(find_findings(RESULTS))
    for part, names in CHARTS.items():
        above = []
        for block in document.part(part):
            if isinstance(block, Figure):
                assert {table for table in above} <= {*names[block.chart.name]}
                above = []
            else:
                above.append(block.finding.table)
    charts = [figure.chart.name for figure in document.all(Figure)]
    assert charts == [name for names in CHARTS.values() for name in names]
    assert sum(len(names) for part, names in CHARTS.items() if part != "tests") <= 8
    assert {chart.name for chart in document.charts} > {*charts}


def test_cards_say_what_the_tables_say(document):
    headline, shares = document.all(Headline)[0], RESULTS.theme_shares
    for card in headline.cards:
        own = shares[shares["strategy"] == card.group].set_index("theme")
        top = own["sentences"].sort_values(ascending=False).tolist()
        assert [(mark.n, mark.of) for mark in card.themes] == [(n, own["total"].iloc[0]) for n in top[:3]]
        assert all(own.loc[mark.what, "sentences"] == mark.n for mark in card.themes)
        for mark in card.terms:
            counts = RESULTS.compared_tokens.query("kept and term == @mark.what")["strategy"].value_counts()
            assert (mark.n, mark.of) == (counts[card.group], counts.sum() - counts[card.group])
    assert all(document.entry(anchor) for anchor in headline.anchors - {""})
    text = headline.finding.text("en")
    assert text.startswith("All 4 strategies speak of 8 of the 10 themes; Yangtze Economic Belt most on “Ecology")
    assert "Rise of Central China on none above the others" in text


@pytest.mark.parametrize("language", CODES)
def test_every_phrase_is_in_the_catalogue(document, language):
    names = RESULTS.names
    phrases = [block.text for block in document.blocks if isinstance(block, (Heading, Note))]
    phrases += [
        phrase for block in document.all(Definition) for phrase in block.phrases if phrase.key[-7:] != "formula"
    ]
    assert all(phrase.say(language, names) for phrase in phrases)
    assert all(block.finding.text(language) for block in document.all(FindingBlock))
    assert all(all(block.chart.say(language)) for block in document.all(Figure))


def test_numbers_of_findings_lead_to_entries_with_as_many_sentences(document):
    anchors = {part.anchor for block in document.all(FindingBlock) for part in block.finding.parts("zh")}
    coded, speeches = RESULTS.coded, RESULTS.speeches
    led = {anchor: document.entry(anchor) for anchor in anchors if anchor.startswith(("t-", "theme-", "f-", "pair-"))}
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
    place = document.all(Entry)[-1].place
    row, spans = next(group for group in place.groups if group.sentences).sentences[0]
    quotation = document.quotation(row, spans)
    assert quotation.text == RESULTS.speeches["text"][row]
    assert {quotation.text[start:end] for start, end in quotation.marked} == {place.key}
    one = RESULTS.speeches.iloc[row]
    assert quotation.anchor == f"s{one['speech']}-{one['paragraph']}-{one['sentence']}"
    assert quotation.place.dated == f"{one['date']:%Y-%m-%d}"
