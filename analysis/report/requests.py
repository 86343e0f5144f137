"""What a person asks for by name, size or word: read it, or say in one line what there is instead."""

import difflib
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from analysis.charts.clouds import Mask
from analysis.measures.concordance import BY, near_terms, string_places
from analysis.mistakes import Lines, Mistake
from analysis.results import Results

_UNITS = {"": 1.0, "cm": 1.0, "mm": 0.1, "in": 2.54, "inch": 2.54, '"': 2.54, "厘米": 1.0, "毫米": 0.1, "英寸": 2.54}
SHORTEST, LONGEST = 3.0, 120.0  # centimetres of a picture
_KINDS = {"png": lambda head: head.startswith(b"\x89PNG"), "pdf": lambda head: head.startswith(b"%PDF"),
          "svg": lambda head: b"<svg" in head, "csv": lambda head: b"\0" not in head,
          "pptx": lambda head: head.startswith(b"PK")}  # fmt: skip
SMALLEST_MASK, LARGEST_MASK = 40, 900  # pixels of a side
_GENERAL = ("发展", "地区", "战略", "讲话")  # said of any group
Key = TypeVar("Key")
_BETWEEN = re.compile(r"[,，;；、]|(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])")


class RequestError(Mistake):
    """What was asked for cannot be given; the message names it and says what can."""


def read_length(option: str, text: str) -> float:
    """A length in centimetres: ``12cm``, ``120mm``, ``5in``; a number alone is in centimetres.

    Raises
    ------
    RequestError
        It is no length, or none that a picture can have.

    Examples
    --------
    >>> read_length("--width", "120mm"), read_length("--width", "5 in"), read_length("--height", "12")
    (12.0, 12.7, 12.0)
    """
    match = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(\D*?)\s*", text.lower())
    if match is None or match[2] not in _UNITS:
        raise RequestError("no_length", option=option, value=text)
    length = round(float(match[1].replace(",", ".")) * _UNITS[match[2]], 6)
    if not SHORTEST <= length <= LONGEST:
        raise RequestError("length_out_of_range", option=option, value=text, low=SHORTEST, high=LONGEST)
    return length


def read_number(option: str, text: str, low: float, high: float, *, whole: bool = False) -> float:
    """A number within limits, as it is written; with `whole` no fraction.

    Raises
    ------
    RequestError
        It is none, or one beyond the limits.

    Examples
    --------
    >>> read_number("--font-size", "10.5", 5, 60), read_number("--top", "12", 1, 1000, whole=True)
    (10.5, 12)
    """
    form = r"\d+" if whole else r"\d+(\.\d+)?|\.\d+"
    number = float(text) if re.fullmatch(form, text.strip()) else math.nan
    if not low <= number <= high:
        raise RequestError("no_number", option=option, value=text, low=low, high=high)
    return int(number) if whole else number


def read_mask(path: Path) -> Mask:
    """The shape in a picture: what is opaque where a part of it is clear, else what is nearer to its darkest tone.

    Raises
    ------
    RequestError
        It is no picture, has one tone only, or too few pixels.
    """
    from PIL import Image

    try:
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGBA").resize(_fitted(image.size, path)))
    except RequestError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RequestError("mask_unreadable", file=path) from error
    grey, opaque = pixels[:, :, :3] @ np.array([0.299, 0.587, 0.114]), pixels[:, :, 3] >= 128
    filled = opaque if not opaque.all() else grey < (grey.max() + grey.min()) / 2
    if not filled.any() or np.ptp(grey) < 16 and opaque.all():
        raise RequestError("mask_blank", file=path)
    return Mask(filled.shape[1], filled.shape[0], filled.astype(np.uint8).tobytes())


def _fitted(size: tuple[int, int], path: Path) -> tuple[int, int]:
    """The size of a mask, large ones reduced."""
    if min(size) < SMALLEST_MASK:
        raise RequestError("mask_small", file=path, width=size[0], height=size[1], least=SMALLEST_MASK)
    scale = min(1, LARGEST_MASK / max(size))
    return max(round(scale * size[0]), 1), max(round(scale * size[1]), 1)


def refuse_empty(options: Mapping[str, str | None]) -> None:
    """Let options pass that are not given, or given with something in them.

    Raises
    ------
    RequestError
        One is given as "".
    """
    for name, value in options.items():
        if value is not None and not value.strip(" ,，;；、"):
            raise RequestError("option_empty", option=option_of(name))


def option_of(name: str) -> str:
    """How an option is written.

    Examples
    --------
    >>> option_of("font_size")
    '--font-size'
    """
    return f"--{name.replace('_', '-')}"


