"""Counting batch by batch: the numbers of the tables, whatever the batches, the workers and the interruptions."""

import os
import random
import subprocess
import sys
from dataclasses import replace

import fsspec
import numpy as np
import pandas as pd
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from analysis import __main__, lexicon, parsing, paths, segmentation
from analysis import results as registry
from analysis.__main__ import app
from analysis.corpus import read_corpus, texts
from analysis.corpus.texts import CorpusTexts
from analysis.counts import spine as counting
from analysis.counts import store as batch_store
from analysis.counts import workers
from analysis.counts.batches import KEPT, SPACE, Coder, count_batch
from analysis.counts.spine import Document, count_documents
from analysis.documents import text_files
from analysis.documents.sentences import count_sentences, split_sentences
from analysis.language import ASKED, CODES
from analysis.measures import collocation, frequency, keyness, tfidf, themes
from analysis.report import counted as counted_report
from analysis.report.counted import SENTENCES, CountJob
from analysis.report.new_corpus import write_corpus as new_corpus
from analysis.results import Results
from analysis.segmentation.cutter import Cutter
from tests.corpora import docx_bytes, html_bytes
from tests.dispersion_apart import dispersion_table

WORDS = lexicon.read_lexicon()
SPEECHES = parsing.read_speeches(paths.DOCUMENT)
SEGMENTER = segmentation.Segmenter(WORDS)
CODER = Coder(Cutter(SEGMENTER.phrases), stop_words=SEGMENTER.stop_words)
TOKENS = segmentation.segment_speeches(SPEECHES, SEGMENTER)
ORDER = list(SPEECHES["strategy"].cat.categories)
# a document a speech, its paragraphs made whole again
PARAGRAPHS = {
    str(number): ["".join(own["text"]) for _, own in speech.groupby("paragraph")]
    for number, speech in SPEECHES.groupby("speech")
}
GROUP = {str(number): strategy for number, strategy in zip(SPEECHES["speech"], SPEECHES["strategy"], strict=True)}
DOCUMENTS = [Document(name, GROUP[name], name) for name in sorted(GROUP, key=lambda name: ORDER.index(GROUP[name]))]


def read(document):
    return PARAGRAPHS[document.name]


def test_workers_start_without_pandas():
    """What every worker imports before it can count: the table library would cost it more than a batch does."""
    code = "import sys; from analysis.counts import workers; print(sorted({'pandas', 'scipy'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=paths.ROOT, check=True)
    assert found.stdout.strip() == "[]"


def count(**options):
    return count_documents(DOCUMENTS, WORDS, reader=read, order=ORDER, **options)


def write_corpus(folder, *, files=6, lines=30, seed=1):
    """Make a small corpus in the plain layout."""
    sentences, order = SPEECHES["text"].tolist(), random.Random(seed)
    for group in ("东", "西"):
        (folder / group).mkdir(parents=True)
        for number in range(files):
            text = "\n".join(order.choices(sentences, k=lines))
            (folder / group / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
    return text_files.list_documents(folder)


def tables_of(counted):
    found = {name: getattr(counted, name) for name in ("counts", "paragraphs", "documents", "totals", "themes")}
    results = Results(counted=counted)
    found |= {name: getattr(results, name) for name in ("frequency", "tfidf", "idf", "keyness", "dispersion")}
    found["parts"] = pd.DataFrame(counted.parts.toarray())
    return found


def assert_same(one, other):
    one, other = tables_of(one), tables_of(other)
    for name, table in one.items():
        if table is None:
            assert other[name] is None
        else:
            pd.testing.assert_frame_equal(table, other[name], check_exact=True, obj=name)


# Cutting and coding


CHARACTERS = [*"发展长三角江经济带高质量改革开放。！？”）\"'、 \n\r\u3000Ab-.19%２．％\ufdd0（"]
CHARACTERS += ["。（鼓掌）", "（掌声！）"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*CHARACTERS, *WORDS.phrases["phrase"][:100]]), max_size=20).map("".join), max_size=6
    )
)
def test_batches_are_cut_as_sentences_are(units):
    numbers, places = CODER.code(units)
    for place, unit in enumerate(units):
        tokens = SEGMENTER.segment(unit)
        own = numbers[(places == place) & (CODER.classes()[numbers] != SPACE)]
        assert [CODER.terms[number] for number in own] == [term for term, *_ in tokens]
        kept = [kind in segmentation.COUNTED_KINDS and term not in SEGMENTER.stop_words for term, _, _, kind in tokens]
        assert (CODER.classes()[own] == KEPT).tolist() == kept
    for unit in units:
        assert count_sentences(unit) == len(split_sentences(unit))


