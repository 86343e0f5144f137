"""Lexical richness: the older one-number formulas, kept for comparison with other programs.

All of them depend on the length of the text, more or less. To compare texts of different length use `diversity`.
"""

from collections import Counter

import numpy as np

from analysis.measures.diversity import checked_words


def root_ttr(terms):
    """Guiraud's R, types over the square root of tokens.

    Examples
    --------
    >>> root_ttr(list("abca"))
    1.5
    """
    terms = checked_words(terms, 1)
    return len(set(terms)) / len(terms) ** 0.5


def corrected_ttr(terms):
    """Carroll's corrected TTR, types over the square root of twice the tokens.

    Examples
    --------
    >>> round(corrected_ttr(list("abca")), 4)
    1.0607
    """
    return root_ttr(terms) / 2**0.5


def herdan_c(terms):
    """Herdan's C, also called log TTR, ln(types)/ln(tokens).

    Examples
    --------
    >>> round(herdan_c(list("abca")), 4)
    0.7925
    """
    terms = checked_words(terms, 2)
    return float(np.log(len(set(terms))) / np.log(len(terms)))


def maas(terms, *, base=None):
    """Maas's a², (log tokens - log types)/(log tokens)²; lower is more diverse. Natural logarithm, or that of `base`.

    Examples
    --------
    >>> round(maas(list("abca")), 4), round(maas(list("abca"), base=10), 4)
    (0.1497, 0.3447)
    """
    terms = checked_words(terms, 2)
    scale = 1 if base is None else np.log(base)
    tokens, types = np.log(len(terms)) / scale, np.log(len(set(terms))) / scale
    return float((tokens - types) / tokens**2)


def yule_k(terms):
    """Yule's K, ``10⁴·(Σf² - N)/N²``; higher is more repetitive.

    Examples
    --------
    >>> yule_k(list("abca"))
    1250.0
    """
    f = _frequencies(terms, 1)
    return float(10_000 * ((f**2).sum() - f.sum()) / f.sum() ** 2)


def simpson_d(terms):
    """Simpson's D, the chance that two words drawn are the same, ``Σf(f-1)/(N(N-1))``.

    Examples
    --------
    >>> round(simpson_d(list("abca")), 4)
    0.1667
    """
    f = _frequencies(terms, 2)
    return float((f * (f - 1)).sum() / (f.sum() * (f.sum() - 1)))


def shannon_entropy(terms, *, base=2):
    """Entropy of the word frequencies, ``-Σ p·log p``, in bits; higher is more diverse.

    Examples
    --------
    >>> shannon_entropy(list("abca"))
    1.5
    """
    f = _frequencies(terms, 1)
    p = f / f.sum()
    return float(-(p * np.log(p)).sum() / np.log(base))


def repeat_rate(terms):
    """Repeat rate, ``Σp²``: near 0 is diverse, 1 is one word only.

    Examples
    --------
    >>> repeat_rate(list("abca"))
    0.375
    """
    f = _frequencies(terms, 1)
    return float(((f / f.sum()) ** 2).sum())


def _frequencies(terms, least):
    return np.array(list(Counter(checked_words(terms, least)).values()), dtype=float)
