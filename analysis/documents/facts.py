"""What a document says of itself: title and date, where its format has a place for them."""

import io
import re
from pathlib import Path

from analysis.documents import ParseError, read_bytes
from analysis.documents.formats import MAX_CONTAINER, ending_of
from analysis.documents.word import refuse_hostile

_KEY = re.compile(r"(?m)^(title|date|标题|日期)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.IGNORECASE)
_FRONT = re.compile(r"\A﻿?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLES = ("ArticleTitle", "og:title", "dc.title")
_DATES = ("PubDate", "publishdate", "article:published_time", "dc.date", "date", "pubtime")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_SITE = re.compile(r"\s*[_|｜—–-]{1,2}\s*[^_|｜—–-]{2,20}(?:网|政府|门户|日报|频道|首页)[^_|｜—–-]{0,12}$")
_NO_TITLES = {"word document", "文档", "无标题", "untitled", "microsoft word", ""}


def read_facts(path: Path) -> tuple[str, str]:
    r"""Title and date (YYYY-MM-DD) of a document as its format states them; empty where it does not.

    Front matter of Markdown, the title among the properties of a Word file (its dates are those of the file, not of the
    speech), title and date of publication of a web page.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.md"
    >>> _ = path.write_text("---\ntitle: 讲话\ndate: 2024-03-05\n---\n要发展。\n", encoding="utf-8")
    >>> read_facts(path)
    ('讲话', '2024-03-05')
    """
    reader = {".md": _of_markdown, ".markdown": _of_markdown, ".docx": _of_word, ".html": _of_page, ".htm": _of_page}
    find = reader.get(ending_of(path))
    if find is None or not path.is_file():
        return "", ""
    try:
        title, date = find(path, read_bytes(path, limit=MAX_CONTAINER))
    except (ParseError, ValueError, KeyError, OSError, RuntimeError):  # said when the document is read
        return "", ""
    found = _DATE.search(date)
    title = " ".join(title.split())
    return "" if title.lower() in _NO_TITLES else title, "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else ""


def _of_markdown(path: Path, data: bytes) -> tuple[str, str]:
    front = _FRONT.match(data.decode("utf-8", "replace").replace("\r\n", "\n"))
    found = {key.lower(): value for key, value in _KEY.findall(front[1])} if front else {}
    return found.get("title", found.get("标题", "")), found.get("date", found.get("日期", ""))


def _of_word(path: Path, data: bytes) -> tuple[str, str]:
    import docx

    refuse_hostile(path, data)
    return docx.Document(io.BytesIO(data)).core_properties.title or "", ""


def _of_page(path: Path, data: bytes) -> tuple[str, str]:
    from bs4 import BeautifulSoup

    from analysis.documents.web import decode_page

    soup = BeautifulSoup(decode_page(path, data)[0][:200_000], "html.parser")
    named = {str(tag.get("name") or tag.get("property") or "").lower(): str(tag.get("content") or "")
             for tag in soup.find_all("meta")}  # fmt: skip
    headings = soup.find_all("h1")
    title = next((named[name.lower()] for name in _TITLES if named.get(name.lower())), "")
    title = title or (headings[0].get_text() if len(headings) == 1 else "")
    title = title or (_SITE.sub("", soup.title.get_text()) if soup.title else "")
    return title, next((named[name.lower()] for name in _DATES if named.get(name.lower())), "") or _first_date(soup)


def _first_date(soup) -> str:
    """The date that stands by itself, or with the source of the article, before its text."""
    for text in soup.stripped_strings:
        if len(text) < 60 and _DATE.match(re.sub(r"^\D{0,6}[：:]\s*", "", text)):
            return text
    return ""
