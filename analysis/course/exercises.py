"""The exercises: what is right, worked out from the results when somebody answers, and the mistakes foreseen.

``3.1`` and ``6b.2`` are asked in the notebooks of ``notebooks/`` that begin with 03 and 06b, ``L4.1`` in lesson 4 of
``notebooks/course/``. What is said of answers, and where to look after three tries (``look_…``), stands in the
catalogues. Forms of answers with what each must be told: ``tests/data/exercises.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

import numpy as np
import pandas as pd

from analysis.course.rules import (
    SIDES,
    VERDICTS,
    Choice,
    Facts,
    Number,
    Numbers,
    Of,
    Pattern,
    Sentence,
    Word,
    Words,
    groups,
    themes,
)
from analysis.course.trials import characteristic, count_word, cut, deal_often, tokens_of
from analysis.documents.formats import read_document
from analysis.measures import formulae, resampling, tfidf
from analysis.measures import themes as theme_measures
from analysis.measures.keyness import compare, log_ratio_interval
from analysis.measures.resampling import permute_paragraphs
from analysis.results import Results
from analysis.tables import SENTENCE

# From the results to what is right; each computed once a session.


def sentences_of(results: Results, speech: int) -> int:
    """Sentences of a speech."""
    return int((results.speeches["speech"] == speech).sum())


@cache
def lines_with(results: Results, text: str) -> list[int]:
    """Numbers of the lines of the first document that hold a text."""
    lines = read_document(results.corpus.addresses[0]).lines
    return [number for number, line in enumerate(lines, start=1) if text in line]


def place_of(results: Results, start: int = 0, end: int = 0) -> tuple[int, int]:
    """Start and end of the term in its sentence, and places beside them."""
    texts = results.speeches["text"]
    place = texts[texts.str.contains(SENTENCE_WITH, regex=False)].iloc[0].index(TO_PLACE)
    return place + start, place + len(TO_PLACE) + end


def rate(results: Results, group: str, term: str) -> float:
    """Occurrences of a term per 10,000 words of a group."""
    return results.counts.loc[group, term] / results.counts.loc[group].sum() * 10_000


def words_said_in(results: Results, groups: int) -> set[str]:
    """Words that so many groups use."""
    said = (results.counts > 0).sum()
    return set(said.index[said == groups])


def words_of_west(results: Results, least: int, elsewhere: bool = False) -> set[str]:
    """Words said so often or more in the last group, and not elsewhere; with `elsewhere` there too."""
    counts = results.counts
    own, rest = counts.loc[WEST], counts.drop(WEST).sum()
    return set(counts.columns[(own >= least) & ((rest > 0) if elsewhere else (rest == 0))])


def idf_of(results: Results, speeches: int) -> float:
    """The idf by documents of a word that so many speeches use."""
    said = (results.counts > 0).sum()
    return float(tfidf.inverse_document_frequency(results.counts)[said == speeches].iloc[0])


def share(results: Results, theme: str) -> pd.Series:
    """Share of the sentences of each group that speak of a theme."""
    table = results.theme_shares
    return table[table["theme"] == theme].set_index("strategy")["share"]


@cache
def of_string(results: Results, text: str) -> pd.DataFrame:
    """The frequency of a string, a row a group: it is counted wherever it stands."""
    rows = results.counting([text]).frequency
    return rows[rows["term"] == text].set_index("strategy")


def strings(results: Results, text: str) -> int:
    """How often a string stands in the sentences."""
    return int(of_string(results, text)["count"].sum())


@cache
def kept_names(results: Results) -> Results:
    """The same results with the groups' own names among what is compared."""
    return Results(results.corpus.folder, names="keep")


@cache
def shuffle_numbers(results: Results, draws: int = 1000) -> list[float]:
    """What a sentence on shuffled lists may hold: the real list, the usual range of shuffles, those that reach it."""
    real, found = characteristic(results.counts).to_numpy().sum(), deal_often(results.paragraph_counts, draws)
    return [real, *np.quantile(found, [0.025, 0.5, 0.975]).astype(int), (found >= real).sum(), draws]


