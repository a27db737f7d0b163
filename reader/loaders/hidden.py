"""Characters that a reader does not see and that may mislead: counted and told, never removed."""

from __future__ import annotations

import re

from reader.i18n import _, ngettext
from reader.patterns import deferred


def _characters(*spans: str) -> frozenset[str]:
    """Characters, and where two stand together all from the one to the other."""
    return frozenset(chr(code) for span in spans for code in range(ord(span[0]), ord(span[-1]) + 1))


_KINDS = (
    # Not among them: the joiners U+200C and U+200D, which Persian, the scripts of India and emoji need.
    (
        _characters(
            *("\u200b", "\u2060\u2064", "\u206a\u206f", "\u180e", "\ufeff", "\u00ad", "\u034f", "\u115f\u1160"),
            *("\u3164", "\uffa0", "\u2800", "\ufff9\ufffb", "\U000e0000\U000e007f"),
        ),
        "unseen",
    ),
    (_characters("\u202a\u202e", "\u2066\u2069", "\u200e\u200f", "\u061c"), "direction"),
    (_characters("\x01\x08", "\x0e\x1f", "\x7f\x84", "\x86\x9f"), "control"),
)
_ASCII = _characters("\0\x7f")


# Letters that cannot be told from Latin ones by their looks, and whose they are.
_CYRILLIC = "аесорухіјѕԁһԛԝАВЕЅІЈКМНОРСТУХҮԌ"
_GREEK = "ονρυιΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ"
_OTHERS = _CYRILLIC + _GREEK
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
# A word in which a Latin letter stands right beside one that only looks so; long ones are cut.
_MIXED = deferred(f"[{_LATIN}](?=[{_OTHERS}])|[{_OTHERS}](?=[{_LATIN}])")
_LETTER = deferred(r"[^\W\d_]")
_DISGUISED = deferred("[\U0001d400-\U0001d7ff]+")
_NAMED = 3
"""Words that are named before the rest is only counted."""
_REACH = 40
"""Letters to either side of a place that are looked at."""


def look_alikes(text: str) -> tuple[str, ...]:
    """Sentences on words that mix letters of several alphabets which look alike, with the words and their places.

    A Russian ending on a Latin name (*NATO-вский*) is no such word: its letters show what they are.
    """
    letters = _letters(text)
    found: dict[int, str] = {}
    end = 0
    for place in () if letters.isdisjoint(_OTHERS) else _MIXED.finditer(text):
        if place.start() < end:
            continue
        start, end = _word_around(text, place.start())
        others = [c for c in text[start:end] if _LETTER.match(c) and not c.isascii() and not _is_latin(c)]
        if all(c in _OTHERS for c in others):
            found[start] = _described(text, start, end, others[0])
    told = []
    if found:
        sentence = ngettext(
            "{count} word mixes letters that only look alike: {words}.",
            "{count} words mix letters that only look alike: {words}.",
            len(found),
        )
        words = "; ".join(list(found.values())[:_NAMED]) + (" …" if len(found) > _NAMED else "")
        told.append(sentence.format(count=len(found), words=words))
    disguised = len(_DISGUISED.findall(text)) if max(letters, default="") >= "\U0001d400" else 0
    if disguised:
        sentence = ngettext(
            "{count} word is written in mathematical letters, which are not those they look like.",
            "{count} words are written in mathematical letters, which are not those they look like.",
            disguised,
        )
        told.append(sentence.format(count=disguised))
    return tuple(told)


def _letters(text: str) -> frozenset[str]:
    """The different characters of a text: what few texts have is missed faster among them than in the text."""
    return frozenset(one for one in _ASCII if one in text) if text.isascii() else frozenset(text)


def _is_latin(character: str) -> bool:
    return re.match(f"[{_LATIN}]", character) is not None


def _word_around(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > max(0, at - _REACH) and _LETTER.match(text[start - 1]):
        start -= 1
    while end < min(len(text), at + _REACH) and _LETTER.match(text[end]):
        end += 1
    return start, end


def _described(text: str, start: int, end: int, other: str) -> str:
    before = " ".join(text[max(0, start - _REACH) : start].split()[-3:])
    whose = _("Cyrillic") if other in _CYRILLIC else _("Greek")
    if not before:
        sentence = _("“{word}” at the beginning ({letter} is {alphabet})")
    else:
        sentence = _("“{word}” after “{before}” ({letter} is {alphabet})")
    return sentence.format(word=text[start:end], before=before, letter=f"{other} U+{ord(other):04X}", alphabet=whose)


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
    letters = _letters(text)
    counted = [(kind, sum(map(text.count, letters & hidden))) for hidden, kind in _KINDS]
    return tuple(told[kind](count).format(count=count) for kind, count in counted if count) + look_alikes(text)


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
