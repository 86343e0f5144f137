"""What coders hand in: result files and receipts of the page, read, checked against their marks, put together.

Nothing is lost and nothing is guessed: what is altered, of another task or in two versions is said by its name, and
what is not counted stands in a table of its own with the reason.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from analysis.coding.tasks import FILE, Task
from analysis.documents.encodings import read_marks
from analysis.lexicon.csv_rows import EXCEL, read_rows
from analysis.mistakes import Mistake, as_mistake
from analysis.tables import NONE

TEXTS = (".txt", ".md")
COLUMNS = ["hash", "text", "theme", "coder", "coded", "unsure"]
_FILLED = ("task", "round", "coder", "session", "saves", "hash", "themes", "unsure")
_RECEIPT = re.compile(
    r"coding-(t\w{7})-([12])-((?!0+\b)\d{1,3}(?:\+\d{1,3})?)-(k\w{4})-(\d+)-([0-9a-f]*)-(c[0-9a-f]{8})(?![0-9a-f])",
    re.ASCII,
)
_SEAT = re.compile(r"[12],(?!0+\b)\d{1,3}(?:\+\d{1,3})?,\d+")  # round, seat or two of them, steps
_LIKE_RECEIPT = re.compile(r"coding-t\w{7}-\d[!-~]*", re.IGNORECASE | re.ASCII)  # no name of a file


@dataclass(frozen=True)
class Answer:
    """What one coder said of one sentence, as one file has it."""

    file: str
    line: int
    round: int
    coder: str
    session: str
    saves: int
    hash: str
    themes: tuple[str, ...]
    unsure: bool
    note: str = ""


@dataclass
class Answers:
    """All that was handed in for a task.

    Attributes
    ----------
    task : Task
    counted : list of Answer
        One a round, coder and sentence.
    aside : list of (file, line, Mistake)
        What is not counted, and why.
    told : list of Mistake
        What the teacher should know though it is counted: unfinished work, a seat taken by two people.
    """

    task: Task
    counted: list[Answer] = field(default_factory=list)
    aside: list[tuple[str, int, Mistake]] = field(default_factory=list)
    told: list[Mistake] = field(default_factory=list)

    def codings(self, number: int = 1) -> pd.DataFrame:
        """The answers of a round, a row a sentence, theme and coder.

        Returns
        -------
        DataFrame
            hash (of the sentence), text, theme, coder, coded (bool), unsure (bool); in the order of the task.
        """
        texts = {one["hash"]: one["text"] for one in self.task.sentences}
        place = {name: number for number, name in enumerate(texts)}
        answers = [one for one in self.counted if one.round == number]
        rows = [
            (one.hash, texts[one.hash], theme["theme"], one.coder, theme["theme"] in one.themes, one.unsure)
            for one in sorted(answers, key=lambda one: (place[one.hash], one.coder))
            for theme in self.task.themes
        ]
        return pd.DataFrame(rows, columns=COLUMNS).astype({"coded": bool, "unsure": bool})

    def notes(self) -> pd.DataFrame:
        """What coders noted."""
        texts = {one["hash"]: one["text"] for one in self.task.sentences}
        rows = [(one.round, one.coder, texts[one.hash], one.note) for one in self.counted if one.note]
        return pd.DataFrame(rows, columns=["round", "coder", "text", "note"])


def read_answers(folder: Path, task: Task) -> Answers:
    """Read every result file (``.csv``, ``.xlsx``) and every receipt (in any ``.txt`` or ``.md``) below a folder.

    Of one coder's session the file with most steps is counted. Two sessions of one seat are two people until the
    teacher says otherwise: the second becomes ``07b``.

    Parameters
    ----------
    folder : Path
        Where the files lie; folders within it are read too.
    task : Task
        Whose answers they are.
    """
    answers, found = Answers(task), []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != FILE and not path.name.startswith((".", "~$")):
            name, kind = path.relative_to(folder).as_posix(), path.suffix.lower()
            if kind == ".csv" or kind in EXCEL or (kind in TEXTS and b"round,coder" in path.read_bytes()[:99]):
                found += _table(path, name, answers)
            elif kind in TEXTS:
                found += _receipts(path, name, answers)
            elif kind != ".html":  # the page itself, and that of the class
                answers.aside.append((name, 1, Mistake("coding_kind", file=name)))
    _settle(found, answers)
    return answers


def _table(path: Path, name: str, answers: Answers) -> Iterator[Answer]:
    """The rows of a result file; a CSV that is none (a table that this project wrote) is left alone."""
    complaints: list[tuple[int, Mistake]] = []

    def complain(line: int, key: str, /, **values) -> None:
        complaints.append((line, Mistake(key, file=name, line=line, **values)))

    try:
        rows = read_rows(path, (*_FILLED, "check"), complain, further=True)
    except ValueError as error:
        answers.aside.append((name, 1, as_mistake(error) or Mistake("coding_file", file=name)))
        return
    if rows is not None or path.name.startswith("coding-"):
        answers.aside += [(name, *complaint) for complaint in complaints]
    known = {theme["theme"] for theme in answers.task.themes}
    for line, row in rows or []:
        row["coder"] = _coder(row["coder"])
        whole = row["check"] == _crc(",".join(row[column] for column in _FILLED))
        themes = tuple(theme for theme in row["themes"].split("|") if theme != NONE)
        seat = _SEAT.fullmatch(",".join(row[column] for column in ("round", "coder", "saves")))
        if not (whole and seat and known.issuperset(themes)):
            altered = Mistake("coding_altered", file=name, line=line, coder=row["coder"] or "?")  # cut off before it
            answers.aside.append((name, line, altered))
            continue
        found = Answer(name, line, int(row["round"]), row["coder"], row["session"], int(row["saves"]), row["hash"],
                       themes, row["unsure"] == "1", row.get("note", "").removeprefix("'"))  # fmt: skip
        yield from _known(found, row["task"], answers)


def _receipts(path: Path, name: str, answers: Answers) -> Iterator[Answer]:
    digits = -(-(len(answers.task.themes) + 2) // 4)
    for number, line in enumerate(_joined(read_marks(path.read_bytes()).splitlines()), start=1):
        for match in _LIKE_RECEIPT.finditer(line):
            whole = _RECEIPT.match(match[0])
            if whole is None or not _is_good(whole):
                seat = _coder("".join(match[0].split("-")[3:4])) or "?"  # cut off before the seat
                mistake = Mistake("coding_receipt", file=name, line=number, coder=seat, value=match[0])
                answers.aside.append((name, number, mistake))
                continue
            coder, codes = _coder(whole[3]), whole[6]
            hashes = [one["hash"] for one in _own(answers.task, coder, int(whole[2]))]
            for place, code in enumerate(hashes):
                bits = int(codes[place * digits : (place + 1) * digits] or "0", 16)
                if bits & 1:
                    themes = tuple(theme["theme"] for n, theme in enumerate(answers.task.themes) if bits >> (n + 2) & 1)
                    found = Answer(name, number, int(whole[2]), coder, whole[4], int(whole[5]), code, themes,
                                   bool(bits & 2))  # fmt: skip
                    yield from _known(found, whole[1], answers)


def _joined(lines: list[str]) -> list[str]:
    """As many lines; a receipt that a chat broke over two of them stands whole in the second."""
    for place in range(1, len(lines)):
        before = lines[place - 1].rstrip()
        both = before + lines[place].lstrip()
        if any(one.start() < len(before) < one.end() and _is_good(one) for one in _RECEIPT.finditer(both)):
            lines[place - 1 : place + 1] = ["", both]
    return lines


def _is_good(receipt: re.Match) -> bool:
    return _crc(receipt[0].rpartition("-")[0]) == receipt[7]


def _known(found: Answer, task: str, answers: Answers) -> Iterator[Answer]:
    """The answer if it is to this task; what is not is put aside, once a file and seat."""
    given = {"file": found.file, "line": found.line, "coder": found.coder}
    if task == answers.task.id and found.hash in {one["hash"] for one in answers.task.sentences}:
        yield found
        return
    told = [(name, mistake.values["coder"]) for name, _, mistake in answers.aside if mistake.key == "coding_elsewhere"]
    if (found.file, found.coder) not in told:
        mistake = Mistake("coding_elsewhere", value=task, task=answers.task.id, **given)
        answers.aside.append((found.file, found.line, mistake))


def _settle(found: list[Answer], answers: Answers) -> None:
    """One answer a round, coder and sentence: of a session the latest, of further sessions under a letter."""
    sessions: dict[tuple[int, str], dict[str, list[Answer]]] = {}
    for one in found:
        sessions.setdefault((one.round, one.coder), {}).setdefault(one.session, []).append(one)
    for (number, coder), of_seat in sorted(sessions.items()):
        for letter, session in zip(" bcdefghijklmnopqrstuvwxyz", sorted(of_seat), strict=False):
            rows = sorted(of_seat[session], key=lambda one: (-one.saves, -len(one.note), one.file))
            files = sorted({one.file for one in rows})
            name = (coder + letter).strip()
            if letter == "b":
                answers.told.append(Mistake("coding_two_people", coder=coder, n=len(of_seat), round=number))
            if len(files) > 1:
                answers.told.append(Mistake("coding_again", coder=name, list=files, file=rows[0].file))
            latest: dict[str, Answer] = {}
            for one in rows:
                latest.setdefault(one.hash, one)
            answers.counted += [replace(one, coder=name) for one in latest.values()]
            whole = len(_own(answers.task, coder, number))
            if len(latest) < whole:
                values = {"coder": name, "n": len(latest), "total": whole, "round": number}
                answers.told.append(Mistake("coding_unfinished", **values))


def _own(task: Task, coder: str, number: int) -> list[dict]:
    """The sentences of a coder in a round, as the page has them."""
    group = (int(coder.partition("+")[0]) - 1) % task.groups + 1
    return [one for one in task.sentences if one["set"] == 0 or number == 1 and one["set"] == group]


def _coder(written: str) -> str:
    """The seat with two digits, as a spreadsheet may have left it.

    Examples
    --------
    >>> _coder("7"), _coder("7+12"), _coder("project")
    ('07', '07+12', 'project')
    """
    return "+".join(f"{int(part):02d}" if part.isdecimal() else part for part in written.split("+"))


def _crc(text: str) -> str:
    return f"c{zlib.crc32(text.encode('utf-8')):08x}"
