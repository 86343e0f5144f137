"""Notebooks as students use them: things changed, things mistyped."""

import os
import re
from types import SimpleNamespace

import pytest
from jupyter_client.manager import start_new_kernel

from analysis import paths
from analysis.commands import working
from analysis.course.errors import words_written
from analysis.language import speak
from analysis.report import notebooks
from tests.notebook_shell import new_shell, opened

CHANGES = [  # notebook, a cell by what it holds, what is changed in it
    ("01_read_the_speeches", "[22:30]", ("[22:30]", "[0:5]")),
    ("01_read_the_speeches", ".head(4)", (".head(4)", ".head(40)")),
    ("02_cut_into_words", "found = speeches", ("新质生产力", "生态环境")),
    ("02_cut_into_words", "found = speeches", ("新质生产力", "科技創薪")),
    ("03_term_frequency", "Results(CORPUS", ("CORPUS)", 'CORPUS, level="word")')),
    ("04_tfidf_themes", "delta =", ('["长三角", "一体化发展", "体制机制"]', '["发展", "创新"]')),
    ("04_tfidf_themes", "shares =", ('"ecology"', '"opening"')),
    ("05_charts_for_reports", "my_terms =", ('["高质量发展", "生态环境", "科技创新", "改革开放"]', '["安全"]')),
    ("05_charts_for_reports", "word_cloud", ("长三角一体化发展", "西部大开发")),
    ("06_what_distinguishes", "rule =", ('"least": 3, "times": 3', '"least": 2, "times": 2')),
    ("06_what_distinguishes", "found = deal_often", ("1000, seed=1", "100, seed=5")),
    ("06b_how_sure", "for least in", ("(1, 2, 6, 10)", "(3, 20)")),
    (
        "06c_themes_ranks_maps",
        "correspondence_map",
        ('"theme")', '"term")'),
    ),
    ("07_words_in_context", "Results(CORPUS", ("CORPUS)", "CORPUS)\nimport random")),
    ("08_shared_formulae", "min_length", ("(4, 6, 8, 10)", "(5, 12)")),
    ("09_explore", '"改革"', ('"改革"', '"创新"')),
    ("course/zh/lesson_2", "word =", ("改革", "创新")),
    ("course/zh/lesson_3", "mine =", ('mine = ["重大改革"]', 'mine = ["重大改革", "科技创新"]')),
    ("course/zh/lesson_4", "word =", ("生态", "保护")),
    ("course/zh/lesson_4", ">= 11", (">= 11", ">= 9")),
    ("course/zh/lesson_7", "characteristic(", ("200", "20")),
    ("course/zh/lesson_8", "科技创新", ("科技创新", "改革")),
    ("10_your_own_speeches", 'listed["group"] =', ('["沿江", "沿江", "内陆", "内陆"]', '["甲", "甲", "乙", "丙"]')),
]


@pytest.mark.parametrize(("name", "held", "change"), CHANGES, ids=range(len(CHANGES)))
def test_a_students_change_goes_through(name, held, change, monkeypatch):
    with opened(name, monkeypatch) as run:
        number = next(number for number, source in enumerate(run.sources) if held in source)
        assert change[0] in run.sources[number]
        run.draw_no_more()
        for source in run.sources[:number]:
            run.outputs(source)
        run.draw_again()
        run.outputs(run.sources[number].replace(*change))
        run.draw_no_more()
        for source in run.sources[number + 1 :]:
            run.outputs(source)


@pytest.mark.parametrize(
    "path",
    [*sorted(paths.NOTEBOOKS.glob("0[2-57]_*.ipynb")), *sorted(paths.NOTEBOOKS.glob("course/zh/*.ipynb"))],
    ids=lambda p: p.stem,
)
def test_a_word_that_the_text_lacks_is_named_in_every_cell(path, monkeypatch):
    """Whatever the cell does with it: counts it, draws it, looks for it, fails."""
    with opened(path.relative_to(paths.NOTEBOOKS).with_suffix(""), monkeypatch) as run:
        run.draw_no_more()
        for source in run.sources:
            assert "文中没有" not in run.said(source)
            for word in words_written(source)[:1]:
                assert "“科技創薪”：文中没有；相近：科技" in run.said(
                    re.sub(f"(?<=[\"']){word}(?=[\"'])", "科技創薪", source)
                )
                run.said(source)
        for source in run.sources:  # and all once more
            assert "出错（" not in run.said(source)


