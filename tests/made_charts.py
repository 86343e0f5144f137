"""Corpora made for tests of charts: one group or thirty, times, long names, single paragraphs; few resamples."""

import random
from functools import cache

import pandas as pd

from analysis.language.names import names_of
from analysis.segmentation import Segmenter, segment_speeches
from tests.made_corpora import FewDraws, known_lexicon

REGIONS = [f"{name}省" for name in "冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青台内桂藏宁新港澳"]
DECADES = [f"{year}年代" for year in range(1950, 2020, 10)]
LONG = ["关于长江三角洲一体化与沿海经济带协同发展的若干重要讲话", "关于西部陆海新通道建设与沿边开放的历次讲话"]
OPENINGS = ("要坚持创新驱动发展，", "必须推动高质量发展，", "我们加强生态环境保护，", "继续深化改革开放，", "党委要")
ENDINGS = ("统筹发展和安全。", "保障和改善民生。", "促进区域协调发展。", "完善基础设施建设。", "提高人民生活水平。")


class Made(FewDraws):
    """The tables of speeches that were made here."""

    def __init__(self, speeches):
        super().__init__()
        self._speeches = speeches

    @property
    def speeches(self):
        return self._speeches


def _speeches(names, *, texts=1, paragraphs=3, first=None):
    """A corpus with groups of these names; `first` is the number of paragraphs of the first group's texts."""
    chance, rows, number = random.Random(7), [], 0
    for place, name in enumerate(names):
        for _ in range(texts):
            number += 1
            for paragraph in range(1, (first if first and not place else paragraphs) + 1):
                for sentence in range(1, 3):
                    middle = "".join(chance.sample(["加快建设，", "全面落实，", "稳步提升，", f"{name[:2]}先行，"], 2))
                    text = chance.choice(OPENINGS) + middle + chance.choice(ENDINGS)
                    rows.append((number, name, paragraph, sentence, text))
    table = pd.DataFrame(rows, columns=["speech", "strategy", "paragraph", "sentence", "text"])
    table["strategy"] = pd.Categorical(table["strategy"], categories=list(names), ordered=True)
    return table.assign(date=pd.Timestamp("2020-05-06"), place="", occasion="", start_line=1, end_line=1)


CORPORA = {
    "one": _speeches(["甲"]), "two": _speeches(LONG, texts=2), "decades": _speeches(DECADES, texts=2),
    "nine": _speeches(REGIONS[:9]), "thirty": _speeches(REGIONS, paragraphs=2, first=12),
    "single paragraph": _speeches(["大", "小"], paragraphs=1, first=9),
}  # fmt: skip


@cache
def results_of(corpus):
    """The results of a corpus of :data:`CORPORA`, or of the four speeches."""
    if corpus == "four":
        return FewDraws()
    lexicon, speeches = known_lexicon(), CORPORA[corpus]
    results = Made(speeches)
    results.__dict__ |= {
        "lexicon": lexicon, "tokens": segment_speeches(speeches, Segmenter(lexicon)).assign(own_name=False),
        "names": names_of(lexicon, speeches),
    }  # fmt: skip
    return results
