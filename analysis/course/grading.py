"""What a class handed in, by seat: from notebooks, result files and receipts to one Excel file.

Nobody's code is run. An answer in a notebook is judged anew where it is written out (a number, a text, a list); one
that is computed counts as the result file or the receipt says, whose checksums find slips and casual changes. What
cannot be read is listed, and nothing else is lost by it.
"""

import ast
import io
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from analysis.course.errors import FULL_WIDTH
from analysis.course.exercises import EXERCISES
from analysis.course.numerals import value_of
from analysis.course.receipts import Record, read_receipts, read_record
from analysis.course.rules import RIGHT, Said
from analysis.course.session import is_empty, judge_answer
from analysis.documents.encodings import ParseError, decode, read_marks
from analysis.language import Language
from analysis.mistakes import Lines, Mistake
from analysis.report.containers import UNDATED
from analysis.report.writing import write_file
from analysis.results import Results

KINDS = (".json", ".ipynb", ".txt")
COMMONEST = 10  # wrong answers listed for each exercise
PLAIN_MARKS = str.maketrans(FULL_WIDTH)


@dataclass
class Grades:
    """Records by seat and exercise, and what was wrong with the files."""

    records: dict[tuple[int, str], Record] = field(default_factory=dict)
    problems: list[tuple[str, Said]] = field(default_factory=list)
    files: dict[int, set[str]] = field(default_factory=dict)  # exercises in result files, by seat

    def of(self, seat: int, exercise: str) -> Record:
        """The record of a seat's exercise, made if there is none."""
        return self.records.setdefault((seat, exercise), Record())

    @property
    def seats(self) -> list[int]:
        """The seats that handed something in."""
        return sorted({seat for seat, _ in self.records})


def grade_folder(folder: Path | str, results: Results | None = None) -> Grades:
    """Read and judge everything that was handed in to a folder, subfolders included.

    Raises
    ------
    Mistake
        There is nothing to grade: no file of a kind that is read, or none with an answer and a seat.
    """
    results, grades = results or Results(), Grades()
    files = [path for path in sorted(Path(folder).rglob("*")) if path.is_file() and not _is_hidden(path, folder)]
    if not any(path.suffix.lower() in KINDS for path in files):
        raise Mistake("nothing_to_grade", folder=str(folder))
    for path in files:
        if path.suffix.lower() not in KINDS:
            grades.problems += [(path.name, Said("problem_kind"))] * (path.suffix != ".xlsx")  # what this wrote before
            continue
        try:
            _read(path, grades, results)
        except Exception as error:  # a file may hold anything at all
            broken = isinstance(error, json.JSONDecodeError | ParseError)
            problem = "altered" if str(error) == "altered" else "broken" if broken else "unreadable"
            grades.problems.append((path.name, Said(f"problem_{problem}")))
    silent = [(name, said) for name, said in grades.problems if said.values.get("silent") in grades.seats]
    grades.problems = [one for one in grades.problems if one not in silent]  # another file says what they answered
    if not grades.seats:
        reasons = [Mistake("in_place", file=name, problem=said) for name, said in grades.problems]
        raise Mistake("nothing_graded", folder=str(folder), problems=Lines(["", *reasons]))
    return grades


def _is_hidden(path: Path, folder: Path | str) -> bool:
    """Whether it stands in a folder that programs keep for themselves, such as .ipynb_checkpoints."""
    return any(part.startswith((".", "~$", "__")) for part in path.relative_to(folder).parts)


def _read(path: Path, grades: Grades, results: Results) -> None:
    """Read a file by what it holds: its name may have got another ending on the way."""
    data = path.read_bytes()
    if path.suffix.lower() == ".txt" and not (text := read_marks(data)).lstrip().startswith("{"):
        return _read_receipts(text, grades)
    text, _ = decode(path, data)
    content = json.loads(text)
    if "cells" in content:
        return _read_notebook(path, content["cells"], grades, results)
    if "answers" not in content:
        raise TypeError
    return _read_result_file(path, read_record(text), grades, results)


def _read_result_file(path: Path, content: dict, grades: Grades, results: Results) -> None:
    known = {name: record for name, record in content["answers"].items() if name in EXERCISES}
    if any(name in grades.files.setdefault(content["seat"], set()) for name in known):
        grades.problems.append((path.name, Said("problem_twice", {"seat": content["seat"]})))
    grades.files[content["seat"]] |= set(known)
    for name, record in known.items():
        kept = grades.of(content["seat"], name)
        kept.wrong = max(kept.wrong, record["wrong"], key=len)  # the notebook of a seat tells of the same tries
        kept.right = kept.right or record["right"] or judge_answer(name, literal(record["last"]), results) == RIGHT


def _read_notebook(path: Path, cells: list, grades: Grades, results: Results) -> None:
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    names: dict[str, object] = {}
    calls = [call for source in sources for call in calls_in(source, names)]
    seats = [argument for name, arguments in calls if name == "progress" for argument in arguments]
    seat = next((seat for seat in seats if seat in range(1, 1000)), None) or seat_in_name(path.stem)
    if seat is None:
        grades.problems.append((path.name, Said("problem_no_seat")))
        return
    answers = [given for name, given in calls if name == "check" and len(given) == 2 and given[0] in EXERCISES]
    answers = [(exercise, answer) for exercise, answer in answers if not is_empty(answer)]
    for exercise, answer in answers:
        grades.of(seat, exercise).add(answer, judge_answer(exercise, answer, results) == RIGHT)
    if not answers:
        grades.problems.append((path.name, Said("problem_silent", {"silent": seat})))


