"""Text to speeches: the known document, the same speeches set in every other way, unseen ones, and the refusals."""

import datetime
import math
import re
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import parsing, paths, tables
from analysis.documents.footnotes import Footnote, RawFootnote, collect_footnote, read_footnotes
from analysis.documents.formats import read_document
from analysis.documents.layout import read_layout
from analysis.language import speak
from analysis.lexicon import read_lexicon
from analysis.parsing import ParseError, parse_speeches, read_speeches, split_sentences
from analysis.parsing.attribution import score_content, score_mentions
from analysis.parsing.strategies import Strategy, content_words, listed_strategies, strategy_of_occasion
from tests.rendering import OTHER_SPEECHES, Speech, Style, expected_rows, known_speeches, render

KNOWN = known_speeches()
MIXED = [KNOWN[2], OTHER_SPEECHES[0], OTHER_SPEECHES[1], KNOWN[1]]
HEADER = "区域发展座谈会讲话选编"


def rows_of(table):
    return list(zip(table.speech, table.paragraph, table.sentence, table.text, strict=True))


def parse_text(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "document.txt"
    path.write_bytes(text.encode(encoding))
    return parse_speeches(path)


def test_the_known_document():
    table = read_speeches(paths.DOCUMENT)
    assert rows_of(table) == expected_rows(KNOWN)
    assert table.groupby("speech").paragraph.max().to_dict() == {5: 8, 6: 8, 7: 4, 8: 4}
    assert len(table) == 64 and table.text.str.endswith("。").all()
    assert list(table.strategy.cat.categories) == ["长江经济带发展", "长三角一体化发展", "中部地区崛起", "西部大开发"]
    first = table.iloc[0]
    assert (first.speech, first.place, first.date) == (6, "上海", pd.Timestamp("2023-11-30"))
    assert first.occasion == "在深入推进长三角一体化发展座谈会上的讲话"
    tables.check_speeches(table)


def test_lines_lead_back_to_the_source():
    lines = paths.DOCUMENT.read_text(encoding="utf-8").split("\n")
    for row in read_speeches(paths.DOCUMENT).itertuples():
        assert row.text in "".join("".join(lines[row.start_line - 1 : row.end_line]).split())


def test_the_body_is_kept_to_the_character():
    text = paths.DOCUMENT.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not re.match("[⑤⑥⑦⑧]", line)]
    body = "".join("".join(lines[4:]).split())
    assert "".join(read_speeches(paths.DOCUMENT).text) == body


@pytest.mark.parametrize(
    "speeches", [KNOWN, KNOWN[::-1], MIXED, OTHER_SPEECHES], ids=["known", "reversed", "mix", "other"]
)
@pytest.mark.parametrize("width", [None, 18, 26, 40, 80])
@pytest.mark.parametrize("separator", ["blank", "indent"])
@pytest.mark.parametrize("footnotes", ["start", "end", "between", "inside"])
def test_any_width_and_place_of_footnotes(tmp_path, speeches, width, separator, footnotes):
    if width == 80 and footnotes == "inside":
        pytest.skip("at this width no line stops in mid-sentence where the block should stand")
    style = Style(width=width, separator=separator, footnotes=footnotes, note_width=24, page_lines=9)
    assert rows_of(parse_text(tmp_path, render(speeches, style)).speeches) == expected_rows(speeches)


@pytest.mark.parametrize("width", [None, 26])
@pytest.mark.parametrize("page_mark", ["", "— {} —", "{}", "第{}页", "- {} -", "第 {} 页 共 99 页", "{}/99"])
@pytest.mark.parametrize("header", ["", HEADER])
@pytest.mark.parametrize("blanks", [1, 3])
def test_page_breaks_headers_and_page_numbers(tmp_path, width, page_mark, header, blanks):
    style = Style(width=width, page_lines=8, page_mark=page_mark, header=header, blanks=blanks, seed=3)
    document = parse_text(tmp_path, render(KNOWN, style))
    assert rows_of(document.speeches) == expected_rows(KNOWN)
    reasons = set(document.left_out.reason)
    assert ("page number" in reasons) == bool(page_mark) and ("running header" in reasons) == bool(header)


@pytest.mark.parametrize(
    "between", ["\n{n}\n{h}\n", "\n{h} {n}\n", "\n{n} · {h}\n", "\n\f{h}\n", "\n{n}\n", "\n\n{h}\n{n}\n", "\n\n{n}\n"]
)
def test_pages_without_blank_lines(tmp_path, between):
    text = render(KNOWN, Style(page_lines=8, page_mark="@{}@"))
    page = re.compile(r"\n\n@(\d+)@\n\n")
    text = page.sub(lambda match: between.format(n=match[1], h=HEADER), text)
    assert rows_of(parse_text(tmp_path, text).speeches) == expected_rows(KNOWN)


def test_page_numbers_between_whole_paragraphs(tmp_path):
    text = "\n".join(f"{paragraph}\n{page}" for page, paragraph in enumerate(KNOWN[1].paragraphs, 7))
    document = parse_text(tmp_path, f"{text}\n{KNOWN[1].note}\n")
    assert rows_of(document.speeches) == expected_rows([KNOWN[1]])


