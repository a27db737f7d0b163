"""``dataclass``, ``field`` and ``replace`` as in Python's ``dataclasses``, at a tenth of the cost of loading.

Python writes and compiles six methods for each class when its module is loaded, half a millisecond a class, and loads
``inspect`` for it: a sixth of the time of a small command, most of it for values that it never makes. Here each method
is compiled when it is first called. Type checkers see Python's own; a test holds these to them. What no class of
Readout needs (inheritance between them, order, fields by keyword alone) is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

_T = TypeVar("_T")
_MISSING: Any = object()


class _Field:
    """A field with what was said of it."""

    __slots__ = ("compare", "default", "factory", "name", "type")

    def __init__(self, default: Any, factory: Any, *, compare: bool) -> None:
        self.name = ""
        self.type: Any = None
        self.default = default
        self.factory = factory
        self.compare = compare


def _field(*, default: Any = _MISSING, default_factory: Any = _MISSING, compare: bool = True) -> Any:
    return _Field(default, default_factory, compare=compare)


def _dataclass(
    cls: type[Any] | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> type[Any] | Callable[[type[Any]], type[Any]]:
    def made(plain: type[Any]) -> type[Any]:
        return _made(plain, frozen=frozen, slots=slots, eq=eq)

    return made if cls is None else made(cls)


def _replace(one: _T, /, **changes: Any) -> _T:
    for name in one.__match_args__:  # type: ignore[attr-defined]
        if name not in changes:
            changes[name] = getattr(one, name)
    return type(one)(**changes)


def values_of(one: object) -> dict[str, Any]:
    """The fields of a dataclass by name, in order, as they are."""
    names: tuple[str, ...] = one.__match_args__  # type: ignore[attr-defined]
    return {name: getattr(one, name) for name in names}


def _made(plain: type[Any], *, frozen: bool, slots: bool, eq: bool) -> type[Any]:
    attributes = dict(plain.__dict__)
    fields = _fields_of(attributes)
    names = tuple(field.name for field in fields)
    compared = tuple(field.name for field in fields if field.compare)
    sources = {"__init__": lambda: _init(fields, frozen=frozen, then="__post_init__" in attributes)}
    sources["__repr__"] = lambda: _repr(names)
    if eq:
        sources["__eq__"] = lambda: _equal(compared)
    if eq and frozen:
        sources["__hash__"] = lambda: _hash(compared)
    added: dict[str, Any] = {name: _at_first_call(name, source) for name, source in sources.items()}
    if eq and not frozen:
        added["__hash__"] = None
    if frozen:
        added.update(__setattr__=_keep, __delattr__=_keep_all)
        if slots:
            added.update(__getstate__=_state, __setstate__=_restore)
    own = {name for name in added if name in attributes and not (name == "__hash__" and attributes[name] is None)}
    added = {name: value for name, value in added.items() if name not in own}
    added.update(__match_args__=names, __dataclass_fields__=_Fields(fields), __signature__=_Signature(fields))
    return _with_slots(plain, attributes, names, added) if slots else _with(plain, fields, added)


def _fields_of(attributes: dict[str, Any]) -> list[_Field]:
    fields = []
    for name, kind in attributes.get("__annotations__", {}).items():
        if str(kind).startswith("ClassVar"):
            continue
        said = attributes.get(name, _MISSING)
        field = said if isinstance(said, _Field) else _Field(said, _MISSING, compare=True)
        field.name, field.type = name, kind
        fields.append(field)
    return fields


def _with(plain: type[Any], fields: list[_Field], added: dict[str, Any]) -> type[Any]:
    for field in fields:
        if field.default is not _MISSING:
            setattr(plain, field.name, field.default)
        elif field.factory is not _MISSING:
            delattr(plain, field.name)
    for name, value in added.items():
        setattr(plain, name, value)
    return plain


def _with_slots(
    plain: type[Any], attributes: dict[str, Any], names: tuple[str, ...], added: dict[str, Any]
) -> type[Any]:
    for name in (*names, "__dict__", "__weakref__"):
        attributes.pop(name, None)
    kind: Any = type(plain)
    made: type[Any] = kind(plain.__name__, plain.__bases__, {**attributes, **added, "__slots__": names})
    made.__qualname__ = plain.__qualname__
    return made


# --- methods ----------------------------------------------------------------------------------------------------

_Source = Callable[[], tuple[str, dict[str, Any]]]


def _at_first_call(name: str, source: _Source) -> Callable[..., Any]:
    """A method that is written, compiled and put in its own place when it is called."""

    ready: list[Callable[..., Any]] = []

    def method(self: object, *given: Any, **named: Any) -> Any:
        # Of two threads that come here at once, both may make it; what they make is the same.
        if not ready:
            lines, known = source()
            exec(lines, known)  # of names of fields, which are names in Python
            home = next(cls for cls in type(self).__mro__ if cls.__dict__.get(name) is method)
            known[name].__qualname__ = f"{home.__qualname__}.{name}"
            ready.append(known[name])
            setattr(home, name, known[name])
        return ready[0](self, *given, **named)

    return method


def _init(fields: list[_Field], *, frozen: bool, then: bool) -> tuple[str, dict[str, Any]]:
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": _MISSING}
    given, lines = [], []
    for field in fields:
        value = name = field.name
        if field.factory is not _MISSING:
            known[f"_make_{name}"] = field.factory
            given.append(f"{name}=_MISSING")
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        elif field.default is not _MISSING:
            known[f"_default_{name}"] = field.default
            given.append(f"{name}=_default_{name}")
        else:
            given.append(name)
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if then:
        lines.append("self.__post_init__()")
    body = "\n ".join(lines or ["pass"])
    return f"def __init__({', '.join(['self', *given])}):\n {body}\n", known


def _repr(names: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    shown = ", ".join(f"{name}={{self.{name}!r}}" for name in names)
    return f"def __repr__(self):\n return self.__class__.__qualname__ + f'({shown})'\n", {}


def _all(names: tuple[str, ...], of: str) -> str:
    return "(" + "".join(f"{of}.{name}," for name in names) + ")"


def _equal(names: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    same = f"{_all(names, 'self')} == {_all(names, 'other')}"
    return f"def __eq__(self, other):\n return {same} if other.__class__ is self.__class__ else NotImplemented\n", {}


def _hash(names: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    return f"def __hash__(self):\n return hash({_all(names, 'self')})\n", {}


def _keep(_one: object, name: str, _value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _keep_all(_one: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


class _Fields:
    """What ``dataclasses.fields`` looks for, made when something looks."""

    def __init__(self, fields: list[_Field]) -> None:
        self._fields = fields

    def __get__(self, _one: object, _owner: type[Any]) -> dict[str, Any]:
        import dataclasses

        found: dict[str, Any] = {}
        for field in self._fields:
            said: dict[str, Any] = {"compare": field.compare}
            if field.default is not _MISSING:
                said["default"] = field.default
            if field.factory is not _MISSING:
                said["default_factory"] = field.factory
            made: Any = dataclasses.field(**said)
            made.name, made.type, made._field_type = field.name, field.type, dataclasses._FIELD  # type: ignore[attr-defined]
            found[field.name] = made
        return found


class _Signature:
    """What ``help`` and editors show of a class, made when they look; classes beneath it have their own."""

    def __init__(self, fields: list[_Field]) -> None:
        self._fields = fields

    def __get__(self, _one: object, owner: type[Any]) -> Any:
        from inspect import Parameter, Signature

        if owner.__dict__.get("__signature__") is not self:
            return None
        return Signature(
            [
                Parameter(
                    field.name,
                    Parameter.POSITIONAL_OR_KEYWORD,
                    annotation=field.type,
                    default=next(
                        (one for one in (field.default, field.factory) if one is not _MISSING), Parameter.empty
                    ),
                )
                for field in self._fields
            ]
        )


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _field, _replace

__all__ = ["dataclass", "field", "replace", "values_of"]
