"""Characters that a reader does not see and that may mislead: counted and told, never removed."""

from __future__ import annotations

import re

from reader.i18n import ngettext

# Not among them: the joiners U+200C and U+200D, which Persian, the scripts of India and emoji need.
_KINDS = (
    (re.compile("[\u200b\u2060-\u2064\u180e\ufeff\u00ad\U000e0000-\U000e007f]"), "unseen"),
    (re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"), "direction"),
    (re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"), "control"),
)


def hidden_characters(text: str) -> tuple[str, ...]:
    """One sentence for each kind of hidden character in a canonical text; empty for a clean one."""
    told = {
        "unseen": lambda n: ngettext(
            "The text holds {count} character that is not seen (such as a zero-width space).",
            "The text holds {count} characters that are not seen (such as zero-width spaces).",
            n,
        ),
        "direction": lambda n: ngettext(
            "The text holds {count} sign that turns the direction of writing; it can make words look reordered.",
            "The text holds {count} signs that turn the direction of writing; they can make words look reordered.",
            n,
        ),
        "control": lambda n: ngettext(
            "The text holds {count} control character.", "The text holds {count} control characters.", n
        ),
    }
    counted = ((kind, sum(1 for _one in pattern.finditer(text))) for pattern, kind in _KINDS)
    return tuple(told[kind](count).format(count=count) for kind, count in counted if count)


def replaced_characters(count: int) -> tuple[str, ...]:
    """The sentence for characters that could not be kept and stand as U+FFFD."""
    if not count:
        return ()
    sentence = ngettext(
        "{count} character that no text can hold is shown as \ufffd.",
        "{count} characters that no text can hold are shown as \ufffd.",
        count,
    )
    return (sentence.format(count=count),)
