"""Where in its text a sentence stands, and where on average the sentences on a theme do."""

import numpy as np
import pandas as pd

from analysis.tables import PLACE_OF_SENTENCE

LEAST = 3  # sentences on a theme whose mean place is compared


def place_sentences(speeches):
    """Where each sentence stands in its text: start and end in per cent of its characters, rounded to three digits.

    Parameters
    ----------
    speeches : DataFrame
        speech, strategy, paragraph, sentence in reading order, and text or its ``length``.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech": [5, 5], "strategy": ["东", "东"], "paragraph": [1, 2], "sentence": [1, 1],
    ...                          "text": ["发展。", "创新是关键的第一动力。"]})
    >>> place_sentences(speeches).values.tolist()
    [[5, '东', 1, 1, 0.0, 21.429], [5, '东', 2, 1, 21.429, 100.0]]
    """
    length = speeches["length"] if "length" in speeches.columns else speeches["text"].str.len()
    by_text = length.groupby(speeches["speech"])
    end, whole = by_text.cumsum(), by_text.transform("sum").clip(lower=1)
    places = {"start": (100 * (end - length) / whole).round(3), "end": (100 * end / whole).round(3)}
    return speeches[PLACE_OF_SENTENCE].assign(**places).reset_index(drop=True)


def place_themes(placed, coded):
    """The sentences on each theme with their places: a row a theme and sentence.

    Parameters
    ----------
    placed : DataFrame
        From `place_sentences`.
    coded : DataFrame
        The same sentences x themes, from :func:`analysis.measures.themes.code_sentences`.
    """
    themes, rows = np.nonzero(coded.to_numpy(dtype=bool).T)
    found = placed.iloc[rows].reset_index(drop=True)
    return found.assign(theme=pd.Series(coded.columns.to_numpy()[themes], dtype=object))


def places_by_text(placed):
    """Mean place of the sentences on each theme in each text, as a share of the text: a Series by theme and speech.

    Parameters
    ----------
    placed : DataFrame
        From `place_themes`.
    """
    middle = (placed["start"] + placed["end"]) / 200
    return middle.groupby([placed["theme"], placed["speech"]]).mean()


def mean_places(placed):
    """Mean place of the sentences on each theme, as a share of the text, each text weighing the same.

    Parameters
    ----------
    placed : DataFrame
        From `place_themes`.

    Returns
    -------
    DataFrame
        ``theme, place, sentences, speeches``, from the first to the last; themes of fewer than three sentences are
        left out.

    Examples
    --------
    >>> placed = pd.DataFrame({"speech": [5, 5, 6], "theme": "care", "start": [0, 20, 60], "end": [20, 40, 100]})
    >>> mean_places(placed).values.tolist()
    [['care', 0.5, 3, 2]]
    """
    by_text = places_by_text(placed).groupby(level=0)
    columns = {"place": by_text.mean(), "sentences": placed["theme"].value_counts(), "speeches": by_text.size()}
    table = pd.DataFrame(columns).rename_axis("theme")
    return table[table["sentences"] >= LEAST].sort_values("place", kind="stable").reset_index()
