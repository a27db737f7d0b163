"""From a file or a text to a Document: load, make canonical, split, analyse."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.analysis.dates import date_in_name, event_date, names_day
from reader.analysis.event import event_of
from reader.analysis.speakers import attribute
from reader.analysis.topics import label
from reader.collector import CollectorPaused
from reader.errors import ReaderError
from reader.i18n import _
from reader.loaders import Loaded, Loader
from reader.loaders.encodings import reading_as
from reader.loaders.hidden import hidden_characters, replaced_characters
from reader.loaders.html import HTML, copied_part
from reader.loaders.opening import check_text, choose, file_bytes
from reader.model import Document, Paragraph, Sentence, Source, Span
from reader.samples import sample_at
from reader.text.blocks import blocks, fit, with_title
from reader.text.boilerplate import boilerplate_spans
from reader.text.bounds import bounded
from reader.text.canonical import Canonical, canonical
from reader.text.language import detect_language
from reader.text.sentences import sentence_spans

Progress = Callable[[float], None]
"""Is told which part of the work is done, 0–1."""


def read(path: str | Path, *, encoding: str | None = None, progress: Progress | None = None) -> Document:
    """The document in a file of any supported format. Raises ReaderError in one plain sentence.

    ``encoding``: how the letters are to be read, whatever the file says; one of ``loaders.encodings.offered()``, or
    any other text encoding Python knows. It has no effect on formats that settle it themselves (PDF, Word).
    ``progress`` is told in this thread which part of the work is done, 0–1 and never less than before, once the file is
    loaded; what it raises ends the reading and comes out here.
    A sample that comes with the program has the title and date its publisher gave it (seeds.toml).
    """
    path = Path(path)
    try:
        with reading_as(encoding):
            data = file_bytes(path)
            sample = sample_at(path)
            document = _from_bytes(data, path.name, progress, sample.date if sample else None)
    except ReaderError as error:
        raise error.about(str(path)) from error.__cause__
    return document if sample is None else replace(document, title=sample.title)


def read_bytes(data: bytes, name: str, *, encoding: str | None = None) -> Document:
    """The document in the content of a file; its name serves as source and, by its ending, as a hint to the format."""
    try:
        with reading_as(encoding):
            return _from_bytes(data, name)
    except ReaderError as error:
        raise error.about(name) from error.__cause__


def read_address(url: str, *, wanted: Callable[[], bool] = lambda: True) -> Document:
    """The document at a web address, fetched because a person asked for it (loaders.address says under which limits).

    ``wanted`` is asked now and then while it is fetched; once it says no, the fetching ends with a ReaderError.
    """
    from reader.loaders.address import fetch

    fetched = fetch(url, wanted=wanted)
    return read_bytes(fetched.data, fetched.name)


def read_html(markup: str | bytes, name: str = "clipboard") -> Document:
    """The document in a piece of a web page, such as a browser puts on the clipboard: what was copied and no more.

    Raises ReaderError where it holds no text.
    """
    data = markup if isinstance(markup, bytes) else markup.encode("utf-8", "replace")
    try:
        return _loaded_by(HTML, copied_part(data), name)
    except ReaderError as error:
        raise error.about(name) from error.__cause__


def _from_bytes(data: bytes, name: str, progress: Progress | None = None, date: str | None = None) -> Document:
    return _loaded_by(choose(data, Path(name).suffix.lower()), data, name, progress, date)


def _loaded_by(
    loader: Loader, data: bytes, name: str, progress: Progress | None = None, date: str | None = None
) -> Document:
    """``date``: the day, where it is known from elsewhere."""
    loaded = loader.load(data)
    if date is not None:
        loaded = loaded._replace(date=date)
    check_text(loaded.text)
    source = Source(name, hashlib.sha256(data).hexdigest(), loader.name, loaded.encoding, loaded.encoding_guessed)
    return _document(loaded, source, progress=progress)


def parse(
    text: str,
    title: str | None = None,
    language: str | None = None,
    sentences: Iterable[tuple[int, int]] | None = None,
    *,
    date: str | None = None,
    name: str = "text",
    progress: Progress | None = None,
) -> Document:
    """The document for a text in memory.

    ``sentences`` are ready-made spans ``(start, end)`` into ``text``, in order and disjoint; they are used as they
    are, moved along where making the text canonical moves them. ``language`` None means: detect it.
    ``progress`` as in ``read``. Raises ReaderError for spans that do not fit the text.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    loaded = Loaded(text, title=title, date=date, language=language)
    return _document(loaded, Source(name, digest, "memory"), sentences, progress)


