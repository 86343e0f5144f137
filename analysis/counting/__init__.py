"""Counting that streams: documents in batches, in several processes or on Dask, the same numbers to the last digit."""