def read_words(text: str, known: Collection[str] = ()) -> list[str]:
    """Words given in one piece, parted by commas, semicolons, 、 or spaces beside Chinese; each once, in order.

    What is one of the `known` words stays whole.

    Examples
    --------
    >>> read_words("创新，发展,创新；改革、开放"), read_words("生态环境 高质量发展"), read_words("New Delhi, Rome")
    (['创新', '发展', '改革', '开放'], ['生态环境', '高质量发展'], ['New Delhi', 'Rome'])
    >>> read_words("共抓大保护、不搞大开发，新质生产力 AI", {"共抓大保护、不搞大开发"})
    ['共抓大保护、不搞大开发', '新质生产力', 'AI']
    """
    held = sorted((one for one in known if _BETWEEN.search(one)), key=len, reverse=True)
    kept = re.split(f"({'|'.join(map(re.escape, held))})", text) if held else [text]  # every second is a known word
    parts = (part for number, one in enumerate(kept) for part in ([one] if number % 2 else _BETWEEN.split(one)))
    return list(dict.fromkeys(filter(None, map(str.strip, parts))))


def closest(name: str, known: Iterable[str], called: Mapping[str, Iterable[str]] | None = None) -> Mistake:
    """Say which of the known names was probably meant, and name them all, the nearest first.

    Parameters
    ----------
    name : str
        What was asked for.
    known : iterable of str
        The names as they are shown.
    called : mapping of str to iterable of str, optional
        What those are called that are looked for by other names than the one shown.

    Examples
    --------
    >>> str(closest("word_clod", ["top_terms", "word_cloud"]))
    'did you mean word_cloud? There are word_cloud, top_terms'
    >>> str(closest("云", ["top_terms · 词频", "word_cloud · 词云"], {"word_cloud · 词云": ["词云"]}))
    'did you mean word_cloud · 词云? There are word_cloud · 词云, top_terms · 词频'
    """
    alike = {one: max(_likeness(name, other) for other in (called or {}).get(one, [one])) for one in known}
    near = sorted((one for one in alike if alike[one] >= 0.5), key=alike.get, reverse=True)
    listed = list(dict.fromkeys([*near, *alike]))
    return Mistake("known_names_near", near=near[0], list=listed) if near else Mistake("known_names", list=listed)


def _likeness(name: str, other: str) -> float:
    """From 0 to 1, which is for a name that the other holds."""
    return 1.0 if name and name in other else difflib.SequenceMatcher(None, other, name).ratio()


def called_so(name: str, called: Mapping[Key, Iterable[str]], *, partly: bool = True) -> list[Key]:
    """Those that are called so; if none is and `partly`, those with it as a part of a name.

    Examples
    --------
    >>> called = {1: ["西部", "West"], 2: ["中部", "Centre"]}
    >>> [called_so(one, called) for one in (" west", "部", "")], called_so("部", called, partly=False)
    ([[1], [1, 2], []], [])
    """
    wanted = name.strip().casefold()
    names = {key: [one.casefold() for one in several] for key, several in called.items() if wanted}
    exact = [key for key, several in names.items() if wanted in several]
    return exact or [key for key, several in names.items() if partly and any(wanted in one for one in several)]


def most_alike(name: str, called: Mapping[Key, Iterable[str]]) -> list[Key]:
    """Those that share the most beginnings of English words or pairs of Chinese characters with a name.

    Examples
    --------
    >>> called = {1: ["长三角", "Yangtze River Delta"], 2: ["中部地区崛起", "Rise of Central China"]}
    >>> most_alike("the Centre", called), most_alike("中部崛起", called), most_alike("北方", called)
    ([2], [2], [])
    """
    shared = {key: len(_stems(name) & _stems(" ".join(names))) for key, names in called.items()}
    return [key for key, n in shared.items() if n == max(shared.values()) > 0]


def is_short_for(name: str, names: Iterable[str]) -> bool:
    """Whether a name says nothing that these do not say: every character of its Chinese, and its English words.

    Examples
    --------
    >>> centre = ["中部地区崛起", "Rise of Central China"]
    >>> [is_short_for(name, centre) for name in ("中部崛起", "the Centre", "东部地区", "Central Asia")]
    [True, True, False, False]
    """
    whole, plain = " ".join(names), re.sub("|".join(_GENERAL), "", name)
    return {one for one in plain if not one.isascii()} <= set(whole) and _beginnings(name) <= _beginnings(whole)


def _stems(text: str) -> set[str]:
    """Those of words and pairs that tell something."""
    pairs = {one + other for one, other in pairwise(text) if not (one + other).isascii()}
    return pairs - set(_GENERAL) | _beginnings(text)


def _beginnings(text: str) -> set[str]:
    return {word[:4] for word in re.findall("[a-z]{4,}", text.casefold())} - {"chin", "deve", "regi"}


