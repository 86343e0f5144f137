"""Notebooks run from top to bottom, so that the same code gives the same file to the byte.

What differs from run to run or from machine to machine is kept out: times, random cell ids, the version of Python,
settings of the user's IPython and matplotlib, the way output happens to arrive in pieces.
"""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from analysis import paths
from analysis.mistakes import Mistake

TIMEOUT = 300  # seconds a cell may take
# Settings of the user's shell that would change what a notebook shows: pictures vanish with another backend, warnings
# appear, other packages are found.
DROPPED = ("MPLBACKEND", "MPLSTYLE", "PYTHONDONTWRITEBYTECODE", "PYTHONWARNINGS", "PYTHONINSPECT", "PYTHONSTARTUP")
SET = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the kernel complains about frozen modules at every start
}
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": dict(file_extension=".py", mimetype="text/x-python", name="python", pygments_lexer="ipython3"),
}
WIDGET = "application/vnd.jupyter.widget-view+json"
_ESCAPE = re.compile("\x1b\\[[0-9;]*m")


class NotebookError(Mistake):
    """A notebook does not run to its end, or there is none of that name; the message says where and why."""


def execute_notebooks(folder: Path | str = paths.NOTEBOOKS, names: Iterable[str] | None = None) -> list[Path]:
    """Run notebooks in their order, store each with its outputs, and return which were run.

    Nothing is written for a notebook that fails; those before it are stored.

    Parameters
    ----------
    folder : path-like
        Where the notebooks are; it is also the working folder while they run.
    names : iterable of str, optional
        Some of them only, such as ``03_term_frequency`` (with or without ``.ipynb``).

    Raises
    ------
    NotebookError
        A cell fails, or a name is not there.
    """
    found = find_notebooks(folder, names)
    for path in found:
        path.write_text(execute_notebook(path), encoding="utf-8", newline="\n")
    return found


def find_notebooks(folder: Path | str = paths.NOTEBOOKS, names: Iterable[str] | None = None) -> list[Path]:
    """List the notebooks of a folder in reading order, or those of `names`.

    Examples
    --------
    >>> [path.name for path in find_notebooks(names=["03_term_frequency"])]
    ['03_term_frequency.ipynb']
    """
    there = {path.stem: path for path in sorted(Path(folder).glob("*.ipynb"))}
    if names is None:
        return list(there.values())
    wanted = [Path(name).name.removesuffix(".ipynb") for name in names]
    for name in wanted:
        if name not in there:
            raise NotebookError("no_notebook", value=name, folder=Path(folder).name, list=list(there))
    return [there[name] for name in dict.fromkeys(wanted)]


def execute_notebook(path: Path | str) -> str:
    """Run one notebook in a kernel of its own and return the text of the file it should be; nothing is written.

    Raises
    ------
    NotebookError
        Naming the notebook, the cell and the error.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    path = Path(path)
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIMEOUT,
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=40"],  # errors only: the kernel's notices go to the user's terminal
        coalesce_streams=True,  # a line printed in two pieces is still one output
        resources={"metadata": {"path": str(path.resolve().parent)}},
    )
    # A folder of its own for IPython: no start-up files of the user, and kernels that run side by side do not wait.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as ipython:
        try:
            client.execute(env=kernel_environment() | {"IPYTHONDIR": ipython})
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise _explain(path, notebook, error) from None
    return as_text(notebook)


def kernel_environment(environ: dict[str, str] | None = None) -> dict[str, str]:
    """Environment of a kernel whose outputs do not depend on the user's settings.

    Examples
    --------
    >>> kernel_environment({"MPLBACKEND": "Agg", "LANG": "C"})["LANG"]
    'C'
    """
    given = os.environ if environ is None else environ
    return {key: value for key, value in given.items() if key not in DROPPED} | SET


def as_text(notebook) -> str:
    """The notebook as text, with what its code gives and nothing of the run."""
    import nbformat

    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id, cell.metadata = f"cell-{number:03d}", nbformat.from_dict({})
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)  # a live widget has a random id; its picture or text stays
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def _explain(path: Path, notebook, error: Exception) -> NotebookError:
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                what = _ESCAPE.sub("", f"{output.ename}: {output.evalue}")
                code = cell.source.splitlines()[0]
                return NotebookError("notebook_cell", file=path.name, cell=number, code=code, reason=what)
    words = _ESCAPE.sub("", str(error)).strip().splitlines()
    return NotebookError("notebook_ended", file=path.name, reason=words[-1] if words else type(error).__name__)
