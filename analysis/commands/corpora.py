"""A corpus of one's own: made, checked, its phrases proposed, counted at any size."""

import gc
from pathlib import Path
from typing import Annotated

import typer

from analysis import paths
from analysis.commands.options import (
    File,
    Language,
    Languages,
    OneLanguage,
    Out,
    Words,
    output_folder,
    results_of,
    say,
    shown,
    tell_left_out,
    voice,
)


def new(
    folder: Annotated[Path, typer.Argument()],
    title: Annotated[str, typer.Option("--title")] = "",
    group_name: Annotated[str, typer.Option("--group-name")] = "",
    language: OneLanguage = None,
) -> None:
    """Make a corpus folder of your own, ready to fill, and say what comes next.

    Examples: `python -m analysis new my-corpus` · `python -m analysis new my-texts.xlsx`
    """
    import sys

    from analysis.report.new_corpus import write_corpus

    if sys.stdin.isatty():
        ask = voice(language).say
        title = title or typer.prompt(ask("new.ask_title"), default=folder.stem)
        group_name = group_name or typer.prompt(ask("new.ask_group"), default="", show_default=False)
    typer.echo(write_corpus(folder, shown=shown(folder), title=title, group_name=group_name))


def check(
    file: File = paths.DATA,
    language: Languages = Language.both,
    words: Words = None,
    full: Annotated[bool, typer.Option("--full")] = False,
) -> None:
    """Say what is found in a document or a corpus, and all that is wrong with it, before you trust it.

    Examples: `python -m analysis check my-speeches.txt` · `python -m analysis check my-corpus`
    """
    from analysis.report.checking import describe_corpus, write_account

    results = results_of(file, words)
    typer.echo(describe_corpus(results, shown(results.path), languages=language.codes()))
    if full:
        path = output_folder(file, None) / "check.csv"
        rows = write_account(results, path)
        for code in language.codes():
            say("check.full", code, n=rows, file=shown(path))
    tell_left_out(results, language)
    if len(results.left_out_documents):
        raise typer.Exit(2)


def phrases(
    folder: Annotated[Path, typer.Argument()],
    accept: Annotated[bool, typer.Option("--accept")] = False,
    language: OneLanguage = None,
) -> None:
    """Propose fixed expressions of the text for the phrase list; `--accept` adds those you chose.

    Examples: `python -m analysis phrases my-corpus` · `python -m analysis phrases my-corpus --accept`
    """
    from analysis.report.proposals import accept_proposals, write_proposals

    typer.echo(accept_proposals(folder) if accept else write_proposals(results_of(folder, None), folder))


def count(
    corpus: Annotated[str, typer.Argument()],
    workers: Annotated[int, typer.Option("--workers", "-w", min=1)] = 1,
    scheduler: Annotated[str | None, typer.Option("--scheduler")] = None,
    out: Out = None,
    themes: Annotated[bool, typer.Option("--themes")] = False,
    node: Annotated[str | None, typer.Option("--node")] = None,
    cache_folder: Annotated[Path | None, typer.Option("--cache")] = None,
    fresh: Annotated[bool, typer.Option("--fresh")] = False,
    words: Words = None,
    language: OneLanguage = None,
) -> None:
    """Count a corpus of any size, and make the tables that need only counts; goes on where it was stopped.

    Examples: `python -m analysis count my-corpus --workers 2` · `python -m analysis count news --out news-counts`
    """
    from analysis.counts.workers import start_workers, stop_workers

    apart = workers > 1 and not scheduler
    ready = start_workers(workers) if apart else ()
    from analysis.report.counted import CountJob  # while the workers wake up

    job = CountJob(corpus, words=words, cache=cache_folder, out=out)
    try:
        typer.echo(job.run(workers=workers, scheduler=scheduler, themes=themes, node=node, fresh=fresh, ready=ready))
    except KeyboardInterrupt:
        typer.echo(job.stopped(), err=True)
        raise SystemExit(130) from None
    for mistake in job.left_out:
        typer.echo(str(mistake), err=True)
    if apart:
        stop_workers()
    gc.freeze()  # all of it ends with this process: it need not be looked through once more
