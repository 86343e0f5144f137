"""The report's page: one file a language that works offline, in which every number opens its sentences.

The file holds everything it needs (styles, script, the charts' font, the charts) and asks for nothing else; its
Content-Security-Policy forbids the rest. Where it would grow past its budget, speeches, concordance and charts move to
pages of their own beside it, and the links lead there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from analysis.findings import find_findings
from analysis.report.page.charts import chart_anchors
from analysis.report.page.context import Context
from analysis.report.page.frame import Frame
from analysis.report.page.sections import Section, page_sections
from analysis.report.places import find_places
from analysis.report.writing import write_file
from analysis.results import Results

BUDGET = 5_000_000  # bytes a file
_FULL = 0.85  # of the budget: links to other pages are longer than those within one
_MOVED_FIRST = ("speeches", "concordance", "charts")
_LINK = re.compile(r'href="#([A-Za-z0-9-]+)"')


def write_pages(
    results: Results,
    pictures: Sequence,
    folder: Path,
    *,
    languages: Sequence[str] = ("zh", "en"),
    only: str | None = None,
    budget: int = BUDGET,
) -> list[Path]:
    """Write ``report.zh.html`` and ``report.en.html``.

    Parameters
    ----------
    results : Results
        The tables of a document.
    pictures : sequence of report.figures.Picture
        The charts with their ``svg``, in all languages.
    folder : Path
        Where the files go.
    languages : sequence of {"zh", "en"}
        Which of the two.
    only : {"zh", "en"}, optional
        Write this one now, with the links to the others: each may be written by a process of its own.
    budget : int
        Bytes a file may have. What is more goes to ``report.zh.speeches-1.html`` and so on; those of an earlier, longer
        report are removed.

    Returns
    -------
    list of Path
        The files written.
    """
    names = results.names
    findings = {language: find_findings(results, language=language, names=names) for language in languages}
    wanted = chart_anchors(pictures)
    wanted |= {part.anchor for found in findings.values() for finding in found for part in finding.parts}
    places = find_places(results, wanted - {""})
    files = []
    for language in languages if only is None else [only]:
        context = Context(results, names, language, places)
        own = [picture for picture in pictures if picture.language == language]
        pages = compose_pages(context, own, findings[language], languages=languages, budget=budget)
        files += [write_file(folder / name, content.encode("utf-8")) for name, content in pages.items()]
        _remove_old(folder, language, pages)
    return files


def compose_pages(
    context: Context, pictures: Sequence, findings: Sequence, *, languages: Sequence[str], budget: int = BUDGET
) -> dict[str, str]:
    """The pages of one language by file name, the report itself first.

    Parameters
    ----------
    context : Context
        Language, names and places.
    pictures, findings : sequences
        Of this language.
    languages : sequence of str
        All that are written, so that each links to the other.
    budget : int
        Bytes a file.
    """
    frame = Frame(context, languages)
    sections = page_sections(context, pictures, findings)
    charts = next(section.blocks for section in sections if section.key == "charts")
    room = int(_FULL * budget) - frame.size(charts)
    moved: dict[str, list[list]] = {}
    for key in _MOVED_FIRST:
        if sum(section.size for section in sections if section.key not in moved) > room:
            section = next(section for section in sections if section.key == key)
            moved[key] = divide(section.blocks, room)
    names = {key: [f"report.{context.language}.{key}-{n}.html" for n, _ in enumerate(moved[key], 1)] for key in moved}
    pages = {f"report.{context.language}.html": frame.report(sections, moved, names)}
    for key, parts in moved.items():
        section = next(section for section in sections if section.key == key)
        for number, blocks in enumerate(parts):
            pages[names[key][number]] = frame.companion(section, blocks, number, names[key])
    return _across(pages, sections, moved, names)


def divide(blocks: Sequence, room: int) -> list[list]:
    """Blocks in runs that fit the room; one that is larger than it stands alone.

    Examples
    --------
    >>> from analysis.report.page.concordance import Block
    >>> [[block.markup for block in run] for run in divide([Block("aa"), Block("b"), Block("cccc"), Block("d")], 3)]
    [['aa', 'b'], ['cccc'], ['d']]
    """
    runs: list[list] = []
    free = 0
    for block in blocks:
        if not runs or block.size > free:
            runs.append([])
            free = room
        runs[-1].append(block)
        free -= block.size
    return runs


def _across(pages: dict[str, str], sections: Sequence[Section], moved: dict, names: dict) -> dict[str, str]:
    """Let links lead to the page where their place is."""
    if not moved:
        return pages
    home = next(iter(pages))
    file_of = {anchor: home for section in sections for block in section.blocks for anchor in block.anchors}
    file_of |= {section.key: home for section in sections}
    for key, parts in moved.items():
        for name, blocks in zip(names[key], parts, strict=True):
            file_of |= {anchor: name for block in blocks for anchor in block.anchors}

    def rewritten(name: str) -> str:
        def address(match: re.Match) -> str:
            target = file_of.get(match.group(1), name)
            return match.group() if target == name else f'href="{target}#{match.group(1)}"'

        return _LINK.sub(address, pages[name])

    return {name: rewritten(name) for name in pages}


def _remove_old(folder: Path, language: str, pages: dict[str, str]) -> None:
    """Remove the further pages of an earlier report that this one does not have."""
    for path in sorted(folder.glob(f"report.{language}.*-*.html")):
        ours = re.fullmatch(rf"report\.{language}\.(?:{'|'.join(_MOVED_FIRST)})-\d+\.html", path.name)
        if ours and path.name not in pages:
            path.unlink()
