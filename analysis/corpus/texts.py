"""The texts of a corpus: every document read, what cannot be read named, all of it in one table ``speeches``."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis import tables
from analysis.corpus.dates import DERIVED, part_of_date
from analysis.corpus.document_list import order_groups
from analysis.corpus.settings import CorpusError, Settings
from analysis.documents import ParseError
from analysis.documents.text_files import is_remote
from analysis.mistakes import Lines
from analysis.parsing import ParsedSpeeches, parse_speeches
from analysis.parsing.single_speech import parse_speech

_OF_FOOTNOTES = ("strategy", "place", "occasion", *DERIVED)


@dataclass(frozen=True)
class CorpusTexts:
    """What was read.

    Attributes
    ----------
    parsed : ParsedSpeeches
        The table ``speeches``, and what was met on the way; of all documents together.
    documents : DataFrame
        A row a speech that was read: speech, file, address, title, date, dated, place, strategy, and further columns.
    left_out_documents : DataFrame
        file, reason: what could not be read.
    encodings : dict
        file to how it was decoded.
    """

    parsed: ParsedSpeeches
    documents: pd.DataFrame
    left_out_documents: pd.DataFrame
    encodings: dict[str, str]


def read_listed(documents: pd.DataFrame, *, convert: str, folder: Path) -> CorpusTexts:
    """Read documents that are one speech each.

    Parameters
    ----------
    documents : DataFrame
        As :func:`analysis.corpus.document_list.read_document_list` gives it.
    convert : str
        Conversion of characters, or empty.
    folder : Path
        The corpus, for messages.

    Raises
    ------
    CorpusError
        None can be read.
    """
    parts, left_out, failed, encodings = [], [], [], {}
    mended: Counter[str] = Counter()
    for row in documents.itertuples(index=False):
        try:
            speech = parse_speech(row.address, convert=convert)
        except ParseError as error:
            failed.append((row.file, error.after(_path(row.address))))
            continue
        place = {"speech": row.speech, "date": row.date, "place": row.place, "occasion": row.title}
        parts.append(speech.sentences.assign(**place))
        left_out.append(speech.left_out.assign(file=row.file))
        encodings[row.file] = speech.encoding
        mended.update(speech.mended)
    _refuse_all_failed(folder, parts, failed)
    read = documents[documents["file"].isin(encodings)].reset_index(drop=True)
    read["strategy"] = read["strategy"].cat.remove_unused_categories()
    speeches = pd.concat(parts, ignore_index=True)
    speeches["strategy"] = speeches["speech"].map(read.set_index("speech")["strategy"].astype(str))
    return _together(speeches, read, left_out, failed, encodings, mended, list(read["strategy"].cat.categories))


def read_footnoted(
    addresses: Sequence[str], strategies: pd.DataFrame, settings: Settings, *, folder: Path
) -> CorpusTexts:
    """Read documents that hold several speeches each, told apart by their footnotes.

    The number of a speech is that of its footnote; where two documents use the same number, all are numbered anew.
    What :func:`read_listed` says of parameters and errors holds here too.
    """
    parsed: dict[str, ParsedSpeeches] = {}
    failed = []
    for address in addresses:
        try:
            parsed[address] = parse_speeches(address, strategies=strategies, convert=settings.convert)
        except ParseError as error:
            if len(addresses) == 1:
                raise
            failed.append((Path(address).name, error.after(_path(address))))
    _refuse_all_failed(folder, parsed, failed)
    notes = [(address, note) for address, one in parsed.items() for note in one.footnotes]
    renumber = len({note.number for _, note in notes}) < len(notes)
    numbers = {(address, note.number): place if renumber else note.number
               for place, (address, note) in enumerate(notes, start=1)}  # fmt: skip
    documents = _documents_of(parsed, numbers)
    groups = _group_of(documents, settings, folder)
    documents["strategy"] = tables.ordered_strategies(groups, order_groups(groups, settings.groups))
    speeches = pd.concat([
        one.speeches.assign(speech=[numbers[address, number] for number in one.speeches["speech"]])
        for address, one in parsed.items()
    ], ignore_index=True)  # fmt: skip
    speeches["strategy"] = speeches["speech"].map(documents.set_index("speech")["strategy"].astype(str))
    left_out = [one.left_out.assign(file=Path(address).name) for address, one in parsed.items()]
    encodings = {Path(address).name: one.encoding for address, one in parsed.items()}
    mended: Counter[str] = Counter()
    for one in parsed.values():
        mended.update(one.mended)
    order = list(documents["strategy"].cat.categories)
    texts = _together(speeches, documents, left_out, failed, encodings, mended, order)
    if len(parsed) > 1:
        return texts
    [one] = parsed.values()
    return replace(texts, parsed=replace(one, speeches=texts.parsed.speeches))


def _documents_of(parsed: dict[str, ParsedSpeeches], numbers: dict) -> pd.DataFrame:
    rows = []
    for address, one in parsed.items():
        names = one.speeches.drop_duplicates("speech").set_index("speech")["strategy"]
        for note in one.footnotes:
            place = (numbers[address, note.number], Path(address).name, address, note.occasion)
            rows.append((*place, note.date, note.date.isoformat(), note.place, str(names[note.number]), note.number))
    columns = ["speech", "file", "address", "title", "date", "dated", "place", "strategy", "note"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(date=pd.to_datetime(table["date"]).astype("datetime64[ns]"))


def _group_of(documents: pd.DataFrame, settings: Settings, folder: Path) -> list[str]:
    group = settings.group or "strategy"
    if group not in _OF_FOOTNOTES:
        raise CorpusError("no_group_of_footnotes", file=folder / "corpus.toml", value=group, list=list(_OF_FOOTNOTES))
    if group in DERIVED:
        return [part_of_date(row.date, row.dated, group) for row in documents.itertuples()]
    return documents["title" if group == "occasion" else group].tolist()


def _together(speeches, documents, left_out, failed, encodings, mended, order: list[str]) -> CorpusTexts:
    """One table, one account of what was left out and mended."""
    speeches["strategy"] = tables.ordered_strategies(speeches["strategy"], order)
    further = [column for column in ("original", "margin") if column in speeches.columns]
    columns = [*tables.SPEECH_COLUMNS, *further]
    if "original" in further:  # nothing was converted where all is simplified already
        speeches["original"] = speeches["original"].fillna(speeches["text"])
    account = pd.concat(left_out, ignore_index=True)[["file", "line", "text", "reason"]]
    kinds = ", ".join(sorted(set(encodings.values())))
    made = ParsedSpeeches(tables.check_speeches(speeches[columns]), [], account, dict(mended), kinds, {})
    return CorpusTexts(made, documents, pd.DataFrame(failed, columns=["file", "reason"]), encodings)


def _path(address: str) -> str:
    """An address as messages have it."""
    return address if is_remote(address) else str(Path(address))


def _refuse_all_failed(folder: Path, read, failed: list[tuple[str, str]]) -> None:
    if not read:
        problems = Lines(f"{folder}/raw/{file}: {reason}" for file, reason in failed)
        raise CorpusError("nothing_readable", folder=folder, problems=problems)
