"""Every table as a CSV file, with a page that explains every column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.language import Language, speak
from analysis.language.names import Names
from analysis.report.templates import templates
from analysis.report.writing import csv_bytes, write_file
from analysis.results import LEFT_OUT, RESAMPLED, TABLES, Results

# Columns named by what stands in the data: groups in counts, themes in coded, the user's own in documents
_NAMED_BY_DATA = {
    "counts": "*group", "document_counts": "*documents_of_group", "coded": "*theme", "documents": "*documents",
}  # fmt: skip


def explain_column(table: str, column: str, language: Language, names: Names) -> str:
    """What a column of a table means, with the corpus's word for a group.

    Raises
    ------
    KeyError
        Nobody has explained this column yet; the message names it.

    Examples
    --------
    >>> explain_column("frequency", "per_10k", speak("zh"), Names())
    '每万词出现的次数 = 10,000 × count ÷ total'
    """
    for key in (f"{table}.{column}", column, _NAMED_BY_DATA.get(table)):
        if f"columns.{key}" in language.texts:
            return language.say(f"columns.{key}", names)
    raise KeyError(f"column {column} of table {table} has no explanation in the catalogue (analysis/language)")


class Column(NamedTuple):
    """A column as it is shown: its head, what tables call it, and its values."""

    head: str
    code: str
    values: pd.Series


# Columns whose values are codes of the section ``values`` of the catalogue, or names of groups
_CODED = ("strategy", "group", "other", "verdict", "token_verdict", "kind", "direction", "unit", "setting", "scope",
          "measure", "statistic", "names", "weight", "estimator")  # fmt: skip
_OF_VERDICTS = ("verdicts", "whole", "robustness")  # their terms are words, themes and statistics


def shown_columns(
    table: str, frame: pd.DataFrame, language: Language, names: Names, *, groups: Sequence[str] = (),
    themes: Sequence[str] = (),
) -> Iterator[Column]:  # fmt: skip
    """The columns of a table in a language: names in place of codes, and the codes of themes and moves beside them.

    Parameters
    ----------
    table : str
        Its name, or that of the chart whose numbers it holds.
    frame : DataFrame
        The table.
    language : Language
        Of heads and values.
    names : Names
        What things are called.
    groups, themes : sequence of str
        That are columns themselves.

    Examples
    --------
    >>> frame = pd.DataFrame({"theme": ["reform"], "count": [2]})
    >>> names = Names(themes={"reform": ("改革", "Reform")})
    >>> [(one.head, *one.values) for one in shown_columns("hits", frame, speak("zh"), names)]
    [('主题', '改革'), ('主题代码', 'reform'), ('次数', 2)]
    """
    texts, code = language.texts, language.code
    values_of = {key.removeprefix("values."): text for key, text in texts.items() if key.startswith("values.")}
    for place, column in enumerate(map(str, frame.columns)):
        values = frame.iloc[:, place]
        head = texts.get(f"heads.{table}.{column}") or texts.get(f"heads.{column}", column)
        if column in ("strategy", "group"):
            head = language.say("word.h_group", names)
        elif table == "counts" and column in groups:
            head = names.strategy(column, code)
        elif table == "coded" and column in themes:
            head = names.theme(column, code)
        of = "theme" if column == "item" and (frame["kind"] == "theme").any() else column  # of a map: themes, or words
        if of in ("theme", "move", "province"):
            called = {"theme": names.theme, "move": names.move}.get(of, lambda one, _: texts[f"provinces.{one}"])
            yield Column(head, column, pd.Series([called(str(value), code) for value in values]))
            if of == "province":
                continue
            head = texts[f"heads.{of}_code"]
        elif column in _CODED or (column == "term" and table in _OF_VERDICTS):
            called = values_of | {name: names.strategy(name, code) for name in names.strategies}
            if column == "term":
                called |= {theme: names.theme(theme, code) for theme in names.themes}
            else:
                called |= {group: names.strategy(group, code) for group in groups}
            if not pd.api.types.is_numeric_dtype(values):
                values = pd.Series([called.get(str(value), value) for value in values])
        yield Column(head, column, values)


def every_table(
    results: Results, names: Iterable[str] = tuple(TABLES)
) -> tuple[dict[str, pd.DataFrame], dict[str, Exception]]:
    """The tables as they are written, and of each that the corpus is too small for the reason."""
    found, missing = {}, {}
    for name in names:
        if TABLES[name].only_large and not results.large:
            continue
        try:
            found[name] = _written(results, name)
        except ValueError as reason:  # the measure says what it lacks
            missing[name] = reason
    if not len(found.get(LEFT_OUT, ())):
        found.pop(LEFT_OUT, None)
    return found, missing


def _written(results: Results, name: str) -> pd.DataFrame:
    """A table with places and groups as columns, booleans as 1 and 0."""
    if name in ("counts", "document_counts"):
        table = getattr(results, name).T.rename_axis("term").rename_axis(None, axis=1)
    elif name == "coded":
        places = results.speeches[["speech", "strategy", "paragraph", "sentence", "text"]]
        table = pd.concat([places, results.coded], axis=1)
    else:
        table = getattr(results, name)
    if table.index.nlevels > 1 or table.index.name:
        table = table.reset_index()
    return table.astype({column: "int64" for column in table.columns if table[column].dtype == bool})


def write_tables(
    results: Results, folder: Path, *, languages: Sequence[str] = ("zh", "en"), resampled: bool = True
) -> list[Path]:
    """Write every table, and a README in the given languages, into `folder`; return the files written.

    A table for which the corpus is too small is left out, and the README gives the reason. Without `resampled`, the
    tables of `RESAMPLED` are not made; those that stand in the folder are left as they are.
    """
    found, missing = every_table(results, [name for name in TABLES if resampled or name not in RESAMPLED])
    files = [write_file(folder / f"{name}.csv", csv_bytes(table)) for name, table in found.items()]
    kept = set() if resampled else set(RESAMPLED)
    for name in (missing.keys() | _listed(folder / "README.md")) - found.keys() - kept:
        (folder / f"{name}.csv").unlink(missing_ok=True)  # of another corpus, or of an earlier version
    later = [name for name in RESAMPLED if not resampled and not (folder / f"{name}.csv").is_file()]
    missing |= dict.fromkeys(later, "`python -m analysis report`")
    voices = [speak(code) for code in languages]
    page = templates(Path(__file__).parent, languages[0]).get_template("tables.md").render(
        voices=voices, names=results.names, found=found, explain=explain_column,
        order=[name for name in TABLES if name in missing or name in found or name in RESAMPLED],
        missing={name: dict.fromkeys(voice.write(reason) for voice in voices) for name, reason in missing.items()},
        left_out=results.left_out_documents["file"],
    )  # fmt: skip
    return [*files, write_file(folder / "README.md", page.encode("utf-8"))]


def _listed(page: Path) -> set[str]:
    """The tables that the last page of them names."""
    return set(re.findall(r"\[(\w+)\.csv\]", page.read_text(encoding="utf-8"))) if page.is_file() else set()
