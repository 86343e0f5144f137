"""Exercises that check themselves, progress to hand in, and errors told in one line: what a lesson needs in a notebook.

from analysis.course import check, progress, start
start("zh")               # the first cell: the language of the lesson; errors come as one line with their cure
check("3.1", my_rate)     # rules and right values stand in :mod:`analysis.course.exercises`, not in the notebook
work_folder()             # where a lesson may write
progress(12)              # how many are right; a file and a receipt for the teacher, by number of the seat
"""

from analysis.course.session import check, load_ipython_extension, progress, show, start, work_folder

__all__ = ["check", "load_ipython_extension", "progress", "show", "start", "work_folder"]