def _read_receipts(text: str, grades: Grades) -> None:
    good, bad = read_receipts(text)
    for lesson, seat, bits, _ in good:
        asked = [name for name in EXERCISES if name.split(".")[0] == lesson]
        for name, bit in zip(asked, bits, strict=False):
            kept = grades.of(seat, name)
            kept.right = kept.right or bit == "1"
    grades.problems += [(receipt, Said("problem_altered")) for receipt in bad]


def calls_in(source: str, names: dict[str, object]) -> list[tuple[str, list]]:
    r"""Calls by name with their arguments, where these are written out or assigned before.

    Parameters
    ----------
    source : str
        A cell; its magic lines are left out.
    names : dict
        What the cells before have assigned; what this one assigns is added.

    Examples
    --------
    >>> calls_in('%%time\nmy_rate = 152\ncheck("3.1", my_rate)\nprogress(12)', {})
    [('check', ['3.1', 152]), ('progress', [12])]
    >>> calls_in('check("3.1", 3/193*10000)\ncheck（“7.1”，“20”）', {})
    [('check', ['3.1', 155.4...]), ('check', ['7.1', '20'])]
    """
    plain = re.sub(r"^\s*[%!].*$", "", source, flags=re.M)
    nodes = _nodes(plain) or _nodes(plain.translate(PLAIN_MARKS))  # marks of an input method, which Python refuses
    calls, kinds = [], (ast.Assign, ast.AnnAssign, ast.Call)
    for node in sorted((one for one in nodes if isinstance(one, kinds)), key=lambda one: (one.lineno, one.col_offset)):
        if isinstance(node, ast.Call):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            calls.append((name, [_value(argument, names) for argument in given]))
            continue
        value = _value(node.value, names)
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            values = value if isinstance(target, ast.Tuple) and isinstance(value, tuple) else [value]
            names |= {part.id: one for part, one in zip(parts, values, strict=False) if isinstance(part, ast.Name)}
    return calls


def _nodes(source: str) -> list[ast.AST]:
    try:
        return list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []


def _value(node: ast.expr, names: dict) -> object:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Tuple):
        return tuple(_value(one, names) for one in node.elts)
    try:
        return value_of(node)
    except (ValueError, TypeError, ArithmeticError, LookupError, MemoryError, RecursionError):
        return None


def literal(text: str) -> object:
    """What a stored answer stands for: a number or a list as written, else the text itself."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def seat_in_name(name: str) -> int | None:
    """The seat in a file's name: ``seat_012``, ``座位12``, ``12_lesson``.

    Examples
    --------
    >>> seat_in_name("lesson_L3_seat_012"), seat_in_name("12号 第三课"), seat_in_name("lesson_3")
    (12, 12, None)
    """
    found = re.search(
        r"(?:seat|座位|座)[_ -]?0*([1-9]\d{0,2})|^0*([1-9]\d{0,2})(?:号|[_ .-]|$)", unicodedata.normalize("NFKC", name)
    )
    return int(found[1] or found[2]) if found else None


def write_grades(grades: Grades, path: Path | str, language: Language) -> Path:
    """Write the Excel file: results, tries, commonest wrong answers, and files with problems."""
    asked = [name for name in EXERCISES if any(name == exercise for _, exercise in grades.records)]

    def say(key: str) -> str:
        return language.say(f"course.{key}")

    of_seat = {seat: [grades.records.get((seat, name), Record()) for name in asked] for seat in grades.seats}
    marks = {seat: ["✓" if one.right else "×" if one.wrong else "" for one in own] for seat, own in of_seat.items()}
    sheets = {
        "results": [["seat", *asked, "right"], *([seat, *own, own.count("✓")] for seat, own in marks.items())],
        "tries": [["seat", *asked], *([seat, *(len(one.wrong) + one.right for one in own)]
                                      for seat, own in of_seat.items())],
        "wrong": [["exercise", "answer", "times"],
                  *([name, *one] for name in asked for one in commonest(grades, name))],
        "problems": [["file", "problem"], *([name, said.say(language)] for name, said in grades.problems)],
    }  # fmt: skip
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": UNDATED})  # no clock: the same answers give the same bytes
        bold = book.add_format({"bold": True})
        for name, (head, *rows) in sheets.items():
            sheet = book.add_worksheet(say(f"sheet_{name}"))
            sheet.write_row(0, 0, [one if one in asked else say(f"head_{one}") for one in head], bold)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
            sheet.freeze_panes(1, 1)
            sheet.autofit()
    return write_file(Path(path), stream.getvalue())


def commonest(grades: Grades, exercise: str) -> list[tuple[str, int]]:
    """The commonest wrong answers to an exercise, each counted once a seat."""
    answers = Counter(
        answer for (_, name), record in grades.records.items() if name == exercise for answer in set(record.wrong)
    )
    return sorted(answers.items(), key=lambda pair: (-pair[1], pair[0]))[:COMMONEST]
