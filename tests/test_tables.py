"""The quick reader of TOML gives what Python's own gives."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.bundled import resource, seeds
from reader.tables import _simple, table_of

FILES = [*sorted(resource("lexicons").rglob("*.toml")), *sorted(resource("themes").rglob("*.toml"))]
FILES.append(seeds() / "seeds.toml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_of_the_program_is_read_quickly_and_as_by_tomllib(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _simple(text) == tomllib.loads(text)


PIECES = (
    *(
        "[a]",
        "[a.b]",
        "[[a]]",
        "[[c]]",
        "[a.]",
        "[a]]",
        "[ a ]",
        "[c.d]",
        "a",
        "b",
        '"c d"',
        '""',
        "a.b",
        "é",
        " = ",
        "=",
        ",",
    ),
    *('"x"', '"x # y"', '"[x]"', '"\\u00e9"', '"\\ud800"', '"\\n"', '"""', '"""\nx"""', "'x'", '"x', "\t", " ", "\n"),
    *("\r\n", "\r", "# c", '# "c"', "# [", "\x00", "\x0b", "[", "]", "[]", '["x", "y"]', '[["x"], []]', '["x" "y"]'),
    *("{", "}", '{a = "x", b = "y"}', '{a = "x",}', '{a = "x", a = "y"}', "{}", "0", "12", "012", "1_000", "1.5"),
    *("true", "false", "True", "2020-01-02", "2020-13-02", "2020-01-02T10:00:00", "2020-01-02 10:00:00", "10:00:00"),
)
LINES = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
VALUES = st.sampled_from([piece for piece in PIECES if piece[0] in '"[{012tf'])
ROWS = st.one_of(st.builds("{} = {}".format, st.sampled_from(("a", "b", "c", '"c d"')), VALUES), LINES)


@example(["a = {}", "[a]", "b = 1"])
@example(["a = []", "[[a]]"])
@example(["[a.b]", "[a]", "b = 1"])
@example(["[a]", "[a]"])
@example(["[[a]]", "[[a]]", "b = 1", "[a.b]"])
@given(st.lists(ROWS, max_size=6))
def test_what_is_read_quickly_is_what_tomllib_reads(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = _simple(text)
    if found is not None:
        assert found == tomllib.loads(text)


def test_a_mistake_is_told_as_by_tomllib() -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match="line 2"):
        table_of("a = 1\nb = \n")
    assert table_of("a.b = 1.5") == {"a": {"b": 1.5}}
