"""Whether a window can open here, found out before Qt is loaded: Qt ends the process where it cannot."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from pathlib import Path

from reader.errors import ReaderError
from reader.i18n import _

# Loaded by Qt's X11 plugin; without one of them Qt ends the process. Name of the file, name of the Debian package.
_X11_LIBRARIES = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
)
_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def require_display() -> None:
    """Raises ReaderError where no window can open. Judges Linux and the like; other systems always have a display."""
    if not sys.platform.startswith(("linux", "freebsd")) or os.environ.get("QT_QPA_PLATFORM"):
        return
    display, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    instead = _("Use “readout compare LEFT RIGHT -o page.html”, which needs no window.")
    if not display and not wayland:
        raise ReaderError(_("There is no display here, so no window can open."), instead)
    if wayland:
        return
    if display and not _answers(display):
        message = _("The display “{display}” does not answer, so no window can open.")
        raise ReaderError(message.format(display=display), instead)
    missing = [package for library, package in _X11_LIBRARIES if not _loads(library)]
    if missing:
        message = _("Libraries that Qt needs for a window are missing on this machine.")
        hint = _("Install them with: sudo apt-get install {packages}").format(packages=" ".join(missing))
        raise ReaderError(message, hint)


def _answers(display: str) -> bool:
    """Whether something listens where a display on this machine would; one elsewhere is taken on trust."""
    local = _LOCAL_DISPLAY.fullmatch(display)
    if local is None:
        return True
    path = Path(f"/tmp/.X11-unix/X{local.group(1)}")  # the address X servers listen at
    for address in (str(path), f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            try:
                connection.connect(address)
            except OSError:
                continue
            return True
    return False


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
