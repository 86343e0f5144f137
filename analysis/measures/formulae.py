"""Set phrases (提法) that run through the speeches word for word, and how much of each speech is shared wording.

A formula is a maximal repeated string within sentences, found with a suffix array. Near-repeats with a slot are in
`alignment`.
"""

from bisect import bisect_left, bisect_right

import numpy as np
import pandas as pd

from analysis.tables import SENTENCE, rows_of_sentences

MIN_LENGTH, ANY_OTHER = 6, "any other"
FORMULA_COLUMNS = ["text", "length", "speeches", "strategies", "scope", "occurrences"]
PLACE_COLUMNS = ["text", "strategy", "speech", "paragraph", "sentence", "start", "end"]


def shared_formulae(speeches, min_length=MIN_LENGTH, *, tokens=None):
    """Maximal strings that occur at least twice, within sentences.

    A string is listed if making it longer would lose an occurrence (see `maximal_repeats`): 要扛起主体责任 is
    not listed beside 党委和政府要扛起主体责任 unless it stands somewhere without it. Punctuation and white space at
    either end are cut off; inside they stay and count as characters. Nothing runs over the end of a sentence. Strings
    know nothing of words and may end within one (动长江经济带, of 推动 and 联动); with `tokens` such ends go too,
    and only occurrences that begin and end with a word count.

    Parameters
    ----------
    speeches : DataFrame
        The `speeches` table.
    min_length : int
        Fewest characters, 1 or more.
    tokens : DataFrame, optional
        The `tokens` table of these speeches: keep to whole words.

    Returns
    -------
    DataFrame
        ``text, length`` (characters), ``speeches`` (in how many), ``strategies`` (their names joined by 、, in order),
        ``scope`` ("all": every speech of the table, "one": repeated in a single one, "some"), ``occurrences``. Sorted
        by speeches, then length, both descending, then text. Nothing found: an empty table with these columns. Where
        each formula stands is told by `formula_places`.

    Raises
    ------
    ValueError
        If `min_length` is below 1.

    References
    ----------
    Gusfield, D. (1997). Algorithms on Strings, Trees, and Sequences. Cambridge UP, 7.12.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": [5, 6], "strategy": ["东", "西"], "paragraph": 1, "sentence": 1})
    >>> speeches["text"] = ["要扛起主体责任，抓好落实。", "地方要扛起主体责任。"]
    >>> shared_formulae(speeches, 4)[["text", "length", "speeches", "strategies", "scope"]].values.tolist()
    [['要扛起主体责任', 7, 2, '东、西', 'all']]
    """
    return formulae_at(formula_places(speeches, min_length=min_length, tokens=tokens), speeches)


def formulae_at(places, speeches):
    """The table of `shared_formulae` from the places that `formula_places` found in these speeches.

    Examples
    --------
    >>> places = pd.DataFrame({"text": "要扛起主体责任", "strategy": ["东", "西"], "speech": [5, 6]})
    >>> formulae_at(places, places[["speech"]])[["text", "length", "strategies", "scope"]].values.tolist()
    [['要扛起主体责任', 7, '东、西', 'all']]
    """
    table = places.groupby("text").agg(speeches=("speech", "nunique"), occurrences=("speech", "size")).reset_index()
    pairs = places[["text", "strategy"]].drop_duplicates().sort_values(["strategy", "text"], kind="stable")
    names = pairs.astype({"strategy": "object"}).groupby("text")["strategy"].agg("、".join)
    table["strategies"] = pd.array(names.reindex(table["text"]).to_numpy(), dtype="str")
    whole = table["speeches"] == speeches["speech"].nunique()
    scope = np.where(table["speeches"] == 1, "one", np.where(whole, "all", "some"))
    table = table.assign(scope=pd.array(scope, dtype="str"), length=table["text"].str.len().astype("int64"))
    table = table.sort_values(["speeches", "length", "text"], ascending=[False, False, True], ignore_index=True)
    return table[FORMULA_COLUMNS]


def formula_places(speeches, *, min_length=MIN_LENGTH, tokens=None):
    """Every place of every formula.

    Parameters
    ----------
    speeches : DataFrame
        The `speeches` table.
    min_length, tokens
        As in `shared_formulae`.

    Returns
    -------
    DataFrame
        ``text, strategy, speech, paragraph, sentence, start, end``: character offsets in the sentence. By text (code
        point), then in document order. A formula within a longer one has its place there too.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": [5, 6], "strategy": ["东", "西"], "paragraph": 1, "sentence": 1})
    >>> speeches["text"] = ["要扛起主体责任，抓好落实。", "地方要扛起主体责任。"]
    >>> formula_places(speeches, min_length=4)[["text", "speech", "start", "end"]].values.tolist()
    [['要扛起主体责任', 5, 0, 7], ['要扛起主体责任', 6, 2, 9]]
    """
    found = _find(speeches, min_length, tokens)
    rows = [(text, number, start) for text in sorted(found) for number, start in found[text]]
    number = np.array([row[1] for row in rows], dtype="int64")
    table = speeches[["strategy", *SENTENCE]].iloc[number].reset_index(drop=True)
    table.insert(0, "text", pd.Series([row[0] for row in rows], dtype="str"))
    table["start"] = np.array([row[2] for row in rows], dtype="int64")
    table["end"] = table["start"] + np.array([len(row[0]) for row in rows], dtype="int64")
    return table[PLACE_COLUMNS]