def lists_of(draws: int = 1000) -> Sides:
    """The real list against shuffled ones."""
    return sides(
        "lists",
        real=lambda r: shuffle_numbers(kept_names(r), draws)[:1],
        shuffled=lambda r: shuffle_numbers(kept_names(r), draws)[1:],
    )


@cache
def comparisons(results: Results) -> pd.DataFrame:
    """Every word of every group against the rest, corrected, own names kept."""
    return compare(kept_names(results).counts).set_index(["strategy", "term"])


@cache
def verdict_numbers(results: Results) -> list[float]:
    """What a sentence on verdicts may hold: words, comparisons, those told and not told."""
    table = comparisons(results)
    verdicts = table["verdict"].value_counts()
    return [results.counts.shape[1], len(table), *verdicts, len(table) - verdicts["cannot tell"]]


@cache
def least_hits(results: Results, group: str) -> int:
    """Occurrences that a word needs in a group, and nowhere else, before it can be told."""
    totals = kept_names(results).counts.sum(axis=1)
    family = len(comparisons(results))
    here, rest = totals[group], totals.sum() - totals[group]
    return next(n for n in range(1, 100) if log_ratio_interval(n, 0, here, rest, family=family)[0] > 0)


@cache
def coordination(results: Results, nameless: bool) -> tuple[int, int]:
    """Sentences of the Delta on coordination, and all of them; `nameless` without the strategy's own name."""
    speeches = results.speeches.copy()
    if nameless:
        speeches["text"] = speeches["text"].str.replace(DELTA, "", regex=False)
    coded = theme_measures.code_sentences(speeches, results.lexicon.themes)
    own = (speeches["strategy"] == DELTA).to_numpy()
    return int(coded.loc[own, "coordination"].sum()), int(own.sum())


@cache
def told_theme(results: Results) -> str:
    """The theme that differs most surely, before anybody takes the name out."""
    counts, totals = resampling.sentences_by_paragraph(results.coded, results.speeches)
    return permute_paragraphs(counts, totals=totals).nsmallest(1, "p")["term"].iloc[0]


def with_share(results: Results, nameless: bool) -> list[float]:
    """Sentences of the Delta on coordination, and their share."""
    said, total = coordination(results, nameless)
    return [said, *percents(said / total)]


def theme_test_numbers(results: Results) -> list[float]:
    """What a sentence on coordination in the Delta may hold."""
    return [*with_share(results, nameless=False), *with_share(results, nameless=True), coordination(results, False)[1]]


def speeches_with(results: Results, text: str) -> int:
    """In how many speeches a text stands."""
    held = results.speeches["text"].str.contains(text, regex=False)
    return results.speeches.loc[held, "speech"].nunique()


@cache
def shared_share(results: Results, length: int = 6) -> pd.Series:
    """Per cent of each group's characters that other speeches have too."""
    table = formulae.shared_wording(results.speeches, length)
    return table[table["other"] == "any other"].set_index("strategy")["percent"].astype(float)


def shared_numbers(results: Results, group: str) -> list[float]:
    """What a sentence on shared wording may hold of a group."""
    return [round(shared_share(results)[group], places) for places in (-1, 0, 1)]


@cache
def kept_whole(results: Results) -> tuple[int, int]:
    """How many words are phrases of the list, and how many with jieba alone."""
    phrases = results.lexicon.phrases["phrase"]
    return tuple(int(found["term"].isin(phrases).sum()) for found in (results.tokens, tokens_of(results, "jieba")))


def lengths(results: Results, group: str) -> list[float]:
    """Sizes of a group, and by how much they differ from others."""
    sizes = results.sizes.set_index("strategy")[["characters", "words", "sentences", "paragraphs"]]
    return [*sizes.loc[group], *(sizes - sizes.loc[group]).abs().to_numpy().ravel()]


def length_numbers(results: Results) -> list[float]:
    """What a sentence on lengths may hold: sizes, and by how much they differ."""
    sizes = [results.sizes[unit].to_numpy() for unit in ("characters", "words", "sentences")]
    return [number for size in sizes for number in (*size, *np.abs(np.subtract.outer(size, size)).ravel()) if number]


def percents(*shares: float) -> list[float]:
    """Shares as shares and as whole per cents."""
    return [number for one in shares for number in (round(float(one), 2), round(float(one) * 100))]


