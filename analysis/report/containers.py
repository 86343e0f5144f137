"""Word and Excel files are zip containers: the same bytes each time, and no character that XML refuses."""

import datetime
import io
import re
import zipfile

import pandas as pd

from analysis.language import speak
from analysis.results import Results

# XML 1.0 has no place for these, not even as references.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST = "[Content_Types].xml"  # some readers look for it at the very beginning
_DATE = (1980, 1, 1, 0, 0, 0)  # where the calendar of zip begins
UNDATED = datetime.datetime(2000, 1, 1)
_CLOCK = re.compile(rb"(?<=W3CDTF\">)[^<]+")  # when a file was made, in its properties
_STORED = (".png", ".jpeg", ".jpg")  # compressed already


def xml_text(text: str) -> str:
    r"""Text that XML can hold: a control character becomes the replacement character, so that its place is seen.

    Examples
    --------
    >>> xml_text("发\x0b展")
    '发�展'
    """
    return _REFUSED.sub("\ufffd", text)


def source_title(results: Results, code: str) -> str:
    """What the corpus is called in a language, if it says so."""
    return xml_text(results.corpus.settings.title.get(code) or speak(code).say("word.title"))


def source_date(results: Results) -> datetime.datetime:
    """The newest date of the sources, which the documents bear: the clock would give other bytes each day.

    Of a source whose year alone is known, the first day of it.
    """
    dated = [text for text in results.documents["dated"].dropna() if text]
    return pd.Period(max(dated)).start_time.to_pydatetime() if dated else UNDATED


def repack(container: bytes, *, dated: bool = True) -> bytes:
    """The same container with fixed dates and its parts in a fixed order: equal parts give equal bytes.

    A workbook within it, such as the numbers of a chart on a slide, is packed so too, and without the clock.

    Parameters
    ----------
    container : bytes
        A zip file.
    dated : bool
        Whether the dates in its properties are meant; else they are fixed too.

    Examples
    --------
    >>> stream = io.BytesIO()
    >>> with zipfile.ZipFile(stream, "w") as archive:
    ...     archive.writestr("b.xml", "<b/>")
    ...     archive.writestr("a.xml", "<a/>")
    >>> zipfile.ZipFile(io.BytesIO(repack(stream.getvalue()))).namelist()
    ['a.xml', 'b.xml']
    """
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(container)) as old,
        zipfile.ZipFile(stream, "w", compresslevel=6) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            part = zipfile.ZipInfo(name, _DATE)
            part.create_system, part.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
            part.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            content = old.read(name)
            if name.endswith(".xlsx"):
                content = repack(content, dated=False)
            elif name == "docProps/core.xml" and not dated:
                content = _CLOCK.sub(f"{UNDATED:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            new.writestr(part, content)
    return stream.getvalue()
