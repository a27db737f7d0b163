"""Prints what a screen reader is told of Readout, as JSON. Runs with the system's Python, which has AT-SPI (gi).

One list of everything that is showing, in order: role, name, description, states, place on the screen, the text where
there is one, and how deep it lies. Starts with the program named ``readout`` on the accessibility bus.
"""

from __future__ import annotations

import json
import sys
import time

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402

MOST_CHILDREN = 400
"""Of one parent; a list of hundreds of entries is not needed to the end."""
STATES = ("FOCUSED", "FOCUSABLE", "SELECTED", "CHECKED", "ENABLED", "EXPANDED", "MODAL")


def program(patience: float) -> object:
    """The program on the bus; waits for it so many seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for k in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(k)
            if one is not None and (one.get_name() or "").casefold() == "readout":
                return one
        time.sleep(0.2)
    sys.exit("Readout is not on the accessibility bus")


def told(one: object, depth: int = 0) -> list[dict[str, object]]:
    """An accessible and all below it that is showing."""
    try:
        states = one.get_state_set()
        if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
            return []
        box = one.get_extents(Atspi.CoordType.SCREEN) if depth else None
        out = {
            "depth": depth,
            "role": one.get_role_name(),
            "name": one.get_name() or "",
            "description": one.get_description() or "",
            "states": [name.lower() for name in STATES if states.contains(getattr(Atspi.StateType, name))],
            "box": [box.x, box.y, box.width, box.height] if box else [],
        }
        text = one.get_text_iface() if depth else None
        if text is not None:
            out["text"] = Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))
        children = [one.get_child_at_index(k) for k in range(min(one.get_child_count(), MOST_CHILDREN))]
    except gi.repository.GLib.Error:
        return []  # it went away while we looked
    return [out, *(entry for child in children if child is not None for entry in told(child, depth + 1))]


if __name__ == "__main__":
    json.dump(told(program(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0)), sys.stdout, ensure_ascii=False)
