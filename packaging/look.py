"""Looks at a screen until a window is on it, then until the texts in it are compared: for ``try_packages.py``.

Says ``looking``, ``seen`` and ``compared`` on standard output, one a line, when it is so. ``look.py PICTURE`` keeps
what the screen shows at the end. Ends with 1 when its patience does.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from released import ROOT

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

sys.path.insert(0, str(ROOT))

PATIENCE = 60.0
PAUSE = 0.01


def main(picture: str | None) -> int:
    """Looks; gives the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    from PySide6.QtGui import QGuiApplication

    from reader.theme import load_theme

    app = QGuiApplication(["look"])
    theme = load_theme("light")
    # Ink on the tints of what is reworded, dropped or new: these colours are there once the texts are compared.
    wanted = {theme[role].lower() for role in ("reworded_bg", "edit")}
    until = time.monotonic() + PATIENCE

    def grabbed() -> QImage:
        return app.primaryScreen().grabWindow(0).toImage()

    def wait(what: str, is_so: Callable[[QImage], bool]) -> bool:
        while not is_so(grabbed()):
            if time.monotonic() > until:
                return False
            time.sleep(PAUSE)
        print(what, flush=True)
        return True

    grabbed()
    print("looking", flush=True)
    seen = wait("seen", lambda image: image.pixelColor(image.width() // 2, image.height() // 2).lightness() > 0)
    compared = seen and wait("compared", lambda image: wanted <= colours(image))
    if picture is not None:
        grabbed().save(picture)
    return 0 if compared else 1


def colours(image: QImage) -> set[str]:
    """Colours of every third pixel in each direction."""
    return {
        f"#{image.pixel(x, y) & 0xFFFFFF:06x}" for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
