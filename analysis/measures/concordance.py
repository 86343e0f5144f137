"""Concordance: every place of a word, phrase, pattern or theme, in its own wording with what stands around it.

Where a text does not hold what is asked for: the words that are near to it.
"""

import re
from collections import Counter
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from analysis.documents.conversion import convert
from analysis.measures.themes import theme_hits
from analysis.mistakes import Mistake
from analysis.segmentation.cutter import inside_word, tag_words
from analysis.segmentation.notation import fold_with_places, has_letters
from analysis.tables import SENTENCE, rows_of_sentences, wording

BY = ("auto", "term", "phrase", "regex", "theme")
SORTS = ("left", "right", "node")
WITHIN = ("sentence", "paragraph")
COLUMNS = [
    "strategy", "date", "speech", "paragraph", "sentence", "line", "left", "node", "right", "start", "end"
]  # fmt: skip
LIKE = 0.6  # share of characters in common from which two words count as alike


def kwic(speeches, tokens, query, width=20, *, by="auto", sort=None, themes=None, within="sentence"):
    """Keyword in context: one row a hit, the original wording on both sides of it.

    Parameters
    ----------
    speeches, tokens : DataFrame
        The tables. `tokens` is needed only to search by term; None will do otherwise.
    query : str
        What to look for. By ``"term"``: a token as counted, 发展 but not the one within 高质量发展 where that is one
        token. By ``"phrase"``: any string, wherever it stands in the text; hits do not overlap. By ``"regex"``: a
        regular expression, which sees one sentence at a time. By ``"theme"``: a theme id; hits are those of
        `themes.theme_hits`, overlapping ones (生态环境 and 生态) merged into one node.
    width : int
        Characters of context on each side.
    by : {"auto", "term", "phrase", "regex", "theme"}
        ``"auto"`` searches by term if the query is a token of the text, and else by phrase, so that 生态 finds
        生态环境 too if nobody says 生态 alone.
    sort : {None, "left", "right", "node"}
        Order of the rows: as in the texts; by the left context, read from the node outwards, as concordancers do;
        by the right context; by the words found. Ties stand in the order of the texts.
    themes : DataFrame, optional
        ``Lexicon.themes``, for a search by theme.
    within : {"sentence", "paragraph"}
        Where contexts end: at the end of the sentence, or of the paragraph (neighbouring sentences are then shown).

    Returns
    -------
    DataFrame
        ``strategy, date, speech, paragraph, sentence, line, left, node, right, start, end``. ``line`` is the line of
        the source on which the sentence begins; start and end are character offsets in the sentence,
        ``text[start:end] == node``. No hits: an empty table with these columns.

    Raises
    ------
    ValueError
        If the query is empty, is no regular expression or matches the empty text, or names no theme; if an option is
        unknown or a table is missing. The message says the cure.

    References
    ----------
    Luhn, H. P. (1960). Keyword-in-context index for technical literature. American Documentation 11, 288-295.
    Sinclair, J. (1991). Corpus, Concordance, Collocation. Oxford UP, ch. 2 (sorting by the words on either side).

    Examples
    --------
    >>> speeches = pd.DataFrame({"strategy": "东", "date": pd.Timestamp(2023, 10, 12), "speech": 5, "paragraph": 1,
    ...                          "sentence": [1, 2], "start_line": [3, 4],
    ...                          "text": ["推动绿色发展。", "要统筹发展和安全。"]})
    >>> kwic(speeches, None, "发展", 2, by="phrase")[["line", "left", "node", "right"]].values.tolist()
    [[3, '绿色', '发展', '。'], [4, '统筹', '发展', '和安']]
    """
    query, by = _checked(tokens, query, width, by, sort, within)
    if by == "term":
        row, start, end = _term_hits(speeches, tokens, query)
    elif by == "theme":
        row, start, end = _theme_hits(speeches, query, themes)
    else:
        row, start, end = _text_hits(speeches, query) if by == "regex" else _string_hits(speeches, query)
    table = _with_context(speeches, row, start, end, width, within)
    if sort and len(table):
        keys = {"left": table["left"].map(lambda text: text[::-1]), "right": table["right"], "node": table["node"]}
        # compared by code point, as everywhere in this project; a stable sort keeps ties in document order
        order = sorted(range(len(table)), key=keys[sort].tolist().__getitem__)
        table = table.iloc[order].reset_index(drop=True)
    return table


