"""What several test files share: one browser a session, and a plain word where there is none."""

import gc

import pytest
from hypothesis import settings

from tests.browsers import BROWSER, FLAGS, NO_AXE, NO_BROWSER

settings.register_profile("the same each time", derandomize=True, database=None)
settings.load_profile("the same each time")

# Tests that share what is costly to make run in one worker, so that it is made once: the drawn charts of the four
# speeches and the browser; the notebooks; the charts of made corpora.
TOGETHER = {
    f"tests/test_{name}.py": names[0]
    for names in (
        ("document", "figures", "page", "page_browser", "report", "single_chart", "word", "workbook"),
        ("course_lessons", "course_notebooks", "notebooks"),
        ("charts", "charts_compared", "charts_groups", "charts_matrix", "charts_pairs", "charts_places",
         "charts_themes", "links"),
    )
    for name in names
}  # fmt: skip
TOGETHER |= dict.fromkeys(("analysis/report/document.py", "analysis/findings/__init__.py"), "document")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Deal tests to workers one by one, and the files of `TOGETHER` whole."""
    from xdist.scheduler import LoadScopeScheduling

    class ByCost(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return TOGETHER.get(nodeid.partition("::")[0], nodeid)

    return ByCost(config, log)


def pytest_collection_finish():
    """Look for garbage seldom, and never among the tests: a fifth of the time of a chart went into looking."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session")
def browser():
    """Start the browser once for all tests; each opens a context of its own."""
    if BROWSER is None:
        pytest.skip(NO_BROWSER)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=list(FLAGS))
        yield started
        started.close()


def pytest_terminal_summary(terminalreporter):
    """Say which tests were left out for want of a browser or of axe-core, and how to get one."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for reason, what in ((NO_BROWSER, "tests in a browser"), (NO_AXE, "tests of accessibility")):
        count = sum(reason in text for text in skipped)
        if count:
            terminalreporter.write_line(f"{count} {what} were skipped: {reason}", yellow=True)
