"""Dispersion from a table of tokens, counted apart from the counts of batches."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.measures.dispersion import group_dispersion


def dispersion_table(tokens, *, by="strategy", unit="paragraph"):
    """Dispersion of every term over the paragraphs (or sentences) of its group; without `by` of all speeches."""
    columns = {"paragraph": ["speech", "paragraph"], "sentence": ["speech", "paragraph", "sentence"]}[unit]
    kept, tables = tokens[tokens["kept"].astype(bool)], []
    for _, own in [(None, kept)] if by is None else kept.groupby(by, observed=True, sort=True):
        part = own.groupby(columns, sort=True).ngroup()
        place, terms = pd.factorize(own["term"], sort=True)
        cells = csr_array((np.ones(len(own), dtype="int64"), (place, part)), shape=(len(terms), int(part.max()) + 1))
        table = group_dispersion(cells, pd.Index(terms))
        if by is not None:
            table.insert(0, by, own[by].iloc[:1].repeat(len(table)).array)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)
