"""Coding by hand: a page on which a class or a team codes sentences, and what becomes of the files they hand in.

`tasks` draws sentences and writes the page with its task file, `answers` reads what comes back, `collecting` says how
far the coders agree with each other and with the dictionary.
"""
