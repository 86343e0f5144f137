"""What the sentences speak of: ten themes, coded by an editable dictionary.

The unit is the sentence; it carries a theme when at least one row of the dictionary (``data/words/themes.csv``) is
found in it, so it may carry several themes or none. ``data/words/CODEBOOK.md`` says what each theme means and how well
the dictionary agrees with coding by hand. Every coding can be shown with its reason: `theme_hits`.
"""

import re
from functools import lru_cache

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.measures.frequency import wilson_interval
from analysis.measures.units import SEED
from analysis.segmentation.cutter import inside_word, word_edges
from analysis.segmentation.notation import capital, fold, fold_with_places
from analysis.tables import NONE, SENTENCE, rows_of_sentences

THEMES = (
    "innovation", "ecology", "reform", "opening", "coordination",
    "infrastructure", "security", "livelihood", "culture", "governance",
)  # fmt: skip
PLACE = ["speech", "strategy", "paragraph", "sentence"]
HIT_COLUMNS = [*PLACE, "theme", "term", "start", "end", "pattern"]
DRAWS = 2_000
CORRECTED = ["corrected", "low", "high", "estimator", "precision", "recall", "specificity", "coded_sentences"]
ESTIMATORS = ("rogan_gladen", "prediction_powered")
OWN_SAMPLE = 10  # sentences of a group, drawn at random and coded: from so many on they alone correct its shares
BREAK = "\n"
_SHORT = 3  # characters


def code_sentences(speeches, themes):
    """Code every sentence: does it carry the theme or not.

    A sentence carries a theme if any row of that theme occurs in its text. ``term`` rows are plain strings, ``regex``
    rows Python regular expressions that see one sentence at a time. One clause is enough, and repeating it adds
    nothing: the value is yes or no, unlike dictionary programs that count hits.

    Parameters
    ----------
    speeches : DataFrame
        The `speeches` table; only ``text`` is read.
    themes : DataFrame
        ``Lexicon.themes``: columns theme, term, pattern (``"term"`` or ``"regex"``), source.

    Returns
    -------
    DataFrame of bool, sentences x themes
        Index that of `speeches`; columns the themes of the dictionary in codebook order, own ones after them.

    Raises
    ------
    ValueError
        If a column is missing, or a row of the dictionary cannot be used; the message names the row and the cure.

    References
    ----------
    Krippendorff, K. (2019). Content Analysis (4th ed.), ch. 5-7: units, categories and dictionaries.

    Examples
    --------
    >>> speeches = pd.DataFrame({"text": ["坚持生态优先、绿色发展。", "以科技创新引领绿色转型。", "成就有目共睹。"]})
    >>> themes = pd.DataFrame([("innovation", "科技创新", "term", "x"), ("ecology", "绿色|生态(?!位)", "regex", "x")],
    ...                       columns=["theme", "term", "pattern", "source"])
    >>> code_sentences(speeches, themes).astype(int).values.tolist()
    [[0, 1], [1, 1], [0, 0]]
    """
    names = in_codebook_order(themes["theme"])
    found, row, _, _ = find_hits(speeches["text"].tolist(), themes)
    return _coded(speeches, names, found, pd.Index(names).get_indexer(themes["theme"])[row])


def code_hits(speeches, hits):
    """The sentences x themes of `code_sentences` from some of the hits, such as those outside of own names.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": 5, "paragraph": 1, "sentence": [1, 2]})
    >>> hits = speeches.iloc[[1]].assign(theme=pd.Categorical(["ecology"]))
    >>> code_hits(speeches, hits).to_numpy().tolist()
    [[False], [True]]
    """
    theme = hits["theme"].cat
    return _coded(speeches, theme.categories, rows_of_sentences(speeches, hits), theme.codes.to_numpy())


def _coded(speeches, names, sentence, theme):
    coded = np.zeros((len(speeches), len(names)), dtype=bool)
    coded[sentence, theme] = True
    return pd.DataFrame(coded, index=speeches.index, columns=pd.Index(names, name="theme"))


