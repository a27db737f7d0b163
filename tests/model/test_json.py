"""Documents and comparisons survive the way to JSON and back."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

import reader
from reader.bundled import seeds
from reader.model import Comparison, Document

SAMPLES = sorted(seeds().glob("*.txt"))
DOCUMENT_KEYS = {
    "format": str,
    "version": int,
    "title": str,
    "date": (str, type(None)),
    "language": str,
    "source": dict,
    "text": str,
    "paragraphs": list,
    "sentences": list,
    "speakers": list,
    "topics": list,
    "warnings": list,
}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_document_round_trip(path):
    document = reader.read(path)
    again = Document.from_dict(json.loads(document.to_json()))
    assert again == document
    assert hash(again) == hash(document)


@pytest.mark.parametrize(("left", "right"), [*combinations(SAMPLES, 2)], ids=lambda path: path.stem)
def test_comparison_round_trip(left, right):
    comparison = reader.compare(reader.read(left), reader.read(right))
    again = Comparison.from_dict(json.loads(comparison.to_json()))
    assert again == comparison
    assert hash(again) == hash(comparison)


def test_document_json_has_the_published_keys():
    data = json.loads(reader.read(SAMPLES[0]).to_json())
    assert data["format"] == "readout-document"
    assert data["version"] == 1
    for key, kind in DOCUMENT_KEYS.items():
        assert isinstance(data[key], kind), key
    assert set(data["source"]) >= {"name", "sha256", "kind"}
    assert set(data["sentences"][0]) >= {
        *("index", "start", "end", "text", "paragraph", "speaker", "attribution", "cue", "topics"),
    }


def test_comparison_json_has_the_published_keys():
    first, second = (reader.read(path) for path in SAMPLES[1:4:2])
    data = json.loads(reader.compare(first, second).to_json())
    assert data["format"] == "readout-comparison"
    assert set(data) >= {"version", "left", "right", "matches", "states", "formulations", "summary"}
    assert set(data["states"]) == {"left", "right"}
    match = data["matches"][0]
    assert set(match) >= {
        *("left", "right", "kind", "score", "moved", "speaker_changed", "edits", "phrases", "why"),
    }
    assert set(match["edits"]) == {"left", "right"}


def test_unknown_keys_are_ignored():
    document = reader.read(SAMPLES[0])
    data = json.loads(document.to_json())
    data["added_later"] = 1
    data["sentences"][0]["added_later"] = 1
    assert Document.from_dict(data) == document


def test_a_missing_key_is_an_error():
    data = json.loads(reader.read(SAMPLES[0]).to_json())
    del data["sentences"]
    with pytest.raises(KeyError):
        Document.from_dict(data)
