"""Large texts and documents out of the seed, for measuring: the same bytes for the same seed.

    python -m benchmarks.text text FILE MEGABYTES        a sentence a line, every round of them in another order
    python -m benchmarks.text folder FOLDER MEGABYTES    the same lines as a corpus, FOLDER/GROUP/*.txt of about 1 MB
    python -m benchmarks.text document FILE MEGABYTES    a document of the four speeches, with many more paragraphs

The lines are the sentences of the four speeches, or, where BENCHMARK_TEXTS names a folder of text files, the paragraphs
of these: repeated sentences are kinder to a cache of terms than real text is.

A megabyte is 1,000,000 bytes of UTF-8; a Chinese character takes three.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from analysis import parsing, paths

MEGABYTE = 1_000_000
SEED = 20_241_105
GROUPS = ("东", "南", "西", "北")
WIDTH = 26  # characters a line, as in the source


def write_text(path: Path, *, megabytes: float, seed: int = SEED) -> int:
    """Write at least `megabytes` of the lines of `read_lines`, shuffled anew in every round.

    Returns
    -------
    int
        Bytes written.
    """
    lines = read_lines()
    few = len(lines) < 100  # whole rounds of them
    order, written = random.Random(seed), 0
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        while written < megabytes * MEGABYTE:
            order.shuffle(lines)
            for line in lines:
                written += len(line.encode("utf-8")) + 1
                file.write(line + "\n")
                if written >= megabytes * MEGABYTE and not few:
                    break
    return written


def read_lines() -> list[str]:
    """The sentences of the four speeches, or the paragraphs of the files of the folder BENCHMARK_TEXTS."""
    folder = os.environ.get("BENCHMARK_TEXTS")
    if not folder:
        return parsing.read_speeches(paths.DOCUMENT)["text"].tolist()
    texts = [file.read_text(encoding="utf-8") for file in sorted(Path(folder).rglob("*.txt"))]
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def write_folder(path: Path, *, megabytes: float, seed: int = SEED) -> int:
    """Write a corpus of at least `megabytes`: four groups of files of about 1 MB, lines as in `write_text`.

    Returns
    -------
    int
        Bytes written.
    """
    written = 0
    files = max(1, round(megabytes / len(GROUPS)))
    for place, group in enumerate(GROUPS):
        (path / group).mkdir(parents=True, exist_ok=True)
        for number in range(files):
            file = path / group / f"{number:04}.txt"
            share = megabytes / len(GROUPS) / files
            written += write_text(file, megabytes=share, seed=seed + place * files + number)
    return written


def write_document(path: Path, *, megabytes: float, seed: int = SEED) -> int:
    """Write a document like the source, at least `megabytes` large: the inner paragraphs of each speech come again.

    The first paragraph of a speech stays first and the last one last; between them stand rounds of the others, their
    sentences shuffled. Lines are broken as in the source; the footnotes come at the end.

    Returns
    -------
    int
        Bytes written.
    """
    speeches, order = parsing.read_speeches(paths.DOCUMENT), random.Random(seed)
    share = megabytes * MEGABYTE / speeches["speech"].nunique()
    pieces, notes = [], []
    for number, speech in speeches.groupby("speech", sort=False):
        paragraphs = [group["text"].tolist() for _, group in speech.groupby("paragraph")]
        body = [_wrap(paragraphs[0])]
        size = _size(body)
        while size < share:
            for sentences in paragraphs[1:-1]:
                order.shuffle(sentences)
                body.append(_wrap(sentences))
                size += _size(body[-1:])
        pieces += [*body, _wrap(paragraphs[-1])]
        first = speech.iloc[0]
        mark, date = chr(ord("①") + number - 1), first["date"]
        notes.append(f"{mark} {date.year}年{date.month}月{date.day}日，{first['place']}，{first['occasion']}\n\n")
    content = "".join(pieces + notes).encode("utf-8")
    Path(path).write_bytes(content)
    return len(content)


def _wrap(sentences: list[str]) -> str:
    text = "".join(sentences)
    return "\n".join(text[start : start + WIDTH] for start in range(0, len(text), WIDTH)) + "\n\n"


def _size(pieces: list[str]) -> int:
    return sum(len(piece.encode("utf-8")) for piece in pieces)


def main(kind: str, path: str, megabytes: str) -> None:
    """Write one file, or one folder, and print its size in bytes."""
    write = {"text": write_text, "folder": write_folder, "document": write_document}[kind]
    print(write(Path(path), megabytes=float(megabytes)))


if __name__ == "__main__":
    main(*sys.argv[1:])
