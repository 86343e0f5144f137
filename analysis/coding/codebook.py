"""The codebook: what it says of each theme, and the part of CODEBOOK.md that is made from it, between two marks."""

import re
from pathlib import Path

from analysis import paths
from analysis.language import CODES, speak
from analysis.lexicon import Lexicon, read_lexicon
from analysis.report.templates import templates
from analysis.report.writing import write_file
from analysis.tables import NONE

FILE = paths.WORDS / "CODEBOOK.md"
_MADE = re.compile(r"(?<=<!-- made from codebook.csv -->\n).*?(?=<!-- to here -->)", flags=re.DOTALL)


def entries(lexicon: Lexicon, language: str) -> dict[str, dict]:
    """What the codebook says of each theme, and of none, in one language; nothing of a theme that it lacks.

    Returns
    -------
    dict of theme to dict
        theme, name, definition, rules, typical, yes (list of sentences), no (list of sentence, the theme that it has
        instead, and its name).

    Examples
    --------
    >>> culture = entries(read_lexicon(), "en")["culture"]
    >>> culture["name"], culture["no"][0]
    ('Culture and unity', ('建设生态文明。', 'ecology', 'Ecology and green development'))
    """
    book = lexicon.codebook.set_index("theme").to_dict("index")
    names = {NONE: speak(language).say("coding.none")}
    names |= dict(zip(lexicon.theme_names["theme"], lexicon.theme_names[language], strict=True))
    found = {}
    for theme, name in names.items():
        row = book.get(theme, {})
        examples = [example.rstrip("]").partition("[") for example in _parts(row.get("no"))]
        found[theme] = {
            "theme": theme, "name": name, "definition": row.get(language, ""), "typical": row.get("typical", ""),
            "rules": row.get(f"rules_{language}", ""), "yes": _parts(row.get("yes")),
            "no": [(text, other, names.get(other, other)) for text, _, other in examples],
        }  # fmt: skip
    return found


def describe_themes(lexicon: Lexicon) -> str:
    """The themes in Markdown: definitions, wording, rules and examples in both languages."""
    frame, *themes = [dict(zip(CODES, pair, strict=True))
                      for pair in zip(*(entries(lexicon, code).values() for code in CODES), strict=True)]  # fmt: skip
    return templates(Path(__file__).parent, "en").get_template("codebook.md").render(themes=themes, frame=frame)


def write_codebook(path: Path = FILE) -> Path:
    """Renew the part that is made from the word lists."""
    made = describe_themes(read_lexicon())
    return write_file(path, _MADE.sub(lambda _: made, path.read_text(encoding="utf-8")).encode("utf-8"))


def _parts(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split("|") if part]
