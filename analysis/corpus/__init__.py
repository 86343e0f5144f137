"""A corpus is a folder: its settings, its documents and its words; and a single document is a corpus of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.corpus import document_list
from analysis.corpus import settings as corpus_settings
from analysis.corpus.confinement import UnsafePathError, path_inside
from analysis.corpus.document_list import address_of, read_document_list
from analysis.corpus.settings import CorpusError, Settings, read_settings
from analysis.corpus.texts import CorpusTexts, read_footnoted, read_listed
from analysis.lexicon import Lexicon, extend_lexicon
from analysis.mistakes import Lines
from analysis.parsing.single_speech import clean_paragraphs

__all__ = ["Corpus", "CorpusError", "Document", "read_corpus", "read_paragraphs"]


@dataclass(frozen=True)
class Document:
    """One speech of a corpus: what a worker needs to read it, and nothing else.

    Attributes
    ----------
    number : int
        Of the speech, as in the table ``speeches``.
    name : str
        What it is called.
    group : str
        The group it belongs to.
    address : str
        A path or an fsspec address.
    convert : str
        Conversion of characters, or empty.
    paragraphs : tuple of str
        Its text, where several speeches share a document, which was read to tell them apart; else empty.
    """

    number: int
    name: str
    group: str
    address: str
    convert: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Corpus:
    """A corpus before its texts are read.

    Attributes
    ----------
    folder : Path
        The folder; for a corpus of one document, the document.
    settings : Settings
        What ``corpus.toml`` says.
    documents : DataFrame or None
        The list of documents; None for the layout ``footnotes``, which learns of them by reading.
    addresses : tuple of str
        Where the documents are, each once.
    """

    folder: Path
    settings: Settings
    documents: pd.DataFrame | None
    addresses: tuple[str, ...] = field(default=())

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder with a ``corpus.toml``, not a document alone."""
        return self.folder.is_dir()

    def output_folder(self) -> Path:
        """Where the report is written if nobody says otherwise: ``figures`` in the corpus.

        Raises
        ------
        CorpusError
            It is a link that leads out of the corpus: nothing is written where nobody would look for it.
        """
        if not self.is_folder:
            return Path(f"{self.folder.stem}-figures")
        try:
            for name in ("figures", "figures/tables", "figures/zh", "figures/en"):
                path_inside(self.folder, name)
        except UnsafePathError as error:
            raise CorpusError("out_leads_out", file=self.folder, value=error.values["value"]) from None
        return self.folder / "figures"

    def read_words(self) -> Lexicon:
        """The word lists: the shipped ones, extended or replaced by those in ``words/``.

        Raises
        ------
        LexiconError
            Something is wrong with a list; everything is said at once.
        """
        if not self.is_folder:
            return extend_lexicon(self.folder / "words")  # a document has no lists beside it
        names = ("words", *(f"words/{name}.csv" for name in corpus_settings.WORD_LISTS))
        folder, *_ = _inside(self.folder, names)
        return extend_lexicon(folder, self.settings.words)

    def read_texts(self, lexicon: Lexicon) -> CorpusTexts:
        """Read every document; those that cannot be read are left out and named.

        Raises
        ------
        ParseError
            None can be read.
        """
        if self.documents is not None:
            return read_listed(self.documents, convert=self.settings.convert, folder=self.folder)
        return read_footnoted(self.addresses, lexicon.strategies, self.settings, folder=self.folder)

    def document_list(self, lexicon: Lexicon | None = None) -> Iterator[Document]:
        """Every speech with its group, for counting without holding the texts.

        Examples
        --------
        >>> [(one.number, one.group) for one in read_corpus().document_list()][:2]
        [(5, '长江经济带发展'), (6, '长三角一体化发展')]
        """
        if self.documents is not None:
            for row in self.documents.itertuples(index=False):
                yield Document(row.speech, row.title, str(row.strategy), row.address, self.settings.convert)
            return
        texts = self.read_texts(lexicon or self.read_words())
        by_speech = texts.parsed.speeches.groupby(["speech", "paragraph"], sort=True)["text"].agg("".join)
        for row in texts.documents.itertuples(index=False):
            paragraphs = tuple(by_speech[row.speech])
            yield Document(row.speech, row.title, str(row.strategy), row.address, paragraphs=paragraphs)


def read_corpus(path: Path | str = paths.DATA) -> Corpus:
    """Read a corpus folder, or take a single document with footnotes as a corpus of one.

    Parameters
    ----------
    path : path-like
        A folder with ``corpus.toml`` (``python -m analysis new`` makes one), or a document.

    Raises
    ------
    CorpusError
        Settings or list of documents are wrong; everything is said at once, with file, line, value and cure.

    Examples
    --------
    >>> corpus = read_corpus()
    >>> corpus.settings.layout, [Path(address).name for address in corpus.addresses]
    ('footnotes', ['regional_symposia_2023_2024.txt'])
    """
    path = Path(path)
    if not path.is_dir():
        return Corpus(path, Settings(layout="footnotes"), None, (str(path),))
    if not (path / corpus_settings.FILE).is_file():
        raise CorpusError("no_corpus", file=path)
    _inside(path, (corpus_settings.FILE, document_list.FILE, document_list.RAW))
    settings = read_settings(path / corpus_settings.FILE)
    if settings.layout == "documents":
        documents = read_document_list(path, settings)
        return Corpus(path, settings, documents, tuple(documents["address"]))
    return Corpus(path, settings, None, _footnoted(path, settings))


def _inside(folder: Path, names: Iterable[str]) -> list[Path]:
    try:
        return [path_inside(folder, name) for name in names]
    except UnsafePathError as error:
        raise CorpusError("in_place", file=folder, problem=error) from None


def read_paragraphs(document: Document) -> list[str]:
    """The clean paragraphs of one speech, with characters converted where the corpus says so.

    Raises
    ------
    ParseError
        The document cannot be read.

    Examples
    --------
    >>> len(read_paragraphs(next(read_corpus().document_list())))
    8
    """
    return list(document.paragraphs) or clean_paragraphs(document.address, convert=document.convert)


def _footnoted(folder: Path, settings: Settings) -> tuple[str, ...]:
    addresses, problems, path = [], [], folder / corpus_settings.FILE
    for name in settings.document:
        try:
            addresses.append(address_of(folder, settings, name))
        except UnsafePathError as error:
            problems.append(CorpusError("in_place", file=path, problem=error))
        except FileNotFoundError:
            problems.append(CorpusError("no_file_of_settings", file=path, value=name))
    if problems:
        raise CorpusError("problems", lines=Lines(problems))
    return tuple(dict.fromkeys(addresses))
