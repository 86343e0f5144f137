"""Examples in docstrings read the tables of the four speeches, which are made once in a process."""

import os

import pytest

os.environ.pop("SPEECHES_PROGRAM", None)  # messages name the same program however the tests were started


@pytest.fixture(autouse=True)
def made_once_for_examples(request, monkeypatch):
    """Let `Results()` of an example be that of the example before, also where its module has the name."""
    if isinstance(request.node, pytest.DoctestItem):
        from tests.four_speeches import make_once

        known = make_once(monkeypatch)
        if "Results" in request.node.dtest.globs and request.node.name != "analysis.results.Results":
            monkeypatch.setitem(request.node.dtest.globs, "Results", known)
