"""The notebooks run or opened, the explorer, and what is made from sources renewed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from analysis import paths
from analysis.commands.options import File, OneLanguage, say, shown, voice
from analysis.language import speak

_SHARE = Path(__file__).with_name("share")  # what JupyterLab and Voila are told
_PAGES = {"en": "messages.md", "zh": "messages.zh-CN.md"}
_WITHIN = ("takes_", "part_", "in_place", "in_line", "problems", "system")  # parts of other messages


def notebooks(names: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Run the notebooks from top to bottom and save them with their outputs.

    Example: `python -m analysis notebooks 03_term_frequency`
    """
    from analysis.report.notebooks import execute_notebooks

    for path in execute_notebooks(names=names or None):
        say("commands.ran", file=shown(path))


def lab(options: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Open the notebooks in JupyterLab.

    Example: `python -m analysis lab`
    """
    code = voice().code
    lessons = next(path for path in (paths.NOTEBOOKS / "course" / code, paths.NOTEBOOKS) if path.is_dir())
    address = f"/lab/tree/{lessons.relative_to(paths.ROOT).as_posix()}"
    settings = _SHARE / f"jupyterlab_{code}"  # its menus, and no question about news; what its user chooses there wins
    words = [f"--ServerApp.root_dir={paths.ROOT}", f"--LabApp.default_url={address}"]
    words += [f"--LabApp.app_settings_dir={settings}"] if settings.is_dir() else []
    # a kernel runs this file as it starts; one that the user has is left alone
    startup = os.environ.get("PYTHONSTARTUP", str(_SHARE / "startup.py"))
    _serve("jupyterlab", *words, *(options or []), PYTHONSTARTUP=startup)


def explore(
    file: File = paths.DATA,
    language: OneLanguage = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,
    port: Annotated[int, typer.Option("--port")] = 8866,
) -> None:
    """Explore a corpus in the browser, without code: words, their shares, places and sentences.

    Examples: `python -m analysis explore` · `python -m analysis explore my-corpus`
    """
    from analysis.explore import write_panel

    say("commands.explore_stop", language)
    with tempfile.TemporaryDirectory() as folder:
        page = write_panel(Path(folder), file.resolve(), voice(language).code)
        words = [f"--port={port}", "--theme=light", "--template=explorer", "--VoilaConfiguration.show_tracebacks=False"]
        _serve("voila", str(page), *words, *([] if browser else ["--no-browser"]))


def _serve(module: str, *words: str, **variables: str) -> None:
    """Run a server of notebooks until it is stopped, with some variables of the environment set."""
    # The notebooks import the project: let their kernel find it, installed or not.
    found = os.pathsep.join(filter(None, [str(paths.ROOT), os.environ.get("PYTHONPATH")]))
    share = os.pathsep.join(filter(None, [str(_SHARE), os.environ.get("JUPYTER_PATH")]))
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    environment |= {"PYTHONPATH": found, "JUPYTER_PATH": share, **variables}
    with suppress(KeyboardInterrupt):
        raise typer.Exit(
            subprocess.run([sys.executable, "-m", module, *words], env=environment, check=False).returncode
        )


def renew() -> None:
    """Renew the pages of the course, the codebook and the pages of messages from their sources.

    Example: `python run.py renew`
    """
    from analysis.coding.codebook import write_codebook
    from analysis.course.lessons import write_lessons

    for path in [*write_lessons(), write_codebook(), *write_messages()]:
        say("commands.renewed", file=shown(path))


def write_messages(folder: Path = paths.ROOT / "docs") -> Iterator[Path]:
    """List every mistake of the catalogues on its page, below what the page says of itself."""
    for code, name in _PAGES.items():
        head = (folder / name).read_text(encoding="utf-8").partition("\n- ")[0]
        lines = []
        for key, text in speak(code).texts.items():
            section, _, own = key.partition(".")
            if section == "mistakes" and not own.startswith(_WITHIN):
                whole = text["other"] if isinstance(text, dict) else text
                whole = whole.replace("{program}", "python -m analysis").replace(":typed}", "}")
                lines.append("- " + " ".join(whole.split("\n")).replace("{{", "{").replace("}}", "}"))
        (folder / name).write_text("\n".join([head, *lines, ""]), encoding="utf-8", newline="\n")
        yield folder / name
