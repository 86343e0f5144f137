"""Units dealt at random to the groups: one set of draws, and the verdicts of many comparisons together."""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from analysis.measures.units import SEED, chunks, dense, group_sums, scaled

DRAWS, FEWER_DRAWS = 9_999, 1_999
PAIR_DRAWS, FEWER_PAIR_DRAWS = 2_999, 999
HOPELESS_DRAWS = 99  # of a pair that could not be told: too few units, or too many pairs for Holm's correction
WIDE = 2_000_000  # units x comparisons: from here on fewer draws
PRIOR = 1 / 3  # standard deviation of the differences looked for, where said twice as often is 1
SLACK = 1e-9  # equal statistics must count as equal however their sums were rounded


def deals(label, draws, width, *, seed=SEED, strata=None) -> Iterator[np.ndarray]:
    """Blocks of shuffled labels, one arrangement a row; the blocks change nothing in the arrangements.

    Parameters
    ----------
    label : array of int, one a unit
        Its group.
    draws : int
        Arrangements.
    width : int
        Numbers that the caller holds for every arrangement: it bounds the blocks.
    seed : int
        Of NumPy's generator.
    strata : array of int, one a unit, optional
        Units are shuffled among those of the same number only.

    Examples
    --------
    >>> blocks = list(deals(np.array([0, 0, 1, 1]), 3, 5, strata=np.array([0, 1, 0, 1])))
    >>> blocks[0].shape, blocks[0][:, [0, 2]].sum(axis=1).tolist()
    ((3, 4), [1, 1, 1])
    """
    generator, together = np.random.default_rng(seed), _dealt_together(strata, len(label))
    for part in chunks(draws, width + len(label)):
        block = np.tile(label, (part.stop - part.start, 1))
        for columns in together:
            block[:, columns] = generator.permuted(block[:, columns], axis=1)
        yield block


def _dealt_together(strata, units):
    """Places of the units of each stratum; without strata all units are one."""
    return [np.arange(units)] if strata is None else [np.flatnonzero(strata == one) for one in np.unique(strata)]


def standard_scores(values, sizes, strata=None):
    """Rates of units as z-scores, term by term, and how far they would move if the term were said twice as often.

    What is summed over a group is the studentised statistic.

    The root is taken of the rate raised by half its mean, ``sqrt(x/n + p/2)``: rates of bursty words are skewed, and
    the spread of a count grows with it. With `strata` the mean of the unit's stratum is taken off, as a shuffle within
    strata keeps it.

    Parameters
    ----------
    values : array or csr_array, units x terms
        Occurrences.
    sizes : array
        What they are shares of.
    strata : array of int, one a unit, optional
        As in `deals`.

    Returns
    -------
    (scores, doubling) : array or csr_array, units x terms; array, terms
        Scores are centred in an array, and not in a csr_array, where what is 0 stays 0: `max_t` takes off the mean of
        either. ``doubling`` is the distance
        of the scores at 3/4 and at 3/2 of the mean rate: large for words that are frequent and evenly spread. It does
        not depend on who is in which group.

    Examples
    --------
    >>> scores, doubling = standard_scores(np.array([[0.0], [1.0], [2.0]]), np.array([4, 4, 4]))
    >>> scores.round(3).ravel().tolist(), doubling.round(3).tolist()
    ([-1.293, 0.15, 1.143], [0.825])
    """
    mean = np.asarray(values.sum(axis=0) / sizes.sum(), dtype=float)
    together = _dealt_together(strata, len(sizes))
    if sparse.issparse(values):  # how far each rate is above that of nothing said: none for most
        row, column = values.nonzero()
        above = np.sqrt(values[row, column] / sizes[row] + mean[column] / 2) - np.sqrt(mean[column] / 2)
        rates = sparse.csr_array((above, (row, column)), shape=values.shape)
        inside = sum(len(rows) / len(sizes) * rates[rows].mean(axis=0) ** 2 for rows in together)
        square = (rates**2).mean(axis=0) - inside
        spread, level = np.sqrt(np.maximum(square, 0)), np.sqrt(mean / 2)
    else:
        rates = np.sqrt(values / sizes[:, None] + mean / 2)
        level = rates.max(axis=0, initial=0.0)
        for rows in together:
            rates[rows] -= rates[rows].mean(axis=0)
        spread = np.sqrt((rates**2).mean(axis=0))
    flat = spread <= SLACK * level
    factor = np.where(flat, 0.0, 1 / np.where(flat, 1.0, spread))
    doubling = (np.sqrt(3 / 2 + 1 / 2) - np.sqrt(3 / 4 + 1 / 2)) * np.sqrt(mean) * factor
    return scaled(rates, factor[None]), doubling


