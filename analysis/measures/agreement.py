"""Agreement of people who coded the same sentences, and of a dictionary with what most of them saw.

Everything is counted over sentences, so everything is drawn again over sentences: one draw takes as many sentences as
there are, with replacement, and all that was coded in a sentence comes along.
"""

import numpy as np
import pandas as pd

from analysis.measures.units import SEED

DRAWS = 2_000


def draw_sentences(sentences):
    """How often each draw of the bootstrap takes each sentence: draws x sentences; the first row is the data."""
    if not sentences:
        return np.ones((1, 0))
    drawn = np.random.default_rng(SEED).multinomial(sentences, np.full(sentences, 1 / sentences), size=DRAWS)
    return np.vstack([np.ones(sentences), drawn])


def krippendorff_alpha(counts, weights=None):
    """Krippendorff's alpha for names (nominal data): 1 all agree, 0 as good as chance, below it worse.

    ``1 - D_o / D_e``: the disagreement seen within sentences against that of values paired at random. Any number of
    coders, each of whom may have left out any sentence; sentences with fewer than two codings say nothing and count
    nowhere. Written over counts, so that draws of the bootstrap are products of matrices.

    Parameters
    ----------
    counts : array, sentences x values
        How many coders gave the sentence the value.
    weights : array, draws x sentences, optional
        From `draw_sentences`.

    Returns
    -------
    float, or array with one entry a draw
        nan where all codings have the same value: nothing could have disagreed.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.

    Examples
    --------
    >>> krippendorff_alpha([[2, 0], [0, 2], [1, 1]])
    0.4444444444444444
    """
    counts = np.asarray(counts, dtype=float)
    counts = np.where(counts.sum(axis=1, keepdims=True) > 1, counts, 0)
    coders = counts.sum(axis=1)
    within = (counts * (coders[:, None] - counts)).sum(axis=1) / np.maximum(coders - 1, 1)
    weights = np.ones((1, len(counts))) if weights is None else weights
    values = weights @ counts
    total = values.sum(axis=1)
    chance = (values * (total[:, None] - values)).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        alpha = np.where(chance > 0, 1 - (total - 1) * (weights @ within) / chance, np.nan)
    return float(alpha[0]) if len(alpha) == 1 else alpha


def theme_agreement(codings):
    """Agreement a theme, with its interval.

    Parameters
    ----------
    codings : DataFrame
        A row a sentence, theme and coder: hash, theme, coder, coded (bool).

    Returns
    -------
    DataFrame
        theme (in the order of the data), sentences (with two codings or more), coders, share (0..1, of the codings that
        say yes), agreement (0..1, of all pairs of codings of a sentence), alpha, low, high. alpha is nan where nobody,
        or everybody, saw the theme; low and high where fewer than nine draws in ten give an alpha.

    Examples
    --------
    >>> rows = [(s, "ecology", c, s == "a" or (s, c) == ("b", 1)) for s in "abcd" for c in (1, 2)]
    >>> table = theme_agreement(pd.DataFrame(rows, columns=["hash", "theme", "coder", "coded"]))
    >>> table[["sentences", "coders", "share", "agreement", "alpha"]].round(3).values.tolist()
    [[4.0, 2.0, 0.375, 0.75, 0.533]]
    """
    rows = []
    for theme, part in codings.groupby("theme", sort=False, observed=True):
        counts = _votes(part)
        counts = counts[counts.sum(axis=1) > 1]
        size = counts.sum(axis=1)
        alphas = krippendorff_alpha(counts, draw_sentences(len(counts)))
        low, high = _interval(alphas)
        rows.append({
            "theme": theme, "sentences": len(counts), "coders": part["coder"].nunique(),
            "share": _ratio(counts[:, 1].sum(), size.sum()),
            "agreement": _ratio((counts * (counts - 1)).sum(), (size * (size - 1)).sum()),
            "alpha": np.ravel(alphas)[0], "low": low, "high": high,
        })  # fmt: skip
    return pd.DataFrame(rows, columns=["theme", "sentences", "coders", "share", "agreement", "alpha", "low", "high"])


def vote(codings):
    """What the coders of each sentence said of each theme.

    Returns
    -------
    DataFrame
        hash, theme, yes, no (coders), majority (True, False, or missing where as many say yes as no, or only one coded
        it), disagreement (0..1, of the pairs of coders; 0 with one coder).

    Examples
    --------
    >>> rows = [("a", "ecology", c, c < 3) for c in (1, 2, 3)] + [("b", "ecology", 1, True)]
    >>> vote(pd.DataFrame(rows, columns=["hash", "theme", "coder", "coded"])).values.tolist()
    [['a', 'ecology', 2, 1, True, 0.6666666666666666], ['b', 'ecology', 1, 0, <NA>, 0.0]]
    """
    table = codings.groupby(["hash", "theme"], sort=False, observed=True)["coded"].agg(["sum", "size"]).reset_index()
    table = table.rename(columns={"sum": "yes"}).astype({"yes": "int64"})
    table["no"] = table["size"] - table["yes"]
    settled = (table["yes"] != table["no"]) & (table["size"] > 1)
    table["majority"] = (table["yes"] > table["no"]).astype("boolean").where(settled)
    pairs = (table["size"] * (table["size"] - 1)).clip(lower=1)
    table["disagreement"] = 2 * table["yes"] * table["no"] / pairs
    return table[["hash", "theme", "yes", "no", "majority", "disagreement"]]


