"""What every column of every table means, in Chinese and English: units, formulas, how to read it.

A key is the name of a column, or ``table.column`` where a column means something else in one table. ``{noun}`` is what
a group is called.
"""

from __future__ import annotations

from analysis.language import CODES, speak

_NOUN = ("战略", "strategy")
# columns named by what stands in the data: groups in counts, themes in coded, the user's own in documents
_NAMED_BY_DATA = {"counts": "*group", "coded": "*theme", "documents": "*documents"}


def explain_column(table: str, column: str, language: str, *, noun: tuple[str, str] = _NOUN) -> str:
    """What a column of a table means.

    Parameters
    ----------
    table, column : str
        Names as in ``tables/TABLE.csv``.
    language : {"zh", "en"}
        Of the explanation.
    noun : (str, str)
        What a group is called, in Chinese and in English.

    Raises
    ------
    KeyError
        Nobody has explained this column yet; the message names it.

    Examples
    --------
    >>> explain_column("frequency", "per_10k", "zh")
    '每万词出现的次数 = 10,000 × count ÷ total'
    """
    for key in (f"{table}.{column}", column, _NAMED_BY_DATA.get(table)):
        text = speak(language).texts.get(f"columns.{key}")
        if text is not None:
            return text.replace("{noun}", noun[CODES.index(language)])
    raise KeyError(f"column {column} of table {table} has no explanation in the catalogue (analysis/language)")
