"""HTML to lines: the article of a page without its navigation, scripts and whatever a browser does not show."""

import math
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from analysis.documents import ParseError, Source
from analysis.documents.blocks import CELL, ITEM, TEXT, source_of_blocks
from analysis.documents.encodings import decode

MAX_TAGS = 100_000
_NOT_TEXT = {
    "head", "script", "style", "noscript", "template", "svg", "math", "nav", "header", "footer", "aside", "button",
    "select", "textarea", "iframe", "object", "audio", "video", "canvas", "figure", "rt", "rp", "del",
    "title",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "hr", "li", "main", "ol", "p", "pre",
    "section", "form", "table", "tbody", "td", "th", "thead", "tr", "ul", *_HEADINGS,
}  # fmt: skip
_CONTAINERS = {
    "[document]", "html", "body", "article", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr",
}  # fmt: skip
_NOTE_MARK = re.compile(r"[\[【(（〔]?(?:[0-9]{1,3}|[①-⑳㉑-㉟㊱-㊿])[\]】)）〕]?")
_OF_NOTE = re.compile("foot|note|fn|ftn|zhu", re.IGNORECASE)
_FEW = 6  # elements before the first words
_LISTING, _LISTED = ("li", "div", "dl", "article", "section", "tr"), 4  # elements that list other pages; how many do
_DATE = re.compile(r"[\W\d年月日]*")  # or nothing
_DEEPEST = 60  # elements within one another that are looked at
ABOUT = "beside the article"
# What is only invisible keeps its place for a script to show it: so some sites, WeChat among them, give an article.
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|font-size\s*:\s*0(?![.\d]))", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_BIG5, _GB = "big5hkscs", "gb18030"
_ENCODINGS = {"big5": _BIG5, "big5-hkscs": _BIG5, "gb2312": _GB, "gbk": _GB, "gb18030": _GB}
_ARTICLE_AT_LEAST = 0.5  # of the sentences of the page
_LEAST = 0.1  # of the running text: where less is left, the names of the parts mean something else
_MOST = 0.6  # of the running text of an element: then the text is sought in that part of it
_BESIDE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|foot|footer|copyright|crumbs?|breadcrumbs?|position|related?|recommend|hot|rank|"
    r"comments?|reply|side|sidebar|share|links?|login|search|ads?|adv|banner|toolbar|pages?(?:bar|nav)|"
    r"prev|next|pn|tags?)(?:$|[-_ \d])|"
    r"comment|footer|sidebar|related|copyright|breadcrumb|xgxw|xgwz|pinglun|dibu|daohang",
    re.IGNORECASE,
)
_BESIDE_HEADING = re.compile(
    r"(?:(?:全部|网友|最新|热门|精彩|发表|我要)?(?:评论|留言|跟帖)|(?:相关|推荐|延伸|更多|热门|热点|猜你)"
    r"(?:新闻|阅读|报道|推荐|链接|文章|稿件|信息|资讯|专题|喜欢|排行))(?:[（(]\d+[)）])?[：:]?"
)
_ABOUT = re.compile(
    r".{0,90}(?:记者|通讯员|摄影)\s?.{1,12}摄[）)]?。?|"
    r"[（(【\[]?\s*(?:责任编辑|责编|编辑|[初复终]?审核?|校对|监制|供稿|撰稿|排版|图片|作者|记者|来源|稿源|信息来源|文章来源|发布时间|发布日期|时间|日期|浏览次数|浏览量|点击数|点击率|"
    r"阅读|阅读量|字号|字体|字体大小|分享到?|索引号|发文机关|发布机构|成文日期|主题分类|发文字号|有效性|"
    r"版权所有|主办单位?|承办单位?|技术支持|网站标识码|联系电话|地址|邮编|上一篇|下一篇|关键词|标签)\s*[：:].{0,60}|"
    r"(?:版权所有|主办[：:]|Copyright|©|网站标识码|[京沪津渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备|"
    r"扫一扫).{0,60}|(?:[【\[]?(?:打印(?:本页)?|关闭(?:窗口)?|我要纠错|返回顶部|分享到?|字体|字号|[大中小])[】\]]?[\s|/:：]*)+|"
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:\s.*(?:来源|字体|字号|作者|编辑|打印|浏览).*)?"
)


def read(path: Path | str, data: bytes) -> Source:
    """Read a page; a line is a paragraph, numbered from 1."""
    from bs4 import BeautifulSoup

    text, encoding = decode_page(path, data)
    if text.count("<") > MAX_TAGS:
        raise ParseError("many_tags", file=path, limit=MAX_TAGS)
    soup = BeautifulSoup(text.replace("\r\n", "\n"), "html.parser")
    _tell_notes(soup)
    weights = _weigh(soup)
    by_name = weights.get(id(soup), 0) >= _LEAST * (everything := _weigh(soup, by_name=False)).get(id(soup), 0)
    article = _article(soup, weights if by_name else everything)
    texts = _blocks_of(article, by_name=by_name)
    found = [(ABOUT if _ABOUT.fullmatch(" ".join(text.split())) else role, text) for role, text in texts]
    if article is not soup:
        inside = {text for _, text in found}
        found += [(ABOUT, text) for _, text in _blocks_of(soup, by_name=False) if text not in inside]
    blocks = [(role, number, text) for number, (role, text) in enumerate(found, start=1)]
    return source_of_blocks(path, blocks, f"html, {encoding}", {})


