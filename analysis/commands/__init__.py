"""The commands of ``python -m analysis``, one function each; :mod:`analysis.__main__` lists them."""
