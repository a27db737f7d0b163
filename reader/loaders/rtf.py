"""RTF documents: one file of groups and control words, as old word processors and mail programs write it."""

from __future__ import annotations

from typing import Final

from reader.errors import UnsupportedFormat
from reader.i18n import _
from reader.loaders.base import Loaded
from reader.loaders.child import load_in_child
from reader.patterns import deferred

_HEAD: Final = deferred(rb"(?:\xef\xbb\xbf)?\s*\{\\u?rtf")


class _Rtf:
    name = "rtf"
    label = "RTF document"
    suffixes: tuple[str, ...] = (".rtf",)

    def recognises(self, head: bytes, suffix: str) -> float:
        return 0.98 if _HEAD.match(head) else 0.0

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from reader.loaders.flow import Flow
        from reader.loaders.properties import language_of, title_of
        from reader.loaders.rtf_text import RtfText
        from reader.loaders.rtf_tokens import tokens

        if not _HEAD.match(data[:100]):
            raise UnsupportedFormat(_("{file} is no RTF document."), _("Check its ending, or choose another file."))
        flow = Flow()
        found = RtfText(flow)
        found.read(tokens(data))
        text, paragraphs = flow.text()
        cut = () if found.complete else (_("The file ends in the middle of the document; its end may be missing."),)
        return Loaded(
            text,
            paragraphs,
            title=title_of(text, paragraphs, marked=flow.title, stated=found.title),
            language=language_of(text, found.language),
            warnings=cut + flow.left_out.receipt(),
        )


RTF = _Rtf()
