"""Whether values have the types their dataclasses declare; a file can hold anything."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from reader import model


def has_shape(value: object, shape: Any) -> bool:
    """Whether a value is of a type made of dataclasses, named tuples, enums, tuples, sets, ``|`` and plain types.

    Exact where it matters to what the values are used for: True is no int, 1.0 is no index; an int is a float.
    """
    origin = get_origin(shape)
    if origin in (Union, UnionType):
        return any(has_shape(value, one) for one in get_args(shape))
    if origin is tuple:
        return _is_tuple(value, get_args(shape))
    if origin is frozenset:
        return type(value) is frozenset and all(has_shape(one, get_args(shape)[0]) for one in value)
    if shape is None or shape is NoneType:
        return value is None
    if shape is float:
        return type(value) in (int, float)
    if type(value) is not shape:
        return False
    if is_dataclass(shape) or hasattr(shape, "_fields"):
        assert isinstance(shape, Hashable)
        return all(has_shape(getattr(value, name), kind) for name, kind in _hints(shape))
    return True


def _is_tuple(value: object, kinds: tuple[Any, ...]) -> bool:
    if not isinstance(value, tuple):
        return False
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return all(has_shape(one, kinds[0]) for one in value)
    return len(value) == len(kinds) and all(map(has_shape, value, kinds))


@lru_cache(maxsize=64)
def _hints(shape: Any) -> tuple[tuple[str, Any], ...]:
    # A module of the model imports what it only declares for type checkers alone.
    hints = get_type_hints(shape, localns={name: getattr(model, name) for name in model.__all__})
    names = [one.name for one in fields(shape)] if is_dataclass(shape) else list(shape._fields)
    return tuple((name, hints[name]) for name in names)