def shared_wording(speeches, min_length=MIN_LENGTH):
    """How much of each strategy's wording stands word for word in another's: percent of its characters.

    A character is shared with another strategy if it lies in a formula (see `shared_formulae`) that stands in both. The
    matrix is not symmetric: the same passage is more of a short speech. The row "any other" counts a character once,
    however many others share it; the row of the strategy itself tells what it repeats within itself.

    Parameters
    ----------
    speeches : DataFrame
        The `speeches` table.
    min_length : int
        Fewest characters of a formula.

    Returns
    -------
    DataFrame
        ``strategy, other, shared`` (characters), ``characters`` (all of the strategy, punctuation included),
        ``percent`` (0..100). Strategies in order; others in order, "any other" last.
        ``pivot(index="strategy", columns="other", values="percent")`` is the matrix.

    Raises
    ------
    ValueError
        As `shared_formulae`; or if there are no sentences.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": [5, 6], "strategy": ["东", "西"], "paragraph": 1, "sentence": 1})
    >>> speeches["text"] = ["要扛起主体责任，抓好落实。", "地方要扛起主体责任。"]
    >>> shared_wording(speeches, 4)[["strategy", "other", "shared", "percent"]].round(1).values.tolist()[:3]
    [['东', '东', 0, 0.0], ['东', '西', 7, 53.8], ['东', 'any other', 7, 53.8]]
    """
    if not len(speeches):
        raise ValueError("speeches has no sentences: there is no wording to share")
    names = speeches["strategy"].drop_duplicates().sort_values().tolist()
    owner = pd.Index(names).get_indexer(speeches["strategy"])
    lengths = speeches["text"].str.len().to_numpy(dtype="int64")
    first = np.concatenate([[0], np.cumsum(lengths)])
    cover = np.zeros((len(names), int(first[-1])), dtype=bool)  # is the character shared with that strategy
    for text, places in _find(speeches, min_length).items():
        holders = owner[[number for number, _ in places]]
        counts = np.bincount(holders, minlength=len(names))
        for (number, start), own in zip(places, holders, strict=True):
            others = counts > 0
            others[own] = counts[own] > 1  # within itself only if it stands there twice
            at = first[number] + start
            cover[others, at : at + len(text)] = True
    of_character = np.repeat(owner, lengths)
    rows = []
    for own, name in enumerate(names):
        mine = cover[:, of_character == own]
        other = np.delete(mine, own, axis=0).any(axis=0)
        shared = [*mine.sum(axis=1).tolist(), int(other.sum())]
        rows += [(name, label, count, mine.shape[1]) for label, count in zip([*names, ANY_OTHER], shared, strict=True)]
    table = pd.DataFrame(rows, columns=["strategy", "other", "shared", "characters"])
    table["strategy"] = pd.Categorical(table["strategy"], categories=names, ordered=True)
    table["other"] = pd.Categorical(table["other"], categories=[*names, ANY_OTHER], ordered=True)
    return table.assign(percent=100 * table["shared"] / table["characters"])


def _find(speeches, min_length, tokens=None):
    """Formulae as {text: places}, places as (row of the sentence, offset) in document order.

    Trimmed at the ends they are still maximal: a string all of whose occurrences lie in one longer string of whole
    words would not be the core of a maximal repeat.
    """
    words = None if tokens is None else _word_edges(speeches, tokens)
    places = {}
    for text, found in maximal_repeats(speeches["text"], min_length):
        for number, start in found.tolist():
            low, high = (0, len(text)) if words is None else _whole_words(words[number], start, start + len(text))
            core = text[low:high]
            first, last = _edges(core)
            if last - first >= min_length:
                places.setdefault(core[first:last], set()).add((number, start + low + first))
    return {text: sorted(at) for text, at in places.items() if len(at) > 1}


def _word_edges(speeches, tokens):
    row = rows_of_sentences(speeches, tokens)
    edges = [([], []) for _ in range(len(speeches))]
    for number, *span in sorted(zip(row.tolist(), tokens["start"], tokens["end"], strict=True)):
        for ends, place in zip(edges[number] if number >= 0 else (), span, strict=False):
            ends.append(place)
    return edges


def _whole_words(edges, start, end):
    """Offsets, counted from start, of the first and behind the last whole word between start and end."""
    starts, ends = edges
    first, last = bisect_left(starts, start), bisect_right(ends, end) - 1
    return (starts[first] - start, ends[last] - start) if first <= last else (0, 0)


def _edges(text):
    letters = [place for place, character in enumerate(text) if character.isalnum()]
    return (letters[0], letters[-1] + 1) if letters else (0, 0)


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
