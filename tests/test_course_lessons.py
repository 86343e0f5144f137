"""Lessons: what is stored is what the sources make, within the budgets, and the text says what the outputs show."""

import json
import re

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from analysis.course import session
from analysis.course.exercises import EXERCISES
from analysis.course.lessons import COURSE, HANDOUT, NOTEBOOK, SLIDES, TEACHER, files_of, files_of_materials, lessons
from analysis.language import CODES, speak
from tests.four_speeches import RESULTS, make_once

LESSONS = lessons()
WITH_CODE = [lesson for lesson in LESSONS if any(cell.cell_type == "code" for cell in lesson.cells)]
BOTH = [pytest.param(lesson, code, id=f"{lesson.name}-{code}") for lesson in LESSONS for code in CODES]
SAYS = {"zh": "**看到：**", "en": "**What we see:**"}
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\d.]*\d)|(?<=[一-鿿])\d+(?:\.\d+)?")
HAN_SENTENCE = re.compile("[一-鿿]{2}[^“”`（）()]*[，。？]")


def test_there_are_eight_lessons():
    assert [lesson.name for lesson in LESSONS] == [f"lesson_{number}" for number in range(1, 9)]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_what_is_stored_is_what_the_source_makes(lesson):
    stale = [name for name, text in files_of(lesson).items() if (COURSE / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run `python run.py renew`"


def test_glossary_questions_and_guide_are_what_their_sources_make():
    made = files_of_materials()
    assert [name for name, text in made.items() if (COURSE / name).read_text(encoding="utf-8") != text] == []
    here = {path.relative_to(COURSE).as_posix() for path in COURSE.rglob("*.*") if path.parent != COURSE}
    listed = set(made).union(*(files_of(lesson) for lesson in LESSONS))
    assert {name for name in here if ".ipynb_checkpoints" not in name} == listed


@pytest.mark.parametrize(("lesson", "code"), BOTH)
def test_budget(lesson, code):
    cells = lesson.part(NOTEBOOK, code)
    boxes = [cell.source.split("\n") for cell in cells if cell.cell_type == "code"]
    assert sum(not any("check(" in line or "progress(" in line for line in box) for box in boxes) <= 10
    assert max([len([line for line in box if line.strip()]) for box in boxes], default=0) <= 8
    opened = [cell.source for cell in lesson.notebook(code).cells if cell.cell_type == "code"]
    assert max([len(line) for source in opened for line in source.split("\n")], default=0) <= 110
    text = "\n".join(cell.source for cell in cells or lesson.part(TEACHER, code))
    ideas = re.search({"zh": r"\*\*新概念：\*\*(.+)", "en": r"\*\*New ideas:\*\*(.+)"}[code], text)[1]
    assert 1 <= len(re.split("[；;]", ideas)) <= 3
    assert lesson.minutes(code) <= 25  # of 45: the rest is for talk, paper and exercises


@pytest.mark.parametrize(("lesson", "code"), BOTH)
def test_one_language_a_page(lesson, code):
    for part in (NOTEBOOK, HANDOUT, SLIDES, TEACHER):
        cells = [cell.source for cell in lesson.part(part, code) if cell.cell_type == "markdown"]
        assert cells or part == NOTEBOOK
        for text in cells:
            assert bool(re.match("[^A-Za-z]*[一-鿿]", text)) == (code == "zh"), text


@pytest.mark.parametrize("lesson", WITH_CODE, ids=lambda lesson: lesson.name)
def test_a_third_of_the_exercises_ask_for_a_sentence_and_all_are_known(lesson):
    asked = re.findall(r'check\("([\w.]+)"', "\n".join(cell.source for cell in lesson.part(NOTEBOOK, "zh")))
    prefix = f"L{lesson.name[-1]}"
    assert asked == [exercise for exercise in EXERCISES if exercise.split(".")[0] == prefix]
    assert len(asked) == 3 and type(EXERCISES[asked[-1]]).__name__ == "Sentence"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lesson", WITH_CODE, ids=lambda lesson: lesson.name)
def test_runs_solved_and_says_what_it_shows(lesson, code, monkeypatch, capsys):
    folder = COURSE / code
    monkeypatch.chdir(folder)
    monkeypatch.setattr(session, "SESSION", session.Session())
    make_once(monkeypatch)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    if code != "zh":  # the charts are the same
        shell.display_formatter.active_types = ["text/plain"]
    known = set()
    for cell in lesson.notebook(code, solved=True).cells:
        if cell.cell_type == "code":
            capsys.readouterr()
            result = shell.run_cell(cell.source)
            shown, complaint = capsys.readouterr()
            assert result.success and not complaint, cell.source + shown + complaint
            shown_whole = shown + " " + text_of(result.result)
            # What pandas calls a column of its own accord is in English whatever the lesson speaks.
            words = re.sub("<.*?>", "", shown_whole)  # a figure is shown as <SpeechFigure size ...>
            assert code != "zh" or not re.search(r"\b(first|size|sum|mean|count)\b", words), cell.source
            known |= set(map(float, NUMBER.findall(cell.source + " " + shown_whole)))
            if "check(" in cell.source:
                assert shown.strip().splitlines()[-1] == speak(code).say("course.right"), cell.source + shown
        elif SAYS[code] in cell.source:
            said = cell.source.split(SAYS[code])[1].split("\n#")[0]
            said = re.sub(r"`[^`]*`|\*\*\d\.\*\*.*|\d+%", "", said, flags=re.S)
            missing = [number for number in NUMBER.findall(said) if len(number) > 1 and float(number) not in known]
            assert missing == [], said
    InteractiveShell.clear_instance()


def text_of(shown):
    """What a cell shows, with every number of a table as it is written."""
    return shown.to_string() if isinstance(shown, pd.DataFrame) else repr(shown)


@pytest.mark.parametrize("lesson", WITH_CODE, ids=lambda lesson: lesson.name)
def test_students_get_no_answers(lesson):
    for code in CODES:
        stored = json.loads((COURSE / code / f"{lesson.name}.ipynb").read_text(encoding="utf-8"))
        sources = ["".join(cell["source"]) for cell in stored["cells"]]
        assert not any("# answer" in source for source in sources)
        assert sum("= None\ncheck(" in source for source in sources) == 3
        assert all(not cell.get("outputs") for cell in stored["cells"])


def test_forty_terms_and_sixty_questions():
    terms, questions = (pd.read_csv(COURSE / f"{name}.csv", dtype=str) for name in ("glossary", "questions"))
    assert len(terms) == 40 and terms["zh"].is_unique and terms["en"].is_unique and terms.notna().all(axis=None)
    assert len(questions) >= 60 and questions["question_zh"].is_unique
    assert set(questions["lesson"]) == set("12345678")


def test_the_answers_of_the_bank_are_those_of_the_tables():
    questions, r = pd.read_csv(COURSE / "questions.csv", dtype=str), RESULTS
    wrong = []
    for row in questions[questions["value"].notna()].itertuples():
        value = float(eval(row.value, {"r": r, "len": len, "round": round}))
        for answer in (row.answer_zh, row.answer_en):
            if value not in map(float, re.findall(r"\d+(?:\.\d+)?", answer.replace(",", ""))):
                wrong.append((row.question_en, answer, value))
    assert wrong == [] and questions["value"].notna().sum() >= 35