@pytest.mark.parametrize(
    ("mark", "number"), [("[12]", 12), ("（3）", 3), ("㉑", 21), ("㊱", 36), ("9.", 9), ("⑴", 1), ("❺", 5), ("⑳", 20)]
)
def test_other_footnote_marks(tmp_path, mark, number):
    text = "\n\n".join([*KNOWN[1].paragraphs, f"{mark} {KNOWN[1].footnote}"])
    assert parse_text(tmp_path, text).speeches.speech.unique().tolist() == [number]


@pytest.mark.parametrize(
    "footnote",
    [
        "二〇二四年三月二十日，湖南长沙，在新时代推动中部地区崛起座谈会上的讲话",
        "2024 年 3 月 20 日, 湖南长沙, 在新时代推动中部地区崛起座谈会上的讲话。",
        "2024-03-20，湖南长沙，《在新时代推动中部地区崛起座谈会上的讲话》",
        "２０２４年３月２０日，湖南长沙，在新时代推动中部地区崛起座谈会上的讲话（节选）",
    ],
)
def test_other_ways_to_write_a_footnote(tmp_path, footnote):
    text = "\n\n".join([*KNOWN[1].paragraphs, f"⑦ {footnote}"])
    table = parse_text(tmp_path, text).speeches
    assert (table.date == pd.Timestamp("2024-03-20")).all() and (table.place == "湖南长沙").all()


DATED = "⑤ 2023年10月12日，江西南昌，在座谈会上"


@pytest.mark.parametrize(
    ("lines", "block_start", "after", "between"),
    [
        ([DATED + "的讲话"], False, 1, []),
        ([DATED, "的讲话"], False, 2, []),
        ([DATED], False, 1, []),  # nothing behind it
        ([DATED, "", "12", "", "的讲话"], False, 5, [2]),  # a page between
        ([DATED, *[""] * 7, "的讲话"], False, 1, []),  # too far behind
        ([DATED + "的讲话", "要把安全抓好。要稳。"], False, 1, []),  # text without a blank line
        ([DATED + "的讲话", "要把安全抓好" * 30], False, 1, []),
        (["⑤"], True, 1, []),
        (["⑤"], False, None, []),
        (["①开好座谈会"], True, 1, []),
        (["①开好座谈会"], False, None, []),
        (["①加强领导"], True, None, []),
        (["①开好座谈会，研究问题。"], True, None, []),  # a sentence of a list
        (["①在座谈会上的讲话"], False, 1, []),
    ],
)
def test_where_a_footnote_ends(lines, block_start, after, between):
    found = collect_footnote(lines, 0, at_block_start=block_start)
    assert (found.after, found.between) == (after, between) if after else found is None


def test_an_occasion_may_be_so_long_and_no_longer():
    notes = [RawFootnote(1, f"⑤ 2023年10月12日，江西南昌，{'在' * length}", 1) for length in (160, 161)]
    assert len(read_footnotes("x.txt", notes[:1])[0].occasion) == 160
    with pytest.raises(ParseError, match="161"):
        read_footnotes("x.txt", notes[1:])


@pytest.mark.parametrize("width", range(10, 61, 3))
@pytest.mark.parametrize("footnotes", ["start", "end", "between", "inside"])
def test_footnotes_wrapped_anywhere(tmp_path, width, footnotes):
    speeches = [KNOWN[1], KNOWN[2]]
    table = parse_text(tmp_path, render(speeches, Style(note_width=width, footnotes=footnotes))).speeches
    assert rows_of(table) == expected_rows(speeches)
    assert [f"{row.place}，{row.occasion}" for row in table.drop_duplicates("speech").itertuples()] == [
        speech.footnote.split("，", 1)[1] for speech in speeches
    ]


@pytest.mark.parametrize(
    ("occasion", "name"),
    [
        ("在推进闽东北协同发展区建设座谈会上的讲话", "闽东北协同发展区建设"),
        ("在东北亚区域合作论坛上的讲话", "东北亚区域合作"),
        ("在福建考察时的讲话", "福建考察"),
        ("在庆祝香港回归祖国25周年大会上的讲话", "庆祝香港回归祖国25周年"),
        ("在中央集中部署经济工作会议上的讲话", "中央集中部署经济"),
        ("在深入推动黄河流域生态保护和高质量发展座谈会上的讲话", "黄河流域生态保护和高质量发展"),
        ("在新时代推动东北全面振兴座谈会上的讲话", "东北全面振兴"),
        ("在推动长江经济带发展座谈会上的讲话", "长江经济带发展"),
        ("在推进京津冀协同发展和雄安新区建设座谈会上的讲话", "京津冀协同发展"),
        ("《在扎实推进长三角一体化发展座谈会上的讲话》", "长三角一体化发展"),
        ("在推动中部地区崛起工作座谈会上的讲话", "中部地区崛起"),
        ("在粤港澳大湾区建设领导小组会议上的讲话", "粤港澳大湾区建设"),
    ],
)
def test_the_strategy_of_an_occasion(occasion, name):
    listed = listed_strategies(read_lexicon().strategies)
    assert strategy_of_occasion(occasion, listed).name == name


