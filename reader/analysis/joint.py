"""Joint statements: documents in which *we* are both sides."""

from __future__ import annotations

from reader.analysis.lexicons import primary, table
from reader.model import Document

_LONGEST_TITLE = 160
"""Characters of a first line that may be the title of a joint statement."""


def is_joint_statement(document: Document) -> bool:
    """Whether a document is issued by both sides, as its title or its first line says (``joint_statements``)."""
    known = table(primary(document.language), "speech").get("joint_statements", ())
    first = document.sentences[0].text if document.sentences else ""
    lines = [document.title]
    if len(first) <= _LONGEST_TITLE and not first.endswith((".", "!", "?", "。", "！", "？", "”", '"')):
        lines.append(first)
    lower = "\n".join(lines).replace("’", "'").casefold()
    opening = first[:_LONGEST_TITLE].casefold().replace("’", "'")
    openings = tuple(one for one in known if one.startswith("we, "))
    return any(one in lower for one in known) or (bool(openings) and opening.startswith(openings))
