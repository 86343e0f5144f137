"""What a student hands in: a result file by number of the seat, and a line with a checksum to paste into a chat.

The checksum finds slips and casual changes; it is no lock, and the code is open to everybody in the room.
"""

import hashlib
import json
import re
import reprlib
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from analysis.mistakes import Mistake

LONGEST = 200  # characters of an answer that are kept
RECEIPT = re.compile(
    r"(?<![A-Za-z0-9-])([A-Za-z0-9]+)-(\d{1,3})-([01]{1,20})-(\d+)-([0-9a-f]{6})(?![A-Za-z0-9])", re.ASCII
)


@dataclass
class Record:
    """What was answered to one exercise: the wrong answers in their order, and the last one."""

    wrong: list[str] = field(default_factory=list)
    last: str = ""
    right: bool = False

    def add(self, answer: object, right: bool) -> None:
        """Keep an answer, unless it is the last one again."""
        text = (answer if isinstance(answer, str) else reprlib.repr(answer))[:LONGEST]
        if text == self.last:
            return
        self.last, self.right = text, self.right or right
        if not right:
            self.wrong.append(text)


def write_record(lesson: str, seat: int, done: Mapping[str, Record], folder: Path | str, home: str) -> tuple[Path, str]:
    """Write the result file of a seat, into a folder or else into `home` in the home folder; with its receipt.

    Raises
    ------
    Mistake
        The seat is no number from 1 to 999, or nothing can be written.
    """
    if not isinstance(seat, int) or not 1 <= seat <= 999:
        raise Mistake("seat_no_number", value=seat)
    content = {"lesson": lesson, "seat": seat, "answers": {name: asdict(record) for name, record in done.items()}}
    text = json.dumps(content | {"check": checksum(content)}, ensure_ascii=False, indent=1) + "\n"
    path = writable(folder, home) / f"lesson_{lesson}_seat_{seat:03d}.json"
    path.write_text(text, encoding="utf-8")
    return path, receipt_of(content)


def writable(folder: Path | str, home: str) -> Path:
    """The folder, made if need be; where nothing can be written there, `home` in the home folder."""
    for place in (Path(folder), Path.home() / home):
        try:
            place.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=place):
                return place
        except OSError:
            continue
    raise Mistake("nowhere_to_write", folder=Path.home())


def read_record(text: str) -> dict:
    """A result file's content, without its checksum.

    Raises
    ------
    ValueError
        It is none, or was changed by hand.
    """
    content = json.loads(text)
    if not isinstance(content, dict) or content.pop("check", None) != checksum(content):
        raise ValueError("altered")
    return content


def receipt_of(content: Mapping) -> str:
    """The line to paste: lesson, seat, right or not by exercise, wrong tries, checksum.

    Examples
    --------
    >>> receipt_of({"lesson": "3", "seat": 7, "answers": {"3.1": {"wrong": ["151"], "last": "152", "right": True}}})
    '3-7-1-1-2ab5a0'
    """
    bits = "".join(str(int(record["right"])) for record in content["answers"].values())
    tries = sum(len(record["wrong"]) for record in content["answers"].values())
    body = f"{content['lesson']}-{content['seat']}-{bits}-{tries}"
    return f"{body}-{checksum(body)}"


def read_receipts(text: str) -> tuple[list[tuple[str, int, str, int]], list[str]]:
    """The receipts in a text pasted from a chat, and those whose checksum is wrong.

    Examples
    --------
    >>> read_receipts("组长3-7-1-1-2ab5a0谢谢老师  3-8-1-1-2ab5a0")
    ([('3', 7, '1', 1)], ['3-8-1-1-2ab5a0'])
    """
    good, bad = [], []
    for found in RECEIPT.finditer(text):
        lesson, seat, bits, tries, check = found.groups()
        if check == checksum(f"{lesson}-{seat}-{bits}-{tries}"):
            good.append((lesson, int(seat), bits, int(tries)))
        else:
            bad.append(found.group())
    return good, bad


def checksum(content: object) -> str:
    """Six hexadecimal digits of a content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:6]
