"""``python -m reader``: the same as the command ``readout``."""

from reader.cli import run

run()