# The same tables from counts as from tokens


@pytest.fixture(scope="module", params=["speeches", "documents", "a document a batch"])
def counted(request):
    """Counted from the sentences in memory, and from documents in one batch and in several."""
    rules = {"themes": True, "node": "发展"}
    if request.param == "speeches":
        return counting.count_speeches(SPEECHES, counting.rules_of(WORDS, **rules))
    return count(batch_size=1 if "batch" in request.param else 10**6, **rules)


def expected_tables():
    coded, counts = themes.code_sentences(SPEECHES, WORDS.themes), frequency.count_terms(TOKENS)
    paragraphs = frequency.count_terms(TOKENS, by="paragraph")
    bare = (~coded.any(axis=1)).groupby(SPEECHES["strategy"], observed=True)
    coverage = pd.DataFrame({"sentences": bare.size(), "none": bare.sum()}).reset_index()
    coverage["share"] = coverage["none"] / coverage["sentences"]
    holding, idf = (paragraphs > 0).sum(), tfidf.inverse_document_frequency(paragraphs)

    def weights(method):
        table = tfidf.tfidf_from_counts(counts, holding, len(paragraphs), method=method)
        return tfidf.beside_rest(table, counts)

    return {
        "counts": counts,
        "frequency": frequency.frequency_table(TOKENS),
        "tfidf": weights("paragraph"),
        "class_tfidf": weights("class"),
        "document_tfidf": weights("document"),
        "idf": pd.DataFrame({"term": idf.index, "paragraphs": holding.to_numpy(), "idf": idf.to_numpy()})
        .sort_values(["idf", "term"], ignore_index=True),
        "keyness": keyness.compare(counts).rename(columns={"p": "fisher_p", "verdict": "token_verdict"}),
        "theme_shares": themes.theme_shares(coded, SPEECHES),
        "coverage": coverage,
        "collocates": collocation.collocates(TOKENS, "发展", by="strategy", min_joint=1),
    }  # fmt: skip


@pytest.mark.parametrize("name", expected_tables())
def test_tables_of_counts_are_those_of_the_tokens(counted, name):
    made = getattr(Results(counted=counted), name)
    pd.testing.assert_frame_equal(made, expected_tables()[name], check_exact=True)


def test_a_corpus_in_memory_has_the_tables_of_its_tokens():
    results = Results()
    for name, table in expected_tables().items():
        if name not in ("collocates", "keyness"):  # keyness in memory is judged by units
            pd.testing.assert_frame_equal(getattr(results, name), table, check_exact=True)
    pd.testing.assert_frame_equal(results.dispersion, dispersion_table(TOKENS), check_exact=True)


def test_totals_are_those_of_the_tokens(counted):
    totals, kind = counted.totals, TOKENS.groupby("strategy", observed=True)["kind"]
    assert totals["words"].tolist() == TOKENS.groupby("strategy", observed=True)["kept"].sum().tolist()
    assert totals["punctuation"].tolist() == kind.agg(lambda kinds: (kinds == "punctuation").sum()).tolist()
    assert totals["sentences"].tolist() == SPEECHES.groupby("strategy", observed=True).size().tolist()
    characters = SPEECHES["text"].str.len().groupby(SPEECHES["strategy"], observed=True).sum()
    assert totals["characters"].tolist() == characters.tolist()
    assert totals["documents"].tolist() == [1, 1, 1, 1]
    every = ["words", "stop_words", "numbers", "punctuation"]
    assert totals[every].sum(axis=1).tolist() == TOKENS.groupby("strategy", observed=True).size().tolist()


