"""What share of the sentences of a group carries each theme, and what share none."""

import numpy as np
import pandas as pd

from analysis.measures.intervals import wilson_interval
from analysis.measures.paragraphs import SEED

DRAWS = 2_000
CORRECTED = ["corrected", "low", "high", "precision", "recall", "specificity", "coded_sentences"]


def theme_shares(coded, speeches, *, by="strategy", confidence=0.95):
    """Share of the sentences of each group that carry a theme, with Wilson's interval.

    ``share = sentences with the theme / sentences of the group``. The shares of a group do not sum to 1: a sentence may
    carry several themes or none. The interval treats sentences as independent draws; they come in paragraphs, so read
    it as a lower bound of the uncertainty.

    Parameters
    ----------
    coded : DataFrame
        From `code_sentences`, same index as `speeches`.
    speeches : DataFrame
        The `speeches` table.
    by : str or list of str
        Column or columns of `speeches` that form the groups.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        The group columns, theme (ordered category), sentences, total, share, low, high (all three 0..1). Groups in
        order, themes in codebook order.

    Raises
    ------
    ValueError
        If the indexes differ or a column is missing.

    Examples
    --------
    >>> speeches = pd.DataFrame({"strategy": ["东", "东", "西"]})
    >>> coded = pd.DataFrame({"ecology": [True, False, False]})
    >>> theme_shares(coded, speeches)[["strategy", "theme", "sentences", "total", "share"]].values.tolist()
    [['东', 'ecology', 1, 2, 0.5], ['西', 'ecology', 0, 1, 0.0]]
    """
    columns = [by] if isinstance(by, str) else list(by)
    need_columns(speeches, columns, "speeches")
    _same_rows(coded, speeches)
    groups = coded.astype("int64").groupby([speeches[name] for name in columns], observed=True)
    return shares_from_counts(groups.sum(), groups.size(), confidence=confidence)


def shares_from_counts(sentences, totals, *, confidence=0.95):
    """The table of `theme_shares` from counts alone.

    Parameters
    ----------
    sentences : DataFrame, groups x themes
        Sentences that carry the theme.
    totals : Series by group
        All its sentences.
    confidence : float
        Of the interval.

    Examples
    --------
    >>> sentences = pd.DataFrame({"ecology": [1, 0]}, index=pd.Index(["东", "西"], name="strategy"))
    >>> shares_from_counts(sentences, pd.Series([2, 1]))[["strategy", "theme", "share"]].values.tolist()
    [['东', 'ecology', 0.5], ['西', 'ecology', 0.0]]
    """
    names, groups = list(sentences.columns), len(sentences)
    table = sentences.index.to_frame(index=False)
    table = table.loc[table.index.repeat(len(names))].reset_index(drop=True)
    table["theme"] = pd.Categorical(names * groups, categories=names, ordered=True)
    table["sentences"] = sentences.to_numpy(dtype="int64").ravel()
    table["total"] = np.repeat(totals.to_numpy(dtype="int64"), len(names))
    table["share"] = table["sentences"] / table["total"]
    low, high = wilson_interval(table["sentences"].to_numpy(), table["total"].to_numpy(), confidence)
    return table.assign(low=low, high=high)


