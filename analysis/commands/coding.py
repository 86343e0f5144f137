"""Coding by hand: the page for coders, and what they hand in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis import paths
from analysis.commands.options import File, OneLanguage, Out, results_of, say, shown, typed, voice


def new(
    file: File = paths.DATA,
    shared: Annotated[int, typer.Option("--shared", min=1)] = 12,
    groups: Annotated[int, typer.Option("--groups", min=1)] = 6,
    each: Annotated[int, typer.Option("--each", min=0)] = 12,
    seed: Annotated[int, typer.Option("--seed")] = 0,
    language: OneLanguage = None,
    out: Out = None,
) -> None:
    """Make a page on which a class codes sentences by hand.

    Examples: `python -m analysis coding new` · `python -m analysis coding new my-corpus --shared 12 --groups 6`
    """
    from analysis.coding.tasks import draw_task, write_task

    results = results_of(file, None)
    task = draw_task(results, shared=shared, groups=groups, each=each, seed=seed, language=voice(language).code)
    page, _ = write_task(task, results.lexicon, out or Path("coding"))
    own = sum(one["set"] < 2 for one in task.sentences)
    values = {"file": shown(page), "folder": typed(page.parent), "n": own, "total": len(task.sentences)}
    say(voice(language).say("coding.made", **values))


def collect(
    folder: Annotated[Path, typer.Argument()],
    corpus: Annotated[Path | None, typer.Option("--corpus")] = None,
    language: OneLanguage = None,
    out: Out = None,
) -> None:
    """Put together what coders handed in: agreement, disputes, the dictionary against the majority.

    Examples: `python -m analysis coding collect coding` · `python -m analysis coding collect coding --out class`
    """
    from analysis.coding.collecting import collect as put_together
    from analysis.coding.collecting import write_collection

    collection = put_together(folder, corpus)
    reader = voice(language)
    written = write_collection(collection, out or folder / "class", reader)
    for mistake in collection.complaints():
        typer.echo(mistake.say(reader), err=True)
    coders, sentences = (collection.codings[name].nunique() for name in ("coder", "hash"))
    say(reader.say("coding.collected", n=coders, sentences=sentences, file=shown(written[0]), total=len(written)))
