"""Measures speed: ``make bench``. A table of medians and of ratios to U, all measured in one run.

U is the time that ``collections.Counter(re.findall(r"\\w+", text))`` takes on both texts: what it costs to count their
words in plain Python. It is taken before and after whatever it is held against, so that a machine that grows slower
while it is measured does not change a ratio. Memory is the peak of a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from texts import pair

import reader

SIZES = (1_000, 10_000)
LARGE = 100_000
DIFFLIB_UP_TO = 1_000
"""Sentences a side up to which difflib ends in a time one can wait for."""

Work = Callable[[], object]


@dataclass(slots=True)
class Row:
    """One measured thing."""

    what: str
    runs: list[float] = field(default_factory=list)
    """Seconds of each run."""
    unit: float | None = None
    """Seconds of U, or of what the row is held against."""
    note: str = ""

    @property
    def seconds(self) -> float:
        """Median of the runs."""
        return median(self.runs)

    def line(self) -> str:
        """The row as a line of the table."""
        ratio = "" if self.unit is None else f"{self.seconds / self.unit:,.2f}"
        return f"{self.what:<52}{self.seconds * 1000:>12,.1f}{ratio:>10}  {self.note}".rstrip()

    def to_dict(self) -> dict[str, Any]:
        """The row for ``--json``: seconds."""
        return {**asdict(self), "median": self.seconds, "ratio": self.unit and self.seconds / self.unit}


def timed(work: Work, clock: Callable[[], float] = process_time) -> float:
    """Seconds one run takes: of the processor, so that a busy machine counts little; for processes, on the wall."""
    gc.collect()
    began = clock()
    work()
    return clock() - began


def process(*arguments: str) -> Work:
    """A process of its own from start to end; one that fails stops the measuring.

    Python keeps its compiled modules, as it does for a program that is installed.
    """
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(arguments, check=True, capture_output=True, env=around)


def python(*arguments: str) -> Work:
    """This Python with the arguments, as a process."""
    return process(sys.executable, *arguments)


class Table:
    """Rows under headings, printed as they come."""

    def __init__(self) -> None:
        self.sections: list[tuple[str, list[Row]]] = []

    def section(self, title: str, compared_to: str) -> None:
        """Begins a part of the table; ``compared_to`` heads the column of ratios."""
        self.sections.append((title, []))
        sys.stdout.write(f"\n{title:<52}{'ms':>12}{compared_to:>10}\n")

    def add(self, row: Row) -> None:
        """Prints a row."""
        self.sections[-1][1].append(row)
        sys.stdout.write(row.line() + "\n")
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Prints a remark, which goes to the last row in the file."""
        self.sections[-1][1][-1].note = text
        sys.stdout.write(text + "\n")


def long_texts(table: Table, sentences: int, runs: int, folder: Path) -> tuple[Row, Row]:
    """A made-up pair of so many sentences a side: reading, comparing, memory, and others on the same texts.

    The rows of U and of reading and comparing.
    """
    left, right = pair(sentences)
    size = len(left.encode()) + len(right.encode())
    table.section(f"{sentences:,} sentences a side, {size / 1e6:.1f} MB", "× U")

    def count() -> list[Counter[str]]:
        return [Counter(re.findall(r"\w+", text)) for text in (left, right)]

    units = [timed(count) for _ in range(3)]
    parsed, compared = Row("read both"), Row("compare")
    for _ in range(runs):
        documents: list[reader.Document] = []
        parsed.runs.append(timed(lambda into=documents: into.extend(map(reader.parse, (left, right)))))  # type: ignore[misc]
        units.append(timed(count))
        compared.runs.append(timed(lambda of=documents: reader.compare(*of)))  # type: ignore[misc]
        units.append(timed(count))
    unit = median(units)
    both = Row("read and compare", [a + b for a, b in zip(parsed.runs, compared.runs, strict=True)])
    counted = Row("U: count the words", units)
    for row in (counted, parsed, compared, both):
        row.unit = unit
        table.add(row)
    paths = folder / "left.txt", folder / "right.txt"
    for path, text in zip(paths, (left, right), strict=True):
        path.write_text(text, encoding="utf-8")
    others(table, left, right, paths, unit, difflib=sentences <= DIFFLIB_UP_TO)
    peak = peak_memory(*map(str, paths))
    if peak is not None:
        note = f"peak memory {peak / 1e6:,.0f} MB; 25 times the texts plus 150 MB are {25 * size / 1e6 + 150:,.0f} MB"
        table.note(note)
    return counted, both


def growth(table: Table, measured: dict[int, tuple[Row, Row]]) -> None:
    """How many times as long each size takes as the one before, beside how many times as long its words are."""
    table.section("Growth, in seconds of the longer by those of the shorter", "× U")
    for (few, before), (many, after) in pairwise(measured.items()):
        for old, new in zip(before, after, strict=True):
            row = Row(f"from {few:,} to {many:,} sentences: {new.what}", note="(times as long, not ms)")
            row.runs = [new.seconds / old.seconds / 1000]
            row.unit = after[0].seconds / before[0].seconds / 1000
            table.add(row)


