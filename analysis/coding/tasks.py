"""A task of coding by hand: which sentences, for whom, by which codebook; and the page on which it is done."""

import hashlib
import json
import random
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from analysis import paths
from analysis.coding.codebook import entries
from analysis.language import speak
from analysis.lexicon import Lexicon
from analysis.mistakes import Mistake, as_mistake
from analysis.report.templates import templates
from analysis.report.writing import write_file
from analysis.results import Results
from analysis.tables import NONE, sentence_hash

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
        Where the sentences are from, and with it the dictionary to compare with: from the project's folder, if it
        stands there; empty for the project's own.
    """

    id: str
    title: str
    language: str
    themes: list[dict]
    groups: int
    sentences: list[dict]
    corpus: str = ""


def draw_task(
    results: Results, *, shared: int, groups: int, each: int = EACH, seed: int = 0, language: str = "zh"
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
    return Task(code, title, language, themes, groups, sentences, _place_of(results.corpus.folder.resolve()))


def _place_of(corpus: Path) -> str:
    if corpus == paths.DATA:
        return ""
    return corpus.relative_to(paths.ROOT).as_posix() if corpus.is_relative_to(paths.ROOT) else str(corpus)


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
    book = entries(lexicon, task.language)
    guide = [book[theme] for theme in (NONE, *(theme["theme"] for theme in task.themes))]
    return render("page.html", task.language, task=task, guide=guide, keys=KEYS, words=words)


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


def render(template: str, language: str, **values) -> str:
    """A page of this room, with its styles and script allowed by their digest and everything else forbidden."""
    page, say = templates(Path(__file__).parent, language).get_template(template), speak(language).say
    return page.render(say=lambda key, **given: say(f"coding.{key}", **given), **values)
