"""Torture: ``make torture``. Hostile files, damaged files, attack strings and growing texts, with the figures.

The same as the tests do, with as many damaged files as one has patience for. Ends with 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter

from fuzz import fuzz
from hostile import FAMILIES
from opening import opened

from reader.loaders import ALL
from reader.loaders.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS


def _out(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _hostile() -> list[str]:
    faults: list[str] = []
    _out(f"{'hostile files':16}{'files':>7}{'opened':>8}{'refused':>9}{'faults':>8}{'slowest':>10}{'child MiB':>11}")
    for family in FAMILIES:
        found = opened(family)
        bad = [f"{one.name}: {one.what}" for one in found if one.what not in ("opened", "refused")]
        peak = max(one.child_bytes for one in found)
        if peak > CHILD_MEMORY_BYTES:
            bad.append(f"{family}: a child process took {peak >> 20} MiB")
        faults += bad
        counts = [sum(one.what == what for one in found) for what in ("opened", "refused")]
        slowest = max(one.seconds for one in found)
        _out(f"{family:16}{len(found):7}{counts[0]:8}{counts[1]:9}{len(bad):8}{slowest:9.1f}s{peak / 2**20:11.0f}")
    return faults


def _damaged(count: int, names: list[str]) -> list[str]:
    faults: list[str] = []
    _out(
        f"\n{'damaged files':16}{'files':>7}{'opened':>8}{'refused':>9}{'stopped':>9}{'crashed':>9}"
        f"{'faults':>8}{'slowest':>10}{'child MiB':>11}{'in all':>9}"
    )
    for loader in ALL:
        if names and loader.name not in names:
            continue
        before = perf_counter()
        outcome = fuzz(loader.name, count)
        faults += outcome.faults
        c = outcome.counts
        if outcome.peak > CHILD_MEMORY_BYTES or outcome.seconds > CHILD_SECONDS:
            faults.append(f"{loader.name}: {outcome.peak >> 20} MiB, {outcome.seconds:.1f} s for one file")
        _out(
            f"{loader.name:16}{sum(c.values()):7}{c['opened']:8}{c['refused']:9}{c['stopped']:9}{c['crashed']:9}"
            f"{len(outcome.faults):8}{outcome.seconds:9.2f}s{outcome.peak / 2**20:11.0f}{perf_counter() - before:8.1f}s"
        )
    return faults


def main() -> int:
    """Prints the figures and every broken promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000, help="damaged files for each format (20000)")
    parser.add_argument("--only", nargs="*", default=[], metavar="FORMAT", help="these formats alone")
    parser.add_argument("--no-hostile", action="store_true", help="without the hostile files")
    parser.add_argument("--doubling", action="store_true", help="only how time grows when a text doubles")
    wishes = parser.parse_args()
    faults: list[str] = []
    if not wishes.doubling:
        if not wishes.no_hostile:
            faults += _hostile()
        faults += _damaged(wishes.files, wishes.only)
    if wishes.doubling or not wishes.only:
        from doubling import report

        faults += report(_out)
    for fault in faults:
        _out(f"FAULT {fault}")
    _out(f"\n{len(faults)} promises broken")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
