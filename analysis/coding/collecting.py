"""What a class coded, put together: agreement, disputes, the dictionary against the majority, and a page to show."""

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.coding.answers import Answers, read_answers
from analysis.coding.tasks import read_task, render
from analysis.corpus import read_corpus
from analysis.language import Language
from analysis.lexicon import Lexicon
from analysis.measures.agreement import coder_agreement, compare_with_majority, theme_agreement, vote
from analysis.measures.themes import code_sentences
from analysis.mistakes import Lines, Mistake
from analysis.report.writing import csv_bytes, write_file

DISPUTED = 8  # sentences on the class page
APART = 0.3  # alpha with the majority of the others, below which a coder is named
FEW = 10  # comparisons below which nothing is said of a coder


@dataclass(frozen=True)
class Collection:
    """A task, what was handed in for it, and the dictionary it is compared with."""

    answers: Answers
    lexicon: Lexicon

    @cached_property
    def codings(self) -> pd.DataFrame:
        """The first round, in which nobody had talked: what agreement, majority and corrections are taken from."""
        return self.answers.codings()

    @cached_property
    def votes(self) -> pd.DataFrame:
        """What the coders of each sentence said of each theme."""
        return vote(self.codings)

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """A row a round and theme."""
        rounds = [(number, self.answers.codings(number)) for number in (1, 2)]
        tables = [theme_agreement(codings).assign(round=number) for number, codings in rounds if len(codings)]
        table = pd.concat(tables, ignore_index=True)
        return table[["round", *table.columns.drop("round")]]

    @cached_property
    def disputed(self) -> pd.DataFrame:
        """The pairs of sentence and theme on which coders are divided: those with most coders on both sides first."""
        texts = {one["hash"]: one["text"] for one in self.answers.task.sentences}
        table = self.votes[self.votes["disagreement"] > 0]
        table = table.assign(smaller=table[["yes", "no"]].min(axis=1), text=table["hash"].map(texts))
        table = table.sort_values(["smaller", "disagreement"], ascending=False, kind="stable")
        return table.drop(columns="smaller").reset_index(drop=True)

    @cached_property
    def dictionary(self) -> pd.DataFrame:
        """Precision, recall and F1 of the dictionary against the majority."""
        task = self.answers.task
        hashes, texts = ([one[name] for one in task.sentences] for name in ("hash", "text"))
        found = code_sentences(pd.DataFrame({"text": texts}, index=hashes), self.lexicon.themes)
        known = [theme["theme"] for theme in task.themes]
        return compare_with_majority(self.votes, found.reindex(columns=known, fill_value=False))

    @cached_property
    def coders(self) -> pd.DataFrame:
        """How near each coder is to the majority of the others."""
        return coder_agreement(self.codings)

    def complaints(self) -> list[Mistake]:
        """All that the teacher should know; what many lines of a seat in a file have in common is told of the first."""
        apart = self.coders[(self.coders["alpha"] < APART) & (self.coders["compared"] >= FEW)]
        far = [
            Mistake("coding_apart", coder=row.coder, value=f"{row.alpha:.2f}", share=f"{row.agreement:.0%}")
            for row in apart.itertuples()
        ]
        lines: dict[tuple[str, str, str], list[Mistake]] = {}
        for file, _, mistake in self.answers.aside:
            lines.setdefault((file, mistake.key, mistake.values.get("coder", "")), []).append(mistake)
        aside = []
        for (file, *_), (first, *more) in lines.items():
            aside += [first, *([Mistake("coding_more", file=file, n=len(more))] if more else [])]
        return aside + self.answers.told + far


def collect(folder: Path, corpus: Path | None = None) -> Collection:
    """Put together what lies in a folder.

    Parameters
    ----------
    folder : Path
        Holds what was handed in; the task file lies in it or beside it.
    corpus : Path, optional
        Its dictionary is compared with the majority; that of the task's corpus by default.

    Raises
    ------
    Mistake
        There is no task file, or nothing that can be counted: the reasons are told within.
    """
    task = read_task(folder)
    answers = read_answers(folder, task)
    if not len(answers.codings()):
        raise Mistake("coding_nothing", folder=folder, reasons=Lines(mistake for _, _, mistake in answers.aside))
    corpus = corpus or (paths.ROOT / task.corpus if task.corpus else paths.DATA)
    return Collection(answers, read_corpus(corpus).read_words())


def write_collection(collection: Collection, folder: Path, language: Language) -> list[Path]:
    """Write the class page and the tables into a folder; reasons are told in a language.

    ``coded_sentences.csv`` holds every coding of the first round, with the columns hash, text, theme, coder, coded and
    unsure; ``set_aside.csv`` what is not counted, with the reason.
    """
    answers = collection.answers
    told = [(file, line, mistake.say(language)) for file, line, mistake in answers.aside]
    aside = pd.DataFrame(told, columns=["file", "line", "reason"])
    later = answers.codings(2)
    tables = {
        "coded_sentences": collection.codings, "agreement": collection.agreement, "disputed": collection.disputed,
        "dictionary": collection.dictionary, "coders": collection.coders, "notes": answers.notes(), "set_aside": aside,
    } | ({"coded_sentences_2": later} if len(later) else {})  # fmt: skip
    page = write_file(folder / "class.html", class_page(collection).encode("utf-8"))
    return [page] + [write_file(folder / f"{name}.csv", csv_bytes(table)) for name, table in tables.items()]


def class_page(collection: Collection) -> str:
    """The page for the projector: what the class saw, nobody by name or seat."""
    task = collection.answers.task
    names = {theme["theme"]: theme[task.language] for theme in task.themes}
    return render(
        "class.html", task.language, task=task, names=names, number=_number,
        coders=collection.codings["coder"].nunique(), coded=collection.codings["hash"].nunique(),
        rounds=list(collection.agreement.groupby("round")), disputed=list(_by_sentence(collection.disputed)),
        dictionary=list(collection.dictionary.itertuples()),
    )  # fmt: skip


def _by_sentence(disputed: pd.DataFrame):
    for text, part in list(disputed.groupby("text", sort=False))[:DISPUTED]:
        yield text, list(part.itertuples())


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}".replace("-", "−")