def others(table: Table, left: str, right: str, paths: tuple[Path, Path], unit: float, *, difflib: bool) -> None:
    """What other programs take for the same two texts; they do less: none reads sentences, speakers or topics."""
    words = left.split(), right.split()
    if difflib:
        table.add(Row("difflib, on words", [timed(lambda: SequenceMatcher(None, *words).get_opcodes())], unit))
    if git := shutil.which("git"):
        command = (git, "diff", "--no-index", "--word-diff", "--no-color", *map(str, paths))

        def run() -> None:
            # git diff ends with 1 where the files differ.
            if subprocess.run(command, capture_output=True).returncode > 1:
                raise RuntimeError("git diff failed")

        table.add(Row("git diff --word-diff, as a process", [timed(run, perf_counter) for _ in range(3)], unit))


def peak_memory(left: str, right: str) -> int | None:
    """Most bytes a process holds while it reads and compares two files; None where the system does not tell."""
    code = (
        "import resource, sys, reader; from pathlib import Path\n"
        "reader.compare(*(reader.parse(Path(p).read_text('utf-8')) for p in sys.argv[1:]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    if sys.platform == "win32":
        return None
    done = subprocess.run([sys.executable, "-c", code, left, right], check=True, capture_output=True, text=True)
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024)


def samples(table: Table, runs: int) -> None:
    """The samples that come with the program, beside diff-match-patch on their characters."""
    from diff_match_patch import diff_match_patch

    from reader.export import ALL as EXPORTERS
    from reader.samples import samples as bundled

    paths = [sample.path for sample in bundled()]
    documents = [reader.read(path) for path in paths]
    pairs = list(combinations(documents, 2))
    table.section(f"{len(paths)} samples, {len(pairs)} pairs, everything warm", "× dmp")
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    others = [timed(lambda p=p: engine.diff_main(p[0].text, p[1].text)) for p in pairs]  # type: ignore[misc]
    unit = sum(others) / len(pairs)
    table.add(Row("diff-match-patch on characters, a pair", [unit], unit))
    table.add(Row("read a sample", [timed(lambda: [reader.read(p) for p in paths]) / len(paths) for _ in range(runs)]))
    each = [timed(lambda: [reader.compare(*p) for p in pairs]) / len(pairs) for _ in range(runs)]
    table.add(Row("compare, a pair", each, unit, f"1/{unit / median(each):.0f}"))
    words = [(a.text.split(), b.text.split()) for a, b in pairs]
    each = [timed(lambda: [SequenceMatcher(None, *w).get_opcodes() for w in words]) / len(pairs) for _ in range(runs)]
    table.add(Row("difflib, on words, a pair", each, unit))
    comparison = reader.compare(*pairs[0])
    for exporter in EXPORTERS:
        row = Row(f"export to {exporter.name}")
        row.runs = [timed(lambda to=exporter.name: reader.export(comparison, to)) for _ in range(runs)]  # type: ignore[misc]
        table.add(row)


def small_commands(table: Table, runs: int, folder: Path) -> None:
    """Starting: what a person waits for at the command line. Runs take turns with those they are held against."""
    from reader.samples import samples as bundled

    left, right, *_ = [str(sample.path) for sample in bundled()]
    out = str(folder / "out.html")
    bare, peer = ("-c", ""), ("-c", "import diff_match_patch")
    table.section("Processes from start to end", "ratio")
    held: tuple[tuple[str, tuple[str, ...], int | None], ...] = (
        ("python -c ''", bare, None),
        ("import reader", ("-c", "import reader"), 0),
        ("python -c 'import diff_match_patch'", peer, None),
        ("readout --version", ("-m", "reader", "--version"), 2),
        ("readout inspect A", ("-m", "reader", "inspect", left), 2),
        ("readout compare A B -o out.html", ("-m", "reader", "compare", left, right, "-o", out), 2),
    )
    rows = [Row(what) for what, _arguments, _to in held]
    for _what, arguments, _to in held:
        timed(python(*arguments))
    for _ in range(2 * runs + 1):
        for row, (_what, arguments, _to) in zip(rows, held, strict=True):
            row.runs.append(timed(python(*arguments), perf_counter))
    for row, (_what, _arguments, to) in zip(rows, held, strict=True):
        if to is not None:
            row.unit, row.note = rows[to].seconds, f"of {rows[to].what}"
        table.add(row)


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file() and (found := re.search(r"model name\s*:\s*(.+)", info.read_text())):
        model = found[1]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"Readout {reader.__version__}, {python}, {platform.system()}, {os.cpu_count()} × {model}"


def main() -> None:
    """Measures and prints; with ``--json`` writes the same as a file."""
    options = argparse.ArgumentParser(description="Measures how fast Readout reads and compares.")
    options.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), metavar="N", help="sentences a side")
    options.add_argument("--large", action="store_true", help=f"{LARGE:,} sentences a side as well")
    options.add_argument("--runs", type=int, default=3, help="runs of each thing, of which the median counts (3)")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file too")
    chosen = options.parse_args()
    table = Table()
    sys.stdout.write(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        small_commands(table, chosen.runs, Path(folder))
        samples(table, chosen.runs)
        measured = {}
        for sentences in (*chosen.sizes, *([LARGE] if chosen.large else ())):
            runs = 1 if sentences >= LARGE else chosen.runs
            measured[sentences] = long_texts(table, sentences, runs, Path(folder))
        growth(table, measured)
    if chosen.json:
        sections = [{"title": title, "rows": [row.to_dict() for row in rows]} for title, rows in table.sections]
        chosen.json.write_text(json.dumps({"machine": machine(), "sections": sections}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
