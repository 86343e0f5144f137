"""The moves: by hand, by property, against coding by hand; the lists of cues and what is refused in them."""

from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from analysis import paths
from analysis.lexicon import LexiconError, read_lexicon
from analysis.measures.moves import MOVES, code_moves, move_shares
from analysis.parsing import read_speeches
from analysis.tables import NONE

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def rules():
    return read_lexicon().moves


@pytest.fixture(scope="module")
def speeches():
    return read_speeches(paths.DOCUMENT)


def small_table(*texts):
    n = len(texts)
    return pd.DataFrame({"speech": 1, "strategy": "东", "paragraph": 1, "sentence": range(1, n + 1), "text": texts})


def small_rules(*rows):
    return pd.DataFrame(rows, columns=["move", "pattern", "where", "priority"], dtype=str)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("同时要看到，西部地区发展仍面临不少困难和挑战，要切实研究解决。", "problems"),
        ("东部地区在全国发展大局中举足轻重。", "position"),
        ("座谈会召开3年来，开放水平明显提升。", "achievements"),
        ("要一以贯之抓好政策举措的贯彻落实。", "outlook"),
        ("要加快补齐短板。", "tasks"),
        ("三是推进重要项目建设。", "tasks"),
        ("地方党委和政府要扛起主体责任。", "responsibilities"),
        ("座谈会在南昌举行。", NONE),
    ],
)
def test_shipped_cues(rules, text, move):
    assert code_moves(small_table(text), rules)["move"].tolist() == [move]


def test_priority_decides_not_the_order_of_the_rows():
    rows = [("tasks", "要", "anywhere", "20"), ("problems", "要看到", "anywhere", "3")]
    for listed in (rows, rows[::-1]):
        assert code_moves(small_table("要看到不足。"), small_rules(*listed))["move"].tolist() == ["problems"]


def test_start_looks_at_the_start_behind_numbering():
    rules = small_rules(("tasks", "推进", "start", "1"))
    texts = ["推进改革。", "一是推进改革。", "（三）推进改革。", "第一，推进改革。", "继续推进改革。"]
    coded = code_moves(small_table(*texts), rules)
    assert coded["move"].tolist() == ["tasks"] * 4 + [NONE]
    found = [text[a:b] for text, a, b in zip(texts, coded["start"], coded["end"], strict=True)]
    assert found == coded["cue"].tolist() == ["推进"] * 4 + [""]


def test_agreement_with_coding_by_hand_on_the_speeches(speeches, rules):
    by_hand = pd.read_csv(DATA / "hand_coded_moves.csv")
    coded = code_moves(speeches, rules).merge(by_hand, on=["speech", "paragraph", "sentence"], suffixes=("", "_hand"))
    assert len(coded) == len(speeches) == 64
    assert cohen_kappa_score(coded["move"], coded["move_hand"]) >= 0.95


def test_agreement_on_sentences_the_rules_were_not_written_for(rules):
    by_hand = pd.read_csv(DATA / "hand_coded_moves_reports.csv")
    coded = code_moves(small_table(*by_hand["text"]), rules)["move"].astype("object")
    assert len(coded) == len(by_hand) == 44
    assert (coded == by_hand["move"]).mean() >= 0.79
    assert cohen_kappa_score(coded, by_hand["move"]) >= 0.65


def test_every_speech_makes_every_move(speeches, rules):
    shares = move_shares(code_moves(speeches, rules))
    assert shares["move"].cat.categories.tolist() == [*MOVES, NONE]
    assert (shares.loc[shares["move"] != NONE, "sentences"] > 0).all()
    sums = shares.groupby("strategy", observed=True)[["share", "character_share"]].sum()
    assert sums.to_numpy().ravel() == pytest.approx([1.0] * 8)
    assert ((shares["low"] <= shares["share"]) & (shares["share"] <= shares["high"])).all()


def test_shares_by_hand():
    rules = small_rules(("problems", "看到", "anywhere", "1"), ("tasks", "要", "start", "2"))
    coded = code_moves(small_table("要快。", "要看到不足。"), rules)
    shares = move_shares(coded).set_index("move")
    assert shares.loc["problems", ["sentences", "total", "characters"]].tolist() == [1, 2, 6]
    assert shares.loc["problems", "character_share"] == pytest.approx(6 / 9)


def test_no_sentences(rules):
    coded = code_moves(small_table(), rules)
    assert coded.empty
    assert move_shares(coded).empty


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("tasks", "要(", "anywhere", "1"), "not a regular expression"),
        (("tasks", "要*", "anywhere", "1"), "matches the empty text"),
        (("tasks", "要", "end", "1"), "write start or anywhere"),
        (("tasks", "要", "anywhere", "first"), "write a whole number"),
    ],
)
def test_rules_that_cannot_be_used(row, words):
    with pytest.raises(ValueError, match=words):
        code_moves(small_table("要快。"), small_rules(row))


# ---- the lists


def small_folder(folder, **lists):
    needed = {"phrases": "phrase,english,kind,source", "stop_words": "word,reason"}
    needed |= {"themes": "theme,term,pattern,source", "strategies": "name,short,english,markers,source"}
    for name, text in (needed | {"theme_names": "theme,zh,en"} | lists).items():
        (folder / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def test_a_folder_without_moves_is_read(tmp_path):
    words = read_lexicon(small_folder(tmp_path))
    assert words.moves.columns.tolist() == ["move", "pattern", "where", "priority", "source"]
    assert words.moves.empty
    assert words.move_names.empty


def test_what_is_wrong_in_the_list_of_moves_is_said(tmp_path):
    moves = "move,pattern,where,priority,source\ntask,要,anywhere,1,x\ntasks,要(,start,1,x\ntasks,应,end,x,x"
    with pytest.raises(LexiconError) as caught:
        read_lexicon(small_folder(tmp_path, moves=moves, move_names="move,zh,en\ntasks,任务,Tasks"))
    messages = str(caught.value).splitlines()
    wanted = ["unknown move “task”", "not a regular expression", "unknown place “end”", "priority “x”"]
    assert len(messages) == len(wanted)
    assert all(want in message and "moves.csv line" in message for want, message in zip(wanted, messages, strict=True))


def test_shipped_list_is_complete(rules):
    words = read_lexicon()
    assert words.move_names["move"].tolist() == list(MOVES)
    assert set(rules["move"]) == set(MOVES)
    assert (words.move_names != "").all(axis=None)
    assert (rules != "").all(axis=None)
