"""What cutting into words did: the words that were left out, and the phrases that were kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.segmentation.notation import fold

if TYPE_CHECKING:  # worker processes import this room without pandas
    import pandas as pd

    from analysis.lexicon import Lexicon


def audit_stop_words(tokens: pd.DataFrame, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """What is left out of the counts, and how much of the text it is.

    Parameters
    ----------
    tokens : DataFrame
        The ``tokens`` table.
    lexicon : Lexicon, optional
        Gives the reason of each stop word.

    Returns
    -------
    DataFrame
        Columns term, kind, reason, count, share; most frequent first. ``share`` is of all tokens but punctuation,
        from 0 to 1, so its sum is the share removed. Punctuation is not listed.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"term": ["和", "发展", "，"], "kind": ["word", "word", "punctuation"],
    ...                        "kept": [False, True, False]})
    >>> audit_stop_words(tokens)[["term", "count", "share"]].values.tolist()
    [['和', 1, 0.5]]
    """
    words = tokens[tokens["kind"] != "punctuation"]
    removed = words[~words["kept"]].groupby(["term", "kind"], as_index=False).size()
    removed = removed.rename(columns={"size": "count"})
    removed["share"] = removed["count"] / max(len(words), 1)
    reasons = {} if lexicon is None else dict(lexicon.stop_words[["word", "reason"]].itertuples(index=False))
    removed.insert(2, "reason", [
        "数字 number" if kind == "number" else reasons.get(term, "停用词 stop word")
        for term, kind in zip(removed["term"], removed["kind"], strict=True)
    ])  # fmt: skip
    return removed.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)


def phrase_recall(speeches: pd.DataFrame, tokens: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """For each phrase of the list: its hits as a token, against exact search in the text.

    Parameters
    ----------
    speeches, tokens : DataFrame
        The tables; tokens cut from these speeches.
    lexicon : Lexicon
        The phrase list.

    Returns
    -------
    DataFrame
        Columns phrase, in_text (hits of the string, not overlapping), as_token, inside_longer (hits within a longer
        phrase that was taken instead), cut (hits lost to a phrase that overlaps), recall (as_token / in_text),
        counted_as (the phrase itself, unless it is a form with a synonym). Only phrases and forms that occur; most
        frequent first.
    """
    import pandas as pd

    text = "\n".join(map(fold, speeches["text"]))
    texts = speeches.set_index(["paragraph", "sentence", "speech"])["text"].to_dict()
    kept = tokens[(tokens["kind"] == "phrase") | tokens["term"].isin(lexicon.synonyms["counted_as"])]
    written = [fold(texts[row.paragraph, row.sentence, row.speech][row.start : row.end]) for row in kept.itertuples()]
    found = pd.Series(written, dtype=str).value_counts()
    counted_as = {phrase: phrase for phrase in lexicon.phrases["phrase"]}
    counted_as |= dict(zip(lexicon.synonyms["form"], lexicon.synonyms["counted_as"], strict=True))
    rows = []
    for phrase, term in counted_as.items():
        in_text = text.count(phrase)
        if in_text:
            as_token = int(found.get(phrase, 0))
            longer = sum(
                int(n) * other.count(phrase) for other, n in found.items() if other != phrase and phrase in other
            )
            whole = as_token / in_text
            rows.append((phrase, in_text, as_token, longer, in_text - as_token - longer, whole, term))
    columns = ["phrase", "in_text", "as_token", "inside_longer", "cut", "recall", "counted_as"]
    return pd.DataFrame(rows, columns=columns).sort_values(
        ["in_text", "phrase"], ascending=[False, True], ignore_index=True
    )