def blocks_of_page(text: str) -> list[tuple[str, str]]:
    """Role and text of each block of a page that is all text, as those of an e-book are."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    _tell_notes(soup)
    return [*_blocks_of(soup, by_name=False)]


def _tell_notes(soup) -> None:
    """Take the marks of notes out of the text: links from a number to a note that begins with it, or links back."""
    links = [one for one in soup.find_all("a", href=True) if _NOTE_MARK.fullmatch("".join(one.get_text().split()))]
    notes = {}
    for link in links:
        target = link["href"].partition("#")[2]
        raised = link.find("sup") or link.find_parent("sup") or _OF_NOTE.search(target)
        note = target and soup.find(id=target) or soup.find("a", attrs={"name": target})
        while note is not None and note.name not in (*_BLOCKS, "aside"):
            note = note.parent
        inside = note is not None and (note is link or note in link.parents)
        mark = re.sub(r"\W", "", link.get_text())
        if raised and note is not None and not inside and note.get_text().lstrip(" \n\t[【(（").startswith(mark):
            notes[id(link)] = link, note
    for link, note in notes.values():
        if not link.find_parent(_is_note):
            note["data-note"] = "1"
    for link, _ in notes.values():
        if not link.find_parent(_is_note):
            (link.find_parent("sup") or link).decompose()


def _is_note(tag) -> bool:
    return tag.has_attr("data-note")


def decode_page(path: Path | str, data: bytes) -> tuple[str, str]:
    """Text and encoding of a page: the one it declares where the bytes do not tell."""
    declared = _DECLARED.search(data[:4096])
    encoding = _ENCODINGS.get(declared[1].decode("ascii").lower()) if declared else None
    try:
        return decode(path, data)
    except ParseError:
        if encoding is None:
            raise
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        raise ParseError("wrong_encoding_declared", file=path, value=declared[1].decode("ascii")) from None


def _article(soup, weights: dict[int, int]):
    """The element that holds the running text: its <article> or <main>, else what is found by where the text stands.

    From the whole page one goes inwards as long as one part holds most of the running text (words that are no links,
    outside of what is named as navigation, comments, related pages) and none stands beside that part.
    """
    whole = weights.get(id(soup), 0)
    for name in ("article", "main"):
        found = max(soup.find_all(name), key=lambda one: weights.get(id(one), 0), default=None)
        if found is not None and weights.get(id(found), 0) >= max(_ARTICLE_AT_LEAST * whole, 1):
            return found
    here = soup
    while True:
        parts = [child for child in here.children if getattr(child, "name", None) and weights.get(id(child))]
        best = max(parts, key=lambda one: weights[id(one)], default=None)
        direct = sum(weights[id(child)] for child in parts if child.name not in _CONTAINERS)
        loose = weights.get(id(here), 0) - sum(weights[id(child)] for child in parts)
        if best is None or best.name not in _CONTAINERS or direct + loose > 0:
            return here
        if weights[id(best)] < _MOST * weights[id(here)]:
            return here
        here = best


def _weigh(soup, *, by_name: bool = True) -> dict[int, int]:
    """Length of the running text below each element: text with punctuation that is no link and in no part beside.

    Nor does what a list says of other pages count (a title that leads there, and a summary), unless less than one of
    these would be left: then they are the parts of the article.
    """
    weights, summaries = _weigh_apart(soup, by_name=by_name)
    if max(summaries.values(), default=0) > weights.get(id(soup), 0):
        weights, _ = _weigh_apart(soup, by_name=by_name, listed_at_least=math.inf)
    return weights


def _weigh_apart(soup, *, by_name: bool, listed_at_least: float = _LISTED) -> tuple[dict[int, int], dict[int, int]]:
    """Length of the running text below each element, and that of each summary of another page."""
    from bs4 import NavigableString

    weights: dict[int, int] = {}
    summaries: dict[int, int] = {}
    ways: dict[int, list | None] = {id(soup): [soup]}  # the elements above and with one, or None where nothing counts
    for element in soup.descendants:
        above = ways.get(id(element.parent))
        if isinstance(element, NavigableString):
            if above and type(element) is NavigableString and re.search("[，。；：！？]", element):
                lengths = summaries if id(above[0]) in summaries else weights
                for one in above:
                    lengths[id(one)] = lengths.get(id(one), 0) + len(element.strip())
        elif above is None or _is_not_text(element) or element.name == "a" or by_name and _is_beside(element):
            ways[id(element)] = None
        elif id(element) in summaries:
            ways[id(element)] = [element]
        elif id(above[0]) in summaries:
            ways[id(element)] = above
        else:
            listed = [id(child) for child in element.children if _begins_with_link(child)]
            summaries.update(dict.fromkeys(listed if len(listed) >= listed_at_least else (), 0))
            ways[id(element)] = [*above[-_DEEPEST:], element] if len(above) < _DEEPEST else above
    return weights, summaries


def _is_beside(tag) -> bool:
    """Whether an element is named as something beside the text; what holds an article is not."""
    names = " ".join([*tag.get_attribute_list("class", []), str(tag.get("id") or "")])
    named = tag.name in ("div", "ul", "section", "td", "table", "dl", "p") and (
        _BESIDE.search(names) or _BESIDE_HEADING.fullmatch(_first_part(tag))
    )
    return bool(named) and tag.find(["article", "main", "h1"]) is None


def _first_part(tag) -> str:
    """The words an element begins with, if they stand in it or in a child of it."""
    element = _first_words(tag)
    return element.strip() if element is not None and tag in (element.parent, element.parent.parent) else ""


def _begins_with_link(tag) -> bool:
    """Whether an element that may list another page begins with a title that leads there, a line of its own."""
    element = _first_words(tag) if getattr(tag, "name", None) in _LISTING else None
    if element is None or all(one is not tag for one in element.parents):
        return False
    above = takewhile(lambda one: one is not tag, element.parents)
    links = [one for one in above if one.name == "a" and not one.get("href", "#").startswith("#")]
    behind = _line_behind(links[0]).strip() if links else ""
    return bool(links) and bool(_DATE.fullmatch(behind) or _ABOUT.fullmatch(behind))


def _line_behind(link) -> str:
    """What stands behind a link up to the end of its line."""
    text = ""
    for inside in [link, *takewhile(lambda one: one.name not in _BLOCKS, link.parents)]:
        for one in inside.next_siblings:
            if one.name == "br" or one.name in _BLOCKS:
                return text
            text += one.get_text()
    return text


def _first_words(tag):
    """The first words within a few elements behind the beginning of this one."""
    element = tag
    for _ in range(_FEW):
        element = element.next_element
        if element is None or element.name is None and element.strip():
            return element
    return None


def _blocks_of(root, *, by_name: bool = True) -> Iterator[tuple[str, str]]:
    """Role and text of each block: walked element by element, however deep they are nested."""
    from bs4 import NavigableString, Tag

    role, parts = TEXT, []
    element, end = (root.contents[0] if root.contents else None), _after(root)
    stack: list[tuple] = []  # open blocks: the tag, what follows it, and the role that holds again from there
    while element is not None and element is not end:
        while stack and element is stack[-1][1]:
            yield from _flush(role, parts)
            role = stack.pop()[2]
        following = element.next_element
        if isinstance(element, Tag):
            if _is_not_text(element) or by_name and _is_beside(element):
                following = _after(element, stack)
            elif element.name == "br":
                if "".join(parts[-2:]).rstrip(" \t\xa0").endswith("\n"):  # two in a row part paragraphs
                    yield from _flush(role, parts)
                parts.append("\n")
            elif element.name in _BLOCKS:
                yield from _flush(role, parts)
                stack.append((element, _after(element, stack), role))
                role = _role(element, role)
        elif type(element) is NavigableString:
            inside = element if element.parent.name == "pre" else re.sub(r"[ \t\n\r\f]+", " ", element)
            parts.append(str(inside))
        element = following
    yield from _flush(role, parts)


def _after(element, stack=()):
    """The element behind this one and all it holds; what follows the innermost open block is known already.

    Without that a page of nothing but nested blocks would take time by the square of their depth.
    """
    while element is not None and element.next_sibling is None:
        element = element.parent
        if stack and element is stack[-1][0]:
            return stack[-1][1]
    return None if element is None else element.next_sibling


def _is_not_text(tag) -> bool:
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or _HIDDEN.search(str(tag.get("style", "")))
    of_page = tag.name == "div" and tag.get("title") in ("header", "footer")  # as LibreOffice saves those of a document
    return tag.name in _NOT_TEXT or of_page or bool(hidden)


def _role(tag, role: str) -> str:
    """What the text in a block is; the cell of a table that only lays out the page is no cell."""
    name = tag.name
    if _is_note(tag) or role == "footnote":
        return "footnote"
    if name in _HEADINGS:
        return "heading"
    if name in ("td", "th"):
        beside = [
            one for one in (tag.parent or tag).find_all(["td", "th"], recursive=False) if one.get_text(strip=True)
        ]
        return TEXT if len(beside) < 2 or tag.find(["p", "div", "br", "table", "ul"]) else CELL
    if name == "p" and role == CELL:
        return TEXT
    return ITEM if name in ("li", "dd") else role


def _flush(role: str, parts: list[str]) -> Iterator[tuple[str, str]]:
    text = "".join(parts)
    parts.clear()
    if text.strip():
        yield role, text.strip("\n ")
