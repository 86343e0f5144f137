"""Coding by hand: the codebook, the task and its page, and what is handed in, whatever was done to it."""

import dataclasses
import io
import json
import re
import shutil
import zlib
from types import SimpleNamespace

import krippendorff
import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import paths
from analysis.__main__ import app
from analysis.coding import collecting
from analysis.coding.answers import COLUMNS, read_answers
from analysis.coding.codebook import FILE, write_codebook
from analysis.coding.collecting import Collection, class_page, collect, write_collection
from analysis.coding.tasks import draw_task, read_task, sentence_hash, write_task
from analysis.language import speak
from analysis.lexicon import read_lexicon
from analysis.measures.agreement import (
    coder_agreement,
    compare_with_majority,
    krippendorff_alpha,
    theme_agreement,
    vote,
)
from analysis.measures.themes import code_sentences
from analysis.mistakes import Mistake
from analysis.results import Results
from tests.four_speeches import RESULTS

LEXICON = read_lexicon()
TASK = draw_task(RESULTS, shared=12, groups=6)
THEMES = [theme["theme"] for theme in TASK.themes]
FOUND = {
    one["hash"]: set(row.index[row])
    for one, (_, row) in zip(
        TASK.sentences,
        code_sentences(pd.DataFrame({"text": [one["text"] for one in TASK.sentences]}), LEXICON.themes).iterrows(),
        strict=True,
    )
}


# The codebook


def test_codebook_is_made_from_its_table(tmp_path):
    copy = tmp_path / "CODEBOOK.md"
    copy.write_text(FILE.read_text(encoding="utf-8").replace("深化改革", "甲"), encoding="utf-8")
    assert write_codebook(copy).read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")


def test_every_theme_is_defined_with_examples_that_the_dictionary_codes():
    book = LEXICON.codebook
    assert book["theme"].tolist() == ["none", *LEXICON.theme_names["theme"]]
    for row in book.itertuples():
        yes = [(text, row.theme) for text in row.yes.split("|")]
        no = [text.rstrip("]").split("[") for text in row.no.split("|")]
        for text, theme in [*yes, *no]:
            coded = code_sentences(pd.DataFrame({"text": [text]}), LEXICON.themes).iloc[0]
            carried = set(coded.index[coded]) or {"none"}
            assert theme in carried, text
            assert (text, theme) in yes or row.theme not in carried, text


# The task


def test_task_is_drawn_again_the_same_and_every_seat_has_its_share():
    assert draw_task(RESULTS, shared=12, groups=6) == TASK
    assert draw_task(RESULTS, shared=12, groups=6, seed=1).id != TASK.id
    sets = [one["set"] for one in TASK.sentences]
    assert [sets.count(number) for number in range(7)] == [12, *[8] * 6]
    assert len({one["hash"] for one in TASK.sentences}) == len(sets)


def test_a_task_names_its_corpus_wherever_it_is_read(tmp_path, monkeypatch):
    results = Results(paths.DOCUMENT)
    assert (TASK.corpus, draw_task(results, shared=3, groups=1).corpus) == ("", "data/raw/" + paths.DOCUMENT.name)
    shutil.copy2(paths.DOCUMENT, tmp_path / "own.txt")
    monkeypatch.chdir(tmp_path)
    assert draw_task(Results("own.txt"), shared=3, groups=1).corpus == str(tmp_path / "own.txt")


@pytest.mark.parametrize("shared", [65, 0])
def test_more_than_there_are_cannot_be_shared(shared):
    with pytest.raises(Mistake, match="--shared"):
        draw_task(RESULTS, shared=shared, groups=1)


