"""How every chart looks: one font file, fixed colours.

Nothing here touches pyplot: figures are made with `new_figure` and become files in :mod:`analysis.charts.saving`. The
font is the Noto Sans SC file of the package zhplot, registered under a private family name, so that neither a missing
nor a different font of the machine changes a picture. What it lacks comes from matplotlib's DejaVu Sans, and what that
lacks too is drawn as its number, [U+D55C]: never an empty box, and never an error. Its quotation marks are as wide as
Chinese characters: where a catalogue says that its language has narrow ones, they come from ``quotes.ttf``, which is
nothing but the font's own proportional ones (SIL Open Font License 1.1).
"""

import functools
import importlib.util
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

import matplotlib
from matplotlib import font_manager
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from analysis.language import Language

FAMILY, FALLBACK, QUOTES = "Speech Sans", "Speech Fallback", "Speech Quotes"
QUOTES_PATH = Path(__file__).parent / "quotes.ttf"
FALLBACK_PATH = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
# What an SVG with editable text asks the reader's machine for.
LOCAL_FONTS = "'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
BOLD = "bold"  # label of a text that is drawn bold: see saving
WIDTH_CM = 16.0  # the text column of an A4 page
DPI = 200

INK, GREY, RULE, BAND = "#1F1F1F", "#5A5A5A", "#DDDDDD", "#F4F4F4"
TITLE, BODY, SMALL = 11.0, 8.0, 7.0  # points, at the size of print

STRATEGIES = ("长江经济带发展", "长三角一体化发展", "中部地区崛起", "西部大开发")
# The first four: blue, vermilion, green and purple of Okabe & Ito (2008), the last two a little darker, so that all
# have a contrast of 3:1 to white; then those farthest from these and each other for any eyes: CIELAB distances of 15
# and more also as seen with protanopia, deuteranopia and tritanopia (Machado, Oliveira & Fernandes 2009).
COLOURS = (
    "#0072B2", "#D55E00", "#008F68", "#B65C90", "#9933FF", "#000066", "#523314", "#145252", "#7A5CD6", "#A34729",
)  # fmt: skip
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*", "p")
_chosen: ContextVar[tuple[Mapping[str, str], set[str]]] = ContextVar("chosen colours", default=({}, set()))
_narrow: ContextVar[bool] = ContextVar("narrow quotation marks", default=False)
HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "++++")


class Look(NamedTuple):
    """Colour, marker and hatch of a group."""

    colour: str
    marker: str
    hatch: str


class SpeechFigure(Figure):
    """A figure that shows itself in a notebook, in its printed form and with the same bytes each time."""

    def _repr_png_(self):
        from analysis.charts.saving import picture_bytes

        width, height = self.get_size_inches()
        return picture_bytes(self, "png"), {"width": round(width * 110), "height": round(height * 110)}