def string_places(speeches, strings):
    """Every place of some strings, within longer words too; places of one string do not overlap.

    Returns
    -------
    DataFrame
        ``strategy, speech, paragraph, sentence, term, start, end``: string by string, in the order of the texts.

    Examples
    --------
    >>> speeches = pd.DataFrame({"strategy": "东", "speech": 5, "paragraph": 1, "sentence": [1], "text": "国家安全。"})
    >>> string_places(speeches, ["安全", "国家"])[["term", "start", "end"]].values.tolist()
    [['安全', 2, 4], ['国家', 0, 2]]
    """
    tables = []
    for string in strings:
        row, start, end = _string_hits(speeches, string)
        tables.append(speeches[["strategy", *SENTENCE]].iloc[row].assign(term=string, start=start, end=end))
    return pd.concat(tables, ignore_index=True)


def cut_out(tokens, places):
    """The table of tokens with each of some places as one kept token, instead of the tokens that they touch.

    Examples
    --------
    >>> tokens = pd.DataFrame({"speech": 5, "paragraph": 1, "sentence": 1, "term": ["保障", "国家安全"],
    ...                        "start": [0, 2], "end": [2, 6], "kept": True})
    >>> place = pd.DataFrame({"speech": 5, "paragraph": 1, "sentence": 1, "term": ["安全"], "start": 4, "end": 6})
    >>> cut_out(tokens, place)["term"].tolist()
    ['保障', '安全']
    """
    keys = pd.MultiIndex.from_frame(tokens[SENTENCE])
    length, sentences = int(tokens["end"].max()) + 1, keys.unique()
    base = sentences.get_indexer(keys) * length
    from_, to = base + tokens["start"].to_numpy(), base + tokens["end"].to_numpy()
    at = sentences.get_indexer(pd.MultiIndex.from_frame(places[SENTENCE])) * length
    starts, ends = at + places["start"].to_numpy(), at + places["end"].to_numpy()
    gone = np.zeros(len(tokens), dtype=bool)
    for first, last in zip(np.searchsorted(to, starts, "right"), np.searchsorted(from_, ends, "left"), strict=True):
        gone[first:last] = True
    made = pd.concat([tokens[~gone], places.assign(kept=True)])[tokens.columns]
    return made.iloc[np.argsort(np.concatenate([from_[~gone], starts]), kind="stable")].reset_index(drop=True)


def hits_by_strategy(lines, speeches, tokens):
    """How many hits each strategy has, by words counted: whatever was searched, the rates are of the same words.

    Parameters
    ----------
    lines : DataFrame
        From `kwic`.
    speeches, tokens : DataFrame
        The tables that were searched.

    Returns
    -------
    DataFrame
        ``strategy, hits, paragraphs`` (that hold one), ``paragraphs_total, words`` (kept tokens), ``per_10k`` (hits per
        10,000 of them), strategies in order, also those without a hit.

    Examples
    --------
    >>> speeches = pd.DataFrame({"strategy": ["东", "西"], "speech": [5, 6], "paragraph": 1})
    >>> tokens = pd.DataFrame({"strategy": ["东", "西", "西"], "kept": True})
    >>> lines = pd.DataFrame({"strategy": ["东"], "speech": [5], "paragraph": [1]})
    >>> hits_by_strategy(lines, speeches, tokens)[["strategy", "hits", "words"]].values.tolist()
    [['东', 1, 1], ['西', 0, 2]]
    """
    place = ["strategy", "speech", "paragraph"]
    groups = speeches.groupby("strategy", observed=True).size().index
    table = pd.DataFrame({"strategy": groups})
    kept = tokens.loc[tokens["kept"].astype(bool), "strategy"]
    for name, rows in (("hits", lines), ("paragraphs", lines.drop_duplicates(place))):
        table[name] = _by_group(rows["strategy"], groups)
    table["paragraphs_total"] = _by_group(speeches.drop_duplicates(place)["strategy"], groups)
    table["words"] = _by_group(kept, groups)
    return table.assign(per_10k=10_000 * table["hits"] / table["words"])


