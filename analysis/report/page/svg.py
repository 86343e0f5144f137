"""A chart's SVG made fit for the page: small, without style attributes, with ids of its own and links that have names.

matplotlib writes ``style="…"`` on every element, which a strict Content-Security-Policy refuses, and ids that come
again in the next chart. What is not drawing (metadata, scripts, foreign elements) is left out.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

from analysis.charts import style
from analysis.charts.page import MARGIN

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
_DEFAULTS = {("text-anchor", "start"), ("stroke-dashoffset", "0"), ("stroke-linecap", "butt")}
_LONG = re.compile(r"(?<=\.\d\d)\d+")  # a hundredth of a point is finer than any screen
_NO_TURN = re.compile(r"rotate\(-?0(?:\.0)?(?: [^)]*)?\)\s*")
_CHINESE = re.compile(r"[㐀-鿿豈-﫿]")
_DOT = re.compile(r"M (\S+) (\S+) (?:C [-\d. ]+? ){8}z")

Link = Callable[[str], tuple[str, str] | None]


def clean_svg(svg: str, *, prefix: str, link: Link, texts: tuple[str, ...] = (), attributes: str = "") -> str:
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
    texts : tuple of str
        What the page says in words of its own (title, caption): it is taken out of the picture, with its room.
    attributes : str
        Further attributes of the root, written as they are.

    Examples
    --------
    >>> clean_svg('<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M 0 0.1234 L 1 1" style="fill: #fff"/>'
    ...           '<script>1</script></g></svg>', prefix="c1", link=lambda anchor: None)
    '<svg><path d="M0 0.12L1 1" fill="#fff"/></svg>'
    """
    root = ElementTree.fromstring(svg)
    _cut_texts(root, texts)
    used = {name for element in root.iter() for name in _references(element)}
    parts: list[str] = []
    _Writer(prefix, link, used, parts).write(root, attributes)
    return "".join(parts)


def anchors_in(svg: str) -> set[str]:
    """The places that the links of a chart lead to.

    Examples
    --------
    >>> anchors_in('<a xlink:href="#t-1"><use xlink:href="#m1"/></a>')
    {'t-1'}
    """
    return set(re.findall(r'<a\s[^>]*?xlink:href="#([A-Za-z0-9-]+)"', svg))


class _Writer:
    """Writes a tree; holds what every element needs to know, and which links have been made focusable already."""

    def __init__(self, prefix: str, link: Link, used: set[str], parts: list[str]):
        self.prefix, self.link, self.used, self.parts = prefix, link, used, parts
        self.linked: set[str] = set()

    def write(self, element, extra: str = "") -> None:
        name = _local(element.tag)
        if name not in _KEPT:
            return
        attributes = self._attributes(element, name)
        title = ""
        if name == "a":
            attributes, title = self._link(element)
        if name in ("g", "a") and (not len(element) or not attributes):
            for child in element:
                self.write(child)
            return
        if name == "defs" and not any(_local(child.tag) in _KEPT for child in element):
            return
        self.parts.append(f"<{name}{attributes}{' ' + extra if extra else ''}")
        text = html.escape((element.text or "").strip(), quote=False) if name in ("text", "tspan") else title
        if not len(element) and not text:
            self.parts.append("/>")
            return
        self.parts.append(">" + text)
        for child in element:
            self.write(child)
            if name == "text" and child.tail:
                self.parts.append(html.escape(child.tail, quote=False))
        self.parts.append(f"</{name}>")

    def _attributes(self, element, name: str) -> str:
        values = {}
        for key, value in element.attrib.items():
            key = _local(key)
            if key == "style":
                pairs = (pair.partition(":") for pair in value.split(";"))
                values |= {key.strip(): text.strip() for key, _, text in pairs if key.strip() in _STYLED}
            elif key == "id" and value in self.used:
                values["id"] = f"{self.prefix}-{value}"
            elif key == "href" and name == "use" and value.startswith("#"):
                values["href"] = f"#{self.prefix}-{value[1:]}"
            elif key == "href" and name == "image" and value.startswith("data:image/png;base64,"):
                values["href"] = re.sub(r"\s", "", value)
            elif key in _PLAIN:
                values[key] = value
        if name == "svg":
            values = {key: value for key, value in values.items() if key == "viewBox"}
        elif name == "path":
            values["d"] = _short_path(values.get("d", ""), values)
        elif name == "text" and _CHINESE.search(element.text or ""):
            values["lang"] = "zh-CN"
        written = ((key, self._value(key, value)) for key, value in values.items())
        return "".join(f' {key}="{value}"' for key, value in written if value)

    def _value(self, key: str, value: str) -> str:
        if key == "transform":
            value = _NO_TURN.sub("", value)
        if key in ("href", "d", "id", "lang"):
            return html.escape(value)
        value = value.replace("url(#", f"url(#{self.prefix}-")
        if (key, value) in _DEFAULTS or not value:
            return ""
        return html.escape(_LONG.sub("", value.removesuffix("px")))

    def _link(self, element) -> tuple[str, str]:
        anchor = next((value[1:] for key, value in element.attrib.items() if _local(key) == "href"), "")
        found = self.link(anchor)
        if found is None:
            return "", ""
        address, name = found
        again = ' tabindex="-1"' if anchor in self.linked else ""  # one stop of the Tab key a place and chart
        self.linked.add(anchor)
        return f' href="{html.escape(address)}" aria-label="{html.escape(name)}"{again}', (
            f"<title>{html.escape(name, quote=False)}</title>"
        )


