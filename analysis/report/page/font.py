"""The charts' font for the page: just the characters the charts hold, as a WOFF inside the style sheet."""

from __future__ import annotations

import base64
import functools
import html
import io
import re

from analysis.charts import style
from analysis.charts.saving import cut_font

_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def charts_characters(svgs: list[str]) -> str:
    """Every character in the texts of some charts, once each and in order.

    Examples
    --------
    >>> charts_characters(["<svg><text x='1'>生态&amp;</text></svg>"])
    '&态生'
    """
    texts = (re.sub(r"<[^>]*>", "", text) for svg in svgs for text in _TEXT.findall(svg))
    return "".join(sorted(set(html.unescape("".join(texts))) - {"\n"}))


@functools.cache
def font_rule(characters: str) -> str:
    """The ``@font-face`` rule with a font of these characters; the same bytes each time, empty for none.

    Examples
    --------
    >>> font_rule("生态").startswith('@font-face{font-family:"Speech Sans";src:url(data:font/woff;base64,')
    True
    """
    if not characters:
        return ""
    file = io.BytesIO()
    cut_font(characters, file, flavour="woff")
    data = base64.b64encode(file.getvalue()).decode("ascii")
    return f'@font-face{{font-family:"{style.FAMILY}";src:url(data:font/woff;base64,{data}) format("woff")}}\n'