def test_a_phrase_that_holds_a_full_stop_is_found_within_sentences_only():
    phrases = pd.DataFrame({"phrase": ["开放。改革", "发展。"], "kind": "slogan", "english": "", "source": ""})
    words = replace(WORDS, phrases=phrases)
    counted = count_documents([Document("a", "东", "a")], words, reader=lambda document: ["坚持开放。改革发展。"])
    cut = segmentation.Segmenter(words)
    expected = [term for sentence in ("坚持开放。", "改革发展。") for term in cut.cut(sentence)]
    assert counted.counts.columns.tolist() == sorted({"坚持", "开放", "改革", "发展。"}) and "发展。" in expected
    assert counted.totals["sentences"].tolist() == [2]


# Batches, workers, files


def test_batches_by_hand():
    done = count_batch([["改革，改革。", "改革、开放。"], ["开放！扩大。"], []], counting.rules_of(WORDS))
    order = [done.terms.index(term) for term in ("改革", "开放", "扩大")]
    assert done.counts.toarray()[:, order].tolist() == [[2, 0, 0], [1, 1, 0], [0, 1, 1]]
    assert done.places.tolist() == [[0, 0], [0, 1], [1, 0]]
    assert done.sizes.tolist() == [[1, 6, 2, 0, 0, 2, 0], [1, 6, 2, 0, 0, 2, 0], [2, 6, 2, 0, 0, 2, 0]]


def test_result_depends_neither_on_batches_nor_on_workers(tmp_path, monkeypatch):
    monkeypatch.setattr(text_files, "PIECE", 2_000)  # cuts the documents, of about 10 KB each
    documents = write_corpus(tmp_path)
    whole = count_documents(documents, WORDS, themes=True)
    assert whole.parts.shape[1] > 20 and whole.documents.to_numpy().max() == 6
    for options in ({"batch_size": 9_000}, {"workers": 2, "batch_size": 20_000}):
        assert_same(count_documents(documents, WORDS, themes=True, **options), whole)
    assert_same(count_documents(documents, WORDS, batch_size=1), count_documents(documents, WORDS))
    monkeypatch.setattr(text_files, "PIECE", 1_000_000)
    uncut = count_documents(documents, WORDS, themes=True)
    for name in ("counts", "paragraphs", "documents", "totals", "themes"):
        pd.testing.assert_frame_equal(getattr(uncut, name), getattr(whole, name))
    assert uncut.parts.shape[1] == 12  # the parts are the documents then
    tokens = uncut.parts.toarray()[:, uncut.part_group == 0].sum(axis=1)
    assert (tokens == uncut.counts.to_numpy()[0]).all()


def test_results_of_workers_may_come_in_any_order(tmp_path, monkeypatch):
    documents = write_corpus(tmp_path, files=3)
    whole = count_documents(documents, WORDS, batch_size=1)
    backwards = lambda tasks, **_: map(workers.count_task, reversed(list(tasks)))  # noqa: E731
    monkeypatch.setattr(counting, "run_tasks", backwards)
    assert_same(count_documents(documents, WORDS, batch_size=1), whole)


def test_many_documents_make_a_bounded_number_of_parts(monkeypatch):
    monkeypatch.setattr(counting, "MOST_PARTS", 6)
    documents = [Document(str(number), "东" if number < 40 else "西", str(number)) for number in range(50)]
    counted = count_documents(documents, WORDS, reader=lambda document: [f"改革{document.name}。"])
    assert counted.part_group.tolist() == [0, 0, 0, 1, 1, 1]
    assert counted.parts.toarray().tolist() == [[14, 13, 13, 4, 3, 3]]
    assert counted.documents["改革"].tolist() == [40, 10]


def test_minimum_leaves_rare_terms_out_of_the_rows_only():
    counted, least = count(), 8
    every, some = Results(counted=counted), Results(counted=replace(counted))
    some.counted.__dict__["minimum"] = least
    frequent = counted.counts.columns[counted.counts.sum() >= least]
    for name in ("frequency", "tfidf"):
        long, short = getattr(every, name), getattr(some, name)
        expected = long[long["term"].isin(frequent)].reset_index(drop=True)
        kept = [column for column in long if column != "rank"]
        pd.testing.assert_frame_equal(short[kept], expected[kept], check_exact=True)
    assert set(some.keyness["term"]) == set(frequent)
    assert (some.keyness.groupby("strategy", observed=True)["total"].first() == counted.counts.sum(axis=1)).all()