def test_a_folder_keeps_its_task(tmp_path):
    page, file = write_task(TASK, LEXICON, tmp_path)
    assert write_task(TASK, LEXICON, tmp_path) == [page, file]
    (tmp_path / "in").mkdir()
    assert read_task(tmp_path / "in") == TASK
    with pytest.raises(Mistake, match=r"task\.json"):
        write_task(draw_task(RESULTS, shared=3, groups=1), LEXICON, tmp_path)
    file.write_text("{", encoding="utf-8")
    with pytest.raises(Mistake, match=r"task\.json"):
        read_task(tmp_path)
    with pytest.raises(Mistake, match=r"task\.json"):
        read_task(tmp_path / "elsewhere" / "far")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_is_small_asks_for_nothing_and_hides_the_dictionary(tmp_path, language):
    page, _ = write_task(dataclasses.replace(TASK, language=language), LEXICON, tmp_path)
    text = page.read_text(encoding="utf-8")
    assert len(text.encode("utf-8")) < 100_000 and not re.search(r"https?:|src=|@import|url\(", text)
    book = LEXICON.codebook.set_index("theme")
    for theme in THEMES:
        assert book.loc[theme, language] in text and book.loc[theme, "typical"] not in text
        assert "|".join(LEXICON.themes.loc[LEXICON.themes["theme"] == theme, "term"]) not in text


def test_a_text_of_the_corpus_stays_text(tmp_path):
    evil = "</script><script>alert(1)</script>改革。"
    task = dataclasses.replace(TASK, title=evil, sentences=[{"hash": sentence_hash(evil), "text": evil, "set": 0}])
    page, _ = write_task(task, LEXICON, tmp_path)
    assert "<script>alert" not in page.read_text(encoding="utf-8")


# What is handed in


def crc(text):
    return f"c{zlib.crc32(text.encode('utf-8')):08x}"


def own(seat, number=1):
    return [one for one in TASK.sentences if one["set"] == 0 or number == 1 and one["set"] == (seat - 1) % 6 + 1]


def csv_of(seat, *, codes=None, number=1, session="kaaaa", saves=40, coder=None, rows=99, note=""):
    """A result file as the page writes it, of a seat that codes as the dictionary does unless told otherwise."""
    coder, lines = coder or f"{seat:02d}", ["task,round,coder,session,saves,hash,themes,unsure,note,text,check"]
    for one in own(seat, number)[:rows]:
        carried = (codes or FOUND)[one["hash"]]
        themes = "|".join(theme for theme in THEMES if theme in carried) or "none"
        row = f"{TASK.id},{number},{coder},{session},{saves},{one['hash']},{themes},0"
        lines.append(f'{row},"{note}","{one["text"]}",{crc(row)}')
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def receipt_of(seat, *, session="kbbbb", saves=40):
    bits = [1 + sum(4 << THEMES.index(theme) for theme in FOUND[one["hash"]]) for one in own(seat)]
    text = f"coding-{TASK.id}-1-{seat:02d}-{session}-{saves}-" + "".join(f"{value:03x}" for value in bits)
    return f"{text}-{crc(text)}"


