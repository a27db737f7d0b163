"""E-books (.epub): the chapters of the book in their order, without its table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.loaders.base import ARCHIVE_MAGIC, Loaded
from reader.loaders.child import load_in_child

if TYPE_CHECKING:
    from reader.loaders.archive import Archive
    from reader.loaders.epub_package import Package

_KIND: Final = b"application/epub+zip"
_STYLE_BYTES: Final = 1000 * 1000


class _Epub:
    name = "epub"
    label = "E-book"
    suffixes: tuple[str, ...] = (".epub",)

    def recognises(self, head: bytes, suffix: str) -> float:
        if not head.startswith(ARCHIVE_MAGIC):
            return 0.0
        return 0.97 if _KIND in head else 0.95 if suffix in self.suffixes else 0.2

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from reader.loaders.archive import Archive
        from reader.loaders.epub_chapter import Book, read_chapter
        from reader.loaders.epub_package import package
        from reader.loaders.flow import Flow
        from reader.loaders.left_out import Reason
        from reader.loaders.page_facts import iso_date
        from reader.loaders.properties import language_of, title_of

        archive = Archive(data)
        said = package(archive)
        flow = Flow()
        book = Book(flow, _unseen(archive, said))
        warnings: dict[str, None] = {}
        for chapter in said.chapters:
            if chapter.is_contents:
                flow.mute(Reason.CONTENTS)
            warnings.update(dict.fromkeys(read_chapter(archive.read(chapter.part), chapter.part, book)))
            if chapter.is_contents:
                flow.unmute()
        text, paragraphs = flow.text()
        title = title_of(text, (), stated=said.title) or title_of(text, paragraphs)
        return Loaded(
            text,
            paragraphs,
            title=title,
            made=iso_date(said.published or ""),
            language=language_of(text, said.language),
            warnings=(*warnings, *flow.left_out.receipt()),
        )


def _unseen(archive: Archive, said: Package) -> frozenset[str]:
    from reader.loaders.epub_chapter import hidden_classes

    return frozenset(
        name
        for part in said.styles
        for name in hidden_classes(archive.read(part)[:_STYLE_BYTES].decode("utf-8", "replace"))
    )


EPUB = _Epub()