@pytest.mark.parametrize(
    "text", ["其中部分任务", "集中部署", "广东部分地区", "陕西部分", "拓展新疆域", "东北亚合作", "东西部差距"]
)
def test_ordinary_words_are_no_mention_of_a_region(text):
    scores = score_mentions([text], listed_strategies(read_lexicon().strategies))
    assert scores.max() == 0


def test_a_paragraph_that_serves_another_region_is_not_given_to_it(tmp_path):
    paragraphs = [*KNOWN[0].paragraphs, "要更好发挥作用，为中部地区发展作出更大贡献。"]
    served = Speech(6, KNOWN[0].footnote, paragraphs)
    with pytest.raises(ParseError, match="为中部地"):
        parse_text(tmp_path, render([served, KNOWN[1]], Style()))


def test_scattered_sections_are_refused(tmp_path):
    scattered = Speech(7, KNOWN[1].footnote, [*KNOWN[1].paragraphs, "长三角区域要把安全抓好，长三角要稳。"])
    with pytest.raises(ParseError, match="keep the paragraphs of a speech together"):
        parse_text(tmp_path, render([KNOWN[0], scattered], Style()))


@pytest.mark.parametrize("ending", ["……", "。”", "。’", '。"', "！", "？）"])
def test_endings_of_a_paragraph(tmp_path, ending):
    text = f"中部地区要再上台阶{ending}\n\n中部地区要把粮食种好。\n\n{KNOWN[1].note}\n"
    assert parse_text(tmp_path, text).speeches.paragraph.tolist() == [1, 2]


def test_a_number_in_the_text_is_no_page_number(tmp_path):
    paragraph = "去年，中部地区粮食产量增长到了\n1200\n亿斤，中部地区要再接再厉。"
    text = "\n\n".join([KNOWN[1].paragraphs[0], paragraph, KNOWN[1].note])
    assert paragraph.replace("\n", "") in "".join(parse_text(tmp_path, text).speeches.text)


def test_a_header_that_occurs_once_beside_a_page_number(tmp_path):
    paragraph = KNOWN[1].paragraphs[2]
    lines = [paragraph[start : start + 20] for start in range(0, len(paragraph), 20)]
    broken = [*lines[:2], "", "— 12 —", "", "深入学习经济思想第三卷读本", "", *lines[2:]]
    text = "\n".join([KNOWN[1].paragraphs[0], "", *broken, "", KNOWN[1].note])
    assert paragraph in "".join(parse_text(tmp_path, text).speeches.text)


def test_the_proof_that_nothing_is_lost_can_fail(tmp_path, monkeypatch):
    cut = parsing.split_sentences
    monkeypatch.setattr(parsing, "split_sentences", lambda text: [part.replace("发展", "发", 1) for part in cut(text)])
    with pytest.raises(ParseError, match="would be changed by parsing"):
        parse_text(tmp_path, SEED)


def test_an_enumeration_in_the_text_is_no_footnote(tmp_path):
    paragraph = "中部地区要做两件事：\n①把产业做强，办好企业；\n②把粮食种好，守住耕地。"
    text = f"{paragraph}\n\n⑦ {KNOWN[1].footnote}\n"
    assert "".join(parse_text(tmp_path, text).speeches.text) == paragraph.replace("\n", "")


@pytest.mark.parametrize("footnotes", ["start", "end", "between", "inside"])
def test_one_paragraph_a_line_without_blank_lines(tmp_path, footnotes):
    style = Style(width=None, separator="line", footnotes=footnotes, page_lines=None)
    assert rows_of(parse_text(tmp_path, render(KNOWN, style)).speeches) == expected_rows(KNOWN)


