"""One chart for a report of one's own: its words, its groups, its size and its text as they are asked for."""

import inspect
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path

import pandas as pd
from matplotlib.colors import is_color_like, to_rgb
from matplotlib.figure import Figure

from analysis import charts
from analysis.charts import COUNTS, NAMES, style
from analysis.charts.clouds import Mask
from analysis.charts.grammar import Chart, Words, said
from analysis.charts.matrix import Matrix
from analysis.charts.page import NARROWEST, WIDEST
from analysis.charts.saving import EDITABLE, KINDS, PATHS, picture_bytes
from analysis.charts.style import BODY, DPI, WIDTH_CM
from analysis.language import CODES, speak
from analysis.language.names import Names
from analysis.report.requests import (
    RequestError,
    called_so,
    check_terms,
    closest,
    is_short_for,
    most_alike,
    option_of,
    read_length,
    read_mask,
    read_number,
    read_words,
    refuse_empty,
    refuse_foreign,
)
from analysis.report.slides import slide_bytes
from analysis.report.writing import write_file
from analysis.results import Results

FORMATS = (*KINDS, "pptx")
CHOICES = {
    "count": COUNTS, "sort": ("given", "value", "term"), "caption": ("source", "short", "full", "none"),
    "text": (PATHS, EDITABLE), "slide": ("16:9", "4:3"),
}  # fmt: skip
# What may be said of a picture, as it is typed on the command line, and what holds where nothing is: the command takes
# these, and the explorer's form offers them.
OPTIONS = dict.fromkeys("terms count groups pos of top sort title subtitle caption width height slide font_size "
                        "colours mask text dpi".split()) | {
    "count": COUNTS[0], "caption": "source", "width": "16cm", "text": PATHS, "dpi": "300",
}  # fmt: skip
POS = {"noun": "n", "verb": "v", "adjective": "a", "名词": "n", "动词": "v", "形容词": "a"}
COLOURS = dict(zip("红橙黄绿青蓝紫粉棕黑灰",
                   "red orange gold green teal blue purple hotpink brown black gray".split(), strict=True))  # fmt: skip
COLOURED = ["theme_dots", "compare_terms", "top_terms", "dispersion_plot"]  # some that show groups by colour
SORTED = ["theme_dots", "speech_sizes", "top_terms", "compare_terms", "tfidf_terms", "theme_heatmap", "theme_weights",
          "corrected_shares", "keyness_forest", "rank_stability", "similarity_pairs", "dispersion_plot", "formula_map",
          "shared_wording"]  # fmt: skip
SLIDES = dict(zip(CHOICES["slide"], ((33.867, 19.05), (25.4, 19.05)), strict=True))  # centimetres of PowerPoint
USUAL = OPTIONS["width"]
SMALLEST = 5.0  # points of a letter that can be read in print
LARGEST = 72.0  # points of the largest letters
MOST = 1_000  # rows that may be asked for
PALE = 0.95  # of the luminance of white: a colour that cannot be seen on it
_WIDTHS = (6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 16.0, 18.0, 20.0, 22.0, 24.0, 28.0, 32.0, 36.0, 40.0)
_PARTS = {"themes": "主题", "terms": "词", "whole": "全部"}  # Chinese for the parts that are no strategy


@dataclass(frozen=True)
class Size:
    """How large a picture is printed.

    Attributes
    ----------
    width, height : float
        Centimetres; without a height it follows from what is drawn.
    letters : float
        Points of its ordinary letters; 0 leaves them to the size.
    dpi : int
        Dots an inch of a PNG.
    """

    width: float = WIDTH_CM
    height: float = 0.0
    letters: float = 0.0
    dpi: int = DPI


