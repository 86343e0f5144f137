"""Exercises: every form of an answer is told what it must be told, and nothing an answer can be is an error."""

import json
import re
import tomllib
from pathlib import Path

import openpyxl
import pytest

from analysis import paths
from analysis.course import check, progress, session, start, work_folder
from analysis.course.answers import tidy_number
from analysis.course.errors import explain
from analysis.course.exercises import EXERCISES
from analysis.course.grading import commonest, grade_folder, write_grades
from analysis.course.receipts import Record, read_receipts, read_record, receipt_of, write_record
from analysis.course.rules import RIGHT, Choice, Number, Numbers, Pattern, Sentence, Word, Words
from analysis.language import CODES, speak
from analysis.mistakes import Mistake
from tests.four_speeches import RESULTS

FORMS = tomllib.loads((Path(__file__).parent / "data" / "exercises.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def results():
    return RESULTS


@pytest.fixture(autouse=True)
def own_session(monkeypatch, results):
    fresh = session.Session()
    fresh.results = results
    monkeypatch.setattr(session, "SESSION", fresh)
    return fresh


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_form_is_told_what_it_must_be_told(exercise, results):
    forms, told = FORMS[exercise], {}
    for key, answers in forms.items():
        for answer in answers:
            said = session.judge_answer(exercise, answer, results)
            told[key, str(answer)] = said.key
            assert all(said.say(speak(code)).count("{") == 0 for code in CODES)
    assert {form: key for form, key in told.items() if form[0] != key} == {}
    assert len(told) >= 12 and "right" in forms and len(forms) >= 3


def test_every_exercise_has_its_forms_and_every_form_its_exercise():
    assert set(FORMS) == set(EXERCISES)


def test_a_third_of_the_exercises_ask_for_a_sentence():
    assert sum(isinstance(rule, Sentence) for rule in EXERCISES.values()) * 3 >= len(EXERCISES)


def test_hints_and_places_to_look_stand_in_the_catalogues():
    texts = speak("zh").texts
    for exercise, rule in EXERCISES.items():
        hints = getattr(rule, "hints", {})
        assert {f"course.hint_{name}" for name in (hints.values() if isinstance(rule, Choice) else hints)} <= set(texts)
        assert f"course.look_{exercise.replace('.', '_')}" in texts


def test_examples_of_the_questions_are_no_answers(results):
    for exercise, rule in EXERCISES.items():
        examples = rule.examples if isinstance(rule, Word) else [rule.example] if isinstance(rule, Words) else []
        assert all(session.judge_answer(exercise, one, results) != RIGHT for one in examples)


class Awkward:
    def __repr__(self):
        raise RuntimeError("no words")

    __str__ = __iter__ = __float__ = __repr__


@pytest.mark.parametrize("answer", [Awkward(), object(), {}, b"12", float("nan"), lambda: 3, [[1], [2]], True, 1e300])
def test_whatever_is_answered_is_no_error(answer, results, capsys):
    for exercise in EXERCISES:
        check(exercise, answer)
    assert capsys.readouterr().out.count("\n") >= len(EXERCISES)


def test_waits_for_an_answer(capsys):
    for empty in (None, ..., "", [], (None, None)):
        check("3.1", empty)
    assert set(capsys.readouterr().out.splitlines()) == {"还没有答 · Not answered yet"}


def test_speaks_the_language_of_the_lesson_and_after_three_tries_says_where_to_look(capsys):
    start("en")
    for answer in (1.6, 1.6, 3, 16):  # the same answer once more is no further try
        check("3.1", answer)
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["That is per 100 words; the question is per 10,000"] * 2
    assert said[-1] == speak("en").say("course.look_3_1") and len(said) == 5


def test_an_unknown_exercise_is_named(capsys):
    start("zh")
    check("77.1", 3)
    assert "77.1" in capsys.readouterr().out


def test_progress_counts_and_writes_what_is_handed_in(tmp_path, capsys):
    start("zh")
    progress()
    for exercise, answer in (("3.1", 152), ("3.1", 155), ("3.2", "长三角")):
        check(exercise, answer)
    capsys.readouterr()
    progress(7, tmp_path)
    first, _, receipt = capsys.readouterr().out.splitlines()
    assert first == "1/3  ✓ · ·"
    content = read_record((tmp_path / "lesson_3_seat_007.json").read_text(encoding="utf-8"))
    assert content["answers"]["3.1"] == {"wrong": ["152"], "last": "155", "right": True}
    assert read_receipts(f"组长：{receipt}，请收") == ([("3", 7, "100", 2)], [])
    assert read_receipts(receipt.replace("-100-", "-111-"))[0] == []


def test_work_goes_home_where_the_folder_cannot_be_written_to(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "course").write_text("a folder that is barred", encoding="utf-8")
    start("zh")
    home = tmp_path / "我的作业"
    assert work_folder(tmp_path / "output") == tmp_path / "output" and capsys.readouterr().out == ""
    assert work_folder(tmp_path / "course") == home and str(home) in capsys.readouterr().out
    path, _ = write_record("3", 7, {"3.1": Record()}, tmp_path / "course", "我的作业")
    assert path.parent == home and path.is_file()
    home.joinpath(path.name).unlink()
    home.rmdir()
    home.write_text("barred too", encoding="utf-8")
    with pytest.raises(Mistake, match="folder"):
        work_folder(tmp_path / "course")


def test_a_notebook_that_lies_alone_is_told_where_the_speeches_are():
    said = explain(Mistake("no_file", file=Path("../data")), {}, None)
    assert said.key == "data_elsewhere" and paths.DATA.as_posix() in said.say(speak("zh"))
    assert explain(Mistake("no_file", file=Path("../mine")), {}, None).key == "as_it_is"


@pytest.mark.parametrize("seat", [0, "七", 1000, 2.5])
def test_a_seat_is_a_number(seat, tmp_path):
    with pytest.raises(Mistake, match="1.*999"):
        write_record("3", seat, {}, tmp_path, "")


def test_a_file_changed_by_hand_is_found(tmp_path):
    path, _ = write_record("3", 7, {"3.1": Record(["152"], "152")}, tmp_path, "")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["answers"]["3.1"]["right"] = True
    with pytest.raises(ValueError, match="altered"):
        read_record(json.dumps(content))


def test_numbers_are_read_as_they_are_written():
    for value in range(1, 3000, 7):
        assert tidy_number(str(value)) == tidy_number(f"{value:,}次") == value
    written = {"一千零五": 1005, "三百": 300, "十": 10, "一百零二点五": 102.5, "两万": 20000}
    assert {text: tidy_number(text) for text in written} == written
    assert Number(lambda r: 45, percent=True).judge(0.45, None) == RIGHT


# What a class hands in


@pytest.fixture(scope="module")
def graded(results, tmp_path_factory):
    """Thirty seats: result files, notebooks, receipts; one altered file, one without a seat, one that is no file."""
    folder = tmp_path_factory.mktemp("handed in")
    for seat in range(1, 21):
        right = Record(["152"], "155", True) if seat % 2 else Record(["152", "1.6"], "1.6")
        write_record("3", seat, {"3.1": right}, folder, "")
    for seat in range(21, 30):
        cells = [f'my_rate = "{100 + seat}次"\ncheck("3.1", my_rate)', "import os; os._exit(1)", f"progress({seat})"]
        write_notebook(folder / f"{seat}.ipynb", cells)
    write_notebook(folder / "no name.ipynb", ['check("3.1", 155)'])
    good = receipt_of({"lesson": "3", "seat": 30, "answers": {"3.1": {"wrong": [], "last": "155", "right": True}}})
    (folder / "chat.txt").write_text(f"{good}\n{good.replace('-30-', '-29-')}\n", encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    text = (folder / "lesson_3_seat_002.json").read_text(encoding="utf-8")
    (folder / "lesson_3_seat_002.json").write_text(text.replace("false", "true"), encoding="utf-8")
    return grade_folder(folder, results)


def write_notebook(path, sources):
    cells = [{"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_thirty_seats_are_graded_and_nothing_is_run(graded):
    assert graded.seats == [1, *range(3, 31)]
    right = {seat for (seat, name), record in graded.records.items() if name == "3.1" and record.right}
    assert right == {*range(1, 21, 2), 30}
    assert commonest(graded, "3.1")[:2] == [("152", 19), ("1.6", 9)]


def test_files_with_problems_are_named(graded):
    assert {name: said.key for name, said in graded.problems if "-" not in name} == {
        "broken.json": "problem_broken",
        "lesson_3_seat_002.json": "problem_altered",
        "no name.ipynb": "problem_no_seat",
    }
    assert [said.key for name, said in graded.problems if "-" in name] == ["problem_altered"]


@pytest.mark.parametrize("code", CODES)
def test_the_excel_file_has_seats_by_exercises(graded, code, tmp_path):
    book = openpyxl.load_workbook(write_grades(graded, tmp_path / "grades.xlsx", speak(code)))
    results, tries, wrong, problems = book.worksheets
    assert [cell.value for cell in results[1]][1:] == ["3.1", speak(code).say("course.head_right")]
    assert [cell.value for cell in results[2]] == [1, "✓", 1]
    assert [cell.value for cell in tries[3]] == [3, 2]
    assert [cell.value for cell in wrong[2]] == ["3.1", "152", 19]
    assert problems.max_row == 5
    assert f"{book.properties.created:%Y-%m-%d}" == "2000-01-01"  # not the clock's


def test_a_seat_counts_once_and_one_odd_cell_loses_nothing(tmp_path, results):
    cells = ['d = {}\nd["x"], y = 1, 2',
             "z = {[1]: 2}", 'check("3.1", 1.6)', "%%time\nmine: int = 155", "-" * 9999 + "1", "1+" * 9999 + "1",
             'if mine:\n    print(c.check("3.1", answer=mine))', "progress(seat=12)"]  # fmt: skip
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": [cell]} for cell in cells]})
    for place in (tmp_path / "a.ipynb", tmp_path / ".ipynb_checkpoints" / "a-checkpoint.ipynb"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(notebook, encoding="utf-8")
    record = Record()
    record.add(1.6, False)
    record.add(155, True)
    write_record("3", 12, {"3.1": record}, tmp_path, "")
    (tmp_path / "deep.json").write_text("[" * 99_999, encoding="utf-8")
    found = grade_folder(tmp_path, results)
    assert found.seats == [12] and [name for name, _ in found.problems] == ["deep.json"]
    assert (found.of(12, "3.1").wrong, found.of(12, "3.1").right) == (["1.6"], True)


def test_files_are_read_by_what_they_hold_and_nobody_is_lost_silently(tmp_path, results):
    def notebook(cell):
        return json.dumps({"cells": [{"cell_type": "code", "source": cell}]}, ensure_ascii=False)

    right = 'mine = "一百五十五"\ncheck("3.1", mine)'
    files = {
        "1号 张三.ipynb": notebook(right).encode("gb18030"),
        "2.ipynb": notebook(right).encode("utf-16"),
        "3.ipynb.txt": notebook(right).encode(),
        "０４_第三课.IPYNB": notebook(right).encode(),
        "5.ipynb": notebook(right).encode()[:60],
        "6.ipynb": b"",
        "7.ipynb": notebook("mine = abs(155)\ncheck('3.1', mine)").encode(),
        "8.ipynb": notebook("check('3.1', ‘155’)").encode(),
        "9.zip": b"PK",
        "10.json": b"[1, 2]",
        "11.ipynb": notebook("mine = abs(155)\ncheck('3.1', mine)").encode(),
        "12.ipynb": notebook("check('3.1', (150 + 2) / 1 + 3)").encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    write_record("3", 11, {"3.1": Record([], "155", True)}, tmp_path, "")
    found = grade_folder(tmp_path, results)
    assert {seat for seat, _ in found.records} == {1, 2, 3, 4, 8, 11, 12}
    assert all(one.right for one in found.records.values())
    assert {name: said.key for name, said in found.problems} == {
        "5.ipynb": "problem_broken", "6.ipynb": "problem_broken", "7.ipynb": "problem_silent",
        "9.zip": "problem_kind", "10.json": "problem_unreadable",
    }  # fmt: skip


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(Mistake, match=r"ipynb.*json"):
        grade_folder(tmp_path)


def test_files_without_anything_to_grade_are_refused_and_named(tmp_path, results):
    (tmp_path / "notes.txt").write_text("no receipt", encoding="utf-8")
    (tmp_path / "5.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(Mistake, match=r"lesson_3_seat_012\.json.*\n5\.ipynb") as told:
        grade_folder(tmp_path, results)
    assert told.value.key == "nothing_graded"
    (tmp_path / "5.ipynb").unlink()
    with pytest.raises(Mistake) as told:
        grade_folder(tmp_path, results)
    assert all("\n" not in told.value.say(speak(code)) for code in CODES)


@pytest.mark.parametrize("answer", ["万分之五", "5/0", float("nan"), float("inf"), {"安全", 3}, "零分之三"])
def test_no_answer_ends_in_an_error(answer):
    for rule in (Number(lambda r: 3.2, within=0.05), Numbers(lambda r: (36, 120)), Words(2)):
        assert rule.judge(answer, RESULTS) != RIGHT


def test_a_point_typed_in_chinese_is_one_and_in_brackets_is_none():
    def found(pattern):
        return Pattern(lambda r: [one for text in r.speeches["text"] for one in re.findall(pattern, text)])

    assert found("高水平..").judge("高水平。。", RESULTS) == RIGHT
    assert found("发展。").judge("发展[。]", RESULTS) == RIGHT
    assert Numbers(lambda r: (36, 120)).judge("36到120", RESULTS) == RIGHT
