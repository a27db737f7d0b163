"""Letters of fonts that show signs where other fonts have letters: Symbol, Wingdings."""

from __future__ import annotations

from typing import Final

_UNKNOWN: Final = "\ufffd"


def _listed(table: str) -> dict[int, str]:
    return {int(entry[:2], 16): entry[2:] for entry in table.split()}


_SYMBOL: Final = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **{ord(sign): sign for sign in " !#%&()+,./0123456789:;<=>?[]_{|}"},
    **_listed(
        "2A∗ 2D− A2′ A3≤ A5∞ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B2″ B3≥ B4× B7• B8÷ B9≠ BA≡ BB≈ BC… D0∠ D2® D3© D4™ D6√ D7⋅ "
        "DE⇒ E2® E3©"
    ),
}
_WINGDINGS: Final = {
    0x20: " ",
    **_listed("28☎ 2A✉ 4A☺ 6C● 6E■ 71❑ 75◆ 76❖ 9F• A1○ A7▪ A8◻ D8➢ DF← E0→ E1↑ E2↓ E8➔ F0⇨ FB✗ FC✓ FD☒ FE☑"),
}


def symbol(code: str, font: str) -> str:
    """The character for a code (hexadecimal, in the private area or below 256) of a font; U+FFFD for an unknown one."""
    try:
        value = int(code, 16)
    except ValueError:
        return _UNKNOWN
    name = font.lower()
    if name.startswith("wingdings"):
        return _WINGDINGS.get(value & 0xFF, _UNKNOWN)
    if name.startswith("symbol") or 0xF000 <= value <= 0xF0FF:
        return _SYMBOL.get(value & 0xFF, _UNKNOWN)
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value <= 0x10FFFF else _UNKNOWN