def theme_hits(speeches, themes):
    """Every place where the dictionary finds a theme: the reason of each coding.

    Returns
    -------
    DataFrame
        speech, strategy, paragraph, sentence, theme (ordered category), term (the words found), start, end (character
        offsets in the sentence's text: ``text[start:end] == term``) and pattern (the dictionary row that found them).
        In document order, then by start, end and theme. Hits may overlap: 生态环境 is found by 生态 too.

    Raises
    ------
    ValueError
        As `code_sentences`; or if a place column is missing.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": [5], "strategy": ["长江经济带发展"], "paragraph": [1], "sentence": [1],
    ...                          "text": ["坚持生态优先、绿色发展。"]})
    >>> themes = pd.DataFrame([("ecology", "绿色", "term", "x")], columns=["theme", "term", "pattern", "source"])
    >>> theme_hits(speeches, themes)[["theme", "term", "start", "end"]].values.tolist()
    [['ecology', '绿色', 7, 9]]
    """
    texts, names = speeches["text"].tolist(), in_codebook_order(themes["theme"])
    found, row, start, end = find_hits(texts, themes)
    code = pd.Index(names).get_indexer(themes["theme"])[row]
    order = np.lexsort((row, code, end, start, found))
    found, row, start, end, code = (values[order] for values in (found, row, start, end, code))
    hits = speeches[PLACE].iloc[found].reset_index(drop=True)
    hits["theme"] = pd.Categorical.from_codes(code, categories=names, ordered=True)
    hits["term"] = pd.Series([texts[i][a:b] for i, a, b in zip(found, start, end, strict=True)], dtype="str")
    hits["start"], hits["end"] = start, end
    hits["pattern"] = pd.Series(themes["term"].to_numpy()[row], dtype="str")
    return hits[HIT_COLUMNS]


def theme_weights(weights, tokens, hits, *, value="tfidf"):
    """How the TF-IDF weight of each strategy is spread over the themes.

    The weight of a term in a strategy is divided evenly among its kept tokens there. A token is claimed by a theme when
    it overlaps a hit of the theme in its sentence (环境 lies inside 生态环境; 长三角一体化发展 holds 一体化).
    A token that k themes claim gives 1/k of its weight to each; one that none claims gives it to ``none``. So the same
    word counts for a theme where it is used for it, and the shares of a strategy sum to 1.

    Parameters
    ----------
    weights : DataFrame
        Long table with strategy, term and `value`: `tfidf.tfidf_from_counts`.
    tokens : DataFrame
        The `tokens` table the weights were made from.
    hits : DataFrame
        From `theme_hits` on the same speeches.
    value : str
        Column of `weights` that holds the weight; ``"count"`` gives shares of plain frequency.

    Returns
    -------
    DataFrame
        strategy, theme (ordered category, ``none`` last), weight (unit of `value`), share (0..1; 0 if the strategy has
        no weight at all).

    Raises
    ------
    ValueError
        If a column is missing.
    """
    claims = token_claims(tokens, hits)
    rows = tokens["kept"].to_numpy(dtype=bool)
    kept = tokens.loc[rows, ["strategy", "term"]].astype({"strategy": "object"}).reset_index(drop=True)
    merged = kept.merge(weights[["strategy", "term", value]].astype({"strategy": "object"}), "left")
    uses = kept.groupby(["strategy", "term"])["term"].transform("size")
    each = (merged[value].fillna(0.0) / uses).to_numpy(dtype=float)
    split = claims.to_numpy()[rows].astype(float)
    split = np.column_stack([split, split.sum(axis=1) == 0])
    split *= (each / split.sum(axis=1))[:, None]
    names = [*claims.columns, NONE]
    strategies = tokens.loc[rows, "strategy"].drop_duplicates().sort_values().tolist()
    sums = pd.DataFrame(split, columns=names).groupby(kept["strategy"]).sum().reindex(strategies)
    table = pd.DataFrame({"strategy": np.repeat(strategies, len(names))})
    table["strategy"] = table["strategy"].astype(tokens["strategy"].dtype)
    table["theme"] = pd.Categorical(names * len(strategies), categories=names, ordered=True)
    table["weight"] = sums.to_numpy(dtype=float).ravel()
    whole = np.repeat(sums.sum(axis=1).to_numpy(dtype=float), len(names))
    table["share"] = np.divide(table["weight"], whole, out=np.zeros(len(table)), where=whole > 0)
    return table


