"""Dispersion: whether a word is used throughout a speech or all at once.

A text is cut into parts (here: paragraphs) of unequal size. `parts` are the occurrences of a word in each part,
`sizes` the tokens of each part. The last axis runs over the parts, so a table (words x parts) gives one number a
word. Notation: t = parts/Σparts (where the word is), w = sizes/Σsizes (where the text is), R = parts/sizes (its
rate), k parts.

Measures differ in direction: for DP and the divergence 0 is even and larger is clumped; for D, D2, D3, S and DA 1 is
even. A word that occurs once is clumped by any of them: read them beside the count.
"""

import numpy as np
import pandas as pd

from analysis.measures.contingency import as_given
from analysis.measures.units import dense
from analysis.mistakes import TooSmall

COLUMNS = ["term", "count", "range", "parts", "dp", "dp_norm", "juilland_d"]
PLACED = ["strategy", "part", "term", "speech", "paragraph", "sentence", "start", "end", "count", "dp", "parts"]
CELLS = 2_000_000  # of an array made on the way: 16 MB


def group_dispersion(parts, terms, *, minimum=1):
    """Dispersion of every term over the parts of one group, from counts alone.

    Parameters
    ----------
    parts : array or scipy.sparse.csr_array, terms x parts
        Occurrences of each term in each part; two parts or more, each with words.
    terms : Index
        The terms.
    minimum : int
        Leave out terms with fewer occurrences; the sizes of the parts stay those of all terms.

    Returns
    -------
    DataFrame
        ``term, count, range, parts, dp, dp_norm, juilland_d``: occurrences, number of parts that hold the term, number
        of parts, then `gries_dp` (0 is even), its normalised form, and `juilland_d` (1 is even). Sorted by count
        descending, term ascending.

    Examples
    --------
    >>> group_dispersion(np.array([[1, 1], [2, 0], [0, 2]]), pd.Index(["发展", "创新", "绿色"]))["dp"].tolist()
    [0.5, 0.0, 0.5]
    """
    sizes, count = np.asarray(parts.sum(axis=0)).ravel(), np.asarray(parts.sum(axis=1)).ravel()
    used = np.flatnonzero(count >= max(minimum, 1))
    step, least = max(1, CELLS // len(sizes)), (sizes / sizes.sum()).min()
    blocks = []
    for start in range(0, max(len(used), 1), step):
        # one layout in memory whatever the source: the order of summation decides the last digit
        block = np.ascontiguousarray(dense(parts[used[start : start + step]]))
        dp = gries_dp(block, sizes)
        measures = {"dp": dp, "dp_norm": dp / (1 - least), "juilland_d": juilland_d(block, sizes)}
        blocks.append(pd.DataFrame({"range": text_range(block), **measures}))
    table = pd.concat(blocks, ignore_index=True)
    table = table.assign(term=terms[used], count=count[used], parts=len(sizes))[COLUMNS]
    return table.sort_values(["count", "term"], ascending=[False, True], kind="stable", ignore_index=True)


def find_terms(tokens, terms=(), n=14):
    """The kept tokens of some terms, by default of the `n` most frequent ones of two characters or more."""
    kept = tokens[tokens["kept"]]
    if not terms:
        counts = kept.loc[kept["term"].str.len() > 1, "term"].value_counts()
        terms = sorted(counts.index, key=lambda term: (-counts[term], term))[:n]
    return kept[kept["term"].isin(list(terms))]


def place_hits(hits, speeches, tokens):
    """Places along all speeches laid end to end, and how evenly those of each term are spread.

    Parameters
    ----------
    hits : DataFrame
        ``term, speech, paragraph, sentence, start, end``: tokens of :func:`find_terms`, or places of strings.
    speeches, tokens : DataFrame
        The tables; the size of a paragraph is its kept words.

    Returns
    -------
    DataFrame
        strategy, part ("paragraph": the bounds of a paragraph; "term": one occurrence), term, speech, paragraph,
        sentence (0 for the bounds), start and end (characters from the beginning of the first speech), count, dp
        (Gries's, over all paragraphs with words), parts (those). Paragraphs first; terms from even to clumped.
    """
    place = ["speech", "paragraph"]
    text = speeches.sort_values([*place, "sentence"], kind="stable")
    length = text["text"].str.len()
    text = text.assign(from_start=length.cumsum() - length, to_end=length.cumsum())
    bounds = text.groupby(["strategy", *place], observed=True, sort=False).agg(
        start=("from_start", "min"), end=("to_end", "max")
    ).reset_index().sort_values("start").assign(part="paragraph", term="", sentence=0, count=0, dp=0.0)  # fmt: skip
    kept = tokens[tokens["kept"]]
    sizes = kept.groupby(place).size()
    terms = sorted(hits["term"].unique())
    parts = hits.groupby(["term", *place]).size().unstack("term", fill_value=0)
    parts = parts.reindex(index=sizes.index, columns=terms, fill_value=0).T.to_numpy(dtype="int64")
    dp = gries_dp(np.ascontiguousarray(parts), sizes.to_numpy()) if len(terms) else ()
    spread = pd.DataFrame({"term": terms, "count": hits["term"].value_counts().reindex(terms).to_numpy(), "dp": dp})
    spread = spread.assign(even=spread["dp"].round(9)).sort_values(["even", "term"], kind="stable", ignore_index=True)
    found = hits[["strategy", *place, "sentence", "term", "start", "end"]].merge(
        text[[*place, "sentence", "from_start"]], on=[*place, "sentence"], how="left"
    )
    found = found.assign(start=found["start"] + found["from_start"], end=found["end"] + found["from_start"])
    found = found.merge(spread.reset_index(names="order"), on="term").sort_values(["order", "start"], kind="stable")
    table = pd.concat([bounds, found.assign(part="term")], ignore_index=True)
    return table.assign(parts=len(sizes))[PLACED]


def gries_dp(parts, sizes, normalised=False):
    """Gries's deviation of proportions, ``DP = ½·Σ|t - w|``: 0 is even, near 1 is all in one small part.

    Parameters
    ----------
    parts : array, (..., k)
        Occurrences of the word in each part.
    sizes : array, (k,)
        Tokens of each part; shares will do.
    normalised : {False, True, "present"}
        True divides by 1 - min(w), so that the largest value possible is 1 (DPnorm, Lijffijt & Gries 2012). *present*
        takes the minimum over the parts that hold the word (Egbert et al. 2020).

    Returns
    -------
    float, or array without the last axis

    Raises
    ------
    ValueError
        If there are fewer than two parts, a part has no tokens, or the word does not occur.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. IJCL 13, 403-437.
    Lijffijt, J. & Gries, S. Th. (2012). Correction to the above. IJCL 17, 147-149.
    Egbert, J., Burch, B. & Biber, D. (2020). Lexical dispersion and corpus design. IJCL 25, 89-115.

    Examples
    --------
    >>> round(gries_dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 2)
    0.18
    >>> gries_dp([2, 1, 0], [100, 100, 100], normalised=True)
    0.5
    """
    parts, sizes = _checked(parts, sizes)
    t, w = _shares(parts, sizes)
    dp = np.abs(t - w).sum(axis=-1) / 2
    if normalised == "present":
        dp = dp / (1 - np.where(parts > 0, w, 1.0).min(axis=-1))
    elif normalised:
        dp = dp / (1 - w.min())
    return as_given(dp)


def expected_dp(count, sizes):
    """What DP is on average where the occurrences of a word fall on the parts at random: what a rare word has anyway.

    An occurrence falls on a part with the part's share w of all tokens, so that the count in a part is binomial, and
    ``E|t - w|`` has de Moivre's closed form ``2·v·C(n, v)·w^v·(1 - w)^(n - v + 1) / n`` with ``v = ⌊n·w⌋ + 1``.

    Parameters
    ----------
    count : int
        Occurrences of the word.
    sizes : array, (k,)
        Tokens of each part; shares will do.

    References
    ----------
    Diaconis, P. & Zabell, S. (1991). Closed form summation for classical distributions. Statistical Science 6, 284-302.

    Examples
    --------
    >>> round(expected_dp(1, [1, 1]), 3), round(expected_dp(2, [1, 1]), 3), expected_dp(10_000, [1, 1]) < 0.01
    (0.5, 0.25, True)
    """
    from scipy.stats import binom  # half a second to import

    w = np.asarray(sizes, dtype=float) / np.sum(sizes)
    w = w[w < 1]  # of a single part there is nothing to differ
    v = np.floor(count * w) + 1
    return float((v * binom.pmf(v, count, w) * (1 - w)).sum() / count)


def juilland_d(parts, sizes=None):
    """Juilland's D, ``1 - V/sqrt(k-1)``, V being the variation of the rates: population standard deviation over mean.

    1 is even, 0 is all in one part. On rates R, not counts, so that parts of unequal size compare.

    Parameters
    ----------
    parts : array, (..., k)
        Occurrences of the word in each part.
    sizes : array, (k,), optional
        Tokens of each part; equal parts if not given.

    Raises
    ------
    ValueError
        As `gries_dp`.

    References
    ----------
    Juilland, A. & Chang-Rodríguez, E. (1964). Frequency dictionary of Spanish words. Mouton.

    Examples
    --------
    >>> round(juilland_d([0, 4, 3, 2, 1]), 4)
    0.6464
    """
    parts, sizes = _checked(parts, sizes)
    rates = parts / sizes
    variation = rates.std(axis=-1, ddof=0) / rates.mean(axis=-1)
    return as_given(1 - variation / np.sqrt(len(sizes) - 1))


def text_range(parts, *, relative=False):
    """Number of parts that hold the word at least once; with `relative` their share of all parts.

    Examples
    --------
    >>> text_range([2, 0, 1, 0]), text_range([2, 0, 1, 0], relative=True)
    (2, 0.5)
    """
    parts = np.asarray(parts)
    found = (parts > 0).sum(axis=-1)
    if relative:
        return as_given(found / parts.shape[-1])
    return int(found) if np.ndim(found) == 0 else found


def _checked(parts, sizes):
    parts = np.asarray(parts, dtype=float)
    sizes = np.ones(parts.shape[-1:]) if sizes is None else np.asarray(sizes, dtype=float)
    if sizes.ndim != 1 or parts.shape[-1:] != sizes.shape:
        raise ValueError(f"{parts.shape[-1:]} parts and {sizes.shape} sizes: give one size for every part")
    if len(sizes) < 2:
        raise TooSmall("one_part", n=len(sizes))
    if not (sizes > 0).all():
        raise ValueError(f"part {int(np.argmin(sizes)) + 1} has size {sizes.min():g}: leave parts without words out")
    if not (parts >= 0).all():
        raise ValueError(f"count {parts.min():g} in a part: counts are 0 or more")
    if not (parts.sum(axis=-1) > 0).all():
        raise ValueError("the word occurs in no part: its dispersion is undefined; leave it out")
    return parts, sizes


def _shares(parts, sizes):
    return parts / parts.sum(axis=-1, keepdims=True), sizes / sizes.sum()