def theme_numbers(results: Results, theme: str, group: str | None = None) -> list[float]:
    """What a sentence on the share of a theme may hold, in a group or all of them: sentences and shares."""
    table = results.theme_shares
    rows = table[(table["theme"] == theme) & (table["strategy"].isin([group] if group else results.counts.index))]
    return [*rows["sentences"], *percents(*rows["share"])]


def as_word(results: Results, term: str) -> pd.DataFrame:
    """The frequency of a word by itself, a row a group."""
    return results.frequency[results.frequency["term"] == term].set_index("strategy")


def counts_and_rates(rows: pd.DataFrame) -> list[float]:
    """Counts, their sum and the rates, rounded; what is not there at all is no number to speak of."""
    rates = [number for rate in rows["per_10k"] for number in (round(rate), round(rate, 1))]
    return [one for one in (*rows["count"], rows["count"].sum(), *rates) if one > 0]


def word_numbers(results: Results, term: str) -> list[float]:
    """What a sentence on a word may hold: its counts and its rates, as a word and as a string."""
    return [*counts_and_rates(as_word(results, term)), *counts_and_rates(of_string(results, term))]


# Which numbers each side of a comparison has: see `Sentence`.
Sides = dict[str, Callable[[Results, str], Facts]]


def sides(kind: str, **facts: Of) -> Sides:
    """One kind of comparison, with a function a side."""
    return {kind: lambda r, _: {side: of(r) for side, of in facts.items()}}


def by_group(numbers: Callable[[Results, str], Collection[float]]) -> Sides:
    """The groups, of each of which a function tells the numbers."""
    return {"groups": lambda r, _: {group: numbers(r, group) for group in r.counts.index}}


def word_in(term: str) -> Sides:
    """A word in the groups, and in all but the first."""

    def facts(results: Results, _: str) -> Facts:
        tables = [as_word(results, term), of_string(results, term)]
        found = {
            group: [one for rows in tables for one in counts_and_rates(rows[rows.index == group])]
            for group in results.counts.index
        }
        return found | {"others": [rows["count"][rows.index != BELT].sum() for rows in tables]}

    return {"groups": facts}


def of_words(*terms: str) -> Sides:
    """Words against each other, and as words against as strings; their totals where the sentence names no group."""

    def words(results: Results, answer: str) -> Facts:
        of_groups = any(called.search(answer) for called in SIDES["groups"].values())
        return {term: word_numbers(results, term) if of_groups else totals(results, term) for term in terms}

    def standing(results: Results, answer: str) -> Facts:
        found = [totals(results, term) for term in terms if term in answer] or [totals(results, one) for one in terms]
        return {side: [one[place] for one in found] for place, side in enumerate(SIDES["standing"])}

    return {"words": words, "standing": standing}


def totals(results: Results, term: str) -> list[int]:
    """How often a term stands in the text as a word, and as a string."""
    return [int(rows(results, term)["count"].sum()) for rows in (as_word, of_string)]


def string_numbers(results: Results, text: str) -> list[float]:
    """What a sentence on a string may hold: its places in the groups and elsewhere, and its rates."""
    rows = of_string(results, text)
    own = rows["count"]
    return [*own, *(own.sum() - own), own.sum(), *rows["per_10k"].round(1)]


@cache
def reaching(results: Results, text: str) -> int:
    """Of 1,000 shuffles of the paragraphs, how many give the first group at least as many places as it has."""
    texts = results.speeches.groupby(["strategy", "speech", "paragraph"], observed=True)["text"].agg("".join)
    slips, cards = texts.str.count(text).to_numpy(), np.random.default_rng(1)
    size = int((texts.index.get_level_values("strategy") == BELT).sum())
    return sum(int(cards.permutation(slips)[:size].sum() >= slips[:size].sum()) for _ in range(1000))


def found_share(results: Results, of: int) -> list[float]:
    """Precision (0) or recall (1), as a share and as a per cent."""
    return percents(found_and_said(results)[2] / found_and_said(results)[of])


@cache
def found_and_said(results: Results) -> tuple[int, int, int]:
    """Sentences with 创新, sentences that a coder gave the theme innovation, and both."""
    found = results.speeches["text"].str.contains("创新").to_numpy()
    said = results.coded["innovation"].to_numpy()
    return int(found.sum()), int(said.sum()), int((found & said).sum())


