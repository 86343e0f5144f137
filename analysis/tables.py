"""The two tables that all others are made from, `speeches` and `tokens`: their columns, types and checks.

What any other table holds, the function that makes it says, and the catalogue for each column.

A table is an ordinary :class:`pandas.DataFrame`. ``check_speeches`` and ``check_tokens`` return the table they
were given when it keeps its promises, and otherwise raise :class:`TableError` naming the column, the row and the value.
"""

import hashlib
from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")  # Excel takes full-width signs too where Chinese is its language
KINDS = ("phrase", "word", "number", "latin", "punctuation")
NONE = "none"  # the theme, or the move, of a sentence that carries none
SENTENCE = ["speech", "paragraph", "sentence"]
PLACE_OF_SENTENCE = ["speech", "strategy", "paragraph", "sentence"]
SPEECH_COLUMNS = [
    "speech", "strategy", "date", "place", "occasion", "paragraph", "sentence", "text", "start_line", "end_line",
]  # fmt: skip
TOKEN_COLUMNS = ["speech", "strategy", "paragraph", "sentence", "start", "end", "term", "kind", "kept"]


class TableError(ValueError):
    """A table breaks a promise of its declaration; the message names column, row and value."""


@cache
def _schemas():
    # pandera costs half a second to import: only who checks a table pays for it.
    import pandera.pandas as pa

    from_one = pa.Check.ge(1)
    place = {
        "speech": pa.Column("int64", pa.Check.ge(0)),
        "strategy": pa.Column(checks=pa.Check(_is_ordered_category, error="an ordered category")),
        "paragraph": pa.Column("int64", from_one),
        "sentence": pa.Column("int64", from_one),
    }
    speeches = pa.DataFrameSchema(
        {
            **place,
            "date": pa.Column("datetime64[ns]", coerce=False, nullable=True),
            "place": pa.Column(str),
            "occasion": pa.Column(str, pa.Check.str_length(min_value=1)),
            "text": pa.Column(str, pa.Check.str_length(min_value=1)),
            "start_line": pa.Column("int64", from_one),
            "end_line": pa.Column("int64", from_one),
        },
        checks=[
            pa.Check(lambda t: t["start_line"] <= t["end_line"], error="start_line <= end_line"),
            pa.Check(lambda t: ~t.duplicated(SENTENCE), error="one row a sentence"),
        ],
        unique_column_names=True,
    )
    tokens = pa.DataFrameSchema(
        {
            **place,
            "start": pa.Column("int64", pa.Check.ge(0)),
            "end": pa.Column("int64", from_one),
            "term": pa.Column(str, pa.Check.str_length(min_value=1)),
            "kind": pa.Column(str, pa.Check.isin(KINDS)),
            "kept": pa.Column(bool),
        },
        checks=[pa.Check(lambda t: t["start"] < t["end"], error="start < end")],
        unique_column_names=True,
    )
    return {"speeches": speeches, "tokens": tokens}


def _is_ordered_category(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) and column.dtype.ordered and not column.isna().any()


def _check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    from pandera.errors import SchemaError

    try:
        return _schemas()[name].validate(table)
    except SchemaError as error:
        case = ""
        if isinstance(error.failure_cases, pd.DataFrame) and len(error.failure_cases):
            first = error.failure_cases.iloc[0]
            case = f"; row {first.get('index')}, value {first.get('failure_case')!r}"
        elif error.failure_cases is not None:
            case = f"; missing or wrong: {error.failure_cases}"
        column = getattr(error.schema, "name", None) or "the table as a whole"
        raise TableError(f"table {name}, {column}: expected {error.check}{case}") from None


def check_speeches(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` if it is a ``speeches`` table (one row a sentence), else raise.

    Parameters
    ----------
    table : DataFrame
        Columns ``SPEECH_COLUMNS``: speech (number of the footnote, or of the row of documents.csv), strategy (the group
        compared, an ordered category), date (NaT where unknown), place (empty where unknown), occasion (or title),
        paragraph and sentence (counted from 1), text, start_line and end_line (lines of the source; paragraphs of a
        Word file or a page, page x 1,000 + line of a PDF). Where characters were converted, ``original`` holds the
        wording of the source, of the same length as text: :func:`wording` is what to show.

    Raises
    ------
    TableError
        A column is missing, has another type, or a value breaks its rule.
    """
    return _check("speeches", table)


def check_tokens(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` if it is a ``tokens`` table (one row a token in place), else raise.

    Parameters
    ----------
    table : DataFrame
        Columns ``TOKEN_COLUMNS``; start and end are character offsets in the sentence's text, where ``text[start:end]``
        is what is written. It is the term, unless its notation is folded (ＡＩ is counted as AI) or it has a synonym.

    Raises
    ------
    TableError
        A column is missing, has another type, or a value breaks its rule.
    """
    return _check("tokens", table)


def wording(speeches: pd.DataFrame) -> pd.Series:
    """The sentences as their document has them: what is shown, where ``text`` is what is counted.

    Examples
    --------
    >>> wording(pd.DataFrame({"text": ["发展"], "original": ["發展"]})).tolist()
    ['發展']
    """
    return speeches["original" if "original" in speeches.columns else "text"]


def rows_of_sentences(speeches: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """By place (a token, a hit) the row of its sentence; -1 where `speeches` lacks it.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": 5, "paragraph": 1, "sentence": [1, 2]})
    >>> rows_of_sentences(speeches, speeches.iloc[[1, 0, 1]]).tolist()
    [1, 0, 1]
    """
    return pd.MultiIndex.from_frame(speeches[SENTENCE]).get_indexer(pd.MultiIndex.from_frame(places[SENTENCE]))


def ordered_strategies(names: Sequence[str], order: Sequence[str]) -> pd.Categorical:
    """Strategy names as an ordered category whose categories are `order`.

    Examples
    --------
    >>> ordered_strategies(["西部大开发"], ["中部地区崛起", "西部大开发"]).codes.tolist()
    [1]
    """
    return pd.Categorical(names, categories=list(order), ordered=True)


def p_text(p: float) -> str:
    """An adjusted p with two significant digits; 0.0499 must not read 0.05, nor 0.0501.

    Examples
    --------
    >>> p_text(0.04192), p_text(0.0501), p_text(1.0), p_text(0.0001)
    ('0.042', '0.0501', '1', '0.0001')
    """
    text = f"{p:.2g}"
    return text if (float(text) <= 0.05) == (p <= 0.05) else f"{p:.3g}"


def sentence_hash(text: str) -> str:
    """What stands for a sentence wherever its text cannot: the same for the same characters, white space left out.

    Examples
    --------
    >>> sentence_hash("坚持生态优先。"), sentence_hash("坚持生态 优先。") == sentence_hash("坚持生态优先。")
    ('h8ce90946c9a3', True)
    """
    return "h" + hashlib.sha256("".join(text.split()).encode("utf-8")).hexdigest()[:12]