def rebuilt(
    text: str,
    paragraphs: Sequence[Paragraph],
    sentences: Sequence[Span],
    *,
    title: str,
    date: str | None,
    language: str,
    source: Source,
    warnings: Sequence[str] = (),
) -> Document:
    """A document that was read before, of its canonical text and its parts; speakers and topics are found anew.

    Raises ReaderError where sentences and paragraphs do not fit the text.
    """
    loaded = Loaded(text, tuple(paragraphs), title=title, date=date, language=language)
    document = _document(loaded, source, sentences)
    # What the text alone does not say: no date where none was found, and the warnings of that time.
    return replace(document, title=title, date=date, warnings=tuple(warnings))


def _document(
    loaded: Loaded,
    source: Source,
    ready: Iterable[tuple[int, int]] | None = None,
    progress: Progress | None = None,
) -> Document:
    with CollectorPaused():
        return _analysed(loaded, source, ready, progress or _untold)


def _untold(_done: float) -> None:
    """What nobody wants to know."""


def _analysed(loaded: Loaded, source: Source, ready: Iterable[tuple[int, int]] | None, tell: Progress) -> Document:
    tell(0.0)
    document = _cut(loaded, source, ready)
    tell(0.2)
    document = attribute(document)
    tell(0.6)
    document = label(document)
    tell(0.85)
    document = replace(
        document,
        boilerplate=boilerplate_spans(document.text, document.language, document.people),
        event=event_of(document),
    )
    tell(1.0)
    return document


def _cut(loaded: Loaded, source: Source, ready: Iterable[tuple[int, int]] | None) -> Document:
    """The document with its paragraphs and sentences, and nothing found in them."""
    gate = canonical(loaded.text)
    text = gate.text
    language = loaded.language or detect_language(text)
    marked = [
        replace(p, start=span.start, end=span.end) for p in loaded.paragraphs for span in [gate.span(p.start, p.end)]
    ]
    found = with_title(text, marked) or tuple(blocks(text))
    if ready is None:
        sentences = [(span, k) for k, b in enumerate(found) for span in sentence_spans(text, b.start, b.end, language)]
        found, sentences = bounded(text, found, sentences)
    else:
        found, sentences = _given(gate, found, list(ready))
    named = date_in_name(source.name)
    date = loaded.date or event_date(text, language, named)
    if date is None and named and names_day(text, language):
        named = None  # another day than the text tells of
    undated = _undated(named, loaded.made) if date is None else ()
    return Document(
        text=text,
        title=loaded.title or _title(text, found, source),
        date=date or named or loaded.made,
        language=language,
        source=source,
        paragraphs=found,
        sentences=tuple(
            Sentence(k, span.start, span.end, text[span.start : span.end], paragraph)
            for k, (span, paragraph) in enumerate(sentences)
        ),
        warnings=loaded.warnings + undated + replaced_characters(gate.replaced) + hidden_characters(text),
    )


def _undated(named: str | None, made: str | None) -> tuple[str, ...]:
    """What is said of a date that the text does not name."""
    if named:
        return (_("The text names no date; {date} is the one in the name of the file.").format(date=named),)
    if made:
        return (_("The text names no date; {date} is the day on which the file was made.").format(date=made),)
    return ()


def _given(
    gate: Canonical, found: Sequence[Paragraph], ready: Sequence[tuple[int, int]]
) -> tuple[tuple[Paragraph, ...], list[tuple[Span, int]]]:
    """Ready-made sentences with the paragraph each lies in."""
    spans = [gate.span(*given) for given in ready]
    at = 0
    for (start, end), given in zip(spans, ready, strict=True):
        if not at <= start <= end <= len(gate.text):
            raise ReaderError(f"The sentence span {tuple(given)} does not fit the text.", "Give spans in order.")
        at = end
    paragraphs, homes = fit(found, spans)
    return paragraphs, list(zip(spans, homes, strict=True))


def _title(text: str, blocks: Sequence[Paragraph], source: Source) -> str:
    if blocks and blocks[0].kind == "heading":
        return text[blocks[0].start : blocks[0].end]
    return Path(source.name).stem
