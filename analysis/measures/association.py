"""How strongly two words attract each other, from four counts.

joint is how often they occur together, first and second how often each occurs, total how many units (places,
bigrams, documents) there are::

                  second     not second
    first         joint      first - joint      first
    not first     ...        ...
                  second                        total

All measures have limits for joint = 0: pmi, t_score and log_dice are -inf there, npmi is -1.
"""

from typing import NamedTuple

import numpy as np

from analysis.measures.contingency import as_given, divide
from analysis.measures.significance import log_likelihood


class Association(NamedTuple):
    """Six measures of association; fields by name, by position, or by key as in a dictionary."""

    expected: float
    g2: float
    pmi: float
    npmi: float
    t_score: float
    log_dice: float

    def __getitem__(self, key):
        """Take a field by its name too: ``result["g2"]``."""
        return getattr(self, key) if isinstance(key, str) else tuple.__getitem__(self, key)


def association(joint, first, second, total, *, signed=True):
    """Association of two words: expected count, G², PMI, NPMI, t-score and logDice.

    - ``expected = first·second/total``
    - ``g2``: log-likelihood ratio of the four cells (Dunning 1993). With `signed` it has a minus where the two
      occur together less often than expected (as in UCS).
    - ``pmi = log2(joint/expected)``: favours rare words.
    - ``npmi = pmi / -log2(joint/total)``: -1 never together, 0 independent, 1 only together (Bouma 2009).
    - ``t_score = (joint - expected)/sqrt(joint)``: favours frequent words.
    - ``log_dice = 14 + log2(2·joint/(first + second))``: at most 14, does not depend on total (Rychlý 2008).

    Parameters
    ----------
    joint, first, second, total : int or array
        Scalars in, scalars out; arrays broadcast.
    signed : bool
        See g2.

    Returns
    -------
    Association
        A named tuple in the order above, of floats or arrays.

    Raises
    ------
    ValueError
        If a word does not occur (first or second below 1), or the counts contradict one another.

    References
    ----------
    Church, K. W. & Hanks, P. (1990). Word association norms, mutual information, and lexicography. CL 16, 22-29.
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL, 31-40.
    Rychlý, P. (2008). A lexicographer-friendly association score. RASLAN, 6-9.
    Evert, S. (2008). Corpora and collocations. In Corpus Linguistics: an International Handbook, ch. 58.

    Examples
    --------
    >>> result = association(20, 42, 20, 14307668)
    >>> round(result.pmi, 2), round(result["npmi"], 2)
    (18.38, 0.94)
    """
    joint, first, second, total = _checked(joint, first, second, total)
    expected = first * second / total
    met = np.where(joint > 0, joint, 1.0)
    pmi = np.where(joint > 0, np.log2(met / expected), -np.inf)
    surprise = -np.log2(met / total)
    npmi = np.where(joint > 0, np.clip(divide(np.where(joint > 0, pmi, 0), surprise, empty=1.0), -1, 1), -1.0)
    t_score = np.where(joint > 0, (joint - expected) / np.sqrt(met), -np.inf)
    g2 = np.asarray(log_likelihood(*_rows(joint, first, second, total), signed=signed))
    values = (expected, g2, pmi, npmi, t_score, log_dice(joint, first, second))
    return Association(*(as_given(value) for value in values))


def log_dice(joint, first, second):
    """Rychlý's logDice, ``14 + log2(2·joint / (first + second))``; -inf if the two never meet.

    Examples
    --------
    >>> log_dice(100, 100, 100)
    14.0
    """
    joint, first, second = (np.asarray(value, dtype=float) for value in (joint, first, second))
    value = np.asarray(divide(2 * joint, first + second))
    return as_given(np.where(value > 0, 14 + np.log2(np.where(value > 0, value, 1)), -np.inf))


def _rows(joint, first, second, total):
    """Turn the counts into those of `contingency`: the places of the first word against all others."""
    alone = first == total  # no other places: nothing to compare with, and every statistic is 0
    return np.where(alone, 0, joint), np.where(alone, 0, second - joint), first, np.where(alone, 1, total - first)


def _checked(joint, first, second, total):
    values = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (joint, first, second, total)))
    joint, first, second, total = values
    for name, value in (("first", first), ("second", second)):
        if not (value >= 1).all():
            raise ValueError(f"{name} is {value[~(value >= 1)].flat[0]:g}: a word that does not occur has no company")
    bad = ~((joint >= 0) & (joint <= first) & (joint <= second) & (first + second - joint <= total))
    if bad.any():
        joint, first, second, total = (value[bad].flat[0] for value in values)
        raise ValueError(
            f"joint {joint:g}, first {first:g}, second {second:g}, total {total:g} contradict one another: "
            f"joint is at most first and second, and total at least first + second - joint"
        )
    return values
