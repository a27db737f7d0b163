"""What runs outside the GUI thread: pure functions from values to values, or to a file. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import ReaderError
from reader.marks import STATE_ROLES, Filter, Lens, Mark, Marks, Role, mark_order, marks
from reader.model import Document, Order, Side, State
from reader.ui.walk import Walk, keep_links

if TYPE_CHECKING:
    from reader.analysis.presence import Presence
    from reader.export import ExportOptions
    from reader.model import Comparison, Judgements, Options, Sentence
    from reader.project.saved import Saved


class Text(NamedTuple):
    """A text that comes without a file."""

    text: str
    name: str
    is_page: bool = False
    """Whether the text is the source of a web page, or of a part of one."""


class Address(NamedTuple):
    """A page on the web that the reader asked for."""

    url: str

    @property
    def name(self) -> str:
        """What it is called while it is fetched."""
        return self.url


LONG: Final = 30_000
"""Characters of texts, or bytes of files, from which on working on them holds up the window."""


def are_long(sources: Sequence[Path | Text | Address]) -> bool:
    """Whether reading files and texts takes so long that it is done in a process of its own."""
    return sum(_size(source) for source in sources) > LONG


def _size(source: Path | Text | Address) -> int:
    if isinstance(source, Address):
        return LONG + 1  # what comes may be long, and a process can be stopped while it waits for the web
    if isinstance(source, Text):
        return len(source.text)
    try:
        return source.stat().st_size
    except OSError:
        return 0  # what is wrong with the file is told by whoever reads it


def read_all(
    sources: Sequence[Path | Text | Address],
    encoding: str | None = None,
    *,
    progress: Callable[[float], None] | None = None,
) -> Read:
    """What comes of each file or text. ``progress`` is told how far the reading of all of them is, 0–1."""
    count = max(1, len(sources))

    def part_of(k: int) -> Callable[[float], None] | None:
        return None if progress is None else lambda part: progress((k + part) / count)

    answers = tuple(read_one(source, encoding, part_of(k)) for k, source in enumerate(sources))
    # Counted here, so that the sidebar need not do it in the GUI thread.
    return Read(answers, tuple(presences_of(one) if isinstance(one, Document) else None for one in answers))


def read_one(
    source: Path | Text | Address, encoding: str | None = None, progress: Callable[[float], None] | None = None
) -> Document | ReaderError:
    """The document, or why there is none. ``encoding``: how a file's letters are to be read, whatever it says."""
    from reader.reading import parse, read, read_address, read_html

    try:
        if isinstance(source, Path):
            return read(source, encoding=encoding, progress=progress)
        if isinstance(source, Address):
            return read_address(source.url)
        if source.is_page:
            return read_html(source.text, source.name)
        return parse(source.text, name=source.name, progress=progress)
    except ReaderError as error:
        return error


def parse_one(text: str, name: str = "text") -> Document:
    """The document for a text in memory. Raises ReaderError."""
    from reader.reading import parse

    return parse(text, name=name)


class Presences(NamedTuple):
    """How much of a document is whose and about what, and where."""

    speakers: tuple[Presence, ...]
    topics: tuple[Presence, ...]

    @property
    def words(self) -> int:
        """Words of the document."""
        return sum(one.words for one in self.speakers)


_KEPT = 6
_latest: dict[int, tuple[Document, Presences]] = {}
"""By the identity of documents, which are asked for many times; holding them keeps their ids theirs."""


class Read(NamedTuple):
    """What came of files and texts: documents or why there is none, and who and what is where in them."""

    answers: tuple[Document | ReaderError, ...]
    presences: tuple[Presences | None, ...]

    def remember(self) -> Read:
        """Keeps the presences where ``presences_of`` looks for them; they may come from another process."""
        for answer, found in zip(self.answers, self.presences, strict=True):
            if isinstance(answer, Document) and found is not None:
                _keep(answer, found)
        return self


def presences_of(document: Document) -> Presences:
    """Who speaks in a document and what it is about; kept for the latest few documents."""
    latest, known = _latest.get(id(document), (None, None))
    if latest is document and known is not None:
        return known
    from reader.analysis.presence import speaker_presence, topic_presence

    found = Presences(speaker_presence(document), topic_presence(document))
    _keep(document, found)
    return found


def _keep(document: Document, found: Presences) -> None:
    while len(_latest) >= _KEPT:
        _latest.pop(next(iter(_latest)), None)
    _latest[id(document)] = document, found


class Shown(NamedTuple):
    """A comparison with all that a window shows of it."""

    found: Comparison
    """As the program found it."""
    comparison: Comparison
    """With the reader's judgements put to work."""
    marks: Marks
    """Without a filter."""
    walk: Walk
    presences: tuple[Presences, Presences]
    """Of the documents of ``comparison``, left and right."""

    def remember(self) -> Shown:
        """Keeps what views ask for where they look for it; it may come from another process."""
        for side, found in zip(Side, self.presences, strict=True):
            _keep(self.comparison.document(side), found)
        keep_links(self.comparison, self.walk)
        return self


