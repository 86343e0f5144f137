"""Dispersion without parts: how far it is from one occurrence of a word to the next.

The text is read as a ring, so that the distances add up to its length N and no cutting into parts is needed.
"""

import numpy as np


def inter_arrival(tokens, term):
    """Distances from each occurrence of a term to the one before, the first one counted from the last around the end.

    Parameters
    ----------
    tokens : sequence
        The words of the text, in order.
    term : str
        The word looked for.

    Returns
    -------
    array of int
        One distance an occurrence, in tokens; they sum to the length of the text. Empty if the term does not occur.

    Examples
    --------
    >>> inter_arrival(list("bambi"), "b").tolist()
    [2, 3]
    """
    places = np.flatnonzero(np.asarray(list(tokens), dtype=object) == term)
    return np.diff(places, prepend=places[-1] - len(tokens)) if len(places) else places


def average_reduced_frequency(distances):
    """Average reduced frequency (ARF): the count, lowered for occurrences that crowd together.

    ``Σ min(d, v) / v`` with v = N/f, the distance if all were evenly spread; then it is f, and 1 for one burst.

    References
    ----------
    Savický, P. & Hlaváčová, J. (2002). Measures of word commonness. Journal of Quantitative Linguistics 9, 215-231.

    Examples
    --------
    >>> average_reduced_frequency([5, 5]), average_reduced_frequency([1, 9])
    (2.0, 1.2)
    """
    d = _checked(distances)
    even = d.sum() / len(d)
    return float(np.minimum(d, even).sum() / even)


def average_waiting_time(distances):
    """Average waiting time (AWT) for the word from a random place in the text, ``½·(1 + Σd²/N)``, in tokens.

    References
    ----------
    Savický, P. & Hlaváčová, J. (2002), as above.

    Examples
    --------
    >>> average_waiting_time([5, 5]), average_waiting_time([1, 9])
    (3.0, 4.6)
    """
    d = _checked(distances)
    return float((1 + (d**2).sum() / d.sum()) / 2)


def average_logarithmic_distance(distances):
    """Average logarithmic distance (ALD), ``Σ d·log10(d) / N``.

    References
    ----------
    Savický, P. & Hlaváčová, J. (2002), as above.

    Examples
    --------
    >>> round(average_logarithmic_distance([5, 5]), 3)
    0.699
    """
    d = _checked(distances)
    return float((d * np.log10(d)).sum() / d.sum())


def _checked(distances):
    d = np.asarray(distances, dtype=float)
    if len(d) == 0 or not (d >= 1).all():
        raise ValueError(f"{len(d)} distances: the word must occur, and each distance be 1 or more; see inter_arrival")
    return d
