"""Readout's public interface: read two accounts of a meeting and compare them.

Importing this package loads nothing else: each name below is fetched when it is first used, and Qt is
never among them. ``read`` and ``parse`` give a :class:`Document`, ``compare`` a :class:`Comparison`,
``word_edits`` the changed words of two wordings of one sentence, ``export`` a page or file.
"""

from __future__ import annotations

import sys

__version__ = "0.1.0"

# Type checkers take it for true; importing typing for it would take as long as starting Python.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from reader.compare.edits import word_edits
    from reader.compare.engine import compare
    from reader.errors import ReaderError
    from reader.export import export
    from reader.model import Comparison, Document
    from reader.reading import parse, read

__all__ = ["Comparison", "Document", "ReaderError", "__version__", "compare", "export", "parse", "read", "word_edits"]

_HOME = {
    "Comparison": "reader.model",
    "Document": "reader.model",
    "ReaderError": "reader.errors",
    "compare": "reader.compare.engine",
    "export": "reader.export",
    "parse": "reader.reading",
    "read": "reader.reading",
    "word_edits": "reader.compare.edits",
}


_Module = type(sys)


class _Interface(_Module):  # type: ignore[valid-type, misc]  # type(sys) is types.ModuleType without importing types
    """Keeps ``reader.compare`` and ``reader.export`` the functions.

    The import system binds a subpackage to its parent when it is first imported, and two of ours share
    their name with the function they are known for. ``from reader.compare.engine import …`` works as ever.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, _Module)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> object:
        home = _HOME.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value: object = getattr(import_module(home), name)
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Interface
