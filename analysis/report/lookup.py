"""What there is to see of a word, a string or a theme: its shares, its places and its sentences."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.dispersion import places_chart
from analysis.charts.words import hit_shares
from analysis.language import speak
from analysis.measures.concordance import hits_by_strategy, kwic
from analysis.measures.dispersion import place_hits
from analysis.measures.frequency import wilson_interval
from analysis.mistakes import Mistake
from analysis.parsing import ParseError
from analysis.parsing.single_speech import parse_speech
from analysis.report.places import merged, pieces
from analysis.report.requests import Query, read_query
from analysis.report.templates import templates
from analysis.report.terminal import nothing_found
from analysis.report.writing import write_file
from analysis.results import Results
from analysis.tables import SENTENCE, ordered_strategies, wording

KINDS = ("auto", "term", "phrase", "theme")
SHOWN = 200  # sentences on a screen
SUGGESTED = 80


SHARES = ["strategy", "count", "total", "low", "high", "label", "kind", "unit", "scale", "share"]


@dataclass(frozen=True)
class Found:
    """What was found for a query; without a hit all tables are empty.

    Attributes
    ----------
    query : Query
    shares : DataFrame
        A row a strategy, for `charts.words.hit_shares`.
    places : DataFrame
        For `charts.dispersion.places_chart`.
    lines : DataFrame
        From `measures.concordance.kwic`.
    """

    query: Query
    shares: pd.DataFrame
    places: pd.DataFrame
    lines: pd.DataFrame


def split_query(results: Results, text: str) -> list[str]:
    """The parts of what was written: commas part them, and spaces between Chinese characters.

    The name of a theme or a set phrase that has such a mark within stays whole.

    Examples
    --------
    >>> results = Results()
    >>> split_query(results, "安全 开放、New York"), split_query(results, "high-quality development")
    (['安全', '开放', 'New York'], ['high-quality development'])
    >>> split_query(results, "Livelihood, urban and rural"), split_query(results, "共抓大保护、不搞大开发")
    (['Livelihood, urban and rural'], ['共抓大保护、不搞大开发'])
    """
    names = results.lexicon.theme_names[["zh", "en"]].stack().str.casefold()
    if text.strip().casefold() in set(names) or text.strip() in set(results.lexicon.phrases["phrase"]):
        return [text.strip()]
    parts = re.split(r"\s*[、，,；;]\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", text.strip())
    return list(dict.fromkeys(part for part in parts if part)) or [""]


def suggestions(results: Results, language: str) -> list[str]:
    """What one might look for: the themes, then the most frequent words (their glosses in English)."""
    themes = results.lexicon.theme_names[language].tolist()
    totals = results.counts.sum()
    words = sorted((term for term in totals.index if len(term) > 1), key=lambda term: (-totals[term], term))[:SUGGESTED]
    if language == "en":
        words = [results.names.gloss(word, "en") or word for word in words]
    return list(dict.fromkeys([*themes, *words]))


def look_up(results: Results, text: str, kind: str = "auto") -> Found:
    """Everything there is to see of a query; empty tables where it does not occur.

    Raises
    ------
    ValueError
        As `read_query`.
    """
    query = read_query(results, text, kind)
    themes = results.lexicon.themes
    if query.kind == "theme" and query.value not in set(themes["theme"]):
        lines = kwic(results.speeches, None, query.value, by="phrase").head(0)
    else:
        lines = kwic(results.speeches, results.tokens, query.value, 40, by=query.kind, themes=themes)
    if lines.empty:
        return Found(query, pd.DataFrame(columns=SHARES), pd.DataFrame(), lines)
    label = _label(results, query, "zh")
    places = place_hits(lines.assign(term=label), results.speeches, results.tokens)
    return Found(query, _shares(results, query, lines), places, lines)


def _label(results: Results, query: Query, language: str) -> str:
    return results.names.theme(query.value, language) if query.kind == "theme" else query.value


def _shares(results: Results, query: Query, lines: pd.DataFrame) -> pd.DataFrame:
    """Share of each strategy: of its words, or of its sentences."""
    if query.kind == "term":
        rows = results.frequency[results.frequency["term"] == query.value]
        table, unit = rows[["strategy", "count", "total", "low", "high"]].reset_index(drop=True), "words"
        table[["low", "high"]] /= 10_000
    elif query.kind == "theme":
        rows = results.theme_shares[results.theme_shares["theme"] == query.value]
        table = rows.rename(columns={"sentences": "count"})[["strategy", "count", "total", "low", "high"]]
        unit = "sentences"
    else:
        rows = hits_by_strategy(lines, results.speeches, results.tokens)
        table = rows.rename(columns={"hits": "count", "words": "total"})[["strategy", "count", "total"]]
        low, high = wilson_interval(table["count"].to_numpy(), table["total"].to_numpy())
        table, unit = table.assign(low=low, high=high), "words"
    scale = 100 if unit == "sentences" else 10_000
    share = table["count"] / table["total"]
    return table.assign(label=query.value, kind=query.kind, unit=unit, scale=scale, share=share).reset_index(drop=True)


def shares_figure(results: Results, found: Found, language: str) -> Figure:
    """The chart of shares."""
    return hit_shares(found.shares, results.names, _label(results, found.query, language)).draw(language)


def places_figure(results: Results, found: Found, language: str) -> Figure:
    """The chart of places."""
    table = found.places.copy()
    table.loc[table["part"] == "term", "term"] = _label(results, found.query, language)
    return places_chart(table, results.names).draw(language)


def describe_found(results: Results, found: Found, language: str) -> str:
    """How many hits there are, or that there is none and what is near."""
    label = _label(results, found.query, language)
    if found.lines.empty:
        return nothing_found(results, label, language)
    sentences = len(found.lines[SENTENCE].drop_duplicates())
    return speak(language).say(
        f"explore.found_{found.query.kind}", label=label, hits=len(found.lines), sentences=sentences
    )


def sentences_html(results: Results, found: Found, language: str, *, most: int = SHOWN) -> str:
    """The sentences as an HTML list: original wording, hits in ``<mark>``, where and when it was said. All escaped."""
    voice, texts = speak(language), results.speeches.assign(text=wording(results.speeches)).set_index(SENTENCE)["text"]
    dated = results.documents.set_index("speech")["dated"]  # as far as it is known: a year alone stays a year
    groups, shown = list(found.lines.groupby(SENTENCE, sort=False)), []
    for key, hits in groups[:most]:
        row = hits.iloc[0]
        where = voice.say(
            "explore.place", group=results.names.strategy(str(row["strategy"]), language), date=dated[row["speech"]],
            paragraph=row["paragraph"], sentence=row["sentence"], line=row["line"],
        )  # fmt: skip
        shown.append((texts[key], merged(zip(hits["start"], hits["end"], strict=True)), where))
    page = templates(Path(__file__).parent, language).get_template("sentences.html")
    return page.render(shown=shown, all=len(groups), pieces=pieces, say=voice.say)


def add_document(results: Results, name: str, content: bytes, folder: Path) -> Results:
    """The tables of the corpus and one more document; nothing of the corpus is changed.

    Parameters
    ----------
    results : Results
        The corpus.
    name : str
        Of the file: its ending says how it is read, the rest is what the new group is called.
    content : bytes
        Of the file.
    folder : Path
        Where the file is put.

    Raises
    ------
    Mistake
        The document cannot be read; the reason is told.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     both = add_document(Results(), "我的讲话.txt", "要坚持生态优先。".encode(), Path(folder))
    ...     both.speeches["strategy"].cat.categories.tolist()[-2:], len(both.speeches)
    (['西部大开发', '我的讲话'], 65)
    """
    path = write_file(folder / Path(name).name, content)
    try:
        read = parse_speech(path, convert=results.corpus.settings.convert).sentences
    except ParseError as error:
        raise Mistake("document_not_added", file=name, reason=error.after(str(path))) from None
    groups = list(results.speeches["strategy"].cat.categories)
    own = path.stem if path.stem not in groups else path.name
    speech = {"strategy": own, "speech": results.speeches["speech"].max() + 1, "date": pd.NaT, "place": ""}
    document = pd.DataFrame([speech | {"file": path.name, "address": str(path), "title": own, "dated": ""}])
    added = ((results.texts.documents, document), (results.speeches, read.assign(**speech, occasion=own)))
    documents, speeches = (
        pd.concat([table.astype({"strategy": "object"}), more], ignore_index=True)[table.columns]
        for table, more in added
    )
    if "original" in speeches:
        speeches["original"] = speeches["original"].fillna(speeches["text"])
    for table in (documents, speeches):
        table["strategy"] = ordered_strategies(table["strategy"], [*groups, own])
    return results.of_texts(documents, speeches)