def test_page_break_at_the_end_of_a_sentence_inside_an_indented_paragraph(tmp_path):
    note = OTHER_SPEECHES[3].note
    text = "　　东北资源条件较好，产业基础\n比较雄厚。\n\n要把黑土地保护好，当好压舱石，\n也要走新路。\n"
    text += f"　　东北要一茬接着一茬干。\n{note}\n"
    table = parse_text(tmp_path, text).speeches
    assert list(zip(table.paragraph, table.sentence, strict=True)) == [(1, 1), (1, 2), (2, 1)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_give_the_same_table(tmp_path, encoding):
    text = paths.DOCUMENT.read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(parse_text(tmp_path, text, encoding).speeches, read_speeches(paths.DOCUMENT))


def test_bad_characters_give_the_same_table(tmp_path):
    bad = {"水": "⽔", "长": "⻓", "大": "⼤", "，": "，\u200b"}
    text = paths.DOCUMENT.read_text(encoding="utf-8").translate(str.maketrans(bad)).replace("\n", "\r\n")
    table = parse_text(tmp_path, text).speeches
    pd.testing.assert_frame_equal(table, read_speeches(paths.DOCUMENT))


def test_full_width_digits_in_a_footnote(tmp_path):
    text = paths.DOCUMENT.read_text(encoding="utf-8").replace("2023年10月12日", "２０２３年１０月１２日")
    assert parse_text(tmp_path, text).speeches.date.min() == pd.Timestamp("2023-10-12")


def test_a_strategy_that_is_not_listed_is_named_after_its_occasion(tmp_path):
    document = parse_text(tmp_path, render([OTHER_SPEECHES[2]], Style()))
    assert list(document.speeches.strategy.cat.categories) == ["南岭经济走廊高质量发展"]
    assert "GDP和Green Growth放在" in "".join(document.speeches.text)


def test_note_references_settle_what_the_wording_does_not(tmp_path):
    silent = Speech(7, KNOWN[1].footnote, [*KNOWN[1].paragraphs, "办一件，成一件。"])
    following = KNOWN[2]
    with pytest.raises(ParseError, match="办一件，成一件"):
        parse_text(tmp_path, render([silent, following], Style()))
    marked = Speech(7, silent.footnote, [*KNOWN[1].paragraphs, "办一件，成一件。⑦"])
    table = parse_text(tmp_path, render([marked, following], Style())).speeches
    assert rows_of(table) == expected_rows([silent, following])


@pytest.mark.parametrize("form", ["⑦", "[7]", "（7）", "〔7〕", "［７］"])
@pytest.mark.parametrize("where", ["after", "before"])
@pytest.mark.parametrize("footnote_form", ["⑦", "[7]"])
def test_note_references_of_any_form_are_taken_out_of_the_text(tmp_path, form, where, footnote_form):
    speeches = [KNOWN[1], KNOWN[2]]
    text = render(speeches, Style(width=26, page_lines=None))
    last = KNOWN[1].paragraphs[1][-4:]
    assert text.count(last) > 0
    text = text.replace("⑦ ", f"{footnote_form} ")
    text = text.replace(last, last + form if where == "after" else last[:-1] + form + "。", 1)
    document = parse_text(tmp_path, text)
    assert rows_of(document.speeches) == expected_rows(speeches)
    assert document.left_out.query("reason == 'note reference'").text.tolist() == [form]


def test_what_another_region_is_linked_with_does_not_move_a_paragraph(tmp_path):
    """The third paragraph of ⑥ speaks of 长三角 and mentions 长江经济带; put it beside that speech."""
    six = Speech(6, KNOWN[0].footnote, [*KNOWN[0].paragraphs[:2], KNOWN[0].paragraphs[2]])
    assert rows_of(parse_text(tmp_path, render([six, KNOWN[3]], Style())).speeches) == expected_rows([six, KNOWN[3]])
    assert rows_of(parse_text(tmp_path, render([KNOWN[3], six], Style())).speeches) == expected_rows([KNOWN[3], six])


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一。二！三？", ["一。", "二！", "三？"]),
        ("他说：“一。”二。", ["他说：“一。”", "二。"]),
        ("「共抓大保护。」不搞大开发。", ["「共抓大保护。」", "不搞大开发。"]),
        ("（一。）二；三", ["（一。）", "二；三"]),
        ("真的吗？！是。", ["真的吗？！", "是。"]),
        ("他说：“好！”，大家都说“是！”。", ["他说：“好！”，大家都说“是！”。"]),
        ("做好三件事。——稳就业。——保民生。", ["做好三件事。", "——稳就业。", "——保民生。"]),
        ("“走吧！”，他说，“快走！”。走。", ["“走吧！”，他说，“快走！”。", "走。"]),
        ('他强调："对。"大家鼓掌。"那是错的。"他说。', ['他强调："对。"', "大家鼓掌。", '"那是错的。"', "他说。"]),
        ("我们一起看《摔跤吧！爸爸》。", ["我们一起看《摔跤吧！爸爸》。"]),
        ("“改革是什么？”、“为了谁？”、“依靠谁？”是三个问题。", ["“改革是什么？”、“为了谁？”、“依靠谁？”是三个问题。"]),
        ("“发展！”“安全！”两个词。", ["“发展！”", "“安全！”", "两个词。"]),
        ("他问（为什么？）后坐下。", ["他问（为什么？）后坐下。"]),
        ("没有收住的（括号！还是一句。", ["没有收住的（括号！", "还是一句。"]),
        ("访问https://www.gov.cn/a?id=1&b=2查看详情。", ["访问https://www.gov.cn/a?id=1&b=2查看详情。"]),
        ("为什么？……因为没有。", ["为什么？……", "因为没有。"]),
        ("增长3.5%。A.B.两类。", ["增长3.5%。", "A.B.两类。"]),
        ("It grew by 3.5%. Dr. Li of the U.S. agreed.", ["It grew by 3.5%.", " Dr. Li of the U.S. agreed."]),
        ("We will work hard for it.我们将努力工作。", ["We will work hard for it.", "我们将努力工作。"]),
        ("会议结束！（热烈鼓掌）现在散会。", ["会议结束！（热烈鼓掌）", "现在散会。"]),
    ],
)
def test_sentences(text, sentences):
    assert split_sentences(text) == sentences
    assert "".join(split_sentences(text)) == text


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. officials came from the E.U.", "We met at 5 p.m.", "They left at 9 a.m. on Monday."],
        ["See No. 3, Art. 5 and pp. 5-7 of vol. 2.", "No.", "We go on."],
        ["Grain, e.g. Rice, is cheap (i.e. it costs less, see Fig. 3).", "We sell oil, etc.", "It is dear."],
        ["Mr. Li, Gen. Smith and J. Adams, Ph.D., met Apple Inc. of St. Louis.", "They talked."],
        ["It grew by 3.5 per cent.", "It fell by 2.5.", "The rate is 5.2%.", "On Oct. 12 it was 6."],
        ["“Is it so?” he asked.", "“Yes!” she said.", "He said: “We go.”", "They went."],
        ["1. We will grow.", "2. We will share.", "(3). It is done.", "B. Fine."],
    ],
)
def test_sentences_in_english(sentences):
    assert [one.strip() for one in split_sentences(" ".join(sentences))] == sentences