def max_t(scores, label, groups, *, doubling=None, entering=None, draws=DRAWS, seed=SEED, strata=None):
    """Step-down max-T of Westfall and Young: every group against the rest in every term, family-wise.

    The statistic z is the sum of the group's z-scores, less its mean when units are dealt at random, over its standard
    deviation then; a monotone function of Student's t, so that groups of different size stand on one scale.

    With `doubling` comparisons are ranked by ``z²/2 · s/(1 + s) - ½·log(1 + s)``, the log Bayes factor of a difference
    drawn from a normal distribution of variance s against none; s is (PRIOR · the z that twice as often would
    give)². What the units cannot show (a rare word, or one that comes in bursts) then takes less of the 5 % that all
    comparisons share. s does not depend on who is in which group, so that any such ranking keeps the level.

    In every draw the largest of the comparisons not yet decided is taken: the adjusted p of a comparison is the share
    of draws in which that is at least its own, made monotone. No floor but 1 / (draws + 1), no loss to correlation.

    Parameters
    ----------
    scores : array or csr_array, units x terms
        From `standard_scores`.
    label : array of int
        Group of each unit.
    groups : int
        Groups; of two only the first is tested, the second is its mirror image.
    doubling : array, terms, optional
        From `standard_scores`; without it the largest z is taken.
    entering : array of bool, groups x terms, optional
        Comparisons of the family; all if not given. The others have p 1.
    draws, seed, strata
        As in `deals`.

    Returns
    -------
    (statistic, p) : arrays, groups tested x terms
        z, and the adjusted p.

    References
    ----------
    Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing. Wiley: algorithm 4.1 (step-down max-T).
    Wakefield, J. (2009). Bayes factors for genome-wide association studies: comparison with P-values. Genetic
    Epidemiology 33, 79-86.
    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. SAGMB 9, article 39.

    Examples
    --------
    >>> values = np.array([[3.0, 1], [3, 0], [3, 1], [3, 1], [0, 0], [0, 1], [0, 1], [0, 0]])
    >>> scores, _ = standard_scores(values, np.full(8, 9.0))
    >>> statistic, p = max_t(scores, np.repeat([0, 1], 4), 2)
    >>> statistic.round(2).tolist(), bool(abs(p[0, 0] - 2 / 70) < 0.005), bool(p[0, 1] > 0.5)
    ([[2.65, 0.68]], True, True)
    """
    tested = 1 if groups == 2 else groups
    expected, scale = (one[:tested] for one in _moments(scores, label, groups, strata))
    observed = (dense(group_sums(label[None], groups, scores))[:tested] - expected) / scale
    entering = np.ones(observed.shape, bool) if entering is None else entering[:tested]
    rows, columns = np.nonzero(entering)
    factor, cost = np.ones(len(rows)), np.zeros(len(rows))
    if doubling is not None:
        prior = (PRIOR * scale[rows, 0] * doubling[columns]) ** 2
        factor, cost = prior / (1 + prior) / 2, np.log1p(prior) / 2
    own = observed[rows, columns] ** 2 * factor - cost
    order = np.argsort(own, kind="stable")  # the least first: maxima run upwards
    own, factor, cost = own[order], factor[order], cost[order]
    wanted, place = np.unique(columns, return_inverse=True)
    part, cell = scores[:, wanted], (rows * len(wanted) + place)[order]
    mean, factor = expected[:, wanted].ravel()[cell], np.sqrt(factor) / scale[rows[order], 0]
    beyond = np.zeros(len(own), "int64")
    # small blocks, which stay in the processor's cache
    for block in deals(label, draws, 16 * groups * max(len(wanted), 1), seed=seed, strata=strata):
        drawn = dense(group_sums(block, groups, part)).reshape(len(block), -1)[:, cell]
        drawn -= mean  # in place: of thousands of words the room for each step costs more than the step
        drawn *= factor
        np.square(drawn, out=drawn)
        drawn -= cost
        beyond += (np.maximum.accumulate(drawn, axis=1, out=drawn) >= own - SLACK).sum(axis=0)
    p = np.ones(observed.shape)
    adjusted = np.maximum.accumulate(((1 + beyond) / (1 + draws))[::-1])[::-1]
    p[rows[order], columns[order]] = adjusted
    return observed, p


def _moments(scores, label, groups, strata):
    """Mean (0 where scores are centred) and standard deviation of the groups' sums when units are dealt at random."""
    expected, variance = 0, np.zeros(groups)
    for rows in _dealt_together(strata, len(label)):
        own, units = np.bincount(label[rows], minlength=groups), len(rows)
        expected = expected + own[:, None] * scores[rows].mean(axis=0)[None]
        variance += own * (units - own) / max(units - 1, 1)
    return expected, np.sqrt(np.maximum(variance, SLACK))[:, None]


def holm(p):
    """P-values adjusted by Holm's step-down method, family-wise.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)), 1)
    return adjusted