@dataclass(frozen=True)
class Wish:
    """What is asked for of a chart beside its name.

    Attributes
    ----------
    terms, groups, pos : sequence of str
        Words to show; groups and parts of speech of which alone everything is made anew.
    count : {"string", "word"}
        Whether the words are counted wherever they stand, or only where they are words by themselves.
    of : str
        Which picture, of a chart that has several.
    top : int
        How many rows, of a chart that chooses them.
    sort : {"", "given", "value", "term"}
        Order of the rows: as they are, the largest first, or by what they are called.
    title, subtitle : str, optional
        Words of one's own in place of the finding, and of the line below it.
    caption : {"source", "short", "full", "none"}
        Below the picture: where the texts come from; with the first sentence of the method, or all of it; nothing.
    colours : sequence of str
        Of the groups, in their order; of the words of a cloud, in turn.
    mask : Mask, optional
        The shape that the words of a cloud fill.
    size : Size
        Of the picture.
    text : {"paths", "editable"}
        Letters of an SVG: outlines that need no font, or text in a font of the reader's machine.
    """

    terms: Sequence[str] = ()
    groups: Sequence[str] = ()
    pos: Sequence[str] = ()
    count: str = COUNTS[0]
    of: str = ""
    top: int = 0
    sort: str = ""
    title: str | None = None
    subtitle: str | None = None
    caption: str = CHOICES["caption"][0]
    colours: Sequence[str] = ()
    mask: Mask | None = None
    size: Size = Size()
    text: str = PATHS

    @cached_property
    def paints(self) -> list[str]:
        """The colours as Matplotlib calls them."""
        return list(map(_read_colour, self.colours))


@dataclass(frozen=True)
class Drawn:
    """A file that was written, and the words that go with it; `made` says how PowerPoint draws what is on a slide."""

    path: Path
    size: str
    title: str
    caption: str
    alt: str
    made: str = ""


def find_chart(name: str) -> str:
    """The chart of a name, or of a word in its Chinese or English heading.

    Raises
    ------
    RequestError
        There is none.

    Examples
    --------
    >>> find_chart("top_terms"), find_chart("词频"), find_chart("Word Cloud")
    ('top_terms', 'top_terms', 'word_cloud')
    """
    names = {one: [one, *_others(one)] for one in NAMES}
    headings = {one: [_heading(one, code) for code in CODES] for one in NAMES}
    found = called_so(name, names, partly=False) or called_so(name, headings)
    if found:
        return found[0]
    shown = {f"{one} · {_others(one)[0]}": names[one] for one in NAMES}
    raise RequestError("no_chart", value=name, known=closest(name, shown, shown))


def list_charts(language: str) -> str:
    """Every chart: its name, what it shows, and which options change what it shows.

    Examples
    --------
    >>> next(line for line in list_charts("en").splitlines() if line.startswith("move_strips"))
    'move_strips         Moves of the speeches: order and share (moves, 步骤, 语步, 结构)'
    """
    voice, lines = speak(language), []
    width = max(map(len, NAMES)) + 2
    for name in NAMES:
        also = voice.say("commands.chart_also", names=_others(name, language))
        takes = [*_takes(name), *["count"] * ("terms" in _takes(name)), *["of"] * charts.LISTED[name].several]
        options = f"  [{' '.join(f'--{one}' for one in takes)}]" if takes else ""
        lines.append(f"{name:<{width}}{_heading(name, language)}{also}{options}")
    return "\n".join([*lines, "", voice.say("commands.chart_list_all")])


def _heading(name: str, language: str) -> str:
    return speak(language).say(f"headings.{name}", Names())


def _others(name: str, first: str = CODES[0]) -> list[str]:
    """The other names of a chart, those of a language first."""
    codes = sorted(CODES, key=lambda code: code != first)
    return list(dict.fromkeys("、".join(speak(code).texts[f"chart_names.{name}"] for code in codes).split("、")))


def _takes(name: str) -> Mapping[str, str]:
    """Which options a chart takes, and its parameters for them."""
    parameters = inspect.signature(getattr(charts, name)).parameters
    given = (("terms", "terms"), ("top", "n"), ("mask", "mask"))
    return {option: parameter for option, parameter in given if parameter in parameters}


