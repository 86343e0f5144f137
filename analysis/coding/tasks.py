"""A task of coding by hand: which sentences, for whom, by which codebook; and the page on which it is done."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from dataclasses import asdict, dataclass
from functools import cache
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.language import speak
from analysis.lexicon import Lexicon
from analysis.measures.themes import NONE
from analysis.mistakes import Mistake, as_mistake
from analysis.report.writing import write_file
from analysis.results import Results
from analysis.tables import sentence_hash

FILE = "task.json"
KEYS = "1234567890"  # one a theme
EACH = 12  # sentences of a group, if there are as many
# What the page's script says.
_SCRIPT = ("who", "round", "place", "complete", "incomplete", "unsaved", "copied", "nothing_yet")


@dataclass(frozen=True)
class Task:
    """What is coded.

    Attributes
    ----------
    id : str
        Told from the sentences and themes: the same task has the same id.
    title : str
        Of the corpus.
    language : str
        Of the page.
    themes : list of dict
        theme, zh, en, in the order of the keys.
    groups : int
        Seat ``s`` belongs to group ``(s - 1) % groups + 1``.
    sentences : list of dict
        hash, text, and set: 0 is coded by everybody, the others by the group of that number.
    corpus : str
        Where the sentences are from, and with it the dictionary to compare with; empty for the project's own.
    """

    id: str
    title: str
    language: str
    themes: list[dict]
    groups: int
    sentences: list[dict]
    corpus: str = ""


def draw_task(
    results: Results,
    *,
    shared: int,
    groups: int,
    each: int = EACH,
    seed: int = 0,
    language: str = "zh",
    corpus: str = "",
) -> Task:
    """Draw the sentences at random, every sentence with the same chance; a text that occurs twice is coded once.

    Parameters
    ----------
    results : Results
        The corpus.
    shared, groups, each : int
        Sentences that everybody codes; groups, and sentences that each of them alone codes.
    seed : int
        The same seed draws the same sentences.
    language : {"zh", "en"}
        Of the page.
    corpus : str
        How the task names the corpus.

    Raises
    ------
    Mistake
        There are fewer sentences than everybody is to code, or more themes than keys, or none.
    """
    themes = results.lexicon.theme_names.to_dict("records")
    if not 0 < len(themes) <= len(KEYS):
        raise Mistake("coding_themes", n=len(themes), most=len(KEYS))
    texts = list(dict.fromkeys(results.speeches["text"]))
    if not 0 < shared <= len(texts):
        raise Mistake("coding_shared", value=shared, n=len(texts))
    random.Random(seed).shuffle(texts)
    each = min(each, (len(texts) - shared) // groups)
    sets = [0] * shared + [group for group in range(1, groups + 1) for _ in range(each)]
    sentences = [
        {"hash": sentence_hash(text), "text": text, "set": number} for text, number in zip(texts, sets, strict=False)
    ]
    content = json.dumps([sentences, [theme["theme"] for theme in themes]], ensure_ascii=False)
    code = "t" + hashlib.sha256(content.encode("utf-8")).hexdigest()[:7]
    title = results.corpus.settings.title.get(language) or speak(language).say("coding.title")
    return Task(code, title, language, themes, groups, sentences, corpus)


def write_task(task: Task, lexicon: Lexicon, folder: Path) -> list[Path]:
    """Write the page (``coding.html``) and the task file, which `collecting` needs, into a folder.

    Raises
    ------
    Mistake
        There is another task in the folder: what was handed in for it could be told no more.
    """
    if (folder / FILE).exists() and read_task(folder).id != task.id:
        raise Mistake("coding_other_task", file=folder / FILE)
    content = json.dumps(asdict(task), ensure_ascii=False, indent=1) + "\n"
    return [
        write_file(folder / "coding.html", _page(task, lexicon).encode("utf-8")),
        write_file(folder / FILE, content.encode("utf-8")),
    ]


def show_task(task: Task, lexicon: Lexicon, *, height: int = 720):
    """The page within a notebook, for the last line of a cell; what is coded there is handed in like any other.

    Examples
    --------
    >>> from analysis.results import Results
    >>> show_task(draw_task(Results(), shared=3, groups=1), Results().lexicon)
    <IPython.core.display.HTML object>
    """
    from IPython.display import HTML

    page = escape(_page(task, lexicon))
    return HTML(f'<div><iframe srcdoc="{page}" title="{task.id}" width="100%" height="{height}"></iframe></div>')


def _page(task: Task, lexicon: Lexicon) -> str:
    words = {key: speak(task.language).texts[f"coding.{key}"] for key in _SCRIPT}
    return render("page.html", task.language, task=task, guide=guide(task, lexicon), keys=KEYS, words=words)


def read_task(folder: Path) -> Task:
    """The task of a folder, or of the one that holds it.

    Raises
    ------
    Mistake
        There is none, or it is damaged.
    """
    place = next((path for path in (folder / FILE, folder.absolute().parent / FILE) if path.is_file()), None)
    if place is None:
        raise Mistake("coding_no_task", folder=folder, file=FILE)
    try:
        return Task(**json.loads(place.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise as_mistake(error) or Mistake("coding_bad_task", file=place) from None


def guide(task: Task, lexicon: Lexicon) -> list[dict]:
    """What the codebook says of each theme of a task, after what it says of none; without the dictionary's wording.

    Examples
    --------
    >>> from analysis.lexicon import read_lexicon
    >>> task = Task("t", "", "en", [{"theme": "culture", "zh": "文化", "en": "Culture"}], 1, [])
    >>> none, culture = guide(task, read_lexicon())
    >>> culture["definition"], culture["no"][0]
    ('civilisation, culture, ethnic unity, social undertakings', ('建设生态文明。', 'Ecology and green development'))
    """
    language = task.language
    book = lexicon.codebook.set_index("theme").to_dict("index")
    names = {theme["theme"]: theme[language] for theme in lexicon.theme_names.to_dict("records")}
    names |= {NONE: speak(language).say("coding.none")}
    entries = []
    for theme in [{"theme": NONE, language: names[NONE]}, *task.themes]:
        row = book.get(theme["theme"], {})
        examples = [example.rstrip("]").partition("[") for example in _parts(row.get("no"))]
        entries.append({
            "theme": theme["theme"], "name": theme[language], "definition": row.get(language, ""),
            "rules": row.get(f"rules_{language}", ""), "yes": _parts(row.get("yes")),
            "no": [(text, names.get(other, other)) for text, _, other in examples],
        })  # fmt: skip
    return entries


def render(template: str, language: str, **values) -> str:
    """A page of this room, with its styles and script allowed by their digest and everything else forbidden."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals |= {"language": language, "digest": _digest, "file": _file}
    say = speak(language).say
    return environment.get_template(template).render(say=lambda key, **given: say(f"coding.{key}", **given), **values)


@cache
def _file(name: str) -> Markup:
    return Markup(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _parts(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split("|") if part]
