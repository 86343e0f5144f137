"""Errors in a lesson: one line in the reader's language with its cure, the traceback folded away.

Loaded by the first cell (``start()`` or ``%load_ext analysis.course``), or before it in a kernel that
``python -m analysis lab`` started; never by an import alone.
"""

import ast
import difflib
import re
import traceback
from collections.abc import Sequence
from html import escape

from pandas.errors import UndefinedVariableError

from analysis import paths
from analysis.charts.grammar import Chart
from analysis.course.rules import Said, absent_word, missing_words
from analysis.mistakes import as_mistake
from analysis.results import Results

NOTEBOOKS_DATA = "../data"  # where the four speeches lie for a notebook in its place
FIRST_CELL = {"Results", "charts", "check", "progress", "results", "show", "start", "work_folder"}  # what it defines
HAN = re.compile("[一-鿿]")
WORD = re.compile("[一-鿿]{1,12}")
WORDS_AS = {"columns", "own", "query", "term", "terms", "text", "word", "words"}  # keywords that words are given with
NO_SEARCH = re.compile(
    "DataFrame|add_|annotate|check|display|print|progress|rename|save|set|title|to_|write"
)  # calls that name
OUTSIDE = re.compile("'?([一-鿿]{1,12})'? is not (?:in list|among)")  # a group, a word that is asked for
BRACKETS = ("()", "[]", "{}")
FULL_WIDTH = dict(zip("，。：；（）【】“”‘’！＝＋、《》", ",.:;()[]\"\"''!=+,<>", strict=True))


def explain_errors(session, shell=None) -> None:
    """Have IPython tell errors in one line, and say when a word of a chart does not stand in the text.

    Parameters
    ----------
    session : Session
        Says texts in the language of the lesson.
    shell : InteractiveShell, optional
        By default the one that runs; without one nothing happens.
    """
    if shell is None:
        from IPython import get_ipython

        shell = get_ipython()
    if shell is None:
        return

    told: list[str] = []  # of the cell that runs

    def tell(shell, kind, error, trace, tb_offset=None):
        line = session.say(explain(error, shell.user_ns, session))
        told.append(line)
        folded = "".join(traceback.format_exception(kind, error, trace))
        shell.display_pub.publish({"text/plain": line, "text/html": fold(line, session.say(Said("details")), folded)})
        return [line]

    def look_at(result) -> None:
        named = [*words_drawn(result.result), *words_written(result.info.raw_cell)]
        for line in map(session.say, absent_words(named, shell.user_ns.get("results"), session)):
            if line not in told:
                print(line)
        told.clear()

    shell.set_custom_exc((Exception,), tell)
    for known in [one for one in shell.events.callbacks["post_run_cell"] if one.__name__ == look_at.__name__]:
        shell.events.unregister("post_run_cell", known)
    shell.events.register("post_run_cell", look_at)


def fold(line: str, details: str, folded: str) -> str:
    """The line, and below it what programmers read, closed."""
    small = f"<details><summary>{escape(details)}</summary><pre>{escape(folded)}</pre></details>"
    return f'<p style="color:#a40000;font-weight:bold">{escape(line)}</p>{small}'


def words_drawn(shown: object) -> list[str]:
    """Words of a chart that it has no hit of."""
    if not isinstance(shown, Chart) or not {"term", "count"} <= set(shown.table.columns):
        return []
    totals = shown.table.groupby(shown.table["term"].astype(str), sort=False)["count"].sum()
    return list(totals.index[totals == 0])


def words_written(cell: str) -> list[str]:
    """Chinese words that a cell looks for: what it prints, calls a thing or answers is none.

    Examples
    --------
    >>> words_written('word = "改革"'), words_written('count_word(results, "创新")'), words_written('print("改革")')
    (['改革'], ['创新'], [])
    """
    found: list[str] = []

    def visit(node: ast.AST, names: bool = False) -> None:
        """Collect words; `names` where a text written out here calls something, or was found."""
        if isinstance(node, ast.Constant) and not names and isinstance(node.value, str) and WORD.fullmatch(node.value):
            found.append(node.value)
        called = getattr(node, "func", None)
        name = getattr(called, "id", getattr(called, "attr", ""))
        inside = names and isinstance(node, ast.Tuple | ast.List | ast.Dict)
        inside |= bool(NO_SEARCH.match(name)) or isinstance(node, ast.JoinedStr)
        inside |= isinstance(node, ast.keyword) and node.arg not in WORDS_AS
        inside |= isinstance(node, ast.Subscript) or isinstance(getattr(node, "targets", [0])[0], ast.Subscript)
        for child in ast.iter_child_nodes(node):
            visit(child, inside)

    try:
        tree = ast.parse(re.sub(r"^\s*[%!].*$", "", cell, flags=re.M))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []
    if not any(isinstance(node, ast.Name) and node.id == "check" for node in ast.walk(tree)):
        visit(tree)
    return found


