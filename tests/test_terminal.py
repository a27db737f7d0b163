from __future__ import annotations

import reader
from reader.terminal import document_table

TEXT = (
    "President Ada Lovelace held talks with President Tomas Novak in Oslo. Lovelace said trade grows. "
    "The two sides agreed to meet. Minister Otto Lund was present."
)


def test_what_happened_who_spoke_and_who_was_only_mentioned() -> None:
    lines = document_table(reader.parse(TEXT, language="en")).splitlines()
    assert "  talks · place: Oslo · participants: Ada Lovelace, Tomas Novak" in lines
    assert "Only mentioned: Tomas Novak, Otto Lund" in lines
    row = next(line for line in lines if line.startswith("  Ada Lovelace"))
    assert row.split()[2:] == ["1", "4", "15"]
    assert any(line.split() == ["both", "sides", "1", "6", "23"] for line in lines)


def test_a_topic_says_which_wordings_made_it() -> None:
    lines = document_table(reader.parse(TEXT, language="en")).splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith("  Trade and investment"))
    assert lines[at + 1] == "    trade"


def test_without_names_nothing_is_made_up() -> None:
    shown = document_table(reader.parse("It rained. Nothing was decided.", language="en"))
    assert "Only mentioned" not in shown
    assert "participants" not in shown
    assert "none found" in shown