def _by_group(column, groups):
    return column.astype("object").value_counts().reindex(groups.astype("object"), fill_value=0).to_numpy(dtype="int64")


def _checked(tokens, query, width, by, sort, within):
    for value, allowed, name in ((by, BY, "by"), (sort, (None, *SORTS), "sort"), (within, WITHIN, "within")):
        if value not in allowed:
            raise ValueError(f"{name} is {value!r}; use one of {', '.join(map(repr, allowed))}")
    if not isinstance(query, str) or not query.strip():
        raise Mistake("empty_query")
    if width < 0:
        raise ValueError(f"width is {width!r}; give the characters to show on each side, 0 or more")
    if by == "auto":
        by = "term" if tokens is not None and (tokens["term"] == query).any() else "phrase"
    if by == "term" and tokens is None:
        raise ValueError('a search by term needs the table tokens; pass it, or search by="phrase"')
    return query, by


def _term_hits(speeches, tokens, term):
    found = tokens.loc[tokens["term"] == term, [*SENTENCE, "start", "end"]]
    row = rows_of_sentences(speeches, found)
    if (row < 0).any():
        lost = found.iloc[int(np.argmax(row < 0))]
        raise ValueError(
            f"tokens has a sentence that speeches lacks (speech {lost['speech']}, paragraph {lost['paragraph']}, "
            f"sentence {lost['sentence']}): pass the speeches these tokens were cut from"
        )
    start, end = found["start"].to_numpy(), found["end"].to_numpy()
    order = np.lexsort((start, row))
    return row[order], start[order], end[order]


def _theme_hits(speeches, theme, themes):
    if themes is None:
        raise ValueError("a search by theme needs the dictionary: themes=read_lexicon().themes")
    known = list(dict.fromkeys(themes["theme"]))
    if theme not in known:
        raise ValueError(f"no theme is called {theme!r}; there are {', '.join(known)}")
    hits = theme_hits(speeches, themes[themes["theme"] == theme].reset_index(drop=True))
    row = rows_of_sentences(speeches, hits)
    merged = []
    for place, start, end in sorted(zip(row.tolist(), hits["start"], hits["end"], strict=True)):
        if merged and merged[-1][0] == place and start < merged[-1][2]:
            merged[-1][2] = max(merged[-1][2], end)
        else:
            merged.append([place, start, end])
    return _columns(merged)


def _string_hits(speeches, string):
    """Places of a string in either notation: ＡＩ finds AI, each as it is written, and neither EMAIL."""
    wanted = re.compile(re.escape(fold_with_places(string)[0]), re.IGNORECASE)
    in_letters, hits = has_letters(string), []
    for place, text in enumerate(speeches["text"]):
        folded, places = fold_with_places(text) if has_letters(text) else (text, None)
        for match in wanted.finditer(folded):
            start, end = match.span()
            if in_letters and inside_word(folded, start, end):
                continue
            if places:
                start, end = places[start], places[end]
                end = start + len(text[start:end].rstrip())
            hits.append((place, start, end))
    return _columns(hits)


def _text_hits(speeches, pattern):
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise Mistake("no_regex", value=pattern, reason=str(error)) from None
    if compiled.search(""):
        raise Mistake("regex_matches_empty", value=pattern)
    found = (
        (place, match.start(), match.end())
        for place, text in enumerate(speeches["text"])
        for match in compiled.finditer(text)
    )
    return _columns([hit for hit in found if hit[2] > hit[1]])


def _columns(hits):
    return np.array(hits, dtype="int64").reshape(-1, 3).T


def _with_context(speeches, row, start, end, width, within):
    texts = wording(speeches).tolist()  # where characters were converted, what is shown is the original
    before, after = [""] * len(texts), [""] * len(texts)
    if within == "paragraph" and len(row):
        before, after = _neighbours(speeches, texts, width)
    left, node, right = [], [], []
    for place, a, b in zip(row, start, end, strict=True):
        text = texts[place]
        left.append((before[place] + text[:a])[-width:] if width else "")
        node.append(text[a:b])
        right.append((text[b:] + after[place])[:width])
    table = speeches[["strategy", "date", *SENTENCE]].iloc[row].reset_index(drop=True)
    table["line"] = speeches["start_line"].to_numpy()[row]
    for name, values in (("left", left), ("node", node), ("right", right)):
        table[name] = pd.Series(values, dtype="str")
    return table.assign(start=start, end=end)[COLUMNS]


