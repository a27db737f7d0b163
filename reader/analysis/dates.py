"""When it happened."""

from __future__ import annotations


def event_date(text: str, language: str) -> str | None:
    """ISO day of the event a readout reports, from its dateline or first paragraph; None where not certain."""
    return None
