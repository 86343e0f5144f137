"""Run by a kernel of ``python -m analysis lab`` as it starts: errors are told in one line before the first cell too."""

# A plain Python in JupyterLab's terminal runs this as well, and has no IPython.
if "get_ipython" in globals():
    get_ipython().run_line_magic("load_ext", "analysis.course")  # noqa: F821
