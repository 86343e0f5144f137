"""The report's page: one file a language that works offline, in which every number opens its sentences.

The templates beside this file lay the document out; everything put into them is escaped but the charts. A page holds
all it needs (styles, script, the charts' font) and asks for nothing else; its Content-Security-Policy forbids the rest.
Where it would grow past its budget, speeches, concordance and charts move to pages of their own beside it, and the
links lead there.
"""

import base64
import html
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from analysis import __version__, anchors
from analysis.charts import style
from analysis.charts.saving import cut_font
from analysis.language import CODES
from analysis.report.document import CHARTS, Document, Figure
from analysis.report.figures import Picture
from analysis.report.page.method import method_values
from analysis.report.page.svg import clean_svg
from analysis.report.page.view import KINDS, View
from analysis.report.places import PAIR_ROWS, evenly, pieces
from analysis.report.templates import templates
from analysis.report.writing import csv_bytes, write_file

BUDGET = 5_000_000  # bytes a file
_FULL = 0.85  # of the budget: links to other pages are longer than those within one
MOST_CARDS = 30  # groups on the first screen
_DOWNLOADS = ("theme_shares", "counts", "speeches")  # tables that go with the page wherever it is sent
LARGEST = 200_000  # bytes of such a table
_TYPES = {"png": "image/png", "svgz": "image/svg+xml", "csv": "text/csv"}
_MOVED_FIRST = ("speeches", "concordance", "charts")
_LINK = re.compile(r'href="#([A-Za-z0-9-]+)"')
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A piece of the page that stays whole when the page is divided, and the names of the places in it."""

    markup: Markup
    anchors: tuple[str, ...] = ()
    title: str = ""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.markup.encode("utf-8"))


def write_page(
    document: Document, pictures: Mapping[tuple[str, str], Picture], folder: Path, language: str, *,
    languages: Sequence[str] = CODES, budget: int = BUDGET,
) -> list[Path]:  # fmt: skip
    """Write ``report.LANGUAGE.html``, and return the files written.

    Parameters
    ----------
    document : Document
        What is shown.
    pictures : mapping of (language, stem) to Picture
        The charts for the page (:func:`analysis.report.figures.draw_figures`); a chart without is left out.
    folder : Path
        Where the files go.
    language : str
        Of the page.
    languages : sequence of str
        All that are written, so that each links to the others.
    budget : int
        Bytes a file may have. What is more goes to ``report.zh.speeches-1.html`` and so on; those of an earlier, longer
        report are removed.
    """
    own = {stem: svg for (code, stem), svg in pictures.items() if code == language}
    pages = PageWriter(View(document, language, languages)).pages(own, budget)
    _remove_old(folder, language, pages)
    return [write_file(folder / name, content.encode("utf-8")) for name, content in pages.items()]


class PageWriter:
    """The templates with one language's view in them."""

    def __init__(self, view: View):
        self.view = view
        self.templates = templates(Path(__file__).parent, view.language)
        links = {name: getattr(anchors, name) for name in dir(anchors) if name.endswith("_anchor")}
        tools = {"evenly": evenly, "pieces": pieces, "pair_rows": PAIR_ROWS, "version": __version__}
        self.templates.globals |= links | tools | {"v": view}
        self.parts = self.templates.get_template("parts.html").module

    def blocks(self, pictures: Mapping[str, Picture], *, light: bool = False) -> dict[str, list[Block]]:
        """What may move to pages of its own; `light`, charts have no PNG beside them."""
        view, count = self.view, itertools.count(1)
        kinds = "svgz csv" if light else " ".join(_TYPES)
        return {
            **{
                part: list(
                    self._figures(view.document.parts[part], pictures, count, "svgz csv" if part == "tests" else kinds)
                )
                for part in CHARTS
            },
            "pairs": list(self._figures(view.document.pairs, pictures, count, "svgz csv")),
            "concordance": [
                Block(self.parts.entry(place), tuple(place.anchors), view.name(place)) for place in view.places
            ],
            "speeches": [
                Block(self.parts.paragraph(size, rows, *new), self._places(size, rows, *new), view.group(size.strategy))
                for size, rows, *new in view.paragraphs
            ],
        }

    def pages(self, pictures: Mapping[str, Picture], budget: int) -> dict[str, str]:
        """The pages by file name, the report itself first."""
        blocks, language, frame = self.blocks(pictures), self.view.language, self._report_values()
        shown = (*CHARTS, "pairs")
        charts = [block for part in shown for block in blocks[part]]
        empty = self._page("report.html", _font(charts), blocks=dict.fromkeys(blocks, ()), moved={}, **frame)
        room = int(_FULL * budget) - len(empty.encode("utf-8"))
        if sum(block.size for block in charts) > room:
            blocks = self.blocks(pictures, light=True)
            charts = [block for part in shown for block in blocks[part]]
        blocks["charts"] = charts
        moved: dict[str, dict[str, list[Block]]] = {}
        for key in _MOVED_FIRST:
            if sum(block.size for name in _MOVED_FIRST if name not in moved for block in blocks[name]) > room:
                runs = enumerate(divide(blocks[key], room), start=1)
                moved[key] = {f"report.{language}.{key}-{n}.html": run for n, run in runs}
        font = _font([] if "charts" in moved else charts)
        pages = {f"report.{language}.html": self._page("report.html", font, blocks=blocks, moved=moved, **frame)}
        places = {}
        for key, own in moved.items():
            for number, (name, run) in enumerate(own.items()):
                font = _font(run if key == "charts" else [])
                values = {"key": key, "number": number, "names": list(own), "blocks": run}
                pages[name] = self._page("companion.html", font, **values)
                places |= {anchor: name for block in run for anchor in block.anchors}
        return _across(pages, places) if moved else pages

    def _figures(
        self, blocks: Sequence, pictures: Mapping[str, Picture], count: Iterator[int], kinds: str
    ) -> Iterator[Block]:
        """The charts of a part, each with the findings that stand above it; those after the last close the part.

        Their pictures to take away are of some kinds.
        """
        view, above = self.view, []
        for block in blocks:
            if not isinstance(block, Figure):
                above.append(block)
            elif len(block.chart.table) and block.chart.stem in pictures:
                chart, name, picture = block.chart, block.anchor, pictures[block.chart.stem]
                said, number = chart.say(view.language), next(count)
                wide, narrow = (
                    Markup(
                        clean_svg(
                            svg,
                            prefix=f"c{number}{size}",
                            link=view.link,
                            name=name,
                            alt=said.alt,
                            number_of=view.number_of,
                        )
                    )
                    for size, svg in (("", picture.wide), ("n", picture.narrow))
                )
                files = [(ending, _data_uri(ending, getattr(picture, ending))) for ending in kinds.split()]
                yield Block(self.parts.figure(block, said, wide, narrow, files, above), (name,), said.title)
                above = []
        if above:
            yield Block(self.parts.closing(above))

    def _places(self, size, rows: Iterable[int], new_speech: bool, new_group: bool) -> tuple[str, ...]:
        own = [anchors.speech_anchor(size.speech)] if new_speech else []
        own += [anchors.strategy_anchor(str(size.strategy))] if new_group else []
        return (*own, *map(self.view.anchor, rows))

    def _report_values(self) -> dict:
        view, results = self.view, self.view.results
        speeches = results.speeches
        number = {"count_speeches": speeches["speech"].nunique(), "sentences": len(speeches),
                  "paragraphs": len(speeches[["speech", "paragraph"]].drop_duplicates())}  # fmt: skip
        tables = {block.name: csv_bytes(block.frame) for block in view.document.tables if block.name in _DOWNLOADS}
        return {
            "counts": {name: view.say(name, n=int(n)) for name, n in number.items()},
            "summary": view.findings("summary"), "limits": view.findings("limits"), "most_cards": MOST_CARDS,
            "words": int(results.counts.to_numpy().sum()), "kinds": KINDS,
            "downloads": [(name, _data_uri("csv", tables[name])) for name in _DOWNLOADS
                          if len(tables[name]) < LARGEST],
            **method_values(view),
        }  # fmt: skip

    def _page(self, template: str, font: str, **values) -> str:
        view = self.view
        looks = style.looks(view.groups, view.names.order)
        colours = "".join(f".c{n % 10}{{--c:{looks[name].colour}}}" for n, name in enumerate(view.groups[:10]))
        css = Markup(font) + self.templates.globals["file"]("page.css") + Markup(colours)
        return self.templates.get_template(template).render(css=css, **values)


