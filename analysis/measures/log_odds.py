"""Weighted log-odds: a difference between two vocabularies, shrunk by a prior and divided by its standard error."""

import numpy as np

LEAST_PRIOR = 0.5


def weighted_log_odds(a, b, prior):
    """Z-score of the log-odds of each word in two groups, with an informative Dirichlet prior.

    ``δ = ln((a+α)/(n1+α0-a-α)) - ln((b+α)/(n2+α0-b-α))``, variance ``1/(a+α) + 1/(b+α)``, z = δ/sqrt(variance), where
    α is the prior count of the word, α0 the sum of all priors and n1, n2 the sums of a and b. A large prior pulls
    rare words towards 0. A tiny one (0.01, as often copied) does the opposite of help: the variance of a word that
    one group lacks becomes so large (1/0.01) that its z is near 0 however often the other uses it. Hence at least 0.5
    a word.

    Parameters
    ----------
    a, b : array, one entry a word
        Occurrences in the group and in the rest, over the whole vocabulary of both.
    prior : float or array
        Prior count of every word, above 0; see `informative_prior`.

    Returns
    -------
    array
        z by word; about ±1.96 is the 5 % border for one word looked at alone. A word absent from both gets its prior
        only.

    Raises
    ------
    ValueError
        If a prior is not above 0, a count is negative, the lengths differ, or there are fewer than two words.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words: lexical feature selection and evaluation for
    identifying the content of political conflict. Political Analysis 16, 372-403.

    Examples
    --------
    >>> weighted_log_odds([8, 2, 5], [3, 7, 5], prior=0.5).round(2).tolist()
    [2.16, -2.11, 0.0]
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape or a.ndim != 1 or len(a) < 2:
        raise ValueError(
            f"a has shape {a.shape} and b {b.shape}: give two lists over the same vocabulary, of two words or more"
        )
    if (a < 0).any() or (b < 0).any():
        raise ValueError(f"count {min(a.min(), b.min()):g}: counts are 0 or more")
    prior = np.broadcast_to(np.asarray(prior, dtype=float), a.shape)
    if not (prior > 0).all():
        raise ValueError(f"prior is {prior.min():g}: every word needs one above 0; 0.5 is a good least")
    first = np.log(a + prior) - np.log((a + prior).sum() - a - prior)
    second = np.log(b + prior) - np.log((b + prior).sum() - b - prior)
    return (first - second) / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def informative_prior(counts, strength=None, least=LEAST_PRIOR):
    """Prior counts in proportion to how often each word is used in all groups together.

    ``α = max(least, strength·f/Σf)``, f being the word's occurrences in all groups.

    Parameters
    ----------
    counts : DataFrame, groups x terms
        Occurrences.
    strength : float, optional
        Sum of the prior before the floor; one per term if not given, so that the prior is weak beside the counts.
    least : float
        No word gets less, 0.5 by default.

    Returns
    -------
    Series
        α by term.

    Examples
    --------
    >>> import pandas as pd
    >>> informative_prior(pd.DataFrame([[6, 1, 0], [4, 0, 1]], columns=["发展", "黄河", "长江"])).tolist()
    [2.5, 0.5, 0.5]
    """
    total = counts.sum(axis=0).astype(float)
    strength = counts.shape[1] if strength is None else strength
    return (strength * total / max(total.sum(), 1)).clip(lower=least).rename("prior")