def write_chart(
    results: Results, name: str, wish: Wish = Wish(), *, language: str = "zh", kind: str | None = None,
    out: Path | None = None,
) -> list[Drawn]:  # fmt: skip
    """Draw one chart and write its picture, or its pictures where it has several.

    Parameters
    ----------
    results : Results
        The tables of a corpus.
    name : str
        Of the chart; ``word_cloud:西部`` asks for one of its pictures, as ``wish.of`` does.
    wish : Wish
        What is asked for.
    language : {"zh", "en"}
        Of its words.
    kind : {"png", "svg", "pdf", "pptx"}, optional
        By default what the ending of `out` says, else png.
    out : Path, optional
        The file; by default NAME.KIND in the working folder. For several pictures their names are added to it.

    Returns
    -------
    list of Drawn
        The files, with title, caption and alt text.

    Raises
    ------
    RequestError
        Something asked for is not there, the letters would be too small to read, or a file of another kind stands
        where this one should be written.
    """
    name, _, part = name.replace("：", ":").partition(":")
    name, kind = find_chart(name), choose_kind(kind, out)
    for option in ("caption", "sort", "count", "text"):
        _choose(option, getattr(wish, option))
    if part and wish.of:
        raise RequestError("options_exclude", option=f"{name}:{part}", other=f"--of {wish.of}")
    _refuse_idle(name, wish, kind)
    results = _restrict(results, wish)
    groups = list(map(str, results.counts.index))
    if name == "term_pair" and wish.groups and len(groups) > 2:
        raise RequestError("takes_two_groups", chart=name, given=len(groups))
    if name == "word_cloud":  # its words take the colours in turn, its bars the first
        colours = dict.fromkeys(groups, wish.paints[0]) if wish.paints else {}
    else:
        colours = dict(zip(groups, wish.paints, strict=False))
        if len(wish.paints) > len(groups):
            raise RequestError("too_many_colours", given=len(wish.paints), n=len(groups))
    found = pick_part(select_charts(results, name, wish), wish.of or part)
    if wish.pos:  # every share is one of these words alone; the map of themes counts sentences
        found = [one for one in found if one.stem != "correspondence_map_themes"]
        if not found:
            raise RequestError("chart_takes_no", chart="correspondence_map:themes", option="--pos",
                               list=["correspondence_map:terms"])  # fmt: skip
        counted = said("pos_only", list=[said(f"pos_{tag}") for tag in dict.fromkeys(_tags(wish))])
        found = [replace(one, caption=[counted, *one.caption]) for one in found]
    if not found:
        reason = speak(language).say("charts.nothing_to_rank", results.names).rstrip("。.")
        raise RequestError("nothing_because", chart=name, reason=reason)
    alone = out is not None and not out.is_dir()  # a folder takes the charts by their own names
    base, drawn = out if alone else Path(out or "") / f"{name}.{kind}", []
    for chart in found:
        if chart.table.empty or (charts.LISTED[name].compares and len(groups) < 2):
            raise _nothing(chart, wish, language, one=len(groups) < 2)
        at = base if len(found) == 1 and alone else base.with_name(f"{base.stem}{chart.stem.removeprefix(name)}.{kind}")
        refuse_foreign(at, kind, results.path)
        drawn.append(_draw(_sorted(chart, wish.sort, language), at, wish, colours, kind=kind, language=language))
    return drawn


def _refuse_idle(name: str, wish: Wish, kind: str) -> None:
    """Refuse an option that would change nothing here, or that another one contradicts."""
    if wish.pos and not charts.LISTED[name].pos:
        able = [one for one in NAMES if charts.LISTED[one].pos]
        raise RequestError("chart_takes_no", chart=name, option="--pos", list=able)
    for idle, option, other in (
        (wish.count != COUNTS[0] and not wish.terms, f"--count {wish.count}", "--terms"),
        (wish.text != PATHS and kind != "svg", f"--text {wish.text}", "--out ….svg"),
        (wish.size.dpi not in (DPI, int(OPTIONS["dpi"])) and kind != "png", f"--dpi {wish.size.dpi}", "--out ….png"),
    ):
        if idle:
            raise RequestError("option_needs", option=option, other=other)
    if wish.terms and wish.top:
        raise RequestError("options_exclude", option="--terms", other="--top")