@pytest.fixture
def folder(tmp_path):
    write_task(TASK, LEXICON, tmp_path)

    def hand_in(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return tmp_path

    return hand_in


def keys(answers):
    return sorted(mistake.key for mistake in [*answers.told, *(mistake for _, _, mistake in answers.aside)])


def test_file_and_receipt_say_the_same(folder):
    folder("a/coding-07.csv", csv_of(7))
    where = folder("chat.txt", f"7号同学 10:21\n{receipt_of(8)}\n谢谢老师\n", "utf-16")
    answers = read_answers(where, TASK)
    codings = answers.codings()
    assert answers.aside == answers.told == [] and list(codings) == COLUMNS
    assert set(codings["coder"]) == {"07", "08"} and len(codings) == 2 * 20 * 10
    for row in codings.itertuples():
        assert row.coded == (row.theme in FOUND[row.hash]) and sentence_hash(row.text) == row.hash


def test_a_result_under_another_ending_is_read_and_other_kinds_are_named(folder):
    folder("coding-07.csv.txt", csv_of(7))
    folder("8 号.docx", "PK")
    where = folder("class/class.html", "<p>")
    answers = read_answers(where, TASK)
    assert set(answers.codings()["coder"]) == {"07"}
    assert [(name, mistake.key) for name, _, mistake in answers.aside] == [("8 号.docx", "coding_kind")]


def test_a_file_saved_again_by_a_spreadsheet_is_still_good(folder):
    text = csv_of(7, note="=1+1，待查").replace(",07,", ",7,").replace("\ufeff", "").replace('"', "")
    answers = read_answers(folder("coding.csv", text, "gb18030"), TASK)
    assert len(answers.counted) == 20 and answers.aside == []
    assert set(answers.notes()["note"]) == {"=1+1，待查"}


def test_an_excel_file_of_a_result_is_read(folder, tmp_path):
    table = pd.read_csv(io.StringIO(csv_of(7).removeprefix("\ufeff")))  # numbers become numbers, as in Excel
    table.to_excel(tmp_path / "coding.xlsx", index=False)
    answers = read_answers(tmp_path, TASK)
    assert len(answers.counted) == 20 and answers.aside == [] and answers.counted[0].coder == "07"


def test_what_was_altered_is_named_and_the_rest_counted(folder):
    lines = csv_of(7).split("\r\n")
    lines[3] = lines[3].replace(",0,", ",1,")
    answers = read_answers(folder("coding.csv", "\r\n".join(lines)), TASK)
    assert keys(answers) == ["coding_altered", "coding_unfinished"] and len(answers.counted) == 19
    ((file, line, mistake),) = answers.aside
    assert (file, line) == ("coding.csv", 4) and "coding.csv" in str(mistake) and "07" in str(mistake)


@pytest.mark.parametrize("cut", [1, 2, 40])
def test_the_whole_rows_of_a_file_that_was_cut_off_count(folder, cut):
    text = csv_of(7).rstrip() + "记"
    whole = folder("coding.csv", "") / "coding.csv"
    whole.write_bytes(text.encode()[:-cut])
    answers = read_answers(whole.parent, TASK)
    assert len(answers.counted) == 19
    assert {line for _, line, _ in answers.aside} == {21}


def test_of_a_row_cut_off_before_its_seat_no_seat_is_told(folder):
    text = csv_of(7).rstrip()
    answers = read_answers(folder("coding.csv", text[: text.rindex("\n") + 5]), TASK)
    assert len(answers.counted) == 19 and [one.values["coder"] for _, _, one in answers.aside] == ["?"]


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text.replace("-40-", "-41-"), str.upper])
def test_a_receipt_that_was_touched_is_named(folder, change):
    answers = read_answers(folder("chat.txt", f"{change(receipt_of(3))}\n{receipt_of(4)}"), TASK)
    assert keys(answers) == ["coding_receipt"] and {one.coder for one in answers.counted} == {"04"}


def test_every_seat_of_a_receipt_that_was_touched_is_named(folder):
    touched = [receipt_of(seat).replace("-40-", "-41-") for seat in (3, 5, 5)]
    folder("chat.txt", "\n".join([*touched, f"coding-{TASK.id}-1", receipt_of(4)]))
    moved = [receipt_of(seat).replace(TASK.id, "tdeadbee").rpartition("-")[0] for seat in (7, 8)]
    told = collect(folder("other.txt", "\n".join(f"{one}-{crc(one)}" for one in moved))).complaints()
    receipts = [one for one in told if one.key == "coding_receipt"]
    assert [one.values["coder"] for one in receipts] == ["03", "05", "?"] and "03" in receipts[0].say(speak("zh"))
    assert [one.values["n"] for one in told if one.key == "coding_more"] == [1]  # the second of seat 05
    assert [one.values["coder"] for one in told if one.key == "coding_elsewhere"] == ["07", "08"]


@pytest.mark.parametrize("cut", [3, 12, 18, 40, -3])
def test_a_receipt_that_a_chat_broke_over_two_lines_is_read(folder, cut):
    one, other = receipt_of(3), receipt_of(4)
    text = f"收据：{one[:cut]} \n  {one[cut:]} {other[:40]}\n{other[40:]}\n{receipt_of(5)[:40]}\n谢谢"
    answers = read_answers(folder("chat.txt", text), TASK)
    assert {one.coder for one in answers.counted} == {"03", "04"}
    assert [(line, mistake.values["coder"]) for _, line, mistake in answers.aside] == [(4, "05")]


def test_a_receipt_in_full_width_is_read(folder):
    wide = receipt_of(3).translate({number: number + 0xFEE0 for number in range(33, 127)})
    assert {one.coder for one in read_answers(folder("chat.txt", f"收据：{wide}。"), TASK).counted} == {"03"}


