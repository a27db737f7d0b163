"""A note as a QTextDocument: written block by block in formats of our own, never as rich text from the note."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from reader.export.note_text import Block, BlockKind, Words, blocks, shown

_INDENT = 18
"""Pixels by which a list or quotation is set in, a level."""


def write_note(document: QTextDocument, text: str) -> None:
    """Writes a note as its reader means it. An address stands in words behind what leads to it; nothing is a link."""
    document.clear()
    cursor = QTextCursor(document)
    for number, block in enumerate(blocks(text)):
        if number:
            cursor.insertBlock()
        cursor.setBlockFormat(_block_format(block))
        cursor.insertText(_sign(block), QTextCharFormat())
        for words in block.words:
            cursor.insertText(shown(words), _format(words, block))


def _sign(block: Block) -> str:
    if block.kind is BlockKind.BULLET:
        return "• "
    return f"{block.number}. " if block.kind is BlockKind.NUMBERED else ""


def _block_format(block: Block) -> QTextBlockFormat:
    out = QTextBlockFormat()
    out.setBottomMargin(4)
    if block.kind in (BlockKind.BULLET, BlockKind.NUMBERED):
        out.setLeftMargin(_INDENT * block.level)
    elif block.kind in (BlockKind.QUOTE, BlockKind.CODE):
        out.setLeftMargin(_INDENT)
    elif block.kind is BlockKind.HEADING:
        out.setTopMargin(4)
    return out


def _format(words: Words, block: Block) -> QTextCharFormat:
    out = QTextCharFormat()
    if words.is_bold or block.kind is BlockKind.HEADING:
        out.setFontWeight(QFont.Weight.Bold.value)
    if words.is_italic or block.kind is BlockKind.QUOTE:
        out.setFontItalic(True)
    if words.is_code:
        out.setFontFamilies(["Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
    if words.link:
        out.setProperty(QTextFormat.Property.TextUnderlineStyle, QTextCharFormat.UnderlineStyle.DotLine.value)
    return out
