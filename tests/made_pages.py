"""Reports made for the tests of the page: the four speeches, and a corpus that tries to be more than text."""

from dataclasses import replace

import pandas as pd

from analysis.report.document import Figure, make_document
from analysis.report.figures import draw_figures, draw_screens
from analysis.report.page import write_page
from analysis.report.workers import workers
from tests.four_speeches import RESULTS, the_report
from tests.made_corpora import FewDraws

DRAWN = ("top_terms", "theme_dots", "keyness_forest", "shared_wording")
HOSTILE = (
    "要重视<script>window.hacked=1;alert(1)</script>的问题。",
    "</script><script>window.hacked=2</script>要防范，]]>--><!--也要看到。",
    "<img src=x onerror=\"window.hacked=3\">要保护'生态'\"环境\"&amp;&lt;发展&gt;。",
    "<a href=\"javascript:window.hacked=4\">链接</a>与http://evil.example/x?a=1&b=2要坚持。",
    "\" onmouseover=\"window.hacked=5\" x=\"要推动`${window.hacked=6}`创新{text}。",
)  # fmt: skip


def drawn_document(results, folder, *, charts=DRAWN):
    """The document of some results with some of its charts, and their pictures for the page."""
    document = the_report() if results is RESULTS else make_document(results)
    parts = {
        name: [block for block in blocks if not isinstance(block, Figure) or block.chart.name in charts]
        for name, blocks in document.parts.items()
    }
    document = replace(document, parts=parts)
    shown = {figure.chart.stem: figure.chart for figure in document.figures}
    drawn = draw_figures([*shown.values()], folder, formats=(), for_page=shown)
    return document, drawn.pictures


def write_pages(document, pictures, folder, *, languages=("zh", "en"), **options):
    """Write the pages of some languages; give the files."""
    written = [write_page(document, pictures, folder, one, languages=languages, **options) for one in languages]
    return [path for files in written for path in files]


def write_report(results, folder, *, charts=DRAWN, **options):
    """Draw some charts and write the pages; give the files."""
    return write_pages(*drawn_document(results, folder, charts=charts), folder, **options)


def write_pairs(results, folder):
    """The pages of a report that shows one chart, and every two groups word by word."""
    document, pictures = drawn_document(results, folder, charts=("top_terms",))
    pairs = [block.chart for block in document.pairs if isinstance(block, Figure)]
    with workers(len(pairs)) as submit:
        return write_pages(document, pictures | draw_screens(pairs, submit), folder)


def hostile_results():
    """Two speeches with sentences, place and occasion that would be markup in a careless page."""
    results = FewDraws()
    speeches = results.speeches
    speeches = speeches[speeches["speech"].isin([7, 8])].reset_index(drop=True)
    speeches["strategy"] = speeches["strategy"].cat.remove_unused_categories()
    texts = speeches["text"].tolist()
    for number, text in enumerate(HOSTILE):
        texts[3 * number] = text
    speeches["text"] = pd.Series(texts, index=speeches.index, dtype="str")
    speeches["place"] = "<b onclick=alert(1)>重庆</b>"
    speeches["occasion"] = "</title></h3><script>window.hacked=7</script>座谈会\"'"
    return with_speeches(results, speeches)


def converted_results():
    """The four speeches as if their characters had been converted: what is shown is not what is counted."""
    results = FewDraws()
    speeches = results.speeches
    return with_speeches(results, speeches.assign(original=speeches["text"].str.replace("发展", "發展")))


def with_speeches(results, speeches, **documents):
    """Results that go on from another table of speeches, and other facts about the documents."""
    parsed = replace(results.parsed, speeches=speeches)
    results.texts = replace(results.texts, parsed=parsed, documents=results.texts.documents.assign(**documents))
    for name in ("speeches", "documents"):
        vars(results).pop(name, None)  # read from what was replaced
    return results
