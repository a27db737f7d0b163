"""Measures the window: ``make bench`` does it after the rest; ``python benchmarks/window.py`` does it alone.

Each figure stands beside that of the barest program that shows the same text: two ``QTextEdit`` in a window, plain and
unmarked. Runs of both take turns. Starts and frames are counted by the processor's time, so that a busy machine counts
little. Opening is taken on the wall clock: two files are opened as a reader opens them, and while they are read,
shown, compared and marked a timer beats every five milliseconds; a stall is the time between two beats. No screen is
needed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("READOUT_LANGUAGE", "en")

WORDS = 60
"""Words of a paragraph."""
SIZE = 1280, 820
STEPS = 60
TYPED = "minister"

_SPEECH = ("Minister Anna Weber said", "In", "President Karl Brandt noted that")
"""How the paragraphs begin, in turn, so that somebody speaks in them."""

BARE = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextEdit

class Pane(QTextEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        if self.toPlainText():
            print(time.process_time())
            sys.stdout.flush()
            QApplication.exit()

app = QApplication([])
window, both = QMainWindow(), QSplitter()
window.setCentralWidget(both)
for name in sys.argv[1:]:
    pane = Pane(readOnly=True)
    pane.setPlainText(Path(name).read_text("utf-8"))
    both.addWidget(pane)
window.resize(1280, 820)
window.show()
app.exec()
"""
OURS = """
import sys, time
from pathlib import Path
from reader.ui.start import load
app = load()
from reader.ui.views.pane import Pane
from PySide6.QtWidgets import QApplication
paint = Pane.paintEvent

def painted(self, event):
    paint(self, event)
    if self.source is not None:
        print(time.process_time())
        sys.stdout.flush()
        Pane.paintEvent = paint
        QApplication.exit()

Pane.paintEvent = painted
app.run(*map(Path, sys.argv[1:]))
"""
IDLE = """
import sys
from pathlib import Path
from reader.ui.start import load
app = load()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def tell():
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(rows["VmRSS"].split()[0]) * 1024)
    sys.stdout.flush()
    QApplication.exit()

made = app.make_application(["readout"])
QTimer.singleShot(4000, tell)
app.run(*map(Path, sys.argv[1:]))
"""


def process(code: str, *names: str) -> float:
    """What a program of its own prints, as a number."""
    with tempfile.TemporaryDirectory() as folder:
        around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
            "READOUT_CONFIG_DIR": folder
        }
        done = subprocess.run(
            [sys.executable, "-c", code, *names], check=True, capture_output=True, text=True, env=around
        )
    return float(done.stdout.split()[0])


def first_paint(left: str, right: str, runs: int) -> dict[str, float]:
    """Seconds of the processor from the start of the program to the first text on the screen."""
    found: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(runs + 1):
        found["bare"].append(process(BARE, left, right))
        found["ours"].append(process(OURS, left, right))
    times = {name: median(values[1:]) for name, values in found.items()}
    return {**times, "ratio": times["ours"] / times["bare"]}


def paragraphs(count: int) -> tuple[str, str]:
    """Two texts of so many paragraphs a side, each of about sixty words."""
    from texts import pair

    out = []
    for text in pair(count * 3):
        words = text.split()
        size = len(words) // count
        rows = (" ".join((_SPEECH[k % len(_SPEECH)], *words[k * size : (k + 1) * size])) for k in range(count))
        out.append("\n\n".join(rows))
    return out[0], out[1]


def letters(count: int) -> tuple[str, str]:
    """Two texts of so many lines a side, all of the same letter: nothing is harder to lay out and to join."""
    return "\n\n".join(["a"] * count), "\n\n".join(["b"] * count)


SHAPES: dict[str, Callable[[int], tuple[str, str]]] = {"paragraphs": paragraphs, "one-letter lines": letters}


class Heartbeat:
    """Beats while the window works, and knows by stage the longest time in seconds between two beats."""

    def __init__(self, stage: str) -> None:
        from PySide6.QtCore import QTimer

        self.stalls: dict[str, list[float]] = {}
        """On the wall clock, and the longest work of the window's thread, which other programs do not lengthen."""
        self._stage = stage
        self._last = perf_counter(), thread_time()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def enter(self, stage: str) -> None:
        """What is under way from now on; the beat that is due still counts for what was before."""
        self._beat()
        self._stage = stage

    def _beat(self) -> None:
        now = perf_counter(), thread_time()
        longest = self.stalls.get(self._stage, (0.0, 0.0))
        self.stalls[self._stage] = [max(a, b - c) for a, b, c in zip(longest, now, self._last, strict=True)]
        self._last = now


