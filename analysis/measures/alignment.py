"""Near-repeats: sentences of different speeches laid side by side, with slots where they differ.

要一以贯之抓好党中央推动……政策举措的贯彻落实 is one formula with a slot for the strategy's name. Such formulae are found
by local alignment of words.
"""

from collections import defaultdict
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.tables import SENTENCE, rows_of_sentences

SLOT = "……"
MIN_BLOCK, MAX_SLOT = 3, 12  # letters that a block holds at least, characters that a slot holds at most
MOST_PAIRS = 300_000  # of sentences that are laid side by side
BREAKS = frozenset("，。；：！？,;:!?")
NEAR_COLUMNS = [
    "template", "shared", "slots", "ratio",
    "strategy", "speech", "paragraph", "sentence", "wording", "start", "end",
    "other", "other_speech", "other_paragraph", "other_sentence", "other_wording", "other_start", "other_end",
]  # fmt: skip
PLACE = ["strategy", *SENTENCE]


def near_formulae(speeches, tokens, *, min_shared=8):
    """Near-repeats with a slot: passages of two speeches that agree but for short stretches.

    Sentences of different speeches that share a run of words are aligned locally, word by word (`align_local`). The
    alignment is cut into blocks of equal words and what lies between them. A block of fewer than 3 characters
    is chance and counts as part of the slot. A slot with more than 12 characters on one side, or with a comma or other
    stop in it, ends the passage: a slot stays within its clause. Passages with at least one slot
    and `min_shared` equal characters are listed; those without a slot are formulae (`formulae.shared_formulae`). Of a
    large corpus only rarer runs of words bring sentences together: as rare as at most 300,000 pairs ask for.

    Parameters
    ----------
    speeches, tokens : DataFrame
        The tables; tokens cut from these speeches.
    min_shared : int
        Fewest equal characters in a passage, punctuation not counted.

    Returns
    -------
    DataFrame
        One row a pair of passages: ``template`` (slots are ……), ``shared`` (equal characters), ``slots``, ``ratio``
        (2·shared / letters of both, 0..1), then strategy, speech, paragraph, sentence, wording, start, end of the one,
        and the same of the other (``other, other_speech, ...``). Sorted by shared descending, template, then places.
        The same template in three speeches gives three rows.

    Raises
    ------
    ValueError
        If an option is below 1.

    Examples
    --------
    >>> place = {"speech": [7, 8], "strategy": ["中部", "西部"], "paragraph": 1, "sentence": 1}
    >>> cut = ["要 抓好 推动 中部地区 崛起 政策 的 落实 。".split(), "要 抓好 推动 西部大开发 政策 的 落实 。".split()]
    >>> speeches = pd.DataFrame({**place, "text": ["".join(words) for words in cut]})
    >>> tokens = speeches.drop(columns="text").assign(term=cut).explode("term", ignore_index=True)
    >>> tokens["end"] = tokens["term"].str.len().groupby(tokens["speech"]).cumsum()
    >>> tokens["start"] = tokens["end"] - tokens["term"].str.len()
    >>> found = near_formulae(speeches, tokens, min_shared=6)
    >>> found[["template", "shared", "wording", "other_wording"]].values.tolist()
    [['要抓好推动……政策的落实', 10, '要抓好推动中部地区崛起政策的落实', '要抓好推动西部大开发政策的落实']]
    """
    sentences, texts = _sentences(speeches, tokens), speeches["text"].tolist()
    rows = []
    runs = [_runs(sentence) for sentence in sentences]
    for one, other in _candidates(sentences, speeches["speech"].tolist()):
        a, b = sentences[one], sentences[other]
        if texts[one] == texts[other]:  # no slot
            continue
        if _most_shared(a, runs[one], runs[other]) < min_shared:  # most pairs of a large corpus: not worth aligning
            continue
        pairs = align_local([term for term, _, _ in a], [term for term, _, _ in b]).pairs
        for passage in _passages(a, b, pairs):
            row = _describe(a, b, passage, min_shared)
            if row:
                rows.append((one, other, *row))
    return _table(speeches, rows)


def slots_of(template, text, words):
    """What fills the slots of a template in one of its passages, as it is written there.

    A template is made of terms, and what is written may differ from them: ９００ for 900, "三个代表" for “三个代表”.

    Parameters
    ----------
    template : str
        Of `near_formulae`.
    text : str
        The sentence.
    words : list of (term, start, end)
        The tokens of the passage, in order.

    Returns
    -------
    list of str

    Examples
    --------
    >>> words = [("增长", 0, 2), ("3.5%", 2, 6), ("或者", 6, 8), ("4%", 9, 11), ("左右", 11, 13)]
    >>> slots_of("增长3.5%……左右", "增长３.５％或者 4%左右", words)
    ['或者 4%']
    """
    edges = list(accumulate((len(term) for term, _, _ in words), initial=0))
    joined, place, until, slots = "".join(term for term, _, _ in words), 0, words[0][1], []
    for number, piece in enumerate(template.split(SLOT)):
        first = next(one for one in range(place, len(words)) if joined.startswith(piece, edges[one])
                     and edges[one] + len(piece) in edges)  # fmt: skip
        if number:
            slots.append(text[until : words[first][1]])
        place = edges.index(edges[first] + len(piece))
        until = words[place - 1][2]
    return slots


def _sentences(speeches, tokens):
    """Tokens of each sentence as (term, start, end)."""
    number = rows_of_sentences(speeches, tokens)
    sentences = [[] for _ in range(len(speeches))]
    for place, term, start, end in zip(number, tokens["term"], tokens["start"], tokens["end"], strict=True):
        if place >= 0:
            sentences[place].append((term, int(start), int(end)))
    return sentences