@pytest.mark.parametrize(("place", "value"), [(1, "9"), (1, "x"), (2, "甲"), (2, "0"), (4, "many"), (6, "no_theme")])
def test_what_no_page_writes_is_named_once_a_file_though_its_check_is_right(folder, place, value):
    head, *rows = csv_of(7, rows=3).removeprefix("\ufeff").strip().split("\r\n")
    rows = [row.split(",") for row in rows]
    for row in rows:
        row[place] = value
        row[-1] = crc(",".join(row[:8]))
    folder("coding-08.csv", csv_of(8))
    collection = collect(folder("coding.csv", "\n".join([head, *map(",".join, rows)])))
    assert {one.coder for one in collection.answers.counted} == {"08"}
    told = collection.complaints()
    assert [one.key for one in told[:2]] == ["coding_altered", "coding_more"] and told[1].values["n"] == 2


def test_half_finished_work_counts(folder):
    answers = read_answers(folder("coding.csv", csv_of(7, rows=5)), TASK)
    assert keys(answers) == ["coding_unfinished"] and len(answers.counted) == 5


def test_of_one_session_the_last_is_taken_and_earlier_files_fill_its_gaps(folder):
    other = dict.fromkeys(FOUND, {"culture"})
    folder("coding (1).csv", csv_of(7, codes=other, saves=12))
    answers = read_answers(folder("coding.csv", csv_of(7, saves=40, rows=15)), TASK)
    assert keys(answers) == ["coding_again"] and len(answers.counted) == 20
    assert sum(one.themes == ("culture",) for one in answers.counted) >= 5
    assert {one.file for one in answers.counted if one.saves == 40} == {"coding.csv"}


def test_two_people_on_one_seat_are_two_people(folder):
    folder("a.csv", csv_of(7))
    answers = read_answers(folder("b.csv", csv_of(7, codes=dict.fromkeys(FOUND, set()), session="kcccc")), TASK)
    assert keys(answers) == ["coding_two_people"]
    assert {one.coder for one in answers.counted} == {"07", "07b"} and len(answers.counted) == 40


def test_other_tasks_and_other_tables_are_told_apart(folder):
    folder("other.csv", csv_of(7).replace(TASK.id, "tdeadbe"))
    folder("class/dictionary.csv", "theme,f1\nculture,1\n")
    folder("coding-broken.csv", "theme,f1\nculture,1\n")
    where = folder("empty.csv", "")
    again = csv_of(9).split("\r\n")
    row = again[1].split(",")[:8]
    row[0] = "tdeadbe"
    folder("moved.csv", again[0] + "\r\n" + ",".join(row) + f",,,{crc(','.join(row))}\r\n")
    answers = read_answers(where, TASK)
    assert answers.counted == []
    told = {file: mistake.key for file, _, mistake in answers.aside}
    assert told == {"other.csv": "coding_altered", "coding-broken.csv": "list_no_column",
                    "moved.csv": "coding_elsewhere"}  # fmt: skip
    with pytest.raises(Mistake, match=r"moved\.csv"):
        collect(where)


def test_pairs_and_second_rounds_are_kept_apart(folder):
    folder("pair.csv", csv_of(7, coder="07+08"))
    folder("one.csv", csv_of(9))
    collection = collect(folder("second.csv", csv_of(9, number=2)))
    assert set(collection.codings["coder"]) == {"07+08", "09"} and collection.answers.told == []
    assert len(collection.answers.codings(2)) == 12 * 10 and set(collection.agreement["round"]) == {1, 2}


# Agreement


def test_alpha_is_that_of_the_published_examples():
    # Krippendorff (2011), sections A and B: two observers, two values and five values.
    a = "0 1 0 0 0 0 0 0 1 0".split(), "1 1 1 0 0 1 0 0 0 0".split()
    b = "a a b b d c c c e d d a".split(), "b a b b b c c c e d d d".split()
    # Section C: four observers, missing codings.
    c = ("1 2 3 3 2 1 4 1 2 * * *".split(), "1 2 3 3 2 2 4 1 2 5 * 3".split(),
         "* 3 3 3 2 3 4 2 2 5 1 *".split(), "1 2 3 3 2 4 4 1 2 5 1 *".split())  # fmt: skip
    for observers, expected in ((a, 0.095), (b, 0.692), (c, 0.743)):
        values = sorted({value for row in observers for value in row} - {"*"})
        counts = [[unit.count(value) for value in values] for unit in zip(*observers, strict=True)]
        assert krippendorff_alpha(counts) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("seed", range(5))
