"""Does it survive: verdicts and headlines under other reasonable ways to cut, count and shuffle."""

from collections.abc import Mapping
from math import comb
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import issparse

from analysis.measures.permutation import FEWER_DRAWS, FEWER_PAIR_DRAWS
from analysis.measures.ties import ends, widest
from analysis.measures.units import Units
from analysis.measures.verdicts import gather_verdicts, pair_tests, share_tests, whole_tests, word_tests

KEY = ["kind", "group", "other", "term"]
COLUMNS = [*KEY, "setting", "direction", "effect", "p", "told", "holds"]
SETTINGS = ("standard", "level", "bare", "hmm", "stop_words", "names", "roles", "characters", "unit")
STANDARD, ROLES = SETTINGS[0], "roles"
HEADLINES = ("leader", "widest")
PAIRED = 10  # groups at the most whose pairs are tried: of thirty they would take minutes
NEAR = 0.02, 0.12  # p-values that few draws cannot tell from 0.05: their standard error there is half a point and more


class Setting(NamedTuple):
    """What is compared under a setting.

    Attributes
    ----------
    words, themes : Units, optional
        What is tested; None where the setting does not touch it.
    strata : array of int, optional
        Roles of the units of words: with them there is a setting ROLES too.
    theme_strata : array of int, optional
        The same for themes.
    spoken : Units, optional
        Sentences by theme as the headline has them, own names among them or not.
    leaders : bool
        Whether the first words are a headline here: with the stop list left out they are particles.
    """

    words: Units | None = None
    themes: Units | None = None
    strata: np.ndarray | None = None
    theme_strata: np.ndarray | None = None
    spoken: Units | None = None
    leaders: bool = True


def survive(settings: Mapping[str, Setting]) -> pd.DataFrame:
    """Every verdict told under any setting, that of the whole, and every headline, under all settings that touch them.

    Parameters
    ----------
    settings : mapping of str to Setting
        The first is the standard, whose verdicts are those of the report; the others take fewer draws. Pairs of more
        than `PAIRED` groups are left out.

    Returns
    -------
    DataFrame
        A row a verdict and setting: ``kind`` (word, theme, pair, overall; leader: the word that a group says most
        often; widest: the theme on which groups lie farthest apart, and the highest of them), ``group, other, term,
        setting, direction, effect, p, told``, and ``holds``: whether it is told as under the standard. A verdict of
        which a setting knows nothing (a phrase that is cut) is not told there. Verdicts in the order of the standard.
    """
    by: dict[str, pd.DataFrame] = {}
    for name, setting in settings.items():
        by |= _judged(name, setting)
    return _compared(by)


def _judged(name: str, setting: Setting) -> dict[str, pd.DataFrame]:
    words, themes, pairs, whole = None, None, None, None
    few = 0 if name == STANDARD else FEWER_DRAWS
    if setting.words is not None:
        words = _sure(word_tests, setting.words, few, strata=setting.strata)
        if len(setting.words.groups) <= PAIRED:
            of_pairs = max(FEWER_PAIR_DRAWS, 80 * comb(len(setting.words.groups), 2))
            pairs = _sure(pair_tests, setting.words, min(few, of_pairs))
        whole = _sure(whole_tests, setting.words, few, strata=setting.strata)
    if setting.themes is not None:
        themes = _sure(share_tests, setting.themes, few, strata=setting.theme_strata)
    heads = [*_leaders(setting.words if setting.leaders else None), *_widest(setting.spoken)]
    found = {name: pd.concat([gather_verdicts(words, themes, pairs, whole), pd.DataFrame(heads)], ignore_index=True)}
    if setting.strata is not None:
        words, themes, whole = (one if one is None else one.assign(p=one["p_within"], told=one["told_within"])
                                for one in (words, themes, whole))  # fmt: skip
        found[ROLES] = gather_verdicts(words, themes, whole=whole)
    return found