def _nothing(chart: Chart, wish: Wish, language: str, *, one: bool) -> RequestError:
    """Why a chart has nothing to draw; `one` is whether there is one group only."""
    if one and charts.LISTED[chart.name].compares:
        return RequestError("needs_two_groups", chart=chart.stem)
    if chart.name == "collocation_map" and wish.terms:
        return RequestError("network_of_nothing", chart=chart.stem, term=wish.terms[0])
    if chart.nothing:
        why = speak(language).say(f"charts.{chart.nothing}", chart.names, **chart.facts).rstrip("。.")
        return RequestError("nothing_because", chart=chart.stem, reason=why)
    return RequestError("nothing_to_draw", chart=chart.stem)


def _read_colour(name: str) -> str:
    """A colour as Matplotlib calls it."""
    colour = COLOURS.get(name.removesuffix("色"), name)
    if (
        not re.fullmatch("#[0-9a-fA-F]{6}|[a-zA-Z:]{3,}", colour)
        or not is_color_like(colour)
        or colour.lower() == "none"
    ):
        raise RequestError("no_colour", value=name)
    if sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), to_rgb(colour), strict=True)) > PALE:
        raise RequestError("pale_colour", value=name)
    return colour


def _choose(option: str, value: str) -> None:
    """Let a value pass that is one of those an option has, or none."""
    if value and value not in CHOICES[option]:
        raise RequestError(
            "option_unknown", option=option_of(option), value=value, known=closest(value, CHOICES[option])
        )


def choose_kind(kind: str | None, out: Path | None) -> str:
    """The format: as asked for, or as the file's name ends.

    Raises
    ------
    RequestError
        The two contradict each other, or the ending is none of a picture.

    Examples
    --------
    >>> choose_kind(None, Path("x.SVG")), choose_kind("pdf", None), choose_kind(None, None)
    ('svg', 'pdf', 'png')
    """
    ending = out.suffix.lower().lstrip(".") if out is not None else ""
    if kind is not None and kind not in FORMATS:
        raise RequestError("chart_format", option="--format", value=kind, list=list(FORMATS))
    if out is not None and ending not in FORMATS and not out.is_dir():
        cure = out.with_suffix("." + (kind or "png")).name
        raise RequestError("out_ending", file=out, list=[f".{one}" for one in FORMATS], cure=cure)
    if kind and ending in FORMATS and kind != ending:
        raise RequestError("out_contradicts", value=kind, file=out.name)
    return kind or (ending if ending in FORMATS else "png")


def _restrict(results: Results, wish: Wish) -> Results:
    """The corpus with the groups and parts of speech that are asked for alone."""
    unknown = [one for one in wish.pos if one.lower() not in POS]
    if unknown:
        raise RequestError("option_unknown", option="--pos", value=unknown[0], known=closest(unknown[0], POS))
    if not wish.groups and not wish.pos:
        return results
    return results.only([find_group(results, one) for one in wish.groups], set(_tags(wish)))


def _tags(wish: Wish) -> list[str]:
    """The first letters of jieba's tags for the parts of speech that are asked for."""
    return [POS[one.lower()] for one in wish.pos]


def find_group(results: Results, name: str) -> str:
    """A group by its name in any language, by a part of it that only one has, or in fewer words than its own.

    Raises
    ------
    RequestError
        None has it, or several have.

    Examples
    --------
    >>> [find_group(Results(), name) for name in ("Western", "中部崛起", "the Centre")]
    ['西部大开发', '中部地区崛起', '中部地区崛起']
    """
    groups = [str(group) for group in results.counts.index]
    called = {group: [group, *(results.names.strategy(group, code) for code in CODES)] for group in groups}
    found = called_so(name, called) or [one for one in most_alike(name, called) if is_short_for(name, called[one])]
    if len(found) != 1:
        listed = {" · ".join(dict.fromkeys(called[group][1:])): called[group] for group in found or groups}
        raise RequestError("no_group", value=name, known=closest(name, listed, listed))
    return found[0]


