"""Text on its way into HTML: escaped, and unable to turn its surroundings around."""

from __future__ import annotations

import unicodedata

from reader.i18n import language
from reader.patterns import deferred

_UNWRITABLE = deferred("[\0\ud800-\udfff]")
_TURNING = deferred(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Right-to-left letters and digits, and the controls of direction."""
_WITHOUT_CONTROLS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def writable(text: str) -> str:
    """The text with NUL and lone surrogates, which no UTF-8 file can hold, as U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def element_text(text: str) -> str:
    """The text escaped for an element."""
    # As Python's html.escape, which is not loaded because the names of two thousand characters come with it.
    return writable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def html(text: str) -> str:
    """The text escaped for an element or a quoted attribute; nothing else is changed but what cannot be written."""
    return element_text(text).replace('"', "&quot;").replace("'", "&#x27;").replace("\r", "&#13;")


def isolated(text: str) -> str:
    """The text escaped; if anything in it could turn its surroundings, in an element of its own direction."""
    return f"<bdi>{html(text)}</bdi>" if not text.isascii() and _TURNING.search(text) else html(text)


def language_attribute(code: str) -> str:
    """`` lang="…"`` for text in another language than the page's own; empty for that and for an unknown one."""
    return "" if code in ("und", language()) else f' lang="{html(code)}"'


def plain_title(text: str) -> str:
    """The text for a window's title: escaped, on one line, without characters that turn the direction."""
    return html(" ".join(text.translate(_WITHOUT_CONTROLS).split()))


def direction(text: str) -> str:
    """``rtl`` or ``ltr`` by the first letter with a direction, as ``dir="auto"`` would find it in the text alone."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "ltr"
