"""``python -m reader``: the same as the command ``readout``."""

import sys

from reader.cli import main

sys.exit(main())
