from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

import reader
from reader.samples import samples


def fresh(code: str) -> str:
    """What a program prints in a Python of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_loads_nothing_else() -> None:
    loaded = fresh("import sys; import reader; print(*sorted(sys.modules))").split()
    assert [name for name in loaded if name.startswith("reader")] == ["reader"]
    assert not {"json", "dataclasses", "pathlib", "lxml", "PySide6"} & set(loaded)


@pytest.mark.parametrize("name", reader.__all__)
def test_every_promised_name_is_there_and_described(name: str) -> None:
    value = getattr(reader, name)
    assert name in dir(reader)
    assert isinstance(value, str) or value.__doc__


def test_functions_stay_functions_when_packages_of_their_name_are_imported() -> None:
    code = (
        "import reader, reader.compare.engine, reader.export.html, importlib\n"
        "importlib.import_module('reader.compare.edits')\n"
        "from reader import compare, export\n"
        "print(callable(reader.compare), callable(reader.export), callable(compare), callable(export))\n"
        "from reader.export.json import JSON\n"
        "print(JSON.name)\n"
    )
    assert fresh(code).split() == ["True"] * 4 + ["json"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'comparison'"):
        _ = reader.comparison


def test_the_way_of_the_manual() -> None:
    left, right = (reader.read(sample.path) for sample in (samples()[1], samples()[3]))
    result = reader.compare(left, right)
    assert (result.left.text, result.right.text) == (left.text, right.text)
    page = reader.export(result, "html")
    assert isinstance(page, str)
    assert page == reader.export(reader.compare(left, right), "html")
    assert reader.Comparison.from_dict(result.to_dict()) == result
    assert hash(result) == hash(reader.Comparison.from_dict(result.to_dict()))
    with pytest.raises(FrozenInstanceError):
        left.text = ""  # type: ignore[misc]


def test_parse_takes_ready_sentences_and_moves_them_along() -> None:
    text = "Cafe\u0301 is open.\r\nIt is closed. Really."
    spans = [(0, 14), (16, 29), (30, 37)]
    document = reader.parse(text, sentences=spans)
    assert document.text == "Café is open.\nIt is closed. Really."
    assert [one.text for one in document.sentences] == ["Café is open.", "It is closed.", "Really."]


def test_parse_refuses_spans_that_do_not_fit() -> None:
    with pytest.raises(reader.ReaderError, match="does not fit"):
        reader.parse("Short.", sentences=[(0, 60)])


def test_word_edits_are_spans_of_whole_words() -> None:
    edits = reader.word_edits("It is the top priority.", "It is a top priority.")
    assert [tuple(span) for span in edits.left] == [(6, 9)]
    assert [tuple(span) for span in edits.right] == [(6, 7)]


def test_an_unknown_format_names_those_there_are() -> None:
    document = reader.parse("One sentence.")
    with pytest.raises(reader.ReaderError, match="html"):
        reader.export(reader.compare(document, document), "wordperfect")


def test_values_may_cross_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    left, right = (reader.read(sample.path) for sample in (samples()[0], samples()[4]))
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _k: reader.compare(left, right).to_json(), range(8)))
    assert len(set(results)) == 1