def compare_with_majority(votes, found):
    """A dictionary against the majority: precision, recall and F1 a theme, and of all themes pooled.

    Parameters
    ----------
    votes : DataFrame
        From `vote`; rows without a majority are left out.
    found : DataFrame of bool, sentences x themes
        What the dictionary found; its index is the hash.

    Returns
    -------
    DataFrame
        theme (the last row, ``all``, pools them), sentences, both (found and seen), only_found, only_seen, undecided
        (without a majority), and for each of precision ``TP/(TP+FP)``, recall ``TP/(TP+FN)`` and f1
        ``2TP/(2TP+FP+FN)`` the value, ``_low`` and ``_high``; nan where there is nothing to divide by.
    """
    rows = []
    order = pd.Index(votes["hash"].unique())
    weights = draw_sentences(len(order))
    pooled = np.zeros((3, len(order)))
    for theme, part in votes.groupby("theme", sort=False, observed=True):
        settled = part.dropna(subset="majority")
        seen = settled["majority"].to_numpy(dtype=bool)
        hit = found.loc[settled["hash"], theme].to_numpy(dtype=bool)
        cells = np.zeros((3, len(order)))
        cells[:, order.get_indexer(settled["hash"])] = [hit & seen, hit & ~seen, ~hit & seen]
        pooled += cells
        row = {"theme": theme, "sentences": len(settled), "undecided": len(part) - len(settled)}
        rows.append(row | _quality(cells, weights))
    total = {name: int(sum(row[name] for row in rows)) for name in ("sentences", "undecided")}
    rows.append({"theme": "all"} | total | _quality(pooled, weights))
    return pd.DataFrame(rows)


def coder_agreement(codings):
    """How often each coder says what the majority of the others says: a coder far below the rest read something else.

    Returns
    -------
    DataFrame
        coder, sentences (coded), compared (pairs of sentence and theme where the others have a majority), agreement
        (0..1, of those), alpha (two coders: this one and that majority). Lowest alpha first.
    """
    votes = codings.merge(vote(codings), on=["hash", "theme"])
    own = votes["coded"].astype(int)
    lead = (votes["yes"] - own) - (votes["no"] - (1 - own))
    votes = votes.assign(others=lead > 0, same=(lead > 0) == votes["coded"])[lead != 0]
    rows = []
    for coder, part in votes.groupby("coder"):
        yes = part["coded"].astype(int) + part["others"].astype(int)
        rows.append({
            "coder": coder, "sentences": codings.loc[codings["coder"] == coder, "hash"].nunique(),
            "compared": len(part), "agreement": part["same"].mean(),
            "alpha": krippendorff_alpha(np.column_stack([2 - yes, yes])),
        })  # fmt: skip
    table = pd.DataFrame(rows, columns=["coder", "sentences", "compared", "agreement", "alpha"])
    return table.sort_values(["alpha", "coder"]).reset_index(drop=True)


def _votes(part):
    """No and yes, sentences x 2."""
    coded = part.groupby("hash", sort=False)["coded"]
    return np.column_stack([coded.size() - coded.sum(), coded.sum()]).astype(float)


def _quality(cells, weights):
    both, extra, missed = weights @ cells[0], weights @ cells[1], weights @ cells[2]
    measures = {"precision": (both, both + extra), "recall": (both, both + missed),
                "f1": (2 * both, 2 * both + extra + missed)}  # fmt: skip
    row = dict(zip(["both", "only_found", "only_seen"], cells.sum(axis=1).astype(int).tolist(), strict=True))
    for name, (part, whole) in measures.items():
        values = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
        low, high = _interval(values)
        row |= {name: values[0], f"{name}_low": low, f"{name}_high": high}
    return row


def _interval(values):
    """The central 95 % of the draws behind the first value, which is that of the data."""
    drawn = np.ravel(values)[1:]
    drawn = drawn[~np.isnan(drawn)]
    if len(drawn) < 0.9 * (np.size(values) - 1) or not len(drawn):
        return np.nan, np.nan
    return tuple(float(value) for value in np.quantile(drawn, [0.025, 0.975]))


def _ratio(part, whole):
    return part / whole if whole else np.nan
