"""The dataclasses of Readout are what Python's own would be."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from reader.records import dataclass, field, replace, values_of

PACKAGE = Path(__file__).parents[1] / "reader"


@dataclass(frozen=True, slots=True)
class Value:
    """A frozen one."""

    name: str
    many: tuple[int, ...] = ()
    kept: list[int] = field(default_factory=list, compare=False)


@dataclass(slots=True)
class Open:
    """One that changes."""

    name: str
    seen: int = 0

    def __post_init__(self) -> None:
        self.seen += 1


@dataclass(frozen=True)
class Plain:
    """One without slots."""

    name: str = "x"

    def __repr__(self) -> str:
        return "own"


class Beneath(Plain):
    """One that adds to it."""

    def __init__(self, name: str) -> None:
        super().__init__(name + "!")


def test_values_are_made_compared_and_shown() -> None:
    one = Value("a", many=(1,))
    assert one == Value("a", (1,), [7])
    assert one != Value("b", (1,))
    assert one != object()
    assert hash(one) == hash(Value("a", (1,), [7]))
    assert repr(one) == "Value(name='a', many=(1,), kept=[])"
    assert Value("a").kept is not Value("a").kept
    assert repr(Plain()) == "own"
    with pytest.raises(TypeError):
        Value()  # type: ignore[call-arg]


def test_help_shows_what_a_class_is_made_of() -> None:
    signature = inspect.signature(Value)
    assert list(signature.parameters) == ["name", "many", "kept"]
    assert signature.parameters["name"].default is inspect.Parameter.empty
    assert signature.parameters["many"].default == ()
    assert list(inspect.signature(Beneath).parameters) == ["name"]


def test_frozen_ones_stay_as_they_are() -> None:
    one = Value("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        one.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del one.name
    assert not hasattr(one, "__dict__")
    assert replace(one, name="b") == Value("b") == dataclasses.replace(one, name="b")


def test_others_change_and_have_no_hash() -> None:
    one = Open("a")
    one.name = "b"
    assert one == Open("b")
    assert one.seen == 1
    with pytest.raises(TypeError):
        hash(one)


def test_a_class_beneath_adds_to_what_is_made() -> None:
    assert [Beneath(name).name for name in ("a", "b")] == ["a!", "b!"]
    assert Plain("c").name == "c"


@pytest.mark.parametrize("one", [Value("a", (1,), [2]), Open("a"), Plain("y")], ids=lambda one: type(one).__name__)
def test_they_are_copied_and_taken_to_pieces(one: Any) -> None:
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == copy.copy(one) == one
    assert values_of(one) == dataclasses.asdict(one)


def own() -> list[type[Any]]:
    """The dataclasses of the program that are made so."""
    found: list[type[Any]] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "from reader.records import dataclass" in path.read_text("utf-8"):
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
            module = import_module(name)
            found += [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == name]
    return [one for one in found if "__match_args__" in vars(one) and not issubclass(one, tuple)]


@pytest.mark.parametrize("one", own(), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_each_class_of_the_program_has_the_fields_python_would_give_it(one: Any) -> None:
    def said(of: Any) -> dict[str, Any]:
        return {"default": of.default, "default_factory": of.default_factory, "compare": of.compare}

    fields = dataclasses.fields(one)
    made = [
        (f.name, f.type, dataclasses.field(**{k: v for k, v in said(f).items() if v is not dataclasses.MISSING}))
        for f in fields
    ]
    theirs = dataclasses.make_dataclass("Theirs", made)
    assert [(f.name, said(f)) for f in dataclasses.fields(theirs)] == [(f.name, said(f)) for f in fields]
    assert one.__match_args__ == theirs.__dict__["__match_args__"] == tuple(f.name for f in fields)
    assert not any(isinstance(base, type) and hasattr(base, "__match_args__") for base in one.__bases__), "no heirs"