def absent_words(words: Sequence[str], results: object, session) -> list[Said]:
    """Which words the text at work does not have, with those that are near; before there is one, none."""
    if not words or not isinstance(results, Results):
        return []
    try:
        texts = results.speeches["text"]
    except Exception:  # a corpus of one's own that cannot be read: the cell that reads it says so
        return []
    return [absent_word(one, results) for one in dict.fromkeys(words) if not any(one in text for text in texts)]


def explain(error: BaseException, names: dict, session) -> Said:
    """What an error means and what to do about it.

    Parameters
    ----------
    error : exception
    names : dict
        What the notebook has defined.
    session : Session
        Knows the text, for words that are near.
    """
    if isinstance(error, SyntaxError):
        return _of_syntax(error)
    mistake = as_mistake(error)
    file = str(getattr(error, "filename", None) or "")
    if "\\" in file or re.search(r"[\x00-\x1f]", file):
        return Said("windows_path", {"path": repr(file)[1:-1]})
    if mistake is not None and str(mistake.values.get("file")) == NOTEBOOKS_DATA:
        return Said("data_elsewhere", {"file": NOTEBOOKS_DATA, "folder": paths.DATA.as_posix()})
    if mistake is not None:
        return Said("as_it_is", {"text": mistake})
    if isinstance(error, UndefinedVariableError):  # within query(): pandas keeps the name in its message only
        name = re.findall("'(.+?)'", str(error))[0]
        return Said("quotes_in_query" if HAN.search(name) else "no_column", {"word": name, "name": name})
    if isinstance(error, NameError):
        return _of_name(str(getattr(error, "name", "") or ""), names)
    if isinstance(error, KeyError) and error.args:
        word = str(error.args[0])
        return _of_key(word, _at_work(names, session)) if HAN.search(word) else Said("no_column", {"name": word})
    if found := OUTSIDE.match(str(error)):
        groups = Said("needs_choice", {"list": list(_at_work(names, session).counts.index)})
        return groups if "in list" in found[0] else _of_key(found[1], _at_work(names, session))
    if isinstance(error, AttributeError) and error.name:
        near = difflib.get_close_matches(error.name, dir(error.obj), 3)
        return Said("no_attribute_near" if near else "no_attribute", {"name": error.name, "list": near})
    if isinstance(error, ModuleNotFoundError):
        own = (error.name or "").split(".")[0] == "analysis"
        return Said("no_project" if own else "no_module", {"name": error.name})
    return Said("other_error", {"kind": type(error).__name__, "text": str(error).split("\n")[0][:200]})


def _at_work(names: dict, session) -> Results:
    results = names.get("results")
    return results if isinstance(results, Results) else session.results


def _of_key(word: str, results: Results) -> Said:
    within = Said(
        "part_of_word" if word not in set(results.tokens["term"]) else "no_column", {"word": word, "name": word}
    )
    return missing_words([word], results) or within


def _of_syntax(error: SyntaxError) -> Said:
    line, message = (error.text or "").strip(), error.msg or ""
    place = {"line": error.lineno or 1}
    if "unicodeescape" in message:
        return Said("windows_path", {"path": line})
    outside = re.sub(r"\"[^\"]*\"|'[^']*'", "", line)
    wide = [character for character in dict.fromkeys(outside) if character in FULL_WIDTH]
    if "invalid character" in message or "invalid non-printable" in message or wide:
        wide = wide or [message.split("'")[1] if "'" in message else "?"]
        return Said("full_width", place | {"wide": " ".join(wide),
                                           "narrow": " ".join(FULL_WIDTH.get(one, " ") for one in wide)})  # fmt: skip
    if isinstance(error, IndentationError):
        return Said("indented", place)
    if "unterminated" in message:
        return Said("open_quote", place)
    if "never closed" in message or any(outside.count(one) != outside.count(other) for one, other in BRACKETS):
        return Said("open_bracket", place)
    if HAN.search(outside):
        return Said("missing_quotes", {"word": max(re.findall(r"\w*[一-鿿]\w*", outside), key=len)})
    return Said("syntax", place | {"text": line})


def _of_name(name: str, names: dict) -> Said:
    if HAN.search(name):
        return Said("missing_quotes", {"word": name})
    if name in FIRST_CELL:
        return Said("first_cell", {"name": name})
    near = difflib.get_close_matches(name, [one for one in names if not one.startswith("_")], 3, 0.75)
    return Said("no_name_near" if near else "no_name", {"name": name, "list": near})