class Bench:
    """A window of ours and a bare one with the same two texts."""

    def __init__(self, texts: tuple[str, str]) -> None:
        from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

        from reader.settings import Settings
        from reader.ui.app import make_application
        from reader.ui.session import Session
        from reader.ui.window import Window

        self.app: QApplication = make_application(["readout"])
        self.texts = texts
        self.bare: QWidget | None = None
        self.edits: list[QTextEdit] = []
        self.session = Session()
        self.window = Window(self.session, Settings())
        self.window.resize(*SIZE)
        self.window.show()
        self.drain()
        self.window.complete()  # which it is by itself a moment after it has been seen

    def show_bare(self) -> None:
        """Opens the bare window: not before ours has opened its texts, since it lays its own out bit by bit."""
        from PySide6.QtWidgets import QMainWindow, QSplitter, QTextEdit

        both = QSplitter()
        for text in self.texts:
            edit = QTextEdit(readOnly=True)
            edit.setPlainText(text)
            both.addWidget(edit)
            self.edits.append(edit)
        self.bare = made = QMainWindow()
        made.setCentralWidget(both)
        made.resize(*SIZE)
        made.show()
        self.drain()

    def drain(self, seconds: float = 0.0) -> None:
        """Lets everything happen that is due."""
        end = perf_counter() + seconds
        self.app.processEvents()
        while perf_counter() < end:
            self.app.processEvents()

    def frame(self, work: Callable[[], object], *widgets: Any) -> float:
        """Seconds of a piece of work until it is seen, as the processor counts them."""
        began = thread_time()
        work()
        self.app.sendPostedEvents()  # what it brought about, but not what waits for an idle moment
        for widget in widgets:
            widget.repaint()
        return thread_time() - began

    def open(self) -> dict[str, Any]:
        """Opens the texts as files and watches until all is there: read, shown, compared, marked, laid out."""
        session = self.session
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, name) for name in ("left.txt", "right.txt")]
            for file, text in zip(files, self.texts, strict=True):
                file.write_text(text, "utf-8")
            at: dict[str, float] = {}
            began, beat = perf_counter(), Heartbeat("reading")

            def coming() -> None:
                at["compared" if "read" in at else "read"] = perf_counter()
                beat.enter("marking" if "compared" in at else "comparing")

            def shown() -> None:
                if "first frame" not in at:
                    for pane in self.panes:
                        pane.repaint()
                    at["first frame"] = perf_counter()

            session.documents_coming.connect(coming)
            session.focus_changed.connect(shown)  # the last signal of new documents
            session.open_files(files)
            self.wait(lambda: session.comparison is not None and not session.busy and self.is_complete)
        end = perf_counter()
        self.drain(0.5)
        found: dict[str, Any] = {
            "until read": at["read"] - began,
            "first frame after that": at["first frame"] - at["read"],
        }
        found |= {"until compared": at["compared"] - began, "until complete": end - began}
        return found | {f"longest stall while {stage}": stall for stage, stall in beat.stalls.items()}

    @property
    def panes(self) -> list[Any]:
        """Our panes, the left one first."""
        return list(self.window.reading.panes.values())

    @property
    def is_complete(self) -> bool:
        """Whether both texts are laid out to the end."""
        return all(pane.page.is_complete for pane in self.panes)

    def wait(self, is_over: Callable[[], bool]) -> None:
        """Lets everything happen until something is so."""
        from PySide6.QtCore import QEventLoop

        while not is_over():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def scrolling(self) -> dict[str, tuple[float, float]]:
        """Medians of ours and of the bare window: a page down, a step of the wheel."""
        pane = self.window.reading.panes[next(iter(self.window.reading.panes))]
        bars = [edit.verticalScrollBar() for edit in self.edits]
        ours = self.panes
        page = pane.viewport().height() - 2 * pane.line
        out = {}
        for what, pixels in (("page down", page), ("scroll step", 3 * pane.line)):
            mine, bare = [], []
            for _ in range(STEPS):
                mine.append(self.frame(partial(pane.scroll_asked.emit, pixels), *ours))

                def go(by: float = pixels) -> None:
                    for bar in bars:
                        bar.setValue(round(bar.value() + by))

                bare.append(self.frame(go, *self.edits))
            out[what] = median(mine), median(bare)
        return out

    def filtering(self) -> tuple[float, float]:
        """Median of switching a filter on or off, and of painting the bare window once more."""
        session = self.session
        names = [speaker.name for speaker in session.left.speakers] if session.left else []
        assert len(names) > 1, "somebody speaks"
        mine, bare = [], []
        ours = self.panes
        for k in range(20):
            mine.append(self.frame(partial(session.toggle_speaker, names[k // 2 % 2]), *ours))
            bare.append(self.frame(lambda: None, *self.edits))
            self.drain(0.05)
        return median(mine), median(bare)

    def typing(self) -> dict[str, float]:
        """The longest that a letter takes in the find bar and in the search box of the changes, and to list these."""
        from reader.ui.views.sidebar import CHANGES

        window = self.window
        window.find_bar.open_bar()
        finding = self.letter_by_letter(window.find_bar, *self.panes)
        window.find_bar.close_bar()
        opening = self.frame(lambda: window.sidebar.show_list(CHANGES), window.sidebar)
        searching = self.letter_by_letter(window.sidebar, window.sidebar)
        return {"a letter to find": finding, "changes listed": opening, "a letter in the list": searching}

    def letter_by_letter(self, bar: Any, *widgets: Any) -> float:
        """The longest that a letter takes which is typed into the first box of a bar, until it is seen."""
        from PySide6.QtWidgets import QLineEdit

        box = bar.findChild(QLineEdit)
        return max(self.frame(partial(box.setText, TYPED[:k]), *widgets) for k in range(1, len(TYPED) + 1))


def inside(shape: str, count: int) -> None:
    """Measures a window with so many paragraphs or lines a side and prints the figures as JSON."""
    sys.path.insert(0, str(Path(__file__).parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["READOUT_CONFIG_DIR"] = folder
        bench = Bench(SHAPES[shape](count))
        figures: dict[str, Any] = bench.open()
        if shape == "paragraphs":
            bench.show_bare()
            beside = {**bench.scrolling(), "filter": bench.filtering()}
            figures |= {what: {"ours": a, "bare": b, "beyond": a - b} for what, (a, b) in beside.items()}
        figures |= bench.typing()
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description="Measures how fast the window is.")
    options.add_argument("--runs", type=int, default=5, help="starts of each program, of which the median counts (5)")
    options.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000], metavar="N", help="paragraphs a side")
    options.add_argument("--lines", type=int, nargs="*", default=[90_000], metavar="N", help="one-letter lines a side")
    options.add_argument("--inside", nargs=2, metavar=("SHAPE", "N"), help="measure one window and print JSON")
    chosen = options.parse_args()
    if chosen.inside:
        inside(chosen.inside[0], int(chosen.inside[1]))
        return
    from reader.samples import samples

    left, right, *_ = [str(sample.path) for sample in samples()]
    start = first_paint(left, right, chosen.runs)
    line = "{:<66}{:>10}{:>10}{:>10}\n"
    sys.stdout.write(line.format("The window, ms", "ours", "bare", ""))
    row = [f"{start[name] * 1000:,.0f}" for name in ("ours", "bare")]
    sys.stdout.write(line.format("two samples: start to first text", *row, f"x {start['ratio']:.2f}"))
    if Path("/proc/self/status").exists():
        megabytes = process(IDLE, left, right) / 1e6
        sys.stdout.write(line.format("two samples: idle memory, MB", f"{megabytes:,.0f}", "", ""))
    texts = [("paragraphs", count) for count in chosen.sizes] + [("one-letter lines", count) for count in chosen.lines]
    for shape, count in texts:
        done = subprocess.run(
            [sys.executable, __file__, "--inside", shape, str(count)], check=True, capture_output=True, text=True
        )
        for what, value in json.loads(done.stdout.splitlines()[-1]).items():
            name = f"{count:,} {shape} a side: {what}"
            if isinstance(value, list):
                wall, work = (f"{seconds * 1000:,.1f}" for seconds in value)
                sys.stdout.write(line.format(name, wall, "", f"{work} of work"))
            elif isinstance(value, dict):
                cells = [f"{value[key] * 1000:,.1f}" for key in ("ours", "bare", "beyond")]
                sys.stdout.write(line.format(name, *cells[:2], f"+ {cells[2]}"))
            else:
                sys.stdout.write(line.format(name, f"{value * 1000:,.1f}", "", ""))


if __name__ == "__main__":
    main()
