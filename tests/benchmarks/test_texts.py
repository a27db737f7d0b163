"""The texts to measure with are the same on every machine, and made as they say."""

from __future__ import annotations

import hashlib
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "texts.py"


@pytest.fixture(scope="module")
def texts() -> ModuleType:
    spec = spec_from_file_location("benchmark_texts", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_numbers_give_the_same_texts(texts: ModuleType) -> None:
    pair = texts.pair(100)
    assert texts.pair(100) == pair
    assert texts.pair(100, seed=1) != pair
    assert hashlib.sha256("\0".join(pair).encode()).hexdigest()[:16] == "2a3096d791f59073"


def test_a_quarter_stands_word_for_word_in_both(texts: ModuleType) -> None:
    left, right = (re.split(r"(?<=\.)\s+", text.strip()) for text in texts.pair(1000))
    assert len(left) == len(right) == 1000
    same = set(left) & set(right)
    assert 0.2 < len(same) / 1000 < 0.3
    kept = [sentence for sentence in right if sentence in same]
    assert kept != [sentence for sentence in left if sentence in same], "none was moved"
