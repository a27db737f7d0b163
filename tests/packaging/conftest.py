"""The scripts in packaging/ import one another by their bare names, as they do when they are run."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "packaging"), str(ROOT / "packaging" / "pyinstaller")]