def select_charts(results: Results, name: str, wish: Wish = Wish()) -> list[Chart]:
    """The pictures of a chart, with words of one's choice or a number of rows if any are given.

    Raises
    ------
    RequestError
        The chart takes none, or a word is not counted in the text.
    """
    asked = (("terms", list(wish.terms)), ("top", wish.top), ("mask", wish.mask))
    given = {option: value for option, value in asked if value}
    takes = _takes(name)
    for option in given:
        if option not in takes:
            able = [one for one in NAMES if option in _takes(one)]
            raise RequestError("chart_takes_no", chart=name, option=f"--{option}", list=able)
    more = {"colours": wish.paints} if name == "word_cloud" and wish.paints else {}
    if not given:
        return charts.pictures(name, results, **more)
    check_terms(results, wish.terms, strings=wish.count == "string" and not results.large)
    if name == "collocation_map" and len(wish.terms) > 1:
        raise RequestError("one_term", chart=name, term=wish.terms[0])
    more |= {takes[option]: value for option, value in given.items()}
    return charts.pictures(name, results, count=wish.count, **more)


def _sorted(chart: Chart, order: str, language: str = CODES[0]) -> Chart:
    """The chart with its rows in another order: panels with labels of their own each by itself."""
    if order in ("", "given"):
        return chart
    drawing, table = chart.drawing, chart.table
    row, value = getattr(drawing, "row", ""), getattr(drawing, "value", "")
    if chart.name not in SORTED or not row or not value:
        raise RequestError("chart_takes_no", chart=chart.name, option="--sort", list=SORTED)
    panel = getattr(drawing, "panel", "") if getattr(drawing, "repeat", True) else ""
    labels = list(zip(*(table[name] for name in row), strict=True)) if isinstance(row, tuple) else table[row]
    keys = pd.DataFrame({"panel": pd.factorize(table[panel])[0] if panel else 0, "label": list(labels)})
    if order == "value":
        heights = table[value].astype(float).set_axis(keys.index)
        keys["by"] = -heights.groupby([keys["panel"], keys["label"]], sort=False).transform("mean")
    else:  # of the common characters: by sound
        called = (chart.voice(language).call(row, label) for label in keys["label"])
        keys["by"] = [one.casefold().encode("gb18030", "replace") for one in called]
    keys["label"] = pd.factorize(keys["label"])[0]
    table = table.iloc[keys.sort_values(["panel", "by", "label"], kind="stable").index].reset_index(drop=True)
    if isinstance(drawing, Matrix) and not drawing.across:  # what stands over the columns stays as it is
        drawing = replace(drawing, across=list(dict.fromkeys(chart.table[drawing.column].astype("object"))))
    return replace(chart, table=table, drawing=drawing)


def pick_part(found: list[Chart], of: str) -> list[Chart]:
    """The one picture that is asked for, of those a chart has; all of them if none is.

    Raises
    ------
    RequestError
        The chart has no such picture, or several that fit.
    """
    if not of:
        return found
    called = {number: _called(chart)[1] for number, chart in enumerate(found)}
    fitting = [found[number] for number in called_so(of, called)]
    if len(found) == 1 and not called_so(of, called, partly=False):
        raise RequestError("one_picture", chart=found[0].name, value=of)
    if len(fitting) != 1:
        listed = [" · ".join(_called(chart)[0]) for chart in fitting or found]
        raise RequestError("several_pictures" if fitting else "no_picture", chart=found[0].name, value=of, list=listed)
    return fitting


