"""Opens hostile files as a person would and says what came of each: for each family in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of one file."""

    family: str
    name: str
    what: str
    """``opened``, ``refused`` or the fault."""
    sentence: str
    """What a person is told, where it was refused."""
    seconds: float
    child_bytes: int
    """Most memory any child process of this family had in use up to here."""


def opened(family: str) -> list[Opened]:
    """Opens the files of a family in a new process, whose children are then those that read files."""
    done = subprocess.run([sys.executable, __file__, family], cwd=HERE, capture_output=True, text=True, check=False)
    found = [Opened(**json.loads(line)) for line in done.stdout.splitlines()]
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or ["?"]
        found.append(Opened(family, "(the rest)", f"ended with {done.returncode}: {last[0]}", "", 0.0, 0))
    return found


def _main(family: str) -> None:
    import resource
    from time import perf_counter

    from hostile import FAMILIES

    from reader.errors import ReaderError
    from reader.reading import read_bytes

    for name, data in FAMILIES[family]():
        what, sentence = "opened", ""
        before = perf_counter()
        try:
            document = read_bytes(data, name)
            json.dumps(document.to_dict())
        except ReaderError as error:
            what, sentence = "refused", str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            what = f"{type(error).__name__}: {error}"[:200]
        seconds = perf_counter() - before
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        sys.stdout.write(json.dumps(asdict(Opened(family, name, what, sentence, seconds, peak))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(sys.argv[1])
