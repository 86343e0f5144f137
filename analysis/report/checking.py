"""What was found in a document or a corpus, and what makes its numbers doubtful: to be read before one trusts them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.charts.style import missing_glyphs
from analysis.corpus.document_list import foreign_files, unlisted_files
from analysis.documents.conversion import share_traditional
from analysis.documents.formats import read_document
from analysis.documents.pages import is_open
from analysis.language import Language, speak
from analysis.measures.phrases import unknown_words
from analysis.parsing import ParsedSpeeches
from analysis.report.writing import MOST_CHARACTERS, csv_bytes, write_file
from analysis.results import Results
from analysis.tables import wording

_LEFT_OUT_SHOWN = 12
_DOCUMENTS_SHOWN = 60
_FEW_UNITS, _FEW_WORDS, _TIED = 5, 1_000, 3
_SAFE_SHARE = 0.25  # of the characters left out: beyond, nobody should be told that nothing is missing
TRADITIONAL, FOREIGN, LEFT_OUT, REPEATED, COVERED, ONE_PATTERN = 0.05, 0.15, 0.25, 0.9, 0.3, 0.5
LONG_SENTENCE, LONG_PARAGRAPH = 300, 3_000
# Occurrences in 1,000 characters: 49 reports of the government since 1954 have 32 to 67, the four speeches 65.
POLICY_WORDS = re.compile(
    "发展|建设|推进|加强|坚持|改革|完善|经济|社会|国家|政策|实施|促进|保障|工作|人民|推动|提高|生产|计划"
)
POLICY_RATE, _ENOUGH = 15, 500
_ROW = 4  # lines
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


def describe_corpus(results: Results, name: str, *, languages: Sequence[str] = ("zh", "en")) -> str:
    """What is doubtful first; then groups, documents (for one document its speeches), what was mended and left out.

    Examples
    --------
    >>> print(describe_corpus(Results(), "data").splitlines()[0])
    data：4 篇讲话，24 段，64 句（utf-8）
    """
    doubts = find_doubts(results)
    return "\n\n".join("\n".join(_describe(results, name, doubts, speak(one))) for one in languages)


def _describe(results: Results, name: str, doubts: list, language: Language) -> list[str]:
    parsed = results.parsed
    return [
        _size(parsed, name, language),
        *(doubt.say(language) for doubt in doubts),
        *(_speeches(parsed, language) if parsed.margins else _documents(results, language)),
        *_small(results, language),
        _mended(parsed, language),
        *_pages(results, language),
        *_left_out(parsed, language),
        _account(results, doubts, language),
        *_unknown_words(results, language),
    ]


def _size(parsed: ParsedSpeeches, name: str, language: Language) -> str:
    speeches = parsed.speeches
    paragraphs = len(speeches[["speech", "paragraph"]].drop_duplicates())
    return language.say("check.size", name=name, n=speeches["speech"].nunique(), paragraphs=paragraphs,
                        sentences=len(speeches), how=parsed.encoding)  # fmt: skip


def _documents(results: Results, language: Language) -> list[str]:
    documents, sizes = results.documents, results.sizes.set_index("speech")
    groups = [f"{group} × {count}" for group, count in documents["strategy"].value_counts(sort=False).items()]
    column = results.corpus.settings.group or "group"
    lines = [language.say("check.groups", column=column, list=language.join(groups))]
    for row in documents.head(_DOCUMENTS_SHOWN).itertuples():
        size = sizes.loc[row.speech]
        lines.append(language.say(
            "check.document", number=str(row.speech), title=row.title, group=str(row.strategy), date=row.dated,
            paragraphs=size.paragraphs, sentences=size.sentences, how=results.texts.encodings[row.file],
        ))  # fmt: skip
    if len(documents) > _DOCUMENTS_SHOWN:
        lines.append(language.say("check.more_documents", n=len(documents) - _DOCUMENTS_SHOWN))
    return lines


def _speeches(parsed: ParsedSpeeches, language: Language) -> list[str]:
    """The speeches of a document with footnotes, and the paragraph whose speech is least certain."""
    lines = []
    for note in parsed.footnotes:
        own = parsed.speeches[parsed.speeches["speech"] == note.number]
        lines.append(language.say(
            "check.speech", mark=note.mark, group=own["strategy"].iloc[0], date=f"{note.date:%Y-%m-%d}",
            place=note.place, paragraphs=own["paragraph"].max(), sentences=len(own),
            first=str(own["start_line"].min()), last=str(own["end_line"].max()),
        ))  # fmt: skip
    (speech, paragraph), margin = min(parsed.margins.items(), key=lambda item: (item[1], item[0]))
    if margin < float("inf"):
        lines.append(language.say("check.closest", speech=speech, paragraph=paragraph, margin=f"{margin:.2f}"))
    return lines


def _small(results: Results, language: Language) -> list[str]:
    """What so little text cannot tell: few units a group, or few words."""
    table = results.sizes.astype({"strategy": "object"}).groupby("strategy", sort=False)
    units = table.size() if results.unit == "document" else table["paragraphs"].sum()
    words, least = int(results.sizes["words"].sum()), int(units.min())
    if least >= _FEW_UNITS and words >= _FEW_WORDS:
        return []
    fewest = [results.names.strategy(group, language.code) for group in units.index[units == least]]
    listed = fewest[:_TIED] + ["…"] * (len(fewest) > _TIED)
    said = {"least": language.say(f"check.least_{results.unit}", n=least), "list": listed}
    return [language.say("check.small" if len(units) > 1 else "check.small_one", results.names, words=words, **said)]


def _mended(parsed: ParsedSpeeches, language: Language) -> str:
    if not parsed.mended:
        return language.say("check.nothing_mended")
    what = [f"{language.say(f'reasons.{key}')} × {count}" for key, count in parsed.mended.items()]
    return language.say("check.mended", list=language.join(what, "semicolon"))


def _pages(results: Results, language: Language) -> list[str]:
    """What share of each web page is its text."""
    shares = [f"{row.file} {row.share:.0%}" for row in page_shares(results).itertuples()]
    shown = shares[:_LEFT_OUT_SHOWN] + ["…"] * (len(shares) > _LEFT_OUT_SHOWN)
    return [language.say("check.pages", list=language.join(shown))] if shares else []


def _left_out(parsed: ParsedSpeeches, language: Language) -> list[str]:
    left_out = parsed.left_out
    roles = left_out["reason"].value_counts().items()
    counts = [f"{language.say(f'reasons.{reason}')} × {count}" for reason, count in roles]
    lines = [language.say("check.left_out" if counts else "check.nothing_left_out", n=len(left_out), list=counts)]
    for row in left_out.head(_LEFT_OUT_SHOWN).itertuples():
        text = " ".join(row.text.split())
        lines.append(language.say(
            "check.left_out_line", file=f"{row.file} " if "file" in left_out else "", line=str(row.line),
            text=text if len(text) <= 40 else f"{text[:39]}…", reason=language.say(f"reasons.{row.reason}"),
        ))  # fmt: skip
    if len(left_out) > _LEFT_OUT_SHOWN:
        lines.append(language.say("check.more_left_out", n=len(left_out) - _LEFT_OUT_SHOWN))
    return lines


def _account(results: Results, doubts: list, language: Language) -> str:
    """What is counted and what is not; that nothing is missing is said only where it is so."""
    parsed = results.parsed
    size, lost = (int(table["text"].str.len().sum()) for table in (parsed.speeches, parsed.left_out))
    share = lost / max(size + lost, 1)
    whole = share <= _SAFE_SHARE and not doubts
    key = "check.accounted" if whole else "check.counted"
    return language.say(key, size=size, lost=lost, share=f"{share:.0%}")


def _unknown_words(results: Results, language: Language) -> list[str]:
    found = unknown_words(results.tokens)
    words = [f"{term} × {count}" for term, count in zip(found["term"], found["count"], strict=True)]
    return [language.say("check.unknown_words", list=words)] if words else []


def write_account(results: Results, path: Path) -> int:
    """Write everything left out or mended as CSV (file, line, what, reason, text); return the number of rows."""
    rows = _left_out_of(results).assign(what="left out")[["file", "line", "what", "reason", "text"]]
    mends = [
        (row.file, line, "mended", what, text)
        for row in results.texts.documents.drop_duplicates("file").itertuples()
        for line, what, text in read_document(row.address).mends
    ]
    table = pd.concat([rows, pd.DataFrame(mends, columns=rows.columns)], ignore_index=True)
    write_file(path, csv_bytes(table.sort_values(["file", "line"], kind="stable", ignore_index=True)))
    return len(table)


# Doubts


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
    texts = wording(speeches).groupby(speeches["speech"], sort=True).agg("".join)
    files = _files(results)
    return [
        *_of_files(results),
        *_of_characters(texts, files, results.corpus.settings.convert),
        *_of_repeats(speeches, files),
        *_of_structure(results, speeches, files),
        *_of_dictionary(results, "".join(speeches["text"])),
        *([Doubt("unit_overstates", "certain")] if results.unit_overstates else []),
    ]


def _files(results: Results) -> pd.Series:
    """The file of each speech."""
    return results.documents.set_index("speech")["file"]


def _left_out_of(results: Results) -> pd.DataFrame:
    """What was left out, with its file where there is but one, too."""
    left_out = results.parsed.left_out
    return left_out if "file" in left_out else left_out.assign(file=results.documents["file"].iloc[0])


def _some(names: list) -> list:
    """The first of them, and a mark where there are more."""
    return names[:_SHOWN] + ["…"] * (len(names) > _SHOWN)


def _named(speeches, files: pd.Series) -> dict[str, Any]:
    names = list(dict.fromkeys(files[one] for one in speeches))
    return {"n": len(names), "list": _some(names)}


def _of_files(results: Results) -> Iterator[Doubt]:
    """Documents that cannot be read, that are not listed, and files that are none."""
    corpus = results.corpus
    found = {"unreadable": list(results.left_out_documents["file"])}
    if getattr(corpus, "documents", None) is not None:
        found |= {"unlisted": unlisted_files(corpus.folder, corpus.addresses)}
        found |= {"foreign_files": foreign_files(corpus.folder, corpus.addresses)}
    long = results.documents.select_dtypes(["object", "string", "category"]).astype(str)
    found["long_cells"] = list(results.documents["file"][long.map(len).gt(MOST_CHARACTERS).any(axis=1)])
    for key, names in found.items():
        if names:
            yield Doubt(key, "certain", {"n": len(names), "list": _some(names), "limit": MOST_CHARACTERS})


def _of_characters(texts: pd.Series, files: pd.Series, convert: str) -> Iterator[Doubt]:
    """Traditional characters, other languages, text that a program has spoilt, characters no font has."""
    for key, sure, pattern in (("mojibake", "likely", _MOJIBAKE), ("markup", "certain", _MARKUP)):
        spoilt = {speech: pattern.findall(text) for speech, text in texts.items() if pattern.search(text)}
        if spoilt:
            found = sorted(set().union(*spoilt.values()))
            yield Doubt(key, sure, _named(spoilt, files) | {"found": found[:_SHOWN]})
            if key == "mojibake":  # what else is odd about such texts comes of it
                texts = texts.drop(list(spoilt))
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
    shared = Counter(pair for held in holding[holding.str.len() > 1] for pair in combinations(held[:_COMPARED], 2))
    pairs = [
        (files[one], files[other])
        for (one, other), together in sorted(shared.items())
        if together >= REPEATED * min(len(sentences[one]), len(sentences[other]))
    ]
    if pairs:
        listed = [f"{one} = {other}" for one, other in pairs]
        yield Doubt("repeated", "certain", {"n": len(pairs), "list": _some(listed)})


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
    if len(rows := _rows_of_open(speeches)):
        place = {"file": files[rows["speech"].iloc[0]], "line": str(rows["start_line"].iloc[0])}
        yield Doubt("open_lines", "possible", {"n": len(rows)} | place)
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


def _rows_of_open(speeches: pd.DataFrame) -> pd.DataFrame:
    """Sentences that are lines without a full stop, many in a row, in documents of which most has them."""
    opens = speeches["text"].map(is_open)
    row = [speeches["speech"], (opens != opens.shift()).cumsum()]
    many = opens.groupby(row).transform("size") >= _ROW
    sizes = speeches["text"].str.len()
    lost, whole = (size.groupby(speeches["speech"]).transform("sum") for size in (sizes * opens, sizes))
    return speeches[opens & many & (lost <= 0.5 * whole)]


def left_out_shares(results: Results) -> pd.DataFrame:
    """Share of each file that is left out beside notes and page furniture: file, share, reason (of most of it)."""
    left_out = _left_out_of(results)
    left_out = left_out[~left_out["reason"].isin(_BESIDE)]
    lost = left_out["text"].str.len().groupby([left_out["file"], left_out["reason"]]).sum()
    kept = results.speeches["text"].str.len().groupby(results.speeches["speech"].map(_files(results))).sum()
    rows = [
        (file, lost[file].sum() / (lost[file].sum() + size), lost[file].idxmax())
        for file, size in kept.items()
        if file in lost.index.get_level_values(0)
    ]
    table = pd.DataFrame(rows, columns=["file", "share", "reason"])
    return table.sort_values(["share", "file"], ascending=[False, True], ignore_index=True)


def page_shares(results: Results) -> pd.DataFrame:
    """What was taken of each web page: file, share of its characters, and sentences taken and beside."""
    left_out, files = _left_out_of(results), _files(results)
    left_out = left_out[left_out["reason"] == "beside the article"]
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
