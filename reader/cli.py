"""The command ``readout``: open the window, compare, inspect, list formats."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    raise NotImplementedError