def divide(blocks: Sequence[Block], room: int) -> list[list[Block]]:
    """Blocks in runs that fit the room; one that is larger than it stands alone.

    Examples
    --------
    >>> [[block.markup for block in run] for run in divide([Block("aa"), Block("b"), Block("cccc"), Block("d")], 3)]
    [['aa', 'b'], ['cccc'], ['d']]
    """
    runs: list[list[Block]] = []
    free = 0
    for block in blocks:
        if not runs or block.size > free:
            runs.append([])
            free = room
        runs[-1].append(block)
        free -= block.size
    return runs


def _across(pages: dict[str, str], places: Mapping[str, str]) -> dict[str, str]:
    """Let links lead to the page where their place is: one of its own, or the report itself."""
    home = next(iter(pages))
    own = {name: set(re.findall(r'\sid="?([A-Za-z0-9-]+)', page)) for name, page in pages.items()}

    def rewritten(name: str) -> str:
        def address(match: re.Match) -> str:
            target = places.get(match[1], home)
            return match[0] if match[1] in own[name] else f'href="{target}#{match[1]}"'

        return _LINK.sub(address, pages[name])

    return {name: rewritten(name) for name in pages}


def _remove_old(folder: Path, language: str, pages: Mapping[str, str]) -> None:
    """Remove the further pages of an earlier report that this one does not have."""
    for path in sorted(folder.glob(f"report.{language}.*-*.html")):
        ours = re.fullmatch(rf"report\.{language}\.(?:{'|'.join(_MOVED_FIRST)})-\d+\.html", path.name)
        if ours and path.name not in pages:
            path.unlink()


def _font(blocks: Iterable[Block]) -> str:
    """The ``@font-face`` rule with just the characters that some charts hold; the same bytes each time."""
    texts = (re.sub(r"<[^>]*>", "", text) for block in blocks for text in _TEXT.findall(block.markup))
    characters = "".join(sorted(set(html.unescape("".join(texts))) - {"\n"}))
    return _font_rule(characters) if characters else ""


@cache
def _font_rule(characters: str) -> str:
    file = io.BytesIO()
    cut_font(characters, file, flavour="woff")
    data = base64.b64encode(file.getvalue()).decode("ascii")
    return f'@font-face{{font-family:"{style.FAMILY}";src:url(data:font/woff;base64,{data}) format("woff")}}\n'


def _data_uri(ending: str, data: bytes) -> str:
    return f"data:{_TYPES[ending]};base64,{base64.b64encode(data).decode('ascii')}"