def unclaimed_terms(tokens, hits, top=20):
    """The most frequent kept words that no theme claims: where the dictionary may have gaps.

    Returns
    -------
    DataFrame
        term, count (kept tokens outside every hit), total (kept tokens of the term), share (count/total). Sorted by
        count descending, then term; at most `top` rows. Frame words such as 发展 belong here by decision.
    """
    kept = tokens["kept"].to_numpy(dtype=bool)
    free = ~token_claims(tokens, hits).to_numpy()[kept].any(axis=1)
    terms = tokens.loc[kept, "term"].astype("object")
    table = pd.DataFrame({"term": terms.to_numpy(), "count": free.astype("int64"), "total": 1})
    table = table.groupby("term", as_index=False)[["count", "total"]].sum()
    table = table[table["count"] > 0].sort_values(["count", "term"], ascending=[False, True]).head(top)
    return table.assign(share=table["count"] / table["total"]).reset_index(drop=True)


def token_claims(tokens, hits):
    """Which themes claim each token: bool, index that of `tokens`, one column a theme.

    A token is claimed when it shares at least one character with a hit of the theme in the same sentence.
    """
    names = list(hits["theme"].cat.categories)
    theme = hits["theme"].astype("object").to_numpy()
    found = covered_characters(tokens, hits, {name: theme == name for name in names})
    claims = pd.DataFrame({name: own > 0 for name, own in found.items()}, index=tokens.index)
    return claims.rename_axis("theme", axis=1)


def covered_characters(places, spans, kinds):
    """How many characters of each place lie in one of the spans of a kind.

    Parameters
    ----------
    places, spans : DataFrame
        speech, paragraph, sentence, start, end: tokens, hits, mentions.
    kinds : mapping of name to array of bool or slice
        Which of the spans are of the kind.

    Returns
    -------
    dict
        Name to an array of int64, one entry a place.

    Examples
    --------
    >>> places = pd.DataFrame({"speech": 1, "paragraph": 1, "sentence": [1, 1, 2], "start": [0, 2, 0]})
    >>> places["end"] = [2, 5, 2]
    >>> covered_characters(places, places.iloc[[0]].assign(end=3), {"all": slice(None)})["all"].tolist()
    [2, 1, 0]
    """
    # all sentences are laid end to end, so that one array of differences marks the covered characters
    both = pd.concat([places[[*SENTENCE, "start", "end"]], spans[[*SENTENCE, "start", "end"]]], ignore_index=True)
    sentence = both.groupby(SENTENCE, sort=False).ngroup()
    base = np.concatenate([[0], np.cumsum(both["end"].groupby(sentence).max().to_numpy(dtype="int64"))])
    first, last = (base[sentence] + both[name].to_numpy() for name in ("start", "end"))
    n, size, found = len(places), base[-1] + 1, {}
    for name, own in kinds.items():
        edges = np.bincount(first[n:][own], minlength=size) - np.bincount(last[n:][own], minlength=size)
        before = np.concatenate([[0], np.cumsum(np.cumsum(edges) > 0)])
        found[name] = before[last[:n]] - before[first[:n]]
    return found


def in_codebook_order(names, known=THEMES):
    """Each name once: those of the codebook in its order, own ones after them as they come."""
    own = dict.fromkeys(names)
    return [name for name in known if name in own] + [name for name in own if name not in known]


def theme_shares(coded, speeches, *, by="strategy", confidence=0.95):
    """Share of the sentences of each group that carry a theme, with Wilson's interval.

    ``share = sentences with the theme / sentences of the group``. The shares of a group do not sum to 1: a sentence may
    carry several themes or none. The interval treats sentences as independent draws; they come in paragraphs, so read
    it as a lower bound of the uncertainty.

    Parameters
    ----------
    coded : DataFrame
        From `code_sentences`, same index as `speeches`.
    speeches : DataFrame
        The `speeches` table.
    by : str or list of str
        Column or columns of `speeches` that form the groups.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        The group columns, theme (ordered category), sentences, total, share, low, high (all three 0..1). Groups in
        order, themes in codebook order.

    Raises
    ------
    ValueError
        If the indexes differ or a column is missing.

    Examples
    --------
    >>> speeches = pd.DataFrame({"strategy": ["东", "东", "西"]})
    >>> coded = pd.DataFrame({"ecology": [True, False, False]})
    >>> theme_shares(coded, speeches)[["strategy", "theme", "sentences", "total", "share"]].values.tolist()
    [['东', 'ecology', 1, 2, 0.5], ['西', 'ecology', 0, 1, 0.0]]
    """
    columns = [by] if isinstance(by, str) else list(by)
    need_columns(speeches, columns, "speeches")
    if not coded.index.equals(speeches.index):
        raise ValueError(
            f"coded has {len(coded)} rows, speeches {len(speeches)}, or their indexes differ; "
            "code the very table of speeches you pass: code_sentences(speeches, themes)"
        )
    groups = coded.astype("int64").groupby([speeches[name] for name in columns], observed=True)
    return shares_from_counts(groups.sum(), groups.size(), confidence=confidence)