_COMPARED, _MARKED = 0.65, 0.85
"""Parts of the work on long texts that are done when they are compared, and when their marks are made; then both go to
the window's process."""


def compare_all(
    left: Document,
    right: Document,
    options: Options,
    lens: Lens,
    *,
    progress: Callable[[float], None] | None = None,
) -> Shown:
    """Everything the window shows about two documents.

    ``progress`` is told how far it is, 0–1; 1 is when it has arrived, which is not for this function to say.
    """
    from reader.compare.engine import compare

    compared = None if progress is None else lambda part: progress(_COMPARED * part)
    comparison = compare(left, right, options, progress=compared)
    shown = _shown(comparison, comparison, lens)
    if progress is not None:
        progress(_MARKED)
    return shown


def judge_all(found: Comparison, judgements: Judgements, lens: Lens) -> Shown:
    """Everything the window shows about a comparison as the reader has it."""
    from reader.compare.judged import judged

    return _shown(found, judged(found, judgements), lens)


def _shown(found: Comparison, comparison: Comparison, lens: Lens) -> Shown:
    presences = presences_of(comparison.left), presences_of(comparison.right)
    return Shown(found, comparison, marks(comparison, lens), Walk(comparison), presences)


def open_work(path: Path) -> tuple[Saved, Shown]:
    """A saved comparison, or an exported page compared anew, with all that is shown of it. Raises ReaderError."""
    from reader.project.reopen import open_comparison

    saved = open_comparison(path)
    return saved, judge_all(saved.found, saved.judgements, saved.view.lens)


def fitting(document: Document, chosen: Filter, within: Sequence[frozenset[int]] | None) -> tuple[bool, ...]:
    """For each sentence, whether it fits a filter; ``within`` gives the formulations that stand in each."""
    none: frozenset[int] = frozenset()
    if not chosen.formulations or within is None:
        return tuple(chosen.fits(sentence, none) for sentence in document.sentences)
    return tuple(chosen.fits(sentence, ones) for sentence, ones in zip(document.sentences, within, strict=True))


def filtered(
    bare: Marks, documents: Mapping[Side, Document | None], fits: Mapping[Side, Sequence[bool]], chosen: Filter
) -> Marks:
    """Marks as ``reader.marks.marks`` gives them under a filter, from those without one."""

    def of(side: Side) -> tuple[Mark, ...]:
        document = documents[side]
        sentences = document.sentences if document is not None else ()
        own = [filter_mark(one, does) for one, does in zip(sentences, fits[side], strict=True)]
        return tuple(merge(bare.of(side), own, key=mark_order))

    return Marks(of(Side.LEFT), of(Side.RIGHT), bare.lens, chosen)


def filter_mark(sentence: Sentence, fits: bool) -> Mark:
    """The mark that says whether a sentence fits the filter."""
    return Mark(sentence.start, sentence.end, Role.CHOSEN if fits else Role.FADED)


def lone_marks(document: Document, side: Side, lens: Lens) -> Marks:
    """The marks of a document that stands alone: speakers and topics, but no states."""
    from reader.model import Comparison, SideCounts, Summary  # here, since the window opens without a comparison

    nothing = replace(document, text="", paragraphs=(), sentences=(), speakers=(), people=(), topics=(), boilerplate=())
    pair = {side: document, side.other: nothing}
    states = {one: (State.NOVEL,) * len(pair[one].sentences) for one in Side}
    comparison = Comparison(
        left=pair[Side.LEFT],
        right=pair[Side.RIGHT],
        matches=(),
        formulations=(),
        left_states=states[Side.LEFT],
        right_states=states[Side.RIGHT],
        summary=Summary(Order.UNKNOWN, SideCounts(), SideCounts()),
    )
    made = marks(comparison, lens)
    bare = {one: tuple(mark for mark in made.of(one) if mark.role not in STATE_ROLES) for one in Side}
    return Marks(bare[Side.LEFT], bare[Side.RIGHT], lens)


def export_file(comparison: Comparison, path: Path, to: str, options: ExportOptions) -> None:
    """Writes a comparison in a format. Raises ReaderError; what was there before is then untouched."""
    from reader.export import export
    from reader.project.writing import write_safely

    made = export(comparison, to, options)
    write_safely(path, made.encode() if isinstance(made, str) else made)


def is_later(one: Document, other: Document) -> bool:
    """Whether both dates are known and the first is the later one."""
    return bool(one.date and other.date and one.date > other.date)
