"""Explore a corpus in JupyterLab: write a word, a string or a theme; see its shares, its places and its sentences.

    from analysis import explore
    explore.explore(results)

What is shown is made in :mod:`analysis.report.lookup`; this module puts it into widgets. All of it works offline.
Several words, parted by a space or a comma, are shown below one another.
"""

import base64
import io
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import ipywidgets as widgets
from matplotlib.figure import Figure

from analysis import paths
from analysis.charts import NAMES
from analysis.charts.saving import KINDS, picture_bytes
from analysis.documents.formats import FORMATS as DOCUMENTS
from analysis.language import CODES, program, speak
from analysis.mistakes import Mistake, as_mistake
from analysis.report import lookup, single_chart
from analysis.report.figures import save_figure
from analysis.report.requests import option_of, refuse_foreign
from analysis.results import Results

START = "改革"  # what a panel begins with
OWN = "compare_terms"  # the chart of one's own words
_COMMAND = (
    '<pre style="white-space: pre-wrap">{command}</pre><button type="button" onclick="navigator.clipboard.writeText('
    'this.previousElementSibling.textContent)">{copy}</button>'
)
_IMAGE = '<img src="data:image/png;base64,{data}" alt="{alt}" style="max-width: 100%; width: 700px">'


class Explorer:
    """A panel of widgets on the tables of a corpus; its state is what is asked for, in which language.

    Parameters
    ----------
    results : Results
        The tables.
    text : str
        What to begin with.
    kind : {"auto", "term", "phrase", "theme"}
        What it is taken as.
    language : {"zh", "en"}
        Of everything but the speeches.
    folder : path-like
        Where charts are saved unless another folder is written.

    Attributes
    ----------
    found : Found or None
        What is shown now: tables of shares, places and lines; None where the question is empty. Of several words the
        first; all are in ``every``.
    message : str
        The line above the charts.

    Examples
    --------
    >>> explorer = Explorer(Results(), "统筹")
    >>> explorer.message
    '“统筹”（作为字串）：14 处，在 10 句里'
    >>> explorer.ask("海洋")
    >>> explorer.message, explorer.figure("shares") is None
    ('没有找到“海洋”；也没有相近的词', True)
    """

    def __init__(
        self, results: Results, text: str = START, *, kind: str = "auto", language: str = "zh", folder: Path | str = "."
    ):
        self.results, self.text, self.kind, self.language = results, text, kind, language
        self._corpus = results
        self.every: list[lookup.Found] = []
        self.message = ""
        self._figures: dict[str, list[Figure]] = {}
        self._drawn: list[single_chart.Drawn] = []
        self._added: TemporaryDirectory | None = None
        self._setting = False
        self._make_widgets(str(folder))
        self._switch_groups()
        self._translate()
        self._refresh()
        self._connect()

    def ask(self, text: str, kind: str = "auto") -> None:
        """Look for something else."""
        self.text, self.kind = text, kind
        with self._alone():
            self.box.value, self.kinds.value = text, kind
        self._refresh()

    def speak(self, language: str) -> None:
        """Change the language of everything but the speeches."""
        self.language = language
        with self._alone():
            self.languages.value = language
        self._translate()
        self._refresh()

    @property
    def found(self) -> lookup.Found | None:
        """What is shown now, of several words the first."""
        return self.every[0] if self.every else None

    def figure(self, which: str, number: int = 0) -> Figure | None:
        """The chart of "shares" or "places" that is shown, of several words by number; None where there is no hit."""
        return next(iter(self._figures.get(which, [])[number:]), None)

    def add(self, name: str, content: bytes) -> None:
        """Show a document beside those of the corpus, as a group of its own; another one takes its place."""
        folder = TemporaryDirectory()
        try:
            results = lookup.add_document(self._corpus, name, content, Path(folder.name))
        except (OSError, ValueError) as error:
            folder.cleanup()
            self.status.value = escape(speak(self.language).write(as_mistake(error) or str(error)))
            return
        self.results, self._added = results, folder  # the folder of an earlier one goes with its last reference
        self._switch_groups()
        self._translate()
        self._refresh()

    def save(self) -> Path | None:
        """Save the chosen chart as the form says, and say where it is; None if it could not be saved."""
        figure, name, ending = self.figure(self.chosen.value, self.words.value), self._file_name(), self.ending.value
        own = self.chosen.value == "own"
        if figure is None and not own or not name.strip("._"):
            self.status.value = escape(self._say("unnamed" if own or figure else "nothing"))
            return None
        path = Path(self.folder.value.strip() or ".").expanduser() / f"{name}.{ending}"
        try:
            if own:
                path = self._write_chart(path)[0].path
            elif ending not in KINDS:
                raise Mistake("chart_format", option=self._say("ending"), value=ending, list=list(KINDS))
            else:
                refuse_foreign(path, ending, self.results.path)
                save_figure(figure, path, title=figure.axes[0].get_title(), description=self.message)
        except (OSError, ValueError) as error:
            self.status.value = escape(speak(self.language).write(as_mistake(error) or str(error)))
            return None
        self.status.value = escape(self._say("saved", path=path.resolve()))
        return path

    def options(self) -> dict[str, str]:
        """What the form asks for of a chart, as it is typed on the command line; what is as usual is left out."""
        given = {name: field.value.strip() for name, field in self.fields.items()}
        if not self.which.value and not given["terms"]:
            given["terms"] = self.text.strip()
        on = [self.results.names.strategy(group, "zh") for group, switch in self.switches.items() if switch.value]
        given["groups"] = (",".join(on) or " ") if len(on) < len(self.switches) else ""  # none at all is refused
        return {name: value for name, value in given.items() if value and value != single_chart.OPTIONS[name]}

    def command(self) -> str:
        """The command that draws the chart of the form again, in a shell of this machine."""
        name, path = self.which.value or OWN, self.results.corpus.folder
        words = ["chart", name, *([] if path == paths.DATA else [str(path.resolve())])]
        for option, value in self.options().items():
            words += [option_of(option), value]
        words += ["--language", self.language, "--out", f"{self._file_name() or name}.{self.ending.value}"]
        return f"{program()} {subprocess.list2cmdline(words) if os.name == 'nt' else shlex.join(words)}"

    def draw(self) -> None:
        """Draw the chart of the form and show it, with the command that repeats it."""
        self._drawn, self.status.value = [], ""
        with TemporaryDirectory() as folder:
            try:
                self._drawn = self._write_chart(Path(folder) / "chart.png")
            except (OSError, ValueError) as error:
                self.status.value = escape(speak(self.language).write(as_mistake(error) or str(error)))
            shown = [_IMAGE.format(data=_encoded(one.path.read_bytes()), alt=escape(one.alt, quote=True))
                     for one in self._drawn]  # fmt: skip
        self.drawn.value = "".join(shown)
        self._show_command()

    def _write_chart(self, path: Path) -> list[single_chart.Drawn]:
        wish = single_chart.read_wish(self.results, self.options())
        return single_chart.write_chart(self.results, self.which.value or OWN, wish, language=self.language, out=path)

    def _show_command(self) -> None:
        """Show the command; there is none for a document that was added here alone."""
        if self._added is not None:
            self.repeat.value = escape(self._say("added_only"))
        else:
            self.repeat.value = _COMMAND.format(command=escape(self.command()), copy=self._say("copy"))

    def _file_name(self) -> str:
        """The name in the form as a file may have it, without its ending."""
        return re.sub(r'[\\/:*?"<>|\s]+', "_", self.name.value.strip()).removesuffix(f".{self.ending.value}")

    def _say(self, key: str, **values) -> str:
        return speak(self.language).say(f"explore.{key}", **values)

    def _make_widgets(self, folder: str) -> None:
        wide = widgets.Layout(width="420px")
        self.box = widgets.Combobox(value=self.text, ensure_option=False, continuous_update=False, layout=wide)
        self.kinds = widgets.Dropdown(options=[("auto", "auto")], value="auto")
        named = [(speak(code).say("language.name"), code) for code in CODES]
        self.languages = widgets.ToggleButtons(options=named, value=self.language)
        self.head, self.sentences, self.status = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.pictures = {which: widgets.HTML() for which in ("shares", "places")}
        self.chosen = widgets.Dropdown(options=[("shares", "shares")])
        self.ending = widgets.Dropdown(options=list(single_chart.FORMATS), layout=widgets.Layout(width="90px"))
        self.name, self.folder = widgets.Text(), widgets.Text(value=folder)
        self.button = widgets.Button(icon="save")
        self.words = widgets.Dropdown(options=[("", 0)], layout=widgets.Layout(width="160px"))
        self.upload = widgets.FileUpload(accept=",".join(DOCUMENTS), layout=widgets.Layout(width="auto"))
        self.groups = widgets.HBox()
        self.groups.layout.flex_flow = "row wrap"
        for widget in (self.box, self.kinds, self.chosen, self.name, self.folder):
            widget.style.description_width = "initial"
        form = widgets.HBox([self.chosen, self.words, self.name, self.ending, self.folder, self.button])
        form.layout.flex_flow = "row wrap"
        asked = widgets.HBox([self.box, self.kinds, self.languages, self.upload])
        asked.layout.flex_flow = "row wrap"
        parts = [asked, self.groups, self.head, *self.pictures.values(), self._make_form(), form, self.status,
                 self.sentences]  # fmt: skip
        self.view = widgets.VBox(parts)
        self.view.add_class("speech-explorer")

    def _make_form(self) -> widgets.Widget:
        """The form of a chart of one's own: a field for each option of the command, but the groups, ticked above."""
        self.which = widgets.Dropdown(options=[("", "")], layout=widgets.Layout(width="420px"))
        self.fields = {}
        for option, usual in single_chart.OPTIONS.items():
            layout = widgets.Layout(width="300px")
            if option in single_chart.CHOICES:
                self.fields[option] = widgets.Dropdown(options=[usual or ""], value=usual or "", layout=layout)
            elif option != "groups":
                self.fields[option] = widgets.Text(value=usual or "", continuous_update=False, layout=layout)
        for widget in (self.which, *self.fields.values()):
            widget.style.description_width = "120px"
        self.drawer, self.drawn, self.repeat = widgets.Button(icon="bar-chart"), widgets.HTML(), widgets.HTML()
        several = widgets.HBox(list(self.fields.values()))
        several.layout.flex_flow = "row wrap"
        self.form = widgets.Accordion([widgets.VBox([self.which, several, self.drawer, self.drawn, self.repeat])])
        self.form.selected_index = None
        return self.form

    def _translate_form(self) -> None:
        """The form in the language; what is chosen stays."""
        which = self.which.value
        self.which.options = [(self._say("own_words"), ""), *((self._heading(name), name) for name in NAMES)]
        self.which.value, self.which.description = which, self._say("chart_of")
        for option, field in self.fields.items():
            field.description = self._say(f"option_{option}")
            field.tooltip = speak(self.language).say(f"commands.chart_{option}")
            if option in single_chart.CHOICES:
                value, usual = field.value, single_chart.OPTIONS[option]
                blank = [] if usual else [("–", "")]
                known = [(self._choice(one), one) for one in single_chart.CHOICES[option]]
                field.options, field.value = [*blank, *known], value
        self.drawer.description, self.drawn.value = self._say("draw"), ""
        self.form.set_title(0, self._say("form"))

    def _choice(self, value: str) -> str:
        key = f"explore.choice_{value}"
        return speak(self.language).texts.get(key, value)

    def _heading(self, name: str) -> str:
        return speak(self.language).say(f"headings.{name}", self.results.names)

    def _translate(self) -> None:
        """Put every label into the language."""
        chosen = self.chosen.value
        with self._alone():  # new options put a list back to its first one
            self.kinds.options = [(self._say(kind), kind) for kind in lookup.KINDS]
            self.kinds.value = self.kind
        self.chosen.options, self.chosen.value = [(self._say(one), one) for one in ("shares", "places", "own")], chosen
        labels = {self.box: "query", self.kinds: "kind", self.chosen: "chart", self.name: "name", self.folder: "folder",
                  self.button: "save", self.upload: "upload"}  # fmt: skip
        for widget, key in labels.items():
            widget.description = self._say(key)
        self.box.placeholder = self._say("hint")
        for group, switch in self.switches.items():
            switch.description = self.results.names.strategy(group, self.language)
        self.languages.tooltips = [self._say("language")] * 2
        self._translate_form()
        self.box.options = lookup.suggestions(self.results, self.language)

    def _connect(self) -> None:
        self.box.observe(lambda change: self._changed(text=change["new"]), names="value")
        self.kinds.observe(lambda change: self._changed(kind=change["new"]), names="value")
        self.languages.observe(lambda change: self._changed(language=change["new"]), names="value")
        self.button.on_click(lambda _: self.save())
        self.upload.observe(lambda change: self._uploaded(change["new"]), names="value")
        self.drawer.on_click(lambda _: self.draw())
        for widget in (self.which, self.ending, self.name, *self.fields.values()):
            widget.observe(lambda _: self._show_command(), names="value")

    def _switch_groups(self) -> None:
        """A box for each group of the corpus, ticked: who is left out is not shown."""
        speeches = self.results.speeches["strategy"]
        named = [str(group) for group in speeches.cat.categories if (speeches == group).any()]
        layout = widgets.Layout(width="auto")
        self.switches = {group: widgets.Checkbox(value=True, indent=False, layout=layout) for group in named}
        for switch in self.switches.values():
            switch.observe(lambda _: self._changed(), names="value")
        self.groups.children = tuple(self.switches.values()) if len(named) > 1 else ()

    def _uploaded(self, files) -> None:
        for file in files[-1:]:
            self.add(file["name"], bytes(file["content"]))

    def _switched(self, found: lookup.Found) -> lookup.Found:
        """What was found, in the groups that are ticked."""
        off = {group for group, switch in self.switches.items() if not switch.value}
        if not off or found.lines.empty:
            return found
        tables = [getattr(found, name) for name in ("shares", "places", "lines")]
        return lookup.Found(found.query, *(table[~table["strategy"].astype(str).isin(off)] for table in tables))

    def _changed(self, **state: str) -> None:
        """React to what a user changed."""
        if self._setting:
            return
        for name, value in state.items():
            setattr(self, name, value)
        if "language" in state:
            self._translate()
        self._refresh()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Set widgets from here without taking it for a change by the user."""
        self._setting = True
        try:
            yield
        finally:
            self._setting = False

    def _refresh(self) -> None:
        """Look up what is asked for, and show it."""
        self.status.value = ""
        self.every, messages, self._figures = [], [], {which: [] for which in self.pictures}
        try:
            asked = lookup.split_query(self.results, self.text)
            self.every = [self._switched(lookup.look_up(self.results, text, self.kind)) for text in asked]
            messages = [lookup.describe_found(self.results, found, self.language) for found in self.every]
        except Mistake as mistake:
            messages = [mistake.say(speak(self.language))]
        self.message = speak(self.language).join(messages, "semicolon")
        shown = [found for found in self.every if len(found.lines)]
        for found in shown:
            for which, draw in (("shares", lookup.shares_figure), ("places", lookup.places_figure)):
                self._figures[which].append(draw(self.results, found, self.language))
        for which, picture in self.pictures.items():
            picture.value = "".join(map(_image, self._figures[which]))
        self.words.options = [(found.query.value, number) for number, found in enumerate(shown)] or [("", 0)]
        self.words.layout.display = "" if len(shown) > 1 else "none"
        self.sentences.value = "".join(lookup.sentences_html(self.results, found, self.language) for found in shown)
        self.name.value = re.sub(r"\s+", "_", self.text.strip())
        self._show_command()
        self.head.value = f"<b>{escape(self.message)}</b>"  # the last: who reads it sees the rest in place

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """The widgets where a notebook is alive; a picture of the charts where it is only read."""
        bundle = dict(self.view._repr_mimebundle_()) | {"text/plain": repr(self)}
        figures = [figure for both in zip(*self._figures.values(), strict=True) for figure in both]
        return bundle | ({"image/png": _stacked(figures)} if figures else {})

    def __repr__(self) -> str:
        """What is asked for and found."""
        return f"Explorer: {self.message}"


def explore(results: Results, text: str = START, **options) -> Explorer:
    """A panel to explore the tables of a corpus; takes what :class:`Explorer` takes."""
    return Explorer(results, text, **options)


def write_panel(folder: Path, corpus: Path, language: str) -> Path:
    """Write the notebook that shows the panel and nothing else, for Voila."""
    import nbformat

    code = (
        "from analysis.explore import explore\nfrom analysis.results import Results\n\n"
        f"explore(Results({str(corpus)!r}), language={language!r}, folder={str(Path.home())!r})"
    )
    cells = [nbformat.v4.new_code_cell(code, id="cell-001")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / f"{speak(language).say('explore.title')}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _image(figure: Figure) -> str:
    return _IMAGE.format(
        data=_encoded(picture_bytes(figure, "png")), alt=escape(figure.axes[0].get_title(), quote=True)
    )


def _stacked(figures: list[Figure]) -> bytes:
    """The charts below each other in one picture."""
    from PIL import Image

    images = [Image.open(io.BytesIO(picture_bytes(figure, "png"))).convert("RGB") for figure in figures]
    whole = Image.new("RGB", (max(image.width for image in images), sum(image.height for image in images)), "white")
    top = 0
    for image in images:
        whole.paste(image, (0, top))
        top += image.height
    stream = io.BytesIO()
    whole.quantize(256, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()