def shares_from_counts(sentences, totals, *, confidence=0.95, name="theme"):
    """The table of `theme_shares` from counts alone.

    Parameters
    ----------
    sentences : DataFrame, groups x themes
        Sentences that carry the theme.
    totals : Series by group
        All its sentences.
    confidence : float
        Of the interval.
    name : str
        Of the column that holds what the columns of `sentences` are.

    Examples
    --------
    >>> sentences = pd.DataFrame({"ecology": [1, 0]}, index=pd.Index(["东", "西"], name="strategy"))
    >>> shares_from_counts(sentences, pd.Series([2, 1]))[["strategy", "theme", "share"]].values.tolist()
    [['东', 'ecology', 0.5], ['西', 'ecology', 0.0]]
    """
    names, groups = list(sentences.columns), len(sentences)
    table = sentences.index.to_frame(index=False)
    table = table.loc[table.index.repeat(len(names))].reset_index(drop=True)
    table[name] = pd.Categorical(names * groups, categories=names, ordered=True)
    table["sentences"] = sentences.to_numpy(dtype="int64").ravel()
    table["total"] = np.repeat(totals.to_numpy(dtype="int64"), len(names))
    table["share"] = table["sentences"] / table["total"]
    low, high = wilson_interval(table["sentences"].to_numpy(), table["total"].to_numpy(), confidence)
    return table.assign(low=low, high=high)


def corrected_shares(shares, coded):
    """Shares of themes as they would be if the dictionary made no mistakes.

    Two estimators. Where ten sentences of a group or more were drawn at random and coded, ``prediction_powered``: the
    share by the dictionary over all sentences of the group, plus the mean of (coded − dictionary) over those of its
    sentences that were coded. Else ``rogan_gladen``, with the mistakes in all coded sentences together: ``(share +
    specificity - 1) / (recall + specificity - 1)``. Both are held within 0..1.

    ``low, high`` hold 95 % of the values that the coded sentences allow, by rates of mistakes drawn with half a
    sentence added to each count (Jeffreys; with sentences drawn again there would be no error at all where they happen
    to hold none); for the first also by mistakes dealt at those rates to the sentences not coded, so that nothing is
    left where all are. That is the error of the dictionary alone: the sentences of the corpus are taken as they are.

    Parameters
    ----------
    shares : DataFrame
        From `theme_shares`.
    coded : DataFrame
        A row a sentence and theme: hash (of the sentence), theme, coded and dictionary (bool: what people saw, what
        the dictionary found); where there is a random sample also strategy (the group of the sentence) and random
        (bool).

    Returns
    -------
    DataFrame
        strategy, theme, sentences, total, share, then ``corrected, low, high, estimator, precision, recall,
        specificity`` (0..1, of all coded sentences) and ``coded_sentences`` (those that the estimate rests on). Missing
        where the theme stands in no coded sentence, or the dictionary finds it no better than chance would: then the
        error is unknown.

    References
    ----------
    Rogan, W. J. & Gladen, B. (1978). Estimating prevalence from the results of a screening test. American Journal of
    Epidemiology 107, 71-76.
    Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I. & Zrnic, T. (2023). Prediction-powered inference.
    Science 382, 669-674.

    Examples
    --------
    >>> shares = pd.DataFrame({"strategy": ["东"], "theme": ["ecology"], "sentences": [5], "total": [20],
    ...                        "share": [0.25], "low": [0.1], "high": [0.5]})
    >>> coded = pd.DataFrame({"hash": list("abcdefghij"), "theme": "ecology", "coded": [True] * 5 + [False] * 5,
    ...                       "dictionary": [True] * 4 + [False] * 6})
    >>> corrected_shares(shares, coded)[["corrected", "estimator", "recall"]].values.tolist()
    [[0.3125, 'rogan_gladen', 0.8]]
    >>> corrected_shares(shares, coded.assign(strategy="东", random=True))[["corrected", "estimator"]].values.tolist()
    [[0.35, 'prediction_powered']]
    """
    generator = np.random.default_rng(SEED)
    tables = {theme: _mistakes(part) for theme, part in coded.groupby("theme", observed=True)}
    drawn_at_random = coded[coded["random"]] if "random" in coded.columns else coded.iloc[:0].assign(strategy="")
    samples = {key: _mistakes(part) for key, part in drawn_at_random.groupby(["strategy", "theme"], observed=True)}
    rows = []
    for group, theme, share, total in shares[["strategy", "theme", "share", "total"]].itertuples(index=False):
        table, own = tables.get(theme, np.zeros((2, 2), int)), samples.get((group, theme), np.zeros((2, 2), int))
        if powered := bool(own.sum() >= OWN_SAMPLE):
            corrected = _prediction_powered(share, total, own, generator)
        else:
            corrected = _rogan_gladen(share, table, generator)
        known = corrected[1:][~np.isnan(corrected[1:])]
        limits = np.quantile(known, [0.025, 0.975]) if len(known) else [np.nan] * 2
        (neither, extra), (missed, both) = table
        rows.append([corrected[0], *limits, ESTIMATORS[powered], _part(both, extra), _part(both, missed),
                     _part(neither, extra), (own if powered else table).sum()])  # fmt: skip
    kept = shares[["strategy", "theme", "sentences", "total", "share"]].reset_index(drop=True)
    return pd.concat([kept, pd.DataFrame(rows, columns=CORRECTED)], axis=1).astype({"coded_sentences": "int64"})


