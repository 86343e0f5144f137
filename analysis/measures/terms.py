"""Statistics by which a string shows itself to be a term: cohesion, branching entropy, C-value and NC-value."""

from collections import Counter, defaultdict
from math import log, log2

__all__ = ["branching_entropy", "c_value", "cohesion", "entropy", "nc_value"]


def cohesion(text, candidate):
    """How much more often the parts of a candidate stand together than chance would put them.

    ``min over the cuts of ln( p(xy) / (p(x)·p(y)) )`` with p = occurrences / characters of the text: the pointwise
    mutual information of the cut that explains the candidate best. Natural logarithm; occurrences may overlap.

    Parameters
    ----------
    text : str
        Running text; all its characters count.
    candidate : str
        Two characters or more.

    Returns
    -------
    float
        Above 0: together more often than by chance.

    Raises
    ------
    ValueError
        If the candidate has one character or is not in the text.

    References
    ----------
    Church, K. W. & Hanks, P. (1990). Word association norms, mutual information, and lexicography. Computational
    Linguistics 16, 22-29. Gu, S. (2012). 互联网时代的社会语言学：基于SNS的文本数据挖掘, matrix67.com (p by characters).

    Examples
    --------
    >>> round(cohesion("吃葡萄不吐葡萄皮不吃葡萄倒吐葡萄皮", "葡萄"), 4)  # ln 4.25
    1.4469
    """
    if len(candidate) < 2:
        raise ValueError(f"{candidate!r} has {len(candidate)} character: only two or more can be cut in parts")
    whole = count_overlapping(text, candidate)
    if not whole:
        raise ValueError(f"{candidate!r} does not occur in the text")
    parts = (
        count_overlapping(text, candidate[:cut]) * count_overlapping(text, candidate[cut:])
        for cut in range(1, len(candidate))
    )
    return log(whole * len(text) / max(parts))


def branching_entropy(text, candidate):
    """How freely a candidate goes with its neighbours: entropy of the characters before and behind it.

    ``H = -Σ p·ln p`` over the occurrences (not over the set of neighbours), natural logarithm. 0: always the same
    neighbour, so the candidate is part of something longer. The edge of the text is no neighbour.

    Parameters
    ----------
    text, candidate : str
        Occurrences may overlap.

    Returns
    -------
    (left, right) : tuple of float
        0 on a side without neighbours.

    Raises
    ------
    ValueError
        If the candidate is empty or not in the text.

    References
    ----------
    Jin, Z. & Tanaka-Ishii, K. (2006). Unsupervised segmentation of Chinese text by use of branching entropy.
    COLING/ACL 2006, 428-435.

    Examples
    --------
    >>> [round(side, 3) for side in branching_entropy("吃葡萄不吐葡萄皮不吃葡萄倒吐葡萄皮", "葡萄")]
    [0.693, 1.04]
    """
    left, right, start = Counter(), Counter(), text.find(candidate) if candidate else -1
    if start < 0:
        raise ValueError(f"{candidate!r} does not occur in the text")
    while start >= 0:
        end = start + len(candidate)
        left.update(text[start - 1 : start] if start else "")
        right.update(text[end : end + 1])
        start = text.find(candidate, start + 1)
    return entropy(left.values()), entropy(right.values())


def entropy(counts):
    """Shannon entropy of counts, natural logarithm; 0 if there are none.

    Examples
    --------
    >>> round(entropy([2, 1, 1]), 3), entropy([5]), entropy([])
    (1.04, 0.0, 0.0)
    """
    counts = [count for count in counts if count]
    total = sum(counts)
    return -sum(count / total * log(count / total) for count in counts) + 0.0


