"""Documents of any number of groups, made from the sentences of the four speeches: groups that nobody prepared for."""

from __future__ import annotations

import random
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pandas as pd

from analysis import parsing, paths
from analysis.corpus.settings import Settings
from analysis.language.names import Names, names_of
from analysis.lexicon import Lexicon, read_lexicon
from analysis.measures import resampling, robustness, verdicts
from analysis.results import Results
from analysis.tables import ordered_strategies

known_lexicon = cache(read_lexicon)  # nobody changes it


class FewDraws(Results):
    """Tables of any corpus with few shuffles and resamples: that there are numbers matters more than which."""

    def __getattr__(self, name):
        with (
            patch.multiple(verdicts, DRAWS=199, FEWER_DRAWS=199, PAIR_DRAWS=49, FEWER_PAIR_DRAWS=49),
            patch.multiple(robustness, FEWER_DRAWS=99, FEWER_PAIR_DRAWS=49),
        ):
            return super().__getattr__(name)

    @cached_property
    def stability(self) -> pd.DataFrame:
        return resampling.bootstrap_paragraphs(self.paragraph_counts, resamples=19)

    @cached_property
    def theme_stability(self) -> pd.DataFrame:
        return resampling.bootstrap_themes(self.coded, self.speeches, resamples=199)


class MadeResults(FewDraws):
    """Results of sentences that come from no document."""

    def __init__(self, speeches: pd.DataFrame):
        super().__init__()
        self._speeches, self.corpus = speeches, SimpleNamespace(settings=Settings(), addresses=(), folder=Path("made"))

    def only(self, groups=(), pos=()):
        own = self._speeches[self._speeches["strategy"].isin(groups)].reset_index(drop=True)
        return MadeResults(own.assign(strategy=own["strategy"].cat.set_categories(list(groups))))

    @property
    def path(self) -> Path:
        return Path("made <b>&.txt")

    @cached_property
    def names(self) -> Names:
        return names_of(self.lexicon)

    @property
    def lexicon(self) -> Lexicon:
        return known_lexicon()

    @property
    def speeches(self) -> pd.DataFrame:
        return self._speeches

    @property
    def documents(self) -> pd.DataFrame:
        table = self._speeches.drop_duplicates("speech")[["speech", "strategy", "date", "place"]]
        return table.assign(file="made.txt", title="", dated=table["date"].dt.strftime("%Y-%m-%d"))

    @property
    def left_out_documents(self) -> pd.DataFrame:
        return pd.DataFrame({"file": [], "reason": []})

    @property
    def document(self):
        return SimpleNamespace(speeches=self._speeches, left_out=pd.DataFrame(), mended={}, encoding="utf-8")


def made_results(groups, *, paragraphs: int = 3, sentences: int = 3, speeches: int = 1, seed: int = 0) -> MadeResults:
    """Results of `speeches` speeches in each of `groups`, sentences drawn at random."""
    draw, texts = random.Random(seed), parsing.read_speeches(paths.DOCUMENT)["text"].tolist()
    rows, line = [], 1
    for number, group in enumerate(group for group in groups for _ in range(speeches)):
        date = pd.Timestamp(1950 + number, 1 + number % 12, 1 + number % 28)
        for paragraph in range(1, paragraphs + 1):
            for sentence in range(1, sentences + 1):
                text = draw.choice(texts)
                rows.append((number + 1, group, date, "北京", "讲话", paragraph, sentence, text, line, line))
                line += 1
    columns = ["speech", "strategy", "date", "place", "occasion", "paragraph", "sentence", "text", "start_line"]
    table = pd.DataFrame(rows, columns=[*columns, "end_line"])
    table["strategy"] = ordered_strategies(table["strategy"], list(groups))
    return MadeResults(table)