def _neighbours(speeches, texts, width):
    """The text of the same paragraph before and after each sentence, no more of it than is shown."""
    paragraph = speeches.groupby(["speech", "paragraph"], sort=False).ngroup().to_numpy()
    before, after = [""] * len(texts), [""] * len(texts)
    for place in range(1, len(texts)):
        if paragraph[place] == paragraph[place - 1]:
            before[place] = (before[place - 1] + texts[place - 1])[-width:] if width else ""
    for place in range(len(texts) - 2, -1, -1):
        if paragraph[place] == paragraph[place + 1]:
            after[place] = (texts[place + 1] + after[place + 1])[:width]
    return before, after


def longer_terms(tokens, term):
    """The longer terms of a text that hold a term: where its string stands, and it is not counted.

    Parameters
    ----------
    tokens : DataFrame
        The table, stop words too.
    term : str
        A word or phrase.

    Returns
    -------
    Series of int
        Occurrences by longer term, the most frequent first; ties by term.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"term": ["安全", "国家安全", "安全屏障", "安全屏障", "经济"], "kind": "word"})
    >>> longer_terms(tokens, "安全").to_dict()
    {'安全屏障': 2, '国家安全': 1}
    """
    counts = tokens.loc[tokens["kind"] != "punctuation", "term"].value_counts(sort=False)
    counts = counts[[term in other and term != other for other in counts.index]]
    return counts.sort_index().sort_values(ascending=False, kind="stable")


def near_terms(tokens, query, *, top=6, kept=True):
    """Terms of a text that are near to a query: those that hold it, those it holds, those alike.

    Parameters
    ----------
    tokens : DataFrame
        The table.
    query : str
        A word or phrase.
    top : int
        How many at most.
    kept : bool
        Only counted terms; with False also stop words.

    Returns
    -------
    list of str
        Terms other than the query: of a traditional one its simplified form alone, if that is a term; else those that
        hold it, then those that are a part of it (both the most frequent first), then those with at least 60% of the
        characters in common in the same order (Ratcliff & Metzener's ratio, the most alike first), then those that
        share two neighbouring characters. Ties by term. If there is none, the words of two characters, within longer
        terms too, that differ in one from a query of two.

    References
    ----------
    Ratcliff, J. W. & Metzener, D. E. (1988). Pattern matching: the Gestalt approach. Dr. Dobb's Journal 13(7).

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"term": ["生态环境", "生态环境", "生态优先", "环境", "经济"], "kept": True})
    >>> near_terms(tokens, "生态"), near_terms(tokens, "好环境"), near_terms(tokens, "海洋"), near_terms(tokens, "經濟")
    (['生态环境', '生态优先'], ['环境', '生态环境'], [], ['经济'])
    >>> near_terms(tokens, "生太")
    ['生态']
    """
    asked, query = query, convert(query, "t2s")
    pairs = [query[place : place + 2] for place in range(len(query) - 1)]
    rows = tokens[tokens["kept"]] if kept else tokens[tokens["kind"] != "punctuation"]
    if query != asked and (rows["term"] == query).any():
        return [query]
    found, counts = [], rows["term"].value_counts(sort=False)
    for term, count in counts.items():
        if term == asked:
            continue
        if query in term:
            found.append((0, -count, term))
        elif term in query and len(term) > 1:
            found.append((1, -count, term))
        elif (ratio := SequenceMatcher(None, query, term, autojunk=False).ratio()) >= LIKE:
            found.append((2, -ratio, term))
        elif shared := sum(pair in term for pair in pairs):
            found.append((3, (-shared, -count), term))
    if not found and len(query) == 2:
        words = Counter()
        for term, count in counts.items():
            words.update({word: count for word, _ in tag_words(term) if len(word) == 2})
        found = [(-count, word) for word, count in words.items() if sum(map(str.__eq__, word, query)) == 1]
    return [term for *_, term in sorted(found)[:top]]