def test_alpha_and_its_draws_are_those_of_the_published_library(seed):
    random = np.random.default_rng(seed)
    coded = np.where(random.random((6, 15)) < 0.3, np.nan, random.random((6, 15)) < 0.4)
    counts = np.column_stack([(coded == value).sum(axis=0) for value in (0, 1)])
    drawn = random.integers(0, 15, 15)
    weights = np.vstack([np.ones(15), np.bincount(drawn, minlength=15)])
    expected = [krippendorff.alpha(data, level_of_measurement="nominal") for data in (coded, coded[:, drawn])]
    assert krippendorff_alpha(counts, weights) == pytest.approx(expected)


def long(columns):
    """Codings of one theme: a string of 0, 1 and . (not coded) a coder."""
    rows = [
        (f"s{place}", "culture", coder, code == "1")
        for coder, codes in columns.items()
        for place, code in enumerate(codes)
        if code != "."
    ]
    return pd.DataFrame(rows, columns=["hash", "theme", "coder", "coded"])


def test_agreement_of_a_theme_nobody_sees_is_not_one():
    table = theme_agreement(long({"a": "0000", "b": "0000"}))
    assert table["agreement"].tolist() == [1] and table[["alpha", "low", "high"]].isna().all(axis=None)


def test_interval_holds_alpha_and_narrows_with_sentences():
    few, many = (theme_agreement(long({"a": "1100101" * n, "b": "1101001" * n})).iloc[0] for n in (2, 20))
    assert few["low"] < few["alpha"] < few["high"]
    assert many["high"] - many["low"] < 0.5 * (few["high"] - few["low"])


def test_dictionary_against_majority_by_hand():
    votes = vote(long({"a": "110010.", "b": "1100011", "c": "101000."}))
    # majorities 1 1 0 0 0 0, and one coder alone
    found = pd.DataFrame({"culture": [True, False, True, False, False, False, True]}, [f"s{n}" for n in range(7)])
    first, pooled = compare_with_majority(votes, found).itertuples()
    assert (first.both, first.only_found, first.only_seen, first.sentences, first.undecided) == (1, 1, 1, 6, 1)
    assert (first.precision, first.recall, first.f1) == (0.5, 0.5, 0.5) and first.f1_low < 0.5 < first.f1_high
    assert pooled.theme == "all" and pooled.f1 == first.f1


def test_a_coder_is_held_against_the_others_and_never_against_himself():
    table = coder_agreement(long({"a": "110010", "b": "110010", "c": "110010", "d": "001101"}))
    assert table["coder"].tolist() == ["d", "a", "b", "c"] and table["agreement"].tolist() == [0, 1, 1, 1]


# The class


def test_class_is_put_together(folder):
    random = np.random.default_rng(3)
    for seat in range(1, 13):
        codes = {
            code: carried ^ {theme for theme in THEMES if random.random() < 0.05} for code, carried in FOUND.items()
        }
        where = folder(f"{seat}.csv", csv_of(seat, codes=codes))
    collection = collect(where)
    assert isinstance(collection, Collection) and collection.complaints() == []
    table = collection.dictionary.set_index("theme")
    assert table.loc["all", "f1"] > 0.9 and table.loc["all", "f1_low"] < table.loc["all", "f1"]
    top = collection.disputed.iloc[0]
    assert min(top["yes"], top["no"]) == collection.votes[["yes", "no"]].min(axis=1).max() and top["text"]
    written = {path.name: path for path in write_collection(collection, where / "class", speak("en"))}
    coded = pd.read_csv(written["coded_sentences.csv"], dtype={"coder": str})
    assert list(coded) == COLUMNS and len(coded) == 12 * 20 * 10
    again = collect(where)  # what was written lies in the folder, and is not handed in
    pd.testing.assert_frame_equal(again.codings, collection.codings)
    assert again.complaints() == [] and "coded_sentences_2.csv" not in written  # there was one round
    page = class_page(collection)
    assert not re.search(r"座位|seat|https?:|<script", page) and "α" in page
    assert all(theme["zh"] in page for theme in TASK.themes)


