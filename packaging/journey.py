"""Drives the real program as a person does, with a mouse, keys and a drop, on a screen of its own.

``python packaging/journey.py FOLDER [--theme light|dark] [--scale 1|2] [--language CODE]`` takes a picture of each step
into FOLDER and ends with an error where a step does not do what a reader expects. What is on the screen is read over
AT-SPI, as a screen reader reads it, and looked for in the words of the window's language. Needs Xvfb, openbox, xdotool,
ImageMagick, dbus and python3-gi with AT-SPI.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.export.facts import lens_name
from reader.i18n import LANGUAGES, VARIABLE, _, ngettext, set_language
from reader.marks import Lens, Role
from reader.theme import state_name

ROOT = Path(__file__).resolve().parents[1]
PAIR = (ROOT / "seeds" / "2021-02-08-xi-trong-call.txt", ROOT / "seeds" / "2021-09-24-xi-trong-call.txt")
WHO = "Nguyen Phu Trong"
NEEDED = ("Xvfb", "openbox", "xdotool", "import", "dbus-run-session")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 40.0

Entry = dict[str, Any]


def missing() -> str:
    """What this machine lacks to be driven, in words; empty where it has everything."""
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    if not LAUNCHER.exists():
        lacking.append(str(LAUNCHER))
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True).returncode:
        lacking.append("AT-SPI for Python (python3-gi, gir1.2-atspi-2.0)")
    return ", ".join(lacking)


class Journey:
    """One reader at one screen."""

    def __init__(self, folder: Path, *, theme: str, scale: int, language: str) -> None:
        self.folder = folder
        self.scale = scale
        self.size = 1440 * scale, 900 * scale
        self.settings = folder / "settings"
        self.settings.mkdir(parents=True, exist_ok=True)
        (self.settings / "settings.toml").write_text(
            f'theme = "{theme}"\nlanguage = "{language}"\nwindow_size = [1436, 868]\nwindow_place = [0, 0]\n',
            encoding="utf-8",
        )
        self.surroundings = {
            **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(scale),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "READOUT_CONFIG_DIR": str(self.settings),
            VARIABLE: language,  # goes before the settings, and may be set where this runs
        }
        self.steps = 0
        self.program: subprocess.Popen[bytes] | None = None

    # The means ---------------------------------------------------------------------------------------------------

    @contextmanager
    def screen(self) -> Iterator[None]:
        """A screen with a window manager and the accessibility bus."""
        reading, writing = os.pipe()
        width, height = self.size
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.surroundings["DISPLAY"] = ":" + pipe.readline().strip()
        others = [self._start(["openbox"]), self._start([str(LAUNCHER), "--launch-immediately", "--a11y=1"])]
        try:
            self.wait("the window manager", lambda: self._has_manager(others))
            yield
        finally:
            for one in (*([self.program] if self.program else []), *others, server):
                one.terminate()
            for one in (*([self.program] if self.program else []), *others, server):
                one.wait(20)

    def _has_manager(self, others: list[subprocess.Popen[bytes]]) -> bool:
        if others[0].poll() is not None:
            others[0] = self._start(["openbox"])  # it may have come before the screen was ready for it
        return "_NET_SUPPORTING_WM_CHECK(WINDOW)" in self._root_properties()

    def _root_properties(self) -> str:
        return self._asked(["xprop", "-root"]) if shutil.which("xprop") else "_NET_SUPPORTING_WM_CHECK(WINDOW)"

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=self.surroundings, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def _run(self, command: list[str]) -> str:
        return subprocess.run(
            command, env=self.surroundings, capture_output=True, text=True, check=True, timeout=PATIENCE
        ).stdout

    def _asked(self, command: list[str]) -> str:
        """What a command says that may fail: what it asks for may not be there yet."""
        return subprocess.run(command, env=self.surroundings, capture_output=True, text=True, check=False).stdout

    def open_program(self, *arguments: str) -> None:
        """Starts the program and waits for its window."""
        with (self.folder / "program.log").open("ab") as log:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "reader", *arguments], env=self.surroundings, stdout=log, stderr=log
            )
        self.wait("the window", lambda: bool(self._window()))
        self._run(["xdotool", "windowfocus", "--sync", self._window()])

    def _window(self) -> str:
        return next(iter(self._search("Readout").split()), "")

    def keys(self, *keys: str) -> None:
        """Presses keys, by their names in X."""
        for key in keys:
            self._run(["xdotool", "key", "--clearmodifiers", key])

    def type(self, text: str) -> None:
        """Types a text."""
        self._run(["xdotool", "type", "--delay", "8", text])

    def click(self, entry: Entry, button: int = 1) -> None:
        """Clicks into the middle of something."""
        x, y, width, height = (length * self.scale for length in entry["box"])  # told in pixels before scaling
        place = [str(x + width // 2), str(y + height // 2)]
        self._run(["xdotool", "mousemove", "--sync", *place, "click", str(button)])

    def told(self) -> list[Entry]:
        """What a screen reader is told."""
        return json.loads(self._run([SYSTEM_PYTHON, str(ROOT / "packaging" / "accessible.py")]))  # type: ignore[no-any-return]

    def find(self, *, role: str = "", name: str = "") -> Entry:
        """The first thing with a role, whose name begins so. Waits for it."""
        found: list[Entry] = []

        def look() -> bool:
            found[:] = [
                one for one in self.told() if (not role or one["role"] == role) and one["name"].startswith(name)
            ]
            return bool(found)

        self.wait(f"{role or 'something'} named {name!r}", look)
        return found[0]

    def panes(self) -> list[Entry]:
        """Both texts, the left one first."""
        texts = [one for one in self.told() if one["name"].startswith(_pane_names()) and "text" in one]
        return sorted(texts, key=lambda one: one["box"][0])

    def wait(self, what: str, done: Callable[[], bool]) -> None:
        """Looks until something is so; ends the journey where it never is."""
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                self.picture("stuck")
                raise SystemExit(f"waited in vain for {what}\n{self._log()}")
            time.sleep(0.1)

    def require(self, is_so: bool, what: str) -> None:
        """Ends the journey where something is not as a reader expects."""
        if not is_so:
            self.picture("stuck")
            raise SystemExit(f"not so: {what}\n{self._log()}")

    def _log(self) -> str:
        """What the program wrote beside its window."""
        log = self.folder / "program.log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def picture(self, name: str) -> None:
        """Takes a picture of the screen once it is still."""
        target = self.folder / f"{self.steps}-{name}.png"
        self.steps += 1
        before = b""
        for _look in range(20):
            self._run(["import", "-window", "root", "-define", "png:exclude-chunks=date,time", str(target)])
            if target.read_bytes() == before:
                break
            before = target.read_bytes()
            time.sleep(0.25)

    # The way -----------------------------------------------------------------------------------------------------

    def travel(self) -> None:
        """From an empty window to the same place in a new one."""
        self.open_program()
        self.picture("start")
        self.drop_two_samples()
        self.read_as_a_screen_reader_does()
        self.filter_by_a_speaker()
        self.walk_the_changes()
        self.switch_lenses()
        self.pair_by_hand_and_undo()
        self.write_a_note()
        self.find_a_word()
        self.export()
        self.come_back()

    def drop_two_samples(self) -> None:
        """Drags two files from another window onto the panes."""
        source = self._start([sys.executable, str(ROOT / "packaging" / "drag_source.py"), *map(str, PAIR)])
        self.wait("the files", lambda: bool(self._search("^Files$")))
        from_x, from_y = 120 * self.scale, 740 * self.scale
        self._run(["xdotool", "mousemove", "--sync", str(from_x), str(from_y), "mousedown", "1"])
        for x, y in (
            (from_x + 40, from_y - 20),
            (700 * self.scale, 420 * self.scale),
            (720 * self.scale, 400 * self.scale),
        ):
            self._run(["xdotool", "mousemove", "--sync", str(x), str(y)])
            time.sleep(0.2)
        self._run(["xdotool", "mouseup", "1"])
        self.wait("two texts", lambda: [bool(one["text"]) for one in self.panes()] == [True, True])
        source.wait(PATIENCE)
        self._run(["xdotool", "windowfocus", "--sync", self._window()])
        earlier = _beginning(_("Earlier document: {title}"))
        self.wait("the comparison", lambda: self.panes()[0]["name"].startswith(earlier))
        self.picture("dropped")

    def _search(self, name: str) -> str:
        return self._asked(["xdotool", "search", "--onlyvisible", "--name", name])

    def read_as_a_screen_reader_does(self) -> None:
        """The texts are there to the last word, and everything that takes the keyboard has a name."""
        for pane, path in zip(self.panes(), PAIR, strict=True):
            words = path.read_text(encoding="utf-8").split()
            self.require(pane["text"].split() == words, f"{path.name} is read whole")
        nameless = [
            one for one in self.told() if "focusable" in one["states"] and not one["name"] and one["role"] != "filler"
        ]
        self.require(not nameless, f"everything that takes the keyboard has a name: {nameless}")

    def filter_by_a_speaker(self) -> None:
        """Clicks a speaker in the sidebar, and lets go again."""
        self.click(self.find(name=WHO))
        self.find(name=_("Clear filter"))
        self.picture("filtered")
        self.keys("Escape")
        self.wait("no filter", lambda: all(one["name"] != _("Clear filter") for one in self.told()))
        self.keys("F6")

    def walk_the_changes(self) -> None:
        """N and P go to the next and the previous difference; the pane says in words what became of the sentence."""
        self.keys(*["p"] * 20)  # picking the speaker has led elsewhere
        self.wait("a state in words", lambda: self._stands_at(1, Role.DROPPED))
        self.keys("n")
        self.wait("the next", lambda: self._stands_at(2, Role.REWORDED))
        self.keys("n", "p")
        self.wait("back", lambda: self._stands_at(2, Role.REWORDED))
        self.keys("w")
        self.find(name=_("Left sentence {number}").format(number=2))
        self.picture("walked")
        self.keys("w")

    def _stands_at(self, number: int, role: Role) -> bool:
        """Whether a pane tells that its sentence in focus is this one, and that this is its state."""
        told = _("Sentence {number}: {state}.").format(number=number, state=state_name(role))
        return any(told in one["description"] for one in self.panes())

    def switch_lenses(self) -> None:
        """Each lens by its key; the sentence in focus stays."""
        for key, lens in enumerate(Lens, 1):
            self.keys(str(key))
            self.wait(lens, lambda lens=lens: self._is_on(lens))  # type: ignore[misc]
            self.require(self._stands_at(2, Role.REWORDED), "the place is kept")
            if lens is not Lens.DIFFERENCES:
                self.picture(f"lens-{lens}")
        self.keys("1")
        self.wait("differences", lambda: self._is_on(Lens.DIFFERENCES))

    def _is_on(self, lens: Lens) -> bool:
        return any(one["name"] == lens_name(lens) and "checked" in one["states"] for one in self.told())

    def pair_by_hand_and_undo(self) -> None:
        """Pairs the first sentence, which has no counterpart, and takes it back."""
        self.keys("p")
        self.wait("the first", lambda: self._stands_at(1, Role.DROPPED))
        self.keys("m")
        self.find(name=_("Pair by hand"))
        self.picture("pairing")
        self.keys("Return")
        self.wait("the pair", lambda: self._stands_at(1, Role.REWORDED))
        self.picture("paired")
        self.keys("ctrl+z")
        self.wait("it undone", lambda: self._stands_at(1, Role.DROPPED))

    def write_a_note(self) -> None:
        """Writes a note on the sentence."""
        self.keys("ctrl+m")
        editor = self.find(name=_("Text of the note"))
        self.click(editor)
        self.type("Gone in *September*: **ask why**.")
        shown = _("The note as it will be shown")
        self.wait("the note", lambda: self.find(name=shown)["text"] == "Gone in September: ask why.")
        self.picture("noted")
        self.keys("Escape")

    def find_a_word(self) -> None:
        """Finds a word in both texts."""
        self.keys("ctrl+f")
        self.find(name=_("Find"))
        self.type("friendship")
        place = _beginning(_("Place {number} of {count}: {left} left, {right} right").replace("{number}", "1"))
        self.find(role="label", name=place)
        self.picture("found")
        self.keys("Escape")

    def export(self) -> None:
        """Exports the page."""
        target = self.folder / "page.html"
        self.keys("ctrl+e")
        self.find(name=_("Export the comparison"))
        self.picture("exporting")
        self.name_page(target)
        self.wait("the page", target.exists)
        page = target.read_text(encoding="utf-8")
        self.require("ask why" in page and page.rstrip().endswith("</html>"), "the page is whole and has the note")

    def name_page(self, target: Path) -> None:
        """Says where the page goes."""
        self.click(self.find(role="text", name=_("F&ile").replace("&", "")))
        self.keys("ctrl+a")
        self.type(str(target))
        self.keys("Return")

    def come_back(self) -> None:
        """Quits, and is at the same place in a new window."""
        before = self.panes()[0]["description"]
        assert self.program is not None
        self.keys("ctrl+q")
        self.require(self.program.wait(PATIENCE) == 0, "the program ends by itself")
        self.open_program()
        one = "Notes on {count} comparison were not saved when Readout was closed; they are under File, Unsaved work."
        many = "Notes on {count} comparisons were not saved when Readout was closed; they are under File, Unsaved work."
        self.find(name=ngettext(one, many, 1).format(count=1))  # comes last, and moves all that is below it
        self.click(self.find(name=_beginning(_("Go on with {left} and {right}"))))
        self.wait("the same place", lambda: bool(self.panes()) and self.panes()[0]["description"] == before)
        told = ngettext("{count} note of yours.", "{count} notes of yours.", 1).format(count=1)
        self.require(told in before, "the note, which was not saved, is there again")
        self.picture("back")
        self.keys("ctrl+q")
        self.require(self.program.wait(PATIENCE) == 0, "the program ends by itself")
        self.program = None


def _pane_names() -> tuple[str, ...]:
    """How the names of the panes begin when they hold a text: while it is read, and once both are compared."""
    read = _("Left document: {title}"), _("Right document: {title}")
    return tuple(map(_beginning, (*read, _("Earlier document: {title}"), _("Later document: {title}"))))


def _beginning(text: str) -> str:
    """What stands before the first name that is to be put into a text."""
    return text.partition("{")[0]


def main() -> int:
    """Travels once; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--language", choices=list(LANGUAGES), default="en")
    given = parser.parse_args()
    if lacking := missing():
        sys.exit(f"this machine lacks {lacking}")
    if "READOUT_JOURNEY_BUS" not in os.environ:
        # A session bus of its own, so that nothing of the reader's desktop takes part.
        command = ["dbus-run-session", "--", sys.executable, *sys.argv]
        return subprocess.run(command, env={**os.environ, "READOUT_JOURNEY_BUS": "own"}, check=False).returncode
    set_language(given.language)
    journey = Journey(given.folder.resolve(), theme=given.theme, scale=given.scale, language=given.language)
    with journey.screen():
        journey.travel()
    print(f"{journey.steps} pictures in {given.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