@given(st.text(alphabet="发展好。！？，、；：“”‘’《》（）()\"'….?! A1", max_size=40))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_sentence_begins_with_what_cannot_begin_one(text):
    sentences = split_sentences(text)
    assert "".join(sentences) == text
    assert not [one for one in sentences[1:] if one.startswith(tuple("，、；：。！？”’》）…"))]


SEED = paths.DOCUMENT.read_text(encoding="utf-8")
SEED_LINES = SEED.split("\n")


def without_lines(first, last):
    return "\n".join(SEED_LINES[: first - 1] + SEED_LINES[last:])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (without_lines(137, 143), ["no footnotes"]),
        ("\n".join(SEED_LINES[136:143]), ["line 1:", "no speech"]),
        (SEED.replace("江西南昌，", ""), ["line 137:", "⑤", "no place"]),
        (SEED.replace("2023年10月12日，江西南昌，", "江西南昌，"), ["line 137:", "⑤", "date"]),
        (SEED.replace("2023年10月12日", "2023年13月40日"), ["line 137:", "2023年13月40日", "YYYY年M月D日"]),
        (SEED.replace("2023年11月30日", "2023年11月31日"), ["line 139:", "2023年11月31日"]),
        (SEED.replace("2023年11月30日", "1023年11月30日"), ["line 139:", "1023年11月30日"]),
        (SEED.replace("在深入推进长三角", "在" + "发展" * 3000 + "长三角"), ["line 139:", "characters"]),
        (SEED.replace("2023年10月12日", "2023年10月11日至12日"), ["line 137:", "more than one day"]),
        (SEED.replace("⑥", "⑤"), ["line 139:", "second footnote ⑤", "line 137"]),
        (SEED.replace("，在进一步推动长江经济带高质量发展座谈会上的讲话", ""), ["line 137:"]),
        (without_lines(145, 206), ["line 137:", "⑤", "长江经济带", "no paragraph"]),
        (without_lines(71, 100), ["line 111:", "⑦", "中部", "no paragraph"]),
        (without_lines(141, 141), ["line 71:", "中部地区崛起", "no footnote"]),
        (without_lines(143, 143), ["line 101:", "西部大开发", "no footnote"]),
        (without_lines(137, 137), ["line 144:", "长江经济带", "no footnote"]),
        (SEED.replace("长三角一体化发展座谈会", "中部地区崛起座谈会"), ["line 141:", "both about 中部地区崛起"]),
    ],
)  # fmt: skip
def test_refuses_with_file_line_and_cure(tmp_path, text, said):
    with pytest.raises(ParseError) as caught:
        parse_text(tmp_path, text)
    message = str(caught.value)
    assert str(tmp_path / "document.txt") in message and "; " in message and "\n" not in message
    for part in said:
        assert part in message


def test_refuses_to_guess_between_two_speeches(tmp_path):
    opening = "\n中部地区是我国重要粮食生产基"
    text = SEED.replace(opening, "\n要坚持稳中求进，一件事情接着一件事情办好。\n" + opening)
    with pytest.raises(ParseError, match=r"line 71: .*⑥ \(长三角\) / ⑦ \(中部\)"):
        parse_text(tmp_path, text)


# Occasions that no list knows, and what decides beside the wording

UNLISTED = [
    Speech(
        1,
        "2020年8月28日，北京，在中央第七次西藏工作座谈会上的讲话",
        [
            "做好西藏工作，要把改善民生放在前面。各族群众的日子要一年比一年好。",
            "高原的草场和湖泊要看护好，铁路和公路要修到更多的县，西部地区的企业也可以来办厂。",
            "各地要继续帮助西藏，帮扶的项目要一件一件落实。",
        ],
    ),
    Speech(
        2,
        "2022年4月13日，海南海口，在听取海南省委和省政府工作汇报时的讲话",
        ["海南的港口要扩建，自由贸易港的规则要写清楚。", "热带雨林的名录要补全，渔民转产要有出路。海南要把种业做强。"],
    ),
    Speech(
        4,
        "2023年6月6日，内蒙古巴彦淖尔，在加强荒漠化综合防治和推进“三北”等重点生态工程建设座谈会上的讲话",
        ["荒漠化的防治要几代人接力。要先摸清家底。", "“三北”的林网要补植，沙区的水要算着用。"],
    ),
    Speech(
        9,
        "2018年10月22日，广东珠海，在考察横琴粤澳深度合作区时的讲话",
        ["横琴的口岸要更顺畅，药厂和学校要先建起来。", "横琴的住房要让来的人住得下。"],
    ),
]


