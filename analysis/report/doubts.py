"""What makes the numbers of a corpus doubtful, and how sure that is: said before anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.charts.style import missing_glyphs
from analysis.corpus.document_list import foreign_files, unlisted_files
from analysis.documents.conversion import share_traditional
from analysis.language import Language
from analysis.results import Results

TRADITIONAL, FOREIGN, LEFT_OUT, REPEATED, COVERED, ONE_PATTERN = 0.05, 0.15, 0.25, 0.9, 0.3, 0.5
LONG_SENTENCE, LONG_PARAGRAPH = 300, 3_000
# Occurrences in 1,000 characters: 49 reports of the government since 1954 have 32 to 67, the four speeches 65.
POLICY_WORDS = re.compile(
    "发展|建设|推进|加强|坚持|改革|完善|经济|社会|国家|政策|实施|促进|保障|工作|人民|推动|提高|生产|计划"
)
POLICY_RATE, _ENOUGH = 15, 500
_SHOWN, _FEWEST_HITS, _COMPARED = 5, 20, 10
# No text, whatever their share.
_BESIDE = ("footnote", "note reference", "page number", "running header", "page note", "beside the article",
           "front matter", "table of contents")  # fmt: skip
# What UTF-8 looks like when it was read as GBK or Latin-1, and what other mistakes of programs leave behind.
_MOJIBAKE = re.compile(
    r"锟斤拷|烫烫烫|屯屯屯|锛[^，。；]|銆[^，。；]|鐨[勪刑]|鈥[^，。；]|Ã[\x80-\xbf]|â€|ï¼|ã€|[\ue000-\uf8ff]|\(cid:\d+\)"
)
_MARKUP = re.compile(r"&(?:nbsp|lt|gt|amp|quot|#x?[0-9a-fA-F]+);|</?(?:p|br|div|span|td|strong|a)\b[^>]{0,80}>")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True)
class Doubt:
    """One doubt: its key in the catalogue's section ``check``, how sure it is, and the values it is said with.

    ``sure`` is ``certain``, ``likely`` or ``possible``.
    """

    key: str
    sure: str
    values: dict[str, Any] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The doubt in one line."""
        listed = {key: language.join(value) if isinstance(value, list) else value for key, value in self.values.items()}
        if "reason" in listed:
            listed["reason"] = language.say(f"reasons.{listed['reason']}")
        return language.say("check.doubt", sure=language.say(f"check.{self.sure}"),
                            what=language.say(f"check.{self.key}", **listed))  # fmt: skip


def find_doubts(results: Results) -> list[Doubt]:
    """Everything about a corpus that a reader should know before he trusts a number; none for the four speeches.

    Examples
    --------
    >>> find_doubts(Results())
    []
    """
    speeches = results.speeches
    texts = speeches.groupby("speech", sort=True)[_wording(speeches)].agg("".join)
    files = results.documents.set_index("speech")["file"]
    return [
        *_of_files(results),
        *_of_characters(texts, files, results.corpus.settings.convert),
        *_of_repeats(speeches, files),
        *_of_structure(results, speeches, files),
        *_of_dictionary(results, "".join(speeches["text"])),
    ]


def _wording(speeches: pd.DataFrame) -> str:
    return "original" if "original" in speeches else "text"


def _named(speeches, files: pd.Series) -> dict[str, Any]:
    names = list(dict.fromkeys(files[one] for one in speeches))
    return {"n": len(names), "list": names[:_SHOWN] + (["…"] if len(names) > _SHOWN else [])}


def _of_files(results: Results) -> Iterator[Doubt]:
    """Documents that cannot be read, that are not listed, and files that are none."""
    corpus = results.corpus
    found = {"unreadable": list(results.left_out_documents["file"])}
    if getattr(corpus, "documents", None) is not None:
        found |= {"unlisted": unlisted_files(corpus.folder, corpus.addresses)}
        found |= {"foreign_files": foreign_files(corpus.folder, corpus.addresses)}
    for key, names in found.items():
        if names:
            yield Doubt(key, "certain", {"n": len(names), "list": names[:_SHOWN] + ["…"] * (len(names) > _SHOWN)})


