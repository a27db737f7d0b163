"""Texts in tooltips, which Qt would else take for a page where they look like one."""

from __future__ import annotations


def tooltip(*texts: str) -> str:
    """Plain texts, a paragraph each; empty ones are left out. Without ``html``, which the first frame need not load."""
    return "".join(f"<p>{_escaped(text)}</p>" for text in texts if text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