SLIPS = [  # what a student types, the key of what is said, a part of it
    ("my_word = “西部”", "full_width", '"'),
    ("my_words = ['发展'，'坚持']", "full_width", "，"),
    ("my_word = 西部", "missing_quotes", '"西部"'),
    ("my_word = 西部 大开发", "missing_quotes", '"大开发"'),
    ("my_word = 52次", "missing_quotes", '"52次"'),
    ("results.speeches.query('text == 发展')", "quotes_in_query", "'发展'"),
    ("results.speeches.query('no_such == 1')", "no_column", "no_such"),
    ("my_word = '西部", "open_quote", "1"),
    ("print('西部'", "open_bracket", "1"),
    (" x = 1", None, ""),  # IPython mends it
    ("x = 1\n  y = 2", "indented", "2"),
    ("open('C:\\Unterricht\\a.txt')", "windows_path", "C:"),
    ("open('data\\new.txt')", "windows_path", "data"),
    ("lines2", "no_name", "lines2"),
    ("charts", "first_cell", "charts"),
    ("resluts", "no_name_near", "results"),
    ("results.frequencies", "no_attribute_near", "frequency"),
    ("results.counts['科技創新']", "not_in_text_near", "科技创新"),
    ("from analysis import charts\ncharts.word_cloud(results, '西部').table", "needs_choice", "西部大开发"),
    (
        "from analysis.measures.collocation import collocates\ncollocates(results.tokens, '生态', window=5)",
        "part_of_word",
        "生态",
    ),
    ("results.counts['生态']", "part_of_word", "生态"),
    ("results.counts.loc['发展', '长江']", "no_column", "发展"),
    ("results.frequency['Count']", "no_column", "Count"),
    ("import no_such_thing", "no_module", "no_such_thing"),
    ("import analysis.no_such", "no_project", "notebooks"),
    ("Results('../my-corpus').speeches", "as_it_is", "my-corpus"),
    ("1 / 0", "other_error", "ZeroDivisionError"),
    ("x = = 1", "syntax", "x = = 1"),
]


@pytest.fixture(scope="module")
def at_work():
    """A notebook at work: its first cell has been run."""
    before = os.getcwd()
    os.chdir(notebooks.paths.NOTEBOOKS)
    with new_shell() as shell:
        shell.run_cell(
            "from analysis.course import start\nfrom analysis.results import Results\nresults = Results('../data')"
        )
        yield shell
    os.chdir(before)


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize(("source", "key", "part"), SLIPS)
def test_a_slip_is_told_in_one_line_with_its_cure(code, source, key, part, at_work, capsys):
    at_work.run_cell(f"start({code!r})")
    published = []
    at_work.display_pub.publish = lambda data, **_: published.append(data)
    capsys.readouterr()
    result = at_work.run_cell(source)
    if key is None:
        assert result.success
        return
    line = published[-1]["text/plain"]
    template = re.split(r"\{\w+\}", speak(code).texts[f"course.{key}"])
    assert part in line and re.fullmatch("(.+)".join(map(re.escape, template)), line), line
    assert "<details>" in published[-1]["text/html"] and "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("word", ["科技創薪", "生态"])  # not in the text; only within longer words
def test_a_word_without_a_row_is_said_to_have_none(word, at_work, capsys):
    at_work.run_cell("start('en')\nfrom analysis.course import show\nfrom analysis.report.lookup import look_up")
    capsys.readouterr()
    cell = f"show(look_up(results, {word!r}, 'term').shares[['strategy', 'count', 'total']])"
    assert at_work.run_cell(cell).success and capsys.readouterr().out.startswith("No row: ")


def test_a_word_that_the_text_lacks_is_named_when_its_chart_is_shown(at_work, capsys):
    at_work.run_cell("start('zh')\nfrom analysis import charts")
    capsys.readouterr()
    at_work.run_cell("charts.compare_terms(results, terms=['科技創新', '发展'])")
    assert "“科技創新”：文中没有；相近：科技创新\n" in capsys.readouterr().out
    at_work.run_cell("charts.compare_terms(results, terms=['发展'])")
    assert "文中没有" not in capsys.readouterr().out


def test_a_kernel_of_the_lab_tells_errors_before_the_first_cell(monkeypatch):
    served = {}
    monkeypatch.delenv("PYTHONSTARTUP", raising=False)
    monkeypatch.setattr(working.subprocess, "run", lambda words, env, check: served.update(env) or SimpleNamespace())
    with pytest.raises(AttributeError):  # the server that is not there has no return code
        working.lab()
    manager, client = start_new_kernel(env=served)
    try:
        client.execute("check('1.1', 1)")
        replies = [client.get_iopub_msg(timeout=60) for _ in range(4)]
        said = [reply["content"]["data"]["text/plain"] for reply in replies if reply["msg_type"] == "display_data"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert said and "check" in said[0] and "第一格" in said[0]


def test_nothing_is_loaded_by_an_import_alone():
    with new_shell() as shell:
        shell.run_cell("import analysis.course")
        assert shell.CustomTB.__name__ != "wrapped" and not shell.custom_exceptions
        shell.run_cell("%load_ext analysis.course")
        assert shell.custom_exceptions == (Exception,)
