"""Method on the page: definitions, settings, what was left out, versions and checksums."""

import hashlib
import inspect
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from analysis import __version__
from analysis.charts.network import collocation_map
from analysis.measures.formulae import MIN_LENGTH
from analysis.measures.permutation import DRAWS, PAIR_DRAWS
from analysis.measures.resampling import bootstrap_paragraphs
from analysis.measures.units import SEED
from analysis.report.page.view import View

PACKAGES = ("rjieba", "jieba", "ahocorasick-rs", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib")
# How numbers are made: the name of each, its formula (empty if it has none) and what it means; ``*a*`` is a variable.
DEFINITIONS = (
    "rate", "wilson", "tfidf", "log_ratio", "g2", "theme_share", "move", "formula", "dispersion", "similarity",
    "permutation", "stability", "collocation",
)  # fmt: skip
CANNOT_SHOW = ("intent", "short", "dates", "clusters", "lists")
_FILES = 60  # names of files listed with their checksum


def method_values(view: View) -> dict:
    """What the section says and shows, by the names of its template."""
    results = view.results
    sums = {"hits": "in_text", "whole": "as_token", "inside": "inside_longer", "cut": "cut"}
    return {
        "definitions": [
            [view.say(f"method.{name}{ending}") for ending in ("", "_formula", "_text")] for name in DEFINITIONS
        ],
        "cannot_show": [view.say(f"method.cannot_{name}") for name in CANNOT_SHOW],
        "settings": list(_settings(view)),
        "stop_words": results.stop_words,
        "recall": results.phrase_recall,
        "recalled": {key: int(results.phrase_recall[name].sum()) for key, name in sums.items()},
        "versions": list(_versions()),
        "sources": list(_sources(view)),
        "left_out": len(results.left_out_documents),
        "left_out_documents": results.left_out_documents,
    }


def _settings(view: View) -> Iterator[str]:
    results, lexicon = view.results, view.results.lexicon
    lists = {"phrases": len(lexicon.phrases), "stops": len(lexicon.stop_words), "themes": len(lexicon.themes)}
    yield view.say("method.lists", **lists)
    used = {"engine": results._engine, "level": results._level, "convert": results.corpus.settings.convert}
    for name in ("engine", "level"):
        yield view.say(f"method.{name}", value=used[name])
    yield view.say("method.intervals")
    yield from _unit(view)
    yield view.say(
        "method.draws", words=DRAWS, pairs=PAIR_DRAWS, ranks=_default(bootstrap_paragraphs, "resamples"), seed=str(SEED)
    )
    yield view.say(
        "method.sizes",
        length=MIN_LENGTH,
        window=_default(collocation_map, "window"),
        joint=_default(collocation_map, "min_joint"),
    )
    if used["convert"]:
        yield view.say("method.convert", value=used["convert"])


def _unit(view: View) -> Iterator[str]:
    """What every verdict shuffles, how many there are, and the smallest p that it can give."""
    comparison = view.results
    if comparison.possible:
        row = comparison.word_tests.iloc[0]
        yield view.say(f"method.unit_{row['unit']}", units=int(row["units"]), floor=f"{row['floor']:.2g}")
        if comparison.unit_overstates:
            yield view.say("method.unit_overstates")


def _default(function: Callable, option: str) -> int:
    return inspect.signature(function).parameters[option].default


def _versions() -> Iterator[str]:
    """The packages whose version may change a number or a picture, and this project's own."""
    yield f"regional-speeches {__version__}"
    for package in PACKAGES:
        try:
            yield f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            continue


def _sources(view: View) -> Iterator[tuple[str, str]]:
    """Name and checksum of every document on this machine; of many, the first ones and one checksum over all."""
    paths = [Path(address) for address in view.results.corpus.addresses]
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in paths]
    yield from ((path.name, digest) for path, digest in zip(paths[:_FILES], sums, strict=False))
    if len(sums) > _FILES:
        yield f"… {view.speak.write(len(sums))}", hashlib.sha256("".join(sums).encode("ascii")).hexdigest()
