"""What goes with all lessons: the glossary, the bank of questions, the guide for teachers and the rubric."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.course.lessons import COURSE, Lesson, page_of
from analysis.language import CODES, speak

PAGES = ("guide", "rubric")  # parts of materials.py, each a page for teachers


def files_of_materials(folder: Path | str = COURSE) -> dict[str, str]:
    """Every page that is not of one lesson, by its place in the course folder."""
    folder, files = Path(folder), {}
    terms, questions = (pd.read_csv(folder / f"{name}.csv", dtype=str) for name in ("glossary", "questions"))
    guide = Lesson(folder / "materials.py")
    for code in CODES:
        other = next(one for one in CODES if one != code)
        head = speak(code).say
        rows = [(row[code], row[other], row[f"define_{code}"]) for _, row in terms.sort_values(code).iterrows()]
        heads = [head(f"lessons.{name}") for name in ("term", "other_language", "meaning")]
        files[f"{code}/glossary.html"] = page_of(f"# {head('lessons.glossary')}\n\n{table_of(heads, rows)}", "", code)
        heads = [head(f"lessons.{name}") for name in ("lesson", "question", "answer")]
        rows = [(row["lesson"], row[f"question_{code}"], row[f"answer_{code}"]) for _, row in questions.iterrows()]
        text = f"# {head('lessons.questions')}\n\n{table_of(heads, rows)}"
        files[f"{code}/teacher/questions.html"] = page_of(text, "", code)
        for part in PAGES:
            text = "\n\n".join(cell.source for cell in guide.part(part, code))
            files[f"{code}/teacher/{part}.html"] = page_of(text, part, code)
    return files


def table_of(heads: list[str], rows: list[tuple[str, ...]]) -> str:
    r"""A table in Markdown.

    Examples
    --------
    >>> print(table_of(["a", "b"], [("1", "2|3")]))
    | a | b |
    |---|---|
    | 1 | 2\|3 |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    cells = [[cell.replace("|", "\\|") if cell != "---" else cell for cell in line] for line in lines]
    return "\n".join("|---" * len(heads) + "|" if number == 1 else "| " + " | ".join(line) + " |"
                     for number, line in enumerate(cells))  # fmt: skip
