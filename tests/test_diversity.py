"""Lexical diversity: by hand, by property, against published numbers."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.diversity import hdd, mattr, mtld

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


def test_by_hand():
    assert mattr("a b a a".split(), window=2) == pytest.approx((1 + 1 + 0.5) / 3)
    assert hdd(list("aab"), draws=2) == pytest.approx((1 + 2 / 3) / 2)  # 3 pairs: aa once, ab twice
    # a b a has TTR 2/3, below 0.72: a factor closes after every third word, in both directions
    assert mtld(list("aba" * 20), shortest=1) == 3
    assert mtld(list("a" * 60), shortest=1) == 2


def test_quanteda():
    entry = BY_NAME["mattr_quanteda"]
    for window, expected in entry["expected"].items():
        got = mattr(entry["inputs"]["tokens"], int(window))
        assert got == pytest.approx(expected, abs=entry["tolerance"]), window


def test_lexical_richness():
    entry = BY_NAME["lexdiv_LexicalRichness_10_tokens"]
    terms = entry["inputs"]["tokens_as_ints"]
    got = {
        "mattr": mattr(terms, 5),
        "mtld_le": mtld(terms, shortest=1, ending="at", least=10),
        "hdd": hdd(terms, draws=5),
    }
    assert got == pytest.approx({name: entry["expected"][name] for name in got}, abs=entry["tolerance"])


def test_kyle():
    entry = BY_NAME["lexdiv_Kyle_180_tokens"]
    terms = entry["inputs"]["tokens_as_ints"]
    got = {
        "mattr50": mattr(terms, 50),
        "mattr25": mattr(terms, 25),
        "hdd": hdd(terms),
        "mtld": mtld(terms),
    }
    assert got == pytest.approx({name: entry["expected"][name] for name in got}, abs=entry["tolerance"])


def test_mtld_conventions():
    entry = BY_NAME["mtld_convention_trap"]
    terms = entry["inputs"]["tokens_as_ints"]
    below, at = mtld(terms), mtld(terms, ending="at", shortest=1)
    assert below == pytest.approx(entry["expected"]["strictly_below"], abs=entry["tolerance"])
    assert at == pytest.approx(entry["expected"]["at_or_below"], abs=entry["tolerance"])


def test_hdd_wordless():
    entry = BY_NAME["hdd_wordless_100"]
    i = entry["inputs"]
    terms = [word for word in range(i["types"]) for _ in range(i["each"])]
    assert hdd(terms, i["draws"]) == pytest.approx(entry["expected"], abs=entry["tolerance"])


texts = st.lists(st.integers(0, 15), min_size=50, max_size=120)


@settings(deadline=None)
@given(texts)
def test_properties(terms):
    assert mattr(terms, len(terms)) == pytest.approx(len(set(terms)) / len(terms))
    assert mattr(terms, 1) == 1
    slow = [len(set(terms[i : i + 10])) / 10 for i in range(len(terms) - 9)]
    assert mattr(terms, 10) == pytest.approx(sum(slow) / len(slow))
    assert hdd(terms) == pytest.approx(hdd(terms[::-1]))
    assert hdd(terms, len(terms)) == pytest.approx(len(set(terms)) / len(terms))
    assert mtld(terms) == pytest.approx(mtld(terms[::-1]))
    assert 0 < mtld(terms) < float("inf")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mattr(["发展"] * 9, 10), "9 words, 10 are needed"),
        (lambda: hdd(["发展"] * 41), "41 words, 42 are needed"),
        (lambda: mtld(["发展"] * 49), "49 words, 50 are needed"),
        (lambda: mtld(range(60)), "none of the 60 words is repeated"),
        (lambda: mtld(["发展"] * 60, threshold=72), "threshold 72"),
        (lambda: mtld(["发展"] * 60, ending="above"), "ending 'above'"),
        (lambda: mattr(["发展"] * 9, 0), "window is 0"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
