"""Thousands of damaged files for every loader, many in one process that has the limits of the real one.

A process for each file would take a second for three of them; here a process reads files one after the other, says what
became of each, and is replaced when it ends or hangs. Files are made where they are read, from their number.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from mutations import mutation

from reader.loaders import ALL
from reader.loaders.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS
from reader.loaders.opening import HEAD_BYTES, choose

HERE = Path(__file__).parent
FILES = HERE.parents[1] / "tests" / "loaders" / "files"
_WHOLE_EVERY = 100
"""How often a file goes the whole way to a Document, which takes longer than reading it."""


@dataclass(slots=True)
class Outcome:
    """What became of the damaged copies of the seeds of one loader."""

    loader: str
    seeds: tuple[str, ...]
    counts: Counter[str] = field(default_factory=Counter)
    """Files by ``opened``, ``refused`` (one sentence), ``stopped`` (a limit), and the faults below."""
    faults: list[str] = field(default_factory=list)
    """Exceptions that are no sentence, broken promises about spans, ends of the process, with the file's number."""
    peak: int = 0
    """Most memory a process had in use, in bytes."""
    seconds: float = 0.0
    """Longest time for one file."""


def seeds_of(name: str, *, most_bytes: int = 12_000) -> list[Path]:
    """The two smallest files in tests/loaders/files that the loader of this name reads; one, where they are large."""
    found = []
    for path in sorted(FILES.iterdir()):
        if path.suffix != ".expected":
            data = path.read_bytes()
            if choose(data, path.suffix).name == name:
                found.append(path)
    found.sort(key=lambda path: (path.stat().st_size, path.name))
    return found[:1] + [path for path in found[1:2] if path.stat().st_size <= most_bytes]


def fuzz(name: str, count: int, *, start: int = 0) -> Outcome:
    """Reads damaged copies ``start`` to ``start + count`` of the loader's seeds."""
    seeds = seeds_of(name)
    outcome = Outcome(name, tuple(path.name for path in seeds))
    at, end = start, start + count
    while seeds and at < end:
        at = _batch(outcome, seeds, at, end)
    return outcome


def _batch(outcome: Outcome, seeds: list[Path], at: int, end: int) -> int:
    """Runs one process; gives the number of the first file it did not read."""
    words = [sys.executable, __file__, outcome.loader, str(at), str(end), *map(str, seeds)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=HERE) as process:
        assert process.stdout is not None
        lines: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=_pass_on, args=(process.stdout, lines), daemon=True).start()
        number = at
        while True:
            try:
                line = lines.get(timeout=CHILD_SECONDS + 5)
            except Empty:
                process.kill()
                outcome.counts["stopped"] += 1
                return number + 1
            if not line:
                break
            told = json.loads(line)
            number = told["number"] + 1
            outcome.counts[told["what"]] += 1
            outcome.peak = max(outcome.peak, told["peak"])
            outcome.seconds = max(outcome.seconds, told["seconds"])
            if told["fault"]:
                outcome.faults.append(f"{outcome.loader} {told['number']}: {told['fault']}")
    if number >= end:
        return end
    code = process.returncode
    # The system ends a process at its time; one that falls over a file ends, too, and the file is told to be damaged.
    outcome.counts["stopped" if code in (-9, -24, 3) else "crashed"] += 1
    return number + 1


def _pass_on(out: IO[bytes], lines: SimpleQueue[bytes]) -> None:
    for line in out:
        lines.put(line)
    lines.put(b"")


def _read(name: str, start: int, end: int, paths: list[str]) -> None:
    """The process: one line of JSON a file."""
    import resource
    from time import perf_counter

    from reader.loaders.guard import forbid_reaching_out, limit_memory_and_time, peak_memory

    seeds = [Path(path).read_bytes() for path in paths]
    loader = next(one for one in ALL if one.name == name)
    limit_memory_and_time(seconds=None)
    judge = Judge(loader)
    judge.look(seeds[0], whole=True)  # what is imported late is imported before the time is taken
    forbid_reaching_out()
    for number in range(start, end):
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + CHILD_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        data = mutation(seeds[number % len(seeds)], number, tuple(seeds))
        before = perf_counter()
        what, fault = judge.look(data, whole=number % _WHOLE_EVERY == 0)
        seconds = perf_counter() - before
        line = {"number": number, "what": what, "fault": fault, "seconds": seconds, "peak": peak_memory()}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


class Judge:
    """Reads a file as the child does and says whether every promise was kept."""

    def __init__(self, loader: object) -> None:
        self._loader = loader
        self._parse = getattr(loader, "parse", None) or loader.load  # type: ignore[attr-defined]

    def look(self, data: bytes, *, whole: bool = False) -> tuple[str, str]:
        """``opened``, ``refused``, ``stopped`` or ``faulty``, and the fault."""
        from reader.errors import ReaderError

        if not data:
            return "refused", ""
        try:
            for suffix in ("", ".txt"):
                for loader in ALL:
                    loader.recognises(data[:HEAD_BYTES], suffix)
            loaded = self._parse(data)
        except ReaderError as error:
            return "refused", _not_a_sentence(error.template, error.hint)
        except (MemoryError, RecursionError):
            return "stopped", ""
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            return "faulty", f"{type(error).__name__}: {error}"[:200]
        fault = _broken(loaded)
        if whole and not fault:
            fault = self._whole(loaded)
        return ("faulty" if fault else "opened"), fault

    def _whole(self, loaded: object) -> str:
        from reader.errors import ReaderError
        from reader.model import Document, Source
        from reader.reading import _document

        try:
            document = _document(loaded, Source("a", "0" * 64, self._loader.name))  # type: ignore[arg-type, attr-defined]
            again = Document.from_dict(json.loads(document.to_json()))
        except ReaderError:
            return ""
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            return f"as a document: {type(error).__name__}: {error}"[:200]
        return "" if again == document else "does not survive JSON"


def _not_a_sentence(message: str, hint: str) -> str:
    good = "{file}" in message and message.endswith(".") and "\n" not in message + hint and hint.endswith((".", ""))
    return "" if good else f"no sentence: {message!r} {hint!r}"


def _broken(loaded: object) -> str:
    """Which promise about blocks a Loaded breaks; empty where it keeps them."""
    text, at = loaded.text, 0  # type: ignore[attr-defined]
    for block in loaded.paragraphs:  # type: ignore[attr-defined]
        if not at <= block.start < block.end <= len(text) or text[at : block.start].strip():
            return f"block {block} after {at} of {len(text)}"
        at = block.end
    if loaded.paragraphs and text[at:].strip():  # type: ignore[attr-defined]
        return "words outside every block"
    return ""


if __name__ == "__main__":
    _read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])

__all__ = ["CHILD_MEMORY_BYTES", "Judge", "Outcome", "fuzz", "seeds_of"]
