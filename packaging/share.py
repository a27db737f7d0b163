"""What a program brings to a Linux desktop, as a tree for ``/usr/share``.

``python packaging/share.py DIRECTORY`` writes it: desktop entry, AppStream metainfo, media type, icons, manual page and
completions. The Debian package, the archive and the Flatpak take it from here.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import completion
import described
import icons
from man_page import man_page
from released import APP_ID, ROOT, VERSION, epoch

TEMPLATES = ROOT / "packaging" / "linux"
OWN_MEDIA = "application/vnd.readout.comparison+json"
"""Media type of a saved comparison."""
DOCUMENT_ICON = OWN_MEDIA.replace("/", "-")
"""As desktops derive it from the media type."""


def write(folder: Path, *, name: str = "readout") -> None:
    """The whole tree. ``name`` is what desktop entry and icon are called; a Flatpak wants its own id there."""
    texts = {
        f"applications/{name}.desktop": desktop_entry(name),
        f"metainfo/{APP_ID}.metainfo.xml": metainfo(name),
        f"mime/packages/{name}.xml": (TEMPLATES / "readout-mime.xml").read_text(encoding="utf-8"),
        "bash-completion/completions/readout": completion.bash(),
        "zsh/vendor-completions/_readout": completion.zsh(),
        "fish/vendor_completions.d/readout.fish": completion.fish(),
    }
    for place, content in texts.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
    page = folder / "man" / "man1" / "readout.1.gz"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(gzip.compress(man_page().encode(), 9, mtime=0))
    icons.write_hicolor(folder / "icons" / "hicolor", name, DOCUMENT_ICON)


def desktop_entry(name: str = "readout") -> str:
    """The desktop entry, with the media types of everything Readout opens."""
    types = "".join(f"{one.media};" for one in described.file_types())
    return _filled("readout.desktop.in", {"MEDIA_TYPES": types, "ICON": name})


def metainfo(name: str = "readout") -> str:
    """What software centres show."""
    types = "\n".join(f"    <mediatype>{escape(one.media)}</mediatype>" for one in described.file_types())
    changes = "\n".join(f"          <li>{escape(change)}</li>" for change in newest_changes())
    date = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    values = {"APP_ID": APP_ID, "DEVELOPER_ID": APP_ID.rpartition(".")[0].lower(), "VERSION": VERSION, "DATE": date}
    kind = "development" if is_unreleased() else "stable"
    filled = _filled(
        "readout.metainfo.xml.in", {**values, "ICON": name, "KIND": kind, "MEDIA_TYPES": types, "CHANGES": changes}
    )
    return filled.replace(">readout.desktop<", f">{name}.desktop<")


def _filled(template: str, values: dict[str, str]) -> str:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _newest() -> tuple[str, str]:
    """Heading and text of the newest part of CHANGELOG.md."""
    parts = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    heading, _line, text = parts[1].partition("\n")
    return heading, text


def is_unreleased() -> bool:
    """Whether CHANGELOG.md says that the newest version is still being made."""
    return "not yet released" in _newest()[0]


def newest_changes() -> Iterable[str]:
    """The points of the newest part of CHANGELOG.md as plain sentences."""
    for point in re.findall(r"^- (.+(?:\n  .+)*)", _newest()[1], re.MULTILINE):
        plain = re.sub(r"\[([^]]+)]\([^)]*\)", r"\1", " ".join(point.split()))
        yield plain.replace("`", "").replace("**", "")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