SENTENCE_WITH, TO_PLACE = "新质生产力", "产业创新"
TO_CUT = "长三角区域要加强生态环境共保联治。"
BELT, DELTA, CENTRE, WEST = "长江经济带发展", "长三角一体化发展", "中部地区崛起", "西部大开发"


def number(value: Of, units: str, within: float = 0, *, pair: Of | None = None, least=False, **hints: Of) -> Number:
    """A number of `units` (a per cent is one), with the mistakes foreseen by the names of their hints."""
    return Number(value, within, units == "percent", units.split(), pair, least, hints)


def word(right: Of, *examples: str, **hints: Of) -> Word:
    """A word, with the examples that are no answers and the mistakes foreseen."""
    return Word(right, examples, hints)


def phrase(example: str) -> Word:
    """A phrase of the list that stands in the text as one word, and that jieba alone would cut."""

    def whole(results: Results) -> set[str]:
        return set(results.tokens["term"]) & set(results.lexicon.phrases["phrase"])

    def of_jieba(results: Results) -> set[str]:
        return set(tokens_of(results, "jieba")["term"])

    return word(
        lambda r: whole(r) - of_jieba(r), example,
        jieba_too=lambda r: whole(r) & of_jieba(r), no_phrase=lambda r: set(r.tokens["term"]) - whole(r),
    )  # fmt: skip


def line_of(text: str, more: int = 0) -> Number:
    """The line of the document on which a text stands, or begins that has so many lines more."""

    def line(results: Results) -> int:
        return lines_with(results, text)[0]

    pair = (lambda r: (line(r), line(r) + more)) if more else None
    return number(line, "lines", pair=pair, from_zero=lambda r: line(r) - 1)


def idf(speeches: int, **more: Of) -> Number:
    """The idf of a word that so many of the four speeches use."""
    others = {name: n for n, name in enumerate(("one", "two", "three", "all"), start=1) if n != speeches}
    hints = {f"idf_of_{name}": lambda r, n=n: idf_of(r, n) for name, n in others.items()}
    return number(lambda r: idf_of(r, speeches), "plain", 0.0006, **hints, **more)


def share_found(of: int, other: str) -> Number:
    """The share of sentences found and said among those found (0) or said (1); `other` is the hint for the other."""

    def share(results: Results, place: int) -> int:
        return round(100 * found_and_said(results)[2] / found_and_said(results)[place])

    hints = {other: lambda r: share(r, 1 - of), "agreed": lambda r: found_and_said(r)[2]}
    return number(lambda r: share(r, of), "percent", 0.5, **hints)


def verdict(of: Of, hint: str) -> Choice:
    """A verdict that is "cannot tell"; who says more or less gets a hint."""
    return Choice(of, VERDICTS, hints={"more": hint, "less": hint})


