"""What is decided about a character without its pattern is what the pattern says."""

from __future__ import annotations

from reader.compare import edited_text


def test_characters_are_told_apart_as_their_patterns_do() -> None:
    for character in map(chr, range(0x3100)):
        unspaced = edited_text._UNSPACED_LETTER.match(character) is not None
        assert edited_text.is_unspaced(character, 0) == unspaced, repr(character)
        attached = edited_text._ATTACHED.match(character) is not None
        assert edited_text._is_attached(character) == attached, repr(character)
    assert not edited_text.is_unspaced("a", 1)
