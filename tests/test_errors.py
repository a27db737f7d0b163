from __future__ import annotations

import pickle

import pytest

from reader import errors
from reader.errors import ReaderError, UnreadableFile


def test_message_and_hint_are_told_as_one_sentence() -> None:
    assert str(ReaderError("It is empty.", "Choose another.")) == "It is empty; choose another."
    assert str(ReaderError("It is empty.")) == "It is empty."
    assert str(ReaderError("文件是空的。", "请选择其他文件。")) == "文件是空的；请选择其他文件。"
    assert str(ReaderError("Really?", "Choose another.")) == "Really? Choose another."


def test_the_name_of_the_file_is_filled_in_once_it_is_known() -> None:
    error = UnreadableFile("{file} is empty.", "Choose another.")
    assert error.message == "This file is empty."
    named = error.about("{file} {0} a.txt")
    assert isinstance(named, UnreadableFile)
    assert str(named) == "“{file} {0} a.txt” is empty; choose another."


@pytest.mark.parametrize("name", [name for name, value in vars(errors).items() if isinstance(value, type)])
def test_errors_are_reader_errors_and_survive_a_process(name: str) -> None:
    kind = getattr(errors, name)
    if not issubclass(kind, ReaderError):
        return
    copy = pickle.loads(pickle.dumps(kind("{file} is bad.", "Try another.")))
    assert type(copy) is kind
    assert str(copy) == "This file is bad; try another."