def _of_characters(texts: pd.Series, files: pd.Series, convert: str) -> Iterator[Doubt]:
    """Traditional characters, other languages, text that a program has spoilt, characters no font has."""
    garbled = [speech for speech, text in texts.items() if _MOJIBAKE.search(text)]
    if garbled:
        found = sorted({match.group() for one in garbled for match in _MOJIBAKE.finditer(texts[one])})
        yield Doubt("mojibake", "likely", _named(garbled, files) | {"found": found[:_SHOWN]})
    markup = [speech for speech, text in texts.items() if _MARKUP.search(text)]
    if markup:
        found = sorted({match.group() for one in markup for match in _MARKUP.finditer(texts[one])})
        yield Doubt("markup", "certain", _named(markup, files) | {"found": found[:_SHOWN]})
    traditional = texts.map(share_traditional)
    if not convert and (found := list(texts.index[traditional > TRADITIONAL])):
        yield Doubt("traditional", "certain", _named(found, files))
    foreign = texts.map(_share_foreign)
    if found := list(texts.index[foreign > 1 - FOREIGN]):
        yield Doubt("foreign", "certain", _named(found, files))
    if found := list(texts.index[(foreign > FOREIGN) & (foreign <= 1 - FOREIGN)]):
        yield Doubt("mixed", "certain", _named(found, files) | {"share": f"{foreign[found].max():.0%}"})
    if lacking := missing_glyphs("".join(sorted(set("".join(texts))))):
        yield Doubt("glyphs", "certain", {"n": len(lacking), "list": list(lacking)[:20]})


def _share_foreign(text: str) -> float:
    """Share of the letters that are no Chinese characters; three Latin letters weigh about as much as one of those."""
    chinese = len(_IDEOGRAPH.findall(text))
    others = sum(map(str.isalpha, text)) - chinese
    return others / max(others + 3 * chinese, 1)


def _of_repeats(speeches: pd.DataFrame, files: pd.Series) -> Iterator[Doubt]:
    """Documents that hold the same text, or nearly all sentences of another."""
    sentences = speeches.groupby("speech", sort=True)["text"].agg(lambda texts: frozenset(texts))
    holding = speeches.drop_duplicates(["speech", "text"]).groupby("text")["speech"].agg(list)
    shared: dict[tuple[int, int], int] = {}
    for held in holding[holding.str.len() > 1]:
        for pair in combinations(held[:_COMPARED], 2):
            shared[pair] = shared.get(pair, 0) + 1
    pairs = [
        (files[one], files[other])
        for (one, other), together in sorted(shared.items())
        if together >= REPEATED * min(len(sentences[one]), len(sentences[other]))
    ]
    if pairs:
        listed = [f"{one} = {other}" for one, other in pairs[:_SHOWN]]
        yield Doubt("repeated", "certain", {"n": len(pairs), "list": listed + ["…"] * (len(pairs) > _SHOWN)})


