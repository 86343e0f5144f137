"""The notebooks: run, or opened."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Annotated

import typer

from analysis import paths
from analysis.commands.options import say, shown, voice


def notebooks(
    names: Annotated[list[str] | None, typer.Argument()] = None,
) -> None:
    """Run the notebooks from top to bottom and save them with their outputs.

    Example: `python -m analysis notebooks 03_term_frequency`
    """
    from analysis.report.notebooks import execute_notebooks

    for path in execute_notebooks(names=names or None):
        say(voice().say("commands.ran", file=shown(path)))


def lab(options: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Open the notebooks in JupyterLab.

    Example: `python -m analysis lab`
    """
    import subprocess

    # The notebooks import the project: let their kernel find it, installed or not.
    found = os.pathsep.join(filter(None, [str(paths.ROOT), os.environ.get("PYTHONPATH")]))
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"} | {"PYTHONPATH": found}
    command = [sys.executable, "-m", "jupyterlab", str(paths.NOTEBOOKS), *(options or [])]
    with suppress(KeyboardInterrupt):
        raise typer.Exit(subprocess.run(command, env=environment, check=False).returncode)