@contextmanager
def holding(variable: ContextVar, value) -> Iterator[None]:
    """A variable with another value for a while."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def looks(groups: Iterable[str], order: Iterable[str] = ()) -> dict[str, Look]:
    """Colour, marker and hatch of each group.

    The four strategies of `STRATEGIES` have theirs by name, in every chart and whatever else is drawn. Other groups
    take the following ones in their order: that of all groups of the report (`order`, from ``Names.order``), so that
    a chart of one group gives it the colour it has in the others. The three lists have lengths without a common factor,
    so that a combination comes back only after 630 groups.

    Examples
    --------
    >>> looks(["西部大开发", "京津冀协同发展"])["西部大开发"].colour == COLOURS[3]
    True
    >>> looks(["2022"], order=["2021", "2022"]) == {"2022": looks(["2021", "2022"])["2022"]}
    True
    """
    wanted, found, free = list(dict.fromkeys(groups)), {}, len(STRATEGIES)
    for group in dict.fromkeys([*order, *wanted]):
        if group in STRATEGIES:
            place = STRATEGIES.index(group)
        else:
            place, free = free, free + 1
        found[group] = Look(COLOURS[place % 10], MARKERS[place % 9], HATCHES[place % 7])
    chosen, used = _chosen.get()
    used.update(set(chosen) & set(wanted))
    return {group: found[group]._replace(colour=chosen.get(group, found[group].colour)) for group in wanted}


@contextmanager
def coloured(colours: Mapping[str, str]) -> Iterator[set[str]]:
    """Draw groups in colours of one's own; the others keep theirs. Gives the groups that are drawn so, once they are.

    Raises
    ------
    ValueError
        One is no colour: a name of CSS, or six digits such as #0072B2.

    Examples
    --------
    >>> with coloured({"西部大开发": "red"}):
    ...     looks(["西部大开发"])["西部大开发"].colour
    '#ff0000'
    """
    used: set[str] = set()
    with holding(_chosen, ({group: to_hex(colour) for group, colour in colours.items()}, used)):
        yield used


@functools.cache
def font_path() -> Path:
    """The font file.

    Raises
    ------
    FileNotFoundError
        If zhplot is not installed, or holds no such file.
    """
    found = importlib.util.find_spec("zhplot")  # finds the folder; importing it would change matplotlib's settings
    if found is None or not found.origin:
        raise FileNotFoundError(
            "the package zhplot, which holds the charts' font, is not installed: pip install zhplot"
        )
    path = Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    if not path.is_file():
        raise FileNotFoundError(f"zhplot holds no fonts/{path.name}: pip install --force-reinstall zhplot==1.0.0")
    return path


def quoted_as(language: Language):
    """Measure and set texts with the quotation marks of a language.

    Examples
    --------
    >>> from analysis.language import speak
    >>> with quoted_as(speak("en")):
    ...     round(advance("’"), 2)
    0.28
    >>> round(advance("’"), 2)
    1.0
    """
    return holding(_narrow, language.texts["language.quotes"] == "narrow")


def families() -> list[str]:
    """The fonts in which a character is looked for, the first first."""
    return [*[QUOTES] * _narrow.get(), FAMILY, FALLBACK]


def advance(character: str) -> float:
    """Width of a character, in sizes of the font."""
    return _advance(character, _narrow.get())


@functools.cache
def _advance(character: str, narrow: bool) -> float:
    font, fallback, quotes = faces()
    within = next((one for one in [*[quotes] * narrow, font] if character in characters_of(one)), fallback)
    return within.load_char(ord(character)).linearHoriAdvance / 65536 / 100


@functools.cache
def faces() -> tuple[FT2Font, FT2Font, FT2Font]:
    """The font, that of what it lacks, and that of narrow quotation marks, opened for measuring, at 100 points."""
    opened = FT2Font(str(font_path())), FT2Font(str(FALLBACK_PATH)), FT2Font(str(QUOTES_PATH))
    for font in opened:
        font.set_size(100, 72)
    return opened


@functools.cache
def characters_of(font: FT2Font) -> frozenset[str]:
    """What a font can draw."""
    return frozenset(map(chr, font.get_charmap()))


def drawable(text: str) -> str:
    """The text with a stand-in for what neither font can draw; signs that have no shape of their own are left out.

    Examples
    --------
    >>> drawable("CO₂ 한국"), drawable("好\ufe0f")
    ('CO₂ [U+D55C][U+AD6D]', '好')
    """
    shown = missing_glyphs(text)
    return "".join(shown.get(character, character) for character in text) if shown else text


@functools.lru_cache(maxsize=8192)
def missing_glyphs(text: str) -> dict[str, str]:
    """The characters of a text that the charts' font lacks, and what is drawn for each.

    Examples
    --------
    >>> missing_glyphs("CO₂ 한국，新质")
    {'₂': '₂', '한': '[U+D55C]', '국': '[U+AD6D]'}
    """
    lacking = dict.fromkeys(character for character in text if character not in characters_of(faces()[0]))
    return {character: _stand_in(character) for character in lacking if character != "\n"}


def _stand_in(character: str) -> str:
    if unicodedata.category(character) in ("Cf", "Cc", "Cs") or "\ufe00" <= character <= "\ufe0f":
        return ""
    return character if character in characters_of(faces()[1]) else f"[U+{ord(character):04X}]"


def family_of(path: Path | str, name: str) -> None:
    """Let matplotlib find a font file under a name."""
    entry = font_manager.FontEntry(
        fname=str(path), name=name, style="normal", variant="normal", weight=400, stretch="normal", size="scalable",
    )  # fmt: skip
    font_manager.fontManager.ttflist.append(entry)


@functools.cache
def _settings() -> dict:
    family_of(font_path(), FAMILY)
    family_of(FALLBACK_PATH, FALLBACK)
    family_of(QUOTES_PATH, QUOTES)
    # Start from matplotlib's own defaults: a matplotlibrc of the machine must not change a picture.
    names = [name for name in matplotlib.rcParamsDefault if not name.startswith(("backend", "interactive", "webagg"))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        settings = {name: matplotlib.rcParamsDefault[name] for name in names}
    ours = {
        "font.family": [FAMILY, FALLBACK], "font.size": BODY, "text.parse_math": False, "text.color": INK,
        "axes.unicode_minus": True, "axes.edgecolor": GREY, "axes.linewidth": 0.5, "axes.labelcolor": INK,
        "axes.labelsize": SMALL, "axes.axisbelow": True, "grid.color": RULE, "grid.linewidth": 0.5,
        "xtick.color": GREY, "ytick.color": GREY, "xtick.labelcolor": INK, "ytick.labelcolor": INK,
        "xtick.labelsize": SMALL, "ytick.labelsize": BODY, "xtick.major.size": 2, "ytick.major.size": 0,
        "xtick.major.width": 0.5, "xtick.major.pad": 2, "ytick.major.pad": 3, "hatch.linewidth": 0.35,
        "text.hinting": "none", "svg.fonttype": "path", "svg.hashsalt": "speeches", "pdf.fonttype": 42,
        "figure.dpi": 100,
    }  # fmt: skip
    return settings | ours


def tint(colour: str, share: float = 0.72) -> tuple[float, ...]:
    """A colour on white, at a share of its strength."""
    return tuple(round(1 - share * (1 - part), 4) for part in to_rgb(colour))


def settings():
    """Context in which charts are made and saved: matplotlib's defaults with this project's font and lines."""
    return matplotlib.rc_context(_settings())


def new_figure(width_cm: float = WIDTH_CM, height_cm: float = 10.0) -> SpeechFigure:
    """An empty figure of a printed size, outside pyplot."""
    with settings():
        figure = SpeechFigure(figsize=(width_cm / 2.54, height_cm / 2.54), facecolor="white")
        FigureCanvasAgg(figure)
    return figure


def set_font(artist) -> None:
    """Give all text of an artist the charts' font, also ticks that are made later in another context."""
    if isinstance(artist, Axis):
        # Asking an axis for its children makes all its ticks: a third of the time that a chart took.
        ticks = [*vars(artist).get("majorTicks", ()), *vars(artist).get("minorTicks", ())]
        children = [artist.label, artist.offsetText, *(label for tick in ticks for label in (tick.label1, tick.label2))]
        artist.set_tick_params(which="both", labelfontfamily=families())
    else:
        children = artist.get_children()
    if isinstance(artist, Text):
        artist.set_text(drawable(artist.get_text()))
        artist.set_fontfamily(families())
        artist.set_parse_math(False)
    for child in children:
        set_font(child)


def ordered_groups(table, column: str = "strategy") -> Sequence[str]:
    """The groups of a table in their order: that of the categories, else that of the rows."""
    present = list(dict.fromkeys(table[column].astype("object")))
    if hasattr(table[column], "cat"):
        return [group for group in table[column].cat.categories if group in set(present)]
    return present