@pytest.mark.parametrize("first", range(len(UNLISTED)))
@pytest.mark.parametrize("footnotes", ["end", "start", "between"])
def test_occasions_that_no_list_knows(tmp_path, first, footnotes):
    speeches = [UNLISTED[first], KNOWN[1], UNLISTED[first - 1]]
    document = parse_text(tmp_path, render(speeches, Style(footnotes=footnotes)))
    assert rows_of(document.speeches) == expected_rows(speeches)
    assert (document.speeches.margin > 0).all()


@pytest.mark.parametrize("speech", UNLISTED, ids=str)
def test_one_speech_on_any_occasion_needs_no_evidence(tmp_path, speech):
    document = parse_text(tmp_path, render([speech], Style()))
    assert rows_of(document.speeches) == expected_rows([speech]) and (document.speeches.margin == float("inf")).all()


def test_one_speech_on_a_listed_region_needs_its_words(tmp_path):
    with pytest.raises(ParseError, match="no paragraph"):
        parse_text(tmp_path, render([Speech(7, KNOWN[1].footnote, ["办一件，成一件。"])], Style()))


@pytest.mark.parametrize(
    ("occasion", "words"),
    [
        ("在解决“两不愁三保障”突出问题座谈会上的讲话", ["两不愁三保障", "解决", "突出"]),
        ("在听取宁夏回族自治区党委和政府工作汇报时的讲话", ["宁夏"]),
        ("在中央城市工作会议上的讲话", ["城市"]),
        ("在深入推动座谈会上的讲话", []),
    ],
)
def test_content_words_of_an_occasion(occasion, words):
    assert content_words(occasion) == words


def test_words_that_many_strategies_are_made_of_decide_nothing(tmp_path):
    tibet = ["西藏工作关系大局。", "要保护好高原生态，守护好山山水水。", "做好西藏工作，要改善民生。"]
    river = ["黄河流域构成重要的生态屏障。", "要以水定城，节约水资源。", "要弘扬黄河文化。"]
    speeches = [
        Speech(1, UNLISTED[0].note, tibet),
        Speech(2, "2021年10月22日，山东济南，在深入推动黄河流域生态保护和高质量发展座谈会上的讲话", river),
        Speech(4, UNLISTED[2].note, ["“三北”工程是标志性工程。", "荒漠化的防治要久久为功。"]),
    ]
    document = parse_text(tmp_path, render(speeches, Style(footnotes="end")))
    assert rows_of(document.speeches) == expected_rows(speeches)


def test_a_scattered_word_is_weaker_evidence_than_one_said_in_one_stretch():
    occasions = "在中央粮食工作会议上的讲话", "在中央水利工作会议上的讲话"
    footnotes = [
        Footnote(number, "", datetime.date(2020, 1, number), "", text, 1) for number, text in enumerate(occasions, 1)
    ]
    strategies = [Strategy("甲", "甲", "", ()), Strategy("乙", "乙", "", ())]
    texts = ["粮食", "粮食", "", "", "", "", "水利", "", "", "水利", "粮食和水利", "2020年1月2日"]
    scores = score_content(texts, footnotes, strategies)
    assert scores[0, 0] == pytest.approx(0.75 * math.log(12 / 2) / math.log(12))
    assert scores[6, 1] == pytest.approx(0.75 * math.log(12 / 2) / math.log(12))
    assert scores[11].tolist() == [0, 1] and scores[2].tolist() == [0, 0]


TWINS = [
    Speech(6, "2018年4月26日，湖北武汉，在深入推动长江经济带发展座谈会上的讲话",
           ["长江经济带的项目要清理。", "办一件，成一件。"]),
    Speech(5, "2020年11月14日，江苏南京，在全面推动长江经济带发展座谈会上的讲话",
           ["长江经济带的港口要连起来。", "沿江省市要把岸线管住，要久久为功。"]),
]  # fmt: skip


def test_two_speeches_on_one_region_are_told_by_the_place_of_their_notes(tmp_path):
    for behind in (True, False):
        parts = [[*speech.paragraphs, speech.note] if behind else [speech.note, *speech.paragraphs] for speech in TWINS]
        table = parse_text(tmp_path, "\n\n".join(["选编", *sum(parts, [])])).speeches
        assert rows_of(table) == expected_rows(TWINS)
        assert table.strategy.cat.categories.tolist() == ["长江经济带发展"]


MIDDLE = Speech(
    7, "2019年5月21日，江西南昌，在推动中部地区崛起工作座谈会上的讲话", ["中部地区要稳住粮食。", "中部地区要连通港口。"]
)


