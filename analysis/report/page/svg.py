"""A chart's SVG made fit for the page: small, without style attributes, with ids of its own and links that have names.

matplotlib writes ``style="…"`` on every element, which a strict Content-Security-Policy refuses, and ids that come
again in the next chart. What is not drawing (metadata, scripts, foreign elements) is left out.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, groupby

from analysis.charts.page import AND, OF

_KEPT = {"svg", "g", "path", "use", "defs", "clipPath", "rect", "text", "tspan", "pattern", "image", "a"}
_STYLED = {
    "fill", "stroke", "font-size", "text-anchor", "stroke-width", "stroke-linejoin", "stroke-linecap", "opacity",
    "stroke-dasharray", "stroke-dashoffset", "fill-opacity", "stroke-opacity", "stroke-miterlimit", "fill-rule",
    "font-style", "font-weight", "text-decoration",
}  # fmt: skip
_PLAIN = {
    "x", "y", "width", "height", "d", "transform", "clip-path", "patternUnits", "viewBox", "preserveAspectRatio",
    "clip-rule", "patternTransform", *_STYLED,
}  # fmt: skip
_COMMON = {"fill": "#1f1f1f", "font-size": "8", "stroke-width": "0.6"}  # said once, and taken over by what is inside
_DEFAULTS = {("text-anchor", "start"), ("stroke-dashoffset", "0"), ("stroke-linecap", "butt"), *_COMMON.items()}
_LONG = re.compile(r"(?<=\.\d\d)\d+")
_PLACE = re.compile(r"-?\d+\.\d+")  # a tenth of a point is as fine as any screen
_PLACED = ("x", "y", "d", "width", "height", "transform")
_BOX = re.compile(r"M(\S+) (\S+)L(\S+) \2L\3 (\S+)L\1 \4(?:L\1 \2)?z")
_NO_TURN = re.compile(r"rotate\(-?0(?:\.0)?(?: [^)]*)?\)\s*")
_PATH = re.compile(r" ?([A-Za-z]) ?")
_DOT = re.compile(r"(M(\S+) ([^ C]+)C[^M]*)")
MANY_DOTS = 100
_CHINESE = re.compile(r"[㐀-鿿豈-﫿]")
_TAKEN_OVER = {*_STYLED} - {"opacity", "text-decoration"}  # by what is inside
_ADDRESS = re.compile(r"url\(#([^)]+)\)")
_SAFE_IMAGE = "data:image/png;base64,"

Link = Callable[[str], tuple[str, str] | None]


def clean_svg(
    svg: str, *, prefix: str, link: Link, name: str = "", alt: str = "", number_of: Mapping[str, int] | None = None
) -> str:
    """Rewrite the ``<svg>`` element of a chart.

    Parameters
    ----------
    svg : str
        From :func:`analysis.charts.saving.page_svg` or any other matplotlib SVG.
    prefix : str
        Goes before every id, so that no two charts of a page share one.
    link : callable
        Gives address and name of the place an anchor leads to, or None where there is no such place: the artist then
        stays without a link.
    name : str
        Its place in the page, where ``NAME-h`` is the heading that names it.
    alt : str
        What it shows, in words.
    number_of : mapping of str to int, optional
        Numbers of the groups: what belongs to some has them as ``data-g``.

    Examples
    --------
    >>> clean_svg('<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M 0 0.1234 L 1 1" style="fill: #fff"/>'
    ...           '<script>1</script></g></svg>', prefix="c1", link=lambda anchor: None)
    '<svg fill="#1f1f1f" font-size="8" stroke-width="0.6"><path d="M0 0.1L1 1" fill="#fff" /></svg>'
    """
    root = ElementTree.fromstring(svg)
    used = {name for element in root.iter() for name in _references(element)}
    size = next(size for size in count(1) if len({name[:size] for name in used}) == len(used))
    cleaner = _Cleaner(prefix, link, {name: f"{prefix}-{name[:size]}" for name in used}, number_of or {})
    (made,) = cleaner.cleaned(root)
    linked = cleaner.linked
    _shorten(made)
    made.attrib |= _COMMON
    if name:
        # A picture that holds links is a group: what is inside an image is hidden from those who cannot see it.
        made.attrib |= {"role": "group" if linked else "img", "aria-labelledby": f"{name}-h"}
        made.set("aria-describedby", f"{prefix}-d")
        description = ElementTree.Element("desc", {"id": f"{prefix}-d"})
        description.text = alt
        made.insert(0, description)
    return ElementTree.tostring(made, encoding="unicode")


@dataclass
class _Cleaner:
    """How the elements of a chart are rewritten; `ids` are what those that others refer to are called."""

    prefix: str
    link: Link
    ids: Mapping[str, str]
    number_of: Mapping[str, int]
    linked: dict[str, ElementTree.Element] = field(default_factory=dict)

    def cleaned(self, element) -> Iterator[ElementTree.Element]:
        """What stands for an element: itself, its children where it says nothing itself, or nothing."""
        name = _local(element.tag)
        if name not in _KEPT:
            return
        made = ElementTree.Element(name, self._attributes(element, name))
        made.extend(child for one in element for child in self.cleaned(one))
        if name == "pattern":
            _cut_tile(made)
        elif name == "a":
            self._lead(made, element)
        if name in ("text", "tspan"):
            made.text = (element.text or "").strip()
            for child in made:
                child.tail = ""
            if _CHINESE.search(made.text):
                made.set("lang", "zh-CN")
        if name in ("g", "a") and not made.attrib:
            yield from (one for one in made if name == "g" or not _is_clear(one))
        elif len(made) or name not in ("g", "a", "defs"):
            yield made

    def _attributes(self, element, name: str) -> dict[str, str]:
        values = {}
        for key, value in element.attrib.items():
            key = _local(key)
            if key == "style":
                pairs = (pair.partition(":") for pair in value.split(";"))
                values |= {key.strip(): text.strip() for key, _, text in pairs if key.strip() in _STYLED}
            elif key == "id" and value in self.ids:
                values["id"] = self.ids[value]
            elif key == "id" and value.startswith(OF):
                groups = [self.number_of[one] for one in value.removeprefix(OF).split(AND) if one in self.number_of]
                values["data-g"] = " ".join(map(str, groups))
            elif key == "href" and name == "use" and value.startswith("#"):
                values["href"] = f"#{self.ids[value[1:]]}"
            elif key == "href" and name == "image" and value.startswith(_SAFE_IMAGE):
                values["href"] = "".join(value.split())
            elif key in _PLAIN and (name != "svg" or key == "viewBox"):
                values[key] = value
        fine = "id" in values  # a mark is small
        shortened = {key: self._short(key, value, fine) for key, value in values.items()}
        return {key: value for key, value in shortened.items() if value and (key, value) not in _DEFAULTS}

    def _short(self, key: str, value: str, fine: bool) -> str:
        if key in ("href", "id"):
            return value
        if key == "transform":
            value = _NO_TURN.sub("", value)
        if key in _PLACED and not fine:
            value = _PLACE.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
        value = _LONG.sub("", value.removesuffix("px"))
        value = _ADDRESS.sub(lambda found: f"url(#{self.ids.get(found[1], '')})", value)
        return _BOX.sub(_box, _PATH.sub(r"\1", " ".join(value.split()))) if key == "d" else value

    def _lead(self, made: ElementTree.Element, element) -> None:
        """Give a link its address and name, if there is such a place: one link a place, with all its areas."""
        address = next((value for key, value in element.attrib.items() if _local(key) == "href"), "")
        found = self.link(address[1:]) if address.startswith("#") else None
        made.attrib.clear()
        if found is None:
            return
        first, clear = self.linked.get(address), [_is_clear(one) for one in made] == [True]
        if clear and first is not None and first[0].tag == "path":
            first[0].set("d", first[0].get("d") + made[0].get("d"))
            del made[:]
            return
        if clear:  # the style says it of all
            del made[0].attrib["fill"], made[0].attrib["fill-opacity"]
        made.attrib |= {"href": found[0], "aria-label": found[1]} | ({} if first is None else {"tabindex": "-1"})
        self.linked.setdefault(address, made)


def _box(found: re.Match) -> str:
    """A rectangle by its corner, width and height."""
    left, top, right, bottom = map(float, found.groups())
    wide, tall, back = (f"{one:.2f}".rstrip("0").rstrip(".") for one in (right - left, bottom - top, left - right))
    return f"M{found[1]} {found[2]}h{wide}v{tall}h{back}z"


def _is_clear(element: ElementTree.Element) -> bool:
    return element.get("fill-opacity") == "0.00"


def _shorten(made: ElementTree.Element) -> None:
    """What a mark says of itself is not said where it is used; what some in a row say alike is said once, around them.

    >>> made = ElementTree.fromstring('<g><text fill="red" x="1"/><text fill="red" x="2"/><text fill="red" x="3"/></g>')
    >>> _shorten(made)
    >>> ElementTree.tostring(made, encoding="unicode")
    '<g><g fill="red"><text x="1" /><text x="2" /><text x="3" /></g></g>'
    """
    marks = {f"#{one.get('id')}": one for one in made.iter("path") if one.get("id")}
    for one in made.iter("use"):
        mark = marks.get(one.get("href"))
        for key in [] if mark is None else _TAKEN_OVER.intersection(mark.keys(), one.keys()):
            del one.attrib[key]
    for parent in [one for one in made.iter() if one.tag in ("svg", "g")]:
        children = list(parent)
        del parent[:]
        for said, run in groupby(children, key=_said):
            run = list(run)
            if said and len(run) > 2:
                for child in run:
                    for key, _ in said:
                        del child.attrib[key]
                around = ElementTree.SubElement(parent, "g", dict(said))
                around.extend(run)
            else:
                parent.extend(run)


def _said(element: ElementTree.Element) -> tuple[tuple[str, str], ...]:
    """What an element says that one around it could say for it."""
    return tuple(sorted((key, value) for key, value in element.items() if key in _TAKEN_OVER | {"clip-path"}))


def _cut_tile(pattern: ElementTree.Element) -> None:
    """A hatch of dots on a tile of 12 points for matplotlib's of an inch, which holds 600 dots and repeats them."""
    for path in pattern.iter("path"):
        dots = _DOT.findall(path.get("d", ""))
        if len(dots) > MANY_DOTS:
            path.set("d", "".join(dot for dot, x, y in dots if float(x) < 13 and float(y) < 13))
            pattern.attrib |= {"width": "12", "height": "12"}


def _references(element) -> list[str]:
    found = _ADDRESS.findall(" ".join(element.attrib.values()))
    if _local(element.tag) == "use":
        found += [value[1:] for key, value in element.attrib.items() if _local(key) == "href"]
    return found


def _local(name: str) -> str:
    return name.rpartition("}")[2]
