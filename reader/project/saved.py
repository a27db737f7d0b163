"""A saved comparison: one ``.readout`` file with both texts, what was found, and the reader's notes and judgements.

The file is JSON for people too: what the reader wrote stands first, the texts are whole. What the program found is
kept as it was found, so that a comparison that has been quoted opens the same in a later version; comparing again is
the reader's choice. Keys of a later version are kept when the file is written again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import reader
from reader.errors import ReaderError, UnreadableFile, UnsafeFile
from reader.i18n import _
from reader.marks import Filter, Lens
from reader.model import NONE, Comparison, Judgements, Side
from reader.project.checks import NotWhole, check
from reader.project.writing import sweep, write_safely

SUFFIX: Final = ".readout"
FORMAT: Final = "readout-saved-comparison"
VERSION: Final = 1
LARGEST: Final = 200_000_000
"""Bytes of a saved comparison; two texts of the largest size with everything found in them stay below."""

_ABOUT = (
    "A comparison saved by Readout. “notes” and “judgements” are the reader's; “comparison” holds both texts and what "
    "the program found in them. The keys are explained in docs/json.md of the program."
)


@dataclass(frozen=True, slots=True)
class View:
    """How the comparison was looked at, and where the reader was."""

    lens: Lens = Lens.DIFFERENCES
    filter: Filter = field(default_factory=Filter)
    side: Side | None = None
    """Side of the sentence the reader was at; None where at none."""
    sentence: int = 0
    is_dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What one ``.readout`` file holds."""

    found: Comparison
    """As the program found it, without the reader's judgements."""
    judgements: Judgements = NONE
    view: View = field(default_factory=View)
    program: str = ""
    """Version of the program that made ``found``."""
    version: int = VERSION
    """Version of the format the file was written in; a later one than ``VERSION`` is not to be written over."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys this version does not know, to be written again."""

    @property
    def comparison(self) -> Comparison:
        """The comparison as the reader has it."""
        from reader.compare.judged import judged  # loaded only where it is needed: every window saves, few judge

        return judged(self.found, self.judgements)

    @property
    def is_newer(self) -> bool:
        """Whether a later version of the program wrote the file."""
        return self.version > VERSION


def to_bytes(saved: Saved) -> bytes:
    """The file's content. Deterministic: no clock, no machine in it."""
    judgements = saved.judgements.to_dict()
    data = {
        "format": FORMAT,
        "version": VERSION,
        "about": _ABOUT,
        "program": {"name": "Readout", "version": saved.program or reader.__version__},
        "notes": judgements.pop("notes"),
        "judgements": judgements,
        "view": _view_dict(saved.view),
        **{key: value for key, value in saved.extra.items() if key not in _KNOWN},
        "comparison": replace(saved.found, judgements=NONE).to_dict(),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    # A file name in the source may hold bytes that are no text; they cannot stand in UTF-8.
    return text.encode("utf-8", "replace")


def save(path: str | Path, saved: Saved) -> bytes:
    """Writes the file, wholly or not at all, and gives the bytes now in it. Raises CannotWrite."""
    data = to_bytes(saved)
    write_safely(path, data)
    return data


def open_saved(path: str | Path) -> Saved:
    """What a ``.readout`` file holds. Raises ReaderError in one plain sentence."""
    path = Path(path)
    try:
        sweep(path.parent)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFile(
            _("“{name}” could not be read: {reason}.").format(name=path.name, reason=error.strerror or error),
            _("Choose a comparison that Readout has saved."),
        ) from error
    return from_bytes(data, path.name)


def from_bytes(data: bytes, name: str) -> Saved:
    """Inverse of ``to_bytes``. Raises ReaderError in one plain sentence that names the file."""
    if len(data) > LARGEST:
        raise UnsafeFile(_("“{name}” is too large to be a saved comparison.").format(name=name))
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            raise ValueError("another format")
        return _saved(content)
    except NotWhole as error:
        raise _damaged(name) from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # JSON and Unicode errors are ValueErrors; the others come from values of the wrong shape.
        raise _damaged(name) from error


def _damaged(name: str) -> ReaderError:
    return UnreadableFile(
        _("“{name}” is not a comparison that Readout has saved, or it is damaged.").format(name=name),
        _("Open the two texts themselves, or an older copy of the file."),
    )


_KNOWN = frozenset({"format", "version", "about", "program", "notes", "judgements", "view", "comparison"})


def _saved(content: dict[str, Any]) -> Saved:
    found = replace(Comparison.from_dict(content["comparison"]), judgements=NONE)
    check(found)
    return Saved(
        found=found,
        judgements=Judgements.from_dict({**content.get("judgements", {}), "notes": content.get("notes", ())}),
        view=_view_from(content.get("view", {}), found),
        program=str(content.get("program", {}).get("version", "")),
        version=int(content["version"]),
        extra={key: value for key, value in content.items() if key not in _KNOWN},
    )


def _view_dict(view: View) -> dict[str, Any]:
    return {
        "lens": view.lens.value,
        "filter": view.filter.to_dict(),
        "side": view.side and view.side.value,
        "sentence": view.sentence,
        "is_dimmed": view.is_dimmed,
    }


def _view_from(data: dict[str, Any], found: Comparison) -> View:
    """The view, as far as it can still be had: what cannot be read of it is no reason to refuse the reader's work."""
    try:
        chosen = data.get("filter", {})
        side = None if data.get("side") is None else Side(data["side"])
        sentence = int(data.get("sentence", 0))
        if side is not None and not 0 <= sentence < len(found.document(side).sentences):
            side, sentence = None, 0
        return View(
            lens=Lens(data.get("lens", Lens.DIFFERENCES)),
            filter=Filter(
                frozenset(None if one is None else str(one) for one in chosen.get("speakers", ())),
                frozenset(map(str, chosen.get("topics", ()))),
                frozenset(k for k in map(int, chosen.get("formulations", ())) if 0 <= k < len(found.formulations)),
            ),
            side=side,
            sentence=sentence,
            is_dimmed=bool(data.get("is_dimmed", False)),
        )
    except (ValueError, TypeError, AttributeError):
        return View()