def _mistakes(coded):
    """Coded sentences by what people saw (rows: no, yes) and what the dictionary found (columns)."""
    cell = 2 * coded["coded"].to_numpy(int) + coded["dictionary"].to_numpy(int)
    return np.bincount(cell, minlength=4).reshape(2, 2)


def _rogan_gladen(share, table, generator):
    """The estimate, then what it is with rates drawn."""
    (neither, extra), (missed, both) = table
    recall, specificity = (
        np.append(_part(yes, no), generator.beta(yes + 0.5, no + 0.5, DRAWS))
        for yes, no in ((both, missed), (neither, extra))
    )
    gain = recall + specificity - 1
    gain[~(gain[0] > 0) | ~(gain > 0)] = np.nan  # where the estimate is unknown, all of it is
    return np.clip((share + specificity - 1) / gain, 0, 1)


def _prediction_powered(share, total, own, generator):
    """The estimate, then what it is with mistakes dealt to the sentences that were not coded."""
    (_, extra), (missed, _) = own
    number = int(own.sum())
    rates = generator.dirichlet([extra + 0.5, missed + 0.5, number - extra - missed + 0.5], DRAWS)
    rest = generator.multinomial(max(total - number, 0), rates)
    drawn = (missed - extra + rest[:, 1] - rest[:, 0]) / total
    return np.clip(share + np.append((missed - extra) / number, drawn), 0, 1)


def _part(part, other):
    return part / (part + other) if part + other else np.nan


