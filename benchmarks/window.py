"""Measures the window: ``make bench`` does it after the rest; ``python benchmarks/window.py`` does it alone.

Each figure stands beside that of the barest program that shows the same text: two ``QTextEdit`` in a window, plain and
unmarked. Runs of both take turns. Starts and frames are counted by the processor's time, so that a busy machine counts
little; stalls are taken on the wall clock. No screen is needed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
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


class Bench:
    """A window of ours and a bare one with the same two texts."""

    def __init__(self, texts: tuple[str, str]) -> None:
        from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextEdit

        from reader.settings import Settings
        from reader.ui.app import make_application
        from reader.ui.session import Session
        from reader.ui.window import Window

        self.app: QApplication = make_application(["readout"])
        self.texts = texts
        self.bare = QMainWindow()
        both = QSplitter()
        self.bare.setCentralWidget(both)
        self.edits = [QTextEdit(readOnly=True) for _ in texts]
        for edit, text in zip(self.edits, texts, strict=True):
            edit.setPlainText(text)
            both.addWidget(edit)
        self.session = Session()
        self.window = Window(self.session, Settings())
        for one in (self.bare, self.window):
            one.resize(*SIZE)
            one.show()
        self.drain()
        self.window.complete()  # which it is by itself a moment after it has been seen

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

    def open(self) -> dict[str, float]:
        """Opens the texts and watches: first frame of the text, longest stall until all is laid out."""
        from PySide6.QtCore import QTimer

        from reader.ui.work import compare_all, parse_one

        left, right = (parse_one(text) for text in self.texts)
        answer = compare_all(left, right, self.session.options, self.session.lens)
        session, panes = self.session, list(self.window.reading.panes.values())
        gc.collect()
        gc.freeze()
        began = perf_counter()
        session.show_documents(left, right, None, None, None, session.paths)
        self.app.processEvents()
        for pane in panes:
            pane.repaint()
        first = perf_counter() - began
        last, stall, ticks = perf_counter(), 0.0, 0

        def tick() -> None:
            nonlocal last, stall, ticks
            now = perf_counter()
            stall, last, ticks = max(stall, now - last), now, ticks + 1

        watch = QTimer(interval=1)
        watch.timeout.connect(tick)
        watch.start()
        _found, comparison, marks, walk, _presences = answer.remember()

        def arrive() -> None:
            session.found, session.walk = comparison, walk
            session.show_documents(left, right, comparison, marks, None, session.paths)

        QTimer.singleShot(50, arrive)
        self.drain(0.2)
        while not self.window.reading.scrolling.is_complete:
            self.app.processEvents()
        self.drain(0.5)
        return {"first frame": first, "longest stall": stall, "until complete": perf_counter() - began}

    def scrolling(self) -> dict[str, tuple[float, float]]:
        """Medians of ours and of the bare window: a page down, a step of the wheel."""
        pane = self.window.reading.panes[next(iter(self.window.reading.panes))]
        bars = [edit.verticalScrollBar() for edit in self.edits]
        ours = list(self.window.reading.panes.values())
        page = pane.viewport().height() - 2 * pane.line
        out = {}
        for what, pixels in (("page down", page), ("scroll step", 3 * pane.line)):
            mine, bare = [], []
            for _ in range(STEPS):
                mine.append(self.frame(lambda by=pixels: pane.scroll_asked.emit(by), *ours))

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
        ours = list(self.window.reading.panes.values())
        for k in range(20):
            mine.append(self.frame(lambda name=names[k // 2 % 2]: session.toggle_speaker(name), *ours))
            bare.append(self.frame(lambda: None, *self.edits))
            self.drain(0.05)
        return median(mine), median(bare)


def inside(count: int) -> None:
    """Measures a window with so many paragraphs a side and prints the figures as JSON."""
    sys.path.insert(0, str(Path(__file__).parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["READOUT_CONFIG_DIR"] = folder
        bench = Bench(paragraphs(count))
        figures: dict[str, Any] = bench.open()
        figures |= {what: {"ours": a, "bare": b, "beyond": a - b} for what, (a, b) in bench.scrolling().items()}
        a, b = bench.filtering()
        figures["filter"] = {"ours": a, "bare": b, "beyond": a - b}
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description="Measures how fast the window is.")
    options.add_argument("--runs", type=int, default=5, help="starts of each program, of which the median counts (5)")
    options.add_argument("--inside", type=int, metavar="N", help="measure one window with N paragraphs a side")
    options.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000], metavar="N")
    chosen = options.parse_args()
    if chosen.inside:
        inside(chosen.inside)
        return
    from reader.samples import samples

    left, right, *_ = [str(sample.path) for sample in samples()]
    start = first_paint(left, right, chosen.runs)
    line = "{:<52}{:>10}{:>10}{:>10}\n"
    sys.stdout.write(line.format("The window, ms", "ours", "bare", ""))
    row = [f"{start[name] * 1000:,.0f}" for name in ("ours", "bare")]
    sys.stdout.write(line.format("two samples: start to first text", *row, f"x {start['ratio']:.2f}"))
    if Path("/proc/self/status").exists():
        megabytes = process(IDLE, left, right) / 1e6
        sys.stdout.write(line.format("two samples: idle memory, MB", f"{megabytes:,.0f}", "", ""))
    for count in chosen.sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--inside", str(count)], check=True, capture_output=True, text=True
        )
        for what, value in json.loads(done.stdout.splitlines()[-1]).items():
            name = f"{count:,} paragraphs a side: {what}"
            if isinstance(value, dict):
                cells = [f"{value[key] * 1000:,.1f}" for key in ("ours", "bare", "beyond")]
                sys.stdout.write(line.format(name, *cells[:2], f"+ {cells[2]}"))
            else:
                sys.stdout.write(line.format(name, f"{value * 1000:,.1f}", "", ""))


if __name__ == "__main__":
    main()
