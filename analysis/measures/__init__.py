"""Measures: tables in, tables out.

Every function here is pure: it reads no file, draws nothing and never changes what it is given. A module
is named after the thing it measures (frequency, tfidf, keyness, dispersion, ...), so import the module you
need; this package imports none of them by itself.
"""