def corrected_shares(shares, coded, *, confidence=0.95):
    """Shares of themes as they would be if the dictionary made no mistakes, by Rogan and Gladen.

    ``(share + specificity - 1) / (recall + specificity - 1)``, held within 0..1. Recall and specificity are those of
    the dictionary in sentences that people coded; ``low, high`` hold 95 % of the values when both are drawn from what
    the coded sentences allow (Beta with half a sentence added to each count, Jeffreys): sentences drawn again would
    give no error at all where they happen to hold none. That is the error of the dictionary alone: the sentences of the
    corpus are taken as they are.

    Parameters
    ----------
    shares : DataFrame
        From `theme_shares`.
    coded : DataFrame
        A row a sentence and theme: hash (of the sentence), theme, coded and dictionary (bool: what people saw, what
        the dictionary found).
    confidence : float
        Share of the draws between low and high.

    Returns
    -------
    DataFrame
        strategy, theme, sentences, total, share, then ``corrected, low, high, precision, recall, specificity`` (0..1)
        and ``coded_sentences``. Missing where the theme stands in no coded sentence, or the dictionary finds it no
        better than chance would: then the error is unknown.

    References
    ----------
    Rogan, W. J. & Gladen, B. (1978). Estimating prevalence from the results of a screening test. American Journal of
    Epidemiology 107, 71-76.

    Examples
    --------
    >>> shares = pd.DataFrame({"strategy": ["东"], "theme": ["ecology"], "sentences": [5], "total": [10],
    ...                        "share": [0.5], "low": [0.2], "high": [0.8]})
    >>> coded = pd.DataFrame({"hash": list("abcdefghij"), "theme": "ecology", "coded": [True] * 5 + [False] * 5,
    ...                       "dictionary": [True] * 4 + [False] * 6})
    >>> corrected_shares(shares, coded)[["corrected", "precision", "recall"]].round(3).values.tolist()
    [[0.625, 1.0, 0.8]]
    """
    generator, errors = np.random.default_rng(SEED), {}
    for theme, part in coded.groupby("theme", observed=True):
        cell = 2 * part["coded"].to_numpy(int) + part["dictionary"].to_numpy(int)
        neither, extra, missed, both = np.bincount(cell, minlength=4)
        recall, specificity = (
            np.append(_part(yes, no), generator.beta(yes + 0.5, no + 0.5, DRAWS))
            for yes, no in ((both, missed), (neither, extra))
        )
        errors[theme] = _part(both, extra), recall, specificity, len(part)
    rows = []
    for theme, share in zip(shares["theme"].astype("object"), shares["share"], strict=True):
        precision, recall, specificity, number = errors.get(theme, (np.nan, *np.full((2, 1), np.nan), 0))
        gain = recall + specificity - 1
        drawn = np.clip((share + specificity - 1) / np.where(gain > 0, gain, np.nan), 0, 1)
        known = drawn[1:][~np.isnan(drawn[1:])]
        limits = np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2]) if len(known) else [np.nan] * 2
        rows.append([drawn[0], *limits, precision, recall[0], specificity[0], number])
    kept = shares[["strategy", "theme", "sentences", "total", "share"]].reset_index(drop=True)
    return pd.concat([kept, pd.DataFrame(rows, columns=CORRECTED)], axis=1).astype({"coded_sentences": "int64"})


def _part(part, other):
    return part / (part + other) if part + other else np.nan


def coverage(coded, speeches, *, by="strategy"):
    """Sentences that no theme claims, by group: columns `by`, sentences (total), none, share (none/sentences, 0..1).

    Examples
    --------
    >>> coverage(pd.DataFrame({"ecology": [True, False]}), pd.DataFrame({"strategy": ["东", "东"]})).values.tolist()
    [['东', 2, 1, 0.5]]
    """
    need_columns(speeches, [by], "speeches")
    _same_rows(coded, speeches)
    groups = (~coded.any(axis=1)).groupby(speeches[by], observed=True)
    table = pd.DataFrame({"sentences": groups.size(), "none": groups.sum().astype("int64")}).reset_index()
    return table.assign(share=table["none"] / table["sentences"])


def need_columns(table, columns, name):
    """Refuse a table that lacks one of the columns."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"{name}: no column {', '.join(missing)}; pass the table `{name}` as made by this project")


def _same_rows(coded, speeches):
    if not coded.index.equals(speeches.index):
        raise ValueError(
            f"coded has {len(coded)} rows, speeches {len(speeches)}, or their indexes differ; "
            "code the very table of speeches you pass: code_sentences(speeches, themes)"
        )
