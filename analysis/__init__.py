"""Reading Chinese policy speeches side by side: every number leads back to its sentence.

The flow, top to bottom; each step takes a table and gives a table (``results.Results`` makes the counts of a corpus of
any size from batches instead, see :mod:`analysis.counts`, and they are the same):

    speeches = parsing.read_speeches(path)                    # the document -> a row a sentence
    words = lexicon.read_lexicon()                            # data/words -> phrases, stop words, themes, strategies
    tokens = segmentation.segment_speeches(speeches, segmentation.Segmenter(words))
    counts = measures.frequency.count_terms(tokens)           # strategy x term
    weights = measures.tfidf.class_tfidf(counts)              # what each strategy speaks of more than the others
    coded = measures.themes.code_sentences(speeches, words.themes)
    charts.top_terms(results).draw("en")                      # results.Results(path) makes every table
    report.outputs.write_report(...)                          # figures/: charts, tables, index

``python -m analysis report`` does all of it. Importing this package imports nothing heavy.
"""

__version__ = "0.4.0"
