"""Makes what ``make torture`` runs importable here: modules that import each other by their bare names."""

from __future__ import annotations

import sys
from pathlib import Path

TORTURE = Path(__file__).parents[2] / "benchmarks" / "torture"

if str(TORTURE) not in sys.path:
    sys.path.append(str(TORTURE))
