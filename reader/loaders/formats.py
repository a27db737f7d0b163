"""The formats that can be opened. Apart from ``reader.loaders``, so that who reads one need not load the others."""

from __future__ import annotations

from reader.loaders.base import Loader
from reader.loaders.docx import DOCX
from reader.loaders.eml import EML, MHTML
from reader.loaders.epub import EPUB
from reader.loaders.html import HTML
from reader.loaders.markdown import MARKDOWN
from reader.loaders.odt import ODT
from reader.loaders.pdf import PDF
from reader.loaders.plain import PLAIN
from reader.loaders.rtf import RTF

ALL: tuple[Loader, ...] = (PLAIN, MARKDOWN, HTML, DOCX, ODT, EPUB, RTF, PDF, EML, MHTML)