@pytest.mark.parametrize(
    "order", list(permutations([*TWINS, MIDDLE])), ids=lambda order: "".join(str(one.number) for one in order)
)
def test_two_speeches_on_one_region_without_a_mark_are_named_and_marked_as_the_message_says(tmp_path, order):
    look_back = "2018年4月26日我在武汉说过，长江经济带要久久为功。"
    rows = [(one, text) for one in order for text in [look_back] * (one is TWINS[1]) + one.paragraphs]
    marks, notes = {5: "⑤", 6: "⑥", 7: "⑦"}, [one.note for one in (*TWINS, MIDDLE)]

    def read(texts):
        return parse_text(tmp_path, "\n".join([*texts, "", *notes])).speeches

    with pytest.raises(ParseError, match="both about 长江经济带发展") as caught:
        read([text for _, text in rows])
    named = [int(line) for line in re.findall(r"line (\d+) “", str(caught.value))]
    assert named == [line for line, (one, _) in enumerate(rows, start=1) if one in TWINS]
    last = [line for line, (one, _) in enumerate(rows, start=1) if line == len(rows) or rows[line][0] is not one]
    for marked in (named, last):
        texts = [text + marks[one.number] * (line in marked) for line, (one, text) in enumerate(rows, start=1)]
        assert read(texts).drop_duplicates(["speech", "paragraph"]).speech.tolist() == [one.number for one, _ in rows]


@pytest.mark.parametrize("alone", [False, True])
def test_two_speeches_on_one_region_are_told_by_marks(tmp_path, alone):
    between = "\n\n" if alone else ""
    body = [text for speech, mark in zip(TWINS, "⑥⑤", strict=True)
            for text in [speech.paragraphs[0], speech.paragraphs[1] + between + mark]]  # fmt: skip
    notes = [speech.note for speech in TWINS[::-1]]
    document = parse_text(tmp_path, "\n\n".join([*body, *notes]))
    assert rows_of(document.speeches) == expected_rows(TWINS)
    assert document.left_out.query("reason == 'note reference'").text.tolist() == ["⑥", "⑤"]


@pytest.mark.parametrize(
    "title",
    ["{occasion}", "（{date}）", "{date}，{place}", "{occasion}\n{date}", "{above}\n{below}", "管好一江水{mark}"],
)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_two_speeches_on_one_region_are_told_by_their_titles(tmp_path, title, ending):
    lines = ["选编"]
    for speech, mark in zip(TWINS, "⑥⑤", strict=True):
        date, place, occasion = speech.footnote.split("，")
        said = {"date": date, "place": place, "occasion": occasion, "above": occasion[:9], "below": occasion[9:]}
        lines += title.format(**said, mark=mark).split("\n") + speech.paragraphs
    path = tmp_path / f"document.{ending}"
    lines += [f"{number}. {speech.footnote}" for number, speech in ((6, TWINS[0]), (5, TWINS[1]))]
    path.write_text(("\n" if ending == "txt" else "\n\n").join(lines), encoding="utf-8")
    assert rows_of(parse_speeches(path).speeches) == expected_rows(TWINS)


def test_converting_a_text_with_half_width_marks_changes_none(tmp_path):
    path = tmp_path / "document.txt"
    half = render(KNOWN, Style()).translate(str.maketrans("，。；", ",.;"))
    path.write_text(half, encoding="utf-8")
    speeches = [parse_speeches(path, convert=convert).speeches for convert in ("", "t2s")]
    assert speeches[0].equals(speeches[1]) and not speeches[0]["text"].str.contains("[，。；]").any()


def test_marks_and_titles_that_a_page_breaks_are_whole(tmp_path):
    body = """　　长江经济带的项目要清理，沿江的港口要
连起来，一件一件办好，办好了再办下一件。⑥
在全面推动长江经济带发展座谈
会上的讲话
　　长江经济带的岸线要管住，沿江各地都要出
力，要久久为功，一年接着一年干，干出来。
⑤
在第三次中央新疆工作座谈会上的讲话
　　新疆的棉花要往下游走，新疆的口岸要更加
顺畅，要一年接着一年干，一定要干出来。[7
]
"""
    notes = [speech.note for speech in TWINS] + ["注⑦ 2020年9月25日，北京，在第三次中央新疆工作座谈会上的讲话"]
    table = parse_text(tmp_path, body + "\n" + "\n".join(notes)).speeches
    assert table.groupby("speech", sort=False).paragraph.max().to_dict() == {6: 1, 5: 1, 7: 1}


def test_a_region_named_before_a_speech_on_it_begins_is_no_beginning(tmp_path):
    speeches = [Speech(7, KNOWN[1].footnote, [*KNOWN[1].paragraphs, "这几年西部地区有一些好做法，要学。"]), KNOWN[2]]
    with pytest.raises(ParseError, match=r"这几年西部地区.*⑦ \(中部\) / ⑧ \(西部\)"):
        parse_text(tmp_path, render(speeches, Style()))


def test_speeches_are_told_by_marks_behind_their_first_paragraphs(tmp_path):
    body = [text for speech, mark in zip(TWINS, "⑥⑤", strict=True)
            for text in [speech.paragraphs[0] + mark, speech.paragraphs[1]]]  # fmt: skip
    notes = [speech.note for speech in TWINS[::-1]]
    assert rows_of(parse_text(tmp_path, "\n".join([*body, "", *notes])).speeches) == expected_rows(TWINS)