def _short_path(path: str, values: dict[str, str]) -> str:
    """The path with two decimals; a hatch of dots, thousands of small circles, as round ends of lines of no length."""
    path = _LONG.sub("", " ".join(path.split()))
    if len(path) > 10_000 and values.get("fill") == values.get("stroke"):
        dots, rest = _DOT.findall(path), _DOT.sub("", path).strip()
        if dots and not rest:
            values |= {"stroke-linecap": "round", "stroke-width": str(round(_dot_width(path) + 0.35, 2))}
            width = _dot_width(path) / 2
            return "".join(f"M{x} {_short(float(y) - width)}h0" for x, y in dots)
    return re.sub(r" ?([A-Za-z]) ?", r"\1", path)


def _dot_width(path: str) -> float:
    """Twice the distance from the first point of a circle to the middle of its height."""
    heights = [float(number) for number in re.findall(r"[-\d.]+ ([-\d.]+)", path[: path.index("z")])]
    return max(heights) - min(heights)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _cut_texts(root, texts: tuple[str, ...]) -> None:
    """Remove the lines of title and caption, which the page says itself, and the room they took.

    :func:`analysis.charts.page.open_page` sets both at the left margin, the title at the top and the caption at the
    very bottom; a word of the chart that stands in the caption too stays.
    """
    box = [float(number) for number in root.get("viewBox", "0 0 0 0").split()]
    wanted = ["".join(text.split()) for text in texts if text]
    lines = []
    for parent in root.iter():
        for child in parent:
            x, y = _place(child)
            line = "".join((child.text or "").split())
            if _local(child.tag) == "text" and abs(x - MARGIN) < 0.1 and line and any(line in text for text in wanted):
                lines.append((y, _size(child), parent, child))
    above = [line for line in lines if line[1] == style.TITLE]
    below, floor = [], box[3]
    for line in sorted((line for line in lines if line[1] == style.SMALL), key=lambda line: -line[0]):
        if floor - line[0] > 1.6 * style.SMALL:
            break
        below.append(line)
        floor = line[0]
    for _, _, parent, child in above + below:
        parent.remove(child)
    top = max((y for y, *_ in above), default=-2.0) + 2
    bottom = floor - 9 if below else box[3]
    if wanted:
        root.set("viewBox", f"0 {_short(top)} {_short(box[2])} {_short(bottom - top)}")


def _place(element) -> tuple[float, float]:
    if element.get("y") is not None:
        return float(element.get("x", 0)), float(element.get("y"))
    moved = re.search(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", element.get("transform", ""))
    return (float(moved.group(1)), float(moved.group(2))) if moved else (-1.0, -1.0)


def _size(element) -> float:
    found = re.search(r"font-size:\s*([\d.]+)", element.get("style", ""))
    return float(found.group(1)) if found else 0.0


def _references(element) -> list[str]:
    found = re.findall(r"url\(#([^)]+)\)", " ".join(element.attrib.values()))
    if _local(element.tag) == "use":
        found += [value[1:] for key, value in element.attrib.items() if _local(key) == "href"]
    return found


def _local(name: str) -> str:
    return name.rpartition("}")[2]
