"""The menu behind start.bat, start.command and start.sh: what a class does, without a command to type."""

import subprocess
import sys
import webbrowser
from collections.abc import Callable
from itertools import count
from pathlib import Path

from analysis import paths
from analysis.language import Language, speak
from analysis.mistakes import as_mistake

NAMED = 5  # documents of a corpus that was made
ENTRIES = ("report", "explore", "lessons", "own", "coding", "doctor")


def run_menu(language: Language, *, ask: Callable[[str], str] = input, tell: Callable[[str], None] = print) -> None:
    """Show the menu until somebody leaves it; what fails has said why, and the menu comes again.

    Parameters
    ----------
    language : Language
        Of the menu.
    ask, tell : callable
        Ask for a line, and print one.
    """

    def say(key: str, **values) -> str:
        return language.say(f"classroom.{key}", **values)

    while True:
        tell("\n" + say("title"))
        for number, entry in enumerate(ENTRIES, start=1):
            tell(f"  {number}  {say(entry)}")
        tell(f"  0  {say('leave')}")
        try:
            chosen = ask(say("choose")).strip()
            number = int(chosen) if chosen.isdecimal() else 0 if chosen.lower() == "q" else -1  # １ is 1
            if number == 0:
                return
            if number not in range(1, len(ENTRIES) + 1):
                tell(say("not_there" if chosen else "nothing_typed", value=chosen, n=len(ENTRIES)))
            elif not ACTIONS[ENTRIES[number - 1]](say, ask, language.code):
                ask(say("failed"))
        except (EOFError, KeyboardInterrupt):
            return


def _report(say, ask, code: str) -> bool:
    page = paths.FIGURES / f"report.{code}.html"
    return (page.exists() or _run("report")) and _open(page)


def _own(say, ask, code: str) -> bool:
    # Dragged into a terminal, a path comes in quotation marks (Windows) or with its spaces escaped (macOS, Linux).
    if not (given := ask(say("which")).strip().strip("\"'")):
        return True  # no file: back to the menu
    path = Path(given if Path(given).exists() else given.replace("\\", "")).expanduser()
    if _is_no_corpus(path) and not (path := _corpus_of(path, say, code)):
        return False
    out = path / "figures" if path.is_dir() else path.with_name(f"{path.stem}-figures")
    return _run("report", str(path), "--out", str(out)) and _open(out / f"report.{code}.html")


def _is_no_corpus(path: Path) -> bool:
    """Whether there are texts that must be made a corpus first: no speeches told apart by footnotes."""
    from analysis.corpus import document_list, settings, text_rows
    from analysis.parsing import ParseError, parse_speeches

    if path.is_dir():
        return not (path / settings.FILE).is_file()
    if not document_list.is_document(path):
        return path.is_file() and path.suffix.lower() in (*text_rows.ENDINGS, ".zip")
    try:
        parse_speeches(path)
    except (ParseError, OSError) as error:  # what else is wrong, the report says
        return getattr(error, "key", "") == "no_footnotes"
    return False


def _corpus_of(path: Path, say, code: str) -> Path | None:
    """Make a corpus in a new folder beside the texts, and say where it lies and what was taken."""
    from analysis.report.new_corpus import copy_to_corpus

    path = path.resolve()
    names = (path.with_name(f"{path.stem}-{say('corpus')}{number if number > 1 else ''}") for number in count(1))
    folder = next(name for name in names if not name.exists())
    try:
        taken = copy_to_corpus(path, folder)
    except (ValueError, OSError) as error:
        if not (mistake := as_mistake(error)):
            raise
        print(mistake.say(speak(code)))
        return None
    shown = [*taken[:NAMED], *["…"] * (len(taken) > NAMED)]
    print(say("made" if taken else "nothing_taken", folder=folder if taken else path, n=len(taken), list=shown))
    return folder if taken else None


def _coding(say, ask, code: str) -> bool:
    page = paths.ROOT / "coding" / "coding.html"
    return (page.exists() or _run("coding", "new", "--language", code, "--out", str(page.parent))) and _open(page)


def _run(*words: str) -> bool:
    process = subprocess.Popen([sys.executable, "-m", "analysis", *words], cwd=paths.ROOT)
    while True:
        try:
            return not process.wait()
        except KeyboardInterrupt:  # it ends the explorer or JupyterLab, and leads back to the menu
            continue


def _open(page: Path) -> bool:
    print(page)  # for machines whose browser does not open by itself
    return webbrowser.open(page.resolve().as_uri())


ACTIONS: dict[str, Callable[..., bool]] = {
    "report": _report,
    "explore": lambda say, ask, code: _run("explore", "--language", code),
    "lessons": lambda say, ask, code: _run("lab"),
    "own": _own,
    "coding": _coding,
    "doctor": lambda say, ask, code: _run("doctor"),
}