EXERCISES = {
    "1.1": number(
        lambda r: sentences_of(r, 7),
        "sentences",
        paragraphs=lambda r: r.speeches.query("speech == 7")["paragraph"].nunique(),
        other_speech=lambda r: sentences_of(r, 6),
        total=lambda r: len(r.speeches),
        speech_number=lambda r: 7,
    ),
    "1.2": line_of("一江碧水"),
    "1.3": Sentence(length_numbers, by_group(lengths)),
    "2.1": phrase("高质量发展"),
    "2.2": Numbers(
        place_of, hints={"from_one": lambda r: place_of(r, 1, 1), "end_one_less": lambda r: place_of(r, 0, -1)}
    ),
    "2.3": Sentence(
        lambda r: [*kept_whole(r), kept_whole(r)[0] - kept_whole(r)[1]],
        sides("cutting", phrases=lambda r: kept_whole(r)[:1], jieba=lambda r: kept_whole(r)[1:]),
    ),
    "3.1": number(
        lambda r: round(rate(r, WEST, "提升")),
        "places words",
        count_only=lambda r: r.counts.loc[WEST, "提升"],
        times=lambda r: rate(r, WEST, "提升") / 10_000,
        per_hundred=lambda r: round(rate(r, WEST, "提升") / 100, 1),
        per_thousand=lambda r: round(rate(r, WEST, "提升") / 10),
        within=0.05,
    ),
    "3.2": word(lambda r: words_said_in(r, 4), three_only=lambda r: words_said_in(r, 3)),
    "3.3": Sentence(lambda r: word_numbers(r, "提升"), word_in("提升")),
    "4.1": idf(3),
    "4.2": Choice(lambda r: share(r, "livelihood").idxmax(), groups, hints={CENTRE: "long_speeches"}),
    "4.3": Sentence(
        lambda r: theme_numbers(r, "ecology"), by_group(lambda r, group: theme_numbers(r, "ecology", group))
    ),
    "5.1": Words(3, example=("安全", "统筹", "党中央")),
    "5.2": verdict(lambda r: "cannot tell", "overlap"),
    "5.3": Sentence(lambda r: word_numbers(r, "生态环境"), word_in("生态环境"), of_word=word_numbers),
    "6.1": number(
        lambda r: 400 * 0.05,
        "words places",
        per_cent=lambda r: 5,
        share_of_one=lambda r: 0.05,
        the_others=lambda r: 380,
    ),
    "6.2": Sentence(lambda r: shuffle_numbers(kept_names(r)), lists_of()),
    "6b.1": verdict(lambda r: comparisons(r)["verdict"][WEST, "条件"], "few_hits"),
    "6b.2": number(
        lambda r: least_hits(r, CENTRE),
        "places",
        least=True,
        other_group=lambda r: [least_hits(r, group) for group in (DELTA, BELT)],
    ),
    "6b.3": Sentence(verdict_numbers, sides("telling", told=lambda r: verdict_numbers(r)[-1:], untold=verdict_numbers)),
    "6c.1": number(
        lambda r: coordination(r, nameless=True)[0],
        "sentences",
        pair=lambda r: (coordination(r, nameless=False)[0], coordination(r, nameless=True)[0]),
        with_name=lambda r: coordination(r, nameless=False)[0],
        all_sentences=lambda r: coordination(r, nameless=False)[1],
    ),
    "6c.2": Choice(told_theme, themes),
    "6c.3": Sentence(
        theme_test_numbers,
        sides(
            "naming",
            **{"with": lambda r: with_share(r, nameless=False), "without": lambda r: with_share(r, nameless=True)},
        ),
    ),
    "7.1": number(
        lambda r: strings(r, "生态"),
        "places",
        as_a_word=lambda r: r.counts.get("生态", pd.Series([0])).sum(),
        longer_word=lambda r: r.counts["生态环境"].sum(),
    ),
    "7.2": Pattern(lambda r: [one for text in r.speeches["text"] for one in re.findall("高水平..", text)]),
    "7.3": Sentence(
        lambda r: [strings(r, "生态"), *word_numbers(r, "生态环境"), *word_numbers(r, "改革"), 13],
        of_words("生态", "生态环境", "改革"),
    ),
    "8.1": number(
        lambda r: speeches_with(r, "生态环境保护"), "speeches groups", occurrences=lambda r: strings(r, "生态环境保护")
    ),
    "8.2": Choice(lambda r: shared_share(r).idxmax(), groups),
    "8.3": Sentence(
        lambda r: [one for group in r.counts.index for one in shared_numbers(r, group)], by_group(shared_numbers)
    ),
    "9.1": Numbers(
        lambda r: (r.counts["创新"].sum(), strings(r, "创新")),
        sides="standing",
        hints={"swapped": lambda r: (strings(r, "创新"), r.counts["创新"].sum())},
    ),
    "9.2": word(
        lambda r: words_of_west(r, 3),
        too_seldom=lambda r: words_of_west(r, 1),
        elsewhere_too=lambda r: words_of_west(r, 1, elsewhere=True),
        not_in_west=lambda r: set(r.counts.columns) - set(r.counts.columns[r.counts.loc[WEST] > 0]),
    ),
    "9.3": Sentence(
        lambda r: [*word_numbers(r, "改革"), *word_numbers(r, "创新"), *theme_numbers(r, "reform"), 20],
        of_words("改革", "创新"),
    ),
    "10.1": number(
        lambda r: r.sizes["place"].nunique(), "groups places", groups_now=lambda r: 2, paragraphs=lambda r: 24
    ),
    "10.2": Choice(
        lambda r: "remote",
        {"remote": ("remote", "remote"), "group": ("group", "group"), "convert": ("convert", "convert")},
        hints={"group": "group_key", "convert": "convert_key"},
    ),
    "10.3": Sentence(None),
    # Lessons
    "L2.1": number(
        lambda r: r.counts["统筹"].sum(),
        "places words",
        string_count=lambda r: strings(r, "统筹"),
        sentences_only=lambda r: r.tokens[r.tokens["term"] == "统筹"].groupby(SENTENCE).ngroups,
    ),
    "L2.2": Choice(lambda r: r.counts["新质生产力"].idxmax(), groups),
    "L2.3": Sentence(lambda r: [*word_numbers(r, "改革"), *word_numbers(r, "统筹")], of_words("改革", "统筹")),
    "L3.1": number(
        lambda r: len(cut(r, TO_CUT)),
        "words paragraphs",
        jieba_count=lambda r: len(cut(r, TO_CUT, "jieba")),
        characters=lambda r: len(TO_CUT),
    ),
    "L3.2": phrase("科技创新"),
    "L3.3": Sentence(
        lambda r: [count_word(r, "创新", "jieba"), *word_numbers(r, "创新")],
        of_words("创新")
        | sides(
            "cutting", phrases=lambda r: [r.counts["创新"].sum()], jieba=lambda r: [count_word(r, "创新", "jieba")]
        ),
    ),
    "L4.1": number(
        lambda r: round(of_string(r, "保护")["per_10k"][DELTA]),
        "places words",
        within=0.05,
        cut_off=lambda r: int(of_string(r, "保护")["per_10k"][DELTA]),
        count_only=lambda r: 2,
        times=lambda r: 2 / 387,
        per_thousand=lambda r: 5,
    ),
    "L4.2": number(
        lambda r: reaching(r, "保护"),
        "places",
        other_word=lambda r: reaching(r, "生态"),
        as_share=lambda r: [reaching(r, "保护") / n for n in (10, 1000)],
    ),
    "L4.3": Sentence(lambda r: [*string_numbers(r, "生态"), reaching(r, "生态"), 1000, 10], word_in("生态")),
    "L5.1": number(lambda r: 100 * 6 / 8, "percent", agreed=lambda r: 6, disagreed=lambda r: [2, 25]),
    "L5.2": number(
        lambda r: 100 * (0.9 * 0.9 + 0.1 * 0.1),
        "percent",
        yes_only=lambda r: 81,
        no_only=lambda r: 1,
        one_coder=lambda r: 90,
    ),
    "L5.3": Sentence(
        lambda r: [8, 10, 80, 0.8, 0.6, 0.604, 60, 52],
        sides("reading", agree=lambda r: [8, 80, 0.8], differ=lambda r: [2, 20, 0.2]),
    ),
    "L6.1": share_found(0, "is_recall"),
    "L6.2": share_found(1, "is_precision"),
    "L6.3": Sentence(
        lambda r: [*found_and_said(r), *percents(*(found_and_said(r)[2] / n for n in found_and_said(r)[:2]))],
        sides("finding", precision=lambda r: found_share(r, 0), recall=lambda r: found_share(r, 1)),
    ),
    "L7.1": idf(2, no_one_added=lambda r: idf_of(r, 2) - 1),
    "L7.2": number(
        lambda r: characteristic(kept_names(r).counts, 2, 2).to_numpy().sum(),
        "words",
        pair=lambda r: [characteristic(kept_names(r).counts, n, n).to_numpy().sum() for n in (3, 2)],
        first_rule=lambda r: characteristic(kept_names(r).counts).to_numpy().sum(),
    ),
    "L7.3": Sentence(lambda r: shuffle_numbers(kept_names(r), 200), lists_of(200)),
    "L8.1": line_of("以科技创新引领", more=1),
    "L8.2": verdict(lambda r: "cannot tell", "overlap"),
    "L8.3": Sentence(
        lambda r: [*word_numbers(r, "生态环境"), *word_numbers(r, "科技创新")], longest=80, of_word=word_numbers
    ),  # fmt: skip
}