def _of_structure(results: Results, speeches: pd.DataFrame, files: pd.Series) -> Iterator[Doubt]:
    """Much left out, sentences and paragraphs too long to be such."""
    shares = left_out_shares(results)
    if len(found := shares[shares["share"] > LEFT_OUT]):
        most = found.iloc[0]
        values = {"n": len(found), "list": [f"{row.file} {row.share:.0%}" for row in found.head(_SHOWN).itertuples()]}
        yield Doubt("much_left_out", "likely", values | {"reason": most["reason"]})
    pages = page_shares(results)
    if len(found := pages[pages["beside"] > pages["taken"]]):
        listed = [f"{row.file} {row.share:.0%}" for row in found.head(_SHOWN).itertuples()]
        yield Doubt("little_of_page", "possible", {"n": len(found), "list": listed})
    long = speeches[speeches["text"].str.len() > LONG_SENTENCE]
    if len(long):
        first = long.loc[long["text"].str.len().idxmax()]
        place = {"file": files[first["speech"]], "line": str(first["start_line"]), "size": len(first["text"])}
        yield Doubt("long_sentences", "likely", {"n": len(long), "limit": LONG_SENTENCE} | place)
    sizes = speeches["text"].str.len().groupby([speeches["speech"], speeches["paragraph"]]).sum()
    long = sizes[sizes > LONG_PARAGRAPH].sort_values(ascending=False, kind="stable")
    if len(long):
        speech, paragraph = long.index[0]
        line = speeches.query("speech == @speech and paragraph == @paragraph")["start_line"].iloc[0]
        place = {"file": files[speech], "line": str(line), "size": int(long.iloc[0])}
        yield Doubt("long_paragraphs", "likely", {"n": len(long), "limit": LONG_PARAGRAPH} | place)


def left_out_shares(results: Results) -> pd.DataFrame:
    """Share of each file that is left out beside notes and page furniture: file, share, reason (of most of it)."""
    left_out, documents = results.document.left_out, results.documents
    left_out = left_out[~left_out["reason"].isin(_BESIDE)]
    names = left_out["file"] if "file" in left_out else pd.Series(documents["file"].iloc[0], index=left_out.index)
    lost = left_out["text"].str.len().groupby([names, left_out["reason"]]).sum()
    kept = results.speeches["text"].str.len().groupby(results.speeches["speech"].map(
        documents.set_index("speech")["file"])).sum()  # fmt: skip
    rows = []
    for file, size in kept.items():
        if file in lost.index.get_level_values(0):
            rows.append((file, lost[file].sum() / (lost[file].sum() + size), lost[file].idxmax()))
    table = pd.DataFrame(rows, columns=["file", "share", "reason"])
    return table.sort_values(["share", "file"], ascending=[False, True], ignore_index=True)


def page_shares(results: Results) -> pd.DataFrame:
    """What was taken of each web page: file, share of its characters, and sentences taken and beside."""
    left_out, files = results.document.left_out, results.documents.set_index("speech")["file"]
    left_out = left_out[left_out["reason"] == "beside the article"]
    if "file" not in left_out:
        left_out = left_out.assign(file=files.iloc[0])
    texts = results.speeches.groupby(results.speeches["speech"].map(files), sort=False)["text"].agg("".join)
    rows = []
    for file, beside in left_out.groupby("file", sort=False)["text"].agg("".join).items():
        size, other = len(texts[file]), len("".join(beside.split()))
        rows.append((file, size / (size + other), texts[file].count("。"), beside.count("。")))
    return pd.DataFrame(rows, columns=["file", "share", "taken", "beside"])


def _of_dictionary(results: Results, whole: str) -> Iterator[Doubt]:
    """Themes that find little, or mostly one wording; texts that read unlike those the lists were made for."""
    letters = len(_IDEOGRAPH.findall(whole))
    if letters < _ENOUGH or share_traditional(whole) > TRADITIONAL:  # said already: the lists are simplified
        return
    covered = results.coded.any(axis=1).mean()
    if covered < COVERED:
        yield Doubt("few_covered", "certain", {"share": f"{covered:.0%}"})
    hits = results.hits
    if len(hits) >= _FEWEST_HITS:
        counts = hits["pattern"].value_counts()
        if counts.iloc[0] > ONE_PATTERN * len(hits):
            term = hits["term"][hits["pattern"] == counts.index[0]].mode()[0]
            yield Doubt("one_pattern", "certain", {"term": term, "share": f"{counts.iloc[0] / len(hits):.0%}"})
    rate = 1000 * len(POLICY_WORDS.findall(whole)) / letters
    if rate < POLICY_RATE:
        yield Doubt("genre", "possible", {"rate": f"{rate:.0f}", "least": POLICY_RATE})
