"""Small odd corpora: the report of each runs to its end, and every file of it opens."""

import os
import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from analysis import charts
from analysis.findings import find_findings
from analysis.findings.headline import find_cards
from analysis.language import speak
from analysis.mistakes import Mistake
from analysis.report.checking import describe_corpus
from analysis.report.outputs import write_report
from analysis.report.single_chart import write_chart
from analysis.report.tables import every_table
from analysis.results import Results

EXAMPLES = int(os.environ.get("ODD_CORPORA", "1"))  # a report takes seconds; 50 look further
PLAIN = (
    "要加强生态环境保护。", "坚持高质量发展，推动科技创新！", "长三角一体化发展取得重大成就。", "扎实推进共同富裕；",
    "好。",
)  # fmt: skip
ODD = ("排放CO₂下降5%。", "🌾丰收🌾。", "서울会议。", "𠮷野家。", "第①条、⑴、²。", "a<b>&\"c\"'。", "=1+1。",
       "发\u200b展\u0301。", "\x0b生态。", "！！！", "2023", "——",
       "生态" * 60 + "。", "@#*_`|[]。", "ABC abc。")  # fmt: skip
NAMES = ("甲", "组二", "CO₂组", "=乙", "🌾", "<b>丙</b>", "一个很长很长很长很长很长很长的组名", "group d", "2023",
         "한국")  # fmt: skip

sentences = st.lists(st.sampled_from(PLAIN + ODD), min_size=1, max_size=4)
paragraphs = st.lists(sentences.map("".join), min_size=1, max_size=3)
few = st.lists(st.tuples(st.sampled_from(NAMES), paragraphs), min_size=1, max_size=5)
nothing_shared = st.just([("甲", ["生态。环境。"]), ("乙", ["创新！科技！"]), ("丙", ["海洋？"])])
hundred_lines = st.just([(f"组{n}", [PLAIN[n % 5]]) for n in range(100)])
corpora = st.one_of(few, few, few, nothing_shared, hundred_lines)


def write_corpus(folder, texts):
    """A corpus folder with a file a text."""
    (folder / "raw").mkdir(parents=True)
    (folder / "corpus.toml").write_text("", encoding="utf-8")
    rows = []
    for number, (group, lines) in enumerate(texts):
        (folder / "raw" / f"{number:03}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        rows.append({"file": f"{number:03}.txt", "group": group})
    pd.DataFrame(rows).to_csv(folder / "documents.csv", index=False)
    return folder


class Links(HTMLParser):
    """The names of places and the addresses of links of a page."""

    def __init__(self, text):
        super().__init__()
        self.names, self.addresses = [], set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.names += [given["id"]] if "id" in given else []
        self.addresses |= {given["href"]} if tag in ("a", "use") and given.get("href") else set()


def check_files(folder, files):
    """Open every file of a report."""
    pages = {file.name: Links(file.read_text(encoding="utf-8")) for file in files if file.suffix == ".html"}
    assert pages
    names = {name: set(page.names) for name, page in pages.items()}
    for name, page in pages.items():
        assert len(page.names) == len(names[name])
        for address in page.addresses:
            if address.startswith("data:"):
                continue  # a download that the page carries itself
            file, _, anchor = address.partition("#")
            assert (folder / file).exists() if file else anchor
            assert not anchor or anchor in names[file or name], (name, address)
    openers = {".docx": docx.Document, ".xlsx": openpyxl.load_workbook, ".csv": pd.read_csv, ".png": open_picture}
    for file in files:
        if file.suffix in openers:
            assert openers[file.suffix](file) is not None
    assert {file.suffix for file in files} >= {*openers, ".html", ".md"}


def check_reasons(results):
    """Why a table is missing is told in the reader's language."""
    _, missing = every_table(results)
    for reason in missing.values():
        assert isinstance(reason, Mistake) and not re.search(r"[a-z]{3,} [a-z]{3,}", reason.say(speak("zh")))
        assert not re.search("[\u4e00-\u9fff]{9}", reason.say(speak("en")))
    return set(missing)


def open_picture(path):
    with Image.open(path) as image:
        image.load()
        return image.size


@settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(texts=corpora, language=st.sampled_from(["zh", "en"]))
def test_the_report_of_an_odd_corpus_runs_to_its_end(texts, language):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            results = Results(write_corpus(folder / "corpus", texts))
            assert len(results.counts.columns)
        except (Mistake, AssertionError):
            return  # a corpus without a word to count is refused in words of its own
        steps = []
        written = write_report(
            results, folder / "out", languages=[language], progress=lambda step, *_: steps.append(step)
        )
        check_files(folder / "out", written)
        check_reasons(results)
        assert list(dict.fromkeys(steps)) == ["reading", "testing", "comparing", "drawing", "writing"]


@pytest.mark.parametrize(
    "texts", [[("甲", ["生态环境。"])], [("甲", ["好。"]), ("甲", ["好。"])], [("甲", ["生态。"]), ("乙", ["2023。"])],
              [("甲", ["生态。", "环境。"]), ("乙", ["生态。"])]],
)  # fmt: skip
def test_why_a_table_is_missing_is_told_in_the_readers_language(tmp_path, texts):
    assert check_reasons(Results(write_corpus(tmp_path / "corpus", texts))) >= {"stability", "diversity"}


def test_so_little_text_is_said_to_be_untested_and_a_chart_of_it_to_have_nothing(tmp_path):
    texts = [("甲", ["农民种植水稻。渔夫捕捞鲤鱼。"]), ("乙", ["火箭升空。卫星入轨。"])]
    results = Results(write_corpus(tmp_path / "corpus", texts))
    told = {one.section: one.text("en") for one in find_findings(results) if one.table == "verdicts"}
    assert "too short for any word or theme to be tested" in told["summary"]
    assert {card.verdict.text("en") for card in find_cards(results)} == {"Too little text to test anything"}
    assert "least in a group: 1 paragraph (甲, 乙)" in describe_corpus(results, "corpus", languages=["en"])
    for name, why in (("word_cloud", "No word occurs more than once"), ("compare_terms", "hold nothing that it could"),
                      ("term_pair", "No word occurs more than once in the two groups")):  # fmt: skip
        with pytest.raises(Mistake) as caught:
            write_chart(results, name, out=tmp_path / "a.png", language="en")
        assert why in caught.value.say(speak("en"))
    one = Results(write_corpus(tmp_path / "one", texts[:1]))
    dots = charts.theme_dots(one).table
    assert not dots["differs"].any() and not dots.loc[dots["sentences"] == 0, "high_end"].any()


@pytest.mark.parametrize("text", ["。", "2023", "！！！\n\n——"])
def test_a_corpus_without_words_is_refused_in_words(tmp_path, text):
    corpus = write_corpus(tmp_path / "corpus", [("甲", [text]), ("乙", [text])])
    with pytest.raises(Mistake):
        write_report(Results(corpus), tmp_path / "out", languages=["en"])
