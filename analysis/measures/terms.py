"""Statistics by which a string shows itself to be a term: entropy of its neighbours and C-value."""

from math import log, log2


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
