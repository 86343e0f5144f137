"""Rich text (.rtf) to lines, and files of old programs (.doc, .wps) through LibreOffice where it is installed."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from analysis.documents import ParseError, Source, word
from analysis.documents.blocks import ITEM, TEXT, source_of_blocks

_BULLET = re.compile(r"\s*(?:[\uf0a7\uf0b7·•▪◦●■-]|[0-9]{1,2}[.)])\t")
_SECONDS = 120
_PLACES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice",
           r"C:\Program Files\LibreOffice\program\soffice.exe")  # fmt: skip


def read(path: Path | str, data: bytes) -> Source:
    """Read a file of an old word processor; a line is a paragraph, numbered from 1."""
    if data.startswith(b"{\\rtf"):
        return _of_rich_text(path, data)
    if data.startswith(b"PK"):
        return word.read(path, data)
    ending = Path(str(path)).suffix.lower()
    if ending == ".rtf":
        raise ParseError("no_rich_text", file=path)
    program = next(filter(None, map(shutil.which, _PLACES)), None)
    if program is None:
        raise ParseError("needs_libreoffice", file=path, ending=ending)
    return word.read(path, _converted(path, data, ending, program))


def _of_rich_text(path: Path | str, data: bytes) -> Source:
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(data.decode("ascii", "surrogateescape"), errors="replace")
    paragraphs = text.replace("\r\n", "\n").split("\n")
    blocks = []
    for number, one in enumerate(filter(str.strip, paragraphs), start=1):
        listed = _BULLET.match(one)  # striprtf writes a row of a table as cell|cell|
        role = "table" if one.rstrip().endswith("|") else ITEM if listed else TEXT
        blocks.append((role, number, one[listed.end() :] if listed else one))
    return source_of_blocks(path, blocks, "rtf", {})


def _converted(path: Path | str, data: bytes, ending: str, program: str) -> bytes:
    """The document as .docx: LibreOffice works on a copy, with a profile of its own and no macros."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"document{ending}")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx",
                   "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
            return source.with_suffix(".docx").read_bytes()
        except (subprocess.SubprocessError, OSError):
            raise ParseError("libreoffice_failed", file=path) from None
