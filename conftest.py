"""Examples in docstrings read the tables of the four speeches, which are made once in a process."""

import pytest
from _pytest.doctest import DoctestItem

from tests.four_speeches import make_once


@pytest.fixture(autouse=True)
def made_once_for_examples(request, monkeypatch):
    """Let `Results()` of an example be that of the example before."""
    if isinstance(request.node, DoctestItem):
        make_once(monkeypatch)
