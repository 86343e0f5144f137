"""Notebooks run in this process, as a kernel would run them: what cells say and show, and whether they ran."""

import binascii
import contextlib
import io

import matplotlib
import nbformat
import pandas as pd
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from matplotlib_inline.backend_inline import configure_inline_support
from nbformat.v4 import new_output
from traitlets.config import Config

from analysis import paths
from analysis.course import session
from analysis.report.notebooks import as_text
from tests.four_speeches import make_once

QUIET = {"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}}


@contextlib.contextmanager
def new_shell():
    """A shell of its own, which shows what the shell of a kernel shows; at the end all is as it was."""
    InteractiveShell.clear_instance()
    shell, backend = InteractiveShell.instance(config=Config(QUIET)), matplotlib.get_backend()
    shell.enable_gui = lambda gui=None: None
    # pandas asks for the width of a terminal where it was imported before a shell
    with pd.option_context("display.max_columns", 20), matplotlib.rc_context():
        try:
            configure_inline_support.current_backend = "inline"  # the first shell too lets figures draw themselves
            shell.enable_matplotlib("inline")
            yield shell
        finally:
            matplotlib.use(backend)
            InteractiveShell.clear_instance()


@contextlib.contextmanager
def opened(name, monkeypatch):
    """A notebook of the project in its folder, in a shell of its own and as a new session of the course."""
    monkeypatch.setattr(session, "SESSION", session.Session())
    monkeypatch.chdir(paths.NOTEBOOKS)
    make_once(monkeypatch)
    with new_shell() as shell:
        yield Run(paths.NOTEBOOKS / f"{name}.ipynb", shell)


class Run:
    """The cells of a notebook and a shell to run them in."""

    def __init__(self, path, shell):
        self.notebook, self.shell = nbformat.read(path, 4), shell
        self.cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self.sources = [cell.source for cell in self.cells]

    def outputs(self, source):
        """Run a cell and return what a notebook stores of it."""
        said = {"stdout": io.StringIO(), "stderr": io.StringIO()}
        self.shell.display_pub = CapturingDisplayPublisher()
        self.shell.display_trap.hook = hook = CapturingDisplayHook(shell=self.shell, outputs=[])
        with contextlib.redirect_stdout(said["stdout"]), contextlib.redirect_stderr(said["stderr"]):
            result = self.shell.run_cell(source, store_history=True)
        texts = {name: stream.getvalue() for name, stream in said.items()}
        assert result.success, f"{source}\n{texts['stdout'][-1500:]}"
        found = [new_output("stream", name=name, text=text) for name, text in texts.items() if text]
        found += [_output("display_data", one) for one in self.shell.display_pub.outputs]
        number = self.shell.execution_count - 1
        return found + [_output("execute_result", one, execution_count=number) for one in hook.outputs]

    def said(self, source):
        """Run a cell and return all that it says, an error's one line included."""
        said = io.StringIO()
        self.shell.display_pub = CapturingDisplayPublisher()
        self.shell.display_trap.hook = CapturingDisplayHook(shell=self.shell, outputs=[])
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            self.shell.run_cell(source, store_history=True)
        return said.getvalue() + "\n".join(str(one["data"].get("text/plain")) for one in self.shell.display_pub.outputs)

    def as_stored(self):
        """Run all cells and return the text of the file that the notebook should be."""
        for number, cell in enumerate(self.cells, start=1):
            cell.outputs, cell.execution_count = self.outputs(cell.source), number
        return as_text(self.notebook)

    def draw_no_more(self):
        """Show words alone from here on: what is drawn once need not be drawn again."""
        self.shell.display_formatter.active_types = ["text/plain"]

    def draw_again(self):
        """Show everything from here on."""
        self.shell.display_formatter.active_types = self.shell.display_formatter.format_types


def _output(kind, shown, **more):
    data = {
        name: binascii.b2a_base64(value, newline=False).decode() if isinstance(value, bytes) else value
        for name, value in shown["data"].items()
    }
    return new_output(kind, data=data, metadata=shown["metadata"] or {}, **more)
