"""The one spine: a corpus is batches, a batch is a sparse paragraph x term matrix, and tables read sums over batches.

A corpus that fits has its one batch in memory; a large one has many on disk, counted in one process or several or on
Dask, which is what makes a run resumable. Everything counted is a whole number: batches add up in any order, on any
number of machines, to the same sums to the last digit; shares, weights and intervals are computed from the sums.
"""