def c_value(frequencies):
    """C-value of candidate terms: frequency and length, less what is owed to longer candidates.

    ``log2|a| · f(a)`` for a candidate in no longer one, else ``log2|a| · (f(a) - t(a)/c(a))``: c(a) is the number of
    longer candidates that hold a, t(a) the occurrences of a in them. An occurrence nested twice (a in b in d) is
    counted once: ``t(a) = Σ (f(b) - t(b))`` over the longer candidates b, as in the paper's worked example.

    Parameters
    ----------
    frequencies : dict of str to int
        Candidates and their occurrences, nested ones included. If any candidate has a blank in it the units are words,
        else characters. A candidate of one unit has C-value 0.

    Returns
    -------
    dict of str to float
        In the order given.

    References
    ----------
    Frantzi, K., Ananiadou, S. & Mima, H. (2000). Automatic recognition of multi-word terms: the C-value/NC-value
    method. International Journal on Digital Libraries 3, 115-130.

    Examples
    --------
    >>> c_value({"basal cell carcinoma": 984, "cystic basal cell carcinoma": 11})
    {'basal cell carcinoma': 1542.168..., 'cystic basal cell carcinoma': 22.0}
    """
    units = _units(frequencies)
    holders = _longer(units)
    nested = {}  # t(a); longest first, so that the t of what holds a is known
    for term in sorted(units, key=lambda term: -len(units[term])):
        nested[term] = sum(frequencies[longer] - nested[longer] for longer in holders[term])
    return {
        term: log2(len(units[term]))
        * (frequencies[term] - (nested[term] / len(held) if (held := holders[term]) else 0))
        for term in frequencies
    }


def nc_value(frequencies, *, top=100, weight=0.8):
    """NC-value: the C-value, raised by words that often stand beside terms.

    ``0.8·C(a) + 0.2·Σ f_a(w)·weight(w)`` over the context words w of a, ``weight(w) = t(w)/n``: of the n best terms by
    C-value, t(w) have w as a neighbour. Contexts are taken from the candidates alone: w stands directly before or
    behind a within a longer candidate, f_a(w) is the sum of the frequencies of these candidates; before and behind are
    told apart. All words count, not only nouns, adjectives and verbs as in the paper.

    Parameters
    ----------
    frequencies : dict of str to int
        As in `c_value`.
    top : int
        How many of the best terms give the context words.
    weight : float
        Of the C-value; the contexts have the rest.

    Returns
    -------
    dict of str to float
        In the order given.

    References
    ----------
    As `c_value`.

    Examples
    --------
    >>> nc_value({"basal cell": 10, "cystic basal cell": 4})  # C 6 and 6.34; cystic: 4 · 1/2
    {'basal cell': 5.2, 'cystic basal cell': 5.07...}
    """
    values, units = c_value(frequencies), _units(frequencies)
    contexts = defaultdict(Counter)  # term: {(side, word): frequency}
    for term, held in _longer(units).items():
        for longer in held:
            for context in _neighbours(units[term], units[longer]):
                contexts[term][context] += frequencies[longer]
    best = sorted(values, key=lambda term: -values[term])[:top]
    weights = Counter(context for term in best for context in contexts[term])
    n = len(best)
    return {
        term: weight * values[term]
        + (1 - weight) * sum(count * weights[context] / n for context, count in contexts[term].items())
        for term in frequencies
    }


def count_overlapping(text, part):
    """Occurrences of a string, overlapping ones included.

    Examples
    --------
    >>> count_overlapping("好好好", "好好")
    2
    """
    count, start = 0, text.find(part)
    while start >= 0:
        count, start = count + 1, text.find(part, start + 1)
    return count


def _units(frequencies):
    words = any(" " in term for term in frequencies)
    return {term: tuple(term.split()) if words else tuple(term) for term in frequencies}


def _longer(units):
    """For each term the longer candidates that hold it, each once."""
    known = {unit: term for term, unit in units.items()}
    holders = {term: {} for term in units}
    for longer, unit in units.items():
        for start in range(len(unit)):
            for end in range(start + 1, len(unit) + 1):
                if end - start < len(unit) and (term := known.get(unit[start:end])) is not None:
                    holders[term][longer] = None
    return {term: list(held) for term, held in holders.items()}


def _neighbours(unit, longer):
    found = set()
    for start in range(len(longer) - len(unit) + 1):
        end = start + len(unit)
        if longer[start:end] == unit:
            found |= {("before", word) for word in longer[max(start - 1, 0) : start]}
            found |= {("behind", word) for word in longer[end : end + 1]}
    return found
