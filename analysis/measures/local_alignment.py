"""Local alignment of two sequences of tokens: the stretch in which they agree best, gaps and all."""

from collections import defaultdict
from typing import NamedTuple


class Alignment(NamedTuple):
    """Result of `align_local`.

    Attributes
    ----------
    score : int
        Of the best local alignment; 0 if nothing matches.
    pairs : list of (int or None, int or None)
        Positions in the first and in the second sequence, in order. Equal tokens stand in one pair; a token without a
        partner has None on the other side. A token put for another is shown as two such pairs.
    """

    score: int
    pairs: list


def align_local(a, b, *, match=2, mismatch=-1, gap=-1):
    """Best local alignment of two sequences of tokens (Smith-Waterman, linear gaps).

    ``H(i, j) = max(0, H(i-1, j-1) + s(a_i, b_j), H(i-1, j) + gap, H(i, j-1) + gap)`` with s = match for equal tokens,
    else mismatch; traced back from the highest cell (the first in the order of a, then b, if there are several) to the
    first 0. Of equally good ways back, a token of `b` alone is taken first, then one of `a`, then the diagonal.

    Parameters
    ----------
    a, b : sequence
        Tokens; what counts as equal is up to you (fold the case before).
    match, mismatch, gap : int
        match above 0, the others 0 or below.

    Returns
    -------
    Alignment

    Raises
    ------
    ValueError
        If a weight has the wrong sign.

    References
    ----------
    Smith, T. F. & Waterman, M. S. (1981). Identification of common molecular subsequences. Journal of Molecular
    Biology 147, 195-197.

    Examples
    --------
    >>> a, b = "this is a match".split(), "this is a good match".split()
    >>> score, pairs = align_local(a, b)
    >>> score, [(a[i] if i is not None else "####", b[j]) for i, j in pairs][2:]
    (7, [('a', 'a'), ('####', 'good'), ('match', 'match')])
    """
    if match <= 0 or mismatch > 0 or gap > 0:
        raise ValueError(f"weights {match}, {mismatch}, {gap}: match is above 0, mismatch and gap are 0 or below")
    a, b = list(a), list(b)
    places = defaultdict(list)
    for j, token in enumerate(b, start=1):
        places[token].append(j)
    rows, best, end = [{}], 0, (0, 0)  # only cells above 0 are kept: in most pairs of sentences they are few
    for i, token in enumerate(a, start=1):
        row = _next_row(rows[-1], places.get(token, ()), len(b), match, mismatch, gap)
        rows.append(row)
        highest = max(row.values(), default=0)
        if highest > best:
            best, end = highest, (i, next(j for j, score in row.items() if score == highest))
    return Alignment(best, _trace_back(a, b, rows, end, match, mismatch, gap))


def _next_row(above, matching, width, match, mismatch, gap):
    """The cells above 0 of a row, from those of the row above: beside neither one nor a match there is none."""
    row, last = {}, 0
    for start in sorted({*matching, *above, *(j + 1 for j in above)}):
        j = max(start, last + 1)
        while j <= width:
            score = above.get(j - 1, 0) + (match if j in matching else mismatch)
            score = max(score, above.get(j, 0) + gap, row.get(j - 1, 0) + gap)
            last = j
            if score <= 0:
                break
            row[j] = score
            j += 1
    return row


def _trace_back(a, b, rows, end, match, mismatch, gap):
    (i, j), pairs = end, []
    while here := rows[i].get(j, 0):
        if here == rows[i].get(j - 1, 0) + gap:
            j -= 1
            pairs.append((None, j))
        elif here == rows[i - 1].get(j, 0) + gap:
            i -= 1
            pairs.append((i, None))
        else:
            i, j = i - 1, j - 1
            if a[i] == b[j]:
                pairs.append((i, j))
            else:
                pairs += [(None, j), (i, None)]
    return pairs[::-1]
