"""The catalogues: the same texts in every language, with the same fields."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from analysis.commands.working import write_messages
from analysis.language import CODES, Language, reader_language, speak
from analysis.mistakes import Mistake, as_mistake

CATALOGUES = {code: Language(code).texts for code in CODES}
# What one language says of itself (a gloss), or leaves to what it has said before.
SAID_OTHERWISE = {"findings.term_glossed"}
WORDS = {"kind", "kinds", "unit", "doc", "docs", "piece", "pieces"}


def fields(text):
    forms = text.values() if isinstance(text, dict) else text if isinstance(text, list) else [text]
    found = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
    return {name for name in found if name.lower() not in WORDS}


def test_the_catalogues_have_the_same_texts():
    assert {code: sorted(texts) for code, texts in CATALOGUES.items()} == {
        code: sorted(CATALOGUES["zh"]) for code in CODES
    }


@pytest.mark.parametrize("code", [code for code in CODES if code != "zh"])
def test_texts_have_the_same_fields(code):
    apart = {key for key, text in CATALOGUES[code].items() if fields(text) != fields(CATALOGUES["zh"][key])}
    assert apart <= SAID_OTHERWISE


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'; use one of zh, en"):
        speak("fr")


@pytest.mark.parametrize(
    ("environment", "asked", "code"),
    [({"LANG": "zh_CN.UTF-8"}, None, "zh"), ({"LANG": "zh_CN.UTF-8"}, "en", "en"), ({"LANG": "C.UTF-8"}, None, "en"),
     ({"LC_ALL": "zh_TW", "LANG": "en_US"}, None, "zh"), ({}, "both", "en")],
)  # fmt: skip
def test_the_readers_language(monkeypatch, environment, asked, code):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert reader_language(asked).code == code


def test_mistakes_are_told_in_both_languages_and_within_one_another():
    inner = as_mistake(PermissionError(13, "Permission denied", "x.csv"))
    outer = Mistake("system", reason=inner)
    assert inner.say(speak("zh")).startswith("x.csv：无法写入或读取") and outer.say(speak("zh")) == inner.say(
        speak("zh")
    )
    assert as_mistake(RuntimeError("a fault")) is None


def test_every_message_stands_on_its_page_and_no_other(tmp_path):
    kept = sorted((ROOT / "docs").glob("messages*.md"))
    for page in kept:
        (tmp_path / page.name).write_text(page.read_text(encoding="utf-8") + "- an old one\n", encoding="utf-8")
    made = {path.name: path.read_text(encoding="utf-8") for path in write_messages(tmp_path)}
    stale = [page.name for page in kept if page.read_text(encoding="utf-8") != made[page.name]]
    assert len(made) == 2 and stale == [], "run `python run.py renew`"
    assert "- 座位号 {value} 不对：写 1 到 999 的整数，例如 progress(12)\n" in made["messages.zh-CN.md"]


# Where texts may stand

ROOT = Path(__file__).resolve().parent.parent
ANALYSIS = ROOT / "analysis"
HAN = re.compile("[\u4e00-\u9fff]")
# What reads Chinese holds Chinese: patterns and tables of characters and words, told from texts by where they stand.
# They are assigned at the top of these modules, searched for or compared with, or no longer than two characters.
SEARCHING = set("compile search match fullmatch findall finditer sub split strip lstrip rstrip maketrans".split())
READERS = (
    "charts/typesetting.py", "course/answers.py", "course/errors.py", "course/exercises.py",
    "course/grading.py", "course/lessons.py", "course/numerals.py", "course/receipts.py", "course/rules.py",
    "corpus/dates.py", "corpus/document_list.py", "corpus/text_rows.py",
    "documents/", "measures/moves.py", "measures/own_names.py", "measures/phrases.py", "parsing/attribution.py",
    "parsing/strategies.py", "report/page/svg.py", "report/page/view.py", "report/requests.py",
    "segmentation/notation.py", "language/periods.py",
    "explore.py",  # the word a panel begins with
)  # fmt: skip
# Still with texts of their own; the list may only shrink.
CHINESE_LEFT = {
    "charts/sizes.py", "charts/style.py",
    "report/new_corpus.py", "report/single_chart.py", "results.py",
}  # fmt: skip
# Of modules that do not read Chinese otherwise: what is looked for, and reasons given in both languages at once.
LOOKED_FOR = {"report/checking.py": ("POLICY_WORDS", "_MOJIBAKE")}
BOTH = {"segmentation/__init__.py": ["数字 number", "停用词 stop word"]}
UNUSED_LEFT = {"charts"}  # sections whose keys may be unused: charts are being rewritten


@cache
def modules():
    return [(path.relative_to(ANALYSIS).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
            for path in sorted(ANALYSIS.rglob("*.py"))]  # fmt: skip


@cache
def nodes_of(tree):
    return list(ast.walk(tree))


def docstrings(tree):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {id(node.body[0].value) for node in nodes_of(tree)
            if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)}  # fmt: skip


def texts_in_chinese(name, tree):
    left_out = docstrings(tree)
    left_out |= {id(part) for node in tree.body if isinstance(node, ast.Assign) for part in ast.walk(node)
                 if ast.unparse(node.targets[0]) in LOOKED_FOR.get(name, ())}  # fmt: skip
    reads = name.startswith(READERS)
    if reads:
        tables = [node for node in tree.body if isinstance(node, ast.Assign)]
        tables += [node for node in nodes_of(tree) if isinstance(node, ast.Compare)]
        tables += [node for node in nodes_of(tree) if isinstance(node, ast.Call) and called(node) in SEARCHING]
        left_out |= {id(part) for node in tables for part in ast.walk(node)}
    return [node.value for node in nodes_of(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out
            and HAN.search(node.value) and not (reads and len(node.value) <= 2)
            and node.value not in BOTH.get(name, ())]  # fmt: skip


def called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_no_module_holds_a_chinese_text():
    found = {name: texts for name, tree in modules() if (texts := texts_in_chinese(name, tree))}
    assert set(found) <= CHINESE_LEFT, {name: found[name] for name in set(found) - CHINESE_LEFT}


def test_chinese_texts_are_found():
    assert texts_in_chinese("report/x.py", ast.parse('"""中文"""\nA = "标题"\ndef f():\n    return f"共{n}处"')) == [
        "标题", "共", "处",
    ]  # fmt: skip
    reader = ast.parse('A = "标题"\ndef f(x):\n    return "年" in x or "没有年份"')
    assert texts_in_chinese("documents/x.py", reader) == ["没有年份"]


def kinds_of_mistake():
    classes = [(node.name, {ast.unparse(base) for base in node.bases}) for _, tree in modules()
               for node in nodes_of(tree) if isinstance(node, ast.ClassDef)]  # fmt: skip
    kinds, found = set(), {"Mistake"}
    while found - kinds:
        kinds |= found
        found = {name for name, bases in classes if bases & kinds}
    return kinds


def test_mistakes_are_asked_for_by_keys_that_exist():
    known = {key.removeprefix("mistakes.") for key in CATALOGUES["zh"] if key.startswith("mistakes.")}
    kinds, literal, missing = kinds_of_mistake(), set(), set()
    for name, tree in modules():
        made = [node for node in nodes_of(tree) if isinstance(node, ast.Call) and called(node) in kinds]
        for text in [node.args[0] for node in made if node.args]:
            if not isinstance(text, ast.Constant) or not re.fullmatch("[a-z_0-9]+", str(text.value)):
                literal |= {name} if isinstance(text, ast.Constant | ast.JoinedStr | ast.Call) else set()
            elif text.value not in known:
                missing.add((name, text.value))
    assert missing == set()
    assert literal == set()


def asked_for():
    """What modules and templates ask for: words as they stand, and patterns of words put together."""
    words, patterns = set(), set()
    for _, tree in modules():
        for node in nodes_of(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= {node.value, *re.findall(r"[\w.]+", node.value)}
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if sum(len(part) for part in parts if part) > 2:
                    patterns.add("".join(".+" if part is None else re.escape(part) for part in parts))
            elif isinstance(node, ast.keyword | ast.arg) and node.arg:
                words.add(node.arg)
    for path in [*ANALYSIS.rglob("*.html"), *ANALYSIS.rglob("*.js")]:
        words |= set(re.findall(r"[\w.]+", path.read_text(encoding="utf-8")))
        words |= set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return words, patterns


def test_every_text_is_asked_for():
    words, patterns = asked_for()
    whole = re.compile("|".join(sorted(patterns)))
    left = set()
    for key in CATALOGUES["zh"]:
        section, name = key.split(".", 1)
        if not (section in UNUSED_LEFT or {key, name} & words or whole.fullmatch(key) or whole.fullmatch(name)):
            left.add(key)
    assert left == set()


def test_every_text_asked_for_by_its_whole_name_exists():
    sections = {key.split(".")[0] for key in CATALOGUES["zh"]}
    asked = re.compile(rf"({'|'.join(sections)})\.[a-z_0-9]+")
    missing = set()
    for name, tree in modules():
        for node in nodes_of(tree):
            said = isinstance(node, ast.Call) and called(node) in ("say", "pieces") and node.args
            text = node.args[0] if said else None
            if isinstance(text, ast.Constant) and asked.fullmatch(str(text.value)):
                missing |= {(name, text.value)} - {(name, key) for key in CATALOGUES["zh"]}
    assert missing == set()


def test_a_path_with_a_space_can_be_typed_as_a_message_has_it():
    for code in CODES:
        said = Mistake("no_corpus", file="my texts").say(speak(code))
        assert 'new "my texts"' in said and said.startswith("my texts")
        named = r"(?:\{program\}|python -m analysis) [a-z]+ \{(?:folder|file)[^}]*\}"
        commands = re.findall(named, str(speak(code).texts))
        assert commands and all(one.endswith(":typed}") for one in commands)