def _candidates(sentences, speech, run=2):
    """Pairs of sentences of different speeches that share two runs of words, or one of four letters and more.

    Runs that stand in too many sentences open no pair, as in a seed filter: there would be millions.
    """
    holders = defaultdict(dict)
    for number, sentence in enumerate(sentences):
        for place in range(len(sentence) - run + 1):
            words = tuple(term for term, _, _ in sentence[place : place + run])
            if all(word[0].isalnum() for word in words):
                holders[words][number] = None
    weight = defaultdict(int)
    most = _most_holders([len(numbers) for numbers in holders.values()])
    for words, numbers in holders.items():
        found = list(numbers) if len(numbers) <= most else []
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                if speech[one] != speech[other]:
                    weight[one, other] += 2 if sum(map(len, words)) >= 4 else 1
    return sorted(pair for pair, shared in weight.items() if shared >= 2)


def _most_holders(sizes, most=MOST_PAIRS):
    """In how many sentences a run of words may stand, so that all such runs together open at most so many pairs.

    Examples
    --------
    >>> _most_holders([2, 2, 3, 9], most=5), _most_holders([2, 2, 3, 9])
    (3, 9)
    """
    sizes, counts = np.unique(sizes, return_counts=True)
    pairs = np.cumsum(counts * sizes * (sizes - 1) // 2)
    allowed = sizes[pairs <= most]
    return int(allowed[-1]) if len(allowed) else 0


def _runs(sentence):
    """Places of what a block can be made of: two tokens side by side, or a word that is long enough by itself."""
    runs = defaultdict(list)
    for place, (term, _, _) in enumerate(sentence):
        if sum(map(str.isalnum, term)) >= MIN_BLOCK:
            runs[term].append((place,))
        if place:
            runs[sentence[place - 1][0], term].append((place - 1, place))
    return runs


def _most_shared(a, runs, others):
    """An upper bound of the letters that passages can share: a word outside of all shared runs is in no block."""
    places = {place for run in runs.keys() & others.keys() for span in runs[run] for place in span}
    return sum(character.isalnum() for place in places for character in a[place][0])


def _passages(a, b, pairs):
    """Cut an alignment into passages: lists of blocks, each a list of pairs of positions."""
    blocks = []
    for i, j in pairs:
        if i is None or j is None:
            continue
        if blocks and blocks[-1][-1] == (i - 1, j - 1):
            blocks[-1].append((i, j))
        else:
            blocks.append([(i, j)])
    blocks = [block for block in map(lambda block: _strip(a, block), blocks) if _letters(a, block) >= MIN_BLOCK]
    passage = []
    for block in blocks:
        if passage:
            (i, j), (k, m) = passage[-1][-1], block[0]
            gaps = [_between(a, i, k), _between(b, j, m)]
            if any(len(gap) > MAX_SLOT or BREAKS & set(gap) for gap in gaps) and gaps[0] != gaps[1]:
                yield passage
                passage = []
        passage.append(block)
    if passage:
        yield passage


def _strip(sentence, block):
    """Leave out punctuation at the ends of a block, but for what stands between two blocks that touch."""
    places = [place for place, (i, _) in enumerate(block) if sentence[i][0][0].isalnum()]
    return block[places[0] : places[-1] + 1] if places else []


def _between(sentence, before, after):
    return "".join(term for term, _, _ in sentence[before + 1 : after])


def _letters(sentence, block):
    return sum(character.isalnum() for i, _ in block for character in sentence[i][0])


def _describe(a, b, passage, min_shared):
    shared = sum(_letters(a, block) for block in passage)
    gaps = [
        (_between(a, one[-1][0], two[0][0]), _between(b, one[-1][1], two[0][1]))
        for one, two in zip(passage, passage[1:], strict=False)
    ]
    slots = sum(left != right for left, right in gaps)
    if not slots or shared < min_shared:
        return None
    pieces = ["".join(a[i][0] for i, _ in block) for block in passage]
    template = pieces[0]
    for (left, right), piece in zip(gaps, pieces[1:], strict=True):
        template += (left if left == right else SLOT) + piece
    (i, j), (k, m) = passage[0][0], passage[-1][-1]
    spans = (a[i][1], a[k][2]), (b[j][1], b[m][2])
    letters = sum(
        character.isalnum()
        for sentence, low, high in ((a, i, k), (b, j, m))
        for term, _, _ in sentence[low : high + 1]
        for character in term
    )
    return template, shared, slots, 2 * shared / letters, *spans


def _table(speeches, rows):
    rows = sorted(rows, key=lambda row: (-row[3], row[2], row[0], row[1]))
    one, other = (np.array([row[side] for row in rows], dtype="int64") for side in (0, 1))
    texts = speeches["text"].tolist()
    table = pd.DataFrame([row[2:6] for row in rows], columns=NEAR_COLUMNS[:4])
    table = table.astype({"template": "str", "shared": "int64", "slots": "int64", "ratio": "float64"})
    for prefix, number, place in (("", one, 6), ("other_", other, 7)):
        for name in PLACE:
            label = "other" if prefix and name == "strategy" else prefix + name
            table[label] = speeches[name].iloc[number].array
        spans = np.array([row[place] for row in rows], dtype="int64").reshape(-1, 2)
        wording = [texts[n][start:end] for n, (start, end) in zip(number, spans, strict=True)]
        table[prefix + "wording"] = pd.Series(wording, dtype="str")
        table[prefix + "start"], table[prefix + "end"] = spans[:, 0], spans[:, 1]
    return table[NEAR_COLUMNS]


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