def _called(chart: Chart) -> tuple[list[str], list[str]]:
    """What a picture is called where it is offered, and all that it may be called, the clearest name first."""
    suffix = chart.stem.removeprefix(chart.name).strip("_") or "whole"
    offered = [_PARTS.get(suffix, ""), suffix]
    called = [suffix, suffix.replace("_", " "), _PARTS.get(suffix, "")]
    groups = set(chart.table["strategy"].astype("object")) if "strategy" in chart.table.columns else set()
    if len(groups) == 1 and (group := str(groups.pop())):
        offered = [chart.names.strategy(group, code) for code in CODES]
        called = [group, *offered, *called]
    return list(dict.fromkeys(filter(None, offered))), list(dict.fromkeys(filter(None, called)))


def _draw(chart: Chart, path: Path, wish: Wish, colours: Mapping[str, str], *, kind: str, language: str) -> Drawn:
    words = chart.say(language)
    title = words.title if wish.title is None else wish.title
    caption = {"full": words.caption, "short": _first_sentence(words.caption)}.get(wish.caption, "")
    source, made = wish.caption != "none", ""
    said = Words(title, caption, words.alt)
    if kind == "pptx":  # its slide has text of its own around the picture
        around = {"words": Words("", "", words.alt), "subtitle": "", "source": False}
    else:
        around = {"words": said, "subtitle": wish.subtitle, "source": source}
    with style.coloured(colours) as used:
        figure, scale = fit_chart(partial(chart.draw, language, **around), wish.size)
        if colours and not used and chart.name != "word_cloud":
            raise RequestError("chart_takes_no", chart=chart.name, option="--colours", list=COLOURED)
        if kind == "pptx":
            size = (wish.size.width, wish.size.height) if wish.size.height else SLIDES["16:9"]
            about, below = chart.about(language)
            subtitle = about if wish.subtitle is None else wish.subtitle
            said = said._replace(caption="\n".join(filter(None, (caption, below if source else ""))))
            data, native = slide_bytes(chart, language, said, figure, size, subtitle, wish.size.letters)
            made = speak(language).say(f"commands.chart_{'native' if native else 'picture'}")
        else:
            data = picture_bytes(figure, kind, dpi=wish.size.dpi, scale=scale, title=title, description=words.alt,
                                 text=wish.text)  # fmt: skip
    write_file(path, data)
    wide, tall = (2.54 * scale * inches for inches in figure.get_size_inches())
    size = f"{wide:.3g} × {tall:.3g} cm" + (f", {wish.size.dpi} dpi" if kind == "png" else "")
    return Drawn(path, size, title, words.caption, words.alt, made)


def _first_sentence(text: str) -> str:
    first, mark, _ = text.partition("。") if "。" in text else text.partition(". ")
    return (first + mark).strip()


def read_wish(results: Results, given: Mapping[str, str | None]) -> Wish:
    """What is asked for, of options as they are typed; None, or no entry, is one that is not given.

    Raises
    ------
    RequestError
        A value is none that its option can have.

    Examples
    --------
    >>> wish = read_wish(Results(), {"terms": "创新、发展", "top": None, "font_size": "9"})
    >>> wish.terms, wish.top, wish.size.letters
    (['创新', '发展'], 0, 9.0)
    """
    refuse_empty({name: value for name, value in given.items() if name not in ("title", "subtitle")})
    given = {name: value for name, value in given.items() if value is not None}
    wish = {
        name: given[name] for name in ("count", "of", "sort", "title", "subtitle", "caption", "text") if name in given
    }
    for name in ("terms", "groups", "pos", "colours"):
        wish[name] = read_words(given.get(name, ""), results.counts.columns if name == "terms" else ())
    wish["terms"] = [results.as_counted(term) for term in wish["terms"]]
    if "top" in given:
        wish["top"] = read_number("--top", given["top"], 1, MOST, whole=True)
    if "mask" in given:
        wish["mask"] = read_mask(Path(given["mask"]))
    letters = read_number("--font-size", given["font_size"], SMALLEST, LARGEST) if "font_size" in given else 0
    dpi = read_number("--dpi", given["dpi"], 50, 1_200, whole=True) if "dpi" in given else DPI
    size = (given.get(name, "") for name in ("height", "slide"))
    return Wish(**wish, size=read_size(given.get("width", USUAL), *size, letters=letters, dpi=dpi))


