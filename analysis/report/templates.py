"""Jinja's templates as every page here is written from them: escaped, strict, with what they carry told by digest."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.language import speak


def templates(folder: Path, language: str) -> Environment:
    """The templates of a folder for a page in one language.

    They find ``language``, ``html_language``, ``file(name)`` (what stands beside them, such as a style) and
    ``digest(text)``, by which a page's policy allows a style or script and forbids everything else; in Markdown the
    filter ``plain`` shows a text as it is, on one line.

    Examples
    --------
    >>> templates(Path(), "zh").from_string("<p lang={{ html_language }}>{{ text }}</p>").render(text="1 < 2")
    '<p lang=zh-CN>1 &lt; 2</p>'
    """
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=_is_page, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals |= {
        "language": language, "html_language": speak(language).say("language.html"), "digest": _digest,
        "file": lambda name: _file(folder / name),
    }  # fmt: skip
    environment.filters["plain"] = lambda text: re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
    return environment


def _is_page(name: str | None) -> bool:
    return name is None or name.endswith(".html")


@cache
def _file(path: Path) -> Markup:
    return Markup(path.read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
