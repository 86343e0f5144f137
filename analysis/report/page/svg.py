"""A chart's SVG made fit for the page: small, without style attributes, with ids of its own and links that have names.

matplotlib writes ``style="…"`` on every element, which a strict Content-Security-Policy refuses, and ids that come
again in the next chart. What is not drawing (metadata, scripts, foreign elements) is left out.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator

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
_LONG = re.compile(r"(?<=\.\d\d)\d+")  # a hundredth of a point is finer than any screen
_NO_TURN = re.compile(r"rotate\(-?0(?:\.0)?(?: [^)]*)?\)\s*")
_PATH = re.compile(r" ?([A-Za-z]) ?")
_DOT = re.compile(r"(M(\S+) ([^ C]+)C[^M]*)")
MANY_DOTS = 100
_CHINESE = re.compile(r"[㐀-鿿豈-﫿]")
_SAFE_IMAGE = "data:image/png;base64,"

Link = Callable[[str], tuple[str, str] | None]


def clean_svg(svg: str, *, prefix: str, link: Link, name: str = "", alt: str = "") -> str:
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

    Examples
    --------
    >>> clean_svg('<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M 0 0.1234 L 1 1" style="fill: #fff"/>'
    ...           '<script>1</script></g></svg>', prefix="c1", link=lambda anchor: None)
    '<svg fill="#1f1f1f" font-size="8" stroke-width="0.6"><path d="M0 0.12L1 1" fill="#fff" /></svg>'
    """
    root = ElementTree.fromstring(svg)
    used = {name for element in root.iter() for name in _references(element)}
    linked: set[str] = set()
    (made,) = _cleaned(root, prefix, link, used, linked)
    made.attrib |= _COMMON
    if name:
        # A picture that holds links is a group: what is inside an image is hidden from those who cannot see it.
        made.attrib |= {"role": "group" if linked else "img", "aria-labelledby": f"{name}-h"}
        made.set("aria-describedby", f"{prefix}-d")
        description = ElementTree.Element("desc", {"id": f"{prefix}-d"})
        description.text = alt
        made.insert(0, description)
    return ElementTree.tostring(made, encoding="unicode")


def _cleaned(element, prefix: str, link: Link, used: set[str], linked: set[str]) -> Iterator[ElementTree.Element]:
    """What stands for an element: itself, its children where it says nothing itself, or nothing."""
    name = _local(element.tag)
    if name not in _KEPT:
        return
    made = ElementTree.Element(name, _attributes(element, name, prefix, used))
    made.extend(child for one in element for child in _cleaned(one, prefix, link, used, linked))
    if name == "pattern":
        _cut_tile(made)
    elif name == "a":
        _lead(made, element, link, linked)
    if name in ("text", "tspan"):
        made.text = (element.text or "").strip()
        for child in made:
            child.tail = ""
        if _CHINESE.search(made.text):
            made.set("lang", "zh-CN")
    if name in ("g", "a") and not made.attrib:
        yield from made
    elif len(made) or name not in ("g", "a", "defs"):
        yield made


def _attributes(element, name: str, prefix: str, used: set[str]) -> dict[str, str]:
    values = {}
    for key, value in element.attrib.items():
        key = _local(key)
        if key == "style":
            pairs = (pair.partition(":") for pair in value.split(";"))
            values |= {key.strip(): text.strip() for key, _, text in pairs if key.strip() in _STYLED}
        elif key == "id" and value in used:
            values["id"] = f"{prefix}-{value}"
        elif key == "href" and name == "use" and value.startswith("#"):
            values["href"] = f"#{prefix}-{value[1:]}"
        elif key == "href" and name == "image" and value.startswith(_SAFE_IMAGE):
            values["href"] = "".join(value.split())
        elif key in _PLAIN and (name != "svg" or key == "viewBox"):
            values[key] = value
    shortened = {key: _short(key, value, prefix) for key, value in values.items()}
    return {key: value for key, value in shortened.items() if value and (key, value) not in _DEFAULTS}


def _short(key: str, value: str, prefix: str) -> str:
    if key in ("href", "id"):
        return value
    if key == "transform":
        value = _NO_TURN.sub("", value)
    value = _LONG.sub("", value.removesuffix("px")).replace("url(#", f"url(#{prefix}-")
    return _PATH.sub(r"\1", " ".join(value.split())) if key == "d" else value


def _lead(made: ElementTree.Element, element, link: Link, linked: set[str]) -> None:
    """Give a link its address and its name, if there is such a place; one stop of the Tab key a place and chart."""
    address = next((value for key, value in element.attrib.items() if _local(key) == "href"), "")
    found = link(address[1:]) if address.startswith("#") else None
    made.attrib.clear()
    if found is None:
        return
    made.attrib |= {"href": found[0], "aria-label": found[1]} | ({"tabindex": "-1"} if address in linked else {})
    linked.add(address)


def _cut_tile(pattern: ElementTree.Element) -> None:
    """A hatch of dots on a tile of 12 points for matplotlib's of an inch, which holds 600 dots and repeats them."""
    for path in pattern.iter("path"):
        dots = _DOT.findall(path.get("d", ""))
        if len(dots) > MANY_DOTS:
            path.set("d", "".join(dot for dot, x, y in dots if float(x) < 13 and float(y) < 13))
            pattern.attrib |= {"width": "12", "height": "12"}


def _references(element) -> list[str]:
    found = re.findall(r"url\(#([^)]+)\)", " ".join(element.attrib.values()))
    if _local(element.tag) == "use":
        found += [value[1:] for key, value in element.attrib.items() if _local(key) == "href"]
    return found


def _local(name: str) -> str:
    return name.rpartition("}")[2]
