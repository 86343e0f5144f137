"""Errors that a user can mend: which they are, and how they are told."""

from __future__ import annotations

import sys


class Stopped(SystemExit):
    """The end of a command after Ctrl-C that has said itself what is kept."""


def is_users_mistake(error: Exception) -> bool:
    """Whether an error says what a user can mend; any other is a fault of the program and keeps its traceback."""
    from analysis.documents import ParseError
    from analysis.lexicon import LexiconError

    # Modules that were never imported have raised nothing: asking for them would cost their import.
    late = {"analysis.charts.style": "GlyphError", "analysis.report.notebooks": "NotebookError",
            "analysis.report.requests": "RequestError", "analysis.counting.workers": "WorkerError"}  # fmt: skip
    raised = [getattr(sys.modules[name], kind) for name, kind in late.items() if name in sys.modules]
    return isinstance(error, (ParseError, LexiconError, OSError, *raised))


def one_line(error: Exception) -> str:
    """An error in one line, with its cure."""
    if isinstance(error, OSError) and error.strerror:
        cure = "close it if it is open elsewhere, or choose another folder with --out"
        return f"{error.filename}: cannot be written or read ({error.strerror}); {cure}"
    return str(error)
