"""Lessons from their sources: one file a lesson with both languages, in the percent format that jupytext reads.

A source, ``notebooks/course/lesson_3.py``, is cells. ``# %% [markdown] lang="zh"`` is text in one language, ``# %%`` is
code of both, with ``LANGUAGE`` where the language stands and ``# PROJECT`` beside the folder of the project; code that
differs has a ``lang`` too. ``part="teacher"``, ``"handout"`` or ``"slides"`` puts a text on that page instead of into
the notebook. An exercise holds its answer, ``my_rate = None  # answer: 152``, which students do not get. From it come,
a language a folder:

    lesson_3.ipynb             what students open, not run yet
    lesson_3_handout.html      one A4 page
    lesson_3_slides.html       one page, a slide a heading
    teacher/lesson_3.html      aims, timing, what goes wrong, answers; with the solved exercises
"""

import re
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.language import CODES, speak
from analysis.report.templates import templates

COURSE = paths.NOTEBOOKS / "course"
NOTEBOOK, TEACHER, HANDOUT, SLIDES = "notebook", "teacher", "handout", "slides"
# Characters (Chinese) and words (English) a minute, read aloud: Trauzettel-Klosinski & Dietz (2012), Standardized
# assessment of reading performance: the new international reading speed texts IReST, IOVS 53(9).
READ_A_MINUTE = {"zh": 255, "en": 228}
RUN_A_CELL = 1.0  # minutes to run a cell and look at what it shows
GUIDES = ("guide", "rubric")  # parts of materials.py, each a page for teachers
_ANSWER = re.compile(r"None(?P<more>, None)?  # answer: (?P<answer>.+)$", flags=re.M)


class Lesson:
    """One source: its cells, in one language or another.

    Parameters
    ----------
    path : path-like
        The source.
    """

    def __init__(self, path: Path | str):
        import jupytext  # for those who build lessons, not for those who take them

        self.path = Path(path)
        cells = jupytext.read(self.path, fmt="py:percent").cells
        self.cells = cells[1:] if cells[0].source.startswith("# ") else cells  # what the source says of itself

    @property
    def name(self) -> str:
        """The name without ending: ``lesson_3``."""
        return self.path.stem

    def part(self, part: str, language: str) -> list:
        """The cells of a part in a language."""
        return [cell for cell in self.cells
                if cell.metadata.get("part", NOTEBOOK) == part and cell.metadata.get("lang", language) == language
                and cell.source.strip()]  # fmt: skip

    def notebook(self, language: str, *, solved: bool = False):
        """What students open; with the answers filled in if it is to be solved."""
        import nbformat

        from analysis.report.notebooks import METADATA

        notebook = nbformat.v4.new_notebook(metadata=nbformat.from_dict(METADATA), nbformat_minor=5)
        for number, cell in enumerate(self.part(NOTEBOOK, language), start=1):
            make = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
            source = cell.source
            if cell.cell_type == "code":
                where = speak(language).say("course.project_line")
                source = source.replace("LANGUAGE", language).replace("# PROJECT", f"# {where}")
            fill = r"\g<answer>" if solved else r"None\g<more>"
            made = make(_ANSWER.sub(lambda found, fill=fill: found.expand(fill) if found["more"] or solved else "None",
                                    source))  # fmt: skip
            made.id = f"cell-{number:03d}"
            notebook.cells.append(made)
        return notebook

    def minutes(self, language: str) -> int:
        """Minutes to read the notebook and run its cells; exercises and work in pairs come on top."""
        return reading_minutes(self.part(NOTEBOOK, language), language)


def reading_minutes(cells, language: str) -> int:
    """Minutes to read a notebook's texts in a language, by reading speed, and to run its cells."""
    texts = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    read = re.findall("[一-鿿]", texts) if language == "zh" else re.findall("[A-Za-z]+", texts)
    boxes = sum(cell.cell_type == "code" for cell in cells)
    return round(len(read) / READ_A_MINUTE[language] + boxes * RUN_A_CELL)


def lessons(folder: Path | str = COURSE) -> list[Lesson]:
    """All lessons in their order."""
    return [Lesson(path) for path in sorted(Path(folder).glob("lesson_*.py"))]


def files_of(lesson: Lesson) -> dict[str, str]:
    """Every file that a source makes, by its place in the course folder."""
    import nbformat

    files = {}
    for code in CODES:
        if any(cell.cell_type == "code" for cell in lesson.part(NOTEBOOK, code)):
            files[f"{code}/{lesson.name}.ipynb"] = nbformat.writes(lesson.notebook(code)) + "\n"
        pages = {HANDOUT: f"{lesson.name}_handout", SLIDES: f"{lesson.name}_slides", TEACHER: f"teacher/{lesson.name}"}
        for part, name in pages.items():
            texts = [cell.source for cell in lesson.part(part, code)]
            if part == TEACHER:
                texts.append(_solved(lesson, code))
            files[f"{code}/{name}.html"] = page_of("\n\n".join(texts), part, code)
    return files


def _solved(lesson: Lesson, code: str) -> str:
    """The exercises with their answers, for the teacher's page."""
    cells = lesson.notebook(code, solved=True).cells if lesson.part(NOTEBOOK, code) else []
    solved = [cell.source for cell in cells if cell.cell_type == "code" and "check(" in cell.source]
    say, minutes = speak(code).say, lesson.minutes(code)
    blocks = "\n\n".join(f"```python\n{source}\n```" for source in solved)
    timed = say("lessons.read_and_run", n=minutes) if solved else ""
    return "\n\n".join(filter(None, [timed, f"## {say('lessons.solutions')}" if solved else "", blocks]))


def write_lessons(folder: Path | str = COURSE) -> list[Path]:
    """Make every file of every lesson, and the glossary and the bank of questions."""
    files = files_of_materials(folder)
    for lesson in lessons(folder):
        files |= files_of(lesson)
    for name, text in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [Path(folder) / name for name in files]


def page_of(text: str, part: str, code: str) -> str:
    """A page from Markdown: A4 to print, or slides of which each begins at a heading."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    slides = [slide for slide in re.split(r"(?=<h[12]>)", body) if slide.strip()] if part == SLIDES else []
    title = re.sub(r"^#+ *", "", text.strip().split("\n")[0])
    page = templates(Path(__file__).parent, code).get_template("lesson.html")
    return page.render(title=title, body=body, slides=slides) + "\n"


def files_of_materials(folder: Path | str = COURSE) -> dict[str, str]:
    """What is not of one lesson (glossary, bank of questions, guide, rubric, style), by its place in the folder."""
    folder, files = Path(folder), {}
    terms, questions = (pd.read_csv(folder / f"{name}.csv", dtype=str) for name in ("glossary", "questions"))
    guide = Lesson(folder / "materials.py")
    for code in CODES:
        other = next(one for one in CODES if one != code)
        terms = terms.sort_values(code)
        tables = {
            "glossary": (("term", "other_language", "meaning"), terms[[code, other, f"define_{code}"]]),
            "teacher/questions": (
                ("lesson", "question", "answer"), questions[["lesson", f"question_{code}", f"answer_{code}"]],
            ),
        }  # fmt: skip
        for name, (heads, table) in tables.items():
            title, *heads = (speak(code).say(f"lessons.{key}") for key in (Path(name).name, *heads))
            text = f"# {title}\n\n{table_of(heads, table.to_numpy().tolist())}"
            files[f"{code}/{name}.html"] = page_of(text, "", code)
        for part in GUIDES:
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
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in (heads, *rows)]
    return "\n".join([lines[0], "|---" * len(heads) + "|", *lines[1:]])
