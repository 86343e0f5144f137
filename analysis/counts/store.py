"""Counts of batches kept on disk, so that a run that was interrupted goes on where it stopped.

A file holds arrays of numbers and one text, nothing that could be executed. Its name is a digest of the text counted,
of the rules, and of the code that counts: what was changed is counted anew, and a damaged file is as none.
"""

import hashlib
import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from analysis.counts.batches import Batch

FOLDER = ".counts"
_ARRAYS = ("places", "pointers", "columns", "values", "sizes", "themes", "near")
_CODE = (
    "segmentation/cutter.py", "segmentation/notation.py", "counts/batches.py",
    "documents/sentences.py", "documents/pages.py", "measures/themes.py", "measures/collocation.py",
)  # fmt: skip
_DAMAGE = (OSError, ValueError, KeyError, EOFError, IndexError, zipfile.BadZipFile, zlib.error)


@cache
def digest_of_code() -> str:
    """Changes with the modules that count and with the engines."""
    digest, folder = hashlib.sha256(), Path(__file__).parent.parent
    for name in _CODE:
        digest.update((folder / name).read_bytes())
    digest.update(f"{version('rjieba')} {version('jieba')} {np.__version__.split('.')[0]}".encode())
    return digest.hexdigest()


def key_of(pieces: Sequence[Sequence[str]], rules: str) -> str:
    """The name of a batch: from its paragraphs, and the digest of the rules and the code."""
    digest = hashlib.sha256(rules.encode())
    for paragraphs in pieces:
        digest.update(f"\n\n{len(paragraphs)}\n".encode())
        digest.update("\n".join(paragraphs).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:40]


class BatchStore:
    """The folder of a corpus' counts; made when the first batch is kept.

    Examples
    --------
    >>> from analysis.counts.batches import Rules, count_batch
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = BatchStore(folder)
    ...     store.save("key", count_batch([["改革。"]], Rules()))
    ...     sorted(store.keys()), store.load("key").terms, store.load("other")
    (['key'], ['改革'], None)
    """

    def __init__(self, folder: Path | str):
        self.folder = Path(folder)

    def keys(self) -> frozenset[str]:
        """Names of the batches that are kept."""
        return frozenset(path.stem for path in self.folder.glob("*.npz"))

    def load(self, key: str) -> Batch | None:
        """The counts of a batch; None if there are none or the file is damaged."""
        try:
            with np.load(self.folder / f"{key}.npz", allow_pickle=False) as file:
                arrays = {name: file[name] for name in _ARRAYS}
                terms = file["terms"].tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1]
        except _DAMAGE:
            return None
        return Batch(terms, **arrays)

    def save(self, key: str, batch: Batch) -> None:
        """Keep the counts of a batch: the file is there whole or not at all."""
        content = io.BytesIO()
        terms = "".join(f"{term}\n" for term in batch.terms).encode("utf-8", "surrogatepass")
        arrays = {name: getattr(batch, name) for name in _ARRAYS}
        np.savez(content, terms=np.frombuffer(terms, np.uint8), **arrays)
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.getvalue())
            os.replace(temporary, self.folder / f"{key}.npz")
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def clear(self) -> int:
        """Forget everything; returns how many batches were kept."""
        kept = len(self.keys())
        for path in [*self.folder.glob("*.npz"), *self.folder.glob(".*.part")]:
            path.unlink(missing_ok=True)
        return kept
