"""How a comparison is to be made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader.model.vocabulary import BoilerplateKind

if TYPE_CHECKING:
    from reader.model.document import Document
    from reader.model.findings import Boilerplate


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may set about a comparison; recorded in every export."""

    use_boilerplate: bool = False
    """Let titles, names, datelines and agency tags count in scores, all of them."""
    boilerplate_counted: frozenset[BoilerplateKind] = frozenset()
    """Where not all of them count: the kinds that do."""
    wordings_counted: frozenset[str] = frozenset()
    """Single titles, names and tags that count whatever their kind, by ``Boilerplate.key``: what the program took for
    a title, and is none."""

    def left_out(self, document: Document) -> tuple[Boilerplate, ...]:
        """The boilerplate of a document that stays out of scores, in order."""
        if self.use_boilerplate:
            return ()
        return tuple(
            one
            for one in document.boilerplate
            if not self.is_counted(one.kind)
            and not (self.wordings_counted and one.key(document.text) in self.wordings_counted)
        )

    def is_counted(self, kind: BoilerplateKind) -> bool:
        """Whether boilerplate of a kind counts."""
        return self.use_boilerplate or kind in self.boilerplate_counted

    def counting(self, kind: BoilerplateKind, *, is_counted: bool) -> Options:
        """The same with one kind switched on or off."""
        kinds = frozenset(one for one in BoilerplateKind if one is not kind and self.is_counted(one))
        return replace(self, use_boilerplate=False, boilerplate_counted=kinds | {kind} if is_counted else kinds)

    def counting_wording(self, key: str, *, is_counted: bool) -> Options:
        """The same with one wording (``Boilerplate.key``) switched on or off; one off still follows its kind."""
        wordings = self.wordings_counted | {key} if is_counted else self.wordings_counted - {key}
        return replace(self, wordings_counted=wordings)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form; lists are sorted."""
        return {
            "use_boilerplate": self.use_boilerplate,
            "boilerplate_counted": sorted(kind.value for kind in self.boilerplate_counted),
            "wordings_counted": sorted(self.wordings_counted),
        }

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Options:
        """Inverse of ``to_dict``; what is missing is as it is by default."""
        return Options(
            use_boilerplate=data.get("use_boilerplate", False),
            boilerplate_counted=frozenset(BoilerplateKind(kind) for kind in data.get("boilerplate_counted", ())),
            wordings_counted=frozenset(data.get("wordings_counted", ())),
        )
