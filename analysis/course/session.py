"""One notebook's session: in which language it is spoken to, and what was answered."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.course.errors import explain_errors
from analysis.course.exercises import EXERCISES
from analysis.course.receipts import Record, writable, write_record
from analysis.course.rules import RIGHT, Said
from analysis.language import CODES, speak
from analysis.results import Results

LOOK_AFTER = 3  # wrong tries after which it is said where to look


@dataclass
class Session:
    """What a notebook has been told and has answered."""

    languages: tuple[str, ...] = CODES
    records: dict[str, Record] = field(default_factory=dict)

    @cached_property
    def results(self) -> Results:
        """The tables that right values are computed from: always those of the four speeches."""
        return Results()

    def say(self, said: Said) -> str:
        """A text in the language of the lesson, or in all of them."""
        return " · ".join(said.say(speak(code)) for code in self.languages)

    def judge(self, exercise: str, answer: object) -> list[Said]:
        """What is to be said of an answer; the same answer once more is no further try."""
        if exercise not in EXERCISES:
            return [Said("no_exercise", {"exercise": exercise})]
        if is_empty(answer):
            return [Said("unanswered")]
        said = judge_answer(exercise, answer, self.results)
        record = self.records.setdefault(exercise, Record())
        record.add(answer, said == RIGHT)
        look = said != RIGHT and len(record.wrong) >= LOOK_AFTER
        return [said, Said(f"look_{exercise.replace('.', '_')}")] if look else [said]


SESSION = Session()


def is_empty(answer: object) -> bool:
    """Whether nothing is answered yet."""
    return answer is None or answer is Ellipsis or isinstance(answer, tuple | list | str) and not any(
        one is not None and str(one).strip() for one in answer
    )  # fmt: skip


def judge_answer(exercise: str, answer: object, results: Results) -> Said:
    """What an exercise says of an answer; never an error, whatever the answer is."""
    try:
        return EXERCISES[exercise].judge(answer, results)
    except Exception:  # an answer may be any object at all
        return Said("not_understood")


def start(language: str | None = None) -> None:
    """Begin a lesson: in one language, or in all; from here on errors come as one line with their cure.

    Raises
    ------
    ValueError
        The language is unknown.
    """
    SESSION.languages = CODES if language is None else (speak(language).code,)
    explain_errors(SESSION)


def load_ipython_extension(shell) -> None:
    """What ``%load_ext analysis.course`` calls."""
    explain_errors(SESSION, shell)


def check(exercise: str, answer: object = None) -> None:
    """Print whether an answer is right, and if not, what kind of mistake it is.

    Parameters
    ----------
    exercise : str
        Its number, such as ``"3.1"``.
    answer : object
        A number, a word, a list, a sentence; nothing and None wait for an answer.

    Examples
    --------
    >>> start()
    >>> check("1.1", None)
    还没有答 · Not answered yet
    """
    for said in SESSION.judge(exercise, answer):
        print(SESSION.say(said))


def show(table: pd.DataFrame) -> pd.DataFrame:
    """A table in the language of the lesson: heads of columns, and what groups and themes are called.

    One without a row is said to have none, with the likeliest reason.

    Examples
    --------
    >>> start("en")
    >>> show(pd.DataFrame({"theme": ["ecology"], "count": [8]})).to_dict("list")
    {'Theme': ['Ecology and green development'], 'Count': [8]}
    """
    code = SESSION.languages[0]
    language, names = speak(code), SESSION.results.names
    if table.empty:
        print(SESSION.say(Said("no_rows")))
    calls = {"strategy": names.strategy, "theme": names.theme}
    named = table.reset_index() if any(table.index.names) else table
    heads = {"strategy": names.words(code)["kind"]}
    heads |= {str(column): language.texts.get(f"heads.{column}", column) for column in named if column not in calls}
    heads |= {"theme": language.say("heads.theme")}
    for column in set(named) & set(calls):
        named = named.assign(**{column: [calls[column](str(value), code) for value in named[column]]})
    return named.rename(columns=heads)


def work_folder(place: Path | str = "../output") -> Path:
    """Where a lesson writes: beside the notebooks, or in the home folder where the course may only be read."""
    folder = writable(place, speak(SESSION.languages[0]).say("classroom.home"))
    if folder != Path(place):
        print(SESSION.say(Said("works_at_home", {"folder": str(folder)})))
    return folder


def progress(seat: int | None = None, folder: str = ".") -> None:
    """Print how many exercises are right; with the number of a seat also write what the teacher collects.

    Parameters
    ----------
    seat : int, optional
        The number of the seat; no name is asked for or stored.
    folder : path-like
        Where the result file goes; a folder that cannot be written to gives way to one in the home folder.
    """
    if not SESSION.records:
        print(SESSION.say(Said("nothing_yet")))
        return
    lesson = next(reversed(SESSION.records)).split(".")[0]
    asked = [exercise for exercise in EXERCISES if exercise.split(".")[0] == lesson]
    done = {exercise: SESSION.records.get(exercise, Record()) for exercise in asked}
    right = sum(record.right for record in done.values())
    print(f"{right}/{len(asked)}  " + " ".join("✓" if record.right else "·" for record in done.values()))
    if seat is None:
        print(SESSION.say(Said("seat_wanted")))
        return
    path, receipt = write_record(lesson, seat, done, folder, speak(SESSION.languages[0]).say("classroom.home"))
    print(SESSION.say(Said("written", {"file": path.name, "folder": str(path.parent)})))
    print(receipt)
