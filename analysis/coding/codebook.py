"""The part of CODEBOOK.md that is made from the word lists, between two marks; the rest of it is written by hand."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from analysis import paths
from analysis.lexicon import Lexicon, read_lexicon
from analysis.measures.themes import NONE
from analysis.report.writing import write_file

FILE = paths.WORDS / "CODEBOOK.md"
_MADE = re.compile(r"(?<=<!-- made from codebook.csv -->\n).*?(?=<!-- to here -->)", flags=re.DOTALL)


def describe_themes(lexicon: Lexicon) -> str:
    """The themes in Markdown: definitions, wording, rules and examples in both languages."""
    table = lexicon.codebook.rename(columns={"zh": "define_zh", "en": "define_en"})
    rows = table.merge(lexicon.theme_names, on="theme", how="left").to_dict("records")
    for row in rows:
        row["yes"] = [text for text in row["yes"].split("|") if text]
        row["no"] = [text.rstrip("]").split("[") for text in row["no"].split("|") if text]
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), trim_blocks=True, lstrip_blocks=True)
    frame = next(row for row in rows if row["theme"] == NONE)
    return environment.get_template("codebook.md").render(themes=[row for row in rows if row is not frame], frame=frame)


def write_codebook(path: Path = FILE) -> Path:
    """Renew the part that is made from the word lists."""
    made = describe_themes(read_lexicon())
    return write_file(path, _MADE.sub(lambda _: made, path.read_text(encoding="utf-8")).encode("utf-8"))