def read_size(width: str, height: str = "", slide: str = "", *, letters: float = 0.0, dpi: int = DPI) -> Size:
    """The size that the options of a command ask for.

    Raises
    ------
    RequestError
        A length is none, or there is no such slide.

    Examples
    --------
    >>> read_size(USUAL, slide="16：9")
    Size(width=33.867, height=19.05, letters=0.0, dpi=200)
    """
    slide = slide.replace("：", ":")
    if slide and (height or width != USUAL):
        raise RequestError("options_exclude", option="--slide", other="--height" if height else "--width")
    _choose("slide", slide)
    if slide:
        return Size(*SLIDES[slide], letters, dpi)
    tall = read_length("--height", height) if height else 0.0
    return Size(read_length("--width", width), tall, letters, dpi)


def fit_chart(draw: Callable[..., Figure], size: Size) -> tuple[Figure, float]:
    """Draw a chart for a size.

    A chart lays itself out for a width in letters of 8 points; that picture is then enlarged or reduced. So larger
    letters are a layout for a narrower page; and a height is met by the narrowest layout that is flat enough.

    Parameters
    ----------
    draw : callable
        Takes ``width_cm`` and gives a figure.
    size : Size
        What is asked for.

    Returns
    -------
    (figure, scale)
        The figure, and how many times larger than it the picture is.

    Raises
    ------
    RequestError
        The letters would be smaller than 5 points, or there is no such layout; it names the size that is needed.
    """
    if size.height and not size.letters:
        return _fit_height(draw, size)
    scale = (size.letters or BODY) / BODY
    layout = size.width / scale
    if not NARROWEST <= layout <= WIDEST:
        least, most = size.width / WIDEST * BODY, size.width / NARROWEST * BODY
        raise RequestError("letters_too_large" if layout < NARROWEST else "letters_too_small",
                           value=size.letters or BODY, width=size.width, low=round(max(least, SMALLEST), 1),
                           high=round(most, 1), needed=round(NARROWEST * scale, 1))  # fmt: skip
    figure = draw(width_cm=layout)
    if size.height:
        tall = figure.get_figheight() * 2.54 * scale
        if tall > size.height * 1.001:
            raise RequestError("height_too_small", value=size.height, needed=math.ceil(10 * tall) / 10)
        _extend(figure, size.width / size.height)
    return figure, scale


def _fit_height(draw: Callable[..., Figure], size: Size) -> tuple[Figure, float]:
    layouts = [width for width in _WIDTHS if BODY * size.width / width >= SMALLEST]
    if not layouts:
        raise RequestError("letters_too_large", value=SMALLEST, width=size.width, high=SMALLEST, needed=_WIDTHS[0])
    figure_of = cache(lambda layout: draw(width_cm=layout))

    def height(layout: float) -> float:
        wide, tall = figure_of(layout).get_size_inches()
        return tall / wide * size.width

    # The wider a layout, the flatter: five are drawn instead of up to eighteen.
    place = bisect_left(layouts, True, key=lambda layout: height(layout) <= size.height * 1.001)
    if place == len(layouts):
        raise RequestError("height_too_small", value=size.height, needed=math.ceil(10 * height(layouts[-1])) / 10)
    figure = figure_of(layouts[place])
    _extend(figure, size.width / size.height)
    return figure, size.width / layouts[place]


def _extend(figure: Figure, ratio: float) -> None:
    """Add room below what is drawn, until width is to height as asked for."""
    wide, tall = figure.get_size_inches()
    new = wide / ratio
    for axes in figure.axes:
        box = axes.get_position()
        axes.set_position((box.x0, 1 - (1 - box.y0) * tall / new, box.width, box.height * tall / new))
    figure.set_size_inches(wide, new)