# Plain text files


WRAPPED = (
    "　　推动长三角一体\n化发展，坚持改革开\n放，加快形成新质\n生产力 Green\nGrowth。\n\n"
    "　　坚持生态优先，\n推动绿色\n发展。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_wrapped_text_is_joined_and_other_text_is_not(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(WRAPPED.encode(encoding))
    (tmp_path / "b.txt").write_bytes("一、改革\r\n\r\n坚持改革。\r\n".encode(encoding))
    first = text_files.read_paragraphs(Document("a", "东", str(tmp_path / "a.txt")))
    assert first == [
        "推动长三角一体化发展，坚持改革开放，加快形成新质生产力 Green Growth。", "坚持生态优先，推动绿色发展。"
    ]  # fmt: skip
    second = text_files.read_paragraphs(Document("b", "东", str(tmp_path / "b.txt")))
    assert second == ["一、改革", "坚持改革。"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("wrapped", [True, False])
def test_pieces_of_a_file_are_its_paragraphs(tmp_path, monkeypatch, encoding, wrapped):
    text = (WRAPPED + "\n\n \n") * 40 if wrapped else "坚持改革。\r\n推动发展！\n\n" * 300
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    document = Document("a", "东", str(tmp_path / "a.txt"))
    monkeypatch.setattr(text_files, "PIECE", 700)
    pieces = text_files.cut_pieces(document)
    assert (len(pieces) > 5) == (encoding != "utf-16")
    assert sum(piece.size for piece in pieces) == (tmp_path / "a.txt").stat().st_size
    found = [paragraph for piece in pieces for paragraph in text_files.read_piece(piece)]
    assert found == text_files.read_paragraphs(document) and len(found) == (80 if wrapped else 600)


def test_files_at_an_address(tmp_path):
    memory = fsspec.filesystem("memory")
    for document in write_corpus(tmp_path, files=2):
        memory.pipe(f"/corpus/{document.name}", (tmp_path / document.name).read_bytes())
    documents = text_files.list_documents("memory://corpus")
    assert [document.name for document in documents] == ["东/0.txt", "东/1.txt", "西/0.txt", "西/1.txt"]
    assert_same(
        count_documents(documents, WORDS, remote=True), count_documents(text_files.list_documents(tmp_path), WORDS)
    )
    with pytest.raises(parsing.ParseError, match="memory:///corpus/东/0.txt: is an address, and this corpus"):
        count_documents(documents, WORDS)


def test_files_that_cannot_be_read_are_named_and_the_rest_goes_on(tmp_path):
    documents = write_corpus(tmp_path, files=2)
    (tmp_path / "东" / "0.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "西" / "0.txt").write_text(" \n", encoding="utf-8")
    documents.append(Document("gone", "西", str(tmp_path / "西" / "gone.txt")))
    counted = count_documents(documents, WORDS)
    assert counted.totals["documents"].tolist() == [1, 1]
    assert len(counted.left_out) == 3
    for name, reason in (("gone.txt", "No such file"), ("东", "UTF-16"), ("西", "no text in it")):
        assert any(name in file and reason in str(mistake) for file, mistake in counted.left_out)
    (tmp_path / "东" / "1.txt").unlink()
    with pytest.raises(parsing.ParseError, match=r"nothing could be read: .*1.txt"):
        count_documents(documents[1:2], WORDS)


@pytest.mark.parametrize("code", CODES)
def test_the_table_of_what_could_not_be_read_has_file_and_reason_in_every_language(tmp_path, monkeypatch, code):
    monkeypatch.setenv(ASKED, code)
    documents = write_corpus(tmp_path, files=1)
    bad = tmp_path / "东" / "0.txt"
    bad.write_bytes(b"\xff\xfe\xfd")
    counted = Results(tmp_path, counted=count_documents(documents, WORDS))
    [row] = counted.left_out_documents.itertuples()
    assert row.file == str(bad) and "UTF-16" in row.reason and row.file not in row.reason


def test_a_document_of_several_speeches_is_read_once_and_weighs_what_its_speeches_do(monkeypatch):
    read = []
    monkeypatch.setattr(texts, "parse_speeches", lambda *given, **options: (read.append(given),
                        parsing.parse_speeches(*given, **options))[1])  # fmt: skip
    counted = counting.count_corpus(read_corpus(), WORDS)
    assert len(read) == 1 and counted.size == sum(len(text.encode()) for text in Results().speeches["text"])


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_what_no_other_reader_takes_is_not_counted(tmp_path, encoding):
    documents = write_corpus(tmp_path, files=2)
    texts = {"shift_jis": "経済の発展を促進し、生活を改善する。", "big5": "推動經濟發展，改善人民生活，加強環境保護。"}
    (tmp_path / "东" / "0.txt").write_bytes((texts[encoding] * 30).encode(encoding))
    whole = (tmp_path / "西" / "0.txt").read_bytes()
    (tmp_path / "西" / "0.txt").write_bytes(whole[:300] + b"\xff" + whole[300:])
    counted = count_documents(documents, WORDS)
    assert counted.totals["documents"].tolist() == [1, 1]
    [one, other] = [str(mistake) for _, mistake in counted.left_out]
    assert "neither UTF-8 nor GB18030" in one and "UTF-8 text that" in other


def test_documents_that_are_no_plain_text_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(counted_report, "PLAIN", 100)  # bytes: more than that is read quickly
    write_corpus(tmp_path, files=1)
    for name in ("东/a.docx", "西/b.pdf", "西/~$b.docx"):
        (tmp_path / name).write_bytes(b"x")
    job = CountJob(str(tmp_path), out=tmp_path / "out")
    job.run()
    [how, said] = map(str, job.left_out)
    assert "headings and page numbers are counted too" in how
    assert "2 documents are no .txt" in said and "东/a.docx, 西/b.pdf" in said and f"analysis new {tmp_path}" in said


def test_a_folder_is_counted_as_the_report_counts_it(tmp_path):
    texts = ["推动高质量发展，改善人民生活。", "扩大对外开放。", "保护生态环境，建设美丽中国。"]
    lines = ["政府工作报告", "同志们：", texts[0] + texts[1], "一、今年工作", texts[2]]
    files = {"东/a.txt": "\n".join(lines).encode("gb18030"), "东/b.docx": docx_bytes(lines[2:], title=lines[0]),
             "西/c.html": html_bytes(lines[2:]), "西/d.txt": "\n\n".join(lines).encode(),
             "西/~$d.docx": b"x"}  # fmt: skip
    for name, data in files.items():
        for folder in (tmp_path / "texts", tmp_path / "corpus" / "raw"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    new_corpus(tmp_path / "corpus", shown="corpus")
    job = CountJob(str(tmp_path / "texts"), out=tmp_path / "out")
    assert "4 documents in 2 groups" in job.run() and job.left_out == ()
    found = pd.read_csv(tmp_path / "out" / "counts.csv", index_col="term").astype("int64")
    expected = Results(tmp_path / "corpus").counts.T
    assert found.to_dict() == expected.loc[found.index].to_dict() and len(found) == len(expected)


# Kept counts


def counts_again(monkeypatch):
    """Note how many batches are counted and not taken from the store."""
    batches = []
    monkeypatch.setattr(workers, "count_batch", lambda *arguments: batches.append(1) or count_batch(*arguments))
    return batches


def test_a_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    documents, store = write_corpus(tmp_path / "corpus"), tmp_path / "kept"
    whole = count_documents(documents, WORDS, batch_size=1)
    seen = []

    def interrupted(task):
        seen.append(task)
        if len(seen) > 5:
            raise KeyboardInterrupt
        return workers.count_task(task)

    with monkeypatch.context() as patch:
        patch.setattr(counting, "run_tasks", lambda tasks, **_: map(interrupted, tasks))
        with pytest.raises(KeyboardInterrupt):
            count_documents(documents, WORDS, batch_size=1, cache=store)
    assert len(list(store.iterdir())) == 5
    counted = counts_again(monkeypatch)
    assert_same(count_documents(documents, WORDS, batch_size=1, cache=store), whole)
    assert len(counted) == 12 - 5


def test_what_changed_is_counted_anew(tmp_path, monkeypatch):
    documents, store = write_corpus(tmp_path / "corpus"), tmp_path / "kept"
    first = count_documents(documents, WORDS, batch_size=1, cache=store)
    counted = counts_again(monkeypatch)
    assert_same(count_documents(documents, WORDS, batch_size=1, cache=store), first)
    assert counted == []
    with open(documents[3].address, "a", encoding="utf-8") as file:
        file.write("新添一句。\n")
    changed = count_documents(documents, WORDS, batch_size=1, cache=store)
    assert len(counted) == 1 and changed.totals["sentences"].sum() == first.totals["sentences"].sum() + 1
    count_documents(documents, WORDS, batch_size=1, cache=store, level="word")
    assert len(counted) == 1 + 12
    monkeypatch.setattr(counting, "digest_of_code", lambda: "other code")
    count_documents(documents, WORDS, batch_size=1, cache=store)
    assert len(counted) == 1 + 12 + 12


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04nonsense", "cut", "flip", "foreign"])
def test_damaged_files_are_counted_anew(tmp_path, monkeypatch, damage):
    documents, store = write_corpus(tmp_path / "corpus", files=2), tmp_path / "kept"
    first = count_documents(documents, WORDS, batch_size=1, cache=store)
    for path in store.iterdir():
        content = path.read_bytes()
        if damage == "foreign":
            np.savez(path, terms=np.zeros(0, np.uint8), **dict.fromkeys(batch_store._ARRAYS, np.array([[{}]])))
        elif damage == "flip":
            middle = content.index(b"sizes.npy") + 200
            path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        else:
            path.write_bytes(content[: len(content) // 2] if damage == "cut" else damage)
    counted = counts_again(monkeypatch)
    assert_same(count_documents(documents, WORDS, batch_size=1, cache=store), first)
    assert len(counted) == 4
    counted.clear()
    count_documents(documents, WORDS, batch_size=1, cache=store)
    assert counted == []
    assert batch_store.BatchStore(store).clear() == 4 and not list(store.iterdir())


# Dask


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as cluster:
        yield cluster


def test_dask_gives_the_same(tmp_path, cluster):
    documents = write_corpus(tmp_path)
    here = count_documents(documents, WORDS, themes=True)
    there = count_documents(documents, WORDS, themes=True, batch_size=1, scheduler=cluster.scheduler_address)
    assert_same(there, here)


def test_a_worker_that_dies_is_replaced(tmp_path):
    distributed = pytest.importorskip("distributed")
    documents, died = write_corpus(tmp_path / "corpus", files=2), tmp_path / "died"

    def read_and_die(document):
        if not died.exists():
            died.touch()
            os._exit(1)
        return text_files.read_paragraphs(document)

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as processes:
        address = processes.scheduler_address
        there = count_documents(documents, WORDS, reader=read_and_die, batch_size=1, scheduler=address)
    assert died.exists()
    assert_same(there, count_documents(documents, WORDS))


def test_without_a_scheduler_the_address_is_named(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(workers, "PATIENCE", 0.2)
    with pytest.raises(workers.WorkerError, match="tcp://127.0.0.1:9"):
        list(workers.run_tasks([], scheduler="tcp://127.0.0.1:9"))


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_workers_end_with_the_process_that_was_killed():
    code = (
        "import sys\nfrom analysis.counts import workers\n"
        "list(workers.start_workers(2))\nprint('ready', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=paths.ROOT
    ) as process:
        assert process.stdout.readline() == "ready\n"
        started = psutil.Process(process.pid).children()
        process.kill()
    assert len(started) >= 2 and not psutil.wait_procs(started, timeout=20)[1]


# The command, and the report of a large corpus


OF_COUNTS = ("counts", "frequency", "idf", "tfidf", "class_tfidf", "document_tfidf", "theme_shares", "coverage",
             "keyness", "dispersion", "totals", "document_counts", "collocates")  # fmt: skip


def test_count_writes_its_tables_and_goes_on_from_what_is_kept(tmp_path, monkeypatch):
    write_corpus(tmp_path / "corpus", files=2)
    counted = counts_again(monkeypatch)
    arguments = ["count", str(tmp_path / "corpus"), "--out", str(tmp_path / "out"), "--node", "发展", "--themes"]
    for batches, more in ((1, []), (0, []), (1, ["--fresh"])):
        counted.clear()
        result = CliRunner().invoke(app, [*arguments, *more])
        assert result.exit_code == 0, result.output
        assert "4 documents in 2 groups" in result.output and "MB/s" in result.output
        assert len(counted) == batches
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {"README.md", *(f"{name}.csv" for name in OF_COUNTS)}
    table = pd.read_csv(tmp_path / "out" / "counts.csv", index_col="term")
    expected = count_documents(text_files.list_documents(tmp_path / "corpus"), WORDS).counts
    assert table.to_dict() == expected.T.to_dict()


def test_ctrl_c_ends_with_one_line(tmp_path, monkeypatch, capsys):
    write_corpus(tmp_path / "corpus", files=2)

    def interrupted(tasks, **_):
        yield workers.count_task(next(iter(tasks)))
        raise KeyboardInterrupt

    monkeypatch.setattr(counting, "run_tasks", interrupted)
    monkeypatch.setattr("sys.argv", ["analysis", "count", str(tmp_path / "corpus"), "--out", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as end:
        __main__.main()
    said = capsys.readouterr()
    assert end.value.code == 130 and said.out == "" and not (tmp_path / "out").exists()
    assert said.err.strip().count("\n") == 0 and "1 batch is kept" in said.err


@pytest.fixture
def corpus_folder(tmp_path):
    """A corpus of speeches in a folder of its own, compared by place."""
    folder = tmp_path / "speeches"
    (folder / "raw").mkdir(parents=True)
    rows = ["file,title,date,place,group"]
    for name, paragraphs in PARAGRAPHS.items():
        (folder / "raw" / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        rows.append(f"{name}.txt,第{name}篇,2024-01-01,某地,{'东' if name < '7' else '西'}")
    (folder / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "corpus.toml").write_text('layout = "documents"\ngroup = "group"\n', encoding="utf-8")
    return folder


def test_a_corpus_folder_is_counted_as_the_report_counts_it(corpus_folder):
    results = Results(corpus_folder)
    counted = Results(counted=counting.count_corpus(results.corpus, results.lexicon, themes=True))
    for name in ("counts", "frequency", "tfidf", "theme_shares", "coverage"):
        pd.testing.assert_frame_equal(getattr(counted, name), getattr(results, name), check_exact=True)


def test_a_large_corpus_gets_what_counts_can_give(corpus_folder, tmp_path, monkeypatch):
    assert not Results(corpus_folder).large
    monkeypatch.setattr(registry, "LARGE", 1000)
    monkeypatch.setattr(CorpusTexts, "__init__", lambda *_: pytest.fail("all texts at once"))
    assert Results(corpus_folder).large
    old = [tmp_path / "out" / name for name in ("report.zh.html", "tables.zh.xlsx", "tables/similarity.csv")]
    own = tmp_path / "out" / "notes.html"
    for path in [*old, own]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("of a smaller corpus", encoding="utf-8")
    result = CliRunner().invoke(app, ["report", str(corpus_folder), "--out", str(tmp_path / "out"), "-l", "zh"])
    assert result.exit_code == 0, result.output
    assert "仅凭计数" in result.output
    assert "需要逐句的原文" in (tmp_path / "out" / "tables" / "README.md").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "zh" / "top_terms.png").is_file()
    sentences = pd.read_csv(tmp_path / "out" / "tables" / "sentences.csv")
    shown = pd.read_csv(tmp_path / "out" / "zh" / "top_terms.csv")
    assert shown.columns[1] == "词语"
    pairs = [set(map(tuple, table.to_numpy())) for table in (shown.iloc[:, :2], sentences[["strategy", "term"]])]
    assert pairs[0] <= pairs[1]
    assert all(row.term in SEGMENTER.cut(row.text) for row in sentences.itertuples())
    assert sentences.groupby(["strategy", "term"]).size().max() == SENTENCES
    assert own.is_file() and not any(path.exists() for path in old)
    for part, made in (("tables", "tables/frequency.csv"), ("charts", "zh/top_terms.png")):
        result = CliRunner().invoke(app, [part, str(corpus_folder), "--out", str(tmp_path / part), "-l", "zh"])
        assert result.exit_code == 0, result.output
        assert (tmp_path / part / made).is_file()
