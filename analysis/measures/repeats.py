"""Strings that occur more than once: all maximal repeats, found with a suffix array."""

import numpy as np


def maximal_repeats(texts, min_length):
    """Every string of at least `min_length` characters that repeats and cannot be made longer.

    A string that occurs at least twice is a maximal repeat if not all its occurrences continue with the same character,
    and not all follow the same one: making it longer on either side loses an occurrence. No repeat crosses from one
    text into the next. Suffix array by doubling (O(n·log² n)), Kasai's common prefixes, one pass over the intervals.

    Parameters
    ----------
    texts : sequence of str
        Such as sentences.
    min_length : int
        1 or more.

    Returns
    -------
    list of (str, array)
        The string, and its occurrences as rows (number of the text, offset of the first character), in order. Strings
        by code point.

    Raises
    ------
    ValueError
        If `min_length` is below 1.

    References
    ----------
    Gusfield, D. (1997). Algorithms on Strings, Trees, and Sequences. Cambridge UP, 7.12 (maximal repeats).
    Kasai, T. et al. (2001). Linear-time longest-common-prefix computation in suffix arrays. CPM 2001, 181-192.

    Examples
    --------
    >>> [(text, places.tolist()) for text, places in maximal_repeats(["绿色发展好", "绿色发展", "发展"], 2)]
    [('发展', [[0, 2], [1, 2], [2, 0]]), ('绿色发展', [[0, 0], [1, 0]])]
    """
    if min_length < 1:
        raise ValueError(f"min_length is {min_length!r}; give a number of characters, 1 or more")
    texts = list(texts)
    codes, first = _codes(texts)
    if len(codes) < 2:
        return []
    order = _suffix_array(codes)
    common = _common_prefixes(codes, order)
    before = np.where(order > 0, codes[order - 1], -1)
    changes = np.concatenate([[0], np.cumsum(before[1:] != before[:-1])])
    found = []
    for length, low, high in _intervals(common, min_length):
        if changes[high] > changes[low]:  # not all are preceded by the same character
            at = np.sort(order[low : high + 1])
            text = np.searchsorted(first, at, side="right") - 1
            place = np.column_stack([text, at - first[text]])
            number, start = place[0]
            found.append((texts[number][start : start + length], place))
    return sorted(found, key=lambda repeat: repeat[0])


def _codes(texts):
    """Lay the texts end to end, each closed by a sign of its own, so that no two ends are alike."""
    lengths = np.array([len(text) for text in texts], dtype="int64")
    first = np.concatenate([[0], np.cumsum(lengths + 1)])[:-1] if len(texts) else np.zeros(0, dtype="int64")
    codes = np.empty(int(lengths.sum()) + len(texts), dtype="int64")
    ends = first + lengths
    inside = np.ones(len(codes), dtype=bool)
    inside[ends] = False
    codes[inside] = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes[ends] = 0x110000 + np.arange(len(texts))
    return codes, first


def _suffix_array(codes):
    rank = np.unique(codes, return_inverse=True)[1].astype("int64")
    step, size = 1, len(codes)
    while True:
        following = np.zeros(size, dtype="int64")
        following[: size - step] = rank[step:] + 1
        order = np.lexsort((following, rank))
        fresh = (rank[order][1:] != rank[order][:-1]) | (following[order][1:] != following[order][:-1])
        rank = np.empty(size, dtype="int64")
        rank[order] = np.concatenate([[0], np.cumsum(fresh)])
        step *= 2
        if rank[order[-1]] == size - 1 or step >= size:
            return order


def _common_prefixes(codes, order):
    """Length that each suffix shares with the one before it in the order; 0 for the first."""
    values, places = codes.tolist(), order.tolist()
    rank = np.empty(len(codes), dtype="int64")
    rank[order] = np.arange(len(codes))
    common, shared, size = [0] * len(values), 0, len(values)
    for place, position in enumerate(rank.tolist()):
        if position == 0:
            shared = 0
            continue
        other = places[position - 1]
        while place + shared < size and other + shared < size and values[place + shared] == values[other + shared]:
            shared += 1
        common[position] = shared
        shared = max(shared - 1, 0)
    return common


def _intervals(common, min_length):
    """Yield (length, first, last) of every run of suffixes that share a prefix no wider run shares."""
    stack = []  # (length, first), lengths growing
    for position, length in enumerate([*common[1:], 0], start=1):
        low = position - 1
        while stack and stack[-1][0] > length:
            own, low = stack.pop()
            if own >= min_length:
                yield own, low, position - 1
        if length and (not stack or stack[-1][0] < length):
            stack.append((length, low))