def test_commands_say_what_was_made_and_what_is_wrong(folder, tmp_path):
    runner = CliRunner()
    made = runner.invoke(app, ["coding", "new", "--shared", "12", "--groups", "6", "--out", str(tmp_path)])
    assert made.exit_code == 0 and "coding.html" in made.output
    assert json.loads((tmp_path / "task.json").read_text(encoding="utf-8"))["id"] == TASK.id
    folder("a.csv", csv_of(1, rows=3))
    done = runner.invoke(app, ["coding", "collect", str(tmp_path)])
    assert done.exit_code == 0 and "01" in done.stderr and (tmp_path / "class" / "class.html").is_file()


def test_codings_kept_with_the_project_are_of_its_sentences():
    coded = RESULTS.hand_coded
    kept = pd.read_csv(paths.DATA / "coded" / "regional_symposia_2023_2024.csv")
    place = ["speech", "paragraph", "sentence"]
    texts = RESULTS.speeches.set_index(place)["text"]
    assert [sentence_hash(texts[tuple(row)]) for row in kept[place].to_numpy()] == kept["hash"].tolist()
    assert len(coded) == 64 * 10
    known = coded.groupby("theme", sort=False)["coded"].sum()
    assert known.sum() == kept["themes"].str.split("|").explode().ne("none").sum()


def test_agreement_printed_in_the_codebook_is_that_of_the_codings_kept():
    kept = pd.read_csv(paths.DATA / "coded" / "government_work_reports_1998_2017.csv")
    themes = RESULTS.lexicon.theme_names["theme"]
    rows = [(row.hash, theme, row.coder, theme in row.themes.split("|"))
            for row in kept.itertuples() for theme in themes]  # fmt: skip
    codings = pd.DataFrame(rows, columns=["hash", "theme", "coder", "coded"])
    assert set(kept["themes"].str.split("|").explode()) <= {*themes, "none"} and kept["hash"].nunique() == 150
    seen = vote(codings).groupby("theme")["majority"].sum()
    printed = (paths.WORDS / "CODEBOOK.md").read_text(encoding="utf-8")
    for row in theme_agreement(codings).itertuples():
        assert f"| {row.theme} | {seen[row.theme]} | {row.alpha:.2f} |" in printed
    assert f"| micro | {seen.sum()} |" in printed
    own = RESULTS.hand_coded
    assert (own["coded"] == own["dictionary"]).all() and "F1 is 1.00 for every theme" in printed


def test_codings_of_either_form_are_read_and_the_majority_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "DATA", tmp_path)
    monkeypatch.setattr(RESULTS, "corpus", SimpleNamespace(folder=tmp_path))
    (tmp_path / "coded").mkdir()
    one, other = (sentence_hash(text) for text in RESULTS.speeches["text"][:2])
    rows = [f"{one},{coder},{themes}" for coder, themes in (("A", "ecology|reform"), ("B", "ecology"), ("C", "none"))]
    (tmp_path / "coded" / "project.csv").write_text("\n".join(["hash,coder,themes", *rows]), encoding="utf-8")
    rows = [f"{other},…,security,{coder},{coded},False" for coder, coded in (("01", "True"), ("02", "False"))]
    rows.append(f"{other},…,culture,01,True,True")
    (tmp_path / "coded" / "coded_sentences.csv").write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8-sig")
    table = Results.hand_coded.func(RESULTS).set_index(["hash", "theme"])
    assert table["random"].to_dict() == {place: place[0] == other for place in table.index}
    assert table["strategy"].astype(str).unique().tolist() == [RESULTS.speeches["strategy"].iloc[0]]
    coded = table["coded"]
    assert coded.loc[one].sum() == 1 and coded[one, "ecology"] and len(coded.loc[one]) == 10
    assert coded.loc[other].to_dict() == {"culture": True}  # of security one said yes and one no


def test_numbers_of_the_class_page():
    assert [collecting._number(value) for value in (float("nan"), -0.5, 1.0)] == ["–", "−0.50", "1.00"]