def test_what_no_wording_decides_is_told_by_blank_lines_between_speeches(tmp_path):
    silent = Speech(7, KNOWN[1].footnote, [*KNOWN[1].paragraphs, "办一件，成一件。"])
    blocks = ["\n".join(speech.paragraphs) for speech in (silent, KNOWN[2])]
    notes = "\n".join(speech.note for speech in (silent, KNOWN[2]))
    document = parse_text(tmp_path, "\n\n".join([*blocks, notes]) + "\n")
    assert rows_of(document.speeches) == expected_rows([silent, KNOWN[2]])
    with pytest.raises(ParseError):
        parse_text(tmp_path, "\n".join(blocks) + f"\n\n{notes}\n")


def test_a_mark_decides_against_the_wording(tmp_path):
    scattered = Speech(7, KNOWN[1].footnote, [*KNOWN[1].paragraphs, "长三角区域要把安全抓好，长三角要稳。⑦"])
    text = render([KNOWN[0], scattered], Style())
    assert parse_text(tmp_path, text).speeches.query("speech == 7").paragraph.max() == len(scattered.paragraphs)


def test_a_refusal_names_every_undecided_paragraph_and_no_mark_of_its_own_choice(tmp_path):
    silent = Speech(7, KNOWN[1].footnote, [*KNOWN[1].paragraphs, "办一件，成一件。", "要久久为功，一茬接着一茬干。"])
    with pytest.raises(ParseError) as caught:
        parse_text(tmp_path, render([silent, KNOWN[2]], Style()))
    for code in ("zh", "en"):
        said = caught.value.say(speak(code))
        assert "办一件，成一件" in said and "要久久为功" in said and said.count("⑦ (中部) / ⑧ (西部)") == 2


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_marks_at_every_paragraph_that_a_refusal_names_are_enough(tmp_path, order):
    speeches = [
        Speech(
            1,
            "2020年12月3日，云南普洱，在全国茶产业高质量发展现场会上的讲话",
            ["叶子富了百姓，茶产业要统筹。", "要培育龙头。", "合作社要办实。"],
        ),
        Speech(
            2, "2022年9月16日，浙江舟山，在舟山群岛新区汇报会上的讲话", ["舟山群岛新区向海而兴。", "要让渔民增收。"]
        ),
        Speech(3, "2019年8月22日，甘肃武威，在古浪县防沙治沙现场的讲话", ["防沙治沙要接着干。", "草方格要管护好。"]),
    ]
    rows = [(speeches[place], text) for place in order for text in speeches[place].paragraphs]

    def read(texts):
        return parse_text(tmp_path, "\n".join([*texts, "", *(one.note for one in speeches)])).speeches

    with pytest.raises(ParseError) as caught:
        read([text for _, text in rows])
    named = [int(line) for line in re.findall(r"line (\d+) “", str(caught.value))]
    texts = [text + "①②③"[one.number - 1] * (line in named) for line, (one, text) in enumerate(rows, start=1)]
    assert 0 < len(named) < len(rows)
    assert read(texts).drop_duplicates(["speech", "paragraph"]).speech.tolist() == [one.number for one, _ in rows]


def test_a_mark_without_a_footnote_is_left_out_and_told(tmp_path):
    document = parse_text(tmp_path, f"{KNOWN[1].paragraphs[0]}\n\n③\n\n{KNOWN[1].paragraphs[1]}\n\n{KNOWN[1].note}\n")
    assert "③" in document.left_out.text.tolist()
    assert "".join(document.speeches.text) == "".join(KNOWN[1].paragraphs[:2])


def test_the_rest_of_a_note_behind_a_page_break_takes_no_line_of_text_along(tmp_path):
    note = "⑤2023年10月12日，江西南昌，进一步推动长江经济带高质量发展座谈会"
    text = "长江经济带要坚持共抓大保护，不搞大开发。\n\n{note}\n\n{between}上的重要讲话\n"
    header = "讲话选编 12\n\n长江沿线各地要坚持生态优先。\n\n讲话选编 13\n\n"
    for between, kept in (("", True), ("12\n\n", True), ("各地都要认真学习\n\n", False)):
        layout = read_layout(read_document(written(tmp_path, text.format(note=note, between=between))))
        left = {line: reason for line, _, reason in layout.left_out}
        assert layout.footnotes[0].text.endswith("座谈会上的重要讲话") is kept
        lines = [line for line in between.split() if line.isdigit()]
        assert [reason for reason in left.values() if reason == "page number"] == ["page number"] * len(lines)
        body = "".join(paragraph.text for paragraph in layout.paragraphs)
        assert kept or "各地都要认真学习" in body + "".join(text for _, text, _ in layout.left_out)
    layout = read_layout(read_document(written(tmp_path, header + text.format(note=note, between="讲话选编 14\n\n"))))
    assert layout.footnotes[0].text.endswith("座谈会上的重要讲话")
    assert [text for _, text, reason in layout.left_out if reason == "running header"].count("讲话选编 14") == 1


def written(tmp_path, text):
    path = tmp_path / "document.txt"
    path.write_text(text, encoding="utf-8")
    return path
