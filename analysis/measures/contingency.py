"""The table behind a comparison: a and b occurrences in n1 and n2 tokens.

::

                 group      rest
    the word     a          b          a + b
    other words  n1 - a     n2 - b
                 n1         n2         N = n1 + n2
"""

import numpy as np


def checked(a, b, n1, n2):
    """Broadcast the four numbers to float arrays, refusing what cannot be a table.

    Raises
    ------
    ValueError
        If a total is below 1, a count is negative, above its total, or not a number.

    Examples
    --------
    >>> [value.tolist() for value in checked([8, 0], 3, 1500, 4500)]
    [[8.0, 0.0], [3.0, 3.0], [1500.0, 1500.0], [4500.0, 4500.0]]
    """
    values = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (a, b, n1, n2)))
    for count, total, names in ((values[0], values[2], ("a", "n1")), (values[1], values[3], ("b", "n2"))):
        _check_count(count, total, *names)
    return values


def cells(a, b, n1, n2):
    """Observed and expected frequencies of the four cells, each as one array with the cells first.

    Expected is row total times column total over N. The returned deviation, observed minus expected, is computed as
    (a·n2 - b·n1)/N, which loses no digits to cancellation.

    Examples
    --------
    >>> observed, expected, deviation = cells(*checked(1, 3, 4, 4))
    >>> observed.tolist(), expected.tolist(), deviation.tolist()
    ([1.0, 3.0, 3.0, 1.0], [2.0, 2.0, 2.0, 2.0], [-1.0, 1.0, 1.0, -1.0])
    """
    total = n1 + n2
    observed = np.array([a, b, n1 - a, n2 - b])
    expected = np.array([(a + b) * n1, (a + b) * n2, (total - a - b) * n1, (total - a - b) * n2]) / total
    difference = (a * n2 - b * n1) / total
    return observed, expected, np.array([difference, -difference, -difference, difference])


def divide(numerator, denominator, empty=0.0):
    """Divide, with `empty` where the denominator is 0.

    Examples
    --------
    >>> divide(np.array([1.0, 3.0]), np.array([2.0, 0.0])).tolist()
    [0.5, 0.0]
    """
    numerator, denominator = np.broadcast_arrays(np.asarray(numerator, float), np.asarray(denominator, float))
    out = np.full(numerator.shape, empty, dtype=float)
    return np.divide(numerator, denominator, out=out, where=denominator != 0)


def as_given(values):
    """A float for a scalar, the array itself otherwise: scalars in, scalars out.

    Examples
    --------
    >>> as_given(np.array(2.0)), as_given(np.array([2.0])).tolist()
    (2.0, [2.0])
    """
    return float(values) if np.ndim(values) == 0 else values


def _check_count(count, total, count_name, total_name):
    if not (total > 0).all():
        value = total[~(total > 0)].flat[0]
        raise ValueError(f"{total_name} is {value:g}: nothing can be compared with no words; leave the empty group out")
    bad = ~((count >= 0) & (count <= total))
    if bad.any():
        raise ValueError(
            f"{count_name} is {count[bad].flat[0]:g} with {total_name} {total[bad].flat[0]:g}: "
            f"give a count between 0 and its total"
        )
