"""Measures speed on the samples: ``make bench``. Prints milliseconds, the best of several runs; asserts nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import combinations

import reader
from reader.export import ALL as EXPORTERS
from reader.samples import samples


def best(work: Callable[[], object], *, runs: int = 5) -> float:
    """Shortest time of several runs, in milliseconds."""
    times = []
    for _run in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def program(*arguments: str) -> Callable[[], object]:
    """The command line as a process of its own."""
    return lambda: subprocess.run([sys.executable, "-m", "reader", *arguments], capture_output=True, check=True)


def main() -> None:
    """Measures and prints one line each."""
    paths = [sample.path for sample in samples()]
    documents = [reader.read(path) for path in paths]
    pairs = list(combinations(documents, 2))
    comparison = reader.compare(documents[1], documents[3])
    long = "\n".join(document.text for document in documents) * 20

    def show(what: str, milliseconds: float) -> None:
        sys.stdout.write(f"{what:<48}{milliseconds:>9.1f} ms\n")

    show("start and show the version", best(program("--version")))
    show(
        "start, compare two samples, write JSON", best(program("compare", str(paths[1]), str(paths[3]), "--to", "json"))
    )
    show("read a sample (mean of five)", best(lambda: [reader.read(path) for path in paths]) / len(paths))
    show(
        "compare two samples (mean of ten pairs)", best(lambda: [reader.compare(*pair) for pair in pairs]) / len(pairs)
    )
    for exporter in EXPORTERS:
        show(f"export to {exporter.name}", best(lambda name=exporter.name: reader.export(comparison, name)))  # type: ignore[misc]
    show(f"read a text of {len(long):,} characters", best(lambda: reader.parse(long), runs=1))


if __name__ == "__main__":
    main()