def theme_called(results: Results, name: str, *, partly: bool = False) -> str:
    """The id of a theme by any of its names, with `partly` also by a part that only one has; or nothing.

    Examples
    --------
    >>> theme_called(Results(), "Reform and institutions"), theme_called(Results(), "no theme")
    ('reform', '')
    >>> theme_called(Results(), "民生"), theme_called(Results(), "民生", partly=True)
    ('', 'livelihood')
    """
    themes = results.lexicon.theme_names.itertuples(index=False)
    found = called_so(name, {row.theme: (row.theme, row.zh, row.en) for row in themes}, partly=partly)
    return found[0] if len(found) == 1 else ""


class Query(NamedTuple):
    """What is looked for: its kind, as `kwic` names it, and the word, string, pattern or theme id."""

    kind: str
    value: str


def read_query(results: Results, text: str, kind: str = "auto") -> Query:
    """Understand what was written: a string wherever it stands, else a theme by a name, or a word by its English gloss.

    Raises
    ------
    RequestError
        Nothing was written, or there is no such theme.
    ValueError
        The kind is unknown.

    Examples
    --------
    >>> results = Results()
    >>> [read_query(results, text).kind for text in ("发展", "生态", "Reform and institutions")]
    ['phrase', 'phrase', 'theme']
    >>> read_query(results, "high-quality development").value
    '高质量发展'
    """
    if kind not in BY:
        raise ValueError(f"kind is {kind!r}; use one of {', '.join(BY)}")
    if not text.strip():
        raise RequestError("empty_query")
    if kind == "regex":
        return Query(kind, text)
    theme = theme_called(results, text, partly=kind == "theme") if kind in ("auto", "theme") else ""
    if kind == "theme" and not theme:
        known = [*results.lexicon.theme_names["theme"], *results.lexicon.theme_names["zh"]]
        raise RequestError("no_theme", value=text, known=closest(text, known))
    value = results.as_counted(text.strip())
    stands = any(count_units(results, value))
    if theme and (kind == "theme" or not stands):
        return Query("theme", theme)
    if not stands and kind != "phrase":
        wanted = text.strip().casefold()
        glossed = [term for term, gloss in results.names.glosses.items() if gloss.casefold() == wanted]
        value = next((term for term in glossed if term in results.counts.columns), (glossed or [value])[0])
    return Query("term" if kind == "term" else "phrase", value)


def count_units(results: Results, query: str) -> tuple[int, int]:
    """How often a query is a word by itself, and how often its string stands anywhere in the text.

    Examples
    --------
    >>> count_units(Results(), "安全"), count_units(Results(), "生态")
    ((4, 15), (0, 20))
    """
    strings = len(string_places(results.speeches, [query])) if query else 0
    return int((results.tokens["term"] == query).sum()), strings


def check_terms(results: Results, terms: Sequence[str], *, strings: bool = False) -> None:
    """Let words pass that are counted in the text; as `strings` whatever stands in it.

    Raises
    ------
    RequestError
        Naming each that is not, why, and what is near to it.
    """
    wrong = []
    for term in terms:
        if strings:
            found = len(string_places(results.speeches, [term]))
        else:
            found = term in results.counts.columns and results.counts[term].sum()
        if not found:
            wrong.append(_refuse_term(results, term))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else RequestError("problems", lines=Lines(wrong))


def _refuse_term(results: Results, term: str) -> RequestError:
    own = int((results.tokens["term"] == term).sum())
    if own:
        return RequestError("term_on_stop_list", term=term, n=own)
    times = len(string_places(results.speeches, [term]))
    near = near_terms(results.tokens, term)
    listed = Mistake("near_to_it", list=quoted(near)) if near else ""
    if times:
        return RequestError("term_within_words", term=term, n=times, near=listed)
    return RequestError("term_absent", term=term, near=listed)


def quoted(words: Iterable[str]) -> list[str]:
    """Words each in quotes: a phrase may hold the mark of the list itself.

    Examples
    --------
    >>> quoted(["生态优先、绿色发展", "生态环境"])
    ['“生态优先、绿色发展”', '“生态环境”']
    """
    return [f"“{word}”" for word in words]


def refuse_foreign(path: Path, kind: str, source: Path | None = None) -> None:
    """Let a file be written where there is none yet, or one of the same kind.

    Raises
    ------
    RequestError
        A file of another kind, a folder or the document itself stands there.
    """
    if path.is_dir():
        raise RequestError("out_is_folder", file=path, cure=path / f"chart.{kind}")
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        raise RequestError("out_is_document", file=path)
    if path.is_file():
        with path.open("rb") as file:
            head = file.read(4096)
        if head and not _KINDS[kind](head):
            raise RequestError("out_is_foreign", file=path, kind=kind.upper())