def need_columns(table, columns, name):
    """Refuse a table that lacks one of the columns."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"{name}: no column {', '.join(missing)}; pass the table `{name}` as made by this project")


def find_hits(texts, themes):
    """Where the rows of the dictionary occur: all plain words in one pass, each regular expression in one scan.

    All sentences are laid end to end with a line break between them, so that 100,000 of them cost one scan a row
    instead of 100,000 calls. No pattern may see over the end of a sentence; how that is held is told at
    `_sentence_bound`. Sentences and plain words are folded (ＡＩ is AI). A plain word of two or three characters is
    found where its edges cut no word, unless it lies within one: 交通 is in 交通线, not in 提交通过. One in letters is
    a whole word: no AI in EMAIL.

    Parameters
    ----------
    texts : list of str
        The sentences.
    themes : DataFrame
        Columns theme, term, pattern (``"term"`` or ``"regex"``).

    Returns
    -------
    (sentence, row, start, end) : arrays of int64
        Position of the sentence in `texts`, position of the row in `themes`, character offsets in the sentence. Plain
        words overlap freely; matches of one regular expression do not.

    Raises
    ------
    ValueError
        If a column is missing, a term is empty, or a regular expression does not compile or matches the empty text.

    Examples
    --------
    >>> themes = pd.DataFrame([("opening", "开放(?<!改革开放)", "regex"), ("reform", "改革", "term")],
    ...                       columns=["theme", "term", "pattern"])
    >>> [values.tolist() for values in find_hits(["改革开放。", "对外开放。"], themes)]
    [[0, 1], [1, 0], [0, 2], [2, 4]]
    """
    need_columns(themes, ["theme", "term", "pattern"], "themes")
    terms, kinds = list(themes["term"]), list(themes["pattern"])
    plain = [row for row, kind in enumerate(kinds) if kind == "term"]
    patterns = {row: _compiled(row, terms[row], kind) for row, kind in enumerate(kinds) if kind != "term"}
    for row in plain:
        if not terms[row]:
            raise ValueError(f"themes row {row}: the term is empty; write the words it shall find, or delete the row")
    folded = [fold_with_places(text) for text in texts]
    texts = [text for text, _ in folded]
    whole = BREAK.join(texts)
    base = np.concatenate([[0], np.cumsum([len(text) + 1 for text in texts])]).astype("int64")
    found = [np.zeros((0, 3), dtype="int64")]
    if plain and whole:
        found.append(_plain_hits(whole, terms, plain))
    for row, pattern in patterns.items():
        spans = _spans(pattern, whole, texts, base)
        found.append(np.column_stack([np.full(len(spans), row, dtype="int64"), spans]))
    hits = np.concatenate(found)
    sentence = np.searchsorted(base, hits[:, 1], side="right") - 1
    order = np.lexsort((hits[:, 0], hits[:, 1], sentence))
    hits, sentence = hits[order], sentence[order]
    start, end = hits[:, 1] - base[sentence], hits[:, 2] - base[sentence]
    for hit in np.flatnonzero(np.isin(sentence, [place for place, (_, places) in enumerate(folded) if places])):
        places = folded[sentence[hit]][1]
        start[hit], end[hit] = places[start[hit]], places[end[hit]]
    return sentence, hits[:, 0], start, end


def _plain_hits(whole, terms, rows):
    # The same words may serve two themes: search each once, then give its matches to every row that has it.
    number, words = pd.factorize(np.array([capital(fold(terms[row])) for row in rows], dtype=object))
    found = AhoCorasick(list(words)).find_matches_as_indexes(capital(whole), overlapping=True)
    matches = np.array(found, dtype="int64").reshape(-1, 3)
    matches = pd.DataFrame(matches[_cut_no_word(matches, whole)], columns=["word", "start", "end"])
    return pd.DataFrame({"row": rows, "word": number}).merge(matches, on="word")[["row", "start", "end"]].to_numpy()


def _cut_no_word(matches, whole):
    short = matches[:, 2] - matches[:, 1] <= _SHORT
    edges = np.array(word_edges(whole))
    inside = np.searchsorted(edges, matches[:, 1], side="right") == np.searchsorted(edges, matches[:, 2], side="left")
    whole_words = ~short | np.isin(matches[:, 1:], edges).all(axis=1) | inside
    whole_words[whole_words] = [not inside_word(whole, start, end) for _, start, end in matches[whole_words].tolist()]
    return whole_words


@lru_cache(4096)  # more than re keeps, and a report codes under several settings
def _compiled(row, term, kind):
    if kind != "regex":
        raise ValueError(f"themes row {row} ({term}): pattern is {kind!r}; write term or regex")
    try:
        either_case = re.IGNORECASE if re.search("[A-Za-z]", term) else 0
        pattern = re.compile(_sentence_bound(term), re.MULTILINE | either_case)
    except re.error as error:
        raise ValueError(f"themes row {row}: {term!r} is no regular expression ({error}); mend it") from None
    if pattern.match(""):
        raise ValueError(f"themes row {row}: {term!r} matches the empty text, so every sentence; name some words in it")
    return pattern


def _sentence_bound(term):
    """Keep a pattern inside one sentence: ``[^，。]`` must not match the break either (``.`` never does).

    What could still run over it, such as a class for white space, is noticed in `_spans`.
    """
    return term.replace("[^", f"[^{BREAK}")


def _spans(pattern, whole, texts, base):
    spans = [match.span() for match in pattern.finditer(whole)]
    if any(BREAK in whole[start:end] for start, end in spans):  # ran over the end of a sentence: one at a time then
        alone = [(base[i], match) for i, text in enumerate(texts) for match in pattern.finditer(text)]
        spans = [(offset + match.start(), offset + match.end()) for offset, match in alone]
    return np.array([span for span in spans if span[1] > span[0]], dtype="int64").reshape(-1, 2)
