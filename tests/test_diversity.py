"""Lexical diversity: by hand, by property, against published numbers."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import richness
from analysis.measures.diversity import hdd, mattr, msttr, mtld, mtld_moving, ttr

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published.json").read_text(encoding="utf-8"))
BY_NAME = {entry["name"]: entry for entry in PUBLISHED}


def test_by_hand():
    assert mattr("a b a a".split(), window=2) == pytest.approx((1 + 1 + 0.5) / 3)
    assert hdd(list("aab"), draws=2) == pytest.approx((1 + 2 / 3) / 2)  # 3 pairs: aa once, ab twice
    # a b a has TTR 2/3, below 0.72: a factor closes after every third word, in both directions
    assert mtld(list("aba" * 20), shortest=1) == 3
    assert mtld(list("a" * 60), shortest=1) == 2


@pytest.mark.parametrize(("name", "measure"), [("mattr_quanteda", mattr), ("msttr_quanteda", msttr)])
def test_quanteda(name, measure):
    entry = BY_NAME[name]
    for window, expected in entry["expected"].items():
        got = measure(entry["inputs"]["tokens"], int(window))
        assert got == pytest.approx(expected, abs=entry["tolerance"]), window


def test_lexical_richness():
    entry = BY_NAME["lexdiv_LexicalRichness_10_tokens"]
    terms = entry["inputs"]["tokens_as_ints"]
    got = {
        "ttr": ttr(terms),
        "rttr": richness.root_ttr(terms),
        "cttr": richness.corrected_ttr(terms),
        "herdan": richness.herdan_c(terms),
        "maas": richness.maas(terms),
        "yulek": richness.yule_k(terms),
        "simpsond": richness.simpson_d(terms),
        "msttr": msttr(terms, 5, drop_last=True),
        "mattr": mattr(terms, 5),
        "mtld_le": mtld(terms, shortest=1, ending="at", least=10),
        "hdd": hdd(terms, draws=5),
    }
    assert got == pytest.approx(entry["expected"], abs=entry["tolerance"])


def test_kyle():
    entry = BY_NAME["lexdiv_Kyle_180_tokens"]
    terms = entry["inputs"]["tokens_as_ints"]
    got = {
        "ttr": ttr(terms),
        "root_ttr": richness.root_ttr(terms),
        "log_ttr": richness.herdan_c(terms),
        "maas_log10": richness.maas(terms, base=10),
        "msttr50": msttr(terms, 50),
        "msttr25": msttr(terms, 25),
        "mattr50": mattr(terms, 50),
        "mattr25": mattr(terms, 25),
        "hdd": hdd(terms),
        "mtld": mtld(terms),
        "mtld_ma_wrap": mtld_moving(terms),
        "mtld_ma_bid": mtld_moving(terms, wrap=False),
    }
    assert got == pytest.approx(entry["expected"], abs=entry["tolerance"])


def test_mtld_conventions():
    entry = BY_NAME["mtld_convention_trap"]
    terms = entry["inputs"]["tokens_as_ints"]
    below, at = mtld(terms), mtld(terms, ending="at", shortest=1)
    assert below == pytest.approx(entry["expected"]["strictly_below"], abs=entry["tolerance"])
    assert at == pytest.approx(entry["expected"]["at_or_below"], abs=entry["tolerance"])


def test_popescu():
    entry = BY_NAME["popescu2009_entropy_repeat_rate"]
    terms, word = [], 0
    for frequency, words in entry["inputs"]["spectrum"].items():
        for _ in range(words):
            terms += [word] * int(frequency)
            word += 1
    assert richness.shannon_entropy(terms) == pytest.approx(entry["expected"]["entropy"], abs=0.0005)
    assert richness.repeat_rate(terms) == pytest.approx(entry["expected"]["repeat_rate"], abs=entry["tolerance"])


def test_hdd_wordless():
    entry = BY_NAME["hdd_wordless_100"]
    i = entry["inputs"]
    terms = [word for word in range(i["types"]) for _ in range(i["each"])]
    assert hdd(terms, i["draws"]) == pytest.approx(entry["expected"], abs=entry["tolerance"])


texts = st.lists(st.integers(0, 15), min_size=50, max_size=120)


@settings(deadline=None)
@given(texts)
def test_properties(terms):
    assert mattr(terms, len(terms)) == pytest.approx(ttr(terms))
    assert mattr(terms, 1) == 1
    slow = [len(set(terms[i : i + 10])) / 10 for i in range(len(terms) - 9)]
    assert mattr(terms, 10) == pytest.approx(sum(slow) / len(slow))
    assert hdd(terms) == pytest.approx(hdd(terms[::-1]))
    assert hdd(terms, len(terms)) == pytest.approx(ttr(terms))
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
        (lambda: mtld_moving(range(20), wrap=False), "no stretch of the 20 words"),
        (lambda: mattr(["发展"] * 9, 0), "window is 0"),
        (lambda: ttr([]), "0 words"),
        (lambda: richness.herdan_c(["发展"]), "1 words, 2 are needed"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
