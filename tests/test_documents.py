"""Bytes to text: every encoding a document may come in, and every refusal."""

import hashlib

import pytest

from analysis import documents, paths
from analysis.documents import ParseError, mend, read_source

SEED_SHA256 = "c163f35bd818796b5b42d821f7e571723e9f0baa22976e7ed532d912ab22feda"
TEXT = "⑤ 2023年10月12日，江西南昌，在座谈会上的讲话\n\n长江经济带事关全国发展大局。\n要统筹好发展和安全。\n"


def test_the_source_document_is_untouched():
    assert hashlib.sha256(paths.DOCUMENT.read_bytes()).hexdigest() == SEED_SHA256


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, encoding, line_end):
    path = tmp_path / "x.txt"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    assert read_source(path).lines == TEXT.split("\n")


def test_marked_utf16_big_endian(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_source(path).lines == TEXT.split("\n")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("⻓江⼤保护", "长江大保护"),
        ("⽔⼟⺠⽣", "水土民生"),
        ("⼾", "户"),  # not 戶
        ("发\u200b展\ufeff和\u2060安\u00ad全", "发展和安全"),
        ("“护”，２０２３（一）：ＡＢ「」％①", "“护”，２０２３（一）：ＡＢ「」％①"),  # NFKC would change it
        ("　　缩进", "　　缩进"),
    ],
)
def test_mends_radicals_and_invisible_characters_and_nothing_else(given, expected):
    assert mend(given)[0] == expected


def test_every_radical_becomes_one_unified_ideograph():
    for radical, character in documents.RADICAL_FORMS.items():
        assert len(radical) == len(character) == 1
        assert character not in documents.RADICAL_FORMS


def test_says_what_was_mended(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes("⻓江\u200b\r\n".encode())
    assert read_source(path).mended == {"invisible characters": 1, "Kangxi radicals": 1, "CRLF line ends": 1}


def refusal(path):
    with pytest.raises(ParseError) as caught:
        read_source(path)
    message = str(caught.value)
    assert str(path) in message and "; " in message and "\n" not in message
    return message


def test_refuses_what_is_not_there(tmp_path):
    assert "no such file" in refusal(tmp_path / "none.txt")
    assert "folder" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("data", "problem", "line"),
    [
        (b"", "empty", None),
        (" \n\u3000\r\n\t".encode(), "white space", None),
        (b"\xef\xbb\xbf", "white space", None),
        (b"%PDF-1.7 ...", "PDF", 1),
        (b"PK\x03\x04....", "Word", 1),
        ("要统筹\n发展\x00和安全。".encode(), "NUL", 2),
        ("要统筹\n发展\x07和安全。".encode(), "U+0007", 2),
        (TEXT.encode()[:-3], "middle of a character", 4),
        ((TEXT + "发展").encode()[:-1], "middle of a character", 5),
        (TEXT.encode().replace("展".encode(), b"\xe5\xff\x95", 1), "no character", 3),
        ("一\n二\n三\ufffd四".encode(), "lost", 3),
        ("長江經濟帶發展座談會上的講話，要統籌協調".encode("big5"), "Big5", 1),
        (bytes(range(128, 256)) * 20, "", 1),
        (TEXT.encode("gb18030")[:-2], "", None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "middle of a character", None),
    ],
)
def test_refuses_bad_bytes(tmp_path, data, problem, line):
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    message = refusal(path)
    assert problem in message
    if line:
        assert f"line {line}:" in message


def test_refuses_a_file_beyond_all_measure_without_reading_it(tmp_path):
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(documents.MAX_BYTES + 1)
    assert "split it" in refusal(path)