def _sure(test, units: Units, few: int, **options) -> pd.DataFrame:
    """A test with few draws; with all of them, as in the report, where few could decide by their own chance.

    Of a large corpus the report itself takes few.
    """
    table = test(units, draws=few or None, **options)
    unsure = few and not issparse(units.values) and table["p"].between(*NEAR).any()
    return test(units, **options) if unsure else table


def _leaders(units: Units | None) -> list[dict]:
    """The word that a group says most often, where one is strictly first."""
    rows = []
    for place, group in enumerate([] if units is None else units.groups):
        counts = np.asarray(units.values[units.label == place].sum(axis=0)).ravel()
        if counts.max() > 0 and (counts == counts.max()).sum() == 1:
            rows.append(_head("leader", group, units.terms[counts.argmax()], counts.max()))
    return rows


def _widest(units: Units | None) -> list[dict]:
    """The theme whose share differs most, and the group that has most of it, where both are strictly first."""
    if units is None or len(units.groups) < 2:
        return []
    members = np.array([units.label == place for place in range(len(units.groups))], dtype=float)
    shares = pd.DataFrame(members @ units.values / (members @ units.sizes)[:, None], units.groups, list(units.terms))
    table = shares.melt(var_name="theme", value_name="share", ignore_index=False)
    most = widest(table, "theme")
    high = ends(table[table["theme"] == most[0]])[0] if len(most) == 1 else ()
    return [_head("widest", high.index[0], most[0], np.ptp(shares[most[0]]))] if len(high) == 1 else []


def _head(kind: str, group: str, term: str, effect: float) -> dict:
    return {"kind": kind, "group": str(group), "other": "", "term": term, "direction": "first",
            "effect": float(effect), "p": np.nan, "told": True}  # fmt: skip


def _compared(by: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    tables = {name: table.astype(dict.fromkeys(KEY, "object")).set_index(KEY) for name, table in by.items()}
    standard = tables[STANDARD]
    keys = dict.fromkeys(standard.index[standard["told"] | (standard.index.get_level_values(0) == "overall")])
    for table in tables.values():
        keys |= dict.fromkeys(key for key in table.index[table["told"]] if key[0] not in HEADLINES)
    kinds, rows = {name: set(table.index.get_level_values(0)) for name, table in tables.items()}, []
    for key in keys:
        usual = _verdict(standard, key)
        for name, table in tables.items():
            if key[0] in kinds[name]:
                direction, effect, p, told = _verdict(table, key)
                holds = told == usual[3] and (not told or direction == usual[0])
                rows.append((*key, name, direction, effect, p, told, holds))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"told": bool, "holds": bool, "effect": float, "p": float})


def _verdict(table: pd.DataFrame, key: tuple) -> tuple:
    if key not in table.index:
        return "", np.nan, np.nan, False
    row = table.loc[key]
    return row["direction"], row["effect"], row["p"], bool(row["told"])


def survival(table: pd.DataFrame) -> pd.DataFrame:
    """In how many settings each verdict holds: a row a verdict.

    Returns
    -------
    DataFrame
        ``kind, group, other, term, told`` (under the standard), ``settings, holding, without`` (those in which it does
        not hold, as a tuple). In the order of the table.

    Examples
    --------
    >>> table = pd.DataFrame([["word", "东", "", "江", "standard", "more", 1.0, 0.01, True, True],
    ...                       ["word", "东", "", "江", "hmm", "more", 0.5, 0.2, False, False]], columns=COLUMNS)
    >>> survival(table)[["told", "settings", "holding", "without"]].values.tolist()
    [[True, 2, 1, ('hmm',)]]
    """
    rows = []
    for key, own in table.groupby(KEY, sort=False):
        failing = tuple(own.loc[~own["holds"], "setting"])
        standard = bool(own.loc[own["setting"] == STANDARD, "told"].any())
        rows.append((*key, standard, len(own), len(own) - len(failing), failing))
    return pd.DataFrame(rows, columns=[*KEY, "told", "settings", "holding", "without"])
