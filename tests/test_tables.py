"""The declared tables: what they promise, and what a broken promise says."""

import pandas as pd
import pytest

from analysis import tables
from analysis.report.tables import write_tables
from tests.four_speeches import RESULTS


def test_the_tables_of_the_document_keep_their_promises():
    assert tables.check_speeches(RESULTS.speeches) is not None
    assert list(RESULTS.speeches.columns) == [*tables.SPEECH_COLUMNS, "margin"]
    assert tables.check_tokens(RESULTS.tokens) is not None
    assert list(RESULTS.tokens.columns) == [*tables.TOKEN_COLUMNS, "own_name"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.assign(paragraph=0), "paragraph"),
        (lambda t: t.assign(text=""), "text"),
        (lambda t: t.assign(strategy=t["strategy"].astype(str)), "strategy"),
        (lambda t: t.assign(end_line=t["start_line"] - 1), "start_line <= end_line"),
        (lambda t: pd.concat([t, t.iloc[:1]], ignore_index=True), "one row a sentence"),
        (lambda t: t.drop(columns="place"), "place"),
        (lambda t: t.assign(date="2023-10-12"), "date"),
    ],
)
def test_a_broken_speeches_table_is_refused_by_name(change, said):
    with pytest.raises(tables.TableError, match=f"speeches.*{said}"):
        tables.check_speeches(change(RESULTS.speeches))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.assign(kind="noun"), "kind"),
        (lambda t: t.assign(end=t["start"]), "end"),
        (lambda t: t.assign(kept="yes"), "kept"),
    ],
)
def test_a_broken_tokens_table_is_refused_by_name(change, said):
    with pytest.raises(tables.TableError, match=f"tokens.*{said}"):
        tables.check_tokens(change(RESULTS.tokens))


def test_a_table_that_is_made_no_more_goes_and_what_is_not_ours_stays(tmp_path):
    (tmp_path / "README.md").write_text("| [permutation.csv](permutation.csv) | x |\n", encoding="utf-8")
    for name in ("permutation", "mine"):
        (tmp_path / f"{name}.csv").write_text("a\n", encoding="utf-8")
    written = write_tables(RESULTS, tmp_path, resampled=False)
    assert {path.name for path in tmp_path.iterdir()} == {*(path.name for path in written), "mine.csv"}
