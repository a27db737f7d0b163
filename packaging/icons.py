"""Pictures of the icon in the sizes and formats that systems ask for, all from the drawings in ``resources/icons``."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from released import ROOT

DRAWINGS = ROOT / "resources" / "icons"
PROGRAM, SYMBOLIC, DOCUMENT = "readout", "readout-symbolic", "readout-document"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_WINDOWS = (16, 24, 32, 48, 64, 128, 256)
_MACOS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def png(drawing: str, size: int) -> bytes:
    """A drawing as a square PNG picture."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(str(DRAWINGS / f"{drawing}.svg")).render(painter, QRectF(0, 0, size, size))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise SystemExit(f"The icon {drawing} could not be drawn at {size} pixels.")
    return bytes(data.data())


def ico(drawing: str) -> bytes:
    """A drawing as a Windows icon. Each size is a PNG picture, which Windows takes since Vista."""
    pictures = [png(drawing, size) for size in _WINDOWS]
    table, at = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, picture in zip(_WINDOWS, pictures, strict=True):
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return table + b"".join(pictures)


def icns(drawing: str) -> bytes:
    """A drawing as a macOS icon."""
    parts = b""
    for size, kind in _MACOS.items():
        picture = png(drawing, size)
        parts += kind + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def write_hicolor(folder: Path, program: str, document: str) -> None:
    """The theme *hicolor* below ``folder``: the program's icon, its one-colour form, and that of its files."""
    for kind, drawing, name in (("apps", PROGRAM, program), ("mimetypes", DOCUMENT, document)):
        for size in SIZES:
            _write(folder / f"{size}x{size}" / kind / f"{name}.png", lambda d=drawing, s=size: png(d, s))
        _copy(drawing, folder / "scalable" / kind / f"{name}.svg")
    _copy(SYMBOLIC, folder / "symbolic" / "apps" / f"{program}-symbolic.svg")


def write_for_windows_and_macos(folder: Path) -> None:
    """``readout.ico`` and ``readout.icns`` with their forms for documents, where PyInstaller looks for them."""
    for drawing in (PROGRAM, DOCUMENT):
        _write(folder / f"{drawing}.ico", lambda d=drawing: ico(d))
        _write(folder / f"{drawing}.icns", lambda d=drawing: icns(d))


def _copy(drawing: str, target: Path) -> None:
    _write(target, (DRAWINGS / f"{drawing}.svg").read_bytes)


def _write(target: Path, content: Callable[[], bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content())
